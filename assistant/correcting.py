"""A correction that says what was wrong and what is right: 不是财政局，是水务局; not 2023, 2024. What was wrong is left out of the
question before it is read, so that only the right one is looked for. Pure.
"""

from __future__ import annotations

import re

_ASKS = re.compile(r"[谁哪吗吧几]|什么|多少|怎么?|为何|(?<![a-z])(?:which|what|who|why|how)(?![a-z])")
_ZH = "[^,，、。;；?]{1,24}?"
_MEANT = r"(?:而是|应该是|应是|其实是|实际是|我(?:是)?(?:想)?(?:说|问|要|指|查|看)的?(?:其实|应该)?(?:是)?|换成|改成|要|看|是)"
_CORRECTIONS = [
    re.compile(rf"^(?:[^一-鿿]|哦|啊|呃|嗯|哎|我)*(?:说错了?|弄错了?|搞错了?|不对|错了)?[,、!:。]*(?:我(?:说|问|要|指)的)?(?:不是|不要|不问|不看|不查)(?P<no>{_ZH})(?:的)?[,、;。](?:而|我)?{_MEANT}(?P<yes>[^?]+?)[?]?$"),
    re.compile(rf"^(?:不是|并非)(?P<no>{_ZH})(?:的)?(?:而是|应该是|是)(?P<yes>[^?]+?)[?]?$"),
    re.compile(rf"^(?:我(?:说|问|要|指|查)的)?(?:应该)?是(?P<yes>{_ZH})[,、](?:而)?(?:不是|不要)(?P<no>{_ZH})[?]?$"),
    re.compile(rf"^把?(?P<no>{_ZH})(?:换成|改成|改为|换作|替换成)(?P<yes>[^,?]+?)[?]?$"),
    re.compile(r"^(?:no|sorry|oops|wait|correction|oh|hmm|ah)?[,.;: ]*(?:i (?:mean|meant)(?: to say)? ?)?not ?(?:the |for |in )?(?P<no>[^,;?]{1,40}?)[,;] ?(?:but |it(?:'s| is| was) |i (?:mean|meant) |rather )?(?P<yes>[^?]+?)[?]?$"),
    re.compile(r"^(?:no|sorry|oops|wait|correction|oh|hmm|ah)?[,.;: ]*(?:i (?:mean|meant)(?: to say)? ?)?not ?(?:the |for |in )?(?P<no>[^,;?]{1,40}?) ?(?:but|i (?:mean|meant)) ?(?P<yes>[^?]+?)[?]?$"),
    re.compile(r"^(?:no|sorry|oops|wait|correction|oh|hmm|ah)?[,.;: ]*(?:i (?:mean|meant)(?: to say)? ?)(?P<yes>[^,;?]{1,40}?),? ?(?:not|rather than|instead of) ?(?P<no>[^,;?]{1,40}?)[?]?$"),
]
_CHINESE = re.compile(r"不是|不要|不问|不看|不查|并非|[换改]")


def corrected(text: str) -> str:
    """The question with what is right only, marked as a correction."""
    for pattern in _CORRECTIONS:
        m = pattern.match(text)
        if m and not _ASKS.search(m["no"]) and not _ASKS.search(m["yes"]) and m["no"].strip() not in ("这个", "那个", "它", "这", "this", "that", "it", "this one", "that one"):
            return f"不对,是{m['yes']}" if _CHINESE.search(text) else f"sorry, i meant {m['yes']}"
    return text

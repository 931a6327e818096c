"""Questions about what reports say in words: which words are looked for, and which part of the question says where. Pure.

Here nothing is understood of the topic; it is looked for as it is. What a question asks by number, order or field is not
taken for a topic (see `compose`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.planner.frame import Frame
from assistant.planner.span import Span

_SAYS = r"(?:提到|提及|提过|谈到|谈及|讲到|说到|说起|写到|写着|写明|写了|说了|讲了)"
_ASKED = re.compile(r"什么|啥|哪|谁|多少|几(?:个|条|项)|怎么|如何")
# The topic behind a verb of saying, or before "有关".
_MENTIONED = [
    re.compile(r"关于(?P<topic>[^,?]{2,20}?)(?:的)?(?:部分|内容|方面)?(?:是)?(?:怎么|如何|怎样)(?:写|说|规定|表述|描述)的?$"),
    re.compile(rf"{_SAYS}(?:过|了|的是|要|有)?(?P<topic>[^,?]{{2,40}}?)(?:的?(?:项目|单位|部门|报告|文字|内容|地方|计划|目标|段落)?(?:(?:都)?有?(?:哪些|哪个|哪几个|什么|谁)|的?是(?:哪些|哪一?个|哪份|哪家|谁)(?:项目|单位|部门|报告)?)|的(?:项目|单位|部门|报告|文字|内容|地方)|吗|没有?|呢)?$"),
    re.compile(r"(?<![a-z])(?:mention(?:s|ed|ing)?|talk(?:s|ed|ing)? about|speak(?:s|ing)? of|refer(?:s|red|ring)? to|says? (?:anything |something )?about|writes? about|wrote about) ?(?P<topic>[^,?]{3,80}?)(?: ?in (?:the|their|its) (?:annual |yearly )?(?:goals?|objectives?|aims?|plans?|texts?|reports?))?$"),
]  # fmt: skip
# The same where the words behind it are not all known: else it may be a project that somebody is in charge of.
_SAID_OTHERWISE = [
    re.compile(r"(?:哪一?个|哪些|哪几个|哪家|什么)(?:项目|部门|单位|机构)(?:的职责)?(?:是|里|中)?(?:负责|主管|承担|打算|计划|准备|安排|要|会|将)(?:了|要|有|包括)?(?:做|干|办|搞|抓)?(?P<topic>[^,?]{2,40}?)(?:的|这[件个项](?:事情?|工作|任务|活儿?))?$"),
    re.compile(r"(?:引用|援引|依据|遵循|根据)(?:了|的是)?(?P<topic>[^,?]{2,40}?)(?:的?(?:项目|部门|单位|报告)?(?:都)?有?(?:哪些|哪个|哪几个|谁)(?:项目|部门|单位|报告)?|的(?:项目|部门|单位|报告))?$"),
    re.compile(
        r"(?:(?<=目标)|(?<=计划)|(?<=职责)|(?<=职能)|(?<=结论)|(?<=制度)|(?<=情况)|(?<=办法)|(?<=安排)|(?<=内容))(?:里面?|中|内|当中|一?栏|部分|文字|上)*(?:都|也)?(?:写|填|列|载|说)?(?:有|出现|含有?|带有?|包含|包括|涉及|用到|牵涉|讲)(?:了|到|过|着|入)?"
        r"(?P<topic>[^,?]{2,30}?)(?:字样|这?[两三四几]?个?字|(?:的|相关|有关|方面)*(?:内容|字眼|表述|提法|说法|安排|工作|任务))?(?:的)?(?:项目|单位|部门|报告)?(?:的)?(?:都)?(?:是|有)?(?:哪些|哪一?个|哪几个|什么|谁)?(?:项目|单位|部门|报告)?$"
    ),
    re.compile(r"(?:把|将)(?P<topic>[^,?]{2,24}?)(?:都|也)?(?:写|列|纳|放|摆|加)(?:进|入|到|在)(?:了)?(?:年度|总体|绩效|实施|工作|部门)*(?:目标|计划|职责|安排|方案)(?:里面?|中|内|当中)?(?:的)?(?:项目|单位|部门|报告)?(?:(?:都)?有?(?:哪些|哪一?个|谁))?$"),
    re.compile(r"(?<![a-z])(?:responsible for|in charge of|plan(?:s|ning)?(?: on| to| for)?|going to|intends? to|cit(?:es?|ed|ing)) ?(?P<topic>[^,?]{3,80})$"),
    re.compile(r"(?:关于|有关(?!于)|涉及)(?P<topic>[^,?]{2,30}?)(?:方面)?(?:的)?(?:内容|描述|说法|文字|表述|规定|计划|安排|目标|要求|记载|信息|材料|说明|段落|项目|报告|$)"),
    re.compile(r"(?:和|与|跟|同)(?P<topic>[^,?和与跟同]{2,30}?)(?:有关|相关)(?:系|联)?(?:的)?"),
    re.compile(r"(?<![a-z])(?:about|related to|concerning|regarding|deal(?:s|ing)? with|involv(?:es|ing)) ?(?P<topic>[^,?]{3,80})$"),
]  # fmt: skip
_DENIED = re.compile(r"(?:没有?|未|不|从未|并未|无)(?:有)?(?:任何|一个|一份)?(?:曾)?$|(?:not|n't|never|without|no)(?: \w+){0,2} $")
_POLAR = re.compile(r"(?:有没有?|有无|是否|是不是)$")
# What makes a question of the words that are looked for.
_FRAME = re.compile(
    r"(?:要|会)?(?:干|做|办)些?(?:什么|啥)|什么时候|啥时候|何时|哪天|几月份?|(?:几|多少)(?:次|场|期|回)|(?:放|定|排)在|定于|搞|(?<![一-龥])开(?=$|[^一-龥])|请问|请|帮我|查一?查|找一?找|看一?看|(?:一共|总共)?有?(?:没有|无)?(?:哪些|哪[几两二三四五\d]个|哪一?个|哪份|哪家|哪条|哪项)|有没有|是否|是不是|为什么|为何|为啥|怎么回事|怎么|如何|什么|啥|谁"
    r"|打算|准备|计划|安排|想要?|需要|负责|承担|主管|开展|进行|实施|引用|依据|根据|遵循|按照|执行"
    r"|(?:年度|绩效|总体)*目标|部门职责|职责|实施计划|工作计划|计划|(?:偏差|未完成)?原因|管理制度|制度|理由|结论|自评结论"
    r"|报告|文件|材料|项目|单位|部门|指标|内容|文字|段落|地方|里面?|当中|中$|包括|包含|含有|写|说|提|讲|关于|有关|相关|涉及|方面|吗|呢|吧|的$|^的|^要|^会|^由"
)
_LATIN_FRAME = re.compile(
    r"(?<![a-z])(?:which|what|who|whose|where|when|why|how|is|are|was|were|does|do|did|has|have|there|any|the|a|an|please|tell|me|show|find|list"
    r"|projects?|reports?|departments?|units?|indicators?|texts?|plan(?:s|ned|ning)?|aims?|goals?|intends?|going|to|will|responsible|for|in charge of|charge"
    r"|reasons?|responsibilit(?:y|ies)|dut(?:y|ies)|rules?|cited?|cites|based on|say(?:s|ing)?|said|about|mention(?:s|ed)?|that|of|by|its|their|include[sd]?)(?![a-z])"
)
_ABOUT_TO = re.compile(r"[要会将想需][\u4e00-\u9fff]?")
_PRIVATE = 0xE000  # characters that no text holds
_WHERE = {"unit", "region", "document", "lead", "year"}
_FIELDS = [
    ("deviation_reason", re.compile(r"为什么|为何|为啥|原因|理由|(?<![a-z])(?:why|reasons?|because)(?![a-z])")),
    ("responsibilities", re.compile(r"职责|负责|主管|(?<![a-z])(?:responsib\w+|in charge|dut(?:y|ies))(?![a-z])")),
    ("management_rules", re.compile(r"引用|依据|根据|遵循|按照|办法|制度|(?<![a-z])(?:cit(?:e|es|ed)|rules?|regulations?|based on)(?![a-z])")),
    ("plans", re.compile(r"打算|计划|准备|安排|(?:项目|单位|部门|谁)(?:要|会|将)|(?<![a-z])(?:plan(?:s|ned|ning)?|intends?|going to)(?![a-z])")),
    ("annual_goal", re.compile(r"目标|(?<![a-z])(?:goals?|aims?)(?![a-z])")),
]  # fmt: skip


_WHEN = re.compile(r"什么时候|什么日期|日期$|啥时候|何时|哪天|哪一天|几月|几号|(?<![a-z])when(?![a-z])", re.IGNORECASE)
_TIME = re.compile(r"\d{4}年|[\d一二三四五六七八九十]+月|季度|年底|年末|年初|上半年|下半年|[春夏秋冬]|汛[前期后]|期间|之?前|之?(?<![滞落])后|每[年月周日]|天")


@dataclass(frozen=True)
class Mention:
    """`topic` is what the texts are to speak of, `rest` the question without it."""

    topic: str
    rest: str


def mention(text: str, *, loosely: bool = False) -> Mention | None:
    """哪些项目提到了…: asked in so many words. None where it is denied, or is itself what is asked."""
    for pattern in _SAID_OTHERWISE if loosely else _MENTIONED:
        m = pattern.search(text)
        if m is None or _ASKED.search(m["topic"]) or (_DENIED.search(text[: m.start()]) and not _POLAR.search(text[: m.start()])):
            continue
        return Mention(m["topic"].strip(), text[: m.start()].strip())
    return None


_LEAVES_OUT = re.compile(r"以外|之外|除了|除开|(?<![a-z])(?:outside|except|excluding|besides|other than)(?![a-z])")


def leaves_out(text: str, frame: Frame) -> bool:
    """培训项目以外还有谁写了…: something is left out that no name tells, so that the texts of just that would be quoted."""
    return bool(_LEAVES_OUT.search(text)) and not (frame.excluded_regions or frame.excluded_units or frame.excluded_projects or frame.excluded_years)


def denied(text: str) -> bool:
    """哪些项目没有提到…: passages that do say it are no answer."""
    return any(_DENIED.search(text[: m.start()]) and not _POLAR.search(text[: m.start()]) for p in (*_MENTIONED, *_SAID_OTHERWISE) for m in [p.search(text)] if m)


def topic(text: str, spans: Sequence[Span], unknown: Sequence[str], *, of_one: bool = False) -> str:
    """The words that are looked for in a question that the rules do not know all of: without names that say where to look,
    and without what makes it a question; the words that are `unknown` always, and whole. `of_one` project alone is spoken of,
    so that its name, however it is put, is where to look."""
    kept = list(text)
    for span in spans:
        if span.kind in _WHERE or (span.kind == "project" and (of_one or span.what.exact)):
            kept[span.start : span.end] = " " * (span.end - span.start)
    bare = "".join(kept)
    stands_for = {chr(_PRIVATE + n): word for n, word in enumerate(unknown) if word in bare}
    for sign, word in stands_for.items():
        bare = bare.replace(word, sign)
    bare = _FRAME.sub(" ", _LATIN_FRAME.sub(" ", bare))
    # 要立: a verb of one character says too little to be looked for where other words are.
    verbs = {sign for sign, word in stands_for.items() if _ABOUT_TO.fullmatch(word)} if len(stands_for) > 1 else set()
    return " ".join("".join(" " if c in verbs else stands_for.get(c, c) for c in bare).split())


def fields(text: str) -> tuple[str, ...]:
    """Which kinds of text the question asks for; empty: any."""
    return tuple(name for name, pattern in _FIELDS if pattern.search(text))


def asks_when(question: str) -> bool:
    return bool(_WHEN.search(question))


def says_when(text: str) -> bool:
    """Whether a passage tells any time, so that it may answer when."""
    return bool(_TIME.search(text))

"""Turns of phrase about scores, parts of them, exceptions and blanks that English writes around their meaning: half the points on
offer, more than any other, leaving X aside. Each is written out in the words that the lexicon has. Pure; knows no spans."""

from __future__ import annotations

import re
from collections.abc import Callable

_POINTS = r"(?:the |its |their |that |all (?:the |its |their )?)?(?:available |possible |maximum |total |achievable )*(?:weights?|points|marks)(?: (?:that )?(?:(?:is|are|was|were) )?(?:available|on offer|possible|at stake|allotted|obtainable|attainable|to be had|to be won|going|(?:they|it) could (?:have|earn|get)))?"
_NOT = r"(?:fail(?:ed|s|ing)? to|(?:did|do|does|could|can|has|have|had|would) not|never|(?:was |were )?unable to|cannot)(?: even| quite| manage to| yet| be able to)*"
_GET = r"(?:make(?: it)?(?: to| as far as)?|ma[dk]e|get(?: up)?(?: to| as far as)?|got(?: up)?(?: to)?|score[d]?|clear(?:ed)?|earn(?:ed)?|obtain(?:ed)?|receive[d]?|gain(?:ed)?|achieve[d]?|collect(?:ed)?|come(?: up)? to|attain(?:ed)?|hit|muster(?:ed)?|manage[d]?|secure[d]?|log(?:ged)?|post(?:ed)?|top out at)"
_REASON = r"reasons?|explanations?|causes?|justifications?|analys[ei]s|deviation reasons?"
_TURNS: list[tuple[re.Pattern[str], str | Callable[[re.Match[str]], str]]] = [
    (re.compile(rf"(?<![a-z])half (?:of )?{_POINTS}(?![a-z])"), "50% of its weight"),  # less than half of the points on offer
    (re.compile(rf"(?<=[\d%]) ?(?:%|per ?cent)? ?of {_POINTS.replace('(?:weights?|points|marks)', '(?:points|marks)')}(?= |$|[?,.!;])"), lambda m: ("%" if "%" in m[0] or "cent" in m[0] else "") + " of its weight"),
    (re.compile(r"(?<![a-z])(?:lost|forfeited|dropped|shed|gave (?:up|away)|(?:was|were) docked|lose|loses|forfeits?) (?:well )?(?:over|more than) 50% of its weight"), "scored below 50% of its weight"),
    (re.compile(rf"(?<![a-z]){_NOT} {_GET} (?:a |the )?(?:score |mark |total |rate )?(?:of )?(?:at least )?(?=\d)"), "is below "),  # failed to make 85
    (re.compile(r"(?<![a-z])(?P<of>(?:scor(?:e|es|ed|ing)|marks?|totals?|points|rates?|at|from) (?:of |from |at )?)(?P<low>\d{1,3}(?:\.\d+)?) ?%? (?:through|thru|up to|to) (?=\d{1,3}(?:\.\d+)?(?!\d))"), r"\g<of>between \g<low> and "),
    (re.compile(r"(?<![a-z])more (?P<what>[a-z][^,?]{2,40}?) than (?:any(?: of the)?(?: other)?(?: [a-z]+)?|all (?:the )?others?(?: [a-z]+)?|any(?:one|body) else|every(?:one|body) else|every other [a-z]+|the rest)(?![a-z])"), r"the most \g<what>"),
    (re.compile(r"(?<![a-z])(?:fewer|less) (?P<what>[a-z][^,?]{2,40}?) than (?:any(?: of the)?(?: other)?(?: [a-z]+)?|all (?:the )?others?(?: [a-z]+)?|any(?:one|body) else|every(?:one|body) else|every other [a-z]+|the rest)(?![a-z])"), r"the fewest \g<what>"),
    (re.compile(r"(?<![a-z])(?:a )?(?P<how>higher|lower)(?P<what>(?: [a-z]+){0,3}) than (?:any(?: of the)?(?: other)?(?: [a-z]+)?|all (?:the )?others?(?: [a-z]+)?|any(?:one|body) else|every(?:one|body) else|every other [a-z]+|the rest)(?![a-z])"), lambda m: f"the {'highest' if m['how'] == 'higher' else 'lowest'}{m['what']}"),
    (re.compile(r"(?:^|(?<=[,:] )|(?<=[,:]))(?:and |but |so )?(?:leaving|setting|putting|taking|leave|set|put) (?P<what>[^,?]{2,50}?) (?:aside|apart|to one side|on one side|out of (?:account|it|the picture|consideration|the count)|out)(?=[,?]| )"), r"excluding \g<what>"),
    (re.compile(r"(?<![a-z])with (?P<what>(?:the )?(?:output|benefit|satisfaction|cost|quality|quantity|timeliness)[a-z -]{0,30}?) (?:left out|set aside|excluded|disregarded|taken out|removed|ignored)(?![a-z])"), r"excluding \g<what>"),
    (re.compile(rf"(?<![a-z])(?:with |where |and |whose |but |that have |having )?(?:the |its |their |an? )?(?P<what>{_REASON})(?: (?:columns?|fields?|boxes|box|cells?|lines?|sections?|parts?))?(?: that)?(?: (?:is|are|was|were|being|has been))? (?:left |remain(?:s|ed|ing) |still |been |entirely |completely )*(?:blank|empty|unfilled|open|bare|void|not filled in|not completed)(?![a-z])"), r"without a \g<what>"),
    (re.compile(r"(?<![a-z])(?:was|is|were|are) it (?P<who>[^,?:]{2,40}? ?(?<![a-z])or(?![a-z]) ?[^,?:]{2,40}?) ?(?:that|which|who) (?P<did>[^?.]+)"), r"which \g<did>, \g<who>"),  # was it A or B that missed more
    (re.compile(r"^(?P<who>[^,?:]{2,40}? ?(?<![a-z])or(?![a-z]) ?[^,?:]{2,40}?) ?[:,–—-]+ ?(?P<asks>(?:who|which)(?![a-z])[^?.]+)"), r"\g<asks>, \g<who>"),
    (re.compile(r"(?<![a-z])by how many (?P<what>indicators|kpis|metrics|targets) (?:is|was|are|were) ?(?P<of>[^,?]{2,60}?) ?(?:measured|assessed|judged|evaluated|gauged|tracked|monitored|appraised)(?![a-z])"), r"how many \g<what> does \g<of> have"),
    (re.compile(r"(?<![a-z])(?:by )?how (?:many points|much) (?:was|were|is|has|have)(?: been)? ?(?P<of>[^,?]{2,80}?) ?(?:been )?(?:docked|penali[sz]ed|marked down)(?![a-z])"), r"how many points did \g<of> lose"),
    (re.compile(r"(?<![a-z])(?:a |the )?(?:trio|threesome|triplet) of(?= )"), "the three"), (re.compile(r"(?<![a-z])(?:a |the )?(?:pair|duo|couple) of(?= (?:\d{4} )?(?:projects|indicators|units|regions))"), "the two"),
    (re.compile(r"(?<![a-z])(?P<what>(?:show|give|list|name|take|keep|display)(?: me| us)?) (?:only )?the first (?P<n>\d+|two|three|four|five|six|seven|eight|nine|ten)(?=$|[,.?!;])"), r"\g<what> the top \g<n>"),
]  # fmt: skip


def in_plain_words(text: str) -> str:
    for pattern, instead in _TURNS:
        text = pattern.sub(instead, text)
    return text

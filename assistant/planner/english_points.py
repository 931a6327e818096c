"""Turns of phrase about scores, parts of them, exceptions and blanks that English writes around their meaning: half the points on
offer, more than any other, leaving X aside. Each is written out in the words that the lexicon has. Pure; knows no spans."""

from __future__ import annotations

import re
from collections.abc import Callable

_POINTS = r"(?:the |its |their |that |all (?:the |its |their )?)?(?:available |possible |maximum |total |achievable )*(?:weights?|points|marks)(?: (?:that )?(?:(?:is|are|was|were) )?(?:available|on offer|possible|at stake|allotted|obtainable|attainable|to be had|to be won|going|(?:they|it) could (?:have|earn|get)))?"
_NOT = r"(?:fail(?:ed|s|ing)? to|(?:did|do|does|could|can|has|have|had|would) not|never|(?:was |were )?unable to|cannot)(?: even| quite| manage to| yet| be able to)*"
_GET = r"(?:make(?: it)?(?: to| as far as)?|ma[dk]e|get(?: up)?(?: to| as far as)?|got(?: up)?(?: to)?|score[d]?|clear(?:ed)?|earn(?:ed)?|obtain(?:ed)?|receive[d]?|gain(?:ed)?|achieve[d]?|collect(?:ed)?|attain(?:ed)?|hit|muster(?:ed)?|manage[d]?|secure[d]?|log(?:ged)?|post(?:ed)?|top out at)"
_REASON = r"reasons?|explanations?|causes?|justifications?|analys[ei]s|deviation reasons?"
_NOUN = r"(?:[a-z]+ ){0,2}(?:scores?|marks?|rates?|results?|totals?)(?![a-z])"
_TURNS: list[tuple[re.Pattern[str], str | Callable[[re.Match[str]], str]]] = [
    (re.compile(rf"(?<![a-z])half (?:of )?{_POINTS}(?![a-z])"), "50% of its weight"),  # less than half of the points on offer
    (re.compile(rf"(?<=[\d%]) ?(?:%|per ?cent)? ?of {_POINTS.replace('(?:weights?|points|marks)', '(?:points|marks)')}(?= |$|[?,.!;])"), lambda m: ("%" if "%" in m[0] or "cent" in m[0] else "") + " of its weight"),
    (re.compile(r"(?<![a-z])(?:lost|forfeited|dropped|shed|gave (?:up|away)|(?:was|were) docked|lose|loses|forfeits?) (?:well )?(?:over|more than) 50% of its weight"), "scored below 50% of its weight"),
    (re.compile(rf"(?<![a-z]){_NOT} {_GET} (?:more than|over|above|higher than|better than|in excess of|beyond) (?=\d)"), "is at most "),  # did not get more than half
    (re.compile(rf"(?<![a-z]){_NOT} {_GET} (?:less than|fewer than|under|below|lower than) (?=\d)"), "is at least "),
    (re.compile(r"(?<![a-z])without (?:ever |even )?(?:reaching|making|getting(?: to)?|hitting|scoring|clearing|attaining|earning|achieving|receiving)(?: (?:a |the )?(?:score|mark) of)? (?:at least |the )?(?=\d)"), "and is below "),
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
    (re.compile(r"(?<![a-z])(?P<asks>what|which)(?: values?| figures?| numbers?| levels?| results?)? (?:should|ought|was supposed|were supposed|had|must|was|were) ?(?P<what>[^,?]{2,60}?) ?(?:to )?(?:have )?(?:been supposed to )?(?:have reached|have been|have hit|have attained|have come to|have achieved|to reach|to be(?! (?:met|missed))|to hit|to attain|to come to)(?![a-z])"), r"what was the target of \g<what>"),  # which value should X have reached
    (re.compile(r"(?<![a-z])(?<!not )(?<!never )(?<!to )(?<!even )(?<!quite )(?<!without )(?<!hardly )(?<!nearly )(?<!almost )(?<!no one )(?<!cannot )(?:reach(?:ed|es|ing)?|hit(?:s|ting)?|ma[dk]e(?:s)?(?: it to)?|g[eo]t(?:s)? to) (?:the |a )?(?:score of |mark of )?(?=\d[\d.]* (?:points?|percent)(?![a-z])(?! of))"), "has at least "),  # reached the 95-point threshold
    (re.compile(r"(?<![a-z])(?:regional|geographical|territorial) (?P<what>averages?|totals?|counts?|figures|scores?|means?|medians?|sums?|rates?)(?: (?:of|for) (?P<of>[^,?.]+))?"), lambda m: f"{m['what']}{' of ' + m['of'] if m['of'] else ''} per region"),
    (re.compile(r"(?<![a-z])(?:departmental|unit-level|bureau-level|institutional) (?P<what>averages?|totals?|counts?|figures|scores?|means?|medians?|sums?|rates?)(?: (?:of|for) (?P<of>[^,?.]+))?"), lambda m: f"{m['what']}{' of ' + m['of'] if m['of'] else ''} per unit"),
    (re.compile(rf"(?<![a-z])(?:best|top|maximum|max|greatest|peak|finest) (?:and|or|versus|vs\.?) (?:the )?(?:worst|bottom|minimum|min|poorest|weakest|lowest|least)(?= {_NOUN})"), "highest and the lowest"),
    (re.compile(rf"(?<![a-z])(?:highest) (?:and|or|versus|vs\.?) (?:the )?(?:worst|bottom|minimum|min|poorest|weakest)(?= {_NOUN})"), "highest and the lowest"),
    (re.compile(rf"(?<![a-z])(?:worst|bottom|minimum|min|poorest|weakest|lowest) (?:and|or|versus|vs\.?) (?:the )?(?:best|top|maximum|max|greatest|peak|finest)(?= {_NOUN})"), "lowest and the highest"),
    (re.compile(r"(?<![a-z])(?:a |the )?(?:full|flawless|spotless|unblemished|impeccable|whole|maximum|max|top|perfect|straight|clean|round)(?: scores?| marks?| totals?| points?)?(?: of)? (?=100(?![\d%]))"), "exactly "),
    (re.compile(r"(?<![a-z])let ?(?P<who>[\u4e00-\u9fff][^,?]{0,40}?|the [^,?]{2,40}?|its [^,?]{2,40}?) ?down(?![a-z])"), r"were missed in \g<who>"),
    (re.compile(r"(?<![a-z])(?:blank|empty|missing) (?=(?:deviation )?(?:reasons?|explanations?|justifications?)(?![a-z]))"), "no "),
    (re.compile(r"(?<![a-z])(?:have|has|had|with|show|shows|showed|give|gives|gave) an? no (?=(?:deviation )?(?:reasons?|explanations?|justifications?))"), "have no "),
    (re.compile(r"(?<![a-z])unexplained deductions?: "), ""),
    (re.compile(rf"(?<![a-z])(?P<no>without|with no|no)(?: any| an?)? (?P<what>{_REASON}) (?:being |having been |ever )?(?:stated|given|offered|provided|recorded|supplied|noted)(?![a-z])"), r"\g<no> \g<what>"),
    (re.compile(r"(?<![a-z])distribution of (?P<what>[^,?]{2,40}?) (?:over|across|among|by|between|on) (?:the )?(?P<by>grades|regions|units|years|levels|types|categories)(?![a-z])"), r"number of \g<what> by \g<by>"),
    (re.compile(r"(?<![a-z])(?:ranks?|ranked|came|comes?|placed|plac(?:es|ing)|finish(?:ed|es)|stood|stands|is|was|sits|sat) (?:in )?(?P<n>second|third|fourth|fifth)(?: place| position)?(?= (?:by|in|on|for|among|with|when)(?![a-z])|$|[,?.])"), r"has the \g<n> highest"),
    (re.compile(r"(?<![a-z])(?:the )?runner-up (?:by (?:total |overall )?scores?|(?:in|on) (?:the )?(?:score|scoring|scores)(?: table| list| ranking)?)(?![a-z])"), "the project with the second highest score"),
    (re.compile(r"(?<![a-z])(?P<how>excellent|good|fair|poor)-(?:rated|graded|marked) (?P<what>projects?)"), r"\g<what> rated \g<how>"),
    (re.compile(r"(?<![a-z])(?P<do>break|split|divide) (?P<what>the [^,?]{3,60}?) (?:down|up|out) (?=by |per |into )"), r"\g<what> "),
    (re.compile(r"(?<![a-z])(?:did|does|do|fared?|performed|came off|came out|is|was) (?:the )?(?:best|worst|better|worse) (?:in terms of|with|by|on|for|as regards|when it comes to|having) (?:the |its |their )?(?P<end>fewest|most|least|lowest|highest|smallest|largest)(?![a-z])"), r"had the \g<end>"),
    (re.compile(r"(?<![a-z])(?:by )?how (?:many points|far|much) (?:short of|below|under|shy of|off) (?:its|the|their) (?:full |own |maximum )?(?:weights?|maximum|full marks?|possible points)(?= ?(?:is|was|are|were|did|does)(?![a-z]))"), "how many points lost"),
    (re.compile(r"(?<![a-z])(?<!not )(?<!never )(?:broke(?: through)?|beat|surpassed|overtook|crossed|passed|topped|cleared|bettered|(?:went|got|came|climbed) (?:past|over|beyond)) (?:the )?(?=\d[\d.]* ?(?:points?|percent|%)(?![a-z]))"), "is above "),
    (re.compile(r"(?<![a-z])cost(?:s)? ?(?P<whom>[^,?]{2,50}?) ?(?:the )?most (?P<p>points|marks)(?![a-z])"), r"lost the most \g<p> in \g<whom>"),  # which three cost the county the most points
    (re.compile(r"(?<![a-z])(?:by how (?:many points|much)|how (?:many points|much)) (?:does|did|do) the (?:best|top|highest)(?P<what>[^,?]{1,40}?) (?:beat|exceed|outscore|outstrip|surpass|lead) the (?:worst|bottom|lowest|poorest)(?: one)?(?![a-z])"), r"what is the gap between the highest and the lowest score of\g<what>"),
    (re.compile(r"(?<![a-z])(?:beats?|tops?|exceeds?|surpass(?:es)?|outstrips?|outdoes|is (?:above|ahead of|better than|higher than)) (?:all|every|any)(?: of)?(?: the)? others?(?: [a-z]+)?(?![a-z])"), "is the highest"),
    (re.compile(r"(?<![a-z])(?:trails?|is (?:below|behind|worse than|lower than)|lags? behind) (?:all|every|any)(?: of)?(?: the)? others?(?: [a-z]+)?(?![a-z])"), "is the lowest"),
    (re.compile(r"(?<![a-z])(?:order|arrange|sort|rank|list|line up) (?P<what>the (?:regions|units|projects|years|bureaus|departments|places)) (?:according to|by|in order of|on the basis of) how many (?P<of>indicators|targets|projects) (?:they|it|each) (?P<did>[a-z]+(?: [a-z]+)?)"), r"rank \g<what> by number of \g<of> \g<did>"),
    (re.compile(r"(?<![a-z])by how many (?P<what>indicators|kpis|metrics|targets) (?:is|was|are|were) ?(?P<of>[^,?]{2,60}?) ?(?:measured|assessed|judged|evaluated|gauged|tracked|monitored|appraised)(?![a-z])"), r"how many \g<what> does \g<of> have"),
    (re.compile(r"(?<![a-z])(?:by )?how (?:many points|much) (?:was|were|is|has|have)(?: been)? ?(?P<of>[^,?]{2,80}?) ?(?:been )?(?:docked|penali[sz]ed|marked down)(?![a-z])"), r"how many points did \g<of> lose"),
    (re.compile(r"(?<![a-z])(?:a |the )?(?:trio|threesome|triplet) of(?= )"), "the three"), (re.compile(r"(?<![a-z])(?:a |the )?(?:pair|duo|couple) of(?= (?:\d{4} )?(?:projects|indicators|units|regions))"), "the two"),
    (re.compile(r"(?<![a-z])(?P<what>(?:show|give|list|name|take|keep|display)(?: me| us)?) (?:only )?the first (?P<n>\d+|two|three|four|five|six|seven|eight|nine|ten)(?=$|[,.?!;])"), r"\g<what> the top \g<n>"),
]  # fmt: skip


def in_plain_words(text: str) -> str:
    for pattern, instead in _TURNS:
        text = pattern.sub(instead, text)
    return text

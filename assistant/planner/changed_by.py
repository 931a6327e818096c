"""By how much a budget was raised or cut in the year: a number behind the words for it is no budget and no execution rate. Fills bounds
of a frame; pure."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.planner.frame import Bound, Frame
from assistant.planner.span import Span

OTHER_WAY = {"gt": "lt", "ge": "le", "lt": "gt", "le": "ge"}
_BY = re.compile(r" ?by ?")
_SO_FAR = re.compile(r"(?:[了过得]|的?(?:幅度|比例|比率|金额|额度?)|[超达]过?|到|在|为|是|都|均|有|高|足足|整整|至少)*")
_OPEN = re.compile("相差|差额|差距|变动|变化|增减")  # either way
_CHANGED = ("adjusted lt", "adjusted gt", "adjusted ne")
_DOWN, _UP = re.compile("[少低砍削裁]|[压核调]减|收回"), re.compile("[多高加添补]|[核调]增")


def changed_by(frame: Frame, text: str, spans: Sequence[Span], at: int) -> bool:
    """budgets cut by more than a million, 比年初减少20%以上: how far, in money or in percent of the initial budget, not how large the
    budget is or how much of it was spent."""
    s, found = spans[at], spans[at].what
    cut = next((x for x in reversed(spans[:at]) if x.kind == "held" or ((x.kind, x.meaning) == ("field", "adjusted") and (found.unit == "percent" or _OPEN.search(text, x.start, x.end)))), None)
    between = text[cut.end : s.start].replace("mid-year", "") if cut else ""
    if cut is None or found.unit not in ("money", "percent") or not (_BY.fullmatch(between) or (cut.start < s.start and _SO_FAR.fullmatch(between) and not text[cut.start].isascii())):
        return False
    if cut.meaning not in (*_CHANGED, "adjusted") or (text[cut.start : s.start].endswith("的") and found.unit == "money"):
        return False  # 预算压减过的、100万元以上的项目: the budget itself
    down, up = (cut.meaning == meant or (cut.kind == "field" and bool(said.search(text, cut.start, s.start))) for meant, said in zip(_CHANGED, (_DOWN, _UP), strict=False))
    if down == up or found.op not in OTHER_WAY:
        frame.leftover.append(text[s.start : s.end])  # changed by 20 %: either way
        return True
    concept = "adjusted" if found.unit == "money" else "adjusted_rate"
    frame.bounds.append(Bound(concept, OTHER_WAY[found.op] if down else found.op, -found.value if down else found.value))
    return True

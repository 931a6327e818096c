"""A query put as the question has it: a median where it says so, and a difference without a sign where the question says which way it goes (少了多少, 还差多少), so that no "-55" answers "how much less".
Pure: a field is exchanged for its opposite, which has its own name."""

from __future__ import annotations

import re

from assistant.planner.frame import Frame
from assistant.query import Condition, Measure, Query, all_of

_LESS = re.compile(r"[少低短缺欠]|减[少了掉]|[调核压削缩裁扣]减|压缩|收回|砍|缩水|下降|less|lower|below|short|cut|reduc|decreas|fell|down")
_APART = re.compile(r"差|距|difference|gap|how far|miss|off target|undersho|shy of")
_MORE = re.compile(r"[多高超]|增|追加|more|higher|above|over|exceed|beyond|rais")
_EARLIER_FIRST = re.compile(r"(?:年初|原|初始)(?:的)?预算(?:数|额|合计|总额|总数|加总)*(?:比|较)|initial budget (?:was |is )?(?:less|lower|smaller|below)")  # is less: that is a raise
_OPPOSITE = {"gap": "shortfall", "adjusted": "cut", "overstated": "understated"}


def as_said(query: Query, frame: Frame, text: str) -> Query:
    """`text` is the question, normalised."""
    names = [n for link in (*frame.indicators, *frame.projects) for n in link.tiers[0]]  # 年新增收入 says no direction
    for name in names:
        text = text.replace(name.casefold(), "")
    return _without_sign(_one_way(_of_medians(query) if frame.median else query, text), text)


_CUT = re.compile(r"[调核压削裁扣缩]减|压缩|收回|砍")
_RAISED = re.compile(r"追加|[调核]增|增列|加码")


def _one_way(query: Query, text: str) -> Query:
    """两年一共追加了多少: of those that were raised; what others were cut by is not taken off."""
    cut, raised = _CUT.search(text), _RAISED.search(text)
    together = query.measure is not None and (query.measure.fn, query.measure.field) == ("sum", "adjusted")
    if query.subject != "projects" or not together or query.order or bool(cut) == bool(raised) or "净" in text:
        return query
    return query.model_copy(update={"where": all_of(query.where, Condition(field="adjusted", op="lt" if cut else "gt", value=0))})


def _of_medians(query: Query) -> Query:
    made = {"measure": _median(query.measure) if query.measure else None, "besides": tuple(map(_median, query.besides))}
    return query.model_copy(update=made)


def _median(measure: Measure) -> Measure:
    return measure.model_copy(update={"fn": "median"}) if measure.fn == "average" else measure


def _without_sign(query: Query, text: str) -> Query:
    less, more = _LESS.search(_without_asking(text)), _MORE.search(_without_asking(text))
    if _APART.search(text) and "gap" in query.show and not more:
        return query.model_copy(update={"show": tuple("gap_size" if n == "gap" else n for n in query.show)})
    less, more = (more, less) if _EARLIER_FIRST.search(text) else (less, more)
    if not less or more:
        return query
    measure = query.measure
    if measure and measure.field in _OPPOSITE and measure.fn in ("sum", "average"):
        measure = measure.model_copy(update={"field": _OPPOSITE[measure.field]})
    return query.model_copy(update={"show": tuple(_OPPOSITE.get(n, n) for n in query.show), "measure": measure})


def _without_asking(text: str) -> str:
    """多少 and how much say nothing of a direction."""
    return re.sub(r"多少|多大|多远|how (?:much|many|far)", "几", text)

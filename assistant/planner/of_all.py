"""Units, regions or persons of whose projects all are so (所有项目都在90分以上的单位): the least or the greatest of each is held
against the bound. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from assistant.planner.concepts import JUDGED_FORM, OF_REPORT
from assistant.planner.frame import NUMERIC, Bound, Frame
from assistant.planner.measuring import Asked
from assistant.planner.span import Span
from assistant.query import Condition, Held, Measure, Query, Scalar, all_of

_EVERY = re.compile(
    r"(?:所有|全部|每一?个|各个)(?:的)?(?:[^,?的]{0,8}的)?项目(?:的)?[^,?]{0,14}?(?:都|(?<!平)均|皆|全)"
    r"|项目(?:的)?[^,?]{0,10}?(?:全部|全都|全|都|(?<!平)均|皆)(?:是|在|得|拿|达|不|低于|高于|超过|没|未|完成|满|到|过|\d|[一二三四五六七八九])"
    r"|(?:得分|分数|评分|成绩|执行率)(?:全部|全都|都|(?<!平)均|皆)(?:在|不|低于|高于|超过|达)"
    r"|(?<![a-z])(?:never missed|all (?:of )?(?:(?:their|its|the|whose) )?projects|every (?:one of (?:their|its) |single )?projects?|whose projects (?:all|each)|each of (?:their|its|whose) projects)(?![a-z])"
)
_NONE = re.compile(r"(?<!有)没有(?:任何|任何一个|一个|哪一?个)项目|(?<![a-z])(?:no|none of (?:their|its|whose)) projects?(?![a-z])")
WHOSE = ("unit", "region", "project_lead")
_ENDS = {"unit": ("单位", "部门", "units"), "region": ("地区", "地方", "市县", "区县", "县区", "regions"), "project_lead": ("负责人", "leads")}
_NOTHING, _ONE = Decimal(0), Decimal(1)
_OTHERWISE = {"ge": "lt", "gt": "le", "le": "gt", "lt": "ge"}


def of_all(frame: Frame, text: str, spans: Sequence[Span]) -> None:
    """`all` or `none` where a question speaks of each project that somebody has; and who that is (哪些单位的项目都…)."""
    by = whose(frame, text, spans)
    of_units = frame.nothing_missed and by and not any((s.kind, s.meaning) == ("subject", "projects") for s in spans)  # 没有未完成指标的单位
    if by and frame.statuses == ["full_score"] and not (frame.bounds or any(s.kind == "subject" for s in spans)):
        frame.statuses, frame.bounds, of_units = [], [Bound("deduction", "le", _NOTHING)], True  # 没有扣分的单位
    said = "none" if _NONE.search(text) else "all" if _EVERY.search(text) or of_units else ""
    if said and by:
        frame.of_all, frame.asked_dimension = said, by
    if said == "none" and by is None:
        frame.leftover += [m[0] for m in [_NONE.search(text)] if m]  # of whom, no word says


def whose(frame: Frame, text: str, spans: Sequence[Span]) -> str | None:
    """Who is asked for, where somebody is who has projects: 哪些单位的…, …的单位."""
    by = next((s.meaning for s in spans if s.kind == "dimension" and s.meaning in WHOSE), None)
    asked = frame.asks_list or frame.aggregate or frame.asked_dimension
    return by if by and (asked or text.rstrip("?").endswith(_ENDS[by])) else None


def asks_of_all(asked: Asked) -> bool:
    frame = asked.frame
    if _none_full(frame):
        return _by(frame) is not None and frame.aggregate in (None, "count", "distinct") and not (frame.rank or frame.share or frame.levels or frame.over)
    held = (bool(frame.bounds) or frame.nothing_missed or frame.statuses in (["met"], ["missed"])) and all(b.concept in NUMERIC & set(OF_REPORT) for b in frame.bounds)
    return bool(frame.of_all) and _by(frame) is not None and held and frame.aggregate not in ("average", "sum") and not (frame.over or frame.years_apart or frame.rank or frame.share or frame.levels)


def made_of_all(asked: Asked) -> Query:
    frame = asked.frame
    by = _by(frame)
    assert by is not None
    if _none_full(frame):
        where = all_of(asked.scope.filter, Condition(field="total_score", op="present"))
        share = Measure(fn="share", of=Condition(field="lost_points", op="eq", value=0))  # 101 points are no full score
        return Query(subject="projects", where=where, measure=share, group_by=(by,), having=Condition(field="value", op="eq", value=0), count_groups=frame.aggregate in ("count", "distinct"))
    (first, having), *others = [*map(_held, _bounds(frame)), *_missed(frame)]
    return Query(
        subject="projects", where=all_of(asked.scope.filter, JUDGED_FORM if _missed(frame) else None), measure=first, group_by=(by,), money=asked.money(),
        having=Condition(field="value", op=having.op, value=_value(having)),
        held=tuple(Held(measure=m, op=b.op, value=_value(b)) for m, b in others), count_groups=frame.aggregate in ("count", "distinct"),
    )  # fmt: skip


def _none_full(frame: Frame) -> bool:
    """没有一个项目得满分的地区."""
    return frame.of_all == "none" and frame.statuses == ["full_score"] and not frame.bounds


def _by(frame: Frame) -> str | None:
    return next((d for d in (frame.asked_dimension, *frame.group) if d in WHOSE), None)


def _bounds(frame: Frame) -> list[Bound]:
    """None below 90 is all at 90 or above."""
    if frame.of_all == "all":
        return frame.bounds
    return [Bound(b.concept, _OTHERWISE.get(b.op, b.op), b.value, b.upper) for b in frame.bounds]


def _held(bound: Bound) -> tuple[Measure, Bound]:
    return Measure(fn="max" if bound.op in ("lt", "le") else "min", field=OF_REPORT[bound.concept]), bound


def _missed(frame: Frame) -> list[tuple[Measure, Bound]]:
    """No indicator missed by any of them; or by each of them at least one."""
    if not (frame.nothing_missed or frame.statuses):
        return []
    each = frame.statuses == ["missed"] and frame.of_all == "all" and not frame.nothing_missed
    return [(Measure(fn="min" if each else "sum", field="missed_count"), Bound("missed_count", "ge" if each else "eq", _ONE if each else _NOTHING))]


def _value(bound: Bound) -> Scalar | tuple[Scalar, ...]:
    return (bound.value, bound.upper) if bound.op == "between" and bound.upper is not None else bound.value

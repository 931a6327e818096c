"""What is said of all of somebody's indicators together, mostly of one kind: that they were all met, or none of them (满意度指标全部达标的
单位), or how many points they weigh, got or lost (产出指标得分低于40分的项目). Fills a frame's `of_a_kind`; pure. Whether all of a
project's indicators were met is a condition like others and not read here."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.computed import JUDGED
from assistant.planner.concepts import OF_INDICATOR, OF_LEVEL, STATUS, level
from assistant.planner.frame import Bound, Frame, OfAKind
from assistant.planner.measuring import Asked
from assistant.planner.of_all import whose
from assistant.planner.span import Span
from assistant.query import Condition, Measure, Order, Query, all_of, any_of

_SAID_OF_ALL = re.compile(r"都|全|均|皆|每一?[条项个]|(?<![a-z])(?:all|every|each)(?![a-z])")
_ON_IT = re.compile(r"\s*(?:on|in|for|from|under|across|among|with) (?:the |its |their )?")
_WHOLE, _NOTHING = 100, 0


def of_a_kind(frame: Frame, text: str, spans: Sequence[Span]) -> None:
    if frame.rank or frame.share or frame.over or frame.change or frame.compare or frame.difference or frame.aggregate not in (None, "count", "distinct", "sum"):
        return
    _all_or_none(frame, text, spans)
    _points_of_it(frame, text, spans)


def _all_or_none(frame: Frame, text: str, spans: Sequence[Span]) -> None:
    if frame.aggregate == "sum":
        return
    by = whose(frame, text, spans) or ("project_name" if _lists_projects(frame) else None)
    none = frame.none_met or (frame.statuses == ["missed"] and _of_all(text, spans))
    met = bool(frame.levels) and by != "project_name" and (frame.nothing_missed or (frame.statuses == ["met"] and bool(_SAID_OF_ALL.search(text))))
    if by is None or not (none or met) or frame.bounds or frame.clauses or frame.indicators or len(set(frame.levels)) > 1:
        frame.leftover += [text[s.start : s.end] for s in spans if (s.kind, s.meaning) == ("scope", "none_met")]
        return
    frame.of_a_kind = OfAKind(by, tuple(dict.fromkeys(frame.levels)), none="none" if none else "all")
    frame.levels, frame.statuses, frame.nothing_missed, frame.of_all, frame.asked_dimension, frame.as_well = [], [], False, "", None, False


def _lists_projects(frame: Frame) -> bool:
    return frame.subject == "projects" and not (frame.projects or frame.asks_value)


def _of_all(text: str, spans: Sequence[Span]) -> bool:
    """全部没完成, missed all of their: 都没完成 alone may be said of several that each missed some."""
    return any(s.kind == "status" and re.search(r"全(?:部|都)?\s*$|全部?(?:都)?[没未]|(?<![a-z])(?:all|every)(?![a-z])", text[max(0, s.start - 3) : s.end]) for s in spans)


def _points_of_it(frame: Frame, text: str, spans: Sequence[Span]) -> None:
    """A bound whose points stand right behind a kind of indicators, or before it (lost 5 points on output indicators)."""
    if not _lists_projects(frame) or frame.group or frame.of_a_kind or len(set(frame.levels)) != 1:
        return
    bound = next((b for b in frame.bounds if b.concept in OF_LEVEL and b.of in ("", "projects")), None)
    if bound is None or not _said_of_the_kind(bound, text, [s for s in spans if not _lets_pass(s, text)]):
        return
    frame.of_a_kind = OfAKind("project_name", tuple(dict.fromkeys(frame.levels)), bound=bound)
    frame.bounds, frame.levels = [b for b in frame.bounds if b is not bound], []
    frame.aggregate = None if frame.aggregate == "sum" else frame.aggregate


def _lets_pass(s: Span, text: str) -> bool:
    return (s.kind == "idle" and not _ON_IT.fullmatch(text[s.start : s.end] + " ")) or (s.kind, s.meaning) in (("subject", "indicators"), ("aggregate", "sum"), ("scope", "all"), ("subject", "people"))


def _said_of_the_kind(bound: Bound, text: str, spans: Sequence[Span]) -> bool:
    kinds = [n for n, s in enumerate(spans) if s.kind == "level"]
    for n in kinds:
        behind = spans[n + 1 : n + 3]
        if [s.kind for s in behind] == ["field", "comparison"] and behind[0].meaning == bound.concept:
            return True
        before = spans[max(0, n - 3) : n]
        if before and before[-1].kind == "idle" and [s.kind for s in before[:-1]][-1:] == ["comparison"]:
            return True
    return False


def asks_of_a_kind(asked: Asked) -> bool:
    return asked.frame.of_a_kind is not None


def made_of_a_kind(asked: Asked) -> Query | None:
    made = asked.frame.of_a_kind
    assert made is not None
    asked.subject = "projects"  # what else is said is said of these
    kind = any_of(*map(level, made.levels)) if made.levels else None
    groups = ("report_id", "project_name") if made.by == "project_name" else (made.by,)
    where = [asked.where(), kind]
    if made.bound is None:
        where.append(Condition(field="status", op="in", value=JUDGED))
        measure, having = Measure(fn="share", of=STATUS["met"]), Condition(field="value", op="eq", value=_NOTHING if made.none == "none" else _WHOLE)
    else:
        bound = made.bound
        measure = Measure(fn="percent", field="score", per="weight") if bound.concept == "score_rate" else Measure(fn="sum", field=OF_INDICATOR[bound.concept])
        value = (bound.value, bound.upper) if bound.op == "between" and bound.upper is not None else bound.value
        having = Condition(field="value", op=bound.op, value=value)
    order = (Order(field="value", descending=made.bound is not None and made.bound.op in ("gt", "ge")),) if made.bound is not None else ()
    return Query(subject="indicators", where=all_of(*where), measure=measure, group_by=groups, having=having, order=order, count_groups=asked.frame.aggregate in ("count", "distinct"))

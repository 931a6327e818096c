"""Units, regions or persons that have so many projects of a kind (有两个以上项目低于90分的单位): these are counted for each, and the
count is held against the number. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.planner.concepts import JUDGED_FORM
from assistant.planner.frame import Bound, Frame
from assistant.planner.measuring import Asked
from assistant.planner.of_all import WHOSE, whose
from assistant.planner.span import Span
from assistant.query import Condition, Filter, Measure, Query, all_of, conditions

_TOGETHER = re.compile(r"平均|合计|总(?=预算|支出|执行|得分|分|金额|资金)|(?<![a-z])(?:average|total|mean|overall)(?![a-z])")  # of all of them, not of one
_MEANT = {"points": "score", "percent": "execution_rate", "money": "budget"}  # of a number whose own word is missing


def so_many(frame: Frame, text: str, spans: Sequence[Span]) -> None:
    counted = next((s for at, s in enumerate(spans) if s.kind == "comparison" and s.what.unit in (None, "items", "percent") and _counts_projects(spans, at)), None)
    held = [s for s in spans if s.kind == "status" or (s.kind == "comparison" and s is not counted)]
    by = whose(frame, text, spans)
    if counted is not None and not (held or frame.asked_dimension or frame.group) and _right_before_projects(text, spans, counted) and counted.what.unit != "percent":
        frame.leftover.append(text[counted.start : counted.end])  # 两个以上项目的情形: whose, nothing says
    if counted is None or not held or by is None or frame.over or frame.years_apart or frame.rank or _TOGETHER.search(text):
        return
    units = [s.what.unit for s in held if s.kind == "comparison"]
    others = [b for b in frame.bounds or [b for _, _, b in frame.number_bounds] if (b.op, b.value) != (counted.what.op, counted.what.value)]
    if len(others) != len(units):
        return
    frame.bounds = [replace(b, concept=_MEANT.get(unit or "", b.concept)) if b.concept == "count" else b for b, unit in zip(others, units, strict=True)]
    frame.so_many = Bound("share" if counted.what.unit == "percent" else "count", counted.what.op, counted.what.value, counted.what.upper)
    frame.asked_dimension, frame.subject, frame.numbers, frame.number_bounds = by, "projects", [], []


def _right_before_projects(text: str, spans: Sequence[Span], counted: Span) -> bool:
    behind = next((s for s in spans if s.start >= counted.end and s.kind != "idle"), None)
    return behind is not None and behind.kind == "subject" and text[counted.end : behind.start].strip() == ""


def _counts_projects(spans: Sequence[Span], at: int) -> bool:
    behind = next((s for s in spans[at + 1 :] if s.kind != "idle"), None)
    return behind is not None and (behind.kind, behind.meaning) == ("subject", "projects")


def made_of_so_many(asked: Asked) -> Query:
    frame, bound = asked.frame, asked.frame.so_many
    assert bound is not None
    by = next(d for d in (frame.asked_dimension, *frame.group) if d in WHOSE)
    value = (bound.value, bound.upper) if bound.op == "between" and bound.upper is not None else bound.value
    if bound.concept == "share":  # 超过一半的项目在90分以上的地区: of its projects that many in a hundred
        where = all_of(asked.scope.filter, *_stated(asked))
        measure = Measure(fn="share", of=all_of(*asked.conditions()))
        return Query(subject="projects", where=where, measure=measure, group_by=(by,), having=Condition(field="value", op=bound.op, value=value), count_groups=frame.aggregate in ("count", "distinct"))
    return asked.query(measure=Measure(fn="count"), group_by=(by,), having=Condition(field="value", op=bound.op, value=value), count_groups=frame.aggregate in ("count", "distinct"))


def _stated(asked: Asked) -> list[Filter]:
    """Of those that have the number, or indicators that can be judged."""
    named = [c.field for part in asked.of_reports for c in conditions(part)]
    return [*(Condition(field=n, op="present") for n in dict.fromkeys(named)), *([JUDGED_FORM] if asked.frame.statuses else [])]

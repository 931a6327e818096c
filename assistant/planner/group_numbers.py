"""Several numbers of each group, or of all: the query of a frame's `numbers` and `number_bounds`. Pure."""

from __future__ import annotations

from assistant.planner.concepts import OF_REPORT
from assistant.planner.frame import MONEY, Bound
from assistant.planner.groups import compared_by, groups_of
from assistant.planner.measuring import AVERAGED, Asked
from assistant.query import Condition, Held, Measure, Query, Scalar, all_of

_COUNTS = {"indicators": "indicator_count", "missed": "missed_count", "met": "met_count"}


def of_several(asked: Asked) -> Query | None:
    """Each number is made as it would be alone: money added up, points averaged, a rate over both sums."""
    frame = asked.frame
    asked.subject = "projects"
    where = asked.scope.filter if frame.number_bounds else all_of(asked.scope.filter, *asked.of_reports)  # 追加了预算的项目有几个，一共追加了多少
    groups = groups_of(asked) or ((compared,) if (compared := compared_by(asked)) else ())
    if groups == ("report_id", "project_name") and not frame.number_bounds and all(what in OF_REPORT for what, _ in frame.numbers):
        return Query(subject="projects", where=where, show=tuple(OF_REPORT[what] for what, _ in frame.numbers), money=asked.money())
    bounds = [(_measure(asked, what, made), bound) for what, made, bound in frame.number_bounds]
    numbers = list(dict.fromkeys((*(m for m, _ in bounds), *(_measure(asked, *number) for number in frame.numbers))))
    if bounds and not groups:
        return None
    first, *besides = numbers
    held = [Held(measure=m, op=b.op, value=_value(b)) for m, b in bounds[1:]]
    having = Condition(field="value", op=bounds[0][1].op, value=_value(bounds[0][1])) if bounds else None
    return Query(
        subject="projects", where=where, measure=first, besides=tuple(m for m in besides if m not in [h.measure for h in held]),
        group_by=groups, having=having, held=tuple(held), count_groups=bool(bounds) and frame.counts_groups, money=asked.money(),
    )  # fmt: skip


def _value(bound: Bound) -> Scalar | tuple[Scalar, ...]:
    return (bound.value, bound.upper) if bound.op == "between" and bound.upper is not None else bound.value


def _measure(asked: Asked, what: str, made: str) -> Measure:
    if what == "projects":
        return Measure(fn="count")
    if what in _COUNTS:
        return Measure(fn="sum", field=_COUNTS[what])
    if made in ("max", "min"):
        return Measure(fn=made, field=OF_REPORT[what])
    if what == "completion_rate":
        return Measure(fn="average", field="completion_rate") if made == "average" else Measure(fn="percent", field="met_count", per="judged_count")
    if what == "execution_rate" and made != "average":
        return Measure(fn="ratio", field="executed", per="budget")
    if what in MONEY or what in ("deduction", "funds_lost"):
        return Measure(fn="average" if made == "average" else "sum", field=OF_REPORT[what])
    if not made and AVERAGED not in asked.assumed:
        asked.assumed.append(AVERAGED)
    return Measure(fn="sum" if made == "sum" else "average", field=OF_REPORT[what])

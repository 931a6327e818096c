"""One frame's query over its conditions: what is tried, in order. Pure; called by `compose`.

There is no list of sentence patterns: each slot adds its own part, and what a slot leaves open is filled by what makes
sense of it (a sum of money, an average of points, a rate over both sums).
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

from assistant.fields import FIELDS
from assistant.planner.changes import made_of_changes
from assistant.planner.concepts import JUDGED_FORM, OF_INDICATOR, OF_LEVEL, OF_LINE, OUTER, STATUS
from assistant.planner.frame import NUMERIC, Bound
from assistant.planner.group_numbers import of_several
from assistant.planner.groups import compares, grouped, groups_of
from assistant.planner.look_up import (
    asks_of_named_indicators,
    listed,
    lists_with_numbers,
    look_up,
    look_up_each,
    looks_up,
    only_lists,
)
from assistant.planner.measuring import Asked
from assistant.planner.of_a_kind import asks_of_a_kind, made_of_a_kind
from assistant.planner.of_all import asks_of_all, made_of_all
from assistant.planner.over_groups import made_over_groups
from assistant.planner.ranking import limit, of_the_top, offset, ranked, ranks_within, spread
from assistant.planner.shares import (
    completion_asked,
    money_of_a_place,
    money_of_some,
    of_two_amounts,
    percent_of_amounts,
    points_of_levels,
    portion,
    portion_of_points,
    portion_of_some,
    share,
)
from assistant.planner.so_many import made_of_so_many
from assistant.planner.whether import tell_what_it_turns_on
from assistant.query import Condition, Has, Measure, Order, Query, all_of, any_of


def query(asked: Asked) -> Query | None:
    """The first of what is tried that the frame asks for; None where it asks nothing that is understood."""
    if asked.subject == "findings":
        return _findings(asked)
    if asked.frame.subject == "documents" and asked.frame.asks_list and not (asked.frame.doubtful or asked.frame.concepts or asked.rules or asked.frame.statuses or asked.frame.bounds):
        return _documents(asked)
    if _only_named(asked):
        asked.frame.detail = True
    if not _understood(asked):
        return None
    _settle(asked)
    return next(make(asked) for asks, make in _TRIED if asks(asked))


def _only_named(asked: Asked) -> bool:
    """A project's name and nothing else: what there is to be told of it."""
    return asked.frame.bare and bool(asked.frame.projects) and not asked.frame.has_question


def _understood(asked: Asked) -> bool:
    frame = asked.frame
    if frame.doubtful or (frame.detail and not frame.has_scope and frame.subject in (None, "documents")):
        return False
    if frame.nothing_missed and not frame.of_all and frame.asked_dimension in ("unit", "region", "fiscal_year"):
        return False
    if not (frame.has_question or frame.has_scope or (frame.sources and frame.asks_value)) or not _asks_something(asked) or _only_a_word(asked):
        return False
    of_something = frame.subject or frame.statuses or frame.asked_dimension or frame.group
    return not asked.counted or bool(of_something)


def _settle(asked: Asked) -> None:
    """What the slots together say that none says alone."""
    frame = asked.frame
    if "completion_rate" in frame.concepts and frame.indicators and (frame.projects or frame.reports) and not (frame.rank or frame.group or frame.aggregate or frame.share or frame.bounds):
        frame.concepts = ["attained" if c == "completion_rate" else c for c in frame.concepts]  # 改造户数的完成率: how far its target was reached
    counted = frame.aggregate == "count" and frame.subject in ("projects", "indicators") and not (frame.asks_value or frame.money or frame.averaged)
    if (counted or (frame.asks_list and not frame.aggregate)) and not (frame.rank or frame.group or frame.asked_dimension or (frame.compare and len(set(frame.levels)) > 1)):
        _only_those_that_have(asked)
    if frame.levels and not frame.statuses and set(frame.concepts) & set(OF_LEVEL) and not frame.indicators:
        asked.subject = "indicators"  # 产出指标的权重: of that level's indicators together
    if frame.whether:
        tell_what_it_turns_on(asked)
    if frame.asked_dimension == "level1" and frame.levels and not set(frame.levels) <= OUTER:
        frame.asked_dimension = "level2"  # 质量、时效两类指标,哪类丢分多
    if _counts_silently(asked):
        frame.aggregate = "count"


def _sums_what_was_done(asked: Asked) -> bool:
    """资助学生人数合计多少, 学生满意度平均多少: over what the indicators of that name reached."""
    frame = asked.frame
    named = bool(frame.indicators) and not (frame.valued or set(frame.statuses) - {"met"} or frame.rank)
    return named and frame.aggregate in ("sum", "average") and not (frame.share and frame.aggregate == "sum") and set(frame.concepts) <= {"actual", "status", "completion"}


def _sum_of_what_was_done(asked: Asked) -> Query:
    asked.subject = "indicators"
    asked.of_indicators = [c for c in asked.of_indicators if c not in STATUS.values()]
    unlike = any(len({n[-1] for n in link.tiers[0]}) > 1 for link in asked.frame.indicators)  # of guards: how many, and what each gets
    apart = ("level3",) if unlike and asked.frame.aggregate == "sum" else ()
    return asked.query(measure=Measure(fn="sum" if asked.frame.aggregate == "sum" else "average", field="actual_number"), group_by=(*groups_of(asked), *apart))


def _averages_levels(asked: Asked) -> bool:
    return asked.frame.valued and asked.frame.aggregate == "average" and asked.frame.rank is None


def _average_of_levels(asked: Asked) -> Query | None:
    """平均满意度是多少: only satisfaction is a percentage everywhere; of other levels the units differ."""
    if set(asked.frame.levels) != {"满意"}:
        return None
    return asked.query(measure=asked.average_reached(), group_by=groups_of(asked))


def _averages_indicators(asked: Asked) -> bool:
    frame = asked.frame
    return frame.aggregate == "average" and not frame.statuses and asked.concept() is None and frame.subject == "indicators" and not (frame.indicators or frame.valued)


def _average_indicators(asked: Asked) -> Query:
    """平均每个项目有几条指标: of those that report, unless another kind of form is named."""
    where = asked.scope.filter if asked.frame.forms else all_of(asked.scope.filter, JUDGED_FORM)
    return Query(subject="projects", where=where, measure=Measure(fn="average", field="indicator_count"), group_by=groups_of(asked))


def _average_missed(asked: Asked) -> Query | None:
    """平均每个项目有几条指标没完成."""
    if set(asked.frame.statuses) != {"missed"}:
        return None
    where = all_of(asked.scope.filter, JUDGED_FORM)
    return Query(subject="projects", where=where, measure=Measure(fn="average", field="missed_count"), group_by=groups_of(asked))


def _counts_silently(asked: Asked) -> bool:
    """执行率超过九成的项目有多少: how many, without a measure word."""
    frame = asked.frame
    plain = frame.asks_value and not (frame.valued or frame.asks_list or frame.money or frame.rank or frame.aggregate or frame.share or frame.group or frame.indicators)
    if frame.subject is None and not asked.of_reports:
        return False
    return plain and not frame.concepts and frame.subject in ("projects", "indicators", None) and bool(asked.of_reports or asked.of_indicators or frame.nothing_missed)


def _only_those_that_have(asked: Asked) -> None:
    """哪些指标扣分了, 哪些项目调整过预算: those where there is something of it."""
    for concept, op in (("deduction", "gt"), ("adjusted", "ne"), ("unspent", "gt")):
        if concept in asked.frame.concepts and any(b.concept == concept for b in asked.frame.bounds):
            asked.frame.concepts.remove(concept)  # 追加了预算的项目一共追加了多少: it is said already
        elif concept in asked.frame.concepts:
            if asked.of_named_line(concept):
                asked.of_lines.append(Condition(field=OF_LINE[concept], op=op, value=0))
            else:
                of_level = bool(asked.frame.levels) and concept in OF_INDICATOR
                there = Condition(field=OF_INDICATOR[concept] if of_level else asked.field(concept), op=op, value=0)
                (asked.of_indicators if of_level or (asked.subject == "indicators" and concept in OF_INDICATOR) else asked.of_reports).append(there)
            asked.frame.concepts.remove(concept)
            asked.frame.bounds.append(Bound(concept, op, Decimal(0)))  # a condition from here on, also of what follows


def _asks_something(asked: Asked) -> bool:
    frame = asked.frame
    return bool(
        frame.subject or frame.concepts or frame.aggregate or frame.rank or asked.of_indicators or asked.of_reports or asked.rules
        or frame.group or frame.asked_dimension or frame.nothing_missed or frame.detail or frame.share or frame.sources or frame.spread
        or ((frame.projects or frame.reports) and (frame.detail or frame.asks_value)) or frame.leads
    )  # fmt: skip


def _only_a_word(asked: Asked) -> bool:
    """得分: a thing named, and nothing asked of it."""
    frame = asked.frame
    said = frame.has_scope or frame.asks_value or frame.asks_list or frame.aggregate or frame.share or frame.subject or frame.rank or frame.group
    return not (said or frame.everything or frame.money or asked.conditions() or frame.asked_dimension or frame.compare or frame.spread) and bool(frame.concepts)


def _counted(asked: Asked) -> Query:
    if asked.frame.concepts == ["lead"] and asked.frame.subject in (None, "projects"):
        return asked.query(measure=Measure(fn="distinct", field="project_lead"))
    return asked.query(measure=Measure(fn="count"), besides=asked.besides())


def _lines(asked: Asked) -> Query | None:
    return asked.query(show=("line_budget", "line_executed")) if asked.scope.one_project else _measured(asked)


def _documents(asked: Asked) -> Query:
    where = all_of(asked.scope.filter, Condition(field="form_type", op="present"))
    return Query(subject="projects", where=where, measure=Measure(fn="count"), group_by=groups_of(asked) or ("document",))  # 有哪几年的报告, 哪些单位交了材料: by that


def _measured(asked: Asked) -> Query | None:
    concept = asked.concept()
    if asked.subject == "funds" and concept is None:
        concept = "budget"
    if concept is None and asked.frame.aggregate == "sum" and asked.subject in ("indicators", "projects"):
        return asked.query(measure=Measure(fn="count"))
    if asked.subject == "departments" and concept is None:
        concept = "budget"
    asked.to_projects(concept)
    return asked.query(measure=asked.measure(concept), besides=asked.besides(concept))


def _findings(asked: Asked) -> Query | None:
    if any(FIELDS[g].of != "report" for g in groups_of(asked)):
        return None  # 哪类问题最多: no finding is of a level
    if asked.frame.aggregate == "count" or (groups_of(asked) and not asked.frame.rank):  # 按地区统计查出的问题
        return Query(subject="findings", where=asked.scope.filter, measure=Measure(fn="count"), group_by=groups_of(asked))
    if (rank := asked.frame.rank) and (groups := groups_of(asked)):  # 查出问题最多的单位
        return Query(subject="findings", where=asked.scope.filter, measure=Measure(fn="count"), group_by=groups, order=(Order(field="value", descending=rank.descending),), limit=limit(rank), offset=offset(rank))
    if asked.frame.subject == "projects":
        inner = Condition(field="rule", op="present")
        return Query(subject="projects", where=all_of(asked.scope.filter, Has(subject="findings", where=inner)))
    of_rules = any_of(*(Condition(field="rule", op="eq", value=rule) for rule in asked.frame.checked))
    return Query(subject="findings", where=all_of(asked.scope.filter, of_rules))


# What asks for a query, and what makes it; the first that fits is taken.
_TRIED: tuple[tuple[Callable[[Asked], object], Callable[[Asked], Query | None]], ...] = (
    (lambda a: a.frame.change, made_of_changes),
    (lambda a: a.frame.over_groups, made_over_groups),
    (asks_of_a_kind, made_of_a_kind),
    (asks_of_all, made_of_all),
    (lambda a: a.frame.so_many, made_of_so_many),
    (lambda a: a.frame.numbers, of_several),
    (lambda a: a.frame.nested, of_the_top),
    (of_two_amounts, percent_of_amounts),
    (points_of_levels, portion_of_points),
    (money_of_some, portion_of_some),
    (lambda a: a.frame.share and (a.frame.sources or money_of_a_place(a)), portion),
    (_averages_levels, _average_of_levels),
    (_sums_what_was_done, _sum_of_what_was_done),
    (asks_of_named_indicators, look_up),
    (lambda a: a.frame.spread, spread),
    (_averages_indicators, _average_indicators),
    (lambda a: a.frame.aggregate == "average" and a.frame.statuses and a.concept() is None, _average_missed),
    (lambda a: a.frame.share or completion_asked(a), share),
    (ranks_within, ranked),
    (lambda a: a.frame.group or a.frame.asked_dimension or compares(a), grouped),
    (lambda a: a.frame.rank, ranked),
    (lambda a: a.frame.aggregate in ("count", "distinct"), _counted),
    (only_lists, listed),
    (lists_with_numbers, look_up_each),
    (looks_up, look_up),
    (lambda a: a.concept() in NUMERIC or a.frame.aggregate in ("sum", "average"), _measured),
    (lambda a: a.subject == "funds" and a.frame.asks_value, _lines),
    (lambda a: True, listed),
)

"""Shares: records in percent of records (未完成的占多少), money in percent of money (教育局的预算占全市多少). Pure."""

from __future__ import annotations

from assistant.computed import JUDGED
from assistant.fields import FIELDS
from assistant.planner.concepts import (
    JUDGED_FORM,
    OF_DEPARTMENTS_FUNDS,
    OF_INDICATOR,
    OF_LEVEL,
    OF_LINE,
    OF_REPORT,
    STATUS,
    level,
)
from assistant.planner.conditions import Conditions
from assistant.planner.frame import MONEY, POINTS, Frame
from assistant.planner.groups import compared_by, compares, groups_of
from assistant.planner.measuring import Asked
from assistant.planner.ranking import limit
from assistant.planner.scope import FORMS
from assistant.query import Condition, Filter, Measure, Not, Order, Query, all_of, any_of, conditions

_PLACED = ("region_path", "unit", "project_name", "project_category")


def money_of_a_place(asked: Asked) -> bool:
    """甲市的预算占全部预算的多少, 甲市的扣分占全部扣分的多少."""
    return asked.concept() in MONEY | {"deduction"} and not asked.frame.statuses and any(c.field in _PLACED for w in asked.scope.where for c in conditions(w))


def points_of_levels(asked: Asked) -> bool:
    """产出指标扣分占全部扣分的比例: points of a level in percent of all."""
    frame = asked.frame
    return frame.share and bool(frame.levels) and asked.concept() in OF_LEVEL and not (frame.statuses or frame.bounds or frame.sources or frame.rank or frame.group or frame.indicators or frame.blanks)


def portion_of_points(asked: Asked) -> Query:
    named = any_of(*map(level, dict.fromkeys(asked.frame.levels)))
    return Query(subject="indicators", where=asked.scope.filter, measure=Measure(fn="portion", field=OF_INDICATOR[asked.concept() or "deduction"], of=named))


def money_of_some(asked: Asked) -> bool:
    """得分高于90分的项目预算占全部预算的多少: money of those that a condition fits, in percent of the money of all."""
    frame = asked.frame
    one = len([c for c in frame.concepts if c in MONEY]) == 1 and set(frame.concepts) <= MONEY
    return frame.share and one and bool(asked.of_reports) and not (frame.sources or frame.statuses or frame.levels or frame.indicators or frame.rank or frame.group or frame.asked_dimension or frame.whole or frame.within)


def portion_of_some(asked: Asked) -> Query:
    concept = asked.concept() or "budget"
    return Query(subject="projects", where=asked.scope.filter, measure=Measure(fn="portion", field=OF_REPORT[concept], of=all_of(*asked.of_reports)), money=asked.money())


def portion(asked: Asked) -> Query | None:
    """Money of some in percent of money of all: of a line within its funds, of a place within its year."""
    frame, concept = asked.frame, asked.concept() or "budget"
    if frame.sources:
        asked.subject = "funds"
        named = any_of(*(Condition(field="source", op="contains", value=s) for s in frame.sources))
        whole = Condition(field="is_whole", op="eq", value=1)
        name = OF_LINE[concept] if concept in MONEY else "line_budget"
        of_department = frame.subject == "departments" or set(frame.sources) <= OF_DEPARTMENTS_FUNDS
        where = all_of(asked.scope.filter, Condition(field="form_type", op="in", value=FORMS["department"]) if of_department else asked.of_projects_alone())
        return Query(subject="funds", where=where, measure=Measure(fn="portion", field=name, of=named, whole=whole), group_by=groups_of(asked))
    if _each_a_part(asked):
        return None
    placed, others = _part_and_whole(asked)
    if others is None:
        return None
    asked.subject = "projects"
    where = all_of(*others)
    return Query(subject="projects", where=where, measure=Measure(fn="portion", field=OF_REPORT[concept], of=all_of(*placed, *asked.of_reports)))


def _part_and_whole(asked: Asked) -> tuple[list[Filter], list[Filter] | None]:
    """The places whose share is taken, and what is left, of which it is taken; None where nobody knows which place that is."""
    within = asked.frame.within
    placed = [w for w in asked.scope.where if any(c.field in _PLACED and c.field not in within for c in conditions(w))]
    others = [w for w in asked.scope.where if w not in placed]
    if not within or within[0] in _PLACED:
        return placed, others
    around = {r for report in asked.scope.reports for r in report.regions if r.endswith(within[0])}
    return placed, [*others, Condition(field="region_path", op="lies_in", value=tuple(around))] if len(around) == 1 and placed else None


def completion_asked(asked: Asked) -> bool:
    frame = asked.frame
    if "completion_rate" not in frame.concepts or frame.rank:
        return False
    return frame.aggregate != "average"


def share(asked: Asked) -> Query | None:
    frame = asked.frame
    completion = "completion_rate" in frame.concepts and not frame.share
    if completion:
        asked.subject = "indicators"
        asked.of_indicators = [c for c in asked.of_indicators if c not in STATUS.values()]
        where = all_of(asked.where(), Condition(field="status", op="in", value=JUDGED))
        measure = Measure(fn="share", of=STATUS["met"])
    else:
        part, where = _part_of_whole(asked)
        if part is None or asked.concept() in MONEY | POINTS:
            return None  # a share of records is no share of points or money
        measure = Measure(fn="share", of=part)
    groups = groups_of(asked)
    if not (groups or completion) and _each_a_part(asked):
        return None
    if not groups and (compares(asked) or frame.each) and (compared := compared_by(asked)):
        groups = (compared,)
    order = (Order(field="value", descending=frame.rank.descending),) if frame.rank and groups else ()  # 各地区未达标占比排名
    return Query(subject=asked.subject, where=where, measure=measure, group_by=groups, order=order, limit=limit(frame.rank) if order and frame.rank else None, difference=frame.difference and bool(groups), minuend=frame.minuend if len(groups) == 1 else None, money=asked.money())


def _each_a_part(asked: Asked) -> bool:
    """成本指标和时效指标各占多少, 甲市和乙县各占多少: not the share of both together."""
    frame = asked.frame
    levels = [level(n) for n in frame.levels]
    own = [c for c in asked.conditions() if c not in (*levels, any_of(*levels) if levels else None)]
    several = max(len(set(frame.levels)), len(set(frame.regions)), len(frame.units)) > 1
    return several and frame.each and (frame.whole is not None or not own)


def of_two_amounts(asked: Asked) -> tuple[str, str] | None:
    """没花出去的钱占预算百分之几: two amounts of the same reports."""
    found = [c for c in asked.frame.concepts if c in MONEY]
    if not asked.frame.share or len(found) != 2 or asked.frame.sources or asked.frame.within:
        return None
    return (found[1], found[0]) if found[1] in ("unspent", "adjusted") else (found[0], found[1])  # of the budget, how much went unspent


def percent_of_amounts(asked: Asked) -> Query | None:
    amounts = of_two_amounts(asked)
    assert amounts is not None
    asked.subject = "projects"
    of, whole = amounts
    groups = groups_of(asked)
    besides = () if groups else tuple(Measure(fn="sum", field=OF_REPORT[c]) for c in amounts)
    return asked.query(measure=Measure(fn="percent", field=OF_REPORT[of], per=OF_REPORT[whole]), besides=besides, group_by=groups)


def _part_of_whole(asked: Asked) -> tuple[Filter | None, Filter | None]:
    """未完成的占多少: what is counted, and of what. Where only a place or level is named, that is the part."""
    frame = asked.frame
    if frame.whole is not None:
        return _part_of_named_whole(asked, frame.whole)
    levels = [level(n) for n in frame.levels if asked.subject == "indicators"]
    own = [c for c in asked.conditions() if c not in levels]
    if own:
        where = all_of(asked.scope.filter, *levels, *_stated_there(asked))
        if asked.subject == "indicators" and any(STATUS[s] in own for s in ("missed", "entirely_missed", "partial", "met")):
            where = all_of(where, Condition(field="status", op="in", value=JUDGED))
        elif asked.subject == "indicators" and any(STATUS[s] in own for s in ("not_reported", "unverifiable")):
            where = all_of(where, Not(part=Condition(field="status", op="eq", value="not_applicable")))  # of forms that have actual values
        elif asked.subject == "projects" and (frame.statuses or frame.nothing_missed):
            where = all_of(where, JUDGED_FORM)
        return all_of(*own), where
    if levels:
        return any_of(*levels), asked.scope.filter
    placed, others = _part_and_whole(asked)
    return (all_of(*placed), all_of(*others)) if others is not None else (None, None)


def _part_of_named_whole(asked: Asked, whole: Frame) -> tuple[Filter | None, Filter | None]:
    """未达标指标里没写原因的占多少: the whole by its own conditions, within the places that it names."""
    of_whole = Conditions(whole, asked.scope).conditions()
    own = [c for c in asked.conditions() if c not in of_whole]  # 甲市未达标指标占全部未达标指标的比例: the place is the part
    named = [*(["region_path"] if not whole.regions else []), *(["unit"] if not whole.units else [])]
    placed = [w for w in asked.scope.where if not own and any(c.field in named for c in conditions(w))]
    where = all_of(*(w for w in asked.scope.where if w not in placed), *of_whole, *_stated_there(asked))
    return all_of(*own, *placed), where


def _stated_there(asked: Asked) -> list[Filter]:
    """得分95分以上的占比, 优秀率: of those that have a score."""
    held = [c.field for part in asked.of_reports for c in conditions(part)]
    named = ["total_score" if name == "grade" else name for name in held if name == "grade" or FIELDS[name].kind in ("points", "rate")]
    return [Condition(field=n, op="present") for n in dict.fromkeys(named)]

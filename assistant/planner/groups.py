"""One number for each of several: by a field, or of the things that a question names side by side. Pure."""

from __future__ import annotations

from collections import Counter

from assistant.computed import JUDGED
from assistant.planner.concepts import OF_INDICATOR, OF_REPORT, OUTER, STATUS
from assistant.planner.frame import COUNTS, MONEY, NUMERIC, POINTS, RATES
from assistant.planner.measuring import Asked
from assistant.planner.ranking import limit, offset
from assistant.planner.scope import Said
from assistant.query import Against, Condition, Measure, Order, Query


def groups_of(asked: Asked) -> tuple[str, ...]:
    named = [*asked.frame.group, *([asked.frame.asked_dimension] if asked.frame.asked_dimension else [])]
    found = list(dict.fromkeys(named))
    if "project_name" in found:
        found = ["report_id", *found]
    return tuple(found)


def compares(asked: Asked) -> bool:
    frame = asked.frame
    if asked.subject == "findings" or (frame.rank and not (frame.compare or frame.difference)):
        return False
    asks = (asked.subject == "funds" and frame.asks_value) or frame.compare or frame.difference or frame.growth or (frame.aggregate is not None) or asked.concept() is not None
    return compared_by(asked) is not None and bool(asks) and (frame.compare or frame.difference or _separately(asked))


def _separately(asked: Asked) -> bool:
    """Several names with a number asked of each; 和 alone may also add them up: said by 一共 or 合计."""
    frame = asked.frame
    return frame.each or (frame.aggregate != "sum" and not frame.everything and not frame.together)


def compared_by(asked: Asked) -> str | None:
    frame = asked.frame
    if len(set(frame.regions)) > 1:
        return "region"
    if len(frame.projects) > 1 and (len(asked.scope.projects) > 1 or len(frame.units) < 2):
        return "project_name"
    if len(frame.units) > 1:
        return "unit"
    if len(frame.leads) > 1:
        return "project_lead"
    if alike := [n for n, told in Counter(n for n, _ in frame.exact).items() if told > 1 and n in ("project_attribute", "fund_nature")]:
        return alike[0]  # 新增项目和延续项目的平均得分
    if len(frame.years) > 1 and not frame.over and (frame.years_apart or frame.each or frame.compare or frame.difference):
        return "fiscal_year"
    if len(set(frame.sources)) > 1 and asked.subject == "funds":
        return "source"
    if len(set(frame.levels)) > 1 and asked.levels_apart():
        return "level1" if set(frame.levels) <= OUTER else "level2"
    if len(inner := set(frame.levels) - OUTER) > 1 and not asked.levels_apart() and inner:
        return "level2"  # 产出指标中数量指标和质量指标各多少
    if (frame.difference or frame.compare) and (frame.subject == "projects" or (frame.subject is None and (frame.named_subject or len(frame.projects) == 1))) and not frame.rank and _two_projects(asked):
        return "project_name"  # 农业农村局那两个项目执行率相差多少
    years = len({r.year for r in asked.scope.reports})
    if not frame.rank and ((frame.compare and years > 1) or (frame.difference and years == 2)):
        return "fiscal_year"
    return None


def _two_projects(asked: Asked) -> bool:
    """Whether what is spoken of are two projects of one year, each with a name of its own."""
    reports = asked.scope.reports
    return len(reports) == 2 and len({r.project for r in reports}) == 2 and len({r.year for r in reports}) == 1


def grouped(asked: Asked) -> Query | None:
    frame, rank = asked.frame, asked.frame.rank
    groups = groups_of(asked) or ((compared,) if (compared := compared_by(asked)) else ())
    if not groups:
        return None
    concept = _settled(asked, groups, rank.concept if rank and rank.concept else asked.concept() or _bounded(asked))
    if concept is None and _comes_first_by_score(asked):
        concept = "score"
    if _held_to_all(asked):
        concept, op = frame.against[0]
        if frame.average_of is not None:
            asked.refused = Said("各组的数目前只能与全体的平均值比较。", "Numbers of groups can be held against the average of all of them only, so far.")
        asked.of_reports = [c for c in asked.of_reports if not isinstance(c, Against)]
        asked.subject = "indicators" if concept == "completion_rate" else "projects"
        if concept == "completion_rate":
            asked.of_indicators.append(Condition(field="status", op="in", value=JUDGED))
        return asked.query(measure=asked.measure(concept), group_by=groups, than_all=op, count_groups=frame.aggregate == "count")
    if frame.in_each and (of_each := _in_each_year(asked)):
        return of_each
    if frame.growth or (frame.difference and frame.minuend):
        groups = groups or ("fiscal_year",)
    if frame.counts_groups and frame.aggregate == "count" and frame.asked_dimension == "unit" and frame.group == ["region"] and not frame.rank:
        return asked.query(measure=Measure(fn="distinct", field="unit"), group_by=("region",))  # 每个地区的单位各有几家
    if _counts_dimension(asked, groups):
        return asked.query(measure=Measure(fn="distinct", field=frame.asked_dimension), besides=asked.besides())
    if frame.valued and set(frame.levels) != {"满意"}:
        return None  # 甲的质量比乙高多少: in what
    if end := _end_of_each(asked, concept):
        return asked.query(measure=end, group_by=groups)
    if rank:
        asked.of_indicators += [Condition(field=g, op="present") for g in groups if g in ("level1", "level2")]  # no level is none of them
    if (others := _other_numbers(asked, concept)) and not _of_the_same_records(asked):
        return None  # 未完成指标最多的单位的平均执行率: made of other records than its rank
    measure = asked.average_reached() if _compares_values(asked, concept) else asked.measure(concept)
    having = Condition(field="value", op=asked.counted.op, value=int(asked.counted.value)) if asked.counted else _having(asked)
    return asked.query(
        measure=measure, besides=(*map(asked.measure, others), *_how_many(asked, concept)), group_by=groups, having=having, count_groups=having is not None and frame.counts_groups, difference=frame.difference and (len(groups) == 1 or groups == ("report_id", "project_name")),
        minuend=frame.minuend if len(groups) == 1 else None, growth=frame.growth and len(groups) == 1, times=frame.times and len(groups) == 1,
        order=(Order(field="value", descending=frame.both_ends or rank.descending),) if rank else (), both_ends=frame.both_ends,
        limit=limit(rank) if rank else None, offset=offset(rank) if rank else 0, within=_within(asked, groups),
    )  # fmt: skip


def _within(asked: Asked, groups: tuple[str, ...]) -> tuple[str, ...]:
    """每年扣分最多的单位: the first of each year, rather than one of all years."""
    frame, rank = asked.frame, asked.frame.rank
    each = tuple(g for g in groups if g in frame.group and g != "report_id")
    of_each = rank is not None and limit(rank) is not None and not (frame.both_ends or frame.jointly)
    return each if of_each and frame.asked_dimension and frame.asked_dimension not in frame.group else ()


def _comes_first_by_score(asked: Asked) -> bool:
    """谁家倒数第一, 哪个地区最好: no 最多, so nothing is counted."""
    frame = asked.frame
    counts = frame.most_of or frame.subject or frame.statuses or frame.aggregate or frame.levels or asked.of_indicators or asked.of_reports or asked.rules
    return frame.rank is not None and not counts


def _held_to_all(asked: Asked) -> bool:
    """执行率低于平均水平的单位: each one's own number, not that of some project of it."""
    frame = asked.frame
    of_them = frame.subject is None and frame.asked_dimension in ("unit", "region", "fiscal_year", "project_lead") and not (frame.group or frame.bounds or frame.statuses or frame.rank)
    return of_them and [concept in OF_REPORT for concept, _ in frame.against] == [True]


def _other_numbers(asked: Asked, concept: str | None) -> list[str]:
    """得分最低的单位的预算是多少: what else is asked of the one that comes first; 对比甲和乙的得分和执行率: of each."""
    rank = asked.frame.rank
    if asked.frame.difference or asked.frame.growth or asked.frame.times or not (rank or asked.frame.compare):
        return []
    return [c for c in dict.fromkeys(asked.frame.concepts) if c in NUMERIC and (c != concept or (rank is not None and rank.concept is None and asked.frame.statuses))]


def _how_many(asked: Asked, concept: str | None) -> tuple[Measure, ...]:
    """得分最高的单位有几个项目."""
    counts = asked.frame.rank is not None and concept is not None and asked.frame.aggregate == "count"
    return (Measure(fn="count"),) if counts and _of_the_same_records(asked) else ()


def _of_the_same_records(asked: Asked) -> bool:
    return asked.subject == "projects" and not asked.of_indicators


def _end_of_each(asked: Asked, concept: str | None) -> Measure | None:
    """各单位最高分分别是多少: each one's highest, not the one that is highest."""
    frame, rank = asked.frame, asked.frame.rank
    of_each = frame.group and not frame.asked_dimension and frame.asks_value and not frame.asks_list and frame.aggregate is None
    if rank is None or rank.n is not None or rank.nth or frame.both_ends or not of_each or concept is None or concept not in MONEY | POINTS | RATES:
        return None
    return Measure(fn="max" if rank.descending else "min", field=asked.field(concept))


def _compares_values(asked: Asked, concept: str | None) -> bool:
    """甲的满意度比乙高多少: what the indicators reached, not how many there are."""
    frame = asked.frame
    apart = frame.difference or frame.compare or frame.growth or frame.times
    values = frame.valued or (bool(frame.indicators) and frame.aggregate is None)
    return bool(apart or (frame.valued and frame.aggregate == "average")) and concept is None and values and not (frame.statuses or frame.share)


def _in_each_year(asked: Asked) -> Query | None:
    """两年都有未完成指标的单位: those whose records lie in as many years."""
    years = asked.frame.years or sorted({r.year for r in asked.scope.reports if r.year})
    by = asked.frame.asked_dimension or next((g for g in asked.frame.group if g != "fiscal_year"), None)
    if by not in ("unit", "region", "project_lead") or len(years) < 2:
        return None
    having = Condition(field="value", op="eq", value=len(years))
    return asked.query(measure=Measure(fn="distinct", field="fiscal_year"), group_by=(by,), having=having, count_groups=asked.frame.aggregate in ("count", "distinct"))


def _bounded(asked: Asked) -> str | None:
    """The concept of a bound on the groups' number."""
    frame = asked.frame
    of_groups = frame.bound_of_groups or frame.aggregate in ("average", "sum")
    return frame.bounds[0].concept if of_groups and len(frame.bounds) == 1 and not frame.rank and not asked.counted else None


def _settled(asked: Asked, groups: tuple[str, ...], concept: str | None) -> str | None:
    """Whose number the groups have, and of which records: money is a report's, a level's points are its indicators'."""
    if "source" in groups:
        asked.subject, concept = "funds", concept or "budget"
        if not asked.frame.sources:
            asked.of_reports.append(Condition(field="is_sum", op="eq", value=0))
    if asked.subject == "funds" and concept is None and asked.frame.aggregate != "count":
        concept = "budget"
    if concept in COUNTS:
        asked.subject = "indicators"
        asked.of_indicators += [STATUS["missed"]] if concept == "missed_count" and STATUS["missed"] not in asked.of_indicators else []
        concept = None
    asked.to_projects(concept)
    if concept == "completion_rate":
        asked.subject = "indicators"
        asked.of_indicators.append(Condition(field="status", op="in", value=JUDGED))
    of_indicators = set(groups) & {"level1", "level2", "status"} or asked.frame.levels or asked.frame.indicators or asked.of_indicators
    if concept in POINTS and concept in OF_INDICATOR and asked.subject == "indicators" and not of_indicators:
        asked.subject = "projects"
    if set(groups) & {"level1", "level2", "status", "deviation_reason"}:
        asked.subject = "indicators"
    if "deviation_reason" in groups:
        asked.of_indicators += [Condition(field="deviation_reason", op="present")] + ([STATUS["missed"]] if not asked.of_indicators else [])
    if "competent_department" in groups:
        asked.of_reports.append(Condition(field="competent_department", op="present"))
    if "all_met" in groups:
        asked.of_reports.append(Condition(field="judged_count", op="gt", value=0))
    if "grade" in groups:
        asked.of_reports.append(Condition(field="total_score", op="present"))
    return concept


def _counts_dimension(asked: Asked, groups: tuple[str, ...]) -> bool:
    """多少个单位有…: the units are counted, not what they have."""
    frame = asked.frame
    any_at_all = asked.counted is not None and asked.counted.op == "ge" and asked.counted.value == 1  # had at least one
    if frame.aggregate != "count" or not frame.asked_dimension or frame.group or (asked.counted and not any_at_all):
        return False
    if frame.bound_of_groups and _bounded(asked):
        return False  # 总投入超过一千万的地区有几个
    if frame.each or frame.rank:
        return False  # 哪家单位没完成的最多，多少条
    if frame.asked_dimension in groups and frame.subject is None:
        return True
    return frame.asked_dimension in ("unit", "region", "fiscal_year", "level1", "level2", "project_category")


def _having(asked: Asked) -> Condition | None:
    """哪些单位平均得分低于90: the bound is on the group's number."""
    frame = asked.frame
    if _bounded(asked) is None:
        return None
    bound = frame.bounds[0]
    asked.of_reports = [c for c in asked.of_reports if not (isinstance(c, Condition) and c.value == bound.value)]
    if bound.op == "between" and bound.upper is not None:
        return Condition(field="value", op="between", value=(bound.value, bound.upper))
    return Condition(field="value", op=bound.op, value=bound.value)

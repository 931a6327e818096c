"""The first or last of an order: of all, within each group, and what is asked of those that come first. Pure."""

from __future__ import annotations

from dataclasses import replace

from assistant.planner.concepts import OF_INDICATOR, OF_LEVEL, OF_LINE, OF_REPORT
from assistant.planner.conditions import about_projects
from assistant.planner.frame import MONEY, NUMERIC, POINTS, Rank
from assistant.planner.measuring import Asked
from assistant.query import Measure, Order, Query, Top, all_of


def ranks_within(asked: Asked) -> tuple[str, ...]:
    """各地区得分最低的项目: the first of each, where records are asked for by their noun."""
    frame = asked.frame
    each = tuple(g for g in dict.fromkeys(frame.group) if g not in ("report_id", "project_name"))
    records = frame.subject in ("projects", "indicators") and frame.named_subject and frame.aggregate is None and not (frame.asks_value and frame.rank and frame.rank.n is None and not frame.asks_list)
    return each if records and frame.rank and frame.rank.n != 0 and (frame.subject == "projects" or frame.rank.concept) else ()


def ranked(asked: Asked) -> Query | None:
    frame, rank, within = asked.frame, asked.frame.rank, ranks_within(asked)
    assert rank is not None
    concept = rank.concept or asked.concept()
    if "any" in frame.rules and rank.concept is None and not asked.of_indicators:
        return _most_found(asked, rank)
    if rank.concept is None and frame.most_of and frame.subject == "projects" and frame.statuses == ["missed"] and concept and not (within or frame.levels or frame.indicators):
        asked.subject, asked.of_indicators, concept = "projects", [], "missed_count"  # 没完成指标最多的项目得了多少分
        frame.rank = rank = replace(rank, concept=concept)
    if within and concept is None and frame.statuses:
        concept = "missed_count"
        asked.subject, asked.of_indicators = "projects", []
    if concept is None and "over_achieved" in frame.statuses and asked.subject == "indicators":
        concept = "attained"  # 超额完成最多的指标
    if len(frame.indicators) == 1 and concept in MONEY and not frame.sources:
        asked.subject, concept = "indicators", "actual_number"  # 每公里建设成本实际花得最省的: what the indicator reached, not the project's money
    if concept == "completion_rate" and asked.subject == "indicators":
        concept = "attained"  # of one indicator: how much of its target it reached
    if of_the_first := _asked_of_the_top(asked, concept) or _made_of_the_top(asked, concept):
        return of_the_first
    if concept is None and (frame.indicators or "满意" in frame.levels) and not frame.statuses:
        asked.subject, concept = "indicators", "actual_number"  # 师生满意度最低的是哪个项目
    if concept is None and asked.of_indicators and asked.subject != "indicators":
        return _most_of(asked, rank)
    if concept is None and (frame.statuses or asked.of_indicators) and frame.subject == "indicators" and about_projects(frame):
        return _most_of(asked, rank)
    if asked.subject == "projects" and frame.levels and concept in OF_LEVEL and not (frame.statuses or frame.indicators or within):
        return _of_a_level(asked, rank, concept)
    if concept is None and frame.most_of and asked.subject == "projects":
        return None  # 最多的项目: of what, no word says
    if concept is None and asked.subject == "indicators" and "missed" in frame.statuses and rank.descending:
        return None  # 没完成的指标里排第一的: by what, no word says
    concept = concept or ("budget" if asked.subject == "funds" else "score")
    asked.to_projects(concept)
    if concept not in OF_REPORT and concept in OF_INDICATOR:
        asked.subject = "indicators"  # 哪个项目离目标差得最多: which is told beside the indicator
    if asked.subject == "indicators" and concept in POINTS and frame.subject is None and not asked.of_indicators:
        asked.subject = "projects"
    field_name = asked.field(concept) if not (asked.subject == "departments" and concept in OF_LINE) else OF_REPORT[concept]
    if frame.aggregate in ("average", "sum") and rank.n is None and concept in NUMERIC:
        return None
    order = (Order(field=field_name, descending=True if frame.both_ends else rank.descending),)
    shown = tuple(OF_REPORT[c] for c in frame.concepts if c in OF_REPORT and c not in NUMERIC) if asked.subject == "projects" else ()
    return asked.query(show=shown, both_ends=frame.both_ends, order=order, limit=limit(rank), offset=offset(rank), within=within)


def _asked_of_the_top(asked: Asked, ranked: str | None) -> Query | None:
    """预算最大的项目得了多少分: another number of the one that comes first."""
    frame = asked.frame
    others = [c for c in frame.concepts if c in OF_REPORT and c in NUMERIC and c != ranked]
    if not (others and ranked and (frame.asks_value or not frame.asks_list) and frame.subject == "projects" and not frame.both_ends and frame.aggregate is None and not asked.of_indicators):
        return None
    top = _top(asked)
    if top is None:
        return None
    where = all_of(asked.scope.filter, top)
    return Query(subject="projects", where=where, show=tuple(OF_REPORT[c] for c in [*frame.concepts, ranked] if c in OF_REPORT), money=asked.money())


def _made_of_the_top(asked: Asked, ranked: str | None) -> Query | None:
    """预算最大的三个项目合计花了多少: one number of those that come first."""
    frame = asked.frame
    counts = frame.aggregate == "count" and bool(asked.of_reports) and not (frame.regions or frame.units or frame.statuses)
    makes = (frame.aggregate in ("sum", "average") or counts) and frame.rank is not None and bool(frame.rank.n) and not frame.rank.nth
    if not (makes and ranked and frame.subject == "projects" and not frame.group) or asked.of_indicators:
        return None
    concept = next((c for c in frame.concepts if c in OF_REPORT and c in NUMERIC), ranked)
    held = asked.of_reports if counts else []  # 前五名里有几个低于90分: of all the first five, and of those the ones that fit
    asked.of_reports = [] if counts else asked.of_reports
    top = _top(asked)
    where = all_of(asked.scope.filter, top, *held)
    return Query(subject="projects", where=where, measure=Measure(fn="count") if counts else asked.measure(concept), money=asked.money()) if top else None


def _of_a_level(asked: Asked, rank: Rank, concept: str) -> Query:
    """产出指标扣分最多的项目: by the points of these indicators, not by those of the whole project."""
    asked.subject = "indicators"
    return asked.query(
        measure=asked.measure(concept), group_by=("report_id", "project_name"), order=(Order(field="value", descending=rank.descending),),
        limit=limit(rank), offset=offset(rank),
    )  # fmt: skip


def _most_of(asked: Asked, rank: Rank) -> Query:
    """未完成指标最多的项目: projects by how many such indicators they have."""
    asked.subject = "indicators"
    return asked.query(
        measure=Measure(fn="count"), group_by=("report_id", "project_name"), order=(Order(field="value", descending=rank.descending),),
        limit=limit(rank), offset=offset(rank),
    )  # fmt: skip


def _most_found(asked: Asked, rank: Rank) -> Query:
    """查出问题最多的项目: projects by how many findings they have."""
    return Query(
        subject="findings", where=asked.scope.filter, measure=Measure(fn="count"), group_by=("report_id", "project_name"),
        order=(Order(field="value", descending=rank.descending),), limit=limit(rank), offset=offset(rank),
    )  # fmt: skip


def of_the_top(asked: Asked) -> Query | None:
    """得分最低的项目有哪些指标没完成: the projects that come first, then their indicators."""
    top = _top(asked)
    asked.subject = "indicators"
    measure = Measure(fn="count") if asked.frame.aggregate == "count" else None  # 得分最低的5个项目未完成指标共几条
    return Query(subject="indicators", where=all_of(asked.scope.filter, top, *asked.of_indicators), measure=measure) if top else None


def _top(asked: Asked) -> Top | None:
    rank = asked.frame.rank
    assert rank is not None
    concept = rank.concept or "score"
    if concept not in OF_REPORT or rank.n == 0:
        return None
    return Top(where=all_of(asked.scope.filter, *asked.of_reports), field=OF_REPORT[concept], descending=rank.descending, limit=limit(rank) or 1, offset=offset(rank))


_VALUES = {"actual": "actual_number", "target": "target_number"}


def spread(asked: Asked) -> Query | None:
    """最高和最低相差多少; of an indicator's actual values, where those are spoken of."""
    values = next((_VALUES[c] for c in asked.frame.concepts if c in _VALUES), None)
    if values:
        asked.subject = "indicators"
        return asked.query(measure=Measure(fn="range", field=values)) if asked.frame.indicators else None
    concept = (asked.frame.rank.concept if asked.frame.rank else None) or asked.concept() or "score"
    asked.to_projects(concept)
    if asked.subject == "indicators" and asked.frame.subject is None:
        asked.subject = "projects"
    return asked.query(measure=Measure(fn="range", field=asked.field(concept))) if concept in OF_REPORT else None


def limit(rank: Rank) -> int | None:
    if rank.n == 0:
        return None
    return 1 if rank.nth or rank.n is None else rank.n


def offset(rank: Rank) -> int:
    return (rank.n or 1) - 1 if rank.nth else 0

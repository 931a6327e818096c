"""What is made of the numbers of several units, regions or years together: the place of one among them, an average over them, the
share of them that…, each one's part of the whole, each one's spread. Fills a frame's `over_groups`; pure."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.planner.concepts import JUDGED_FORM, OF_REPORT, STATUS
from assistant.planner.frame import MONEY, NUMERIC, Frame, OverGroups, Rank
from assistant.planner.groups import groups_of
from assistant.planner.measuring import Asked
from assistant.planner.ranking import limit
from assistant.planner.span import Span
from assistant.query import Filter, Measure, Order, Query, all_of, conditions

_BY = ("region", "unit", "fiscal_year", "project_lead", "project_category")
_FAR_APART = re.compile(r"(?:差距|悬殊|分差|落差|相差)(?:得|的|程度)?最|(?:gap|spread|range|difference) between|(?:widest|largest|biggest|smallest|narrowest) (?:gap|spread|range|difference)")


_ONE = {
    "fiscal_year": re.compile("年|year"), "project_lead": re.compile("负责人|project"), "region": re.compile("[市县区]|region|county|city|district"),
    "unit": re.compile("."),
}  # fmt: skip


def over_groups(frame: Frame, text: str, spans: Sequence[Span]) -> list[str]:
    """The words of it that nothing took up."""
    place = next((s for s in spans if (s.kind, s.meaning) == ("ask", "place")), None)
    if place is not None:
        return [*_all_of_its_region(frame, text), *_place(frame, text[place.start : place.end])]
    per_one = next((s for s in spans if (s.kind, s.meaning) == ("aggregate", "per_one")), None)
    if per_one is not None:
        return _average_over(frame, text, spans, per_one)
    dimensions = [s for s in spans if s.kind == "dimension" and s.meaning in _BY]
    if frame.rank and (counted := _counted_of_each(text, spans, dimensions)):
        by = next(s.meaning for s in dimensions if s is not counted)
        frame.over_groups, frame.asked_dimension, frame.group = OverGroups("how_many", by, counted.meaning), None, []
    elif frame.share and dimensions and _shares_of_them(frame, text, spans, dimensions):
        frame.over_groups, frame.asked_dimension, frame.group = OverGroups("share_of", dimensions[0].meaning), None, []
    elif frame.share and (frame.group, len(frame.regions), len(frame.units)) in ((["region"], 1, 0), (["unit"], 0, 1)):
        frame.group = []  # 各地区预算中甲县占几成: one place's part of all of them
    elif frame.share and _each_a_part_of_all(frame):
        frame.over_groups = OverGroups("in_percent", "")
    elif _of_the_groups_numbers(frame, text):
        frame.group, frame.asked_dimension = [frame.asked_dimension or frame.group[0]], None
        frame.spread, frame.difference, frame.both_ends, frame.rank = False, True, True, Rank(frame.rank.concept if frame.rank else None, True)
    elif (frame.spread or _FAR_APART.search(text)) and (frame.group or frame.asked_dimension) and not (frame.compare and frame.years) and (frame.spread or _numbered(frame)) and not frame.projects:
        frame.over_groups, frame.spread = OverGroups("range", ""), False
    return []


def _of_the_groups_numbers(frame: Frame, text: str) -> bool:
    """平均分最高的地区比最低的高多少: between the regions' averages, not within each region."""
    one = frame.asked_dimension in _BY or (len(frame.group) == 1 and frame.group[0] in _BY and frame.aggregate in ("average", "sum"))
    return frame.spread and one and not (_FAR_APART.search(text) or frame.projects)


def _numbered(frame: Frame) -> bool:
    return bool(set(frame.concepts) & NUMERIC) or (frame.rank is not None and frame.rank.concept is not None)


_ALL_OF = re.compile(r"全([市县区])(?=[里中各的]|范围|所有|$)")


def _all_of_its_region(frame: Frame, text: str) -> list[str]:
    """甲县水务局在全县各单位中排第几: among those of its own county; the words, where it has none such."""
    said = _ALL_OF.search(text)
    if said is None or frame.regions or not frame.units:
        return []
    its = re.match(rf"[^市县区]{{1,6}}{said[1]}", str(frame.units[0].tiers[0][0]))
    frame.regions = [its[0]] if its else []
    return [] if its else [said[0]]


def _place(frame: Frame, said: str) -> list[str]:
    named: list[tuple[str, Sequence[object]]] = [("project_name", frame.projects), ("unit", frame.units), ("region", frame.regions)]
    by = next((by for by, names in named if len(names) == 1), None)
    if by is None or frame.statuses or frame.bounds or frame.share:
        return [said]
    frame.over_groups, frame.asked_dimension, frame.group = OverGroups("place", by), None, []
    frame.rank = Rank(frame.rank.concept if frame.rank else None, not re.search("倒数|from the bottom|lowest", said))
    return []


def _average_over(frame: Frame, text: str, spans: Sequence[Span], said: Span) -> list[str]:
    one = text[said.start : said.end] if frame.language == "zh" else text[said.end :].partition(" per ")[2] or text[said.end :].partition(" each ")[2]
    by = next((by for by, words in _ONE.items() if words.search(one)), "")
    if by not in _BY or frame.rank or frame.share or frame.bounds:
        return [text[said.start : said.end]]
    frame.over_groups, frame.asked_dimension, frame.group, frame.aggregate = OverGroups("per_one", by), None, [], None
    return []


def _shares_of_them(frame: Frame, text: str, spans: Sequence[Span], dimensions: Sequence[Span]) -> bool:
    """有未达标指标的单位占全部单位的百分之几, 单位占比."""
    at = spans.index(dimensions[0])
    behind = next((s for s in spans[at + 1 :] if s.kind != "idle"), None)
    of_them = behind is not None and (behind.kind, behind.meaning) == ("aggregate", "share")
    between = len(dimensions) > 1 and dimensions[0].meaning == dimensions[1].meaning and "占" in text[dimensions[0].end : dimensions[1].start]
    return (of_them or between) and bool(frame.statuses or frame.bounds or frame.rules or frame.nothing_missed)


def _counted_of_each(text: str, spans: Sequence[Span], dimensions: Sequence[Span]) -> Span | None:
    """单位数量最多的地区, the region with the most units: the units are counted, the regions are put in order."""
    if len({s.meaning for s in dimensions}) != 2 or len(dimensions) != 2:
        return None
    counts = [s for s in dimensions if re.match(r"(?:的)?(?:数量|个数|家数|数)", text[s.end :]) or re.search(r"(?:most|fewest|number of) $", text[: s.start])]
    return counts[0] if len(counts) == 1 else None


def _each_a_part_of_all(frame: Frame) -> bool:
    """各地区预算占比: of each its part of the money of all."""
    money = [c for c in frame.concepts if c in MONEY]
    held = frame.statuses or frame.bounds or frame.levels or frame.sources or frame.whole or frame.rank
    return len(money) == 1 and bool(frame.group) and set(frame.group) <= {*_BY} and not held


def made_over_groups(asked: Asked) -> Query | None:
    over = asked.frame.over_groups
    assert over is not None
    return {"place": _made_place, "per_one": _made_per_one, "share_of": _made_share_of, "in_percent": _made_in_percent, "range": _made_range, "how_many": _made_how_many}[over.made](asked, over.by)


def _made_place(asked: Asked, by: str) -> Query | None:
    """Among all that lie where the one lies: a region among all, a unit or a project among those of the region that is named."""
    frame = asked.frame
    assert frame.rank is not None
    concept = frame.rank.concept or asked.concept() or "score"
    name = (asked.scope.projects if by == "project_name" else asked.scope.units if by == "unit" else frame.regions)[:2]
    if len(name) != 1 or concept not in OF_REPORT or concept not in NUMERIC:
        return None
    asked.subject = "projects"
    own = {"project_name": "project_name", "unit": "unit", "region": "region_path"}[by]
    among = [w for w in asked.scope.where if not any(c.field in (own, "unit") for c in conditions(w))]
    whose = asked.scope.units[0] if by == "project_name" and len(asked.scope.units) == 1 else None
    groups = ("report_id", *(("unit",) if whose else ()), "project_name") if by == "project_name" else (by,)
    return Query(
        subject="projects", where=all_of(*among), measure=asked.measure(concept), group_by=groups, place_of=name[0], place_in=whose,
        order=(Order(field="value", descending=frame.rank.descending),), money=asked.money(),
    )  # fmt: skip


def _made_per_one(asked: Asked, by: str) -> Query:
    concept = asked.concept()
    asked.to_projects(concept)
    field = OF_REPORT.get(concept or "")
    if field is not None:
        asked.subject = "projects"
    return asked.query(measure=Measure(fn="per_one", field=field, per=by))


def _made_share_of(asked: Asked, by: str) -> Query:
    missing: list[Filter] = [JUDGED_FORM] if STATUS["missed"] in asked.of_indicators else []
    part = all_of(*asked.conditions())
    where = all_of(asked.scope.filter, *(missing if asked.subject != "indicators" else []))
    return Query(subject=asked.subject, where=where, measure=Measure(fn="share_of", field=by, of=part))


def _made_in_percent(asked: Asked, _: str) -> Query:
    concept = asked.concept()
    asked.subject = "projects"
    return asked.query(measure=Measure(fn="sum", field=OF_REPORT[concept or "budget"]), group_by=groups_of(asked), in_percent=True)


def _made_range(asked: Asked, _: str) -> Query | None:
    """The farthest apart first, where that is asked for."""
    rank = asked.frame.rank
    concept = (rank.concept if rank else None) or asked.concept() or "score"
    if concept not in OF_REPORT or asked.of_indicators:
        return None
    asked.subject = "projects"
    ranked = rank is not None and not asked.frame.both_ends and bool(asked.frame.asked_dimension)
    order = (Order(field="value", descending=rank.descending),) if rank and ranked else ()
    return asked.query(measure=Measure(fn="range", field=OF_REPORT[concept]), group_by=groups_of(asked), order=order, limit=limit(rank) if rank and ranked else None)


def _made_how_many(asked: Asked, by: str) -> Query:
    over, rank = asked.frame.over_groups, asked.frame.rank
    assert over is not None
    assert rank is not None
    order = (Order(field="value", descending=rank.descending),)
    return asked.query(measure=Measure(fn="distinct", field=over.of), group_by=(by,), order=order, limit=limit(rank))

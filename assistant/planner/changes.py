"""How far each one's number went from one year to another: 各地区2024年比2023年变化多少, 预算减少的单位, 得分提高最多的项目.
Fills a frame's `change`; what one place or project changed by is `comparing`'s. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.planner.concepts import OF_REPORT, STATUS
from assistant.planner.frame import NUMERIC, Change, Frame
from assistant.planner.measuring import Asked
from assistant.planner.ranking import limit, offset
from assistant.planner.span import Span
from assistant.planner.than_before import held_to_before
from assistant.query import Condition, Order, Query

_OF_EACH = ("region", "unit", "project_lead", "project_category", "project_name", "level1", "level2", "level3", "source")
_IN_PERCENT = re.compile(r"增幅|涨幅|降幅|增速|增长率|(?:增长|上涨|下降)最快|fastest|percentage (?:increase|decrease|change)")
_THAN_THAT_YEAR = re.compile(r"[比较](?:\d{4}|去|上|前)一?年|than (?:in )?(?:\d{4}|last year)")
_DOWN = re.compile(r"[降跌减缩]|decreas|declin|drop|fall|fell")


def changes(frame: Frame, text: str, spans: Sequence[Span]) -> list[str]:
    """The words of a change that nothing took up."""
    said = [s for s in spans if s.kind == "change"]
    in_growth = [text[s.start : s.end] for s in spans if (s.kind, s.meaning) == ("aggregate", "growth")]
    way = said[0].meaning if said else "down" if any(_DOWN.search(w) for w in in_growth) else _between_years(frame)
    if not frame.over.than and (made := _made(frame, text, way)):
        frame.change = replace(made, in_percent=bool(frame.growth or (made.first and _IN_PERCENT.search(text))), years=_as_said(frame))
        if frame.subject == "projects" and not _groups(frame):
            frame.group.append("project_name")
        frame.group = [g for g in frame.group if g != "fiscal_year"]
        frame.compare, frame.difference, frame.growth, frame.minuend, frame.numbers = False, False, False, None, []
    taken = frame.change or frame.over.than or frame.difference or frame.growth or frame.times or "fiscal_year" in frame.group
    return [] if taken else [text[s.start : s.end] for s in said]


def _between_years(frame: Frame) -> str:
    """2024年比2023年预算增加了的单位: no adjustment within a year. The way it went."""
    adjusted = [b for b in frame.bounds if b.concept == "adjusted" and b.value == 0]
    if len(frame.years) == 2 and adjusted and frame.years_apart:
        frame.bounds = [b for b in frame.bounds if b not in adjusted]
        frame.concepts = [*frame.concepts, "budget"]
        return "down" if adjusted[0].op == "lt" else "up"
    return ""


def _made(frame: Frame, text: str, way: str) -> Change | None:
    """`way`: up or down, where a word says it."""
    of_projects = frame.subject == "projects" and frame.asked_dimension is None
    if len(frame.years) > 2 or frame.over or not (_groups(frame) or of_projects):
        return None
    if frame.aggregate == "count" and not _groups(frame) and not frame.rank:
        return None  # how did the number of projects change: of all of them one number each year
    if len(frame.years) == 1 and _THAN_THAT_YEAR.search(text):
        frame.years = [frame.years[0], frame.years[0] + 1]
    elif len(frame.years) == 1 and not frame.growth:
        return None  # 2023年自评分掉得最厉害的: lost, as likely as fallen
    if frame.rank and (way or frame.growth) and (frame.rank.n or 1) > 0:
        way = way or ("up" if frame.rank.descending else "down")
        return Change("down" if (way == "down") == frame.rank.descending else "up", first=True)
    if ((len(frame.years) == 2 and frame.difference) or frame.growth) and frame.group and not frame.rank:
        return Change()  # 各地区增加了多少: of each, whichever way it went
    if of_projects and not _groups(frame):
        return None  # these are listed: `than_before`
    if (before := held_to_before(text)) and not frame.rank and len(frame.years) > 0:
        return Change("down" if before["less"] else "up")
    if way and not frame.growth and (len(frame.years) == 2 or frame.year_before):
        return Change("down" if way == "down" else "up")
    return None


def _groups(frame: Frame) -> list[str]:
    return [g for g in dict.fromkeys((*frame.group, frame.asked_dimension)) if g in _OF_EACH]


def _as_said(frame: Frame) -> tuple[int, int] | None:
    """2023年比2024年多多少: the year that is named first less the other, where one is held against another in so many words."""
    if frame.minuend and frame.minuend.isdigit() and len(frame.years) == 2:
        return next(y for y in frame.years if str(y) != frame.minuend), int(frame.minuend)
    return None


def made_of_changes(asked: Asked) -> Query | None:
    """Each one's number of the later year less that of the earlier."""
    frame, rank, change = asked.frame, asked.frame.rank, asked.frame.change
    assert change is not None
    if not change.years:
        return None
    concept = (rank.concept if rank else None) or asked.concept()
    if concept is None and STATUS["missed"] not in asked.of_indicators:
        concept = "score"
    if concept not in (None, *OF_REPORT) or (concept is not None and concept not in NUMERIC):
        return None
    asked.to_projects(concept)
    if concept is not None and not asked.of_indicators:
        asked.subject = "projects"
    groups = tuple("same_project" if g == "project_name" else g for g in _groups(frame))
    having = Condition(field="value", op="lt" if change.way == "down" else "gt", value=0) if change.way else None
    order = (Order(field="value", descending=change.way != "down"),) if change.way else ()
    first = {"limit": limit(rank), "offset": offset(rank)} if rank and change.first else {}
    return asked.query(measure=asked.measure(concept), group_by=groups, change=change.years, growth=change.in_percent, having=having, order=order, **first)

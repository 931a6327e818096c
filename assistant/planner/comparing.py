"""Which of two things a comparison takes from which: 与去年相比变化多少, 同比增长百分之几. Fills a frame's `minuend`; pure."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.planner.frame import RATES, Frame
from assistant.planner.span import Span

_EITHER_WAY = re.compile(r"变化|变动|增减|change")
_EACH_YEAR = re.compile(r"逐年|[各每历]年|年年|(?<![a-z])(?:each|every) year|year by year|yearly|annually")
_FROM_TO = re.compile(r"(?:19|20)\d{2}年?度?(?:到|至|-|~|—|–| to )(?:19|20)\d{2}|(?<![a-z])from (?:19|20)\d{2} to (?:19|20)\d{2}")


def comparison(frame: Frame, text: str, spans: Sequence[Span]) -> None:
    """Where it may go either way, the difference has a sign; where one is said to be more, it is how far they are apart."""
    if frame.difference and _of_one_indicator(frame):
        frame.difference, frame.compare, frame.statuses = False, False, []
        frame.concepts = ["gap"]
    if frame.compare and not (frame.concepts or frame.statuses or frame.share or frame.indicators or frame.levels):
        frame.concepts = _verb_said(text, spans)
    if frame.times:
        _first_by_second(frame, spans)
    if frame.compare and len(frame.years) == 2 and _EITHER_WAY.search(text):
        frame.difference = True  # 较2022年增减情况
    if frame.growth and set(frame.concepts) & RATES and re.search(r"百分点|percentage points", text):
        frame.growth, frame.difference = False, True  # 执行率同比下降几个百分点: points between two rates
        frame.years = frame.years if len(frame.years) != 1 else [frame.years[0] - 1, frame.years[0]]
        frame.years_apart = True
    if not (frame.difference or frame.growth):
        return
    if len(frame.years) > 2 and _FROM_TO.search(text) and not (set(frame.group) - {"fiscal_year"} or _EACH_YEAR.search(text)):
        frame.years, frame.years_apart = [min(frame.years), max(frame.years)], True  # from 2022 to 2024: between the ends
    if frame.growth and len(frame.years) == 1:
        frame.years = [frame.years[0] - 1, frame.years[0]]  # 同比: against the year before
        frame.years_apart = True
    if len(frame.years) == 2 and (frame.growth or _EITHER_WAY.search(text)):
        frame.minuend = str(max(frame.years))
    named = [s for s in spans if s.is_name and s.kind in ("region", "unit", "project")]
    if frame.growth and len(named) == 2 and len(frame.years) != 2:
        frame.minuend = str(named[0].what.tiers[0][0])


_VERBS = {"score": re.compile(r"scor(?:e|ed|es|ing)(?![a-z])"), "executed": re.compile(r"(?<![a-z])(?:spen[dt]s?|cost)(?![a-z])")}


def _verb_said(text: str, spans: Sequence[Span]) -> list[str]:
    """Which region spent more, who scored higher: the verb says of what."""
    said = " ".join(text[s.start : s.end] for s in spans if (s.kind, s.meaning) == ("aggregate", "compare"))
    return [concept for concept, verb in _VERBS.items() if verb.search(said)]


def _of_one_indicator(frame: Frame) -> bool:
    """某指标还差多少: with nothing beside it to be held against, what it reached is held against its target."""
    several = max(len(frame.indicators), len(frame.projects), len(frame.units), len(frame.regions), len(frame.years))
    other = frame.rank or frame.aggregate or frame.group or frame.asked_dimension or frame.bounds or frame.levels or frame.share
    return len(frame.indicators) == 1 and bool(frame.projects or frame.units) and several < 2 and not other and set(frame.concepts) <= {"target", "actual", "status", "gap"}


def _first_by_second(frame: Frame, spans: Sequence[Span]) -> None:
    """甲是乙的几倍, 2024年是2023年的几倍: what is named first, by what is named second."""
    named = [s for s in spans if s.is_name and s.kind in ("region", "unit", "project")]
    if len(named) == 2:
        frame.minuend = str(named[0].what.tiers[0][0])
    elif len(frame.years) == 2:
        frame.minuend, frame.years_apart = str(frame.years[0]), True

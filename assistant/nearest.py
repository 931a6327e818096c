"""The nearest questions that do work, where one did not: the same words with what is there in place of what is not; then others
about what it named. Pure; whether one works is asked of the planner.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from assistant.catalogue import Catalogue, Listed, Names, fold
from assistant.planner.frame import Frame

MOST = 4
_TRIED = 6
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d{2})(?!\d)")
_PLACE = re.compile(r"[\u4e00-\u9fff]{1,8}?[市县区州]")
_TOPICS: tuple[tuple[re.Pattern[str], str, str], ...] = (
    (re.compile(r"执行|进度|花|支出|spent|execut"), "{}的预算执行率是多少？", "What is the execution rate of {}?"),
    (re.compile(r"预算|资金|钱|经费|budget|fund|money"), "{}的预算是多少？", "What is the budget of {}?"),
    (re.compile(r"分|评价|等级|score|grade|point"), "{}的自评得分是多少？", "What is the score of {}?"),
    (re.compile(r"谁|人|负责|who|lead"), "{}的项目负责人是谁？", "Who leads {}?"),
    (re.compile(r"目标|计划|要做|goal|plan|target"), "{}的年度目标是什么？", "What is the annual goal of {}?"),
    (re.compile(r"原因|为什么|为何|why|reason"), "{}有哪些指标没有完成，原因是什么？", "Which indicators did {} miss, and why?"),
    (re.compile(r"完成|达标|指标|missed|indicator|met"), "{}有哪些指标没有完成？", "Which indicators were missed in {}?"),
)
_OF_ONE = ("{}的项目负责人是谁？", "{}的年度目标是什么？")  # which of a whole place would be many


def nearest(question: str, frame: Frame, catalogue: Catalogue, others: Sequence[str], works: Callable[[str], bool]) -> list[str]:
    """At most four: those made from the question first, then `others`, which are known to work."""
    found: list[str] = []
    for n, candidate in enumerate(_candidates(question, frame, catalogue)):
        if n >= _TRIED or len(found) >= MOST - 1:
            break
        if candidate != question and candidate not in found and works(candidate):
            found.append(candidate)
    return list(dict.fromkeys((*found, *others)))[:MOST]


def _candidates(question: str, frame: Frame, catalogue: Catalogue) -> Iterator[str]:
    yield from _other_years(question, frame, catalogue)
    yield from _other_places(question, frame, catalogue)
    named = _about(frame, catalogue)
    if named:
        for words, zh, en in _TOPICS:
            if words.search(question) and not (named in frame.regions and zh in _OF_ONE):
                yield (en if frame.language == "en" else zh).format(named)


def _other_years(question: str, frame: Frame, catalogue: Catalogue) -> Iterator[str]:
    """The nearest years that what was named has a report of."""
    said = _YEAR.search(question)
    if said is None or frame.projects:
        return
    year = int(said[1])
    have = {r.year for r in _meant(frame, catalogue) if r.year} or set(catalogue.years)
    if year not in have:
        for other in sorted(have, key=lambda y: (abs(y - year), -y))[:2]:
            yield _YEAR.sub(str(other), question)


def _other_places(question: str, frame: Frame, catalogue: Catalogue) -> Iterator[str]:
    """A place that is there for one that is not."""
    if frame.regions or frame.units:
        return
    for word in frame.leftover or _PLACE.findall(question):
        if word in question and (said := _PLACE.search(word)) is not None and said[0] not in catalogue.regions.names:
            for name in _alike(catalogue.regions, said[0])[:2]:
                yield question.replace(said[0], name)


def _alike(names: Names, word: str) -> list[str]:
    there = [names.names[n] for n in names.resembling(fold(word), 4)]
    return there or [n for n in names.names if n[-1] == word[-1]] or list(names.names)


def _meant(frame: Frame, catalogue: Catalogue) -> list[Listed]:
    units = {n for link in frame.units for tier in link.tiers for n in tier}
    return [r for r in catalogue.reports if (not frame.regions or set(frame.regions) & set(r.regions)) and (not units or r.unit in units)]


def _about(frame: Frame, catalogue: Catalogue) -> str:
    """The project, unit or place that was named, as the reports call it."""
    there = {r.project for r in catalogue.reports} | {r.unit for r in catalogue.reports}
    names = [n for links in (frame.projects, frame.units) for link in links for tier in link.tiers for n in tier if n in there]
    return next(iter((*names, *frame.regions)), "")

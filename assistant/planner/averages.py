"""Whose average a number is held against: 高于乙市平均分, 比2023年平均低, below the average of all projects. What is said between the
comparison and the average narrows the average alone. Pure; whose the records themselves are is for `scope`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.catalogue import Catalogue
from assistant.planner.frame import Frame
from assistant.planner.scope import settle
from assistant.planner.span import Span
from assistant.query import Filter

_NAMES = ("region", "unit", "year")
_ALL_OF_THEM = re.compile(r"全部|所有|全体|总体|整体|大家|(?<![a-z])(?:all|overall)(?![a-z])")
_THAN = re.compile(r"(?:比|较|跟|与|和|than)$")
_OF = re.compile(r"(?:the )?(?:average|mean)(?: score| rate| budget)?s? (?:of|for|in|across) (?:all )?(?:the )?(?:projects )?(?:of |in |for )?")


def said_of_average(text: str, spans: Sequence[Span]) -> list[Span]:
    """The names and years that say whose average it is."""
    found: list[Span] = []
    for at, s in enumerate(spans):
        if s.kind == "than":
            end = next((n for n, x in enumerate(spans) if n > at and (x.kind, x.meaning) == ("aggregate", "average")), at)
            found += [x for x in spans[at + 1 : end] if x.kind in _NAMES]
        elif s.kind == "against":
            found += _before(text, spans[:at]) or _behind(text, spans[at:])
    return found


def _before(text: str, spans: Sequence[Span]) -> list[Span]:
    """比2023年|平均分低: right before the average, behind a 比."""
    names: list[Span] = []
    for s in reversed(spans):
        if s.kind in _NAMES:
            names.append(s)
        elif s.kind != "idle" or _THAN.search(text[: s.end]):
            return names if names and _THAN.search(text[: s.end]) else []
    return []


def _behind(text: str, spans: Sequence[Span]) -> list[Span]:
    """above the average of |乙市."""
    of = re.search(r"(?:average|mean)(?: (?:score|rate|budget)s?)? (?:of|for|in) ?$", text[spans[0].start : spans[1].end]) if len(spans) > 2 else None
    return [spans[2]] if of and spans[2].kind in _NAMES else []


def of_whole(text: str, spans: Sequence[Span]) -> bool:
    """望江区低于全部项目平均分的: of all, where the question is about some."""
    held = [s for s in spans if s.kind == "against"]
    there = [(s.end, next((x.end for x in spans if x.start >= s.end and (x.kind, x.meaning) == ("aggregate", "average")), s.end)) for s in spans if s.kind == "than"]
    said = [text[s.start : s.end] for s in held] + [text[start:end] for start, end in there]
    return any(_ALL_OF_THEM.search(x) for x in said) and any(s.kind in ("region", "unit") for s in spans)


def among(frame: Frame, catalogue: Catalogue) -> Filter | None:
    """The reports that the average is made of: what is not said of it is as in the question."""
    of = frame.average_of
    assert of is not None
    placed = bool(of.regions or of.units or of.everything)
    own = Frame(language=frame.language, forms=list(frame.forms)) if placed else replace(frame)
    own.regions, own.units = (of.regions, of.units) if placed else (list(frame.regions), list(frame.units))
    own.years, own.years_apart = (of.years or list(frame.years)), False
    return settle(own, catalogue).filter

"""The understood stretches of a question, gone through once, fill a frame. Nothing is looked up and nothing executed here."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from itertools import pairwise
from typing import Literal

from assistant.planner import held
from assistant.planner.asked_for import asked_for, checks
from assistant.planner.averages import of_whole, said_of_average
from assistant.planner.called_so import lists_what_is_called_so
from assistant.planner.changes import changes
from assistant.planner.clauses import clauses
from assistant.planner.comparing import comparison
from assistant.planner.dimensions import each_of_a_kind
from assistant.planner.forms_held import forms_held, lacking_levels, lacking_sources
from assistant.planner.frame import Bound, Frame
from assistant.planner.held_together import held_together
from assistant.planner.how_it_went import of_each
from assistant.planner.in_order import ranking
from assistant.planner.meant import (
    adds_up_what_was_done,
    asked_of_what_kind,
    by_the_gap_found,
    counts_what_was_named,
    held_against_what_was_reached,
    measured_otherwise,
    points_of_the_funds,
    ranks_what_was_reached,
    settle_amount,
    told_by_a_rate,
    why_it_was_so,
    with_points_lost,
    with_the_person,
)
from assistant.planner.money_said import settle_money
from assistant.planner.named import names
from assistant.planner.of_a_kind import of_a_kind
from assistant.planner.of_all import of_all
from assistant.planner.one_or_each import one_or_each
from assistant.planner.over_groups import over_groups
from assistant.planner.over_years import over_years
from assistant.planner.passed_over import passed_over
from assistant.planner.several_numbers import several_numbers
from assistant.planner.so_many import so_many
from assistant.planner.span import Span
from assistant.planner.subject import OF_THOSE, is_nested, level_values, subject
from assistant.planner.taking_away import read_drop
from assistant.planner.than_before import than_before
from assistant.planner.words import words

_SHARE_OF_THEM = re.compile(r"(?:what|which) (?:share|percentage|proportion|percent) of (?:(?!budget|money|funds)[^,?]){0,60}?(?:projects|indicators|units)(?![a-z])")


def _without_averages(frame: Frame, text: str, spans: Sequence[Span]) -> Sequence[Span]:
    """What is left to narrow the records, when what says whose average is meant is put aside."""
    said = said_of_average(text, spans)
    if said or of_whole(text, spans):
        frame.average_of = Frame(language=frame.language, everything=not said)
        names(frame.average_of, text, said)
    return [s for s in spans if s not in said]


def read(text: str, spans: Sequence[Span], leftover: Sequence[str], language: Literal["zh", "en"]) -> Frame:
    """Fill the slots, in the order in which they depend on one another."""
    frame = Frame(language=language, leftover=list(leftover))
    used: set[int] = set()
    spans = _without_averages(frame, text, spans)
    names(frame, text, spans)
    checks(frame, text, spans)
    held.bounds(frame, text, spans, used)
    ranking(frame, text, spans, used)
    held.blanks(frame, text, spans, used)
    words(frame, text, spans)
    frame.share &= not any(b.of == "share" for b in frame.bounds) or bool(_SHARE_OF_THEM.match(text))
    clauses(frame, text, spans)
    if frame.indicators and frame.rank and any((a.kind, a.meaning, b.kind) == ("status", "met", "superlative") for a, b in pairwise(spans)):
        frame.statuses = [s for s in frame.statuses if s != "met"]  # 演出场次完成最多: what was reached, not how many were met
    asked_for(frame, text, spans, used)
    each_of_a_kind(frame, text)
    subject(frame, text, spans)
    level_values(frame, text, spans)
    of_each(frame, text, spans)
    asked_of_what_kind(frame, text)
    one_or_each(frame, text)
    several_numbers(frame, text, spans)
    settle_money(frame, text)
    held_together(frame, text, spans)
    comparison(frame, text, spans)
    forms_held(frame, spans)
    lacking_levels(frame, spans)
    lacking_sources(frame, spans)
    of_a_kind(frame, text, spans)
    of_all(frame, text, spans)
    so_many(frame, text, spans)
    than_before(frame, text, spans)
    unheard = [*over_groups(frame, text, spans), *changes(frame, text, spans), *over_years(frame, text, spans)]
    read_drop(frame, spans)
    if frame.against and len(set(frame.regions)) > 1:
        frame.leftover.append("平均" if language == "zh" else "average")  # one place against another's average
    settle_amount(frame, text)
    told_by_a_rate(frame)
    measured_otherwise(frame, text)
    adds_up_what_was_done(frame, text)
    with_points_lost(frame, text)
    why_it_was_so(frame)
    points_of_the_funds(frame)
    with_the_person(frame, text)
    lists_what_is_called_so(frame, text)
    counts_what_was_named(frame, text)
    held_against_what_was_reached(frame)
    ranks_what_was_reached(frame, spans)
    frame.rank = by_the_gap_found(frame.rank, frame.rules)
    frame.nested = is_nested(frame, text, spans)
    if frame.nested and not frame.statuses and not OF_THOSE.search(text):
        frame.bounds, frame.concepts = [*frame.bounds, Bound("deduction", "gt", Decimal(0))], [c for c in frame.concepts if c != "deduction"]
    frame.leftover += [*unheard, *passed_over(frame, text, spans)]
    frame.bare = all(s.is_name or s.kind == "year" or text[s.start : s.end] == "的" for s in spans)
    frame.named_subject = any(s.kind == "subject" and s.meaning != "people" for s in spans)
    return frame

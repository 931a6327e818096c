"""The questions by kind, and a store filled with the records they are asked about."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from asking import _finished

from extractors.checks import check
from index.originals import Original
from index.store import Store

from .advisers import advisers
from .against_target import against_target
from .apart import apart, apart_sessions
from .auditors import auditors
from .averages import averages
from .before_a_meeting import before_a_meeting, before_a_meeting_sessions
from .checks_of_one import checks_of_one, checks_of_one_sessions
from .colloquial import colloquial
from .conversing import conversing_sessions
from .each_side import each_side
from .easily_passed_over import easily_passed_over
from .everyday import everyday, everyday_sessions
from .finance_officials import finance_officials
from .formal_and_terse import formal_and_terse
from .fresh import fresh
from .in_a_meeting import in_a_meeting
from .in_turn import in_turn, in_turn_sessions
from .lists import Ask, indicators, projects, rankings
from .long_sentences import long_sentences, long_sentences_sessions
from .looked_up import looked_up, looked_up_sessions
from .money import money
from .money_english import money_english, money_english_sessions
from .notes_again import notes_again
from .numbers import amounts, comparisons, counts, shares
from .of_a_kind import of_a_kind
from .office import office
from .on_the_telephone import on_the_telephone
from .one_project import one_project, one_project_sessions
from .one_project_again import one_project_again, one_project_again_sessions
from .other_habits import other_habits, other_habits_sessions
from .over_groups import over_groups
from .over_years import over_years, over_years_sessions
from .people import findings, hostile, joins, lookups, named, partial, refused
from .people import sessions as talks
from .performance_division import performance_division
from .phones_and_dates import phones_and_dates, phones_and_dates_sessions
from .points_english import points_english
from .points_of_kinds import points_of_kinds, points_of_kinds_sessions
from .reached import reached
from .scores import scores
from .secretaries import secretaries
from .several_numbers import several_numbers
from .short_and_long import short_and_long, short_and_long_sessions
from .stated_first import stated_first
from .taking_away import taking_away_sessions
from .together import together
from .told_apart import told_apart
from .translated import translated
from .working_papers import working_papers
from .world import World
from .yes_or_no import yes_or_no, yes_or_no_sessions

__all__ = ["ANYWHERE", "SINGLE", "Ask", "fill", "sessions"]

SINGLE: dict[str, Callable[[World], Iterator[Ask]]] = {
    "indicators": indicators, "projects": projects, "rankings": rankings, "counts": counts, "amounts": amounts, "comparisons": comparisons, "groups": shares,
    "look-ups": lookups, "joins": joins, "named": named, "findings": findings, "refused": refused, "partly": partial, "bad input": hostile, "fresh": fresh, "formal and terse": formal_and_terse, "in a meeting": in_a_meeting, "checks of one": checks_of_one, "phones and dates": phones_and_dates,
}  # fmt: skip

# Batches that can be asked over any world: their gold counts targets too.
ANYWHERE: dict[str, Callable[[World], Iterator[Ask]]] = {"yes or no": yes_or_no, "points of kinds": points_of_kinds, "long sentences": long_sentences, "before a meeting": before_a_meeting, "everyday": everyday, "finance officials": finance_officials, "on the telephone": on_the_telephone, "secretaries": secretaries, "easily passed over": easily_passed_over, "short and long": short_and_long, "one project": one_project, "other habits": other_habits, "one project again": one_project_again, "performance division": performance_division, "working papers": working_papers, "notes again": notes_again, "apart": apart, "together": together, "over years": over_years, "several numbers": several_numbers, "against target": against_target, "colloquial": colloquial, "office": office, "over groups": over_groups, "advisers": advisers, "points english": points_english, "auditors": auditors, "in turn": in_turn, "reached": reached, "scores": scores, "money": money, "money english": money_english, "looked up": looked_up, "stated first": stated_first, "translated": translated, "averages": averages, "each side": each_side, "told apart": told_apart, "of a kind": of_a_kind}


def sessions(world: World) -> Iterator[list[Ask]]:
    for those in (talks, checks_of_one_sessions, phones_and_dates_sessions, yes_or_no_sessions, points_of_kinds_sessions, long_sentences_sessions, before_a_meeting_sessions, everyday_sessions, apart_sessions, over_years_sessions, taking_away_sessions, short_and_long_sessions, one_project_sessions, other_habits_sessions, one_project_again_sessions, conversing_sessions, in_turn_sessions, looked_up_sessions, money_english_sessions):
        yield from those(world)


def fill(store: Store, world: World) -> None:
    for n, (name, reports) in enumerate(world.files.items()):
        kept = [_finished(r.model_copy(update={"document": name})) for r in reports]
        store.save(Original(sha256=f"{n:064x}", name=name, kind="pdf", pages=3, size=1), kept, [check(r) for r in kept])

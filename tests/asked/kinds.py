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
from .colloquial import colloquial
from .conversing import conversing_sessions
from .eighteenth import eighteenth
from .eighth import eighth, eighth_sessions
from .eleventh import eleventh
from .fifth import fifth, fifth_sessions
from .fourteenth import fourteenth
from .fourth import fourth
from .fresh import fresh
from .in_turn import in_turn, in_turn_sessions
from .lists import Ask, indicators, projects, rankings
from .looked_up import looked_up, looked_up_sessions
from .money import money
from .money_english import money_english, money_english_sessions
from .nineteenth import nineteenth, nineteenth_sessions
from .ninth import ninth, ninth_sessions
from .numbers import amounts, comparisons, counts, shares
from .office import office
from .over_groups import over_groups
from .over_years import over_years, over_years_sessions
from .people import findings, hostile, joins, lookups, named, partial, refused
from .people import sessions as talks
from .points_english import points_english
from .reached import reached
from .scores import scores
from .seventeenth import seventeenth
from .seventh import seventh, seventh_sessions
from .several_numbers import several_numbers
from .sixteenth import sixteenth, sixteenth_sessions
from .sixth import sixth, sixth_sessions
from .stated_first import stated_first
from .taking_away import taking_away_sessions
from .tenth import tenth, tenth_sessions
from .third import third
from .thirteenth import thirteenth
from .together import together
from .translated import translated
from .twelfth import twelfth
from .twentieth import twentieth, twentieth_sessions
from .twenty_first import twenty_first, twenty_first_sessions
from .twenty_third import twenty_third
from .world import World

__all__ = ["ANYWHERE", "SINGLE", "Ask", "fill", "sessions"]

SINGLE: dict[str, Callable[[World], Iterator[Ask]]] = {
    "indicators": indicators, "projects": projects, "rankings": rankings, "counts": counts, "amounts": amounts, "comparisons": comparisons, "groups": shares,
    "look-ups": lookups, "joins": joins, "named": named, "findings": findings, "refused": refused, "partly": partial, "bad input": hostile, "fresh": fresh, "third": third, "fourth": fourth, "fifth": fifth,
}  # fmt: skip

# Batches that can be asked over any world: their gold counts targets too.
ANYWHERE: dict[str, Callable[[World], Iterator[Ask]]] = {"sixth": sixth, "seventh": seventh, "eighth": eighth, "ninth": ninth, "tenth": tenth, "eleventh": eleventh, "twelfth": twelfth, "thirteenth": thirteenth, "fourteenth": fourteenth, "sixteenth": sixteenth, "nineteenth": nineteenth, "twentieth": twentieth, "twenty first": twenty_first, "seventeenth": seventeenth, "eighteenth": eighteenth, "twenty-third": twenty_third, "apart": apart, "together": together, "over years": over_years, "several numbers": several_numbers, "against target": against_target, "colloquial": colloquial, "office": office, "over groups": over_groups, "advisers": advisers, "points english": points_english, "auditors": auditors, "in turn": in_turn, "reached": reached, "scores": scores, "money": money, "money english": money_english, "looked up": looked_up, "stated first": stated_first, "translated": translated}


def sessions(world: World) -> Iterator[list[Ask]]:
    for those in (talks, fifth_sessions, sixth_sessions, seventh_sessions, eighth_sessions, ninth_sessions, tenth_sessions, apart_sessions, over_years_sessions, taking_away_sessions, sixteenth_sessions, nineteenth_sessions, twentieth_sessions, twenty_first_sessions, conversing_sessions, in_turn_sessions, looked_up_sessions, money_english_sessions):
        yield from those(world)


def fill(store: Store, world: World) -> None:
    for n, (name, reports) in enumerate(world.files.items()):
        kept = [_finished(r.model_copy(update={"document": name})) for r in reports]
        store.save(Original(sha256=f"{n:064x}", name=name, kind="pdf", pages=3, size=1), kept, [check(r) for r in kept])

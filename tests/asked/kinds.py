"""The questions by kind, and a store filled with the records they are asked about."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from asking import _finished

from extractors.checks import check
from index.originals import Original
from index.store import Store

from .fifth import fifth
from .fourth import fourth
from .fresh import fresh
from .lists import Ask, indicators, projects, rankings
from .numbers import amounts, comparisons, counts, shares
from .people import findings, hostile, joins, lookups, named, partial, refused, sessions
from .third import third
from .world import World

__all__ = ["SINGLE", "Ask", "fill", "sessions"]

SINGLE: dict[str, Callable[[World], Iterator[Ask]]] = {
    "indicators": indicators, "projects": projects, "rankings": rankings, "counts": counts, "amounts": amounts, "comparisons": comparisons, "groups": shares,
    "look-ups": lookups, "joins": joins, "named": named, "findings": findings, "refused": refused, "partly": partial, "bad input": hostile, "fresh": fresh, "third": third, "fourth": fourth, "fifth": fifth,
}  # fmt: skip


def fill(store: Store, world: World) -> None:
    for n, (name, reports) in enumerate(world.files.items()):
        kept = [_finished(r.model_copy(update={"document": name})) for r in reports]
        store.save(Original(sha256=f"{n:064x}", name=name, kind="pdf", pages=3, size=1), kept, [check(r) for r in kept])

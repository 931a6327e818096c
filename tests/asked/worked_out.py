"""What several batches of questions work out of the world alike: the one with most, an order without ties, what a rule finds."""

from __future__ import annotations

from collections import Counter
from typing import Any

from asking import _finished

from extractors.checks import check
from extractors.records import Report

from .world import Keep, Of, World


def plain(value: Any) -> str:
    """A number as a person writes it, with two decimals at most."""
    return f"{float(value):.2f}".rstrip("0").rstrip(".")


def of_level(o: Of, level: str) -> bool:
    return level in (o.i.level1 or "") + (o.i.level2 or "")


def stated(w: World, keep: Keep) -> list[Report]:
    return [r for r in w.stated if keep(r)]


def with_most(found: dict[str, float] | Counter[str], *, short: bool = False) -> list[str] | None:
    """The one with the highest number; None where several have it."""
    ranked = sorted(found.items(), key=lambda x: -x[1])
    if len(ranked) > 1 and ranked[0][1] == ranked[1][1]:
        return None
    return [ranked[0][0][-6:] if short else ranked[0][0]]


def from_most(found: dict[str, float]) -> list[tuple[str, float]] | None:
    """From high to low; None where two are equal, as their order is anybody's."""
    ranked = sorted(((k, round(v, 2)) for k, v in found.items()), key=lambda x: -x[1])
    return ranked if len({v for _, v in ranked}) == len(ranked) else None


def found_by(w: World, rule: str) -> list[tuple[str, str | None]] | None:
    return w.projs(lambda r: any(f.rule == rule for f in check(_finished(r)))) or None


def all_met(w: World, keep: Keep, level: str) -> list[tuple[str, str | None]] | None:
    found = []
    for r in w.some(keep):
        of = [i for i in r.indicators if of_level(Of(r, w.unit(r), i), level) and i.status in ("met", "missed", "partial")]
        if of and all(i.status == "met" for i in of):
            found.append((w.unit(r), r.project_name))
    return found or None

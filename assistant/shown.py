"""What an answer listed, thing by thing, so that a follow-up can point at it (第一个, 那两个); and whether that list is still what is
spoken of. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from assistant.planner.frame import Frame

if TYPE_CHECKING:
    from assistant.reply import Row

MOST_SHOWN = 20
_NAMED_GROUPS = ("region", "unit", "fiscal_year")


@dataclass(frozen=True)
class Shown:
    """One of the things that an answer told: a report, an indicator of one, or a group by its name."""

    report_id: int | None = None
    unit: str = ""
    level3: str = ""
    group: str = ""
    number: float | None = None  # what a group was told to have


def shown(rows: Sequence[Row], group_by: Sequence[str]) -> tuple[Shown, ...]:
    """What was listed, in its order; nothing where that was too long to be pointed at, or of a kind that has no name."""
    if not 0 < len(rows) <= MOST_SHOWN or (group_by and group_by[0] not in _NAMED_GROUPS):
        return ()
    if group_by:
        year = "年" if group_by[0] == "fiscal_year" else ""
        return tuple(Shown(group=f"{r.label}{year}", number=float(r.value) if isinstance(r.value, int | float) else None) for r in rows if r.label)
    return tuple(dict.fromkeys(Shown(r.report_id, r.prepared_by or "", r.level3 or "") for r in rows if r.report_id is not None))


def still_there(those: Sequence[Shown], frame: Frame, focus: Sequence[int]) -> bool:
    """Whether the list is still what is spoken of: the answer told one of it."""
    if any(x.group for x in those):
        return bool(named(frame) & {x.group for x in those})
    return bool(focus) and set(focus) <= {x.report_id for x in those}


def named(frame: Frame) -> set[str]:
    """The groups that a question names: regions, years, units."""
    return {*frame.regions, *(f"{y}年" for y in frame.years), *(n for link in frame.units for n in link.tiers[0])}

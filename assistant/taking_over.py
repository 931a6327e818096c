"""What a question takes over from the one before, slot by slot, where it does not say it itself. Pure.

When it does so, and from which question, is for `conversation`.
"""

from __future__ import annotations

from dataclasses import replace

from assistant.planner.frame import Frame

SCOPE = ("regions", "units", "projects", "indicators", "leads", "documents", "categories", "years", "levels", "sources", "forms", "reports", "excluded_regions", "excluded_units", "excluded_projects", "excluded_years", "excluded_levels")
CONDITIONS = (
    "having_sources", "over", "whole", "statuses", "bounds", "blanks", "rules", "nothing_missed", "printed", "against", "grades", "reason_words", "exact", "exact_not", "clauses",
    "forms_held", "lacking_sources", "lacking_levels", "of_a_kind", "either", "sides", "as_well",
)  # fmt: skip
ASKED = ("subject", "concepts", "aggregate", "share", "averaged", "difference", "compare", "rank", "group", "asked_dimension", "money", "asks_list", "asks_value", "detail", "people", "everything", "numbers", "number_bounds", "counts_groups")
PLACES = {"regions", "units", "projects", "reports", "leads", "documents"}
_PLACED = frozenset({"regions", "units", "projects", "reports"})
_LEFT_OUT_OF = {"excluded_regions": _PLACED, "excluded_units": _PLACED, "excluded_projects": _PLACED, "excluded_years": frozenset({"years"}), "excluded_levels": frozenset({"levels"})}


def scope_said(frame: Frame) -> set[str]:
    return {name for name in SCOPE if getattr(frame, name)}


def taken_over(frame: Frame, source: Frame, slots: tuple[str, ...]) -> Frame:
    """What the frame does not say is taken over; a place named anew replaces all places of the same rank and below."""
    given = scope_said(frame)
    filled = replace(frame)
    for name in slots:
        if name == "indicators" and frame.levels:
            continue  # 满意度那条呢, after another indicator
        if getattr(frame, name) or (name in PLACES and _replaced(name, given)):
            continue
        if name in _LEFT_OUT_OF and given & _LEFT_OUT_OF[name]:
            continue  # 除甲市外, and then 甲市呢
        value = getattr(source, name)
        setattr(filled, name, list(value) if isinstance(value, list) else value)
    if frame.years and source.years:
        filled.relative_years = frame.relative_years
    if filled.units and not frame.units and not filled.near_regions:
        filled.near_regions = list(source.near_regions)  # where a short name was looked for first
    if source.over and not (frame.over or frame.years) and "years" in slots and "over" not in slots:
        filled = taken_over(replace(filled, years=[]), source, ("years", *CONDITIONS))  # 为什么, of those missed in both years
    if frame.years and not frame.over and filled.over:
        _in_other_years(filled, source)
    filled.money = filled.money or source.money
    filled.pronoun = filled.these = False
    return filled


def _in_other_years(filled: Frame, source: Frame) -> None:
    """今年新增的项目 and then 去年呢: held against the year before that one; of years that were named one by one nothing follows."""
    over = source.over
    if (over.new or over.dropped) and len(filled.years) == 1:
        year = filled.years[0]
        filled.years, gone = ([year], [year - 1]) if over.new else ([year - 1], [year])
        filled.over = replace(over, gone=gone)
    elif (over.each and len(filled.years) < 2) or over.gone or over.earlier:
        filled.leftover = [*filled.leftover, *(f"{y}年" if filled.language == "zh" else str(y) for y in filled.years)]


def _replaced(name: str, given: set[str]) -> bool:
    """A new region does away with the old units and projects, a new unit with the old project; a project stands alone."""
    order = ["regions", "units", "projects", "reports"]
    if name not in order:
        return bool(given & set(order))
    if "projects" in given or "documents" in given:
        return True
    return any(g in given for g in order[: order.index(name)]) or ("reports" in given)


_OWN = ("everything", "concepts", "subject", "statuses", "bounds", "group", "asked_dimension", "rank", "rules", "leftover")


def says_only(frame: Frame, *what: str) -> bool:
    """Nothing of its own but these."""
    return not frame.has_scope and not any(getattr(frame, name) for name in _OWN if name not in what)

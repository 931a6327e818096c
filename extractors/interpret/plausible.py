"""Figures that the form itself contradicts, and figures that its sums miss: noted and put into review.

Nothing is guessed from what is usual, and no figure is made up.
"""

from __future__ import annotations

from decimal import Decimal

from extractors.interpret.draft import Draft, Record
from extractors.interpret.funds import MONEY
from extractors.notes import note
from extractors.values import parse

LEAST_BUDGET = Decimal(10_000)  # yuan; below this a project's whole budget is held against its own unit costs
TEN_THOUSAND = Decimal(10_000)


def settle_money(drafts: list[Draft]) -> None:
    """Amounts labelled 元 of which the whole is less than a single amount among the indicators were meant in 万元.

    Where one form of a file shows the slip, the other forms of the same file with amounts as small share it; small amounts
    that nothing contradicts stay as printed and go into review.
    """
    small = [d for d in drafts if _is_small(d)]
    slip = any(_contradicts(d) for d in small)
    for draft in small:
        for record in draft.budget:
            for name in MONEY:
                if name in record.values:
                    _settle(record, name, slip)


def tell_units(draft: Draft) -> None:
    """Amounts for which no unit is printed are noted, and put up for review."""
    for record in draft.budget:
        for name in record.unitless & record.values.keys():
            record.places[name] = tuple(p.model_copy(update={"note": p.note or note("no_unit")}) for p in record.places[name])
        record.doubtful |= record.unitless


def _settle(record: Record, name: str, slip: bool) -> None:
    if slip:
        record.values[name] *= TEN_THOUSAND
    record.places[name] = tuple(p.model_copy(update={"note": note("meant_wan" if slip else "small")}) for p in record.places[name])
    record.doubtful.add(name)


def _amounts(draft: Draft) -> list[Decimal]:
    return [v for r in draft.budget for name in MONEY if (v := r.values.get(name))]


def _is_small(draft: Draft) -> bool:
    amounts = _amounts(draft)
    return bool(amounts) and max(amounts) < LEAST_BUDGET and any(v % 1 for v in amounts)


def _contradicts(draft: Draft) -> bool:
    singles = [x for r in draft.indicators for name in ("target", "actual") if (x := _yuan(r, name))]
    return bool(singles) and max(singles) > max(_amounts(draft))


def _yuan(record: Record, name: str) -> Decimal | None:
    """An amount of money that an indicator prints in yuan, per head or piece or in all: ≤475元/人天."""
    value = parse(record.values.get(name))
    return value.number if value.kind == "number" and value.unit.startswith("元") else None


def miss_funds_points(draft: Draft) -> None:
    """The execution's points are part of the total but not printed: a person should know that they were not read."""
    if not draft.budget or not any("score" in r.values for r in draft.indicators):
        return
    line = draft.budget[0]
    printed = [r.values["weight"] for r in draft.indicators if "weight" in r.values]
    if any("weight" in r.values for r in draft.budget):
        missing = set() if any("score" in r.values for r in draft.budget) else {"score"}
    else:
        missing = (
            {"weight", "score", "execution_rate"}
            if printed and 0 < draft.values.get("total_weight", Decimal(0)) - sum(printed) <= 20
            else set()
        )
    line.doubtful |= missing

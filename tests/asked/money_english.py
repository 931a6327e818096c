"""Money and look-ups as auditors and advisers put them in English: whole turns of phrase for budgets, spending, what is left, what was
changed and by whom it is paid; single values, texts, years and units in other words. For any world; gold by arithmetic."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from .world import World, budget, initial, left, line, rate, score, spent

Ask = tuple[str, str, Any]


def money_english(w: World) -> Iterator[Ask]:
    for part in (sums, unspent, rates, bounds, changed, sources, over_years, one_value, who_and_what, not_answered):
        yield from part(w)


def _wan(value: float) -> float:
    return value / 10000


def sums(w: World) -> Iterator[Ask]:
    a, b, first, mid, last = w.regions[1], w.regions[2], w.years[0], w.years[1], w.years[-1]
    whole = _wan(w.sum(budget, w.of(a, mid)))
    yield f"How large, all told, was the adjusted full-year budget of projects in {a} for {mid}? Express it in 万元.", "value", whole
    yield f"What sum did the full-year budgets of {a}'s projects amount to for {mid}, stated in ten thousand yuan?", "value", whole
    yield f"What did the projects of {b} get through in {last} in terms of actual spending? Answer in 10,000 yuan.", "value", _wan(w.sum(spent, w.of(b, last)))
    yield f"How much money was spent by projects in {b} in {last}, in 10,000 yuan?", "value", _wan(w.sum(spent, w.of(b, last)))
    yield f"{b}'s overall project expenditure for {last}, please, in 10,000 yuan", "value", _wan(w.sum(spent, w.of(b, last)))
    yield f"At the outset of {first}, how much had been budgeted for {a}'s projects in all, in 10,000 yuan?", "value", _wan(w.sum(initial, w.of(a, first)))
    yield f"{a}: average project size by full-year budget in ten thousand yuan", "value", _wan(w.mean(budget, w.of(a)))
    each = w.by(w.region, lambda rs: float(sum(map(budget, rs))), w.of("", mid))
    yield f"Region by region, what did full-year budgets add up to in {mid}?", "groups", each
    yield f"What total full-year budget did the individual regions have in {mid}?", "groups", each


def unspent(w: World) -> Iterator[Ask]:
    a, last = w.regions[1], w.years[-1]
    gold = _wan(w.sum(left, w.of(a, last)))
    yield f"How much of their {last} budget did the projects in {a} fail to use? In 10,000 yuan please.", "value", gold
    yield f"By how many 10,000 yuan did spending fall short of the full-year budget for projects in {a} in {last}?", "value", gold
    yield f"How much was left over from the {last} project budgets of {a}, in ten thousand yuan?", "value", gold
    yield f"In 10,000 yuan, how much of the money budgeted for {a}'s projects in {last} was never spent?", "value", gold
    p = w.single[0]
    yield f"{p.project_name}: full-year budget minus executed amount, in 10,000 yuan", "value", _wan(float(left(p)))
    yield f"What is the unspent amount of {p.project_name} in 10,000 yuan?", "value", _wan(float(left(p)))


def rates(w: World) -> Iterator[Ask]:
    p = w.single[0]
    for asked in (
        f"To what extent was the budget of {p.project_name} carried out?", f"How far did {p.project_name} get in spending its budget, in percent?", f"For {p.project_name}, give the rate at which the budget was executed.",
        f"What portion of the budget of {p.project_name} has been spent?", f"Give the ratio of spending to budget for {p.project_name}.",
    ):  # fmt: skip
        yield asked, "value", float(rate(p))


def bounds(w: World) -> Iterator[Ask]:
    a, mid, last = w.regions[1], w.years[1], w.years[-1]
    short = w.projs(lambda r: w.of("", mid)(r) and rate(r) < 80) or None
    for asked in (f"Which projects did not reach an 80% execution rate in {mid}?", f"Which {mid} projects failed to execute even 80 per cent of their funds?", f"Could I have a list of those projects which, in {mid}, used up less than 80% of the money allotted to them?"):
        yield asked, "projects", short
    large = w.projs(lambda r: budget(r) > 2_000_000) or None
    for asked in ("Which self-evaluated projects top 2 million yuan in full-year budget?", "List all self-evaluated projects with a full-year budget above the 2-million-yuan threshold.", "I want all self-evaluated projects with in excess of RMB 2 million in their full-year budget."):
        yield asked, "projects", large
    yield f"Which of {a}'s projects got to 90% execution or beyond?", "projects", w.projs(lambda r: w.of(a)(r) and rate(r) >= 90) or None
    yield f"In {last}, how many projects executed their budget in full?", "value", w.n(lambda r: r.fiscal_year == last and rate(r) >= 100)
    yield f"Count the {last} projects with full budget execution.", "value", w.n(lambda r: r.fiscal_year == last and rate(r) >= 100)


def changed(w: World) -> Iterator[Ask]:
    other = w.projs(lambda r: initial(r) is not None and initial(r) != budget(r)) or None
    for asked in (
        "Which projects' full-year budgets and initial budgets do not match?", "List projects whose full-year budget is not the same as the one set at the start of the year.", "For which projects has the budget been revised after the beginning of the year?",
        "What projects saw mid-year budget adjustments?", "Where was the initial budget changed in the course of the year?", "Projects where the budget at the start of the year and the full-year budget are different",
    ):  # fmt: skip
        yield asked, "projects", other
    cut = next((r for r in w.single if initial(r) is not None and budget(r) < (initial(r) or Decimal(0))), None)
    gold = _wan(float((initial(cut) or Decimal(0)) - budget(cut))) if cut else None
    name = cut.project_name if cut else ""
    yield f"By how much was the budget of {name} cut during the year, in 10,000 yuan?", "value", gold
    yield f"How many 10,000 yuan were taken out of the budget of {name} in the course of the year?", "value", gold
    yield f"How big was the downward adjustment to the budget of {name}, in 10,000 yuan?", "value", gold
    yield f"The initial budget of {name} was trimmed. By how much, in 10,000 yuan?", "value", gold
    yield "Whose budget was increased the most over the year?", "ranking", w.rank(lambda r: budget(r) - (initial(r) if initial(r) is not None else budget(r)), 1, lambda r: True, down=True)


def sources(w: World) -> Iterator[Ask]:
    p = next((r for r in w.single if (x := line(r, "其他")) and x.full_year), None)
    if p is None:
        return
    own = line(p, "其他")
    assert own is not None
    for asked in (f"How is {p.project_name} financed?", f"Where does the money for {p.project_name} come from?", f"Break the budget of {p.project_name} down by source of funds.", f"What is the funding composition of {p.project_name}?"):
        yield asked, "says", [own.source]
    yield f"What did other funds contribute to the full-year budget of {p.project_name}?", "value", float(own.full_year or 0)
    yield f"What is the part of the full-year budget financed from other sources in {p.project_name}?", "value", float(own.full_year or 0)
    yield f"The part of the full-year budget financed from other sources in {p.project_name} ({w.unit(p)}) — how much is it?", "value", float(own.full_year or 0)


def over_years(w: World) -> Iterator[Ask]:
    a, b, first, mid = w.regions[1], w.regions[2], w.years[0], w.years[1]
    one, two = w.sum(budget, w.of(a, first)), w.sum(budget, w.of(a, mid))
    if two > one:
        yield f"How much did {a}'s total full-year budget increase between {first} and {mid}, in 10,000 yuan?", "value", _wan(two - one)
        yield f"What was the rise in {a}'s full-year budget from {first} to {mid}, in 10,000 yuan?", "value", _wan(two - one)
        yield f"How much bigger was {a}'s full-year budget in {mid} than a year earlier, in 10,000 yuan?", "value", _wan(two - one)
    yield f"How did total spending in {b} develop between {first} and {mid}?", "groups", {k: v for k, v in w.by(lambda r: r.fiscal_year, lambda rs: float(sum(map(spent, rs))), w.of(b)).items() if int(k) in (first, mid)}
    more, less = sorted((a, b), key=lambda x: -w.sum(spent, w.of(x, mid)))
    yield f"By how much did {more}'s spending exceed {less}'s in {mid}, in 10,000 yuan?", "value", _wan(w.sum(spent, w.of(more, mid)) - w.sum(spent, w.of(less, mid)))


def one_value(w: World) -> Iterator[Ask]:
    p = w.single[0]
    i = next(x for x in p.indicators if x.target and x.weight is not None)
    yield f"How heavily is {i.level3} weighted in {p.project_name}?", "value", float(i.weight or 0)
    yield f"How many points could {i.level3} at most bring in {p.project_name}?", "value", float(i.weight or 0)
    yield f"Against what target is {i.level3} measured in {p.project_name}?", "says", [i.target or ""]
    yield f"What value was {i.level3} supposed to have in {p.project_name}?", "says", [i.target or ""]
    yield f"What total was reached in the self-assessment of {p.project_name}?", "value", float(score(p))
    yield f"{p.project_name} comprises how many indicators?", "value", len(p.indicators)


def who_and_what(w: World) -> Iterator[Ask]:
    p = next((r for r in w.single if r.project_lead), w.single[0])
    yield f"Which person answers for {p.project_name}?", "says", [p.project_lead] if p.project_lead else None
    yield f"Which body submitted the self-evaluation of {p.project_name}?", "says", [w.unit(p)]
    yield f"Reporting unit of {p.project_name}?", "says", [w.unit(p)]
    yield f"What are they aiming for with {p.project_name}?", "says", [p.annual_goal[:12]] if p.annual_goal else None
    for asked in ("Over which fiscal years do the reports extend?", "What is the range of years in the reports?"):
        yield asked, "says", [str(y) for y in w.years]


def not_answered(w: World) -> Iterator[Ask]:
    """What other words must not be taken for."""
    a, unit = w.regions[1], w.unit(w.single[0])
    yield f"Who audited {unit}?", "none", None
    yield f"What did {unit} budget for salaries?", "none", None
    yield f"Do the project budgets of {unit} add up to its project expenditure?", "none", None
    yield f"How much of the projects of {a} was paid for by lottery money?", "none", None
    yield f"Which projects of {a} topped the expectations of the mayor?", "none", None


def money_english_sessions(w: World) -> Iterator[list[Ask]]:
    a, mid, last = w.regions[1], w.years[1], w.years[-1]
    means = w.by(w.region, lambda rs: float(sum(map(budget, rs))) / len(rs), w.of("", mid))
    top = sorted(means.items(), key=lambda x: -x[1])
    yield [
        (f"Average full-year budget of self-evaluated projects in {mid}?", "value", w.mean(budget, w.of("", mid))),
        ("Now by region.", "groups", means),
        ("Sort it from highest to lowest.", "ordered", [(k, round(v, 2)) for k, v in top]),
        ("Just the top two.", "groups", dict(top[:2])),
    ]
    kept = lambda r: w.of(a, last)(r) and rate(r) < 100  # noqa: E731
    yield [
        (f"Show the self-evaluated projects in {a} for {last}.", "projects", w.projs(w.of(a, last))),
        ("Drop the ones that spent their entire budget.", "projects", w.projs(kept) or None),
        ("Which has the lowest score?", "ranking", w.rank(score, 1, kept)),
    ]
    totals = w.by(w.region, lambda rs: float(sum(map(spent, rs))), w.of("", mid))
    most, least = max(totals.values()), min(totals.values())
    yield [
        (f"Which region spent most in {mid}?", "value", most),
        ("How much was that, in 10,000 yuan?", "value", _wan(most)),
        ("And the least?", "value", _wan(least)),
    ]
    p = next((r for r in w.single if any(i.status == "missed" and i.deviation_reason for i in r.indicators)), None)
    if p is not None:
        i = next(x for x in p.indicators if x.status == "missed" and x.deviation_reason)
        yield [
            (f"What is the target of {i.level3} in {p.project_name}?", "says", [i.target or ""]),
            ("Why wasn't it reached?", "says", [(i.deviation_reason or "")[:10]]),
        ]

"""What English-speaking advisers ask, and how they word it: framing, verbs of every kind for what was met or missed, comparisons in
words, orders, sums of what was done. For any world; gold by arithmetic."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from .worked_out import of_level, plain, with_most
from .world import World, budget, initial, left, line, lost, mean, misses, rate, score, spent

Ask = tuple[str, str, Any]


def advisers(w: World) -> Iterator[Ask]:
    for part in (missed, met, points, framing, money, comparisons, orders, groups, rules, in_words):
        yield from part(w)


def missed(w: World) -> Iterator[Ask]:
    a, b = w.regions[1], w.regions[2]
    first, last = w.years[0], w.years[-1]
    gold = w.inds(w.missed(a, last)) or None
    for asked in (
        f"Which indicators in {a} didn't make the grade in {last}?", f"Where did {a} fall short in {last}?", f"Any unmet indicators in {a} in {last}?", f"Which {last} indicators did {a} fail to deliver?",
        f"Which indicators came in below target in {a} in {last}?", f"Which indicators undershot their targets in {a} in {last}?", f"List the indicators that were left unfinished in {a} in {last}.",
        f"Which indicators of {a} weren’t on track in {last}?", f"Indicators with a shortfall against target, {a} {last}",
    ):  # fmt: skip
        yield asked, "indicators", gold
    yield f"How many KPIs went unfulfilled in {b} in {first}?", "value", len(w.rows(w.missed(b, first)))
    yield f"How many of the {first} indicators in {b} were rated as not achieved?", "value", len(w.rows(w.missed(b, first)))
    yield f"Which quality indicators (质量指标) disappointed in {b}?", "indicators", w.inds(lambda o: w.missed(b)(o) and of_level(o, "质量")) or None
    yield f"In {first}, which blurry cost caps (成本指标) were exceeded in {a}?", "indicators", w.inds(lambda o: w.missed(a, first)(o) and of_level(o, "成本")) or None
    yield f"Which projects in {a} failed at least two targets in {last}?", "projects", w.projs(lambda r: w.of(a, last)(r) and misses(r) >= 2) or None
    yield f"Which projects of {b} missed three indicators or more?", "projects", w.projs(lambda r: w.of(b)(r) and misses(r) >= 3) or None


def met(w: World) -> Iterator[Ask]:
    a, first = w.regions[1], w.years[0]
    hit = w.inds(lambda o: w.of(a, first)(o.report) and o.i.status == "met") or None
    for asked in (f"Which indicators made their target in {a} in {first}?", f"Which indicators hit the mark in {a} in {first}?", f"Which indicators lived up to their targets in {a} in {first}?"):
        yield asked, "indicators", hit
    clean = w.projs(lambda r: w.of(a, first)(r) and misses(r) == 0 and any(i.status == "met" for i in r.indicators)) or None
    for asked in (f"Which {first} projects of {a} hit all their targets?", f"Which {first} projects of {a} report every target as achieved?", f"Which {first} projects of {a} did not miss a single target?"):
        yield asked, "projects", clean


def points(w: World) -> Iterator[Ask]:
    a, b, last = w.regions[1], w.regions[2], w.years[-1]
    cost = w.inds(lambda o: w.of(a, last)(o.report) and o.lost > 0) or None
    for asked in (f"Which indicators in {a} were marked down in {last}?", f"Which indicators in {a} had points taken off in {last}?", f"Where did {a} drop marks in {last}?", f"Which {last} indicators forfeited points in {a}?"):
        yield asked, "indicators", cost
    yield f"Which projects in {b} were docked more than 5 points?", "projects", w.projs(lambda r: w.of(b)(r) and lost(r) > 5) or None
    yield f"Which indicators in {a} claimed full marks without reaching the target?", "indicators", w.inds(lambda o: w.missed(a)(o) and o.lost <= 0 and o.i.weight is not None) or None
    yield f"Which projects of {a} rated themselves above 95?", "projects", w.projs(lambda r: w.of(a)(r) and score(r) > 95) or None
    yield f"Which projects of {a} ended up with less than 90 points?", "projects", w.projs(lambda r: w.of(a)(r) and score(r) < 90) or None
    yield f"Which projects of {a} failed to reach 90 points?", "projects", w.projs(lambda r: w.of(a)(r) and score(r) < 90) or None
    yield f"Give me {last} projects with a total score from 90 up to and including 95.", "projects", w.projs(lambda r: r.fiscal_year == last and 90 <= score(r) <= 95) or None


def framing(w: World) -> Iterator[Ask]:
    a, mid = w.regions[0], w.years[1]
    gold = w.n(w.of(a, mid))
    for asked in (
        f"I'd like to find out how many projects {a} had in {mid}.", f"Just to be sure: how many projects did {a} report in {mid}?", f"Going by the reports, how many projects did {a} have in {mid}?",
        f"Do you happen to know how many projects {a} had in {mid}?", f"When it comes to {a}, how many projects were there in {mid}?", f"For my briefing, I need to know how many projects {a} ran in {mid}.",
    ):  # fmt: skip
        yield asked, "value", gold
    yield f"Over all years, how many projects did {a} have?", "value", sum(map(w.of(a), w.stated))
    yield f"Regardless of year, how many projects did {a} have?", "value", sum(map(w.of(a), w.stated))
    yield f"I suspect some {a} projects scored below 90. Which ones?", "projects", w.projs(lambda r: w.of(a)(r) and score(r) < 90) or None
    yield f"Please draw up a list of {a} projects with an execution rate under 90%.", "projects", w.projs(lambda r: w.of(a)(r) and rate(r) < 90) or None


def money(w: World) -> Iterator[Ask]:
    a, b, first, last = w.regions[1], w.regions[2], w.years[0], w.years[-1]
    yield f"Taking all years together, how much did {a} spend?", "value", w.sum(spent, w.of(a))
    yield f"How much was paid out by {b} in {last}?", "value", w.sum(spent, w.of(b, last))
    yield f"How much remained unspent in {a} in {first}?", "value", w.sum(left, w.of(a, first))
    yield f"How much of {b}'s full-year budgets comes from 其他资金, all years together?", "value", w.sum(lambda r: x.full_year if (x := line(r, "其他")) else 0, w.of(b))
    yield f"Which projects of {a} left more than 200,000 yuan of their full-year budget unspent?", "projects", w.projs(lambda r: w.of(a)(r) and left(r) > 200000) or None
    yield f"Which projects of {a} had their budgets topped up?", "projects", w.projs(lambda r: w.of(a)(r) and initial(r) is not None and budget(r) > (initial(r) or Decimal(0))) or None
    yield f"Which projects of {b} saw their budget trimmed during the year?", "projects", w.projs(lambda r: w.of(b)(r) and initial(r) is not None and budget(r) < (initial(r) or Decimal(0))) or None
    cut = w.projs(lambda r: initial(r) is not None and budget(r) - (initial(r) or Decimal(0)) < -100000)
    yield "Show projects whose budget was cut mid-year by over 100,000 yuan compared with the initial figure.", "projects", cut or None
    yield f"Which projects of {a} spent less than three quarters of their budget?", "projects", w.projs(lambda r: w.of(a)(r) and rate(r) < 75) or None
    yield f"Which projects of {a} spent every last yuan?", "projects", w.projs(lambda r: w.of(a)(r) and rate(r) >= 100) or None


def comparisons(w: World) -> Iterator[Ask]:
    a, b, c = w.regions[1], w.regions[2], w.regions[0]
    first, mid = w.years[0], w.years[1]
    yield f"How has actual spending in {a} developed year by year?", "groups", w.by(lambda r: r.fiscal_year, lambda rs: float(sum(map(spent, rs))), w.of(a))
    yield f"How did spending in {b} change from {first} to {mid}?", "groups", {k: v for k, v in w.by(lambda r: r.fiscal_year, lambda rs: float(sum(map(spent, rs))), w.of(b)).items() if int(k) in (first, mid)}
    yield f"Put {a} next to {b}: average score in {mid}.", "groups", {k: v for k, v in w.by(w.region, lambda rs: mean(map(score, rs)), w.of("", mid)).items() if k in (a, b)}
    yield f"Put {a}, {b} and {c} side by side: number of missed or partly met indicators in {mid}.", "groups", {k: v for k, v in w.count_by(lambda o: w.region(o.report), w.missed("", mid)).items() if k in (a, b, c)}


def orders(w: World) -> Iterator[Ask]:
    a, last = w.regions[1], w.years[-1]
    yield f"The two slowest spenders in {a} by execution rate, slowest first.", "ranking", w.rank(rate, 2, w.of(a))
    yield f"Top two spenders of {a} in {last}.", "ranking", w.rank(spent, 2, w.of(a, last), down=True)
    yield f"Which is the most expensive project in {a}?", "ranking", w.rank(budget, 1, w.of(a), down=True)
    yield f"Across {a}, where is the single largest gap in yuan between full-year budget and execution?", "ranking", w.rank(left, 1, w.of(a), down=True)
    yield f"Which {last} project in {a} gave itself the weakest score?", "ranking", w.rank(score, 1, w.of(a, last))
    yield f"Which county has the worst record of missed indicators in {last}?", "says", with_most(w.count_by(lambda o: w.region(o.report), w.missed("", last)))
    yield f"Which county came last in {last} by average score?", "says", with_most({k: -v for k, v in w.by(w.region, lambda rs: mean(map(score, rs)), w.of("", last)).items()})


def groups(w: World) -> Iterator[Ask]:
    a, mid = w.regions[1], w.years[1]
    yield f"Break down {a}'s {mid} full-year budget by reporting unit.", "groups", w.by(w.unit, lambda rs: float(sum(map(budget, rs))), w.of(a, mid))
    yield f"Give a breakdown of {mid} spending by county.", "groups", w.by(w.region, lambda rs: float(sum(map(spent, rs))), w.of("", mid))
    yield f"For every county, tell me the average score in {mid}.", "groups", w.by(w.region, lambda rs: mean(map(score, rs)), w.of("", mid))
    yield f"What proportion of timeliness indicators did {a} meet?", "value", w.completion(lambda o: w.of(a)(o.report) and of_level(o, "时效"))


def rules(w: World) -> Iterator[Ask]:
    a = w.regions[1]
    yield f"Which missed indicators of {a} were left unexplained?", "indicators", w.inds(lambda o: w.missed(a)(o) and not o.i.deviation_reason) or None
    yield "Which contractor won the tender in 2023?", "none", None
    yield f"How many women were trained in {a}?", "none", None
    yield f"Which projects of {a} scored in the low 90s?", "none", None


def in_words(w: World) -> Iterator[Ask]:
    """Lists that a sum would not answer, amounts that a share would not, and what is said in other words than the reports'."""
    a, b, mid, last = w.regions[1], w.regions[2], w.years[1], w.years[-1]
    p = w.single[-1]
    met_yet_lost = w.inds(lambda o: w.of(a)(o.report) and o.i.status == "met" and o.lost > 0) or None
    for asked in (f"Show me the indicators in {a} that met their target and yet had points taken off.", f"I want to see the indicators of {a} which reached their targets and were nonetheless docked points."):
        yield asked, "indicators", met_yet_lost
    for asked in (f"How many points below 100 is the score of {p.project_name}?", f"By how many points does the score of {p.project_name} fall short of 100?"):
        yield asked, "says", [plain(100 - score(p))]
    yield f"How many projects were evaluated in each county in {mid}?", "groups", w.by(w.region, len, w.of("", mid))
    yield f"Which projects of {b} used less than half of the money available to them?", "projects", w.projs(lambda r: w.of(b)(r) and rate(r) < 50) or None
    smaller = w.projs(lambda r: w.of(a)(r) and initial(r) is not None and budget(r) < (initial(r) or Decimal(0))) or None
    yield f"Which projects in {a} ended up with a smaller full-year budget than they were given at the start of the year?", "projects", smaller
    yield f"What part of the full-year budget in {b} came from 其他资金, in 万元?", "value", w.sum(lambda r: x.full_year if (x := line(r, "其他")) else 0, w.of(b)) / 10000
    yield f"What percentage of the full-year budget in {b} came from 其他资金, in 万元?", "none", None
    yield f"Which single project in {a} lost the most points in {last}?", "ranking", w.rank(lost, 1, w.of(a, last), down=True)
    yield f"Which projects of {b} have no shortfall at all?", "projects", w.projs(lambda r: w.of(b)(r) and misses(r) == 0 and any(i.status == "met" for i in r.indicators)) or None
    yield f"Which indicators in {a} were missed because of embezzlement?", "none", None

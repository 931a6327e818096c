"""Indicators, their states and points, as advisers and auditors put them in English: statuses, shares, parts of the points, ranks by
points, checks, exceptions and two conditions at once. For any world; gold by arithmetic."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from statistics import median
from typing import Any

from extractors.records import Report

from .worked_out import of_level
from .world import World, lost, mean, misses, score

Ask = tuple[str, str, Any]


def points_english(w: World) -> Iterator[Ask]:
    for part in (states, shares, scores, ends, points, together, exceptions, groups, changes, framed, denied):
        yield from part(w)


def _judged(r: Report) -> bool:
    return misses(r) == 0 and any(i.status == "met" for i in r.indicators)


def states(w: World) -> Iterator[Ask]:
    a, b, last, first = w.regions[1], w.regions[2], w.years[-1], w.years[0]
    gold = w.inds(w.missed(a, last)) or None
    for asked in (
        f"Where did {a} come up short on its indicators in {last}?", f"In {last}, on which indicators did {a} disappoint?", f"Let me have the off-target indicators of {a} for fiscal {last}.",
        f"Which indicators let {a} down in {last}?", f"{a} in {last}: what wasn't accomplished in terms of indicators?",
    ):  # fmt: skip
        yield asked, "indicators", gold
    for asked in (f"How large is the number of indicators that {b} did not attain in {first}?", f"The tally of missed indicators in {b} for {first}, if you would.", f"{b} left how many of its {first} indicators unfulfilled?"):
        yield asked, "value", len(w.rows(w.missed(b, first)))
    part = w.inds(lambda o: o.i.status == "partial" and o.report.fiscal_year == last) or None
    for asked in (f"Show me the indicators that were achieved in part but not in full in {last}.", f"Which {last} indicators were partially, but not fully, accomplished?"):
        yield asked, "indicators", part


def shares(w: World) -> Iterator[Ask]:
    a, mid = w.regions[1], w.years[1]
    met = w.completion(lambda o: w.of(a, mid)(o.report))
    for asked in (f"In percentage terms, how many of the indicators in {a} were achieved in {mid}?", f"How high was the fulfilment rate of indicators in {a} for {mid}?"):
        yield asked, "value", met
    missed = 100 - w.completion(lambda o: w.of(a)(o.report) and of_level(o, "产出"))
    for asked in (f"What is the failure rate of {a}'s output indicators?", f"Output indicators, {a}: percentage that missed target", f"Looking only at output indicators in {a}, what per cent of them failed to meet the target?"):
        yield asked, "value", missed


def scores(w: World) -> Iterator[Ask]:
    a, b, last = w.regions[1], w.regions[2], w.years[-1]
    low = w.projs(lambda r: w.of(a)(r) and score(r) < 90) or None
    for asked in (f"Which {a} projects got less than 90?", f"Projects of {a} that got a mark short of 90", f"What projects of {a} failed to make the 90-point mark?", f"Show those projects of {a} whose total score came in at less than 90."):
        yield asked, "projects", low
    high = w.projs(lambda r: w.of(b)(r) and score(r) >= 95) or None
    for asked in (f"{b} projects that reached the 95-point threshold", f"Which of {b}'s projects made 95 points or better?"):
        yield asked, "projects", high
    yield f"Which {last} projects got at least 90 but no more than 95 points?", "projects", w.projs(lambda r: r.fiscal_year == last and 90 <= score(r) <= 95) or None
    yield f"For {last}, show projects with a total score of 90 through 95.", "projects", w.projs(lambda r: r.fiscal_year == last and 90 <= score(r) <= 95) or None
    yield f"What score lies in the middle when the {last} projects are lined up?", "value", float(median(sorted(score(r) for r in w.some(w.of("", last)))))
    yield f"Average out the {last} scores of all projects in {a} for me.", "value", w.mean(score, w.of(a, last))


def ends(w: World) -> Iterator[Ask]:
    a, first, last = w.regions[1], w.years[0], w.years[-1]
    for asked in (f"The trio of {first} projects with the fewest points, please.", f"Which three projects brought up the rear in the {first} scoring?"):
        yield asked, "ranking", w.rank(score, 3, w.of("", first))
    for asked in (f"Which project tops the score table in {a}?", f"{a}: the project with the most points", f"Which of {a}'s projects achieved the top mark?"):
        yield asked, "ranking", w.rank(score, 1, w.of(a), down=True)
    yield f"Which {a} project came second in the {last} scores?", "ranking", w.rank(score, 1, w.of(a, last), down=True, start=1)
    found = [score(r) for r in w.some(w.of("", last))]
    yield f"How big is the spread between the highest and lowest score in {last}?", "value", float(max(found) - min(found))


def points(w: World) -> Iterator[Ask]:
    a = w.regions[1]
    kept = w.inds(lambda o: w.missed(a)(o) and o.i.weight is not None and o.lost <= 0) or None
    for asked in (f"List unmet indicators of {a} that lost no points.", f"Which missed indicators in {a} were awarded their full weight?", f"Which indicators of {a} took full points in spite of missing the target?"):
        yield asked, "indicators", kept
    gone = w.inds(lambda o: w.of(a)(o.report) and o.i.status == "met" and o.lost > 0) or None
    for asked in (f"Which achieved indicators in {a} were marked down all the same?", f"Indicators of {a} on target that still dropped points"):
        yield asked, "indicators", gone
    half = w.inds(lambda o: w.of(a)(o.report) and bool(o.i.weight) and o.i.score is not None and o.i.score < Decimal("0.5") * (o.i.weight or 0)) or None
    for asked in (f"Which indicators in {a} did not even get half the points on offer?", f"{a}: indicators with a score below half the weight", f"Which of {a}'s indicators got under 50% of the points available?", f"Which {a} indicators forfeited over half of their weight?"):
        yield asked, "indicators", half
    p = w.single[-1]
    yield f"How many points did {p.project_name} end up with overall?", "value", float(score(p))
    i = next(i for i in p.indicators if i.weight is not None and i.level3)
    for asked in (f"How heavily is {i.level3} weighted in {p.project_name}?", f"{p.project_name}: maximum points obtainable for {i.level3}", f"What is the weight of {i.level3} in the project {p.project_name}?"):
        yield asked, "value", float(i.weight or 0)


def together(w: World) -> Iterator[Ask]:
    a, b = w.regions[1], w.regions[2]
    yet = w.projs(lambda r: w.of(a)(r) and score(r) > 90 and misses(r) > 0) or None
    for asked in (f"Despite missed indicators, which projects in {a} still came out above 90?", f"Which {a} projects have a score of over 90 while some of their indicators were not achieved?", f"In {a}, who scored higher than 90 even with indicators left unmet?"):
        yield asked, "projects", yet
    clean = w.projs(lambda r: w.of(b)(r) and _judged(r) and score(r) < 97) or None
    for asked in (f"{b} projects without a missed indicator and with fewer than 97 points", f"Though they missed nothing, which {b} projects got less than 97?", f"Which projects of {b} stayed under 97 without having missed a single indicator?"):
        yield asked, "projects", clean
    both = w.projs(lambda r: w.of(a)(r) and any(o.missed and of_level(o, "产出") for o in w.rows(lambda o: True, [r])) and any(o.missed and of_level(o, "满意") for o in w.rows(lambda o: True, [r]))) or None
    for asked in (f"Which projects of {a} fell short on output as well as satisfaction indicators?", f"Projects of {a} where an output indicator and also a satisfaction indicator were missed"):
        yield asked, "projects", both


def exceptions(w: World) -> Iterator[Ask]:
    a, last = w.regions[1], w.years[-1]
    other = w.inds(lambda o: w.missed(a, last)(o) and not of_level(o, "产出")) or None
    for asked in (f"Leaving output indicators aside, which indicators did {a} miss in {last}?", f"In {last}, what indicators outside the output category did {a} fail to achieve?", f"Which non-output indicators went unmet in {a} in {last}?"):
        yield asked, "indicators", other
    silent = w.inds(lambda o: w.missed(a)(o) and not o.i.deviation_reason) or None
    for asked in (f"{a}: indicators that fell short with the reason column left blank", f"Identify the off-target indicators in {a} lacking a stated cause.", f"Missed indicators in {a} for which nobody wrote down why"):
        yield asked, "indicators", silent


def groups(w: World) -> Iterator[Ask]:
    mid = w.years[1]
    by_region = w.count_by(lambda o: w.region(o.report), w.missed("", mid))
    for asked in (f"Count the {mid} misses region by region.", f"Give me a regional breakdown of the indicators missed in {mid}."):
        yield asked, "groups", by_region
    averages = w.by(w.region, lambda rs: mean(map(score, rs)), w.of("", mid))
    for asked in (f"Regional averages of the {mid} scores", f"Break the {mid} average score down by region."):
        yield asked, "groups", averages
    a, b = w.regions[0], w.regions[1]
    two = {k: v for k, v in by_region.items() if k in (a, b)}
    for asked in (f"Which of the two missed more indicators in {mid}, {a} or {b}?", f"In {mid}, was it {a} or {b} that fell short on more indicators?", f"{a} or {b}: who had the greater number of unmet indicators in {mid}?"):
        yield asked, "groups", two


def changes(w: World) -> Iterator[Ask]:
    a, first, mid = w.regions[0], w.years[0], w.years[1]
    by_year = {k: v for k, v in w.by(lambda r: r.fiscal_year, lambda rs: mean(map(score, rs)), w.of(a)).items() if int(k) in (first, mid)}
    for asked in (f"How much did the average score of {a} change from {first} to {mid}?", f"What's the difference in {a}'s mean score, {mid} against {first}?"):
        yield asked, "groups", by_year


def framed(w: World) -> Iterator[Ask]:
    b, last = w.regions[2], w.years[-1]
    for asked in (f"Quick number for the deputies: how many targets went unmet in {b} during {last}?", f"I'm drafting the audit memo and need to know how many indicators {b} missed in {last}.", f"We have a budget hearing tomorrow, so how many indicators did {b} miss in {last}?"):
        yield asked, "value", len(w.rows(w.missed(b, last)))
    yield f"How many points did {w.single[0].project_name} lose altogether?", "value", float(lost(w.single[0]))


def denied(w: World) -> Iterator[Ask]:
    """What narrows and is not known is named, not passed over."""
    a, last = w.regions[1], w.years[-1]
    yield f"Which indicators in {a} were missed by a hair in {last}?", "none", None
    yield f"Which indicators in {a} were missed on purpose in {last}?", "none", None
    yield f"Which embezzled indicators lost points in {a}?", "none", None

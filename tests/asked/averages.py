"""Held against the average of others, over so many years together or in each, by verbs that say of what: scored higher, spent more."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from .worked_out import with_most
from .world import World, budget, misses, rate, score, spent

Ask = tuple[str, str, Any]


def averages(w: World) -> Iterator[Ask]:
    for part in (of_others, years_together, years_apart, which_more, named, said_before):
        yield from part(w)


def of_others(w: World) -> Iterator[Ask]:
    a, b = w.regions[:2]
    first, last = w.years[0], w.years[-1]
    below = w.projs(lambda r: w.of(a, last)(r) and float(score(r)) < w.mean(score, w.of("", last))) or None
    yield f"{a}{last}年哪些项目低于全部项目的平均分", "projects", below
    yield f"Which {last} projects in {a} scored below the overall average?", "projects", below
    above = w.projs(lambda r: w.of(a, last)(r) and float(score(r)) > w.mean(score, w.of(b, last))) or None
    yield f"{a}{last}年得分高于{b}平均分的项目", "projects", above
    yield f"Which {last} projects in {a} scored above the average of {b}?", "projects", above
    before = w.projs(lambda r: r.fiscal_year == last and float(score(r)) < w.mean(score, w.of("", first))) or None
    yield f"{last}年得分低于{first}年平均分的项目", "projects", before
    yield f"得分比{first}年平均分低的{last}年项目", "projects", before
    yield f"Which {last} projects scored below the {first} average?", "projects", before
    yield f"{last}年执行率高于{b}平均执行率的项目有几个", "value", float(w.n(lambda r: r.fiscal_year == last and rate(r) > w.mean(rate, w.of(b, last))))


def years_together(w: World) -> Iterator[Ask]:
    a = w.regions[1]
    first, mid = w.years[:2]
    total = w.sum(spent, w.of(a))
    yield f"How much did {a} spend over the three years in total?", "value", total
    yield f"how much did {a} spend across all three years?", "value", total
    yield f"three-year total spending of {a}", "value", total
    yield f"{a}三年来一共花了多少元", "value", total
    two = w.sum(spent, lambda r: w.of(a)(r) and r.fiscal_year in (first, mid))
    yield f"{a}{first}和{mid}这两年一共花了多少元", "value", two
    yield f"How much did {a} spend in {first} and {mid}, over the two years together?", "value", two
    yearly = {str(y): w.sum(spent, w.of(a, y)) for y in w.years}
    yield f"{a}三年中哪一年花的钱最多？", "says", with_most(yearly)
    yield f"In which of the three years did {a} spend most?", "says", with_most(yearly)


def years_apart(w: World) -> Iterator[Ask]:
    a = w.regions[0]
    means = {str(y): w.mean(score, w.of(a, y)) for y in w.years}
    yield f"What was {a}'s average score in each year from {w.years[0]} to {w.years[-1]}?", "groups", means
    yield f"average score of {a} in each of the three years", "groups", means
    every = {u: float(len(w.years)) for u in {w.unit(r) for r in w.stated} if {r.fiscal_year for r in w.stated if w.unit(r) == u} == set(w.years)}
    yield "哪些单位三年都有项目？", "groups", every or None
    yield "Which units have projects in all three years?", "groups", every or None
    less = {x: w.mean(score, w.of(x, w.years[-1])) - w.mean(score, w.of(x, w.years[1])) for x in w.regions}
    yield f"哪些地区{w.years[-1]}年的平均得分低于{w.years[1]}年？", "groups", {x: d for x, d in less.items() if d < 0} or None
    apart = abs(w.execution(w.of(a, w.years[-1])) - w.execution(w.of(a, w.years[1])))
    yield f"Was {a}'s budget execution rate in {w.years[-1]} higher or lower than in {w.years[1]}, and by how many percentage points?", "value", apart


def which_more(w: World) -> Iterator[Ask]:
    a, b = w.regions[:2]
    mid = w.years[1]
    p, q = w.single[0], w.single[1]
    yield f"Which scored higher, {p.project_name} or {q.project_name}?", "groups", {r.project_name: float(score(r)) for r in (p, q)}
    yield f"Which spent more, {p.project_name} or {q.project_name}?", "groups", {r.project_name: float(spent(r)) for r in (p, q)}
    yield f"Which region spent more in {mid}, {a} or {b}?", "groups", {x: w.sum(spent, w.of(x, mid)) for x in (a, b)}
    yield f"Which had a bigger budget in {mid}, {a} or {b}?", "groups", {x: w.sum(budget, w.of(x, mid)) for x in (a, b)}
    yield f"Did {a} or {b} score higher on average in {mid}?", "groups", {x: w.mean(score, w.of(x, mid)) for x in (a, b)}
    yield f"Has {a} more missed indicators in {w.years[-1]} than in {mid}?", "groups", {str(y): float(len(w.rows(w.missed(a, y)))) for y in (mid, w.years[-1])}
    yield "Which have the higher completion rate, quantity indicators or quality indicators?", "groups", {f"{k}指标": w.completion(lambda o, k=k: k in (o.i.level2 or "")) for k in ("数量", "质量")}
    yield f"What was the average {mid} score of projects outside {a} and {b}?", "value", w.mean(score, lambda r: r.fiscal_year == mid and not (w.of(a)(r) or w.of(b)(r)))
    yield f"Excluding {a} and {b}, how many projects had missed indicators in {mid}?", "value", float(w.n(lambda r: r.fiscal_year == mid and not (w.of(a)(r) or w.of(b)(r)) and bool(misses(r)))) or None


def named(w: World) -> Iterator[Ask]:
    yield "有哪些项目的名称里带“二期”？", "projects", w.projs(lambda r: "二期" in (r.project_name or ""), w.stated) or None
    yield "Which projects scored exactly full marks (100)?", "projects", w.projs(lambda r: score(r) == 100) or None


def said_before(w: World) -> Iterator[Ask]:
    """A reason first, then the question; a rate said by what was spent."""
    a, b = w.regions[:2]
    mid = w.years[1]
    yield f"领导肯定要问：{mid}年执行率连九成都不到，自评却打到90分以上的，都有谁？", "projects", w.projs(lambda r: r.fiscal_year == mid and rate(r) < 90 <= score(r)) or None
    yield f"我在写{a}{mid}年度的情况，先看看这一年哪个项目的预算执行得最差。", "ranking", w.rank(rate, 1, w.of(a, mid))
    yield f"{mid}年{a}和{b}之外的项目，自评得分平均值是多少", "value", w.mean(score, lambda r: r.fiscal_year == mid and not (w.of(a)(r) or w.of(b)(r)))
    yield f"{mid}年自评得分在90分以上（不含90分）的项目占当年项目总数的百分比", "value", 100 * w.n(lambda r: r.fiscal_year == mid and score(r) > 90) / w.n(w.of("", mid))
    yield f"按资金口径（总执行数除以总预算数），{mid}年全部项目的执行率是多少？", "value", w.execution(w.of("", mid))
    yield f"钱花得不到九成、指标又有没完成的，{mid}年是哪几个项目？", "projects", w.projs(lambda r: r.fiscal_year == mid and rate(r) < 90 and bool(misses(r))) or None
    yield f"{a}{mid}年得分排在倒数的两个项目", "ranking", w.rank(score, 2, w.of(a, mid))
    yield f"Rank the regions by total full-year budget of their {mid} projects, largest first.", "groups", {x: w.sum(budget, w.of(x, mid)) for x in w.regions if w.some(w.of(x, mid))}

"""What is made of several numbers together, for any world: how far each went between years, the place of one among all, averages over
units, shares of units, parts of the whole, spreads, medians, totals beside the sum of their scores, differences without a sign."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from decimal import Decimal
from statistics import median
from typing import Any

from extractors.records import Report

from .world import World, budget, misses, rate, score, spent

Ask = tuple[str, str, Any]


def over_groups(w: World) -> Iterator[Ask]:
    for part in (changes, places, parts, spreads, medians, totals, signs, firsts, names, alike, lacking):
        yield from part(w)


def _went(w: World, value: Callable[[list[Report]], float], years: tuple[int, int], key: Callable[[Report], str]) -> dict[str, float]:
    was, now = ((w.by if value is _mean else w.stated_by)(key, value, w.of("", y)) for y in years)
    return {k: now[k] - was[k] for k in now if k in was}


def _first(found: dict[str, float], *, down: bool = True) -> dict[str, float] | None:
    """The one that comes first; None where several do or none went that way."""
    best = (max if down else min)(found.values(), default=0)
    kept = {k: v for k, v in found.items() if v == best}
    return kept if len(kept) == 1 and (best > 0) == down else None


def _mean(rs: list[Report]) -> float:
    return float(sum(map(score, rs)) / len(rs))


def _total(rs: list[Report]) -> float:
    return float(sum(map(budget, rs)))


def changes(w: World) -> Iterator[Ask]:
    first, mid, last = w.years[0], w.years[1], w.years[-1]
    a = w.regions[0]
    of_scores = _went(w, _mean, (mid, last), w.region)
    of_money = _went(w, _total, (mid, last), w.region)
    of_misses = _went(w, lambda rs: float(sum(map(misses, rs))), (mid, last), w.region)
    yield f"各地区{last}年比{mid}年平均得分变化多少", "groups", of_scores
    yield f"By how much did each region's average score change between {mid} and {last}?", "groups", of_scores
    yield f"{last}年与{mid}年相比，各地区的预算总额增减了多少元", "groups", of_money
    yield f"从{mid}年到{last}年，哪个地区平均得分提高最多", "groups", _first(of_scores)
    yield f"{last}年比{mid}年平均得分下降最多的地区", "groups", _first(of_scores, down=False)
    yield f"Which region improved its average score the most from {mid} to {last}?", "groups", _first(of_scores)
    yield f"{last}年比{mid}年预算增加了的地区", "groups", {k: v for k, v in of_money.items() if v > 0} or None
    yield f"和{mid}年相比，{last}年哪些地区的预算减少了", "groups", {k: v for k, v in of_money.items() if v < 0} or None
    yield f"各地区{last}年未完成指标数比{mid}年增加了多少", "groups", of_misses
    yield f"各地区{last}年预算比{first}年增长百分之几", "groups", {k: 100 * v / w.stated_by(w.region, _total, w.of("", first))[k] for k, v in _went(w, _total, (first, last), w.region).items()}
    of_units = _went(w, _mean, (mid, last), w.unit)
    yield f"哪些单位{last}年的平均得分比{mid}年低", "groups", {k: v for k, v in of_units.items() if v < 0} or None
    yield f"{a}各单位{last}年得分比{mid}年变化多少", "groups", {k: v for k, v in of_units.items() if a in k}


def places(w: World) -> Iterator[Ask]:
    a, last = w.regions[0], w.years[-1]
    by_score, by_rate = w.by(w.region, _mean), w.by(w.region, lambda rs: 100 * float(sum(map(spent, rs))) / _total(rs), w.of("", last))
    unit = w.unit(w.single[0])
    units = w.by(w.unit, _mean)
    p = w.single[1]
    yield f"{a}的平均得分在各地区里排第几", "value", _place(by_score, a)
    yield f"{a}{last}年的执行率排名第几", "value", _place(by_rate, a)
    yield f"{unit}的平均得分排第几位", "value", _place(units, unit)
    yield f"{p.project_name}的得分在所有项目中名列第几", "value", float(1 + sum(score(r) > score(p) for r in w.judged))
    yield f"Where does {a} rank by average score?", "value", _place(by_score, a)


def _place(found: dict[str, float], name: str) -> float:
    return float(1 + sum(v > found[name] + 1e-9 for v in found.values()))


def parts(w: World) -> Iterator[Ask]:
    last = w.years[-1]
    money = w.stated_by(w.region, _total)
    yield "各地区预算占全部预算的比例", "groups", {k: 100 * v / sum(money.values()) for k, v in money.items()}
    yield "What is each region's share of the total budget?", "groups", {k: 100 * v / sum(money.values()) for k, v in money.items()}
    of_last = w.stated_by(w.region, _total, w.of("", last))
    yield f"{last}年各地区的预算占比分别是多少", "groups", {k: 100 * v / sum(of_last.values()) for k, v in of_last.items()}
    units = {w.unit(r) for r in w.judged}
    yield "平均每个单位有几个自评项目", "value", len(w.judged) / len(units)
    yield f"{last}年平均每个地区有多少条未完成指标", "value", len(w.rows(w.missed("", last))) / len({w.region(o.report) for o in w.rows(w.missed("", last))})
    yield "自评项目平均每年的预算是多少元", "value", _total(w.judged) / len(w.years)
    yield "What is the average number of self-evaluated projects per region?", "value", len(w.judged) / len({w.region(r) for r in w.judged})


def spreads(w: World) -> Iterator[Ask]:
    apart = w.by(w.region, lambda rs: float(max(map(score, rs)) - min(map(score, rs))))
    yield "各地区最高分和最低分差多少", "groups", apart
    yield "哪个地区项目得分差距最大", "groups", _first(apart)


def medians(w: World) -> Iterator[Ask]:
    a, last = w.regions[1], w.years[-1]
    yield f"{last}年自评项目得分的中位数", "value", median(float(score(r)) for r in w.some(w.of("", last)))
    yield f"Give me the median self-evaluation score of {a}", "value", median(float(score(r)) for r in w.some(w.of(a)))
    yield "各地区自评得分的中位数", "groups", w.by(w.region, lambda rs: median(float(score(r)) for r in rs))


def totals(w: World) -> Iterator[Ask]:
    over = [r for r in w.judged if score(r) - _scores(r) > Decimal("0.01")]
    under = [r for r in w.judged if _scores(r) - score(r) > Decimal("0.01")]
    yield "自评总分比各项得分之和还高的项目", "projects", [(w.unit(r), r.project_name) for r in over] or None
    yield "印出来的总分小于各项得分加总的项目有哪些", "projects", [(w.unit(r), r.project_name) for r in under] or None
    yield "projects whose total score is higher than the sum of the individual scores", "projects", [(w.unit(r), r.project_name) for r in over] or None
    if (found := over or under) and (r := found[0]) in w.single:
        yield f"{r.project_name}的总分与各项得分之和相差多少分", "value", abs(float(score(r) - _scores(r)))


def _scores(r: Report) -> Decimal:
    funds = next((x.score for x in r.budget if x.score is not None), Decimal(0))
    return sum((i.score for i in r.indicators if i.score is not None), Decimal(0)) + funds


def signs(w: World) -> Iterator[Ask]:
    cut = [r for r in w.single if any(x.initial and x.full_year and x.full_year < x.initial for x in r.budget[:1])]
    for r in cut[:2]:
        assert r.budget[0].initial is not None
        assert r.budget[0].full_year is not None
        yield f"{r.project_name}全年预算比年初预算少了多少元", "value", float(r.budget[0].initial - r.budget[0].full_year)


def firsts(w: World) -> Iterator[Ask]:
    last = w.years[-1]
    top = sorted(w.some(w.of("", last)), key=budget, reverse=True)
    if len(top) > 10 and budget(top[9]) != budget(top[10]):
        yield f"{last}年预算最大的10个自评项目中执行率不到90%的有几个", "value", sum(rate(r) < 90 for r in top[:10])
        yield f"Of the ten largest self-evaluated projects in {last}, how many have an execution rate below 90%?", "value", sum(rate(r) < 90 for r in top[:10])
    named = Counter(o.triple[2] for o in w.rows(lambda o: True))
    most = max(named.values())
    yield "自评里哪个三级指标出现的次数最多", "groups", {str(k): float(v) for k, v in named.items() if v == most}


def names(w: World) -> Iterator[Ask]:
    word = (w.single[0].project_name or "")[-2:]
    without = [(w.unit(r), r.project_name) for r in w.judged if word not in (r.project_name or "")]
    yield f"名称不含“{word}”的自评项目有几个", "value", len(without)
    yield f"哪些自评项目的名称里没有“{word}”两个字", "projects", without
    yield f"How many self-evaluated projects are there whose names do not contain {word}?", "value", len(without)


def alike(w: World) -> Iterator[Ask]:
    """Bounds said of several fields at once, and of a group's own total."""
    of_scores, of_rates = w.mean(score, lambda r: True), w.mean(rate, lambda r: True)
    both = w.projs(lambda r: score(r) < of_scores and rate(r) < of_rates)
    yield "自评项目中执行率和得分都低于平均的", "projects", both or None
    yield "self-evaluated projects below average on both score and execution rate", "projects", both or None
    yield "得分和执行率都超过90的自评项目", "projects", w.projs(lambda r: score(r) > 90 and rate(r) > 90) or None
    money = w.by(w.region, _total)
    middle = sorted(money.values())[len(money) // 2] // 10000
    yield f"自评项目总投入超过{middle:.0f}万元的地区有几个", "value", sum(v > middle * 10000 for v in money.values())
    units = w.stated_by(w.region, lambda rs: float(len({w.unit(r) for r in rs})))
    yield "单位数量最多的地区", "groups", _first(units)
    yield "Which region has the most units?", "groups", _first(units)


def lacking(w: World) -> Iterator[Ask]:
    def of_others(r: Report) -> bool:
        return any("其他" in x.source and ((x.full_year or x.initial or 0) > 0 or (x.executed or 0) > 0) for x in r.budget)

    yield "没有其他资金的自评项目有几个", "value", w.n(lambda r: not of_others(r)) or None
    ten = w.rows(lambda o: o.i.weight == 10 and o.i.status in ("met", "missed", "partial"))
    yield "分值为10分的指标完成率是多少", "value", 100 * sum(o.i.status == "met" for o in ten) / len(ten) if ten else None
    yield "哪个单位的项目全部达标", "groups", {k: 0.0 for k, v in w.by(w.unit, lambda rs: float(sum(map(misses, rs)))).items() if not v} or None

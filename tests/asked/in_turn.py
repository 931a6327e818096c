"""Questions of two clauses, the second of which goes on from the first, and the same as turns of a conversation. For any world; gold by
arithmetic."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from .world import MISSED, World, budget, initial, left, lost, mean, misses, number, rate, score, spent, told

Ask = tuple[str, str, Any]


def in_turn(w: World) -> Iterator[Ask]:
    a, b, c = w.regions
    _first, mid, last = w.years
    averages = w.by(w.region, lambda rs: mean(map(score, rs)), w.of("", last))
    top, low = max(averages, key=lambda k: averages[k]), min(averages, key=lambda k: averages[k])
    yield f"{last}年哪个地区平均分最高，比最低的高多少", "value", averages[top] - averages[low]
    yield f"{last}年平均得分最高的地区比最低的地区高多少分", "value", averages[top] - averages[low]
    spending = w.by(w.unit, lambda rs: float(sum(map(spent, rs))), w.of("", mid))
    yield f"{mid}年支出最多的局比最少的多花多少元", "value", max(spending.values()) - min(spending.values())
    slow = w.some(lambda r: r.fiscal_year == mid and rate(r) < 90)
    slowest = min(slow, key=rate)
    yield f"{mid}年有几个项目执行率低于90%，最低的是哪个", "says", [f"共 {len(slow)} 个", str(slowest.project_name), told(float(rate(slowest)))]
    large = w.some(lambda r: budget(r) > 1_000_000)
    yield "预算超过100万元的项目有几个，总共多少钱（元）", "says", [f"共 {len(large)} 个", told(float(sum(map(budget, large))))]
    worst = max(w.some(w.of(a, last)), key=lost)
    lower = [str(o.i.level3) for o in w.rows(lambda o: o.report is worst and o.lost > 0)]
    yield f"{a}{last}年哪个项目扣分最多，扣在哪些指标上", "says", [str(worst.project_name), *lower]
    yield f"Which project of {a} lost the most points in {last}, and on which indicators?", "says", [str(worst.project_name), *lower]
    missing = w.rows(w.missed(b, last))
    reasons = [str(o.i.deviation_reason) for o in missing if o.i.deviation_reason]
    yield f"{b}{last}年有哪些项目没达标，原因是什么", "says", [*{str(o.report.project_name) for o in missing}, *reasons]
    by_unit = w.count_by(lambda o: w.unit(o.report), w.missed("", last))
    yield f"How many indicators were missed in {last}, and which units do they belong to?", "says", [told(sum(by_unit.values())), "by unit"]
    leader = min(w.some(w.of(c, mid)), key=score)
    yield f"Which project of {c} scored lowest in {mid}, and who leads it?", "says", [str(leader.project_name), str(leader.project_lead)]
    richest = max(w.some(w.of(b)), key=budget)
    yield f"What was the largest budget in {b}, and how much of it was spent?", "says", [told(float(budget(richest))), told(float(spent(richest)))]
    satisfied = [o for o in w.rows(lambda o: o.missed and "满意" in f"{o.i.level1}{o.i.level2}") if number(o.i.target) and number(o.i.actual)]
    gaps = [told(abs((number(o.i.target) or 0) - (number(o.i.actual) or 0))) for o in satisfied]
    yield "满意度没达标的指标有哪些，分别差多少", "says", [str(o.i.level3) for o in satisfied] + gaps if len(satisfied) <= 10 else None  # a longer list is told in part
    units = len({w.unit(r) for r in w.reports})
    yield "一共有多少个项目，分属多少个单位", "partly", [str(units)]
    remaining = w.some(w.of(a, mid))
    most = max(remaining, key=left)
    yield f"{a}{mid}年还有多少元没花出去，哪个项目剩得最多", "says", [told(float(sum(map(left, remaining)))), str(most.project_name)]


def in_turn_sessions(w: World) -> Iterator[list[Ask]]:
    a, b, _ = w.regions
    _first, mid, last = w.years
    low = w.some(lambda r: r.fiscal_year == last and score(r) < 95)
    yield [(f"{last}年得分低于95分的项目有几个", "value", len(low)), ("一共预算多少元", "value", float(sum(map(budget, low)))), ("平均执行率呢", "value", mean(map(rate, low)))]
    early = w.some(lambda r: (initial(r) or 0) > 1_000_000)
    yield [("年初预算超过100万元的项目有几个", "value", len(early)), ("总共花了多少元", "value", float(sum(map(spent, early))))]
    good = w.some(lambda r: score(r) >= 90 and r.fiscal_year == mid)
    yield [(f"{mid}年评优的项目有几个", "value", len(good)), ("平均得分多少", "value", mean(map(score, good)))]
    missed = w.rows(w.missed(a, last))
    yield [(f"{a}{last}年没完成的指标有哪些", "indicators", [o.triple for o in missed]), ("是哪些单位的", "groups", {u: float(sum(w.unit(o.report) == u for o in missed)) for u in {w.unit(o.report) for o in missed}})]
    heavy = sorted(w.rows(lambda o: w.region(o.report) == b and o.report.fiscal_year == mid and o.i.status in ("met", *MISSED)), key=lambda o: -(o.i.weight or 0))
    if len(heavy) > 2 and heavy[1].i.weight != heavy[2].i.weight:
        yield [(f"{b}{mid}年分值最高的两项指标是什么", "partly", []), ("完成了没有", "indicators", [o.triple for o in heavy[:2]])]
    some = w.some(w.of(b, last))
    yield [(f"{b}{last}年未完成指标最多的项目是哪个", "partly", []), (f"{b}{last}年有几个项目", "value", len(some)), ("其中有未完成指标的有几个", "value", sum(misses(r) > 0 for r in some))]

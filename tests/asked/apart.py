"""Values of levels, and several things in one question: a level's value is no count, and of two things asked neither is dropped
unsaid. For any world; gold by arithmetic."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

from extractors.records import Report

from .world import Of, World, budget, mean, number, rate, score, spent, told

Ask = tuple[str, str, Any]


def _of_level(r: Report, level: str) -> list[Any]:
    return [i for i in r.indicators if level in (i.level1 or "") or level in (i.level2 or "")]


def _both(r: Report, level: str) -> list[str]:
    return [x for i in _of_level(r, level) for x in (i.target, i.actual) if x]


def _percents(w: World, reports: list[Report]) -> list[float]:
    """What satisfaction was reached, where it was judged and is a percentage."""
    found = [i for r in reports for i in _of_level(r, "满意") if i.status in ("met", "missed", "partial") and "%" in (i.actual or "")]
    return [n for i in found if (n := number(i.actual)) is not None]


def _one_number(o: Of) -> bool:
    """An indicator whose target and actual are one number each, in one unit."""
    target, actual = number(o.i.target), number(o.i.actual)
    same = (o.i.target or "").lstrip("≥≤<>=＝0123456789. ") == (o.i.actual or "").lstrip("0123456789. ")
    return bool(target and actual is not None and same)


def apart(w: World) -> Iterator[Ask]:
    a, b = w.regions[0], w.regions[1]
    mid, last = w.years[1], w.years[-1]
    p, q = w.single[0], w.single[3]
    unit = w.unit(p)
    # a level's value
    yield f"{p.project_name}的满意度是多少", "text", _both(p, "满意")
    yield f"What is the satisfaction of {p.project_name}?", "text", _both(p, "满意")
    yield f"{p.project_name}的满意度", "text", _both(p, "满意")
    yield f"{p.project_name}的满意度指标是多少", "text", _both(p, "满意")
    yield f"{p.project_name}的满意度指标有多少", "value", len(_of_level(p, "满意"))
    yield f"{p.project_name}的质量怎么样", "partly", [x for x in _both(p, "质量") if x]
    yield f"{a}{mid}年平均满意度是多少", "value", mean(_percents(w, w.some(w.of(a, mid))))
    yield "平均质量是多少", "none", None
    averages = {u: mean(found) for u in {w.unit(r) for r in w.judged} if (found := _percents(w, [r for r in w.judged if w.unit(r) == u]))}
    yield "各单位的平均满意度", "groups", averages
    one, other = (mean(found) if (found := _percents(w, [r])) else None for r in (p, q))
    yield f"{p.project_name}的满意度比{q.project_name}高多少", "value", abs(one - other) if one is not None and other is not None else None
    yield f"{p.project_name}的质量比{q.project_name}高多少", "none", None
    quantity = next(i for i in p.indicators if "数量" in (i.level2 or ""))
    yield f"{p.project_name}的{quantity.level3}和满意度分别是多少", "text", [x for x in (quantity.target, quantity.actual, *_both(p, "满意")) if x]
    own = {i.level3 for i in p.indicators}
    elsewhere = next(i.level3 for i in q.indicators if i.level3 not in own and "满意" not in (i.level1 or ""))
    yield f"{p.project_name}的{elsewhere}和满意度分别是多少", "says", [*_both(p, "满意"), f"没有“{elsewhere}”"]
    # target and actual held against each other
    o = next(o for o in w.rows(lambda o: o.report is p) if _one_number(o))
    target, actual = number(o.i.target) or 0, number(o.i.actual) or 0
    yield f"{p.project_name}{o.i.level3}目标值与实际值相差多少", "value", abs(actual - target)
    yield f"{p.project_name}的{o.i.level3}完成了目标的百分之几", "value", actual / target * 100
    by_unit = sorted(averages.items(), key=lambda x: x[1])
    yield "哪个单位平均满意度最高", "says", [by_unit[-1][0]] if by_unit[-1][1] != by_unit[-2][1] else None
    yield f"How satisfied were people with {p.project_name}?", "text", _both(p, "满意")
    # money
    yield "平均每个项目多少钱", "value", mean(budget(r) for r in w.stated)
    yield "一共多少钱", "value", float(sum(budget(r) for r in w.stated))
    yield f"{unit}{p.fiscal_year}年一共多少钱", "value", float(sum(budget(r) for r in w.stated if w.unit(r) == unit and r.fiscal_year == p.fiscal_year))
    # several things at once
    in_last = [r for r in w.stated if r.fiscal_year == last]
    lowest = min(w.some(w.of("", mid)), key=rate)
    yield f"{last}年有几个项目？{mid}年执行率最低的是哪个？", "says", [str(len(in_last)), lowest.project_name]
    yield f"{unit}有几个项目以及最低分是多少", "says", [str(sum(w.unit(r) == unit for r in w.stated)), f"{float(min(score(r) for r in w.judged if w.unit(r) == unit)):g}"]
    yield f"{mid}年执行率最低的是哪个项目，得分最高的是哪个项目", "says", [lowest.project_name, max(w.some(w.of("", mid)), key=score).project_name]
    ends = [*(w.rank(score, 2, w.of(b, mid), down=True) or []), *(w.rank(score, 2, w.of(b, mid)) or [])]
    yield f"{b}{mid}年得分前两名和后两名的项目", "ranking", ends if len(ends) == 4 else None
    yield f"top 2 and bottom 2 projects by score in {b} in {mid}", "ranking", ends if len(ends) == 4 else None
    yield f"{unit}的项目数和平均得分", "says", [str(sum(w.unit(r) == unit for r in w.stated)), told(mean(score(r) for r in w.judged if w.unit(r) == unit))]
    met = Counter(o.i.level2 for o in w.rows(lambda o: o.i.status == "met"))
    yield "数量指标和质量指标各完成了几条", "groups", {k: float(v) for k, v in met.items() if k in ("数量指标", "质量指标")}
    yield f"{mid}年后三名的项目", "ranking", w.rank(score, 3, w.of("", mid))
    levels = Counter(i.level2 for r in w.reports for i in r.indicators if not any(r is not s and (w.unit(s), s.project_name, s.fiscal_year) == (w.unit(r), r.project_name, r.fiscal_year) for s in w.judged))
    some = {k: float(v) for k, v in levels.items() if k in ("数量指标", "质量指标")}
    yield "数量指标和质量指标各有多少", "groups", some
    yield "数量、质量、时效指标分别有几个", "groups", {k: float(v) for k, v in levels.items() if k in ("数量指标", "质量指标", "时效指标")}
    # what cannot be asked at once is said
    for question in (
        f"{a}执行率最低得分最高的项目",
        f"{last}年执行率前三的项目和{mid}年后三的项目", "前三名和最后一名",
    ):  # fmt: skip
        yield question, "none", None
    units = Counter(w.unit(r) for r in w.reports for _ in r.indicators)
    yield "未完成指标数超过3个的单位", "groups", {k: v for k, v in w.count_by(lambda o: o.unit, w.missed()).items() if v > 3}
    yield "指标数超过5个的单位", "partly", ["指标", next(u for u, n in units.items() if n > 5)[:2]]


def apart_sessions(w: World) -> Iterator[list[Ask]]:
    mid, last = w.years[1], w.years[-1]
    a, b = w.regions[0], w.regions[1]
    more = w.sum(spent, w.of("", last)) - w.sum(spent, w.of("", mid))
    yield [(f"{last}年执行数合计是多少", "value", w.sum(spent, w.of("", last))), (f"比{mid}年多多少", "value", more)]
    yield [(f"{mid}年执行数合计是多少", "value", w.sum(spent, w.of("", mid))), (f"{last}年比它多多少", "value", more)]
    yield [(f"{last}年执行数合计是多少元", "value", w.sum(spent, w.of("", last))), (f"与{mid}年相比多多少", "value", more)]
    yield [(f"{a}{mid}年平均得分是多少", "value", w.mean(score, w.of(a, mid))), (f"比{b}高多少", "value", w.mean(score, w.of(a, mid)) - w.mean(score, w.of(b, mid)))]
    below = w.rank(score, 2, lambda r: score(r) < 90, down=True)
    yield [("得分低于90分的项目有哪些", "projects", w.projs(lambda r: score(r) < 90)), ("前两个", "ranking", below)]
    found = w.rank(rate, w.n(w.of(a)), w.of(a), down=True)
    yield [(f"只看{a}的", "none", None), ("按执行率排", "ranking", found)]

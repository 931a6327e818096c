"""What somebody's projects are all of them, how many of them are so, a group against all, a project against itself a year before,
classes and numbers named in passing. For any world; gold by arithmetic."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from extractors.records import Report

from .worked_out import of_level
from .world import MISSED, World, budget, initial, left, mean, misses, rate, score, spent

Ask = tuple[str, str, Any]


def together(w: World) -> Iterator[Ask]:
    yield from _of_all(w)
    yield from _of_groups(w)
    yield from _of_other_years(w)
    yield from _in_passing(w)
    yield from _as_a_stranger_asks(w)


def _units(w: World, number: Callable[[list[Report]], float], keep: Callable[[list[Report]], bool], year: int | None = None) -> dict[str, float] | None:
    found = {u: [r for r in w.some(w.of("", year)) if w.unit(r) == u] for u in dict.fromkeys(w.unit(r) for r in w.judged)}
    return {u: number(rs) for u, rs in found.items() if rs and keep(rs)} or None


def _of_all(w: World) -> Iterator[Ask]:
    last = w.years[-1]
    yield "哪些单位的所有项目得分都不低于90分", "groups", _units(w, lambda rs: float(min(map(score, rs))), lambda rs: min(map(score, rs)) >= 90)
    yield "Which units had all of their projects score 90 or above?", "groups", _units(w, lambda rs: float(min(map(score, rs))), lambda rs: min(map(score, rs)) >= 90)
    yield "没有一个项目低于85分的单位有哪些", "groups", _units(w, lambda rs: float(min(map(score, rs))), lambda rs: min(map(score, rs)) >= 85)
    yield f"{last}年哪些单位的项目执行率全部低于95%", "groups", _units(w, lambda rs: float(max(map(rate, rs))), lambda rs: max(map(rate, rs)) < 95, last)
    yield "有两个以上项目得分低于90分的单位", "groups", _units(w, lambda rs: sum(score(r) < 90 for r in rs), lambda rs: sum(score(r) < 90 for r in rs) >= 2)
    yield "哪些单位有不止一个项目低于90分", "groups", _units(w, lambda rs: sum(score(r) < 90 for r in rs), lambda rs: sum(score(r) < 90 for r in rs) > 1)
    yield "Which units have at least two projects with missed indicators?", "groups", _units(w, lambda rs: sum(misses(r) > 0 for r in rs), lambda rs: sum(misses(r) > 0 for r in rs) >= 2)
    none = w.projs(lambda r: not any("满意" in f"{i.level1}{i.level2}" for i in r.indicators), w.stated)
    yield "没有设置满意度指标的项目有哪些", "projects", none or None
    yield "Which projects have no satisfaction indicators?", "projects", none or None


def _of_groups(w: World) -> Iterator[Ask]:
    mid, last = w.years[1], w.years[-1]
    execution = w.execution(w.of("", last))
    rates = {u: 100 * float(sum(map(spent, rs))) / float(sum(map(budget, rs))) for u in dict.fromkeys(w.unit(r) for r in w.some(w.of("", last))) for rs in [[r for r in w.some(w.of("", last)) if w.unit(r) == u]]}
    yield f"{last}年哪些单位的执行率低于平均水平", "groups", {u: v for u, v in rates.items() if v < execution} or None
    regions, over = w.by(w.region, lambda rs: mean(map(score, rs))), w.mean(score, lambda r: True)
    yield "得分高于平均分的地区", "groups", {k: v for k, v in regions.items() if v > over} or None
    years = w.by(lambda r: r.fiscal_year, lambda rs: sum(map(misses, rs)))
    top = max(years.values())
    yield "三个年度里哪一年未达标指标最多", "groups", {k: v for k, v in years.items() if v == top} if len(w.years) == 3 and list(years.values()).count(top) == 1 else None
    best = {lv: w.completion(lambda o, lv=lv: lv in (o.i.level1 or "")) for lv in ("产出", "效益", "满意")}
    worst = min(best, key=lambda k: best[k])
    names = {o.i.level1 for o in w.rows(lambda o: worst in (o.i.level1 or ""))}
    yield "产出、效益、满意度三类指标哪一类完成得最差", "groups", {str(names.pop()): best[worst]} if len(names) == 1 else None
    shares = {k: 100 * sum(o.missed for o in rows) / len(rows) for k in dict.fromkeys(map(w.region, w.judged)) for rows in [w.rows(lambda o, k=k: w.region(o.report) == k and o.i.status in ("met", *MISSED))]}
    yield "各地区未达标指标占比排名", "groups", shares
    a, b = w.regions[0], w.regions[1]
    yield f"{mid}年{a}的预算总额比{b}多多少万元", "value", abs(w.sum(budget, w.of(a, mid)) - w.sum(budget, w.of(b, mid))) / 10000


def _of_other_years(w: World) -> Iterator[Ask]:
    mid, last = w.years[1], w.years[-1]

    def core(r: Report) -> tuple[str, str]:
        name = (r.project_name or "").removeprefix(w.region(r))
        for year in w.years:
            name = name.removeprefix(f"{year}年")
        return w.unit(r), name

    before = {core(r): r for r in w.some(w.of("", mid))}
    pairs = [(r, before[core(r)]) for r in w.some(w.of("", last)) if core(r) in before]

    def those(keep: Callable[[Report, Report], bool]) -> list[tuple[str, str | None]] | None:
        return [(w.unit(r), r.project_name) for r, old in pairs if keep(r, old)] or None

    yield f"哪几个项目{last}年的得分比{mid}年低", "projects", those(lambda r, old: score(r) < score(old))
    yield f"{last}年得分比上年下降的项目", "projects", those(lambda r, old: score(r) < score(old))
    yield f"{last}年自评得分高于{mid}年的项目", "projects", those(lambda r, old: score(r) > score(old))
    yield f"{last}年预算比上一年减少的项目有几个", "value", len(those(lambda r, old: budget(r) < budget(old)) or []) or None
    yield f"Which projects scored lower in {last} than in {mid}?", "projects", those(lambda r, old: score(r) < score(old))
    yield f"projects whose budget grew from {mid} to {last}", "projects", those(lambda r, old: budget(r) > budget(old))


def _in_passing(w: World) -> Iterator[Ask]:
    a, mid = w.regions[1], w.years[1]
    some = w.some(w.of("", mid))
    high = [r for r in some if score(r) >= 95]
    yield f"{mid}年得分95分以上的项目有几个，占比多少", "says", [f"{len(high)} 个", f"{100 * len(high) / len(some):.2f}".rstrip("0").rstrip(".")] if high else None
    yield "被扣分但已经完成的指标", "indicators", w.inds(lambda o: o.i.status == "met" and o.lost > 0) or None
    yield f"{a}得0分的指标有哪些", "indicators", w.inds(lambda o: w.of(a)(o.report) and o.i.score == 0) or None
    yield f"哪些项目没有完成的指标是社会效益指标，{mid}年", "projects", None
    cause = next((o.i.deviation_reason for o in w.rows(lambda o: o.missed and bool(o.i.deviation_reason))), None)
    word = (cause or "")[:4]
    yield f"哪些未完成指标的原因跟{word}有关", "indicators", w.inds(lambda o: o.missed and word in (o.i.deviation_reason or "")) if word else None
    yield f"{a}没达标的数量指标是哪几条，{mid}年", "indicators", w.inds(lambda o: w.missed(a, mid)(o) and of_level(o, "数量")) or None
    yield f"{a}{mid}年结余资金最多的项目剩了多少万元", "value", float(max(map(left, w.some(w.of(a, mid))))) / 10000
    changed = [r for r in w.judged if initial(r) is not None and initial(r) != budget(r)]
    yield "年初预算和全年预算对不上的项目", "projects", [(w.unit(r), r.project_name) for r in changed] or None


def _as_a_stranger_asks(w: World) -> Iterator[Ask]:
    """What somebody asked who knew the reports and not the product."""
    a, b, c = w.regions[1], w.regions[0], w.regions[2]
    mid, last = w.years[1], w.years[-1]
    yield f"Which {mid} projects met every one of their indicators?", "projects", w.projs(lambda r: r.fiscal_year == mid and misses(r) == 0) or None
    yield f"{a}、{b}、{c}{last}年整体预算执行率分别是百分之多少？", "groups", {x: w.execution(w.of(x, last)) for x in (a, b, c)}
    yield f"{last} projects scored under 90 even though they spent over 95% of their budget", "projects", w.projs(lambda r: r.fiscal_year == last and score(r) < 90 and rate(r) > 95) or None
    rates = {x: w.execution(w.of(x, mid)) for x in (a, b)}
    high, low = max(rates, key=lambda x: rates[x]), min(rates, key=lambda x: rates[x])
    yield f"By how many percentage points did the rate of {high} exceed that of {low} in {mid}?", "value", rates[high] - rates[low]
    yield "哪些指标明明没完成，却照样拿了满分？", "indicators", w.inds(lambda o: o.missed and o.lost == 0) or None
    yield "Which indicators reached their target but were still docked points?", "indicators", w.inds(lambda o: o.i.status == "met" and o.lost > 0) or None
    yield "哪三个项目剩下没花的钱最多？从多到少排", "ranking", w.rank(left, 3, lambda r: True, down=True)
    yield f"How are the missed indicators of {a} spread over the level-1 categories?", "groups", w.count_by(lambda o: o.i.level1, w.missed(a))
    yield f"{a}哪些项目的产出指标和效益指标都出现了未完成？", "projects", w.projs(lambda r: a in w.unit(r) and all(any(i.status in MISSED and lv in (i.level1 or "") for i in r.indicators) for lv in ("产出", "效益"))) or None
    yield "Which three projects saw the largest cut from initial to full-year budget?", "ranking", w.rank(lambda r: budget(r) - (initial(r) or budget(r)), 3, lambda r: initial(r) is not None)

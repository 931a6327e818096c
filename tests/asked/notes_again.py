"""Held out: written before the product was asked; written after `performance_division` and `working_papers` were mended, to see
what the mends are worth for wordings that they did not know."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

from .worked_out import all_met, of_level, plain, with_most
from .world import World, budget, left, line, lost, mean, misses, rate, score, spent

Ask = tuple[str, str, Any]


def notes_again(w: World) -> Iterator[Ask]:
    for part in (lists, numbers, groups, rankings, money, nothing):
        yield from part(w)


def lists(w: World) -> Iterator[Ask]:
    a, b, c = w.regions[1], w.regions[2], w.regions[0]
    first, mid, last = w.years[0], w.years[1], w.years[-1]
    yield f"{a}{last}年产出方面有哪些指标没干到位", "indicators", w.inds(lambda o: w.missed(a, last)(o) and of_level(o, "产出")) or None
    yield f"查{b}：{mid}年被扣分的质量指标", "indicators", w.inds(lambda o: w.of(b, mid)(o.report) and of_level(o, "质量") and o.lost > 0) or None
    yield f"{c}和{a}{first}年的成本指标里哪些没控制住", "indicators", w.inds(lambda o: o.missed and o.report.fiscal_year == first and (c in o.unit or a in o.unit) and of_level(o, "成本")) or None
    yield f"{mid}年未达标指标，{c}的不列", "indicators", w.inds(lambda o: w.missed("", mid)(o) and c not in o.unit) or None
    yield f"得分在95分以下的项目有哪些指标没完成？范围：{b}", "indicators", w.inds(lambda o: w.missed(b)(o) and score(o.report) < 95) or None
    yield f"没说明原因的未达标指标，{last}年", "indicators", w.inds(lambda o: w.missed("", last)(o) and not o.i.deviation_reason) or None
    yield f"{a}得分高于90、预算低于250万的项目", "projects", w.projs(lambda r: a in w.unit(r) and score(r) > 90 and budget(r) < 2500000) or None
    yield f"{last}年，执行率没到90%或者得分没到90分的项目", "projects", w.projs(lambda r: r.fiscal_year == last and (rate(r) < 90 or score(r) < 90)) or None
    yield f"{b}有两条及以上指标没达标、执行率却超过九成的项目", "projects", w.projs(lambda r: b in w.unit(r) and misses(r) >= 2 and rate(r) > 90) or None
    yield f"{first}年数量指标全部完成的项目", "projects", all_met(w, lambda r: r.fiscal_year == first, "数量")
    yield f"{c}产出指标全部完成但满意度指标没完成的项目", "projects", _but(w, lambda r: c in w.unit(r), "产出", "满意")
    yield f"{mid}年既不属于{a}也不属于{b}、得分90以上的项目", "projects", w.projs(lambda r: r.fiscal_year == mid and a not in w.unit(r) and b not in w.unit(r) and score(r) >= 90) or None
    yield f"{a}扣分不少于4分但不到10分的项目", "projects", w.projs(lambda r: a in w.unit(r) and 4 <= lost(r) < 10) or None
    yield f"三成以上指标没完成的项目，{first}年", "projects", w.projs(lambda r: r.fiscal_year == first and _part(r) >= 30) or None
    yield f"{a} projects with at most one missed indicator in {last}", "projects", w.projs(lambda r: w.of(a, last)(r) and misses(r) <= 1) or None
    yield f"Quality or timeliness indicators missed in {b} during {first}", "indicators", w.inds(lambda o: w.missed(b, first)(o) and (of_level(o, "质量") or of_level(o, "时效"))) or None


def numbers(w: World) -> Iterator[Ask]:
    a, b, c = w.regions[1], w.regions[2], w.regions[0]
    first, mid, last = w.years[0], w.years[1], w.years[-1]
    yield f"{a}{mid}年的效益指标完成率是多少", "value", w.completion(lambda o: w.of(a, mid)(o.report) and of_level(o, "效益"))
    yield f"{b}未达标指标中产出类占几成", "value", 100 * len(w.rows(lambda o: w.missed(b)(o) and of_level(o, "产出"))) / len(w.rows(w.missed(b)))
    yield f"{last}年得分低于90分的项目占比", "value", 100 * w.n(lambda r: r.fiscal_year == last and score(r) < 90) / w.n(w.of("", last))
    yield f"{c}有多少家单位存在没完成的指标", "value", len({o.unit for o in w.rows(w.missed(c))})
    yield f"{mid}年质量指标共扣了多少分", "value", float(sum(o.lost for o in w.rows(lambda o: o.report.fiscal_year == mid and of_level(o, "质量"))))
    yield f"{a}平均每个项目没完成几条指标", "value", len(w.rows(w.missed(a))) / w.n(w.of(a))
    yield f"{first}年执行率90%以上的项目，平均得分多少", "value", w.mean(score, lambda r: r.fiscal_year == first and rate(r) >= 90)
    yield f"{b}比{a}多几个项目{mid}年", "says", _told(w.n(w.of(b, mid)) - w.n(w.of(a, mid)))
    yield f"{c}{last}年最高分和最低分的差", "value", float(max(map(score, w.some(w.of(c, last)))) - min(map(score, w.some(w.of(c, last)))))
    yield f"What percentage of {last} projects in {c} have missed indicators?", "value", 100 * w.n(lambda r: w.of(c, last)(r) and misses(r) > 0) / w.n(w.of(c, last))
    yield f"How many cost indicators were missed in {mid}?", "value", len(w.rows(lambda o: w.missed("", mid)(o) and of_level(o, "成本")))
    yield f"average execution rate of {a} projects scoring below 90", "value", w.mean(rate, lambda r: a in w.unit(r) and score(r) < 90) if w.some(lambda r: a in w.unit(r) and score(r) < 90) else None


def groups(w: World) -> Iterator[Ask]:
    a, b, c = w.regions[1], w.regions[2], w.regions[0]
    first, mid, last = w.years[0], w.years[1], w.years[-1]
    yield f"{a}各单位未完成指标数，{last}年", "groups", w.count_by(lambda o: o.unit, w.missed(a, last)) or None
    yield "分年度统计得分90分以下的项目数", "groups", w.by(lambda r: r.fiscal_year, len, lambda r: score(r) < 90)
    yield f"{b}各二级指标扣分合计", "groups", _lost(w, b)
    yield f"平均得分低于95分的单位及其平均分（{c}）", "groups", {k: v for k, v in w.by(w.unit, lambda rs: mean(map(score, rs)), w.of(c)).items() if v < 95} or None
    yield f"{mid}年各地区的整体执行率，从低到高", "ordered", _up(w.by(w.region, lambda rs: float(100 * sum(map(spent, rs)) / sum(map(budget, rs))), w.of("", mid)))
    yield f"{a}{first}年、{mid}年、{last}年未完成指标各几条", "groups", w.count_by(lambda o: o.report.fiscal_year, w.missed(a))
    yield f"{last}年没完成指标不少于3条的单位", "groups", {k: v for k, v in w.count_by(lambda o: o.unit, w.missed("", last)).items() if v >= 3} or None
    yield f"average score by year for {b}", "groups", w.by(lambda r: r.fiscal_year, lambda rs: mean(map(score, rs)), w.of(b))
    yield f"missed indicators by level-2 category in {last}", "groups", w.count_by(lambda o: o.i.level2, w.missed("", last))


def rankings(w: World) -> Iterator[Ask]:
    a, b, c = w.regions[1], w.regions[2], w.regions[0]
    first, mid, last = w.years[0], w.years[1], w.years[-1]
    yield f"{a}结余最多的两个项目", "ranking", w.rank(left, 2, w.of(a), down=True)
    yield f"{last}年执行率倒数三名", "ranking", w.rank(rate, 3, w.of("", last))
    yield f"{b}各年得分最低的项目", "projects", _first_of_years(w, b)
    yield f"{mid}年扣分最多的单位", "says", with_most(w.by(w.unit, lambda rs: float(sum(map(lost, rs))), w.of("", mid)))
    yield f"哪个地区{first}年未完成指标最少", "says", with_most({k: -v for k, v in w.count_by(lambda o: w.region(o.report), w.missed("", first)).items()})
    yield f"lowest-scoring project of {a} in {mid}", "ranking", w.rank(score, 1, w.of(a, mid))
    yield f"Which unit in {c} spent the most in {last}?", "says", with_most(w.by(w.unit, lambda rs: float(sum(map(spent, rs))), w.of(c, last)))


def money(w: World) -> Iterator[Ask]:
    a, b, c = w.regions[1], w.regions[2], w.regions[0]
    first, mid, last = w.years[0], w.years[1], w.years[-1]
    yield f"{a}{first}年财政拨款预算合计多少元", "value", w.sum(lambda r: line(r, "财政拨款").full_year, w.of(a, first))  # type: ignore[union-attr]
    yield f"{b}得分95分以上项目的预算合计，万元", "value", float(sum(budget(r) for r in w.some(lambda r: b in w.unit(r) and score(r) >= 95))) / 10000
    yield f"{mid}年{c}未执行资金占预算百分之几", "value", 100 * w.sum(left, w.of(c, mid)) / w.sum(budget, w.of(c, mid))
    yield f"{a}的支出占{mid}年全部支出的比例", "value", 100 * w.sum(spent, w.of(a, mid)) / w.sum(spent, w.of("", mid))
    yield f"Total unspent budget in {b} in {last}, in yuan", "value", w.sum(left, w.of(b, last))


def nothing(w: World) -> Iterator[Ask]:
    a, b = w.regions[1], w.regions[2]
    mid, last = w.years[1], w.years[-1]
    yield f"{a}{mid}年哪些项目做过绩效再评价", "none", None
    yield f"{b}{last}年预算执行率全省排第几", "none", None
    yield f"{a}哪个项目的供应商最多", "none", None
    yield f"How many staff work on {b} projects?", "none", None


def _but(w: World, keep: Any, met: str, missed: str) -> list[tuple[str, str | None]] | None:
    among = set(all_met(w, keep, met) or ())
    return [(w.unit(r), r.project_name) for r in w.some(keep) if (w.unit(r), r.project_name) in among and any(of_level(o, missed) and o.missed and o.report is r for o in w.rows(lambda o: o.missed))] or None


def _part(r: Any) -> float:
    judged = [i for i in r.indicators if i.status in ("met", "missed", "partial")]
    return 100 * misses(r) / len(judged)


def _told(value: float) -> list[str] | None:
    return [plain(abs(value))] if value else None


def _lost(w: World, region: str) -> dict[str, float]:
    found: Counter[str] = Counter()
    for o in w.rows(lambda o: region in o.unit):
        found[o.i.level2 or ""] += float(o.lost)  # type: ignore[assignment]
    return dict(found)


def _up(found: dict[str, float]) -> list[tuple[str, float]] | None:
    ranked = sorted(((k, round(v, 2)) for k, v in found.items()), key=lambda x: x[1])
    return ranked if len({v for _, v in ranked}) == len(ranked) else None


def _first_of_years(w: World, region: str) -> list[tuple[str, str | None]] | None:
    found = [w.rank(score, 1, w.of(region, y)) for y in w.years]
    return [one for first in found for one in first] if all(found) else None  # type: ignore[union-attr]

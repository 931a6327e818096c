"""Held out: written before the product was asked; what a performance division and auditors write into their notes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from statistics import median
from typing import Any

from .worked_out import from_most, of_level, plain, with_most
from .world import Of, World, budget, left, line, lost, mean, misses, rate, score, spent

Ask = tuple[str, str, Any]


def performance_division(w: World) -> Iterator[Ask]:
    for part in (indicators, projects, numbers, parts, groups, rankings, money, findings, nothing):
        yield from part(w)


def indicators(w: World) -> Iterator[Ask]:
    a, b, c = w.regions[0], w.regions[1], w.regions[2]
    first, mid, last = w.years[0], w.years[1], w.years[-1]
    unit = w.unit(max(w.judged, key=misses))
    yield f"审计抽查用：{a}{first}年产出类里没做到位的指标清单", "indicators", w.inds(lambda o: w.missed(a, first)(o) and of_level(o, "产出")) or None
    yield f"{b}{mid}年度质量和时效两类指标，凡是打了折扣没完成的都拉出来", "indicators", w.inds(lambda o: w.missed(b, mid)(o) and (of_level(o, "质量") or of_level(o, "时效"))) or None
    yield f"{c}{last}年效益指标里扣了分的有哪几条", "indicators", w.inds(lambda o: w.of(c, last)(o.report) and of_level(o, "效益") and o.lost > 0) or None
    yield f"把{mid}年没有达到预期、又一分都没丢的指标挑出来", "indicators", w.inds(lambda o: w.missed("", mid)(o) and o.i.score == o.i.weight) or None
    yield f"{unit}这几年来没完成的指标，满意度的不要", "indicators", w.inds(lambda o: o.missed and o.unit == unit and not of_level(o, "满意度")) or None
    yield f"{a}和{c}在{first}年没完成的数量指标", "indicators", w.inds(lambda o: o.missed and o.report.fiscal_year == first and (a in o.unit or c in o.unit) and of_level(o, "数量")) or None
    yield f"除{b}以外，{last}年其他地方没达标的质量指标有哪些", "indicators", w.inds(lambda o: w.missed("", last)(o) and b not in o.unit and of_level(o, "质量")) or None
    yield f"{b}得分不到分值八成的指标，{last}年的", "indicators", w.inds(lambda o: w.of(b, last)(o.report) and o.i.score is not None and o.i.weight is not None and o.i.score < o.i.weight * 8 / 10) or None
    yield f"{mid}年分值在10分以上且未完成的指标", "indicators", w.inds(lambda o: w.missed("", mid)(o) and (o.i.weight or 0) >= 10) or None
    yield f"执行率没到九成的项目里，{a}有哪些指标没完成", "indicators", w.inds(lambda o: w.missed(a)(o) and rate(o.report) < 90) or None
    yield f"{c}各项目的社会效益指标都有哪些，{first}年", "indicators", w.inds(lambda o: w.of(c, first)(o.report) and of_level(o, "社会效益")) or None
    yield f"Show me every quality indicator that fell short in {b}, all years", "indicators", w.inds(lambda o: w.missed(b)(o) and of_level(o, "质量")) or None
    yield f"Which output indicators of {a} in {last} were not achieved and have no explanation?", "indicators", w.inds(lambda o: w.missed(a, last)(o) and of_level(o, "产出") and not o.i.deviation_reason) or None
    yield f"unmet indicators in {c}, {mid}, leaving out satisfaction", "indicators", w.inds(lambda o: w.missed(c, mid)(o) and not of_level(o, "满意度")) or None
    yield f"{first} indicators in {a} or {b} that missed target but kept full marks", "indicators", w.inds(lambda o: o.missed and o.report.fiscal_year == first and (a in o.unit or b in o.unit) and o.i.score == o.i.weight) or None


def projects(w: World) -> Iterator[Ask]:
    a, b, c = w.regions[0], w.regions[1], w.regions[2]
    first, mid, last = w.years[0], w.years[1], w.years[-1]
    cost = {id(o.report) for o in w.rows(lambda o: o.missed and of_level(o, "成本"))}
    pleased = {id(o.report) for o in w.rows(lambda o: o.missed and of_level(o, "满意度"))}
    yield f"{a}{last}年哪些项目能评上优（90分以上）", "projects", w.projs(lambda r: w.of(a, last)(r) and score(r) >= 90) or None
    yield f"{first}年得分在及格线以上但没到九十的项目，即60到90之间", "projects", w.projs(lambda r: r.fiscal_year == first and 60 <= score(r) < 90) or None
    yield f"{b}里头预算不超过三百万、执行率过了九成的项目", "projects", w.projs(lambda r: b in w.unit(r) and budget(r) <= 3000000 and rate(r) > 90) or None
    yield f"成本控制没达标的项目，限{mid}年", "projects", w.projs(lambda r: r.fiscal_year == mid and id(r) in cost) or None
    yield f"{last}年群众满意度没达标的项目是哪些", "projects", w.projs(lambda r: r.fiscal_year == last and id(r) in pleased) or None
    yield f"哪些项目钱花了九成五以上，可还是有指标没完成？只看{mid}年", "projects", w.projs(lambda r: r.fiscal_year == mid and rate(r) > 95 and misses(r) > 0) or None
    yield f"{c}不少于两条指标没完成的项目", "projects", w.projs(lambda r: c in w.unit(r) and misses(r) >= 2) or None
    yield f"{a}指标全部完成、得分却不到99分的项目", "projects", w.projs(lambda r: a in w.unit(r) and misses(r) == 0 and score(r) < 99) or None
    yield f"{first}年结余超过30万元的项目清单", "projects", w.projs(lambda r: r.fiscal_year == first and left(r) > 300000) or None
    yield f"{b}和{c}{last}年扣分超过5分的项目", "projects", w.projs(lambda r: r.fiscal_year == last and (b in w.unit(r) or c in w.unit(r)) and lost(r) > 5) or None
    yield f"{mid}年既不在{a}、执行率又低于85%的项目", "projects", w.projs(lambda r: r.fiscal_year == mid and a not in w.unit(r) and rate(r) < 85) or None
    yield f"{last}年预算在100万到400万之间、得分95以上的项目有哪些", "projects", w.projs(lambda r: r.fiscal_year == last and 1000000 <= budget(r) <= 4000000 and score(r) >= 95) or None
    yield f"没有任何指标掉队的项目，{c}的", "projects", w.projs(lambda r: c in w.unit(r) and misses(r) == 0) or None
    yield f"Projects in {a} with an execution rate of at least 90% and a score under 95", "projects", w.projs(lambda r: a in w.unit(r) and rate(r) >= 90 and score(r) < 95) or None
    yield f"Which {mid} projects outside {b} left more than 200,000 yuan unspent?", "projects", w.projs(lambda r: r.fiscal_year == mid and b not in w.unit(r) and left(r) > 200000) or None
    yield f"List {c} projects with two or more unmet indicators and spending above 90%", "projects", w.projs(lambda r: c in w.unit(r) and misses(r) >= 2 and rate(r) > 90) or None


def numbers(w: World) -> Iterator[Ask]:
    a, b, c = w.regions[0], w.regions[1], w.regions[2]
    first, mid, last = w.years[0], w.years[1], w.years[-1]
    yield f"{a}{mid}年涉及多少家单位报了自评", "value", len({w.unit(r) for r in w.some(w.of(a, mid))})
    yield f"{b}三年下来没完成的指标加起来几条", "value", len(w.rows(w.missed(b)))
    yield f"{last}年执行率在90%及以上的项目数", "value", w.n(lambda r: r.fiscal_year == last and rate(r) >= 90)
    yield f"{c}的数量指标一共设了多少个", "value", len(w.rows(lambda o: c in o.unit and of_level(o, "数量"), [*w.stated, *w.departments]))
    yield f"{first}年没完成的指标中，写明原因的有几条", "value", len(w.rows(lambda o: w.missed("", first)(o) and bool(o.i.deviation_reason)))
    yield f"{mid}年得分没上90的项目共几个", "value", w.n(lambda r: r.fiscal_year == mid and score(r) < 90)
    yield f"{a}有未完成指标的项目占{a}全部项目的几成", "value", 100 * w.n(lambda r: a in w.unit(r) and misses(r) > 0) / w.n(w.of(a))
    yield f"{last}年平均每个项目有几条指标没完成", "value", len(w.rows(w.missed("", last))) / w.n(w.of("", last))
    yield f"{b}的项目，得分的中位数是多少", "value", median(float(r.total_score) for r in w.some(w.of(b)) if r.total_score is not None)
    yield f"{c}{mid}年最高分与最低分相差几分", "value", float(max(map(score, w.some(w.of(c, mid)))) - min(map(score, w.some(w.of(c, mid)))))
    yield f"How many units in {b} had at least one unmet indicator in {last}?", "value", len({o.unit for o in w.rows(w.missed(b, last))})
    yield f"number of indicators in {a} for {first}", "value", len(w.rows(lambda o: w.of(a, first)(o.report)))
    yield f"How many points did {c} projects lose altogether in {last}?", "value", w.sum(lost, w.of(c, last)) or None


def parts(w: World) -> Iterator[Ask]:
    """Shares, rates and averages of a part."""
    a, b, c = w.regions[0], w.regions[1], w.regions[2]
    first, mid, last = w.years[0], w.years[1], w.years[-1]
    yield f"{a}{last}年时效指标达标比例", "value", w.completion(lambda o: w.of(a, last)(o.report) and of_level(o, "时效")) if w.rows(lambda o: w.of(a, last)(o.report) and of_level(o, "时效")) else None
    yield f"质量指标的完成率，{b}是多少", "value", w.completion(lambda o: b in o.unit and of_level(o, "质量"))
    yield f"没完成的指标里数量指标占多大比重（{mid}年）", "value", 100 * len(w.rows(lambda o: w.missed("", mid)(o) and of_level(o, "数量"))) / len(w.rows(w.missed("", mid)))
    yield f"{c}得分95分以上项目所占比例", "value", 100 * w.n(lambda r: c in w.unit(r) and score(r) >= 95) / w.n(w.of(c))
    yield f"{last}年有未完成指标的那些项目，平均执行率如何，按总支出除以总预算算", "value", w.execution(lambda r: r.fiscal_year == last and misses(r) > 0)
    yield f"{first}年指标全部完成的项目平均得几分", "value", w.mean(score, lambda r: r.fiscal_year == first and misses(r) == 0) if w.some(lambda r: r.fiscal_year == first and misses(r) == 0) else None
    yield f"预算五百万以下的项目平均分，{mid}年", "value", w.mean(score, lambda r: r.fiscal_year == mid and budget(r) < 5000000)
    yield f"{b}未完成指标平均一条丢几分", "value", mean(o.lost for o in w.rows(w.missed(b)))
    yield f"{a}的钱占三地总预算的百分之几，{first}年", "value", 100 * w.sum(budget, w.of(a, first)) / w.sum(budget, w.of("", first))
    yield f"{c}{last}年整体资金执行进度百分比", "value", w.execution(w.of(c, last))
    yield f"What share of {mid} projects in {a} met every indicator?", "value", 100 * w.n(lambda r: w.of(a, mid)(r) and misses(r) == 0) / w.n(w.of(a, mid))
    yield f"average score of {b} projects that had unmet indicators", "value", w.mean(score, lambda r: b in w.unit(r) and misses(r) > 0)
    yield f"In {last}, what percentage of the unmet indicators were output indicators?", "value", 100 * len(w.rows(lambda o: w.missed("", last)(o) and of_level(o, "产出"))) / len(w.rows(w.missed("", last)))


def groups(w: World) -> Iterator[Ask]:
    a, b, c = w.regions[0], w.regions[1], w.regions[2]
    first, mid, last = w.years[0], w.years[1], w.years[-1]
    missed = Counter(o.unit for o in w.rows(w.missed("", last)))
    yield f"分地区统计{mid}年得分低于95分的项目个数", "groups", w.by(w.region, len, lambda r: r.fiscal_year == mid and score(r) < 95) if len(w.regions) == len({w.region(r) for r in w.judged}) else None
    yield f"{a}历年的平均执行率走势（总支出比总预算）", "groups", w.by(lambda r: r.fiscal_year, lambda rs: float(100 * sum(map(spent, rs)) / sum(map(budget, rs))), w.of(a))
    yield f"按二级指标汇总{b}没完成的条数", "groups", w.count_by(lambda o: o.i.level2, w.missed(b))
    yield f"{c}每家单位平均得分，从高到低", "ordered", from_most(w.by(w.unit, lambda rs: mean(map(score, rs)), w.of(c)))
    yield f"{last}年未完成指标在两条以上（含两条）的单位，各几条", "groups", {k: float(v) for k, v in missed.items() if v >= 2} or None
    yield "各年度未完成指标所丢的分合计", "groups", _lost_by_year(w)
    yield f"{b}各单位{mid}年结余资金各是多少", "groups", w.by(w.unit, lambda rs: float(sum(map(left, rs))), w.of(b, mid))
    yield f"三个地方{first}年的项目平均规模（预算）对比一下", "groups", w.by(w.region, lambda rs: mean(map(budget, rs)), lambda r: r.fiscal_year == first and w.region(r) in w.regions) if len(w.regions) == len({w.region(r) for r in w.judged}) else None
    yield f"{a}与{c}{last}年的指标完成率哪个高，各为多少", "groups", {x: w.completion(lambda o, x=x: w.of(x, last)(o.report)) for x in (a, c)}
    yield f"{b}哪几年平均分不到96，分别多少", "groups", {str(y): m for y in w.years if (m := w.mean(score, w.of(b, y))) < 96} or None
    yield f"Unmet indicators per year for {c}", "groups", w.count_by(lambda o: o.report.fiscal_year, w.missed(c))
    yield f"Average budget by region in {mid}, in 10,000 yuan", "groups", w.by(w.region, lambda rs: mean(map(budget, rs)) / 10000, w.of("", mid))
    yield f"Which units in {a} average below 95 points, and what are their averages?", "groups", {k: v for k, v in w.by(w.unit, lambda rs: mean(map(score, rs)), w.of(a)).items() if v < 95} or None


def rankings(w: World) -> Iterator[Ask]:
    a, b, c = w.regions[0], w.regions[1], w.regions[2]
    first, mid, last = w.years[0], w.years[1], w.years[-1]
    yield f"{a}花钱最多的四个项目", "ranking", w.rank(spent, 4, w.of(a), down=True)
    yield f"{mid}年结余最多的是哪个项目", "ranking", w.rank(left, 1, w.of("", mid), down=True)
    yield f"{b}按执行率由低到高取前三", "ranking", w.rank(rate, 3, w.of(b))
    yield f"{last}年有指标没完成的项目当中，得分最靠前的两个", "ranking", w.rank(score, 2, lambda r: r.fiscal_year == last and misses(r) > 0, down=True)
    yield f"{c}丢分最狠的项目", "ranking", w.rank(lost, 1, w.of(c), down=True)
    yield f"每个地区{first}年得分第一的项目", "projects", _best_of_each(w, first)
    yield f"哪家单位{mid}年没完成的指标最多，多少条", "says", _said(with_most(Counter(o.unit for o in w.rows(w.missed("", mid)))), Counter(o.unit for o in w.rows(w.missed("", mid))))
    yield f"{a}哪一年平均分最差", "says", _lowest({str(y): w.mean(score, w.of(a, y)) for y in w.years})
    yield f"论扣分，{last}年哪一类二级指标丢得最多", "says", with_most(_sum_lost(w, last))
    yield f"{b}得分排第三的项目是哪个", "ranking", w.rank(score, 1, w.of(b), down=True, start=2)
    yield f"Top two projects of {c} by money spent in {first}", "ranking", w.rank(spent, 2, w.of(c, first), down=True)
    yield f"Which region had the lowest average score in {mid}?", "says", _lowest(w.by(w.region, lambda rs: mean(map(score, rs)), w.of("", mid)))
    yield f"the {a} project with the worst execution rate among those scoring at least 95", "ranking", w.rank(rate, 1, lambda r: a in w.unit(r) and score(r) >= 95)


def money(w: World) -> Iterator[Ask]:
    a, b, c = w.regions[0], w.regions[1], w.regions[2]
    first, mid, last = w.years[0], w.years[1], w.years[-1]
    yield f"{a}{mid}年财政拨款到底安排了多少，按万元", "value", w.sum(lambda r: line(r, "财政拨款").full_year, w.of(a, mid)) / 10000  # type: ignore[union-attr]
    yield f"{b}历年其他资金支出合计（元）", "value", _none_if_zero(w.sum(lambda r: line(r, "其他资金").executed, w.of(b)))  # type: ignore[union-attr]
    yield f"{c}{first}年财政拨款实际花掉几何，单位万元", "value", w.sum(lambda r: line(r, "财政拨款").executed, w.of(c, first)) / 10000  # type: ignore[union-attr]
    yield f"{last}年用到其他资金的项目有哪些", "projects", w.projs(lambda r: r.fiscal_year == last and (line(r, "其他资金").full_year or 0) > 0) or None  # type: ignore[union-attr]
    yield f"{a}{last}年没花出去的钱合计多少万元", "value", w.sum(left, w.of(a, last)) / 10000
    yield f"{b}{first}年年初预算与全年预算差多少元", "says", _told(w.sum(lambda r: budget(r) - (r.budget[0].initial or 0), w.of(b, first)))
    yield f"{c}{mid}年单个项目平均花了多少万", "value", w.mean(spent, w.of(c, mid)) / 10000
    yield f"{mid}年比{first}年，{a}的预算总额多了还是少了，差几万元", "says", _told((w.sum(budget, w.of(a, mid)) - w.sum(budget, w.of(a, first))) / 10000)
    yield f"Total fiscal appropriation executed in {b} in {last}, in yuan", "value", w.sum(lambda r: line(r, "财政拨款").executed, w.of(b, last))  # type: ignore[union-attr]
    yield f"How much more did {a} spend than {c} in {mid} (yuan)?", "says", _told(w.sum(spent, w.of(a, mid)) - w.sum(spent, w.of(c, mid)))


def findings(w: World) -> Iterator[Ask]:
    a, b, c = w.regions[0], w.regions[1], w.regions[2]
    first, mid, last = w.years[0], w.years[1], w.years[-1]
    full = lambda o: o.missed and o.i.score == o.i.weight  # noqa: E731
    unexplained = lambda o: o.missed and not o.i.deviation_reason  # noqa: E731
    yield f"没完成却给了满分的指标有几条（{a}）", "value", len(w.rows(lambda o: full(o) and a in o.unit))
    yield f"{mid}年哪些项目存在目标没实现还拿满分的情况", "projects", [(w.unit(r), r.project_name) for r in w.some(w.of("", mid)) if any(full(Of(r, w.unit(r), i)) for i in r.indicators)] or None
    yield f"未达标而未作说明的指标，按单位数一数，{last}年", "groups", w.count_by(lambda o: o.unit, lambda o: unexplained(o) and o.report.fiscal_year == last) or None
    yield f"各项得分相加跟总分不一致的，{first}年有几个项目", "value", w.n(lambda r: r.fiscal_year == first and _added(r) != score(r))
    yield f"Which {b} projects gave full marks to an indicator that missed its target?", "projects", [(w.unit(r), r.project_name) for r in w.some(w.of(b)) if any(full(Of(r, w.unit(r), i)) for i in r.indicators)] or None
    yield f"Which projects' points do not add up to the stated total, apart from {c}?", "projects", w.projs(lambda r: c not in w.unit(r) and abs(_added(r) - score(r)) > 0.01) or None


def nothing(w: World) -> Iterator[Ask]:
    a, b = w.regions[0], w.regions[1]
    mid, last = w.years[1], w.years[-1]
    yield f"{a}{last}年第三方评价机构给的等级是什么", "none", None
    yield f"{b}{mid}年项目招标控制价合计", "none", None
    yield f"{a}{w.years[0] - 3}年自评得分前三名", "none", None
    yield f"{b}{mid}年被审计处罚的单位有哪些", "none", None
    yield f"{a}人均预算是多少（按常住人口）", "none", None
    yield f"Which contractors won the {b} projects in {mid}?", "none", None
    yield f"{last}年各单位在编人数最多的是哪家", "none", None
    yield f"What interest rate did {a} pay on its bonds in {last}?", "none", None


def _lost_by_year(w: World) -> dict[str, float]:
    return {str(y): float(sum(o.lost for o in w.rows(w.missed("", y)))) for y in w.years}


def _sum_lost(w: World, year: int) -> dict[str, float]:
    found: Counter[str] = Counter()
    for o in w.rows(lambda o: o.report.fiscal_year == year):
        found[o.i.level2 or ""] += float(o.lost)  # type: ignore[assignment]
    return dict(found)


def _lowest(found: dict[str, float]) -> list[str] | None:
    ranked = sorted(found.items(), key=lambda x: x[1])
    return None if len(ranked) > 1 and ranked[0][1] == ranked[1][1] else [ranked[0][0]]


def _said(most: list[str] | None, found: Counter[str]) -> list[str] | None:
    return [most[0], str(found[most[0]])] if most else None


def _told(value: float) -> list[str] | None:
    return [plain(abs(value))] if value else None


def _none_if_zero(value: float) -> float | None:
    return value or None


def _added(r: Any) -> Any:
    return sum((i.score or 0) for i in r.indicators) + sum((x.score or 0) for x in r.budget)


def _best_of_each(w: World, year: int) -> list[tuple[str, str | None]] | None:
    found = [w.rank(score, 1, lambda r, x=x: w.region(r) == x and r.fiscal_year == year, down=True) for x in {w.region(r) for r in w.some(w.of("", year))}]
    return [one for best in found for one in best] if all(found) else None  # type: ignore[union-attr]

"""Indicators and their states in the words of officials, auditors and deputies: debts, gaps and shortfalls, majorities, named kinds,
causes put otherwise, parts of a total, units that met all. For any world."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import Any

from extractors.records import Report

from .worked_out import of_level
from .world import Of, World, misses, number

Ask = tuple[str, str, Any]


def reached(w: World) -> Iterator[Ask]:
    for part in (which, how_many, of_kinds, values, shares, majorities, why, points, by_group, most, units, other):
        yield from part(w)


def which(w: World) -> Iterator[Ask]:
    a, b, c = w.regions[:3]
    first, mid, last = w.years[0], w.years[1], w.years[-1]
    missed_by = [(w.unit(r), r.project_name) for r in w.some(w.of(b, last)) if misses(r)] or None
    yield f"下午要开调度会，麻烦列一下{a}{last}年没达到预期目标的各项指标", "indicators", w.inds(w.missed(a, last)) or None
    yield f"{mid}年，{b}各项绩效指标中哪些欠了账", "indicators", w.inds(w.missed(b, mid)) or None
    yield f"{c}{first}年亮了红灯的指标逐条摆出来", "indicators", w.inds(w.missed(c, first)) or None
    yield f"{a}{mid}年任务落空的指标都是哪几条", "indicators", w.inds(w.missed(a, mid)) or None
    yield f"{b}{last}年有指标掉了队的项目，报一下名字", "projects", missed_by
    yield f"审计组需要：{b}{last}年度含有未完成指标的项目", "projects", missed_by
    yield f"{c}{last}年不达标的指标一一点出来", "indicators", w.inds(w.missed(c, last)) or None
    for before, behind in (("局长问，", ""), ("省厅要数据，", ""), ("安排明年预算要参考，", ""), ("", "，我好去催"), ("", "，要完整，不要遗漏"), ("手头的报告里", ""), ("为了写整改报告，", "")):
        yield f"{before}{b}{mid}年有哪些指标没有完成{behind}", "indicators", w.inds(w.missed(b, mid)) or None
    for done in ("没达到规定要求", "够不着目标", "存在差距", "未获完成", "没收官", "不及预期", "打了折"):
        yield f"{c}{last}年{done}的指标拉一个单子", "indicators", w.inds(w.missed(c, last)) or None
    yield f"{a}{first}年的指标还有没完成的吗", "indicators", w.inds(w.missed(a, first)) or None


def how_many(w: World) -> Iterator[Ask]:
    a, b, c = w.regions[:3]
    first, mid, last = w.years[0], w.years[1], w.years[-1]

    def count(region: str, year: int) -> float:
        return float(len(w.rows(w.missed(region, year))))

    yield f"数一数{a}{mid}年掉链子的指标有几个", "value", count(a, mid)
    yield f"代表询问{b}{first}年未达标的指标数，请核实", "value", count(b, first)
    yield f"{c}{mid}年没完成的指标攒了多少条", "value", count(c, mid)
    yield f"{a}{last}年欠了多少条指标没完成", "value", count(a, last)
    yield f"{last}年没完成的指标较{mid}年增加几条", "value", abs(count("", last) - count("", mid))
    yield f"{b}{mid}年没有完成的指标还剩几条", "value", count(b, mid)
    yield f"{c}{last}年没有完成的指标统计下来多少条", "value", count(c, last)
    yield f"没完成的指标里，{a}{last}年占几条", "value", count(a, last)


def of_kinds(w: World) -> Iterator[Ask]:
    a, b = w.regions[:2]
    first, mid, last = w.years[0], w.years[1], w.years[-1]

    def of(name: str, region: str, year: int | None) -> Callable[[Of], bool]:
        return lambda o: w.missed(region, year)(o) and of_level(o, name)

    yield f"{last}年数量方面的指标有几条未能达标", "value", float(len(w.rows(of("数量", "", last))))
    yield f"质量这一块的指标，{mid}年{a}哪些没做到", "indicators", w.inds(of("质量", a, mid)) or None
    yield f"{first}年时效性指标里没跟上的", "indicators", w.inds(of("时效", "", first)) or None
    yield f"{b}没守住目标的成本指标", "indicators", w.inds(of("成本", b, None)) or None
    yield f"{last}年成本类指标实际值超过目标值的有哪些", "indicators", w.inds(lambda o: of("成本", "", last)(o) and _over(o)) or None
    yield f"没完成的指标里数量指标占几条，看{mid}年", "value", float(len(w.rows(of("数量", "", mid))))


def values(w: World) -> Iterator[Ask]:
    short = [o for r in w.single for o in w.rows(lambda o: o.missed, [r]) if _short(o) is not None and (o.i.target or "").startswith("≥") and sum(i.level3 == o.i.level3 for i in r.indicators) == 1]
    for n, o in enumerate(short[:5]):
        target, actual, name, project = number(o.i.target), number(o.i.actual), o.i.level3, o.report.project_name
        assert target
        assert actual is not None
        yield (f"{project}的{name}离目标还差多大一截，给个数", "value", target - actual) if n == 0 else (f"{project}{name}与目标之间的缺口有多大", "value", target - actual)
        yield f"{project}{name}完成了目标的百分之几", "value", 100 * actual / target
        yield f"{project}的{name}完成率是多少", "value", 100 * actual / target
        yield f"{project}{name}兑现了几成", "value", 100 * actual / target
        yield f"{project}{name}年初定了多少、年底干了多少", "text", [o.i.actual]
        if o.i.deviation_reason:
            yield f"{project}{name}没达标，表里填的偏差原因是啥", "text", [o.i.deviation_reason]


def shares(w: World) -> Iterator[Ask]:
    a, b = w.regions[:2]
    last = w.years[-1]
    yield f"{last}年指标完成率达到多少", "value", w.completion(lambda o: w.of("", last)(o.report))
    yield f"{a}{last}年整体上指标完成了百分之几", "value", w.completion(lambda o: w.of(a, last)(o.report))
    yield f"{b}指标的总体完成情况，给个百分比", "value", w.completion(lambda o: w.of(b)(o.report))
    yield f"{last}年数量类指标达标的占比多少", "value", w.completion(lambda o: w.of("", last)(o.report) and of_level(o, "数量"))


def majorities(w: World) -> Iterator[Ask]:
    first, last = w.years[0], w.years[-1]

    def held(year: int, keep: Callable[[Decimal], bool]) -> list[tuple[str, str | None]] | None:
        return w.projs(lambda r: r.fiscal_year == year and misses(r) > 0 and keep(_part(r))) or None

    yield f"{last}年未完成指标过半数的项目", "projects", held(last, lambda p: p > 50)
    yield f"{last}年指标大半没完成的是哪些项目", "projects", held(last, lambda p: p > 50)
    yield f"{last}年未达标指标超过了总数的30%的项目", "projects", held(last, lambda p: p > 30)
    yield f"{first}年没完成的指标占到该项目全部指标的三成以上，这样的项目有哪些", "projects", held(first, lambda p: p >= 30)
    yield f"{last}年哪些项目没完成的指标比完成的还多", "projects", held(last, lambda p: p > 50)
    yield f"{last}年指标全部达到目标的项目", "projects", w.projs(lambda r: r.fiscal_year == last and not misses(r) and any(i.status == "met" for i in r.indicators)) or None
    yield f"{first}年悉数完成指标的项目", "projects", w.projs(lambda r: r.fiscal_year == first and not misses(r) and any(i.status == "met" for i in r.indicators)) or None
    yield f"{first}年哪些项目起码有两条指标没完成", "projects", w.projs(lambda r: r.fiscal_year == first and misses(r) >= 2) or None
    yield f"{last}年凡是两条以上（含两条）指标没完成的项目都找出来", "projects", w.projs(lambda r: r.fiscal_year == last and misses(r) >= 2) or None


def why(w: World) -> Iterator[Ask]:
    mid, last = w.years[1], w.years[-1]
    given = [o.i.deviation_reason for o in w.rows(lambda o: o.missed) if o.i.deviation_reason]
    said = Counter(given).most_common(1)[0][0].split("，")[0] if given else ""

    def because(year: int | None) -> Callable[[Of], bool]:
        return lambda o: w.missed("", year)(o) and said in (o.i.deviation_reason or "")

    def blank(o: Of) -> bool:
        return w.missed("", last)(o) and not o.i.deviation_reason

    if said:
        yield f"{said}拖累了哪些指标没完成", "indicators", w.inds(because(None)) or None
        yield f"{last}年哪些指标没完成是由于{said}", "indicators", w.inds(because(last)) or None
        yield f"原因填“{said}”的未完成指标数", "value", float(len(w.rows(because(None))))
        yield f"以{said}作解释的未达标指标，{mid}年有几条", "value", float(len(w.rows(because(mid))))
    yield f"{last}年没完成又不交代原因的指标是哪些", "indicators", w.inds(blank) or None
    yield f"{last}年未达标且原因分析一栏留白的指标", "indicators", w.inds(blank) or None
    yield f"{last}年有哪些指标没完成，表里也没个说法", "indicators", w.inds(blank) or None
    yield f"{last}年未达标指标当中交代了缘由的共几项", "value", float(len(w.rows(lambda o: w.missed("", last)(o) and bool(o.i.deviation_reason))))
    yield f"{last}年未完成指标，原因栏不空的有几条", "value", float(len(w.rows(lambda o: w.missed("", last)(o) and bool(o.i.deviation_reason))))
    yield "按偏差原因归类，未完成指标各几条", "groups", w.count_by(lambda o: o.i.deviation_reason, lambda o: o.missed and bool(o.i.deviation_reason))


def points(w: World) -> Iterator[Ask]:
    a, last = w.regions[0], w.years[-1]

    def lost(year: int, region: str) -> float:
        return float(sum(o.lost for o in w.rows(w.missed(region, year))))

    yield f"{last}年因为指标没完成总共失了几分", "value", lost(last, "")
    yield f"{a}{last}年指标未完成造成的扣分总额", "value", lost(last, a)
    full = [o.triple for o in w.rows(lambda o: w.missed("", None)(o) and o.lost == 0)]
    yield "明明没完成、得分还是满分的指标，列出来", "indicators", full or None
    yield "指标未完成而自评满分的有哪些", "indicators", full or None


def by_group(w: World) -> Iterator[Ask]:
    missed = w.missed()
    yield "历年没完成的指标各有多少", "groups", w.count_by(lambda o: o.report.fiscal_year, missed)
    yield "把没完成的指标按年度拆开数一下", "groups", w.count_by(lambda o: o.report.fiscal_year, missed)
    yield "哪个地方没完成多少条指标，都给我列出来", "groups", w.count_by(lambda o: w.region(o.report), missed)
    yield "几个市县区各欠了多少条指标", "groups", w.count_by(lambda o: w.region(o.report), missed)


def most(w: World) -> Iterator[Ask]:
    last = w.years[-1]
    by_unit = w.count_by(lambda o: o.unit, w.missed("", last))
    top = sorted(by_unit, key=lambda u: -by_unit[u])
    alone = len(top) > 1 and by_unit[top[0]] > by_unit[top[1]]
    yield f"{last}年欠账的指标数居首的是哪家单位", "groups", {top[0]: by_unit[top[0]]} if alone else None
    yield f"按二级指标分，{last}年未完成条数排第一的是哪类", "groups", _first(w.count_by(lambda o: o.i.level2, lambda o: w.missed("", last)(o) and bool(o.i.level2)))
    yield f"{last}年没完成最多的指标", "short", None


def units(w: World) -> Iterator[Ask]:
    for region in w.regions[:3]:
        of = {w.unit(r) for r in w.some(w.of(region))}
        clean = {u: 0.0 for u in of if not any(misses(r) for r in w.judged if w.unit(r) == u)}
        yield f"{region}哪些单位的指标全部完成了", "groups", clean or None
        yield f"{region}没有未完成指标的单位有哪些？", "groups", clean or None
        yield f"{region}有几个单位一条未完成的指标都没有", "value", float(len(clean)) if clean else None


def other(w: World) -> Iterator[Ask]:
    """Still refused, or said in part: what the reports cannot know, and what restricts in words that nobody knows."""
    a, last = w.regions[0], w.years[-1]
    yield f"{a}{last}年没完成的指标里有几条是明年能补上的", "short", None
    yield f"{a}{last}年的指标完成情况比全省平均好多少", "short", None
    yield f"{last}年没完成的指标里群众反映强烈的有哪些", "short", None


def _part(r: Report) -> Decimal:
    return Decimal(misses(r)) * 100 / sum(i.status in ("met", "missed", "partial") for i in r.indicators)


def _short(o: Of) -> float | None:
    target, actual = number(o.i.target), number(o.i.actual)
    return target - actual if target and actual is not None else None


def _over(o: Of) -> bool:
    short = _short(o)
    return short is not None and short < 0


def _first(counted: dict[str, float]) -> dict[str, float] | None:
    top = sorted(counted, key=lambda k: -counted[k])
    return {top[0]: counted[top[0]]} if len(top) > 1 and counted[top[0]] > counted[top[1]] else None

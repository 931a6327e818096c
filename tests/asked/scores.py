"""Scores and checks in a bureau's other words: places among all, ends of each group, points lost and what they are a share of, grades,
averages and their two sides, years against each other, and what the checks found."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from extractors.records import Report

from .worked_out import all_met, found_by, of_level
from .world import Of, World, lost, mean, misses, rate, score

Ask = tuple[str, str, Any]


def scores(w: World) -> Iterator[Ask]:
    for part in (one, points_lost, weights, shares, ends, places, middles, graded, sides, groups, years_apart, held, levels, checked, refused):
        yield from part(w)


def one(w: World) -> Iterator[Ask]:
    r = w.single[0]
    name = f"{w.unit(r)}的{r.project_name}"
    yield f"帮我扫一眼{name}，自评下来总共打了几分", "value", float(score(r))
    yield f"下午要给局领导汇报，{name}的最终得分给个数", "value", float(score(r))
    yield f"{name}到头来拿到多少分", "value", float(score(r))
    yield f"{name}还差几分满分", "value", float(lost(r))
    yield f"{name}总分比满分少了多少分", "value", float(lost(r))


def points_lost(w: World) -> Iterator[Ask]:
    a, b = w.regions[0], w.regions[1]
    first, mid, last = w.years
    yield f"{a}{mid}年的失分点都有哪些", "indicators", w.inds(lambda o: w.of(a, mid)(o.report) and o.lost > 0) or None
    yield f"{b}{last}年分都丢在哪些指标上了", "indicators", w.inds(lambda o: w.of(b, last)(o.report) and o.lost > 0) or None
    yield f"{mid}年失分幅度最大的指标", "indicators", _first(w, w.rows(lambda o: o.report.fiscal_year == mid))
    yield f"找一下{last}年扣分最狠的那条指标", "indicators", _first(w, w.rows(lambda o: o.report.fiscal_year == last))
    yield f"{a}效益类指标累计丢了多少分", "value", float(sum(o.lost for o in w.rows(lambda o: a in o.unit and of_level(o, "效益"))))
    yield f"{first}年每家单位一共丢了几分", "groups", w.by(w.unit, lambda rs: float(sum(map(lost, rs))), lambda r: r.fiscal_year == first)
    yield "扣掉8分以上（不含8分）的项目有哪些", "projects", w.projs(lambda r: lost(r) > 8) or None
    yield f"{mid}年离满分最远的是哪个项目", "ranking", w.rank(score, 1, lambda r: r.fiscal_year == mid)


def _first(w: World, rows: list[Of]) -> list[tuple[str, str | None, str | None]] | None:
    most = max(o.lost for o in rows)
    found = [o.triple for o in rows if o.lost == most]
    return found if len(found) == 1 else None


def weights(w: World) -> Iterator[Ask]:
    r = w.single[1]
    i = r.indicators[0]
    yield f"{w.unit(r)}的{r.project_name}给{i.level3}设了多少分", "value", float(i.weight or 0)
    yield f"{w.unit(r)}的{r.project_name}里{i.level3}应得多少分", "value", float(i.weight or 0)
    yield f"{w.unit(r)}的{r.project_name}，最值分的指标是哪些", "indicators", w.inds(lambda o: o.report is r and o.i.weight == max(x.weight or 0 for x in r.indicators))
    yield f"{w.years[-1]}年分值满12分的指标都拎出来", "indicators", w.inds(lambda o: o.report.fiscal_year == w.years[-1] and (o.i.weight or 0) >= 12) or None


def shares(w: World) -> Iterator[Ask]:
    """What a level's indicators got of the points that they could have."""
    a, last = w.regions[0], w.years[-1]
    yield f"{a}产出指标得分占分值的比例", "value", _points(w.rows(lambda o: a in o.unit and of_level(o, "产出")))
    yield f"{last}年效益指标拿分的比例是多少", "value", _points(w.rows(lambda o: o.report.fiscal_year == last and of_level(o, "效益")))
    each = {r: _points([o for o in w.rows(lambda o: of_level(o, "产出")) if r in o.unit]) for r in w.regions}
    yield "产出指标得分率，各地区逐个给一下", "groups", each
    yield "一级指标得分率，逐个给一下", "groups", {n: _points([o for o in w.rows(lambda o: True) if o.i.level1 == n]) for n in {o.i.level1 or "" for o in w.rows(lambda o: True)}}
    yield f"{last}年项目的优秀率是多少", "value", 100 * w.n(lambda r: r.fiscal_year == last and score(r) >= 90) / w.n(w.of("", last))


def _points(rows: list[Of]) -> float:
    scored = [o for o in rows if o.i.weight is not None and o.i.score is not None]
    return float(100 * sum(o.i.score or 0 for o in scored) / sum(o.i.weight or 0 for o in scored))


def ends(w: World) -> Iterator[Ask]:
    a, b = w.regions[1], w.regions[2]
    first, mid, last = w.years
    yield f"{last}年分数前三甲是哪几个项目", "ranking", w.rank(score, 3, lambda r: r.fiscal_year == last, down=True)
    yield f"{mid}年得分从高到低，头四个项目是谁", "ranking", w.rank(score, 4, lambda r: r.fiscal_year == mid, down=True)
    yield f"{first}年得分仅次于第一名的项目是哪个", "ranking", w.rank(score, 1, lambda r: r.fiscal_year == first, down=True, start=1)
    yield f"{mid}年得分榜上的榜眼是哪个项目", "ranking", w.rank(score, 1, lambda r: r.fiscal_year == mid, down=True, start=1)
    yield f"{last}年按得分往下排，第三位是哪个项目", "ranking", w.rank(score, 1, lambda r: r.fiscal_year == last, down=True, start=2)
    yield f"{mid}年得分从后往前数，第二个是哪个项目", "ranking", w.rank(score, 1, lambda r: r.fiscal_year == mid, start=1)
    yield f"{a}考得最差的项目", "ranking", w.rank(score, 1, w.of(a))
    yield f"{b}得分敬陪末座的是哪个项目", "ranking", w.rank(score, 1, w.of(b))
    yield f"{a}得分靠后的3个项目是哪些", "ranking", w.rank(score, 3, w.of(a))
    yield f"{a}按单位把最低分的那个项目各挑一个出来", "projects", _each_first(w, w.of(a), w.unit)
    yield f"{b}历年得分最低的项目各是哪个", "projects", _each_first(w, w.of(b), lambda r: str(r.fiscal_year))


def _each_first(w: World, keep: Any, by: Any) -> list[tuple[str, str | None]]:
    found = w.some(keep)
    return [(w.unit(r), r.project_name) for r in found if score(r) == min(score(x) for x in found if by(x) == by(r))]


def places(w: World) -> Iterator[Ask]:
    """Of one among all; of a project whose name others have too, the one of the unit named."""
    last = w.years[-1]
    r = w.single[2]
    among = w.some(w.of("", r.fiscal_year))
    yield f"{w.unit(r)}的{r.project_name}，得分放到{r.fiscal_year}年全部项目里是第几名", "value", float(1 + sum(score(x) > score(r) for x in among))
    twice = [x for x in w.judged if x.fiscal_year == last and sum(y.project_name == x.project_name and y.fiscal_year == last for y in w.judged) > 1]
    if twice:
        x = twice[0]
        yield f"{w.unit(x)}的{x.project_name}按得分在{last}年能排到多少名", "value", float(1 + sum(score(y) > score(x) for y in w.some(w.of("", last))))
    unit = w.unit(r)
    means = w.by(w.unit, lambda rs: mean(map(score, rs)), w.of(w.region(r)))
    whole = f"全{w.region(r)[-1]}"
    yield f"{unit}在{whole}各单位中平均得分名列第几", "value", float(1 + sum(v > means[unit] for v in means.values()))


def middles(w: World) -> Iterator[Ask]:
    a, b = w.regions[0], w.regions[1]
    mid, last = w.years[1], w.years[-1]
    yield f"{a}各个项目拉平了算是多少分", "value", w.mean(score, w.of(a))
    yield f"请测算{b}{last}年度项目自评得分的算术平均值", "value", w.mean(score, w.of(b, last))
    yield f"{mid}年项目得分取中位数是几", "value", _middle([score(r) for r in w.some(w.of("", mid))])
    yield f"{a}项目得分的中位数等于几", "value", _middle([score(r) for r in w.some(w.of(a))])
    yield f"{last}年第一名和最后一名差多少分", "value", float(max(score(r) for r in w.some(w.of("", last))) - min(score(r) for r in w.some(w.of("", last))))
    yield f"{b}项目得分首尾差距多大", "value", float(max(score(r) for r in w.some(w.of(b))) - min(score(r) for r in w.some(w.of(b))))
    yield "执行率100%的项目平均得分是多少", "value", w.mean(score, lambda r: rate(r) == 100) if w.n(lambda r: rate(r) == 100) else None
    yield "有指标没完成的项目均分", "value", w.mean(score, lambda r: misses(r) > 0)


def _middle(found: list[Any]) -> float:
    found = sorted(found)
    half = len(found) // 2
    return float(found[half]) if len(found) % 2 else float(found[half - 1] + found[half]) / 2


def graded(w: World) -> Iterator[Ask]:
    mid, last = w.years[1], w.years[-1]
    good = w.projs(lambda r: r.fiscal_year == last and 80 <= score(r) < 90) or None
    yield f"绩效等级落在良这一档的{last}年项目名单", "projects", good
    yield f"把{last}年定级为良的项目列一列", "projects", good
    yield f"{last}年只评了个良的项目", "projects", good
    yield f"{mid}年达到优这一档的项目数", "value", float(w.n(lambda r: r.fiscal_year == mid and score(r) >= 90))
    grades = w.by(_grade, len, lambda r: r.fiscal_year == last)
    yield f"把{last}年的项目按优良中差归一下类，各是多少个", "groups", grades
    yield f"领导想看{last}年项目的等级构成，各档数量给一下", "groups", grades


def _grade(r: Report) -> str:
    return "优" if score(r) >= 90 else "良" if score(r) >= 80 else "中" if score(r) >= 60 else "差"


def sides(w: World) -> Iterator[Ask]:
    a, last = w.regions[1], w.years[-1]
    average = w.mean(score, w.of("", last))
    yield f"{last}年得分在均分之上的项目", "projects", w.projs(lambda r: r.fiscal_year == last and float(score(r)) > average)
    yield f"{last}年哪些项目拖了平均分的后腿", "projects", w.projs(lambda r: r.fiscal_year == last and float(score(r)) < average)
    yield f"{a}有哪些项目跑赢了均值", "projects", w.projs(lambda r: a in w.unit(r) and float(score(r)) > w.mean(score, w.of(a)))


def groups(w: World) -> Iterator[Ask]:
    a, last = w.regions[0], w.years[-1]
    yield f"{a}一家一家单位地看，平均分是多少", "groups", w.by(w.unit, lambda rs: mean(map(score, rs)), w.of(a))
    yield f"分区域给一下{last}年的平均得分", "groups", w.by(w.region, lambda rs: mean(map(score, rs)), w.of("", last))
    yield f"{last}年每个地区的最高分各是几分", "groups", w.by(w.region, lambda rs: float(max(map(score, rs))), w.of("", last))
    yield f"{last}年各地最低得了几分", "groups", w.by(w.region, lambda rs: float(min(map(score, rs))), w.of("", last))
    yield "项目均分超过95分的单位，不含95分", "groups", {k: v for k, v in w.by(w.unit, lambda rs: mean(map(score, rs))).items() if v > 95}


def years_apart(w: World) -> Iterator[Ask]:
    a = w.regions[1]
    mid, last = w.years[1], w.years[-1]
    each = w.by(lambda r: r.fiscal_year, lambda rs: mean(map(score, rs)), w.of(a))
    for said in ("近几年平均得分是涨是跌", "历年均分起伏如何", "看看各年度平均得分走向", "平均得分一年一年的变化情况"):
        yield f"{a}{said}" if not said.startswith("看看") else f"看看{a}{said[2:]}", "groups", each
    went = {r: w.mean(score, w.of(r, last)) - w.mean(score, w.of(r, mid)) for r in w.regions}
    yield f"哪些地区{last}年均分不如{mid}年", "groups", {r: v for r, v in went.items() if v < 0} or None
    yield f"{last}年平均得分退步的地区（跟{mid}年比）", "groups", {r: v for r, v in went.items() if v < 0} or None


def held(w: World) -> Iterator[Ask]:
    a = w.regions[1]
    mid, last = w.years[1], w.years[-1]
    yield f"{mid}年总分85-95的项目列一下", "projects", w.projs(lambda r: r.fiscal_year == mid and 85 <= score(r) <= 95) or None
    yield f"{last}年资金百分百执行，得分却不足95分的是哪些项目", "projects", w.projs(lambda r: r.fiscal_year == last and rate(r) >= 100 and score(r) < 95) or None
    yield f"{last}年有几家项目没够到90分", "value", float(w.n(lambda r: r.fiscal_year == last and score(r) < 90))
    yield f"{a}得分比95分还高的项目", "projects", w.projs(lambda r: a in w.unit(r) and score(r) > 95) or None
    yield f"{last}年指标全部达标得分却没过99分的项目", "projects", all_met(w, lambda r: r.fiscal_year == last and score(r) < 99, "")


def levels(w: World) -> Iterator[Ask]:
    """A level's own points, in projects and beside one another."""
    a, last = w.regions[0], w.years[-1]
    full = [r for r in w.some(w.of("", last)) if (of := _of_level(w, r, "效益")) and not any(o.lost > 0 for o in of)]
    yield f"{last}年效益指标得满分的项目有几个", "value", float(len(full))
    yield f"{last}年质量指标扣了分的项目", "projects", w.projs(lambda r: r.fiscal_year == last and any(o.lost > 0 for o in _of_level(w, r, "质量"))) or None
    of_each = {n: float(sum(o.lost for o in w.rows(lambda o: a in o.unit) if of_level(o, n))) for n in ("质量", "时效")}
    yield f"{a}质量指标和时效指标哪个扣分多", "groups", {f"{n}指标": v for n, v in of_each.items()}
    worst = max(map(misses, w.judged))
    some = [r for r in w.judged if misses(r) == worst]
    yield "没完成指标最多的项目得了多少分", "value", float(score(some[0])) if len(some) == 1 else None
    yield "没有扣分的单位有哪些", "groups", {k: v for k, v in w.by(w.unit, lambda rs: float(max(map(lost, rs)))).items() if v <= 0} or None


def _of_level(w: World, r: Report, level: str) -> list[Of]:
    return [o for o in w.rows(lambda o: o.report is r) if of_level(o, level)]


def refused(w: World) -> Iterator[Ask]:
    """What was answered by another question's answer once: two orders at once, others' averages, findings of a level."""
    a, last = w.regions[1], w.years[-1]
    yield f"{last}年得分和执行率都排前五的项目", "none", []
    yield "得分前五的项目里执行率最低的是哪个", "none", []
    yield f"{last}年得分高于{a}平均分的项目", "projects", w.projs(lambda r: r.fiscal_year == last and float(score(r)) > w.mean(score, w.of(a, last))) or None
    yield f"{a}得分低于全部项目平均分的项目有哪些", "projects", w.projs(lambda r: w.of(a)(r) and float(score(r)) < w.mean(score, w.of())) or None
    yield "哪类问题最多", "none", []


def checked(w: World) -> Iterator[Ask]:
    totals, weighted, rates = (found_by(w, rule) for rule in ("total_mismatch", "weights_not_100", "execution_rate_mismatch"))
    yield "哪些项目总分加不起来", "projects", totals
    yield "总分合不拢的项目有哪几个", "projects", totals
    yield "哪些项目分值没凑够或超出100分", "projects", weighted
    yield "哪几个项目的预算执行率经不起复算", "projects", rates
    yield "执行率跟金额算出来不吻合的项目", "projects", rates
    yield "总分对不上或者执行率填错的项目有哪些", "projects", list(dict.fromkeys([*(totals or []), *(rates or [])])) or None
    number = {id(r): _how_many(r) for r in w.stated}
    yield "没有查出任何问题的项目", "projects", w.projs(lambda r: not number[id(r)], w.stated)
    most = max(number.values())
    yield "审核发现的问题最多的是哪个项目", "projects", w.projs(lambda r: number[id(r)] == most)
    yield "按地区统计审核发现的问题数", "groups", {k: v for k, v in w.by(w.region, lambda rs: float(sum(number[id(r)] for r in rs))).items() if v}
    over = w.inds(lambda o: o.lost < 0)
    yield "哪些指标得的分比权重还多", "indicators" if over else "says", over or ["没有"]


def _how_many(r: Report) -> int:
    from asking import _finished

    from extractors.checks import check

    return len(check(_finished(r)))

"""Held out: written before the product was asked; notes of a budget review, of working papers and of an analyst."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

from .worked_out import of_level, plain, with_most
from .world import World, budget, left, line, lost, mean, misses, rate, score, spent

Ask = tuple[str, str, Any]


def working_papers(w: World) -> Iterator[Ask]:
    for part in (lists, numbers, groups, rankings, money, nothing):
        yield from part(w)


def lists(w: World) -> Iterator[Ask]:
    a, b, c = w.regions[2], w.regions[0], w.regions[1]
    first, mid, last = w.years[0], w.years[1], w.years[-1]
    lead = Counter(r.project_lead for r in w.judged).most_common(1)[0][0]
    yield f"{a}{mid}年度：质量类指标里面没能达到目标值的，逐条列给我", "indicators", w.inds(lambda o: w.missed(a, mid)(o) and of_level(o, "质量")) or None
    yield f"{b}{last}年丢掉2分以上的指标都是哪些", "indicators", w.inds(lambda o: w.of(b, last)(o.report) and o.lost >= 2) or None
    yield f"没有兑现的产出类目标里，{c}有几条是在{first}年的？请列出", "indicators", w.inds(lambda o: w.missed(c, first)(o) and of_level(o, "产出")) or None
    yield f"{lead}经手的项目中没完成的指标", "indicators", w.inds(lambda o: o.missed and o.report.project_lead == lead) or None
    yield f"{first}年和{last}年两个年度未达标的时效指标", "indicators", w.inds(lambda o: o.missed and o.report.fiscal_year in (first, last) and of_level(o, "时效")) or None
    yield f"满分指标里实际并没达到目标的，{b}", "indicators", w.inds(lambda o: o.missed and b in o.unit and o.i.score == o.i.weight) or None
    yield f"{a}有没有哪个项目的指标是一条不落全部完成的？{last}年", "projects", w.projs(lambda r: w.of(a, last)(r) and misses(r) == 0) or None
    yield "自评打到九十五分开外、资金却还剩四十万以上的项目", "projects", w.projs(lambda r: score(r) > 95 and left(r) >= 400000) or None
    yield f"{c}预算盘子在两百万到四百五十万之间的项目，{mid}年", "projects", [(w.unit(r), r.project_name) for r in w.stated if w.of(c, mid)(r) and 2000000 <= budget(r) <= 4500000] or None
    yield "执行率过低（85%以下）而自评却在90分以上的项目，查一查", "projects", w.projs(lambda r: rate(r) <= 85 and score(r) >= 90) or None
    yield f"{last}年，{a}之外，哪些项目有三条或三条以上指标没完成", "projects", w.projs(lambda r: r.fiscal_year == last and a not in w.unit(r) and misses(r) >= 3) or None
    yield f"除了教育局，{b}还有谁家的项目得分不足九十", "projects", w.projs(lambda r: b in w.unit(r) and "教育局" not in w.unit(r) and score(r) < 90) or None
    yield f"{mid}年扣分在3分以内（含3分）的项目", "projects", w.projs(lambda r: r.fiscal_year == mid and lost(r) <= 3) or None
    yield f"效益指标拉了后腿的项目，{c}", "projects", w.projs(lambda r: c in w.unit(r) and any(o.report is r for o in w.rows(lambda o: o.missed and of_level(o, "效益")))) or None
    yield f"{b} projects from {first} where not a single indicator was missed", "projects", w.projs(lambda r: w.of(b, first)(r) and misses(r) == 0) or None
    yield f"Give me projects that scored between 85 and 95 in {mid}, {c} excluded", "projects", w.projs(lambda r: r.fiscal_year == mid and c not in w.unit(r) and 85 <= score(r) <= 95) or None
    yield f"cost indicators that were not met anywhere in {last}", "indicators", w.inds(lambda o: w.missed("", last)(o) and of_level(o, "成本")) or None
    yield f"Any {a} indicators in {first} that lost points although their targets were met?", "indicators", w.inds(lambda o: w.of(a, first)(o.report) and o.i.status == "met" and o.lost > 0) or None


def numbers(w: World) -> Iterator[Ask]:
    a, b, c = w.regions[2], w.regions[0], w.regions[1]
    first, mid, last = w.years[0], w.years[1], w.years[-1]
    yield f"{a}的项目里自评低于九十分的占了多少比例", "value", 100 * w.n(lambda r: a in w.unit(r) and score(r) < 90) / w.n(w.of(a))
    yield f"{mid}年全部指标当中，没达标的占比是多少，按能判断的算", "value", 100 - w.completion(lambda o: o.report.fiscal_year == mid)
    yield f"{b}数量指标的达成率，{last}年", "value", w.completion(lambda o: w.of(b, last)(o.report) and of_level(o, "数量"))
    yield f"{c}{first}年至{mid}年累计有多少条指标掉了链子", "value", len(w.rows(lambda o: o.missed and c in o.unit and o.report.fiscal_year in (first, mid)))
    yield f"参加{last}年自评的单位数", "value", len({w.unit(r) for r in w.some(w.of("", last))})
    yield f"{a}项目的平均扣分", "value", w.mean(lost, w.of(a))
    yield "得了95分以上的项目，平均预算多大（元）", "value", w.mean(budget, lambda r: score(r) >= 95)
    yield f"{b}没全部完成指标的项目有多少个，占几成", "says", [plain(round(100 * w.n(lambda r: b in w.unit(r) and misses(r) > 0) / w.n(w.of(b)), 2))]
    yield f"{mid}年得分在{c}平均分以上的{c}项目有几个", "value", w.n(lambda r: w.of(c, mid)(r) and float(score(r)) >= w.mean(score, w.of(c, mid)))
    yield f"{last}年{b}与{a}的平均得分差距", "says", [plain(round(abs(w.mean(score, w.of(b, last)) - w.mean(score, w.of(a, last))), 2))]
    yield f"一个项目平均设几条指标，{first}年", "value", len(w.rows(lambda o: o.report.fiscal_year == first)) / w.n(w.of("", first))
    yield f"in {mid}, how many projects overall had an execution rate under 90%?", "value", w.n(lambda r: r.fiscal_year == mid and rate(r) < 90)
    yield f"Out of all unmet indicators in {a}, how many concern quality?", "value", len(w.rows(lambda o: o.missed and a in o.unit and of_level(o, "质量")))
    yield f"How many different people led projects in {b}?", "value", len({r.project_lead for r in w.stated if b in w.unit(r)})


def groups(w: World) -> Iterator[Ask]:
    a, b, c = w.regions[2], w.regions[0], w.regions[1]
    first, mid, last = w.years[0], w.years[1], w.years[-1]
    three = len(w.regions) == len({w.region(r) for r in w.judged})
    yield f"{last}年各地未达标指标条数，由多到少排", "ordered", _down(w.count_by(lambda o: w.region(o.report), w.missed("", last))) if three else None
    yield f"按年度看{a}的指标完成率", "groups", {str(y): w.completion(lambda o, y=y: w.of(a, y)(o.report)) for y in w.years}
    yield f"{b}各一级指标分别丢了多少分（{mid}年）", "groups", _lost(w, w.of(b, mid), 1)
    yield f"各单位负责的项目个数，只要{c}的", "groups", _stated_by(w, c)
    yield f"{first}年平均执行率在九成以上的地区", "groups", {k: v for k, v in w.by(w.region, lambda rs: mean(map(rate, rs)), w.of("", first)).items() if v >= 90} or None
    yield f"{a}每年执行率不到90%的项目数", "groups", w.by(lambda r: r.fiscal_year, len, lambda r: a in w.unit(r) and rate(r) < 90) or None
    yield f"二级指标中各类的平均得分率就不用了，只要{c}{last}年各二级指标未达标数", "partly", ["不用"]
    yield "number of projects below 90 points, split by year", "groups", w.by(lambda r: r.fiscal_year, len, lambda r: score(r) < 90)
    yield f"Total unspent money for each {b} unit in {last}", "groups", w.by(w.unit, lambda rs: float(sum(map(left, rs))), w.of(b, last))
    yield f"Compare the share of met indicators in {a}, {b} and {c} for {first}", "groups", {x: w.completion(lambda o, x=x: w.of(x, first)(o.report)) for x in (a, b, c)}


def rankings(w: World) -> Iterator[Ask]:
    a, b, c = w.regions[2], w.regions[0], w.regions[1]
    first, mid, last = w.years[0], w.years[1], w.years[-1]
    units = Counter(o.unit for o in w.rows(w.missed(b)))
    yield f"{a}{mid}年自评分掉得最厉害的项目，即分最低的", "partly", ["掉得"]
    yield f"{b}没完成指标最集中的单位是谁", "says", with_most(units)
    yield f"{last}年每个地方执行率最低的项目各是哪个", "projects", _first_of_each(w, last)
    yield f"在{c}，预算排第二的项目", "ranking", w.rank(budget, 1, w.of(c), down=True, start=1) if not [t for t in w.stated if t not in w.judged and c in w.unit(t)] else None
    yield f"{first}年得分最高的项目和最低的项目分别是哪个", "projects", [*top, *bottom] if (top := w.rank(score, 1, w.of("", first), down=True)) and (bottom := w.rank(score, 1, w.of("", first))) else None
    yield f"钱剩得最多的三个{b}项目", "ranking", w.rank(left, 3, w.of(b), down=True)
    yield f"哪一年{c}没达标的指标最少", "says", _least({str(y): len(w.rows(w.missed(c, y))) for y in w.years})
    yield f"Which {a} unit left the most money unspent over all years?", "says", with_most(w.by(w.unit, lambda rs: float(sum(map(left, rs))), w.of(a)))
    yield f"worst three by score among {mid} projects outside {a}", "ranking", w.rank(score, 3, lambda r: r.fiscal_year == mid and a not in w.unit(r))


def money(w: World) -> Iterator[Ask]:
    a, b, c = w.regions[2], w.regions[0], w.regions[1]
    first, mid, last = w.years[0], w.years[1], w.years[-1]
    yield f"{a}{last}年花了多少财政拨款（万元）", "value", w.sum(lambda r: line(r, "财政拨款").executed, w.of(a, last)) / 10000  # type: ignore[union-attr]
    yield f"有指标没完成的那些项目，{mid}年一共占用了多少万元预算", "value", w.sum(budget, lambda r: r.fiscal_year == mid and misses(r) > 0) / 10000
    yield f"{b}各年其他资金的执行数", "groups", _by_year_line(w, b)
    yield f"{c}{first}年预算在全部预算里占几个百分点", "value", 100 * w.sum(budget, w.of(c, first)) / w.sum(budget, w.of("", first))
    yield f"{last}年结余率（结余除以预算）{a}是多少", "value", 100 * w.sum(left, w.of(a, last)) / w.sum(budget, w.of(a, last))
    yield "得分90以下的项目总共花掉多少钱，按万元计", "value", w.sum(spent, lambda r: score(r) < 90) / 10000
    yield f"Average amount spent per project in {c} in {last}, yuan", "value", w.mean(spent, w.of(c, last))


def nothing(w: World) -> Iterator[Ask]:
    a, b = w.regions[2], w.regions[0]
    mid, last = w.years[1], w.years[-1]
    yield f"{a}{last}年项目的审计整改率", "none", None
    yield f"{b}{mid}年政府采购节约了多少钱", "none", None
    yield f"{last + 2}年{a}预计安排多少预算", "none", None
    yield f"{b}哪个项目被媒体曝光过", "none", None
    yield f"Which {a} projects were delayed by a court case?", "none", None


def _down(found: dict[str, float]) -> list[tuple[str, float]] | None:
    ranked = sorted(found.items(), key=lambda x: -x[1])
    return ranked if len({v for _, v in ranked}) == len(ranked) else None


def _least(found: dict[str, float]) -> list[str] | None:
    ranked = sorted(found.items(), key=lambda x: x[1])
    return None if ranked[0][1] == ranked[1][1] else [ranked[0][0]]


def _lost(w: World, keep: Any, level: int) -> dict[str, float]:
    found: dict[str, float] = {}
    for o in w.rows(lambda o: keep(o.report)):
        name = (o.i.level1 if level == 1 else o.i.level2) or ""
        found[name] = found.get(name, 0.0) + float(o.lost)
    return found


def _stated_by(w: World, region: str) -> dict[str, float]:
    return {k: float(v) for k, v in Counter(w.unit(r) for r in w.stated if region in w.unit(r)).items()}


def _first_of_each(w: World, year: int) -> list[tuple[str, str | None]] | None:
    found = [w.rank(rate, 1, lambda r, x=x: w.region(r) == x and r.fiscal_year == year) for x in {w.region(r) for r in w.some(w.of("", year))}]
    return [one for first in found for one in first] if all(found) else None  # type: ignore[union-attr]


def _by_year_line(w: World, region: str) -> dict[str, float] | None:
    found = w.by(lambda r: r.fiscal_year, lambda rs: float(sum(line(r, "其他资金").executed or 0 for r in rs)), w.of(region))  # type: ignore[union-attr]
    return found if any(found.values()) else None

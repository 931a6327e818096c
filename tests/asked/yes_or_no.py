"""Yes or no, the same project over the years, who has how much, what lies between, funds by
source, findings in other words, and what nobody can answer; written before anything was changed for it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from statistics import median
from typing import Any

from .worked_out import with_most
from .world import World, budget, left, line, lost, mean, misses, number, rate, score, spent

Ask = tuple[str, str, Any]


def yes_or_no(w: World) -> Iterator[Ask]:
    a, b, c = w.regions[2], w.regions[0], w.regions[1]
    first, mid, last = w.years[0], w.years[1], w.years[-1]
    p, q2 = w.single[3], w.single[-2]
    lead, _ = Counter(r.project_lead for r in w.judged if r.project_lead).most_common(1)[0]

    # yes or no, and what there is
    yield f"{b}{last}年有没有执行率连一半都不到的项目", "projects", w.projs(lambda r: w.of(b, last)(r) and rate(r) < 50) or None
    i = next(i for i in p.indicators if i.status == "met" and i.actual)
    yield f"{p.project_name}的{i.level3}达到目标了吗", "text", [i.actual]
    m = next((i for r in w.single for i in r.indicators if i.status == "missed" and i.actual), None)
    mr = next((r for r in w.single for i in r.indicators if i is m), None)
    if m and mr:
        yield f"Did {mr.project_name} reach its target for {m.level3}?", "text", [m.actual]
        yield f"{mr.project_name}的{m.level3}离目标差在哪，目标和实际各是多少", "text", [m.target, m.actual]
        yield f"{mr.project_name}的{m.level3}被扣了多少分", "value", float((m.weight or 0) - (m.score or 0))
    yield f"{a}有完成率百分之百的项目吗，哪些", "projects", w.projs(lambda r: a in w.unit(r) and misses(r) == 0 and any(i.status == "met" for i in r.indicators)) or None
    # persons
    yield f"{lead}负责的项目里得分最低的是哪个", "ranking", w.rank(score, 1, lambda r: r.project_lead == lead)
    yield f"{lead}一共管几个项目", "value", sum(r.project_lead == lead for r in w.stated)
    yield f"projects led by {lead} that scored below 95", "projects", w.projs(lambda r: r.project_lead == lead and score(r) < 95) or None
    yield "每位负责人各管几个项目", "groups", dict(Counter(r.project_lead for r in w.stated if r.project_lead))
    yield f"谁负责的项目最多，{mid}年", "says", with_most(Counter(r.project_lead for r in w.stated if r.project_lead and r.fiscal_year == mid))
    yield f"{p.project_name}和{q2.project_name}分别由谁负责、电话多少", "text", [x for x in (p.project_lead, q2.project_lead) if x] or None
    # having
    yield "手上有3个以上项目的负责人", "groups", {k: float(v) for k, v in Counter(r.project_lead for r in w.stated if r.project_lead).items() if v >= 3} or None
    many = w.count_by(lambda o: o.unit, w.missed())
    yield "未完成指标不少于3条的单位有哪些", "groups", {k: v for k, v in many.items() if v >= 3} or None
    yield f"{mid}年总预算超过500万元的地区", "groups", {k: v for k, v in w.stated_by(w.region, lambda rs: float(sum(map(budget, rs))), lambda r: r.fiscal_year == mid).items() if v > 5000000} or None
    yield "哪些单位的整体执行率低于80%", "groups", {k: v for k, v in w.stated_by(w.unit, lambda rs: float(100 * sum(map(spent, rs)) / sum(map(budget, rs))), lambda r: r in w.judged).items() if v < 80} or None
    yield f"which units missed more than two indicators in {last}?", "groups", {k: v for k, v in w.count_by(lambda o: o.unit, w.missed("", last)).items() if v > 2} or None
    # ranks
    yield "没完成指标最多的前三个单位", "says", [k for k, _ in Counter(many).most_common(3)] if len({v for _, v in Counter(many).most_common(4)}) == 4 else None
    yield f"{a}哪个单位没花完的钱最多", "says", with_most(w.stated_by(w.unit, lambda rs: float(sum(map(left, rs))), lambda r: a in w.unit(r) and r in w.judged))
    yield f"{last}年执行率前三名和后三名分别是谁", "partly", []
    weighty = sorted((o.i.weight or 0 for o in w.rows(lambda o: o.report is p)), reverse=True)
    yield f"{p.project_name}里权重最大的指标是哪个", "indicators", [o.triple for o in w.rows(lambda o: o.report is p and o.i.weight == weighty[0])]
    yield f"Which unit in {b} lost the most points overall?", "says", with_most(w.by(w.unit, lambda rs: float(sum(map(lost, rs))), w.of(b)))
    yield f"{mid}年花钱最多的是哪个区县", "says", with_most(w.by(w.region, lambda rs: float(sum(map(spent, rs))), w.of("", mid)))
    yield f"{first}年指标完成率最低的地区", "says", with_most({g: -w.completion(lambda o, g=g: w.of(g, first)(o.report)) for g in w.regions if w.some(w.of(g, first))})
    # parts and shares
    yield f"{mid}年得分高于平均分的项目占多大比例", "value", 100 * w.n(lambda r: r.fiscal_year == mid and float(score(r)) > w.mean(score, w.of("", mid))) / w.n(w.of("", mid))
    yield f"{last}年得分不足90分的项目占比", "value", 100 * w.n(lambda r: r.fiscal_year == last and score(r) < 90) / w.n(w.of("", last))
    yield f"{b}花光预算的项目占几成", "value", 100 * w.n(lambda r: b in w.unit(r) and rate(r) >= 100) / w.n(w.of(b))
    fiscal = lambda keep: (sum(x.full_year or 0 for r in w.some(keep) for x in [line(r, "财政拨款")] if x), sum(map(budget, w.some(keep))))  # noqa: E731
    part, whole = fiscal(w.of("", mid))
    yield f"{mid}年财政拨款占预算总额的比重是多少", "value", float(100 * part / whole)
    other = {id(r): x.full_year or Decimal(0) for r in w.judged for x in [line(r, "其他资金")] if x}
    if any(other.values()):
        yield f"{c}{last}年其他资金一共多少元", "value", float(sum(other[id(r)] for r in w.some(w.of(c, last))))
        yield f"{mid}年其他资金超过50万元的项目", "projects", w.projs(lambda r: r.fiscal_year == mid and other[id(r)] > 500000) or None
        yield f"{p.project_name}的其他资金预算多少元、花了多少元", "says", [f"{float(x.full_year):.2f}".rstrip("0").rstrip(".") for x in [line(p, "其他资金")]]
    yield f"What share of {a}'s {mid} budget went unspent?", "value", float(100 * w.sum(left, w.of(a, mid)) / w.sum(budget, w.of(a, mid)))
    # averages of some
    yield f"预算{200 if max(map(budget, w.judged)) > 2000000 else 20}万元以上的项目平均得分是多少", "value", w.mean(score, lambda r: budget(r) >= 2000000) if any(budget(r) >= 2000000 for r in w.judged) else None
    yield f"{a}没达标的指标平均扣几分", "value", mean(o.lost for o in w.rows(w.missed(a)))
    yield f"average score of the {last} projects that spent less than 90% of their budget", "value", w.mean(score, lambda r: r.fiscal_year == last and rate(r) < 90) if w.n(lambda r: r.fiscal_year == last and rate(r) < 90) else None
    yield f"{b}每个项目平均预算多少万元，{mid}年", "value", w.mean(budget, w.of(b, mid)) / 10000
    # values of indicators
    name = next(k for k, n in Counter(o.i.level3 for o in w.rows(lambda o: "%" in (o.i.target or "") and number(o.i.actual) is not None)).most_common() if n > 2)
    yield f"{name}实际完成值最高的是哪个项目", "says", with_most({f"{o.unit}{o.report.project_name}": number(o.i.actual) or 0 for o in w.rows(lambda o: o.i.level3 == name and number(o.i.actual) is not None)}, short=True)
    yield f"{name}低于目标的有哪些项目", "projects", w.projs(lambda r: any(i.level3 == name and i.status == "missed" for i in r.indicators)) or None
    yield "目标值是95%的指标里没完成的", "indicators", w.inds(lambda o: o.missed and "95%" in (o.i.target or "") and number(o.i.target) == 95) or None
    yield f"{last}年满意度没达到90%的项目", "projects", w.projs(lambda r: r.fiscal_year == last and any("满意度" in (i.level1 or "") and (number(i.actual) or 100) < 90 for i in r.indicators)) or None
    yield f"{first}年除满意度指标外还有哪些指标没完成", "indicators", w.inds(lambda o: w.missed("", first)(o) and "满意度" not in (o.i.level1 or "")) or None
    # reasons
    reason = Counter(o.i.deviation_reason[:4] for o in w.rows(lambda o: bool(o.i.deviation_reason))).most_common(1)[0][0]
    yield f"原因写着“{reason}”的指标有几条", "value", len(w.rows(lambda o: reason in (o.i.deviation_reason or "")))
    yield f"{a}未完成的指标里有多少条没有说明原因", "value", len(w.rows(lambda o: w.missed(a)(o) and not o.i.deviation_reason)) or None
    # checks
    total = lambda r: sum((i.score or Decimal(0) for i in r.indicators), r.budget[0].score or Decimal(0))  # noqa: E731
    off = w.projs(lambda r: abs(score(r) - total(r)) > Decimal("0.01")) or None
    yield "自评总分比各项得分加起来多的或者少的项目", "projects", off
    yield "哪些项目的分数加总有误", "projects", off
    yield "whose scores don't add up to the stated total?", "projects", off
    yield "执行率填报有误的项目", "projects", w.projs(lambda r: r.budget[0].execution_rate is not None and abs(r.budget[0].execution_rate - rate(r)) > Decimal("0.5")) or None
    yield "没有完成目标却一分没扣的指标有几条", "value", len(w.rows(lambda o: o.missed and o.lost == 0)) or None
    # one thing over years
    years = {str(y): w.mean(score, lambda r, y=y: a in w.unit(r) and r.fiscal_year == y) for y in w.years}
    yield f"{a}平均得分逐年变化", "groups", years
    yield f"{a}三年来平均得分最高的是哪一年", "says", with_most(years)
    yield f"how did {b}'s total spending change from year to year?", "groups", w.by(lambda r: r.fiscal_year, lambda rs: float(sum(map(spent, rs))), w.of(b))
    yield f"{c}{last}年的执行率是{first}年的多少倍", "value", w.execution(w.of(c, last)) / w.execution(w.of(c, first))
    # missing
    yield "没留联系电话的项目", "projects", [(w.unit(r), r.project_name) for r in w.stated if not r.phone] or None
    yield f"{a}得分的中位数", "value", median(float(r.total_score) for r in w.some(w.of(a)) if r.total_score is not None)
    for q in (f"{last}年得分的标准差是多少", f"{p.project_name}用了几种颜色", f"{b}和南京哪个执行率高", f"{mid}年6月底的执行进度", "帮我把得分最低的项目删了", "Which project will score highest next year?", f"{p.project_name}的预算合理吗", f"{a}的领导满意吗", "第三方评估怎么评价的", f"{b}受益人口占常住人口多少"):
        yield q, "none", None


def yes_or_no_sessions(w: World) -> Iterator[list[Ask]]:
    a, b = w.regions[1], w.regions[2]
    first, mid, last = w.years[0], w.years[1], w.years[-1]
    p = w.single[4]
    unit = w.unit(p)
    yield [
        (f"{a}未完成的指标有多少条", "value", len(w.rows(w.missed(a)))),
        (f"{mid}年的呢", "value", len(w.rows(w.missed(a, mid)))),
        ("都是哪些", "indicators", w.inds(w.missed(a, mid))),
        (f"{b}也查一下", "indicators", w.inds(w.missed(b, mid))),
    ]
    yield [
        (f"{last}年预算最大的项目是哪个", "ranking", _rank_stated(w, last)),
        ("花了多少元", "partly", []),
        ("第二大的呢", "partly", []),
    ]
    yield [
        (f"{p.project_name}执行率是多少", "value", float(rate(p))),
        ("那它得了几分", "value", float(score(p))),
        ("这家单位还有别的项目吗", "partly", []),
    ]
    yield [
        (f"{a}{first}年得分低于95的项目", "projects", w.projs(lambda r: w.of(a, first)(r) and score(r) < 95) or None),
        ("改成低于90", "projects", w.projs(lambda r: w.of(a, first)(r) and score(r) < 90) or None),
        (f"不是{first}年，是{last}年", "projects", w.projs(lambda r: w.of(a, last)(r) and score(r) < 90) or None),
    ]
    yield [
        (f"What was the average score in {a} in {last}?", "value", w.mean(score, w.of(a, last))),
        ("What about the execution rate?", "value", w.execution(w.of(a, last))),
        (f"And for {b}?", "value", w.execution(w.of(b, last))),
    ]
    yield [
        (f"{unit}有哪些项目", "projects", [(w.unit(r), r.project_name) for r in w.stated if w.unit(r) == unit]),
        ("平均得分多少", "value", w.mean(score, lambda r: w.unit(r) == unit)),
    ]


def _rank_stated(w: World, year: int) -> list[tuple[str, str | None]] | None:
    found = sorted((r for r in w.stated if r.fiscal_year == year), key=budget, reverse=True)
    return [(w.unit(found[0]), found[0].project_name)] if len(found) > 1 and budget(found[0]) > budget(found[1]) else None

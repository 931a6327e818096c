"""The plain questions of everyday, worded as nobody worded them before; written before anything
was changed for it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

from .worked_out import with_most
from .world import World, budget, left, lost, mean, misses, number, rate, score, spent

Ask = tuple[str, str, Any]


def everyday(w: World) -> Iterator[Ask]:
    a, b, c = w.regions[2], w.regions[1], w.regions[0]
    first, mid, last = w.years[0], w.years[1], w.years[-1]
    p, q2, r3 = w.single[-1], w.single[2], w.single[4]
    unit = w.unit(q2)
    yield f"{a}在{mid}年一共申报了多少个自评项目", "value", w.n(w.of(a, mid))
    yield f"{last}年{b}有多少指标是达标的", "value", len(w.rows(lambda o: w.of(b, last)(o.report) and o.i.status == "met"))
    yield f"{c}{first}年的项目里，哪些没能把钱花出去一半", "projects", w.projs(lambda r: w.of(c, first)(r) and rate(r) < 50) or None
    yield f"想知道{unit}有没有未达标的指标", "indicators", w.inds(lambda o: o.missed and o.unit == unit) or None
    yield f"{p.project_name}还有多少预算没执行，元", "value", float(left(p))
    yield f"{q2.project_name}自评打了几分，扣在哪儿了", "partly", [f"{float(score(q2)):g}"]
    yield f"{mid}年得分排在第三位的项目", "ranking", w.rank(score, 1, w.of("", mid), start=2, down=True)
    yield f"{a}得分最高的是哪家单位的项目", "ranking", w.rank(score, 1, w.of(a), down=True)
    yield f"{last}年全部指标中，没填完成值的占多少", "value", 100 * len(w.rows(lambda o: o.report.fiscal_year == last and o.i.status == "not_reported")) / len(w.rows(lambda o: o.report.fiscal_year == last)) if w.rows(lambda o: o.report.fiscal_year == last and o.i.status == "not_reported") else None
    yield f"{b}{mid}年时效类指标落实得怎么样，没落实的列一下", "indicators", w.inds(lambda o: w.missed(b, mid)(o) and "时效" in (o.i.level2 or "")) or None
    yield f"{first}年预算总规模是多大，几万元", "value", float(sum(budget(r) for r in w.stated if r.fiscal_year == first)) / 10000
    yield f"把{c}{last}年每个项目的得分和执行率列个表", "projects", w.projs(w.of(c, last))
    yield f"{mid}年没有任何未完成指标的项目清单", "projects", w.projs(lambda r: r.fiscal_year == mid and misses(r) == 0) or None
    yield f"{b}的{last}年项目，评级不是优的有哪些", "projects", w.projs(lambda r: w.of(b, last)(r) and score(r) < 90) or None
    yield f"{mid}年良好等次的项目有几个", "value", w.n(lambda r: r.fiscal_year == mid and 80 <= score(r) < 90) or None
    yield f"{a}平均每个项目扣了几分（{last}年）", "value", w.mean(lost, w.of(a, last))
    yield f"{a}最大的一笔项目预算是多少元", "value", float(max(budget(r) for r in w.stated if a in w.unit(r)))
    yield f"{q2.project_lead}手里{q2.fiscal_year}年的项目", "projects", [(w.unit(r), r.project_name) for r in w.stated if r.project_lead == q2.project_lead and r.fiscal_year == q2.fiscal_year]
    yield f"不算{c}，{mid}年平均得分是多少", "value", w.mean(score, lambda r: r.fiscal_year == mid and c not in w.unit(r))
    yield f"{a}和{b}两地{last}年项目总数", "value", sum(w.of(a, last)(r) or w.of(b, last)(r) for r in w.stated)
    yield f"{first}至{last}年间，{b}每年各有几条指标未完成", "groups", w.count_by(lambda o: o.report.fiscal_year, w.missed(b))
    yield "哪一年的平均执行率最高", "says", with_most(w.by(lambda r: r.fiscal_year, lambda rs: mean(map(rate, rs))))
    yield f"{mid}年满意度指标全部达标的项目有多少个", "value", w.n(lambda r: r.fiscal_year == mid and any("满意度" in (i.level1 or "") and i.status == "met" for i in r.indicators) and not any("满意度" in (i.level1 or "") and i.status in ("missed", "partial") for i in r.indicators))
    name, n = Counter(o.i.level3 for o in w.rows(lambda o: o.missed)).most_common(1)[0]
    yield f"“{name}”没完成过几次", "value", n
    yield f"{name}在哪些单位没达标", "says", sorted({o.unit for o in w.rows(lambda o: o.missed and o.i.level3 == name)})
    yield f"{r3.project_name}的指标实际值一览", "indicators", [o.triple for o in w.rows(lambda o: o.report is r3)]
    yield f"{unit}项目的平均执行率", "value", w.mean(rate, lambda r: w.unit(r) == unit)
    yield f"{last}年比{mid}年多了几个项目", "value", abs(sum(r.fiscal_year == last for r in w.stated) - sum(r.fiscal_year == mid for r in w.stated))
    yield f"{c}{mid}年哪条指标扣分最重", "indicators", (lambda rows: [o.triple for o in rows if o.lost == max(x.lost for x in rows)])(w.rows(lambda o: w.of(c, mid)(o.report)))
    # English
    yield f"Which {mid} projects in {a} left more than half a million yuan unspent?", "projects", w.projs(lambda r: w.of(a, mid)(r) and left(r) > 500000) or None
    yield f"Give the budget and score of each project in {b} in {last}", "projects", [(w.unit(r), r.project_name) for r in w.stated if w.of(b, last)(r)]
    yield f"In {c}, what fraction of projects scored at least 90?", "value", 100 * w.n(lambda r: c in w.unit(r) and score(r) >= 90) / w.n(w.of(c)) if len([r for r in w.stated if c in w.unit(r)]) == w.n(w.of(c)) else None
    yield f"Were any {first} indicators in {b} not reported?", "indicators", w.inds(lambda o: w.of(b, first)(o.report) and o.i.status == "not_reported") or None
    yield f"By region, how many points were lost in {mid}?", "groups", w.by(w.region, lambda rs: float(sum(map(lost, rs))), w.of("", mid))
    yield f"Which project of {unit} performed worst?", "ranking", w.rank(score, 1, lambda r: w.unit(r) == unit) if w.n(lambda r: w.unit(r) == unit) > 1 else [(unit, q2.project_name)]
    yield f"What reasons are given for missed indicators in {a} in {last}?", "partly", [o.i.deviation_reason for o in w.rows(lambda o: w.missed(a, last)(o) and bool(o.i.deviation_reason))][:1]
    yield f"Total spending by unit in {b} for {mid}, in yuan", "groups", w.by(w.unit, lambda rs: float(sum(map(spent, rs))), w.of(b, mid))
    yield f"Does {r3.project_name} have a phone number on file?", "text", [r3.phone] if r3.phone else None
    yield f"second lowest score in {last}", "ranking", w.rank(score, 1, w.of("", last), start=1)
    i = next(i for i in r3.indicators if number(i.actual) is not None)
    yield f"how did {r3.project_name} do on {i.level3}?", "text", [i.actual]
    for q in (f"{a}有多少公务员", f"{p.project_name}用的什么牌子的设备", f"{mid}年最可惜的项目", f"{b}下一年度预算批了吗", "谁的工作最辛苦", f"{q2.project_name}签了几份合同", f"{c}环保督察问题", "What is the weather in Beijing?", f"convert {p.project_name} to PDF", f"{unit}的网站打不开", "能不能把扣分去掉"):
        yield q, "none", None


def everyday_sessions(w: World) -> Iterator[list[Ask]]:
    a, b = w.regions[1], w.regions[0]
    mid, last = w.years[1], w.years[-1]
    p = w.single[-2]
    yield [
        (f"{a}{last}年执行率是多少", "value", w.execution(w.of(a, last))),
        ("上一年呢", "value", w.execution(w.of(a, last - 1))),
        (f"{b}呢", "value", w.execution(w.of(b, last - 1))),
    ]
    yield [
        (f"{p.project_name}怎么样", "partly", [f"{float(score(p)):g}"]),
        ("钱花完了吗", "partly", []),
        ("哪条指标没达标", "indicators", [o.triple for o in w.rows(lambda o: o.report is p and o.missed)] or None),
        ("为什么", "partly", []),
    ]
    yield [
        (f"{b}{mid}年未达标的指标", "indicators", w.inds(w.missed(b, mid))),
        ("按单位统计一下", "groups", w.count_by(lambda o: o.unit, w.missed(b, mid))),
        (f"{a}也这样统计", "groups", w.count_by(lambda o: o.unit, w.missed(a, mid))),
    ]

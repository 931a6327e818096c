"""An auditor's long sentences, a county official's talk, an analyst's English; what is not there,
what is equal, what is one and not the other; written before anything was changed for it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from .worked_out import from_most, with_most
from .world import World, budget, left, lost, mean, misses, number, rate, score, spent

Ask = tuple[str, str, Any]


def long_sentences(w: World) -> Iterator[Ask]:
    a, b, c = w.regions[0], w.regions[1], w.regions[2]
    first, mid, last = w.years[0], w.years[1], w.years[-1]
    p, q2, r3 = w.single[1], w.single[4], w.single[-1]
    unit = w.unit(q2)
    # an auditor
    yield f"请提供{a}{first}年度至{mid}年度自评得分不足九十分的项目清单及其扣分情况", "projects", w.projs(lambda r: a in w.unit(r) and r.fiscal_year in (first, mid) and score(r) < 90) or None
    yield f"经核对，{mid}年度预算执行率未达到90%但自评得分仍在95分（含）以上的项目共有几个", "value", w.n(lambda r: r.fiscal_year == mid and rate(r) < 90 and score(r) >= 95)
    yield f"{last}年度未完成绩效指标且未说明偏差原因的指标数量", "value", len(w.rows(lambda o: w.missed("", last)(o) and not o.i.deviation_reason)) or None
    yield f"抽查{unit}{q2.fiscal_year}年度项目，列出其中未达到年度指标值的三级指标名称", "indicators", w.inds(lambda o: o.missed and o.unit == unit and o.report.fiscal_year == q2.fiscal_year) or None
    yield f"{b}各预算单位三年累计执行数分别为多少元", "groups", w.stated_by(w.unit, lambda rs: float(sum(map(spent, rs))), lambda r: b in w.unit(r) and r in w.judged)
    yield f"{c}{last}年尚未使用的项目资金合计多少万元", "value", w.sum(left, w.of(c, last)) / 10000
    yield f"成本类指标中实际值超出目标值的有哪几项，{mid}年的", "indicators", w.inds(lambda o: w.missed("", mid)(o) and "成本" in (o.i.level1 or "") + (o.i.level2 or "")) or None
    yield f"{mid}年度自评得分位列最后五名的项目及其得分", "ranking", w.rank(score, 5, w.of("", mid))
    yield f"统计{a}、{b}两地{mid}年度未完成指标数量并进行对比", "groups", {g: float(len(w.rows(w.missed(g, mid)))) for g in (a, b)}
    yield f"{first}年度各单位扣分总额由多到少排列", "ordered", from_most(w.by(w.unit, lambda rs: float(sum(map(lost, rs))), w.of("", first)))
    yield "是否存在得分高于分值的指标，如有请列明", "indicators", w.inds(lambda o: o.i.score is not None and o.i.weight is not None and o.i.score > o.i.weight) or None
    yield f"{a}{mid}年预算执行率与{b}同期相差几个百分点", "value", abs(w.execution(w.of(a, mid)) - w.execution(w.of(b, mid))) if w.some(w.of(a, mid)) and w.some(w.of(b, mid)) else None
    # an official's talk
    yield f"咱{a}{last}年干得最漂亮的项目是哪个啊", "ranking", w.rank(score, 1, w.of(a, last), down=True)
    yield f"{b}哪几个项目钱趴在账上没动多少，执行率连六成都没有", "projects", w.projs(lambda r: b in w.unit(r) and rate(r) < 60) or None
    yield f"{c}的项目一共亏了多少分啊{mid}年", "value", w.sum(lost, w.of(c, mid))
    yield f"{p.project_name}这活儿归谁管、花了多少钱", "text", [p.project_lead] if p.project_lead else None
    yield f"{q2.project_name}到底哪块没弄好", "indicators", [o.triple for o in w.rows(lambda o: o.report is q2 and o.missed)] or None
    yield f"{r3.project_name}花钱花得咋样", "says", [f"{float(rate(r3)):.2f}".rstrip("0").rstrip(".")]
    yield f"{last}年哪家单位花的钱最多", "says", with_most(w.stated_by(w.unit, lambda rs: float(sum(map(spent, rs))), lambda r: r.fiscal_year == last and r in w.judged))
    yield f"{mid}年分数上了九十五的有几个项目", "value", w.n(lambda r: r.fiscal_year == mid and score(r) >= 95)
    yield f"预算最少的那个项目是谁家的，{first}年", "ranking", w.rank(budget, 1, w.of("", first))
    yield f"{b}去年跟前年比，平均分是高了还是低了", "groups", {str(y): w.mean(score, w.of(b, y)) for y in (last - 1, last - 2)}
    yield f"给我瞅一眼{unit}的联系电话和负责人", "partly", [q2.phone] if q2.phone else []
    # an analyst
    yield f"For {a}, give me the number of missed indicators by year", "groups", w.count_by(lambda o: o.report.fiscal_year, w.missed(a))
    yield f"Of the {last} projects, how many used up their whole budget?", "value", w.n(lambda r: r.fiscal_year == last and rate(r) >= 100)
    yield f"Which unit has the highest average score in {b}?", "says", with_most(w.by(w.unit, lambda rs: mean(map(score, rs)), w.of(b)))
    yield f"Which indicators lost five points or more in {mid}?", "indicators", w.inds(lambda o: o.report.fiscal_year == mid and o.lost >= 5) or None
    yield f"What were {p.project_name}'s budget and actual spending?", "says", [str(int(budget(p))), str(int(spent(p)))]
    yield f"Rank the three regions by execution rate in {first}", "ordered", from_most({k: round(v, 2) for k, v in w.by(w.region, lambda rs: float(100 * sum(map(spent, rs)) / sum(map(budget, rs))), w.of("", first)).items()})
    yield f"Is there any {b} project from {mid} that scored over 98?", "projects", w.projs(lambda r: w.of(b, mid)(r) and score(r) > 98) or None
    yield f"Difference in total budget between {mid} and {first} for {c}", "value", abs(w.sum(budget, w.of(c, mid)) - w.sum(budget, w.of(c, first)))
    yield f"Projects with an execution rate under 85% sorted by score, lowest first, {mid} only", "ranking", w.rank(score, w.n(lambda r: r.fiscal_year == mid and rate(r) < 85), lambda r: r.fiscal_year == mid and rate(r) < 85) if w.n(lambda r: r.fiscal_year == mid and rate(r) < 85) > 1 else None
    yield f"How many points did {q2.project_name} lose in total?", "value", float(lost(q2))
    yield f"Which years did {a} average above 90?", "groups", {str(y): w.mean(score, w.of(a, y)) for y in w.years if w.mean(score, w.of(a, y)) > 90} or None
    yield f"Total unspent money across all regions in {mid}, in 10,000 yuan", "value", w.sum(left, w.of("", mid)) / 10000
    yield f"give the completion rate of quality indicators for each region in {last}", "groups", {g: w.completion(lambda o, g=g: w.of(g, last)(o.report) and "质量" in (o.i.level2 or "")) for g in w.regions if w.rows(lambda o, g=g: w.of(g, last)(o.report) and "质量" in (o.i.level2 or ""))}
    # equal, one and not the other
    top = max(map(score, w.some(w.of("", last))))
    yield f"{last}年并列第一的项目有几个，得分多少", "says", [f"{float(top):g}"]
    yield f"{a}执行率100%但得分不是100分的项目", "projects", w.projs(lambda r: a in w.unit(r) and rate(r) == 100 and score(r) != 100) or None
    yield f"{b}得分刚好100分的项目", "projects", w.projs(lambda r: b in w.unit(r) and score(r) == 100) or None
    yield f"除了{unit}，{w.region(q2)}{q2.fiscal_year}年还有哪些单位有未完成指标", "groups", w.count_by(lambda o: o.unit, lambda o: o.missed and w.of(w.region(q2), q2.fiscal_year)(o.report) and o.unit != unit) or None
    yield f"{mid}年没有扣分的项目占全部项目的比例", "value", 100 * w.n(lambda r: r.fiscal_year == mid and lost(r) <= 0) / w.n(w.of("", mid))
    yield f"{c}没有未完成指标的项目有几个", "value", w.n(lambda r: c in w.unit(r) and misses(r) == 0)
    # indicators' numbers
    i = next(i for i in q2.indicators if number(i.actual) is not None and number(i.target) is not None)
    yield f"{q2.project_name}的{i.level3}权重几分", "value", float(i.weight or 0)
    yield f"所有项目中“{i.level3}”这一指标的目标值分别是多少", "all", [x.i.target for x in w.rows(lambda o: o.i.level3 == i.level3)]
    worst = sorted(w.rows(lambda o: o.report.fiscal_year == last), key=lambda o: o.lost, reverse=True)
    yield f"{last}年单项扣分最多的指标是哪条", "indicators", [o.triple for o in worst if o.lost == worst[0].lost] if worst[0].lost > 0 else None
    yield f"{a}{mid}年10分以上分值的指标有几条没完成", "value", len(w.rows(lambda o: w.missed(a, mid)(o) and (o.i.weight or 0) >= 10)) or None
    yield f"{b}{mid}年满意度指标平均得几分", "value", mean(o.i.score for o in w.rows(lambda o: w.of(b, mid)(o.report) and "满意度" in (o.i.level1 or "")))
    # two at once
    yield f"{a}{last}年有几个项目，平均执行率多少？{b}呢？", "partly", [str(sum(w.of(a, last)(r) for r in w.stated))]
    yield f"{mid}年得分最高和最低的项目各是哪个，相差几分", "partly", []
    yield f"{p.project_name}的预算多少元？执行了多少元？为什么扣分？", "partly", [str(int(budget(p))), str(int(spent(p)))]
    for q in (f"{a}财政局长的电话", f"{p.project_name}请了哪家会计师事务所", f"{last}年评价结果怎么应用", f"{b}城镇居民收入", f"{c}今年新增多少就业", f"{p.project_name}第二批资金什么时候拨", "Which minister approved this?", "Are these numbers inflated?", "预算法第几条", f"如果{a}多花一百万执行率是多少", "把所有得分改成100", f"{q2.project_name}有多少台账没归档"):
        yield q, "none", None


def long_sentences_sessions(w: World) -> Iterator[list[Ask]]:
    a, b, c = w.regions[2], w.regions[1], w.regions[0]
    first, mid, last = w.years[0], w.years[1], w.years[-1]
    p = w.single[3]
    yield [
        (f"{a}{mid}年执行率最低的项目", "ranking", w.rank(rate, 1, w.of(a, mid))),
        ("最高的呢", "ranking", w.rank(rate, 1, w.of(a, mid), down=True)),
        (f"{b}的", "ranking", w.rank(rate, 1, w.of(b, mid), down=True)),
    ]
    yield [
        (f"{p.project_name}有几条指标没完成", "value", misses(p)),
        ("它一共扣了多少分", "value", float(lost(p))),
        ("预算呢", "value", float(budget(p))),
        ("换个项目，" + w.single[5].project_name, "value", float(budget(w.single[5]))),
    ]
    yield [
        (f"{c}三年的平均得分各是多少", "groups", {str(y): w.mean(score, w.of(c, y)) for y in w.years}),
        (f"{b}呢", "groups", {str(y): w.mean(score, w.of(b, y)) for y in w.years}),
        ("总预算呢", "partly", []),
    ]
    yield [
        (f"List the projects in {c} for {first}", "projects", w.projs(w.of(c, first))),
        ("Only those below 95 points", "projects", w.projs(lambda r: w.of(c, first)(r) and score(r) < 95) or None),
        ("Sort them by budget", "partly", []),
        (f"Sorry, I meant {last}", "partly", []),
    ]
    yield [
        (f"{last}年哪些项目没有花完钱", "projects", w.projs(lambda r: r.fiscal_year == last and rate(r) < 100) or None),
        (f"其中{a}的", "projects", w.projs(lambda r: w.of(a, last)(r) and rate(r) < 100) or None),
        ("剩的钱一共多少元", "value", w.sum(left, lambda r: w.of(a, last)(r) and rate(r) < 100)),
    ]

"""By kind of indicator, the points of the budget's execution, both years, rates of points, what
the papers say, everyday and crooked wordings; written before anything was changed for it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

from .worked_out import with_most
from .world import World, budget, initial, left, line, lost, mean, misses, rate, score, spent, told

Ask = tuple[str, str, Any]


def points_of_kinds(w: World) -> Iterator[Ask]:
    a, b, c = w.regions[1], w.regions[2], w.regions[0]
    first, mid, last = w.years[0], w.years[1], w.years[-1]
    p, q2 = w.single[5], w.single[0]
    bureau = w.unit(p)
    # by kind of indicator
    by_level = {str(k): float(v) for k, v in Counter(o.i.level1 for o in w.rows(w.missed(a))).items()}
    yield f"{a}没完成的指标集中在哪一类一级指标上", "says", with_most(by_level)
    yield f"按一级指标看，{a}未完成的各有多少条", "groups", by_level
    lost_by = {str(k): float(sum(o.lost for o in w.rows(lambda o, k=k: o.i.level1 == k and o.report.fiscal_year == mid))) for k in {o.i.level1 for o in w.rows(lambda o: o.report.fiscal_year == mid)}}
    yield f"{mid}年哪类一级指标丢分最多", "says", with_most(lost_by)
    yield f"{b}{last}年数量指标的完成率是多少", "value", w.completion(lambda o: w.of(b, last)(o.report) and "数量" in (o.i.level2 or ""))
    yield f"{c}效益指标未达标率", "value", 100 - w.completion(lambda o: c in o.unit and "效益" in (o.i.level1 or ""))
    yield f"How many timeliness indicators were missed in {mid}?", "value", len(w.rows(lambda o: o.missed and o.report.fiscal_year == mid and "时效" in (o.i.level2 or ""))) or None
    yield f"{first}年社会效益指标一共有几条，得了多少分", "partly", []
    # points for the execution of the budget
    fund = {id(r): r.budget[0] for r in w.judged}
    yield f"{mid}年预算执行得分没拿满的项目有哪些", "projects", w.projs(lambda r: r.fiscal_year == mid and (fund[id(r)].weight or 0) > (fund[id(r)].score or 0)) or None
    yield f"{a}预算执行得分低于8分的项目", "projects", w.projs(lambda r: a in w.unit(r) and (fund[id(r)].score if fund[id(r)].score is not None else 99) < 8) or None
    yield f"{p.project_name}因为预算执行丢了多少分", "value", float((fund[id(p)].weight or 0) - (fund[id(p)].score or 0))
    yield f"{last}年预算执行扣分最多的项目", "ranking", w.rank(lambda r: (fund[id(r)].weight or 0) - (fund[id(r)].score or 0), 1, w.of("", last), down=True)
    # initial and later budgets
    yield f"{b}{mid}年年初预算比全年预算少多少元", "value", abs(float(sum(budget(r) - (initial(r) or 0) for r in w.some(w.of(b, mid)))))
    yield f"{mid}年全年预算与年初预算不一致的项目有几个", "value", w.n(lambda r: r.fiscal_year == mid and initial(r) is not None and initial(r) != budget(r)) or None
    yield f"{c}{first}年的年初预算总额，万元", "value", float(sum(initial(r) or 0 for r in w.some(w.of(c, first)))) / 10000
    # both years, either
    both = sorted({o.unit for o in w.rows(w.missed("", first))} & {o.unit for o in w.rows(w.missed("", mid))})
    yield f"{first}年和{mid}年都有指标没完成的单位有哪些", "says", both or None
    yield f"{a}{first}年或{mid}年得分不到92的项目", "projects", w.projs(lambda r: a in w.unit(r) and r.fiscal_year in (first, mid) and score(r) < 92) or None
    yield f"{b}和{c}在{last}年谁的未达标指标更少", "groups", {g: float(len(w.rows(w.missed(g, last)))) for g in (b, c)}
    yield f"{a}、{b}、{c}的平均得分分别是多少，哪个最高", "partly", [told(w.mean(score, w.of(g))) for g in (a, b, c)]
    # less usual conditions
    yield f"得分比{a}平均分还低的{a}项目", "projects", w.projs(lambda r: a in w.unit(r) and float(score(r)) < w.mean(score, w.of(a)))
    yield f"{mid}年执行率在七成到九成之间的项目", "projects", w.projs(lambda r: r.fiscal_year == mid and 70 <= rate(r) <= 90) or None
    yield f"{last}年没花出去的钱超过一百万且得分90以上", "projects", w.projs(lambda r: r.fiscal_year == last and left(r) > 1000000 and score(r) >= 90) or None
    yield f"只有一项指标没完成的{c}项目", "projects", w.projs(lambda r: c in w.unit(r) and misses(r) == 1) or None
    yield f"{b}扣分在5分以内的项目有多少", "value", w.n(lambda r: b in w.unit(r) and lost(r) <= 5)
    yield f"既超过90分又花光了预算的{first}年项目", "projects", w.projs(lambda r: r.fiscal_year == first and score(r) > 90 and rate(r) >= 100) or None
    yield "projects that scored between 80 and 90 with at least one missed indicator", "projects", w.projs(lambda r: 80 <= score(r) <= 90 and misses(r) >= 1) or None
    yield f"All {a} projects except those from {mid}", "projects", [(w.unit(r), r.project_name) for r in w.stated if a in w.unit(r) and r.fiscal_year != mid]
    yield f"{c}里不是{bureau.removeprefix(w.region(p))}的{last}年项目", "projects", [(w.unit(r), r.project_name) for r in w.stated if w.of(c, last)(r) and not w.unit(r).endswith(bureau.removeprefix(w.region(p)))] or None
    # amounts in words
    yield f"{mid}年预算三百万元以上的项目个数", "value", w.n(lambda r: r.fiscal_year == mid and budget(r) >= 3000000) or None
    yield f"{last}年花了不到200万的项目", "projects", w.projs(lambda r: r.fiscal_year == last and spent(r) < 2000000) or None
    yield f"{bureau}{p.fiscal_year}年一共花了多少万", "value", w.sum(spent, lambda r: w.unit(r) == bureau and r.fiscal_year == p.fiscal_year) / 10000
    yield f"{a}结余资金有多少万元，占预算的百分之多少", "says", [f"{w.sum(left, w.of(a)) / 10000:.2f}".rstrip("0").rstrip(".")]
    yield f"How much did the {mid} projects leave unspent on average, in yuan?", "value", w.mean(left, w.of("", mid))
    # papers and forms
    yield f"{p.project_name}的自评表在哪份文件里", "text", [next(n for n, rs in w.files.items() if p in rs)]
    yield f"{bureau}{p.fiscal_year}年报了几份自评表", "value", w.n(lambda r: w.unit(r) == bureau and r.fiscal_year == p.fiscal_year)
    t = w.targets[0] if w.targets else None
    if t:
        yield f"{t.project_name}绩效目标表里有哪些指标", "partly", [t.indicators[0].level3]
    d = w.departments[0]
    yield f"{d.prepared_by}部门整体支出的项目支出占资金总额的比重", "value", float(100 * (line(d, "项目支出").initial or 0) / (line(d, "资金总额").initial or 1))
    yield f"{d.prepared_by}的基本支出和项目支出各多少元", "says", [str(int(line(d, s).initial or 0)) for s in ("基本支出", "项目支出")]
    yield f"{d.prepared_by}今年的部门目标是什么", "text", [d.annual_goal]
    # in words
    yield f"简单说说{p.project_name}年度目标写了啥", "text", [p.annual_goal]
    yield f"{q2.project_name}实际完成情况那一栏怎么写的", "text", [q2.actual_completion]
    o = next(o for o in w.rows(lambda o: o.missed and bool(o.i.deviation_reason)))
    yield f"{o.unit}的{o.i.level3}{o.report.fiscal_year}年为什么掉了链子", "text", [o.i.deviation_reason]
    yield f"{o.report.fiscal_year}年{o.unit}{o.i.level3}目标值定的多少", "text", [o.i.target]
    yield f"How does {o.unit} explain the shortfall in {o.i.level3} ({o.report.fiscal_year})?", "text", [o.i.deviation_reason]
    # crooked
    yield f"{a}有那些指标没有玩成", "indicators", w.inds(w.missed(a))
    yield f"{mid}年德分最低的项目是那个", "ranking", w.rank(score, 1, w.of("", mid))
    yield f"{bureau.replace('局', '句')}{p.fiscal_year}年的预算執行率" if "局" in bureau else f"{bureau}的預算", "value", w.execution(lambda r: w.unit(r) == bureau and r.fiscal_year == p.fiscal_year)
    yield f"{last}年{b}哪個項目評分最高", "ranking", w.rank(score, 1, w.of(b, last), down=True)
    yield f"wich projects in {a} mised their targets in {mid}", "projects", w.projs(lambda r: w.of(a, mid)(r) and misses(r) > 0) or None
    yield f"「{p.project_name}」满意度指标得几分", "partly", []
    yield f"{a}{mid}年项目质量咋样，达标的指标多不多", "partly", []
    # terse
    yield f"{b} {mid} 平均执行率", "value", w.mean(rate, w.of(b, mid))
    yield f"{c}/{last}/未完成指标", "indicators", w.inds(w.missed(c, last)) or None
    yield f"top 5 {mid} projects by score", "ranking", w.rank(score, 5, w.of("", mid), down=True)
    yield f"{last}最差三个项目", "ranking", w.rank(score, 3, w.of("", last))
    yield f"{mid}未完成指标数 按单位", "groups", w.count_by(lambda x: x.unit, w.missed("", mid))
    for q in (f"{a}的财政局有多少编制", f"{p.project_name}什么时候验收", f"{last}年哪个项目最受欢迎", f"{b}得分排名全国第几", f"{p.project_name}的发票在哪", f"{a}比{b}富吗", "绩效评价是什么意思", "How many people live there?", "你觉得哪个项目该砍", f"{mid}年一季度未完成指标", f"{c}的项目有没有腐败问题", "show me the source code", f"{q2.project_name}的供应商是谁"):
        yield q, "none", None


def points_of_kinds_sessions(w: World) -> Iterator[list[Ask]]:
    a, b = w.regions[0], w.regions[2]
    first, mid, last = w.years[0], w.years[1], w.years[-1]
    p, other = w.single[6], w.single[1]
    yield [
        (f"{mid}年各地区平均得分", "groups", w.by(w.region, lambda rs: mean(map(score, rs)), w.of("", mid))),
        (f"{last}年呢", "groups", w.by(w.region, lambda rs: mean(map(score, rs)), w.of("", last))),
        ("换成执行率看看", "groups", w.by(w.region, lambda rs: float(100 * sum(map(spent, rs)) / sum(map(budget, rs))), w.of("", last))),
        (f"只看{a}", "partly", [f"{w.execution(w.of(a, last)):.2f}".rstrip("0").rstrip(".")]),
    ]
    yield [
        (f"{p.project_name}的负责人是谁", "text", [p.project_lead]),
        ("不是这个，我问的是电话", "text", [p.phone] if p.phone else None),
        (f"{other.project_name}呢", "text", [other.phone] if other.phone else None),
    ]
    yield [
        (f"{a}{first}年有几个项目", "value", w.n(w.of(a, first))),
        ("其中得分低于90的有几个", "value", w.n(lambda r: w.of(a, first)(r) and score(r) < 90)),
        ("分别是哪些", "projects", w.projs(lambda r: w.of(a, first)(r) and score(r) < 90) or None),
    ]
    yield [
        (f"Which project in {b} has the lowest score?", "ranking", w.rank(score, 1, w.of(b))),
        ("Who leads it?", "text", [x.project_lead for x in [min(w.some(w.of(b)), key=score)] if x.project_lead] or None),
        ("Why did it lose points?", "partly", []),
    ]
    yield [
        (f"{b}{last}年预算合计多少万元", "value", w.sum(budget, w.of(b, last)) / 10000),
        ("执行了多少", "value", w.sum(spent, w.of(b, last)) / 10000),
        ("前一年呢", "value", w.sum(spent, w.of(b, last - 1)) / 10000),
    ]

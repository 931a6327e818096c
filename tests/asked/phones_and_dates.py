"""Telephones and dates, double conditions, what is twice as much, who comes first in each place, lines of funds,
and conversations that correct themselves; written before anything was changed for it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

from .worked_out import found_by
from .world import World, budget, left, line, lost, mean, misses, rate, score, spent, told

Ask = tuple[str, str, Any]


def phones_and_dates(w: World) -> Iterator[Ask]:
    a, b, c = w.regions[0], w.regions[1], w.regions[2]
    first, mid, last = w.years[0], w.years[1], w.years[-1]
    p, q2 = w.single[2], w.single[-1]
    # a value
    yield f"麻烦查一下{p.project_name}的联系电话", "text", [p.phone] if p.phone else None
    yield f"Who should I call about {q2.project_name}?", "text", [q2.phone] if q2.phone else None
    yield f"{p.project_name}的具体实施单位叫什么", "text", [p.implementing_unit] if p.implementing_unit else None
    yield f"{p.project_name}的资金性质属于哪一类", "text", [p.fund_nature] if p.fund_nature else None
    yield f"{q2.project_name}是从几月做到几月的", "text", [q2.period] if q2.period else None
    yield f"What period does {p.project_name} cover?", "text", [p.period] if p.period else None
    i = next(i for i in p.indicators if i.actual and i.target)
    yield f"{p.project_name}的{i.level3}计划多少、做到多少", "text", [i.target, i.actual]
    yield f"{p.project_name}的{i.level3}占几分，拿到几分", "says", [f"{float(i.weight or 0):g}", f"{float(i.score or 0):g}"]
    cost = next(o for o in w.rows(lambda o: o.report in w.single and "成本" in (o.i.level2 or "") and bool(o.i.actual)))
    yield f"{cost.report.project_name}的{cost.i.level3}实际是多少钱", "text", [cost.i.actual]
    yield f"how much did {cost.report.project_name} pay per unit ({cost.i.level3})?", "text", [cost.i.actual]
    yield f"{p.project_name}全年预算数、全年执行数各多少元", "says", [str(int(budget(p))), str(int(spent(p)))]
    fiscal = line(p, "财政拨款")
    yield f"{p.project_name}里财政拨款花了多少元", "value", float(fiscal.executed) if fiscal and fiscal.executed is not None else None
    # several conditions
    yield f"{mid}年没花完钱、得分不到95而且至少两项指标没完成的项目", "projects", w.projs(lambda r: r.fiscal_year == mid and rate(r) < 100 and score(r) < 95 and misses(r) >= 2) or None
    yield "得分85到92分之间、执行率不到九成的项目有哪些", "projects", w.projs(lambda r: 85 <= score(r) <= 92 and rate(r) < 90) or None
    yield f"不是{a}的项目里面，{last}年得分在95分以上的", "projects", w.projs(lambda r: a not in w.unit(r) and r.fiscal_year == last and score(r) >= 95) or None
    yield f"既不属于{a}也不属于{b}的{last}年项目有几个", "value", w.n(w.of(c, last))
    yield f"{last}年预算在100万以内的项目", "projects", w.projs(lambda r: r.fiscal_year == last and budget(r) <= 1000000) or None
    yield f"{a}预算超过300万元，或者执行率不足85%的项目", "projects", w.projs(lambda r: a in w.unit(r) and (budget(r) > 3000000 or rate(r) < 85)) or None
    yield f"Projects in {mid} that neither spent all their money nor met all their targets", "projects", w.projs(lambda r: r.fiscal_year == mid and rate(r) < 100 and misses(r) > 0) or None
    yield f"{b}指标都完成了、但总分没到100的项目有几个", "value", w.n(lambda r: b in w.unit(r) and misses(r) == 0 and score(r) < 100)
    yield "which projects have a budget of at least 3 million yuan but scored under 90?", "projects", w.projs(lambda r: budget(r) >= 3000000 and score(r) < 90) or None
    # shares, differences
    yield f"{b}{mid}年满意度指标的达标比例", "value", w.completion(lambda o: w.of(b, mid)(o.report) and "满意度" in (o.i.level1 or "")) if w.rows(lambda o: w.of(b, mid)(o.report) and "满意度" in (o.i.level1 or "")) else None
    yield f"{first}年没花出去的钱占预算百分之几", "value", 100 - w.execution(w.of("", first))
    yield f"{a}的预算占三地预算总数的几成", "value", 100 * w.sum(budget, w.of(a)) / w.sum(budget, w.of())
    yield f"{a}和{b}{mid}年的平均得分相差多少分", "value", abs(w.mean(score, w.of(a, mid)) - w.mean(score, w.of(b, mid)))
    yield f"{last}年{a}的预算总额是{b}的几倍", "value", w.sum(budget, w.of(a, last)) / w.sum(budget, w.of(b, last))
    yield f"{c}{last}年比{mid}年多花了多少钱", "value", abs(w.sum(spent, w.of(c, last)) - w.sum(spent, w.of(c, mid)))
    yield f"{mid}年执行率最高的项目和最低的项目差多少个百分点", "value", float(max(map(rate, w.some(w.of("", mid)))) - min(map(rate, w.some(w.of("", mid)))))
    yield f"How many points more than {q2.project_name} did {p.project_name} get?", "value", abs(float(score(p) - score(q2)))
    # in each, having, ties
    yield f"{last}年每个地方执行率最低的项目分别是哪个", "projects", [(w.unit(x), x.project_name) for g in w.regions for x in [min(w.some(w.of(g, last)), key=rate)]] if all(w.rank(rate, 1, w.of(g, last)) for g in w.regions) else None
    yield "每年预算排第一的是哪个项目", "projects", [(w.unit(x), x.project_name) for y in w.years for x in [max(w.some(w.of("", y)), key=budget)]]
    yield "没完成的指标超过2个的项目都有谁", "projects", w.projs(lambda r: misses(r) > 2) or None
    units = w.by(w.unit, lambda rs: mean(map(score, rs)))
    yield "哪些单位的项目平均得分不到92分", "groups", {k: v for k, v in units.items() if v < 92} or None
    many = {k: float(v) for k, v in Counter(map(w.unit, w.stated)).items() if v >= 3}
    yield "项目数达到3个的单位", "groups", many or None
    top = max(map(score, w.some(w.of("", mid))))
    yield f"{mid}年得分最高的项目，并列的都列出来", "projects", w.projs(lambda r: r.fiscal_year == mid and score(r) == top)
    # missing
    yield f"{a}哪些指标没填实际完成值", "indicators", w.inds(lambda o: a in o.unit and not o.i.actual) or None
    yield "哪些指标丢了分但没说明原因", "indicators", w.inds(lambda o: o.lost > 0 and not o.i.deviation_reason) or None
    yield f"{b}没完成的指标当中，偏差原因空着的", "indicators", w.inds(lambda o: b in o.unit and o.missed and not o.i.deviation_reason) or None
    # lines of the funds
    yield f"{mid}年财政拨款一共安排了多少万元", "value", float(sum(x.full_year or 0 for r in w.some(w.of("", mid)) for x in [line(r, "财政拨款")] if x)) / 10000
    other = [(w.unit(r), r.project_name) for r in w.judged for x in [line(r, "结转")] if x and (x.full_year or 0) > 0]
    yield "用到了上年结转资金的项目有哪些", "projects", other or None
    yield f"{a}{last}年的其他资金是多少元", "value", float(sum(x.full_year or 0 for r in w.some(w.of(a, last)) for x in [line(r, "其他资金")] if x)) or None
    # findings
    yield "哪些项目的总分跟各项得分加起来对不上？", "projects", found_by(w, "total_mismatch")
    yield "权重合计不是100分的项目", "projects", found_by(w, "weights_not_100")
    yield "有没有哪个项目把执行率算错了", "projects", found_by(w, "execution_rate_mismatch")
    yield "Which indicators were missed but still got full marks?", "indicators", w.inds(lambda o: o.missed and o.lost == 0) or None
    # in words
    m = next(o for o in w.rows(lambda o: o.missed and bool(o.i.deviation_reason) and o.report in w.single))
    yield f"{m.report.project_name}的{m.i.level3}为啥没做到", "text", [m.i.deviation_reason]
    yield f"{m.report.project_name}没达标的指标，单位打算怎么改进", "text", [m.i.deviation_reason]
    d = w.departments[0]
    yield f"{d.prepared_by}主要管什么事", "text", [d.responsibilities] if d.responsibilities else None
    yield f"{d.prepared_by}部门整体的基本支出安排了多少", "value", float(line(d, "基本支出").initial or 0)
    # names
    old = w.single[0]
    yield f"獨居老人智能守護{old.fiscal_year}年得了幾分" if "独居老人智能守护" in (old.project_name or "") else "", "value", float(score(old)) if w.n(lambda r: "独居老人" in (r.project_name or "") and r.fiscal_year == old.fiscal_year) == 1 else None
    yield f"{c}水物局{last}年有几个项目", "value", w.n(lambda r: "水务局" in w.unit(r) and w.of(c, last)(r)) or None
    yield f"{a}教育局、{a}水务局、{a}民政局哪家扣分最多", "says", [max((f"{a}{x}" for x in ("教育局", "水务局", "民政局")), key=lambda u: w.sum(lost, lambda r: w.unit(r) == u))]
    # years
    yield f"{a}前年的平均分", "value", w.mean(score, w.of(a, last - 2))
    yield f"{b}最近两年未完成的指标一共多少条", "value", len(w.rows(lambda o: o.missed and b in o.unit and (o.report.fiscal_year or 0) >= last - 1))
    yield f"{a}{first}年和{last}年这两年都有未完成指标的单位", "says", sorted({o.unit for o in w.rows(w.missed(a, first))} & {o.unit for o in w.rows(w.missed(a, last))}) or None
    # two questions
    yield f"{b}{last}年有几个项目？平均得分多少？", "says", [str(w.n(w.of(b, last))), told(w.mean(score, w.of(b, last)))]
    yield f"{a}{mid}年剩了多少钱没花（元），哪个项目剩得最多", "says", [str(int(w.sum(left, w.of(a, mid)))), max(w.some(w.of(a, mid)), key=left).project_name]
    for q in (f"{a}教育局局长叫什么", f"{p.project_name}的中标价", "明年该给哪个项目加钱", f"{b}{last}年第三季度的执行率", f"{p.project_name}有没有群众上访", "How satisfied are you with your job?", f"{a}{last}年人均财政支出", "哪个县的房价最低", f"{q2.project_name}被审计署查过吗", "全省排名第几"):
        yield q, "none", None


def phones_and_dates_sessions(w: World) -> Iterator[list[Ask]]:
    a, b = w.regions[0], w.regions[1]
    first, mid, last = w.years[0], w.years[1], w.years[-1]
    p = w.single[2]
    yield [
        (f"{a}{mid}年平均得分是多少", "value", w.mean(score, w.of(a, mid))),
        (f"那{last}年呢", "value", w.mean(score, w.of(a, last))),
        (f"换成{b}", "value", w.mean(score, w.of(b, last))),
        ("总预算有多少元", "value", w.sum(budget, w.of(b, last))),
    ]
    yield [
        (f"{a}{last}年有哪些项目", "projects", w.projs(w.of(a, last))),
        ("按得分从低到高排一下", "ranking", w.rank(score, w.n(w.of(a, last)), w.of(a, last))),
        ("只要前两个", "ranking", w.rank(score, 2, w.of(a, last))),
        ("里面得分90以上的有几个", "value", w.n(lambda r: w.of(a, last)(r) and score(r) >= 90)),
    ]
    yield [
        (f"{p.project_name}得了多少分", "value", float(score(p))),
        ("它的负责人和电话", "text", [x for x in (p.project_lead, p.phone) if x]),
        ("哪些指标没达标", "indicators", [o.triple for o in w.rows(lambda o: o.report is p and o.missed)] or None),
    ]
    yield [
        (f"Which projects in {b} missed targets in {mid}?", "projects", w.projs(lambda r: w.of(b, mid)(r) and misses(r) > 0) or None),
        (f"and in {first}?", "projects", w.projs(lambda r: w.of(b, first)(r) and misses(r) > 0) or None),
        (f"no, I meant {a}", "projects", w.projs(lambda r: w.of(a, first)(r) and misses(r) > 0) or None),
        ("how many is that?", "value", w.n(lambda r: w.of(a, first)(r) and misses(r) > 0)),
    ]

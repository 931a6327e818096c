"""A second batch, written after the first had been answered and before anything was changed for it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

from .world import World, budget, initial, left, lost, mean, misses, rate, score, spent

Ask = tuple[str, str, Any]


def fresh(w: World) -> Iterator[Ask]:
    a, b, c = w.regions[1], w.regions[2], w.regions[0]
    first, mid, last = w.years[0], w.years[1], w.years[-1]
    # lists
    yield f"审计需要：{a}{mid}年未完成绩效指标明细表", "indicators", w.inds(w.missed(a, mid))
    yield f"{a}有没有哪条质量指标没过？", "indicators", w.inds(lambda o: w.missed(a)(o) and "质量" in (o.i.level2 or "")) or None
    yield f"把{c}三年来所有没达标的社会效益指标找给我", "indicators", w.inds(lambda o: w.missed(c)(o) and "社会效益" in (o.i.level2 or "")) or None
    yield f"Give me every {last} indicator in {a} whose score was less than its weight", "indicators", w.inds(lambda o: w.of(a, last)(o.report) and o.lost > 0)
    yield f"{b}里面丢分的指标都有谁", "indicators", w.inds(lambda o: b in o.unit and o.lost > 0)
    yield f"{last}年得分最低的项目有哪些指标没达标", "indicators", w.inds(lambda o: o.missed and o.report is min(w.some(w.of('', last)), key=score)) if w.rank(score, 1, w.of("", last)) else None
    yield f"{a}预算最大的那个项目，没完成的指标有哪几条", "indicators", w.inds(lambda o: o.missed and o.report is max(w.some(w.of(a)), key=budget)) or None
    yield "执行率没到80%的项目里，哪些指标没完成", "indicators", w.inds(lambda o: o.missed and rate(o.report) < 80) or None
    yield f"{mid}年满分拿下的指标有多少条", "value", len(w.rows(lambda o: o.report.fiscal_year == mid and o.lost == 0 and o.i.weight is not None))
    yield f"{a}{first}年的产出指标都完成了吗，没完成的给我看看", "indicators", w.inds(lambda o: w.missed(a, first)(o) and o.i.level1 == "产出指标") or None
    # projects
    yield f"{a}哪些项目有三条或三条以上指标没做到", "projects", w.projs(lambda r: a in w.unit(r) and misses(r) >= 3) or None
    yield f"{last}年自评在95分以下、但执行率超过90%的项目", "projects", w.projs(lambda r: r.fiscal_year == last and score(r) <= 95 and rate(r) > 90) if not any(score(r) == 95 for r in w.some(w.of("", last))) else None
    yield f"Which {a} projects spent more than 2 million yuan in {mid}?", "projects", w.projs(lambda r: w.of(a, mid)(r) and spent(r) > 2000000) or None
    yield f"{mid}年资金沉淀超过100万的项目有哪些", "projects", w.projs(lambda r: r.fiscal_year == mid and left(r) > 1000000) or None
    yield f"{c}哪些项目没把预算花完", "projects", w.projs(lambda r: c in w.unit(r) and rate(r) < 100) or None
    yield "哪些单位的项目自评没过85分", "projects", w.projs(lambda r: score(r) < 85) or None
    yield f"{last}年得分不低于平均分的有哪些项目", "projects", w.projs(lambda r: r.fiscal_year == last and float(score(r)) >= w.mean(score, w.of('', last)))
    yield f"projects of {first} rated below excellent", "projects", w.projs(lambda r: r.fiscal_year == first and score(r) < 90) or None
    yield f"{a}评级为良的项目", "projects", w.projs(lambda r: a in w.unit(r) and 80 <= score(r) < 90) or None
    yield f"{c}除{last}年外的项目有哪些", "projects", w.projs(lambda r: c in w.unit(r) and r.fiscal_year != last)
    yield f"{first}年以后{c}的项目", "projects", w.projs(lambda r: c in w.unit(r) and (r.fiscal_year or 0) > first)
    yield f"{mid}年以来{c}得分低于90的项目", "projects", w.projs(lambda r: c in w.unit(r) and (r.fiscal_year or 0) >= mid and score(r) < 90) or None
    # rankings
    yield f"按扣分多少排一下{b}{mid}年的项目", "ranking", w.rank(score, w.n(w.of(b, mid)), w.of(b, mid))
    yield f"{first}年得分第二高的项目是哪个", "ranking", w.rank(score, 1, w.of("", first), start=1, down=True)
    yield f"Name the two {c} projects with the most money left unspent", "ranking", w.rank(left, 2, w.of(c), down=True)
    yield f"{a}每年预算最大的项目各是哪个", "projects", [(w.unit(x), x.project_name) for y in w.years if w.some(w.of(a, y)) for x in [max(w.some(w.of(a, y)), key=budget)]] if not any(a in w.unit(t) for t in w.targets) else None
    yield "best-scoring project in each year", "projects", None if any(sum(score(r) == max(map(score, w.some(w.of('', y)))) for r in w.some(w.of('', y))) > 1 for y in w.years) else [(w.unit(x), x.project_name) for y in w.years for x in [max(w.some(w.of("", y)), key=score)]]
    worst = sorted(w.rows(lambda o: w.of(c)(o.report)), key=lambda o: o.lost, reverse=True)
    yield f"{c}被扣得最多的5条指标", "indicators", [o.triple for o in worst[:5]] if worst[4].lost > worst[5].lost else None
    # numbers
    yield f"{a}{last}年预算一共几万元", "value", w.sum(budget, w.of(a, last)) / 10000 if not any(a in w.unit(t) for t in w.targets) else None
    yield f"{first}年到{last}年{a}累计花了多少万元", "value", w.sum(spent, w.of(a)) / 10000
    yield f"What was the mean execution rate of {a}'s projects in {last}?", "value", w.mean(rate, w.of(a, last))
    yield f"{a}{last}年项目平均执行率（简单平均）", "value", w.mean(rate, w.of(a, last))
    yield f"{c}有几成项目全部指标都完成了", "value", 100 * w.n(lambda r: c in w.unit(r) and misses(r) == 0) / w.n(w.of(c))
    yield f"{mid}年得分在90分以上的项目占几成", "value", 100 * w.n(lambda r: r.fiscal_year == mid and score(r) >= 90) / w.n(w.of("", mid))
    yield f"{mid}年产出指标里完成的占多少比例", "value", w.completion(lambda o: o.report.fiscal_year == mid and o.i.level1 == "产出指标")
    yield f"{a}{mid}年最高分和最低分差几分", "value", float(max(score(r) for r in w.some(w.of(a, mid))) - min(score(r) for r in w.some(w.of(a, mid))))
    yield f"{last}年最低的执行率是多少", "value", float(min(rate(r) for r in w.some(w.of("", last))))
    yield f"{c}{first}到{mid}年一共多少条未完成指标", "value", len(w.rows(lambda o: o.missed and c in o.unit and o.report.fiscal_year in (first, mid)))
    yield f"{mid}年{c}未完成指标比{first}年多还是少，差几条", "value", abs(len(w.rows(w.missed(c, mid))) - len(w.rows(w.missed(c, first)))) or None
    yield f"{last}年年初预算合计多少万元", "value", float(sum(initial(r) or 0 for r in w.some(w.of("", last)))) / 10000 if not any(t.fiscal_year == last for t in w.targets) else None
    yield f"{a}{mid}年预算执行扣了多少分", "value", float(sum((x.weight or 0) - (x.score or 0) for r in w.some(w.of(a, mid)) for x in [r.budget[0]])) if all(r.budget[0].weight is not None for r in w.some(w.of(a, mid))) else None
    yield f"how many distinct units reported in {mid}", "value", len({w.unit(r) for r in w.some(w.of('', mid))})
    p, q2 = w.single[2], w.single[-2]
    yield f"{p.project_name}的执行数占预算的比例", "value", float(rate(p))
    yield f"{p.project_name}还差多少分满分", "value", float(lost(p))
    yield f"{p.project_name}和{q2.project_name}一共花了多少元", "value", float(spent(p) + spent(q2))
    yield f"{p.project_name}有几条指标达标", "value", sum(i.status == "met" for i in p.indicators)
    yield f"{p.project_name}指标完成率", "value", 100 * sum(i.status == "met" for i in p.indicators) / sum(i.status in ("met", "missed", "partial") for i in p.indicators)
    yield f"{p.project_name}预算执行这一项得了几分", "value", float(p.budget[0].score) if p.budget[0].score is not None else None
    yield f"What's the gap between the budget and the spending of {p.project_name}?", "value", float(left(p))
    # groups
    yield f"{mid}年{a}各部门花了多少钱", "groups", w.by(w.unit, lambda rs: float(sum(map(spent, rs))), w.of(a, mid))
    yield "三个年度的平均预算执行率分别是多少", "groups", w.by(lambda r: r.fiscal_year, lambda rs: mean(map(rate, rs)))
    yield "每个年度未完成的指标占比", "groups", w.by(lambda r: r.fiscal_year, lambda rs: 100 * sum(map(misses, rs)) / sum(i.status in ("met", "missed", "partial") for r in rs for i in r.indicators))
    yield f"{c}近三年花的钱逐年是多少万元", "groups", w.by(lambda r: r.fiscal_year, lambda rs: float(sum(map(spent, rs))) / 10000, w.of(c))
    yield f"{mid}年各等级项目数量", "groups", dict(Counter("优" if score(r) >= 90 else "良" if score(r) >= 80 else "中" if score(r) >= 60 else "差" for r in w.some(w.of("", mid))))
    yield f"by unit, how many indicators did {a} miss?", "groups", w.count_by(lambda o: o.unit, w.missed(a))
    yield f"{last}年各地的平均分，从高到低", "ordered", sorted(((k, round(v, 2)) for k, v in w.by(w.region, lambda rs: mean(map(score, rs)), w.of("", last)).items()), key=lambda x: -x[1])
    many = w.count_by(lambda o: o.unit, w.missed("", mid))
    yield f"{mid}年未完成指标超过3条的单位", "groups", {k: v for k, v in many.items() if v > 3} or None
    rates = w.by(w.region, lambda rs: float(100 * sum(map(spent, rs)) / sum(map(budget, rs))), w.of("", mid))
    yield f"{mid}年执行率最高的地区是哪里", "says", [max(rates, key=lambda k: rates[k])]
    yield f"In which year did {c} spend the least?", "says", [str(min(w.years, key=lambda y: w.sum(spent, w.of(c, y))))]
    # texts
    z = next(o for o in reversed(w.rows(lambda o: o.missed and bool(o.i.deviation_reason) and o.report in w.single)))
    yield f"{z.i.level3}（{z.unit}，{z.report.fiscal_year}年）没达标，填报的原因是啥？", "text", [z.i.deviation_reason]
    yield f"What explanation did {z.unit} give for falling short on {z.i.level3} in {z.report.fiscal_year}?", "text", [z.i.deviation_reason]
    yield f"{p.project_name}是由哪一家单位报上来的", "text", [w.unit(p)]
    yield f"谁牵头{p.project_name}", "text", [p.project_lead] if p.project_lead else None
    yield f"{p.project_name}的绩效目标原文", "text", [p.annual_goal] if p.annual_goal else None
    yield f"quote the annual goal of {p.project_name}", "text", [p.annual_goal] if p.annual_goal else None
    # not answerable
    for q in (
        f"{a}{last}年的国资收益", f"{p.project_name}的施工许可证号", f"{p.project_name}有几名工作人员加班", "请评价一下财政局的工作态度", f"{a}{first - 5}年平均得分", f"{last + 3}年预算", "哪个领导最认真", "哪个项目最有意义", "what should we do next year", "推荐一个好项目", f"{a}投诉量", f"{p.project_name}验收报告在哪里", f"{a}市长热线电话", "国家绩效管理办法第几条规定了自评", "如果预算增加10%得分会变成多少", "为什么天是蓝的", f"{p.project_name}的得分能不能改高一点", "who audited these reports?", "compare China and the US", f"{a}的GDP占全省比重",
    ):  # fmt: skip
        yield q, "none", None

"""Formal, terse, English, and questions in another order of words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

from .world import World, budget, left, lost, mean, misses, number, rate, score, spent

Ask = tuple[str, str, Any]


def formal_and_terse(w: World) -> Iterator[Ask]:
    a, b, c = w.regions[0], w.regions[2], w.regions[1]
    first, mid, last = w.years[0], w.years[1], w.years[-1]
    p, q2 = w.single[1], w.single[-1]
    full = {k: w.of(a, k) for k in (first, mid, last)}
    # terse
    yield f"{a} {last} 未达标 指标数", "value", len(w.rows(w.missed(a, last)))
    yield f"{last} {b} 平均分", "value", w.mean(score, w.of(b, last))
    yield f"{p.project_name} 得分？", "value", float(score(p))
    yield f"{p.project_name} 执行率？", "value", float(rate(p))
    yield f"{mid}年得分<90的项目", "projects", w.projs(lambda r: r.fiscal_year == mid and score(r) < 90) or None
    yield f"{last}年 执行率>=95% 项目", "projects", w.projs(lambda r: r.fiscal_year == last and rate(r) >= 95) or None
    yield f"{a}，{last}，倒数两名", "ranking", w.rank(score, 2, w.of(a, last))
    yield f"top3 预算 {mid}年", "ranking", w.rank(budget, 3, w.of("", mid), down=True)
    # formal
    yield f"请列示{b}{mid}年度绩效自评中未实现年度绩效目标的三级指标", "indicators", w.inds(w.missed(b, mid))
    yield f"请核查{last}年度预算执行率未达到百分之八十的项目清单", "projects", w.projs(lambda r: r.fiscal_year == last and rate(r) < 80) or None
    yield f"经统计，{c}{first}年至{last}年累计安排预算多少万元？", "value", w.sum(budget, w.of(c)) / 10000 if not any(c in w.unit(t) for t in w.targets) else None
    yield f"请说明{p.project_name}年度总体目标的完成情况", "text", [p.actual_completion] if p.actual_completion else None
    yield f"贵库中{a}共收录多少份项目支出绩效自评表？", "value", w.n(w.of(a))
    yield f"{last}年度自评得分低于全部项目平均得分的项目数量为多少？", "value", w.n(lambda r: r.fiscal_year == last and float(score(r)) < w.mean(score, w.of("", last)))
    yield f"请对{mid}年度各地区的预算执行率由高到低进行排序", "ordered", sorted(((k, round(v, 2)) for k, v in w.by(w.region, lambda rs: float(100 * sum(map(spent, rs)) / sum(map(budget, rs))), w.of("", mid)).items()), key=lambda x: -x[1])
    yield f"{a}{mid}年度指标达标率及未达标指标数量分别为多少", "says", [f"{w.completion(lambda o: w.of(a, mid)(o.report)):.2f}".rstrip("0").rstrip(".")]
    # colloquial
    yield f"{c}去年那些项目里头，分最高的是哪个呀", "ranking", w.rank(score, 1, w.of(c, last - 1), down=True)
    yield f"老板问{b}{last}年花出去多少钱了，单位万元", "value", w.sum(spent, w.of(b, last)) / 10000
    yield f"{a}的项目里谁的钱剩得最多", "ranking", w.rank(left, 1, w.of(a), down=True)
    yield f"{a}到底有几个项目一条都没落下全做完了的", "value", w.n(lambda r: a in w.unit(r) and misses(r) == 0)
    yield f"哪个项目扣分扣得最狠，{mid}年的", "ranking", w.rank(lost, 1, w.of("", mid), down=True)
    yield f"{last}年有没有得满分的项目", "projects", w.projs(lambda r: r.fiscal_year == last and score(r) >= 100) or None
    # English
    yield f"Total amount executed by {b} in {last}, in yuan", "value", w.sum(spent, w.of(b, last))
    yield f"How many projects in {c} scored below 95 in {mid}?", "value", w.n(lambda r: w.of(c, mid)(r) and score(r) < 95)
    yield f"Which three projects lost the most points in {first}?", "ranking", w.rank(lost, 3, w.of("", first), down=True)
    yield f"List {a}'s projects from {mid} with their scores, lowest first", "ranking", w.rank(score, w.n(w.of(a, mid)), w.of(a, mid))
    yield f"What fraction of {mid}'s projects met all their targets?", "value", 100 * w.n(lambda r: r.fiscal_year == mid and misses(r) == 0) / w.n(w.of("", mid))
    yield f"Average budget per project in {mid}, in 10,000 yuan", "value", w.mean(budget, w.of("", mid)) / 10000
    yield f"Did {a} or {b} have more missed indicators in {last}?", "groups", {g: float(len(w.rows(w.missed(g, last)))) for g in (a, b)}
    yield f"Which satisfaction indicators were not met between {first} and {mid}?", "indicators", w.inds(lambda o: o.missed and "满意度" in (o.i.level1 or "") and o.report.fiscal_year in (first, mid)) or None
    yield f"Show the execution rate of each {a} project in {last}", "rows", sorted(((w.unit(r), r.project_name, round(float(rate(r)), 2)) for r in w.some(full[last])), key=str)
    yield f"Who runs {p.project_name} and what was its score?", "text", [p.project_lead, f"{float(score(p)):g}"] if p.project_lead else None
    yield f"Is the budget of {p.project_name} bigger than that of {q2.project_name}?", "says", [str(int(budget(p))), str(int(budget(q2)))]
    yield f"By how much did {a}'s total budget change from {mid} to {last}?", "value", w.sum(budget, full[last]) - w.sum(budget, full[mid])
    yield "Which projects went over 95 points but spent under 90% of their money?", "projects", w.projs(lambda r: score(r) > 95 and rate(r) < 90) or None
    yield "How many indicators does the average project miss?", "value", len(w.rows(lambda o: o.missed)) / len(w.judged)
    yield f"scores of {a}'s units in {mid} on average", "groups", w.by(w.unit, lambda rs: mean(map(score, rs)), full[mid])
    # comparisons and years
    yield f"{a}两年（{mid}、{last}）的平均得分各是多少", "groups", {str(y): w.mean(score, w.of(a, y)) for y in (mid, last)}
    yield f"{last}年和{mid}年相比，{a}的未完成指标数是增是减", "groups", {str(y): float(len(w.rows(w.missed(a, y)))) for y in (mid, last)}
    yield f"{c}{mid}年执行率比{b}高多少个百分点", "value", abs(w.execution(w.of(c, mid)) - w.execution(w.of(b, mid))) if w.some(w.of(b, mid)) and w.some(w.of(c, mid)) else None
    yield f"{a}{first}、{mid}、{last}三年的执行数分别为多少万元", "groups", {str(y): w.sum(spent, w.of(a, y)) / 10000 for y in w.years if w.some(w.of(a, y))}
    yield f"除了{a}，{last}年各地区项目数是多少", "groups", w.by(w.region, len, lambda r: r.fiscal_year == last and a not in w.unit(r)) if not any(t.fiscal_year == last and a not in w.unit(t) for t in w.targets if (w.unit(t), t.project_name) not in [(w.unit(r), r.project_name) for r in w.judged]) else None
    # fields of indicators
    name = Counter(o.i.level3 for o in w.rows(lambda o: number(o.i.target) is not None and number(o.i.actual) is not None)).most_common(1)[0][0]
    of = w.rows(lambda o: o.i.level3 == name)
    yield f"各项目的{name}实际完成值分别是多少", "all", [(o.i.actual or "") for o in of]
    yield f"{name}在哪些项目里没完成", "projects", sorted({o.triple[:2] for o in of if o.missed}, key=str) or None
    yield f"{name}的平均得分", "value", mean(o.i.score for o in of)
    yield f"{name}完成的项目有几个", "value", len({o.triple[:2] for o in of if o.i.status == "met"})
    yield f"{p.project_name}里分值10分以上的指标", "indicators", [o.triple for o in w.rows(lambda o: o.report is p and (o.i.weight or 0) >= 10)] or None
    yield f"{p.project_name}有哪些指标没拿满分", "indicators", [o.triple for o in w.rows(lambda o: o.report is p and o.lost > 0)] or None
    yield f"{last}年时效指标平均得分", "value", mean(o.i.score for o in w.rows(lambda o: o.report.fiscal_year == last and "时效" in (o.i.level2 or "")))
    yield f"{last}年满意度指标一共扣了几分", "value", float(sum(o.lost for o in w.rows(lambda o: o.report.fiscal_year == last and "满意度" in (o.i.level1 or ""))))
    # people
    lead = Counter(r.project_lead for r in w.judged if r.project_lead).most_common(1)[0][0]
    yield f"{lead}手上项目的平均分是多少", "value", w.mean(score, lambda r: r.project_lead == lead)
    yield f"{lead}负责的项目预算合计多少元", "value", float(sum(budget(r) for r in w.stated if r.project_lead == lead))
    yield f"{lead}名下有几个项目有未完成指标", "value", w.n(lambda r: r.project_lead == lead and misses(r) > 0)
    # none
    for q in (
        f"{a}的财政收入", f"{p.project_name}的年度审计意见", f"{a}{last}年上半年未完成指标", "哪些项目涉嫌违规", f"{p.project_name}负责人毕业学校", f"{p.project_name}用了多少台车", "明天放假吗", "如何提高得分", f"{first - 2}年和{first - 1}年的预算", "南岭市2024年未完成的指标", f"Does {p.project_name} have a website?", "what's the email of the project lead", "Translate the report into English", f"{a}去年GDP增长多少", "who wrote these reports", f"{p.project_name}的贷款利率", "南岭市和北海市哪个得分高", "最近有什么新闻", f"{a}平均年龄", "sum of all prime numbers below 100",
    ):  # fmt: skip
        yield q, "none", None

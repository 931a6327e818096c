"""What officials ask in a meeting, an auditor's list, and everyday English."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

from .world import World, budget, lost, mean, misses, rate, score, spent

Ask = tuple[str, str, Any]


def in_a_meeting(w: World) -> Iterator[Ask]:
    a, b, c = w.regions[2], w.regions[0], w.regions[1]
    first, mid, last = w.years[0], w.years[1], w.years[-1]
    p, q2 = w.single[3], w.single[-3]
    held = Counter(map(w.region, (r for r in w.stated if r.fiscal_year == last))).most_common(2)
    most = [held[0][0]] if held[0][1] > held[1][1] else None
    several = {k: float(v) for k, v in Counter(w.unit(r) for r in w.stated if b in w.unit(r)).items() if v > 1}
    yield f"{a}今年绩效咋样，没完成的指标有几个？", "value", len(w.rows(w.missed(a, last)))
    yield f"帮忙捋一捋{b}{mid}年哪些项目拖了后腿，没完成指标的", "projects", w.projs(lambda r: w.of(b, mid)(r) and misses(r) > 0) or None
    yield f"{c}有哪些项目是花光了预算但还有指标没完成的", "projects", w.projs(lambda r: c in w.unit(r) and rate(r) >= 100 and misses(r) > 0) or None
    yield "预算在200万到500万、得分又在90以下的项目", "projects", w.projs(lambda r: 2000000 <= budget(r) <= 5000000 and score(r) < 90) or None
    yield f"{last}年没有一个指标没完成的项目有多少个", "value", w.n(lambda r: r.fiscal_year == last and misses(r) == 0)
    yield f"{b}指标没完成最多的单位是哪家", "says", [max((u := w.count_by(lambda o: o.unit, w.missed(b))), key=lambda k: u[k])] if len({*w.count_by(lambda o: o.unit, w.missed(b)).values()}) > 1 and sorted(w.count_by(lambda o: o.unit, w.missed(b)).values())[-1] > sorted(w.count_by(lambda o: o.unit, w.missed(b)).values())[-2] else None
    yield f"{mid}年度{a}各单位预算执行率从低到高", "ordered", sorted(((k, round(v, 2)) for k, v in w.by(w.unit, lambda rs: float(100 * sum(map(spent, rs)) / sum(map(budget, rs))), w.of(a, mid)).items()), key=lambda x: x[1])
    yield f"{p.project_name}自评分扣在哪些指标上了", "indicators", [o.triple for o in w.rows(lambda o: o.report is p and o.lost > 0)] or None
    yield f"{p.project_name}没完成的有几项？分别是什么", "says", [i.level3 for i in p.indicators if i.status in ("missed", "partial")] or None
    yield f"{first}年{b}花的钱占当年预算多少", "value", w.execution(w.of(b, first))
    yield f"{b}{first}年钱的使用率", "value", w.execution(w.of(b, first))
    yield f"{c}、{a}、{b}三家{mid}年谁的指标完成率最高", "says", [max((a, b, c), key=lambda g: w.completion(lambda o: w.of(g, mid)(o.report)))]
    yield f"{mid}年比{first}年，全部项目的平均得分是升了还是降了", "groups", {str(y): w.mean(score, w.of("", y)) for y in (first, mid)}
    yield f"{a}{mid}年得分前三名里预算最大的是哪个", "partly", []
    yield f"{last}年哪个地区的项目最多", "says", most
    yield f"{last}年自评得分在95到100分之间的项目个数", "value", w.n(lambda r: r.fiscal_year == last and 95 <= score(r) <= 100)
    yield f"请问{b}一共有多少万元没有花出去", "value", (w.sum(budget, w.of(b)) - w.sum(spent, w.of(b))) / 10000
    yield f"{b}各年没花完的钱（万元）", "groups", w.by(lambda r: r.fiscal_year, lambda rs: float(sum(map(budget, rs)) - sum(map(spent, rs))) / 10000, w.of(b))
    yield f"{p.project_name}、{q2.project_name}的负责人分别是谁", "text", [p.project_lead, q2.project_lead] if p.project_lead and q2.project_lead else None
    yield f"对比一下{p.project_name}和{q2.project_name}的得分和执行率", "says", [f"{float(score(p)):g}", f"{float(score(q2)):g}"]
    yield f"{mid}年平均分最高的单位", "says", [max((u := w.by(w.unit, lambda rs: mean(map(score, rs)), w.of("", mid))), key=lambda k: u[k])] if sorted(w.by(w.unit, lambda rs: mean(map(score, rs)), w.of("", mid)).values())[-1] > sorted(w.by(w.unit, lambda rs: mean(map(score, rs)), w.of("", mid)).values())[-2] else None
    yield f"{b}有没有哪个单位报了多个项目的", "groups", several or None
    yield f"Could you tell me the top scorer in {a} for {mid}?", "ranking", w.rank(score, 1, w.of(a, mid), down=True)
    yield f"How much money was left over in {b} in {first}, in yuan?", "value", w.sum(budget, w.of(b, first)) - w.sum(spent, w.of(b, first))
    yield f"Number of projects per region in {last}", "groups", w.by(w.region, len, w.of("", last)) if not any(t.fiscal_year == last for t in w.stated if t not in w.judged) else None
    yield f"Which {b} projects failed on cost?", "projects", w.projs(lambda r: b in w.unit(r) and any(i.status in ("missed", "partial") and "成本" in (i.level1 or "") + (i.level2 or "") for i in r.indicators)) or None
    yield "Which year saw the most missed indicators?", "says", [max((y := w.count_by(lambda o: o.report.fiscal_year, w.missed())), key=lambda k: y[k])]
    yield f"Average points lost per project in {last}", "value", w.mean(lost, w.of("", last))
    yield f"Are there any {last} projects with an execution rate of 100%?", "projects", w.projs(lambda r: r.fiscal_year == last and rate(r) == 100) or None
    yield f"{p.project_name}: how many indicators, how many missed?", "partly", [str(misses(p))]
    yield f"Tell me about {p.project_name}'s performance", "says", [f"{float(score(p)):g}"]
    yield f"Why wasn't everything achieved in {p.project_name}?", "text", [i.deviation_reason for i in p.indicators if i.status in ("missed", "partial") and i.deviation_reason] or None
    yield f"list the missed indicators of {last} together with their reasons for {b}", "indicators", w.inds(w.missed(b, last))
    for q in (f"{a}教育投入占GDP的比例", f"{p.project_name}的二维码", f"{p.project_name}参与人员名单", "今年的绩效评价通知什么时候发", "给我打个电话", f"{b}有多少人", f"{b}{last}年的支出里工资占多少", f"{p.project_name}会不会被砍", "怎么算执行率", "who is your creator", f"how tall is the head of {b}", "what is 2+2"):
        yield q, "none", None

"""Finance bureaus before a meeting, auditors' samples, English queries with clauses, short notes;
written before anything was changed for it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

from .worked_out import from_most, with_most
from .world import World, budget, initial, left, line, lost, mean, misses, rate, score, spent

Ask = tuple[str, str, Any]


def before_a_meeting(w: World) -> Iterator[Ask]:
    a, b, c = w.regions[1], w.regions[0], w.regions[2]
    first, mid, last = w.years[0], w.years[1], w.years[-1]
    p, q2, r3 = w.single[0], w.single[3], w.single[-2]
    unit, ur = w.unit(r3), w.region(r3)
    # before a meeting
    yield f"下午开会要用，{a}{mid}年项目支出预算和执行情况给个总数，单位万元", "says", [f"{sum(budget(r) for r in w.stated if w.of(a, mid)(r)) / 10000:.2f}".rstrip("0").rstrip(".")]
    yield f"{mid}年全部项目里，评分在八十分以下的占几成", "value", 100 * w.n(lambda r: r.fiscal_year == mid and score(r) < 80) / w.n(w.of("", mid))
    yield f"哪个县区{last}年的预算执行率拖了后腿", "says", with_most({k: -v for k, v in w.by(w.region, lambda rs: float(100 * sum(map(spent, rs)) / sum(map(budget, rs))), w.of("", last)).items()})
    yield f"{c}{last}年执行率没过85%的有哪几个项目，分别剩了多少钱", "projects", w.projs(lambda r: w.of(c, last)(r) and rate(r) < 85) or None
    yield f"{b}{first}年到{last}年，哪一年扣分最多", "says", with_most({str(y): w.sum(lost, w.of(b, y)) for y in w.years if w.some(w.of(b, y))})
    yield f"{a}和{c}加在一起，{mid}年花了多少万元", "value", (w.sum(spent, w.of(a, mid)) + w.sum(spent, w.of(c, mid))) / 10000
    yield f"把{mid}年各单位的得分均值从低到高排个队", "ordered", (found := from_most(w.by(w.unit, lambda rs: mean(map(score, rs)), w.of("", mid)))) and found[::-1]
    yield f"{last}年项目得分超过98分的名单", "projects", w.projs(lambda r: r.fiscal_year == last and score(r) > 98) or None
    yield f"{b}得分低于{b}平均得分的项目有几个", "value", w.n(lambda r: b in w.unit(r) and float(score(r)) < w.mean(score, w.of(b)))
    yield f"{unit}历年项目得分情况", "partly", [f"{float(score(r3)):g}"]
    yield f"{ur}{r3.fiscal_year}年除{unit}外其他单位的项目平均分", "value", w.mean(score, lambda r: w.of(ur, r3.fiscal_year)(r) and w.unit(r) != unit) if w.n(lambda r: w.of(ur, r3.fiscal_year)(r) and w.unit(r) != unit) else None
    yield f"{mid}年超支的项目", "projects", w.projs(lambda r: r.fiscal_year == mid and rate(r) > 100) or None
    yield f"预算调整过的项目{last}年有几个", "value", w.n(lambda r: r.fiscal_year == last and initial(r) is not None and initial(r) != budget(r)) or None
    # auditors
    yield f"{b}{mid}年执行率不到80%却得了90分以上的项目", "projects", w.projs(lambda r: w.of(b, mid)(r) and rate(r) < 80 and score(r) >= 90) or None
    yield "有没有项目得分超过100分", "projects", w.projs(lambda r: score(r) > 100) or None
    yield f"{a}未完成指标涉及哪些单位，各几条", "groups", w.count_by(lambda o: o.unit, w.missed(a))
    yield f"{c}没完成的指标中填了原因的有几条", "value", len(w.rows(lambda o: w.missed(c)(o) and bool(o.i.deviation_reason))) or None
    yield f"{first}年未达标指标最多的三个项目", "partly", []
    yield f"查{w.single[2].project_name}：主管部门、实施单位、负责人", "text", [x for x in (w.single[2].competent_department, w.single[2].implementing_unit, w.single[2].project_lead) if x]
    yield f"{q2.project_name}的满意度指标目标值与实际值", "text", [x for i in q2.indicators if "满意度" in (i.level1 or "") for x in (i.target, i.actual) if x]
    yield f"{p.project_name}数量指标有哪些，完成了吗", "partly", [i.level3 for i in p.indicators if "数量" in (i.level2 or "")]
    yield f"{q2.project_name}没拿满分的指标分别扣了几分", "indicators", [o.triple for o in w.rows(lambda o: o.report is q2 and o.lost > 0)] or None
    yield f"{p.project_name}的其他资金占预算的比例", "value", float(100 * (line(p, "其他资金").full_year or 0) / budget(p)) if line(p, "其他资金") and line(p, "其他资金").full_year else None
    yield f"{c}各项目的财政拨款分别是多少元，{first}年的", "partly", [str(int(line(r, "财政拨款").full_year)) for r in w.some(w.of(c, first)) if line(r, "财政拨款").full_year == int(line(r, "财政拨款").full_year)][:2]
    # English with clauses
    yield f"Which of {a}'s {last} projects fell short on at least one target?", "projects", w.projs(lambda r: w.of(a, last)(r) and misses(r) > 0) or None
    yield f"How much of the {mid} budget in {b} has been executed, in percent?", "value", w.execution(w.of(b, mid))
    yield f"What was the lowest score in {c} in {first}?", "value", float(min(score(r) for r in w.some(w.of(c, first))))
    yield f"Show me projects whose budget is between 2 and 4 million yuan in {last}", "projects", [(w.unit(r), r.project_name) for r in w.stated if r.fiscal_year == last and 2000000 <= budget(r) <= 4000000] or None
    yield f"List units in {a} together with their number of projects", "groups", {k: float(v) for k, v in Counter(w.unit(r) for r in w.stated if a in w.unit(r)).items()}
    yield f"Did {q2.project_name} spend its entire budget?", "says", [str(int(spent(q2))), str(int(budget(q2)))]
    yield f"How many projects does {w.single[1].project_lead} lead?", "value", sum(r.project_lead == w.single[1].project_lead for r in w.stated)
    yield f"Average number of points lost per project in {b}, {mid}", "value", w.mean(lost, w.of(b, mid))
    yield f"What did {p.project_name} set out to achieve?", "text", [p.annual_goal]
    yield f"Compare spending in {a} between {first} and {last}", "groups", {str(y): w.sum(spent, w.of(a, y)) for y in (first, last) if w.some(w.of(a, y))}
    yield f"Which projects outside {a} had an execution rate above 99% in {mid}?", "projects", w.projs(lambda r: a not in w.unit(r) and r.fiscal_year == mid and rate(r) > 99) or None
    yield f"missed indicators without any explanation in {c}", "indicators", w.inds(lambda o: w.missed(c)(o) and not o.i.deviation_reason) or None
    yield f"Who is responsible for {q2.project_name}, and how can they be reached?", "text", [x for x in (q2.project_lead, q2.phone) if x]
    yield f"percentage of {a} indicators that were met in {mid}", "value", w.completion(lambda o: w.of(a, mid)(o.report))
    yield f"Name the unit with the lowest overall execution rate in {b}", "says", with_most({k: -v for k, v in w.by(w.unit, lambda rs: float(100 * sum(map(spent, rs)) / sum(map(budget, rs))), w.of(b)).items()})
    # notes
    yield f"{a} 预算合计 {mid} 万元", "value", sum(float(budget(r)) for r in w.stated if w.of(a, mid)(r)) / 10000
    yield f"{last}年倒数五个（按得分）", "ranking", w.rank(score, 5, w.of("", last))
    yield f"{b}-{mid}-执行率排名", "ranking", w.rank(rate, w.n(w.of(b, mid)), w.of(b, mid), down=True)
    yield f"未达标+未写原因 {mid}年", "indicators", w.inds(lambda o: w.missed("", mid)(o) and not o.i.deviation_reason) or None
    yield f"{q2.project_name} 电话", "text", [q2.phone] if q2.phone else None
    yield f"{unit}，{r3.fiscal_year}，剩余资金？元", "value", w.sum(left, lambda r: w.unit(r) == unit and r.fiscal_year == r3.fiscal_year)
    # relations
    yield f"{p.project_name}和{q2.project_name}相比，哪个剩的钱多", "says", [p.project_name if left(p) > left(q2) else q2.project_name] if left(p) != left(q2) else None
    yield f"{b}{last}年平均分比{mid}年提高了还是降低了，差几分", "value", abs(w.mean(score, w.of(b, last)) - w.mean(score, w.of(b, mid)))
    yield f"{last}年预算增加了多少（与{mid}年比，全部项目，万元）", "value", abs(float(sum(budget(r) for r in w.stated if r.fiscal_year == last) - sum(budget(r) for r in w.stated if r.fiscal_year == mid))) / 10000
    yield f"{c}的预算是{a}的几倍，{first}年", "value", w.sum(budget, w.of(c, first)) / w.sum(budget, w.of(a, first))
    yield f"每个单位得分最低的项目各是哪个，{b}", "projects", [(w.unit(x), x.project_name) for u in dict.fromkeys(w.unit(r) for r in w.some(w.of(b))) for x in [min((r for r in w.judged if w.unit(r) == u), key=score)]] if all(w.rank(score, 1, lambda r, u=u: w.unit(r) == u) or w.n(lambda r, u=u: w.unit(r) == u) == 1 for u in {w.unit(r) for r in w.some(w.of(b))}) else None
    yield f"{mid}年哪个地区平均得分最高，是多少", "says", with_most(w.by(w.region, lambda rs: mean(map(score, rs)), w.of("", mid)))
    level = {str(k): float(v) for k, v in Counter(o.i.level2 for o in w.rows(w.missed("", last))).items()}
    yield f"{last}年未完成的指标按二级指标分布", "groups", level
    yield f"负责人是{q2.project_lead}、得分不到90的项目", "projects", w.projs(lambda r: r.project_lead == q2.project_lead and score(r) < 90) or None
    yield f"{a}预算前三的项目各剩多少钱", "ranking", None
    reasons = Counter(o.i.deviation_reason for o in w.rows(lambda o: w.missed()(o) and bool(o.i.deviation_reason)))
    yield "没完成的原因里哪种最常见", "says", with_most({str(k)[:8]: float(v) for k, v in reasons.items()})
    for q in (f"{a}的干部任免情况", f"{p.project_name}涉及的专利数", f"{c}{last}年税收完成情况", "这些数据是谁录入的", f"{b}项目的环评批复", f"{q2.project_name}有没有结余上缴国库", "哪个项目最浪费钱", f"{first}年的通货膨胀率", "Who is the mayor?", "Predict the 2030 budget", "report me to the police", f"{unit}的办公地址", f"{p.project_name}的工程监理费"):
        yield q, "none", None


def before_a_meeting_sessions(w: World) -> Iterator[list[Ask]]:
    a, b = w.regions[0], w.regions[1]
    first, mid, last = w.years[0], w.years[1], w.years[-1]
    p = w.single[2]
    yield [
        (f"{a}{mid}年有多少条指标没完成", "value", len(w.rows(w.missed(a, mid)))),
        ("占比呢", "partly", []),
        (f"{b}同一年呢", "partly", []),
    ]
    yield [
        (f"{p.project_name}", "partly", []),
        ("得分", "value", float(score(p))),
        ("预算，万元", "value", float(budget(p)) / 10000),
        ("未完成的指标", "indicators", [o.triple for o in w.rows(lambda o: o.report is p and o.missed)] or None),
    ]
    yield [
        (f"{mid}年得分最低的三个项目", "ranking", w.rank(score, 3, w.of("", mid))),
        ("最高的三个呢", "ranking", w.rank(score, 3, w.of("", mid), down=True)),
        (f"{last}年呢", "ranking", w.rank(score, 3, w.of("", last), down=True)),
        (f"只看{a}", "ranking", w.rank(score, 3, w.of(a, last), down=True)),
    ]
    yield [
        (f"average score of {a} in {mid}", "value", w.mean(score, w.of(a, mid))),
        (f"what about {b}?", "value", w.mean(score, w.of(b, mid))),
        ("which of the two is higher?", "partly", []),
    ]
    yield [
        (f"{a}哪些项目得分低于90", "projects", w.projs(lambda r: a in w.unit(r) and score(r) < 90) or None),
        (f"{first}年的有哪些", "projects", w.projs(lambda r: w.of(a, first)(r) and score(r) < 90) or None),
        ("我是说90以上的", "projects", w.projs(lambda r: w.of(a, first)(r) and score(r) >= 90) or None),
    ]

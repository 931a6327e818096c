"""Questions that are answered by one number."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

from .world import MISSED, World, budget, initial, left, line, lost, mean, misses, number, rate, score, spent

Ask = tuple[str, str, Any]


def counts(w: World) -> Iterator[Ask]:
    a, b, _c = w.regions[:3]
    first, mid, last = w.years[0], w.years[1], w.years[-1]
    kind = "value"
    for q in (f"{a}{last}年报了几个自评项目", f"{last}年{a}做了自评的项目共几个", f"how many self-evaluated projects did {a} have in {last}?", f"{a}{last}年项目数", f"{a}{last}年一共几份自评表"):
        yield q, kind, w.n(w.of(a, last))
    for q in (f"{a}{last}年没完成指标总数", f"{a}{last}年有多少项指标未达标", f"{a}{last}年没达标的指标一共几项？", f"number of missed indicators, {a}, {last}", f"{a}{last}年掉队的指标有几个"):
        yield q, kind, len(w.rows(w.missed(a, last)))
    for q in (f"{last}年一共考核了多少条指标", f"{last}年自评表里共有多少个三级指标", f"{last}年设置的绩效指标总条数（自评）"):
        yield q, kind, len(w.rows(lambda o: o.report.fiscal_year == last)) if not any(r.fiscal_year == last for r in w.targets + w.departments) else None
    for q in (f"{mid}年完成的指标有多少个", f"{mid}年达标指标数量", f"how many indicators were met in {mid}"):
        yield q, kind, len(w.rows(lambda o: o.report.fiscal_year == mid and o.i.status == "met"))
    for q in (f"{b}有多少个项目存在未完成指标", f"{b}有指标没完成的项目数", f"{b}几个项目没有全部完成指标"):
        yield q, kind, w.n(lambda r: b in w.unit(r) and misses(r) > 0)
    for q in (f"{last}年得分90分以上的项目有几个", f"{last}年自评等级为优的项目有多少个", f"how many projects scored 90 or more in {last}", f"{last}年自评达到优秀的有几个项目"):
        yield q, kind, w.n(lambda r: r.fiscal_year == last and score(r) >= 90)
    for q in (f"{last}年自评等级为良的项目有几个", f"{last}年得分80到90之间（不含90）的项目数"):
        yield q, kind, w.n(lambda r: r.fiscal_year == last and 80 <= score(r) < 90)
    for q in (f"{mid}年执行率没到九成的项目有几个", f"{mid}年执行率不到90%的有多少"):
        yield q, kind, w.n(lambda r: r.fiscal_year == mid and rate(r) < 90)
    for q in (f"{a}有多少家单位", f"{a}共几个部门报了自评", f"how many units of {a} reported?", f"{a}涉及几个单位"):
        yield q, kind, len({w.unit(r) for r in w.some(w.of(a))}) if not any(a in w.unit(r) for r in w.targets + w.departments) else None
    yield "总共有几个地区报了项目自评", kind, len({w.region(r) for r in w.judged}) if all(w.region(r) in w.regions for r in w.judged) else None
    yield f"{last}年没写原因的未完成指标有几条", kind, len(w.rows(lambda o: o.missed and o.report.fiscal_year == last and not o.i.deviation_reason))
    yield f"{a}满意度指标共多少条", kind, len(w.rows(lambda o: a in o.unit and "满意度" in (o.i.level1 or ""))) if not any(a in w.unit(r) for r in w.targets + w.departments) else None
    yield f"{a}质量指标没完成的有几条", kind, len(w.rows(lambda o: w.missed(a)(o) and "质量" in (o.i.level2 or "")))
    p = max(w.single, key=misses)
    for q in (f"{p.project_name}共设几条指标", f"{p.project_name}一共几个三级指标", f"number of indicators in {p.project_name}"):
        yield q, kind, len(p.indicators)
    for q in (f"{p.project_name}几条没完成", f"{p.project_name}有多少个指标没达标"):
        yield q, kind, misses(p)
    for q in ("平均每个项目有多少条指标没完成", "每个项目平均几条指标未完成"):
        yield q, kind, len(w.rows(lambda o: o.missed)) / len(w.judged)
    yield f"{mid}年平均每个项目设了几条指标", kind, mean(len(r.indicators) for r in w.some(w.of("", mid)))
    reason = Counter(o.i.deviation_reason for o in w.rows(lambda o: bool(o.i.deviation_reason))).most_common(1)[0][0] or ""
    part = reason.split("，")[0]
    yield f"因为{part}没完成的指标有几条", kind, len(w.rows(lambda o: o.missed and part in (o.i.deviation_reason or "")))
    yield f"{a}{first}、{mid}两年合计有多少条指标没完成", kind, len(w.rows(lambda o: o.missed and a in o.unit and o.report.fiscal_year in (first, mid)))
    yield f"{a}近三年未完成的指标共有几条", kind, len(w.rows(w.missed(a)))
    yield f"{a}去年有几个项目", kind, w.n(w.of(a, last - 1))
    yield f"{last}年有多少项目负责人（去重）", kind, len({r.project_lead for r in w.some(w.of('', last)) if r.project_lead}) if not any(r.fiscal_year == last for r in w.targets) else None
    yield f"{mid}年多少个不同的项目负责人", kind, len({r.project_lead for r in w.some(w.of('', mid)) if r.project_lead})


def amounts(w: World) -> Iterator[Ask]:
    a, b, _c = w.regions[:3]
    _first, mid, last = w.years[0], w.years[1], w.years[-1]
    kind = "value"
    for q in (f"{a}{mid}年总共安排了多少万元预算", f"{a}{mid}年全年预算合计（万元）", f"{a}{mid}年各项目预算加总是多少万", f"total budget of {a} in {mid}, in 10,000 yuan", f"{a}{mid}年盘子一共多少万元"):
        yield q, kind, w.sum(budget, w.of(a, mid)) / 10000 if "盘子" not in q else None
    for q in (f"{a}{mid}年实际花了多少元", f"{a}{mid}年一共支出多少元", f"{a}{mid}年全年执行数总计", f"how much did {a} actually spend in {mid}?"):
        yield q, kind, w.sum(spent, w.of(a, mid))
    for q in (f"{a}{mid}年还剩多少万元没花出去", f"{a}{mid}年结余多少万", f"{a}{mid}年预算减去执行数还有多少万元"):
        yield q, kind, w.sum(left, w.of(a, mid)) / 10000
    for q in (f"{b}{last}年整体预算执行率", f"{b}{last}年总的执行率是多少", f"{b}{last}年资金执行进度百分之几", f"overall budget execution rate of {b} in {last}", f"{b}{last}年预算花了百分之多少"):
        yield q, kind, w.execution(w.of(b, last))
    for q in (f"{last}年自评平均分", f"{last}年项目自评得分均值", f"{last}年平均每个项目得几分", f"mean self-evaluation score in {last}", f"{last}年大家平均得了多少分"):
        yield q, kind, w.mean(score, w.of("", last))
    for q in (f"{a}{last}年指标完成率", f"{a}{last}年绩效目标达成比例是多少", f"{a}{last}年完成的指标占百分之几", f"what share of {a}'s indicators were met in {last}?"):
        yield q, kind, w.completion(lambda o: w.of(a, last)(o.report))
    for q in (f"{b}项目平均预算多少万元", f"{b}平均每个项目预算是多少万元", f"{b}项目均预算（万元）"):
        yield q, kind, w.mean(budget, w.of(b)) / 10000 if not any(b in w.unit(r) for r in w.targets) else None
    for q in (f"{last}年最高分是多少", f"{last}年得分最高是几分", f"highest score in {last}"):
        yield q, kind, float(max(score(r) for r in w.some(w.of("", last))))
    yield f"{a}最大的一笔项目预算是多少万元", kind, float(max(budget(r) for r in w.some(w.of(a)))) / 10000 if not any(a in w.unit(r) for r in w.targets) else None
    yield f"{a}{last}年一共扣了多少分", kind, w.sum(lost, w.of(a, last))
    yield f"{mid}年未完成的指标总共扣了多少分", kind, float(sum(o.lost for o in w.rows(lambda o: o.missed and o.report.fiscal_year == mid)))
    for q in (f"{last}年得分95分以上的项目占比", f"{last}年得分超过95的项目占百分之几"):
        least = 95 if "以上" in q else 95.005
        yield q, kind, 100 * sum(score(r) >= least for r in w.some(w.of("", last))) / w.n(w.of("", last))
    for q in (f"{mid}年没完成的指标占全部指标的比例", f"{mid}年未完成指标占比多少", f"share of indicators missed in {mid}"):
        among = w.rows(lambda o: o.report.fiscal_year == mid)
        yield q, kind, 100 * sum(o.missed for o in among) / len(among) if all(o.i.status in ("met", *MISSED) for o in among) else None
    yield f"{a}预算占全部项目预算的百分之多少", kind, 100 * w.sum(budget, w.of(a)) / w.sum(budget, lambda r: True) if not w.targets else None
    yield f"{mid}年{a}的预算占{mid}年总预算的比重", kind, 100 * w.sum(budget, w.of(a, mid)) / w.sum(budget, w.of("", mid))
    p, _q2 = w.single[0], w.single[-1]
    for q in (f"{p.project_name}还有多少钱没花", f"{p.project_name}结余多少元", f"{p.project_name}预算剩余多少"):
        yield q, kind, float(left(p))
    for q in (f"{p.project_name}花了多少万", f"{p.project_name}实际支出多少万元", f"{p.project_name} spent how many 万元?"):
        yield q, kind, float(spent(p)) / 10000
    for q in (f"{p.project_name}离满分差几分", f"{p.project_name}一共被扣了几分"):
        yield q, kind, 100 - float(score(p))
    fin = line(p, "财政拨款")
    if fin and fin.full_year is not None:
        yield f"{p.project_name}的财政拨款是多少元", kind, float(fin.full_year)
        for q in (f"{p.project_name}财政拨款占全部资金的比例", f"{p.project_name}里财政拨款占总预算百分之几", f"fiscal appropriation as a share of the total budget of {p.project_name}"):
            yield q, kind, float(100 * fin.full_year / budget(p))
    other = line(p, "其他")
    if other and other.full_year is not None:
        yield f"{p.project_name}的其他资金有多少元", kind, float(other.full_year)
    allfin = [line(r, "财政拨款") for r in w.some(w.of(a, mid))]
    if all(allfin):
        yield f"{a}{mid}年财政拨款合计多少万元", kind, float(sum(x.full_year or 0 for x in allfin if x)) / 10000
        yield f"{a}{mid}年财政拨款占预算总额的比例是多少", kind, 100 * float(sum(x.full_year or 0 for x in allfin if x)) / w.sum(budget, w.of(a, mid))
    adj = next((r for r in w.single if initial(r) and initial(r) != budget(r)), None)
    if adj:
        yield f"{adj.project_name}年初预算是多少元", kind, float(initial(adj) or 0)
        for q in (f"{adj.project_name}全年预算比年初预算多多少元", f"{adj.project_name}预算调整了多少元"):
            yield q, kind, float(budget(adj) - (initial(adj) or 0))
    x = next(o for o in w.rows(lambda o: o.missed and o.report in w.single and o.lost > 0 and number(o.i.actual) is not None and number(o.i.target) is not None))
    for q in (f"{x.report.project_name}的{x.i.level3}扣了几分", f"{x.i.level3}（{x.report.project_name}）丢了多少分", f"how many points did {x.i.level3} of {x.report.project_name} lose?"):
        yield q, kind, float(x.lost)
    yield f"{x.report.project_name}{x.i.level3}得了几分", kind, float(x.i.score or 0)
    yield f"{x.report.project_name}的{x.i.level3}权重多少", kind, float(x.i.weight or 0)
    name = Counter(o.i.level3 for o in w.rows(lambda o: number(o.i.actual) is not None and any(s in (o.i.level3 or "") for s in ("人数", "台数", "场次")) and o.report.fiscal_year == last)).most_common(1)[0][0]
    among = w.rows(lambda o: o.i.level3 == name and o.report.fiscal_year == last)
    gold = sum(number(o.i.actual) or 0 for o in among) if all(number(o.i.actual) is not None for o in among) and not any(i.level3 == name for r in w.targets for i in r.indicators) else None
    for q in (f"{last}年{name}实际合计多少", f"{last}年所有项目{name}的实际完成值加起来是多少"):
        yield q, kind, gold
    sat = Counter(o.i.level3 for o in w.rows(lambda o: "满意度" in (o.i.level3 or "") and number(o.i.actual) is not None)).most_common(1)[0][0]
    of = w.rows(lambda o: o.i.level3 == sat)
    gold = mean(number(o.i.actual) or 0 for o in of) if all(number(o.i.actual) is not None for o in of) and not any(i.level3 == sat for r in w.targets for i in r.indicators) else None
    yield f"{sat}平均是多少", kind, gold
    yield f"{sat}平均达到百分之几", kind, gold


def comparisons(w: World) -> Iterator[Ask]:
    a, b, c = w.regions[:3]
    _first, mid, last = w.years[0], w.years[1], w.years[-1]
    kind = "value"
    gap = abs(w.mean(score, w.of(a, last)) - w.mean(score, w.of(b, last))) if w.some(w.of(a, last)) and w.some(w.of(b, last)) else None
    for q in (f"{a}和{b}{last}年平均得分相差几分", f"{last}年{a}与{b}的平均分差距是多少", f"by how many points do the average scores of {a} and {b} differ in {last}?"):
        yield q, kind, gap
    more = w.sum(budget, w.of(a, last)) - w.sum(budget, w.of(a, mid))
    for q in (f"{a}{last}年预算比{mid}年多了多少万元", f"与{mid}年相比，{a}{last}年预算变化了多少万元", f"{a}{last}年的预算较{mid}年增减多少万元"):
        yield q, kind, (abs(more) if "多了" in q else more) / 10000  # more may be less: how far they are apart
    for q in (f"{a}{last}年预算比上一年增长了百分之几", f"{a}{last}年预算同比增幅是多少"):
        yield q, kind, 100 * more / w.sum(budget, w.of(a, mid))
    less = len(w.rows(w.missed(a, last))) - len(w.rows(w.missed(a, mid)))
    for q in (f"{a}{last}年未完成指标比{mid}年多几条", f"{a}没完成的指标{last}年比{mid}年多了多少条"):
        yield q, kind, less if less > 0 else None
    pair = {a: w.mean(score, w.of(a, mid)), b: w.mean(score, w.of(b, mid))} if w.some(w.of(a, mid)) and w.some(w.of(b, mid)) else None
    for q in (f"{mid}年{a}和{b}谁的平均分高", f"{mid}年{a}、{b}哪个地区自评平均得分更好", f"Which had the better average score in {mid}, {a} or {b}?", f"{a}跟{b}比，{mid}年谁平均得分高些"):
        yield q, "groups", pair
    years = {str(y): w.sum(budget, w.of(a, y)) / 10000 for y in (mid, last)}
    for q in (f"{a}{mid}年和{last}年的预算各是多少万元", f"对比{a}{mid}与{last}两年的预算总额（万元）"):
        yield q, "groups", years
    rates = {str(y): w.execution(w.of(a, y)) for y in (mid, last)} if w.some(w.of(a, mid)) and w.some(w.of(a, last)) else None
    for q in (f"{a}{mid}年和{last}年的预算执行率哪年高", f"{a}的执行率，{last}年比{mid}年好还是差", f"compare {a}'s execution rate in {mid} and {last}"):
        yield q, "groups", rates
    for q in (f"{a}{mid}年和{last}年两年的预算合计多少万元", f"{a}{mid}、{last}两年预算加在一起是多少万元", f"{a}在{mid}-{last}年间总预算多少万元"):
        yield q, kind, w.sum(budget, lambda r: a in w.unit(r) and r.fiscal_year in (mid, last)) / 10000
    yield f"{a}和{b}{last}年预算合计多少元", kind, w.sum(budget, lambda r: r.fiscal_year == last and (a in w.unit(r) or b in w.unit(r)))
    yield f"{a}{mid}年与{last}年两年的项目一共有多少个", kind, w.n(lambda r: a in w.unit(r) and r.fiscal_year in (mid, last))
    yield f"三个年度里{a}花钱最多的是哪一年", "says", [str(max(w.years, key=lambda y: w.sum(spent, w.of(a, y))))]
    yield f"{a}哪一年的平均得分最高", "says", [str(max((y for y in w.years if w.some(w.of(a, y))), key=lambda y: w.mean(score, w.of(a, y))))]
    yield f"{a}、{b}、{c}三地谁的预算最多", "says", [max((a, b, c), key=lambda g: w.sum(budget, w.of(g)))] if not w.targets else None
    p, q2 = w.single[0], w.single[1]
    for q in (f"{p.project_name}和{q2.project_name}哪个得分高", f"{p.project_name}与{q2.project_name}相比谁得分更高"):
        yield q, "says", [f"{float(score(p)):g}", f"{float(score(q2)):g}"]
    for q in (f"{p.project_name}比{q2.project_name}预算多多少万元", f"{p.project_name}和{q2.project_name}的预算差多少万元"):
        diff = float(budget(p) - budget(q2)) / 10000
        yield q, kind, abs(diff)
    yield f"{last}年全部项目得分最高和最低相差多少分", kind, float(max(score(r) for r in w.some(w.of("", last))) - min(score(r) for r in w.some(w.of("", last))))
    bureau = next((x for x, _ in Counter(w.bureau(r) for r in w.judged).most_common() if all(any(w.unit(r) == g + x and r.fiscal_year == last for r in w.judged) for g in (a, b))), None)
    if bureau:
        yield f"{a}{bureau}和{b}{bureau}{last}年的预算分别是多少元", "groups", {g + bureau: w.sum(budget, lambda r, g=g: w.unit(r) == g + bureau and r.fiscal_year == last) for g in (a, b)}


def shares(w: World) -> Iterator[Ask]:
    """Groups with one number each."""
    a, b, _c = w.regions[:3]
    _first, mid, last = w.years[0], w.years[1], w.years[-1]
    kind = "groups"
    inside = all(w.region(r) in w.regions for r in w.judged) or None
    counted = w.by(lambda r: r.fiscal_year, len, w.of(a))
    for q in (f"{a}每年各有几个项目", f"{a}历年项目数", f"number of {a} projects per year", f"{a}项目数分年度看看"):
        yield q, kind, counted
    for q in (f"{last}年各单位平均得分（{a}）", f"{a}{last}年各部门的自评平均分", f"{a}{last}年按单位统计平均得分"):
        yield q, kind, w.by(w.unit, lambda rs: mean(map(score, rs)), w.of(a, last))
    for q in (f"{last}年各地区未完成指标数量", f"{last}年分地区统计没完成的指标有几条", f"missed indicators by region in {last}", f"{last}年各地没达标的指标各有多少"):
        yield q, kind, w.count_by(lambda o: w.region(o.report), w.missed("", last))
    for q in (f"{mid}年各地区预算总额是多少万元", f"{mid}年各地的全年预算（万元）", f"budget per region in {mid} in 万元"):
        yield q, kind, w.by(w.region, lambda rs: float(sum(map(budget, rs))) / 10000, w.of("", mid))
    for q in (f"{mid}年各地区预算执行率", f"{mid}年各个地区的资金执行进度分别是多少", f"execution rate by region in {mid}"):
        yield q, kind, w.by(w.region, lambda rs: float(100 * sum(map(spent, rs)) / sum(map(budget, rs))), w.of("", mid))
    for q in (f"{a}按一级指标分，未完成的各有几条", f"{a}各类一级指标未完成数", f"{a}没完成的指标按一级指标分布"):
        yield q, kind, w.count_by(lambda o: o.i.level1, w.missed(a)) if all(o.i.level1 for o in w.rows(w.missed(a))) else None
    for q in (f"{b}按二级指标统计没完成的条数", f"{b}各二级指标未完成几条"):
        yield q, kind, w.count_by(lambda o: o.i.level2, w.missed(b)) if all(o.i.level2 for o in w.rows(w.missed(b))) else None
    for q in (f"{a}各项目的得分", f"{a}每个项目得了多少分", f"{a}{last}年各项目自评得分"):
        keep = w.of(a, last) if str(last) in q else w.of(a)
        yield q, "rows", sorted(((w.unit(r), r.project_name, float(score(r))) for r in w.some(keep)), key=str)
    yield f"{a}{last}年各项目的执行率", "rows", sorted(((w.unit(r), r.project_name, round(float(rate(r)), 2)) for r in w.some(w.of(a, last))), key=str)
    yield f"{a}{last}年各项目未完成指标数", "rows", sorted(((w.unit(r), r.project_name, float(misses(r))) for r in w.some(w.of(a, last)) if misses(r)), key=str)
    for q in ("各年度指标完成率变化", "指标完成率逐年变化情况", "completion rate over the years", "近几年的指标完成率走势"):
        yield q, kind, {str(y): w.completion(lambda o, y=y: o.report.fiscal_year == y) for y in w.years}
    for q in ("历年平均自评得分", "平均得分逐年是多少", "trend of the average score", "这几年平均得分的趋势"):
        yield q, kind, {str(y): w.mean(score, w.of("", y)) for y in w.years}
    many = {k: float(v) for k, v in Counter(map(w.unit, w.stated)).items()}
    for q in ("项目数不少于2个的单位有哪些，各几个", "哪些单位报了两个以上（含两个）项目，各有几个"):
        yield q, kind, {k: v for k, v in many.items() if v >= 2}
    misses_by = w.count_by(lambda o: o.unit, w.missed())
    for q in ("未完成指标达到5条的单位及条数", "哪些单位没完成的指标有5条以上，分别几条", "units with at least 5 missed indicators and how many each"):
        yield q, kind, {k: v for k, v in misses_by.items() if v >= 5} or None
    means = w.by(w.region, lambda rs: mean(map(score, rs)))
    low = {k: v for k, v in means.items() if v < 93}
    for q in ("平均得分低于93分的地区有哪些，分别多少", "平均分不到93的地区及其平均分"):
        yield q, kind, low if low and inside else None
    yield "哪个单位未完成指标最多", "says", [max(misses_by, key=lambda k: misses_by[k])] if list(misses_by.values()).count(max(misses_by.values())) == 1 else None
    yield "which unit missed the most indicators?", "says", [max(misses_by, key=lambda k: misses_by[k])] if list(misses_by.values()).count(max(misses_by.values())) == 1 else None
    worst = min(means, key=lambda k: means[k])
    for q in ("哪个地区平均得分最低", "平均分最差的是哪个地区", "Which region has the lowest average score?"):
        yield q, "says", [worst, f"{means[worst]:.2f}"]
    spend = {k: w.sum(budget, lambda r, k=k: w.region(r) == k) for k in means}
    ranked = sorted(spend, key=lambda k: spend[k], reverse=True)
    yield "预算最多的两个地区是哪两个", "says", ranked[:2] if not w.targets else None
    levels = Counter("优" if score(r) >= 90 else "良" if score(r) >= 80 else "中" if score(r) >= 60 else "差" for r in w.some(w.of("", last)))
    for q in (f"{last}年各评价等级的项目各有几个", f"{last}年优良中差的项目分别有多少个", f"{last}年的项目按优（90分以上）、良（80到90分）、中（60到80分）、差（60分以下）分档，各有几个", f"{last}年的项目按优、良、中、差分成四档，每档几个？"):
        yield q, kind, {k: float(v) for k, v in levels.items()}
    reasons = w.count_by(lambda o: o.i.deviation_reason, lambda o: o.missed and bool(o.i.deviation_reason) and o.report.fiscal_year == last)
    for q in (f"{last}年未完成原因都有哪些，各几条", f"{last}年没完成的原因分布"):
        yield q, kind, reasons
    yield f"{last}年最常见的未完成原因是什么", "says", [max(reasons, key=lambda k: reasons[k])] if list(reasons.values()).count(max(reasons.values())) == 1 else None
    leads = Counter(r.project_lead for r in w.judged if r.project_lead)
    top = leads.most_common(2)
    yield "负责项目最多的负责人是谁", "says", [top[0][0]] if len(top) > 1 and top[0][1] > top[1][1] and not w.targets else None
    yield f"{last}年各地区得分90以上的项目数", kind, {k: float(v) for k, v in Counter(w.region(r) for r in w.some(lambda r: r.fiscal_year == last and score(r) >= 90)).items()}

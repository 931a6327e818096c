"""Questions that are answered by a list: of indicators, of projects, in an order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

from .world import MISSED, World, budget, initial, left, line, misses, number, rate, score, spent

Ask = tuple[str, str, Any]


def indicators(w: World) -> Iterator[Ask]:
    a, b, c = w.regions[:3]
    first, mid, last = w.years[0], w.years[1], w.years[-1]
    kind = "indicators"
    gold = w.inds(w.missed(a, last))
    for q in (
        f"{a}{last}年度绩效目标落空的指标有哪些", f"{a}{last}年哪些指标掉链子了", f"把{a}{last}年没达到年初目标的指标都列出来", f"截至{last}年底，{a}尚未完成的指标",
        f"{last}年{a}指标未达标情况一览", f"{a}{last}年哪些绩效指标的实际完成值没有达到目标值", f"list {a}'s {last} indicators that were not achieved", f"Which {last} targets did {a} fall short of?",
        f"{a}{last}年有哪些指標未達標", f"{a}{last}年哪些指标没有玩成", f"{a}{str(last)[2:]}年都有啥指标没搞定",
    ):  # fmt: skip
        yield q, kind, gold
    yield f"{a}和{b}两地{last}年未完成的产出指标", kind, w.inds(lambda o: o.missed and o.report.fiscal_year == last and (a in o.unit or b in o.unit) and o.i.level1 == "产出指标")
    for q in ("哪些数量指标没有完成", "没完成的数量类指标有哪些", "unmet quantity indicators"):
        yield q, kind, w.inds(lambda o: o.missed and "数量" in (o.i.level2 or ""))
    for q in (f"{last}年时效指标没按时完成的有哪些", f"timeliness indicators missed in {last}"):
        yield q, kind, w.inds(lambda o: o.missed and o.report.fiscal_year == last and "时效" in (o.i.level2 or ""))
    for q in (f"{b}扣分超过2分的指标有哪些", f"{b}扣了2分以上（不含2分）的指标", f"indicators of {b} that lost more than 2 points"):
        yield q, kind, w.inds(lambda o: b in o.unit and o.lost > 2)
    for q in (f"{c}得分为满分的未完成指标", f"{c}没完成但没扣分的指标有哪些"):
        yield q, kind, w.inds(lambda o: c in o.unit and o.missed and o.lost <= 0) or None
    for q in (f"{mid}年哪些满意度指标实际值低于90%", f"{mid}年满意度实际完成值不到90%的指标有哪些"):
        yield q, kind, w.inds(lambda o: o.report.fiscal_year == mid and "满意度" in (o.i.level1 or "") and (number(o.i.actual) or 100) < 90) or None
    yield f"{a}目标值为100%的指标有哪些", kind, w.inds(lambda o: a in o.unit and (o.i.target or "").strip("＝=≥") == "100%")
    yield f"{a}{last}年得0分的指标", kind, w.inds(lambda o: a in o.unit and o.report.fiscal_year == last and o.i.score == 0) or None
    yield f"{b}{last}年除满意度以外没完成的指标", kind, w.inds(lambda o: w.missed(b, last)(o) and "满意度" not in (o.i.level1 or ""))
    yield f"{b}没完成的指标里不是产出指标的有哪些", kind, w.inds(lambda o: w.missed(b)(o) and o.i.level1 != "产出指标")
    yield f"{a}既没完成又没说明原因的指标", kind, w.inds(lambda o: w.missed(a)(o) and not o.i.deviation_reason) or None
    yield f"{a}未完成但写了原因的指标有哪些？", kind, w.inds(lambda o: w.missed(a)(o) and bool(o.i.deviation_reason))
    reason = Counter(o.i.deviation_reason for o in w.rows(lambda o: bool(o.i.deviation_reason))).most_common(1)[0][0] or ""
    part = reason.split("，")[0]
    for q in (f"原因写的是“{part}”的指标有哪些", f"哪些指标的偏差原因提到{part}"):
        yield q, kind, w.inds(lambda o: part in (o.i.deviation_reason or ""))
    p = max(w.single, key=misses)
    yield f"{p.project_name}哪几项没达标", kind, w.inds(lambda o: o.missed and o.report is p)
    yield f"{p.project_name}一共设了哪些指标", kind, w.inds(lambda o: o.report is p)
    yield f"{p.project_name}都完成了哪些指标", kind, w.inds(lambda o: o.report is p and o.i.status == "met")
    yield f"{p.project_name}扣分的指标是哪几条", kind, w.inds(lambda o: o.report is p and o.lost > 0)
    yield f"{p.project_name}效益指标有哪些", kind, w.inds(lambda o: o.report is p and o.i.level1 == "效益指标")
    yield f"which indicators make up {p.project_name}?", kind, w.inds(lambda o: o.report is p)
    name = Counter(o.i.level3 for o in w.rows(lambda o: o.missed)).most_common(1)[0][0]
    for q in (f"哪些项目的{name}没有完成", f"{name}没完成的项目有哪些"):
        yield q, "projects", w.projs(lambda r: any(i.status in MISSED and i.level3 == name for i in r.indicators))
    yield f"各项目的{name}完成得怎么样，没完成的列一下", kind, w.inds(lambda o: o.missed and o.i.level3 == name)
    u = max({w.unit(r) for r in w.judged}, key=lambda x: (sum(misses(r) for r in w.judged if w.unit(r) == x), x))
    for q in (f"{u}有哪些考核指标没过关", f"“{u}”没完成的指标", f"（{u}）未完成指标", f"{u}历年没完成的指标"):
        yield q, kind, w.inds(lambda o: o.missed and o.unit == u)
    lead = next(r.project_lead for r in w.single if misses(r) and r.project_lead)
    yield f"{lead}负责的项目里哪些指标没完成", kind, w.inds(lambda o: o.missed and o.report.project_lead == lead)
    yield "预算超过500万元的项目有哪些指标没完成？", kind, w.inds(lambda o: o.missed and budget(o.report) > 5000000)
    yield f"{last}年得分低于90分的项目，没完成的指标是哪些", kind, w.inds(lambda o: o.missed and o.report.fiscal_year == last and score(o.report) < 90)
    yield f"{first}年和{last}年{a}没完成的满意度指标", kind, w.inds(lambda o: o.missed and a in o.unit and o.report.fiscal_year in (first, last) and "满意度" in (o.i.level1 or "")) or None


def projects(w: World) -> Iterator[Ask]:
    a, b, _c = w.regions[:3]
    first, mid, last = w.years[0], w.years[1], w.years[-1]
    kind = "projects"
    for q in (f"{a}{last}年有哪几个项目绩效目标没全部实现", f"{a}{last}年存在短板指标没完成的项目", f"{last}年{a}哪些项目有没达标的", f"{a} projects with at least one missed indicator in {last}"):
        yield q, kind, w.projs(lambda r: w.of(a, last)(r) and misses(r) > 0)
    for q in (f"{b}所有指标都完成的项目", f"{b}哪些项目全部达标", f"{b}没有任何未完成指标的项目是哪些", f"which {b} projects hit every target"):
        yield q, kind, w.projs(lambda r: b in w.unit(r) and misses(r) == 0 and all(i.status in ("met",) for i in r.indicators))
    for q in (f"{last}年执行进度没过七成的项目", f"{last}年预算执行率不足70%的有哪些项目", f"{last}年钱花了不到七成的项目", f"projects whose {last} budget execution stayed under 70 percent"):
        yield q, kind, w.projs(lambda r: r.fiscal_year == last and rate(r) < 70) or None
    for q in (f"{last}年执行率在85%到95%之间的项目", f"{last}年执行率介于八成五和九成五之间的项目有哪些", f"projects with an execution rate between 85% and 95% in {last}"):
        yield q, kind, w.projs(lambda r: r.fiscal_year == last and 85 <= rate(r) <= 95) or None
    for q in ("自评90分以下的项目", "哪些项目自评没上90", "得分不到九十的项目有哪些", "自评等级没到优的项目有哪些", "projects scoring under 90"):
        yield q, kind, w.projs(lambda r: score(r) < 90)
    for q in (f"{a}得分90（含）以上、95以下的项目", f"{a}得分大于等于90且小于95的项目有哪些"):
        yield q, kind, w.projs(lambda r: a in w.unit(r) and 90 <= score(r) < 95)
    yield f"{last}年预算五百万以上的项目", kind, w.projs(lambda r: r.fiscal_year == last and budget(r) >= 5000000) if not any(r.fiscal_year == last and budget(r) >= 5000000 for r in w.targets) else None
    yield f"{mid}年预算不到100万元的项目有哪些", kind, w.projs(lambda r: r.fiscal_year == mid and budget(r) < 1000000) or None
    for q in (f"{a}结余资金超过50万元的项目", f"{a}没花完的钱在50万以上的项目有哪些", f"{a}哪些项目剩余资金大于50万元"):
        yield q, kind, w.projs(lambda r: a in w.unit(r) and left(r) > 500000) or None
    for q in (f"{first}年执行率100%的项目有哪些", f"{first}年预算全部执行完毕的项目", f"{first}年钱都花完了的项目有哪些"):
        yield q, kind, w.projs(lambda r: r.fiscal_year == first and rate(r) == 100) or None
    for q in ("年初预算和全年预算不一样的项目有哪些", "年中调整过预算的项目有哪些", "哪些项目全年预算数比年初预算数少"):
        less = w.projs(lambda r: (before := initial(r)) is not None and budget(r) < before)
        yield q, kind, (less if "少" in q else w.projs(lambda r: initial(r) not in (None, budget(r)))) or None
    for q in (f"{last}年至少两条指标没完成的项目", f"{last}年未完成指标不少于2个的项目有哪些", f"projects missing two or more indicators in {last}"):
        yield q, kind, w.projs(lambda r: r.fiscal_year == last and misses(r) >= 2)
    yield f"{last}年只有一条指标没完成的项目", kind, w.projs(lambda r: r.fiscal_year == last and misses(r) == 1)
    yield f"{last}年得分高于平均分的项目有哪些", kind, w.projs(lambda r: r.fiscal_year == last and float(score(r)) > w.mean(score, lambda x: x.fiscal_year == last))
    for q in (f"{a}{mid}年得分95分以上或者执行率100%的项目", f"{a}{mid}年执行率达到100%或得分不低于95的项目有哪些"):
        yield q, kind, w.projs(lambda r: w.of(a, mid)(r) and (score(r) >= 95 or rate(r) == 100))
    yield f"{a}或{b}{last}年执行率不到80%而且得分不到95的项目", kind, w.projs(lambda r: r.fiscal_year == last and (a in w.unit(r) or b in w.unit(r)) and rate(r) < 80 and score(r) < 95) or None
    yield f"{last}年得分低于90分但是所有钱都花完了的项目", kind, w.projs(lambda r: r.fiscal_year == last and score(r) < 90 and rate(r) == 100) or None
    yield "满意度指标没达标的项目有哪些", kind, w.projs(lambda r: any(i.status in ("missed", "partial") and "满意度" in (i.level1 or "") for i in r.indicators))
    yield f"{last}年成本指标没控制住的项目", kind, w.projs(lambda r: r.fiscal_year == last and any(i.status in ("missed", "partial") and "成本" in (i.level1 or "") + (i.level2 or "") for i in r.indicators)) or None
    yield "既有数量指标没完成又有满意度指标没完成的项目", kind, w.projs(lambda r: any(i.status in ("missed", "partial") and "数量" in (i.level2 or "") for i in r.indicators) and any(i.status in ("missed", "partial") and "满意度" in (i.level1 or "") for i in r.indicators)) or None
    twice = [n for n, k in Counter(r.project_lead for r in w.judged if r.project_lead).items() if k > 1]
    if twice:
        yield f"{twice[0]}一共负责哪些项目", kind, w.projs(lambda r: r.project_lead == twice[0], w.stated)
        yield f"projects led by {twice[0]}", kind, w.projs(lambda r: r.project_lead == twice[0], w.stated)
    yield f"不属于{a}的{first}年项目有哪些", kind, w.projs(lambda r: r.fiscal_year == first and a not in w.unit(r))
    yield f"{first}年除了{a}和{b}以外的项目", kind, w.projs(lambda r: r.fiscal_year == first and a not in w.unit(r) and b not in w.unit(r))
    word = Counter(x for r in w.judged for x in ("培训", "公路", "水污染", "阅读角", "公园", "老人") if x in (r.project_name or "")).most_common(1)[0][0]
    for q in (f"跟{word}有关的项目都有哪些", f"项目名称包含“{word}”的项目", f"projects with {word} in their name"):
        yield q, kind, w.projs(lambda r: word in (r.project_name or ""), w.stated) if not any(word in (r.project_name or "") for r in w.targets) else None
    units = Counter(w.bureau(r) for r in w.judged)
    bureau = units.most_common(1)[0][0]
    for q in (f"各地{bureau}{last}年都有哪些项目", f"{last}年{bureau}系统的项目有哪些"):
        yield q, kind, w.projs(lambda r: r.fiscal_year == last and w.bureau(r) == bureau)
    carried = w.projs(lambda r: bool((x := line(r, "上年结转")) and x.full_year))
    yield "哪些项目用了上年结转资金", kind, carried or None
    yield "总得分超过100分的项目", kind, w.projs(lambda r: score(r) > 100) or None
    yield f"{mid}年没有写项目负责人的项目", kind, w.projs(lambda r: r.fiscal_year == mid and not r.project_lead) or None
    yield f"{a}{last}年花了超过300万元的项目", kind, w.projs(lambda r: w.of(a, last)(r) and spent(r) > 3000000) or None
    yield f"我想看看{b}这三年自评分数过了98的项目", kind, w.projs(lambda r: b in w.unit(r) and score(r) > 98) or None


def rankings(w: World) -> Iterator[Ask]:
    a, b, _c = w.regions[:3]
    first, mid, last = w.years[0], w.years[1], w.years[-1]
    kind = "ranking"
    for q in (f"{last}年哪三个项目得分最低", f"{last}年自评得分倒数三名的项目", f"{last}年自评分数最差的3个项目", f"three worst-scoring projects of {last}", f"{last}年分数最拉胯的三个项目", f"{last}年得分後三名的項目"):
        yield q, kind, w.rank(score, 3, w.of("", last))
    for q in (f"{mid}年预算前五的项目", f"{mid}年预算规模最大的5个项目是哪些", f"{mid}年资金量排前5的项目", f"the five largest projects by budget in {mid}"):
        yield q, kind, w.rank(budget, 5, w.of("", mid), down=True)
    for q in (f"{a}钱花得最慢的项目是哪个", f"{a}预算执行最差的项目", f"{a}哪个项目执行率垫底", f"which {a} project has the slowest spending?"):
        yield q, kind, w.rank(rate, 1, w.of(a))
    for q in (f"{b}花钱最多的两个项目", f"{b}全年执行数最高的2个项目", f"{b}支出金额前两名的项目是谁"):
        yield q, kind, w.rank(spent, 2, w.of(b), down=True)
    for q in (f"{a}剩钱最多的项目是哪个", f"{a}结余最大的项目", f"{a}哪个项目没花掉的钱最多"):
        yield q, kind, w.rank(left, 1, w.of(a), down=True)
    yield f"{last}年得分第二低的项目是哪个", kind, w.rank(score, 1, w.of("", last), start=1)
    yield f"{last}年得分倒数第三的项目", kind, w.rank(score, 1, w.of("", last), start=2)
    yield f"{mid}年预算排第三的项目", kind, w.rank(budget, 1, w.of("", mid), start=2, down=True)
    yield f"{a}未完成指标最多的项目是哪个", kind, w.rank(misses, 1, w.of(a), down=True)
    yield f"{b}扣分最多的项目", kind, w.rank(lambda r: 100 - score(r), 1, w.of(b), down=True)
    for q in (f"{b}{last}年项目按执行率从低到高排个序", f"把{b}{last}年的项目按预算执行率升序排列"):
        yield q, kind, w.rank(rate, w.n(w.of(b, last)), w.of(b, last))
    for q in (f"{b}{first}年所有项目按预算从大到小列出来", f"sort {b}'s {first} projects by budget, largest first"):
        yield q, kind, w.rank(budget, w.n(w.of(b, first)), w.of(b, first), down=True)
    yield "得分95分以上的项目里预算最大的是哪个", kind, w.rank(budget, 1, lambda r: score(r) > 95, down=True)
    yield f"{last}年有未完成指标的项目中得分最高的3个", kind, w.rank(score, 3, lambda r: r.fiscal_year == last and misses(r) > 0, down=True)
    yield "执行率不到90%的项目里面，得分最高的是哪一个？", kind, w.rank(score, 1, lambda r: rate(r) < 90, down=True)
    for word, find in (("最低", min), ("最高", max)):
        best = {y: find(w.some(w.of("", y)), key=score) for y in w.years}
        tied = any(sum(score(r) == score(x) for r in w.some(w.of("", y))) > 1 for y, x in best.items())
        gold = None if tied else [(w.unit(x), x.project_name) for x in best.values()]
        yield f"每年得分{word}的项目分别是哪个", "projects", gold
        yield f"各年度自评分{word}的项目", "projects", gold
    lowest = {g: min(w.some(w.of(g)), key=score) for g in w.regions}
    tied = any(sum(score(r) == score(x) for r in w.some(w.of(g))) > 1 for g, x in lowest.items())
    inside = all(w.region(r) in w.regions for r in w.judged)
    gold = None if tied or not inside else [(w.unit(x), x.project_name) for x in lowest.values()]
    for q in ("各地区得分最低的项目是哪些", "每个地区分数垫底的项目各是哪个", "the lowest-scoring project of each region"):
        yield q, "projects", gold
    biggest = {g: max((r for r in w.stated if w.of(g, last)(r)), key=budget) for g in {w.region(r) for r in w.stated if r.fiscal_year == last}}
    yield f"{last}年各地区预算最大的项目分别是什么", "projects", [(w.unit(x), x.project_name) for x in biggest.values()]
    rows = sorted(w.rows(lambda o: w.of(a, last)(o.report)), key=lambda o: o.lost, reverse=True)
    for q in (f"{a}{last}年扣分最多的指标是哪个", f"{a}{last}年丢分最狠的指标"):
        yield q, "indicators", [rows[0].triple] if rows[0].lost > rows[1].lost else None
    yield f"{a}{last}年扣分最多的三条指标", "indicators", [o.triple for o in rows[:3]] if rows[2].lost > rows[3].lost else None
    name = Counter(o.i.level3 for o in w.rows(lambda o: (number(o.i.actual) or 0) > 0 and "人" in (o.i.level3 or ""))).most_common(1)
    if name:
        of = sorted(w.rows(lambda o: o.i.level3 == name[0][0] and number(o.i.actual) is not None), key=lambda o: number(o.i.actual) or 0, reverse=True)
        gold = [of[0].triple[:2]] if number(of[0].i.actual) != number(of[1].i.actual) else None
        for q in (f"哪个项目的{name[0][0]}最多", f"{name[0][0]}实际完成最多的是哪个项目"):
            yield q, kind, gold

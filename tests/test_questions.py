"""Questions by someone who had not read the planner: as officials, bureaus, auditors and journalists type them.

Gold is worked out from the invented records when the test runs (`asking`, `test_planner`). Besides the kinds of `judge`
there is "says": answered, and every string of the gold stands in the answer or its warnings; where a part of a question
cannot be answered, that part must be named. `python tests/test_questions.py` prints the share right by kind.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from asking import _norm, judge, mean, missed, money, print_shares, rate
from test_planner import (
    REGIONS,
    B,
    Case,
    Q,
    W,
    Y,
    at,
    both,
    completion,
    count_by,
    executed,
    inds,
    level,
    mean_by,
    misses,
    of,
    projs,
    ranking,
    region_of,
    total,
)

from assistant.answer import Assistant
from assistant.reply import Answer


def named(name: str, unit: str = "", year: int | None = None) -> Any:
    found = [r for r in W.reports if r.project_name == name and unit in W.unit(r) and (year is None or r.fiscal_year == year)]
    assert len(found) == 1, (name, [(W.unit(r), r.fiscal_year) for r in found])
    return found[0]


def line(report: Any, source: str) -> Any:
    return next(b for b in report.budget if source in b.source)


def indicator(report: Any, level3: str) -> Any:
    return next(i for i in report.indicators if i.level3 == level3)


def score(r: Any) -> Any:
    return r.total_score


def count(keep: Any) -> int:
    return sum(1 for r in W.judged if keep(r))


ROOF = named("校舍维修改造工程", Q)  # 2022, 青禾市财政局
ROOF2 = named("校舍维修改造工程（二期）")  # 2023
DRAIN = named(f"{Y}雨污管网清淤项目")  # 2023
BOOKS = named(f"{Y}乡村图书角建设经费")  # 2024
ELDER = named(f"{Q}老年助餐点运营补助")  # 2024
OLD = named(f"{Q}古建筑修缮专项资金")  # 2023
READ = named("全民阅读推广活动经费")
NEST = named("巾帼创业孵化基地资金")
HOME = named("家庭教育指导经费")
WOMEN = "青禾市妇女联合会"
DEPT = next(r for r in W.reports if r.form_type.of_department)


def missed_lists() -> Iterator[Case]:
    gold = inds(both(missed, of(Y, 2023)))
    for q in (
        f"请问{Y}2023年都有哪些指标没干成啊", f"麻烦帮我看看{Y}23年哪些指标没达成", f"能不能告诉我{Y}2023年度没有完成的指标？谢谢", f"{Y} 2023 未完成指标 清单",
        f"2023年没完成的指标，{Y}的", f"查一下，2023年，{Y}，哪些指标没达到", f"{Y}在2023年度有哪几个绩效指标没有如期实现目标值", f"指标没完成的有哪些？{Y}2023",
        f"in 2023, which of {Y}'s indicators fell short?", f"could you please list every indicator {Y} failed to achieve in 2023", f"{Y} 2023 missed indicators", f"Please tell me which performance targets weren't hit in {Y} during 2023.",
        f"{Y}二零二三年未达到目标的指标，给我列个单子", f"我想了解下{Y}2023年有什么指标是没完成的", f"{Y}2023年未完成的指标有那些", f"{Y}2023年没有完成的指标有哪些呢，麻烦您了",
    ):  # fmt: skip
        yield q, "indicators", gold
    yield "2022年质量指标没达标的有哪些", "indicators", inds(both(missed, lambda o: o.report.fiscal_year == 2022, level("质量")))
    yield "2024年成本方面没控制住的指标", "indicators", inds(both(missed, lambda o: o.report.fiscal_year == 2024, level("成本")))
    yield f"{Q}教育局没完成的指标", "indicators", inds(both(missed, lambda o: o.unit == f"{Q}教育局"))
    yield f"{B}和{Y}2024年没有完成的满意度指标", "indicators", inds(both(missed, level("满意"), lambda o: o.report.fiscal_year == 2024 and (B in o.unit or Y in o.unit)))
    yield "所有没完成又没写原因的满意度指标", "indicators", inds(both(missed, level("满意"), lambda o: not o.indicator.deviation_reason))
    yield "哪些指标明明没完成却拿了满分", "indicators", inds(lambda o: o.indicator.status == "missed" and o.indicator.score == o.indicator.weight)
    yield "部分完成的指标有哪些？", "indicators", inds(lambda o: o.indicator.status == "partial")
    yield f"除了{Q}，2024年还有哪些指标没完成", "indicators", inds(both(missed, lambda o: o.report.fiscal_year == 2024 and Q not in o.unit))
    yield f"{ROOF2.project_name}的指标完成情况怎么样，哪些没完成", "indicators", inds(both(missed, lambda o: o.report is ROOF2))
    yield f"{Y}2022年分值在18分以上而且没完成的指标", "indicators", inds(both(missed, of(Y, 2022), lambda o: o.indicator.weight >= 18))
    yield f"{Y}2024年得分低于6分的指标有哪些", "indicators", inds(both(of(Y, 2024), lambda o: o.indicator.score is not None and o.indicator.score < 6))
    yield "which quality indicators were missed in 2023?", "indicators", inds(both(missed, lambda o: o.report.fiscal_year == 2023, level("质量")))
    yield f"what was not achieved by {Q}卫生健康局 in 2024", "indicators", inds(both(missed, lambda o: o.unit == f"{Q}卫生健康局" and o.report.fiscal_year == 2024))
    yield f"{B}2022年完成了的指标有哪些？", "indicators", inds(both(of(B, 2022), lambda o: o.indicator.status == "met"))
    yield f"{B}教育局2024年的数量指标", "indicators", inds(both(level("数量"), lambda o: o.unit == f"{B}教育局" and o.report.fiscal_year == 2024))
    yield "2023年哪些满意度指标完成了", "indicators", inds(both(level("满意"), lambda o: o.report.fiscal_year == 2023 and o.indicator.status == "met"))
    yield "未完成指标里，供货商交货延迟造成的有哪些", "indicators", inds(both(missed, lambda o: "供货商交货延迟" in (o.indicator.deviation_reason or "")))
    yield "因为梅雨期没完成的指标有哪些", "indicators", inds(both(missed, lambda o: "梅雨期" in (o.indicator.deviation_reason or "")))


def project_lists() -> Iterator[Case]:
    for q in (f"{Y}2022年哪些项目有指标没完成", f"{Y}2022年有未达标指标的项目有哪些？", f"Which projects in {Y} had missed indicators in 2022?", f"{Y}22年哪几个项目没有全部完成绩效目标"):
        yield q, "projects", projs(lambda r: at(Y, 2022)(r) and misses(r) > 0)
    for q in ("2024年指标全部完成的项目有哪些", "哪些项目2024年一条指标都没落下", "Which projects met all their indicators in 2024?"):
        yield q, "projects", projs(lambda r: r.fiscal_year == 2024 and misses(r) == 0)
    yield "有三个以上指标没完成的项目", "projects", projs(lambda r: misses(r) >= 3)
    yield "未完成指标达到3个的项目有哪些", "projects", projs(lambda r: misses(r) >= 3)
    yield f"{B}哪些项目的钱没花完", "projects", projs(lambda r: at(B)(r) and rate(r) < 100)
    yield f"{B}2023年资金全部用完的项目", "projects", projs(lambda r: at(B, 2023)(r) and rate(r) >= 100)
    for q in ("执行率不到五成的项目有哪些", "预算执行率低于百分之五十的项目", "哪些项目钱花了不到一半", "projects that spent less than half of their budget", "执行率<50%的项目"):
        yield q, "projects", projs(lambda r: rate(r) < 50)
    yield "预算超过八百万的项目", "projects", projs(lambda r: money(r) > 8000000, judged=False)
    yield "全年预算在500万到600万之间的项目有哪些", "projects", projs(lambda r: 5000000 <= money(r) <= 6000000, judged=False)
    yield "预算不足100万元的项目都有哪些？", "projects", projs(lambda r: money(r) < 1000000, judged=False)
    yield "projects with a budget above 8 million yuan", "projects", projs(lambda r: money(r) > 8000000, judged=False)
    yield f"{Q}得分90分以上但执行率不到90%的项目", "projects", projs(lambda r: at(Q)(r) and score(r) >= 90 and rate(r) < 90)
    yield "得分不满70的项目", "projects", projs(lambda r: score(r) < 70)
    yield "自评得分在80到85分之间的是哪些项目", "projects", projs(lambda r: 80 <= score(r) <= 85)
    yield "2023年自评满分的项目有哪些", "projects", projs(lambda r: r.fiscal_year == 2023 and score(r) == 100)
    yield "闻人澈负责哪些项目？", "projects", projs(lambda r: r.project_lead == "闻人澈", judged=False)
    yield "Which projects does 端木桥 lead?", "projects", projs(lambda r: r.project_lead == "端木桥", judged=False)
    yield "端木桥2024年负责的项目", "projects", projs(lambda r: r.project_lead == "端木桥" and r.fiscal_year == 2024, judged=False)
    yield f"{WOMEN}报了哪些项目", "projects", projs(lambda r: W.unit(r) == WOMEN, judged=False)
    yield "名字里带“二期”的项目有哪些", "projects", projs(lambda r: "二期" in r.project_name, judged=False)
    yield "哪些项目是延续项目", "projects", projs(lambda r: r.project_attribute == "延续项目", judged=False)
    yield "没有留电话的项目有哪些", "projects", projs(lambda r: not r.phone, judged=False)
    yield "总分跟明细加起来不一致的项目", "projects", projs(lambda r: any(W.findings(r)))
    yield "which projects' totals don't add up?", "projects", projs(lambda r: any(W.findings(r)))
    yield "执行率高于90%但得分低于80分的项目", "projects", projs(lambda r: rate(r) > 90 and score(r) < 80)
    yield "得分低于80或者执行率低于50%的项目有哪些", "projects", projs(lambda r: score(r) < 80 or rate(r) < 50)
    yield f"{Q}、{B}2024年得分没到85分的项目", "projects", projs(lambda r: (at(Q, 2024)(r) or at(B, 2024)(r)) and score(r) < 85)
    yield f"不是{Q}的项目，2022年得分95以上的", "projects", projs(lambda r: not at(Q)(r) and r.fiscal_year == 2022 and score(r) >= 95)
    yield f"{Y}2023年项目清单", "projects", projs(at(Y, 2023))
    yield "list all projects of 2022", "projects", projs(lambda r: r.fiscal_year == 2022)
    yield "老年助餐点相关的项目有哪些", "projects", projs(lambda r: "老年助餐点" in r.project_name)


def ranked() -> Iterator[Case]:
    for q in (f"{Y}2022年哪个项目得分最高", f"{Y}2022年得分最高的是哪个项目呀", f"best scoring project in {Y} in 2022", f"{Y}2022年自评分数第一名是谁"):
        yield q, "ranking", ranking(score, 1, keep=at(Y, 2022), down=True)
    yield "2024年分数垫底的三个项目", "ranking", ranking(score, 3, keep=lambda r: r.fiscal_year == 2024)
    yield "2024年得分倒数第二的项目", "ranking", ranking(score, 1, start=1, keep=lambda r: r.fiscal_year == 2024)
    yield "2022年预算最多的前3个项目", "ranking", ranking(money, 3, keep=lambda r: r.fiscal_year == 2022, down=True)
    yield "2023年花钱最多的项目是哪个", "ranking", ranking(executed, 1, keep=lambda r: r.fiscal_year == 2023, down=True)
    yield "2023年实际支出最少的两个项目", "ranking", ranking(executed, 2, keep=lambda r: r.fiscal_year == 2023)
    yield "top 3 projects by budget in 2022", "ranking", ranking(money, 3, keep=lambda r: r.fiscal_year == 2022, down=True)
    yield f"{B}2024年执行率倒数第一的项目", "ranking", ranking(rate, 1, keep=at(B, 2024))
    yield "2023年的项目按得分从低到高排前5个", "ranking", ranking(score, 5, keep=lambda r: r.fiscal_year == 2023)
    yield "lowest execution rate in 2022: which two projects?", "ranking", ranking(rate, 2, keep=lambda r: r.fiscal_year == 2022)
    yield f"{Y}哪年哪个项目预算最大", "ranking", ranking(money, 1, keep=at(Y), down=True)
    yield f"{Q}2024年得分由高到低排列", "ranking", ranking(score, 5 if count(at(Q, 2024)) == 5 else count(at(Q, 2024)), keep=at(Q, 2024), down=True)
    top = max(misses(r) for r in W.judged if r.fiscal_year == 2023)
    yield "2023年未完成指标最多的项目是哪些", "projects", projs(lambda r: r.fiscal_year == 2023 and misses(r) == top)
    hundred = projs(lambda r: r.fiscal_year == 2023 and score(r) == 100)
    yield "2023年得分最高的项目", "projects", hundred
    low, high = (f(W.judged, key=lambda r: score(r) if r.fiscal_year == 2024 else d) for f, d in ((min, 999), (max, -1)))
    yield "2024年得分最高和最低的项目分别是哪个？", "says", [low.project_name, high.project_name, f"{float(low.total_score):g}", f"{float(high.total_score):g}"]
    yield "Which project has the highest and which the lowest score in 2024?", "says", [low.project_name, high.project_name]


def numbers() -> Iterator[Case]:
    for q in (f"{Q}一共报了几个自评项目" , f"{Q}总共有多少个开展了自评的项目", f"{Q}自评项目数量"):
        yield q, "value", count(lambda r: at(Q)(r))
    for q in (f"{Y}2023年有几条指标没完成", f"{Y}2023年未完成指标数", f"统计{Y}2023年没达标的指标个数", f"how many indicators did {Y} miss in 2023?", f"{Y}二〇二三年没完成的指标总共多少个"):
        yield q, "value", len(inds(both(missed, of(Y, 2023))))
    for q in (f"{Y}2023年平均分", f"{Y}2023年项目平均得了多少分", f"average score of {Y} projects in 2023", f"what's the mean self-evaluation score for {Y} in 2023?"):
        yield q, "value", mean(score(r) for r in W.judged if at(Y, 2023)(r))
    for q in (f"{B}2024年预算一共多少钱", f"{B}2024年全年预算总额是多少元", f"total budget of {B} in 2024"):
        yield q, "value", total(at(B, 2024), money)
    for q in (f"{B}2024年预算总共多少万", f"{B}2024年预算总额（万元）", f"{B}2024年预算合计，用万元表示"):
        yield q, "value", total(at(B, 2024), money) / 10000
    yield f"{B}2024年预算总额是多少亿元", "value", total(at(B, 2024), money) / 1e8
    for q in (f"{Y}2022年实际花了多少钱", f"{Y}2022年一共支出多少", f"How much did {Y} actually spend in 2022?"):
        yield q, "value", total(at(Y, 2022), executed)
    yield f"{Y}2022年花出去多少万元", "value", total(at(Y, 2022), executed) / 10000
    yield f"{Q}2023年总体预算执行率", "value", 100 * total(at(Q, 2023), executed) / total(at(Q, 2023), money)
    yield f"{Q}2023年平均执行率是多少", "value", mean(rate(r) for r in W.judged if at(Q, 2023)(r))
    yield f"{Q}2024年还有多少钱没花出去", "value", total(at(Q, 2024), lambda r: money(r) - executed(r))
    yield f"{Q}2022年指标完成率", "value", completion(of(Q, 2022))
    yield f"what share of {Q}'s indicators were met in 2022?", "value", completion(of(Q, 2022))
    yield "2024年未完成的指标占全部指标的比例是多少", "value", 100 - completion(lambda o: o.report.fiscal_year == 2024)
    yield "质量指标的达标率有多高", "value", completion(level("质量"))
    yield "全部未达标指标里有多少条没写原因", "value", len(inds(lambda o: missed(o) and not o.indicator.deviation_reason))
    yield "得分90分以上的项目有几个？", "value", count(lambda r: score(r) >= 90)
    yield "2023年优秀（90分以上）的项目多少个", "value", count(lambda r: r.fiscal_year == 2023 and score(r) >= 90)
    yield "执行率100%的项目有多少个", "value", count(lambda r: rate(r) == 100)
    yield "有多少个项目没能把预算花完", "value", count(lambda r: rate(r) < 100)
    yield "how many projects scored below 75?", "value", count(lambda r: score(r) < 75)
    yield "2024年指标全部完成的项目有几个", "value", count(lambda r: r.fiscal_year == 2024 and misses(r) == 0)
    yield f"{Q}2023年最高得分是多少", "value", float(max(score(r) for r in W.judged if at(Q, 2023)(r)))
    yield f"{Y}最低的预算执行率是多少", "value", float(min(rate(r) for r in W.judged if at(Y)(r)))
    yield f"{ROOF2.project_name}有几个指标没完成", "value", misses(ROOF2)
    yield f"{ROOF2.project_name}总共设了多少个三级指标", "value", len(ROOF2.indicators)
    yield f"{ROOF2.project_name}的执行率", "value", float(rate(ROOF2))
    yield f"{ROOF2.project_name}自评打了多少分", "value", float(score(ROOF2))
    yield f"{DRAIN.project_name}全年预算多少万", "value", float(money(DRAIN)) / 10000
    yield f"{DRAIN.project_name}还剩多少钱没用", "value", float(money(DRAIN) - executed(DRAIN))
    yield f"{DRAIN.project_name}年初预算是多少元？", "value", float(DRAIN.budget[0].initial)
    yield f"{DRAIN.project_name}财政拨款多少", "value", float(line(DRAIN, "财政拨款").full_year)
    yield f"{DRAIN.project_name}其他资金有多少万元", "value", float(line(DRAIN, "其他资金").full_year) / 10000
    yield f"{DRAIN.project_name}的财政拨款实际用了多少", "value", float(line(DRAIN, "财政拨款").executed)
    yield f"how much fiscal appropriation did {DRAIN.project_name} receive?", "value", float(line(DRAIN, "财政拨款").full_year)
    yield f"{Y}2023年财政拨款合计多少元", "value", float(sum(line(r, "财政拨款").full_year for r in W.judged if at(Y, 2023)(r)))
    yield f"{NEST.project_name}要多少钱", "value", float(money(NEST))
    yield f"{WOMEN}2024年部门整体的项目支出是多少万元", "value", 51
    yield f"{WOMEN}基本支出多少", "value", 2100000
    yield "有多少家单位报了2022年的自评表", "value", len({W.unit(r) for r in W.judged if r.fiscal_year == 2022})
    yield f"{Q}有几个单位有未完成的指标", "value", len({W.unit(r) for r in W.judged if at(Q)(r) and misses(r)})
    yield "项目绩效目标表有几份", "value", 2
    yield f"{B}卫生健康局2022年和2023年预算加起来多少元", "value", total(lambda r: W.unit(r) == f"{B}卫生健康局" and r.fiscal_year in (2022, 2023), money)
    yield f"{ROOF.project_name}（{Q}财政局）得了几分", "value", float(score(ROOF))
    yield f"{indicator(ELDER, '用餐老人满意度').level3}这条在{ELDER.project_name}里得了多少分", "value", float(indicator(ELDER, "用餐老人满意度").score)
    yield f"{ELDER.project_name}的餐食抽检合格率分值是多少", "value", float(indicator(ELDER, "餐食抽检合格率").weight)
    yield f"2024年{Y}比2023年{Y}的平均得分差多少", "value", mean(score(r) for r in W.judged if at(Y, 2023)(r)) - mean(score(r) for r in W.judged if at(Y, 2024)(r))
    yield f"{Y}2024年预算比2023年增加了多少万元", "value", (total(at(Y, 2024), money) - total(at(Y, 2023), money)) / 10000
    yield f"{Q}的项目占全部自评项目的比例", "value", 100 * count(at(Q)) / len(W.judged)
    yield "2024年没完成指标的项目占比多少", "value", 100 * count(lambda r: r.fiscal_year == 2024 and misses(r) > 0) / count(lambda r: r.fiscal_year == 2024)


def grouped() -> Iterator[Case]:
    for q in (f"{Y}每年没完成的指标各有多少", f"{Y}各年度未完成指标数", f"missed indicators of {Y} by year", f"分年度统计{Y}未达标的指标数量"):
        yield q, "groups", count_by(lambda o: o.report.fiscal_year, both(missed, of(Y)))
    for q in ("2024年各地区平均得分", "2024年每个地区项目的平均分是多少", "average score by region in 2024", "2024年分地区看平均得分"):
        yield q, "groups", mean_by(region_of, lambda r: r.fiscal_year == 2024)
    yield f"{Q}2024年和2023年平均得分对比", "groups", mean_by(lambda r: r.fiscal_year, lambda r: at(Q)(r) and r.fiscal_year in (2023, 2024))
    yield f"{Q}跟{Y}2024年比，哪个平均分高", "groups", mean_by(region_of, lambda r: r.fiscal_year == 2024 and region_of(r) in (Q, Y))
    yield f"compare the average score of {Q} and {B} in 2022", "groups", mean_by(region_of, lambda r: r.fiscal_year == 2022 and region_of(r) in (Q, B))
    yield f"{B}2022年各单位的预算分别是多少元", "groups", {W.unit(r): float(money(r)) for r in W.judged if at(B, 2022)(r)}
    yield f"{B}2022年各单位预算各多少万", "groups", {W.unit(r): float(money(r)) / 10000 for r in W.judged if at(B, 2022)(r)}
    yield f"{Y}每年花了多少钱", "groups", {str(y): total(at(Y, y), executed) for y in (2022, 2023, 2024)}
    yield f"budget of {Y} per year", "groups", {str(y): total(at(Y, y), money) for y in (2022, 2023, 2024)}
    yield "各一级指标未完成的条数", "groups", count_by(lambda o: o.indicator.level1, missed)
    yield f"{Q}2024年指标按完成状态统计各有多少条", "says", [str(len(inds(both(of(Q, 2024), lambda o: o.indicator.status == "met"))))]
    yield "每年报了多少个自评项目", "groups", {str(y): count(lambda r, y=y: r.fiscal_year == y) for y in (2022, 2023, 2024)}
    yield "各年度的指标完成率", "groups", {str(y): completion(lambda o, y=y: o.report.fiscal_year == y) for y in (2022, 2023, 2024)}
    yield "各地区的预算执行率对比一下", "groups", {g: 100 * total(at(g), executed) / total(at(g), money) for g in REGIONS}
    yield "哪个地区未完成的指标最多", "says", [max(REGIONS, key=lambda g: len(inds(both(missed, of(g)))))]
    yield "哪一年的平均得分最低", "says", [str(min((2022, 2023, 2024), key=lambda y: mean(score(r) for r in W.judged if r.fiscal_year == y)))]
    yield "which year had the best average score?", "says", [str(max((2022, 2023, 2024), key=lambda y: mean(score(r) for r in W.judged if r.fiscal_year == y)))]
    yield f"{Q}教育局和{B}教育局哪个得分高", "groups", mean_by(W.unit, lambda r: W.unit(r) in (f"{Q}教育局", f"{B}教育局"))


def lookups() -> Iterator[Case]:
    for q in (f"{DRAIN.project_name}谁负责", f"{DRAIN.project_name}是谁在管", f"请问{DRAIN.project_name}的负责人叫什么名字", f"who is in charge of {DRAIN.project_name}?", f"{DRAIN.project_name}项目负责人"):
        yield q, "text", [DRAIN.project_lead]
    for q in (f"{DRAIN.project_name}联系电话", f"{DRAIN.project_name}的负责人电话号码是多少", f"怎么联系{DRAIN.project_name}", f"phone number for {DRAIN.project_name}"):
        yield q, "text", [DRAIN.phone]
    yield f"{DRAIN.project_name}是哪个单位的", "text", [W.unit(DRAIN)]
    yield f"{READ.project_name}由哪个部门填报", "text", [W.unit(READ)]
    yield f"{DRAIN.project_name}主管部门是哪个", "text", [DRAIN.competent_department]
    yield f"{DRAIN.project_name}由谁实施", "text", [DRAIN.implementing_unit]
    yield f"{NEST.project_name}什么时候开始什么时候结束", "text", [NEST.period]
    yield f"{NEST.project_name}的起止时间", "text", [NEST.period]
    yield f"{NEST.project_name}属于什么类别", "text", ["创业扶持"]
    yield f"{NEST.project_name}是新增还是延续项目", "text", ["延续项目"]
    yield f"{NEST.project_name}的资金性质", "text", ["一般公共预算"]
    yield f"{NEST.project_name}怎么组织实施的，哪个科室", "text", [NEST.organization]
    yield f"{NEST.project_name}有什么管理制度", "text", [NEST.management_rules]
    yield f"{NEST.project_name}的实施计划是什么", "text", list(NEST.plans)
    yield f"{NEST.project_name}九月要干什么", "text", ["九月举办巾帼市集"]
    yield f"what are the plans of {NEST.project_name}?", "text", list(NEST.plans)
    yield f"{NEST.project_name}年度目标是啥", "text", [NEST.annual_goal]
    yield f"{HOME.project_name}今年要办多少场讲座", "text", ["30场"]
    yield f"{WOMEN}主要干什么的", "text", [DEPT.responsibilities]
    yield f"{WOMEN}的部门职责", "text", [DEPT.responsibilities]
    yield f"What are the responsibilities of {WOMEN}?", "text", [DEPT.responsibilities]
    yield f"{BOOKS.project_name}填报日期是哪天", "text", [BOOKS.other[0].value]
    yield f"{BOOKS.project_name}是什么时候填的表", "text", [BOOKS.other[0].value]
    yield f"{BOOKS.project_name}年度总体目标完成情况", "text", [BOOKS.actual_completion]
    x = indicator(BOOKS, "新建图书角个数")
    for q in (f"{BOOKS.project_name}计划新建多少个图书角，实际建了多少", f"{BOOKS.project_name}新建图书角个数的目标值和实际值", f"{BOOKS.project_name}新建图书角个数 目标 完成", f"target and actual of 新建图书角个数 in {BOOKS.project_name}"):
        yield q, "text", [x.target, x.actual]
    yield f"{BOOKS.project_name}里新建图书角个数实际完成多少", "text", [x.actual]
    yield f"{BOOKS.project_name}新建图书角个数完成了没有", "text", ["未完成"]
    yield f"Was 新建图书角个数 achieved in {BOOKS.project_name}?", "text", ["missed"]
    y = next(i for i in OLD.indicators if i.status == "missed")
    yield f"{OLD.project_name}{y.level3}为什么没达标", "text", [y.deviation_reason or "未"]
    z = next(o for o in W.indicators(missed) if o.indicator.deviation_reason)
    for q in (f"{z.unit}{z.report.fiscal_year}年{z.report.project_name}的{z.indicator.level3}没完成是啥原因", f"为啥{z.report.project_name}（{z.unit}）的{z.indicator.level3}没完成", f"why did {z.unit} miss {z.indicator.level3} in {z.report.fiscal_year}?"):
        yield q, "text", [z.indicator.deviation_reason]
    yield f"{NEST.project_name}负责人是谁，电话多少，预算多少？", "text", ["闾丘岚", "5559001", "360000"]
    yield f"{NEST.project_name}的负责人和电话", "text", ["闾丘岚", "5559001"]
    yield f"介绍一下{NEST.project_name}", "text", ["闾丘岚"]
    yield f"{ELDER.project_name}没完成的指标分别是什么原因", "text", [i.level3 for i in ELDER.indicators if i.status in ("missed", "partial")]
    yield "电话5550016是哪个项目的", "text", [next(r.project_name for r in W.reports if r.phone == "5550016")]
    yield "哪个项目提到了巾帼市集", "text", [NEST.project_name]
    yield f"{DRAIN.project_name}的目标是什么，完成得怎么样？", "text", [DRAIN.annual_goal, DRAIN.actual_completion]


def refused() -> Iterator[Case]:
    for q in (
        f"{Q}2017年有哪些指标没完成", f"{Q}2030年的预算总额", "2020年平均得分", f"how many projects did {B} have in 2019?", "红枫市有多少个项目", "红枫市教育局2023年的平均得分是多少",
        "栖霞县2024年哪些指标没完成", "What is the average score in 红枫市?", f"{Q}气象局的项目有哪些", f"{B}公安局2023年预算多少", "跨海大桥建设项目的得分是多少", "Who leads the 跨海大桥建设项目?",
        "今天天气怎么样", "你是谁", "写一首诗", "1+1等于几", "最近股市怎么样", "who won the world cup", f"{Q}的人口有多少", f"{Q}市委书记是谁", f"{B}的GDP是多少", f"{DRAIN.project_name}的中标单位是谁", f"{DRAIN.project_name}的合同编号是多少",
        f"{DRAIN.project_name}的财政审核得分是多少", f"{DRAIN.project_name}负责人的年龄", f"{DRAIN.project_name}负责人的邮箱", f"{DRAIN.project_name}有没有被审计处罚", f"{ROOF2.project_name}的施工单位", "第三方机构评价得分是多少", f"{NEST.project_name}实际孵化了多少个项目",
        f"{NEST.project_name}得了多少分", f"{NEST.project_name}花了多少钱", f"{WOMEN}有多少职工", "帮我删除所有报告", "把得分改成100分", "啊啊啊", "？？？", "的", "delete all reports", f"{Q}教育局局长的电话", f"{ROOF2.project_name}（三期）得分", "明年预算会增加多少",
        "省长是谁", f"{Q}2025年预算执行率", "火星基地项目2024年的执行率",
    ):  # fmt: skip
        yield q, "none", None


def partial() -> Iterator[Case]:
    yield f"{DRAIN.project_name}的负责人和施工单位是谁", "says", [DRAIN.project_lead, "施工单位"]
    yield f"{DRAIN.project_name}的得分和财政审核得分", "says", [f"{float(score(DRAIN)):g}", "财政审核"]
    yield f"{Q}和红枫市2024年平均得分", "says", ["红枫市"]
    yield f"{Q}2021年和2022年的平均得分", "says", ["2021"]
    yield f"compare the average score of {Q} and 红枫市 in 2024", "says", ["红枫市"]
    yield "职业技能提升补贴2024年得了多少分", "says", []


def named_alike() -> Iterator[Case]:
    yield "校舍维修改造工程二期得分多少", "value", float(score(ROOF2))
    yield "校舍维修二期的负责人", "text", [ROOF2.project_lead]
    x = named("雨污管网清淤项目（二期）")
    yield "雨污管网清淤二期执行率多少", "value", float(rate(x))
    yield "2023年老年助餐点运营补助得了多少分", "says", ["69.8"]
    yield "全民阅读推广经费的负责人是谁", "text", [READ.project_lead]
    yield "阅读推广活动花了多少钱", "value", float(executed(READ))
    yield "宣传部的阅读推广项目得了几分", "value", float(score(READ))
    yield "市委宣传部哪些指标没完成", "indicators", inds(both(missed, lambda o: o.report is READ))
    yield f"{Q}人社局2022年哪些指标没完成", "indicators", inds(both(missed, lambda o: o.unit == f"{Q}人力资源和社会保障局" and o.report.fiscal_year == 2022))
    yield f"{Y}住建局的得分", "value", float(score(BOOKS))
    yield f"{Q}文旅局2024年得分", "value", float(score(next(r for r in W.judged if W.unit(r) == f"{Q}文化广电和旅游局" and r.fiscal_year == 2024)))
    yield "妇联的创业孵化基地项目谁负责", "text", ["闾丘岚"]
    yield "青禾妇联2024年有几个项目", "value", 2
    yield "青禾2024年平均得分", "value", mean(score(r) for r in W.judged if at(Q, 2024)(r))
    yield "云栖和白桦2023年的平均得分", "groups", mean_by(region_of, lambda r: r.fiscal_year == 2023 and region_of(r) in (Y, B))


def conversations() -> Iterator[list[Case]]:
    low = min((r for r in W.judged if at(Y, 2024)(r)), key=score)
    yield [(f"{Y}2024年得分最低的是哪个项目", "ranking", [(W.unit(low), low.project_name)]), ("负责人是谁", "text", [low.project_lead]), ("它没完成的指标有哪些", "indicators", inds(both(missed, lambda o: o.report is low))), ("执行率呢", "value", float(rate(low))), ("预算是多少万", "value", float(money(low)) / 10000)]
    yield [(f"{Q}2023年有几条指标没完成", "value", len(inds(both(missed, of(Q, 2023))))), ("具体是哪些", "indicators", inds(both(missed, of(Q, 2023)))), (f"{B}呢", "indicators", inds(both(missed, of(B, 2023)))), ("2022年的呢", "indicators", inds(both(missed, of(B, 2022))))]
    yield [(f"{B}2024年平均得分", "value", mean(score(r) for r in W.judged if at(B, 2024)(r))), ("不对，我问的是2023年", "value", mean(score(r) for r in W.judged if at(B, 2023)(r))), (f"换成{Y}", "value", mean(score(r) for r in W.judged if at(Y, 2023)(r)))]
    yield [(f"How many projects does {Y} have in 2023?", "value", count(at(Y, 2023))), ("and in 2022?", "value", count(at(Y, 2022))), ("which of them missed indicators?", "projects", projs(lambda r: at(Y, 2022)(r) and misses(r) > 0))]
    yield [(f"{NEST.project_name}谁负责？", "text", ["闾丘岚"]), ("电话呢？", "text", ["5559001"]), ("这个项目预算多少", "value", 360000), ("那家庭教育指导经费呢", "value", 150000)]
    yield [(f"{Y}2023年执行率低于70%的项目", "projects", projs(lambda r: at(Y, 2023)(r) and rate(r) < 70)), ("其中得分最低的是哪个", "ranking", ranking(score, 1, keep=lambda r: at(Y, 2023)(r) and rate(r) < 70)), ("一共有几个", "value", count(lambda r: at(Y, 2023)(r) and rate(r) < 70))]
    yield [("2024年预算最大的项目是哪个", "ranking", ranking(money, 1, keep=lambda r: r.fiscal_year == 2024, down=True)), ("第二大的呢", "ranking", ranking(money, 1, start=1, keep=lambda r: r.fiscal_year == 2024, down=True))]
    yield [("2024年得分最高的三个项目", "ranking", ranking(score, 3, keep=lambda r: r.fiscal_year == 2024, down=True)), ("最低的呢", "ranking", ranking(score, 3, keep=lambda r: r.fiscal_year == 2024))]


SINGLE = {
    "missed lists": missed_lists, "project lists": project_lists, "rankings": ranked, "numbers": numbers, "groups": grouped, "look-ups": lookups,
    "refused": refused, "partly": partial, "named alike": named_alike,
}  # fmt: skip


def wrong(kind: str, gold: Any, answer: Answer) -> str:
    """What is wrong with an answer; "" where nothing is."""
    if kind != "says":
        return judge(kind, gold, answer)
    text = _norm(answer.answer + "".join(answer.warnings))
    lacking = [s for s in gold if _norm(s) not in text]
    return f"{answer.status}: {answer.answer[:160]}" if answer.status != "answered" else f"lacks {lacking}: {answer.answer[:160]}" if lacking else ""


@pytest.mark.parametrize(("question", "kind", "gold"), [pytest.param(*c, id=f"{name}-{c[0][:60]}") for name, cases in SINGLE.items() for c in cases()])
def test_question_is_answered_from_the_records(asked: Assistant, question: str, kind: str, gold: Any) -> None:
    assert wrong(kind, gold, asked.ask(question)) == ""


@pytest.mark.parametrize("turns", [pytest.param(t, id=t[0][0][:60]) for t in conversations()])
def test_conversation_keeps_its_scope(asked: Assistant, turns: list[Case]) -> None:
    for question, kind, gold in turns:
        assert wrong(kind, gold, asked.ask(question, session=turns[0][0])) == "", question


if __name__ == "__main__":
    print_shares(SINGLE, conversations(), wrong)

"""More questions, in words that `test_planner` does not use: colloquial, an auditor's, in English; gold from the records."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from asking import Of, judge, mean, missed, money, rate
from test_planner import (
    MISS,
    MP,
    MU,
    REGIONS,
    B,
    Case,
    P,
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
    lost,
    mean_by,
    misses,
    of,
    projs,
    ranking,
    region_of,
    total,
)

from assistant.answer import Assistant

YEARS3 = (2022, 2023, 2024)
E3 = [r for r in W.judged if sum(x.project_name == r.project_name for x in W.judged) == 1][3]


def everyday() -> Iterator[Case]:
    U = next(W.unit(r) for r in W.judged if at(Q)(r))
    def sc(r):
        return r.total_score
    # colloquial / paraphrase
    yield f"{Q}去年哪些指标掉链子了？", "indicators", inds(both(missed, of(Q, 2023)))
    yield f"{Q}2024年的绩效目标里，没有实现的有哪几项？", "indicators", inds(both(missed, of(Q, 2024)))
    yield f"把{B}2023年没完成的指标列个清单", "indicators", inds(both(missed, of(B, 2023)))
    yield f"{B}2023年共有几项指标未达到目标", "value", len(inds(both(missed, of(B, 2023))))
    yield f"{B}2023年一共几条未完成", "value", len(inds(both(missed, of(B, 2023))))
    yield f"2023年度{B}有多少指标不达标", "value", len(inds(both(missed, of(B, 2023))))
    yield f"{Y}时效指标没完成的有几个", "value", len(inds(both(missed, of(Y), level("时效"))))
    yield f"{Y}社会效益指标的达标率是多少", "value", completion(both(of(Y), level("社会效益")))
    yield f"{Y}指标总体完成率", "value", completion(of(Y))
    yield (
        f"近两年{Y}未完成的指标有多少条",
        "value",
        len(inds(both(missed, of(Y), lambda o: o.report.fiscal_year >= 2023))),
    )
    yield (
        f"{Q}2022至2023年未完成的指标总数",
        "value",
        len(inds(both(missed, of(Q), lambda o: o.report.fiscal_year <= 2023))),
    )
    yield "全部项目里执行率在90%以上的有几个", "value", len(projs(lambda r: rate(r) >= 90))
    yield "执行率超过九成的项目有多少", "value", len(projs(lambda r: rate(r) > 90))
    yield "不及格（低于60分）的项目有哪些", "projects", projs(lambda r: r.total_score < 60)
    yield "得分不到七十分的项目", "projects", projs(lambda r: r.total_score < 70)
    yield "自评分低于75的项目有哪几个？", "projects", projs(lambda r: r.total_score < 75)
    yield "预算在100万元到300万元之间的项目", "projects", projs(lambda r: 1e6 <= money(r) <= 3e6, judged=False)
    yield "哪些项目的预算多于500万元且执行率不足70%？", "projects", projs(lambda r: money(r) > 5e6 and rate(r) < 70)
    yield (
        "Which projects have a budget above 5 million yuan and an execution rate below 70%?",
        "projects",
        projs(lambda r: money(r) > 5e6 and rate(r) < 70),
    )
    yield f"{Q}预算最多的项目是哪一个？", "ranking", ranking(money, 1, keep=at(Q), down=True, judged=False)
    yield f"{Q}各项目得分排名前三", "ranking", ranking(sc, 3, keep=at(Q), down=True)
    yield f"Top 3 projects by score in {Q}", "ranking", ranking(sc, 3, keep=at(Q), down=True)
    yield f"{Q}得分最差的五个项目", "ranking", ranking(sc, 5, keep=at(Q))
    yield f"{Y}2022年预算金额从大到小排列的项目", "ranking", ranking(money, 4, keep=at(Y, 2022), down=True)
    yield f"{B}平均每个项目得多少分", "value", mean(r.total_score for r in W.judged if at(B)(r))
    yield f"{B}项目平均预算是多少万元", "value", mean(money(r) for r in W.projects if at(B)(r)) / 10000
    yield f"{B}的平均执行率是多少", "value", mean(rate(r) for r in W.judged if at(B)(r))
    yield f"{B}所有项目总共扣了多少分", "value", sum(100 - r.total_score for r in W.judged if at(B)(r))
    yield f"{P.project_name}一共有多少条指标没有完成？", "value", misses(P)
    yield f"{P.project_name}这个项目执行了多少钱？", "value", executed(P)
    yield f"{P.project_name}项目花掉了多少万元", "value", executed(P) / 10000
    yield f"{P.project_name}的年初预算是多少元", "value", P.budget[0].initial
    yield f"{P.project_name}的预算执行得了几分", "value", P.budget[0].score
    yield f"{P.project_name}满意度指标得分多少", "value", next(i.score for i in P.indicators if "满意" in i.level1)
    yield f"{P.project_name}当年财政拨款预算多少元", "value", P.budget[1].full_year
    yield f"{P.project_name}的指标完成率", "value", completion(lambda o: o.report is P)
    yield f"What percentage of the budget did {P.project_name} spend?", "value", rate(P)
    yield f"how much money was spent on {P.project_name} in yuan", "value", executed(P)
    yield f"{Q}2024年满意度指标有几条", "value", len(inds(both(of(Q, 2024), level("满意"))))
    yield f"{Q}2024年共设置了多少条绩效指标", "value", len(inds(of(Q, 2024)))
    yield "工作区里有几个地区", "value", 3
    yield f"{B}和{Y}2024年预算分别是多少万元", "groups", {k: total(at(k, 2024), money) / 1e4 for k in (B, Y)}
    yield f"{B}各年度未完成指标条数", "groups", count_by(lambda o: o.report.fiscal_year, both(missed, of(B)))
    yield f"{B}每年有多少指标未达标", "groups", count_by(lambda o: o.report.fiscal_year, both(missed, of(B)))
    yield f"missed indicators per year in {B}", "groups", count_by(lambda o: o.report.fiscal_year, both(missed, of(B)))
    yield (
        f"{B}近三年预算执行率分别是多少",
        "groups",
        {str(y): total(at(B, y), executed) / total(at(B, y), money) * 100 for y in (2022, 2023, 2024)},
    )
    yield "各地区预算执行率", "groups", {k: total(at(k), executed) / total(at(k), money) * 100 for k in REGIONS}
    yield "各区县未完成指标数", "groups", count_by(lambda o: region_of(o.report), missed)
    yield "未完成指标按二级指标分布", "groups", count_by(lambda o: o.indicator.level2, missed)
    yield (
        "2024年各单位平均得分低于80分的有哪些",
        "groups",
        {k: v for k, v in mean_by(W.unit, lambda r: r.fiscal_year == 2024).items() if v < 80},
    )
    yield "哪些指标扣了5分以上", "indicators", inds(lambda o: lost(o) >= 5)
    yield "分值在20分以上的指标有哪些", "indicators", inds(lambda o: (o.indicator.weight or 0) >= 20)
    yield f"{P.project_name}有哪些产出指标？", "indicators", inds(lambda o: o.report is P and level("产出")(o))
    yield f"{P.project_name}的全部指标", "indicators", inds(lambda o: o.report is P)
    yield f"列出{P.project_name}的绩效指标及目标值", "indicators", inds(lambda o: o.report is P)
    yield f"{P.project_name}完成了哪些指标", "indicators", inds(lambda o: o.report is P and o.indicator.status == "met")
    yield (
        f"Which indicators of {P.project_name} were met?",
        "indicators",
        inds(lambda o: o.report is P and o.indicator.status == "met"),
    )
    yield (
        "读者满意度没有达标的项目",
        "projects",
        projs(lambda r: any(i.level3 == "读者满意度" and missed(Of(r, "", i)) for i in r.indicators)),
    )
    yield (
        "哪些项目的读者满意度未达标",
        "projects",
        projs(lambda r: any(i.level3 == "读者满意度" and missed(Of(r, "", i)) for i in r.indicators)),
    )
    yield (
        "各项目的读者满意度分别是多少",
        "text",
        [i.actual for r in W.judged for i in r.indicators if i.level3 == "读者满意度"],
    )
    yield "哪些项目设有师生满意度指标", "projects", projs(lambda r: any(i.level3 == "师生满意度" for i in r.indicators))
    yield f"{U}有哪些项目", "projects", projs(lambda r: W.unit(r) == U)
    yield f"{U}承担了几个项目", "value", len(projs(lambda r: W.unit(r) == U))
    yield f"What projects does {U} have?", "projects", projs(lambda r: W.unit(r) == U)
    yield "the finance bureau of 青禾市: how many projects?", "value", len(projs(lambda r: W.unit(r) == f"{Q}财政局"))
    yield (
        "老年助餐点运营补助项目平均得分",
        "value",
        mean(r.total_score for r in W.judged if "老年助餐点" in r.project_name),
    )
    yield "古建筑修缮类项目有几个", "value", len(projs(lambda r: "古建筑" in r.project_name))
    yield (
        "各年古建筑修缮项目的预算（万元）",
        "groups",
        {
            str(y): sum(float(money(r)) for r in W.projects if "古建筑" in r.project_name and r.fiscal_year == y) / 1e4
            for y in (2022, 2023, 2024)
        },
    )
    yield "执行率为100%但仍有指标未完成的项目有哪些？", "projects", projs(lambda r: rate(r) == 100 and misses(r))
    yield "钱都花完了但指标没完成的项目", "projects", projs(lambda r: rate(r) == 100 and misses(r))
    yield "钱没花完的项目有哪些", "projects", projs(lambda r: rate(r) < 100)
    yield "预算没有执行完的项目有多少个", "value", len(projs(lambda r: rate(r) < 100))
    yield "评价等级为优的项目有几个", "value", len(projs(lambda r: r.total_score >= 90))
    yield "等级为差的项目有哪些", "projects", projs(lambda r: r.total_score < 60)
    yield "哪些项目评为良", "projects", projs(lambda r: 80 <= r.total_score < 90)
    yield (
        f"{P.project_name}评的什么等级",
        "text",
        [{True: "优"}.get(P.total_score >= 90, "良" if P.total_score >= 80 else "中")],
    )
    yield f"介绍一下{P.project_name}", "text", [P.project_lead]
    yield f"{P.project_name}的主管部门", "text", [P.competent_department]
    yield f"{P.project_name}实际完成情况怎么样", "text", [P.actual_completion]
    yield f"谁在管{P.project_name}？", "text", [P.project_lead]
    yield "妇女儿童之家要建多少个", "text", ["50"]
    yield "妇联2024年的年度目标", "text", ["建成妇女儿童之家五十个"]
    yield (
        "有哪些指标是因为供货商交货延迟没有完成的",
        "indicators",
        inds(lambda o: "供货商交货延迟" in (o.indicator.deviation_reason or "")),
    )
    yield (
        "2024年比2023年平均得分提高了多少",
        "value",
        abs(
            mean(r.total_score for r in W.judged if r.fiscal_year == 2024)
            - mean(r.total_score for r in W.judged if r.fiscal_year == 2023)
        ),
    )
    yield (
        f"{Q}2024年预算比2023年增加了多少万元",
        "value",
        abs(
            sum(float(money(r)) for r in W.projects if at(Q, 2024)(r))
            - sum(float(money(r)) for r in W.projects if at(Q, 2023)(r))
        )
        / 1e4,
    )
    for q in (
        "白桦县2024年项目的社会满意度调查样本量是多少",
        "青禾市财政局的编制人数",
        "校舍维修改造工程的监理单位是谁",
        "哪个项目被审计署通报",
        "雨污管网清淤项目用了几台挖掘机",
        "What is the population of 白桦县?",
        "古建筑修缮专项资金的招标方式",
        "乡村图书角建设经费获得过什么奖项",
        "领导对雨污管网清淤项目怎么看",
        "2021年各单位平均得分",
        "公孙胜负责哪些项目",
        "红枫镇有几个项目",
        "青禾市公安局的执行率",
        "校舍维修改造工程的银行账号",
        "项目绩效评价专家组组长是谁",
    ):
        yield q, "none", None


def auditors() -> Iterator[Case]:
    def sc(r):
        return r.total_score
    yield (
        f"How many of {Q}'s indicators were met in 2024?",
        "value",
        len(inds(both(of(Q, 2024), lambda o: o.indicator.status == "met"))),
    )
    yield f"How many targets did {B} miss in 2023?", "value", len(inds(both(missed, of(B, 2023))))
    yield f"What is the total amount spent by {Q} in 2023, in 10,000 yuan?", "value", total(at(Q, 2023), executed) / 1e4
    yield f"Give me the average execution rate of {Y}'s projects", "value", mean(rate(r) for r in W.judged if at(Y)(r))
    yield (
        f"Which project in {Q} has the biggest budget?",
        "ranking",
        ranking(money, 1, keep=at(Q), down=True, judged=False),
    )
    yield "List projects whose score is under 80", "projects", projs(lambda r: sc(r) < 80)
    yield (
        "projects scoring less than 80 points but spending more than 90% of their budget",
        "projects",
        projs(lambda r: sc(r) < 80 and rate(r) > 90),
    )
    yield (
        "Which projects in 2023 have three or more unmet indicators?",
        "projects",
        projs(lambda r: r.fiscal_year == 2023 and misses(r) >= 3),
    )
    yield f"which units have missed indicators in {Q}?", "groups", count_by(lambda o: o.unit, both(missed, of(Q)))
    yield "Break down missed indicators by region", "groups", count_by(lambda o: region_of(o.report), missed)
    yield (
        f"budget per year for {B} in ten thousand yuan",
        "groups",
        {str(y): total(at(B, y), money) / 1e4 for y in YEARS3},
    )
    yield (
        f"What reason was given for missing {MISS.level3} in {MU}'s {MP.project_name}?",
        "text",
        [MISS.deviation_reason],
    )
    yield f"who is responsible for {E3.project_name}", "text", [E3.project_lead]
    yield f"What is {E3.project_name}'s score?", "value", sc(E3)
    yield f"{E3.project_name} budget", "value", money(E3)
    yield f"budget of {E3.project_name} in wan yuan", "value", float(money(E3)) / 1e4
    yield f"Did {MU} meet the target for {MISS.level3} in {MP.fiscal_year}?", "text", ["missed"]
    yield "lowest scoring project of 2023", "ranking", ranking(sc, 1, keep=lambda r: r.fiscal_year == 2023)
    # chinese
    yield (
        f"查询{Y}2023年度项目预算执行率低于80%的项目清单",
        "projects",
        projs(lambda r: at(Y, 2023)(r) and rate(r) < 80),
    )
    yield f"{Y}2023年预算执行率排名倒数第一的是哪个项目", "ranking", ranking(rate, 1, keep=at(Y, 2023))
    yield (
        "请列出2024年度自评得分低于80分的项目及其单位",
        "projects",
        projs(lambda r: r.fiscal_year == 2024 and sc(r) < 80),
    )
    yield "2024年有多少项目的自评得分低于80分", "value", len(projs(lambda r: r.fiscal_year == 2024 and sc(r) < 80))
    yield "2024年得分80分以下的项目数", "value", len(projs(lambda r: r.fiscal_year == 2024 and sc(r) <= 80))
    yield f"{Q}2023年的项目一共花了多少钱", "value", total(at(Q, 2023), executed)
    yield f"{Q}2023年项目支出总计多少万", "value", total(at(Q, 2023), executed) / 1e4
    yield f"{B}总共安排了多少预算（万元）", "value", total(at(B), money) / 1e4
    yield f"{B}项目资金总规模是多少万元", "value", total(at(B), money) / 1e4
    yield "2023年预算执行率的平均水平是多少", "value", mean(rate(r) for r in W.judged if r.fiscal_year == 2023)
    yield "质量指标总体达标率多少", "value", completion(level("质量"))
    yield "满意度指标的完成率", "value", completion(level("满意"))
    yield "按年度统计项目数量", "groups", {str(y): len([r for r in W.projects if r.fiscal_year == y]) for y in YEARS3}
    yield (
        "2022、2023、2024年的项目数分别是多少",
        "groups",
        {str(y): len([r for r in W.projects if r.fiscal_year == y]) for y in YEARS3},
    )
    yield (
        "2024年比2023年多了几个项目",
        "value",
        abs(
            len([r for r in W.projects if r.fiscal_year == 2024])
            - len([r for r in W.projects if r.fiscal_year == 2023])
        ),
    )
    yield f"{Q}有几年的数据", "value", 3
    yield f"{E3.project_name}有没有未完成的指标", "indicators", inds(lambda o: missed(o) and o.report is E3)
    yield f"{E3.project_name}哪条指标扣分了", "indicators", inds(lambda o: lost(o) > 0 and o.report is E3)
    yield f"{E3.project_name}有几条指标是满分", "value", len([i for i in E3.indicators if i.score >= i.weight])
    yield "得满分的指标有多少条", "value", len(inds(lambda o: o.indicator.score is not None and lost(o) <= 0))
    yield "没拿满分的指标有哪些", "indicators", inds(lambda o: o.indicator.score is not None and lost(o) > 0)
    yield "满分（100分）的项目有哪些", "projects", projs(lambda r: sc(r) == 100)
    yield "得了100分的项目有几个", "value", len(projs(lambda r: sc(r) == 100))
    yield "有没有得分超过100分的项目", "projects", projs(lambda r: sc(r) > 100)
    yield "执行率达到100%的项目有多少个？", "value", len(projs(lambda r: rate(r) >= 100))
    yield f"{E3.project_name}的实施单位是哪家", "text", [E3.implementing_unit]
    yield "项目负责人为端木桥的项目", "projects", projs(lambda r: "端木桥" in (r.project_lead or ""))
    yield "端木桥负责的项目平均得分是多少", "value", mean(sc(r) for r in W.judged if "端木桥" in r.project_lead)
    yield "端木桥一共管几个项目", "value", len(projs(lambda r: "端木桥" in (r.project_lead or "")))
    yield "成本类指标有哪些没完成", "indicators", inds(both(missed, level("成本")))
    yield "经济效益指标未完成的", "indicators", inds(both(missed, level("经济效益")))
    yield f"除了{Q}，其他地区未完成的指标有多少条", "value", len(inds(lambda o: missed(o) and Q not in o.unit))
    yield (
        f"不含{B}，2023年项目平均得分",
        "value",
        mean(sc(r) for r in W.judged if r.fiscal_year == 2023 and B not in W.unit(r)),
    )
    yield (
        f"{Q}除财政局以外各单位的未完成指标数",
        "groups",
        count_by(lambda o: o.unit, both(missed, of(Q), lambda o: "财政局" not in o.unit)),
    )
    yield "名称含有修缮的项目", "projects", projs(lambda r: "修缮" in r.project_name)
    yield "师生满意度的目标值是多少", "text", ["≥92%"]
    yield f"{Q}2024年各项目的得分", "groups", {r.project_name: sc(r) for r in W.judged if at(Q, 2024)(r)}
    yield f"{Q}2024年各项目预算执行率", "groups", {r.project_name: rate(r) for r in W.judged if at(Q, 2024)(r)}
    yield (
        f"{B}2024年每个项目有几条指标没完成",
        "groups",
        dict(count_by(lambda o: o.report.project_name, both(missed, of(B, 2024))).items()),
    )
    yield "结余资金最多的项目是哪个", "ranking", ranking(lambda r: money(r) - executed(r), 1, down=True)
    yield "剩余没花的钱超过300万的项目", "projects", projs(lambda r: money(r) - executed(r) > 3e6)
    yield "预算执行得分低于5分的项目", "projects", projs(lambda r: r.budget[0].score < 5)
    yield "扣分超过20分的项目有哪些", "projects", projs(lambda r: 100 - sc(r) > 20)
    for q in (
        f"{E3.project_name}的验收时间是哪天",
        "哪个项目最有社会影响力",
        "项目资金是否被挪用",
        "局长叫什么名字",
        f"{Q}明年准备做哪些项目",
        "2020年得分最低的项目",
        "紫荆县未完成的指标有多少",
        "Who audited 乡村图书角建设经费?",
        "How many staff does 青禾市财政局 have?",
        f"{E3.project_name}的合同金额是多少",
        f"{E3.project_name}的监理费",
        "帮我写一份总结报告",
        "1+1等于几",
        "你是谁",
        "你好",
        "SELECT * FROM reports",
        "妇联2024年的自评得分",
        "妇联项目的预算执行率",
        "家庭教育指导经费花了多少钱",
        "专家评审打了多少分",
        "下个月有几个会议",
    ):
        yield q, "none", None


@pytest.mark.parametrize(
    ("question", "kind", "gold"), [pytest.param(*c, id=c[0][:60]) for c in (*everyday(), *auditors())]
)
def test_question_is_answered_from_the_records(asked: Assistant, question: str, kind: str, gold: Any) -> None:
    assert judge(kind, gold, asked.ask(question)) == ""

"""Plain questions in other words: the same query, whoever puts them. Collected from people who were asked to say the same thing otherwise."""

from __future__ import annotations

import pytest
from test_nothing_passed_over import catalogue

from assistant.parts import parts_of
from assistant.planner.rules import plan
from assistant.query import Query
from assistant.talk import Talk

SAME = {
    "全年预算超过50万元的项目有哪些": ["全年预算>50万 项目", "全年预算比50万还多的都是哪些项目啊"],
    "预算执行率低于80%的项目有哪些": ["有哪些项目的预算执行进度慢，执行率小于百分之八十？", "执行率<80% 的项目", "Find projects whose execution rate is below eighty percent"],
    "哪些项目的全年预算比年初预算减少了": ["全年预算<年初预算 的项目", "哪些项目的预算被调减了，全年的比年初的少", "有哪些项目全年的预算比年初的少了"],
    "哪些项目的总分和各项得分之和对不上": ["总分≠各项得分之和 的项目", "哪些项目总分加不对，跟各项得分合计对不上", "Find projects with a total score that is not equal to the sum of all scores."],
    "哪些项目填报的执行率与计算的不一致": ["哪些项目执行率填错了，跟算出来的对不上", "Please find projects with a discrepancy between printed and computed execution rate."],
    "没有完成的指标总共扣了多少分": ["算一下没完成的那些指标总扣分是多少", "Give me the overall number of points lost because of missed indicators."],
    "未完成的指标中各种原因各有多少条": ["没完成的指标都是啥原因，每种几条", "未完成指标按原因分一分，各多少条？", "请按原因分类统计未完成指标的条数。"],
    "未完成指标最多的是哪个单位": ["找出指标未完成条数最多的那个单位", "按未完成指标条数排，最多的是哪个单位"],
    "哪些项目有其他资金": ["哪些项目的资金来源中存在“其他资金”？", "资金来源里带其他资金的是哪几个项目"],
    "按项目类别，各有多少个项目": ["按项目分类，各有多少个项目"],
    "各等次的项目各有多少个": ["按优（90分以上）、良（80到90分）、中（60到80分）、差（60分以下）分档，各有几个项目", "项目按优、良、中、差分成四档，每档几个？"],
    "Which projects scored below 85?": ["Give me everything that scored below 85.", "Which projects failed to reach a score of 85?"],
    "How many points did the missed indicators lose in total?": ["All the unmet indicators together, how many points did they cost?", "In total, how many points did the indicators that failed their targets cost?"],
    "Which indicators have a score of 0?": ["Where did an indicator end up with zero points? List those indicators."],
    "How many missed indicators are there by reason?": ["I'd like a tally, reason by reason, of the indicators that were not met.", "Count the unmet indicators per reason."],
    "哪些项目的分值合计（含预算执行）不是100分": ["哪些项目的分值（连预算执行在内）加起来不等于100？", "把预算执行的分值也算上，有哪些项目分值总和不是一百分", "Find projects whose points, counting those for budget execution, sum to something other than 100."],
    "目标值为100%而未达标的指标": ["哪些指标目标定为100%但没有完成", "哪些指标目标是100%却没达到"],
    "2022年和2023年都有的项目有多少个": ["2022年的项目有多少2023年还在做"],
    "哪个地区全年预算比年初预算增加最多": ["哪个地区全年预算超出年初预算最多"],
    "Which unit has the most projects?": ["Which unit has filed the most project self-evaluation reports, and how many?"],
    "没有完成的指标一共扣了多少分": ["那些没达标的指标加一起丢了多少分", "因为指标没完成，这些指标一共被扣掉几分？"],
    "哪些项目的全年预算比年初预算减少": ["有哪些项目年初预算报得多，到全年预算反而少了？"],
    "Which missed indicators have no reason?": ["List the missed indicators where the deviation analysis was left blank."],
    "Which projects' weights do not add up to 100?": ["Which projects' weights, including budget execution, do not add up to 100?"],
    "How many unmet indicators are there by reason?": ["missed indicators by reason", "Count the missed indicators per deviation reason"],
    "哪些没完成的指标得了满分": ["帮我揪出那些没完成还打了满分的指标"],
    "哪些项目没有填写联系电话": ["查一查哪些项目漏填了联系电话", "审核发现部分项目未填写联系电话，请问是哪些项目？", "找不到联系电话的项目都有哪些啊"],
    "自评得分超过100分的项目有哪些": ["审计核查发现自评得分不应超过100分，请列示自评得分高于100分的项目。", "烦请筛选自评得分逾百分（不含100分）的项目。"],
    "2024年只有目标、没有自评结果的项目有哪些": ["24年有目标无自评的项目", "2024年光有目标表没有自评表的项目是哪几个", "2024年设了目标却没自评的项目，列个单子"],
    "哪些地区2024年的平均得分低于2023年": ["平均得分 2024<2023 的地区", "哪些地区24年的平均分不如23年", "跟2023年比，2024年平均得分掉下来的是哪几个地区？"],
    "2024年全年预算的中位数是多少": ["2024年的项目按全年预算排个队，正中间那个数是多少？", "算一下2024年项目的全年预算，我要中位数，不要平均数"],
    "2023年预算一共调减了多少万元": ["23年 全年预算较年初预算 调减合计 万元", "2023年年初预算到全年预算，总共往下调了多少万元啊"],
    "2024年哪些项目有未完成的指标，并且预算执行率低于80%": ["请筛选2024年同时满足以下两个条件的项目：一是有绩效指标未完成，二是预算执行率低于百分之八十。"],
    "各单位的平均自评得分，从低到高排列": ["各个单位自评得分平均下来分别是多少，帮我由低往高排个序", "为便于通报，请提供每个单位自评得分均值的清单，自低至高排序。"],
    "数量指标和质量指标哪个完成率高": ["烦请核实：数量指标、质量指标两类指标之中，何者完成率较高？", "数量指标完成率多少，质量指标完成率多少，哪边高"],
}


def asked(question: str) -> Query | None:
    (one,) = parts_of(question, catalogue(), Talk())
    planned = plan(one, catalogue(), Talk())
    return planned.query if not planned.frame.leftover else None


@pytest.mark.parametrize(("plain", "otherwise"), [(plain, other) for plain, others in SAME.items() for other in others])
def test_the_same_is_asked(plain: str, otherwise: str) -> None:
    meant = asked(plain)
    assert meant is not None
    assert asked(otherwise) == meant


@pytest.mark.parametrize("question", ["按优（95分以上）、良（80到95分）、中（60到80分）、差（60分以下）分档，各有几个项目", "哪些项目是领导关注的", "项目被审计查出了问题的有哪些", "哪些供应商中标了"])
def test_what_is_meant_otherwise_is_not_taken_for_it(question: str) -> None:
    assert asked(question) is None

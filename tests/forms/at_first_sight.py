"""What a stranger's forms stumbled over, drawn anew: blanks between labels, projects listed in one table, goals over rows,
side labels and adjusted targets that are no second columns."""

from tests.forms import PROJECT, TARGET, Form, gold

FORMS = [
    Form("blank-between-labels", """
# 项目支出绩效自评表
（2023年度）
项目名称 | < | 牧道硬化 | < | < | < | <
主管部门 |  | 实施单位 | 赛乌旗交通运输局 | < | < | <
项目负责人 |  | 联系电话 | 0475-2100333 | < | < | <
年度总体目标 | < | 预期目标 | < | < | 实际完成情况 | <
^ | < | 目标1：硬化牧道42公里。 | < | < | 硬化牧道42.6公里。 | <
^ | < | 目标2：修建涵洞9座。 | < | < | 建成涵洞9座。 | <
^ | < | 目标3：年底前通车。 | < | < |  | <
绩效指标完成情况 | 一级指标 | 二级指标 | 三级指标 | 指标值 | 完成值 | 得分
^ | 产出指标 | 数量指标 | 硬化牧道里程 | ≥42公里 | 42.6公里 | 40
^ | ^ | ^ | 修建涵洞 | 9座 | 9座 | 20
^ | 效益指标 | 社会效益指标 | 受益牧户 | ≥600户 | 583户 | 19.4
^ | 满意度指标 | 服务对象满意度指标 | 牧民满意度 | ≥90% | 95% | 10
总分 | < | < | < | < | < | 89.4
""", (gold(PROJECT, "level1 level2 level3 target actual score status", """
产出指标 | 数量指标 | 硬化牧道里程 | ≥42公里 | 42.6公里 | 40 | met
产出指标 | 数量指标 | 修建涵洞 | 9座 | 9座 | 20 | met
效益指标 | 社会效益指标 | 受益牧户 | ≥600户 | 583户 | 19.4 | missed
满意度指标 | 服务对象满意度指标 | 牧民满意度 | ≥90% | 95% | 10 | met
""", title="项目支出绩效自评表", fiscal_year=2023, project_name="牧道硬化", implementing_unit="赛乌旗交通运输局", phone="0475-2100333",
 annual_goal="目标1：硬化牧道42公里。目标2：修建涵洞9座。目标3：年底前通车。", actual_completion="硬化牧道42.6公里。建成涵洞9座。", total_score=89.4),)),
    Form("projects-in-one-table", """
# 项目支出绩效目标表
（2024年）
单位名称：滇澜县妇幼保健院
单位名称、项目名称 | 项目年度绩效目标 | 一级指标 | 二级指标 | 三级指标 | 指标性质 | 指标值 | 度量单位 | 指标属性
孕产妇筛查 | 筛查孕产妇1200人，及时随访。 | 产出指标 | 数量指标 | 筛查人数 | ≥ | 1200 | 人 | 定量指标
^ | ^ | ^ | 质量指标 | 随访率 | ≥ | 95 | % | 定量指标
^ | ^ | 满意度指标 | 服务对象满意度指标 | 孕产妇满意度 | ≥ | 90 | % | 定量指标
设备更新 | 更新彩超2台。 | 产出指标 | 数量指标 | 更新彩超 | = | 2 | 台 | 定量指标
^ | ^ | 效益指标 | 社会效益指标 | 检查等候天数 | ≤ | 3 | 天 | 定量指标
""", tuple(gold(TARGET, "level1 level2 level3 target status", rows, title="项目支出绩效目标表", fiscal_year=2024,
                prepared_by="滇澜县妇幼保健院", project_name=name, annual_goal=goal)
     for name, goal, rows in (
         ("孕产妇筛查", "筛查孕产妇1200人，及时随访。", """
产出指标 | 数量指标 | 筛查人数 | ≥1200人 | not_applicable
产出指标 | 质量指标 | 随访率 | ≥95% | not_applicable
满意度指标 | 服务对象满意度指标 | 孕产妇满意度 | ≥90% | not_applicable
"""), ("设备更新", "更新彩超2台。", """
产出指标 | 数量指标 | 更新彩超 | =2台 | not_applicable
效益指标 | 社会效益指标 | 检查等候天数 | ≤3天 | not_applicable
"""),))),
    Form("targets-adjusted-nowhere", """
# 2023年度项目绩效自评表
项目名称 | < | 法律援助 | < | 主管部门 | 渝峡县司法局 | <
年度绩效目标（80分） | 指标名称 | 年初指标值 | 调整指标值 | 全年完成值 | 指标权重 | 指标得分
^ | 办理案件 | ≥150件 |  | 163件 | 40 | 40
^ | 普法讲座 | ≥24场 | ≥24场 | 22场 | 20 | 18.3
^ | 群众满意度 | ≥90% | ≥90% | 96% | 20 | 20
总分 | < | < | < | < | 80 | 78.3
""", (gold(PROJECT, "level3 target actual weight score status", """
办理案件 | ≥150件 | 163件 | 40 | 40 | met
普法讲座 | ≥24场 | 22场 | 20 | 18.3 | missed
群众满意度 | ≥90% | 96% | 20 | 20 | met
""", title="2023年度项目绩效自评表", fiscal_year=2023, project_name="法律援助", competent_department="渝峡县司法局", total_weight=80, total_score=78.3),)),
]  # fmt: skip

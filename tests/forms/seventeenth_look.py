"""What a further stranger's forms stumbled over: parts of an amount under a period's label, contents beside names, a value behind
its sign, what was planned beside what arrived."""

from tests.forms import DEPARTMENT, DEPARTMENT_TARGET, PROJECT, TARGET, Form, gold

FORMS = [
    Form("parts-under-a-period", """
# 项目支出绩效目标表
（2023年度）
填报单位：晋沁县畜牧局
单位：万元
项目名称 | 粪污利用补助 | < | <
主管部门 | 晋沁县畜牧局 | 实施期限 | 1年
资金总额 | 136 | 其中：县级资金 | 96
绩效目标 | 补助规模养殖场18家。 | < | <
一级指标 | 二级指标 | 三级指标 | 指标值
产出指标 | 数量指标 | 补助养殖场 | ≥18家
效益指标 | 生态效益指标 | 粪污利用率 | ≥80%
满意度指标 | 服务对象满意度指标 | 养殖户满意度 | ≥90%
""", (gold(TARGET, "level1 level2 level3 target status", """
产出指标 | 数量指标 | 补助养殖场 | ≥18家 | not_applicable
效益指标 | 生态效益指标 | 粪污利用率 | ≥80% | not_applicable
满意度指标 | 服务对象满意度指标 | 养殖户满意度 | ≥90% | not_applicable
""", "资金总额 | 1360000\n县级资金 | 960000", title="项目支出绩效目标表", fiscal_year=2023, prepared_by="晋沁县畜牧局", project_name="粪污利用补助",
                competent_department="晋沁县畜牧局", period="1年", annual_goal="补助规模养殖场18家。"),)),
    Form("whole-beside-its-label", """
# 项目支出绩效目标申报表
（2025年度）
申报单位：青湟县林草局
单位：万元
项目名称 | 草原补奖 | < | < | < | <
项目类别 | 部门项目 | < | < | 项目日期范围 | 2025-01-01至2025-12-31
申请资金 | 合计 | 2876.4 | < | 其中：中央资金 | 2800
年度绩效目标 | 落实草原禁牧128.6万亩。 | < | < | < | <
一级指标 | 二级指标 | 三级指标 | 计算符号 | 指标值 | 单位
产出指标 | 数量指标 | 草原禁牧面积 | ≥ | 128.6 | 万亩
产出指标 | 时效指标 | 补奖资金发放 | 定性 | 11月底前 |
满意度指标 | 服务对象满意度指标 | 牧民满意度 | ≥ | 95 | %
""", (gold(TARGET, "level1 level2 level3 target status", """
产出指标 | 数量指标 | 草原禁牧面积 | ≥128.6万亩 | not_applicable
产出指标 | 时效指标 | 补奖资金发放 | 11月底前 | not_applicable
满意度指标 | 服务对象满意度指标 | 牧民满意度 | ≥95% | not_applicable
""", "合计 | 28764000\n中央资金 | 28000000", title="项目支出绩效目标申报表", fiscal_year=2025, prepared_by="青湟县林草局", project_name="草原补奖",
                project_category="部门项目", period="2025-01-01至2025-12-31", annual_goal="落实草原禁牧128.6万亩。"),)),
    Form("contents-beside-names", """
# 项目支出绩效目标表
（2024年度）
单位名称：滇沧县文化馆
项目名称 | 项目年度绩效目标 | 一级指标 | 二级指标 | 三级指标 | 指标性质 | 指标值 | 度量单位 | 指标内容
传习补助 | 扶持传承人开展传习。 | 产出指标 | 数量指标 | 扶持传承人 | ≥ | 62 | 人 | 按实际扶持人数
^ | ^ | 产出指标 | 质量指标 | 传习合格率 | ≥ | 95 | % | 合格场次的占比
^ | ^ | 满意度指标 | 服务对象满意度指标 | 传承人满意度 | ≥ | 90 | % | 问卷调查
免费开放 | 全年开放300天。 | 产出指标 | 数量指标 | 开放天数 | ≥ | 300 | 天 | 实际开放天数
^ | ^ | 效益指标 | 社会效益指标 | 服务群众 | ≥ | 8 | 万人次 | 统计人次
""", tuple(gold(TARGET, "level1 level2 level3 target explanation status", rows, title="项目支出绩效目标表", fiscal_year=2024,
                prepared_by="滇沧县文化馆", project_name=name, annual_goal=goal)
     for name, goal, rows in (
         ("传习补助", "扶持传承人开展传习。", """
产出指标 | 数量指标 | 扶持传承人 | ≥62人 | 按实际扶持人数 | not_applicable
产出指标 | 质量指标 | 传习合格率 | ≥95% | 合格场次的占比 | not_applicable
满意度指标 | 服务对象满意度指标 | 传承人满意度 | ≥90% | 问卷调查 | not_applicable
"""), ("免费开放", "全年开放300天。", """
产出指标 | 数量指标 | 开放天数 | ≥300天 | 实际开放天数 | not_applicable
效益指标 | 社会效益指标 | 服务群众 | ≥8万人次 | 统计人次 | not_applicable
"""),))),
    Form("a-value-behind-its-sign", """
# 部门整体支出绩效目标表
（2024年度）
部门名称 | 湘涟县人大办 | < | < | < | < | <
部门职能职责概述 | 承办人大及其常委会会议。 | < | < | < | < | <
一级指标 | 二级指标 | 三级指标 | 绩效指标描述 | 符号 | 值 | 单位（文字描述）
产出指标 | 数量指标 | 代表视察 | 组织视察的次数 | ≥ | 6 | 次
产出指标 | 成本指标 | 会议成本 | 全年会议支出 | ≤ | 85 | 万元
效益指标 | 社会效益指标 | 民主法治建设 | 履职的成效 |  |  | 有力推动
满意度指标 | 服务对象满意度指标 | 代表满意度 | 满意的占比 | ≥ | 92 | %
""", (gold(DEPARTMENT_TARGET, "level1 level2 level3 explanation target status", """
产出指标 | 数量指标 | 代表视察 | 组织视察的次数 | ≥6次 | not_applicable
产出指标 | 成本指标 | 会议成本 | 全年会议支出 | ≤85万元 | not_applicable
效益指标 | 社会效益指标 | 民主法治建设 | 履职的成效 | 有力推动 | not_applicable
满意度指标 | 服务对象满意度指标 | 代表满意度 | 满意的占比 | ≥92% | not_applicable
""", title="部门整体支出绩效目标表", fiscal_year=2024, prepared_by="湘涟县人大办", responsibilities="承办人大及其常委会会议。"),)),
    Form("planned-and-arrived", """
# 财政支出项目绩效自评表
（2022年度）
项目名称 | < | 荒山造林 | < | < | < | <
资金使用情况（万元） | < | 预算安排数 | 实际到位数 | 实际支出数 | 支出率 | 得分（20分）
^ | < | 700 | 640 | 627.2 | 98% | 19.6
一级指标 | 二级指标 | 三级指标 | 目标值 | 完成值 | 标准分 | 自评分
产出 | 产出数量 | 栽植苗木 | ≥26万株 | 26.8万株 | 40 | 40
产出 | 产出质量 | 苗木成活率 | ≥85% | 81% | 20 | 19
效果 | 生态效益 | 治理流失面积 | ≥2平方公里 | 2.1平方公里 | 20 | 20
合计 | < | < | < | < | 100 | 98.6
""", (gold(PROJECT, "level1 level2 level3 target actual weight score status", """
产出 | 产出数量 | 栽植苗木 | ≥26万株 | 26.8万株 | 40 | 40 | met
产出 | 产出质量 | 苗木成活率 | ≥85% | 81% | 20 | 19 | missed
效果 | 生态效益 | 治理流失面积 | ≥2平方公里 | 2.1平方公里 | 20 | 20 | met
""", "预算资金 | 7000000 | 6400000 | 6272000 | 20 | 98 | 19.6", title="财政支出项目绩效自评表", fiscal_year=2022, project_name="荒山造林",
                total_weight=100, total_score=98.6),)),
    Form("below-nothing", """
# 部门整体绩效自评表
（2023年度）
部门名称 | < | 辽沈县营商局 | < | < | <
年度绩效目标 | < | 网办率达95%以上。 | < | < | <
一级指标 | 二级指标 | 三级指标 | 指标值 | 完成值 | 得分
履职效能 | 重点工作 | 网办率 | ≥95% | 96.3% | 40
管理效率 | 预算执行管理 | 结转结余变动率 | ≤0% | -12% | 30
管理效率 | 预算执行管理 | 项目超支数 | ≤0个 | 1个 | 0
社会效应 | 社会效益 | 企业满意度 | ≥95% | 96% | 20
""", (gold(DEPARTMENT, "level1 level2 level3 target actual score status", """
履职效能 | 重点工作 | 网办率 | ≥95% | 96.3% | 40 | met
管理效率 | 预算执行管理 | 结转结余变动率 | ≤0% | -12% | 30 | met
管理效率 | 预算执行管理 | 项目超支数 | ≤0个 | 1个 | 0 | missed
社会效应 | 社会效益 | 企业满意度 | ≥95% | 96% | 20 | met
""", title="部门整体绩效自评表", fiscal_year=2023, prepared_by="辽沈县营商局", annual_goal="网办率达95%以上。"),)),
]  # fmt: skip

"""The layouts: invented provinces, each with its own labels, orders and habits. Data only."""

from __future__ import annotations

from extractors.records import FormType
from samples.layouts import Column, Funds, Layout, Money

_FULL_FUNDS = (
    ("年初预算数", "initial"),
    ("全年预算数（A）", "full_year"),
    ("全年执行数（B）", "executed"),
    ("分值", "weight"),
    ("执行率（B/A）", "execution_rate"),
    ("得分", "score"),
)
_SOURCES = {
    "年度资金总额": "年度资金总额",
    "财政拨款": "其中：财政拨款",
    "上年结转资金": "上年结转资金",
    "其他资金": "其他资金",
}
_COST_LEVEL = {"成本指标": ("成本指标", "经济成本指标")}

LAKE = Layout(
    name="lake",
    form_type=FormType.PROJECT_SELF_EVALUATION,
    title="项目支出绩效自评表",
    above=("填报单位：{unit}",),
    head=(
        (("项目名称", "project_name"),),
        (("主管部门及代码", "department_with_code"), ("实施单位", "implementing_unit")),
        (("项目负责人", "project_lead"), ("联系电话", "phone")),
    ),
    funds=Funds("项目资金（{money}）", _FULL_FUNDS, _SOURCES),
    goals=(("预期目标", "annual_goal"), ("实际完成情况", "actual_completion")),
    columns=(
        Column("一级指标", "level1", 0.8),
        Column("二级指标", "level2", 0.9),
        Column("三级指标", "level3", 1.5),
        Column("年度指标值", "target", 1.1),
        Column("实际完成值", "actual", 1.1),
        Column("分值", "weight", 0.6),
        Column("得分", "score", 0.6),
        Column("偏差原因分析及改进措施", "deviation_reason", 1.9),
    ),
    total="总分",
    below=("注：1.其他资金包括与财政拨款共同用于同一项目的自有资金等。2.得分保留一位小数。",),
)

HILL = Layout(
    name="hill",
    form_type=FormType.PROJECT_SELF_EVALUATION,
    title="{year}年度项目绩效目标自评表",
    subtitle="单位：元",
    above=("单位（盖章）：{unit}　　　　填报日期：{filled_on}",),
    money=Money("元", 2, thousands=True),
    head=(
        (("项目名称", "project_name"), ("项目类别", "project_category")),
        (("主管部门", "competent_department"), ("项目实施单位", "implementing_unit")),
    ),
    funds=Funds(
        "预算执行情况",
        (("年初数", "initial"), ("调整后全年预算数", "full_year"), ("全年执行数", "executed"), ("权重", "weight"), ("执行率", "execution_rate"), ("自评得分", "score")),
        {"年度资金总额": "资金总额：", "财政拨款": "其中：本级财政资金", "上年结转资金": "　　　上年结转", "其他资金": "　　　其他"},
        corner="资金来源",
    ),
    goal_label="总体目标",
    goals=(("年初设定目标", "annual_goal"), ("年度完成情况", "actual_completion")),
    columns=(
        Column("一级指标", "level1", 0.9),
        Column("二级指标", "level2", 0.9),
        Column("指标内容", "level3", 1.5),
        Column("指标权重", "weight", 0.6),
        Column("年初目标值", "target", 1.1),
        Column("年终完成值", "actual", 1.1),
        Column("自评得分", "score", 0.6),
        Column("未完成原因及拟采取的改进措施", "deviation_reason", 1.9),
    ),
    level1_points=True,
    total="合计",
    below=("填表人：宋予安　　联系电话：5550123　　审核人：傅明朗",),
    repeat_header=True,
)

DELTA = Layout(
    name="delta",
    form_type=FormType.PROJECT_SELF_EVALUATION,
    title="部门预算项目支出绩效自评表",
    above=("编制单位：{unit}　　金额单位：万元",),
    head=((("项目名称", "project_name"),), (("主管部门", "code_in_brackets"), ("实施单位", "implementing_unit"))),
    money=Money("万元", 6),
    funds=Funds(
        "项目资金",
        (("全年预算数", "full_year"), ("全年执行数", "executed"), ("执行率", "execution_rate"), ("分值", "weight"), ("得分", "score")),
        {"年度资金总额": "年度资金合计", "财政拨款": "财政拨款", "上年结转资金": "上年结转", "其他资金": "单位资金"},
    ),
    goals=(("预期目标", "annual_goal"), ("目标完成情况", "actual_completion")),
    columns=(
        Column("一级指标", "level1", 0.8),
        Column("二级指标", "level2", 0.9),
        Column("三级指标", "level3", 1.4),
        Column("计算符号", "sign", 0.8),
        Column("指标值", "number", 1.0),
        Column("计量单位", "unit", 0.8),
        Column("实际完成值", "actual", 1.1),
        Column("分值", "weight", 0.55),
        Column("得分", "score", 0.55),
        Column("偏差原因分析", "deviation_reason", 1.7),
    ),
    levels=_COST_LEVEL,
    comparators={"≥": "大于等于", "≤": "小于等于", "＝": "等于"},
    total="总　分",
    landscape=True,
)

STEPPE = Layout(
    name="steppe",
    form_type=FormType.PROJECT_SELF_EVALUATION,
    title="{year}年项目支出自评表",
    subtitle="",
    above=("填报单位：{unit}",),
    head=((("项目名称", "project_name"),), (("项目负责人", "project_lead"), ("实施单位", "implementing_unit"))),
    funds=Funds(
        "资金情况（{money}）",
        (("全年预算", "full_year"), ("全年执行", "executed"), ("执行率", "execution_rate"), ("权重", "weight"), ("自评分", "score")),
        {"年度资金总额": "合计", "财政拨款": "其中：财政拨款", "上年结转资金": "上年结转"},
    ),
    money=Money("万元", 2),
    columns=(
        Column("序号", "position", 0.5),
        Column("绩效指标", "level3", 2.0),
        Column("权重", "weight", 0.6),
        Column("年度目标值", "target", 1.2),
        Column("全年完成值", "actual", 1.2),
        Column("自评分", "score", 0.6),
        Column("备注", "deviation_reason", 1.9),
    ),
    side=None,
    tail=(("自评结论", "conclusion"),),
)

COAST = Layout(
    name="coast",
    form_type=FormType.PROJECT_SELF_EVALUATION,
    title="{unit}{year}年度项目绩效自评表",
    subtitle="",
    above=("公开单位：{unit}",),
    head=(
        (("项目名称", "project_name"),),
        (("主管部门", "competent_department"), ("资金性质", "fund_nature")),
    ),
    funds=Funds("项目资金（{money}）", _FULL_FUNDS, _SOURCES),
    goals=(("年初设定目标", "annual_goal"), ("完成情况", "actual_completion")),
    columns=(
        Column("一级指标", "level1", 0.9),
        Column("二级指标", "level2", 0.9),
        Column("三级指标", "level3", 1.5),
        Column("分值", "weight", 0.6),
        Column("指标值", "target", 1.1),
        Column("全年实际值", "actual", 1.1),
        Column("得分", "score", 0.6),
        Column("未完成原因分析", "deviation_reason", 1.9),
    ),
    side=None,
    total="总计",
    rules="rows",
)

TARGET = Layout(
    name="target",
    form_type=FormType.PROJECT_TARGET,
    title="项目支出绩效目标申报表",
    above=("编制单位：{unit}",),
    head=(
        (("项目名称", "project_name"), ("项目属性", "attribute_ticks")),
        (("项目负责人", "project_lead"), ("联系电话", "phone")),
        (("项目类别", "project_category"), ("起止时间", "period")),
        (("资金性质", "fund_nature"), ("预算资金", "amount_with_unit")),
    ),
    goals=(("年度绩效目标", "annual_goal"),),
    texts=(("组织机构", "organization"), ("管理制度", "management_rules")),
    lists=(("实施计划", "计划{n}", "plans"),),
    columns=(
        Column("一级指标", "level1", 0.9),
        Column("二级指标", "level2", 0.9),
        Column("三级指标", "level3", 1.4),
        Column("指标值", "target", 1.2),
        Column("指标解释及计算公式", "explanation", 2.6),
    ),
    side="绩效指标",
    empty_levels=(("效益指标", "生态效益指标"),),
)

TARGET_POINTS = Layout(
    name="target-points",
    form_type=FormType.PROJECT_TARGET,
    title="项目绩效目标表",
    subtitle="（{year}年）　　单位：万元",
    above=("部门名称：{unit}",),
    head=(
        (("项目名称", "project_name"),),
        (("主管部门", "competent_department"), ("实施单位", "implementing_unit")),
        (("项目类别", "project_category"), ("预算资金", "amount")),
    ),
    money=Money("万元", 2),
    goals=(("总体目标", "annual_goal"),),
    columns=(
        Column("一级指标", "level1", 0.9),
        Column("二级指标", "level2", 1.0),
        Column("三级指标", "level3", 1.6),
        Column("指标性质", "sign", 0.7),
        Column("指标值", "number", 1.1),
        Column("度量单位", "unit", 0.8),
    ),
    levels=_COST_LEVEL,
    empty_levels=(("效益指标", "经济效益指标"),),
)

DEPARTMENT = Layout(
    name="department",
    form_type=FormType.DEPARTMENT_TARGET,
    title="{unit}{year}年部门整体支出绩效目标表",
    subtitle="",
    above=("编制单位：{unit}",),
    funds=Funds("部门预算", (("预算金额（{money}）", "initial"),), {"基本支出": "基本支出", "项目支出": "项目支出", "资金总额": "资金总额"}, corner="名称"),
    texts=(("部门职能概述", "responsibilities"), ("组织机构", "organization"), ("相关管理制度", "management_rules")),
    goals=(("年度绩效目标", "annual_goal"),),
    lists=(("明细目标", "{n}", "detail_goals"), ("阶段性计划", "计划{n}", "plans")),
    columns=(
        Column("一级指标", "level1", 0.9),
        Column("二级指标", "level2", 0.9),
        Column("三级指标", "level3", 1.4),
        Column("指标值", "target", 1.2),
        Column("指标解释及计算公式", "explanation", 2.6),
    ),
    side="指标",
)

DEPARTMENT_RESULT = Layout(
    name="department-result",
    form_type=FormType.DEPARTMENT_SELF_EVALUATION,
    title="部门整体支出绩效自评表",
    above=("金额单位：万元",),
    head=((("部门（单位）名称", "prepared_by"),),),
    texts=(("部门职责", "responsibilities"),),
    funds=Funds(
        "部门整体支出",
        (("年初预算数", "initial"), ("全年预算数", "full_year"), ("全年执行数", "executed"), ("执行率", "execution_rate"), ("分值", "weight"), ("得分", "score")),
        {"合计": "合计", "基本支出": "基本支出", "项目支出": "项目支出"},
        corner="资金类型",
    ),
    goals=(("预期目标", "annual_goal"), ("实际完成情况", "actual_completion")),
    columns=(
        Column("一级指标", "level1", 0.8),
        Column("二级指标", "level2", 0.9),
        Column("三级指标", "level3", 1.4),
        Column("当年预期实现值", "target", 1.1),
        Column("完成值", "actual", 1.1),
        Column("评分标准", "explanation", 1.8),
        Column("分值", "weight", 0.6),
        Column("自评得分", "score", 0.6),
        Column("未完成原因分析", "deviation_reason", 1.7),
    ),
    total="合　计",
    landscape=True,
)

MONITORING = Layout(
    name="monitoring",
    form_type=FormType.PERFORMANCE_MONITORING,
    title="项目支出绩效运行监控表",
    subtitle="（{year}年1-7月）",
    above=("填报单位：{unit}",),
    head=((("项目名称", "project_name"),), (("主管部门", "competent_department"), ("实施单位", "implementing_unit"))),
    funds=Funds(
        "项目资金（{money}）",
        (("年初预算数", "initial"), ("1-7月执行数", "executed"), ("1-7月执行率", "execution_rate")),
        {"年度资金总额": "年度资金总额", "财政拨款": "其中：财政拨款"},
    ),
    goals=(("年度总体目标", "annual_goal"),),
    columns=(
        Column("一级指标", "level1", 0.9),
        Column("二级指标", "level2", 0.9),
        Column("三级指标", "level3", 1.4),
        Column("年度指标值", "target", 1.1),
        Column("1-7月执行情况", "actual", 1.1),
        Column("全年预计完成情况", "forecast", 1.1),
        Column("完成可能性", "likelihood", 0.8),
        Column("备注", "deviation_reason", 0.9),
    ),
    below=("注：完成可能性选填“确定能”“有可能”“完全不可能”。",),
)

EVALUATIONS = (LAKE, HILL, DELTA, STEPPE, COAST)
FULLY_SCORED = (LAKE, HILL, COAST)
"""Layouts on which every fault that content can invent is visible."""

ALL = (*EVALUATIONS, TARGET, TARGET_POINTS, DEPARTMENT, DEPARTMENT_RESULT, MONITORING)

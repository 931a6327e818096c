"""Layouts in other words and orders: what the next province might print. Every variant stays one a person reads at once."""

from __future__ import annotations

from dataclasses import replace
from random import Random

from samples.layouts import Column, Funds, Layout, Money, Pair

_COLUMNS = {
    "level3": ("三级指标", "指标名称", "三级指标内容"),
    "target": ("年度指标值", "指标值", "目标值", "年初目标值（A）", "年初设定指标值", "绩效目标值", "当年预期实现值", "年度指标值（A）"),
    "actual": ("实际完成值（B）", "全年实际值", "全年完成值", "完成值", "年终完成值", "实际完成值"),
    "weight": ("分值", "权重", "指标权重", "参考分值", "指标分值"),
    "score": ("得分", "自评得分", "自评分"),
    "deviation_reason": ("未完成原因分析", "偏差原因分析及改进措施", "未完成原因及拟采取的改进措施", "偏差大或目标未完成原因分析", "说明", "备注"),
    "explanation": ("指标解释", "指标解释及计算公式", "指标说明", "评分标准"),
    "sign": ("计算符号", "指标性质"),
    "number": ("指标值", "目标值"),
    "unit": ("计量单位", "度量单位", "单位"),
}
_FUNDS = {
    "initial": ("年初预算数", "年初预算", "年初预算数（元）"),
    "full_year": ("全年预算数", "全年预算数（A）", "全年预算"),
    "executed": ("全年执行数", "全年执行数（B）", "执行数", "实际支出"),
    "execution_rate": ("执行率", "执行率（B/A）", "预算执行率"),
    "weight": ("分值", "权重"),
    "score": ("得分", "自评得分"),
}
_LABELS = {
    "implementing_unit": ("实施单位", "项目实施单位", "项目单位"),
    "competent_department": ("主管部门", "项目主管部门"),
    "project_lead": ("项目负责人", "负责人"),
    "phone": ("联系电话", "联系方式"),
    "annual_goal": ("预期目标", "年初设定目标", "年度目标", "年初预期目标"),
    "actual_completion": ("实际完成情况", "完成情况", "目标完成情况", "年度完成情况", "全年完成情况"),
}
_UNIT_LABELS = ("填报单位", "编制单位", "单位名称", "部门名称", "单位（盖章）")
_TOTALS = ("总分", "合计", "总计", "总　分")


def varied(layout: Layout, random: Random) -> Layout:
    """The layout with other synonyms, its points before or behind the target, its money in another unit or precision."""
    if "monitoring" in layout.name:
        return layout  # its columns name the months they cover
    unit_label = random.choice(_UNIT_LABELS)
    money = layout.money if _names_its_unit(layout) else Money(random.choice(("元", "万元")), 2, random.random() < 0.3)
    return replace(
        layout,
        name=f"{layout.name}-varied",
        columns=_moved_points(tuple(_renamed_column(column, random) for column in layout.columns), random),
        above=tuple(line.replace("填报单位：", f"{unit_label}：").replace("编制单位：", f"{unit_label}：") for line in layout.above),
        head=tuple(tuple(_relabelled(pair, random) for pair in row) for row in layout.head),
        funds=_renamed_funds(layout.funds, money, random),
        money=money,
        goals=tuple(_relabelled(pair, random) for pair in layout.goals),
        level1_points=random.random() < 0.3 and any(x.field == "level1" for x in layout.columns) and _scored(layout),
        total=layout.total and random.choice(_TOTALS),
        repeat_header=random.random() < 0.5,
    )


def _names_its_unit(layout: Layout) -> bool:
    """Whether a line or cell of the layout says 元 or 万元 in so many words."""
    written = (layout.subtitle, *layout.above, *(column.header for column in layout.columns))
    return any("元" in text for text in written) or any(name.startswith("amount") for row in layout.head for _, name in row)


def _scored(layout: Layout) -> bool:
    return any(column.field == "weight" for column in layout.columns)


def _renamed_column(column: Column, random: Random) -> Column:
    return replace(column, header=random.choice(_COLUMNS.get(column.field, (column.header,))))


def _moved_points(columns: tuple[Column, ...], random: Random) -> tuple[Column, ...]:
    """The weight before the target, behind it, or behind the actual."""
    weight = next((x for x in columns if x.field == "weight"), None)
    places = [x.field for x in columns if x.field in ("level3", "target", "unit", "actual")]
    if weight is None or not places or "number" in {x.field for x in columns}:
        return columns
    rest = [x for x in columns if x is not weight]
    after = random.choice(places)
    position = next(n for n, x in enumerate(rest) if x.field == after) + 1
    return (*rest[:position], weight, *rest[position:])


def _relabelled(pair: Pair, random: Random) -> Pair:
    label, name = pair
    return random.choice(_LABELS.get(name, (label,))), name


def _renamed_funds(funds: Funds | None, money: Money, random: Random) -> Funds | None:
    if funds is None or len(funds.columns) == 1:
        return funds
    columns = tuple((random.choice([x for x in _FUNDS[name] if money.unit == "元" or "（元）" not in x]), name) for _, name in funds.columns)
    label = funds.label if "{money}" in funds.label else random.choice((funds.label, f"项目资金（{money.unit}）"))
    return replace(funds, columns=columns, label=label)

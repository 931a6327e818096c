"""Funds whose names head columns, the whole and this year's part among them; and points and rates of the whole in rows of their own below."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl import Workbook

from extractors import extract

HEAD = ["资金来源", "全年预算数（万元）", "资金执行数（万元）"]
LINES = [["资金总额", 186.4, 179.52], ["其中：财政资金", 186.4, 179.52], ["其他资金", 0, 0]]
BELOW = [
    (["预算执行得分（10分）", "9.63"], {"score": Decimal("9.63"), "weight": Decimal(10)}),
    (["预算执行率得分（10分）", "9.63"], {"score": Decimal("9.63"), "weight": Decimal(10)}),
    (["预算执行率", "96.31%"], {"execution_rate": Decimal("96.31")}),
]


@pytest.mark.parametrize(("below", "told"), BELOW)
def test_a_row_of_points_below_the_lines_is_of_the_whole(below: list[str], told: dict[str, Decimal], tmp_path: Path) -> None:
    sheet = (book := Workbook()).active
    assert sheet is not None
    rows: list[list[object]] = [
        ["项目支出绩效自评表（2024年度）"], ["项目名称", "湿地修复", "主管部门", "林业局"], [*HEAD], *LINES, [*below],
        ["一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分"],
        ["产出指标", "数量指标", "修复湿地面积", "≥120亩", "126亩", 50, 50], ["产出指标", "质量指标", "成活率", "≥90%", "93%", 40, 40],
    ]  # fmt: skip
    for row in rows:
        sheet.append(row)
    book.save(path := tmp_path / "a.xlsx")
    [form] = extract(path)
    assert [line.source for line in form.budget] == ["资金总额", "财政资金", "其他资金"]
    assert [line.executed for line in form.budget] == [1795200, 1795200, 0]
    assert {name: getattr(form.budget[0], name) for name in told} == told
    assert len(form.indicators) == 2


ACROSS = [["项目总金额", "本年度预算金额", "其中：市级财政资金"], ["年度资金总额", "中央资金", "省级资金"], ["总金额", "年度预算", "财政拨款"], ["项目总投资", "本年度申请资金", "其中：财政拨款"], ["资金总额", "其中：财政拨款", "其他资金"]]


@pytest.mark.parametrize("heads", ACROSS)
def test_the_whole_stands_beside_its_sources(heads: list[str], tmp_path: Path) -> None:
    sheet = (book := Workbook()).active
    assert sheet is not None
    rows: list[list[object]] = [
        ["项目支出绩效目标表（2024年度）"], ["项目名称", "社区养老", "主管部门", "民政局"], ["项目资金（万元）", *heads], ["", 2850, 930, 920],
        ["一级指标", "二级指标", "三级指标", "指标值"], ["产出指标", "数量指标", "建成驿站", "≥12个"], ["产出指标", "质量指标", "验收合格率", "≥95%"],
    ]  # fmt: skip
    for row in rows:
        sheet.append(row)
    sheet.merge_cells("A3:A4")
    book.save(path := tmp_path / "a.xlsx")
    [form] = extract(path)
    assert [line.source for line in form.budget] == [h.removeprefix("其中：") for h in heads]
    assert [line.initial for line in form.budget] == [28500000, 9300000, 9200000]

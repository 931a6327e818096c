"""Texts of more lines than their row is high: a spreadsheet program hides what runs over, its PDF still tells it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import openpyxl
import pytest
from office import ruled, said, saved_as

from extractors import extract
from tests.forms import PROJECT, Form, gold
from tests.forms.drawing import workbook

DRAWN = """
# 社区食堂项目支出绩效自评表
（2024年度）
项目名称 | 社区食堂运营补助 | < | < | 主管部门 | 徽北县民政局 | < | <
项目资金（万元） |  | 年初预算数 | 全年预算数 | 全年执行数 | 分值 | 执行率 | 得分
^ | 年度资金总额 | 168 | 168 | 165.3 | 10 | 98.39% | 9.84
一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分 | 偏差原因分析及改进措施
产出指标 | 数量指标 | 补助食堂个数 | ≥46个 | 46个 | 20 | 20 |
^ | ^ | 服务人次 | ≥8.5万人次 | 8.2万人次 | 30 | 28.9 | 部分食堂因装修停业近两个月
效益指标 | 社会效益指标 | 老年人用餐便利程度明显提升社区数 | ≥9个 | 9个 | 30 | 30 |
满意度指标 | 服务对象满意度指标 | 用餐老人满意度 | ≥92% | 94% | 10 | 10 |
总分 | < | < | < | < | 100 | 98.74 |
"""


def printed(height: float, upright: str, folder: Path) -> tuple[Path, Path]:
    path = workbook(Form("low", DRAWN, (gold(PROJECT, "level3", ""),)), folder / "low.xlsx")
    book = openpyxl.load_workbook(path)
    for sheet in book:
        ruled(sheet, (11, 14, 14, 12, 13, 8, 9, 10), upright)
        for row_number in range(1, sheet.max_row + 1):
            sheet.row_dimensions[row_number].height = height
        sheet.sheet_properties.pageSetUpPr.fitToPage = True
        sheet.page_setup.orientation = "landscape"
    book.save(path)
    return path, saved_as("pdf", path, folder)


def read(path: Path) -> list[dict[str, Any]]:
    return [{name: value for name, value in said(r).items() if name != "other"} for r in extract(path)]


@pytest.mark.parametrize("upright", ["center", "top", "bottom"])
@pytest.mark.parametrize("height", [30, 24, 18])
def test_what_runs_over_a_low_row_stays_with_its_cell(height: float, upright: str, tmp_path: Path) -> None:
    sheet, pdf = printed(height, upright, tmp_path)
    assert read(pdf) == read(sheet)

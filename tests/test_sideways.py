"""Sheets wider than their paper, printed over pages that lie side by side: each row gets its further columns back; forms of
one template on pages that follow stay apart. Real PDFs of LibreOffice."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import openpyxl
import pytest
from office import ruled, said, saved_as

from extractors import extract
from tests.forms import PROJECT, Form, gold
from tests.forms.drawing import workbook

SHORT = """
# 农村电网维护项目支出绩效自评表
（2024年度）
项目名称 | 农村电网维护补助 | < | < | 主管部门 | 徽北县发展和改革委员会 | < | <
项目资金（万元） |  | 年初预算数 | 全年预算数 | 全年执行数 | 分值 | 执行率 | 得分
^ | 年度资金总额 | 168 | 168 | 165.3 | 10 | 98.39% | 9.84
一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分 | 偏差原因分析及改进措施
产出指标 | 数量指标 | 检修变压器 | ≥46台 | 46台 | 20 | 20 |
^ | ^ | 更换电缆 | ≥8.5千米 | 8.2千米 | 30 | 28.9 | 部分路段开挖审批延迟
效益指标 | 社会效益指标 | 供电可靠率 | ≥99.9% | 99.93% | 30 | 30 |
满意度指标 | 服务对象满意度指标 | 用户满意度 | ≥92% | 94% | 10 | 10 |
总分 | < | < | < | < | 100 | 98.74 |
"""
LONG = "\n".join([
    "# 泵站维护项目支出绩效自评表",
    "项目名称 | 泵站维护经费 | < | < | 主管部门 | 徽北县水利局 | < | <",
    "年度总体目标 | 维护全县三十座泵站，汛期前完成全部检修，保障排涝能力，保护沿线农田和村庄安全度汛，让群众放心。 | < | < | < | < | < | <",
    "一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分 | 偏差原因",
    *(f"{'产出指标' if n == 1 else '^'} | {'数量指标' if n == 1 else '^'} | 第{n}号泵站检修 | ≥{n + 3}次 | {n + 4}次 | 3 | 3 | {'' if n % 7 else '雨季加修'}"
      for n in range(1, 31)),
    "满意度指标 | 服务对象满意度指标 | 村民满意度 | ≥90% | 95% | 10 | 10 |",
    "总分 | < | < | < | < | 100 | 100 |",
])  # fmt: skip
WIDTHS = {
    "before-the-points": (12, 14, 22, 14, 14, 9, 9, 24),
    "before-what-was-reached": (14, 16, 22, 16, 18, 16, 10, 10),
    "over-three-pages": (16, 18, 24, 20, 22, 12, 12, 30),
}
CUT_TWICE = (22, 25, 33, 28, 30, 16, 16, 42)  # over three pages, whatever the letters' width


def printed(drawn: str, widths: tuple[int, ...], folder: Path) -> tuple[Path, Path]:
    """The workbook, and the same printed at its full width."""
    path = workbook(Form("wide", drawn, (gold(PROJECT, "level3", ""),)), folder / "wide.xlsx")
    book = openpyxl.load_workbook(path)
    for sheet in book:
        ruled(sheet, widths)
        for row_number in range(1, sheet.max_row + 1):
            sheet.row_dimensions[row_number].height = 44 if len(str(sheet.cell(row_number, 2).value)) > 40 else 30
    book.save(path)
    return path, saved_as("pdf", path, folder)


def read(path: Path) -> list[dict[str, Any]]:
    """What is read, what has no field aside: letters that two pages print at the paper's edge are kept there."""
    return [{name: value for name, value in said(r).items() if name != "other"} for r in extract(path)]


CASES = [(SHORT, widths) for widths in WIDTHS.values()] + [(LONG, widths) for widths in list(WIDTHS.values())[:2]]


@pytest.mark.parametrize(("drawn", "widths"), CASES, ids=[f"{a}-{b}" for a, b in enumerate([*WIDTHS, *list(WIDTHS)[:2]])])
def test_columns_on_pages_of_their_own_go_back_to_their_rows(drawn: str, widths: tuple[int, ...], tmp_path: Path) -> None:
    sheet, pdf = printed(drawn, widths, tmp_path)
    assert read(pdf) == read(sheet)


def test_columns_that_cannot_be_put_back_are_told(tmp_path: Path) -> None:
    """A text cut twice hides lines of the middle page."""
    _, pdf = printed(LONG, CUT_TWICE, tmp_path)
    assert any(report.unread for report in extract(pdf))


def test_each_value_keeps_the_page_that_prints_it(tmp_path: Path) -> None:
    _, pdf = printed(SHORT, WIDTHS["before-the-points"], tmp_path)
    (report,) = extract(pdf)
    pages = {name: report.evidence[f"indicators[1].{name}"][0].page for name in ("level3", "target", "score", "deviation_reason")}
    assert pages == {"level3": 1, "target": 1, "score": 2, "deviation_reason": 2}


def test_forms_of_one_template_are_no_columns_of_one_another(tmp_path: Path) -> None:
    book = openpyxl.load_workbook(printed(SHORT, (8, 8, 14, 10, 10, 6, 6, 14), tmp_path)[0])
    book.copy_worksheet(book.worksheets[0])["B3"] = "县城路灯维护"
    book.save(tmp_path / "two.xlsx")
    reports = extract(saved_as("pdf", tmp_path / "two.xlsx", tmp_path))
    assert [(r.project_name, len(r.indicators)) for r in reports] == [("农村电网维护补助", 4), ("县城路灯维护", 4)]
    assert not any(r.unread for r in reports)

"""What a form most likely prints and was not read is put up for review; what no one doubts is not."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from extractors import extract
from extractors.records import Report
from samples.bundle import REPORTS

TITLE = ["2023年度项目支出绩效自评表"]
INDICATORS = [
    ["一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "得分"],
    ["产出指标", "数量指标", "建设冷库", "3座", "3座", 20],
    ["效益指标", "社会效益指标", "疫苗损耗率", "≤1%", "0.6%", 20],
]
NAME = ["项目名称", "疫苗冷链建设"]
LACKING = {
    "a label that speaks of it": ([TITLE, NAME, ["本级牵头机关", "岚川县卫健局"]], "competent_department"),
    "a project without a name": ([TITLE, ["实施单位", "岚川县疾控中心"]], "project_name"),
    "a year that nothing says": ([["项目支出绩效自评表"], NAME, ["填报日期", "2024年3月1日"]], "fiscal_year"),
    "money whose unit is nowhere": ([TITLE, NAME, ["项目预算", "885000"]], "budget[0].initial"),
    "two places that differ": (
        [TITLE, NAME, ["主管部门", "岚川县卫健局", "业务主管部门", "岚川县财政局"]],
        "competent_department",
    ),
}


def read(path: Path, rows: list[list[str]]) -> Report:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    for row in [*rows, *INDICATORS]:
        sheet.append([cell or None for cell in row])
    book.save(path)
    (report,) = extract(path)
    return report


@pytest.mark.parametrize(("rows", "path"), LACKING.values(), ids=LACKING)
def test_is_put_up_for_review(rows: list[list[str]], path: str, tmp_path: Path) -> None:
    assert path in read(tmp_path / "form.xlsx", rows).review


def test_nothing_is_where_all_is_said(tmp_path: Path) -> None:
    rows = [TITLE, NAME, ["主管部门", "岚川县卫健局"], ["项目预算（元）", "885000"]]
    assert read(tmp_path / "form.xlsx", rows).review == ()


def test_a_column_that_nobody_knows_may_be_any_that_is_lacking(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    for row in [TITLE, NAME, [*INDICATORS[0], "科室批注"], [*INDICATORS[1], "已验收"], [*INDICATORS[2], ""]]:
        sheet.append([cell or None for cell in row])
    book.save(tmp_path / "form.xlsx")
    (report,) = extract(tmp_path / "form.xlsx")
    assert report.review == ("indicators[0].deviation_reason", "indicators[0].explanation")


def test_the_label_of_a_list_that_was_not_read_is_told(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    for row in [TITLE, NAME, ["项目明细自标", "1", "新建冷库3座"], ["", "2", "配备冷藏车2辆"], *INDICATORS]:
        sheet.append([cell or None for cell in row])
    sheet.merge_cells("A3:A4")
    book.save(tmp_path / "form.xlsx")
    (report,) = extract(tmp_path / "form.xlsx")
    assert "项目明细自标" in [label.text for label in report.labels]
    assert {"新建冷库3座", "配备冷藏车2辆"} <= {other.value for other in report.other}


@pytest.mark.parametrize("path", sorted(REPORTS.glob("*.pdf")), ids=lambda path: path.stem)
def test_ordinary_labels_put_nothing_up(path: Path) -> None:
    assert [report.review for report in extract(path) if report.review] == []

"""Workbooks of which no cell is merged: a side label's unit holds for its block all the same, and errors keep their rows."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest

from extractors import extract
from extractors.records import Report

COLUMNS = ["年初预算数", "全年预算数", "全年执行数", "分值", "执行率", "得分"]
TOTAL = ["年度资金总额", 120, 100, 80, 10, "80%", 8]
GRANT = ["其中：财政拨款", 100, 90, 70]
INDICATORS = [
    ["一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分"],
    ["产出指标", "数量指标", "疏浚河段", "≥12公里", "13公里", 50, 50],
    ["产出指标", "质量指标", "验收合格率", "≥95%", "90%", 40, 35],
    ["总分", "", "", "", "", 100, 93],
]
UNIT = "项目资金（万元）"
BLOCKS = {
    "beside the header": [[UNIT, "", *COLUMNS], ["", *TOTAL], ["", *GRANT]],
    "in two lines": [["项目资金\n（万元）", "", *COLUMNS], ["", *TOTAL], ["", *GRANT]],
    "beside the header's source": [[UNIT, "资金来源", *COLUMNS], ["", *TOTAL], ["", *GRANT]],
    "beside the first line": [["", "", *COLUMNS], [UNIT, *TOTAL], ["", *GRANT]],
    "beside the last line": [["", "", *COLUMNS], ["项目资金", *TOTAL], ["（万元）", *GRANT]],
    "over the table": [[UNIT], ["", "", *COLUMNS], ["", *TOTAL], ["", *GRANT]],
}


def form(path: Path, *funds: list[object]) -> Report:
    book = openpyxl.Workbook()
    for row in [
        ["2023年度项目支出绩效自评表"],
        ["项目名称", "青河疏浚"],
        ["主管部门", "霁川市水务局"],
        *funds,
        *INDICATORS,
    ]:
        book.active.append([value or None for value in row])
    for cell in (c for row in book.active.iter_rows() for c in row if str(c.value).startswith("#")):
        cell.data_type = "e"
    book.save(path)
    (report,) = extract(path)
    return report


@pytest.mark.parametrize("block", BLOCKS.values(), ids=BLOCKS)
def test_the_unit_of_a_side_label_holds_for_its_block(block: list[list[object]], tmp_path: Path) -> None:
    report = form(tmp_path / "a.xlsx", *block)
    assert [(x.source, x.initial, x.full_year, x.executed) for x in report.budget] == [
        ("年度资金总额", 1_200_000, 1_000_000, 800_000),
        ("财政拨款", 1_000_000, 900_000, 700_000),
    ]
    assert not [path for path in report.review if path.startswith("budget")]


def test_a_column_without_a_unit_takes_that_of_the_others_and_is_looked_at(tmp_path: Path) -> None:
    report = form(tmp_path / "a.xlsx", ["项目资金", "", "年初预算数（万元）", *COLUMNS[1:]], ["", *TOTAL])
    assert (report.budget[0].initial, report.budget[0].full_year) == (1_200_000, 1_000_000)
    assert {"budget[0].full_year", "budget[0].executed"} <= set(report.review)


@pytest.mark.parametrize(
    "funds",
    [[["项目资金", "", *COLUMNS], ["", *TOTAL]], [["年初预算数", 120], ["全年预算数", 100], ["全年执行数", 80]]],
    ids=["as a table", "in the head"],
)
def test_amounts_without_any_unit_are_yuan_in_review_and_noted(funds: list[list[object]], tmp_path: Path) -> None:
    report = form(tmp_path / "a.xlsx", *funds)
    assert report.budget[0].executed == 80
    for name in ("full_year", "executed"):
        assert f"budget[0].{name}" in report.review
        assert all("单位" in (place.note or "") for place in report.evidence[f"budget[0].{name}"])


@pytest.mark.parametrize("said", ["单位：万元、%", "单位：万元，%", "金额单位：万元/人"])
def test_a_line_that_names_other_units_beside_the_moneys(said: str, tmp_path: Path) -> None:
    report = form(tmp_path / "a.xlsx", [said], ["项目资金", "", *COLUMNS], ["", *TOTAL])
    assert (report.budget[0].initial, report.budget[0].executed) == (1_200_000, 800_000)
    assert "budget[0].executed" not in report.review


def test_an_error_among_the_amounts_costs_that_amount_only(tmp_path: Path) -> None:
    total = ["年度资金总额", 120, 100, "#VALUE!", 10, "80%", 8]
    report = form(tmp_path / "a.xlsx", [UNIT, "", *COLUMNS], ["", *total], ["", "其中：财政拨款", "#REF!", 90, 70])
    whole, grant = report.budget
    assert (whole.initial, whole.full_year, whole.executed) == (1_200_000, 1_000_000, None)
    assert (whole.weight, whole.execution_rate, whole.score) == (10, Decimal(80), 8)
    assert (grant.initial, grant.full_year, grant.executed) == (None, 900_000, 700_000)
    assert {"budget[0].executed", "budget[1].initial"} <= set(report.review)
    assert not report.other


def test_a_formula_without_its_value_is_one_text(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    form(path, [UNIT, "", *COLUMNS], ["", *TOTAL])
    book = openpyxl.load_workbook(path)
    book.active["G9"] = "=SUM(G7:G8)"
    book.save(path)
    (report,) = extract(path)
    assert report.total_score is None
    assert "total_score" in report.review
    assert [x.value for x in report.other] == ["=SUM(G7:G8)"]
    assert not report.labels

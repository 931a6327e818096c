"""Single columns whose labels nobody knows, in tables that are known otherwise: told by strong signs only, and in review."""

from __future__ import annotations

from pathlib import Path

import pytest

from extractors import extract
from extractors.interpret.guess import told_by_neighbours
from extractors.records import Report
from extractors.vocabulary import vocabulary
from tests.forms import Form
from tests.forms.drawing import workbook

LEVELS = ["level1", "level2", "level3"]
NAMES = [["产出指标", "效益指标"], ["数量指标", "社会效益指标"], ["渡口数量", "投诉减少"]]


@pytest.mark.parametrize(
    ("fields", "columns", "sums", "told"),
    [
        (["?", "actual", "score"], [["≥3处", "≤2起"], ["4处", "1起"], ["5", "4"]], ["", "", "9"], "target"),
        (["?", "actual", "score"], [["3处", "2起"], ["4处", "1起"], ["5", "4"]], ["", "", ""], "target"),  # left of what was reached
        (["target", "?"], [["3", "95"], ["处", "%"]], ["", ""], "unit"),
        (["target", "?"], [["3", "95"], ["周某", "吴某"]], ["", ""], ""),  # names of persons, not units
        (["?", "target"], [["≥", "="], ["3处", "2起"]], ["", ""], "comparator"),
        (["?", "target"], [["大于等于", "等于"], ["3处", "2起"]], ["", ""], "comparator"),
        (["target", "?", "score"], [["≥3处", "≤2起"], ["4处", "1起"], ["5", "4"]], ["", "", ""], "actual"),
        (["target", "?"], [["≥3处", "≤2起"], ["4处", "1起"]], ["", ""], ""),  # last year's, or anything
        (["target", "actual", "?"], [["≥3处", "≤2起"], ["4处", "1起"], ["60", "30"]], ["", "", "100"], "weight"),  # 10 of the funds
        (["target", "actual", "?"], [["≥3处", "≤2起"], ["4处", "1起"], ["60", "30"]], ["", "", ""], ""),  # nothing adds it up
        (["target", "weight", "?"], [["≥3处", "≤2起"], ["60", "30"], ["55", "30"]], ["", "100", "95"], "score"),
        (["target", "weight", "?"], [["≥3处", "≤2起"], ["60", "30"], ["80", "90"]], ["", "100", "170"], ""),
        (["target", "actual", "?"], [["≥3处", "≤2起"], ["4处", "1起"], ["12月底前", "12月底前"]], ["", "", ""], ""),  # a time: kept aside
    ],
)  # fmt: skip
def test_a_column_is_told_by_its_neighbours(fields: list[str], columns: list[list[str]], sums: list[str], told: str) -> None:
    found = told_by_neighbours([*LEVELS, *fields], [*NAMES, *columns], ["", "", "", *sums], vocabulary())
    expected = [told if field == "?" else field for field in fields]
    assert found[3:] == expected


DRAWN = """
# 霁川市2024年度项目支出绩效自评表
项目名称 | 芦湾渡口修缮 | < | < | < | < | <
实施单位 | 芦湾渡口管理所 | < | < | < | < | <
一级指标 | 二级指标 | 三级指标 | 考核要求 | 办结状态 | 标定 | 得分
产出指标 | 数量指标 | 修缮渡口数量 | ≥3处 | 4处 | 60 | 55
^ | 质量指标 | 验收合格率 | ≥95% | 96% | 40 | 40
综合评定 | < | < | | | 100 | 95
"""


def read(tmp_path: Path) -> Report:
    [report] = extract(workbook(Form("guessed", DRAWN, ({},)), tmp_path / "form.xlsx"))
    return report


def test_what_was_told_by_content_is_in_review_and_listed(tmp_path: Path) -> None:
    report = read(tmp_path)
    assert [(i.target, i.actual, i.score) for i in report.indicators] == [("≥3处", "4处", 55), ("≥95%", "96%", 40)]
    assert {(x.text, x.taken_for) for x in report.labels} >= {("考核要求", "target"), ("办结状态", "actual")}
    assert {"indicators[0].target", "indicators[1].target", "indicators[0].actual"} <= set(report.review)


def test_a_last_row_that_adds_up_closes_the_table_whatever_it_is_called(tmp_path: Path) -> None:
    report = read(tmp_path)
    assert [i.weight for i in report.indicators] == [60, 40]
    assert (report.total_weight, report.total_score) == (100, 95)
    assert {"total_weight", "total_score", "indicators[0].weight"} <= set(report.review)

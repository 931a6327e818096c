"""What a form as a whole contradicts is put up for review, and nothing else is."""

from __future__ import annotations

from pathlib import Path

import pytest

from extractors import extract
from extractors.records import Report
from tests.forms import Form
from tests.forms.drawing import workbook

HEAD = """
# 2024年度项目支出绩效自评表
项目名称 | 芦湾渡口修缮 | < | 实施单位 | 芦湾渡口管理所 | < | <
预算金额（万元） | 100 | < | 执行金额（万元） | 90 | 执行率 | 90%
一级指标 | 二级指标 | 三级指标 | 指标值 | 完成值 | 分值 | 得分
产出指标 | 数量指标 | 修缮渡口 | ≥3处 | 4处 | 50 | 50
^ | 质量指标 | 验收合格率 | ≥95% | 96% | 20 | 20
效益指标 | 社会效益指标 | 受益人口 | ≥800人 | 812人 | 20 | 20
合计 | < | < | < | < | 90 | 90
"""
ROWS = {f"indicators[{i}].{name}" for i in range(3) for name in ("target", "actual")}

FUNDS = {f"budget[0].{name}" for name in ("weight", "score", "execution_rate")}  # points that the rows leave over


def read(drawn: str, folder: Path) -> Report:
    [report] = extract(workbook(Form("form", drawn, ({},)), folder / "form.xlsx"))
    return report


def swapped(drawn: str, *pairs: tuple[str, str]) -> str:
    for before, after in pairs:
        assert before in drawn
        drawn = drawn.replace(before, after)
    return drawn


CASES = {
    "the form as it is": (HEAD, set()),
    "signs beside what was reached": (swapped(HEAD, ("指标值 | 完成值", "完成值 | 指标值")), ROWS),
    "points as targets": (
        swapped(HEAD, ("≥3处", "50"), ("≥95%", "30"), ("≥800人", "20")),
        {f"indicators[{i}].target" for i in range(3)},
    ),
    "figures as names": (
        swapped(HEAD, ("修缮渡口 |", "3.1 |"), ("验收合格率", "3.2"), ("受益人口", "3.3")),
        {f"indicators[{i}].level3" for i in range(3)},
    ),
    "scores above their points": (
        swapped(HEAD, ("4处 | 50 | 50", "4处 | 40 | 50"), ("20 | 20", "15 | 20")),
        {f"indicators[{i}].{name}" for i in range(3) for name in ("weight", "score")} | FUNDS,
    ),
    "rows that fall short of the total": (swapped(HEAD, ("90 | 90\n", "140 | 140\n")), {"total_weight", "total_score"}),
    "a rate that tells otherwise": (
        swapped(HEAD, ("| 90%", "| 60%")), {f"budget[0].{name}" for name in ("initial", "executed", "execution_rate")},
    ),
    "a figure for a source of funds": (
        swapped(HEAD, ("预算金额（万元） | 100 | < | 执行金额（万元） | 90 | 执行率 | 90%", "资金来源 | 年初预算数（万元） | < | 全年执行数（万元） | < | 执行率 | <\n65.00 | 100 | < | 90 | < | 90% | <")),
        {f"budget[0].{name}" for name in ("source", "initial", "executed", "execution_rate")},
    ),
    "a label for a name": (swapped(HEAD, ("芦湾渡口管理所", "三级指标")), {"implementing_unit"}),
    "one value over two rows": (
        swapped(HEAD, ("96% | 20 | 20", "96% | ^ | ^")), {"indicators[1].weight", "indicators[1].score"} | FUNDS,
    ),
    "two columns of one name": (swapped(HEAD, ("指标值 | 完成值", "完成值 | 完成值")), ROWS),
}  # fmt: skip


@pytest.mark.parametrize(("drawn", "review"), CASES.values(), ids=CASES)
def test_what_is_contradicted_is_in_review(drawn: str, review: set[str], tmp_path: Path) -> None:
    assert set(read(drawn, tmp_path).review) == review

"""The law of unknown labels: whichever labels of a header are known, the table reads as it does where none is. Every subset of
known labels of several headers is read.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product
from typing import Any

import pytest

from extractors.interpret import interpret
from extractors.sources.sheet import Sheet
from extractors.vocabulary import vocabulary

FIELDS = ("level1", "level2", "level3", "target", "actual", "weight", "score")
KNOWN = ("一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分")
UNKNOWN = ("类", "别", "要做什么", "该到多少", "到了多少", "满标", "拿了几分")
ROWS = (
    ("产出指标", "数量指标", "修桥", "≥3座", "4座", 20, 20),
    ("产出指标", "质量指标", "合格率", "≥95%", "90%", 20, 18),
    ("产出指标", "时效指标", "完工", "12月底前", "11月", 10, 10),
    ("效益指标", "社会效益", "受益人", "≥500人", "600人", 30, 30),
    ("满意度指标", "服务对象", "群众满意", "≥90%", "95%", 10, 10),
)
COLUMNS = [(0, 1, 2, 3, 4, 5, 6), (0, 1, 2, 3, 4), (0, 2, 3, 4, 5, 6), (1, 2, 3, 4, 5, 6), (2, 3, 4, 5, 6), (0, 1, 2, 3, 5)]
SUMS = ("合计", "", "", "", "", 90, 88)


def read(header: Sequence[str], *rows: Sequence[Any]) -> Any:
    sheet = Sheet(1)
    for r, row in enumerate([["项目支出绩效自评表（2024年度）"], ["项目名称", "甲项目"], header, *rows], 1):
        for c, text in enumerate(row, 1):
            sheet.put(r, c, str(text))
    [report] = interpret(sheet.blocks(), "x", vocabulary())
    return report


@pytest.mark.parametrize("summed", [True, False], ids=["summed", "not summed"])
@pytest.mark.parametrize("columns", COLUMNS, ids=str)
def test_whichever_labels_are_known(columns: tuple[int, ...], summed: bool) -> None:
    rows = [[row[c] for c in columns] for row in ROWS]
    sums = [["合计", *(SUMS[c] for c in columns[1:])]] if summed else []
    for which in product((True, False), repeat=len(columns)):
        header = [KNOWN[c] if known else UNKNOWN[c] for c, known in zip(columns, which, strict=True)]
        report = read(header, *rows, *sums)
        found = [[str(getattr(i, FIELDS[c])) for c in columns] for i in report.indicators]
        assert found == [[str(x) for x in row] for row in rows], header
        guessed = {FIELDS[c] for c, known in zip(columns, which, strict=True) if not known}
        doubted = {path.rpartition(".")[2] for path in report.review if path.startswith("indicators[0]")}
        assert guessed <= doubted | {"level2"}, header  # what a label did not say a person looks at


@pytest.mark.parametrize("label", ["上年完成", "全省平均", "行业标准", "近三年均值", "预计完成", "下年计划"])
def test_another_years_value_is_never_what_was_reached(label: str) -> None:
    rows = [(*row[:4], row[4]) for row in ROWS]
    report = read([*KNOWN[:4], label], *rows)
    assert all(i.actual is None for i in report.indicators)


@pytest.mark.parametrize("label", ["财政复核", "专家打分", "上年"])
def test_another_ones_points_are_never_the_score(label: str) -> None:
    report = read([*KNOWN[:6], label], *ROWS)
    assert all(i.score is None for i in report.indicators)
    assert [i.weight for i in report.indicators] == [20, 20, 10, 30, 10]


def test_two_columns_that_may_be_the_score_are_none() -> None:
    report = read([*KNOWN[:6], "甲", "乙"], *[(*row, row[6]) for row in ROWS])
    assert all(i.score is None for i in report.indicators)


def test_names_of_those_in_charge_are_no_indicators() -> None:
    """二级指标 names the indicators here, a different one in each row."""
    rows = [(row[0], f"甲{n}", f"周某{n}", *row[3:]) for n, row in enumerate(ROWS)]
    report = read([*KNOWN[:2], "谁来办", *KNOWN[3:]], *rows)
    assert [i.level3 for i in report.indicators] == [f"甲{n}" for n in range(5)]

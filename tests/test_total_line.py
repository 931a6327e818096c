"""Which line of a funds table stands for the whole: never one source of several."""

from __future__ import annotations

import pytest

from extractors.budget import total_line
from extractors.records import BudgetLine


def line(source: str, full_year: int | None, *, of_which: bool = False) -> BudgetLine:
    return BudgetLine(source=source, full_year=full_year, of_which=of_which)


@pytest.mark.parametrize(
    ("lines", "whole"),
    [
        ([line("年度资金总额", 120), line("财政拨款", 100), line("其他资金", 20)], 0),
        ([line("财政拨款", 100), line("其他资金", 20), line("合计", 120)], 2),
        ([line("预算资金", 120)], 0),
        ([line("财政拨款", 100)], 0),  # the only source is the whole
        ([line("财政拨款", 100), line("中央资金", 60, of_which=True), line("省级资金", 40, of_which=True)], 0),
        ([line("财政拨款", 100), line("其他资金", 20)], None),
        ([line("财政拨款", 100), line("其他资金", 0), line("结转资金", None)], 0),
        ([line("中央财政资金", 70), line("省级资金", 40), line("县级资金", 20)], None),
        ([line("财政拨款", 100), line("中央补助", 60), line("省级补助", 40)], 0),  # they add up to it
        ([line("项目资金", 120), line("财政拨款", 100), line("其他资金", None)], 0),
        ([], None),
    ],
)
def test_the_line_of_the_whole(lines: list[BudgetLine], whole: int | None) -> None:
    assert total_line(lines) == (None if whole is None else lines[whole])

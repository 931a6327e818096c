"""Tables without a line whose rows stand as near one another as the lines of one row: rows are told by their figures, and
what they cannot tell surely is read in doubt."""

from __future__ import annotations

import pytest
from test_tables import SIZE, grids, texts, word

from extractors.page import Page

AT = (20, 110, 260, 380, 480, 560)  # where the columns begin
HEAD = ["二级指标", "三级指标", "指标值", "完成值", "分值", "得分"]
FIRST = ["数量指标", "修缮步道长度", "≥3公里", "3.2公里", "12", "12"]
WORDED = ["质量指标", "路面整洁程度", "明显改善", "基本改善", "10", "8.8"]
LAST = ["满意度指标", "居民满意度", "≥90%", "86%", "8", "7.5"]
TOTAL = ["合计", "", "", "", "30", "28.3"]


def page(*lines: list[str], pitch: float = SIZE + 2, raised: float = 0.0) -> Page:
    """Lines of text at even distances; figures may be of a font that stands higher."""
    made = Page(1, 640, 800)
    for n, line in enumerate(lines):
        for x, text in zip(AT, line, strict=True):
            made.words += word(text, x, 100 + n * pitch - (raised if text[:1].isdigit() else 0.0))
    return made


def blank(**texts: str) -> list[str]:
    """A line on which only these columns hold something: the end of a wrapped text."""
    return [texts.get(name, "") for name in ("second", "third", "target", "actual", "weight", "score")]


@pytest.mark.parametrize("raised", [0.0, 1.0, 2.0])
@pytest.mark.parametrize("pitch", [SIZE + 1, SIZE + 2, SIZE + 8])
def test_each_line_of_figures_is_a_row(pitch: float, raised: float) -> None:
    (grid,) = grids(page(HEAD, FIRST, WORDED, LAST, TOTAL, pitch=pitch, raised=raised))
    assert texts(grid) == [HEAD, FIRST, WORDED, LAST, TOTAL]


@pytest.mark.parametrize("raised", [0.0, 1.0, 2.0])
def test_what_is_wrapped_stays_with_its_row(raised: float) -> None:
    (grid,) = grids(page(HEAD, FIRST, blank(third="和护坡", actual="左右"), WORDED, blank(actual="效果好"), LAST, TOTAL, raised=raised))
    first, worded = [*FIRST], [*WORDED]
    first[1], first[3], worded[3] = "修缮步道长度和护坡", "3.2公里左右", "基本改善效果好"
    assert texts(grid) == [HEAD, first, worded, LAST, TOTAL]


def test_amounts_that_are_wrapped_are_read_in_doubt() -> None:
    """Whether the digits below end the amount above nobody can tell from where they stand."""
    amounts = ["资金合计", "", "368,030.00", "354,2", "10", "9.6"]
    (grid,) = grids(page(HEAD, amounts, blank(actual="00.00"), FIRST, LAST))
    doubted = [c.text for c in grid.cells if c.places and c.places[0].confidence == 0]
    assert doubted == ["354,200.00"]
    assert texts(grid)[1] == ["资金合计", "", "368,030.00", "354,200.00", "10", "9.6"]

"""Tables without a line whose rows stand as near one another as the lines of one row: rows are told by their figures, and
what they cannot tell surely is read in doubt."""

from __future__ import annotations

from math import cos, radians, sin

import pytest
from test_tables import SIZE, grids, texts, word

from extractors.page import Page, Rule
from extractors.sources.pdf import _oblique, _rules

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


def lined(rows: list[list[str]], pitch: float) -> Page:
    made = Page(1, 640, 800)
    for n, row in enumerate(rows):
        for x, text in zip(AT, row, strict=True):
            made.words += word(text, x, 100 + n * pitch)
    return made


def test_a_label_in_the_middle_spans_its_rows() -> None:
    rows = [HEAD, *(["", f"指标{n}名称", "≥3处", "3处", "12", "12"] for n in "甲乙丙丁")]
    made = lined(rows, 24)
    for text, y in (("数量指标", 100 + 1.5 * 24), ("质量指标", 100 + 3.5 * 24)):  # between their two rows each
        made.words += word(text, AT[0], y)
    (grid,) = grids(made)
    spans = [(c.text, c.top, c.bottom) for c in grid.cells if c.text.endswith("量指标")]
    assert spans == [("数量指标", 1, 3), ("质量指标", 3, 5)]


def test_labels_written_once_hold_for_the_rows_below() -> None:
    """At the top of their rows, though a text of two lines stands in the middle of its row."""
    rows = [
        ["一级指标", "二级指标", "三级指标", "指标值", "完成值", "分值"],
        ["产出指标", "数量指标", "指标甲名称", "≥3处", "3处", "12"],
        ["", "", "指标乙名称", "≥3处", "", "12"],
        ["", "质量指标", "指标丙名称", "≥3处", "3处", "12"],
        ["", "", "指标丁名称", "≥3处", "3处", "12"],
        ["效益指标", "社会效益", "指标戊名称", "≥3处", "", "12"],
        ["满意度", "服务对象", "指标己名称", "≥3处", "3处", "12"],
        ["总分", "", "", "", "", "72"],
    ]
    made = lined(rows, 34)
    for n in (2, 5):
        for text, off in (("上半年两处", -7), ("下半年两处", 7)):
            made.words += word(text, AT[4], 100 + n * 34 + off)
    (grid,) = grids(made)
    spans = [(c.text, c.top, c.bottom) for c in sorted(grid.cells, key=lambda c: (c.left, c.top)) if c.left < 2 and 0 < c.top < 7 and c.text]
    assert spans == [
        ("产出指标", 1, 5), ("效益指标", 5, 6), ("满意度", 6, 7),
        ("数量指标", 1, 3), ("质量指标", 3, 5), ("社会效益", 5, 6), ("服务对象", 6, 7),
    ]  # fmt: skip


def test_a_frame_and_lines_between_columns_leave_rows_to_the_texts() -> None:
    rows = [HEAD, FIRST, WORDED, LAST, TOTAL]
    frame = [Rule(85, 10, 600), Rule(215, 10, 600)]
    sides = [Rule(10, 85, 215), Rule(600, 85, 215)]
    between = [Rule(x - 4, 85, 215) for x in AT[1:]]
    for upright in (sides, [*sides, *between]):
        made = lined(rows, 24)
        made.horizontal, made.vertical = frame, upright
        (grid,) = grids(made)
        assert texts(grid) == rows


def test_cells_of_colour_are_ruled_by_their_edges() -> None:
    rows = [["甲", "乙", "丙"], ["一", "二", "三"], ["子", "丑", "寅"], ["天", "地", "人"]]
    made = Page(1, 640, 800)
    for r, row in enumerate(rows):
        for c, text in enumerate(row):
            x, y = 50 + 100 * c, 100 + 20 * r
            made.fills.append((x, y, x + 98, y + 18))
            made.words += word(text, x + 40, y + 9)
    (grid,) = grids(made)
    assert [[text for text in row if text] for row in texts(grid)] == rows


@pytest.mark.parametrize(("degrees", "aslant"), [(0, False), (2, False), (90, False), (270, False), (30, True), (-35, True), (135, True)])
def test_a_watermark_is_no_text(degrees: float, aslant: bool) -> None:
    angle = radians(degrees)
    assert _oblique((cos(angle), sin(angle), -sin(angle), cos(angle), 0, 0)) is aslant


def test_a_dot_is_a_piece_of_a_line_either_way() -> None:
    dot = {"x0": 10.0, "x1": 10.75, "top": 20.0, "bottom": 20.75, "object_type": "rect", "fill": True, "non_stroking_color": (0,)}
    assert [vertical for vertical, _ in _rules(dot, 0, 0)] == [False, True]

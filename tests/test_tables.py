"""Ruled lines and words of one page to grids: whole, broken and missing lines, several tables, rules by rows only."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from extractors.grid import Grid, Line
from extractors.page import Page, Rule, Word
from extractors.rules import MOST_RULES
from extractors.sources.pdf import _rules
from extractors.tables import blocks

SIZE = 10.0


def word(text: str, x: float, y: float) -> list[Word]:
    """A text whose letters stand from x on the line whose middle is y."""
    return [Word(c, x + i * SIZE, y - SIZE / 2, x + (i + 1) * SIZE, y + SIZE / 2) for i, c in enumerate(text)]


def table(rows: list[list[str]], x: float = 50, y: float = 50, width: float = 100, height: float = 20) -> Page:
    """A table of equal cells, every line whole."""
    count = len(rows[0])
    right, bottom = x + count * width, y + len(rows) * height
    page = Page(1, 600, 800)
    page.horizontal = [Rule(y + r * height, x, right) for r in range(len(rows) + 1)]
    page.vertical = [Rule(x + c * width, y, bottom) for c in range(count + 1)]
    for r, row in enumerate(rows):
        for c, text in enumerate(row):
            page.words += word(text, x + c * width + 5, y + (r + 0.5) * height)
    return page


def grids(page: Page) -> list[Grid]:
    return [b for b in blocks(page) if isinstance(b, Grid)]


def texts(grid: Grid) -> list[list[str]]:
    return [[c.text for c in grid.starting(r)] for r in range(grid.rows)]


ROWS = [["甲", "乙", "丙"], ["一", "二", "三"], ["子", "丑", "寅"]]


def test_a_plain_table() -> None:
    (grid,) = grids(table(ROWS))
    assert texts(grid) == ROWS
    assert grid.xs == [50, 150, 250, 350]
    assert grid.starting(1)[1].places[0].bbox == (150, 70, 250, 90)
    assert not grid.open_top
    assert not grid.open_bottom


def test_merged_cells_span_the_rows_and_columns_that_no_line_parts() -> None:
    page = table([["甲", "", "丙"], ["一", "二", "三"], ["", "丑", "寅"]])
    page.vertical[1:3] = [Rule(150, 70, 110), Rule(250, 50, 110)]  # 甲 over two columns
    page.horizontal[2] = Rule(90, 150, 350)  # 一 over two rows
    (grid,) = grids(page)
    assert texts(grid) == [["甲", "丙"], ["一", "二", "三"], ["丑", "寅"]]
    assert [(c.top, c.bottom, c.left, c.right) for c in grid.cells if c.text in "甲一"] == [(0, 1, 0, 2), (1, 3, 0, 1)]


def test_a_line_in_pieces_is_one_line() -> None:
    page = table(ROWS)
    page.horizontal[1] = Rule(70, 50, 180)
    page.horizontal += [Rule(70.8, 182, 260), Rule(69.5, 262, 350)]
    page.vertical[2:3] = [Rule(250.6, 50, 68), Rule(249.7, 70, 110)]
    (grid,) = grids(page)
    assert texts(grid) == ROWS


def test_a_missing_piece_of_a_line_costs_no_cell_elsewhere() -> None:
    page = table(ROWS)
    page.vertical[1:2] = [Rule(150, 50, 70), Rule(150, 90, 110)]  # not in the middle row
    (grid,) = grids(page)
    assert texts(grid)[0] == ROWS[0]
    assert texts(grid)[2] == ROWS[2]
    assert "".join(texts(grid)[1]).replace(" ", "") == "一二三"


def test_a_table_without_its_side_lines() -> None:
    page = table(ROWS)
    page.vertical = page.vertical[1:-1]
    (grid,) = grids(page)
    assert texts(grid) == ROWS


def test_a_table_without_its_right_line() -> None:
    page = table(ROWS)
    page.vertical.pop()
    (grid,) = grids(page)
    assert texts(grid) == ROWS
    assert grid.xs[-1] == 350


def test_a_table_that_a_page_break_cuts_is_open_there() -> None:
    page = table(ROWS)
    page.horizontal.pop()
    (grid,) = grids(page)
    assert texts(grid) == ROWS
    assert grid.open_bottom
    assert not grid.open_top


def test_two_tables_and_the_text_between() -> None:
    page, below = table(ROWS), table([["上", "下"]] * 2, y=300, width=150)
    for name in ("words", "horizontal", "vertical"):
        getattr(page, name).extend(getattr(below, name))
    page.words += word("填报单位", 50, 200)
    found = blocks(page)
    assert [type(b) for b in found] == [Grid, Line, Grid]
    assert [texts(b) for b in found if isinstance(b, Grid)] == [ROWS, [["上", "下"]] * 2]
    assert isinstance(found[1], Line)
    assert found[1].text == "填报单位"


def test_a_frame_around_a_text_is_no_table() -> None:
    assert grids(table([["甲"]])) == []


def test_rules_by_rows_only_get_their_columns_from_the_words() -> None:
    page = table(ROWS)
    page.vertical = []
    (grid,) = grids(page)
    assert texts(grid) == ROWS
    cells = [c for c in grid.cells if c.text]
    for a, b in pairwise(sorted((c for c in cells if c.top == 0), key=lambda c: c.left)):
        assert a.right <= b.left


def test_specks_and_letters_strokes_are_no_lines() -> None:
    page = table(ROWS)
    page.horizontal += [Rule(60 + k, 80 + 7 * k, 84 + 7 * k) for k in range(8)]
    page.vertical += [Rule(160 + 5 * k, 55, 58) for k in range(8)]
    (grid,) = grids(page)
    assert texts(grid) == ROWS


def test_a_hatched_drawing_hides_no_table() -> None:
    page = table(ROWS)
    page.horizontal += [Rule(400 + (k % 390), (k * 7) % 500, (k * 7) % 500 + 8) for k in range(2 * MOST_RULES)]
    (grid,) = [g for g in grids(page) if g.box and g.box[1] < 100]
    assert texts(grid) == ROWS


BLACK, WHITE = (0,), (1,)


def shape(width: float, height: float, **drawn: object) -> dict[str, object]:
    return {"x0": 10.0, "x1": 10.0 + width, "top": 20.0, "bottom": 20.0 + height, "object_type": "rect", **drawn}


def test_white_fills_and_strokes_draw_no_line() -> None:
    for drawn in (
        {"fill": True, "non_stroking_color": WHITE},
        {"stroke": True, "stroking_color": (1, 1, 1)},
        {"fill": True, "non_stroking_color": (0, 0, 0, 0)},
        {"fill": False, "stroke": False},
    ):
        assert list(_rules(shape(100, 1, **drawn), 0, 0)) == []
        assert list(_rules(shape(100, 30, **drawn), 0, 0)) == []


def test_bars_and_frames_draw_lines_and_filled_areas_none() -> None:
    bar = {"fill": True, "non_stroking_color": BLACK}
    assert list(_rules(shape(100, 1, **bar), 0, 0)) == [(False, Rule(20.5, 10, 110))]
    assert list(_rules(shape(1, 100, **bar), 0, 0)) == [(True, Rule(10.5, 20, 120))]
    assert list(_rules(shape(100, 30, **bar), 0, 0)) == []
    assert len(list(_rules(shape(100, 30, stroke=True, stroking_color=BLACK), 0, 0))) == 4


RULES = st.lists(
    st.builds(lambda at, start, length: Rule(at, start, start + length), *[st.floats(0, 500)] * 3), max_size=25
)


@given(RULES, RULES, st.lists(st.tuples(st.floats(0, 500), st.floats(0, 500)), max_size=12))
def test_no_word_is_lost_and_cells_never_overlap(
    horizontal: list[Rule], vertical: list[Rule], at: list[tuple[float, float]]
) -> None:
    page = Page(1, 1000, 1000, [w for x, y in at for w in word("字", x, y)], horizontal, vertical)
    found = blocks(page)
    kept = "".join(b.text if isinstance(b, Line) else "".join(c.text for c in b.cells) for b in found)
    assert kept.replace(" ", "").count("字") == len(at)
    for grid in (b for b in found if isinstance(b, Grid)):
        taken: set[tuple[int, int]] = set()
        for cell in grid.cells:
            area = {(r, c) for r in range(cell.top, cell.bottom) for c in range(cell.left, cell.right)}
            assert not area & taken
            taken |= area

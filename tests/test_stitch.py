"""Tables over page breaks: one table again, headers once, cut cells whole, each with all its places."""

from __future__ import annotations

from typing import Literal

import pytest
from test_tables import table, texts, word

from extractors.grid import Block, Cell, Grid, Line, shifted
from extractors.page import Page, Rule
from extractors.stitch import stitch
from extractors.tables import blocks
from extractors.vocabulary import vocabulary

HEAD = ["二级指标", "三级指标", "年度指标值"]
FIRST = [["数量指标", "修桥数量", "≥3座"], ["质量指标", "合格率", "≥95%"]]
SECOND = [["时效指标", "完工时间", "12月底前"], ["社会效益", "受益人数", "≥900人"]]


def joined(*pages: Page) -> list[Block]:
    for number, page in enumerate(pages, 1):
        page.number = number
    return stitch([blocks(page) for page in pages], vocabulary())


def one(*pages: Page) -> Grid:
    (grid,) = [b for b in joined(*pages) if isinstance(b, Grid)]
    return grid


def test_a_table_goes_on_without_its_header() -> None:
    grid = one(table([HEAD, *FIRST]), table(SECOND))
    assert texts(grid) == [HEAD, *FIRST, *SECOND]
    assert grid.pages == [1, 2]
    assert {c.places[0].page for c in grid.starting(3)} == {2}


def test_a_repeated_header_stands_once() -> None:
    assert texts(one(table([HEAD, *FIRST]), table([HEAD, *SECOND]))) == [HEAD, *FIRST, *SECOND]


@pytest.mark.parametrize(("source", "heads"), [("ocr", 1), ("text", 2)])
def test_a_repeated_header_with_a_label_misread_in_a_picture_is_one(source: Literal["text", "ocr"], heads: int) -> None:
    head, misread = (["一级指标", "二级指标", label, "年度指标值", "实际完成值"] for label in ("三级指标", "E级指标"))
    rows = [["产出指标", "数量指标", "修桥数量", "≥3座", "3座"], ["效益指标", "社会效益", "受益人数", "≥900人", "950人"]]
    above, below = table([head, rows[0]], width=80), table([misread, rows[1]], width=80)
    for page in (above, below):
        page.words = [w._replace(source=source) for w in page.words]
    assert texts(one(above, below)) == [head, rows[0], *[misread][: heads - 1], rows[1]]


def test_over_three_pages() -> None:
    grid = one(table([HEAD, *FIRST]), table([HEAD, *SECOND]), table(FIRST))
    assert texts(grid) == [HEAD, *FIRST, *SECOND, *FIRST]
    assert grid.pages == [1, 2, 3]


def test_page_numbers_between_do_no_harm() -> None:
    above, below = table([HEAD, *FIRST]), table(SECOND)
    above.words += word("-1-", 280, 780)
    below.words += word("第2页", 280, 20)
    assert texts(one(above, below)) == [HEAD, *FIRST, *SECOND]


def test_a_row_that_the_break_cut_is_one_row_with_two_places() -> None:
    above, below = table([HEAD, ["数量指标", "修缮沿河人行", "≥3座"]]), table([["", "步道总长度", ""], *SECOND])
    above.horizontal.pop()
    below.horizontal.pop(0)
    grid = one(above, below)
    assert texts(grid) == [HEAD, ["数量指标", "修缮沿河人行步道总长度", "≥3座"], *SECOND]
    cut = grid.starting(1)[1]
    assert [p.page for p in cut.places] == [1, 2]
    assert [p.text for p in cut.places] == ["修缮沿河人行", "步道总长度"]


def test_tables_of_other_edges_stay_apart() -> None:
    found = joined(table([HEAD, *FIRST]), table([["甲", "乙"]] * 2, x=120, width=90))
    assert len([b for b in found if isinstance(b, Grid)]) == 2


def test_a_title_between_keeps_forms_apart() -> None:
    below = table([HEAD, *SECOND], y=100)
    below.words += word("部门整体支出绩效自评表", 100, 60)
    found = joined(table([HEAD, *FIRST]), below)
    assert [type(b) for b in found] == [Grid, Line, Grid]


def test_tables_pages_apart_stay_apart() -> None:
    found = joined(table([HEAD, *FIRST]), Page(2, 600, 800), table(SECOND))
    assert len([b for b in found if isinstance(b, Grid)]) == 2


def test_no_text_is_lost_over_the_break() -> None:
    grid = one(table([HEAD, *FIRST]), table(SECOND))
    assert sorted(c.text for c in grid.cells) == sorted(t for row in (HEAD, *FIRST, *SECOND) for t in row)


def test_a_wider_box_below_the_table_does_not_end_it() -> None:
    """Its edge goes beyond the table's: what lies beside the table above it is no cell."""
    above, below = table([HEAD, *FIRST]), table(SECOND)
    bottom, right = max(r.at for r in below.horizontal), max(r.at for r in below.vertical)
    left = min(r.at for r in below.vertical)
    below.horizontal += [Rule(bottom, left, right + 60), Rule(bottom + 20, left, right + 60)]
    below.vertical += [Rule(left, bottom, bottom + 20), Rule(right + 60, bottom, bottom + 20)]
    below.words += word("备注：单位自评", left + 4, bottom + 5)
    assert texts(one(above, below)) == [HEAD, *FIRST, *SECOND, ["备注：单位自评"]]


def beside(label: str, letters: int, rows: list[list[str]], page: int) -> Grid:
    """A table with a label down its side, so many letters a line."""
    side = Cell(0, len(rows), 0, 1, label, lines=tuple(label[n : n + letters] for n in range(0, len(label), letters)))
    cells = [Cell(n, n + 1, k, k + 1, x, lines=(x,)) for n, row in enumerate(rows) for k, x in enumerate(row, 1)]
    return Grid([20 * letters * (k > 0) + 60 * max(k - 1, 0) for k in range(len(rows[0]) + 2)], len(rows), [side, *cells], [page])


@pytest.mark.parametrize(
    ("letters", "above", "below", "labels"),
    [
        (1, "绩", "效指标", ["绩效指标"]),
        (1, "绩效", "指标", ["绩效指标"]),
        (1, "绩效指", "标", ["绩效指标"]),
        (1, "绩效指标", "指标", ["绩效指标"]),
        (1, "项目", "资金（万元）", ["项目资金（万元）"]),
        (1, "项目资金（", "万元）", ["项目资金（万元）"]),
        (2, "预算", "执行情况", ["预算执行情况"]),
        (2, "年初", "预期目标", ["年初预期目标"]),
        (2, "项目资金", "年度总体目标", ["项目资金", "年度总体目标"]),
        (2, "年度总体目标", "绩效指标", ["年度总体目标", "绩效指标"]),
        (2, "合计", "改进措施", ["合计", "改进措施"]),
        (4, "产出指标", "改进措施", ["产出指标", "改进措施"]),
        (4, "效益指标", "（30分）", ["效益指标（30分）"]),
        (4, "社会效益", "指标", ["社会效益指标"]),
        (4, "满意度指", "标", ["满意度指标"]),
        (4, "社会效益指", "标（10分）", ["社会效益指标（10分）"]),
        (4, "效益指标（30分）", "（10分）", ["效益指标（30分）", "（10分）"]),
    ],
)
def test_a_label_down_the_side_is_one_wherever_the_break_cuts_it(letters: int, above: str, below: str, labels: list[str]) -> None:
    (grid,) = stitch([[beside(above, letters, [["甲"], ["乙"]], 1)], [beside(below, letters, [["丙"], ["丁"]], 2)]], vocabulary())
    assert isinstance(grid, Grid)
    assert [c.text for c in sorted(grid.cells, key=lambda c: c.top) if c.left == 0] == labels
    assert [c.text for c in grid.cells if c.left == 1] == ["甲", "乙", "丙", "丁"]


def test_the_empty_corner_of_a_header_does_not_go_on_over_the_break() -> None:
    above = beside("资金情况", 4, [["", "全年预算数", "全年执行数"]], 1)
    below = beside("（万元）", 4, [["合计", "434.36", "408.29"], ["财政拨款", "434.36", "408.29"]], 2)
    (grid,) = stitch([[above], [below]], vocabulary())
    assert isinstance(grid, Grid)
    assert texts(grid) == [["资金情况（万元）", "", "全年预算数", "全年执行数"], ["合计", "434.36", "408.29"], ["财政拨款", "434.36", "408.29"]]


@pytest.mark.parametrize(("printed", "heads"), [("一产级出指指标标", 1), ("一效级益指指标标", 2)])
def test_a_header_with_a_cut_cells_text_printed_over_it_is_repeated(printed: str, heads: int) -> None:
    """As LibreOffice prints a merged cell of a sheet: its text, centred over both pages, lies on the second page's header."""
    head = ["一级指标", "二级指标", "三级指标", "年度指标值"]
    above = Grid([0, 60, 120, 180, 240], 3, [*row(head, 0), Cell(1, 3, 0, 1, "产出指标", lines=("产出指标",)), *row(["数量指标", "修桥数量", "≥3座"], 1, 1), *row(["质量指标", "合格率", "≥95%"], 2, 1)], [1])
    below = Grid([0, 60, 120, 180, 240], 2, [*row([printed, *head[1:]], 0), Cell(1, 2, 0, 1, ""), *row(["时效指标", "完工时间", "12月底前"], 1, 1)], [2])
    (grid,) = stitch([[above], [below]], vocabulary())
    assert isinstance(grid, Grid)
    assert sum("二级指标" in t for t in texts(grid)) == heads
    if heads == 1:
        assert [(c.top, c.bottom) for c in grid.cells if c.text == "产出指标"] == [(1, 4)]


def test_a_repeated_header_of_two_rows_stands_once() -> None:
    """Its labels over columns of their own alone do not tell it; with those that go down beside them they do."""
    labels = ["", "一级指标", "二级指标", "三级指标", "年度指标值", "全年完成值", "备注"]
    head = [Cell(0, 2, k, k + 1, x, lines=(x,)) for k, x in enumerate(labels)]
    head += [Cell(0, 1, 7, 9, "偏差原因分析", lines=("偏差原因分析",)), *row(["经费保障", "原因说明"], 1, 7)]
    xs = [60.0 * k for k in range(10)]
    goal = [Cell(0, 1, 0, 1, "年度总体目标"), Cell(0, 1, 1, 9, "种植红树林320亩。")]
    above = Grid(xs, 5, [*goal, *(shifted(c, 1) for c in head), Cell(3, 5, 0, 1, "绩效指标"), Cell(3, 5, 1, 2, "产出指标", lines=("产出指标",)), Cell(3, 5, 2, 3, "质量指标"), *row(["成活率", "≥85%", "88%", "", "", ""], 3, 3), *row(["合格率", "100%", "100%", "", "", ""], 4, 3)], [1])
    below = Grid(xs, 3, [*head, Cell(2, 3, 0, 1, ""), Cell(2, 3, 1, 2, ""), *row(["时效指标", "完工时间", "12月底前", "12月底", "", "√", "台风"], 2, 2)], [2])
    (grid,) = stitch([[above], [below]], vocabulary())
    assert isinstance(grid, Grid)
    assert [(c.top, c.bottom) for c in grid.cells if c.text == "产出指标"] == [(3, 6)]
    assert sum(c.text == "三级指标" for c in grid.cells) == 1


def row(cells: list[str], at: int, left: int = 0) -> list[Cell]:
    return [Cell(at, at + 1, k, k + 1, x, lines=(x,)) for k, x in enumerate(cells, left)]

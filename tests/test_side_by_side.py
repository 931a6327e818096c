"""Forms printed side by side on a page: each project keeps its own indicators, or what cannot be told is said."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors import extract
from extractors.page import Box
from extractors.records import Report
from extractors.side_by_side import parts

HEADER = ("一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分")
WIDTHS = (52, 52, 64, 52, 52, 28, 28)
WIDE = sum(WIDTHS)
BRIDGE = ("芦湾桥加固", ("加固桥墩", "≥4座", "5座"), ("验收合格率", "≥95%", "90%"), ("居民满意率", "≥90%", "92%"))
ROAD = ("青岚路养护", ("养护里程", "≥20公里", "18公里"))
CANAL = ("白苇渠清淤", ("清淤长度", "≥3公里", "3公里"), ("完工率", "≥98%", "99%"))
LAKE = ("镜湖水质监测", ("监测点位", "≥6个", "6个"), ("数据有效率", "≥95%", "97%"), ("公众满意率", "≥85%", "88%"))
TITLE = "项目支出绩效自评表"

Project = tuple[Any, ...]
Draw = Callable[[Any, float, float, Sequence[Sequence[str]]], None]


def rows_of(project: Project) -> list[tuple[str, ...]]:
    return [HEADER, *(("产出指标", "数量指标", *texts, "10", "9") for texts in project[1:])]


def ruled(canvas: Any, x: float, y: float, rows: Sequence[Sequence[str]]) -> None:
    """A table in a full frame, its upper left corner at x, y."""
    for row in rows:
        y -= 16
        left = x
        for width, text in zip(WIDTHS, row, strict=True):
            canvas.rect(left, y, width, 16)
            canvas.drawString(left + 2, y + 4, text)
            left += width


def three_lines(canvas: Any, x: float, y: float, rows: Sequence[Sequence[str]]) -> None:
    """A table with a line above, below its header and at its end."""
    canvas.line(x, y, x + WIDE, y)
    for n, row in enumerate(rows):
        y -= 16
        left = x
        for width, text in zip(WIDTHS, row, strict=True):
            canvas.drawString(left + 2, y + 4, text)
            left += width
        if n in (0, len(rows) - 1):
            canvas.line(x, y, x + WIDE, y)


def bare(canvas: Any, x: float, y: float, rows: Sequence[Sequence[str]]) -> None:
    """A table without a line."""
    for row in rows:
        y -= 16
        left = x
        for width, text in zip(WIDTHS, row, strict=True):
            canvas.drawString(left + 2, y + 4, text)
            left += width


def titled(canvas: Any, x: float, y: float, name: str) -> None:
    canvas.drawString(x + 100, y + 50, TITLE)
    canvas.drawString(x + 110, y + 34, "（2023年度）")
    canvas.drawString(x, y + 10, f"项目名称：{name}")


def page(path: Path, draw: Callable[[Any], None], width: float = 900) -> Path:
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont
    from reportlab.pdfgen.canvas import Canvas

    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    canvas = Canvas(str(path), pagesize=(width, 600), invariant=True)
    canvas.setFont("STSong-Light", 9)
    draw(canvas)
    canvas.save()
    return path


def told(reports: list[Report]) -> list[tuple[str | None, list[tuple[str | None, str | None, str | None]]]]:
    return [(r.project_name, [(x.level3, x.target, x.actual) for x in r.indicators]) for r in reports]


def as_drawn(*projects: Project) -> list[tuple[str, list[Any]]]:
    return [(name, list(rows)) for name, *rows in projects]


BESIDE = [(BRIDGE, CANAL), (CANAL, BRIDGE), (CANAL, BRIDGE, LAKE)]


@pytest.mark.parametrize("gap", [20, 60])
@pytest.mark.parametrize("table", [ruled, three_lines, bare])
@pytest.mark.parametrize("projects", BESIDE, ids=lambda ps: "-".join(p[0][:2] for p in ps))
def test_each_project_keeps_its_indicators(
    projects: tuple[Project, ...], table: Draw, gap: float, tmp_path: Path
) -> None:
    def draw(canvas: Any) -> None:
        for n, project in enumerate(projects):
            titled(canvas, 30 + n * (WIDE + gap), 500, project[0])
            table(canvas, 30 + n * (WIDE + gap), 500, rows_of(project))

    reports = extract(page(tmp_path / "a.pdf", draw, 60 + len(projects) * (WIDE + gap)))
    assert told(reports) == as_drawn(*projects)
    assert {r.fiscal_year for r in reports} == {2023}


def test_in_one_frame(tmp_path: Path) -> None:
    """No gap parts the tables: their headers tell, and the lines above that say the same for each."""

    def draw(canvas: Any) -> None:
        for x, project in ((30, BRIDGE), (30 + WIDE, CANAL)):
            titled(canvas, x, 500, project[0])
            ruled(canvas, x, 500, rows_of(project))

    assert told(extract(page(tmp_path / "a.pdf", draw))) == as_drawn(BRIDGE, CANAL)


def test_one_title_over_both(tmp_path: Path) -> None:
    def draw(canvas: Any) -> None:
        canvas.drawString(350, 570, f"2023年度{TITLE}")
        for x, project in ((30, BRIDGE), (420, ROAD)):
            canvas.drawString(x, 510, f"项目名称：{project[0]}")
            ruled(canvas, x, 500, rows_of(project))

    assert told(extract(page(tmp_path / "a.pdf", draw))) == as_drawn(BRIDGE, ROAD)


def test_one_below_the_other_beside_a_long_one(tmp_path: Path) -> None:
    def draw(canvas: Any) -> None:
        long = (ROAD[0], *ROAD[1:] * 14)
        for x, y, project in ((30, 500, BRIDGE), (30, 320, CANAL), (420, 480, long)):
            titled(canvas, x, y, project[0])
            ruled(canvas, x, y, rows_of(project))

    assert told(extract(page(tmp_path / "a.pdf", draw))) == as_drawn(BRIDGE, CANAL, (ROAD[0], *ROAD[1:] * 14))


def test_two_pages_of_one_form_on_one_sheet(tmp_path: Path) -> None:
    def draw(canvas: Any) -> None:
        titled(canvas, 30, 500, long[0])
        ruled(canvas, 30, 500, rows_of(long))
        ruled(canvas, 420, 550, rows_of(CANAL)[1:])

    long = (BRIDGE[0], *BRIDGE[1:] * 6)
    assert told(extract(page(tmp_path / "a.pdf", draw))) == as_drawn((*long, *CANAL[1:]))


def test_a_box_for_a_stamp_beside_a_form_changes_nothing(tmp_path: Path) -> None:
    def draw(canvas: Any) -> None:
        titled(canvas, 30, 500, BRIDGE[0])
        ruled(canvas, 30, 500, rows_of(BRIDGE))
        canvas.rect(400, 420, 50, 80)
        canvas.line(400, 480, 450, 480)
        canvas.drawString(402, 484, "盖章")
        canvas.drawString(30, 400, "填报人：某")
        canvas.drawString(300, 400, "日期：2024年1月5日")

    (report,) = extract(page(tmp_path / "a.pdf", draw))
    assert told([report]) == as_drawn(BRIDGE)
    assert report.title == TITLE


def test_the_next_page_of_forms_side_by_side_goes_to_neither_and_is_said(tmp_path: Path) -> None:
    """Which of them goes on there, or whether the sheet holds the pages of one, the page does not say."""

    def draw(canvas: Any) -> None:
        for x, project in ((30, BRIDGE), (420, CANAL)):
            titled(canvas, x, 500, project[0])
            ruled(canvas, x, 500, rows_of(project))
        canvas.showPage()
        canvas.setFont("STSong-Light", 9)
        for x, project in ((30, BRIDGE), (420, CANAL)):
            ruled(canvas, x, 550, rows_of(project)[1:])

    reports = extract(page(tmp_path / "a.pdf", draw))
    assert told(reports) == as_drawn(BRIDGE, CANAL)
    assert any(said.page == 2 for r in reports for said in r.unread)


NAMED = {
    "a title over each": [[TITLE, TITLE], ["（2023年度）", "（2023年度）"], ["项目名称：甲", "项目名称：乙"]],
    "one title over both": [[f"2023年度{TITLE}", ""], ["项目名称：甲", "项目名称：乙"]],
    "names in cells": [[TITLE, TITLE], ["（2023年度）", "（2023年度）"], ["项目名称|甲", "项目名称|乙"]],
    "a line more on the left": [[f"2023年度{TITLE}", ""], ["项目名称|甲", ""], ["主管部门|丙局", "项目名称|乙"]],
}


@pytest.mark.parametrize("between", [0, 1], ids=["touching", "apart"])
@pytest.mark.parametrize("heads", NAMED.values(), ids=NAMED)
def test_side_by_side_in_a_sheet(heads: list[list[str]], between: int, tmp_path: Path) -> None:
    import openpyxl

    book = openpyxl.Workbook()
    second = len(HEADER) + between
    both = [[text.split("|") for text in pair] for pair in heads]
    both += [list(pair) for pair in zip(rows_of(BRIDGE), [*rows_of(CANAL), ()], strict=True)]
    for r, (left, right) in enumerate(both, 1):
        for at, texts in ((1, left), (1 + second, right)):
            for n, text in enumerate(texts):
                book.active.cell(r, at + n).value = text or None
    book.save(tmp_path / "a.xlsx")
    reports = extract(tmp_path / "a.xlsx")
    assert told(reports) == as_drawn(("甲", *BRIDGE[1:]), ("乙", *CANAL[1:]))
    assert {r.fiscal_year for r in reports} == {2023}


boxes = st.tuples(*[st.integers(0, 60) for _ in range(4)]).map(
    lambda t: (float(min(t[0], t[2])), float(min(t[1], t[3])), float(max(t[0], t[2]) + 5), float(max(t[1], t[3]) + 5))
)


@given(st.lists(boxes, max_size=5), st.lists(boxes, max_size=5), st.tuples(st.floats(0.5, 69.5), st.floats(0.5, 69.5)))
def test_the_parts_cover_the_page_and_never_overlap(
    tables: list[Box], texts: list[Box], point: tuple[float, float]
) -> None:
    found = parts(tables, texts, (0.0, 0.0, 70.0, 70.0))
    assert sum((b[2] - b[0]) * (b[3] - b[1]) for b in found) == pytest.approx(70 * 70)
    x, y = point
    assert sum(b[0] <= x < b[2] and b[1] <= y < b[3] for b in found) == 1

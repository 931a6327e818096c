"""Workbooks with more in them than the form: formulas, formats, hidden parts, macros, blank rows without end. What is seen is
read, and nothing else."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from broken import SHEET, edited, into_rows
from drawn import ROWS, says_the_form, workbook
from openpyxl.styles import Font

from extractors import extract
from extractors.errors import UnreadableFile


def test_errors_and_uncomputed_formulas_in_cells(tmp_path: Path) -> None:
    def change(book: Any) -> None:
        book.active["E5"] = "#REF!"
        book.active["F5"] = "=F6+20"

    (report,) = extract(workbook(tmp_path / "a.xlsx", change))
    assert report.indicators[0].weight is None
    assert report.indicators[0].score is None
    assert "indicators[0].weight" in report.review
    assert report.indicators[1].weight == 40


@pytest.mark.parametrize("stored", ["1E+400", "nan", "inf", "abc"])
def test_one_cell_that_holds_no_number_costs_that_cell_only(stored: str, tmp_path: Path) -> None:
    def change(sheet: bytes) -> bytes:
        found = re.sub(rb'<c r="F5".*?</c>', b'<c r="F5"><v>%s</v></c>' % stored.encode(), sheet)
        assert found != sheet
        return found

    path = edited(tmp_path / "a.xlsx", SHEET, change)
    (report,) = extract(path)
    assert (report.indicators[0].score, report.indicators[1].weight) == (None, 40)
    assert "indicators[0].score" in report.review


def test_values_as_shown(tmp_path: Path) -> None:
    def change(book: Any) -> None:
        from datetime import date

        sheet = book.active
        for row, value, shown in ((5, 0.955, "0.0%"), (6, date(2024, 11, 30), 'yyyy"年"m"月"d"日"')):
            sheet.cell(row, 4).value = value
            sheet.cell(row, 4).number_format = shown

    (report,) = extract(workbook(tmp_path / "a.xlsx", change))
    assert [x.actual for x in report.indicators] == ["95.5%", "2024年11月30日"]


def test_hidden_rows_columns_and_sheets_are_left_out(tmp_path: Path) -> None:
    def change(book: Any) -> None:
        book.active.insert_cols(4)
        for row in (2, 5, 6):
            book.active.cell(row, 4).value = "旧"
        book.active.column_dimensions["D"].hidden = True
        book.active.append(["数量指标", "隐去的指标", "1次", None, "2次", 10, 10])
        book.active.row_dimensions[7].hidden = True
        kept = book.create_sheet("底稿")
        for texts in ROWS:
            kept.append(texts)
        kept.sheet_state = "hidden"

    (report,) = extract(workbook(tmp_path / "a.xlsx", change))
    assert says_the_form(report)


def formatted(book: Any) -> None:
    """Formatting far beyond the form: a single cell at the end of the sheet, bold blanks below."""
    book.active["XFD1048576"].font = Font(bold=True)
    for n in range(10, 2000):
        book.active.cell(n, 30).font = Font(bold=True)


def macro(path: Path) -> Path:
    """As a workbook with macros calls itself, under the plain suffix."""
    plain = b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
    return edited(
        path,
        "[Content_Types].xml",
        lambda xml: xml.replace(plain, b"application/vnd.ms-excel.sheet.macroEnabled.main+xml"),
    )


def linked(path: Path) -> Path:
    from openpyxl.packaging.relationship import Relationship
    from openpyxl.workbook.external_link.external import ExternalBook, ExternalLink

    def change(book: Any) -> None:
        link = ExternalLink(externalBook=ExternalBook())
        link.file_link = Relationship(
            type="externalLinkPath", Target="file:///nowhere/other.xlsx", TargetMode="External"
        )
        book._external_links.append(link)
        book.active["H2"] = "=[1]Sheet1!A1"

    return workbook(path, change)


BLANK_ROWS = b"".join(b'<row r="%d" ht="15"><c r="A%d"/><c r="F%d"/></row>' % (n, n, n) for n in range(7, 300_000))
READABLE: dict[str, Callable[[Path], Path]] = {
    "blank-rows-by-the-hundred-thousand": lambda p: edited(p, SHEET, into_rows(BLANK_ROWS)),
    "formats-far-away": lambda p: workbook(p, formatted),
    "macros": macro,
    "external-links": linked,
    "an-unknown-extension": lambda p: edited(
        p, SHEET, lambda xml: xml.replace(b"</worksheet>", b'<extLst><ext uri="{0}"/></extLst></worksheet>')
    ),
    "an-empty-sheet-before": lambda p: workbook(p, lambda book: book.create_sheet("封面", 0)),
}


HEAVY: dict[str, Callable[[Path], Path]] = {
    "a-bomb-in-one-sheet": lambda p: edited(p, SHEET, into_rows(b'<row r="9"><c r="A9"/></row>' * 600_000)),
    "merged-beyond-measure": lambda p: edited(
        p, SHEET, lambda xml: xml.replace(b'ref="A1:F1"', b'ref="A1:XFD1048576"', 1)
    ),
}


@pytest.mark.parametrize("name", HEAVY)
def test_workbooks_beyond_measure_are_refused_or_read_whole(name: str, tmp_path: Path) -> None:
    try:
        (report,) = extract(HEAVY[name](tmp_path / "a.xlsx"))
    except UnreadableFile:
        return
    assert says_the_form(report)


@pytest.mark.parametrize("name", READABLE)
def test_workbooks_with_more_than_the_form_are_read(
    name: str, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    path = READABLE[name](tmp_path / "a.xlsx")
    capfd.readouterr()
    (report,) = extract(path)
    assert says_the_form(report)
    assert capfd.readouterr() == ("", "")

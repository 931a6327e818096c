"""A handout as a workbook: the answer on the first sheet, its sources and what is unchecked on sheets of their own."""

from __future__ import annotations

import re
from collections.abc import Iterable
from io import BytesIO
from typing import Any

from assistant.handout import Handout, Table, breadth

_WIDEST, _NARROWEST, _FRONT = 60, 8, 100  # widths of columns, in characters
_LINE, _HIGHEST = 15, 400  # heights of rows, in points; no program takes higher ones


def written(made: Handout) -> bytes:
    from openpyxl import Workbook

    book = Workbook()
    front = book.active
    front.title = made.title[:31].replace(" · ", " ")
    n = 1
    for name, text in (("Question" if made.en else "问题", made.question), ("Answer" if made.en else "回答", made.said), *made.facts):
        _put(front, n, 1, name, bold=True)
        _put(front, n, 2, text)
        _make_high(front, n, [text], _FRONT)
        n += 1
    front.column_dimensions["A"].width, front.column_dimensions["B"].width = 14, _FRONT
    for table in made.tables:
        _fill(book.create_sheet(table.heading), table)
    for sheet in book:
        _to_print(sheet)
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def _to_print(sheet: Any) -> None:
    """All columns on one landscape A4 page."""
    sheet.page_setup.orientation, sheet.page_setup.paperSize = sheet.ORIENTATION_LANDSCAPE, sheet.PAPERSIZE_A4
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.page_setup.fitToHeight = 0


def _fill(sheet: Any, table: Table) -> None:
    sheet.freeze_panes = "A2"
    sheet.print_title_rows = "1:1"
    for column, head in enumerate(table.heads, start=1):
        _put(sheet, 1, column, head, bold=True)
    for n, row in enumerate(table.rows, start=2):
        for column, value in enumerate(row, start=1):
            if table.computed:
                _put_amount(sheet, n, column, value)
            else:
                _put(sheet, n, column, value)
        _make_high(sheet, n, row, _WIDEST)
    if table.note:
        _put(sheet, len(table.rows) + 2, 1, table.note)
    for column, head in enumerate(table.heads):
        longest = max(breadth(text) for text in (head, *(row[column] for row in table.rows[:200])))
        sheet.column_dimensions[sheet.cell(1, column + 1).column_letter].width = min(max(longest + 2, _NARROWEST), _WIDEST)


_QUANTITY = re.compile(r"(-?[\d,]+)(\.\d+)?(元|万元|亿元|分|%| yuan| ten thousand yuan| points)")


def _put_amount(sheet: Any, row: int, column: int, value: str | float | None) -> None:
    """An amount is a number that can be added up, and looks as the answer says it."""
    found = _QUANTITY.fullmatch(value) if isinstance(value, str) else None
    if found is None:
        _put(sheet, row, column, value)
        return
    whole, part, unit = found[1].replace(",", ""), found[2] or "", found[3]
    _put(sheet, row, column, float(whole + part) if part else int(whole))
    sheet.cell(row, column).number_format = f'{"#,##0" if "," in found[1] else "0"}{"." + "0" * (len(part) - 1) if part else ""}"{unit}"'


def _put(sheet: Any, row: int, column: int, value: str | float | None, *, bold: bool = False) -> None:
    """Text stays text: a target of "=100%" is no formula."""
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
    from openpyxl.styles import Alignment, Font

    cell = sheet.cell(row, column)
    if isinstance(value, str):
        cell.value = ILLEGAL_CHARACTERS_RE.sub("", value)
        cell.data_type = "s"
    elif value is not None:
        cell.value = value
        cell.alignment = Alignment(horizontal="right", indent=1)
    if bold:
        cell.font = Font(bold=True)


def _make_high(sheet: Any, row: int, values: Iterable[str | float | None], width: int) -> None:
    """A row whose texts are longer than their columns are wide: not every program makes it as high by itself."""
    from openpyxl.styles import Alignment

    lines = max(_lines(value, width) for value in values)
    if lines > 1:
        sheet.row_dimensions[row].height = min(_LINE * lines, _HIGHEST)
        for cell in sheet[row]:
            cell.alignment = Alignment(horizontal=cell.alignment.horizontal, indent=cell.alignment.indent, wrap_text=True, vertical="top")


def _lines(value: str | float | None, width: int) -> int:
    return sum(max(1, -(-breadth(line) // width)) for line in str(value).split("\n"))

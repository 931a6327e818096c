"""A handout as a workbook: the answer on the first sheet, its sources and what is unchecked on sheets of their own."""

from __future__ import annotations

import re
from io import BytesIO
from typing import Any

from assistant.handout import Handout, Table

_WIDEST, _NARROWEST = 60, 8


def written(made: Handout) -> bytes:
    from openpyxl import Workbook

    book = Workbook()
    front = book.active
    front.title = made.title[:31].replace(" · ", " ")
    n = 1
    for name, text in (("Question" if made.en else "问题", made.question), ("Answer" if made.en else "回答", made.said), *made.facts):
        _put(front, n, 1, name, bold=True)
        _put(front, n, 2, text, wrap=True)
        n += 1
    front.column_dimensions["A"].width, front.column_dimensions["B"].width = 14, 100
    for table in made.tables:
        _fill(book.create_sheet(table.heading), table)
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def _fill(sheet: Any, table: Table) -> None:
    sheet.freeze_panes = "A2"
    for column, head in enumerate(table.heads, start=1):
        _put(sheet, 1, column, head, bold=True)
    for n, row in enumerate(table.rows, start=2):
        for column, value in enumerate(row, start=1):
            _put_value(sheet, n, column, value)
    if table.note:
        _put(sheet, len(table.rows) + 2, 1, table.note)
    for column, head in enumerate(table.heads):
        longest = max([len(head), *(_breadth(row[column]) for row in table.rows[:200])])
        sheet.column_dimensions[sheet.cell(1, column + 1).column_letter].width = min(max(longest + 2, _NARROWEST), _WIDEST)


_QUANTITY = re.compile(r"(-?[\d,]+)(\.\d+)?(元|万元|亿元|分|%| yuan| ten thousand yuan| points)")


def _put_value(sheet: Any, row: int, column: int, value: str | float | None) -> None:
    """An amount is a number that can be added up, and looks as the answer says it."""
    found = _QUANTITY.fullmatch(value) if isinstance(value, str) else None
    if found is None:
        _put(sheet, row, column, value)
        return
    whole, part, unit = found[1].replace(",", ""), found[2] or "", found[3]
    _put(sheet, row, column, float(whole + part) if part else int(whole))
    sheet.cell(row, column).number_format = f'{"#,##0" if "," in found[1] else "0"}{"." + "0" * (len(part) - 1) if part else ""}"{unit}"'


def _breadth(value: str | float | None) -> int:
    return sum(1 if c.isascii() else 2 for c in str(value)) if value is not None else 0


def _put(sheet: Any, row: int, column: int, value: str | float | None, *, bold: bool = False, wrap: bool = False) -> None:
    """Text stays text: a target of "=100%" is no formula."""
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
    from openpyxl.styles import Alignment, Font

    cell = sheet.cell(row, column)
    if isinstance(value, str):
        cell.value = ILLEGAL_CHARACTERS_RE.sub("", value)
        cell.data_type = "s"
    else:
        cell.value = value
    if bold:
        cell.font = Font(bold=True)
    if wrap:
        cell.alignment = Alignment(wrap_text=True, vertical="top")

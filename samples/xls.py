"""Workbooks of the older kind by xlwt, with the same cells as the newer ones."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from samples.table import Cell, Form, Placed, placed
from samples.xlsx import Numbers, typed


def write_xls(path: Path, forms: Sequence[Form], numbers: Numbers = "numbers", sheet_per_form: bool = True) -> None:
    from xlwt import Workbook, easyxf

    book = Workbook(encoding="utf-8")
    styles = {code: easyxf(num_format_str=code) for code in _codes(forms, numbers)}
    top = 0
    for position, form in enumerate(forms):
        if position == 0 or sheet_per_form:
            sheet, top = book.add_sheet(f"Sheet{position + 1}"), 0
        width = len(form.widths)
        lines = [Placed(_line(text, width), row, 0) for row, text in enumerate((form.title, *form.above))]
        body = [Placed(x.cell, x.row + len(lines), x.column) for x in placed(form.rows)]
        end = len(lines) + len(form.rows)
        for x in (*lines, *body, *(Placed(_line(text, width), end + n, 0) for n, text in enumerate(form.below))):
            value, code = typed(x.cell.text, numbers)
            row, column = top + x.row, x.column
            if x.cell.across > 1 or x.cell.down > 1:
                sheet.write_merge(row, row + x.cell.down - 1, column, column + x.cell.across - 1, value, styles[code])
            else:
                sheet.write(row, column, value, styles[code])
        top += end + len(form.below) + 2
    book.save(str(path))


def _line(text: str, width: int) -> Cell:
    return Cell(text, across=width)


def _codes(forms: Sequence[Form], numbers: Numbers) -> set[str]:
    texts = (cell.text for form in forms for row in form.rows for cell in row)
    return {"General", *(typed(text, numbers)[1] for text in texts)}

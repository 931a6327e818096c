"""Workbooks by openpyxl: merged cells, and numbers either as numbers with a format or as text, as offices mix them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any, Literal

from samples.table import Form, placed

_CHARACTERS = 14  # the width of a column of share 1

Numbers = Literal["numbers", "text"]


def write_xlsx(path: Path, forms: Sequence[Form], numbers: Numbers = "numbers", sheet_per_form: bool = True) -> None:
    from openpyxl import Workbook

    book = Workbook()
    book.properties.created = book.properties.modified = datetime(2024, 3, 1)
    sheet = book.active
    top = 1
    for position, form in enumerate(forms):
        if position and sheet_per_form:
            sheet, top = book.create_sheet(), 1
        top = _write_form(sheet, form, top, numbers) + 2
    book.save(path)


def _write_form(sheet: Any, form: Form, top: int, numbers: Numbers) -> int:
    """The form from row `top` on; the row behind its last."""
    from openpyxl.styles import Alignment, Border, Side
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.properties import PageSetupProperties

    thin = Side(style="thin")
    width = len(form.widths)
    for text in (form.title, *form.above):
        _merged(sheet, top, 1, 1, width).value = text
        top += 1
    for number, share in enumerate(form.widths, 1):
        sheet.column_dimensions[get_column_letter(number)].width = _CHARACTERS * share
    for x in placed(form.rows):
        cell = _merged(sheet, top + x.row, x.column + 1, x.cell.down, x.cell.across)
        cell.value, cell.number_format = typed(x.cell.text, numbers)
        cell.alignment = Alignment(horizontal=x.cell.align, vertical="center", wrap_text=True)
        for row in range(x.cell.down):
            for column in range(x.cell.across):
                sheet.cell(top + x.row + row, x.column + 1 + column).border = Border(thin, thin, thin, thin)
    for row, height in enumerate(_heights(form)):
        sheet.row_dimensions[top + row].height = height
    top += len(form.rows)
    for text in form.below:
        _merged(sheet, top, 1, 1, width).value = text
        top += 1
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.page_setup.fitToHeight = 0
    sheet.page_setup.orientation = "landscape" if form.landscape else "portrait"
    return top


def _heights(form: Form) -> list[float]:
    """Row heights that show every text whole: spreadsheets do not fit merged cells by themselves."""
    heights = [16.0] * len(form.rows)
    for x in sorted(placed(form.rows), key=lambda x: x.cell.down):
        room = _CHARACTERS * sum(form.widths[x.column : x.column + x.cell.across]) - 2
        lines = -(-sum(1 if character.isascii() else 2 for character in x.cell.text) // max(2, int(room)))
        last = x.row + x.cell.down - 1
        heights[last] += max(0.0, 15.0 * lines + 3 - sum(heights[x.row : last + 1]))
    return heights


def _merged(sheet: Any, row: int, column: int, down: int, across: int) -> Any:
    if down > 1 or across > 1:
        sheet.merge_cells(start_row=row, start_column=column, end_row=row + down - 1, end_column=column + across - 1)
    return sheet.cell(row, column)


def typed(text: str, numbers: Numbers) -> tuple[str | float | int | None, str]:
    """The cell's value and number format, such that the sheet shows exactly `text`."""
    match = re.fullmatch(r"(\d[\d,]*)(?:\.(\d+))?(%?)", text)
    if not match or numbers == "text" or (text.startswith("0") and len(text) > 1 and text[1].isdigit()):
        return text or None, "General"
    whole, decimals, percent = match.groups()
    number = float(text.rstrip("%").replace(",", ""))
    places = "." + "0" * len(decimals) if decimals else ""
    if percent:
        return round(number / 100, 8), f"0{places}%"
    form = f"#,##0{places}" if "," in whole else f"0{places}"
    return (number if decimals else int(number)), form

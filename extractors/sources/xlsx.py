"""XLSX -> blocks: every sheet one grid, cells as a person sees them, each with its sheet number and address.

Hidden rows, columns and sheets are left out. Formulas are read as the values that were saved with them; nothing is
computed and nothing outside the file is opened.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime, time
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zipfile import BadZipFile, ZipFile

from extractors.errors import UnreadableFile
from extractors.grid import Block, Cell, Grid
from extractors.records import Evidence
from extractors.text import fold, join_lines

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

MOST_UNPACKED = 200 * 2**20  # bytes; a report unpacks to well under one MiB
MOST_ROWS, MOST_COLUMNS = 20_000, 512


def read(path: Path) -> Iterator[list[Block]]:
    """The blocks of each visible sheet. Raises UnreadableFile where the file is no usable workbook."""
    from openpyxl import load_workbook
    from openpyxl.utils.exceptions import InvalidFileException

    _check(path)
    try:
        book = load_workbook(path, data_only=True, keep_links=False)
    except (BadZipFile, InvalidFileException, KeyError, ValueError, TypeError, OSError, SyntaxError) as error:
        raise _damaged() from error
    for number, sheet in enumerate(book.worksheets, 1):
        if sheet.sheet_state == "visible":
            grid = _grid(sheet, number)
            yield [grid] if grid else []


def _check(path: Path) -> None:
    with path.open("rb") as file:
        if file.read(8).startswith(b"\xd0\xcf\x11\xe0"):
            raise UnreadableFile(
                "这个工作簿有密码，或其实是旧版 XLS。请去掉密码，或另存为 XLSX 后再上传。",
                "This workbook is protected by a password, or is an old XLS in fact. Remove the password or save it as XLSX.",
            )
    try:
        with ZipFile(path) as archive:
            unpacked = sum(i.file_size for i in archive.infolist())
    except BadZipFile as error:
        raise _damaged() from error
    if unpacked > MOST_UNPACKED:
        raise UnreadableFile(
            "这个工作簿解压后过大，不像一份报表，没有读取。",
            "This workbook unpacks to far more than a report holds; it was not read.",
        )


def _damaged() -> UnreadableFile:
    return UnreadableFile(
        "这个文件打不开：不是 XLSX，或已损坏。请用 Excel 或 WPS 另存后再上传。",
        "This file cannot be opened: it is no XLSX, or it is damaged. Save it again with Excel or WPS.",
    )


def _grid(sheet: Worksheet, number: int) -> Grid | None:
    """A sheet as a grid; rows and columns that are hidden or wholly empty at the end do not count."""
    rows = [r for r in range(1, min(sheet.max_row, MOST_ROWS) + 1) if not sheet.row_dimensions[r].hidden]
    hidden = _hidden_columns(sheet)
    columns = [c for c in range(1, min(sheet.max_column, MOST_COLUMNS) + 1) if c not in hidden]
    row_at = {r: i for i, r in enumerate(rows)}
    column_at = {c: i for i, c in enumerate(columns)}
    cells: list[Cell] = []
    covered: set[tuple[int, int]] = set()
    for merged in sheet.merged_cells.ranges:
        cell = _merged(sheet, merged, row_at, column_at, number)
        covered |= {
            (r, c) for r in range(merged.min_row, merged.max_row + 1) for c in range(merged.min_col, merged.max_col + 1)
        }
        if cell:
            cells.append(cell)
    for r in rows:
        at = row_at[r]
        cells += [
            _cell(sheet, r, c, at, at + 1, column_at[c], column_at[c] + 1, number)
            for c in columns
            if (r, c) not in covered
        ]
    if not any(c.text for c in cells):
        return None
    return Grid([float(i) for i in range(len(columns) + 1)], len(rows), cells, [number])


def _hidden_columns(sheet: Worksheet) -> set[int]:
    out: set[int] = set()
    for dimension in sheet.column_dimensions.values():
        if dimension.hidden and dimension.min and dimension.max:
            out |= set(range(dimension.min, min(dimension.max, MOST_COLUMNS) + 1))
    return out


def _merged(
    sheet: Worksheet, merged: Any, row_at: dict[int, int], column_at: dict[int, int], number: int
) -> Cell | None:
    rows = [row_at[r] for r in range(merged.min_row, merged.max_row + 1) if r in row_at]
    columns = [column_at[c] for c in range(merged.min_col, merged.max_col + 1) if c in column_at]
    if not rows or not columns:
        return None
    return _cell(sheet, merged.min_row, merged.min_col, rows[0], rows[-1] + 1, columns[0], columns[-1] + 1, number)


def _cell(sheet: Worksheet, row: int, column: int, top: int, bottom: int, left: int, right: int, number: int) -> Cell:
    source = sheet._cells.get((row, column))  # sheet.cell() would make the missing ones
    lines = (
        [fold(x).strip() for x in shown(source.value, source.number_format).splitlines()] if source is not None else []
    )
    text = join_lines(lines)
    if not text:
        return Cell(top, bottom, left, right)
    place = Evidence(page=number, cell=source.coordinate, text=text, source="cell")
    return Cell(top, bottom, left, right, text, (place,), tuple(lines))


def shown(value: object, number_format: str) -> str:
    """A cell's value as the person sees it: 95% for 0.95 under 0%, 12.50 under 0.00, 2024年3月1日 under a date format."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, datetime | date):
        return _date(value, number_format)
    if isinstance(value, time):
        return value.strftime("%H:%M")
    if isinstance(value, int | float):
        return _number(value, number_format)
    return str(value)


def _number(value: int | float, number_format: str) -> str:
    pattern = number_format.split(";")[0]
    exact = Decimal(repr(value)) if isinstance(value, float) else Decimal(value)
    prefix, suffix = _literals(pattern)
    plain = _without_literals(pattern)
    if "0" not in plain and "#" not in plain and "?" not in plain:
        return prefix + _general(exact) + suffix
    percent = "%" in plain
    body = plain.split("E")[0]
    decimals = body.split(".")[1] if "." in body else ""
    places = sum(ch in "0#?" for ch in decimals)
    fixed = sum(ch == "0" for ch in decimals)
    rounded = round(exact * (100 if percent else 1), places)
    text = f"{rounded:,.{places}f}" if "," in body else f"{rounded:.{places}f}"
    if places > fixed:
        head, _, tail = text.partition(".")
        tail = tail[:fixed] + tail[fixed:].rstrip("0")
        text = f"{head}.{tail}" if tail else head
    return prefix + text + ("%" if percent else "") + suffix


def _general(value: Decimal) -> str:
    """As a cell without a format shows it: up to eleven digits, no trailing zeros."""
    if value == value.to_integral_value():
        return str(int(value))
    return f"{float(value):.11g}" if "e" not in f"{float(value):.11g}" else f"{float(value):f}".rstrip("0")


def _literals(pattern: str) -> tuple[str, str]:
    """Quoted texts before and after the digits: ≥ in "≥"0, 个 in 0"个"."""
    digits = re.search(r"[0#?]", re.sub(r'"[^"]*"', lambda m: "\0" * len(m[0]), pattern))
    at = digits.start() if digits else len(pattern)
    quoted = [(m.start(), m[1]) for m in re.finditer(r'"([^"]*)"', pattern)]
    return "".join(t for s, t in quoted if s < at), "".join(t for s, t in quoted if s > at)


def _without_literals(pattern: str) -> str:
    return re.sub(r'"[^"]*"|\\.|_.|\*.|\[[^\]]*\]', "", pattern)


def _date(value: datetime | date, number_format: str) -> str:
    plain = number_format.lower()
    chinese = "年" in number_format or "yyyy" not in plain
    has_day = "d" in plain
    if "月" in number_format or chinese:
        return f"{value.year}年{value.month}月" + (f"{value.day}日" if has_day else "")
    separator = "/" if "/" in plain else "-"
    return separator.join([f"{value.year}", f"{value.month:02d}"] + ([f"{value.day:02d}"] if has_day else []))

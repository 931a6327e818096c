"""XLSX -> blocks: every sheet one grid, cells as a person sees them, each with its sheet number and address.

Hidden rows, columns and sheets are left out. Formulas are read as the values that were saved with them; nothing is
computed and nothing outside the file is opened.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime, time
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zipfile import ZipFile

from extractors.errors import UnreadableFile
from extractors.grid import Block, Cell, Grid
from extractors.records import Evidence
from extractors.sources.damage import DAMAGE, silence
from extractors.text import fold, join_lines

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

MOST_UNPACKED = 200 * 2**20  # bytes; a report unpacks to well under one MiB
MOST_SHEET = 16 * 2**20  # bytes of one sheet, its far rows cut off
MOST_ROWS, MOST_COLUMNS = 20_000, 512
MOST_CELLS = 500_000
LONGEST_GAP = 20  # rows or columns without a text; what is blank beyond is left out
_ROW = re.compile(rb'<(?:\w+:)?row\b[^>]*?\br="(\d+)"')
_SHEET_END = re.compile(rb"</(?:\w+:)?sheetData>")
_MERGED = re.compile(rb'<(?:\w+:)?mergeCell\b[^>]*?\bref="([A-Z]+)(\d+):([A-Z]+)(\d+)"')


def read(path: Path) -> Iterator[list[Block]]:
    """The blocks of each visible sheet. Raises UnreadableFile where the file is no usable workbook."""
    from openpyxl import load_workbook

    silence("openpyxl")
    _check(path)
    try:
        book = load_workbook(_light(path), data_only=True, keep_links=False)
    except DAMAGE as error:
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
    except DAMAGE as error:
        raise _damaged() from error
    if unpacked > MOST_UNPACKED:
        raise _too_much()


def _light(path: Path) -> BytesIO:
    """The workbook without the rows beyond MOST_ROWS, which formatting alone can fill by the million."""
    light = BytesIO()
    with ZipFile(path) as archive, ZipFile(light, "w") as kept:
        for item in {i.filename: i for i in archive.infolist()}.values():  # the last of a name counts
            content = archive.read(item)
            if item.filename.startswith("xl/worksheets/") and item.filename.endswith(".xml"):
                content = _near(content)
            kept.writestr(item.filename, content)
    return light


def _near(sheet: bytes) -> bytes:
    """The XML of a sheet without its far rows. Raises UnreadableFile where it holds more than any report."""
    far = next((m.start() for m in _ROW.finditer(sheet) if int(m[1]) > MOST_ROWS), None)
    end = _SHEET_END.search(sheet, far) if far is not None else None
    if far is not None and end is not None:
        sheet = sheet[:far] + sheet[end.start() :]
    merged = sum(_area(*m.groups()) for m in _MERGED.finditer(sheet))
    if len(sheet) > MOST_SHEET or merged > MOST_CELLS:
        raise _too_much()
    return sheet


def _area(left: bytes, top: bytes, right: bytes, bottom: bytes) -> int:
    from openpyxl.utils import column_index_from_string

    columns: int = column_index_from_string(right.decode()) - column_index_from_string(left.decode()) + 1
    return columns * (int(bottom) - int(top) + 1)


def _too_much() -> UnreadableFile:
    return UnreadableFile(
        "这个工作簿的内容远多于一份报表，没有读取。请只保留报表所在的工作表，另存后再上传。",
        "This workbook holds far more than a report; it was not read. Keep only the sheets of the report and save it again.",
    )


def _damaged() -> UnreadableFile:
    return UnreadableFile(
        "这个文件打不开：不是 XLSX，或已损坏。请用 Excel 或 WPS 另存后再上传。",
        "This file cannot be opened: it is no XLSX, or it is damaged. Save it again with Excel or WPS.",
    )


def _grid(sheet: Worksheet, number: int) -> Grid | None:
    """A sheet as a grid; rows and columns that are hidden, or blank at the end or for long, do not count."""
    from openpyxl.cell.cell import MergedCell

    filled = [at for at, c in sheet._cells.items() if not isinstance(c, MergedCell) and c.value not in (None, "")]
    hidden_rows = {r for r, dimension in sheet.row_dimensions.items() if dimension.hidden}
    rows = _kept({r for r, _ in filled}, hidden_rows, MOST_ROWS)
    columns = _kept({c for _, c in filled}, _hidden_columns(sheet), MOST_COLUMNS)
    if len(rows) * len(columns) > MOST_CELLS:
        raise _too_much()
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


def _kept(filled: set[int], hidden: set[int], most: int) -> list[int]:
    """The rows or columns to read, in order: up to the last that is filled, long gaps shortened, none that is hidden."""
    out: list[int] = []
    last = 0
    for n in sorted(n for n in filled if n <= most):
        out += range(max(last + 1, n - LONGEST_GAP), n + 1)
        last = n
    return [n for n in out if n not in hidden]


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

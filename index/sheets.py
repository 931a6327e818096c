"""A spreadsheet's sheet as an HTML table, with the cells that an answer rests on marked.

The counterpart of pages.py for files that have no page to show. Only what stands in the cells, escaped; no styles of the
file's own, no reading of meaning.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from html import escape
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

from extractors.errors import InputError, UnreadableFile

MAX_ROWS, MAX_COLUMNS = 1000, 60
MARK_ID = "marked-cell"
"""The id of the first marked cell, for the page to scroll to."""


def render_sheet(path: Path, sheet: int, cells: Collection[str] = ()) -> str:
    """Sheet number `sheet` (1-based) as <table class="sheet">, the cells at the given addresses ("C12") marked."""
    worksheet = _worksheet(path, sheet)
    rows = min(worksheet.max_row, MAX_ROWS)
    columns = min(worksheet.max_column, MAX_COLUMNS)
    spans, covered = _merges(worksheet)
    marked = {_anchor(worksheet, address) for address in cells}
    first = min(marked, default=None)
    body = "".join(
        f"<tr>{''.join(_row_cells(worksheet, row, columns, spans, covered, marked, first))}</tr>"
        for row in range(1, rows + 1)
    )
    return f'<table class="sheet">{body}</table>{_cut_note(worksheet, rows, columns)}'


def _worksheet(path: Path, sheet: int) -> Any:
    import openpyxl
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        workbook = openpyxl.load_workbook(path, data_only=True)
    except (BadZipFile, InvalidFileException, FileNotFoundError, KeyError, ValueError) as error:
        raise UnreadableFile(
            f"无法打开 {path.name}：文件缺失或已损坏，请重新上传。",
            f"Cannot open {path.name}: the file is missing or broken; please upload it again.",
        ) from error
    if not 1 <= sheet <= len(workbook.worksheets):
        raise InputError(f"{path.name} 没有第 {sheet} 张表。", f"{path.name} has no sheet {sheet}.")
    return workbook.worksheets[sheet - 1]


def _merges(worksheet: Any) -> tuple[dict[tuple[int, int], tuple[int, int]], set[tuple[int, int]]]:
    """Merged ranges: their first cell -> (rows, columns) spanned, and the cells they cover."""
    spans: dict[tuple[int, int], tuple[int, int]] = {}
    covered: set[tuple[int, int]] = set()
    for area in worksheet.merged_cells.ranges:
        spans[area.min_row, area.min_col] = (area.max_row - area.min_row + 1, area.max_col - area.min_col + 1)
        covered.update((row, column) for row in range(area.min_row, area.max_row + 1) for column in range(area.min_col, area.max_col + 1))
        covered.discard((area.min_row, area.min_col))
    return spans, covered


def _anchor(worksheet: Any, address: str) -> tuple[int, int]:
    """Row and column of the cell that is shown for an address: of a merged range, its first."""
    cell = worksheet[address.split(":")[0]]
    for area in worksheet.merged_cells.ranges:
        if cell.coordinate in area:
            return area.min_row, area.min_col
    return cell.row, cell.column


def _row_cells(
    worksheet: Any,
    row: int,
    columns: int,
    spans: dict[tuple[int, int], tuple[int, int]],
    covered: set[tuple[int, int]],
    marked: set[tuple[int, int]],
    first: tuple[int, int] | None,
) -> Iterator[str]:
    from extractors.sources.xlsx import shown

    for column in range(1, columns + 1):
        place = (row, column)
        if place in covered:
            continue
        down, across = spans.get(place, (1, 1))
        attributes = f' rowspan="{down}"' * (down > 1) + f' colspan="{across}"' * (across > 1)
        attributes += ' class="marked"' * (place in marked) + f' id="{MARK_ID}"' * (place == first)
        cell = worksheet.cell(row, column)
        yield f"<td{attributes}>{escape(shown(cell.value, cell.number_format))}</td>"


def _cut_note(worksheet: Any, rows: int, columns: int) -> str:
    if rows == worksheet.max_row and columns == worksheet.max_column:
        return ""
    return f'<p class="sheet-cut">仅显示前 {rows} 行、{columns} 列 / only the first {rows} rows and {columns} columns are shown</p>'

"""XLS -> blocks, as XLSX is read: every sheet one grid, cells as a person sees them, hidden sheets left out."""

from __future__ import annotations

import os
from collections.abc import Iterator
from decimal import Decimal
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from extractors.errors import UnreadableFile
from extractors.grid import Block
from extractors.sources import HEAD, Course
from extractors.sources.container import MOST_OLE, damaged, locked, ole_names, refuse_locked, too_large
from extractors.sources.damage import DAMAGE
from extractors.sources.sheet import Sheet
from extractors.sources.shown import shown, shown_or_raw, shown_text

if TYPE_CHECKING:
    from xlrd.book import Book
    from xlrd.sheet import Cell

MARKUP = (b"<html", b"<!doctype", b"<table", b"<?xml", b"mime-version")
SEPARATORS = (b"\t", b",")
UTF16 = (b"\xff\xfe", b"\xfe\xff")


class Xls:
    paged = False

    def holds(self, path: Path, head: bytes) -> bool:
        return bool(ole_names(path, head) & {"Workbook", "Book", "WORKBOOK", "BOOK"})

    def read(self, path: Path, course: Course | None = None) -> Iterator[list[Block]]:
        import xlrd

        _refuse(path)
        try:
            with (
                Path(os.devnull).open("w") as nowhere,
                xlrd.open_workbook(path, logfile=nowhere, formatting_info=True, ragged_rows=True) as book,
            ):
                for number, sheet in enumerate(book.sheets(), 1):
                    if sheet.visibility == 0:
                        yield _sheet(book, number).blocks()
        except xlrd.XLRDError as error:
            raise locked() if "encrypted" in str(error) else damaged() from error
        except (xlrd.compdoc.CompDocError, *DAMAGE) as error:
            raise damaged() from error


SOURCE = Xls()


def _refuse(path: Path) -> None:
    refuse_locked(path)
    if path.stat().st_size > MOST_OLE:
        raise too_large()
    with path.open("rb") as file:
        head = file.read(HEAD)
    text = (b"\0" not in head or head.startswith(UTF16)) and any(x in head for x in SEPARATORS)
    if text or head.lstrip(b"\xef\xbb\xbf \r\n\t").lower().startswith(MARKUP):
        raise UnreadableFile(
            "这个文件名为 XLS，其实是网页、XML 或纯文本。请用 Excel 或 WPS 打开后另存为 XLSX 再上传。",
            "This file is called XLS but is a web page, XML or plain text. Open it with Excel or WPS and save it as XLSX.",
        )


def _sheet(book: Book, number: int) -> Sheet:
    import xlrd

    source = book.sheet_by_index(number - 1)
    sheet = Sheet(number)
    sheet.merges = [(top + 1, left + 1, bottom, right) for top, bottom, left, right in source.merged_cells]
    sheet.hidden_rows = {row + 1 for row, info in source.rowinfo_map.items() if info.hidden}
    sheet.hidden_columns = {column + 1 for column, info in source.colinfo_map.items() if info.hidden}
    for row in range(source.nrows):
        for column, cell in enumerate(source.row(row)):
            if cell.ctype == xlrd.XL_CELL_TEXT:
                sheet.put(row + 1, column + 1, shown_text(cell.value, _format(book, cell)))
            elif cell.ctype == xlrd.XL_CELL_ERROR:
                sheet.put(row + 1, column + 1, xlrd.error_text_from_code.get(cell.value, "#N/A"), sure=False)
            elif cell.ctype == xlrd.XL_CELL_BOOLEAN:
                sheet.put(row + 1, column + 1, "TRUE" if cell.value else "FALSE")
            elif cell.ctype in (xlrd.XL_CELL_NUMBER, xlrd.XL_CELL_DATE) and (cell.value or source.show_zero_values):
                text, sure = shown_or_raw(partial(_number, book, cell), repr(cell.value))
                sheet.put(row + 1, column + 1, text, sure=sure)
    return sheet


def _number(book: Book, cell: Cell) -> str:
    return shown(Decimal(repr(cell.value)), _format(book, cell), from_1904=book.datemode == 1)


def _format(book: Book, cell: Cell) -> str:
    return str(book.format_map[book.xf_list[cell.xf_index].format_key].format_str)

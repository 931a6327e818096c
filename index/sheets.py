"""A sheet or a table of a document as an HTML table, with the cells that an answer rests on marked.

The counterpart of pages.py for files that have no page to show: the same grid that the reader makes, so that what is
shown is what was read. Escaped; no styles of the file's own, no reading of meaning.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from functools import lru_cache
from html import escape
from pathlib import Path

from extractors.errors import InputError, UnreadableFile
from extractors.grid import Block, Cell, Grid, Line

MAX_ROWS, MAX_COLUMNS = 1000, 60
MARK_ID = "marked-cell"
"""The id of the first marked cell, for the page to scroll to."""


def render_sheet(path: Path, sheet: int, cells: Collection[str] = ()) -> str:
    """Sheet or table number `sheet` (1-based) as <table class="sheet">, the cells at the given addresses ("C12") marked,
    with the lines of text that stand around it."""
    found = [block for block in _blocks(path) if sheet in _numbers(block)]
    if not found:
        raise InputError(f"{path.name} 没有第 {sheet} 张表。", f"{path.name} has no sheet {sheet}.")
    ids = (f' id="{MARK_ID}"' if n == 0 else "" for n in range(2**31))
    return "".join(_table(b, set(cells), ids) if isinstance(b, Grid) else f"<p>{escape(_spaced(b))}</p>" for b in found)


def _blocks(path: Path) -> list[Block]:
    state = path.stat() if path.is_file() else None
    return _read(path, (state.st_size, state.st_mtime_ns) if state else None)


@lru_cache(maxsize=4)
def _read(path: Path, _state: tuple[int, int] | None) -> list[Block]:
    """A file is looked at value by value, and reading a DOC takes seconds."""
    from extractors.sources import source_of

    source = source_of(path) if path.is_file() else None
    if source is None or source.paged:
        raise UnreadableFile(
            f"无法打开 {path.name}：文件缺失或已损坏，请重新上传。",
            f"Cannot open {path.name}: the file is missing or broken; please upload it again.",
        )
    return [block for blocks in source.read(path) for block in blocks]


def _numbers(block: Block) -> list[int]:
    return block.pages if isinstance(block, Grid) else [block.page]


def _spaced(line: Line) -> str:
    return "　　".join(text for text, _ in line.pieces)


def _table(grid: Grid, marked: Collection[str], ids: Iterator[str]) -> str:
    rows, columns = min(grid.rows, MAX_ROWS), min(len(grid.xs) - 1, MAX_COLUMNS)
    body = "".join(
        f"<tr>{''.join(_cell(c, marked, ids) for c in grid.starting(row) if c.left < columns)}</tr>" for row in range(rows)
    )
    return f'<table class="sheet">{body}</table>' + _cut_note(grid, rows, columns)


def _cell(cell: Cell, marked: Collection[str], ids: Iterator[str]) -> str:
    down, across = cell.bottom - cell.top, cell.right - cell.left
    attributes = f' rowspan="{down}"' * (down > 1) + f' colspan="{across}"' * (across > 1)
    if any(place.cell in marked for place in cell.places):
        attributes += ' class="marked"' + next(ids)
    return f"<td{attributes}>{escape(chr(10).join(cell.lines))}</td>"


def _cut_note(grid: Grid, rows: int, columns: int) -> str:
    if rows == grid.rows and columns == len(grid.xs) - 1:
        return ""
    return f'<p class="sheet-cut">仅显示前 {rows} 行、{columns} 列 / only the first {rows} rows and {columns} columns are shown</p>'

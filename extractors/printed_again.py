"""What a page prints again of the page before it, as spreadsheets do with print titles and writers with running heads and
feet: lines around the table, and the table's first rows. Taken off, so that the table goes on; never where a form of its own
begins, though its title is the same.

Sameness of texts; of meaning it knows only what is a label of a form's head.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from extractors.grid import Block, Cell, Grid, Line
from extractors.text import label_key, squeeze
from extractors.values import number
from extractors.vocabulary import Vocabulary

HEADS_INDICATORS = 3  # labels of columns from which on a row heads a table of indicators
_FOLIO = re.compile(r"第?\d{1,4}页?[/,，共]+\d{1,4}页?|第\d{1,4}页|共\d{1,4}页")
_GOES_ON = re.compile(r"[(（]?续[表一二三四\d]*[)）]?$")


def goes_on(text: str) -> bool:
    """续表, by itself: what a page says above a table that goes on."""
    return _GOES_ON.fullmatch(squeeze(text)) is not None


def without_head(before: Sequence[Block], page: list[Block], so_far: Iterable[Block], words: Vocabulary) -> list[Block]:
    """The page without the lines and rows at its top that the page before begins with too; the page itself where nothing
    is printed again, or a form of its own begins here."""
    lines, grid = top(page)
    old_lines, old_grid = top(before)
    if grid is None or old_grid is None:
        return page
    seen = {_key(text) for line in old_lines for text, _ in line.pieces}
    kept = [without(line, seen) for line in lines]
    again = _rows_again(old_grid, grid, words)
    below = without_rows(grid, again)
    if (kept == lines and not again) or not below.rows or _begins_anew(below, so_far, words):
        return page
    return [*(line for line in kept if line.pieces), below, *page[len(lines) + 1 :]]


def without_foot(lines: Sequence[Block], page: Sequence[Block]) -> list[Block]:
    """Lines under a table without those that stand under the next page's table too."""
    foot = [b for b in page[_last_grid(page) + 1 :] if isinstance(b, Line)]
    seen = {_key(text) for line in foot for text, _ in line.pieces if len(squeeze(text)) > 1}
    kept = [without(b, seen) if isinstance(b, Line) else b for b in lines]
    return [b for b in kept if not isinstance(b, Line) or b.pieces]


def top(page: Sequence[Block]) -> tuple[list[Line], Grid | None]:
    """The lines above a page's first table, and that table."""
    lines: list[Line] = []
    for block in page:
        if isinstance(block, Grid):
            return lines, block
        lines.append(block)
    return lines, None


def without(line: Line, seen: set[str]) -> Line:
    kept = tuple(piece for piece in line.pieces if _key(piece[0]) not in seen)
    return line if len(kept) == len(line.pieces) else replace(line, pieces=kept)


def without_rows(grid: Grid, rows: int) -> Grid:
    """The grid without its first rows; of a cell that goes on below them, what is left."""
    if not rows:
        return grid
    cells = [replace(c, top=max(c.top - rows, 0), bottom=c.bottom - rows) for c in grid.cells if c.bottom > rows]
    return Grid(grid.xs, grid.rows - rows, cells, grid.pages, grid.box, grid.open_top, grid.open_bottom)


def _key(text: str) -> str:
    """A line as it is the same on every page: without the page's number, without （续表）."""
    return _GOES_ON.sub("", _FOLIO.sub("", squeeze(text)))


def _last_grid(page: Sequence[Block]) -> int:
    return max((n for n, block in enumerate(page) if isinstance(block, Grid)), default=-1)


def _rows_again(old: Grid, new: Grid, words: Vocabulary) -> int:
    """How many first rows say the same, cell for cell, as those of the page before. The first of them must be of a form's
    head, or a title across the table: two pages may well begin with the same indicator."""
    same = 0
    while same < min(old.rows, new.rows):
        row, other = _texts(new, same), _texts(old, same)
        if not row or row != other or not (same or _of_head(new, 0, words)):
            break
        same += 1
    return same


def _texts(grid: Grid, row: int) -> list[tuple[str, int]]:
    return [(squeeze(c.text), c.right - c.left) for c in grid.starting(row) if c.text and c.bottom - c.top == 1]


def _of_head(grid: Grid, row: int, words: Vocabulary) -> bool:
    cells = grid.starting(row)
    across = len(cells) == 1 and cells[0].right - cells[0].left == len(grid.xs) - 1
    return across or any(words.head.field(c.text) is not None for c in cells)


def _begins_anew(below: Grid, so_far: Iterable[Block], words: Vocabulary) -> bool:
    """Whether labels of a form's head stand there that the file has printed before: the head of the next form. A label at
    the break may be the same cell's."""
    first = {id(c) for c in below.starting(0) if c.bottom - c.top > 1}
    own = {label_key(c.text) for c in _head_labels(below, words) if id(c) not in first}
    before = {label_key(c.text) for block in so_far if isinstance(block, Grid) for c in _head_labels(block, words)}
    return bool(own & before)


def _head_labels(grid: Grid, words: Vocabulary) -> list[Cell]:
    """Labels in front of a table of indicators: known ones, and what begins a row there."""
    header = next((r for r in range(grid.rows) if _heads_indicators(grid, r, words)), None)
    found: list[Cell] = []
    for r in range(grid.rows if header is None else header):
        filled = [c for c in grid.starting(r) if c.text and number(c.text) is None]
        found += [c for c in filled if words.head.field(c.text) is not None]
        found += filled[:1] if header is not None else []
    return found


def _heads_indicators(grid: Grid, row: int, words: Vocabulary) -> bool:
    fields = {words.indicator.field(c.text) for c in grid.starting(row) if c.text} - {None}
    return len(fields) >= HEADS_INDICATORS and any(f in ("level1", "level2", "level3") for f in fields)

"""Tables of indicators that lie on their side: the fields are named down the first column, each further column is an indicator.

They are turned before anything is read; cells keep their places on the paper. Shapes and labels of indicators only.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from extractors.grid import Block, Cell, Grid
from extractors.text import is_blank
from extractors.vocabulary import Vocabulary

LEAST_FIELDS, LEAST_INDICATORS = 4, 2
_VALUES = {"target", "actual", "weight", "score"}


def upright(blocks: Iterable[Block], words: Vocabulary) -> Iterator[Block]:
    """The blocks with such tables turned, what stands above and below them left as grids of its own."""
    for block in blocks:
        found = _lying(block, words) if isinstance(block, Grid) else None
        if found is None or not isinstance(block, Grid):
            yield block
            continue
        first, end = found
        yield from _part(block, 0, first)
        yield _turned(block, first, end)
        yield from _part(block, end, block.rows)


def _lying(grid: Grid, words: Vocabulary) -> tuple[int, int] | None:
    """The rows that name an indicator's fields one under another, each beside as many values."""
    rows = [_field(grid, r, words) for r in range(grid.rows)]
    first = next((r for r, field in enumerate(rows) if field), 0)
    end = next((r for r in range(first, grid.rows) if not rows[r]), grid.rows)
    fields = [f for f in rows[first:end] if f]
    edges = {tuple((c.left, c.right) for c in grid.crossing(r)) for r in range(first, end)}
    several = len(set(fields)) == len(fields) >= LEAST_FIELDS and {"level3", "target"} <= set(fields)
    return (first, end) if several and len(edges) == 1 and len(set(fields) & _VALUES) > 1 else None


def _field(grid: Grid, row: int, words: Vocabulary) -> str | None:
    """The field that a row's first cell names, where values and no labels of fields follow."""
    cells = grid.crossing(row)
    if len(cells) <= LEAST_INDICATORS or any(c.top != row or c.bottom != row + 1 for c in cells):
        return None
    label, *values = cells
    named = [words.indicator.field(c.text) for c in values]
    return words.indicator.field(label.text) if not any(named) and sum(not is_blank(c.text) for c in values) > 1 else None


def _part(grid: Grid, first: int, end: int) -> Iterator[Grid]:
    cells = [replace(c, top=c.top - first, bottom=c.bottom - first) for c in grid.cells if first <= c.top and c.bottom <= end]
    if cells:
        yield replace(grid, rows=end - first, cells=cells)


def _turned(grid: Grid, first: int, end: int) -> Grid:
    """The rows as columns, in the order of an upright table: levels, name, values."""
    columns = [grid.crossing(r) for r in range(first, end)]
    count = len(columns[0])
    cells = [_at(cell, r, c) for c, column in enumerate(columns) for r, cell in enumerate(column)]
    return replace(grid, xs=[float(i) for i in range(len(columns) + 1)], rows=count, cells=cells)


def _at(cell: Cell, row: int, column: int) -> Cell:
    return replace(cell, top=row, bottom=row + 1, left=column, right=column + 1, ink=None)

"""A grid of cells with spans, and the lines of text around it: what every kind of file becomes before it is understood.

Shapes only: no labels, no meaning. Column edges `xs` are points on a page or column numbers of a sheet; rows and columns
of a cell are half-open ranges [top, bottom) and [left, right).
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from extractors.page import Box
from extractors.records import Evidence


@dataclass(frozen=True, slots=True)
class Cell:
    top: int
    bottom: int
    left: int
    right: int
    text: str = ""
    places: tuple[Evidence, ...] = ()
    lines: tuple[str, ...] = ()
    full: bool = False  # its text runs to the cell's right edge, so it may be wrapped
    ink: tuple[float, float] | None = None  # from where to where its text stands, where the file tells

    @property
    def blank(self) -> bool:
        return not self.text

    @property
    def uncomputed(self) -> bool:
        """A sheet's error, or a formula without its value: a value stands there and nobody can say which."""
        return bool(self.places) and all(p.source == "cell" and p.confidence == 0 for p in self.places)


@dataclass(slots=True)
class Grid:
    """One table. `open_top` / `open_bottom`: no line closes it there, as where a page break cuts a row."""

    xs: list[float]
    rows: int
    cells: list[Cell]
    pages: list[int]
    box: Box | None = None
    open_top: bool = False
    open_bottom: bool = False
    _by_row: list[list[Cell]] | None = field(default=None, repr=False, init=False)
    _crossing: list[list[Cell]] | None = field(default=None, repr=False, init=False)

    def starting(self, row: int) -> list[Cell]:
        """The cells whose first row this is, from left to right."""
        if self._by_row is None:
            self._by_row = [[] for _ in range(self.rows)]
            for cell in sorted(self.cells, key=lambda c: (c.top, c.left)):
                self._by_row[cell.top].append(cell)
        return self._by_row[row]

    def crossing(self, row: int) -> list[Cell]:
        """All cells that stand in this row, those that began above included, from left to right."""
        if self._crossing is None:
            self._crossing = [[] for _ in range(self.rows)]
            for cell in sorted(self.cells, key=lambda c: c.left):
                for r in range(max(cell.top, 0), min(cell.bottom, self.rows)):
                    self._crossing[r].append(cell)
        return self._crossing[row]

    def overlap(self, a: Cell, b: Cell) -> float:
        """How much of the width two cells share."""
        return min(self.xs[a.right], self.xs[b.right]) - max(self.xs[a.left], self.xs[b.left])

    def ink_under(self, head: Cell, cell: Cell, over: list[float]) -> float:
        """How much of a header's width a cell's text takes; `over` are the header's column edges. The text tells better
        than the cell where columns were found by alignment and differ from page to page."""
        start, end = cell.ink or (self.xs[cell.left], self.xs[cell.right])
        return min(end, over[head.right]) - max(start, over[head.left])


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text outside every table, cut where wide gaps part it: 单位（盖章）：甲局 | 项目负责人：乙."""

    pieces: tuple[tuple[str, tuple[Evidence, ...]], ...]
    page: int
    height: float = 0.0

    @property
    def text(self) -> str:
        return "".join(t for t, _ in self.pieces)


Block = Grid | Line


def shifted(cell: Cell, rows: int) -> Cell:
    return replace(cell, top=cell.top + rows, bottom=cell.bottom + rows)

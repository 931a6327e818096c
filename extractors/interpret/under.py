"""The header of an indicator table, and which cells stand below its columns. Places only: what a cell says is read elsewhere."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from extractors.grid import Cell, Grid
from extractors.interpret.forms import Row
from extractors.interpret.leaves import Leaf
from extractors.text import label_key
from extractors.vocabulary import Vocabulary


@dataclass(slots=True)
class Header:
    """The header's columns from left to right and the field that each names ("" where it is none)."""

    grid: Grid
    columns: list[Leaf]
    fields: list[str]
    rows: int = 1
    guessed: frozenset[str] = frozenset()
    projects: dict[int, str] = field(default_factory=dict)  # columns that tell the project, where several are listed
    group: Cell | None = None  # what stands over all of the header, or of the rows, and names the first level: 产出指标
    second: Cell | None = None  # the same of the second level
    joint: bool = False  # whether an indicator's name and its target stand in one cell: 改造户厕：≥2100座

    @property
    def cells(self) -> list[Cell]:
        return [leaf.cell for leaf in self.columns]

    def at(self, name: str) -> list[int]:
        return [i for i, f in enumerate(self.fields) if f == name]


def under(head: Header, row: Row, column: int, slip: int = 0) -> Cell | None:
    """The cell that stands most under a header's column, cells that began in rows above included."""
    if not 0 <= column + slip < len(head.cells):
        return None
    over = head.cells[column + slip]
    grid = row.grid

    def shared(cell: Cell) -> float:
        return min(grid.xs[cell.right], head.grid.xs[over.right]) - max(grid.xs[cell.left], head.grid.xs[over.left])

    best = max(grid.crossing(row.index), key=shared, default=None)
    return best if best is not None and shared(best) > 0 else None


def fresh(head: Header, row: Row, name: str, slip: int) -> Iterator[Cell]:
    """The cells of this row whose text stands under a field's columns; a cell wider than its column fills no second one."""
    for i in head.at(name):
        for cell in row.cells:
            if cell.text and _home(head, row, cell) == i + slip:
                yield cell


def _home(head: Header, row: Row, cell: Cell) -> int:
    """The one header that a cell's text shares most with."""
    shared = [row.grid.ink_under(h, cell, head.grid.xs) for h in head.cells]
    return shared.index(max(shared))


def slipped(head: Header, row: Row, words: Vocabulary) -> int:
    """-1 where a browser's page break has moved a row one column to the left of its header, else 0."""
    column, second = next(iter(head.at("level1")), None), next(iter(head.at("level2")), 0)
    if not column or second < column:
        return 0
    here, left = under(head, row, column), under(head, row, column - 1)
    if here is None or left is None or here is left:
        return 0
    return -1 if label_key(left.text) in words.levels1 and label_key(here.text) in words.levels2 else 0

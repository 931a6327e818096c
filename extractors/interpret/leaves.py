"""Headers of two rows: 预算数 over 年初预算 and 调整后预算, 评分 over 分值 and 得分. Shapes only, one name for each column.

A header row has a second one where a wide cell of it stands over several cells, and nothing else stands beside those.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from extractors.grid import Cell
from extractors.interpret.forms import Row
from extractors.values import number

LONGEST = 24  # letters of a header; longer texts are values
LEAST_DEEPER = 3  # labels that go on below the others
END = 6  # letters of a label behind a page break


@dataclass(frozen=True, slots=True)
class Leaf:
    """One column of a header: its lowest cell, and what stands over it."""

    cell: Cell
    over: str = ""

    @property
    def label(self) -> str:
        return f"{self.over}{self.cell.text}" if self.over else self.cell.text


def leaves(row: Row) -> tuple[list[Leaf], int]:
    """The columns of a header that begins at this row, from left to right, and how many rows it takes."""
    columns, depth = _leaves(row)
    return _whole(row, columns, depth)


def _whole(row: Row, columns: list[Leaf], depth: int) -> tuple[list[Leaf], int]:
    """The columns with the last letters of their labels, where a page break cuts through the header: 1-7月执行情 | 况."""
    below = row.index + depth
    deeper = [x for x in columns if x.cell.top == row.index and x.cell.bottom == below + 1 and x.cell.text]
    if row.loose or len(deeper) < LEAST_DEEPER or below >= row.grid.rows:
        return columns, depth
    ends = {(c.left, c.right): c for c in row.grid.starting(below) if c.text}
    at = {(x.cell.left, x.cell.right) for x in columns if x.cell.text and x not in deeper}
    if not ends or not set(ends) <= at or any(len(c.text) > END for c in ends.values()):
        return columns, depth
    return [_joined(x, ends.get((x.cell.left, x.cell.right))) for x in columns], depth + 1


def _joined(leaf: Leaf, end: Cell | None) -> Leaf:
    if end is None:
        return leaf
    return replace(leaf, cell=replace(leaf.cell, text=leaf.cell.text + end.text, places=leaf.cell.places + end.places))


def _leaves(row: Row) -> tuple[list[Leaf], int]:
    grid = row.grid
    cells = grid.crossing(row.index)
    plain = [Leaf(c) for c in cells], 1
    if row.loose or row.index + 1 >= grid.rows:
        return plain
    below = [c for c in grid.starting(row.index + 1) if c.text]
    wide = [c for c in cells if c.top == row.index and c.bottom == row.index + 1 and c.text]
    over = {id(low): top for low in below for top in wide if top.left <= low.left and low.right <= top.right}
    parents = {id(c): [low for low in below if over.get(id(low)) is c] for c in wide}
    if (
        len(over) != len(below)
        or not any(len(x) > 1 for x in parents.values())
        or any(len(x) == 1 for x in parents.values())
    ):
        return plain
    if all(parents.get(id(c)) for c in cells if c.top == row.index and c.text):
        return plain  # a row of its own over a header: 年度目标 and its text
    if any(number(c.text) is not None or len(c.text) > LONGEST for c in below):
        return plain
    found: list[Leaf] = []
    for cell in cells:
        under = parents.get(id(cell), [])
        found += [Leaf(low, cell.text) for low in under] if under else [Leaf(cell)]
    return found, 2

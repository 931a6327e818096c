"""A printed form before any producer: a ruled table of cells with spans, the lines around it, and its gold."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from extractors.records import Report


@dataclass(frozen=True)
class Cell:
    text: str = ""
    across: int = 1
    down: int = 1
    align: Literal["center", "left"] = "center"


@dataclass(frozen=True)
class Placed:
    cell: Cell
    row: int
    column: int


@dataclass(frozen=True)
class Form:
    """One form as it will be printed. `header_row` is the row of the indicators' column headers."""

    title: str
    above: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    widths: tuple[float, ...]
    below: tuple[str, ...]
    header_row: int
    repeat_header: bool
    rules: Literal["all", "rows"]
    landscape: bool
    gold: Report
    faults: tuple[str, ...]


def placed(rows: Sequence[Sequence[Cell]]) -> list[Placed]:
    """Each cell with the row and column where it begins, past what the spans of earlier rows cover."""
    taken: set[tuple[int, int]] = set()
    result = []
    for row, cells in enumerate(rows):
        column = 0
        for cell in cells:
            while (row, column) in taken:
                column += 1
            result.append(Placed(cell, row, column))
            taken.update((row + down, column + across) for down in range(cell.down) for across in range(cell.across))
            column += cell.across
    return result


def is_whole(form: Form) -> bool:
    """Whether the cells fill the table without a gap: a form that fails this would be drawn with holes."""
    area = sum(cell.across * cell.down for row in form.rows for cell in row)
    return area == len(form.rows) * len(form.widths)

"""A spreadsheet's sheet -> a grid, the same for every kind of workbook. Only what has a value takes room.

Hidden rows and columns are left out, and of a run of empty ones all but the first. A merged cell is seen where any part
of it is.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field

from extractors.errors import UnreadableFile
from extractors.grid import Block, Cell, Grid
from extractors.records import Evidence
from extractors.sources.container import damaged
from extractors.text import fold, join_lines

MOST_VALUES = 200_000  # of one sheet; a form has some hundreds
MOST_CELLS = 1_000_000  # of a grid, empty ones included
MOST_MERGES = 50_000
LAST_ROW, LAST_COLUMN = 2**20, 2**14  # that an office program knows

Address = tuple[int, int]  # row and column, from 1
Area = tuple[int, int, int, int]  # top, left, bottom, right, all included


@dataclass(slots=True)
class Sheet:
    number: int
    values: dict[Address, str] = field(default_factory=dict)
    unsure: set[Address] = field(default_factory=set)  # an error, or a formula that was never computed
    merges: list[Area] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)

    def put(self, row: int, column: int, text: str, *, sure: bool = True) -> None:
        if not text.strip():
            return
        if not (1 <= row <= LAST_ROW and 1 <= column <= LAST_COLUMN):
            raise damaged()
        if len(self.values) >= MOST_VALUES:
            raise self._too_large()
        self.values[row, column] = text
        if not sure:
            self.unsure.add((row, column))

    def blocks(self) -> list[Block]:
        grid = self._grid()
        return [grid] if grid else []

    def _grid(self) -> Grid | None:
        """None where nothing is to be seen."""
        if len(self.merges) > MOST_MERGES:
            raise self._too_large()
        areas = {(a[0], a[1]): a for a in self.merges}
        seen = [place for at in self.values if (place := self._seen(areas.get(at, (*at, *at))))]
        rows = _kept({r for r, _ in seen}, self.hidden_rows)
        columns = _kept({c for _, c in seen}, self.hidden_columns)
        if not seen:
            return None
        if len(rows) * len(columns) > MOST_CELLS:
            raise self._too_large()
        cells: list[Cell] = []
        taken: set[tuple[int, int]] = set()
        for area in areas.values():
            top, bottom = bisect_left(rows, area[0]), bisect_right(rows, area[2])
            left, right = bisect_left(columns, area[1]), bisect_right(columns, area[3])
            inside = {(r, c) for r in range(top, bottom) for c in range(left, right)}
            if inside and not inside & taken:
                taken |= inside
                cells.append(self._cell((area[0], area[1]), top, bottom, left, right))
        cells += [
            self._cell((row, column), i, i + 1, k, k + 1)
            for i, row in enumerate(rows)
            for k, column in enumerate(columns)
            if (i, k) not in taken
        ]
        return Grid([float(i) for i in range(len(columns) + 1)], len(rows), cells, [self.number])

    def _seen(self, area: Area) -> Address | None:
        """The first row and column in which an area is seen."""
        row = next((r for r in range(area[0], area[2] + 1) if r not in self.hidden_rows), None)
        column = next((c for c in range(area[1], area[3] + 1) if c not in self.hidden_columns), None)
        return None if row is None or column is None else (row, column)

    def _cell(self, at: Address, top: int, bottom: int, left: int, right: int) -> Cell:
        lines = [fold(x).strip() for x in self.values.get(at, "").splitlines()]
        text = join_lines(lines)
        if not text:
            return Cell(top, bottom, left, right)
        confidence = 0.0 if at in self.unsure else 1.0
        place = Evidence(page=self.number, cell=address(*at), text=text, source="cell", confidence=confidence)
        return Cell(top, bottom, left, right, text, (place,), tuple(lines))

    def _too_large(self) -> UnreadableFile:
        return UnreadableFile(
            f"第 {self.number} 张工作表的内容过多，不像一份报表，没有读取。请只保留报表所在的工作表。",
            f"Sheet {self.number} holds far more than a report does; it was not read. Keep only the sheets with reports.",
        )


def _kept(filled: set[int], hidden: set[int]) -> list[int]:
    """The filled rows (or columns), and between two of them the first empty one that is not hidden."""
    out: list[int] = []
    for n in sorted(filled):
        if out:
            empty = next((between for between in range(out[-1] + 1, n) if between not in hidden), None)
            out += [] if empty is None else [empty]
        out.append(n)
    return out


def address(row: int, column: int) -> str:
    """Row and column as a spreadsheet names them: (12, 3) is C12."""
    letters = ""
    while column:
        column, letter = divmod(column - 1, 26)
        letters = chr(65 + letter) + letters
    return f"{letters}{row}"

"""The indicator table of a form: its header, its rows, the row of sums that closes it. Knows the indicators' columns only."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from extractors.grid import Cell, Grid
from extractors.interpret.draft import Draft, Record
from extractors.interpret.forms import Row
from extractors.text import is_blank, label_key, squeeze
from extractors.values import number
from extractors.vocabulary import Vocabulary

LEVELS = ("level1", "level2", "level3")
_POINTS = re.compile(r"[(（]\s*(\d+(?:\.\d+)?)\s*(?:分?\s*[)）]|分)\s*$")
_TEXTS = ("actual", "deviation_reason", "explanation")


@dataclass(slots=True)
class Header:
    """The header's cells from left to right and the field that each names ("" where it is none)."""

    grid: Grid
    cells: list[Cell]
    fields: list[str]

    def at(self, name: str) -> list[int]:
        return [i for i, f in enumerate(self.fields) if f == name]


def header(row: Row, words: Vocabulary) -> Header | None:
    """The row as the header of an indicator table, or None."""
    cells = row.grid.crossing(row.index)
    fields = [(words.indicator.field(c.text) or "") if c.top == row.index else "" for c in cells]
    found = {f for f in fields if f}
    if len(found) < 3 or not found & set(LEVELS) or not found & {"target", "actual", "weight"}:
        return None
    return Header(row.grid, cells, _settled(fields))


def _settled(fields: list[str]) -> list[str]:
    """Two columns of one name: a second 二级 is the third level where no other is, a lone unit of nothing is none."""
    out = list(fields)
    if "level3" not in out and (twice := [i for i, f in enumerate(out) if f == "level2"]):
        if len(twice) > 1:
            out[twice[-1]] = "level3"
        else:
            out[twice[0]] = "level3"
    if "target" not in out and out.count("actual") > 1:
        out[out.index("actual")] = "target"
    return out


def read(draft: Draft, rows: list[Row], start: int, words: Vocabulary, used: set[int]) -> int:
    """Read the table whose header is rows[start]; returns the index of the first row behind it."""
    head = header(rows[start], words)
    assert head
    used.update(id(c) for c in head.cells)
    draft.columns += [f for f in head.fields if f and f not in ("comparator", "unit", "other")]
    if "comparator" in head.fields or "unit" in head.fields:
        draft.columns.append("target")
    i = start + 1
    while i < len(rows):
        row = rows[i]
        if row.grid is not head.grid:
            if row.loose or (again := _continued(head, row)) is None:
                break
            head = again
        if (fresh := header(row, words)) is not None:
            head = fresh
        elif _is_total(row, words):
            _total(draft, head, row)
            used.update(id(c) for c in row.cells)
            return i + 1
        elif _is_foreign(head, row, words):
            break
        else:
            _indicator(draft, head, row, words)
        used.update(id(c) for c in row.cells)
        i += 1
    return i


def _continued(head: Header, row: Row) -> Header | None:
    """The header for a further grid of as many columns, as where a table was printed in parts."""
    return Header(row.grid, head.cells, head.fields) if len(row.grid.xs) == len(head.grid.xs) else None


def _is_total(row: Row, words: Vocabulary) -> bool:
    filled = row.filled
    return _total_label(row, words) and any(number(c.text) is not None for c in filled[1:])


def _total_label(row: Row, words: Vocabulary) -> bool:
    """总分; its characters may stand so far apart (总　　分) that they were taken for two cells."""
    leading = ""
    for cell in row.filled[:3]:
        if number(cell.text) is not None:
            break
        leading += cell.text
        if label_key(leading) in words.totals:
            return True
    return False


def _total(draft: Draft, head: Header, row: Row) -> None:
    for name, field in (("weight", "total_weight"), ("score", "total_score")):
        for cell in [c for column in head.at(name) if (c := _under(head, row, column))]:
            if cell.top == row.index and cell is not row.filled[0] and (value := number(cell.text)) is not None:
                draft.put(field, value, cell.places)


def _is_foreign(head: Header, row: Row, words: Vocabulary) -> bool:
    """Whether a row is none of the table: a label with a wide value beside it, a new block, an unfilled row of sums."""
    filled = row.filled
    if not filled:
        return False
    if _total_label(row, words):
        return True
    wide = [
        c
        for c in filled
        if sum(
            head.grid.overlap(h, c) > 0.5 * _width(head, h) for h, f in zip(head.cells, head.fields, strict=True) if f
        )
        >= 3
    ]
    known = words.head.field(filled[0].text) is not None or words.section.field(filled[0].text) is not None
    level3 = head.at("level3")
    names = [c for c in (_under(head, row, i) for i in level3) if c and c.top == row.index and c.text]
    return bool(wide) or (known and len(filled) <= 2 and not (names and names[0] is not filled[0]))


def _width(head: Header, cell: Cell) -> float:
    return head.grid.xs[cell.right] - head.grid.xs[cell.left]


def _under(head: Header, row: Row, column: int, slip: int = 0) -> Cell | None:
    """The cell that stands most under a header's column, cells that began in rows above included."""
    if not 0 <= column + slip < len(head.cells):
        return None
    over = head.cells[column + slip]
    grid = row.grid

    def shared(cell: Cell) -> float:
        return min(grid.xs[cell.right], head.grid.xs[over.right]) - max(grid.xs[cell.left], head.grid.xs[over.left])

    best = max(grid.crossing(row.index), key=shared, default=None)
    return best if best is not None and shared(best) > 0 else None


def _slip(head: Header, row: Row, words: Vocabulary) -> int:
    """-1 where a browser's page break has moved a row one column to the left of its header, else 0."""
    column = next(iter(head.at("level1")), None)
    if not column:
        return 0
    here, left = _under(head, row, column), _under(head, row, column - 1)
    if here is None or left is None or here is left:
        return 0
    return -1 if label_key(left.text) in words.levels1 and label_key(here.text) in words.levels2 else 0


def _indicator(draft: Draft, head: Header, row: Row, words: Vocabulary) -> None:
    slip = _slip(head, row, words)
    record = Record()
    for name in LEVELS:
        _level(record, name, head, row, slip)
    _target(record, head, row, slip, words)
    for name in _TEXTS:
        for cell in _fresh(head, row, name, slip):
            if name not in record.values and not is_blank(cell.text):
                record.put(name, cell.text, cell.places)
    for name in ("weight", "score"):
        for cell in _fresh(head, row, name, slip):
            _number(record, name, cell)
    if not _says_something(record, words):
        return
    for i in head.at("other"):
        under = _under(head, row, i, slip)
        if under and under.top == row.index and not is_blank(under.text):
            label = f"{record.values.get('level3', '')} {label_key(head.cells[i].text)}".strip()
            draft.add_other(label, under.text, under.places)
    draft.indicators.append(record)


def _says_something(record: Record, words: Vocabulary) -> bool:
    """A row is an indicator where it has a name, or a target or actual of its own."""
    values = record.values
    if values.get("level3"):
        return True
    return any(values.get(k) for k in ("target", "actual")) and bool(values.get("level2"))


def _fresh(head: Header, row: Row, name: str, slip: int) -> Iterator[Cell]:
    """The cells of this row whose text stands under a field's columns; a cell wider than its column fills no second one."""
    for i in head.at(name):
        for cell in row.cells:
            if cell.text and _home(head, row, cell) == i + slip:
                yield cell


def _home(head: Header, row: Row, cell: Cell) -> int:
    """The one header that a cell's text shares most with."""
    shared = [row.grid.ink_under(h, cell, head.grid.xs) for h in head.cells]
    return shared.index(max(shared))


def _level(record: Record, name: str, head: Header, row: Row, slip: int) -> None:
    columns = head.at(name)
    cells = [c for i in columns if (c := _under(head, row, i, slip)) and c.text and not is_blank(c.text)]
    if name == "level3":
        cells = [c for c in cells if c.top == row.index] or cells[:0]
    if not cells:
        return
    cell = cells[-1]
    if any(p is cell.places for n, p in record.places.items() if n in LEVELS):
        return
    text = cell.text
    if name == "level1":
        points = _POINTS.search(squeeze(text))
        if points:
            record.put("level1_weight", Decimal(points[1]), cell.places)
            text = re.sub(r"\s*[(（]\s*\d+(?:\.\d+)?\s*(?:分?\s*[)）]|分)\s*$", "", text)
    record.put(name, text, cell.places)


def _target(record: Record, head: Header, row: Row, slip: int, words: Vocabulary) -> None:
    """The target as one text: comparator, value and unit joined where they stand in columns of their own."""
    signs = [
        c
        for c in _fresh(head, row, "comparator", slip)
        if label_key(c.text) not in words.not_comparators and not is_blank(c.text)
    ]
    value = next((c for c in _fresh(head, row, "target", slip) if not is_blank(c.text)), None)
    if value is None:
        return
    units = [
        c
        for c in _fresh(head, row, "unit", slip)
        if not is_blank(c.text) and c.text != "无" and not value.text.endswith(c.text)
    ]
    parts = [*signs, value, *units]
    record.put("target", "".join(c.text for c in parts), tuple(p for c in parts for p in c.places))


def _number(record: Record, name: str, cell: Cell) -> None:
    value = number(cell.text)
    if value is not None:
        if name not in record.values:
            record.put(name, value, cell.places)
    elif not is_blank(cell.text):
        record.doubt(name, cell.places)

"""Levels that an office file prints once, over blank cells that were never merged: they hold for the rows below, as a merged cell
does. A column whose level is repeated in every row, or merged, leaves no blank on purpose: there it stays one, for somebody
forgot it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from extractors.grid import Cell
from extractors.interpret.closing import is_labelled_total
from extractors.interpret.draft import Draft, Record
from extractors.interpret.forms import Row
from extractors.interpret.under import Header, under
from extractors.text import label_key
from extractors.vocabulary import Vocabulary

_NAMES = ("level1", "level2")
# What tells the first level of a second one, so that a first level that was forgotten is not taken from the block above.
_KINDS = (("满意",), ("效益", "可持续", "影响"), ("数量", "质量", "时效", "产出"))


@dataclass(slots=True)
class WrittenOnce:
    """What goes on from one indicator of a table to the next."""

    words: Vocabulary
    _head: Header | None = None
    _names: tuple[str, ...] = ()  # the levels that are written so below this header
    _above: tuple[Draft, Record] | None = None  # the indicator above, and the form it is of

    def ends(self) -> None:
        """What follows has levels of its own."""
        self._head = self._above = None

    def carry_on(self, head: Header, row: Row, draft: Draft, records: Sequence[Record]) -> None:
        """Give the indicators of a row the levels above that its blank cells leave out."""
        if self._head is None or self._head.grid is not row.grid:
            self._head, self._above = replace(head, grid=row.grid), None
            self._names = tuple(n for n in _NAMES if head.at(n) and _is_once(head, row, n, self.words))
        for record in records:
            if self._above and self._above[0] is draft:
                self._take_over(head, row, record, self._above[1])
            self._above = draft, record

    def _take_over(self, head: Header, row: Row, record: Record, above: Record) -> None:
        """A level that is printed ends what stood below the one before it."""
        for name in _NAMES:
            cell = _level(head, row, name)
            if cell is not None and cell.top == row.index and cell.text:
                return
            if name not in self._names or name in record.values or name not in above.values or cell is None or cell.text:
                continue
            if name == "level1" and _another_kind(above.values[name], record.values.get("level2")):
                return
            for own in (name, f"{name}_weight"):
                if own in above.values:
                    record.put(own, above.values[own], above.places[own])
            record.doubtful |= {name} & (above.doubtful | head.guessed)


def _is_once(head: Header, first: Row, name: str, words: Vocabulary) -> bool:
    cells = list(_column(head, first, name, words))
    printed = [c for c in cells if c.text]
    of_a_file = all(p.source == "cell" for c in printed for p in c.places)
    merged = any(c.bottom - c.top > 1 for c in cells)
    repeated = any(a.text and label_key(a.text) == label_key(b.text) for a, b in pairwise(cells))
    return bool(printed) and of_a_file and not merged and not repeated


def _column(head: Header, first: Row, name: str, words: Vocabulary) -> Iterator[Cell]:
    """The level's cells beside indicators, down to the row of sums."""
    for r in range(first.index, first.grid.rows):
        row = Row(first.grid, r)
        if is_labelled_total(row, words):
            return
        named = any((c := under(head, row, i)) and c.top == r and c.text for i in head.at("level3"))
        if named and (cell := _level(head, row, name)) is not None:
            yield cell


def _level(head: Header, row: Row, name: str) -> Cell | None:
    column = next(iter(head.at(name)), None)
    return None if column is None else under(head, row, column)


def _another_kind(level1: str, level2: str | None) -> bool:
    """效益指标 and 数量指标 do not go together."""
    kinds = [next((n for n, kind in enumerate(_KINDS) if any(w in text for w in kind)), None) for text in (level1, level2 or "")]
    return None not in kinds and kinds[0] != kinds[1]

"""A table with rows of indicators below a header that nobody knows: the labels of that header are listed to be taught, and what
stands below them is kept under them. Nothing is read into a field here.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import partial

from extractors.grid import Cell
from extractors.interpret.draft import Draft
from extractors.interpret.forms import Row
from extractors.interpret.leaves import LONGEST
from extractors.text import label_key, squeeze
from extractors.values import number, parse
from extractors.vocabulary import Vocabulary

LEAST_ROWS = 2
LEAST_CELLS, MANY_CELLS = 3, 5  # of a row that may be an indicator's
LEAST_LABELS = 4  # of a header
MOST_ABOVE = 2  # rows that a header stands above the first indicator
_BEGINS = re.compile(r"[≥≤=><＝]*\d|[大小]于|不[低高少多超]")


def like_indicators(rows: Sequence[Row], read: set[int], words: Vocabulary, *, taken: bool) -> list[Row]:
    """Rows of tables that look like indicators and became part of no record; `taken`: where others of the form did."""
    return [r for r in rows if not r.loose and (_is_aside(r, read) or (not taken and _is_indicator(r, words)))]


def _is_aside(row: Row, read: set[int]) -> bool:
    """A row of several cells with a value that compares, or of many with one that is counted, none of which became part
    of a record."""
    cells = row.filled
    values = [v for c in cells if (v := parse(c.text)).kind == "number" and _BEGINS.match(squeeze(c.text))]
    values = [v for v in values if v.comparator or (v.unit and v.unit not in ("%", "分"))]
    least = LEAST_CELLS if any(v.comparator for v in values) else MANY_CELLS
    return bool(values) and len(cells) >= least and not any(id(p) in read for c in cells for p in c.places)


def _is_indicator(row: Row, words: Vocabulary) -> bool:
    """A level's name and a value that compares, or is counted, in one row."""
    levels = any(label_key(c.text) in words.levels1 | words.levels2 for c in row.grid.crossing(row.index))
    return levels and any(parse(c.text).kind in ("number", "range") for c in row.filled)


def header_over(first: Row, words: Vocabulary) -> list[Cell]:
    """The row of labels above the first row of indicators, as far as they stand over its columns; [] where there is none."""
    for index in range(first.index - 1, max(first.index - 1 - MOST_ABOVE, -1), -1):
        labels = [c for c in first.grid.starting(index) if c.text]
        over = [c for c in labels if any(first.grid.overlap(c, below) > 0 for below in first.filled)]
        if len(over) >= LEAST_LABELS and all(_may_head(c, words) for c in labels):
            return labels
    return []


def _may_head(cell: Cell, words: Vocabulary) -> bool:
    key = label_key(cell.text)
    return number(cell.text) is None and len(squeeze(cell.text)) <= LONGEST and key not in words.levels1 | words.levels2


def set_aside(draft: Draft, rows: Sequence[Row], words: Vocabulary) -> None:
    """List the labels of such a header with the draft, and give up what was read of the table as labels with values beside."""
    bodies = like_indicators(rows, set(), words, taken=False)
    labels = header_over(bodies[0], words) if len(bodies) >= LEAST_ROWS else []
    unknown = [c for c in labels if words.indicator.field(c.text) is None]
    if not unknown:
        return
    grid = bodies[0].grid
    last = max(r.index for r in bodies if r.grid is grid)
    below = [Row(grid, r) for r in range(max(c.bottom for c in labels), last + 1)]
    give_up(draft, {id(p) for c in (*labels, *(c for r in below for c in r.filled)) for p in c.places})
    draft.heads(labels)
    for cell in unknown:
        draft.unfamiliar("indicator", cell.text, None, cell.places)
    for row in below:
        _keep(draft, row, labels)
    draft.unplaced = [label_key(c.text) for c in unknown]


def _keep(draft: Draft, row: Row, labels: Sequence[Cell]) -> None:
    """Each text of a row under the label over it, those behind the row's name with that name."""
    cells = row.filled
    first = next((n for n, c in enumerate(cells) if parse(c.text).kind != "word"), len(cells))
    for n, cell in enumerate(cells):
        label = max(labels, key=partial(row.grid.overlap, cell))
        name = label_key(cells[first - 1].text) if n >= first > 0 else ""
        draft.add_other(f"{name} {label_key(label.text)}".strip(), cell.text, cell.places)


def give_up(draft: Draft, places: set[int]) -> None:
    """Take back what was kept of a table's cells as labels with values beside them: they stand in columns."""
    draft.other = [x for x in draft.other if not places & {id(p) for p in x[2]}]
    draft.labels = {k: x for k, x in draft.labels.items() if not places & {id(p) for p in x[1]}}

"""Columns of one table that name the same value: of several years (2023年完成值 | 2024年完成值) the form's own counts. Where
nothing tells which one is meant, what is read goes into review. One under which nothing stands is none: a side label
(绩效指标完成情况), adjusted targets that nobody filled in; nor is one that says the same in every row.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from extractors.interpret.under import Header
from extractors.text import squeeze

LEAST_CELLS = 3  # of an indicator's row
VALUES = ("target", "actual", "weight", "score")
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d{2})(?!\d)")


def settled(head: Header, year: int | None) -> Header:
    """The header with one column for each value; `year` is the form's, where its title says so."""
    fields, doubtful = list(head.fields), set[str]()
    labels = [squeeze(leaf.label) for leaf in head.columns]
    for name in VALUES:
        same = head.at(name)
        told = _filled(head, same) if len(same) > 1 else same
        for i in set(same) - set(told) if told else ():
            fields[i] = "other"
        same = told or same
        if len(same) < 2:
            doubtful |= {name} if any(_said(labels[i]) not in (None, year) for i in same) and year else set()
            continue
        chosen = _of_year(same, labels, year)
        if chosen is None:
            doubtful.add(name)
            continue
        doubtful |= set() if _said(labels[chosen]) == year else {name}
        for i in same:
            fields[i] = name if i == chosen else "other"
    return replace(head, fields=fields, guessed=head.guessed | doubtful | _alike(fields, labels))


def _filled(head: Header, columns: Sequence[int]) -> list[int]:
    """The columns under which anything stands; of those that say the same in every row, or nothing, the first."""
    below = {i: _below(head, i) for i in columns}
    filled = [i for i in columns if below[i]]
    first = below[filled[0]] if filled else {}
    alike = all(first.get(row) == text for i in filled for row, text in below[i].items())
    return filled[:1] if alike else filled


def _below(head: Header, column: int) -> dict[int, str]:
    """What stands below a column, in rows of several cells as indicators have; of a side label nothing does."""
    label, end = head.cells[column], Counter(c.bottom for c in head.cells).most_common(1)[0][0]
    if label.bottom > end and column < min(head.at("level3"), default=0):
        return {}
    rows = (head.grid.crossing(r) for r in range(label.bottom, head.grid.rows))
    of_indicators = (cells for cells in rows if sum(bool(c.text) for c in cells) >= LEAST_CELLS)
    inside = (c for cells in of_indicators for c in cells if label.left <= c.left and c.right <= label.right)
    return {c.top: squeeze(c.text) for c in inside if c.text and c.top >= label.bottom}


def _alike(fields: Sequence[str], labels: Sequence[str]) -> set[str]:
    """Target and actual below the same label, told apart by their order only."""
    both = [labels[fields.index(name)] for name in ("target", "actual") if name in fields]
    return {"target", "actual"} if len(both) > len(set(both)) else set()


def _of_year(columns: Sequence[int], labels: Sequence[str], year: int | None) -> int | None:
    """The column of the form's year; where none is, of the last one that is named."""
    named = {said: i for i in columns if (said := _said(labels[i])) is not None}
    plain = [i for i in columns if _said(labels[i]) is None]
    if not named:
        return None
    if year in named:
        return named[year]
    return plain[0] if len(plain) == 1 else named[max(named)]


def _said(label: str) -> int | None:
    found = _YEAR.search(label)
    return int(found[1]) if found else None

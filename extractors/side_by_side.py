"""Tables that stand side by side on a page: in what order its parts are read, the left one with the text around it first.

Geometry only. A page without such tables is one part; two pages printed on one sheet are read as two.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from extractors.page import Box, union

GAP = 6.0  # points that part two tables at the least; less is a broken line
ALONGSIDE = 0.5  # of the lower one's height that two tables stand beside one another
WIDE = 0.2  # of both and what is between: how wide each is at the least; a stamp's box or a legend is less


def parts(tables: Sequence[Box], texts: Sequence[Box], page: Box) -> list[Box]:
    """The page cut into parts in the order of reading. Beside one another are columns of tables, with the texts above
    and below them as far as none lies across; what lies across is read before or after."""
    out: list[Box] = []
    top = page[1]
    for band, gutters in _bands(tables, texts, page):
        if top < band[1]:
            out.append((page[0], top, page[2], band[1]))
        edges = [page[0], *gutters, page[2]]
        out += [(a, band[1], b, band[3]) for a, b in pairwise(edges)]
        top = band[3]
    return [*out, (page[0], top, page[2], page[3])] if top < page[3] else out


def _bands(tables: Sequence[Box], texts: Sequence[Box], page: Box) -> Iterator[tuple[Box, list[float]]]:
    """From top to bottom: heights between which tables stand side by side, and where the columns part."""
    floor = page[1]
    for row in _rows_of_tables(tables) or _columns_of_tables(tables):
        box = union(row)
        if box[1] < floor:
            continue
        gutters = _gutters(row)
        across = [b for b in (*tables, *texts) if any(b[0] < x < b[2] for x in gutters)]
        if any(b[1] < box[3] and b[3] > box[1] for b in across):
            continue
        top = max((b[3] for b in across if b[3] <= box[1]), default=floor)
        bottom = min((b[1] for b in across if b[1] >= box[3]), default=page[3])
        yield (page[0], max(top, floor), page[2], bottom), gutters
        floor = bottom


def _rows_of_tables(tables: Sequence[Box]) -> list[list[Box]]:
    """Tables that stand beside one another, from top to bottom."""
    rows: list[list[Box]] = []
    for table in sorted(tables, key=lambda b: b[1]):
        home = next((row for row in rows if any(_beside(table, other) for other in row)), None)
        if home is None:
            rows.append([table])
        else:
            home.append(table)
    return [row for row in rows if len(row) > 1]


def _columns_of_tables(tables: Sequence[Box]) -> list[list[Box]]:
    """All tables, where they stand in columns though none beside another: a short one at the top right is the end of the
    long one that begins below it on the left."""
    below = [(a, b) for a in tables for b in tables if a[2] + GAP <= b[0]]
    apart = all(_wide(a, b) for a, b in below) and len(_gutters(tables)) == 1
    return [list(tables)] if below and apart else []


def _wide(left: Box, right: Box) -> bool:
    return min(left[2] - left[0], right[2] - right[0]) >= WIDE * (right[2] - left[0])


def _beside(a: Box, b: Box) -> bool:
    left, right = sorted((a, b))
    shared = min(a[3], b[3]) - max(a[1], b[1])
    alongside = shared > ALONGSIDE * min(a[3] - a[1], b[3] - b[1])
    return right[0] - left[2] >= GAP and alongside and _wide(left, right)


def _gutters(row: Sequence[Box]) -> list[float]:
    """The middles of the gaps between a row's tables."""
    out, end = [], 0.0
    for i, box in enumerate(sorted(row)):
        if i and box[0] >= end:
            out.append((end + box[0]) / 2)
        end = max(end, box[2])
    return out

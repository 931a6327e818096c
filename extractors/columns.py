"""Columns of a table that is ruled by rows only: found from how its words line up. Geometry only.

A run is a stretch of rows whose words keep to common columns: it starts at the row with the most pieces (a table's
header) and goes down as long as no piece bridges two columns; what lies above and below is split in the same way.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise

from extractors.page import Word

Placed = tuple[int, int, float, float, list[Word]]  # top row, bottom row, left and right edge, words
Piece = tuple[float, float]
Rows = dict[int, tuple[list[Piece], list[Piece]]]  # each row's pieces, and what its narrowest gaps part

GAP = 0.55  # of the letters' height: the least gap between two columns in a single line
GAP_IN_LINES = 0.25  # where several lines leave the same gap, it is no accident
GAP_AT_COLUMNS = 0.2  # where other rows' columns part as well

LEAST = 4.0  # points that a column is wide at the least


def split(cells: list[Placed]) -> list[Placed]:
    """Cut every cell of an open table at the columns of the run that its rows belong to."""
    rows: Rows = {}
    for top, bottom, _, _, words in sorted(cells, key=lambda c: c[2]):
        if bottom - top == 1:
            near, fine = rows.get(top, ([], []))
            rows[top] = near + _pieces(words), fine + _pieces(words, GAP_AT_COLUMNS)
    columns = {row: found for run, found in runs(rows) for row in run}
    out: list[Placed] = []
    for cell in cells:
        found = max((columns.get(r, []) for r in range(cell[0], cell[1])), key=len)
        out += _cut(cell, found)
    return out


def _all_stretches(rows: list[int], longest: Callable[[list[int]], tuple[int, int, list[Piece]]]) -> list[tuple[list[int], list[Piece]]]:
    """The longest stretch, then those in what it leaves above and below."""
    out: list[tuple[list[int], list[Piece]]] = []
    left = [rows]
    while left:
        order = left.pop()
        if order:
            first, end, found = longest(order)
            out.append((order[first:end], found))
            left += [order[:first], order[end:]]
    return out


def runs(rows: Rows) -> list[tuple[list[int], list[Piece]]]:
    """Stretches of rows with common columns; what a stretch leaves above and below is looked at in the same way."""
    return _all_stretches(sorted(rows), lambda order: _run(order, rows))


def runs_of(pieces: Mapping[int, Sequence[Piece]]) -> list[tuple[list[int], list[Piece]]]:
    """The same of rows whose texts are known to be whole. Columns that no row fills both are one where a text lies over
    both: a header may stand in the middle of its column and the texts at its left."""
    rows = {n: _apart(found) for n, found in pieces.items()}
    return _all_stretches(sorted(rows), lambda order: _stretch(order, rows))


def _apart(pieces: Sequence[Piece]) -> list[Piece]:
    """Pieces from left to right, those that stand over one another as one."""
    out: list[Piece] = []
    for piece in sorted(pieces):
        if out and overlap(out[-1], piece):
            out[-1] = out[-1][0], max(out[-1][1], piece[1])
        else:
            out.append(piece)
    return out


def _stretch(order: list[int], rows: Mapping[int, list[Piece]]) -> tuple[int, int, list[Piece]]:
    """The stretch around the row with the most pieces, as a range of `order`, and its columns."""
    most = max(len(rows[r]) for r in order)
    head = next(i for i, r in enumerate(order) if len(rows[r]) == most)
    found, first = rows[order[head]], head
    while first > 0 and (grown := _with(found, rows[order[first - 1]], [rows[r] for r in order[first : head + 1]])) is not None:
        if len(rows[order[first - 1]]) <= 1 or len(grown) > len(found) + 1:
            break
        found, first = grown, first - 1
    end = head + 1
    while end < len(order) and (grown := _with(found, rows[order[end]], [rows[r] for r in order[first:end]])) is not None:
        found, end = grown, end + 1
    return first, end, found


def _with(columns: list[Piece], pieces: list[Piece], rows: list[list[Piece]]) -> list[Piece] | None:
    """The columns with a further row; None where one of its pieces lies over columns of which a row fills several."""
    for piece in pieces:
        over = [c for c in columns if overlap(c, piece)]
        whole = [min(over)[0], max(over)[1]] if over else [0.0, 0.0]
        if len(over) > 1 and any(sum(overlap(p, (whole[0], whole[1])) for p in row) > 1 for row in [*rows, pieces]):
            return None
    return _apart([*columns, *pieces])


def overlap(a: Piece, b: Piece) -> bool:
    return a[0] < b[1] and b[0] < a[1]


def _run(order: list[int], rows: Rows) -> tuple[int, int, list[Piece]]:
    """The stretch around the row with the most pieces, as a range of `order`, and its columns."""
    most = max(len(rows[r][0]) for r in order)
    if most <= 1:
        return 0, len(order), []
    head = next(i for i, r in enumerate(order) if len(rows[r][0]) == most)
    found, first = rows[order[head]][0], head
    while first > 0 and (grown := _grown(found, *(above := rows[order[first - 1]]))) is not None:
        if len(above[0]) <= 1 or len(grown) > len(found) + 1:  # a row of another kind that happens to bridge nothing
            break
        found, first = grown, first - 1
    end = head + 1
    while end < len(order) and (grown := _grown(found, *rows[order[end]])) is not None:
        found, end = grown, end + 1
    return first, end, found


def _grown(columns: list[Piece], pieces: list[Piece], fine: list[Piece]) -> list[Piece] | None:
    return widened(columns, _parted(columns, pieces, fine))


def _parted(columns: list[Piece], pieces: list[Piece], fine: list[Piece]) -> list[Piece]:
    """A row's pieces, those that bridge two columns parted at a narrow gap where these columns part."""
    out: list[Piece] = []
    for piece in pieces:
        inside = [f for f in fine if piece[0] <= f[0] and f[1] <= piece[1]]
        own = inside[:1] or [piece]
        for part in inside[1:]:
            if any(a[1] < part[0] and own[-1][1] < b[0] and a[0] < own[-1][1] and part[0] < b[1] for a, b in pairwise(columns)):
                own.append(part)
            else:
                own[-1] = own[-1][0], max(own[-1][1], part[1])
        out += own if len(own) > 1 and widened(columns, [piece]) is None else [piece]
    return out


def _pieces(words: list[Word], least: float = GAP) -> list[Piece]:
    """Where a row's words stand from left to right, lines on top of one another taken together."""
    if not words:
        return []
    height = max(w.bottom - w.top for w in words)
    lines = 1 + (max(w.top for w in words) - min(w.top for w in words)) // (0.8 * height)
    gap = (min(GAP_IN_LINES, least) if lines > 1 else least) * height
    out: list[Piece] = []
    for word in sorted(words, key=lambda w: w.x0):
        if out and word.x0 - out[-1][1] < gap:
            out[-1] = (out[-1][0], max(out[-1][1], word.x1))
        else:
            out.append((word.x0, word.x1))
    return out


def widened(columns: list[Piece], pieces: list[Piece]) -> list[Piece] | None:
    """The columns widened by a row's pieces; None where a piece bridges two."""
    out = list(columns)
    for piece in pieces:
        hits = [i for i, c in enumerate(out) if min(piece[1], c[1]) > max(piece[0], c[0]) - 0.5]
        if len(hits) > 1:
            return None
        if hits:
            out[hits[0]] = (min(out[hits[0]][0], piece[0]), max(out[hits[0]][1], piece[1]))
        else:
            out = sorted([*out, piece])
    return out


def _cut(cell: Placed, columns: list[Piece]) -> list[Placed]:
    """A cell cut half-way between the columns, but not through a piece; a piece goes whole to one side."""
    top, bottom, x0, x1, words = cell
    pieces = _parted(columns, _pieces(words), _pieces(words, GAP_AT_COLUMNS))
    middles = [(a[1] + b[0]) / 2 for a, b in pairwise(columns)]
    edges = [x0, *(m for m in middles if x0 + LEAST < m < x1 - LEAST and not any(p[0] < m < p[1] for p in pieces)), x1]
    content: list[list[Word]] = [[] for _ in edges[1:]]
    for piece in pieces:
        middle = (piece[0] + piece[1]) / 2
        home = max(i for i, edge in enumerate(edges[:-1]) if edge <= middle or i == 0)
        content[home] += [w for w in words if piece[0] <= (w.x0 + w.x1) / 2 <= piece[1]]
    return [(top, bottom, a, b, c) for (a, b), c in zip(pairwise(edges), content, strict=True)]

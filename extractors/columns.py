"""Columns of a table that is ruled by rows only: found from how its words line up. Geometry only.

A run is a stretch of rows whose words keep to common columns: it starts at the row with the most pieces (a table's
header) and goes down as long as no piece bridges two columns; what lies above and below is split in the same way.
"""

from __future__ import annotations

from collections import defaultdict

from extractors.page import Word

Placed = tuple[int, int, float, float, list[Word]]  # top row, bottom row, left and right edge, words
Piece = tuple[float, float]

GAP = 0.55  # of the letters' height: the least gap between two columns in a single line
GAP_IN_LINES = 0.25  # where several lines leave the same gap, it is no accident


def split(cells: list[Placed]) -> list[Placed]:
    """Cut every cell of an open table at the columns of the run that it belongs to."""
    stacks: dict[tuple[float, float], list[Placed]] = defaultdict(list)
    for cell in cells:
        stacks[cell[2], cell[3]].append(cell)
    out: list[Placed] = []
    for stack in stacks.values():
        out += _split_stack(sorted(stack, key=lambda c: c[0]))
    return out


def _split_stack(stack: list[Placed]) -> list[Placed]:
    """Cells of one width, from top to bottom, as runs of rows with common columns."""
    if not stack:
        return []
    pieces = [_pieces(cell[4]) for cell in stack]
    most = max(len(p) for p in pieces)
    if most <= 1:
        return stack
    head = next(i for i, p in enumerate(pieces) if len(p) == most)
    found, first = pieces[head], head
    while first > 0 and len(pieces[first - 1]) > 1 and _falls_in(pieces[first - 1], found):
        first -= 1
    end = head + 1
    while end < len(stack) and (grown := _grown(found, pieces[end])) is not None:
        found, end = grown, end + 1
    return _split_stack(stack[:first]) + [c for cell in stack[first:end] for c in _cut(cell, found)] + _split_stack(stack[end:])


def _pieces(words: list[Word]) -> list[Piece]:
    """Where a row's words stand from left to right, lines on top of one another taken together."""
    if not words:
        return []
    height = max(w.bottom - w.top for w in words)
    lines = 1 + (max(w.top for w in words) - min(w.top for w in words)) // (0.8 * height)
    gap = (GAP_IN_LINES if lines > 1 else GAP) * height
    out: list[Piece] = []
    for word in sorted(words, key=lambda w: w.x0):
        if out and word.x0 - out[-1][1] < gap:
            out[-1] = (out[-1][0], max(out[-1][1], word.x1))
        else:
            out.append((word.x0, word.x1))
    return out


def _falls_in(pieces: list[Piece], columns: list[Piece]) -> bool:
    """Whether every piece stands over one column of its own."""
    hits = [[i for i, c in enumerate(columns) if min(p[1], c[1]) > max(p[0], c[0])] for p in pieces]
    return all(len(h) == 1 for h in hits) and len({h[0] for h in hits if h}) == len(pieces)


def _grown(columns: list[Piece], pieces: list[Piece]) -> list[Piece] | None:
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
    """A cell cut half-way between the columns; a piece goes whole to the column that it shares most with."""
    top, bottom, x0, x1, words = cell
    edges = [x0, *((a[1] + b[0]) / 2 for a, b in zip(columns, columns[1:], strict=False)), x1]
    content: list[list[Word]] = [[] for _ in columns]
    for piece in _pieces(words):
        home = max(range(len(columns)), key=lambda i: min(piece[1], columns[i][1]) - max(piece[0], columns[i][0]))
        content[home] += [w for w in words if piece[0] <= (w.x0 + w.x1) / 2 <= piece[1]]
    return [(top, bottom, edges[i], edges[i + 1], content[i]) for i in range(len(columns))]

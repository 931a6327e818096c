"""Tables without a single line: stretches of text lines whose pieces keep to common columns. Geometry only.

A stretch begins at a line of several pieces and goes down as long as no piece bridges two of the columns; at least three
of its lines fill several columns, and one of those holds a number. What it finds is read as a table that is ruled above
and below only; where its rows cannot be told apart it is none, for two rows read as one make a number that nobody printed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import combinations, pairwise
from math import inf

from extractors.columns import Piece, widened
from extractors.page import Box, Word, union

LEAST_PIECES = 4
LEAST_LINES = 3
GAP = 0.8  # of the letters' height: the least gap between two columns
APART = 2.5  # of the letters' height: lines farther apart are not of one table
WRAPPED = 2.0  # times the least distance of lines from which on the wider ones part rows
EDGE = 2.0  # points that the table reaches beyond its words
NOISE = 0.25  # of the letters' height, by which lines of other letters stand nearer or farther
FIGURES = 2  # in a line that begins a row
_NUMBER = re.compile(r"\d+(\.\d+)?%?")
_FIGURE = re.compile(r"[≥≤＝=<>＜＞≧≦]?[\d,.，]*\d[\d,.，]*[%％]?")
_QUANTITY = re.compile(r"[≥≤＝=<>＜＞≧≦]?\d.*")

TextLine = list[Word]


def stretches(words: list[Word]) -> Iterator[tuple[Box, list[float]]]:
    """Where tables stand that no line tells of, from top to bottom, and the heights at which their rows part. What was
    read from a picture is left alone."""
    lines = _lines([w for w in words if w.text.strip() and w.source == "text"])
    start = 0
    while start < len(lines):
        end = _end(lines, start)
        if _is_table(lines[start:end]):
            for table in _side_by_side(lines[start:end]):
                x0, top, x1, bottom = union([w[1:5] for line in table for w in line])
                rows = _rows(table)
                if not any(map(_stacked, rows)):
                    yield (x0 - EDGE, top - EDGE, x1 + EDGE, bottom + EDGE), _heights(rows)
            start = end
        else:
            start += 1


def _end(lines: list[TextLine], start: int) -> int:
    """The line behind the stretch that begins here."""
    columns: list[Piece] | None = _pieces(lines[start])
    if columns is None or len(columns) < LEAST_PIECES:
        return start + 1
    end = start + 1
    while end < len(lines) and not _far(lines[end - 1], lines[end]):
        columns = widened(columns, _pieces(lines[end]))
        if columns is None:
            break
        end += 1
    while end > start + 1 and len(_pieces(lines[end - 1])) < 2:  # a note or a signature below
        end -= 1
    return end


def _side_by_side(lines: list[TextLine]) -> list[list[TextLine]]:
    """The stretch, or the tables that it is where a line says the same again, as headers side by side do."""
    for line in lines:
        pieces = _pieces(line)
        texts = ["".join(w.text for w in line if a <= (w.x0 + w.x1) / 2 <= b) for a, b in pieces]
        for n in range(LEAST_PIECES, len(pieces) // 2 + 1):
            if len(texts) % n == 0 and texts == texts[:n] * (len(texts) // n):
                cuts = [0.0, *((pieces[i - 1][1] + pieces[i][0]) / 2 for i in range(n, len(pieces), n)), inf]
                return [_between(lines, left, right) for left, right in pairwise(cuts)]
    return [lines]


def _between(lines: list[TextLine], left: float, right: float) -> list[TextLine]:
    inside = ([w for w in line if left < (w.x0 + w.x1) / 2 <= right] for line in lines)
    return [line for line in inside if line]


def _rows(lines: list[TextLine]) -> list[list[TextLine]]:
    """The lines row by row: where lines stand clearly farther apart than others, those near one another are one row; but
    of two lines of figures each begins one, and what is wrapped stays with what it ends."""
    gaps = [_gap(a, b) for a, b in pairwise(lines)]
    least, most = min(gaps), max(gaps)
    apart = (least + most) / 2 if most > WRAPPED * max(least, 1.0) else least
    rows, begun = [[lines[0]]], True
    for gap, next_gap, line in zip(gaps, [*gaps[1:], inf], lines[1:], strict=True):
        begins = _begins(line)
        noise = NOISE * max(w.bottom - w.top for w in line)
        wrapped = begun and gap < next_gap + noise and _under(line, rows[-1])
        if (begins and begun) or (gap >= apart and not wrapped):
            rows.append([line])
            begun = begins or len(_pieces(line)) > LEAST_PIECES
        else:
            rows[-1].append(line)
            begun = begun or begins
    return rows


def _under(line: TextLine, row: list[TextLine]) -> bool:
    """Whether a line of few pieces, either texts or figures, stands under something of the row above."""
    texts = _texts(line)
    if len(texts) >= LEAST_PIECES or len({_QUANTITY.fullmatch(t) is not None for _, t in texts}) > 1:
        return False
    above = [piece for other in row for piece in _pieces(other)]
    return any(a[0] < p[1] and p[0] < a[1] for a in above for p, _ in texts)


def _begins(line: TextLine) -> bool:
    """Whether it holds figures and what they are of: digits alone may be the end of an amount that is wrapped."""
    figures = [_QUANTITY.fullmatch(text) is not None for _, text in _texts(line)]
    return sum(figures) >= FIGURES and not all(figures)


def _stacked(row: list[TextLine]) -> bool:
    """Whether a column of the row holds a figure above another."""
    figures = [[piece for piece, text in _texts(line) if _FIGURE.fullmatch(text)] for line in row]
    return any(a[0] < b[1] and b[0] < a[1] for above, below in combinations(figures, 2) for a in above for b in below)


def _heights(rows: list[list[TextLine]]) -> list[float]:
    """Heights between rows."""
    return [max(w.bottom for w in a[-1]) + _gap(a[-1], b[0]) / 2 for a, b in pairwise(rows)]


def _texts(line: TextLine) -> list[tuple[Piece, str]]:
    """The pieces of a line with what stands there."""
    return [(p, "".join(w.text for w in line if p[0] <= (w.x0 + w.x1) / 2 <= p[1]).strip()) for p in _pieces(line)]


def _gap(above: TextLine, below: TextLine) -> float:
    return min(w.top for w in below) - max(w.bottom for w in above)


def _far(above: TextLine, below: TextLine) -> bool:
    return _gap(above, below) > APART * max(w.bottom - w.top for w in below)


def _is_table(lines: list[TextLine]) -> bool:
    full = [line for line in lines if len(_pieces(line)) >= LEAST_PIECES]
    return len(full) >= LEAST_LINES and any(_NUMBER.fullmatch(w.text.strip()) for line in full[1:] for w in line)


def _lines(words: list[Word]) -> list[TextLine]:
    out: list[TextLine] = []
    for word in sorted(words, key=lambda w: (w.top + w.bottom) / 2):
        middle = (word.top + word.bottom) / 2
        if out and middle < out[-1][0].bottom - 0.25 * (word.bottom - word.top):
            out[-1].append(word)
        else:
            out.append([word])
    return [sorted(line, key=lambda w: w.x0) for line in out]


def _pieces(line: TextLine) -> list[Piece]:
    """Where a line's words stand from left to right."""
    out: list[Piece] = [(line[0].x0, line[0].x1)]
    for last, word in pairwise(line):
        if word.x0 - last.x1 < GAP * (word.bottom - word.top):
            out[-1] = (out[-1][0], max(out[-1][1], word.x1))
        else:
            out.append((word.x0, word.x1))
    return out

"""Tables without lines: stretches of a page whose texts keep to rows and columns. Geometry only.

A stretch begins and ends at a line of several texts; at least three of its lines fill several columns, and one of those
holds a number. What cannot be told from where it stands (digits under digits, a text beside no row) is read with no
confidence, so that a person looks at it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import inf

from extractors.columns import Piece, Placed, overlap, runs_of
from extractors.fragments import Line, gaps_of, lines_of
from extractors.page import Box, Rule, Word, union
from extractors.rows_of_texts import Row, Spanning, rows_of
from extractors.texts_of_cells import Text, ends_a_text, texts_of

LEAST_TEXTS = 4  # in a line that fills several columns
LEAST_LINES = 3
FULLER = 1.5  # times the ruled rows that lines are where they are rows
GUTTER = 1.0  # of the letters' height: between tables side by side
SAME_LABELS = 4  # that tables side by side share
LINE = 0.85  # of the letters' height: nearer ones are of one row
APART = 4.0  # of the letters' height: lines farther apart are not of one table
TITLE = 1.25  # times the usual letters' height: a line of larger letters parts tables
EDGE = 2.0  # points that the table reaches beyond its words
NARROWEST = 4.0  # points that a cell is wide at the least
_NUMBER = re.compile(r"[≥≤＝=<>＜＞≧≦]?\d[\d,]*(\.\d+)?\D{0,4}")
_SAYS_ITS_OWN = re.compile(r"[:：].|^注")


@dataclass(frozen=True, slots=True)
class Bare:
    """A table that no line rules: heights between which its rows stand, and its cells."""

    box: Box
    ys: list[float]
    cells: list[Placed]


def tables(words: list[Word], ruled: Sequence[Rule], upright: Sequence[Rule]) -> tuple[list[Bare], list[Word]]:
    """The tables among words that no lines bound, from top to bottom, and the words of none. What was read from a picture is
    left alone, where a lost line is likelier than a table without any. Where some lines are drawn after all,
    no text lies across them."""
    found: list[Bare] = []
    taken: set[int] = set()
    for stretch in _stretches(lines_of((w for w in words if w.source == "text"), upright)):
        for lines in _side_by_side(stretch):
            table = table_of(lines, ruled)
            if table is not None:
                found.append(table)
                taken |= {id(w) for line in lines for f in line for w in f.words}
    return found, [w for w in words if id(w) not in taken]


def table_of(lines: Sequence[Line], ruled: Sequence[Rule]) -> Bare | None:
    """The table that these lines are; no text goes on across a ruled line."""
    rows, spanning = rows_of(*texts_of(lines, ruled))
    if not rows:
        return None
    box = union([f.box for line in lines for f in line])
    box = (box[0] - EDGE, box[1] - EDGE, box[2] + EDGE, box[3] + EDGE)
    ys = [box[1], *((a.bottom + b.top) / 2 for a, b in pairwise(rows)), box[3]]
    return Bare(box, ys, _cells(rows, spanning, box))


def holds_rows(words: Sequence[Word], upright: Sequence[Rule], ruled: int) -> bool:
    """Whether what stands between lines is more than the ruled rows: many more lines of several texts with a number."""
    lines = lines_of((w for w in words if w.source == "text"), upright)
    full = [line for line in lines if len(line) >= LEAST_TEXTS and any(_NUMBER.fullmatch(f.text) for f in line)]
    return len(full) >= LEAST_LINES and len(full) > FULLER * ruled


def _stretches(lines: list[Line]) -> list[list[Line]]:
    """Lines that may be of one table: not parted by a wide gap or a title, from the first to the last of several texts."""
    sizes = sorted(f.size for line in lines for f in line)
    usual = sizes[len(sizes) // 2] if sizes else 0.0
    out: list[list[Line]] = [[]]
    for line, gap in zip(lines, [inf, *gaps_of(lines)], strict=False):
        title = len(line) == 1 and line[0].size > TITLE * usual
        if title or gap > APART * usual:
            out.append([])
        if not title:
            out[-1].append(line)
    return [part for part in map(_trimmed, out) if _is_table(part)]


def _trimmed(lines: list[Line]) -> list[Line]:
    """Without the lines above and below that are no row: titles, notes, who has filled the form in."""
    rows = [n for n, line in enumerate(lines) if len(line) > 1 and not all(_SAYS_ITS_OWN.search(f.text) for f in line)]
    if not rows:
        return []
    start, end = rows[0], rows[-1] + 1
    if start and lines[start][0].middle - lines[start - 1][0].middle < LINE * lines[start][0].size:
        start -= 1
    while end < len(lines) and all(
        ends_a_text(f, lines[end - 2 : end]) and not _SAYS_ITS_OWN.search(f.text) for f in lines[end]
    ):
        end += 1
    return lines[start:end]


def _is_table(lines: list[Line]) -> bool:
    full = [line for line in lines if len(line) >= LEAST_TEXTS]
    return len(full) >= LEAST_LINES and any(_NUMBER.fullmatch(f.text) for line in full[1:] for f in line)


def _side_by_side(lines: list[Line]) -> list[list[Line]]:
    """The stretch, or the two tables that it is: where nothing lies across a gap and both sides hold the same labels."""
    everything = sorted((f for line in lines for f in line), key=lambda f: f.x0)
    end = everything[0].x1
    for fragment in everything:
        if fragment.x0 - end >= GUTTER * fragment.size:
            left, right = (_between(lines, *side) for side in ((0.0, fragment.x0), (fragment.x0, inf)))
            same = _labels(left) & _labels(right)
            if len(same) >= SAME_LABELS and _is_table(left) and _is_table(right):
                return [*_side_by_side(left), *_side_by_side(right)]
        end = max(end, fragment.x1)
    return [lines]


def _labels(lines: list[Line]) -> set[str]:
    return {f.text for line in lines for f in line if len(f.text) > 1 and not any(c.isdigit() for c in f.text)}


def _between(lines: list[Line], left: float, right: float) -> list[Line]:
    inside = ([f for f in line if left <= f.x0 < right] for line in lines)
    return [line for line in inside if line]


def _cells(rows: Sequence[Row], spanning: Sequence[Spanning], box: Box) -> list[Placed]:
    """The cells: of each row by the columns of the stretch that it is of, and those that span rows."""
    pieces = {n: [_reach(t) for t in row.texts] for n, row in enumerate(rows)}
    for span in spanning:
        for n in range(span.top, span.bottom):
            pieces[n].append(_reach(span.text))
    columns = {n: found for run, found in runs_of(pieces) for n in run}
    edges = {n: _edges(columns[n], box) for n in columns}
    taken: dict[int, list[int]] = {n: [] for n in edges}
    out: list[Placed] = []
    for span in spanning:
        own = {n: _column(columns[n], _reach(span.text)) for n in range(span.top, span.bottom)}
        left = max(edges[n][i] for n, i in own.items())
        right = min(edges[n][i + 1] for n, i in own.items())
        if right - left < NARROWEST:
            left, right = _reach(span.text)
        words = span.text.words
        if span.bottom - span.top > 1 or not any(overlap(_reach(t), _reach(span.text)) for t in rows[span.top].texts):
            out.append(
                (span.top, span.bottom, left, right, _doubted(words) if span.unsure or span.text.doubtful else words)
            )
            for n, i in own.items():
                taken[n].append(i)
        else:
            rows[span.top].texts.append(Text(span.text.lines, unsure=True))
    for n, row in enumerate(rows):
        content: list[list[Word]] = [[] for _ in columns[n]]
        for text in sorted(row.texts, key=lambda t: t.box[1]):
            content[_column(columns[n], _reach(text))] += _doubted(text.words) if text.doubtful else text.words
        out += [
            (n, n + 1, edges[n][i], edges[n][i + 1], words)
            for i, words in enumerate(content)
            if (words or i not in taken[n]) and edges[n][i + 1] - edges[n][i] >= NARROWEST
        ]
    return out


def _reach(text: Text) -> Piece:
    return text.box[0], text.box[2]


def _edges(columns: Sequence[Piece], box: Box) -> list[float]:
    return [box[0], *((a[1] + b[0]) / 2 for a, b in pairwise(columns)), box[2]]


def _column(columns: Sequence[Piece], piece: Piece) -> int:
    """The column with which a text shares most."""
    return max(range(len(columns)), key=lambda i: min(columns[i][1], piece[1]) - max(columns[i][0], piece[0]))


def _doubted(words: Sequence[Word]) -> list[Word]:
    return [w._replace(confidence=0.0) for w in words]

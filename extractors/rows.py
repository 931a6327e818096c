"""Rows of a table that few lines rule, as three-line tables are: parted where lines of text each fill the columns.

A row that is wrapped has its numbers on one line only; where several lines hold numbers and fill most columns, each is
a row. Geometry, and whether a piece is a number; no meaning.
"""

from __future__ import annotations

import re
from itertools import pairwise

from extractors.columns import GAP
from extractors.page import Word

FULL = 0.6  # the share of the table's columns that a line fills where it is a row
LIKE = 0.8  # of the rows' distance: lines that stand as far apart are rows
LEAST = 4  # columns, at the least
_NUMBER = re.compile(r"\d+(\.\d+)?")

TextLine = list[Word]


def partings(ys: list[float], words: list[Word]) -> list[float]:
    """Heights at which rows part that no line parts."""
    bands = [[w for w in words if top <= (w.top + w.bottom) / 2 < bottom] for top, bottom in pairwise(ys)]
    lines = [_lines(band) for band in bands]
    most = max((len(_pieces(line)) for band in lines for line in band), default=0)
    least = max(LEAST, FULL * most)
    found = [_between(band, least) for band in lines]
    gaps = [_gap(a, b) for band, ys in zip(lines, found, strict=True) if ys for a, b in pairwise(band)]
    if not gaps:
        return []
    apart = LIKE * max(gaps)
    return [y for band, ys in zip(lines, found, strict=True) for y in (ys or _own_rows(band, apart))]


def _gap(above: TextLine, below: TextLine) -> float:
    return min(w.top for w in below) - max(w.bottom for w in above)


def _between(lines: list[TextLine], least: float) -> list[float]:
    """Heights between the lines that are rows; a line that fills less goes with the nearer one."""
    full = [i for i, line in enumerate(lines) if len(p := _pieces(line)) >= least and any(map(_NUMBER.fullmatch, p))]
    found = []
    for a, b in pairwise(full if len(full) > 1 else []):
        i = max((_gap(lines[i], lines[i + 1]), i) for i in range(a, b))[1]
        found.append((max(w.bottom for w in lines[i]) + min(w.top for w in lines[i + 1])) / 2)
    if found and full[0] > 0:
        found += _own_rows(lines[: full[0] + 1])
    if found and full[-1] < len(lines) - 1:
        found += _own_rows(lines[full[-1] :])
    return sorted(found)


def _own_rows(lines: list[TextLine], apart: float = float("-inf")) -> list[float]:
    """Lines with several pieces before the first row, behind the last one or as far apart as rows are rows too."""
    return [
        (max(w.bottom for w in a) + min(w.top for w in b)) / 2
        for a, b in pairwise(lines)
        if min(len(_pieces(a)), len(_pieces(b))) >= 2 and _gap(a, b) >= apart
    ]


def _lines(words: list[Word]) -> list[TextLine]:
    out: list[TextLine] = []
    for word in sorted(words, key=lambda w: (w.top + w.bottom) / 2):
        middle = (word.top + word.bottom) / 2
        if out and middle < max(w.bottom for w in out[-1][-1:]) - 0.25 * (word.bottom - word.top):
            out[-1].append(word)
        else:
            out.append([word])
    return out


def _pieces(line: TextLine) -> list[str]:
    """The texts of a line that gaps part."""
    out: list[str] = []
    end = None
    for word in sorted(line, key=lambda w: w.x0):
        if end is not None and word.x0 - end < GAP * (word.bottom - word.top):
            out[-1] += word.text
        else:
            out.append(word.text)
        end = word.x1
    return out

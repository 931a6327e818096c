"""Letters that a PDF cuts off: what a program hides because it runs over the cell it belongs to.

A spreadsheet program centres a text of more lines than its row is high, or a merged cell's text over two pages, and draws it
within the cell's area only; the file tells all of it, and the hidden lines lie on the cells above and below. The area says
whose they are. PDFium tells it; the letters are pdfminer's, matched by where each run of text begins.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from ctypes import c_float
from pathlib import Path
from typing import Any, NamedTuple

from extractors.page import Box, union
from extractors.sources.picture import PDFIUM

SAME = 0.05  # points within which two places are one
_CUTS = re.compile(rb"\bW\*?\s+n\b")

Matrix = tuple[float, float, float, float, float, float]


class Run(NamedTuple):
    """Where a run of text begins, and from where to where up the page it is shown."""

    x: float
    y: float
    shown: tuple[float, float] | None


def cuts(content: Sequence[bytes]) -> bool:
    """Whether a page's drawing cuts anything off."""
    return any(_CUTS.search(part) for part in content)


def shown(pdf: Path, number: int, letters: Sequence[Mapping[str, Any]], turn: Matrix) -> list[tuple[float, float] | None]:
    """For each of pdfminer's letters of a page (1-based) from where to where, counted from below, it is shown; None where
    nothing is cut off. `turn` is the matrix by which pdfminer lays out the page."""
    begins: dict[tuple[int, int], list[Run]] = defaultdict(list)
    for run in _runs(pdf, number, turn):
        begins[_key(run.x, run.y)].append(run)
    out: list[tuple[float, float] | None] = []
    last: tuple[float, float] | None = None
    for letter in letters:
        x, y = letter["matrix"][4:6]
        near = (run for key in _near(x, y) for run in begins.get(key, ()))
        met = next((run for run in near if abs(run.x - x) < SAME and abs(run.y - y) < SAME), None)
        if met is not None:
            begins[_key(met.x, met.y)].remove(met)
            last = met.shown
        out.append(last)
    return out


def _runs(pdf: Path, number: int, turn: Matrix) -> list[Run]:
    import pypdfium2
    import pypdfium2.raw as pdfium

    with PDFIUM:
        document: Any = pypdfium2.PdfDocument(pdf)
        try:
            texts = [x for x in document[number - 1].get_objects() if x.type == pdfium.FPDF_PAGEOBJ_TEXT]
            return [Run(*_turned(turn, *x.get_matrix().get()[4:6]), _shown(x, turn)) for x in texts]
        finally:
            document.close()


def _shown(text: Any, turn: Matrix) -> tuple[float, float] | None:
    """What all the paths that cut a text leave, each taken as a box."""
    import pypdfium2.raw as pdfium

    path = pdfium.FPDFPageObj_GetClipPath(text)
    count = pdfium.FPDFClipPath_CountPaths(path) if path else 0
    boxes = [union(corners) for n in range(max(count, 0)) if (corners := list(_corners(path, n, turn)))]
    return (max(b[1] for b in boxes), min(b[3] for b in boxes)) if boxes else None


def _corners(path: Any, n: int, turn: Matrix) -> Iterator[Box]:
    import pypdfium2.raw as pdfium

    for k in range(pdfium.FPDFClipPath_CountPathSegments(path, n)):
        x, y = c_float(), c_float()
        if pdfium.FPDFPathSegment_GetPoint(pdfium.FPDFClipPath_GetPathSegment(path, n, k), x, y):
            at = _turned(turn, x.value, y.value)
            yield *at, *at


def _turned(turn: Matrix, x: float, y: float) -> tuple[float, float]:
    a, b, c, d, e, f = turn
    return a * x + c * y + e, b * x + d * y + f


def _key(x: float, y: float) -> tuple[int, int]:
    return round(x), round(y)


def _near(x: float, y: float) -> set[tuple[int, int]]:
    return {_key(x + dx, y + dy) for dx in (-SAME, SAME) for dy in (-SAME, SAME)}

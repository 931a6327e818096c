"""Marks that the recogniser mistakes for one another, told apart by their shape and by what stands beside them."""

from __future__ import annotations

import re

import numpy as np

from extractors.scan.straighten import Image

SLANT = 0.35  # of its width that a slash leans; a figure one stands upright
BARRED = 0.5  # of its height that a comparator's pointed end takes where there is a bar under it
_LIKE = str.maketrans("oOQDàáäSs$lI|ZzB", "0000000555111228")
_FIGURES = re.compile(r"[.,·]?[\doOQDàáäSs$lI|ZzB]+(?:[.,·][\doOSslI]+)?[.,·]?%?")


def settled(text: str, crop: Image) -> str:
    """The text with look-alikes of figures as figures, and a comparator as its shape tells."""
    if text[0] in "><" and len(text) > 1 and _is_barred(crop, pointing_right=text[0] == ">"):
        return ("≥" if text[0] == ">" else "≤") + text[1:].lstrip("=")
    if _FIGURES.fullmatch(text) and (len(text) == 1 or any(c.isdigit() for c in text)):
        return text.translate(_LIKE).strip(".,·")
    return text


def leans(crop: Image) -> bool:
    """Whether the ink of one mark runs from the upper right to the lower left."""
    ys, xs = np.nonzero(_inked(crop))
    if len(xs) < 4:
        return False
    upper, lower = xs[ys < np.median(ys)], xs[ys > np.median(ys)]
    width, height = xs.max() - xs.min() + 1, ys.max() - ys.min() + 1
    return bool(len(upper) and len(lower) and upper.mean() - lower.mean() > SLANT * width and width > 0.25 * height)


def _inked(crop: Image) -> Image:
    paper, darkest = float(np.median(crop)), float(np.percentile(crop, 1))
    return crop < (paper + darkest) / 2


def _is_barred(crop: Image, *, pointing_right: bool) -> bool:
    """Whether the first mark is ≥ or ≤: at its pointed end there is ink below the point as well."""
    inked = _inked(crop)
    columns = np.flatnonzero(inked.any(axis=0))
    if not len(columns):
        return False
    gaps = np.flatnonzero(np.diff(columns) > 1)
    last = columns[gaps[0]] if len(gaps) else columns[-1]
    mark = inked[:, columns[0] : last + 1]
    rows = np.flatnonzero(mark.any(axis=1))
    height, width = rows[-1] - rows[0] + 1, mark.shape[1]
    if not 0.4 * height <= width <= 1.4 * height:
        return False
    third = max(int(0.3 * width), 1)
    end = np.flatnonzero((mark[:, -third:] if pointing_right else mark[:, :third]).any(axis=1))
    return bool(len(end) and end[-1] - end[0] + 1 >= BARRED * height)

"""Marks that are told by their shape, where a recogniser mistakes them for figures."""

from __future__ import annotations

import numpy as np

from extractors.scan.straighten import Image

SLANT = 0.35  # of its width that a slash leans; a figure one stands upright
CORNER = 0.06  # share of ink in the upper left of a slash at the most; a seven has its bar there


def leans(crop: Image) -> bool:
    """Whether the ink of one mark runs from the upper right to the lower left, nothing else."""
    ys, xs = np.nonzero(_inked(crop))
    if len(xs) < 4:
        return False
    upper, lower = xs[ys < np.median(ys)], xs[ys > np.median(ys)]
    width, height = xs.max() - xs.min() + 1, ys.max() - ys.min() + 1
    if not len(upper) or not len(lower) or width <= 0.25 * height:
        return False
    corner = (xs < xs.min() + 0.45 * width) & (ys < ys.min() + 0.3 * height)
    return bool(upper.mean() - lower.mean() > SLANT * width and corner.mean() <= CORNER)


def _inked(crop: Image) -> Image:
    paper, darkest = float(np.median(crop)), float(np.percentile(crop, 1))
    return crop < (paper + darkest) / 2

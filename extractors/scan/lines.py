"""Pixels -> ruled lines: long level and upright runs of ink on an upright page, robust to breaks, shade and dots."""

from __future__ import annotations

import cv2
import numpy as np

from extractors.page import Rule
from extractors.scan.straighten import Image

LEVEL = 16.0  # points: longer than any stroke of a letter
UPRIGHT = 7.5  # points: a row of small print is hardly lower
BREAK = 2.0  # points that a broken line may miss at one place
REACH = 3.0  # points that an upright may end before the level line that it belongs to


def ink(grey: Image, scale: float) -> Image:
    """What is darker than its surroundings, white on black."""
    block = int(12 * scale) | 1
    smooth = cv2.GaussianBlur(grey, (3, 3), 0)
    return cv2.adaptiveThreshold(smooth, 255, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY_INV, block, 14)


def rules(dark: Image, scale: float) -> tuple[list[Rule], list[Rule], Image]:
    """Level and upright rules in points, and the mask of their pixels."""
    level = _runs(dark, int(LEVEL * scale), int(BREAK * scale), across=True)
    upright = _runs(dark, int(UPRIGHT * scale), int(BREAK * scale), across=False)
    across = _boxes(level, scale, across=True)
    down = [r for r in _boxes(upright, scale, across=False) if _meets(r, across)]
    kept = np.zeros_like(dark)
    for r in down:
        x = int(r.at * scale)
        kept[int(r.start * scale) : int(r.end * scale) + 1, max(x - int(1.2 * scale), 0) : x + int(1.2 * scale) + 1] = 255
    mask = cv2.bitwise_or(level, cv2.bitwise_and(upright, kept))
    return across, down, cv2.dilate(mask, np.ones((3, 3), np.uint8))


def _runs(dark: Image, length: int, gap: int, *, across: bool) -> Image:
    """The ink that belongs to runs of at least this length, gaps closed."""
    one = (1, max(gap, 1)) if across else (max(gap, 1), 1)
    thick = (3, 1) if across else (1, 3)
    grown = cv2.dilate(dark, np.ones(thick, np.uint8))
    closed = cv2.morphologyEx(grown, cv2.MORPH_CLOSE, np.ones(one, np.uint8))
    run = (1, length) if across else (length, 1)
    return cv2.morphologyEx(closed, cv2.MORPH_OPEN, np.ones(run, np.uint8))


def _boxes(mask: Image, scale: float, *, across: bool) -> list[Rule]:
    out = []
    count, _, stats, _ = cv2.connectedComponentsWithStats(mask)
    for x, y, w, h, _ in stats[1:count]:
        if across and h <= 5 * scale:
            out.append(Rule((y + h / 2) / scale, x / scale, (x + w) / scale))
        elif not across and w <= 5 * scale:
            out.append(Rule((x + w / 2) / scale, y / scale, (y + h) / scale))
    return out


def _meets(upright: Rule, across: list[Rule]) -> bool:
    """A line between columns ends at level lines; the stroke of a letter does not."""
    ends = [
        any(abs(r.at - y) <= REACH and r.start - REACH <= upright.at <= r.end + REACH for r in across)
        for y in (upright.start, upright.end)
    ]
    return all(ends) or (any(ends) and upright.end - upright.start > 4 * UPRIGHT)

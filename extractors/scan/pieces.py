"""Where text stands on an upright page: boxes of ink grouped to pieces of lines, never across a ruled line."""

from __future__ import annotations

import cv2
import numpy as np

from extractors.page import Box
from extractors.scan.straighten import Image

SPECK = 1.1  # points: ink smaller than this both ways is dirt
SPACE = 4.2  # points that letters of one piece may stand apart
LOW = 4.5  # points: ink lower than this may be a part of a letter (二, ＝, -)


def pieces(dark: Image, lines: Image, scale: float) -> list[Box]:
    """Boxes in pixels, from top to bottom."""
    text = cv2.bitwise_and(dark, cv2.bitwise_not(lines))
    text = _without_specks(text, scale)
    joined = cv2.dilate(text, np.ones((1, int(SPACE * scale) | 1), np.uint8))
    joined = cv2.bitwise_and(joined, cv2.bitwise_not(lines))
    count, labels, stats, _ = cv2.connectedComponentsWithStats(joined, connectivity=8)
    boxes = []
    for n in range(1, count):
        x, y, w, h, _ = stats[n]
        part = text[y : y + h, x : x + w] * (labels[y : y + h, x : x + w] == n)
        ys, xs = np.nonzero(part)
        if len(xs):
            boxes.append((float(x + xs.min()), float(y + ys.min()), float(x + xs.max() + 1), float(y + ys.max() + 1)))
    return sorted(_whole(boxes, scale, lines), key=lambda b: (b[1], b[0]))


def _without_specks(text: Image, scale: float) -> Image:
    count, labels, stats, _ = cv2.connectedComponentsWithStats(text, connectivity=8)
    small = (stats[:, cv2.CC_STAT_WIDTH] < SPECK * scale) & (stats[:, cv2.CC_STAT_HEIGHT] < SPECK * scale)
    small[0] = True
    out = text.copy()
    out[small[labels]] = 0
    del count
    return out


def _whole(boxes: list[Box], scale: float, lines: Image) -> list[Box]:
    """Parts of letters put together: a low piece joins what stands right over, under or beside it."""
    out = sorted(boxes, key=lambda b: b[1])
    changed = True
    while changed:
        changed = False
        for i, a in enumerate(out):
            if a[3] - a[1] >= LOW * scale:
                continue
            j = next((j for j, b in enumerate(out) if j != i and _belongs(a, b, scale, lines)), None)
            if j is not None:
                b = out[j]
                merged = (min(a[0], b[0]), min(a[1], b[1]), max(a[2], b[2]), max(a[3], b[3]))
                out = [x for k, x in enumerate(out) if k not in (i, j)] + [merged]
                changed = True
                break
    return out


def _belongs(a: Box, b: Box, scale: float, lines: Image) -> bool:
    apart = max(a[1], b[1]) - min(a[3], b[3])
    beside = max(a[0], b[0]) - min(a[2], b[2])
    height = max(a[3], b[3]) - min(a[1], b[1])
    near = apart <= 3.0 * scale and beside <= SPACE * scale and height <= 13 * scale
    if not near:
        return False
    x0, x1 = int(min(a[0], b[0])), int(max(a[2], b[2]))
    y0, y1 = int(min(a[3], b[3])), int(max(a[1], b[1]))
    return y1 <= y0 or not lines[y0:y1, x0:x1].any()

"""Where text stands on an upright page: boxes of ink grouped to pieces of lines, never across a ruled line."""

from __future__ import annotations

import cv2
import numpy as np

from extractors.page import Box, union
from extractors.scan.straighten import Image

SPECK = 1.7  # points: ink smaller than this both ways is dirt
SPACE = 5.5  # points that letters of one piece may stand apart
LOW = 4.5  # points: ink lower than this may be a part of a letter (二, ＝) or a mark behind one (。)
MARK = 8.0  # points that such a mark may stand behind its word
DASH = 2.5  # points: a flat piece at least this wide may stand alone, as a dash
FLAT = 1.6  # points that a dash is high at the most
LEAST = 0.62  # of the page's usual height of letters


def pieces(dark: Image, lines: Image, scale: float) -> list[Box]:
    """Boxes in pixels, from top to bottom."""
    text = _without_specks(cv2.bitwise_and(dark, cv2.bitwise_not(lines)), scale)
    joined = cv2.dilate(text, np.ones((1, int(SPACE * scale) | 1), np.uint8))
    joined = cv2.bitwise_and(joined, cv2.bitwise_not(lines))
    count, labels, stats, _ = cv2.connectedComponentsWithStats(joined, connectivity=8)
    boxes = []
    for n in range(1, count):
        x, y, w, h, _ = stats[n]
        ys, xs = np.nonzero((labels[y : y + h, x : x + w] == n) & (text[y : y + h, x : x + w] > 0))
        if len(xs):
            boxes.append((float(x + xs.min()), float(y + ys.min()), float(x + xs.max() + 1), float(y + ys.max() + 1)))
    whole = _whole(boxes, scale, lines)
    usual = float(np.median([b[3] - b[1] for b in whole if b[3] - b[1] >= LOW * scale] or [0.0]))
    return sorted((b for b in whole if _is_text(b, scale, usual)), key=lambda b: (b[1], b[0]))


def _is_text(box: Box, scale: float, usual: float) -> bool:
    """As high as letters are on this page, or a dash; the rest is dirt."""
    width, height = box[2] - box[0], box[3] - box[1]
    return height >= LEAST * usual or (width >= DASH * scale and height <= FLAT * scale)


def _without_specks(text: Image, scale: float) -> Image:
    _, labels, stats, _ = cv2.connectedComponentsWithStats(text, connectivity=8)
    small = (stats[:, cv2.CC_STAT_WIDTH] < SPECK * scale) & (stats[:, cv2.CC_STAT_HEIGHT] < SPECK * scale)
    small[0] = True
    out = text.copy()
    out[small[labels]] = 0
    return out


def _whole(boxes: list[Box], scale: float, lines: Image) -> list[Box]:
    """Parts of letters and marks put to what they belong to: low pieces join the nearest piece of their line."""
    low = sorted((b for b in boxes if b[3] - b[1] < LOW * scale), key=lambda b: b[0])
    out = [b for b in boxes if b[3] - b[1] >= LOW * scale]
    for piece in low:
        near = [i for i, b in enumerate(out) if _belongs(piece, b, scale, lines)]
        if near:
            i = min(near, key=lambda i: _apart(piece, out[i]))
            out[i] = union([piece, out[i]])
        else:
            out.append(piece)
    return out


def _apart(a: Box, b: Box) -> float:
    across, down = max(a[0], b[0]) - min(a[2], b[2]), max(a[1], b[1]) - min(a[3], b[3])
    return max(across, 0.0) + max(down, 0.0)


def _belongs(a: Box, b: Box, scale: float, lines: Image) -> bool:
    down = max(a[1], b[1]) - min(a[3], b[3])
    across = max(a[0], b[0]) - min(a[2], b[2])
    height = max(a[3], b[3]) - min(a[1], b[1])
    behind = a[0] > b[0]
    if down > 2.5 * scale or height > 13 * scale or across > (MARK if behind else SPACE) * scale:
        return False
    x0, x1, y0, y1 = int(min(a[2], b[2])), int(max(a[0], b[0])), int(min(a[3], b[3])), int(max(a[1], b[1]))
    beside = lines[int(max(a[1], b[1])) : int(min(a[3], b[3])) + 1, x0:x1] if x1 > x0 else lines[:0]
    between = lines[y0:y1, int(max(a[0], b[0])) : int(min(a[2], b[2])) + 1] if y1 > y0 else lines[:0]
    return not (beside.size and beside.any()) and not (between.size and between.any())

"""One page image -> Page: seal out, upright, lines, pieces, words."""

from __future__ import annotations

import cv2
import numpy as np

from extractors.page import Box, Page, Rule, Word
from extractors.scan import lines, ocr
from extractors.scan.paper import bare, fine, quiet, without_red
from extractors.scan.pieces import pieces
from extractors.scan.straighten import Image, straightened

MARGIN = 1.2  # points of paper left above and below a piece
ASIDE = 2.0  # points beside it, and
FREE = 4.0  # points where nothing else stands: strokes too faint to count as ink may belong to it
LEGIBLE = 0.7  # the same of a line outside tables
FAINT = 9  # of 255 levels of grey that the strokes of small print are darker than their surroundings
DASH = 1.6  # points that a dash is high at the most
UNREADABLE = 0.35  # mean confidence below which nothing was read
SEALED = 0.02  # share of a piece under a seal from which on it is read a second time
UNSURE = 0.3  # confidence of what reads differently with and without the seal


def read_image(image: Image, number: int, dpi: float) -> Page:
    """The page of an image (BGR). Boxes of the result are in points of the upright page; `shown` leads back."""
    grey, seal = without_red(image)
    grey, dpi = fine(quiet(grey), dpi)
    scale = dpi / 72
    upright = straightened(grey, lines.ink(grey, scale))
    dark = cv2.bitwise_and(lines.ink(upright.image, scale), upright.paper)
    across, down, mask = lines.rules(np.asarray(dark, np.uint8), scale)
    faint = cv2.bitwise_and(lines.ink(upright.image, scale, FAINT), upright.paper)
    boxes = pieces(np.asarray(faint, np.uint8), mask, across, down, scale)
    clean = upright.image.copy()
    clean[mask > 0] = bare(upright.image)[mask > 0]
    readings = ocr.recognise([_crop(clean, box, _free(box, boxes, mask, scale), scale) for box in boxes])
    words = [
        _word(reading, box, scale)
        for box, reading in zip(boxes, readings, strict=True)
        if _is_print(reading, box, across, scale)
    ]
    height, width = dark.shape
    return Page(number, width / scale, height / scale, words, across, down, lambda box: upright.shown(box, scale))


def _is_print(reading: ocr.Reading, box: Box, across: list[Rule], scale: float) -> bool:
    """Whether a piece was read as text: in a table anything legible, outside of one no stray mark."""
    x, y = (box[0] + box[2]) / 2 / scale, (box[1] + box[3]) / 2 / scale
    rows = [r.at for r in across if r.start <= x <= r.end]
    if rows and min(rows) <= y <= max(rows):
        return _is_dash(box, scale) or (bool(reading.text.strip()) and reading.mean >= UNREADABLE)
    return len(reading.text.strip()) > 1 and reading.mean >= LEGIBLE and not _is_dash(box, scale)


def _is_dash(box: Box, scale: float) -> bool:
    return box[3] - box[1] <= DASH * scale


def _word(reading: ocr.Reading, box: Box, scale: float) -> Word:
    x0, top, x1, bottom = (v / scale for v in box)
    if _is_dash(box, scale):
        return Word("—", x0, top, x1, bottom, 1.0, "ocr")
    return Word(reading.text, x0, top, x1, bottom, round(reading.sure, 3), "ocr")


def _free(box: Box, boxes: list[Box], mask: Image, scale: float) -> tuple[int, int]:
    """How far a piece may be widened to the left and right: half-way to the next one, not over a ruled line."""
    beside = [b for b in boxes if b is not box and min(b[3], box[3]) > max(b[1], box[1])]
    out = []
    for x, step, others in ((box[0], -1, [box[0] - b[2] for b in beside]), (box[2], 1, [b[0] - box[2] for b in beside])):
        far = min([FREE * scale, *(max(o / 2, ASIDE * scale) for o in others if o > 0)])
        start, end = sorted((int(x), max(int(x + step * far), 0)))
        ruled = np.flatnonzero(mask[int(box[1]) : int(box[3]), start:end].any(axis=0))
        if len(ruled):
            far = (x - start - ruled[-1] - 1) if step < 0 else ruled[0]
        out.append(max(int(far), 1))
    return out[0], out[1]


def _crop(page: Image, box: Box, aside: tuple[int, int], scale: float) -> Image:
    x0, y0, x1, y1 = (int(v) for v in box)
    down = int(MARGIN * scale)
    return page[max(y0 - down, 0) : y1 + down, max(x0 - aside[0], 0) : x1 + aside[1]]

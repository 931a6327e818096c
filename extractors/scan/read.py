"""One page image -> Page: seal out, upright, lines, pieces, words."""

from __future__ import annotations

import cv2
import numpy as np

from extractors.page import Page, Word
from extractors.scan import lines, ocr
from extractors.scan.pieces import pieces
from extractors.scan.straighten import Image, straightened

MARGIN = 1.2  # points of paper left above and below a piece
UNREADABLE = 0.4  # confidence below which nothing was read
MARGIN_ASIDE = 2.5  # points beside it: marks too small to count as ink may stand there


def read_image(image: Image, number: int, dpi: float) -> Page:
    """The page of an image (BGR). Boxes of the result are in points of the upright page; `shown` leads back."""
    scale = dpi / 72
    grey = without_red(image)
    upright = straightened(grey, lines.ink(grey, scale))
    dark = lines.ink(upright.image, scale)
    across, down, mask = lines.rules(dark, scale)
    boxes = pieces(dark, mask, scale)
    paper = cv2.cvtColor(upright.image, cv2.COLOR_GRAY2BGR)
    height, width = dark.shape
    down_by, aside = int(MARGIN * scale), int(MARGIN_ASIDE * scale)
    paper[mask > 0] = 255
    crops = [paper[max(int(b[1]) - down_by, 0) : int(b[3]) + down_by, max(int(b[0]) - aside, 0) : int(b[2]) + aside] for b in boxes]
    words = [
        Word(text, *(v / scale for v in box), confidence=score, source="ocr")
        for box, (text, score) in zip(boxes, ocr.recognise(crops), strict=True)
        if text.strip() and score >= UNREADABLE
    ]
    return Page(number, width / scale, height / scale, words, across, down, lambda box: upright.shown(box, scale))


def without_red(image: Image) -> Image:
    """The page in grey, a red seal's ink taken for paper; what is dark in red as well is print under the seal."""
    red = image[:, :, 2]
    spread = image.max(axis=2).astype(np.int16) - image.min(axis=2)
    reddish = (red.astype(np.int16) - image[:, :, 1] > 18) & (red.astype(np.int16) - image[:, :, 0] > 8) & (spread > 18)
    around = cv2.morphologyEx(reddish.astype(np.uint8), cv2.MORPH_CLOSE, np.ones((5, 5), np.uint8)) > 0
    grey: Image = cv2.cvtColor(image, cv2.COLOR_BGR2GRAY)
    if not around.any():
        return grey
    paper = cv2.medianBlur(cv2.resize(red, None, fx=0.25, fy=0.25, interpolation=cv2.INTER_AREA), 21)
    paper = cv2.resize(paper, (grey.shape[1], grey.shape[0]), interpolation=cv2.INTER_LINEAR)
    light = around & (red > 0.6 * paper)
    out = np.where(around, red, grey)
    out[light] = paper[light]
    return out

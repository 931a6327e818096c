"""One page image -> Page: seal out, upright, lines, pieces, words."""

from __future__ import annotations

import cv2
import numpy as np

from extractors.page import Page, Word
from extractors.scan import lines, ocr
from extractors.scan.pieces import pieces
from extractors.scan.straighten import Image, straightened

MARGIN = 1.2  # points of paper left around a piece


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
    pad = int(MARGIN * scale)
    crops = [paper[max(int(b[1]) - pad, 0) : int(b[3]) + pad, max(int(b[0]) - pad, 0) : int(b[2]) + pad] for b in boxes]
    words = [
        Word(text, *(v / scale for v in box), confidence=score, source="ocr")
        for box, (text, score) in zip(boxes, ocr.recognise(crops), strict=True)
        if text.strip()
    ]
    return Page(number, width / scale, height / scale, words, across, down, lambda box: upright.shown(box, scale))


def without_red(image: Image) -> Image:
    """The page in grey with red ink gone: a seal is dark in blue and green but not in red."""
    red = image[:, :, 2]
    spread = image.max(axis=2).astype(np.int16) - image.min(axis=2)
    grey: Image = cv2.cvtColor(image, cv2.COLOR_BGR2GRAY)
    coloured = (spread > 40) & (red > 90)
    coloured = cv2.dilate(coloured.astype(np.uint8), np.ones((3, 3), np.uint8)) > 0
    out = grey.copy()
    out[coloured] = np.maximum(grey, red)[coloured]
    return out

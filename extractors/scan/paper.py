"""A picture of a page -> quiet grey: a seal's ink out, dirt of single pixels out, small print enlarged, the paper known."""

from __future__ import annotations

import cv2
import numpy as np

from extractors.scan.straighten import Image

FINE = 200.0  # dots per inch that a page is enlarged to at the least
DIRT = 25  # a single pixel that is this much darker than all around it is dirt
RED = 18  # how far red must stand out to be a seal's ink
REMAINS = 5  # of 255 levels of grey that a seal's own ink is uneven
THROUGH = 4.0  # how many times darker print is than it shows through the solid middle of a seal, and
THROUGH_STROKES = 2.4  # through its strokes, which are thinner
NEARBY = 31  # pixels around that tell how bright a seal's ink is there


def fine(image: Image, dpi: float) -> tuple[Image, float]:
    """The grey picture at no less than FINE dots per inch, and its dots per inch."""
    if dpi >= 0.95 * FINE:
        return image, dpi
    factor = FINE / dpi
    return np.asarray(cv2.resize(image, None, fx=factor, fy=factor, interpolation=cv2.INTER_CUBIC), np.uint8), FINE


def quiet(grey: Image) -> Image:
    """Without single dark pixels, the grain smoothed."""
    ring = np.ones((3, 3), np.uint8)
    ring[1, 1] = 0
    around = cv2.erode(grey, ring)
    dirt = cv2.subtract(around, grey) > DIRT
    out = grey.copy()
    out[dirt] = cv2.medianBlur(grey, 3)[dirt]
    return np.asarray(cv2.GaussianBlur(out, (3, 3), 0.7), np.uint8)


def bare(grey: Image) -> Image:
    """The paper alone: what the page would look like without ink."""
    small = cv2.resize(grey, None, fx=0.25, fy=0.25, interpolation=cv2.INTER_AREA)
    closed = cv2.medianBlur(cv2.morphologyEx(small, cv2.MORPH_CLOSE, np.ones((9, 9), np.uint8)), 21)
    return np.asarray(cv2.resize(closed, (grey.shape[1], grey.shape[0]), interpolation=cv2.INTER_LINEAR), np.uint8)


def without_red(image: Image) -> tuple[Image, Image]:
    """The page in grey with a red seal taken for paper, and where the seal was (255).

    A seal lets print show through: what is darker in red than the seal's own ink is print.
    """
    blue, green, red = cv2.split(image)
    grey: Image = np.asarray(cv2.cvtColor(image, cv2.COLOR_BGR2GRAY), np.uint8)
    reddish = (cv2.subtract(red, green) > RED) & (cv2.subtract(red, blue) > RED // 2)
    if not reddish.any():
        return grey, np.zeros_like(grey)
    closed = cv2.morphologyEx(reddish.astype(np.uint8) * 255, cv2.MORPH_CLOSE, np.ones((5, 5), np.uint8))
    around = np.asarray(cv2.dilate(closed, np.ones((3, 3), np.uint8)), np.uint8)
    sealed = around > 0
    paper = bare(np.asarray(red, np.uint8))
    level, share = _level(np.asarray(red, np.uint8), closed > 0)
    under = np.maximum(level - cv2.GaussianBlur(red, (0, 0), 0.8) - REMAINS, 0.0)
    solid = np.clip((share - 0.5) / 0.4, 0.0, 1.0)
    through = THROUGH_STROKES + (THROUGH - THROUGH_STROKES) * solid
    bright = np.maximum(paper - through * under, 0.0)
    out = np.where(sealed, bright, grey)
    return np.asarray(out, np.uint8), np.asarray(around, np.uint8)


def _level(red: Image, sealed: Image) -> tuple[Image, Image]:
    """How bright in red a seal's own ink is around each pixel, and how much of what is around is ink."""
    share = cv2.blur(sealed.astype(np.float32), (NEARBY, NEARBY))
    total = cv2.blur(np.where(sealed, red, 0).astype(np.float32), (NEARBY, NEARBY))
    return np.asarray(total / np.maximum(share, 1e-3), np.float32), np.asarray(share, np.float32)

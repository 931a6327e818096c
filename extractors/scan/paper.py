"""A picture of a page -> quiet grey: a seal's ink out, dirt of single pixels out, small print enlarged, the paper known."""

from __future__ import annotations

import cv2
import numpy as np

from extractors.scan.straighten import Image

FINE = 200.0  # dots per inch that a page is enlarged to at the least
DIRT = 25  # a single pixel that is this much darker than all around it is dirt
RED = 18  # how far red must stand out to be a seal's ink
DARK_IN_RED = 0.6  # of the paper's red: what is darker under a seal is print


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

    What is dark in red as well is print under the seal.
    """
    blue, green, red = cv2.split(image)
    grey: Image = np.asarray(cv2.cvtColor(image, cv2.COLOR_BGR2GRAY), np.uint8)
    reddish = (cv2.subtract(red, green) > RED) & (cv2.subtract(red, blue) > RED // 2)
    if not reddish.any():
        return grey, np.zeros_like(grey)
    around = cv2.morphologyEx(reddish.astype(np.uint8) * 255, cv2.MORPH_CLOSE, np.ones((5, 5), np.uint8))
    paper = bare(np.asarray(red, np.uint8))
    sealed = around > 0
    # A seal lets print show through: brightened to the paper, what is left dark is print.
    ink = sealed & (red > DARK_IN_RED * paper)
    loss = float(np.median(paper[ink] / np.maximum(red[ink], 1))) if ink.any() else 1.0
    bright = np.minimum(red * loss, paper)
    out = np.where(sealed, bright, grey)
    return np.asarray(out, np.uint8), np.asarray(around, np.uint8)

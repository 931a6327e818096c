"""A picture of a page -> quiet grey: a seal's ink out, dirt of single pixels out, small print enlarged, the paper known."""

from __future__ import annotations

import cv2
import numpy as np

from extractors.scan.straighten import Image

FINE = 200.0  # dots per inch that a page is enlarged to at the least
DIRT = 25  # a single pixel that is this much darker than all around it is dirt
COLOURED = 18  # how far a colour must stand out to be a seal's ink
REMAINS = 5  # of 255 levels of grey that a seal's own ink is uneven
THROUGH = 4.0  # how many times darker print is than it shows through the solid middle of a seal, and
THROUGH_STROKES = 2.4  # through its strokes, which are thinner
SEAL_RADIUS = (45, 75)  # points; round seals of offices measure 38 to 45 mm
RING = 2.5  # points that a seal's ring may be off its circle
WHOLE_RING = 0.68  # share of its circle on which ink lies near, and
SAME_RING = 0.31  # lies at one distance
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


def without_seals(image: Image) -> tuple[Image, Image]:
    """The page in grey with red and blue seals taken for paper, and where they were (255)."""
    grey: Image = np.asarray(cv2.cvtColor(image, cv2.COLOR_BGR2GRAY), np.uint8)
    blue, green, red = (np.asarray(channel, np.uint8) for channel in cv2.split(image))
    seals = np.zeros_like(grey)
    for own, other in ((red, blue), (blue, red)):
        coloured = (cv2.subtract(own, green) > COLOURED) & (cv2.subtract(own, other) > COLOURED // 2)
        if coloured.any():
            closed = cv2.morphologyEx(coloured.astype(np.uint8) * 255, cv2.MORPH_CLOSE, np.ones((5, 5), np.uint8))
            around = np.asarray(cv2.dilate(closed, np.ones((3, 3), np.uint8)), np.uint8)
            grey = np.where(around > 0, _print_under(own, closed > 0), grey)
            seals |= around
    return grey, seals


def _print_under(own: Image, sealed: Image) -> Image:
    """What is printed under a seal, in the light of the seal's own colour: that lets print show through, so that what
    is darker than the seal's ink is print."""
    level, share = _level(own, sealed)
    under = np.maximum(level - cv2.GaussianBlur(own, (0, 0), 0.8) - REMAINS, 0.0)
    solid = np.clip((share - 0.5) / 0.4, 0.0, 1.0)
    through = THROUGH_STROKES + (THROUGH - THROUGH_STROKES) * solid
    return np.asarray(np.maximum(bare(own) - through * under, 0.0), np.uint8)


def _level(own: Image, sealed: Image) -> tuple[Image, Image]:
    """How bright in its colour a seal's own ink is around each pixel, and how much of what is around is ink."""
    share = cv2.blur(sealed.astype(np.float32), (NEARBY, NEARBY))
    total = cv2.blur(np.where(sealed, own, 0).astype(np.float32), (NEARBY, NEARBY))
    return np.asarray(total / np.maximum(share, 1e-3), np.float32), np.asarray(share, np.float32)


def round_seals(grey: Image, ink: Image, scale: float) -> Image:
    """Where the rings of seals lie on an upright page without colour (255), by its ink without ruled lines: copied or
    faxed they are as black as print, and cannot be taken out."""
    small = cv2.resize(grey, None, fx=1 / scale, fy=1 / scale, interpolation=cv2.INTER_AREA)
    least, most = SEAL_RADIUS
    found = cv2.HoughCircles(small, cv2.HOUGH_GRADIENT_ALT, 1.5, least, None, 200, 0.4, least, most)
    out = np.zeros_like(grey)
    for x, y, radius in [] if found is None else np.asarray(found).reshape(-1, 3).tolist():
        if _is_ring(ink, x * scale, y * scale, radius * scale, scale):
            cv2.circle(out, (int(x * scale), int(y * scale)), int((radius + RING) * scale), 255, -1)
    return out


def _is_ring(ink: Image, x: float, y: float, radius: float, scale: float) -> bool:
    around = np.linspace(0, 2 * np.pi, 240, endpoint=False)
    radii = radius + np.arange(-RING, RING + 0.1, 0.5)[:, None] * scale
    rows = (y + radii * np.sin(around)).astype(int).clip(0, ink.shape[0] - 1)
    columns = (x + radii * np.cos(around)).astype(int).clip(0, ink.shape[1] - 1)
    inked = ink[rows, columns] > 0
    return bool(inked.any(axis=0).mean() >= WHOLE_RING and inked.mean(axis=1).max() >= SAME_RING)

"""What time, light and machines do to a page: ink fades, rules break, light falls off, lenses blur, sensors grain."""

from __future__ import annotations

from io import BytesIO

import cv2
import numpy as np
from PIL import Image

from samples.scan.place import Pixels

_INK = 0.8  # of the paper's brightness: darker is ink to a fax machine, which is set to lose no thin stroke


def faded(image: Pixels, share: float) -> Pixels:
    """Ink that lost a share of its darkness."""
    return np.asarray(255 - (255 - image.astype(np.float32)) * (1 - share), np.uint8)


def broken(image: Pixels, rng: np.random.Generator, per_100: float, scale: float) -> Pixels:
    """Ruled lines with gaps of 1 to 4 points where the toner did not take."""
    dark = np.asarray(cv2.cvtColor(image, cv2.COLOR_BGR2GRAY) < 128, np.uint8)
    long, out = int(40 * scale), image.copy()
    for shape in ((1, long), (long, 1)):
        ys, xs = np.nonzero(cv2.morphologyEx(dark, cv2.MORPH_OPEN, np.ones(shape, np.uint8)))
        thickness = max(1.0, 0.6 * scale)
        count = int(len(ys) / thickness / scale / 100 * per_100)
        if not count:
            continue
        for n in rng.integers(0, len(ys), count):
            along, beside = int(rng.uniform(0.5, 2) * scale), int(1.2 * scale)
            high, wide = (beside, along) if shape[0] == 1 else (along, beside)
            y, x = int(ys[n]), int(xs[n])
            out[max(y - high, 0) : y + high + 1, max(x - wide, 0) : x + wide + 1] = 255
    return out


def shown_through(image: Pixels, share: float, scale: float) -> Pixels:
    """The back of the sheet, faint and mirrored; the same form stands for it."""
    back = cv2.GaussianBlur(cv2.flip(image, 1), (0, 0), max(0.8 * scale, 0.5))
    return np.asarray(image.astype(np.float32) * (1 - share * (255 - back.astype(np.float32)) / 255), np.uint8)


def folded(image: Pixels, rng: np.random.Generator, scale: float) -> Pixels:
    """A fold across the page that throws a shadow to one side."""
    height = image.shape[0]
    at = height * float(rng.choice((1 / 3, 1 / 2, 2 / 3)) + rng.uniform(-0.03, 0.03))
    away = (np.arange(height) - at) / (scale * float(rng.uniform(8, 20)))
    shadow = float(rng.uniform(0.12, 0.3)) * np.where(away < 0, np.exp(-((4 * away) ** 2)), np.exp(-away))
    return np.asarray(image * (1 - shadow[:, None, None]), np.uint8)


def shaded(image: Pixels, rng: np.random.Generator, share: float, grey: float) -> Pixels:
    """Paper darker than white, and light that falls off to one side and towards the corners."""
    height, width = image.shape[:2]
    y, x = np.linspace(-1, 1, height, dtype=np.float32)[:, None], np.linspace(-1, 1, width, dtype=np.float32)[None]
    angle = float(rng.uniform(0, 2 * np.pi))
    slope = (x * np.cos(angle) + y * np.sin(angle)) / 1.5
    loss = np.clip(0.5 + 0.35 * slope + 0.15 * (x**2 + y**2), 0, 1)
    light = (1 - share * loss) * (1 - grey / 255)
    return np.asarray(image * light[:, :, None], np.uint8)


def lamplit(image: Pixels, warmth: float) -> Pixels:
    """Under a lamp: less blue, a little less green."""
    return np.asarray(image * np.array([1 - warmth, 1 - warmth / 4, 1.0], np.float32), np.uint8)


def bordered(image: Pixels, rng: np.random.Generator, scale: float) -> Pixels:
    """The dark of an open lid along one or two edges."""
    out = image.copy()
    for edge in rng.choice(4, size=int(rng.integers(1, 3)), replace=False):
        wide = max(int(float(rng.uniform(3, 10)) * scale), 1)
        side = (slice(None, wide), slice(-wide, None))[int(edge) % 2]
        out[(side, slice(None)) if edge < 2 else (slice(None), side)] = int(rng.integers(10, 50))
    return out


def blurred(image: Pixels, sigma: float) -> Pixels:
    return np.asarray(cv2.GaussianBlur(image, (0, 0), sigma), np.uint8) if sigma > 0.2 else image


def grained(image: Pixels, rng: np.random.Generator, sigma: float) -> Pixels:
    """The sensor's noise, the same in all colours."""
    noise = rng.standard_normal(image.shape[:2], np.float32)[:, :, None] * sigma
    return np.clip(image + noise, 0, 255).astype(np.uint8)


def dotted(image: Pixels, rng: np.random.Generator, per_1000: float) -> Pixels:
    """Dark and light specks of one or two pixels."""
    height, width = image.shape[:2]
    out = image.copy()
    for _ in range(int(height * width * per_1000 / 1000)):
        y, x, side = int(rng.integers(height)), int(rng.integers(width)), 1 + int(rng.random() < 0.15)
        out[y : y + side, x : x + side] = int(rng.integers(0, 110)) if rng.random() < 0.75 else 255
    return out


def squeezed(image: Pixels, quality: int) -> Pixels:
    """Once through JPEG and back."""
    stream = BytesIO()
    Image.fromarray(image[:, :, ::-1]).save(stream, "JPEG", quality=quality)
    return np.ascontiguousarray(np.asarray(Image.open(stream).convert("RGB"), np.uint8)[:, :, ::-1])


def black_and_white(image: Pixels) -> Pixels:
    """What a fax machine keeps: nothing between ink and paper."""
    grey = np.asarray(cv2.cvtColor(image, cv2.COLOR_BGR2GRAY), np.uint8)
    level = float(np.percentile(grey, 90)) * _INK
    return np.where(grey > level, 255, 0).astype(np.uint8)

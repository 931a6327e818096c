"""What offices leave on the paper after printing: seals, signatures, page numbers, punched holes. Drawn before the scan.

A mark is a mask of 0..1 that darkens the page in its own colour, so that print shows through as it does under ink.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np
import numpy.typing as npt
from PIL import Image, ImageDraw, ImageFont

from samples.scan.place import Pixels

FONT_FILE = Path(__file__).parents[2] / "index" / "fonts" / "wqy-microhei.ttf"
RED, BLUE, BLACK = (40, 30, 205), (170, 60, 30), (30, 30, 30)  # BGR
_INKS = (RED, RED, RED, RED, (60, 40, 170), (50, 70, 230), BLUE)
_KINDS = ("round", "round", "round", "oval", "square")
_PURPOSES = ("", "", "财务专用章", "业务专用章", "绩效专用章")
_CHOPS = ("宋予安印", "傅明朗印", "柏言之章")

Mask = npt.NDArray[np.float32]
Colour = tuple[int, int, int]


@dataclass(frozen=True)
class Paper:
    """A page of a size in points before it is scanned, and about how many of its pixels are a point."""

    pixels: Pixels
    size: tuple[float, float]
    scale: float


def press(paper: Paper, mask: Mask, x: float, y: float, colour: Colour, strength: float) -> None:
    """Ink the mask onto the page, its middle at a point; what falls beside the page is lost."""
    height, width = mask.shape
    left, top = int(x * paper.scale - width / 2), int(y * paper.scale - height / 2)
    page_height, page_width = paper.pixels.shape[:2]
    x0, y0, x1, y1 = max(left, 0), max(top, 0), min(left + width, page_width), min(top + height, page_height)
    if x0 >= x1 or y0 >= y1:
        return
    part = mask[y0 - top : y1 - top, x0 - left : x1 - left, None] * strength
    loss = 1 - part * (1 - np.asarray(colour, np.float32) / 255)
    paper.pixels[y0:y1, x0:x1] = (paper.pixels[y0:y1, x0:x1] * loss).astype(np.uint8)


def seal(rng: np.random.Generator, unit: str, scale: float) -> tuple[Mask, Colour]:
    """A seal of any usual kind, leaning a little, its ink uneven."""
    kind = _KINDS[rng.integers(len(_KINDS))]
    if kind == "square":
        picture, colour = _chop(rng, scale), RED
    else:
        picture, colour = _ring(rng, unit, scale, oval=kind == "oval"), _INKS[rng.integers(len(_INKS))]
    leaning = picture.rotate(float(rng.uniform(-15, 15)), Image.Resampling.BICUBIC, expand=True)
    mask = _mask(leaning)
    return np.asarray(mask * _uneven(rng, mask.shape), np.float32), colour


def _ring(rng: np.random.Generator, unit: str, scale: float, *, oval: bool) -> Image.Image:
    """The unit's name along a ring, a star or a number in the middle, what the seal is for below it."""
    across = float(rng.uniform(110, 128)) * scale  # 40 to 45 mm, as the rules for seals want them
    down = across * (0.7 if oval else 1.0)
    picture = Image.new("L", (int(across) + 8, int(down) + 8))
    draw = ImageDraw.Draw(picture)
    draw.ellipse((4, 4, across, down), outline=255, width=int(max(3.2 * scale, 2)))
    middle = ((across + 8) / 2, (down + 8) / 2)
    size = across * min(0.14, 1.7 / max(len(unit), 1))
    spread = min(np.radians(280 if not oval else 230), len(unit) * 1.35 * size / (0.36 * across))
    for n, character in enumerate(unit):
        angle = -np.pi / 2 - spread / 2 + spread * (n + 0.5) / len(unit)
        at = middle[0] + 0.375 * across * np.cos(angle), middle[1] + 0.375 * down * np.sin(angle)
        _paste(picture, character, size, at, -float(np.degrees(angle)) - 90)
    purpose = _PURPOSES[rng.integers(len(_PURPOSES))]
    if oval:
        draw.text(middle, "".join(str(d) for d in rng.integers(0, 10, 13)), 255, _font(across * 0.07), anchor="mm")
    else:
        draw.polygon(_star(middle, across * 0.14), fill=255)
    draw.text((middle[0], middle[1] + down * (0.22 if oval else 0.27)), purpose, 255, _font(across * 0.085), anchor="mm")
    return picture


def _chop(rng: np.random.Generator, scale: float) -> Image.Image:
    """A person's square seal: four characters, read from the right, sometimes cut out of the red."""
    side = int(float(rng.uniform(42, 55)) * scale)
    cut_out = bool(rng.random() < 0.4)
    picture = Image.new("L", (side, side), 255 if cut_out else 0)
    draw = ImageDraw.Draw(picture)
    draw.rectangle((0, 0, side - 1, side - 1), outline=255, width=max(int(2 * scale), 2))
    name = _CHOPS[rng.integers(len(_CHOPS))]
    for n, character in enumerate(name):
        at = (side * (0.73 - 0.46 * (n // 2)), side * (0.27 + 0.46 * (n % 2)))
        draw.text(at, character, 0 if cut_out else 255, _font(side * 0.4), anchor="mm")
    return picture


def _paste(picture: Image.Image, character: str, size: float, at: tuple[float, float], degrees: float) -> None:
    side = int(size * 1.5) + 2
    tile = Image.new("L", (side, side))
    ImageDraw.Draw(tile).text((side / 2, side / 2), character, 255, _font(size), anchor="mm")
    tile = tile.rotate(degrees, Image.Resampling.BICUBIC)
    picture.paste(255, (int(at[0] - side / 2), int(at[1] - side / 2)), tile)


def _star(middle: tuple[float, float], radius: float) -> list[tuple[float, float]]:
    points = []
    for n in range(10):
        angle, far = -np.pi / 2 + n * np.pi / 5, radius * (1 if n % 2 == 0 else 0.382)
        points.append((middle[0] + far * float(np.cos(angle)), middle[1] + far * float(np.sin(angle))))
    return points


def _uneven(rng: np.random.Generator, shape: tuple[int, ...]) -> Mask:
    """Ink that took badly here and there."""
    coarse = rng.uniform(0.5, 1.25, (7, 7)).astype(np.float32)
    fine = rng.uniform(0.85, 1.1, shape).astype(np.float32)
    field = cv2.resize(coarse, (shape[1], shape[0]), interpolation=cv2.INTER_CUBIC)
    return np.asarray(np.clip(field * fine, 0, 1), np.float32)


def signature(rng: np.random.Generator, scale: float) -> Mask:
    """Some strokes of a pen, one running into the next, as a name is signed."""
    width, height = int(float(rng.uniform(60, 110)) * scale), int(float(rng.uniform(26, 40)) * scale)
    mask = np.zeros((height, width), np.uint8)
    for stroke in range(int(rng.integers(4, 8))):
        middle = width * (0.12 + 0.76 * stroke / 7)
        knots = np.column_stack((rng.normal(middle, width * 0.1, 4), rng.uniform(0.1 * height, 0.9 * height, 4)))
        t = np.linspace(0, 1, 40)[:, None]
        curve = (1 - t) ** 3 * knots[0] + 3 * t * (1 - t) ** 2 * knots[1] + 3 * t**2 * (1 - t) * knots[2] + t**3 * knots[3]
        pen = max(int(float(rng.uniform(0.7, 1.5)) * scale), 1)
        cv2.polylines(mask, [np.rint(curve).astype(np.int32)], False, 255, pen, cv2.LINE_AA)
    return _mask(mask)


def line_of_text(text: str, size: float, scale: float) -> Mask:
    font = _font(size * scale)
    picture = Image.new("L", (int(font.getlength(text)) + 4, int(size * scale * 1.4)))
    ImageDraw.Draw(picture).text((2, picture.height / 2), text, 255, font, anchor="lm")
    return _mask(picture)


def _mask(picture: Image.Image | npt.NDArray[np.uint8]) -> Mask:
    return np.asarray(np.asarray(picture, np.float32) / np.float32(255), np.float32)


def punch(paper: Paper, rng: np.random.Generator) -> None:
    """Holes of a file down the left edge, or a staple in the corner with its shadow."""
    height = paper.size[1]
    if rng.random() < 0.5:
        for y in (height / 2 - 113, height / 2 + 113):  # 80 mm apart
            middle = round(20 * paper.scale), round(y * paper.scale)
            cv2.circle(paper.pixels, middle, round(8 * paper.scale), (45, 45, 45), -1, cv2.LINE_AA)
        return
    x, y = float(rng.uniform(14, 30)), float(rng.uniform(14, 34))
    ends = [(round(a * paper.scale), round(b * paper.scale)) for a, b in ((x, y + 12), (x + 18, y))]
    cv2.line(paper.pixels, ends[0], ends[1], (90, 90, 90), max(round(1.6 * paper.scale), 1), cv2.LINE_AA)
    for end in ends:
        cv2.circle(paper.pixels, end, max(round(1.5 * paper.scale), 1), (40, 40, 40), -1, cv2.LINE_AA)


def _font(size: float) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(str(FONT_FILE), max(round(size), 4))

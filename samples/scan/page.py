"""One digital page -> one scanned page: marks and wear on the paper, then the placement, then light, grain and dots."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import cv2
import numpy as np

from samples.scan import marks, wear
from samples.scan.levels import Level, Range
from samples.scan.place import Matrix, Pixels, placement, scaled, warped

_UNITS = ("澄屿市财政局", "雁汀县教育体育局", "朔桥区城市管理局", "霁川市交通运输局")
_OVERSAMPLED = 160  # dots per inch below which a page is drawn twice as fine and then reduced, as a sensor does it


@dataclass(frozen=True)
class Scan:
    """`matrix` takes points of the digital page to points of the scan; `quality` is that of the JPEG it is stored as."""

    pixels: Pixels
    matrix: Matrix
    quality: int


def scanned(page: Any, number: int, level: Level, rng: np.random.Generator, unit: str = "") -> Scan:
    """A page of a pypdfium2 document as this level shows it; its seals bear the unit's name."""
    oversampling = 2 if max(level.dpi) < _OVERSAMPLED else 1
    paper = _paper(page, number, level, rng, unit, oversampling)
    corners = rng.uniform(0, _drawn(level.perspective, rng), (4, 2))
    skew = _drawn(level.skew, rng) * float(rng.choice((-1, 1)))
    matrix, size = placement(page.get_size(), skew, corners, int(rng.choice(level.turns)))
    pixels = _seen(paper, matrix, size, level.dpi, int(rng.choice(level.around)), oversampling)
    pixels, quality = _sensed(pixels, level, rng)
    return Scan(pixels, matrix, quality)


def _drawn(between: Range, rng: np.random.Generator) -> float:
    return float(rng.uniform(*between))


def _paper(page: Any, number: int, level: Level, rng: np.random.Generator, unit: str, oversampling: int) -> marks.Paper:
    """The printed sheet with its wear and everything that was put on it, as fine as the scanner's finer direction."""
    scale = max(level.dpi) * oversampling / 72
    pixels = np.ascontiguousarray(page.render(scale=scale).to_numpy()[:, :, :3])
    pixels = wear.broken(pixels, rng, _drawn(level.gaps, rng), scale)
    pixels = wear.faded(pixels, _drawn(level.fade, rng))
    pixels = wear.shown_through(pixels, _drawn(level.through, rng), scale)
    paper = marks.Paper(pixels, page.get_size(), scale)
    _mark(paper, page, number, level, rng, unit)
    return replace(paper, pixels=wear.folded(pixels, rng, scale)) if rng.random() < level.fold else paper


def _mark(paper: marks.Paper, page: Any, number: int, level: Level, rng: np.random.Generator, unit: str) -> None:
    width, height = paper.size
    for n in range(int(rng.integers(level.seals[0], level.seals[1] + 1))):
        over = _name_place(page, unit) if n == 0 and rng.random() < level.over_unit else None
        x, y = over or (float(rng.uniform(0.12, 0.88)) * width, float(rng.uniform(0.08, 0.85)) * height)
        mask, colour = marks.seal(rng, unit or str(rng.choice(_UNITS)), paper.scale)
        marks.press(paper, mask, x + float(rng.normal(0, 25)), y + float(rng.normal(0, 20)), colour, _drawn(level.seal_strength, rng))
    if rng.random() < level.signature:
        y = min(_last_ink(paper) + float(rng.uniform(10, 30)), height - 25)
        colour = marks.BLUE if rng.random() < 0.5 else marks.BLACK
        marks.press(paper, marks.signature(rng, paper.scale), float(rng.uniform(0.3, 0.8)) * width, y, colour, 0.9)
    if rng.random() < level.page_number:
        text = (f"- {number} -", f"第 {number} 页", str(number))[rng.integers(3)]
        marks.press(paper, marks.line_of_text(text, 9, paper.scale), width / 2, height - 22, marks.BLACK, 1.0)
    if rng.random() < level.watermark:
        mask = marks.line_of_text("手机扫描 一键成文", 10, paper.scale)
        marks.press(paper, mask, width - 70, height - 16, (150, 150, 150), 0.8)
    if rng.random() < level.holes:
        marks.punch(paper, rng)


def _name_place(page: Any, unit: str) -> tuple[float, float] | None:
    """The middle of the unit's name where it is first printed, in points from the top left."""
    text = page.get_textpage()
    found = text.search(unit).get_next() if unit else None
    if found is None:
        return None
    left, bottom, right, top = text.get_charbox(found[0] + found[1] // 2)
    return (left + right) / 2, page.get_height() - (bottom + top) / 2


def _last_ink(paper: marks.Paper) -> float:
    """Where the print ends, in points from the top."""
    rows = np.flatnonzero((paper.pixels.min(axis=2) < 128).any(axis=1))
    return float(rows[-1]) / paper.scale if len(rows) else 0.0


def _seen(paper: marks.Paper, matrix: Matrix, size: tuple[float, float], dpi: tuple[int, int], around: int, oversampling: int) -> Pixels:
    """The paper placed under the scanner, in the scanner's own dots."""
    across, down = dpi
    dots = int(np.ceil(size[0] * across / 72)), int(np.ceil(size[1] * down / 72))
    finer = max(dpi) * oversampling
    fine = dots[0] * finer // across, dots[1] * finer // down
    dots_per_point = scaled(fine[0] / dots[0] * across / 72, fine[1] / dots[1] * down / 72)
    points = scaled(paper.size[0] / paper.pixels.shape[1], paper.size[1] / paper.pixels.shape[0])
    pixels = warped(paper.pixels, dots_per_point @ matrix @ points, fine, around)
    return pixels if fine == dots else np.asarray(cv2.resize(pixels, dots, interpolation=cv2.INTER_AREA), np.uint8)


def _sensed(pixels: Pixels, level: Level, rng: np.random.Generator) -> tuple[Pixels, int]:
    """What the machine makes of the picture, and the quality that its file is to be stored in."""
    scale = max(level.dpi) / 72
    quality, dots = int(rng.integers(level.jpeg[0], level.jpeg[1] + 1)), _drawn(level.dots, rng)
    if rng.random() < level.border:
        pixels = wear.bordered(pixels, rng, scale)
    pixels = wear.shaded(pixels, rng, _drawn(level.shade, rng), _drawn(level.grey, rng))
    pixels = wear.lamplit(pixels, _drawn(level.warmth, rng))
    pixels = wear.blurred(pixels, _drawn(level.blur, rng) * scale)
    pixels = wear.grained(pixels, rng, _drawn(level.noise, rng))
    if level.ink == "black":
        return wear.dotted(wear.black_and_white(pixels)[:, :, None], rng, dots)[:, :, 0], quality
    if level.ink == "grey":
        pixels = np.repeat(np.asarray(cv2.cvtColor(pixels, cv2.COLOR_BGR2GRAY), np.uint8)[:, :, None], 3, axis=2)
    if level.dots_after_jpeg:
        return wear.dotted(wear.squeezed(pixels, quality), rng, dots), 95
    return wear.dotted(pixels, rng, dots), quality

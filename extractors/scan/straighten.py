"""A photographed or skewed page made upright: the matrix that does it, from the directions of its ruled lines.

Lines that are level on paper meet in one vanishing point on the picture, upright ones in another; the homography that
sends both to infinity along the axes straightens skew and perspective at once.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np
import numpy.typing as npt

from extractors.page import Box

Image = npt.NDArray[Any]  # of eight-bit grey, or three such layers
Matrix = npt.NDArray[Any]

STEEPEST = 12.0  # degrees that a page may be turned or a line lean
RUN = 11  # pixels of unbroken ink, along an axis, that a leaning line still has
FEWEST = 3  # lines of a direction that make a vanishing point
SLIM = 3.0  # pixels that a ruled line may miss the straight one through it, on average
RIM = 3  # pixels along the picture's own edge that are no paper


@dataclass(frozen=True)
class Upright:
    """The straightened picture, and the matrix from its pixels to those of the picture as it was."""

    image: Image
    back: Matrix
    paper: Image  # 255 where the picture lies, 0 where nothing was photographed

    def straight(self, mask: Image) -> Image:
        """A mask of the picture as it was, on the upright page."""
        height, width = self.image.shape
        forward = np.linalg.inv(self.back)
        return np.asarray(cv2.warpPerspective(mask, forward, (width, height), flags=cv2.INTER_NEAREST), np.uint8)


def shown(back: Matrix, box: Box, scale: float) -> Box:
    """A box on the upright page as the box around it on the page as shown; both in points, `scale` pixels a point."""
    x0, top, x1, bottom = (v * scale for v in box)
    corners = np.array([[[x0, top]], [[x1, top]], [[x1, bottom]], [[x0, bottom]]], dtype=np.float64)
    there = cv2.perspectiveTransform(corners, back).reshape(4, 2) / scale
    (a, b), (c, d) = there.min(axis=0), there.max(axis=0)
    return float(a), float(b), float(c), float(d)


def straightened(image: Image, dark: Image) -> Upright:
    """The picture with its lines along the axes. `dark` is its ink, white on black."""
    height, width = dark.shape
    level, upright = _directions(dark)
    centre = np.array([[1, 0, -width / 2], [0, 1, -height / 2], [0, 0, 1]], dtype=np.float64)
    forward = _rectifying(level, upright, max(width, height) / 2) @ centre
    corners = np.array([[[0, 0]], [[width, 0]], [[width, height]], [[0, height]]], dtype=np.float64)
    there = cv2.perspectiveTransform(corners, forward).reshape(4, 2)
    low, high = there.min(axis=0), there.max(axis=0)
    forward = np.array([[1, 0, -low[0]], [0, 1, -low[1]], [0, 0, 1]], dtype=np.float64) @ forward
    size = (int(np.ceil(high[0] - low[0])), int(np.ceil(high[1] - low[1])))
    turned = cv2.warpPerspective(image, forward, size, flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE)
    inner = np.zeros_like(image)
    inner[RIM:-RIM, RIM:-RIM] = 255
    paper = cv2.warpPerspective(inner, forward, size, flags=cv2.INTER_NEAREST)
    return Upright(np.asarray(turned, np.uint8), np.linalg.inv(forward), np.asarray(paper, np.uint8))


def _directions(dark: Image) -> tuple[list[Any], list[Any]]:
    """Level and upright segments (x0, y0, x1, y1), about the picture's centre."""
    height, width = dark.shape
    shortest = min(width, height) // 12
    level = [(x0, y0, x1, y1) for x0, y0, x1, y1 in _leaning(dark, shortest)]
    upright = [(x0, y0, x1, y1) for y0, x0, y1, x1 in _leaning(cv2.transpose(dark), shortest)]
    shift = np.array([width / 2, height / 2, width / 2, height / 2])
    return [np.array(s) - shift for s in level], [np.array(s) - shift for s in upright]


def _leaning(dark: Image, shortest: int) -> list[Any]:
    """Long thin stretches of nearly level ink as segments, each a straight line through its pixels."""
    runs = cv2.morphologyEx(dark, cv2.MORPH_OPEN, np.ones((1, RUN), np.uint8))
    joined = cv2.morphologyEx(runs, cv2.MORPH_CLOSE, np.ones((3, 5), np.uint8))
    _, labels, stats, _ = cv2.connectedComponentsWithStats(joined, connectivity=8)
    out = []
    for n in range(1, len(stats)):
        x, y, w, h, _ = stats[n]
        if w < shortest or h > w * np.tan(np.radians(STEEPEST)) + 2 * SLIM:
            continue
        ys, xs = np.nonzero(labels[y : y + h, x : x + w] == n)
        slope, start = np.polyfit(xs, ys, 1)
        if np.abs(ys - slope * xs - start).mean() <= SLIM:
            out.append((x, y + start, x + w, y + start + slope * w))
    return out


def _rectifying(level: list[Any], upright: list[Any], size: float) -> Matrix:
    """The homography about the centre; `size` scales coordinates to about one."""
    across = _vanishing(level, size, np.array([1.0, 0.0, 0.0]))
    down = _vanishing(upright, size, np.array([-across[1], across[0], 0.0]) / np.hypot(across[0], across[1]))
    horizon = np.cross(across, down)
    if abs(horizon[2]) < 1e-9:
        return np.eye(3)
    horizon /= horizon[2]
    flat = np.array([[1, 0, 0], [0, 1, 0], horizon])
    x, y = (flat @ across)[:2], (flat @ down)[:2]
    x, y = x / np.hypot(*x) * np.sign(x[0] or 1), y / np.hypot(*y) * np.sign(y[1] or 1)
    square = np.eye(3)
    square[:2, :2] = np.linalg.inv(np.column_stack([x, y]))
    scale = np.diag([1 / size, 1 / size, 1])
    out: Matrix = np.linalg.inv(scale) @ square @ flat @ scale
    return out


def _vanishing(segments: list[Any], size: float, default: Matrix) -> Matrix:
    """The point in which the segments' lines meet (homogeneous): least squares, twice, without what lies far off."""
    if len(segments) < FEWEST:
        return default
    lines, lengths = [], []
    for x0, y0, x1, y1 in segments:
        line = np.cross([x0 / size, y0 / size, 1.0], [x1 / size, y1 / size, 1.0])
        lines.append(line / np.hypot(line[0], line[1]))
        lengths.append(np.hypot(x1 - x0, y1 - y0))
    a, w = np.array(lines), np.array(lengths)
    point = default
    for _ in range(3):
        point = np.linalg.svd(a * w[:, None], full_matrices=False)[2][-1]
        miss = np.abs(a @ point) / (np.linalg.norm(point[:2]) or 1)
        near = miss <= max(2.5 * float(np.median(miss)), 1e-4)
        if near.sum() < FEWEST:
            break
        a, w = a[near], w[near]
    return point if np.sign(point @ default) >= 0 else -point

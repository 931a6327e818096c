"""Where a point of the digital page goes on the scan: turned, askew, seen from the side. In points from the top left.

Matrices only; `warped` is the one place where pixels follow them.
"""

from __future__ import annotations

from typing import Any

import cv2
import numpy as np
import numpy.typing as npt

Matrix = npt.NDArray[np.float64]
Pixels = npt.NDArray[np.uint8]
Size = tuple[float, float]


def taken(matrix: Matrix, points: npt.ArrayLike) -> npt.NDArray[np.float64]:
    """Where the matrix takes points, one a row."""
    rows = np.atleast_2d(np.asarray(points, np.float64))
    moved = np.column_stack((rows, np.ones(len(rows)))) @ matrix.T
    return np.asarray(moved[:, :2] / moved[:, 2:], np.float64)


def placement(size: Size, skew: float, corners: npt.ArrayLike, turns: int) -> tuple[Matrix, Size]:
    """The matrix of a page of this size, and the size of the scan that holds all of it.

    `corners` says how far each comes in, as shares of the page: top left, top right, bottom right, bottom left.
    """
    matrix = _turned(skew + 90 * turns) @ _perspective(size, np.asarray(corners, np.float64))
    edge = taken(matrix, _corners(size))
    low, high = edge.min(axis=0), edge.max(axis=0)
    return _shift(-low[0], -low[1]) @ matrix, (float(high[0] - low[0]), float(high[1] - low[1]))


def scaled(across: float, down: float) -> Matrix:
    return np.diag([across, down, 1.0])


def warped(image: Pixels, matrix: Matrix, size: tuple[int, int], around: int) -> Pixels:
    """The picture moved by a matrix between pixels whose corners, not centres, are whole numbers."""
    index: Any = _shift(-0.5, -0.5) @ matrix @ _shift(0.5, 0.5)
    moved = cv2.warpPerspective(image, index, size, flags=cv2.INTER_LINEAR, borderValue=(around, around, around))
    return np.asarray(moved, np.uint8)


def _shift(x: float, y: float) -> Matrix:
    return np.array([[1.0, 0.0, x], [0.0, 1.0, y], [0.0, 0.0, 1.0]])


def _turned(degrees: float) -> Matrix:
    """Clockwise, as y points down."""
    c, s = np.cos(np.radians(degrees)), np.sin(np.radians(degrees))
    return np.array([[c, -s, 0.0], [s, c, 0.0], [0.0, 0.0, 1.0]])


def _corners(size: Size) -> npt.NDArray[np.float64]:
    width, height = size
    return np.array([[0, 0], [width, 0], [width, height], [0, height]], np.float64)


def _perspective(size: Size, corners: npt.NDArray[np.float64]) -> Matrix:
    inward = np.array([[1, 1], [-1, 1], [-1, -1], [1, -1]]) * corners * np.asarray(size)
    start = _corners(size)
    matrix = cv2.getPerspectiveTransform(start.astype(np.float32), (start + inward).astype(np.float32))
    return np.asarray(matrix, np.float64)

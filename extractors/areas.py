"""The ruled lines of one table, cut into areas: what no line parts is one cell in the making. Geometry only."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from extractors.page import Box, Rule
from extractors.rules import JOIN, SHORTEST, SNAP, TOUCH

COVER = 0.6  # the share of a cell's side that must be ruled
MOST_AREAS = 200_000  # crossings of a table's rows and columns; twenty times what the densest form has


@dataclass(slots=True)
class Area:
    """A cell in the making: its row and column ranges."""

    top: int
    bottom: int
    left: int
    right: int


class Table:
    """The ruled lines of one table, cut into areas."""

    def __init__(self, horizontal: list[Rule], vertical: list[Rule]) -> None:
        left, right = min(h.start for h in horizontal), max(h.end for h in horizontal)
        left, right = min([left, *(v.at for v in vertical)]), max([right, *(v.at for v in vertical)])
        top, bottom = min(h.at for h in horizontal), max(h.at for h in horizontal)
        hangs = [v.end for v in vertical if v.end > bottom + SHORTEST]
        stands = [v.start for v in vertical if v.start < top - SHORTEST]
        self.open_bottom, self.open_top = bool(hangs), bool(stands)
        bottom, top = max([bottom, *hangs]), min([top, *stands])
        self.box: Box = (left, top, right, bottom)
        self.ys = distinct([top, bottom, *(h.at for h in horizontal)])
        self._ends = _loose_ends(horizontal, vertical, left, right)
        self.xs = distinct([left, right, *(v.at for v in vertical), *(x for x, _ in self._ends)])
        # Closed by columns only where verticals stand inside the frame.
        self.open_columns = not any(left + SNAP < v.at < right - SNAP for v in vertical)
        self.level, self.upright = horizontal, vertical

    def parted(self, heights: list[float]) -> Table:
        """The same with rows parted at these heights too."""
        horizontal, vertical = self.level, self.upright
        left, _, right, _ = self.box
        return Table([*horizontal, *(Rule(y, left, right) for y in heights)], vertical) if heights else self

    @property
    def has_cells(self) -> bool:
        """Whether the lines make more than a frame around a text, and less than a drawing."""
        rows, cols = len(self.ys) - 1, len(self.xs) - 1
        return rows >= 1 and cols >= 1 and rows * cols <= MOST_AREAS and (rows > 1 or cols > 1)

    def _part(self, x: float, y: float) -> None:
        """Where a horizontal line ends in the open, a column ends: part the rows above and below it."""
        i, j = nearest(self.xs, x), nearest(self.ys, y)
        for row in (j - 1, j):
            if 0 <= row < len(self.ys) - 1:
                self.v[i][row] = True

    def areas(self) -> list[Area]:
        """The areas that no line parts; one that is no rectangle is cut into rows."""
        self.h = _ruled(self.level, self.ys, self.xs)
        self.v = _ruled(self.upright, self.xs, self.ys)
        for x, y in self._ends:
            self._part(x, y)
        rows, cols = len(self.ys) - 1, len(self.xs) - 1
        seen = [[False] * cols for _ in range(rows)]
        out: list[Area] = []
        for r in range(rows):
            for c in range(cols):
                if not seen[r][c]:
                    out += _rectangles(self._flood(r, c, seen))
        return out

    def is_outside(self, area: Area) -> bool:
        """Whether an area lies beside a table at whose end a wider box stands: no line closes it there, nor above (below)."""
        rows, cols = len(self.ys) - 1, len(self.xs) - 1
        ruled_left, ruled_right = (any(self.v[x][area.top : area.bottom]) for x in (0, cols))
        ruled_above, ruled_below = (any(self.h[y][area.left : area.right]) for y in (0, rows))
        open_aside = (area.left == 0 and not ruled_left) or (area.right == cols and not ruled_right)
        open_ended = (area.top == 0 and not ruled_above) or (area.bottom == rows and not ruled_below)
        return open_aside and open_ended and area.right - area.left < cols

    def _flood(self, row: int, col: int, seen: list[list[bool]]) -> set[tuple[int, int]]:
        area, queue = set(), [(row, col)]
        seen[row][col] = True
        rows, cols = len(seen), len(seen[0])
        while queue:
            r, c = queue.pop()
            area.add((r, c))
            for nr, nc, parted in (
                (r + 1, c, r + 1 < rows and self.h[r + 1][c]),
                (r - 1, c, self.h[r][c]),
                (r, c + 1, c + 1 < cols and self.v[c + 1][r]),
                (r, c - 1, self.v[c][r]),
            ):
                if 0 <= nr < rows and 0 <= nc < cols and not parted and not seen[nr][nc]:
                    seen[nr][nc] = True
                    queue.append((nr, nc))
        return area


def distinct(values: Iterable[float]) -> list[float]:
    out: list[float] = []
    for v in sorted(values):
        if not out or v - out[-1] > SNAP:
            out.append(v)
    return out


def nearest(values: list[float], x: float) -> int:
    """The index of the nearest of ascending values."""
    i = bisect_left(values, x)
    return i if i == 0 or (i < len(values) and values[i] - x < x - values[i - 1]) else i - 1


def _ruled(rules: list[Rule], positions: list[float], edges: list[float]) -> list[list[bool]]:
    """For each position, which of the stretches between the edges are ruled there for the most part."""
    order = sorted(rules)
    at = [r.at for r in order]
    out = []
    for position in positions:
        lengths = [0.0] * (len(edges) - 1)
        for rule in order[bisect_left(at, position - SNAP) : bisect_right(at, position + SNAP)]:
            for k in range(
                max(bisect_right(edges, rule.start) - 1, 0), min(bisect_left(edges, rule.end), len(lengths))
            ):
                lengths[k] += max(0.0, min(rule.end, edges[k + 1]) - max(rule.start, edges[k]))
        out.append([length >= COVER * (b - a) for length, (a, b) in zip(lengths, pairwise(edges), strict=True)])
    return out


def _loose_ends(horizontal: list[Rule], vertical: list[Rule], left: float, right: float) -> list[tuple[float, float]]:
    """Points inside the frame where a horizontal line ends although no vertical stands there."""
    order = sorted(vertical)
    at = [v.at for v in order]
    out = []
    for h in horizontal:
        for x in (h.start, h.end):
            near = order[bisect_left(at, x - JOIN) : bisect_right(at, x + JOIN)]
            inside = left + 2 * JOIN < x < right - 2 * JOIN
            if inside and not any(v.start - TOUCH <= h.at <= v.end + TOUCH for v in near):
                out.append((x, h.at))
    return out


def _rectangles(area: set[tuple[int, int]]) -> list[Area]:
    """An area as rectangles: itself, or cut along columns or rows, whichever leaves fewer (a line is missing there)."""
    by_columns = [Area(top, bottom, left, right) for left, right, top, bottom in _stripes({(c, r) for r, c in area})]
    by_rows = [Area(top, bottom, left, right) for top, bottom, left, right in _stripes(area)]
    return by_columns if len(by_columns) <= len(by_rows) else by_rows


def _stripes(area: set[tuple[int, int]]) -> list[tuple[int, int, int, int]]:
    """Runs along the second coordinate, joined with equal runs next to them: (first, end, start, stop)."""
    lines: dict[int, list[int]] = defaultdict(list)
    for a, b in area:
        lines[a].append(b)
    out: list[tuple[int, int, int, int]] = []
    growing: dict[tuple[int, int], int] = {}  # the runs of the line before, by their place in `out`
    for first in sorted(lines):
        now: dict[tuple[int, int], int] = {}
        for run in _consecutive(sorted(lines[first])):
            i = growing.get(run)
            if i is None or out[i][1] != first:
                now[run] = len(out)
                out.append((first, first + 1, *run))
            else:
                now[run] = i
                out[i] = (out[i][0], first + 1, *run)
        growing = now
    return out


def _consecutive(values: list[int]) -> Iterable[tuple[int, int]]:
    start = values[0]
    for a, b in zip(values, [*values[1:], None], strict=True):
        if b is None or b != a + 1:
            yield start, a + 1
            start = b if b is not None else start

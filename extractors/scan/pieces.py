"""Where text stands on an upright page: boxes of ink grouped to pieces of lines, never across a ruled line."""

from __future__ import annotations

from itertools import pairwise

import cv2
import numpy as np

from extractors.page import Box, Rule, union
from extractors.scan.straighten import Image

SPECK = 1.7  # points: ink smaller than this both ways is dirt
SPACE = 4.2  # points that letters of one piece may stand apart
LOW = 4.5  # points: ink lower than this may be a part of a letter (二, ＝) or a mark behind one (。)
COMMA = 2.4  # points that a comma is high at the least
MARK = 8.0  # points that such a mark may stand behind its word
POINT = 2.4  # points both ways: a decimal point, a part of a colon, or dirt, which the line of its word alone holds
DASH = 2.5  # points: a flat piece at least this wide may stand alone, as a dash
FLAT = 1.6  # points that a dash is high at the most
LEAST = 0.62  # of the page's usual height of letters
STROKE = 2.4  # points: the longest stroke of a piece is no shorter
DENSE = 0.1  # share of a piece that is ink at the least; scattered dirt covers less
SAME_LINE = 0.6  # of the lower piece's height that two pieces of one line share
ALIGNED = 0.8  # the same of pieces that a gap parts: the side label of two lines stands half-way between them
GAP = 1.1  # of the height: what may lie between two pieces of a line in the open, as a lost comma
GAP_IN_CELL = 3.0  # the same between two upright rules, where a gap parts no columns
GAP_IN_ROW = 0.5  # the same in a row of a table without upright rules, where a gap may part columns
SOLID = 0.6  # share of ink of a small mark that is more than dirt: ＝ whose strokes run together
LEAST_STOP = 2.0  # points of a full stop of small print, and
FULL = 0.72  # share of its box that is ink; dirt is ragged
UNDER = 3.5  # points that it may stand right of where the line above begins
OBLONG = 1.3  # how many times wider than high such a mark is; dirt is round
GAP_AT_POINT = 0.95  # the same where a decimal point stands in the gap
TALL = 1.5  # of the usual height: what is taller holds several lines
WHITE = 0.35  # of the average row of a piece: more ink is no white between lines
VALLEY = 0.5  # of the usual height: how far from its place the white between two lines is looked for


def pieces(dark: Image, lines: Image, level: list[Rule], upright: list[Rule], scale: float) -> list[Box]:
    """Boxes in pixels, from top to bottom."""
    inked = np.asarray(cv2.bitwise_and(dark, cv2.bitwise_not(lines)), np.uint8)
    text = _without_specks(inked, scale)
    joined = cv2.dilate(text, np.ones((1, int(SPACE * scale) | 1), np.uint8))
    joined = cv2.bitwise_and(joined, cv2.bitwise_not(lines))
    boxes = _boxes(text, cv2.connectedComponents(joined, connectivity=8)[1])
    whole = _whole(boxes, scale, lines)
    usual = float(np.median([b[3] - b[1] for b in whole if b[3] - b[1] >= LOW * scale] or [0.0]))
    single = [line for b in whole for line in _cut(b, text, usual)]
    boxes = [b for b in single if _is_text(b, text, scale, usual)]
    boxes += [b for b in single if _is_stop_alone(b, boxes, text, scale, usual)]
    specks = np.asarray(cv2.subtract(inked, text), np.uint8)
    return sorted(_Joining(boxes, level, upright, specks, scale).lines(), key=lambda b: (b[1], b[0]))


def _boxes(text: Image, groups: Image) -> list[Box]:
    """The box around the ink of each group."""
    _, labels, stats, _ = cv2.connectedComponentsWithStats(text, connectivity=8)
    inked = np.flatnonzero(text)
    group = np.zeros(len(stats), np.int64)
    group[labels.ravel()[inked]] = groups.ravel()[inked]
    size = int(groups.max()) + 1
    low, high = np.full((size, 2), np.inf), np.zeros((size, 2))
    np.minimum.at(low, group[1:], stats[1:, :2])
    np.maximum.at(high, group[1:], stats[1:, :2] + stats[1:, 2:4])
    return [
        (float(low[g, 0]), float(low[g, 1]), float(high[g, 0]), float(high[g, 1])) for g in range(1, size) if high[g, 0]
    ]


def _is_text(box: Box, text: Image, scale: float, usual: float) -> bool:
    """As high as letters are on this page, or a dash; the rest is dirt."""
    x0, y0, x1, y1 = (int(v) for v in box)
    inside = text[y0:y1, x0:x1]
    if inside.mean() / 255 < DENSE:
        return False
    strokes = cv2.connectedComponentsWithStats(inside, connectivity=8)[2][1:]
    if not len(strokes) or strokes[:, cv2.CC_STAT_WIDTH : cv2.CC_STAT_HEIGHT + 1].max() < STROKE * scale:
        return False
    if _is_equals_sign(strokes, scale):
        return True
    flat = y1 - y0 <= FLAT * scale or (inside.mean() / 255 >= SOLID and x1 - x0 >= OBLONG * (y1 - y0))
    small = x1 - x0 >= DASH * scale and flat
    return y1 - y0 >= LEAST * usual or small


def _is_stop_alone(box: Box, others: list[Box], text: Image, scale: float, usual: float) -> bool:
    """A full stop that begins a line of its own: round, solid, right under the beginning of the line that it ends."""
    x0, y0, x1, y1 = (int(v) for v in box)
    low, high = sorted((x1 - x0, y1 - y0))
    if low < LEAST_STOP * scale or high > LOW * scale or high > OBLONG * low or text[y0:y1, x0:x1].mean() / 255 < FULL:
        return False
    return any(0 <= x0 - b[0] <= UNDER * scale and 0 < y0 - b[3] <= usual < 2 * (b[3] - b[1]) for b in others)


def _is_equals_sign(strokes: Image, scale: float) -> bool:
    """Two flat strokes on top of one another, whatever dirt lies beside them: ＝ standing alone."""
    flat = [s for s in strokes.tolist() if s[cv2.CC_STAT_WIDTH] >= STROKE * scale > s[cv2.CC_STAT_HEIGHT]]
    if len(flat) != 2:
        return False
    (x0, _, w0, *_), (x1, _, w1, *_) = flat
    return bool(min(x0 + w0, x1 + w1) - max(x0, x1) >= 0.7 * max(w0, w1))


def _without_specks(text: Image, scale: float) -> Image:
    _, labels, stats, _ = cv2.connectedComponentsWithStats(text, connectivity=8)
    small = (stats[:, cv2.CC_STAT_WIDTH] < SPECK * scale) & (stats[:, cv2.CC_STAT_HEIGHT] < SPECK * scale)
    small[0] = True
    out = text.copy()
    out[small[labels]] = 0
    return out


def _whole(boxes: list[Box], scale: float, lines: Image) -> list[Box]:
    """Parts of letters and marks put to what they belong to: low pieces join the nearest piece of their line."""
    low = sorted((b for b in boxes if b[3] - b[1] < LOW * scale), key=lambda b: b[0])
    out = [b for b in boxes if b[3] - b[1] >= LOW * scale]
    room = np.empty((len(boxes), 4))  # the same, to reckon with
    room[: len(out)] = np.reshape(out, (-1, 4))
    for piece in low:
        a = room[: len(out)]
        tiny = max(piece[2] - piece[0], piece[3] - piece[1]) < POINT * scale
        # A comma that no line may begin with stands there all the same, at the foot of its line.
        comma = (piece[1] + piece[3] > a[:, 1] + a[:, 3]) & (piece[3] - piece[1] >= COMMA * scale)
        reach = np.where(((piece[0] > a[:, 0]) | comma) & (not tiny), MARK, SPACE) * scale
        across = np.maximum(a[:, 0], piece[0]) - np.minimum(a[:, 2], piece[2])
        down = np.maximum(a[:, 1], piece[1]) - np.minimum(a[:, 3], piece[3])
        height = np.maximum(a[:, 3], piece[3]) - np.minimum(a[:, 1], piece[1])
        fits = np.flatnonzero((down <= (0 if tiny else 2.5 * scale)) & (height <= 13 * scale) & (across <= reach))
        apart = np.maximum(across, 0) + np.maximum(down, 0)
        near = next((int(i) for i in fits[np.argsort(apart[fits])] if not _parted(piece, out[i], lines)), len(out))
        if near == len(out):
            out.append(piece)
        else:
            out[near] = union([piece, out[near]])
        room[near] = out[near]
    return out


def _parted(a: Box, b: Box, lines: Image) -> bool:
    """Whether a ruled line stands between two boxes."""
    x0, x1, y0, y1 = int(min(a[2], b[2])), int(max(a[0], b[0])), int(min(a[3], b[3])), int(max(a[1], b[1]))
    beside = lines[int(max(a[1], b[1])) : int(min(a[3], b[3])) + 1, x0:x1] if x1 > x0 else lines[:0]
    between = lines[y0:y1, int(max(a[0], b[0])) : int(min(a[2], b[2])) + 1] if y1 > y0 else lines[:0]
    return bool((beside.size and beside.any()) or (between.size and between.any()))


def _cut(box: Box, text: Image, usual: float) -> list[Box]:
    """A piece of several lines that touch, cut where there is least ink between them."""
    x0, y0, x1, y1 = (int(v) for v in box)
    if not usual or y1 - y0 < TALL * usual or x1 - x0 < y1 - y0:
        return [box]
    profile = text[y0:y1, x0:x1].sum(axis=1, dtype=np.int64)
    count = max(round((y1 - y0) / (1.2 * usual)), 2)
    pitch, reach = (y1 - y0) / count, max(int(VALLEY * usual / 2), 1)
    cuts = [0]
    for k in range(1, count):
        middle = int(k * pitch)
        low = max(middle - reach, cuts[-1] + 1)
        at = low + int(np.argmin(profile[low : middle + reach + 1]))
        if profile[at] > WHITE * profile.mean():
            return [box]
        cuts.append(at)
    return [_tight((x0, y0 + a, x1, y0 + b), text) for a, b in pairwise([*cuts, y1 - y0])]


def _tight(box: tuple[int, int, int, int], text: Image) -> Box:
    x0, y0, x1, y1 = box
    ys, xs = np.nonzero(text[y0:y1, x0:x1])
    if not len(xs):
        return (float(x0), float(y0), float(x1), float(y1))
    return (float(x0 + xs.min()), float(y0 + ys.min()), float(x0 + xs.max() + 1), float(y0 + ys.max() + 1))


class _Joining:
    """Pieces of one line put together where nothing parts them, so that a line is read as a whole."""

    def __init__(self, boxes: list[Box], level: list[Rule], upright: list[Rule], specks: Image, scale: float) -> None:
        self.boxes = sorted(boxes, key=lambda b: b[0])
        self.level = [(r.at * scale, r.start * scale, r.end * scale) for r in level]
        self.upright = [(r.at * scale, r.start * scale, r.end * scale) for r in upright]
        self.specks = specks
        self.least = LOW * scale

    def lines(self) -> list[Box]:
        out: list[Box] = []
        for box in self.boxes:
            near = [i for i, other in enumerate(out) if self._runs_on(other, box)]
            if near:
                i = max(near, key=lambda i: out[i][2])
                out[i] = union([out[i], box])
            else:
                out.append(box)
        return out

    def _runs_on(self, left: Box, right: Box) -> bool:
        low, tall = sorted((left[3] - left[1], right[3] - right[1]))
        gap = right[0] - left[2]
        shared = min(left[3], right[3]) - max(left[1], right[1])
        aligned = ALIGNED if gap > GAP_IN_ROW * tall else SAME_LINE
        if shared < aligned * low or gap > GAP_IN_CELL * tall or tall > 2.2 * max(low, self.least):
            return False
        y = (max(left[1], right[1]) + min(left[3], right[3])) / 2
        at = [x for x, start, end in self.upright if start - 2 <= y <= end + 2]
        if any(left[2] - 2 <= x <= right[0] + 2 for x in at):
            return False
        # A frame around a table that is ruled by rows only makes no cells.
        if len(at) > 2 and any(x < left[0] for x in at) and any(x > right[2] for x in at):
            return True
        above, below = self._row(left[2], right[0], y)
        if above is None or below is None:
            return gap <= GAP * tall
        if gap <= GAP_IN_ROW * tall or (gap <= GAP_AT_POINT * tall and self._is_point(left, right)):
            return True
        return gap <= GAP * tall and self._is_bridged(left, right, above, below)

    def _is_point(self, left: Box, right: Box) -> bool:
        """Whether a dot stands at the foot of the gap: a decimal point is no larger than dirt."""
        top, bottom = min(left[1], right[1]), max(left[3], right[3])
        foot = self.specks[int(top + 0.7 * (bottom - top)) : int(bottom) + 1, int(left[2]) : int(right[0]) + 1]
        return bool(foot.size and foot.any())

    def _row(self, x0: float, x1: float, y: float) -> tuple[float | None, float | None]:
        """The level rules above and below."""
        across = [at for at, start, end in self.level if start <= x0 and x1 <= end]
        return max((a for a in across if a <= y), default=None), min((a for a in across if a > y), default=None)

    def _is_bridged(self, left: Box, right: Box, above: float, below: float) -> bool:
        """Whether another line of the same row stands where the gap is, so that no column ends there."""
        return any(
            b[0] < left[2] - self.least and b[2] > right[0] + self.least and above < (b[1] + b[3]) / 2 < below
            for b in self.boxes
        )

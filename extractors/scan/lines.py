"""Pixels -> ruled lines: long level and upright runs of ink on an upright page, robust to breaks, shade and dots."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator
from itertools import pairwise

import cv2
import numpy as np

from extractors.page import Rule
from extractors.scan.straighten import Image

DARKER = 14  # of 255 levels of grey that ink is darker than its surroundings on average
FAINT = 9  # the same of the strokes of small print and of what a blot leaves of a line
SOLID_LEVEL = 8.0  # points of unbroken ink that a level line has somewhere
SOLID_UPRIGHT = 5.0
LEVEL = 24.0  # points: longer than the strokes of two letters side by side
UPRIGHT = 8.0  # points: a row of small print is hardly lower
BREAK_LEVEL = 5.0  # points that a broken line may miss at one place
BLOT = 14.0  # points that a line may miss where a seal lies on it
BREAK_UPRIGHT = 2.5  # less: rows of print stand close, and their strokes above one another
FULLEST = 0.7  # share of the ink of its fullest row that the rows of a line have
LEAST_INK = 0.75  # share of a level line's length that is ink
OUTSIDE = 0.65  # of the paper's brightness: what is darker all along a line's side is not paper
THICK = 3.0  # points: what is thicker is no ruled line
REACH = 3.0  # points that a long upright may end before the level line that it belongs to
OVER = 4.0  # points that a blurred line may run over the one that it ends at
TOUCH = 1.2  # points that a short one may: the strokes of a letter do not touch the lines of its row
LONG = 40.0  # points: from here on nothing but a ruled line
ROOMY = 12.0  # points of a row in which print leaves white above and below
TALL = 28.0  # points of a row that no letter fills
SOLID = 0.93  # share of its length that a short upright must be inked
FULL = 0.985  # the same of one row of a longer line, where ink on both sides leaves no doubt
WEAK = 0.5  # the same of one row of a longer line
BROKEN = 0.8  # the same of a long one
REMAINS = 0.4  # the same of a row that lies between rows where the line stands
MOST = 0.85  # the same that was found of a row's line by itself; else it may go on behind a break
HANGING = 0.97  # the same of one that a page's edge cuts, so that it ends in the open
WIDER = 0.7  # points around a rule that are taken for its own ink
NEAR = 4.5  # points beside an upright that are looked at
IN_LINE = 1.5  # points that the parts of one column's line may stand apart
CLEAR = 0.08  # share of ink beside a short upright that stands clear; the strokes of letters have more on both sides
STEM = 2.2  # points that a stroke runs on from its letter's stem at the least
HELD = 0.04  # share of an upright's rows with such strokes from which on it is a stem
CROWDED = 0.12  # share of ink beside a short level run from which on it is taken for the strokes of letters


def ink(grey: Image, scale: float, darker: int = DARKER) -> Image:
    """What is darker than its surroundings, white on black."""
    block = int(12 * scale) | 1
    smooth = cv2.GaussianBlur(grey, (3, 3), 0)
    return cv2.adaptiveThreshold(smooth, 255, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY_INV, block, darker)


def rules(dark: Image, faint: Image, grey: Image, scale: float) -> tuple[list[Rule], list[Rule], Image]:
    """Level and upright rules in points, and the mask of their pixels; `faint` ink counts for what is looked for again."""
    level, level_labels = _components(_runs(dark, scale, SOLID_LEVEL, BREAK_LEVEL, LEVEL), scale)
    across = {
        n: r
        for n, r in level.items()
        if _inked(r, dark, scale) >= LEAST_INK
        and (r.end - r.start >= 2 * LONG or _stands_free(r, dark, scale))
        and not _is_edge(r, grey, scale)
    }
    runs = _runs(cv2.transpose(dark), scale, SOLID_UPRIGHT, BREAK_UPRIGHT, UPRIGHT)
    found, upright_labels = _components(runs, scale)
    upright = {n: _clipped(r, across.values()) for n, r in found.items()}
    solid = cv2.dilate(dark, np.ones((1, 3), np.uint8))
    level_rules = list(across.values())
    met = {n: r for n, r in upright.items() if _meets(r, level_rules, solid, scale)}
    columns = _columns(met.values(), level_rules, dark, scale)
    down = {n: r for n, r in met.items() if _near(r.at, columns)}
    across, down = (
        _trimmed(across, list(down.values()), LEVEL, lambda stub: _is_line(stub, dark, scale)),
        _trimmed(down, list(across.values()), OVER, lambda _: False),
    )
    standing = _marked(upright_labels, down)
    for n, rule in down.items():
        for start, end in ((found[n].start, rule.start - 1), (rule.end + 1, found[n].end)):
            _unmark(standing, rule.at, start, end, scale)
    parts = [part for rule in down.values() for part in _standing(rule, level_rules, dark, standing, scale)]
    again = list(_found_again(parts, columns, level_rules, (dark, faint), scale))
    for part in again:
        _mark(standing, part, faint, scale)
    parts += again
    mask = cv2.bitwise_or(_marked(level_labels, across), cv2.transpose(standing))
    edge = int(WIDER * scale) * 2 + 1
    return _mended(across.values()), parts, cv2.dilate(mask, np.ones((edge, edge), np.uint8))


def _mended(level: Iterable[Rule]) -> list[Rule]:
    """Level lines whole again where a seal or a blot has broken them: no cell is as narrow as the break."""
    out: list[Rule] = []
    for rule in sorted(level, key=lambda r: r.start):
        i = next((i for i, r in enumerate(out) if abs(r.at - rule.at) <= 1 and 0 <= rule.start - r.end <= BLOT), None)
        if i is None:
            out.append(rule)
        else:
            out[i] = Rule(out[i].at, out[i].start, max(out[i].end, rule.end))
    return out


def _columns(uprights: Iterable[Rule], across: list[Rule], dark: Image, scale: float) -> list[float]:
    """Where lines between columns stand for sure: in one row at least in the open, or on along a tall one."""
    return sorted(
        part.at for rule in uprights for part in _rows_of(rule, across) if _stands_alone(part, across, dark, scale)
    )


def _rows_of(upright: Rule, across: Iterable[Rule]) -> list[Rule]:
    """An upright row by row."""
    crossing = (r.at for r in across if r.start - REACH <= upright.at <= r.end + REACH)
    at = sorted(y for y in crossing if upright.start + 1 < y < upright.end - 1)
    return [Rule(upright.at, start, end) for start, end in pairwise([upright.start, *at, upright.end])]


def _stands_alone(part: Rule, across: list[Rule], dark: Image, scale: float) -> bool:
    """Ink from level line to level line with paper beside it: no letter's stroke, for one that has letters beside it on
    a side is taken for one only where it is taller than letters are."""
    sides = _beside(part, dark, scale)
    if min(sides) >= CLEAR or (max(sides) >= CLEAR and part.end - part.start < TALL):
        return False
    return _covered(part, dark, scale) >= SOLID


def _found_again(
    parts: list[Rule], columns: list[float], across: list[Rule], inks: tuple[Image, Image], scale: float
) -> Iterator[Rule]:
    """The rows of sure columns where a line is so broken or blotted that it was not seen by itself: other rows say where
    to look."""
    for at in _apart(columns):
        own = [p for p in parts if abs(p.at - at) <= 2 * IN_LINE]
        crossing = sorted(r.at for r in across if r.start - REACH <= at <= r.end + REACH)
        rows = [Rule(at, start, end) for start, end in pairwise(crossing) if end - start >= UPRIGHT]
        seen = [
            any(min(p.end, row.end) - max(p.start, row.start) >= MOST * (row.end - row.start) for p in own) for row in rows
        ]
        for i, row in enumerate(rows):
            between = any(seen[:i]) and any(seen[i + 1 :])
            if not seen[i] and _is_again(row, *inks, scale, between=between):
                yield row


def _is_again(row: Rule, dark: Image, faint: Image, scale: float, *, between: bool) -> bool:
    """Whether what is left of a line in a row is enough: less in the open, between rows where it stands, and where the
    row is higher than the strokes of letters. In a tight row it may be faint, but begins or ends as a figure does not."""
    covered, sides, height = _covered(row, dark, scale), _beside(row, dark, scale), row.end - row.start
    if height < ROOMY:
        ends = _reaches(row, faint, scale)
        whole = all(ends) or (between and any(ends))
        return whole and max(_beside(row, faint, scale)) < CLEAR and _covered(row, faint, scale) >= BROKEN
    if max(sides) < CLEAR and covered >= (REMAINS if between else BROKEN):
        return True
    return between and covered >= (BROKEN if height >= TALL and min(sides) < CROWDED else FULL)


def _apart(columns: list[float]) -> list[float]:
    """The columns, those of one line once."""
    out: list[float] = []
    for x in columns:
        if not out or x - out[-1] > 2 * IN_LINE:
            out.append(x)
    return out


def _near(at: float, columns: list[float]) -> bool:
    i = bisect_left(columns, at)
    return any(abs(x - at) <= IN_LINE for x in columns[max(i - 1, 0) : i + 1])


def _standing(rule: Rule, across: Iterable[Rule], dark: Image, marked: Image, scale: float) -> Iterator[Rule]:
    """A line between columns row by row, without the rows where letters in line with it were taken for its ink."""
    parts = _rows_of(rule, across)
    stands = _without_letters(parts, [_stands(part, dark, scale) for part in parts], dark, scale)
    first = stands.index(True) if any(stands) else len(parts)
    last = len(parts) - stands[::-1].index(True) if any(stands) else 0
    for i, part in enumerate(parts):
        # Print close on both sides: within the line, or at its end where no stroke of a letter touches it.
        close = _covered(part, dark, scale) >= FULL and (first < i < last or not _touched(part, dark, scale))
        if stands[i] or close:
            yield part
        else:
            _unmark(marked, rule.at, part.start + 1, part.end - 1, scale)


def _without_letters(parts: list[Rule], stands: list[bool], dark: Image, scale: float) -> list[bool]:
    """Which rows a line stands in, less two that are print in a tight row: a stem that happens to stand in line with a
    column of other rows, and a figure alone below or above a line."""
    out = list(stands)
    for i, part in enumerate(parts):
        if not stands[i] or part.end - part.start >= ROOMY:
            continue
        if not any(out[max(i - 1, 0) : i] + stands[i + 1 : i + 2]) and _touched(part, dark, scale):
            out[i] = False
        elif i in (0, len(parts) - 1) and _covered(part, dark, scale) < FULL:
            out[i] = all(_reaches(part, dark, scale))
    return out


def _touched(part: Rule, dark: Image, scale: float) -> bool:
    """Whether strokes run on from an upright to a side, as those of a letter do from its stem."""
    x, far = int(part.at * scale), int(STEM * scale)
    rows = dark[int((part.start + 1.5) * scale) : int((part.end - 1.5) * scale)]
    sides = (rows[:, max(x - far, 0) : x + 1], rows[:, x : x + far + 1])
    return any(side.size and (side > 0).all(axis=1).mean() > HELD for side in sides)


def _stands(part: Rule, dark: Image, scale: float) -> bool:
    covered, sides = _covered(part, dark, scale), _beside(part, dark, scale)
    if covered < WEAK:
        return False
    if part.end - part.start >= TALL or (covered >= FULL and min(sides) < CROWDED):
        return True
    return min(sides) < CLEAR and (max(sides) < CLEAR or all(_reaches(part, dark, scale)))


def _mark(marked: Image, part: Rule, faint: Image, scale: float) -> None:
    """The ink of an upright, in the mask of uprights (lying): in the open all that stands where its line does in other
    rows, so that no edge of it is left to be read as a stroke."""
    x, rows = int(part.at * scale), slice(int(part.start * scale), int(part.end * scale))
    marked[max(x - 1, 0) : x + 2, rows] = 255
    if max(_beside(part, faint, scale)) < CLEAR:
        wide = slice(max(x - int(IN_LINE * scale), 0), x + int(IN_LINE * scale) + 1)
        marked[wide, rows] |= cv2.transpose(faint[rows, wide])


def _unmark(marked: Image, at: float, start: float, end: float, scale: float) -> None:
    """Letters are no line: they stay on the page."""
    x, wide = int(at * scale), int((THICK + 1) * scale)
    if end > start:
        marked[max(x - wide, 0) : x + wide, max(int(start * scale), 0) : int(end * scale)] = 0


def _covered(rule: Rule, dark: Image, scale: float) -> float:
    x = int(rule.at * scale)
    strip = dark[int((rule.start + 1) * scale) : int((rule.end - 1) * scale), max(x - 2, 0) : x + 3]
    return float(strip.any(axis=1).mean()) if strip.size else 1.0


def _reaches(rule: Rule, dark: Image, scale: float) -> list[bool]:
    """Whether an upright's ink goes on up to the level line, at each end; a letter's stroke leaves paper there."""
    x, ends = int(rule.at * scale), ((rule.start + 0.9, rule.start + 2.2), (rule.end - 2.2, rule.end - 0.9))
    strips = [dark[int(a * scale) : int(b * scale) + 1, max(x - 2, 0) : x + 3] for a, b in ends]
    return [bool(strip.any(axis=1).all()) for strip in strips]


def _clipped(rule: Rule, across: Iterable[Rule]) -> Rule:
    """An upright between level lines without the letters above and below that touch it."""
    at = sorted(
        r.at
        for r in across
        if r.start - REACH <= rule.at <= r.end + REACH and rule.start - REACH <= r.at <= rule.end + REACH
    )
    if len(at) < 2:
        return rule
    start = at[0] if at[0] - rule.start < LONG else rule.start
    return Rule(rule.at, start, at[-1] if rule.end - at[-1] < LONG else rule.end)


def _trimmed(
    rules: dict[int, Rule], others: list[Rule], over: float, is_line: Callable[[Rule], bool]
) -> dict[int, Rule]:
    """Each rule ending at the line that it meets there: a blur makes ends run over, and strokes of letters in line with
    it prolong it up to `over` points, where what stands over is no line of a cell beyond."""

    def end(rule: Rule, at: float, inward: int) -> float:
        met = [o.at for o in others if o.start - REACH <= rule.at <= o.end + REACH]
        if near := [x for x in met if abs(x - at) <= OVER]:
            return min(near, key=lambda x: abs(x - at))
        inner = min((x for x in met if 0 < (x - at) * inward <= over), key=lambda x: abs(x - at), default=at)
        return at if inner != at and is_line(Rule(rule.at, min(at, inner), max(at, inner))) else inner

    return {n: Rule(r.at, end(r, r.start, 1), end(r, r.end, -1)) for n, r in rules.items()}


def _marked(labels: Image, rules: dict[int, Rule]) -> Image:
    """The pixels of the components that are rules."""
    chosen = np.zeros(int(labels.max()) + 1, np.uint8)
    chosen[list(rules)] = 255
    out: Image = chosen[labels]
    return out


def _runs(dark: Image, scale: float, solid: float, gap: float, length: float) -> Image:
    """The ink of level lines: solid runs, joined over breaks, long when joined. One pixel of slope is allowed for."""
    thick = cv2.dilate(dark, np.ones((3, 1), np.uint8))
    runs = cv2.morphologyEx(thick, cv2.MORPH_OPEN, np.ones((1, int(solid * scale)), np.uint8))
    joined = cv2.morphologyEx(runs, cv2.MORPH_CLOSE, np.ones((1, int(gap * scale)), np.uint8))
    # What is thick on a line is a seal's star or a letter: the line goes on beside it.
    joined = cv2.subtract(
        joined, cv2.morphologyEx(joined, cv2.MORPH_OPEN, np.ones((_thickest(scale) + 1, 1), np.uint8))
    )
    return cv2.morphologyEx(joined, cv2.MORPH_OPEN, np.ones((1, int(length * scale)), np.uint8))


def _thickest(scale: float) -> int:
    """Pixels that the run of a ruled line is thick at the most, blurred and a little aslant."""
    return int((THICK + 2) * scale)


def _components(mask: Image, scale: float) -> tuple[dict[int, Rule], Image]:
    """The connected runs that are thin enough for a ruled line, by their label in the second picture."""
    _, labels, stats, _ = cv2.connectedComponentsWithStats(mask)
    thin = [n for n in range(1, len(stats)) if stats[n][3] <= _thickest(scale)]
    out = {}
    for n in thin:
        x, y, w, h, _ = (int(v) for v in stats[n])
        rows = (labels[y : y + h, x : x + w] == n).sum(axis=1)
        # Letters that touch a line widen its box, not the line.
        middle = y + float(np.flatnonzero(rows >= FULLEST * rows.max()).mean()) + 0.5
        out[n] = Rule(middle / scale, x / scale, (x + w) / scale)
    return out, labels


def _inked(level: Rule, dark: Image, scale: float) -> float:
    """The share of a level run's length that is ink and not a gap joined over; grain joins to no line."""
    y = int(level.at * scale)
    strip = dark[max(y - 2, 0) : y + 3, int(level.start * scale) : int(level.end * scale)]
    return float(strip.any(axis=0).mean()) if strip.size else 0.0


def _is_line(level: Rule, dark: Image, scale: float) -> bool:
    """Whether a short level run is a ruled line by itself: whole, with paper on both sides."""
    return (
        level.end - level.start >= UPRIGHT and _inked(level, dark, scale) >= SOLID and _stands_free(level, dark, scale)
    )


def _stands_free(rule: Rule, dark: Image, scale: float) -> bool:
    """Whether there is next to no ink right above and right below a level run."""
    x0, x1 = int(rule.start * scale), int(rule.end * scale)
    near, far = int(1.6 * scale), int(4.5 * scale)
    y = int(rule.at * scale)
    strips = (dark[max(y - far, 0) : max(y - near, 0), x0:x1], dark[y + near : y + far, x0:x1])
    return all(not strip.size or strip.mean() / 255 < CROWDED for strip in strips)


def _is_edge(rule: Rule, grey: Image, scale: float) -> bool:
    """Whether a level run is where the paper ends and what it lies on begins: that is darker all along."""
    x0, x1, y = int(rule.start * scale), int(rule.end * scale), int(rule.at * scale)
    near, far = int(3 * scale), int(8 * scale)
    strips = (grey[max(y - far, 0) : max(y - near, 0), x0:x1], grey[y + near : y + far, x0:x1])
    sides = [float(np.median(strip)) for strip in strips if strip.size]
    return len(sides) == 2 and min(sides) < OUTSIDE * max(sides)


def _beside(upright: Rule, dark: Image, scale: float, far: float = NEAR) -> list[float]:
    """The share of ink left and right of an upright run."""
    x, near, wide = int(upright.at * scale), int(1.4 * scale), int(far * scale)
    y0, y1 = int((upright.start + 1.5) * scale), int((upright.end - 1.5) * scale)
    strips = (dark[y0:y1, max(x - wide, 0) : max(x - near, 0)], dark[y0:y1, x + near + 1 : x + wide + 1])
    return [float(strip.mean()) / 255 if strip.size else 0.0 for strip in strips]


def _meets(upright: Rule, across: list[Rule], solid: Image, scale: float) -> bool:
    """A line between columns is solid ink and ends at level lines; the strokes of letters do neither."""
    length = upright.end - upright.start
    strip = solid[
        int(upright.start * scale) : int(upright.end * scale),
        max(int(upright.at * scale) - 1, 0) : int(upright.at * scale) + 2,
    ]
    covered = float(strip.any(axis=1).mean()) if strip.size else 0.0
    if covered < (SOLID if length < LONG else BROKEN):
        return False
    reach = REACH if length >= TALL else TOUCH
    ends = [
        any(abs(r.at - y) <= reach and r.start - REACH <= upright.at <= r.end + REACH for r in across)
        for y in (upright.start, upright.end)
    ]
    return all(ends) or (any(ends) and length >= 2 * UPRIGHT and covered >= HANGING)

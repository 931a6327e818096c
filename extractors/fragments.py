"""Pieces of text as they stand on a page that no line rules: which letters make one text, and which texts one line.

Geometry only. A text set letter by letter over its cell's width is one text, though its gaps are as wide as those between
columns.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from extractors.page import Box, Rule, Word, union

GAP = 0.8  # of the letters' height: the least gap between two texts
NARROW = 0.4  # the same where lines near it leave the same gap
SPACE = 0.255  # the same beside a figure, which programs set apart from letters by a little less
MIXED = 2  # lines with such a gap, where a figure stands beside a letter
TIGHT = 0.2  # the same where lines near it leave a wide gap there
LEAST = 0.1  # the same where lines near it begin at its end
NEAR = 4  # lines above, and as many below
TIMES = 2
SAME_LINE = 0.3  # of the letters' height, by which the middles of one line's letters differ
EVEN = 0.15  # of the letters' height, by which the gaps of a text set letter by letter differ
LETTERS = 3  # so many that stand at even distances are one text
WIDEST = 8.0  # of the letters' height: the widest gap between two letters of one text


@dataclass(frozen=True, eq=False)
class Fragment:
    """A text on one line that no wide gap parts."""

    words: tuple[Word, ...]
    middle: float  # of its Chinese letters, or else of those of its line

    @cached_property
    def box(self) -> Box:
        return union([w[1:5] for w in self.words])

    @cached_property
    def x0(self) -> float:
        return self.words[0].x0

    @cached_property
    def x1(self) -> float:
        return max(w.x1 for w in self.words)

    @cached_property
    def size(self) -> float:
        return max(w.bottom - w.top for w in self.words)

    @cached_property
    def text(self) -> str:
        return "".join(w.text for w in self.words).strip()


Line = list[Fragment]


def lines_of(words: Iterable[Word], upright: Sequence[Rule] = ()) -> list[Line]:
    """Lines from top to bottom, each as its texts from left to right, parted at uprights. Lines that overlap in height are two: beside a text
    on two lines one may stand that is centred."""
    rows: list[list[Word]] = []
    for word in sorted((w for w in words if w.text.strip()), key=lambda w: (w.top + w.bottom) / 2):
        middle = (word.top + word.bottom) / 2
        home = rows[-1] if rows else []
        if home and middle - (home[0].top + home[0].bottom) / 2 <= SAME_LINE * (word.bottom - word.top):
            home.append(word)
        else:
            rows.append([word])
    rows = [sorted(row, key=lambda w: w.x0) for row in rows]
    gaps = [_gaps(row) for row in rows]
    lines = []
    for n, row in enumerate(rows):
        around = [*range(max(0, n - NEAR), n), *range(n + 1, min(len(rows), n + 1 + NEAR))]
        left = [gap for i in around for gap in gaps[i].values()]
        begun = [rows[i][0].x0 for i in around]
        size = max(w.bottom - w.top for w in row)
        cuts = {
            at
            for at, gap in gaps[n].items()
            if gap[1] - gap[0] >= GAP * size
            or _again(gap, left, size)
            or _at_an_edge(gap, begun, size)
            or (_alike(row[at - 1].text, row[at].text) and _in_wide(gap, left, TIGHT * size, 1))
            or _in_wide(gap, left, SPACE * size, MIXED)
        }
        cuts |= {at for at in range(1, len(row)) if _ruled_between(row[at - 1], row[at], upright)}
        lines.append(_spread(_parted(row, cuts)))
    return lines


def _gaps(row: list[Word]) -> dict[int, tuple[float, float]]:
    """Where a line leaves gaps that may part columns, by the letter behind each."""
    out: dict[int, tuple[float, float]] = {}
    end = row[0].x1
    for n, word in enumerate(row[1:], 1):
        if word.x0 - end >= LEAST * (word.bottom - word.top):
            out[n] = end, word.x0
        end = max(end, word.x1)
    return out


def _again(gap: tuple[float, float], near: list[tuple[float, float]], size: float) -> bool:
    """Whether lines above and below leave the same gap: then it is no accident."""
    same = sum(min(gap[1], b) - max(gap[0], a) >= NARROW * size for a, b in near)
    return same >= TIMES


def _alike(a: str, b: str) -> bool:
    """Between two Chinese letters, or two figures, no program sets a gap of itself."""
    return a.isascii() == b.isascii()


def _in_wide(gap: tuple[float, float], near: list[tuple[float, float]], least: float, times: int) -> bool:
    """Whether lines above and below leave wide gaps around a narrow one: columns that nearly touch here."""
    width = gap[1] - gap[0]
    return width >= least and sum(b - a >= 2 * width and a - 1 <= gap[0] and gap[1] <= b + 1 for a, b in near) >= times


def _at_an_edge(gap: tuple[float, float], begun: list[float], size: float) -> bool:
    """Whether the lines above and below begin where the gap ends: what stands before it is a label beside them."""
    return sum(abs(x - gap[1]) <= LEAST * size for x in begun) >= TIMES


def _ruled_between(a: Word, b: Word, upright: Sequence[Rule]) -> bool:
    left, right, y = (a.x0 + a.x1) / 2, (b.x0 + b.x1) / 2, (b.top + b.bottom) / 2
    return any(left < rule.at < right and rule.start <= y <= rule.end for rule in upright)


def _parted(row: list[Word], cuts: set[int]) -> Line:
    edges = [0, *sorted(cuts), len(row)]
    parts = [tuple(row[a:b]) for a, b in pairwise(edges)]
    return [Fragment(part, _middle(part, row)) for part in parts]


def _middle(part: Sequence[Word], row: Sequence[Word]) -> float:
    """At what height a text stands: that of its Chinese letters, if it has some; a figure that of its line."""
    letters = [w for w in part if not w.text.isascii()]
    told = letters if len(letters) in (len(part), *range(LETTERS, len(part))) else row
    return sorted((w.top + w.bottom) / 2 for w in told)[len(told) // 2]


def _spread(line: Line) -> Line:
    """The line with the texts put together that are set letter by letter."""
    out: Line = []
    start = 0
    while start < len(line):
        end = _even(line, start)
        out.append(Fragment(tuple(w for f in line[start:end] for w in f.words), line[start].middle))
        start = end
    return out


def _even(line: Line, start: int) -> int:
    """Behind the last of the single letters that stand at even distances from here on; the next where they do not."""
    end, gap = start + 1, None
    while end < len(line) and _is_letter(line[end - 1]) and _is_letter(line[end]):
        here, size = line[end].x0 - line[end - 1].x1, line[end].size
        if here > WIDEST * size or (gap is not None and abs(here - gap) > EVEN * size):
            break
        gap, end = here, end + 1
    return end if sum(not f.text.isascii() for f in line[start:end]) >= LETTERS else start + 1


def _is_letter(fragment: Fragment) -> bool:
    """A Chinese letter or a mark by itself, or a figure, which is not set apart."""
    text = fragment.text
    return len(text) == 1 or (len(text) <= 8 and all(c.isascii() for c in text))


def gaps_of(lines: list[Line]) -> list[float]:
    """How far lines stand apart, from the bottom of one to the top of the next."""
    return [min(f.box[1] for f in b) - max(f.box[3] for f in a) for a, b in pairwise(lines)]

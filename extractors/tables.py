"""Words and ruled lines of one page -> its tables as grids, and the lines of text around them.

Geometry only: nothing here reads what a cell says. Lines are snapped, joined and grouped into tables; the areas that no
line parts are the cells. Tables ruled by rows only get their columns from `extractors.columns`.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from extractors import bare, columns, rows
from extractors.grid import Block, Cell, Grid, Line
from extractors.page import Box, Page, Rule, Word, union
from extractors.records import Evidence
from extractors.text import fold, join_lines

SNAP = 2.0  # points within which two rules are one line
JOIN = 3.0  # the widest gap that a broken line may have
TOUCH = 2.5  # how far a rule may miss the one it meets
SHORTEST = 6.0  # a rule below this length is a speck or a letter's part
COVER = 0.6  # the share of a cell's side that must be ruled
LOOSE = 0.55  # confidence, at the most, that a recognised word stands in a column found by alignment
CLEARLY_APART = 0.8  # of a word's height: what stands farther from the next column is of its own
MOST_RULES = 3000  # in one direction on one page; beyond, it is a drawing, of which the longest lines are looked at
MOST_AREAS = 200_000  # crossings of a table's rows and columns; twenty times what the densest form has


def blocks(page: Page) -> list[Block]:
    """The page's tables and the text lines outside them, from top to bottom."""
    horizontal, vertical = (_longest(_joined(rules)) for rules in (page.horizontal, page.vertical))
    tables = _apart([t for t in (_Table(h, v) for h, v in _grouped(horizontal, vertical)) if t.has_cells])
    inside, outside = _homes(page.words, tables)
    unruled = [_framed(box, heights) for box, heights in bare.stretches(outside)]
    if unruled:
        tables = [*tables, *unruled]
        inside, outside = _homes(page.words, tables)
    found: list[tuple[float, Block]] = [*_lines(outside, page)]
    for table, words in zip(tables, inside, strict=True):
        if words:
            if table.open_columns and table not in unruled:
                table = table.parted(rows.partings(table.ys, words))
            found += [(grid.box[1], grid) for grid in _grids(table, words, page) if grid.box]
    return [block for _, block in sorted(found, key=lambda x: x[0])]


def _homes(words: Iterable[Word], tables: list[_Table]) -> tuple[list[list[Word]], list[Word]]:
    """The words inside each table, and those outside all."""
    inside: list[list[Word]] = [[] for _ in tables]
    outside: list[Word] = []
    for word in words:
        x, y = (word.x0 + word.x1) / 2, (word.top + word.bottom) / 2
        home = next((i for i, t in enumerate(tables) if t.box[0] <= x <= t.box[2] and t.box[1] <= y <= t.box[3]), None)
        (outside if home is None else inside[home]).append(word)
    return inside, outside


def _framed(box: Box, heights: list[float]) -> _Table:
    """A table that no line rules, as if its rows were ruled."""
    return _Table([Rule(y, box[0], box[2]) for y in (box[1], *heights, box[3])], [])


def _apart(tables: list[_Table]) -> list[_Table]:
    """Without stray lines that lie across a table and seem to make one of their own."""

    def strays(table: _Table) -> bool:
        return not table.upright and any(o.upright and _overlap(table.box, o.box) for o in tables)

    return [t for t in tables if not strays(t)]


def _overlap(a: Box, b: Box) -> bool:
    return min(a[2], b[2]) - max(a[0], b[0]) > JOIN and min(a[3], b[3]) - max(a[1], b[1]) > JOIN


def _joined(rules: Iterable[Rule]) -> list[Rule]:
    """Rules that lie on one line and touch become one; specks go."""
    out: list[Rule] = []
    for line in _snapped(rules):
        current: Rule | None = None
        for rule in sorted(line, key=lambda r: r.start):
            if current and rule.start <= current.end + JOIN:
                current = Rule(current.at, current.start, max(current.end, rule.end))
            else:
                out += [current] if current else []
                current = Rule(line[0].at, rule.start, rule.end)
        out += [current] if current else []
    return [r for r in out if r.end - r.start >= SHORTEST]


def _longest(rules: list[Rule]) -> list[Rule]:
    return rules if len(rules) <= MOST_RULES else sorted(rules, key=lambda r: r.start - r.end)[:MOST_RULES]


def _snapped(rules: Iterable[Rule]) -> list[list[Rule]]:
    """Rules by the line they lie on, each moved onto that line."""
    groups: list[list[Rule]] = []
    for rule in sorted(rules):
        if groups and rule.at - groups[-1][0].at <= SNAP:
            groups[-1].append(rule)
        else:
            groups.append([rule])
    return [[Rule(sum(r.at for r in g) / len(g), r.start, r.end) for r in g] for g in groups]


def _grouped(horizontal: list[Rule], vertical: list[Rule]) -> list[tuple[list[Rule], list[Rule]]]:
    """Rules by table: those that meet belong together; stacked rows without any vertical belong together too."""
    n = len(horizontal)
    parent = list(range(n + len(vertical)))

    def root(i: int) -> int:
        while parent[i] != i:
            parent[i] = parent[parent[i]]
            i = parent[i]
        return i

    met: set[int] = set()
    for i, j in _meetings(horizontal, vertical):
        met.add(i)
        parent[root(i)] = root(n + j)
    lonely = sorted((i for i in range(n) if i not in met), key=lambda i: horizontal[i].at)
    for a, b in pairwise(lonely):
        shared = min(horizontal[a].end, horizontal[b].end) - max(horizontal[a].start, horizontal[b].start)
        if shared > 0.5 * min(horizontal[a].end - horizontal[a].start, horizontal[b].end - horizontal[b].start):
            parent[root(a)] = root(b)
    groups: dict[int, tuple[list[Rule], list[Rule]]] = {}
    for i, h in enumerate(horizontal):
        groups.setdefault(root(i), ([], []))[0].append(h)
    for j, v in enumerate(vertical):
        groups.setdefault(root(n + j), ([], []))[1].append(v)
    return [g for g in ((_without_stubs(h) if not v else h, v) for h, v in groups.values()) if len(g[0]) >= 2]


def _without_stubs(horizontal: list[Rule]) -> list[Rule]:
    """The rules of a table without verticals from its first to its last wide one: a short one outside is none of it."""
    widest = max((h.end - h.start for h in horizontal), default=0.0)
    wide = [h.at for h in horizontal if h.end - h.start > widest / 2]
    return [h for h in horizontal if wide[0] <= h.at <= wide[-1]]


def _meetings(horizontal: list[Rule], vertical: list[Rule]) -> Iterator[tuple[int, int]]:
    """Indices of the horizontal and vertical rules that touch or cross."""
    order = sorted(range(len(vertical)), key=lambda j: vertical[j].at)
    at = [vertical[j].at for j in order]
    for i, h in enumerate(horizontal):
        for j in order[bisect_left(at, h.start - TOUCH) : bisect_right(at, h.end + TOUCH)]:
            if vertical[j].start - TOUCH <= h.at <= vertical[j].end + TOUCH:
                yield i, j


@dataclass(slots=True)
class _Area:
    """A cell in the making: its row and column ranges."""

    top: int
    bottom: int
    left: int
    right: int


class _Table:
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
        self.ys = _distinct([top, bottom, *(h.at for h in horizontal)])
        self._ends = _loose_ends(horizontal, vertical, left, right)
        self.xs = _distinct([left, right, *(v.at for v in vertical), *(x for x, _ in self._ends)])
        # Closed by columns only where verticals stand inside the frame.
        self.open_columns = not any(left + SNAP < v.at < right - SNAP for v in vertical)
        self.upright = bool(vertical)
        self._rules = horizontal, vertical

    def parted(self, heights: list[float]) -> _Table:
        """The same with rows parted at these heights too."""
        horizontal, vertical = self._rules
        left, _, right, _ = self.box
        return _Table([*horizontal, *(Rule(y, left, right) for y in heights)], vertical) if heights else self

    @property
    def has_cells(self) -> bool:
        """Whether the lines make more than a frame around a text, and less than a drawing."""
        rows, cols = len(self.ys) - 1, len(self.xs) - 1
        return rows >= 1 and cols >= 1 and rows * cols <= MOST_AREAS and (rows > 1 or cols > 1)

    def _part(self, x: float, y: float) -> None:
        """Where a horizontal line ends in the open, a column ends: part the rows above and below it."""
        i, j = _nearest(self.xs, x), _nearest(self.ys, y)
        for row in (j - 1, j):
            if 0 <= row < len(self.ys) - 1:
                self.v[i][row] = True

    def areas(self) -> list[_Area]:
        """The areas that no line parts; one that is no rectangle is cut into rows."""
        self.h = _ruled(self._rules[0], self.ys, self.xs)
        self.v = _ruled(self._rules[1], self.xs, self.ys)
        for x, y in self._ends:
            self._part(x, y)
        rows, cols = len(self.ys) - 1, len(self.xs) - 1
        seen = [[False] * cols for _ in range(rows)]
        out: list[_Area] = []
        for r in range(rows):
            for c in range(cols):
                if not seen[r][c]:
                    out += _rectangles(self._flood(r, c, seen))
        return out

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


def _distinct(values: Iterable[float]) -> list[float]:
    out: list[float] = []
    for v in sorted(values):
        if not out or v - out[-1] > SNAP:
            out.append(v)
    return out


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


def _rectangles(area: set[tuple[int, int]]) -> list[_Area]:
    """An area as rectangles: itself, or cut along columns or rows, whichever leaves fewer (a line is missing there)."""
    by_columns = [_Area(top, bottom, left, right) for left, right, top, bottom in _stripes({(c, r) for r, c in area})]
    by_rows = [_Area(top, bottom, left, right) for top, bottom, left, right in _stripes(area)]
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


def _grids(table: _Table, words: list[Word], page: Page) -> list[Grid]:
    """The table as grids: one, or several where row-ruled tables stand under one another with a title between."""
    areas = table.areas()
    home = {(r, c): i for i, a in enumerate(areas) for r in range(a.top, a.bottom) for c in range(a.left, a.right)}
    content: list[list[Word]] = [[] for _ in areas]
    for word in words:
        r = min(max(bisect_right(table.ys, (word.top + word.bottom) / 2) - 1, 0), len(table.ys) - 2)
        c = min(max(bisect_right(table.xs, (word.x0 + word.x1) / 2) - 1, 0), len(table.xs) - 2)
        content[home[r, c]].append(word)
    placed = [(a.top, a.bottom, table.xs[a.left], table.xs[a.right], w) for a, w in zip(areas, content, strict=True)]
    if table.open_columns:
        placed = _loosened(columns.split(placed))
    xs = _distinct([x for p in placed for x in p[2:4]])
    cells = [_cell(table, xs, p, page) for p in placed]
    return [Grid(xs, len(table.ys) - 1, cells, [page.number], table.box, table.open_top, table.open_bottom)]


def _loosened(placed: list[columns.Placed]) -> list[columns.Placed]:
    """The words of pictures in columns that no line bounds, in doubt where the next column's words are near: they may
    belong to it."""
    near = [w for p in placed for w in p[4] if w.source == "ocr"]

    def loose(word: Word, own: list[Word]) -> Word:
        reach = CLEARLY_APART * (word.bottom - word.top)
        beside = (
            w
            for w in near
            if w not in own
            and min(w.bottom, word.bottom) > max(w.top, word.top)
            and max(w.x0 - word.x1, word.x0 - w.x1) < reach
        )
        return word._replace(confidence=min(word.confidence, LOOSE)) if any(True for _ in beside) else word

    return [(*p[:4], [loose(w, p[4]) if w.source == "ocr" else w for w in p[4]]) for p in placed]


def _cell(table: _Table, xs: list[float], placed: columns.Placed, page: Page) -> Cell:
    top, bottom, x0, x1, words = placed
    left, right = _nearest(xs, x0), _nearest(xs, x1)
    if not words:
        return Cell(top, bottom, left, right, places=(_place(page, (x0, table.ys[top], x1, table.ys[bottom]), "", []),))
    lines = text_lines(words)
    text = join_lines([t for t, _ in lines])
    box = union([(x0, table.ys[top], x1, table.ys[bottom]), *(w[1:5] for w in words)])
    size = max(w.bottom - w.top for w in words)
    ink = min(w.x0 for w in words), max(w.x1 for w in words)
    full = len(lines) > 1 or ink[1] > x1 - 1.5 * size
    return Cell(
        top, bottom, left, right, text, (_place(page, box, text, words),), tuple(t for t, _ in lines), full, ink
    )


def _nearest(values: list[float], x: float) -> int:
    """The index of the nearest of ascending values."""
    i = bisect_left(values, x)
    return i if i == 0 or (i < len(values) and values[i] - x < x - values[i - 1]) else i - 1


def _place(page: Page, box: Box, text: str, words: list[Word]) -> Evidence:
    box = page.shown(box) if page.shown else box
    rounded = (round(box[0], 2), round(box[1], 2), round(box[2], 2), round(box[3], 2))
    confidence = min((w.confidence for w in words), default=1.0)
    return Evidence(
        page=page.number,
        bbox=rounded,
        text=text,
        confidence=confidence,
        source=words[0].source if words else "text",
        note=" ".join(w.note for w in words if w.note) or None,
    )


def text_lines(words: list[Word]) -> list[tuple[str, list[Word]]]:
    """Words of one cell as lines from top to bottom, each read from left to right, blanks where a gap is wide."""
    rows: list[list[Word]] = []
    for word in sorted(words, key=lambda w: (w.top + w.bottom) / 2):
        middle = (word.top + word.bottom) / 2
        if rows and abs(middle - _middle(rows[-1])) < 0.5 * max(word.bottom - word.top, 1.0):
            rows[-1].append(word)
        else:
            rows.append([word])
    return [(_spaced(row), row) for row in (sorted(r, key=lambda w: w.x0) for r in rows)]


def _middle(row: list[Word]) -> float:
    return (row[0].top + row[0].bottom) / 2


def _spaced(row: list[Word]) -> str:
    out, last = "", None
    for word in row:
        if last is not None and word.x0 - last.x1 > 0.25 * (word.bottom - word.top):
            out += " "
        out += word.text
        last = word
    return fold(out).strip()


def _lines(words: list[Word], page: Page) -> list[tuple[float, Line]]:
    """Text outside tables as lines, cut at wide gaps, each with the height at which it stands on the upright page."""
    out = []
    for _, row in text_lines([w for w in words if w.text.strip()]):
        pieces: list[list[Word]] = []
        for word in row:
            if pieces and word.x0 - pieces[-1][-1].x1 < 1.2 * (word.bottom - word.top):
                pieces[-1].append(word)
            else:
                pieces.append([word])
        made = []
        for piece in pieces:
            text = _spaced(piece)
            made.append((text, (_place(page, union([w[1:5] for w in piece]), text, piece),)))
        out.append((row[0].top, Line(tuple(made), page.number, max(w.bottom - w.top for w in row))))
    return out

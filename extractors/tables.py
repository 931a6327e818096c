"""Words and ruled lines of one page -> its tables as grids, and the lines of text around them.

Geometry only: nothing here reads what a cell says. `rules` group the lines by table, `areas` cuts a table into cells; tables
ruled by rows only get their columns from `columns`.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from itertools import pairwise

from extractors import bare, columns, rows, side_by_side
from extractors.areas import Table, distinct, nearest
from extractors.grid import Block, Cell, Grid, Line
from extractors.page import Box, Page, Rule, Word, union
from extractors.records import Evidence
from extractors.rules import JOIN, grouped, joined, longest
from extractors.text import fold, join_lines

LOOSE = 0.55  # confidence, at the most, that a recognised word stands in a column found by alignment
FILLS = 12  # areas of colour that make a table
COVERED = 0.8  # of the table that they cover together
OVERPRINTED = 0.3  # of a letter's height: letters that share as much width stand over one another
CLEARLY_APART = 0.8  # of a word's height: what stands farther from the next column is of its own


def blocks(page: Page) -> list[Block]:
    """The page's tables and the text lines outside them, from top to bottom; of tables side by side the left one first,
    with the lines above and below it."""
    horizontal, vertical = (longest(joined(rules)) for rules in (page.horizontal, page.vertical))
    tables = _apart([t for t in (Table(h, v) for h, v in grouped(horizontal, vertical)) if t.has_cells])
    tables += _filled(page, tables)
    inside, outside = _homes(page.words, tables)
    sparse = [t for t, words in zip(tables, inside, strict=True) if _is_sparse(t, words)]
    if sparse:
        tables = [t for t in tables if t not in sparse]
        inside, outside = _homes(page.words, tables)
    ruled = [h for t in sparse for h in t.level] + [Rule(y, b[0], b[2]) for b in page.fills for y in (b[1], b[3])]
    unruled, outside = bare.tables(outside, ruled, [v for t in sparse for v in t.upright])
    filled = [(t, w) for t, w in zip(tables, inside, strict=True) if w]
    boxes = [*(t.box for t, _ in filled), *(made.box for made in unruled)]
    parts = side_by_side.parts(boxes, _texts(outside), (0, 0, page.width, page.height))
    found: list[tuple[int, float, Block]] = []
    for i, words in enumerate(_in_parts(outside, parts)):
        found += [(i, top, line) for top, line in _lines(words, page)]
    for table, words in filled:
        if table.open_columns:
            table = table.parted(rows.partings(table.ys, words))
        found.append((_part(table.box, parts), table.box[1], _grid(table, words, page)))
    for made in unruled:
        found.append((_part(made.box, parts), made.box[1], _in_cells(made.box, made.ys, made.cells, page)))
    return [block for _, _, block in sorted(found, key=lambda x: x[:2])]


def _filled(page: Page, tables: list[Table]) -> list[Table]:
    """Tables whose cells are areas of colour: their edges are the lines."""
    free = [b for b in page.fills if not any(_overlap(b, t.box) for t in tables)]
    level = [Rule(y, b[0], b[2]) for b in free for y in (b[1], b[3])]
    upright = [Rule(x, b[1], b[3]) for b in free for x in (b[0], b[2])]
    made = [Table(h, v) for h, v in grouped(longest(joined(level)), longest(joined(upright)))]
    return [t for t in made if t.has_cells and _covered(t.box, free)]


def _covered(box: Box, fills: list[Box]) -> bool:
    """Whether areas of colour are all of a table: where every other row has one, they are none of its cells."""
    x0, top, x1, bottom = box
    inside = [b for b in fills if _overlap(b, box)]
    area = sum((b[2] - b[0]) * (b[3] - b[1]) for b in inside)
    return len(inside) >= FILLS and area >= COVERED * (x1 - x0) * (bottom - top)


def _is_sparse(table: Table, words: list[Word]) -> bool:
    """Whether the lines leave rows together that stand apart, as a frame does, or lines between columns only."""
    return bare.holds_rows(words, table.upright, len(table.ys) - 1)


def _in_areas(table: Table, words: list[Word]) -> list[list[Word]]:
    """The words of each area that no line parts."""
    areas = table.areas()
    home = {(r, c): i for i, a in enumerate(areas) for r in range(a.top, a.bottom) for c in range(a.left, a.right)}
    content: list[list[Word]] = [[] for _ in areas]
    for word in words:
        r = min(max(bisect_right(table.ys, word.middle) - 1, 0), len(table.ys) - 2)
        c = min(max(bisect_right(table.xs, (word.x0 + word.x1) / 2) - 1, 0), len(table.xs) - 2)
        content[home[r, c]].append(word)
    return content


def _texts(words: list[Word]) -> list[Box]:
    """Where pieces of text lines stand."""
    lines = text_lines([w for w in words if w.text.strip()])
    return [union([w[1:5] for w in piece]) for _, line in lines for piece in _pieces(line)]


def _in_parts(words: list[Word], parts: list[Box]) -> list[list[Word]]:
    out: list[list[Word]] = [[] for _ in parts]
    for word in words:
        out[_part(word[1:5], parts)].append(word)
    return out


def _part(box: Box, parts: list[Box]) -> int:
    """The part of the page in which the middle of a box lies; the nearest one where it lies beyond the page."""
    x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2

    def away(part: Box) -> float:
        return max(part[0] - x, x - part[2], 0.0) + max(part[1] - y, y - part[3], 0.0)

    return min(range(len(parts)), key=lambda i: away(parts[i]))


def _homes(words: Iterable[Word], tables: list[Table]) -> tuple[list[list[Word]], list[Word]]:
    """The words inside each table, and those outside all."""
    inside: list[list[Word]] = [[] for _ in tables]
    outside: list[Word] = []
    for word in words:
        x, y = (word.x0 + word.x1) / 2, word.middle
        home = next((i for i, t in enumerate(tables) if t.box[0] <= x <= t.box[2] and t.box[1] <= y <= t.box[3]), None)
        (outside if home is None else inside[home]).append(word)
    return inside, outside


def _apart(tables: list[Table]) -> list[Table]:
    """Without stray lines that lie across a table and seem to make one of their own."""

    def strays(table: Table) -> bool:
        return not table.upright and any(o.upright and _overlap(table.box, o.box) for o in tables)

    return [t for t in tables if not strays(t)]


def _overlap(a: Box, b: Box) -> bool:
    return min(a[2], b[2]) - max(a[0], b[0]) > JOIN and min(a[3], b[3]) - max(a[1], b[1]) > JOIN


def _grid(table: Table, words: list[Word], page: Page) -> Grid:
    placed = [
        (a.top, a.bottom, table.xs[a.left], table.xs[a.right], w)
        for a, w in zip(table.areas(), _in_areas(table, words), strict=True)
        if w or not table.is_outside(a)
    ]
    if table.open_columns:
        placed = _loosened(columns.split(placed))
    grid = _in_cells(table.box, table.ys, placed, page)
    grid.open_top, grid.open_bottom = table.open_top, table.open_bottom
    return grid


def _in_cells(box: Box, ys: list[float], placed: list[columns.Placed], page: Page) -> Grid:
    xs = distinct([x for p in placed for x in p[2:4]])
    return Grid(xs, len(ys) - 1, [_cell(ys, xs, p, page) for p in placed], [page.number], box)


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


def _cell(ys: list[float], xs: list[float], placed: columns.Placed, page: Page) -> Cell:
    top, bottom, x0, x1, words = placed
    left, right = nearest(xs, x0), nearest(xs, x1)
    if not words:
        return Cell(top, bottom, left, right, places=(_place(page, (x0, ys[top], x1, ys[bottom]), "", []),))
    lines = text_lines(words)
    text = join_lines([t for t, _ in lines])
    box = union([(x0, ys[top], x1, ys[bottom]), *(w[1:5] for w in words)])
    size = max(w.bottom - w.top for w in words)
    ink = min(w.x0 for w in words), max(w.x1 for w in words)
    full = len(lines) > 1 or ink[1] > x1 - 1.5 * size
    return Cell(
        top, bottom, left, right, text, (_place(page, box, text, words),), tuple(t for t, _ in lines), full, ink
    )


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
    rows = (part for _, row in text_lines([w for w in words if w.text.strip()]) for part in _layers(row))
    for row in rows:
        made = []
        for piece in _pieces(row):
            text = _spaced(piece)
            made.append((text, (_place(page, union([w[1:5] for w in piece]), text, piece),)))
        out.append((row[0].top, Line(tuple(made), page.number, max(w.bottom - w.top for w in row))))
    return out


def _layers(row: list[Word]) -> list[list[Word]]:
    """A line by itself; of texts printed over one another, as a cell's text beyond its page's edge is over a title, each."""
    if not any(b.x0 < a.x1 - OVERPRINTED * (a.bottom - a.top) for a, b in pairwise(row)):
        return [row]
    layers: dict[tuple[float, float], list[Word]] = {}
    for word in row:
        layers.setdefault((round(word.top, 1), round(word.bottom, 1)), []).append(word)
    return list(layers.values())


def _pieces(line: list[Word]) -> list[list[Word]]:
    """A line cut at its wide gaps."""
    out: list[list[Word]] = []
    for word in line:
        if out and word.x0 - out[-1][-1].x1 < 1.2 * (word.bottom - word.top):
            out[-1].append(word)
        else:
            out.append([word])
    return out

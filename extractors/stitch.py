"""Tables over page breaks -> one table: header rows that are repeated go, cells and rows that the break cut are joined.

Geometry and the sameness of texts; of what a text means only whether it is a label, which tells a label that the break
has cut in two.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from extractors import sideways
from extractors.grid import Block, Cell, Grid, Line, shifted
from extractors.printed_again import goes_on, top, without_foot, without_head, without_rows
from extractors.records import Evidence
from extractors.text import join_lines, label_key, squeeze
from extractors.values import number
from extractors.vocabulary import Vocabulary

EDGE = 8.0  # points that the outer edges of two parts of a table may differ
STRETCH = 0.15  # by how much two photographs of one table may differ in width
LEAST_COLUMNS = 5  # from which on as many columns of other widths are no accident
WHOLE = 4  # letters from which on a known label is no second half of another
NARROW = 2  # letters a line of a label that is set down the side of its rows
SAME = 3.0  # points within which two column edges are one
HEADER_ROWS = 3  # of which a repeated header is made at most
MISREAD = 4  # labels of a repeated header, of which one may be misread
_MARKS = re.compile(r"\W")
_END_OF_LEVEL = re.compile(r"(?:指?标)?(?:[(（]\d+(?:\.\d+)?分?[)）])?")  # what a cell may hold of a level cut before it
_FOLIO = re.compile(r"^[-—–\s第共]*\d{1,4}[-—–\s页/共第\d]*$")


def stitch(pages: Iterable[list[Block]], words: Vocabulary) -> list[Block]:
    """All blocks of a file in order, page numbers dropped, tables that go on over a break joined."""
    out: list[Block] = []
    before: list[Block] = []
    for blocks in pages:
        page = [b for b in blocks if not (isinstance(b, Line) and _FOLIO.match(b.text))]
        fresh = without_head(before, page, out, words)
        before = page
        if (wide := sideways.joined(out, page, words)) is not None:
            out = wide
            continue
        last = next((i for i in reversed(range(len(out))) if isinstance(out[i], Grid)), None)
        lines, below = top(fresh)
        over = [line for line in lines if not goes_on(line.text)]  # 续表 is no cell's text
        if last is not None and below is not None:
            above = out[last]
            assert isinstance(above, Grid)
            under, outside = sideways.parted(above, without_foot(out[last + 1 :], page))
            joined = _over_the_break(above, under, over, below, words)
            if joined is not None:
                out[last:] = [joined, *outside]
                fresh = fresh[len(lines) + 1 :]
            elif lines:
                fresh = page  # what stands between the tables is more than a page prints again
        out += fresh
    return out


def _over_the_break(
    above: Grid, under: Sequence[Block], over: Sequence[Line], below: Grid, words: Vocabulary
) -> Grid | None:
    """Both parts as one table, where the lower goes on with the upper and the lines between are texts of cut cells only."""
    body = _without_repeated_header(above, below, words)
    upper = _spilled(above, under, body, words, down=True)
    if not body.rows:
        return upper if not over and _goes_on(above, below) else None
    lower = _spilled(body, over, above, words, down=False)
    fitted = _fitted(above, lower or body)
    fitted = _in_columns_of(above, fitted) if _goes_on(above, fitted) else fitted
    if upper is None or lower is None or not _goes_on(above, fitted):
        return None
    return _joined(upper, fitted, words)


def _spilled(grid: Grid, lines: Sequence[Block], other: Grid, words: Vocabulary, *, down: bool) -> Grid | None:
    """The grid with the text that spills over its lower (upper) edge put back into the cell that the break has cut.

    Spreadsheet programs print a merged cell's text once, centred over both pages: the cell is empty, or holds the first
    half of a label; where both pages print it, one may lack a line, which the other part tells. None where a line is no
    such text.
    """
    spilled: dict[int, list[tuple[str, tuple[Evidence, ...]]]] = {}
    for line in lines:
        assert isinstance(line, Line)
        for text, places in _in_columns(grid, line):
            box = places[0].bbox
            assert box
            i = next((i for i, c in enumerate(grid.cells) if _at_edge(grid, c, box[0], box[2], down=down)), None)
            if i is None:
                return None
            if squeeze(text) not in squeeze(grid.cells[i].text):  # else printed in the cell and beyond it
                spilled.setdefault(i, []).append((text, places))
    cells = list(grid.cells)
    for i, pieces in spilled.items():
        c = cells[i]
        beyond = replace(
            c,
            text=join_lines([text for text, _ in pieces]),
            places=tuple(place for _, at in pieces for place in at),
            lines=tuple(text for text, _ in pieces),
        )
        upper, lower = (c, beyond) if down else (beyond, c)
        if c.text and not _one_label(upper.text, lower.text, words):
            return None
        cells[i] = _whole(_one(upper, lower) if c.text else beyond, grid, other, down=down)
    return replace(grid, cells=cells)


def _in_columns(grid: Grid, line: Line) -> Iterator[tuple[str, tuple[Evidence, ...]]]:
    """A line's pieces; one that lies over several columns in its parts, which hardly stand apart there."""
    for text, places in line.pieces:
        box, parts = places[0].bbox, text.split(" ")
        if box is None or len(parts) == 1 or not any(box[0] + 1 < x < box[2] - 1 for x in grid.xs):
            yield text, places
            continue
        letter, at = (box[2] - box[0]) / len(text), 0
        for part in parts:
            x0, x1 = box[0] + at * letter, box[0] + (at + len(part)) * letter
            yield (
                part,
                (places[0].model_copy(update={"text": part, "bbox": (round(x0, 2), box[1], round(x1, 2), box[3])}),),
            )
            at += len(part) + 1


def _whole(cell: Cell, grid: Grid, other: Grid, *, down: bool) -> Cell:
    """A cell with all of its label, where its other part beyond the break says what the margin has cut off."""
    at = [c for c in other.cells if (c.top == 0 if down else c.bottom == other.rows) and _over(grid, cell, other, c)]
    for text in (squeeze(c.text) for c in at):
        part = squeeze(cell.text)
        if len(text) > len(part) and (text.startswith(part) if down else text.endswith(part)):
            return replace(cell, text=at[0].text, lines=at[0].lines)
    return cell


def _over(a: Grid, x: Cell, b: Grid, y: Cell) -> bool:
    return abs(a.xs[x.left] - b.xs[y.left]) <= SAME and abs(a.xs[x.right] - b.xs[y.right]) <= SAME


def _one_label(above: str, below: str, words: Vocabulary) -> bool:
    """Two pieces of a label, or of a level's name (生态效 / 益指标), the first of which is none by itself."""
    whole = words.heads(above + below) or label_key(above + below) in words.levels1 | words.levels2
    return whole and not words.heads(above)


def _at_edge(grid: Grid, cell: Cell, x0: float, x1: float, *, down: bool) -> bool:
    """A cell at the edge that is at least as wide as the text."""
    edge = cell.bottom == grid.rows if down else cell.top == 0
    return edge and grid.xs[cell.left] - 1 <= x0 and x1 <= grid.xs[cell.right] + 1


def _fitted(above: Grid, below: Grid) -> Grid:
    """The lower part of a photographed table as wide as the upper one, where their columns then agree: each page was
    taken from another distance."""
    if not any(p.source == "ocr" for c in below.cells for p in c.places):
        return below
    stretch = (above.xs[-1] - above.xs[0]) / (below.xs[-1] - below.xs[0])
    xs = [above.xs[0] + (x - below.xs[0]) * stretch for x in below.xs]
    inner = [any(abs(x - a) <= SAME for a in above.xs) for x in xs[1:-1]]
    fits = abs(stretch - 1) <= STRETCH and 2 * sum(inner) >= len(inner)
    return replace(below, xs=xs) if fits else below


def _in_columns_of(above: Grid, below: Grid) -> Grid:
    """The lower part with the columns that the upper one ends with, where it has as many of its own but of other widths:
    each page was laid out for itself."""
    last = above.crossing(above.rows - 1)
    edges = [last[0].left, *(c.right for c in last)]
    xs = [above.xs[i] for i in edges]
    if len(xs) < LEAST_COLUMNS + 1 or len(xs) != len(below.xs):
        return below
    if sum(abs(a - b) > SAME for a, b in zip(xs, below.xs, strict=True)) < 2:
        return below
    if any(c.right - c.left > 1 for c in below.starting(0)):
        return below
    return replace(below, xs=xs, cells=[replace(c, ink=None) for c in below.cells])


def _goes_on(above: Grid, below: Grid) -> bool:
    """Whether both are as wide, as a whole or where they meet: a box for notes may be wider than its table."""
    whole = (above.xs[0], above.xs[-1]), (below.xs[0], below.xs[-1])
    meeting = _edges(above, above.rows - 1), _edges(below, 0)
    same = any(all(abs(a - b) <= EDGE for a, b in zip(*ends, strict=True)) for ends in (whole, meeting))
    return same and above.pages[-1] + 1 == below.pages[0]


def _edges(grid: Grid, row: int) -> tuple[float, float]:
    cells = grid.crossing(row)
    first, last = min((c.left for c in cells), default=0), max((c.right for c in cells), default=-1)
    return grid.xs[first], grid.xs[last]


def _joined(above: Grid, below: Grid, words: Vocabulary) -> Grid:
    xs, above_cells, below_cells = _common_columns(above, below)
    a = Grid(xs, above.rows, above_cells, above.pages, above.box, above.open_top, above.open_bottom)
    b = Grid(xs, below.rows, below_cells, below.pages, below.box, below.open_top, below.open_bottom)
    pairs = _touching(a, b)
    cut = _is_cut(a, b, pairs, words)
    merged = pairs if cut else _running_on(pairs, words)
    gone = {id(c) for pair in merged for c in pair}
    offset = a.rows - 1 if cut else a.rows
    cells = [c for c in a.cells if id(c) not in gone] + [shifted(c, offset) for c in b.cells if id(c) not in gone]
    cells += [_one(x, shifted(y, offset)) for x, y in merged]
    return Grid(xs, offset + b.rows, cells, above.pages + below.pages, above.box, above.open_top, below.open_bottom)


def _without_repeated_header(above: Grid, below: Grid, words: Vocabulary) -> Grid:
    """Drop the leading rows of labels in the lower part that stand, cell for cell, in the upper part too.

    Labels: a form may well state the same indicator twice, which is no header.
    """
    going_on = [squeeze(c.text) for c in above.crossing(above.rows - 1) if c.text and c.bottom - c.top > 1]
    recognised = any(p.source == "ocr" for c in below.cells for p in c.places)

    def again(at: int, rows: int) -> bool:
        row = _row_text(below, at, rows)
        labels = sum(words.known(t) for t in row)
        if len(row) < 3 or 2 * labels < len(row) or any(number(t) is not None for t in row):
            return False
        known = (_row_text(above, r, rows) for r in range(above.rows - rows + 1))
        return any(_same_row(row, other, misread=recognised) or _printed_over(row, other, going_on) for other in known)

    drop = 0
    while drop < below.rows:
        rows = next((n for n in range(1, min(HEADER_ROWS, below.rows - drop) + 1) if again(drop, n)), 0)
        if not rows:
            break
        drop += rows
    return without_rows(below, drop)


def _same_row(row: tuple[str, ...], other: tuple[str, ...], *, misread: bool) -> bool:
    """Cell for cell; in a picture one of several may be misread, and marks may be dirt."""
    if not misread or row == other or len(row) != len(other):
        return row == other
    differing = sum(_MARKS.sub("", a) != _MARKS.sub("", b) for a, b in zip(row, other, strict=True))
    return MISREAD * differing <= len(row)


def _printed_over(row: tuple[str, ...], other: tuple[str, ...], going_on: Sequence[str]) -> bool:
    """The same labels, one of them with the letters of a cut cell's text among its own: spreadsheet programs print that text
    centred over both pages, so that on the second it lies, out of sight, on the header."""
    differing = [(a, b) for a, b in zip(row, other, strict=False) if a != b]
    if len(row) != len(other) or len(differing) != 1:
        return False
    [(both, label)] = differing
    return any(sorted(both) == sorted(label + text) for text in going_on)


def _row_text(grid: Grid, row: int, rows: int = 1) -> tuple[str, ...]:
    """The texts of a row, or of several that are one header, side labels that span more left out."""
    starting = (c for r in range(row, row + rows) for c in grid.starting(r))
    return tuple(squeeze(c.text) for c in starting if c.text and c.bottom <= row + rows)


def _common_columns(above: Grid, below: Grid) -> tuple[list[float], list[Cell], list[Cell]]:
    """Both parts over one set of column edges."""
    xs: list[float] = []
    for x in sorted([*above.xs, *below.xs]):
        if not xs or x - xs[-1] > SAME:
            xs.append(x)

    def index(x: float) -> int:
        return min(range(len(xs)), key=lambda i: abs(xs[i] - x))

    moved = [
        [replace(c, left=index(g.xs[c.left]), right=index(g.xs[c.right])) for c in g.cells] for g in (above, below)
    ]
    return xs, moved[0], moved[1]


def _touching(a: Grid, b: Grid) -> list[tuple[Cell, Cell]]:
    """Cells of the last row above and the first row below that stand over the same columns, from left to right.

    Columns found by alignment differ a little from page to page: the larger part of both widths must be shared.
    """
    last = [c for c in a.cells if c.bottom == a.rows]
    pairs: list[tuple[Cell, Cell]] = []
    for y in b.starting(0):
        x = max(last, key=lambda c: a.overlap(c, y), default=None)
        wider = max(_width(a, c) for c in (x, y)) if x else 0.0
        if x is not None and a.overlap(x, y) > 0.5 * wider and not any(x is p for p, _ in pairs):
            pairs.append((x, y))
    return pairs


def _width(grid: Grid, cell: Cell) -> float:
    return grid.xs[cell.right] - grid.xs[cell.left]


def _is_cut(a: Grid, b: Grid, pairs: list[tuple[Cell, Cell]], words: Vocabulary) -> bool:
    """Whether the break went through a row: then its cells hold one text each, or one half is empty."""
    if len(pairs) != len(b.starting(0)) or not pairs:
        return False
    if a.open_bottom and b.open_top:
        return True
    both = [(x, y) for x, y in pairs if x.text and y.text]
    one = [(x, y) for x, y in pairs if bool(x.text) != bool(y.text)]
    if not any(y.text for _, y in pairs):
        return True
    whole = [(x, y) for x, y in both if squeeze(x.text) == squeeze(y.text) and x.bottom - x.top > 1]
    halves = [(x, y) for x, y in both if _cut_label(x, y, words)]
    return bool(one or halves) and all(
        (_may_run_on(x) and not words.known(x.text)) or (x, y) in halves for x, y in both if (x, y) not in whole
    )


def _cut_label(x: Cell, y: Cell, words: Vocabulary) -> bool:
    """年度绩效 / 目标, 项目资金（ / 元）, 预算执行 / 情况, 效益指标 / （30分）, 社会效益 / 指标: the halves are one label, the second none by itself."""
    if _END_OF_LEVEL.fullmatch(squeeze(y.text)) and not re.search(r"\d", x.text) and label_key(x.text + y.text) in words.levels1 | words.levels2:
        return True
    broken = re.search(r"[(（][^)）]*$", x.text) is not None
    whole = words.heads(y.text) and (words.heads(x.text) or len(squeeze(y.text)) >= WHOLE)
    return words.heads(x.text + y.text) and (broken or not whole or _down_the_side(x, y, words))


def _down_the_side(x: Cell, y: Cell, words: Vocabulary) -> bool:
    """Of a label that is set a letter or two a line, down the side of its rows, both halves may be labels by themselves (绩效 /
    指标, 项目 / 资金（万元）), and the first may be none (年初 / 预期目标)."""
    if not _is_narrow(x, y):
        return False
    first = words.known(x.text) or label_key(x.text) in words.printed or number(x.text) is not None
    return not first or label_key(x.text + y.text) in words.printed


def _is_narrow(x: Cell, y: Cell) -> bool:
    return not (x.left or y.left) and all(len(squeeze(line)) <= NARROW for c in (x, y) for line in c.lines)


def _may_run_on(cell: Cell) -> bool:
    return cell.full and number(cell.text) is None and len(squeeze(cell.text)) > 4


def _running_on(pairs: list[tuple[Cell, Cell]], words: Vocabulary) -> list[tuple[Cell, Cell]]:
    """Leading cells that go on over the break: the label repeated, or printed on one of the two sides. A header's empty
    corner does not."""
    out: list[tuple[Cell, Cell]] = []
    row = [x for x, _ in pairs if x.bottom - x.top == 1]
    header = any(x.text for x in row) and all(words.known(x.text) for x in row if x.text)
    for x, y in pairs:
        same = _same_text(x, y)
        if x.text and y.text and not same and not _cut_label(x, y, words):
            break
        if header and not x.text and x.bottom - x.top == 1:
            break
        if same and x.text and x.bottom - x.top == 1 and y.bottom - y.top == 1 and len(out) == len(pairs) - 1:
            break
        out.append((x, y))
    return out if len(out) < len(pairs) else []


def _same_text(x: Cell, y: Cell) -> bool:
    """The label printed on both sides; of one that is set down the side of its rows, its last letters once more (绩效指标 / 指标)."""
    above, below = squeeze(x.text), squeeze(y.text)
    return above == below or (bool(below) and above.endswith(below) and _is_narrow(x, y))


def _one(x: Cell, y: Cell) -> Cell:
    same = _same_text(x, y)
    if not y.text or same:
        text, lines = x.text, x.lines
    elif not x.text:
        text, lines = y.text, y.lines
    else:
        text, lines = join_lines([x.text, y.text]), x.lines + y.lines
    places = x.places if same and x.text else tuple(p for c in (x, y) if c.text for p in c.places)
    return Cell(x.top, y.bottom, x.left, x.right, text, places or x.places, lines, y.full, x.ink or y.ink)

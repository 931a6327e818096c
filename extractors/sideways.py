"""Tables printed sideways over pages, as sheets are that are wider than the paper: the columns that did not fit stand on a
later page at the same heights. Put back beside the rows that they belong to.

Geometry; of meaning it knows only which labels head columns of indicators, so that the next form is never taken for columns.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import zip_longest

from extractors.errors import UnreadablePage
from extractors.grid import Block, Cell, Grid, Line
from extractors.records import Evidence
from extractors.text import join_lines, squeeze
from extractors.vocabulary import Vocabulary

SAME = 1.5  # points within which two heights are one
LEAST_ROWS = 4
NEAR = 4  # tables before one that may be further columns of them
LEAST_SHARED = 2  # letters that two halves of a text have in common, where the paper's edge cut through it
TOUCH = 1.0  # points between two halves of a text
LETTER = 18.0  # how far a letter may reach over the edge, which both pages print then
_LEVELS = {"level1", "level2", "level3"}


def joined(out: Sequence[Block], page: Sequence[Block], words: Vocabulary) -> list[Block] | None:
    """All blocks so far with the page's first table put beside the last one, or None where it is a table of its own."""
    last = next((i for i in reversed(range(len(out))) if isinstance(out[i], Grid)), None)
    first = next((i for i, b in enumerate(page) if isinstance(b, Grid)), None)
    if last is None or first is None:
        return None
    left, right = out[last], page[first]
    assert isinstance(left, Grid)
    assert isinstance(right, Grid)
    wide = beside(left, right, words)
    if wide is None:
        return None
    above, under = _since_table(out[:last]), [b for b in page[first + 1 :] if isinstance(b, Line)]
    over = _lines(out[last - above : last], page[:first], wide)
    return [*out[: last - above], *over, wide, *_lines(out[last + 1 :], under, wide), *page[first + 1 + len(under) :]]


def _since_table(blocks: Sequence[Block]) -> int:
    """How many lines stand behind the last table."""
    return next((n for n, b in enumerate(reversed(blocks)) if isinstance(b, Grid)), len(blocks))


def parted(grid: Grid, under: Sequence[Block]) -> tuple[list[Block], list[Block]]:
    """The lines under a table without those that stand beside it, beyond the paper's edge: the rest of cells cut there."""
    beyond = [b for b in under if isinstance(b, Line) and all(_beyond(grid, p) for _, found in b.pieces for p in found)]
    return [b for b in under if not any(b is x for x in beyond)], list(beyond)


def _beyond(grid: Grid, place: Evidence) -> bool:
    box = place.bbox
    edge = grid.xs[-1]
    return box is not None and grid.box is not None and box[0] >= edge - LETTER and box[2] > edge and box[3] < grid.box[3]


def apart(blocks: Sequence[Block], words: Vocabulary) -> Iterator[UnreadablePage]:
    """Pages that look like further columns of a table before them and could not be put beside it."""
    grids = [b for b in blocks if isinstance(b, Grid)]
    told: set[int] = set()
    for i, right in enumerate(grids):
        page = right.pages[0]
        if page in told or _names_project(right, words):
            continue
        before = [g for g in grids[max(0, i - NEAR) : i] if page not in g.pages and not _same_columns(g, right)]
        rows = (_in_rows_of(_heights(left.cells, n), right) for left in before for n in left.pages)
        if any(found is not None and len(found) > LEAST_ROWS for found in rows):
            told.add(page)
            yield _columns_apart(page)


def _names_project(grid: Grid, words: Vocabulary) -> bool:
    """Whether a table begins a form of its own: it names its project at its left edge."""
    return any(c.left == 0 and words.head.field(c.text) == "project_name" for c in grid.cells)


def _same_columns(left: Grid, right: Grid) -> bool:
    """Whether both have the same columns, as a table has that goes on."""
    return len(left.xs) == len(right.xs) and all(abs(a - b) <= SAME for a, b in zip(left.xs, right.xs, strict=True))


def _columns_apart(page: int) -> UnreadablePage:
    return UnreadablePage(
        page,
        f"第 {page} 页像是前一页表格右边的列（表比纸宽，横向印在几页上），没有并到前面的行里；请上传原来的电子表格，"
        "或设为“所有列打印在一页”后重新导出，或对照原件。",
        f"Page {page} looks like the columns to the right of the table before it (wider than its paper, printed sideways over pages); "
        "they were not put beside their rows. Upload the workbook itself, print all columns on one page, or look at the original.",
    )


def beside(left: Grid, right: Grid, words: Vocabulary) -> Grid | None:
    """Both as one table, where the right one's rows stand at the heights of the left one's, and its labels go on with the
    header of that page's rows."""
    for page in left.pages:
        heights = _heights(left.cells, page)
        rows = _in_rows_of(heights, right)
        if rows is None:
            continue
        if page != left.pages[0] and (shift := _under_columns(left, right)) is not None:
            return _put_beside(*_parted_rows(left, right, heights, rows), shift)
        if len(rows) > LEAST_ROWS and _goes_on(left, right, rows, words):
            return _put_beside(*_parted_rows(left, right, heights, rows), left.xs[-1] - right.xs[0])
    return None


def _heights(cells: Iterable[Cell], page: int) -> dict[int, float]:
    """The height of every line between two rows of a page, as the cells' boxes tell it."""
    found: dict[int, float] = {}
    for cell in sorted(cells, key=lambda c: c.bottom - c.top):
        for place, line, side in ((cell.places[:1], cell.top, 1), (cell.places[-1:], cell.bottom, 3)):
            height = place[0].bbox[side] if place and place[0].page == page and place[0].bbox else None
            if height is not None and all(abs(height - other) > SAME for other in found.values()):
                found.setdefault(line, height)  # of a cell that a break cuts, the other end may be blank
    return found


def _in_rows_of(heights: dict[int, float], right: Grid) -> dict[int, int] | None:
    """The left table's line for each line between rows of the right one that has one; None where most have none, or the
    right one is higher."""
    own = _heights(right.cells, right.pages[0])
    if not own or not heights or any(not c.places for c in right.cells if c.text):
        return None
    low, high = min(heights.values()) - SAME, max(heights.values()) + SAME
    same = {line: [n for n, other in heights.items() if abs(other - y) <= SAME] for line, y in own.items()}
    rows = {line: found[0] for line, found in same.items() if len(found) == 1}
    inside = all(low <= y <= high for y in own.values())
    return rows if inside and 2 * len(rows) > len(own) else None


def _parted_rows(
    left: Grid, right: Grid, heights: dict[int, float], rows: dict[int, int]
) -> tuple[Grid, Grid, dict[int, int]]:
    """The left table with its rows parted where only the right one has a line: a merged level beside its indicators."""
    own = {line: y for line, y in _heights(right.cells, right.pages[0]).items() if line not in rows}
    at = {line: max((n for n, other in heights.items() if other < y), default=0) + _share(y) for line, y in own.items()}
    order = sorted([*range(left.rows + 1), *at.values()])
    place = {key: n for n, key in enumerate(order)}
    cells = [replace(c, top=place[c.top], bottom=place[c.bottom]) for c in left.cells]
    grid = Grid(left.xs, len(order) - 1, cells, left.pages, left.box, left.open_top, left.open_bottom)
    return grid, right, {line: place[key] for line, key in {**rows, **at}.items()}


def _share(height: float) -> float:
    """A height as a part of one row, in order."""
    return height / (height + 1000.0)


def _goes_on(left: Grid, right: Grid, rows: dict[int, int], words: Vocabulary) -> bool:
    """Whether the row beside the header of indicators holds labels of further columns."""
    if _names_project(right, words):
        return False
    for r in range(right.rows):
        if r not in rows:
            continue
        here = {words.indicator.field(c.text) or "" for c in left.crossing(rows[r]) if c.text}
        more = [words.indicator.field(c.text) for c in right.starting(r) if c.text]
        if here & _LEVELS and any(more) and not here & {f for f in more if f and f != "other"}:
            return True
    return False


def _under_columns(left: Grid, right: Grid) -> float | None:
    """How far columns of the page before were moved that stand beside the rows above these: pages go down first, then
    across."""
    before = (c for c in left.cells if c.places and c.places[0].page == right.pages[0] - 1 and c.places[0].bbox)
    above = next((c for c in before if c.places[0].page not in left.pages), None)
    return left.xs[above.left] - above.places[0].bbox[0] if above is not None and above.places[0].bbox else None


def _put_beside(left: Grid, right: Grid, rows: dict[int, int], shift: float) -> Grid:
    edge = right.xs[0] + shift
    xs = list(left.xs)
    xs += [x + shift for x in right.xs if all(abs(x + shift - other) > SAME for other in left.xs)]
    xs.sort()
    cells = [replace(c, left=_nearest(xs, left.xs[c.left]), right=_nearest(xs, left.xs[c.right])) for c in left.cells]
    for cell in right.cells:
        if cell.top not in rows or cell.bottom not in rows:
            continue  # blank, and of no height that is known
        moved = replace(
            cell, top=rows[cell.top], bottom=rows[cell.bottom],
            left=_nearest(xs, right.xs[cell.left] + shift), right=_nearest(xs, right.xs[cell.right] + shift),
            ink=(cell.ink[0] + shift, cell.ink[1] + shift) if cell.ink else None,
        )  # fmt: skip
        at = next((i for i, c in enumerate(cells) if _cut(c, moved, edge)), None)
        if at is None:
            cells.append(moved)
        else:
            cells[at] = _whole(cells[at], moved)
    return Grid(xs, left.rows, cells, left.pages, left.box, left.open_top, left.open_bottom)


def _nearest(xs: Sequence[float], x: float) -> int:
    return min(range(len(xs)), key=lambda i: abs(xs[i] - x))


def _cut(left: Cell, right: Cell, edge: float) -> bool:
    """Whether the paper's edge cut one text in two: where its first half ends, its second begins. Texts of two cells keep
    off their border."""
    meet = left.right == right.left and (left.top, left.bottom) == (right.top, right.bottom)
    if not meet or left.ink is None or right.ink is None or not left.text or not right.text:
        return False
    return -LETTER <= right.ink[0] - left.ink[1] <= TOUCH and abs(right.ink[0] - edge) <= LETTER


def _whole(left: Cell, right: Cell) -> Cell:
    """One cell of the two that hold a text cut in two, line by line."""
    least = 1 if right.ink and left.ink and right.ink[0] < left.ink[1] - TOUCH else LEAST_SHARED
    lines = [_of_halves(a, b, least) or a + b for a, b in zip_longest(left.lines, right.lines, fillvalue="")]
    places = (*left.places, *right.places)
    return replace(left, right=right.right, text=join_lines(lines), lines=tuple(lines), places=places, ink=None)


def _of_halves(left: str, right: str, least: int = LEAST_SHARED) -> str | None:
    """One text of two parts of it, of which one is whole or both print the letters at the edge."""
    a, b = squeeze(left), squeeze(right)
    if min(len(a), len(b)) >= LEAST_SHARED and (a in b or b in a):
        return right if a in b else left
    shared = (n for n in range(min(len(left), len(right)), least - 1, -1) if left.endswith(right[:n]))
    n = next(shared, 0)
    return left + right[n:] if n else None


def _lines(out: Sequence[Block], page: Sequence[Block], wide: Grid) -> list[Line]:
    """The lines around both parts, of a cut one the whole; none that is the rest of a cell's text beyond the edge."""
    cells = [squeeze(c.text) for c in wide.cells if len({p.page for p in c.places}) > 1]
    kept: list[Line] = []
    for line in (b for b in (*out, *page) if isinstance(b, Line)):
        if any(squeeze(line.text) in text for text in cells):
            continue
        at = next((i for i, x in enumerate(kept) if x.page != line.page and _of_halves(x.text, line.text)), None)
        if at is None:
            kept.append(line)
        else:
            kept[at] = _one(kept[at], line)
    return kept


def _one(first: Line, second: Line) -> Line:
    """A line of two that print parts of one text."""
    whole = _of_halves(first.text, second.text) or ""
    if squeeze(whole) in (squeeze(first.text), squeeze(second.text)):
        return first if squeeze(whole) == squeeze(first.text) else second
    places = tuple(p for line in (first, second) for _, found in line.pieces for p in found)
    return replace(first, pieces=((whole, places),))

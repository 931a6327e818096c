"""Sets forms on pages: where every line and every word goes, in points from the top left. Draws nothing itself.

A row that does not fit goes to the next page, or is cut in two where `cut_rows` is set and it is tall enough; a merged
cell that crosses the break goes on there.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from itertools import accumulate

from samples.table import Form, Placed, placed

Measure = Callable[[str, float], float]
"""Width of a text at a font size."""

MARGIN, PADDING, LEADING = 40.0, 3.0, 1.3


@dataclass(frozen=True)
class Line:
    x0: float
    y0: float
    x1: float
    y1: float


@dataclass(frozen=True)
class Word:
    x: float
    baseline: float
    size: float
    text: str


@dataclass
class Sheet:
    width: float
    height: float
    lines: list[Line] = field(default_factory=list)
    words: list[Word] = field(default_factory=list)


@dataclass(frozen=True)
class Setting:
    size: float = 9.0
    cut_rows: bool = False
    page_per_form: bool = True
    squeeze: float = 1.0  # below 1 the page is shorter, so that forms break


@dataclass(frozen=True)
class _Piece:
    """The part of a row that stands on one page; a repeated header is a piece of its own."""

    sheet: int
    row: int
    top: float
    bottom: float
    repeated: bool = False


class _Cursor:
    def __init__(self, setting: Setting, measure: Measure) -> None:
        self.setting, self.measure, self.sheets, self.y = setting, measure, list[Sheet](), 0.0

    def new_sheet(self, landscape: bool) -> None:
        width, height = (842.0, 595.0) if landscape else (595.0, 842.0)
        self.sheets.append(Sheet(width, height))
        self.y = MARGIN

    @property
    def sheet(self) -> Sheet:
        return self.sheets[-1]

    @property
    def bottom(self) -> float:
        return MARGIN + (self.sheet.height - 2 * MARGIN) * self.setting.squeeze


def set_forms(forms: Sequence[Form], measure: Measure, setting: Setting) -> list[Sheet]:
    cursor = _Cursor(setting, measure)
    for form in forms:
        _begin(cursor, form)
        for size, text in ((setting.size * 1.7, form.title), *((setting.size, line) for line in form.above)):
            _set_line(cursor, text, size, centered=size > setting.size or text == form.above[0])
        _set_table(cursor, form)
        for line in form.below:
            _set_line(cursor, line, setting.size, centered=False)
        cursor.y += 24
    return cursor.sheets


def _begin(cursor: _Cursor, form: Form) -> None:
    """A new page where the setting wants one, the paper turns, or too little is left to begin a form."""
    if (
        not cursor.sheets
        or cursor.setting.page_per_form
        or (cursor.sheet.width > cursor.sheet.height) != form.landscape
        or cursor.y + 160 > cursor.bottom
    ):
        cursor.new_sheet(form.landscape)


def wrap(text: str, width: float, size: float, measure: Measure) -> list[str]:
    """Chinese wraps at any character."""
    lines = [""]
    for character in text:
        if lines[-1] and measure(lines[-1] + character, size) > width:
            lines.append("")
        lines[-1] += character
    return [line for line in lines if line]


def _set_line(cursor: _Cursor, text: str, size: float, centered: bool) -> None:
    usable = cursor.sheet.width - 2 * MARGIN
    for part in wrap(text, usable, size, cursor.measure):
        left = MARGIN + (usable - cursor.measure(part, size)) / 2 * centered
        cursor.sheet.words.append(Word(left, cursor.y + size, size, part))
        cursor.y += size * LEADING + 2


def _set_table(cursor: _Cursor, form: Form) -> None:
    size = cursor.setting.size
    usable = cursor.sheet.width - 2 * MARGIN
    edges = [MARGIN + usable * share / sum(form.widths) for share in accumulate(form.widths, initial=0.0)]
    cells = placed(form.rows)
    texts = {
        (x.row, x.column): wrap(x.cell.text, edges[x.column + x.cell.across] - edges[x.column] - 2 * PADDING, size, cursor.measure) for x in cells
    }
    heights = _heights(cells, texts, len(form.rows), size * LEADING)
    pieces = _paginate(cursor, form, heights, size * LEADING)
    for x in cells:
        _draw_cell(cursor, form, x, texts[x.row, x.column], pieces, edges)


def _heights(cells: Sequence[Placed], texts: dict[tuple[int, int], list[str]], rows: int, leading: float) -> list[float]:
    heights = [leading + 2 * PADDING] * rows
    for x in sorted(cells, key=lambda x: x.cell.down):
        spare = leading if x.cell.down > 1 else 0.0  # room for the line that a page break may cost
        needed = len(texts[x.row, x.column]) * leading + 2 * PADDING + spare
        last = x.row + x.cell.down - 1
        heights[last] += max(0.0, needed - sum(heights[x.row : last + 1]))
    return heights


def _paginate(cursor: _Cursor, form: Form, heights: Sequence[float], leading: float) -> list[_Piece]:
    pieces: list[_Piece] = []

    def put(row: int, height: float, repeated: bool = False) -> None:
        pieces.append(_Piece(len(cursor.sheets) - 1, row, cursor.y, cursor.y + height, repeated))
        cursor.y += height

    for row, whole in enumerate(heights):
        height = whole
        while cursor.y + height > cursor.bottom:
            lines_here = int((cursor.bottom - cursor.y - 2 * PADDING) / leading)
            cut = cursor.setting.cut_rows and lines_here >= 2 and height > 4 * leading
            if cut:
                put(row, lines_here * leading + 2 * PADDING)
                height = max(height - lines_here * leading, leading + 2 * PADDING)
            cursor.new_sheet(form.landscape)
            if form.repeat_header and row > form.header_row:
                put(form.header_row, heights[form.header_row], repeated=True)
        put(row, height)
    return pieces


def _draw_cell(cursor: _Cursor, form: Form, x: Placed, lines: list[str], pieces: Sequence[_Piece], edges: Sequence[float]) -> None:
    rows = range(x.row, x.row + x.cell.down)
    mine = [piece for piece in pieces if piece.row in rows and (x.cell.down > 1 or not piece.repeated)]
    parts = _boxes(mine)
    left, right = edges[x.column], edges[x.column + x.cell.across]
    for (sheet, top, bottom), text in zip(parts, _shared(lines, parts, cursor.setting.size * LEADING, x.cell.down > 1), strict=True):
        _draw_box(cursor, form, x, (left, top, right, bottom), text, sheet)
    if x.cell.down == 1:
        for piece in pieces:
            if piece.repeated and piece.row == x.row:
                _draw_box(cursor, form, x, (left, piece.top, right, piece.bottom), lines, piece.sheet)


def _boxes(pieces: Sequence[_Piece]) -> list[tuple[int, float, float]]:
    """Page, top and bottom of a cell on each page that it stands on."""
    sheets = sorted({piece.sheet for piece in pieces})
    return [
        (sheet, min(p.top for p in pieces if p.sheet == sheet), max(p.bottom for p in pieces if p.sheet == sheet)) for sheet in sheets
    ]


def _shared(lines: list[str], parts: Sequence[tuple[int, float, float]], leading: float, merged: bool) -> list[list[str]]:
    """Which lines stand in which part: a merged label whole where it fits first, a cut text flowing on."""
    room = [int((bottom - top - 2 * PADDING) / leading + 0.01) for _, top, bottom in parts]
    whole = next((position for position, count in enumerate(room) if count >= len(lines)), None) if merged else None
    if whole is not None:
        return [lines if position == whole else [] for position in range(len(parts))]
    shares, rest = [], lines
    for count in room[:-1]:
        shares.append(rest[:count])
        rest = rest[count:]
    return [*shares, rest]


def _draw_box(
    cursor: _Cursor, form: Form, x: Placed, box: tuple[float, float, float, float], lines: Sequence[str], sheet: int
) -> None:
    left, top, right, bottom = box
    page, size = cursor.sheets[sheet], cursor.setting.size
    page.lines += [Line(left, top, right, top), Line(left, bottom, right, bottom)]
    if form.rules == "all":
        page.lines += [Line(left, top, left, bottom), Line(right, top, right, bottom)]
    y = top + (bottom - top - len(lines) * size * LEADING) / 2
    for line in lines:
        spare = right - left - cursor.measure(line, size)
        page.words.append(Word(left + (PADDING if x.cell.align == "left" else spare / 2), y + size, size, line))
        y += size * LEADING

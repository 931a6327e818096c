"""Blocks of a file -> one list of rows per form. A form begins at its title, or where a project's name comes again."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from extractors.grid import Block, Cell, Grid, Line
from extractors.interpret.titles import goes_on, is_title, may_be_title, numbered
from extractors.text import join_lines, label_key, squeeze
from extractors.vocabulary import Vocabulary

_FUNDS = re.compile(r".*(资金|拨款|补助|自筹|配套|预算|[数额]|合计|总计|小计|其他|中央|[省市县区]级?|执行率|分值|权重|得分|备注)")
_IDENTITY = {"项目名称", "项目编码", "项目代码", "项目编号", "项目支出名称", "预算项目名称", "预算项目编码", "预算项目代码"}
_HOW_TO_FILL_IN = re.compile("(填报|填写|填表|编制|填列)(说明|须知|要求)$")
LEAST_OF_HEADER = 3  # labels of a header that stands there twice


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a grid; a line of text outside tables is a row of its own."""

    grid: Grid
    index: int
    loose: bool = False

    @property
    def cells(self) -> list[Cell]:
        return self.grid.starting(self.index)

    @property
    def filled(self) -> list[Cell]:
        return [c for c in self.cells if c.text]


def following(row: Row, cell: Cell) -> list[Cell]:
    """The cells of a row to the right of one of them."""
    return [c for c in row.grid.starting(row.index) if c.left >= cell.right]


@dataclass(slots=True)
class Form:
    title: str = ""
    titles: list[Cell] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)
    projects: int = 0
    indicator_tables: int = 0
    above: int = 0  # rows over its title: of the file's first form, they head the whole file

    @property
    def begun(self) -> bool:
        """Whether a table has begun: in a sheet, the lines above it are rows too (附件2)."""
        return any(not r.loose and len(r.filled) > 1 for r in self.rows)


def split(blocks: Iterable[Block], words: Vocabulary) -> list[Form]:
    """The forms of a file, in order. What stands before the first table belongs to the first form."""
    forms = [Form()]
    rows = list(_rows(blocks, words))
    i = 0
    while i < len(rows):
        form = forms[-1]
        title, used = _title_at(rows, i)
        if title and numbered(title) and (_in_list(rows, i, used) or (form.begun and not form.indicator_tables)):
            title = ""
        if not title and form.indicator_tables and _heads_another(rows, i, words):
            title, used = rows[i].filled[0].text, 1
        if title and _HOW_TO_FILL_IN.search(label_key(title)):
            i = _behind(rows, i + used)
            continue
        if title and form.begun and (goes_on(title) or _heads_its_indicators(rows, i, used, form, words)):
            i += used
            continue
        if title:
            if form.begun:
                forms.append(form := Form())
            form.title, form.above = join_lines([title]), len(form.rows)
            form.titles = [c for r in rows[i : i + used] for c in r.filled]
            i += used
            continue
        row = rows[i]
        begins = _names_project(row, words) and (form.indicator_tables or form.projects)
        begins = begins or (bool(form.indicator_tables) and _tells_another(row, form, words))
        another = bool(form.indicator_tables) and _names_another(row, form, words)
        if begins or another:
            said, taken = _said_above(form, words), [*_taken_rows(form, words), *_taken_trailing(form, words)]
            forms.append(Form(title=form.title, titles=form.titles, rows=[*said, *taken]))
        _count(forms[-1], row, words)
        forms[-1].rows.append(row)
        i += 1
        if another and not begins and not row.loose and i < len(rows) and not is_header(rows[i], words):
            for again in _header_above(form, row, words):  # 项目二：乙工程 between the rows of one table
                _count(forms[-1], again, words)
                forms[-1].rows.append(again)
    begun = _without_table(forms)
    for form in begun[:1]:
        _call(form)
    return begun


def _behind(rows: list[Row], i: int) -> int:
    """The row behind what a table or sheet of its own tells of how to fill in the form."""
    here = rows[i].grid if i < len(rows) and not rows[i].loose else None
    while i < len(rows) and not _title_at(rows, i)[0] and here is not None and rows[i].grid is here:
        i += 1
    return i


def _call(form: Form) -> None:
    """The first line over the table as the title, where none reads as one: 专项业务费使用成效对照表."""
    first = next((r for r in form.rows if r.filled), None)
    if form.title or first is None or len(first.filled) != 1 or not (first.loose or _wide(first, first.filled[0])):
        return
    if may_be_title(text := first.filled[0].text):
        form.title, form.titles = join_lines([text]), first.filled
        form.rows.remove(first)


def _without_table(forms: list[Form]) -> list[Form]:
    """The forms that have a table of their own; what stands behind one and names its project belongs to it, though a form
    seemed to begin there."""
    begun: list[Form] = []
    for form in forms:
        behind = begun and not form.indicator_tables and form.title == begun[-1].title
        if form.begun and not (behind and not begun[-1].projects):
            begun.append(form)
        elif behind:
            begun[-1].rows += [r for r in form.rows if not any(r is x for x in begun[-1].rows)]
    return begun


def _rows(blocks: Iterable[Block], words: Vocabulary) -> Iterator[Row]:
    above: list[Line] = []
    for block in blocks:
        if isinstance(block, Line):
            above.append(block)
            continue
        tables = _side_by_side(block, words)
        above = _unwrapped(above, words)
        own = _lines_of_each(above, len(tables))
        yield from (_loose(line) for line in above[: len(above) - len(own[0])])
        for lines, grid in zip(own, tables, strict=True):
            yield from (_loose(line) for line in lines)
            yield from (Row(grid, r) for r in range(grid.rows))
        above = []
    yield from (_loose(line) for line in above)


_LONG = ("annual_goal", "actual_completion", "responsibilities", "conclusion", "organization", "management_rules")


def _unwrapped(lines: Sequence[Line], words: Vocabulary) -> list[Line]:
    """年度总体目标：… above the table, over several lines of text: one line, with all of its places."""
    out: list[Line] = []
    for line in lines:
        if out and _wraps(out[-1], line, lines, words):
            (text, places), (more, below) = out[-1].pieces[0], line.pieces[0]
            out[-1] = replace(out[-1], pieces=((text + more, (*places, *below)),))
        else:
            out.append(line)
    return out


def _wraps(upper: Line, lower: Line, lines: Sequence[Line], words: Vocabulary) -> bool:
    """Whether a long text goes on in the line below: the upper is full, the lower right under it and no label's."""
    if len(upper.pieces) != 1 or len(lower.pieces) != 1 or upper.page != lower.page:
        return False
    (said, above), (text, below) = upper.pieces[0], lower.pieces[0]
    if words.head.field(_label_and_rest(said)[0]) not in _LONG or words.head.field(_label_and_rest(text)[0]) or is_title(text):
        return False
    begin, end, start = above[0].bbox, above[-1].bbox, below[0].bbox
    if begin is None or end is None or start is None:
        return False
    high = end[3] - end[1]
    full = max(p.bbox[2] for line in lines if line.page == upper.page for _, places in line.pieces for p in places if p.bbox)
    return end[2] > full - 2 * high and start[0] < begin[0] + 3 * high and -high < start[1] - end[3] < high


def _lines_of_each(lines: list[Line], tables: int) -> list[list[Line]]:
    """The last lines above tables that stand side by side, as far as they say the same label for each."""
    own: list[list[Line]] = [[] for _ in range(tables)]
    for line in reversed(lines if tables > 1 else []):
        each = len(line.pieces) // tables
        parts = [line.pieces[i * each : (i + 1) * each] for i in range(tables)]
        if not each or len(line.pieces) % tables or len({_label_and_rest(part[0][0])[0] for part in parts}) > 1:
            break
        own = [[replace(line, pieces=part), *below] for part, below in zip(parts, own, strict=True)]
    return own


def _loose(line: Line) -> Row:
    return Row(_line_grid(line), 0, loose=True)


def _side_by_side(grid: Grid, words: Vocabulary) -> list[Grid]:
    """The tables of a sheet that stand side by side: each names its project in the same row, or each has its header there."""
    for r in range(grid.rows):
        cut = _second_begins(Row(grid, r), words)
        if cut is None:
            continue
        if any(c.bottom > r and c.text and c.left < cut < c.right for c in grid.cells):
            return [grid]
        top = _top_of_second(grid, r, cut, words)
        left = [c for c in grid.cells if c.top < top or c.left < cut]
        right = [c for c in grid.cells if c.top >= top and c.left >= cut]
        return [replace(grid, cells=left), *_side_by_side(replace(grid, cells=right), words)]
    return [grid]


def _second_begins(row: Row, words: Vocabulary) -> int | None:
    """The column where a second table begins: its project's name, or its header, which says the same as the first."""
    names = [c for c in row.filled if words.head.field(c.text) == "project_name"]
    if len(names) > 1:
        return names[1].left
    texts = [squeeze(c.text) for c in row.filled]
    for n in range(LEAST_OF_HEADER, len(texts) // 2 + 1):
        if texts == (texts[:n] * len(texts))[: len(texts)] and len(texts) % n == 0 and is_header(row, words):
            return row.filled[n].left
    return None


def _top_of_second(grid: Grid, row: int, cut: int, words: Vocabulary) -> int:
    """The first row above that a second table has for itself: there both say the same label, or the second its project."""
    for r in range(row - 1, -1, -1):
        filled = [c for c in grid.crossing(r) if c.text]
        left = [_label_and_rest(c.text)[0] for c in filled if c.left < cut]
        right = [_label_and_rest(c.text)[0] for c in filled if c.left >= cut]
        named = bool(right) and words.head.field(right[0]) == "project_name"
        levels = left + right if {label_key(x) for x in left + right} <= words.levels1 else []
        if any(c.right > cut for c in filled if c.left < cut) or not (left[:1] == right[:1] or named or levels):
            return r + 1
    return 0


def _line_grid(line: Line) -> Grid:
    xs = [float(i) for i in range(len(line.pieces) + 1)]
    cells = [Cell(0, 1, i, i + 1, text, places, (text,)) for i, (text, places) in enumerate(line.pieces)]
    return Grid(xs, 1, cells, [line.page], (0, line.height, 0, 0))


def _title_at(rows: list[Row], i: int) -> tuple[str, int]:
    """The title that begins at this row and the rows it takes (a long one is wrapped); "" where there is none."""
    text = ""
    for used in (1, 2, 3):
        if i + used > len(rows):
            break
        row = rows[i + used - 1]
        alone = row.filled
        if len(alone) != 1 or (used > 1 and not row.loose) or not (row.loose or _wide(row, alone[0])):
            break
        text += alone[0].text
        if used > 1 and numbered(alone[0].text) and is_title(alone[0].text):
            break  # the file's heading over 1、某项目绩效目标表
        if is_title(text):
            return text, used
        if len(text) < 8 or not row.loose:
            break
    return "", 0


def _heads_its_indicators(rows: list[Row], i: int, used: int, form: Form, words: Vocabulary) -> bool:
    """项目支出绩效指标表, across a table between the funds and the indicators of one project: a part of its form, and no other one."""
    row, behind = rows[i], rows[i + used] if i + used < len(rows) else None
    within = not row.loose and bool(form.rows) and form.rows[-1].grid is row.grid
    return within and not form.indicator_tables and behind is not None and is_header(behind, words)


def _in_list(rows: list[Row], i: int, used: int) -> bool:
    """Whether a numbered title stands among others of a list: 附件：1.绩效目标表 over 2.绩效自评表."""
    beside = [rows[n] for n in (i - 1, i + used) if 0 <= n < len(rows)]
    texts = [row.filled[0].text for row in beside if len(row.filled) == 1]
    return any(numbered(text) and is_title(text) for text in texts)


def _heads_another(rows: list[Row], i: int, words: Vocabulary) -> bool:
    """Whether a line across a table heads another form, though no word of it says of what kind: what stands right below
    tells a project."""
    alone = rows[i].filled
    if len(alone) != 1 or alone[0].left or not may_be_title(alone[0].text):
        return False
    below = [r for r in rows[i + 1 : i + 5] if len(r.filled) > 1 and not r.loose][:1]
    return any(_told(r, words) for r in below)


def _wide(row: Row, cell: Cell) -> bool:
    xs = row.grid.xs
    return xs[cell.right] - xs[cell.left] >= 0.6 * (xs[-1] - xs[0]) or len(row.cells) == 1 or row.index == 0


def _names_project(row: Row, words: Vocabulary) -> bool:
    return (
        not row.loose
        and any(words.head.field(c.text) == "project_name" for c in row.filled[:2])
        and len(row.filled) >= 2
        and not is_header(row, words)
        and not _heads_funds(row, words)
        and not _among_funds(row)
    )


def _names_another(row: Row, form: Form, words: Vocabulary) -> bool:
    """Whether a text above a table names a project that the form behind it does not: 项目名称：乙工程. The same name is
    printed again on each page of a form."""
    named = [c.text for c in row.filled if words.head.field(_label_and_rest(c.text)[0]) == "project_name"]
    names = [squeeze(_label_and_rest(text)[1].split(" ")[0]) for text in named]
    said = {squeeze(c.text) for r in form.rows for c in r.filled}
    return any(name and not any(name in text for text in said) for name in names)


def _told(row: Row, words: Vocabulary) -> dict[str, str]:
    """What a row of labels with their values tells, by label."""
    if row.loose or not row.filled or is_header(row, words) or _heads_funds(row, words):
        return {}
    pairs = zip(row.cells, row.cells[1:], strict=False)
    known = ((label_key(a.text), squeeze(b.text)) for a, b in pairs if a.text and b.text and not words.known(b.text))
    return {key: value for key, value in known if words.head.field(key) == "project_name" or key in _IDENTITY}


def _tells_another(row: Row, form: Form, words: Vocabulary) -> bool:
    """Whether a row names a project, or its number, by a label under which the form has another one already."""
    told = _told(row, words)
    if not told:
        return False
    before = [_told(r, words) for r in form.rows]
    return any(key in said and said[key] != value for said in before for key, value in told.items())


def _header_above(form: Form, row: Row, words: Vocabulary) -> list[Row]:
    """The rows of the header that a form's last table of this grid has."""
    heads = [n for n, r in enumerate(form.rows) if r.grid is row.grid and not r.loose and is_header(r, words)]
    if not heads:
        return []
    first = form.rows[heads[-1]]
    deepest = min((c.bottom for c in first.filled if c.bottom > first.index + 1), default=first.index + 1)
    return [r for r in form.rows[heads[-1] :] if r.grid is row.grid and r.index < deepest]


def _label_and_rest(text: str) -> tuple[str, str]:
    label, _, rest = text.replace(":", "：").partition("：")
    return label, rest.strip()


def _heads_funds(row: Row, words: Vocabulary) -> bool:
    """Whether the row stands beside the funds' label, as one that heads their table does: 项目 over 合计, 财政拨款."""
    side = row.grid.crossing(row.index)[0]
    return side.bottom - side.top > 1 and words.section.field(side.text) == "budget"


def _among_funds(row: Row) -> bool:
    """Whether 项目 heads a row of sources or columns of funds: 项目 | 财政拨款 | 自筹 | 合计."""
    at = next((n for n, c in enumerate(row.filled[:2]) if label_key(c.text) == "项目"), None)
    others = row.filled[at + 1 :] if at is not None else []
    return len(others) > 1 and all(_FUNDS.fullmatch(label_key(c.text)) for c in others)


def is_header(row: Row, words: Vocabulary) -> bool:
    """Whether a row heads a table of indicators by labels that are known."""
    fields = [words.indicator.field(c.text) for c in row.filled]
    return len({f for f in fields if f}) >= 3 and any(f in ("level1", "level2", "level3") for f in fields)


def _count(form: Form, row: Row, words: Vocabulary) -> None:
    form.projects += _names_project(row, words)
    form.indicator_tables += not row.loose and is_header(row, words)


def _said_above(form: Form, words: Vocabulary) -> list[Row]:
    """The lines above a form's first table: 填报单位：某局 2023年 单位：万元. They hold for those that follow without a
    title of their own too, as far as the line that names the project."""
    lines: list[Row] = []
    for row in form.rows:
        if (not row.loose and len(row.filled) > 1) or _says_project(row, words):
            break
        lines += [row] if row.filled else []
    return lines


def _says_project(row: Row, words: Vocabulary) -> bool:
    said = [part for c in row.filled for part in re.split(r"[\s:：]+", " ".join(c.lines) or c.text)]
    return any(words.head.field(part) == "project_name" for part in said)


def _taken_rows(form: Form, words: Vocabulary) -> list[Row]:
    """Rows of a table at the end of a form that begin with labels that its head begins with: the head of the next one, of
    which the project's name is not the first row."""
    table = [r for r in form.rows if not r.loose]
    headers = [n for n, r in enumerate(table) if is_header(r, words)]
    head = {label_key(r.filled[0].text) for r in table[: headers[0]] if r.filled} if headers else set()
    cut = len(form.rows)
    while cut and not form.rows[cut - 1].loose and (filled := form.rows[cut - 1].filled):
        if len(filled) < 2 or label_key(filled[0].text) not in head or words.head.field(filled[0].text) is None:
            break
        cut -= 1
    taken, form.rows = form.rows[cut:], form.rows[:cut]
    return taken


def _taken_trailing(form: Form, words: Vocabulary) -> list[Row]:
    """Loose lines at the end of a form that say whose the next one is (填报单位：...) move on to it."""
    cut = len(form.rows)
    while (
        cut
        and form.rows[cut - 1].loose
        and any(words.head.field(c.text.split("：")[0].split(":")[0]) for c in form.rows[cut - 1].filled)
    ):
        cut -= 1
    taken, form.rows = form.rows[cut:], form.rows[:cut]
    return taken

"""The indicator table of a form: its header, its rows, the row of sums that closes it. Knows the indicators' columns only."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from decimal import Decimal

from extractors.grid import Cell, Grid
from extractors.interpret import funds, listed
from extractors.interpret import head as lines
from extractors.interpret.draft import Draft, Record
from extractors.interpret.forms import Row
from extractors.interpret.guess import LEAST_ROWS, filled_in, told_by_neighbours
from extractors.interpret.leaves import LONGEST, Leaf, leaves
from extractors.text import is_blank, label_key, squeeze
from extractors.values import number, parse
from extractors.vocabulary import Vocabulary

LEVELS = ("level1", "level2", "level3")
# A picture may lose the second bracket.
_POINTS = re.compile(r"[(（【\[]\s*(\d+(?:\.\d+)?)\s*分?\s*[)）】\]]?\s*$")
LEAST_COLUMNS = 5
FULL, MOST_FOR_FUNDS = Decimal(100), Decimal(20)  # points of a whole form; of them, for carrying out the budget
_OTHER_PERIOD = re.compile("半年|季度|[一二三四]季|实施周?期|全?周期|长期|中期|总体|三年|规划期")
_ACTUAL_TOO = re.compile("(实际|完成|实现)(值|情况)(及|和|与|、)")
_NOTE = re.compile(r"(注|备注|说明|填表说明)\d?[:：]")
_PLACEHOLDER = re.compile(r"指标\d*[:：]?|[.…·]+|\d+[、.]?")
_TEXTS = ("actual", "deviation_reason", "explanation")


@dataclass(slots=True)
class Header:
    """The header's columns from left to right and the field that each names ("" where it is none)."""

    grid: Grid
    columns: list[Leaf]
    fields: list[str]
    rows: int = 1
    guessed: frozenset[str] = frozenset()
    projects: dict[int, str] = field(default_factory=dict)  # columns that tell the project, where several are listed

    @property
    def cells(self) -> list[Cell]:
        return [leaf.cell for leaf in self.columns]

    def at(self, name: str) -> list[int]:
        return [i for i, f in enumerate(self.fields) if f == name]


def header(row: Row, words: Vocabulary) -> Header | None:
    """The row as the header of an indicator table, or None."""
    if any(words.section.field(c.text) == "plans" for c in row.grid.crossing(row.index)) or funds.is_header(row, words):
        return None
    columns, rows = leaves(row)
    fields = _settled(_fields(columns, row, words), columns, row.index + rows)
    if _suffices({f for f in fields if f}):
        first = min(i for i, f in enumerate(fields) if f in LEVELS)
        projects = listed.columns(row, words, first)
        fields = ["" if i in projects else f for i, f in enumerate(fields)]
        return _completed(Header(row.grid, columns, fields, rows, projects=projects), row, words)
    return _guessed(row, columns, fields, rows, words)


def _field(leaf: Leaf, words: Vocabulary) -> str:
    """What a column's label names: a lower one by itself, or as part of what stands over it."""
    own = words.indicator.field(leaf.cell.text) or ""
    if not leaf.over:
        return own
    over = words.indicator.field(leaf.over) or ""
    return over if not own or over == "other" else own


def _fields(columns: list[Leaf], row: Row, words: Vocabulary) -> list[str]:
    """What each column's label names. Below one label, the column that names its field itself has it alone: 原因说明
    beside 经费保障 and 人员保障 under 偏差原因分析."""
    fields = [_field(x, words) if x.cell.top >= row.index else "" for x in columns]
    own = [words.indicator.field(x.cell.text) or "" for x in columns]
    told = {(x.over, f) for x, f in zip(columns, own, strict=True) if x.over and f}
    return [
        "other" if f and not o and (x.over, f) in told else f for x, f, o in zip(columns, fields, own, strict=True)
    ]


def _suffices(found: set[str]) -> bool:
    if not found & set(LEVELS):
        return False
    values = found & {"target", "actual", "weight"}
    return len(found) >= 3 and (bool(values) or {"level1", "explanation"} <= found)


def _guessed(row: Row, columns: list[Leaf], fields: list[str], rows: int, words: Vocabulary) -> Header | None:
    """The row as a header of labels that nobody knows, where what stands below tells what they mean."""
    own = [x for x in columns if x.cell.top >= row.index and x.cell.text]
    if len(own) < LEAST_COLUMNS or any(number(x.cell.text) is not None or len(x.cell.text) > LONGEST for x in own):
        return None
    if any(_is_content(x.cell.text, words) for x in own):
        return None
    head = Header(row.grid, columns, fields, rows)
    below, _ = _texts_below(head, row, words)
    if sum(len(x) >= LEAST_ROWS for x in below) < LEAST_COLUMNS:
        return None
    asked = ["?" if not f and x in own else f for f, x in zip(fields, columns, strict=True)]
    told = filled_in(asked, below, words)
    found = set(told)
    if not {"level3", "target"} <= found or not found & {"actual", "weight"} or "level1" not in found:
        return None
    return Header(row.grid, columns, told, rows, frozenset(found - set(fields)))


def _is_content(text: str, words: Vocabulary) -> bool:
    """Whether a text stands in tables rather than over their columns: 产出指标, ≥5公里, a label with its value beside."""
    key = label_key(text)
    return (
        key in words.levels1 | words.levels2
        or parse(text).kind in ("number", "range", "date", "compound")
        or words.head.field(text) in ("project_name", "competent_department", "implementing_unit", "prepared_by")
    )


def _completed(head: Header, row: Row, words: Vocabulary) -> Header:
    """A header with the labels that nobody knows told by what stands below, where a column is lacking."""
    unknown = [
        i
        for i, (x, f) in enumerate(zip(head.columns, head.fields, strict=True))
        if not f and x.cell.text and row.index <= x.cell.top and x.cell.bottom <= row.index + head.rows
        and i not in head.projects and words.head.field(x.cell.text) is None
    ]  # fmt: skip
    if not unknown:
        return head
    asked = ["?" if i in unknown else f for i, f in enumerate(head.fields)]
    told = told_by_neighbours(asked, *_texts_below(head, row, words), words)
    return replace(head, fields=told, guessed=frozenset(told[i] for i in unknown if told[i]))


def _texts_below(head: Header, row: Row, words: Vocabulary) -> tuple[list[list[str]], list[str]]:
    """What stands in each column down to the row of sums, and in that row; merged cells count once."""
    texts: list[list[str]] = [[] for _ in head.columns]
    sums = [""] * len(head.columns)
    for r in range(row.index + head.rows, head.grid.rows):
        here = Row(head.grid, r)
        if _total_label(here, words):
            sums = [c.text if (c := _under(head, here, i)) and c.top == r else "" for i in range(len(head.columns))]
            break
        if here.filled and _is_foreign(head, here, words):
            break
        for i, column in enumerate(head.cells):
            texts[i] += [c.text for c in here.filled if c.left == column.left and c.right == column.right]
    return texts, sums


def _settled(fields: list[str], columns: list[Leaf], end: int) -> list[str]:
    """Columns of one name told apart by where they stand: a second 二级 is the third level where no other is, points
    behind a level are the level's, half a year's value gives way to the whole year's."""
    out = list(fields)
    if out.count("level3") > 1:
        out = ["" if side and f == "level3" else f for f, side in zip(out, _along(columns, end), strict=True)]
    if "level3" not in out and (twice := [i for i, f in enumerate(out) if f == "level2"]):
        if len(twice) > 1:
            out[twice[-1]] = "level3"
        else:
            out[twice[0]] = "level3"
    if "actual" not in out:  # 全年实际完成值及未完成原因 in one column
        both = [i for i, f in enumerate(out) if f == "deviation_reason" and _ACTUAL_TOO.search(squeeze(columns[i].label))]
        out = ["actual" if i in both[:1] else f for i, f in enumerate(out)]
    if "target" not in out and out.count("actual") > 1:
        out[out.index("actual")] = "target"
    weights = [i for i, f in enumerate(out) if f == "weight"]
    for i in weights[:-1]:
        before = out[i - 1] if i else ""
        if before in ("level1", "level2"):
            out[i] = "level1_weight" if before == "level1" else "other"
    for name in ("target", "actual"):
        same = [i for i, f in enumerate(out) if f == name]
        whole = [i for i in same if not _OTHER_PERIOD.search(squeeze(columns[i].label))]
        if whole and len(whole) < len(same):
            out = ["other" if i in same and i not in whole else f for i, f in enumerate(out)]
    return _two_periods(out)


def _along(columns: list[Leaf], end: int) -> list[bool]:
    """Which cells are no header but a side label that goes on beside the table: 绩效指标."""
    return [x.cell.bottom > end for x in columns]


def _two_periods(fields: list[str]) -> list[str]:
    """实施期 and 年度 indicators side by side, each with its own names: the year's count, the others are kept aside."""
    targets = [i for i, f in enumerate(fields) if f == "target"]
    names = [i for i, f in enumerate(fields) if f == "level3"]
    if len(targets) != 2 or len(names) != 2 or not names[0] < targets[0] < names[1] < targets[1]:
        return fields
    return ["aside" if i <= targets[0] and f in ("level2", "level3", "target") else f for i, f in enumerate(fields)]


def read(draft: Draft, rows: list[Row], start: int, words: Vocabulary, used: set[int]) -> int:
    """Read the table whose header is rows[start]; returns the index of the first row behind it."""
    head = header(rows[start], words)
    assert head
    used.update(id(c) for c in head.cells)
    draft.heads(c for row in rows[start : start + head.rows] for c in row.cells)
    draft.columns += [
        f for f in head.fields if f and f not in ("comparator", "unit", "other", "aside", "level1_weight")
    ]
    if "comparator" in head.fields or "unit" in head.fields:
        draft.columns.append("target")
    _tell_unfamiliar(draft, head, rows[start], words)
    i = start + head.rows
    current = draft
    above: list[Record] = []  # the last indicator of the part above, where the table was printed in parts
    while i < len(rows):
        row = rows[i]
        if row.grid is not head.grid:
            if row.loose or (again := _continued(head, row)) is None:
                break
            head, above = again, current.indicators[-1:]
        if (fresh := header(row, words)) is not None:
            head = fresh
            draft.heads(c for row in rows[i : i + fresh.rows] for c in row.cells)
            i += fresh.rows - 1
        elif _is_total(row, words):
            _total(draft, head, row)
            used.update(id(c) for c in row.cells)
            return i + 1
        elif _sums_up(draft, head, row):
            _total(draft, head, row)
            draft.review |= {"total_weight", "total_score"} & draft.values.keys()
            draft.heads(row.filled[:1])
            used.update(id(c) for c in row.cells)
            return i + 1
        elif _is_note(row):
            lines.read_row(draft, row, words, used)
        elif _is_foreign(head, row, words):
            break
        else:
            if head.projects:
                below = [_under(head, row, n) for n in range(len(head.columns))]
                if listed.begins(row, head.projects, below):
                    current = listed.project(draft, row, head.projects, head.columns, below)
            _indicator(current, head, row, words)
            if above and row.index == 0:
                _levels_go_on(current.indicators[-1], above[0])
        used.update(id(c) for c in row.cells)
        i += 1
    return i


def _tell_unfamiliar(draft: Draft, head: Header, row: Row, words: Vocabulary) -> None:
    """Columns whose labels nobody knows, or this workspace only."""
    for i, (column, name) in enumerate(zip(head.columns, head.fields, strict=True)):
        cell = column.cell
        if cell.top < row.index or cell.bottom > row.index + head.rows or i in head.projects:
            continue
        unknown = _field(column, words) == ""
        if unknown or words.indicator.own_field(cell.text):
            draft.unfamiliar("indicator", cell.text, name or None, cell.places)


def _continued(head: Header, row: Row) -> Header | None:
    """The header for a further grid of as many columns, as where a table was printed in parts."""
    if len(row.grid.xs) != len(head.grid.xs):
        return None
    return Header(row.grid, head.columns, head.fields, head.rows, head.guessed, head.projects)


def _levels_go_on(record: Record, above: Record) -> None:
    """The levels that the first row of a further part leaves blank: they were merged with the rows above."""
    for name in ("level1", "level2"):
        if name in record.values or name not in above.values:
            return
        record.put(name, above.values[name], above.places[name])
        if name == "level1" and "level1_weight" in above.values:
            record.put("level1_weight", above.values["level1_weight"], above.places["level1_weight"])


def _is_total(row: Row, words: Vocabulary) -> bool:
    filled = row.filled
    return _total_label(row, words) and any(number(c.text) is not None for c in filled[1:])


def _total_label(row: Row, words: Vocabulary) -> bool:
    """总分; its characters may stand so far apart (总　　分) that they were taken for two cells."""
    leading = ""
    for cell in row.filled[:3]:
        if number(cell.text) is not None:
            break
        leading += cell.text
        if label_key(leading) in words.totals:
            return True
    return False


def _sums_up(draft: Draft, head: Header, row: Row) -> bool:
    """Whether a row whose label nobody knows closes the table: its points are the sum of those above, it names no target."""
    points = [r.values["weight"] for r in draft.indicators if "weight" in r.values]
    if len(points) < LEAST_ROWS or not row.filled or number(row.filled[0].text) is not None or "target" not in head.fields:
        return False
    if any(True for name in ("target", "actual") for _ in _fresh(head, row, name, 0)):
        return False
    own = {n: next((number(c.text) for c in _fresh(head, row, n, 0)), None) for n in ("weight", "score")}
    weight, score = own["weight"], own["score"]
    if weight is None or not FULL - MOST_FOR_FUNDS <= weight <= FULL or (score is not None and score > weight):
        return False
    missing = weight - sum(points)
    return missing == 0 or (weight == FULL and 0 < missing <= MOST_FOR_FUNDS)


def _total(draft: Draft, head: Header, row: Row) -> None:
    for name, total in (("weight", "total_weight"), ("score", "total_score")):
        for cell in [c for column in head.at(name) if (c := _under(head, row, column))]:
            if cell.top == row.index and cell is not row.filled[0] and (value := number(cell.text)) is not None:
                draft.put(total, value, cell.places)


def _is_note(row: Row) -> bool:
    """A remark across the table, between its rows."""
    return len(row.filled) == 1 and len(row.cells) == 1 and bool(_NOTE.match(squeeze(row.filled[0].text)))


def _is_foreign(head: Header, row: Row, words: Vocabulary) -> bool:
    """Whether a row is none of the table: a label with a wide value beside it, a new block, an unfilled row of sums."""
    filled = row.filled
    if not filled:
        return False
    if _total_label(row, words):
        return True
    wide = [
        c
        for c in filled
        if sum(
            head.grid.overlap(h, c) > 0.5 * _width(head, h) for h, f in zip(head.cells, head.fields, strict=True) if f
        )
        >= 3
    ]
    known = words.head.field(filled[0].text) is not None or words.section.field(filled[0].text) is not None
    level3 = head.at("level3")
    names = [c for c in (_under(head, row, i) for i in level3) if c and c.top == row.index and c.text]
    return bool(wide) or (known and len(filled) <= 2 and not (names and names[0] is not filled[0]))


def _width(head: Header, cell: Cell) -> float:
    return head.grid.xs[cell.right] - head.grid.xs[cell.left]


def _under(head: Header, row: Row, column: int, slip: int = 0) -> Cell | None:
    """The cell that stands most under a header's column, cells that began in rows above included."""
    if not 0 <= column + slip < len(head.cells):
        return None
    over = head.cells[column + slip]
    grid = row.grid

    def shared(cell: Cell) -> float:
        return min(grid.xs[cell.right], head.grid.xs[over.right]) - max(grid.xs[cell.left], head.grid.xs[over.left])

    best = max(grid.crossing(row.index), key=shared, default=None)
    return best if best is not None and shared(best) > 0 else None


def _slip(head: Header, row: Row, words: Vocabulary) -> int:
    """-1 where a browser's page break has moved a row one column to the left of its header, else 0."""
    column, second = next(iter(head.at("level1")), None), next(iter(head.at("level2")), 0)
    if not column or second < column:
        return 0
    here, left = _under(head, row, column), _under(head, row, column - 1)
    if here is None or left is None or here is left:
        return 0
    return -1 if label_key(left.text) in words.levels1 and label_key(here.text) in words.levels2 else 0


def _indicator(draft: Draft, head: Header, row: Row, words: Vocabulary) -> None:
    slip = _slip(head, row, words)
    record = Record()
    for name in LEVELS:
        _level(record, name, head, row, slip)
    _target(record, head, row, slip, words)
    for name in _TEXTS:
        for cell in _fresh(head, row, name, slip):
            if name not in record.values and not is_blank(cell.text):
                record.put(name, cell.text, cell.places)
    for name in ("weight", "score"):
        for cell in _fresh(head, row, name, slip):
            _number(record, name, cell)
    for i in head.at("level1_weight"):
        points = _under(head, row, i, slip)
        if points and "level1_weight" not in record.values:
            _number(record, "level1_weight", points)
    record.doubtful |= head.guessed & record.values.keys()
    if not _says_something(record, words):
        return
    _aside(draft, record, head, row, slip)
    draft.indicators.append(record)


def _aside(draft: Draft, record: Record, head: Header, row: Row, slip: int) -> None:
    """What stands in columns without a field, or beside the one that was taken for a field: kept with its label."""
    taken = {id(places) for places in record.places.values()}
    for i, name in enumerate(head.fields):
        label = label_key(head.columns[i].label)
        if (name in LEVELS and name != "level3") or i in head.projects:
            continue
        under = _under(head, row, i, slip)
        if under is None or under.top != row.index or not label or id(under.places) in taken:
            continue
        if name in ("comparator", "unit", "target") and squeeze(under.text) in squeeze(record.values.get("target")):
            continue
        taken.add(id(under.places))
        draft.add_other(f"{record.values.get('level3', '')} {label}".strip(), under.text, under.places)


def _says_something(record: Record, words: Vocabulary) -> bool:
    """A row is an indicator where it has a name, or a target or actual of its own."""
    values = record.values
    if name := values.get("level3"):
        told = values.keys() & {"target", "actual", "weight", "score", "explanation"}
        return bool(told) or not _PLACEHOLDER.fullmatch(squeeze(name))
    return any(values.get(k) for k in ("target", "actual")) and bool(values.get("level2"))


def _fresh(head: Header, row: Row, name: str, slip: int) -> Iterator[Cell]:
    """The cells of this row whose text stands under a field's columns; a cell wider than its column fills no second one."""
    for i in head.at(name):
        for cell in row.cells:
            if cell.text and _home(head, row, cell) == i + slip:
                yield cell


def _home(head: Header, row: Row, cell: Cell) -> int:
    """The one header that a cell's text shares most with."""
    shared = [row.grid.ink_under(h, cell, head.grid.xs) for h in head.cells]
    return shared.index(max(shared))


def _level(record: Record, name: str, head: Header, row: Row, slip: int) -> None:
    columns = head.at(name)
    cells = [c for i in columns if (c := _under(head, row, i, slip)) and c.text and not is_blank(c.text)]
    if name == "level3":
        cells = [c for c in cells if c.top == row.index] or cells[:0]
    if not cells:
        return
    cell = cells[-1]
    if any(p is cell.places for n, p in record.places.items() if n in LEVELS):
        return
    text = cell.text
    if name == "level1":
        points = _POINTS.search(squeeze(text))
        if points:
            record.put("level1_weight", Decimal(points[1]), cell.places)
            text = _POINTS.sub("", text).rstrip()
    record.put(name, text, cell.places)


def _target(record: Record, head: Header, row: Row, slip: int, words: Vocabulary) -> None:
    """The target as one text: comparator, value and unit joined where they stand in columns of their own."""
    signs = [
        c
        for c in _fresh(head, row, "comparator", slip)
        if label_key(c.text) not in words.not_comparators and not is_blank(c.text)
    ]
    value = next((c for c in _fresh(head, row, "target", slip) if not is_blank(c.text)), None)
    if value is None:
        return
    units = [
        c
        for c in _fresh(head, row, "unit", slip)
        if not is_blank(c.text) and c.text != "无" and not value.text.endswith(c.text)
    ]
    parts = [*signs, value, *units]
    record.put("target", "".join(c.text for c in parts), tuple(p for c in parts for p in c.places))


def _number(record: Record, name: str, cell: Cell) -> None:
    value = number(cell.text)
    if value is not None:
        if name not in record.values:
            record.put(name, value, cell.places)
    elif not is_blank(cell.text):
        record.doubt(name, cell.places)

"""The funds table of a form: its header, its lines, its money in yuan. Knows the budget's columns only."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from extractors.budget import is_total
from extractors.grid import Cell, Grid
from extractors.interpret import money_units
from extractors.interpret.draft import Draft, Record
from extractors.interpret.forms import Row
from extractors.interpret.leaves import Leaf, leaves
from extractors.interpret.tasks import CONTENT
from extractors.records import BudgetLine
from extractors.text import is_blank, label_key, squeeze
from extractors.values import money, money_unit, number
from extractors.vocabulary import Vocabulary

MONEY = ("initial", "full_year", "executed")
ASIDE = "adjusted"  # columns that are kept in `other`: adjustments, and those whose labels nobody knows
NUMBERS = (*MONEY, "execution_rate", "weight", "score")
OF_WHICH = re.compile(r"^(?:其中|其它中)[:：、]?")
_LEAD = re.compile(
    r"^[-—–\s·]+|^(?:资金来源|资金结构|资金构成)[:：]|^[(（]?[一二三四五六七八九十\d]+[)）、.．]\s*|^[①-⑳]"
)
# What funds are called, where they stand among others: 财政拨款, 合计, 旗县.
SOURCE = re.compile(
    r".*(资金|拨款|补助|收入|支出|经费|专户|自筹|债券|基金|结转|配套|预算)|(支出|收入|预算|资金)?(总额|总计|合计|小计)"
    r"|中央|省级?|自治区|市级?|盟市?|县级?|旗县?|区级|乡镇?|其他"
)  # fmt: skip
_UNIT_IN_BRACKETS = re.compile(r"[(（](?:单位[:：])?(?:亿|万)?元[)）]")
_BRACKETS = re.compile(r"[(（].*?[)）]")
OF_EXECUTION = {"execution_rate": "execution_rate", "execution_score": "score", "execution_weight": "weight"}
_HEADING = re.compile(r"[一二三四五六七八九十]+[、.．]")  # 三、绩效目标, of what follows
_POINTS = re.compile(r"[(（](?:满分|共|计)?(\d+(?:\.\d+)?)分(?:[*×xX]执行率)?[)）]")
_WHOLE_YEAR = re.compile("全年|调整|最终|实际|到位")


def is_header(row: Row, words: Vocabulary) -> bool:
    """Whether a row heads a funds table: two columns of amounts or rates, or a source and an amount."""
    named = [x for x in leaves(row)[0] if x.cell.text and x.cell.top >= row.index]
    fields = [f for x in named if (f := _field(x, words))]
    amounts = {f for f in fields if f != "source"}
    if not amounts & {*MONEY, "adjusted"} or any(number(x.cell.text) is not None for x in named) or _over_pairs(row, named):
        return False
    filled, known = len(named), len(fields)
    side = sum(words.section.field(x.cell.text) == "budget" for x in named)
    if _tasks(row):
        fields, known = [*fields, "source"], known + 1
    unknown = filled - known - side
    return unknown < max(2, known) and (len(amounts) >= 2 or ("source" in fields and known >= 2))


def _tasks(header: Row) -> Cell | None:
    """任务名称, where a table of its own tells what each cost; beside 年度主要任务 it is a list of plans."""
    first = header.filled[0] if header.filled else None
    return first if first is not None and first.left == 0 and label_key(first.text) == "任务名称" else None


def _over_pairs(row: Row, named: Sequence[Leaf]) -> bool:
    """Headings over labels with their amounts beside them (预算数：65 | 执行数：58.37), which are read as they stand."""
    if row.index + 1 >= row.grid.rows:
        return False
    wide = [x.cell for x in named if x.cell.right - x.cell.left > 1]
    below = [[c for c in Row(row.grid, row.index + 1).cells if head.left <= c.left and c.right <= head.right and c.text] for head in wide]
    return sum(len(cells) > 1 and number(cells[0].text) is None and number(cells[1].text) is not None for cells in below) > 1


def _field(leaf: Leaf, words: Vocabulary) -> str | None:
    """What a column's label names, by itself or with what stands over it: 预算数 over 年初 and 调整后."""
    return words.budget.field(leaf.cell.text) or (words.budget.field(leaf.label) if leaf.over else None)


def read(draft: Draft, rows: list[Row], start: int, words: Vocabulary, used: set[int]) -> int:
    """Read the table whose header is rows[start]; returns the index of the first row behind it."""
    header, grid = rows[start], rows[start].grid
    columns = _columns(header, words, draft)
    block = _block(header, columns)
    taken = leaves(header)[1]
    used.update(id(c) for row in rows[start : start + taken] for c in row.cells)
    draft.heads(c for row in rows[start : start + taken] for c in row.cells)
    first = len(draft.budget)
    end = start + taken
    while end < len(rows) and rows[end].grid is grid and _is_line(rows[end], columns, block):
        end += 1
    unit = _unit(draft, rows[start:end], columns, block)
    content = _content(header, columns)
    for row in rows[start + taken : end]:
        _line(draft, row, columns, unit)
        used.update(id(c) for c in row.cells)
        if content and (told := _under(grid, row.index, content)) and not is_blank(told.text) and told is not _source(row, columns, block):
            draft.lists["plans"].append((told.text, told.places))  # what a task's money is for
    alone = len(draft.budget) == first + 1 or (first < len(draft.budget) and [n for n, line in enumerate(draft.budget[first:]) if "score" in line.values] == [0])  # 得分（20分） over several lines that have one does not say whose
    for told in (block, columns.get("score") if alone else None):
        points = _POINTS.search(squeeze(told.text)) if told else None
        if told and points and len(draft.budget) > first and "weight" not in draft.budget[first].values:
            draft.budget[first].put("weight", Decimal(points[1]), told.places)
    return end


def _content(header: Row, columns: dict[str, Cell]) -> Cell | None:
    """任务名称 | 主要内容 | 批复金额: the column that says what is to be done, between the names of tasks and their money."""
    source, left = columns.get("source"), min(c.left for n, c in columns.items() if n != "source")
    between = [c for c in header.filled if source is not None and source.right <= c.left and c.right <= left]
    return next((c for c in between if label_key(c.text) in CONTENT), None)


def _unit(draft: Draft, rows: list[Row], columns: dict[str, Cell], block: Cell | None) -> Decimal | None:
    """The unit of the table's amounts, rows[0] its header: as its side label says, or a line above."""
    over = columns.get("source", block)
    return (
        (money_unit(block.text) if block else None)
        or (_named_unit(over) if over else None)
        or _side_unit(rows, columns)
        or _unit_of_first(rows, columns, block)
        or draft.money
        or money_units.above(rows[0])
    )


def _side_unit(rows: list[Row], columns: dict[str, Cell]) -> Decimal | None:
    """The unit in a side label whose cells are not merged: it stands beside one of the rows and holds for all."""
    left = min(c.left for name, c in columns.items() if name != "source")
    for row in rows:
        source = _source(row, columns, None) if row is not rows[0] else None
        side = (c for c in row.grid.crossing(row.index) if c.right <= left and c is not source)
        if unit := next((u for c in side if (u := money_units.in_brackets(c.text))), None):
            return unit
    return None


def _unit_of_first(rows: list[Row], columns: dict[str, Cell], block: Cell | None) -> Decimal | None:
    """The unit that the first line's name tells for all: 资金总额（万元） over 其中：财政拨款."""
    lines = [r for r in rows if r is not rows[0] and r.filled]
    first = _source(lines[0], columns, block) if lines else None
    return money_units.in_brackets(first.text) if first else None


_OF_THE_YEAR = re.compile(r"(?:年度|本年度?|当年)预算(?:数|金额|总额)?(?:$|[(（])")


_BEFORE_ITS_END = re.compile(r"累计|截[至止]|\d月|季度|半年|预计")  # watched while the year goes on: its budget may change yet


def _columns(header: Row, words: Vocabulary, draft: Draft) -> dict[str, Cell]:
    """Field -> its header cell; the first wins where two headers name one field."""
    found: dict[str, Cell] = {}
    columns, depth = leaves(header)
    own = [x for x in columns if x.cell.text and x.cell.top >= header.index and not _along(header, x.cell, depth)]
    named = [(x.cell, _field(x, words)) for x in own]
    first = next((cell for cell, name in named if name), None)
    for cell, name in named:
        if cell is first and name != "source" and _holds_labels(header, cell, depth):
            name = "source"  # 年度预算数（万元） over 总额, 财政资金
        if name == "initial" and "initial" in found:
            name = "full_year"
        if name == "full_year" and name in found and "initial" not in found and not _WHOLE_YEAR.search(found[name].text):
            found["initial"] = found.pop(name)  # 预算安排数 | 实际到位数
        if name == "adjusted" or (name == "full_year" and name in found):
            name = f"{ASIDE}{cell.left}"
        if name and name not in found:
            found[name] = cell
    closed = not any(_BEFORE_ITS_END.search(squeeze(cell.text)) for cell, _ in named)
    if closed and "executed" in found and "full_year" not in found and "initial" in found and _OF_THE_YEAR.match(squeeze(found["initial"].text)):
        found["full_year"] = found.pop("initial")  # 年度预算数 | 预算执行数: what was there to be spent
    _unfamiliar(draft, header, named, found, depth)
    if "source" not in found and (tasks := _tasks(header)):
        found["source"] = tasks
    if "source" not in found:
        amounts = [c for n, c in found.items() if n in NUMBERS or n.startswith(ASIDE)]
        left = min(c.left for c in amounts)
        beside = [c for c in header.grid.crossing(header.index) if c.right <= left and c.top == header.index]
        if beside:
            found["source"] = beside[-1]
    return found


def _unfamiliar(
    draft: Draft, header: Row, named: list[tuple[Cell, str | None]], found: dict[str, Cell], depth: int
) -> None:
    """Columns whose labels nobody knows are kept aside; those that this workspace knows are told."""
    left = min((c.left for n, c in found.items() if n != "source"), default=0)
    for cell, name in named:
        if name is None and (cell.left > left or _holds_numbers(header, cell, depth)):
            draft.unfamiliar("budget", cell.text, None, cell.places)
            found[f"{ASIDE}{cell.left}"] = cell
        elif name and draft.words.budget.own_field(cell.text):
            draft.unfamiliar("budget", cell.text, name, cell.places)


def _named_unit(cell: Cell) -> Decimal | None:
    """The unit in a header's brackets: 年度预算数（万元）."""
    m = _UNIT_IN_BRACKETS.search(squeeze(cell.text))
    return money_unit(m[0]) if m else None


def _along(header: Row, cell: Cell, depth: int) -> bool:
    """A side label, not a column's: it goes on beside the rows of amounts."""
    return cell.bottom > header.index + depth and cell is header.grid.crossing(header.index)[0]


def _holds_labels(header: Row, cell: Cell, depth: int) -> bool:
    """Whether words, not numbers, stand in the rows right below a header."""
    below = _right_below(header, cell, depth)
    return bool(below) and all(number(t) is None and not is_blank(t) for t in below)


def _holds_numbers(header: Row, cell: Cell, depth: int) -> bool:
    below = _right_below(header, cell, depth)
    return bool(below) and all(number(t) is not None for t in below)


def _right_below(header: Row, cell: Cell, depth: int) -> list[str]:
    rows = range(header.index + depth, min(header.index + depth + 2, header.grid.rows))
    return [c.text for r in rows if (c := _under(header.grid, r, cell)) and c.text]


def _block(header: Row, columns: dict[str, Cell]) -> Cell | None:
    """The side label that spans the table's rows: 项目资金（万元）."""
    left = min(c.left for c in columns.values())
    side = [c for c in header.grid.crossing(header.index) if c.right <= left and c.bottom - c.top > 1 and c.text]
    if not side and (source := columns.get("source")) and source.bottom - source.top > 1 and source.text:
        return source
    return side[-1] if side else None


def _under(grid: Grid, row: int, head: Cell) -> Cell | None:
    """The cell of a row whose text stands most under a header."""
    best = max(grid.starting(row), key=lambda c: grid.ink_under(head, c, grid.xs), default=None)
    return best if best is not None and grid.ink_under(head, best, grid.xs) > 0 else None


def _source(row: Row, columns: dict[str, Cell], block: Cell | None) -> Cell | None:
    amounts = [c for n, c in columns.items() if n != "source"]
    left = min(c.left for c in amounts)
    candidates = [c for c in row.cells if c.right <= left and c is not block]
    head = columns.get("source")
    if head is not None and head is not block:
        over = [c for c in candidates if row.grid.overlap(head, c) > 0 and c.text]
        candidates = over or candidates
    filled = [c for c in candidates if c.text]
    return filled[-1] if filled else None


def _is_line(row: Row, columns: dict[str, Cell], block: Cell | None) -> bool:
    if block is not None and row.index >= block.bottom:
        return False
    source = _source(row, columns, block)
    if source is None:
        return (block is not None and not row.filled) or _is_only_line(row, columns)
    said = [c.text for c in row.filled if c is not source]
    if block is None and not said and _HEADING.match(squeeze(source.text)):
        return False
    if len(squeeze(source.text)) > 40 or (block is None and said and all(map(_is_word, said))):
        return False
    for name, head in columns.items():
        cell = _under(row.grid, row.index, head) if name != "source" else None
        if cell is None or cell is source or cell.uncomputed or is_blank(cell.text) or name.startswith(ASIDE):
            continue
        if money(cell.text, Decimal(1)) is None and number(cell.text) is None and block is None:
            return False
    return True


def _is_word(text: str) -> bool:
    return not is_blank(text) and number(text) is None


def _is_only_line(row: Row, columns: dict[str, Cell]) -> bool:
    """A row of numbers right below the header, without a name: the funds are one line."""
    found = [c for name, head in columns.items() if name in NUMBERS and (c := _under(row.grid, row.index, head))]
    below = row.index == max(head.bottom for name, head in columns.items() if name != "source")
    return below and bool(row.filled) and all(is_blank(c.text) or number(c.text) is not None for c in found)


def _line(draft: Draft, row: Row, columns: dict[str, Cell], unit: Decimal | None) -> None:
    source = _source(row, columns, None)
    if source is None and not row.filled:
        return
    label = squeeze(source.text) if source else ""
    if source is not None and _of_the_whole(draft, row, source):
        return
    line = Record()
    if OF_WHICH.match(label):
        line.values["of_which"] = True
    over = next(c for name, c in columns.items() if name in NUMBERS)
    others = next((u for name, c in columns.items() if name in MONEY and (u := _named_unit(c))), None)
    line.put("source", source_name(source.text) if source else "预算资金", (source or over).places)
    taken = {id(source)}
    for name, head in columns.items():
        cell = _under(row.grid, row.index, head) if name != "source" else None
        if cell is None or id(cell) in taken or is_blank(cell.text):
            continue
        taken.add(id(cell))
        if name.startswith(ASIDE):
            draft.add_other(f"{source_name(label)} {head.text}".strip(), cell.text, cell.places)
            if draft.words.budget.field(head.text) is None and number(cell.text) is not None:
                may_be = {"execution_rate"} if "%" in squeeze(cell.text) else set(MONEY)
                line.doubtful |= may_be - columns.keys()
            continue
        own = money_unit(label) or (money_unit(head.text) if name in MONEY else None) or unit
        value = money(cell.text, own or others or Decimal(1)) if name in MONEY else number(cell.text)
        if value is None:
            line.doubt(name, cell.places)
            continue
        line.put(name, value, cell.places)
        if own is None and name in MONEY and value and money_unit(cell.text) is None:
            (line.doubtful if others else line.unitless).add(name)
    draft.budget.append(line)


def _of_the_whole(draft: Draft, row: Row, source: Cell) -> bool:
    """预算执行得分（10分） | 9.63 below the lines: no source of funds, but the points or the rate of the whole."""
    name = OF_EXECUTION.get(draft.words.head.field(_BRACKETS.sub("", squeeze(source.text))) or "")
    said = [c for c in row.filled if c is not source and not is_blank(c.text)]
    if name is None or not draft.budget or len({c.text for c in said}) != 1 or (value := number(said[0].text)) is None:
        return False
    whole = next((x for x in draft.budget if is_total(BudgetLine(source=str(x.values.get("source", ""))))), draft.budget[0])
    if name in whole.values:
        return False
    whole.put(name, value, said[0].places)
    points = _POINTS.search(squeeze(source.text))
    if points and "weight" not in whole.values:
        whole.put("weight", Decimal(points[1]), source.places)
    return True


def source_name(text: str) -> str:
    """A line's label without 其中：, dashes, numbering, unit and colon."""
    name = text.strip()
    last = None
    while name != last:
        last = name
        name = _LEAD.sub("", OF_WHICH.sub("", name)).strip()
    return _UNIT_IN_BRACKETS.sub("", name).strip(" :：。")

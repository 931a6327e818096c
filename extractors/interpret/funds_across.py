"""Funds that are printed across: the sources head the columns, and what of them is told (预算安排数, 实际支出数) stands
beside each row, or over several sources (预算数 over 小计, 中央资金). Knows the budget's rows only.
"""

from __future__ import annotations

import re
from decimal import Decimal

from extractors.grid import Cell
from extractors.interpret import money_units
from extractors.interpret.amounts import MONEY_LABEL
from extractors.interpret.draft import Draft, Record
from extractors.interpret.forms import Row
from extractors.interpret.funds import MONEY, NUMBERS, OF_WHICH, SOURCE, source_name
from extractors.interpret.leaves import Leaf, leaves
from extractors.text import is_blank, label_key, squeeze
from extractors.values import money, money_unit, number
from extractors.vocabulary import Vocabulary

# The whole and this year's part of it, beside a source's name: 项目总金额 | 本年度预算金额 | 其中：市级财政资金.
_WHOLE = re.compile(
    r"(年度|本年度?|当年|全年|项目|预算)*(资金|预算|经费|支出)*(总金?额|总计|合计|小计|总投资额?|总预算)|(本年度?|当年|年度)(预算|申请|安排)+(资金|金额|经费|数|额)?"
)


def is_header(row: Row, words: Vocabulary) -> bool:
    return bool(_sources(row, words) or _told_over(row, words))


def _told_over(row: Row, words: Vocabulary) -> list[tuple[Leaf, str]]:
    """The sources below labels of what is told of them, each with its field; [] where the row is none of these labels."""
    if row.loose:
        return []
    columns, depth = leaves(row)
    own = [(x, words.budget.field(x.over)) for x in columns if x.over]
    if depth != 2 or row.index + 2 >= row.grid.rows or len({f for _, f in own}) < 2:
        return []
    found = [(x, f) for x, f in own if f in MONEY and _is_source(x.cell, words)]
    below = Row(row.grid, row.index + 2)
    amounts = [a for x, _ in found if (a := _under(below, x.cell)) and money(a.text, Decimal(1)) is not None]
    return found if len(found) == len(own) and len(amounts) >= 2 else []


def _sources(row: Row, words: Vocabulary) -> list[Cell]:
    """The cells of a row that name sources of funds over rows of amounts; [] where it is no such row."""
    if row.loose or row.index + 1 >= row.grid.rows:
        return []
    heads = [c for c in row.filled if c.bottom == row.index + 1 and (_is_source(c, words) or _is_whole(c))]
    if not any(_is_source(c, words) for c in heads):
        return []
    labels = [c for c in row.filled if words.indicator.field(c.text) != "deviation_reason"]  # 备注 behind them
    while labels and words.budget.field(labels[-1].text) in NUMBERS:  # 执行数 behind 合计
        labels.pop()
    below = Row(row.grid, row.index + 1)
    if heads and (first := _under(below, heads[0])) and words.budget.field(first.text) in NUMBERS:
        heads.pop(0)  # 资金（万元） over 预算安排, 实际支出
    if len(heads) < 2 or heads != labels[-len(heads) :]:
        return []
    amounts = [_under(below, head) for head in heads]
    told = [a for a in amounts if a is not None and money(a.text, Decimal(1)) is not None]
    if len(told) < 2 or any(a is None or not (is_blank(a.text) or a in told) for a in amounts):
        return []
    return heads if _field(row, below, heads, words) else []


def _is_source(cell: Cell, words: Vocabulary) -> bool:
    key = label_key(OF_WHICH.sub("", squeeze(cell.text)))
    return bool(SOURCE.fullmatch(key)) and words.budget.field(cell.text) not in (*NUMBERS, "source")


def _is_whole(cell: Cell) -> bool:
    return _WHOLE.fullmatch(label_key(cell.text)) is not None


def _under(row: Row, head: Cell) -> Cell | None:
    return next((c for c in row.cells if (c.left, c.right) == (head.left, head.right)), None)


def _field(header: Row, row: Row, heads: list[Cell], words: Vocabulary) -> str | None:
    """What a row says of each source: its label's field; the budget where only the block's label stands beside."""
    beside = [c for c in row.grid.crossing(row.index) if c.right <= heads[0].left and c.text]
    if not beside:
        return None
    label = beside[-1]
    if label.top == row.index:
        name = words.budget.field(label.text)
        return name if name in NUMBERS else None
    funds = words.section.field(label.text) == "budget" or MONEY_LABEL.search(label_key(label.text))
    block = label.top == header.index and funds
    return "initial" if block and row.index == header.index + 1 else None


def read(draft: Draft, rows: list[Row], start: int, words: Vocabulary, used: set[int]) -> int:
    """Read the table whose labels stand in rows[start]; returns the index of the first row behind it."""
    if told := _told_over(rows[start], words):
        return _read_told_over(draft, rows, start, told, used)
    header = rows[start]
    heads = _sources(header, words)
    lines = [_named(head) for head in heads]
    used.update(id(c) for c in header.cells)
    draft.heads(header.cells)
    i = start + 1
    while i < len(rows) and rows[i].grid is header.grid and (name := _field(header, rows[i], heads, words)):
        unit = _unit(draft, header, rows[i])
        for head, line in zip(heads, lines, strict=True):
            cell = _under(rows[i], head)
            if cell is None or is_blank(cell.text):
                continue
            value = money(cell.text, unit or Decimal(1)) if name in MONEY else number(cell.text)
            if value is None:
                line.doubt(name, cell.places)
            else:
                _put(line, name, value, cell, unit)
        if i == start + 1:
            _told_of_all(header, rows[i], heads, lines, unit, words)
        draft.heads(c for c in rows[i].cells if c.right <= heads[0].left)
        used.update(id(c) for c in rows[i].cells)
        i += 1
    draft.budget += lines
    return i


def _told_of_all(
    header: Row, row: Row, heads: list[Cell], lines: list[Record], unit: Decimal | None, words: Vocabulary
) -> None:
    """执行数 and 执行率 behind the sources: told of their sum; of the last source, in doubt, where none is called so."""
    total = next((x for h, x in zip(heads, lines, strict=True) if label_key(h.text) in words.totals | {"总额"}), None)
    line = total or lines[-1]
    for head in (c for c in header.filled if c.left >= heads[-1].right):
        name, cell = words.budget.field(head.text), _under(row, head)
        if name not in NUMBERS or cell is None or is_blank(cell.text):
            continue
        value = money(cell.text, unit or Decimal(1)) if name in MONEY else number(cell.text)
        if value is None:
            line.doubt(name, cell.places)
            continue
        _put(line, name, value, cell, unit)
        line.doubtful |= set() if total else {name}


def _named(head: Cell) -> Record:
    line = Record()
    if OF_WHICH.match(squeeze(head.text)):
        line.values["of_which"] = True
    line.put("source", source_name(head.text), head.places)
    return line


def _read_told_over(draft: Draft, rows: list[Row], start: int, told: list[tuple[Leaf, str]], used: set[int]) -> int:
    """One row of amounts below two rows of labels."""
    header, amounts = rows[start], rows[start + 2]
    lines: dict[str, Record] = {}
    for leaf, name in told:
        line = lines.setdefault(label_key(leaf.cell.text), _named(leaf.cell))
        cell = _under(amounts, leaf.cell)
        unit = _unit(draft, header, amounts)
        value = money(cell.text, unit or Decimal(1)) if cell else None
        if cell and value is not None:
            _put(line, name, value, cell, unit)
    draft.heads(c for row in rows[start : start + 2] for c in row.cells)
    used.update(id(c) for row in rows[start : start + 3] for c in row.cells)
    draft.budget += lines.values()
    return start + 3


def _put(line: Record, name: str, value: Decimal, cell: Cell, unit: Decimal | None) -> None:
    line.put(name, value, cell.places)
    if unit is None and name in MONEY and value and money_unit(cell.text) is None:
        line.unitless.add(name)


def _unit(draft: Draft, header: Row, row: Row) -> Decimal | None:
    """What a printed amount is worth: as the row's label says, the block's, or a line above the table."""
    labels = [c for r in (row, header) for c in reversed(r.grid.crossing(r.index)) if number(c.text) is None]
    named = (money_unit(c.text) for c in labels if "元" in c.text and len(c.text) <= 24)
    return next((u for u in named if u), None) or draft.money or money_units.above(header)

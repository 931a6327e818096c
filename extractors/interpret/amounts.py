"""Amounts of money in the head of a form: which labels name one, in what unit it is printed, and the budget line that it makes.

Funds set out as a table are read in `funds`.
"""

from __future__ import annotations

import re
from decimal import Decimal
from itertools import pairwise

from extractors.grid import Cell
from extractors.interpret import money_units
from extractors.interpret.draft import Draft, Places, Record
from extractors.interpret.forms import Row
from extractors.interpret.funds import OF_EXECUTION, OF_WHICH, SOURCE, source_name
from extractors.text import label_key, squeeze
from extractors.values import money, money_unit, number
from extractors.vocabulary import Vocabulary

AMOUNTS = {"budget_amount": "initial", "full_year_amount": "full_year", "executed_amount": "executed"}
MONEY_LABEL = re.compile(
    r"(资金|资本金|预算|经费|金额|拨款|补助|补贴|投资|收入|支出|安排|总额|债券|结转|自筹|配套|基金)(资金|总|预算)*(数|额|额度|总额|合计|安排|金额|申请)?$"
)
_ADJUSTS = re.compile("追加|调整(?!后)|调[增减]")  # kept in `other`, as a column of it is
NOT_THIS_YEAR = re.compile(r"实施期(?![限间])|中期|前期(?!工作|准备)|以前年度|历年|上年(?!结转|结余)|上一年|去年|前年")


def is_money(row: Row, label: str, words: Vocabulary) -> bool:
    """Whether an unknown label with a number is an amount: it says so, or stands in the block of the funds."""
    if NOT_THIS_YEAR.search(label) or len(squeeze(label)) > 30 or _ADJUSTS.search(label):
        return False
    if money_units.in_brackets(label) or MONEY_LABEL.search(label_key(label)):
        return True
    if any(squeeze(c.text).rstrip(":：") == "其中" for c in row.grid.crossing(row.index)):
        return True
    if any(b.text == label and names_source(label) and MONEY_LABEL.search(label_key(a.text)) for a, b in pairwise(row.filled)):
        return True  # 申请资金 | 合计 | 2876.4
    if is_part(label) and any(MONEY_LABEL.search(label_key(c.text)) for c in row.filled):
        return True
    blocks = [c for c in row.grid.crossing(row.index) if c.bottom - c.top > 1 and _heads_funds(c, words)]
    return any(c.top < row.index or names_source(label) for c in blocks)


def _heads_funds(side: Cell, words: Vocabulary) -> bool:
    """项目资金申请（万元）: a side label of the funds by its words or by the unit that it tells for its rows."""
    return words.section.field(side.text) == "budget" or money_units.in_brackets(side.text) is not None


def follows_money(draft: Draft, row: Row, label: Cell) -> bool:
    """Whether a label that names a source of funds stands right below the label of an amount: 其他 under 自有资金."""
    if row.loose or not draft.budget or not names_source(label.text):
        return False
    last = draft.budget[-1].places.get("source")
    above = [c for c in row.grid.crossing(row.index - 1) if c.left == label.left] if row.index else []
    return bool(last) and any(c.places is last for c in above)


def names_source(text: str) -> bool:
    """合计, 其中：财政拨款: a text that stands beside an amount of its own."""
    return bool(SOURCE.fullmatch(label_key(OF_WHICH.sub("", squeeze(text)))))


def is_part(label: str) -> bool:
    return bool(OF_WHICH.match(squeeze(label)))


def put_amount(draft: Draft, row: Row, name: str, label: str, label_places: Places, value: str, places: Places) -> bool:
    """An amount in a head cell is a budget line of its own; 全年 and executed amounts share one."""
    if name in OF_EXECUTION:
        rate, column = number(value), OF_EXECUTION[name]
        line = _shared_line(draft, column)
        if rate is None or line is None or (column != "execution_rate" and "executed" not in line.values):
            return False
        line.put(column, rate, places)
        return True
    unit = _money_unit(draft, row, label)
    amount = money(value, unit or Decimal(1))
    if _of_later_years(row, label_places) or (amount is None and not any(c.isdigit() for c in value)):
        return False
    column = AMOUNTS[name]
    if amount is not None and (again := _again(draft, row, label, places)):
        again[0].put(again[1], amount, places)
        return True
    line = (_beside(draft, row, column) or _shared_line(draft, column)) if column != "initial" else None
    if line is None:
        line = Record()
        if is_part(label):
            line.values["of_which"] = True
        line.put("source", source_name(label) if column == "initial" else "预算资金", label_places)
        if column != "initial" and draft.budget:  # of which of the amounts above is not said
            line.doubtful.add("source")
        if draft.words.head.field(label) is None and draft.budget:  # it may be what became of the amount above
            draft.budget[-1].doubtful |= {"full_year", "executed"} - draft.budget[-1].values.keys()
        draft.budget.append(line)
    if "source" in line.doubtful:
        line.doubtful.add(column)
    if amount is None:  # 254.8执行率98%
        line.doubt(column, places)
        return False
    line.put(column, amount, places)
    if unit is None and money_unit(value) is None and amount:
        line.unitless.add(column)
    if draft.words.head.field(label) is None:  # taken for money by its words or its place only
        line.doubtful.add(column)
    return True


def blank_source(draft: Draft, row: Row, label: Cell) -> None:
    """A source without an amount beside or below others with one: 预算数 | 62 | 其中：财政资金 | 62 | 其他资金 |  ."""
    above = row.grid.starting(row.index - 1) if row.index else []
    here = {id(p) for c in (*row.cells, *above) for p in c.places}
    others = [r for r in draft.budget if here & {id(p) for p in r.places.get("source", ())}]
    if others and (names_source(label.text) or MONEY_LABEL.search(label_key(label.text))):
        line = Record()
        if is_part(label.text):
            line.values["of_which"] = True
        line.put("source", source_name(label.text), label.places)
        draft.budget.append(line)


def _again(draft: Draft, row: Row, label: str, places: Places) -> tuple[Record, str] | None:
    """The same source once more in a row, with the column that the amount above it has: 其中：财政资金 under 到位数."""
    here = {id(p) for c in row.cells for p in c.places}
    own = next((c for c in row.cells if c.places is places), None)
    same = [r for r in draft.budget if r.values.get("source") == source_name(label)]
    line = next((r for r in same if here & {id(p) for p in r.places["source"]}), None)
    if own is None or line is None or row.loose or not row.index:
        return None
    above = {id(p) for c in row.grid.starting(row.index - 1) if c.left == own.left for p in c.places}
    columns = (name for r in draft.budget for name in AMOUNTS.values() if above & {id(p) for p in r.places.get(name, ())})
    column = next(columns, None)
    return (line, column) if column and column not in line.values else None


def _beside(draft: Draft, row: Row, column: str) -> Record | None:
    """The line of the amount in front of it in the same row: 本年安排 | 6000 | 本年支出 | 5820."""
    here = {id(p) for c in row.cells for p in c.places}
    found = [r for r in draft.budget if here & {id(p) for p in r.places.get("source", ())}]
    return found[0] if not row.loose and len(found) == 1 and column not in found[0].values else None


def _shared_line(draft: Draft, column: str) -> Record | None:
    """The line that an amount printed apart belongs to: that of the head's only amount."""
    free = [r for r in draft.budget if column not in r.values]
    named = next((r for r in free if r.values.get("source") == "预算资金"), None)
    whole, *parts = draft.budget or [Record()]
    alone = not parts or parts[0].values.get("of_which")  # 总投资, 其中：财政投入, 自筹: the parts of one
    return named or (whole if draft.budget and alone and column not in whole.values else None)


def _of_later_years(row: Row, label: Places) -> bool:
    """Whether an amount is part of one above it that is not this year's: 实施期资金总额 over 其中：财政拨款."""
    own = next((c for c in row.cells if c.places is label), None)
    if own is None or row.loose:
        return False
    inside = False
    for r in range(row.index, -1, -1):
        for cell in (c for c in row.grid.starting(r) if c.left == own.left and c.text):
            if NOT_THIS_YEAR.search(cell.text):
                return inside
            if inside and not is_part(cell.text):
                return False
            inside = inside or is_part(cell.text)
        if row.index - r > 6:
            return False
    return False


def _money_unit(draft: Draft, row: Row, label: str) -> Decimal | None:
    """What a printed amount is worth: as its label says, a label beside the row, or a line above the table."""
    if own := money_unit(label):
        return own
    return draft.money if row.loose else money_units.beside(row) or draft.money or money_units.above(row)

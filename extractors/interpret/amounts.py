"""Amounts of money in the head of a form: which labels name one, in what unit it is printed, and the budget line that it makes.

Funds set out as a table are read in `funds`.
"""

from __future__ import annotations

import re
from decimal import Decimal

from extractors.grid import Cell
from extractors.interpret.draft import Draft, Places, Record
from extractors.interpret.forms import Row
from extractors.interpret.funds import OF_WHICH, SOURCE, source_name
from extractors.text import label_key, squeeze
from extractors.values import money, money_unit, number
from extractors.vocabulary import Vocabulary

AMOUNTS = {"budget_amount": "initial", "full_year_amount": "full_year", "executed_amount": "executed"}
OF_EXECUTION = {"execution_rate": "execution_rate", "execution_score": "score", "execution_weight": "weight"}
MONEY_LABEL = re.compile(
    r"(资金|资本金|预算|经费|金额|拨款|补助|补贴|投资|收入|支出|安排|总额|债券|结转|自筹|配套)(资金|总|预算)*(数|额|总额|合计|安排|金额|申请)?$"
)
NOT_THIS_YEAR = re.compile(r"实施期|中期|前期|以前年度|历年|上年(?!结转|结余)|上一年|去年|前年")


def is_money(row: Row, label: str, words: Vocabulary) -> bool:
    """Whether an unknown label with a number is an amount: it says so, or stands in the block of the funds."""
    if NOT_THIS_YEAR.search(label) or len(squeeze(label)) > 30:
        return False
    if _unit_in_brackets(label) or MONEY_LABEL.search(label_key(label)):
        return True
    if any(squeeze(c.text).rstrip(":：") == "其中" for c in row.grid.crossing(row.index)):
        return True
    if is_part(label) and any(MONEY_LABEL.search(label_key(c.text)) for c in row.filled):
        return True
    return any(words.section.field(c.text) == "budget" and c.top < row.index for c in row.grid.crossing(row.index))


def follows_money(draft: Draft, row: Row, label: Cell) -> bool:
    """Whether a label that names a source of funds stands right below the label of an amount: 其他 under 自有资金."""
    if row.loose or not draft.budget or not SOURCE.fullmatch(label_key(label.text)):
        return False
    last = draft.budget[-1].places.get("source")
    above = [c for c in row.grid.crossing(row.index - 1) if c.left == label.left] if row.index else []
    return bool(last) and any(c.places is last for c in above)


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
    amount = money(value, _money_unit(draft, row, label))
    if amount is None or _of_later_years(row, label_places):
        return False
    column = AMOUNTS[name]
    line = _shared_line(draft, column) if column != "initial" else None
    if line is None:
        line = Record()
        if is_part(label):
            line.values["of_which"] = True
        line.put("source", source_name(label) if column == "initial" else "预算资金", label_places)
        draft.budget.append(line)
    line.put(column, amount, places)
    if draft.words.head.field(label) is None:  # taken for money by its words or its place only
        line.doubtful.add(column)
    return True


def _shared_line(draft: Draft, column: str) -> Record | None:
    """The line that an amount printed apart belongs to: that of the head's only amount."""
    free = [r for r in draft.budget if column not in r.values]
    named = next((r for r in free if r.values.get("source") == "预算资金"), None)
    return named or (free[0] if len(draft.budget) == 1 and free else None)


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


def _money_unit(draft: Draft, row: Row, label: str) -> Decimal:
    """What a printed amount is worth: as its label says, a label beside the row, or a line above the table."""
    own = money_unit(label)
    if own is None and not row.loose:
        beside = [u for c in row.grid.crossing(row.index) if len(c.text) <= 24 and (u := _unit_in_brackets(c.text))]
        own = beside[0] if beside else draft.money or _unit_above(row)
    return own or draft.money or Decimal(1)


def _unit_above(row: Row) -> Decimal | None:
    """The unit that a row of one cell, or an amount in the same columns, names above: 当年预算情况（万元）."""
    for r in range(row.index - 1, -1, -1):
        for cell in row.grid.starting(r):
            if len(cell.text) <= 24 and (unit := _unit_in_brackets(cell.text)) is not None:
                alone = sum(bool(c.text) for c in row.grid.starting(r)) == 1
                return unit if alone or cell.left == row.filled[0].left or cell.bottom - cell.top == 1 else None
    return None


def _unit_in_brackets(text: str) -> Decimal | None:
    m = re.search(r"[(（](?:单位[:：])?((?:亿|万)?元)[)）]", squeeze(text))
    return money_unit(m[1]) if m else None

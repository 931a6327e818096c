"""In what unit a form prints its money: 元, 万元 or 亿元, as a label, a row above or a line above the table says.

None where nothing says so: what is read then is 元, and put up for review.
"""

from __future__ import annotations

import re
from decimal import Decimal

from extractors.interpret.forms import Row
from extractors.text import squeeze
from extractors.values import money_unit

LONGEST = 24  # characters of a label
_IN_BRACKETS = re.compile(r"[(（](?:金额)?(?:单位[:：])?((?:亿|万)?元)[)）]")


def in_brackets(text: str) -> Decimal | None:
    """（万元）, （单位：元）."""
    m = _IN_BRACKETS.search(squeeze(text)) if len(text) <= LONGEST else None
    return money_unit(m[1]) if m else None


def of_title(text: str) -> Decimal | None:
    """项目支出绩效自评表（单位：万元）."""
    m = _IN_BRACKETS.search(squeeze(text))
    return money_unit(m[1]) if m else None


def beside(row: Row) -> Decimal | None:
    """The unit that a label of the row, or one that stands along it, names."""
    return next((u for c in row.grid.crossing(row.index) if (u := in_brackets(c.text))), None)


def above(row: Row) -> Decimal | None:
    """The unit that a row of one cell, or an amount in the same columns, names above: 当年预算情况（万元）."""
    for r in range(row.index - 1, -1, -1):
        for cell in row.grid.starting(r):
            if (unit := in_brackets(cell.text)) is not None:
                alone = sum(bool(c.text) for c in row.grid.starting(r)) == 1
                return unit if alone or cell.left == row.filled[0].left or cell.bottom - cell.top == 1 else None
    return None

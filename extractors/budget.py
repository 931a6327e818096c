"""How the lines of a funds table stand to one another. Pure; knows records only."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from extractors.records import BudgetLine

_TOTAL = re.compile(r"(总额|合计|总计|小计|总预算|^预算资金$|^资金总)")
# What is one source of several by its name.
_SOURCE = re.compile(
    r"(当年|本年|年度|一般公共预算)*(财政|中央|省|市|县|区|旗|盟|上级|上年|本级|地方|政府性基金|其他|其它|自筹|自有|单位|社会|专户|结转|债)"
)


def is_total(line: BudgetLine) -> bool:
    """Whether the label names a sum: 年度资金总额, 合计, 资金总额."""
    return bool(_TOTAL.search(line.source))


def total_line(lines: Sequence[BudgetLine]) -> BudgetLine | None:
    """The line that stands for the whole funds: the first named total, else the first line, unless it is one source beside
    others whose sum is printed nowhere (财政拨款, 其他资金); None there, and without lines."""
    if named := next((x for x in lines if is_total(x)), None):
        return named
    beside = [x for x in lines[1:] if not x.of_which and (x.initial or x.full_year or x.executed)]
    if not beside or not _SOURCE.match(lines[0].source) or _adds_up(lines[0], beside):
        return lines[0] if lines else None
    return None


def _adds_up(first: BudgetLine, others: Sequence[BudgetLine]) -> bool:
    """Whether the amounts of a line are the sums of the others'."""
    sums = [
        (own, sum((getattr(x, name) or Decimal(0) for x in others), Decimal(0)))
        for name in ("initial", "full_year", "executed")
        if (own := getattr(first, name)) is not None
    ]
    return bool(sums) and all(own == others for own, others in sums)

"""How the lines of a funds table stand to one another. Pure; knows records only."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractors.records import BudgetLine

_TOTAL = re.compile(r"(总额|合计|总计|小计|总预算|^预算资金$|^资金总)")


def is_total(line: BudgetLine) -> bool:
    """Whether the label names a sum: 年度资金总额, 合计, 资金总额."""
    return bool(_TOTAL.search(line.source))


def total_line(lines: Sequence[BudgetLine]) -> BudgetLine | None:
    """The line that stands for the whole funds: the first named total, else the first line; None without lines."""
    return next((x for x in lines if is_total(x)), lines[0] if lines else None)

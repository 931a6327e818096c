"""Invented forms after the habits of many provinces, as data: what is drawn, and what a careful person reads off it.

A form is drawn as text: lines with `|` are a table's rows (`<` goes on from the cell at the left, `^` from the cell
above), `#` opens a title, other lines stand as they are, `===` stands between two
tables that lie side by side. Its gold lists only what is printed.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

BUDGET = ("source", "initial", "full_year", "executed", "weight", "execution_rate", "score")
FIELDS = (
    "title", "fiscal_year", "prepared_by", "project_name", "project_lead", "phone", "competent_department",
    "competent_department_code", "implementing_unit", "project_category", "project_attribute", "period", "fund_nature",
    "annual_goal", "actual_completion", "responsibilities", "organization", "management_rules", "conclusion",
    "total_weight", "total_score",
)  # fmt: skip
INDICATOR = (
    "level1", "level1_weight", "level2", "level3", "target", "actual", "weight", "score", "deviation_reason", "explanation",
)  # fmt: skip


@dataclass(frozen=True)
class Form:
    name: str
    drawn: str
    gold: tuple[dict[str, Any], ...]
    lines: str = "ruled"


def rows(drawn: str) -> list[list[str]]:
    """The cells of each line; `^` takes what stands above."""
    table: list[list[str]] = []
    for line in drawn.strip().splitlines():
        cells = [cell.strip() for cell in line.split("|")]
        table.append([table[-1][n] if cell == "^" else cell for n, cell in enumerate(cells)])
    return table


def gold(form_type: str, columns: str, indicators: str, budget: str = "", **printed: Any) -> dict[str, Any]:
    """A form's gold: indicators by the columns named, budget lines as `source | initial | full_year | executed ...`."""
    unknown = set(printed) - {*FIELDS, "detail_goals", "plans"}
    assert not unknown, unknown
    names = columns.split()
    listed = [dict(zip(names, row, strict=True)) for row in rows(indicators)] if indicators.strip() else []
    lines = [dict(zip(BUDGET, [*row, *[""] * 7], strict=False)) for row in rows(budget)] if budget.strip() else []
    return {
        "form_type": form_type,
        **{name: printed.get(name) for name in FIELDS},
        "detail_goals": printed.get("detail_goals", []),
        "plans": printed.get("plans", []),
        "budget": lines,
        "indicators": [{name: row.get(name) for name in INDICATOR} | _status(row) for row in listed],
    }


def _status(row: dict[str, str]) -> dict[str, str]:
    """The status where the gold tells one."""
    return {"status": row["status"]} if row.get("status") else {}


PROJECT = "project_self_evaluation"
TARGET = "project_target"
DEPARTMENT = "department_self_evaluation"
DEPARTMENT_TARGET = "department_target"
MONITORING = "performance_monitoring"

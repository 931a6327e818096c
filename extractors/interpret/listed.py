"""Tables that list several projects, each with its indicators: one row of headers, the project's name, unit, amount and
goal in columns of their own, merged over the project's rows. Each project becomes a form of its own.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from extractors.grid import Cell
from extractors.interpret import head
from extractors.interpret.draft import Draft
from extractors.interpret.forms import Row
from extractors.interpret.funds import OF_WHICH
from extractors.interpret.leaves import Leaf
from extractors.text import is_blank, squeeze
from extractors.vocabulary import Vocabulary

_COLUMNS = ("project_name", "prepared_by", "implementing_unit", "competent_department", "budget_amount", "annual_goal", "period",
            "project_category", "project_lead", "phone", "fund_nature", "full_year_amount", "executed_amount")  # fmt: skip


def columns(header: list[Leaf], row: Row, words: Vocabulary) -> dict[int, str]:
    """Column -> field of the head, where a header of indicators names the project in one of these columns."""
    named = {i: words.head.field(OF_WHICH.sub("", squeeze(x.cell.text))) for i, x in enumerate(header) if x.cell.top >= row.index}
    found = {i: name for i, name in named.items() if name in _COLUMNS}
    return found if "project_name" in found.values() else {}


def begins(row: Row, names: dict[int, str], cells: list[Cell | None]) -> bool:
    """Whether a project begins in this row: its name stands here."""
    name = next((cells[i] for i, f in names.items() if f == "project_name"), None)
    return name is not None and name.top == row.index and not is_blank(name.text)


def project(draft: Draft, row: Row, names: dict[int, str], header: list[Leaf], cells: list[Cell | None]) -> Draft:
    """A form for the project of this row, with the title and the unit of the whole."""
    part = replace(Draft(draft.words, title=draft.title), money=draft.money, columns=draft.columns, pages=draft.pages)
    part.values = {k: v for k, v in draft.values.items() if k == "prepared_by"}
    part.evidence = {k: v for k, v in draft.evidence.items() if k == "prepared_by"}
    for i, name in names.items():
        cell: Any = cells[i]
        if cell is None or is_blank(cell.text):
            continue
        asked = "implementing_unit" if name == "prepared_by" and part.values.get("prepared_by") else name
        head.keep(part, row, asked, header[i].cell, header[i].cell.text, cell.text, cell.places)
    draft.parts.append(part)
    return part

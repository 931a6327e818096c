"""The year of a form whose title names none: of a label (预算年度 | 2023), a line of its own, else of what stands in the form.

A date of filling in names the year of a plan, never that of a result, which is filled in the year after.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractors.grid import Cell
from extractors.interpret.draft import Draft, Places
from extractors.interpret.forms import Form, Row
from extractors.interpret.titles import year_in
from extractors.text import label_key, squeeze

_LABEL = r"(?:预算|评价|自评|项目|填报|所属|考核|绩效|申报|财政|资金|会计)*年[度份]"
_LABELLED = re.compile(rf"{_LABEL}[:：]?((?:19|20)\d{{2}})年?度?")
_ALONE = re.compile(r"[(（]?((?:19|20)\d{2})年度?[)）]?")
_FILLED_IN = re.compile("(填报|填表|编制|申报|上报|制表|填写|评价|自评)(日期|时间)")
_YEAR_OF_DATE = re.compile(r"(?<!\d)((?:19|20)\d{2})[年./-]")
LONGEST = 40  # characters of a heading
_GAP = re.compile(r"\s{2,}|\u3000+")


def year_nearby(rows: Sequence[Row], draft: Draft) -> tuple[int, Places, bool] | None:
    """The year, where it says so, and whether that is sure."""
    for row in rows:
        if (labelled := _labelled(row)) is not None:
            return labelled[0], labelled[1].places, True
    for row in rows:
        alone = row.loose or len(row.filled) == 1
        for cell in (c for c in row.filled if alone and len(c.text) <= 30 and not _FILLED_IN.search(c.text)):
            if (year := year_in(cell.text)) is not None:
                return year, cell.places, True
    for name in ("period", "project_name"):
        if (year := year_in(draft.values.get(name) or "")) is not None:
            return year, draft.evidence[name], True
    years = set(_YEAR_OF_DATE.findall(draft.values.get("period") or ""))
    if len(years) == 1:  # 2025年1月1日至2025年12月31日
        return int(years.pop()), draft.evidence["period"], False
    return _mentioned(rows) or (_filled_in(rows) if draft.form_type and not draft.form_type.judged else None)


def of_file(forms: Sequence[Form], drafts: Sequence[Draft]) -> None:
    """The year that stands over all forms of a file, for those that name none surely: 某局2022年部门预算项目绩效目标. In review
    where the lines there, or the forms, name another one too."""
    first, *others = forms
    lines = [c for row in first.rows[: first.above] for c in row.filled]
    if len(first.titles) > 1 and first.titles[-1].text in {form.title for form in others}:
        lines += first.titles[:-1]  # the file's heading right above the first form's title
    cells = [c for c in lines if len(c.text) <= LONGEST and not _FILLED_IN.search(c.text)]
    heading = [(year, c.places) for c in cells if (year := year_in(c.text)) is not None]
    if not heading:
        return
    year, places = heading[0]
    named = {y for y, _ in heading} | {d.fiscal_year for d in drafts if d.fiscal_year is not None}
    for draft in drafts:
        if draft.fiscal_year is None or "fiscal_year" in draft.review:
            draft.fiscal_year, draft.evidence["fiscal_year"] = year, places
            draft.review = draft.review - {"fiscal_year"} | ({"fiscal_year"} if named - {year} else set())


def _mentioned(rows: Sequence[Row]) -> tuple[int, Places, bool] | None:
    """A year that some short text names, an indicator's most often."""
    for row in rows:
        for cell in row.filled if not any(_FILLED_IN.search(c.text) for c in row.filled) else ():
            if len(cell.text) <= 20 and (year := year_in(cell.text)) is not None:
                return year, cell.places, False
    return None


def _filled_in(rows: Sequence[Row]) -> tuple[int, Places, bool] | None:
    for row in rows:
        for n, cell in enumerate(row.filled):
            if not _FILLED_IN.search(cell.text):
                continue
            for said in row.filled[n : n + 2]:
                if m := _YEAR_OF_DATE.search(squeeze(said.text)):
                    return int(m[1]), said.places, False
    return None


def _labelled(row: Row) -> tuple[int, Cell] | None:
    """The year that a label of this row names, and the cell that says so."""
    for cell in row.filled:
        for piece in _pieces(cell):
            if m := _LABELLED.fullmatch(squeeze(piece)):
                return int(m[1]), cell
        if re.fullmatch(_LABEL, label_key(cell.text)):
            after = [c for c in row.filled if c.left >= cell.right]
            if after and len(after[0].text) <= 8 and (year := year_in(after[0].text)) is not None:
                return year, after[0]
    if row.loose or len(row.filled) == 1:
        pieces = [(piece, cell) for cell in row.filled for piece in _pieces(cell)]
        alone = ((m, cell) for piece, cell in pieces if (m := _ALONE.fullmatch(squeeze(piece))))
        return next(((int(m[1]), cell) for m, cell in alone), None)
    return None


def _pieces(cell: Cell) -> list[str]:
    return [piece for line in (cell.lines or (cell.text,)) for piece in _GAP.split(line.strip()) if piece]

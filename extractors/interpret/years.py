"""The year of a form where a label names it: 预算年度 | 2023, 评价年度：2022年, or a piece of a line that is a year only."""

from __future__ import annotations

import re

from extractors.grid import Cell
from extractors.interpret.forms import Row
from extractors.interpret.titles import year_in
from extractors.text import label_key, squeeze

_LABEL = r"(?:预算|评价|自评|项目|填报|所属|考核|绩效|申报|财政|资金|会计)*年[度份]"
_LABELLED = re.compile(rf"{_LABEL}[:：]?((?:19|20)\d{{2}})年?度?")
_ALONE = re.compile(r"[(（]?((?:19|20)\d{2})年度?[)）]?")
_GAP = re.compile(r"\s{2,}|\u3000+")


def labelled_year(row: Row) -> tuple[int, Cell] | None:
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

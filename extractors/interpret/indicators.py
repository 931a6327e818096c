"""The indicator table of a form from its header to the row of sums that closes it, over all the parts it was printed in."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

from extractors.grid import Cell, Grid
from extractors.interpret import head as lines
from extractors.interpret import listed, same_field, two_in_one
from extractors.interpret.closing import (
    alone,
    goes_on,
    is_foreign,
    is_labelled_total,
    is_note,
    is_sum_of_part,
    is_total,
    level_alone,
    level_over_rows,
    sums_follow,
    sums_up,
)
from extractors.interpret.draft import Draft, Record
from extractors.interpret.forms import Row
from extractors.interpret.indicator import read_row
from extractors.interpret.indicator_columns import LEAST_COLUMNS, field_of, header
from extractors.interpret.titles import goes_on as told_to_go_on
from extractors.interpret.titles import year_in
from extractors.interpret.under import Header, under
from extractors.interpret.written_once import WrittenOnce
from extractors.text import is_blank, label_key
from extractors.values import number
from extractors.vocabulary import Vocabulary

Merged = dict[str, tuple[Cell, Record]]  # by level: a blank cell, and the indicator that has its text


def read(draft: Draft, rows: list[Row], start: int, words: Vocabulary, used: set[int]) -> int:
    """Read the table whose header is rows[start]; returns the index of the first row behind it."""
    year = year_in(draft.title)
    first = header(rows[start], words)
    assert first
    head = same_field.settled(first, year)
    used.update(id(c) for c in head.cells)
    _columns(draft, head, rows[start], words)
    draft.heads(c for row in rows[start : start + head.rows] for c in row.cells)
    i = start + head.rows
    current, grid = draft, head.grid
    sums: list[Record] = []  # of rows between, or in front of, the indicators
    band: Cell | None = None  # what stands over the rows that follow, where it is no level that is known
    above: list[Record] = []  # the last indicator of the part above, until one of this part is read
    merged: Merged = {}
    once = WrittenOnce(words)
    while i < len(rows):
        row = rows[i]
        if row.loose and told_to_go_on(" ".join(c.text for c in row.filled)):  # 续表
            used.update(id(c) for c in row.cells)
            i += 1
            continue
        if row.grid is not grid:
            if row.loose or (further := _continued(head, row)) is None:
                break
            head, grid, above = further, row.grid, current.indicators[-1:]
        if (again := _again(head, row, words)) is not None:
            head = same_field.settled(again, year)
            once.ends()
            draft.heads(c for row in rows[i : i + again.rows] for c in row.cells)
            i += again.rows - 1
        elif (level := _level_of_rows(head, row, words)) is not None:
            head, band = level, None
            once.ends()
        elif (cell := alone(row)) and not is_note(row) and goes_on(head, row, rows[i + 1 :], words):
            head, band = replace(head, group=None, second=None), cell
            once.ends()
        elif is_sum_of_part(head, row, rows[i + 1 :], words):
            sums.append(_sums(head, row))
        elif _closed(draft, head, row, words):
            used.update(id(c) for c in row.cells)
            return i + 1
        elif is_note(row):
            lines.read_row(draft, row, words, used)
        elif is_foreign(head, row, words):
            if not sums_follow(row, rows[i + 1 :], words):
                break
            lines.read_row(draft, row, words, used)
        else:
            current = _project(draft, current, head, row)
            before = len(current.indicators)
            read_row(current, head, row, words)
            once.carry_on(head, row, current, current.indicators[before:])
            if band and not head.at("level1"):  # what stands over these rows may be their level
                _doubt_level(current.indicators[before:])
            if above:
                merged, above = _merged_with_above(head, row, above[0]), []
            for record in current.indicators[before:]:
                _levels_go_on(head, row, record, merged)
        used.update(id(c) for c in row.cells)
        i += 1
    _total_in_front(draft, sums)
    return i


def _again(head: Header, row: Row, words: Vocabulary) -> Header | None:
    """The row as the header of the rows that follow: one that is known, or the same labels once more."""
    labels = [leaf.cell.text for leaf in head.columns if leaf.cell.text]
    same = labels == [c.text for c in row.filled] or head.cells[0].text == row.filled[0].text if row.filled else False
    return header(row, words, guess=same)


def _level_of_rows(head: Header, row: Row, words: Vocabulary) -> Header | None:
    """The header with the level that this row names for those below."""
    if over := level_over_rows(row, words):
        return replace(head, group=over, second=None)
    if (named := level_alone(head, row, words)) is None:
        return None
    name, cell = named
    return replace(head, group=cell, second=None) if name == "level1" else replace(head, second=cell)


def _doubt_level(records: list[Record]) -> None:
    for record in records:
        record.doubtful |= {"level1"} - record.values.keys()


def _columns(draft: Draft, head: Header, row: Row, words: Vocabulary) -> None:
    """Tell the draft which fields the table has columns for, and which labels of columns nobody knows."""
    draft.columns += [
        f for f in head.fields if f and f not in ("comparator", "unit", "actual_unit", "other", "aside", "level1_weight")
    ]
    if "comparator" in head.fields or "unit" in head.fields:
        draft.columns.append("target")
    for names in two_in_one.both(head, words).values():
        draft.columns += names
    _tell_unfamiliar(draft, head, row, words)


def _closed(draft: Draft, head: Header, row: Row, words: Vocabulary) -> bool:
    """Whether the row closes the table; its sums are kept, in review where nobody knows its label."""
    of_both = two_in_one.both(head, words)
    labelled = is_total(row, words) or bool(of_both and is_labelled_total(row, words))
    if not labelled and not sums_up(draft, head, row):
        return False
    told = _total_by_labels(draft, row, words)
    if not told:
        _total(draft, head, row)
    elif len(told) == 1:
        _total_beside(draft, head, row, told)
    for column, names in of_both.items():
        _total_of_both(draft, names, under(head, row, column))
    if not labelled:
        draft.review |= {"total_weight", "total_score"} & draft.values.keys()
        draft.heads(row.filled[:1])
    return True


def _project(draft: Draft, current: Draft, head: Header, row: Row) -> Draft:
    """The form that the row's indicator belongs to: a new one where another project begins."""
    if not head.projects:
        return current
    below = [under(head, row, n) for n in range(len(head.columns))]
    begins = listed.begins(row, head.projects, below)
    return listed.project(draft, row, head.projects, head.columns, below) if begins else current


def _tell_unfamiliar(draft: Draft, head: Header, row: Row, words: Vocabulary) -> None:
    """Columns whose labels nobody knows, or this workspace only."""
    for i, (column, name) in enumerate(zip(head.columns, head.fields, strict=True)):
        cell = column.cell
        if cell.top < row.index or cell.bottom > row.index + head.rows or i in head.projects:
            continue
        unknown = field_of(column, words) == ""
        if unknown or words.indicator.own_field(cell.text):
            draft.unfamiliar("indicator", cell.text, name or None, cell.places)


def _continued(head: Header, row: Row) -> Header | None:
    """The header for a further grid of as many columns, as where a table was printed in parts; of forms side by side, the
    next page's may go on with either."""
    if _elsewhere(head.grid, row.grid) or _beside(head, row.grid):
        return None
    columns = len(row.grid.xs)
    if [c.text for c in row.filled] == [leaf.cell.text for leaf in head.columns if leaf.cell.text]:
        return head  # the same header over a part of other columns: the funds stood above it on one page only
    if columns == len(head.grid.xs):
        return replace(head, grid=row.grid)
    last_blank = columns > LEAST_COLUMNS and row.grid.xs == head.grid.xs[:columns]  # of a sheet
    return head if last_blank else None


def _beside(head: Header, grid: Grid) -> bool:
    """Whether a grid is the right one of two that stand side by side in a sheet."""
    same = head.grid.pages == grid.pages and len(head.grid.xs) == len(grid.xs)
    return same and all(c.left >= head.cells[-1].right for c in grid.cells)


def _elsewhere(above: Grid, below: Grid) -> bool:
    """Whether a grid of a later page stands to the left or right of all of one before."""
    later = above.pages[-1] < below.pages[0]
    return later and (below.xs[0] >= above.xs[-1] or below.xs[-1] <= above.xs[0])


def _merged_with_above(head: Header, row: Row, above: Record) -> Merged:
    """The blank cells of levels with which a further part begins, over one row or more: the part above has their texts."""
    merged: Merged = {}
    for name in ("level1", "level2"):
        cell = under(head, row, head.at(name)[0]) if head.at(name) else None
        if cell is None or cell.text or name not in above.values:
            break
        merged[name] = (cell, above)
    return merged


def _levels_go_on(head: Header, row: Row, record: Record, merged: Merged) -> None:
    for name, (cell, above) in merged.items():
        if name in record.values or under(head, row, head.at(name)[0]) is not cell:
            return
        for own in (name, f"{name}_weight"):
            if own in above.values:
                record.put(own, above.values[own], above.places[own])


def _total_of_both(draft: Draft, names: tuple[str, str], cell: Cell | None) -> None:
    """The sums of two columns in one: 97/100."""
    sums = Record()
    if cell is not None and not is_blank(cell.text):
        two_in_one.read(sums, names, cell)
    for name in {"weight", "score"} & sums.doubtful:
        draft.review.add(f"total_{name}")
        if name in sums.values:
            draft.put(f"total_{name}", sums.values[name], sums.places[name])


def _sums(head: Header, row: Row) -> Record:
    found = Record()
    for name in ("weight", "score"):
        cell = next((c for column in head.at(name) if (c := under(head, row, column))), None)
        if cell is not None and cell.top == row.index:
            found.put(name, number(cell.text), cell.places)
    return found


def _total_in_front(draft: Draft, sums: list[Record]) -> None:
    """The sums of a table that none closes: those of all its rows, which stand in front of them."""
    for name in ("weight", "score"):
        points = sum((r.values.get(name, Decimal(0)) for r in draft.indicators), Decimal(0))
        whole = next((r for r in sums if r.values.get(name) == points), None)
        if whole is not None and f"total_{name}" not in draft.values:
            draft.put(f"total_{name}", points, whole.places[name])


def _total_by_labels(draft: Draft, row: Row, words: Vocabulary) -> dict[str, Cell]:
    """Sums each beside its own label, by the field they sum: 总分 | 总分值 | 100 | 总得分 | 98.5."""
    found: dict[str, Cell] = {}
    for label, cell in pairwise(row.filled[1:]):
        field, value = words.indicator.field(label_key(label.text).removeprefix("总")), number(cell.text)
        if field in ("weight", "score") and value is not None:
            draft.put(f"total_{field}", value, cell.places)
            draft.heads([label])
            found[field] = cell
    return found


def _total_beside(draft: Draft, head: Header, row: Row, told: dict[str, Cell]) -> None:
    """总分 | 总分值 | 100 | 90.05: the sum that has no label stands in its own column."""
    other = next(name for name in ("weight", "score") if name not in told)
    cell = next((c for column in head.at(other) if (c := under(head, row, column)) is not None and c not in told.values() and number(c.text) is not None), None)
    if cell is not None and cell.top == row.index:
        draft.put(f"total_{other}", number(cell.text), cell.places)


def _only_sum(draft: Draft, row: Row) -> Cell | None:
    """The only figure of a row of sums where it is the scores' sum and not the points', wherever it stands: 总分 | 89."""
    figures = [(c, n) for c in row.filled if (n := number(c.text)) is not None]
    sums = {name: [r.values[name] for r in draft.indicators if name in r.values] for name in ("weight", "score")}
    if len(figures) != 1 or not all(sums.values()):
        return None
    [(cell, value)] = figures
    return cell if value == sum(sums["score"]) != sum(sums["weight"]) else None


def _total(draft: Draft, head: Header, row: Row) -> None:
    if (only := _only_sum(draft, row)) is not None:
        draft.put("total_score", number(only.text), only.places)
        return
    for name, total in (("weight", "total_weight"), ("score", "total_score")):
        for cell in [c for column in head.at(name) if (c := under(head, row, column))]:
            if cell.top == row.index and (value := number(cell.text)) is not None:
                draft.put(total, value, cell.places)
            elif cell.top == row.index and cell.uncomputed:
                draft.review.add(total)

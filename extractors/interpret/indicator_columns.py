"""Which row heads an indicator table, and what each of its columns holds: by its label, else by what stands below it.

Labels mean what the vocabulary says. No indicator is read here.
"""

from __future__ import annotations

import re
from dataclasses import replace

from extractors.grid import Cell
from extractors.interpret import funds, listed, two_in_one, wide_heads
from extractors.interpret.closing import alone, is_foreign, is_labelled_total, is_sum, is_wide_sum, level_alone
from extractors.interpret.forms import Row
from extractors.interpret.guess import (
    LEAST_ROWS,
    filled_in,
    levels_named,
    measured,
    names_behind,
    second_of_names,
    standard_as_target,
    told_by_neighbours,
)
from extractors.interpret.leaves import LONGEST, Leaf, leaves
from extractors.interpret.same_names import settled
from extractors.interpret.under import Header, under
from extractors.text import label_key, squeeze
from extractors.values import number, parse
from extractors.vocabulary import Vocabulary

LEVELS = ("level1", "level2", "level3")
LEAST_COLUMNS = 5
# Values beside the year's own: of other years, of others, or set for the indicator.
_OF_ANOTHER = re.compile(
    "上年|去年|前年|往年|历[史年]|近.{1,2}年|同期|下年|明年|来年|标准|标杆|基[准期数线]|均值|平均|水平|参[照考]|对照|行业|全国|全省|全市|"
    "国家|计划|目标|预[计期]|中期|总体|季度|上半年|下半年|月份|复[核评]|审[核定]|核定|专家|第三方|财政"
)
_YEAR = re.compile(r"^(?:19|20)\d{2}年?(?:度)?")


def header(row: Row, words: Vocabulary, *, guess: bool = True) -> Header | None:
    """The row as the header of an indicator table, or None; `guess`: also of labels that nobody knows."""
    tasks = (c for c in row.grid.crossing(row.index) if words.section.field(c.text) == "plans")
    if any(c.bottom - c.top > 1 for c in tasks) or funds.is_header(row, words):
        return None
    columns, rows = leaves(row)
    fields = settled(_fields(columns, row, words), columns, row.index + rows)
    joint = two_in_one.names_with_targets(Header(row.grid, columns, fields), words)
    if joint is not None:
        fields[joint] = "level3"
    if not _suffices({f for f in fields if f}):
        return _guessed(row, columns, fields, rows, words) if guess else None
    head = _parted(Header(row.grid, columns, fields, rows, joint=joint is not None), row, words)
    first = min(i for i, f in enumerate(head.fields) if f in LEVELS)
    projects = listed.columns(head.columns[:first], row, words)
    fields = ["" if i in projects else f for i, f in enumerate(head.fields)]
    head.group = _group(head, row, words) if "level1" not in fields else None
    return _completed(replace(head, fields=fields, projects=projects), row, words)


def _group(head: Header, row: Row, words: Vocabulary) -> Cell | None:
    """产出指标 over all columns of the header."""
    above = row.grid.crossing(row.index - 1) if row.index else []
    over = (c for c in above if c.left <= head.cells[0].left and c.right >= head.cells[-1].right)
    return next((c for c in over if label_key(c.text) in words.levels1), None)


def _parted(head: Header, row: Row, words: Vocabulary) -> Header:
    """The header with labels that stand over several columns cut into these."""
    columns, below_one = wide_heads.parted(head.columns, row, head.rows, words)
    if not below_one:
        return head
    again = {i for found in below_one for i in found[1:]}
    own = iter(head.fields)
    fields = ["" if i in again else next(own) for i in range(len(columns))]
    texts, _ = _texts_below(Header(row.grid, columns, fields, head.rows), row, words)
    fields, doubtful = wide_heads.named(fields, below_one, texts, words)
    return Header(row.grid, columns, fields, head.rows, frozenset(doubtful))


def field_of(leaf: Leaf, words: Vocabulary) -> str:
    """What a column's label names: a lower one by itself, or as part of what stands over it."""
    own = words.indicator.field(leaf.cell.text) or _without_year(leaf.cell.text, words)
    if not leaf.over:
        return own
    over = words.indicator.field(leaf.over) or ""
    return over if not own or over == "other" else own


def _without_year(label: str, words: Vocabulary) -> str:
    """What 2025年目标 names; a year alone names nothing."""
    key = label_key(label)
    bare = _YEAR.sub("", key)
    return (words.indicator.field(bare) or "") if bare != key else ""


def _fields(columns: list[Leaf], row: Row, words: Vocabulary) -> list[str]:
    """What each column's label names. Below one label, the column that names its field itself has it alone: 原因说明
    beside 经费保障 and 人员保障 under 偏差原因分析."""
    fields = [field_of(x, words) if x.cell.top >= row.index else "" for x in columns]
    own = [words.indicator.field(x.cell.text) or "" for x in columns]
    told = {(x.over, f) for x, f in zip(columns, own, strict=True) if x.over and f}
    return [
        "other" if f and not o and (x.over, f) in told else f for x, f, o in zip(columns, fields, own, strict=True)
    ]


def _suffices(found: set[str]) -> bool:
    if not found & set(LEVELS):
        return False
    values = found & {"target", "actual", "weight"}
    return len(found) >= 3 and (bool(values) or {"level1", "explanation"} <= found)


def _guessed(row: Row, columns: list[Leaf], fields: list[str], rows: int, words: Vocabulary) -> Header | None:
    """The row as a header of labels that nobody knows, where what stands below tells what they mean."""
    own = [x for x in columns if x.cell.top >= row.index and x.cell.text]
    if len(own) < LEAST_COLUMNS or any(number(x.cell.text) is not None or len(x.cell.text) > LONGEST for x in own):
        return None
    if any(_is_content(x.label, words) and not field_of(x, words) for x in own):
        return None
    head = Header(row.grid, columns, fields, rows)
    below, sums = _texts_below(head, row, words)
    if sum(len(x) >= LEAST_ROWS for x in below) < LEAST_COLUMNS:
        return None
    asked = ["?" if not f and x in own else f for f, x in zip(fields, columns, strict=True)]
    asked = names_behind(asked, [field_of(x, words) for x in columns], below, words)
    told = second_of_names(filled_in(asked, below, words, _of_another(columns)))
    found = set(told)
    if not {"level3", "target"} <= found or not found & {"actual", "weight"}:
        return None
    if "level1" not in found and not measured(told, below, sums):
        return None
    return Header(row.grid, columns, told, rows, frozenset(f for f, known in zip(told, fields, strict=True) if f and f != known))


def _is_content(text: str, words: Vocabulary) -> bool:
    """Whether a text stands in tables rather than over their columns: 产出指标, ≥5公里, a label with its value beside."""
    key = label_key(text)
    return (
        key in words.levels1 | words.levels2
        or parse(text).kind in ("number", "range", "date", "compound")
        or words.head.field(text) in ("project_name", "competent_department", "implementing_unit", "prepared_by")
    )


def _completed(head: Header, row: Row, words: Vocabulary) -> Header:
    """A header with the labels that nobody knows told by what stands below, where a column is lacking."""
    if all(head.fields) and {"level1", "level2"} <= set(head.fields):
        return head
    texts, sums = _texts_below(head, row, words)
    unknown = [
        i
        for i, (x, f) in enumerate(zip(head.columns, head.fields, strict=True))
        if not f and x.cell.text and row.index <= x.cell.top and x.cell.bottom <= row.index + head.rows
        and i not in head.projects and words.head.field(x.cell.text) is None
    ]  # fmt: skip
    given = ["aside" if i in head.projects else "?" if i in unknown else f for i, f in enumerate(head.fields)]
    given = names_behind(given, [field_of(x, words) for x in head.columns], texts, words)
    fields = levels_named(["" if f == "?" else f for f in given], texts, words)
    fields = ["" if i in head.projects else f for i, f in enumerate(fields)]
    before, fields = fields, standard_as_target(second_of_names(fields), texts)
    asked = ["?" if i in unknown and not f else f for i, f in enumerate(fields)]
    told = told_by_neighbours(asked, texts, sums, words, _of_another(head.columns))
    guessed = {told[i] for i in unknown if told[i]} | {f for f, b in zip(fields, before, strict=True) if f != b}
    return replace(head, fields=told, guessed=head.guessed | guessed)


def _of_another(columns: list[Leaf]) -> set[int]:
    return {i for i, x in enumerate(columns) if _OF_ANOTHER.search(squeeze(x.label))}


def _texts_below(head: Header, row: Row, words: Vocabulary) -> tuple[list[list[str]], list[str]]:
    """What stands in each column down to the row of sums, and in that row; merged cells count once."""
    texts: list[list[str]] = [[] for _ in head.columns]
    sums = [""] * len(head.columns)
    for r in range(row.index + head.rows, head.grid.rows):
        here = Row(head.grid, r)
        if is_labelled_total(here, words):
            sums = [c.text if (c := under(head, here, i)) and c.top == r else "" for i in range(len(head.columns))]
            break
        if level_alone(head, here, words) or is_sum(here, words):
            continue
        if here.filled and is_foreign(head, here, words):
            if (alone(here) or is_wide_sum(here)) and r + 1 < head.grid.rows and not is_foreign(head, Row(head.grid, r + 1), words):
                continue  # what stands over the rows that follow
            break
        for i, column in enumerate(head.cells):
            texts[i] += [c.text for c in here.filled if c.left == column.left and c.right == column.right]
    return texts, sums

"""Which row heads an indicator table, and what each of its columns holds: by its label, else by what stands below it.

Labels mean what the vocabulary says. No indicator is read here.
"""

from __future__ import annotations

import re
from dataclasses import replace

from extractors.interpret import funds, listed
from extractors.interpret.closing import is_foreign, is_labelled_total
from extractors.interpret.forms import Row
from extractors.interpret.guess import LEAST_ROWS, filled_in, levels_named, told_by_neighbours
from extractors.interpret.leaves import LONGEST, Leaf, leaves
from extractors.interpret.under import Header, under
from extractors.text import label_key, squeeze
from extractors.values import number, parse
from extractors.vocabulary import Vocabulary

LEVELS = ("level1", "level2", "level3")
LEAST_COLUMNS = 5
_OTHER_PERIOD = re.compile("半年|季度|[一二三四]季|实施周?期|全?周期|长期|中期|总体|三年|规划期")
_ACTUAL_TOO = re.compile("(实际|完成|实现)(值|情况)(及|和|与|、)")


def header(row: Row, words: Vocabulary) -> Header | None:
    """The row as the header of an indicator table, or None."""
    if any(words.section.field(c.text) == "plans" for c in row.grid.crossing(row.index)) or funds.is_header(row, words):
        return None
    columns, rows = leaves(row)
    fields = _settled(_fields(columns, row, words), columns, row.index + rows)
    if _suffices({f for f in fields if f}):
        first = min(i for i, f in enumerate(fields) if f in LEVELS)
        projects = listed.columns(row, words, first)
        fields = ["" if i in projects else f for i, f in enumerate(fields)]
        return _completed(Header(row.grid, columns, fields, rows, projects=projects), row, words)
    return _guessed(row, columns, fields, rows, words)


def field_of(leaf: Leaf, words: Vocabulary) -> str:
    """What a column's label names: a lower one by itself, or as part of what stands over it."""
    own = words.indicator.field(leaf.cell.text) or ""
    if not leaf.over:
        return own
    over = words.indicator.field(leaf.over) or ""
    return over if not own or over == "other" else own


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
    if any(_is_content(x.cell.text, words) for x in own):
        return None
    head = Header(row.grid, columns, fields, rows)
    below, _ = _texts_below(head, row, words)
    if sum(len(x) >= LEAST_ROWS for x in below) < LEAST_COLUMNS:
        return None
    asked = ["?" if not f and x in own else f for f, x in zip(fields, columns, strict=True)]
    told = filled_in(asked, below, words)
    found = set(told)
    if not {"level3", "target"} <= found or not found & {"actual", "weight"} or "level1" not in found:
        return None
    return Header(row.grid, columns, told, rows, frozenset(found - set(fields)))


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
    if all(head.fields):
        missing = {"level1", "level2"} - set(head.fields)
        if not missing or "other" not in head.fields:
            return head
    texts, sums = _texts_below(head, row, words)
    fields = levels_named(["aside" if i in head.projects else f for i, f in enumerate(head.fields)], texts, words)
    fields = ["" if i in head.projects else f for i, f in enumerate(fields)]
    unknown = [
        i
        for i, (x, f) in enumerate(zip(head.columns, fields, strict=True))
        if not f and x.cell.text and row.index <= x.cell.top and x.cell.bottom <= row.index + head.rows
        and i not in head.projects and words.head.field(x.cell.text) is None
    ]  # fmt: skip
    asked = ["?" if i in unknown else f for i, f in enumerate(fields)]
    told = told_by_neighbours(asked, texts, sums, words)
    return replace(head, fields=told, guessed=frozenset(told[i] for i in unknown if told[i]))


def _texts_below(head: Header, row: Row, words: Vocabulary) -> tuple[list[list[str]], list[str]]:
    """What stands in each column down to the row of sums, and in that row; merged cells count once."""
    texts: list[list[str]] = [[] for _ in head.columns]
    sums = [""] * len(head.columns)
    for r in range(row.index + head.rows, head.grid.rows):
        here = Row(head.grid, r)
        if is_labelled_total(here, words):
            sums = [c.text if (c := under(head, here, i)) and c.top == r else "" for i in range(len(head.columns))]
            break
        if here.filled and is_foreign(head, here, words):
            break
        for i, column in enumerate(head.cells):
            texts[i] += [c.text for c in here.filled if c.left == column.left and c.right == column.right]
    return texts, sums


def _settled(fields: list[str], columns: list[Leaf], end: int) -> list[str]:
    """Columns of one name told apart by where they stand: a second 二级 is the third level where no other is, points
    behind a level are the level's, half a year's value gives way to the whole year's."""
    out = list(fields)
    if out.count("level3") > 1:
        out = ["" if side and f == "level3" else f for f, side in zip(out, _along(columns, end), strict=True)]
    if "level3" not in out and (twice := [i for i, f in enumerate(out) if f == "level2"]):
        if len(twice) > 1:
            out[twice[-1]] = "level3"
        else:
            out[twice[0]] = "level3"
    if "actual" not in out:  # 全年实际完成值及未完成原因 in one column
        both = [i for i, f in enumerate(out) if f == "deviation_reason" and _ACTUAL_TOO.search(squeeze(columns[i].label))]
        out = ["actual" if i in both[:1] else f for i, f in enumerate(out)]
    if "target" not in out and out.count("actual") > 1:
        out[out.index("actual")] = "target"
    weights = [i for i, f in enumerate(out) if f == "weight"]
    for i in weights[:-1]:
        before = out[i - 1] if i else ""
        if before in ("level1", "level2"):
            out[i] = "level1_weight" if before == "level1" else "other"
    for name in ("target", "actual"):
        same = [i for i, f in enumerate(out) if f == name]
        whole = [i for i in same if not _OTHER_PERIOD.search(squeeze(columns[i].label))]
        if whole and len(whole) < len(same):
            out = ["other" if i in same and i not in whole else f for i, f in enumerate(out)]
    return _two_periods(out)


def _along(columns: list[Leaf], end: int) -> list[bool]:
    """Which cells are no header but a side label that goes on beside the table: 绩效指标."""
    return [x.cell.bottom > end for x in columns]


def _two_periods(fields: list[str]) -> list[str]:
    """实施期 and 年度 indicators side by side, each with its own names: the year's count, the others are kept aside."""
    targets = [i for i, f in enumerate(fields) if f == "target"]
    names = [i for i, f in enumerate(fields) if f == "level3"]
    if len(targets) != 2 or len(names) != 2 or not names[0] < targets[0] < names[1] < targets[1]:
        return fields
    return ["aside" if i <= targets[0] and f in ("level2", "level3", "target") else f for i, f in enumerate(fields)]

"""Labels of an indicator table's header that stand over several columns at once and name none of them: 评价内容 over a level and
the next, 指标值 over sign, value and unit. Each column is told by where it stands and what it holds.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from extractors.grid import Grid
from extractors.interpret.closing import is_labelled_total
from extractors.interpret.forms import Row
from extractors.interpret.guess import LEAST_ROWS, holds
from extractors.interpret.leaves import Leaf
from extractors.vocabulary import Vocabulary

MOST = 0.6  # the share of the rows below that part there
LEVELS = ("level1", "level2", "level3")
_OF_LEVELS = ("", "explanation", "other", *LEVELS)


def parted(columns: list[Leaf], row: Row, depth: int, words: Vocabulary) -> tuple[list[Leaf], list[range]]:
    """The columns with those labels cut as the rows below are, and which of them stand below one label."""
    out: list[Leaf] = []
    below_one: list[range] = []
    for leaf in columns:
        cell = leaf.cell
        inner = _partings(row.grid, leaf, row.index + depth, words) if cell.text and cell.top >= row.index else []
        edges = [cell.left, *inner, cell.right]
        if inner:
            below_one.append(range(len(out), len(out) + len(edges) - 1))
        out += [replace(leaf, cell=replace(cell, left=a, right=b)) for a, b in pairwise(edges)]
    return out, below_one


def _partings(grid: Grid, leaf: Leaf, first: int, words: Vocabulary) -> list[int]:
    """The columns' edges inside a label at which most rows below part."""
    left, right = leaf.cell.left, leaf.cell.right
    ends: list[set[int]] = []
    for r in range(first, grid.rows if right - left > 1 else first):
        here = [c for c in grid.crossing(r) if left <= c.left and c.right <= right]
        if is_labelled_total(Row(grid, r), words) or sum(c.right - c.left for c in here) < right - left:
            break
        ends.append({c.left for c in here if c.left > left} if any(c.text for c in here) else set())
    inner = sorted(set().union(*ends))
    return [x for x in inner if sum(x in e for e in ends) >= max(LEAST_ROWS, MOST * len(ends))]


def named(
    fields: list[str], below_one: list[range], texts: list[list[str]], words: Vocabulary
) -> tuple[list[str], set[str]]:
    """The fields with one for each of the columns below one label; and those that are less than sure."""
    out, doubtful = list(fields), set[str]()
    for columns in below_one:
        label = fields[columns[0]]
        values = min(
            (i for i, f in enumerate(out) if f in ("comparator", "target", "actual", "weight")), default=len(out)
        )
        if label in _OF_LEVELS and columns[-1] < values:
            told = _levels(["level1", *out[1:]] if columns[0] and not out[0] else out, columns)
        elif label == "target":
            told = [holds(texts[i], words) for i in columns]
        else:
            told = [label, *[""] * (len(columns) - 1)]
        if label == "target" and told.count("target") != 1:
            told = [label, *[""] * (len(columns) - 1)]
        sure = label in LEVELS or (label == "target" and len(set(told)) > 1 and "" not in told)
        doubtful |= set() if sure else {f for f in told if f}
        for i, name in zip(columns, told, strict=True):
            out[i] = name
    return out, doubtful


def _levels(fields: list[str], columns: range) -> list[str]:
    """The levels that no other column names, the deepest at the right."""
    free = [x for x in LEVELS if x not in [f for i, f in enumerate(fields) if i not in columns]]
    if "level3" in free and len(columns) < len(free):
        free = [*free[: len(columns) - 1], "level3"]
    told = free[: len(columns)]
    return [*[""] * (len(columns) - len(told)), *told]

"""Goals and what was reached of them, printed as headings side by side over their texts: 年初设定目标 | 实际完成目标.

Headings that nobody knows are told by where they stand; what they lead to goes into review.
"""

from __future__ import annotations

import re

from extractors.grid import Cell, Grid
from extractors.interpret.draft import Draft
from extractors.interpret.forms import Row, following
from extractors.text import label_key, squeeze
from extractors.values import number
from extractors.vocabulary import Vocabulary

_LONGEST_HEADING, _LONGEST_LABEL = 16, 10
_REACHED = re.compile("完成|实际|达成|实现|成效|结果")
_HEADS_GOALS = re.compile(r"(目标|情况|完成|结果|综述|成效|效果|概述|实现)(值|情况|描述|说明|综述)?$")


def headed(row: Row, cell: Cell, words: Vocabulary) -> Cell | None:
    """The text under a label of which another such label stands beside: 年初设定目标 | 实际完成目标 over two texts."""
    if (
        row.loose
        or cell.bottom - cell.top > 1
        or len(squeeze(cell.text)) > _LONGEST_HEADING
        or not (after := following(row, cell))
    ):
        return None
    here, there = _filled_under(row.grid, cell), _filled_under(row.grid, after[0])
    heading = heads_goals(row.grid, after[0])
    return here if here and there and heading and not (words.heads(here.text) or words.known(here.text)) else None


def goes_on_below(row: Row, label: Cell, value: Cell) -> list[Cell]:
    """The rows in which a goal goes on beside its label: 目标1：... over 目标2：...; [] where other things stand there."""
    found: list[Cell] = []
    for r in range(value.bottom, label.bottom):
        right = [c for c in row.grid.starting(r) if c.left >= label.right and c.text]
        if len(right) != 1 or (right[0].left, right[0].right) != (value.left, value.right):
            return []
        found += right
    return found


def goes_on_under(row: Row, heading: Cell, value: Cell) -> list[Cell]:
    """The rows in which a text goes on under its heading, as far as their side label reaches: 预期目标 over 目标1：... over
    目标2：...; [] where other things stand there."""
    left = [c for c in row.grid.crossing(row.index) if c.right <= heading.left and c.text and c.bottom > value.bottom]
    if row.loose or not left:
        return []
    side = left[-1]
    headings = {(c.left, c.right) for c in following(row, side)}
    found: list[Cell] = []
    for r in range(value.bottom, side.bottom):
        cells = row.grid.starting(r)
        if {(c.left, c.right) for c in cells} != headings or any(heads_goals(row.grid, c) for c in cells):
            return []
        found += [c for c in cells if c.text and (c.left, c.right) == (value.left, value.right)]
    return found


def _filled_under(grid: Grid, cell: Cell) -> Cell | None:
    """The cell of the same width right below, where it holds text."""
    below = grid.starting(cell.bottom) if cell.bottom < grid.rows else []
    return next((c for c in below if (c.left, c.right) == (cell.left, cell.right) and c.text), None)


def completion(draft: Draft, row: Row, cell: Cell, words: Vocabulary, used: set[int]) -> None:
    """An unknown label beside 预期目标, over a text as that is: what was reached of it."""
    beside = following(row, cell)[0]
    if not heads_goals(row.grid, beside) or words.heads(beside.text):
        return
    below = _filled_under(row.grid, beside)
    if below is not None and draft.put("actual_completion", below.text, below.places):
        draft.unfamiliar("head", beside.text, "actual_completion", beside.places)
        draft.review.add("actual_completion")
        used |= {id(beside), id(below)}


def two_headings(draft: Draft, row: Row, name: str, heading: Cell, words: Vocabulary, used: set[int]) -> None:
    """计划目标 | 完成目标 beside 绩效目标, labels that nobody knows: the first stands over the goal, the second over what was
    reached of it."""
    if name != "annual_goal" or words.heads(heading.text):
        return
    below = _filled_under(row.grid, heading)
    if below is None or not draft.put("annual_goal", below.text, below.places):
        return
    draft.unfamiliar("head", heading.text, "annual_goal", heading.places)
    draft.review.add("annual_goal")
    used |= {id(heading), id(below)}
    if following(row, heading):
        completion(draft, row, heading, words, used)


def beside_their_labels(row: Row, cell: Cell, words: Vocabulary) -> list[tuple[Cell, Cell]]:
    """The labels that nobody knows beside a side label, each with its text: 目标 beside 年初设定 | ... over 实际达成 | ...;
    [] where it stands beside its own text."""
    found: list[tuple[Cell, Cell]] = []
    for r in range(row.index, cell.bottom if not row.loose and cell.bottom - cell.top > 1 else row.index):
        right = [c for c in row.grid.starting(r) if c.left >= cell.right and c.text]
        if len(right) != 2 or not _labels(row.grid, *right) or (found and right[0].left != found[0][0].left):
            return []
        found.append((right[0], right[1]))
    return found if not any(words.heads(label.text) for label, _ in found) else []


def _labels(grid: Grid, label: Cell, text: Cell) -> bool:
    """Whether a narrow word stands beside a text, neither of them over what is below."""
    width = [grid.xs[c.right] - grid.xs[c.left] for c in (label, text)]
    short = len(squeeze(label.text)) <= _LONGEST_LABEL and number(label.text) is None and width[0] < width[1]
    return short and not (len(squeeze(text.text)) <= _LONGEST_HEADING and _HEADS_GOALS.search(squeeze(text.text)))


def side_labels(draft: Draft, pairs: list[tuple[Cell, Cell]], used: set[int]) -> None:
    """The first text that speaks of no result is the goal, the first other one what was reached; both in review."""
    for label, text in pairs:
        name = "actual_completion" if _REACHED.search(label.text) else "annual_goal"
        used |= {id(label), id(text)}
        draft.unfamiliar("head", label.text, name, label.places)
        if draft.put(name, text.text, text.places):
            draft.review.add(name)
        else:
            draft.add_other(label_key(label.text), text.text, text.places)


def heads_goals(grid: Grid, cell: Cell) -> bool:
    """Whether a short text speaks of goals or results and stands over a text of its own: 实施周期绩效目标."""
    text = squeeze(cell.text)
    heading = cell.bottom - cell.top == 1 and len(text) <= _LONGEST_HEADING and bool(_HEADS_GOALS.search(text))
    return heading and _filled_under(grid, cell) is not None

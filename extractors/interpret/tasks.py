"""Lists beside a label: numbered goals and plans, or tasks with what is to be done for each and what it costs."""

from __future__ import annotations

import re

from extractors.grid import Cell, Grid
from extractors.interpret.draft import Draft
from extractors.interpret.forms import Row
from extractors.text import is_blank, label_key, squeeze
from extractors.values import number

_DONE_WHEN = {"实施内容", "项目实施内容", "工作内容", "进度内容", "实施进度内容", "项目实施进度内容"}  # with columns of times behind it
_TASK_HEADS = {"任务名称", "主要任务", "主要内容", "任务", "序号", "工作任务", *_DONE_WHEN}
CONTENT = {"主要内容", "任务内容", "内容", "具体内容", *_DONE_WHEN}
LISTS = ("detail_goals", "plans")
_NUMBER = re.compile(r"(计划|目标)?[(（]?(\d{1,2}|[一二三四五六七八九十]+)[)）、.．]?")
_TOTAL = ("合计", "总计", "小计")


def read(draft: Draft, row: Row, cell: Cell, name: str, used: set[int]) -> bool:
    """A side label with numbered rows to its right: 1 | text, 计划2 | text; or one text only."""
    if row.loose:
        return False
    grid, found = row.grid, False
    content: Cell | None = None  # the header over what is to be done, where the list has one
    headers: list[Cell] = []
    for r in range(cell.top, _end(grid, cell)):
        right = [c for c in grid.starting(r) if c.left >= cell.right and c.text]
        if not right:
            continue
        if label_key(right[0].text) in _TASK_HEADS:
            content, headers = next((c for c in right if label_key(c.text) in CONTENT), None), right
            used.update(id(c) for c in right)
            continue
        under = [c for c in right if content and grid.overlap(content, c) > 0]
        if content and (not under or label_key(right[0].text).endswith(_TOTAL)):
            used.update(id(c) for c in [*under, *_told(draft, grid, right, headers)])
            continue
        entry = under[0] if under else right[-1]
        used.update(id(c) for c in (right if not content else [entry, *_told(draft, grid, right, headers, entry)]))
        draft.heads(c for c in right if c.left < entry.left and _NUMBER.fullmatch(squeeze(c.text)))
        if not is_blank(entry.text) and not (len(right) == 1 and _NUMBER.fullmatch(squeeze(entry.text))):
            if not under and len([c for c in right if not _NUMBER.fullmatch(squeeze(c.text))]) > 1:
                draft.review.add(f"{name}[{len(draft.lists[name])}]")  # which of them is the entry nobody says
            draft.lists[name].append((entry.text, entry.places))
            found = True
    return found


def _told(draft: Draft, grid: Grid, row: list[Cell], headers: list[Cell], entry: Cell | None = None) -> list[Cell]:
    """What else a task's row prints below the list's headers, its amounts most often: kept with the task's name."""
    before = [c for c in row if entry is None or c.left < entry.left]
    name = next((c for c in before if not _NUMBER.fullmatch(squeeze(c.text))), entry)
    if name is None or number(name.text) is not None:
        return []
    found = []
    for cell in (c for c in row if c is not entry and c.left >= name.right):
        header = max(headers, key=lambda h: grid.overlap(h, cell), default=None)
        if header is not None and grid.overlap(header, cell) > 0 and not is_blank(cell.text):
            draft.add_other(f"{label_key(name.text)} {squeeze(header.text)}", cell.text, cell.places)
            found.append(cell)
    return found


def _end(grid: Grid, label: Cell) -> int:
    """The row behind a label's list: numbered rows with a blank below the label go on with it, where it is not merged."""
    end = label.bottom
    while end < grid.rows:
        here = grid.starting(end)
        under = [c for c in here if c.left < label.right and c.text]
        first = next((c for c in here if c.left >= label.right and c.text), None)
        if under or first is None or not _NUMBER.fullmatch(squeeze(first.text)):
            return end
        end += 1
    return end

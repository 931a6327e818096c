"""Rows that are no indicators: sums that close the table, remarks between its rows, and what belongs to another block.

Asked of a row below an indicator table's header; nothing is read or kept here.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from extractors.grid import Cell
from extractors.interpret.beside import is_inline
from extractors.interpret.draft import Draft
from extractors.interpret.forms import Row
from extractors.interpret.guess import LEAST_ROWS
from extractors.interpret.under import Header, fresh, under
from extractors.text import label_key, squeeze
from extractors.values import number, parse
from extractors.vocabulary import Vocabulary

FULL, MOST_FOR_FUNDS = Decimal(100), Decimal(20)  # points of a whole form; of them, for carrying out the budget
LONGEST = 24  # characters of what stands over a group of rows
WIDE = 3  # columns that a label of sums is merged over
LEAST_VALUES = 2  # of a row that is an indicator for certain
_VALUES = ("target", "actual", "weight", "score")
_PART = re.compile(r"(小计|合计)$")
_COUNTED = re.compile(r"^第[一二三四五六七八九十\d]+(部分|类|项)[:：、\s]*|^\d+(?:\.\d+)+[、.．]?\s*|^[(（]?[一二三四五六七八九十\d]+[)）]?[、.．]?\s*")
_NUMBER = re.compile(r"\d+(\.\d+)*[.、]?")
_SIGNS = ("other", "project_lead", "lead_and_phone", "phone", "prepared_by", "conclusion")  # what labels there name
_SEAL = re.compile("盖章|公章|签章|签字|签名|年月日|^同意")
_NOTE = re.compile(r"(注|备注|说明|填表说明)\d?[:：]")


def is_total(row: Row, words: Vocabulary) -> bool:
    filled = row.filled
    return is_labelled_total(row, words) and sum(number(c.text) is not None for c in filled) > 0


def is_labelled_total(row: Row, words: Vocabulary) -> bool:
    """总分; its characters may stand so far apart (总　　分) that they were taken for two cells."""
    leading = ""
    cells = row.filled
    numbers = next((n for n, c in enumerate(cells) if number(c.text) is None), 0)  # sums in front of their label
    for cell in cells[numbers if numbers > 1 else 0 :][:3]:
        if number(cell.text) is not None:
            break
        leading += cell.text
        if label_key(leading) in words.totals:
            return True
    return False


def is_sum_of_part(head: Header, row: Row, behind: Sequence[Row], words: Vocabulary) -> bool:
    """小计, 产出合计 or 总分 between the levels: the table goes on behind it."""
    if not (is_sum(row, words) or is_wide_sum(row)):
        return False
    key = label_key(next(c for c in row.filled if number(c.text) is None).text)
    last = next((r for r in behind if r.filled), None)
    own = key.endswith("小计") and last is not None and last.grid is row.grid and is_labelled_total(last, words)
    return own or goes_on(head, row, behind, words)


def is_sum(row: Row, words: Vocabulary) -> bool:
    """One label of a sum, and figures."""
    named = [c for c in row.filled if number(c.text) is None]
    key = label_key(named[0].text) if len(named) == 1 else ""
    return key in words.totals or (0 < len(key) <= LONGEST and bool(_PART.search(key)))


def is_wide_sum(row: Row) -> bool:
    """A text merged over several columns beside figures only: 以上为工程部分 | 60 | 60."""
    named = [c for c in row.filled if number(c.text) is None]
    alone_named = len(named) == 1 and len(row.filled) > 1 and len(squeeze(named[0].text)) <= LONGEST
    return alone_named and named[0].right - named[0].left >= WIDE


def goes_on(head: Header, row: Row, behind: Sequence[Row], words: Vocabulary) -> bool:
    """Whether indicators of the same table follow a row: names with values of their own, below its columns. Remarks and the
    headings of groups may stand between."""
    for on in (r for r in behind if r.filled):
        if on.grid is not row.grid or (is_labelled_total(on, words) and not is_sum(on, words)):
            return False
        if is_sum(on, words) or is_wide_sum(on) or is_note(on) or level_over_rows(on, words) or alone(on) or level_alone(head, on, words):
            continue
        return _is_of(head, on, words)
    return False


def _is_of(head: Header, row: Row, words: Vocabulary) -> bool:
    """Whether a row is an indicator of the table for certain: its name and two values stand there, not all of them words."""
    name = next(fresh(head, row, "level3", 0), None)
    values = [c for field in _VALUES for c in fresh(head, row, field, 0)]
    told = len(values) >= LEAST_VALUES and any(parse(c.text).kind != "word" for c in values)
    heading = words.heads(row.filled[0].text) or name is None or number(name.text) is not None
    return told and not heading and not is_foreign(head, row, words)


def alone(row: Row) -> Cell | None:
    """A short text that has a row across the table for itself: 第二部分　个性要求."""
    filled = row.filled
    wide = len(filled) == 1 and 2 * (filled[0].right - filled[0].left) > len(row.grid.xs) - 1
    return filled[0] if wide and len(squeeze(filled[0].text)) <= LONGEST else None


def sums_follow(row: Row, behind: Sequence[Row], words: Vocabulary) -> bool:
    """Whether the row of sums stands right behind a row of another kind: 未完成原因 and its text, then 总分."""
    on = next((r for r in behind if r.filled), None)
    return on is not None and on.grid is row.grid and not is_labelled_total(row, words) and is_total(on, words)


def sums_up(draft: Draft, head: Header, row: Row) -> bool:
    """Whether a row whose label nobody knows closes the table: its points are the sum of those above, it names no target."""
    points = [r.values["weight"] for r in draft.indicators if "weight" in r.values]
    if len(points) < LEAST_ROWS or not row.filled or number(row.filled[0].text) is not None or "target" not in head.fields:
        return False
    if any(c is not row.filled[0] for name in ("target", "actual") for c in fresh(head, row, name, 0)):
        return False
    own = {n: next((number(c.text) for c in fresh(head, row, n, 0)), None) for n in ("weight", "score")}
    weight, score = own["weight"], own["score"]
    if weight is None or not FULL - MOST_FOR_FUNDS <= weight <= FULL or (score is not None and score > weight):
        return False
    missing = weight - sum(points)
    return missing == 0 or (weight == FULL and 0 < missing <= MOST_FOR_FUNDS)


def is_note(row: Row) -> bool:
    """A remark across the table, between its rows."""
    return len(row.filled) == 1 and len(row.cells) == 1 and bool(_NOTE.match(squeeze(row.filled[0].text)))


def level_over_rows(row: Row, words: Vocabulary) -> Cell | None:
    """一、产出指标（50分） across the table: the first level of the rows below."""
    cell = alone(row)
    return cell if cell and label_key(bare_level(cell.text)) in words.levels1 else None


def bare_level(text: str) -> str:
    """一、产出指标, 第二部分　效益类: the level's name."""
    return _COUNTED.sub("", text.strip())


def level_alone(head: Header, row: Row, words: Vocabulary) -> tuple[str, Cell] | None:
    """A level that has a row for itself, behind its number at most, where no column holds it: 1.2 | 质量指标."""
    number_of, named = _numbered(row)
    if named is None or any(True for name in _VALUES for _ in fresh(head, row, name, 0)):
        return None
    key = label_key(bare_level(named.text))
    depth = number_of or _in_front(named.text)
    free = [x for x, known in (("level1", words.levels1), ("level2", words.levels2)) if key in known and not head.at(x)]
    if len(free) > 1 and depth.count(".") == 1:
        free = free[1:]
    return (free[0], named) if free and named.text else None


def _in_front(text: str) -> str:
    found = re.match(r"\d+(?:\.\d+)*", squeeze(text))
    return found[0] if found else ""


def _numbered(row: Row) -> tuple[str, Cell | None]:
    """A row of one text, with the number in front of it."""
    numbers = [c for c in row.filled if _NUMBER.fullmatch(squeeze(c.text))]
    texts = [c for c in row.filled if c not in numbers]
    return (squeeze(numbers[0].text) if numbers else "", texts[0] if len(texts) == 1 and len(numbers) <= 1 else None)


def is_foreign(head: Header, row: Row, words: Vocabulary) -> bool:
    """Whether a row is none of the table: a label with a wide value beside it, a new block, an unfilled row of sums."""
    filled = row.filled
    if not filled:
        return False
    if is_labelled_total(row, words) or (len(filled) == 1 and is_inline(filled[0].text, words)) or _is_signed(row, words):
        return True
    wide = [
        c
        for c in filled
        if sum(
            head.grid.overlap(h, c) > 0.5 * _width(head, h) for h, f in zip(head.cells, head.fields, strict=True) if f
        )
        >= 3
    ]
    known = words.head.field(filled[0].text) is not None or words.section.field(filled[0].text) is not None
    level3 = head.at("level3")
    names = [c for c in (under(head, row, i) for i in level3) if c and c.top == row.index and c.text]
    return bool(wide) or (known and len(filled) <= 2 and not (names and names[0] is not filled[0]))


def _is_signed(row: Row, words: Vocabulary) -> bool:
    """单位意见 | （盖章）　年月日 | 财政部门意见 | ...: opinions and signatures below the table."""
    first, *rest = row.filled
    if not rest or words.head.field(first.text) not in _SIGNS or label_key(first.text) in words.levels1 | words.levels2:
        return False
    return any(_SEAL.search(squeeze(c.text)) or words.head.field(c.text) in _SIGNS for c in rest)


def _width(head: Header, cell: Cell) -> float:
    return head.grid.xs[cell.right] - head.grid.xs[cell.left]

"""What no reader of a form took: kept in `other` with the label beside, before or above it, so that nothing printed is lost.

Runs last, over the rows of one form. It fills no field and judges nothing; labels, units of money and page numbers are
furniture and stay out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from extractors.grid import Cell
from extractors.interpret.draft import SURE, Draft, Places
from extractors.interpret.forms import Row
from extractors.text import is_blank, join_lines, label_key, squeeze
from extractors.values import number
from extractors.vocabulary import LONGEST, Vocabulary

_PAGE_NUMBER = re.compile(r"[-—–第]*\d+[-—–页/共]*\d*页?[-—–]*")
_FURNITURE = re.compile(
    r".*[(（](?:单位[:：])?[亿万千百]?元[)）]"  # 当年预算情况（万元）: heads what stands below
    r"|[(（]?(?:金额|货币|资金|计量)?单位[:：]?(?:人民币)?[亿万千百]?元[)）]?"
    r"|[(（][续接]上?[表页][)）]|[(（]盖章[)）]|[(（]?公章[)）]?|指标\d*[:：]?|[.…·]+|(?:计划|目标)\d{1,2}[、.]?"
)
_MONEY_UNIT = re.compile("(?:人民币)?[亿千百万]?元")
_COUNTED = re.compile(r"\d{1,2}[、.]?")  # a row's number, in the first column
_LABELLED = re.compile(rf"^([^\d\s:：。，,;；、=＝][^:：。，,;；]{{0,{LONGEST - 1}}})[:：](.*)$", re.DOTALL)
_PAIRS = re.compile(r"\s+(?=[^\s:：\d][^\s:：]{1,15}[:：])")  # 复核人：某某  联审编号：某号 in one cell or line
_GAP = re.compile(r"[\s\u3000]{2,}")
_LABEL = 20  # characters; a longer text beside a value is a value itself


def keep(draft: Draft, rows: Iterable[Row], words: Vocabulary) -> None:
    """Put what is left into `other`. Lines outside tables that follow one another make one text."""
    taken = set(_taken(draft))
    taken |= {id(p) for p in draft.evidence.get("fiscal_year", ()) if not _says_more(p.text, words)}
    running: int | None = None  # where in `other` the line before this row went
    for row in rows:
        line = _is_line(row)
        left = [c for c in row.filled if not taken & {id(p) for p in c.places} and not _is_furniture(row, c, words)]
        if line and running is not None and len(left) == len(row.filled) == 1 and not _LABELLED.match(left[0].text):
            label, value, places = draft.other[running]
            draft.other[running] = label, join_lines([value, left[0].text]), places + left[0].places
            continue
        for cell in left:
            _put(draft, row, cell, words)
        if line and row.filled:
            running = _last_of(draft, row)
        elif row.filled:
            running = None


def _is_line(row: Row) -> bool:
    """A line of text: outside tables, or the only cell of its row, as under a table of a sheet."""
    return row.loose or (len(row.filled) == 1 and sum(bool(c.text) for c in row.grid.crossing(row.index)) == 1)


def _says_more(text: str, words: Vocabulary) -> bool:
    """A label that nobody knows, with a value that names the year: 跟踪时段：2025年1月—9月."""
    labelled = _LABELLED.match(text)
    return labelled is not None and not words.known(labelled[1])


def _taken(draft: Draft) -> Iterator[int]:
    """Every place that stands behind a value or a label already."""
    for part in (draft, *draft.parts):
        records = [*part.budget, *part.indicators]
        kept: list[Places] = [places for name, places in part.evidence.items() if name != "fiscal_year"]
        kept += [p for r in records for p in r.places.values()]
        kept += [places for _, _, places in part.other]
        kept += [places for entries in part.lists.values() for _, places in entries]
        kept += [places for _, places in part.labels.values()]
        yield from (id(place) for places in kept for place in places)
    yield from draft.headings


def _last_of(draft: Draft, row: Row) -> int | None:
    """The entry that the row's last piece went to."""
    ends = {id(p) for p in row.filled[-1].places}
    return next((n for n, (_, _, places) in enumerate(draft.other) if ends & {id(p) for p in places}), None)


def _is_furniture(row: Row, cell: Cell, words: Vocabulary) -> bool:
    text, key = cell.text, label_key(cell.text)
    return (
        is_blank(text)
        or (len(squeeze(text)) == 1 and all(p.source == "ocr" and p.confidence < SURE for p in cell.places))  # dirt
        or text.rstrip().endswith((":", "："))  # a label without a value
        or bool(_FURNITURE.fullmatch(squeeze(text)))
        or (row.loose and bool(_PAGE_NUMBER.fullmatch(squeeze(text))))
        or (cell.left == 0 and bool(_COUNTED.fullmatch(squeeze(text))))
        or words.known(text)
        or key in words.totals | words.levels1 | words.levels2
    )


def _put(draft: Draft, row: Row, cell: Cell, words: Vocabulary) -> None:
    text = (" ".join(cell.lines) or cell.text).strip()
    pairs = [_LABELLED.match(part) for part in _PAIRS.split(text)]
    if pairs[0] is None:
        before, gap, behind = text.partition(wide[0]) if (wide := _GAP.search(text)) else (text, "", "")
        pairs = [_LABELLED.match(part) for part in _PAIRS.split(behind)] if gap and _LABELLED.match(behind) else []
        alone = join_lines([before]) if pairs else cell.text  # 某局本级　　　单位：万元 in one cell
        draft.add_other("" if _is_line(row) else _label_of(draft, row, cell, words), alone, cell.places)
    for pair in pairs:
        label, value = (label_key(pair[1]), pair[2].strip()) if pair else ("", "")
        if _FURNITURE.fullmatch(squeeze(value)) or (label.endswith(("单位", "金额")) and _MONEY_UNIT.fullmatch(squeeze(value))):
            continue
        if words.head.field(label) is None and not is_blank(value):
            draft.unfamiliar("head", label, None, cell.places)
        draft.add_other(label, value, cell.places)


def _heads_column(row: Row, cell: Cell, words: Vocabulary) -> bool:
    """A known label that has no value of its own beside it."""
    right = next((c for c in row.grid.crossing(cell.top) if c.left >= cell.right and c.text), None)
    return words.known(cell.text) and (right is None or words.known(right.text))


def _label_of(draft: Draft, row: Row, cell: Cell, words: Vocabulary) -> str:
    """The nearest label to the left; else the row's name with the header above; else the text beside."""
    left = [c for c in row.grid.crossing(row.index) if c.right <= cell.left and c.text]
    for beside in reversed(left):
        if words.known(beside.text) or label_key(beside.text) in words.totals:
            return label_key(beside.text)
    named = [c for c in left if len(squeeze(c.text)) <= _LABEL and number(c.text) is None and not c.uncomputed]
    if named and named[-1].bottom - named[-1].top > 1 and label_key(named[-1].text) not in words.levels1 | words.levels2:
        draft.unfamiliar("head", named[-1].text, None, named[-1].places)  # a list beside it was not read
    above = (c for r in range(row.index - 1, -1, -1) for c in row.grid.starting(r) if row.grid.overlap(c, cell) > 0)
    header = next((c for c in above if draft.headings & {id(p) for p in c.places} or _heads_column(row, c, words)), None)
    parts = [*named[-1:], *([header] if header else [])]
    return " ".join(label_key(c.text) or c.text for c in parts)

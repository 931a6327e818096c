"""Tables that look like performance reports and were read as none: said, so that none is passed over in silence.

Told by their rows only: a list of projects with their money and scores, or rows of indicators without the header above
them, as the second page of a form is. Nothing is read here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from extractors.errors import UnreadablePage
from extractors.grid import Cell
from extractors.interpret.draft import Draft
from extractors.interpret.forms import Form, Row
from extractors.interpret.leaves import leaves
from extractors.interpret.listed import columns
from extractors.interpret.unplaced import header_over, like_indicators
from extractors.records import Evidence
from extractors.text import label_key, squeeze
from extractors.values import money, number, parse
from extractors.vocabulary import Vocabulary

LEAST_ROWS = 2
LEAST_LABELS, LONG = 5, 60  # labels in, and letters of, a text that may be a whole form
MOST_NAMED = 8
_REMARK = re.compile(r"(?:备?注|说明|填[表报写])")
_STOP = re.compile("[。；;]")
_COUNTED = re.compile(r"[(（]?[\d一二三四五六七八九十]{1,2}[)）、.．]?")
_OF_LISTS = re.compile("事项|任务|要点|计划|安排|分项|明细|子目标|分目标")
_TOLD = {"budget_amount", "full_year_amount", "executed_amount"}
_OF_MONEY = ("initial", "full_year", "executed")
_COUNT_OR_YEAR = re.compile(r"[(（]?(\d{1,2}|(19|20)\d{2})[)）、.．]?")
_OF_FUNDS = ("full_year", "executed", "execution_rate")


def said(
    form: Form, drafts: Sequence[Draft], words: Vocabulary, before: Sequence[Draft] = ()
) -> Iterator[UnreadablePage]:
    """What the form's tables look like that none of its records came from, at most once. Rows of indicators may be the rest
    of the form `before`: it goes into review as one that lacks them."""
    tables = [r for r in form.rows if not r.loose]
    taken = any(d.indicators for d in drafts)
    headers = [] if taken else [r for r in tables if _lists_projects(r, words)]
    read = set(_read(drafts))
    bodies = like_indicators(tables, read, words, taken=taken)
    unplaced = [label for d in drafts for label in d.unplaced]
    named = next((r for r in tables if any(words.head.field(c.text) == "project_name" for c in r.filled)), None)
    if headers:
        yield _list_of_projects(_where(headers[0]))
    elif len(bodies) >= LEAST_ROWS and unplaced:
        yield _unknown_header(_where(bodies[0]), unplaced)
    elif len(bodies) >= LEAST_ROWS:
        _lacks_rows([*before, *drafts][-1:])
        yield _without_header(_where(bodies[0]), [c.text for c in header_over(bodies[0], words)])
    elif form.title and named and not drafts:
        yield _head_only(_where(named), form.title)
    for draft in drafts:
        yield from _lists(draft, tables)
        yield from _forms_as_text(draft, words)
    if drafts:
        yield from (_funds_unread(_where(r), label_key(c.text)) for r, c in _funds(tables, read, words))
        if not any(d.budget for d in drafts):
            yield from (_funds_unread(_where(r), label_key(c.text)) for r, c in _of_tasks(tables, words))
        yield from (_figure_lost(_where(r), c.text) for r, c in _lost(tables, drafts))


def _lacks_rows(drafts: Sequence[Draft]) -> None:
    """The values that tell how much a form holds: totals that it has columns for, and the name of its last row."""
    for draft in drafts:
        draft.review |= {f"total_{name}" for name in ("weight", "score") if name in draft.columns}
        if draft.indicators:
            draft.indicators[-1].doubtful.add("level3")


def _lists(draft: Draft, tables: Sequence[Row]) -> Iterator[UnreadablePage]:
    """Labels that nobody knows, of plans or goals by their words, along rows of a form of which no list was read."""
    if any(draft.lists.values()):
        return
    unknown = {id(p) for label, places in draft.labels.values() if label.taken_for is None for p in places}
    for row in tables:
        for cell in row.filled:
            if not unknown & {id(p) for p in cell.places} or not _along_rows(row, cell):
                continue
            if _OF_LISTS.search(cell.text) or _is_counted(row, cell):
                yield _list_unread(_where(row), label_key(cell.text))


def _funds(tables: Sequence[Row], read: set[int], words: Vocabulary) -> list[tuple[Row, Cell]]:
    """The first label of funds beside rows that hold amounts."""
    for row in tables:
        for cell in row.filled:
            if words.section.field(cell.text) != "budget" or read & {id(p) for p in cell.places}:
                continue
            rows = range(cell.top, min(cell.bottom, row.grid.rows))
            beside = [[c for c in row.grid.starting(r) if c.left >= cell.right] for r in rows]
            left = [cells for cells in beside if not read & {id(p) for c in cells for p in c.places}]
            if sum(money(c.text, Decimal(1)) is not None for cells in left for c in cells) >= LEAST_ROWS:
                return [(row, cell)]
    return []


def _of_tasks(tables: Sequence[Row], words: Vocabulary) -> list[tuple[Row, Cell]]:
    """The first list of tasks with amounts below a label of money, in a form that has no other funds."""
    for row in tables:
        for cell in (c for c in row.filled if words.section.field(c.text) == "plans" and c.bottom - c.top > LEAST_ROWS):
            heads = [c for c in row.grid.starting(cell.top) if c.left >= cell.right]
            heads = [c for c in heads if words.budget.field(c.text) in _OF_MONEY]
            below = [c for r in range(cell.top + 1, min(cell.bottom, row.grid.rows)) for c in row.grid.starting(r)]
            amounts = [c for c in below if any(row.grid.overlap(h, c) > 0 for h in heads) and _is_money(c)]
            if len(amounts) >= LEAST_ROWS:
                return [(row, cell)]
    return []


def _is_money(cell: Cell) -> bool:
    return money(cell.text, Decimal(1)) is not None


def _lost(tables: Sequence[Row], drafts: Sequence[Draft]) -> list[tuple[Row, Cell]]:
    """The first figure that stands behind nothing at all: no value, no other content. Counts and years are no figures."""
    kept = {*_read(drafts), *(id(p) for d in drafts for _, _, places in d.other for p in places)}
    for row in tables:
        for cell in row.filled:
            plain = squeeze(cell.text)
            told = number(plain) is not None and not _COUNT_OR_YEAR.fullmatch(plain)
            if told and not kept & {id(p) for p in cell.places}:
                return [(row, cell)]
    return []


def _along_rows(row: Row, label: Cell) -> bool:
    """Whether a label goes on beside the row below, merged or with a blank under it."""
    below = row.grid.starting(label.bottom) if label.bottom < row.grid.rows else []
    blank = any(c.blank and (c.left, c.right) == (label.left, label.right) for c in below)
    return label.bottom - label.top > 1 or (blank and any(c.text for c in below))


def _is_counted(row: Row, label: Cell) -> bool:
    """Whether numbered entries stand beside a label: 1 | text, 2 | text."""
    rows = (row.grid.starting(r) for r in (label.top, label.top + 1) if r < row.grid.rows)
    first = [next((c for c in cells if c.left >= label.right and c.text), None) for cells in rows]
    return len(first) > 1 and all(c is not None and _COUNTED.fullmatch(squeeze(c.text)) for c in first)


def _forms_as_text(draft: Draft, words: Vocabulary) -> Iterator[UnreadablePage]:
    """A long text below no label that holds the labels of a whole form, as of a table within a cell or a picture of one."""
    for label, text, places in draft.other:
        plain = squeeze(text)
        if label or len(plain) < LONG or not places or _REMARK.match(plain) or LONG * len(_STOP.findall(plain)) > len(plain):
            continue  # how a form is to be filled in speaks of labels too
        if len({x for x in words.printed if len(x) > 2 and x in plain}) >= LEAST_LABELS:
            yield _form_as_text(Where.of(places[0]), plain[:12])


@dataclass(frozen=True, slots=True)
class Where:
    """A page, or a sheet of a workbook, as the app calls them."""

    page: int
    sheet: bool

    @classmethod
    def of(cls, place: Evidence) -> Where:
        return cls(place.page, place.source == "cell")

    @property
    def zh(self) -> str:
        return f"表 {self.page} " if self.sheet else f"第 {self.page} 页"

    @property
    def en(self) -> str:
        return f"Sheet {self.page}" if self.sheet else f"Page {self.page}"


def _where(row: Row) -> Where:
    return Where.of(next(place for cell in row.filled for place in cell.places))


def _read(drafts: Sequence[Draft]) -> Iterator[int]:
    """The places of all that became part of a record."""
    for draft in drafts:
        records = (*draft.budget, *draft.indicators)
        kept = [*draft.evidence.values(), *(p for r in records for p in r.places.values())]
        kept += [places for entries in draft.lists.values() for _, places in entries]
        yield from (id(place) for places in kept for place in places)


def _lists_projects(row: Row, words: Vocabulary) -> bool:
    header = leaves(row)[0]
    names = columns(header, row, words)
    told = _TOLD & set(names.values()) or {words.budget.field(x.cell.text) for x in header} & set(_OF_FUNDS)
    return bool(told) and len(header) > LEAST_ROWS and row.grid.rows > row.index + LEAST_ROWS and _is_wide(row)


def _is_wide(row: Row) -> bool:
    """Whether a whole row of labels stands there, none with a value beside it."""
    return all(parse(c.text).kind == "word" for c in row.filled) and len(row.filled) > LEAST_ROWS


def _list_of_projects(at: Where) -> UnreadablePage:
    return UnreadablePage(
        at.page,
        f"{at.zh}像是项目汇总表（每行一个项目），没有逐个读成绩效表；请上传各项目自己的表，或对照原件。",
        f"{at.en} looks like a list of projects, one a row; they were not read as reports. Upload the projects' own forms, "
        "or look at the original.",
    )


def _head_only(at: Where, title: str) -> UnreadablePage:
    return UnreadablePage(
        at.page,
        f"{at.zh}的“{title}”只有项目名称等表头内容，没有读到目标、资金或指标，没有作为报告保存；请上传整张表，或对照原件。",
        f'{at.en}: of "{title}" only the head (the project\'s name) was found, no goal, funds or indicators; it was not kept as '
        "a report. Upload the whole form, or look at the original.",
    )


def _funds_unread(at: Where, label: str) -> UnreadablePage:
    return UnreadablePage(
        at.page,
        f"{at.zh}“{label}”旁的金额没有读成预算资金，原样留在其他内容里；请对照原件。",
        f'{at.en}: the amounts beside "{label}" were not read as funds; they are kept as other content. Look at the original.',
    )


def _figure_lost(at: Where, text: str) -> UnreadablePage:
    return UnreadablePage(
        at.page,
        f"{at.zh}的数字“{text}”没有读进任何一项，可能还有别的；请对照原件。",
        f'{at.en}: the figure "{text}" became part of nothing that was read, and others may not have either. Look at the original.',
    )


def _list_unread(at: Where, label: str) -> UnreadablePage:
    return UnreadablePage(
        at.page,
        f"{at.zh}“{label}”旁列出的内容没有读成工作计划或分项目标，原样留在其他内容里；请对照原件。",
        f'{at.en}: what is listed beside "{label}" was read neither as plans nor as detailed goals; it is kept as other content. '
        "Look at the original.",
    )


def _form_as_text(at: Where, begins: str) -> UnreadablePage:
    return UnreadablePage(
        at.page,
        f"{at.zh}有一段文字（“{begins}…”）含有整张表的栏目名，可能是格子或文本框里的另一张表，没有读成指标，原样留在其他内容里；请对照原件。",
        f'{at.en}: a text ("{begins}…") holds the labels of a whole form, perhaps a table within a cell or a text box; it was not '
        "read and is kept as other content. Look at the original.",
    )


def _unknown_header(at: Where, labels: Sequence[str]) -> UnreadablePage:
    named, more = _named(labels)
    return UnreadablePage(
        at.page,
        f"{at.zh}有像指标的行，但不认识这些表头：{named}{more}；没有读成指标，原样留在其他内容里。请在核对本报告时到“不认识的栏目”里"
        "说明它们是什么，随即重读；或对照原件。",
        f"{at.en} holds rows like indicators below a header of unknown labels: {named}; they were not read and are kept as other "
        'content. Say under "Unknown labels" of this report what they mean, and it is read anew; or look at the original.',
    )


def _without_header(at: Where, labels: Sequence[str]) -> UnreadablePage:
    named, more = _named(labels)
    over = f"（上面一行是：{named}{more}）" if labels else "（可能是一张表的后半页）"
    over_en = f"(the row above says {named})" if labels else "(the later part of a form?)"
    return UnreadablePage(
        at.page,
        f"{at.zh}有像指标的行，但认不出表头{over}，没有读成指标；请上传带标题和项目名称的整张表，或对照原件。",
        f"{at.en} holds rows like indicators below no header that is known {over_en}; they were not read. "
        "Upload the whole form with its title and project, or look at the original.",
    )


def _named(labels: Sequence[str]) -> tuple[str, str]:
    return "、".join(labels[:MOST_NAMED]), f"等 {len(labels)} 个" if len(labels) > MOST_NAMED else ""

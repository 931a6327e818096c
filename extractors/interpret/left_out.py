"""Tables that look like performance reports and were read as none: said, so that none is passed over in silence.

Told by their rows only: a list of projects with their money and scores, or rows of indicators without the header above
them, as the second page of a form is. Nothing is read here.
"""

from __future__ import annotations

from collections.abc import Iterator

from extractors.errors import UnreadablePage
from extractors.interpret.forms import Form, Row
from extractors.interpret.leaves import leaves
from extractors.interpret.listed import columns
from extractors.text import label_key
from extractors.values import parse
from extractors.vocabulary import Vocabulary

LEAST_ROWS = 2
_TOLD = {"budget_amount", "full_year_amount", "executed_amount"}
_OF_FUNDS = ("full_year", "executed", "execution_rate")


def said(form: Form, words: Vocabulary) -> Iterator[UnreadablePage]:
    """What the form's table looks like, at most once for a page."""
    tables = [r for r in form.rows if not r.loose]
    headers = [r for r in tables if _lists_projects(r, words)]
    bodies = [r for r in tables if _is_indicator(r, words)]
    if headers:
        yield _list_of_projects(headers[0].grid.pages[0])
    elif len(bodies) >= LEAST_ROWS:
        yield _without_header(bodies[0].grid.pages[0])


def _lists_projects(row: Row, words: Vocabulary) -> bool:
    header = leaves(row)[0]
    names = columns(row, words, len(header))
    told = _TOLD & set(names.values()) or {words.budget.field(x.cell.text) for x in header} & set(_OF_FUNDS)
    return bool(told) and len(header) > LEAST_ROWS and row.grid.rows > row.index + LEAST_ROWS and _is_wide(row)


def _is_wide(row: Row) -> bool:
    """Whether a whole row of labels stands there, none with a value beside it."""
    return all(parse(c.text).kind == "word" for c in row.filled) and len(row.filled) > LEAST_ROWS


def _is_indicator(row: Row, words: Vocabulary) -> bool:
    """A level's name and a value that compares, or is counted, in one row."""
    levels = any(label_key(c.text) in words.levels1 | words.levels2 for c in row.grid.crossing(row.index))
    return levels and any(parse(c.text).kind in ("number", "range") for c in row.filled)


def _list_of_projects(page: int) -> UnreadablePage:
    return UnreadablePage(
        page,
        f"第 {page} 页像是项目汇总表（每行一个项目），没有逐个读成绩效表；请上传各项目自己的表，或对照原件。",
        f"Page {page} looks like a list of projects, one a row; they were not read as reports. Upload the projects' own forms, "
        "or look at the original.",
    )


def _without_header(page: int) -> UnreadablePage:
    return UnreadablePage(
        page,
        f"第 {page} 页有像指标的行，但认不出表头（可能是一张表的后半页），没有读成指标；请上传整张表，或对照原件。",
        f"Page {page} holds rows like indicators below no header that is known (the later part of a form?); they were not read. "
        "Upload the whole form, or look at the original.",
    )

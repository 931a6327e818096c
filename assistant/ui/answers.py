"""A conversation as HTML: each question, its answer, and under it the table of the rows it rests on.

An answer keeps the language of its question; what stands around the answers follows the page. Pure: values in, markup
out. Text is shown as it is, never as markup.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from assistant.edits import Chip
from assistant.reply import Answer, Citation, Doubt, Place, Row
from assistant.ui.actions import actions, answer_key, kept_note
from assistant.ui.charts import chart
from assistant.ui.checking import LONG
from assistant.ui.conditions import conditions
from assistant.ui.crops import crops
from assistant.ui.markup import NOTHING, Html, element, together
from assistant.ui.places import selectable, spot
from assistant.ui.status import status_of_cell
from assistant.ui.texts import Language, headed, say
from assistant.wording import thousands

ROWS_AT_ONCE = 100
_LINES_FOLDED = 3
_DOUBTS_SHOWN = 3
_BELOW_SIZE = 12 / 13  # of the text above it
_ONE_LINE, _WIDEST, _WIDEST_PLACE = 7.5, 12, 8  # em: what stays on one line, what no column exceeds, and what the source does not
_QUANTITY = re.compile(r"^[-+−]?[\d,]+(\.\d+)?\s*(%|‰|分|元|万元|亿元|个|条|项|points?|yuan|ten thousand yuan|hundred million yuan)?(（[\d.,]+万元）)?$")


@dataclass
class Turn:
    """One question of a conversation and what came back; `problem` where nothing did."""

    key: str
    question: str
    answer: Answer | None = None
    problem: str = ""
    rows_shown: int = ROWS_AT_ONCE
    known: int = 0  # the last decision of a person that the answer knows of
    chips: Sequence[Chip] = ()  # the conditions of its query
    by_hand: bool = False  # not a question but a query that was changed
    linked: bool = False
    good: bool | None = None
    judged: bool = False  # with a comment or without, for good
    kept_at: datetime | None = None  # of an answer that came by its link
    kept_state: str = "same"  # whether the data say the same by now: same, changed, or apart where it was not compared
    now_says: str = ""


@dataclass(frozen=True)
class Column:
    """`below` is a quieter second line of each cell."""

    head: str
    cells: tuple[str, ...]
    below: tuple[str, ...] = ()
    widest: float = _WIDEST
    checked: tuple[Html, ...] = ()  # what persons have to do with each row, under the quieter line

    @property
    def of_numbers(self) -> bool:
        filled = [cell for cell in self.cells if cell]
        return bool(filled) and not self.below and all(map(_QUANTITY.match, filled))

    @property
    def width(self) -> float:
        """In em: room for the longest text, on two lines where it is long, within reason."""
        longest = max(map(_breadth, (self.head, *self.cells)))
        quieter = max(map(_breadth, self.below), default=0) * _BELOW_SIZE
        wanted = longest if longest <= _ONE_LINE else max(longest / 2 + 0.5, _ONE_LINE)
        return round(min(max(wanted, quieter) + 0.5, self.widest), 1)


def _breadth(text: str) -> float:
    return sum(0.6 if character.isascii() else 1 for character in text)


def conversation(turns: Sequence[Turn], language: Language) -> Html:
    return element("div", *(_turn(turn, language) for turn in turns), class_="talk", data_shows="ask")


def _turn(turn: Turn, language: Language) -> Html:
    by_hand = element("span", say("by_hand", language), class_="by-hand") if turn.by_hand else NOTHING
    asked = element("div", by_hand, turn.question, class_="question")
    return element("section", asked, _reply(turn, language), class_="turn", id=turn.key, data_done=turn.answer is not None or bool(turn.problem))


def _reply(turn: Turn, language: Language) -> Html:
    if turn.problem:
        return element("div", _badge(say("problem", language)), element("p", turn.problem), class_="answer refused")
    if turn.answer is None:
        return element("div", element("span", class_="spinner"), say("asking", language), class_="answer pending", role="status")
    answer = turn.answer
    parts = [
        _badge(say(answer.status, answer.language)) if answer.status != "answered" else NOTHING,
        kept_note(turn.kept_at, turn.kept_state, turn.now_says, turn.key, language) if turn.kept_at else NOTHING,
        *_said(answer),
        *(_warning(text, answer.language) for text in answer.warnings),
        _tables(turn, answer),
        _doubts(turn, answer),
        _query(answer),
        conditions(turn.key, turn.chips, answer.language),
        _how(answer),
        suggestions(answer.suggestions, say("can_ask", answer.language)) if answer.suggestions else NOTHING,
        actions(answer_key(turn.key), answer, language, linked=turn.linked, good=turn.good, judged=turn.judged),
    ]
    return element("div", *parts, class_="answer" if answer.status == "answered" else "answer refused", lang=answer.language)


def _said(answer: Answer) -> list[Html]:
    """The sentence; what it goes on to list line by line is in the table too, and is folded away."""
    said = thousands(answer.answer)
    first, *rest = said.split("\n")
    if not answer.rows or len(rest) < _LINES_FOLDED:
        return [element("p", said, class_="said")]
    summary = element("summary", say("line_by_line", answer.language))
    return [element("p", first, class_="said"), element("details", summary, element("p", "\n".join(rest), class_="said lines"))]


def _badge(text: str) -> Html:
    return element("span", text, class_="badge")


def _warning(text: str, language: Language) -> Html:
    return element("p", element("b", say("warning", language)), text, class_="caution")


def _doubts(turn: Turn, answer: Answer) -> Html:
    """What the answer rests on and nobody has checked: the paper beside what was read."""
    if not answer.doubts:
        return NOTHING
    items = [_doubt(f"{turn.key}-doubt{n}", d, answer.language) for n, d in enumerate(answer.doubts)]
    rest = items[_DOUBTS_SHOWN:]
    folded = element("details", element("summary", say("doubts_more", answer.language, n=len(rest))), element("ul", *rest)) if rest else NOTHING
    return element("div", element("p", say("doubts", answer.language), class_="rows-note"), element("ul", *items[:_DOUBTS_SHOWN]), folded, class_="doubts")


def _doubt(key: str, doubt: Doubt, language: Language) -> Html:
    place = spot(doubt.page, doubt.bbox, doubt.cell)
    name = " · ".join(part for part in (doubt.of, headed(doubt.name)) if part)
    whose = " · ".join(part for part in (doubt.project_name, doubt.prepared_by) if part) or doubt.document
    read = element("span", say("read_as", language), element("b", doubt.read or say("not_read", language)), class_="read-as long" if len(doubt.read) > LONG else "read-as")
    said = element("div", element("span", name, class_="card-name", title=f"{whose} · {name}"), read, element("span", whose, class_="reason"), class_="card-said")
    check = element("button", say("to_desk", language), type="button", class_="action", data_check=doubt.report_id, data_path=doubt.path)
    marks = selectable(key, doubt.document_id, doubt.document, [place], name)
    return element("li", crops(doubt.document_id, [place], language), said, check, **marks)


def _query(answer: Answer) -> Html:
    if not answer.query_text:
        return NOTHING
    return element("p", element("b", say("query", answer.language)), answer.query_text, class_="query")


def _how(answer: Answer) -> Html:
    return element("p", element("b", say("how", answer.language)), answer.how, class_="query") if answer.how else NOTHING


def suggestions(questions: Sequence[str], heading: str = "") -> Html:
    """Questions that can be clicked."""
    chips = (element("button", q, type="button", class_="chip", data_ask=q) for q in questions)
    return element("div", element("span", heading, class_="chips-head") if heading else NOTHING, *chips, class_="chips")


# tables


def _tables(turn: Turn, answer: Answer) -> Html:
    language = answer.language
    rows, citations = answer.rows, answer.citations
    if not rows:
        return _block(turn, citations, citation_columns(citations, language), language, "cited") if citations else NOTHING
    drawn = chart(answer, turn.key, lambda key, row: _row_place(key, row))
    main = together(_block(turn, rows, row_columns(rows, language), language, "row"), drawn)
    if len(citations) <= len(rows):
        return main
    rest = _table(turn, citations, citation_columns(citations, language), language, "cited")
    return together(main, element("details", element("summary", _counted(len(citations), "record", language)), rest))


def _block(turn: Turn, places: Sequence[Place], columns: Sequence[Column], language: Language, kind: str) -> Html:
    note = _counted(len(places), "row" if kind == "row" else "record", language)
    return together(element("p", note, class_="rows-note"), _table(turn, places, columns, language, kind))


def _counted(n: int, noun: str, language: Language) -> str:
    return say(noun, language) if n == 1 else say(f"{noun}s", language, n=n)


def _table(turn: Turn, places: Sequence[Place], columns: Sequence[Column], language: Language, kind: str) -> Html:
    shown = min(turn.rows_shown, len(places))
    heads = (
        element("th", c.head, class_="num" if c.of_numbers else None, scope="col", style=None if c.of_numbers else f"min-width:calc({c.width}em + 16px)")
        for c in columns
    )
    body = [
        element("tr", *(_cell(c, n) for c in columns), **_row_place(f"{turn.key}-{kind}{n}", places[n]))
        for n in range(shown)
    ]
    table = element("table", element("thead", element("tr", *heads)), element("tbody", *body))
    return together(element("div", table, class_="rows"), _more(turn, shown, len(places), language))


def _cell(column: Column, n: int) -> Html:
    text = column.cells[n]
    content = status_of_cell(text) or element("span", thousands(text), class_="clip", title=thousands(text))
    below = element("span", column.below[n], class_="below", title=column.below[n]) if column.below else NOTHING
    checked = column.checked[n] if column.checked else NOTHING
    return element("td", content, below, checked, class_="num" if column.of_numbers else None)


def _more(turn: Turn, shown: int, total: int, language: Language) -> Html:
    if shown == total:
        return NOTHING
    text = say("more_rows", language, n=min(ROWS_AT_ONCE, total - shown), total=total)
    return element("button", text, type="button", class_="more", data_more=turn.key)


def _row_place(key: str, place: Place) -> dict[str, object]:
    named = [getattr(place, name, None) for name in ("prepared_by", "project_name", "level3")]
    caption = " · ".join(str(part) for part in named if part) or place.document
    return selectable(key, place.document_id, place.document, [spot(place.page, place.bbox, place.cell)], caption)


def row_columns(rows: Sequence[Row], language: Language) -> list[Column]:
    """Who and what, then the answer's own columns, then where; what is empty or would be said twice is left out."""
    named = _identity(rows, language)
    cells = [row.cells_en if language == "en" and row.cells_en else row.cells for row in rows]
    own = [Column(headed(head), tuple(c.get(head, "") for c in cells)) for head in dict.fromkeys(h for c in cells for h in c)]
    if not own:
        own = [Column(say("value", language), tuple("" if r.value is None else f"{r.value:g}" for r in rows))]
        if not named:
            named = [Column(say("item", language), tuple(r.label or "" for r in rows))]
    said = {column.cells for column in named}
    return [*named, *(c for c in own if any(c.cells) and c.cells not in said), _where(rows, language)]


def citation_columns(citations: Sequence[Citation], language: Language) -> list[Column]:
    text = Column(say("cited_text", language), tuple(c.text for c in citations))
    return [*_identity(citations, language), *([text] if any(text.cells) else []), _where(citations, language)]


def _identity(places: Sequence[Row] | Sequence[Citation], language: Language) -> list[Column]:
    """The project with its unit and year below, or the unit alone; then the indicator."""
    columns = []
    names = tuple(p.project_name or p.prepared_by or "" for p in places)
    if any(names):
        head = "project" if any(p.project_name for p in places) else "unit"
        columns.append(Column(say(head, language), names, tuple(map(_below_name, places))))
    if any(p.level3 for p in places):
        columns.append(Column(say("indicator", language), tuple(p.level3 or "" for p in places)))
    return columns


def _below_name(place: Row | Citation) -> str:
    year = getattr(place, "fiscal_year", None)
    return " · ".join(str(part) for part in (place.prepared_by if place.project_name else None, year) if part)


def _where(places: Sequence[Place], language: Language) -> Column:
    return Column(say("source_place", language), tuple(p.document for p in places), tuple(_page(p, language) for p in places), _WIDEST_PLACE, tuple(_checked(p, language) for p in places))


def _checked(place: Place, language: Language) -> Html:
    """Whether a person has checked what the row shows."""
    if not isinstance(place, Row | Citation):
        return NOTHING
    if place.doubtful:
        return element("span", say("unchecked", language, n=len(place.doubtful)), class_="doubt")
    if place.verified_by:
        who = ("、" if language == "zh" else ", ").join(place.verified_by)
        part = ("、" if language == "zh" else ", ").join(place.verified_part)
        said = say("checked_part", language, who=who, part=part) if part else say("checked_by", language, who=who)
        return element("span", said, class_="doubt checked", title=say("checked_why", language))
    return NOTHING


def _page(place: Place, language: Language) -> str:
    if place.cell:
        return say("sheet_n", language, n=place.page or 1, cell=place.cell)
    return say("page_n", language, n=place.page or 1)

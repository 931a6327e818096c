"""The tables of an answer: its rows, and the records that it rests on, each opening its place in the original.

Pure: values in, markup out. Text is shown as it is, never as markup.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.reply import Answer, Citation, Place, Row
from assistant.ui.charts import chart
from assistant.ui.doubted import checked
from assistant.ui.markup import NOTHING, Html, element, together
from assistant.ui.places import selectable, spot
from assistant.ui.status import status_of_cell
from assistant.ui.texts import Language, headed, say
from assistant.ui.turn import ROWS_AT_ONCE, Turn
from assistant.wording import plain, thousands

_BELOW_SIZE = 12 / 13  # of the text above it
_CHECKED = 9.5  # em: what is said of a row's checks
_ONE_LINE, _WIDEST, _WIDEST_PLACE = 7.5, 12, 8  # em: what stays on one line, what no column exceeds, and what the source does not
_QUANTITY = re.compile(r"^[-+−]?[\d,]+(\.\d+)?\s*(%|‰|分|元|万元|亿元|个|条|项|points?|yuan|ten thousand yuan|hundred million yuan)?(（[\d.,]+万元）)?$")


@dataclass(frozen=True)
class Column:
    """`below` is a quieter second line of each cell."""

    head: str
    cells: tuple[str, ...]
    below: tuple[str, ...] = ()
    widest: float = _WIDEST
    checks: tuple[Html, ...] = ()  # whether persons have checked each row, under the quieter line

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
        return round(min(max(wanted, quieter, _CHECKED if any(self.checks) else 0) + 0.5, self.widest), 1)


def _breadth(text: str) -> float:
    return sum(0.6 if character.isascii() else 1 for character in text)


def tables(turn: Turn, answer: Answer, part: str = "") -> Html:
    """The rows with their drawing, and behind them all records; of an answer without rows the records alone. `part` tells the
    rows of one question from those of another that was answered with it."""
    language = answer.language
    rows, citations = answer.rows, answer.citations
    if not rows:
        return _block(turn, citations, citation_columns(citations, language), language, f"{part}-cited") if citations else NOTHING
    drawn = chart(answer, turn.key + part, lambda key, row: _row_place(key, row, turn))
    main = together(_block(turn, rows, row_columns(rows, language, of_several=bool(answer.query.get("group_by"))), language, f"{part}-row"), drawn)
    if len(citations) <= len(rows):
        return main
    rest = _table(turn, citations, citation_columns(citations, language), language, f"{part}-cited")
    return together(main, element("details", element("summary", _counted(len(citations), "record", language)), rest))


def _block(turn: Turn, places: Sequence[Place], columns: Sequence[Column], language: Language, kind: str) -> Html:
    note = _counted(len(places), "row" if kind.endswith("-row") else "record", language)
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
        element("tr", *(_cell(c, n) for c in columns), **_row_place(f"{turn.key}{kind}{n}", places[n], turn))
        for n in range(shown)
    ]
    table = element("table", element("thead", element("tr", *heads)), element("tbody", *body))
    return together(element("div", table, class_="rows"), _more(turn, shown, len(places), language))


def _cell(column: Column, n: int) -> Html:
    text = column.cells[n]
    content = status_of_cell(text) or element("span", thousands(text), class_="clip", title=thousands(text))
    below = element("span", column.below[n], class_="below", title=column.below[n]) if column.below else NOTHING
    checks = column.checks[n] if column.checks else NOTHING
    return element("td", content, below, checks, class_="num" if column.of_numbers else None)


def _more(turn: Turn, shown: int, total: int, language: Language) -> Html:
    if shown == total:
        return NOTHING
    text = say("more_rows", language, n=min(ROWS_AT_ONCE, total - shown), total=total)
    return element("button", text, type="button", class_="more", data_more=turn.key)


def _row_place(key: str, place: Place, turn: Turn) -> dict[str, object]:
    named = [getattr(place, name, None) for name in ("prepared_by", "project_name", "level3")]
    caption = " · ".join(str(part) for part in named if part) or getattr(place, "label", None) or place.document
    return selectable(key, place.document_id, place.document, [spot(place.page, place.bbox, place.cell)], caption, turn.turned.get(place.document_id or 0))


def row_columns(rows: Sequence[Row], language: Language, of_several: bool = False) -> list[Column]:
    """Who and what, then the answer's own columns, then where; what is empty or would be said twice is left out. `of_several`:
    a row is made of several records, of which one is shown."""
    named = _identity(rows, language)
    cells = [row.cells_en if language == "en" and row.cells_en else row.cells for row in rows]
    own = [Column(headed(head), tuple(c.get(head, "") for c in cells)) for head in dict.fromkeys(h for c in cells for h in c)]
    if not own:
        own = [Column(say("value", language), tuple("" if r.value is None else plain(r.value) for r in rows))]
        if not named:
            named = [Column(say("item", language), tuple(r.label or "" for r in rows))]
    said = {column.cells for column in named}
    where = _where(rows, say("source_of_several" if of_several else "source_place", language), language)
    return _checked([*named, *(c for c in own if any(c.cells) and c.cells not in said), where], rows, language)


def citation_columns(citations: Sequence[Citation], language: Language) -> list[Column]:
    text = Column(say("cited_text", language), tuple(c.text for c in citations))
    return _checked([*_identity(citations, language), *([text] if any(text.cells) else []), _where(citations, say("source_place", language), language)], citations, language)


def _checked(columns: Sequence[Column], places: Sequence[Row] | Sequence[Citation], language: Language) -> list[Column]:
    """Whether persons have checked each row stands where it begins; where that is a mere number, with its source."""
    at = len(columns) - 1 if columns[0].of_numbers else 0
    return [replace(c, checks=tuple(checked(p, language) for p in places)) if n == at else c for n, c in enumerate(columns)]


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


def _where(places: Sequence[Place], head: str, language: Language) -> Column:
    return Column(head, tuple(p.document for p in places), tuple(_page(p, language) for p in places), _WIDEST_PLACE)


def _page(place: Place, language: Language) -> str:
    if place.cell:
        return say("sheet_n", language, n=place.page or 1, cell=place.cell)
    return say("page_n", language, n=place.page or 1)

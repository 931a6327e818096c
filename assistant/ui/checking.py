"""Values to be held against the paper: each with its crop, what was read, why it is in doubt, and what can be done about it.

The same card stands in the list of a report's doubtful values and, for any other value, in the panel under the report.
Pure: values in, markup out; desk.js acts on the marked attributes, reports.py keeps what a person decides.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any

from assistant.naming import names
from assistant.ui import lying
from assistant.ui.crops import crops
from assistant.ui.markup import NOTHING, Html, element
from assistant.ui.places import selectable
from assistant.ui.texts import Language, headed, say
from assistant.why_doubted import Sign, why
from extractors.errors import InputError
from index.decisions import CONFIRMED
from index.paths import WHOLE, as_typed, is_value, kind_of, value_at

CARDS_AT_ONCE = 30
LONG = 40  # characters from which on a text is edited in several lines
_LINE = 20.0  # points within which values stand side by side


@dataclass(frozen=True)
class Decided:
    """One decision, as the history of its value shows it."""

    id: int
    path: str
    kind: str
    before: str
    after: str
    who: str
    at: datetime
    why: str


@dataclass(frozen=True)
class Attempt:
    """What a person tried to decide and could not: it is given back with what is wrong."""

    path: str
    message: str
    typed: str | None = None  # of a correction
    why: str = ""


@dataclass(frozen=True)
class Values:
    """A report's values as the cards need them."""

    report_id: int
    document_id: int
    document: str
    payload: Mapping[str, Any]
    review: Sequence[str]
    places: Mapping[str, list[list[Any]]]
    around: Mapping[str, list[Any]]  # "indicators[3]" -> the place of the row, for values of it that were not found
    signs: Mapping[str, Sign]
    decisions: Mapping[str, Sequence[Decided]]  # all of a value, oldest first
    standing: Mapping[str, Decided]

    @cached_property
    def turns(self) -> dict[int, int]:
        """Of the pages that do not lie upright."""
        return lying.turns(self.places)

    def spots(self, path: str) -> list[list[Any]]:
        """Where the value stands; else the row it belongs to; else the report's first page."""
        row = self.around.get(path.rpartition(".")[0])
        first = min((place[0] for places in self.places.values() for place in places), default=1)
        return self.places.get(path) or ([row] if row else [[first]])

    def typed(self, path: str) -> str:
        return as_typed(path, value_at(self.payload, path)) if self.has(path) else ""

    def unread(self, path: str, language: Language) -> str:
        """Why a page could not be read, where the path is that of a page and not of a value."""
        told = {f"unread[{n}]": str(page[f"message_{language}"]) for n, page in enumerate(self.payload.get("unread", ()))}
        return told.get(path, "")

    def has(self, path: str) -> bool:
        if not is_value(path):
            return False
        try:
            value_at(self.payload, path)
        except InputError:
            return False
        return True


def to_check(values: Values, attempt: Attempt | None, language: Language) -> Html:
    """The list of what nobody has checked yet; nothing where all is checked."""
    left = len(values.review)
    if not left:
        return NOTHING
    ordered = sorted(values.review, key=lambda path: _reading_order(values, path))
    cards = [element("li", card(values, path, attempt, language)) for path in ordered[:CARDS_AT_ONCE]]
    more = element("p", say("cards_more", language, n=left - CARDS_AT_ONCE), class_="calm") if left > CARDS_AT_ONCE else NOTHING
    title = element("h3", say("to_check_title", language), element("span", say("left", language, n=left), class_="count"))
    head = element("div", title, name_field(language), class_="desk-head")
    return element("section", head, element("p", say("keys", language), class_="calm keys"), element("ul", *cards, class_="cards"), more, class_="desk")


def _reading_order(values: Values, path: str) -> tuple[float, float, float, str]:
    """As they stand on the paper."""
    page, *box = values.spots(path)[0]
    if len(box) != 4:
        return page, 0.0, 0.0, path
    x0, top, x1, bottom = box
    across, down = {0: (x0, top), 90: (-bottom, x0), 180: (-x1, -bottom), 270: (top, -x1)}[values.turns.get(page, 0)]
    return page, down // _LINE, across, path


def name_field(language: Language) -> Html:
    """Who decides: kept by the browser, see desk.js."""
    field = element("input", type="text", class_="who", maxlength=64, autocomplete="name", placeholder=say("who_hint", language), data_who=True)
    return element("label", say("who", language), Html(field.removesuffix("</input>")), class_="who-line")


def panel(values: Values, path: str, attempt: Attempt | None, language: Language) -> Html:
    """One value by itself, with its history."""
    close = element("button", "×", type="button", class_="close", data_close=True, title=say("close", language), aria_label=say("close", language))
    return element("section", element("div", name_field(language), close, class_="panel-head"), card(values, path, attempt, language, alone=True), class_="value-panel")


def card(values: Values, path: str, attempt: Attempt | None, language: Language, alone: bool = False) -> Html:
    attempt = attempt if attempt and attempt.path == path else None
    of, name = names(values.payload, path, language == "en")
    caption = " · ".join(part for part in (of, headed(name)) if part)
    made = values.decisions.get(path, ())
    shown = _shown(values, path, language)
    said = element("div", _name(of, headed(name), caption), shown, _reason(values, path, language), class_="card-said")
    kind = "panel" if alone else "card"
    marks = selectable(f"r{values.report_id}-{kind}-{path}", values.document_id, values.document, values.spots(path), caption, values.turns)
    parts = (
        crops(values.document_id, values.spots(path), language, values.turns),
        said,
        _buttons(values, path, language),
        element("p", attempt.message, class_="wrong", role="alert") if attempt else NOTHING,
        _form(values, path, attempt, language),
        history(made, values.standing.get(path), language),
    )
    seen = made[-1].id if made else 0
    return element("div", *parts, class_="card", data_card=path, data_seen=seen, data_editing=bool(attempt and attempt.typed is not None), **marks)


def _name(of: str, name: str, caption: str) -> Html:
    """Where there is no room for both, it is the indicator's name that is cut: which of its values this is stays seen."""
    whose = element("span", of, class_="of") if of else NOTHING
    return element("span", whose, element("span", f" · {name}" if of and name else name), class_="card-name", title=caption)


def _shown(values: Values, path: str, language: Language) -> Html:
    """What was read; of a page that was not, why."""
    if told := values.unread(path, language):
        return element("span", told, class_="read long")
    typed = values.typed(path)
    if not typed:
        return element("b", say("not_read", language), class_="read blank")
    return element("b", typed, class_="read long" if len(typed) > LONG else "read")


def _reason(values: Values, path: str, language: Language) -> Html:
    """Why it is in doubt; of a value that is not, who has checked it."""
    stands = values.standing.get(path)
    if stands is not None:
        text = say(f"by_{stands.kind}", language, who=stands.who)
    elif path not in values.review or values.unread(path, language):
        return NOTHING
    else:
        text = why(values.payload, path, values.typed(path), values.signs.get(path, Sign()), language == "en")
    return element("span", text, class_="reason")


def _buttons(values: Values, path: str, language: Language) -> Html:
    stands = values.standing.get(path)
    word = "seen" if values.unread(path, language) else "confirm"
    confirm = element("button", say(word, language), type="button", class_="action confirm", data_do="confirm") if stands is None else NOTHING
    edit = element("button", say("edit", language), type="button", class_="action edit", data_do="edit") if values.has(path) else NOTHING
    back = element("button", say("take_back", language), type="button", class_="action", data_do="take_back") if stands is not None else NOTHING
    return element("div", confirm, edit, back, class_="card-buttons")


def _form(values: Values, path: str, attempt: Attempt | None, language: Language) -> Html:
    if not values.has(path):
        return NOTHING
    text = values.typed(path) if attempt is None or attempt.typed is None else attempt.typed
    hint = say(f"hint_{kind_of(path)}", language)
    if kind_of(path) == "text" and len(text) > LONG:
        field = element("textarea", text, class_="new-value", rows=min(6, len(text) // LONG + 1), aria_label=say("new_value", language), data_new=True)
    else:
        field = _input(value=text, class_="new-value", placeholder=hint, aria_label=say("new_value", language), data_new=True)
    reason = _input(value=attempt.why if attempt else "", class_="new-why", placeholder=say("reason_hint", language), maxlength=1000, aria_label=say("reason_hint", language), data_why=True)
    save = element("button", say("save", language), type="button", class_="action save", data_do="correct")
    cancel = element("button", say("cancel", language), type="button", class_="action", data_do="cancel")
    note = element("p", hint, class_="hint") if kind_of(path) != "text" else NOTHING
    return element("div", field, reason, save, cancel, note, class_="card-form")


def _input(**attributes: object) -> Html:
    return Html(element("input", type="text", **attributes).removesuffix("</input>"))


def history(made: Sequence[Decided], standing: Decided | None, language: Language) -> Html:
    """All that was decided, the latest first."""
    if not made:
        return NOTHING
    lines = (
        element("li", *_line(d, language), class_="stands" if standing and d.id == standing.id else None) for d in reversed(made)
    )
    return element("ol", *lines, class_="history", aria_label=say("history", language))


def _line(d: Decided, language: Language) -> list[Html]:
    at = d.at.astimezone().strftime("%Y-%m-%d %H:%M")
    blank = say("not_read", language)
    change = "" if d.kind == CONFIRMED or d.path == WHOLE else f"{d.before or blank} → {d.after or blank}"
    why = f"（{d.why}）" if d.why and language == "zh" else f" ({d.why})" if d.why else ""
    return [element("time", at), element("span", say(f"did_{d.kind}", language, who=d.who)), element("span", change + why, class_="change")]

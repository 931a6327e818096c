"""A status as the page shows it: a word with a quiet colour, never a colour alone. Pure."""

from __future__ import annotations

from assistant.ui.markup import NOTHING, Html, element
from assistant.ui.texts import FLAGS, STATUSES, Language
from assistant.wording import STATUS

_BY_WORD = {word: (status, n) for status, words in STATUS.items() for n, word in enumerate(words)}


def status_of_cell(text: str) -> Html | None:
    """The chip for a cell of an answer that says a status; None for any other text."""
    found = _BY_WORD.get(text)
    return status_chip(found[0], "en" if found[1] else "zh") if found else None


def status_chip(status: str, language: Language) -> Html:
    return element("span", STATUSES[status][language == "en"], class_=f"status {status.replace('_', '-')}")


def flag_words(flags: list[str], language: Language) -> Html:
    said = [FLAGS[flag][language == "en"] for flag in flags]
    return element("span", "、".join(said) if language == "zh" else ", ".join(said), class_="flags") if said else NOTHING

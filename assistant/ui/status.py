"""A status as the page shows it: a word with a quiet colour, never a colour alone. The words are the answers' own. Pure."""

from __future__ import annotations

from assistant.ui.markup import NOTHING, Html, element
from assistant.ui.texts import FLAGS, Language
from assistant.wording import STATUS

_BY_WORD = {word: status for status, words in STATUS.items() for word in words}


def status_of_word(text: str) -> str | None:
    return _BY_WORD.get(text)


def status_chip(status: str, text: str) -> Html:
    return element("span", text, class_=f"status {status.replace('_', '-')}")


def status_word(status: str, language: Language) -> Html:
    words = STATUS.get(status)
    return status_chip(status, words[language == "en"]) if words else NOTHING


def flag_words(flags: list[str], language: Language) -> Html:
    said = [FLAGS.get(flag, (flag, flag))[language == "en"] for flag in flags]
    return element("span", "、".join(said) if language == "zh" else ", ".join(said), class_="flags") if said else NOTHING

"""What can be done with an answer: copied, taken away as a file, linked to, judged. Draws; ask.py does.

The words to copy are drawn with the answer, so that copying needs no server; files come from handing.py.
"""

from __future__ import annotations

from datetime import datetime

from assistant.handout import as_text
from assistant.handout_files import SUFFIXES
from assistant.reply import Answer
from assistant.ui.markup import NOTHING, Html, element
from assistant.ui.texts import Language, say

ROWS_COPIED = 200
_KINDS = {".xlsx": "Excel", ".docx": "Word"}


def actions(key: str, answer: Answer, language: Language, *, linked: bool, good: bool | None, judged: bool) -> Html:
    """`key` is the answer's own, without the turn's prefix."""
    copy = element("button", say("copy", language), type="button", class_="act", data_copy=as_text(answer, ROWS_COPIED), data_done=say("copied", language))
    files = (element("a", say("export_as", language, kind=_KINDS[s]), href=f"answers/{key}{s}", download="", class_="act") for s in SUFFIXES)
    link = element("button", say("link", language), type="button", class_="act", data_link=key, data_done=say("link_copied", language))
    rates = element("span", _rating(key, True, good, language), _rating(key, False, good, language), class_="rates")
    row = element("div", copy, *files, link, rates, class_="acts")
    return element("div", row, _link(key, language) if linked else NOTHING, _comment(key, good, language) if good is not None and not judged else NOTHING, _thanks(language) if judged else NOTHING)


def _rating(key: str, means: bool, good: bool | None, language: Language) -> Html:
    text = say("good" if means else "bad", language)
    return element("button", text, type="button", class_="act rate", data_rate=key, data_good="1" if means else "0", aria_pressed="true" if good is means else "false")


def _link(key: str, language: Language) -> Html:
    """page.js puts the address of this server before it."""
    field = element("input", value=f"?answer={key}", readonly=True, class_="link-field", aria_label=say("link", language), data_address=key)
    return element("div", element("span", say("link_made", language)), field, class_="link-made")


def _comment(key: str, good: bool | None, language: Language) -> Html:
    hint = say("comment_good" if good else "comment_bad", language)
    field = element("textarea", name="comment", rows="2", maxlength="2000", placeholder=hint, aria_label=hint)
    send = element("button", say("comment_send", language), type="submit", class_="action")
    return element("form", field, send, data_comment=key, data_good="1" if good else "0", class_="comment")


def _thanks(language: Language) -> Html:
    return element("p", say("judged", language), class_="rows-note")


def kept_note(at: datetime, state: str, now_says: str, turn: str, language: Language) -> Html:
    """Over an answer that came by its link: when it was given, and whether the data say the same by now."""
    when = at.astimezone().strftime("%Y-%m-%d %H:%M")
    if state != "changed":
        return element("p", say(f"kept_{state}", language, when=when), class_="kept")
    again = element("button", say("kept_again", language), type="button", class_="action", data_again=turn)
    said = element("p", say("kept_changed", language, when=when), element("b", now_says))
    return element("div", said, again, class_="kept changed")


def answer_key(turn: str) -> str:
    return turn.removeprefix("turn-")

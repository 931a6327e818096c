"""A report as a whole, held against its original: who marked it as checked, what that changes, and the way to do it.

Pure: values in, markup out; desk.js acts on the marked attributes, reports.py keeps what a person decides.
"""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from assistant.ui.checking import Attempt, Values, history, name_field
from assistant.ui.markup import NOTHING, Html, element
from assistant.ui.texts import Language, say
from index.paths import WHOLE

Claim = Literal["chosen", "verified", "newest"]


def mark(who: str, at: datetime, language: Language) -> Html:
    """That a person marked the report as checked."""
    return element("span", say("checked", language), class_="state counted", title=_by(who, at, language))


def _by(who: str, at: datetime, language: Language) -> str:
    return say("whole_by", language, who=who, when=at.astimezone().strftime("%Y-%m-%d %H:%M"))


def state_says(state: str, claim: Claim, copies: int, language: Language) -> str:
    """Whether the report counts; where there are several copies of it, why this one does or does not. `claim` is what the
    one that counts counts by."""
    if state == "withdrawn" or copies < 2:
        return say(f"state_{state}", language)
    return say(f"state_{state}_{claim}", language, n=copies)


def whole(values: Values, state: str, claim: Claim, attempt: Attempt | None, language: Language) -> Html:
    """What is known of it, and the button that changes it; none on a report with values still to check, or withdrawn."""
    stands, made = values.standing.get(WHOLE), values.decisions.get(WHOLE, ())
    wrong = element("p", attempt.message, class_="wrong", role="alert") if attempt and attempt.path == WHOLE else NOTHING
    left = len(values.review)
    acts: tuple[Html, ...] = ()
    if stands is None and left:
        said = say("whole_first", language, n=left)
    elif stands is None:
        takes_over = state == "superseded" and claim != "chosen"
        said = say("whole_takes_over" if takes_over else "whole_not_yet", language)
        acts = () if state == "withdrawn" else (name_field(language), _button("verify", "whole_mark", values, language))
    else:
        said = _by(stands.who, stands.at, language)
        acts = (name_field(language), _button("take_back", "whole_unmark", values, language))
    chip = mark(stands.who, stands.at, language) if stands else NOTHING
    line = element("div", chip, element("span", said, class_="whole-said"), *acts, class_="whole-line")
    before = history(made, stands, language) if len(made) > 1 or not stands else NOTHING  # a mark by itself is told in the line
    return element("section", line, wrong, before, class_="whole desk")


def _button(does: str, word: str, values: Values, language: Language) -> Html:
    """It says which decision on any value of the report was last seen."""
    seen = max((d.id for made in values.decisions.values() for d in made), default=0)
    class_ = "action confirm" if does == "verify" else "action"
    return element("button", say(word, language), type="button", class_=class_, data_card=WHOLE, data_do=does, data_seen=seen)


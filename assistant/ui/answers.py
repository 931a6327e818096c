"""A conversation as HTML: each question, its answer, and under it the table of the rows it rests on.

An answer keeps the language of its question; what stands around the answers follows the page. Pure: values in, markup
out. Text is shown as it is, never as markup.
"""

from __future__ import annotations

from collections.abc import Sequence

from assistant.handout import told_apart
from assistant.reply import Answer
from assistant.ui.actions import actions, answer_key, kept_note
from assistant.ui.conditions import conditions
from assistant.ui.doubted import cautions, doubts
from assistant.ui.markup import NOTHING, Html, element
from assistant.ui.tables import tables
from assistant.ui.texts import Language, say
from assistant.ui.turn import Turn
from assistant.wording import thousands

_LINES_FOLDED = 3


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
        *_told(turn, answer),
        doubts(turn, answer),
        _query(answer),
        conditions(turn.key, turn.chips, answer.language),
        _how(answer),
        other_readings(turn.key, answer),
        suggestions(answer.suggestions, say("can_ask", answer.language)) if answer.suggestions else NOTHING,
        actions(answer_key(turn.key), answer, language, linked=turn.linked, good=turn.good, judged=turn.judged),
    ]
    return element("div", *parts, class_="answer" if answer.status == "answered" else "answer refused", lang=answer.language)


def _told(turn: Turn, answer: Answer) -> list[Html]:
    """The sentence, what is to be minded, and the table; of several questions in one each with a table of its own."""
    parts = told_apart(answer)
    if len(parts) == 1:
        return [*_said(answer), cautions(answer), tables(turn, answer)]
    each = [(*_said(part), tables(turn, part, f".{n}")) for n, part in enumerate(parts)]
    return [cautions(answer), *(html for part in each for html in part)]


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


def _query(answer: Answer) -> Html:
    if not answer.query_text:
        return NOTHING
    return element("p", element("b", say("query", answer.language)), answer.query_text, class_="query")


def _how(answer: Answer) -> Html:
    return element("p", element("b", say("how", answer.language)), answer.how, class_="query") if answer.how else NOTHING


def other_readings(key: str, answer: Answer) -> Html:
    """What else it may mean, each run at a click; none where the question was not answered in its own words."""
    if not answer.readings:
        return NOTHING
    chips = (element("button", r.text, type="button", class_="chip", data_drop=f"reading.{n}", data_turn=key) for n, r in enumerate(answer.readings))
    return element("div", element("span", say("may_mean", answer.language), class_="chips-head"), *chips, class_="chips readings")


def suggestions(questions: Sequence[str], heading: str = "") -> Html:
    """Questions that can be clicked."""
    chips = (element("button", q, type="button", class_="chip", data_ask=q) for q in questions)
    return element("div", element("span", heading, class_="chips-head") if heading else NOTHING, *chips, class_="chips")

"""The tab where questions are asked: a conversation, the question's line under it, the original beside it.

A conversation lives in the state of one browser session and nowhere else. Wiring only; answers.py draws, the assistant
answers.
"""

from __future__ import annotations

import logging
import uuid
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import gradio as gr

from assistant.answer import Assistant
from assistant.ui.answers import ROWS_AT_ONCE, Turn, conversation, suggestions
from assistant.ui.markup import Html, element
from assistant.ui.parts import Part, viewer
from assistant.ui.texts import Language, say
from extractors.errors import JixiaoError

log = logging.getLogger("jixiao")
QUESTION_LENGTH = 500
_ON_LOAD = """
element.addEventListener('click', (event) => {
  const at = event.target.closest('[data-ask],[data-more],[data-go],[data-check]');
  if (!at) return;
  if (at.dataset.check) { jixiao.lookFor(at.dataset.path); trigger('check', { report: at.dataset.check }); }
  else if (at.dataset.ask) trigger('ask', { question: at.dataset.ask });
  else if (at.dataset.more) trigger('more', { turn: at.dataset.more });
  else trigger('go');
});
watch('value', () => jixiao.told(element));
"""


@dataclass
class Talk:
    """One browser session's conversation; `key` names it to the assistant."""

    key: str = ""
    turns: list[Turn] = field(default_factory=list)

    def begin(self, question: str) -> Turn:
        self.key = self.key or uuid.uuid4().hex
        turn = Turn(f"turn-{uuid.uuid4().hex[:12]}", question)
        self.turns.append(turn)
        return turn


def build(assistant: Assistant, chosen: Any, tabs: Any) -> Part:
    """The tab's components, inside the current tab; `chosen` holds the language."""
    talk = gr.State(Talk())
    with gr.Row(elem_classes="split"):
        with gr.Column(scale=13, min_width=420, elem_classes="side"):
            told = gr.HTML(elem_id="talk", js_on_load=_ON_LOAD, apply_default_css=False)
            with gr.Row(elem_id="ask-line"):
                line = gr.Textbox(
                    "", lines=1, max_lines=1, max_length=QUESTION_LENGTH, container=False, scale=8, autofocus=True,
                    label=say("question_label", "zh"), placeholder=say("question_hint", "zh"), elem_id="question",
                )  # fmt: skip
                send = gr.Button(say("ask", "zh"), variant="primary", scale=1, min_width=84, elem_id="send")
                anew = gr.Button(say("new_talk", "zh"), scale=1, min_width=96, elem_id="anew")
        with gr.Column(scale=9, min_width=360, elem_classes="side"):
            viewer("ask")

    def draw(language: Language, talking: Talk) -> Html:
        _follow(assistant, talking)
        return conversation(talking.turns, language) if talking.turns else _welcome(assistant, language)

    def ask(question: str, talking: Talk, language: Language) -> Iterator[tuple[Any, ...]]:
        if not question.strip():
            yield gr.skip(), gr.skip(), gr.skip()
            return
        turn = talking.begin(question.strip()[:QUESTION_LENGTH])
        yield draw(language, talking), talking, ""
        _answer(assistant, talking, turn, language)
        yield draw(language, talking), talking, gr.skip()

    def ask_suggested(event: gr.EventData, talking: Talk, language: Language) -> Iterator[tuple[Any, ...]]:
        yield from ask(str(event.question), talking, language)

    def show_more(event: gr.EventData, talking: Talk, language: Language) -> tuple[Any, ...]:
        for turn in talking.turns:
            if turn.key == event.turn:
                turn.rows_shown += ROWS_AT_ONCE
        return draw(language, talking), talking

    def begin_anew(talking: Talk, language: Language) -> tuple[Any, ...]:
        assistant.forget(talking.key)
        fresh = Talk()
        return draw(language, fresh), fresh, ""

    quiet = {"show_progress": "hidden", "api_visibility": "private"}
    here = [told, talk, line]
    asking = {"concurrency_limit": 4, "concurrency_id": "ask", "trigger_mode": "multiple", **quiet}
    gr.on([line.submit, send.click], ask, [line, talk, chosen], here, **asking)
    told.ask(ask_suggested, [talk, chosen], here, **asking)
    told.more(show_more, [talk, chosen], here[:2], **quiet)
    told.go(lambda: gr.Tabs(selected="reports"), None, tabs, **quiet)
    anew.click(begin_anew, [talk, chosen], here, **quiet)

    def redraw(language: Language, talking: Talk) -> list[Any]:
        return [
            draw(language, talking),
            gr.Textbox(label=say("question_label", language), placeholder=say("question_hint", language)),
            gr.Button(say("ask", language)),
            gr.Button(say("new_talk", language)),
        ]

    return Part([talk], [told, line, send, anew], redraw, asks=told.check)


def _follow(assistant: Assistant, talk: Talk) -> None:
    """Answers follow what persons decided since they were given."""
    last = assistant.decisions()
    for turn in talk.turns:
        if turn.answer is not None and turn.answer.planned is not None and turn.known != last:
            turn.answer = assistant.anew(turn.answer)
        turn.known = last


def _answer(assistant: Assistant, talk: Talk, turn: Turn, language: Language) -> None:
    try:
        turn.answer = assistant.ask(turn.question, talk.key)
    except JixiaoError as error:
        turn.problem = error.say(language)
    except Exception:  # the outermost boundary: a fault of ours in one question must not end the conversation
        log.exception("a question could not be answered: %s", turn.question)
        turn.problem = say("fault", language)


def _welcome(assistant: Assistant, language: Language) -> Html:
    """What to do first: ask one of these, or bring reports in where there are none."""
    asked = assistant.suggestions(language)
    if not asked:
        go = element("button", say("go_upload", language), type="button", class_="go", data_go=True)
        return element("div", element("h2", say("no_reports", language)), element("p", say("no_reports_more", language)), go, class_="welcome")
    return element("div", element("h2", say("welcome", language)), suggestions(asked), element("p", say("welcome_more", language)), class_="welcome")

"""The tab where questions are asked: a conversation, the question's line under it, the original beside it.

Wiring only: talking.py does, answers.py draws, the assistant answers.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import gradio as gr

from assistant.answer import Assistant
from assistant.planner.rules import LONGEST
from assistant.ui.answers import conversation, suggestions
from assistant.ui.conditions import standing_line
from assistant.ui.markup import NOTHING, Html, element
from assistant.ui.parts import Part, viewer
from assistant.ui.talking import Asking, Talk
from assistant.ui.texts import Language, say
from assistant.ui.turn import Turn

MOST_SENT = LONGEST + 1  # of what is longer: so much that it is refused, never cut to another question
_ON_LOAD = """
element.addEventListener('click', (event) => {
  const at = event.target.closest('[data-ask],[data-more],[data-go],[data-check],[data-copy],[data-link],[data-rate],[data-drop],[data-again]');
  if (!at) return;
  const said = at.dataset;
  if (said.check) { jixiao.lookFor(said.path); trigger('check', { report: said.check }); }
  else if (said.ask) trigger('ask', { question: said.ask });
  else if (said.more) trigger('more', { turn: said.more });
  else if ('copy' in said) jixiao.asking.copied(at);
  else if (said.link) { jixiao.asking.link(at); jixiao.asking.acted(said.link); trigger('link', { turn: said.link }); }
  else if (said.rate) { jixiao.asking.acted(said.rate); trigger('judge', { turn: said.rate, good: said.good === '1', comment: null }); }
  else if (said.drop) trigger('vary', { turn: said.turn, at: said.drop, op: '', value: null });
  else if (said.again) trigger('vary', { turn: said.again, at: '', op: '', value: null });
  else trigger('go');
});
element.addEventListener('submit', (event) => {
  event.preventDefault();
  const form = event.target, said = form.dataset, filled = jixiao.asking.filled(form);
  if (said.change) trigger('vary', { turn: said.turn, at: said.change, op: filled.op || '', value: filled.value });
  else if (said.comment) trigger('judge', { turn: said.comment, good: said.good === '1', comment: filled.comment });
});
watch('value', () => {
  jixiao.told(element);
  jixiao.asking.addressed(element);
  const key = jixiao.asking.linked(element);
  if (key) trigger('linked', { key });
});
"""
_ON_LOAD_STANDING = """
element.addEventListener('click', (event) => {
  const at = event.target.closest('[data-slot]');
  if (at) trigger('drop', { slot: at.dataset.slot });
});
"""


def build(asking: Asking, chosen: Any, tabs: Any) -> Part:
    """The tab's components, inside the current tab; `chosen` holds the language."""
    talk = gr.State(Talk())
    with gr.Row(elem_classes="split"):
        with gr.Column(scale=13, min_width=420, elem_classes="side"):
            told = gr.HTML(elem_id="talk", js_on_load=_ON_LOAD, apply_default_css=False)
            stands = gr.HTML(elem_id="standing", js_on_load=_ON_LOAD_STANDING, apply_default_css=False)
            with gr.Row(elem_id="ask-line"):
                line = gr.Textbox(
                    "", lines=1, max_lines=1, container=False, scale=8, autofocus=True,
                    label=say("question_label", "zh"), placeholder=say("question_hint", "zh"), elem_id="question",
                )  # fmt: skip
                send = gr.Button(say("ask", "zh"), variant="primary", scale=1, min_width=84, elem_id="send")
                anew = gr.Button(say("new_talk", "zh"), scale=1, min_width=96, elem_id="anew")
        with gr.Column(scale=9, min_width=360, elem_classes="side"):
            viewer("ask")

    def draw(language: Language, talking: Talk) -> Html:
        asking.follow(talking)
        return conversation(talking.turns, language) if talking.turns else _welcome(asking.assistant, language)

    def drawn(language: Language, talking: Talk) -> tuple[Any, ...]:
        scope = asking.assistant.scope(talking.key, language) if talking.key else []
        return draw(language, talking), standing_line(scope, language) if scope else NOTHING, talking

    def ask(question: str, talking: Talk, language: Language) -> Iterator[tuple[Any, ...]]:
        if not question.strip():
            yield gr.skip(), gr.skip(), gr.skip(), gr.skip()
            return
        turn = talking.begin(question.strip()[:MOST_SENT])
        yield draw(language, talking), gr.skip(), talking, ""
        asking.answer(talking, turn, language)
        yield *drawn(language, talking), gr.skip()
        asking.note(talking, turn)

    def ask_suggested(event: gr.EventData, talking: Talk, language: Language) -> Iterator[tuple[Any, ...]]:
        yield from ask(str(event.question), talking, language)

    def change(event: gr.EventData, talking: Talk, language: Language) -> Iterator[tuple[Any, ...]]:
        turn: Turn | None = talking.turn(str(event.turn))
        value = None if event.value is None else str(event.value)
        made = asking.change(talking, turn, str(event.at), str(event.op), value, language) if turn else None
        yield drawn(language, talking)
        if made is not None:
            asking.note(talking, made)

    def judge(event: gr.EventData, talking: Talk, language: Language) -> tuple[Any, ...]:
        asking.judge(talking, str(event.turn), bool(event.good), None if event.comment is None else str(event.comment))
        return drawn(language, talking)

    def link(event: gr.EventData, talking: Talk, language: Language) -> tuple[Any, ...]:
        asking.link(talking, str(event.turn))
        return drawn(language, talking)

    def open_linked(event: gr.EventData, language: Language) -> tuple[Any, ...]:
        return drawn(language, asking.linked(str(event.key), language))

    def show_more(event: gr.EventData, talking: Talk, language: Language) -> tuple[Any, ...]:
        asking.more(talking, str(event.turn))
        return drawn(language, talking)

    def drop(event: gr.EventData, talking: Talk, language: Language) -> tuple[Any, ...]:
        asking.assistant.drop(talking.key, str(event.slot))
        return drawn(language, talking)

    def begin_anew(talking: Talk, language: Language) -> tuple[Any, ...]:
        asking.assistant.forget(talking.key)
        return *drawn(language, Talk()), ""

    quiet = {"show_progress": "hidden", "api_visibility": "private"}
    shown = [told, stands, talk]
    here = [*shown, line]
    answering = {"concurrency_limit": 4, "concurrency_id": "ask", "trigger_mode": "multiple", **quiet}
    gr.on([line.submit, send.click], ask, [line, talk, chosen], here, **answering)
    told.ask(ask_suggested, [talk, chosen], here, **answering)
    told.vary(change, [talk, chosen], shown, **answering)
    for event, does in ((told.judge, judge), (told.link, link), (told.more, show_more), (stands.drop, drop)):
        event(does, [talk, chosen], shown, **quiet)
    told.linked(open_linked, [chosen], shown, **quiet)
    told.go(lambda: gr.Tabs(selected="reports"), None, tabs, **quiet)
    anew.click(begin_anew, [talk, chosen], here, **quiet)

    def redraw(language: Language, talking: Talk) -> list[Any]:
        told_anew, stands_anew, _ = drawn(language, talking)
        return [
            told_anew,
            stands_anew,
            gr.Textbox(label=say("question_label", language), placeholder=say("question_hint", language)),
            gr.Button(say("ask", language)),
            gr.Button(say("new_talk", language)),
        ]

    return Part([talk], [told, stands, line, send, anew], redraw, asks=told.check)


def _welcome(assistant: Assistant, language: Language) -> Html:
    """What to do first: ask one of these, or bring reports in where there are none."""
    asked = assistant.suggestions(language)
    if not asked:
        go = element("button", say("go_upload", language), type="button", class_="go", data_go=True)
        return element("div", element("h2", say("no_reports", language)), element("p", say("no_reports_more", language)), go, class_="welcome")
    return element("div", element("h2", say("welcome", language)), suggestions(asked), element("p", say("welcome_more", language)), class_="welcome")

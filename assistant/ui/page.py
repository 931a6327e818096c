"""The page as a whole: header, language, the two tabs. Composition only."""

from __future__ import annotations

from typing import Any

import gradio as gr
from sqlalchemy import func, select

from assistant.answer import Assistant
from assistant.kept import AtHand
from assistant.ui import ask, reports
from assistant.ui.incoming import Intake
from assistant.ui.markup import Html, element
from assistant.ui.talking import Asking
from assistant.ui.texts import Language, say
from index.schema import Document, ReportRow
from index.store import Store

_STALE_UPLOADS = (3600, 3600)  # seconds: how often to look, and how old a forgotten upload may get


def build(store: Store, intake: Intake, at_hand: AtHand) -> Any:
    assistant = Assistant(store)
    with gr.Blocks(title=say("title", "zh"), analytics_enabled=False, fill_width=True, delete_cache=_STALE_UPLOADS) as page:
        with gr.Row(elem_id="top"):
            header = gr.HTML(_header(store, "zh"), js_on_load=None, apply_default_css=False)
            chosen = gr.Radio(
                [("中文", "zh"), ("English", "en")], value="zh", container=False, show_label=False, label="语言 / Language",
                elem_id="language", min_width=150, scale=0,
            )  # fmt: skip
        with gr.Tabs(selected="ask", elem_id="tabs") as tabs:
            with gr.Tab(say("tab_ask", "zh"), id="ask") as ask_tab:
                asking = ask.build(Asking(store, assistant, at_hand), chosen, tabs)
            with gr.Tab(say("tab_reports", "zh"), id="reports") as reports_tab:
                reporting = reports.build(store, intake, chosen)
        if reporting.opening is not None:
            outputs = [tabs, *reporting.opening.outputs]
            asking.asks(reporting.opening.opens, [chosen], outputs, show_progress="hidden", api_visibility="private")
        _wire(store, page, chosen, header, [ask_tab, reports_tab], [asking, reporting])
    return page


def _wire(store: Store, page: Any, chosen: Any, header: Any, tabs: list[Any], parts: list[Any]) -> None:
    """All that is drawn anew: for another language, and when the page or a tab is opened."""
    inputs = [chosen, *(i for part in parts for i in part.inputs)]
    outputs = [header, *tabs, *(o for part in parts for o in part.outputs)]

    def draw(language: Language, *values: Any) -> list[Any]:
        language = "en" if language == "en" else "zh"
        drawn: list[Any] = [_header(store, language), gr.Tab(say("tab_ask", language)), gr.Tab(say("tab_reports", language))]
        at = 0
        for part in parts:
            drawn += part.draw(language, *values[at : at + len(part.inputs)])
            at += len(part.inputs)
        return drawn

    def begin(language: Language, *values: Any) -> list[Any]:
        return ["en" if language == "en" else "zh", *draw(language, *values)]

    quiet = {"show_progress": "hidden", "api_visibility": "private"}
    page.load(begin, inputs, [chosen, *outputs], js="(_, ...rest) => [jixiao.remembered(), ...rest]", **quiet)
    chosen.input(draw, inputs, outputs, js="(language, ...rest) => [jixiao.language(language), ...rest]", **quiet)
    # What was uploaded or withdrawn, here or elsewhere, changes what there is to ask about.
    def header_anew(language: Language) -> Html:
        return _header(store, language)

    for event in (*(tab.select for tab in tabs), *(change.then for part in parts for change in part.changes)):
        event(header_anew, chosen, header, **quiet)
    asking = parts[0]
    tabs[0].select(lambda language, *values: asking.draw(language, *values)[0], [chosen, *asking.inputs], asking.outputs[0], **quiet)


def _header(store: Store, language: Language) -> Html:
    with store.reading() as session:
        files = session.scalar(select(func.count()).select_from(Document)) or 0
        held = session.scalar(select(func.count()).select_from(ReportRow)) or 0
    return element(
        "header",
        element("h1", say("title", language)),
        element("span", say("subtitle", language), class_="subtitle"),
        element("span", say("holdings", language, files=files, reports=held), class_="holdings"),
        class_="masthead",
    )

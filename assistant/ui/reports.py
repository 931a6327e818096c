"""The tab of reports: files come in, all reports are listed, one of them is shown beside its original.

Wiring only: incoming.py takes files in, catalog_table draws the list, records.py draws a report.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path
from typing import Any

import gradio as gr

from assistant.ui import checking, decided, records, taught
from assistant.ui.checking import Attempt
from assistant.ui.incoming import MAX_MB, Intake, outcomes
from assistant.ui.markup import NOTHING, Html, element
from assistant.ui.parts import Opening, Part, viewer
from assistant.ui.report_list import SHOWS, report_list
from assistant.ui.taught import NOTHING_TOLD, Told
from assistant.ui.texts import Language, say
from extractors.errors import JixiaoError
from index.decisions import Overtaken
from index.listing import listing
from index.paths import WHOLE
from index.store import Store
from index.vectors import Following

_LIST_ON_LOAD = """
const open = (event) => {
  const row = event.target.closest('[data-open]');
  if (row && (event.type === 'click' || event.key === 'Enter')) trigger('open', { report: row.dataset.open });
};
element.addEventListener('click', open);
element.addEventListener('keydown', open);
"""
_OUTCOMES_ON_LOAD = """
element.addEventListener('click', (event) => {
  const at = event.target.closest('[data-stop],[data-shut]');
  if (!at) return;
  at.disabled = true;
  trigger(at.dataset.stop ? 'halt' : 'shut');
});
const follow = () => jixiao.follows(element) && trigger('follow', { sender: jixiao.sender() });
watch('value', follow);
setTimeout(follow); // once the tab is shown
"""
_REPORT_ON_LOAD = """
element.addEventListener('click', (event) => {
  const at = event.target.closest('[data-back],[data-change]');
  if (!at) return;
  if (at.dataset.change) trigger('act', { change: at.dataset.change });
  else trigger('back');
});
jixiao.desk(element, { decide: (said) => trigger('decide', said), look: (said) => trigger('look', said) });
jixiao.labels(element, (said) => trigger('teach', said));
jixiao.opened(element);
watch('value', () => jixiao.opened(element));
"""
_PANEL_ON_LOAD = """
jixiao.desk(element, { decide: (said) => trigger('decide', said), shut: () => trigger('shut') });
watch('value', () => jixiao.panel(element));
"""
CHANGES: dict[str, Callable[[Store, int], None]] = {"withdraw": Store.withdraw, "restore": Store.restore, "choose": Store.choose}


_SENT_BY = "(sent, _, ...rest) => [sent, jixiao.sender(), ...rest]"
_LOADED = element("span", data_loaded=True)  # upon which a page asks what became of what it sent before, see page.js


def _shows(language: Language) -> list[tuple[str, str]]:
    return [(say(f"shows_{kind}", language), kind) for kind in SHOWS]


def build(store: Store, intake: Intake, chosen: Any) -> Part:
    """The tab's components, inside the current tab; `chosen` holds the language."""
    opened, looked_at = gr.State(None), gr.State("")
    sender = gr.Textbox("", visible=False)  # what the browser calls itself, once it has sent something
    vectors, openings = Following(store), count()
    with gr.Column(elem_id="reports-all") as all_side:
        drop = gr.File(file_count="multiple", height=92, label=say("drop", "zh", mb=MAX_MB), elem_id="drop")
        progress = gr.HTML(_LOADED, elem_id="outcomes", apply_default_css=False, js_on_load=_OUTCOMES_ON_LOAD)
        with gr.Row(elem_id="narrow"):
            wanted = gr.Textbox("", lines=1, max_lines=1, max_length=200, container=False, placeholder=say("filter", "zh"), label=say("filter", "zh"), elem_id="filter", scale=1, min_width=240)
            shows = gr.Radio(_shows("zh"), value="all", container=False, show_label=False, label=say("state", "zh"), elem_id="shows", min_width=240, scale=0)
        listed = gr.HTML(elem_id="list", js_on_load=_LIST_ON_LOAD, apply_default_css=False)
    with gr.Row(elem_classes="split", visible=False) as one_side:
        with gr.Column(scale=13, min_width=420, elem_classes="side"):
            shown = gr.HTML(elem_id="report", js_on_load=_REPORT_ON_LOAD, apply_default_css=False)
            panel = gr.HTML(elem_id="value", js_on_load=_PANEL_ON_LOAD, apply_default_css=False)
        with gr.Column(scale=9, min_width=360, elem_classes="side"):
            viewer("report")

    def draw_list(language: Language, words: str, kind: str) -> Html:
        with store.reading() as session:
            return report_list(listing(session), words, language, kind)

    def draw_report(language: Language, report_id: int | None, path: str = "", attempt: Attempt | None = None, told: Told = NOTHING_TOLD) -> tuple[Html, Html]:
        """The report, and the panel of the value that is looked at."""
        if report_id is None:
            return NOTHING, NOTHING
        with store.reading() as session:
            found = records.load(session, report_id)
        if found is None:
            return NOTHING, NOTHING
        beside = checking.panel(found.values, path, attempt, language) if path else NOTHING
        return records.report_page(found, language, attempt, taught.known(store, found.report, told, language)), beside

    def upload(sent: list[str] | None, sender: str, language: Language) -> tuple[Any, ...]:
        intake.receive([Path(path) for path in sent or []], sender)
        return outcomes(intake.of(sender), store.home, language), None, sender

    def follow(event: gr.EventData, language: Language, words: str, kind: str) -> Iterator[tuple[Any, ...]]:
        """What became of the files that this browser sent, as it happens."""
        sender = str(event.sender)
        yield outcomes(intake.of(sender), store.home, language), gr.skip(), sender
        for uploads in intake.told(sender):
            yield outcomes(uploads, store.home, language), gr.skip(), gr.skip()
        yield outcomes(intake.of(sender), store.home, language), draw_list(language, words, kind), gr.skip()

    def shut(sender: str, language: Language) -> Html:
        intake.forget(sender)
        return outcomes(intake.of(sender), store.home, language)

    def open_report(report_id: int, language: Language) -> tuple[Any, ...]:
        report, beside = draw_report(language, report_id)
        # Drawn anew though nothing of it changed: what an answer sent to is then found (desk.js).
        anew = Html(f"{report}<!-- {next(openings)} -->")
        return anew, beside, report_id, "", gr.Column(visible=False), gr.Row(visible=True)

    def open_listed(event: gr.EventData, language: Language) -> tuple[Any, ...]:
        return open_report(int(event.report), language)

    def open_asked(event: gr.EventData, language: Language) -> tuple[Any, ...]:
        """From an answer: its tab gives way to this one."""
        return gr.Tabs(selected="reports"), *open_report(int(event.report), language)

    def close_report(language: Language, words: str, kind: str) -> tuple[Any, ...]:
        return draw_list(language, words, kind), NOTHING, NOTHING, None, "", gr.Column(visible=True), gr.Row(visible=False)

    def change(event: gr.EventData, report_id: int | None, path: str, language: Language) -> tuple[Html, Html]:
        act = CHANGES.get(str(event.change))
        if act is not None and report_id is not None:
            try:
                act(store, report_id)
            except JixiaoError as error:
                gr.Warning(error.say(language))
        return draw_report(language, report_id, path)

    def look(event: gr.EventData, report_id: int | None, language: Language) -> tuple[Html, str]:
        path = str(event.named)
        return draw_report(language, report_id, path)[1], path

    def decide(event: gr.EventData, report_id: int | None, path: str, language: Language) -> tuple[Html, Html, str]:
        """What a person decided on one value; what cannot be kept comes back with what is wrong."""
        if report_id is None:
            return NOTHING, NOTHING, ""
        said = {name: getattr(event, name, "") for name in decided.NAMES}
        try:
            decided.keep(store, report_id, said)
        except JixiaoError as error:
            if isinstance(error, Overtaken) and said["named"] != WHOLE:  # what somebody else did to the value is shown, wherever it was at hand
                path = said["named"]
            return *draw_report(language, report_id, path, decided.attempt(said, error.say(language))), path
        vectors.soon()
        return *draw_report(language, report_id, path), path

    def teach(event: gr.EventData, report_id: int | None, path: str, language: Language) -> Iterator[tuple[Html, Html]]:
        """What a person said of a label; the reports that it is printed on are read anew."""
        said = {name: str(getattr(event, name, "")) for name in taught.NAMES}
        for told in taught.keep(store, said, language):
            yield draw_report(language, report_id, path, told=told)

    quiet = {"show_progress": "hidden", "api_visibility": "private"}
    # "multiple", for what is dropped while other files are read must not be passed over.
    drop.upload(upload, [drop, sender, chosen], [progress, drop, sender], js=_SENT_BY, concurrency_limit=None, trigger_mode="multiple", **quiet)
    uploaded = progress.follow(follow, [chosen, wanted, shows], [progress, listed, sender], concurrency_limit=None, **quiet)
    progress.halt(intake.stop, [sender], queue=False, **quiet)
    progress.shut(shut, [sender, chosen], progress, queue=False, **quiet)
    for narrowed in (wanted.change, shows.input):
        narrowed(draw_list, [chosen, wanted, shows], listed, trigger_mode="always_last", **quiet)
    one = [shown, panel, opened, looked_at, all_side, one_side]
    listed.open(open_listed, [chosen], one, **quiet)
    shown.back(close_report, [chosen, wanted, shows], [listed, *one], **quiet)
    changed = shown.act(change, [opened, looked_at, chosen], [shown, panel], **quiet)
    shown.look(look, [opened, chosen], [panel, looked_at], **quiet)
    shown.teach(teach, [opened, looked_at, chosen], [shown, panel], **quiet)
    panel.shut(lambda: (NOTHING, ""), None, [panel, looked_at], **quiet)
    for side in (shown, panel):
        side.decide(decide, [opened, looked_at, chosen], [shown, panel, looked_at], **quiet)

    def redraw(language: Language, sender: str, report_id: int | None, path: str, words: str, kind: str) -> list[Any]:
        return [
            draw_list(language, words, kind),
            *draw_report(language, report_id, path),
            outcomes(intake.of(sender), store.home, language) if sender else gr.skip(),
            gr.File(label=say("drop", language, mb=MAX_MB)),
            gr.Textbox(placeholder=say("filter", language), label=say("filter", language)),
            gr.Radio(_shows(language)),
        ]

    asked = Opening(open_asked, one)
    return Part([sender, opened, looked_at, wanted, shows], [listed, shown, panel, progress, drop, wanted, shows], redraw, (uploaded, changed), opening=asked)

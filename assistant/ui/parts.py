"""What the tabs have in common: what the page must know of a tab to draw it in the other language, and the viewer."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import gradio as gr

from assistant.ui.markup import element


@dataclass(frozen=True)
class Opening:
    """How a report is opened from another tab: `opens(event, language)` gives new values for the tabs and `outputs`."""

    opens: Callable[..., tuple[Any, ...]]
    outputs: list[Any]


@dataclass(frozen=True)
class Part:
    """`draw(language, *values of inputs)` gives new values for `outputs`; `changes` are the events that change the store."""

    inputs: list[Any]
    outputs: list[Any]
    draw: Callable[..., list[Any]]
    changes: tuple[Any, ...] = ()
    opening: Opening | None = None  # of the tab of reports
    asks: Any = None  # of the tab of questions: its event that asks for a report


def viewer(name: str) -> None:
    """The place where page.js shows originals; never drawn again by the server."""
    gr.HTML(element("page-viewer", class_="viewer", data_viewer=name), js_on_load=None, apply_default_css=False)

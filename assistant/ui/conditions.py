"""The query of an answer as its conditions, each to be changed or taken away; and the scope that the next question stands in.

Every chip with a cross or an arrow does what it shows (see ask.js for the events); one that cannot be changed has no arrow.
Pure.
"""

from __future__ import annotations

from collections.abc import Sequence

from assistant.edits import Chip
from assistant.standing import Standing
from assistant.ui.markup import NOTHING, Html, element, together
from assistant.ui.texts import Language, say


def conditions(key: str, chips: Sequence[Chip], language: Language) -> Html:
    """`key` is the turn's, so that a change is known to be of its query."""
    if not chips:
        return NOTHING
    shown = (_chip(key, f"{key}-{chip.at.replace('.', '-')}", chip, language) for chip in chips)
    return element("div", element("span", say("conditions", language), class_="chips-head"), *shown, class_="conditions")


def _chip(key: str, own: str, chip: Chip, language: Language) -> Html:
    drop = element("button", "×", type="button", class_="drop", title=say("condition_drop", language), aria_label=f"{say('condition_drop', language)}：{chip.text}", data_drop=chip.at, data_turn=key)
    if chip.editor == "none":
        return element("span", element("span", chip.text, class_="cond-text"), drop, class_="cond")
    summary = element("summary", chip.text, class_="cond-text", title=say("condition_change", language))
    form = element("form", *_fields(own, chip, language), element("button", say("run_again", language), type="submit", class_="action choose"), data_change=chip.at, data_turn=key)
    return element("span", element("details", summary, form), drop, class_="cond")


def _fields(own: str, chip: Chip, language: Language) -> list[Html]:
    label = say("condition_value", language)
    if chip.editor == "choice":
        return [_select("value", chip.choices, chip.value, label)]
    if chip.editor == "name":
        offered = element("datalist", *(element("option", value=name) for name, _ in chip.choices), id=f"{own}-names")
        field = element("input", name="value", value=chip.value, list=f"{own}-names", autocomplete="off", required=True, aria_label=label, placeholder=say("condition_name", language))
        return [field, offered]
    compared = _select("op", chip.choices, chip.op, say("condition_compare", language)) if chip.choices else NOTHING
    number = element("input", name="value", value=chip.value, inputmode="decimal", required=True, size=8, autocomplete="off", aria_label=label)
    return [compared, number, element("span", chip.unit, class_="unit") if chip.unit else NOTHING]


def _select(name: str, choices: Sequence[tuple[str, str]], chosen: str, label: str) -> Html:
    options = (element("option", text, value=value, selected=value == chosen) for value, text in choices)
    return element("select", *options, name=name, aria_label=label)


def standing_line(parts: Sequence[Standing], language: Language) -> Html:
    """What a follow-up takes over."""
    if not parts:
        return NOTHING
    chips = (
        element(
            "span", element("span", part.text, class_="cond-text"),
            element("button", "×", type="button", class_="drop", title=say("standing_drop", language), aria_label=f"{say('standing_drop', language)}：{part.text}", data_slot=part.slot),
            class_="cond",
        )
        for part in parts
    )  # fmt: skip
    return element("div", element("span", say("standing", language), class_="chips-head", title=say("standing_why", language)), together(*chips), class_="conditions standing")

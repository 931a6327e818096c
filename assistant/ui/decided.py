"""What the browser says of a decision, taken to the store: checked for shape here, for sense there."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from assistant.ui.checking import Attempt
from extractors.errors import InputError
from index.decisions import Decider, confirm, correct, take_back, verify
from index.store import Store

# What a browser says. The value is not called "path": Gradio takes that for a file.
NAMES = ("named", "does", "typed", "why", "who", "seen")


def keep(store: Store, report_id: int, said: Mapping[str, Any]) -> None:
    """Keep one decision. An InputError says why it cannot be."""
    path, seen = str(said.get("named", "")), str(said.get("seen", ""))
    by = Decider(str(said.get("who", "")), str(said.get("why", "")), int(seen) if seen.isascii() and seen.isdigit() else None)
    match said.get("does"):
        case "confirm":
            confirm(store, report_id, path, by)
        case "correct":
            correct(store, report_id, path, str(said.get("typed", "")), by)
        case "verify":
            verify(store, report_id, by)
        case "take_back":
            take_back(store, report_id, path, by)
        case other:
            raise InputError(f"不能这样做：{other}。", f"This cannot be done: {other}.")


def attempt(said: Mapping[str, Any], message: str) -> Attempt:
    """What was typed, to be given back with what is wrong."""
    typed = str(said.get("typed", "")) if said.get("does") == "correct" else None
    return Attempt(str(said.get("named", "")), message, typed, str(said.get("why", "")))

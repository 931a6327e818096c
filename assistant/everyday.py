"""Everyday words in a question and the words that names use for the same thing (修路: 公路; 买医疗设备: 医疗设备购置), from
`everyday.toml`. Finds them only; which names they lead to is for `linking`. Pure.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from assistant.catalogue import Names


@dataclass(frozen=True)
class Everyday:
    """A stretch of the question with the words that it may stand for, likeliest first."""

    start: int
    end: int
    word: str
    formal: tuple[str, ...]


@cache
def _known() -> dict[str, tuple[dict[str, tuple[str, ...]], re.Pattern[str]]]:
    read = tomllib.loads((files("assistant") / "everyday.toml").read_text("utf-8"))
    return {kind: ({w: tuple(f) for w, f in said.items()}, re.compile("|".join(sorted(said, key=len, reverse=True)))) for kind, said in read.items()}


def _found(kind: str, text: str) -> Iterator[Everyday]:
    listed, pattern = _known()[kind]
    for m in pattern.finditer(text):
        yield Everyday(m.start(), m.end(), m[0], listed[m[0]])


def in_names(text: str, names: Names) -> Iterator[Everyday]:
    """The words that stand for a part of one of the names, where none holds the word itself."""
    for said in _found("names", text):
        if not any(said.word in name for name in names.folded):
            yield said


def before_names(text: str) -> Iterator[Everyday]:
    """The verbs that say what is done to the thing named right behind them."""
    yield from _found("verbs", text)

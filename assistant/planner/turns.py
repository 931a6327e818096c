r"""Turns of phrase that say the same otherwise, put into the words that the word lists know: turns.*.toml, read one after the other.

A turn is a pattern and what is said instead. In the pattern {NAME} is a part that several share; in what is said instead \g<a> is
a group, nothing where it was not there, \g<a|b> the first of two that was, and \g<a:ends> the word of [words.ends] for it.
Nothing of a question is understood here, and no single word put for another: those belong to the lexicon.
"""

from __future__ import annotations

import re
import tomllib
from functools import cache, partial
from pathlib import Path

_PART = re.compile(r"\{([A-Z_]+)\}")
_GROUP = re.compile(r"\\g<(\w+)(?:\|(\w+))?(?::(\w+))?>|\\(\d)")

Words = dict[str, dict[str, str]]


def put_plainly(text: str, name: str) -> str:
    """The text with all turns of turns.<name>.toml in it put plainly."""
    turns, words = _turns(name)
    for pattern, instead in turns:
        text = pattern.sub(partial(_said, instead=instead, words=words), text)
    return text


@cache
def _turns(name: str) -> tuple[list[tuple[re.Pattern[str], str]], Words]:
    with (Path(__file__).parent.parent / f"turns.{name}.toml").open("rb") as file:
        data = tomllib.load(file)
    parts: dict[str, str] = {}
    for part, pattern in data.get("parts", {}).items():
        parts[part] = _whole(pattern, parts)
    turns = [(re.compile(_whole(pattern, parts)), instead) for kind in data["turns"].values() for pattern, instead in kind]
    return turns, data.get("words", {})


def _whole(pattern: str, parts: dict[str, str]) -> str:
    return _PART.sub(lambda m: parts[m[1]], pattern)


def _said(m: re.Match[str], instead: str, words: Words) -> str:
    def group(g: re.Match[str]) -> str:
        one, other, table, number = g.groups()
        said = m[one or int(number)] or (m[other] if other else None) or ""
        return words[table][said] if table else said

    return _GROUP.sub(group, instead)

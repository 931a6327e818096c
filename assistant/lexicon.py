"""The words of questions: `lexicon.*.toml` and `idle.*.toml`, one of each per language, read once into patterns. Words are data;
only their meanings are known to code. `traditional.txt` says which simplified character stands for a traditional one.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

_PAIRS = (line.split() for line in (files("assistant") / "traditional.txt").read_text("utf-8").splitlines() if not line.startswith("#"))
SIMPLIFIED = str.maketrans({pair[0]: pair[1] for pairs in _PAIRS for pair in pairs})

LANGUAGES = ("zh", "en")
_LIGHT = "light"  # the class of idle words that `light` gives


@dataclass(frozen=True)
class Place:
    """Where a word carries nothing: behind, before or along with one of these kinds of words, or before any but those not allowed."""

    behind: frozenset[str]
    before: frozenset[str]
    along: frozenset[str]
    not_before: frozenset[str]


@dataclass(frozen=True)
class Word:
    """One meaning with the pattern of all its words."""

    kind: str
    meaning: str
    patterns: tuple[re.Pattern[str], ...]
    language: str = "zh"


def _pattern(word: str) -> str:
    return rf"(?<![a-z]){word}(?![a-z])" if re.match(r"[a-z(?:]*[a-z]", word) and word.isascii() else word


_ANYTHING = re.compile(r" ?(?P<much>\.\{\d+,\d+\})(?P<space> ?)")  # a Chinese name has no space beside it


def _open(word: str) -> str:
    """What stands between two parts of a word (how much did … spend) is a group of its own, as it says something else."""
    word = word.replace(" [^?]", " ?[^?]") if word.isascii() else word  # what stands ahead may begin with a Chinese name
    for m in _ANYTHING.finditer(word) if word.isascii() else ():
        if not _ahead(word[: m.start()]):
            return f"{word[: m.start()]} ?(?P<between>{m['much']}){'(?: |(?<![a-z]))' if m['space'] else ''}{word[m.end() :]}"
    return word


def _ahead(before: str) -> bool:
    """Whether a bracket that only looks ahead or back is open."""
    opened: list[bool] = []
    for m in re.finditer(r"\\.|\((?:\?<?[=!])?|\)", before):
        if m[0].startswith("("):
            opened.append(len(m[0]) > 1)
        elif m[0] == ")" and opened:
            opened.pop()
    return any(opened)


@cache
def words() -> tuple[Word, ...]:
    """All words. Chinese and English are matched apart, so that neither hides the other's longer reading."""
    return tuple(
        Word(kind, meaning, tuple(re.compile(_pattern(_open(e))) for e in entries), language)
        for language, lexicon, idle in zip(LANGUAGES, _read("lexicon"), _read("idle"), strict=True)
        for kind, meaning, entries in (
            *((kind, meaning, entries) for kind, meanings in lexicon.items() for meaning, entries in meanings.items()),
            *(("idle", name, what["words"]) for name, what in idle.items() if name != _LIGHT),
        )
        if entries
    )


@cache
def light() -> re.Pattern[str]:
    """What is too weak to narrow a question and too common to be idle everywhere: passed over where nothing else is unknown."""
    said = [word for idle in _read("idle") for word in idle[_LIGHT]["words"]]
    return re.compile(rf"请?再?(?:{'|'.join(said)})[了过着的]?")


@cache
def places() -> dict[str, Place]:
    """The place of each class of idle words that may not stand anywhere."""
    keys = ("behind", "before", "along", "not_before")
    return {name: Place(*(frozenset(what.get(k, ())) for k in keys)) for idle in _read("idle") for name, what in idle.items() if what.keys() & {*keys}}


def _read(name: str) -> list[dict[str, dict[str, Any]]]:
    """Of each language what its file says."""
    return [tomllib.loads((files("assistant") / f"{name}.{language}.toml").read_text("utf-8")) for language in LANGUAGES]

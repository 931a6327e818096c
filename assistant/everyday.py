"""Everyday words in a question and the words that names use for the same thing (修路: 公路; 买医疗设备: 医疗设备购置), from
`everyday.toml`; English words for them and for the causes that reports give, from `everyday.en.toml`, and for the parts of names, from
`glossary.en.toml`. Finds them only; which names they lead to is for `linking`. Pure.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

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


_GLOSS = re.compile(r"[^(),?]{0,30}\([^()a-z]*[\u4e00-\u9fff]")  # the Chinese name itself stands in brackets behind it
_JOINING = re.compile(r"(?:the|an?|of|from|for|by|at|with|on|to|and|that|was|were|is|are|had|has|been|being|having|its|their|being)")


@cache
def _everyday_english() -> dict[str, Any]:
    return tomllib.loads((files("assistant") / "everyday.en.toml").read_text("utf-8"))


_A_SPACE = re.compile(r"(?<!\[-) (?!\])")


def _as_words(said: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![a-z-])(?:{_A_SPACE.sub('[ -]', said)})(?![a-z])")  # old-neighbourhood renovation


@cache
def _of_names() -> list[tuple[str, re.Pattern[str], tuple[str, ...]]]:
    return [(said, _as_words(said), tuple(formal)) for said, formal in _everyday_english()["names"].items()]


@cache
def _causes() -> list[tuple[list[re.Pattern[str]], re.Pattern[str], str]]:
    return [([re.compile(w) for w in c["all"]], re.compile(c["may"] or "$^"), "|".join(c["says"])) for c in _everyday_english()["causes"]]


def in_english(text: str) -> Iterator[Everyday]:
    """rural roads: 农村公路. Not where the Chinese name stands behind it, of which it is a translation."""
    for _, pattern, formal in _of_names() if re.search("[a-z]{3}", text) else ():
        for m in pattern.finditer(text):
            if not _GLOSS.match(text, m.end()):
                yield Everyday(m.start(), m.end(), m[0], formal)


@cache
def _glossary() -> list[tuple[frozenset[str], re.Pattern[str], tuple[str, ...]]]:
    """Patterns with the two letters that each of their alternatives begins with; none where one begins with a group."""
    words = tomllib.loads((files("assistant") / "glossary.en.toml").read_text("utf-8"))["words"]
    own = [(said, _as_words(said), tuple(formal)) for said, formal in words.items()]
    return [(_begins(said), pattern, formal) for said, pattern, formal in [*_of_names(), *own]]


def _begins(said: str) -> frozenset[str]:
    starts = [alternative[:2] for alternative in re.split(r"\|(?![^(]*\))", said)]
    return frozenset(starts) if all(re.fullmatch("[a-z]{2}", s) for s in starts) else frozenset()


def single_words(text: str) -> Iterator[Everyday]:
    """Every English word that names may say in Chinese, which alone leads to no name: hired, start, how many people."""
    there = {w[:2] for w in re.findall("[a-z]+", text)}
    for begins, pattern, formal in _glossary():
        if not begins or begins & there:
            for m in pattern.finditer(text):
                yield Everyday(m.start(), m.end(), m[0], formal)


def cause(said: str) -> str | None:
    """What reports say, with | between, where an English cause is known word by word: the rainy season."""
    words = [w for w in re.findall(r"[a-z][a-z'-]*|\S", said) if not _JOINING.fullmatch(w)]
    for needed, beside, says in _causes():
        known = all(any(n.fullmatch(w) for n in (*needed, beside)) for w in words)
        if known and all(any(n.fullmatch(w) for w in words) for n in needed):
            return says
    return None

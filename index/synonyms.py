"""Words that stand for one another when texts are searched (`synonyms.toml`): a topic, cut into what must be found. Pure.

Only what stands in the data is taken for the same; nothing is guessed from likeness.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from index.text_search import fold

_LATIN = re.compile(r"[a-z0-9][a-z0-9'\-]*")
_LIGHT = set(
    "的了在是和与及就都也还被把为对从到着给让办做搞开要会有个些里中上下去来得地之其这那将向等或而以于各每该并可能想请"
)


@dataclass(frozen=True)
class Piece:
    """A part of a topic: the ways to say it, any of which will do, and how much of the topic it is."""

    ways: tuple[str, ...]
    weight: float
    known: bool  # a word of the data or a whole Latin word; else a stretch that is held against a text pair by pair


@cache
def _data() -> dict[str, list[Any]]:
    return tomllib.loads((files("index") / "synonyms.toml").read_text("utf-8"))


@cache
def _groups() -> tuple[dict[str, tuple[str, ...]], re.Pattern[str], re.Pattern[str]]:
    ways: dict[str, tuple[str, ...]] = {}
    for group in _data()["groups"]:
        for word in group:
            there = tuple(w for w in group if not w.isascii())
            ways[word.casefold()] = tuple(dict.fromkeys((*ways.get(word.casefold(), ()), *there)))
    ordered = sorted(ways, key=len, reverse=True)
    latin = re.compile("|".join(rf"(?<![a-z]){re.escape(w)}(?![a-z])" for w in ordered if w.isascii()))
    return ways, re.compile("|".join(re.escape(w) for w in ordered if not w.isascii())), latin


def pieces(topic: str) -> tuple[Piece, ...]:
    """What a text must hold to be about the topic."""
    ways, chinese, latin = _groups()
    found: list[Piece] = []

    def take(match: re.Match[str]) -> str:
        word = match[0]
        weight = 2.0 if word.isascii() else float(len(word))
        found.append(Piece((fold(word), *(w for w in ways[word] if w != word)), weight, True))
        return " "

    rest = latin.sub(take, topic.casefold())
    rest = chinese.sub(take, fold_words(rest))
    for word in rest.split():
        if _LATIN.fullmatch(word):
            if word not in _data()["idle"]:
                found.append(Piece((word,), 2.0, True))
        elif weight := sum(c.isalnum() and c not in _LIGHT for c in word):
            found.append(Piece((word,), float(weight), False))
    return tuple(found)


def fold_words(text: str) -> str:
    """Folded as texts are compared, word by word, so that the white space between words stays."""
    return " ".join(fold(word) for word in text.split())


def spelt_out(parts: Sequence[Piece]) -> str:
    """All ways to say a topic, to search by."""
    return " ".join(dict.fromkeys(way for part in parts if part.known for way in part.ways))


def share(parts: Sequence[Piece], passage: str) -> float:
    """How much of a topic stands in a passage, 0 to 1: within two sentences on end, since words from all over a long text
    say nothing together."""
    sentences = [s for s in re.split(r"(?<=[。；;！!？?\n])", passage) if s.strip()] or [passage]
    windows = [fold("".join(sentences[n : n + 2])) for n in range(len(sentences))]
    return max((_share(parts, w) for w in windows), default=0.0)


def says_so(topic: str, passage: str) -> bool:
    """Whether the topic's own words stand in a passage, not only others that mean much the same; a word of another language
    stands there translated."""
    there = fold(passage)
    return all(p.ways[0] in there for p in pieces(topic) if p.known and not p.ways[0].isascii())


def _share(parts: Sequence[Piece], there: str) -> float:
    whole = sum(p.weight for p in parts)
    return sum(p.weight * _found(p, there) for p in parts) / whole if whole else 0.0


def _found(part: Piece, there: str) -> float:
    if any(way in there for way in part.ways):
        return 1.0
    if part.known:
        return 0.0
    text = part.ways[0]
    covered = [False] * len(text)
    for n in range(len(text) - 1):
        if text[n : n + 2] in there:
            covered[n] = covered[n + 1] = True
    counted = [c for c, char in zip(covered, text, strict=True) if char.isalnum() and char not in _LIGHT]
    return sum(counted) / len(counted) if counted else 0.0

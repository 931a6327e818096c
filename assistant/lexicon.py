"""The words of questions: `lexicon.toml` read once into patterns. Words are data; only their meanings are known to code.

`traditional.txt` says which simplified character stands for a traditional one.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

_PAIRS = (line.split() for line in (files("assistant") / "traditional.txt").read_text("utf-8").splitlines() if not line.startswith("#"))
SIMPLIFIED = str.maketrans({pair[0]: pair[1] for pairs in _PAIRS for pair in pairs})


@dataclass(frozen=True)
class Word:
    """One meaning with the pattern of all its words."""

    kind: str
    meaning: str
    patterns: tuple[re.Pattern[str], ...]


def _pattern(word: str) -> str:
    return rf"(?<![a-z]){word}(?![a-z])" if re.match(r"[a-z(?:]*[a-z]", word) and word.isascii() else word


@cache
def words() -> tuple[Word, ...]:
    """All words. Chinese and English are matched apart, so that neither hides the other's longer reading."""
    found = []
    for kind, meanings in tomllib.loads((files("assistant") / "lexicon.toml").read_text("utf-8")).items():
        for meaning, entries in meanings.items():
            if entries:
                found.append(Word(kind, meaning, tuple(re.compile(_pattern(e)) for e in entries)))
    return tuple(found)

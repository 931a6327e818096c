"""Printed labels -> fields, as data: reads vocabulary.toml. No form is known here, only words."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from extractors.text import label_key


@dataclass(frozen=True)
class Names:
    """The labels of one family (head, section, budget, indicator), by field."""

    exact: dict[str, str]
    patterns: tuple[tuple[re.Pattern[str], str], ...]

    def field(self, label: str) -> str | None:
        """The field that a printed label names, or None."""
        key = label_key(label)
        if not key or len(key) > 30:
            return None
        return self.exact.get(key) or next((f for p, f in self.patterns if p.fullmatch(key)), None)


@dataclass(frozen=True)
class Vocabulary:
    head: Names
    section: Names
    budget: Names
    indicator: Names
    totals: frozenset[str]
    levels1: frozenset[str]
    levels2: frozenset[str]
    not_comparators: frozenset[str]
    printed: frozenset[str]  # labels and levels as they are printed, to tell a misread one
    ticked: str
    unticked: str

    def heads(self, text: str) -> bool:
        """Whether a text is a label beside or above what it holds, no column header."""
        return self.head.field(text) is not None or self.section.field(text) is not None

    def known(self, text: str) -> bool:
        """Whether a text is a printed label of any family."""
        return any(names.field(text) is not None for names in (self.head, self.section, self.budget, self.indicator))


def _names(family: dict[str, dict[str, list[str]]]) -> Names:
    exact = {label_key(label): field for field, entry in family.items() for label in entry.get("labels", [])}
    patterns = [(re.compile(p), field) for field, entry in family.items() for p in entry.get("patterns", [])]
    return Names(exact, tuple(patterns))


@cache
def vocabulary() -> Vocabulary:
    """The bundled vocabulary."""
    data: dict[str, Any] = tomllib.loads(Path(__file__).with_name("vocabulary.toml").read_text("utf-8"))
    words = data["words"]
    return Vocabulary(
        head=_names(data["head"]),
        section=_names(data["section"]),
        budget=_names(data["budget"]),
        indicator=_names(data["indicator"]),
        totals=_keys(words["totals"]),
        levels1=_keys(words["levels1"]),
        levels2=_keys(words["levels2"]),
        not_comparators=_keys(words["not_comparators"]),
        printed=_keys([*words["printed"], *words["totals"], *words["levels1"], *words["levels2"]]),
        ticked=words["ticked"],
        unticked=words["unticked"],
    )


def _keys(labels: list[str]) -> frozenset[str]:
    return frozenset(label_key(x) for x in labels)

"""Printed labels -> fields, as data: reads vocabulary.toml, and what a workspace adds (own_labels.py). No form is known
here, only words.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, field
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from extractors.text import label_key

FAMILIES = ("head", "section", "budget", "indicator")  # where a label may stand
LONGEST = 30  # characters of a label; longer texts are values
MOST_ASKED = 5000  # labels whose fields are kept
FILE = "vocabulary.toml"


@dataclass(frozen=True)
class Own:
    """One label (or pattern) that a workspace adds: where it stands, and the field it names."""

    stands: str
    field: str
    text: str
    pattern: bool = False
    who: str = ""
    at: str = ""


@dataclass(frozen=True)
class Names:
    """The labels of one family (head, section, budget, indicator), by field. The workspace's own words go first."""

    exact: dict[str, str]
    patterns: tuple[tuple[re.Pattern[str], str], ...]
    own: Names | None = None
    asked: dict[str, str | None] = field(default_factory=dict, compare=False, repr=False)  # a form asks often

    def field(self, label: str) -> str | None:
        """The field that a printed label names, or None."""
        if label not in self.asked:
            if len(self.asked) >= MOST_ASKED:
                self.asked.clear()
            self.asked[label] = self._field(label)
        return self.asked[label]

    def _field(self, label: str) -> str | None:
        if own := self.own_field(label):
            return own
        key = label_key(label)
        if not key or len(key) > LONGEST:
            return None
        return self.exact.get(key) or next((f for p, f in self.patterns if p.fullmatch(key)), None)

    def own_field(self, label: str) -> str | None:
        """The field that it names by the workspace's own words."""
        return self.own.field(label) if self.own else None


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
    units: frozenset[str]
    printed: frozenset[str]  # labels and levels as they are printed, to tell a misread one
    ticked: str
    unticked: str
    alike: tuple[tuple[str, re.Pattern[str]], ...]  # field -> what a label of it speaks of, where it is not known itself

    def heads(self, text: str) -> bool:
        """Whether a text is a label beside or above what it holds, no column header."""
        return self.head.field(text) is not None or self.section.field(text) is not None

    def known(self, text: str) -> bool:
        """Whether a text is a printed label of any family."""
        return any(names.field(text) is not None for names in (self.head, self.section, self.budget, self.indicator))


def _names(family: dict[str, dict[str, list[str]]], own: list[Own]) -> Names:
    exact = {label_key(label): field for field, entry in family.items() for label in entry.get("labels", [])}
    patterns = [(re.compile(p), field) for field, entry in family.items() for p in entry.get("patterns", [])]
    if not own:
        return Names(exact, tuple(patterns))
    added = Names(
        {label_key(x.text): x.field for x in own if not x.pattern},
        tuple((re.compile(x.text), x.field) for x in own if x.pattern),
    )
    return Names(exact, tuple(patterns), added)


@cache
def bundled() -> dict[str, Any]:
    """What the package's file says."""
    return tomllib.loads(Path(__file__).with_name(FILE).read_text("utf-8"))


@lru_cache(maxsize=8)
def vocabulary(own: tuple[Own, ...] = ()) -> Vocabulary:
    """The bundled vocabulary, with what a workspace adds."""
    data = bundled()
    words = data["words"]

    def names(stands: str) -> Names:
        return _names(data[stands], [x for x in own if x.stands == stands])

    def keys(name: str) -> frozenset[str]:
        return _keys([*words[name], *(x.text for x in own if x.stands == "words" and x.field == name)])

    labels = [x.text for x in own if not x.pattern]
    return Vocabulary(
        head=names("head"),
        section=names("section"),
        budget=names("budget"),
        indicator=names("indicator"),
        totals=keys("totals"),
        levels1=keys("levels1"),
        levels2=keys("levels2"),
        not_comparators=_keys(words["not_comparators"]),
        units=frozenset(words["units"]),
        printed=_keys([*words["printed"], *words["totals"], *words["levels1"], *words["levels2"], *labels]),
        ticked=words["ticked"],
        unticked=words["unticked"],
        alike=tuple((field, re.compile(pattern)) for field, pattern in data["alike"].items()),
    )


def _keys(labels: list[str]) -> frozenset[str]:
    return frozenset(label_key(x) for x in labels)

"""What a stretch of a question was understood as. No logic."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

_NAMES = {"project", "indicator", "unit", "region", "document", "lead", "label", "category", "attribute", "nature", "implementer"}


@dataclass(frozen=True)
class Span:
    """A stretch of the question with its meaning: a word (`kind`, `meaning`), or a name, number or year in `what`."""

    kind: str
    meaning: str
    start: int
    end: int
    what: Any = None

    @property
    def is_name(self) -> bool:
        return self.kind in _NAMES

"""What a reader sees of a page before any table is known: pieces of text and ruled lines, in points from the top left.

Values only. A text layer and, after recognition, a scan both end here, so that all that follows is the same for both.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

Box = tuple[float, float, float, float]


class Word(NamedTuple):
    """A piece of text with its box: one character of a text layer, or one recognised piece of a scan."""

    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    confidence: float = 1.0
    source: Literal["text", "ocr"] = "text"
    note: str | None = None  # what was taken in place of what was read, and why
    cut: tuple[float, float] | None = None  # from where to where down the page the file shows it: beyond, nobody sees it

    @property
    def middle(self) -> float:
        """How far down the page it belongs: its middle, or that of the area that it runs over."""
        y = (self.top + self.bottom) / 2
        return y if self.cut is None or self.cut[0] <= y <= self.cut[1] else (self.cut[0] + self.cut[1]) / 2


class Rule(NamedTuple):
    """A ruled line: at `at` (y of a horizontal, x of a vertical one), from `start` to `end`."""

    at: float
    start: float
    end: float


@dataclass(slots=True)
class Page:
    number: int
    width: float
    height: float
    words: list[Word] = field(default_factory=list)
    horizontal: list[Rule] = field(default_factory=list)
    vertical: list[Rule] = field(default_factory=list)
    shown: Callable[[Box], Box] | None = None  # from this page's boxes to those of the page as shown, where they differ
    fills: list[Box] = field(default_factory=list)  # areas of colour


def union(boxes: list[Box]) -> Box:
    """The smallest box around all."""
    return (min(b[0] for b in boxes), min(b[1] for b in boxes), max(b[2] for b in boxes), max(b[3] for b in boxes))

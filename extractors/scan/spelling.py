"""Steps of a recogniser -> characters: the best path, and the signs that it lost though it left room for them.

Nothing is known here about what forms print or say.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from statistics import median
from typing import Any, NamedTuple, TypeVar

import numpy as np
import numpy.typing as npt

T = TypeVar("T")

Steps = npt.NDArray[np.float32]  # steps x classes, probabilities; class 0 is none

SIGNS = frozenset("，。、；")  # of a sentence; each takes the room of a character
LINE = 8  # characters of a line from which on their usual distance is known
SENTENCE = (
    20  # characters from which on a line is no name, though it has no signs; in a name the room is a lost letter's
)
ROOM = 1.9  # of that distance: between two characters so far apart stands something
FOUND = 0.03  # probability from which on it is the sign that it may be
FOUND_LAST = 0.05  # the same of a sign behind the last one, where there is always room


class Reading(NamedTuple):
    """`each` is every character's probability; `sure` the weakest, `mean` the average of them. `others` holds what a weak
    character may be instead with its probability, the likeliest first; nothing for one that is sure. `label` is the
    known label that a weak reading may be, `first` what was read where something else was taken."""

    text: str
    each: tuple[float, ...]
    others: tuple[Mapping[str, float], ...] = ()
    label: str | None = None
    first: str | None = None

    @property
    def sure(self) -> float:
        return min(self.each, default=0.0)

    @property
    def mean(self) -> float:
        return sum(self.each) / len(self.each) if self.each else 0.0


class Step(NamedTuple):
    label: int
    sure: float
    at: int  # the step of the model's output where it is surest


def spelt(best: npt.NDArray[Any], score: npt.NDArray[Any]) -> list[Step]:
    """The classes that are characters: one that goes on over several steps is one character, class 0 is none."""
    out: list[Step] = []
    last = 0
    for at, (c, p) in enumerate(zip(best.tolist(), score.tolist(), strict=True)):
        if c and c != last:
            out.append(Step(c, p, at))
        elif c and p > out[-1].sure:
            out[-1] = Step(c, p, at)
        last = c
    return out


def reading(path: Sequence[Step], characters: Sequence[str]) -> Reading:
    text = "".join(characters[s.label] for s in path)
    return Reading(text.strip(), without_blanks(tuple(s.sure for s in path), text))


def without_blanks(each: tuple[T, ...], text: str) -> tuple[T, ...]:
    """What belongs to the characters of a text without the blanks around it."""
    start, end = len(text) - len(text.lstrip()), len(text.rstrip())
    return each[start:end]


def with_lost_signs(path: list[Step], steps: Steps, characters: Sequence[str]) -> list[Step]:
    """The path with the signs of a sentence where two characters, or the last one and the end, leave room for one that
    the steps there hold possible. How sure one is, is told beside the other signs: that one stands there, the room tells."""
    if len(path) < LINE:
        return path
    return list(_with_lost_signs(path, steps, characters))


def _with_lost_signs(path: list[Step], steps: Steps, characters: Sequence[str]) -> Iterator[Step]:
    signs = [c for c, x in enumerate(characters) if x in SIGNS]
    sentence = len(path) >= SENTENCE or any(s.label in signs for s in path)
    usual = median(b.at - a.at for a, b in pairwise(path))
    for a, b in pairwise(path):
        yield a
        roomy = b.at - a.at >= ROOM * usual and _ends_a_word(characters[a.label]) and _is_chinese(characters[b.label])
        if sentence and roomy and (sign := _likeliest(signs, steps, a.at, b.at, FOUND)):
            yield sign
    yield path[-1]
    last = path[-1]
    if _ends_a_word(characters[last.label]) and (sign := _likeliest(signs, steps, last.at, len(steps), FOUND_LAST)):
        yield sign


def _likeliest(signs: list[int], steps: Steps, start: int, end: int, least: float) -> Step | None:
    """The sign that is likeliest between two steps."""
    between = steps[start + 1 : end, signs]
    if not between.size or between.max() < least:
        return None
    at, sign = divmod(int(between.argmax()), len(signs))
    return Step(signs[sign], float(between[at, sign] / between[at].sum()), start + 1 + at)


def _is_chinese(character: str) -> bool:
    return "\u4e00" <= character[:1] <= "\u9fff"


def _ends_a_word(character: str) -> bool:
    return _is_chinese(character) or character.isdigit() or character in "%％）)》”"

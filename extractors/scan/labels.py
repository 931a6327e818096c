"""Which known label a badly printed piece is, by what the recogniser holds possible at every step of it: under a seal
项目名称 may read 境河名称, and is still the only label that the picture allows.

The likelihood of a label is that of connectionist temporal classification (Graves and others, 2006): the sum over all ways
in which the steps may spell it. What is found here is a proposal, noted where it is taken; it never names a value.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

import numpy as np
import numpy.typing as npt

from extractors.scan.spelling import Steps
from extractors.text import label_key
from extractors.vocabulary import vocabulary

SHORTEST, LONGEST = 3, 12  # characters of labels that are looked for
ALIKE = 0.5  # share of a label's characters that must have been read
FLOOR = 1e-6  # probability that nothing falls below; the recogniser rounds
LIKELY = -10.0  # logarithm of how likely a label must be beside what was read
APART = 3.0  # logarithm of how much likelier it must be than the next one


def nearest_label(text: str, steps: Steps, characters: Sequence[str]) -> str | None:
    """The label that the steps spell nearly as likely as the text, and no other label; None where it is one already."""
    key = label_key(text)
    labels = [] if key in vocabulary().printed else _alike(key)
    if not labels:
        return None
    classes = _classes(tuple(characters))
    labels = [x for x in labels if all(c in classes for c in x)]
    first, *others = likelihoods(steps, [[classes[c] for c in x] for x in (text, *labels)])
    ranked = sorted(zip(others, labels, strict=True), reverse=True)
    if not ranked or ranked[0][0] - first < LIKELY:
        return None
    return ranked[0][1] if len(ranked) == 1 or ranked[0][0] - ranked[1][0] >= APART else None


@cache
def _classes(characters: tuple[str, ...]) -> Mapping[str, int]:
    return {c: i for i, c in enumerate(characters)}


def _alike(text: str) -> list[str]:
    """The labels as long as a text, or a character more or less, that share enough characters with it."""
    letters = set(text)
    return [
        x
        for x in vocabulary().printed
        if SHORTEST <= len(x) <= LONGEST
        and abs(len(x) - len(text)) <= 1
        and sum(c in letters for c in x) >= ALIKE * len(x)
    ]


def likelihoods(steps: Steps, spelt: Sequence[Sequence[int]]) -> npt.NDArray[Any]:
    """The natural logarithm of how likely the steps spell each of some labels, given as classes."""
    size = max(map(len, spelt), default=0)
    states = np.zeros((len(spelt), 2 * size + 1), int)  # none, first, none, second, none ...
    for row, classes in zip(states, spelt, strict=True):
        row[1 : 2 * len(classes) : 2] = classes
    logs = np.log(np.maximum(steps, FLOOR))
    skips = np.zeros(states.shape, bool)
    skips[:, 2:] = (states[:, 2:] != 0) & (states[:, 2:] != states[:, :-2])
    paths = np.full(states.shape, -np.inf)
    paths[:, :2] = logs[0][states[:, :2]]
    for step in logs[1:]:
        one, two = _shifted(paths, 1), np.where(skips, _shifted(paths, 2), -np.inf)
        paths = np.logaddexp(np.logaddexp(paths, one), two) + step[states]
    ends = 2 * np.array([len(classes) for classes in spelt])
    rows = np.arange(len(spelt))
    return np.asarray(np.logaddexp(paths[rows, ends], paths[rows, ends - 1]))


def _shifted(paths: npt.NDArray[Any], by: int) -> npt.NDArray[Any]:
    out = np.full(paths.shape, -np.inf)
    out[:, by:] = paths[:, :-by]
    return out

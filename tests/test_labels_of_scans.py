"""Labels told from what the recogniser holds possible: the likelihood is right, and only what it leaves no doubt of is taken."""

from __future__ import annotations

import math
from itertools import groupby, product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.scan.context import in_context
from extractors.scan.labels import LIKELY, likelihoods, nearest_label
from extractors.scan.spelling import Reading

CHARACTERS = ["", *"项目名称境河部门单位得分某县"]


def spelt(path: tuple[int, ...]) -> tuple[int, ...]:
    return tuple(c for c, _ in groupby(path) if c)


@given(
    st.lists(st.lists(st.integers(1, 9), min_size=3, max_size=3), min_size=1, max_size=5),
    st.lists(st.lists(st.integers(1, 2), min_size=1, max_size=3), min_size=1, max_size=3),
)
def test_a_label_is_as_likely_as_all_ways_to_spell_it(weights: list[list[int]], labels: list[list[int]]) -> None:
    steps = np.array(weights, np.float32) / np.sum(weights, axis=1, keepdims=True)
    for label, found in zip(labels, likelihoods(steps, labels), strict=True):
        ways = [p for p in product(range(3), repeat=len(steps)) if spelt(p) == tuple(label)]
        wanted = sum(math.prod(float(steps[at, c]) for at, c in enumerate(way)) for way in ways)
        assert math.exp(found) == pytest.approx(wanted, rel=1e-3, abs=1e-9)


def steps(*letters: dict[str, float]) -> np.ndarray[tuple[int, int], np.dtype[np.float32]]:
    """One step for each letter and none between them; what is left goes to none."""
    out = np.zeros((2 * len(letters), len(CHARACTERS)), np.float32)
    out[1::2, 0] = 1
    for at, chances in enumerate(letters):
        for c, p in chances.items():
            out[2 * at, CHARACTERS.index(c)] = p
        out[2 * at, 0] = 1 - sum(chances.values())
    return out


@pytest.mark.parametrize(
    ("text", "at", "label"),
    [
        ("境河名称", steps({"境": 0.9, "项": 0.02}, {"河": 0.3, "目": 0.01}, {"名": 1.0}, {"称": 1.0}), "项目名称"),
        # As likely another label: nothing is taken.
        (
            "境河名称",
            steps(
                {"境": 0.9, "项": 0.02, "单": 0.02, "部": 0.02},
                {"河": 0.3, "目": 0.01, "位": 0.01, "门": 0.01},
                {"名": 1.0},
                {"称": 1.0},
            ),
            None,
        ),
        # The recogniser never thought of it.
        ("境河名称", steps({"境": 0.9}, {"河": 0.3}, {"名": 1.0}, {"称": 1.0}), None),
        ("项目名称", steps({"项": 0.9}, {"目": 0.3}, {"名": 1.0}, {"称": 1.0}), None),  # is one
        (
            "某县",
            steps({"某": 0.5, "得": 0.2}, {"县": 0.5, "分": 0.2}),
            None,
        ),  # no label has so few characters to tell by
    ],
)
def test_a_known_label_is_told_where_the_picture_allows_no_other(
    text: str, at: np.ndarray[tuple[int, int], np.dtype[np.float32]], label: str | None
) -> None:
    assert LIKELY < 0
    assert nearest_label(text, at, CHARACTERS) == label


def test_what_is_taken_as_a_label_stays_as_doubtful_as_it_was_read() -> None:
    (found,) = in_context([Reading("境河名称", (0.91, 0.3, 1.0, 1.0), label="项目名称")])
    assert (found.text, found.first, found.sure) == ("项目名称", "境河名称", 0.3)

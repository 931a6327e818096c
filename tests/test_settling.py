"""Two readings of one piece: what is agreed, what is taken, what is doubted, and that no figure comes from nowhere."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.scan.settling import DOUBTFUL, settled
from extractors.scan.spelling import Reading

SAFE = 0.96


def read(text: str, sure: float) -> Reading:
    return Reading(text, (sure,) * len(text))


@pytest.mark.parametrize(
    ("letters", "figures", "says", "safe"),
    [
        (("≥95%", 0.9), ("≥95%", 0.9), "≥95%", True),  # agreed
        (("＝100％", 0.8), ("=100%", 0.95), "=100%", True),
        ((">2", 0.6), ("≥2", 0.97), "≥2", True),  # the second is clearly the surer
        ((">2次", 0.6), ("≥2#", 0.97), "≥2次", False),  # as it is, but 次 is in doubt
        ((">2次", 0.9), ("≥2#", 0.92), "≥2次", False),
        (("≥663场", 0.7), ("≥665#", 0.75), "≥665场", False),
        (("≥663场", 0.9), ("≥665#", 0.5), "≥663场", False),
        (("S3人", 0.5), ("53#", 0.99), "53人", False),  # letters of the large recogniser for figures
        (("s", 0.4), ("5", 0.99), "5", True),
        (("一", 0.9), ("-", 0.98), "—", True),  # marks standing alone
        (("-", 0.9), ("-", 0.98), "-", True),
        (("1", 0.6), ("/", 0.98), "/", True),
        (("产出指标", 0.99), ("####", 0.9), "产出指标", True),  # no figures, no change
        (("产出指标", 0.99), ("", 0.0), "产出指标", True),
        (("资金不足.今后将合理设置指标", 0.99), ("", 0.0), "资金不足，今后将合理设置指标", False),
        (("完成培训,按期开展", 0.99), ("", 0.0), "完成培训，按期开展", True),
    ],
)
def test_two_readings_are_settled(
    letters: tuple[str, float], figures: tuple[str, float], says: str, safe: bool
) -> None:
    found = settled(read(*letters), read(*figures))
    assert found.text == says
    assert (found.sure >= SAFE) is safe


def test_what_was_taken_is_noted() -> None:
    found = settled(read("≥663场", 0.7), read("≥665#", 0.75))
    assert found.note
    assert "≥663场" in found.note
    assert "≥665场" in found.note


signs = st.text("0123456789.%≥≤", min_size=1, max_size=8)
chance = st.floats(0, 1)


@given(ours=signs, theirs=signs, p=chance, q=chance)
def test_every_figure_was_read_by_one_of_the_two(ours: str, theirs: str, p: float, q: float) -> None:
    found = settled(read(ours, p), read(theirs, q))
    for run in re.findall(r"\d+", found.text):
        assert run in ours or run in theirs or len(ours) == len(theirs)
    assert set(found.text) <= set(ours) | set(theirs)


@given(ours=signs, theirs=signs, p=chance, q=chance)
def test_what_differs_is_safe_only_where_the_second_is_clearly_surer(
    ours: str, theirs: str, p: float, q: float
) -> None:
    found = settled(read(ours, p), read(theirs, q))
    if (
        found.sure > DOUBTFUL
        and found.text == ours != theirs
        and re.findall(r"\d+", ours) != re.findall(r"\d+", theirs)
    ):
        assert p > DOUBTFUL


@pytest.mark.parametrize(
    ("letters", "figures", "sure"),
    [
        ("人数*100%", Reading("##~100%", (1.0, 1.0, 0.8, 1.0, 1.0, 1.0, 1.0)), 0.99),
        ("6次、3次", Reading("6#>3#", (1.0, 1.0, 0.84, 1.0, 1.0)), 0.99),
        ("《2》", Reading("42#", (0.5, 1.0, 1.0)), 0.99),
        ("方式：座机，65", Reading("##0##.65", (1.0, 1.0, 0.999, 1.0, 1.0, 0.999, 1.0, 1.0)), 0.8),
        ("《手册》30", Reading("4##30", (0.44, 1.0, 1.0, 1.0, 1.0)), 0.99),
    ],
)
def test_marks_that_the_second_recogniser_cannot_know_are_the_firsts(
    letters: str, figures: Reading, sure: float
) -> None:
    found = settled(read(letters, 0.99), figures)
    assert found.text == letters
    assert found.sure >= sure

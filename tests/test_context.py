"""Weak characters in the light of the same page: exchanged only for what the recogniser held possible and the page says."""

from __future__ import annotations

import pytest

from extractors.scan.context import in_context
from extractors.scan.ocr import SURE, Reading

SAID = Reading("组织召开联谊会", (0.99,) * 7, ("",) * 7)


def weak(text: str, at: int, others: str, sure: float = 0.7) -> Reading:
    each = tuple(sure if i == at else 0.99 for i in range(len(text)))
    return Reading(text, each, tuple(others if i == at else "" for i in range(len(text))))


@pytest.mark.parametrize(
    ("read", "is_"),
    [
        (weak("旭织活动", 0, "组烟"), "组织活动"),  # 组织 stands elsewhere
        (weak("旭织活动", 0, "烟姐"), "旭织活动"),  # the recogniser never thought of 组
        (weak("组织活动", 0, "旭"), "组织活动"),  # makes a known pair already
        (weak("旭升活动", 0, "组"), "旭升活动"),  # 组升 stands nowhere
        (weak("一织活动", 0, "组"), "一织活动"),  # a numeral is never exchanged
        (weak("8织活动", 0, "组"), "8织活动"),
    ],
)
def test_a_weak_character_follows_its_page(read: Reading, is_: str) -> None:
    _, found = in_context([SAID, read])
    assert found.text == is_
    assert found.first == (read.text if is_ != read.text else None)
    assert len(found.each) == len(found.text)


def test_a_likely_character_with_known_pairs_on_both_sides_is_sure_and_an_exchanged_one_stays_weak() -> None:
    _, likely, exchanged = in_context([SAID, weak("召开联谊会", 2, "职", 0.85), weak("旭织活动", 0, "组", 0.85)])
    assert likely.each[2] == SURE
    assert exchanged.each[0] == 0.85

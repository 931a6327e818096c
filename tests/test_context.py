"""Weak characters in the light of the same page: exchanged only for what the recogniser held possible and the page says."""

from __future__ import annotations

import pytest

from extractors.scan.context import in_context
from extractors.scan.ocr import SURE
from extractors.scan.spelling import Reading

SAID = Reading("组织召开联谊会", (0.99,) * 7, ({},) * 7)


def weak(text: str, at: int, others: str, sure: float = 0.7) -> Reading:
    each = tuple(sure if i == at else 0.99 for i in range(len(text)))
    instead = {c: (1 - sure) / 2 ** (rank + 1) for rank, c in enumerate(others)}
    return Reading(text, each, tuple(instead if i == at else {} for i in range(len(text))))


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


@pytest.mark.parametrize(
    ("read", "is_"),
    [
        (weak("巩园和发展", 1, "国固团", 0.3), "巩固和发展"),
        (weak("连步提升", 0, "逐座班", 0.45), "逐步提升"),
        (weak("项目完工及时事", 6, "率串", 0.69), "项目完工及时率"),  # no word of everyday, one of indicators
        (weak("司徒嵘岱", 2, "荣容", 0.6), "司徒嵘岱"),  # a name makes no word
        (weak("支付四次", 2, "囚", 0.6), "支付四次"),  # numerals are left alone
        (weak("≥53A", 3, "人入", 0.5), "≥53A"),  # a unit only where the page or a label has it
    ],
)
def test_a_weak_character_makes_a_word(read: Reading, is_: str) -> None:
    (found,) = in_context([read])
    assert found.text == is_


def test_a_unit_follows_its_page() -> None:
    _, found = in_context([Reading("≥8篇", (0.99,) * 3, ({},) * 3), weak("≥2m", 2, "第箱篇")])
    assert found.text == "≥2篇"


def test_of_a_line_that_is_hardly_read_no_words_are_made() -> None:
    instead = {"国": 0.2, "固": 0.1}
    (found,) = in_context([Reading("巩园某", (0.3,) * 3, (instead,) * 3)])
    assert found.text == "巩园某"

"""Signs that a recogniser lost: given back where it left room for one and holds one possible, nowhere else."""

from __future__ import annotations

import numpy as np
import pytest

from extractors.scan.context import in_context
from extractors.scan.spelling import Reading, Steps, reading, spelt, with_lost_signs

CHARACTERS = ["", *"年初目标设定偏高，实际需求不足。、；2人"]
PITCH = 4  # steps from one character to the next


def line(*letters: tuple[str, float]) -> tuple[list[str], Steps]:
    """Steps that say each letter with its probability, one every PITCH; below a half it is lost and only held possible."""
    steps = np.zeros((PITCH * len(letters) + 1, len(CHARACTERS)), np.float32)
    steps[:, 0] = 1
    for place, (letter, p) in enumerate(letters):
        steps[PITCH * place + 1, [0, CHARACTERS.index(letter)]] = 1 - p, p
    return CHARACTERS, steps


def read(*letters: tuple[str, float]) -> Reading:
    characters, steps = line(*letters)
    path = spelt(steps.argmax(axis=1), steps.max(axis=1))
    return reading(with_lost_signs(path, steps, characters), characters)


def said(text: str) -> list[tuple[str, float]]:
    return [(c, 0.99) for c in text]


@pytest.mark.parametrize(
    ("letters", "text"),
    [
        ([*said("年初目标设定偏高"), ("，", 0.2), *said("实际需求不足。")], "年初目标设定偏高，实际需求不足。"),
        ([*said("年初目标设定偏高"), ("，", 0.01), *said("实际需求不足。")], "年初目标设定偏高实际需求不足。"),  # a gap
        ([*said("年初目标设定偏高，实际需求不足"), ("。", 0.3)], "年初目标设定偏高，实际需求不足。"),
        ([*said("年初目标设定偏高实际需求不足"), ("。", 0.3)], "年初目标设定偏高实际需求不足。"),
        (
            [*said("年初目标设定偏高"), ("、", 0.2), *said("实际需求")],
            "年初目标设定偏高实际需求",
        ),  # a name: a letter is lost
        ([*said("年初目标，实际需求2"), ("，", 0.3), *said("人不足")], "年初目标，实际需求2，人不足"),
        ([*said("年初"), ("，", 0.3), *said("目标")], "年初目标"),  # too short to know how far apart its letters are
    ],
)
def test_a_lost_sign_is_found_where_there_is_room(letters: list[tuple[str, float]], text: str) -> None:
    assert read(*letters).text == text


def test_how_sure_a_found_sign_is_is_told_beside_the_other_signs() -> None:
    characters, steps = line(*said("年初目标设定偏高"), ("，", 0.1), *said("实际需求不足。"))
    steps[PITCH * 8 + 2, characters.index("、")] = 0.05
    path = spelt(steps.argmax(axis=1), steps.max(axis=1))
    found = reading(with_lost_signs(path, steps, characters), characters)
    assert found.text[8] == "，"
    assert found.each[8] == pytest.approx(1.0)
    steps[PITCH * 8 + 1, characters.index("、")] = 0.05
    assert reading(with_lost_signs(path, steps, characters), characters).each[8] == pytest.approx(2 / 3, abs=0.01)


@pytest.mark.parametrize(
    ("text", "others", "is_"),
    [
        ("预算执行率44.46%·其中一项", {"。": 0.14, "*": 0.02}, "预算执行率44.46%。其中一项"),
        ("清河市文化馆·图书馆分馆", {"、": 0.46, "，": 0.01}, "清河市文化馆、图书馆分馆"),
        ("清河市文化馆·图书馆分馆", {"*": 0.01}, "清河市文化馆·图书馆分馆"),
        ("阿里木·热合曼", {"。": 0.2}, "阿里木·热合曼"),  # a name
    ],
)
def test_a_dot_in_a_sentence_is_the_sign_that_it_may_be(text: str, others: dict[str, float], is_: str) -> None:
    each = tuple(0.9 if c == "·" else 0.99 for c in text)
    (found,) = in_context([Reading(text, each, tuple(others if c == "·" else {} for c in text))])
    assert found.text == is_
    assert found.each == each

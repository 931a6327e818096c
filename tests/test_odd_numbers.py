"""Digits in a question that nothing can be held against are told, never read in part, and never reach the database."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st
from invented import report, save

from assistant.answer import Assistant
from index.store import open_store


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    with open_store(tmp_path_factory.mktemp("numbers")) as store:
        save(store, "a.pdf", report(total_score=88))
        yield Assistant(store)


@pytest.mark.parametrize(
    ("question", "named"),
    [
        ("前99999999999999999999名", "99999999999999999999"),
        ("第99999999999999999999名的项目", "99999999999999999999"),
        ("top 99999999999999999999 projects", "99999999999999999999"),
        ("预算超过99999999999999999999999元的项目", "99999999999999999999999"),
        ("预算超过九千九百九十九亿亿亿元的项目", "亿亿亿"),
        ("未完成指标超过99999999999999999999条的项目", "99999999999999999999"),
        ("得分大于1e2的项目", "1e2"),
        ("得分大于1e999的项目", "1e999"),
        ("哪些项目得分低于90分 OR 1=1; --", "1=1"),
    ],
)
def test_it_is_said_what_is_no_number(assistant: Assistant, question: str, named: str) -> None:
    answer = assistant.ask(question)
    assert answer.status == "unclear"
    assert named in answer.answer


@pytest.mark.parametrize(("question", "count"), [("得分低于90分的项目", 1), ("前9999名", 1), ("预算低于9亿元的项目", 1), ("得分大于88.5的项目", 0)])
def test_numbers_of_every_day_are_read(assistant: Assistant, question: str, count: int) -> None:
    assert len([r for r in assistant.ask(question).rows if r.project_name]) == count


@given(number=st.integers(0, 10**30), form=st.sampled_from(("前{}名", "第{}名", "得分低于{}的项目", "预算超过{}万元的项目", "有{}条以上指标的项目", "{}年有几个项目", "后{}个项目")))
def test_no_number_brings_an_answer_down(assistant: Assistant, number: int, form: str) -> None:
    assert assistant.ask(form.format(number)).status in ("answered", "no_data", "unclear")

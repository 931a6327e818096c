"""Clauses that only speak to the one who answers are set aside and said to be; those that narrow, ask or name are not."""

from __future__ import annotations

import pytest
from test_nothing_passed_over import catalogue

from assistant.planner.rules import plan
from assistant.talk import Talk

ASIDE = [
    ("2024年哪些指标没完成", "我手上正编一份册子，2024年哪些指标没完成", "我手上正编一份册子"),
    ("2024年哪些指标没完成", "2024年哪些指标没完成？请诸位誊录给我", "请诸位誊录给我"),
    ("2024年各地区平均得分", "审计组兄弟们想对一对，2024年各地区平均得分", "审计组兄弟们想对一对"),
    ("Which indicators were missed in 2024?", "Which indicators were missed in 2024? I shall glue them into my notebook.", "i shall glue them into my notebook"),
]
NOT_ASIDE = [
    "2024年哪些项目没完成，我指的是民办的", "2024年哪些项目没完成，我们县的学校", "2024年各地区平均得分，我只要私立的", "2024年各地区平均得分，请把民办学校列出来",
    "2024年的项目中标单位，我想知道是谁", "Which projects scored below 80? I only need the private ones.", "Which projects scored below 80, I mean the franchised ones?",
]  # fmt: skip


@pytest.mark.parametrize(("plainly", "question", "aside"), ASIDE)
def test_what_is_said_to_the_one_who_answers(plainly: str, question: str, aside: str) -> None:
    planned = plan(question, catalogue(), Talk())
    assert planned.query is not None
    assert planned.query == plan(plainly, catalogue(), Talk()).query
    assert any(aside in said.zh and aside in said.en for said in planned.assumed)


@pytest.mark.parametrize("question", NOT_ASIDE)
def test_a_clause_that_narrows_is_not_passed_over(question: str) -> None:
    assert plan(question, catalogue(), Talk()).query is None

"""A language model that fails, in any way: the rules' answer stands, and that the model did not answer is said."""

from __future__ import annotations

from typing import Any

import pytest
from asking import Workspace
from proposing import MODEL, ODD, SLOWEST, assistant, proposal
from scripted_model import KEY, Drip, Hangup, Refusal, Script, Silence, Status
from test_planner import Q

from assistant.answer import Assistant
from index.store import Store

FAILURES: list[tuple[Any, int]] = [
    (Status(500), 1), (Status(401), 1), (Silence(2), 1), (Drip(20), 1), (Hangup(), 1), (Refusal(), 2), ("好的，答案是 42。", 2), ('{"understood": true', 2), ({}, 2), ([], 2),
    ({"answer": "42"}, 2), (proposal(**SLOWEST) | {"where": "2023"}, 2),
]  # fmt: skip


@pytest.mark.parametrize(("failing", "requests"), FAILURES, ids=lambda x: str(x)[:30])
def test_where_it_fails_the_rules_answer_stands(filled: tuple[Store, Workspace], server: Script, plain: Assistant, failing: Any, requests: int) -> None:
    asked = assistant(filled[0], server, llm_timeout=0.5 if isinstance(failing, (Silence, Drip)) else 20)
    server.always = failing if not isinstance(failing, list) else "[]"
    question = f"2023年最{ODD}的项目是哪个"
    answer = asked.ask(question)
    assert (answer.status, answer.answer, answer.planned_by) == ("unclear", plain.ask(question).answer, "rules")
    assert len(server.requests) == requests
    assert KEY not in answer.model_dump_json()
    assert "42" not in answer.answer
    assert any("语言模型" in w for w in answer.warnings), "that it did not answer is said"


def test_a_malformed_answer_may_be_mended(asked: Assistant, server: Script) -> None:
    server.say("I think it is the slowest one.", proposal(**SLOWEST))
    assert asked.ask(f"2023年最{ODD}的项目是哪个").planned_by == MODEL


def test_a_server_that_is_down_does_not_slow_every_question(asked: Assistant, server: Script) -> None:
    server.always = Status(500)
    for _ in range(10):
        assert asked.ask(f"2023年最{ODD}的项目是哪个").status == "unclear"
    assert len(server.requests) == 3


@pytest.mark.parametrize("failing", [Status(500), "…", {"text": "{1}，而{9}"}], ids=str)
def test_where_wording_fails_the_plain_one_stands(filled: tuple[Store, Workspace], server: Script, plain: Assistant, failing: Any) -> None:
    asked = assistant(filled[0], server, llm_words=True)
    server.always = failing
    question = f"{Q}2023年各单位的平均得分"
    answer = asked.ask(question)
    assert (answer.answer, answer.worded_by) == (plain.ask(question).answer, "rules")

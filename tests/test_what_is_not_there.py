"""Where nothing can be told: which form lacks it, which unit has no report of the year, how many were looked at, and what is
not read at all."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from asking import open_workspace

from assistant.answer import Assistant
from assistant.planner.rules import LONGEST


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    store, _ = open_workspace(tmp_path_factory.mktemp("lacking"))
    with store:
        yield Assistant(store)


@pytest.mark.parametrize(("question", "says"), [
    ("家庭教育指导经费得了多少分", "自评得分"), ("家庭教育指导经费执行数是多少", "执行数"), ("妇联2024年的总体执行率", "执行数"), ("妇联项目的平均得分", "自评得分"),
    ("妇联得分最低的项目", "自评得分"), ("妇联执行率低于60%的项目", "预算执行率"), ("妇联有几个项目执行率超过90%", "预算执行率"), ("What is the score of 家庭教育指导经费?", "self-evaluation score"),
])  # fmt: skip
def test_what_only_results_state_is_said_to_lack_in_a_form_of_targets(assistant: Assistant, question: str, says: str) -> None:
    answer = assistant.ask(question)
    assert (answer.status, answer.value, list(answer.rows)) == ("no_data", None, [])
    assert ("targets only" if answer.language == "en" else "目标表") in answer.answer
    assert says in answer.answer


def test_what_a_form_of_targets_states_is_told(assistant: Assistant) -> None:
    assert assistant.ask("妇联预算低于1元的项目").answer.startswith("没有")
    assert assistant.ask("家庭教育指导经费的预算是多少").status == "answered"


def test_of_units_called_the_same_the_one_of_the_place_spoken_of_is_named(assistant: Assistant) -> None:
    assistant.ask("白桦县2022年有哪些项目", "place")
    assert assistant.ask("只看财政局的", "place").answer == "白桦县财政局没有2022年的报告（有的是：2023年、2024年）。"


def test_of_reports_named_one_by_one_so_many_were_searched(assistant: Assistant) -> None:
    assistant.ask("2024年得分最低的3个项目", "few")
    answer = assistant.ask("其中执行率低于1%的", "few")
    assert "（已查 3 份报告）" in answer.answer


def test_what_is_too_long_is_not_taken_apart(assistant: Assistant, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("assistant.answer.parts_of", lambda *_: pytest.fail("read"))
    answer = assistant.ask("执行率低于，" * LONGEST)
    assert answer.status == "unclear"
    assert str(LONGEST) in answer.answer


def test_how_a_project_went_on_the_whole_is_no_one_number(assistant: Assistant) -> None:
    answer = assistant.ask("全民阅读推广活动经费咋样了")
    assert "自评得分" in answer.answer
    assert (answer.value, [r.value for r in answer.rows]) == (None, [None])

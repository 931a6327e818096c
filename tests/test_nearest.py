"""Where a question is not answered: what is missing is said, and what is offered instead works."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from asked.kinds import SINGLE, fill
from asked.world import generated

from assistant.answer import Assistant
from extractors.records import Report
from index.store import open_store

W = generated()
REGION = W.regions[0]
REFUSED = [q for kind in ("refused", "partly", "bad input") for q, *_ in SINGLE[kind](W) if len(q) < 200]
OWN = [
    "2019年有哪些指标没有完成", "2031年各地区平均得分", f"{REGION}2019年得分最低的项目", "北京市得分最低的3个项目", "蓬莱县2024年预算执行率", "施工照片在哪",
    "执行率为什么这么低呢", f"{REGION}教育局的绿化面积是多少", "谁是审计署长", "部门整体支出自评表有哪些", f"{REGION}2024年目标表里哪些指标没完成",
    "Which indicators were missed in 2019?", "Which projects in Beijing scored lowest?", "What about the weather?", "2018年比2019年多多少", "局长的电话",
]  # fmt: skip


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    with open_store(tmp_path_factory.mktemp("nearest")) as store:
        fill(store, W)
        yield Assistant(store)


@pytest.mark.parametrize("question", [*REFUSED, *OWN])
def test_what_is_offered_is_answered(assistant: Assistant, question: str) -> None:
    answer = assistant.ask(question)
    if answer.status == "answered":
        assert not answer.suggestions
        return
    assert 1 <= len(answer.suggestions) <= 4
    for offered in answer.suggestions:
        assert offered != question
        assert assistant.ask(offered).status == "answered", offered


@pytest.mark.parametrize(("question", "first"), [
    ("2019年有哪些指标没有完成", "2022年有哪些指标没有完成"), ("Which indicators were missed in 2030?", "Which indicators were missed in 2024?"),
    (f"{REGION}2019年得分最低的项目", f"{REGION}2022年得分最低的项目"), ("2031年各地区平均得分", "2024年各地区平均得分"),
])  # fmt: skip
def test_the_same_question_about_what_is_there_comes_first(assistant: Assistant, question: str, first: str) -> None:
    assert assistant.ask(question).suggestions[0] == first


@pytest.mark.parametrize(("question", "says"), [
    ("2019年有哪些指标没有完成", ("没有2019年的报告", "2022年、2023年、2024年")),
    (f"{REGION}2019年得分最低的项目", ("没有2019年的报告",)),
    (f"{REGION}2024年目标表里哪些指标没完成", (REGION, "没有", "目标表", "有的是", "项目自评表")),
    ("部门整体支出自评表有哪些", ("工作区里没有", "部门整体自评表", "有的是", "项目自评表")),
    ("Which indicators were missed in 2019?", ("no report of 2019", "2022, 2023, 2024")),
    ("北京市得分最低的3个项目", ("没有“北京市”的报告",)),
    (f"{REGION}审计局2024年的项目得了多少分", ("没有“审计局”的报告",)), ("有没有体育局的报告", ("没有“体育局”的报告",)),
    ("南京市教育局2024年项目得了多少分", ("没有“南京市”的报告",)), ("How many projects does 公安局 have?", ("no report of “公安局”",)),
])  # fmt: skip
def test_what_is_missing_is_said(assistant: Assistant, question: str, says: tuple[str, ...]) -> None:
    answer = assistant.ask(question)
    assert answer.status == "no_data"
    assert [s for s in says if s not in answer.answer] == [], answer.answer


def test_a_follow_up_is_offered_what_works_in_its_conversation(assistant: Assistant) -> None:
    assistant.ask(f"{REGION}2024年有哪些指标没有完成？", "talk")
    answer = assistant.ask("那2019年呢？", "talk")
    assert answer.status == "no_data"
    assert answer.suggestions[0] == "那2022年呢？"
    assert assistant.ask(answer.suggestions[0], "talk").status == "answered"


@pytest.mark.parametrize("r", [r for r in W.judged if "期" not in (r.project_name or "") and not any("期" in (x.project_name or "") for x in W.some(W.of(W.region(r))))][:12], ids=lambda r: r.project_name)
def test_a_second_phase_that_is_not_there_is_no_project_without_one(assistant: Assistant, r: Report) -> None:
    answer = assistant.ask(f"{W.region(r)}{(r.project_name or '').removeprefix(W.region(r))}（二期）的自评得分是多少")
    assert (answer.status, answer.value, list(answer.rows)) == ("no_data", None, [])

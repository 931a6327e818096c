"""What comes first or last of its kind, and what is asked of it: in one question, or of groups that were just told."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from asked.kinds import fill
from asked.world import generated

from assistant.answer import Assistant
from index.store import open_store

W = generated()


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    with open_store(tmp_path_factory.mktemp("extremes")) as store:
        fill(store, W)
        yield Assistant(store)


TWO_STEPS = [  # the question; which it is; what is asked of it by its name
    ("平均分最低的地区有哪些项目", "平均分最低的是哪个地区", "{}有哪些项目"),
    ("2024年平均得分最高的那个地区，没完成的指标有哪些", "2024年平均得分最高的是哪个地区", "2024年{}没完成的指标有哪些"),
    ("全年预算合计最多的地区报了哪些项目", "全年预算合计最多的是哪个地区", "{}报了哪些项目"),
    ("项目最多的年份平均分是多少", "哪一年项目最多", "{}平均分是多少"),
    ("Which projects are in the region with the lowest average score?", "Which region has the lowest average score?", "Which projects are in {}?"),
    ("How many missed indicators does the region with the highest average score have?", "Which region has the highest average score?", "How many missed indicators does {} have?"),
]


@pytest.mark.parametrize(("question", "which", "of_it"), TWO_STEPS)
def test_first_which_it_is_and_then_what_is_asked_of_it(assistant: Assistant, question: str, which: str, of_it: str) -> None:
    first = assistant.ask(which)
    assert first.status == "answered"
    assert len(first.rows) == 1, "one alone comes first"
    name = f"{first.rows[0].label}年" if which.startswith("哪一年") else first.rows[0].label
    second = assistant.ask(of_it.format(name))
    told = assistant.ask(question)
    assert told.status == second.status == "answered"
    assert told.answer.splitlines()[0] == first.answer.splitlines()[0]
    assert [line for line in second.answer.splitlines() if line not in told.answer] == []


@pytest.mark.parametrize(("question", "says"), [
    ("执行率最低的单位执行了多少钱", ("执行率", "执行数")), ("预算最多的项目得了多少分", ("预算", "自评得分")), ("得分最低的项目负责人是谁", ("项目负责人", "自评得分")),
])  # fmt: skip
def test_a_number_beside_the_other_needs_one_query(assistant: Assistant, question: str, says: tuple[str, ...]) -> None:
    told = assistant.ask(question)
    assert told.status == "answered"
    assert " / " not in told.query_text
    assert [s for s in says if s not in told.answer] == []


GROUPS = [
    ("各地区平均得分", "最低的那个地区有哪些项目", min, "{}有哪些项目"), ("各地区平均得分", "最高的地区没完成的指标有几条", max, "{}没完成的指标有几条"),
    ("各地区未完成的指标各有多少条", "最少的那个地区平均分是多少", min, "{}平均分是多少"), ("Average score by region?", "Which projects does the region with the lowest average have?", min, "Which projects does {} have?"),
]


@pytest.mark.parametrize(("groups", "question", "end", "by_name"), GROUPS)
def test_the_extreme_of_groups_that_were_told(assistant: Assistant, groups: str, question: str, end: type, by_name: str) -> None:
    told = {row.label: row.value for row in assistant.ask(groups, question).rows}
    extreme = end(told, key=lambda name: told[name])
    assert list(told.values()).count(told[extreme]) == 1
    answer = assistant.ask(question, question)
    assert answer.status == "answered"
    assert answer.answer == assistant.ask(by_name.format(extreme)).answer


def test_another_extreme_of_the_same_groups_and_the_same_of_it(assistant: Assistant) -> None:
    told = {row.label: float(row.value or 0) for row in assistant.ask("各地区平均得分", "talk").rows}
    low, high = min(told, key=lambda r: told[r]), max(told, key=lambda r: told[r])
    assert assistant.ask("最低的那个地区有几个项目", "talk").answer == assistant.ask(f"{low}有几个项目").answer
    assert assistant.ask("最高的地区呢", "talk").answer == assistant.ask(f"{high}有几个项目").answer

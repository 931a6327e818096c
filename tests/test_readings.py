"""Where two readings are possible the likelier is answered and the other offered as a query that runs at a click."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from asked.kinds import ANYWHERE, fill
from asked.over_years import in_each, judged_below, named
from asked.world import generated

from assistant.answer import Assistant
from assistant.kept import AtHand
from assistant.query import Query
from assistant.reply import Answer
from assistant.ui.answers import conversation
from assistant.ui.talking import Asking, Talk
from index.store import Store, open_store

W = generated()
BUREAU = "教育局"
UNITS = sorted({W.unit(r) for r in W.judged if W.bureau(r) == BUREAU})


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    with open_store(tmp_path_factory.mktemp("readings")) as opened:
        fill(opened, W)
        yield opened


@pytest.fixture(scope="module")
def asked(store: Store) -> Assistant:
    return Assistant(store)


def other(assistant: Assistant, answer: Answer, n: int = 0) -> Answer:
    return assistant.run(Query.model_validate(answer.readings[n].query), language=answer.language)


def test_a_short_name_of_several_bureaus_offers_each_of_them(asked: Assistant) -> None:
    answer = asked.ask(f"{BUREAU}有几个项目")
    assert answer.value == sum(W.bureau(r) == BUREAU for r in W.judged)
    assert sorted(r.text for r in answer.readings) == sorted(f"只看{u}" for u in UNITS)
    for n, reading in enumerate(answer.readings):
        assert other(asked, answer, n).value == sum(W.unit(r) == reading.text.removeprefix("只看") for r in W.judged)


def test_the_scope_of_a_short_name_is_all_that_it_was_taken_for(asked: Assistant) -> None:
    asked.ask(f"{BUREAU}有几个项目", session="short")
    [units] = asked.scope("short", "zh")
    assert all(unit in units.text for unit in UNITS) if len(UNITS) < 3 else f"等 {len(UNITS)} 个" in units.text
    assert asked.ask("平均得分呢", session="short").answer.count(BUREAU) == len(UNITS)


def test_a_name_in_full_has_one_reading(asked: Assistant) -> None:
    assert asked.ask(f"{UNITS[0]}有几个项目").readings == []


def test_a_short_name_beside_a_full_one_lies_in_the_same_place(asked: Assistant) -> None:
    region = W.region(next(r for r in W.judged if W.unit(r) == UNITS[0]))
    answer = asked.ask(f"{UNITS[0]}和水务局的平均得分分别是多少")
    assert {r.label for r in answer.rows} == {UNITS[0], f"{region}水务局"}
    assert any(f"{region}水务局" in w for w in answer.warnings)


def test_a_condition_taken_away_may_also_be_left_out(asked: Assistant) -> None:
    asked.ask(f"{UNITS[0]}有几个项目", session="away")
    answer = asked.ask(f"去掉{BUREAU}", session="away")
    assert answer.value == len(W.stated)
    assert other(asked, answer).value == sum(W.unit(r) != UNITS[0] for r in W.stated)


def test_new_projects_may_be_those_whose_form_says_so(asked: Assistant) -> None:
    answer = asked.ask("2024年新增的项目有几个")
    stated = sum(r.fiscal_year == 2024 and "新增" in (r.project_attribute or "") for r in W.stated)
    assert [other(asked, answer).value, asked.ask("2024年新增项目有几个").value] == [stated, stated]
    assert other(asked, asked.ask("2024年新增项目有几个")).value == answer.value


def test_two_years_running_may_be_the_last_two(asked: Assistant) -> None:
    answer = other(asked, asked.ask("连续两年得分低于97的项目"))
    assert {(r.prepared_by, r.project_name) for r in answer.rows} == set(named(W, in_each(W, [2023, 2024], judged_below(97))))


def test_readings_are_told_in_the_language_of_the_question(asked: Assistant) -> None:
    answer = asked.ask("How many projects does the education bureau have?")
    assert sorted(r.text for r in answer.readings) == sorted(f"Only {u}" for u in UNITS)


def test_every_other_reading_of_all_questions_runs(asked: Assistant) -> None:
    offered = [(q, r) for kind in ANYWHERE.values() for q, _, _ in kind(W) for r in asked.ask(q).readings]
    assert offered
    assert all(asked.run(Query.model_validate(r.query)).status in ("answered", "no_data") for _, r in offered)


def test_a_reading_is_a_button_that_runs_it(store: Store, asked: Assistant) -> None:
    talk, asking = Talk(), Asking(store, asked, AtHand())
    turn = talk.begin(f"{BUREAU}有几个项目")
    asking.answer(talk, turn, "zh")
    assert f'data-drop="reading.0" data-turn="{turn.key}"' in str(conversation(talk.turns, "zh"))
    made = asking.change(talk, turn, "reading.0", "", None, "zh")
    assert made is not None
    assert made.answer is not None
    assert made.question in {f"只看{u}" for u in UNITS}
    assert made.answer.value == sum(W.unit(r) == made.question.removeprefix("只看") for r in W.judged)

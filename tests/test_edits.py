"""A query's conditions, shown, taken away and changed: what is shown is what the query holds, and what follows goes on from it."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

import pytest
from asked.kinds import SINGLE, fill
from asked.over_groups import over_groups
from asked.world import generated

from assistant.answer import Assistant
from assistant.catalogue import Catalogue
from assistant.edits import changed, chips, flat, says_the_same, without
from assistant.query import Query
from extractors.errors import InputError
from index.store import open_store

W = generated()
EVERY = 5


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    with open_store(tmp_path_factory.mktemp("edits")) as store:
        fill(store, W)
        yield Assistant(store)


@pytest.fixture(scope="module")
def catalogue(assistant: Assistant) -> Catalogue:
    with assistant._store.reading() as session:
        return assistant.catalogue(session)


def asked(assistant: Assistant, question: str, session: str | None = None) -> Query:
    answer = assistant.ask(question, session)
    assert answer.status == "answered", answer.answer
    return Query.model_validate(answer.query)


@pytest.fixture(scope="module")
def queries(assistant: Assistant) -> list[Query]:
    """Of many questions, each once."""
    asked_of_all = [q for kind in SINGLE.values() for q, *_ in islice(kind(W), 0, None, EVERY)]
    answers = [assistant.ask(q) for q in (*asked_of_all, *(q for q, *_ in over_groups(W)))]
    return list({str(a.query): Query.model_validate(a.query) for a in answers if a.query and not isinstance(a.planned, tuple)}.values())


def test_every_chip_of_every_query_can_be_taken_away(assistant: Assistant, catalogue: Catalogue, queries: list[Query]) -> None:
    assert len(queries) > 80
    for query in queries:
        for chip in chips(query, catalogue, en=False):
            less = without(query, chip.at)
            assert less != query
            assert chip.text not in {c.text for c in chips(less, catalogue, en=False)} or len(flat(query.where)) > 1
            assert assistant.run(less).status in ("answered", "no_data")


def test_each_bound_on_a_group_can_be_taken_away(assistant: Assistant, catalogue: Catalogue) -> None:
    query = asked(assistant, "哪些单位项目数超过1个且平均得分低于97")
    assert [c.text for c in chips(query, catalogue, en=False)][-1] == "平均自评得分低于97分"
    alone = without(query, "held.0")
    assert alone.held == ()
    assert alone.having == query.having
    assert without(query, "group").held == ()


def test_a_change_lies_between_the_years_that_stand_there(assistant: Assistant, catalogue: Catalogue) -> None:
    first, mid, last = W.years
    query = asked(assistant, f"各地区{last}年比{mid}年平均得分变化多少")
    at = next(c.at for c in chips(query, catalogue, en=False) if str(mid) in c.value)
    assert changed(query, at, "in", f"{first},{last}", catalogue).change == (first, last)
    with pytest.raises(InputError):
        changed(query, at, "in", str(last), catalogue)
    assert without(query, "change").change is None


def test_a_change_to_what_stands_there_changes_nothing(catalogue: Catalogue, queries: list[Query]) -> None:
    changes = 0
    for query in queries:
        for chip in chips(query, catalogue, en=False):
            if chip.editor != "none" and chip.value:
                changes += 1
                same = changed(query, chip.at, chip.op, chip.value, catalogue)
                assert [c.text for c in chips(same, catalogue, en=False)] == [c.text for c in chips(query, catalogue, en=False)]
    assert changes > 80


def test_chips_speak_the_language_of_the_answer(catalogue: Catalogue) -> None:
    query = Query.model_validate({"subject": "projects", "where": {"kind": "condition", "field": "execution_rate", "op": "lt", "value": 60}, "limit": 3, "order": [{"field": "total_score"}]})
    assert [c.text for c in chips(query, catalogue, en=False)] == ["预算执行率低于60%", "按自评得分从低到高", "取前 3 个"]
    assert [c.text for c in chips(query, catalogue, en=True)] == ["execution rate is below 60%", "by self-evaluation score, ascending", "first 3"]


def test_a_number_is_typed_in_the_unit_that_is_shown(assistant: Assistant, catalogue: Catalogue) -> None:
    query = asked(assistant, "预算超过200万元的项目有哪些")
    chip = next(c for c in chips(query, catalogue, en=False) if c.editor == "number")
    typed = changed(query, chip.at, "lt", "300" if chip.unit == "万元" else "3000000", catalogue)
    [condition] = [p for p in flat(typed.where) if getattr(p, "field", "") == "budget"]
    assert (condition.op, condition.value) == ("lt", 3_000_000)  # type: ignore[union-attr]


@pytest.mark.parametrize(("at", "op", "value"), [
    ("where.0", "", "没有这样的地方"), ("where.1", "", "去年"), ("where.9", "", "2024"), ("where.x", "", ""), ("limit", "", "0"), ("limit", "", "三"),
    ("having", "eq", "1"), ("drop table", "", "1"), ("where.2", "like", "90"), ("where.2", "lt", "NaN"), ("where.2", "lt", ""),
])  # fmt: skip
def test_what_cannot_be_is_said_and_changes_nothing(assistant: Assistant, catalogue: Catalogue, at: str, op: str, value: str) -> None:
    region = W.regions[0]
    query = asked(assistant, f"{region}2024年执行率低于99%的项目中得分最低的3个")
    assert [c.at for c in chips(query, catalogue, en=False)][:3] == ["where.0", "where.1", "where.2"]
    with pytest.raises(InputError):
        changed(query, at, op, value, catalogue)


def test_what_is_asked_next_goes_on_from_the_changed_query(assistant: Assistant, catalogue: Catalogue) -> None:
    region, other = W.regions[:2]
    query = asked(assistant, f"{region}2024年有哪些指标没有完成？", "a")
    moved = changed(query, "where.0", "", other, catalogue)
    assert says_the_same(Query.model_validate(assistant.rerun(moved, "a").query), moved)
    follow = asked(assistant, "那2023年呢？", "a")
    assert says_the_same(follow, changed(moved, "where.1", "", "2023", catalogue))


def test_a_condition_taken_away_is_not_taken_over(assistant: Assistant, catalogue: Catalogue) -> None:
    query = asked(assistant, f"{W.regions[0]}2024年有哪些指标没有完成？", "b")
    less = without(query, "where.0")
    assistant.rerun(less, "b")
    assert says_the_same(asked(assistant, "那2023年呢？", "b"), changed(less, "where.0", "", "2023", catalogue))


def test_where_no_frame_can_say_it_the_next_question_stands_alone(assistant: Assistant, catalogue: Catalogue) -> None:
    """Rather a question back than an answer for another scope than the one shown."""
    other = asked(assistant, "各地区平均得分")
    asked(assistant, f"{W.regions[0]}2024年有哪些指标没有完成？", "c")
    assistant.rerun(without(other, "group").model_copy(update={"money": "wan"}), "c")
    assert assistant.ask("那2023年呢？", "c").status == "unclear"


def test_the_scope_that_stands_is_shown_and_can_be_dropped(assistant: Assistant) -> None:
    region = W.regions[0]
    asked(assistant, f"{region}2024年有哪些指标没有完成？", "d")
    assert [(s.slot, s.text) for s in assistant.scope("d", "zh")] == [("regions", region), ("years", "2024年")]
    assistant.drop("d", "regions")
    assert [s.slot for s in assistant.scope("d", "zh")] == ["years"]
    assistant.drop("d", "reports")
    query = asked(assistant, "那2023年呢？", "d")
    assert {getattr(p, "field", "") for p in flat(query.where)} == {"fiscal_year", "status"}
    assistant.drop("d", "__class__")
    assert assistant.scope("nobody", "en") == []

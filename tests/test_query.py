"""The typed query by itself: every entry has SQL and wording, each project counts once, odd input changes nothing."""

from __future__ import annotations

import pytest
from asking import Workspace, missed, open_workspace

from assistant.answer import Assistant
from assistant.fields import FIELDS
from assistant.operators import OPERATORS
from assistant.phrasing import stated
from assistant.planner.normalise import normalise
from assistant.query import AllOf, AnyOf, Condition, Has, Measure, Not, Order, Query
from assistant.wording import plain
from index.store import Store

W = Workspace()
VALUES = {"text": "甲", "number": 1, "money": 10000, "rate": 50, "points": 5, "year": 2024, "status": "met", "count": 1}
SUBJECTS = {"report": "projects", "indicator": "indicators", "line": "funds", "finding": "findings", "printed": "printed"}


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    return open_workspace(tmp_path_factory.mktemp("query"))[0]


@pytest.fixture(scope="module")
def asked(store: Store) -> Assistant:
    return Assistant(store)


@pytest.mark.parametrize("name", [n for n in FIELDS if n not in ("plans", "detail_goals")])
def test_every_field_runs_and_reads_in_both_languages(asked: Assistant, name: str) -> None:
    field = FIELDS[name]
    condition = Condition(field=name, op="eq", value=VALUES[field.kind])
    answer = asked.run(Query(subject=SUBJECTS[field.of], where=condition))  # type: ignore[arg-type]
    assert answer.status in ("answered", "no_data")
    assert field.zh in stated(condition, "yuan", False)
    assert field.en in stated(condition, "yuan", True)


@pytest.mark.parametrize("op", list(OPERATORS))
def test_every_operator_runs_and_reads_in_both_languages(asked: Assistant, op: str) -> None:
    value = {"between": (60, 90), "in": (60, 90), "lies_in": "青禾市", "contains": "青禾"}.get(op, 80)
    field = "region_path" if op == "lies_in" else "unit" if op == "contains" else "total_score"
    condition = Condition(field=field, op=op, value=None if op in ("missing", "present") else value)  # type: ignore[arg-type]
    assert asked.run(Query(subject="projects", where=condition)).status in ("answered", "no_data")
    assert "{" not in stated(condition, "yuan", False) + stated(condition, "yuan", True)


def test_nested_conditions_mean_what_they_say(asked: Assistant) -> None:
    some_missed = Has(subject="indicators", where=Condition(field="status", op="in", value=("missed", "partial")), op="ge", count=2)
    year = AnyOf(parts=(Condition(field="fiscal_year", op="eq", value=2022), Condition(field="fiscal_year", op="eq", value=2024)))
    where = AllOf(parts=(some_missed, year, Not(part=Condition(field="unit", op="contains", value="青禾市"))))
    want = [r for r in W.judged if sum(i.status in ("missed", "partial") for i in r.indicators) >= 2 and r.fiscal_year != 2023 and "青禾市" not in W.unit(r)]
    assert len(asked.run(Query(subject="projects", where=where)).rows) == len(want)


@pytest.mark.parametrize("question", ["预算执行率低于60.5%的项目有哪些？", "青禾市各单位未完成指标的数量分别是多少？", "得分在80到90分之间且有指标没完成的项目", "青禾市得分最低的3个项目"])
def test_query_shown_with_an_answer_can_be_run_again(asked: Assistant, question: str) -> None:
    first = asked.ask(question)
    assert first.rows
    again = asked.run(Query.model_validate(first.query), question)
    assert [r.model_dump() for r in again.rows] == [r.model_dump() for r in first.rows]
    assert again.query_text == first.query_text


def test_having_keeps_groups_by_their_number(asked: Assistant) -> None:
    query = Query(
        subject="indicators", where=Condition(field="status", op="in", value=("missed", "partial")), measure=Measure(fn="count"), group_by=("unit",),
        having=Condition(field="value", op="ge", value=4), order=(Order(field="value", descending=True),),
    )  # fmt: skip
    by_unit: dict[str, int] = {}
    for o in W.indicators(missed):
        by_unit[o.unit] = by_unit.get(o.unit, 0) + 1
    assert {r.label: r.value for r in asked.run(query).rows} == {k: v for k, v in by_unit.items() if v >= 4}


def test_report_sent_twice_counts_once(tmp_path_factory: pytest.TempPathFactory) -> None:
    from index.originals import Original

    store, content = open_workspace(tmp_path_factory.mktemp("twice"))
    assistant = Assistant(store)
    before = assistant.ask("青禾市一共有多少个项目？").value
    name, reports = next(iter(content.files.items()))
    store.save(Original(sha256="f" * 64, name="又一份.pdf", kind="pdf", pages=3, size=1), reports, [[] for _ in reports])
    assert assistant.ask("青禾市一共有多少个项目？").value == before
    assert name


def test_file_can_be_meant_by_this(asked: Assistant) -> None:
    name, reports = next(iter(W.files.items()))
    assert asked.ask("这份材料有几个项目？", document=name).value == len(reports)


@pytest.mark.parametrize("question", ["", "   ", "?" * 40, "长" * 10_000, "'; DROP TABLE reports; --", "<img src=x onerror=alert(1)>", "\x00\x01", "ما هي المؤشرات؟", "どの指標が未達成ですか", "🙂🙂🙂"])
def test_odd_input_is_answered_honestly(asked: Assistant, question: str) -> None:
    answer = asked.ask(question)
    assert answer.status in ("unclear", "no_data")
    assert answer.answer


def test_every_number_is_said_the_same_way() -> None:
    assert [plain(x) for x in (3.0, 3.1, 3.145, 1234567.5, -0.001)] == ["3", "3.1", "3.15", "1234567.5", "0"]


def test_traditional_and_full_width_read_alike() -> None:
    assert normalise("青禾市２０２４年哪些項目沒有達標？") == normalise("青禾市2024年哪些项目没有达标?")


@pytest.mark.parametrize("place", [1, 2, 23])
def test_however_many_are_tied_all_of_them_are_listed_or_counted(asked: Assistant, place: int) -> None:
    weights = sorted((w for o in W.indicators() if (w := o.indicator.weight) is not None), reverse=True)
    tied = weights.count(weights[place - 1])
    assert tied > 22, "more than are read behind the last one"
    by = (Order(field="weight", descending=True),)
    one = asked.run(Query(subject="indicators", order=by, limit=1, offset=place - 1))
    assert len(one.rows) == tied
    assert {r.value for r in one.rows} == {float(weights[0])}
    assert one.warnings[0] == f"并列共 {tied} 个，已全部列出。"
    some = asked.run(Query(subject="indicators", order=by, limit=place + 1))
    assert len(some.rows) == place + 1
    assert some.warnings[0] == f"最后一位另有 {tied - place - 1} 个并列，未列出。"


def test_a_place_within_a_tie_is_of_all_that_are_tied(asked: Assistant) -> None:
    scores = sorted((s for s in (r.total_score for r in W.judged) if s is not None), reverse=True)
    for place, score in enumerate(scores, start=1):
        rows = asked.run(Query(subject="projects", order=(Order(field="total_score", descending=True),), limit=1, offset=place - 1)).rows
        assert [r.value for r in rows] == [float(score)] * scores.count(score)

"""Answers know which of their values nobody has checked: they say so, and they follow what a person decides at once."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from invented import report, save

from assistant.answer import Assistant
from extractors.records import Indicator, Status
from index.decisions import Decider, confirm, correct, take_back
from index.store import Store, open_store

WANG = Decider("王敏")
REVIEW = ["indicators[1].actual", "budget[0].executed", "project_lead", "annual_goal"]


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_store(tmp_path / "home") as opened:
        save(opened, "a.pdf", report(review=REVIEW, project_lead="闻人澈", columns=("target", "actual")))
        save(opened, "b.pdf", report(project_name="渠道清淤", prepared_by="松河市农业局"))
        yield opened


def unchecked(store: Store, question: str) -> list[str]:
    """The paths that the warnings of an answer speak of; each of them named."""
    answer = Assistant(store).ask(question)
    assert answer.status == "answered", answer
    warned = [w for w in answer.warnings if "核对" in w or "checked" in w]
    assert bool(warned) is bool(answer.doubts)
    return [d.path for d in answer.doubts]


@pytest.mark.parametrize(
    ("question", "paths"),
    [
        ("河堤加固工程的项目负责人是谁？", ["project_lead"]),
        ("河堤加固工程的预算执行率是多少？", ["budget[0].executed"]),
        ("哪些指标没有完成？", ["indicators[1].actual"]),
        ("哪些项目有指标没有完成？", ["indicators[1].actual", "budget[0].executed"]),
        ("共有多少个指标没有完成？", ["indicators[1].actual"]),
        ("执行数合计是多少？", ["budget[0].executed"]),
        ("河堤加固工程的年度目标是什么？", ["annual_goal"]),
        ("渠道清淤的年度目标是什么？", []),
        ("河堤加固工程的年度是哪一年？", []),
        ("共有多少个项目？", []),
    ],
)
def test_an_answer_names_the_doubtful_values_it_rests_on_and_no_others(store: Store, question: str, paths: list[str]) -> None:
    assert sorted(unchecked(store, question)) == sorted(paths)


def test_a_warning_names_value_and_reading(store: Store) -> None:
    said = Assistant(store).ask("哪些指标没有完成？")
    assert said.warnings == ["以下内容尚未经人核对：《河堤加固工程》完工时间 · 实际完成值“11月”。"]
    [doubt] = said.doubts
    assert (doubt.document, doubt.page, doubt.bbox, doubt.read) == ("a.pdf", 1, (300, 780, 360, 800), "11月")
    english = Assistant(store).ask("Which indicators missed their targets?")
    assert english.warnings == ["Values not yet checked by a person: 河堤加固工程, 完工时间 · actual: “11月”."]


def test_what_a_doubtful_value_kept_out_is_said_too(store: Store) -> None:
    """Read as met, it may be missed: a list of those missed is not sure to be whole."""
    met = Indicator(level3="验收合格率", target="≥95%", actual="98%", status=Status.MET)
    save(store, "c.pdf", report(project_name="水闸修缮", indicators=[met], review=["indicators[0].actual"], columns=("actual",)))
    confirm(store, 1, "indicators[1].actual", WANG)
    answer = Assistant(store).ask("哪些指标没有完成？")
    assert answer.warnings == ["另有 1 处用来筛选或计算的值尚未经人核对，可能影响这个结果。"]
    assert [(d.project_name, d.path, d.read) for d in answer.doubts] == [("水闸修缮", "indicators[0].actual", "98%")]


def test_the_warning_goes_as_soon_as_a_person_confirms(store: Store) -> None:
    assistant = Assistant(store)
    assert assistant.ask("河堤加固工程的项目负责人是谁？").rows[0].doubtful == ["project_lead", "budget[0].executed"]
    confirm(store, 1, "budget[0].executed", WANG)
    confirm(store, 1, "project_lead", WANG)
    answer = assistant.ask("河堤加固工程的项目负责人是谁？")
    assert (answer.warnings, answer.doubts, answer.rows[0].doubtful, answer.rows[0].verified_by) == ([], [], [], ["王敏"])
    take_back(store, 1, "project_lead", WANG)
    assert assistant.ask("河堤加固工程的项目负责人是谁？").doubts


def test_an_answer_follows_a_correction_at_once(store: Store) -> None:
    assistant = Assistant(store)
    assert assistant.ask("河堤加固工程的预算执行率是多少？").value == 75
    correct(store, 1, "budget[0].executed", "180万元", WANG)
    answer = assistant.ask("河堤加固工程的预算执行率是多少？")
    assert (answer.value, answer.doubts) == (90, [])
    assert "180万元" in {c.text for c in answer.citations}
    correct(store, 1, "indicators[1].actual", "8月", WANG)
    assert not [r for r in assistant.ask("哪些指标没有完成？").rows if r.project_name == "河堤加固工程"]


def test_a_corrected_name_is_the_name_to_ask_by(store: Store) -> None:
    assistant = Assistant(store)
    assert assistant.ask("白桦坝加高工程的年度目标是什么？").status != "answered"
    correct(store, 1, "project_name", "白桦坝加高工程", WANG)
    answer = assistant.ask("白桦坝加高工程的年度目标是什么？")
    assert (answer.status, answer.rows[0].project_name) == ("answered", "白桦坝加高工程")


def test_a_text_that_was_found_is_quoted_with_its_doubt(store: Store) -> None:
    answer = Assistant(store).ask("哪些报告提到保障汛期安全？")
    assert answer.status == "answered"
    assert [d.path for d in answer.doubts] == ["annual_goal"]


def test_many_doubts_are_counted_and_some_are_named(store: Store) -> None:
    many = [Indicator(level3=f"指标{n}", target="≥5个", actual="4个", status=Status.MISSED) for n in range(60)]
    review = [f"indicators[{n}].actual" for n in range(60)]
    save(store, "d.pdf", report(project_name="大项目", indicators=many, review=review, columns=("actual",)))
    answer = Assistant(store).ask("大项目有哪些指标没有完成？")
    [warning] = answer.warnings
    assert warning.endswith(" 等 60 处。")
    assert warning.count("大项目") == 5
    assert len(answer.doubts) == 40

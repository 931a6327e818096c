"""Questions and answers beyond their moment: the log, links that outlive the process, judgements, and test sets of them."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from invented import report, save
from sqlalchemy import func, select

from assistant import evaluating, kept
from assistant.answer import Assistant
from assistant.edits import without
from assistant.query import Query
from assistant.ui.talking import Asking, Talk
from extractors.errors import InputError
from index import asked
from index.decisions import Decider, correct
from index.schema import AskedRow, ReportRow
from index.settings import load
from index.store import Store, open_store

ROOT = Path(__file__).parent.parent
QUESTION = "河堤加固工程的自评得分是多少？"


@pytest.fixture
def home(tmp_path: Path) -> Path:
    with open_store(tmp_path / "home") as store:
        save(store, "甲.pdf", report(total_score=71.5))
        save(store, "乙.pdf", report(project_name="渡槽改造", total_score=88))
    return tmp_path / "home"


@pytest.fixture
def store(home: Path) -> Iterator[Store]:
    with open_store(home) as opened:
        yield opened


def asking(store: Store) -> Asking:
    return Asking(store, Assistant(store), kept.AtHand())


def told(desk: Asking, talk: Talk, question: str) -> str:
    """Asked as the page asks; the answer's key."""
    turn = talk.begin(question)
    desk.answer(talk, turn, "zh")
    desk.note(talk, turn)
    return turn.key.removeprefix("turn-")


def count(store: Store) -> int:
    with store.reading() as session:
        return session.scalar(select(func.count()).select_from(AskedRow)) or 0


def first_report(store: Store) -> int:
    with store.reading() as session:
        return session.scalars(select(ReportRow.id).order_by(ReportRow.id)).first() or 0


# links


FOLLOWED = {
    "by its own question": ([QUESTION], "它的执行数是多少？", "河堤加固工程"),
    "by the questions before it": (["松河市有哪些项目？", "其中自评得分最低的是哪个？"], "它的执行数是多少？", "河堤加固工程"),
    "where it said only a part": (["河堤加固工程的自评得分是多少？", "渡槽改造呢？"], "执行数呢？", "渡槽改造"),
}


@pytest.mark.parametrize("case", FOLLOWED)
def test_what_follows_a_linked_answer_goes_on_from_it(home: Path, case: str) -> None:
    questions, follow_up, project = FOLLOWED[case]
    with open_store(home) as store:
        desk, talk = asking(store), Talk()
        for question in questions:
            key = told(desk, talk, question)
        desk.link(talk, key)
    with open_store(home) as store:
        desk = asking(store)
        later = desk.linked(key, "zh")
        told(desk, later, follow_up)
        answer = later.turns[-1].answer
    assert answer
    assert (answer.status, [r.project_name for r in answer.rows]) == ("answered", [project])


def test_what_follows_a_linked_query_that_was_changed_by_hand_goes_on_from_it(store: Store) -> None:
    desk, talk = asking(store), Talk()
    told(desk, talk, "2024年河堤加固工程的自评得分是多少？")
    turn = talk.turns[-1]
    year = next(chip.at for chip in turn.chips if "2024" in chip.text)
    made = desk.change(talk, turn, year, "", None, "zh")
    assert made
    desk.note(talk, made)
    desk.link(talk, made.key)
    fresh = asking(store)
    again = fresh.linked(made.key.removeprefix("turn-"), "zh")
    told(fresh, again, "它的执行数是多少？")
    answer = again.turns[-1].answer
    assert answer
    assert [r.project_name for r in answer.rows] == ["河堤加固工程"]


def test_a_link_holds_the_answer_as_it_was_after_a_restart(home: Path) -> None:
    with open_store(home) as store:
        desk, talk = asking(store), Talk()
        key = told(desk, talk, QUESTION)
        desk.link(talk, key)
        before = talk.turns[0].answer
        assert before is not None
    with open_store(home) as store:
        [turn] = asking(store).linked(key, "zh").turns
        assert turn.answer is not None
        assert turn.kept_at is not None
        assert turn.answer.model_dump(mode="json") == before.model_dump(mode="json")
        assert [(r.report_id, r.document_id) for r in turn.answer.rows] == [(r.report_id, r.document_id) for r in before.rows]
        assert (turn.kept_state, turn.question) == ("same", QUESTION)
        assert turn.chips


def test_it_says_that_the_data_have_changed_and_what_they_say_now(store: Store) -> None:
    desk, talk = asking(store), Talk()
    key = told(desk, talk, QUESTION)
    desk.link(talk, key)
    correct(store, first_report(store), "total_score", "74", Decider("刘审核"))
    [turn] = desk.linked(key, "zh").turns
    assert turn.answer is not None
    assert "71.5" in turn.answer.answer
    assert turn.kept_state == "changed"
    assert "74" in turn.now_says


def test_a_report_that_comes_in_elsewhere_changes_nothing(store: Store) -> None:
    desk, talk = asking(store), Talk()
    key = told(desk, talk, QUESTION)
    desk.link(talk, key)
    save(store, "丙.pdf", report(prepared_by="白石县林业局", project_name="护林", total_score=60))
    assert desk.linked(key, "zh").turns[0].kept_state == "same"


@pytest.mark.parametrize("question", ["今天天气怎么样？", "2019年有哪些指标没有完成？", "河堤加固工程的年度目标是什么？得分多少？", "加固河堤5公里保障汛期安全的是哪个项目"])
def test_any_answer_can_be_linked_to(store: Store, question: str) -> None:
    desk, talk = asking(store), Talk()
    key = told(desk, talk, question)
    desk.link(talk, key)
    [turn] = desk.linked(key, "zh").turns
    before = talk.turns[0].answer
    assert before is not None
    assert turn.answer is not None
    assert turn.answer.answer == before.answer
    assert turn.kept_state in ("same", "apart")


@pytest.mark.parametrize("key", ["", "0" * 32, "../../jixiao.db", "' OR 1=1 --"])
def test_a_link_to_nothing_says_so(store: Store, key: str) -> None:
    [turn] = asking(store).linked(key, "zh").turns
    assert turn.answer is None
    assert "没有这个链接的答案" in turn.problem


def test_what_was_kept_first_stays(store: Store) -> None:
    desk, talk = asking(store), Talk()
    key = told(desk, talk, QUESTION)
    desk.link(talk, key)
    correct(store, first_report(store), "total_score", "74", Decider("刘审核"))
    desk.follow(talk)
    desk.link(talk, key)
    found = kept.kept(store, key)
    assert found is not None
    assert "71.5" in found.answer.answer


# the log


def test_the_log_holds_each_question_once_and_nobody_s_name(store: Store) -> None:
    desk, talk = asking(store), Talk()
    key = told(desk, talk, QUESTION)
    desk.note(talk, talk.turns[0])
    [entry] = asked.everything(store)
    assert (entry.key, entry.question, entry.kind, entry.good) == (key, QUESTION, "look-up", None)
    assert set(vars(entry)) == {"key", "talk", "question", "kind", "outcome", "query", "answer", "good", "comment", "at"}
    assert entry.answer is None


def test_switched_off_it_holds_only_what_a_person_wanted_kept(home: Path) -> None:
    with open_store(settings=load(home).model_copy(update={"question_log": False})) as store:
        desk, talk = asking(store), Talk()
        told(desk, talk, QUESTION)
        assert count(store) == 0
        desk.judge(talk, told(desk, talk, "共有多少个项目？"), False, "应为三个")
        [entry] = asked.everything(store)
        assert (entry.question, entry.good, entry.comment) == ("共有多少个项目？", False, "应为三个")


def test_the_last_word_of_a_judgement_holds(store: Store) -> None:
    desk, talk = asking(store), Talk()
    key = told(desk, talk, QUESTION)
    desk.judge(talk, key, True, None)
    desk.judge(talk, key, False, "x" * 5000)
    [entry] = asked.everything(store)
    assert (entry.good, len(entry.comment)) == (False, asked.LONGEST_COMMENT)


def test_the_oldest_go_but_not_those_that_were_linked_or_judged(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(asked, "MOST_KEPT", 3)
    desk, talk = asking(store), Talk()
    first = told(desk, talk, QUESTION)
    desk.link(talk, first)
    for _ in range(5):
        told(desk, talk, QUESTION)
    assert count(store) == 4
    assert kept.kept(store, first) is not None


def test_forgetting_leaves_the_records_alone(store: Store) -> None:
    desk, talk = asking(store), Talk()
    told(desk, talk, QUESTION)
    assert asked.forget(store) == 1
    assert count(store) == 0
    assert Assistant(store).ask("共有多少个项目？").value == 2


def test_a_log_that_cannot_be_written_keeps_nobody_from_an_answer(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(asked, "note", lambda *_: (_ for _ in ()).throw(OSError("disk full")))
    desk, talk = asking(store), Talk()
    told(desk, talk, QUESTION)
    assert talk.turns[0].answer is not None


# test sets


def run(home: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, str(ROOT / "app.py"), "--home", str(home), *arguments], capture_output=True, text=True, encoding="utf-8", check=False, cwd=ROOT)


def test_a_log_becomes_a_test_set_that_is_asked_again(home: Path, tmp_path: Path) -> None:
    with open_store(home) as store:
        desk, talk = asking(store), Talk()
        good, bad = told(desk, talk, "共有多少个项目？"), told(desk, talk, "得分低于80分的项目有哪些？")
        told(desk, talk, "那低于90分的呢？")
        changed = desk.change(talk, talk.turns[1], "where.0", "", None, "zh")
        assert changed is not None
        desk.note(talk, changed)
        desk.judge(talk, good, True, "")
        desk.judge(talk, bad, False, "还应有一个")
    file = tmp_path / "set.json"
    assert run(home, "questions", "export", str(file)).returncode == 0
    cases = json.loads(file.read_text(encoding="utf-8"))
    assert [c["kind"] for c in cases] == ["number", "list", "list", "list"]
    assert [next(p for p in ("expect", "rejected", "before") if p in c) for c in cases] == ["expect", "rejected", "before", "before"]
    assert cases[1]["comment"] == "还应有一个"
    assert "query" in cases[3]
    done = run(home, "eval", str(file), "--json")
    assert done.returncode == 1  # what a person judged wrong still comes out
    assert [c["verdict"] for c in json.loads(done.stdout)["cases"]] == ["right", "wrong", "same", "same"]
    assert "list" in run(home, "eval", str(file)).stdout
    judged = tmp_path / "judged.json"
    run(home, "questions", "export", str(judged), "--judged")
    assert len(json.loads(judged.read_text(encoding="utf-8"))) == 2
    assert run(home, "questions", "forget").returncode == 0
    assert run(home, "questions", "export", str(judged)).returncode == 0
    assert json.loads(judged.read_text(encoding="utf-8")) == []


def test_shares_are_told_by_kind(store: Store, tmp_path: Path) -> None:
    file = tmp_path / "own.json"
    file.write_text(json.dumps([
        {"q": "共有多少个项目？", "kind": "count", "expect": {"value": 2}},
        {"q": "共有多少个项目？", "kind": "count", "expect": {"value": 3}},
        {"q": "得分最低的项目", "kind": "ranking", "expect": {"rows": [["松河市水利局", "河堤加固工程", "河堤加固工程", 71.5]]}},
        {"q": "2019年的得分", "kind": "none", "expect": {"status": "no_data"}},
        {"q": "共有多少个项目？", "kind": "count", "rejected": {"status": "answered", "value": 7, "count": 0, "rows": []}},
    ]), encoding="utf-8")  # fmt: skip
    shares = evaluating.by_kind(evaluating.run(Assistant(store), evaluating.read(file)))
    assert {kind: (s.right, s.wrong, s.changed) for kind, s in shares.items()} == {"count": (1, 1, 1), "ranking": (1, 0, 0), "none": (1, 0, 0)}
    assert (evaluating.in_all(shares).percent, shares["count"].percent) == ("75.0%", "50.0%")


@pytest.mark.parametrize("content", ["{", "{}", '[{"x": 1}]', '[{"q": "?", "query": {"subject": "moon"}}]', '[{"q": "?", "expect": 3}]', '[{"q": "?"}]'])
def test_what_is_no_test_set_is_said_in_one_line(home: Path, tmp_path: Path, content: str) -> None:
    file = tmp_path / "set.json"
    file.write_text(content, encoding="utf-8")
    done = run(home, "eval", str(file))
    assert (done.returncode, len(done.stderr.strip().splitlines())) == (1, 1)
    with pytest.raises(InputError):
        evaluating.read(tmp_path / "missing.json")


def test_a_query_changed_by_hand_is_asked_again_as_the_query(store: Store) -> None:
    assistant = Assistant(store)
    query = without(Query.model_validate(assistant.ask("得分低于80分的项目有哪些？").query), "where.0")
    case = evaluating.Case("1", "", "list", query=query, expect={"count": 2})
    assert [j.verdict for j in evaluating.run(assistant, [case])] == ["right"]


# on the command line


@pytest.mark.parametrize("suffix", [".xlsx", ".docx"])
def test_an_answer_is_exported_where_it_is_asked(home: Path, tmp_path: Path, suffix: str) -> None:
    file = tmp_path / f"answer{suffix}"
    done = run(home, "ask", QUESTION, "--export", str(file))
    assert done.returncode == 0, done.stderr
    assert file.read_bytes()[:2] == b"PK"
    assert run(home, "ask", QUESTION, "--export", str(tmp_path / "x.pdf")).returncode == 2

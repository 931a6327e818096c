"""Questions whose answer is a text: found though worded otherwise, quoted letter by letter with a box, and not answered by
something vaguely alike. Prints how well each way of searching finds the passage (`pytest -s`)."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path

import pytest
from asked.texts import ANSWERED, UNANSWERABLE, fill
from embedding_server import serving
from invented import report, save

from assistant.answer import Assistant
from assistant.planner import texts
from assistant.quoting import fitting_passages
from extractors.records import Evidence
from index import text_search
from index.schema import PassageRow, ReportRow
from index.search import CANDIDATES, search
from index.store import Store, open_store
from index.synonyms import pieces, share, spelt_out
from index.vectors import follow, vectors_of

# What is found at least; measured a little above.
FLOORS = {"full text": (0.85, 0.9), "vectors": (0.6, 0.65), "fused": (0.88, 0.92)}
ANSWERED_AT_LEAST, WRONG_AT_MOST = 0.95, 0.0
ROOT = Path(__file__).parent.parent
Ranked = Callable[[str], Sequence[str]]


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    with open_store(tmp_path_factory.mktemp("texts")) as opened:
        fill(opened)
        follow(opened)
        yield opened


@pytest.fixture(scope="module")
def assistant(store: Store) -> Assistant:
    return Assistant(store)


def by_text(store: Store, question: str) -> list[str]:
    with store.reading() as session:
        ids = text_search.resembling(session, f"{question} {spelt_out(pieces(question))}", limit=CANDIDATES)
        return [session.get_one(PassageRow, i).text for i in ids]


def by_vectors(store: Store, question: str) -> list[str]:
    vectors = vectors_of(store)
    asked = vectors.embedder.query(f"{question} {spelt_out(pieces(question))}")
    with store.reading() as session:
        return [session.get_one(PassageRow, i).text for i in vectors.nearest(asked, CANDIDATES)]


def fused(store: Store, question: str) -> list[str]:
    return [h.text for h in search(store, question, also=spelt_out(pieces(question)), vectors=vectors_of(store)).hits]


WAYS = {"full text": by_text, "vectors": by_vectors, "fused": fused}


@pytest.mark.parametrize("way", WAYS)
def test_passages_are_found(store: Store, way: str) -> None:
    ranked: Ranked = partial(WAYS[way], store)
    at = {q: next((n for n, text in enumerate(ranked(q)) if gold in text), None) for q, gold in ANSWERED}
    hit1, hit3 = (sum(n is not None and n < k for n in at.values()) / len(at) for k in (1, 3))
    print(f"\n{way}: hit@1 {hit1:.0%}, hit@3 {hit3:.0%} of {len(at)}")
    if way == "fused":
        print(*[f"  {n}: {q}" for q, n in at.items() if n is None or n > 2], sep="\n")
    assert hit1 >= FLOORS[way][0]
    assert hit3 >= FLOORS[way][1]


def test_answers_hold_the_passage(assistant: Assistant) -> None:
    answers = {q: assistant.ask(q) for q, _ in ANSWERED}
    right = [q for q, gold in ANSWERED if answers[q].status == "answered" and gold in answers[q].answer]
    wrong = [q for q, _ in ANSWERED if answers[q].status == "answered" and q not in right]
    print(
        f"\nanswered right {len(right)}, otherwise {len(wrong)}, not {len(answers) - len(right) - len(wrong)} of {len(answers)}"
    )
    print(
        *[
            f"  {answers[q].status} {q} {answers[q].query.get('text')} -> {answers[q].answer[:90]!r}"
            for q in answers
            if q not in right
        ],
        sep="\n",
    )
    assert len(right) / len(answers) >= ANSWERED_AT_LEAST
    assert len(wrong) / len(answers) <= WRONG_AT_MOST


def test_none_stays_none(assistant: Assistant) -> None:
    made_up = {q: a for q in UNANSWERABLE if (a := assistant.ask(q)).status == "answered"}
    print(f"\nfalse answers: {len(made_up)} of {len(UNANSWERABLE)}")
    print(*[f"  {q} {a.query.get('text')} -> {a.answer[:140]!r}" for q, a in made_up.items()], sep="\n")
    assert not made_up


def test_quotes_are_verbatim_and_have_a_box(store: Store, assistant: Assistant) -> None:
    with store.reading() as session:
        there = {(p.report_id, p.text) for p in session.query(PassageRow)}
    seen = 0
    for question, _ in ANSWERED:
        answer = assistant.ask(question)
        if answer.status != "answered" or answer.query.get("subject") != "passages":
            continue
        assert all(c.text in answer.answer and c.bbox for c in answer.citations[len(answer.rows) :]), "what an indicator is to reach and reached"
        for row, cited in zip(answer.rows, answer.citations[: len(answer.rows)], strict=True):
            seen += 1
            assert (row.report_id, row.label) in there
            assert f"“{row.label}”" in answer.answer
            assert cited.text == row.label
            assert row.page is not None
            assert row.bbox is not None
            assert (cited.page, cited.bbox) == (row.page, row.bbox)
    assert seen > len(ANSWERED) / 2


@pytest.mark.parametrize(
    ("topic", "passage", "fits"),
    [
        ("疏浚池塘", "对37口山塘实施清淤", True), ("清淤山塘", "对37口山塘实施清淤", True), ("清淤公路", "对37口山塘实施清淤", False),
        ("dredging ponds", "对37口山塘实施清淤", True), ("dredging roads", "对37口山塘实施清淤", False), ("污水处理设备", "完成设备巡检两轮", False),
        ("加强管理", "加强人员培训。" + "其他事项。" * 30 + "资金管理规范。", False), ("", "对37口山塘实施清淤", False), ("的了", "的了", False),
    ],
)  # fmt: skip
def test_what_clearly_speaks_of_a_topic(topic: str, passage: str, fits: bool) -> None:
    assert (share(pieces(topic), passage) >= 0.75) is fits


@pytest.mark.parametrize(
    ("question", "unknown", "topic"),
    [
        ("今年要立哪两个条例", ["要立", "条例"], "今年 条例"),
        ("打算要建什么", ["要建"], "要建"),  # nothing else is there to look for
        ("哪些项目引用了预算法", ["预算法"], "了预算法"),
    ],
)
def test_the_topic_of_a_question(question: str, unknown: list[str], topic: str) -> None:
    assert texts.topic(question, [], unknown) == topic


def test_every_report_that_says_it_is_quoted(store: Store, assistant: Assistant) -> None:
    with store.reading() as session:
        saying = {p.report_id for p in session.query(PassageRow) if "清淤" in p.text}
    assert len(saying) > 2
    assert {r.report_id for r in assistant.ask("哪些项目提到清淤？").rows} == saying


def test_what_is_only_near_in_words_comes_behind_and_is_told_apart(assistant: Assistant) -> None:
    """Asked for 雨季, where the texts say 汛期: they are shown, but not as if they said it."""
    said, near = (assistant.ask(f"哪些项目提到{word}？") for word in ("汛期", "雨季"))
    assert "意思相近" not in said.answer
    assert said.rows
    assert "没有报告写有“雨季”的原话" in near.answer.splitlines()[0]


@pytest.mark.parametrize(
    ("question", "fields"),
    [
        ("为什么申报对象少于预期？", {"偏差原因"}),
        ("哪些项目的目标里提到阅读角？", {"年度目标", "分项目标"}),
        ("哪些项目的原因里提到汛期？", {"偏差原因"}),
    ],
)
def test_asked_for_a_reason_or_a_goal_nothing_else_is_quoted(
    assistant: Assistant, question: str, fields: set[str]
) -> None:
    rows = assistant.ask(question).rows
    assert rows
    assert {name for row in rows for name in row.cells} <= fields


def test_why_is_answered_by_the_reason_beside_the_indicator(store: Store) -> None:
    with store.reading() as session:
        reason = next(p for p in session.query(PassageRow) if p.path.endswith("deviation_reason"))
        name = (
            session.get_one(ReportRow, reason.report_id).indicators[int(reason.path.split("[")[1].split("]")[0])].level3
            or ""
        )
    _, hits = fitting_passages(
        store, name, "为什么", vectors=vectors_of(store), within=ReportRow.id == reason.report_id
    )
    assert hits[0].text == reason.text


def test_a_region_says_where_to_look(assistant: Assistant) -> None:
    answer = assistant.ask("雁汀县哪些项目提到清淤？")
    assert answer.rows
    assert {(r.prepared_by or "")[:3] for r in answer.rows} == {"雁汀县"}
    assert assistant.ask("澄屿市哪些项目提到清淤？").status == "no_data"


def test_only_what_means_the_same_is_shown_for_judging_and_is_no_answer(store: Store, tmp_path: Path) -> None:
    """With a model that knows meaning: shown, said to be no answer, never counted as one."""
    with serving() as server, open_store(tmp_path) as other:
        save(
            other,
            "a.pdf",
            report(
                annual_goal="改造就餐场所3处。",
                evidence={"annual_goal": [Evidence(page=1, bbox=(1, 2, 3, 4), text="改造就餐场所3处。")]},
            ),
        )
        settings = {"embeddings": "openai:invented", "embeddings_base_url": server.url}
        other.settings = other.settings.model_copy(update=settings)
        follow(other)
        answer = Assistant(other).ask("哪些项目提到饭堂卫生？")
        assert answer.status == "no_data"
        assert "自行判断" in answer.answer
        assert answer.rows[0].label == "改造就餐场所3处。"
        assert answer.rows[0].bbox == (1, 2, 3, 4)


def test_the_built_in_embedding_asks_nobody(store: Store) -> None:
    """In a process of its own that may open no connection."""
    code = f"""
import socket
def refuse(*_, **__): raise OSError("no network here")
socket.socket.connect = socket.create_connection = socket.getaddrinfo = refuse
from pathlib import Path
from index.store import open_store
from index.vectors import follow
from assistant.answer import Assistant
with open_store(Path({str(store.home)!r})) as opened:
    assert follow(opened, anew=True) > 0
    answer = Assistant(opened).ask("哪些项目提到清淤？")
    assert answer.status == "answered" and not answer.warnings, answer
"""
    told = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False)
    assert told.returncode == 0, told.stderr

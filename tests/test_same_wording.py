"""The same numbers always worded the same way: over many questions in both languages, in sentence, table, chart and files."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import islice

import pytest
from asked.kinds import SINGLE, fill
from asked.world import generated

from assistant.answer import Assistant
from assistant.handout import handout
from assistant.reply import Answer
from assistant.wording import thousands
from index.store import open_store

W = generated()
EVERY = 3  # of the questions: a third of each kind
QUANTITY = re.compile(r"(?<![\d.,≥≤＞＜=])(-?\d[\d,]*(?:\.\d+)?)\s?(万元|亿元|元|分|%|points|ten thousand yuan|yuan)(?![\d/／])")


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    with open_store(tmp_path_factory.mktemp("wording")) as store:
        fill(store, W)
        yield Assistant(store)


@pytest.fixture(scope="module")
def answers(assistant: Assistant) -> list[Answer]:
    asked = [q for kind in SINGLE.values() for q, *_ in islice(kind(W), 0, None, EVERY)]
    return [a for a in map(assistant.ask, asked) if a.status == "answered"]


def test_there_are_many(answers: list[Answer]) -> None:
    assert len(answers) > 150
    assert {a.language for a in answers} == {"zh", "en"}


def test_whatever_the_question_the_same_query_is_told_in_the_same_words(answers: list[Answer]) -> None:
    """What was assumed is said beside; where two groups are compared on purpose, which is higher is said as well."""
    told: dict[tuple[str, str], set[str]] = defaultdict(set)
    for a in answers:
        if a.query.get("subject") not in (None, "passages") and not isinstance(a.planned, tuple):
            told[a.language, str(a.query)].add(re.sub(r"；[^；]*较高|; [^;]* is higher", "", a.answer))
    assert {key: said for key, said in told.items() if len(said) > 1} == {}


def test_a_computed_number_has_one_spelling_wherever_it_stands(answers: list[Answer]) -> None:
    spelled: dict[tuple[float, str], set[str]] = defaultdict(set)
    for a in answers:
        if a.query.get("subject") not in ("projects", "departments"):
            continue  # what is quoted from indicators and texts stays as it is printed
        for text in (a.answer, *(c for row in a.rows for c in (row.cells_en if a.language == "en" else row.cells).values())):
            for number, unit in QUANTITY.findall(thousands(text)):
                spelled[float(number.replace(",", "")), unit].add(number)
    assert len(spelled) > 200
    assert {value: said for value, said in spelled.items() if len(said) > 1} == {}


def test_a_rows_value_is_the_number_its_words_say(answers: list[Answer]) -> None:
    seen = 0
    for a in answers:
        if not (a.query.get("group_by") or a.query.get("order")):
            continue
        for row in a.rows:
            if row.value is None:
                continue
            seen += 1
            said = " ".join((row.cells_en if a.language == "en" else row.cells).values())
            numbers = [float(n) for n in re.findall(r"-?\d+(?:\.\d+)?", said)]
            assert any(abs(n - row.value) <= 0.005 + 1e-9 for n in numbers), (a.question, row.value, said)
    assert seen > 200


def test_a_file_says_it_as_the_page_does(answers: list[Answer]) -> None:
    for a in answers[:60]:
        made = handout(a, datetime.now(UTC))
        assert made.said == thousands(a.answer)
        cells = {str(c) for table in made.tables for row in table.rows for c in row}
        for row in a.rows[:5]:
            own = row.cells_en if a.language == "en" and row.cells_en else row.cells
            assert {thousands(c) for c in own.values()} <= cells | {str(row.label), ""}, a.question

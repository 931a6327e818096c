"""What is printed under labels that no field knows can be asked for by these labels, in every kind of file, with its cell."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.answer import Assistant
from index.ingest import ingest
from index.store import open_store
from tests.test_nothing_lost import written

ASKED = {
    "财政审核评分是多少？": (92.5, ["92.5"]),
    "入库批次是什么": (None, ["第三批"]),
    "芦湾渡口修缮的联审编号是多少": (None, ["JC-2024-17"]),
    "科室复评是什么": (None, ["甲档", "乙档"]),
    "验收合格率的科室复评是什么": (None, ["乙档"]),
}


@pytest.mark.parametrize("kind", ["reportlab", "xlsx", "docx"])
def test_a_label_without_a_field_is_answered_with_its_cell(kind: str, tmp_path: Path) -> None:
    with open_store(tmp_path / "home") as store:
        assert list(ingest(store, [written(tmp_path, kind)], workers=1))[-1].outcome == "stored"
        assistant = Assistant(store)
        for question, (value, texts) in ASKED.items():
            answer = assistant.ask(question)
            assert answer.status == "answered", question
            assert answer.value == value, question
            assert all(text in answer.answer for text in texts), answer.answer
            assert len(answer.rows) == len(answer.citations) == len(texts), question
        told = assistant.ask("财政审核评分是多少？").citations[0]
        assert told.text == "92.5"
        assert told.bbox or told.cell

"""An indicator that some form calls by a field's own word takes no question about the field."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.answer import Assistant
from extractors.records import Indicator, Status
from index.store import open_store
from tests.invented import report, save


@pytest.fixture
def asked(tmp_path: Path) -> Iterator[Assistant]:
    rate = Indicator(
        level1="产出指标", level2="质量指标", level3="预算执行率", target="≥90%", actual="95%", status=Status.MET
    )
    with open_store(tmp_path) as store:
        save(store, "a.pdf", report())
        save(store, "b.pdf", report(document="b.pdf", project_name="渡口修缮", indicators=[rate]))
        yield Assistant(store)


@pytest.mark.parametrize(
    ("question", "subject", "projects"),
    [
        ("2024年预算执行率低于80%的项目有哪些？", "projects", {"河堤加固工程", "渡口修缮"}),
        ("预算执行率指标完成了吗？", "indicators", {"渡口修缮"}),
    ],
)
def test_a_field_is_not_an_indicator_that_is_called_so(
    asked: Assistant, question: str, subject: str, projects: set[str]
) -> None:
    answer = asked.ask(question)
    assert answer.status == "answered"
    assert answer.query is not None
    assert answer.query["subject"] == subject
    assert {row.project_name for row in answer.rows} == projects

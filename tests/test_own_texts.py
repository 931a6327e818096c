"""How many and when, of one project, in words that no indicator of it is called by: its own texts are quoted where they say so many of
that measure, or a time; an indicator is quoted with what it is to reach."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import pytest
from asked.kinds import fill
from asked.world import World, generated

from assistant.answer import Assistant
from extractors.records import FormType, Report, Status
from index.store import open_store


def _target(project: str, plans: list[str], indicators: list[tuple[str, str, str]], budget: Any, template: Any) -> Report:
    rows = tuple(template.model_copy(update={"level1": "产出指标", "level2": None, "level3": name, "target": target, "actual": None, "explanation": said, "weight": None, "score": None, "deviation_reason": None, "status": Status.NOT_APPLICABLE, "flags": ()}) for name, target, said in indicators)
    return Report(document="目标.pdf", form_type=FormType.PROJECT_TARGET, title="项目绩效目标表", fiscal_year=2024, prepared_by="云水市图书馆", project_name=project, plans=tuple(plans), budget=budget, indicators=rows)


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    some = generated().judged[0]
    line = (some.budget[0].model_copy(update={"initial": Decimal(200000), "full_year": None, "executed": None, "execution_rate": None, "score": None, "weight": None}),)
    one = _target("古籍修复专项", ["5月份组织第一期修复师研修", "9月份组织第二期修复师研修", "下半年印制图录"], [("图录、折页印刷数量", "《图录》600本、《折页》5000份", "印制馆藏图录"), ("图录印刷合格率", "≥98%", "图录和折页印刷合格"), ("参观考察人次", "≤34人", "组织2次参观考察，每次34人"), ("修复津贴人数", "2人", "享受津贴的老修复师2人")], line, some.indicators[0])
    with open_store(tmp_path_factory.mktemp("texts")) as store:
        fill(store, World({"目标.pdf": [one]}))
        yield Assistant(store)


@pytest.mark.parametrize(("question", "says"), [
    ("古籍修复专项计划印多少图录和折页", "《图录》600本"), ("古籍修复专项第一期研修安排在几月", "5月份组织第一期"), ("古籍修复专项参观考察去几次", "组织2次参观考察"), ("古籍修复专项享受津贴的老修复师有几位", "2人"),
])  # fmt: skip
def test_the_text_that_says_it_is_quoted_with_its_place(assistant: Assistant, question: str, says: str) -> None:
    told = assistant.ask(question)
    assert told.status == "answered", told.answer
    assert says in told.answer
    assert told.citations
    assert all(c.document == "目标.pdf" for c in told.citations)


@pytest.mark.parametrize("question", ["古籍修复专项实际印了多少本画册", "古籍修复专项请了几个老师", "古籍修复专项买了几辆车", "古籍修复专项以外还有谁提到研修", "古籍修复专项什么时候审计"])
def test_what_no_text_says_stays_unanswered(assistant: Assistant, question: str) -> None:
    assert assistant.ask(question).status in ("unclear", "no_data")


def test_the_values_beside_a_quoted_name_are_cited_too(assistant: Assistant) -> None:
    told = assistant.ask("古籍修复专项计划印多少图录和折页")
    assert "《图录》600本、《折页》5000份" in [c.text for c in told.citations]

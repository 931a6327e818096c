"""Whether one project's form adds up, where it does not: the finding is told with its numbers."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

import pytest
from asked.checks_of_one import RATES, SUMS
from asking import _finished

from assistant.answer import Assistant
from extractors.checks import check
from extractors.records import Report
from index.store import Original, open_store
from samples import content

FAULTS = {"total_mismatch": SUMS, "execution_rate_mismatch": RATES}


@pytest.fixture(scope="module")
def asking(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Assistant, dict[str, Report]]]:
    made: dict[str, Report] = {}
    with open_store(tmp_path_factory.mktemp("faulty")) as store:
        for n, (rule, theme) in enumerate(zip(FAULTS, content.THEMES, strict=False)):
            report = content.project_evaluation(Random(n), content.REGIONS[n], 2023, theme, faults=(rule,)).report
            made[rule] = _finished(report.model_copy(update={"document": f"{n}.pdf"}))
            store.save(Original(sha256=f"{n + 1:064x}", name=f"{n}.pdf", kind="pdf", pages=1, size=1), [made[rule]], [check(made[rule])])
        yield Assistant(store), made


@pytest.mark.parametrize(("rule", "question"), [(rule, question) for rule, wordings in FAULTS.items() for question in wordings])
def test_what_does_not_add_up_is_told_with_its_numbers(asking: tuple[Assistant, dict[str, Report]], rule: str, question: str) -> None:
    assistant, made = asking
    report = made[rule]
    answer = assistant.ask(question.format(p=f"{report.prepared_by}{report.project_name}"))
    (finding,) = [f for f in check(report) if f.rule == rule]
    said = finding.message_en if question.startswith("Do") else finding.message_zh
    assert (answer.status, len(answer.rows)) == ("answered", 1)
    assert said.rstrip("。.")[:16] in answer.answer

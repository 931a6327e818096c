"""Numbers of which a binary fraction is a little more or less than what is printed: a bound at just that number holds or does not as
it would on paper."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

import pytest
from asked.kinds import fill
from asked.world import World, generated

from assistant.answer import Assistant
from extractors.records import Report
from index.store import open_store


def _scored(report: Report, points: list[tuple[str, str]], total: str) -> Report:
    """The report with these weights and scores of its first indicators, all of output, and no others."""
    first = tuple(i.model_copy(update={"level1": "产出指标", "weight": Decimal(w), "score": Decimal(s)}) for i, (w, s) in zip(report.indicators, points, strict=False))
    return report.model_copy(update={"indicators": first, "total_weight": Decimal(100), "total_score": Decimal(total)})


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    one, other = generated().judged[:2]
    reports = [_scored(one, [("10", "7.6"), ("10", "10")], "91.07"), _scored(other, [("10", "5.6"), ("10", "8.2"), ("10", "8.5"), ("10", "7.6"), ("10", "10")], "83.9")]
    with open_store(tmp_path_factory.mktemp("fractions")) as store:
        fill(store, World({"甲.pdf": reports}))
        yield Assistant(store)


@pytest.mark.parametrize(("question", "count"), [
    ("扣分超过2.4分的指标有几条", 1), ("扣分不少于2.4分的指标有几条", 3), ("扣分不超过8.93分的项目有几个", 1), ("扣分超过8.93分的项目有几个", 1), ("How many indicators lost more than 2.4 points?", 1),
    ("产出指标得分低于39.9分的项目有几个", 1), ("产出指标得分不低于39.9分的项目有几个", 1), ("产出指标扣分超过10.1分的项目有几个", 0),
])  # fmt: skip
def test_what_is_just_at_the_bound(assistant: Assistant, question: str, count: int) -> None:
    told = assistant.ask(question)
    assert told.status == "answered"
    assert told.value == count, told.answer

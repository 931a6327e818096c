"""The questions of `asked` over an invented workspace: right by kind, every number traceable, every citation with its box.

`python -m asked` (from `tests`) prints the share right of each kind, over this workspace or over one at hand.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from asked.judging import wrong
from asked.kinds import ANYWHERE, SINGLE, Ask, fill, sessions
from asked.lacking import lacking, with_gaps
from asked.world import World, generated, invented

from assistant.answer import Assistant
from index.store import open_store

W = generated()
OTHER = invented()
GAPS = with_gaps()


def cases(world: World = W, kinds: dict[str, Any] | None = None) -> Iterator[Any]:
    for name, kind in (kinds or {**SINGLE, **ANYWHERE}).items():
        yield from (pytest.param(*case, id=f"{name}-{n}") for n, case in enumerate(kind(world)) if case[2] is not None or case[1] in ("none", "short"))


@pytest.fixture(scope="module")
def asked(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    with open_store(tmp_path_factory.mktemp("asked")) as store:
        fill(store, W)
        yield Assistant(store)


@pytest.mark.parametrize(("question", "kind", "gold"), list(cases()))
def test_question_is_answered_from_the_records(asked: Assistant, question: str, kind: str, gold: Any) -> None:
    answer = asked.ask(question)
    assert wrong(kind, gold, answer) == ""
    if answer.status == "answered":
        assert all(c.document and c.page is not None and c.bbox is not None for c in answer.citations)


@pytest.fixture(scope="module")
def elsewhere(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    with open_store(tmp_path_factory.mktemp("elsewhere")) as store:
        fill(store, OTHER)
        yield Assistant(store)


@pytest.mark.parametrize(("question", "kind", "gold"), list(cases(OTHER, ANYWHERE)))
def test_the_same_is_answered_over_other_reports(elsewhere: Assistant, question: str, kind: str, gold: Any) -> None:
    assert wrong(kind, gold, elsewhere.ask(question)) == ""


@pytest.fixture(scope="module")
def gaps(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    with open_store(tmp_path_factory.mktemp("gaps")) as store:
        fill(store, GAPS)
        yield Assistant(store)


@pytest.mark.parametrize(("question", "kind", "gold"), list(cases(GAPS, {"lacking": lacking})))
def test_what_is_not_filled_in_is_not_made_up(gaps: Assistant, question: str, kind: str, gold: Any) -> None:
    assert wrong(kind, gold, gaps.ask(question)) == ""


@pytest.mark.parametrize("turns", [pytest.param(t, id=f"{n}") for n, t in enumerate(sessions(W))])
def test_conversation_goes_on_about_the_same(asked: Assistant, turns: list[Ask]) -> None:
    for question, kind, gold in turns:
        answer = asked.ask(question, session=turns[0][0])
        assert gold is None or wrong(kind, gold, answer) == "", question


def test_the_world_has_enough_to_ask_about() -> None:
    world: World = W
    assert len(world.judged) > 40
    assert len(world.regions) == 3
    assert sum(1 for _ in cases()) > 600


def test_nothing_that_was_asked_comes_back_as_markup(asked: Assistant) -> None:
    for question in ("<script>alert(1)</script>", "<b>得分</b>", "<img src=x onerror=alert(1)>"):
        assert not re.search(r"<(?:script|img|b)\b", asked.ask(question).answer)

"""Answers beyond the moment they were given: in the log, behind a link, judged; and whether the data say another thing by now.

Here an answer becomes plain data and an answer again. What is kept of one is what was shown; nothing is worked out anew but
on purpose (`now`). No wording.
"""

from __future__ import annotations

import logging
import threading
from collections import OrderedDict
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any, Literal

from assistant.outcome import kind, outcome
from assistant.query import Query
from assistant.reply import Answer, Citation, Row
from index import asked
from index.asked import Asked

if TYPE_CHECKING:
    from assistant.answer import Assistant
    from index.store import Store

log = logging.getLogger("jixiao")
State = Literal["same", "changed", "apart"]
AT_HAND = 256
_TAKEN_UP = 12  # questions by which a conversation is known again
_KEPT_CITATIONS = 2000  # places that go into a snapshot; the rows of an answer go all
_PLACE_IDS = ("report_id", "document_id")  # which a printed answer leaves out


@dataclass(frozen=True)
class Kept:
    """An answer as it was shown at that time."""

    key: str
    answer: Answer
    at: datetime
    good: bool | None = None


class AtHand:
    """The answers given lately by this process, by their keys: what a download of one is made from."""

    def __init__(self) -> None:
        self._answers: OrderedDict[str, Answer] = OrderedDict()
        self._lock = threading.Lock()

    def put(self, key: str, answer: Answer) -> None:
        with self._lock:
            self._answers.pop(key, None)
            self._answers[key] = answer
            while len(self._answers) > AT_HAND:
                self._answers.popitem(last=False)

    def get(self, key: str) -> Answer | None:
        with self._lock:
            return self._answers.get(key)


def as_asked(key: str, talk: str, answer: Answer) -> Asked:
    return Asked(key, talk, answer.question, kind(answer), outcome(answer), query_of(answer))


def query_of(answer: Answer) -> dict[str, Any]:
    """Of an answer to several questions at once there is no one query."""
    return {} if isinstance(answer.planned, tuple) else answer.query


def note(store: Store, key: str, talk: str, answer: Answer) -> None:
    """Into the log, where there is one; a log that cannot be written keeps nobody from an answer."""
    from sqlalchemy.exc import SQLAlchemyError

    if not store.settings.question_log:
        return
    try:
        asked.note(store, as_asked(key, talk, answer))
    except (SQLAlchemyError, OSError):
        log.exception("a question could not be logged")


def keep(store: Store, key: str, talk: str, answer: Answer) -> None:
    """So that a link to it works from now on."""
    asked.keep(store, as_asked(key, talk, answer), snapshot(answer))


def judge(store: Store, key: str, talk: str, answer: Answer, good: bool, comment: str = "") -> None:
    asked.judge(store, as_asked(key, talk, answer), good, comment)


def kept(store: Store, key: str) -> Kept | None:
    """The answer behind a link."""
    found = asked.find(store, key) if key.isalnum() else None
    if found is None or found.answer is None:
        return None
    return Kept(key, restored(found.answer), found.at, found.good)


def until(store: Store, key: str) -> list[str]:
    """The questions of the conversation that a kept answer stands in, up to its own; fewer where the log was off or emptied."""
    return [question for question in asked.until(store, key) if question][-_TAKEN_UP:]


def snapshot(answer: Answer) -> dict[str, Any]:
    """All that was shown of it, its places with their numbers."""
    whole = answer.model_copy(update={"rows": [], "citations": []}).model_dump(mode="json")
    return {
        **whole,
        "query": query_of(answer),
        "rows": [_with_ids(r) for r in answer.rows],
        "citations": [_with_ids(c) for c in answer.citations[:_KEPT_CITATIONS]],
        "doubts": [_with_ids(d) for d in answer.doubts],
    }


def _with_ids(place: Any) -> dict[str, Any]:
    return {**place.model_dump(mode="json", exclude_defaults=True), **{n: getattr(place, n) for n in _PLACE_IDS}}


def restored(data: dict[str, Any]) -> Answer:
    parts = {"rows": [Row.model_validate(r) for r in data["rows"]], "citations": [Citation.model_validate(c) for c in data["citations"]]}
    return Answer.model_validate({**data, "rows": [], "citations": []}).model_copy(update=parts)


def now(assistant: Assistant, answer: Answer) -> tuple[State, Answer | None]:
    """Whether the same query says the same on the data as they stand; else what it says by now. Texts that were searched for
    and answers to several questions at once are not compared."""
    if answer.query.get("subject") in (None, "passages"):
        return "apart", None
    again = assistant.run(Query.model_validate(answer.query), answer.question, answer.language)
    return ("same", None) if outcome(again) == outcome(answer) and _cells(again) == _cells(answer) else ("changed", again)


def _cells(answer: Answer) -> list[dict[str, str]]:
    return [r.cells or r.cells_en for r in answer.rows]

"""Questions that were asked, kept in the workspace and nowhere else: the log, the answers behind links, and judgements.

What an answer is, is not known here: it comes and goes as plain data. Nothing else is changed by it, and nothing else reads
it; it may be emptied at any time.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from index.schema import AskedRow, utc
from index.store import Store

LONGEST_COMMENT = 2000
MOST_KEPT = 100_000  # of questions that nobody linked or judged, the oldest go


@dataclass(frozen=True)
class Asked:
    """One question and its answer as data; `key` names it in links, `talk` the conversation."""

    key: str
    talk: str
    question: str
    kind: str
    outcome: dict[str, Any]
    query: dict[str, Any]
    answer: dict[str, Any] | None = None
    good: bool | None = None
    comment: str = ""
    at: datetime = field(default_factory=lambda: datetime.now(UTC))


def note(store: Store, asked: Asked) -> None:
    """Into the log, unless it is there already."""
    with store.writing() as session:
        _row(session, asked)
        last = session.scalar(select(func.max(AskedRow.id))) or 0
        plain = (AskedRow.id <= last - MOST_KEPT, AskedRow.answer.is_(None), AskedRow.good.is_(None))
        session.execute(delete(AskedRow).where(*plain))


def keep(store: Store, asked: Asked, answer: dict[str, Any]) -> None:
    """With the answer whole, so that a link to it still works when the data have changed. What was kept first stays."""
    with store.writing() as session:
        row = _row(session, asked)
        row.answer = row.answer or answer


def judge(store: Store, asked: Asked, good: bool, comment: str) -> None:
    """What the person who asked thinks of the answer; the last word holds."""
    with store.writing() as session:
        row = _row(session, asked)
        row.good, row.comment = good, comment.strip()[:LONGEST_COMMENT]


def _row(session: Session, asked: Asked) -> AskedRow:
    row = session.scalars(select(AskedRow).where(AskedRow.key == asked.key)).one_or_none()
    if row is None:
        row = AskedRow(**vars(asked))
        session.add(row)
        session.flush()
    return row


def find(store: Store, key: str) -> Asked | None:
    with store.reading() as session:
        row = session.scalars(select(AskedRow).where(AskedRow.key == key)).one_or_none()
        return None if row is None else _asked(row)


def until(store: Store, key: str) -> list[str]:
    """The questions of its conversation, in order, its own the last."""
    with store.reading() as session:
        row = session.scalars(select(AskedRow).where(AskedRow.key == key)).one_or_none()
        if row is None:
            return []
        before = select(AskedRow.question).where(AskedRow.talk == row.talk, AskedRow.id < row.id).order_by(AskedRow.id)
        return [*(session.scalars(before) if row.talk else ()), row.question]


def everything(store: Store) -> Iterator[Asked]:
    """The log, oldest first."""
    with store.reading() as session:
        for row in session.scalars(select(AskedRow).order_by(AskedRow.id)).yield_per(500):
            yield _asked(row)


def forget(store: Store) -> int:
    """Empty the log, links and judgements with it; how many questions there were."""
    with store.writing() as session:
        count = session.scalar(select(func.count()).select_from(AskedRow)) or 0
        session.execute(delete(AskedRow))
        return count


def _asked(row: AskedRow) -> Asked:
    return Asked(row.key, row.talk, row.question, row.kind, row.outcome, row.query, row.answer, row.good, row.comment, utc(row.at))

"""Finds passages by what they say: full text and vectors, each filtered first, merged by reciprocal rank.

Finds text only; whatever is counted, summed or ranked is asked of the store. A missing or stale vector index makes the
search poorer, and it says so instead of failing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from index import text_search
from index.counting import COUNTED
from index.schema import PassageRow, ReportRow
from index.store import Store
from index.vectors import Vectors, in_step

DAMPING = 60  # of reciprocal rank fusion: how little the first ranks outweigh the next
FEW = 300  # passages that are ranked one by one rather than by the vectors' index
CANDIDATES = 50  # taken of each ranking


@dataclass(frozen=True)
class Hit:
    passage_id: int
    report_id: int
    path: str
    text: str
    score: float


@dataclass(frozen=True)
class Found:
    hits: tuple[Hit, ...]
    warning_zh: str = ""
    warning_en: str = ""


def search(
    store: Store,
    question: str,
    *,
    vectors: Vectors | None = None,
    within: ColumnElement[bool] | None = None,
    limit: int = 20,
) -> Found:
    """The passages of counted reports that fit `question` best. `within` narrows ReportRow or PassageRow further."""
    wanted = ReportRow.state == COUNTED if within is None else (ReportRow.state == COUNTED) & within
    with store.reading() as session:
        rankings = [text_search.resembling(session, question, within=wanted, limit=CANDIDATES)]
        warning = ("", "") if vectors is None else _why_not(session, vectors)
        if vectors is not None and not any(warning):
            rankings.append(_nearest(session, vectors, question, wanted))
        merged = fuse(rankings)[:limit]
        return Found(_hits(session, merged), *warning)


def fuse(rankings: Sequence[Sequence[int]]) -> list[tuple[int, float]]:
    """Reciprocal rank fusion: what several rankings hold high comes first."""
    scores: defaultdict[int, float] = defaultdict(float)
    for ranking in rankings:
        for rank, item in enumerate(ranking, start=1):
            scores[item] += 1 / (DAMPING + rank)
    return sorted(scores.items(), key=lambda pair: (-pair[1], pair[0]))


def _why_not(session: Session, vectors: Vectors) -> tuple[str, str]:
    """Why the vectors cannot be used, in Chinese and English; empty where they can."""
    if not vectors.exist:
        return (
            "尚未建立向量索引，仅按文字检索。请运行 jixiao reindex。",
            "There are no vectors yet; searched by text only. Run jixiao reindex.",
        )
    if not in_step(session, vectors):
        return (
            "向量索引与记录不一致，仅按文字检索。请运行 jixiao reindex。",
            "The vectors are out of step with the records; searched by text only. Run jixiao reindex.",
        )
    return "", ""


def _nearest(session: Session, vectors: Vectors, question: str, wanted: ColumnElement[bool]) -> list[int]:
    allowed = select(PassageRow.id).join(ReportRow, ReportRow.id == PassageRow.report_id).where(wanted)
    few = list(session.scalars(allowed.limit(FEW + 1)))
    if not few:
        return []
    if len(few) <= FEW:
        return vectors.ranked(question, few, CANDIDATES)
    near = vectors.nearest(question, CANDIDATES * 6)
    kept = set(session.scalars(allowed.where(PassageRow.id.in_(near))))
    return [passage for passage in near if passage in kept][:CANDIDATES]


def _hits(session: Session, merged: Sequence[tuple[int, float]]) -> tuple[Hit, ...]:
    found = session.scalars(select(PassageRow).where(PassageRow.id.in_([passage for passage, _ in merged])))
    rows = {row.id: row for row in found}
    return tuple(Hit(p, rows[p].report_id, rows[p].path, rows[p].text, score) for p, score in merged if p in rows)

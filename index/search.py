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

from extractors.errors import InputError
from index import text_search
from index.counting import COUNTED
from index.schema import PassageRow, ReportRow
from index.store import Store
from index.vectors import Vectors, out_of_step

BY_WORDING = 0.3  # weight of vectors that know wording only, beside the full text's 1: it knows that too, and which words are rare
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
    also: str = "",
    vectors: Vectors | None = None,
    within: ColumnElement[bool] | None = None,
    limit: int = 20,
) -> Found:
    """The passages of counted reports that fit `question` best. `also` are other words for what it asks; `within` narrows
    ReportRow or PassageRow further."""
    spelt_out = f"{question} {also}".strip()
    wanted = ReportRow.state == COUNTED if within is None else (ReportRow.state == COUNTED) & within
    with store.reading() as session:
        rankings, weights = [text_search.resembling(session, spelt_out, within=wanted, limit=CANDIDATES)], [1.0]
        warning = ("", "")
        if vectors is not None:
            try:
                meant = spelt_out if vectors.embedder.by_wording else question
                rankings.append(_nearest(session, vectors, meant, wanted))
                weights.append(BY_WORDING if vectors.embedder.by_wording else 1.0)
            except InputError as failure:
                warning = (f"{failure.zh}本次只按文字检索。", f"{failure.en} Searched by text only.")
        return Found(_hits(session, fuse(rankings, weights)[:limit]), *warning)


def fuse(rankings: Sequence[Sequence[int]], weights: Sequence[float] = ()) -> list[tuple[int, float]]:
    """Reciprocal rank fusion: what several rankings hold high comes first."""
    scores: defaultdict[int, float] = defaultdict(float)
    for ranking, weight in zip(rankings, weights or [1.0] * len(rankings), strict=True):
        for rank, item in enumerate(ranking, start=1):
            scores[item] += weight / (DAMPING + rank)
    return sorted(scores.items(), key=lambda pair: (-pair[1], pair[0]))


def _nearest(session: Session, vectors: Vectors, question: str, wanted: ColumnElement[bool]) -> list[int]:
    """By meaning; InputError where the vectors cannot be used."""
    why = out_of_step(session, vectors)
    if any(why):
        raise InputError(*why)
    allowed = select(PassageRow.id).join(ReportRow, ReportRow.id == PassageRow.report_id).where(wanted)
    few = list(session.scalars(allowed.limit(FEW + 1)))
    if not few:
        return []
    asked = vectors.embedder.query(question)
    if len(asked) != (dimension := vectors.dimension):
        raise InputError(
            f"嵌入模型现在给出 {len(asked)} 维向量，索引是 {dimension} 维：模型已更换。请运行 jixiao reindex。",
            f"The embedding now gives vectors of {len(asked)} numbers, the index holds {dimension}: it is another model. Run jixiao reindex.",
        )
    if len(few) <= FEW:
        return vectors.ranked(asked, few, CANDIDATES)
    near = vectors.nearest(asked, CANDIDATES * 6)
    # "+ 0": from these passages to their reports, never from all reports to their passages, which takes ten times as long
    theirs = select(PassageRow.id).join(ReportRow, ReportRow.id == PassageRow.report_id + 0).where(wanted)
    kept = set(session.scalars(theirs.where(PassageRow.id.in_(near))))
    return [passage for passage in near if passage in kept][:CANDIDATES]


def _hits(session: Session, merged: Sequence[tuple[int, float]]) -> tuple[Hit, ...]:
    found = session.scalars(select(PassageRow).where(PassageRow.id.in_([passage for passage, _ in merged])))
    rows = {row.id: row for row in found}
    return tuple(Hit(p, rows[p].report_id, rows[p].path, rows[p].text, score) for p, score in merged if p in rows)

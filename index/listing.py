"""All reports that were ever taken in, those that count and those that do not. Reads only."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from index.schema import Document, ReportRow, utc


def listing(session: Session) -> list[dict[str, Any]]:
    """One entry per report, newest file first; `state` says whether it counts."""
    rows = session.scalars(
        select(ReportRow)
        .join(ReportRow.document)
        .options(joinedload(ReportRow.document))
        .order_by(Document.id.desc(), ReportRow.position)
    )
    return [
        {
            "id": r.id,
            "state": r.state,
            "unit": r.unit,
            "region": r.region,
            "project_name": r.project_name,
            "fiscal_year": r.fiscal_year,
            "form_type": r.form_type,
            "total_score": None if r.total_score is None else float(r.total_score),
            "document": r.document.name,
            "document_id": r.document_id,
            "added_at": r.document.added_at.isoformat(),
            "verified_by": r.verified_by,
            "verified_at": utc(r.verified_at).isoformat() if r.verified_at else None,
            "chosen": r.chosen_at is not None,
            "doubtful": r.doubts,
        }
        for r in rows
    ]

"""A report of the store as a Report again, its evidence put back. Reads only."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from extractors.records import Report
from index.findings import box
from index.schema import EvidenceRow, ReportRow


def report_of(session: Session, row: ReportRow) -> Report:
    """As it stands: with what persons corrected."""
    return Report.model_validate({**row.payload, "evidence": _evidence(session, row.id)})


def as_read(session: Session, row: ReportRow) -> Report:
    """As it was read, before any person decided anything."""
    return Report.model_validate({**(row.as_read or row.payload), "evidence": _evidence(session, row.id)})


def _evidence(session: Session, report_id: int) -> dict[str, list[dict[str, Any]]]:
    found: dict[str, list[dict[str, Any]]] = {}
    rows = select(EvidenceRow).where(EvidenceRow.report_id == report_id).order_by(EvidenceRow.id)
    for e in session.scalars(rows):
        piece = {name: getattr(e, name) for name in ("page", "text", "confidence", "source", "cell", "note")}
        found.setdefault(e.path, []).append({**piece, "bbox": box(e)})
    return found

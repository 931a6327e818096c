"""What the rules found in the reports that count, each with the places it rests on (contract, "A finding").

A finding that rests on values which nobody has checked says so: a figure that does not add up may be misread.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sqlalchemy import select, tuple_
from sqlalchemy.orm import Session, joinedload

from index.counting import COUNTED
from index.schema import Document, EvidenceRow, FindingRow, ReportRow


def findings(session: Session, report_ids: Iterable[int] | None = None) -> list[dict[str, Any]]:
    """All findings, in the order of files and forms. `report_ids` narrows them to these reports."""
    wanted = (
        select(FindingRow)
        .join(FindingRow.report)
        .join(ReportRow.document)
        .where(ReportRow.state == COUNTED)
        .options(joinedload(FindingRow.report).joinedload(ReportRow.document))
        .order_by(Document.name, Document.id, ReportRow.position, FindingRow.id)
    )
    if report_ids is not None:
        wanted = wanted.where(ReportRow.id.in_(list(report_ids)))
    return [_as_printed(session, row) for row in session.scalars(wanted)]


def doubtful(row: FindingRow) -> list[str]:
    """The paths that a finding rests on and nobody has checked. A page that was not read is no value."""
    return [p for p in row.paths if p in row.report.review and not p.startswith("unread[")]


def message(row: FindingRow) -> tuple[str, str]:
    """In Chinese and English, with what is to be known of the values behind it."""
    n = len(doubtful(row))
    if not n:
        return row.message_zh, row.message_en
    en = f"{row.message_en} ({n} of the values behind this {'is' if n == 1 else 'are'} not yet checked by a person.)"
    return f"{row.message_zh}（所依据的值有 {n} 处尚未经人核对。）", en


def _as_printed(session: Session, row: FindingRow) -> dict[str, Any]:
    report = row.report
    zh, en = message(row)
    return {
        "rule": row.rule,
        "severity": row.severity,
        "document": report.document.name,
        "project_name": report.project_name or "",
        # As printed; `unit` is whose report it is taken for where that is blank.
        "prepared_by": report.prepared_by or "",
        "unit": report.unit,
        "fiscal_year": report.fiscal_year,
        "form_type": report.form_type,
        "report_id": report.id,
        "message": zh,
        "message_en": en,
        "doubtful": doubtful(row),
        "citations": [_citation(report, place) for place in places(session, report.id, row.paths)],
    }


def places(session: Session, report_id: int, paths: Iterable[str]) -> list[EvidenceRow]:
    """Where these values stand, in the order of the paths; a value that runs on has several places."""
    keys = [(report_id, path) for path in paths]
    rows = session.scalars(
        select(EvidenceRow)
        .where(tuple_(EvidenceRow.report_id, EvidenceRow.path).in_(keys))
        .order_by(EvidenceRow.path, EvidenceRow.part)
    )
    order = {path: n for n, (_, path) in enumerate(keys)}
    return sorted(rows, key=lambda e: (order[e.path], e.part))


def _citation(report: ReportRow, place: EvidenceRow) -> dict[str, Any]:
    return {
        "document": report.document.name,
        "page": place.page,
        "bbox": box(place),
        "cell": place.cell,
        "prepared_by": report.prepared_by or "",
        "project_name": report.project_name or "",
        "path": place.path,
        "text": place.text,
    }


def box(place: EvidenceRow) -> list[float] | None:
    corners = (place.x0, place.top, place.x1, place.bottom)
    return None if None in corners else [c for c in corners if c is not None]

"""Which reports count: one of each identity (contract, "Which reports count").

A person's choice first, else the one verified, else the newest; withdrawn ones never. Runs inside the transaction of
whatever changed, so that no reader ever sees a project twice or not at all.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from index.schema import ReportRow, utc

COUNTED, SUPERSEDED, WITHDRAWN = "counted", "superseded", "withdrawn"
_NEVER = datetime.min.replace(tzinfo=UTC)


def recount(session: Session, identities: Iterable[str]) -> None:
    """Set `state` of all reports of these identities."""
    for identity in set(identities):
        candidates = list(session.scalars(select(ReportRow).where(ReportRow.identity == identity)))
        standing = [r for r in candidates if r.withdrawn_at is None]
        winner = max(standing, key=_claim, default=None)
        for report in candidates:
            if report.withdrawn_at is not None:
                report.state = WITHDRAWN
            else:
                report.state = COUNTED if report is winner else SUPERSEDED


def _claim(report: ReportRow) -> tuple[datetime, datetime, int]:
    return _aware(report.chosen_at), _aware(report.verified_at), report.id


def _aware(moment: datetime | None) -> datetime:
    return _NEVER if moment is None else utc(moment)

"""What persons decide on values: confirm one as it was read, correct it, take a decision back; and that they held a report
as a whole against its original. Only ever appended.

The report as read is kept beside and never changed; what stands of the decisions is laid over it, and all that is derived
from a report follows in the same transaction. Two persons at once are put one behind the other; one who has not seen the
other's decision on the same value is told, and nothing is written.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import NamedTuple

from sqlalchemy import func, inspect, select
from sqlalchemy.orm import Session

from extractors.checks import check
from extractors.errors import InputError
from extractors.records import Report
from extractors.text import fold
from index import paths, text_search
from index.counting import recount
from index.deriving import finding_row, first_named, passages, report_row
from index.paths import WHOLE, Value
from index.schema import Base, DecisionRow, PassageRow, ReportRow
from index.store import Store
from index.stored import as_read, report_of

CONFIRMED, CORRECTED, WITHDRAWN = "confirmed", "corrected", "withdrawn"
VERIFIED, LAPSED = "verified", "lapsed"  # of a report as a whole; lapsed: it says something else since
LONGEST_NAME, LONGEST_REASON = 64, 1000
_SAID = {CONFIRMED: ("确认", "confirmed"), CORRECTED: ("改正", "corrected"), WITHDRAWN: ("撤回", "withdrawn")}
_ENDS = (WITHDRAWN, LAPSED)
# Of a report's row, what is no part of the report itself.
_OWN = {"id", "document_id", "report_id", "state", "chosen_at", "verified_at", "verified_by", "withdrawn_at", "as_read"}


class Overtaken(InputError):
    """Somebody decided on the same value after this person's page was drawn."""


@dataclass(frozen=True)
class Decider:
    """Who decides and why; `seen` is the number of the last decision on the value that the person saw, 0 for none, None
    where nothing was shown."""

    who: str
    why: str = ""
    seen: int | None = None


def confirm(store: Store, report_id: int, path: str, by: Decider) -> None:
    """It is on the paper as it stands here."""
    with _deciding(store, report_id, path, by) as (session, row):
        _append(session, row, path, CONFIRMED, by, _in_force(row, path))


def correct(store: Store, report_id: int, path: str, typed: str, by: Decider) -> None:
    """The paper says something else; `typed` as a person writes it (see `paths.understood`)."""
    value = paths.understood(path, typed)
    with _deciding(store, report_id, path, by) as (session, row):
        kind = CONFIRMED if value == _in_force(row, path) else CORRECTED
        _append(session, row, path, kind, by, value)


def take_back(store: Store, report_id: int, path: str, by: Decider) -> None:
    """The decision that stands no longer does; the one before it stands again, else what was read."""
    with _deciding(store, report_id, path, by) as (session, row):
        stands = standing(row.decisions).get(path)
        if stands is None and path == WHOLE:
            raise InputError("这份报告没有标为已核对。", "This report is not marked as checked.")
        if stands is None:
            raise InputError("这个值没有可以撤回的决定。", "There is no decision on this value to take back.")
        rest = standing(d for d in row.decisions if d is not stands and d.takes_back != stands.id)
        after = rest[path].after if path in rest else _read_value(row, path)
        _append(session, row, path, WITHDRAWN, by, after, takes_back=stands.id)


def verify(store: Store, report_id: int, by: Decider) -> None:
    """All of the report was held against its original. What is known to be in doubt is decided on first, value by value."""
    with _deciding(store, report_id, WHOLE, by) as (session, row):
        if row.review:
            raise InputError(
                f"还有 {len(row.review)} 处待核对，请先逐处确认或改正，再标为已核对。",
                f"{len(row.review)} value(s) are still to check; confirm or correct them first, then mark the report as checked.",
            )
        _append(session, row, WHOLE, VERIFIED, by, None)


def lapse(session: Session, row: ReportRow) -> None:
    """It says something else than what was held against the original."""
    while stands := standing(row.decisions).get(WHOLE):
        _append(session, row, WHOLE, LAPSED, Decider(stands.who), None, takes_back=stands.id)
        session.flush()
    row.verified_at, row.verified_by = None, None


def standing(decisions: Iterable[DecisionRow]) -> dict[str, DecisionRow]:
    """Path -> the last decision on it that was not taken back."""
    known = sorted(decisions, key=lambda d: d.id)
    gone = {d.takes_back for d in known}
    return {d.path: d for d in known if d.kind not in _ENDS and d.id not in gone}


class Stands(NamedTuple):
    """The decision that stands on a value, and what was read there."""

    decision: DecisionRow
    read: Value

    @property
    def corrected(self) -> bool:
        return bool(self.decision.after != self.read)


def decided(session: Session, report_ids: Iterable[int]) -> dict[tuple[int, str], Stands]:
    """The decisions that stand on values of these reports."""
    rows = session.scalars(select(DecisionRow).where(DecisionRow.report_id.in_(list(report_ids))))
    by_report: dict[int, list[DecisionRow]] = {}
    for row in rows:
        by_report.setdefault(row.report_id, []).append(row)
    out: dict[tuple[int, str], Stands] = {}
    for report, found in by_report.items():
        first = {d.path: d for d in sorted(found, key=lambda d: -d.id)}  # before it there was only what was read
        out |= {(report, path): Stands(d, first[path].before) for path, d in standing(found).items()}
    return out


def last_decision(session: Session) -> int:
    return session.scalar(select(func.max(DecisionRow.id))) or 0


def last_change(session: Session) -> int:
    """Which decision of a person changed values last: as long as it is the same, so are the texts of passages."""
    changing = select(func.max(DecisionRow.id)).where(DecisionRow.kind != CONFIRMED, DecisionRow.path != WHOLE)
    return session.scalar(changing) or 0


@contextmanager
def _deciding(store: Store, report_id: int, path: str, by: Decider) -> Iterator[tuple[Session, ReportRow]]:
    """One decision: checked, and all that follows from it derived, in one transaction."""
    if not (name := fold(by.who).strip()) or len(name) > LONGEST_NAME:
        raise InputError(f"请先填写核对人姓名（最多 {LONGEST_NAME} 字）。", f"Say who you are first ({LONGEST_NAME} characters at most).")
    with store.writing() as session:
        row = session.get(ReportRow, report_id, with_for_update=True)
        if row is None:
            raise InputError(f"没有编号为 {report_id} 的报告。", f"There is no report number {report_id}.")
        _in_force(row, path)
        _not_overtaken(row, path, by.seen)
        yield session, row
        session.flush()
        derive(session, row)


def _not_overtaken(row: ReportRow, path: str, seen: int | None) -> None:
    last = max((d for d in row.decisions if path in (d.path, WHOLE)), key=lambda d: d.id, default=None)
    if last is None or seen is None or last.id <= seen:
        return
    if path == WHOLE:
        raise Overtaken(
            f"您打开页面之后，{last.who}又核对过这份报告。您的标记没有保存；请看过后再标。",
            f"Since your page was drawn, {last.who} has decided on this report. Your mark was not kept; look again, then decide.",
        )
    zh, en = _SAID[last.kind]
    now = "" if last.kind == CONFIRMED else paths.as_typed(path, last.after)
    raise Overtaken(
        f"您打开页面之后，{last.who}已{zh}这个值{f'，现为“{now}”' if now else ''}。您的决定没有保存；请看过后再决定。",
        f"Since your page was drawn, {last.who} has {en} this value{f', now {now}' if now else ''}. Yours was not kept; look again, then decide.",
    )


def _in_force(row: ReportRow, path: str) -> Value:
    """The value as it stands. What is in review and no value of its own can be confirmed all the same."""
    if path == WHOLE:
        return None
    if not paths.is_value(path) and path in (row.as_read or row.payload).get("review", ()):
        return None
    return paths.value_at(row.payload, path)


def _read_value(row: ReportRow, path: str) -> Value:
    return paths.value_at(row.as_read or row.payload, path) if paths.is_value(path) else None


def _append(
    session: Session, row: ReportRow, path: str, kind: str, by: Decider, after: Value, takes_back: int | None = None
) -> None:
    row.as_read = row.as_read or row.payload
    why = fold(by.why).strip()[:LONGEST_REASON] or None
    made = DecisionRow(path=path, kind=kind, before=_in_force(row, path), after=after, takes_back=takes_back,
                       who=fold(by.who).strip(), at=datetime.now(UTC), why=why)  # fmt: skip
    row.decisions.append(made)


# what follows from a decision


def derive(session: Session, row: ReportRow) -> None:
    """The row and all that hangs on it, anew from the report as read and the decisions that stand."""
    beside = row.document.reports
    before = first_named(r.prepared_by for r in beside)
    identities = {r.identity for r in beside}
    taken: Mapping[str, Value] = {path: d.after for path, d in standing(row.decisions).items()}
    report = paths.laid_over(as_read(session, row), taken)
    department = first_named(report.prepared_by if r is row else r.prepared_by for r in beside)
    _take(session, row, report, department)
    if department != before:  # a form whose own unit is blank belongs to the department of its file
        for other in beside:
            if other is not row and not (other.prepared_by or "").strip():
                _take(session, other, report_of(session, other), department)
    _take_checked(session, row)
    session.flush()
    recount(session, identities | {r.identity for r in beside})


def _take_checked(session: Session, row: ReportRow) -> None:
    """Whether the report as a whole is checked, by whom; no longer where a value of it is in doubt again."""
    stands = standing(row.decisions).get(WHOLE)
    row.verified_at, row.verified_by = (stands.at, stands.who) if stands else (None, None)
    if row.review:
        lapse(session, row)


def _take(session: Session, row: ReportRow, report: Report, department: str) -> None:
    made = report_row(report, row.position, department, ())
    _copy(row, made)
    for kept, fresh in (
        *zip(row.indicators, made.indicators, strict=True),
        *zip(row.budget_lines, made.budget_lines, strict=True),
        *zip(row.others, made.others, strict=True),
    ):
        _copy(kept, fresh)
    row.findings = [finding_row(found) for found in check(report)]
    _take_passages(session, row, dict(passages(report)))


def _copy(kept: Base, fresh: Base) -> None:
    for column in inspect(type(kept)).column_attrs:
        value = getattr(fresh, column.key)
        if column.key not in _OWN and getattr(kept, column.key) != value:
            setattr(kept, column.key, value)


def _take_passages(session: Session, row: ReportRow, texts: dict[str, str]) -> None:
    changed: list[PassageRow] = []
    for passage in list(row.passages):
        text = texts.pop(passage.path, None)
        if text == passage.text:
            continue
        text_search.remove(session, [passage])
        if text is None:
            row.passages.remove(passage)
        else:
            passage.text = text
            changed.append(passage)
    added = [PassageRow(path=path, text=text) for path, text in texts.items()]
    row.passages.extend(added)
    session.flush()
    text_search.add(session, [*changed, *added])

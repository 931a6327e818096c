"""Reports read anew from their originals, with what the workspace's vocabulary says now.

A report keeps its number, its state and what persons decided: a decision follows its value, found by its place on the paper.
Where one cannot be placed any more, the file is left as it was, and said so. A file is exchanged whole, in one transaction.
"""

from __future__ import annotations

import shutil
from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from threading import Event as Signal
from typing import Any

from sqlalchemy import select
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from extractors.errors import InputError, JixiaoError
from extractors.records import Evidence, Finding, Label, Report
from extractors.vocabulary import Own, Vocabulary, vocabulary
from index import originals, paths, text_search
from index.counting import recount
from index.decisions import derive, lapse
from index.deriving import department_of, report_row
from index.ingest import FOLDER, Event, explain
from index.locking import one_writer, own_folder
from index.reading import Limits, Reading, read
from index.schema import DecisionRow, Document, ReportRow
from index.store import Store
from index.stored import as_read
from index.vectors import keep_up
from index.workers import At, Waiting, read_all

_FOUND = ("document", "labels", "columns", "pages", "review")
_CHILDREN = ("indicators", "budget_lines", "others", "findings", "passages", "evidence")
_KEPT = {"id", "document_id", "state", "chosen_at", "verified_at", "verified_by", "withdrawn_at", "as_read"}


def outdated(labels: Iterable[Label], words: Vocabulary) -> bool:
    """Whether a label means something else to the workspace now than when the report was read."""
    for label in labels:
        means = getattr(words, label.stands).own_field(label.text)
        if means != (label.taken_for if label.taught else None):
            return True
    return False


def affected(store: Store, own: tuple[Own, ...]) -> list[int]:
    """The documents of which a report holds such a label."""
    words = vocabulary(own)
    with store.reading() as session:
        rows = session.execute(select(ReportRow.document_id, ReportRow.payload["labels"]).order_by(ReportRow.document_id))
        found = {document for document, labels in rows if outdated(map(Label.model_validate, labels or ()), words)}
    return sorted(found)


def documents_of(store: Store, report_ids: Sequence[int]) -> list[int]:
    with store.reading() as session:
        rows = session.execute(select(ReportRow.id, ReportRow.document_id).where(ReportRow.id.in_(report_ids)))
        found = {report_id: document_id for report_id, document_id in rows}  # noqa: C416 (a result is no mapping)
    for report_id in report_ids:
        if report_id not in found:
            raise InputError(f"没有编号为 {report_id} 的报告。", f"There is no report number {report_id}.")
    return list(dict.fromkeys(found.values()))


def reread(store: Store, document_ids: Sequence[int], own: tuple[Own, ...], stop: Signal | None = None) -> Iterator[Event]:
    """Read these documents anew; an event for each page begun and each document done, as of `ingest`."""
    settings = store.settings
    limits = Limits(settings.file_seconds, settings.page_timeout, settings.worker_memory)
    with store.reading() as session:
        found = session.scalars(select(Document).where(Document.id.in_(document_ids)).order_by(Document.id))
        by_hash = {d.sha256: (d.id, d.name) for d in found}
    waiting = deque(Waiting(originals.path_of(store.home, sha, name), sha) for sha, (_, name) in by_hash.items())
    done, total = 0, len(waiting)
    with own_folder(store.home, FOLDER) as folder:
        try:
            results = read_all(
                partial(read, limits=limits, own=own, model=settings.reading_model), waiting, limits=limits, workers=settings.worker_count, scheduler="",
                trails=folder, stop=stop or Signal(),
            )  # fmt: skip
            for file, result in results:
                document_id, name = by_hash[file.sha256]
                if isinstance(result, At):
                    yield Event(Path(name), "reading", page=result.page, pages=result.of, done=done, total=total)
                    continue
                done += 1
                yield replace(_kept(store, document_id, name, result), done=done, total=total)
        finally:
            shutil.rmtree(folder, ignore_errors=True)
            keep_up(store)


def _kept(store: Store, document_id: int, name: str, result: Reading | BaseException) -> Event:
    if not isinstance(result, Reading):
        return explain(store.home, Path(name), result)
    try:
        with one_writer(store.home), store.writing() as session:
            document = session.get(Document, document_id)
            assert document
            _exchange(session, document, result)
    except (SQLAlchemyError, JixiaoError) as error:
        return explain(store.home, Path(name), error)
    return Event(Path(name), "stored", reports=len(result.reports), unread=result.unread)


def _exchange(session: Session, document: Document, reading: Reading) -> None:
    """The document's reports as they are read now, each with the decisions on it."""
    rows = list(document.reports)
    if len(rows) != len(reading.reports):
        raise InputError(
            f"重读得到 {len(reading.reports)} 份报告，原有 {len(rows)} 份，对不上，未替换。请撤回原报告后另存文件再上传。",
            f"Read anew it holds {len(reading.reports)} reports, {len(rows)} before; nothing was exchanged. Withdraw the old "
            "ones, save the file anew and upload it.",
        )
    before, said = {row.identity for row in rows}, [_says(row) for row in rows]
    reports = [report.model_copy(update={"document": document.name}) for report in reading.reports]
    department = department_of(reports)
    for row, report, findings in zip(rows, reports, reading.findings, strict=True):
        moved = _moved(as_read(session, row), report, row.decisions)
        _take(session, row, report, findings, department)
        for decision, (path, was, now) in moved.items():
            decision.path, decision.before, decision.after = path, was, now
    session.flush()
    for row, had in zip(rows, said, strict=True):
        if row.decisions:
            row.as_read = row.payload
        derive(session, row)
        if _says(row) != had:
            lapse(session, row)
    recount(session, before | {row.identity for row in rows})


def _says(row: ReportRow) -> dict[str, Any]:
    """Its values, which a person held against the original; not how they were found."""
    return {name: value for name, value in row.payload.items() if name not in _FOUND}


def _take(session: Session, row: ReportRow, report: Report, findings: Sequence[Finding], department: str) -> None:
    made = report_row(report, row.position, department, findings)
    text_search.remove(session, row.passages)
    for column in ReportRow.__table__.columns:
        if column.key not in _KEPT:
            setattr(row, column.key, getattr(made, column.key))
    row.as_read = None
    for name in _CHILDREN:
        fresh = list(getattr(made, name))
        setattr(made, name, [])
        setattr(row, name, fresh)
    session.flush()
    text_search.add(session, row.passages)


# where decisions go


Place = tuple[tuple[int, tuple[float, ...] | None, str | None], ...]
Moved = tuple[str, paths.Value, paths.Value]


def _moved(old: Report, new: Report, decisions: Sequence[DecisionRow]) -> Mapping[DecisionRow, Moved]:
    """Each decision's path and values in the new reading. An InputError where one has no place there."""
    moved: dict[DecisionRow, Moved] = {}
    lost: list[str] = []
    for decision in decisions:
        try:
            path = _path_in(new, old, decision.path)
            same = path == decision.path
            values = [v if same else _as(path, decision.path, v) for v in (decision.before, decision.after)]
        except InputError:
            lost.append(decision.path)
        else:
            moved[decision] = path, values[0], values[1]
    if lost:
        n = len(set(lost))
        raise InputError(
            f"有 {n} 处人工核对过的值在新的读法里找不到位置，没有重读；原来的读法和核对都保留。",
            f"{n} value(s) that persons decided on have no place in the new reading; nothing was changed, the decisions stand.",
        )
    return moved


def _as(path: str, before: str, value: paths.Value) -> paths.Value:
    """A decided value as its new field holds it."""
    return None if value is None else paths.understood(path, paths.as_typed(before, value))


def _path_in(new: Report, old: Report, path: str) -> str:
    """Where a value stands in the new reading: at the same place on the paper; one that was not printed, in the same row."""
    if not paths.is_value(path):
        return path
    place = _place(old.evidence.get(path, ()))
    if place:
        return _at(new, place, path)
    owner, dot, name = path.rpartition(".")
    if not owner:
        return path
    anchors = [p for p in old.evidence if p.startswith(f"{owner}.") and not p.endswith((".level1", ".level2"))]
    for anchor in anchors:
        return f"{_at(new, _place(old.evidence[anchor]), anchor).rpartition('.')[0]}{dot}{name}"
    raise InputError("这一处没有位置。", "This has no place.")


def _at(new: Report, place: Place, path: str) -> str:
    there = [p for p, pieces in new.evidence.items() if _place(pieces) == place and paths.is_value(p)]
    same = [p for p in there if p.rpartition(".")[2] == path.rpartition(".")[2]]
    if path in there:
        return path
    if len(same or there) == 1:
        return (same or there)[0]
    raise InputError("新的读法里没有这一处。", "The new reading has no such place.")


def _place(pieces: Sequence[Evidence]) -> Place:
    return tuple((p.page, p.bbox, p.cell) for p in pieces)

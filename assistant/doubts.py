"""Which values that nobody has checked yet an answer rests on, and which could have changed it. Reads the store; the wording is one sentence.

A value is in doubt while it is in its report's `review`; a person's decision takes it out, and the next answer knows.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from assistant.citations import Spot, spots
from assistant.execute import Record
from assistant.fields import FIELDS
from assistant.naming import called, names
from assistant.query import Query, conditions, measures
from assistant.reply import Answer, Bears, Doubt
from assistant.why_doubted import of_all, why
from index.paths import WHOLE, as_typed, is_value, value_at

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

SHOWN = 200  # doubtful values that are told with their place; of more only how many there are
NAMED = 3  # that a warning names one by one; of more whose and which they are
_QUOTED = 16  # characters of a value that a warning quotes
_AT_ONCE = 500
_EITHER = ("budget", "line_budget")  # the full year's, else the initial one
Value = tuple[int, str]  # report, path


@dataclass(frozen=True)
class Checks:
    """What is known of a set of reports: their values in review, and who decided on which others."""

    review: Mapping[int, tuple[str, ...]]
    deciders: Mapping[int, Mapping[str, str]]

    def of(self, *values: Value) -> dict[str, Any]:
        """Of a row that shows these values: which of them nobody has checked yet, and who checked them all."""
        open_ = [path for report, path in values if path in self.review.get(report, ())]
        who = [own.get(path) or own.get(WHOLE) for report, path in values for own in [self.deciders.get(report, {})]]
        return {"doubtful": open_, "verified_by": [w for w in dict.fromkeys(who) if w] if all(who) else []}

    def open(self, record: Record, fields: Sequence[str]) -> list[str]:
        """The paths in review among the values of these fields."""
        review = self.review.get(record.report_id, ())
        return _matching(review, _templates(record, fields)) if review else []

    def by(self, record: Record, fields: Sequence[str]) -> list[str]:
        """Who confirmed or corrected values of these fields."""
        own = self.deciders.get(record.report_id)
        return list(dict.fromkeys(own[path] for path in _matching(list(own), _templates(record, fields)))) if own else []

    def settled(self, record: Record, field: str) -> bool:
        """Whether a person decided on this field's value; of a computed one on both values that it is computed from."""
        own, spec = self.deciders.get(record.report_id), FIELDS[field]
        if not own:
            return False
        found = [bool(_matching(list(own), [t])) for t in _templates(record, [field])[:2]]
        return any(found) if spec.path or field in _EITHER else bool(found) and all(found)


def checks(session: Session, reports: Iterable[int]) -> Checks:
    from sqlalchemy import select

    from index.decisions import decided
    from index.schema import DecisionRow, ReportRow

    ids = sorted(set(reports))
    review: dict[int, tuple[str, ...]] = {}
    deciders: dict[int, dict[str, str]] = {}
    if session.scalar(select(ReportRow.id).where(ReportRow.doubts > 0).limit(1)) is not None:
        for some in _portions(ids):
            rows = session.execute(select(ReportRow.id, ReportRow.review).where(ReportRow.id.in_(some), ReportRow.doubts > 0))
            review |= {row[0]: tuple(row[1]) for row in rows}
    if session.scalar(select(DecisionRow.id).limit(1)) is not None:
        for some in _portions(ids):
            touched = session.scalars(select(DecisionRow.report_id).where(DecisionRow.report_id.in_(some)).distinct())
            for (report, path), stands in decided(session, touched).items():
                deciders.setdefault(report, {})[path] = stands.decision.who
    return Checks(review, deciders)


def _portions(ids: Sequence[int]) -> Iterator[Sequence[int]]:
    return (ids[start : start + _AT_ONCE] for start in range(0, len(ids), _AT_ONCE))


def fields_stated(query: Query, record: Record) -> list[str]:
    """The fields that an answer states, counts with or picks by. Where some were asked for, what a row shows beside them is
    no part of the answer; where none was, it is."""
    beside = () if query.show and not query.order else _brought(record)
    return [n for n in dict.fromkeys((*_asked(query), *beside)) if n in FIELDS]


def fields_shown(query: Query, record: Record) -> list[str]:
    """All fields that a row shows."""
    return [n for n in dict.fromkeys((*_asked(query), *_brought(record))) if n in FIELDS]


def _brought(record: Record) -> list[str]:
    """What a row shows unasked."""
    return [n for n in record.values if n not in ("level1", "level2")]


def _asked(query: Query) -> list[str]:
    used = [*query.show, *(n for m in measures(query) for n in (m.field, m.per) if n), *compared(query), *query.group_by]
    if query.subject == "indicators" and not query.measure:
        used.append("level3")
    return used


def compared(query: Query) -> list[str]:
    """The fields that decide which records are in: misread, they keep one out or let one in."""
    named = [c.field for c in conditions(query.where)] + [o.field for o in query.order]
    named += [c.field for m in measures(query) for c in conditions(m.of)]
    return [n for n in dict.fromkeys(named) if n in FIELDS]


def _templates(record: Record | None, fields: Sequence[str]) -> list[str]:
    """The paths of these fields, [*] where a list's items are all meant."""
    found: list[str] = []
    for name in fields:
        spec = FIELDS[name]
        for template in (spec.path, *spec.rests_on):
            if template is None:
                continue
            line = (record.line if record else None) or "budget[*]"
            of_own = record is not None and record.position is not None and _is_of_records(spec.of)
            found.append(template.replace("{line}", line).replace("{n}", str(record.position) if record and of_own else "*"))
    return list(dict.fromkeys(found))


def _is_of_records(of: str) -> bool:
    return of in ("indicator", "line", "printed")


def _matching(found: Sequence[str], templates: Sequence[str]) -> list[str]:
    """In the order of the templates."""
    plain, out = set(found), []
    for template in templates:
        if "*" not in template:
            out += [template] if template in plain else []
        else:
            wanted = re.compile(re.escape(template).replace(r"\*", r"\d+"))
            out += [path for path in found if wanted.fullmatch(path)]
    return out


def resting_on(query: Query, records: Sequence[Record], known: Checks) -> dict[Value, Bears]:
    """The doubtful values that an answer of these records rests on, those first that were asked for."""
    if not known.review:
        return {}
    asked = [n for n in dict.fromkeys(_asked(query)) if n in FIELDS]
    found: dict[Value, Bears] = {(r.report_id, path): "asked" for r in records for path in known.open(r, asked)}
    shown = [(r.report_id, path) for r in records for path in known.open(r, fields_stated(query, r))]
    return found | {value: "shown" for value in shown if value not in found}


def left_out(query: Query, known: Checks, told: Iterable[Value]) -> list[Value]:
    """The doubtful values by which reports in question were picked or passed over, besides those already told."""
    deciding = compared(query) + [m.field for m in measures(query) if m.field]
    templates = _templates(None, [n for n in dict.fromkeys(deciding) if n in FIELDS])
    said = set(told)
    return [(report, path) for report, review in known.review.items() for path in _matching(review, templates) if (report, path) not in said]


def _described(session: Session, values: Mapping[Value, Bears], en: bool) -> list[Doubt]:
    """Each with its name, what was read and where it stands."""
    from sqlalchemy import select

    from index.schema import Document, ReportRow

    if not values:
        return []
    columns = (ReportRow.id, ReportRow.document_id, Document.name, ReportRow.unit, ReportRow.project_name, ReportRow.place_page, ReportRow.payload)
    wanted = {report for report, _ in values}
    reports = {row[0]: row for row in session.execute(select(*columns).join(Document).where(ReportRow.id.in_(wanted)))}
    places = spots(session, {report: {p for r, p in values if r == report} for report in wanted})
    return [_doubt(reports[report], path, places.get((report, path), []), bears, en) for (report, path), bears in values.items()]


def caution(made: Answer, session: Session, values: Sequence[Value], en: bool) -> None:
    """Say and show which of the values that an answer states nobody has checked yet."""
    known = checks(session, (report for report, _ in values))
    tell(made, session, {(report, path): "asked" for report, path in values if path in known.review.get(report, ())}, en)


def tell(made: Answer, session: Session, told: Mapping[Value, Bears], en: bool) -> None:
    """One calm sentence of them, and each of them to be looked at."""
    if not told:
        return
    show(made, session, told, en)
    if len(told) <= NAMED:
        names = ("; " if en else "、").join(_said(d, en) for d in made.doubts)
        made.warnings.append(f"Values not yet checked by a person: {names}." if en else f"以下内容尚未经人核对：{names}。")
    else:
        made.warnings.append(_in_sum(made.doubts, told, en))


def show(made: Answer, session: Session, values: Mapping[Value, Bears], en: bool) -> None:
    """Beside those that are shown already: as many as there is room for, and how many more there are."""
    room = max(SHOWN - len(made.doubts), 0)
    made.doubts = [*made.doubts, *_described(session, dict(list(values.items())[:room]), en)]
    made.more_doubts += max(len(values) - room, 0)


def _in_sum(doubts: Sequence[Doubt], told: Iterable[Value], en: bool) -> str:
    """其中 6 处尚未经人核对：《甲》《乙》的偏差原因 5 处、实际完成值 1 处。 `doubts` are the first of those `told`."""
    values = list(told)
    which = Counter(called(path, en) for _, path in values).most_common()
    whose = list(dict.fromkeys(d.project_name or d.prepared_by or d.document for d in doubts))[:NAMED]
    reports = len({report for report, _ in values})
    if en:
        named = ", ".join(f"{name} ({n})" if len(which) > 1 else name for name, n in which[:NAMED]) + (" and others" if len(which) > NAMED else "")
        of = f"{', '.join(whose)}{f' and others, {reports} reports in all' if reports > len(whose) else ''}"
        return f"{len(values)} values here are not yet checked by a person: {named}; of {of}."
    named = "、".join(f"{name} {n} 处" if len(which) > 1 else name for name, n in which[:NAMED]) + ("等" if len(which) > NAMED else "")
    of = "".join(f"《{name}》" for name in whose) + (f"等 {reports} 份报告" if reports > len(whose) else "")
    return f"其中 {len(values)} 处尚未经人核对：{of}的{named}。"


def _doubt(report: Sequence[Any], path: str, there: Sequence[Spot], bears: Bears, en: bool) -> Doubt:
    _, document_id, document, unit, project, page, payload = report
    of, name = names(payload, path, en)
    read = as_typed(path, value_at(payload, path)) if is_value(path) else ""
    place = next((s for s in there if s.box or s.cell), None)
    reason = why(payload, path, read, of_all([s.sign for s in there]), en)
    return Doubt(
        report_id=report[0], document_id=document_id, document=document, page=place.page if place else page,
        bbox=place.box if place else None, cell=place.cell if place else None, path=path, prepared_by=unit, project_name=project,
        of=of, name=name, read=read, why=reason, bears=bears,
    )  # fmt: skip


def _said(d: Doubt, en: bool) -> str:
    """《河堤加固工程》加固河堤长度 · 实际完成值“5.2公里”."""
    whose = d.project_name or d.prepared_by or d.document
    called = " · ".join(part for part in (d.of, d.name) if part)
    if len(d.read) > _QUOTED:
        return f"{whose}, {called}" if en else f"《{whose}》{called}"
    if en:
        return f"{whose}, {called}: “{d.read}”" if d.read else f"{whose}, {called} (not read)"
    return f"《{whose}》{called}“{d.read}”" if d.read else f"《{whose}》{called}（未读到）"

"""From records back to the page: for every value the box where it stands. Reads evidence; computes and words nothing."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from assistant.execute import Record
from assistant.fields import FIELDS
from assistant.reply import Citation, Lazy
from assistant.why_doubted import Sign
from index.paths import as_typed

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from index.decisions import Stands

Box = tuple[float, float, float, float]
_AT_ONCE = 500  # ids in one statement: below every database's limit


@dataclass(frozen=True)
class Spot:
    """One place of one value, and how it was read there."""

    page: int
    box: Box | None
    cell: str | None
    text: str
    sign: Sign


def paths(record: Record, names: Iterable[str]) -> list[str]:
    """Where in the report the values of these fields stand."""
    found: list[str] = []
    for name in names:
        spec = FIELDS[name]
        for template in (spec.path, *spec.rests_on):
            if template is None or ("{line}" in template and not record.line) or ("{n}" in template and record.position is None):
                continue
            found.append(template.replace("{line}", record.line or "").replace("{n}", str(record.position)))
    return list(dict.fromkeys(found))


def spots(session: Session, wanted: dict[int, set[str]]) -> dict[tuple[int, str], list[Spot]]:
    """Places by report and path; a path ending in [*] stands for all of a list's items."""
    from sqlalchemy import and_, or_, select

    from index.decisions import decided
    from index.schema import EvidenceRow as E

    found: dict[tuple[int, str], list[Spot]] = defaultdict(list)
    plain = {p for ps in wanted.values() for p in ps if not p.endswith("[*]")}
    lists = {p[:-2] for ps in wanted.values() for p in ps if p.endswith("[*]")}
    ids = list(wanted)
    for start in range(0, len(ids), _AT_ONCE):
        these = E.report_id.in_(ids[start : start + _AT_ONCE])
        which = or_(*([E.path.in_(plain)] if plain else []), *(E.path.startswith(p + "[", autoescape=True) for p in lists))
        columns = (E.report_id, E.path, E.page, E.x0, E.top, E.x1, E.bottom, E.cell, E.text, E.source, E.confidence, E.note)
        stands = decided(session, ids[start : start + _AT_ONCE])
        for r in session.execute(select(*columns).where(and_(these, which)).order_by(E.report_id, E.path, E.part)):
            spot = Spot(r[2], _box(r[3:7]), r[7], r[8], Sign(r[9], r[10], r[11] or ""))
            path = r[1] if r[1] in wanted[r[0]] else re.sub(r"\[\d+\]$", "[*]", r[1])
            if path in wanted[r[0]]:
                found[r[0], path].append(_as_it_stands(spot, stands.get((r[0], r[1]))))
    return found


def _as_it_stands(spot: Spot, stands: Stands | None) -> Spot:
    """What a person corrected is quoted as it stands on the paper, not as it was read."""
    if stands is None or not stands.corrected:
        return spot
    return replace(spot, text=as_typed(stands.decision.path, stands.decision.after))


def _box(sides: Sequence[float | None]) -> Box | None:
    x0, top, x1, bottom = sides
    return None if x0 is None or top is None or x1 is None or bottom is None else (x0, top, x1, bottom)


def anywhere(session: Session, reports: Iterable[int]) -> dict[int, Spot]:
    """Some place of each report, for those whose own is not known."""
    from sqlalchemy import func, select

    from index.schema import EvidenceRow as E

    first = select(func.min(E.id)).where(E.report_id.in_(set(reports)), E.x0.is_not(None)).group_by(E.report_id)
    rows = session.execute(select(E.report_id, E.page, E.x0, E.top, E.x1, E.bottom, E.cell, E.text).where(E.id.in_(first)))
    return {r[0]: Spot(r[1], _box(r[2:6]), r[6], r[7], Sign()) for r in rows}


def where_it_stands(record: Record, spot: Spot | None) -> dict[str, Any]:
    """The place of a row: its value's, else the record's own."""
    known = {"report_id": record.report_id, "document_id": record.document_id, "document": record.document}
    if spot is not None:
        return {**known, "page": spot.page, "bbox": spot.box, "cell": spot.cell}
    return {**known, "page": record.page, "bbox": record.box, "cell": record.cell}


class Cited:
    """The places of a set of records, fetched together."""

    def __init__(
        self, session: Session, records: Sequence[Record], names: Sequence[str], *, of_cells: bool, checked: Callable[[Record], dict[str, Any]] = lambda _: {}
    ) -> None:
        """`of_cells`: point at the values themselves rather than at the row as a whole. `checked` says who checked them."""
        self._checked = checked
        self._names = tuple(names)
        self._of_cells = of_cells
        wanted: dict[int, set[str]] = defaultdict(set)
        if of_cells:
            for record in records:
                wanted[record.report_id].update(paths(record, names))
        self._spots = spots(session, {k: v for k, v in wanted.items() if v}) if wanted else {}
        self._engine = session.get_bind()
        self._anywhere: dict[int, Spot] = {}
        if wanted:
            self._somewhere(session, {r.report_id for r in records if r.box is None and r.cell is None})

    def of(self, record: Record, names: Sequence[str] | None = None) -> list[Spot]:
        found = []
        if self._of_cells:
            for path in paths(record, self._names if names is None else names):
                found += self._spots.get((record.report_id, path), [])
        return found

    def first(self, record: Record) -> Spot | None:
        found = [s for s in self.of(record) if s.box or s.cell]
        return found[0] if found else self._of_report(record) if record.box is None and record.cell is None else None

    def _of_report(self, record: Record) -> Spot | None:
        """Some place of its report; of many records looked up when one of them is shown."""
        from sqlalchemy.orm import Session

        if record.report_id not in self._anywhere:
            with Session(self._engine) as session:
                self._somewhere(session, {record.report_id})
        return self._anywhere.get(record.report_id)

    def _somewhere(self, session: Session, reports: set[int]) -> None:
        if reports:
            self._anywhere |= anywhere(session, reports)

    def citations(self, record: Record, text: str = "") -> list[Citation]:
        found: list[Spot | None] = [s for s in self.of(record) if s.box or s.cell]
        checked = {"verified_by": [], "verified_part": [], "doubtful": [], **self._checked(record)}
        return [
            Citation.model_construct(
                **where_it_stands(record, spot), prepared_by=record.unit, project_name=record.project_name, level3=record.level3,
                text=(spot.text if spot and spot.text else text), **checked,
            )
            for spot in found or [self.first(record)]
        ]  # fmt: skip

    def rows(self, records: Sequence[Record]) -> Sequence[Citation]:
        """One place for each record."""
        return Lazy(len(records), lambda n: self.citations(records[n])[0])

    def cells(self, records: Sequence[Record]) -> Sequence[Citation]:
        """Every place of each record."""
        if not self._of_cells:
            return self.rows(records)
        return [c for r in records for c in self.citations(r)]

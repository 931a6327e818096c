"""What a query knows of other years, shown: the records of those years that the ones found are held against. Reads the store."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from assistant.execute.records import Record, fetch
from assistant.execute.statement import SAME, column_of, joined, same_in, scoped, table_of
from assistant.found import Found
from assistant.query import Condition, Order, OtherYears, Query, all_of, other_years

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import Select
    from sqlalchemy.orm import Session

FEW = 5000  # records that one statement names one by one; more are found by their query again


def counterparts(session: Session, query: Query, records: Sequence[Record]) -> list[Record]:
    """Those of the records found, in reading order, each once."""
    found = records.ids(session) if isinstance(records, Found) and not query.measure and len(records) <= FEW else None
    made: dict[tuple[int, int | None], Record] = {}
    for part in other_years(query.where):
        if part.of == query.subject:
            made |= {(r.report_id, r.position): r for r in _of_one(session, query, part, found)}
    return list(made.values())


def _of_one(session: Session, query: Query, part: OtherYears, found: Sequence[int] | None) -> list[Record]:
    from sqlalchemy import select

    year: Any = column_of("fiscal_year")
    same_elsewhen: Select[Any] = select(same_in(part.of, year + part.step if part.step else None))
    if found is None:
        own = scoped(same_elsewhen, query.model_copy(update={"measure": None}))
    else:
        own = joined(same_elsewhen, query, files=False).where(table_of(query).id.in_(found))
    in_years = Condition(field="fiscal_year", op="in", value=part.years) if part.years else None
    where = all_of(in_years, part.where)
    same = same_in(part.of, year if part.step else None)
    return fetch(session, Query(subject=query.subject, where=where, show=(SAME[part.of],), order=(Order(field="fiscal_year"),)), only=same.in_(own.correlate(None)))

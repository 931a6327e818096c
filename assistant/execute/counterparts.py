"""What a query knows of other years, shown: the records of those years that the ones found are held against. Reads the store."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from assistant.execute.records import Record, fetch
from assistant.execute.statement import SAME, column_of, same_in, scoped
from assistant.query import Condition, Order, OtherYears, Query, all_of, other_years

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


def counterparts(session: Session, query: Query) -> list[Record]:
    """Those of the records found, in reading order, each once."""
    made: dict[tuple[int, int | None], Record] = {}
    for part in other_years(query.where):
        if part.of == query.subject:
            made |= {(r.report_id, r.position): r for r in _of_one(session, query, part)}
    return list(made.values())


def _of_one(session: Session, query: Query, part: OtherYears) -> list[Record]:
    from sqlalchemy import select

    year: Any = column_of("fiscal_year")
    own = scoped(select(same_in(part.of, year + part.step if part.step else None)), query.model_copy(update={"measure": None}))
    in_years = Condition(field="fiscal_year", op="in", value=part.years) if part.years else None
    where = all_of(in_years, part.where)
    same = same_in(part.of, year if part.step else None)
    return fetch(session, Query(subject=query.subject, where=where, show=(SAME[part.of],), order=(Order(field="fiscal_year"),)), only=same.in_(own.correlate(None)))

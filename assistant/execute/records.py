"""The records a query finds, each with its place and the values asked for: read at once, or when they are looked at (`found`)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from assistant.computed import Column
from assistant.execute.statement import (
    SAME,
    best_form,
    column_of,
    joined,
    of_best_forms,
    of_files,
    predicate,
    scoped,
    table_of,
)
from assistant.fields import FIELDS
from assistant.found import Found
from assistant.query import AllOf, Filter, Has, Not, Order, OtherYears, Query, conditions, measures, other_years

if TYPE_CHECKING:
    from sqlalchemy import Select
    from sqlalchemy.orm import Session


class Record(NamedTuple):
    """One record a query found, with its place and the values asked for. A plain tuple: there may be many thousands."""

    report_id: int
    document_id: int
    document: str
    unit: str
    project_name: str | None
    fiscal_year: int | None
    form_type: str
    line: str | None
    verified: str | None  # the person who checked the whole report
    page: int | None
    box: tuple[float, float, float, float] | None
    cell: str | None
    position: int | None
    level3: str | None
    values: dict[str, Any]


def fetch(session: Session, query: Query, *, only: Column | None = None, most: int | None = None) -> list[Record]:
    """Records at once: of a ranking, of a look-up, of some ids."""
    from sqlalchemy import select

    names = _values_of(query)
    statement = scoped(select(*_record_columns(query, names)), query, files=True)
    if only is not None:
        statement = statement.where(only)
    if not query.group_by and not query.measure:
        statement = statement.order_by(*_ordered(query.order))
    rows = session.execute(statement.order_by(*_reading_order(query)).limit(most))
    return [_record(query, names, row) for row in rows]


def found(session: Session, query: Query, *, only: Column | None = None, count: int | None = None) -> Found[Record]:
    """Records that are read when they are looked at, in reading order."""
    from sqlalchemy import select

    from index.schema import ReportRow

    keys = scoped(select(table_of(query).id.label("key"), ReportRow.id.label("of_report")), query)
    if only is not None:
        keys = keys.where(only)
    if not query.measure:
        keys = keys.order_by(*_ordered(query.order))
    return Found(session, keys.order_by(*_reading_order(query)), _reports_of(query, only), reader(query), count)


def _reports_of(query: Query, only: Column | None) -> Select[Any]:
    """The reports that have any such record: the first of each will do."""
    from sqlalchemy import exists, select, true

    from index.schema import ReportRow

    table, such = table_of(query), true() if only is None else only
    if table is ReportRow or of_files(query):
        return scoped(select(ReportRow.id), query).where(such).distinct()
    statement = select(ReportRow.id).where(ReportRow.state == "counted")
    if of_best_forms(query):
        statement = statement.where(best_form())
    return statement.where(exists().where(table.report_id == ReportRow.id, predicate(query.where), such).correlate(ReportRow))


def reader(query: Query) -> Callable[[Session, Sequence[int]], list[Record]]:
    def read(session: Session, ids: Sequence[int]) -> list[Record]:
        from sqlalchemy import select

        names, key = _values_of(query), table_of(query).id
        statement = joined(select(*_record_columns(query, names), key.label("key")), query).where(key.in_(ids))
        by_id = {row[-1]: _record(query, names, row[:-1]) for row in session.execute(statement)}
        return [by_id[i] for i in ids]

    return read


def _record_columns(query: Query, names: Sequence[str]) -> list[Column]:
    from index.schema import BudgetRow, Document, FindingRow, IndicatorRow, OtherRow, ReportRow

    placed: Any = {"indicators": IndicatorRow, "funds": BudgetRow, "printed": OtherRow}.get(query.subject, ReportRow)
    columns: list[Column] = [
        ReportRow.id, ReportRow.document_id, Document.name, ReportRow.unit, ReportRow.project_name, ReportRow.fiscal_year,
        ReportRow.form_type, ReportRow.budget_path, ReportRow.verified_by,
        placed.place_page, placed.place_x0, placed.place_top, placed.place_x1, placed.place_bottom, placed.place_cell,
    ]
    if query.subject == "indicators":
        columns += [IndicatorRow.position, IndicatorRow.level3, IndicatorRow.id.label("indicator_id")]
    elif query.subject == "funds":
        columns += [BudgetRow.position, BudgetRow.source.label("line_source"), BudgetRow.is_total]
    elif query.subject == "printed":
        columns += [OtherRow.position, OtherRow.label.label("printed_label"), OtherRow.id.label("printed_id")]
    elif query.subject == "findings":
        columns += [FindingRow.id, FindingRow.rule.label("rule_id"), FindingRow.severity.label("how_severe")]
    else:
        columns += [ReportRow.position, ReportRow.title.label("titled"), ReportRow.id.label("again")]
    return columns + [column_of(n).label(f"v_{n}") for n in names]


def _record(query: Query, names: Sequence[str], row: Sequence[Any]) -> Record:
    box = tuple(row[10:14])
    of_indicator = query.subject == "indicators"
    return Record(
        report_id=row[0], document_id=row[1], document=row[2], unit=row[3], project_name=row[4], fiscal_year=row[5],
        form_type=row[6], line=row[7], verified=row[8], page=row[9],
        box=box if None not in box else None, cell=row[14],
        position=row[15] if query.subject in ("indicators", "funds", "printed") else None,
        level3=row[16] if of_indicator else None,
        values=dict(zip(names, row[18:], strict=True)),
    )


def _values_of(query: Query) -> tuple[str, ...]:
    """The fields a record must bring along: asked for, ordered by, grouped by, measured, filtered on; of records that are
    only counted no more than the count rests on."""
    names = [*query.show, *query.group_by, *query.within, *(o.field for o in query.order if o.field != "value")]
    names += [SAME[part.of] for part in other_years(query.where) if part.of == query.subject]
    names += [n for m in measures(query) for n in (m.field, m.per) if n]
    if query.measure:
        return tuple(dict.fromkeys(names))
    outer = [c.field for c in conditions(_without_has(query.where))]
    own = {"indicators": "indicator", "funds": "line", "findings": "finding", "printed": "printed"}.get(query.subject, "report")
    names += [n for n in outer if FIELDS[n].of == own and n not in ("report_id", "region_path", "document", "form_type")]
    if query.subject == "indicators":
        names += ["level1", "level2", "target", "actual", "status", "score", "weight", "deviation_reason"]
    elif query.subject == "funds":
        names += ["source", "line_budget", "line_executed"] + (["line_printed_rate"] if "line_execution_rate" in names else [])
    elif query.subject == "findings":
        names += ["rule", "severity", "message"]
    elif query.subject == "printed":
        names += ["label", "printed_value"]
    else:
        names += ["total_score", "budget", "executed", "execution_rate", "printed_rate"]
    return tuple(dict.fromkeys(names))


def _without_has(where: Filter | None) -> Filter | None:
    if isinstance(where, (Has, OtherYears)):
        return None
    if isinstance(where, Not) and isinstance(where.part, OtherYears):
        return None
    if isinstance(where, AllOf):
        return AllOf(parts=tuple(p for p in map(_without_has, where.parts) if p is not None))
    return where


def _reading_order(query: Query) -> list[Column]:
    from index.schema import BudgetRow, FindingRow, IndicatorRow, OtherRow, ReportRow

    tail: dict[str, Any] = {"printed": OtherRow.position, "indicators": IndicatorRow.position, "funds": BudgetRow.position, "findings": FindingRow.id}
    order: list[Column] = [ReportRow.region_path, ReportRow.unit, ReportRow.fiscal_year, ReportRow.document_id, ReportRow.position]
    return [*order, tail[query.subject]] if query.subject in tail else order


def _ordered(orders: Sequence[Order]) -> list[Column]:
    return [column_of(o.field).desc().nulls_last() if o.descending else column_of(o.field).asc().nulls_last() for o in orders]

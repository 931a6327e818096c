"""A query becomes SQL, and its rows: only reports that count, each project once. Reads the store; decides no wording.

One statement counts, groups or ranks; the records it rests on, all of them, are read when they are looked at (`found`), so
that every number can be cited and none waits for it.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from assistant.fields import FIELDS, OPERATORS, Column
from assistant.found import Found
from assistant.measures import MEASURES, Parts
from assistant.query import Against, AllOf, AnyOf, Condition, Filter, Has, Measure, Not, Order, Query, Top

if TYPE_CHECKING:
    from sqlalchemy import Select
    from sqlalchemy.orm import Session

PROJECT_FORMS = ("project_self_evaluation", "project_target", "performance_monitoring")
DEPARTMENT_FORMS = ("department_self_evaluation", "department_target")
TIES_SHOWN = 20


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


@dataclass(frozen=True)
class Group:
    """`first` is one of its records: the place that a person is shown for the group."""

    key: tuple[Any, ...]
    value: Decimal
    first: Record


@dataclass(frozen=True)
class Result:
    """`records` are those listed or counted; `tied` how many of those that a limit left out have the last one's value (no
    more than `TIES_SHOWN` are looked at)."""

    records: Sequence[Record]
    value: Decimal | None = None
    groups: list[Group] | None = None
    tied: int = 0
    besides: tuple[Decimal | None, ...] = ()

    def reports(self, session: Session) -> list[int]:
        """The reports that the records are of, each once."""
        return self.records.reports(session) if isinstance(self.records, Found) else list(dict.fromkeys(r.report_id for r in self.records))

    def of_reports(self, session: Session, reports: Collection[int]) -> Sequence[Record]:
        """The records of some reports."""
        if isinstance(self.records, Found):
            return self.records.of_reports(session, list(reports))
        return [r for r in self.records if r.report_id in reports]


def predicate(where: Filter | None) -> Column:
    """The filter as SQL."""
    from sqlalchemy import and_, not_, or_, true

    from index import schema

    if where is None:
        return true()
    if isinstance(where, Condition):
        return OPERATORS[where.op].sql(FIELDS[where.field].sql(schema), where.value)
    if isinstance(where, AllOf):
        return and_(*(predicate(p) for p in where.parts))
    if isinstance(where, AnyOf):
        return or_(*(predicate(p) for p in where.parts))
    if isinstance(where, Not):
        return not_(predicate(where.part))
    if isinstance(where, Against):
        return _against(where)
    return _top(where) if isinstance(where, Top) else _has(where)


def _top(where: Top) -> Column:
    """With all that are tied with the last of them."""
    from sqlalchemy import func, select

    from index.schema import ReportRow

    column = _column(where.field)
    place = func.rank().over(order_by=column.desc() if where.descending else column.asc())
    columns: Any = select(ReportRow.id.label("id"), place.label("place"))
    placed = _scoped(columns, Query(subject="projects", where=where.where)).where(column.is_not(None))
    ranks = placed.correlate(None).subquery()
    return ReportRow.id.in_(select(ranks.c.id).where(ranks.c.place > where.offset, ranks.c.place <= where.offset + where.limit))


def _against(where: Against) -> Column:
    """Over the projects that count, each once; the field is a report's."""
    from sqlalchemy import select

    measure = Measure(fn=where.fn, field=where.field)
    over = _scoped(select(_measured(measure)), Query(subject="projects", where=where.among)).correlate(None).scalar_subquery()
    return OPERATORS[where.op].sql(_column(where.field), over)


def _has(where: Has) -> Column:
    from sqlalchemy import exists, func, select

    from index import schema

    table: Any = {"indicators": schema.IndicatorRow, "findings": schema.FindingRow, "funds": schema.BudgetRow}[where.subject]
    own = table.report_id == schema.ReportRow.id
    if (where.op, where.count) == ("ge", 1):
        return exists().where(own, predicate(where.where)).correlate(schema.ReportRow)
    counted = select(func.count(table.id)).where(own, predicate(where.where)).correlate(schema.ReportRow).scalar_subquery()
    return OPERATORS[where.op].sql(counted, where.count)


@cache
def _best_form() -> Column:
    """No other counted form of the same project or department says more: a self-evaluation before targets."""
    from sqlalchemy import and_, exists, or_
    from sqlalchemy.orm import aliased

    from index.schema import ReportRow

    other = aliased(ReportRow)
    better = or_(*(
        and_(ReportRow.form_type == worse, other.form_type.in_(forms[:n]))
        for forms in (PROJECT_FORMS, DEPARTMENT_FORMS)
        for n, worse in enumerate(forms)
        if n
    ))
    same = and_(
        other.unit_key == ReportRow.unit_key,
        other.project_key == ReportRow.project_key,
        other.fiscal_year.is_not_distinct_from(ReportRow.fiscal_year),
    )
    return ~exists().where(other.state == "counted", same, better).correlate(ReportRow)


def names_form(where: Filter | None) -> bool:
    """Whether the filter itself chooses among forms, so that none may be passed over."""
    from assistant.query import conditions

    return any(c.field in ("form_type", "document", "report_id") for c in conditions(where))


def _joined(statement: Select[Any], query: Query, *, files: bool = True) -> Select[Any]:
    """From the subject's table, with its reports, and their files where these are asked for."""
    from index.schema import Document, ReportRow

    table = _table(query)
    statement = statement.select_from(table)
    if table is not ReportRow:
        statement = statement.join(ReportRow, ReportRow.id == table.report_id)
    return statement.join(Document, Document.id == ReportRow.document_id) if files else statement


def _of_files(query: Query) -> bool:
    from assistant.query import conditions

    return "document" in query.group_by or any(c.field == "document" for c in conditions(query.where))


def _scoped(statement: Select[Any], query: Query, *, files: bool = False) -> Select[Any]:
    """From the subject's table, over the reports that count."""
    from index.schema import ReportRow

    statement = _joined(statement, query, files=files or _of_files(query)).where(ReportRow.state == "counted")
    if query.subject == "projects":
        statement = statement.where(ReportRow.form_type.in_(PROJECT_FORMS))
    if query.subject == "departments":
        statement = statement.where(ReportRow.form_type.in_(DEPARTMENT_FORMS))
    if _of_best_forms(query):
        statement = statement.where(_best_form())
    return statement.where(predicate(query.where))


def _of_best_forms(query: Query) -> bool:
    """Whether each project is taken once. A look-up says what any of its forms states."""
    return query.subject not in ("findings", "printed") and not (query.show and not query.order) and not names_form(query.where)


def _column(name: str) -> Column:
    from index import schema

    return FIELDS[name].sql(schema)


def _values_of(query: Query) -> tuple[str, ...]:
    """The fields a record must bring along: asked for, ordered by, grouped by, measured, filtered on; of records that are
    only counted no more than the count rests on."""
    from assistant.query import conditions

    names = [*query.show, *query.group_by, *query.within, *(o.field for o in query.order if o.field != "value")]
    for measure in (query.measure, *query.besides):
        names += [n for n in (measure.field, measure.per) if n] if measure else []
    if query.measure:
        return tuple(dict.fromkeys(names))
    outer = [c.field for c in conditions(_without_has(query.where))]
    own = {"indicators": "indicator", "funds": "line", "findings": "finding", "printed": "printed"}.get(query.subject, "report")
    names += [n for n in outer if FIELDS[n].of == own and n not in ("report_id", "region_path", "document", "form_type")]
    if query.subject == "indicators":
        names += ["level1", "level2", "target", "actual", "status", "score", "weight", "deviation_reason"]
    elif query.subject == "funds":
        names += ["source", "line_budget", "line_executed"]
    elif query.subject == "findings":
        names += ["rule", "severity", "message"]
    elif query.subject == "printed":
        names += ["label", "printed_value"]
    else:
        names += ["total_score", "budget", "executed", "execution_rate", "printed_rate"]
    return tuple(dict.fromkeys(names))


def _without_has(where: Filter | None) -> Filter | None:
    if isinstance(where, Has):
        return None
    if isinstance(where, AllOf):
        return AllOf(parts=tuple(p for p in map(_without_has, where.parts) if p is not None))
    return where


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
    return columns + [_column(n).label(f"v_{n}") for n in names]


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


def _reading_order(query: Query) -> list[Column]:
    from index.schema import BudgetRow, FindingRow, IndicatorRow, OtherRow, ReportRow

    tail: dict[str, Any] = {"printed": OtherRow.position, "indicators": IndicatorRow.position, "funds": BudgetRow.position, "findings": FindingRow.id}
    order: list[Column] = [ReportRow.region_path, ReportRow.unit, ReportRow.fiscal_year, ReportRow.document_id, ReportRow.position]
    return [*order, tail[query.subject]] if query.subject in tail else order


def _ordered(orders: Sequence[Order]) -> list[Column]:
    return [_column(o.field).desc().nulls_last() if o.descending else _column(o.field).asc().nulls_last() for o in orders]


def _table(query: Query) -> Any:
    from index import schema

    tables = {"indicators": schema.IndicatorRow, "funds": schema.BudgetRow, "findings": schema.FindingRow, "printed": schema.OtherRow}
    return tables.get(query.subject, schema.ReportRow)


def _fetch(session: Session, query: Query, *, only: Column | None = None, most: int | None = None) -> list[Record]:
    """Records at once: of a ranking, of a look-up, of some ids."""
    from sqlalchemy import select

    names = _values_of(query)
    statement = _scoped(select(*_record_columns(query, names)), query, files=True)
    if only is not None:
        statement = statement.where(only)
    if not query.group_by and not query.measure:
        statement = statement.order_by(*_ordered(query.order))
    rows = session.execute(statement.order_by(*_reading_order(query)).limit(most))
    return [_record(query, names, row) for row in rows]


def _found(session: Session, query: Query, *, only: Column | None = None, count: int | None = None) -> Found[Record]:
    """Records that are read when they are looked at, in reading order."""
    from sqlalchemy import select

    from index.schema import ReportRow

    keys = _scoped(select(_table(query).id.label("key"), ReportRow.id.label("of_report")), query)
    if only is not None:
        keys = keys.where(only)
    if not query.measure:
        keys = keys.order_by(*_ordered(query.order))
    return Found(session, keys.order_by(*_reading_order(query)), _reports_of(query, only), _reader(query), count)


def _reports_of(query: Query, only: Column | None) -> Select[Any]:
    """The reports that have any such record: the first of each will do."""
    from sqlalchemy import exists, select, true

    from index.schema import ReportRow

    table, such = _table(query), true() if only is None else only
    if table is ReportRow or _of_files(query):
        return _scoped(select(ReportRow.id), query).where(such).distinct()
    statement = select(ReportRow.id).where(ReportRow.state == "counted")
    if _of_best_forms(query):
        statement = statement.where(_best_form())
    return statement.where(exists().where(table.report_id == ReportRow.id, predicate(query.where), such).correlate(ReportRow))


def _reader(query: Query) -> Callable[[Session, Sequence[int]], list[Record]]:
    def read(session: Session, ids: Sequence[int]) -> list[Record]:
        from sqlalchemy import select

        names, key = _values_of(query), _table(query).id
        statement = _joined(select(*_record_columns(query, names), key.label("key")), query).where(key.in_(ids))
        by_id = {row[-1]: _record(query, names, row[:-1]) for row in session.execute(statement)}
        return [by_id[i] for i in ids]

    return read


def _number(value: Any) -> Decimal | None:
    return None if value is None else value if isinstance(value, Decimal) else Decimal(str(value))


def _measured(measure: Measure) -> Column:
    from sqlalchemy import true

    column = _column(measure.field) if measure.field else None
    per = _column(measure.per) if measure.per else None
    of = predicate(measure.of) if measure.of else None
    return MEASURES[measure.fn].sql(Parts(column, per, of, predicate(measure.whole) if measure.whole else true()))


def _rests_on(measure: Measure) -> Column | None:
    """Records that have nothing to add are not counted, so they are not cited either."""
    if measure.fn == "portion":
        there = _column(measure.field or "").is_not(None)
        return there & (predicate(measure.of) | predicate(measure.whole)) if measure.whole else there
    if measure.fn in ("count", "share") or not measure.field:
        return None
    there = _column(measure.field).is_not(None)
    return there & _column(measure.per).is_not(None) if measure.per else there


def _aggregate(session: Session, query: Query, measure: Measure) -> Result:
    from sqlalchemy import func, select

    rests = _rests_on(measure)
    resting: Any = select(_measured(measure), func.count() if rests is None else func.count().filter(rests))
    made, count = session.execute(_scoped(resting, query)).one()
    number = _number(made)
    if measure.fn in ("min", "max", "range") and number is not None:
        rests = _at_the_ends(session, query, measure)
        count = session.execute(_scoped(select(func.count()), query).where(rests)).scalar()
    records = _found(session, query, only=rests, count=count)
    besides = tuple(_number(session.execute(_scoped(select(_measured(m)), query)).scalar()) for m in query.besides)
    return Result(records, value=number if count or measure.fn in ("count", "distinct") else None, besides=besides)


def _at_the_ends(session: Session, query: Query, measure: Measure) -> Column:
    """The records that have the highest or lowest value themselves."""
    from sqlalchemy import func, select

    column = _column(measure.field or "")
    low, high = session.execute(_scoped(select(func.min(column), func.max(column)), query)).one()
    return column.in_([x for fn, x in (("max", low), ("min", high)) if fn != measure.fn])


def _groups(session: Session, query: Query, measure: Measure) -> Result:
    from sqlalchemy import func, select

    keys = [_column(n) for n in query.group_by]
    number, rests = _measured(measure), _rests_on(measure)
    statement = _scoped(select(*keys, func.count(), func.min(_table(query).id), number.label("value")), query).group_by(*keys)
    if rests is not None:
        statement = statement.where(rests)
    if query.having is not None:
        statement = statement.having(OPERATORS[query.having.op].sql(number, query.having.value))
    down = next((o.descending for o in query.order if o.field == "value"), None)
    if down is not None:
        statement = statement.order_by(number.desc() if down else number.asc())
    found = [tuple(row) for row in session.execute(statement.order_by(*keys)) if row[-1] is not None]
    cut, tied = _cut([(_number(row[-1])) for row in found], query)
    shown = found[cut]
    records = _found(session, query, only=_of_groups(query, keys, shown, rests), count=sum(row[-3] for row in shown))
    firsts = _reader(query)(session, [row[-2] for row in shown])
    groups = [Group(row[:-3], _number(row[-1]) or Decimal(0), first) for row, first in zip(shown, firsts, strict=True)]
    return Result(records, groups=groups, tied=tied)


def _of_groups(query: Query, keys: Sequence[Column], shown: Sequence[Sequence[Any]], rests: Column | None) -> Column | None:
    """Only the members of the groups that a limit or a bound left are fetched."""
    from sqlalchemy import and_, false, or_

    if query.limit is None and query.having is None:
        return rests
    these = or_(false(), *(and_(*(k.is_not_distinct_from(v) for k, v in zip(keys, row, strict=False))) for row in shown))
    return these if rests is None else these & rests


def _cut(values: Sequence[Any], query: Query) -> tuple[slice, int]:
    """What a limit leaves, and how many behind it are its last one's equals. Of "the highest" all equals are shown."""
    if query.limit is None:
        return slice(query.offset, None), 0
    end = query.offset + query.limit
    tied = 0
    if 0 < end <= len(values):
        tied = sum(1 for v in values[end:] if v == values[end - 1])
    if query.limit == 1 and 0 < tied <= TIES_SHOWN:
        return slice(query.offset, end + tied), tied
    return slice(query.offset, end), tied


def _both_ends(session: Session, query: Query) -> Result:
    """The highest, then the lowest."""
    turned = tuple(o.model_copy(update={"descending": not o.descending}) for o in query.order)
    high = run(session, query.model_copy(update={"both_ends": False}))
    low = run(session, query.model_copy(update={"both_ends": False, "order": turned}))
    groups = [*high.groups, *low.groups] if high.groups is not None and low.groups is not None else None
    return Result([*high.records, *low.records], groups=groups)


def _within(session: Session, query: Query) -> Result:
    """The first of each group, with its equals: the lowest of each year."""
    records = _fetch(session, query, only=_column(query.order[0].field).is_not(None))
    groups: dict[tuple[Any, ...], list[Record]] = {}
    for record in records:
        groups.setdefault(tuple(record.values[n] for n in query.within), []).append(record)
    chosen, left_out = [], 0
    for key in sorted(groups, key=str):
        cut, tied = _cut([r.values.get(query.order[0].field) for r in groups[key]], query)
        chosen += groups[key][cut]
        left_out += 0 if query.limit == 1 and tied <= TIES_SHOWN else tied
    return Result(chosen, tied=left_out)


def run(session: Session, query: Query) -> Result:
    """Execute a query of any subject but passages."""
    if query.within and query.order:
        return _within(session, query)
    if query.both_ends:
        return _both_ends(session, query)
    if query.measure and query.group_by:
        return _groups(session, query, query.measure)
    if query.measure:
        return _aggregate(session, query, query.measure)
    there = _column(query.order[0].field).is_not(None) if query.order else None
    if query.limit is None and not query.offset:
        return Result(_fetch(session, query, only=there) if query.show and not query.order else _found(session, query, only=there))
    most = query.offset + (query.limit or 0) + TIES_SHOWN + 1 if query.limit and query.order else None
    records = _fetch(session, query, only=there, most=most)
    values = [r.values.get(query.order[0].field) if query.order else n for n, r in enumerate(records)]
    cut, tied = _cut(values, query)
    return Result(records[cut], tied=tied)

"""A query run: a list, a ranking, one number, or one for each group, with the records that it rests on.

One statement counts, groups or ranks; the records, all of them, are read when they are looked at, so that every number can
be cited and none waits for it.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from assistant.computed import Column
from assistant.execute.counterparts import counterparts
from assistant.execute.records import Record, fetch, found, reader
from assistant.execute.statement import column_of, measured, predicate, scoped, table_of
from assistant.fields import FIELDS
from assistant.found import Found, Numbered
from assistant.operators import OPERATORS
from assistant.query import AllOf, Condition, Measure, Query, all_of, other_years

if TYPE_CHECKING:
    from sqlalchemy import Select
    from sqlalchemy.orm import Session

TIES_READ = 20  # behind the last one listed; where there are more, they are counted


@dataclass(frozen=True)
class Group:
    key: tuple[Any, ...]
    value: Decimal
    besides: tuple[Decimal | None, ...] = ()


@dataclass(frozen=True)
class Result:
    """`records` are those listed or counted; `firsts` one of each group's: the place that a person is shown for it; `tied` how many have the last one's value, those
    that a limit left out, or of "the highest" its equals that are listed with it; `elsewhen` the records of other years that they are held against."""

    records: Sequence[Record]
    value: Decimal | None = None
    groups: list[Group] | None = None
    firsts: Sequence[Record] = ()
    tied: int = 0
    besides: tuple[Decimal | None, ...] = ()
    elsewhen: Sequence[Record] = ()
    among: int = 0  # groups among which one has its place

    def reports(self, session: Session) -> list[int]:
        """The reports that the records are of, each once."""
        own = self.records.reports(session) if isinstance(self.records, Found) else [r.report_id for r in self.records]
        return list(dict.fromkeys((*own, *(r.report_id for r in self.elsewhen))))

    def of_reports(self, session: Session, reports: Collection[int]) -> Sequence[Record]:
        """The records of some reports."""
        if isinstance(self.records, Found):
            own = self.records.of_reports(session, list(reports))
        else:
            own = [r for r in self.records if r.report_id in reports]
        return [*own, *(r for r in self.elsewhen if r.report_id in reports)]


def run(session: Session, query: Query) -> Result:
    """Execute a query of any subject but passages."""
    result = _run(session, query)
    return replace(result, elsewhen=counterparts(session, query, result.records)) if other_years(query.where) and len(result.records) else result


def _run(session: Session, query: Query) -> Result:
    if query.within and query.order and not query.measure:
        return _within(session, query)
    if query.change:
        return _changes(session, query, *query.change)
    if query.both_ends:
        return _both_ends(session, query)
    if query.measure and query.group_by:
        return _groups(session, query, query.measure)
    if query.measure:
        return _aggregate(session, query, query.measure)
    there = column_of(query.order[0].field).is_not(None) if query.order else None
    if query.limit is None and not query.offset:
        return Result(fetch(session, query, only=there) if query.show and not query.order else found(session, query, only=there))
    most = query.offset + (query.limit or 0) + TIES_READ + 1 if query.limit and query.order else None
    records = fetch(session, query, only=there, most=most)
    values = [r.values.get(query.order[0].field) if query.order else n for n, r in enumerate(records)]
    cut, tied = _cut(values, query)
    if tied > TIES_READ:
        return _tied_with(session, query, records[cut])
    return Result(records[cut], tied=tied)


def _tied_with(session: Session, query: Query, listed: Sequence[Record]) -> Result:
    """More equals of the last one than were read: counted where they lie; of "the highest" all are listed."""
    from sqlalchemy import select

    by = query.order[0]
    column, at = column_of(by.field), query.offset + (query.limit or 0) - 1
    own = scoped(select(column), query).where(column.is_not(None)).order_by(column.desc() if by.descending else column.asc()).offset(at).limit(1)
    equals = found(session, query.model_copy(update={"limit": None, "offset": 0}), only=column == own.correlate(None).scalar_subquery())
    if query.limit == 1:
        return Result(equals, tied=len(equals) - 1)
    last = listed[-1].values.get(by.field)
    return Result(listed, tied=len(equals) - sum(r.values.get(by.field) == last for r in listed))


def _aggregate(session: Session, query: Query, measure: Measure) -> Result:
    from sqlalchemy import func, select

    rests = _rests_on(measure)
    resting: Any = select(measured(measure), func.count() if rests is None else func.count().filter(rests))
    made, count = session.execute(scoped(resting, query)).one()
    number = _number(made)
    if measure.fn in ("min", "max", "range") and number is not None:
        rests = _at_the_ends(query, measure)
        count = session.execute(scoped(select(func.count()), query).where(rests)).scalar()
    records = found(session, query, only=rests, count=count)
    besides = tuple(_number(session.execute(scoped(select(measured(m)), query)).scalar()) for m in query.besides)
    return Result(records, value=number if count or measure.fn in ("count", "distinct") else None, besides=besides)


def _rests_on(measure: Measure) -> Column | None:
    """Records that have nothing to add are not counted, so they are not cited either."""
    if measure.fn == "portion":
        there = column_of(measure.field or "").is_not(None)
        return there & (predicate(measure.of) | predicate(measure.whole)) if measure.whole else there
    if measure.fn in ("count", "share") or not measure.field:
        return None
    there = column_of(measure.field).is_not(None)
    return there & column_of(measure.per).is_not(None) if measure.per else there


def _rest_on(*measures: Measure) -> Column | None:
    """Those that any of the numbers rests on."""
    from sqlalchemy import or_

    found = [_rests_on(m) for m in measures]
    kept = [rests for rests in found if rests is not None]
    return or_(*kept) if len(kept) == len(found) else None


def _at_the_ends(query: Query, measure: Measure) -> Column:
    """The records that have the highest or lowest value themselves; compared where they lie, as a computed value changes on its way."""
    from sqlalchemy import func, or_, select

    column = column_of(measure.field or "")
    ends = [fn for name, fn in (("max", func.min), ("min", func.max)) if name != measure.fn]
    return or_(*(column == scoped(select(fn(column)), query).correlate(None).scalar_subquery() for fn in ends))


def _number(value: Any) -> Decimal | None:
    return None if value is None else value if isinstance(value, Decimal) else Decimal(str(value))


def _groups(session: Session, query: Query, measure: Measure) -> Result:
    from sqlalchemy import func, select

    keys = [column_of(n) for n in query.group_by]
    others = (*query.besides, *(h.measure for h in query.held))
    number, rests = measured(measure), _rest_on(measure, *others)
    numbers = [measured(m).label(f"besides_{n}") for n, m in enumerate(others)]
    statement = scoped(select(*keys, *numbers, func.count(), func.min(table_of(query).id), number.label("value")), query).group_by(*keys)
    if rests is not None:
        statement = statement.where(rests)
    if query.having is not None:
        statement = statement.having(OPERATORS[query.having.op].sql(number, query.having.value))
    if query.than_all is not None:
        over = scoped(select(measured(measure)), query).correlate(None).scalar_subquery()
        statement = statement.having(OPERATORS[query.than_all].sql(number, over))
    for held, made in zip(query.held, numbers[len(query.besides) :], strict=True):
        statement = statement.having(OPERATORS[held.op].sql(made.element, held.value))
    statement = statement.having(number.is_not(None))
    down = next((o.descending for o in query.order if o.field == "value"), None)
    order = [] if down is None else [number.desc() if down else number.asc()]
    rows = [tuple(row) for row in session.execute(statement.order_by(*order, *keys))]
    shown, tied = _first_of_each(rows, query)
    these = _of_some(keys, shown) if query.limit is not None else _of_bound(keys, statement) if _bound(query) else None
    only = rests if these is None else these if rests is None else these & rests
    if query.place_of is not None:
        return _place(session, query, rows, rests)
    records = found(session, query, only=only, count=sum(row[-3] for row in shown))
    width = len(keys)
    if query.in_percent:
        whole = sum((_number(row[-1]) or Decimal(0) for row in rows), Decimal(0))
        shown = [(*row[:-1], (_number(row[-1]) or Decimal(0)) * 100 / whole) for row in shown] if whole else []
    groups = [Group(row[:width], _number(row[-1]) or Decimal(0), tuple(_number(v) for v in row[width:-3])) for row in shown]
    return Result(records, groups=groups, firsts=Numbered(session, [row[-2] for row in shown], reader(query)), tied=tied)


def _first_of_each(rows: Sequence[tuple[Any, ...]], query: Query) -> tuple[list[tuple[Any, ...]], int]:
    """What a limit leaves of the groups; of those of each year where it holds within the years."""
    at = [query.group_by.index(n) for n in query.within]
    parts: dict[tuple[Any, ...], list[tuple[Any, ...]]] = {}
    for row in rows:
        parts.setdefault(tuple(row[n] for n in at), []).append(row)
    shown, left_out = [], 0
    for key in sorted(parts, key=str):
        cut, tied = _cut([_number(row[-1]) for row in parts[key]], query)
        shown += parts[key][cut]
        left_out += tied if not at or query.limit != 1 else 0
    return shown, left_out


def _changes(session: Session, query: Query, earlier: int, later: int) -> Result:
    """How far each group's number went from the one year to the other: of groups that are there in both."""
    plainly = query.model_copy(update={"change": None, "having": None, "order": (), "limit": None, "offset": 0, "growth": False})
    before, after = (_run(session, _of_year(plainly, year)) for year in (earlier, later))
    counts = query.measure is not None and query.measure.fn == "count"
    was = _by_key(before, _there(session, plainly, earlier) if counts else ())
    now = _by_key(after, _there(session, plainly, later) if counts else ())
    shown_by = {group.key: record for result in (before, after) for group, record in zip(result.groups or [], result.firsts, strict=True)}
    made = [Group(key, _went(was[key], now[key], in_percent=query.growth), (now[key], was[key])) for key in now if key in was and key in shown_by and (was[key] or not query.growth)]
    if query.having is not None:
        held = OPERATORS[query.having.op].sql
        made = [g for g in made if held(g.value, query.having.value)]
    if query.order:
        made.sort(key=lambda g: g.value, reverse=query.order[0].descending)
    cut, tied = _cut([g.value for g in made], query)
    groups = made[cut]
    these = _of_some([column_of(n) for n in query.group_by], [g.key for g in groups])
    return Result(found(session, plainly, only=these), groups=groups, firsts=[shown_by[g.key] for g in groups], tied=tied)


def _of_year(query: Query, year: int) -> Query:
    return query.model_copy(update={"where": all_of(query.where, Condition(field="fiscal_year", op="eq", value=year))})


def _by_key(result: Result, there: Collection[tuple[Any, ...]]) -> dict[tuple[Any, ...], Decimal]:
    """Of counts none is a number too, where there is a report at all."""
    return {**dict.fromkeys(there, Decimal(0)), **{g.key: g.value for g in result.groups or []}}


_PLACED = ("region_path", "region", "unit", "project_name", "form_type", "document")


def _there(session: Session, query: Query, year: int) -> list[tuple[Any, ...]]:
    """The groups that have a report of the year, whatever else is asked of its records."""
    if any(FIELDS[n].of != "report" for n in query.group_by):
        return []
    parts = query.where.parts if isinstance(query.where, AllOf) else (query.where,)
    placed = all_of(*(p for p in parts if isinstance(p, Condition) and p.field in _PLACED))
    reports = Query(subject="projects", where=placed, measure=Measure(fn="count"), group_by=query.group_by)
    return [g.key for g in _run(session, _of_year(reports, year)).groups or []]


def _went(was: Decimal, now: Decimal, *, in_percent: bool) -> Decimal:
    return (now - was) * 100 / was if in_percent else now - was


def _place(session: Session, query: Query, rows: Sequence[Sequence[Any]], rests: Column | None) -> Result:
    """The place of one group among all, in their order; equals share the better place."""
    own = [row for row in rows if row[len(query.group_by) - 1] == query.place_of and query.place_in in (None, row[len(query.group_by) - 2])]
    if len(own) != 1:
        return Result([])
    place = 1 + next(n for n, row in enumerate(rows) if row[-1] == own[0][-1])
    width = len(query.group_by)
    group = Group(tuple(own[0][:width]), _number(own[0][-1]) or Decimal(0))
    records = found(session, query, only=rests)
    return Result(records, value=Decimal(place), groups=[group], firsts=Numbered(session, [own[0][-2]], reader(query)), among=len(rows), tied=sum(row[-1] == own[0][-1] for row in rows) - 1)


def _bound(query: Query) -> bool:
    """Whether a group's numbers decide if it is in."""
    return query.having is not None or query.than_all is not None or bool(query.held)


def _of_some(keys: Sequence[Column], shown: Sequence[Sequence[Any]]) -> Column:
    """The members of the groups that a limit left."""
    from sqlalchemy import and_, false, or_

    return or_(false(), *(and_(*(k.is_not_distinct_from(v) for k, v in zip(keys, row, strict=False))) for row in shown))


def _of_bound(keys: Sequence[Column], statement: Select[Any]) -> Column:
    """The members of the groups that a bound left, which may be thousands: the database finds these again."""
    from sqlalchemy import String, cast, func, literal

    named: Column = literal("")
    for key in keys:
        named = named + func.coalesce(cast(key, String), "\x1e") + "\x1f"
    return named.in_(statement.with_only_columns(named).correlate(None))


def _both_ends(session: Session, query: Query) -> Result:
    """The highest, then the lowest."""
    turned = tuple(o.model_copy(update={"descending": not o.descending}) for o in query.order)
    high = run(session, query.model_copy(update={"both_ends": False}))
    low = run(session, query.model_copy(update={"both_ends": False, "order": turned}))
    groups = [*high.groups, *low.groups] if high.groups is not None and low.groups is not None else None
    return Result([*high.records, *low.records], groups=groups, firsts=[*high.firsts, *low.firsts])


def _within(session: Session, query: Query) -> Result:
    """The first of each group, with its equals: the lowest of each year."""
    records = fetch(session, query, only=column_of(query.order[0].field).is_not(None))
    groups: dict[tuple[Any, ...], list[Record]] = {}
    for record in records:
        groups.setdefault(tuple(record.values[n] for n in query.within), []).append(record)
    chosen, left_out = [], 0
    for key in sorted(groups, key=str):
        cut, tied = _cut([r.values.get(query.order[0].field) for r in groups[key]], query)
        chosen += groups[key][cut]
        left_out += 0 if query.limit == 1 else tied
    return Result(chosen, tied=left_out)


def _cut(values: Sequence[Any], query: Query) -> tuple[slice, int]:
    """What a limit leaves, and how many behind it are its last one's equals. Of "the highest" or "the third" all equals are listed."""
    if query.limit is None:
        return slice(query.offset, None), 0
    start, end = query.offset, query.offset + query.limit
    tied = sum(1 for v in values[end:] if v == values[end - 1]) if 0 < end <= len(values) else 0
    if query.limit == 1 and start < len(values):
        first = next(n for n, v in enumerate(values) if v == values[start])
        return slice(first, end + tied), tied + start - first
    return slice(query.offset, end), tied

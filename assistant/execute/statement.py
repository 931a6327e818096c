"""A query's parts as SQL: its filter, its measure, its table over the reports that count, each project once. Executes nothing.

Filter and scope lie together, as a filter may speak of the reports that count (高于平均分, 得分最低的五个项目).
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from assistant.computed import Column, names_a_sum
from assistant.fields import FIELDS
from assistant.measures import MEASURES, Parts
from assistant.operators import OPERATORS
from assistant.query import (
    Against,
    AllOf,
    AnyOf,
    Condition,
    Filter,
    Has,
    Measure,
    Not,
    OtherForm,
    OtherYears,
    Query,
    Subject,
    Top,
    all_of,
    conditions,
)

if TYPE_CHECKING:
    from sqlalchemy import Select

PROJECT_FORMS = ("project_self_evaluation", "project_target", "performance_monitoring")
DEPARTMENT_FORMS = ("department_self_evaluation", "department_target")


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
    if isinstance(where, OtherYears):
        return _other_years(where)
    if isinstance(where, OtherForm):
        return _other_form(where)
    return _top(where) if isinstance(where, Top) else _has(where)


SAME = {"projects": "same_project", "indicators": "same_indicator", "units": "unit"}


def _other_years(where: OtherYears) -> Column:
    """One pass over the other years' records, whatever they are held against."""
    from sqlalchemy import func, select

    from index.schema import ReportRow

    if where.than is not None:
        return _than_in_other_years(where, *where.than)
    subject: Subject = "indicators" if where.of == "indicators" else "projects"
    year = ReportRow.fiscal_year
    if where.step:
        there = scoped(select(same_in(where.of, year - where.step)), Query(subject=subject, where=where.where))
        return same_in(where.of, year).in_(there.correlate(None))
    same, in_years = same_in(where.of), Condition(field="fiscal_year", op="in", value=where.years)
    there = scoped(select(same), Query(subject=subject, where=all_of(in_years, where.where)))
    if len(where.years) > 1:
        there = there.group_by(same).having(func.count(year.distinct()) == len(where.years))
    return same.in_(there.correlate(None))


def _than_in_other_years(where: OtherYears, field: str, op: str) -> Column:
    """The project's own number against that of its report of the other year."""
    from types import SimpleNamespace

    from sqlalchemy import exists
    from sqlalchemy.orm import aliased

    from index import schema

    own, other = schema.ReportRow, aliased(schema.ReportRow)
    there: Any = SimpleNamespace(**{**vars(schema), "ReportRow": other})
    in_year = other.fiscal_year == own.fiscal_year + where.step if where.step else other.fiscal_year.in_(where.years)
    lower = OPERATORS[op].sql(column_of(field), FIELDS[field].sql(there))
    counted = (other.state == "counted", other.form_type.in_(PROJECT_FORMS), other.unit_key == own.unit_key)  # the last by its index
    return exists().where(*counted, other.same_project == own.same_project, in_year, lower).correlate(own)


def same_in(of: str, year: Column | None = None) -> Column:
    """What is equal for records of one project, indicator or unit; of one year where that is given."""
    same = column_of(SAME[of])
    from sqlalchemy import String, cast, func

    return same if year is None else same + "\x1f" + func.coalesce(cast(year, String), "-")


def _other_form(where: OtherForm) -> Column:
    from sqlalchemy import exists, func
    from sqlalchemy.orm import aliased

    from index import schema

    here, other = schema.ReportRow, aliased(schema.ReportRow)
    there = exists().where(
        other.state == "counted", other.form_type.in_(where.forms), other.unit_key == here.unit_key,
        other.project_key == here.project_key, other.fiscal_year.is_not_distinct_from(here.fiscal_year),
    )  # fmt: skip
    if where.differs is None:
        return there.correlate(here)
    own, its = schema.IndicatorRow, aliased(schema.IndicatorRow)

    def said(column: Column) -> Column:
        return func.replace(func.coalesce(column, ""), " ", "")

    differs = said(getattr(its, where.differs)) != said(getattr(own, where.differs))
    return there.where(its.report_id == other.id, said(its.level3) == said(own.level3), differs).correlate(here, own)


def _top(where: Top) -> Column:
    """With all that are tied with the last of them."""
    from sqlalchemy import func, select

    from index.schema import ReportRow

    column = column_of(where.field)
    place = func.rank().over(order_by=column.desc() if where.descending else column.asc())
    columns: Any = select(ReportRow.id.label("id"), place.label("place"))
    placed = scoped(columns, Query(subject="projects", where=where.where)).where(column.is_not(None))
    ranks = placed.correlate(None).subquery()
    return ReportRow.id.in_(select(ranks.c.id).where(ranks.c.place > where.offset, ranks.c.place <= where.offset + where.limit))


def _against(where: Against) -> Column:
    """Over the projects that count, each once; the field is a report's."""
    from sqlalchemy import select

    measure = Measure(fn=where.fn, field=where.field)
    over = scoped(select(measured(measure)), Query(subject="projects", where=where.among)).correlate(None).scalar_subquery()
    return OPERATORS[where.op].sql(column_of(where.field), over)


def _has(where: Has) -> Column:
    from sqlalchemy import exists, func, select

    from index import schema

    table: Any = {"indicators": schema.IndicatorRow, "findings": schema.FindingRow, "funds": schema.BudgetRow}[where.subject]
    own = table.report_id == schema.ReportRow.id
    if (where.op, where.count) == ("ge", 1):
        return exists().where(own, predicate(where.where)).correlate(schema.ReportRow)
    counted = select(func.count(table.id)).where(own, predicate(where.where)).correlate(schema.ReportRow).scalar_subquery()
    return OPERATORS[where.op].sql(counted, where.count)


def measured(measure: Measure) -> Column:
    from sqlalchemy import true

    column = column_of(measure.field) if measure.field else None
    per = column_of(measure.per) if measure.per else None
    of = predicate(measure.of) if measure.of else None
    return MEASURES[measure.fn].sql(Parts(column, per, of, predicate(measure.whole) if measure.whole else true()))


def column_of(name: str) -> Column:
    from index import schema

    return FIELDS[name].sql(schema)


def table_of(query: Query) -> Any:
    from index import schema

    tables = {"indicators": schema.IndicatorRow, "funds": schema.BudgetRow, "findings": schema.FindingRow, "printed": schema.OtherRow}
    return tables.get(query.subject, schema.ReportRow)


def scoped(statement: Select[Any], query: Query, *, files: bool = False) -> Select[Any]:
    """From the subject's table, over the reports that count."""
    from index.schema import ReportRow

    statement = joined(statement, query, files=files or of_files(query)).where(ReportRow.state == "counted")
    if query.subject == "projects":
        statement = statement.where(ReportRow.form_type.in_(PROJECT_FORMS))
    if query.subject == "departments":
        statement = statement.where(ReportRow.form_type.in_(DEPARTMENT_FORMS))
    if of_best_forms(query):
        statement = statement.where(best_form())
    if query.subject == "funds" and query.measure and "source" not in query.group_by:
        statement = statement.where(_in_no_other(query.where, query.measure.of))
    return statement.where(predicate(query.where))


def _in_no_other(*filters: Filter | None) -> Column:
    """财政资金小计 and 其中：中央财政资金 both are of 财政资金; what is made of many lines takes each yuan once."""
    from sqlalchemy import and_, exists, or_, true
    from sqlalchemy.orm import aliased

    from index.schema import BudgetRow as Line

    named = [c for where in filters for c in conditions(where) if c.field == "source"]
    if not named:
        return true()
    whole, between = aliased(Line), aliased(Line)
    above = and_(whole.report_id == Line.report_id, whole.position < Line.position, or_(*(OPERATORS[c.op].sql(whole.source, c.value) for c in named)))
    apart = exists().where(
        between.report_id == Line.report_id, between.position > whole.position, between.position < Line.position, between.of_which.is_(False)
    )
    part_of = and_(Line.of_which, whole.of_which.is_(False), ~apart)
    return ~exists().where(above, or_(part_of, names_a_sum(whole) & ~names_a_sum(Line))).correlate(Line)


def joined(statement: Select[Any], query: Query, *, files: bool = True) -> Select[Any]:
    """From the subject's table, with its reports, and their files where these are asked for."""
    from index.schema import Document, ReportRow

    table = table_of(query)
    statement = statement.select_from(table)
    if table is not ReportRow:
        statement = statement.join(ReportRow, ReportRow.id == table.report_id)
    return statement.join(Document, Document.id == ReportRow.document_id) if files else statement


def of_files(query: Query) -> bool:
    return "document" in query.group_by or any(c.field == "document" for c in conditions(query.where))


def of_best_forms(query: Query) -> bool:
    """Whether each project is taken once. A look-up says what any of its forms states."""
    return query.subject not in ("findings", "printed") and not (query.show and not query.order) and not names_form(query.where)


def names_form(where: Filter | None) -> bool:
    """Whether the filter itself chooses among forms, so that none may be passed over. All of a project's, or all of a
    department's, are no choice."""
    return any(c.field in ("form_type", "document", "report_id") and c.value not in (PROJECT_FORMS, DEPARTMENT_FORMS) for c in conditions(where))


@cache
def best_form() -> Column:
    """No other counted form of the same project or department says more: a self-evaluation before targets. Of most forms
    their kind alone tells it, so that no other is looked for."""
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
    first = ReportRow.form_type.not_in((*PROJECT_FORMS[1:], *DEPARTMENT_FORMS[1:]))
    return or_(first, ~exists().where(other.state == "counted", same, better).correlate(ReportRow))

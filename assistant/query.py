"""What a question means: a typed plan over the records, whoever made it (rules, a language model, a click on the page).

Values only. What each field and operator does in SQL and how it reads is in `fields`; nothing here knows either.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from extractors.records import Number

Subject = Literal["indicators", "projects", "departments", "funds", "findings", "printed", "passages"]
Scalar = str | int | Number  # numbers stay numbers when a query is kept or shown as JSON


class Frozen(BaseModel):
    model_config = ConfigDict(frozen=True)


class Condition(Frozen):
    """One field held against a value; `op` names an entry of `fields.OPERATORS`."""

    kind: Literal["condition"] = "condition"
    field: str
    op: str
    value: Scalar | tuple[Scalar, ...] | None = None


class AllOf(Frozen):
    kind: Literal["all"] = "all"
    parts: tuple[Filter, ...]


class AnyOf(Frozen):
    kind: Literal["any"] = "any"
    parts: tuple[Filter, ...]


class Not(Frozen):
    kind: Literal["not"] = "not"
    part: Filter


class Has(Frozen):
    """A report that has indicators, findings or budget lines such as these: at least one, or as many as `op` and `count` say."""

    kind: Literal["has"] = "has"
    subject: Literal["indicators", "findings", "funds"]
    where: Filter
    op: str = "ge"
    count: int = 1


class Against(Frozen):
    """One field held against the same field's average (or highest, lowest) over the records of `among`: 高于平均分."""

    kind: Literal["against"] = "against"
    field: str
    op: str
    fn: Literal["average", "min", "max"] = "average"
    among: Filter | None = None
    of_others: bool = False  # among others than the records asked about; phrased so


class Top(Frozen):
    """The projects that come first in an order: of these a second question is asked (得分最低的项目有哪些指标没完成)."""

    kind: Literal["top"] = "top"
    where: Filter | None = None
    field: str
    descending: bool = False
    limit: int = 1
    offset: int = 0


class OtherYears(Frozen):
    """The same project (the same indicator of it, the same unit) fits `where` in each of these other years; with `step` in
    the year so many years from the record's own. Where a project is the same over the years is said by `fields`."""

    kind: Literal["other_years"] = "other_years"
    of: Literal["projects", "indicators", "units"]
    years: tuple[int, ...] = ()
    step: int = 0
    where: Filter | None = None
    than: tuple[str, str] | None = Field(default=None, description="a field of the project, and how its own number is held against that year's")


class OtherForm(Frozen):
    """The same unit, project and year has a report of one of these forms too; with `differs`, in which that field of the
    indicator of the same name says something else (没有自评表的项目, 自评表里改了目标的指标)."""

    kind: Literal["other_form"] = "other_form"
    forms: tuple[str, ...]
    differs: str | None = None


Filter = Annotated[Condition | AllOf | AnyOf | Not | Has | Against | Top | OtherYears | OtherForm, Field(discriminator="kind")]


class Measure(Frozen):
    """A number made of many records; `fn` names an entry of `measures.MEASURES`. `share` is the percentage of the records
    for which `of` holds as well; `ratio` is Σ field / Σ per in percent (the execution rate of many projects together);
    `percent` is the same of any other two amounts; `per_one` is Σ field (or the records counted) by how many different `per` there are, `share_of`
    the percentage of the different `field` that have a record for which `of` holds; `portion` is Σ field of those for which `of` holds in percent of Σ field of those for which `whole` does."""

    fn: Literal["count", "distinct", "sum", "average", "median", "min", "max", "range", "share", "ratio", "percent", "portion", "per_one", "share_of"]
    field: str | None = None
    per: str | None = None
    of: Filter | None = None
    whole: Filter | None = None


class Held(Frozen):
    """A further number of each group, held against a value: 项目数超过3个且平均得分低于90的单位."""

    measure: Measure
    op: str
    value: Scalar | tuple[Scalar, ...]


class Order(Frozen):
    """By a field, or by the group's own number (`value`)."""

    field: str
    descending: bool = False


class Query(Frozen):
    subject: Subject
    where: Filter | None = None
    show: tuple[str, ...] = Field(default=(), description="fields asked for: a look-up, or further columns of a list")
    measure: Measure | None = None
    besides: tuple[Measure, ...] = Field(default=(), description="further numbers over the same records")
    group_by: tuple[str, ...] = ()
    having: Condition | None = Field(default=None, description="on the group's number; its field is `value`")
    than_all: Literal["lt", "le", "gt", "ge"] | None = Field(default=None, description="the group's number against the same number over all the records")
    held: tuple[Held, ...] = Field(default=(), description="bounds on further numbers of the same groups")
    count_groups: bool = Field(default=False, description="how many groups there are, besides which")
    order: tuple[Order, ...] = ()
    limit: int | None = None
    offset: int = 0
    within: tuple[str, ...] = Field(default=(), description="the limit holds within each group of these fields: the lowest of each year")
    both_ends: bool = Field(default=False, description="the first and the last of the order, each with its equals")
    difference: bool = Field(default=False, description="how far the two groups' numbers are apart")
    minuend: Scalar | None = Field(default=None, description="the group whose number the other's is taken from, so that the difference has a sign")
    growth: bool = Field(default=False, description="that difference in percent of the other group's number")
    change: tuple[int, int] | None = Field(default=None, description="how far each group's number went from the first of these years to the second; in percent of the first with `growth`")
    in_percent: bool = Field(default=False, description="each group's number in percent of the same number over all")
    place_of: Scalar | None = Field(default=None, description="the group or project whose place in the order is asked for")
    place_in: Scalar | None = Field(default=None, description="whose project that is: the unit, where several have one of that name")
    times: bool = Field(default=False, description="`minuend`'s number divided by the other group's")
    text: str | None = Field(default=None, description="words to search passages for")
    money: Literal["yuan", "wan", "million", "yi"] = "yuan"


for _model in (AllOf, AnyOf, Not, Has, Against, Top, OtherYears, Measure, Held, Query):
    _model.model_rebuild()


def all_of(*parts: Filter | None) -> Filter | None:
    """The parts that are there, joined by and."""
    there: tuple[Filter, ...] = ()
    for p in parts:
        there += (p,) if p is not None and p not in there else ()  # 追加了预算，也就是全年大于年初: said twice
    if len(there) > 1:
        return AllOf(parts=there)
    return there[0] if there else None


def any_of(*parts: Filter) -> Filter:
    return parts[0] if len(parts) == 1 else AnyOf(parts=parts)


def conditions(where: Filter | None) -> list[Condition]:
    """All conditions of a filter, however deep."""
    if where is None:
        return []
    if isinstance(where, Condition):
        return [where]
    if isinstance(where, OtherForm):
        return []
    if isinstance(where, Against):
        return [Condition(field=where.field, op="present")]
    if isinstance(where, Top):
        return [Condition(field=where.field, op="present"), *conditions(where.where)]
    if isinstance(where, (AllOf, AnyOf)):
        return [c for part in where.parts for c in conditions(part)]
    return conditions(where.part if isinstance(where, Not) else where.where)


def measures(query: Query) -> list[Measure]:
    """All numbers that it makes, the first first."""
    return [*([query.measure] if query.measure else []), *query.besides, *(h.measure for h in query.held)]


def other_years(where: Filter | None) -> list[OtherYears]:
    """What all records that fit are known to have in other years."""
    if isinstance(where, AllOf):
        return [found for part in where.parts for found in other_years(part)]
    return [where] if isinstance(where, OtherYears) else []


SATISFACTION_BY_NAME = AllOf(  # on a form without levels the indicator's name says that it is of satisfaction
    parts=(Condition(field="level1", op="missing"), Condition(field="level2", op="missing"), Condition(field="level3", op="contains", value="满意"))
)
QUALITATIVE = AllOf(parts=(Condition(field="target", op="present"), Condition(field="target_number", op="missing")))  # 严格执行: a target in words
WITH_COMPARATOR = any_of(*(Condition(field="actual", op="contains", value=sign) for sign in "≥≤＝=><"))  # ≥379件 where 379件 was reached

"""The form that a language model fills in to say what a question asks, and the query it makes. Pure.

Flat, so that small models manage it, and without a place for prose: fields, operators, names and numbers only. Here is told
whether it makes a query at all; whether it is the question's is for `vetting`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from typing import Literal

from pydantic import BaseModel, Field

from assistant.computed import JUDGED, MISSED
from assistant.fields import FIELDS, Kind, Of
from assistant.planner.frame import LARGEST
from assistant.query import Condition, Filter, Has, Measure, Not, Order, Query, Scalar, all_of, any_of, conditions

Subject = Literal["indicators", "projects", "departments", "funds", "findings", "printed"]
Op = Literal["eq", "ne", "lt", "le", "gt", "ge", "between", "in", "contains", "missing", "present"]
OWN: dict[str, Of] = {"indicators": "indicator", "funds": "line", "findings": "finding", "printed": "printed"}
# Of the program's own making, or said by another field.
NOT_OFFERED = {"report_id", "region_path", "flags", "title"}
NUMBERS: tuple[Kind, ...] = ("number", "money", "rate", "points", "year", "count")
MOST = 1000  # rows that a ranking may ask for
_LISTS = ("plans", "detail_goals")
_NUMBER = re.compile(r"(-?\d+(?:\.\d+)?)\s*(%|分|元|万元|亿元|年)?")
_MONEY = {"万元": Decimal(10_000), "亿元": Decimal(100_000_000)}


class Check(BaseModel):
    """One field held against values."""

    field: str
    op: Op
    values: list[str] = Field(description="names exactly as listed; numbers as digits, money in yuan; none for missing and present")


class Part(BaseModel):
    """One condition on a record, or on the indicators, findings or lines of funds of its report."""

    of: Literal["itself", "its_indicators", "its_findings", "its_funds"]
    tests: list[Check]
    joined: Literal["all", "any"]
    negated: bool
    at_least: int = Field(description="how many such indicators, findings or lines; 1 otherwise")


class Number(BaseModel):
    """A number made of many records: `share` is the percentage for which `of` holds, `ratio` Σ executed / Σ budget."""

    fn: Literal["count", "distinct", "sum", "average", "min", "max", "share", "ratio"]
    field: str = Field(description="empty for count, share and ratio")
    of: list[Part]


class Having(BaseModel):
    op: Literal["lt", "le", "gt", "ge"]
    value: str


class Taken(BaseModel):
    """Words of the question that are no field's own name, and the field they were taken for."""

    words: str
    field: str


class Proposal(BaseModel):
    """What a question about budget performance reports asks, as a query over their records."""

    understood: bool = Field(description="false where the records cannot answer the question, or it is not clear what is asked")
    subject: Subject
    where: list[Part] = Field(description="all of them must hold")
    show: list[str] = Field(description="fields asked for; empty where records are listed, counted or ranked")
    number: Number | None
    group_by: list[str]
    having: Having | None = Field(description="a bound on each group's number")
    order_by: str = Field(description='a field, "value" for the group\'s number, or empty')
    descending: bool
    first: int = Field(description="how many of the order; 0 for all")
    skip: int = Field(description="how many of the order to leave out; 1 for the second highest")
    difference: bool = Field(description="whether the difference of two groups is asked for")
    money: Literal["yuan", "wan", "million", "yi"]
    taken: list[Taken]


class Objection(ValueError):
    """Why a proposal is not accepted, in words that its maker can act on."""


def offered(subject: str) -> list[str]:
    """The fields that a subject's records have."""
    own = OWN.get(subject)
    return [n for n, f in FIELDS.items() if n not in NOT_OFFERED and f.of in ("report", own)]


def query_of(proposal: Proposal) -> Query:
    """The query, every field and operator checked; raises Objection."""
    subject = proposal.subject
    groups = tuple(_known(n, subject, group=True) for n in proposal.group_by)
    measure = _measure(proposal)
    if groups and measure is None:
        raise Objection("group_by needs a number")
    if proposal.difference and len(groups) != 1:
        raise Objection("a difference needs exactly one group_by")
    where = all_of(*(_part(p, subject) for p in proposal.where), _judged(measure, subject))
    having = Condition(field="value", op=proposal.having.op, value=_number(proposal.having.value)) if proposal.having else None
    if having and not groups:
        raise Objection("having needs group_by")
    return Query(
        subject=subject, where=where, show=tuple(_known(n, subject) for n in proposal.show), measure=measure,
        group_by=("report_id", *groups) if "project_name" in groups else groups, having=having,
        order=_order(proposal, bool(groups)), limit=_limit(proposal), offset=proposal.skip if proposal.order_by else 0,
        difference=proposal.difference, money=proposal.money,
    )  # fmt: skip


def _known(name: str, subject: str, *, group: bool = False) -> str:
    if name not in offered(subject):
        raise Objection(f'"{name}" is no field of {subject}; its fields are {", ".join(offered(subject))}')
    if subject == "funds" and FIELDS[name].of == "report" and FIELDS[name].kind in ("money", "rate", "points"):
        raise Objection(f'"{name}" is a whole report\'s; a line of funds has its own fields, line_...')
    if group and (FIELDS[name].kind not in ("text", "year", "status") or name in _LISTS):
        raise Objection(f'records cannot be grouped by "{name}"')
    return name


def _judged(measure: Measure | None, subject: str) -> Filter | None:
    """Of a share of met or missed indicators, the whole are those that can be judged."""
    by_status = measure is not None and measure.fn == "share" and any(c.field == "status" for c in conditions(measure.of))
    return Condition(field="status", op="in", value=JUDGED) if by_status and subject == "indicators" else None


def _measure(proposal: Proposal) -> Measure | None:
    number, subject = proposal.number, proposal.subject
    if number is None:
        return None
    if proposal.show:
        raise Objection("show and number exclude each other")
    match number.fn:
        case "count":
            return Measure(fn="count")
        case "ratio":
            if subject not in ("projects", "departments"):
                raise Objection("ratio is of projects or departments")
            return Measure(fn="ratio", field="executed", per="budget")
        case "share":
            if not number.of:
                raise Objection("a share needs `of`: the part that is counted")
            return Measure(fn="share", of=all_of(*(_part(p, subject) for p in number.of)))
        case "distinct":
            return Measure(fn="distinct", field=_known(number.field, subject, group=True))
        case fn:
            return Measure(fn=fn, field=_numeric(number.field, subject))


def _numeric(name: str, subject: str) -> str:
    if FIELDS[_known(name, subject)].kind not in NUMBERS:
        raise Objection(f'"{name}" is no number')
    return name


def _order(proposal: Proposal, grouped: bool) -> tuple[Order, ...]:
    name = proposal.order_by
    if not name:
        return ()
    if grouped != (name == "value") or (proposal.number is not None and not grouped):
        raise Objection('groups are ordered by "value", records by a field, a single number not at all')
    return (Order(field=name if grouped else _numeric(name, proposal.subject), descending=proposal.descending),)


def _limit(proposal: Proposal) -> int | None:
    if not 0 <= proposal.first <= MOST or not 0 <= proposal.skip <= MOST:
        raise Objection("first and skip are small numbers, 0 or more")
    if (proposal.first or proposal.skip) and not proposal.order_by:
        raise Objection("first and skip need order_by")
    return proposal.first or None


def _part(part: Part, subject: str) -> Filter:
    if not part.tests:
        raise Objection("a part of `where` has no tests")
    inner = {"its_indicators": "indicators", "its_findings": "findings", "its_funds": "funds"}.get(part.of)
    own = [n for n in offered(inner) if FIELDS[n].of == OWN[inner]] if inner else offered(subject)
    tests = [_test(t, own) for t in part.tests]
    made = any_of(*tests) if part.joined == "any" else all_of(*tests)
    assert made is not None
    if inner is not None:
        if part.at_least < 1:
            raise Objection("at_least is 1 or more")
        made = Has(subject=inner, where=made, count=part.at_least)
    return Not(part=made) if part.negated else made


def _test(test: Check, own: Sequence[str]) -> Filter:
    if test.field not in own:
        raise Objection(f'"{test.field}" cannot be tested here; these can: {", ".join(own)}')
    kind, op = FIELDS[test.field].kind, test.op
    if op in ("missing", "present"):
        return Condition(field=test.field, op=op)
    of_texts = kind == "text" and test.field != "region"
    if (op == "contains" and not of_texts) or (op in ("lt", "le", "gt", "ge", "between") and kind not in NUMBERS):
        raise Objection(f'"{op}" does not fit "{test.field}"')
    if test.field in _LISTS:
        raise Objection(f'"{test.field}" can only be missing or present')
    values = tuple(_value(v, kind) for v in test.values)
    if len(values) != 2 if op == "between" else not values or (len(values) > 1 and op not in ("in", "contains")):
        raise Objection(f'"{op}" of "{test.field}" has {len(values)} values')
    if test.field == "region":  # a region holds what lies in its districts too
        placed = Condition(field="region_path", op="lies_in", value=values)
        return Not(part=placed) if op == "ne" else placed
    if test.field == "status" and set(values) == {"missed"} and op in ("eq", "in"):
        return Condition(field="status", op="in", value=MISSED)  # missed means missed or partial, each shown as such
    return Condition(field=test.field, op=op, value=values if op in ("in", "between", "contains") else values[0])


def _value(text: str, kind: Kind) -> Scalar:
    if kind not in NUMBERS:
        if not text.strip():
            raise Objection("a value is empty; use missing or present")
        return text
    number = _number(text)
    return int(number) if kind == "year" else number


def _number(text: str) -> Decimal:
    found = _NUMBER.fullmatch(text.strip().replace(",", ""))
    if not found:
        raise Objection(f'"{text}" is no number')
    number = Decimal(found[1]) * _MONEY.get(found[2] or "", Decimal(1))
    if abs(number) >= LARGEST:
        raise Objection(f'"{text}" is larger than anything in a report')
    return number

"""Whether a query that a language model proposed is the question's: held against its words, the store's names and what the
rules understood surely. Pure.

A model may know better what a word means. It may not know numbers, years or names that nobody said, nor pass over those
that somebody did.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from assistant import numbers
from assistant.catalogue import Catalogue, Names, fold
from assistant.computed import MISSED
from assistant.fields import FIELDS
from assistant.linking import Link
from assistant.planner.concepts import OF_INDICATOR, OF_LINE, OF_REPORT
from assistant.planner.proposal import NUMBERS, Taken
from assistant.planner.span import Span
from assistant.query import AllOf, AnyOf, Condition, Filter, Has, Not, Query, conditions, measures
from assistant.talk import Before
from assistant.wording import FORM, RULE, STATUS
from extractors.vocabulary import vocabulary

SURE = 4  # characters from which on part of a name is no accident
_OPPOSITE = {"lt": "ge", "ge": "lt", "gt": "le", "le": "gt", "eq": "ne", "ne": "eq"}
_WHOLE = {"execution_rate", "completion_rate"}  # 花完: 100 percent, without its being said
_DENIES = re.compile(r"^[不没未非无别]|\b(?:not|no|never|without)\b")
_ABOUT_STATUS = {"status", "missed_count", "met_count", "completion_rate", "deviation_reason"}
_NAMED = {n: n for n in ("unit", "prepared_by", "project_name", "level3", "project_lead", "document")} | {"region_path": "region"}
_CHOICES: dict[str, Iterable[str]] = {
    "status": STATUS, "form_type": FORM, "grade": ("优", "良", "中", "差"), "all_met": ("指标全部完成", "有未完成指标"), "severity": ("error", "warning", "note"),
}  # fmt: skip


def filters(query: Query) -> Iterator[Filter]:
    for where in (query.where, *(m.of for m in measures(query))):
        if where is not None:
            yield where


def used(query: Query) -> set[str]:
    """Every field that the query speaks of."""
    names = {c.field for where in filters(query) for c in conditions(where)}
    names |= {*query.show, *query.group_by, *(o.field for o in query.order)}
    names |= {n for m in measures(query) for n in (m.field, m.per) if n}
    return names | ({"region"} if "region_path" in names else set())


def objections(query: Query, question: str, spans: Sequence[Span], before: Query | None, catalogue: Catalogue) -> list[str]:
    """What is wrong with the query as a reading of the question (normalised); [] where nothing is. `before` is the query
    that the question follows up, whose values may be taken over."""
    return [
        *_foreign_values(query, question, before, catalogue),
        *_lost_numbers(query, spans, catalogue),
        *_lost_names(query, spans),
        *_lost_senses(query, spans),
    ]


def _values(condition: Condition) -> tuple[object, ...]:
    return condition.value if isinstance(condition.value, tuple) else () if condition.value is None else (condition.value,)


def _foreign_values(query: Query, question: str, before: Query | None, catalogue: Catalogue) -> Iterator[str]:
    """Names that the store does not hold, numbers and words that the question does not say."""
    said = {a.value for a in numbers.amounts(question)} | {Decimal(y) for s in numbers.years(question, catalogue.years) for y in s.years}
    if before is not None:
        said |= {n for n, _ in _stated(before)}
    for number, _ in _stated(query):
        if number not in said:
            yield f"the question does not say {number}; numbers come from it only"
    taken_over = {v for where in filters(before) for c in conditions(where) for v in _values(c)} if before else set()
    for where in filters(query):
        for condition in conditions(where):
            if FIELDS[condition.field].kind in NUMBERS:
                continue
            for value in _values(condition):
                if value not in taken_over and (wrong := _foreign(condition, str(value), question, catalogue)):
                    yield wrong


def _stated(query: Query) -> Iterator[tuple[Decimal, str]]:
    """Every number of the query with the comparison it stands in, as it reads once negations are worked out."""
    for where in filters(query):
        yield from _compared(where, negated=False)
    if query.having is not None:
        yield from ((Decimal(str(v)), query.having.op) for v in _values(query.having))
    if query.limit is not None and query.limit != 1:
        yield Decimal(query.limit), "first"
    if query.offset:
        yield Decimal(query.offset + 1), "nth"


def _compared(where: Filter, *, negated: bool) -> Iterator[tuple[Decimal, str]]:
    if isinstance(where, Condition):
        if FIELDS[where.field].kind in NUMBERS:
            op = _OPPOSITE.get(where.op, where.op) if negated else where.op
            yield from ((Decimal(str(v)), op) for v in _values(where) if v != 0 and not (v == 100 and where.field in _WHOLE))
    elif isinstance(where, Not):
        yield from _compared(where.part, negated=not negated)
    elif isinstance(where, Has):
        if where.count > 1:
            yield Decimal(where.count), "lt" if negated else "ge"
        yield from _compared(where.where, negated=False)
    elif isinstance(where, (AllOf, AnyOf)):
        for part in where.parts:
            yield from _compared(part, negated=negated)


def names_of(field: str, catalogue: Catalogue) -> Names | None:
    """The store's names that a field holds."""
    stated = catalogue.stated
    known = {
        "unit": catalogue.units, "prepared_by": catalogue.units, "region": catalogue.regions, "region_path": catalogue.regions,
        "project_name": catalogue.projects, "level3": catalogue.indicators, "project_lead": catalogue.leads, "source": catalogue.sources,
        "label": catalogue.labels, "document": catalogue.documents, "project_category": catalogue.categories,
        "project_attribute": stated.get("attribute"), "fund_nature": stated.get("nature"),
    }  # fmt: skip
    return known.get(field)


def _foreign(condition: Condition, value: str, question: str, catalogue: Catalogue) -> str:
    field = condition.field
    if field in _CHOICES:
        return "" if value in _CHOICES[field] else f'"{field}" is one of {", ".join(_CHOICES[field])}'
    if field == "rule":
        return "" if value in RULE else f'"rule" is one of {", ".join(RULE)}'
    if field in ("level1", "level2"):
        levels = vocabulary().levels1 | vocabulary().levels2
        return "" if any(value in level for level in levels) or fold(value) in fold(question) else f'"{value}" is no level'
    names = names_of(field, catalogue)
    if names is not None and condition.op != "contains":
        return "" if value in names.names else f'"{value}" is no {field} here; take names as they are listed'
    if fold(value) in fold(question) or (names is not None and len(value) > 1 and any(value in n for n in names.names)):
        return ""
    return f'"{value}" stands neither in the question nor in the names'


def _lost_numbers(query: Query, spans: Sequence[Span], catalogue: Catalogue) -> Iterator[str]:
    stated = list(_stated(query))
    there = {n for n, _ in stated} | ({Decimal(1)} if query.limit == 1 else set())
    for span in spans:
        if span.kind == "comparison":
            yield from (f"the question says {v}; it is missing" for v in (span.what.value, span.what.upper) if v is not None and v not in there)
            ops = {op for n, op in stated if n == span.what.value}
            if ops and not ops & {span.what.op, *(("in",) if span.what.op == "eq" else ())}:
                yield f"the question says {span.what.op} {span.what.value}, not {', '.join(sorted(ops))}"
        elif span.kind == "year":
            asked = [y for y in span.what.years if not span.what.relative or y in catalogue.years]
            yield from (f"the question says {y}; it is missing" for y in asked if not (_lets_in(y, query) or _in_a_name(str(y), query)))
        elif span.kind == "rank" and Decimal(span.what) not in there:
            yield f"the question says {span.what}; first and skip do not"
        elif span.kind == "amount" and (span.meaning in ("money", "points", "percent") or span.what.value > 1) and span.what.value not in there:
            yield f"the question says {span.what.value}; it is missing"


def _lets_in(year: int, query: Query) -> bool:
    """Whether a condition on years speaks of this one."""
    for condition in (c for where in filters(query) for c in conditions(where) if c.field == "fiscal_year"):
        given = [int(str(v)) for v in _values(condition)]
        match condition.op:
            case "between":
                fits = given[0] <= year <= given[1]
            case "ge" | "gt":
                fits = year >= given[0]
            case "le" | "lt":
                fits = year <= given[0]
            case _:
                fits = year in given
        if fits:
            return True
    return False


def _in_a_name(text: str, query: Query) -> bool:
    return any(text in fold(str(v)) for where in filters(query) for c in conditions(where) for v in _values(c))


def _lost_names(query: Query, spans: Sequence[Span]) -> Iterator[str]:
    for span in spans:
        if not span.is_name:
            continue
        link: Link = span.what
        meant = [n for tier in link.tiers for n in tier]
        if (link.exact or span.end - span.start >= SURE) and not any(_in_a_name(fold(n), query) for n in meant):
            yield f"the question names {meant[0]}; it is missing"


def _lost_senses(query: Query, spans: Sequence[Span]) -> Iterator[str]:
    """What the rules' words ask for and the query passes over or turns round."""
    fields, fn = used(query), query.measure.fn if query.measure else ""
    fields |= {"execution_rate"} if fn == "ratio" else set()
    fields |= {"completion_rate", "met_count"} if fn == "share" and "status" in fields else set()
    fields |= {"missed_count", "indicator_count"} if fn == "count" else set()
    ways = {s.meaning for s in spans if s.kind == "superlative"}
    for span in spans:
        match span.kind, span.meaning:
            case "status", status if wrong := _another_status(query, fields, status):
                yield wrong
            case "exclude", _ if not any(_excludes(where) for where in filters(query)):
                yield "the question leaves something out; nothing is negated"
            case ("superlative" | "rank" | "phrase"), _ if not (query.order or fn in ("min", "max")):
                yield "the question asks for the first or last of an order; there is no order_by"
            case "superlative", way if len(ways) == 1 and not _goes(query, way):
                yield f"the question asks for the {way} end; the order is the other way round"
            case "aggregate", "average" if fn not in ("average", "ratio"):
                yield "the question asks for an average"
            case "aggregate", ("count" | "distinct") if not fn:
                yield "the question asks how many; there is no number"
            case "group", "each" if fn and not query.group_by:
                yield "the question asks for each by itself; there is no group_by"
            case "money", unit if unit in ("yuan", "wan", "million", "yi") and unit != query.money:
                yield f"the question asks for amounts in {unit}"
            case "field", concept if (meant := _fields_of(concept)) and not meant & fields:
                yield f"the question asks about {' or '.join(sorted(meant))}; the query does not"
            case _:
                pass


def _another_status(query: Query, fields: set[str], status: str) -> str:
    """What is wrong where the question speaks of met or missed indicators and the query of others, or of none."""
    if not fields & _ABOUT_STATUS:
        return "the question asks about met or missed; no status is tested"
    wanted = set(MISSED) if status in ("missed", "entirely_missed") else {status}
    tested = [c for where in filters(query) for c in conditions(where) if c.field == "status"]
    negated = any(_excludes(where) for where in filters(query))
    if tested and not negated and wanted <= set(STATUS) and not any(wanted & set(_values(c)) for c in tested):
        return f"the question asks about {' or '.join(sorted(wanted))} indicators; others are tested"
    return ""


def _goes(query: Query, way: str) -> bool:
    """Whether the order, or the extreme, is the one that was asked for."""
    if query.order:
        return query.order[0].descending == (way == "high")
    return query.measure is not None and query.measure.fn == ("max" if way == "high" else "min")


def _fields_of(concept: str) -> set[str]:
    return {name for table in (OF_REPORT, OF_INDICATOR, OF_LINE) if (name := table.get(concept))}


def _excludes(where: Filter) -> bool:
    if isinstance(where, Condition):
        return where.op == "ne"
    return isinstance(where, Not) or (isinstance(where, (AllOf, AnyOf)) and any(map(_excludes, where.parts)))


def unexplained(query: Query, taken: Sequence[Taken], question: str, unclear: Sequence[str]) -> list[str]:
    """What is wrong with how words were taken: each that the rules did not understand must be accounted for, by a field that
    the query uses."""
    asked, fields = fold(question), used(query)
    wrong = [f'"{t.words}" does not stand in the question' for t in taken if not fold(t.words) or fold(t.words) not in asked]
    wrong += [f'"{t.words}" is taken for {t.field}, which the query does not use' for t in taken if t.field not in fields]
    covered = {at for t in taken for start, end in _occurrences(fold(t.words), asked) for at in range(start, end)}
    if any(map(_DENIES.search, unclear)) and not any(_excludes(where) or _says_less(where) for where in filters(query)):
        wrong.append("the question denies something; nothing is negated")
    ordered = bool(query.order) or (query.measure is not None and query.measure.fn in ("min", "max"))
    pieces = [fold(piece).removeprefix("最" if ordered else "") for words in unclear for piece in words.split()]  # an order answers to 最
    lost = [p for p in pieces if not any(covered.issuperset(range(start, end)) for start, end in _occurrences(p, asked))]
    return wrong + [f'"{piece}" is not accounted for in `taken`' for piece in lost]


def _says_less(where: Filter) -> bool:
    return any(c.op in ("missing", "lt", "le") or (c.field == "status" and "missed" in _values(c)) for c in conditions(where))


def _occurrences(words: str, text: str) -> list[tuple[int, int]]:
    return [(at, at + len(words)) for at in range(len(text)) if words and text.startswith(words, at)]


def unheard(query: Query, taken: Sequence[Taken], heard: str, before: Before | None) -> list[str]:
    """Names of the store that resemble nothing that was said, and that no words of the question are accounted to mean."""
    said, meant = fold(heard), {"region" if t.field == "region_path" else t.field for t in taken}
    known = set(_named(before.query)) if before else set()
    return [
        f'"{name}" resembles nothing in the question; say in `taken` which words mean it'
        for field, name in _named(query)
        if (field, name) not in known and field not in meant and not _resembles(fold(name), said)
    ]


def _resembles(name: str, said: str) -> bool:
    return any(name[i : i + 2] in said for i in range(len(name) - 1))


def _named(query: Query) -> list[tuple[str, str]]:
    found = [c for where in filters(query) for c in conditions(where) if c.field in _NAMED and c.op != "contains"]
    return [(_NAMED[c.field], str(v)) for c in found for v in _values(c)]


def unsaid(query: Query, question: str) -> list[str]:
    """Names in the query that the question does not write out: a person is told which were meant."""
    asked = fold(question)
    return [n for n in dict.fromkeys(name for _, name in _named(query)) if fold(n) not in asked]

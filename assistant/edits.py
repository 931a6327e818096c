"""A query as a person changes it: its conditions one by one, each with what can be done to it, and the query that results.

Pure: words come from `phrasing`, names from the catalogue; nothing runs here.
"""

from __future__ import annotations

import copy
from dataclasses import dataclass, replace
from decimal import Decimal, InvalidOperation
from typing import Any, Literal

from assistant.catalogue import Catalogue, Names, fold
from assistant.computed import JUDGED
from assistant.fields import FIELDS
from assistant.linking import Link
from assistant.phrasing import clause, phrase, stated
from assistant.planner.concepts import OF_INDICATOR, OF_REPORT, STATUS, level
from assistant.planner.frame import Bound, Frame, Rank
from assistant.query import AllOf, AnyOf, Condition, Filter, Has, Query, all_of
from assistant.query_words import bound_text, held_text
from assistant.wording import field_name, plain, shown, unit_word
from extractors.errors import InputError

Editor = Literal["none", "number", "choice", "name"]
NUMERIC = ("money", "rate", "points", "count", "number")
COMPARED = {"lt": ("低于", "below"), "le": ("不超过", "at most"), "gt": ("高于", "above"), "ge": ("不低于", "at least"), "eq": ("等于", "equal to")}
_STATUSES = (("missed", "partial"), ("missed",), ("partial",), ("met",), ("unverifiable",), ("not_reported",))
_SILENT = ("form_type", "is_whole")  # conditions that a query needs and that say nothing to a person, where they only ask for presence
_WAYS = {"desc": ("从高到低", "descending"), "asc": ("从低到高", "ascending")}
NAMES_OFFERED = 300
MOST = 10_000
_IN_MONEY = {"yuan": Decimal(1), "wan": Decimal(10_000), "million": Decimal(1_000_000), "yi": Decimal(100_000_000)}


@dataclass(frozen=True)
class Chip:
    """One condition in words; `at` is its address in the query. `op` and `value` are as the editor shows them."""

    at: str
    text: str
    editor: Editor = "none"
    op: str = ""
    value: str = ""
    unit: str = ""
    choices: tuple[tuple[str, str], ...] = ()


def chips(query: Query, catalogue: Catalogue, en: bool) -> list[Chip]:
    """All that narrows, groups, orders or cuts the query."""
    made = [_of_part(f"where.{n}", part, query, catalogue, en) for n, part in enumerate(flat(query.where)) if not _silent(part)]
    if groups := [n for n in query.group_by if n != "report_id"]:
        names = ("、" if not en else ", ").join(field_name(n, en) for n in groups)
        made.append(Chip("group", f"by {names}" if en else f"按{names}分组"))
    if query.change:
        made.append(Chip("change", f"{query.change[1]} less {query.change[0]}" if en else f"{query.change[1]}年减去{query.change[0]}年"))
    if query.having and not isinstance(query.having.value, tuple):
        said = f"{COMPARED[query.having.op][en]} {bound_text(query.having, en)}" if query.having.op in COMPARED else bound_text(query.having, en)
        made.append(Chip("having", f"result {said}" if en else f"结果{said}", "number", query.having.op, plain(Decimal(str(query.having.value))), "", _compared(en)))
    made += [Chip(f"held.{n}", held_text(h, query, en)) for n, h in enumerate(query.held)]
    if query.order:
        name = ("result" if en else "结果") if query.order[0].field == "value" else field_name(query.order[0].field, en)
        way = "desc" if query.order[0].descending else "asc"
        text = f"by {name}, {_WAYS[way][1]}" if en else f"按{name}{_WAYS[way][0]}"
        made.append(Chip("order", text, "choice", "", way, "", tuple((k, v[en]) for k, v in _WAYS.items())))
    if query.place_of is not None:
        made.append(Chip("place", f"place of {query.place_of}" if en else f"{query.place_of}的名次"))
    if query.within:
        each = ("、" if not en else ", ").join(field_name(n, en) for n in query.within)
        made.append(Chip("within", f"within each {each}" if en else f"在每个{each}内"))
    if query.limit and not query.offset and not query.both_ends:
        made.append(Chip("limit", f"first {query.limit}" if en else f"取前 {query.limit} 个", "number", "", str(query.limit)))
    return made


def flat(where: Filter | None) -> tuple[Filter, ...]:
    """The conditions that all must hold, one by one."""
    if where is None:
        return ()
    return tuple(inner for part in where.parts for inner in flat(part)) if isinstance(where, AllOf) else (where,)


def _silent(part: Filter) -> bool:
    if isinstance(part, Has):
        return isinstance(part.where, Condition) and _silent(part.where)
    if not isinstance(part, Condition):
        return False
    return (part.field in _SILENT and part.op in ("present", "eq")) or (part.field == "status" and part.value == JUDGED)


def _of_part(at: str, part: Filter, query: Query, catalogue: Catalogue, en: bool) -> Chip:
    if isinstance(part, AnyOf):
        return Chip(at, phrase(part, query.subject, query.money, en))
    text = clause(part, query.money, en).removeprefix("whose ")
    if not isinstance(part, Condition):
        return Chip(at, text)
    if part.field == "region_path":
        text = stated(part, query.money, en)  # 地区为雁汀县: a field and what it is held to
    if part.field == "fiscal_year" and part.op in ("eq", "in"):
        there = tuple(str(y) for y in catalogue.years)
        value = ",".join(map(str, _values(part)))
        years = dict.fromkeys((value, *there))
        return Chip(at, f"year {value}" if en else f"{value.replace(',', '、')}年", "choice", "", value, "", tuple((y, y.replace(",", "、" if not en else ", ")) for y in years))
    if part.field == "status" and part.op in ("eq", "in"):
        return Chip(at, text, "choice", "", ",".join(map(str, _values(part))), "", tuple((",".join(s), _status(s, en)) for s in _STATUSES))
    if part.op in COMPARED and FIELDS[part.field].kind in NUMERIC and not isinstance(part.value, tuple):
        kind = FIELDS[part.field].kind
        number = Decimal(str(part.value)) / (_IN_MONEY[query.money] if kind == "money" else 1)
        return Chip(at, text, "number", part.op, plain(number), unit_word(kind, query.money, en).strip(), _compared(en))
    if (names := _names(part, catalogue)) is not None:
        first = str(_values(part)[0])
        return Chip(at, text, "name", "", first if len(_values(part)) == 1 else "", "", tuple((n, n) for n in _near(names, first)))
    return Chip(at, text)


def _values(part: Condition) -> tuple[Any, ...]:
    return part.value if isinstance(part.value, tuple) else (part.value,)


def _compared(en: bool) -> tuple[tuple[str, str], ...]:
    return tuple((op, words[en]) for op, words in COMPARED.items())


def _status(statuses: tuple[str, ...], en: bool) -> str:
    if len(statuses) > 1:
        return "missed or partly met" if en else "未达标（含部分完成）"
    return shown("status", statuses[0], "yuan", en)


def _names(part: Condition, catalogue: Catalogue) -> Names | None:
    """Those that may stand in its place."""
    if part.op not in ("eq", "in", "lies_in", "person"):
        return None
    of = {"unit": catalogue.units, "project_name": catalogue.projects, "region_path": catalogue.regions, "region": catalogue.regions,
          "level3": catalogue.indicators, "project_lead": catalogue.leads, "document": catalogue.documents, "project_category": catalogue.categories}  # fmt: skip
    return of.get(part.field)


def _near(names: Names, like: str) -> tuple[str, ...]:
    """All of a few; of many those that resemble the one that stands there."""
    if len(names.names) <= NAMES_OFFERED:
        return names.names
    return tuple(names.names[n] for n in names.resembling(fold(like), NAMES_OFFERED))[:NAMES_OFFERED]


def without(query: Query, at: str) -> Query:
    """The query less one of its conditions, and less what makes no sense without it."""
    if at == "group":
        alone: dict[str, Any] = {"group_by": (), "having": None, "held": (), "count_groups": False, "limit": None, "offset": 0, "difference": False, "growth": False, "times": False, "minuend": None, "both_ends": False, "change": None, "in_percent": False, "place_of": None}
        return query.model_copy(update={**alone, "order": tuple(o for o in query.order if o.field != "value")})
    if at == "place":
        return query.model_copy(update={"place_of": None})
    if at == "change":
        return query.model_copy(update={"change": None, "growth": False, "having": None})
    if at == "having":
        return query.model_copy(update={"having": None})
    if at.startswith("held."):
        return query.model_copy(update={"held": tuple(h for n, h in enumerate(query.held) if at != f"held.{n}")})
    if at == "order":
        return query.model_copy(update={"order": (), "limit": None, "offset": 0, "within": (), "both_ends": False, "place_of": None})
    if at in ("limit", "within"):
        return query.model_copy(update={at: None if at == "limit" else ()})
    parts = flat(query.where)
    n = _number_of(at, parts)
    return query.model_copy(update={"where": all_of(*parts[:n], *parts[n + 1 :])})


def changed(query: Query, at: str, op: str, value: str, catalogue: Catalogue) -> Query:
    """The query with one of its conditions changed, `op` and `value` as the editor gives them."""
    if at == "order":
        return query.model_copy(update={"order": (query.order[0].model_copy(update={"descending": value == "desc"}), *query.order[1:])})
    if at == "limit":
        return query.model_copy(update={"limit": int(_number(value, 1, MOST))})
    if at == "having" and query.having is not None:
        return query.model_copy(update={"having": query.having.model_copy(update={"op": _op(op), "value": _number(value)})})
    parts = flat(query.where)
    n = _number_of(at, parts)
    part = parts[n]
    if not isinstance(part, Condition):
        raise InputError("这个条件不能改，只能去掉。", "This condition cannot be changed, only removed.")
    now = _changed(part, op, value, query, catalogue)
    return query.model_copy(update={"where": all_of(*parts[:n], now, *parts[n + 1 :]), "change": _between(query, now)})


def _between(query: Query, years: Condition) -> tuple[int, int] | None:
    """The years that a change lies between follow the condition on years."""
    if query.change is None or years.field != "fiscal_year":
        return query.change
    named = sorted({int(str(v)) for v in _values(years)})
    if len(named) != 2:
        raise InputError("比较变化要选两个年度。", "A change lies between two years; please choose two.")
    return (named[0], named[1])


def _changed(part: Condition, op: str, value: str, query: Query, catalogue: Catalogue) -> Condition:
    if part.field == "fiscal_year":
        years = tuple(int(_number(y, 1900, 2200)) for y in value.split(","))
        return Condition(field="fiscal_year", op="eq", value=years[0]) if len(years) == 1 else Condition(field="fiscal_year", op="in", value=years)
    if part.field == "status":
        wanted = tuple(value.split(","))
        if wanted not in _STATUSES:
            raise InputError("没有这样的完成情况。", "There is no such status.")
        return Condition(field="status", op="in", value=wanted) if len(wanted) > 1 else Condition(field="status", op="eq", value=wanted[0])
    if (names := _names(part, catalogue)) is not None:
        found = names.by_fold.get(fold(value))
        if not found:
            raise InputError(f"工作区的报告里没有“{value}”。", f"The reports here have no “{value}”.")
        return part.model_copy(update={"value": tuple(found) if part.op in ("in", "lies_in", "person") else found[0]})
    money = _IN_MONEY[query.money] if FIELDS[part.field].kind == "money" else Decimal(1)
    return part.model_copy(update={"op": _op(op), "value": _number(value) * money})


def _op(op: str) -> str:
    if op not in COMPARED:
        raise InputError("没有这样的比较。", "There is no such comparison.")
    return op


def _number(text: str, least: int = -(10**15), most: int = 10**15) -> Decimal:
    try:
        number = Decimal(text.strip().rstrip("%％"))
    except InvalidOperation:
        number = Decimal("NaN")
    if not number.is_finite() or not least <= number <= most:
        raise InputError(f"“{text}”不是这里可用的数字。", f"“{text}” is no number that fits here.")
    return number


def _number_of(at: str, parts: tuple[Filter, ...]) -> int:
    name, _, n = at.partition(".")
    if name != "where" or not n.isdecimal() or int(n) >= len(parts):
        raise InputError("这个条件已经不在查询里了。", "This condition is no longer part of the query.")
    return int(n)


# what a conversation goes on from

_SLOTS = {"region_path": "regions", "fiscal_year": "years", "project_lead": "leads", "document": "documents", "project_category": "categories"}
_LINKED = {"unit": "units", "project_name": "projects", "level3": "indicators"}


def as_frame(frame: Frame, query: Query) -> Frame:
    """The frame of the question before, made to say what the changed query says, as far as a frame can."""
    made = copy.deepcopy(frame)
    parts = [p for p in flat(query.where) if isinstance(p, Condition)]
    for name, slot in _SLOTS.items():
        setattr(made, slot, [v for p in parts if p.field == name for v in _values(p)])
    for name, slot in _LINKED.items():
        said = [v for p in parts if p.field == name and p.op in ("eq", "in") for v in _values(p)]
        setattr(made, slot, [Link(slot.removesuffix("s"), 0, 0, (tuple(said),), True, 1.0)] if said else [])
    made.statuses = [name for name, condition in STATUS.items() if condition in flat(query.where)]
    made.levels = [name for name in frame.levels if level(name) in flat(query.where)]
    made.bounds = [found for b in frame.bounds if (found := _bound(b, parts)) is not None]
    made.reports, made.relative_years = [], False
    if not query.order:
        made.rank = None
    elif frame.rank is not None:
        made.rank = Rank(frame.rank.concept, query.order[0].descending, query.limit, frame.rank.nth)
    if not query.group_by:
        made.group, made.asked_dimension, made.compare, made.each = [], None, False, False
    return made


def _bound(bound: Bound, parts: list[Condition]) -> Bound | None:
    fields = {OF_REPORT.get(bound.concept), OF_INDICATOR.get(bound.concept)}
    now = next((p for p in parts if p.field in fields and p.op in COMPARED), None)
    return None if now is None else replace(bound, op=now.op, value=Decimal(str(now.value)))


def says_the_same(one: Query | None, other: Query) -> bool:
    """Whether two queries differ in nothing but how their conditions are nested."""
    return one is not None and _bare(one) == _bare(other)


def _bare(query: Query) -> tuple[Query, frozenset[Filter]]:
    return query.model_copy(update={"where": None}), frozenset(_plain(p) for p in flat(query.where))


def _plain(part: Filter) -> Filter:
    if isinstance(part, Condition) and part.op in ("eq", "in") and part.field in (*_SLOTS, *_LINKED):
        return part.model_copy(update={"op": "in", "value": _values(part)})
    return part

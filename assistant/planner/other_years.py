"""A query made to look at other years as well: what a frame's `over` asks, as filters on the same project in those years. Pure."""

from __future__ import annotations

from typing import Literal

from assistant.planner.concepts import STATUS
from assistant.planner.frame import Bound
from assistant.planner.measuring import Asked
from assistant.query import Against, AllOf, Condition, Filter, Not, OtherYears, Query, all_of

Of = Literal["projects", "indicators", "units"]


def put(asked: Asked, query: Query) -> Query | None:
    """The query with what is asked over the years; None where it cannot say it."""
    over = asked.frame.over
    of: Of = "units" if query.group_by == ("unit",) else "indicators" if query.subject == "indicators" else "projects"
    if query.subject not in ("projects", "indicators") or (query.group_by and of != "units") or (of == "units" and not over.gone):
        return None
    where = query.where
    if over.running:
        where = _on_end(asked, where, of, over.running)
    elif over.each:
        where = _alike(asked, where, of)
    if over.earlier and where is not None:
        was = _earlier(asked, of, *over.earlier)
        where = all_of(where, was) if was else None
    if over.than:
        field, op, year = over.than
        where = all_of(where, OtherYears(of="projects", years=(year,) if year else (), step=0 if year else -1, than=(field, op)))
    if over.gone and (where is not None or not over.each):
        where = all_of(where, Not(part=OtherYears(of=of, years=tuple(over.gone))))
    return None if where is None else query.model_copy(update={"where": all_of(*_flat(where))})


def _earlier(asked: Asked, of: Of, year: int, was: str | Bound) -> Filter | None:
    condition = STATUS[was] if isinstance(was, str) else asked.bound_condition(was)
    return OtherYears(of=of, years=(year,), where=condition) if condition else None


def _own(asked: Asked, where: Filter | None) -> list[Filter]:
    """What records are to fit beyond where they lie."""
    return [p for p in _flat(where) if p not in _flat(asked.scope.filter)]


def _flat(where: Filter | None) -> list[Filter]:
    if isinstance(where, AllOf):
        return [inner for part in where.parts for inner in _flat(part)]
    return [where] if where is not None else []


def _alike(asked: Asked, where: Filter | None, of: Of) -> Filter | None:
    """Records of the last year whose project fits the same in each of the others."""
    years, own = sorted(set(asked.frame.years)), _own(asked, where)
    if len(years) < 2:
        return None
    *before, last = years
    placed = [p for p in _flat(asked.scope.filter) if not _of_years(p)]
    against = any(isinstance(p, Against) for p in own)
    apart = [(y,) for y in before] if against else [tuple(before)]
    others = [OtherYears(of=of, years=some, where=all_of(*(_in_year(p, some[0]) if against else p for p in own))) for some in apart]
    return all_of(*placed, Condition(field="fiscal_year", op="eq", value=last), *(_in_year(p, last) for p in own), *others)


def _on_end(asked: Asked, where: Filter | None, of: Of, running: int) -> Filter | None:
    """So many years running: the last of them, each project's run once."""
    own = _own(asked, where)
    if not own or any(isinstance(p, Against) for p in own):
        return None
    alike = all_of(*own)
    steps = [OtherYears(of=of, step=-n, where=alike) for n in range(1, running)]
    return all_of(where, *steps, Not(part=OtherYears(of=of, step=1, where=alike)))


def _of_years(part: Filter) -> bool:
    return isinstance(part, Condition) and part.field == "fiscal_year"


def _in_year(part: Filter, year: int) -> Filter:
    """Above the average of its own year."""
    if not isinstance(part, Against):
        return part
    placed = [p for p in _flat(part.among) if not _of_years(p)]
    return part.model_copy(update={"among": all_of(*placed, Condition(field="fiscal_year", op="eq", value=year))})

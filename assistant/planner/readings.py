"""What else a question may mean, where the likelier reading was taken: each as a query of its own, to be run at a click. Pure; made
of the query that was taken, so that nothing is planned twice."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from assistant.catalogue import Catalogue
from assistant.linking import Link
from assistant.planner.frame import Frame
from assistant.planner.scope import SEVERAL_NAMED, Said, Scope
from assistant.query import AllOf, Condition, Filter, Not, OtherYears, Query, all_of

MOST = 6


@dataclass(frozen=True)
class Reading:
    said: Said
    query: Query


def readings(frame: Frame, scope: Scope, query: Query, catalogue: Catalogue) -> tuple[Reading, ...]:
    found = [*_each_unit(frame, scope, query), *_taken_otherwise(frame, query), *_of_target(frame, query), *_new(frame, query, catalogue), *_last_years(frame, query)]
    return tuple(r for r in found if r.query != query)[:MOST]


def _flat(where: Filter | None) -> list[Filter]:
    if isinstance(where, AllOf):
        return [inner for part in where.parts for inner in _flat(part)]
    return [where] if where is not None else []


def _with(query: Query, parts: list[Filter]) -> Query:
    return query.model_copy(update={"where": all_of(*parts)})


def _each_unit(frame: Frame, scope: Scope, query: Query) -> Iterator[Reading]:
    """财政局, of which there are several: one of them."""
    one = len(frame.units) == 1 and not frame.everything and 1 < len(scope.units) <= SEVERAL_NAMED
    parts = _flat(query.where)
    named = next((p for p in parts if isinstance(p, Condition) and (p.field, p.op) == ("unit", "in")), None)
    if one and named is not None:
        for unit in scope.units:
            narrowed = named.model_copy(update={"value": (unit,)})
            yield Reading(Said(f"只看{unit}", f"Only {unit}"), _with(query, [narrowed if p is named else p for p in parts]))


_LEFT_OUT = {"units": "unit", "regions": "region_path", "projects": "project_name", "years": "fiscal_year"}


def _taken_otherwise(frame: Frame, query: Query) -> Iterator[Reading]:
    """去掉教育局, the only one: without that condition, or all the others."""
    for slot, named in frame.dropped:
        field = _LEFT_OUT[slot]
        values = tuple(dict.fromkeys(v for x in named for v in (x.tiers[0] if isinstance(x, Link) else (x,))))
        op = "lies_in" if field == "region_path" else "in"
        out = Not(part=Condition(field=field, op=op, value=values))
        parts = [p for p in _flat(query.where) if not _speaks_of(p, field)]
        said = "、".join(f"{v}年" if slot == "years" else str(v) for v in values[:2])
        if any(isinstance(p, Not) and _speaks_of(p, field) for p in _flat(query.where)):
            yield Reading(Said(f"不限“{said}”，包括它在内", f"No such condition, {', '.join(map(str, values[:2]))} included"), _with(query, parts))
        else:
            yield Reading(Said(f"除“{said}”以外的", f"All but {', '.join(map(str, values[:2]))}"), _with(query, [*parts, out]))


def _speaks_of(part: Filter, field: str) -> bool:
    inner = part.part if isinstance(part, Not) else part
    return isinstance(inner, Condition) and inner.field == field


def _of_target(frame: Frame, query: Query) -> Iterator[Reading]:
    """超过目标两倍: twice it or three times; 不到目标一半: of those missed, or by the numbers alone."""
    parts = _flat(query.where)
    held = next((p for p in parts if isinstance(p, Condition) and p.field == "attained"), None)
    if held is None:
        return
    for bound, other in frame.bounds_otherwise:
        if Decimal(str(held.value)) == bound:
            instead = held.model_copy(update={"value": other})
            yield Reading(Said(f"实际值占目标值的比例按 {other:g}% 算", f"{other:g}% of the target instead"), _with(query, [instead if p is held else p for p in parts]))
    status = next((p for p in parts if isinstance(p, Condition) and p.field == "status"), None)
    if status is not None and held.op in ("lt", "le"):
        yield Reading(Said("不论是否达标，只比数值（包括越低越好的指标）", "By the numbers alone, also where less is better"), _with(query, [p for p in parts if p is not status]))


def _new(frame: Frame, query: Query, catalogue: Catalogue) -> Iterator[Reading]:
    """新增的项目: not there the year before, or called new on its form."""
    stated = [n for n in catalogue.stated["attribute"].names if "新增" in n]
    parts = _flat(query.where)
    if frame.over.new and query.subject == "projects" and stated:
        kept = [p for p in parts if not (isinstance(p, Not) and isinstance(p.part, OtherYears))]
        by_form = Condition(field="project_attribute", op="contains", value=stated[0])
        yield Reading(Said(f"表中项目属性填写“{stated[0]}”的", f"Those whose form says “{stated[0]}”"), _with(query, [*kept, by_form]))
    said = next((p for p in parts if isinstance(p, Condition) and p.field == "project_attribute" and "新增" in str(p.value)), None)
    if said is not None and len(frame.years) == 1 and frame.years[0] - 1 in catalogue.years:
        before = frame.years[0] - 1
        gone = Not(part=OtherYears(of="projects", years=(before,)))
        yield Reading(Said(f"{before}年没有、{frame.years[0]}年才有的", f"Those that were not there in {before}"), _with(query, [*(p for p in parts if p is not said), gone]))


def _last_years(frame: Frame, query: Query) -> Iterator[Reading]:
    """连续两年: at any time, or the last two."""
    steps = [p for p in _flat(query.where) if isinstance(p, OtherYears) and p.step < 0]
    if frame.over.running and steps and frame.over.newest:
        newest = frame.over.newest
        years = tuple(newest + p.step for p in steps)
        parts = [p for p in _flat(query.where) if not isinstance(p, OtherYears) and not (isinstance(p, Not) and isinstance(p.part, OtherYears))]
        last = Condition(field="fiscal_year", op="eq", value=newest)
        told = "、".join(map(str, sorted((*years, newest))))
        yield Reading(Said(f"只看最近的{told}年", f"Only the latest: {told.replace('、', ', ')}"), _with(query, [last, *parts, steps[0].model_copy(update={"step": 0, "years": years})]))

"""A follow-up that takes something away: 不限年份了, 去掉教育局, 不要2023年的, without the education bureau. What is named goes from the
question before, or is left out of it where it was no condition there; which of the two is said. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from copy import deepcopy
from dataclasses import replace

from assistant.linking import Link
from assistant.planner.frame import Bound, Frame
from assistant.planner.span import Span

_SLOT_OF = {
    "fiscal_year": "years", "unit": "units", "region": "regions", "project_name": "projects", "project_lead": "leads", "source": "sources",
    "level1": "levels", "level2": "levels", "project_category": "categories", "status": "statuses", "grade": "grades", "projects": "projects",
    "indicators": "indicators", "lead": "leads", "category": "categories",
}  # fmt: skip
_PLAIN = ("idle", "region", "unit", "project", "indicator", "lead", "category", "document", "year", "dimension", "field", "subject", "level", "status", "comparison", "amount", "source", "attained", "drop", "graded", "spent", "held")
_LEAVES_OUT = {"years": "excluded_years", "units": "excluded_units", "regions": "excluded_regions", "projects": "excluded_projects", "levels": "excluded_levels"}
_SHOWN = 3
_NAMED = ("years", "regions", "units", "projects", "indicators", "leads", "documents", "categories", "levels", "sources", "statuses", "grades")


def as_said(spans: Sequence[Span], *, alone: bool) -> list[Span]:
    """In a question that stands by itself 不要教育局 leaves out what follows, as 除…外 does."""
    if not any(s.kind == "drop" for s in spans):
        return list(spans)
    if not alone and all(s.kind in _PLAIN for s in spans):
        return list(spans)
    return [Span("exclude", "names", s.start, s.end) if (s.kind, s.meaning) == ("drop", "leave out") else s for s in spans]


def read_drop(frame: Frame, spans: Sequence[Span]) -> None:
    """What is to go, by the kind of thing it is; names stand in the frame's own slots."""
    said = [s for s in spans if s.kind == "drop"]
    if said:
        frame.drop = next((s.meaning for s in said if s.meaning != "condition"), "condition")
        frame.drop_of = [s.meaning for s in spans if s.kind in ("dimension", "field") or (s.kind == "subject" and s.meaning in _SLOT_OF)]


def taken_away(frame: Frame, last: Frame) -> Frame | None:
    """The question before without it; None where there is nothing of the kind to take away."""
    made = deepcopy(last)
    made.language, made.leftover, made.aside, made.told, made.dropped = frame.language, list(frame.leftover), [], [], []
    changed = [_of_names(made, frame, slot) for slot in _NAMED if getattr(frame, slot)]
    if frame.drop == "leave out" and frame.bounds and not changed:
        changed = [_those_within(made, bound) for bound in frame.bounds]
    if not changed:
        changed = [_of_a_kind(made, frame, what) for what in dict.fromkeys([*frame.drop_of, *(b.concept for b in frame.bounds)])]
    if frame.drop == "everything":
        changed = [_all(made)]
    if not changed or not all(changed):
        return None
    made.years_apart &= len(made.years) > 1
    made.relative_years &= bool(made.years)
    if last.over and made.years != last.years:
        return None  # 今年新增的 without its year is another question
    if len(made.regions) + len(made.units) + len(made.projects) < 2:
        made.compare = made.compare and len(made.years) > 1
    return made


def _of_names(made: Frame, frame: Frame, slot: str) -> bool:
    """One of several goes; of the only one the condition goes, or all but it are left; what was no condition is left out."""
    named, there = getattr(frame, slot), getattr(made, slot)
    gone = [x for x in there if any(_same(x, y) for y in named)]
    kept = [x for x in there if x not in gone]
    zh, en = (_told(gone or named, slot, en=en) for en in (False, True))
    if gone:
        setattr(made, slot, kept)
        if not kept and slot in ("units", "regions", "projects", "years"):
            made.dropped.append((slot, gone))
        if not kept and frame.drop == "leave out" and slot in _LEAVES_OUT:
            setattr(made, _LEAVES_OUT[slot], [*getattr(made, _LEAVES_OUT[slot]), *gone])
            made.told.append((f"已排除“{zh}”。", f"Without {en}."))
        elif kept:
            made.told.append((f"已去掉“{zh}”。", f"“{en}” was taken away."))
        else:
            made.told.append((f"已去掉“{zh}”这个条件。", f"The condition “{en}” was taken away."))
        return True
    if slot in _LEAVES_OUT and (slot != "years" or not there):
        setattr(made, _LEAVES_OUT[slot], [*getattr(made, _LEAVES_OUT[slot]), *named])
        made.told.append((f"已排除“{zh}”。", f"Without {en}."))
        return True
    return False


_OTHERWISE = {"ge": "lt", "gt": "le", "le": "gt", "lt": "ge", "eq": "ne"}


def _those_within(made: Frame, bound: Bound) -> bool:
    """Drop the ones that spent it all: only the others are left."""
    if bound.op not in _OTHERWISE or any(b.concept == bound.concept for b in made.bounds):
        return False
    made.bounds = [*made.bounds, replace(bound, op=_OTHERWISE[bound.op])]
    made.told.append(("已去掉这些项目。", "Without those."))
    return True


def _same(one: object, other: object) -> bool:
    if isinstance(one, Link) and isinstance(other, Link):
        return bool({n for tier in one.tiers for n in tier} & set(other.tiers[0]))
    return one == other


def _told(named: Sequence[object], slot: str, *, en: bool) -> str:
    found = dict.fromkeys(n for x in named for n in (x.tiers[0] if isinstance(x, Link) else (f"{x}年" if slot == "years" and not en else str(x),)))
    names = list(found)[:_SHOWN]
    more = (" …" if en else "等") if len(found) > _SHOWN else ""
    return (", " if en else "、").join(names) + more


def _of_a_kind(made: Frame, frame: Frame, what: str) -> bool:
    """不限年份, 不分单位, 去掉得分的条件: all of that kind."""
    slot, found = _SLOT_OF.get(what, ""), False
    for name in (slot, _LEAVES_OUT.get(slot, "")):
        if name and getattr(made, name):
            setattr(made, name, [])
            found = True
    bounds = [b for b in made.bounds if b.concept != what]
    against = [a for a in made.against if a[0] != what]
    found |= len(bounds) < len(made.bounds) or len(against) < len(made.against)
    made.bounds, made.against = bounds, against
    if not found and what in made.group:
        made.group = [g for g in made.group if g != what]
        found = True
    return found


def _all(made: Frame) -> bool:
    for slot in (*_NAMED, *_LEAVES_OUT.values(), "bounds", "against", "blanks", "rules", "forms", "reports", "exact", "reason_words"):
        setattr(made, slot, [])
    made.nothing_missed = made.having_sources = False
    return True

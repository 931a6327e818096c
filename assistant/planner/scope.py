"""Names of a frame settled against the store: which reports are meant, and what had to be assumed. Pure.

A short form may fit several units, a project's name recur over years: the readings that the other conditions leave are
taken, and the answer says which. Where nothing is left, it says what is missing.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from assistant.catalogue import Catalogue, Listed, fold
from assistant.linking import Link, core, stem
from assistant.planner.frame import Frame
from assistant.query import Condition, Filter, Not, all_of, any_of

SEVERAL_NAMED = 6
OF_INDICATORS_TEXT = ("level3", "target", "actual")  # texts given as they are that are an indicator's, not the report's


@dataclass(frozen=True)
class Said:
    zh: str
    en: str

    def say(self, language: str) -> str:
        return self.en if language == "en" else self.zh


@dataclass
class Scope:
    """`where` filters reports; `reports` are those it leaves; `missing` says why there are none."""

    where: list[Filter] = field(default_factory=list)
    reports: list[Listed] = field(default_factory=list)
    assumed: list[Said] = field(default_factory=list)
    missing: Said | None = None
    projects: list[str] = field(default_factory=list)
    units: list[str] = field(default_factory=list)
    averaged: Filter | None = None  # where numbers are held against the average of others

    @property
    def filter(self) -> Filter | None:
        return all_of(*self.where)

    @property
    def one_project(self) -> bool:
        return len({(r.unit, r.project, r.year) for r in self.reports if r.project}) == 1


FORMS = {
    "project_target": ("project_target",),
    "self": ("project_self_evaluation", "department_self_evaluation"),
    "target": ("project_target", "department_target"),
    "monitoring": ("performance_monitoring",),
    "department": ("department_self_evaluation", "department_target"),
    "project": ("project_self_evaluation", "project_target", "performance_monitoring"),
}


def settle(frame: Frame, catalogue: Catalogue) -> Scope:
    """Narrow step by step: file and report, region, unit, project, person, year."""
    scope = Scope(reports=list(catalogue.reports))
    frame.projects = [_of_a_kind(link, frame, catalogue) for link in frame.projects]
    _place_of_one_unit(frame, catalogue)
    _own_years(frame, scope, catalogue)
    if frame.reports:
        meant = [r for r in scope.reports if r.report_id in frame.reports]
        _keep(scope, any_of(*dict.fromkeys(map(_identity, meant))), meant)
    if frame.documents:
        _keep(scope, Condition(field="document", op="in", value=tuple(frame.documents)), [r for r in scope.reports if r.document in frame.documents])
    if frame.regions:
        inside = _regions_meant(frame, catalogue)
        _keep(scope, Condition(field="region_path", op="lies_in", value=tuple(inside)), [r for r in scope.reports if set(inside) & set(r.regions)])
    if frame.forms:
        forms = tuple(f for kind in frame.forms for f in FORMS[kind])
        _keep(scope, Condition(field="form_type", op="in", value=forms), [r for r in scope.reports if r.form_type in forms])
    _units(frame, scope, catalogue)
    _projects(frame, scope, catalogue)
    _without(frame, scope)
    if frame.leads:
        scope.where.append(Condition(field="project_lead", op="person", value=tuple(frame.leads)))
    if frame.categories:
        _categories(frame, scope)
    for name in dict.fromkeys(n for n, _ in frame.exact if n not in OF_INDICATORS_TEXT):
        scope.where.append(any_of(*(Condition(field=name, op="contains", value=text) for n, text in frame.exact if n == name)))
    scope.where += [Not(part=Condition(field=n, op="contains", value=text)) for n, text in frame.exact_not if n not in OF_INDICATORS_TEXT]
    _years(frame, scope, catalogue)
    return scope


def _place_of_one_unit(frame: Frame, catalogue: Catalogue) -> None:
    """甲县住建局与乙区数据发展中心: a place said before a short name holds for that unit, where another is named in full with its own."""
    inside = {unit for unit, regions in catalogue.of_unit.items() if set(regions) & set(frame.regions)}
    elsewhere = [link for link in frame.units if len(link.tiers[0]) == 1 and link.tiers[0][0] not in inside and len(fold(link.tiers[0][0])) == link.end - link.start]
    if not frame.regions or not elsewhere or len(elsewhere) == len(frame.units):
        return
    near = [replace(link, tiers=tuple(kept for tier in link.tiers if (kept := tuple(n for n in tier if n in inside)))) for link in frame.units if link not in elsewhere]
    if all(link.tiers for link in near):
        frame.units, frame.near_regions, frame.regions = [*near, *elsewhere], [*frame.near_regions, *frame.regions], []


def _categories(frame: Frame, scope: Scope) -> None:
    """培训类项目: of that category, or called so; few forms print a category."""
    category = Condition(field="project_category", op="in", value=tuple(frame.categories))
    called = tuple(dict.fromkeys(r.project for r in scope.reports if r.project and any(c in r.project for c in frame.categories)))
    scope.where.append(category if frame.category_said or not called else any_of(category, *(Condition(field="project_name", op="contains", value=c) for c in frame.categories)))
    if called and not frame.category_said:
        said = "、".join(frame.categories)
        scope.assumed.append(Said(f"“{said}”按项目类别或项目名称理解。", f"“{said}” was taken as a project category or a part of the project's name."))


def _of_a_kind(link: Link, frame: Frame, catalogue: Catalogue) -> Link:
    """2022年甲市文化演出类项目: every project whose name holds the word, over its phases and years; a year or place said before the
    word is a condition, no part of it."""
    if not link.kind_of:
        return link
    word = link.kind_of
    if (year := _LEADING_YEAR.match(word)) and len(word) > year.end() + 1:
        word, frame.years = word[year.end() :].removeprefix("度"), frame.years if int(year[1]) in frame.years else [*frame.years, int(year[1])]
    place = next((r for r in catalogue.regions.names if word.startswith(r) and len(word) > len(r) + 1), "")
    if place:
        word, frame.regions = word.removeprefix(place), frame.regions if place in frame.regions else [*frame.regions, place]
    names = tuple(dict.fromkeys(r.project for r in catalogue.reports if r.project and word in fold(r.project)))
    return replace(link, tiers=(names,), exact=False, kind_of=word) if names else link


def _own_years(frame: Frame, scope: Scope, catalogue: Catalogue) -> None:
    """某项目今年…: "this year" of a project that is named in full is the year of its report, where that is one."""
    names = {n for link in frame.projects for n in link.tiers[0]}
    own = {r.year for r in catalogue.reports if r.project in names}
    if frame.relative_years and frame.projects and all(link.exact for link in frame.projects) and len(own) == 1 and max(catalogue.years, default=0) not in own and min(frame.years, default=0) <= max(catalogue.years, default=0):
        frame.years, frame.relative_years = [], False
        year = next(iter(own))
        scope.assumed.append(Said(f"该项目只有{year}年的报告，按{year}年回答。", f"The project has a report of {year} only; answered for {year}."))


def _identity(report: Listed) -> Filter:
    """A report by what it is about, which reads well and still holds when it is sent in again."""
    by_project = Condition(field="project_name", op="eq", value=report.project) if report.project else Condition(field="form_type", op="eq", value=report.form_type)
    year = Condition(field="fiscal_year", op="eq", value=report.year) if report.year else None
    return all_of(Condition(field="unit", op="eq", value=report.unit), by_project, year) or by_project


def _keep(scope: Scope, condition: Filter, reports: list[Listed]) -> None:
    scope.where.append(condition)
    scope.reports = reports


def _regions_meant(frame: Frame, catalogue: Catalogue) -> list[str]:
    """某市某区 names one place, not two: the outer one says where the inner one lies."""
    outer = {a for a in frame.regions for b in frame.regions if a != b for r in catalogue.reports if a in r.regions and b in r.regions and r.regions.index(a) < r.regions.index(b)}
    return [r for r in frame.regions if r not in outer] or frame.regions


def _without(frame: Frame, scope: Scope) -> None:
    """除…外: what is left out."""
    if frame.excluded_regions:
        out = set(frame.excluded_regions)
        _keep(scope, Not(part=Condition(field="region_path", op="lies_in", value=tuple(out))), [r for r in scope.reports if not out & set(r.regions)])
    if frame.excluded_years:
        gone = tuple(dict.fromkeys(frame.excluded_years))
        _keep(scope, Not(part=Condition(field="fiscal_year", op="in", value=gone)), [r for r in scope.reports if r.year not in gone])
    for name, links in (("unit", frame.excluded_units), ("project_name", frame.excluded_projects)):
        out = {n for link in links for n in link.tiers[0]}
        if out:
            kept = [r for r in scope.reports if (r.unit if name == "unit" else r.project) not in out]
            _keep(scope, Not(part=Condition(field=name, op="in", value=tuple(sorted(out)))), kept)


def _units(frame: Frame, scope: Scope, catalogue: Catalogue) -> None:
    if not frame.units:
        return
    chosen: list[str] = []
    beside = {r.regions[-1] for link in frame.units if len(link.tiers[0]) == 1 for r in scope.reports if r.unit == link.tiers[0][0] and r.regions}
    for link in frame.units:
        there = {r.unit for r in scope.reports}
        names = next((kept for tier in link.tiers if (kept := [n for n in tier if n in there])), None)
        if names is None:
            scope.missing = scope.missing or _no_such_unit(link, frame, catalogue)
            names = list(link.tiers[0])
        near = [n for n in names if {r for x in scope.reports if x.unit == n for r in x.regions} & (set(frame.near_regions) or beside)]
        if near and len(near) < len(names) and len(frame.units) > 1:
            meant = "、".join(near)
            scope.assumed.append(Said(f"其中一个单位按{meant}理解。", f"One of the units was taken to be {meant}."))  # 甲市教育局和水务局
        names = near or names
        if len(names) > 1 and not frame.everything:
            shown = "、".join(names[:SEVERAL_NAMED])
            scope.assumed.append(Said(f"问题中的单位可指：{shown}{' 等' if len(names) > SEVERAL_NAMED else ''}，已一并计入。", f"The unit may mean any of: {shown}; all are included."))
        chosen += [n for n in names if n not in chosen]
    scope.units = chosen
    _keep(scope, Condition(field="unit", op="in", value=tuple(chosen)), [r for r in scope.reports if r.unit in chosen])


def _no_such_unit(link: Link, frame: Frame, catalogue: Catalogue) -> Said:
    """甲县教育局, where only 乙市 has one: by the place that was said, never another's."""
    name = link.tiers[0][0]
    places = catalogue.of_unit.get(name, ())
    if len(frame.regions) == 1 and frame.regions[0] not in places and frame.regions[0] not in name:
        name = frame.regions[0] + stem(name, tuple(places))
        return Said(f"工作区里没有“{name}”的报告。", f"There is no report of {name} in the workspace.")
    return Said(f"工作区里没有与其他条件相符的“{name}”的报告。", f"There is no report of {name} that fits the other conditions.")


def _projects(frame: Frame, scope: Scope, catalogue: Catalogue) -> None:
    if not frame.projects:
        return
    chosen: list[str] = []
    years = set(frame.years)
    for link in frame.projects:
        if not link.kind_of and _over_years(frame, link, catalogue) and (series := _series(link, scope.reports)):
            chosen += [n for n in series if n not in chosen]
            continue
        wide = bool(link.kind_of) or frame.everything or frame.share or bool(frame.group) or frame.aggregate in ("average", "sum", "count") or _who_does(frame)
        names = _names_of_each(link, frame, scope, years, wide=wide)
        if not names:
            names = _loosened(link, catalogue, frame, scope)
        if not names:
            name = link.tiers[0][0]
            scope.missing = scope.missing or Said(f"没有与其他条件相符的“{name}”的报告。", f"There is no report on {name} that fits the other conditions.")
            names = list(link.tiers[0])
        chosen += [n for n in names if n not in chosen]
    scope.projects = chosen
    _keep(scope, Condition(field="project_name", op="in", value=tuple(chosen)), [r for r in scope.reports if r.project in chosen])


def _who_does(frame: Frame) -> bool:
    """做某项目的有哪几个单位: every project that holds the name, also where one is called just so."""
    asked = frame.asked_dimension in ("unit", "region") or "preparing_unit" in frame.concepts
    return asked and frame.asks_list and not (frame.units or frame.regions)


def _names_of_each(link: Link, frame: Frame, scope: Scope, years: set[int], *, wide: bool) -> list[str]:
    """甲局的某项目和乙局的某项目: each unit's own of that name, in full here and with its place there; right behind a unit, that unit's."""
    if len(frame.units) < 2:
        return _project_names(link, scope.reports, years, wide=wide)
    own = [u for u in frame.units if 0 <= link.start - u.end <= 1] if len(frame.projects) > 1 else []  # 甲局和乙局的某项目: of both
    of_each = [{n for tier in u.tiers for n in tier} & set(scope.units) for u in own or frame.units]
    found = [n for there in of_each for n in _project_names(link, [r for r in scope.reports if r.unit in there], years, wide=wide)]
    return list(dict.fromkeys(found))


def _over_years(frame: Frame, link: Link, catalogue: Catalogue) -> bool:
    """某项目历年得分, 哪年得分最高: the same project in all its years."""
    if len(frame.projects) > 1 or frame.reports or frame.indicators:
        return False
    own = {r.year for r in catalogue.reports if r.project in link.tiers[0]}
    compared = frame.compare and len(frame.years) != 1 and not (link.exact and len(own) == 1)
    return "fiscal_year" in frame.group or frame.asked_dimension == "fiscal_year" or compared


def _series(link: Link, reports: Sequence[Listed]) -> list[str]:
    """The names that the likeliest one bears over the years, where it is there in several."""
    there = {r.project for r in reports}
    first = next((kept for tier in link.tiers if (kept := [n for n in tier if n in there])), [])
    same = {_bare(n) for n in first}
    at = {r.project: {region for region in r.regions[-1:] if link.exact and region in r.project} for r in reports if r.project in first}
    placed = set().union(*at.values()) if all(at.values()) else set()  # 甲市某项目: there, not another place's
    alike = [r for r in reports if r.project and _bare(r.project) in same and (not placed or placed & set(r.regions))]
    return list(dict.fromkeys(r.project for r in alike)) if len({r.year for r in alike}) > 1 else []


def _project_names(link: Link, reports: Sequence[Listed], years: set[int], *, wide: bool) -> list[str]:
    there = {r.project for r in reports if not years or r.year in years}
    tiers = [[n for n in tier if n in there] for tier in link.tiers]
    if wide:
        return [n for tier in tiers for n in tier]
    first = next((tier for tier in tiers if tier), [])
    if len(years) > 1 and first:  # over several years the same project may bear each year in its name
        same = {_bare(n) for n in first}
        return [n for n in dict.fromkeys(r.project for r in reports) if n in there and _bare(n) in same]
    return first


_PHASE = re.compile(r"\([一二三四五\d]期\)$")


def _bare(name: str) -> tuple[str, str]:
    """A project's name without place and year, and its phase."""
    folded = fold(name)
    phase = _PHASE.search(folded)
    return core(folded), phase[0] if phase else ""


def _loosened(link: Link, catalogue: Catalogue, frame: Frame, scope: Scope) -> list[str]:
    """The place or year before a project's name may belong to the question (财政局2022年某项目), or the place asked for to
    the name (某市某项目 of another office)."""
    name = fold(link.tiers[0][0])
    years = set(frame.years) or {int(y) for y in _LEADING_YEAR.findall(name)}
    phase = _bare(name)[1]
    phase = phase if link.exact or link.end - link.start > len(name) - len(phase) else ""  # the second phase asked for is no other
    alike = [r.project for r in scope.reports if core(fold(r.project)) == core(name) and phase in ("", _bare(r.project)[1]) and (not years or r.year in years)]
    if alike and years and not frame.years:
        frame.years = sorted(years)  # 甲局2022年某项目: the year is not the name's, yet it is asked for
    if alike or frame.units or frame.reports:
        return list(dict.fromkeys(alike))
    names = [n for tier in link.tiers for n in tier if any(r.project == n for r in catalogue.reports) and any(region in n for region in frame.regions)]
    if names and frame.regions:
        scope.where = [w for w in scope.where if not (isinstance(w, Condition) and w.field == "region_path")]
        scope.reports = list(catalogue.reports)
    return names


_LEADING_YEAR = re.compile(r"^(\d{4})年")


def _changed_between(frame: Frame, have: Sequence[int]) -> None:
    """The two years of a change: of one named the year before it, of none the newest two."""
    assert frame.change
    frame.relative_years |= len(frame.years) < 2
    if not frame.years:
        frame.years = list(have[-2:])
    elif len(frame.years) == 1:
        frame.years = [frame.years[0] - 1, frame.years[0]]
    earlier, later = frame.years[0], frame.years[-1]
    frame.change = replace(frame.change, years=frame.change.years or (min(earlier, later), max(earlier, later)))


def _years(frame: Frame, scope: Scope, catalogue: Catalogue) -> None:
    if not (frame.years or frame.over or frame.change):
        return
    have = {r.year for r in scope.reports if r.year}
    if frame.change:
        _changed_between(frame, sorted(have))
    if frame.over:
        scope.missing = scope.missing or _settled_years(frame, sorted(have))
    wanted = [y for y in frame.years if y in have]
    lacking = [y for y in frame.years if y not in have]
    if not frame.years:
        return
    if not wanted:
        asked = "、".join(f"{y}年" for y in frame.years)
        has = "、".join(map(str, sorted(have))) or "无"
        scope.missing = scope.missing or Said(
            f"没有{asked}的报告（范围内有报告的年度：{has}）。",
            f"There is no report of {', '.join(map(str, frame.years))} (years with reports here: {', '.join(map(str, sorted(have))) or 'none'}).",
        )
    elif lacking and (frame.difference or frame.growth or frame.change):
        scope.missing = scope.missing or Said(f"没有{'、'.join(map(str, lacking))}年的报告，无法比较。", f"There are no reports of {', '.join(map(str, lacking))} to compare with.")
    elif lacking:
        gone = "、".join(map(str, lacking))
        scope.assumed.append(Said(f"没有{gone}年的报告。", f"There are no reports of {', '.join(map(str, lacking))}."))
    if frame.relative_years and wanted:
        meant = "、".join(map(str, wanted))
        scope.assumed.append(Said(f"年份按报告年度推算：{meant}年。", f"Years counted from the reports' own: {', '.join(map(str, wanted))}."))
    years = wanted or frame.years
    condition = Condition(field="fiscal_year", op="eq", value=years[0]) if len(years) == 1 else Condition(field="fiscal_year", op="in", value=tuple(years))
    _keep(scope, condition, [r for r in scope.reports if r.year in years])


def _settled_years(frame: Frame, have: Sequence[int]) -> Said | None:
    """The years that are left open, counted from those that there are; what is missing where one of them has no report."""
    over, newest = frame.over, max(have, default=None)
    if newest is None:
        return None
    over.newest = newest
    if (over.new or over.dropped) and not over.gone:
        frame.years, over.gone = ([newest], [newest - 1]) if over.new else ([newest - 1], [newest])
        frame.relative_years = True
    if over.each and over.running and not frame.years:
        frame.years, frame.relative_years, over.running = list(range(newest - over.running + 1, newest + 1)), True, 0
    if over.running == len(have) and not over.each:
        over.each, over.running = True, 0  # 连续三年 of three
    if over.each and not frame.years:
        frame.years, frame.relative_years = sorted(have), True
    named = [*frame.years, *over.gone, *([over.earlier[0]] if over.earlier else [])]
    lacking = [str(y) for y in dict.fromkeys(named) if y not in have]
    if not lacking:
        return None
    there = "、".join(map(str, sorted(have)))
    return Said(f"没有{'、'.join(lacking)}年的报告，无法逐年对照（范围内有报告的年度：{there}）。", f"There are no reports of {', '.join(lacking)} to hold the years against one another (years with reports here: {there.replace('、', ', ')}).")


def indicator_names(links: Sequence[Link], wide: bool) -> Filter | None:
    """Indicators named: the likeliest reading of each, all readings where the question is about many."""
    names = [n for link in links for tier in (link.tiers if wide else link.tiers[:1]) for n in tier]
    return Condition(field="level3", op="in", value=tuple(dict.fromkeys(names))) if names else None


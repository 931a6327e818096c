"""What the workspace lacks where a question finds no report: the one thing that is not there, or the two that do not meet.

Looks at the catalogue only; says what there is instead. Pure.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

from assistant.catalogue import Catalogue, Listed
from assistant.execute import DEPARTMENT_FORMS
from assistant.linking import Link, stem
from assistant.planner.frame import Frame
from assistant.planner.scope import FORMS, Said
from assistant.query import Query
from assistant.wording import FORM

_SHOWN = 6


@dataclass(frozen=True)
class Facet:
    """One thing that a question named: how it is called, the reports that have it, and what of its kind others have."""

    zh: str
    en: str
    holds: Callable[[Listed], bool]
    kinds: Callable[[Iterable[Listed]], list[tuple[str, str]]]


def what_is_missing(frame: Frame, query: Query | None, catalogue: Catalogue) -> Said | None:
    """None where some report has all that was named."""
    facets, reports = _facets(frame, _forms(frame, query), catalogue), catalogue.reports
    if not reports or any(all(f.holds(r) for f in facets) for r in reports):
        return None
    for facet in facets:
        if not any(map(facet.holds, reports)):
            zh, en = _there(facet, reports)
            return Said(f"工作区里没有{facet.zh}的报告{zh}。", f"There is no report of {facet.en} in the workspace{en}.")
    for one, other in combinations(facets, 2):
        those = [r for r in reports if one.holds(r)]
        if not any(map(other.holds, those)):
            zh, en = _there(other, those)
            return Said(f"{one.zh}没有{other.zh}的报告{zh}。", f"There is no report of {other.en} for {one.en}{en}.")
    named = facets[:-1]
    return Said(f"没有同时符合{'、'.join(f.zh for f in named)}和{facets[-1].zh}的报告。", f"No report is of {', '.join(f.en for f in named)} and {facets[-1].en} at once.")


def _there(facet: Facet, reports: Sequence[Listed]) -> tuple[str, str]:
    found = facet.kinds(reports)
    if not found:
        return "", ""
    zh, en = ([words[n] for words in found[:_SHOWN]] for n in (0, 1))
    more = len(found) > _SHOWN
    return f"（有的是：{'、'.join(zh)}{'等' if more else ''}）", f" (there are: {', '.join(en)}{' …' if more else ''})"


def _forms(frame: Frame, query: Query | None) -> set[str]:
    """The kinds of forms that were named, or that alone have what was asked for."""
    named = {f for kind in frame.forms for f in FORMS[kind]}
    of_departments = query is not None and query.subject == "departments"
    return (named & set(DEPARTMENT_FORMS) if named else set(DEPARTMENT_FORMS)) if of_departments else named


def _facets(frame: Frame, forms: set[str], catalogue: Catalogue) -> list[Facet]:
    """From what people name first to what they name last."""
    made = []
    if frame.regions:
        made.append(_named(frame.regions, lambda r: set(r.regions), lambda r: list(r.regions[-1:])))
    if frame.units:
        units = _of_region(_names(frame.units), frame.regions, catalogue)
        facet = _named(units, lambda r: {r.unit}, lambda r: [r.unit], shown=3)
        bare = _without_place(units, frame.regions, catalogue)
        made.append(replace(facet, zh=bare, en=bare) if bare else facet)
    if frame.projects:
        made.append(_named(_names(frame.projects), lambda r: {r.project}, lambda r: [r.project], shown=1, silent=True))
    if forms:
        zh, en = _either(FORM[f] for f in sorted(forms))
        made.append(Facet(zh, en, lambda r: r.form_type in forms, lambda rs: sorted({FORM[r.form_type] for r in rs if r.form_type in FORM})))
    if frame.years:
        years = set(frame.years)
        zh, en = _either((f"{y}年", str(y)) for y in sorted(years))
        made.append(Facet(zh, en, lambda r: r.year in years, lambda rs: [(f"{y}年", str(y)) for y in sorted({r.year for r in rs if r.year})]))
    return made


def _names(links: Sequence[Link]) -> list[str]:
    return list(dict.fromkeys(n for link in links for tier in link.tiers for n in tier))


def _of_region(units: list[str], regions: Sequence[str], catalogue: Catalogue) -> list[str]:
    """财政局, where a place is spoken of: that place's, if it has one."""
    return [u for u in units if set(regions) & set(catalogue.of_unit.get(u, ()))] or units


def _without_place(units: list[str], regions: Sequence[str], catalogue: Catalogue) -> str:
    """甲县没有教育局的报告, where only another place has one, whose name nobody asked for."""
    theirs = [set(catalogue.of_unit.get(u, ())) for u in units]
    if not regions or any(t & set(regions) for t in theirs):
        return ""
    return "、".join(dict.fromkeys(stem(u, tuple(t)) for u, t in zip(units, theirs, strict=True)))


def _named(
    names: Sequence[str], has: Callable[[Listed], set[str]], called: Callable[[Listed], list[str]], *, shown: int = 2, silent: bool = False
) -> Facet:
    """`silent`: there are too many others to name them."""
    wanted = set(names)
    zh, en = ("、".join(names[:shown]), ", ".join(names[:shown]))
    zh, en = (f"{zh}等", f"{en} and others") if len(names) > shown else (zh, en)

    def kinds(reports: Iterable[Listed]) -> list[tuple[str, str]]:
        return [] if silent else [(n, n) for n in dict.fromkeys(n for r in reports for n in called(r) if n)]

    return Facet(zh, en, lambda r: bool(has(r) & wanted), kinds)


def _either(words: Iterable[tuple[str, str]]) -> tuple[str, str]:
    pairs = list(words)
    return "或".join(zh for zh, _ in pairs), " or ".join(en for _, en in pairs)

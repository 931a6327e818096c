"""One project over several years: what it had in each of them, in one and not in another. For any world; what is the same
project is said here in plain words: of one unit, and of one name but for the year and the place in it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

from extractors.records import Indicator, Report

from .world import MISSED, World, budget, misses, rate, score, spent

Ask = tuple[str, str, Any]
Fits = Callable[[Report], bool]


def same(w: World, r: Report) -> tuple[str, str]:
    name = re.sub(rf"{r.fiscal_year}年度?", "", r.project_name or "").replace(w.region(r), "")
    return w.unit(r), name


def in_years(w: World) -> dict[tuple[str, str], dict[int, Report]]:
    """Project -> year -> its report."""
    found: dict[tuple[str, str], dict[int, Report]] = {}
    for r in w.stated:
        found.setdefault(same(w, r), {})[r.fiscal_year or 0] = r
    return found


def named(w: World, reports: list[Report]) -> list[tuple[str, str | None]]:
    return [(w.unit(r), r.project_name) for r in reports]


def in_each(w: World, years: list[int], fits: Fits) -> list[Report]:
    """The last year's reports of projects that fit in all of these years."""
    return [of[years[-1]] for of in in_years(w).values() if all(y in of and fits(of[y]) for y in years)]


def gone(w: World, there: int, lacking: int) -> list[Report]:
    return [of[there] for of in in_years(w).values() if there in of and lacking not in of]


def running(w: World, length: int, fits: Fits) -> list[Report]:
    """The last report of every run of so many years and more."""
    found = []
    for of in in_years(w).values():
        fitting = {y for y, r in of.items() if fits(r)}
        found += [of[y] for y in fitting if y + 1 not in fitting and all(y - n in fitting for n in range(length))]
    return found


def indicators_in_each(w: World, years: list[int], fits: Callable[[Indicator], bool]) -> list[tuple[str, str | None, str | None]]:
    found = []
    for of in in_years(w).values():
        if all(y in of for y in years):
            again = [i for i in of[years[-1]].indicators if fits(i) and all(any(x.level3 == i.level3 and fits(x) for x in of[y].indicators) for y in years)]
            found += [(w.unit(of[years[-1]]), of[years[-1]].project_name, i.level3) for i in again]
    return found


def judged_below(limit: int) -> Fits:
    return lambda r: r.total_score is not None and r.total_score < limit


def missed(i: Indicator) -> bool:
    return i.status in MISSED


def met(i: Indicator) -> bool:
    return i.status == "met"


def over_years(w: World) -> Iterator[Ask]:
    first, mid, last = w.years
    # in each of the years, of indicators
    both = indicators_in_each(w, [mid, last], missed) or None
    yield f"{mid}年和{last}年都没完成的指标", "indicators", both
    yield f"哪些指标{mid}、{last}两年都未达标", "indicators", both
    yield "去年和今年都没达标的指标有哪些", "indicators", both
    yield f"{mid}年没完成，到了{last}年还没完成的指标", "indicators", both
    yield f"{mid}年没做到、{last}年也没做到的指标给我列一下", "indicators", both
    yield "近两年都没完成的指标", "indicators", both
    yield f"Which indicators were missed in both {mid} and {last}?", "indicators", both
    yield f"indicators that missed their targets in {mid} and again in {last}", "indicators", both
    yield f"{mid}年和{last}年都没完成的指标有几条", "value", len(both) if both else None
    yield f"{first}年和{mid}年均未完成的指标", "indicators", indicators_in_each(w, [first, mid], missed) or None
    yield f"{first}年和{last}年都达标的指标有多少条", "value", len(indicators_in_each(w, [first, last], met)) or None
    yield "三年都没完成的指标", "indicators", indicators_in_each(w, [first, mid, last], missed) or None
    # of projects
    low = named(w, in_each(w, [first, last], judged_below(97))) or None
    yield f"{first}年和{last}年得分都低于97分的项目", "projects", low
    yield f"哪些项目{first}、{last}两年自评得分均不到97分", "projects", low
    yield f"{first}年没到97分、{last}年也没到97分的项目", "projects", low
    yield f"{first}年和{last}年都没过97分的项目都有谁", "projects", low
    yield f"projects scoring below 97 in both {first} and {last}", "projects", low
    yield f"Which projects were below 97 points in {first} as well as in {last}?", "projects", low
    yield f"{first}年和{last}年得分都低于97分的项目有几个", "value", len(low) if low else None
    yield f"{first}年和{last}年执行率都低于95%的项目", "projects", named(w, in_each(w, [first, last], lambda r: bool(spent(r)) and rate(r) < 95)) or None
    yield f"{first}年和{last}年都有未完成指标的项目", "projects", named(w, in_each(w, [first, last], lambda r: misses(r) > 0)) or None
    a = w.regions[0]
    yield f"{a}{first}年和{last}年预算都超过100万元的项目", "projects", named(w, [r for r in in_each(w, [first, last], lambda r: budget(r) > 1000000) if a in w.unit(r)]) or None
    yield f"{first}年和{last}年都有的项目", "projects", named(w, in_each(w, [first, last], lambda r: True))
    # so many years on end
    run = named(w, running(w, 2, judged_below(97))) or None
    yield "连续两年得分低于97的项目", "projects", run
    yield "哪些项目连续2年自评得分不到97分", "projects", run
    yield "接连两年都没到97分的项目", "projects", run
    yield "projects below 97 points two years running", "projects", run
    yield "projects that scored under 97 for two consecutive years", "projects", run
    yield "连续两年都有指标没完成的项目", "projects", named(w, running(w, 2, lambda r: misses(r) > 0)) or None
    yield "连续三年得分低于99分的项目", "projects", named(w, running(w, 3, judged_below(99))) or None
    # there in the one, not in the other
    out = named(w, gone(w, mid, last))
    yield f"{mid}年有、{last}年没有的项目", "projects", out
    yield f"哪些项目{mid}年有，{last}年没有了", "projects", out
    yield f"{mid}年的项目里哪些到{last}年就没有了", "projects", out
    yield f"{mid}年的项目哪些没有延续到{last}年", "projects", out
    yield f"{last}年取消了哪些项目", "projects", out
    yield f"{last}年不再安排的项目有哪些", "projects", out
    yield f"which {mid} projects were dropped in {last}", "projects", out
    yield f"projects that existed in {mid} but not in {last}", "projects", out
    yield f"{mid} projects that are no longer there in {last}", "projects", out
    yield f"Which projects were discontinued after {mid}?", "projects", out
    yield f"{mid}年有、{last}年没有的项目一共几个", "value", len(out)
    new = named(w, gone(w, last, mid))
    yield f"{last}年新增的项目", "projects", new
    yield "今年新增了哪些项目", "projects", new
    yield f"{last}年比{mid}年多了哪些项目", "projects", new
    yield f"{last}年有而{mid}年没有的项目", "projects", new
    yield f"哪些项目是{last}年才有的", "projects", new
    yield f"what projects are new in {last}", "projects", new
    yield f"Projects newly added in {last}", "projects", new
    yield f"projects in {last} that were not there in {mid}", "projects", new
    yield f"哪些项目{last}年是新设立的、{mid}年没有", "projects", new
    yield f"{mid}年和{last}年都低于90分的项目", "projects", named(w, in_each(w, [mid, last], judged_below(90)))
    yield f"{first}年新增的项目", "none", None
    yield f"{last + 1}年取消的项目", "none", None
    yield f"{first}年有、{mid}年没有的项目", "projects", named(w, gone(w, first, mid))
    own = in_years(w)
    added = [(w.unit(r), r.project_name, i.level3) for r in w.departments if r.fiscal_year == last for i in r.indicators] + [
        (w.unit(of[last]), of[last].project_name, i.level3)
        for of in own.values() if last in of for i in of[last].indicators
        if mid not in of or i.level3 not in {x.level3 for x in of[mid].indicators}
    ]  # fmt: skip
    yield f"{last}年新增的指标", "indicators", added or None
    yield f"{last}年有、{mid}年没有的指标有多少条", "value", len(added) or None
    yield f"how many indicators are new in {last} compared with {mid}", "value", len(added) or None
    units = {w.unit(r) for r in w.stated}
    without = {u: float(sum(w.unit(r) == u for r in w.stated)) for u in units - {w.unit(r) for r in w.stated if r.fiscal_year == last}}
    yield f"{last}年没有项目的单位", "groups", without or None
    before = {u: float(sum(w.unit(r) == u and r.fiscal_year == mid for r in w.stated)) for u in without}
    yield f"哪些单位{mid}年有项目、{last}年没有", "groups", {u: n for u, n in before.items() if n} or None
    between = named(w, [of[last] for of in own.values() if first in of and last in of and mid not in of])
    yield f"哪些项目{first}年和{last}年有，{mid}年没有", "projects", between
    yield f"Which units had projects in {mid} but none in {last}?", "groups", {u: n for u, n in before.items() if n} or None
    yield f"Which projects appear in {last} for the first time?", "projects", new
    yield "一直没完成的指标有哪些", "indicators", indicators_in_each(w, [first, mid, last], missed) or None
    yield "哪些项目三年得分都在90分以上", "projects", named(w, in_each(w, [first, mid, last], lambda r: r.total_score is not None and r.total_score >= 90)) or None
    low = {y: {w.unit(r) for r in w.some(w.of("", y)) if score(r) < 90} for y in (mid, last)}
    yield "哪个单位两年都有项目得分低于90", "groups", dict.fromkeys(low[mid] & low[last], 2.0) or None
    # another thing in each
    fell = [t for t in indicators_in_each(w, [last], missed) if t in {(w.unit(of[last]), of[last].project_name, i.level3) for of in own.values() if mid in of and last in of for i in of[mid].indicators if met(i)}] or None
    yield f"{mid}年达标、{last}年没达标的指标", "indicators", fell
    yield f"哪些指标{mid}年完成了，{last}年却没完成", "indicators", fell
    yield "去年达标今年没达标的指标", "indicators", fell
    yield f"indicators met in {mid} but missed in {last}", "indicators", fell
    yield f"list indicators that were met in {mid} but not in {last}", "indicators", fell
    yield f"哪些指标{mid}年达标了，{last}年反倒没达标", "indicators", fell
    yield f"{last}年没完成但{mid}年完成了的指标有几条", "value", len(fell) if fell else None
    risen = named(w, [of[last] for of in own.values() if first in of and last in of and of[last].total_score is not None and score(of[first]) < 90 <= score(of[last])]) or None
    yield f"{first}年不到90分、{last}年90分以上的项目", "projects", risen
    yield f"哪些项目{first}年低于90分，{last}年达到90分以上", "projects", risen
    # not asked of projects or indicators, or of nothing that is known
    yield f"{mid}年和{last}年平均得分都低于90分的单位", "none", None
    yield f"{mid}年和{last}年都让人满意的局长", "none", None


def over_years_sessions(w: World) -> Iterator[list[Ask]]:
    first, mid, last = w.years
    a, b = w.regions[0], w.regions[1]
    low = in_each(w, [first, last], judged_below(97))
    yield [
        (f"{first}年和{last}年得分都低于97分的项目", "projects", named(w, low) or None),
        (f"只看{a}的", "projects", named(w, [r for r in low if a in w.unit(r)]) or None),
        (f"{b}呢", "projects", named(w, [r for r in low if b in w.unit(r)]) or None),
    ]
    both = indicators_in_each(w, [mid, last], missed)
    yield [
        (f"{mid}年和{last}年都没完成的指标有几条", "value", len(both) if both else None),
        ("有哪些", "indicators", both or None),
        ("为什么", "indicators", [o.triple for o in w.rows(lambda o: o.triple in both and o.report.fiscal_year == last and bool(o.i.deviation_reason))] or None),
    ]
    new = gone(w, last, mid)
    yield [
        (f"{last}年新增的项目有几个", "value", len(new)),
        ("有哪些", "projects", named(w, new)),
        (f"{mid}年呢", "projects", named(w, gone(w, mid, first))),
    ]
    out = gone(w, mid, last)
    yield [
        (f"Which projects were dropped in {last}?", "projects", named(w, out)),
        (f"only {a}", "projects", named(w, [r for r in out if a in w.unit(r)]) or None),
    ]

"""Several numbers at once: units held against two of them, and several asked of each. For any world; gold by arithmetic."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from extractors.records import Report

from .world import World, budget, mean, misses, rate, score, spent, told

Ask = tuple[str, str, Any]
Number = Callable[[list[Report]], float]


def number(reports: list[Report]) -> float:
    return float(len(reports))


def average(reports: list[Report]) -> float:
    """Of those that have a score."""
    scored = [score(r) for r in reports if r.total_score is not None]
    return mean(scored) if scored else float("nan")


def money(reports: list[Report]) -> float:
    return float(sum(map(budget, reports)))


def missed(reports: list[Report]) -> float:
    return float(sum(map(misses, reports)))


def execution(reports: list[Report]) -> float:
    both = [r for r in reports if spent(r)]
    return float(100 * sum(map(spent, both)) / sum(map(budget, both))) if both else float("nan")


def held(w: World, key: Callable[[Report], Any], first: Number, *fits: Callable[[list[Report]], bool], year: int | None = None) -> dict[str, float] | None:
    """The first number of those groups that fit throughout; None where there are none to tell."""
    groups: dict[str, list[Report]] = {}
    for r in w.stated:
        if year in (None, r.fiscal_year):
            groups.setdefault(str(key(r)), []).append(r)
    return {k: first(rs) for k, rs in groups.items() if all(f(rs) for f in fits)} or None


def several_numbers(w: World) -> Iterator[Ask]:
    first, mid, last = w.years
    a, b = w.regions[0], w.regions[1]
    unit = max({w.unit(r) for r in w.stated}, key=lambda u: (sum(w.unit(r) == u for r in w.stated), u))
    # groups held against two numbers
    few = held(w, w.unit, number, lambda rs: len(rs) > 1, lambda rs: average(rs) < 90)
    yield "哪些单位项目数超过1个且平均得分低于90", "groups", few
    yield "项目数不少于2个、平均得分低于90分的单位有哪些", "groups", few
    yield "哪些单位报了2个以上项目，而且平均分不到90", "groups", few
    yield "项目不止1个、均分又没到90的单位", "groups", few
    yield "平均得分低于90且项目数超过1个的单位", "groups", held(w, w.unit, average, lambda rs: len(rs) > 1, lambda rs: average(rs) < 90)
    yield "which units have more than 1 project and an average score below 90", "groups", few
    yield "units with at least 2 projects and an average score under 90", "groups", few
    yield "有多少个单位项目数超过1个且平均得分低于90", "value", len(few) if few else None
    yield "How many units have more than 1 project and an average score below 90?", "value", len(few) if few else None
    yield f"{last}年哪些地区项目数在4个以上且平均得分低于95分", "groups", held(w, w.region, number, lambda rs: len(rs) >= 4, lambda rs: average(rs) < 95, year=last)
    rich = held(w, w.unit, number, lambda rs: len(rs) >= 2, lambda rs: money(rs) > 3000000)
    yield "项目数2个以上且总预算超过300万元的单位", "groups", rich
    yield "项目达到2个，而且预算合计超过300万的单位有哪些", "groups", rich
    yield "units with 2 or more projects and a total budget over 3 million yuan", "groups", rich
    yield "哪些地区平均得分低于95分且整体执行率低于95%", "groups", held(w, w.region, average, lambda rs: average(rs) < 95, lambda rs: execution(rs) < 95)
    bad = held(w, w.unit, missed, lambda rs: missed(rs) > 3, lambda rs: average(rs) < 95)
    yield "未完成指标超过3条且平均得分低于95的单位", "groups", bad
    yield "哪些单位未完成指标数超过3条、平均得分不到95分", "groups", bad
    yield "which units have more than 3 missed indicators and an average score below 95", "groups", bad
    yield "项目数超过1个或者平均得分低于85的单位", "none", None  # either of two numbers is not made
    # several numbers of each
    yield "各单位的项目数和预算", "beside", {u: [number(rs), money(rs)] for u in {w.unit(r) for r in w.stated} for rs in [[r for r in w.stated if w.unit(r) == u]]}
    for question in (
        f"{first}年各地区的项目数、平均得分和整体执行率", f"{first}年每个地区有几个项目、平均得分多少、总体执行率多少", f"{first}年各地区项目数、均分、总体执行率分别是多少",
        f"number of projects, average score and execution rate by region in {first}", f"For {first}, give the number of projects, the average score and the execution rate of each region",
    ):  # fmt: skip
        of = [r for r in w.judged if r.fiscal_year == first]
        yield question, "beside", {w.region(r): [number(rs), average(rs), execution(rs)] for r in of for rs in [[x for x in of if w.region(x) == w.region(r)]]}
    yield f"{a}和{b}{mid}年的平均得分和预算合计分别是多少", "beside", {x: [average(rs), money(rs)] for x in (a, b) for rs in [[r for r in w.stated if r.fiscal_year == mid and x == w.region(r)]]}
    yield f"{a}{mid}年平均得分和总预算各是多少", "says", [told(average(rs)) for rs in [[r for r in w.stated if r.fiscal_year == mid and a in w.unit(r)]]]
    own = [r for r in w.stated if w.unit(r) == unit]
    yield f"{unit}有几个项目几条指标", "says", [str(len(own)), str(sum(len(r.indicators) for r in own))]
    yield f"{unit}有多少个项目、多少条指标", "says", [str(len(own)), str(sum(len(r.indicators) for r in own))]
    yield f"How many projects and how many indicators does {unit} have?", "says", [str(len(own)), str(sum(len(r.indicators) for r in own))]
    years = {str(y): [number(rs), missed(rs), average(rs)] for y in w.years for rs in [[r for r in w.stated if r.fiscal_year == y]]}
    yield "每年的项目数、未完成指标数和平均得分", "beside", years
    yield "number of projects, number of missed indicators and average score by year", "beside", years
    p = w.single[0]
    yield f"{p.project_name}的得分、预算和执行率", "text", [f"{float(score(p)):g}", f"{float(rate(p)):.2f}".rstrip("0").rstrip(".")]
    # a report's number and an indicator's value
    satisfied = [x for i in p.indicators if "满意" in (i.level1 or "") + (i.level2 or "") for x in (i.target, i.actual) if x]
    for question in (f"{p.project_name}的得分和满意度", f"{p.project_name}的得分和满意度分别是多少", f"{p.project_name}得了多少分，满意度是多少", f"What are the score and the satisfaction of {p.project_name}?", f"{p.project_name}的满意度和执行率"):
        yield question, "text", [*satisfied, f"{float(rate(p)):.2f}".rstrip("0").rstrip(".") if "执行率" in question else f"{float(score(p)):g}"]
    yield f"{a}{mid}年各项目的得分和满意度", "all", [i.actual for r in w.judged if r.fiscal_year == mid and a in w.unit(r) for i in r.indicators if "满意" in (i.level1 or "") + (i.level2 or "") and i.actual] + [f"{float(score(r)):g}分" for r in w.judged if r.fiscal_year == mid and a in w.unit(r)]

"""What an acceptance audit taught: sides of an "or" with several conditions each, two dimensions at once, the first of each year, part of
each one's projects, a unit's own completion rate, two orders in one question, names by their sound, and what must be refused."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from extractors.records import Report

from .world import World, budget, initial, lost, misses, rate, score, spent

Ask = tuple[str, str, Any]


def auditors(w: World) -> Iterator[Ask]:
    for part in (sides, by_two, of_each, parts, both, changed, in_words, defined, refused):
        yield from part(w)


def sides(w: World) -> Iterator[Ask]:
    a, b = w.regions[0], w.regions[1]
    first, last = w.years[0], w.years[-1]
    yield f"（预算超过300万且得分低于90）或者（执行率低于70%且年份是{last}）的项目", "projects", w.projs(lambda r: (budget(r) > 3000000 and score(r) < 90) or (rate(r) < 70 and r.fiscal_year == last)) or None
    yield "预算高于200万并且得分不到92分，或者执行率低于60%的项目有哪些", "projects", w.projs(lambda r: (budget(r) > 2000000 and score(r) < 92) or rate(r) < 60) or None
    yield f"{a}得分低于90或者{b}执行率低于80%的项目", "projects", w.projs(lambda r: (w.of(a)(r) and score(r) < 90) or (w.of(b)(r) and rate(r) < 80)) or None
    yield f"{first}年得分低于88或{last}年得分低于92的项目", "projects", w.projs(lambda r: (r.fiscal_year == first and score(r) < 88) or (r.fiscal_year == last and score(r) < 92)) or None
    yield "得分低于92且（执行率低于80%或者预算超过300万）的项目", "projects", w.projs(lambda r: score(r) < 92 and (rate(r) < 80 or budget(r) > 3000000)) or None
    yield f"{b}得分低于90或者执行率低于75%的项目", "projects", w.projs(lambda r: w.of(b)(r) and (score(r) < 90 or rate(r) < 75)) or None
    yield f"得分低于90或执行率低于75%的{last}年项目", "projects", w.projs(lambda r: r.fiscal_year == last and (score(r) < 90 or rate(r) < 75)) or None
    yield "projects with budget over 3 million and score below 90 or execution rate below 60%", "projects", w.projs(lambda r: (budget(r) > 3000000 and score(r) < 90) or rate(r) < 60) or None


def by_two(w: World) -> Iterator[Ask]:
    yield "按年度和地区统计项目数", "groups", _two(w, lambda r: r.fiscal_year, w.region, len)
    yield "按地区、年度统计预算", "groups", _two(w, w.region, lambda r: r.fiscal_year, lambda rs: float(sum(map(budget, rs))))
    yield "项目个数按地区以及年度分别统计", "groups", _two(w, w.region, lambda r: r.fiscal_year, len)
    yield "number of projects by year and region", "groups", _two(w, lambda r: r.fiscal_year, w.region, len)
    yield "total budget by region and year", "groups", _two(w, w.region, lambda r: r.fiscal_year, lambda rs: float(sum(map(budget, rs))))


def of_each(w: World) -> Iterator[Ask]:
    of_points: Callable[[list[Report]], float] = lambda rs: float(sum(map(lost, rs)))  # noqa: E731
    of_money: Callable[[list[Report]], float] = lambda rs: float(sum(map(budget, rs)))  # noqa: E731
    yield "每年扣分最多的单位", "groups", _first_in(w, lambda r: r.fiscal_year, w.unit, of_points, judged=True)
    yield "每年预算最多的地区是哪个", "groups", _first_in(w, lambda r: r.fiscal_year, w.region, of_money)
    yield "各地区预算最高的单位是哪家", "groups", _first_in(w, w.region, w.unit, of_money)
    yield "which unit lost the most points in each year", "groups", _first_in(w, lambda r: r.fiscal_year, w.unit, of_points, judged=True)


def parts(w: World) -> Iterator[Ask]:
    high = w.by(w.region, lambda rs: 100 * sum(score(r) >= 90 for r in rs) / len(rs))
    yield "哪个地区超过一半的项目得分在90以上", "groups", {k: v for k, v in high.items() if v > 50} or None
    done = {u: w.completion(lambda o, u=u: o.unit == u) for u in {o.unit for o in w.rows(lambda o: True)}}  # type: ignore[misc]
    yield "完成率低于90%的单位", "groups", {k: v for k, v in done.items() if v < 90} or None
    yield "指标完成率不到九成的单位有几个", "value", float(sum(v < 90 for v in done.values()))
    over = w.by(w.unit, lambda rs: float(100 * sum(map(spent, rs)) / sum(map(budget, rs))))
    yield "整体执行率低于90%的单位有多少个", "value", float(sum(v < 90 for v in over.values()))
    everything = w.completion(lambda o: True)
    yield "完成率低于全部平均的单位", "groups", {k: v for k, v in done.items() if v < everything} or None


def both(w: World) -> Iterator[Ask]:
    a, b = sorted(w.regions[:2], key=lambda x: float(sum(map(spent, w.some(w.of(x))))))
    richest, worst = max(w.some(w.of()), key=budget), max(w.some(w.of()), key=lost)
    yield "预算最多的项目是哪个，还有谁扣分最多？", "says", [richest.project_name, worst.project_name]
    yield f"{a}比{b}多花了多少万元", "says", [f"即{a}比{b}少"]
    yield f"How much did {a} spend in total?", "value", float(sum(map(spent, w.some(w.of(a)))))
    yield "90分到95分之间（含）的项目数", "value", float(w.n(lambda r: 90 <= score(r) <= 95))
    yield "（没写原因且扣分）或者（未完成且扣分超过1分）的指标有几条", "value", float(len(w.rows(lambda o: (not o.i.deviation_reason and o.lost > 0) or (o.missed and o.lost > 1))))
    yield "得分高于98或有未完成指标的项目有几个", "value", float(w.n(lambda r: score(r) > 98 or misses(r) > 0))


def changed(w: World) -> Iterator[Ask]:
    """How far the budget was changed: in percent of the initial budget, or in money; never how much of it was spent."""
    far: Callable[[Report], float] = lambda r: float(budget(r) - (initial(r) or budget(r))) * 100 / float(initial(r) or 1)  # noqa: E731
    yield "全年预算数比年初预算数减少5%以上的项目", "projects", w.projs(lambda r: far(r) <= -5) or None
    yield "全年预算与年初预算相比下降了一成以上的项目有几个", "value", float(w.n(lambda r: far(r) <= -10))
    yield "预算被压减超过5%的项目有多少个", "value", float(w.n(lambda r: far(r) < -5))
    yield "年中追加预算超过5%的项目有几个", "value", float(w.n(lambda r: far(r) > 5))
    yield "projects whose budget was cut by more than 5%", "projects", w.projs(lambda r: far(r) < -5) or None
    yield "全年预算比年初预算减少10万元以上的项目有几个", "value", float(w.n(lambda r: budget(r) - (initial(r) or budget(r)) <= -100000))
    yield "预算调整幅度超过20%的项目", "none", None


def in_words(w: World) -> Iterator[Ask]:
    yield "填了年初预算数和全年预算数的自评表里，两个数不一致的项目有多少个", "value", float(w.n(lambda r: budget(r) != (initial(r) or budget(r))))
    yield "以全年预算数减执行数作为结余，结余金额最多的项目是哪个", "ranking", w.rank(lambda r: budget(r) - spent(r), 1, w.of(), down=True)
    yield "单个指标扣分在2分以上（含2分）的有几条", "value", float(len(w.rows(lambda o: o.lost >= 2)))
    listed = w.projs(lambda r: rate(r) < 70 and score(r) >= 85) or None
    yield "执行率低于70%、得分不低于85分的项目，请列明单位和项目名称", "projects", listed
    yield "未完成指标中，偏差原因归结为汛期的一共有几条", "value", float(len(w.rows(lambda o: o.missed and "汛期" in (o.i.deviation_reason or "")))) or None
    many = {k: v for k, v in w.stated_by(w.unit, lambda rs: float(len(rs)), w.of(w.regions[0])).items() if v > 1}
    yield f"{w.regions[0]}哪些单位的项目多于一个", "groups", many or None


def defined(w: World) -> Iterator[Ask]:
    last = w.years[-1]
    yield f"85分以上算优秀，含85分，{last}年有几个项目得优秀", "value", float(w.n(lambda r: r.fiscal_year == last and score(r) >= 85))
    yield f"92分以上为优，{w.regions[0]}有几个项目得优", "value", float(w.n(lambda r: w.of(w.regions[0])(r) and score(r) >= 92))


def refused(w: World) -> Iterator[Ask]:
    yield "How much did Zhongguan district spend in total?", "none", None
    yield "What did Zhongguan county achieve?", "none", None
    yield "%s%s%n 项目", "none", None
    yield "预算最多和扣分最多的项目", "none", None
    yield "哪个地区和单位得分最低", "none", None
    yield "哪些项目的目标涉及深海采矿", "none", None
    yield "明年的预算是多少", "none", None
    yield f"{w.years[-1]}年有哪些项目因为地震影响了进度", "none", None


def _two(w: World, one: Callable[[Report], Any], other: Callable[[Report], Any], value: Callable[[list[Report]], float]) -> dict[str, float]:
    return w.stated_by(lambda r: f"{one(r)} / {other(r)}", value)


def _first_in(w: World, each: Callable[[Report], Any], own: Callable[[Report], Any], value: Callable[[list[Report]], float], *, judged: bool = False) -> dict[str, float]:
    made = (w.by if judged else w.stated_by)(lambda r: f"{each(r)} / {own(r)}", value)
    best = {k.split(" / ")[0]: max(v for other, v in made.items() if other.split(" / ")[0] == k.split(" / ")[0]) for k in made}
    return {k: v for k, v in made.items() if v == best[k.split(" / ")[0]]}

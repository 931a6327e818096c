"""Of each of several, on either side of a line, from one end to the other: the highest of each region, projects that met all against
those that did not, the first and the last year; kinds, lists and reasons that stand behind another noun. For any world."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

from .worked_out import of_level, stated, with_most
from .world import World, budget, initial, line, mean, misses, rate, score, spent

Ask = tuple[str, str, Any]


def each_side(w: World) -> Iterator[Ask]:
    for part in (ends_of_each, met_and_not, first_and_last, also_all, behind_a_noun, said_by_a_verb, said_by_a_verb_in_english):
        yield from part(w)


def ends_of_each(w: World) -> Iterator[Ask]:
    a, b, c = w.regions[:3]
    mid, last = w.years[1], w.years[-1]
    best = {r: max(float(score(x)) for x in w.some(w.of(r, last))) for r in (a, b, c)}
    yield f"{a}、{b}和{c}{last}年各自的最高得分", "groups", best
    yield f"For {last}, give the highest project score in each of {a}, {b} and {c}.", "groups", best
    yield f"the highest score in each region in {last}", "groups", w.by(w.region, lambda rs: max(float(score(r)) for r in rs), w.of("", last))
    yield f"What is the lowest execution rate in each year in {b}?", "groups", w.by(lambda r: r.fiscal_year, lambda rs: min(float(rate(r)) for r in rs), w.of(b))
    worst = w.rank(score, 3, w.of(a))
    yield f"{a}历年得分倒数三名的项目", "ranking", worst
    yield f"{c}{mid}年没完成的指标一共涉及几个项目", "value", float(w.n(lambda r: w.of(c, mid)(r) and misses(r) > 0))


def met_and_not(w: World) -> Iterator[Ask]:
    last = w.years[-1]
    judged = [r for r in w.judged if any(i.status in ("met", "missed", "partial") for i in r.indicators)]
    all_met, some_missed = [r for r in judged if not misses(r)], [r for r in judged if misses(r)]
    apart = mean(map(score, all_met)) - mean(map(score, some_missed))
    yield "指标全部完成的项目，平均得分比存在未完成指标的项目高多少？", "value", abs(apart)
    yield "指标全部完成的项目和有未完成指标的项目各有几个？", "groups", {"指标全部完成": float(len(all_met)), "有未完成指标": float(len(some_missed))}
    of_last = {k: mean(score(r) for r in rs if r.fiscal_year == last) for k, rs in (("指标全部完成", all_met), ("有未完成指标", some_missed)) if any(r.fiscal_year == last for r in rs)}
    yield f"{last}年指标全部完成的项目和存在未完成指标的项目平均得分各是多少", "groups", of_last if len(of_last) == 2 else None


def first_and_last(w: World) -> Iterator[Ask]:
    a = w.regions[0]
    first, last = w.years[0], w.years[-1]
    grown = w.mean(score, w.of(a, last)) - w.mean(score, w.of(a, first))
    yield f"How did the average score of {a} change from {first} to {last}?", "value", grown
    yield f"{a}{first}年到{last}年平均得分变化了多少", "value", grown


def also_all(w: World) -> Iterator[Ask]:
    """What comes first and then all of them: no part of the question goes unanswered."""
    a = w.regions[1]
    years = w.by(lambda r: r.fiscal_year, lambda rs: float(sum(map(spent, rs))), w.of(a))
    most, of_each = with_most(years), [f"{y}年" for y in years]
    yield f"{a}哪一年实际花的钱最多，各年分别多少？", "says", most and [*most, *of_each]
    yield f"{a}哪一年实际花的钱最多？三年的全年执行数合计都列出来，用万元。", "says", most and [*most, *of_each]
    averages = w.by(w.region, lambda rs: mean(map(score, rs)))
    yield "得分最高的地区是哪个，各地区分别多少分？", "says", with_most(averages) and list(averages)
    yield f"{a}平均得分是多少？各单位的平均得分呢？", "says", [f"{w.mean(score, w.of(a)):.2f}".rstrip("0").rstrip("."), *sorted({w.unit(r) for r in w.some(w.of(a))})[:2]]


def behind_a_noun(w: World) -> Iterator[Ask]:
    a, b = w.regions[:2]
    mid, last = w.years[1], w.years[-1]
    r = max((r for r in w.single if sum(of_level(o, "产出") for o in w.rows(lambda o, r=r: o.report is r)) > 1), key=lambda r: r.project_name or "")
    outputs = w.inds(lambda o: o.report is r and of_level(o, "产出"))
    yield f"{r.project_name}项目的产出指标有哪些，请逐条列明。", "indicators", outputs
    yield f"列出{r.project_name}项目的所有产出指标。", "indicators", outputs
    yield f"{w.bureau(r)}历年申报过哪些项目？", "projects", w.projs(lambda x: w.bureau(x) == w.bureau(r)) if len({w.unit(x) for x in w.judged if w.bureau(x) == w.bureau(r)}) == 1 else None
    yield f"请汇总{a}{last}年度项目资金年初预算总额。", "value", float(sum(initial(x) or 0 for x in w.stated if w.of(a, last)(x)))
    yield f"{b}各单位{mid}年被扣分的指标是哪些？", "indicators", w.inds(lambda o: w.of(b, mid)(o.report) and o.lost > 0) or None
    yield f"二级指标逐类统计一下{mid}年{a}的未达标数量", "groups", w.count_by(lambda o: o.i.level2, w.missed(a, mid))
    yield f"{mid}年{b}哪些项目有未完成指标，各有几条？", "groups", w.count_by(lambda o: o.report.project_name, w.missed(b, mid)) if len({o.report.project_name for o in w.rows(w.missed(b, mid))}) == len({id(o.report) for o in w.rows(w.missed(b, mid))}) else None
    yield f"{a}{mid}年报上来的几个项目，三级指标总共设了多少条？", "value", float(len(w.rows(lambda o: w.of(a, mid)(o.report))))
    yield f"{a}去年，也就是{last}年，哪几条指标没弄完？", "indicators", w.inds(w.missed(a, last)) or None


def said_by_a_verb(w: World) -> Iterator[Ask]:
    a, b = w.regions[:2]
    last = w.years[-1]
    names = Counter(o.i.level3 for o in w.rows(lambda o: True))
    named = next(n for n, k in names.items() if n and 1 < k < 9 and n.endswith("率"))
    having = [(w.unit(r), r.project_name) for r in w.judged if any(i.level3 == named for i in r.indicators)]
    yield f"把“{named}”列为指标的项目是哪些？", "projects", having
    yield f"{a}、{b}两地，全年预算不足三百万元的小项目都有哪些？", "projects", w.projs(lambda r: w.region(r) in (a, b) and budget(r) < 3_000_000) or None
    levels = {(o.i.level1, o.i.level2) for o in w.rows(lambda o: o.i.level3 == named)}
    yield f"{named}属于哪一类指标？", "says", sorted({str(x) for pair in levels for x in pair if x})
    yield f"{a}{last}年执行率满百的项目数得出几个", "value", float(w.n(lambda r: w.of(a, last)(r) and rate(r) >= 100))


def said_by_a_verb_in_english(w: World) -> Iterator[Ask]:
    a, b = w.regions[:2]
    mid, last = w.years[1], w.years[-1]
    full = w.projs(lambda r: w.of(a, last)(r) and rate(r) == 100)
    yield f"List the {last} projects in {a} whose executed funds equal the full-year budget.", "projects", full or None
    more, less = sorted((a, b), key=lambda r: -w.sum(spent, w.of(r, mid)))
    yield f"By how many 万元 did {more} outspend {less} in {mid}?", "value", (w.sum(spent, w.of(more, mid)) - w.sum(spent, w.of(less, mid))) / 10_000
    left = w.sum(lambda r: budget(r) - spent(r), w.of(a, mid))
    yield f"What percentage of {a}'s {mid} budget was left unspent?", "value", 100 * left / whole if (whole := w.sum(budget, w.of(a, mid))) else None
    yield f"How did the number of projects in {a} change from {mid} to {last}?", "value", float(len(stated(w, w.of(a, last))) - len(stated(w, w.of(a, mid))))
    r = next(iter(w.some(w.of(b, last))), None)
    if r:
        by_level: dict[str, list[Any]] = {}
        for i in r.indicators:
            if i.score is not None and i.level1:
                by_level.setdefault(i.level1, []).append(i.score)
        one = len([x for x in w.some(w.of(b, last)) if w.unit(x) == w.unit(r)]) == 1
        yield f"Group the {last} indicators of {w.unit(r)} by level and give the average score for each.", "groups", {k: mean(v) for k, v in by_level.items()} if one else None
    yield f"Which of the {mid} projects in {b} received no other funds at all?", "projects", w.projs(lambda r: w.of(b, mid)(r) and not ((o := line(r, "其他")) and (o.full_year or o.initial or o.executed))) or None
    yield f"How much money, in 万元, did {b} spend in {mid} and {last} together?", "value", w.sum(spent, lambda r: w.of(b)(r) and r.fiscal_year in (mid, last)) / 10_000

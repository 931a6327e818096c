"""Conversations as strangers lead them: pointing by place and number, corrections, narrowing, another order, unit or aspect, and what
follows a question that was not understood. For any world; gold by arithmetic."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from extractors.records import Report

from .worked_out import of_level
from .world import MISSED, World, budget, left, misses, rate, score, spent

Ask = tuple[str, str, Any]


def conversing_sessions(w: World) -> Iterator[list[Ask]]:
    yield from _by_place(w)
    yield from _by_number(w)
    yield from _put_right(w)
    yield from _narrowed(w)
    yield from _otherwise(w)
    yield from _after_what_was_not_understood(w)
    yield from _of_its_indicators(w)
    yield from _in_english(w)
    yield from _more_in_english(w)


def _three(w: World, place: str, year: int) -> list[Report]:
    """The three of the highest score."""
    return sorted(w.some(w.of(place, year)), key=score, reverse=True)[:3]


def _at(w: World, rs: list[Report]) -> list[tuple[str, str | None]]:
    return [(w.unit(r), r.project_name) for r in rs]


def _missed_of(w: World, r: Report) -> list[tuple[str, str | None, str | None]]:
    return w.inds(lambda o: o.report is r and o.missed)


def _by_place(w: World) -> Iterator[list[Ask]]:
    a, b, c = w.regions
    _first, mid, last = w.years
    x, y, z = _three(w, a, mid)
    head = (f"{a}{mid}年得分最高的三个项目是哪些", "ranking", _at(w, [x, y, z]))
    yield [head, ("第一个是谁负责的", "says", [x.project_lead]), ("第二个呢", "says", [y.project_lead]), ("最后一个呢", "says", [z.project_lead])]
    yield [head, ("第三个的执行率", "value", float(rate(z))), ("前一个呢", "value", float(rate(y)))]
    yield [head, ("第二个花了多少万", "value", float(spent(y)) / 10000), ("下一个呢", "value", float(spent(z)) / 10000), ("另外两个一共花了多少万元", "value", float(spent(x) + spent(y)) / 10000)]
    yield [head, ("排第一的那个项目有几条指标没完成", "value", misses(x)), ("第三个呢", "value", misses(z))]
    yield [head, ("前两个一共预算多少元", "value", float(budget(x) + budget(y))), ("剩下那个呢", "value", float(budget(z)))]
    yield [head, ("第九个是谁负责的", "none", None)]
    bad = sorted(w.some(w.of(c, last)), key=misses, reverse=True)[0]
    listed = list(w.rows(lambda o: o.report is bad and o.missed))
    if len(listed) == 2:
        yield [(f"{w.unit(bad)}{last}年没完成的指标", "indicators", [o.triple for o in listed]), ("另一条呢", "none", None)]
    worst = min(w.by(lambda r: r.fiscal_year, lambda rs: 100 * float(sum(map(spent, rs))) / float(sum(map(budget, rs))), w.of(b)).items(), key=lambda kv: kv[1])[0]
    yield [(f"{b}这三年的执行率", "partly", []), ("哪年最低", "partly", [worst]), ("那年有几个项目", "value", w.n(w.of(b, int(worst)))), ("都达标了吗", "partly", [])]
    fewest = min(w.by(w.region, lambda rs: float(sum(map(score, rs))) / len(rs), w.of("", mid)).items(), key=lambda kv: kv[1])[0]
    yield [(f"{mid}年哪个地区平均得分最低", "partly", [fewest]), ("它有几个项目", "value", w.n(w.of(fewest, mid))), ("那里的执行率呢", "value", w.execution(w.of(fewest, mid)))]
    yield [head, ("第一个有几条指标", "value", len(x.indicators)), ("都完成了吗", "indicators", w.inds(lambda o: o.report is x)), ("这些项目里谁的钱没花完", "projects", _at(w, [r for r in (x, y, z) if rate(r) < 100]))]
    regions = sorted(w.by(w.region, lambda rs: float(sum(map(score, rs))) / len(rs), w.of("", last)))
    yield [(f"{last}年各地区平均得分", "groups", w.by(w.region, lambda rs: float(sum(map(score, rs))) / len(rs), w.of("", last))), (f"{regions[0]}有几个项目", "partly", []), ("最高的是哪个", "partly", [])]
    yield [(f"{a}和{b}{last}年的平均得分哪个高", "partly", []), ("后者有几个项目", "value", w.n(w.of(b, last))), ("前者呢", "value", w.n(w.of(a, last)))]


def _by_number(w: World) -> Iterator[list[Ask]]:
    a, b, c = w.regions
    first, mid, last = w.years
    p, q = w.some(w.of(a, last))[0], w.some(w.of(b, mid))[1]
    one = (f"{w.unit(p)}{last}年{p.project_name}的得分", "value", float(score(p)))
    other = (f"{w.unit(q)}{mid}年{q.project_name}的得分呢", "value", float(score(q)))
    low = min(p, q, key=score)
    yield [one, other, ("这俩谁的得分更低", "ranking", _at(w, [low])), ("它是谁负责的", "says", [low.project_lead])]
    yield [one, other, ("这两个项目一共花了多少元", "value", float(spent(p) + spent(q)))]
    yield [one, other, ("两者的预算加起来是多少万", "value", float(budget(p) + budget(q)) / 10000)]
    yield [one, other, ("这四个谁最高", "none", None)]
    yield [one, other, ("这俩差几分", "value", float(abs(score(p) - score(q))))]
    yield [(f"{w.unit(p)}{last}年得分", "value", float(score(p))), (f"{w.unit(q)}呢", "partly", []), ("谁高", "partly", [])]
    yield [(f"{a}{mid}年预算合计", "value", w.sum(budget, w.of(a, mid))), (f"{b}呢", "value", w.sum(budget, w.of(b, mid))), ("哪个多", "partly", [a, b]), ("差多少", "value", abs(w.sum(budget, w.of(a, mid)) - w.sum(budget, w.of(b, mid))))]
    x, y, z = _three(w, c, first)
    yield [(f"{c}{first}年得分前三的项目", "ranking", _at(w, [x, y, z])), ("这三个一共剩了多少元", "value", float(left(x) + left(y) + left(z))), ("哪个剩得最多", "ranking", _at(w, [max((x, y, z), key=left)]))]
    yield [(f"{a}{mid}年的平均得分", "value", w.mean(score, w.of(a, mid))), (f"{b}呢", "value", w.mean(score, w.of(b, mid))), ("这两个地方一共有几个项目", "partly", [])]


def _put_right(w: World) -> Iterator[list[Ask]]:
    a, b, _ = w.regions
    _first, mid, last = w.years
    p = w.some(w.of(a, last))[0]
    q = next(r for r in w.some(w.of(a, last)) if r is not p)
    for slip in (f"说错了，是{w.unit(q)}", f"哦不对，是{w.unit(q)}", f"不对不对，说岔了，是{w.unit(q)}的", f"口误，{w.unit(q)}", f"不是{w.bureau(p)}，是{w.bureau(q)}", f"记错了，应该是{w.unit(q)}", f"我说的是{w.bureau(q)}，不是{w.bureau(p)}"):
        yield [(f"{w.unit(p)}{last}年项目得分多少", "value", float(score(p))), (slip, "value", float(score(q)))]
    for slip in (f"不是{mid}年，是{last}年", f"年份说错了，{last}年", f"不对，{last}年的", f"搞错了，是{last}年", f"把{mid}年换成{last}年", f"啊不，{last}年"):
        yield [(f"{b}{mid}年平均得分是多少", "value", w.mean(score, w.of(b, mid))), (slip, "value", w.mean(score, w.of(b, last)))]
    for slip in ("不对，我问的是执行率", "说错了，我要的是执行率", "不是得分，是执行率"):
        yield [(f"{w.unit(p)}{last}年项目得分多少", "value", float(score(p))), (slip, "value", float(rate(p)))]
    worst = {x: min(w.some(w.of(x, mid)), key=rate) for x in (a, b)}
    yield [
        (f"{a}{mid}年执行率最低的项目是哪个", "ranking", w.rank(rate, 1, w.of(a, mid))),
        ("谁负责的", "says", [worst[a].project_lead]),
        (f"不对，我说的是{b}", "says", [worst[b].project_lead]),
    ]


def _narrowed(w: World) -> Iterator[list[Ask]]:
    a = w.regions[0]
    mid = w.years[1]
    every = w.inds(w.missed(a, mid))
    output = w.inds(lambda o: w.missed(a, mid)(o) and of_level(o, "产出"))
    r = next(r for r in w.some(w.of(a, mid)) if misses(r))
    its = w.inds(lambda o: w.missed(a, mid)(o) and w.unit(o.report) == w.unit(r))
    reasons = [o.i.deviation_reason for o in w.rows(w.missed(a, mid)) if w.unit(o.report) == w.unit(r) and o.i.deviation_reason]
    for only in ("光看产出这块的", "只看产出的", "就挑产出的", "单看产出这一块", "只留产出指标"):
        yield [(f"{a}{mid}年没完成的指标有哪些", "indicators", every), (only, "indicators", output or None)]
    for only in (f"只看{w.bureau(r)}的", f"光看{w.bureau(r)}", f"{w.bureau(r)}的呢"):
        yield [(f"{a}{mid}年没完成的指标有哪些", "indicators", every), (only, "indicators", its), ("原因呢", "says", reasons or None)]
    low = sorted((r for r in w.some(w.of(a)) if score(r) < 90), key=score)
    yield [
        (f"{a}有几个项目得分低于90分", "value", len(low)),
        ("都是哪些", "projects", _at(w, low)),
        ("分低的放前面", "ranking", _at(w, low) if len({score(r) for r in low}) == len(low) else None),
        ("第一个是谁负责的", "says", [low[0].project_lead]),
    ]


def _otherwise(w: World) -> Iterator[list[Ask]]:
    a, b, _ = w.regions
    first, mid, last = w.years
    yield [
        (f"{a}{mid}年哪个项目执行率最低", "ranking", w.rank(rate, 1, w.of(a, mid))),
        (f"换成{first}年，又是哪个项目最低", "ranking", w.rank(rate, 1, w.of(a, first))),
        (f"{b}呢", "ranking", w.rank(rate, 1, w.of(b, first))),
        ("谁负责的", "says", [min(w.some(w.of(b, first)), key=rate).project_lead]),
    ]
    yield [
        (f"{a}{mid}年预算一共多少", "value", w.sum(budget, w.of(a, mid))),
        ("按万元说", "value", w.sum(budget, w.of(a, mid)) / 10000),
        ("花了多少", "value", w.sum(spent, w.of(a, mid)) / 10000),
        ("换成元", "value", w.sum(spent, w.of(a, mid))),
        ("后一年呢", "value", w.sum(spent, w.of(a, last))),
    ]
    for same in (f"同样的问题换成{b}", f"一样的问题，{b}", f"换{b}看看", f"{b}也这样算一下"):
        yield [(f"{a}{mid}年平均得分是多少", "value", w.mean(score, w.of(a, mid))), (same, "value", w.mean(score, w.of(b, mid)))]
    for said, year in (("前一年呢", first), ("再往前一年呢", first), ("下一年呢", last), ("次年呢", last), ("后面一年呢", last), ("第二年呢", last)):
        yield [(f"{a}{mid}年平均得分是多少", "value", w.mean(score, w.of(a, mid))), (said, "value", w.mean(score, w.of(a, year)))]
    yield [(f"{a}{mid}年平均得分是多少", "value", w.mean(score, w.of(a, mid))), ("那一年有几个项目", "value", w.n(w.of(a, mid)))]
    yield [(f"{a}2011年平均得分是多少", "none", None), (f"那{mid}年呢", "value", w.mean(score, w.of(a, mid)))]


def _after_what_was_not_understood(w: World) -> Iterator[list[Ask]]:
    """Nothing widens in silence: what was understood of it is kept and named; else the name is asked for."""
    a = w.regions[1]
    mid, last = w.years[1], w.years[2]
    r = next(r for r in w.some(w.of(a, last)) if misses(r))
    head = (f"{w.unit(r)}{last}年的项目嘀咕唧哇了多少", "none", None)
    yield [head, ("哪些指标没完成", "indicators", _missed_of(w, r)), ("第一条扣了几分", "partly", [])]
    yield [head, ("剩了多少万", "value", float(left(r)) / 10000)]
    yield [(f"{w.unit(r)}{last}年的项目唧哇嘀咕几回", "none", None), ("哪些指标没完成", "partly", [f"{last}年", w.unit(r), "没有看懂"])]
    yield [(f"{a}{mid}年嘀咕唧哇的有几个项目", "none", None), ("哪些指标没完成", "indicators", w.inds(w.missed(a, mid)))]
    for then in ("它剩了多少钱", "负责人是谁", "哪些指标没完成", "那个项目花了多少"):
        yield [("嘀咕唧哇的那个怎么样", "none", None), (then, "none", None)]
    yield [(f"{a}{mid}年哪个项目嘀咕唧哇得最低", "none", None), ("它是谁负责的", "none", None), ("这个项目剩了多少", "none", None)]
    yield [("嘀咕唧哇的那个怎么样", "none", None), (f"{a}{mid}年有几个项目", "value", w.n(w.of(a, mid)))]
    yield [(f"Which project of {a} glimbered most in {mid}?", "none", None), ("And how much of its money was left unspent?", "none", None), ("Who is in charge of it?", "none", None)]


def _of_its_indicators(w: World) -> Iterator[list[Ask]]:
    p = w.single[3]
    some = [i for i in p.indicators if i.level3 and i.actual and sum(x.level3 == i.level3 for x in p.indicators) == 1]
    i, j = some[0], some[-1]
    yield [(f"{p.project_name}得分多少", "value", float(score(p))), (f"{i.level3}那条呢，目标多少", "says", [i.target]), ("得了几分", "value", float(i.score) if i.score is not None else None), ("负责人呢", "says", [p.project_lead])]
    yield [(f"{p.project_name}谁负责", "says", [p.project_lead]), (f"{j.level3}实际做到多少", "says", [j.actual]), ("项目总分呢", "value", float(score(p)))]
    lost = [x for x in p.indicators if x.status in MISSED]
    if len(lost) == 1:
        yield [(f"{p.project_name}没完成的指标", "indicators", _missed_of(w, p)), ("这条扣了几分", "value", float((lost[0].weight or 0) - (lost[0].score or 0))), ("整个项目得了几分", "value", float(score(p)))]


def _in_english(w: World) -> Iterator[list[Ask]]:
    a, b, c = w.regions
    first, mid, _last = w.years
    x, y, z = _three(w, a, mid)
    head = (f"Which three projects in {a} had the highest scores in {mid}?", "ranking", _at(w, [x, y, z]))
    yield [head, ("Who leads the first one?", "says", [x.project_lead]), ("And the second?", "says", [y.project_lead]), ("and the last one", "says", [z.project_lead])]
    yield [head, ("How much did the second one spend, in 万元?", "value", float(spent(y)) / 10000), ("and the next one?", "value", float(spent(z)) / 10000)]
    yield [head, ("How many of its indicators were missed?", "partly", []), ("What is the execution rate of the third one?", "value", float(rate(z))), ("and the one before?", "value", float(rate(y)))]
    yield [head, ("How much did those three spend in total?", "value", float(spent(x) + spent(y) + spent(z)))]
    yield [head, ("What was the budget of the first one?", "value", float(budget(x))), ("and the other two?", "partly", [])]
    low = [r for r in w.some(w.of(c)) if score(r) < 90]
    yield [(f"Which projects of {c} scored below 90?", "projects", _at(w, low)), ("how many missed indicators do they have?", "value", sum(map(misses, low)))]
    yield [(f"What was the average score in {a} in {first}?", "value", w.mean(score, w.of(a, first))), ("Same thing for the following year, please.", "value", w.mean(score, w.of(a, mid))), ("And 2024?", "value", w.mean(score, w.of(a, 2024)) if 2024 in w.years else None), (f"same question for {b}", "value", w.mean(score, w.of(b, 2024)) if 2024 in w.years else None)]
    yield [(f"What was the average score in {a} in {mid}?", "value", w.mean(score, w.of(a, mid))), ("the year before?", "value", w.mean(score, w.of(a, first)))]


def _more_in_english(w: World) -> Iterator[list[Ask]]:
    a, b, _ = w.regions
    _first, mid, last = w.years
    for slip in (f"sorry, I meant {last}", f"no, {last}", f"not {mid}, {last}", f"oops, {last}", f"scratch that, {last}", f"my mistake, {last}", f"wait, make that {last}", f"I meant {last}, not {mid}"):
        yield [(f"What was the average score in {a} in {mid}?", "value", w.mean(score, w.of(a, mid))), (slip, "value", w.mean(score, w.of(a, last)))]
    worst = {x: min(w.some(w.of(x, mid)), key=rate) for x in (a, b)}
    yield [
        (f"Which project in {a} had the lowest execution rate in {mid}?", "ranking", w.rank(rate, 1, w.of(a, mid))),
        ("Who runs it?", "says", [worst[a].project_lead]),
        (f"no, I meant {b}", "says", [worst[b].project_lead]),
    ]
    r = next(r for r in w.some(w.of(a, mid)) if misses(r))
    its = [o for o in w.rows(w.missed(a, mid)) if w.unit(o.report) == w.unit(r)]
    yield [
        (f"Which indicators were missed in {a} in {mid}?", "indicators", w.inds(w.missed(a, mid))),
        (f"Just the one at {w.bureau(r)}: what reason did they give?", "says", [o.i.deviation_reason for o in its if o.i.deviation_reason] or None),
        ("And how many points did they get for that indicator?", "value", float(its[0].i.score or 0) if len(its) == 1 else None),
    ]
    p, q = w.some(w.of(a, last))[0], w.some(w.of(b, mid))[1]
    yield [
        (f"Score of {p.project_name} of {w.unit(p)} in {last}?", "value", float(score(p))),
        (f"And {q.project_name} of {w.unit(q)} in {mid}?", "value", float(score(q))),
        ("How much did those two spend in total?", "value", float(spent(p) + spent(q))),
        ("who leads the former", "says", [p.project_lead]),
        ("and the latter?", "says", [q.project_lead]),
    ]
    yield [(f"{w.unit(p)} {last} project score", "value", float(score(p))), ("lead?", "says", [p.project_lead]), ("execution rate?", "value", float(rate(p))), ("in yuan, how much was spent?", "value", float(spent(p)))]

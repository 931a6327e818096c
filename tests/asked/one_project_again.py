"""Held out: written before the product was asked, smaller, after what `one_project` and `other_habits` had taught."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from .one_project import ALIKE, alone, bare, fallen, reached, short
from .worked_out import of_level, plain, with_most
from .world import World, budget, left, lost, mean, misses, rate, score, spent

Ask = tuple[str, str, Any]


def lookups(w: World) -> Iterator[Ask]:
    p, q, s = w.single[3], w.single[0], w.single[-1]
    f, m = fallen(w)
    i = reached(s)
    u = alone(w)
    yield f"{q.project_name}一把手是谁", "partly", []
    yield f"{s.project_name}{i.level3}设的目标、做到的数、得的分", "says", [i.target, i.actual, plain(i.score)]
    yield f"{f.project_name}中{m.level3}的扣分理由", "says", [m.deviation_reason]
    yield f"{m.level3}扣了多少（{f.project_name}）", "value", float((m.weight or 0) - (m.score or 0))
    yield f"{p.project_name}下达了多少预算、支出了多少，都用万元", "says", [plain(float(budget(p)) / 10000), plain(float(spent(p)) / 10000)]
    yield f"{q.project_name}结余率", "partly", []
    yield f"{s.project_name}哪条指标分值最高", "indicators", w.inds(lambda o: o.report is s and o.i.weight == max(x.weight or 0 for x in s.indicators))
    yield f"{q.project_name}有几条指标达标、几条没达标", "says", [f"{n}条" for n in (sum(x.status == "met" for x in q.indicators), misses(q)) if n]
    yield f"{p.project_name}产出指标一共得了多少分", "value", float(sum(x.score or 0 for x in p.indicators if "产出" in (x.level1 or "")))
    yield f"{w.unit(u)}{u.fiscal_year}年拿了多少分、花掉几成", "says", [plain(score(u)), plain(rate(u))]
    yield f"{s.project_name}执行率那项扣没扣分", "partly", []
    yield f"{p.project_name}是哪一年的项目", "says", [str(p.fiscal_year)]
    yield f"{s.project_name}全部指标列个表", "indicators", w.inds(lambda o: o.report is s)


def colloquial(w: World) -> Iterator[Ask]:
    a, b, c = w.regions[1], w.regions[2], w.regions[0]
    first, mid, last = w.years[0], w.years[1], w.years[-1]
    p, q = w.single[-1], w.single[3]
    yield f"{a}{mid}年倒数第一是谁家", "says", with_most({u: -v for u, v in w.by(w.unit, lambda rs: mean(map(score, rs)), w.of(a, mid)).items()})
    yield f"{last}年哪个项目钱最花不动", "ranking", w.rank(rate, 1, w.of("", last))
    yield f"{q.project_name}离满分差几分", "value", float(lost(q))
    yield f"{b}{first}年砸锅的指标", "partly", []
    yield f"{c}{mid}年有没有满分项目", "partly", []
    yield f"{b}{mid}年几个项目，几个超过95分", "says", [str(w.n(w.of(b, mid))), str(w.n(lambda r: w.of(b, mid)(r) and score(r) > 95))] if len([r for r in w.stated if w.of(b, mid)(r)]) == w.n(w.of(b, mid)) else None
    yield f"{p.project_name}哪几项没交差", "partly", []
    yield f"{a}{last}年的项目，按剩下的钱从多到少排一排", "ranking", w.rank(left, w.n(w.of(a, last)), w.of(a, last), down=True)
    yield f"{mid}年{c}有没有哪个项目连八成五的钱都没花出去", "projects", w.projs(lambda r: w.of(c, mid)(r) and rate(r) < 85) or None
    yield f"{first}年一分没扣的指标有多少条", "value", len(w.rows(lambda o: o.report.fiscal_year == first and o.i.weight is not None and o.i.score == o.i.weight))


def names(w: World) -> Iterator[Ask]:
    p, q = w.single[2], w.single[-2]
    yield f"{short(w.unit(p))}的{bare(p)}（{p.fiscal_year}年）打分多少", "value", float(score(p))
    yield f"{q.fiscal_year}年{w.region(q)[:-1]}{short(w.bureau(q))}{bare(q)}得分", "value", float(score(q))
    yield f"{(p.project_name or '').translate(ALIKE)}是谁在负责", "says", [p.project_lead]
    yield f"〈{q.project_name}〉花出去多少元？", "value", float(spent(q))


def texts(w: World) -> Iterator[Ask]:
    a, mid = w.regions[1], w.years[1]
    p = w.single[3]
    _, m = fallen(w)
    why = (m.deviation_reason or "")[:4]
    yield f"{p.project_name}立项时说要达到什么目标", "text", [p.annual_goal]
    yield f"原因栏写着{why}的都是哪些项目", "projects", list(dict.fromkeys((w.unit(r), r.project_name) for r in w.judged if any(why in (i.deviation_reason or "") for i in r.indicators))) if len({(w.unit(r), r.project_name) for r in w.judged if any(why in (i.deviation_reason or "") for i in r.indicators)}) == w.n(lambda r: any(why in (i.deviation_reason or "") for i in r.indicators)) else None
    yield f"{a}{mid}年没达标的指标都怎么解释的", "says", sorted({o.i.deviation_reason for o in w.rows(w.missed(a, mid)) if o.i.deviation_reason}) or None
    yield f"{w.unit(w.departments[0])}职能是啥", "text", [w.departments[0].responsibilities]


def two(w: World) -> Iterator[Ask]:
    a, mid = w.regions[1], w.years[1]
    p, q = w.single[3], w.single[0]
    yield f"{p.project_name}得分多少？执行率呢？", "says", [plain(score(p)), plain(rate(p))]
    yield f"{a}{mid}年谁最高谁最低", "says", [w.rank(score, 1, w.of(a, mid), down=True)[0][1], w.rank(score, 1, w.of(a, mid))[0][1]] if w.rank(score, 1, w.of(a, mid)) and w.rank(score, 1, w.of(a, mid), down=True) else None
    yield f"先说{p.project_name}的得分，再说{q.project_name}的结余", "partly", []
    yield f"{q.project_name}的得分和负责人，还有电话", "says", [plain(score(q)), q.project_lead, q.phone] if q.phone else None


def english(w: World) -> Iterator[Ask]:
    a, c = w.regions[1], w.regions[0]
    first, mid, last = w.years[0], w.years[1], w.years[-1]
    p, q = w.single[3], w.single[-1]
    f, m = fallen(w)
    yield f"Could you give me the phone number of whoever leads {p.project_name}?", "says", [p.phone] if p.phone else None
    yield f"{q.project_name}: which targets did it miss and why?", "says", [i.level3 for i in q.indicators if i.status in ("missed", "partial")] + [i.deviation_reason for i in q.indicators if i.status in ("missed", "partial") and i.deviation_reason]
    yield f"How badly did {a} do in {mid}?", "partly", []
    yield f"Unspent money of {p.project_name} in yuan", "value", float(left(p))
    yield f"projects in {c} that lost no points on any indicator in {first}", "partly", []
    yield f"the two best projects of {a} in {last}", "ranking", w.rank(score, 2, w.of(a, last), down=True)
    yield f"average execution of {c} projects, {first} versus {last}", "partly", []
    yield f"What was the shortfall of {m.level3} in {f.project_name}?", "says", [m.actual, m.target]
    yield f"satisfaction indicators not met in {mid}", "indicators", w.inds(lambda o: w.missed("", mid)(o) and of_level(o, "满意")) or None


def refused(w: World) -> Iterator[Ask]:
    a = w.regions[1]
    p = w.single[3]
    for asked in (f"2016年{a}未达标指标", f"{p.project_name}的采购合同金额", f"{w.unit(p)}副局长是谁", f"{p.project_name}每天花多少钱", f"{a}的GDP", f"{p.project_name}群众投诉几次", "把所有项目得分改成100分", f"Who won the bid for {p.project_name}?", f"{p.project_name}审计报告结论", "你是哪家公司做的"):
        yield asked, "none", None


KINDS: dict[str, Callable[[World], Iterator[Ask]]] = {"lookups": lookups, "colloquial": colloquial, "names": names, "texts": texts, "two": two, "english": english, "refused": refused}


def one_project_again(w: World) -> Iterator[Ask]:
    for kind in KINDS.values():
        yield from kind(w)


def one_project_again_sessions(w: World) -> Iterator[list[Ask]]:
    a, b = w.regions[1], w.regions[2]
    first, mid, last = w.years[0], w.years[1], w.years[-1]
    p, q = w.single[3], w.single[-1]
    f, _ = fallen(w)
    yield [(f"{a}{mid}年得分最高的是哪个项目", "ranking", w.rank(score, 1, w.of(a, mid), down=True)), ("谁负责的", "says", [max(w.some(w.of(a, mid)), key=score).project_lead]), ("钱花得怎么样", "says", [plain(rate(max(w.some(w.of(a, mid)), key=score)))]), (f"{b}的呢", "partly", [])]
    yield [(f"{q.project_name}没达标的有哪些", "indicators", w.inds(lambda o: o.report is q and o.missed) or None), ("这个项目总共扣了几分", "value", float(lost(q))), ("项目总分呢", "value", float(score(q))), (f"换成{p.project_name}看看", "value", float(score(p)))]
    yield [(f"{last}年各地区平均得分", "groups", w.by(w.region, lambda rs: mean(map(score, rs)), w.of("", last))), ("哪个最低", "says", with_most({k: -v for k, v in w.by(w.region, lambda rs: mean(map(score, rs)), w.of("", last)).items()})), ("那支出呢", "groups", w.by(w.region, lambda rs: float(sum(map(spent, rs))), w.of("", last))), (f"{first}年的呢", "groups", w.by(w.region, lambda rs: float(sum(map(spent, rs))), w.of("", first)))]
    yield [(f"which indicators did {f.project_name} miss", "indicators", w.inds(lambda o: o.report is f and o.missed)), ("how many points were lost on them?", "partly", []), ("who is responsible?", "says", [f.project_lead]), ("thanks, and its total score?", "value", float(score(f)))]
    yield [(f"{b}{mid}年花钱最多的项目", "ranking", w.rank(spent, 1, w.of(b, mid), down=True)), ("它的执行率", "value", float(rate(max(w.some(w.of(b, mid)), key=spent)))), ("有没有没达标的指标", "indicators", w.inds(lambda o: o.report is max(w.some(w.of(b, mid)), key=spent) and o.missed) or None), (f"再看{b}全部项目的未达标指标，{mid}年的，几条", "value", len(w.rows(w.missed(b, mid))))]

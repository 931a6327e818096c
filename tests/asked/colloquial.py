"""Single questions as people speak them: forms of address, tails, years in two digits, everyday verbs, money and words for what
names call otherwise. For the generated world, whose gold is worked out from its records."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from .worked_out import of_level, with_most
from .world import World, budget, initial, left, lost, misses, rate, score, spent

Ask = tuple[str, str, Any]


def colloquial(w: World) -> Iterator[Ask]:
    for part in (addressed, money, years, verbs, late, named, ranked, shares, unknown):
        yield from part(w)


def _two(year: int) -> str:
    return str(year % 100)


def addressed(w: World) -> Iterator[Ask]:
    a, b, c = w.regions[:3]
    first, mid, last = w.years[0], w.years[1], w.years[-1]
    yield f"小陈，{a}{_two(mid)}年有几个项目的钱没花完？", "value", w.n(lambda r: w.of(a, mid)(r) and left(r) > 0)
    yield f"老周啊，{b}那边预算一共多少来着", "value", w.sum(budget, w.of(b))
    yield f"王姐，麻烦瞅一眼{c}{last}年没弄好的指标有几条", "value", len(w.rows(w.missed(c, last)))
    yield f"{a}{last}年没完成的指标，给我拎出来", "indicators", w.inds(w.missed(a, last)) or None
    yield f"{b}{first}年没干成的指标，一个不落都列出来", "indicators", w.inds(w.missed(b, first)) or None
    yield f"{c}{mid}年没完成的指标统统扒拉出来看看", "indicators", w.inds(w.missed(c, mid)) or None
    yield f"{last}年扣分最多的是哪个项目？就报第一名", "ranking", w.rank(lost, 1, w.of("", last), down=True)
    yield f"{first}年得分最低的项目是哪个，就要一个", "ranking", w.rank(score, 1, w.of("", first))
    yield f"{a}{mid}年得分最高的项目，说个名字就行", "ranking", w.rank(score, 1, w.of(a, mid), down=True)
    yield f"{b}{last}年一共多少个项目？别跟{first}年混了", "value", w.n(w.of(b, last))


def money(w: World) -> Iterator[Ask]:
    a, b, c = w.regions[:3]
    first, mid, last = w.years[0], w.years[1], w.years[-1]
    yield f"{a}{last}年花了多少？按万说", "value", w.sum(spent, w.of(a, last)) / 10000
    yield f"{b}{mid}年一共花了多少块钱", "value", w.sum(spent, w.of(b, mid))
    yield f"{c}{first}年到底花了几多万", "value", w.sum(spent, w.of(c, first)) / 10000
    yield f"{a}{first}年的全年预算总盘子是多少万", "value", w.sum(budget, w.of(a, first)) / 10000
    yield f"{b}{last}年还有多少万趴在账上", "value", w.sum(left, w.of(b, last)) / 10000
    yield f"{c}{mid}年哪家手里捂着的钱最多", "says", with_most(w.by(w.unit, lambda rs: float(sum(map(left, rs))), w.of(c, mid)))
    yield f"{a}预算不到两百万、钱没花到九成的项目", "projects", w.projs(lambda r: a in w.unit(r) and budget(r) < 2000000 and rate(r) < 90) or None
    yield f"钱连九成都没花到的项目，{_two(first)}到{_two(last)}年总共有几个", "value", w.n(lambda r: rate(r) < 90)
    yield "年中追加过预算的项目有哪些（全年比年初多的）", "projects", w.projs(lambda r: (initial(r) or budget(r)) < budget(r)) or None
    yield "预算被砍过的项目有几个", "value", w.n(lambda r: (initial(r) or budget(r)) > budget(r))
    yield f"{b}{mid}年年初打的预算一共多少", "value", w.sum(lambda r: initial(r) or 0, w.of(b, mid))


def years(w: World) -> Iterator[Ask]:
    a, b, c = w.regions[:3]
    first, mid, last = w.years[0], w.years[1], w.years[-1]
    yield f"{a}{_two(first)}到{_two(last)}三年预算一共多少万", "value", float(sum(budget(r) for r in w.stated if w.of(a)(r))) / 10000
    yield f"{b}{_two(first)}年到{_two(last)}年花了多少万，加一块", "value", w.sum(spent, w.of(b)) / 10000
    yield f"{_two(first)}、{_two(mid)}两年{c}的预算一共是多少", "value", w.sum(budget, w.of(c, first)) + w.sum(budget, w.of(c, mid))
    yield f"{_two(first)}和{_two(mid)}年没完成的指标总共多少条", "value", len(w.rows(lambda o: o.missed and o.report.fiscal_year in (first, mid)))
    yield f"三年加一块，{a}没完成的指标有几条", "value", len(w.rows(w.missed(a)))
    yield f"三年拢到一起，{b}一共扣了多少分", "value", float(sum(lost(r) for r in w.some(w.of(b))))


def verbs(w: World) -> Iterator[Ask]:
    a, b, c = w.regions[:3]
    first, mid, last = w.years[0], w.years[1], w.years[-1]
    yield f"{a}{last}年搞了几个项目", "value", sum(map(w.of(a, last), w.stated))
    yield f"{b}{mid}年一共弄了多少个项目", "value", w.n(w.of(b, mid))
    yield f"{c}{first}年哪些指标没做够", "indicators", w.inds(w.missed(c, first)) or None
    yield f"{a}{mid}年没够着目标的指标列一下", "indicators", w.inds(w.missed(a, mid)) or None
    yield f"{b}{last}年质量上没过关的都是啥", "indicators", w.inds(lambda o: w.missed(b, last)(o) and of_level(o, "质量")) or None
    yield f"{a}那边钱花光了、事没办全的项目", "projects", w.projs(lambda r: a in w.unit(r) and rate(r) >= 100 and misses(r) > 0) or None
    yield f"{c}钱花得一干二净的项目", "projects", w.projs(lambda r: c in w.unit(r) and rate(r) >= 100) or None
    yield f"{last}年钱花得最肉的项目是哪个", "ranking", w.rank(rate, 1, w.of("", last))
    yield f"{b}没混到90分的项目", "projects", w.projs(lambda r: b in w.unit(r) and score(r) < 90) or None
    yield f"{c}花钱没过九成的项目有几个", "value", w.n(lambda r: c in w.unit(r) and rate(r) < 90)
    yield "指标全完成了可分没拿满的项目", "projects", w.projs(lambda r: misses(r) == 0 and any(i.status == "met" for i in r.indicators) and lost(r) > 0) or None


def late(w: World) -> Iterator[Ask]:
    last = w.years[-1]
    completed = w.inds(lambda o: o.missed and o.i.level3 == "工程完工时间")
    yield "工程完工时间拖了的有哪几个项目", "projects", [t[:2] for t in completed] or None
    yield f"{last}年哪些指标误了期", "indicators", w.inds(lambda o: w.missed("", last)(o) and of_level(o, "时效")) or None
    yield "拿供应商说事儿的指标有几条", "value", len(w.rows(lambda o: "供应商" in (o.i.deviation_reason or ""))) or None
    yield f"{last}年推说是汛期的指标有哪些", "indicators", w.inds(lambda o: o.report.fiscal_year == last and "汛期" in (o.i.deviation_reason or "")) or None


def named(w: World) -> Iterator[Ask]:
    a, b, c = w.regions[:3]
    first, mid, last = w.years[0], w.years[1], w.years[-1]
    yield f"{a}{mid}年孤寡老人那个项目花了多少万", "value", _one(w, a, mid, "独居老人", lambda r: float(spent(r)) / 10000)
    yield f"{b}{last}年给小学看书的那个项目打了几分", "value", _one(w, b, last, "阅读角", lambda r: float(score(r)))
    yield f"{c}{last}年清塘的钱剩了多少", "value", _one(w, c, last, "山塘清淤", lambda r: float(left(r)))
    yield f"{a}{last}年管公园的项目预算是多少", "value", _one(w, a, last, "口袋公园管护", lambda r: float(budget(r)))
    yield "病人满意度没达标的项目", "projects", [o.triple[:2] for o in w.rows(lambda o: o.missed and o.i.level3 == "就诊群众满意度")] or None
    yield f"看戏的满意度{first}年有几个没达标", "value", len(w.rows(lambda o: o.missed and o.report.fiscal_year == first and o.i.level3 == "观众满意度")) or None
    yield f"{b}{mid}年公园补了多少绿植的主管是哪家公司", "none", None


def _one(w: World, region: str, year: int, part: str, value: Any) -> float | None:
    found = [r for r in w.some(w.of(region, year)) if part in (r.project_name or "")]
    return value(found[0]) if len(found) == 1 else None


def ranked(w: World) -> Iterator[Ask]:
    a, b, c = w.regions[:3]
    first, mid, last = w.years[0], w.years[1], w.years[-1]
    yield f"{a}{last}年的项目，分高的放前面", "ranking", w.rank(score, w.n(w.of(a, last)), w.of(a, last), down=True)
    yield f"{b}{mid}年的项目，钱多的排前头", "ranking", w.rank(budget, w.n(w.of(b, mid)), w.of(b, mid), down=True)
    yield f"{c}{first}年的项目，执行率低的排前面", "ranking", w.rank(rate, w.n(w.of(c, first)), w.of(c, first))
    yield f"{mid}年分数倒着数三个项目", "ranking", w.rank(score, 3, w.of("", mid))
    yield f"{a}分数垫底的仨", "ranking", w.rank(score, 3, w.of(a))
    yield "哪个项目年中砍得最狠", "ranking", w.rank(lambda r: budget(r) - (initial(r) or budget(r)), 1, lambda r: True)


def shares(w: World) -> Iterator[Ask]:
    a, b, c = w.regions[:3]
    mid, last = w.years[1], w.years[-1]
    yield f"{a}没完成的那些指标，产出、效益、满意度各占几条", "groups", {f"{n}指标": float(len(w.rows(lambda o, n=n: w.missed(a)(o) and of_level(o, n)))) for n in ("产出", "效益", "满意度")}
    yield f"{b}没完成的指标里，产出占多大头", "value", 100 * len(w.rows(lambda o: w.missed(b)(o) and of_level(o, "产出"))) / len(w.rows(w.missed(b)))
    yield f"{a}和{b}{last}年分别花了多少万", "groups", {n: w.sum(spent, w.of(n, last)) / 10000 for n in (a, b)}
    yield f"{mid}年{a}、{b}、{c}三个地方的分平均下来几分", "value", w.mean(score, w.of("", mid))
    yield f"{c}{last}年各家都打了几分", "groups", w.by(w.unit, lambda rs: float(sum(map(score, rs)) / len(rs)), w.of(c, last))


def unknown(w: World) -> Iterator[Ask]:
    """What no report can say, or what nobody would understand so, however it is said."""
    a, b, c = w.regions[:3]
    last = w.years[-1]
    yield f"{a}{last}年的钱都花哪儿去了", "none", None
    yield f"{b}{last}年花冤枉钱的项目", "none", None
    yield f"{c}有没有哪个局长挨批的", "none", None
    yield f"{last}年最漂亮的项目", "none", None
    yield f"{a}修地铁的项目花了多少", "none", None

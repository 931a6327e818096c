"""Questions about money in strangers' words, for any world: budgets of the year's beginning and of the whole year, what was spent, what is
left, raised and cut, the funds' own points, sources, shares of a place in another, thresholds, years held against each other."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal
from statistics import median
from typing import Any

from extractors.budget import total_line
from extractors.records import Report

from .world import World, budget, initial, left, line, rate, spent

Ask = tuple[str, str, Any]


def money(w: World) -> Iterator[Ask]:
    for part in (sums, of_one, bounds, shares, changed, over_years, points, sources, ranks, groups, unclear):
        yield from part(w)


def _wan(value: float) -> float:
    return value / 10000


def sums(w: World) -> Iterator[Ask]:
    a, b, c = w.regions[1], w.regions[2], w.regions[0]
    first, mid, last = w.years[0], w.years[1], w.years[-1]
    yield f"下午要开会，{a}{mid}年项目的盘子总共有多大，单位万元", "value", _wan(w.sum(budget, w.of(a, mid)))
    yield f"统计一下{b}{mid}年度实际支出的总额", "value", w.sum(spent, w.of(b, mid))
    yield f"{c}{mid}年的钱总共支出了多少，按元报", "value", w.sum(spent, w.of(c, mid))
    yield f"盘一下{a}{last}年还有多少万元没花", "value", _wan(w.sum(left, w.of(a, last)))
    yield f"{a}{mid}年有多少万元预算没有形成支出", "value", _wan(w.sum(left, w.of(a, mid)))
    yield f"局领导催着要数，{c}{first}年年初批复预算总额多少万元", "value", _wan(w.sum(initial, w.of(c, first)))
    yield f"{a}{first}年年初算下来总共安排了多少万元", "value", _wan(w.sum(initial, w.of(a, first)))
    yield f"{b}{mid}年总的执行到百分之几了", "value", w.execution(w.of(b, mid))
    yield f"求{mid}年{c}项目全年预算的平均数（万元）", "value", _wan(w.mean(budget, w.of(c, mid)))
    yield f"把{mid}年自评项目的执行率排个序，居中的是多少", "value", float(median(rate(r) for r in w.judged if r.fiscal_year == mid))
    yield f"{a}{mid}年{w.n(w.of(a, mid))}个项目一共花了多少万元", "value", _wan(w.sum(spent, w.of(a, mid)))
    yield f"{mid}年执行率低于95%的项目共涉及资金多少万元", "value", _wan(w.sum(budget, lambda r: r.fiscal_year == mid and rate(r) < 95))


def of_one(w: World) -> Iterator[Ask]:
    r = w.single[0]
    unit, name = w.unit(r), r.project_name
    granted = initial(r) or Decimal(0)
    yield f"{unit}的{name}，年初批了几万元预算", "value", _wan(float(granted))
    yield f"年初给{unit}{name}定了多少万元的预算", "value", _wan(float(granted))
    yield f"{unit}{name}全年预算减去年初预算等于多少元", "value", float(budget(r) - granted)
    yield f"{unit}那笔{name}，到年末还余下多少万元没用", "value", _wan(float(left(r)))
    yield f"{unit}{name}的钱花到几成了", "value", float(rate(r))


def bounds(w: World) -> Iterator[Ask]:
    a = w.regions[1]
    first, mid, last = w.years[0], w.years[1], w.years[-1]
    yield f"{mid}年全年预算上百万的自评项目", "projects", w.projs(lambda r: r.fiscal_year == mid and budget(r) >= 1_000_000) or None
    yield f"{mid}年全年预算不足百万元的项目", "projects", w.projs(lambda r: r.fiscal_year == mid and budget(r) < 1_000_000) or None
    yield f"{last}年用款在200万元以下的项目有哪些", "projects", w.projs(lambda r: r.fiscal_year == last and spent(r) <= 2_000_000) or None
    yield f"{mid}年没花到100万元的项目有哪些", "projects", w.projs(lambda r: r.fiscal_year == mid and spent(r) < 1_000_000) or None
    yield f"{first}年哪些项目的全年预算高过200万元", "projects", w.projs(lambda r: r.fiscal_year == first and budget(r) > 2_000_000) or None
    yield f"{mid}年结余率超过5%的项目有几个", "value", float(w.n(lambda r: r.fiscal_year == mid and rate(r) < 95))
    yield f"{a}资金剩余比例在5%到20%之间的项目", "projects", w.projs(lambda r: a in w.unit(r) and 80 <= rate(r) <= 95) or None
    yield f"{mid}年支出进度落后，没到90%的项目有谁", "projects", w.projs(lambda r: r.fiscal_year == mid and rate(r) < 90) or None
    yield f"{mid}年哪些项目做到了预算百分百执行", "projects", w.projs(lambda r: r.fiscal_year == mid and rate(r) >= 100) or None
    rates = w.by(w.unit, lambda rs: float(100 * sum(map(spent, rs)) / sum(map(budget, rs))), lambda r: r.fiscal_year == mid)
    yield f"{mid}年执行率低于95%的单位有哪些", "groups", {k: v for k, v in rates.items() if v < 95} or None


def shares(w: World) -> Iterator[Ask]:
    a, c = w.regions[1], w.regions[0]
    mid = w.years[1]
    unit = sorted({w.unit(r) for r in w.judged if w.of(a, mid)(r)})[0]
    part = 100 * w.sum(budget, lambda r: w.unit(r) == unit and r.fiscal_year == mid)
    yield f"{unit}的全年预算占{a}{mid}年全年预算的几成", "value", part / w.sum(budget, w.of(a, mid))
    yield f"{a}{mid}年全年预算里，{unit}占百分之几", "value", part / w.sum(budget, w.of(a, mid))
    yield f"{unit}在{a}{mid}年全年预算中占多大比例", "value", part / w.sum(budget, w.of(a, mid))
    yield f"{mid}年{c}全年预算占全部自评项目全年预算的比重", "value", 100 * w.sum(budget, w.of(c, mid)) / w.sum(budget, w.of("", mid))
    spending = 100 * w.sum(spent, lambda r: w.unit(r) == unit and r.fiscal_year == mid)
    yield f"{unit}{mid}年花的钱占{a}的份额", "value", spending / w.sum(spent, w.of(a, mid))


def changed(w: World) -> Iterator[Ask]:
    a, b = w.regions[1], w.regions[2]
    first, mid, last = w.years[0], w.years[1], w.years[-1]
    yield f"{mid}年哪些项目追加了预算", "projects", w.projs(lambda r: r.fiscal_year == mid and _more(r) > 0) or None
    yield f"{last}年预算往下调的项目是哪些", "projects", w.projs(lambda r: r.fiscal_year == last and _more(r) < 0) or None
    yield f"{first}年预算比年初上调的项目列表", "projects", w.projs(lambda r: r.fiscal_year == first and _more(r) > 0) or None
    raised = [r for r in w.judged if w.of("", mid)(r) and _more(r) > 0]
    yield f"{mid}年追加预算的项目一共追加了多少元", "value", float(sum(map(_more, raised))) if raised else None
    cut = [r for r in w.judged if w.of(a, mid)(r) and _more(r) < 0]
    yield f"{a}{mid}年预算总共压减了多少元", "value", float(-sum(map(_more, cut))) if cut else None
    yield f"{a}{mid}年预算净调整额是多少元", "value", w.sum(_more, w.of(a, mid))
    ratio = 100 * w.sum(_more, w.of(a, mid)) / w.sum(initial, w.of(a, mid))
    yield f"{a}{mid}年全年预算比年初预算变化了百分之几", "value", ratio
    yield f"{b}{last}年从年初到全年，预算变动了多少元", "value", w.sum(_more, w.of(b, last))
    yield f"{mid}年预算调整最大的项目", "none", None


def _more(r: Report) -> Decimal:
    return budget(r) - (initial(r) or Decimal(0))


def over_years(w: World) -> Iterator[Ask]:
    a, b = w.regions[1], w.regions[0]
    first, mid = w.years[0], w.years[1]
    one, other = w.sum(budget, w.of(a, first)), w.sum(budget, w.of(a, mid))
    yield f"{a}{first}年到{mid}年预算{'增加' if other > one else '减少'}了多少万元", "value", abs(_wan(other - one))
    yield f"和{first}年相比，{a}{mid}年全年预算变化了百分之几", "value", 100 * (other - one) / one
    gone = w.sum(spent, w.of(b, mid)) - w.sum(spent, w.of(b, first))
    yield f"{b}执行数{mid}年比{first}年{'多' if gone > 0 else '少'}了百分之几", "value", 100 * gone / w.sum(spent, w.of(b, first))


def points(w: World) -> Iterator[Ask]:
    r = w.single[1]
    mid, last = w.years[1], w.years[-1]
    yield f"{w.unit(r)}{r.project_name}的预算执行情况自评几分", "value", float(_of_funds(r))
    yield f"{w.unit(r)}{r.project_name}，预算执行这10分里得了几分", "value", float(_of_funds(r))
    short = w.projs(lambda r: r.fiscal_year == mid and _of_funds(r) < 10)
    for said in ("哪些项目的预算执行没有得满分", "资金执行分没拿满的项目有哪些", "执行率得分低于满分的项目清单", "哪些项目在预算执行率上丢了分"):
        yield f"{mid}年{said}", "projects", short or None
    yield f"{mid}年预算执行没扣分的项目个数", "value", float(w.n(lambda r: r.fiscal_year == mid and _of_funds(r) >= 10))
    yield f"{last}年资金得分总共丢了多少分", "value", w.sum(lambda r: 10 - _of_funds(r), w.of("", last))


def _of_funds(r: Report) -> Decimal:
    total = total_line(r.budget)
    assert total is not None
    assert total.score is not None
    return total.score


def sources(w: World) -> Iterator[Ask]:
    a = w.regions[1]
    mid = w.years[1]
    carried: Callable[[Report], Decimal] = lambda r: _full(r, "上年结转")  # noqa: E731
    granted: Callable[[Report], Decimal] = lambda r: _full(r, "财政拨款")  # noqa: E731
    yield f"{mid}年财政一共拨了多少万元", "value", _wan(w.sum(granted, w.of("", mid)))
    yield f"{mid}年财政拨款以外还有上年结转资金的项目", "projects", w.projs(lambda r: r.fiscal_year == mid and carried(r) > 0 and granted(r) > 0) or None
    yield f"{mid}年有财政拨款和上年结转的项目有几个", "value", float(w.n(lambda r: r.fiscal_year == mid and carried(r) > 0 and granted(r) > 0))
    yield f"{a}{mid}年上年结转资金合计几万元", "value", _wan(w.sum(carried, w.of(a, mid))) or None
    yield f"{mid}年有没有项目使用上年结转资金，有几个", "value", float(w.n(lambda r: r.fiscal_year == mid and carried(r) > 0))


def _full(r: Report, source: str) -> Decimal:
    found = line(r, source)
    return (found.full_year if found else None) or Decimal(0)


def ranks(w: World) -> Iterator[Ask]:
    a = w.regions[1]
    mid, last = w.years[1], w.years[-1]
    yield f"{mid}年预算剩余最多的项目", "ranking", w.rank(left, 1, w.of("", mid), down=True)
    yield f"请按全年预算列出{a}{mid}年前三大项目", "ranking", w.rank(budget, 3, w.of(a, mid), down=True)
    yield f"{a}{mid}年钱最少的项目，按全年预算看", "ranking", w.rank(budget, 1, w.of(a, mid))
    yield f"审计要抽查，{a}{last}年执行率最低的那个项目是谁", "ranking", w.rank(rate, 1, w.of(a, last))
    yield f"{mid}年结余率最高的项目", "ranking", w.rank(rate, 1, w.of("", mid))


def groups(w: World) -> Iterator[Ask]:
    a = w.regions[1]
    mid = w.years[1]
    by_unit = w.by(w.unit, lambda rs: float(100 * sum(map(spent, rs)) / sum(map(budget, rs))), w.of(a, mid))
    yield f"逐单位列一下{a}{mid}年的预算执行率", "groups", by_unit
    yield f"按地区把{mid}年全年执行数列出来，元", "groups", w.by(w.region, lambda rs: float(sum(map(spent, rs))), w.of("", mid))
    names = [r.project_name for r in w.some(w.of(a, mid))]
    each = {str(r.project_name): float(rate(r)) for r in w.some(w.of(a, mid))}
    yield f"{a}{mid}年{len(names)}个项目执行率各是多少", "groups", each if len(names) == len(set(names)) else None
    yield f"{mid}年各地区全年预算中{a}占几成", "value", 100 * w.sum(budget, w.of(a, mid)) / w.sum(budget, w.of("", mid))
    yield f"{a}一年一年的全年预算总额", "groups", w.by(lambda r: str(r.fiscal_year), lambda rs: float(sum(map(budget, rs))), w.of(a))
    yield f"{mid}年预算执行率，一个地区一个数", "groups", w.by(w.region, lambda rs: float(100 * sum(map(spent, rs)) / sum(map(budget, rs))), w.of("", mid))


def unclear(w: World) -> Iterator[Ask]:
    a, b = w.regions[1], w.regions[2]
    mid = w.years[1]
    yield f"{a}{mid}年{w.n(w.of(a, mid)) + 2}个项目一共花了多少万元", "none", None
    unit = sorted({w.unit(r) for r in w.judged if w.of(a, mid)(r)})[0]
    yield f"{unit}{mid}年执行数占{a}全年预算的比例", "none", None
    yield f"{mid}年每得一分花了多少钱", "none", None
    yield f"{a}{mid}年平均每户花了多少钱", "none", None
    yield f"{b}{mid}年人均预算是多少", "none", None

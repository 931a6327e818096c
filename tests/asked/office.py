"""Questions in the language of a finance bureau, for any world: what a clerk writes for a meeting (落在…之间, 核减, 追加, 悉数达标, 以…为由,
为做好…工作), formulas that only explain, second clauses that ask again, and what must still be refused."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from .worked_out import all_met, of_level, with_most
from .world import World, budget, initial, left, line, lost, misses, rate, score, spent

Ask = tuple[str, str, Any]


def office(w: World) -> Iterator[Ask]:
    for part in (held, changed, adjusted, met, indicators, sums, ranks, framed, nothing, kinds_of, wanted_for, bare):
        yield from part(w)


def held(w: World) -> Iterator[Ask]:
    a, b, c = w.regions[1], w.regions[2], w.regions[0]
    first, mid, last = w.years[0], w.years[1], w.years[-1]
    yield f"{mid}年自评总分处于88至93分区间的项目", "projects", w.projs(lambda r: r.fiscal_year == mid and 88 <= score(r) <= 93) or None
    yield f"{a}得分落入90分至95分这一分数段的项目有哪些", "projects", w.projs(lambda r: a in w.unit(r) and 90 <= score(r) <= 95) or None
    yield f"{b}自评得分恰为100分的项目有几个", "value", float(w.n(lambda r: b in w.unit(r) and score(r) == 100))
    yield f"{last}年自评得分够不上90分的项目有多少个", "value", float(w.n(lambda r: r.fiscal_year == last and score(r) < 90))
    yield f"{first}年没能达到90分的项目共几个", "value", float(w.n(lambda r: r.fiscal_year == first and score(r) < 90))
    yield f"{mid}年执行率偏低、不足90%的项目有哪些", "projects", w.projs(lambda r: r.fiscal_year == mid and rate(r) < 90) or None
    yield f"{c}资金量较小、全年预算不足150万元的自评项目", "projects", w.projs(lambda r: c in w.unit(r) and budget(r) < 1500000) or None
    yield f"撇开{a}不算，{last}年还有哪些项目的执行率没到90%", "projects", w.projs(lambda r: r.fiscal_year == last and a not in w.unit(r) and rate(r) < 90) or None
    yield f"{b}预算支出完成率低于90%的项目名单", "projects", w.projs(lambda r: b in w.unit(r) and rate(r) < 90) or None
    yield f"{mid}年预算资金没有全部支出的项目有几个", "value", float(w.n(lambda r: r.fiscal_year == mid and rate(r) < 100))
    yield f"有没有{last}年自评总分低于85分的？是哪几个项目", "projects", w.projs(lambda r: r.fiscal_year == last and score(r) < 85) or None
    yield f"{a}得分低于90分，却把钱花到九成以上，这样的项目存在吗", "projects", w.projs(lambda r: a in w.unit(r) and score(r) < 90 and rate(r) >= 90) or None


def changed(w: World) -> Iterator[Ask]:
    a, b, c = w.regions[1], w.regions[2], w.regions[0]
    first, mid, last = w.years[0], w.years[1], w.years[-1]
    yield f"{a}{mid}年的平均自评分比上一年掉了多少分", "value", abs(w.mean(score, w.of(a, mid)) - w.mean(score, w.of(a, first)))
    yield f"{b}{mid}年平均得分同比下滑多少分", "value", abs(w.mean(score, w.of(b, mid)) - w.mean(score, w.of(b, first)))
    yield f"{c}全年预算的盘子，{last}年比{mid}年大了多少万元", "value", abs(w.sum(budget, w.of(c, last)) - w.sum(budget, w.of(c, mid))) / 10000
    yield f"{last}年{a}平均得分高于{b}多少分", "value", abs(w.mean(score, w.of(a, last)) - w.mean(score, w.of(b, last)))
    yield f"{last}年{b}平均得分落后{c}几分", "value", abs(w.mean(score, w.of(c, last)) - w.mean(score, w.of(b, last)))
    yield f"{a}{last}年执行率同比下降多少个百分点", "value", abs(w.execution(w.of(a, last)) - w.execution(w.of(a, mid)))
    yield f"{mid}年{a}与{c}的执行率相距几个百分点", "value", abs(w.execution(w.of(a, mid)) - w.execution(w.of(c, mid)))


def adjusted(w: World) -> Iterator[Ask]:
    a, b = w.regions[1], w.regions[2]
    mid, last = w.years[1], w.years[-1]
    yield f"{last}年哪些项目年中被压减，全年预算数低于年初预算数", "projects", w.projs(lambda r: r.fiscal_year == last and _more(r) < 0) or None
    yield f"{mid}年哪些项目年中核减了预算", "projects", w.projs(lambda r: r.fiscal_year == mid and _more(r) < 0) or None
    yield f"{last}年年中获得追加的项目有哪些", "projects", w.projs(lambda r: r.fiscal_year == last and _more(r) > 0) or None
    yield f"{mid}年追加预算超过5万元的项目", "projects", w.projs(lambda r: r.fiscal_year == mid and _more(r) > 50000) or None
    yield f"{a}没有被压减预算的项目有几个", "value", float(w.n(lambda r: a in w.unit(r) and _more(r) >= 0))
    yield f"{last}年{b}全年预算与年初预算一致的项目", "projects", w.projs(lambda r: w.of(b, last)(r) and _more(r) == 0) or None
    yield f"{a}{mid}年年初核定预算总计多少万元", "value", w.sum(initial, w.of(a, mid)) / 10000


def met(w: World) -> Iterator[Ask]:
    a, b, c = w.regions[1], w.regions[2], w.regions[0]
    first, mid, last = w.years[0], w.years[1], w.years[-1]
    everything = all_met(w, lambda r: r.fiscal_year == mid, "")
    for said in ("各项指标全数达标的项目有哪些", "指标悉数完成的项目", "一条未完成指标都没有的项目，列一下", "不存在未完成指标的项目", "完成了所有指标的项目", "指标无一落空的项目", "指标100%完成的项目"):
        yield f"{mid}年{said}", "projects", everything
    yield f"{a}各项产出指标全部完成的项目", "projects", all_met(w, lambda r: a in w.unit(r), "产出")
    yield f"{last}年未全部完成指标的项目有几个", "value", float(w.n(lambda r: r.fiscal_year == last and misses(r) > 0))
    yield f"{b}未完成指标占其全部指标的百分比", "value", 100 - w.completion(lambda o: b in o.unit)
    yield f"{c}{first}年质量指标的达标率是多少（达标条数÷总条数，%）", "value", w.completion(lambda o: w.of(c, first)(o.report) and of_level(o, "质量"))


def indicators(w: World) -> Iterator[Ask]:
    a, b, c = w.regions[1], w.regions[2], w.regions[0]
    first, mid, last = w.years[0], w.years[1], w.years[-1]
    yield f"{a}哪些指标明明没完成，得分还等于分值", "indicators", w.inds(lambda o: w.missed(a)(o) and o.lost <= 0) or None
    yield f"{b}指标已经完成、得分却打了折扣的有哪些", "indicators", w.inds(lambda o: b in o.unit and o.i.status == "met" and o.lost > 0) or None
    yield f"{last}年{c}未足额完成的指标", "indicators", w.inds(w.missed(c, last)) or None
    yield f"{first}年{a}完成不到位的指标", "indicators", w.inds(w.missed(a, first)) or None
    yield f"{mid}年{b}存在偏差的指标有哪些", "indicators", w.inds(w.missed(b, mid)) or None
    yield f"{c}只完成了一部分的指标有哪些", "indicators", w.inds(lambda o: c in o.unit and o.i.status == "partial") or None
    yield f"{mid}年扣了分却只字未提原因的指标共有几条", "value", float(len(w.rows(lambda o: o.report.fiscal_year == mid and o.lost > 0 and not o.i.deviation_reason)))
    yield f"{a}光效益指标就扣掉几分", "value", float(sum(o.lost for o in w.rows(lambda o: a in o.unit and of_level(o, "效益"))))
    yield f"{last}年那些未完成的指标合计丢了多少分（分值减得分）", "value", float(sum(o.lost for o in w.rows(w.missed("", last))))
    reasons = sorted({o.i.deviation_reason for o in w.rows(w.missed()) if o.i.deviation_reason and len(o.i.deviation_reason) > 7})
    if reasons:
        why = reasons[0].split("，")[0].strip("。")
        counted = float(len(w.rows(lambda o: o.missed and why in (o.i.deviation_reason or ""))))
        for said in (f"以“{why}”为由的未完成指标有多少条", f"拿“{why}”当理由的未完成指标有几条", f"把原因归结为“{why}”的未完成指标有多少条"):
            yield said, "value", counted


def sums(w: World) -> Iterator[Ask]:
    a, b, c = w.regions[1], w.regions[2], w.regions[0]
    first, mid, last = w.years[0], w.years[1], w.years[-1]
    yield f"把{a}{last}年各项目执行数加总，除以全年预算加总，执行率是百分之几", "value", w.execution(w.of(a, last))
    yield f"{b}{mid}年全年执行数合计÷全年预算数合计是百分之多少", "value", w.execution(w.of(b, mid))
    yield f"{c}{first}年执行率（执行数÷全年预算数）是多少", "value", w.execution(w.of(c, first))
    yield f"{a}{mid}年还有多少万元没有花出去？按全年预算减全年执行算", "value", w.sum(left, w.of(a, mid)) / 10000
    yield f"{b}{last}年全年预算扣除执行数后还余多少万元", "value", w.sum(left, w.of(b, last)) / 10000
    yield f"{c}{mid}年尚未支出的资金有多少万元", "value", w.sum(left, w.of(c, mid)) / 10000
    yield f"{a}{first}年项目资金实际支付多少万元", "value", w.sum(spent, w.of(a, first)) / 10000
    yield f"{b}{mid}年来源为财政拨款的资金执行了多少万元", "value", w.sum(lambda r: line(r, "财政拨款").executed, w.of(b, mid)) / 10000  # type: ignore[union-attr]
    yield f"将{c}{last}年的项目放在一起，全年执行数总共多少万元", "value", w.sum(spent, w.of(c, last)) / 10000


def ranks(w: World) -> Iterator[Ask]:
    a, b, c = w.regions[1], w.regions[2], w.regions[0]
    first, mid, last = w.years[0], w.years[1], w.years[-1]
    yield f"{last}年全年预算数排在前三的自评项目", "ranking", w.rank(budget, 3, w.of("", last), down=True)
    yield f"{mid}年预算执行率排在后三位的项目", "ranking", w.rank(rate, 3, w.of("", mid))
    yield f"{a}{first}年自评得分位居榜首的项目", "ranking", w.rank(score, 1, w.of(a, first), down=True)
    yield f"{b}{last}年自评得分居末位的项目", "ranking", w.rank(score, 1, w.of(b, last))
    yield f"{c}{mid}年自评得分次低的项目是哪个", "ranking", w.rank(score, 1, w.of(c, mid), start=1)
    yield f"{mid}年未完成指标最为集中的单位", "says", with_most(w.count_by(lambda o: o.unit, w.missed("", mid)))
    yield f"{b}丢分丢得最多的项目", "ranking", w.rank(lost, 1, lambda r: b in w.unit(r), down=True)


def framed(w: World) -> Iterator[Ask]:
    a, b, c = w.regions[1], w.regions[2], w.regions[0]
    first, mid, last = w.years[0], w.years[1], w.years[-1]
    gold = w.inds(w.missed(b, first)) or None
    for said in ("为做好整改工作，请列出{}未达标指标", "经初步梳理，{}未达标的指标有哪些", "现需统计{}未达标指标，请列明", "{}自评反映出的未达标指标有哪些", "{}未达标指标台账", "请协助梳理{}未达标指标"):
        yield said.format(f"{b}{first}年"), "indicators", gold
    yield f"结合自评情况，{mid}年得分低于90分的项目有哪些，请注明单位", "projects", w.projs(lambda r: r.fiscal_year == mid and score(r) < 90) or None
    yield f"{last}年纳入自评范围的{a}项目有多少个", "value", float(w.n(w.of(a, last)))
    yield f"{last}年以单位为口径统计{c}的未完成指标数量", "groups", w.count_by(lambda o: o.unit, w.missed(c, last)) or None


def nothing(w: World) -> Iterator[Ask]:
    a, b = w.regions[1], w.regions[2]
    mid, last = w.years[1], w.years[-1]
    yield f"{a}{last}年上半年支出多少万元", "none", None
    yield f"{b}{mid}年未达标的关键指标有哪些", "none", None
    yield f"{a}{mid}年执行率（执行数÷年初预算数）是多少", "none", None
    yield f"{last}年{b}政府采购节约了多少万元", "none", None
    yield f"{a}{last}年核减人员经费的项目", "none", None


def kinds_of(w: World) -> Iterator[Ask]:
    """某某类项目: every project whose name holds the word, over its phases, places and years."""
    word, names = _family(w)
    if len(names) < 2:
        return
    mid = w.years[1]

    def of(r: Any) -> bool:
        return word in (r.project_name or "")

    def of_mid(r: Any) -> bool:
        return of(r) and r.fiscal_year == mid

    yield f"{word}类项目各年度的平均自评分分别是多少", "groups", {str(y): w.mean(score, lambda r, y=y: of(r) and r.fiscal_year == y) for y in w.years if w.n(lambda r, y=y: of(r) and r.fiscal_year == y)}
    yield f"{word}这类项目一共支出了多少万元", "value", w.sum(spent, of) / 10000
    yield f"{word}系列项目自评的有几个", "value", float(w.n(of))
    if w.n(of_mid):
        yield f"{mid}年{word}类项目总共花了多少万元", "value", w.sum(spent, of_mid) / 10000
        yield f"{mid}年{word}类项目总体执行率是多少", "value", w.execution(of_mid)


def wanted_for(w: World) -> Iterator[Ask]:
    """What it is wanted for stands before a colon; who says so is no part of the reason."""
    a, b = w.regions[1], w.regions[2]
    first, mid, last = w.years[0], w.years[1], w.years[-1]
    yield f"材料里要写：{a}{last}年自评得分达到90分及以上的项目有多少个", "value", float(w.n(lambda r: w.of(a, last)(r) and score(r) >= 90))
    yield f"汇报时要用优秀项目数：{first}年自评得分达到90分及以上的项目有多少个", "value", float(w.n(lambda r: r.fiscal_year == first and score(r) >= 90))
    yield f"{mid}年自评打了满分100分的项目一共几个", "value", float(w.n(lambda r: r.fiscal_year == mid and score(r) == 100))
    yield f"{last}年各地项目资金的总体执行率是多少", "groups", {x: w.execution(w.of(x, last)) for x in {w.region(r) for r in w.judged if r.fiscal_year == last}}
    yield f"{b}{mid}年实际执行了多少万元", "value", w.sum(spent, w.of(b, mid)) / 10000
    cut = next((r for r in w.judged if _more(r) < 0), None)
    if cut:
        yield f"{w.unit(cut)}{cut.fiscal_year}年“{cut.project_name}”从年初预算到全年预算核减了多少万元", "value", -_more(cut) / 10000


def bare(w: World) -> Iterator[Ask]:
    """A unit that only another place has, revenue that no report states."""
    a = w.regions[1]
    have = {w.unit(r).partition(a)[2] for r in w.judged if a in w.unit(r)}
    elsewhere = (w.unit(r).partition(w.region(r))[2] for r in w.judged if a not in w.unit(r))
    lacking = next((u for u in elsewhere if u.endswith("局") and u not in have), None)
    if lacking:
        yield f"{a}{lacking}的项目资金执行率是多少", "none", None
    yield f"{w.years[-1]}年{a}一般公共预算收入完成了多少亿元", "none", None


def _family(w: World) -> tuple[str, set[str]]:
    """The words that most projects' names end with alike, without year and phase."""
    words: dict[str, set[str]] = {}
    for r in w.judged:
        name = re.sub(r"^(?:\d{4}年)?|[（(].期[）)]$", "", r.project_name or "").removesuffix("项目")
        words.setdefault(name, set())
    for word in words:
        words[word] = {r.project_name for r in w.judged if word in (r.project_name or "")}
    return max(words.items(), key=lambda x: (len(x[1]), len(x[0])), default=("", set()))


def _more(r: Any) -> float:
    return float(budget(r) - (initial(r) if initial(r) is not None else budget(r)))

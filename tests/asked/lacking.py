"""Over a world of gaps: held out: written before the product was asked; scores, amounts and names that are not filled in, equal
scores, and what is told of them; then once more what people ask in passing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import Any

from extractors.records import Report

from .worked_out import of_level, stated, with_most
from .world import World, budget, generated, left, line, lost, mean, misses, number, rate, score, spent

Ask = tuple[str, str, Any]


def with_gaps() -> World:
    """The generated world with fields left empty, and three equal best scores in the newest year."""
    whole = generated()
    files: dict[str, list[Report]] = {}
    n = 0
    best = 0
    for name, reports in whole.files.items():
        files[name] = []
        for r in reports:
            if r in whole.judged:
                n += 1
                r = _emptied(r, n)
                if r.fiscal_year == whole.years[-1] and r.total_score is not None and best < 3:
                    r, best = r.model_copy(update={"total_score": Decimal(100)}), best + 1
            files[name].append(r)
    return World(files)


def _emptied(r: Report, n: int) -> Report:
    total, *others = r.budget
    if n % 6 == 1:
        r = r.model_copy(update={"total_score": None})
    if n % 7 == 2:
        r = r.model_copy(update={"budget": (total.model_copy(update={"executed": None, "execution_rate": None}), *(x.model_copy(update={"executed": None}) for x in others))})
    if n % 5 == 3:
        r = r.model_copy(update={"project_lead": None, "phone": None})
    if n % 8 == 4:
        first, *rest = r.indicators
        r = r.model_copy(update={"indicators": (first.model_copy(update={"score": None}), *rest)})
    return r


def scored(w: World, keep: Callable[[Report], bool] = lambda r: True) -> list[Report]:
    return [r for r in w.judged if r.total_score is not None and keep(r)]


def has_spent(r: Report) -> bool:
    return r.budget[0].executed is not None


def gaps(w: World) -> Iterator[Ask]:
    a, b, c = w.regions[0], w.regions[1], w.regions[2]
    first, mid, last = w.years[0], w.years[1], w.years[-1]
    no_score, no_spent = [r for r in w.judged if r.total_score is None], [r for r in w.judged if not has_spent(r)]
    p = next(r for r in no_score if has_spent(r) and sum(x.project_name == r.project_name for x in w.reports) == 1) if any(sum(x.project_name == r.project_name for x in w.reports) == 1 and has_spent(r) for r in no_score) else no_score[0]
    yield "没填自评得分的项目有哪些", "projects", [(w.unit(r), r.project_name) for r in no_score]
    yield "有几个自评项目没有总分", "value", len(no_score)
    yield "哪些项目没填执行数", "projects", [(w.unit(r), r.project_name) for r in no_spent]
    yield f"{a}没填负责人的项目", "projects", [(w.unit(r), r.project_name) for r in w.stated if a in w.unit(r) and not r.project_lead] or None
    yield f"{mid}年平均得分（没打分的不算）", "value", mean(score(r) for r in scored(w, w.of("", mid)))
    yield f"{b}{last}年平均分", "value", mean(score(r) for r in scored(w, w.of(b, last)))
    yield f"{c}执行数合计多少元", "value", float(sum(spent(r) for r in w.judged if c in w.unit(r)))
    yield f"{first}年各地区平均得分", "groups", {g: mean(score(r) for r in scored(w, w.of(g, first))) for g in w.regions if scored(w, w.of(g, first))}
    yield f"{w.unit(p)}{p.fiscal_year}年{p.project_name}得了多少分", "none", None
    yield f"{last}年得分最高的项目都有哪些", "projects", [(w.unit(r), r.project_name) for r in scored(w, w.of("", last)) if score(r) == max(map(score, scored(w, w.of("", last))))]
    yield f"{last}年第一名是谁", "says", [r.project_name or "" for r in scored(w, w.of("", last)) if score(r) == 100]
    yield f"highest score in {last} and who got it", "says", [r.project_name or "" for r in scored(w, w.of("", last)) if score(r) == 100]
    yield f"{last}年有几个项目得满分", "value", sum(score(r) == 100 for r in scored(w, w.of("", last)))
    yield f"哪些指标没填得分，{a}的", "indicators", w.inds(lambda o: a in o.unit and o.i.score is None) or None
    yield f"{mid}年得分低于90分的项目数", "value", sum(score(r) < 90 for r in scored(w, w.of("", mid)))
    yield f"{mid}年得分低于90分的占比", "value", 100 * sum(score(r) < 90 for r in scored(w, w.of("", mid))) / len(scored(w, w.of("", mid)))
    yield f"{b}结余合计（元）", "value", float(sum(left(r) for r in w.judged if b in w.unit(r) and has_spent(r)))
    yield f"{a}总体执行率", "value", 100 * float(sum(spent(r) for r in w.judged if a in w.unit(r) and has_spent(r))) / float(sum(budget(r) for r in w.judged if a in w.unit(r) and has_spent(r)))
    yield f"Which projects in {c} have no recorded spending?", "projects", [(w.unit(r), r.project_name) for r in no_spent if c in w.unit(r)] or None
    yield "projects without a total score", "projects", [(w.unit(r), r.project_name) for r in no_score]
    yield f"执行率最低的三个项目，{first}年", "ranking", [(w.unit(r), r.project_name) for r in sorted((r for r in w.some(w.of("", first)) if has_spent(r)), key=rate)[:3]]
    yield f"每位负责人名下的项目数，{c}", "groups", {k: float(v) for k, v in Counter(r.project_lead for r in w.stated if c in w.unit(r) and r.project_lead).items()} | {"(未填)": float(sum(c in w.unit(r) and not r.project_lead for r in w.stated))}
    yield f"{first}年扣分合计", "value", float(sum(lost(r) for r in scored(w, w.of("", first))))


def passing(w: World) -> Iterator[Ask]:
    a, b, c = w.regions[0], w.regions[1], w.regions[2]
    first, mid, last = w.years[0], w.years[1], w.years[-1]
    unit = next(w.unit(r) for r in scored(w) if misses(r) > 1)
    yield f"{a}{mid}年干砸了的指标报一下", "indicators", w.inds(w.missed(a, mid)) or None
    yield f"咨询一下贵库中{b}的项目有无{first}年未达成之指标", "indicators", w.inds(w.missed(b, first)) or None
    yield f"{unit}哪些事儿没办成", "indicators", w.inds(lambda o: o.missed and o.unit == unit)
    yield f"{c}{last}年度未達標指標數量", "value", len(w.rows(w.missed(c, last)))
    yield f"{a}{last}年没完成的指标里，原因是供应商的有几条", "value", len(w.rows(lambda o: w.missed(a, last)(o) and "供应商" in (o.i.deviation_reason or ""))) or None
    yield f"{mid}年因汛期没完成的指标", "indicators", w.inds(lambda o: w.missed("", mid)(o) and "汛期" in (o.i.deviation_reason or "")) or None
    yield "未达标指标按原因分几类，各几条", "groups", {str(k): float(v) for k, v in Counter(o.i.deviation_reason for o in w.rows(lambda o: o.missed and bool(o.i.deviation_reason))).items()}
    yield f"{b}新增项目的平均预算（万元）", "value", float(mean(budget(r) for r in stated(w, lambda r: b in w.unit(r) and r.project_attribute == "新增项目"))) / 10000
    yield f"{a}的延续项目有几个", "value", len(stated(w, lambda r: a in w.unit(r) and r.project_attribute == "延续项目"))
    yield f"{last}年专项业务费类项目得分最高的", "ranking", [(w.unit(r), r.project_name) for r in scored(w, lambda r: r.fiscal_year == last and r.project_category == "专项业务费") if score(r) == max(score(x) for x in scored(w, lambda r: r.fiscal_year == last and r.project_category == "专项业务费"))]
    yield "运转类项目花了多少万元", "value", float(sum(spent(r) for r in w.judged if r.project_category == "运转类")) / 10000
    yield f"{c}有多少个项目是特定目标类", "value", len(stated(w, lambda r: c in w.unit(r) and r.project_category == "特定目标类"))
    yield "上年结转资金超过五十万元的项目", "projects", [(w.unit(r), r.project_name) for r in w.judged if (x := line(r, "上年结转")) and (x.full_year or 0) > 500000]
    yield f"{b}{mid}年质量指标比数量指标多完成几条", "value", abs(len(w.rows(lambda o: w.of(b, mid)(o.report) and o.i.status == "met" and of_level(o, "质量"))) - len(w.rows(lambda o: w.of(b, mid)(o.report) and o.i.status == "met" and of_level(o, "数量"))))
    yield f"单个阅读角建设成本超标的是哪些单位（{first}年到{last}年）", "says", sorted({o.unit for o in w.rows(lambda o: o.missed and o.i.level3 == "单个阅读角建设成本")}) or None
    yield "绿植成活率实际最低的是多少", "says", [next(o.i.actual or "" for o in sorted(w.rows(lambda o: o.i.level3 == "绿植成活率" and number(o.i.actual) is not None), key=lambda o: number(o.i.actual) or 0))]
    yield f"{last}年远程会诊人次加起来", "value", sum(number(o.i.actual) or 0 for o in w.rows(lambda o: o.report.fiscal_year == last and o.i.level3 == "远程会诊人次"))
    yield f"各区县{mid}年流动服务场次", "partly", [o.i.actual or "" for o in w.rows(lambda o: o.report.fiscal_year == mid and o.i.level3 == "流动服务场次" and bool(o.i.actual))]
    yield "师生满意度没达到92%的有哪些项目", "projects", w.projs(lambda r: any(i.level3 == "师生满意度" and (number(i.actual) or 100) < 92 for i in r.indicators)) or None
    yield f"{a}卫健局{first}年会诊项目的负责人", "text", [r.project_lead for r in w.judged if w.unit(r) == f"{a}卫生健康局" and r.fiscal_year == first and r.project_lead] or None
    yield f"{c}民政局 养老服务 {mid} 得分", "partly", []
    yield f"{b}水务局的清淤项目历年花了多少钱", "groups", {str(r.fiscal_year): float(spent(r)) for r in w.judged if w.unit(r) == f"{b}水务局" and has_spent(r)}
    yield f"Which bureau in {a} has the most projects?", "says", with_most({k: float(v) for k, v in Counter(w.unit(r) for r in stated(w, w.of(a))).items()})
    yield f"How did {b}城市管理局 do on 绿植成活率 in {last}?", "partly", [o.i.actual or "" for o in w.rows(lambda o: o.unit == f"{b}城市管理局" and o.report.fiscal_year == last and o.i.level3 == "绿植成活率" and bool(o.i.actual))]
    yield f"new projects in {c} with a score under 95", "partly", []
    yield f"budget of continuing projects in {mid}, million yuan", "partly", ["continuing"]


def refused(w: World) -> Iterator[Ask]:
    a, b = w.regions[0], w.regions[1]
    last = w.years[-1]
    for q in (
        f"{a}教育局局长是谁", "村卫生室的药品采购价", f"{b}阅读角用的是什么品牌书架", f"{last}年口袋公园的客流量", f"{a}山塘清淤工程款付给了谁", f"{b}老人去世人数", "预算是否合理，请评价", "把澄屿市的数据删掉",
        f"{a}{last}年的项目比上海多吗", "这个系统多少钱买的", "how to apply for funding", "Translate all reports into French", f"{last}年12月的执行率", "得分与预算的相关系数",
    ):  # fmt: skip
        yield q, "none", None


KINDS: dict[str, Callable[[World], Iterator[Ask]]] = {"gaps": gaps, "passing": passing, "refused": refused}


def lacking(w: World) -> Iterator[Ask]:
    for kind in KINDS.values():
        yield from kind(w)

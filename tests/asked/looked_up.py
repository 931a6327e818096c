"""One value, one text, what there is, whether it is there: asked in the words of officials, deputies and auditors who know the forms and
not the product. For any world; gold read off the records."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from extractors.records import Report

from .world import World, misses, number, score

Ask = tuple[str, str, Any]


def looked_up(w: World) -> Iterator[Ask]:
    for part in (of_an_indicator, why_missed, of_a_project, in_target_forms, what_there_is, whether, blamed, not_there):
        yield from part(w)


def of_an_indicator(w: World) -> Iterator[Ask]:
    p = next(r for r in w.single if misses(r))
    x = next(o for o in w.rows(lambda o: o.report is p and o.missed))
    name, it = p.project_name, x.i.level3
    both = [x.i.target, x.i.actual]
    yield f"下午要给分管领导汇报，请报一下{name}{it}的目标值和实际完成值", "text", both
    yield f"{name}，{it}：应完成数、实际完成数", "text", both
    yield f"代表问起来，{name}的{it}当初定了多少、最后做到多少", "text", both
    yield f"请调出{name}中{it}一项的指标值与完成值", "text", both
    yield f"{name}给{it}定的任务数是多少", "text", [x.i.target]
    yield f"{it}在{name}里拿到几分", "value", float(x.i.score or 0)
    yield f"{name}给{it}分配了多少分", "value", float(x.i.weight or 0)
    yield f"{name}的{it}算不算完成", "text", ["未完成" if x.i.status == "missed" else "部分"]
    yield f"{name}{it}达没达标", "text", ["未完成" if x.i.status == "missed" else "部分"]


def why_missed(w: World) -> Iterator[Ask]:
    z = next(o for o in w.rows(lambda o: o.missed and bool(o.i.deviation_reason) and o.report in w.single))
    name, it, why = z.report.project_name, z.i.level3, [z.i.deviation_reason]
    yield f"{name}的{it}没达标，单位作何解释", "text", why
    yield f"{name}就{it}未完成作了什么说明", "text", why
    yield f"{it}偏低，{name}填的理由是什么", "text", why
    yield f"{name}{it}的偏差原因说明", "text", why
    yield f"{name}的{it}怎么会没完成", "text", why


def of_a_project(w: World) -> Iterator[Ask]:
    p = w.single[0]
    name, lead = p.project_name, [p.project_lead]
    yield f"{name}项目负责人一栏填了谁", "text", lead
    yield f"{name}，负责的是哪位同志", "text", lead
    yield f"{name}项目负责人姓甚名谁", "text", lead
    yield f"要约谈项目负责人，{name}填的是谁", "text", lead
    if p.phone:
        for q in (f"{name}表上登记的联系方式", f"{name}的联系电话发我一下", f"{name}留的电话是多少", f"打哪个号码才能找到{name}的负责人"):
            yield q, "text", [p.phone]
        yield f"{p.phone}这个号码对应哪个项目", "projects", [(w.unit(p), name)]
    if p.implementing_unit:
        for q in (f"谁在实施{name}，哪家单位", f"{name}具体落到哪个单位来干", f"{name}交给了哪个部门具体实施"):
            yield q, "text", [p.implementing_unit]
    if p.annual_goal:
        for q in (f"请摘录{name}的年度目标", f"{name}设定的年度总目标内容", f"{name}这笔钱年内要达到什么目标", f"{name}申报时提的年度目标", f"{name}的年度目标是怎么定的"):
            yield q, "text", [p.annual_goal]
    if p.actual_completion:
        for q in (f"{name}全年实际完成情况的文字", f"{name}总体完成情况的表述"):
            yield q, "text", [p.actual_completion]
    yield f"数一数{name}有几条指标", "value", float(len(p.indicators))
    yield f"把{name}的指标全列出来", "indicators", [(w.unit(p), name, i.level3) for i in p.indicators]
    yield f"{name}这一年自己打了几分", "value", float(score(p))


def _alone(w: World) -> Report | None:
    return next((t for t in w.targets if sum((t.project_name or "") in (r.project_name or "") for r in w.reports) == 1), None)


def in_target_forms(w: World) -> Iterator[Ask]:
    t = _alone(w)
    if t is None:
        return
    name = t.project_name
    if t.period:
        for q in (f"{name}的起止年月", f"{name}从哪天干到哪天", f"{name}的执行期限是哪段时间"):
            yield q, "text", [t.period]
    if t.organization:
        for q in (f"{name}归哪个处室组织落实", f"{name}由哪个机构来组织实施的"):
            yield q, "text", [t.organization]
    if t.management_rules:
        for q in (f"{name}按什么规章制度来管", f"{name}的制度保障是什么"):
            yield q, "text", [t.management_rules]
    if t.plans:
        for q in (f"{name}各阶段打算做什么", f"{name}准备分哪几步推进"):
            yield q, "text", list(t.plans)
    if t.project_attribute:
        yield f"{name}是不是延续项目", "text", [t.project_attribute]
    if t.project_category:
        yield f"{name}算哪种类型的项目", "text", [t.project_category]
    if t.fund_nature:
        yield f"{name}这笔资金属于哪种性质", "text", [t.fund_nature]
    yield f"{name}的{t.indicators[0].level3}最后做到了多少", "none", None


def what_there_is(w: World) -> Iterator[Ask]:
    a, b = w.regions[0], w.regions[1]
    mid = w.years[1]
    units = {w.unit(r) for r in w.reports if a in w.unit(r)}
    yield f"参与自评的单位{a}有几家", "value", float(len({w.unit(r) for r in w.judged if a in w.unit(r)}))
    yield f"{a}总共牵涉到几家单位", "value", float(len(units))
    yield f"{b}{mid}年的自评项目名单拉一下", "projects", w.projs(w.of(b, mid))
    yield "库里现在收了多少份自评表", "value", float(len(w.judged) + sum(r.form_type.value == "department_self_evaluation" for r in w.reports))
    yield f"{b}的自评表覆盖哪几个年度", "groups", w.by(lambda r: r.fiscal_year, len, w.of(b))
    lead = next(r.project_lead for r in w.judged if r.project_lead)
    yield f"{lead}名下的项目", "projects", w.projs(lambda r: r.project_lead == lead, w.stated)
    yield f"负责人填的是{lead}的有哪些项目", "projects", w.projs(lambda r: r.project_lead == lead, w.stated)
    yield f"{lead}分管的项目", "projects", w.projs(lambda r: r.project_lead == lead, w.stated)


def whether(w: World) -> Iterator[Ask]:
    a, b = w.regions[0], w.regions[1]
    last = w.years[2]
    yield f"{a}{last}年存不存在没完成的指标", "indicators", w.inds(w.missed(a, last)) or None
    yield f"{b}{last}年有指标没达标吗", "indicators", w.inds(w.missed(b, last)) or None
    at_90 = [o.triple for o in w.rows(lambda o: "%" in (o.i.target or "") and number(o.i.target) == 90, [*w.judged, *w.targets, *w.departments])]
    yield "目标定在90%的指标有哪些", "indicators", at_90 or None


def blamed(w: World) -> Iterator[Ask]:
    said = next(o.i.deviation_reason for o in w.rows(lambda o: bool(o.i.deviation_reason)))
    part = (said or "")[1:5]
    blaming = w.inds(lambda o: part in (o.i.deviation_reason or ""))
    yield f"哪些指标把没完成归咎于{part}", "indicators", blaming
    yield f"原因说明中涉及{part}的指标", "indicators", blaming


def not_there(w: World) -> Iterator[Ask]:
    p = w.single[0]
    yield f"{p.project_name}采购的设备是什么品牌", "none", None
    yield f"{p.project_name}中标供应商是谁", "none", None
    yield f"{w.regions[0]}2019年做了哪些项目", "none", None
    yield f"{w.unit(p)}一把手是谁", "none", None


def looked_up_sessions(w: World) -> Iterator[list[Ask]]:
    a, b = w.regions[0], w.regions[1]
    mid, last = w.years[1], w.years[2]
    low = min(w.some(w.of(a, last)), key=score)
    missed = list(w.rows(lambda o: o.report is low and o.missed))
    led = w.projs(lambda r: r.project_lead == low.project_lead, w.stated)
    yield [
        (f"{a}{last}年自评得分垫底的项目", "projects", [(w.unit(low), low.project_name)]),
        ("谁牵头", "text", [low.project_lead]),
        ("他名下还有什么项目", "projects", led),
    ]
    blank = w.inds(lambda o: w.missed(a, last)(o) and not o.i.deviation_reason)
    yield [
        (f"{a}{last}年没完成的指标总共多少条", "value", float(len(w.rows(w.missed(a, last))))),
        ("哪些没说明原因", "indicators", blank or None),
    ]
    yield [
        (f"{a}{last}年得分最低的项目是哪个", "projects", [(w.unit(low), low.project_name)]),
        ("差在哪里，哪些指标没完成", "says", [str(o.i.level3) for o in missed]),
        (f"放到全市来看，{last}年没完成的一共几条", "value", float(len(w.rows(w.missed(a, last))))),
    ]
    two = next((rs for u in sorted({w.unit(r) for r in w.judged}, reverse=True) if len(rs := [r for r in w.judged if w.unit(r) == u]) == len({r.fiscal_year for r in rs}) == 2), None)
    if two:
        one, other = sorted(two, key=lambda r: -(r.fiscal_year or 0))
        yield [
            (f"{w.unit(one)}有哪些项目", "projects", [(w.unit(r), r.project_name) for r in two]),
            (f"{one.fiscal_year}年的那个得了多少分", "value", float(score(one))),
            (f"{other.fiscal_year}年的那个呢", "value", float(score(other))),
        ]
    yield [(f"{b}{mid}年有几个项目", "value", float(len(w.some(w.of(b, mid))))), ("再看全县，平均得分多少", "value", w.mean(score, w.of(b, mid)) if b.endswith("县") else None)]

"""All of somebody's indicators of a kind met, or none of them; their points together held against a number; what changed of a budget,
added up; targets in words; a list with its sum. For any world."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from extractors.records import Report

from .world import MISSED, Of, World, budget, initial, score, told

Ask = tuple[str, str, Any]
_JUDGED = ("met", *MISSED)


def of_a_kind(w: World) -> Iterator[Ask]:
    for part in (all_or_none, points_together, changed, a_list_and_its_sum, money_of_some, three_first, in_words, were_all_met):
        yield from part(w)


def _of(w: World, r: Report, kind: str) -> list[Of]:
    """On a form without levels satisfaction is known by its name."""
    return [o for o in w.rows(lambda o: True, [r]) if kind in (o.i.level1 or "") or kind in (o.i.level2 or "") or (kind == "满意" and not (o.i.level1 or o.i.level2) and kind in (o.i.level3 or ""))]


def all_or_none(w: World) -> Iterator[Ask]:
    for kind, named in (("满意", "satisfaction"), ("产出", "output"), ("效益", "benefit")):
        judged: dict[str, list[str]] = {}
        for r in w.judged:
            for o in _of(w, r, kind):
                if o.i.status in _JUDGED:
                    judged.setdefault(o.unit, []).append(o.i.status)
        good = {unit: 100.0 for unit, told in judged.items() if set(told) == {"met"}}
        said = "满意度" if kind == "满意" else kind
        yield f"{said}指标全部达标的单位有哪些", "groups", good or None
        yield f"哪些单位的{said}指标全都完成了", "groups", good or None
        yield f"Which units met every {named} target?", "groups", good or None
        none = w.projs(lambda r, kind=kind: bool(told := [o.i.status for o in _of(w, r, kind) if o.i.status in _JUDGED]) and "met" not in told)
        yield f"{said}指标一条都没完成的项目", "projects", none or None
        yield f"哪些项目的{said}指标全部未达标", "projects", none or None
        yield f"Which projects missed all of their {named} indicators?", "projects", none or None


def points_together(w: World) -> Iterator[Ask]:
    def together(r: Report, kind: str, points: str) -> Decimal:
        return sum((getattr(o.i, points) or Decimal(0) for o in _of(w, r, kind)), Decimal(0))

    scored = [r for r in w.judged if any(o.i.score is not None for o in _of(w, r, "产出"))]
    low = w.projs(lambda r: r in scored and together(r, "产出", "score") < 40)
    yield "产出指标得分低于40分的项目有哪些", "projects", low or None
    yield "projects whose output indicators scored below 40 points", "projects", low or None
    losing = w.projs(lambda r: r in scored and together(r, "产出", "weight") - together(r, "产出", "score") > 5)
    yield "哪些项目产出指标扣分超过5分", "projects", losing or None
    yield "which projects lost more than 5 points on output indicators", "projects", losing or None
    weighty = w.projs(lambda r: together(r, "效益", "weight") > 25)
    yield "效益指标权重合计超过25分的项目有几个", "value", float(len(weighty)) if weighty else None


def changed(w: World) -> Iterator[Ask]:
    more = [budget(r) - (initial(r) or 0) for r in w.judged if initial(r) is not None and budget(r) > (initial(r) or 0)]
    yield "追加了预算的项目一共追加了多少元", "value", float(sum(more)) if more else None
    yield "年中追加预算的项目有几个，一共追加了多少", "says", [str(len(more)), told(float(sum(more)))] if more else None


def a_list_and_its_sum(w: World) -> Iterator[Ask]:
    a, last = w.regions[0], w.years[-1]
    low = w.projs(lambda r: w.of(a)(r) and score(r) < 93)
    summed = w.sum(budget, lambda r: w.of(a)(r) and score(r) < 93)
    yield f"{a}哪些项目得分低于93，预算合计多少", "projects", low or None
    yield f"{a}哪些项目得分低于93，预算合计多少元", "value", summed if low else None
    yield f"Which projects in {a} scored below 93, and what is their total budget?", "value", summed if low else None
    by = w.by(w.region, len, lambda r: r.fiscal_year == last and score(r) < 93)
    yield f"{last}年各地区得分低于93分的项目数和预算合计", "groups", by or None


def money_of_some(w: World) -> Iterator[Ask]:
    high = w.sum(budget, lambda r: score(r) > 90)
    whole = sum(float(budget(r)) for r in w.stated)
    share = 100 * high / whole
    yield "得分高于90分的项目预算占全部预算的多少", "value", share
    yield "What share of the total budget went to projects scoring above 90?", "value", share


def three_first(w: World) -> Iterator[Ask]:
    missed = w.count_by(lambda o: w.region(o.report), lambda o: o.missed)
    order = sorted(missed, key=lambda r: -missed[r])
    apart = len({missed[r] for r in order[:4]}) == min(4, len(order)) and len(order) > 3
    yield "未达标指标最多的三个地区", "groups", {r: missed[r] for r in order[:3]} if apart else None
    ends = {r: [float(max(map(score, own))), float(min(map(score, own)))] for r in missed if (own := [x for x in w.judged if w.region(x) == r])}
    yield "各地区最高分和最低分", "groups", {r: e[0] for r, e in ends.items()} if ends.keys() == {w.region(r) for r in w.judged} else None


def in_words(w: World) -> Iterator[Ask]:
    every = w.rows(lambda o: bool((o.i.target or "").strip(" /-—无")), w.stated)
    worded = [o for o in every if not any(c.isdigit() for c in o.i.target or "")]
    plain = all(any(c.isdigit() for c in (o.i.target or "")[:2]) for o in every if o not in worded)  # no text that has a number further on
    yield "定性指标一共有多少条", "value", float(len(worded)) if worded and plain and not w.departments else None


def were_all_met(w: World) -> Iterator[Ask]:
    """Those that were not say it."""
    a, last = w.regions[1], w.years[-1]
    missed = w.inds(lambda o: w.missed(a, last)(o) and "效益" in (o.i.level1 or ""))
    yield f"{a}{last}年效益指标都完成了吗", "indicators", missed or None
    yield f"{a}{last}年的指标都达标了吗", "indicators", w.inds(w.missed(a, last)) or None
    yield f"Were all benefit indicators met in {a} in {last}?", "indicators", missed or None

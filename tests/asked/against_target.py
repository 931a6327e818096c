"""By how much a target was passed or missed, and which line of funds a condition is on. For any world; gold by arithmetic."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

from .world import Of, World, budget, line, number, rate, score

Ask = tuple[str, str, Any]
_SIGNS = "≥≧≤≦><=＝ "


def share(o: Of) -> float | None:
    """What was reached in percent of the target, where both are one number in one unit."""
    target, actual = number(o.i.target), number(o.i.actual)
    units = [re.sub(r"^[\d.]+", "", (text or "").lstrip(_SIGNS)) for text in (o.i.target, o.i.actual)]
    if not target or actual is None or any("," in (t or "") for t in (o.i.target, o.i.actual)) or units[1] not in (units[0], ""):
        return None
    return actual / target * 100


def reached(w: World, fits: Callable[[float], bool], keep: Callable[[Of], bool] = lambda o: True) -> list[tuple[str, str | None, str | None]] | None:
    return w.inds(lambda o: (s := share(o)) is not None and fits(s) and keep(o)) or None


def met(o: Of) -> bool:
    return o.i.status == "met"


def against_target(w: World) -> Iterator[Ask]:
    a = w.regions[0]
    over = reached(w, lambda s: s >= 105, met)
    yield "超额完成5%以上的指标", "indicators", over
    yield "哪些指标超额5%及以上", "indicators", over
    yield "超额完成百分之五以上的指标有哪些", "indicators", over
    yield "indicators over-achieved by at least 5%", "indicators", over
    yield "which indicators exceeded their targets by 5% or more", "indicators", over
    yield "超额完成5%以上的指标有几条", "value", len(over) if over else None
    more = reached(w, lambda s: s > 105)
    yield "完成值超过指标值5%的指标", "indicators", more
    yield "实际完成值比目标值高出5%以上的指标", "indicators", reached(w, lambda s: s >= 105)
    yield "完成值超过目标值105%的指标", "indicators", more
    yield "indicators more than 5% above target", "indicators", more
    twice = reached(w, lambda s: s > 200)
    yield "完成值超过指标值一倍的指标", "partly" if twice is None else "indicators", twice or ["没有"]
    yield "more than double the target: which indicators?", "indicators", twice
    low = reached(w, lambda s: s < 80, lambda o: o.missed)
    yield "完成不到目标80%的指标", "indicators", low
    yield "哪些指标连目标的八成都没完成", "indicators", low
    yield "未达到目标值80%的指标", "indicators", low
    yield "不到目标的八成", "indicators", low
    yield "完成度不足80%的指标有哪些", "indicators", low
    yield "indicators that reached less than 80% of their target", "indicators", low
    yield "which indicators are below 80% of target?", "indicators", low
    yield f"{a}完成不到目标80%的指标有多少条", "value", len(kept) if (kept := reached(w, lambda s: s < 80, lambda o: o.missed and a in o.unit)) else None
    yield "missed their targets by more than 20%: list the indicators", "indicators", low
    yield "低于目标20%以上的指标", "indicators", reached(w, lambda s: s <= 80, lambda o: o.missed)
    half = reached(w, lambda s: s < 50, lambda o: o.missed)
    for question in ("未达目标一半的指标", "连目标的一半都没完成的指标", "完成不到目标一半的指标", "indicators that reached less than half of the target"):
        yield question, "partly" if half is None else "indicators", half or []
    yield "完成目标95%以上的指标有多少条", "value", len(kept) if (kept := reached(w, lambda s: s >= 95)) else None
    failing = [(w.unit(r), r.project_name) for r in w.judged if any(o.report is r and o.missed and (share(o) or 100) < 80 for o in w.rows(lambda o: True))]
    yield "有指标完成不到目标80%的项目", "projects", failing or None
    beyond = w.rows(lambda o: met(o) and ((share(o) or 0) > 100 or "exceeded" in [str(f) for f in o.i.flags]))
    yield "超额完成的指标有多少条", "value", len(beyond)
    yield "How many indicators went beyond their targets?", "value", len(beyond)
    most = sorted(beyond, key=lambda o: share(o) or 0, reverse=True)
    for question in ("超额完成最多的3条指标", "超额幅度最大的三条指标"):
        yield question, "indicators", [o.triple for o in most[:3]] if len({share(o) for o in most[:4]}) == 4 else None
    yield "哪些指标干超了50%", "none", None  # of what, no word says
    # the rate is the project's unless a line of funds is named with it
    other = next((x.source for r in w.judged for x in r.budget if "其他" in x.source), None)
    name = other or next((x.source for r in w.judged for x in r.budget if "拨款" in x.source), "")
    having = [r for r in w.judged if (x := line(r, name)) and ((x.full_year or x.initial) or 0) > 0]
    slow = [(w.unit(r), r.project_name) for r in having if rate(r) < 90]
    short = name.removesuffix("资金")
    yield f"有{name}且执行率低于90%的项目", "projects", slow or None
    yield f"哪些项目有{name}，而且预算执行率不到90%", "projects", slow or None
    yield f"既有{name}、执行率又低于90%的项目", "projects", slow or None
    yield f"用了{name}但是执行率没到九成的项目有哪些", "projects", slow or None
    yield f"含有{name}并且执行率低于90%的项目有几个", "value", len(slow) or None
    yield f"projects with {name} and an execution rate below 90%", "projects", slow or None
    yield f"Which projects have {name} but spent less than 90% of their budget?", "projects", slow or None
    yield f"有{name}且得分低于90的项目", "projects", [(w.unit(r), r.project_name) for r in having if score(r) < 90] or None
    yield f"有{name}且预算超过100万元的项目", "projects", [(w.unit(r), r.project_name) for r in having if budget(r) > 1000000] or None
    own = [(w.unit(r), r.project_name) for r in having if (x := line(r, name)) and x.executed is not None and (x.full_year or 0) and 100 * x.executed / (x.full_year or 1) < 90]
    yield f"{short}资金执行率低于90%的项目", "projects", own or None
    yield f"{name}的执行率低于90%的项目有哪些", "projects", own or None

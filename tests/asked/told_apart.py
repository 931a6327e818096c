"""Three numbers of one, each of several, signs before a value, years before a name: what a passing word settles. For any world."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

from .world import World, budget, left, score, told

Ask = tuple[str, str, Any]
_SIGNS = "≥≤＝=><"


def told_apart(w: World) -> Iterator[Ask]:
    for part in (average_and_ends, each_of_several, signs, of_a_year, apart_from_the_sum, put_so):
        yield from part(w)


def average_and_ends(w: World) -> Iterator[Ask]:
    a, last = w.regions[0], w.years[-1]
    scores = [float(score(r)) for r in w.some(w.of(a, last))]
    three = [told(w.mean(score, w.of(a, last))), told(max(scores)), told(min(scores))]
    yield f"{a}{last}年各项目自评得分的平均值、最高值与最低值", "says", three
    yield f"{a}{last}年的平均分、最高分和最低分各是多少", "says", three
    yield f"What are the average, highest and lowest scores in {a} in {last}?", "says", three


def each_of_several(w: World) -> Iterator[Ask]:
    last = w.years[-1]
    low = [r for r in w.some(w.of("", last)) if score(r) < 90]
    listed = w.projs(lambda r: r in low) if len(low) > 1 else None
    yield f"{last}年得分低于90分的项目预算各是多少", "projects", listed
    yield f"{last}年得分低于90分的项目预算分别是多少", "projects", listed
    of_units = Counter(w.unit(r) for r in w.stated if r.fiscal_year == last)
    two = {u: float(n) for u, n in of_units.items() if n == 2}
    yield f"哪些单位{last}年有两个项目", "groups", two or None
    yield f"{last}年有两个项目的单位有哪些", "groups", two or None


def signs(w: World) -> Iterator[Ask]:
    signed = w.rows(lambda o: any(s in (o.i.actual or "") for s in _SIGNS))
    yield "实际完成值带有“≥”“＝”等比较符号的指标有几条", "value", float(len(signed)) if signed else None
    yield "How many indicators have a comparison sign in the actual value?", "value", float(len(signed)) if signed else None


def of_a_year(w: World) -> Iterator[Ask]:
    """The year before a part of names is a condition, whatever those names begin with."""
    for year in w.years:
        part = next((n for r in w.stated if (n := (r.project_name or "").removeprefix(f"{year}年")[:5]) and sum(n in (x.project_name or "") for x in w.stated if x.fiscal_year == year) > 1), None)
        if part:
            yield f"{year}年{part}类项目有几个", "value", float(sum(part in (x.project_name or "") for x in w.stated if x.fiscal_year == year))


def apart_from_the_sum(w: World) -> Iterator[Ask]:
    a, mid = w.regions[0], w.years[1]
    most = max((left(r) for r in w.some(w.of(a, mid))), default=None)
    first = [r for r in w.some(w.of(a, mid)) if left(r) == most]
    yield f"{a}{mid}年哪个项目剩得最多", "ranking", w.projs(lambda r: r in first) if len(first) == 1 and most else None


def put_so(w: World) -> Iterator[Ask]:
    """Words that ask for nothing: how it is to be put, and who wants it."""
    a, last = w.regions[1], w.years[-1]
    lowest = w.rank(score, 1, w.of(a))
    yield f"咱们把{a}三年里头打分垫底的那个项目找出来看看", "ranking", lowest
    over = w.projs(lambda r: w.of(a, last)(r) and budget(r) > 1_000_000)
    yield f"凡{a}{last}年预算超过100万元者，请开列清单。", "projects", over or None
    yield f"请列出{a}{last}年预算超过100万元的项目，带上单位名称", "projects", over or None
    missed = w.inds(w.missed(a, last))
    yield f"咱不看别的，就看{a}，{last}年没完成的指标有哪些", "indicators", missed or None

"""Questions that say more than they ask: a sentence before them, a definition in brackets, a cause in other words, what a table would
tell by itself. For any world; gold by arithmetic over the records."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

from .world import World, budget, initial, left, misses, rate, score, spent

Ask = tuple[str, str, Any]


def stated_first(w: World) -> Iterator[Ask]:
    for part in (scenes, definitions, causes, bands, each, further, satisfaction, order):
        yield from part(w)


def scenes(w: World) -> Iterator[Ask]:
    a, b = w.regions[:2]
    mid, last = w.years[1], w.years[-1]
    keep = w.of(b, mid)
    missing = [(w.unit(r), r.project_name) for r in w.some(keep) if misses(r)] or None
    yield f"{b}{mid}年报了好几个项目。其中哪些项目有没完成的指标？", "projects", missing
    yield f"{b} handed in several reports for {mid}. Which projects had indicators that missed their targets?", "projects", missing
    yield f"{a}{last}年有不少项目。哪个项目的得分最低？", "ranking", w.rank(score, 1, w.of(a, last))
    yield f"Which project scored lowest in {last}? The bottom three projects by score, please.", "ranking", w.rank(score, 3, w.of("", last))
    yield f"What did {a} and {b} spend in {last}? Give the sum for each in 万元.", "groups", {x: w.sum(spent, w.of(x, last)) / 10000 for x in (a, b)}


def definitions(w: World) -> Iterator[Ask]:
    a, b = w.regions[:2]
    mid, last = w.years[1], w.years[-1]
    unspent = [(w.unit(r), r.project_name) for r in w.some(w.of(a, mid)) if left(r) > 0] or None
    yield f"{a}{mid}年哪些项目的钱没有花完（全年执行数少于全年预算数）？", "projects", unspent
    yield f"{a}{mid}年哪些项目预算没花完，也就是执行数小于全年预算数？", "projects", unspent
    yield f"Which projects of {a} did not spend all of their money in {mid} (executed less than the full-year budget)?", "projects", unspent
    yield f"{b}{last}年总的预算执行率（执行数合计比全年预算数合计）是百分之几？", "value", w.execution(w.of(b, last))
    yield f"{b}{last}年哪些指标被扣分（得分低于分值）？", "indicators", w.inds(lambda o: o.lost > 0 and w.of(b, last)(o.report)) or None
    cut = [(w.unit(r), r.project_name) for r in w.some(w.of("", last)) if (initial(r) or 0) > budget(r)] or None
    yield f"{last}年哪些项目的预算被调减（全年预算数低于年初预算数）？", "projects", cut
    yield f"{b}{last}年的执行率（执行数除以年初预算数）是多少？", "made up", None


def causes(w: World) -> Iterator[Ask]:
    for said, printed in (("雨季太长耽误了施工", "雨季"), ("招标流程太长", "招标流程"), ("上级资金下得太晚", "上级资金下达")):
        of_it = w.rows(lambda o, printed=printed: printed in (o.i.deviation_reason or ""))
        if of_it and len({o.i.deviation_reason for o in of_it}) == 1:
            yield f"哪些指标的偏差原因是{said}？", "indicators", [o.triple for o in of_it]


def bands(w: World) -> Iterator[Ask]:
    year = w.years[1]

    def band(value: float) -> str:
        return "优" if value >= 90 else "良" if value >= 80 else "中" if value >= 60 else "差"

    so_many = {k: float(v) for k, v in Counter(band(float(score(r))) for r in w.some(w.of("", year))).items()}
    yield f"{year}年的自评项目按优（90分以上，含90）、良（80到90）、中（60到80）、差分档，每档几个？", "groups", so_many
    yield f"按90分以上为优、80到90分为良、60到80分为中、60分以下为差来分档，{year}年各档各有几个项目？", "groups", so_many


def each(w: World) -> Iterator[Ask]:
    several = next((u for u, n in Counter(w.unit(r) for r in w.judged).items() if 1 < n < 6), None)
    if several:
        yield f"{several}的得分各是多少", "projects", [(several, r.project_name) for r in w.judged if w.unit(r) == several]
        yield f"{several}的项目执行率各是多少", "projects", [(several, r.project_name) for r in w.judged if w.unit(r) == several]
    a, b, c = w.regions[:3]
    year = w.years[-1]
    yield f"{a}、{b}两个地方和{c}，{year}年自评平均分各是多少？", "groups", {x: w.mean(score, w.of(x, year)) for x in (a, b, c)}


def further(w: World) -> Iterator[Ask]:
    a, b = w.regions[:2]
    year = w.years[-1]
    low = [(w.unit(r), r.project_name) for r in w.some(w.of(a, year)) if rate(r) < 90] or None
    yield f"{a}{year}年执行率低于90%的项目有哪些，分别是哪家单位的？", "projects", low
    yield f"{a}{year}年执行率低于90%的项目有哪些，做成一张小表。", "projects", low
    yield f"{b}{year}年有多大比例的项目存在没完成的指标？给个百分数", "value", 100 * sum(bool(misses(r)) for r in w.some(w.of(b, year))) / w.n(w.of(b, year))
    yield f"What share of the {year} projects in {b} spent 100% of the full-year budget, in percent?", "value", 100 * sum(spent(r) == budget(r) for r in w.some(w.of(b, year))) / w.n(w.of(b, year))


def satisfaction(w: World) -> Iterator[Ask]:
    def of_it(o: Any) -> bool:
        return "满意" in f"{o.i.level1}{o.i.level2}" or (not o.i.level1 and not o.i.level2 and "满意" in (o.i.level3 or ""))

    yield "把所有年份、所有地方没达到目标的满意度指标都列给我。", "indicators", w.inds(lambda o: o.missed and of_it(o)) or None


def order(w: World) -> Iterator[Ask]:
    year = w.years[0]
    yield f"{year}年自评分垫底的四个项目，从最低的排起。", "ranking", w.rank(score, 4, w.of("", year))
    yield f"Give me the five biggest projects of {year} by full-year budget, largest first.", "ranking", w.rank(budget, 5, w.of("", year), down=True)
    yield f"Which three projects of {year} left the most money unspent, in absolute terms? Largest first.", "ranking", w.rank(left, 3, w.of("", year), down=True)

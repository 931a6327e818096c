"""Conversations in which a condition is taken away again, and what stays. For any world; gold by arithmetic."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from .world import World, misses, rate, score

Ask = tuple[str, str, Any]


def taking_away_sessions(w: World) -> Iterator[list[Ask]]:
    a, b = w.regions[0], w.regions[1]
    first, mid, last = w.years
    r = next(r for r in w.judged if r.fiscal_year == mid and misses(r) and sum(w.bureau(x) == w.bureau(r) for x in w.judged) > 1)
    unit, bureau = w.unit(r), w.bureau(r)
    for away in (f"去掉{bureau}", f"把{bureau}去掉", f"{unit}这个条件不要了", "不限单位了", "单位不限", f"取消{bureau}的限制"):
        yield [
            (f"{unit}{mid}年未完成的指标", "indicators", w.inds(lambda o: o.unit == unit and w.missed("", mid)(o)) or None),
            (away, "indicators", w.inds(w.missed("", mid))),
        ]
    for away in ("不限年份了", "年份不限", "不分年份", "去掉年份", "所有年份的", "去掉年份这个条件", f"去掉{mid}年", "全部年度呢"):
        yield [
            (f"{a}{mid}年得分最低的3个项目", "projects", w.rank(score, 3, w.of(a, mid))),
            (away, "projects", w.rank(score, 3, w.of(a))),
        ]
    for away in (f"不要{mid}年的", f"{mid}年的不要", f"剔除{mid}年", f"不算{mid}年的", f"刨去{mid}年"):
        yield [
            (f"{b}未完成的指标有几条", "value", len(w.rows(w.missed(b)))),
            (away, "value", len(w.rows(lambda o: w.missed(b)(o) and o.report.fiscal_year != mid))),
            (f"{a}呢", "value", len(w.rows(lambda o: w.missed(a)(o) and o.report.fiscal_year != mid))),
            ("不限年份了", "value", len(w.rows(w.missed(a)))),
        ]
    for away in (f"不要{bureau}", f"去掉{bureau}", f"{bureau}除外", f"排除{bureau}", f"不看{bureau}"):
        kept = w.by(w.unit, lambda rs: float(sum(map(score, rs))) / len(rs), lambda x: x.fiscal_year == mid and w.bureau(x) != bureau)
        yield [
            (f"{mid}年各单位的平均得分", "groups", w.by(w.unit, lambda rs: float(sum(map(score, rs))) / len(rs), lambda x: x.fiscal_year == mid)),
            (away, "groups", kept),
        ]
    yield [
        (f"{first}年和{last}年{a}的平均得分分别是多少", "groups", w.by(lambda x: x.fiscal_year, lambda rs: float(sum(map(score, rs))) / len(rs), lambda x: a in w.unit(x) and x.fiscal_year != mid)),
        (f"不要{first}年的", "value", w.mean(score, w.of(a, last))),
    ]
    yield [
        (f"{mid}年执行率低于90%的项目", "projects", w.projs(lambda x: x.fiscal_year == mid and rate(x) < 90) or None),
        ("去掉执行率的条件", "projects", w.projs(w.of("", mid))),
    ]
    yield [
        (f"{a}除{mid}年外未完成的指标有几条", "value", len(w.rows(lambda o: w.missed(a)(o) and o.report.fiscal_year != mid))),
        (f"{b}呢", "value", len(w.rows(lambda o: w.missed(b)(o) and o.report.fiscal_year != mid))),
    ]
    yield [
        (f"除{a}外{mid}年未完成的指标有几条", "value", len(w.rows(lambda o: o.missed and a not in o.unit and o.report.fiscal_year == mid))),
        (f"{last}年呢", "value", len(w.rows(lambda o: o.missed and a not in o.unit and o.report.fiscal_year == last))),
        (f"{a}呢", "value", len(w.rows(w.missed(a, last)))),
    ]
    for away in ("drop the year", "any year", "regardless of the year", "forget about the year", "remove the year filter"):
        yield [
            (f"Which indicators were missed in {a} in {mid}?", "indicators", w.inds(w.missed(a, mid)) or None),
            (away, "indicators", w.inds(w.missed(a))),
        ]
    for away in (f"now without {a}", f"please exclude {a}", f"and leave out {a}", f"ok, not counting {a}"):
        yield [
            (f"How many indicators were missed in {mid}?", "value", len(w.rows(w.missed("", mid)))),
            (away, "value", len(w.rows(lambda o: w.missed("", mid)(o) and a not in o.unit))),
        ]
    yield [("不限年份了", "none", None)]
    yield [(f"{a}有几个项目", "partly", []), ("去掉得分的条件", "none", None)]
    yield [(f"{last}年新增的项目", "partly", []), ("不限年份", "none", None)]

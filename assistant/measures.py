"""Every number that can be made of many records: one entry each, with its SQL and its wording in both languages.

As in `fields`, SQL and words stand side by side so that they cannot drift apart; SQL is made only when a query runs.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from assistant.computed import Column, rounded


@dataclass(frozen=True)
class Parts:
    """What a measure is made of, as SQL: its columns, and its two conditions."""

    column: Column | None = None
    per: Column | None = None
    of: Column | None = None
    whole: Column | None = None


@dataclass(frozen=True)
class Kind:
    """`kind` is the kind of number where it is not the field's own; {0} and {1} stand for the fields' names."""

    name: str
    zh: str
    en: str
    sql: Callable[[Parts], Column] = field(repr=False)
    kind: str | None = None


def _count(_: Parts) -> Column:
    from sqlalchemy import func

    return func.count()


def _distinct(p: Parts) -> Column:
    from sqlalchemy import distinct, func

    column: Any = p.column
    return func.count(distinct(column))


def _sum(p: Parts) -> Column:
    """Rounded, as 39.6 and 0.4 are not a little less than 40."""
    from sqlalchemy import func

    return rounded(func.sum(p.column))


def _average(p: Parts) -> Column:
    from sqlalchemy import func

    return rounded(func.avg(p.column))


def _median(p: Parts) -> Column:
    from assistant.median import Median

    return rounded(Median(p.column))


def _per_one(p: Parts) -> Column:
    from sqlalchemy import distinct, func

    per: Any = p.per
    number = func.count() if p.column is None else func.sum(p.column)
    return rounded(number * 1.0 / func.nullif(func.count(distinct(per)), 0))


def _share_of(p: Parts) -> Column:
    from sqlalchemy import case, distinct, func

    of: Any = p.of
    column: Any = p.column
    return rounded(func.count(distinct(case((of, column)))) * 100.0 / func.nullif(func.count(distinct(column)), 0))


def _plainly(name: str) -> Callable[[Parts], Column]:
    def sql(p: Parts) -> Column:
        from sqlalchemy import func

        return getattr(func, name)(p.column)

    return sql


def _range(p: Parts) -> Column:
    from sqlalchemy import func

    return func.max(p.column) - func.min(p.column)


def _share(p: Parts) -> Column:
    from sqlalchemy import case, func

    of: Any = p.of
    return rounded(func.sum(case((of, 1), else_=0)) * 100.0 / func.nullif(func.count(), 0))


def _ratio(p: Parts) -> Column:
    from sqlalchemy import case, func

    column: Any = p.column
    per: Any = p.per
    both = column.is_not(None) & per.is_not(None)
    return rounded(func.sum(case((both, column))) * 100.0 / func.nullif(func.sum(case((both, per))), 0))


def _portion(p: Parts) -> Column:
    from sqlalchemy import case, func

    of: Any = p.of
    whole: Any = p.whole
    return rounded(func.sum(case((of, p.column))) * 100.0 / func.nullif(func.sum(case((whole, p.column))), 0))


MEASURES: dict[str, Kind] = {
    k.name: k
    for k in (
        Kind("count", "数量", "number", _count, "count"),
        Kind("distinct", "不同{0}的数量", "number of distinct {0}", _distinct, "count"),
        Kind("sum", "{0}合计", "total {0}", _sum),
        Kind("average", "平均{0}", "average {0}", _average),
        Kind("median", "{0}中位数", "median {0}", _median),
        Kind("min", "{0}最小值", "lowest {0}", _plainly("min")),
        Kind("max", "{0}最大值", "highest {0}", _plainly("max")),
        Kind("range", "{0}最高与最低之差", "gap between highest and lowest {0}", _range),
        Kind("share", "占比", "share", _share, "rate"),
        Kind("per_one", "平均每个{1}的{0}", "{0} per {1}", _per_one),
        Kind("share_of", "{0}占比", "share of {0}s", _share_of, "rate"),
        Kind("ratio", "总体执行率", "overall execution rate", _ratio, "rate"),
        Kind("percent", "{0}占{1}的比例", "{0} as a share of {1}", _ratio, "rate"),
        Kind("portion", "{0}占比", "share of {0}", _portion, "rate"),
    )
}

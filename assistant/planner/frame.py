"""What a question holds, slot by slot, before it is a query: scope, conditions, what is asked, how it is to be put.

A frame is what conversation works on: a follow-up's frame takes what it does not say from the one before. Values only;
`reading` fills them, `compose` makes the query.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, Literal

from assistant.linking import Link

MONEY = {"budget", "initial", "full_year", "executed", "unspent", "adjusted", "cut"}
POINTS = {"score", "weight", "deduction", "funds_score", "funds_weight", "funds_lost", "scores_sum", "weights_sum", "overstated", "sum_gap"}
RATES = {"execution_rate", "printed_rate", "completion_rate", "score_rate", "adjusted_rate", "rate_gap"}
COUNTS = {"indicator_count", "missed_count"}
NUMERIC = MONEY | POINTS | RATES | COUNTS
GAP_OF = {"total_mismatch": "sum_gap", "execution_rate_mismatch": "rate_gap"}  # how far apart what a check holds against each other is
PRINTED = {"target": "target_number", "actual": "actual_number"}  # texts that mostly begin with a number
LARGEST = Decimal(10) ** 15  # above every amount, count or place in a report, and within what a database holds
UNIT_OF = {**dict.fromkeys(MONEY, "money"), **dict.fromkeys(POINTS, "points"), **dict.fromkeys(RATES, "percent"), **dict.fromkeys(COUNTS, "items")}


@dataclass(frozen=True)
class Bound:
    """A concept held against a number."""

    concept: str
    op: str
    value: Decimal
    upper: Decimal | None = None
    of: str = ""  # the noun behind it, whose it is: 得分低于90分的项目
    guessed: bool = False  # no word says what is held against the number


@dataclass(frozen=True)
class Rank:
    """The highest or lowest: how many, or which one in order."""

    concept: str | None
    descending: bool
    n: int | None = None
    nth: bool = False


@dataclass
class Years:
    """What is asked over several years. `each`: all of the years fit alike; `running` so many on end; `gone`: years that have none of it; `earlier` what was so in
    the first of two years. `dropped` or `new` say which way, where years are left open."""

    each: bool = False
    running: int = 0
    gone: list[int] = field(default_factory=list)
    dropped: bool = False
    new: bool = False
    earlier: tuple[int, str | Bound] | None = None
    than: tuple[str, str, int] | None = None  # a field, higher or lower, and the other year; 0: the one before
    newest: int = 0  # of the years that there are

    def __bool__(self) -> bool:
        return bool(self.each or self.running or self.gone or self.dropped or self.new or self.earlier or self.than)


@dataclass(frozen=True)
class Change:
    """How far the number of each of several went from one year to another: only of those that went up or down, where that is said;
    `first` those that went the farthest; the years are settled with the scope where the question leaves them open."""

    way: Literal["up", "down", ""] = ""
    first: bool = False
    in_percent: bool = False
    years: tuple[int, int] | None = None


@dataclass(frozen=True)
class OverGroups:
    """What is made of the numbers of several units, regions or years (`by`) together."""

    made: Literal["place", "per_one", "share_of", "in_percent", "range", "how_many"]
    by: str
    of: str = ""  # what is counted of each


@dataclass(frozen=True)
class OfAKind:
    """All of somebody's indicators of these levels (of all, where none is named) together: all met or none, or their points held against a number."""

    by: str
    levels: tuple[str, ...]
    none: Literal["all", "none", ""] = ""
    bound: Bound | None = None


@dataclass
class Frame:
    language: Literal["zh", "en"] = "zh"
    # scope
    regions: list[str] = field(default_factory=list)
    units: list[Link] = field(default_factory=list)
    projects: list[Link] = field(default_factory=list)
    indicators: list[Link] = field(default_factory=list)
    leads: list[str] = field(default_factory=list)
    documents: list[str] = field(default_factory=list)
    categories: list[str] = field(default_factory=list)
    category_said: bool = False  # 项目类别为培训的: not what is called so as well
    years: list[int] = field(default_factory=list)
    relative_years: bool = False
    years_apart: bool = False  # named one by one, not as a range
    levels: list[str] = field(default_factory=list)
    sources: list[str] = field(default_factory=list)
    forms_held: list[str] = field(default_factory=list)  # 没有自评表: had or lacked by the projects meant
    having_sources: bool = False  # 有财政拨款的项目: which projects, not which line's money
    forms: list[str] = field(default_factory=list)
    reports: list[int] = field(default_factory=list)  # set by conversation: what "it" is
    near_regions: list[str] = field(default_factory=list)  # set by conversation: where the talk is, for short names
    # conditions
    statuses: list[str] = field(default_factory=list)
    clauses: list[tuple[tuple[str, ...], str]] = field(default_factory=list)  # levels, each with a status of its own
    bounds: list[Bound] = field(default_factory=list)
    bounds_otherwise: list[tuple[Decimal, Decimal]] = field(default_factory=list)  # a bound's number, and what else it may mean
    against: list[tuple[str, str]] = field(default_factory=list)  # a concept above or below its own average
    average_of: Frame | None = None  # whose average, where that is said: 低于全部项目平均分的, 比2023年平均低
    blanks: list[tuple[str, bool]] = field(default_factory=list)
    rules: list[str] = field(default_factory=list)
    checked: list[str] = field(default_factory=list)  # of these, those that are asked of one project
    nothing_missed: bool = False
    none_met: bool = False
    of_a_kind: OfAKind | None = None
    doubtful: bool = False
    over: Years = field(default_factory=Years)
    excluded_units: list[Link] = field(default_factory=list)
    excluded_regions: list[str] = field(default_factory=list)
    excluded_projects: list[Link] = field(default_factory=list)
    excluded_years: list[int] = field(default_factory=list)
    excluded_levels: list[str] = field(default_factory=list)
    lacking_sources: list[str] = field(default_factory=list)  # 没有其他资金的项目
    lacking_levels: list[str] = field(default_factory=list)  # 没有设满意度指标的项目
    of_all: str = ""  # 所有项目都…的单位: all or none of each one's projects
    so_many: Bound | None = None  # 有两个以上项目…的单位: how many projects each has
    grades: list[str] = field(default_factory=list)
    reason_words: list[str] = field(default_factory=list)
    printed: list[str] = field(default_factory=list)
    exact: list[tuple[str, str]] = field(default_factory=list)  # a field and the very text it is to hold: 电话5550016
    exact_not: list[tuple[str, str]] = field(default_factory=list)  # a field and a text it is not to hold
    # what is asked
    subject: str | None = None
    named_subject: bool = False  # by a noun, not by 哪条 or by what is asked
    concepts: list[str] = field(default_factory=list)
    aggregate: str | None = None
    share: bool = False
    whole: Frame | None = None  # conditions of those of which the share is taken: 未达标指标里没写原因的占几成
    within: list[str] = field(default_factory=list)  # of which place's a share is taken: its field, or 市 where it is the one that the part lies in
    valued: bool = False  # a level spoken of as a value, not as a kind of indicators: 满意度是多少
    median: bool = False  # of several numbers the one in the middle, where else their average
    over_sums: bool = False  # 总支出除以总预算: no average of rates
    averaged: bool = False  # beside a count: 几个项目，平均得分多少
    difference: bool = False
    compare: bool = False
    growth: bool = False
    times: bool = False  # 几倍
    spread: bool = False  # between the highest and the lowest
    change: Change | None = None
    over_groups: OverGroups | None = None
    minuend: str | None = None  # 甲比乙多多少: 甲
    rank: Rank | None = None
    most_of: bool = False  # 最多, not 最高: how much or how many, of what no word says
    both_ends: bool = False
    nested: bool = False  # a ranking within a question about what it finds
    group: list[str] = field(default_factory=list)
    asked_dimension: str | None = None
    jointly: bool = False  # 哪个地区哪一年: one of all pairs, not one of each region
    in_each: bool = False  # 2022年和2023年都有未完成指标的单位: in each of the years
    bound_of_groups: bool = False  # 总预算超过500万元的地区: the bound is on the group's number
    numbers: list[tuple[str, str]] = field(default_factory=list)  # 项目数、预算和平均得分: several, each with how it is made
    number_bounds: list[tuple[str, str, Bound]] = field(default_factory=list)  # 项目数超过3个且平均得分低于90的单位
    counts_groups: bool = False  # 有几个单位项目数超过3个: how many of them
    bare: bool = False  # names and years, and nothing said of them
    each: bool = False
    together: bool = False
    sort: str | None = None
    money: str | None = None
    asks_list: bool = False
    asks_value: bool = False
    detail: bool = False
    people: bool = False
    whether: bool = False  # asked to be answered by yes or no
    everything: bool = False
    either: bool = False
    sides: list[Frame] = field(default_factory=list)  # of which one is enough: (甲且乙)或者(丙且丁)
    as_well: bool = False  # 既…又…: each of the things named
    # conversation
    pronoun: bool = False
    these: bool = False
    narrowed: bool = False  # 其中甲市的: a part of what was spoken of, by its place
    also: bool = False
    not_this: bool = False
    drop: str = ""  # 不限年份了, 去掉教育局: takes something away from the question before
    drop_of: list[str] = field(default_factory=list)
    dropped: list[tuple[str, list[Any]]] = field(default_factory=list)  # slot and names, of which another reading is possible
    told: list[tuple[str, str]] = field(default_factory=list)  # how it was taken, to be said beside the answer
    elsewhere: Frame | None = None  # the same of all projects, where the one spoken of has none such
    of_unclear: bool = False  # goes on from a question that was not understood
    year_before: bool = False
    year_after: bool = False
    this_document: bool = False
    refused: bool = False  # asks for what no report can say, or for a deed
    leftover: list[str] = field(default_factory=list)
    aside: list[str] = field(default_factory=list)  # asked for beside what was understood: said to be unanswered

    @property
    def has_scope(self) -> bool:
        return bool(self.regions or self.units or self.projects or self.indicators or self.leads or self.documents or self.years or self.reports)

    @property
    def has_question(self) -> bool:
        """Whether it says by itself what is wanted."""
        return bool(
            self.subject or self.concepts or self.aggregate or self.rank or self.statuses or self.rules or self.bounds or self.blanks or self.against or self.growth or self.times or self.spread
            or self.over or self.group or self.asked_dimension or self.nothing_missed or self.of_a_kind or self.printed or self.exact or self.exact_not or self.detail or self.share
            or self.clauses or self.change or self.over_groups or self.forms_held or self.lacking_levels or self.lacking_sources
        )  # fmt: skip

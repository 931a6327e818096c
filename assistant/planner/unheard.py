"""What a question says and its query does not hold: numbers, names, levels, grades and orders that the reading of the
whole passed over. A net behind all readings: it knows no wording, names what was lost and changes no query.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise

from assistant.catalogue import Catalogue, fold
from assistant.linking import core
from assistant.numbers import spoken
from assistant.planner.concepts import OF_INDICATOR, OF_LINE, OF_REPORT
from assistant.planner.frame import Frame
from assistant.planner.span import Span
from assistant.query import Query

_NUMBER = re.compile(r"(?<![\d.])-?\d+(?:\.\d+)?")
_BY_THE_WAY = {Decimal(0), Decimal(1), Decimal(100)}  # 一条都没有, one of them, 百分之百: said of other words
_SURE = 4  # characters from which on part of a name is no accident
_NAMES = ("region", "unit", "project", "indicator", "lead", "category", "document")
_LISTED = ("region", "unit", "project", "indicator", "year", "level", "status", "field")


def unheard(query: Query, frame: Frame, text: str, spans: Sequence[Span], catalogue: Catalogue) -> list[str]:
    """The words of the question that nothing in its query answers to."""
    if query.subject == "passages":
        return []
    told = query.model_dump_json(exclude_defaults=True)
    lost = [*_dimensions(told, text, spans), *_asked_of(query, text, spans), *_of_each(query, text, spans), *_numbers(told, text, query, frame, spans, catalogue), *_words(told, query, spans, reasons=bool(frame.reason_words))]
    lost += [] if any(s.kind == "drop" for s in spans) else _names(told, spans)  # 去掉教育局: named, so as to be taken away
    return [said for s in lost if (said := text[s.start : s.end]) and (s.meaning != "plans" or _A_PLAN.search(said))]


_A_PLAN = re.compile(r"(?:实施|工作|年度)计划")  # not: plan to build


def _numbers(told: str, text: str, query: Query, frame: Frame, spans: Sequence[Span], catalogue: Catalogue) -> Iterator[Span]:
    there = {abs(Decimal(n)) for n in _NUMBER.findall(told)} | _BY_THE_WAY
    counted = _how_many(query, frame, spans, catalogue)
    if frame.whether and query.show and (_WITH_A_UNIT.search(text) or any(s.kind == "field" for s in spans)):
        return  # 到没到90分: told the score, the person sees it
    of_them = _of_those_there(frame, catalogue)
    for s in spans:
        match s.kind:
            case "amount" if s.what.value not in there and not (s.what.value in of_them and _BEFORE_THEM.match(text, s.end)):
                by_number = {*counted, len(catalogue.years)} if text[s.end : s.end + 1] == "年" else counted
                if s.meaning not in ("", "items") or s.what.value not in by_number:
                    yield s
            case "dimension" if s.meaning == "region" and (n := _THE_N.match(text, s.start)) and spoken(n[0]) not in {*counted, len(catalogue.regions.names)} and Decimal(spoken(n[0]) or 0) not in there:
                yield s  # 三个地区, of seven
            case "rank" if not {Decimal(s.what), Decimal(s.what - 1)} & there:  # the third: two are passed over
                yield s
            case "comparison" if any(v is not None and not _near(v) & there for v in (s.what.value, s.what.upper)):
                yield s
            case _:
                pass


_THE_N = re.compile(r"[两二三四五六七八九十](?=个)")
_WITH_A_UNIT = re.compile(r"(?:\d|[一二两三四五六七八九十百千万亿半])+ ?(?:分|%|元|万|亿|条|个|项|成|百分|points?|percent|yuan|million|marks?)|百分之|满分|full")  # 还是366吗 says of what it is no more than a guess


_AND = re.compile(r"[和与及、/]|以及|,? ?(?:and|&)(?: by)? ")


def _dimensions(told: str, text: str, spans: Sequence[Span]) -> Iterator[Span]:
    """哪个地区和单位: of two named side by side the query is made by one."""
    for one, other in pairwise(s for s in spans if s.kind == "dimension"):
        if _AND.fullmatch(text[one.end : other.start]) and one.meaning != other.meaning:
            yield from (s for s in (one, other) if f'"{s.meaning}"' not in told and '"group_by"' in told)


_ASKS_WHICH = re.compile(r"(?:都|分别)?(?:有|是)?(?:哪些|哪[几一]?[个家]|谁|几个|几家|多少个|多少家)?[?]?$")


def _asked_of(query: Query, text: str, spans: Sequence[Span]) -> Iterator[Span]:
    """预算逐年减少的地区: one number of all, or of each year, tells no region."""
    by = {*query.group_by, *(m.field for m in (query.measure, *query.besides) if m)}
    for s in spans:
        if s.kind == "dimension" and s.meaning in ("unit", "region") and _ASKS_WHICH.match(text, s.end) and query.measure and not by & {s.meaning, "report_id"} and "share" not in query.measure.fn and "per_one" not in query.measure.fn:
            yield s


_EACH_SO_MANY = re.compile(r"各(?:自)?有(?:几|多少)")


def _of_each(query: Query, text: str, spans: Sequence[Span]) -> Iterator[Span]:
    """…的项目，未达标指标各有几条: one number of all is not what each has."""
    if query.measure and not (query.group_by or query.besides):
        yield from (s for s in spans if (s.kind, s.meaning) == ("group", "each") and _EACH_SO_MANY.match(text, s.start))


def _near(value: Decimal) -> set[Decimal]:
    """More than two are three or more; a share that was not spent is the rest of what was."""
    return {value, value + 1, value - 1, 100 - value}


def _how_many(query: Query, frame: Frame, spans: Sequence[Span], catalogue: Catalogue) -> set[int]:
    """Numbers of the things that the question lists or that are listed for it: 甲、乙两个县, 三年, the three regions."""
    listed = {sum(s.kind == kind for s in spans) for kind in _LISTED}
    meant = {len(set(x)) for x in (frame.years, frame.regions, frame.units, frame.projects, frame.indicators, frame.levels, frame.concepts, query.group_by)}
    span = {max(frame.years) - min(frame.years) + 1} if frame.years else set()
    held = {len(catalogue.regions.names)} if "region" in query.group_by else set()
    return listed | meant | span | held | _there(frame, catalogue) | _in_a_row(spans)


def _in_a_row(spans: Sequence[Span]) -> set[int]:
    """甲、乙、丙三个市和丁县: as many as are named before the number."""
    rows: set[int] = set()
    so_many = 0
    for s in spans:
        if s.kind in ("region", "unit", "project"):
            so_many += 1
        elif s.kind != "idle":
            rows, so_many = rows | {so_many}, 0
    return rows


def _there(frame: Frame, catalogue: Catalogue) -> set[int]:
    """甲县2023年四个项目: as many as the places and years that are named have, projects or units."""
    return set() if frame.bounds or frame.statuses or frame.rank else _of_those_there(frame, catalogue)


_BEFORE_THEM = re.compile(r"(?:自评|绩效)?的?(?:项目|单位)")


def _of_those_there(frame: Frame, catalogue: Catalogue) -> set[int]:
    """甲市2022年的两个项目，哪个没完成指标: said of those that the place and year have, whatever is asked of them."""
    if not (frame.regions or frame.units or frame.projects or frame.leads):
        return set()
    units = {n for link in frame.units for n in link.tiers[0]}
    placed = [r for r in catalogue.reports if r.project and (not frame.regions or set(frame.regions) & set(r.regions)) and (not units or r.unit in units) and (not frame.leads or any(lead in (r.lead or "") for lead in frame.leads)) and (not frame.years or r.year in frame.years)]
    known = {r.project for r in placed}
    names = {n for link in frame.projects for n in next((tier for tier in link.tiers if known & set(tier)), ())}
    there = [r for r in placed if not frame.projects or r.project in names]
    return {len({(r.unit, r.project, r.year) for r in there}), len({r.unit for r in there})}


def _names(told: str, spans: Sequence[Span]) -> Iterator[Span]:
    known = fold(told)
    if "report_id" in told:
        return  # names that were looked up
    for s in spans:
        if s.kind in _NAMES and (s.what.exact or s.end - s.start >= _SURE) and not any(core(fold(n)) in known for tier in s.what.tiers for n in tier):
            yield s


_ORDERS = ("superlative", "rank", "phrase", "order")
_EXTREMES = ('"fn":"min"', '"fn":"max"', '"fn":"range"', "both_ends")
_STANDS_IN = {
    "execution_rate": ("executed", "printed_rate"), "completion_rate": ("status", "met_count", "attained"), "missed_count": ("status",), "indicator_count": ('"subject":"indicators"',),
    "overstated": ("understated",), "adjusted_rate": ('"per":"initial"', '"growth":true'), "gap": ("shortfall", "difference"), "adjusted": ("budget", "cut", "adjusted_rate"), "unspent": ("execution_rate",), "budget": ("unspent", "adjusted", "full_year", "initial", "execution_rate", "成本"), "executed": ("unspent", "execution_rate"),
    "initial": ("adjusted", "budget", "cut"), "full_year": ("unspent", "adjusted", "budget", "cut"), "score": ("weight", "deduction", "lost_points", "points_rate", "grade", "funds_score", "funds_lost"),
    "score_rate": ('"percent"',), "funds_score": ("funds_lost",), "explanation": ("annual_goal", "target", "plans"), "target": ("status", "attained", "gap"), "annual_goal": ("status", "actual_completion"), "reason": ("status",), "status": ("actual", "missed_count"),
    "completion": ("status", "actual"), "preparing_unit": ("prepared_by",), "responsibilities": ("project_lead",), "lead": ("project_lead",), "category": ('"group_by":["level', '"group_by":["deviation_reason'),
}  # fmt: skip
_ALWAYS_SHOWN = {  # of projects and indicators that are listed
    "projects": {"score", "budget", "executed", "execution_rate"}, "indicators": {"target", "actual", "status", "weight", "reason"},
}  # fmt: skip
_HELD_IN = {  # kind, or kind and meaning: what the query has where such a word was heard
    "graded": ("grade",), "ask where": ('"subject":"indicators"',), "missing": ("missing", "present", '"part"'), "exclude names": ('"ne"', '"part"'), "subject findings": ("finding", "rule"),
    "aggregate median": ('"median"',), "change up": ("change", "than", "difference", "growth", "adjusted", "fiscal_year"), "change down": ("change", "than", "difference", "growth", "adjusted", "fiscal_year"),
    "aggregate compare": ("measure", "group_by", "order", "difference", "gap", "than", '"target"'),
}  # fmt: skip


_OF_WHOLE = {"plans", "conclusion", "responsibilities"}  # what no indicator says


def _words(told: str, query: Query, spans: Sequence[Span], *, reasons: bool) -> Iterator[Span]:
    ordered = query.order or any(fn in told for fn in _EXTREMES) or '"kind":"top"' in query.model_dump_json()
    dropped = any(s.kind == "drop" for s in spans)
    for s in spans:
        if s.kind in _ORDERS and not ordered:
            yield s
        wanted = (s.meaning,) if s.kind == "level" and query.show != ("level1", "level2") else _HELD_IN.get(s.kind) or _HELD_IN.get(f"{s.kind} {s.meaning}", ())
        shown = query.measure is None and s.meaning in _ALWAYS_SHOWN.get(query.subject, ())
        if s.kind == "field" and not (shown or ("level3" in told and s.meaning not in _OF_WHOLE) or dropped) and (names := _named_as(s.meaning)):
            wanted = (*names, *_STANDS_IN.get(s.meaning, ()))
        if wanted and not any(w in told for w in wanted):
            yield s
        if s.kind in ("why", "cause") and reasons and "deviation_reason" not in told:
            yield s  # due to timeliness indicators: what it is due to, the query leaves open


def _named_as(concept: str) -> tuple[str, ...]:
    """The fields of a query that say what a word of the question does."""
    return tuple(table[concept] for table in (OF_REPORT, OF_INDICATOR, OF_LINE) if concept in table)

"""What a question holds, slot by slot, before it is a query: scope, conditions, what is asked, how it is to be put.

A frame is what conversation works on: a follow-up's frame takes what it does not say from the one before. `read` goes
through the understood stretches once; nothing is looked up and nothing executed here.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal

from assistant.linking import Link
from assistant.numbers import Amount, Comparison, YearSpan
from assistant.planner.spans import Span

MONEY = {"budget", "initial", "full_year", "executed", "unspent", "adjusted"}
POINTS = {"score", "weight", "deduction", "funds_score", "funds_weight", "funds_lost"}
RATES = {"execution_rate", "printed_rate", "completion_rate"}
COUNTS = {"indicator_count", "missed_count"}
NUMERIC = MONEY | POINTS | RATES | COUNTS
UNIT_OF = {**dict.fromkeys(MONEY, "money"), **dict.fromkeys(POINTS, "points"), **dict.fromkeys(RATES, "percent"), **dict.fromkeys(COUNTS, "items")}


@dataclass(frozen=True)
class Bound:
    """A concept held against a number."""

    concept: str
    op: str
    value: Decimal
    upper: Decimal | None = None


@dataclass(frozen=True)
class Rank:
    """The highest or lowest: how many, or which one in order."""

    concept: str | None
    descending: bool
    n: int | None = None
    nth: bool = False


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
    years: list[int] = field(default_factory=list)
    relative_years: bool = False
    years_apart: bool = False  # named one by one, not as a range
    levels: list[str] = field(default_factory=list)
    sources: list[str] = field(default_factory=list)
    forms: list[str] = field(default_factory=list)
    reports: list[int] = field(default_factory=list)  # set by conversation: what "it" is
    near_regions: list[str] = field(default_factory=list)  # set by conversation: where the talk is, for short names
    # conditions
    statuses: list[str] = field(default_factory=list)
    bounds: list[Bound] = field(default_factory=list)
    blanks: list[tuple[str, bool]] = field(default_factory=list)
    rules: list[str] = field(default_factory=list)
    nothing_missed: bool = False
    doubtful: bool = False
    excluded_units: list[Link] = field(default_factory=list)
    excluded_regions: list[str] = field(default_factory=list)
    excluded_projects: list[Link] = field(default_factory=list)
    grades: list[str] = field(default_factory=list)
    reason_words: list[str] = field(default_factory=list)
    printed: list[str] = field(default_factory=list)
    # what is asked
    subject: str | None = None
    named_subject: bool = False  # by a noun, not by 哪条 or by what is asked
    concepts: list[str] = field(default_factory=list)
    aggregate: str | None = None
    share: bool = False
    difference: bool = False
    compare: bool = False
    rank: Rank | None = None
    both_ends: bool = False
    group: list[str] = field(default_factory=list)
    asked_dimension: str | None = None
    each: bool = False
    together: bool = False
    sort: str | None = None
    money: str | None = None
    asks_list: bool = False
    asks_value: bool = False
    detail: bool = False
    people: bool = False
    everything: bool = False
    either: bool = False
    # conversation
    pronoun: bool = False
    these: bool = False
    also: bool = False
    not_this: bool = False
    this_document: bool = False
    leftover: list[str] = field(default_factory=list)

    @property
    def has_scope(self) -> bool:
        return bool(self.regions or self.units or self.projects or self.indicators or self.leads or self.documents or self.years or self.reports)

    @property
    def has_question(self) -> bool:
        """Whether it says by itself what is wanted."""
        return bool(
            self.subject or self.concepts or self.aggregate or self.rank or self.statuses or self.rules or self.bounds or self.blanks
            or self.group or self.asked_dimension or self.nothing_missed or self.printed or self.detail or self.share
        )  # fmt: skip


def read(text: str, spans: Sequence[Span], leftover: Sequence[str], language: Literal["zh", "en"]) -> Frame:
    """Fill the slots, in the order in which they depend on one another."""
    frame = Frame(language=language, leftover=list(leftover))
    used: set[int] = set()
    _names(frame, spans)
    _rules(frame, text, spans)
    _bounds(frame, text, spans, used)
    _ranking(frame, text, spans, used)
    _blanks(frame, spans, used)
    _words(frame, text, spans)
    _asked(frame, text, spans, used)
    _subject(frame, text, spans)
    _manner(frame, text, spans)
    frame.named_subject = any(s.kind == "subject" and s.meaning != "people" for s in spans)
    return frame


def _manner(frame: Frame, text: str, spans: Sequence[Span]) -> None:
    """Units of money inside longer words, totals, and causes given in the question's own words."""
    if frame.money is None and re.search(r"(?:多少|几)万|\(万元\)", text):
        frame.money = "wan"
    frame.together = bool(re.search(r"一共|总共|合计|加起来|加总|in total|altogether|combined", text))
    if frame.leftover and any(s.kind == "cause" for s in spans) and (frame.asks_list or frame.aggregate == "count" or frame.subject == "indicators"):
        frame.reason_words, frame.leftover = frame.leftover, []


def _names(frame: Frame, spans: Sequence[Span]) -> None:
    outside = False  # 除…外: names behind it are left out
    for s in spans:
        outside = s.kind == "exclude" or (outside and (s.kind == "idle" or s.is_name))
        if outside and s.is_name:
            _exclude(frame, s)
        elif s.kind == "year":
            found: YearSpan = s.what
            frame.years_apart |= bool(frame.years)
            frame.years += [y for y in found.years if y not in frame.years]
            frame.relative_years |= found.relative
        elif s.is_name:
            link: Link = s.what
            first = [n for tier in link.tiers for n in tier]
            match s.kind:
                case "project":
                    frame.projects.append(link)
                case "indicator":
                    frame.indicators.append(link)
                case "unit":
                    frame.units.append(link)
                case "region":
                    frame.regions += [n for n in first if n not in frame.regions]
                case "document":
                    frame.documents += first
                case "lead":
                    frame.leads += first
                case "category":
                    frame.categories += first
                case "label":
                    frame.printed.append("|".join(re.escape(n) for n in first))


def _exclude(frame: Frame, s: Span) -> None:
    if s.kind == "region":
        frame.excluded_regions += [n for tier in s.what.tiers for n in tier]
    elif s.kind == "unit":
        frame.excluded_units.append(s.what)
    elif s.kind == "project":
        frame.excluded_projects.append(s.what)


def _rules(frame: Frame, text: str, spans: Sequence[Span]) -> None:
    for s in spans:
        if s.kind == "rule":
            frame.rules.append(s.meaning)
        elif s.kind == "printed":
            frame.printed.append(s.meaning)


def _fits(concept: str, unit: str | None) -> bool:
    return unit is None or UNIT_OF.get(concept) == unit


def _nearest(spans: Sequence[Span], at: int, unit: str | None, used: set[int]) -> int | None:
    """The concept that a number or a superlative belongs to: the nearest before it, else the nearest behind."""
    before = [i for i in range(at - 1, -1, -1) if spans[i].kind == "field" and i not in used]
    after = [i for i in range(at + 1, min(len(spans), at + 4)) if spans[i].kind == "field" and i not in used]
    for i in before:
        if spans[i].meaning in NUMERIC and _fits(spans[i].meaning, unit):
            if any(spans[k].kind in ("comparison", "superlative") for k in range(i + 1, at)):
                break
            return i
    return next((i for i in after if spans[i].meaning in NUMERIC and _fits(spans[i].meaning, unit)), None)


def _bounds(frame: Frame, text: str, spans: Sequence[Span], used: set[int]) -> None:
    defaults = {"points": "score", "percent": "execution_rate", "money": "budget"}
    for at, s in enumerate(spans):
        if s.kind == "comparison":
            found: Comparison = s.what
            i = _nearest(spans, at, found.unit, used)
            concept = spans[i].meaning if i is not None else None
            if concept is None and found.unit is None and any(x.kind == "aggregate" and x.meaning == "average" for x in spans):
                concept = "score"
            elif concept is None and found.unit in (None, "items"):
                concept = "count"
            elif concept is None and found.unit == "percent" and _names_percent(spans):
                concept = "actual_number"  # 师生满意度低于92%
            elif concept is None:
                concept = defaults.get(found.unit or "", "score")
            if i is not None and not _asks_again(text, spans[i]):
                used.add(i)
            if i is None and found.unit == "percent" and (u := next((k for k, x in enumerate(spans) if x.kind == "field" and x.meaning == "unspent" and k not in used), None)) is not None:
                used.add(u)  # 一半的钱没花出去
                frame.bounds.append(Bound("execution_rate", _OTHER_WAY.get(found.op, found.op), 100 - found.value))
                continue
            frame.bounds.append(Bound(concept, found.op, found.value, found.upper))
        elif s.kind == "amount" and s.meaning in ("money", "points", "percent"):
            amount: Amount = s.what
            i = _nearest(spans, at, amount.unit, used)
            concept = spans[i].meaning if i is not None else defaults[s.meaning]
            if i is not None:
                used.add(i)
            if concept == "score" and "满分" in text[s.start : s.end + 2]:
                continue
            frame.bounds.append(Bound(concept, "eq", amount.value))


def _names_percent(spans: Sequence[Span]) -> bool:
    """A rate is spoken of that is an indicator's own."""
    return any(s.kind == "indicator" or (s.kind == "level" and s.meaning == "满意") for s in spans)


_OTHER_WAY = {"gt": "lt", "ge": "le", "lt": "gt", "le": "ge"}


def _asks_again(text: str, span: Span) -> bool:
    """自评得分多少: asked for, although a number is held against it elsewhere."""
    return bool(re.search(r"多少|几|how much|what", text[span.start : span.end]))


def _ranking(frame: Frame, text: str, spans: Sequence[Span], used: set[int]) -> None:
    for at, s in enumerate(spans):
        if s.kind == "phrase":
            about, direction = s.meaning.split()
            frame.rank = Rank(None if about == "missed" else about, direction == "high")
            if about == "missed":
                frame.statuses.append("missed")
        elif s.kind == "superlative":
            i = _nearest(spans, at, None, used)
            if i is not None:
                used.add(i)
            frame.rank = Rank(spans[i].meaning if i is not None else None, s.meaning == "high")
    for at, s in enumerate(spans):
        if s.kind == "rank":
            low = "bottom" in s.meaning
            concept: str | None = frame.rank.concept if frame.rank else None
            if frame.rank is None:
                i = _nearest(spans, at, None, used)
                if i is not None:
                    used.add(i)
                    concept = spans[i].meaning
            said = frame.rank.descending if frame.rank and not low else not low
            frame.rank = Rank(concept, said, s.what, s.meaning.startswith("nth"))
    if frame.rank and frame.rank.n is None:
        for s in spans:
            if s.kind == "amount" and s.meaning in ("", "items") and 1 <= s.what.value <= 100:
                frame.rank = Rank(frame.rank.concept, frame.rank.descending, int(s.what.value))
    ends = {s.meaning for s in spans if s.kind == "superlative"}
    frame.both_ends = len(ends) == 2
    if frame.rank is None and any(s.kind == "order" for s in spans):
        up = any(s.kind == "order" and s.meaning == "ascending" for s in spans)
        at = next(i for i, s in enumerate(spans) if s.kind == "order")
        i = next((i for i in range(at + 1, len(spans)) if spans[i].kind == "field" and spans[i].meaning in NUMERIC and i not in used), None)
        i = _nearest(spans, at, None, used) if i is None else i
        if i is not None:
            used.add(i)
        frame.rank = Rank(spans[i].meaning if i is not None else None, not up, n=0)


def _blanks(frame: Frame, spans: Sequence[Span], used: set[int]) -> None:
    for at, s in enumerate(spans):
        if s.kind != "missing":
            continue
        near = [*range(at + 1, min(len(spans), at + 4)), *range(at - 1, max(-1, at - 4), -1)]
        i = next((i for i in near if spans[i].kind == "field" and i not in used), None)
        if i is None and any(spans[k].kind == "dimension" and spans[k].meaning == "unit" for k in near):
            frame.blanks.append(("prepared_by", s.meaning == "blank"))
        elif i is None and s.meaning == "blank":
            frame.leftover.append("没有填写" if frame.language == "zh" else "blank")
        if i is not None:
            used.add(i)
            frame.blanks.append((spans[i].meaning, s.meaning == "blank"))
            for k in near:
                if spans[k].kind == "field" and k not in used and abs(k - i) <= 2 and {spans[k].meaning, spans[i].meaning} <= {"reason", "explanation"}:
                    used.add(k)


def _words(frame: Frame, text: str, spans: Sequence[Span]) -> None:
    for s in spans:
        match (s.kind, s.meaning):
            case ("status", "over_cost" | "over_achieved" as status):
                frame.statuses.append(status)
            case ("status", status):
                frame.statuses.append(status)
            case ("level", level):
                frame.levels.append(level)
            case ("source", source):
                frame.sources.append(source)
            case ("aggregate", "average" | "sum" | "count" | "distinct" as fn):
                frame.aggregate = _stronger(frame.aggregate, fn)
            case ("aggregate", "share"):
                frame.share = True
            case ("aggregate", "difference"):
                frame.difference = True
            case ("aggregate", "compare"):
                frame.compare = True
            case ("money", "wan" | "yi" | "yuan" as unit):
                frame.money = unit
                frame.asks_value = True
            case ("percent", _):
                frame.asks_value = True
            case ("ask", "list"):
                frame.asks_list = True
            case ("ask", "value"):
                frame.asks_value = True
            case ("ask", "kind") if re.match(r"怎|如何|咋", text[s.start : s.end]) and not frame.concepts:
                frame.detail = True
            case ("ask", "detail"):
                frame.detail = True
            case ("scope", "all"):
                frame.everything = True
            case ("scope", "nothing_missed"):
                frame.nothing_missed = True
            case ("scope", "self_evaluation"):
                frame.forms.append("self")
            case ("scope", "target_form"):
                frame.forms.append("target")
            case ("scope", "monitoring"):
                frame.forms.append("monitoring")
            case ("scope", "this_document"):
                frame.this_document = True
            case ("scope", "doubtful"):
                frame.doubtful = True
            case ("follow", "pronoun"):
                frame.pronoun |= not _of_this_sentence(s, text, spans)
            case ("follow", "these"):
                frame.these = True
            case ("follow", "also"):
                frame.also = True
            case ("follow", "not_this"):
                frame.not_this = True
            case ("graded", grade):
                frame.grades.append(grade)
            case ("spent", spent):
                frame.bounds.append(Bound("execution_rate", "ge" if spent == "all" else "lt", Decimal(100)))
            case ("group", "each"):
                frame.each = True
            case ("or", _):
                frame.either = True
            case ("subject", "people"):
                frame.people = True
            case ("order", "descending" | "ascending" as sort):
                frame.sort = sort


def _of_this_sentence(pronoun: Span, text: str, spans: Sequence[Span]) -> bool:
    """Which projects missed their targets: "their" speaks of the projects just named."""
    if not re.match(r"(?:its|their|them|they|其)", text[pronoun.start : pronoun.end]):
        return False
    named = [s for s in spans if s.end <= pronoun.start and (s.kind in ("subject", "dimension") or s.is_name)]
    return bool(named)


def _stronger(old: str | None, new: str) -> str:
    """一共有多少个: counted, not added up; 平均合计: averaged."""
    rank = {"sum": 0, "distinct": 1, "count": 2, "average": 3}
    return new if old is None or rank[new] > rank[old] else old


_UNASKED = {"status": r"^(?:完成|达标)$"}


def _asked(frame: Frame, text: str, spans: Sequence[Span], used: set[int]) -> None:
    for at, s in enumerate(spans):
        if s.kind == "field" and at not in used:
            if s.meaning == "missed_count":
                frame.statuses.append("missed")
                frame.subject, frame.aggregate = "indicators", _stronger(frame.aggregate, "count")
            elif s.meaning == "indicator_count":
                frame.subject, frame.aggregate = "indicators", _stronger(frame.aggregate, "count")
            elif s.meaning not in frame.concepts:
                frame.concepts.append(s.meaning)
        elif s.kind == "group" and s.meaning == "trend":
            frame.group.append("fiscal_year")
        elif s.kind == "group" and s.meaning == "level1":
            frame.group.append("level1")
        elif s.kind == "dimension":
            _dimension(frame, text, spans, at)
        elif s.kind == "subject" and s.meaning == "projects" and frame.aggregate != "average" and at and spans[at - 1].kind == "group" and spans[at - 1].meaning == "each":
            frame.group.append("project_name")
    _settle_concepts(frame)


def _settle_concepts(frame: Frame) -> None:
    """Words that another word already says."""
    if frame.aggregate == "average":
        frame.group = [g for g in frame.group if g != "project_name"]  # 各项目得分的平均值 is one number
    if frame.leads:
        frame.concepts = [c for c in frame.concepts if c not in ("lead", "responsibilities", "implementing_unit", "preparing_unit")]
    if frame.statuses and frame.asks_list and not frame.indicators:
        frame.concepts = [c for c in frame.concepts if c not in ("status", "target", "annual_goal", "completion", "plans")]


_EACH = re.compile(r"^(?:各|每|逐|历年|年年|(?:yearly|annually|year by year|over))")
_WHICH = re.compile(r"^(?:哪|几年)")


def _dimension(frame: Frame, text: str, spans: Sequence[Span], at: int) -> None:
    s, said = spans[at], text[spans[at].start : spans[at].end]
    before = next((spans[i] for i in range(at - 1, max(-1, at - 3), -1) if spans[i].kind != "idle"), None)
    after = next((spans[i] for i in range(at + 1, min(len(spans), at + 4)) if spans[i].kind != "idle"), None)
    each = _EACH.match(said) or (before and before.kind == "group") or (after and after.kind == "group")
    asked = (before and (before.kind == "ask" or before.meaning == "count")) or (after and (after.kind, after.meaning) in (("ask", "list"), ("aggregate", "count")))
    which = _WHICH.match(said) or asked
    things = not frame.statuses and any(x.kind == "subject" and x.meaning in ("projects", "indicators") for x in spans[at + 1 :])
    ranked = frame.rank is not None and s.meaning != "status" and not things
    if each:
        frame.group.append(s.meaning)
    elif which or ranked or s.meaning == "source" or (s.meaning in ("level1", "level2") and frame.aggregate == "count"):
        frame.asked_dimension = s.meaning
        if said.startswith("几年"):
            frame.aggregate = "count"


def _subject(frame: Frame, text: str, spans: Sequence[Span]) -> None:
    """What is to be listed or counted: the noun at the question word, else the last one (English: the first)."""
    if any(s.kind == "subject" and s.meaning == "departments" for s in spans):
        frame.subject = "departments"
        return
    if frame.subject:
        return
    if any(s.kind in ("ask", "aggregate") and s.meaning in ("list", "count") and "条" in text[s.start : s.end] for s in spans) and not any(s.kind == "subject" for s in spans):
        frame.subject = "indicators"  # 哪条, 几条
        return
    nouns = [i for i, s in enumerate(spans) if s.kind == "subject" and s.meaning in ("indicators", "projects", "findings", "documents")]
    nouns = [i for i in nouns if not (i and spans[i - 1].kind == "group" and spans[i].meaning == "projects")] or ([] if frame.group else nouns)
    asked = [i for i in nouns if _beside_question_word(spans, i)]
    if asked:
        frame.subject = spans[asked[0]].meaning
    elif nouns:
        frame.subject = spans[nouns[0] if frame.language == "en" else nouns[-1]].meaning
    elif frame.levels and not frame.concepts:
        frame.subject = "indicators"


def _beside_question_word(spans: Sequence[Span], at: int) -> bool:
    def asks(s: Span) -> bool:
        return (s.kind == "ask" and s.meaning == "list") or (s.kind == "aggregate" and s.meaning == "count")

    before = next((s for s in reversed(spans[:at]) if s.kind not in ("idle", "year", "region", "amount")), None)
    after = next((s for s in spans[at + 1 : at + 3] if s.kind != "idle"), None)
    return bool((before and asks(before)) or (after and asks(after) and not any(s.kind == "subject" for s in spans[at + 1 : at + 4])))

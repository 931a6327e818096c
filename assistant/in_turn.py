"""A question of two clauses, the second of which goes on from the first (哪个单位扣分最多，扣在哪些指标上): whether one query says
both. Where it does not, the clauses are asked one after the other, as turns of a conversation. Pure.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.catalogue import Catalogue
from assistant.planner.concepts import OF_INDICATOR, OF_LINE, OF_REPORT
from assistant.planner.frame import NUMERIC, POINTS, Frame
from assistant.planner.normalise import language_of, normalise
from assistant.planner.rules import framed
from assistant.planner.spans import cut
from assistant.query import Query

_PAUSE = re.compile(r"[,，;；、](?!\d)(?:以及|还有|并且|而且|另外|同时)?|以及|(?:并且|而且|还有|和|与)(?=[^,，]{0,12}(?:哪|多少|几|谁))|(?i:,? ?(?<![a-z])and (?=(?:which|what|who|whose|how|why|where|when|on which|in which|by how|did|does|do|is|are|was|were)(?![a-z])))")
_ASKS = re.compile(r"哪|谁|什么|呢[?？]?$|啥|多少|几|怎么|怎样|如何|为何|为什么|吗|有没有|是不是|分别|(?i:(?<![a-z])(?:which|what|who|whose|how|why|where|when|did|does|do|is|are|was|were)(?![a-z]))")
_SAID_BESIDE = re.compile(r"(?i)(?:including|counting|incl\.?) [a-z]")  # weights, including budget execution, do not …
_PART_OF_IT = re.compile(r"(?:又|也|各|分别|大概|大约)?占(?!用)")  # 剩了多少，占预算多少: of what was left, no share of the project
_HOW_FAR_APART = re.compile(r"(?i:(?:and )?(?:by (?:how (?:much|many|far)|what)(?![a-z])|what(?:'s| is| was) the (?:gap|difference|margin)(?: in [a-z ]+)?[?]?$))|(?:又|还|各|大概|大约|相)?(?:差|高|低|多|少)(?:出|了|着)?(?:多少|几)(?:分|个?百分点|万元|元|个|条)?[?？]?$")  # higher or lower, and by how much
_COMPARES = re.compile(r"(?i:(?<![a-z])(?:higher|lower|more|less|fewer|better|worse|bigger|larger|smaller|above|below|exceed|up or down|rise|fall|compare)(?![a-z]))|(?:哪|谁)[^,，?最]{0,12}(?:更|较)?(?:高|低|多|少|好|差|大|小)(?:些|一些)?$")
_IN_A_UNIT = re.compile(r"(?i:in (?:万元|亿元|元|ten thousand yuan|(?:million )?yuan|percent)(?:$|[,，]))")  # how much, in 万元, did it spend
_MOST = 3  # of more clauses than these none is a question by itself


def clauses(question: str, catalogue: Catalogue) -> Iterator[tuple[str, str]]:
    """The question before and behind a pause, the last pause first, where both sides ask something. A place or year at the end
    of an English question holds for both. Two numbers asked for in one breath (总条数以及未完成条数) are two questions once put plainly."""
    for one, other in _pairs(question, catalogue):
        behind = language_of(question) == "en" and placed(framed(other, catalogue)) and not placed(framed(one, catalogue))
        yield of_the_same(other, one, catalogue) if behind else one, other


def _pairs(question: str, catalogue: Catalogue) -> list[tuple[str, str]]:
    """As it was said; put plainly, where that alone is understood (laid in 2024, against how many planned), or is one question."""
    said, plain = list(_parts(question)), list(_parts(normalise(question)))
    if not (said and plain):
        return plain
    better = len(said) == len(plain) and _leaves(said, catalogue) and not _leaves(plain, catalogue)
    return plain if better else said


def _leaves(pairs: list[tuple[str, str]], catalogue: Catalogue) -> bool:
    return any(framed(other, catalogue).leftover for _, other in pairs)


def placed(frame: Frame) -> bool:
    return bool(frame.regions or frame.units or frame.projects or frame.years)


def _parts(question: str) -> Iterator[tuple[str, str]]:
    pauses = list(_PAUSE.finditer(question))
    for at in reversed(pauses) if len(pauses) <= _MOST else ():
        one, other = question[: at.start()].strip(), question[at.end() :].strip()
        beside = any(_SAID_BESIDE.match(said) for said in (one.rpartition(",")[2].strip(), other))
        told = beside or normalise(f"{one},{other}") == normalise(one)  # whose they are, a list tells
        if _ASKS.search(one) and _ASKS.search(other) and not (told or _PART_OF_IT.match(other) or (_HOW_FAR_APART.match(other) and _COMPARES.search(one)) or _IN_A_UNIT.search(one) or _IN_A_UNIT.match(other)):
            yield one, other


def says_both(query: Query, one: Frame, other: Frame) -> bool:
    """Whether what either clause asks for is in the query."""
    told = query.model_dump_json(exclude_defaults=True)
    if query.within and one.rank and one.asked_dimension and not (one.each or other.each or one.group):
        return False  # 哪个单位没完成的指标最多，为什么: no first of each reason
    of_report = query.subject == "indicators" and one.subject != "indicators" and not (one.indicators or one.levels or one.statuses)
    if of_report and any(OF_REPORT[c] not in told for c in one.concepts if c in POINTS):
        return False  # 打了几分，扣在哪儿了: the report's points, not those of its indicators
    nested = '"kind":"top"' in query.model_dump_json()  # 得分最低的是哪个项目，它没完成的指标有哪些
    two = _of_two_orders(one, other) or (not nested and _of_two_counts(one, other))
    return _says(query, told, one) and _says(query, told, other) and not two


def _of_two_orders(one: Frame, other: Frame) -> bool:
    """剩了多少钱，哪个项目剩得最多; 执行率最低的是哪个，得分最高的是哪个: no list gives a number of all, or two that come first."""
    if one.rank and other.rank:
        return None not in (one.rank.concept, other.rank.concept) and one.rank.concept != other.rank.concept
    if one.rank and other.group == [one.asked_dimension] and not other.rank:
        return True  # 哪年花得最多，各年分别多少: of all, not of the first
    if one.aggregate == other.aggregate == "average" and other.group and not one.group:
        return True  # 平均多少分，各单位呢: no table of averages tells that of all
    number = not (one.asks_list or one.rank or one.asked_dimension) and (bool(set(one.concepts) & NUMERIC) or one.aggregate is not None)
    return bool(other.rank) and number


def _of_two_counts(one: Frame, other: Frame) -> bool:
    """设了几条指标，完成几条: the first number would go unsaid."""
    counts = other.aggregate == "count" or bool(other.asks_value and other.statuses and not (other.concepts or other.aggregate))  # 没完成的多少
    lists = counts or other.asks_list or (other.language == "en" and not (other.concepts or other.aggregate))
    asks = one.aggregate == "count" or one.asks_list or one.subject is not None
    return asks and lists and not _conditioned(one) and _conditioned(other)


def _conditioned(frame: Frame) -> bool:
    return bool(frame.statuses or frame.bounds or frame.blanks or frame.nothing_missed or frame.against)


_LISTED = {
    "projects": {"total_score", "budget", "executed", "execution_rate"}, "indicators": {"target", "actual", "status", "score", "weight", "deviation_reason"},
}  # fmt: skip
_HELD = ("difference", "growth", "change", "gap", "shortfall", "range", "than", "adjusted", "unspent", "times", "lost", "place_of")


def _says(query: Query, told: str, frame: Frame) -> bool:
    listed = _LISTED.get(query.subject, set()) if query.measure is None else set()
    if frame.subject == "projects" and frame.rank and query.subject == "indicators" and '"top"' not in query.model_dump_json() and not query.group_by:
        return False  # 哪个项目扣分最多，扣在哪些指标上: the project's points come first
    if frame.subject == "projects" and any(b.concept in OF_REPORT and OF_REPORT[b.concept] not in told for b in frame.bounds):
        return False  # 哪些项目得分低于90分，扣在哪些方面: no bound on the indicators' points
    if any(names and not (names & listed or any(f'"{n}"' in told for n in names)) for names in map(_named, frame.concepts)):
        return False
    dimensions = [d for d in (frame.asked_dimension, *frame.group) if d]
    if any(f'"{d}"' not in told for d in dimensions) and query.measure is not None:
        return False
    if frame.named_subject and frame.subject == "indicators" and '"indicators"' not in told and '"level3"' not in told:
        return False
    if frame.asks_list and not frame.whether and frame.subject in ("projects", "indicators") and not (frame.rank or frame.group or frame.asked_dimension or frame.aggregate) and query.measure is not None and not query.group_by:
        return False  # 哪些项目得分低于90分，预算合计多少: which they are, no sum tells
    if frame.named_subject and frame.subject == "indicators" and frame.asks_list and query.subject == "projects" and query.show:
        return False  # 是哪个单位的，没完成的指标有哪些
    if frame.statuses and "status" not in told and "deduction" not in told and "_count" not in told:
        return False
    if (frame.rank and '"order"' not in told and '"top"' not in query.model_dump_json()) or (frame.share and "share" not in told and "in_percent" not in told):
        return False
    return _made(query, told, frame) and (not frame.difference or bool(frame.rank) or any(word in told for word in _HELD))


_MADE_OF = {"weight": "funds_weight", "execution_rate": "ratio", "completion_rate": "status", "missed_count": "status", "status": "actual_completion", "actual": "actual_completion"}


def _named(concept: str) -> set[str]:
    """What a query may call it."""
    return {table[concept] for table in (OF_REPORT, OF_INDICATOR, OF_LINE, _MADE_OF) if concept in table}


def of_the_same(first: str, other: str, catalogue: Catalogue) -> str:
    """The second clause with the names and years of the first, of which one sentence speaks throughout."""
    text = normalise(first)
    here = {s.what.tiers[0] if s.is_name else s.what.years for s in cut(normalise(other), catalogue) if s.is_name or s.kind == "year"}
    spans = [s for s in cut(text, catalogue) if s.is_name or s.kind == "year"]
    said = [text[s.start : s.end] for s in spans if (s.what.tiers[0] if s.is_name else s.what.years) not in here]
    if not said:
        return other
    return f"{other} in {' in '.join(said)}" if language_of(other) == "en" else "".join(said) + other


def _made(query: Query, told: str, frame: Frame) -> bool:
    """How many, in all, on average: a list says how many it has; that many indicators are not the units that they belong to."""
    if frame.aggregate == "count":
        distinct = bool(frame.asked_dimension or frame.counts_groups)
        return (query.measure is None and not query.limit) or query.count_groups or ('"fn":"distinct"' in told if distinct else '"fn":"count"' in told or '"per_one"' in told)
    return frame.aggregate != "sum" or '"fn":"sum"' in told

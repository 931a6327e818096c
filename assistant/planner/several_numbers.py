"""Several numbers in one question: 各单位的项目数、预算和平均得分, and units held against several: 项目数超过3个且平均得分低于90.
Fills a frame's `numbers` and `number_bounds`, or leaves both empty where it is asked in another way; pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.planner.frame import MONEY, POINTS, RATES, Bound, Frame
from assistant.planner.span import Span

_COUNTED = {"missed_count": "missed", "indicator_count": "indicators"}
_JUDGED = {"missed": "missed", "met": "met"}
_OF = ("unit", "region", "project_lead", "fiscal_year", "project_category", "project_name")


_ASKS = re.compile(r"几|多少|how many|number|count")


@dataclass(frozen=True)
class Named:
    """A number named at a place: what it is of, and how it is made where a word says so."""

    what: str
    made: str
    at: int


_AVERAGE, _HIGHEST, _LOWEST = re.compile(r"平均|均分|(?<![a-z])(?:average|mean)(?![a-z])"), re.compile(r"最高|最大|(?<![a-z])(?:highest|maximum|largest|best)(?![a-z])"), re.compile(r"最低|最小|(?<![a-z])(?:lowest|minimum|smallest|worst)(?![a-z])")
_WHICH = re.compile(r"哪|谁|(?<![a-z])(?:which|who|whose|list|name)(?![a-z])")


_ENDS_OF_EACH = re.compile(r"最[高大](?:得)?(?:值|分|数)?(?:的)?(?:是多少)?(?:和|与|及|、|,)最[低小](?:得)?(?:值|分|数)?(?:各|分别)?(?:是|为)?(?:多少|几分)?$|(?:highest|maximum) and (?:the )?(?:lowest|minimum)")


def ends_of_each(frame: Frame, text: str) -> bool:
    """各地区的最高分和最低分: two numbers of each group."""
    if not (frame.group and frame.both_ends and frame.rank and _ENDS_OF_EACH.search(text)) or _WHICH.search(text) or frame.statuses or frame.indicators or frame.subject == "indicators" or frame.difference or frame.aggregate:
        return False
    concept = next((c for c in [frame.rank.concept, *frame.concepts] if c in MONEY | RATES | POINTS), "score")
    frame.numbers, frame.rank, frame.both_ends, frame.spread = [(concept, "max"), (concept, "min")], None, False, False
    return True


def average_and_ends(frame: Frame, text: str) -> bool:
    """得分的平均值、最高值与最低值: three numbers of the same, and not which project has them."""
    if not (_AVERAGE.search(text) and _HIGHEST.search(text) and _LOWEST.search(text)) or _WHICH.search(text) or frame.statuses or frame.indicators or frame.subject == "indicators" or frame.difference:
        return False
    concept = next((c for c in [*frame.concepts, frame.rank.concept if frame.rank else None] if c in MONEY | RATES | POINTS), "score")
    frame.numbers = [(concept, "average"), (concept, "max"), (concept, "min")]
    frame.rank, frame.both_ends, frame.aggregate, frame.concepts, frame.spread, frame.against = None, False, "average", [concept], False, []
    return True


def several_numbers(frame: Frame, text: str, spans: Sequence[Span]) -> None:
    """Only of whole reports; what narrows them otherwise is not for here."""
    if average_and_ends(frame, text) or ends_of_each(frame, text):
        return
    if _narrowed(frame) or not {*frame.group, frame.asked_dimension} - {None} <= set(_OF):
        return
    named = _named(text, spans)
    frame.counts_groups = _counts_groups(text, spans)
    compared = [n for n, s in enumerate(spans) if s.kind == "comparison"]
    if compared and not (frame.bounds and all(_holds_projects(spans, at) for at in compared)):
        bounds = _bounds(frame, text, spans, named, compared)
        if len(bounds) > 1 and set(frame.statuses) <= {n.what for n in named} and (frame.group or frame.asked_dimension) and not frame.either:
            frame.number_bounds = bounds
            frame.numbers = [(n.what, n.made) for n in named]
        return
    if frame.bounds:  # 执行率100%的项目: held against a number, not asked for
        named = [n for n in named if spans[n.at].kind != "field" or n.what in (*frame.concepts, *_COUNTED.values())]
    if not set(frame.statuses) <= {n.what for n in named}:
        return
    numbers = list(dict.fromkeys((n.what, n.made) for n in named if n.what != "budget" or "budget" in frame.concepts))  # 项目资金的执行率: of the budget
    counted = [what for what, _ in numbers if what in ("projects", "indicators", "missed", "met")]
    of_groups = frame.group or frame.asked_dimension or len(set(frame.regions)) > 1 or len(frame.units) > 1 or len(frame.years) > 1
    if len(numbers) > 1 and (of_groups or len(counted) > 1 or any(made for _, made in numbers)) and not (frame.projects or frame.reports):
        frame.numbers = numbers


def _narrowed(frame: Frame) -> bool:
    other = frame.levels or frame.indicators or frame.sources or frame.blanks or frame.rules or frame.against or frame.grades or frame.reason_words
    made = frame.rank or frame.share or frame.difference or frame.growth or frame.times or frame.spread or frame.over or frame.valued or frame.printed
    return bool(other or made or frame.subject == "departments" or frame.nothing_missed or frame.exact)


def _counts_groups(text: str, spans: Sequence[Span]) -> bool:
    """多少个单位…, …的单位有几个."""
    counts = [n for n, s in enumerate(spans) if (s.kind, s.meaning) == ("aggregate", "count") and _ASKS.search(text[s.start : s.end])]
    dimensions = [n for n, s in enumerate(spans) if s.kind == "dimension" and s.meaning in _OF]
    return any(0 < d - n <= 2 or (0 < n - d <= 2 and n >= len(spans) - 2) for n in counts for d in dimensions)


def _named(text: str, spans: Sequence[Span]) -> list[Named]:
    found = []
    for at, s in enumerate(spans):
        if s.kind == "field" and s.meaning in MONEY | POINTS | RATES:
            found.append(Named(s.meaning, _made(text, spans, at), at))
        elif s.kind == "field" and s.meaning in _COUNTED:
            found.append(Named(_COUNTED[s.meaning], "", at))
        elif (s.kind, s.meaning) == ("aggregate", "average") and text[s.start : s.end].endswith(("分", "分数")):
            found.append(Named("score", "average", at))
        elif (s.kind, s.meaning) == ("aggregate", "count") and (of := _counted(text, spans, at)):
            found.append(Named(of, "", at))
    return found


def _made(text: str, spans: Sequence[Span], at: int) -> str:
    """平均得分, 预算合计: by the word right before it, or right behind."""
    before = next((s for s in reversed(spans[:at]) if not (s.kind == "idle" and text[s.start : s.end] in ("的", "the", "of"))), None)
    behind = spans[at + 1] if at + 1 < len(spans) and spans[at + 1].start == spans[at].end else None
    said = [s.meaning for s in (before, behind) if s is not None and s.kind == "aggregate" and s.meaning in ("average", "sum")]
    return said[0] if said else ""


def _counted(text: str, spans: Sequence[Span], at: int) -> str:
    """项目数, 几条指标, 未完成指标数量: what is counted, by the noun beside it."""
    before = [n for n in (at - 1,) if n >= 0 and spans[n].end == spans[at].start]
    behind = [n for n in (at + 1, at + 2) if n < len(spans)]
    near = [*behind, *before] if _ASKS.match(text[spans[at].start :]) else [*before, *behind]
    noun = next((n for n in near if spans[n].kind == "subject" and spans[n].meaning in ("projects", "indicators")), None)
    return _noun(spans, noun) if noun is not None else ""


def _noun(spans: Sequence[Span], at: int) -> str:
    """未完成指标 rather than 指标."""
    if spans[at].meaning == "projects":
        return "projects"
    beside = [spans[n] for n in (at - 1, at - 2, at + 1) if 0 <= n < len(spans)]
    return next((_JUDGED[s.meaning] for s in beside if s.kind == "status" and s.meaning in _JUDGED), "indicators")


def _bounds(frame: Frame, text: str, spans: Sequence[Span], named: list[Named], compared: Sequence[int]) -> list[tuple[str, str, Bound]]:
    """Every comparison with the number it is on; none of them where one is on something else."""
    found: list[tuple[str, str, Bound]] = []
    taken: list[Named] = []
    for n, at in enumerate(compared):
        since = compared[n - 1] if n else -1
        until = compared[n + 1] if n + 1 < len(compared) else len(spans)
        before = [x for x in named if since < x.at < at and x not in taken]
        on = (before[-1] if before else None) or _beside(text, spans, at, until)
        if on is None or _holds_projects(spans, at):
            return []
        c = spans[at].what
        found.append((on.what, on.made, Bound(on.what, c.op, c.value, c.upper)))
        taken.append(on)
        named[:] = [*named, *([] if on in named else [on])]
    return found


def _beside(text: str, spans: Sequence[Span], at: int, until: int) -> Named | None:
    """未完成指标超过3条; 超过3个项目, more than 2 projects, fewer than five missed indicators; 均分低于90."""
    if at and spans[at - 1].kind == "subject" and spans[at - 1].end == spans[at].start and spans[at - 1].meaning in ("projects", "indicators"):
        return Named(_noun(spans, at - 1), "", at - 1)
    for n in range(at + 1, min(until, at + 4)):
        if spans[n].kind == "subject" and spans[n].meaning in ("projects", "indicators") and "的" not in text[spans[at].end : spans[n].start]:
            return Named(_noun(spans, n), "", n)
    return None


def _holds_projects(spans: Sequence[Span], at: int) -> bool:
    """得分低于90分的项目: each of them, not their unit."""
    behind = [s for s in spans[at + 1 : at + 3] if not s.is_name]
    return spans[at].what.unit != "items" and [s.kind for s in behind[:1]] == ["idle"] and len(behind) > 1 and behind[1].kind == "subject"

"""Superlatives and ranks of a question: what is put in order, which way, and how many of it. Fills `rank` of a frame; every field word
that is used up so is asked for no more (`used`)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from assistant.numbers import spoken
from assistant.planner.frame import NUMERIC, PRINTED, Frame, Rank
from assistant.planner.held import nearest
from assistant.planner.span import Span


def _ordered_by(text: str, spans: Sequence[Span], at: int) -> int | None:
    """the three largest projects by budget: what "by" says, not what is asked of them."""
    return next((i for i in range(at + 1, min(len(spans), at + 5)) if spans[i].kind == "field" and spans[i].meaning in NUMERIC and text[: spans[i].start].endswith(" by ")), None)


_WORST = re.compile(r"worst|poorest|weakest")  # the worst record of missed indicators: most of them
_MOST = re.compile(r"最[多少]|most|fewest|least")


def _right_behind(text: str, spans: Sequence[Span], at: int) -> int | None:
    """what is the budget of the unit with the lowest score: the word that English puts behind."""
    i = at + 1
    near = i < len(spans) and spans[i].kind == "field" and spans[i].meaning in NUMERIC and text[spans[at].end : spans[i].start] == " "
    return i if near and text[spans[at].end - 1].isascii() else None


_BY_SIZE = re.compile(r"(?:the )?(?:\S+ )?(?:largest|biggest|smallest)")


def _of_indicators_before(text: str, spans: Sequence[Span], at: int) -> bool:
    """没完成指标最多的项目得了多少分: by how many indicators, not by what is asked."""
    said = (spans[at - 1].kind, spans[at - 1].meaning) == ("subject", "indicators") if at else False
    return said and bool(_MOST.search(text[spans[at].start : spans[at].end])) and any(s.kind == "status" for s in spans[:at]) and not text[: spans[at].start].endswith("的指标")


def _named_in_rank(text: str, spans: Sequence[Span], at: int) -> str | None:
    """得分前五, 执行率前五: what right before the number says to go by."""
    before = spans[at - 1] if at and spans[at - 1].end == spans[at].start else None
    return "score" if text.startswith("得分", spans[at].start) else before.meaning if before and before.kind == "field" and before.meaning in NUMERIC else None


_EACH_OF_TWO = re.compile(r"(?:都|均|皆|双双|同时)(?:是|在|为)?$")


def _of_two(text: str, spans: Sequence[Span], at: int) -> bool:
    """得分和执行率都排前五: first by the one and by the other, which no one order says."""
    fields = [s for s in spans[:at] if s.kind == "field" and s.meaning in NUMERIC][-2:]
    return len(fields) == 2 and bool(_EACH_OF_TWO.search(text[: spans[at].start])) and bool(re.fullmatch(r"[和与及、跟]|以及", text[fields[0].end : fields[1].start]))


_HOW_MANY_OF_THEM = re.compile(r"[两二三四五六七八九十](?=个)")


def _so_many_of_them(text: str, spans: Sequence[Span]) -> int | None:
    """最多的三个地区: how many come first, although 三个地区 alone names those that there are."""
    for before, s in pairwise(spans):
        said = _HOW_MANY_OF_THEM.match(text, s.start) if s.kind == "dimension" and before.kind in ("superlative", "phrase") else None
        if said:
            return spoken(said[0])
    return None


def ranking(frame: Frame, text: str, spans: Sequence[Span], used: set[int]) -> None:
    frame.leftover += [text[s.start : s.end] for at, s in enumerate(spans) if s.kind in ("rank", "superlative") and _of_two(text, spans, at)]
    for at, s in enumerate(spans):
        if s.kind == "phrase":
            _phrase(frame, text, spans, at, used)
        elif s.kind == "superlative":
            i = _right_behind(text, spans, at) or _ordered_by(text, spans, at) or nearest(spans, at, None, used)
            i = None if i is not None and i > at and _of_indicators_before(text, spans, at) else i
            if i is not None:
                used.add(i)
            if i is None and _MOST.search(text[s.start : s.end]) and at and (spans[at - 1].kind, spans[at - 1].meaning) == ("subject", "indicators") and not any(x.kind in ("status", "level") for x in spans):
                frame.rank = Rank("indicator_count", s.meaning == "high")  # 指标最多的项目
                continue
            if i is None and (j := _printed_beside(spans, at, used)) is not None:
                used.add(j)
                frame.rank, frame.subject = Rank(PRINTED[spans[j].meaning], s.meaning == "high"), "indicators"  # 目标值最高的指标
                continue
            if i is None and at and (spans[at - 1].kind, spans[at - 1].meaning) == ("field", "attained"):
                used.add(at - 1)
                frame.rank, frame.subject = Rank("attained", s.meaning == "high"), "indicators"  # 实际值占目标值比例最低的指标
                continue
            before = frame.rank.concept if frame.rank else None  # 执行率最高的和最低的
            if i is not None and frame.rank and before != spans[i].meaning and before is not None:
                frame.leftover.append(text[s.start : s.end])  # 执行率最低、得分最高: two orders
            bad = i is None and before is None and _WORST.search(text[s.start : s.end]) and any((x.kind, x.meaning) == ("status", "missed") for x in spans)
            frame.rank = Rank(spans[i].meaning if i is not None else before, s.meaning == "high" or bool(bad))
    for at, s in enumerate(spans):
        if s.kind == "rank" and s.meaning == "one":
            _first_alone(frame, text, s)
        elif s.kind == "rank":
            low = "bottom" in s.meaning
            frame.leftover += [text[x.start : x.end] for x in spans[at + 1 :] if x.kind == "superlative" and re.fullmatch(r"(?:的)?(?:[和与及、,]|以及| ?and )", text[s.end : x.start])]  # 前三名和最后一名
            if any(x.kind == "rank" and x.meaning != s.meaning for x in spans[:at]):
                frame.leftover.append(text[s.start : s.end])  # 前三和后三: two lists
                continue
            own = _named_in_rank(text, spans, at)
            if frame.rank and own and frame.rank.concept not in (None, own):
                frame.leftover.append(text[s.start : s.end])  # 得分前五的项目里执行率最低的: two orders
            concept: str | None = frame.rank.concept if frame.rank else None
            if frame.rank is None and _BY_SIZE.match(text, s.start) and re.match(r"[- ](?:\S+[- ]){0,2}projects?", text[s.end :]):
                concept = "budget"  # the ten largest projects
            elif frame.rank is None:
                i = nearest(spans, at, None, used)
                if i is not None:
                    used.add(i)
                    concept = spans[i].meaning
            upwards = any(x.kind == "order" and x.meaning == "ascending" for x in spans)
            said = frame.rank.descending if frame.rank and not low else not (low or upwards)
            frame.rank = Rank(concept, said, s.what, s.meaning.startswith("nth"))
    if frame.rank and frame.rank.n is None:
        one = next((m for m in [_ONE_OF.search(text)] if m and any(s.kind in ("superlative", "phrase") and (s.start >= m.end() or 0 <= m.start() - s.end < 2) for s in spans)), None)
        for at, s in enumerate(spans):
            if s.kind == "amount" and s.meaning in ("", "items") and 1 <= s.what.value <= 100 and s.what.value != _named_before(spans, at) and not (one and s.end <= one.start()):
                frame.rank = Rank(frame.rank.concept, frame.rank.descending, int(s.what.value))
        if frame.rank.n is None and (n := _so_many_of_them(text, spans)):
            frame.rank = Rank(frame.rank.concept, frame.rank.descending, n)
    if frame.rank and (i := _held_to(text, spans)) is not None and frame.rank.concept in (None, "budget", spans[i].meaning):
        used.add(i)
        frame.rank = replace(frame.rank, concept=spans[i].meaning)
    ends = {s.meaning for s in spans if s.kind == "superlative"}
    frame.both_ends = len(ends) == 2 or (any(s.meaning == "difference" for s in spans) and _either_end(frame, spans))
    if frame.rank is None and any(s.kind == "order" for s in spans):
        missed = any((s.kind, s.meaning) == ("status", "missed") for s in spans)
        up = any(s.kind == "order" and (s.meaning == "ascending" or (s.meaning == "worst" and not missed)) for s in spans)
        at = next(i for i, s in enumerate(spans) if s.kind == "order")
        i = next((i for i in range(at + 1, len(spans)) if spans[i].kind == "field" and spans[i].meaning in NUMERIC and i not in used), None)
        i = nearest(spans, at, None, used) if i is None else i
        if i is not None:
            used.add(i)
        frame.rank = Rank(spans[i].meaning if i is not None else None, not up, n=0)


_TO_GO_BY = re.compile(r"(?:数|额)?(?:的)?(?:高低|大小|多少)?(?:来)?(?:看|算|排(?!名|前|在)|计|论|比|衡量|为准|口径|而言|来说|说)(?=$|[,?]|的话)")


def _held_to(text: str, spans: Sequence[Span]) -> int | None:
    """钱最少的项目,按全年预算看: the field that a clause of its own says to go by."""
    return next((i for i, s in enumerate(spans) if s.kind == "field" and s.meaning in NUMERIC and re.search(r"(?:按照?|以|依照?|照|就|论|从)(?:各自)?(?:的)?$", text[: s.start]) and _TO_GO_BY.match(text, s.end)), None)


def _either_end(frame: Frame, spans: Sequence[Span]) -> bool:
    """支出最多的局比最少的多花多少: of one number both ends."""
    said = [s.meaning.rpartition(" ") for s in spans if s.kind in ("superlative", "phrase") and s.meaning.endswith(("high", "low"))]
    return {way for _, _, way in said} == {"high", "low"} and {concept for concept, _, _ in said if concept} == {frame.rank.concept if frame.rank else None}


def _first_alone(frame: Frame, text: str, said: Span) -> None:
    """…最多的是哪个?就报第一名: of those in the order asked for; what comes first in none, nobody knows."""
    if frame.rank is None or (frame.rank.n or 1) > 1:
        frame.leftover.append(text[said.start : said.end])
    else:
        frame.rank = replace(frame.rank, n=1)


def _printed_beside(spans: Sequence[Span], at: int, used: set[int]) -> int | None:
    """The target or actual value that a superlative stands beside, where indicators are spoken of."""
    near = [i for i in (at - 1, at + 1) if 0 <= i < len(spans) and spans[i].kind == "field" and spans[i].meaning in PRINTED and i not in used]
    of_indicators = any(x.kind in ("indicator", "level") or (x.kind, x.meaning) == ("subject", "indicators") for x in spans)
    return near[0] if near and of_indicators else None


_ONE_OF = re.compile(r"哪一?(?:个|家|年|类|种|条|项|位|处)|(?<=[里中内])谁|(?<![a-z])which (?:one|year|region|unit|project|indicator)(?![a-z])")  # 三个年度里哪一年: one of them


def _named_before(spans: Sequence[Span], at: int) -> int:
    """产出、效益、满意度三类指标: how many are named right before their number, of which one is asked for."""
    kinds = [s.kind for s in spans[:at] if s.kind != "idle"]
    last = kinds[-1] if kinds and kinds[-1] in ("level", "region", "unit", "project") else None
    return next((n for n, kind in enumerate(reversed(kinds)) if kind != last), len(kinds)) if last else 0


def _phrase(frame: Frame, text: str, spans: Sequence[Span], at: int, used: set[int]) -> None:
    """钱最多, 花钱最慢: field and direction in one; 花的钱最多, 剩的钱最多 say whose money."""
    about, direction = spans[at].meaning.split()
    i = nearest(spans, at, "money", used) if about == "budget" and text[spans[at].start] == "钱" else None
    if i is not None and i < at:
        used.add(i)
        about = spans[i].meaning
    of_status = about == "indicator_count" and any(s.kind == "status" for s in spans)  # missed the most indicators
    if frame.rank and frame.rank.concept not in (None, about):
        frame.leftover.append(text[spans[at].start : spans[at].end])  # 预算最多和扣分最多的项目: two orders
    frame.rank = Rank(None if about == "missed" or of_status else about, direction == "high")
    frame.subject = "indicators" if of_status and not any(s.kind == "subject" for s in spans) else frame.subject
    if about == "missed":
        frame.statuses.append("missed")

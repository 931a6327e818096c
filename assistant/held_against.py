"""Follow-ups that hold what is named now against what was spoken of: 比2023年多多少, 差多少, 占全部的百分之几. Pure; called by
`conversation`."""

from __future__ import annotations

import re
from dataclasses import replace

from assistant.next_in_order import number_of
from assistant.planner.frame import MONEY, Frame
from assistant.said_in_part import conditioned
from assistant.taking_over import ASKED, CONDITIONS, SCOPE, taken_over
from assistant.talk import Talk

_APART = ("years", "regions", "units", "projects")
_NAMED_FIRST = re.compile(r"(?!那|和|与|跟|同|比|较)[^,?]{2,}?(?<!相)比(?!较|起)")  # 2023年比它, not 与2023年相比


def against_the_last(frame: Frame, text: str, last: Frame) -> Frame | None:
    """比2023年多多少, 2023年比它多多少, 比民政局多多少: what is named and what was spoken of."""
    given = [name for name in SCOPE if getattr(frame, name)]
    if not (frame.difference or frame.growth or frame.times) or len(given) != 1 or given[0] not in _APART:
        return None
    named, before = getattr(frame, given[0]), getattr(last, given[0])
    if len(named) != 1 or len(before) != 1 or named == before:
        return None
    merged = taken_over(replace(frame, pronoun=False, these=False), last, SCOPE + CONDITIONS + ASKED)
    both = [*named, *before] if _NAMED_FIRST.match(text) else [*before, *named]
    setattr(merged, given[0], both)
    merged.years_apart |= given[0] == "years"
    merged.minuend = str(both[0]) if given[0] in ("years", "regions") else None
    return merged


def against_that_average(frame: Frame, last: Frame) -> Frame | None:
    """低于平均的有几个, after 甲县2024年平均执行率: that number of those projects, held against just that average."""
    number = number_of(last)
    if not frame.against or last.aggregate != "average" or number is None or frame.has_scope or last.group or last.rank or len(frame.against) != 1:
        return None
    held = taken_over(frame, last, (*SCOPE, *CONDITIONS))
    return replace(held, against=[(number, frame.against[0][1])], concepts=[c for c in frame.concepts if c != number], subject=frame.subject or "projects", everything=False)


def apart_from_each_other(frame: Frame, talk: Talk) -> Frame:
    """差多少, 高多少: between the two that were told."""
    assert talk.last is not None
    number = number_of(talk.last) or (talk.last.rank.concept if talk.last.rank else None)
    merged = taken_over(frame, talk.last, (*SCOPE, *CONDITIONS, *ASKED))
    reports = [x.report_id for x in talk.shown if x.report_id is not None]
    if not reports:
        return merged
    return replace(merged, reports=reports, regions=[], units=[], projects=[], rank=None, concepts=[number] if number else [], group=["project_name"], compare=False, subject=None, asks_list=False)


def apart_from_the_one_before(frame: Frame, last: Frame, previous: Frame | None) -> Frame | None:
    """下降了多少, after 甲县2022年平均得分 and 那2023年呢: between those two, where they are alike but for one year, place or unit."""
    if previous is None or (last.concepts, last.aggregate, last.statuses, last.subject) != (previous.concepts, previous.aggregate, previous.statuses, previous.subject):
        return None
    other = [name for name in _APART if getattr(last, name) != getattr(previous, name)]
    if len(other) != 1 or len(getattr(last, other[0])) != 1 or len(getattr(previous, other[0])) != 1:
        return None
    merged = taken_over(frame, last, (*SCOPE, *CONDITIONS, *ASKED))
    both = [*getattr(previous, other[0]), *getattr(last, other[0])]
    setattr(merged, other[0], both)
    merged.years_apart |= other[0] == "years"
    return merged


def its_share(frame: Frame, text: str, last: Frame) -> Frame:
    """What percentage of the total is that: of money, the source's or the place's part of it; of a count, as `as_part` has it."""
    if part := as_part(frame, last):
        return replace(part, pronoun=False)
    number = number_of(last)
    if number not in MONEY or last.rank or not (last.sources or last.regions):
        return replace(frame, leftover=[*frame.leftover, text])
    return replace(taken_over(frame, last, (*SCOPE, *CONDITIONS)), concepts=[number], money=None)


def as_part(frame: Frame, last: Frame) -> Frame | None:
    """What was counted last, as a part: those of a place among all such, else those that fit among all of the place."""
    if last.subject not in ("indicators", "projects") or last.rank or last.group or last.share or (last.concepts and last.aggregate != "count"):
        return None
    if not last.narrowed:
        return taken_over(frame, last, (*SCOPE, *CONDITIONS, "subject")) if last.statuses or last.bounds else None
    whole = replace(last, regions=[], units=[], projects=[])
    return replace(taken_over(frame, last, (*SCOPE, "subject")), whole=whole)


_PART_OF_SUCH = re.compile(r"(?:又|共|大约|大概)?占(?:了|到)?")  # 占未达标指标的多少, after those without a reason


def among_such(frame: Frame, text: str, last: Frame) -> Frame | None:
    """占未达标指标的多少, after those without a reason: of the conditions that it says."""
    of_such = frame.share and frame.whole is None and _PART_OF_SUCH.match(text) and conditioned(frame)
    if not (of_such and conditioned(last) and last.aggregate in (None, "count")):
        return None
    part = taken_over(replace(frame, statuses=[], bounds=[], blanks=[]), last, (*SCOPE, *CONDITIONS, "subject"))
    return replace(part, whole=replace(frame, share=False))

"""Follow-ups that ask for the first, or the next, of what was spoken of: 哪个地区最高, 哪个项目最多, 第二名呢. Pure; called by
`conversation`."""

from __future__ import annotations

from dataclasses import replace

from assistant.planner.frame import NUMERIC, Frame, Rank
from assistant.said_in_part import conditioned
from assistant.taking_over import ASKED, CONDITIONS, SCOPE, says_only, scope_said, taken_over


def only_ranks(frame: Frame) -> bool:
    """前两个: of those that were spoken of."""
    return bool(frame.rank) and not (frame.concepts or frame.aggregate or frame.statuses or frame.rules or frame.subject or frame.group or frame.asked_dimension or frame.bounds or frame.has_scope)


def which_comes_first(frame: Frame, last: Frame) -> bool:
    """哪个地区最高; 谁最多, after 各单位的支出: by the number that was spoken of."""
    own = frame.concepts or frame.aggregate or frame.statuses or frame.rules or frame.subject or frame.group or frame.bounds or frame.has_scope
    open_rank = frame.rank is not None and frame.rank.concept is None
    return open_rank and not own and bool(frame.asked_dimension or _groups_told(last))


def _groups_told(last: Frame) -> str | None:
    """By what the numbers before were told apart."""
    several = last.aggregate and next((name for name, those in (("region", last.regions), ("unit", last.units)) if len(those) > 1), None)
    return last.group[0] if len(last.group) == 1 else None if last.group or last.rank else several or None


def first_of_groups(frame: Frame, last: Frame) -> Frame:
    first = taken_over(frame, last, (*SCOPE, *CONDITIONS, "subject", "concepts", "aggregate"))
    return replace(first, asked_dimension=frame.asked_dimension or _groups_told(last))


def number_of(last: Frame) -> str | None:
    """The number that was asked for."""
    return next((c for c in last.concepts if c in NUMERIC), None)


def by_the_same_number(frame: Frame, last: Frame) -> bool:
    """哪个项目最多, after 支出多少: among those spoken of, by that."""
    open_rank = frame.rank is not None and frame.rank.concept is None and frame.subject == "projects"
    return open_rank and says_only(frame, "rank", "subject") and not last.statuses and number_of(last) is not None


def ranked_by_it(frame: Frame, last: Frame) -> Frame:
    assert frame.rank is not None
    return replace(taken_over(frame, last, (*SCOPE, *CONDITIONS)), rank=replace(frame.rank, concept=number_of(last)))


def first_of_those(frame: Frame, last: Frame) -> bool:
    """哪个项目剩得最多, 最差的是谁负责的: without a place of its own, of those that were spoken of."""
    own = frame.has_scope or frame.everything or frame.statuses or frame.bounds or frame.group or frame.aggregate or frame.rules or frame.leftover or frame.over or frame.compare or frame.both_ends
    places = scope_said(last) - {"forms", "sources"}
    one = len(last.reports) == 1 or (last.projects and (last.units or last.regions)) or last.indicators
    listed = last.subject == "projects" and last.aggregate in (None, "count") and not (last.share or last.compare or last.asked_dimension)
    among = frame.subject in (None, "projects") and frame.asked_dimension is None
    return frame.rank is not None and among and not own and bool(listed or (frame.named_subject and places and not one and last.subject in (None, "projects") and not conditioned(last)))


def ranked_among(frame: Frame, last: Frame) -> Frame:
    assert frame.rank is not None
    number = frame.rank.concept or number_of(frame) or (last.rank.concept if last.rank else None) or number_of(last)
    merged = taken_over(replace(frame, rank=None), last, (*SCOPE, *CONDITIONS))
    return replace(merged, rank=replace(frame.rank, concept=number), subject="projects")


def first_less_last(frame: Frame, last: Frame) -> Frame:
    """What lies between the first and the last of what was ranked: of groups' numbers, or of each one's own."""
    assert last.rank is not None
    slots = (*SCOPE, *CONDITIONS, "subject", "concepts", "aggregate")
    merged = replace(taken_over(replace(frame, rank=None), last, slots), compare=False, both_ends=True)
    if last.asked_dimension:
        return replace(merged, group=[last.asked_dimension], rank=Rank(last.rank.concept, descending=True))
    return replace(merged, spread=True, difference=False, concepts=[last.rank.concept] if last.rank.concept else merged.concepts)


def all_in_that_order(frame: Frame, last: Frame) -> bool:
    """各年分别多少, after 哪一年花得最多: of all groups, the number by which they were ranked."""
    own = scope_said(frame) - {"regions", "units"} or any(getattr(frame, name) not in (None, getattr(last, name)) for name in ("regions", "units") if getattr(frame, name))
    of_them = last.rank is not None and last.asked_dimension is not None and frame.group == [last.asked_dimension]
    number = frame.concepts in ([], [last.rank.concept]) if last.rank else False
    return of_them and number and frame.asks_value and not (own or frame.subject or frame.rank or frame.statuses or frame.bounds or frame.aggregate == "average")


def the_others_too(frame: Frame, last: Frame) -> Frame:
    assert last.rank is not None
    whole = taken_over(replace(frame, group=[], each=False, asks_value=False, aggregate=None, concepts=[]), last, SCOPE + CONDITIONS + ASKED)
    return replace(whole, rank=replace(last.rank, n=0, nth=False), group=[])


def ranked_otherwise(frame: Frame, source: Frame, before: Rank) -> Frame:
    """第二大的呢, 最低的呢: the same ranking from another end or place."""
    said = frame.rank
    assert said is not None
    merged = taken_over(frame, source, SCOPE + CONDITIONS + ASKED)
    n = said.n if said.nth or said.n else before.n if not before.nth else None
    cut = before.n == 0 and said.concept is None and not said.nth and said.descending  # 按得分从低到高排, 只要前两个
    merged.rank = Rank(said.concept or before.concept, before.descending if cut else said.descending, n, said.nth)
    return merged

"""How a follow-up is put: what a frame says of a question and what it leaves to the turns before. Tells of frames, changes none. Pure."""

from __future__ import annotations

from assistant.planner.concepts import OF_REPORT
from assistant.planner.frame import NUMERIC, POINTS, Frame
from assistant.taking_over import CONDITIONS, says_only

OF_AN_INDICATOR = {"reason", "target", "actual", "status", "explanation", "gap", "attained", "weight"}


def asks_of_it(frame: Frame) -> bool:
    """负责人是谁: a field and nothing else, asked after one record was named."""
    other = frame.has_scope or frame.everything or frame.aggregate or frame.rank or frame.group or frame.asked_dimension or frame.subject or frame.bounds or frame.statuses
    return bool(frame.concepts) and not other


def leaves_scope_open(frame: Frame) -> bool:
    """哪条没完成？ 得分最低的是哪个？: without a noun and a place of its own it goes on about the same."""
    alone = frame.everything or frame.group or frame.asked_dimension or frame.rules or frame.printed or frame.leftover
    asks = frame.statuses or frame.rank or frame.bounds or frame.concepts or frame.blanks or frame.nothing_missed
    return not (alone or frame.has_scope) and frame.named_subject is False and bool(asks)


def only_groups(frame: Frame) -> bool:
    """按单位统计一下: what was spoken of, by something."""
    own = frame.has_scope or frame.subject or frame.concepts or frame.statuses or frame.rank or frame.bounds or frame.rules or frame.share or frame.everything or frame.leftover
    return bool(frame.group) and frame.aggregate in (None, "count") and not (own or frame.asked_dimension)


def only_counts(frame: Frame) -> bool:
    """How many is that: of what was listed."""
    return frame.aggregate == "count" and says_only(frame)


def only_differs(frame: Frame) -> bool:
    """差多少, asked of one indicator: from its target."""
    return frame.difference and set(frame.concepts) <= {"target"} and says_only(frame, "statuses", "everything", "rules", "concepts")


def only_a_share(frame: Frame) -> bool:
    """占全部的百分之几: nothing is named of which, or what."""
    return frame.share and frame.whole is None and says_only(frame, "everything", "rules")


def asks_of_its_indicators(frame: Frame) -> bool:
    """没完成的指标有哪些: without a place of its own, of what is spoken of."""
    own = frame.has_scope or frame.everything or frame.group or frame.asked_dimension or frame.rules or frame.leftover
    return frame.subject == "indicators" and not own


def counts_whose(frame: Frame, last: Frame) -> bool:
    """一共涉及几个单位, after indicators or projects were listed: of those."""
    listed = last.subject in ("indicators", "projects") and not (last.group or last.share or last.compare or last.difference)
    return listed and frame.aggregate == "count" and frame.counts_groups and says_only(frame, "asked_dimension")


def counts_there_too(frame: Frame) -> bool:
    """项目数也是这个数吗: of what is spoken of, not of all."""
    return frame.whether and frame.aggregate == "count" and frame.subject is not None and says_only(frame, "subject")


def tells_each(frame: Frame, last: Frame) -> bool:
    """每条扣了多少, after indicators were listed: of each of them, no sum."""
    return frame.each and frame.asks_value and frame.concepts == ["deduction"] and last.subject == "indicators" and conditioned(last) and says_only(frame, "concepts")


def only_spread(frame: Frame, last: Frame) -> bool:
    """最高和最低相差几元, after one of them was told: of that number, of the same."""
    return frame.spread and last.rank is not None and last.rank.concept is not None and says_only(frame)


def adds_up_what_was_listed(frame: Frame, last: Frame) -> bool:
    """一共扣了多少分, after 没完成的指标有哪些; 总共多少钱, after 预算超过500万的项目有几个: of those, not of all."""
    of_them = POINTS if last.subject == "indicators" else NUMERIC if last.subject == "projects" else frozenset[str]()
    listed = conditioned(last) and last.aggregate in (None, "count", "sum", "average") and not (last.rank or last.share or last.group or last.compare)
    return listed and frame.aggregate in ("sum", "average") and bool(frame.concepts) and set(frame.concepts) <= of_them and says_only(frame, "concepts", "rank", "rules")


def asks_of_the_first(frame: Frame, last: Frame) -> bool:
    """未完成的指标呢, after 得分最低的是哪个项目: of the one that comes first."""
    other = frame.has_scope or frame.everything or frame.aggregate or frame.rank or frame.group or frame.asked_dimension or frame.bounds or frame.concepts or frame.not_this
    return frame.subject == "indicators" and bool(frame.statuses) and last.subject == "projects" and not other


def conditioned(last: Frame) -> bool:
    """Whether only some of the indicators or projects of a place were spoken of."""
    return any(getattr(last, name) for name in CONDITIONS)


def asks_of_those_ranked(frame: Frame, last: Frame) -> bool:
    """完成了没有, after 分值最高的三项指标: of those, in their order."""
    ranked = last.subject == "indicators" and last.rank is not None and not (last.aggregate or last.asked_dimension or last.group)
    return ranked and bool(frame.concepts) and set(frame.concepts) <= OF_AN_INDICATOR and says_only(frame, "concepts", "everything")


def asks_how_far_first_is_from_last(frame: Frame, last: Frame) -> bool:
    """比最低的高多少, after 哪个地区平均分最高."""
    return frame.difference and frame.rank is not None and frame.rank.concept is None and last.rank is not None and says_only(frame, "rank")


def asks_whose(frame: Frame, last: Frame) -> bool:
    """是哪个单位的, after indicators or projects were listed."""
    listed = last.subject in ("indicators", "projects") and not (last.aggregate not in (None, "count") or last.group or last.asked_dimension or last.share)
    return listed and not frame.pronoun and frame.concepts == ["preparing_unit"] and says_only(frame, "concepts")


def says_a_part(frame: Frame) -> bool:
    """Marked as a continuation, or saying only part of a question: a scope, an order, a unit of money."""
    if frame.also:
        return True
    own = frame.subject or frame.concepts or frame.aggregate or frame.statuses or frame.rules or frame.detail or frame.group or frame.printed or frame.nothing_missed or frame.share
    only_order = frame.rank is not None and not own and not frame.has_scope
    only_count = frame.aggregate == "count" and not (frame.subject or frame.concepts or frame.statuses or frame.group or frame.has_scope or frame.rules or frame.indicators or frame.asked_dimension or frame.leftover)
    only_bound = bool(frame.bounds) and not own and not frame.has_scope
    asks = frame.asks_list or frame.asks_value or frame.has_scope or frame.levels or frame.sources or frame.money
    return only_order or only_count or only_bound or (not frame.has_question and bool(asks))


def of_those_listed(frame: Frame, last: Frame) -> bool:
    """原因呢, after 未完成的指标; 负责人都是谁, after 执行率低于80%的项目: of those, listed or counted."""
    asked, plain = set(frame.concepts), last.aggregate in (None, "count") and not (last.rank or last.group or last.share or last.compare or last.difference or last.over)
    if not asked or frame.subject or frame.aggregate or frame.rank:
        return False
    if asked <= {"reason", "target", "actual", "gap", "weight", "deduction"} and (last.subject == "indicators" or (last.indicators and last.subject is None)) and last.statuses:
        return not last.rank and (not last.aggregate or plain) and set(frame.statuses) <= set(last.statuses)
    return asked <= set(OF_REPORT) and last.subject == "projects" and plain and conditioned(last) and not (frame.statuses or frame.bounds or last.asked_dimension)


def of_those_without(frame: Frame, last: Frame) -> bool:
    """哪些没说明原因, after 未完成的指标有几条: of those."""
    plain = not (last.rank or last.group or last.asked_dimension or last.share or last.compare or last.difference or last.over)
    return bool(frame.blanks) and last.subject == "indicators" and bool(last.statuses) and plain and says_only(frame, "subject") and not frame.aggregate and frame.subject in (None, "indicators")


def of_groups(frame: Frame, last: Frame) -> bool:
    """预算呢, after 每年的平均得分: another number of the same groups."""
    only = set(frame.concepts) <= NUMERIC and not (frame.subject or frame.rank or frame.statuses or frame.has_scope or frame.group or frame.asked_dimension or frame.bounds)
    return bool(frame.also and only and frame.concepts and (last.group or last.compare or (last.rank and last.asked_dimension)))

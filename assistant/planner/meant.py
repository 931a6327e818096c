"""Readings that a word beside them settles, in either language: an amount and no rate, a list and no sum, the kind of an indicator and
not how many there are. Changes the frame only where nothing else was asked; pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from assistant.linking import Link
from assistant.planner.frame import GAP_OF, Frame, Rank
from assistant.planner.passed_over import A_KIND
from assistant.planner.span import Span

_A_PART = re.compile(r"(?<![a-z])(?:what|which) (?:part|portion|slice|chunk)(?![a-z])")


def settle_amount(frame: Frame, text: str) -> None:
    """What part of the budget came from 其他资金, in 万元: the unit says that an amount is meant, no rate."""
    if frame.language == "en" and frame.share and frame.money and _A_PART.search(text):
        frame.share = False
    elif frame.language == "en" and frame.share and frame.money == "wan" and _PERCENT_IN.search(text):
        frame.leftover.append("in 万元")


_PERCENT_IN = re.compile(r"percent(?!age points)[^?]*, ?in ?万元$")  # neither an amount nor a rate
_WHICH_LOST = re.compile(r"indicators? (?:that|which|where|whose|with)(?![a-z])")


def with_points_lost(frame: Frame, text: str) -> None:
    """the indicators that reached their target and yet had points taken off: what they lost narrows the list, its sum is not asked."""
    asks = frame.asks_value or frame.aggregate or frame.rank or frame.group or frame.asked_dimension or frame.share or frame.compare or frame.difference
    if frame.subject == "indicators" and frame.statuses and frame.concepts == ["deduction"] and not asks and _WHICH_LOST.search(text):
        frame.statuses, frame.concepts, frame.asks_list = [*frame.statuses, "not_full_score"], [], True


_WHOM = re.compile(r"(?:^|[^a-z])(?:whom?) (?:should|can|do|could|might|would) (?:i|we|one) ")


def with_the_person(frame: Frame, text: str) -> None:
    """Whom should I contact, and on what number: the person's name too. 这个号码是谁的电话: the projects with that number, and who
    leads them."""
    if frame.people and [name for name, _ in frame.exact] == ["phone"] and frame.subject is None:
        frame.subject, frame.asks_list, frame.concepts = "projects", True, ["lead"]
    if "phone" in frame.concepts and "lead" not in frame.concepts and _WHOM.search(text):
        frame.concepts = ["lead", *frame.concepts]


_WHICH_KIND = re.compile(r"(?:属于|归属于?|归为|归入|划为|划入|列为|列入|算|是)(?:哪|什么)(?:一)?(?:个)?(?:级|类|种|方面)|(?:属于|归为|归入|算|是)[^,?哪]{2,8}指标?(?:还是|或者)[^,?哪]{2,8}指标|(?<![a-z])(?:what|which) (?:kind|type|category|level)s? (?:of indicator )?(?:is|does|was)")


def asked_of_what_kind(frame: Frame, text: str) -> None:
    """某指标属于哪一类: its levels, as printed."""
    other = frame.rank or frame.aggregate or frame.statuses or frame.bounds or set(frame.concepts) - {"category"}
    if len(frame.indicators) == 1 and not other and _WHICH_KIND.search(text):
        frame.concepts, frame.levels, frame.group, frame.asked_dimension, frame.each, frame.asks_list = ["level1", "level2"], [], [], None, False, False


def points_of_the_funds(frame: Frame) -> None:
    """预算执行得了几分，满分几分: of what the budget's execution is given, not of the report."""
    if {"funds_score", "weight"} <= set(frame.concepts) and not (frame.indicators or frame.levels):
        frame.concepts = ["funds_weight" if c == "weight" else c for c in frame.concepts]


def why_it_was_so(frame: Frame) -> None:
    """某指标超标，原因何在: the reason given for the one that is named, whatever it is called."""
    if len(frame.indicators) == 1 and frame.concepts == ["reason"] and frame.statuses in (["over_cost"], ["over_achieved"]) and not (frame.asks_list or frame.aggregate):
        frame.statuses = []


def counts_what_was_named(frame: Frame, text: str) -> None:
    """How many patients were served by the … project: the number that the indicator states, not how many projects."""
    named = [link for link in frame.indicators if (link.read_as and _SO_MANY.search(text[: link.start])) or _SO_MANY_GLOSSED.search(text[: link.start])]
    if named and frame.aggregate == "count" and frame.subject == "projects":
        frame.subject, frame.named_subject = None, False


def ranks_what_was_reached(frame: Frame, spans: Sequence[Span]) -> None:
    """护林员人均补助实际值最高的是哪个单位; whose patient satisfaction came out lowest: the indicator whose value comes first, not how many
    a unit has of it, nor its report's score."""
    if not (frame.indicators and frame.rank) or frame.aggregate:
        return
    if frame.statuses == ["over_cost"] and frame.rank.concept is None:
        frame.rank, frame.statuses, frame.subject, frame.most_of, frame.asked_dimension = replace(frame.rank, concept="attained"), [], "indicators", False, None
        frame.concepts = [c for c in frame.concepts if c != "target"]  # 哪个项目培训人数超目标最多
        return
    if frame.both_ends and frame.rank.concept == "actual_number" and frame.group in (["unit"], ["region"]):
        frame.group, frame.each, frame.asks_list = [], False, True  # 最高、最低各是哪家
    if frame.group:
        return
    if any(a.kind == "indicator" and b.kind == "phrase" and b.meaning.startswith("score") for a, b in pairwise(spans)):
        frame.rank, frame.subject, frame.people = replace(frame.rank, concept="actual_number"), "indicators", False
    plain = not (frame.statuses or frame.bounds or frame.concepts or frame.subject)
    if frame.rank.concept is None and plain and frame.asked_dimension in ("unit", "region", "project_name"):
        frame.rank = replace(frame.rank, concept="actual_number")  # 培训出勤率最低是多少，哪个单位
    if frame.rank.concept == "actual_number" and frame.asked_dimension in ("unit", "region", "project_name"):
        frame.asked_dimension, frame.asks_list = None, True


def held_against_what_was_reached(frame: Frame) -> None:
    """观众满意度只有54的: a bare number beside an indicator is what it reached, no points."""
    if frame.indicators:
        frame.bounds = [replace(b, concept="actual_number") if b.guessed and b.concept == "score" else b for b in frame.bounds]


_SO_MANY = re.compile(r"how many $")
_SO_MANY_GLOSSED = re.compile(r"how many (?!indicators|targets|projects)[a-z' -]{3,60}\($")  # how many new urban jobs (城镇新增就业人数)
_A_RATE = re.compile(r"(?:率|(?<![长宽厚高深温湿])度|比例|占比)$")


def told_by_a_rate(frame: Frame) -> None:
    """What share of the equipment passed acceptance: what an indicator that is a rate itself says; 改造户数做到了目标的百分之几: how far
    its target was reached. Neither is a share of indicators."""
    if not (frame.share and frame.indicators) or frame.statuses or frame.bounds or frame.levels or frame.group or frame.asked_dimension or frame.rank:
        return
    if "target" in frame.concepts:
        frame.share, frame.concepts = False, ["attained"]
    elif all(_A_RATE.search(n) for link in frame.indicators for n in link.tiers[0]):
        frame.share, frame.asks_value = False, True


_IN_ALL = re.compile(r"(?<![公中])共(?=[一-鿿]{1,4}?(?:了|过|到)?(?:多少|几))|累计(?=[一-鿿]{1,4}?(?:了|过|到)?(?:多少|几))")


def adds_up_what_was_done(frame: Frame, text: str) -> None:
    """全市共资助了多少学生: one number, not each project's."""
    other = frame.aggregate or frame.statuses or frame.bounds or frame.rank or frame.group or frame.share or frame.compare or frame.difference or frame.asks_list or frame.subject
    if frame.indicators and not (other or frame.concepts) and _IN_ALL.search(text) and not any(_A_RATE.search(n) for link in frame.indicators for n in link.tiers[0]):
        frame.aggregate, frame.together = "sum", True


_HOW_MANY = re.compile(r"(?:多少|几)(?![成分率]|百分)")
_SAYS_A_RATE = re.compile(r"率|度|比例|比重|百分|成|%")


_OFTEN = re.compile(r"(?:多少|几)(?:次|场|期|回)")
_PERSONS = re.compile(r"(?:人次|人数|户数|金额|费)$")
_ASKS_WHEN = re.compile(r"什么时候|啥时候|何时|几月|几号|哪天|哪个月")
_A_TIME = re.compile(r"时间|期限|时限|日期|及时|按期|进度|[年月日]")


def measured_otherwise(frame: Frame, text: str) -> None:
    """计划印多少单行本, 考察去几次, 测评什么时候做: no indicator that is a rate, counts persons or times tells it; what does may stand in the texts."""
    if frame.statuses or frame.aggregate in ("average", "sum") or frame.asks_list:
        return
    loose = [link for link in frame.indicators if not link.exact]

    def tells(link: Link) -> bool:
        names, said = link.tiers[0], text[link.start : link.end]
        if _HOW_MANY.search(text) and all(_A_RATE.search(n) for n in names) and not _SAYS_A_RATE.search(said):
            return False
        if _OFTEN.search(text) and all(_PERSONS.search(n) for n in names):
            return False
        return not _ASKS_WHEN.search(text) or any(_A_TIME.search(n) for n in names)

    if loose and len(loose) == len(frame.indicators) and not any(map(tells, loose)):
        frame.leftover += [text[link.start : link.end] for link in loose]
        frame.indicators = []


_TO_THE_INITIAL = re.compile(r"(?:compared (?:with|to)|relative to|against|versus|from|than) (?:the |its |their )?(?:initial|original|opening|first)(?![a-z])")
_THEY_WHO = re.compile(r"(?:[^?]{2,40}, ?)?who (?![a-z ]*(?:lead|led|head|run|ran|manage|is|are|was|were)(?![a-z]))")


def settle_english(frame: Frame, text: str) -> None:
    """budgets cut by a million compared with the initial figure: said once; who spent under half of it: those projects."""
    if (any(b.concept == "adjusted" for b in frame.bounds) or "adjusted" in frame.concepts) and _TO_THE_INITIAL.search(text):
        frame.compare, frame.concepts = False, [c for c in frame.concepts if c not in ("initial", "full_year", "budget")]
        frame.asks_list |= frame.aggregate is None
    elif {"budget", "adjusted"} <= set(frame.concepts) and "adjustment" not in text and not re.search(r"and (?:the )?budget|budgets? and", text):
        frame.concepts.remove("budget")  # by how much was the budget changed
    if _THEY_WHO.match(text) and (frame.bounds or frame.nothing_missed) and not (frame.rank or frame.aggregate or frame.compare or frame.asks_value):
        frame.asks_list, frame.subject = True, "projects"
        frame.concepts = [c for c in frame.concepts if c not in ("executed", "budget", "full_year", "score")]


_THINGS_THAT = re.compile(r"(?:the |all |any )?(?:[a-z]+ )?(?:indicators|targets|projects)(?: [^,?]{1,30}?)? (?:that|which|with|having|where|docked|penali[sz]ed|marked|losing|scoring|lacking|without|stripped|deprived) ")  # indicators on target that lost points


def is_noun_phrase(frame: Frame, text: str, spans: Sequence[Span]) -> bool:
    """被扣分但已完成的指标, 被扣分的质量指标: nothing but what is to be listed."""
    last = next((s for s in reversed(spans) if not (s.is_name or s.kind in ("idle", "year"))), None)
    noun = last is not None and ((last.kind == "subject" and last.meaning in ("projects", "indicators")) or (last.kind == "level" and A_KIND.search(text[last.start : last.end])))
    noun = noun or (frame.language == "en" and bool(_THINGS_THAT.match(text)))
    asked = frame.asks_value or frame.aggregate or frame.rank or frame.group or frame.asked_dimension or frame.share or frame.compare or frame.difference
    return not asked and bool(noun) and set(frame.concepts) <= {"deduction", "adjusted", "unspent"} and bool(frame.concepts)


def by_the_gap_found(rank: Rank | None, rules: Sequence[str]) -> Rank | None:
    """总分和各项得分之和差得最多的: by how far apart the two are that do not agree, not by how little of a target was reached."""
    gap = next((GAP_OF[rule] for rule in rules if rule in GAP_OF), None)
    return replace(rank, concept=gap, descending=True) if rank and gap and rank.concept == "attained" else rank

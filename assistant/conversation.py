"""What a follow-up takes from before: scope by pronoun, the whole question by ellipsis, a correction of one part. Pure.

What is kept of it is in `talk`.
"""

from __future__ import annotations

import re
from dataclasses import replace

from assistant.among_listed import found_there, narrowed_to, narrows_the_list, tells_whose, those_of
from assistant.catalogue import Catalogue, fold
from assistant.held_against import (
    against_that_average,
    against_the_last,
    among_such,
    apart_from_each_other,
    apart_from_the_one_before,
    as_part,
    its_share,
)
from assistant.linking import Link, core
from assistant.next_in_order import (
    all_in_that_order,
    by_the_same_number,
    first_less_last,
    first_of_groups,
    first_of_those,
    number_of,
    only_ranks,
    ranked_among,
    ranked_by_it,
    ranked_otherwise,
    the_others_too,
    which_comes_first,
)
from assistant.not_understood import taken_up
from assistant.planner.frame import MONEY, NUMERIC, Frame, Rank
from assistant.planner.meant import by_the_gap_found
from assistant.planner.taking_away import taken_away
from assistant.said_in_part import (
    adds_up_what_was_listed,
    asks_how_far_first_is_from_last,
    asks_of_it,
    asks_of_its_indicators,
    asks_of_the_first,
    asks_of_those_ranked,
    asks_whose,
    conditioned,
    counts_there_too,
    counts_whose,
    leaves_scope_open,
    of_groups,
    of_those_listed,
    of_those_without,
    only_a_share,
    only_counts,
    only_differs,
    only_groups,
    only_spread,
    says_a_part,
    tells_each,
)
from assistant.spoken_of import (
    WHICH_IS_MORE,
    another_phase,
    focused,
    narrowed_to_it,
    of_the_one_told,
    same_projects,
    spoken_of,
    the_whole_place,
)
from assistant.taking_over import ASKED, CONDITIONS, PLACES, SCOPE, says_only, scope_said, taken_over
from assistant.talk import FEW, Talk


def continues(frame: Frame) -> bool:
    """Whether it says only a part of a question, and the rest stands in the one before."""
    return frame.also or frame.not_this or not (frame.has_scope or frame.everything) or not frame.has_question


def follow(frame: Frame, text: str, talk: Talk, catalogue: Catalogue) -> Frame:
    """The frame with what it leaves to the conversation filled in."""
    own, said = (frame.indicators, frame.levels), replace(frame)
    followed = _followed(frame, text, talk, catalogue)
    if talk.unclear:
        followed = taken_up(said, followed, text, talk)
    if said.difference and not said.concepts and followed.difference and len(followed.reports) == len(followed.indicators) == 1:
        followed = replace(followed, difference=False, compare=False, statuses=[], concepts=["gap"], elsewhere=None)  # 招聘会那条差几场
    if of_the_one_told(said, text, talk):
        return narrowed_to_it(followed, talk)
    if own == ([], []) and (_OF_THE_WHOLE.search(text) or _of_a_report(said)):
        return replace(followed, indicators=[], levels=[])  # 自评总分呢, after one of its indicators
    return followed


_OF_REPORTS = MONEY | {"lead", "phone", "execution_rate", "printed_rate", "competent_department", "implementing_unit", "organization", "annual_goal", "responsibilities"}


def _of_a_report(said: Frame) -> bool:
    """负责人呢, after one of its indicators."""
    return bool(said.concepts) and set(said.concepts) <= _OF_REPORTS and not (said.statuses or said.rank or said.subject == "indicators")


_OF_THE_WHOLE = re.compile(r"总分|总得分|总成绩|(?<![a-z])(?:total|overall) (?:score|points|marks)")


_BOTH_OF_THEM = re.compile(r"^(?!.*(?:所有|全部(?:的)?(?:项目|指标|单位)|every|all (?:projects|units|indicators|of the)))")
_THAT_YEAR = re.compile(r"(?:那|这|该|当|同)(?:一)?年(?!初|底|末|终)|(?<![a-z])(?:that|the same) year(?![a-z])")
_WHICH_ONE = re.compile(r"which (?:one|of them|project)|哪(?:一)?个(?!指标|单位|部门|地区|年)")
_WHICH_THEY_ARE = re.compile(r"(?:那)?(?:都|分别|具体|各)*(?:是|有)?(?:哪些|哪[几两三四]?[个条家项])(?:项目|指标)?(?:呢)?[?]?|which (?:ones|projects|are they|are those)[?]?|what are they[?]?")
_LIST_THEM = re.compile(r"(?:please )?(?:list|show|name|give)(?: me)? (?:them|these|those)(?: all)?[.?! ]*")


def _followed(frame: Frame, text: str, talk: Talk, catalogue: Catalogue) -> Frame:
    if (frame.this_document and talk.document) or (talk.document and not frame.has_scope):
        frame.documents = [talk.document]
    if frame.year_before or frame.year_after:
        _year_beside(frame, text, talk, catalogue)
    elif frame.relative_years and talk.last and frame.years == talk.last.years and _LAST_YEAR.search(text):
        frame.years = [frame.years[0] - 1]  # 去年呢, where that year is spoken of already
    if frame.drop:
        return _less(frame, text, talk)
    if talk.last is None:
        return frame
    if len(talk.last.years) == 1 and (frame.relative_years or not (frame.years or frame.pronoun or frame.these)) and _THAT_YEAR.search(text):
        frame.years = list(talk.last.years)  # 同一年, after a question about one
    if frame.units and not frame.regions:
        frame.near_regions = [*(region for unit in talk.units for region in catalogue.of_unit.get(unit, ())), *talk.last.regions]
    if (against := against_the_last(frame, text, talk.last) or against_that_average(frame, talk.last)) is not None:
        return against
    if frame.share and frame.concepts == ["budget"] and talk.last.concepts == ["executed"] and says_only(frame, "concepts"):
        frame = replace(frame, share=False, concepts=["execution_rate"])  # 占预算多少, after 花了多少
    if frame.share and frame.concepts == ["budget"] and talk.last.concepts == ["unspent"] and says_only(frame, "concepts"):
        return taken_over(replace(frame, concepts=["unspent", "budget"]), talk.last, (*SCOPE, *CONDITIONS))  # 占预算多少, after 还剩多少
    if frame.share and frame.within and says_only(frame, "everything") and not talk.last.share:
        return taken_over(replace(frame, everything=False), talk.last, (*SCOPE, *CONDITIONS, "subject", "concepts"))  # 占全市多少, after 水务局的预算
    if (place := the_whole_place(frame, text, talk.last, talk, catalogue)) and frame.has_question:
        return replace(frame, regions=[place], years=frame.years or list(talk.last.years))
    frame = _as_meant_here(replace(frame, regions=[place]) if place else frame, text, talk, talk.last, catalogue)
    if (frame.not_this or frame.also) and not any(link.exact for link in frame.projects) and (other := another_phase(text, talk, catalogue)):
        return replace(taken_over(frame, talk.last, SCOPE + CONDITIONS + ASKED), reports=[r.report_id for r in other], projects=[], leftover=[])
    if frame.not_this:
        return _put_right(frame, talk.last, talk.base, catalogue)
    if frame.pronoun and frame.money and says_only(frame) and not frame.aggregate and {*talk.last.concepts, talk.last.rank.concept if talk.last.rank else None} & MONEY:
        return taken_over(replace(frame, pronoun=False), talk.last, (*SCOPE, *CONDITIONS, *ASKED))  # how much was that in 万元
    of_a_place = talk.last.asks_value and (talk.last.regions or talk.last.units) and not (talk.last.projects or talk.last.subject or talk.last.aggregate)
    summed = (talk.last.aggregate == "sum" or of_a_place) and set(talk.last.concepts) & MONEY and not (talk.last.group or talk.last.rank)
    if summed and frame.pronoun and _OF_THAT.match(text) and frame.concepts and set(frame.concepts) <= MONEY and not (frame.aggregate or frame.has_scope):
        whole = taken_over(replace(frame, pronoun=False), talk.last, (*SCOPE, *CONDITIONS, "subject", "money"))
        return replace(whole, aggregate="sum", asks_value=True)  # how much of that was spent, after a sum
    if frame.pronoun and only_a_share(frame):
        return its_share(frame, text, talk.last)
    if _LIST_THEM.fullmatch(text) and talk.last.aggregate == "count":
        return replace(taken_over(frame, talk.last, (*SCOPE, *CONDITIONS, "subject")), asks_list=True, pronoun=False, these=False)
    if _WHICH_THEY_ARE.fullmatch(text) and talk.last.aggregate in ("sum", "average") and not (talk.last.group or talk.last.rank or talk.last.asked_dimension):
        them = taken_over(Frame(language=frame.language, asks_list=True), talk.last, (*SCOPE, *CONDITIONS, "subject"))
        return replace(them, subject=them.subject or "projects")
    if first := _of_the_first_group(frame, talk, catalogue):
        return first
    if frame.pronoun and only_counts(frame) and (talk.last.subject or talk.last.statuses):
        return replace(taken_over(frame, talk.last, (*SCOPE, *CONDITIONS, "subject")), pronoun=False)
    if only_differs(frame) and talk.alone and talk.alone.level3 and talk.alone.report_id is not None:
        return narrowed_to_it(replace(frame, concepts=["gap"], difference=False, compare=False, statuses=[]), talk)
    if only_differs(frame) and (len(talk.last.indicators) == 1 or (talk.last.subject == "indicators" and conditioned(talk.last) and not talk.last.aggregate)):
        listed = len(talk.last.indicators) != 1
        gaps = taken_over(replace(frame, statuses=[]), talk.last, (*SCOPE, *CONDITIONS, "subject"))
        return replace(gaps, concepts=["gap"], statuses=gaps.statuses if listed else [], asks_list=listed, difference=False, compare=False)
    if (frame.difference or frame.growth) and frame.pronoun and (apart := apart_from_the_one_before(replace(frame, pronoun=False), talk.last, talk.previous)) and says_only(frame, "concepts"):
        return apart  # by how much did it drop
    if those := those_of(frame, talk):
        return those
    if _of_the_one_spoken_of(frame, talk):
        return _its_indicator(frame, text, talk, catalogue)
    if among := _among_the_focused(frame, talk, catalogue):
        return replace(frame, reports=among, projects=[], pronoun=False, these=False)
    if len(talk.focus) == 1 and frame.projects and all(link.read_as for link in frame.projects) and scope_said(frame) == {"projects"}:
        said = [link.read_as[0] for link in frame.projects if link.read_as]  # 开会几次, of one project: no other one that is about meetings
        return replace(frame, projects=[], reports=list(talk.focus), pronoun=False, these=False, told=[], leftover=[*frame.leftover, *said])
    frame.narrowed = frame.these and bool(frame.regions or frame.units)
    if (frame.pronoun or frame.these) and not (frame.projects or frame.units or (frame.indicators and talk.focus == ())):
        return spoken_of(frame, text, talk, catalogue)
    return _going_on(frame, text, talk, talk.last, catalogue)


def _as_meant_here(frame: Frame, text: str, talk: Talk, last: Frame, catalogue: Catalogue) -> Frame:
    """Words that mean something else within a conversation."""
    if frame.everything and _BOTH_OF_THEM.search(text) and says_only(frame, "concepts", "statuses", "everything") and not frame.named_subject:
        frame = replace(frame, everything=False)  # 都完成了吗: of what is spoken of
    if frame.concepts == ["completion_rate"] and len(last.indicators) == 1 and not frame.has_scope and not frame.subject:
        frame = replace(frame, concepts=["attained"], statuses=list(last.statuses))  # 完成比例各是多少, after one indicator of several projects
    if frame.whether and frame.everything and frame.statuses == ["met"] and says_only(frame, "statuses", "everything"):
        frame = replace(frame, statuses=[], concepts=["status"], everything=False)  # did they all meet their targets
    if talk.alone and talk.alone.group.endswith("年") and not frame.years and _THAT_YEAR.search(text):
        frame.years = [int(talk.alone.group.removesuffix("年"))]
        frame = replace(taken_over(frame, last, ("regions", "units")), asked_dimension=None if frame.asked_dimension == "fiscal_year" else frame.asked_dimension)
    if (ranked := by_the_gap_found(frame.rank, last.rules)) != frame.rank and not frame.has_scope:
        frame = replace(taken_over(replace(frame, these=False, pronoun=False), last, (*SCOPE, *CONDITIONS)), rank=ranked, subject="projects")  # 其中差得最多的
    if frame.compare and not (frame.rank or frame.has_scope or frame.pronoun or frame.these or frame.difference) and (way := WHICH_IS_MORE.search(text)):
        frame = replace(frame, compare=False, rank=Rank(next((c for c in frame.concepts if c in NUMERIC), None), way.lastgroup == "up", 1), concepts=[])  # which is higher
    if last.subject == "projects" and frame.subject == "indicators" and frame.statuses and _WHICH_OF_THEM.match(text) and not frame.has_scope:
        frame = replace(taken_over(frame, last, (*SCOPE, *CONDITIONS)), subject="projects", asks_list=True)  # 哪几个没完成全部指标, after 几个项目
    if frame.subject and not frame.named_subject and not frame.has_scope and not (frame.statuses or frame.concepts or (frame.rank and frame.pronoun)):
        frame = replace(frame, subject=None)  # 有几条, 哪几个: of what was spoken of
    if not frame.years:
        frame.years = _years_of_its_own(frame, last, catalogue)
    return frame


def _going_on(frame: Frame, text: str, talk: Talk, last: Frame, catalogue: Catalogue) -> Frame:
    """Without a pronoun: what it leaves out stands in the question before, or it stands by itself."""
    if narrows_the_list(frame, last):
        return narrowed_to(frame, last)
    findings = frame.subject == "findings" or (frame.subject is None and frame.rules == ["any"])
    if findings and says_only(frame, "subject", "rules") and set(frame.rules) <= {"any"} and not (frame.everything or frame.group or frame.rank or frame.asked_dimension):
        return replace(frame, reports=list(talk.focus)) if talk.focus else taken_over(frame, last, SCOPE)  # 有什么问题: of what was spoken of
    if (last.share or last.concepts == ["completion_rate"]) and last.levels and frame.rank and says_only(frame, "rank", "subject") and not (last.group or frame.asked_dimension or talk.shown):
        return replace(frame, leftover=[*frame.leftover, text])  # 哪个最低, after shares that were told one by one
    if frame.most_of and frame.rank and frame.rank.concept is None and frame.statuses and last.subject == "projects" and not (frame.subject or frame.has_scope or last.rank or last.aggregate) and _WHICH_ONE.search(text):
        return taken_over(replace(frame, subject="projects"), last, (*SCOPE, *(c for c in CONDITIONS if c != "statuses")))  # which one has the most missed indicators
    if frame.rank and last.asked_dimension and last.aggregate == "count" and last.projects and 1 < len(talk.focus) <= FEW and says_only(frame, "rank", "concepts", "subject"):
        return replace(frame, reports=list(talk.focus))  # 执行率最低的是谁, after 某专项资金有几个地方在做: of all that were counted
    if found_there(frame, last):
        return taken_over(frame, last, SCOPE)
    if tells_whose(frame, last):
        return taken_over(replace(frame, subject=None, named_subject=False, each=False), last, (*SCOPE, *CONDITIONS, "subject", "rank"))
    if all_in_that_order(frame, last):
        return the_others_too(frame, last)
    if only_groups(frame) and frame.aggregate is None and not last.group and not last.reports:
        return taken_over(frame, last, (*SCOPE, *CONDITIONS, "subject", "concepts", "aggregate", "share"))  # now by region, after an average
    if asks_how_far_first_is_from_last(frame, last):
        return first_less_last(frame, last)
    if counts_whose(frame, last):
        return taken_over(frame, last, (*SCOPE, *CONDITIONS, "subject"))
    if counts_there_too(frame):
        return taken_over(frame, last, SCOPE)
    if tells_each(frame, last):
        lost = [] if any(b.concept == "deduction" for b in last.bounds) else frame.concepts  # else said twice
        return taken_over(replace(frame, each=False, asks_value=False, asks_list=True, concepts=list(lost)), last, (*SCOPE, *CONDITIONS, "subject"))
    if only_spread(frame, last):
        assert last.rank is not None
        assert last.rank.concept is not None
        return taken_over(replace(frame, concepts=[last.rank.concept]), last, (*SCOPE, *CONDITIONS, "subject"))
    if _of_those_projects(frame, talk):
        return _their_indicator(frame, text, talk)
    if asks_whose(frame, last):
        return replace(taken_over(replace(frame, concepts=[]), last, (*SCOPE, *CONDITIONS, "subject")), asked_dimension="unit")
    if asks_of_those_ranked(frame, last):
        told_anyway = {"status", "target", "actual", "weight", "reason"}
        again = replace(frame, concepts=[c for c in frame.concepts if c not in told_anyway], whether=False, everything=False)
        return taken_over(again, last, (*SCOPE, *CONDITIONS, "subject", "rank"))
    if adds_up_what_was_listed(frame, last):
        return taken_over(frame, last, (*SCOPE, *CONDITIONS, "subject"))
    if len(talk.focus) == 1 and last.rank and last.subject == "projects" and last.rank.n in (None, 1) and asks_of_the_first(frame, last):
        return spoken_of(frame, text, talk, catalogue)
    if says_a_part(frame):
        return _narrowed(_continued(frame, talk, catalogue), frame, text, last)
    if len(talk.focus) == 1 and last.rank and asks_of_it(frame):
        return spoken_of(frame, text, talk, catalogue)
    if frame.asked_dimension and says_only(frame, "asked_dimension", "rules") and not (frame.aggregate or frame.named_subject or frame.difference or frame.compare):
        asked = taken_over(frame, last, (*SCOPE, *CONDITIONS, *(("subject",) if last.against else ())))  # 分别是哪些地区的, of those below the average
        return replace(asked, reports=list(talk.focus)) if len(talk.focus) == 1 else asked  # 哪一年的
    if only_groups(frame):
        return taken_over(frame, last, (*SCOPE, *CONDITIONS, "subject", "concepts", "aggregate", "share"))
    if frame.difference and frame.aggregate is None and says_only(frame) and len(talk.shown) == 2:
        return apart_from_each_other(frame, talk)
    if (frame.difference or frame.growth) and says_only(frame, "concepts") and set(frame.concepts) <= set(last.concepts) and (apart := apart_from_the_one_before(frame, last, talk.previous)):
        return apart
    if of_those_listed(frame, last) and not frame.has_scope and not frame.everything:
        of_them = taken_over(frame, last, (*SCOPE, *CONDITIONS))
        each = frame.each and last.subject in (None, "projects")
        if set(last.statuses) & {"full_score", "not_full_score"} and last.subject == "projects":
            of_them.subject = "projects"  # 满分的项目, not those that have an indicator with full marks
        return replace(of_them, subject=last.subject or "indicators", asks_list=True) if each else of_them  # 预算各是多少: no sum
    if of_those_without(frame, last):
        return taken_over(frame, last, (*SCOPE, *CONDITIONS, "subject"))
    if among := among_such(frame, text, last):
        return among
    if only_a_share(frame) and (part := as_part(frame, last)):
        return part
    if asks_of_its_indicators(frame):
        if frame.each and frame.aggregate == "count" and last.subject == "projects" and not (frame.group or last.rank or last.group):
            frame = replace(frame, group=["project_name"])  # 没达标的各有几项, after projects of a place
        if last.rank and last.rank.concept == "deduction" and not (frame.concepts or frame.statuses or frame.bounds):
            frame = replace(frame, concepts=["deduction"])  # and on which indicators, after 扣分最多的项目
        if last.subject == "projects" and last.bounds and not (last.rank or last.statuses or frame.bounds):
            return replace(taken_over(frame, last, (*SCOPE, *CONDITIONS)), bounds=[replace(b, of="projects") for b in last.bounds])
        return spoken_of(frame, text, talk, catalogue) if last.rank and len(talk.focus) == 1 else taken_over(frame, last, SCOPE)
    if by_the_same_number(frame, last):
        return ranked_by_it(frame, last)
    if first_of_those(frame, last):
        return ranked_among(frame, last)
    if leaves_scope_open(frame):
        return taken_over(frame, last, SCOPE)
    if not frame.has_scope and frame.concepts and not frame.everything and not frame.aggregate and not frame.rank and not frame.group and not frame.subject and not frame.bounds:
        return spoken_of(frame, text, talk, catalogue)
    return frame


def _of_the_first_group(frame: Frame, talk: Talk, catalogue: Catalogue) -> Frame | None:
    """有几条, 都是什么原因, after 哪个单位未达标指标最多: of the one that came first, not of all."""
    last, alone = talk.last, talk.alone
    if last is None or not (last.rank and last.asked_dimension in ("unit", "region") and last.statuses and alone and alone.group) or frame.everything or frame.has_scope:
        return None
    counts = frame.aggregate == "count" and frame.subject in (None, "indicators") and says_only(frame, "subject")
    if not (counts or (set(frame.concepts) == {"reason"} and says_only(frame, "concepts", "subject", "statuses") and not frame.aggregate)):
        return None
    of_unit = last.asked_dimension == "unit"
    its = replace(frame, units=[Link("unit", 0, 0, ((alone.group,),), True, 1.0)] if of_unit else [], regions=[] if of_unit else [alone.group])
    return replace(taken_over(its, last, ("years", "levels", *CONDITIONS)), subject="indicators", pronoun=False, these=False)


def _among_the_focused(frame: Frame, talk: Talk, catalogue: Catalogue) -> list[int]:
    """其中文化惠民演出那个: of those that are spoken of, not of all that are called so."""
    if not ((frame.these or frame.pronoun) and frame.projects) or frame.units or frame.regions or frame.years:
        return []
    names = {n for link in frame.projects for tier in link.tiers for n in tier}
    return [r.report_id for r in focused(talk.focus, catalogue) if r.project in names]


def _of_those_projects(frame: Frame, talk: Talk) -> bool:
    """资助学生人数实际各完成多少, after a few projects were listed: an indicator's values, and no place."""
    values = set(frame.concepts) & {"target", "actual", "reason", "status"}
    other = scope_said(frame) - {"indicators"} or frame.everything or frame.group or frame.asked_dimension or frame.aggregate or frame.bounds or frame.subject == "projects" or frame.leftover
    return bool(frame.indicators and values) and 1 < len(talk.focus) <= FEW and not other and (frame.rank is None or frame.compare)


def _their_indicator(frame: Frame, text: str, talk: Talk) -> Frame:
    """Of all reports, where those have none such; 谁更低 is asked of them alone."""
    elsewhere = replace(frame)
    if frame.compare and (way := WHICH_IS_MORE.search(text)):
        number = next(c for c in ("actual", "target") if c in frame.concepts or c == "target")
        frame = replace(frame, compare=False, rank=Rank(number, way.lastgroup == "up", 1), concepts=[])
        return replace(frame, reports=list(talk.focus))
    return replace(frame, reports=list(talk.focus), elsewhere=elsewhere)


def _of_the_one_spoken_of(frame: Frame, talk: Talk) -> bool:
    """使用人员满意度那条呢: an indicator and no place, while one project is spoken of."""
    values = set(frame.concepts) & {"target", "actual", "reason"}
    counts = frame.aggregate and not (frame.aggregate == "count" and values)  # how many patrols were planned: its target
    other = scope_said(frame) - {"indicators", "levels"} or frame.everything or frame.group or frame.asked_dimension or frame.rank or counts or frame.compare or frame.subject == "projects"
    named = frame.indicators or (frame.levels and values and not frame.named_subject)
    return bool(named) and len(talk.focus) == 1 and not other


def _names_with(said: str, link: Link, catalogue: Catalogue) -> tuple[str, ...]:
    known = catalogue.indicators
    longer = (n for n, folded in zip(known.names, known.folded, strict=True) if said and said in folded)
    return tuple(dict.fromkeys([*(n for tier in link.tiers for n in tier), *longer]))


def _its_indicator(frame: Frame, text: str, talk: Talk, catalogue: Catalogue) -> Frame:
    """By any name of which that is a part; where it has none such and nothing points at it, those of all projects are meant after all."""
    links = [replace(link, exact=False, tiers=(_names_with(text[link.start : link.end], link, catalogue),)) for link in frame.indicators]
    elsewhere = None if frame.also or frame.pronoun or _THAT_ONE.search(text) else replace(frame)
    its = replace(frame, reports=list(talk.focus), indicators=links, elsewhere=elsewhere, pronoun=False, these=False)
    if not frame.has_question and talk.last:
        its = taken_over(its, talk.last, (*CONDITIONS, *ASKED))
    return its


_THAT_ONE = re.compile(r"(?:这|那)(?:一)?(?:条|项|个)|(?:that|this) (?:one|indicator)")


def _nested_in(frame: Frame, last: Frame, base: Frame) -> Frame:
    """不对，是乙县, after 甲市得分最低的是哪个 and 谁负责: who is responsible for that of 乙县."""
    return replace(taken_over(frame, base, SCOPE + CONDITIONS + ASKED), concepts=list(frame.concepts or last.concepts))


def _put_right(frame: Frame, last: Frame, base: Frame | None, catalogue: Catalogue) -> Frame:
    """说错了，是水务局; I meant the rate: the question before with that in its place."""
    if last.reports and base and base.rank and not frame.projects and scope_said(frame) & {"regions", "units", "years"}:
        return _nested_in(frame, last, base)
    if last.reports and base and frame.everything:
        frame = taken_over(replace(frame, everything=False), base, SCOPE)  # 说错了，是2023年，全区的, after one project of it
        last = replace(last, reports=[], projects=[], units=[])
    right = taken_over(frame, last, SCOPE + CONDITIONS + ASKED)
    number = next((c for c in frame.concepts if c in NUMERIC), None)
    if last.rank and last.rank.concept and frame.rank is None and number:
        right.rank, right.concepts = replace(last.rank, concept=number), []
    return _with_the_same_project(right, frame, last, catalogue)


def _with_the_same_project(merged: Frame, frame: Frame, last: Frame, catalogue: Catalogue) -> Frame:
    """水务局呢, after a project of the finance bureau: its project of that name, where it has one."""
    if not frame.units or scope_said(frame) - {"units", "years"} or not last.projects:
        return merged
    units = {n for link in frame.units for tier in link.tiers for n in tier}
    names = {n for link in last.projects for n in link.tiers[0]}
    of_the_unit = [r for r in catalogue.reports if r.unit in units and (not frame.near_regions or set(frame.near_regions) & set(r.regions) or len(frame.units[0].tiers[0]) == 1)]
    if any(r.project in names and (not merged.years or r.year in merged.years) for r in of_the_unit):
        return replace(merged, projects=list(last.projects))
    alike = {core(fold(n)) for n in names}
    so_called = tuple(dict.fromkeys(r.project for r in of_the_unit if core(fold(r.project)) in alike))
    years = {r.year for r in of_the_unit if r.project in so_called}
    if len(so_called) != 1:
        return merged
    return replace(merged, projects=[Link("project", 0, 0, (so_called,), True, 1.0)], years=merged.years if set(merged.years) & years or frame.years else [])


def _less(frame: Frame, text: str, talk: Talk) -> Frame:
    """不限年份了: the question before without a condition of it; where it had none such, that is not understood."""
    less = taken_away(frame, talk.last) if talk.last is not None else None
    return less or replace(frame, leftover=[*frame.leftover, text])


_LAST_YEAR = re.compile(r"^那?(?:它)?(?:去年|上一?年度?)呢?$|^(?:and )?(?:what about )?(?:the )?(?:last|previous) year$")


def _year_beside(frame: Frame, text: str, talk: Talk, catalogue: Catalogue) -> None:
    """前一年呢, the following year: beside the years that are spoken of; where there is none, that is said."""
    focused_on = {r.year for r in focused(talk.focus, catalogue) if r.year}
    years = (talk.last.years if talk.last else []) or (sorted(focused_on) if len(focused_on) == 1 else [])
    if years:
        frame.years, frame.relative_years = [min(years) - 1 if frame.year_before else max(years) + 1], True
    else:
        frame.leftover.append(text)


def _years_of_its_own(frame: Frame, last: Frame, catalogue: Catalogue) -> list[int]:
    """不是这个，是某项目: the years spoken of are not that project's, which has its own."""
    named = {n for link in frame.projects if link.exact for n in link.tiers[0]}
    years = {r.year for r in catalogue.reports if r.project in named and r.year}
    return sorted(years) if len(years) == 1 and last.years and not years & set(last.years) else []


def _continued(frame: Frame, talk: Talk, catalogue: Catalogue) -> Frame:
    last, base = talk.last, talk.base
    assert last is not None
    asks = bool((frame.rank and frame.rank.n != 0) or frame.concepts or frame.aggregate or frame.statuses or frame.rules or frame.subject or frame.group or frame.detail)
    if last.reports and frame.years and not (PLACES & scope_said(frame)):
        again = same_projects(last.reports, set(frame.years), catalogue)
        if again and not asks:
            return replace(taken_over(frame, last, SCOPE + CONDITIONS + ASKED), reports=again)
        narrowed = bool(last.bounds or last.statuses or last.rules) and not asks
        last = taken_over(replace(last, reports=[]), base, SCOPE) if base and narrowed and not base.rank else base or last  # 其中低于60%的, and then 2024年呢
    if last.reports and base and base.rank and not asks and scope_said(frame) & {"regions", "units"} and not frame.projects:
        return _nested_in(frame, last, base)
    ranked = base if base and last.reports and last.rank is None else last
    same = frame.subject in (None, ranked.subject) and frame.asked_dimension in (None, ranked.asked_dimension)
    if frame.rank and ranked.rank and same and not (frame.concepts or frame.statuses or frame.aggregate) and (last.rank or not frame.rank.concept):
        return ranked_otherwise(frame, ranked, ranked.rank)
    if frame.rank and frame.rank.nth and frame.rank.concept is None and last.reports and base and base.rank and not frame.subject:
        return ranked_otherwise(frame, base, base.rank)  # 第二名呢, after something of the first
    if (frame.concepts or frame.aggregate) and of_groups(frame, last):
        return _otherwise_measured(frame, last)
    if asks:
        source = base if base and (frame.rank or frame.subject == "projects") and len(last.reports) < 2 else last
        filled = taken_over(frame, source, SCOPE + CONDITIONS if only_ranks(frame) or of_those_listed(frame, source) else SCOPE)
        if only_ranks(frame) and number_of(last) and frame.rank and frame.rank.concept is None:
            filled.rank = replace(frame.rank, concept=number_of(last))  # 谁最多, after 支出多少
        elif only_ranks(frame) and frame.rank and frame.rank.concept is None and len({b.concept for b in last.bounds}) == 1 and last.bounds[0].concept in NUMERIC:
            filled.rank = replace(frame.rank, concept=last.bounds[0].concept)  # 最低的是谁, after 执行率低于60%的项目
        if which_comes_first(frame, last):
            return first_of_groups(frame, last)
        if not frame.subject and not frame.indicators and (frame.concepts or frame.statuses) and not frame.rank and not _of_the_projects(frame, source):
            filled.subject = filled.subject or source.subject
        if frame.aggregate and not (frame.subject or frame.concepts):
            filled = taken_over(frame, base or source, (*SCOPE, *CONDITIONS, "subject", "concepts"))
        return filled
    merged = _with_the_same_project(taken_over(frame, last, SCOPE + CONDITIONS + ASKED), frame, last, catalogue)
    if frame.bounds and all(b.guessed for b in frame.bounds) and len(last.bounds) == 1:
        merged.bounds = [replace(b, concept=last.bounds[0].concept, of=last.bounds[0].of) for b in frame.bounds]  # 改成低于60
    if frame.asks_list and merged.aggregate == "count":
        merged.aggregate = None  # 有几条？ 有哪些？
    if frame.asks_list and merged.aggregate in ("sum", "average") and not frame.aggregate and (frame.bounds or frame.statuses):
        merged.aggregate, merged.concepts, merged.money = None, list(frame.concepts), frame.money  # 预算加起来多少？ 执行率低于50%的是哪个？
        merged.subject = frame.subject or "projects"
    if frame.rank and frame.rank.n == 0 and last.rank is not None and last.rank.n != 0:
        merged.rank = Rank(frame.rank.concept or last.rank.concept, frame.rank.descending, last.rank.n, last.rank.nth)
    return merged


def _of_the_projects(frame: Frame, source: Frame) -> bool:
    """那一年的平均分, after how many indicators were missed: the points of reports."""
    return frame.aggregate == "average" and frame.concepts == ["score"] and source.subject == "indicators" and "score" not in source.concepts and bool(source.rank or frame.regions or frame.units or frame.years)


_OF_THAT = re.compile(r"(?:and )?how much of (?:that|this|it)(?![a-z])")
_WHICH_OF_THEM = re.compile(r"(?:其中|这里面|里面)?(?:有)?哪(?:几|一|些)?个(?!指标)")


_ONLY = re.compile(r"^(?:那|就|请)*(?:只|仅)|^(?:and |now |just |show )*only")


def _narrowed(merged: Frame, frame: Frame, text: str, last: Frame) -> Frame:
    """只看预算超过300万的, after 得分低于95分的项目: of those, so what was held against other numbers stays."""
    if not (frame.bounds and last.bounds and _ONLY.search(text)) or merged.group != last.group or merged.reports:
        return merged
    again = {b.concept for b in merged.bounds}
    return replace(merged, bounds=[*(b for b in last.bounds if b.concept not in again), *merged.bounds])


def _otherwise_measured(frame: Frame, last: Frame) -> Frame:
    merged = taken_over(frame, last, (*SCOPE, *CONDITIONS, "group", "asked_dimension", "compare", "each", "subject", "money"))
    merged.aggregate = frame.aggregate
    if last.rank and last.asked_dimension:
        merged.group, merged.asked_dimension = [last.asked_dimension], None  # 那支出呢, after 哪个地区最低: of each of them
    return merged

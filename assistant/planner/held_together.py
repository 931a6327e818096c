"""Two things held against each other, each or together; what is left of another; causes in the question's own words."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.planner.frame import NUMERIC, POINTS, RATES, Frame, Rank
from assistant.planner.how_it_went import how_each_did, whose_are_most
from assistant.planner.meant import is_noun_phrase
from assistant.planner.money_said import added_or_left
from assistant.planner.span import Span
from assistant.planner.whether import asks_whether


def held_together(frame: Frame, text: str, spans: Sequence[Span]) -> None:
    _met_and_not(frame, text, spans)
    _left_or_averaged(frame, text)
    _against(frame, text)
    _each_or_together(frame, text, spans)
    _causes(frame, spans)


_OF_BOTH = re.compile(r"和|与|比|跟|同|较|、|,|(?<![a-z])(?:and|than|versus|vs)(?![a-z])")


def _met_and_not(frame: Frame, text: str, spans: Sequence[Span]) -> None:
    """指标全部完成的项目平均得分比有未完成指标的高多少: a number of the projects on either side, which no one project is on both of."""
    if not (frame.nothing_missed and frame.statuses and set(frame.statuses) <= {"missed", "entirely_missed", "partial"} and len(frame.levels) < 2):
        return
    sides = sorted((s for s in spans if (s.kind, s.meaning) == ("scope", "nothing_missed") or (s.kind == "status" and s.meaning in frame.statuses)), key=lambda s: s.start)
    numbers = frame.aggregate in ("average", "count", "sum") or frame.difference or frame.compare or set(frame.concepts) & NUMERIC
    if len(sides) == 2 and numbers and _OF_BOTH.search(text[sides[0].end : sides[1].start]) and not (frame.over or frame.group):
        frame.nothing_missed, frame.statuses, frame.group, frame.subject = False, [], ["all_met"], "projects"


_LEFT_OF_IT = re.compile(r"(?:资金|预算|经费)(?:里|中|当中)?(?:的)?[^,?和与及、]{0,12}?(?:还|仍|尚)?有?(?:多少|几)[^,?]{0,6}(?:没|未)|how much(?! (?:is|was|were|are))(?:(?! and )[^,?]){0,60}budgets?(?:(?! and )[^,?]){0,80}(?:unspent|unused|left)|how much[^,?]{0,20} (?:left|unspent|unused|remain)(?:(?! and )[^,?]){0,60}budgets?")


def _left_or_averaged(frame: Frame, text: str) -> None:
    """资金还有多少没用出去: what is left, not the budget; 几个项目，平均得分多少: a count and an average."""
    if "unspent" in frame.concepts and set(frame.concepts) <= {"unspent", "budget", "full_year"} and not frame.share and _LEFT_OF_IT.search(text):
        frame.concepts, frame.numbers = ["unspent"], []  # 项目资金还有多少没用出去: of the budget, which is not asked for
    counted = not frame.numbers and frame.aggregate == "average" and not frame.statuses and re.search(r"(?<![这那])(?:几|多少)个?项目|项目(?:个)?数|how many projects|number of projects", text)
    if counted and not frame.concepts and re.search(r"平均分|均分", text):
        frame.concepts = ["score"]
    if counted and set(frame.concepts) & (POINTS | {"execution_rate"}):
        frame.aggregate, frame.averaged = "count", True  # 几个项目，平均得分多少
    elif counted:
        frame.leftover.append("平均" if frame.language == "zh" else "average")  # of a count over groups: not made here


def _against(frame: Frame, text: str) -> None:
    """两个项目哪个得分高, 最高的和最低的差多少, 执行数加总除以预算加总."""
    if frame.compare and frame.rank is None and not frame.difference and frame.subject == "projects" and (concept := next((c for c in frame.concepts if c in NUMERIC), None)) and re.search(r"项目(?:中|里|之中)?,?(?:哪|谁)", text):
        frame.rank, frame.compare = Rank(concept, not re.search(r"(?:低|少|差|慢|小)(?:些|一些|点)?$", text)), False  # 两个项目哪个得分高
    if frame.over_sums:
        frame.concepts = ["execution_rate", *(c for c in frame.concepts if c not in ("execution_rate", "executed", "budget"))]
        frame.aggregate, frame.share = None if frame.aggregate in ("average", "sum") else frame.aggregate, False
        frame.group = [g for g in frame.group if g != "project_name"]  # 各项目执行数加总，除以全年预算加总
    if frame.both_ends and frame.difference:
        frame.spread = True  # 执行率最高的和最低的差多少
    if frame.difference and not (frame.concepts or frame.statuses or frame.indicators) and re.search(r"多少分|几分|points", text):
        frame.concepts = ["score"]


_HOW_MUCH = re.compile(r"多少|几[分元成]|how much")
_EACH_SO_MANY = re.compile(r"分别(?:是|为|有|达|占|得|得了|拿了|打了|评了|考了)?(?:百分之)?(?:多少|几)|占(?:了)?(?:各自|自己|自身)|各自占比")
_EACH_HOW_MUCH = re.compile(r"各(?:是|为|有|自|占)?(?:多少|几)|分别|respectively")


_IN_EACH_OF_THEM = re.compile(r"(?:都|均|皆)(?:有(?![哪什谁几多])|存在|出现|没|未|交|报|提交|上报|申报|填报|参加|开展|做)|both years|in (?:both|each of) ?20\d\d,? ?and ?20\d\d|in (?:both|all|every one|each(?: one)?)(?: of)?(?: the| these| those)?(?: two| three| four| five)? years")
_IN_EVERY_YEAR = re.compile(r"(?:年年|[每各]一?年度?)(?:都|均)(?:有|报了|存在|没|未)(?![哪什谁几多])|every year")


def _each_or_together(frame: Frame, text: str, spans: Sequence[Span]) -> None:
    """两年都有, 既…又…, 各是多少, 一共多少."""
    frame.in_each = bool((frame.years_apart or frame.relative_years) and len(frame.years) > 1 and _IN_EACH_OF_THEM.search(text)) or bool(_IN_EVERY_YEAR.search(text))
    whose = [s.meaning for s in spans if s.kind == "dimension" and s.meaning in ("unit", "region")]
    if frame.in_each and frame.asked_dimension is None and len(whose) == 1 and frame.subject == "projects":
        frame.asked_dimension = whose[0]  # 三年都有项目的单位
    said = [s for s in spans if s.kind != "idle"]
    frame.asks_value |= [s.kind for s in said] == ["field"] and bool(_HOW_MUCH.search(text))  # 还剩多少钱没花
    frame.each |= bool(re.search(r"各(?:有|是|占)?(?:几|多少)|(?:together|along) with (?:their|its|the) number", text))
    frame.each |= bool(_EACH_SO_MANY.search(text))
    _of_each_project(frame, text)
    frame.as_well = bool(re.search(r"既.+[又也]|(?:同时|都)(?:有|存在)|both .+ and|as well as|(?<![a-z])(?:and also|alike|and at the same time|simultaneously|not only .+ but)(?![a-z])|指标[^,?]{0,3}(?:都|均|皆|也)(?=没|未|不|出现|发生)", text))
    frame.leftover += _held_against_nothing(frame, text)
    how_each_did(frame, text)
    whose_are_most(frame, text, spans)
    asks_whether(frame, text)
    frame.asks_list |= is_noun_phrase(frame, text, spans)
    added_or_left(frame, text)
    frame.together = not _EACH_HOW_MUCH.search(text) and bool(re.search(r"平均(?:下来|算下来)|拉平|[匀摊]下来|一共|总共|合计|加起来|加总|合起来|合在一起|合并|一起算|in total|altogether|combined|(?<![a-z])together(?! with)", text))


_REPORTED = re.compile(r"(?:都|均|曾|里|中|有)?(?:反映|反馈|显示|表明|表示|说明|指出|声称|称|解释|提到|提出|提及|写明|注明|载明|归为)(?:出|了|过|是|为|到)?")


def _causes(frame: Frame, spans: Sequence[Span]) -> None:
    """反映受雨季影响的: words that no vocabulary knows say what the reasons are to hold."""
    if frame.leftover and any(s.kind == "cause" for s in spans) and (frame.asks_list or frame.aggregate == "count" or frame.subject == "indicators"):
        said_why = [w for w in frame.leftover if not _REPORTED.fullmatch(w)]  # 反映受雨季影响: that it says so is no part of what it says
        frame.reason_words, frame.leftover = (said_why, []) if said_why else ([], frame.leftover)


def _of_each_project(frame: Frame, text: str) -> None:
    """某局的得分各是多少: of each of its projects, no average."""
    named = max(len(frame.regions), len(frame.units), len(frame.projects), len(frame.years))
    other = frame.group or frame.asked_dimension or frame.aggregate or frame.levels or frame.sources or frame.indicators or frame.statuses
    one = len(set(frame.concepts)) == 1 and set(frame.concepts) <= POINTS | RATES and frame.subject in (None, "projects") and named == 1
    some = bool(frame.bounds and frame.concepts) and set(frame.concepts) <= NUMERIC and frame.subject == "projects"  # 得分100分的项目预算各是多少
    if frame.each and (frame.asks_value or _HOW_MUCH.search(text)) and (one or some) and not other:
        frame.asks_list, frame.asks_value, frame.subject = True, False, "projects"


_EITHER_STATE = re.compile(r"[和与及、或跟但,/]|以及|还是|是否|有没有|(?<![a-z])(?:and|or|but|yet|whether|versus|vs|both)(?![a-z])")
_THAN_WHAT = re.compile(r"(?<![a-z])than(?! (?:in |that |those |the )?(?:20\d\d|last|previous|year|others?|any|all|average|\d))")


def _held_against_nothing(frame: Frame, text: str) -> list[str]:
    """reached less than they might: neither met and missed at once, nor one year against another."""
    if {"met", "missed"} <= set(frame.statuses) and frame.aggregate is None and not (frame.compare or frame.clauses or frame.over or len(frame.years) > 1 or _EITHER_STATE.search(text)):
        return [text]
    named = max(len(frame.regions), len(frame.units), len(frame.projects), len(frame.years), len(frame.levels), len(frame.indicators), len(frame.sources))
    said = _THAN_WHAT.search(text) if frame.compare and frame.statuses and named < 2 and not (frame.group or frame.asked_dimension or frame.rank) else None
    return [said[0]] if said else []

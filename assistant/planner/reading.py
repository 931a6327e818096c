"""The understood stretches of a question, gone through once, fill a frame. Nothing is looked up and nothing executed here."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise
from typing import Literal

from assistant.planner import held
from assistant.planner.called_so import lists_what_is_called_so
from assistant.planner.changes import changes
from assistant.planner.clauses import clauses
from assistant.planner.comparing import comparison
from assistant.planner.concepts import ASKED_BY
from assistant.planner.dimensions import dimension, each_of_a_kind
from assistant.planner.forms_held import forms_held, lacking_levels, lacking_sources
from assistant.planner.frame import NUMERIC, POINTS, RATES, Bound, Frame, Rank
from assistant.planner.how_it_went import asks_how_often, how_each_did, how_it_went, of_each, whose_are_most
from assistant.planner.in_order import ranking
from assistant.planner.meant import (
    counts_what_was_named,
    is_noun_phrase,
    settle_amount,
    told_by_a_rate,
    with_points_lost,
    with_the_person,
)
from assistant.planner.money_said import added_or_left, settle_money
from assistant.planner.named import names
from assistant.planner.of_all import of_all
from assistant.planner.over_groups import over_groups
from assistant.planner.over_years import over_years
from assistant.planner.passed_over import A_KIND, passed_over
from assistant.planner.several_numbers import several_numbers
from assistant.planner.so_many import so_many
from assistant.planner.span import Span
from assistant.planner.taking_away import read_drop
from assistant.planner.than_before import than_before
from assistant.planner.whether import asks_whether
from assistant.planner.words import stronger, words


def read(text: str, spans: Sequence[Span], leftover: Sequence[str], language: Literal["zh", "en"]) -> Frame:
    """Fill the slots, in the order in which they depend on one another."""
    frame = Frame(language=language, leftover=list(leftover))
    used: set[int] = set()
    names(frame, text, spans)
    _rules(frame, text, spans)
    held.bounds(frame, text, spans, used)
    ranking(frame, text, spans, used)
    held.blanks(frame, text, spans, used)
    words(frame, text, spans)
    frame.share &= not any(b.of == "share" for b in frame.bounds) or bool(_SHARE_OF_THEM.match(text))
    clauses(frame, text, spans)
    if frame.indicators and frame.rank and any((a.kind, a.meaning, b.kind) == ("status", "met", "superlative") for a, b in pairwise(spans)):
        frame.statuses = [s for s in frame.statuses if s != "met"]  # 演出场次完成最多: what was reached, not how many were met
    _asked(frame, text, spans, used)
    each_of_a_kind(frame, text)
    _subject(frame, text, spans)
    _level_values(frame, text, spans)
    of_each(frame, text, spans)
    _settle_groups(frame, text)
    several_numbers(frame, text, spans)
    settle_money(frame, text)
    _settle_rest(frame, text, spans)
    comparison(frame, text, spans)
    forms_held(frame, spans)
    lacking_levels(frame, spans)
    lacking_sources(frame, spans)
    of_all(frame, text, spans)
    so_many(frame, text, spans)
    than_before(frame, text, spans)
    unheard = [*over_groups(frame, text, spans), *changes(frame, text, spans), *over_years(frame, text, spans)]
    read_drop(frame, spans)
    if frame.against and len(set(frame.regions)) > 1:
        frame.leftover.append("平均" if language == "zh" else "average")  # one place against another's average
    settle_amount(frame, text)
    told_by_a_rate(frame)
    with_points_lost(frame, text)
    with_the_person(frame, text)
    lists_what_is_called_so(frame, text)
    counts_what_was_named(frame, text)
    frame.nested = _is_nested(frame, text, spans)
    if frame.nested and not frame.statuses:
        frame.bounds, frame.concepts = [*frame.bounds, Bound("deduction", "gt", Decimal(0))], [c for c in frame.concepts if c != "deduction"]
    frame.leftover += [*unheard, *passed_over(frame, text, spans)]
    frame.bare = all(s.is_name or s.kind == "year" or text[s.start : s.end] == "的" for s in spans)
    frame.named_subject = any(s.kind == "subject" and s.meaning != "people" for s in spans)
    return frame


_SHARE_OF_THEM = re.compile(r"(?:what|which) (?:share|percentage|proportion|percent) of (?:(?!budget|money|funds)[^,?]){0,60}?(?:projects|indicators|units)(?![a-z])")


def _is_nested(frame: Frame, text: str, spans: Sequence[Span]) -> bool:
    """预算最大的项目有哪些指标没完成: first one project, then its indicators."""
    of_what_was_lost = frame.subject == "indicators" and sum((s.kind, s.meaning) in (("field", "deduction"), ("phrase", "deduction high"), ("ask", "where")) for s in spans) > 1
    if frame.rank is None or not (frame.statuses or of_what_was_lost) or frame.group:
        return False
    ranked = next((n for n, s in enumerate(spans) if s.kind in ("superlative", "rank", "phrase")), len(spans))
    before, behind = ([noun for s in part if (noun := _noun(s, text))] for part in (spans[:ranked], spans[ranked + 1 :]))
    return behind[:2] == ["projects", "indicators"] or (frame.language == "en" and before[:1] == ["indicators"] and behind[:1] == ["projects"])


def _noun(s: Span, text: str) -> str:
    """The things that a word names: 那个项目 a project, 扣在哪 indicators."""
    if s.kind == "subject":
        return s.meaning
    if s.meaning == "pronoun" and "项目" in text[s.start : s.end]:
        return "projects"
    return "indicators" if (s.kind, s.meaning) == ("ask", "where") else ""


_THEIR_VALUES = {"target", "actual", "status", "completion", "gap", "attained"}


def _level_values(frame: Frame, text: str, spans: Sequence[Span]) -> None:
    """口袋公园的满意度是多少: what its indicators of that level are to reach and reached, not how many there are."""
    as_kinds = any(s.kind == "level" and A_KIND.search(text[s.start : s.end]) for s in spans) and not re.search(r"(?<!总数)是多少|what(?:'s| is| was| are| were)", text)
    nouns = {s.meaning for s in spans if s.kind == "subject"} - {"projects", "departments", "people"}
    filtered = frame.statuses or frame.bounds or frame.blanks or frame.rules or frame.share or frame.against or frame.nothing_missed
    listed = (frame.rank or (frame.asks_list and not re.match(r"what(?:'s| is| are| was| were) the ", text))) and frame.aggregate != "average" and not frame.compare
    asks = frame.asks_value or frame.group or frame.compare or frame.difference or frame.aggregate or frame.indicators or frame.projects
    frame.valued = bool(frame.levels and asks) and not (as_kinds or nouns or filtered or listed) and frame.aggregate in (None, "average") and set(frame.concepts) <= _THEIR_VALUES


def _settle_groups(frame: Frame, text: str) -> None:
    """Whether one list or number is meant, or one for each."""
    if frame.indicators and frame.asked_dimension == "status" and frame.aggregate is None:
        frame.asked_dimension, frame.concepts = None, [*frame.concepts, "status"]
    if frame.rank and frame.rank.concept and frame.asked_dimension == "fiscal_year" and frame.subject == "projects" and frame.asks_list and frame.aggregate is None:
        frame.asked_dimension = None  # 哪年哪个项目预算最大: a project, whose year is shown
    if frame.asked_dimension == "unit" and frame.subject == "projects" and not frame.aggregate and frame.group in ([], ["fiscal_year"]) and re.search(r"哪(?:一?个|家)(?:单位|局|部门)的(?:哪|什么)(?:一?个|些)?项目", text):
        frame.asked_dimension, frame.group, frame.asks_list = None, [], True  # 是哪家单位的哪个项目
    if frame.rank and frame.asked_dimension in ("unit", "region") and frame.subject == "projects" and re.search(r"哪(?:一?个|些)项目|项目,?(?:都|各|各自|分别)*(?:是|属于|归|归属|来自|出自)(?:哪|谁)|which projects?", text):
        frame.asked_dimension = None  # 哪家单位哪个项目预算最大: whose it is is shown
    if frame.rank and frame.rank.concept is None and frame.statuses and frame.subject == "indicators" and not (frame.group or frame.asked_dimension or frame.indicators) and _HOW_OFTEN.search(text):
        frame.asked_dimension = "level3"  # 哪条指标最常没完成
    if frame.rank and frame.rank.concept not in POINTS and frame.subject == "indicators" and not (frame.statuses or frame.concepts or frame.group or frame.asked_dimension) and _OFTEN_NAMED.search(text):
        frame.asked_dimension, frame.rank = "level3", replace(frame.rank, concept=None)  # 用得最多的三级指标
    if frame.indicators and frame.aggregate == "count" and set(frame.concepts) <= {"actual"} and not (frame.statuses or frame.bounds or frame.group or frame.rank) and _ADDED_UP.search(text):
        frame.aggregate, frame.subject = "sum", None  # 两个项目实际资助的学生加起来有多少人
    if frame.asks_value and frame.statuses and not (frame.concepts or frame.aggregate) and frame.subject in ("projects", "indicators") and not frame.share and _TELL.search(text):
        frame.asks_list, frame.asks_value = True, False  # 没完成的指标报一下: which, not how many
    if frame.asks_list and "execution_rate" in {b.concept for b in frame.bounds} and frame.concepts == ["executed"] and frame.subject is None and not frame.aggregate:
        frame.concepts, frame.subject = [], "projects"  # 钱花了不到一半的有哪些
    if frame.exact and frame.projects and not frame.asks_list:
        frame.concepts = frame.concepts or [ASKED_BY[name] for name, _ in frame.exact if name in ASKED_BY]
        frame.exact = []  # 某项目是新增还是延续: asked, not filtered on
    if frame.aggregate == "count" and frame.subject in ("projects", "indicators") and _LISTED_TOO.search(text) and not (frame.group or frame.asked_dimension or frame.rank):
        frame.aggregate, frame.asks_list = None, True  # 有几条,请列出: a list tells how many it has
    if frame.aggregate in ("sum", "count") and not _HOW_MANY.search(text) and _WHICH_ONES.search(text):
        frame.aggregate, frame.asks_list = None, True  # 一共有哪些
    if frame.rank and frame.units and "region" in frame.group and re.search(r"各(?:地|市|县|区).*哪一?[个家条]", text) and not re.search(r"分别|各自|每", text):
        frame.group = [g for g in frame.group if g != "region"]  # 各地民政局的项目里得分垫底的是哪一个: one of all of them
    computed = frame.aggregate or frame.rank or frame.share or frame.compare or frame.difference or set(frame.concepts) & NUMERIC
    plain = (frame.subject in ("projects", "indicators") or bool(frame.statuses)) and not re.search(r"[各每].{0,8}[各每]|分别|各有", text)
    if frame.asks_list and plain and not computed:
        frame.group = [g for g in frame.group if g not in ("region", "project_name", "unit")]  # 各地都有哪些项目: one list
    if frame.group == ["fiscal_year"] and frame.statuses and not (frame.aggregate or frame.share or frame.concepts) and re.search(r"历年|历次|[这近]几年", text) and not re.search(r"(?:各|分别)(?:自)?(?:有|是|占)?(?:了)?(?:多少|几)", text):
        frame.group = []  # 历年没完成的指标: a list over all years
    if "fiscal_year" in frame.group and len(frame.group) > 1 and re.search(r"[两二三四五]个?年(?:度)?(?:来|间|里)?(?:累计|合计|一共|总共|共)", text):
        frame.group = [g for g in frame.group if g != "fiscal_year"]  # 各单位三年累计
    if frame.group == ["fiscal_year"] and re.search(r"(?:这|近)几年[^,?]{0,10}(?:累计|一共|总共|加起来)", text) and not re.search(r"各|每|分别|逐", text):
        frame.group = []  # 这几年总共
    if frame.aggregate == "sum" and len(frame.group) == 1 and re.search(r"(?:加总|加起来|加在一起|相加)(?:是|有|为|后|多少|几|一共|$)|[把将][^,?]*(?:在|到|成)(?:一起|一块|一处)|(?:合并|归总|累加|求和)(?:在一起|起来|后|计算|统计|,|$)", text):
        frame.group = []  # 各年未达标指标加总
    if frame.aggregate == "sum" and frame.group == ["fiscal_year"] and _ALL_YEARS_TOGETHER.search(text):
        frame.group = []  # 历年其他资金支出合计
    if frame.group == ["project_name"] and re.search(r"各项目(?:合计|总共|一共|共计|共|加起来)", text):
        frame.group = []  # 各项目合计设了多少条指标
    if frame.aggregate == "sum" and frame.group == ["project_name"]:
        frame.group = []  # 各项目预算加起来 is one number
    if frame.rank and frame.subject in ("projects", "indicators") and frame.group == ["fiscal_year"] and not _YEAR_BY_YEAR.search(text):
        frame.group = []  # 近几年得分最高的是哪个项目: of all these years


_LEFT_OF_IT = re.compile(r"(?:资金|预算|经费)(?:里|中|当中)?(?:的)?[^,?和与及、]{0,12}?(?:还|仍|尚)?有?(?:多少|几)[^,?]{0,6}(?:没|未)|how much(?! (?:is|was|were|are))(?:(?! and )[^,?]){0,60}budgets?(?:(?! and )[^,?]){0,80}(?:unspent|unused|left)|how much[^,?]{0,20} (?:left|unspent|unused|remain)(?:(?! and )[^,?]){0,60}budgets?")


_EITHER_STATE = re.compile(r"[和与及、或跟但,/]|以及|还是|是否|有没有|(?<![a-z])(?:and|or|but|yet|whether|versus|vs|both)(?![a-z])")
_THAN_WHAT = re.compile(r"(?<![a-z])than(?! (?:in |that |those |the )?(?:20\d\d|last|previous|year|others?|any|all|average|\d))")


def _held_against_nothing(frame: Frame, text: str) -> list[str]:
    """reached less than they might: neither met and missed at once, nor one year against another."""
    if {"met", "missed"} <= set(frame.statuses) and frame.aggregate is None and not (frame.compare or frame.clauses or frame.over or len(frame.years) > 1 or _EITHER_STATE.search(text)):
        return [text]
    named = max(len(frame.regions), len(frame.units), len(frame.projects), len(frame.years), len(frame.levels), len(frame.indicators), len(frame.sources))
    said = _THAN_WHAT.search(text) if frame.compare and frame.statuses and named < 2 and not (frame.group or frame.asked_dimension or frame.rank) else None
    return [said[0]] if said else []


def _of_each_project(frame: Frame) -> None:
    """某局的得分各是多少: of each of its projects, no average."""
    named = max(len(frame.regions), len(frame.units), len(frame.projects), len(frame.years))
    other = frame.group or frame.asked_dimension or frame.aggregate or frame.levels or frame.sources or frame.indicators or frame.statuses
    one = len(set(frame.concepts)) == 1 and set(frame.concepts) <= POINTS | RATES and frame.subject in (None, "projects")
    if frame.each and frame.asks_value and one and not other and named == 1:
        frame.asks_list, frame.asks_value, frame.subject = True, False, "projects"


def _settle_rest(frame: Frame, text: str, spans: Sequence[Span]) -> None:
    """Two things held against each other, each or together, and causes given in the question's own words."""
    if "unspent" in frame.concepts and set(frame.concepts) <= {"unspent", "budget", "full_year"} and not frame.share and _LEFT_OF_IT.search(text):
        frame.concepts, frame.numbers = ["unspent"], []  # 项目资金还有多少没用出去: of the budget, which is not asked for
    counted = not frame.numbers and frame.aggregate == "average" and not frame.statuses and re.search(r"(?<![这那])(?:几|多少)个?项目|项目(?:个)?数|how many projects|number of projects", text)
    if counted and not frame.concepts and re.search(r"平均分|均分", text):
        frame.concepts = ["score"]
    if counted and set(frame.concepts) & (POINTS | {"execution_rate"}):
        frame.aggregate, frame.averaged = "count", True  # 几个项目，平均得分多少
    elif counted:
        frame.leftover.append("平均" if frame.language == "zh" else "average")  # of a count over groups: not made here
    if frame.compare and frame.rank is None and frame.subject == "projects" and (concept := next((c for c in frame.concepts if c in NUMERIC), None)) and re.search(r"项目(?:中|里|之中)?,?(?:哪|谁)", text):
        frame.rank, frame.compare = Rank(concept, not re.search(r"(?:低|少|差|慢|小)(?:些|一些|点)?$", text)), False  # 两个项目哪个得分高
    if frame.over_sums:
        frame.concepts = ["execution_rate", *(c for c in frame.concepts if c not in ("execution_rate", "executed", "budget"))]
        frame.aggregate, frame.share = None if frame.aggregate in ("average", "sum") else frame.aggregate, False
        frame.group = [g for g in frame.group if g != "project_name"]  # 各项目执行数加总，除以全年预算加总
    if frame.both_ends and frame.difference:
        frame.spread = True  # 执行率最高的和最低的差多少
    if frame.difference and not (frame.concepts or frame.statuses or frame.indicators) and re.search(r"多少分|几分|points", text):
        frame.concepts = ["score"]
    frame.in_each = bool(frame.years_apart and len(frame.years) > 1 and re.search(r"(?:都|均|皆)(?:有|存在|出现|没|未|交|报|提交|上报|申报|填报|参加|开展|做)|both years|in both", text)) or bool(re.search(r"(?:年年|每一?年)(?:都|均)(?:有|存在|没|未)|every year", text))
    said = [s for s in spans if s.kind != "idle"]
    frame.asks_value |= [s.kind for s in said] == ["field"] and bool(_HOW_MUCH.search(text))  # 还剩多少钱没花
    frame.each |= bool(re.search(r"各(?:有|是|占)?(?:几|多少)|(?:together|along) with (?:their|its|the) number", text))
    _of_each_project(frame)
    frame.as_well = bool(re.search(r"既.+[又也]|(?:同时|都)(?:有|存在)|both .+ and|as well as|(?<![a-z])(?:and also|alike|and at the same time|simultaneously|not only .+ but)(?![a-z])|指标[^,?]{0,3}(?:都|均|皆|也)(?=没|未|不|出现|发生)", text))
    frame.leftover += _held_against_nothing(frame, text)
    how_each_did(frame, text)
    whose_are_most(frame, text, spans)
    asks_whether(frame, text)
    frame.asks_list |= is_noun_phrase(frame, text, spans)
    frame.each |= bool(re.search(r"分别(?:是|为|有|达|占)?(?:百分之)?(?:多少|几)|占(?:了)?(?:各自|自己|自身)|各自占比", text))
    added_or_left(frame, text)
    frame.together = not _EACH_HOW_MUCH.search(text) and bool(re.search(r"平均(?:下来|算下来)|拉平|[匀摊]下来|一共|总共|合计|加起来|加总|合起来|合在一起|合并|一起算|in total|altogether|combined|(?<![a-z])together(?! with)", text))
    if frame.leftover and any(s.kind == "cause" for s in spans) and (frame.asks_list or frame.aggregate == "count" or frame.subject == "indicators"):
        said_why = [w for w in frame.leftover if not _REPORTED.fullmatch(w)]  # 反映受雨季影响: that it says so is no part of what it says
        frame.reason_words, frame.leftover = (said_why, []) if said_why else ([], frame.leftover)


_REPORTED = re.compile(r"(?:都|均|曾|里|中|有)?(?:反映|反馈|显示|表明|表示|说明|指出|声称|称|解释|提到|提出|提及|写明|注明|载明|归为)(?:出|了|过|是|为|到)?")
_SO_MANY_POINTS = re.compile(r"(?:分值|权重)[^,?]{0,8}(?:是|为|有|共|占)?(?:多少|几)分$")
_HOW_MUCH = re.compile(r"多少|几[分元成]|how much")
_ALL_YEARS_TOGETHER = re.compile(r"历年(?!各|每|分别|逐)[^,?各每]*(?:合计|总计|累计|共计|总共|一共|加起来)(?:[^,?各每分]*)$")
_LISTED_TOO = re.compile(r"(?:列出|列举|列示|罗列|逐条列|列明|列一下|清单|名单|明细)[^,?]{0,4}$|,(?:都|具体|分别|各)*(?:是|有)?(?:分别是)?哪(?:些|几[个条项])[^,?]{0,6}$|(?:list|name|show) (?:them|all of them|these)$")
_EACH_HOW_MUCH = re.compile(r"各(?:是|为|有|自|占)?(?:多少|几)|分别|respectively")
_YEAR_BY_YEAR = re.compile(r"[每各逐分历]年|年度|年年|一年一|各自|分别|(?<![a-z])(?:each|every|per|by|annual|yearly)(?![a-z])|year on year|year[- ]by[- ]year")
_TELL = re.compile(r"(?:说|讲|报|给|提|念|点|列)一?下(?:各自|具体|都)?(?:的)?(?:名字|名称|名单|名|清单|名目|有谁)?$|(?<![a-z])what (?:was|were|did|has|have|had|is|are)(?: not)? ?(?!the (?:number|count|total|share|extent))")
_ADDED_UP = re.compile(r"(?:加起来|加一块|加到一起|合一块|加在一起|合计|总共|一共|合在一起|加总|累计),?(?:一?共|总共|合计)?(?:[^,?\d的]{1,2}了|有|是|为|达|完成)?(?:多少|几)(?!个?(?:项目|指标|条))|(?:added up|in total|altogether|combined|(?<![a-z])(?:total|adding up)(?![a-z]))")
_OFTEN_NAMED = re.compile(r"(?:出现|使用|用|设置?|采用|选用)(?:得|的|到)?(?:次数|频次|频率)?最|最(?:常见|普遍|常用|通用|高频)|(?:most|least) (?:common|frequent|often|frequently|widely)")
_HOW_OFTEN = re.compile(r"最(?:常|经常|频繁|容易)|(?:次数|频次|频率)(?:是)?(?:最|居|排|位列|名列|第一)|哪一?[个条](?:三级)?指标[^,?]{0,12}(?:完成|达标|实现)(?:得|的)?(?:次数)?最多$|(?:most|least) (?:often|frequently)")
_HOW_MANY = re.compile(r"多少|几(?:个|条|项|家|份|名|位|种|类|笔)(?!\w*哪)|数量|个数|条数|how many|number of|count|合计|总和|总额|加起来|总数|[^哪]几(?:分|元|成)")
_WHICH_ONES = re.compile(r"哪|汇总(?:一下|成表|下)?$|^(?:请|麻烦|帮我?)*汇总|有什么|有啥|清单|名单|明细|which|list")


def _rules(frame: Frame, text: str, spans: Sequence[Span]) -> None:
    for s in spans:
        if s.kind == "rule":
            frame.rules += [s.meaning] if s.meaning not in frame.rules else []
        elif s.kind == "printed":
            frame.printed.append(s.meaning)
            if re.search(r"(?:[和与及、]|以及|(?<![a-z])and ?)$", text[: s.start]) or re.match(r"[和与及、]|以及| ?and(?![a-z])", text[s.end :]):
                frame.aside.append(text[s.start : s.end])


def _asked(frame: Frame, text: str, spans: Sequence[Span], used: set[int]) -> None:
    for at, s in enumerate(spans):
        if s.kind == "field" and at not in used:
            if s.meaning == "budget" and frame.statuses and text.startswith("cost", s.start):
                frame.levels.append("成本")  # failed on cost
            elif s.meaning == "missed_count" and frame.rank and frame.rank.concept is None and re.search(r"(?:按|以|按照|依|论|看)$", text[: s.start]):
                frame.rank = replace(frame.rank, concept="missed_count")  # 前三个项目,按未完成指标数
            elif s.meaning == "missed_count":
                frame.statuses.append("missed")
                frame.subject, frame.aggregate = "indicators", stronger(frame.aggregate, "count")
            elif s.meaning == "reason" and asks_how_often(frame, spans):
                frame.group.append("deviation_reason")
            elif s.meaning == "lead" and not frame.projects and any(b.concept == "count" and (b.of == "projects" or text.startswith("项目", s.start)) for b in frame.bounds):
                frame.asked_dimension = "project_lead"  # 有3个以上项目的负责人
            elif s.meaning == "category" and frame.rank and frame.group and not frame.projects and text[s.end - 1] in "类种":
                frame.asked_dimension = frame.group.pop()  # 按二级指标分,未完成最多的是哪类
            elif s.meaning == "indicator_count":
                frame.subject, frame.aggregate = "indicators", stronger(frame.aggregate, "count")
            elif s.meaning not in frame.concepts:
                frame.concepts.append(s.meaning)
        elif s.kind == "group" and s.meaning == "trend":
            frame.group.append("fiscal_year")
        elif s.kind == "group" and s.meaning == "level1":
            frame.group.append("level1")
        elif s.kind == "dimension":
            dimension(frame, text, spans, at)
        elif s.kind == "subject" and s.meaning == "projects" and frame.aggregate != "average" and _each_before(spans, at):
            frame.group.append("project_name")
    if {"budget"} < set(frame.concepts) and not frame.share and _of_the_budget(text, spans):
        frame.concepts.remove("budget")
    if {"initial", "budget"} <= set(frame.concepts) and any(s.meaning == "initial" and "预算" not in text[s.start : s.end] for s in spans):
        frame.concepts = [c for c in frame.concepts if c not in ("budget", "target")]  # 年初给某项目定了多少预算
    _settle_concepts(frame, text)


def _of_the_budget(text: str, spans: Sequence[Span]) -> bool:
    """预算资金实际使用了多少, 预算余额: what became of the budget; 预算和执行数, 预算多少花了多少 ask for both."""
    said = [s for s in spans if s.kind not in ("idle", "scope")]
    pairs = [(a, b) for a, b in pairwise(said) if a.kind == b.kind == "field" and a.meaning == "budget" and b.meaning in ("executed", "unspent", "execution_rate")]
    return len(pairs) == 1 and sum(s.meaning == "budget" for s in spans) == 1 and all(not re.search(r"[和与、及,]|多少|几|and", text[a.start : b.start]) for a, b in pairs) and not re.search(r"分别|各(?:是|为|有)", text)


def _each_before(spans: Sequence[Span], at: int) -> bool:
    """每个项目; of each 甲市 project."""
    before = next((s for s in reversed(spans[:at]) if not (s.is_name or s.kind == "year")), None)
    return before is not None and (before.kind, before.meaning) == ("group", "each")


def _settle_concepts(frame: Frame, text: str) -> None:
    """Words that another word already says."""
    how_it_went(frame)
    if "adjusted" in frame.concepts and {"initial", "full_year", "budget"} & set(frame.concepts):
        frame.concepts, frame.compare = [c for c in frame.concepts if c not in ("initial", "full_year", "budget")], False  # 与年初预算相比增减了多少
    if {"initial", "full_year"} & set(frame.concepts) and not (frame.indicators or frame.levels):
        frame.concepts = [c for c in frame.concepts if c not in ("target", "actual")]  # 后来全年预算定在多少
    if "completion" in frame.concepts and frame.statuses == ["met"] and frame.projects and frame.subject is None:
        frame.statuses = []  # how was the annual goal fulfilled
    if "completion" in frame.concepts and (frame.levels or frame.indicators) and not frame.statuses:
        frame.concepts = list(dict.fromkeys("status" if c == "completion" else c for c in frame.concepts))  # 满意度指标的完成情况
    if "actual" in frame.concepts and set(frame.concepts) & RATES and re.search(r"[率例度比]达到", text):
        frame.concepts = [c for c in frame.concepts if c != "actual"]  # 完成率达到多少
    if frame.detail and frame.group and set(frame.concepts) & NUMERIC:
        frame.detail, frame.asks_value = False, True  # 各地的完成率情况如何
    if "gap" in frame.concepts and not frame.indicators and set(frame.concepts) & NUMERIC and max(len(x) for x in (frame.regions, frame.units, frame.projects, frame.years)) > 1:
        frame.concepts, frame.difference = [c for c in frame.concepts if c != "gap"], True  # 甲、乙两县的执行数差多少万元
    if "score" in frame.concepts and {"weight", "funds_weight"} & set(frame.concepts) and _SO_MANY_POINTS.search(text):
        frame.concepts = [c for c in frame.concepts if c != "score"]  # 权重合计是多少分
    if frame.aggregate == "average":
        frame.group = [g for g in frame.group if g != "project_name"]  # 各项目得分的平均值 is one number
    if frame.leads:
        frame.concepts = [c for c in frame.concepts if c not in ("lead", "responsibilities", "implementing_unit", "preparing_unit", "organization")]
    if "implementing_unit" in frame.concepts and frame.asked_dimension == "unit" and frame.projects:
        frame.asked_dimension = None  # 谁在实施某项目，哪家单位
    if frame.indicators and "plans" in frame.concepts:
        frame.concepts = list(dict.fromkeys("target" if c == "plans" else c for c in frame.concepts))
    if frame.indicators and "annual_goal" in frame.concepts:
        frame.concepts = ["target" if c == "annual_goal" else c for c in frame.concepts]
    elif {"completion", "actual"} <= set(frame.concepts) and not (frame.indicators or frame.levels):
        frame.concepts = [c for c in frame.concepts if c != "actual"]
    elif {"annual_goal", "actual"} <= set(frame.concepts):
        frame.concepts = list(dict.fromkeys("completion" if c in ("annual_goal", "actual") else c for c in frame.concepts))  # 年度目标这块实际完成了什么
    elif {"annual_goal", "explanation"} <= set(frame.concepts):
        frame.concepts = [c for c in frame.concepts if c != "explanation"]  # 年度目标是怎么定的
    elif {"annual_goal", "status"} <= set(frame.concepts) and not frame.statuses:
        frame.concepts = ["completion" if c == "status" else c for c in frame.concepts]
    if frame.exact and not (frame.projects and not frame.asks_list):
        said = {ASKED_BY.get(name) for name, _ in frame.exact}
        frame.concepts = [c for c in frame.concepts if c not in said]
    if frame.statuses and frame.asks_list and not frame.indicators:
        frame.concepts = [c for c in frame.concepts if c not in ("status", "target", "annual_goal", "completion", "plans")]


def _subject(frame: Frame, text: str, spans: Sequence[Span]) -> None:
    """What is to be listed or counted: the noun at the question word, else the last one (English: the first)."""
    if any(s.kind == "subject" and s.meaning == "departments" for s in spans):
        if any(s.kind == "subject" and text.startswith("项目支出", s.start) for s in spans):
            frame.sources.append("项目支出")  # a line of the department's budget, not its projects
        if any(s.kind == "subject" and s.meaning == "indicators" for s in spans) and not frame.concepts:
            frame.subject = "indicators"  # 部门整体目标表里有几条指标
            frame.forms = [*(f for f in frame.forms if f != "target"), "department"]
            return
        frame.subject = "departments"
        return
    if frame.subject:
        return
    if _THEY_HAVE.match(text):
        frame.subject = "projects"  # which of them have indicators that were missed
        return
    if any(s.kind in ("ask", "aggregate") and s.meaning in ("list", "count") and "条" in text[s.start : s.end] for s in spans) and not any(s.kind == "subject" and not (s.meaning == "projects" and (frame.projects or text[s.end : s.end + 1] in ("里", "中", "内"))) for s in spans):
        frame.subject = "indicators"  # 哪条, 几条
        return
    nouns = [i for i, s in enumerate(spans) if s.kind == "subject" and s.meaning in ("indicators", "projects", "findings", "documents") and not _of_a_name(frame, spans, i)]
    nouns = [i for i in nouns if not (i and spans[i - 1].kind == "group" and spans[i].meaning == "projects")] or ([] if frame.group else nouns)
    asked = [i for i in nouns if _beside_question_word(spans, i) or _PART_OF_THEM.search(text[: spans[i].start])]
    if asked:
        frame.subject = spans[asked[0]].meaning
    elif nouns:
        frame.subject = spans[nouns[0] if frame.language == "en" else nouns[-1]].meaning
    elif (frame.levels and not frame.concepts) or any(b.concept == "attained" for b in frame.bounds):
        frame.subject = "indicators"


def _of_a_name(frame: Frame, spans: Sequence[Span], at: int) -> bool:
    """the weight of X in the project 某项目: the noun of what is named is not asked for."""
    return frame.language == "en" and spans[at].meaning == "projects" and any(s.kind == "project" for s in spans[max(0, at - 1) : at + 2])


_THEY_HAVE = re.compile(r"(?:and |but |so )?which of (?:them|(?:these|those|the)(?: [a-z]+)?(?: projects)?) (?:still |also |actually )?(?:have|had|has|contain(?:ed)?|show(?:ed)?) (?=[^?]*indicators)")
_PART_OF_THEM = re.compile(r"(?:百分之(?:几|多少)|几成|(?:多大|多少|什么|多高)(?:的)?比例)的?$")  # 百分之多少的项目有指标没完成


def _beside_question_word(spans: Sequence[Span], at: int) -> bool:
    def asks(s: Span) -> bool:
        return (s.kind == "ask" and s.meaning == "list") or (s.kind == "aggregate" and s.meaning == "count")

    before = next((s for s in reversed(spans[:at]) if s.kind not in ("idle", "year", "region", "amount")), None)
    after = next((s for s in spans[at + 1 : at + 3] if s.kind != "idle"), None)
    return bool((before and asks(before)) or (after and asks(after) and not any(s.kind == "subject" for s in spans[at + 1 : at + 8])))

"""The understood stretches of a question, gone through once, fill a frame. Nothing is looked up and nothing executed here."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from decimal import Decimal
from itertools import pairwise
from typing import Literal

from assistant.numbers import amounts
from assistant.planner import held
from assistant.planner.clauses import clauses
from assistant.planner.comparing import comparison
from assistant.planner.dimensions import dimension
from assistant.planner.forms_held import forms_held, lacking_levels
from assistant.planner.frame import LARGEST, MONEY, NUMERIC, POINTS, RATES, Bound, Frame, Rank
from assistant.planner.how_it_went import how_each_did, how_it_went, whose_are_most
from assistant.planner.named import names
from assistant.planner.of_all import of_all
from assistant.planner.over_years import over_years
from assistant.planner.several_numbers import several_numbers
from assistant.planner.so_many import so_many
from assistant.planner.spans import Span
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
    held.ranking(frame, text, spans, used)
    held.blanks(frame, text, spans, used)
    words(frame, text, spans)
    frame.share &= not any(b.of == "share" for b in frame.bounds)
    clauses(frame, text, spans)
    if frame.indicators and frame.rank and any((a.kind, a.meaning, b.kind) == ("status", "met", "superlative") for a, b in pairwise(spans)):
        frame.statuses = [s for s in frame.statuses if s != "met"]  # 演出场次完成最多: what was reached, not how many were met
    _asked(frame, text, spans, used)
    _subject(frame, text, spans)
    _level_values(frame, text, spans)
    _settle_groups(frame, text)
    several_numbers(frame, text, spans)
    _settle_money(frame, text)
    _settle_rest(frame, text, spans)
    comparison(frame, text, spans)
    forms_held(frame, spans)
    lacking_levels(frame, spans)
    of_all(frame, text, spans)
    so_many(frame, text, spans)
    than_before(frame, text, spans)
    unheard = over_years(frame, text, spans)
    read_drop(frame, spans)
    if frame.against and len(set(frame.regions)) > 1:
        frame.leftover.append("平均" if language == "zh" else "average")  # one place against another's average
    frame.nested = _is_nested(frame, text, spans)
    if frame.nested and not frame.statuses:
        frame.bounds, frame.concepts = [*frame.bounds, Bound("deduction", "gt", Decimal(0))], [c for c in frame.concepts if c != "deduction"]
    frame.leftover += [*unheard, *_passed_over(frame, text, spans), *_said_of_each(frame, text), *_second_bounds(frame, text, spans), *_merged(frame, text, spans)]
    frame.bare = all(s.is_name or s.kind == "year" or text[s.start : s.end] == "的" for s in spans)
    frame.named_subject = any(s.kind == "subject" and s.meaning != "people" for s in spans)
    return frame


def _passed_over(frame: Frame, text: str, spans: Sequence[Span]) -> list[str]:
    """甲比乙…, 占…: a comparison or a share that no reading took up; without it another question would be answered."""
    compared = frame.over or frame.compare or frame.difference or frame.growth or frame.times or frame.spread or frame.bounds or frame.against or frame.rank or frame.rules or {"adjusted", "unspent"} & set(frame.concepts)
    shared = frame.share or set(frame.concepts) & (RATES | {"weight"})
    said = [text[s.start : s.end] for s in spans if s.kind == "idle"]
    written = list(dict.fromkeys(w for w in _no_numbers(frame, text, spans) if w not in frame.leftover))
    unheld = [w for w in _unheld_numbers(frame, text, spans) if not any(w in whole for whole in written)]
    if frame.aggregate == "count" and not (shared or compared):
        written += [text[s.start : s.end] for s in spans if s.kind == "percent"]  # 几成: a count is no share
    judged = [s for s in spans if s.kind == "status" and s.meaning in ("met", "missed")]
    but = any((x.kind, x.meaning) == ("and", "but") and judged[0].end <= x.start < judged[-1].start for x in spans) if len(judged) > 1 else False
    if but and {s.meaning for s in judged} == {"met", "missed"} and len(frame.levels) < 2 and not (frame.over or frame.clauses):
        written += [text[s.start : s.end] for s in judged[1:]]  # 满意度指标全部达标但有其他指标未达标
    ranked = next((s.end for s in spans if s.kind in ("rank", "superlative", "phrase")), None)
    if ranked is not None and frame.rank and (frame.rank.n or 0) > 1 and re.search(r"[里中内](?:面|头)?(?:,)?(?:一共|总共|共)?有(?:几|多少)(?:个|家|条|项)", text[ranked:]):
        written += [text[ranked:]]  # 前五名里有几个是甲市的: a count of those that come first
    places = len(frame.regions) + len(frame.units) + len(frame.projects)
    if (frame.compare or frame.difference) and frame.everything and places == 1 and len(frame.years) < 2:
        written += [text[s.start : s.end] for s in spans if (s.kind, s.meaning) == ("scope", "all")][:1]  # 甲市和全部项目相比
    nouns = {s.meaning for s in spans if s.kind == "subject"}
    if {"projects", "departments"} <= nouns and (frame.share or frame.difference or frame.compare or frame.times):
        written += [text[s.start : s.end] for s in spans if (s.kind, s.meaning) == ("subject", "departments")][:1]  # a department's number beside its projects'
    if not (frame.reason_words or frame.leftover or "reason" in frame.concepts):
        written += [text[s.start : s.end] for s in spans if s.kind == "cause" and frame.concepts][:1]  # 有多少分是执行造成的
    if (said_of := _PER_GROUP.search(text)) and frame.aggregate == "average" and not set(frame.concepts) & (POINTS | RATES):
        written.append(said_of[0])  # 平均每年预算, 平均每个单位几条: over groups, not over projects
    if frame.rank and (changed := _CHANGED_MOST.search(text)):
        written.append(changed[0])  # 得分变化最大的单位: between years
    if frame.asked_dimension == "fiscal_year" and (before := _YEAR_BEFORE.search(text)):
        written.append(before[0])  # 哪年比上年降了: each year against its own
    return [*written, *unheld, *(w for w in said if (w in ("比", "than", "更") and not compared) or (w == "占" and not shared and not compared))]


_PER_GROUP = re.compile(r"平均每(?:一)?(?:个|家)?(?=年|单位|部门|地区|区县|市|县|局)|年均|(?:average|mean) per (?=year|unit|department|region|county|city)")
_CHANGED_MOST = re.compile(r"(?:变化|变动|增减|提高|提升|增长|增加|上升|进步|下降|下滑|降低|减少|退步|波动|涨|跌|改善)(?:得|幅度?|率|的幅度)?最|(?:most|least|biggest|largest|smallest) (?:improved|changed|increase|decrease|rise|fall|drop|change|improvement)")
_YEAR_BEFORE = re.compile(r"(?:比|较|与|和)(?:上|前)一?年(?:度)?")
_NO_NUMBER = re.compile(r"\d[\d.,]*(?:e[+-]?\d+|\s*[=<>≥≤]+\s*\d[\d.]*)")


def _no_numbers(frame: Frame, text: str, spans: Sequence[Span]) -> list[str]:
    """1e2, 1=1, 前99999999999999999999名: digits that nothing can be held against, rather than a part of them."""
    written = [m for m in _NO_NUMBER.finditer(text) if not any(s.is_name and s.start < m.end() and m.start() < s.end for s in spans)]
    said = [text[s.start : s.end] for s in spans if s.kind in ("comparison", "amount", "rank") and not frame.exact]
    return [*(m[0] for m in written), *(w for w in said if any(a.value >= LARGEST for a in amounts(w)))]


_IN_EACH = re.compile(r"(?:都|均|皆)(?=(?:低于|高于|超过|不到|不足|达到?|不低于|不高于|少于|多于|没|未|在|是|得))")


def _said_of_each(frame: Frame, text: str) -> list[str]:
    """2023年和2024年都低于90分的项目: in the one year and in the other; reports of either are no answer."""
    if frame.over:
        return []
    said = _IN_EACH.search(text)
    held = frame.bounds or frame.statuses or frame.against
    if frame.in_each and frame.bounds and not (frame.asked_dimension or frame.group or frame.asks_list or frame.aggregate):
        return ["都有" if frame.language == "zh" else "in both"]  # of whom, no word says
    return [said[0]] if said and frame.years_apart and len(frame.years) > 1 and held and not (frame.in_each and frame.asked_dimension) else []


def _second_bounds(frame: Frame, text: str, spans: Sequence[Span]) -> list[str]:
    """平均得分低于90且项目数超过2个的单位: of the two bounds on a group's number one would go unheard."""
    if frame.number_bounds or not (frame.aggregate in ("average", "sum") and frame.asked_dimension and len(frame.bounds) > 1):
        return []
    counted = [b.value for b in frame.bounds if b.concept == "count"]
    return [text[s.start : s.end] for s in spans if s.kind == "comparison" and s.what.value in counted]


_FEW = 10  # 两个项目, 三家单位: so many are named, or meant by the way


def _unheld_numbers(frame: Frame, text: str, spans: Sequence[Span]) -> list[str]:
    """最后五名, 上了九十五: a number that nothing was held against."""
    held_against = Counter([b.value for b in frame.bounds] + [b.upper for b in frame.bounds if b.upper is not None])
    if frame.rank and frame.rank.n:
        held_against[Decimal(frame.rank.n)] += 1
    said = Counter(s.what.value for s in spans if s.kind in ("amount", "comparison"))  # of 执行率100%且上了100 the first alone is held
    plain = [s for s in spans if s.kind == "amount" and s.meaning in ("", "items") and (s.what.value not in held_against or said[s.what.value] > held_against[s.what.value] > 0) and not frame.exact]
    return [text[s.start : s.end] for s in plain if (s.what.value >= _FEW and s.meaning == "") or text[s.end - 1] in "名位"]


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


_BESIDE = re.compile(r"[和与及、,]|以及| ?and ")


def _merged(frame: Frame, text: str, spans: Sequence[Span]) -> list[str]:
    """得分和满意度, 几个项目几条指标, 各单位的项目数和预算: two things of which one number would be made, or one dropped."""
    counts = [text[s.start : s.end] for s in spans if (s.kind, s.meaning) == ("aggregate", "count")] if not frame.numbers else []
    nouns = {s.meaning for s in spans if s.kind == "subject"}
    apart = frame.group or frame.asked_dimension or (frame.each and len(frame.regions) + len(frame.units) + len(frame.projects) > 1)
    if len(counts) > 1 and {"projects", "indicators"} <= nouns and not (frame.group or frame.statuses or frame.bounds):
        return counts[1:]
    if counts and nouns & {"projects", "indicators"} and apart and frame.concepts and set(frame.concepts) <= MONEY | POINTS | RATES and frame.aggregate in ("count", "average") and not (frame.rank or frame.bounds):
        return counts[:1]
    named = [s for s in spans if (s.kind == "level" and not A_KIND.search(text[s.start : s.end])) or (s.kind == "field" and s.meaning in NUMERIC)]
    return [text[b.start : b.end] for a, b in pairwise(named) if a.kind != b.kind and _BESIDE.fullmatch(text[a.end : b.start])]


A_KIND = re.compile(r"指标|类|indicator|target")
_THEIR_VALUES = {"target", "actual", "status", "completion", "gap", "attained"}


def _level_values(frame: Frame, text: str, spans: Sequence[Span]) -> None:
    """口袋公园的满意度是多少: what its indicators of that level are to reach and reached, not how many there are."""
    as_kinds = any(s.kind == "level" and A_KIND.search(text[s.start : s.end]) for s in spans) and not re.search(r"(?<!总数)是多少|what(?:'s| is| was| are| were)", text)
    nouns = {s.meaning for s in spans if s.kind == "subject"} - {"projects", "departments", "people"}
    filtered = frame.statuses or frame.bounds or frame.blanks or frame.rules or frame.share or frame.against or frame.nothing_missed
    listed = (frame.rank or frame.asks_list) and frame.aggregate != "average" and not frame.compare
    asks = frame.asks_value or frame.group or frame.compare or frame.difference or frame.aggregate or frame.indicators or frame.projects
    frame.valued = bool(frame.levels and asks) and not (as_kinds or nouns or filtered or listed) and frame.aggregate in (None, "average") and set(frame.concepts) <= _THEIR_VALUES


def _settle_groups(frame: Frame, text: str) -> None:
    """Whether one list or number is meant, or one for each."""
    if frame.indicators and frame.asked_dimension == "status" and frame.aggregate is None:
        frame.asked_dimension, frame.concepts = None, [*frame.concepts, "status"]
    if frame.rank and frame.rank.concept and frame.asked_dimension == "fiscal_year" and frame.subject == "projects" and frame.asks_list:
        frame.asked_dimension = None  # 哪年哪个项目预算最大: a project, whose year is shown
    if frame.rank and frame.asked_dimension in ("unit", "region") and frame.subject == "projects" and re.search(r"哪(?:一?个|些)项目|which projects?", text):
        frame.asked_dimension = None  # 哪家单位哪个项目预算最大: whose it is is shown
    if frame.rank and frame.rank.concept is None and frame.statuses and frame.subject == "indicators" and not (frame.group or frame.asked_dimension or frame.indicators) and _HOW_OFTEN.search(text):
        frame.asked_dimension = "level3"  # 哪条指标最常没完成
    if frame.asks_value and frame.statuses and not (frame.concepts or frame.aggregate) and frame.subject in ("projects", "indicators") and _TELL.search(text):
        frame.asks_list, frame.asks_value = True, False  # 没完成的指标报一下: which, not how many
    if frame.exact and frame.projects and not frame.asks_list:
        frame.exact = []  # 某项目是新增还是延续: asked, not filtered on
    if frame.aggregate == "count" and frame.subject in ("projects", "indicators") and _LISTED_TOO.search(text) and not (frame.group or frame.asked_dimension or frame.rank):
        frame.aggregate, frame.asks_list = None, True  # 有几条,请列出: a list tells how many it has
    if frame.aggregate in ("sum", "count") and not _HOW_MANY.search(text) and _WHICH_ONES.search(text):
        frame.aggregate, frame.asks_list = None, True  # 一共有哪些
    computed = frame.aggregate or frame.rank or frame.share or frame.compare or frame.difference or set(frame.concepts) & NUMERIC
    plain = (frame.subject in ("projects", "indicators") or bool(frame.statuses)) and not re.search(r"[各每].{0,8}[各每]|分别|各有", text)
    if frame.asks_list and plain and not computed:
        frame.group = [g for g in frame.group if g not in ("region", "project_name", "unit")]  # 各地都有哪些项目: one list
    if frame.group == ["fiscal_year"] and frame.statuses and not (frame.aggregate or frame.share or frame.concepts) and re.search(r"历年|历次|[这近]几年", text):
        frame.group = []  # 历年没完成的指标: a list over all years
    if "fiscal_year" in frame.group and len(frame.group) > 1 and re.search(r"[两二三四五]个?年(?:度)?(?:来|间|里)?(?:累计|合计|一共|总共|共)", text):
        frame.group = [g for g in frame.group if g != "fiscal_year"]  # 各单位三年累计
    if frame.group == ["fiscal_year"] and re.search(r"(?:这|近)几年[^,?]{0,10}(?:累计|一共|总共|加起来)", text) and not re.search(r"各|每|分别|逐", text):
        frame.group = []  # 这几年总共
    if frame.aggregate == "sum" and len(frame.group) == 1 and re.search(r"(?:加总|加起来|加在一起|相加)(?:是|有|为|后|多少|几|一共|$)", text):
        frame.group = []  # 各年未达标指标加总
    if frame.aggregate == "sum" and frame.group == ["fiscal_year"] and _ALL_YEARS_TOGETHER.search(text):
        frame.group = []  # 历年其他资金支出合计
    if frame.aggregate == "sum" and frame.group == ["project_name"]:
        frame.group = []  # 各项目预算加起来 is one number


def _settle_money(frame: Frame, text: str) -> None:
    """Budget and spending named together, and units of money, also inside longer words (多少万)."""
    if frame.money is None and re.search(r"(?:多少|几)万|\(万元\)", text):
        frame.money = "wan"
    elif frame.money is None and re.search(r"(?:多少|几)元|\(元\)", text):
        frame.money = "yuan"
    if frame.sources == ["项目支出"] and not (frame.units or frame.subject == "departments" or frame.share or frame.bounds or frame.rank):
        frame.sources, frame.concepts = [], list(dict.fromkeys(["budget", *frame.concepts]))  # of a place: its projects
    if frame.group == ["fiscal_year"] and "adjusted" in frame.concepts and re.search(r"预算(?:额|数)?(?:的)?(?:变化|变动|走势|趋势|增减)", text):
        frame.concepts = ["budget" if c == "adjusted" else c for c in frame.concepts]  # 历年预算变化
    money = set(frame.concepts) & MONEY
    if frame.share and "executed" in money and money <= {"executed", "budget", "full_year"} and len(money) == 2:
        frame.share, frame.concepts = False, ["execution_rate"]  # 执行数占预算的比例
    if frame.difference and "executed" in money and len(money) == 2 and not frame.compare:
        frame.difference, frame.concepts = False, ["unspent"]  # 预算和执行数的差距
    elif frame.difference and "initial" in money and len(money) == 2 and not frame.compare:
        frame.difference, frame.concepts = False, ["adjusted"]  # 年初预算比全年预算少多少
    if frame.share and set(frame.concepts) & RATES and not (frame.statuses or frame.bounds):
        frame.share = False  # 执行进度百分之几
    asks_money = frame.money or re.search(r"多少钱", text)
    if asks_money and not frame.concepts and not frame.sources and (not frame.subject or frame.aggregate == "average") and frame.aggregate in ("count", "sum", "average", None) and (frame.has_scope or frame.aggregate in ("sum", "average")) and not frame.statuses and not frame.bounds and not frame.rank:
        frame.concepts, frame.aggregate = ["budget"], None if frame.aggregate == "count" else frame.aggregate  # 某项目总共多少万元
    if frame.money and frame.aggregate == "count" and not frame.statuses and not frame.bounds:
        frame.aggregate = None  # how many 万元


def _settle_rest(frame: Frame, text: str, spans: Sequence[Span]) -> None:
    """Two things held against each other, each or together, and causes given in the question's own words."""
    counted = not frame.numbers and frame.aggregate == "average" and not frame.statuses and re.search(r"(?:几|多少)个?项目|项目(?:个)?数|how many projects|number of projects", text)
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
        frame.aggregate = None if frame.aggregate in ("average", "sum") else frame.aggregate
    if frame.both_ends and frame.difference:
        frame.spread = True  # 执行率最高的和最低的差多少
    if frame.difference and not (frame.concepts or frame.statuses or frame.indicators) and re.search(r"多少分|几分|points", text):
        frame.concepts = ["score"]
    frame.in_each = bool(frame.years_apart and len(frame.years) > 1 and re.search(r"(?:都|均|皆)(?:有|存在|出现|没|未)|both years|in both", text)) or bool(re.search(r"(?:年年|每一?年)(?:都|均)(?:有|存在|没|未)|every year", text))
    frame.each |= bool(re.search(r"各(?:有|是|占)?(?:几|多少)|(?:together|along) with (?:their|its|the) number", text))
    frame.as_well = bool(re.search(r"既.+[又也]|(?:同时|都)(?:有|存在)|both .+ and|指标[^,?]{0,3}(?:都|均|皆|也)(?=没|未|不)", text))
    how_each_did(frame, text)
    whose_are_most(frame, text, spans)
    asks_whether(frame, text)
    frame.asks_list |= _is_noun_phrase(frame, text, spans)
    frame.together = not _EACH_HOW_MUCH.search(text) and bool(re.search(r"一共|总共|合计|加起来|加总|合起来|合在一起|合并|一起算|in total|altogether|combined|taken together", text))
    if frame.leftover and any(s.kind == "cause" for s in spans) and (frame.asks_list or frame.aggregate == "count" or frame.subject == "indicators"):
        frame.reason_words, frame.leftover = frame.leftover, []


def _is_noun_phrase(frame: Frame, text: str, spans: Sequence[Span]) -> bool:
    """被扣分但已完成的指标, 被扣分的质量指标: nothing but what is to be listed."""
    last = next((s for s in reversed(spans) if not (s.is_name or s.kind in ("idle", "year"))), None)
    noun = last is not None and ((last.kind == "subject" and last.meaning in ("projects", "indicators")) or (last.kind == "level" and A_KIND.search(text[last.start : last.end])))
    asked = frame.asks_value or frame.aggregate or frame.rank or frame.group or frame.asked_dimension or frame.share or frame.compare or frame.difference
    return not asked and bool(noun) and set(frame.concepts) <= {"deduction", "adjusted", "unspent"} and bool(frame.concepts)


_ALL_YEARS_TOGETHER = re.compile(r"历年(?!各|每|分别|逐)[^,?各每]*(?:合计|总计|累计|共计|总共|一共|加起来)(?:[^,?各每分]*)$")
_LISTED_TOO = re.compile(r"(?:列出|列举|列示|罗列|逐条列|列明|列一下|清单|名单|明细)[^,?]{0,4}$|,(?:都)?(?:是|有)?(?:分别是)?哪(?:些|几[个条项])[^,?]{0,6}$|(?:list|name|show) (?:them|all of them|these)$")
_EACH_HOW_MUCH = re.compile(r"各(?:是|为|有|自|占)?(?:多少|几)|分别|respectively")
_TELL = re.compile(r"(?:说|讲|报|给|提|念)一?下$")
_HOW_OFTEN = re.compile(r"最(?:常|经常|频繁|容易)|(?:次数|频次|频率)(?:是)?最|(?:most|least) (?:often|frequently)")
_HOW_MANY = re.compile(r"多少|几(?:个|条|项|家|份|名|位|种|类|笔)(?!\w*哪)|数量|个数|条数|how many|number of|count|合计|总和|总额|加起来|总数|[^哪]几(?:分|元|成)")
_WHICH_ONES = re.compile(r"哪|有什么|有啥|清单|名单|明细|which|list")


def _rules(frame: Frame, text: str, spans: Sequence[Span]) -> None:
    for s in spans:
        if s.kind == "rule":
            frame.rules.append(s.meaning)
        elif s.kind == "printed":
            frame.printed.append(s.meaning)
            if re.search(r"(?:[和与及、]|以及|(?<![a-z])and ?)$", text[: s.start]) or re.match(r"[和与及、]|以及| ?and(?![a-z])", text[s.end :]):
                frame.aside.append(text[s.start : s.end])


def _asked(frame: Frame, text: str, spans: Sequence[Span], used: set[int]) -> None:
    for at, s in enumerate(spans):
        if s.kind == "field" and at not in used:
            if s.meaning == "budget" and frame.statuses and text.startswith("cost", s.start):
                frame.levels.append("成本")  # failed on cost
            elif s.meaning == "missed_count":
                frame.statuses.append("missed")
                frame.subject, frame.aggregate = "indicators", stronger(frame.aggregate, "count")
            elif s.meaning == "reason" and _asks_how_often(frame, spans):
                frame.group.append("deviation_reason")
            elif s.meaning == "lead" and not frame.projects and any(b.concept == "count" and (b.of == "projects" or text.startswith("项目", s.start)) for b in frame.bounds):
                frame.asked_dimension = "project_lead"  # 有3个以上项目的负责人
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
    _settle_concepts(frame)


def _each_before(spans: Sequence[Span], at: int) -> bool:
    """每个项目; of each 甲市 project."""
    before = next((s for s in reversed(spans[:at]) if not (s.is_name or s.kind == "year")), None)
    return before is not None and (before.kind, before.meaning) == ("group", "each")


def _asks_how_often(frame: Frame, spans: Sequence[Span]) -> bool:
    """原因分布, 各几条, 最常见的原因: how often each reason is given."""
    apart = any((s.kind, s.meaning) in (("group", "each"), ("aggregate", "count")) for s in spans)
    return not frame.indicators and not frame.projects and (apart or frame.rank is not None)


def _settle_concepts(frame: Frame) -> None:
    """Words that another word already says."""
    how_it_went(frame)
    if frame.aggregate == "average":
        frame.group = [g for g in frame.group if g != "project_name"]  # 各项目得分的平均值 is one number
    if frame.leads:
        frame.concepts = [c for c in frame.concepts if c not in ("lead", "responsibilities", "implementing_unit", "preparing_unit")]
    if frame.indicators and "plans" in frame.concepts:
        frame.concepts = list(dict.fromkeys("target" if c == "plans" else c for c in frame.concepts))
    if frame.indicators and "annual_goal" in frame.concepts:
        frame.concepts = ["target" if c == "annual_goal" else c for c in frame.concepts]
    elif {"annual_goal", "status"} <= set(frame.concepts) and not frame.statuses:
        frame.concepts = ["completion" if c == "status" else c for c in frame.concepts]
    if frame.exact and not (frame.projects and not frame.asks_list):
        named = {"phone": "phone", "competent_department_code": "competent_department_code", "project_attribute": "attribute", "fund_nature": "fund_nature", "implementing_unit": "implementing_unit"}
        said = {named.get(name) for name, _ in frame.exact}
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
    if any(s.kind in ("ask", "aggregate") and s.meaning in ("list", "count") and "条" in text[s.start : s.end] for s in spans) and not any(s.kind == "subject" and not (s.meaning == "projects" and text[s.end : s.end + 1] in ("里", "中", "内")) for s in spans):
        frame.subject = "indicators"  # 哪条, 几条
        return
    nouns = [i for i, s in enumerate(spans) if s.kind == "subject" and s.meaning in ("indicators", "projects", "findings", "documents")]
    nouns = [i for i in nouns if not (i and spans[i - 1].kind == "group" and spans[i].meaning == "projects")] or ([] if frame.group else nouns)
    asked = [i for i in nouns if _beside_question_word(spans, i)]
    if asked:
        frame.subject = spans[asked[0]].meaning
    elif nouns:
        frame.subject = spans[nouns[0] if frame.language == "en" else nouns[-1]].meaning
    elif (frame.levels and not frame.concepts) or any(b.concept == "attained" for b in frame.bounds):
        frame.subject = "indicators"


def _beside_question_word(spans: Sequence[Span], at: int) -> bool:
    def asks(s: Span) -> bool:
        return (s.kind == "ask" and s.meaning == "list") or (s.kind == "aggregate" and s.meaning == "count")

    before = next((s for s in reversed(spans[:at]) if s.kind not in ("idle", "year", "region", "amount")), None)
    after = next((s for s in spans[at + 1 : at + 3] if s.kind != "idle"), None)
    return bool((before and asks(before)) or (after and asks(after) and not any(s.kind == "subject" for s in spans[at + 1 : at + 8])))

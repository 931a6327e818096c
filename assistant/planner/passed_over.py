"""What a question says and its reading did not take up: a comparison, a share, a number, one of two things named side by side.
Named, so that no other question is answered; pure. What the query made does not hold is for `unheard`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from decimal import Decimal
from itertools import pairwise

from assistant.numbers import amounts
from assistant.planner.frame import LARGEST, MONEY, NUMERIC, POINTS, RATES, Frame
from assistant.planner.span import Span

A_KIND = re.compile(r"指标|类|indicator|target")


def passed_over(frame: Frame, text: str, spans: Sequence[Span]) -> list[str]:
    """All of it, in the words of the question."""
    return [*_passed_over(frame, text, spans), *_said_of_each(frame, text), *_second_bounds(frame, text, spans), *_merged(frame, text, spans)]


def _passed_over(frame: Frame, text: str, spans: Sequence[Span]) -> list[str]:
    """甲比乙…, 占…: a comparison or a share that no reading took up; without it another question would be answered."""
    compared = frame.over or frame.change or frame.compare or frame.difference or frame.growth or frame.times or frame.spread or frame.bounds or frame.against or frame.rank or frame.rules or {"adjusted", "unspent", "gap", "attained"} & set(frame.concepts)
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
    if frame.nothing_missed and len(frame.levels) > 1 and not frame.clauses and any(s.kind == "scope" and s.meaning == "nothing_missed" for s in spans):
        written += [text[s.start : s.end] for s in spans if s.kind == "status" and s.meaning == "missed"]  # 产出一条不落，满意度却没过关
    written += [m[0] for m in _FORMAT.finditer(text)]
    if frame.share and frame.group and not frame.within:
        written += [m[0] for m in _OF_ITS_OWN.finditer(text)]  # 各单位预算占本地区的比重: of each place its own whole
    names = [s for s in spans if s.kind == "indicator" and not s.what.exact]
    written += [text[a.start : b.end] for a, b in pairwise(names) if a.end == b.start and not {n for t in a.what.tiers for n in t} & {n for t in b.what.tiers for n in t}]  # 护林员补助标准: no two indicators side by side
    if frame.aggregate == "count" and not (frame.indicators or frame.asked_dimension or frame.statuses):
        written += [m["of"] for m in _COUNTS_PERSONS.finditer(text)]  # 请了几个老师: no count of projects
    ranked = next((s.end for s in spans if s.kind in ("rank", "superlative", "phrase")), None)
    if ranked is not None and frame.rank and (frame.rank.n or 0) > 1 and (not frame.bounds or frame.regions or frame.units or frame.statuses) and re.search(r"[里中内](?:面|头)?(?:,)?(?:一共|总共|共)?有(?:几|多少)(?:个|家|条|项)", text[ranked:]):
        written += [text[ranked:]]  # 前五名里有几个是甲市的: a count of those that come first
    written += [m[0] for m in [_RATE_MISSED.search(text)] if m and not frame.bounds]
    if frame.compare and frame.aggregate == "count" and set(frame.concepts) & {"target", "actual", "reason"}:
        written += [text[s.start : s.end] for s in spans if (s.kind, s.meaning) == ("aggregate", "compare")][:1]  # 说是目标定高了: no comparison
    places = len(frame.regions) + len(frame.units) + len(frame.projects)
    if (frame.compare or frame.difference) and frame.everything and places == 1 and len(frame.years) < 2:
        written += [text[s.start : s.end] for s in spans if (s.kind, s.meaning) == ("scope", "all")][:1]  # 甲市和全部项目相比
    nouns = {s.meaning for s in spans if s.kind == "subject"}
    if frame.subject == "indicators" and "findings" in nouns and not (frame.rules or frame.statuses or frame.concepts):
        written += [text[s.start : s.end] for s in spans if (s.kind, s.meaning) == ("subject", "findings")][:1]  # 有问题的指标: which those are, no word says
    if {"projects", "departments"} <= nouns and (frame.share or frame.difference or frame.compare or frame.times):
        written += [text[s.start : s.end] for s in spans if (s.kind, s.meaning) == ("subject", "departments")][:1]  # a department's number beside its projects'
    if not (frame.reason_words or frame.leftover or "reason" in frame.concepts):
        written += [text[s.start : s.end] for s in spans if s.kind == "cause" and frame.concepts and not _MISSED_COST_POINTS.search(text)][:1]  # 有多少分是执行造成的
    if not frame.over_groups and (said_of := _PER_GROUP.search(text)) and frame.aggregate == "average" and not set(frame.concepts) & (POINTS | RATES):
        written.append(said_of[0])  # 平均每年预算, 平均每个单位几条: over groups, not over projects
    if frame.rank and frame.rank.concept != "adjusted" and not frame.change and (changed := _CHANGED_MOST.search(text)):
        written.append(changed[0])  # 得分变化最大的单位: between years
    if frame.rank and frame.rank.concept in ("adjusted", "adjusted_rate") and (either := _EITHER_WAY_MOST.search(text)):
        written.append(either[0])  # 预算调整最大: up or down, nobody knows
    if frame.group == ["fiscal_year"] and not (frame.change or frame.over or frame.growth or frame.rank):
        written += [text[s.start : s.end] for s in spans if s.kind == "change"][:1]  # 预算逐年减少的地区
    if frame.asked_dimension == "fiscal_year" and not frame.change and (before := _YEAR_BEFORE.search(text)):
        written.append(before[0])  # 哪年比上年降了: each year against its own
    return [*written, *unheld, *(w for w in said if (_COMPARES.match(w) and not compared) or (w.startswith(_CHANGED) and not (compared or frame.group)) or (w == "占" and not shared and not compared and not _HAS_SO_MANY.search(text)))]


_COUNTS_PERSONS = re.compile(r"(?:几|多少)(?:个|名|位)(?P<of>老师|领导|同志|专家|代表|干部|工作人员|职工|学生|群众|医生|师傅)")
_OF_ITS_OWN = re.compile(r"占(?:本|所在|所属|各自|自己|当地)(?:的)?(?:地区|市县|县区|县|市|区|单位|部门)|of (?:its|their) own (?:region|county|city|unit|department)")
_HAS_SO_MANY = re.compile(r"占(?:了|到|有)?(?:几|多少)[条个项](?!百分|点)")  # 数量指标占几条
_MISSED_COST_POINTS = re.compile(r"(?:因为?|由于)(?:绩效)?(?:指标|目标|任务)(?:没|未|不)[^,?]{1,6}?,?(?:而|就|才)?(?:一共|总共|总计|合计|共|被)*(?:扣|失|丢|损失|少得)|(?:没|未)(?:有|能)?(?:完成|达标|实现)(?:而|所)?(?:造成|导致|引起|带来|引发)的?(?:扣|失|丢|损失)")
_RATE_MISSED = re.compile(r"(?:执行率|支付率|得分率|使用率|(?:支出|执行|花钱|用款|支付|资金)(?:进度|速度)|(?:预算|资金)执行)(?:都|还|也)?(?:没有?|未|不)(?:能)?(?:达标|完成|达成|达到目标)")  # an indicator of that name, or the report's: nobody knows
_COMPARES = re.compile(r"比|更|(?:than|against|in comparison|relative to)(?![a-z])")
_CHANGED = ("chang", "develop", "evol", "mov", "progress", "fluctuat", "var", "shift")
_PER_GROUP = re.compile(r"平均每(?:一)?(?:个|家)?(?=年|单位|部门|地区|区县|市|县|局)|(?<![历各每逐几近])年均(?!分|值)|(?:average|mean) per (?=year|unit|department|region|county|city)")
_CHANGED_MOST = re.compile(r"(?:变化|变动|增减|提高|提升|增长|增加|上升|进步|下降|下滑|降低|减少|退步|波动|涨|跌|改善)(?:得|幅度?|率|的幅度)?最|(?:most|least|biggest|largest|smallest) (?:improved|changed|increase|decrease|rise|fall|drop|change|improvement)")
_EITHER_WAY_MOST = re.compile(r"(?:调整|变动|变化|浮动|增减|改动)(?:的)?(?:额|数|金额|数额|幅度|率|得|的)*最(?:大|多|厉害|剧烈)")
_YEAR_BEFORE = re.compile(r"(?:比|较|与|和)(?:上|前)一?年(?:度)?")
_FORMAT = re.compile(r"(?<!\d)(?:%[a-z](?![a-z])|%(?=%))")  # %s%n: no percentage of anything
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

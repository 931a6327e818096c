"""What is asked in general, and which numbers tell it: 搞得咋样了, 项目得分情况, 谁的项目最多. Works on a frame; pure."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.planner.frame import Frame
from assistant.planner.span import Span


def how_it_went(frame: Frame) -> None:
    """搞得咋样了: its numbers, and in words what was done."""
    if "went" not in frame.concepts:
        return
    of_indicators = frame.indicators or frame.levels  # 满意度指标做得如何
    one = (frame.projects or frame.units) and not (of_indicators or frame.statuses or frame.rank)
    numbers = ["score", "execution_rate"] if one else []
    frame.concepts = list(dict.fromkeys([*(c for c in frame.concepts if c != "went"), *numbers, "status" if of_indicators else "completion"]))


_OF_EACH = re.compile(r"项目的?(?:自评)?(?:得分|分数|扣分|预算|支出|结余|执行率)(?:的)?(?:情况|一览|明细|列表)$")


def how_each_did(frame: Frame, text: str) -> None:
    """项目得分情况: each project's, no average."""
    other = frame.aggregate or frame.rank or frame.group or frame.asked_dimension or frame.share
    if frame.subject == "projects" and not other and _OF_EACH.search(text):
        frame.asks_list = True
    several = max(len(set(x)) for x in (frame.regions, frame.years, frame.levels)) > 1 or max(map(len, (frame.units, frame.projects, frame.indicators))) > 1
    if frame.difference and _AMONG_ALL.search(text) and not (several or frame.group or frame.asked_dimension or frame.minuend):
        frame.difference, frame.spread = False, True
    frame.asks_value |= frame.rank is not None and bool(frame.group) and bool(_THE_END_ITSELF.search(text))


_AMONG_ALL = re.compile(r"项目(?:的)?(?:自评)?(?:得分|分数|总分)(?:之间)?(?:的)?(?:差距|差异|差别|悬殊)")  # 某区项目得分差距有多大
_THE_END_ITSELF = re.compile(r"最[高低](?:的)?(?:得?分(?:数|值)?|(?:得|拿|考|打|是|有)(?:了|到)*(?=多少|几))(?:各自?|分别|都|又)*(?:是|为|有|得)?(?:(?:多少|几)分?)?$")  # 各地最高分各是几分
_MOST = re.compile(r"最(?:多|少)|most|fewest|least")
_PERSON = re.compile(r"谁(?:的|负责|管|手)|哪(?:个|位)(?:负责)?人|(?<![a-z])(?:who|which (?:person|lead(?:er)?|manager|official))(?![a-z])")


def whose_are_most(frame: Frame, text: str, spans: Sequence[Span]) -> None:
    """谁的项目最多: how many each has; a project by itself is never the most."""
    rank = frame.rank
    frame.most_of = rank is not None and rank.concept is None and any(s.kind == "superlative" and _MOST.search(text[s.start : s.end]) for s in spans)
    open_ = not (frame.concepts or frame.statuses or frame.bounds or frame.asked_dimension or frame.group or frame.aggregate)
    if frame.most_of and frame.subject == "projects" and open_ and _PERSON.search(text):
        frame.asked_dimension, frame.compare = "project_lead", False


def of_each(frame: Frame, text: str, spans: Sequence[Span]) -> None:
    """What is asked of each project's or unit's indicators: what they say, why, how many."""
    _values_of_each(frame)
    _reasons_of_each(frame, text)
    _each_of_several_projects(frame, text, spans)


def _values_of_each(frame: Frame) -> None:
    """列出所有项目污水管网长度的目标与完成数: what each project's indicator of that name says, not the projects."""
    asked = frame.indicators and frame.subject == "projects" and (frame.asks_list or frame.each) and set(frame.concepts) & {"target", "actual", "gap", "attained"}
    if asked and not (frame.statuses or frame.bounds or frame.rank or frame.aggregate or frame.blanks or frame.rules):
        frame.subject, frame.named_subject, frame.asks_list = None, False, False


def _reasons_of_each(frame: Frame, text: str) -> None:
    """各项目没完成的指标都是什么原因: those indicators with what is given for them; no reason is counted."""
    grouped = bool(frame.group) and set(frame.group) <= {"project_name", "unit", "region", "deviation_reason"} and (frame.group != ["deviation_reason"] or bool(_EACH_WHY.search(text)))
    told = "reason" in frame.concepts or "deviation_reason" in frame.group
    if grouped and told and frame.subject == "indicators" and not (frame.aggregate or frame.rank or frame.share or frame.asked_dimension or frame.blanks or _COUNTED.search(text)):
        frame.group, frame.concepts, frame.asks_list, frame.each = [], ["reason"], True, False
        frame.statuses = frame.statuses or ["missed"]


_EACH_WHY = re.compile(r"(?:分别|各自?)(?:都)?(?:是|为|因为|由于)?(?:什么|啥)(?:原因|理由|缘故)?(?:呢|造成的|导致的)?$")
_COUNTED = re.compile(r"多少|几|各有|分布|构成|统计|汇总|数量|条数|次数|归类|分类")


def _each_of_several_projects(frame: Frame, text: str, spans: Sequence[Span]) -> None:
    """某区项目未达标指标条数分别是多少: of each project, where nothing else is several."""
    several = frame.projects or frame.levels or max(len(frame.regions), len(frame.units), len(frame.years)) > 1
    told = frame.each and frame.aggregate == "count" and frame.subject == "indicators" and any((s.kind, s.meaning) == ("subject", "projects") for s in spans)
    if told and not (several or frame.group or frame.asked_dimension or frame.rank or frame.bounds):
        frame.group = ["project_name"]


def asks_how_often(frame: Frame, spans: Sequence[Span]) -> bool:
    """原因分布, 各几条, 最常见的原因: how often each reason is given."""
    apart = any((s.kind, s.meaning) in (("group", "each"), ("aggregate", "count")) for s in spans)
    return not frame.indicators and not frame.projects and (apart or (frame.rank is not None and frame.rank.concept is None))

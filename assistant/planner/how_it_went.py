"""What is asked in general, and which numbers tell it: 搞得咋样了, 项目得分情况, 谁的项目最多. Works on a frame; pure."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.planner.frame import Frame
from assistant.planner.spans import Span


def how_it_went(frame: Frame) -> None:
    """搞得咋样了: its numbers, and in words what was done."""
    if "went" not in frame.concepts:
        return
    one = (frame.projects or frame.units) and not (frame.indicators or frame.statuses or frame.rank)
    numbers = ["score", "execution_rate"] if one else []
    frame.concepts = list(dict.fromkeys([*(c for c in frame.concepts if c != "went"), *numbers, "completion"]))


_OF_EACH = re.compile(r"项目的?(?:自评)?(?:得分|分数|扣分|预算|支出|结余|执行率)(?:的)?(?:情况|一览|明细|列表)$")


def how_each_did(frame: Frame, text: str) -> None:
    """项目得分情况: each project's, no average."""
    other = frame.aggregate or frame.rank or frame.group or frame.asked_dimension or frame.share
    if frame.subject == "projects" and not other and _OF_EACH.search(text):
        frame.asks_list = True
    frame.asks_value |= frame.rank is not None and bool(frame.group) and bool(_THE_END_ITSELF.search(text))


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


def values_of_each(frame: Frame) -> None:
    """列出所有项目污水管网长度的目标与完成数: what each project's indicator of that name says, not the projects."""
    asked = frame.indicators and frame.subject == "projects" and frame.asks_list and set(frame.concepts) & {"target", "actual", "gap", "attained"}
    if asked and not (frame.statuses or frame.bounds or frame.rank or frame.aggregate or frame.blanks or frame.rules):
        frame.subject, frame.named_subject, frame.asks_list = None, False, False

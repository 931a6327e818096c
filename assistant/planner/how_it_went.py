"""Asked how something went, in general: 搞得咋样了, 项目得分情况; which numbers tell it. Works on a frame; pure."""

from __future__ import annotations

import re

from assistant.planner.frame import Frame


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

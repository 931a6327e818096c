"""有哪些某某项目, 有没有某某项目, 某某项目有几个: the projects that are called so are themselves what is asked for. Pure."""

from __future__ import annotations

import re
from dataclasses import replace

from assistant.planner.frame import Frame

_THERE_IS = re.compile(r"(?:有|存在|过|安排|设立?|列|报|做|搞|实施|开展|申报|哪些|哪几个|几个|多少个?)(?:了)?(?:什么|哪些|几个)?$")
_PROJECT = re.compile(r"(?:项目|经费|资金|补助|费|工程|专项)(?:\([^)]*\))?$")


def lists_what_is_called_so(frame: Frame, text: str) -> None:
    """Every project whose name holds these words, whatever year, place or phase stands beside them in it."""
    asks = frame.asks_list or frame.aggregate == "count" or (frame.whether and len(frame.projects) == 1 and bool(_THERE_IS.search(text[: frame.projects[0].start])))
    other = frame.concepts or frame.statuses or frame.indicators or frame.rank or frame.group or frame.asked_dimension or frame.bounds or frame.levels or frame.sources or frame.blanks or frame.rules
    if not (frame.projects and asks) or other or frame.subject not in (None, "projects") or frame.aggregate not in (None, "count"):
        return
    if any(link.read_as or not _PROJECT.search(text[link.start : link.end]) for link in frame.projects) or frame.language == "en":
        return
    frame.subject = "projects"
    frame.projects = [link if link.kind_of else replace(link, kind_of=text[link.start : link.end]) for link in frame.projects]

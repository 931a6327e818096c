"""The planner that needs no language model: question -> spans -> frame -> (conversation) -> query, or why there is none."""

from __future__ import annotations

import re
from typing import Literal

from assistant.catalogue import Catalogue
from assistant.conversation import Talk, follow
from assistant.planner.compose import Plan, compose, refuse
from assistant.planner.frame import Frame
from assistant.planner.reading import read
from assistant.planner.scope import Said
from assistant.planner.spans import cut, leftovers, normalise

LONGEST = 500
_EMPTY = Said("工作区里还没有报告，请先导入。", "There are no reports in the workspace yet; import some first.")


def language_of(question: str) -> Literal["zh", "en"]:
    """English where Latin words carry the question; a Chinese name within does not make it Chinese."""
    latin = len(re.findall(r"[A-Za-z]{2,}", question))
    asks_chinese = re.search(r"[的了吗呢哪谁几]|多少|什么|怎|为何|有没", question)
    return "en" if latin >= 2 and (not asks_chinese or latin > 6) else "zh"


def _set_aside(frame: Frame, joined: list[str]) -> None:
    """负责人和施工单位: the part that is understood can be answered, and the other is named; else nothing is."""
    if joined and not frame.leftover and (frame.concepts or len(frame.regions) + len(frame.units) > 0):
        frame.aside += joined
    else:
        frame.leftover += joined


def plan(question: str, catalogue: Catalogue, talk: Talk) -> Plan:
    text = normalise(question)
    language = language_of(question)
    empty = Frame(language=language)
    if not text:
        return refuse(empty, "unclear", "没有收到问题。", "There is no question.")
    if len(text) > LONGEST:
        return refuse(empty, "unclear", f"问题超过 {LONGEST} 个字，请缩短后再问。", f"The question is longer than {LONGEST} characters; please shorten it.")
    spans = cut(text, catalogue)
    alone, joined = leftovers(text, spans)
    frame = read(text, spans, alone, language)
    _set_aside(frame, joined)
    if not catalogue.reports:
        return Plan(None, status="no_data", because=_EMPTY, frame=frame)
    frame = follow(frame, text, talk, catalogue)
    if (frame.pronoun or frame.these) and not frame.has_scope:
        return refuse(frame, "unclear", "没有看懂“它 / 这个”指哪个项目或单位，请写出名称。", "It is not clear what “it” or “this” refers to; please name the project or unit.")
    return compose(frame, catalogue)

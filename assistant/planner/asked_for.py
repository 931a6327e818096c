"""The fields, dimensions and checks that a question names, as far as they are no part of a condition or an order."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from assistant.planner.dimensions import dimension
from assistant.planner.frame import Frame
from assistant.planner.how_it_went import asks_how_often
from assistant.planner.said_already import said_already
from assistant.planner.span import Span
from assistant.planner.words import stronger


def checks(frame: Frame, text: str, spans: Sequence[Span]) -> None:
    for s in spans:
        if s.kind == "rule":
            frame.rules += [s.meaning] if s.meaning not in frame.rules else []
        elif s.kind == "printed":
            frame.printed.append(s.meaning)
            if re.search(r"(?:[和与及、]|以及|(?<![a-z])and ?)$", text[: s.start]) or re.match(r"[和与及、]|以及| ?and(?![a-z])", text[s.end :]):
                frame.aside.append(text[s.start : s.end])


def asked_for(frame: Frame, text: str, spans: Sequence[Span], used: set[int]) -> None:
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
    said_already(frame, text)


def _of_the_budget(text: str, spans: Sequence[Span]) -> bool:
    """预算资金实际使用了多少, 预算余额: what became of the budget; 预算和执行数, 预算多少花了多少 ask for both."""
    said = [s for s in spans if s.kind not in ("idle", "scope")]
    pairs = [(a, b) for a, b in pairwise(said) if a.kind == b.kind == "field" and a.meaning == "budget" and b.meaning in ("executed", "unspent", "execution_rate")]
    return len(pairs) == 1 and sum(s.meaning == "budget" for s in spans) == 1 and all(not re.search(r"[和与、及,]|多少|几|and", text[a.start : b.start]) for a, b in pairs) and not re.search(r"分别|各(?:是|为|有)", text)


def _each_before(spans: Sequence[Span], at: int) -> bool:
    """每个项目; of each 甲市 project."""
    before = next((s for s in reversed(spans[:at]) if not (s.is_name or s.kind == "year")), None)
    return before is not None and (before.kind, before.meaning) == ("group", "each")

"""Yes-or-no questions about one project: 钱花完了没, 到没到90分, 指标都完成了吗. An empty list is no answer to them; the number that they
turn on is, from which the person sees yes or no. Pure."""

from __future__ import annotations

import re
from decimal import Decimal

from assistant.planner.concepts import OF_REPORT, STATUS
from assistant.planner.frame import NUMERIC, Bound, Frame
from assistant.planner.measuring import Asked
from assistant.query import conditions

_WHETHER = re.compile(r"(?:吗|么|没|没有|否|不)$|是否|是不是|有没有|^(?:did|does|do|was|were|is|are|has|have)(?![a-z])")


_OVERSPENT = re.compile(r"超支|over[- ]budget|overspen[dt]")


def asks_whether(frame: Frame, text: str) -> None:
    frame.whether = bool(_WHETHER.search(text))
    of_indicators = frame.indicators or frame.levels or frame.named_subject or frame.subject == "indicators"
    if frame.whether and _OVERSPENT.search(text) and not of_indicators:  # 某项目超支了吗: of its funds
        frame.statuses = [s for s in frame.statuses if s != "over_cost"]
        frame.bounds.append(Bound("execution_rate", "gt", Decimal(100)))


def tell_what_it_turns_on(asked: Asked) -> None:
    frame = asked.frame
    lists = (frame.asks_list and frame.subject) or frame.aggregate or frame.rank
    if not (lists or asked.scope.one_project) and _all_met(frame):
        asked.of_indicators = [*(c for c in asked.of_indicators if c != STATUS["met"]), STATUS["missed"]]
        frame.concepts, frame.statuses, frame.nothing_missed, frame.asks_list, frame.valued, asked.subject = [], ["missed"], False, True, False, "indicators"
    if lists or not asked.scope.one_project:
        return
    held = [b.concept for b in frame.bounds]
    if held and set(held) <= NUMERIC & set(OF_REPORT):
        amounts = ["executed", "budget"] if any(map(_all_spent, frame.bounds)) else []
        frame.concepts = list(dict.fromkeys([*frame.concepts, *held, *amounts]))
        frame.bounds, asked.of_reports = [], []
    elif held == ["actual_number"] and len(frame.indicators) == 1:  # 成活率达到95%了吗
        frame.concepts, frame.bounds = ["target", "actual", "status"], []
        asked.of_indicators = [part for part in asked.of_indicators if all(c.field != "actual_number" for c in conditions(part))]
    elif frame.nothing_missed:  # how many were met, and how many were not, or have nothing filled in
        frame.nothing_missed, frame.concepts, frame.group, frame.aggregate = False, [], ["status"], "count"
        asked.subject = "indicators"


def _all_met(frame: Frame) -> bool:
    """时效指标都完成了吗, of several projects: those that were not say it."""
    all_of_them = frame.concepts == ["status"] or (not frame.concepts and (frame.nothing_missed or (frame.statuses == ["met"] and frame.everything)))
    return all_of_them and not (frame.indicators or frame.bounds or frame.group or frame.asked_dimension or frame.of_a_kind) and set(frame.statuses) <= {"met"}


def _all_spent(bound: Bound) -> bool:
    return bound.concept == "execution_rate" and bound.value == 100

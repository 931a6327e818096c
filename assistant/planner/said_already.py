"""Fields that another word of the question already says: named, and not asked for besides."""

from __future__ import annotations

import re

from assistant.planner.concepts import ASKED_BY
from assistant.planner.frame import NUMERIC, RATES, Frame
from assistant.planner.how_it_went import how_it_went

_SO_MANY_POINTS = re.compile(r"(?:分值|权重)[^,?]{0,8}(?:是|为|有|共|占)?(?:多少|几)分$")


def said_already(frame: Frame, text: str) -> None:
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

"""Indicators described in plain English, whose names are Chinese: what they are to reach and reached, of one project. For any world that
has such indicators; the descriptions were written before the product was asked."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from .world import World

Ask = tuple[str, str, Any]

DESCRIBED = [
    ("受益学生人数", "How many students were planned to benefit from {p}, and how many actually did?"),
    ("建成阅读角数量", "How many reading corners did {p} plan to build and how many were built?"),
    ("单个阅读角建设成本", "What was each reading corner allowed to cost in {p}, and what did it cost?"),
    ("修复护岸长度", "What length of bank protection did {p} plan to repair and how much was repaired?"),
    ("入户回访次数", "How many home visits were planned in {p} and how many were made?"),
    ("受益农户满意度", "How satisfied were the farmers who benefited from {p}, target and actual?"),
    ("补充图书册数", "How many books was {p} to add, and how many did it add?"),
    ("补植绿植面积", "What area of green plants did {p} plan to replant, and what area was reached?"),
    ("管理教师培训场次", "How many training sessions for teachers did {p} plan and hold?"),
    ("设备在线率", "What share of the devices of {p} was to be online, and what share was?"),
    ("讲座场次", "How many lectures did {p} plan and how many were held?"),
    ("清淤管网公里数", "How many kilometres of pipes was {p} to dredge, and how many were dredged?"),
    ("餐食抽检合格率", "What share of meals in {p} was to pass the spot check, and what share passed?"),
    ("维修校舍栋数", "How many school buildings did {p} plan to repair, and how many were repaired?"),
    ("服务老年人次", "How many elderly people was {p} to serve, and how many were served?"),
    ("读者满意度", "How satisfied were readers with {p}, target and actual?"),
]


def translated(w: World) -> Iterator[Ask]:
    for name, question in DESCRIBED:
        if found := next(((r, i) for r in w.single for i in r.indicators if i.level3 == name and i.target and i.actual), None):
            report, indicator = found
            yield question.format(p=report.project_name), "text", [indicator.target, indicator.actual]

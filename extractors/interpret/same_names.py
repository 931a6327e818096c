"""Columns of an indicator table that name the same field, told apart by their labels and by where they stand.

Knows the header only; what stands below it is looked at in `guess`.
"""

from __future__ import annotations

import re

from extractors.interpret.leaves import Leaf
from extractors.text import squeeze

_OTHER_PERIOD = re.compile("半年|季度|[一二三四]季|实施周?期|全?周期|长期|中期|总体|三年|规划期")
_ACTUAL_TOO = re.compile("(实际|完成|实现)(值|情况)(及|和|与|、)")
_CONTENT = re.compile("内容")
_VALUE = re.compile("数?值|数量|数据")
_REACHED = re.compile("(?<!预期)(?<!计划)(?<!应)(实际|完成|实现|达到|达成)")


def settled(fields: list[str], columns: list[Leaf], end: int) -> list[str]:
    """One field for each column: a second 二级 is the third level where no other is, points behind a level are the
    level's, half a year's value gives way to the whole year's."""
    labels = [squeeze(x.label) for x in columns]
    out = _values(_contents(_levels(fields, columns, end), labels), labels)
    out = _value_behind_sign(out, labels)
    return _units(_two_periods(_points(out)))


def _levels(fields: list[str], columns: list[Leaf], end: int) -> list[str]:
    out = list(fields)
    names = [i for i, f in enumerate(out) if f == "level3"]
    if len(names) > 1:
        along = _along(columns, end)
        beside = [i for i in names if along[i]]
        beside = beside[:1] if beside == names else beside  # a page break may cut through all of a header
        out = ["" if i in beside else f for i, f in enumerate(out)]
    if "level3" not in out and (twice := [i for i, f in enumerate(out) if f == "level2"]):
        if len(twice) > 1:
            out[twice[-1]] = "level3"
        else:
            out[twice[0]] = "level3"
    return out


def _contents(fields: list[str], labels: list[str]) -> list[str]:
    """指标内容 beside 三级指标 names nothing: it says what the indicator counts."""
    names = [i for i, f in enumerate(fields) if f == "level3"]
    if not any("三级" in labels[i] for i in names):
        return fields
    told = [i for i in names if _CONTENT.search(labels[i]) and "级" not in labels[i]]
    free = "explanation" not in fields
    return [("explanation" if free and i == told[0] else "other") if i in told else f for i, f in enumerate(fields)]


def _value_behind_sign(fields: list[str], labels: list[str]) -> list[str]:
    """符号 | 值 | 单位: a value behind its sign, where no column is the target's."""
    if "target" in fields or "comparator" not in fields:
        return fields
    behind = fields.index("comparator") + 1
    found = behind < len(fields) and not fields[behind] and _VALUE.fullmatch(labels[behind])
    return ["target" if found and i == behind else f for i, f in enumerate(fields)]


def _values(fields: list[str], labels: list[str]) -> list[str]:
    """Target and actual: both in the words of one, of another period, or the actual with its reason (全年实际完成值及未完成原因)."""
    out = list(fields)
    if "actual" not in out:
        both = [i for i, f in enumerate(out) if f == "deviation_reason" and _ACTUAL_TOO.search(labels[i])]
        out = ["actual" if i in both[:1] else f for i, f in enumerate(out)]
    if "target" not in out and out.count("actual") > 1:
        out[out.index("actual")] = "target"
    if "actual" not in out and out.count("target") > 1:  # 计划指标值, 完成指标值
        reached = [i for i, f in enumerate(out) if f == "target" and _REACHED.search(labels[i])]
        if 0 < len(reached) < out.count("target"):
            out[reached[0]] = "actual"
    for name in ("target", "actual"):
        same = [i for i, f in enumerate(out) if f == name]
        whole = [i for i in same if not _OTHER_PERIOD.search(labels[i])]
        if whole and len(whole) < len(same):
            out = ["other" if i in same and i not in whole else f for i, f in enumerate(out)]
    return out


def _points(fields: list[str]) -> list[str]:
    out = list(fields)
    weights = [i for i, f in enumerate(out) if f == "weight"]
    for i in weights[:-1]:
        before = out[i - 1] if i else ""
        if before in ("level1", "level2"):
            out[i] = "level1_weight" if before == "level1" else "other"
    return out


def _units(fields: list[str]) -> list[str]:
    """Target and actual each with a column of units: 数值 | 单位 below 实际完成值 too."""
    units = [i for i, f in enumerate(fields) if f == "unit"]
    if len(units) < 2:
        return fields
    out = list(fields)
    for i in units[1:]:
        out[i] = "actual_unit" if out[i - 1] == "actual" else "other"
    return out


def _along(columns: list[Leaf], end: int) -> list[bool]:
    """Which cells are no header but a side label that goes on beside the table: 绩效指标."""
    return [x.cell.bottom > end for x in columns]


def _two_periods(fields: list[str]) -> list[str]:
    """实施期 and 年度 indicators side by side, each with its own names: the year's count, the others are kept aside."""
    targets = [i for i, f in enumerate(fields) if f == "target"]
    names = [i for i, f in enumerate(fields) if f == "level3"]
    if len(targets) != 2 or len(names) != 2 or not names[0] < targets[0] < names[1] < targets[1]:
        return fields
    return ["aside" if i <= targets[0] and f in ("level2", "level3", "target") else f for i, f in enumerate(fields)]

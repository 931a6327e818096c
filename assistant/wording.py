"""How numbers, statuses and queries are put into words, in both languages; the same thing always the same way. Pure."""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from assistant.fields import FIELDS, Field
from assistant.measures import MEASURES
from assistant.query import Measure

STATUS = {
    "met": ("已完成", "met"), "partial": ("部分完成", "partly met"), "missed": ("未完成", "missed"), "unverifiable": ("无法判定", "cannot be told"),
    "not_reported": ("未填报完成值", "not reported"), "not_applicable": ("不作判定", "not judged"),
}  # fmt: skip
FORM = {
    "project_self_evaluation": ("项目自评表", "project self-evaluation"), "project_target": ("项目目标表", "project targets"),
    "department_target": ("部门整体目标表", "department targets"), "department_self_evaluation": ("部门整体自评表", "department self-evaluation"),
    "performance_monitoring": ("运行监控表", "monitoring form"),
}  # fmt: skip
ALL_MET = {"指标全部完成": ("指标全部完成", "all indicators met"), "有未完成指标": ("有未完成指标", "some indicators missed")}
RULE = {
    "total_mismatch": ("总分与各项得分之和不符", "total differs from the sum of scores"),
    "weights_not_100": ("分值合计不是 100", "weights do not add up to 100"),
    "unread_page": ("有一页没有读出", "a page could not be read"),
    "score_above_weight": ("得分超过分值", "score above weight"),
    "execution_rate_mismatch": ("执行率与金额不符", "execution rate differs from the amounts"),
    "money_sum_mismatch": ("资金合计不符", "funds do not add up"),
    "missing_reason": ("没有填写原因", "no reason given"),
    "missed_full_score": ("未完成却得满分", "missed, yet full score"),
}  # fmt: skip
_MONEY = {"yuan": (Decimal(1), "元", "yuan"), "wan": (Decimal(10_000), "万元", "ten thousand yuan"), "million": (Decimal(1_000_000), "百万元", "million yuan"), "yi": (Decimal(100_000_000), "亿元", "hundred million yuan")}
_UNIT = {"rate": ("%", "%"), "rate apart": ("个百分点", " percentage points"), "points": ("分", " points"), "count": ("", ""), "number": ("", ""), "year": ("", "")}


def plain(value: Decimal | float | int) -> str:
    """At most two decimals, no trailing zeros."""
    rounded = Decimal(str(value)).quantize(Decimal("0.01"), rounding=ROUND_HALF_UP)
    text = f"{rounded:f}".rstrip("0").rstrip(".") if rounded != rounded.to_integral_value() else f"{rounded.to_integral_value():f}"
    return "0" if text == "-0" else text


_LARGE = re.compile(r"(?<![\d.,])(\d{5,15})(?=(?:\.\d+)?\s*(?:元|万元|yuan|ten thousand yuan))")


def thousands(text: str) -> str:
    """Large amounts as people read them, wherever an answer is shown: 3,684,500元."""
    return _LARGE.sub(lambda m: f"{int(m[1]):,}", text)


def in_unit(value: Decimal, kind: str, money: str) -> Decimal:
    return value / _MONEY[money][0] if kind == "money" else value


def unit_word(kind: str, money: str, en: bool) -> str:
    if kind == "money":
        return (" " + _MONEY[money][2]) if en else _MONEY[money][1]
    return _UNIT.get(kind, ("", ""))[en]


def amount(value: Decimal, kind: str, money: str, en: bool) -> str:
    """A value with its unit: 68.5%, 12.34万元, 96.5分."""
    said = plain(in_unit(value, kind, money)) + unit_word(kind, money, en)
    if kind == "money" and money == "yuan" and abs(value) >= 10_000 and not en:
        return f"{said}（{plain(value / 10_000)}万元）"
    return said


def shown(name: str, value: Any, money: str, en: bool) -> str:
    """A field's value as a cell shows it."""
    spec = FIELDS[name]
    if value is None or value in ("", []):
        return ""
    if spec.kind == "status":
        return STATUS.get(str(value), (str(value), str(value)))[en]
    if name == "all_met":
        return ALL_MET.get(str(value), (str(value), str(value)))[en]
    if name == "form_type":
        return FORM.get(str(value), (str(value), str(value)))[en]
    if name == "rule":
        return RULE.get(str(value), (str(value), str(value)))[en]
    if isinstance(value, (list, tuple)):
        return "；".join(map(str, value)) if not en else "; ".join(map(str, value))
    if spec.kind in ("money", "rate", "points", "count", "number"):
        return amount(Decimal(str(value)), spec.kind, money, en) if spec.kind != "money" else plain(in_unit(Decimal(str(value)), "money", money)) + unit_word("money", money, en)
    return str(value)


def measured_kind(measure: Measure) -> str:
    kind = MEASURES[measure.fn].kind or (FIELDS[measure.field].kind if measure.field else "number")
    return apart(kind) if measure.fn == "range" else kind


def apart(kind: str) -> str:
    """The kind of a difference of two such numbers: two rates lie percentage points apart."""
    return "rate apart" if kind == "rate" else kind


def measured(measure: Measure, en: bool) -> str:
    names = [_name(FIELDS[n], en) for n in (measure.field, measure.per) if n]
    if measure.fn == "per_one" and measure.field is None:
        names = ["number" if en else "数量", *names]
    made = MEASURES[measure.fn]
    return (made.en if en else made.zh).format(*names)


def _name(spec: Field, en: bool) -> str:
    return spec.en if en else spec.zh


def field_name(name: str, en: bool) -> str:
    return _name(FIELDS[name], en)

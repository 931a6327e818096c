"""How numbers, statuses and queries are put into words, in both languages; the same thing always the same way. Pure."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from assistant.fields import FIELDS, OPERATORS, Field
from assistant.query import AllOf, AnyOf, Condition, Filter, Has, Measure, Not, Query

STATUS = {
    "met": ("已完成", "met"), "partial": ("部分完成", "partly met"), "missed": ("未完成", "missed"), "unverifiable": ("无法判定", "cannot be told"),
    "not_reported": ("未填报完成值", "not reported"), "not_applicable": ("无实际值", "no actuals"),
}  # fmt: skip
FORM = {
    "project_self_evaluation": ("项目自评表", "project self-evaluation"), "project_target": ("项目目标表", "project targets"),
    "department_target": ("部门整体目标表", "department targets"), "department_self_evaluation": ("部门整体自评表", "department self-evaluation"),
    "performance_monitoring": ("运行监控表", "monitoring form"),
}  # fmt: skip
RULE = {
    "total_mismatch": ("总分与各项得分之和不符", "total differs from the sum of scores"),
    "weights_not_100": ("分值合计不是 100", "weights do not add up to 100"),
    "score_above_weight": ("得分超过分值", "score above weight"),
    "execution_rate_mismatch": ("执行率与金额不符", "execution rate differs from the amounts"),
    "money_sum_mismatch": ("资金合计不符", "funds do not add up"),
    "missing_reason": ("没有填写原因", "no reason given"),
    "missed_full_score": ("未完成却得满分", "missed, yet full score"),
}  # fmt: skip
SUBJECT = {
    "indicators": ("指标", "indicators"), "projects": ("项目", "projects"), "departments": ("部门整体报告", "department reports"),
    "funds": ("资金行", "lines of funds"), "findings": ("检查发现", "findings"), "printed": ("栏目", "printed values"), "passages": ("文字", "texts"),
}  # fmt: skip
MEASURE = {
    "count": ("数量", "number"), "distinct": ("不同{0}的数量", "number of distinct {0}"), "sum": ("{0}合计", "sum of {0}"),
    "average": ("{0}平均值", "average of {0}"), "min": ("{0}最小值", "lowest {0}"), "max": ("{0}最大值", "highest {0}"),
    "share": ("所占百分比", "percentage"), "ratio": ("{0}合计占{1}合计的百分比", "sum of {0} as a percentage of the sum of {1}"),
}  # fmt: skip
_MONEY = {"yuan": (Decimal(1), "元", "yuan"), "wan": (Decimal(10_000), "万元", "ten thousand yuan"), "yi": (Decimal(100_000_000), "亿元", "hundred million yuan")}
_UNIT = {"rate": ("%", "%"), "points": ("分", " points"), "count": ("", ""), "number": ("", ""), "year": ("", "")}


def plain(value: Decimal | float | int) -> str:
    """At most two decimals, no trailing zeros."""
    rounded = Decimal(str(value)).quantize(Decimal("0.01"), rounding=ROUND_HALF_UP)
    text = f"{rounded:f}".rstrip("0").rstrip(".") if rounded != rounded.to_integral_value() else f"{rounded.to_integral_value():f}"
    return "0" if text == "-0" else text


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
    if measure.fn in ("count", "distinct"):
        return "count"
    if measure.fn in ("share", "ratio"):
        return "rate"
    return FIELDS[measure.field or ""].kind


def measured(measure: Measure, en: bool) -> str:
    names = [_name(FIELDS[n], en) for n in (measure.field, measure.per) if n]
    return MEASURE[measure.fn][en].format(*names)


def _name(spec: Field, en: bool) -> str:
    return spec.en if en else spec.zh


def field_name(name: str, en: bool) -> str:
    return _name(FIELDS[name], en)


def condition_text(where: Filter, money: str, en: bool) -> str:
    if isinstance(where, Condition):
        operator = OPERATORS[where.op]
        return (operator.en if en else operator.zh).format(field=field_name(where.field, en), value=_value(where, money, en))
    if isinstance(where, AllOf):
        return (" and " if en else "，").join(condition_text(p, money, en) for p in where.parts)
    if isinstance(where, AnyOf):
        return ("(" if en else "（") + (" or " if en else " 或 ").join(condition_text(p, money, en) for p in where.parts) + (")" if en else "）")
    if isinstance(where, Not):
        return ("not: " if en else "不是：") + condition_text(where.part, money, en)
    return _has_text(where, money, en)


def _phrase(op: str, en: bool) -> str:
    return OPERATORS[op].en if en else OPERATORS[op].zh


def _has_text(where: Has, money: str, en: bool) -> str:
    inner = condition_text(where.where, money, en)
    if (where.op, where.count) == ("ge", 1):
        return f"with {SUBJECT[where.subject][1]} where {inner}" if en else f"有{SUBJECT[where.subject][0]}满足（{inner}）"
    operator = OPERATORS[where.op]
    number = ("number" if en else "数量")
    how_many = (operator.en if en else operator.zh).format(field=number, value=where.count)
    return f"{SUBJECT[where.subject][1]} where {inner}: {how_many}" if en else f"满足（{inner}）的{SUBJECT[where.subject][0]}{how_many}"


_NAMES_SHOWN = 6


def _value(condition: Condition, money: str, en: bool) -> str:
    value = condition.value
    many = value if isinstance(value, tuple) else (value,)
    spec = FIELDS.get(condition.field)
    said = []
    for v in many[:_NAMES_SHOWN]:
        if spec is not None and condition.field in ("status", "form_type", "rule"):
            said.append(shown(condition.field, v, money, en))
        elif isinstance(v, (int, Decimal)) and spec is not None and spec.kind not in ("year", "number", "text"):
            said.append(amount(Decimal(v), spec.kind, money, en))
        else:
            said.append(str(v))
    if condition.op == "between":
        return (" and " if en else " 和 ").join(said)
    more = (f" and {len(many) - _NAMES_SHOWN} more" if en else f" 等 {len(many)} 个") if len(many) > _NAMES_SHOWN else ""
    return (" or " if en else " 或 ").join(said) + more


def query_text(query: Query, over: int, en: bool) -> str:
    """What was counted or listed, over which reports."""
    subject = SUBJECT[query.subject][en]
    said = [f"About: {subject}" if en else f"对象：{subject}"]
    if query.where is not None:
        said.append(("where " if en else "条件：") + condition_text(query.where, query.money, en))
    if query.text:
        said.append(f"text like “{query.text}”" if en else f"文字与“{query.text}”相符")
    if query.show:
        said.append(("shown: " if en else "查看：") + ("、" if not en else ", ").join(field_name(n, en) for n in query.show))
    if query.measure:
        said.append(("computed: " if en else "计算：") + measured(query.measure, en))
    if query.group_by:
        said.append(("by " if en else "分组：") + ("、" if not en else ", ").join(field_name(n, en) for n in query.group_by if n != "report_id"))
    if query.having:
        said.append(("group's value: " if en else "分组结果：") + _phrase(query.having.op, en).format(field="", value=_value(query.having, query.money, en)).strip())
    if query.order:
        first = query.order[0]
        name = ("value" if en else "结果") if first.field == "value" else field_name(first.field, en)
        way = ("descending" if first.descending else "ascending") if en else ("从高到低" if first.descending else "从低到高")
        said.append(f"by {name}, {way}" if en else f"按{name}{way}")
    if query.limit:
        said.append((f"number {query.offset + 1}" if query.offset else f"first {query.limit}") if en else (f"第 {query.offset + 1} 位" if query.offset else f"前 {query.limit} 个"))
    said.append(f"over {over} report(s) that count" if en else f"依据 {over} 份计入的报告")
    return ("; " if en else "；").join(said)

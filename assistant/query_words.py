"""A query in words: what was counted or listed, how it was grouped, held and ordered, over how many reports. Pure.

What its filter picks is said by `phrasing`, here and in the answer alike.
"""

from __future__ import annotations

from decimal import Decimal

from assistant.operators import OPERATORS
from assistant.phrasing import NOUN, clause, phrase
from assistant.query import Condition, Held, Measure, Query, measures
from assistant.wording import amount, field_name, measured, measured_kind, plain


def query_text(query: Query, over: int, en: bool) -> str:
    """What was counted or listed, over which reports."""
    picked = phrase(query.where, query.subject, query.money, en)
    groups = ("、" if not en else ", ").join(field_name(n, en) for n in query.group_by if n != "report_id")
    if query.text:
        said = [f"Texts like “{query.text}” in {picked}" if en else f"在{picked}中查找“{query.text}”"]
    elif query.measure:
        share = f" ({clause(query.measure.of, query.money, en)})" if query.measure.of else ""
        what = ("、" if not en else ", ").join(dict.fromkeys(measured(m, en) for m in measures(query)))
        said = [f"{what[:1].upper()}{what[1:]}{share} of {picked}" if en else f"统计{picked}的{what}{share.replace(' (', '（').replace(')', '）')}"]
    elif query.show:
        names = ("、" if not en else ", ").join(field_name(n, en) for n in query.show)
        said = [f"Look up {names} of {picked}" if en else f"查询{picked}的{names}"]
    else:
        said = [f"List {picked}" if en else f"列出{picked}"]
    if groups:
        said.append(f"by {groups}" if en else f"按{groups}分组")
    if query.in_percent:
        said.append("in percent of all" if en else "占全部的百分比")
    if query.change:
        earlier, later = query.change
        percent = (f", in percent of {earlier}'s" if en else f"，再除以{earlier}年") if query.growth else ""
        said.append(f"{later} less {earlier}{percent}" if en else f"{later}年减去{earlier}年{percent}")
    if query.having:
        bound = (OPERATORS[query.having.op].en if en else OPERATORS[query.having.op].zh).format(field="value" if en else "结果", value=bound_text(query.having, en))
        said.append(bound)
    if query.than_all:
        operator = OPERATORS[query.than_all]
        said.append((operator.en if en else operator.zh).format(field="value" if en else "结果", value="that of all together" if en else "全部合在一起的"))
    said += [held_text(h, query, en) for h in query.held]
    if query.order:
        first = query.order[0]
        name = ("value" if en else "结果") if first.field == "value" else field_name(first.field, en)
        way = ("descending" if first.descending else "ascending") if en else ("从高到低" if first.descending else "从低到高")
        said.append(f"by {name}, {way}" if en else f"按{name}{way}")
    if query.place_of is not None:
        said.append(f"the place of {query.place_of}" if en else f"{query.place_of}的名次")
    if query.within:
        each = ("、" if not en else ", ").join(field_name(n, en) for n in query.within)
        said.append(f"within each {each}" if en else f"在每个{each}内")
    if query.both_ends:
        said.append("the first and the last" if en else "取首尾")
    elif query.limit:
        said.append((f"number {query.offset + 1}" if query.offset else f"first {query.limit}") if en else (f"取第 {query.offset + 1} 位" if query.offset else f"取前 {query.limit} 个"))
    return (", ".join(said) + f"; over {over} report(s) that count") if en else ("，".join(said) + f"；依据 {over} 份计入的报告")


def number_name(measure: Measure, subject: str, en: bool) -> str:
    """项目数 rather than 数量, where it stands beside other numbers."""
    if measure.fn == "count":
        return f"number of {NOUN[subject][2]}" if en else f"{NOUN[subject][0]}数"
    return measured(measure, en)


def held_text(held: Held, query: Query, en: bool) -> str:
    """平均自评得分低于90分."""
    values = held.value if isinstance(held.value, tuple) else (held.value,)
    said = (" and " if en else "至").join(amount(Decimal(str(v)), measured_kind(held.measure), query.money, en) for v in values)
    operator = OPERATORS[held.op]
    return (operator.en if en else operator.zh).format(field=number_name(held.measure, query.subject, en), value=said)


def bound_text(having: Condition, en: bool) -> str:
    values = having.value if isinstance(having.value, tuple) else (having.value,)
    return (" and " if en else "至").join(plain(Decimal(str(v))) for v in values)

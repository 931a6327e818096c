"""Numbers told: one for many records, or one for each group, and the records each rests on. Computes nothing
but units, and what groups that are parts of a whole come to together."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from assistant.citations import Cited, where_it_stands
from assistant.execute import Group, Record, run
from assistant.operators import OPERATORS
from assistant.phrasing import COUNTER, NOUN, clause, notes
from assistant.planner.measuring import AVERAGED
from assistant.query import Held, Measure, measures
from assistant.query_words import held_text, number_name
from assistant.reply import Answer, Lazy, Row
from assistant.telling import LINES_SAID, NOT_LOOKED_AT, Telling, as_float
from assistant.wording import amount, apart, field_name, in_unit, measured, measured_kind, plain, shown, unit_word


def one_number(t: Telling) -> Answer:
    query, measure, value = t.query, t.query.measure, t.result.value
    assert measure is not None
    assert value is not None
    if len(t.result.records) == 1:
        t.warnings = [w for w in t.warnings if w != AVERAGED.say("en" if t.en else "zh")]
    cited = t.cited(t.measured_fields(), of_cells=any(m.field for m in measures(query)))
    text = _number(t, measure, value)
    for other, found in zip(query.besides, t.result.besides, strict=True):
        if found is not None:
            text += t.say(f"；{_named(t, other)}为 {_said(t, other, found)}", f"; {_named(t, other)}: {_said(t, other, found)}")
    return t.make("answered", text + t.say("。", "."), value=as_float(in_unit(value, measured_kind(measure), query.money)),
                  citations=cited.rows(t.rested))


def _said(t: Telling, measure: Measure, value: Decimal) -> str:
    return amount(value, measured_kind(measure), t.query.money, t.en)


def _named(t: Telling, measure: Measure) -> str:
    """What was computed; of a single record it is simply the field."""
    if measure.fn in ("sum", "average", "ratio") and len(t.result.records) == 1:
        return field_name("execution_rate" if measure.fn == "ratio" else measure.field or "", t.en)
    return measured(measure, t.en)


def _number(t: Telling, measure: Measure, value: Decimal) -> str:
    said, subject = _said(t, measure, value), t.query.subject
    if measure.fn == "count":
        return t.say(f"{t.phrase()}共 {said} {COUNTER[subject]}", f"{said} {t.phrase(int(value))}")
    if measure.fn == "distinct":
        return t.say(f"{t.phrase()}涉及 {said} 个{field_name(measure.field or '', False)}", f"{said} {field_name(measure.field or '', True)}(s) with {t.phrase()}")
    if measure.fn == "portion":
        name = field_name(measure.field or "", t.en)
        return t.say(f"{t.phrase()}中，{_part(t)}的{name}占 {said}", f"{said} of the {name} of {t.phrase()} is {_part(t)}")
    if measure.fn == "share_of":
        name = field_name(measure.field or "", t.en)
        return t.say(f"{t.phrase()}涉及的{name}中，有{_part(t)}{NOUN[subject][0]}的占 {said}", f"{said} of the {name}s of {t.phrase()} have {NOUN[subject][1]} {_part(t)}")
    if measure.fn == "share":
        return t.say(f"{t.phrase()}中，{_part(t)}的占 {said}{notes(t.query.where, False)}", f"{said} of {t.phrase()} are those {_part(t)}{notes(t.query.where, True)}")
    joint = "" if not t.en and t.phrase().endswith("资金") else t.say("的", "")
    text = t.say(f"{t.phrase()}{joint}{_named(t, measure)}为 {said}", f"{_capital(_named(t, measure))} of {t.phrase()}: {said}")
    if measure.fn == "ratio" and len(t.result.records) > 1:
        n = len(t.result.records)
        of = t.say("条资金" if subject == "funds" else "份报告", "lines of funds" if subject == "funds" else "reports")
        text += t.say(f"（{n} {of}的执行数合计除以预算合计）", f" (over the sums of {n} {of})")
    return text


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _part(t: Telling) -> str:
    measure = t.query.measure
    assert measure is not None
    assert measure.of is not None
    return clause(measure.of, t.query.money, t.en)


def grouped(t: Telling) -> Answer:
    query, groups = t.query, t.result.groups or []
    assert query.measure is not None
    kind = _kind_of_groups(t)
    cited = t.cited(t.measured_fields(), of_cells=any(m.field for m in measures(query)))
    checks = t.checked_groups()
    rows = Lazy(len(groups), lambda n: _row(t, groups[n], n, cited, checks.get(groups[n].key) or (t.result.firsts[n], NOT_LOOKED_AT)))
    text = f"{_of_groups(t)}{_held_to(t)}{t.say('：', ': ')}" + t.say("，", ", ").join(_line(t, group, n) for n, group in enumerate(groups[:LINES_SAID]))
    if len(rows) > LINES_SAID:
        text += t.say(f" 等 {len(rows)} 组", f" and {len(rows) - LINES_SAID} more groups")
    value_out: float | None = float(len(rows)) if query.count_groups else None
    if groups and len(query.group_by) == 1 and not any(group.key[0] for group in groups):
        name = field_name(query.group_by[0], t.en)
        return t.make("no_data", t.say(f"相关报告都没有填写{name}，无法按{name}分。", f"The reports concerned do not state the {name}, so that nothing can be told by it."))
    if query.place_of is not None:
        return _place(t, rows, cited)
    if query.change:
        value_out = rows[0].value if len(rows) == 1 else None
        return t.make("answered", text + t.say("。", "."), value=value_out, rows=rows, citations=cited.rows(t.result.records))
    if query.count_groups:
        return t.make("answered", text + t.say("。", "."), value=value_out, rows=rows, citations=cited.rows(t.result.records))
    value_out = _times(rows, str(query.minuend)) if query.times else _difference(t, rows)
    if value_out is not None and query.times:
        one, other = _one_and_other(t, rows)
        text += t.say(f"；{one}是{other}的 {plain(value_out)} 倍", f"; {one} is {plain(value_out)} times {other}")
    elif value_out is not None and query.minuend is not None:
        text += _taken_from(t, rows, value_out, kind)
        value_out = _growth(t, rows, value_out) if query.growth else value_out
    elif value_out is not None:
        text += t.say(f"；相差 {plain(value_out)}{unit_word(apart(kind), query.money, False)}", f"; difference {plain(value_out)}{unit_word(apart(kind), query.money, True)}")
        text += _higher(t, rows) + _lower_by(t, rows, f"{plain(value_out)}{unit_word(apart(kind), query.money, t.en)}")
    elif len(rows) == 1 and (query.difference or query.growth or query.times):
        text += t.say("；只有这一组有数，没有可以相比的", "; there is but this one, and nothing to hold it against")
    elif len(rows) == 1:
        value_out = rows[0].value
    elif t.query.difference and len(rows) > 2:
        text += t.say("；不止两组，没有算差额", "; more than two groups, so that no difference was made")
    elif t.planned.frame.compare:
        text += _higher(t, rows)
    elif (together := _together(t)) is not None:
        text += t.say(f"；合计 {amount(together, kind, query.money, False)}{_counted(t)}", f"; {amount(together, kind, query.money, True)} in total")
        value_out = as_float(in_unit(together, kind, query.money))
    return t.make("answered", text + t.say("。", "."), value=value_out, rows=rows, citations=cited.rows(t.result.records))


def _together(t: Telling) -> Decimal | None:
    """What the groups come to, where they are parts of one whole and all are told; None else."""
    query, groups = t.query, t.result.groups or []
    assert query.measure is not None
    parts = query.measure.fn in ("count", "sum") and not (query.measure.per or query.having or query.than_all or query.held or query.limit or query.offset or query.within or query.in_percent or query.subject == "funds")
    values = [Decimal(str(g.value)) for g in groups if g.value is not None]
    return sum(values, Decimal(0)) if parts and len(groups) > 1 and len(values) == len(groups) else None


def _counted(t: Telling) -> str:
    return f" {COUNTER[t.query.subject]}" if t.query.measure and t.query.measure.fn == "count" and not t.en else ""


def _kind_of_groups(t: Telling) -> str:
    """The kind of number that each group has: of a change in percent, or of two such numbers' difference."""
    assert t.query.measure is not None
    kind = measured_kind(t.query.measure)
    if t.query.in_percent:
        return "rate"
    if not t.query.change:
        return kind
    return "rate" if t.query.growth else apart(kind)


def _line(t: Telling, group: Group, n: int) -> str:
    measure = t.query.measure
    assert measure is not None
    label = _label(t, group, n)
    counted = _counted(t)
    year = "年" if t.query.group_by == ("fiscal_year",) and not t.en and label.isdigit() else ""
    beside = "".join(t.say(f"、{name} {told}", f", {name} {told}") for name, told in _besides(t, group, t.en).items())
    said = amount(group.value, _kind_of_groups(t), t.query.money, t.en)
    return t.say(f"{label}{year} {said}{counted}{beside}", f"{label}: {said}{beside}")


def _row(t: Telling, group: Group, n: int, cited: Cited, shown_by: tuple[Record, dict[str, Any]]) -> Row:
    """`shown_by`: the record whose place stands for the group, and what is known of who checked it."""
    query, (first, checked), measure = t.query, shown_by, t.query.measure
    assert measure is not None
    label, kind = _label(t, group, n), _kind_of_groups(t)
    said = amount(group.value, kind, query.money, t.en)
    cells = {_head(t, False): label, _number_head(t, False): said} | _besides(t, group, False)
    cells_en = {_head(t, True): label, _number_head(t, True): amount(group.value, kind, query.money, True)} | _besides(t, group, True)
    named: dict[str, Any] = {}
    if set(query.group_by) & {"report_id", "project_name", "same_project"}:
        named = {"prepared_by": first.unit, "project_name": first.project_name, "fiscal_year": first.fiscal_year}
    elif "unit" in query.group_by:
        named = {"prepared_by": first.unit}
    place = where_it_stands(first, cited.first(first))
    return Row.model_construct(**place, label=label, value=as_float(in_unit(group.value, kind, query.money)), cells=cells, cells_en=cells_en, **named, **checked)


def _place(t: Telling, rows: Sequence[Row], cited: Cited) -> Answer:
    """雁汀县平均自评得分 93.2分，在 7 个地区中排第 3 位."""
    query, place, among = t.query, t.result.value, t.result.among
    assert query.measure is not None
    assert place is not None
    said = amount(t.result.groups[0].value if t.result.groups else Decimal(0), _kind_of_groups(t), query.money, t.en)
    way = query.order[0].descending
    equal = t.say(f"（与另外 {t.result.tied} 个并列）", f" (tied with {t.result.tied} more)") if t.result.tied else ""
    text = t.say(
        f"{t.phrase()}中，{rows[0].label}的{measured(query.measure, False)}为 {said}，由{'高到低' if way else '低到高'}排第 {plain(place)} 位，共 {among} 个{equal}",
        f"{rows[0].label}: {measured(query.measure, True)} {said}, number {plain(place)} of {among} from {'the highest' if way else 'the lowest'} down{equal}, of {t.phrase()}",
    )
    return t.make("answered", text + t.say("。", "."), value=as_float(place), rows=rows, citations=cited.rows(t.result.records))


def _number_head(t: Telling, en: bool) -> str:
    assert t.query.measure is not None
    what = measured(t.query.measure, en)
    if t.query.in_percent:
        return f"share of the {what}" if en else f"{what}占比"
    if not t.query.change:
        return what
    return f"change of {what}" if en else f"{what}变化"


def _held_to(t: Telling) -> str:
    """，平均自评得分低于90分的共 3 个."""
    said, n = held_to(t), len(t.result.groups or [])
    return t.say(f"，{said}的共 {n} 个", f", {n} whose {said}") if said else ""


_WAY = {"gt": ("比前一年度高", "number is higher than in the earlier year"), "lt": ("比前一年度低", "number is lower than in the earlier year")}


def held_to(t: Telling) -> str:
    """平均自评得分低于90分: what the numbers of each group are to be, empty where nothing is asked of them."""
    query = t.query
    if query.measure is None:
        return ""
    if query.change and query.having and query.having.op in _WAY and not query.having.value:
        return t.say(*_WAY[query.having.op])
    own = [Held(measure=query.measure, op=query.having.op, value=query.having.value)] if query.having and query.having.value is not None else []
    said = [*([_than_all(t)] if query.than_all else []), *(held_text(h, query, t.en) for h in (*own, *query.held))]
    return t.say("、", " and ").join(said)


def _than_all(t: Telling) -> str:
    """总体执行率低于各单位合计的76.2%."""
    query = t.query
    assert query.than_all
    assert query.measure
    over = run(t.session, query.model_copy(update={"group_by": (), "than_all": None, "count_groups": False})).value
    operator, said = OPERATORS[query.than_all], amount(over or Decimal(0), measured_kind(query.measure), query.money, t.en)
    return (operator.en if t.en else operator.zh).format(field=number_name(query.measure, query.subject, t.en), value=f"the {said} of all" if t.en else f"全部项目的{said}")


def _besides(t: Telling, group: Group, en: bool) -> dict[str, str]:
    """The group's further numbers, by what they are."""
    if t.query.change and t.query.measure:
        kind = measured_kind(t.query.measure)
        years = zip(reversed(t.query.change), group.besides, strict=True)
        return {f"{year}" if en else f"{year}年": amount(v, kind, t.query.money, en) for year, v in years if v is not None}
    others = zip(measures(t.query)[1:], group.besides, strict=True)
    return {number_name(m, t.query.subject, en): amount(v, measured_kind(m), t.query.money, en) for m, v in others if v is not None}


def _higher(t: Telling, rows: Sequence[Row]) -> str:
    if len(rows) != 2 or rows[0].value == rows[1].value:
        return ""
    higher = max(rows, key=lambda r: r.value or 0).label or ""
    higher += "年" if t.query.group_by == ("fiscal_year",) and not t.en else ""
    return t.say(f"；{higher}较高", f"; {higher} is higher")


def _lower_by(t: Telling, rows: Sequence[Row], much: str) -> str:
    """Where the one named first has less, that is said in so many words: 甲县比乙县少…"""
    if len(rows) != 2 or rows[0].value == rows[1].value or any((r.label or "") not in t.question for r in rows):
        return ""
    one, other = sorted(rows, key=lambda r: t.question.find(r.label or ""))
    return t.say(f"，即{one.label}比{other.label}少 {much}", f", so {one.label} has {much} less than {other.label}") if (one.value or 0) < (other.value or 0) else ""


def _of_groups(t: Telling) -> str:
    """雁汀县项目的自评得分平均值，按年度; …中未达标的占比，按地区."""
    measure = t.query.measure
    assert measure is not None
    by = _head(t, t.en)
    if t.query.within:
        each, own = ((", " if t.en else "、").join(field_name(n, t.en) for n in names) for names in (t.query.within, [n for n in t.query.group_by if n not in t.query.within]))
        by = t.say(f"{own}在每个{each}内", f"{own} within each {each}")
    if t.query.limit and t.query.order:
        down = t.query.order[0].descending
        ends = t.query.both_ends
        by += t.say(f"排，最{'高' if down else '低'}{'和最低' if ends else ''}的", f", {'highest' if down else 'lowest'}{' and lowest' if ends else ''}")
    if measure.fn == "share":
        return t.say(f"{t.phrase()}中{_part(t)}的占比，按{by}{notes(t.query.where, False)}", f"Share of {t.phrase()} that are those {_part(t)}, by {by}{notes(t.query.where, True)}")
    what = NOUN[t.query.subject][2] if measure.fn == "count" else measured(measure, t.en)
    if t.query.change:
        return _of_changes(t, what, by)
    what = _number_head(t, t.en) if t.query.in_percent else what
    if t.en:
        return f"Number of {t.phrase()}, by {by}" if measure.fn == "count" else f"{_capital(what)} of {t.phrase()}, by {by}"
    return f"{t.phrase()}{'数量' if measure.fn == 'count' else '的' + what}，按{by}"


def _of_changes(t: Telling, what: str, by: str) -> str:
    """雁汀县项目的平均自评得分，2024年减去2023年，按地区."""
    assert t.query.change
    earlier, later = t.query.change
    if t.en:
        percent = f", in percent of {earlier}'s" if t.query.growth else ""
        return f"{_capital(what)} of {t.phrase()}, {later} less {earlier}{percent}, by {by}"
    percent = f"再除以{earlier}年" if t.query.growth else ""
    return f"{t.phrase()}的{what}，{later}年减去{earlier}年{percent}，按{by}"


def _difference(t: Telling, rows: Sequence[Row]) -> float | None:
    if not (t.query.difference or t.query.growth) or len(rows) != 2 or rows[0].value is None or rows[1].value is None:
        return None
    first, second = (Decimal(str(r.value)) for r in rows)
    if t.query.minuend is None:
        return as_float(abs(first - second))
    if str(t.query.minuend) not in (rows[0].label, rows[1].label):
        return None
    return as_float(first - second if rows[0].label == str(t.query.minuend) else second - first)


def _base(t: Telling, rows: Sequence[Row]) -> Row:
    """The group that the other is held against: of years the earlier one."""
    if t.query.growth and t.query.group_by == ("fiscal_year",):
        return min(rows, key=lambda r: r.label or "")
    return rows[1] if rows[0].label == str(t.query.minuend) else rows[0]


def _growth(t: Telling, rows: Sequence[Row], more: float) -> float | None:
    base = Decimal(str(_base(t, rows).value))
    return as_float(Decimal(str(more)) * 100 / base) if base else None


def _times(rows: Sequence[Row], first: str) -> float | None:
    one = next((r.value for r in rows if r.label == first), None)
    other = next((r.value for r in rows if r.label != first), None)
    return as_float(Decimal(str(one)) / Decimal(str(other))) if len(rows) == 2 and one is not None and other else None


def _one_and_other(t: Telling, rows: Sequence[Row]) -> tuple[str, str]:
    """The group that is held against the other, and the other, by name."""
    first = str(t.query.minuend)
    year = "年" if t.query.group_by == ("fiscal_year",) and not t.en else ""
    return f"{first}{year}", "".join(f"{r.label}{year}" for r in rows if r.label != first)


def _taken_from(t: Telling, rows: Sequence[Row], more: float, kind: str) -> str:
    """2024年减去2023年为 -431.99万元; as a share of the earlier one where growth is asked for."""
    one, other = _one_and_other(t, rows)
    said = t.say(f"；{one}减去{other}为 {plain(more)}{unit_word(apart(kind), t.query.money, False)}", f"; {one} less {other}: {plain(more)}{unit_word(apart(kind), t.query.money, True)}")
    if t.query.growth and (percent := _growth(t, rows, more)) is not None:
        said += t.say(f"，变化 {plain(percent)}%", f", a change of {plain(percent)}%")
    return said


def _label(t: Telling, group: Group, n: int) -> str:
    """`n` is the group's place among all: what is the same over the years bears the name of its last."""
    if t.query.group_by == ("same_project",):
        first = t.result.firsts[n]
        return first.project_name or first.unit
    said = [shown(n, v, "yuan", t.en) if v not in (None, "") else t.say("（未填）", "(blank)") for n, v in zip(t.query.group_by, group.key, strict=True) if n != "report_id"]
    return " / ".join(said)


def _head(t: Telling, en: bool) -> str:
    return " / ".join(field_name(n, en) for n in t.query.group_by if n != "report_id")

"""Records told: a list with what a person wants to see of each, or the fields that were asked for, quoted as printed."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

from assistant.citations import Cited, where_it_stands
from assistant.doubts import fields_shown
from assistant.execute import Record, names_form
from assistant.fields import COMPARABLE, FIELDS
from assistant.phrasing import COUNTER
from assistant.query import Query, conditions, other_years
from assistant.reply import Answer, Lazy, Row
from assistant.telling import LINES_SAID, Telling, as_float, differing_rate, there
from assistant.wording import amount, field_name, in_unit, plain, shown
from extractors import values

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

_RANK = {"project_self_evaluation": 0, "department_self_evaluation": 0, "project_target": 1, "department_target": 1, "performance_monitoring": 2}


def listed(t: Telling) -> Answer:
    query, records = t.query, t.result.records
    by = [o.field for o in query.order]
    named = by or [c.field for c in conditions(query.where) if FIELDS[c.field].of == "report" and FIELDS[c.field].kind in ("money", "rate", "points") and query.subject == "projects"]
    if query.subject == "printed":
        return _printed(t)
    cited = t.cited(named, of_cells=bool(named) and query.subject != "indicators")
    if query.subject in ("findings",):
        return _findings(t)
    rows = Lazy(len(records), lambda n: _row(t, records[n], cited, by))
    number = len(rows)
    lines = "".join(f"\n{n}. {_line(t, r)}" for n, r in enumerate(records[:LINES_SAID], start=1))
    rest = t.say(f"\n…… 共 {number} {COUNTER[query.subject]}，其余见表", f"\n… {number} in all; the rest is in the table") if number > LINES_SAID else ""
    if lacking := [n for n in query.show if not any(there(r.values.get(n)) for r in records)]:
        gone = "、".join(field_name(n, t.en) for n in lacking)
        rest += t.say(f"\n报告里没有填写：{gone}。", f"\nNot stated in the reports: {gone}.")
    value = rows[0].value if number == 1 and by else None
    return t.make("answered", _head(t, number) + lines + rest, rows=rows, value=value, citations=cited.cells(t.rested))


def _printed(t: Telling) -> Answer:
    """What stands under labels without a field, word for word, each with its cell."""
    records = t.result.records
    cited = t.cited(["printed_value"], of_cells=True)
    rows = Lazy(len(records), lambda n: _row(t, records[n], cited, []))
    lines = [f"{_whose(t, r)}{t.say('：', ': ')}{r.values['label']}{t.say('：', ': ')}{r.values['printed_value']}" for r in records[:LINES_SAID]]
    if len(records) == 1:
        value = values.number(str(records[0].values["printed_value"]))
        return t.make("answered", lines[0], rows=rows, value=None if value is None else as_float(value), citations=cited.cells(records))
    said = "".join(f"\n{n}. {line}" for n, line in enumerate(lines, start=1))
    rest = t.say("\n…… 其余见表", "\n… the rest is in the table") if len(records) > LINES_SAID else ""
    head = t.say(f"表上印有 {len(records)} 处：", f"Printed in {len(records)} places:")
    return t.make("answered", head + said + rest, rows=rows, citations=cited.cells(records))


def _head(t: Telling, number: int) -> str:
    """What the list is of, and how many there are."""
    query, counted = t.query, COUNTER[t.query.subject]
    if not (query.limit and query.order):
        return t.say(f"{t.phrase()}共 {number} {counted}：", f"{number} {t.phrase(number)}:")
    name, down = field_name(query.order[0].field, t.en), query.order[0].descending
    if query.within:
        each = t.say("、", ", ").join(field_name(n, t.en) for n in query.within)
        return t.say(f"{t.phrase()}中，各{each}{name}{'最高' if down else '最低'}的：", f"{'Highest' if down else 'Lowest'} {name} of each {each} among {t.phrase()}:")
    if query.both_ends:
        return t.say(f"{t.phrase()}中，{name}最高和最低的：", f"Highest, then lowest {name} among {t.phrase()}:")
    way = t.say("最高" if down else "最低", "Highest" if down else "Lowest")
    if query.offset:
        return t.say(f"{t.phrase()}中，{name}{way}的第 {query.offset + 1} 位：", f"{way} {name}, number {query.offset + 1}, among {t.phrase()}:")
    return t.say(f"{t.phrase()}中，{name}{way}的{f' {number} {counted}' if number > 1 else ''}：", f"{way} {name} among {t.phrase()}:")


def _line(t: Telling, record: Record) -> str:
    whose = _whose(t, record)
    cells = _cells(t, record, t.en)
    if record.level3:
        return f"{record.level3}{t.say('：', ': ')}{_indicator(t, cells, _other_years(t, record, t.en))}{t.say(f'（{whose}）', f' ({whose})')}"
    said = t.say("，", ", ").join(f"{k}{t.say('', ' ')}{v}" for k, v in cells.items() if v)
    return f"{whose}{t.say('：', ': ')}{said}" if said else whose


def _whose(t: Telling, record: Record) -> str:
    """某局《某项目》，2024年."""
    year = t.say(f"，{record.fiscal_year}年", f", {record.fiscal_year}") if record.fiscal_year else ""
    if not record.project_name:
        return f"{record.unit}{year}"
    return t.say(f"{record.unit}《{record.project_name}》{year}", f"{record.unit}, {record.project_name}{year}")


def _indicator(t: Telling, cells: dict[str, str], before: dict[str, str]) -> str:
    """目标 ≥12栋，实际 11栋，未完成，得 9 分（满分 18 分），原因：…"""
    target, actual, status, score, weight, reason = (cells.get(field_name(n, t.en), "") for n in ("target", "actual", "status", "score", "weight", "deviation_reason"))
    said = [t.say(f"目标 {target}", f"target {target}") if target else "", t.say(f"实际 {actual}", f"actual {actual}") if actual else "", status]
    if score or weight:
        of = t.say(f"（分值 {weight}）", f" of {weight}") if weight and score else ""
        said.append(t.say(f"得分 {score}", score) + of if score else t.say(f"分值 {weight}", f"weight {weight}"))
    if lost := cells.get(field_name("deduction", t.en)):
        said.append(t.say(f"扣 {lost}", f"{lost} lost"))
    if reason:
        said.append(t.say(f"原因：{reason}", f"reason: {reason}"))
    told = {field_name(n, t.en): cells.get(field_name(n, t.en)) for n in COMPARABLE}
    said += [f"{name} {value}" for name, value in (*told.items(), *before.items()) if value]
    return t.say("，", ", ").join(s for s in said if s)


def _cells(t: Telling, record: Record, en: bool) -> dict[str, str]:
    query = t.query
    if query.subject == "indicators":
        held = [c.field for c in conditions(query.where) if c.field in COMPARABLE]
        names = [*query.show, *(o.field for o in query.order), *held, "target", "actual", "status", "score", "weight", "deviation_reason"]
    elif query.subject == "funds":
        held = [c.field for c in conditions(query.where) if FIELDS[c.field].of == "line" and FIELDS[c.field].kind in ("money", "rate", "points")]
        names = [*query.show, *(o.field for o in query.order), *held, "source", "line_budget", "line_executed"]
    elif query.subject == "printed":
        return {str(record.values["label"]): str(record.values["printed_value"])}
    else:
        held = [c.field for c in conditions(query.where) if FIELDS[c.field].of == "report" and FIELDS[c.field].kind in ("money", "rate", "points")]
        names = [*query.show, *(o.field for o in query.order), *held, "total_score", "budget", "executed", "execution_rate"]
        names += [n for n in record.values if FIELDS[n].of == "report" and FIELDS[n].kind == "text" and n not in ("unit", "project_name", "region", "title", "same_project")]
    cells = {}
    for name in dict.fromkeys(names):
        value = shown(name, record.values.get(name), query.money, en)
        if value:
            cells[field_name(name, en)] = value
    cells |= _other_years(t, record, en)
    if printed := differing_rate(record):
        cells[field_name(printed, en)] = shown(printed, record.values[printed], query.money, en)
    return cells


def _other_years(t: Telling, record: Record, en: bool) -> dict[str, str]:
    """What the same project or indicator had in the years that it is held against."""
    cells = {}
    for other in t.elsewhen.get(record.values.get(t.same), ()):
        asked = [c.field for part in other_years(t.query.where) for c in conditions(part.where) if FIELDS[c.field].kind in ("money", "rate", "points")]
        names = ["actual", "status"] if t.query.subject == "indicators" else [n for n in dict.fromkeys(asked) if n in other.values] or ["total_score"]
        for name in names:
            if value := shown(name, other.values.get(name), t.query.money, en):
                cells[f"{field_name(name, True)} in {other.fiscal_year}" if en else f"{other.fiscal_year}年{field_name(name, False)}"] = value
    return cells


def _row(t: Telling, record: Record, cited: Cited, by: Sequence[str]) -> Row:
    value = record.values.get(by[0]) if by else None
    number = as_float(in_unit(Decimal(str(value)), FIELDS[by[0]].kind, t.query.money)) if value is not None and by and FIELDS[by[0]].kind != "text" else None
    return Row.model_construct(
        **where_it_stands(record, cited.first(record)), prepared_by=record.unit, project_name=record.project_name, fiscal_year=record.fiscal_year,
        level3=record.level3, label=record.project_name or record.unit, value=number,
        cells=_cells(t, record, False), cells_en=_cells(t, record, True), **t.checked(record, fields_shown(t.query, record)),
    )  # fmt: skip


def _findings(t: Telling) -> Answer:

    records = t.result.records
    cited = t.cited((), of_cells=False)
    said = _finding_messages(t.session, records)
    rows = [
        Row(**where_it_stands(r, cited.first(r)), prepared_by=r.unit, project_name=r.project_name, fiscal_year=r.fiscal_year,
            label=shown("rule", r.values["rule"], "yuan", t.en),
            cells={"检查规则": shown("rule", r.values["rule"], "yuan", False), "说明": said[r.report_id, r.values["message"]][0]},
            cells_en={"Rule": shown("rule", r.values["rule"], "yuan", True), "Message": said[r.report_id, r.values["message"]][1]})
        for r in records
    ]  # fmt: skip
    lines = "".join(f"\n{n}. {r.project_name or r.prepared_by}：{(r.cells_en if t.en else r.cells).get('Message' if t.en else '说明', '')}" for n, r in enumerate(rows[:LINES_SAID], start=1))
    return t.make("answered", t.say(f"共发现 {len(rows)} 个问题：", f"{len(rows)} finding(s):") + lines, rows=rows, citations=cited.cells(records))


def looked_up(t: Telling) -> Answer:
    query = t.query
    records = _told_once([r for r in t.result.records if any(there(r.values.get(n)) for n in query.show)], query)
    names = ", ".join(field_name(n, t.en) for n in query.show) if t.en else "、".join(field_name(n, False) for n in query.show)
    if not records:
        return t.make("no_data", targets_only(t, t.result.records, query.show) or t.say(f"报告里没有填写{names}。", f"The reports do not state: {names}."))
    lacking = [n for n in query.show if not any(there(r.values.get(n)) for r in records)]
    if lacking == ["actual"] and "target" not in query.show:
        return t.make("no_data", t.say("报告里没有填写实际完成值。", "The reports state no actual value."))
    cited = t.cited(query.show, of_cells=True)
    numbers = [n for n in query.show if FIELDS[n].kind not in ("text", "status")]
    one = [] if numbers[1:] and numbers[0] == "fiscal_year" else numbers[:1]  # how it went on the whole is no one number
    rows = [_row(t, r, cited, one) for r in records]
    text = "\n".join(_sentence(t, r) for r in records[:LINES_SAID])
    if len(records) > LINES_SAID:
        text += t.say(f"\n…… 共 {len(records)} 条，其余见表", f"\n… {len(records)} in all; the rest is in the table")
    if lacking:
        gone = "、".join(field_name(n, t.en) for n in lacking)
        computed = all(FIELDS[n].path is None for n in lacking)
        text += t.say(f"\n不能由所填数值算出：{gone}。", f"\nCannot be computed from what is stated: {gone}.") if computed else t.say(f"\n报告里没有填写：{gone}。", f"\nNot stated in the reports: {gone}.")
    if silent := _silent(t.result.records, records):
        text += t.say(f"\n另有 {silent} {COUNTER[query.subject]}没有填写{names}。", f"\n{silent} more do not state it: {names}.")
    if absent := _absent(t, records):
        text += t.say(f"\n没有“{'”、“'.join(absent)}”这一指标。", f"\nThere is no indicator {', '.join(absent)} there.")
    value = rows[0].value if len({r.value for r in rows}) == 1 else None
    if len(records) > 1 and value is None and query.subject != "indicators":
        t.warnings.append(t.say(f"有 {len(records)} 份报告符合，已全部列出。", f"{len(records)} reports fit; all are listed."))
    return t.make("answered", text, value=value, rows=rows, citations=cited.cells(records))


def _silent(found: Sequence[Record], told: Sequence[Record]) -> int:
    """How many of those asked about state nothing of it, in no form of theirs."""

    def whose(r: Record) -> tuple[object, ...]:
        return (r.unit, r.project_name, r.fiscal_year, r.level3, r.values.get("source"))

    return len({whose(r) for r in found} - {whose(r) for r in told})


def _absent(t: Telling, records: Sequence[Record]) -> list[str]:
    """Of several indicators named, those that none of the records is: not passed over for the others' sake."""
    there_are = {r.level3 for r in records}
    named = t.planned.frame.indicators if t.query.subject == "indicators" else []
    return [link.tiers[0][0] for link in named if not there_are & {n for tier in link.tiers for n in tier}]


_OF_RESULTS = frozenset({
    "actual", "actual_number", "actual_percent", "gap", "attained", "score", "deduction", "points_rate", "deviation_reason", "status", "met_count", "missed_count", "completion_rate",
    "total_score", "grade", "score_rate", "lost_points", "conclusion", "actual_completion", "executed", "execution_rate", "printed_rate", "unspent", "funds_score", "funds_lost",
    "line_execution_rate", "line_printed_rate", "line_unspent",
})  # fmt: skip


def targets_only(t: Telling, records: Sequence[Record], asked: Sequence[str]) -> str:
    """That the reports concerned are of targets, where what was asked for is stated by those of results alone; else nothing."""
    names = list(dict.fromkeys(field_name(n, t.en) for n in asked if n in _OF_RESULTS))
    if not names or not records or not all(r.form_type.endswith("target") for r in records):
        return ""
    return t.say(f"相关报告是目标表，没有“{'”、“'.join(names)}”这一项。", f"The reports concerned state targets only: they have no {', '.join(names)}.")


def _sentence(t: Telling, record: Record) -> str:
    """Every value asked for, quoted as the report states it."""
    names = list(t.query.show)
    if t.query.subject == "indicators" and {"deviation_reason", "status"} & set(names):
        names = list(dict.fromkeys(["target", "actual", "status", *names]))  # a reason is read beside what it explains
    said = [f"{field_name(n, t.en)}{t.say('：', ': ')}{_stated(t, record, n)}" for n in names if there(record.values.get(n))]
    where = record.level3 or record.project_name or record.unit
    if t.query.subject == "indicators" and record.project_name:
        where = t.say(f"《{record.project_name}》{record.level3}", f"{record.project_name}, {record.level3}")
    elif t.query.subject == "funds":
        where = t.say(f"《{record.project_name}》{record.values.get('source')}" if record.project_name else f"{record.unit}{record.values.get('source')}", f"{record.project_name or record.unit}, {record.values.get('source')}")
    elif record.project_name and not t.en:
        where = f"《{record.project_name}》"
    year = t.say(f"（{record.fiscal_year}年）", f" ({record.fiscal_year})") if record.fiscal_year else ""
    return f"{where}{year}{t.say('：', ': ')}{t.say('；', '; ').join(said).replace('。；', '。')}"


def _stated(t: Telling, record: Record, name: str) -> str:
    value, kind = record.values.get(name), FIELDS[name].kind
    if kind not in ("money", "rate", "points", "count"):
        return shown(name, value, t.query.money, t.en)
    said = amount(Decimal(str(value)), kind, t.query.money, t.en)
    if name in ("execution_rate", "line_execution_rate") and (differing := differing_rate(record)):
        printed = plain(record.values[differing])
        said += t.say(f"（按金额计算；表中填列 {printed}%）", f" (computed; the form prints {printed}%)")
    return said


def _told_once(records: Sequence[Record], query: Query) -> list[Record]:
    """A project's target form and its self-evaluation tell one thing once: the result's form where it says it."""
    if query.subject != "projects" or names_form(query.where):
        return list(records)
    best: dict[tuple[str, str | None, int | None], Record] = {}
    for record in records:
        key = (record.unit, record.project_name, record.fiscal_year)
        held = best.get(key)
        if held is None or _says(record, query) > _says(held, query):
            best[key] = record
    return list(best.values())


def _says(record: Record, query: Query) -> tuple[int, int]:
    return sum(there(record.values.get(n)) for n in query.show), -_RANK.get(record.form_type, 3)


def _finding_messages(session: Session, records: Sequence[Record]) -> dict[tuple[int, str], tuple[str, str]]:
    """Report and message -> how the finding is told in Chinese and English, of the findings of these reports."""
    from sqlalchemy import select
    from sqlalchemy.orm import joinedload

    from index.findings import message
    from index.schema import FindingRow

    ids = {r.report_id for r in records}
    rows = session.scalars(select(FindingRow).where(FindingRow.report_id.in_(ids)).options(joinedload(FindingRow.report)))
    return {(row.report_id, row.message_zh): message(row) for row in rows}

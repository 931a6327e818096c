"""Rows become an answer: the sentence first, then rows with their places, what was counted, and what to be wary of.

Words only around values that the query returned; no value is computed here but by changing its unit.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Literal

from assistant import execute
from assistant.catalogue import Catalogue
from assistant.citations import Cited, paths, where_it_stands
from assistant.execute import Record, Result
from assistant.fields import FIELDS, JUDGED
from assistant.planner.compose import Plan
from assistant.query import Condition, Filter, Query, conditions
from assistant.reply import Answer, Citation, Row
from assistant.wording import (
    STATUS,
    amount,
    condition_text,
    field_name,
    in_unit,
    measured,
    measured_kind,
    plain,
    query_text,
    shown,
    unit_word,
)

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from index.store import Store

LINES_SAID = 10
CELLS_CITED = 300  # of more records the row as a whole is shown, not each value's cell
_RANK = {"project_self_evaluation": 0, "department_self_evaluation": 0, "project_target": 1, "department_target": 1, "performance_monitoring": 2}
_HEADS = {
    "unit": ("单位", "Unit"), "project": ("项目", "Project"), "year": ("年度", "Year"), "indicator": ("指标", "Indicator"),
}  # fmt: skip

Told = tuple[Answer, tuple[int, ...], tuple[str, ...]]


def answer(store: Store, session: Session, question: str, planned: Plan, catalogue: Catalogue) -> Told:
    """The answer, the reports it spoke of, and the units."""
    language = planned.frame.language
    if planned.query is None:
        return _refused(question, planned, catalogue), (), ()
    if planned.query.subject == "passages":
        from assistant import quoting

        return quoting.answer(store, session, question, planned, catalogue)
    result = execute.run(session, planned.query)
    made = _Telling(session, question, planned, result, catalogue).answer()
    made.suggestions = suggestions(catalogue, language) if made.status != "answered" else []
    records = result.records
    return made, tuple(dict.fromkeys(r.report_id for r in records)), tuple(dict.fromkeys(r.unit for r in records if r.unit))


def _refused(question: str, planned: Plan, catalogue: Catalogue) -> Answer:
    language, status = planned.frame.language, planned.status
    because = planned.because.say(language) if planned.because else ""
    return Answer(question=question, language=language, status=status, answer=because, suggestions=suggestions(catalogue, language))


def suggestions(catalogue: Catalogue, language: str, document: str | None = None) -> list[str]:
    """Questions that do work here, about names that are there."""
    judged = [r for r in catalogue.reports if r.form_type == "project_self_evaluation" and (document is None or r.document == document)]
    of = [r for r in catalogue.reports if document is None or r.document == document]
    if not of:
        return []
    some = (judged or of)[-1]
    place = (some.regions[-1] if some.regions else some.unit) or some.project
    if language == "en":
        asked = [f"Which indicators missed their targets in {place}?", f"What is the execution rate of {some.project}?"] if judged else []
        return [*asked, f"Who leads {some.project}?", f"How many projects does {place} have?"] if some.project else [f"How many projects does {place} have?"]
    asked = [f"{place}有哪些指标没有完成？", f"{place}自评得分最低的3个项目是哪些？", f"{some.project}的预算执行率是多少？"] if judged else [f"{place}预算最大的3个项目是哪些？"]
    return [*asked, f"{some.project}的年度目标是什么？"] if some.project else asked


class _Telling:
    """One result put into words. `cells` are what a person wants to see beside a row's name."""

    def __init__(self, session: Session, question: str, planned: Plan, result: Result, catalogue: Catalogue) -> None:
        assert planned.query is not None
        self.session, self.question, self.planned, self.result, self.catalogue = session, question, planned, result, catalogue
        self.en = planned.frame.language == "en"
        self.query: Query = planned.query
        self.warnings = [a.say(planned.frame.language) for a in planned.assumed]

    def say(self, zh: str, en: str) -> str:
        return en if self.en else zh

    def answer(self) -> Answer:
        query = self.query
        if query.measure and query.group_by:
            made = self._grouped() if self.result.groups else self._nothing()
        elif query.measure:
            made = self._one_number()
        elif not self.result.records:
            made = self._nothing()
        elif query.show:
            made = self._looked_up()
        else:
            made = self._listed()
        made.warnings += [w for w in self._warnings() if w not in made.warnings]
        return made

    def _make(self, status: Literal["answered", "no_data"], text: str, **parts: Any) -> Answer:
        over = len({r.report_id for r in self.result.records})
        return Answer(
            question=self.question, language="en" if self.en else "zh", status=status, answer=text,
            query=self.query.model_dump(mode="json", exclude_none=True), query_text=query_text(self.query, over, self.en),
            warnings=list(self.warnings), **parts,
        )  # fmt: skip

    # one number

    def _one_number(self) -> Answer:
        query, measure, value = self.query, self.query.measure, self.result.value
        assert measure is not None
        if value is None or (value == 0 and not self.result.records):
            return self._nothing()
        kind = measured_kind(measure)
        said = amount(value, kind, query.money, self.en)
        cited = self._cited(self._measured_fields(), of_cells=measure.field is not None)
        text = self.say(f"{self._about()}{measured(measure, False)}为 {said}", f"{self._about()}{measured(measure, True)}: {said}")
        if measure.fn in ("count", "distinct"):
            noun = self._counted_noun(measure.field)
            text = self.say(f"{self._about()}共 {said} {noun}", f"{self._about()}{said} {noun}")
        elif measure.fn == "ratio" and len(self.result.records) > 1:
            text += self.say(f"（{len(self.result.records)} 份报告的执行数合计除以预算合计）", f" (over the sums of {len(self.result.records)} reports)")
        return self._make("answered", text + self.say("。", "."), value=_float(in_unit(value, kind, query.money)),
                          citations=[c for r in self.result.records for c in cited.citations(r)[:1]])

    def _counted_noun(self, distinct: str | None) -> str:
        if distinct:
            return self.say(f"个{field_name(distinct, False)}", field_name(distinct, True) + "(s)")
        return {
            "indicators": self.say("条指标", "indicator(s)"), "projects": self.say("个项目", "project(s)"),
            "departments": self.say("份部门整体报告", "department report(s)"), "findings": self.say("个问题", "finding(s)"),
        }.get(self.query.subject, self.say("条", "row(s)"))  # fmt: skip

    def _measured_fields(self) -> list[str]:
        measure = self.query.measure
        return [n for n in (measure.field, measure.per) if n] if measure else []

    def _about(self) -> str:
        """The conditions, said before the number."""
        if self.query.where is None:
            return ""
        said = condition_text(self.query.where, self.query.money, self.en)
        return f"{said[:1].upper()}{said[1:]}: " if self.en else f"{said}："

    # groups

    def _grouped(self) -> Answer:
        query, groups = self.query, self.result.groups or []
        assert query.measure is not None
        kind = measured_kind(query.measure)
        cited = self._cited(self._measured_fields(), of_cells=bool(query.measure.field))
        rows, lines = [], []
        for group in groups:
            first = group.members[0] if group.members else None
            if first is None:
                continue
            label = self._label(group.key)
            value = in_unit(group.value, kind, query.money)
            said = amount(group.value, kind, query.money, self.en)
            lines.append(self.say(f"{label} {said}", f"{label}: {said}"))
            place = where_it_stands(first, cited.first(first))
            head = {"label": label, "value": _float(value), "cells": {self._group_head(False): label, measured(query.measure, False): said}}
            named: dict[str, Any] = {}
            if "report_id" in query.group_by or "project_name" in query.group_by:
                named = {"prepared_by": first.unit, "project_name": first.project_name, "fiscal_year": first.fiscal_year}
            elif "unit" in query.group_by:
                named = {"prepared_by": first.unit}
            rows.append(Row(**place, **head, **named, cells_en={self._group_head(True): label, measured(query.measure, True): amount(group.value, kind, query.money, True)}))
        text = self._about() + self.say(f"{measured(query.measure, False)}：", f"{measured(query.measure, True)}: ") + self.say("，", ", ").join(lines[:LINES_SAID])
        if len(lines) > LINES_SAID:
            text += self.say(f" 等 {len(lines)} 组", f" and {len(lines) - LINES_SAID} more groups")
        value_out = self._difference(rows)
        if value_out is not None:
            text += self.say(f"；相差 {plain(value_out)}{unit_word(kind, query.money, False)}", f"; difference {plain(value_out)}{unit_word(kind, query.money, True)}")
        elif len(rows) == 1:
            value_out = rows[0].value
        return self._make("answered", text + self.say("。", "."), value=value_out, rows=rows,
                          citations=[c for r in self.result.records for c in cited.citations(r)[:1]])

    def _difference(self, rows: Sequence[Row]) -> float | None:
        if not self.query.difference or len(rows) != 2 or rows[0].value is None or rows[1].value is None:
            return None
        return _float(abs(Decimal(str(rows[0].value)) - Decimal(str(rows[1].value))))

    def _label(self, key: tuple[Any, ...]) -> str:
        said = [shown(n, v, "yuan", self.en) if v not in (None, "") else self.say("（未填）", "(blank)") for n, v in zip(self.query.group_by, key, strict=True) if n != "report_id"]
        return " / ".join(said)

    def _group_head(self, en: bool) -> str:
        return " / ".join(field_name(n, en) for n in self.query.group_by if n != "report_id")

    # lists

    def _listed(self) -> Answer:
        query, records = self.query, self.result.records
        by = [o.field for o in query.order]
        named = by or [c.field for c in conditions(query.where) if FIELDS[c.field].of == "report" and FIELDS[c.field].kind in ("money", "rate", "points") and query.subject == "projects"]
        cited = self._cited(named, of_cells=bool(named) and query.subject != "indicators")
        if query.subject in ("findings",):
            return self._findings()
        rows = [self._row(r, cited, by) for r in records]
        number = len(rows)
        shown_lines = "".join(f"\n{n}. {self._line(r, by)}" for n, r in enumerate(records[:LINES_SAID], start=1))
        rest = self.say(f"\n…… 共 {number} 条，其余见表", f"\n… {number} in all; the rest is in the table") if number > LINES_SAID else ""
        noun = {"indicators": self.say("条指标", "indicator(s)"), "projects": self.say("个项目", "project(s)")}.get(query.subject, self.say("条", "row(s)"))
        if query.limit and query.order:
            name = field_name(by[0], self.en)
            way = self.say("最高" if query.order[0].descending else "最低", "highest" if query.order[0].descending else "lowest")
            where = self._about()
            head = self.say(f"{where}{name}{way}的{f'第 {query.offset + 1} 位' if query.offset else f' {number} {noun}'}：", f"{where}{way} {name}{f', number {query.offset + 1}' if query.offset else ''}:")
        else:
            head = self.say(f"{self._about()}共 {number} {noun}：", f"{self._about()}{number} {noun}:")
        value = rows[0].value if number == 1 and by else None
        return self._make("answered", head + shown_lines + rest, rows=rows, value=value, citations=[c for r in records for c in cited.citations(r)])

    def _line(self, record: Record, by: Sequence[str]) -> str:
        name = f"{record.unit}《{record.project_name}》" if record.project_name else record.unit
        if self.en:
            name = f"{record.unit}, {record.project_name}" if record.project_name else record.unit
        year = f"（{record.fiscal_year}）" if record.fiscal_year and not self.en else f" ({record.fiscal_year})" if record.fiscal_year else ""
        cells = self._cells(record, self.en)
        said = self.say("，", ", ").join(f"{k}{self.say('', ' ')}{v}" for k, v in cells.items() if v)
        level3 = f"{record.level3}：" if record.level3 and not self.en else f"{record.level3}: " if record.level3 else ""
        return f"{level3}{said}（{name}）" if record.level3 and not self.en else f"{level3}{said} ({name})" if record.level3 else f"{name}{year}{self.say('：', ': ')}{said}"

    def _cells(self, record: Record, en: bool) -> dict[str, str]:
        query = self.query
        if query.subject == "indicators":
            names = [*query.show, *(o.field for o in query.order), "target", "actual", "status", "score", "weight", "deviation_reason"]
        elif query.subject == "funds":
            names = [*query.show, "source", "line_budget", "line_executed"]
        elif query.subject == "printed":
            return {str(record.values["label"]): str(record.values["printed_value"])}
        else:
            names = [*query.show, *(o.field for o in query.order), "total_score", "budget", "executed", "execution_rate"]
            names += [n for n in record.values if FIELDS[n].of == "report" and FIELDS[n].kind == "text" and n not in ("unit", "project_name", "region", "title")]
        cells = {}
        for name in dict.fromkeys(names):
            value = shown(name, record.values.get(name), query.money, en)
            if value:
                cells[field_name(name, en)] = value
        if _rates_differ(record):
            cells[field_name("printed_rate", en)] = shown("printed_rate", record.values["printed_rate"], query.money, en)
        return cells

    def _row(self, record: Record, cited: Cited, by: Sequence[str]) -> Row:
        value = record.values.get(by[0]) if by else None
        number = _float(in_unit(Decimal(str(value)), FIELDS[by[0]].kind, self.query.money)) if value is not None and by and FIELDS[by[0]].kind != "text" else None
        return Row.model_construct(
            **where_it_stands(record, cited.first(record)), prepared_by=record.unit, project_name=record.project_name, fiscal_year=record.fiscal_year,
            level3=record.level3, label=record.project_name or record.unit, value=number,
            cells=self._cells(record, False), cells_en=self._cells(record, True),
        )  # fmt: skip

    def _findings(self) -> Answer:
        from assistant.quoting import finding_messages

        records = self.result.records
        cited = self._cited((), of_cells=False)
        english = finding_messages(self.session, records) if self.en else {}
        rows = [
            Row(**where_it_stands(r, cited.first(r)), prepared_by=r.unit, project_name=r.project_name, fiscal_year=r.fiscal_year,
                label=shown("rule", r.values["rule"], "yuan", self.en),
                cells={"检查规则": shown("rule", r.values["rule"], "yuan", False), "说明": r.values["message"]},
                cells_en={"Rule": shown("rule", r.values["rule"], "yuan", True), "Message": english.get(r.values["message"], r.values["message"])})
            for r in records
        ]  # fmt: skip
        lines = "".join(f"\n{n}. {r.project_name or r.prepared_by}：{(r.cells_en if self.en else r.cells).get('Message' if self.en else '说明', '')}" for n, r in enumerate(rows[:LINES_SAID], start=1))
        return self._make("answered", self.say(f"共发现 {len(rows)} 个问题：", f"{len(rows)} finding(s):") + lines, rows=rows, citations=[c for r in records for c in cited.citations(r)])

    # look-ups

    def _looked_up(self) -> Answer:
        query = self.query
        records = _told_once([r for r in self.result.records if any(_there(r.values.get(n)) for n in query.show)], query)
        names = ", ".join(field_name(n, self.en) for n in query.show) if self.en else "、".join(field_name(n, False) for n in query.show)
        if not records:
            made = self._make("no_data", self.say(f"报告里没有填写{names}。", f"The reports do not state: {names}."))
            if any(c.field == "actual" for c in [Condition(field=n, op="present") for n in query.show]):
                made.answer = self.say("相关报告是目标表，没有实际完成值。", "The reports concerned state targets only; there are no actual values.") if self._targets_only() else made.answer
            return made
        lacking = [n for n in query.show if not any(_there(r.values.get(n)) for r in records)]
        if lacking == ["actual"] and "target" not in query.show:
            return self._make("no_data", self.say("报告里没有填写实际完成值。", "The reports state no actual value."))
        cited = self._cited(query.show, of_cells=True)
        rows = [self._row(r, cited, [n for n in query.show if FIELDS[n].kind not in ("text", "status")][:1]) for r in records]
        text = "\n".join(self._sentence(r) for r in records[:LINES_SAID])
        if len(records) > LINES_SAID:
            text += self.say(f"\n…… 共 {len(records)} 条，其余见表", f"\n… {len(records)} in all; the rest is in the table")
        if lacking:
            gone = "、".join(field_name(n, self.en) for n in lacking)
            text += self.say(f"\n报告里没有填写：{gone}。", f"\nNot stated in the reports: {gone}.")
        value = rows[0].value if len({r.value for r in rows}) == 1 else None
        if len(records) > 1 and value is None and query.subject != "indicators":
            self.warnings.append(self.say(f"有 {len(records)} 份报告符合，已全部列出。", f"{len(records)} reports fit; all are listed."))
        return self._make("answered", text, value=value, rows=rows, citations=[c for r in records for c in cited.citations(r)])

    def _targets_only(self) -> bool:
        return all(r.form_type.endswith("target") for r in self.result.records)

    def _sentence(self, record: Record) -> str:
        """Every value asked for, quoted as the report states it."""
        said = []
        for name in self.query.show:
            value = record.values.get(name)
            if not _there(value):
                continue
            spec = FIELDS[name]
            shown_value = amount(Decimal(str(value)), spec.kind, self.query.money, self.en) if spec.kind in ("money", "rate", "points", "count") else shown(name, value, self.query.money, self.en)
            if name == "execution_rate" and _rates_differ(record):
                shown_value += self.say(f"（按金额计算；表中填列 {plain(record.values['printed_rate'])}%）", f" (computed; the form prints {plain(record.values['printed_rate'])}%)")
            said.append(f"{field_name(name, self.en)}{self.say('：', ': ')}{shown_value}")
        if self.query.subject == "indicators":
            extra = [n for n in ("target", "actual", "status") if n not in self.query.show and _there(record.values.get(n)) and {"deviation_reason", "status"} & set(self.query.show)]
            said += [f"{field_name(n, self.en)}{self.say('：', ': ')}{shown(n, record.values[n], self.query.money, self.en)}" for n in extra]
        where = record.level3 or record.project_name or record.unit
        if self.query.subject == "indicators" and record.project_name:
            where = f"{record.project_name} · {record.level3}"
        if self.query.subject == "funds":
            where = f"{record.project_name or record.unit} · {record.values.get('source')}"
        year = f"（{record.fiscal_year}）" if record.fiscal_year and not self.en else f" ({record.fiscal_year})" if record.fiscal_year else ""
        return f"{where}{year}{self.say('：', ': ')}{self.say('；', '; ').join(said)}"

    # nothing

    def _nothing(self) -> Answer:
        """Nothing fits: either there is nothing that could, or there is and none of it does."""
        looked = execute.run(self.session, Query(subject="departments" if self.query.subject == "departments" else "projects", where=_scope_only(self.query.where)))
        asks_results = any(c.field in ("status", "deviation_reason", "actual", "score", "deduction", "flags") for c in conditions(self.query.where))
        judged = [r for r in looked.records if r.form_type.endswith("self_evaluation")]
        if not looked.records:
            return self._make("no_data", self.say("没有符合这些条件的报告。", "No report fits these conditions."))
        if asks_results and not judged:
            return self._make("no_data", self.say("相关报告是目标表，没有实际完成值，谈不上是否完成。", "The reports concerned state targets only, without actual values; there is nothing to have missed."))
        measure, having = self.query.measure, self.query.having
        if measure is not None and measure.fn not in ("count", "distinct") and having is None:
            return self._make("no_data", self.say("相关报告没有填写计算所需的数值。", "The reports concerned do not state the values needed."))
        narrowed = len(conditions(self.query.where)) > len(conditions(_scope_only(self.query.where)))
        if (self.query.order and not narrowed) or self.query.subject in ("funds", "printed"):
            return self._make("no_data", self.say("相关报告没有填写这一项。", "The reports concerned do not state it."))
        self.result = Result(looked.records)
        if self.query.subject == "findings":
            cited = self._cited((), of_cells=False)
            text = self.say(f"没有发现问题（已查 {len(looked.records)} 份报告）。", f"No findings ({len(looked.records)} report(s) checked).")
            return self._make("answered", text, citations=[c for r in looked.records for c in cited.citations(r)[:1]])
        cited = self._cited((), of_cells=False)
        citations: list[Citation] = [c for r in looked.records for c in cited.citations(r)[:1]]
        text = self.say(f"没有：已查 {len(looked.records)} 份报告，无一符合“{self._about().rstrip('：')}”。", f"None: of {len(looked.records)} report(s) searched, none fits: {self._about().rstrip(': ')}.")
        if measure:
            text = self.say("共 0 条：", "0: ") + text
        return self._make("answered", text, value=0.0 if measure else None, citations=citations)

    # caution

    def _cited(self, names: Sequence[str], *, of_cells: bool) -> Cited:
        return Cited(self.session, self.result.records, names, of_cells=of_cells and len(self.result.records) <= CELLS_CITED)

    def _warnings(self) -> list[str]:
        found = []
        doubtful = self._doubtful()
        if doubtful:
            names = "、".join(doubtful[:5]) if not self.en else ", ".join(doubtful[:5])
            more = self.say(f" 等 {len(doubtful)} 处", f" and {len(doubtful) - 5} more") if len(doubtful) > 5 else ""
            found.append(self.say(f"以下内容尚未经人核对：{names}{more}。", f"Values not yet checked by a person: {names}{more}."))
        if self.result.tied and self.query.limit == 1 and not self.query.offset:
            found.append(self.say(f"并列共 {self.result.tied + 1} 个，已全部列出。", f"{self.result.tied + 1} are tied; all are shown."))
        elif self.result.tied:
            found.append(self.say(f"最后一位另有 {self.result.tied} 个并列，未列出。", f"{self.result.tied} more tie with the last one shown."))
        return found

    def _doubtful(self) -> list[str]:
        names: list[str] = [*self.query.show, *self._measured_fields(), *(o.field for o in self.query.order if o.field != "value")]
        names += [c.field for c in conditions(self.query.where) if c.field in FIELDS and FIELDS[c.field].of in ("report", "indicator")]
        found = []
        for record in self.result.records:
            if record.verified:
                continue
            if record.doubtful:
                found.append(f"{record.project_name or record.unit} · {record.level3}")
            elif (review := self.catalogue.reviews.get(record.report_id)) and review & set(paths(record, names)):
                found.append(record.project_name or record.unit)
        return list(dict.fromkeys(found))


def _float(value: Decimal) -> float:
    """Without the digits that only binary fractions have."""
    return round(float(value), 6)


def _there(value: Any) -> bool:
    return value not in (None, "", [], ())


def _rates_differ(record: Record) -> bool:
    printed, computed = record.values.get("printed_rate"), record.values.get("execution_rate")
    return printed is not None and computed is not None and abs(Decimal(str(printed)) - Decimal(str(computed))) > Decimal("0.01")


def _told_once(records: Sequence[Record], query: Query) -> list[Record]:
    """A project's target form and its self-evaluation tell one thing once: the result's form where it says it."""
    if query.subject != "projects":
        return list(records)
    best: dict[tuple[str, str | None, int | None], Record] = {}
    for record in records:
        key = (record.unit, record.project_name, record.fiscal_year)
        held = best.get(key)
        if held is None or _says(record, query) > _says(held, query):
            best[key] = record
    return list(best.values())


def _says(record: Record, query: Query) -> tuple[int, int]:
    return sum(_there(record.values.get(n)) for n in query.show), -_RANK.get(record.form_type, 3)


_SCOPE_FIELDS = {"region_path", "unit", "project_name", "fiscal_year", "report_id", "document", "form_type", "project_lead", "project_category"}


def _scope_only(where: Filter | None) -> Filter | None:
    from assistant.query import AllOf, all_of

    if isinstance(where, Condition):
        return where if where.field in _SCOPE_FIELDS and where.op not in ("missing", "present") else None
    if isinstance(where, AllOf):
        return all_of(*(_scope_only(p) for p in where.parts))
    return None


__all__ = ["JUDGED", "STATUS", "answer", "suggestions"]

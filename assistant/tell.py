"""Rows become an answer: the sentence first, then rows with their places, what was counted, and what to be wary of.

Words only around values that the query returned; no value is computed here but by changing its unit. Numbers are told in
`tell_numbers`, records in `tell_records`; here is the door, and what is said where nothing fits.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from assistant import execute
from assistant.catalogue import Catalogue
from assistant.doubts import checks
from assistant.execute import Result
from assistant.overlooked import scope_only, tell_left_out, tell_unread
from assistant.phrasing import COUNTER
from assistant.planner.compose import Plan
from assistant.planner.scope import Said
from assistant.query import Condition, Filter, Measure, Query, Subject, conditions, measures
from assistant.reason_meant import meant
from assistant.reply import Answer, OtherReading
from assistant.suggesting import suggestions
from assistant.talk import FEW
from assistant.tell_numbers import grouped, held_to, one_number
from assistant.tell_records import listed, looked_up, targets_only
from assistant.telling import Telling
from assistant.wording import RULE, field_name

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from index.store import Store

Told = tuple[Answer, tuple[int, ...], tuple[str, ...]]


def answer(store: Store, session: Session, question: str, planned: Plan, catalogue: Catalogue) -> Told:
    """The answer, the reports it spoke of, and the units."""
    told = _answer(store, session, question, planned, catalogue)
    if catalogue.reports:
        tell_left_out(told[0], session, planned, planned.frame.language == "en")
    return told


def _answer(store: Store, session: Session, question: str, planned: Plan, catalogue: Catalogue) -> Told:
    language = planned.frame.language
    if planned.query is None:
        return _nearest_said(session, question, planned) or (_refused(question, planned, catalogue), (), ())
    if planned.query.subject == "passages":
        from assistant import quoting

        quoted = quoting.answer(store, session, question, planned, catalogue)
        if quoted[0].status == "unclear" and planned.otherwise is not None:
            whole = replace(planned, query=planned.otherwise, otherwise=None, nearest=None, assumed=(*planned.assumed, _quoted_whole(planned)))
            return _answer(store, session, question, whole, catalogue)
        if quoted[0].status == "unclear" and (nearest := _nearest_said(session, question, planned)):
            return nearest
        if quoted[0].status == "answered" or planned.query.where is not None:
            tell_unread(quoted[0], session, checks(session, _in_question(session, planned.query)), language == "en")
        return quoted
    result = execute.run(session, planned.query)
    if planned.otherwise is not None and not result.records:
        return _answer(store, session, question, replace(planned, query=planned.otherwise, otherwise=None), catalogue)
    if not result.records and not result.groups and not result.value and (reworded := meant(session, planned.query)):
        planned = replace(planned, query=reworded[0], assumed=(*planned.assumed, reworded[1]))
        result = execute.run(session, reworded[0])
    made = _told(Telling(session, question, planned, result, catalogue))
    made.suggestions = suggestions(catalogue, language, near=planned.frame) if made.status != "answered" else []
    made.readings = [OtherReading(text=r.said.say(language), query=r.query.model_dump(mode="json", exclude_none=True)) for r in planned.readings]
    reports = tuple(result.reports(session))
    few = len(reports) <= FEW
    return made, reports if few else (), tuple(dict.fromkeys(r.unit for r in result.records if r.unit)) if few else ()


def _nearest_said(session: Session, question: str, planned: Plan) -> Told | None:
    """What the texts say that most of the question's words stand in, quoted for what it is; None where none does."""
    if planned.nearest is None:
        return None
    from assistant import quoting

    return quoting.nearest_said(session, question, planned)


def _quoted_whole(planned: Plan) -> Said:
    left = "”、“".join(planned.frame.leftover)
    return Said(f"没有看懂“{left}”，所问的文字整段引用如下。", f"Not understood: “{left}”; the text asked for is quoted whole.")


def _refused(question: str, planned: Plan, catalogue: Catalogue) -> Answer:
    language, status = planned.frame.language, planned.status
    because = planned.because.say(language) if planned.because else ""
    return Answer(question=question, language=language, status=status, answer=because, warnings=[a.say(language) for a in planned.assumed], suggestions=suggestions(catalogue, language, near=planned.frame))


def _told(t: Telling) -> Answer:
    query = t.query
    if query.measure and query.group_by:
        made = grouped(t) if t.result.groups else _nothing(t)
    elif query.measure:
        there = t.result.value is not None and (t.result.value != 0 or t.result.records)
        made = one_number(t) if there else _nothing(t)
    elif not t.result.records:
        made = _nothing(t)
    else:
        made = looked_up(t) if query.show and not query.order else listed(t)
    made.warnings += [w for w in t.caution() if w not in made.warnings]
    t.doubt(made, _in_question(t.session, t.query))
    return made


def _in_question(session: Session, query: Query) -> list[int]:
    """The reports that the answer chose from, where any of them has a value that nobody has checked."""
    from sqlalchemy import select

    from index.schema import ReportRow

    if session.scalar(select(ReportRow.id).where(ReportRow.doubts > 0, ReportRow.state == "counted").limit(1)) is None:
        return []
    subjects: tuple[Subject, ...] = (query.subject,) if query.subject in ("projects", "departments") else ("projects", "departments")
    scope = scope_only(query.where)
    return [report for subject in subjects for report in execute.run(session, Query(subject=subject, where=scope)).reports(session)]


def _nothing(t: Telling) -> Answer:
    """Nothing fits: either there is nothing that could, or there is and none of it does."""
    looked = execute.run(t.session, Query(subject="departments" if t.query.subject == "departments" else "projects", where=scope_only(t.query.where)))
    asks_results = any(c.field in ("status", "deviation_reason", "actual", "score", "deduction", "flags") for c in conditions(t.query.where))
    if not looked.records:
        return t.make("no_data", t.say("没有符合这些条件的报告。", "No report fits these conditions."))
    if asks_results and not any(r.form_type.endswith("self_evaluation") for r in looked.records):
        return t.make("no_data", t.say("相关报告是目标表，没有实际完成值，谈不上是否完成。", "The reports concerned state targets only, without actual values; there is nothing to have missed."))
    measure, having = t.query.measure, t.query.having
    numbers = [n for m in measures(t.query) for n in (m.field, m.per) if n]
    if said := targets_only(t, looked.records, [*numbers, *(o.field for o in t.query.order), *(c.field for c in conditions(t.query.where))]):
        return t.make("no_data", said)
    if measure is not None and measure.fn not in ("count", "distinct") and having is None:
        return t.make("no_data", t.say("相关报告没有填写计算所需的数值。", "The reports concerned do not state the values needed."))
    narrowed = len(conditions(t.query.where)) > len(conditions(scope_only(t.query.where)))
    if (t.query.order and not narrowed and t.query.having is None and not t.query.change) or t.query.subject in ("funds", "printed"):
        return t.make("no_data", t.say("相关报告没有填写这一项。", "The reports concerned do not state it."))
    if unsaid := _unsaid(t):
        if near := _said_of_it(t, unsaid):
            word, n = near
            return t.make("no_data", t.say(f"偏差原因里没有“{unsaid}”这样的写法；写到“{word}”的有 {n} 条，可以改问“{word}”。", f"No reason says “{unsaid}” in these words; {n} mention “{word}”: ask for that instead."))
        return t.make("no_data", t.say(f"报告里没有提到“{unsaid}”。", f"The reports do not mention “{unsaid}”."))
    if t.planned.scope.one_project and t.planned.frame.indicators and not (t.query.measure or t.query.order) and (has := _indicators_of(t, scope_only(t.query.where))) is not None:
        return t.make("no_data", has)
    if t.planned.frame.indicators and t.query.subject == "indicators" and t.query.show and not (t.query.measure or t.query.order or t.planned.frame.statuses or t.planned.frame.bounds):
        return t.make("no_data", t.say(f"相关报告没有{t.phrase()}。", f"The reports concerned have no {t.phrase().removeprefix('all ')}."))
    t.result = Result(looked.records)
    if t.query.subject == "findings":
        cited = t.cited((), of_cells=False)
        rules = [RULE[str(c.value)] for c in conditions(t.query.where) if c.field == "rule" and str(c.value) in RULE]
        what, which = "、".join(f"“{zh}”" for zh, _ in rules) or "问题", " or ".join(f"“{en}”" for _, en in rules) or "findings"
        text = t.say(f"没有发现{what}（已查 {len(looked.records)} 份报告）。", f"No {which} found ({len(looked.records)} report(s) checked).")
        return t.make("answered", text, citations=cited.rows(looked.records))
    cited = t.cited((), of_cells=False)
    n = len(looked.records)
    none = "没有找到" if "没有" in t.phrase() or t.phrase().startswith("有") else "没有"  # 没有有未达标指标的项目
    text = t.say(f"{none}{t.phrase()}（已查 {n} 份报告）。", f"No {t.phrase().removeprefix('all ')} (searched {n} report(s)).")
    if t.query.group_by and (said := held_to(t)):
        whose = field_name(t.query.group_by[-1], t.en)
        text = t.say(f"{t.phrase()}中，没有{said}的{whose}（已查 {n} 份报告）。", f"No {whose} whose {said}, of {t.phrase()} (searched {n} report(s)).")
    elif measure:
        text = t.say(f"{t.phrase()}共 0 {COUNTER[t.query.subject]}（已查 {n} 份报告）。", f"0 {t.phrase()} (searched {n} report(s)).")
    return t.make("answered", text, value=0.0 if measure else None, citations=cited.rows(looked.records))


_TOLD = 8  # names of indicators that are told where another was asked for


def _indicators_of(t: Telling, where: Filter | None) -> str | None:
    """What indicators the project has, where it has none that is called so; None where it has it, and it is something else that is not."""
    asked = {n for link in t.planned.frame.indicators for tier in link.tiers for n in tier}
    there = list(dict.fromkeys(r.level3 for r in execute.run(t.session, Query(subject="indicators", where=where)).records if r.level3))
    if asked & set(there):
        return None
    named, has = "”、“".join(sorted(asked)[:2]), there[:_TOLD]
    more = len(there) > _TOLD
    return t.say(
        f"这份报告没有“{named}”这一指标。它的指标有：{'、'.join(has)}{'等' if more else ''}。",
        f"This report has no indicator “{named.replace('”、“', '” or “')}”. It has: {', '.join(has)}{' and others' if more else ''}.",
    )


_NO_CONTENT = re.compile(r"[没未不无到了的因为由于和与及受被太较很]")


def _said_of_it(t: Telling, unsaid: str) -> tuple[str, int] | None:
    """A word of it that reasons do say, so that nobody is told that there is nothing: 资金 of 资金没到位."""
    if not any(c.field == "deviation_reason" and c.value == unsaid for c in conditions(t.query.where)):
        return None
    for word in dict.fromkeys(unsaid[i : i + 2] for i in range(len(unsaid) - 2 + 1)):
        held = Condition(field="deviation_reason", op="contains", value=word)
        if not _NO_CONTENT.search(word) and (n := execute.run(t.session, Query(subject="indicators", where=held, measure=Measure(fn="count"))).value):
            return word, int(n)
    return None


def _unsaid(t: Telling) -> str:
    """A word that a text was to hold and that none of all texts of its kind holds."""
    for c in conditions(t.query.where):
        if c.op == "contains" and c.field in ("deviation_reason", "level3", "project_name"):
            subject: Subject = "projects" if c.field == "project_name" else "indicators"
            if not execute.run(t.session, Query(subject=subject, where=c, measure=Measure(fn="count"))).value:
                return str(c.value)
    return ""

"""A frame becomes a query: conditions x subject x measure x grouping x order. Pure; nothing is executed.

Here is what needs no query: refusals, words looked for in texts, printed values; `building` makes the rest.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import Literal

from assistant.catalogue import Catalogue
from assistant.fields import COMPARABLE, FIELDS
from assistant.planner import texts
from assistant.planner.averages import among
from assistant.planner.building import query as query_of
from assistant.planner.concepts import OF_REPORT
from assistant.planner.frame import NUMERIC, Frame
from assistant.planner.measuring import Asked
from assistant.planner.other_years import put
from assistant.planner.readings import Reading, readings
from assistant.planner.scope import Said, Scope, settle
from assistant.planner.signs import as_said
from assistant.planner.spans import cut
from assistant.query import AllOf, Condition, Query, all_of, conditions, measures


@dataclass(frozen=True)
class Plan:
    """A query and what was assumed to make it; or, where there is none, why (`status`, `because`)."""

    query: Query | None
    assumed: tuple[Said, ...] = ()
    status: Literal["answered", "no_data", "unclear"] = "answered"
    because: Said | None = None
    otherwise: Query | None = None  # where that finds nothing
    nearest: Query | None = None  # words of a question not understood, to be looked for in texts where nothing else answers it
    frame: Frame = field(default_factory=Frame)
    scope: Scope = field(default_factory=Scope)
    readings: tuple[Reading, ...] = ()  # what else it may mean
    by: str = ""  # the language model that made it; the rules where empty


def refuse(frame: Frame, status: Literal["no_data", "unclear"], zh: str, en: str) -> Plan:
    return Plan(None, status=status, because=Said(zh, en), frame=frame)


def compose(frame: Frame, catalogue: Catalogue, text: str = "") -> Plan:
    """`text` is the question, of which a topic is taken where the rules do not know all its words."""
    if frame.drop:
        return refuse(frame, "unclear", "前面的问题里没有可以这样去掉的条件；可以点条件旁的 ×，或把问题写完整。", "The question before has no such condition to take away; use the × beside a condition, or ask in full.")
    scope = settle(frame, catalogue)
    scope.averaged = among(frame, catalogue) if frame.average_of else None
    if frame.leftover:
        return _about_text(frame, scope, catalogue, text)
    if scope.missing:
        return Plan(None, status="no_data", because=scope.missing, frame=frame, scope=scope)
    if frame.printed and frame.aside and frame.concepts and not _labels(frame, catalogue):
        frame.printed = []
    frame.aside = [] if frame.printed else frame.aside
    if frame.printed:
        return _printed(frame, scope, catalogue)
    asked = Asked(frame, scope)
    query = query_of(asked)
    if query is None:
        return refuse(frame, "unclear", "没有看懂要问什么：请说明要查的是指标、项目、得分、预算、执行率还是文字内容。", "What is asked is not clear: say whether it is about indicators, projects, scores, budgets, rates or texts.")
    if frame.over and (query := put(asked, query)) is None:
        return refuse(frame, "unclear", "没有看懂要逐年对照什么：各年对照目前只用于项目和指标的清单或数量。", "It is not clear what is to be held against what over the years: that is done for lists and numbers of projects and indicators only.")
    if asked.refused:
        return Plan(None, status="no_data", because=asked.refused, frame=frame, scope=scope)
    if whole := _of_whole_reports(query):
        return refuse(frame, "unclear", f"“{FIELDS[whole].zh}”是整份报告的，不是某一资金来源的，请分开来问。", f"The {FIELDS[whole].en} is a whole report's, not one source's; please ask separately.")
    if _comparison_lost(frame, query):
        return refuse(frame, "unclear", "没有看懂要拿什么和什么相比：请写出两个单位、项目、地区或年度，以及要比的是得分、预算、执行率还是指标完成值。", "It is not clear what is to be compared: please name two units, projects, regions or years, and whether it is scores, budgets, rates or what indicators reached.")
    query = as_said(query, frame, text)
    longer = _by_longer_names(query, frame, scope, text)
    aside = "”、“".join(frame.aside)
    unanswered = (Said(f"报告里没有“{aside}”，这一部分没有回答。", f"The reports have no “{aside}”; that part is not answered."),) if aside else ()
    told = tuple(Said(*t) for t in frame.told)
    return Plan(query, (*told, *scope.assumed, *asked.assumed, *unanswered), otherwise=longer, frame=frame, scope=scope, readings=readings(frame, scope, query, catalogue))


def _by_longer_names(query: Query, frame: Frame, scope: Scope, text: str) -> Query | None:
    """使用人员满意度, where another project calls one just so and the one that is meant calls its own 系统使用人员满意度."""
    said = [text[link.start : link.end] for link in frame.indicators if link.end > link.start]
    if len(said) != 1 or len(said[0]) < _A_NAME or not scope.one_project or query.subject != "indicators" or query.measure is not None:
        return None
    by_name = [c for c in conditions(query.where) if c.field == "level3" and c.op in ("eq", "in")]
    if len(by_name) != 1:
        return None
    instead = Condition(field="level3", op="contains", value=said[0])
    parts = query.where.parts if isinstance(query.where, AllOf) else (query.where,)
    return query.model_copy(update={"where": all_of(*(instead if p == by_name[0] else p for p in parts))})


_A_NAME = 3  # characters of an indicator's name that its longer names must hold


def _of_whole_reports(query: Query) -> str | None:
    """财政拨款的自评得分: a number that a line of funds does not have, and that must not stand under its name."""
    named = [*query.show, *(n for m in measures(query) for n in (m.field, m.per) if n), *(o.field for o in query.order if o.field != "value")]
    return next((n for n in named if query.subject == "funds" and FIELDS[n].of == "report" and FIELDS[n].kind in ("money", "rate", "points")), None)


def _comparison_lost(frame: Frame, query: Query) -> bool:
    """比2023年多多少: a difference that the query does not make is not answered by one of the two numbers."""
    asked = (frame.difference or frame.growth or frame.times or _only_compared(frame)) and not {"adjusted", "unspent"} & set(frame.concepts)
    fn = query.measure.fn if query.measure else ""
    if len(set(frame.years)) > 1 and frame.difference and query.group_by and "fiscal_year" not in query.group_by and not query.difference:
        return True  # 各单位2024年比2023年高多少: of each unit one difference
    made = query.difference or query.growth or query.times or fn in ("range", "percent", "portion") or len(query.group_by) > 0 or set(query.show) & set(COMPARABLE)
    return bool(asked) and not made


def _only_compared(frame: Frame) -> bool:
    """变化情况, 对比一下: nothing but that two things are to be compared."""
    told = frame.rank or frame.over or frame.indicators or frame.aside or frame.against or {"target", "actual"} & set(frame.concepts)
    return frame.compare and not told


_OF_ITS_OWN = re.compile(r"本|所在|各自|当地")
OF_A_PLACE = re.compile(r"[市县州局委办厅院校镇乡村]$|(?<![小社园景片库辖校厂林牧灌学])区$|中心$")


def said_in_texts(topic: str, frame: Frame, catalogue: Catalogue) -> Plan | None:
    """哪些项目提到了…, asked in so many words; None where a number or an order of them is asked for as well."""
    scope = settle(frame, catalogue)
    frame.concepts = [c for c in frame.concepts if c != "target"]  # 目标里提到…: a text, however goals are measured
    if _asks_number(frame) or frame.leftover or frame.refused:
        return None
    if scope.missing:
        return Plan(None, status="no_data", because=scope.missing, frame=frame, scope=scope)
    return Plan(Query(subject="passages", where=scope.filter, text=topic), tuple(scope.assumed), frame=frame, scope=scope)


def _asks_number(frame: Frame) -> bool:
    return bool(frame.aggregate or frame.rank or frame.group or frame.bounds or frame.share or set(frame.concepts) & (NUMERIC | {"actual", "target", "status", "lead", "phone"}))


_PHASE = re.compile(r"\((?P<n>[一二三四五]期)\)")


def _phase_not_there(frame: Frame, text: str) -> str:
    """某项目（二期）, where the reports know that project without a second phase only: as it was said."""
    m = _PHASE.search(text)
    named = next((link for link in frame.projects if m and link.end == m.start()), None)
    return f"{text[named.start : named.end]}（{m['n']}）" if m and named and [w.strip("()") for w in frame.leftover] == ["期"] else ""


def _about_text(frame: Frame, scope: Scope, catalogue: Catalogue, text: str) -> Plan:
    """Words that are no names and no known terms may stand in the reports' texts; they are looked for there, or nowhere."""
    words = " ".join(frame.leftover)
    if unknown := [w for w in frame.leftover if len(w) > 2 and OF_A_PLACE.search(w) and not _OF_ITS_OWN.search(w)]:
        named = "”、“".join(unknown)
        return refuse(frame, "no_data", f"工作区里没有“{named}”的报告。", f"There is no report of “{named}” in the workspace.")
    if phase := _phase_not_there(frame, text):
        return refuse(frame, "no_data", f"工作区里没有“{phase}”的报告。", f"There is no report of “{phase}” in the workspace.")
    not_understood = refuse(frame, "unclear", f"没有看懂“{'”“'.join(frame.leftover)}”指什么。", f"Not understood: “{'”, “'.join(frame.leftover)}”.")
    if scope.missing or texts.denied(text) or texts.leaves_out(text, frame) or frame.refused:
        return not_understood
    topic = texts.topic(text, cut(text, catalogue), frame.leftover, of_one=scope.one_project)
    passages = Query(subject="passages", where=scope.filter, text=topic if len(topic) > 1 else words)
    counted = bool(frame.statuses or frame.bounds or frame.rank or frame.group or frame.share or frame.against or set(frame.concepts) & (NUMERIC | {"gap", "attained"}))
    nearest = None if counted else passages
    not_understood = replace(not_understood, nearest=nearest, scope=scope)
    whole = tuple(OF_REPORT[c] for c in frame.concepts if c in _TEXTS) if scope.one_project and not _of_another(frame, text, catalogue) else ()
    of_its_plans = whole and set(frame.concepts) <= _TEXTS and not (counted or frame.indicators or frame.aggregate not in (None, "count"))  # 按实施计划要调研几次
    if (_asks_number(frame) and not of_its_plans) or not (scope.projects or frame.reports or frame.documents or frame.indicators or texts.fields(text) or _speaks_of_texts(frame)):
        return not_understood
    if scope.one_project and frame.asks_value and any(words in n for n in catalogue.indicators.names):
        # 要办多少场讲座: an indicator may say it
        of_indicator = all_of(scope.filter, Condition(field="level3", op="contains", value=words))
        query = Query(subject="indicators", where=of_indicator, show=("target", "actual", "status"))
        return Plan(query, tuple(scope.assumed), otherwise=passages, nearest=nearest, frame=frame, scope=scope)
    otherwise = Query(subject="projects", where=scope.filter, show=whole) if whole else None
    return Plan(passages, tuple(scope.assumed), otherwise=otherwise, nearest=nearest, frame=frame, scope=scope)


_TEXTS = {"annual_goal", "completion", "plans", "responsibilities", "management_rules", "conclusion", "detail_goals"}  # quoted whole they say no more than is asked


def _of_another(frame: Frame, text: str, catalogue: Catalogue) -> bool:
    """审计报告结论: what the word that nobody knows is said of is no text of this report."""
    fields = [s for s in cut(text, catalogue) if s.kind == "field"]
    return any(re.search(rf"{re.escape(word)}.{{0,4}}$", text[: s.start]) for s in fields for word in frame.leftover)


_ENOUGH = 4  # characters of a word that may be looked for in all texts


def _speaks_of_texts(frame: Frame) -> bool:
    """Words long enough to mean one thing, or a text asked for by its name (职责, 原因)."""
    return any(len(w.replace(" ", "")) >= _ENOUGH for w in frame.leftover) or bool(set(frame.concepts) - NUMERIC)


def _labels(frame: Frame, catalogue: Catalogue) -> tuple[str, ...]:
    pattern = re.compile("|".join(frame.printed))
    return tuple(n for n in catalogue.labels.names if pattern.search(n))


def _printed(frame: Frame, scope: Scope, catalogue: Catalogue) -> Plan:
    labels = _labels(frame, catalogue)
    if not labels:
        return Plan(None, status="no_data", because=Said("报告里没有填列这一项内容。", "The reports do not print such a value."), frame=frame, scope=scope)
    whose = tuple(f"{name} " for link in frame.indicators for name in link.tiers[0])
    labels = tuple(label for label in labels if whose and label.startswith(whose)) or labels  # 验收合格率的复核意见
    query = Query(subject="printed", where=all_of(scope.filter, Condition(field="label", op="in", value=labels)))
    return Plan(query, tuple(scope.assumed), frame=frame, scope=scope)

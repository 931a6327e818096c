"""What records state, as it stands there: a value of a project, an indicator, a budget line; or the records themselves. Pure."""

from __future__ import annotations

from assistant.fields import COMPARABLE
from assistant.planner.concepts import OF_DEPARTMENT, OF_INDICATOR, OF_LEVEL, OF_LINE, OF_REPORT
from assistant.planner.frame import MONEY, NUMERIC, Frame
from assistant.planner.groups import compares
from assistant.planner.measuring import Asked
from assistant.query import AllOf, Order, Query, Top

_DEPARTMENT_STATES = {"annual_goal", "completion", "responsibilities", "organization", "management_rules", "plans", "detail_goals", "conclusion"}


def asks_of_named_indicators(asked: Asked) -> bool:
    """各项目的读者满意度是多少, 之家建了多少个: what a named indicator is to reach and reached, not how many there are."""
    frame = asked.frame
    if frame.valued:
        return frame.aggregate is None and not compares(asked)
    if not frame.indicators or frame.statuses or frame.rank or frame.share or asked.of_reports:
        return False
    counts = frame.aggregate == "count" and frame.subject is None
    return counts or (frame.aggregate is None and set(frame.group) <= ({"project_name", "unit", "region", "fiscal_year"} if set(frame.concepts) & {"target", "actual", "status", "completion"} else {"project_name", "unit", "region"}) and bool(frame.group) and not frame.asks_list)


def _of_its_indicators(frame: Frame) -> bool:
    """所有指标的得分合计: without what budget execution was given, which the report's total has too."""
    return frame.named_subject and frame.aggregate == "sum" and bool(frame.concepts) and set(frame.concepts) <= {"score", "weight"}


def looks_up(asked: Asked) -> bool:
    frame = asked.frame
    if frame.asks_list and frame.concepts == ["reason"] and asked.subject == "indicators" and frame.statuses and not frame.indicators:
        return False  # the missed ones with their reasons: also those that have none
    if frame.aggregate in ("average", "sum") and not (asked.scope.one_project and not (asked.subject == "indicators" and (frame.statuses or _of_its_indicators(frame)))):
        return False  # 未达标的指标一共扣了几分 is one number
    if frame.aggregate == "average":
        return False
    if not frame.concepts and not frame.detail and not (frame.indicators and not frame.asks_list):
        return False
    if asked.subject == "indicators" and frame.levels and set(frame.concepts) & set(OF_LEVEL) and not frame.indicators:
        return False
    if _of_a_kind_together(asked):
        return False
    if frame.indicators or asked.scope.one_project or frame.projects or frame.reports:
        return True
    if asked.subject == "departments":
        return len({r.unit for r in asked.scope.reports if r.form_type.startswith("department")}) <= 1
    return any(c not in NUMERIC for c in frame.concepts)


def _of_a_kind_together(asked: Asked) -> bool:
    """某某类项目执行了多少: money of a kind of projects is added up, as a place's is."""
    frame = asked.frame
    kinds = bool(frame.projects) and all(link.kind_of for link in frame.projects) and not (asked.scope.one_project or frame.reports or frame.indicators)
    return kinds and bool(frame.concepts) and set(frame.concepts) <= MONEY | {"execution_rate"} and not (frame.each or frame.asks_list)


def look_up(asked: Asked) -> Query | None:
    frame = asked.frame
    concepts = list(frame.concepts)
    if frame.indicators and "completion" in concepts:
        concepts += ["actual", "status"]
    of_indicator = [c for c in concepts if c in OF_INDICATOR]
    if frame.sources and all(c in OF_LINE for c in concepts):
        asked.subject = "funds"
        return asked.query(show=tuple(OF_LINE[c] for c in concepts) or ("line_budget", "line_executed"))
    if frame.indicators or frame.valued or (of_indicator and not all(c in OF_REPORT for c in concepts)) or (asked.subject == "indicators" and (asked.of_indicators or frame.each) and of_indicator):
        asked.subject = "indicators"
        show = [OF_INDICATOR[c] for c in of_indicator] or ["target", "actual", "status"]
        if set(show) & set(COMPARABLE):
            show = ["target", "actual", *show]
        if frame.statuses and "target" in show:
            show += ["actual", "status"]
        return asked.query(show=tuple(dict.fromkeys(show)))
    if (set(concepts) & OF_DEPARTMENT and not frame.projects) or _of_department_itself(asked):
        asked.subject = "departments"
    if asked.subject == "indicators":
        asked.subject = "projects"
    show = [OF_REPORT[c] for c in concepts if c in OF_REPORT]
    if frame.detail and not show:
        show = ["unit", "fiscal_year", "project_lead", "budget", "executed", "execution_rate", "total_score", "annual_goal"]
    return _in_their_order(asked.query(show=tuple(dict.fromkeys(show)))) if show else listed(asked)


def _in_their_order(query: Query) -> Query:
    """预算最大的五个项目各是多少: those that come first, in the order in which they do."""
    parts = query.where.parts if isinstance(query.where, AllOf) else (query.where,)
    first = next((p for p in parts if isinstance(p, Top) and p.limit > 1), None)
    return query.model_copy(update={"order": (Order(field=first.field, descending=first.descending),)}) if first else query


def _of_department_itself(asked: Asked) -> bool:
    """某单位的年度目标: where the unit has stated its own, that is meant, not its projects'."""
    frame = asked.frame
    named = bool(frame.units) and not (frame.projects or frame.reports or frame.subject)
    own = set(frame.concepts) and set(frame.concepts) <= _DEPARTMENT_STATES
    return named and bool(own) and any(r.form_type.startswith("department") for r in asked.scope.reports)


def only_lists(asked: Asked) -> bool:
    """哪些项目花的钱不到预算的六成: what the conditions speak of is not asked for again."""
    frame = asked.frame
    narrowed = bool(asked.of_reports or asked.rules or asked.of_indicators or frame.nothing_missed)
    lists = frame.asks_list or not (frame.asks_value or frame.money or frame.each)
    return lists and frame.subject == "projects" and frame.aggregate is None and narrowed and not (asked.scope.one_project and not frame.asks_list)


def listed(asked: Asked) -> Query | None:
    return asked.query()


def lists_with_numbers(asked: Asked) -> bool:
    """列出甲市项目的得分; 有哪些项目，得分多少: each project's, where no sum or average is spoken of."""
    frame = asked.frame
    lists = frame.asks_list and (frame.named_subject or frame.each) and frame.subject == asked.subject and frame.aggregate is None
    if not frame.concepts or not lists or frame.sources or frame.compare or frame.difference:
        return False
    if asked.subject == "indicators":
        return set(frame.concepts) <= {"score", "weight"}
    return asked.subject == "projects" and set(frame.concepts) <= NUMERIC & set(OF_REPORT)


def look_up_each(asked: Asked) -> Query | None:
    fields = OF_INDICATOR if asked.subject == "indicators" else OF_REPORT
    return _in_their_order(asked.query(show=tuple(dict.fromkeys(fields[c] for c in asked.frame.concepts))))

"""What the planner's concepts (得分, 预算, 没完成, 产出) are called in a query: fields of reports, indicators and budget lines, and the
conditions that states and levels stand for. Nothing of a question.
"""

from __future__ import annotations

from assistant.computed import JUDGED, MISSED
from assistant.query import SATISFACTION_BY_NAME, AllOf, Condition, Filter, Has, Not, any_of

OF_REPORT = {
    "score": "total_score", "weight": "total_weight", "deduction": "lost_points", "completion": "actual_completion", "lead": "project_lead",
    "category": "project_category", "attribute": "project_attribute", "preparing_unit": "unit", "prepared_by": "prepared_by",
    **{c: c for c in (
        "budget", "initial", "full_year", "executed", "execution_rate", "printed_rate", "unspent", "adjusted", "cut", "funds_score", "funds_weight",
        "funds_lost", "completion_rate", "score_rate", "annual_goal", "responsibilities", "organization", "management_rules", "conclusion", "plans",
        "detail_goals", "phone", "competent_department", "competent_department_code", "implementing_unit", "period", "fund_nature", "title",
        "grade", "indicator_count", "missed_count", "scores_sum", "weights_sum", "overstated", "sum_gap", "adjusted_rate", "rate_gap",
    )},
}  # fmt: skip
OF_INDICATOR = {
    **{c: c for c in ("score", "weight", "deduction", "target", "actual", "explanation", "status", "actual_number", "target_number", "gap", "attained", "level1", "level2")},
    "score_rate": "points_rate", "reason": "deviation_reason",
}  # fmt: skip
OF_LINE = {
    **{c: f"line_{c}" for c in ("budget", "initial", "full_year", "executed", "execution_rate", "printed_rate", "unspent", "adjusted")},
    "funds_weight": "line_weight", "funds_score": "line_score", "funds_lost": "line_lost",
}  # fmt: skip
ASKED_BY = {"phone": "phone", "competent_department_code": "competent_department_code", "project_attribute": "attribute", "fund_nature": "fund_nature", "implementing_unit": "implementing_unit"}
OF_DEPARTMENT = {"responsibilities"}
OF_DEPARTMENTS_FUNDS = {"基本支出", "项目支出", "人员经费", "公用经费"}  # lines that only a department's funds are made of
OF_LEVEL = ("score", "weight", "deduction", "score_rate")  # points that a level's indicators have together, and what they got of them
CHECKED = ("total_mismatch", "weights_not_100", "score_above_weight", "execution_rate_mismatch", "money_sum_mismatch", "missing_reason", "missed_full_score")


def level(name: str) -> Filter:
    levels = (Condition(field="level1", op="contains", value=name), Condition(field="level2", op="contains", value=name))
    return any_of(*levels, SATISFACTION_BY_NAME) if name == "满意" else any_of(*levels)


def money_of(source: str) -> Filter:
    """A line of this source with an amount in it: a printed 0 is no money."""
    lines = (Condition(field="line_budget", op="gt", value=0), Condition(field="line_executed", op="gt", value=0))
    return AllOf(parts=(Condition(field="source", op="contains", value=source), any_of(*lines)))


def full_on(name: str) -> tuple[Filter, Filter]:
    """产出指标满分的项目: none of that level's indicators, of which one at least is scored, lost a point."""
    scored = AllOf(parts=(level(name), Condition(field="deduction", op="present")))
    lost = AllOf(parts=(level(name), Condition(field="deduction", op="gt", value=0)))
    return Has(subject="indicators", where=scored), Not(part=Has(subject="indicators", where=lost))


STATUS: dict[str, Filter] = {
    "missed": Condition(field="status", op="in", value=MISSED),
    "entirely_missed": Condition(field="status", op="eq", value="missed"),
    "partial": Condition(field="status", op="eq", value="partial"),
    "met": Condition(field="status", op="eq", value="met"),
    "unverifiable": Condition(field="status", op="eq", value="unverifiable"),
    "not_reported": Condition(field="status", op="eq", value="not_reported"),
    "over_achieved": any_of(
        Condition(field="flags", op="contains", value="exceeded"),
        AllOf(parts=(Condition(field="status", op="eq", value="met"), Condition(field="attained", op="gt", value=100))),
    ),
}  # fmt: skip
JUDGED_FORM = Has(subject="indicators", where=Condition(field="status", op="in", value=JUDGED))
OUTER = {"产出", "效益", "满意", "过程", "决策"}  # level 1; the others are levels within them, costs both

"""Every field and every operator a query may use: one entry each, with its SQL and its wording in both languages.

Because the SQL and the words stand side by side, an answer and the sentence that explains it cannot drift apart. SQL
is made lazily (`Tables` holds the mapped classes), so that this table can be read without loading SQLAlchemy.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from types import ModuleType
from typing import Any, Literal

Kind = Literal["text", "number", "money", "rate", "points", "year", "status", "count"]
Of = Literal["report", "indicator", "line", "finding", "printed"]
Column = Any  # a SQLAlchemy ColumnElement; the library is imported only when a query runs

MISSED = ("missed", "partial")
JUDGED = ("met", "missed", "partial")
COMPARABLE = ("attained", "gap", "shortfall", "gap_size")  # made of an indicator's target and actual value, where these are one number each in one unit
BLANKS = ("", "/", "-", "—", "－", "无")


@dataclass(frozen=True)
class Field:
    name: str
    zh: str
    en: str
    kind: Kind
    of: Of
    sql: Callable[[ModuleType], Column]
    path: str | None = None  # its place in Report.evidence; {line} and {n} are filled in
    rests_on: tuple[str, ...] = ()  # where it is computed: the paths of what it is computed from


def _plain(name: str, zh: str, en: str, kind: Kind = "text", path: str | None = None) -> Field:
    return Field(name, zh, en, kind, "report", lambda t: getattr(t.ReportRow, name), path or name)


def _on_total_line(name: str, zh: str, en: str, kind: Kind, column: str) -> Field:
    return Field(name, zh, en, kind, "report", lambda t: getattr(t.ReportRow, name), "{line}." + column)


def _of_indicator(name: str, zh: str, en: str, kind: Kind = "text") -> Field:
    return Field(name, zh, en, kind, "indicator", lambda t: getattr(t.IndicatorRow, name), "indicators[{n}]." + name)


def _of_line(name: str, zh: str, en: str, kind: Kind) -> Field:
    return Field("line_" + name, zh, en, kind, "line", lambda t: getattr(t.BudgetRow, name), "budget[{n}]." + name)


def _budget(t: ModuleType) -> Column:
    from sqlalchemy import func

    return func.coalesce(t.ReportRow.full_year, t.ReportRow.initial)


def _line_budget(t: ModuleType) -> Column:
    from sqlalchemy import func

    return func.coalesce(t.BudgetRow.full_year, t.BudgetRow.initial)


def _line_rate(t: ModuleType) -> Column:
    """The line's own: of its amounts, as a report's is of its total line; the printed one where an amount is not printed."""
    from sqlalchemy import case, func

    line = t.BudgetRow
    of_amounts = line.executed * 100.0 / func.nullif(line.full_year, 0)
    return case((line.executed.is_not(None) & line.full_year.is_not(None), of_amounts), else_=line.execution_rate)


def _how_many(*statuses: str) -> Callable[[ModuleType], Column]:
    def sql(t: ModuleType) -> Column:
        from sqlalchemy import func, select

        rows = select(func.count(t.IndicatorRow.id)).where(t.IndicatorRow.report_id == t.ReportRow.id)
        if statuses:
            rows = rows.where(t.IndicatorRow.status.in_(statuses))
        return rows.correlate(t.ReportRow).scalar_subquery()

    return sql


def _completion(t: ModuleType) -> Column:
    from sqlalchemy import func

    return _how_many("met")(t) * 100.0 / func.nullif(_how_many(*JUDGED)(t), 0)


def _lost(t: ModuleType) -> Column:
    from sqlalchemy import func

    return func.coalesce(t.ReportRow.total_weight, 100) - t.ReportRow.total_score


def _points_together(column: str) -> Callable[[ModuleType], Column]:
    """The indicators' weights or scores added up."""

    def sql(t: ModuleType) -> Column:
        from sqlalchemy import func, select

        rows = select(func.sum(getattr(t.IndicatorRow, column))).where(t.IndicatorRow.report_id == t.ReportRow.id)
        return rows.correlate(t.ReportRow).scalar_subquery()

    return sql


def _weights_sum(t: ModuleType) -> Column:
    from sqlalchemy import func

    return _points_together("weight")(t) + func.coalesce(t.ReportRow.funds_weight, 0)


def _scores_sum(t: ModuleType) -> Column:
    """With the funds' score; where the form prints none, what the funds may have earned (as the rule `total_mismatch` has it):
    the points that the indicators leave, times the rate."""
    from sqlalchemy import case, func

    report = t.ReportRow
    left = func.coalesce(report.total_weight, 100) - _points_together("weight")(t)
    rate = case((report.execution_rate > 100, 100), else_=report.execution_rate)
    earned = case(((left > 0) & (left <= 20) & report.execution_rate.is_not(None), func.round(left * rate / 100.0, 2)), else_=0)
    return rounded(_points_together("score")(t) + func.coalesce(report.funds_score, earned))


def _grade(t: ModuleType) -> Column:
    from sqlalchemy import case

    score = t.ReportRow.total_score
    return case((score >= 90, "优"), (score >= 80, "良"), (score >= 60, "中"), (score < 60, "差"))


def rounded(number: Column) -> Column:
    """Without the last digits of binary fractions: 7.2 of 9 is 80 % and not a little less, and a mean of 95, which hangs on the
    order of adding up, is not below 95."""
    from sqlalchemy import Numeric, cast, func

    return func.round(cast(number, Numeric(30, 10)), 6)


def _percent(part: Column, whole: Column) -> Column:
    from sqlalchemy import func

    return rounded(part * 100.0 / func.nullif(whole, 0))


def _score_rate(t: ModuleType) -> Column:
    from sqlalchemy import func

    return _percent(t.ReportRow.total_score, func.coalesce(t.ReportRow.total_weight, 100))


def _points_rate(t: ModuleType) -> Column:
    return _percent(t.IndicatorRow.score, t.IndicatorRow.weight)


def _rate_gap(t: ModuleType) -> Column:
    from sqlalchemy import func

    return func.abs(rounded(t.ReportRow.printed_rate - t.ReportRow.executed * 100.0 / func.nullif(t.ReportRow.full_year, 0)))


def _actual_number(t: ModuleType) -> Column:
    from assistant.leading_number import LeadingNumber

    return LeadingNumber(t.IndicatorRow.actual)


def _target_number(t: ModuleType) -> Column:
    from assistant.leading_number import LeadingNumber

    return LeadingNumber(t.IndicatorRow.target)


def _alike(t: ModuleType) -> Column:
    """Whether target and actual are one number each, in one unit: what stands behind them is the same, or nothing behind the
    actual, and holds no other number."""
    from sqlalchemy import func

    from assistant.leading_number import SIGNS

    target, actual = (func.ltrim(func.ltrim(c, SIGNS), "0123456789.") for c in (t.IndicatorRow.target, t.IndicatorRow.actual))
    without = target
    for digit in "0123456789,，":
        without = func.replace(without, digit, "")
    return ((target == actual) | (actual == "")) & (without == target)


def _gap(t: ModuleType) -> Column:
    from sqlalchemy import case

    return case((_alike(t), _actual_number(t) - _target_number(t)))


def _gap_size(t: ModuleType) -> Column:
    from sqlalchemy import func

    return func.abs(_gap(t))


def _attained(t: ModuleType) -> Column:
    from sqlalchemy import case, func

    return case((_alike(t), _actual_number(t) * 100.0 / func.nullif(_target_number(t), 0)))


def _is_whole(t: ModuleType) -> Column:
    """Whether the line is the one that stands for the whole funds."""
    from sqlalchemy import String, case, cast

    return case((t.ReportRow.budget_path == "budget[" + cast(t.BudgetRow.position, String) + "]", 1), else_=0)


_SUMS = ("总额", "合计", "总计", "小计", "总预算")


def is_sum(line: Column) -> Column:
    """Whether a line's label names a sum, not a source: as `extractors.budget` reads labels."""
    from sqlalchemy import or_

    return or_(*(line.source.contains(word) for word in _SUMS), line.source.startswith("资金总"), line.source == "预算资金")


def _is_sum(t: ModuleType) -> Column:
    from sqlalchemy import case

    return case((is_sum(t.BudgetRow), 1), else_=0)


def cast_text(column: Column) -> Column:
    from sqlalchemy import String, cast, func

    return func.coalesce(cast(column, String), "-")


def _same_indicator(t: ModuleType) -> Column:
    from sqlalchemy import func

    return t.ReportRow.same_project + "\x1f" + func.replace(func.coalesce(t.IndicatorRow.level3, ""), " ", "")


def _flags(t: ModuleType) -> Column:
    from sqlalchemy import String, cast

    return cast(t.IndicatorRow.flags, String)


_TOTALLED_BY = ("total_score", "indicators[*].score", "{line}.score")
_ONE_JUDGED_BY = ("indicators[{n}].target", "indicators[{n}].actual")
_JUDGED_BY = ("indicators[*].target", "indicators[*].actual")
_ENTRIES = [
    _plain("unit", "单位", "unit", path="prepared_by"),
    _plain("prepared_by", "编制单位", "preparing unit"),
    _plain("region", "地区", "region", path="prepared_by"),
    Field("region_path", "地区", "region", "text", "report", lambda t: t.ReportRow.region_path, "prepared_by"),
    _plain("fiscal_year", "年度", "year", "year"),
    Field("form_type", "表的种类", "kind of form", "text", "report", lambda t: t.ReportRow.form_type, "title"),
    Field("document", "文件", "file", "text", "report", lambda t: t.Document.name, "title"),
    Field("report_id", "报告", "report", "number", "report", lambda t: t.ReportRow.id, "title"),
    _plain("title", "标题", "title"),
    _plain("project_name", "项目", "project"),
    Field("same_project", "各年的同一项目", "same project over the years", "text", "report", lambda t: t.ReportRow.same_project, "project_name"),
    _plain("project_lead", "项目负责人", "project lead"),
    _plain("phone", "联系电话", "phone"),
    _plain("competent_department", "主管部门", "competent department"),
    _plain("competent_department_code", "主管部门代码", "competent department's code"),
    _plain("implementing_unit", "实施单位", "implementing unit"),
    _plain("project_category", "项目类别", "project category"),
    _plain("project_attribute", "项目属性", "project attribute"),
    _plain("period", "项目期限", "period"),
    _plain("fund_nature", "资金性质", "nature of funds"),
    _plain("annual_goal", "年度目标", "annual goal"),
    _plain("actual_completion", "目标实际完成情况", "actual completion"),
    _plain("responsibilities", "部门职责", "responsibilities"),
    _plain("organization", "组织实施机构", "organising body"),
    _plain("management_rules", "管理制度", "management rules"),
    _plain("conclusion", "自评结论", "conclusion"),
    Field("plans", "工作计划", "plans", "text", "report", lambda t: t.ReportRow.payload["plans"], "plans[*]"),
    Field("detail_goals", "分项目标", "detailed goals", "text", "report", lambda t: t.ReportRow.payload["detail_goals"], "detail_goals[*]"),
    _plain("total_weight", "总分值", "total weight", "points"),
    _plain("total_score", "自评得分", "self-evaluation score", "points"),
    Field("grade", "等级", "grade", "text", "report", _grade, None, ("total_score",)),
    Field("scores_sum", "各项得分之和", "sum of the scores", "points", "report", _scores_sum, None, ("indicators[*].score", "{line}.score")),
    Field("overstated", "总分比各项得分之和多", "total above the sum of the scores", "points", "report", lambda t: rounded(t.ReportRow.total_score - _scores_sum(t)), None, _TOTALLED_BY),
    Field("understated", "总分比各项得分之和少", "total below the sum of the scores", "points", "report", lambda t: rounded(_scores_sum(t) - t.ReportRow.total_score), None, _TOTALLED_BY),
    Field("weights_sum", "分值合计", "sum of the weights", "points", "report", _weights_sum, None, ("indicators[*].weight", "{line}.weight")),
    Field("score_rate", "得分率", "share of its points", "rate", "report", _score_rate, None, ("total_score", "total_weight")),
    Field("lost_points", "扣分", "points lost", "points", "report", _lost, None, ("total_score",)),
    _on_total_line("initial", "年初预算", "initial budget", "money", "initial"),
    _on_total_line("full_year", "全年预算", "full-year budget", "money", "full_year"),
    Field("budget", "预算", "budget", "money", "report", _budget, None, ("{line}.full_year", "{line}.initial")),
    _on_total_line("executed", "执行数", "amount executed", "money", "executed"),
    Field("execution_rate", "预算执行率", "execution rate", "rate", "report", lambda t: t.ReportRow.execution_rate, None,
          ("{line}.executed", "{line}.full_year", "{line}.execution_rate")),
    _on_total_line("printed_rate", "表列执行率", "printed execution rate", "rate", "execution_rate"),
    Field("rate_gap", "表列执行率与计算值之差", "difference of the printed and the computed execution rate", "rate", "report", _rate_gap, None,
          ("{line}.execution_rate", "{line}.executed", "{line}.full_year")),
    Field("unspent", "未执行资金", "unspent funds", "money", "report", lambda t: _budget(t) - t.ReportRow.executed, None,
          ("{line}.full_year", "{line}.initial", "{line}.executed")),
    Field("cut", "预算调减额", "budget cut", "money", "report", lambda t: t.ReportRow.initial - t.ReportRow.full_year, None,
          ("{line}.initial", "{line}.full_year")),
    Field("adjusted", "预算调整额", "budget adjustment", "money", "report", lambda t: t.ReportRow.full_year - t.ReportRow.initial, None,
          ("{line}.full_year", "{line}.initial")),
    Field("adjusted_rate", "预算调整率", "budget adjustment in percent of the initial budget", "rate", "report",
          lambda t: _percent(t.ReportRow.full_year - t.ReportRow.initial, t.ReportRow.initial), None, ("{line}.full_year", "{line}.initial")),
    _on_total_line("funds_weight", "预算执行分值", "funds' weight", "points", "weight"),
    _on_total_line("funds_score", "预算执行得分", "funds' score", "points", "score"),
    Field("funds_lost", "预算执行扣分", "points lost on funds", "points", "report",
          lambda t: t.ReportRow.funds_weight - t.ReportRow.funds_score, None, ("{line}.weight", "{line}.score")),
    Field("indicator_count", "指标数", "number of indicators", "count", "report", _how_many()),
    Field("missed_count", "未完成指标数", "number of indicators missed", "count", "report", _how_many(*MISSED), None, _JUDGED_BY),
    Field("met_count", "已完成指标数", "number of indicators met", "count", "report", _how_many("met"), None, _JUDGED_BY),
    Field("judged_count", "可判定指标数", "number of indicators that can be judged", "count", "report", _how_many(*JUDGED), None, _JUDGED_BY),
    Field("completion_rate", "指标完成率", "completion rate", "rate", "report", _completion, None, _JUDGED_BY),
    _of_indicator("level1", "一级指标", "level 1"),
    _of_indicator("level2", "二级指标", "level 2"),
    _of_indicator("level3", "三级指标", "indicator"),
    Field("same_indicator", "各年的同一指标", "same indicator over the years", "text", "indicator", _same_indicator, "indicators[{n}].level3"),
    _of_indicator("target", "目标值", "target"),
    _of_indicator("actual", "实际完成值", "actual"),
    _of_indicator("weight", "分值", "weight", "points"),
    _of_indicator("score", "得分", "score", "points"),
    _of_indicator("deviation_reason", "偏差原因", "reason"),
    _of_indicator("explanation", "指标解释", "explanation"),
    Field("status", "完成情况", "status", "status", "indicator", lambda t: t.IndicatorRow.status, None,
          ("indicators[{n}].target", "indicators[{n}].actual")),
    Field("deduction", "扣分", "points lost", "points", "indicator", lambda t: t.IndicatorRow.weight - t.IndicatorRow.score, None,
          ("indicators[{n}].weight", "indicators[{n}].score")),
    Field("points_rate", "得分率", "share of its points", "rate", "indicator", _points_rate, None,
          ("indicators[{n}].score", "indicators[{n}].weight")),
    Field("actual_number", "实际完成值", "actual", "number", "indicator", _actual_number, "indicators[{n}].actual"),
    Field("target_number", "目标值", "target", "number", "indicator", _target_number, "indicators[{n}].target"),
    Field("actual_percent", "实际完成值", "actual", "rate", "indicator", _actual_number, "indicators[{n}].actual"),
    Field("gap", "实际完成值减目标值", "actual less target", "number", "indicator", _gap, None, _ONE_JUDGED_BY),
    Field("shortfall", "实际完成值比目标值少", "actual below target", "number", "indicator", lambda t: -_gap(t), None, _ONE_JUDGED_BY),
    Field("gap_size", "实际完成值与目标值相差", "difference of actual and target", "number", "indicator", _gap_size, None, _ONE_JUDGED_BY),
    Field("attained", "实际值占目标值的比例", "actual as a share of target", "rate", "indicator", _attained, None, _ONE_JUDGED_BY),
    Field("flags", "标记", "flags", "text", "indicator", _flags),
    Field("source", "资金来源", "source of funds", "text", "line", lambda t: t.BudgetRow.source, "budget[{n}].source"),
    Field("is_whole", "全部资金", "funds as a whole", "count", "line", _is_whole, "budget[{n}].source"),
    Field("is_sum", "合计行", "sum", "count", "line", _is_sum, "budget[{n}].source"),
    Field("line_budget", "预算", "budget", "money", "line", _line_budget, None, ("budget[{n}].full_year", "budget[{n}].initial")),
    _of_line("initial", "年初预算", "initial budget", "money"),
    _of_line("full_year", "全年预算", "full-year budget", "money"),
    _of_line("executed", "执行数", "amount executed", "money"),
    Field("line_execution_rate", "执行率", "execution rate", "rate", "line", _line_rate, None,
          ("budget[{n}].executed", "budget[{n}].full_year", "budget[{n}].execution_rate")),
    Field("line_printed_rate", "表列执行率", "printed execution rate", "rate", "line", lambda t: t.BudgetRow.execution_rate, "budget[{n}].execution_rate"),
    Field("line_unspent", "未执行资金", "unspent funds", "money", "line", lambda t: _line_budget(t) - t.BudgetRow.executed, None,
          ("budget[{n}].full_year", "budget[{n}].initial", "budget[{n}].executed")),
    Field("line_adjusted", "预算调整额", "budget adjustment", "money", "line", lambda t: t.BudgetRow.full_year - t.BudgetRow.initial, None,
          ("budget[{n}].full_year", "budget[{n}].initial")),
    _of_line("weight", "预算执行分值", "funds' weight", "points"),
    _of_line("score", "预算执行得分", "funds' score", "points"),
    Field("line_lost", "预算执行扣分", "points lost on funds", "points", "line", lambda t: t.BudgetRow.weight - t.BudgetRow.score, None,
          ("budget[{n}].weight", "budget[{n}].score")),
    Field("rule", "检查规则", "rule", "text", "finding", lambda t: t.FindingRow.rule),
    Field("severity", "严重程度", "severity", "text", "finding", lambda t: t.FindingRow.severity),
    Field("label", "栏目", "label", "text", "printed", lambda t: t.OtherRow.label, "other[{n}]"),
    Field("printed_value", "内容", "printed value", "text", "printed", lambda t: t.OtherRow.value, "other[{n}]"),
    Field("message", "发现的问题", "finding", "text", "finding", lambda t: t.FindingRow.message_zh),
]

FIELDS: dict[str, Field] = {f.name: f for f in _ENTRIES}


@dataclass(frozen=True)
class Operator:
    """`zh` and `en` say field and value as one phrase."""

    name: str
    zh: str
    en: str
    sql: Callable[[Column, Any], Column] = field(repr=False)


def _missing(column: Column, _: Any) -> Column:
    from sqlalchemy import String, cast, func, or_

    return or_(column.is_(None), func.trim(cast(column, String)).in_(BLANKS))


def _contains(column: Column, value: Any) -> Column:
    """Any of several words will do; each stands for itself, not as a pattern."""
    from sqlalchemy import or_

    words = value if isinstance(value, tuple) else (value,)
    return or_(*(column.contains(str(w), autoescape=True) for w in words))


def _lies_in(column: Column, value: Any) -> Column:
    """A region's path names every region it lies in: /市/区/."""
    return _contains(column, tuple(f"/{v}/" for v in (value if isinstance(value, tuple) else (value,))))


_BETWEEN_NAMES = "、,，;；/ "


def _person(column: Column, value: Any) -> Column:
    """One of the people whom the text names, not one whose name begins alike."""
    from sqlalchemy import func, or_

    apart = column
    for mark in _BETWEEN_NAMES[1:]:
        apart = func.replace(apart, mark, _BETWEEN_NAMES[0])
    listed = _BETWEEN_NAMES[0] + func.coalesce(apart, "") + _BETWEEN_NAMES[0]
    names = value if isinstance(value, tuple) else (value,)
    return or_(*(listed.contains(f"{_BETWEEN_NAMES[0]}{n}{_BETWEEN_NAMES[0]}", autoescape=True) for n in names))


def _one_of(column: Column, value: Any) -> Column:
    return column.in_(value if isinstance(value, tuple) else (value,))


OPERATORS: dict[str, Operator] = {
    o.name: o
    for o in (
        Operator("eq", "{field}为{value}", "{field} is {value}", lambda c, v: c == v),
        Operator("ne", "{field}不是{value}", "{field} is not {value}", lambda c, v: c != v),
        Operator("lt", "{field}低于{value}", "{field} is below {value}", lambda c, v: c < v),
        Operator("le", "{field}不超过{value}", "{field} is at most {value}", lambda c, v: c <= v),
        Operator("gt", "{field}高于{value}", "{field} is above {value}", lambda c, v: c > v),
        Operator("ge", "{field}不低于{value}", "{field} is at least {value}", lambda c, v: c >= v),
        Operator("between", "{field}在{value}之间", "{field} is between {value}", lambda c, v: c.between(v[0], v[1])),
        Operator("in", "{field}为{value}", "{field} is {value}", _one_of),
        Operator("lies_in", "{field}为{value}", "{field} {value}", _lies_in),
        Operator("contains", "{field}含“{value}”", "{field} contains “{value}”", _contains),
        Operator("person", "{field}为{value}", "{field} is {value}", _person),
        Operator("missing", "{field}没有填写", "{field} is blank", _missing),
        Operator("present", "填写了{field}", "{field} is filled in", lambda c, v: ~_missing(c, v)),
    )
}

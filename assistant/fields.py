"""Every field a query may use: one entry each, with its SQL and its wording in both languages.

Because the SQL and the words stand side by side, an answer and the sentence that explains it cannot drift apart. SQL
is made lazily (`Tables` holds the mapped classes), so that this table can be read without loading SQLAlchemy.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from types import ModuleType
from typing import Literal

from assistant import computed
from assistant.computed import JUDGED, MISSED, Column

Kind = Literal["text", "number", "money", "rate", "points", "year", "status", "count"]
Of = Literal["report", "indicator", "line", "finding", "printed"]

COMPARABLE = ("attained", "gap", "shortfall", "gap_size")  # made of an indicator's target and actual value, where these are one number each in one unit


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
    Field("grade", "等级", "grade", "text", "report", computed.grade, None, ("total_score",)),
    Field("scores_sum", "各项得分之和", "sum of the scores", "points", "report", computed.scores_sum, None, ("indicators[*].score", "{line}.score")),
    Field("overstated", "总分比各项得分之和多", "total above the sum of the scores", "points", "report", lambda t: computed.rounded(t.ReportRow.total_score - computed.scores_sum(t)), None, _TOTALLED_BY),
    Field("understated", "总分比各项得分之和少", "total below the sum of the scores", "points", "report", lambda t: computed.rounded(computed.scores_sum(t) - t.ReportRow.total_score), None, _TOTALLED_BY),
    Field("sum_gap", "总分与各项得分之和之差", "difference of the total and the sum of the scores", "points", "report", computed.sum_gap, None, _TOTALLED_BY),
    Field("weights_sum", "分值合计", "sum of the weights", "points", "report", computed.weights_sum, None, ("indicators[*].weight", "{line}.weight")),
    Field("score_rate", "得分率", "share of its points", "rate", "report", computed.score_rate, None, ("total_score", "total_weight")),
    Field("lost_points", "扣分", "points lost", "points", "report", computed.lost, None, ("total_score",)),
    _on_total_line("initial", "年初预算", "initial budget", "money", "initial"),
    _on_total_line("full_year", "全年预算", "full-year budget", "money", "full_year"),
    Field("budget", "预算", "budget", "money", "report", computed.budget, None, ("{line}.full_year", "{line}.initial")),
    _on_total_line("executed", "执行数", "amount executed", "money", "executed"),
    Field("execution_rate", "预算执行率", "execution rate", "rate", "report", lambda t: t.ReportRow.execution_rate, None,
          ("{line}.executed", "{line}.full_year", "{line}.execution_rate")),
    _on_total_line("printed_rate", "表列执行率", "printed execution rate", "rate", "execution_rate"),
    Field("rate_gap", "表列执行率与计算值之差", "difference of the printed and the computed execution rate", "rate", "report", computed.rate_gap, None,
          ("{line}.execution_rate", "{line}.executed", "{line}.full_year")),
    Field("unspent", "未执行资金", "unspent funds", "money", "report", lambda t: computed.rounded(computed.budget(t) - t.ReportRow.executed), None,
          ("{line}.full_year", "{line}.initial", "{line}.executed")),
    Field("cut", "预算调减额", "budget cut", "money", "report", lambda t: computed.rounded(t.ReportRow.initial - t.ReportRow.full_year), None,
          ("{line}.initial", "{line}.full_year")),
    Field("adjusted", "预算调整额", "budget adjustment", "money", "report", lambda t: computed.rounded(t.ReportRow.full_year - t.ReportRow.initial), None,
          ("{line}.full_year", "{line}.initial")),
    Field("adjusted_rate", "预算调整率", "budget adjustment in percent of the initial budget", "rate", "report",
          lambda t: computed.percent(t.ReportRow.full_year - t.ReportRow.initial, t.ReportRow.initial), None, ("{line}.full_year", "{line}.initial")),
    _on_total_line("funds_weight", "预算执行分值", "funds' weight", "points", "weight"),
    _on_total_line("funds_score", "预算执行得分", "funds' score", "points", "score"),
    Field("funds_lost", "预算执行扣分", "points lost on funds", "points", "report",
          lambda t: computed.rounded(t.ReportRow.funds_weight - t.ReportRow.funds_score), None, ("{line}.weight", "{line}.score")),
    Field("indicator_count", "指标数", "number of indicators", "count", "report", computed.how_many()),
    Field("missed_count", "未完成指标数", "number of indicators missed", "count", "report", computed.how_many(*MISSED), None, _JUDGED_BY),
    Field("met_count", "已完成指标数", "number of indicators met", "count", "report", computed.how_many("met"), None, _JUDGED_BY),
    Field("judged_count", "可判定指标数", "number of indicators that can be judged", "count", "report", computed.how_many(*JUDGED), None, _JUDGED_BY),
    Field("all_met", "指标是否全部完成", "whether all indicators were met", "text", "report", computed.all_met, None, _JUDGED_BY),
    Field("completion_rate", "指标完成率", "completion rate", "rate", "report", computed.completion, None, _JUDGED_BY),
    _of_indicator("level1", "一级指标", "level 1"),
    _of_indicator("level2", "二级指标", "level 2"),
    _of_indicator("level3", "三级指标", "indicator"),
    Field("same_indicator", "各年的同一指标", "same indicator over the years", "text", "indicator", computed.same_indicator, "indicators[{n}].level3"),
    _of_indicator("target", "目标值", "target"),
    _of_indicator("actual", "实际完成值", "actual"),
    _of_indicator("weight", "分值", "weight", "points"),
    _of_indicator("score", "得分", "score", "points"),
    _of_indicator("deviation_reason", "偏差原因", "reason"),
    _of_indicator("explanation", "指标解释", "explanation"),
    Field("status", "完成情况", "status", "status", "indicator", lambda t: t.IndicatorRow.status, None,
          ("indicators[{n}].target", "indicators[{n}].actual")),
    Field("deduction", "扣分", "points lost", "points", "indicator", lambda t: computed.rounded(t.IndicatorRow.weight - t.IndicatorRow.score), None,
          ("indicators[{n}].weight", "indicators[{n}].score")),
    Field("points_rate", "得分率", "share of its points", "rate", "indicator", computed.points_rate, None,
          ("indicators[{n}].score", "indicators[{n}].weight")),
    Field("actual_number", "实际完成值", "actual", "number", "indicator", computed.actual_number, "indicators[{n}].actual"),
    Field("target_number", "目标值", "target", "number", "indicator", computed.target_number, "indicators[{n}].target"),
    Field("actual_percent", "实际完成值", "actual", "rate", "indicator", computed.actual_number, "indicators[{n}].actual"),
    Field("gap", "实际完成值减目标值", "actual less target", "number", "indicator", computed.gap, None, _ONE_JUDGED_BY),
    Field("shortfall", "实际完成值比目标值少", "actual below target", "number", "indicator", lambda t: -computed.gap(t), None, _ONE_JUDGED_BY),
    Field("gap_size", "实际完成值与目标值相差", "difference of actual and target", "number", "indicator", computed.gap_size, None, _ONE_JUDGED_BY),
    Field("attained", "实际值占目标值的比例", "actual as a share of target", "rate", "indicator", computed.attained, None, _ONE_JUDGED_BY),
    Field("flags", "标记", "flags", "text", "indicator", computed.flags),
    Field("source", "资金来源", "source of funds", "text", "line", lambda t: t.BudgetRow.source, "budget[{n}].source"),
    Field("is_whole", "全部资金", "funds as a whole", "count", "line", computed.is_whole, "budget[{n}].source"),
    Field("is_sum", "合计行", "sum", "count", "line", computed.is_sum, "budget[{n}].source"),
    Field("line_budget", "预算", "budget", "money", "line", computed.line_budget, None, ("budget[{n}].full_year", "budget[{n}].initial")),
    _of_line("initial", "年初预算", "initial budget", "money"),
    _of_line("full_year", "全年预算", "full-year budget", "money"),
    _of_line("executed", "执行数", "amount executed", "money"),
    Field("line_execution_rate", "执行率", "execution rate", "rate", "line", computed.line_rate, None,
          ("budget[{n}].executed", "budget[{n}].full_year", "budget[{n}].execution_rate")),
    Field("line_printed_rate", "表列执行率", "printed execution rate", "rate", "line", lambda t: t.BudgetRow.execution_rate, "budget[{n}].execution_rate"),
    Field("line_unspent", "未执行资金", "unspent funds", "money", "line", lambda t: computed.rounded(computed.line_budget(t) - t.BudgetRow.executed), None,
          ("budget[{n}].full_year", "budget[{n}].initial", "budget[{n}].executed")),
    Field("line_adjusted", "预算调整额", "budget adjustment", "money", "line", lambda t: computed.rounded(t.BudgetRow.full_year - t.BudgetRow.initial), None,
          ("budget[{n}].full_year", "budget[{n}].initial")),
    _of_line("weight", "预算执行分值", "funds' weight", "points"),
    _of_line("score", "预算执行得分", "funds' score", "points"),
    Field("line_lost", "预算执行扣分", "points lost on funds", "points", "line", lambda t: computed.rounded(t.BudgetRow.weight - t.BudgetRow.score), None,
          ("budget[{n}].weight", "budget[{n}].score")),
    Field("rule", "检查规则", "rule", "text", "finding", lambda t: t.FindingRow.rule),
    Field("severity", "严重程度", "severity", "text", "finding", lambda t: t.FindingRow.severity),
    Field("label", "栏目", "label", "text", "printed", lambda t: t.OtherRow.label, "other[{n}]"),
    Field("printed_value", "内容", "printed value", "text", "printed", lambda t: t.OtherRow.value, "other[{n}]"),
    Field("message", "发现的问题", "finding", "text", "finding", lambda t: t.FindingRow.message_zh),
]

FIELDS: dict[str, Field] = {f.name: f for f in _ENTRIES}

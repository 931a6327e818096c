"""What a field holds where that is more than one column: numbers computed from a report's rows, as SQL. What they are called and
what they rest on is for `fields`. SQLAlchemy is imported only where a query is made.
"""

from __future__ import annotations

from collections.abc import Callable
from types import ModuleType
from typing import Any

Column = Any  # a SQLAlchemy ColumnElement; the library is imported only when a query runs

MISSED = ("missed", "partial")
JUDGED = ("met", "missed", "partial")


def budget(t: ModuleType) -> Column:
    from sqlalchemy import func

    return func.coalesce(t.ReportRow.full_year, t.ReportRow.initial)


def line_budget(t: ModuleType) -> Column:
    from sqlalchemy import func

    return func.coalesce(t.BudgetRow.full_year, t.BudgetRow.initial)


def line_rate(t: ModuleType) -> Column:
    """The line's own: of its amounts, as a report's is of its total line; the printed one where an amount is not printed."""
    from sqlalchemy import case, func

    line = t.BudgetRow
    of_amounts = line.executed * 100.0 / func.nullif(line.full_year, 0)
    return case((line.executed.is_not(None) & line.full_year.is_not(None), of_amounts), else_=line.execution_rate)


def how_many(*statuses: str) -> Callable[[ModuleType], Column]:
    def sql(t: ModuleType) -> Column:
        from sqlalchemy import func, select

        rows = select(func.count(t.IndicatorRow.id)).where(t.IndicatorRow.report_id == t.ReportRow.id)
        if statuses:
            rows = rows.where(t.IndicatorRow.status.in_(statuses))
        return rows.correlate(t.ReportRow).scalar_subquery()

    return sql


def completion(t: ModuleType) -> Column:
    from sqlalchemy import func

    return how_many("met")(t) * 100.0 / func.nullif(how_many(*JUDGED)(t), 0)


def lost(t: ModuleType) -> Column:
    from sqlalchemy import func

    return rounded(func.coalesce(t.ReportRow.total_weight, 100) - t.ReportRow.total_score)


def _points_together(column: str) -> Callable[[ModuleType], Column]:
    """The indicators' weights or scores added up."""

    def sql(t: ModuleType) -> Column:
        from sqlalchemy import func, select

        rows = select(func.sum(getattr(t.IndicatorRow, column))).where(t.IndicatorRow.report_id == t.ReportRow.id)
        return rows.correlate(t.ReportRow).scalar_subquery()

    return sql


def weights_sum(t: ModuleType) -> Column:
    from sqlalchemy import func

    return _points_together("weight")(t) + func.coalesce(t.ReportRow.funds_weight, 0)


def scores_sum(t: ModuleType) -> Column:
    """With the funds' score; where the form prints none, what the funds may have earned (as the rule `total_mismatch` has it):
    the points that the indicators leave, times the rate."""
    from sqlalchemy import case, func

    report = t.ReportRow
    left = func.coalesce(report.total_weight, 100) - _points_together("weight")(t)
    rate = case((report.execution_rate > 100, 100), else_=report.execution_rate)
    earned = case(((left > 0) & (left <= 20) & report.execution_rate.is_not(None), func.round(left * rate / 100.0, 2)), else_=0)
    return rounded(_points_together("score")(t) + func.coalesce(report.funds_score, earned))


def grade(t: ModuleType) -> Column:
    from sqlalchemy import case

    score = t.ReportRow.total_score
    return case((score >= 90, "优"), (score >= 80, "良"), (score >= 60, "中"), (score < 60, "差"))


def all_met(t: ModuleType) -> Column:
    """Whether a report's indicators were all met, of those that can be judged; of none there is nothing to say."""
    from sqlalchemy import case

    missed, judged = how_many(*MISSED)(t), how_many(*JUDGED)(t)
    return case((missed > 0, "有未完成指标"), (judged > 0, "指标全部完成"))


def rounded(number: Column) -> Column:
    """Without the last digits of binary fractions: 7.2 of 9 is 80 % and not a little less, and a mean of 95, which hangs on the
    order of adding up, is not below 95."""
    from sqlalchemy import Numeric, cast, func

    return func.round(cast(number, Numeric(30, 10)), 6)


def percent(part: Column, whole: Column) -> Column:
    from sqlalchemy import func

    return rounded(part * 100.0 / func.nullif(whole, 0))


def score_rate(t: ModuleType) -> Column:
    from sqlalchemy import func

    return percent(t.ReportRow.total_score, func.coalesce(t.ReportRow.total_weight, 100))


def points_rate(t: ModuleType) -> Column:
    return percent(t.IndicatorRow.score, t.IndicatorRow.weight)


def rate_gap(t: ModuleType) -> Column:
    from sqlalchemy import func

    return func.abs(rounded(t.ReportRow.printed_rate - t.ReportRow.executed * 100.0 / func.nullif(t.ReportRow.full_year, 0)))


def sum_gap(t: ModuleType) -> Column:
    from sqlalchemy import func

    return func.abs(rounded(t.ReportRow.total_score - scores_sum(t)))


def actual_number(t: ModuleType) -> Column:
    from assistant.leading_number import LeadingNumber

    return LeadingNumber(t.IndicatorRow.actual)


def target_number(t: ModuleType) -> Column:
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


def gap(t: ModuleType) -> Column:
    from sqlalchemy import case

    return case((_alike(t), rounded(actual_number(t) - target_number(t))))


def gap_size(t: ModuleType) -> Column:
    from sqlalchemy import func

    return func.abs(gap(t))


def attained(t: ModuleType) -> Column:
    from sqlalchemy import case, func

    return case((_alike(t), actual_number(t) * 100.0 / func.nullif(target_number(t), 0)))


def is_whole(t: ModuleType) -> Column:
    """Whether the line is the one that stands for the whole funds."""
    from sqlalchemy import String, case, cast

    return case((t.ReportRow.budget_path == "budget[" + cast(t.BudgetRow.position, String) + "]", 1), else_=0)


_SUMS = ("总额", "合计", "总计", "小计", "总预算")


def names_a_sum(line: Column) -> Column:
    """Whether a line's label names a sum, not a source: as `extractors.budget` reads labels."""
    from sqlalchemy import or_

    return or_(*(line.source.contains(word) for word in _SUMS), line.source.startswith("资金总"), line.source == "预算资金")


def is_sum(t: ModuleType) -> Column:
    from sqlalchemy import case

    return case((names_a_sum(t.BudgetRow), 1), else_=0)


def same_indicator(t: ModuleType) -> Column:
    from sqlalchemy import func

    return t.ReportRow.same_project + "\x1f" + func.replace(func.coalesce(t.IndicatorRow.level3, ""), " ", "")


def flags(t: ModuleType) -> Column:
    from sqlalchemy import String, cast

    return cast(t.IndicatorRow.flags, String)

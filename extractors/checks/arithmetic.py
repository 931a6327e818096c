"""Rules that are arithmetic: sums of points and money, rates, reasons that should stand there.

Source: docs/domain.md, "What a reviewer checks", 1-3 and 5; the contract's definitions of the ids.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import ROUND_HALF_UP, Decimal

from extractors.budget import is_total, total_line
from extractors.checks.registry import Hit, Tuning, rule
from extractors.records import BudgetLine, Flag, Indicator, Report, Status

HUNDRED = Decimal(100)
MONEY = (
    ("initial", "年初预算数", "initial budget"),
    ("full_year", "全年预算数", "full-year budget"),
    ("executed", "全年执行数", "executed amount"),
)
_PURPOSES = ("基本支出", "项目支出", "人员", "公用", "人员经费", "公用经费", "运转", "专项支出")


def _shown(value: Decimal) -> str:
    """A number without needless zeros, two decimals at the most."""
    text = f"{value.quantize(Decimal('0.01'), ROUND_HALF_UP):f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _scored(report: Report) -> list[tuple[int, Indicator, Decimal]]:
    return [(i, x, x.score) for i, x in enumerate(report.indicators) if x.score is not None]


def _weighted(report: Report) -> list[tuple[int, Decimal]]:
    return [(i, x.weight) for i, x in enumerate(report.indicators) if x.weight is not None]


def _funds(report: Report, name: str) -> tuple[str, Decimal] | None:
    """The funds' printed weight or score, with its path: that of the first line that prints one."""
    return next(
        ((f"budget[{i}].{name}", v) for i, x in enumerate(report.budget) if (v := getattr(x, name)) is not None), None
    )


def _rates(line: BudgetLine | None) -> list[Decimal]:
    """The execution rate of a line, as printed and as computed, in percent."""
    if line is None:
        return []
    computed = [line.executed / line.full_year * HUNDRED] if line.executed is not None and line.full_year else []
    return computed + ([line.execution_rate] if line.execution_rate is not None else [])


@rule("total_mismatch")
def total_mismatch(report: Report, tuning: Tuning) -> Iterator[Hit]:
    """The printed total against the sum of the printed scores, the funds' included."""
    scored = _scored(report)
    if report.total_score is None or not scored:
        return
    total = sum((s for _, _, s in scored), Decimal(0))
    paths = ["total_score", *(f"indicators[{i}].score" for i, _, _ in scored)]
    funds = _funds(report, "score")
    if funds:
        paths.insert(1, funds[0])
        possible = [total + funds[1]]
    else:
        possible = [total + points for points in _unprinted_points(report)] or [total]
    if any(abs(report.total_score - p) <= tuning.tolerance for p in possible):
        return
    nearest = min(possible, key=lambda p: abs(p - (report.total_score or 0)))
    yield Hit(
        f"总分写 {_shown(report.total_score)}，各项得分之和为 {_shown(nearest)}，相差 {_shown(report.total_score - nearest)}。",
        f"The total says {_shown(report.total_score)}, the scores add up to {_shown(nearest)}: {_shown(report.total_score - nearest)} apart.",
        tuple(paths),
    )


def _unprinted_points(report: Report) -> list[Decimal]:
    """What the funds may have earned where the form prints no score for them: rate times weight, cut at full points."""
    weight = _funds(report, "weight")
    if weight:
        points = weight[1]
    else:
        points = (report.total_weight or HUNDRED) - sum((w for _, w in _weighted(report)), Decimal(0))
        if not report.budget or not _weighted(report) or not 0 < points <= 20:
            return []
    return [
        (points * min(rate / HUNDRED, Decimal(1))).quantize(Decimal("0.01"), ROUND_HALF_UP)
        for rate in _rates(total_line(report.budget))
    ]


@rule("weights_not_100")
def weights_not_100(report: Report, tuning: Tuning) -> Iterator[Hit]:
    """On a form that prints scores: the sum of the weights, the funds' included, against the declared total."""
    weighted = _weighted(report)
    if not weighted or not _scored(report):
        return
    total = sum((w for _, w in weighted), Decimal(0))
    paths = [f"indicators[{i}].weight" for i, _ in weighted]
    declared = report.total_weight if report.total_weight is not None else HUNDRED
    funds = _funds(report, "weight")
    if funds:
        total += funds[1]
        paths.insert(0, funds[0])
    elif report.budget and declared - total in tuning.unprinted_funds_weights:
        return
    if abs(total - declared) > tuning.tolerance:
        yield Hit(
            f"分值合计（含预算执行）为 {_shown(total)} 分，不等于 {_shown(declared)} 分。",
            f"The weights, the funds' included, add up to {_shown(total)}, not {_shown(declared)}.",
            ("total_weight", *paths),
        )


@rule("score_above_weight")
def score_above_weight(report: Report, tuning: Tuning) -> Iterator[Hit]:
    for i, x, score in _scored(report):
        if x.weight is not None and score > x.weight + tuning.tolerance:
            yield Hit(
                f"“{x.level3}”得分 {_shown(score)} 超过分值 {_shown(x.weight)}。",
                f'"{x.level3}" scored {_shown(score)}, above its weight of {_shown(x.weight)}.',
                (f"indicators[{i}].score", f"indicators[{i}].weight"),
            )


@rule("execution_rate_mismatch")
def execution_rate_mismatch(report: Report, tuning: Tuning) -> Iterator[Hit]:
    """The printed rate against executed / full_year of the total line; a budget of nothing has no rate."""
    line = total_line(report.budget)
    if line is None or line.execution_rate is None or line.executed is None or not line.full_year:
        return
    computed = line.executed / line.full_year * HUNDRED
    if abs(line.execution_rate - computed) > tuning.tolerance:
        i = report.budget.index(line)
        yield Hit(
            f"执行率写 {_shown(line.execution_rate)}%，按执行数除以预算数应为 {_shown(computed)}%。",
            f"The execution rate says {_shown(line.execution_rate)} %; executed by budget is {_shown(computed)} %.",
            tuple(f"budget[{i}].{name}" for name in ("execution_rate", "executed", "full_year")),
        )


@rule("money_sum_mismatch")
def money_sum_mismatch(report: Report, tuning: Tuning) -> Iterator[Hit]:
    """Every total line against the lines it is made of: those behind it, or before it where it stands last."""
    lines = report.budget
    totals = [i for i, x in enumerate(lines) if is_total(x)]
    for n, i in enumerate(totals):
        end = next((j for j in totals[n + 1 :] if not _part_of(lines[j])), len(lines))
        parts = list(range(i + 1, end))
        if not parts and i == len(lines) - 1:
            parts = list(range(totals[n - 1] + 1 if n else 0, i))
        if n and _part_of(lines[i]):
            continue
        for name, zh, en in MONEY:
            yield from _sum_hit(lines, i, parts, (name, zh, en), tuning)


def _part_of(line: BudgetLine) -> bool:
    """小计 is a sum on the way, itself part of the total."""
    return "小计" in line.source


def _sum_hit(
    lines: Sequence[BudgetLine], i: int, parts: list[int], column: tuple[str, str, str], tuning: Tuning
) -> Iterator[Hit]:
    name, zh, en = column
    total = getattr(lines[i], name)
    amounts = [(getattr(lines[j], name), lines[j]) for j in parts]
    if total is None or not any(a is not None for a, _ in amounts):
        return
    filled = [(a or Decimal(0), line) for a, line in amounts]
    if _adds_up(filled, total, tuning.tolerance):
        return
    added = sum((a for a, _ in filled), Decimal(0))
    yield Hit(
        f"{zh}：“{lines[i].source}”为 {_shown(total)} 元，其构成各行合计 {_shown(added)} 元，对不上。",
        f'{en}: "{lines[i].source}" is {_shown(total)} yuan, the lines it is made of add up to {_shown(added)} yuan.',
        (f"budget[{i}].{name}", *(f"budget[{j}].{name}" for j in parts)),
    )


def _adds_up(parts: list[tuple[Decimal, BudgetLine]], total: Decimal, tolerance: Decimal) -> bool:
    """Whether the parts, read with any nesting that their figures allow, make the total; several splits each do."""
    if parts and parts[0][1].of_which:
        group = _siblings(parts)
        if sum((a for a, _ in parts[:group]), Decimal(0)) > total + tolerance:
            return False
        return group == len(parts) or _reaches(parts[group:], total, tolerance) or _reaches(parts, total, tolerance)
    if _reaches(parts, total, tolerance):
        return True
    by_purpose = [p for p in parts if any(w in p[1].source for w in _PURPOSES)]
    by_source = [p for p in parts if p not in by_purpose]
    return bool(by_purpose and by_source) and all(
        _reaches(split, total, tolerance) for split in (by_purpose, by_source)
    )


def _siblings(parts: list[tuple[Decimal, BudgetLine]]) -> int:
    """How many lines from the start belong to the 其中 that opens them."""
    return next((i for i, (_, x) in enumerate(parts) if i and is_total(x)), len(parts))


def _reaches(parts: list[tuple[Decimal, BudgetLine]], total: Decimal, tolerance: Decimal) -> bool:
    """Whether some reading adds up: each line counts, lines behind it that make it up themselves may be left out."""
    if not parts:
        return abs(total) <= tolerance
    first, rest = parts[0][0], parts[1:]
    left = total - first
    if _reaches(rest, left, tolerance):
        return True
    children = Decimal(0)
    for k, (amount, _) in enumerate(rest, 1):
        children += amount
        made_up = abs(children - first) <= tolerance
        within = rest[0][1].of_which and children <= first + tolerance
        if (made_up or within) and _reaches(rest[k:], left, tolerance):
            return True
    return False


@rule("missing_reason")
def missing_reason(report: Report, tuning: Tuning) -> Iterator[Hit]:
    """A form with a column for reasons owes one wherever an indicator was missed or lost points."""
    if "deviation_reason" not in report.columns or not report.form_type.judged:
        return
    for i, x in enumerate(report.indicators):
        fell_short = x.status in (Status.MISSED, Status.PARTIAL)
        lost = x.score is not None and x.weight is not None and x.score < x.weight
        if (fell_short or lost) and not x.deviation_reason:
            zh, en = ("未达标", "was missed") if fell_short else ("被扣分", "lost points")
            yield Hit(
                f"“{x.level3}”{zh}，但没有填写原因。",
                f'"{x.level3}" {en}, but no reason is given.',
                tuple(f"indicators[{i}].{name}" for name in ("level3", "target", "actual", "weight", "score")),
            )


@rule("missed_full_score")
def missed_full_score(report: Report, tuning: Tuning) -> Iterator[Hit]:
    for i, x in enumerate(report.indicators):
        if Flag.MISSED_FULL_SCORE in x.flags and x.score is not None:
            yield Hit(
                f"“{x.level3}”未达标（目标 {x.target}，实际 {x.actual}），却得了满分 {_shown(x.score)}。",
                f'"{x.level3}" was missed (target {x.target}, actual {x.actual}), yet has its full {_shown(x.score)} points.',
                tuple(f"indicators[{i}].{name}" for name in ("target", "actual", "score", "weight")),
            )

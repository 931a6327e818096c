"""What invented reports say: seeded `Report` values whose statuses and faults are known because they were made so."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from random import Random

from extractors.records import BudgetLine, FormType, Indicator, Report, Status
from samples.themes import FULL_NAMES, LEVEL1_OF, THEMES, Aim, Theme

REGIONS = ("澄屿市", "雁汀县", "朔桥区")
_REASONS = (
    "受汛期延长影响，现场施工推迟，下一步倒排工期、增派人手，确保下年一季度补齐。",
    "申报对象少于预期，下一年度将提前摸底并扩大宣传范围。",
    "供应商到货延期，已按合同扣除违约金，并将完善采购计划管理。",
)


@dataclass(frozen=True)
class Invented:
    """A report with the ids of the faults that were put into it."""

    report: Report
    faults: tuple[str, ...] = ()


def project_evaluation(random: Random, region: str, year: int, theme: Theme | None = None, faults: Sequence[str] = ()) -> Invented:
    """A project's result: mostly met, something missed with its reason, all sums right except for `faults`."""
    theme = theme or random.choice(THEMES)
    weights = _weights(len(theme.aims))
    slips = _slips(random, theme.aims, at_least=1 if faults else 0)
    indicators = tuple(
        _judged(random, aim, year, weight, slips.get(position)) for position, (aim, weight) in enumerate(zip(theme.aims, weights, strict=True))
    )
    budget = _funds(random)
    total = sum((x.score or Decimal(0) for x in indicators), budget[0].score or Decimal(0))
    spent = f"{(budget[0].executed or Decimal(0)) / 10000:.2f}"
    report = _basics(random, region, year, theme).model_copy(
        update={
            "form_type": FormType.PROJECT_SELF_EVALUATION,
            "budget": budget,
            "actual_completion": f"全年支出{spent}万元，{theme.goal.rstrip('。')}的任务{'基本' if slips else '全部'}落实。{'；'.join(theme.plans)}，均已按计划推进，资金使用规范。",
            "conclusion": f"项目自评得分{_plain(total)}分，资金管理规范，绩效目标{'基本' if slips else '全部'}实现。",
            "indicators": _with_level_weights(indicators),
            "total_weight": Decimal(100),
            "total_score": total,
        }
    )
    for fault in faults:
        report = _FAULTS[fault](report)
    return Invented(report, tuple(faults))


def project_target(random: Random, region: str, year: int, theme: Theme | None = None) -> Invented:
    theme = theme or random.choice(THEMES)
    amount = _yuan(random)
    report = _basics(random, region, year, theme).model_copy(
        update={
            "form_type": FormType.PROJECT_TARGET,
            "budget": (BudgetLine(source="预算资金", initial=amount),),
            "plans": tuple(theme.plans),
            "organization": f"{region}{theme.unit}办公室",
            "management_rules": "《项目管理办法（试行）》《财务收支审批规定》",
            "indicators": tuple(_aimed(aim, year) for aim in theme.aims),
        }
    )
    return Invented(report)


def department_target(random: Random, region: str, year: int, theme: Theme | None = None) -> Invented:
    theme = theme or random.choice(THEMES)
    base, projects = _yuan(random), _yuan(random)
    lines = (("基本支出", base), ("项目支出", projects), ("资金总额", base + projects))
    report = _basics(random, region, year, theme).model_copy(
        update={
            "form_type": FormType.DEPARTMENT_TARGET,
            "project_name": None,
            "responsibilities": theme.duties,
            "budget": tuple(BudgetLine(source=source, initial=amount) for source, amount in lines),
            "detail_goals": tuple(f"{plan.rstrip('。')}并形成总结" for plan in theme.plans),
            "plans": tuple(theme.plans),
            "organization": f"{region}{theme.unit}办公室",
            "management_rules": "《中华人民共和国预算法》《部门预算管理办法》",
            "indicators": tuple(_aimed(aim, year) for aim in theme.aims),
        }
    )
    return Invented(report)


def department_evaluation(random: Random, region: str, year: int, theme: Theme | None = None) -> Invented:
    made = project_evaluation(random, region, year, theme).report
    theme = theme or next(t for t in THEMES if t.unit in (made.prepared_by or ""))
    names = ("合计", "基本支出", "项目支出")
    return Invented(
        made.model_copy(
            update={
                "form_type": FormType.DEPARTMENT_SELF_EVALUATION,
                "project_name": None,
                "responsibilities": theme.duties,
                "budget": tuple(line.model_copy(update={"source": name}) for line, name in zip(made.budget[:3], names, strict=True)),
            }
        )
    )


def monitoring(random: Random, region: str, year: int, theme: Theme | None = None) -> Invented:
    theme = theme or random.choice(THEMES)
    full = _yuan(random)
    spent = _hundreds(full * random.randint(30, 60) / 100)
    rate = _rate(spent, full)
    report = _basics(random, region, year, theme).model_copy(
        update={
            "form_type": FormType.PERFORMANCE_MONITORING,
            "budget": tuple(BudgetLine(source=name, initial=full, executed=spent, execution_rate=rate) for name in ("年度资金总额", "财政拨款")),
            "indicators": tuple(_halfway(random, aim, year) for aim in theme.aims),
        }
    )
    return Invented(report)


MAKERS = {
    FormType.PROJECT_SELF_EVALUATION: project_evaluation,
    FormType.PROJECT_TARGET: project_target,
    FormType.DEPARTMENT_TARGET: department_target,
    FormType.DEPARTMENT_SELF_EVALUATION: department_evaluation,
    FormType.PERFORMANCE_MONITORING: monitoring,
}


def _basics(random: Random, region: str, year: int, theme: Theme) -> Report:
    unit = f"{region}{theme.unit}"
    return Report(
        form_type=FormType.PROJECT_TARGET,
        fiscal_year=year,
        prepared_by=unit,
        project_name=random.choice((theme.project, f"{year}年{theme.project}")),
        project_lead=random.choice(FULL_NAMES),
        phone=f"{random.randint(2000000, 8999999)}",
        competent_department=unit,
        competent_department_code=f"{random.randint(101, 399)}",
        implementing_unit=f"{region}{theme.office}",
        project_category=random.choice(("特定目标类", "专项业务费", "运转类")),
        project_attribute=random.choice(("新增项目", "延续项目")),
        period=f"{year}年1月至{year}年12月",
        fund_nature=random.choice(("一般公共预算安排", "财政拨款")),
        annual_goal=f"{theme.goal}具体安排：{'；'.join(theme.plans)}。",
    )


def _plain(number: Decimal) -> str:
    return f"{number:f}".rstrip("0").rstrip(".") if "." in f"{number:f}" else f"{number:f}"


def _round(number: Decimal, places: str) -> Decimal:
    return number.quantize(Decimal(places), ROUND_HALF_UP)


def _hundreds(amount: Decimal) -> Decimal:
    """Whole hundreds of yuan, so that two decimals of 万元 print it exactly."""
    return Decimal(int(amount) // 100 * 100)


def _yuan(random: Random) -> Decimal:
    return Decimal(random.randint(800, 65000) * 100)


def _rate(executed: Decimal, full_year: Decimal) -> Decimal:
    return _round(executed / full_year * 100, "0.01")


def _funds(random: Random) -> tuple[BudgetLine, ...]:
    granted, carried = _yuan(random), random.choice((Decimal(0), _yuan(random) // 1000 * 100))
    spent, spent_carried = _hundreds(granted * random.randint(82, 100) / 100), carried
    full, executed = granted + carried, spent + spent_carried
    rate = _rate(executed, full)
    score = _round(rate / 10, "0.01")
    return (
        BudgetLine(source="年度资金总额", initial=granted, full_year=full, executed=executed, weight=Decimal(10), execution_rate=rate, score=score),
        BudgetLine(source="财政拨款", initial=granted, full_year=granted, executed=spent),
        BudgetLine(source="上年结转资金", initial=Decimal(0), full_year=carried, executed=spent_carried),
        BudgetLine(source="其他资金", initial=Decimal(0), full_year=Decimal(0), executed=Decimal(0)),
    )


def _weights(count: int) -> list[Decimal]:
    """90 points over the indicators (10 are the funds'), the remainder on the first ones."""
    base, rest = divmod(90, count)
    return [Decimal(base + (position < rest)) for position in range(count)]


def _slips(random: Random, aims: Sequence[Aim], at_least: int) -> dict[int, str]:
    """Which indicators were not reached, and how; the first of them is a number that fell short."""
    first = random.choice([position for position, aim in enumerate(aims) if not aim.is_word])
    others = random.sample([position for position in range(len(aims)) if position != first], 2)
    slips = {first: "missed", **{position: random.choice(("missed", "missed", "not_reported")) for position in others}}
    return dict(list(slips.items())[: random.randint(at_least, 3)])


def _levels(aim: Aim) -> dict[str, str]:
    return {"level1": LEVEL1_OF[aim.level2], "level2": aim.level2, "level3": aim.name}


def _aimed(aim: Aim, year: int) -> Indicator:
    return Indicator(**_levels(aim), target=aim.target(year), explanation=aim.explanation, status=Status.NOT_APPLICABLE)


def _judged(random: Random, aim: Aim, year: int, weight: Decimal, slip: str | None) -> Indicator:
    target = _aimed(aim, year)
    if slip is None:
        return target.model_copy(update={"actual": aim.reached(random, year), "weight": weight, "score": weight, "status": Status.MET})
    outcome: dict[str, object]
    if slip == "not_reported":
        outcome = {"actual": None, "score": Decimal(0), "status": Status.NOT_REPORTED}
    else:
        status = Status.PARTIAL if aim.is_word else Status.MISSED
        outcome = {"actual": aim.fallen_short(random, year), "score": _round(weight * 8 / 10, "0.1"), "status": status}
    return target.model_copy(update={"weight": weight, "deviation_reason": random.choice(_REASONS), **outcome})


def _halfway(random: Random, aim: Aim, year: int) -> Indicator:
    doing = "" if aim.is_word else aim.fallen_short(random, year)
    return _aimed(aim, year).model_copy(update={"actual": doing or "正在推进"})


def _with_level_weights(indicators: tuple[Indicator, ...]) -> tuple[Indicator, ...]:
    totals: dict[str | None, Decimal] = {}
    for x in indicators:
        totals[x.level1] = totals.get(x.level1, Decimal(0)) + (x.weight or 0)
    return tuple(x.model_copy(update={"level1_weight": totals[x.level1]}) for x in indicators)


def _first(report: Report, status: Status) -> int:
    return next(position for position, x in enumerate(report.indicators) if x.status is status)


def _with_indicator(report: Report, position: int, **update: object) -> Report:
    changed = list(report.indicators)
    changed[position] = changed[position].model_copy(update=update)
    gained = (changed[position].score or Decimal(0)) - (report.indicators[position].score or Decimal(0))
    return report.model_copy(
        update={"indicators": _with_level_weights(tuple(changed)), "total_score": (report.total_score or Decimal(0)) + gained}
    )


def _with_line(report: Report, position: int, **update: object) -> Report:
    lines = list(report.budget)
    lines[position] = lines[position].model_copy(update=update)
    return report.model_copy(update={"budget": tuple(lines)})


def _full_score_though_missed(report: Report) -> Report:
    position = _first(report, Status.MISSED)
    return _with_indicator(report, position, score=report.indicators[position].weight)


def _heavier(report: Report) -> Report:
    position = _first(report, Status.MET)
    heavier = (report.indicators[position].weight or Decimal(0)) + 3
    return _with_indicator(report, position, weight=heavier, score=heavier)


def _score_above(report: Report) -> Report:
    position = _first(report, Status.MET)
    return _with_indicator(report, position, score=(report.indicators[position].weight or Decimal(0)) + 1)


_FAULTS = {
    "total_mismatch": lambda r: r.model_copy(update={"total_score": r.total_score - 2}),
    "weights_not_100": _heavier,
    "score_above_weight": _score_above,
    "execution_rate_mismatch": lambda r: _with_line(r, 0, execution_rate=r.budget[0].execution_rate - 5),
    "money_sum_mismatch": lambda r: _with_line(r, 3, full_year=Decimal(20000)),
    "missing_reason": lambda r: _with_indicator(r, _first(r, Status.MISSED), deviation_reason=None),
    "missed_full_score": _full_score_though_missed,
}
FAULTS = tuple(_FAULTS)

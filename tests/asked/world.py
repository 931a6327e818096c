"""Gold records and what can be worked out from them by hand: the only source of right answers for `asked`.

May not import the product's store, query or planner; it reads records and does arithmetic.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from functools import cached_property
from pathlib import Path
from random import Random
from typing import Any

from extractors.budget import total_line
from extractors.records import BudgetLine, FormType, Indicator, Other, Report
from samples.content import REGIONS, department_target, monitoring, project_evaluation, project_target
from samples.themes import THEMES

Keep = Callable[[Report], bool]
MISSED = ("missed", "partial")


@dataclass(frozen=True)
class Of:
    """An indicator with its report and the unit that answers for it."""

    report: Report
    unit: str
    i: Indicator

    @property
    def missed(self) -> bool:
        return self.i.status in MISSED

    @property
    def lost(self) -> Decimal:
        return self.i.weight - self.i.score if self.i.weight is not None and self.i.score is not None else Decimal(0)

    @property
    def triple(self) -> tuple[str, str | None, str | None]:
        return (self.unit, self.report.project_name, self.i.level3)


def number(text: str | None) -> float | None:
    """The one number that an actual or a target prints; None for words, dates and compounds."""
    found = re.findall(r"\d[\d,]*\.?\d*", text or "")
    return float(found[0].replace(",", "")) if len(found) == 1 and not re.search(r"[年月日《]", text or "") else None


def score(r: Report) -> Decimal:
    assert r.total_score is not None
    return r.total_score


def budget(r: Report) -> Decimal:
    line = total_line(r.budget)
    assert line is not None
    amount = line.full_year if line.full_year is not None else line.initial
    return amount or Decimal(0)


def initial(r: Report) -> Decimal | None:
    line = total_line(r.budget)
    return line.initial if line else None


def spent(r: Report) -> Decimal:
    line = total_line(r.budget)
    return (line.executed if line else None) or Decimal(0)


def left(r: Report) -> Decimal:
    return budget(r) - spent(r)


def rate(r: Report) -> Decimal:
    return spent(r) / budget(r) * 100


def misses(r: Report) -> int:
    return sum(i.status in MISSED for i in r.indicators)


def lost(r: Report) -> Decimal:
    """Points short of the declared total."""
    return (r.total_weight or Decimal(100)) - score(r)


def line(r: Report, *names: str) -> BudgetLine | None:
    return next((x for x in r.budget for n in names if n in x.source), None)


def mean(values: Iterable[Any]) -> float:
    """Added up as decimals: of fractions the last digit hangs on the order, and 86.075 may become 86.07."""
    found = [Decimal(str(v)) for v in values]
    return float(sum(found) / len(found))


def told(value: float) -> str:
    """Two decimals at most, halves up, as answers and people write it."""
    return f"{Decimal(str(value)).quantize(Decimal('0.01'), rounding=ROUND_HALF_UP):f}".rstrip("0").rstrip(".")


class World:
    """Reports with the units that answer for them; every method is arithmetic that a person could do by hand."""

    def __init__(self, files: dict[str, list[Report]]) -> None:
        self.files = files
        self.units: dict[int, str] = {}
        for reports in files.values():
            of_file = next((r.prepared_by for r in reports if r.form_type.of_department and r.prepared_by), None)
            for r in reports:
                self.units[id(r)] = r.prepared_by or of_file or ""

    @cached_property
    def reports(self) -> list[Report]:
        return [r for reports in self.files.values() for r in reports]

    @cached_property
    def judged(self) -> list[Report]:
        return [r for r in self.reports if r.form_type is FormType.PROJECT_SELF_EVALUATION]

    @cached_property
    def targets(self) -> list[Report]:
        return [r for r in self.reports if r.form_type is FormType.PROJECT_TARGET]

    @cached_property
    def departments(self) -> list[Report]:
        return [r for r in self.reports if r.form_type is FormType.DEPARTMENT_TARGET]

    @cached_property
    def stated(self) -> list[Report]:
        """Each project once: its self-evaluation, or its targets where there is none."""
        judged = {(self.unit(r), r.project_name, r.fiscal_year) for r in self.judged}
        return [*self.judged, *(t for t in self.targets if (self.unit(t), t.project_name, t.fiscal_year) not in judged)]

    @cached_property
    def regions(self) -> list[str]:
        return [r for r, n in Counter(self.region(r) for r in self.judged).most_common() if n > 3]

    @cached_property
    def years(self) -> list[int]:
        return sorted({r.fiscal_year for r in self.judged if r.fiscal_year})

    def unit(self, r: Report) -> str:
        return self.units[id(r)]

    def bureau(self, r: Report) -> str:
        """A unit without its region."""
        return self.unit(r).removeprefix(self.region(r))

    def region(self, r: Report) -> str:
        found = re.match(r"(?:中共)?(.+?[市县区])(?!.*[市县区]委)", self.unit(r))
        return found[1] if found else self.unit(r)

    def of(self, region: str = "", year: int | None = None) -> Keep:
        return lambda r: region in self.unit(r) and year in (None, r.fiscal_year)

    def some(self, keep: Keep) -> list[Report]:
        return [r for r in self.judged if keep(r)]

    def projs(self, keep: Keep, among: list[Report] | None = None) -> list[tuple[str, str | None]]:
        return [(self.unit(r), r.project_name) for r in (self.judged if among is None else among) if keep(r)]

    def rows(self, keep: Callable[[Of], bool], among: list[Report] | None = None) -> list[Of]:
        return [o for r in (self.judged if among is None else among) for i in r.indicators if keep(o := Of(r, self.unit(r), i))]

    def inds(self, keep: Callable[[Of], bool], among: list[Report] | None = None) -> list[tuple[str, str | None, str | None]]:
        return [o.triple for o in self.rows(keep, among)]

    def missed(self, region: str = "", year: int | None = None) -> Callable[[Of], bool]:
        return lambda o: o.missed and self.of(region, year)(o.report)

    def n(self, keep: Keep) -> int:
        return len(self.some(keep))

    def sum(self, value: Callable[[Report], Any], keep: Keep) -> float:
        return float(sum(value(r) for r in self.some(keep)))

    def mean(self, value: Callable[[Report], Any], keep: Keep) -> float:
        return mean(value(r) for r in self.some(keep))

    def completion(self, keep: Callable[[Of], bool]) -> float:
        found = [o for o in self.rows(keep) if o.i.status in ("met", *MISSED)]
        return 100 * sum(o.i.status == "met" for o in found) / len(found)

    def execution(self, keep: Keep) -> float:
        return 100 * self.sum(spent, keep) / self.sum(budget, keep)

    def rank(self, key: Callable[[Report], Any], n: int, keep: Keep, *, down: bool = False, start: int = 0) -> list[tuple[str, str | None]] | None:
        """None where a tie makes the order or the cut a matter of taste."""
        found = sorted(self.some(keep), key=key, reverse=down)
        cut = [key(r) for r in found[: start + n + 1]]
        return [(self.unit(r), r.project_name) for r in found[start : start + n]] if len(set(cut)) == len(cut) >= start + n else None

    def by(self, key: Callable[[Report], Any], value: Callable[[list[Report]], float], keep: Keep = lambda r: True) -> dict[str, float]:
        keys = {key(r) for r in self.judged if keep(r)}
        return {str(k): float(value([r for r in self.judged if keep(r) and key(r) == k])) for k in keys}

    def stated_by(self, key: Callable[[Report], Any], value: Callable[[list[Report]], float], keep: Keep = lambda r: True) -> dict[str, float]:
        """Over all projects, those that only have targets among them."""
        kept = [r for r in self.stated if keep(r)]
        return {str(k): float(value([r for r in kept if key(r) == k])) for k in {key(r) for r in kept}}

    def count_by(self, key: Callable[[Of], Any], keep: Callable[[Of], bool]) -> dict[str, float]:
        return {str(k): float(v) for k, v in Counter(key(o) for o in self.rows(keep)).items()}

    @cached_property
    def single(self) -> list[Report]:
        """Judged projects whose name nothing else bears or contains."""
        names = [r.project_name or "" for r in self.reports]
        return [r for r in self.judged if sum((r.project_name or "") in n for n in names) == 1]


def generated() -> World:
    """A workspace as the generator of samples makes it: each theme in each region and year, with faults and target forms."""
    random, files = Random(20260), {}
    faults = {3: ("total_mismatch",), 11: ("missed_full_score",), 17: ("missing_reason",), 23: ("weights_not_100",), 31: ("execution_rate_mismatch",)}
    n = 0
    for region in REGIONS:
        for year in (2022, 2023, 2024):
            reports = []
            for theme in THEMES:
                if (n + year) % 5:
                    reports.append(project_evaluation(random, region, year, theme, faults.get(n, ())).report)
                n += 1
            files[f"{region}{year}年度自评.pdf"] = reports
    named = {(r.prepared_by, r.fiscal_year): r.project_name for reports in files.values() for r in reports}
    department = department_target(random, REGIONS[2], 2024, THEMES[5]).report
    others = (project_target(random, REGIONS[2], 2024, THEMES[5]), project_target(random, REGIONS[2], 2024, THEMES[4]), monitoring(random, REGIONS[0], 2024, THEMES[1]))
    alike = [o.report.model_copy(update={"project_name": named[o.report.prepared_by, 2024]}) for o in others]
    files["城市管理局2024年目标.pdf"] = [department, *alike]
    return World(files)


def invented() -> World:
    """The workspace of `asking`: other names, funds from several sources, telephones that are missing."""
    from asking import Workspace

    return World(Workspace().files)


def gold(paths: Iterable[Path]) -> World:
    """A workspace of gold files, as a careful person read them off the pages."""
    files = {}
    for path in paths:
        forms = json.loads(path.read_text(encoding="utf-8"))["forms"]
        files[path.name.replace(".gold.json", ".pdf")] = [_report(form) for form in forms]
    return World(files)


def _report(form: dict[str, Any]) -> Report:
    kept = {k: v if v is not None or k not in ("detail_goals", "plans") else () for k, v in form.items() if k in Report.model_fields and k != "other"}
    kept["budget"] = [{k: v for k, v in x.items() if k in BudgetLine.model_fields} for x in form["budget"]]
    kept["indicators"] = [{k: v for k, v in x.items() if k in Indicator.model_fields and not (k == "status" and v is None)} for x in form["indicators"]]
    kept["other"] = [{k: v for k, v in x.items() if k in Other.model_fields} for x in form.get("other") or []]
    return Report.model_validate(kept)

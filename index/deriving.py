"""A Report as rows: what the store adds to what the form prints (unit, keys, region, place, totals). Pure; no database.

Nothing is judged or corrected here, and what is derived can always be derived again from the report.
"""

from __future__ import annotations

import hashlib
import json
import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from typing import Any

from extractors.budget import is_total, total_line
from extractors.records import BudgetLine, Evidence, Finding, Indicator, Report
from index.regions import region_path, regions
from index.schema import BudgetRow, EvidenceRow, FindingRow, IndicatorRow, OtherRow, PassageRow, ReportRow

# What ReportRow holds just as the form prints it.
PRINTED = [
    "title",
    "fiscal_year",
    "prepared_by",
    "project_name",
    "project_lead",
    "phone",
    "competent_department",
    "competent_department_code",
    "implementing_unit",
    "project_category",
    "project_attribute",
    "period",
    "fund_nature",
    "annual_goal",
    "actual_completion",
    "responsibilities",
    "organization",
    "management_rules",
    "conclusion",
    "total_weight",
    "total_score",
]
TEXTS = ["annual_goal", "actual_completion", "responsibilities", "organization", "management_rules", "conclusion"]
# An indicator's own cells; level 1 and 2 are merged over many rows and would make its box theirs.
OWN_CELLS = ["level3", "target", "actual", "weight", "score", "deviation_reason", "explanation"]
_BRACKETS = str.maketrans("〔〕[]【】{}", "()()()()")


def key(name: str | None) -> str:
    """A name as it is compared: width unified, white space dropped, all brackets round."""
    folded = unicodedata.normalize("NFKC", name or "").translate(_BRACKETS)
    return "".join(folded.split())


def unit_of(report: Report, department: str) -> str:
    """Whose report it is: its own unit, else its file's department, else who carries it out or is in charge."""
    candidates = (report.prepared_by, department, report.implementing_unit, report.competent_department)
    return next((c.strip() for c in candidates if c and c.strip()), "")


def department_of(reports: Iterable[Report]) -> str:
    """The file's department: the first unit that one of its forms names."""
    return first_named(r.prepared_by for r in reports)


def first_named(units: Iterable[str | None]) -> str:
    return next((unit.strip() for unit in units if unit and unit.strip()), "")


def identity(report: Report, unit: str) -> str:
    """Equal for reports of which one counts: those of the same unit, project, year and form type.

    Where the form leaves one of these open, forms are the same only if they also say the same: a form without a year
    states the same targets and money (a correction changes what was reached), one without unit or project says the
    same throughout. So two unlike forms never hide one another.
    """
    parts: list[Any] = [key(unit), project_key(report), report.fiscal_year, report.form_type.value]
    if not parts[0] or not (parts[1] or report.form_type.of_department):
        parts += [_said(report, ["level3", "target", "actual", "score"]), [str(line) for line in report.budget]]
    elif report.fiscal_year is None:
        parts += [_said(report, ["level3", "target"]), [str((b.initial, b.full_year)) for b in report.budget]]
    return hashlib.sha256(json.dumps(parts, ensure_ascii=False).encode()).hexdigest()


def _said(report: Report, fields: Sequence[str]) -> list[list[str]]:
    return [[key(str(getattr(i, field) or "")) for field in fields] for i in report.indicators]


def project_key(report: Report) -> str:
    return "" if report.form_type.of_department else key(report.project_name)


def same_project(unit_key: str, project: str, year: int | None, region: str) -> str:
    """One text for a project of a unit over all its years: its name without its own year and place, which some years' forms
    put before it. Phases are projects of their own."""
    own_year = () if year is None else (f"{year}年度", f"{year}年")
    for gone in (*own_year, region):
        project = project.replace(gone, "") if gone else project
    return f"{unit_key}\x1f{project}"


def total_index(report: Report) -> int | None:
    total = total_line(report.budget)
    return next((n for n, line in enumerate(report.budget) if line is total), None)


def computed_rate(line: BudgetLine | None) -> Decimal | None:
    """Executed / full year in percent; unknown, not 0, where there is no budget."""
    if line is None or line.executed is None or not line.full_year:
        return None
    return line.executed / line.full_year * 100


def place(cells: Iterable[Sequence[Evidence]]) -> dict[str, Any]:
    """Where a row stands as a whole: the union of its cells' boxes on the page where it begins."""
    pieces = [piece for cell in cells for piece in cell]
    if not pieces:
        return {}
    page = min(piece.page for piece in pieces)
    boxes = [p.bbox for p in pieces if p.page == page and p.bbox]
    cell = next((p.cell for p in pieces if p.page == page and p.cell), None)
    found: dict[str, Any] = {"place_page": page, "place_cell": cell}
    if boxes:
        x0, top, x1, bottom = zip(*boxes, strict=True)
        found |= {"place_x0": min(x0), "place_top": min(top), "place_x1": max(x1), "place_bottom": max(bottom)}
    return found


def _fitting(**names: str) -> dict[str, str]:
    """Names no longer than their columns, which PostgreSQL insists on; what is longer is none."""
    return {column: name[: getattr(ReportRow.__table__.c[column].type, "length", None)] for column, name in names.items()}


def report_row(report: Report, position: int, department: str, findings: Sequence[Finding]) -> ReportRow:
    unit = unit_of(report, department)
    places = regions(unit)
    total, at = total_line(report.budget), total_index(report)
    evidence = report.evidence
    shown = next((evidence[p] for p in ("project_name", "title") if evidence.get(p)), next(iter(evidence.values()), ()))
    names = _fitting(
        unit=unit, unit_key=key(unit), region=places[-1] if places else "", region_path=region_path(unit), project_key=project_key(report)
    )
    return ReportRow(
        position=position,
        form_type=report.form_type.value,
        **names,
        same_project=same_project(names["unit_key"], names["project_key"], report.fiscal_year, names["region"]),
        identity=identity(report, unit),
        **{field: getattr(report, field) for field in PRINTED},
        initial=total.initial if total else None,
        full_year=total.full_year if total else None,
        executed=total.executed if total else None,
        printed_rate=total.execution_rate if total else None,
        execution_rate=computed_rate(total),
        funds_weight=total.weight if total else None,
        funds_score=total.score if total else None,
        budget_path=None if at is None else f"budget[{at}]",
        payload=report.model_dump(mode="json", exclude={"evidence"}),
        review=list(report.review),
        doubts=len(report.review),
        **place([shown]),
        indicators=[_indicator_row(report, n, i) for n, i in enumerate(report.indicators)],
        budget_lines=[_budget_row(report, n, line, n == at) for n, line in enumerate(report.budget)],
        others=[_other_row(report, n) for n in range(len(report.other))],
        passages=[PassageRow(path=path, text=text) for path, text in passages(report)],
        findings=[finding_row(f) for f in findings],
        evidence=[_evidence_row(path, n, e) for path, pieces in evidence.items() for n, e in enumerate(pieces)],
    )


def finding_row(finding: Finding) -> FindingRow:
    return FindingRow(**finding.model_dump(exclude={"paths"}), paths=list(finding.paths))


def _indicator_row(report: Report, position: int, indicator: Indicator) -> IndicatorRow:
    path = f"indicators[{position}]"
    own = [report.evidence[p] for f in OWN_CELLS if (p := f"{path}.{f}") in report.evidence]
    return IndicatorRow(
        position=position,
        **indicator.model_dump(exclude={"level1_weight", "status", "flags"}),
        status=indicator.status.value,
        flags=[flag.value for flag in indicator.flags],
        doubtful=any(_is_of(p, path) for p in report.review),
        **place(own or _under(report, path)),
    )


def _budget_row(report: Report, position: int, line: BudgetLine, stands_for_whole: bool) -> BudgetRow:
    return BudgetRow(
        position=position,
        is_total=stands_for_whole or is_total(line),
        **line.model_dump(),
        **place(_under(report, f"budget[{position}]")),
    )


def _other_row(report: Report, position: int) -> OtherRow:
    other = report.other[position]
    return OtherRow(
        position=position, label=other.label, value=other.value, **place(_under(report, f"other[{position}]"))
    )


def _evidence_row(path: str, part: int, piece: Evidence) -> EvidenceRow:
    box = dict(zip(("x0", "top", "x1", "bottom"), piece.bbox or (), strict=False))
    return EvidenceRow(path=path, part=part, **piece.model_dump(exclude={"bbox"}), **box)


def _is_of(path: str, owner: str) -> bool:
    return re.split(r"(?<=\])\.", path, maxsplit=1)[0] == owner


def _under(report: Report, owner: str) -> list[Sequence[Evidence]]:
    return [pieces for path, pieces in report.evidence.items() if _is_of(path, owner)]


def passages(report: Report) -> Iterator[tuple[str, str]]:
    """Every text that can be searched for, with its path."""
    texts = [(field, getattr(report, field)) for field in TEXTS]
    texts += [(f"{f}[{n}]", t) for f in ("detail_goals", "plans") for n, t in enumerate(getattr(report, f))]
    for n, i in enumerate(report.indicators):
        texts.append((f"indicators[{n}].level3", " ".join(filter(None, (i.level3, i.explanation)))))
        texts.append((f"indicators[{n}].deviation_reason", i.deviation_reason))
    texts += [(f"other[{n}]", f"{o.label} {o.value}".strip()) for n, o in enumerate(report.other)]
    yield from ((path, text) for path, text in texts if text and text.strip())

"""Records of the reports that count, with the place of each, as a spreadsheet, CSV or JSON.

Values as they are kept; text that a spreadsheet would take for a formula stays text.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from extractors.errors import InputError
from index.counting import COUNTED
from index.findings import box
from index.schema import BudgetRow, Document, EvidenceRow, IndicatorRow, OtherRow, Place, ReportRow

SUFFIXES = (".xlsx", ".csv", ".json")

# Column's attribute -> its heading. First those that say whose row it is.
_REPORT = {
    "id": "报告编号",
    "unit": "单位",
    "region": "地区",
    "project_name": "项目名称",
    "fiscal_year": "年度",
    "form_type": "表类型",
}
_REPORT_MORE = {
    "competent_department": "主管部门",
    "implementing_unit": "实施单位",
    "project_lead": "项目负责人",
    "phone": "联系电话",
    "project_category": "项目类别",
    "project_attribute": "项目属性",
    "period": "项目期限",
    "fund_nature": "资金性质",
    "initial": "年初预算数（元）",
    "full_year": "全年预算数（元）",
    "executed": "全年执行数（元）",
    "execution_rate": "执行率（%）",
    "printed_rate": "填报的执行率（%）",
    "total_weight": "总分值",
    "total_score": "总得分",
    "annual_goal": "年度目标",
    "actual_completion": "实际完成情况",
    "responsibilities": "部门职责",
    "conclusion": "自评结论",
}
_INDICATOR = {
    "level1": "一级指标",
    "level2": "二级指标",
    "level3": "三级指标",
    "target": "目标值",
    "actual": "实际完成值",
    "weight": "分值",
    "score": "得分",
    "status": "完成状态",
    "deviation_reason": "偏差原因",
    "explanation": "指标解释",
}
_BUDGET = {
    "source": "资金来源",
    "initial": "年初预算数（元）",
    "full_year": "全年预算数（元）",
    "executed": "全年执行数（元）",
    "execution_rate": "填报的执行率（%）",
    "weight": "分值",
    "score": "得分",
}
_OTHER = {"label": "栏目", "value": "内容"}
_PLACE = ["文件", "页", "单元格", "x0", "top", "x1", "bottom"]


def export(session: Session, file: Path) -> int:
    """Write the records to `file`, its kind told by its suffix; how many reports there are in it."""
    writers = {".xlsx": _write_xlsx, ".csv": _write_csv, ".json": _write_json}
    write = writers.get(file.suffix.lower())
    if write is None:
        raise InputError(
            f"不能导出为“{file.suffix or file.name}”。可用：{'、'.join(SUFFIXES)}。",
            f'Cannot export to "{file.suffix or file.name}". These work: {", ".join(SUFFIXES)}.',
        )
    reports = list(
        session.scalars(
            select(ReportRow)
            .join(ReportRow.document)
            .where(ReportRow.state == COUNTED)
            .order_by(Document.name, Document.id, ReportRow.position)
        )
    )
    try:
        write(session, reports, file)
    except OSError as error:
        raise InputError(
            f"无法写入 {file}：{error.strerror}。请换个位置或先关闭该文件。",
            f"Cannot write {file}: {error.strerror}. Choose another place or close the file first.",
        ) from error
    return len(reports)


Row = list[str | int | float | None]


def _tables(reports: Sequence[ReportRow]) -> Iterator[tuple[str, list[str], Iterator[Row]]]:
    """Name, headings and rows of each sheet."""
    whose = list(_REPORT.values())
    yield "报告", [*whose, *_REPORT_MORE.values(), *_PLACE], (_row(r, r, _REPORT_MORE) for r in reports)
    yield (
        "指标",
        [*whose, *_INDICATOR.values(), *_PLACE],
        (_row(r, i, _INDICATOR) for r in reports for i in r.indicators),
    )
    yield "资金", [*whose, *_BUDGET.values(), *_PLACE], (_row(r, b, _BUDGET) for r in reports for b in r.budget_lines)
    yield "其他", [*whose, *_OTHER.values(), *_PLACE], (_row(r, o, _OTHER) for r in reports for o in r.others)


def _row(report: ReportRow, item: ReportRow | IndicatorRow | BudgetRow | OtherRow, columns: dict[str, str]) -> Row:
    values = [getattr(report, name) for name in _REPORT] + [getattr(item, name) for name in columns]
    return [_plain(v) for v in values] + [report.document.name, *_place(item)]


def _place(item: Place) -> Row:
    return [item.place_page, item.place_cell, item.place_x0, item.place_top, item.place_x1, item.place_bottom]


def _plain(value: Any) -> str | int | float | None:
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    return None if value is None else value if isinstance(value, int | float) else str(value)


def _write_xlsx(_session: Session, reports: Sequence[ReportRow], file: Path) -> None:
    from openpyxl import Workbook
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

    book = Workbook(write_only=True)
    for name, headings, rows in _tables(reports):
        sheet = book.create_sheet(name)
        sheet.freeze_panes = "A2"
        sheet.append(headings)
        for row in rows:
            cells = []
            for value in row:
                text = isinstance(value, str)
                cell = WriteOnlyCell(sheet, ILLEGAL_CHARACTERS_RE.sub("", value) if isinstance(value, str) else value)
                if text:
                    cell.data_type = "s"  # a target of "=100%" is text, no formula
                cells.append(cell)
            sheet.append(cells)
    book.save(file)


def _write_csv(_session: Session, reports: Sequence[ReportRow], file: Path) -> None:
    """One row per indicator, as the spreadsheet's second sheet."""
    _, headings, rows = list(_tables(reports))[1]
    with file.open("w", encoding="utf-8-sig", newline="") as out:  # the mark lets Excel see that it is UTF-8
        writer = csv.writer(out)
        writer.writerow(headings)
        writer.writerows([_no_formula(value) for value in row] for row in rows)


def _no_formula(value: str | int | float | None) -> str | int | float | None:
    return f"'{value}" if isinstance(value, str) and value.startswith(("=", "+", "-", "@")) else value


def _write_json(session: Session, reports: Sequence[ReportRow], file: Path) -> None:
    """Every form as `extract --json` prints it, with its evidence."""
    forms = [form(session, report) for report in reports]
    file.write_text(json.dumps({"forms": forms}, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def form(session: Session, report: ReportRow) -> dict[str, Any]:
    """A stored report as it was read, its evidence put back."""
    evidence: dict[str, list[dict[str, Any]]] = {}
    rows = select(EvidenceRow).where(EvidenceRow.report_id == report.id).order_by(EvidenceRow.id)
    for e in session.scalars(rows):
        piece = {
            "page": e.page,
            "bbox": box(e),
            "text": e.text,
            "confidence": e.confidence,
            "source": e.source,
            "cell": e.cell,
        }
        evidence.setdefault(e.path, []).append(piece)
    return {**report.payload, "unit": report.unit, "region": report.region, "evidence": evidence}

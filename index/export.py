"""Records of the reports that count, with the place of each and who decided on its values, as a spreadsheet, CSV or JSON.

Values as they stand, corrections included; text that a spreadsheet would take for a formula stays text.
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
from index.decisions import CONFIRMED, CORRECTED, standing
from index.paths import WHOLE
from index.schema import Document, Place, ReportRow, utc
from index.stored import report_of

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
_MORE_NAMES = {"title": "标题", "prepared_by": "编制单位", "level1_weight": "一级指标分值", "of_which": "其中"}
_OTHER = {"label": "栏目", "value": "内容"}
_PLACE = ["文件", "页", "单元格", "x0", "top", "x1", "bottom"]
_CHECKED = ["人工核对", "待核对"]
_DECIDED = {CONFIRMED: "确认", CORRECTED: "改正"}


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
Owned = tuple[ReportRow, Place, str]  # a row's report, the row, its path in the report


def _tables(reports: Sequence[ReportRow]) -> Iterator[tuple[str, list[str], Iterator[Row]]]:
    """Name, headings and rows of each sheet."""
    sheets: tuple[tuple[str, dict[str, str], Iterator[Owned]], ...] = (
        ("报告", _REPORT_MORE, ((r, r, "") for r in reports)),
        ("指标", _INDICATOR, ((r, i, f"indicators[{i.position}]") for r in reports for i in r.indicators)),
        ("资金", _BUDGET, ((r, b, f"budget[{b.position}]") for r in reports for b in r.budget_lines)),
        ("其他", _OTHER, ((r, o, f"other[{o.position}]") for r in reports for o in r.others)),
    )
    for name, columns, items in sheets:
        yield name, [*_REPORT.values(), *columns.values(), *_PLACE, *_CHECKED], _rows(items, columns)


def _rows(items: Iterator[Owned], columns: dict[str, str]) -> Iterator[Row]:
    return (_row(report, item, columns, path) for report, item, path in items)


def _row(report: ReportRow, item: Place, columns: dict[str, str], path: str) -> Row:
    values = [getattr(report, name) for name in _REPORT] + [getattr(item, name) for name in columns]
    return [*map(_plain, values), report.document.name, *_place(item), *_checked(report, path, _REPORT | columns)]


def _checked(report: ReportRow, owner: str, names: dict[str, str]) -> Row:
    """What persons decided on the values of this row, and what of it nobody has looked at; `owner` is "" for the report."""

    def name(path: str) -> str | None:
        """What the row calls a value; None where it is none of its own."""
        of, dot, inner = path.rpartition(".")
        if (of if dot else path if "[" in path else "") != owner:
            return None
        return names.get(inner, _MORE_NAMES.get(inner, inner)) if dot or not owner else names["value"]

    stands = standing(report.decisions)
    whole = stands.pop(WHOLE, None)
    decided = sorted(stands.items())
    said = [f"{whole.who}核对整份报告"] if whole else []
    said += [f"{d.who}{_DECIDED[d.kind]}“{called}”" for path, d in decided if (called := name(path))]
    open_ = [called for path in report.review if (called := name(path))]
    return ["；".join(said) or None, "、".join(open_) or None]


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
    """A stored report as it stands, with its evidence and all that persons decided on its values."""
    decided = [
        {"path": d.path, "kind": d.kind, "before": d.before, "after": d.after, "who": d.who, "at": utc(d.at).isoformat(), "why": d.why}
        for d in report.decisions
    ]
    printed = report_of(session, report).model_dump(mode="json")
    return {**printed, "unit": report.unit, "region": report.region, "decisions": decided}

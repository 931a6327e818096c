"""Cells of workbooks, old and new: read as they are seen, whatever stands behind."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import xlwt
from office import book, changed, invented, table
from openpyxl.cell.rich_text import CellRichText

from extractors import extract
from extractors.sources import xls, xlsx
from samples.xlsx import write_xlsx

SHOWN = [
    (0.956, "0.0%", "95.6%"),
    (0.125, "0.00", "0.13"),
    (1234.5, "#,##0.00", "1,234.50"),
    (12, '"≥"0"个"', "≥12个"),
    (0, '_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * "-"??_ ;_ @_ ', "-"),
    (-5, "0;(0)", "(5)"),
    (-5, '"¥"#,##0.00', "-¥5.00"),
    (7, "000", "007"),
    (1234, "00,000", "01,234"),
    (12345678, r"0\.0000", "1234.5678"),  # ten thousands, the way Excel is made to show them
    (12345678, '0!.0,"万"', "1234.6万"),
    (20240301, r"0000\-00\-00", "2024-03-01"),
    (250, 'General"万元"', "250万元"),
    (95, r'"≥"General\%', "≥95%"),
    (123456, '[>=10000]0!.0,"万";0', "12.3万"),
    (12, '[>=10000]0!.0,"万";0', "12"),
    (0, '[=1]"是";[=0]"否";', "否"),
    (50, '[<10]"低";[<100]"中";"高"', "中"),
    (12, '@"人"', "12人"),
    ("12", '@"人"', "12人"),
    ("12", "0.00", "12"),
    (1.5, "[h]:mm", "36:00"),
    (45352, "yyyy/m/d", "2024/3/1"),
    (45352, "yyyy-mm-dd", "2024-03-01"),
    (45352, 'yyyy"年"m"月"d"日"', "2024年3月1日"),
    (45352, '[$-804]yyyy"年"m"月";@', "2024年3月"),
    (0.1 + 0.2, "General", "0.3"),
    ("00123", "General", "00123"),
    ("98%", "@", "98%"),
    (True, "General", "TRUE"),
]


@pytest.mark.parametrize(("value", "code", "seen"), SHOWN)
def test_a_cell_is_read_as_it_is_seen(value: Any, code: str, seen: str, tmp_path: Path) -> None:
    def fill(sheet: Any) -> None:
        sheet["A1"] = value
        sheet["A1"].number_format = code

    older = xlwt.Workbook()
    older.add_sheet("a").write(0, 0, value, xlwt.easyxf(num_format_str=code))
    older.save(str(tmp_path / "a.xls"))
    assert table(book(tmp_path / "a.xlsx", fill)) == table(tmp_path / "a.xls") == [[seen]]


def test_what_a_workbook_is_told_not_to_show_is_not_read(tmp_path: Path) -> None:
    """Zeros of a sheet that shows none, and texts under a format of nothing."""

    def fill(sheet: Any) -> None:
        sheet.append(["a", 0, 5, "blank"])
        sheet["D1"].number_format = ";;;"
        sheet.append(["b", "0", 6, "seen"])
        sheet.sheet_view.showZeros = False

    older = xlwt.Workbook()
    sheet = older.add_sheet("a")
    for row, values in enumerate((["a", 0, 5, "blank"], ["b", "0", 6, "seen"])):
        for column, value in enumerate(values):
            sheet.write(row, column, value, xlwt.easyxf(num_format_str=";;;" if value == "blank" else "General"))
    sheet.show_zero_values = False
    older.save(str(tmp_path / "a.xls"))
    assert table(book(tmp_path / "a.xlsx", fill)) == table(tmp_path / "a.xls") == [["a", "", "5", ""], ["b", "0", "6", "seen"]]


def test_what_is_hidden_is_not_read_and_merged_cells_are_one(tmp_path: Path) -> None:
    def fill(sheet: Any) -> None:
        for row in (
            ("标题", None, None, None),
            ("甲", 1, "密", "x"),
            ("藏", "藏", "藏", "藏"),
            ("乙", None, "密", "y"),
        ):
            sheet.append(row)
        sheet.merge_cells("A1:D1")
        sheet.row_dimensions[3].hidden = True
        sheet.column_dimensions["C"].hidden = True
        other = sheet.parent.create_sheet("藏")
        other["A1"], other.sheet_state = "藏", "hidden"

    path = book(tmp_path / "a.xlsx", fill)
    assert table(path) == [["标题"], ["甲", "1", "x"], ["乙", "", "y"]]
    assert len(list(xlsx.SOURCE.read(path))) == 1

    older = xlwt.Workbook()
    sheet = older.add_sheet("a")
    sheet.write_merge(0, 0, 0, 3, "标题")
    for r, row in enumerate((("甲", 1, "密", "x"), ("藏", "藏", "藏", "藏"), ("乙", "", "密", "y")), 1):
        for c, value in enumerate(row):
            sheet.write(r, c, value)
    sheet.row(2).hidden = sheet.col(2).hidden = True
    older.add_sheet("藏").visibility = 1
    older.save(str(tmp_path / "a.xls"))
    assert table(tmp_path / "a.xls") == table(path)
    assert len(list(xls.SOURCE.read(tmp_path / "a.xls"))) == 1


def test_letters_of_several_looks_are_one_text(tmp_path: Path) -> None:
    assert table(book(tmp_path / "a.xlsx", lambda s: s.append([CellRichText("项目", "名称")]))) == [["项目名称"]]


def test_a_million_empty_rows_take_no_room(tmp_path: Path) -> None:
    path = book(tmp_path / "a.xlsx", lambda s: s.append(["甲", "乙"]))
    empty = b'<row r="9" ht="15" customHeight="1"><c r="A9" s="0"/></row>' * 1_000_000
    last = '<row r="1048576"><c r="A1048576" t="inlineStr"><is><t>末</t></is></c></row>'.encode()
    changed(path, lambda xml: xml.replace(b"</sheetData>", empty + last + b"</sheetData>"))
    assert table(path) == [["甲", "乙"], ["", ""], ["末", ""]]


@pytest.mark.parametrize(
    ("cell", "seen"),
    [
        ('<c r="{}" t="e"><f>A1/0</f><v>#DIV/0!</v></c>', "#DIV/0!"),
        ('<c r="{}" t="e"><v>#REF!</v></c>', "#REF!"),
        ('<c r="{}"><f>SUM(A1:A9)</f></c>', "=SUM(A1:A9)"),
    ],
)
def test_a_formula_without_a_value_is_shown_and_put_into_review(cell: str, seen: str, tmp_path: Path) -> None:
    (form,) = (f for f in invented(0)[:1])
    path = tmp_path / "a.xlsx"
    write_xlsx(path, [form])
    report = extract(path)[0]
    for name in ("project_name", "budget[0].initial"):
        place = report.evidence[name][0].cell
        pattern = rf'<c r="{place}"( [^>]*)?>.*?</c>'.encode()
        changed(path, lambda xml, p=pattern, at=place: re.sub(p, cell.format(at).encode(), xml, count=1))
    damaged = extract(path)[0]
    assert damaged.project_name == seen
    assert damaged.budget[0].initial is None
    assert {"project_name", "budget[0].initial"} <= set(damaged.review)

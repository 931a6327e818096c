"""What spreadsheets and browsers print again on every page: titles, heads and feet go, the table goes on; forms of the same
title stay apart. Real PDFs of LibreOffice and Chromium."""

from __future__ import annotations

import subprocess
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

import openpyxl
import pytest
from office import ruled, saved_as
from openpyxl.worksheet.pagebreak import Break

from extractors import extract
from extractors.records import Report
from samples.pdf_chromium import browser as chromium
from samples.pdf_reportlab import FONT_FILE
from tests.forms import Form
from tests.forms.drawing import blocks, spans, workbook

if TYPE_CHECKING:
    from playwright.sync_api import Browser

TITLE, YEAR = "项目支出绩效自评表", "（2023年度）"
LEVELS = [
    ("产出指标", "数量指标", 7),
    ("产出指标", "质量指标", 6),
    ("产出指标", "成本指标", 4),
    ("效益指标", "社会效益指标", 6),
    ("满意度指标", "服务对象满意度指标", 3),
]
HEADER = 10  # row of the workbook in which the indicators' header stands
COUNT = sum(n for *_, n in LEVELS)


def drawn(project: str, unit: str = "岚川县水利局") -> str:
    """A form of as many indicators as fill three pages, its levels and side label merged over all their rows."""
    rows = [
        f"# {TITLE}", YEAR,
        f"项目名称 | < | {project} | < | < | < | <",
        f"主管部门 | < | {unit} | < | 实施单位 | {unit} | <",
        "项目资金（万元） | < |  | 全年预算数 | 全年执行数 | 执行率 | 得分",
        "^ | < | 年度资金总额 | 100 | 95 | 95% | 9.5",
        "^ | < | 其中：财政拨款 | 100 | 95 |  | ",
        "年度总体目标 | < | 预期目标 | < | < | 实际完成情况 | <",
        f"^ | < | 完成{project}。 | < | < | {project}已完成。 | <",
        "绩效指标 | 一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 得分",
    ]  # fmt: skip
    assert len(rows) == HEADER
    above = ""
    for one, two, count in LEVELS:
        for n in range(count):
            first, second = (one if one != above and n == 0 else "^"), (two if n == 0 else "^")
            rows.append(f"^ | {first} | {second} | {two[:-2]}事项{n + 1} | ≥{10 + n}处 | {11 + n}处 | 3")
        above = one
    return "\n".join([*rows, "总分 | < | < | < | < | < | 87.5"])


def wanted() -> list[tuple[str, str, str]]:
    return [(one, two, f"{two[:-2]}事项{n + 1}") for one, two, count in LEVELS for n in range(count)]


def read(report: Report) -> list[tuple[str | None, str | None, str | None]]:
    return [(x.level1, x.level2, x.level3) for x in report.indicators]


def from_sheets(folder: Path, forms: list[str], again: str | None, breaks: tuple[int, ...], foot: str = "") -> Path:
    """The forms, each a sheet with its print titles and page breaks, as LibreOffice prints them."""
    path = folder / "form.xlsx"
    book = openpyxl.load_workbook(workbook(Form("long", "\n---\n".join(forms), ()), path))
    for sheet in book.worksheets:
        ruled(sheet, (5, 9, 10, 20, 11, 12, 7), from_row=3)
        sheet.page_margins.left = sheet.page_margins.right = 0.2
        sheet.print_title_rows = again
        for row_number in breaks:
            sheet.row_breaks.append(Break(row_number))
        sheet.oddFooter.center.text = foot or None
    book.save(path)
    return saved_as("pdf", path, folder)


@pytest.mark.parametrize(
    ("again", "breaks"),
    [
        (None, (20, 30)),
        ("1:2", (20, 30)),
        ("1:2", (23, 33)),  # pages begin with a new level
        ("1:4", (17, 27)),
        (f"{HEADER}:{HEADER}", (13, 17)),
    ],
)
def test_print_titles_of_a_sheet(again: str | None, breaks: tuple[int, ...], tmp_path: Path) -> None:
    (report,) = extract(from_sheets(tmp_path, [drawn("甲渠整治")], again, breaks))
    assert read(report) == wanted()
    assert (report.project_name, report.total_score, report.unread) == ("甲渠整治", 87.5, ())
    assert len(report.pages) == 3


def test_running_feet(tmp_path: Path) -> None:
    (report,) = extract(from_sheets(tmp_path, [drawn("甲渠整治")], "1:2", (20, 30), "岚川县水利局 第&P页 共&N页"))
    assert read(report) == wanted()


@pytest.mark.parametrize("again", ["1:2", f"{HEADER}:{HEADER}"])
def test_forms_of_the_same_title_stay_apart(again: str, tmp_path: Path) -> None:
    names = ["甲渠整治", "乙坝加固", "丙井开凿"]
    reports = extract(from_sheets(tmp_path, [drawn(name) for name in names], again, (23,)))
    assert [r.project_name for r in reports] == names
    assert [read(r) for r in reports] == [wanted()] * 3


@pytest.mark.skipif(chromium() is None, reason="Chromium is not installed")
@pytest.mark.parametrize("border", ["none", "1px solid black"])
def test_a_title_in_a_web_table_s_head(border: str, tmp_path: Path) -> None:
    """The title is printed on each page, above the lines or as the table's first row."""
    form = Form("long", drawn("甲渠整治"), ())
    *_, table = blocks(form)
    assert isinstance(table, list)
    rows: list[list[str]] = [[] for _ in table]
    for r, _, down, across, text in spans(table):
        rows[r].append(f"<td rowspan={down} colspan={across}>{escape(text)}</td>")
    head = "".join(f"<tr><th colspan=7 style='border:{border}'>{text}</th></tr>" for text in (TITLE, YEAR))
    body = "".join(f"<tr>{''.join(row)}</tr>" for row in rows)
    font = f"@font-face{{font-family:Report;src:url({FONT_FILE.as_uri()})}}body{{font:11px Report}}"
    style = f"{font}@page{{size:210mm 120mm}}table{{border-collapse:collapse;width:100%}}td{{border:1px solid black;padding:3px}}"
    source, made = tmp_path / "form.html", tmp_path / "form.pdf"
    source.write_text(
        f"<html><meta charset=utf-8><style>{style}</style><table><thead>{head}</thead>{body}</table></html>", "utf-8"
    )
    command = [
        str(chromium()),
        "--headless",
        "--no-sandbox",
        "--no-pdf-header-footer",
        f"--print-to-pdf={made}",
        str(source),
    ]
    subprocess.run(command, check=True, capture_output=True)
    (report,) = extract(made)
    assert len(report.pages) > 2
    assert read(report) == wanted()
    assert (report.title, report.fiscal_year, report.total_score) == (TITLE, 2023, 87.5)


def test_a_level_goes_on_below_a_header_that_is_printed_again(browser: Browser, tmp_path: Path) -> None:
    """The rest of a merged level is blank on the second page, over several rows; its table has fewer columns than the first page's."""

    def table(*rows: str) -> str:
        return f"<table>{''.join(f'<tr>{row}</tr>' for row in rows)}</table>"

    def cells(*texts: str) -> str:
        return "".join(f"<td>{text}</td>" for text in texts)

    head = ["<td>一级指标</td><td>二级指标</td><td colspan=2>三级指标</td>", cells("年度指标值", "实际完成值", "得分")]
    first = table(
        "<td>项目名称</td><td colspan=3>甲渠整治</td><td colspan=3></td>",
        "<td>项目资金（万元）</td><td>年度资金总额</td><td>全年预算数</td><td>100</td><td>全年执行数</td><td colspan=2>95</td>",
        "".join(head),
        "<td rowspan=2>产出指标</td><td rowspan=2>数量指标</td><td colspan=2>整治渠道长度</td>" + cells("≥10公里", "11公里", "20"),
        "<td colspan=2>清淤土方</td>" + cells("≥3万方", "3万方", "20"),
    )
    second = table(
        cells("一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "得分"),
        "<td rowspan=3></td><td rowspan=2></td>" + cells("新建闸门", "≥2座", "2座", "10"),
        cells("新建泵站", "≥1座", "1座", "10"),
        cells("质量指标", "验收合格率", "100%", "100%", "20"),
        cells("效益指标", "社会效益指标", "受益人口", "≥2万人", "2.1万人", "20"),
        "<td colspan=5>总分</td><td>100</td>",
    )
    font = f"@font-face{{font-family:Report;src:url({FONT_FILE.as_uri()})}}body{{font:11px Report}}"
    style = f"{font}table{{border-collapse:collapse;width:100%}}td{{border:1px solid black;padding:3px}}.next{{page-break-before:always}}"
    source, made = tmp_path / "form.html", tmp_path / "form.pdf"
    source.write_text(f"<html><meta charset=utf-8><style>{style}</style><h3>2023年度{TITLE}</h3>{first}<p class=next>续表</p>{second}</html>", "utf-8")
    sheet = browser.new_page()
    sheet.goto(source.as_uri())
    sheet.pdf(path=made)
    sheet.close()
    (report,) = extract(made)
    assert read(report) == [
        ("产出指标", "数量指标", "整治渠道长度"), ("产出指标", "数量指标", "清淤土方"), ("产出指标", "数量指标", "新建闸门"), ("产出指标", "数量指标", "新建泵站"),
        ("产出指标", "质量指标", "验收合格率"), ("效益指标", "社会效益指标", "受益人口"),
    ]  # fmt: skip
    assert report.total_score == 100

"""What web systems call XLS and DOC: web pages, and Office's formats in one XML file. Read as what they are, with the same
records as the workbook; nothing that they refer to is fetched."""

from __future__ import annotations

import re
import socket
import zipfile
from collections.abc import Callable, Sequence
from html import escape
from itertools import groupby
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from office import invented, said, table

from extractors import extract
from extractors.errors import InputError
from extractors.sources import html as pages
from samples.docx import write_docx
from samples.pdf_chromium import html
from samples.table import Form, placed
from samples.xlsx import typed, write_xlsx

SPREADSHEET = "urn:schemas-microsoft-com:office:spreadsheet"
WORDML = "http://schemas.microsoft.com/office/word/2003/wordml"


def web_page(path: Path, forms: Sequence[Form]) -> None:
    path.write_text(html(forms, page_per_form=False), encoding="utf-8")


def gbk_page(path: Path, forms: Sequence[Form]) -> None:
    """As such systems write them: no declaration of the document, end tags left out, everything of an old code page."""
    page = html(forms, page_per_form=False).replace("<!doctype html>", "").replace("</td>", "").replace("</tr>", "")
    path.write_text(page.replace('charset="utf-8"', "http-equiv=Content-Type content='text/html; charset=gb2312'"), encoding="gb18030")


def word_xml(path: Path, forms: Sequence[Form]) -> None:
    write_docx(path, forms)
    with zipfile.ZipFile(path) as package:
        body = re.findall(r"<w:body>.*</w:body>", package.read("word/document.xml").decode())[0].replace("vMerge", "vmerge")
    head = f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><?mso-application progid="Word.Document"?><w:wordDocument xmlns:w="{WORDML}" xmlns:wx="a">'
    body = body.replace("<w:body>", "<w:body><wx:sect>").replace("<w:sectPr/></w:body>", "<w:sectPr/></wx:sect></w:body>")
    path.write_text(f"{head}{body}</w:wordDocument>", encoding="utf-8")


def flat_package(path: Path, forms: Sequence[Form]) -> None:
    write_docx(path, forms)
    with zipfile.ZipFile(path) as package:
        part = package.read("word/document.xml").decode().partition("?>")[2]
    head = '<?xml version="1.0" encoding="UTF-8"?><?mso-application progid="Word.Document"?><pkg:package xmlns:pkg="a">'
    path.write_text(f'{head}<pkg:part pkg:name="/word/document.xml"><pkg:xmlData>{part}</pkg:xmlData></pkg:part></pkg:package>', encoding="utf-8")


def excel_xml(path: Path, forms: Sequence[Form]) -> None:
    styles: dict[str, str] = {}
    sheets = "".join(f'<Worksheet ss:Name="表{n}"><Table>{_rows(form, styles)}</Table></Worksheet>' for n, form in enumerate(forms))
    looks = "".join(f'<Style ss:ID="{name}"><NumberFormat ss:Format="{escape(code)}"/></Style>' for code, name in styles.items())
    head = '<?xml version="1.0"?>\n<?mso-application progid="Excel.Sheet"?>\n'
    path.write_text(f'{head}<Workbook xmlns="{SPREADSHEET}" xmlns:ss="{SPREADSHEET}"><Styles>{looks}</Styles>{sheets}</Workbook>', encoding="utf-8")


def _rows(form: Form, styles: dict[str, str]) -> str:
    width = len(form.widths)

    def line(text: str) -> str:
        return f'<Row><Cell ss:MergeAcross="{width - 1}"><Data ss:Type="String">{escape(text)}</Data></Cell></Row>'

    out = "".join(map(line, (form.title, *form.above)))
    for row, cells in groupby(placed(form.rows), key=lambda x: x.row):
        out += f'<Row ss:Index="{1 + len(form.above) + row + 1}">'
        for x in cells:
            value, code = typed(x.cell.text, "numbers")
            kind = "String" if isinstance(value, str) else "Number"
            merge = f'ss:MergeAcross="{x.cell.across - 1}" ss:MergeDown="{x.cell.down - 1}"' if (x.cell.across, x.cell.down) != (1, 1) else ""
            style = styles.setdefault(code, f"s{len(styles)}")
            data = f'<Data ss:Type="{kind}">{escape(str(value))}</Data>' if value is not None else ""
            out += f'<Cell ss:Index="{x.column + 1}" {merge} ss:StyleID="{style}">{data}</Cell>'
        out += "</Row>"
    return out + f'<Row ss:Index="{1 + len(form.above) + len(form.rows) + 1}"/>' + "".join(map(line, form.below))


KINDS: list[tuple[str, Callable[[Path, Sequence[Form]], None]]] = [
    ("a.xls", web_page), ("a.doc", web_page), ("a.docx", web_page), ("a.xls", gbk_page), ("a.doc", word_xml), ("a.wps", flat_package),
    ("a.xls", excel_xml), ("a.et", excel_xml),
]  # fmt: skip


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize(("name", "write"), KINDS, ids=lambda x: getattr(x, "__name__", x))
def test_they_say_what_the_workbook_says(name: str, write: Callable[[Path, Sequence[Form]], None], seed: int, tmp_path: Path) -> None:
    forms = invented(seed)
    write_xlsx(tmp_path / "a.xlsx", forms)
    write(tmp_path / name, forms)
    assert [said(r) for r in extract(tmp_path / name)] == [said(r) for r in extract(tmp_path / "a.xlsx")]


@pytest.mark.parametrize("name", ["a.et", "a.wps"])
def test_files_of_wps_are_read_by_what_they_are(name: str, tmp_path: Path) -> None:
    forms = invented(1)
    (write_xlsx if name == "a.et" else write_docx)(tmp_path / name, forms)
    write_xlsx(tmp_path / "a.xlsx", forms)
    assert [said(r) for r in extract(tmp_path / name)] == [said(r) for r in extract(tmp_path / "a.xlsx")]


def page(path: Path, body: str) -> Path:
    path.write_text(f"<html><body>{body}</body></html>", encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("body", "seen"),
    [
        ("<table><tr><td>甲<td>乙<tr><td>丙<td>丁</table>", [["甲", "乙"], ["丙", "丁"]]),
        ("<table><tr><td>甲<br>乙</td><td>&nbsp;&lt;5&#37; </td></tr></table>", [["甲乙", "<5%"]]),
        ("<table><tr><td rowspan=2>甲<td>乙<tr><td>丙</table>", [["甲", "乙"], ["丙"]]),
        ("<table><tr><td colspan=2 rowspan=2>甲<td>乙<tr><td>丙<tr><td>丁<td>戊<td>己</table>", [["甲", "乙"], ["丙"], ["丁", "戊", "己"]]),
        ("<table><tr><td rowspan=0>甲<td colspan=x>乙</table>", [["甲", "乙"]]),
        ("<table><tr style='display: none'><td>藏<tr><td>见</table>", [["见"]]),
        ("<table><tr><td>见<td hidden>藏</table>", [["见"]]),
        ("<table><tr><td><p style='display:none'>藏<td>见</table>", [["", "见"]]),
        ("<table><tr><td><span style='DISPLAY:NONE'>藏<b>藏</b></span>见</table>", [["见"]]),
        ("<style>td {}</style><script>'<table>'</script><table><tr><td>见</table>", [["见"]]),
        ("<table><thead><tr><th>甲<th>乙<tbody><tr><td>丙<td>丁</table>", [["甲", "乙"], ["丙", "丁"]]),
        ("<table><tr><td>框<table><tr><td>甲<td>乙</table></table>", [["甲", "乙"]]),
        ("</table></td><table></tr><td>见", [["见"]]),
    ],
)  # fmt: skip
def test_a_page_is_read_as_a_browser_shows_it(body: str, seen: list[list[str]], tmp_path: Path) -> None:
    assert table(page(tmp_path / "a.xls", body)) == seen


@given(st.lists(st.sampled_from(["<table>", "</table>", "<tr>", "</tr>", "<td>", "<td rowspan=3>", "<td colspan=70>", "</td>", "<p>", "字", "<br>", "<i hidden>", "</i>"]), max_size=30))
def test_no_page_is_too_odd_and_no_text_is_lost(tmp_path_factory: pytest.TempPathFactory, tags: list[str]) -> None:
    path = page(tmp_path_factory.mktemp("a") / "a.xls", "".join(tags))
    shown = 0
    for blocks in pages.SOURCE.read(path):
        shown += sum(c.text.count("字") for b in blocks if hasattr(b, "cells") for c in b.cells)
        shown += sum(b.text.count("字") for b in blocks if not hasattr(b, "cells"))
    assert shown == tags.count("字") or "<i hidden>" in tags


def test_nothing_that_they_refer_to_is_fetched(tmp_path: Path) -> None:
    forms = invented(2)
    web_page(tmp_path / "a.xls", forms)
    listener = socket.create_server(("127.0.0.1", 0))
    target = f"http://127.0.0.1:{listener.getsockname()[1]}/a"
    path = tmp_path / "a.xls"
    path.write_text(path.read_text("utf-8").replace("<body>", f'<body><img src="{target}"><link href="{target}"><iframe src="{target}"></iframe>'), encoding="utf-8")
    with listener:
        listener.settimeout(0.2)
        assert extract(path)
        with pytest.raises(TimeoutError):
            listener.accept()


def test_a_hidden_sheet_and_what_is_shown_of_numbers(tmp_path: Path) -> None:
    path = tmp_path / "a.xls"
    cells = (
        '<Cell ss:StyleID="p"><Data ss:Type="Number">0.985</Data></Cell><Cell><Data ss:Type="Number">12.50</Data></Cell>'
        '<Cell ss:StyleID="c"><Data ss:Type="Number">1234.5</Data></Cell><Cell ss:StyleID="d"><Data ss:Type="DateTime">2024-03-01T00:00:00.000</Data></Cell>'
        '<Cell ss:Index="6"><Data ss:Type="Boolean">1</Data></Cell>'
    )
    styles = (
        '<Style ss:ID="p"><NumberFormat ss:Format="Percent"/></Style><Style ss:ID="b"><NumberFormat ss:Format="Standard"/></Style>'
        '<Style ss:ID="c" ss:Parent="b"/><Style ss:ID="d"><NumberFormat ss:Format="Long Date"/></Style>'
    )
    hidden = "<Worksheet ss:Name=\"藏\"><Table><Row><Cell><Data ss:Type=\"String\">藏</Data></Cell></Row></Table><WorksheetOptions xmlns=\"urn:schemas-microsoft-com:office:excel\"><Visible>SheetHidden</Visible></WorksheetOptions></Worksheet>"
    shown = f'<Worksheet ss:Name="见"><Table><Column ss:Index="2" ss:Hidden="1"/><Row>{cells}</Row></Table></Worksheet>'
    path.write_text(f'<?xml version="1.0"?><Workbook xmlns="{SPREADSHEET}" xmlns:ss="{SPREADSHEET}"><Styles>{styles}</Styles>{hidden}{shown}</Workbook>', encoding="utf-8")
    assert table(path) == [["98.50%", "1,234.50", "2024年3月1日", "", "TRUE"]]


@pytest.mark.parametrize("number", ["NaN", "Infinity", "12a", "1e999"])
def test_a_number_that_is_none_is_told(number: str, tmp_path: Path) -> None:
    path = tmp_path / "a.xls"
    row = f'<Row><Cell><Data ss:Type="Number">{number}</Data></Cell></Row>'
    path.write_text(f'<?xml version="1.0"?><Workbook xmlns="{SPREADSHEET}" xmlns:ss="{SPREADSHEET}"><Worksheet><Table>{row}</Table></Worksheet></Workbook>', encoding="utf-8")
    with pytest.raises(InputError):
        extract(path)

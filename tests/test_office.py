"""Word files, workbooks of both kinds and archives of them: the same records whatever the file, and every bad one told."""

from __future__ import annotations

import os
import re
import socket
import stat
import zipfile
from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import Any

import openpyxl
import pytest
import xlwt
from openpyxl.cell.rich_text import CellRichText

from extractors import extract
from extractors.archive import unpacked
from extractors.errors import UnreadableFile
from extractors.records import Report
from extractors.sources import doc, docx, source_of, xls, xlsx
from samples.docx import paragraph, write_docx, write_parts
from samples.files import OFFICE_PRODUCERS, invented_form
from samples.provinces import ALL
from samples.table import Form
from samples.variety import varied
from samples.xlsx import write_xlsx

_WHERE = {"document", "evidence", "pages"}


def invented(seed: int) -> list[Form]:
    random = Random(seed)
    return [invented_form(random, varied(ALL[(seed * 2 + n) % len(ALL)], random)) for n in range(2)]


def said(report: Report) -> dict[str, Any]:
    return report.model_dump(mode="json", exclude=_WHERE)


@pytest.mark.parametrize("seed", range(8))
@pytest.mark.parametrize("producer", OFFICE_PRODUCERS)
def test_word_and_older_workbooks_say_what_the_workbook_says(producer: str, seed: int, tmp_path: Path) -> None:
    forms = invented(seed)
    write_xlsx(tmp_path / "a.xlsx", forms)
    expected = extract(tmp_path / "a.xlsx")
    suffix, writer = OFFICE_PRODUCERS[producer]
    path = tmp_path / f"a{suffix}"
    writer(path, forms)
    found = extract(path)
    assert [said(r) for r in found] == [said(r) for r in expected]
    assert all(p.cell or suffix == ".docx" for r in found for places in r.evidence.values() for p in places)


# workbooks


def table(path: Path) -> list[list[str]]:
    """What is seen of a file's first table, row by row."""
    source = source_of(path)
    assert source
    grid = next(b for blocks in source.read(path) for b in blocks if hasattr(b, "rows"))
    return [[c.text for c in grid.starting(r)] for r in range(grid.rows)]


def book(path: Path, fill: Callable[[Any], None]) -> Path:
    made = openpyxl.Workbook()
    fill(made.active)
    made.save(path)
    return path


SHOWN = [
    (0.956, "0.0%", "95.6%"),
    (0.125, "0.00", "0.13"),
    (1234.5, "#,##0.00", "1,234.50"),
    (12, '"≥"0"个"', "≥12个"),
    (0, '_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * "-"??_ ;_ @_ ', "-"),
    (-5, "0;(0)", "(5)"),
    (7, "000", "007"),
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


def changed(path: Path, change: Callable[[bytes], bytes], part: str = "xl/worksheets/sheet1.xml") -> Path:
    with zipfile.ZipFile(path) as old:
        parts = {name: old.read(name) for name in old.namelist()}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for name, content in parts.items():
            new.writestr(name, change(content) if name == part else content)
    return path


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


# Word


W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def word(path: Path, body: str) -> Path:
    write_parts(path, body)
    return path


def cell(content: str, look: str = "") -> str:
    return f"<w:tc><w:tcPr>{look}</w:tcPr>{content}</w:tc>"


def rows(*found: str) -> str:
    return f"<w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for row in found)}</w:tbl>"


RUNS = [
    (
        "<w:r><w:t>甲</w:t></w:r><w:del><w:r><w:delText>删</w:delText></w:r></w:del><w:ins><w:r><w:t>增</w:t></w:r></w:ins>",
        "甲增",
    ),
    ("<w:r><w:rPr><w:vanish/></w:rPr><w:t>藏</w:t></w:r><w:r><w:t>见</w:t></w:r>", "见"),
    ('<w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:t>见</w:t></w:r>', "见"),
    ("<w:r><w:t>上</w:t><w:br/><w:t>下</w:t></w:r>", "上下"),
    (
        '<w:r><w:sym w:font="Wingdings" w:char="F0FE"/><w:t>是</w:t><w:sym w:font="Wingdings" w:char="F0A8"/><w:t>否</w:t></w:r>',
        "☑是□否",
    ),
    ('<w:r><w:rPr><w:rFonts w:ascii="Wingdings 2"/></w:rPr><w:t>R</w:t></w:r><w:r><w:t>是</w:t></w:r>', "☑是"),
    ('<w:r><w:sym w:font="Symbol" w:char="F0B3"/><w:t>95%</w:t></w:r>', "≥95%"),
    (
        "<w:sdt><w:sdtPr/><w:sdtContent><w:r><w:t>☒</w:t></w:r></w:sdtContent></w:sdt><w:r><w:t>新增</w:t></w:r>",
        "☒新增",
    ),
    (
        '<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:checkBox><w:checked/></w:checkBox></w:ffData></w:fldChar>'
        "<w:instrText>FORMCHECKBOX</w:instrText></w:r><w:r><w:t>是</w:t></w:r>",
        "☑是",
    ),
    ("<w:hyperlink><w:r><w:t>链接</w:t></w:r></w:hyperlink>", "链接"),
    ("<w:ruby><w:rt><w:r><w:t>pin</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>拼</w:t></w:r></w:rubyBase></w:ruby>", "拼"),
]


@pytest.mark.parametrize(("runs", "seen"), RUNS)
def test_text_in_word_is_read_as_it_is_seen(runs: str, seen: str, tmp_path: Path) -> None:
    assert table(word(tmp_path / "a.docx", rows(cell(f"<w:p>{runs}</w:p>") + cell(paragraph("乙"))))) == [[seen, "乙"]]


def test_merged_cells_and_tables_in_cells(tmp_path: Path) -> None:
    inner = rows(cell(paragraph("内1")) + cell(paragraph("内2")), cell(paragraph("内3")) + cell(paragraph("内4")))
    body = rows(
        cell(paragraph("宽"), '<w:gridSpan w:val="2"/>') + cell(paragraph("高"), '<w:vMerge w:val="restart"/>'),
        cell(paragraph("一")) + cell(paragraph("二") + inner + paragraph("")) + cell("<w:p/>", "<w:vMerge/>"),
    )
    blocks = next(docx.SOURCE.read(word(tmp_path / "a.docx", body)))
    outer, nested = (b for b in blocks if hasattr(b, "rows"))
    assert [(c.text, c.top, c.bottom, c.left, c.right) for c in outer.cells] == [
        ("宽", 0, 1, 0, 2), ("高", 0, 2, 2, 3), ("一", 1, 2, 0, 1), ("二", 1, 2, 1, 2),
    ]  # fmt: skip
    assert [p.cell for c in outer.cells for p in c.places] == ["A1", "C1", "A2", "B2"]
    assert [[c.text for c in nested.starting(r)] for r in range(2)] == [["内1", "内2"], ["内3", "内4"]]
    assert {p.page for c in nested.cells for p in c.places} == {2}


def test_a_table_that_only_frames_others_gives_way_to_them(tmp_path: Path) -> None:
    framed = rows(cell(paragraph("标题") + rows(cell(paragraph("甲")) + cell(paragraph("乙")))))
    line, grid = next(docx.SOURCE.read(word(tmp_path / "a.docx", framed)))
    assert line.text == "标题"
    assert [c.text for c in grid.cells] == ["甲", "乙"]


def test_lines_are_cut_at_wide_gaps_and_text_boxes_are_read_once(tmp_path: Path) -> None:
    box = (
        "<w:p><w:r><w:AlternateContent><w:Choice><w:drawing><w:txbxContent>" + paragraph("框")
        + "</w:txbxContent></w:drawing></w:Choice><w:Fallback><w:pict><w:txbxContent>" + paragraph("框")
        + "</w:txbxContent></w:pict></w:Fallback></w:AlternateContent></w:r></w:p>"
    )  # fmt: skip
    body = (
        paragraph("填报单位：甲局　　　　单位：万元") + paragraph("自　　评　　表") + box + rows(cell(paragraph("甲")))
    )
    lines = [b for b in next(docx.SOURCE.read(word(tmp_path / "a.docx", body))) if not hasattr(b, "rows")]
    assert [[text for text, _ in line.pieces] for line in lines] == [
        ["填报单位：甲局", "单位：万元"],
        ["自评表"],
        ["框"],
    ]


# DOC


def test_doc_needs_libreoffice(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doc, "PROGRAMS", ("no-such-program",))
    path = tmp_path / "a.doc"
    path.write_bytes(b"text")
    with pytest.raises(UnreadableFile, match="LibreOffice"):
        extract(path)


@pytest.mark.skipif(os.name == "nt", reason="the program is a shell script")
@pytest.mark.parametrize(
    ("script", "says"), [("cp '{made}' \"$d/source.docx\"", ""), ("exit 1", "没能转换"), ("sleep 60", "秒内没有")]
)
def test_doc_is_read_by_way_of_docx(script: str, says: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made, program, path = tmp_path / "made.docx", tmp_path / "office", tmp_path / "a.doc"
    write_docx(made, invented(1))
    find = 'while [ $# -gt 0 ]; do [ "$1" = --outdir ] && d=$2; shift; done\n'
    program.write_text(f"#!/bin/sh\n{find}{script.format(made=made)}\n")
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    path.write_bytes(b"text")
    monkeypatch.setattr(doc, "PROGRAMS", (str(program),))
    monkeypatch.setattr(doc, "SECONDS", 1.0 if "sleep" in script else 60.0)
    if says:
        with pytest.raises(UnreadableFile, match=says):
            extract(path)
    else:
        assert [said(r) for r in extract(path)] == [said(r) for r in extract(made)]


# names that are not right


def test_a_file_is_read_as_what_it_is(tmp_path: Path) -> None:
    forms = invented(2)
    suffix, writer = OFFICE_PRODUCERS["xls"]
    writer(tmp_path / f"a{suffix}", forms)
    write_docx(tmp_path / "b.docx", forms)
    expected = [said(r) for r in extract(tmp_path / "a.xls")]
    for name in ("a.xls", "b.docx"):
        renamed = (tmp_path / name).rename(tmp_path / f"{name}.xlsx")
        assert [said(r) for r in extract(renamed)] == expected


def bad(path: Path, make: Callable[[Path], object]) -> UnreadableFile:
    make(path)
    with pytest.raises(UnreadableFile) as caught:
        extract(path)
    assert re.search("[一-鿿]", caught.value.zh)
    assert not re.search("[一-鿿]", caught.value.en)
    return caught.value


def other_package(part: str) -> Callable[[Path], None]:
    def make(path: Path) -> None:
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr(part, "<a/>")

    return make


BAD = [
    ("a.docx", lambda p: p.write_bytes(b"text"), "打不开"),
    ("a.docx", other_package("word/document.xml"), "打不开"),
    ("a.docx", lambda p: changed(word(p, paragraph("甲")), lambda x: x[:-9], "word/document.xml"), "打不开"),
    (
        "a.docx",
        lambda p: changed(
            word(p, paragraph("甲")), lambda x: b"<!DOCTYPE a>" + x.partition(b"?>")[2], "word/document.xml"
        ),
        "打不开",
    ),
    (
        "a.docx",
        lambda p: changed(word(p, paragraph("甲")), lambda x: x + b" " * 33 * 2**20, "word/document.xml"),
        "过大",
    ),
    ("a.xls", lambda p: p.write_bytes(b"<html><table><tr><td>1</td></tr></table></html>"), "网页"),
    ("a.xls", lambda p: p.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(4000)), "打不开"),
    ("a.xls", lambda p: p.write_bytes(b"text"), "打不开"),
    ("a.xlsx", lambda p: p.write_bytes(b"%PDF-1.4"), "其实是 PDF"),
    ("a.pdf", lambda p: word(p, paragraph("甲")), "名为 PDF"),
    ("a.txt", lambda p: p.write_text("text"), "还不能读取"),
]


@pytest.mark.parametrize(("name", "make", "says"), BAD)
def test_what_cannot_be_read_is_told(name: str, make: Callable[[Path], object], says: str, tmp_path: Path) -> None:
    assert says in bad(tmp_path / name, make).zh


def test_an_office_file_with_a_password_is_told(tmp_path: Path) -> None:
    older = xlwt.Workbook()
    older.add_sheet("a").write(0, 0, 1)
    older.save(str(tmp_path / "a.xls"))
    raw = bytearray((tmp_path / "a.xls").read_bytes())
    at, name = raw.index("Workbook".encode("utf-16-le")), "EncryptedPackage".encode("utf-16-le")
    raw[at : at + len(name)] = name
    raw[at + 64] = len(name) + 2
    for suffix in (".xlsx", ".docx", ".xls", ".doc"):
        assert "密码" in bad(tmp_path / f"b{suffix}", lambda p: p.write_bytes(raw)).zh


def test_an_older_workbook_with_a_password_is_told(tmp_path: Path) -> None:
    older = xlwt.Workbook()
    older.add_sheet("a").write(0, 0, 1)
    older.save(str(tmp_path / "a.xls"))
    raw = bytearray((tmp_path / "a.xls").read_bytes())
    at = raw.index(b"\x5c\x00\x70\x00")  # who wrote it: any record long enough to be taken for that of the password
    raw[at : at + 2] = b"\x2f\x00"
    assert "密码" in bad(tmp_path / "b.xls", lambda p: p.write_bytes(raw)).zh


def test_pictures_in_a_word_file_cost_nothing(tmp_path: Path) -> None:
    forms = invented(3)
    write_docx(tmp_path / "a.docx", forms)
    expected = [said(r) for r in extract(tmp_path / "a.docx")]
    with (
        zipfile.ZipFile(tmp_path / "a.docx", "a", zipfile.ZIP_DEFLATED) as package,
        package.open("word/media/1.bmp", "w") as picture,
    ):
        for _ in range(250):
            picture.write(bytes(2**20))
    assert [said(r) for r in extract(tmp_path / "a.docx")] == expected


def test_what_a_word_file_refers_to_elsewhere_is_left_alone(tmp_path: Path) -> None:
    forms = invented(3)
    write_docx(tmp_path / "a.docx", forms)
    expected = [said(r) for r in extract(tmp_path / "a.docx")]
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    listener = socket.create_server(("127.0.0.1", 0))
    target = f"http://127.0.0.1:{listener.getsockname()[1]}/a"
    links = "".join(
        f'<Relationship Id="r{n}" Type="{kind}/{what}" Target="{target}" TargetMode="External"/>'
        for n, what in enumerate(("image", "attachedTemplate", "oleObject"))
    )
    with zipfile.ZipFile(tmp_path / "a.docx", "a") as package:
        package.writestr("word/_rels/document.xml.rels", f"<Relationships>{links}</Relationships>")
    with listener:
        listener.settimeout(0.2)
        assert [said(r) for r in extract(tmp_path / "a.docx")] == expected
        with pytest.raises(TimeoutError):
            listener.accept()


def test_an_archive_of_good_and_bad_files_is_read_as_far_as_it_can_be(tmp_path: Path) -> None:
    forms = invented(5)
    write_docx(tmp_path / "a.docx", forms)
    whole = (tmp_path / "a.docx").read_bytes()
    inner = archive(tmp_path / "inner.zip", {"a.docx": whole}).read_bytes()
    members = {
        "甲/好.docx": whole,
        "甲/半.docx": whole[:900],
        "乙/内.zip": inner,
        "乙/好.docx": whole,
        "乙/空.xlsx": b"",
    }
    with unpacked([archive(tmp_path / "a.zip", members)]) as found:
        told = {}
        for file in found:
            try:
                told[file.shown.name] = len(extract(file.path)) if file.refusal is None else file.refusal.zh
            except UnreadableFile as error:
                told[file.shown.name] = error.zh
    assert told.pop("好.docx") == len(forms)
    assert set(told) == {"半.docx", "内.zip", "空.xlsx"}
    assert all(isinstance(message, str) for message in told.values())


@pytest.mark.parametrize("place", ["0", "A0", "AAAA1", "A9999999", "A-1"])
def test_a_cell_that_stands_nowhere_is_told(place: str, tmp_path: Path) -> None:
    path = book(tmp_path / "a.xlsx", lambda s: s.append(["甲"]))
    assert "打不开" in bad(path, lambda p: changed(p, lambda xml: xml.replace(b'r="A1"', f'r="{place}"'.encode()))).zh


# archives


def archive(path: Path, members: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in members.items():
            made.writestr(name, content)
    return path


def test_the_files_of_an_archive_with_their_names(tmp_path: Path) -> None:
    path = archive(
        tmp_path / "a.zip",
        {"一局/自评表.docx": b"1", "../../逃.xlsx": b"2", "说明.txt": b"3", "__MACOSX/._a.docx": b"4"},
    )
    with unpacked([path, tmp_path / "b.pdf"]) as found:
        assert [(f.shown.relative_to(tmp_path).as_posix(), f.known, f.refusal) for f in found] == [
            ("a.zip/一局/自评表.docx", True, None),
            ("a.zip/逃.xlsx", True, None),
            ("a.zip/说明.txt", False, None),
            ("b.pdf", True, None),
        ]
        assert [f.path.read_bytes() for f in found[:2]] == [b"1", b"2"]
        assert [f.path.name for f in found[:2]] == ["自评表.docx", "逃.xlsx"]
    assert not found[0].path.exists()


@pytest.mark.parametrize("encoding", ["utf-8", "gbk"])
def test_chinese_names_without_the_mark_of_their_encoding(encoding: str, tmp_path: Path) -> None:
    path = archive(tmp_path / "a.zip", {"#" * len("绩效表.xls".encode(encoding)): b"1"})
    raw = path.read_bytes()
    path.write_bytes(raw.replace(b"#" * len("绩效表.xls".encode(encoding)), "绩效表.xls".encode(encoding)))
    with unpacked([path]) as found:
        assert [f.path.name for f in found] == ["绩效表.xls"]


def encrypted(path: Path) -> Path:
    raw = bytearray(archive(path, {"a.xls": b"1"}).read_bytes())
    raw[6] |= 1
    raw[raw.index(b"PK\x01\x02") + 8] |= 1
    path.write_bytes(raw)
    return path


ARCHIVES = [
    (lambda p: archive(p, {"内.zip": b"1"}), "ZIP 里面的 ZIP"),
    (encrypted, "密码"),
    (lambda p: archive(p, {"a.xlsx": bytes(2**22)}), "大得不像"),
    (lambda p: archive(p, {f"{n}.xlsx": b"" for n in range(2001)}), "太多"),
    (lambda p: archive(p, {}), "空"),
    (lambda p: p.write_bytes(b"text"), "不是 ZIP"),
    (
        lambda p: p.write_bytes(
            archive(p, {"a.xls": os.urandom(999)}).read_bytes().replace(b"PK\x01\x02", b"PK\x01\x03")
        ),
        "损坏",
    ),
]


@pytest.mark.parametrize(("make", "says"), ARCHIVES)
def test_what_cannot_be_unpacked_is_told(make: Callable[[Path], object], says: str, tmp_path: Path) -> None:
    make(tmp_path / "a.zip")
    with unpacked([tmp_path / "a.zip"]) as found:
        (file,) = found
        assert file.refusal
        assert says in file.refusal.zh
        assert not re.search("[一-鿿]", file.refusal.en)

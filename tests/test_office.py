"""Word files and workbooks of both kinds: the same records whatever the file, read as what it is, and every bad one told."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
import xlwt
from office import bad, book, changed, invented, said, word

from extractors import extract
from samples.docx import paragraph, write_docx
from samples.files import OFFICE_PRODUCERS
from samples.xlsx import write_xlsx


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


def test_a_file_is_read_as_what_it_is(tmp_path: Path) -> None:
    forms = invented(2)
    suffix, writer = OFFICE_PRODUCERS["xls"]
    writer(tmp_path / f"a{suffix}", forms)
    write_docx(tmp_path / "b.docx", forms)
    expected = [said(r) for r in extract(tmp_path / "a.xls")]
    for name in ("a.xls", "b.docx"):
        renamed = (tmp_path / name).rename(tmp_path / f"{name}.xlsx")
        assert [said(r) for r in extract(renamed)] == expected


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
    ("a.xls", lambda p: p.write_bytes(b"MIME-Version: 1.0\r\nContent-Type: multipart/related"), "网页"),
    ("a.xls", lambda p: p.write_text("项目名称\t甲工程\n", encoding="gb18030"), "纯文本"),
    ("a.xls", lambda p: p.write_text("项目名称\t甲工程\n", encoding="utf-16"), "纯文本"),
    ("a.xls", lambda p: p.write_bytes(b'<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Workbook><a'), "打不开"),
    ("a.doc", lambda p: p.write_bytes(b'<?xml version="1.0"?><?mso-application progid="Word.Document"?><w:a'), "打不开"),
    ("a.xls", lambda p: p.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(4000)), "打不开"),
    ("a.xls", lambda p: p.write_bytes(b"text"), "打不开"),
    ("a.xlsx", lambda p: p.write_bytes(b"%PDF-1.4"), "其实是 PDF"),
    ("a.pdf", lambda p: word(p, paragraph("甲")), "名为 PDF"),
    ("a.txt", lambda p: p.write_text("text"), "还不能读取"),
]


@pytest.mark.parametrize(("name", "make", "says"), BAD)
def test_what_cannot_be_read_is_told(name: str, make: Callable[[Path], object], says: str, tmp_path: Path) -> None:
    assert says in bad(tmp_path / name, make).zh


def container(tmp_path: Path, stream: str) -> bytearray:
    """An older office file whose only stream has that name."""
    older = xlwt.Workbook()
    older.add_sheet("a").write(0, 0, 1)
    older.save(str(tmp_path / "a.xls"))
    raw = bytearray((tmp_path / "a.xls").read_bytes())
    at, name = raw.index("Workbook".encode("utf-16-le")), stream.encode("utf-16-le")
    raw[at : at + len(name)] = name
    raw[at + 64] = len(name) + 2
    return raw


def test_an_office_file_with_a_password_is_told(tmp_path: Path) -> None:
    raw = container(tmp_path, "EncryptedPackage")
    for suffix in (".xlsx", ".docx", ".xls", ".doc"):
        assert "密码" in bad(tmp_path / f"b{suffix}", lambda p: p.write_bytes(raw)).zh


def test_an_older_document_with_a_password_is_told(tmp_path: Path) -> None:
    """Its first block says so: LibreOffice is not asked."""
    raw = container(tmp_path, "WordDocument")
    raw[512 + 10 : 512 + 12] = b"\x00\x01"  # the stream begins behind the container's header
    assert "密码" in bad(tmp_path / "b.doc", lambda p: p.write_bytes(raw)).zh


def test_an_older_workbook_with_a_password_is_told(tmp_path: Path) -> None:
    older = xlwt.Workbook()
    older.add_sheet("a").write(0, 0, 1)
    older.save(str(tmp_path / "a.xls"))
    raw = bytearray((tmp_path / "a.xls").read_bytes())
    at = raw.index(b"\x5c\x00\x70\x00")  # who wrote it: any record long enough to be taken for that of the password
    raw[at : at + 2] = b"\x2f\x00"
    assert "密码" in bad(tmp_path / "b.xls", lambda p: p.write_bytes(raw)).zh


@pytest.mark.parametrize("place", ["0", "A0", "AAAA1", "A9999999", "A-1"])
def test_a_cell_that_stands_nowhere_is_told(place: str, tmp_path: Path) -> None:
    path = book(tmp_path / "a.xlsx", lambda s: s.append(["甲"]))
    assert "打不开" in bad(path, lambda p: changed(p, lambda xml: xml.replace(b'r="A1"', f'r="{place}"'.encode()))).zh

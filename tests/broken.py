"""Files that are broken, locked, hostile or something else, made byte by byte, and the form with parts of it changed; what
refusing them must be like. Tests of several files are given them; none of them is a file that somebody uses."""

from __future__ import annotations

import random
import re
import warnings
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pypdfium2
import pytest
from drawn import draw_form, picture, workbook
from reportlab.lib.pdfencrypt import StandardEncryption

from extractors import extract
from extractors.errors import InputError


def pdf_of(path: Path, *objects: bytes, root: int = 1, junk: bytes = b"") -> Path:
    """A PDF of these objects, numbered from 1, with a table of where they are."""
    out, places = b"%PDF-1.7\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    end = b"xref\n0 %d\n0000000000 65535 f \n%strailer\n<< /Size %d /Root %d 0 R >>\nstartxref\n%d\n%%%%EOF\n"
    path.write_bytes(out + end % (len(places) + 1, table, len(places) + 1, root, len(out)) + junk)
    return path


def stream(content: bytes, entries: bytes = b"") -> bytes:
    packed = zlib.compress(content, 9)
    return b"<< /Length %d /Filter /FlateDecode %s >>\nstream\n%s\nendstream" % (len(packed), entries, packed)


CATALOG, PAGES = b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>"


def page(entries: bytes = b"", box: bytes = b"0 0 595 842") -> bytes:
    return b"<< /Type /Page /Parent 2 0 R /MediaBox [%s] %s >>" % (box, entries)


def nested(depth: int) -> bytes:
    return b"[" * depth + b"]" * depth


BROKEN_PDF: dict[str, Callable[[Path], object]] = {
    "empty": lambda p: p.write_bytes(b""),
    "one-byte": lambda p: p.write_bytes(b"%"),
    "random-bytes": lambda p: p.write_bytes(random.Random(5).randbytes(50_000)),
    "random-after-a-header": lambda p: p.write_bytes(b"%PDF-1.7\n" + random.Random(6).randbytes(50_000)),
    "html": lambda p: p.write_text("<!doctype html><html><body><table><tr><td>绩效</td></tr></table></body></html>"),
    "a-workbook": lambda p: workbook(p.with_suffix(".xlsx")).rename(p),
    "only-an-end": lambda p: p.write_bytes(b"%PDF-1.7\nstartxref\n0\n%%EOF\n"),
    "no-pages": lambda p: pdf_of(p, CATALOG, b"<< /Type /Pages /Kids [] /Count 0 >>"),
    "no-catalog": lambda p: pdf_of(p, b"<< /Type /Other >>"),
    "catalog-is-no-dictionary": lambda p: pdf_of(p, b"(text)"),
    "pages-are-their-own-kids": lambda p: pdf_of(p, CATALOG, b"<< /Type /Pages /Kids [2 0 R] /Count 1 >>"),
    "pages-in-a-ring": lambda p: pdf_of(
        p, CATALOG, b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>", b"<< /Type /Pages /Kids [2 0 R] /Count 1 >>"
    ),
    "a-reference-to-itself": lambda p: pdf_of(p, CATALOG, PAGES, b"3 0 R"),
    "a-box-of-words": lambda p: pdf_of(p, CATALOG, PAGES, page(box=b"/a /b /c /d")),
    "a-box-of-nothing": lambda p: pdf_of(p, CATALOG, PAGES, page(box=b"0 0 0 0")),
    "no-box": lambda p: pdf_of(p, CATALOG, PAGES, b"<< /Type /Page /Parent 2 0 R >>"),
    "a-box-in-itself": lambda p: pdf_of(p, CATALOG, PAGES, page(b"/CropBox 4 0 R"), b"[4 0 R 4 0 R 4 0 R 4 0 R]"),
    "a-turn-in-words": lambda p: pdf_of(p, CATALOG, PAGES, page(b"/Rotate (left)")),
    "an-endless-page": lambda p: pdf_of(p, CATALOG, PAGES, page(box=b"0 0 1e30 1e30")),
    "no-content": lambda p: pdf_of(p, CATALOG, PAGES, page()),
    "content-that-is-none": lambda p: pdf_of(p, CATALOG, PAGES, page(b"/Contents [null 9 0 R (a)]")),
    "content-that-does-not-unpack": lambda p: pdf_of(
        p,
        CATALOG,
        PAGES,
        page(b"/Contents 4 0 R"),
        b"<< /Length 8 /Filter /FlateDecode >>\nstream\nabcdefgh\nendstream",
    ),
    "content-of-an-unknown-kind": lambda p: pdf_of(
        p, CATALOG, PAGES, page(b"/Contents 4 0 R"), b"<< /Length 8 /Filter /None >>\nstream\nabcdefgh\nendstream"
    ),
    "content-of-nonsense": lambda p: pdf_of(
        p, CATALOG, PAGES, page(b"/Contents 4 0 R"), stream(b"Q Q ] >> (a Tj 1 2 3 re /F1 Tf ET BT Do d0 ")
    ),
    "content-of-nested-lists": lambda p: pdf_of(
        p, CATALOG, PAGES, page(b"/Contents 4 0 R"), stream(nested(20_000) + b" TJ")
    ),
    "objects-of-nested-lists": lambda p: pdf_of(p, CATALOG, PAGES, page(b"/Annots " + nested(20_000))),
    "a-drawing-that-draws-itself": lambda p: pdf_of(
        p,
        CATALOG,
        PAGES,
        page(b"/Contents 4 0 R /Resources 5 0 R"),
        stream(b"/X Do"),
        b"<< /XObject << /X 6 0 R >> >>",
        stream(b"/X Do", b"/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources 5 0 R"),
    ),
    "a-drawing-of-a-gigabyte": lambda p: pdf_of(
        p, CATALOG, PAGES, page(b"/Contents 4 0 R"), stream(b"1 1 3 .5 re f\n" * 2_000_000)
    ),
    "blank": lambda p: draw_form(p, rows=()),
    "locked": lambda p: draw_form(p, encrypt=StandardEncryption("user", "owner")),
    "a-scan": lambda p: scan(p),
    "a-scan-with-the-mark-of-an-app": lambda p: scan(p, "Scanned by an app 1/2"),
}


def scan(path: Path, words: str = "") -> Path:
    from reportlab.pdfgen.canvas import Canvas

    canvas = Canvas(str(path))
    picture(canvas, words=words)
    picture(canvas, words=words)
    canvas.save()
    return path


def with_a_broken_page(form: Path, path: Path) -> Path:
    """The form, a page that is damaged, a blank page."""
    broken = pdf_of(
        path.with_name("broken-page.pdf"),
        CATALOG,
        PAGES,
        page(b"/Contents 4 0 R"),
        b"<< /Length 8 /Filter /None >>\nstream\nabcdefgh\nendstream",
    )
    with pypdfium2.PdfDocument.new() as out, pypdfium2.PdfDocument(form) as first, pypdfium2.PdfDocument(broken) as second:
        out.import_pages(first)
        out.import_pages(second)
        out.new_page(595, 842)
        out.save(str(path))
    broken.unlink()
    return path


def edited(path: Path, name: str, change: Callable[[bytes], bytes], source: Path | None = None) -> Path:
    """The form as a workbook with one of its parts changed."""
    made = source or workbook(path.with_name("source.xlsx"))
    with zipfile.ZipFile(made) as old, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for item in old.namelist():
            new.writestr(item, change(old.read(item)) if item == name else old.read(item))
    made.unlink()
    return path


SHEET = "xl/worksheets/sheet1.xml"


def into_rows(more: bytes) -> Callable[[bytes], bytes]:
    return lambda xml: xml.replace(b"</sheetData>", more + b"</sheetData>")


BROKEN_XLSX: dict[str, Callable[[Path], object]] = {
    "empty": lambda p: p.write_bytes(b""),
    "random-bytes": lambda p: p.write_bytes(random.Random(7).randbytes(50_000)),
    "random-after-a-header": lambda p: p.write_bytes(b"PK\x03\x04" + random.Random(8).randbytes(50_000)),
    "old-or-locked": lambda p: p.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(4096)),
    "csv": lambda p: p.write_text("项目名称,甲\n三级指标,年度指标值,实际完成值\n", encoding="utf-8"),
    "a-pdf": lambda p: draw_form(p),
    "an-empty-archive": lambda p: zipfile.ZipFile(p, "w").close(),
    "another-archive": lambda p: archive(p, "word/document.xml", b"<w/>"),
    "cut-off": lambda p: p.write_bytes(workbook(p).read_bytes()[:-200]),
    "a-part-is-damaged": lambda p: damaged_part(workbook(p)),
    "no-xml": lambda p: edited(p, SHEET, lambda xml: b"not xml"),
    "half-xml": lambda p: edited(p, SHEET, lambda xml: xml[: len(xml) // 2]),
    "laughs": lambda p: edited(p, "xl/workbook.xml", lambda xml: laughs() + xml),
    "cells-without-a-place": lambda p: edited(p, SHEET, lambda xml: re.sub(rb' r="[A-Z]+\d+"', b' r="?"', xml)),
    "no-form": lambda p: openpyxl.Workbook().save(p),
    "other-tables": lambda p: phone_list(p),
    "a-bomb": lambda p: archive(p, SHEET, b"0" * 201 * 2**20),
}


def archive(path: Path, name: str, content: bytes) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr(name, content)


def damaged_part(path: Path) -> None:
    content = bytearray(path.read_bytes())
    at = content.index(SHEET.encode()) + len(SHEET) + 40
    content[at : at + 60] = bytes(60)
    path.write_bytes(content)


def laughs() -> bytes:
    levels = b"".join(b'<!ENTITY l%d "%s">' % (n, b"&l%d;" % (n - 1) * 10) for n in range(1, 10))
    return b'<!DOCTYPE l [<!ENTITY l0 "ha">' + levels + b"]>"


def phone_list(path: Path) -> None:
    book = openpyxl.Workbook()
    for row in (("科室", "电话", "楼层"), ("办公室", "5550101", 3), ("财务科", "5550102", 4)):
        book.active.append(row)
    book.save(path)


def refused(path: Path) -> InputError:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        with pytest.raises(InputError) as caught:
            extract(path)
    error = caught.value
    for text in (error.zh, error.en):
        assert text
        assert "\n" not in text
        assert text.endswith(("。", "."))
    assert re.search("[一-鿿]", error.zh)
    assert not re.search("[一-鿿]", error.en)
    return error

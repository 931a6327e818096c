"""Files that are broken, locked, hostile or something else: each is told in one line of both languages, costs bounded
time and is never half read; what can be read as it is shown is read."""

from __future__ import annotations

import io
import random
import re
import warnings
import zipfile
import zlib
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import openpyxl
import pypdfium2
import pytest
from drawn import ROWS, draw_form, marked_box, picture, workbook
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.styles import Font
from reportlab.lib.pdfencrypt import StandardEncryption
from test_cli import jixiao

from extractors import extract
from extractors.errors import InputError, NoForm, UnreadableFile
from extractors.records import Report
from index.doctor import examine
from index.ingest import ingest
from index.pages import page_size, render_page
from index.settings import Settings
from index.store import open_store


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


CASES = [
    pytest.param(suffix, make, id=f"{suffix[1:]}-{name}")
    for suffix, table in ((".pdf", BROKEN_PDF), (".xlsx", BROKEN_XLSX))
    for name, make in table.items()
]


@pytest.mark.parametrize(("suffix", "make"), CASES)
def test_what_cannot_be_read_is_told_in_one_line(
    suffix: str, make: Callable[[Path], object], tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / f"坏{suffix}"
    make(path)
    capfd.readouterr()
    refused(path)
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize(
    ("name", "kind", "says"),
    [
        ("empty", UnreadableFile, "空"),
        ("html", UnreadableFile, "不是 PDF"),
        ("no-pages", UnreadableFile, "一页也没有"),
        ("locked", UnreadableFile, "密码"),
        ("a-scan", InputError, "扫描"),
        ("a-scan-with-the-mark-of-an-app", InputError, "扫描"),
        ("a-drawing-of-a-gigabyte", UnreadableFile, "第 1 页"),
    ],
)
def test_the_line_says_what_is_wrong_with_a_pdf(name: str, kind: type[InputError], says: str, tmp_path: Path) -> None:
    BROKEN_PDF[name](tmp_path / "a.pdf")
    error = refused(tmp_path / "a.pdf")
    assert isinstance(error, kind)
    assert says in error.zh


@pytest.mark.parametrize(
    ("name", "kind", "says"),
    [
        ("empty", UnreadableFile, "空"),
        ("old-or-locked", UnreadableFile, "打不开"),
        ("csv", UnreadableFile, "打不开"),
        ("cut-off", UnreadableFile, "损坏"),
        ("no-form", NoForm, "没有找到绩效表"),
        ("other-tables", NoForm, "没有找到绩效表"),
        ("a-bomb", UnreadableFile, "过大"),
    ],
)
def test_the_line_says_what_is_wrong_with_a_workbook(
    name: str, kind: type[InputError], says: str, tmp_path: Path
) -> None:
    BROKEN_XLSX[name](tmp_path / "a.xlsx")
    error = refused(tmp_path / "a.xlsx")
    assert isinstance(error, kind)
    assert says in error.zh


def test_other_kinds_folders_and_missing_files(tmp_path: Path) -> None:
    (tmp_path / "a.docx").write_bytes(b"PK")
    (tmp_path / "b.pdf").mkdir()
    for path in (tmp_path / "a.docx", tmp_path / "b.pdf", tmp_path / "c.pdf", tmp_path / "d"):
        refused(path)


@pytest.fixture(scope="module")
def drawn(tmp_path_factory: pytest.TempPathFactory) -> tuple[bytes, Report]:
    path = draw_form(tmp_path_factory.mktemp("drawn") / "a.pdf")
    (report,) = extract(path)
    return path.read_bytes(), report


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> tuple[bytes, Report]:
    path = workbook(tmp_path_factory.mktemp("written") / "a.xlsx")
    (report,) = extract(path)
    return path.read_bytes(), report


def whole_or_refused(path: Path, content: bytes, whole: Report) -> None:
    """A file that lost something is refused; it is never read as if it had never held it."""
    path.write_bytes(content)
    try:
        (report,) = extract(path)
    except InputError:
        return
    assert report == whole


@settings(max_examples=60, deadline=None)
@given(share=st.floats(0, 1))
def test_a_pdf_that_was_cut_off_is_never_half_read(
    share: float, drawn: tuple[bytes, Report], tmp_path_factory: pytest.TempPathFactory
) -> None:
    content, whole = drawn
    whole_or_refused(tmp_path_factory.getbasetemp() / "a.pdf", content[: int(share * len(content))], whole)


@settings(max_examples=40, deadline=None)
@given(share=st.floats(0, 1))
def test_a_workbook_that_was_cut_off_is_never_half_read(
    share: float, written: tuple[bytes, Report], tmp_path_factory: pytest.TempPathFactory
) -> None:
    content, whole = written
    whole_or_refused(tmp_path_factory.getbasetemp() / "a.xlsx", content[: int(share * len(content))], whole)


@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_changed_bytes_are_told_or_read_but_never_a_fault(
    data: st.DataObject, drawn: tuple[bytes, Report], tmp_path_factory: pytest.TempPathFactory
) -> None:
    content = bytearray(drawn[0])
    for at in data.draw(st.lists(st.integers(0, len(content) - 1), min_size=1, max_size=20)):
        content[at] = data.draw(st.integers(0, 255))
    path = tmp_path_factory.getbasetemp() / "a.pdf"
    path.write_bytes(content)
    with suppress(InputError):
        extract(path)


# ---- What can be read --------------------------------------------------------------------------------------------


def says_the_form(report: Report) -> bool:
    told = [(x.level3, x.target, x.actual) for x in report.indicators]
    return report.project_name == ROWS[0][1] and told == [(r[1], r[2], r[3]) for r in ROWS[3:]]


def test_a_pdf_that_only_forbids_changes_is_read(tmp_path: Path) -> None:
    lock = StandardEncryption("", "owner", canPrint=0, canModify=0, canCopy=0)
    (report,) = extract(draw_form(tmp_path / "a.pdf", encrypt=lock))
    assert says_the_form(report)


def test_junk_behind_the_end_does_no_harm(tmp_path: Path) -> None:
    path = draw_form(tmp_path / "a.pdf")
    path.write_bytes(path.read_bytes() + b"\r\n\0\0" * 100)
    assert says_the_form(extract(path)[0])


def test_scanned_pages_beside_a_form_do_not_hide_it(tmp_path: Path) -> None:
    path = draw_form(tmp_path / "a.pdf", before=picture)
    (report,) = extract(path)
    assert says_the_form(report)
    assert report.pages == (2,)


def red_box(path: Path) -> tuple[float, ...]:
    """Where the red cell is on the page's image, in points."""
    import numpy as np
    from PIL import Image

    scale = 3
    pixels = np.asarray(Image.open(io.BytesIO(render_page(path, 1, scale))).convert("RGB")).astype(int)
    down, across = np.nonzero((pixels[..., 0] > 200) & (pixels[..., 1] < 90))
    return across.min() / scale, down.min() / scale, (across.max() + 1) / scale, (down.max() + 1) / scale


FRAMES: dict[str, tuple[tuple[float, ...] | None, tuple[float, ...] | None]] = {
    "plain": (None, None),
    "media-box-off-zero": ((-40, -25, 30, 20), None),
    "cropped": (None, (20, 10, -30, -15)),
    "both": ((-40, -25, 30, 20), (20, 10, -30, -15)),
    "crop-beyond-the-page": (None, (-100, -100, 100, 100)),
}


@pytest.mark.parametrize("frame", FRAMES)
@pytest.mark.parametrize("rotation", [0, 90, 180, 270])
@pytest.mark.parametrize("size", [(595, 842), (842, 595)], ids=["tall", "wide"])
def test_boxes_are_those_of_the_page_as_shown(
    rotation: int, size: tuple[float, float], frame: str, tmp_path: Path
) -> None:
    path = tmp_path / "shown.pdf"
    with pypdfium2.PdfDocument(draw_form(tmp_path / "a.pdf", rotation, size)) as document:
        base = document[0].get_mediabox()
        for change, put in zip(FRAMES[frame], (document[0].set_mediabox, document[0].set_cropbox), strict=True):
            if change:
                put(*(a + b for a, b in zip(base, change, strict=True)))
        document.save(path)
    (report,) = extract(path)
    assert says_the_form(report)
    (place,) = report.evidence["project_name"]
    assert place.bbox == pytest.approx(red_box(path), abs=1.2)
    width, height = page_size(path, 1)
    for places in report.evidence.values():
        for at in places:
            assert at.bbox is not None
            assert 0 <= at.bbox[0] < at.bbox[2] <= width
            assert 0 <= at.bbox[1] < at.bbox[3] <= height


def test_an_upright_page_is_where_it_was_drawn(tmp_path: Path) -> None:
    (report,) = extract(draw_form(tmp_path / "a.pdf"))
    assert report.evidence["project_name"][0].bbox == pytest.approx(marked_box(), abs=0.1)


def test_what_a_crop_hides_is_not_read(tmp_path: Path) -> None:
    hidden = draw_form(tmp_path / "a.pdf", after=lambda canvas: canvas.drawString(-300, 400, "Z"))
    assert says_the_form(extract(hidden)[0])


@pytest.mark.parametrize("size", [(14_400, 14_400), (200_000, 200_000)])
def test_a_huge_page_is_read(size: tuple[float, float], tmp_path: Path) -> None:
    (report,) = extract(draw_form(tmp_path / "a.pdf", size=size))
    assert says_the_form(report)


def strokes(canvas: Any, count: int, length: float) -> None:
    seed = random.Random(9)
    for _ in range(count):
        x, y = seed.uniform(0, 595), seed.uniform(0, 500 - length)
        canvas.line(x, y, *seed.choice([(x + length, y), (x, y + length)]))


@pytest.mark.parametrize(("count", "length"), [(6_000, 2), (6_000, 30), (4_000, 300)])
def test_a_drawing_under_the_form_costs_bounded_time_and_hides_nothing(
    count: int, length: float, tmp_path: Path
) -> None:
    (report,) = extract(draw_form(tmp_path / "a.pdf", after=lambda canvas: strokes(canvas, count, length)))
    assert report.project_name == ROWS[0][1]


def test_errors_and_uncomputed_formulas_in_cells(tmp_path: Path) -> None:
    def change(book: Any) -> None:
        book.active["E5"] = "#REF!"
        book.active["F5"] = "=F6+20"

    (report,) = extract(workbook(tmp_path / "a.xlsx", change))
    assert report.indicators[0].weight is None
    assert report.indicators[0].score is None
    assert "indicators[0].weight" in report.review
    assert report.indicators[1].weight == 40


def test_values_as_shown(tmp_path: Path) -> None:
    def change(book: Any) -> None:
        from datetime import date

        sheet = book.active
        for row, value, shown in ((5, 0.955, "0.0%"), (6, date(2024, 11, 30), 'yyyy"年"m"月"d"日"')):
            sheet.cell(row, 4).value = value
            sheet.cell(row, 4).number_format = shown

    (report,) = extract(workbook(tmp_path / "a.xlsx", change))
    assert [x.actual for x in report.indicators] == ["95.5%", "2024年11月30日"]


def test_hidden_rows_columns_and_sheets_are_left_out(tmp_path: Path) -> None:
    def change(book: Any) -> None:
        book.active.insert_cols(4)
        for row in (2, 5, 6):
            book.active.cell(row, 4).value = "旧"
        book.active.column_dimensions["D"].hidden = True
        book.active.append(["数量指标", "隐去的指标", "1次", None, "2次", 10, 10])
        book.active.row_dimensions[7].hidden = True
        kept = book.create_sheet("底稿")
        for texts in ROWS:
            kept.append(texts)
        kept.sheet_state = "hidden"

    (report,) = extract(workbook(tmp_path / "a.xlsx", change))
    assert says_the_form(report)


def formatted(book: Any) -> None:
    """Formatting far beyond the form: a single cell at the end of the sheet, bold blanks below."""
    book.active["XFD1048576"].font = Font(bold=True)
    for n in range(10, 2000):
        book.active.cell(n, 30).font = Font(bold=True)


def macro(path: Path) -> Path:
    """As a workbook with macros calls itself, under the plain suffix."""
    plain = b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
    return edited(
        path,
        "[Content_Types].xml",
        lambda xml: xml.replace(plain, b"application/vnd.ms-excel.sheet.macroEnabled.main+xml"),
    )


def linked(path: Path) -> Path:
    from openpyxl.packaging.relationship import Relationship
    from openpyxl.workbook.external_link.external import ExternalBook, ExternalLink

    def change(book: Any) -> None:
        link = ExternalLink(externalBook=ExternalBook())
        link.file_link = Relationship(
            type="externalLinkPath", Target="file:///nowhere/other.xlsx", TargetMode="External"
        )
        book._external_links.append(link)
        book.active["H2"] = "=[1]Sheet1!A1"

    return workbook(path, change)


BLANK_ROWS = b"".join(b'<row r="%d" ht="15"><c r="A%d"/><c r="F%d"/></row>' % (n, n, n) for n in range(7, 300_000))
READABLE: dict[str, Callable[[Path], Path]] = {
    "blank-rows-by-the-hundred-thousand": lambda p: edited(p, SHEET, into_rows(BLANK_ROWS)),
    "formats-far-away": lambda p: workbook(p, formatted),
    "macros": macro,
    "external-links": linked,
    "an-unknown-extension": lambda p: edited(
        p, SHEET, lambda xml: xml.replace(b"</worksheet>", b'<extLst><ext uri="{0}"/></extLst></worksheet>')
    ),
    "an-empty-sheet-before": lambda p: workbook(p, lambda book: book.create_sheet("封面", 0)),
}


HEAVY: dict[str, Callable[[Path], Path]] = {
    "a-bomb-in-one-sheet": lambda p: edited(p, SHEET, into_rows(b'<row r="9"><c r="A9"/></row>' * 600_000)),
    "merged-beyond-measure": lambda p: edited(
        p, SHEET, lambda xml: xml.replace(b'ref="A1:F1"', b'ref="A1:XFD1048576"', 1)
    ),
}


@pytest.mark.parametrize("name", HEAVY)
def test_workbooks_beyond_measure_are_refused_or_read_whole(name: str, tmp_path: Path) -> None:
    try:
        (report,) = extract(HEAVY[name](tmp_path / "a.xlsx"))
    except UnreadableFile:
        return
    assert says_the_form(report)


@pytest.mark.parametrize("name", READABLE)
def test_workbooks_with_more_than_the_form_are_read(
    name: str, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    path = READABLE[name](tmp_path / "a.xlsx")
    capfd.readouterr()
    (report,) = extract(path)
    assert says_the_form(report)
    assert capfd.readouterr() == ("", "")


def test_unknown_labels_are_kept_beside_their_values(tmp_path: Path) -> None:
    rows = (*ROWS[:2], ("奇特栏目", "别处没有的内容", "", "", "", ""), *ROWS[2:])
    (report,) = extract(draw_form(tmp_path / "a.pdf", rows=rows))
    assert says_the_form(report)
    assert [(x.label, x.value) for x in report.other] == [("奇特栏目", "别处没有的内容")]
    assert report.evidence["other[0]"]


# ---- The whole way -----------------------------------------------------------------------------------------------

QUICK = {
    "pdf": ("empty", "html", "random-bytes", "no-pages", "pages-in-a-ring", "locked", "a-scan", "blank"),
    "xlsx": ("old-or-locked", "csv", "half-xml", "other-tables"),
}


@pytest.fixture(scope="module")
def batch(tmp_path_factory: pytest.TempPathFactory) -> tuple[list[Path], Path]:
    """A folder of bad files around a good one."""
    folder = tmp_path_factory.mktemp("batch")
    bad = []
    for suffix, table in (("pdf", BROKEN_PDF), ("xlsx", BROKEN_XLSX)):
        for name in QUICK[suffix]:
            bad.append(folder / f"{name}.{suffix}")
            table[name](bad[-1])
    return bad, draw_form(folder / "m.pdf")


@pytest.mark.parametrize("language", ["zh_CN.UTF-8", "en_US.UTF-8"])
def test_the_command_names_each_bad_file_on_one_line_and_reads_the_rest(
    batch: tuple[list[Path], Path], language: str, tmp_path: Path
) -> None:
    bad, good = batch
    run = jixiao("extract", bad[0], good, *bad[1:], home=tmp_path, language=language)
    assert run.returncode == 1
    told = run.stderr.strip().splitlines()
    assert len(told) == len(bad)
    assert all(str(path) in line for path, line in zip(bad, told, strict=True))
    assert ROWS[0][1] in run.stdout


def test_a_batch_with_bad_files_stores_the_good_one_whole_and_nothing_else(
    batch: tuple[list[Path], Path], tmp_path: Path
) -> None:
    bad, good = batch
    with open_store(settings=Settings(home=tmp_path)) as store:
        events = {e.path: e for e in ingest(store, [good.parent], workers=2)}
        assert {path for path, e in events.items() if e.outcome == "failed"} == set(bad)
        assert events[good].outcome == "stored"
        assert all(e.message_zh and e.message_en for e in events.values() if e.outcome == "failed")
        assert not any("反馈" in e.message_zh for e in events.values())
        assert [store.original(1).read_bytes()] == [good.read_bytes()]
        assert examine(store) == []

"""Pictures as scanners, faxes and cameras make them, and as nobody should: decoded to the same page, or told in one line."""

from __future__ import annotations

import io
import struct
import zlib
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pypdfium2
import pytest
from broken import CATALOG, PAGES, pdf_of, refused, stream
from drawn import ROWS, draw_form
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageFilter

from extractors import extract
from extractors.errors import InputError, UnreadablePage
from extractors.sources import Course, decoding, picture
from extractors.sources.picture import as_pdf
from index.pages import page_size


@pytest.fixture(scope="module")
def scan(tmp_path_factory: pytest.TempPathFactory) -> Image.Image:
    with pypdfium2.PdfDocument(draw_form(tmp_path_factory.mktemp("scan") / "form.pdf")) as document:
        shown: Image.Image = document[0].render(scale=150 / 72).to_pil().convert("RGB")
    return shown


def black(page: Image.Image) -> Image.Image:
    return page.convert("L").point(lambda v: 255 * (v > 150)).convert("1")


def deep(page: Image.Image) -> Image.Image:
    return Image.fromarray(np.asarray(page.convert("L")).astype(np.uint16) * 257)


def held_sideways(page: Image.Image, path: Path) -> None:
    exif = Image.Exif()
    exif[decoding.ORIENTATION] = 6
    page.transpose(Image.Transpose.ROTATE_90).save(path, exif=exif, quality=95)


def on_clear(page: Image.Image) -> Image.Image:
    """Letters on nothing: black, and as dense as the page is dark."""
    clear = Image.new("RGBA", page.size, (0, 0, 0, 0))
    clear.putalpha(page.convert("L").point(lambda v: 255 - v))
    return clear


KINDS: dict[str, Callable[[Image.Image, Path], None]] = {
    "colour.png": lambda page, path: page.save(path),
    "palette.png": lambda page, path: page.convert("P").save(path),
    "transparent.png": lambda page, path: on_clear(page).save(path),
    "16-bit.png": lambda page, path: deep(page).save(path),
    "16-bit.tif": lambda page, path: deep(page).save(path),
    "floats.tif": lambda page, path: Image.fromarray(np.asarray(page.convert("L"), np.float32) / 255).save(path),
    "cmyk.tif": lambda page, path: page.convert("CMYK").save(path),
    "cmyk.jpg": lambda page, path: page.convert("CMYK").save(path, quality=95),
    "1-bit.tif": lambda page, path: black(page).save(path, compression="group4", dpi=(150, 150)),
    "negative.tif": lambda page, path: black(page).point(lambda v: 255 - v).save(path, compression="group4"),
    "progressive.jpg": lambda page, path: page.save(path, progressive=True, quality=95),
    "sideways.jpg": held_sideways,
    "no-dots.tif": lambda page, path: page.save(path, dpi=(0, 0)),
    "senseless-dots.tif": lambda page, path: page.save(path, dpi=(1e-9, 5e8)),
    "a-phone's-two-pictures.jpg": lambda page, path: page.save(
        path, "MPO", save_all=True, append_images=[page], quality=95
    ),
}


def decoded(path: Path) -> Image.Image:
    with decoding.opened(path) as file:
        assert decoding.frames(file) == 1
        return decoding.page(file, 1, 1)


@pytest.mark.parametrize("name", KINDS)
def test_every_kind_of_picture_is_the_same_page(name: str, scan: Image.Image, tmp_path: Path) -> None:
    KINDS[name](scan, tmp_path / name)
    page = decoded(tmp_path / name)
    assert (page.mode, page.size) == ("RGB", scan.size)
    grey = np.asarray(scan.convert("L"), np.int16)
    assert np.abs(np.asarray(page.convert("L"), np.int16) - grey).mean() < 8
    assert as_pdf(tmp_path / name, 1).startswith(b"%PDF")


def test_a_fax_is_stretched_to_the_shape_of_its_letters(scan: Image.Image, tmp_path: Path) -> None:
    black(scan.resize((1728, 1221))).save(tmp_path / "fax.tif", compression="group3", dpi=(204, 98))
    assert decoded(tmp_path / "fax.tif").size == (1728, round(1221 * 204 / 98))


A3, A4 = (842, 1191), (595, 842)


def on_its_side(page: Image.Image, path: Path) -> None:
    exif = Image.Exif()
    exif[decoding.ORIENTATION] = 6
    page.transpose(Image.Transpose.ROTATE_90).save(path, exif=exif, dpi=(150, 150), quality=60)


PAPERS: dict[str, tuple[Callable[[Image.Image, Path], None], tuple[int, int]]] = {
    "png": (lambda page, path: page.save(path, dpi=(150, 150)), A3),
    "jpg": (lambda page, path: page.save(path, dpi=(150, 150), quality=60), A3),
    "tif": (lambda page, path: page.save(path, dpi=(150, 150)), A3),
    "a-huge.jpg": (lambda page, path: page.resize((7016, 9922)).save(path, dpi=(600, 600), quality=30), A3),  # read smaller
    "turned.jpg": (on_its_side, A3),
    "two-pages.tif": (
        lambda page, path: page.save(path, save_all=True, append_images=[page], compression="tiff_lzw", dpi=(150, 150)),
        A3,
    ),
    "a-fax.tif": (lambda page, path: page.resize((2339, 1654)).convert("1").save(path, dpi=(200, 100)), A3),
    "nothing-said.png": (lambda page, path: page.save(path), A4),
    "a-screen's.png": (lambda page, path: page.save(path, dpi=(96, 96)), A4),
    "a-camera's.jpg": (lambda page, path: page.save(path, dpi=(72, 72), quality=60), A4),
    "senseless.tif": (lambda page, path: page.save(path, dpi=(1200, 1200)), A4),  # a stamp
    "of-no-inch.tif": (lambda page, path: page.save(path, tiffinfo={282: 150.0, 283: 150.0, 296: 1}), A4),
}


@pytest.mark.parametrize("name", PAPERS)
def test_the_paper_is_as_large_as_its_dots_say_where_they_are_a_scanners(name: str, scan: Image.Image, tmp_path: Path) -> None:
    make, size = PAPERS[name]
    path = tmp_path / f"a.{name.rpartition('.')[2]}"
    make(scan.resize((1754, 2481)), path)
    with decoding.opened(path) as file:
        number = decoding.frames(file)
        shown = decoding.paper(file, number)
        page = decoding.page(file, number, number)
    assert picture.paper_size(*page.size, shown) == pytest.approx(size, abs=1)
    assert page_size(path, number) == pytest.approx(size, abs=1)


def test_boxes_of_a_large_picture_are_those_of_its_paper(tmp_path: Path) -> None:
    drawn = draw_form(tmp_path / "form.pdf", size=(842, 1191))
    with pypdfium2.PdfDocument(drawn) as document:
        document[0].render(scale=200 / 72).to_pil().convert("RGB").save(tmp_path / "a.png", dpi=(200, 200))
    (digital,), (read,) = extract(drawn), extract(tmp_path / "a.png")
    for path in ("indicators[0].target", "indicators[1].actual", "project_name"):
        assert read.evidence[path][0].bbox == pytest.approx(digital.evidence[path][0].bbox, abs=8), path


def test_a_picture_of_20000_pixels_is_read_small(scan: Image.Image, tmp_path: Path) -> None:
    Image.new("L", (20_000, 28_000), 255).save(tmp_path / "a.jpg", quality=30)
    page = decoded(tmp_path / "a.jpg")
    assert page.width * page.height <= decoding.MOST_PIXELS
    assert page.width / page.height == pytest.approx(20 / 28, abs=0.01)


def blurred(page: Image.Image, path: Path) -> None:
    page.filter(ImageFilter.GaussianBlur(6)).save(path)


def cut(page: Image.Image, path: Path) -> None:
    out = io.BytesIO()
    page.save(out, "JPEG")
    path.write_bytes(out.getvalue()[: len(out.getvalue()) // 2])


def bomb(_: Image.Image, path: Path) -> None:
    """A PNG of 50,000 by 50,000 pixels in a few kilobytes."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", 50_000, 50_000, 8, 0, 0, 0, 0)
    parts = chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(bytes(10**6))) + chunk(b"IEND", b"")
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + parts)


def pages_cut(page: Image.Image, path: Path) -> None:
    page.save(path, save_all=True, append_images=[page, page], compression="jpeg")
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


REFUSED: dict[str, tuple[Callable[[Image.Image, Path], None], str]] = {
    "blank.png": (lambda page, path: Image.new("RGB", page.size, "white").save(path), "没有找到绩效表"),
    "cut.jpg": (cut, "损坏"),
    "pages-cut.tif": (pages_cut, "损坏"),
    "huge.tif": (lambda _, path: Image.new("1", (20_000, 28_000), 1).save(path, compression="group4"), "太大"),
    "bomb.png": (bomb, "太大"),
    "strip.png": (lambda _, path: Image.new("L", (1, 60_000)).save(path), "狭长"),
    "no-numbers.tif": (lambda _, path: Image.fromarray(np.full((900, 700), np.nan, np.float32)).save(path), "没有找到"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_cannot_be_read_is_told_in_one_line(
    name: str, scan: Image.Image, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    make, says = REFUSED[name]
    make(scan, tmp_path / name)
    capfd.readouterr()
    assert says in refused(tmp_path / name).zh
    assert capfd.readouterr() == ("", "")


def pages_of(path: Path, *jpegs: bytes) -> Path:
    """A PDF with a picture a page, its bytes as they are given."""
    kids = b" ".join(b"%d 0 R" % (4 + 2 * n) for n in range(len(jpegs)))
    objects = [
        CATALOG,
        b"<< /Type /Pages /Kids [%s] /Count %d >>" % (kids, len(jpegs)),
        stream(b"595 0 0 842 0 0 cm /I Do"),
    ]
    for n, jpeg in enumerate(jpegs):
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 3 0 R "
            b"/Resources << /XObject << /I %d 0 R >> >> >>" % (5 + 2 * n)
        )
        objects.append(
            b"<< /Type /XObject /Subtype /Image /Width 1240 /Height 1754 /ColorSpace /DeviceRGB /BitsPerComponent 8 "
            b"/Filter /DCTDecode /Length %d >>\nstream\n%s\nendstream" % (len(jpeg), jpeg)
        )
    return pdf_of(path, *objects)


def test_a_corrupt_picture_in_a_pdf_costs_its_page_only(scan: Image.Image, tmp_path: Path) -> None:
    out = io.BytesIO()
    scan.resize((1240, 1754)).save(out, "JPEG", quality=92)
    whole = out.getvalue()
    path = pages_of(tmp_path / "a.pdf", whole[: len(whole) // 2], whole, b"\xff\xd8" + bytes(3000))
    course = Course()
    (report,) = extract(path, course)
    assert report.pages == (2,)
    assert [p.page for p in course.unread] == [1, 3]
    assert all("损坏" in p.zh for p in course.unread)
    assert [u.page for u in report.unread] == [1, 3]
    assert {"unread[0]", "unread[1]"} <= set(report.review)
    assert [e.page for n in range(2) for e in report.evidence[f"unread[{n}]"]] == [1, 3]


def test_a_picture_of_a_pdf_that_is_shorter_than_it_says(tmp_path: Path) -> None:
    content = zlib.compress(bytes(1240 * 900))
    image = b"<< /Type /XObject /Subtype /Image /Width 1240 /Height 1754 /ColorSpace /DeviceGray /BitsPerComponent 8 "
    entries = b"/Contents 4 0 R /Resources << /XObject << /I 5 0 R >> >>"
    path = pdf_of(
        tmp_path / "a.pdf",
        CATALOG,
        PAGES,
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] %s >>" % entries,
        stream(b"595 0 0 842 0 0 cm /I Do"),
        image + b"/Filter /FlateDecode /Length %d >>\nstream\n%s\nendstream" % (len(content), content),
    )
    assert "损坏" in refused(path).zh


def test_a_page_of_a_tiff_that_is_damaged_costs_itself_only(
    scan: Image.Image, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "a.tif"
    scan.save(path, save_all=True, append_images=[scan, scan], compression="tiff_deflate")
    with Image.open(path) as file:
        file.seek(1)
        start = file.tag_v2[273][0]  # type: ignore[attr-defined]
    content = bytearray(path.read_bytes())
    content[start : start + 400] = bytes(400)
    path.write_bytes(bytes(content))
    read: list[int] = []
    monkeypatch.setattr(picture, "_page", lambda _, number, __: read.append(number) or picture.Page(number, 595, 842))
    course = Course()
    assert len(list(picture.read(path, course))) == 3
    assert read == [1, 3]
    assert [p.page for p in course.unread] == [2]
    assert capfd.readouterr() == ("", "")
    assert page_size(path, 3)[0] == pytest.approx(595, abs=1)


def test_a_form_on_both_sides_of_a_lost_page_is_in_review_whole(tmp_path: Path) -> None:
    from extractors.unread import beside
    from tests.invented import report

    lost = UnreadablePage(2, "第 2 页已损坏。", "Page 2 is damaged.")
    through, before, after, far = (report(pages=p) for p in ([1, 3], [1], [3], [7, 8]))
    (noted,) = beside([through], [lost])
    assert set(noted.evidence) == set(noted.review)
    first, second, third = beside([before, after, far], [lost])
    assert first.review == second.review == ("unread[0]",)
    assert third == far


@settings(max_examples=40, deadline=None)
@given(data=st.data())
def test_changed_bytes_of_a_picture_are_told_or_decoded_but_never_a_fault(
    data: st.DataObject, tmp_path_factory: pytest.TempPathFactory
) -> None:
    suffix, options = data.draw(
        st.sampled_from([("png", {}), ("jpg", {}), ("tif", {"compression": "tiff_lzw"}), ("tif", {})])
    )
    out = io.BytesIO()
    Image.linear_gradient("L").save(out, {"png": "PNG", "jpg": "JPEG", "tif": "TIFF"}[suffix], **options)
    content = bytearray(out.getvalue())
    for at in data.draw(st.lists(st.integers(4, len(content) - 1), min_size=1, max_size=12)):
        content[at] = data.draw(st.integers(0, 255))
    path = tmp_path_factory.getbasetemp() / f"a.{suffix}"
    path.write_bytes(bytes(content))
    try:
        with decoding.opened(path) as file:
            for number in range(1, decoding.frames(file) + 1):
                decoding.page(file, number, 1)
    except InputError:
        return


def test_the_rows_of_the_form_are_those_of_the_scan(scan: Image.Image, tmp_path: Path) -> None:
    KINDS["cmyk.tif"](scan.resize((1654, 2339)), tmp_path / "cmyk.tif")
    (report,) = extract(tmp_path / "cmyk.tif")
    assert len(report.indicators) == len(ROWS) - 3

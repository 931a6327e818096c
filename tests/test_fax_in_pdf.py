"""Pictures coded as faxes in a PDF: one that was cut off is told, whatever is drawn of it; a whole one never is."""

from __future__ import annotations

import io
import struct
from pathlib import Path

import pypdfium2
import pytest
from broken import CATALOG, PAGES, pdf_of, stream
from drawn import draw_form
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, TiffImagePlugin

from extractors import extract
from extractors.errors import UnreadableFile, UnreadablePage
from extractors.sources.fax import BLOCK_END
from extractors.sources.layers import refuse_broken

WIDTH, HEIGHT = 1240, 1754


@pytest.fixture(scope="module")
def scan(tmp_path_factory: pytest.TempPathFactory) -> Image.Image:
    """A form whose rows end in the upper third: the rest of the page is blank, as it often is."""
    with pypdfium2.PdfDocument(draw_form(tmp_path_factory.mktemp("fax") / "form.pdf")) as document:
        shown: Image.Image = document[0].render(scale=150 / 72).to_pil().convert("L").resize((WIDTH, HEIGHT))
    return shown.point(lambda v: 255 * (v > 150)).convert("1")


def packed(page: Image.Image, compression: str) -> bytes:
    """The picture's bytes, in one piece."""
    out = io.BytesIO()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TiffImagePlugin, "STRIP_SIZE", 2**30)
        page.save(out, "TIFF", compression=compression)
    with Image.open(io.BytesIO(out.getvalue())) as file:
        (start,), (length,) = file.tag_v2[273], file.tag_v2[279]  # type: ignore[attr-defined]
    return out.getvalue()[start : start + length]


def without_end(data: bytes) -> bytes:
    """As scanners write it that say the number of rows instead."""
    bits = f"{int.from_bytes(data, 'big'):0{8 * len(data)}b}"
    kept = bits[: bits.rindex(BLOCK_END)]
    kept += "0" * (-len(kept) % 8)
    return int(kept, 2).to_bytes(len(kept) // 8, "big")


def jbig2(data: bytes) -> bytes:
    """A page and one region on it, coded as group 4 is."""

    def segment(number: int, kind: int, body: bytes) -> bytes:
        return struct.pack(">IBBBI", number, kind, 0, 1, len(body)) + body

    page = struct.pack(">IIIIBH", WIDTH, HEIGHT, 0, 0, 0, 0)
    return segment(0, 48, page) + segment(1, 38, struct.pack(">IIIIB", WIDTH, HEIGHT, 0, 0, 0) + b"\x01" + data)


def pdf(path: Path, kind: bytes, data: bytes, k: int = -1) -> Path:
    entries = b"/DecodeParms << /K %d /Columns %d /Rows %d >>" % (k, WIDTH, HEIGHT) if kind == b"CCITTFaxDecode" else b""
    image = b"<< /Type /XObject /Subtype /Image /Width %d /Height %d /ColorSpace /DeviceGray /BitsPerComponent 1 " % (WIDTH, HEIGHT)
    return pdf_of(
        path,
        CATALOG,
        PAGES,
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /XObject << /I 5 0 R >> >> >>",
        stream(b"595 0 0 842 0 0 cm /I Do"),
        image + b"/Filter /%s %s /Length %d >>\nstream\n%s\nendstream" % (kind, entries, len(data), data),
    )


def made(scan: Image.Image, coding: str) -> tuple[bytes, bytes, int]:
    """The filter, the bytes and K."""
    four = packed(scan, "group4")
    return {
        "group 4": (b"CCITTFaxDecode", four, -1),
        "group 4 without its end": (b"CCITTFaxDecode", without_end(four), -1),
        "group 3": (b"CCITTFaxDecode", packed(scan, "group3"), 0),
        "JBIG2": (b"JBIG2Decode", jbig2(four), 0),
    }[coding]


CODINGS = ("group 4", "group 4 without its end", "group 3", "JBIG2")


@pytest.mark.parametrize("coding", CODINGS)
def test_a_whole_fax_is_read(coding: str, scan: Image.Image, tmp_path: Path) -> None:
    kind, data, k = made(scan, coding)
    refuse_broken(pdf(tmp_path / "a.pdf", kind, data, k), 1)


@pytest.mark.parametrize("coding", CODINGS)
@settings(max_examples=6, deadline=None)
@given(share=st.floats(0.02, 0.7))
def test_a_fax_that_was_cut_off_is_told(coding: str, scan: Image.Image, tmp_path_factory: pytest.TempPathFactory, share: float) -> None:
    kind, data, k = made(scan, coding)
    path = pdf(tmp_path_factory.mktemp("cut") / "a.pdf", kind, data[: int(len(data) * share)], k)
    with pytest.raises(UnreadablePage, match="不完整"):
        refuse_broken(path, 1)


def test_a_file_of_it_says_so_and_makes_no_report_of_its_half(scan: Image.Image, tmp_path: Path) -> None:
    kind, data, k = made(scan, "group 4")
    with pytest.raises(UnreadableFile, match="第 1 页的图片已损坏或不完整"):
        extract(pdf(tmp_path / "a.pdf", kind, data[: len(data) // 2], k))

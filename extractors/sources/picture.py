"""Pictures of pages -> blocks: files that are pictures, and pages of a PDF that have no letters to trust.

A picture is held one page at a time and never larger than MOST_PIXELS. PDFium is not thread-safe: all that touches it
holds PDFIUM.
"""

from __future__ import annotations

import ctypes
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from extractors.errors import UnreadablePage
from extractors.grid import Block
from extractors.page import Box, Page, Rule
from extractors.sources import Course, decoding
from extractors.sources.decoding import MOST_PIXELS

if TYPE_CHECKING:
    from PIL.Image import Image as Picture

PDFIUM = threading.Lock()
MAGIC = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"II*\x00", b"MM\x00*")
PAPER = 595.0  # points of an A4 page's shorter side, where a file says nothing credible of its size
SIDES = (380.0, 1300.0)  # points of a shorter side that is credible: A5 to A2
ROWS_OF_A_FORM = 6  # level lines from which on a page holds a form
MOST_WEAK = 0.35  # share of a page's words that may be in doubt
SURE = 0.5  # confidence below which a word is hardly read
OF_LETTERS = 200.0  # dots per inch that letters of a font are drawn at, at the least
FINEST, COARSEST = 300.0, 150.0  # dots per inch that a page of a PDF is drawn at


def read(path: Path, course: Course | None = None) -> Iterator[list[Block]]:
    """The blocks of each picture of a file."""
    from extractors.tables import blocks

    course = course or Course()
    with decoding.opened(path) as file:
        count = decoding.frames(file)
        for number in range(1, count + 1):
            course.begin(number, count)
            found: list[Block] = []
            try:
                paper = decoding.paper(file, number)
                found = blocks(_page(decoding.page(file, number, count), number, paper))
            except UnreadablePage as error:
                course.unread.append(error)
            yield found


class Pictures:
    paged = True

    def holds(self, path: Path, head: bytes) -> bool:
        return head.startswith(MAGIC)

    def read(self, path: Path, course: Course | None = None) -> Iterator[list[Block]]:
        return read(path, course)


SOURCE = Pictures()


def as_pdf(path: Path, number: int) -> bytes:
    """One picture (1-based) of a file as a PDF page of the size that `read` takes it to have; b"" where there is none."""
    from io import BytesIO

    with decoding.opened(path) as file:
        count = decoding.frames(file)
        if not 1 <= number <= count:
            return b""
        paper = decoding.paper(file, number)
        picture = decoding.page(file, number, count)
    width, _ = paper_size(*picture.size, paper)
    out = BytesIO()
    picture.save(out, "PDF", resolution=picture.width / width * 72)
    return out.getvalue()


def _page(picture: Picture, number: int, paper: tuple[float, float]) -> Page:
    """A picture as a page; its points are those of the paper that it must have been."""
    return recognised(picture, number, *paper_size(*picture.size, paper))


def paper_size(width: float, height: float, said: tuple[float, float]) -> tuple[float, float]:
    """The size in points of the paper: as the file says where that is credible, else as A4 would have it."""
    if SIDES[0] <= min(said) <= SIDES[1]:
        return said
    factor = PAPER / min(width, height)
    return width * factor, height * factor


def recognised(picture: Picture, number: int, width: float, height: float) -> Page:
    """The picture of a page of that size in points, read."""
    import numpy as np

    from extractors.scan.read import read_image

    pixels = np.ascontiguousarray(np.asarray(picture)[:, :, ::-1])
    page = read_image(pixels, number, pixels.shape[1] / width * 72)
    _give_back()
    if len(page.horizontal) >= ROWS_OF_A_FORM and _weak(page) > MOST_WEAK:
        raise UnreadablePage(
            number,
            f"第 {number} 页太模糊，不能可靠识别；请以 200 至 300 dpi 重新扫描，或上传电子版（PDF 或 Excel）。",
            f"Page {number} is too blurred to be read reliably; scan it at 200 to 300 dpi or upload the digital file.",
        )
    return page


def _give_back() -> None:
    """What a page's pictures took, to the system: glibc keeps it otherwise, and a long scan grows past its limit."""
    if sys.platform == "linux" and hasattr(libc := ctypes.CDLL(None), "malloc_trim"):
        libc.malloc_trim(0)


def _weak(page: Page) -> float:
    """The share of a page's words that the recogniser was not sure of."""
    return sum(w.confidence < SURE for w in page.words) / max(len(page.words), 1)


def drawn(pdf: Path, number: int) -> Page:
    """A page (1-based) of a PDF drawn and read; its boxes are in points of the page as it is shown."""
    import pypdfium2

    with PDFIUM:
        document: Any = pypdfium2.PdfDocument(pdf)
        try:
            page = document[number - 1]
            width, height = page.get_size()
            paper = paper_size(width, height, (width, height))
            dots = min(max(_resolution(page) * width / paper[0], COARSEST), FINEST) / 72 * paper[0] / width
            # Half a pixel less, as sizes are rounded up: a scan is drawn pixel for pixel, not blurred by a resize.
            scale = (round(min(dots, (MOST_PIXELS / (width * height)) ** 0.5) * width) - 0.5) / width
            picture = page.render(scale=scale, rev_byteorder=True).to_pil().convert("RGB")
        finally:
            document.close()
    read = recognised(picture, number, *paper)
    shown, factor = read.shown, width / paper[0]

    def on_page(box: Box) -> Box:
        x0, top, x1, bottom = shown(box) if shown else box
        return x0 * factor, top * factor, x1 * factor, bottom * factor

    read.shown = on_page
    return read


def drawn_part(pdf: Path, number: int, part: Box) -> Page:
    """A part of a page (1-based), in points of the page as it is shown, drawn and read; so are its boxes."""
    import pypdfium2

    x0, top, x1, bottom = part
    with PDFIUM:
        document: Any = pypdfium2.PdfDocument(pdf)
        try:
            page = document[number - 1]
            width, height = page.get_size()
            scale = min(FINEST / 72, (MOST_PIXELS / ((x1 - x0) * (bottom - top))) ** 0.5)
            scale = min(scale, max(_resolution(page), COARSEST) / 72)
            cut = (x0, height - bottom, width - x1, top)
            picture = page.render(scale=scale, crop=cut, rev_byteorder=True).to_pil().convert("RGB")
        finally:
            document.close()
    read = recognised(picture, number, x1 - x0, bottom - top)
    return _moved(read, x0, top, width, height)


def _moved(read: Page, x: float, y: float, width: float, height: float) -> Page:
    """A page that was read by itself, at its place on the page that it is part of."""
    inner = read.shown
    words = [w._replace(x0=w.x0 + x, top=w.top + y, x1=w.x1 + x, bottom=w.bottom + y) for w in read.words]
    level = [Rule(r.at + y, r.start + x, r.end + x) for r in read.horizontal]
    upright = [Rule(r.at + x, r.start + y, r.end + y) for r in read.vertical]

    def shown(box: Box) -> Box:
        alone = (box[0] - x, box[1] - y, box[2] - x, box[3] - y)
        x0, top, x1, bottom = inner(alone) if inner else alone
        return x0 + x, top + y, x1 + x, bottom + y

    return Page(read.number, width, height, words, level, upright, shown)


def _resolution(page: Any) -> float:
    """Dots per inch (of the page's own points) of the largest picture on a page; 200 at least where letters are drawn
    on it, or no picture is."""
    import pypdfium2.raw as pdfium

    found, written = 0.0, False
    for shape in page.get_objects(filter=(pdfium.FPDF_PAGEOBJ_IMAGE, pdfium.FPDF_PAGEOBJ_TEXT)):
        if shape.type == pdfium.FPDF_PAGEOBJ_TEXT:
            written = written or pdfium.FPDFTextObj_GetTextRenderMode(shape) != pdfium.FPDF_TEXTRENDERMODE_INVISIBLE
            continue
        left, _, right, _ = shape.get_bounds() if hasattr(shape, "get_bounds") else shape.get_pos()
        if right > left:
            found = max(found, shape.get_px_size()[0] / (right - left) * 72)
    return max(found, OF_LETTERS) if written or not found else found

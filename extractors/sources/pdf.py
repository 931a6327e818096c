"""PDF with a text layer -> blocks, page by page. Memory is bounded by a page: each is dropped once it is read."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from mmap import ACCESS_READ, mmap
from pathlib import Path
from typing import TYPE_CHECKING, Any

from extractors.errors import UnreadableFile
from extractors.grid import Block
from extractors.page import Box, Page, Rule, Word
from extractors.sources.damage import DAMAGE, silence
from extractors.sources.picture import drawn
from extractors.tables import blocks

if TYPE_CHECKING:
    from pdfplumber.page import Page as PlumberPage

THIN = 3.0  # a filled rectangle up to this wide is a ruled line
TAIL = 2**16  # bytes at the end of a file among which its end is looked for
MOST_CONTENT = 4 * 2**20  # bytes of drawing on one page; the densest form takes a twentieth
LONGEST_CHAIN = 20  # references from one to the next that an honest file may hold
_REFERRING = re.compile(rb"(?<!\d)(\d{1,9})\s+\d+\s+obj\s*(\d{1,9})\s+\d+\s+R\b")
MOST_OF_SCANNER = 30  # characters that may stand on a page that is a picture all the same


def read(path: Path) -> Iterator[list[Block]]:
    """The blocks of each page, a page without letters to trust read from its picture. Raises UnreadableFile."""
    for plumber in _pages(path):
        page = _page(plumber)
        if _is_scan(plumber, page):
            page = drawn(path, plumber.page_number)
        yield blocks(page)


class Pdf:
    paged = True

    def holds(self, path: Path, head: bytes) -> bool:
        return b"%PDF-" in head

    def read(self, path: Path) -> Iterator[list[Block]]:
        return read(path)


SOURCE = Pdf()


def _pages(path: Path) -> Iterator[PlumberPage]:
    """The pages one by one, parsed: all that is wrong with the file itself comes to light here."""
    import pdfplumber
    from pdfminer.pdfdocument import PDFEncryptionError
    from pdfminer.pdftypes import stream_value
    from pdfminer.psexceptions import PSException
    from pdfplumber.utils.exceptions import MalformedPDFException, PdfminerException

    silence("pdfminer", "pdfplumber")
    if not _is_whole(path) or _turns_in_a_ring(path):
        raise _damaged()
    try:
        with pdfplumber.open(path) as pdf:
            if not pdf.pages:
                raise UnreadableFile(
                    "这个 PDF 一页也没有，请重新导出后再上传。", "This PDF has no pages; export it again."
                )
            for page in pdf.pages:
                if sum(len(stream_value(stream).get_data()) for stream in page.page_obj.contents) > MOST_CONTENT:
                    raise _too_much(page.page_number)
                _ = page.objects
                yield page
                page.close()
    except (PdfminerException, MalformedPDFException, PSException, *DAMAGE) as error:
        cause = error.args[0] if isinstance(error, PdfminerException) and error.args else error
        raise _locked() if isinstance(cause, PDFEncryptionError) else _damaged() from error


def _is_whole(path: Path) -> bool:
    """A PDF ends by saying where its table of objects is; one that was cut off is read without what is missing."""
    with path.open("rb") as file:
        file.seek(max(path.stat().st_size - TAIL, 0))
        tail = file.read()
    return tail.rfind(b"startxref") > tail.rfind(b"endobj")


def _turns_in_a_ring(path: Path) -> bool:
    """Whether objects that are nothing but references to one another lead nowhere: pdfminer would follow them for ever."""
    with path.open("rb") as file, mmap(file.fileno(), 0, access=ACCESS_READ) as content:
        leads = {int(m[1]): int(m[2]) for m in _REFERRING.finditer(content)}
    for at in leads:
        for _ in range(LONGEST_CHAIN):
            at = leads.get(at, 0)
        if at:
            return True
    return False


def _locked() -> UnreadableFile:
    return UnreadableFile(
        "这个 PDF 有密码，请先去掉密码再上传。", "This PDF is protected by a password; remove it and upload again."
    )


def _damaged() -> UnreadableFile:
    return UnreadableFile(
        "这个文件打不开：不是 PDF，或已损坏、不完整。请重新导出后再上传。",
        "This file cannot be opened: it is no PDF, or it is damaged or cut off. Export it again.",
    )


def _too_much(number: int) -> UnreadableFile:
    return UnreadableFile(
        f"第 {number} 页的图形过于复杂，不像一份报表，没有读取。请只上传报表所在的页。",
        f"Page {number} is far more complex than a report; it was not read. Upload only the pages that hold the report.",
    )


def _is_scan(plumber: PlumberPage, page: Page) -> bool:
    """A page that is a picture, drawn outlines or letters of which the file does not say what they are, but for a mark
    of the scanner's app or a page number."""
    legible = sum(not w.text.startswith("(cid:") for w in page.words)
    if legible > MOST_OF_SCANNER:
        return False
    half = 0.5 * page.width * page.height
    pictures = any((i["x1"] - i["x0"]) * (i["bottom"] - i["top"]) >= half for i in plumber.images)
    return pictures or (not legible and bool(plumber.objects))


def _page(plumber: PlumberPage) -> Page:
    x, y, width, height = _shown(plumber)
    page = Page(plumber.page_number, width, height)
    for c in plumber.chars:
        word = Word(c["text"], c["x0"] - x, c["top"] - y, c["x1"] - x, c["bottom"] - y)
        if word.text.strip() and 0 <= word.x0 + word.x1 <= 2 * width and 0 <= word.top + word.bottom <= 2 * height:
            page.words.append(word)
    for shape in (*plumber.rects, *plumber.lines, *plumber.curves):
        for vertical, rule in _rules(shape, x, y):
            (page.vertical if vertical else page.horizontal).append(rule)
    return page


def _shown(plumber: PlumberPage) -> tuple[float, float, float, float]:
    """Left and top of the page as it is shown, in pdfplumber's coordinates, and its width and height.

    pdfplumber counts from the turned media box; what is shown is the crop box in it.
    """
    media, crop = (_upright(box) for box in (plumber.page_obj.mediabox, plumber.page_obj.cropbox))
    crop = (max(media[0], crop[0]), max(media[1], crop[1]), min(media[2], crop[2]), min(media[3], crop[3]))
    if crop[0] >= crop[2] or crop[1] >= crop[3]:
        crop = media
    left, low, right, high = (abs(a - b) for a, b in zip(media, crop, strict=True))
    x, y = {90: (low, left), 180: (right, low), 270: (high, right)}.get(plumber.rotation, (left, high))
    width, height = crop[2] - crop[0], crop[3] - crop[1]
    if plumber.rotation in (90, 270):
        width, height = height, width
    return plumber.bbox[0] + x, plumber.bbox[1] + y, width, height


def _upright(box: Sequence[float]) -> Box:
    (x0, x1), (y0, y1) = sorted((float(box[0]), float(box[2]))), sorted((float(box[1]), float(box[3])))
    return x0, y0, x1, y1


def _rules(shape: dict[str, Any], x: float, y: float) -> Iterator[tuple[bool, Rule]]:
    """The ruled lines that a drawn shape is: a thin bar, a stroke, or the four sides of a stroked frame."""
    x0, x1, top, bottom = shape["x0"] - x, shape["x1"] - x, shape["top"] - y, shape["bottom"] - y
    stroked = bool(shape.get("stroke")) and not _white(shape.get("stroking_color"))
    filled = bool(shape.get("fill")) and not _white(shape.get("non_stroking_color"))
    width, height = x1 - x0, bottom - top
    if not (stroked or filled):
        return
    if height <= THIN and width > height:
        yield False, Rule((top + bottom) / 2, x0, x1)
    elif width <= THIN and height > width:
        yield True, Rule((x0 + x1) / 2, top, bottom)
    elif stroked and shape["object_type"] == "rect":
        yield False, Rule(top, x0, x1)
        yield False, Rule(bottom, x0, x1)
        yield True, Rule(x0, top, bottom)
        yield True, Rule(x1, top, bottom)


def _white(color: object) -> bool:
    """Whether a PDF colour (grey, RGB or CMYK parts of 0..1) is as good as white."""
    if isinstance(color, int | float):
        return bool(color >= 0.97)
    if not isinstance(color, tuple | list) or not all(isinstance(c, int | float) for c in color):
        return False
    if len(color) == 4:
        return bool(max(color) <= 0.03)
    return bool(color and min(color) >= 0.97)

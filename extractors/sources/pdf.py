"""PDF -> blocks, page by page: by its text layer where that can be trusted, else by its picture.

Memory is bounded by a page: each is dropped once it is read. What is wrong with one page costs that page only.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from math import atan2, degrees
from mmap import ACCESS_READ, mmap
from pathlib import Path
from typing import TYPE_CHECKING, Any

from extractors.errors import UnreadableFile, UnreadablePage
from extractors.grid import Block
from extractors.page import Box, Page, Rule, Word
from extractors.sources import Course, cut_off, pasted, symbols, trust
from extractors.sources.container import ZIP
from extractors.sources.damage import DAMAGE, silence
from extractors.sources.layers import layers, refuse_broken
from extractors.sources.picture import drawn
from extractors.tables import blocks

if TYPE_CHECKING:
    from pdfplumber.page import Page as PlumberPage

THIN = 3.0  # a filled rectangle up to this wide is a ruled line
LETTER = 8.0  # a filled area up to this wide may be a letter's part
ASLANT = 12.0  # degrees from upright
TAIL = 2**16  # bytes at the end of a file among which its end is looked for
MOST_CONTENT = 4 * 2**20  # bytes of drawing on one page; the densest form takes a twentieth
LONGEST_CHAIN = 20  # references from one to the next that an honest file may hold
_REFERRING = re.compile(rb"(?<!\d)(\d{1,9})\s+\d+\s+obj\s*(\d{1,9})\s+\d+\s+R\b")
_INVISIBLY = re.compile(rb"\b[37]\s+Tr\b")  # letters written without ink
MOST_PAGES = 3000
UNKNOWN = "\ufffd"  # a letter of which the file does not say what it is


def read(path: Path, course: Course | None = None) -> Iterator[list[Block]]:
    """The blocks of each page. Raises UnreadableFile where the file itself cannot be used."""
    course = course or Course()
    for plumber in _pages(path, course):
        found: list[Block] = []
        try:
            found = _blocks(path, plumber, course)
        except UnreadablePage as error:
            course.unread.append(error)
        yield found


def _blocks(path: Path, plumber: PlumberPage, course: Course) -> list[Block]:
    """The page's blocks, by what is written on it or, where that cannot be trusted, by what is seen."""
    import pypdfium2

    try:
        page, invisibly = _parsed(path, plumber)
        if _is_trusted(path, plumber, page, invisibly):
            return pasted.blocks_of(path, page, _pictures(plumber), course)
        refuse_broken(path, plumber.page_number)
        return blocks(drawn(path, plumber.page_number))
    except pypdfium2.PdfiumError as error:
        raise _damaged_page(plumber.page_number) from error


def _pictures(plumber: PlumberPage) -> list[Box]:
    """Where pictures are on the page as it is shown."""
    x, y, _, _ = _shown(plumber)
    return [(i["x0"] - x, i["top"] - y, i["x1"] - x, i["bottom"] - y) for i in plumber.images]


def _is_trusted(path: Path, plumber: PlumberPage, page: Page, invisibly: bool) -> bool:
    """Whether what is written on the page is what a person sees there (`trust` holds the reasons)."""
    said = trust.letters(page)
    if not said:
        return not plumber.objects
    sizes = ((c["x1"] - c["x0"], c["bottom"] - c["top"]) for c in plumber.curves)
    if trust.unmapped(said) or trust.garbled(said) or trust.outlined(said, sizes):
        return False
    covered = trust.covered(_pictures(plumber), page.width, page.height)
    if not (covered or invisibly):
        return True
    if covered and trust.few(said) and not trust.ruled(page):
        return False
    seen = layers(path, plumber.page_number, [(w.x0, w.top, w.x1, w.bottom) for w in page.words])
    return not trust.hidden(seen.hidden) and (trust.ruled(page) or not seen.printed)


class Pdf:
    paged = True

    def holds(self, path: Path, head: bytes) -> bool:
        return b"%PDF-" in head and not head.startswith(ZIP)  # of an archive it is a member's beginning

    def read(self, path: Path, course: Course | None = None) -> Iterator[list[Block]]:
        return read(path, course)


SOURCE = Pdf()


def _pages(path: Path, course: Course) -> Iterator[PlumberPage]:
    """The pages one by one: what is wrong with the file itself comes to light here."""
    import pdfplumber
    from pdfminer.pdfdocument import PDFEncryptionError
    from pdfminer.psexceptions import PSException
    from pdfplumber.utils.exceptions import MalformedPDFException, PdfminerException

    silence("pdfminer", "pdfplumber")
    if not _is_whole(path) or _turns_in_a_ring(path):
        raise _damaged()
    with path.open("rb") as file:
        try:
            pages = pdfplumber.open(file).pages
        except (PdfminerException, MalformedPDFException, PSException, *DAMAGE) as error:
            cause = error.args[0] if isinstance(error, PdfminerException) and error.args else error
            raise _locked() if isinstance(cause, PDFEncryptionError) else _damaged() from error
        if not pages:
            raise UnreadableFile("这个 PDF 一页也没有，请重新导出后再上传。", "This PDF has no pages; export it again.")
        if len(pages) > MOST_PAGES:
            raise UnreadableFile(
                f"这个 PDF 超过 {MOST_PAGES} 页，没有读取。请拆分后再上传。",
                f"This PDF has more than {MOST_PAGES} pages; it was not read. Split it.",
            )
        for page in pages:
            course.begin(page.page_number, len(pages))
            yield page
            _drop(page)


def _parsed(path: Path, plumber: PlumberPage) -> tuple[Page, bool]:
    """The page, and whether its drawing says that letters are written invisibly."""
    from pdfminer.pdftypes import stream_value
    from pdfminer.psexceptions import PSException
    from pdfplumber.utils.exceptions import MalformedPDFException, PdfminerException

    try:
        content = [stream_value(stream).get_data() for stream in plumber.page_obj.contents]
        if sum(len(part) for part in content) > MOST_CONTENT:
            raise _too_much(plumber.page_number)
        cut = _cut(path, plumber) if cut_off.cuts(content) else [None] * len(plumber.chars)
        return _page(plumber, cut), any(_INVISIBLY.search(part) for part in content)
    except (PdfminerException, MalformedPDFException, PSException, *DAMAGE) as error:
        raise _damaged_page(plumber.page_number) from error


def _drop(page: PlumberPage) -> None:
    """Let go of a page. pdfminer keeps every object that it met; of a scan these are all its pictures."""
    parsed: dict[str, list[dict[str, Any]]] = getattr(page, "_objects", {})  # none where the page could not be read
    for picture in parsed.get("image", ()):
        picture["stream"].rawdata = picture["stream"].data = b""
    page.close()


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


def _damaged_page(number: int) -> UnreadablePage:
    return UnreadablePage(
        number,
        f"第 {number} 页已损坏，没有读取。请重新导出或扫描这一页。",
        f"Page {number} is damaged; it was not read. Export or scan that page again.",
    )


def _too_much(number: int) -> UnreadablePage:
    return UnreadablePage(
        number,
        f"第 {number} 页的图形过于复杂，不像一份报表，没有读取。请只上传报表所在的页。",
        f"Page {number} is far more complex than a report; it was not read. Upload only the pages that hold the report.",
    )


def _cut(path: Path, plumber: PlumberPage) -> list[tuple[float, float] | None]:
    """From where to where down the page each letter is shown, in pdfplumber's coordinates."""
    x0, y0, x1, y1 = plumber.page_obj.mediabox
    turns: dict[int, cut_off.Matrix] = {90: (0, -1, 1, 0, -y0, x1), 180: (-1, 0, 0, -1, x1, y1), 270: (0, 1, -1, 0, y1, -x0)}
    found = cut_off.shown(path, plumber.page_number, plumber.chars, turns.get(plumber.rotation, (1, 0, 0, 1, -x0, -y0)))
    high = plumber.mediabox[1] + plumber.height
    return [y and (high - y[1], high - y[0]) for y in found]


def _page(plumber: PlumberPage, cut: Sequence[tuple[float, float] | None]) -> Page:
    x, y, width, height = _shown(plumber)
    page = Page(plumber.page_number, width, height)
    for (c, before, after), shown in zip(_between(plumber.chars), cut, strict=True):
        text, sure = _named(c["text"], c["fontname"])
        if text == "#" in (before, after):  # a column too narrow for its number, printed so
            sure = 0.0
        word = Word(text, c["x0"] - x, c["top"] - y, c["x1"] - x, c["bottom"] - y, sure, cut=shown and (shown[0] - y, shown[1] - y))
        if word.text.strip() and not _oblique(c["matrix"]) and 0 <= word.x0 + word.x1 <= 2 * width and 0 <= word.top + word.bottom <= 2 * height:
            page.words.append(word)
    for shape in (*plumber.rects, *plumber.lines, *plumber.curves, *_thin(plumber.images)):
        for vertical, rule in _rules(shape, x, y):
            (page.vertical if vertical else page.horizontal).append(rule)
    page.fills = list(_fills(plumber, x, y))
    return page


def _between(chars: Sequence[dict[str, Any]]) -> Iterator[tuple[dict[str, Any], str, str]]:
    """Each letter with the one before and the one after it."""
    texts = ["", *(c["text"] for c in chars), ""]
    yield from zip(chars, texts, texts[2:], strict=False)


def _oblique(matrix: Sequence[float]) -> bool:
    """Whether a letter stands aslant on the page, as a watermark's does; a scan's own text may lean a little."""
    lean = degrees(atan2(matrix[1], matrix[0])) % 90
    return ASLANT < lean < 90 - ASLANT


def _thin(images: Sequence[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Pictures that are nothing but lines, as some programs draw borders."""
    for image in images:
        if min(image["x1"] - image["x0"], image["bottom"] - image["top"]) <= THIN:
            yield {**image, "fill": True}


def _fills(plumber: PlumberPage, x: float, y: float) -> Iterator[Box]:
    """Where areas are filled with a colour, or bounded by a stroke whose corners are round."""
    for shape in (*plumber.rects, *plumber.curves):
        box = (shape["x0"] - x, shape["top"] - y, shape["x1"] - x, shape["bottom"] - y)
        filled = bool(shape.get("fill")) and not _white(shape.get("non_stroking_color"))
        rounded = shape["object_type"] == "curve" and bool(shape.get("stroke")) and not _white(shape.get("stroking_color"))
        if (filled or rounded) and min(box[2] - box[0], box[3] - box[1]) > LETTER:
            yield box


def _named(text: str, font: str) -> tuple[str, float]:
    """A letter and how sure it is: a private code of a symbol font by its look, one that nobody can name not at all."""
    if trust.unknown(text):
        name = font.rpartition("+")[2].lower().removesuffix("-regular").removesuffix("mt")
        text = symbols.drawn(text, name) if len(text) == 1 else text
        return (UNKNOWN, 0.0) if trust.unknown(text) else (text, 1.0)
    return text, 1.0


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
    if max(width, height) <= THIN:  # a dot of a dotted line, whichever way that goes
        yield False, Rule((top + bottom) / 2, x0, x1)
        yield True, Rule((x0 + x1) / 2, top, bottom)
    elif height <= THIN and width > height:
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

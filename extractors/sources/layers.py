"""What lies over what on a page of a PDF: letters that nobody sees, and pictures that hold print of their own.

The page is drawn small by PDFium, with and without its pictures. Whether its letters can be trusted is judged in `trust`.
"""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

from extractors.errors import UnreadablePage
from extractors.page import Box
from extractors.sources import fax
from extractors.sources.damage import DAMAGE
from extractors.sources.decoding import LONGEST, MOST_DECODED
from extractors.sources.picture import PDFIUM

DPI = 100.0
MOST_DRAWN = 4_000_000  # pixels
SEEN = 40  # of 255 levels of grey that a letter changes what is under it
INK = 60  # of 255 levels of grey that print is darker than its paper; watermarks are paler
PRINT = 100  # specks of a letter's size that make print; a logo or a seal has fewer
UNPACKED_WHOLE = 0.98  # share of a picture's rows that must be there


@dataclass(frozen=True)
class Layers:
    hidden: float  # share of the letters that nobody sees
    printed: bool  # whether the pictures hold print of their own


def layers(pdf: Path, number: int, letters: list[Box]) -> Layers:
    """Of a page (1-based); `letters` are the boxes of its letters on the page as shown."""
    import pypdfium2
    import pypdfium2.raw as pdfium

    with PDFIUM:
        document: Any = pypdfium2.PdfDocument(pdf)
        try:
            page = document[number - 1]
            width, height = page.get_size()
            scale = min(DPI / 72, (MOST_DRAWN / (width * height)) ** 0.5)
            things = [x for x in page.get_objects() if x.type != pdfium.FPDF_PAGEOBJ_FORM]
            pictures = [x for x in things if x.type == pdfium.FPDF_PAGEOBJ_IMAGE]
            others = [x for x in things if x.type != pdfium.FPDF_PAGEOBJ_IMAGE]
            unseen = _written_invisibly(things)
            whole = _grey(page, scale)
            _switch(others, on=False)
            alone = _grey(page, scale)
            _switch(others, on=True)
            _switch(pictures, on=False)
            without = _grey(page, scale)
        finally:
            document.close()
    return Layers(max(unseen, _behind(letters, scale, whole, alone, without)), _holds_print(alone))


def hold_print(pdf: Path, number: int, boxes: list[Box]) -> list[bool]:
    """Of parts of a page (1-based) that pictures cover: whether the pictures hold print there."""
    import pypdfium2
    import pypdfium2.raw as pdfium

    if not boxes:
        return []
    with PDFIUM:
        document: Any = pypdfium2.PdfDocument(pdf)
        try:
            page = document[number - 1]
            scale = min(DPI / 72, (MOST_DRAWN / (page.get_width() * page.get_height())) ** 0.5)
            kept = (pdfium.FPDF_PAGEOBJ_FORM, pdfium.FPDF_PAGEOBJ_IMAGE)
            _switch([x for x in page.get_objects() if x.type not in kept], on=False)
            alone = _grey(page, scale)
        finally:
            document.close()
    return [_holds_print(alone[_part(box, scale)]) for box in boxes]


def _part(box: Box, scale: float) -> tuple[slice, slice]:
    x0, top, x1, bottom = (int(v * scale) for v in box)
    return slice(max(top, 0), bottom + 1), slice(max(x0, 0), x1 + 1)


def _written_invisibly(things: list[Any]) -> float:
    """The share of text, by runs, that is written in a mode which leaves no ink (3) or only cuts (7)."""
    import pypdfium2.raw as pdfium

    modes = [pdfium.FPDFTextObj_GetTextRenderMode(x) for x in things if x.type == pdfium.FPDF_PAGEOBJ_TEXT]
    none = (pdfium.FPDF_TEXTRENDERMODE_INVISIBLE, pdfium.FPDF_TEXTRENDERMODE_CLIP)
    return sum(m in none for m in modes) / max(len(modes), 1)


def _switch(things: list[Any], *, on: bool) -> None:
    import pypdfium2.raw as pdfium

    for thing in things:
        pdfium.FPDFPageObj_SetIsActive(thing, on)


def _grey(page: Any, scale: float) -> Any:
    import numpy as np

    return np.asarray(page.render(scale=scale, grayscale=True).to_numpy(), np.int16).reshape(
        round_up(page.get_height() * scale), -1
    )


def round_up(value: float) -> int:
    return int(-(-value // 1))


def _behind(letters: list[Box], scale: float, whole: Any, alone: Any, without: Any) -> float:
    """The share of the letters that can be drawn which the pictures hide: with and without them the page looks the same
    there. A letter whose font is not at hand leaves no ink anywhere and says nothing."""
    drawn = behind = 0
    for box in letters:
        part = _part(box, scale)
        ink = without[part]
        if not ink.size or ink.max() - ink.min() < SEEN:
            continue
        drawn += 1
        behind += bool(abs(whole[part] - alone[part]).max() < SEEN / 2)
    return behind / drawn if drawn else 0.0


def _holds_print(alone: Any) -> bool:
    import cv2
    import numpy as np

    grey = np.asarray(alone, np.uint8)
    paper = cv2.morphologyEx(grey, cv2.MORPH_CLOSE, np.ones((25, 25), np.uint8))
    ink = (cv2.subtract(paper, grey) > INK).astype(np.uint8)
    _, _, stats, _ = cv2.connectedComponentsWithStats(ink, connectivity=8)
    high, wide = stats[1:, cv2.CC_STAT_HEIGHT], stats[1:, cv2.CC_STAT_WIDTH]
    return int(((high >= 4) & (high <= 25) & (wide >= 2) & (wide <= 60)).sum()) >= PRINT


def refuse_broken(pdf: Path, number: int) -> None:
    """Raises UnreadablePage where a picture of the page is damaged, cut off or larger than can be opened, or where the
    page is a mere strip.

    PDFium draws what it can of such a picture and leaves the rest blank: rows would be missing without a trace."""
    import pypdfium2
    import pypdfium2.raw as pdfium

    with PDFIUM:
        document: Any = pypdfium2.PdfDocument(pdf)
        try:
            page = document[number - 1]
            width, height = page.get_size()
            if max(width, height) > LONGEST * min(width, height):
                raise UnreadablePage(
                    number,
                    f"第 {number} 页过于狭长，不是一页纸，没有读取。请逐页扫描后再上传。",
                    f"Page {number} is far longer than a page; it was not read. Scan page by page and upload again.",
                )
            pictures = list(page.get_objects(filter=(pdfium.FPDF_PAGEOBJ_IMAGE,)))
            if any(w * h > MOST_DECODED for w, h in (p.get_px_size() for p in pictures)):
                raise UnreadablePage(
                    number,
                    f"第 {number} 页的图片太大，没有读取。请以 300 dpi 以内重新扫描。",
                    f"The picture on page {number} is too large; it was not read. Scan it again at 300 dpi or less.",
                )
            whole = all(_is_whole(p) for p in pictures)
        finally:
            document.close()
    if not whole:
        raise UnreadablePage(
            number,
            f"第 {number} 页的图片已损坏或不完整，没有读取。请重新扫描或导出这一页。",
            f"The picture on page {number} is damaged or cut off; it was not read. Scan or export that page again.",
        )


def _is_whole(picture: Any) -> bool:
    from PIL import Image

    filters = picture.get_filters()
    try:
        if filters[-1:] == ["DCTDecode"]:
            with Image.open(BytesIO(bytes(picture.get_data(decode_simple=True)))) as jpeg:
                jpeg.draft("L", (jpeg.width // 8, jpeg.height // 8))
                jpeg.load()
            return True
        if filters == ["FlateDecode"]:
            wide, high = picture.get_px_size()
            bits = picture.get_metadata().bits_per_pixel
            unpacked = len(picture.get_data(decode_simple=True))
            return bool(unpacked >= UNPACKED_WHOLE * (wide * bits // 8) * high)
        if filters[-1:] == ["JBIG2Decode"]:
            return fax.jbig2_whole(bytes(picture.get_data(decode_simple=True)))
        if filters[-1:] == ["CCITTFaxDecode"]:
            return fax.ccitt_whole(bytes(picture.get_data(decode_simple=True)), picture.get_bitmap().to_numpy())
        return picture.get_bitmap() is not None
    except DAMAGE:  # PDFium's own error among them
        return False

"""Images of the pages of a stored PDF, with the places of values marked on them.

One page at a time, of bounded size. PDFium is not thread-safe, so all that touches it here holds one lock. Nothing here
knows what a value means or who may see it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import lru_cache
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

from extractors.errors import InputError, UnreadableFile
from extractors.sources import READERS
from extractors.sources.picture import PDFIUM, as_pdf
from index import cjk_font

if TYPE_CHECKING:
    from PIL import Image

Box = tuple[float, float, float, float]
"""x0, top, x1, bottom in PDF points from the top left of the page as it is shown."""

MAX_PIXELS = 24_000_000  # 96 MB as PDFium draws it; an A3 page at 250 dpi still fits
_FILL, _OUTLINE = (255, 196, 0, 64), (217, 119, 6, 255)
_MARGIN = 1.5  # points between a cell's text and the outline
CROP_SCALE = 3.0  # pixels a point of a crop: a scan of 200 dpi as it is
CROP_MARGIN = 4.0  # points around the box, so that its lines are seen
_CROP_PAGE = 6_000_000  # pixels of a page that crops are cut from
TURNS = (0, 90, 180, 270)
_PAGES_KEPT = 2  # crops are looked at page after page


def render_page(pdf: Path, page: int, scale: float = 2.0, boxes: Sequence[Box] = (), turn: int = 0) -> bytes:
    """The page (1-based) as PNG at `scale` pixels a point, smaller where it would exceed MAX_PIXELS; boxes drawn, then
    all turned clockwise by `turn` degrees, one of TURNS."""
    image, scale = _drawn(pdf, page, scale, MAX_PIXELS)
    return _png(_turned(_marked(image, boxes, scale) if boxes else image, turn))


def render_crop(pdf: Path, page: int, box: Box, turn: int = 0) -> bytes:
    """What stands in a box of the page (1-based), with a little around it, as PNG, turned clockwise."""
    image, scale = _kept(pdf, page)
    x0, top, x1, bottom = box
    left, upper = max(0, round((x0 - CROP_MARGIN) * scale)), max(0, round((top - CROP_MARGIN) * scale))
    right, lower = min(image.width, round((x1 + CROP_MARGIN) * scale)), min(image.height, round((bottom + CROP_MARGIN) * scale))
    if right <= left or lower <= upper:
        raise InputError(f"{pdf.name} 第 {page} 页没有这个位置。", f"Page {page} of {pdf.name} has no such place.")
    return _png(_turned(image.crop((left, upper, right, lower)), turn))


@lru_cache(maxsize=_PAGES_KEPT)
def _kept(pdf: Path, page: int) -> tuple[Image.Image, float]:
    """Originals never change, so neither do their pages."""
    return _drawn(pdf, page, CROP_SCALE, _CROP_PAGE)


def _drawn(pdf: Path, page: int, scale: float, most: int) -> tuple[Image.Image, float]:
    """The page and the scale that it is drawn at."""
    with _opened(pdf, page) as shown:
        width, height = shown.get_size()
        scale = min(scale, (most / (width * height)) ** 0.5)
        image: Image.Image = shown.render(scale=scale, rev_byteorder=True).to_pil().convert("RGB")
    return image, scale


def _turned(image: Image.Image, turn: int) -> Image.Image:
    return image.rotate(-turn, expand=True) if turn else image


def _png(image: Image.Image) -> bytes:
    png = BytesIO()
    image.save(png, "PNG", compress_level=3)
    return png.getvalue()


def page_size(pdf: Path, page: int) -> tuple[float, float]:
    """Width and height in points of the page (1-based) as it is shown, its rotation applied."""
    with _opened(pdf, page) as shown:
        width, height = shown.get_size()
        return float(width), float(height)


@contextmanager
def _opened(pdf: Path, page: int) -> Iterator[Any]:
    import pypdfium2

    with PDFIUM:
        cjk_font.install()
        try:
            drawn = as_pdf(pdf, page) if pdf.suffix.lower() in READERS["picture"] else b""
            document = pypdfium2.PdfDocument(drawn or pdf)
        except (pypdfium2.PdfiumError, OSError) as error:
            raise UnreadableFile(
                f"无法打开 {pdf.name}：文件缺失或已损坏，请重新上传。",
                f"Cannot open {pdf.name}: the file is missing or broken; please upload it again.",
            ) from error
        try:
            page = 1 if drawn else page
            if not 1 <= page <= len(document):
                raise InputError(
                    f"{pdf.name} 没有第 {page} 页：共 {len(document)} 页。",
                    f"{pdf.name} has no page {page}: it has {len(document)}.",
                )
            shown = document[page - 1]
            if not all(shown.get_size()):
                raise UnreadableFile(
                    f"{pdf.name} 第 {page} 页没有可显示的内容：页面尺寸为零，请重新导出。",
                    f"Page {page} of {pdf.name} has no size, so there is nothing to show; export the file again.",
                )
            yield shown
        finally:
            document.close()


def _marked(image: Image.Image, boxes: Sequence[Box], scale: float) -> Image.Image:
    """The image with each box highlighted: calm enough to read what is under it, outlined so that it is found."""
    from PIL import Image, ImageDraw

    layer = Image.new("RGBA", image.size, (0, 0, 0, 0))
    draw = ImageDraw.Draw(layer)
    stroke = max(2, round(scale))
    for x0, top, x1, bottom in boxes:
        left, upper = (x0 - _MARGIN) * scale, (top - _MARGIN) * scale
        right, lower = max(left + 1, (x1 + _MARGIN) * scale), max(upper + 1, (bottom + _MARGIN) * scale)
        draw.rounded_rectangle((left, upper, right, lower), 2 * scale, fill=_FILL, outline=_OUTLINE, width=stroke)
    return Image.alpha_composite(image.convert("RGBA"), layer).convert("RGB")

"""Images of the pages of a stored PDF, with the places of values marked on them.

One page at a time, of bounded size. PDFium is not thread-safe, so all that touches it here holds one lock. Nothing here
knows what a value means or who may see it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
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



def render_page(pdf: Path, page: int, scale: float = 2.0, boxes: Sequence[Box] = ()) -> bytes:
    """The page (1-based) as PNG at `scale` pixels a point, smaller where it would exceed MAX_PIXELS; boxes drawn."""
    with _opened(pdf, page) as shown:
        width, height = shown.get_size()
        scale = min(scale, (MAX_PIXELS / (width * height)) ** 0.5)
        image: Image.Image = shown.render(scale=scale, rev_byteorder=True).to_pil().convert("RGB")
    if boxes:
        image = _marked(image, boxes, scale)
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

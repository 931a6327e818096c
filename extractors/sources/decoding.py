"""Files that are pictures -> one picture a page, upright, in RGB, no larger than can be read. Nothing is recognised here.

A picture is opened only where its pixels fit into MOST_HELD, and is brought to size band by band: memory is bounded
whatever a file claims to be.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING

from extractors.errors import UnreadableFile, UnreadablePage
from extractors.sources.damage import DAMAGE, quiet_errors, silence

if TYPE_CHECKING:
    from PIL.Image import Image as Picture
    from PIL.ImageFile import ImageFile

MOST_PIXELS = 12_000_000  # of a page that is read: A4 at 350 dots per inch
MOST_DECODED = 300_000_000  # pixels of a picture that is opened at all
MOST_HELD = 300_000_000  # bytes of its pixels in memory: A3 in colour at 600 dots per inch
MOST_FRAMES = 3000
BAND = 4_000_000  # pixels that are converted at a time
DARK = 64  # of 255 levels of grey: a page whose middle tone is below is a negative
LONGEST = 12  # times its width that a page may be long
LEAST_STRETCH, MOST_STRETCH = 1.2, 4.0  # between dots across and down where they are not the same
ORIENTATION = 0x0112  # EXIF's tag
SIDEWAYS = (5, 6, 7, 8)  # its values for a camera that was held on its side
LEAST_DOTS, MOST_DOTS = 90.0, 1300.0  # an inch that a scanner makes; a fax has 98 down
OF_SCREENS = (72.0, 96.0)  # what programs write that know nothing of the paper


def opened(path: Path) -> ImageFile:
    """The file, of which nothing is decoded yet."""
    from PIL import Image

    silence("PIL")
    Image.MAX_IMAGE_PIXELS = MOST_DECODED
    try:
        return Image.open(path)
    except Image.DecompressionBombError as error:
        raise UnreadableFile(*_large_words(1, 1)) from error
    except DAMAGE as error:
        raise UnreadableFile(*_damaged_words(1, 1)) from error


def frames(file: ImageFile) -> int:
    """How many pages a file has. Only a TIFF has several: in a JPEG of a phone the second picture is a map of light."""
    if file.format != "TIFF":
        return 1
    try:
        count: int = getattr(file, "n_frames", 1)
    except DAMAGE as error:
        raise UnreadableFile(*_damaged_words(1, 1)) from error
    if count > MOST_FRAMES:
        raise UnreadableFile(
            f"这个 TIFF 超过 {MOST_FRAMES} 页，没有读取。请拆分后再上传。",
            f"This TIFF has more than {MOST_FRAMES} pages; it was not read. Split it.",
        )
    return count


def page(file: ImageFile, number: int, count: int) -> Picture:
    """The picture of one page (1-based), upright, in RGB, in square pixels, no larger than MOST_PIXELS."""
    _load(file, number, count)
    factor = max(1, -int(-((file.width * file.height / MOST_PIXELS) ** 0.5) // 1))
    try:
        small = _smaller(file, factor)
    except ValueError as error:  # a kind of pixels that Pillow opens and cannot convert
        raise UnreadablePage(number, *_damaged_words(number, count)) from error
    return _turned(_square(_positive(small), *_dots(file)), file.getexif().get(ORIENTATION, 1))


def paper(file: ImageFile, number: int) -> tuple[float, float]:
    """Width and height in points of the page's (1-based) paper, upright, as its dots per inch say; zeros where they do not
    say it. To be asked before the page is decoded, which may change its size."""
    try:
        file.seek(number - 1)
        orientation = file.getexif().get(ORIENTATION, 1)
    except DAMAGE:
        return 0.0, 0.0  # `page` says what is wrong
    dots = _dots(file)
    if not all(LEAST_DOTS <= d <= MOST_DOTS for d in dots) or any(abs(dots[0] - d) < 1 for d in OF_SCREENS):
        return 0.0, 0.0
    width, height = (pixels * 72 / d for pixels, d in zip(file.size, dots, strict=True))
    return (height, width) if orientation in SIDEWAYS else (width, height)


def _load(file: ImageFile, number: int, count: int) -> None:
    """Decodes the page, a JPEG at once at the size that is wanted."""
    from PIL import Image

    try:
        file.seek(number - 1)
        width, height = file.size
        if max(width, height) > LONGEST * min(width, height):
            raise UnreadablePage(number, *_strip_words(number, count))
        factor = (width * height / MOST_PIXELS) ** 0.5
        if factor > 1:
            file.draft(None, (int(width / factor), int(height / factor)))
        if _held(file, width * height) > MOST_HELD:
            raise _too_large(number, count)
        with quiet_errors() if file.format == "TIFF" else nullcontext():
            file.load()
    except Image.DecompressionBombError as error:
        raise _too_large(number, count) from error
    except DAMAGE as error:
        raise UnreadablePage(number, *_damaged_words(number, count)) from error


def _dots(file: ImageFile) -> tuple[float, float]:
    """Dots per inch across and down, as far as they are said and make sense."""
    try:
        across, down = (float(v) for v in file.info.get("dpi", (1, 1)))
    except (TypeError, ValueError, ArithmeticError):
        return 1.0, 1.0
    return across, down


def _held(file: ImageFile, pixels: int) -> int:
    """Bytes that the picture takes while it is decoded; of a progressive JPEG all its coefficients are held."""
    if file.info.get("progressive"):
        return 3 * pixels
    return file.width * file.height * {"1": 1, "L": 1, "P": 1, "I;16": 2, "I;16B": 2}.get(file.mode, 4)


def _smaller(file: Picture, factor: int) -> Picture:
    """The picture in RGB, reduced, made band by band."""
    from PIL import Image

    plain = _plain(file)
    out = Image.new("RGB", (-(-file.width // factor), -(-file.height // factor)), "white")
    rows = max(BAND // file.width // factor, 1) * factor
    for top in range(0, file.height, rows):
        band = plain(file.crop((0, top, file.width, min(top + rows, file.height))))
        out.paste(band.reduce(factor) if factor > 1 else band, (0, top // factor))
    return out


def _plain(file: Picture) -> Callable[[Picture], Picture]:
    """How a picture of this kind becomes RGB as it is seen: deep grey by its upper bits, what shows through on paper."""
    from PIL import Image

    def on_paper(band: Picture) -> Picture:
        above = band.convert("RGBA")
        return Image.alpha_composite(Image.new("RGBA", above.size, "white"), above).convert("RGB")

    if file.mode in ("RGBA", "LA", "PA", "RGBa", "La") or (
        file.mode in ("P", "L", "RGB", "1") and "transparency" in file.info
    ):
        return on_paper
    if file.mode == "LAB":
        return lambda band: band.getchannel(0).convert("RGB")
    if file.mode.startswith("I") or file.mode == "F":
        extrema = file.getextrema()
        high = float(extrema[1]) if isinstance(extrema[1], int | float) else 0.0
        whole = next((v for v in (1.0, 255.0, 65535.0) if high <= v), high)
        return lambda band: _grey(band, whole)
    return lambda band: band.convert("RGB")


def _grey(band: Picture, white: float) -> Picture:
    import numpy as np
    from PIL import Image

    levels = np.asarray(band, np.float32) * (255 / white)
    return Image.fromarray(np.clip(np.nan_to_num(levels), 0, 255).astype(np.uint8)).convert("RGB")


def _positive(picture: Picture) -> Picture:
    """A fax or a CMYK picture that says black where it means white is mostly black: paper is lighter than print."""
    from PIL import ImageOps, ImageStat

    dark = ImageStat.Stat(picture.convert("L")).median[0] < DARK
    return ImageOps.invert(picture) if dark else picture


def _square(picture: Picture, across: float, down: float) -> Picture:
    """A fax has half as many dots down as across: stretched, so that letters have their shape."""
    if not (across > 0 and down > 0 and LEAST_STRETCH < max(across / down, down / across) < MOST_STRETCH):
        return picture
    width, height = picture.size
    return picture.resize(
        (width, round(height * across / down)) if across > down else (round(width * down / across), height)
    )


def _turned(picture: Picture, orientation: int) -> Picture:
    """As the camera says that it was held."""
    from PIL.Image import Transpose

    turns = {
        2: "FLIP_LEFT_RIGHT",
        3: "ROTATE_180",
        4: "FLIP_TOP_BOTTOM",
        5: "TRANSPOSE",
        6: "ROTATE_270",
        7: "TRANSVERSE",
        8: "ROTATE_90",
    }
    return picture.transpose(Transpose[turns[orientation]]) if orientation in turns else picture


def _damaged_words(number: int, count: int) -> tuple[str, str]:
    if count == 1:
        return (
            "这个图片打不开，可能已损坏或不完整。请重新扫描或导出后再上传。",
            "This picture cannot be opened: it is damaged or cut off. Scan or export it again.",
        )
    return (
        f"第 {number} 页的图片已损坏或不完整，没有读取。请重新扫描或导出这一页。",
        f"The picture on page {number} is damaged or cut off; it was not read. Scan or export that page again.",
    )


def _strip_words(number: int, count: int) -> tuple[str, str]:
    where, where_en = _where(number, count)
    return (
        f"{where}过于狭长，不是一页纸，没有读取。请逐页扫描后再上传。",
        f"{where_en} is far longer than a page; it was not read. Scan page by page and upload again.",
    )


def _large_words(number: int, count: int) -> tuple[str, str]:
    where, where_en = _where(number, count)
    return (
        f"{where}太大，没有读取。请以 300 dpi 以内重新扫描。",
        f"{where_en} is too large; it was not read. Scan it again at 300 dpi or less.",
    )


def _where(number: int, count: int) -> tuple[str, str]:
    return ("这个图片", "This picture") if count == 1 else (f"第 {number} 页的图片", f"The picture on page {number}")


def _too_large(number: int, count: int) -> UnreadablePage:
    return UnreadablePage(number, *_large_words(number, count))

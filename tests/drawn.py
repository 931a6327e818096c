"""Small forms drawn for the tests of the reader: the same form as a PDF, turned, cropped or locked, and as a workbook."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from extractors.records import Report
from samples.pdf_reportlab import FONT_FILE

HEAD: tuple[tuple[str, ...], ...] = (
    ("项目名称", "芦湾渡口修缮", "", "", "", ""),
    ("主管部门", "霁川市交通局", "", "", "", ""),
    ("二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分"),
)
ROWS: tuple[tuple[str, ...], ...] = (
    *HEAD,
    ("数量指标", "修缮渡口数量", "≥3处", "4处", "50", "50"),
    ("质量指标", "验收合格率", "≥95%", "90%", "40", "30"),
)
TITLE = "霁川市2024年度项目支出绩效自评表"
WIDTHS = (80, 120, 80, 80, 60, 60)
LEFT, TOP, HEIGHT = 50.0, 120.0, 24.0
MARKED = (1, 0)  # the project's name: its cell is filled with red
RED = (1.0, 0.2, 0.2)
MATRICES: dict[int, Callable[[float, float], tuple[float, ...]]] = {
    0: lambda w, h: (1, 0, 0, 1, 0, 0),
    90: lambda w, h: (0, 1, -1, 0, h, 0),
    180: lambda w, h: (-1, 0, 0, -1, w, h),
    270: lambda w, h: (0, -1, 1, 0, 0, w),
}


def marked_box() -> tuple[float, float, float, float]:
    """Where the project's name stands on the page as it is shown, before any cropping."""
    column, row = MARKED
    left, top = LEFT + sum(WIDTHS[:column]), TOP + row * HEIGHT
    return left, top, LEFT + sum(WIDTHS), top + HEIGHT


def draw_form(
    path: Path,
    rotation: int = 0,
    size: tuple[float, float] = (595, 842),
    rows: Sequence[Sequence[str]] = ROWS,
    encrypt: Any = None,
    before: Callable[[Any], None] | None = None,
    after: Callable[[Any], None] | None = None,
) -> Path:
    """The form on one page that is shown upright at `size`, however it is turned inside; `before` and `after` draw
    pages or marks of their own."""
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont
    from reportlab.pdfbase.ttfonts import TTFont
    from reportlab.pdfgen.canvas import Canvas

    # reportlab does not encrypt the names of a font that is not embedded.
    pdfmetrics.registerFont(TTFont("Form", str(FONT_FILE)) if encrypt else UnicodeCIDFont("STSong-Light"))
    font = "Form" if encrypt else "STSong-Light"
    w, h = size
    canvas = Canvas(str(path), pagesize=size, encrypt=encrypt, invariant=True)  # reportlab turns the size by itself
    if before:
        before(canvas)
    canvas.setPageRotation(rotation)
    canvas.transform(*MATRICES[rotation](w, h))
    _form(canvas, h, rows, font)
    if after:
        after(canvas)
    canvas.showPage()
    canvas.save()
    return path


def _form(canvas: Any, height: float, rows: Sequence[Sequence[str]], font: str) -> None:
    x0, _, x1, _ = marked_box()
    canvas.setFont(font, 16)
    canvas.drawCentredString((LEFT + x1) / 2, height - TOP + 30, TITLE)
    canvas.setFont(font, 9)
    for r, row in enumerate(rows):
        low = height - TOP - (r + 1) * HEIGHT
        merged = len([c for c in row if c]) == 2
        x = LEFT
        for c, (text, width) in enumerate(zip(row, WIDTHS, strict=True)):
            if merged and c > 1:
                break
            wide = x1 - x0 if merged and c == 1 else width
            if (c, r) == MARKED:
                canvas.setFillColorRGB(*RED)
                canvas.rect(x, low, wide, HEIGHT, stroke=0, fill=1)
                canvas.setFillColorRGB(0, 0, 0)
            canvas.rect(x, low, wide, HEIGHT)
            canvas.drawString(x + 4, low + 8, text)
            x += wide


def picture(canvas: Any, size: tuple[float, float] = (595, 842), words: str = "") -> None:
    """A page that is one picture, as a scanner makes it."""
    from PIL import Image
    from reportlab.lib.utils import ImageReader

    canvas.drawImage(ImageReader(Image.new("RGB", (60, 84), (240, 240, 235))), 0, 0, *size)
    if words:
        canvas.setFont("Helvetica", 8)
        canvas.drawString(20, 20, words)
    canvas.showPage()


def grain(path: Path, pages: int) -> Path:
    """Pages that take a while to read and hold nothing."""
    import numpy as np
    from PIL import Image

    pixels = np.random.default_rng(1).integers(120, 255, (1754, 1240), np.uint8)
    first, *others = [Image.fromarray(np.roll(pixels, n, 0)) for n in range(pages)]
    first.save(path, save_all=True, append_images=others, resolution=150)
    return path


def workbook(path: Path, change: Callable[[Any], None] | None = None) -> Path:
    """The form as a workbook; `change` gets the book before it is saved."""
    import openpyxl

    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append([TITLE])
    sheet.merge_cells("A1:F1")
    for row in ROWS:
        sheet.append([text or None for text in row])
    for n in (2, 3):
        sheet.merge_cells(f"B{n}:F{n}")
    if change:
        change(book)
    book.save(path)
    return path


def says_the_form(report: Report) -> bool:
    told = [(x.level3, x.target, x.actual) for x in report.indicators]
    return report.project_name == ROWS[0][1] and told == [(r[1], r[2], r[3]) for r in ROWS[3:]]

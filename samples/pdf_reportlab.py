"""PDFs by reportlab: with a font inside, the bundled one unless told, or naming STSong-Light without carrying it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from samples.paper import Setting, set_forms
from samples.table import Form

FONT_FILE = Path(__file__).parent.parent / "index" / "fonts" / "wqy-microhei.ttf"


def write_pdf(path: Path, forms: Sequence[Form], setting: Setting, embedded: bool = True, font_file: Path = FONT_FILE) -> None:
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfgen.canvas import Canvas

    font = _font(font_file if embedded else None)
    canvas = Canvas(str(path), invariant=True)
    for sheet in set_forms(forms, lambda text, size: float(pdfmetrics.stringWidth(printable(text), font, size)), setting):
        canvas.setPageSize((sheet.width, sheet.height))
        canvas.setLineWidth(0.6)
        for line in dict.fromkeys(sheet.lines):
            canvas.line(line.x0, sheet.height - line.y0, line.x1, sheet.height - line.y1)
        for word in sheet.words:
            canvas.setFont(font, word.size)
            canvas.drawString(word.x, sheet.height - word.baseline, printable(word.text))
        canvas.showPage()
    canvas.save()


def _font(file: Path | None) -> str:
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont
    from reportlab.pdfbase.ttfonts import TTFont

    pdfmetrics.registerFont(TTFont(file.stem, str(file)) if file else UnicodeCIDFont("STSong-Light"))
    return file.stem if file else "STSong-Light"


def printable(text: str) -> str:
    """The ticked box is in neither font: a tick stands for it."""
    return text.replace("☑", "√")

"""PDFs by reportlab: with the bundled font inside, or naming STSong-Light without carrying it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from samples.paper import Setting, set_forms
from samples.table import Form

FONT_FILE = Path(__file__).parent.parent / "index" / "fonts" / "wqy-microhei.ttf"


def write_pdf(path: Path, forms: Sequence[Form], setting: Setting, embedded: bool = True) -> None:
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfgen.canvas import Canvas

    font = _font(embedded)
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


def _font(embedded: bool) -> str:
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont
    from reportlab.pdfbase.ttfonts import TTFont

    pdfmetrics.registerFont(TTFont("MicroHei", str(FONT_FILE)) if embedded else UnicodeCIDFont("STSong-Light"))
    return "MicroHei" if embedded else "STSong-Light"


def printable(text: str) -> str:
    """The ticked box is in neither font: a tick stands for it."""
    return text.replace("☑", "√")

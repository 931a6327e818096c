"""PDFs by fpdf2: another producer's way of writing the same lines and words, with the bundled font inside."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from samples.paper import Setting, set_forms
from samples.pdf_reportlab import FONT_FILE, printable
from samples.table import Form


def write_pdf(path: Path, forms: Sequence[Form], setting: Setting) -> None:
    from fpdf import FPDF

    pdf = FPDF(unit="pt")
    pdf.set_creation_date(datetime(2024, 3, 1, tzinfo=UTC))
    pdf.set_auto_page_break(False)
    pdf.add_font("MicroHei", fname=str(FONT_FILE))

    def measure(text: str, size: float) -> float:
        pdf.set_font("MicroHei", size=size)
        return float(pdf.get_string_width(printable(text)))

    for sheet in set_forms(forms, measure, setting):
        pdf.add_page(format=(sheet.width, sheet.height))
        pdf.set_line_width(0.5)
        for line in dict.fromkeys(sheet.lines):
            pdf.line(line.x0, line.y0, line.x1, line.y1)
        for word in sheet.words:
            pdf.set_font("MicroHei", size=word.size)
            pdf.text(word.x, word.baseline, printable(word.text))
    pdf.output(str(path))

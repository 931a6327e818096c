"""PDFs by Chromium: HTML tables that the browser lays out and breaks over pages itself. Only where Chromium is there."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Sequence
from html import escape
from itertools import groupby
from pathlib import Path
from tempfile import TemporaryDirectory

from samples.pdf_reportlab import FONT_FILE
from samples.table import Form, Placed, placed

_STYLE = """
@font-face { font-family: Report; src: url("FONT"); }
@page { size: A4 ORIENTATION; margin: 14mm; }
body { font: 12px Report, sans-serif; margin: 0; }
h1 { font-size: 20px; text-align: center; margin: 0 0 4px; }
p { margin: 3px 0; }
p.first { text-align: center; }
table { border-collapse: collapse; width: 100%; table-layout: fixed; }
td { border: 1px solid black; padding: 3px; text-align: center; overflow-wrap: anywhere; }
td.left { text-align: left; }
section + section { margin-top: 26px; }
section.page + section.page { break-before: page; margin-top: 0; }
"""


def browser() -> str | None:
    return next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome", "chrome"))), None)


def write_pdf(path: Path, forms: Sequence[Form], page_per_form: bool = True) -> None:
    command = browser()
    if command is None:
        raise FileNotFoundError("Chromium is not installed")
    with TemporaryDirectory() as folder:
        page = Path(folder) / "forms.html"
        page.write_text(html(forms, page_per_form), encoding="utf-8")
        options = ["--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={folder}/profile", "--no-pdf-header-footer"]
        subprocess.run([command, *options, f"--print-to-pdf={path}", page.as_uri()], check=True, capture_output=True, timeout=120)


def html(forms: Sequence[Form], page_per_form: bool) -> str:
    orientation = "landscape" if any(form.landscape for form in forms) else "portrait"
    style = _STYLE.replace("FONT", FONT_FILE.as_uri()).replace("ORIENTATION", orientation)
    sections = "".join(f'<section class="{"page" if page_per_form else ""}">{_form(form)}</section>' for form in forms)
    return f'<!doctype html><html lang="zh"><meta charset="utf-8"><style>{style}</style><body>{sections}</body></html>'


def _form(form: Form) -> str:
    columns = "".join(f'<col style="width:{share / sum(form.widths):.2%}">' for share in form.widths)
    rows = {row: list(cells) for row, cells in groupby(placed(form.rows), key=lambda x: x.row)}
    body = "".join(f"<tr>{''.join(map(_cell, rows.get(row, [])))}</tr>" for row in range(len(form.rows)))
    above = "".join(f'<p class="{"first" if n == 0 else ""}">{escape(line)}</p>' for n, line in enumerate(form.above))
    below = "".join(f"<p>{escape(line)}</p>" for line in form.below)
    return f"<h1>{escape(form.title)}</h1>{above}<table><colgroup>{columns}</colgroup>{body}</table>{below}"


def _cell(x: Placed) -> str:
    return f'<td rowspan="{x.cell.down}" colspan="{x.cell.across}" class="{x.cell.align}">{escape(x.cell.text)}</td>'

"""Text that lies on a scan without being what is printed: a stamped page number, or what a recogniser set to the wrong
language once left under the picture, unseen. Neither is to be trusted as the page's text."""

from __future__ import annotations

from ctypes import c_uint16
from typing import Any, Literal

import numpy as np
import pypdfium2.raw as pdfium

from samples.scan.place import Matrix, taken

Layer = Literal["none", "number", "latin"]
_LETTERS = "abceghiklmnorstuvwxyzABEFHIJLMRTW1470|-_"


def lay(document: Any, number: int, layer: Layer, twin: Any, matrix: Matrix, rng: np.random.Generator) -> None:
    """Text on the page (from 0) of a pypdfium2 document of scans; `twin` is the digital page that it was made of."""
    page = document[number]
    width, height = page.get_size()
    if layer == "number":
        _write(document, page, f"{number + 1}", (width / 2, 20), 9, seen=True)
    if layer == "latin":
        text = twin.get_textpage()
        for n in range(text.count_rects()):
            left, bottom, right, top = text.get_rect(n)
            words = "".join(rng.choice(list(_LETTERS), max(int((right - left) / max(top - bottom, 1) * 1.6), 1)))
            x, y = taken(matrix, [(left, twin.get_height() - bottom)])[0]
            _write(document, page, words, (float(x), height - float(y)), max(top - bottom, 4), seen=False)
    page.gen_content()


def _write(document: Any, page: Any, text: str, at: tuple[float, float], size: float, *, seen: bool) -> None:
    """A line of Latin text from a point (upwards from the bottom left) on."""
    shape = pdfium.FPDFPageObj_NewTextObj(document, b"Helvetica", size)
    wide = (c_uint16 * (len(text) + 1))(*map(ord, text), 0)
    pdfium.FPDFText_SetText(shape, wide)
    mode = pdfium.FPDF_TEXTRENDERMODE_FILL if seen else pdfium.FPDF_TEXTRENDERMODE_INVISIBLE
    pdfium.FPDFTextObj_SetTextRenderMode(shape, mode)
    pdfium.FPDFPageObj_Transform(shape, 1, 0, 0, 1, *at)
    pdfium.FPDFPage_InsertObject(page, shape)

"""PDF with a text layer -> blocks, page by page. Memory is bounded by a page: each is dropped once it is read."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from extractors.errors import UnreadableFile
from extractors.grid import Block
from extractors.page import Page, Rule, Word
from extractors.tables import blocks

if TYPE_CHECKING:
    from pdfplumber.page import Page as PlumberPage

THIN = 3.0  # a filled rectangle up to this wide is a ruled line


def read(path: Path) -> Iterator[list[Block]]:
    """The blocks of each page. Raises UnreadableFile where the file is no usable PDF or holds pictures only."""
    import logging

    import pdfplumber
    from pdfminer.pdfdocument import PDFPasswordIncorrect
    from pdfminer.pdfparser import PDFSyntaxError
    from pdfminer.psexceptions import PSException
    from pdfplumber.utils.exceptions import PdfminerException

    logging.getLogger("pdfminer").setLevel(logging.ERROR)
    try:
        with pdfplumber.open(path) as pdf:
            if not pdf.pages:
                raise UnreadableFile(
                    "这个 PDF 一页也没有，请重新导出后再上传。", "This PDF has no pages; export it again."
                )
            seen = 0
            for plumber in pdf.pages:
                page = _page(plumber)
                plumber.close()
                seen += len(page.words)
                yield blocks(page)
            if seen == 0:
                raise UnreadableFile(
                    "这个 PDF 没有文字层，是扫描件；目前还不能识别扫描件，请上传电子版（PDF 或 Excel）。",
                    "This PDF has no text layer: it is a scan. Scans cannot be read yet; upload the digital file (PDF or Excel).",
                )
    except PdfminerException as error:
        raise _refused(error.args[0] if error.args else error, PDFPasswordIncorrect) from error
    except (PDFSyntaxError, PSException, PDFPasswordIncorrect) as error:
        raise _refused(error, PDFPasswordIncorrect) from error


def _refused(error: object, locked: type[Exception]) -> UnreadableFile:
    if isinstance(error, locked):
        return UnreadableFile(
            "这个 PDF 有密码，请先去掉密码再上传。", "This PDF is protected by a password; remove it and upload again."
        )
    return UnreadableFile(
        "这个文件打不开：不是 PDF，或已损坏。请重新导出后再上传。",
        "This file cannot be opened: it is no PDF, or it is damaged. Export it again.",
    )


def _page(plumber: PlumberPage) -> Page:
    x, y = plumber.bbox[0], plumber.bbox[1]
    page = Page(plumber.page_number, float(plumber.width), float(plumber.height))
    page.words = [
        Word(c["text"], c["x0"] - x, c["top"] - y, c["x1"] - x, c["bottom"] - y)
        for c in plumber.chars
        if c["text"].strip()
    ]
    for shape in (*plumber.rects, *plumber.lines, *plumber.curves):
        for vertical, rule in _rules(shape, x, y):
            (page.vertical if vertical else page.horizontal).append(rule)
    return page


def _rules(shape: dict[str, Any], x: float, y: float) -> Iterator[tuple[bool, Rule]]:
    """The ruled lines that a drawn shape is: a thin bar, a stroke, or the four sides of a stroked frame."""
    x0, x1, top, bottom = shape["x0"] - x, shape["x1"] - x, shape["top"] - y, shape["bottom"] - y
    stroked = bool(shape.get("stroke")) and not _white(shape.get("stroking_color"))
    filled = bool(shape.get("fill")) and not _white(shape.get("non_stroking_color"))
    width, height = x1 - x0, bottom - top
    if not (stroked or filled):
        return
    if height <= THIN and width > height:
        yield False, Rule((top + bottom) / 2, x0, x1)
    elif width <= THIN and height > width:
        yield True, Rule((x0 + x1) / 2, top, bottom)
    elif stroked and shape["object_type"] == "rect":
        yield False, Rule(top, x0, x1)
        yield False, Rule(bottom, x0, x1)
        yield True, Rule(x0, top, bottom)
        yield True, Rule(x1, top, bottom)


def _white(color: object) -> bool:
    """Whether a PDF colour (grey, RGB or CMYK parts of 0..1) is as good as white."""
    if isinstance(color, int | float):
        return bool(color >= 0.97)
    if not isinstance(color, tuple | list) or not all(isinstance(c, int | float) for c in color):
        return False
    if len(color) == 4:
        return bool(max(color) <= 0.03)
    return bool(color and min(color) >= 0.97)

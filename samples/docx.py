"""Word files, written part by part as Word stores them: cells merged by gridSpan and vMerge, text in runs."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from samples.table import Form, Placed, placed

_CHARACTERS = 14
_TWIPS = 110  # the width of a character

_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Override PartName="/word/document.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
)
_RELATIONS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" '
    'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/>'
    "</Relationships>"
)
_DOCUMENT = '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>{}<w:sectPr/></w:body></w:document>'


def write_docx(path: Path, forms: Sequence[Form]) -> None:
    write_parts(path, "".join(map(_form, forms)))


def write_parts(path: Path, body: str) -> None:
    """A document of this body, the same bytes each time."""
    parts = {"[Content_Types].xml": _TYPES, "_rels/.rels": _RELATIONS, "word/document.xml": _DOCUMENT.format(body)}
    with ZipFile(path, "w") as archive:
        for name, text in parts.items():
            archive.writestr(ZipInfo(name), f'<?xml version="1.0" encoding="UTF-8"?>{text}', ZIP_DEFLATED)


def paragraph(text: str) -> str:
    return f'<w:p><w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r></w:p>' if text else "<w:p/>"


def _form(form: Form) -> str:
    lines = "".join(map(paragraph, (form.title, *form.above)))
    return lines + _table(form) + "".join(map(paragraph, form.below)) + paragraph("")


def _table(form: Form) -> str:
    columns = "".join(f'<w:gridCol w:w="{round(_CHARACTERS * _TWIPS * share)}"/>' for share in form.widths)
    at = {(x.row + down, x.column): (x, down) for x in placed(form.rows) for down in range(x.cell.down)}
    rows = []
    for row in range(len(form.rows)):
        here = sorted((column, found) for (r, column), found in at.items() if r == row)
        rows.append(f"<w:tr>{''.join(_cell(x, down) for _, (x, down) in here)}</w:tr>")
    return f"<w:tbl><w:tblGrid>{columns}</w:tblGrid>{''.join(rows)}</w:tbl>"


def _cell(x: Placed, down: int) -> str:
    merge = "" if x.cell.down == 1 else '<w:vMerge w:val="restart"/>' if down == 0 else "<w:vMerge/>"
    across = f'<w:gridSpan w:val="{x.cell.across}"/>' if x.cell.across > 1 else ""
    text = "" if down else x.cell.text
    return f"<w:tc><w:tcPr>{across}{merge}</w:tcPr>{''.join(map(paragraph, text.split(chr(10))))}</w:tc>"

"""A handout as a Word document, written as the few parts of WordprocessingML that it needs. Text is escaped, nothing else is
taken over; opens in Word, WPS and LibreOffice.
"""

from __future__ import annotations

import re
from io import BytesIO
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile

from assistant.handout import Handout, Table, breadth

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_OPEN = "http://schemas.openxmlformats.org/package/2006"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_NOT_IN_XML = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
# in twentieths of a point
_WIDE = 14_000  # what a landscape A4 page leaves between its margins
_CHARACTER, _MARGINS = 105, 280  # half a Chinese character in a table; what a cell keeps free at its sides
_LEAST, _SHORT, _LONGEST = 6, 10, 34  # characters that a column has room for in any case, before longer ones, and at most

_PARTS = {
    "[Content_Types].xml": f'<Types xmlns="{_OPEN}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    f'<Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="{_TYPE}.document.main+xml"/>'
    f'<Override PartName="/word/styles.xml" ContentType="{_TYPE}.styles+xml"/></Types>',
    "_rels/.rels": f'<Relationships xmlns="{_OPEN}/relationships"><Relationship Id="r1" Type="{_OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>',
    "word/_rels/document.xml.rels": f'<Relationships xmlns="{_OPEN}/relationships"><Relationship Id="r1" Type="{_OFFICE}/styles" Target="styles.xml"/></Relationships>',
    "word/styles.xml": f'<w:styles xmlns:w="{_W}"><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Calibri" w:hAnsi="Calibri" w:eastAsia="宋体"/><w:sz w:val="21"/></w:rPr></w:rPrDefault>'
    '<w:pPrDefault><w:pPr><w:spacing w:after="80" w:line="300" w:lineRule="auto"/></w:pPr></w:pPrDefault></w:docDefaults>'
    '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>'
    + "".join(
        f'<w:style w:type="paragraph" w:styleId="Heading{n}"><w:name w:val="heading {n}"/><w:basedOn w:val="Normal"/><w:pPr><w:keepNext/><w:spacing w:before="{160 * n}" w:after="80"/><w:outlineLvl w:val="{n - 1}"/></w:pPr>'
        f'<w:rPr><w:rFonts w:eastAsia="黑体"/><w:b/><w:sz w:val="{size}"/></w:rPr></w:style>'
        for n, size in ((1, 32), (2, 24))
    )
    + "</w:styles>",
}


def written(made: Handout) -> bytes:
    body = [_paragraph(made.title, style="Heading1"), _named("Question" if made.en else "问题", made.question, made.en)]
    body += [_paragraph(line) for line in made.said.split("\n")]
    body += [_named(name, text, made.en) for name, text in made.facts]
    for table in made.tables:
        body += [_paragraph(table.heading, style="Heading2"), _table(table)]
        body += [_paragraph(table.note)] if table.note else []
    page = '<w:sectPr><w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/><w:pgMar w:top="1134" w:right="1417" w:bottom="1134" w:left="1417" w:header="600" w:footer="600" w:gutter="0"/></w:sectPr>'
    document = f'<w:document xmlns:w="{_W}"><w:body>{"".join(body)}{page}</w:body></w:document>'
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as archive:
        for name, text in {**_PARTS, "word/document.xml": document}.items():
            archive.writestr(name, _HEAD + text)
    return out.getvalue()


def _run(text: str, *, bold: bool = False, small: bool = False) -> str:
    look = ("<w:b/>" if bold else "") + ('<w:sz w:val="18"/>' if small else "")
    return f'<w:r>{f"<w:rPr>{look}</w:rPr>" if look else ""}<w:t xml:space="preserve">{escape(_NOT_IN_XML.sub("", text))}</w:t></w:r>'


def _paragraph(text: str, style: str = "") -> str:
    return f'<w:p>{f"<w:pPr><w:pStyle w:val={chr(34)}{style}{chr(34)}/></w:pPr>" if style else ""}{_run(text)}</w:p>'


def _named(name: str, text: str, en: bool) -> str:
    return f"<w:p>{_run(name + (': ' if en else '：'), bold=True)}{_run(text)}</w:p>"


def _table(table: Table) -> str:
    widths = _widths(table)
    sides = "".join(f'<w:{side} w:val="single" w:sz="4" w:color="999999"/>' for side in ("top", "left", "bottom", "right", "insideH", "insideV"))
    look = f'<w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:tblBorders>{sides}</w:tblBorders><w:tblLayout w:type="fixed"/></w:tblPr>'
    grid = "".join(f'<w:gridCol w:w="{w}"/>' for w in widths)
    head = f'<w:tr><w:trPr><w:tblHeader/></w:trPr>{"".join(_cell(h, w, bold=True) for h, w in zip(table.heads, widths, strict=True))}</w:tr>'
    rows = (f'<w:tr><w:trPr><w:cantSplit/></w:trPr>{"".join(_cell(c, w) for c, w in zip(row, widths, strict=True))}</w:tr>' for row in table.rows)
    return f'<w:tbl>{look}<w:tblGrid>{grid}</w:tblGrid>{head}{"".join(rows)}</w:tbl>{_paragraph("")}'


def _cell(value: str | float | None, width: int, *, bold: bool = False) -> str:
    text = "" if value is None else f"{value:g}" if isinstance(value, float) else str(value)
    shade = '<w:shd w:val="clear" w:color="auto" w:fill="EEF1F5"/>' if bold else ""
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{shade}</w:tcPr><w:p><w:pPr><w:spacing w:after="20" w:line="240" w:lineRule="auto"/></w:pPr>{_run(text, bold=bold, small=True)}</w:p></w:tc>'


def _widths(table: Table) -> list[int]:
    """Room for what stands in each column, within reason; where there is not enough, short texts keep theirs."""
    wants = [_room(max(_LEAST, *map(breadth, texts)), _LONGEST) for texts in _columns(table)]
    least = [min(want, _room(_SHORT, _SHORT)) for want in wants]
    if sum(wants) <= _WIDE or sum(least) >= _WIDE:
        basis = wants if sum(wants) <= _WIDE else least
        return [_WIDE * w // sum(basis) for w in basis]
    share = (_WIDE - sum(least)) / (sum(wants) - sum(least))
    return [low + int((want - low) * share) for want, low in zip(wants, least, strict=True)]


def _columns(table: Table) -> list[list[str]]:
    return [[head, *("" if row[n] is None else str(row[n]) for row in table.rows[:100])] for n, head in enumerate(table.heads)]


def _room(characters: int, most: int) -> int:
    return _MARGINS + _CHARACTER * min(characters, most)

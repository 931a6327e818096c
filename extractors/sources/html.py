"""Tables of a web page -> blocks, as Word's are read: web systems export pages under the names of XLS and DOC.

What a browser shows, as far as tables and lines go: no style sheet is read, no script is run, nothing is fetched.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from xml.etree.ElementTree import Element, SubElement

from extractors.grid import Block
from extractors.sources import Course
from extractors.sources.container import MOST_TREE, damaged, too_large
from extractors.sources.damage import DAMAGE
from extractors.sources.docx import MOST_SPAN, body_blocks

_BEGINS = re.compile(rb"^(?:<!--.*?-->|<\?xml[^>]*>|<meta[^>]*>|\s)*<(?:!doctype\s+html|html|head|body|table|style)[\s>]", re.I | re.S)
_CHARSET = re.compile(rb"charset\s*=\s*[\"']?([\w-]+)", re.I)
_UNSEEN = {"script", "style", "head", "title", "template", "noscript", "xml"}
_VOID = {"br", "hr", "img", "meta", "link", "input", "col", "area", "base", "wbr", "embed", "source", "track"}
_LINES = {"p", "div", "h1", "h2", "h3", "h4", "h5", "h6", "li", "caption", "center", "table", "tr", "ul", "ol", "hr", "dd", "dt"}
_ENDED_BY = {  # by which tag an element ends that has no end tag of its own
    "head": {"body", "table", "div", "p", "/html"},
    "tr": {"tr", "tbody", "tfoot", "/table"},
    "td": {"td", "th", "tr", "tbody", "tfoot", "/tr", "/table"},
    "p": {"p", "div", "table", "td", "th", "tr", "/td", "/tr", "/div", "/table"},
}
_ENDED_BY["th"] = _ENDED_BY["td"]
_HIDDEN = re.compile(r"(?:display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all)", re.I)
MOST_DOWN = 2000  # rows that a cell may go on for


class Html:
    paged = False

    def holds(self, path: Path, head: bytes) -> bool:
        return _BEGINS.match(head.removeprefix(b"\xef\xbb\xbf")) is not None

    def read(self, path: Path, course: Course | None = None) -> Iterator[list[Block]]:
        if path.stat().st_size > MOST_TREE:
            raise too_large()
        try:
            page = _Page()
            page.feed(_text(path.read_bytes()))
            page.close()
            for table in page.body.iter("tbl"):
                _merge_downwards(table)
            yield body_blocks(page.body)
        except DAMAGE as error:
            raise damaged() from error


SOURCE = Html()


def _text(raw: bytes) -> str:
    """In the encoding that the page names; GBK's successor holds all that goes by its older names."""
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        return raw.decode("utf-16")
    named = _CHARSET.search(raw[:4096])
    name = named[1].decode("ascii").lower() if named else "utf-8"
    try:
        return raw.decode("gb18030" if name.startswith("gb") else "utf-8-sig")
    except UnicodeDecodeError:
        return raw.decode("gb18030")


class _Page(HTMLParser):
    """The page in Word's elements: tables, rows, cells, paragraphs."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.body = Element("body")
        self._inside = [self.body]  # what holds paragraphs: the body, a cell
        self._tables: list[Element] = []
        self._rows: list[Element | None] = []
        self._unseen: list[str] = []
        self._line: Element | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._end_unseen(tag)
        look = {name: value or "" for name, value in attrs}
        if self._unseen or tag in _UNSEEN or (tag not in _VOID and (_HIDDEN.search(look.get("style", "")) or "hidden" in look)):
            self._unseen += [tag] if tag not in _VOID else []
            return
        if tag in _LINES:
            self._line = None
        if tag == "table":
            self._tables.append(SubElement(self._inside[-1], "tbl"))
            self._rows.append(None)
        elif tag == "tr" and self._tables:
            self._close_cell()
            self._rows[-1] = SubElement(self._tables[-1], "tr")
        elif tag in ("td", "th") and self._tables:
            self._open_cell(look)
        elif tag == "br" and self._line is not None:
            SubElement(SubElement(self._line, "r"), "br")

    def handle_endtag(self, tag: str) -> None:
        self._end_unseen(f"/{tag}")
        if self._unseen:
            if tag in self._unseen:
                del self._unseen[len(self._unseen) - 1 - self._unseen[::-1].index(tag) :]
            return
        if tag in _LINES:
            self._line = None
        if tag in ("td", "th", "tr") and self._tables:
            self._close_cell()
        elif tag == "table" and self._tables:
            self._close_cell()
            self._tables.pop()
            self._rows.pop()

    def _end_unseen(self, tag: str) -> None:
        while self._unseen and tag in _ENDED_BY.get(self._unseen[-1], ()):
            self._unseen.pop()

    def handle_data(self, data: str) -> None:
        text = re.sub(r"[ \t\r\n\f]+", " ", data)
        if self._unseen or not text.strip(" "):
            return
        if self._line is None:
            self._line = SubElement(self._inside[-1], "p")
        SubElement(SubElement(self._line, "r"), "t").text = text

    def _open_cell(self, look: dict[str, str]) -> None:
        self._close_cell()
        row = self._rows[-1]
        if row is None:
            row = self._rows[-1] = SubElement(self._tables[-1], "tr")
        cell = SubElement(row, "tc")
        cell.set("down", str(_span(look.get("rowspan", ""), MOST_DOWN)))
        SubElement(SubElement(cell, "tcPr"), "gridSpan", val=str(_span(look.get("colspan", ""), MOST_SPAN)))
        self._inside.append(cell)
        self._line = None

    def _close_cell(self) -> None:
        """The cell of the innermost table, where one is open: pages leave out end tags."""
        row = self._rows[-1]
        if len(self._inside) > 1 and row is not None and len(row) and row[-1] is self._inside[-1]:
            self._inside.pop()
        self._line = None


def _span(text: str, most: int) -> int:
    found = re.match(r"\s*(\d{1,6})", text)
    return min(max(int(found[1]), 1), most) if found else 1


def _merge_downwards(table: Element) -> None:
    """Cells that go on in the rows below stand in each of these rows, as Word has them."""
    open_: dict[int, tuple[int, int]] = {}  # by column: how many rows it goes on for, and its columns
    for row in table:
        cells = list(row)
        for cell in cells:
            row.remove(cell)
        column = 0
        following: dict[int, tuple[int, int]] = {}
        while cells or column in open_ or any(at > column for at in open_):
            if column in open_:
                left, across = open_[column]
                row.append(_continued(across))
                if left > 1:
                    following[column] = left - 1, across
            elif cells:
                cell = cells.pop(0)
                across, down = int(cell[0][0].get("val", "1")), int(cell.attrib.pop("down"))
                if down > 1:
                    SubElement(cell[0], "vMerge", val="restart")
                    following[column] = down - 1, across
                row.append(cell)
            else:
                across = 1
                row.append(_blank())
            column += across
        open_ = following


def _continued(across: int) -> Element:
    cell = _blank(across)
    SubElement(cell[0], "vMerge")
    return cell


def _blank(across: int = 1) -> Element:
    cell = Element("tc")
    SubElement(SubElement(cell, "tcPr"), "gridSpan", val=str(across))
    return cell

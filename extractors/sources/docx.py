"""DOCX and DOCM -> blocks: every table a grid, the text around them lines, as Word shows them.

Tables count from 1 in the order of the document; a cell's address is its row and column as in a spreadsheet. Text before
a table counts to it. Deleted and hidden text is left out, what was inserted stands; no macro is run, no link followed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from xml.etree.ElementTree import Element

from extractors.grid import Block, Cell, Grid, Line
from extractors.records import Evidence
from extractors.sources import Course
from extractors.sources.container import Package, package, zip_names
from extractors.sources.sheet import address
from extractors.sources.symbols import drawn, is_symbols
from extractors.text import fold, join_lines

WRAPPERS = {"sdt", "sdtContent", "ins", "moveTo", "smartTag", "customXml", "hyperlink", "fldSimple", "dir", "bdo", "sect", "sub-section"}
GONE = {"del", "moveFrom", "instrText", "delText", "rPr", "pPr", "rt", "sdtPr", "sdtEndPr", "Fallback"}
_GAP = re.compile(r"\t+|[ \u00a0\u3000]{2,}")
WIDTH = 50.0  # points of a column whose width the file does not tell
MOST_SPAN = 63  # columns of a table in Word


class Docx:
    paged = False

    def holds(self, path: Path, head: bytes) -> bool:
        return "word/document.xml" in zip_names(path, head)

    def read(self, path: Path, course: Course | None = None) -> Iterator[list[Block]]:
        with package(path) as opened:
            yield _numbered(_document(opened))


SOURCE = Docx()


def body_blocks(body: Element) -> list[Block]:
    """A body in Word's elements as blocks, whatever file it came in."""
    return _numbered(_blocks(body))


def _document(opened: Package) -> list[Block]:
    """Headers stand above all else and footers below, once."""
    main = opened.main()
    root = opened.tree(main)
    body = root.find("body")
    if body is None:
        return []
    around: dict[str, list[Block]] = {"header": [], "footer": []}
    for kind, part in dict.fromkeys(opened.related(main).values()):
        if kind in around and opened.has(part):
            fresh = _blocks(opened.tree(part))
            around[kind] += [b for b in fresh if not (isinstance(b, Line) and b in around[kind])]
    return [*around["header"], *_blocks(body), *around["footer"]]


def _numbered(blocks: list[Block]) -> list[Block]:
    """Tables in their order; a line goes with the table that follows, those at the end with the last."""
    last = sum(isinstance(b, Grid) for b in blocks)
    number = 1
    out: list[Block] = []
    for block in blocks:
        if isinstance(block, Grid):
            cells = [replace(c, places=tuple(_on(p, number) for p in c.places)) for c in block.cells]
            out.append(Grid(block.xs, block.rows, cells, [number]))
            number += 1
        else:
            page = max(min(number, last), 1)
            out.append(Line(tuple((text, tuple(_on(p, page) for p in places)) for text, places in block.pieces), page))
    return out


def _on(place: Evidence, number: int) -> Evidence:
    return place.model_copy(update={"page": number})


def _blocks(element: Element) -> list[Block]:
    """Paragraphs and tables of a body, a header, a cell or a text box, in order."""
    out: list[Block] = []
    for child in _unwrapped(element):
        if child.tag == "p":
            out += _lines(child)
            for box in _boxes(child):
                out += _blocks(box)
        elif child.tag == "tbl":
            out += _table(child)
    return out


def _unwrapped(element: Element) -> Iterator[Element]:
    """The children, those in content controls and kept changes as if they stood there themselves."""
    for child in element:
        if child.tag in WRAPPERS:
            yield from _unwrapped(child)
        elif child.tag not in GONE:
            yield child


# text


def _boxes(paragraph: Element) -> Iterator[Element]:
    """The text boxes anchored in a paragraph; of two drawings of one box the newer."""
    pending = [paragraph]
    while pending:
        element = pending.pop()
        if element.tag == "txbxContent":
            yield element
            continue
        pending += [x for x in reversed(element) if x.tag not in GONE]


def _text(paragraph: Element) -> str:
    return "".join(_pieces(paragraph))


def _pieces(element: Element, font: str = "") -> Iterator[str]:
    for child in _unwrapped(element):
        match child.tag:
            case "r":
                if not _is_hidden(child):
                    yield from _pieces(child, _font(child))
            case "t":
                text = child.text or ""
                yield "".join(drawn(c, font) for c in text) if is_symbols(font) else text
            case "tab" | "ptab":
                yield "\t"
            case "br" | "cr":
                yield "\n"
            case "noBreakHyphen":
                yield "-"
            case "sym":
                yield drawn(chr(int(child.get("char", "20"), 16)), child.get("font", ""))
            case "checkBox":  # a form field of older editions
                state = child.find("checked") if child.find("checked") is not None else child.find("default")
                yield "☑" if _is_on(state) else "□"
            case "fldChar" | "ffData" | "oMath" | "oMathPara" | "ruby" | "rubyBase" | "AlternateContent" | "Choice":
                yield from _pieces(child, font)


def _is_hidden(run: Element) -> bool:
    look = run.find("rPr")
    return look is not None and _is_on(look.find("vanish"))


def _font(run: Element) -> str:
    fonts = run.find("rPr/rFonts")
    return "" if fonts is None else fonts.get("ascii") or fonts.get("hAnsi") or ""


def _is_on(switch: Element | None) -> bool:
    return switch is not None and switch.get("val", "1") not in ("0", "false", "off")


def _lines(paragraph: Element) -> Iterator[Line]:
    for text in _text(paragraph).split("\n"):
        pieces = [fold(x).strip() for x in _GAP.split(text.strip())]
        if all(len(x) <= 1 for x in pieces):  # a title set wide: 自　　评　　表
            pieces = ["".join(pieces)]
        if any(pieces):
            yield Line(tuple((x, (Evidence(page=1, text=x, source="cell"),)) for x in pieces if x), 1)


# tables


@dataclass(slots=True)
class _Open:
    """A cell while its rows are read: it may go on in the next row."""

    top: int
    bottom: int
    left: int
    right: int
    content: Element


def _table(table: Element) -> list[Block]:
    """The table as a grid, with the tables in its cells behind it; one that only frames others gives way to them."""
    rows = [x for x in _unwrapped(table) if x.tag == "tr" and not _is_gone(x)]
    cells = _spans(rows)
    if len(cells) == 1 and any(x.tag == "tbl" for x in _unwrapped(cells[0].content)):
        return _blocks(cells[0].content)
    inner: list[Block] = []
    made: list[Cell] = []
    for cell in cells:
        text, tables = _content(cell.content)
        inner += tables
        made.append(_cell(cell, text))
    if not any(c.text for c in made):
        return inner
    columns = max(c.right for c in made)
    return [Grid(_edges(table, columns), len(rows), made, [1]), *inner]


def _is_gone(row: Element) -> bool:
    look = row.find("trPr")
    return look is not None and (look.find("del") is not None or _is_on(look.find("hidden")))


def _spans(rows: list[Element]) -> list[_Open]:
    """Where each cell stands, those that are merged downwards as one."""
    out: list[_Open] = []
    above: dict[int, _Open] = {}
    for index, row in enumerate(rows):
        column = _skipped(row, "gridBefore")
        here: dict[int, _Open] = {}
        for content in (x for x in _unwrapped(row) if x.tag == "tc"):
            look = content.find("tcPr")
            span = min(max(_value(look, "gridSpan", 1), 1), MOST_SPAN)
            merge = None if look is None else look.find("vMerge")
            beside = None if look is None else look.find("hMerge")
            if beside is not None and beside.get("val") != "restart" and here:
                max(here.values(), key=lambda c: c.left).right += span
            elif merge is not None and merge.get("val") != "restart" and column in above:
                cell = above[column]
                cell.bottom = index + 1
                here[column] = cell
            else:
                cell = _Open(index, index + 1, column, column + span, content)
                out.append(cell)
                here[column] = cell
            column += span
        above = here
    return out


def _skipped(row: Element, name: str) -> int:
    return min(max(_value(row.find("trPr"), name, 0), 0), MOST_SPAN)


def _value(look: Element | None, name: str, default: int) -> int:
    found = None if look is None else look.find(name)
    return default if found is None else int(found.get("val", default))


def _content(cell: Element) -> tuple[list[str], list[Block]]:
    """The lines of a cell, and the tables in it: small ones are part of its text."""
    lines: list[str] = []
    inner: list[Block] = []
    for child in _unwrapped(cell):
        if child.tag == "p":
            lines += _text(child).split("\n")
            lines += [line.text for box in _boxes(child) for line in _blocks(box) if isinstance(line, Line)]
        elif child.tag == "tbl":
            for block in _table(child):
                if isinstance(block, Line) or block.rows == 1 or len(block.xs) == 2:
                    lines += [block.text] if isinstance(block, Line) else [c.text for c in block.cells]
                else:
                    inner.append(block)
    return lines, inner


def _cell(cell: _Open, content: list[str]) -> Cell:
    lines = [x for line in content if (x := fold(line).strip())]
    text = join_lines(lines)
    if not text:
        return Cell(cell.top, cell.bottom, cell.left, cell.right)
    place = Evidence(page=1, cell=address(cell.top + 1, cell.left + 1), text=text, source="cell")
    return Cell(cell.top, cell.bottom, cell.left, cell.right, text, (place,), tuple(lines))


def _edges(table: Element, columns: int) -> list[float]:
    widths = [max(float(x.get("w", 0)) / 20, 1.0) for x in table.iterfind("tblGrid/gridCol")]
    widths += [WIDTH] * (columns - len(widths))
    edges = [0.0]
    for width in widths[:columns]:
        edges.append(edges[-1] + width)
    return edges

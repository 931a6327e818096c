"""XLSX and XLSM -> blocks: every sheet one grid, cells as a person sees them, each with its sheet number and address.

Hidden sheets are left out. Formulas are read as the values that were saved with them; nothing is computed, no macro is
run and nothing outside the file is opened. Sheets are read as a stream: empty rows cost no memory.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import IO
from xml.etree.ElementTree import Element
from xml.parsers import expat

from extractors.errors import UnreadableFile
from extractors.grid import Block
from extractors.sources import Course
from extractors.sources.container import Package, bare, damaged, package, zip_names
from extractors.sources.sheet import LAST_COLUMN, Sheet
from extractors.sources.shown import BUILT_IN, shown, shown_or_raw, shown_text

_ADDRESS = re.compile(r"\$?([A-Za-z]{1,3})\$?([0-9]{1,7})")


class Xlsx:
    paged = False

    def holds(self, path: Path, head: bytes) -> bool:
        return any(name.startswith("xl/workbook.") for name in zip_names(path, head))

    def read(self, path: Path, course: Course | None = None) -> Iterator[list[Block]]:
        with package(path) as opened:
            book = _book(opened)
            for number, (part, visible) in enumerate(book.sheets, 1):
                if visible:
                    yield _sheet(opened, part, number, book).blocks()


SOURCE = Xlsx()


@dataclass(frozen=True, slots=True)
class Book:
    """What the sheets of a workbook share."""

    sheets: list[tuple[str, bool]]  # their parts, and whether they are shown
    strings: list[str]
    formats: list[str]  # by a cell's style
    from_1904: bool


def _book(opened: Package) -> Book:
    main = opened.main()
    if main.lower().endswith(".bin"):
        raise UnreadableFile(
            "这是二进制工作簿（XLSB），请用 Excel 另存为 XLSX 后再上传。",
            "This is a binary workbook (XLSB); save it as XLSX with Excel and upload that.",
        )
    root = opened.tree(main)
    parts = opened.related(main)
    kinds = dict(parts.values())
    sheets = [
        (parts[x.get("id", "")][1], x.get("state", "visible") == "visible")
        for x in root.iter("sheet")
        if parts.get(x.get("id", ""), ("",))[0] == "worksheet"
    ]
    properties = root.find("workbookPr")
    return Book(
        sheets,
        _strings(opened, kinds.get("sharedStrings", "")),
        _formats(opened, kinds.get("styles", "")),
        properties is not None and properties.get("date1904") in ("1", "true"),
    )


def _strings(opened: Package, part: str) -> list[str]:
    return [_text(x) for x in opened.tree(part).iter("si")] if opened.has(part) else []


def _text(element: Element) -> str:
    """The text of a string, in one piece or in several of different looks; readings above the line are none of it."""
    return "".join(t.text or "" for x in element if x.tag in ("t", "r") for t in ([x] if x.tag == "t" else x.iter("t")))


def _formats(opened: Package, part: str) -> list[str]:
    if not opened.has(part):
        return []
    root = opened.tree(part)
    own = {int(x.get("numFmtId", 0)): x.get("formatCode", "") for x in root.iter("numFmt")}
    styles = root.find("cellXfs")
    ids = [int(x.get("numFmtId", 0)) for x in styles] if styles is not None else []
    return [own.get(i) or BUILT_IN.get(i, "General") for i in ids]


def _sheet(opened: Package, part: str, number: int, book: Book) -> Sheet:
    reader = _SheetReader(Sheet(number), book)
    with opened.archive.open(opened.names[part.lower()]) as stream:
        reader.read(stream)
    return reader.sheet


class _SheetReader:
    """The events of a sheet's XML, cell by cell."""

    def __init__(self, sheet: Sheet, book: Book) -> None:
        self.sheet, self.book = sheet, book
        self.row = self.column = 0
        self.kind, self.style = "n", 0
        self.value, self.formula = "", ""
        self.zeros = True  # whether the sheet shows them
        self.inside: list[str] = []

    def read(self, stream: IO[bytes]) -> None:
        parser = expat.ParserCreate(namespace_separator="}")
        parser.buffer_text = True
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._characters
        parser.StartDoctypeDeclHandler = self._doctype
        try:
            parser.ParseFile(stream)
        except expat.ExpatError as error:
            raise damaged() from error

    def _doctype(self, *_: object) -> None:
        raise damaged()

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        tag = bare(name)
        self.inside.append(tag)
        if tag == "row":
            self.row = int(attributes.get("r", self.row + 1))
            self.column = 0
            if attributes.get("hidden") in ("1", "true"):
                self.sheet.hidden_rows.add(self.row)
        elif tag == "c":
            self.row, self.column = _address(attributes["r"]) if "r" in attributes else (self.row, self.column + 1)
            self.kind, self.style = attributes.get("t", "n"), int(attributes.get("s", 0))
            self.value = self.formula = ""
        elif tag == "col" and attributes.get("hidden") in ("1", "true"):
            self.sheet.hidden_columns |= set(
                range(max(int(attributes["min"]), 1), min(int(attributes["max"]), LAST_COLUMN) + 1)
            )
        elif tag == "mergeCell":
            first, _, last = attributes["ref"].partition(":")
            self.sheet.merges.append((*_address(first), *_address(last or first)))
        elif tag == "f":
            self.formula = "="
        elif tag == "sheetView" and attributes.get("showZeros") in ("0", "false"):
            self.zeros = False

    def _characters(self, text: str) -> None:
        match self.inside[-1]:
            case "v":
                self.value += text
            case "f":
                self.formula += text
            case "t" if "is" in self.inside and "rPh" not in self.inside:
                self.value += text

    def _end(self, _: str) -> None:
        if self.inside.pop() != "c" or not (self.value or self.formula):
            return
        if not self.value and self.kind != "str":
            self.sheet.put(self.row, self.column, self.formula, sure=False)
        else:
            text, sure = shown_or_raw(self._shown, self.value)
            self.sheet.put(self.row, self.column, text, sure=sure and self.kind != "e")

    def _shown(self) -> str:
        code = self.book.formats[self.style] if self.style < len(self.book.formats) else "General"
        match self.kind:
            case "s":
                return shown_text(self.book.strings[int(self.value)], code)
            case "str" | "inlineStr":
                return shown_text(self.value, code)
            case "b":
                return "TRUE" if self.value == "1" else "FALSE"
            case "n":
                number = _number(self.value)
                return "" if number == 0 and not self.zeros else shown(number, code, from_1904=self.book.from_1904)
            case _:
                return self.value


def _number(text: str) -> Decimal:
    """What a file stores of a number in binary, as the shortest decimal that means it."""
    return Decimal(repr(float(text)))


def _address(text: str) -> tuple[int, int]:
    """C12 -> (12, 3)."""
    found = _ADDRESS.fullmatch(text)
    if not found:
        raise damaged()
    column = 0
    for letter in found[1].upper():
        column = column * 26 + ord(letter) - 64
    return int(found[2]), column

"""Workbooks in one XML file (Excel 2003 XML) -> blocks, as XLSX is read: web systems export them under the name of XLS."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from decimal import Decimal
from functools import partial
from pathlib import Path
from xml.etree.ElementTree import Element

from extractors.grid import Block
from extractors.sources import Course
from extractors.sources.container import MOST_TREE, damaged, parsed, too_large
from extractors.sources.damage import DAMAGE
from extractors.sources.sheet import LAST_COLUMN, Sheet
from extractors.sources.shown import shown, shown_or_raw, shown_text

_NAMED = {
    "General Number": "General", "General Date": "yyyy/m/d h:mm", "Long Date": 'yyyy"年"m"月"d"日"', "Medium Date": "d-mmm-yy",
    "Short Date": "yyyy/m/d", "Fixed": "0.00", "Standard": "#,##0.00", "Percent": "0.00%", "Currency": "#,##0.00",
}  # fmt: skip
_FIRST_DAY = datetime(1899, 12, 30)


class ExcelXml:
    paged = False

    def holds(self, path: Path, head: bytes) -> bool:
        return b"<?xml" in head[:64] and (b"Excel.Sheet" in head or b"urn:schemas-microsoft-com:office:spreadsheet" in head)

    def read(self, path: Path, course: Course | None = None) -> Iterator[list[Block]]:
        if path.stat().st_size > MOST_TREE:
            raise too_large()
        try:
            root = parsed(path.read_bytes())
            formats = _formats(root)
            for number, sheet in enumerate(root.findall("Worksheet"), 1):
                if sheet.findtext("WorksheetOptions/Visible", "").strip() not in ("SheetHidden", "SheetVeryHidden"):
                    yield _sheet(sheet, number, formats).blocks()
        except DAMAGE as error:
            raise damaged() from error


SOURCE = ExcelXml()


def _formats(root: Element) -> dict[str, str]:
    """Number formats by a style's id, those that a style takes over from its parent with them."""
    styles = {x.get("ID", ""): x for x in root.iterfind("Styles/Style")}
    found: dict[str, str] = {}
    for name, style in styles.items():
        own: Element | None = style
        for _ in range(len(styles)):
            if own is None or own.find("NumberFormat") is not None:
                break
            own = styles.get(own.get("Parent", ""))
        look = own.find("NumberFormat") if own is not None else None
        code = look.get("Format", "General") if look is not None else "General"
        found[name] = _NAMED.get(code, code)
    return found


def _sheet(element: Element, number: int, formats: dict[str, str]) -> Sheet:
    sheet = Sheet(number)
    at = 0
    for column in element.iterfind("Table/Column"):
        at = int(column.get("Index", at + 1))
        last = min(at + int(column.get("Span", 0)), LAST_COLUMN)
        if column.get("Hidden") == "1":
            sheet.hidden_columns |= set(range(at, last + 1))
        at = last
    row = 0
    for line in element.iterfind("Table/Row"):
        row = int(line.get("Index", row + 1))
        span = int(line.get("Span", 0))
        if line.get("Hidden") == "1":
            sheet.hidden_rows |= {row, *range(row, row + min(span, 1000) + 1)}
        _cells(line, row, sheet, formats)
        row += span
    return sheet


def _cells(line: Element, row: int, sheet: Sheet, formats: dict[str, str]) -> None:
    column = 0
    for cell in line.iterfind("Cell"):
        column = int(cell.get("Index", column + 1))
        across, down = int(cell.get("MergeAcross", 0)), int(cell.get("MergeDown", 0))
        if across or down:
            sheet.merges.append((row, column, row + down, column + across))
        data = cell.find("Data")
        if data is not None:
            code = formats.get(cell.get("StyleID") or line.get("StyleID") or "Default", "General")
            text, sure = shown_or_raw(partial(_shown, data, code), "".join(data.itertext()))
            sheet.put(row, column, text, sure=sure and data.get("Type") != "Error")
        column += across


def _shown(data: Element, code: str) -> str:
    text = "".join(data.itertext())
    match data.get("Type"):
        case "Number":
            return shown(Decimal(repr(float(text))), code)
        case "DateTime":
            days = (datetime.fromisoformat(text.strip()) - _FIRST_DAY).total_seconds() / 86400
            return shown(Decimal(repr(days)), code if code != "General" else "yyyy/m/d")
        case "Boolean":
            return "TRUE" if text.strip() == "1" else "FALSE"
        case "String":
            return shown_text(text, code)
        case _:
            return text

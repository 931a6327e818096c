"""Office files made for tests, whole or part by part, and what reading them says."""

from __future__ import annotations

import re
import shutil
import subprocess
import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path
from random import Random
from typing import Any

import openpyxl
import pytest
from openpyxl.styles import Alignment, Border, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet
from others_programs import lacking

from extractors import extract
from extractors.errors import UnreadableFile
from extractors.records import Report
from extractors.sources import source_of
from extractors.sources.doc import PROGRAMS
from samples.docx import write_parts
from samples.files import invented_form
from samples.provinces import ALL
from samples.table import Form
from samples.variety import varied

_WHERE = {"document", "evidence", "pages"}


def libreoffice() -> str:
    """The real program."""
    return next((found for name in PROGRAMS if (found := shutil.which(name))), None) or lacking("LibreOffice")


def ruled(sheet: Worksheet, widths: Sequence[float], upright: str = "center", from_row: int = 1) -> None:
    """Lines around each cell, its text in the middle and broken to its column: as offices set their forms before they print."""
    line = Side(style="thin")
    for row in sheet.iter_rows(min_row=from_row):
        for cell in row:
            cell.border = Border(line, line, line, line)
            cell.alignment = Alignment(wrap_text=True, horizontal="center", vertical=upright)
    for n, width in enumerate(widths, 1):
        sheet.column_dimensions[get_column_letter(n)].width = width


def saved_as(kind: str, path: Path, folder: Path) -> Path:
    """The file as LibreOffice saves it; its endings are its own names for kinds."""
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [libreoffice(), "--headless", "--norestore", profile, "--convert-to", kind, "--outdir", str(folder), str(path)]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    return folder / f"{path.stem}.{kind}"


def invented(seed: int) -> list[Form]:
    random = Random(seed)
    return [invented_form(random, varied(ALL[(seed * 2 + n) % len(ALL)], random)) for n in range(2)]


def said(report: Report) -> dict[str, Any]:
    return report.model_dump(mode="json", exclude=_WHERE)


def table(path: Path) -> list[list[str]]:
    """What is seen of a file's first table, row by row."""
    source = source_of(path)
    assert source
    grid = next(b for blocks in source.read(path) for b in blocks if hasattr(b, "rows"))
    return [[c.text for c in grid.starting(r)] for r in range(grid.rows)]


def book(path: Path, fill: Callable[[Any], None]) -> Path:
    made = openpyxl.Workbook()
    fill(made.active)
    made.save(path)
    return path


def changed(path: Path, change: Callable[[bytes], bytes], part: str = "xl/worksheets/sheet1.xml") -> Path:
    with zipfile.ZipFile(path) as old:
        parts = {name: old.read(name) for name in old.namelist()}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for name, content in parts.items():
            new.writestr(name, change(content) if name == part else content)
    return path


def word(path: Path, body: str) -> Path:
    write_parts(path, body)
    return path


def cell(content: str, look: str = "") -> str:
    return f"<w:tc><w:tcPr>{look}</w:tcPr>{content}</w:tc>"


def rows(*found: str) -> str:
    return f"<w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for row in found)}</w:tbl>"


def bad(path: Path, make: Callable[[Path], object]) -> UnreadableFile:
    make(path)
    with pytest.raises(UnreadableFile) as caught:
        extract(path)
    assert re.search("[一-鿿]", caught.value.zh)
    assert not re.search("[一-鿿]", caught.value.en)
    return caught.value


def archive(path: Path, members: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in members.items():
            made.writestr(name, content)
    return path

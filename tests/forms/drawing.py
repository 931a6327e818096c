"""Draws the forms of this folder: as a web page for a browser to print, as a workbook, and for the writers of samples.

In a cell `//` begins a new line; a line `---` ends the page, or the sheet. How a form looks is told in words: its rules
(`ruled`, `three`, `rows`, `bare`), `landscape`, `short` pages, and `upright` for side labels whose letters stand under one another.
"""

from __future__ import annotations

from dataclasses import replace
from html import escape
from pathlib import Path
from typing import Literal

import openpyxl

from extractors.records import Report
from samples import table
from samples.pdf_reportlab import FONT_FILE
from tests.forms import Form

STYLES = {
    "ruled": "td{border:1px solid black}",
    "three": "table{border-top:2px solid black;border-bottom:2px solid black}tr.head td{border-bottom:1px solid black}",
    "rows": "td{border-top:1px solid black;border-bottom:1px solid black}",
    "bare": "td{padding:4px 8px}",
    "short": "@page{size:210mm 180mm}",
    "landscape": "@page{size:A4 landscape}",
    "upright": "td.side{writing-mode:vertical-rl;text-align:center}",
}
Span = tuple[int, int, int, int, str]  # row, column, rows, columns, text


def spans(lines: list[str]) -> list[Span]:
    """The merged cells that the marks tell."""
    cells = [[cell.strip() for cell in line.split("|")] for line in lines]
    found = []
    for r, row in enumerate(cells):
        for c, text in enumerate(row):
            if text == "<" or (text == "^" and r):
                continue
            text = text.removeprefix("^")  # in the first row of a further part: what stood above is not printed again
            across, down = 1, 1
            while c + across < len(row) and row[c + across] == "<":
                across += 1
            while r + down < len(cells) and c < len(cells[r + down]) and cells[r + down][c] == "^":
                down += 1
            found.append((r, c, down, across, text))
    return found


def filled(lines: list[str]) -> list[str]:
    """`^ | <` below a merged cell belongs to it: made all `^`."""
    above: list[str] = []
    made = []
    for line in lines:
        row = [cell.strip() for cell in line.split("|")]
        for c in range(1, len(row)):
            if row[c] == "<" and row[c - 1] == "^" and c < len(above) and above[c] in ("<", "^"):
                row[c] = "^"
        made.append("|".join(row))
        above = row
    return made


def blocks(form: Form) -> list[list[str] | str]:
    """Tables and single lines, in order."""
    found: list[list[str] | str] = []
    for line in form.drawn.strip().splitlines():
        if "|" not in line:
            found.append(line)
        elif found and isinstance(found[-1], list):
            found[-1].append(line)
        else:
            found.append([line])
    return [filled(block) if isinstance(block, list) else block for block in found]


def page(form: Form) -> str:
    parts = []
    for block in blocks(form):
        if block == "===":
            parts.append("</div><div style='width:47%'>")
        elif block == "---":
            parts.append("<div style='break-before:page'></div>")
        elif isinstance(block, str):
            title = block.removeprefix("# ")
            parts.append(f"<h3>{escape(title)}</h3>" if title != block else f"<p>{escape(block)}</p>")
        else:
            parts.append(_table(block))
    body = "".join(parts)
    if "===" in body or "</div><div" in body:
        head, tables = body.split("<table", 1)
        body = f"{head}<div style='display:flex;gap:5%'><div style='width:47%'><table{tables}</div></div>"
    looks = "".join(STYLES[look] for look in form.lines.split())
    style = f"table{{border-collapse:collapse;width:100%}}td{{padding:2px}}h3{{text-align:center}}{looks}"
    return f"<html><meta charset=utf-8><style>@font-face{{font-family:Report;src:url({FONT_FILE.as_uri()})}}body{{font:11px Report}}{style}</style>{body}</html>"


def _table(lines: list[str]) -> str:
    marked: dict[int, list[str]] = {n: [] for n in range(len(lines))}
    for r, _, down, across, text in spans(lines):
        shown = escape(text).replace("//", "<br>")
        side = " class=side" if down > 2 and len(text) <= 6 else ""
        marked[r].append(f"<td rowspan={down} colspan={across}{side}>{shown}</td>")
    heads = {n for n, line in enumerate(lines) if "三级指标" in line}
    return "<table>" + "".join(f"<tr{' class=head' if n in heads else ''}>{''.join(row)}</tr>" for n, row in marked.items()) + "</table>"


def workbook(form: Form, path: Path) -> Path:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    top = left = start = 1
    for block in blocks(form):
        if block == "===":
            top, left = start, left + 6
        elif block == "---":
            sheet, top, left = book.create_sheet(), 1, 1
        elif isinstance(block, str):
            sheet.cell(top, left, block.removeprefix("# "))
            if block.startswith("# "):
                width = max(row.count("|") + 1 for rows in blocks(form) if isinstance(rows, list) for row in rows)
                sheet.merge_cells(start_row=top, start_column=left, end_row=top, end_column=left + width - 1)
            top += 1
        else:
            start = top
            for r, c, down, across, text in spans(block):
                sheet.cell(top + r, left + c, text.replace("//", "\n") or None)
                if down > 1 or across > 1:
                    sheet.merge_cells(
                        start_row=top + r, start_column=left + c, end_row=top + r + down - 1, end_column=left + c + across - 1
                    )
            top += len(block)
    book.save(path)
    return path


def set_out(form: Form, new_line: str = "\n") -> list[table.Form]:
    """The form for the writers of samples, which draw one table with the lines around it: one of these for each table."""
    made: list[table.Form] = []
    above: list[str] = []
    report = Report(form_type=form.gold[0]["form_type"])
    for block in blocks(form):
        if isinstance(block, str):
            above += [block.removeprefix("# ")] if block not in ("---", "===") else []
            continue
        rows: list[list[table.Cell]] = [[] for _ in block]
        for r, _, down, across, text in spans(block):
            rows[r].append(table.Cell(text.replace("//", new_line), across, down))
        title, *rest = above or [""]
        head = next((n for n, line in enumerate(block) if "指标" in line and "目标" not in line), 0)
        widths = (1.0,) * (block[0].count("|") + 1)
        looks = form.lines.split()
        rules: Literal["all", "rows"] = "all" if "ruled" in looks else "rows"
        made.append(
            table.Form(
                title, tuple(rest), tuple(map(tuple, rows)), widths, (), head, False, rules, "landscape" in looks, report, ()
            )
        )
        above = []
    return [*made[:-1], replace(made[-1], below=tuple(above))]

"""Extraction against gold, field by field, over invented reports of several layouts and producers, boxes checked.

Text is compared strictly after NFKC and without white space; numbers as numbers; statuses as the gold tells them.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from random import Random
from typing import Any

import openpyxl
import pdfplumber
import pytest

from extractors import extract
from extractors.records import Report
from samples.bundle import BUNDLE, GOLD, REPORTS, SCANNED, SCANS
from samples.files import BROWSER_PRODUCERS, PRODUCERS, generate, gold, invented_form, write
from samples.layouts import Layout
from samples.pdf_chromium import browser
from samples.provinces import ALL
from samples.table import is_whole

DATA = Path(__file__).parent / "data"
SEED = 7
COUNT = 27

SCALARS = (
    "form_type", "title", "fiscal_year", "prepared_by", "project_name", "project_lead", "phone", "competent_department",
    "competent_department_code", "implementing_unit", "project_category", "project_attribute", "period", "fund_nature",
    "annual_goal", "actual_completion", "responsibilities", "organization", "management_rules", "conclusion",
    "total_weight", "total_score",
)  # fmt: skip
LISTS = ("detail_goals", "plans")
BUDGET = ("source", "initial", "full_year", "executed", "weight", "execution_rate", "score")
INDICATOR = (
    "level1", "level1_weight", "level2", "level3", "target", "actual", "weight", "score", "deviation_reason",
    "explanation", "status",
)  # fmt: skip


def folded(value: Any) -> str:
    """A value as it is compared: absent and blank are the same, numbers without needless zeros."""
    if value is None:
        return ""
    if isinstance(value, int | float | Decimal):
        return f"{float(value):.4f}".rstrip("0").rstrip(".")
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", str(value)))


def differences(gold: dict[str, Any], got: dict[str, Any]) -> Iterator[str]:
    """Each field that differs, on one line."""
    for name in SCALARS:
        yield from _differs(name, gold[name], got[name])
    for name in LISTS:
        yield from _differs(name, "|".join(gold[name]), "|".join(got[name]))
    for group, fields in (("budget", BUDGET), ("indicators", INDICATOR)):
        if len(gold[group]) != len(got[group]):
            yield f"{group}: {len(gold[group])} expected, {len(got[group])} read"
        for number, (a, b) in enumerate(zip(gold[group], got[group], strict=False)):
            for name in fields:
                yield from _differs(f"{group}[{number}].{name}", a[name], b[name])


def _differs(path: str, expected: Any, read: Any) -> Iterator[str]:
    if folded(expected) != folded(read):
        yield f"{path}: expected {expected!r}, read {read!r}"


def value_at(report: Report, path: str) -> Any:
    value: Any = report
    for name, number in re.findall(r"(\w+)|\[(\d+)\]", path):
        value = value[int(number)] if number else getattr(value, name)
    return value


def wrong_boxes(path: Path, reports: list[Report]) -> Iterator[str]:
    """Evidence whose text does not stand at its place; values without any evidence."""
    if path.suffix == ".xlsx":
        yield from _wrong_cells(path, reports)
        return
    if path.suffix != ".pdf":
        return  # no other reader is there to look a Word file's cells up
    with pdfplumber.open(path) as pdf:
        for report in reports:
            for name, places in report.evidence.items():
                for place in places if not name.startswith("unread[") else ():  # of what is not read, only the page is told
                    assert place.bbox is not None
                    x0, top, x1, bottom = place.bbox
                    page = pdf.pages[place.page - 1]
                    box = (max(0, x0 - 1), max(0, top - 1), min(page.width, x1 + 1), min(page.height, bottom + 1))
                    inside = page.within_bbox(box).extract_text() or ""
                    if not _holds(inside, place.text):
                        yield f"{name}: page {place.page} holds {inside!r} at {place.bbox}, not {place.text!r}"


def _holds(shown: str, text: str) -> bool:
    """Whether every character of the evidence stands in the box, as often as it says."""
    left = list(folded(shown))
    for character in folded(text):
        if character not in left:
            return False
        left.remove(character)
    return True


def _wrong_cells(path: Path, reports: list[Report]) -> Iterator[str]:
    book = openpyxl.load_workbook(path)
    for report in reports:
        for name, places in report.evidence.items():
            for place in places if not name.startswith("unread[") else ():  # of what is not read, only the page is told
                assert place.cell is not None
                if book.worksheets[place.page - 1][place.cell].value is None:
                    yield f"{name}: the cell {place.cell} is empty"


def without_evidence(reports: list[Report]) -> Iterator[str]:
    """Printed values that lead nowhere on the page."""
    for report in reports:
        flat = [name for name in SCALARS if name != "form_type"]
        flat += [f"budget[{n}].{name}" for n in range(len(report.budget)) for name in BUDGET]
        flat += [f"indicators[{n}].{name}" for n in range(len(report.indicators)) for name in INDICATOR if name != "status"]
        yield from (name for name in flat if folded(value_at(report, name)) and not report.evidence.get(name))


def check(path: Path, expected: dict[str, Any]) -> None:
    compare(path, extract(path), expected)


def compare(path: Path, reports: list[Report], expected: dict[str, Any]) -> None:
    """Values, boxes and places of what was read, against gold."""
    problems = []
    if len(reports) != len(expected["forms"]):
        problems.append(f"{len(expected['forms'])} forms expected, {len(reports)} read")
    for number, (form, report) in enumerate(zip(expected["forms"], reports, strict=False)):
        problems += [f"form {number}: {line}" for line in differences(form, report.model_dump(mode="json"))]
    problems += [f"box of {line}" for line in wrong_boxes(path, reports)]
    problems += [f"no place for {name}" for name in without_evidence(reports)]
    assert not problems, "\n".join([path.name, *problems])


def bundled() -> list[Any]:
    paths = sorted((*REPORTS.glob("*.*"), *(x for x in DATA.iterdir() if x.suffix in (".pdf", ".xlsx"))))
    return [pytest.param(path, id=path.stem) for path in paths]


@pytest.mark.parametrize("path", bundled())
def test_reports_that_lie_in_the_repository(path: Path) -> None:
    folder = GOLD if path.parent == REPORTS else path.parent
    check(path, json.loads((folder / f"{path.stem}.gold.json").read_text(encoding="utf-8")))


@pytest.mark.parametrize("number", range(COUNT))
def test_reports_written_now(number: int, generated: list[Path]) -> None:
    path = generated[number]
    check(path, json.loads(path.with_name(f"{path.stem}.gold.json").read_text(encoding="utf-8")))


@pytest.fixture(scope="session")
def generated(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    return generate(tmp_path_factory.mktemp("generated"), SEED, COUNT)


def pairings() -> list[Any]:
    """Each layout with every other producer, so that neighbours differ and the whole stays short."""
    producers = sorted(PRODUCERS)
    chosen = [(layout, producers[(n + k) % len(producers)]) for n, layout in enumerate(ALL) for k in range(0, len(producers), 2)]
    return [pytest.param(layout, producer, id=f"{layout.name}-{producer}") for layout, producer in chosen]


@pytest.mark.parametrize(("layout", "producer"), pairings())
def test_every_layout_as_it_is(layout: Layout, producer: str, tmp_path: Path) -> None:
    form = invented_form(Random(f"{layout.name}{producer}"), layout)
    check(write(tmp_path, "form", producer, [form]), gold("form", [form]))


@pytest.mark.skipif(browser() is None, reason="Chromium is not installed")
@pytest.mark.parametrize("producer", sorted(BROWSER_PRODUCERS))
def test_reports_printed_by_a_browser(producer: str, tmp_path: Path) -> None:
    forms = [invented_form(Random(f"{SEED}{layout.name}"), layout) for layout in ALL]
    check(write(tmp_path, "form", producer, forms), gold("form", forms))


@pytest.mark.parametrize("layout", ALL, ids=lambda layout: layout.name)
def test_the_invented_forms_have_no_holes(layout: Layout) -> None:
    assert is_whole(invented_form(Random(SEED), layout))


def test_the_bundled_reports_are_all_there() -> None:
    assert sorted(path.stem for path in REPORTS.glob("*.*")) == sorted(name for name, *_ in BUNDLE)
    assert sorted(path.stem for path in SCANS.iterdir()) == sorted(name for name, *_ in SCANNED)

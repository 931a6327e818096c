"""Forms after the habits of provinces that no generator here knows, printed by a browser and by others, as workbooks and
as Word files, against gold."""

from __future__ import annotations

from copy import deepcopy
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from extractors import extract
from extractors.records import Report
from samples import docx, pdf_fpdf2, pdf_reportlab, xls, xlsx
from samples.paper import Setting
from tests.forms import (
    Form,
    as_published,
    at_first_sight,
    eighteenth_look,
    eighth_look,
    eleventh_look,
    evaluations_elsewhere,
    fifteenth_look,
    fifth_look,
    fourteenth_look,
    fourth_look,
    nineteenth_look,
    ninth_look,
    other_kinds,
    other_kinds_elsewhere,
    second_look,
    self_evaluations,
    seventeenth_look,
    seventh_look,
    sixteenth_look,
    sixth_look,
    targets,
    targets_elsewhere,
    tenth_look,
    third_look,
    thirteenth_look,
    thirteenth_odd,
    twelfth_look,
)
from tests.forms.drawing import page, set_out, workbook
from tests.test_extraction import compare, differences

if TYPE_CHECKING:
    from playwright.sync_api import Browser

FORMS = [
    form
    for family in (
        self_evaluations,
        targets,
        other_kinds,
        evaluations_elsewhere,
        targets_elsewhere,
        other_kinds_elsewhere,
        second_look,
        third_look,
        fourth_look,
        fifth_look,
        sixth_look,
        seventh_look,
        eighth_look,
        ninth_look,
        tenth_look,
        eleventh_look,
        twelfth_look,
        thirteenth_look,
        thirteenth_odd,
        fourteenth_look,
        fifteenth_look,
        at_first_sight,
        sixteenth_look,
        seventeenth_look,
        eighteenth_look,
        nineteenth_look,
        as_published,
    )
    for form in family.FORMS
]
NOT_SAID = {"document", "evidence", "pages", "review"}
NOT_YET = [form for form in FORMS if form.name in ("nothing-known", "reason-of-two-rows")]  # what of them is not read must be in review
FORMS = [form for form in FORMS if form not in NOT_YET]
ALL = pytest.mark.parametrize("form", FORMS, ids=lambda form: form.name)


_MARGIN = "0.4in"  # as a browser leaves when a person prints


def printed(form: Form, folder: Path, browser: Browser) -> Path:
    source, made = folder / "form.html", folder / "form.pdf"
    source.write_text(page(form), encoding="utf-8")
    sheet = browser.new_page()
    sheet.goto(source.as_uri())
    sheet.pdf(path=made, prefer_css_page_size=True, margin={"top": _MARGIN, "right": _MARGIN, "bottom": _MARGIN, "left": _MARGIN})
    sheet.close()
    return made


def read_right(form: Form, path: Path) -> None:
    reports = extract(path)
    compare(path, reports, expected(form, reports))


def expected(form: Form, reports: list[Report]) -> dict[str, Any]:
    """The gold; where it tells no status, as it is read: other tests look at those."""
    forms = deepcopy(form.gold)
    for gold, report in zip(forms, reports, strict=False):
        for line, read in zip(gold["indicators"], report.indicators, strict=False):
            line.setdefault("status", read.status.value)
    return {"forms": forms}


@ALL
def test_a_workbook(form: Form, tmp_path: Path) -> None:
    path = workbook(form, tmp_path / "form.xlsx")
    read_right(form, path)


@ALL
def test_a_word_file(form: Form, tmp_path: Path) -> None:
    path = tmp_path / "form.docx"
    docx.write_docx(path, set_out(form))
    read_right(form, path)


@ALL
def test_an_older_workbook(form: Form, tmp_path: Path) -> None:
    path = tmp_path / "form.xls"
    xls.write_xls(path, set_out(form))
    read_right(form, path)


def everything(report: Report) -> dict[str, Any]:
    """All that a report says; what has no field of its own in no order."""
    said = report.model_dump(mode="json", exclude=NOT_SAID)
    return said | {"other": sorted(said["other"], key=lambda x: (x["label"], x["value"]))}


@ALL
def test_every_kind_of_file_says_the_same(form: Form, tmp_path: Path) -> None:
    """Field by field, what has no field of its own too; in a sheet only, "=2家" is a formula to look at."""
    tables = set_out(form)
    xlsx.write_xlsx(tmp_path / "numbers.xlsx", tables)
    xlsx.write_xlsx(tmp_path / "texts.xlsx", tables, numbers="text")
    xls.write_xls(tmp_path / "numbers.xls", tables)
    xls.write_xls(tmp_path / "texts.xls", tables, numbers="text")
    docx.write_docx(tmp_path / "word.docx", tables)
    said = {path.name: [everything(r) for r in extract(path)] for path in tmp_path.iterdir()}
    first = said["numbers.xlsx"]
    assert {name: found for name, found in said.items() if found != first} == {}


# Without a line, these are told from the text around them by a browser's wide columns only.
RULED = pytest.mark.parametrize("form", [f for f in FORMS if "ruled" in f.lines], ids=lambda form: form.name)


@RULED
def test_pages_that_cut_rows(form: Form, tmp_path: Path) -> None:
    path = tmp_path / "form.pdf"
    pdf_reportlab.write_pdf(path, set_out(form, ""), Setting(size=10.5, cut_rows=True, page_per_form=False, squeeze=0.55))
    read_right(form, path)


@RULED
def test_short_pages(form: Form, tmp_path: Path) -> None:
    path = tmp_path / "form.pdf"
    pdf_fpdf2.write_pdf(path, set_out(form, ""), Setting(squeeze=0.6, page_per_form=False))
    read_right(form, path)


@ALL
def test_a_printed_page(form: Form, tmp_path: Path, browser: Browser) -> None:
    path = printed(form, tmp_path, browser)
    read_right(form, path)


@pytest.mark.parametrize("form", NOT_YET, ids=lambda form: form.name)
def test_what_is_not_read_is_in_review(form: Form, tmp_path: Path) -> None:
    path = workbook(form, tmp_path / "form.xlsx")
    reports = extract(path)
    assert len(reports) == len(form.gold)
    for gold, report in zip(expected(form, reports)["forms"], reports, strict=True):
        got = report.model_dump(mode="json")
        wrong = {line.partition(":")[0] for line in differences(gold, got)}
        assert wrong
        assert wrong <= set(report.review)


def test_columns_that_say_the_same_or_nothing_are_not_put_up_for_review(tmp_path: Path) -> None:
    """Side labels and adjusted targets that nobody changed cost the reviewer no time."""
    for form in at_first_sight.FORMS:
        for report in extract(workbook(form, tmp_path / f"{form.name}.xlsx")):
            assert not [path for path in report.review if path.startswith("indicators[") and path.endswith((".target", ".actual"))]

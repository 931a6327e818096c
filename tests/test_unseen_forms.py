"""Forms after the habits of provinces that no generator here knows, printed by a browser and as workbooks, against gold."""

from __future__ import annotations

import subprocess
from pathlib import Path
from typing import Any

import pytest

from extractors import extract
from samples.pdf_chromium import browser
from tests.forms import Form, other_kinds, self_evaluations, targets
from tests.forms.drawing import page, workbook
from tests.test_extraction import check

FORMS = [*self_evaluations.FORMS, *targets.FORMS, *other_kinds.FORMS]
ALL = pytest.mark.parametrize("form", FORMS, ids=lambda form: form.name)


def printed(form: Form, folder: Path) -> Path:
    source, made = folder / "form.html", folder / "form.pdf"
    source.write_text(page(form), encoding="utf-8")
    command = [str(browser()), "--headless", "--no-sandbox", "--no-pdf-header-footer", f"--print-to-pdf={made}", str(source)]
    subprocess.run(command, check=True, capture_output=True)
    return made


def expected(form: Form, path: Path) -> dict[str, Any]:
    """The gold, with the statuses as they are read: other tests look at those."""
    for gold, report in zip(form.gold, extract(path), strict=False):
        for line, read in zip(gold["indicators"], report.indicators, strict=False):
            line["status"] = read.status.value
    return {"forms": form.gold}


@ALL
def test_a_workbook(form: Form, tmp_path: Path) -> None:
    path = workbook(form, tmp_path / "form.xlsx")
    check(path, expected(form, path))


@pytest.mark.skipif(browser() is None, reason="Chromium is not installed")
@ALL
def test_a_printed_page(form: Form, tmp_path: Path) -> None:
    path = printed(form, tmp_path)
    check(path, expected(form, path))

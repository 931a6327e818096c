"""Report files with their gold beside them: which content, in which layouts, by which producer."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from random import Random
from typing import Any

from samples import docx, pdf_chromium, pdf_fpdf2, pdf_reportlab, xls, xlsx
from samples.content import FAULTS, MAKERS, REGIONS, project_evaluation
from samples.layouts import Layout, print_form
from samples.paper import Setting
from samples.provinces import ALL, FULLY_SCORED
from samples.table import Form
from samples.variety import varied

Writer = Callable[[Path, Sequence[Form]], None]

PRODUCERS: Mapping[str, tuple[str, Writer]] = {
    "reportlab": (".pdf", partial(pdf_reportlab.write_pdf, setting=Setting())),
    "cid": (".pdf", partial(pdf_reportlab.write_pdf, setting=Setting(), embedded=False)),
    "run-on": (".pdf", partial(pdf_reportlab.write_pdf, setting=Setting(page_per_form=False))),
    "cut": (".pdf", partial(pdf_reportlab.write_pdf, setting=Setting(size=10.5, cut_rows=True, page_per_form=False, squeeze=0.55))),
    "short-pages": (".pdf", partial(pdf_reportlab.write_pdf, setting=Setting(squeeze=0.6), embedded=False)),
    "fpdf2": (".pdf", partial(pdf_fpdf2.write_pdf, setting=Setting(size=8.5))),
    "fpdf2-run-on": (".pdf", partial(pdf_fpdf2.write_pdf, setting=Setting(size=10, page_per_form=False))),
    "xlsx": (".xlsx", xlsx.write_xlsx),
    "xlsx-text": (".xlsx", partial(xlsx.write_xlsx, numbers="text", sheet_per_form=False)),
}
OFFICE_PRODUCERS: Mapping[str, tuple[str, Writer]] = {
    "docx": (".docx", docx.write_docx),
    "xls": (".xls", xls.write_xls),
    "xls-text": (".xls", partial(xls.write_xls, numbers="text", sheet_per_form=False)),
}
BROWSER_PRODUCERS: Mapping[str, tuple[str, Writer]] = {
    "chromium": (".pdf", pdf_chromium.write_pdf),
    "chromium-run-on": (".pdf", partial(pdf_chromium.write_pdf, page_per_form=False)),
}
_NOT_GOLD = {"document", "labels", "columns", "pages", "review", "evidence", "other"}


def gold(name: str, forms: Sequence[Form]) -> dict[str, Any]:
    """What a careful person reads off these forms, in the shape that `jixiao extract --json` prints."""
    shown = [
        {**form.gold.model_dump(mode="json", exclude=_NOT_GOLD), "faults": list(form.faults)} for form in forms
    ]
    for form in shown:
        for line in form["budget"]:
            del line["of_which"]
        for indicator in form["indicators"]:
            del indicator["flags"]
    return {"document": name, "forms": shown}


def write(folder: Path, name: str, producer: str, forms: Sequence[Form], gold_folder: Path | None = None) -> Path:
    suffix, writer = {**PRODUCERS, **OFFICE_PRODUCERS, **BROWSER_PRODUCERS}[producer]
    path = folder / (name + suffix)
    writer(path, forms)
    write_gold(path, forms, gold_folder or folder)
    return path


def write_gold(path: Path, forms: Sequence[Form], folder: Path) -> None:
    text = json.dumps(gold(path.name, forms), ensure_ascii=False, indent=1)
    (folder / f"{path.stem}.gold.json").write_text(text + "\n", encoding="utf-8")


def invented_form(random: Random, layout: Layout) -> Form:
    """A form of invented content in this layout; now and then with a fault, where the layout shows it."""
    region, year = random.choice(REGIONS), random.choice((2022, 2023, 2024))
    if layout.name.removesuffix("-varied") in {x.name for x in FULLY_SCORED}:
        made = project_evaluation(random, region, year, faults=random.choice(((), (), (random.choice(FAULTS),))))
    else:
        made = MAKERS[layout.form_type](random, region, year)
    return print_form(made, layout)


def generate(folder: Path, seed: int, count: int, producers: Sequence[str] = tuple(PRODUCERS)) -> list[Path]:
    """`count` files: the producers in turn, one to three forms each, the layouts in turn and in other words."""
    folder.mkdir(parents=True, exist_ok=True)
    random = Random(seed)
    turn = 0
    paths = []
    for number in range(count):
        layouts = [ALL[(turn + k) % len(ALL)] for k in range(random.randint(1, 3))]
        turn += len(layouts)
        producer = producers[number % len(producers)]
        name = f"{seed}-{number:03}-{producer}-{'+'.join(layout.name for layout in layouts)}"
        forms = [invented_form(random, varied(layout, random)) for layout in layouts]
        paths.append(write(folder, name, producer, forms))
    return paths



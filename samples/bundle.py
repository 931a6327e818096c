"""The reports that come with the product, so that a first start has something to ask about: which they are, as data.

Scans stand in a folder of their own, as only they may be read with doubt.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from extractors.records import FormType
from samples import provinces
from samples.content import MAKERS, project_evaluation
from samples.files import write, write_gold
from samples.layouts import Layout, print_form
from samples.paper import Setting
from samples.pdf_reportlab import write_pdf
from samples.scan.files import unit_of, write_scan
from samples.scan.levels import OFFICE, PHONE, Level
from samples.table import Form
from samples.themes import THEMES

REPORTS = Path(__file__).parent / "reports"
SCANS = REPORTS / "scans"
GOLD = Path(__file__).parent / "gold"

_SCHOOLS, _WATER, _HEALTH, _CULTURE, _CARE, _PARKS = range(len(THEMES))
_FormPlan = tuple[Layout, str, int, int, tuple[str, ...]]
"""Layout, region, year, theme, faults."""

BUNDLE: tuple[tuple[str, str, tuple[_FormPlan, ...]], ...] = (
    (
        "澄屿市2022年度项目支出绩效自评表",
        "reportlab",
        (
            (provinces.LAKE, "澄屿市", 2022, _SCHOOLS, ()),
            (provinces.LAKE, "澄屿市", 2022, _CULTURE, ("total_mismatch",)),
            (provinces.LAKE, "澄屿市", 2022, _WATER, ()),
        ),
    ),
    (
        "雁汀县2022年度项目绩效目标自评表",
        "short-pages",
        ((provinces.HILL, "雁汀县", 2022, _WATER, ()), (provinces.HILL, "雁汀县", 2022, _CARE, ("missing_reason",))),
    ),
    (
        "澄屿市2023年度绩效自评材料",
        "fpdf2-run-on",
        ((provinces.STEPPE, "澄屿市", 2023, _SCHOOLS, ()), (provinces.COAST, "澄屿市", 2023, _CULTURE, ("money_sum_mismatch",))),
    ),
    (
        "雁汀县2023年度项目支出绩效自评表",
        "xlsx",
        (
            (provinces.LAKE, "雁汀县", 2023, _HEALTH, ("execution_rate_mismatch",)),
            (provinces.HILL, "雁汀县", 2023, _CARE, ()),
            (provinces.DELTA, "雁汀县", 2023, _WATER, ()),
        ),
    ),
    (
        "朔桥区2024年度项目支出绩效自评表",
        "chromium-run-on",
        (
            (provinces.DELTA, "朔桥区", 2024, _PARKS, ()),
            (provinces.LAKE, "朔桥区", 2024, _HEALTH, ("missed_full_score",)),
            (provinces.LAKE, "朔桥区", 2024, _CARE, ()),
        ),
    ),
    (
        "朔桥区城市管理局2024年绩效目标",
        "cut",
        (
            (provinces.DEPARTMENT, "朔桥区", 2024, _PARKS, ()),
            (provinces.TARGET, "朔桥区", 2024, _PARKS, ()),
        ),
    ),
    (
        "澄屿市2024年度绩效自评与监控表",
        "xlsx-text",
        (
            (provinces.HILL, "澄屿市", 2024, _SCHOOLS, ("weights_not_100",)),
            (provinces.MONITORING, "澄屿市", 2024, _WATER, ()),
        ),
    ),
)

# Quiet machines, so that the files stay small.
_SCANNER = replace(OFFICE, noise=(1, 2), jpeg=(50, 50))
_PHONE = replace(PHONE, dpi=(150, 150), seals=(1, 1), noise=(1, 2), jpeg=(50, 50))

SCANNED: tuple[tuple[str, Level, int, tuple[_FormPlan, ...]], ...] = (
    (
        "雁汀县2024年度项目支出绩效自评表（扫描件）",
        _SCANNER,
        1,
        ((provinces.LAKE, "雁汀县", 2024, _SCHOOLS, ("missing_reason",)),),
    ),
    (
        "澄屿市2023年度项目绩效目标自评表（手机拍照）",
        _PHONE,
        6,
        ((provinces.HILL, "澄屿市", 2023, _HEALTH, ()),),
    ),
)
"""Name, level, seed, forms."""


def write_bundle(reports: Path = REPORTS, scans: Path = SCANS, gold: Path = GOLD) -> list[Path]:
    for folder in (reports, scans, gold):
        folder.mkdir(parents=True, exist_ok=True)
    digital = [write(reports, name, producer, [_form(*plan) for plan in plans], gold) for name, producer, plans in BUNDLE]
    return digital + [write_scan_of(scans, gold, *plan) for plan in SCANNED]


def write_scan_of(folder: Path, gold: Path, name: str, level: Level, seed: int, plans: tuple[_FormPlan, ...]) -> Path:
    """The scan alone: neither its twin nor the way back to it is part of the bundle."""
    forms = [_form(*plan) for plan in plans]
    path = folder / f"{name}.pdf"
    with TemporaryDirectory() as aside:
        twin, scan = Path(aside) / "twin.pdf", Path(aside) / "scan.pdf"
        write_pdf(twin, forms, Setting())
        write_scan(twin, scan, level, seed, unit_of(forms))
        path.write_bytes(scan.read_bytes())
    write_gold(path, forms, gold)
    return path


def _form(layout: Layout, region: str, year: int, theme: int, faults: tuple[str, ...]) -> Form:
    random = Random(f"{region}{year}{theme}")
    if layout.form_type is FormType.PROJECT_SELF_EVALUATION:
        return print_form(project_evaluation(random, region, year, THEMES[theme], faults), layout)
    return print_form(MAKERS[layout.form_type](random, region, year, THEMES[theme]), layout)

"""The reports that come with the product, so that a first start has something to ask about: which they are, as data."""

from __future__ import annotations

from pathlib import Path
from random import Random

from extractors.records import FormType
from samples import provinces
from samples.content import MAKERS, project_evaluation
from samples.files import write
from samples.layouts import Layout, print_form
from samples.table import Form
from samples.themes import THEMES

REPORTS = Path(__file__).parent / "reports"
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


def write_bundle(reports: Path = REPORTS, gold: Path = GOLD) -> list[Path]:
    reports.mkdir(parents=True, exist_ok=True)
    gold.mkdir(parents=True, exist_ok=True)
    return [write(reports, name, producer, [_form(*plan) for plan in plans], gold) for name, producer, plans in BUNDLE]


def _form(layout: Layout, region: str, year: int, theme: int, faults: tuple[str, ...]) -> Form:
    random = Random(f"{region}{year}{theme}")
    if layout.form_type is FormType.PROJECT_SELF_EVALUATION:
        return print_form(project_evaluation(random, region, year, THEMES[theme], faults), layout)
    return print_form(MAKERS[layout.form_type](random, region, year, THEMES[theme]), layout)

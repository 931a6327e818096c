"""Invented reports for the tests of the store: values only, no files to read."""

from __future__ import annotations

import hashlib
import json
import os
import time
from pathlib import Path

from extractors.records import BudgetLine, Evidence, Finding, FormType, Indicator, Other, Report, Status
from index.originals import Original
from index.reading import Limits, Reading, guarded
from index.store import Saved, Store
from index.trail import Trail

FINDING = Finding(
    rule="missing_reason",
    severity="error",
    message_zh="没有原因",
    message_en="no reason",
    paths=("indicators[1].actual",),
)


def report(**changes: object) -> Report:
    """One project's self-evaluation with two indicators; any field can be another."""
    fields: dict[str, object] = {
        "document": "松河市水利局.pdf",
        "form_type": FormType.PROJECT_SELF_EVALUATION,
        "title": "项目支出绩效自评表",
        "fiscal_year": 2024,
        "prepared_by": "松河市水利局",
        "project_name": "河堤加固工程",
        "budget": [
            BudgetLine(source="年度资金总额", full_year=2000000, executed=1500000, execution_rate=75, weight=10, score=7.5),
            BudgetLine(source="财政拨款", full_year=2000000, executed=1500000),
        ],
        "annual_goal": "加固河堤5公里，保障汛期安全。",
        "plans": ["一季度完成勘察", "三季度完工"],
        "indicators": [
            Indicator(level1="产出指标", level2="数量指标", level3="加固河堤长度", target="≥5公里", actual="5.2公里", status=Status.MET),
            Indicator(level1="产出指标", level2="时效指标", level3="完工时间", target="9月底前", actual="11月", status=Status.MISSED,
                      deviation_reason="汛期停工"),
        ],
        "other": [Other(label="填报日期", value="2025年2月3日")],
        "pages": [1],
        "evidence": {
            "title": [Evidence(page=1, bbox=(200, 40, 400, 60), text="项目支出绩效自评表")],
            "project_name": [Evidence(page=1, bbox=(100, 70, 300, 85), text="河堤加固工程")],
            "budget[0].executed": [Evidence(page=1, bbox=(300, 100, 350, 115), text="150")],
            "indicators[0].level1": [Evidence(page=1, bbox=(20, 200, 60, 600), text="产出指标")],
            "indicators[0].level3": [Evidence(page=1, bbox=(100, 200, 200, 220), text="加固河堤长度")],
            "indicators[0].actual": [Evidence(page=1, bbox=(300, 200, 360, 220), text="5.2公里")],
            "indicators[1].level3": [
                Evidence(page=1, bbox=(100, 780, 200, 800), text="完工"),
                Evidence(page=2, bbox=(100, 40, 200, 60), text="时间"),
            ],
            "indicators[1].actual": [Evidence(page=1, bbox=(300, 780, 360, 800), text="11月")],
        },
    }  # fmt: skip
    return Report.model_validate(fields | changes)


def save(store: Store, name: str, *reports: Report) -> Saved:
    """Keep reports as if they had been read from a file of this name."""
    original = Original(hashlib.sha256(name.encode()).hexdigest(), name, Path(name).suffix[1:], 2, 100)
    return store.save(original, reports, [[FINDING] if r.indicators else [] for r in reports])


def write(folder: Path, name: str, *reports: Report, does: str = "") -> Path:
    """A file that `read_made` understands; `does` says how reading it goes wrong."""
    file = folder / name
    file.write_text(
        json.dumps({"does": does, "reports": [r.model_dump(mode="json") for r in reports]}), encoding="utf-8"
    )
    return file


def _gate(folder: Path) -> Path:
    return folder.with_name("gate is open")


def open_gate(folder: Path) -> None:
    """Lets the folder's files be read that wait for it."""
    _gate(folder).touch()


def read_made(path: Path, *, limits: Limits, trail: Trail) -> Reading:
    """Stands in for reading.read: in a worker process, within its limits, with its ways to fail."""
    made = json.loads(path.read_text(encoding="utf-8"))
    with guarded(limits, trail) as on_page:
        match made["does"]:
            case "die":
                os._exit(9)
            case "fault":
                raise ZeroDivisionError("ours")
            case "nonsense":
                Report.model_validate({"form_type": 1})
            case "slow":
                time.sleep(0.4)
            case "wait at the gate":
                while not _gate(path.parent).exists():
                    time.sleep(0.05)
            case "hang":
                time.sleep(60)
            case "hang on page 2":
                on_page(1, 3)
                on_page(2, 3)
                time.sleep(60)
            case "pages":
                for page in range(1, 7):
                    on_page(page, 6)
                    time.sleep(0.5)
            case "many pages":
                for page in range(1, 601):
                    on_page(page, 600)
                    time.sleep(0.1)
            case "grow":
                on_page(1, 1)
                held = [bytearray(20 * 2**20)]
                while True:
                    held.append(bytearray(os.urandom(2**20) * 20))
            case "grasp":
                on_page(1, 1)
                bytearray(50 * 2**30)
        reports = tuple(Report.model_validate(r) for r in made["reports"])
        return Reading(2, reports, tuple((FINDING,) for _ in reports))

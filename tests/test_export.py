"""Records written out: what counts, with its place, and text that stays text."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest
from invented import report, save

from extractors.errors import InputError
from extractors.records import Indicator, Report
from index.export import export
from index.store import Store, open_store


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_store(tmp_path / "home") as opened:
        save(opened, "旧.pdf", report(total_score=1))
        save(opened, "a.pdf", report(indicators=[Indicator(level3="达标率", target="=100%", actual="=1+1")]))
        yield opened


def written(store: Store, file: Path) -> Path:
    with store.reading() as session:
        assert export(session, file) == 1
    return file


def test_a_spreadsheet_holds_each_kind_of_record_with_its_place(store: Store, tmp_path: Path) -> None:
    book = openpyxl.load_workbook(written(store, tmp_path / "x.xlsx"))
    assert book.sheetnames == ["报告", "指标", "资金", "其他"]
    headings, row = (list(r) for r in book["指标"].iter_rows(values_only=True))
    values = dict(zip(headings, row, strict=True))
    assert (values["单位"], values["三级指标"], values["目标值"]) == ("松河市水利局", "达标率", "=100%")
    assert (values["文件"], values["页"], values["top"]) == ("a.pdf", 1, 200)
    assert {cell.data_type for cell in book["指标"][2]} <= {"s", "n"}
    assert book["报告"].max_row == 2


def test_a_csv_runs_no_formula(store: Store, tmp_path: Path) -> None:
    text = written(store, tmp_path / "x.csv").read_text(encoding="utf-8-sig")
    [row] = csv.DictReader(text.splitlines())
    assert (row["三级指标"], row["实际完成值"]) == ("达标率", "'=1+1")


def test_json_gives_every_form_back_whole(store: Store, tmp_path: Path) -> None:
    [form] = json.loads(written(store, tmp_path / "x.json").read_text(encoding="utf-8"))["forms"]
    back = Report.model_validate({k: v for k, v in form.items() if k not in {"unit", "region"}})
    assert back.document == "a.pdf"
    assert back.evidence == report().evidence


def test_another_kind_of_file_or_place_is_refused(store: Store, tmp_path: Path) -> None:
    with store.reading() as session:
        with pytest.raises(InputError, match=r"\.docx"):
            export(session, tmp_path / "x.docx")
        with pytest.raises(InputError):
            export(session, tmp_path / "没有" / "x.csv")

"""Nothing printed is lost: labels that nobody has seen keep their values in `other`, in every kind of file, and every printed
cell of generated reports ends in a record, in `other`, or is a label or furniture of the form."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from extractors import _source, extract
from extractors.grid import Line
from extractors.interpret import interpret
from extractors.records import Report
from extractors.sources import Course
from extractors.stitch import stitch
from extractors.text import is_blank, label_key, squeeze
from extractors.vocabulary import Own, vocabulary
from samples.files import OFFICE_PRODUCERS, PRODUCERS, generate
from tests.forms import Form
from tests.forms.drawing import set_out

UNSEEN = Form("unseen-labels", """
# 霁川市2024年度项目支出绩效自评表
项目名称 | 芦湾渡口修缮 | < | 入库批次 | 第三批 | < | <
主管部门 | 霁川市交通局 | < | 实施单位 | 芦湾渡口管理所 | < | <
资金来源 | 年初预算数（万元） | 全年预算数（万元） | 全年执行数（万元） | 执行率 | 区级核减（万元） | 得分
年度资金总额 | 100 | 100 | 90 | 90% | 4.5 | 9
其中：财政拨款 | 100 | 100 | 90 | 90% | 4.5 |
一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 科室复评 | 得分
产出指标 | 数量指标 | 修缮渡口数量 | ≥3处 | 4处 | 甲档 | 50
^ | 质量指标 | 验收合格率 | ≥95% | 96% | 乙档 | 40
总分 | < | < | < | < | < | 99
财政审核评分 | 92.5 | < | 绩效科抽查结论 | 基本属实 | < | <
经办复核人：周某 联审编号：JC-2024-17
注：1.得分保留一位小数。
2.未尽事宜由霁川市财政局解释。
""", ({"form_type": "project_self_evaluation"},))  # fmt: skip
WRITERS = {**PRODUCERS, **OFFICE_PRODUCERS}
KINDS = pytest.mark.parametrize("kind", ["reportlab", "fpdf2", "xlsx", "docx", "xls"])


def written(folder: Path, kind: str) -> Path:
    suffix, write = WRITERS[kind]
    path = folder / f"form{suffix}"
    write(path, set_out(UNSEEN))
    return path


@KINDS
def test_what_has_a_label_that_nobody_knows_is_kept_with_its_place(kind: str, tmp_path: Path) -> None:
    [report] = extract(written(tmp_path, kind))
    kept = {squeeze(o.label): squeeze(o.value) for o in report.other}
    for label, value in {
        "入库批次": "第三批", "年度资金总额区级核减(万元)": "4.5", "修缮渡口数量科室复评": "甲档", "验收合格率科室复评": "乙档",
        "财政审核评分": "92.5", "绩效科抽查结论": "基本属实", "经办复核人": "周某", "联审编号": "JC-2024-17",
    }.items():  # fmt: skip
        assert kept.get(label) == value, (label, kept)
    assert any("保留一位小数" in v and "财政局解释" in v for v in kept.values()), kept
    assert all(f"other[{n}]" in report.evidence for n in range(len(report.other)))


@KINDS
def test_labels_that_nobody_knows_are_told_with_their_place(kind: str, tmp_path: Path) -> None:
    [report] = extract(written(tmp_path, kind))
    told = {(label.stands, label.text) for label in report.labels}
    assert {
        ("head", "入库批次"),
        ("budget", "区级核减"),
        ("indicator", "科室复评"),
        ("head", "绩效科抽查结论"),
        ("head", "联审编号"),
    } <= told
    assert ("head", "财政审核评分") not in told  # known to have no field
    assert not any(label.taken_for or label.taught for label in report.labels)
    assert all(report.evidence[f"labels[{n}]"] for n in range(len(report.labels)))


@KINDS
def test_what_the_workspace_knows_is_read_into_its_field(kind: str, tmp_path: Path) -> None:
    own = (
        Own("head", "project_category", "入库批次"),
        Own("budget", "weight", "区级核减"),
        Own("indicator", "deviation_reason", "科室复评"),
    )
    [report] = extract(written(tmp_path, kind), own=own)
    assert report.project_category == "第三批"
    assert report.budget[0].weight == Decimal("4.5")
    assert [i.deviation_reason for i in report.indicators] == ["甲档", "乙档"]
    taught = {label.text: label.taken_for for label in report.labels if label.taught}
    assert taught == {"入库批次": "project_category", "区级核减": "weight", "科室复评": "deviation_reason"}


def printed(path: Path) -> tuple[list[tuple[str, set[int]]], list[Report]]:
    """Every cell and line of a file with its places, and the reports made of the same cells."""
    words, source, course = vocabulary(), _source(path), Course()
    pages = source.read(path, course)
    blocks = list(stitch(pages, words)) if source.paged else [block for page in pages for block in page]
    cells = [
        (text, {id(p) for p in places})
        for block in blocks
        for text, places in (block.pieces if isinstance(block, Line) else ((c.text, c.places) for c in block.cells))
    ]
    return cells, interpret(blocks, path.name, words)


def lost(path: Path) -> Iterator[str]:
    words = vocabulary()
    cells, reports = printed(path)
    kept = {id(place) for report in reports for places in report.evidence.values() for place in places}
    labels = {label_key(o.label.split(" ")[-1]) for report in reports for o in report.other}
    for text, places in cells:
        if is_blank(text) or places & kept or words.known(text):
            continue
        if label_key(text) in words.totals | words.levels1 | words.levels2 | labels or is_furniture(text):
            continue
        yield text


def is_furniture(text: str) -> bool:
    """Units of money, and the numbers of plans and goals."""
    plain = squeeze(text).strip("()")
    return plain.endswith(("元", "元)")) or plain.removeprefix("计划").removeprefix("目标").isdigit()


@settings(max_examples=4, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    seed=st.integers(0, 10_000),
    producer=st.sampled_from(["reportlab", "fpdf2", "run-on", "xlsx", "xlsx-text", "docx", "xls"]),
)
def test_every_printed_cell_is_found_again(seed: int, producer: str, tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp("generated")
    for path in generate(folder, seed, 3, (producer,)):
        assert list(lost(path)) == [], path.name


def test_the_form_of_unseen_labels_loses_nothing(tmp_path: Path) -> None:
    for kind in ("reportlab", "xlsx", "docx"):
        assert list(lost(written(tmp_path, kind))) == []

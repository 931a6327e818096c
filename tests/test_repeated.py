"""Texts printed twice: a weak reading follows the sure one, but never in figures or in what tells two things apart."""

from __future__ import annotations

import pytest

from extractors.grid import Cell, Grid, Line
from extractors.interpret.repeated import as_elsewhere
from extractors.records import Evidence


def line(text: str, confidence: float, source: str = "ocr") -> Line:
    return Line(((text, (Evidence(page=1, text=text, confidence=confidence, source=source),)),), 1, 10.0)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("said", "read", "is_"),
    [
        ("单位：某岚县市场监督管理局", "某岗县市场监督管理局", "某岚县市场监督管理局"),
        ("上级资金下达较晚，未能全部支付。", "上级资金下达较晚，未能全部支付", "上级资金下达较晚，未能全部支付。"),
        ("某市河道治理（一期）", "某市河道治理（二期）", "某市河道治理（二期）"),
        ("某某市教育体育局", "某某县教育体育局", "某某县教育体育局"),
        ("补助标准每人120元", "补助标准每人720元", "补助标准每人720元"),
        ("1-7月执行率", "1-7月执行数", "1-7月执行数"),
        ("项目按期完工率", "项目按期完工事", "项目按期完工率"),
        ("城镇登记", "诚镇登记", "诚镇登记"),  # too short to be no accident
    ],
)
def test_weak_text_follows_the_same_text_read_surely(said: str, read: str, is_: str) -> None:
    _, found = as_elsewhere([line(said, 0.99), line(read, 0.7)])
    assert isinstance(found, Line)
    assert found.text == is_
    assert (read in (found.pieces[0][1][0].note or "")) == (read != is_)


def test_sure_text_and_text_layers_are_left() -> None:
    for sure, source in ((0.99, "ocr"), (0.7, "text")):
        _, found = as_elsewhere([line("单位：某岚县市场监督管理局", 0.99), line("某岗县市场监督管理局", sure, source)])
        assert isinstance(found, Line)
        assert found.text == "某岗县市场监督管理局"


def row(*cells: tuple[str, float]) -> Grid:
    made = [
        Cell(0, 1, i, i + 1, text, (Evidence(page=1, text=text, confidence=sure, source="ocr"),), (text,))
        for i, (text, sure) in enumerate(cells)
    ]
    return Grid([float(i) for i in range(len(cells) + 1)], 1, made, [1])


@pytest.mark.parametrize(
    ("cells", "is_"),
    [
        ([("≥2隔", 0.5), ("≥3篇", 0.99)], "≥2篇"),
        ([("≥2场", 0.5), ("≥3篇", 0.99), ("1场", 0.99)], "≥2场"),  # stands elsewhere: another unit, no misreading
        ([("≥2隔", 0.5), ("≥3篇", 0.8)], "≥2隔"),  # nothing is sure
        ([("≥2隔", 0.5), ("3篇", 0.99), ("4次", 0.99)], "≥2隔"),  # one of two
        ([("≥2隔", 0.99), ("≥3篇", 0.99)], "≥2隔"),
    ],
)
def test_a_unit_that_stands_nowhere_else_is_the_one_of_its_row(cells: list[tuple[str, float]], is_: str) -> None:
    (found,) = as_elsewhere([row(*cells)])
    assert isinstance(found, Grid)
    assert found.cells[0].text == is_
    assert (cells[0][0] in (found.cells[0].places[0].note or "")) == (cells[0][0] != is_)

"""Levels and names of indicators as a picture gives them: points that could not be read, and dirt that was read as a stop."""

from __future__ import annotations

from decimal import Decimal
from typing import Literal

from test_tables import table

from extractors.interpret import interpret
from extractors.records import Report
from extractors.tables import blocks
from extractors.vocabulary import vocabulary

HEAD = ["一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分"]


def read(rows: list[list[str]], source: Literal["text", "ocr"]) -> Report:
    page = table([HEAD, *rows], width=130)
    page.words = [w._replace(source=source) for w in page.words]
    [report] = interpret(blocks(page), "某表", vocabulary())
    return report


ROWS = [
    ["产出指标（50分）", "数量指标", "修桥数量", "≥3座", "3座", "50", "50"],
    ["效益指标（4/分）", "社会效益指标", "通行时间。", "≤20分钟", "20分钟", "50", "50"],
]


def test_points_that_cannot_be_read_are_no_part_of_the_level_and_are_to_be_checked() -> None:
    report = read(ROWS, "ocr")
    assert [i.level1 for i in report.indicators] == ["产出指标", "效益指标"]
    assert [i.level1_weight for i in report.indicators] == [Decimal(50), None]
    assert "indicators[1].level1_weight" in report.review
    assert "indicators[0].level1_weight" not in report.review


def test_no_name_in_a_picture_ends_with_a_stop() -> None:
    assert [i.level3 for i in read(ROWS, "ocr").indicators] == ["修桥数量", "通行时间"]


def test_print_that_a_file_itself_says_stays_as_it_is() -> None:
    report = read(ROWS, "text")
    assert report.indicators[1].level3 == "通行时间。"
    assert report.indicators[1].level1 == "效益指标（4/分）"

"""Levels of office files that are printed once over blank cells, and points in brackets behind a second level."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from extractors import extract
from extractors.records import Report

HEAD = [["项目支出绩效自评表（2024年度）"], ["项目名称", "芦湾渡口修缮"]]
COLUMNS = ["一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分"]
VALUES = ["≥3处", "4处", 10, 10]
Pair = tuple[str | None, str | None]


def read(tmp_path: Path, columns: list[str], *rows: list[object], merges: tuple[str, ...] = ()) -> Report:
    made = openpyxl.Workbook()
    for row in (*HEAD, columns, *rows):
        made.active.append([cell or None for cell in row])
    for area in merges:
        made.active.merge_cells(area)
    made.save(tmp_path / "form.xlsx")
    [report] = extract(tmp_path / "form.xlsx")
    return report


def names(*pairs: Pair) -> list[list[object]]:
    return [[one or "", two or "", f"渡口{n}", *VALUES] for n, (one, two) in enumerate(pairs)]


CASES: dict[str, tuple[list[Pair], list[Pair]]] = {
    "both levels": (
        [("产出指标", "数量指标"), ("", ""), ("", "质量指标"), ("效益指标", "社会效益指标"), ("", "")],
        [("产出指标", "数量指标"), ("产出指标", "数量指标"), ("产出指标", "质量指标"), ("效益指标", "社会效益指标"), ("效益指标", "社会效益指标")],
    ),
    "a second level that a first one ends": ([("产出指标", "数量指标"), ("效益指标", ""), ("", "")], [("产出指标", "数量指标"), ("效益指标", None), ("效益指标", None)]),
    "repeated in other rows: one was forgotten": ([("产出指标", "数量指标"), ("产出指标", "数量指标"), ("", "质量指标")], [("产出指标", "数量指标"), ("产出指标", "数量指标"), (None, "质量指标")]),
    "a first level that was forgotten": ([("产出指标", "数量指标"), ("", "社会效益指标"), ("", "")], [("产出指标", "数量指标"), (None, "社会效益指标"), (None, "社会效益指标")]),
    "nothing above": ([("", ""), ("产出指标", "数量指标")], [(None, None), ("产出指标", "数量指标")]),
    "a stroke is no blank": ([("产出指标", "数量指标"), ("", "/")], [("产出指标", "数量指标"), ("产出指标", None)]),
    "a scheme of its own": ([("决策（20分）", "项目立项"), ("", ""), ("管理（20分）", "资金管理"), ("", "")], [("决策", "项目立项")] * 2 + [("管理", "资金管理")] * 2),
}  # fmt: skip


@pytest.mark.parametrize(("printed", "told"), CASES.values(), ids=CASES)
def test_a_level_goes_on_over_blanks(printed: list[Pair], told: list[Pair], tmp_path: Path) -> None:
    report = read(tmp_path, COLUMNS, *names(*printed))
    assert [(i.level1, i.level2) for i in report.indicators] == told


def test_where_others_are_merged_a_blank_is_one(tmp_path: Path) -> None:
    rows = names(("产出指标", "数量指标"), ("", "质量指标"), ("效益指标", "社会效益指标"), ("", "经济效益指标"))
    report = read(tmp_path, COLUMNS, *rows, merges=("A4:A5",))
    assert [i.level1 for i in report.indicators] == ["产出指标", "产出指标", "效益指标", None]


def test_points_of_the_level_and_the_place_go_on_too(tmp_path: Path) -> None:
    report = read(tmp_path, COLUMNS, *names(("产出指标（50分）", "数量指标"), ("", "质量指标")))
    assert [i.level1_weight for i in report.indicators] == [50, 50]
    assert [report.evidence[f"indicators[{n}].level1"][0].cell for n in range(2)] == ["A4", "A4"]


WITHOUT_POINTS = ["一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "得分"]


def test_points_behind_a_second_level(tmp_path: Path) -> None:
    report = read(
        tmp_path, WITHOUT_POINTS,
        ["产出指标（50分）", "数量指标（20分）", "渡口", "≥3处", "4处", 20],
        ["", "质量指标（30分）", "合格率", "≥95%", "96%", 20],
        ["", "", "返工率", "≤5%", "4%", 10],
    )  # fmt: skip
    assert [i.level2 for i in report.indicators] == ["数量指标", "质量指标", "质量指标"]
    assert [i.weight for i in report.indicators] == [20, None, None]  # whose the thirty are nobody can tell
    assert "indicators[0].weight" in report.review
    assert ("质量指标 分值", "30") in [(o.label, o.value) for o in report.other]


def test_beside_a_column_of_points_the_level_stays_as_printed(tmp_path: Path) -> None:
    report = read(tmp_path, COLUMNS, *names(("产出指标", "数量指标（10分）")))
    assert [(i.level2, i.weight) for i in report.indicators] == [("数量指标（10分）", 10)]

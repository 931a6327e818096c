"""Characters as a reader sees them, and labels in the one form in which they are compared."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.text import fold, is_blank, join_lines, label_key, squeeze


@pytest.mark.parametrize(
    ("held", "shown"),
    [("⻓期", "长期"), ("⼈⺠", "人民"), ("⼾数", "户数"), ("⽀出", "支出"), ("⾦额", "金额"), ("⻋辆", "车辆"), ("⻅效", "见效"), ("⼀级指标", "一级指标"),
     ("⽬标", "目标"), ("⻚码", "页码"), ("单\u200b位", "单位"), ("合\u00ad计", "合计"), ("≥３个", "≥３个"), ("①", "①"), ("塑㬵跑道", "塑胶跑道")],
)  # fmt: skip
def test_radicals_become_characters_and_nothing_else_changes(held: str, shown: str) -> None:
    assert fold(held) == shown


def test_every_kangxi_radical_is_folded() -> None:
    for code in range(0x2F00, 0x2FD6):
        folded = fold(chr(code))
        assert unicodedata.name(folded).startswith("CJK UNIFIED IDEOGRAPH")


@given(st.text())
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@pytest.mark.parametrize(
    ("printed", "key"),
    [
        ("三、项目名称（盖章）：", "项目名称"), ("项 目 名 称", "项目名称"), ("年度指标值（A）", "年度指标值"), ("全年执行数(B)", "全年执行数"),
        ("项目资金\n（万元）", "项目资金"), ("执行率（B/A）", "执行率"), ("★主管部门", "主管部门"), ("调整后预算③=①+②", "调整后预算"), ("1.项目负责人", "项目负责人"),
        ("得分【自评】", "得分"), ("单位（（全称））", "单位"), ("", ""), ("：", ""), ("（A）", ""),
    ],
)  # fmt: skip
def test_labels_come_to_one_form(printed: str, key: str) -> None:
    assert label_key(printed) == key


@given(st.text(alphabet="一三、1.：:（）()[] 项目名称指标值①★-＊\n", max_size=40))
def test_a_label_in_its_form_stays(text: str) -> None:
    key = label_key(text)
    assert " " not in key
    assert squeeze(key) == key


@pytest.mark.parametrize(
    ("lines", "text"),
    [(["加固河", "堤5公里"], "加固河堤5公里"), (["total", "score"], "total score"), (["单价 12", "元"], "单价12元"), (["", "甲", ""], "甲"), ([], "")],
)  # fmt: skip
def test_wrapped_lines_are_joined(lines: list[str], text: str) -> None:
    assert join_lines(lines) == text


@pytest.mark.parametrize(
    ("text", "blank"),
    [(None, True), ("", True), (" / ", True), ("——", True), ("0", False), ("无", False), ("-1", False)],
)
def test_marks_that_stand_for_nothing(text: str | None, blank: bool) -> None:
    assert is_blank(text) is blank

"""Which line is a title, which year it names, and what kind of form it heads."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.interpret.titles import form_type, is_title, year_in
from extractors.records import FormType


@pytest.mark.parametrize(
    ("line", "is_one"),
    [
        ("项目支出绩效自评表", True), ("霁川市2024年度项目支出绩效自评表", True), ("2023年度部门整体支出绩效目标表", True), ("项目支出绩效目标申报表（2024年度）", True),
        ("部门整体支出绩效自评表（样表）", True), ("2022年1-6月绩效运行监控表", True), ("项 目 绩 效 目 标 表", True),
        ("填报单位：霁川市交通局", False), ("注：本绩效自评表由项目单位填写", False), ("绩效目标", False), ("年度绩效指标", False), ("项目名称", False),
        ("说明：自评表", False), ("1、绩效自评表填报要求见附表", False),
        ("1、办案补贴绩效目标表", True), ("2-1.项目绩效目标申报表", True), ("（三）项目支出绩效自评表", True), ("附件2-1 部门预算项目绩效目标表", True), ("表3 绩效运行监控表", True),
        ("项目支出绩效目标表之一", True), ("项目绩效自评表-2", True), ("1.请各单位填写绩效目标表", False), ("3.2024年绩效自评表报送要求", False),
    ],
)  # fmt: skip
def test_titles(line: str, is_one: bool) -> None:
    assert is_title(line) is is_one


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("2024年度项目支出绩效自评表", 2024), ("项目绩效目标表（2023年）", 2023), ("（2019年1-6月）", 2019), ("二〇二四年度", 2024), ("二零二三年", 2023),
        ("2024", 2024), ("（2022）", 2022), ("2023-2025年", 2023), ("项目支出绩效自评表", None), ("文号12024年", None), ("20245", None), ("", None),
    ],
)  # fmt: skip
def test_years(text: str, year: int | None) -> None:
    assert year_in(text) == year


@pytest.mark.parametrize(
    ("title", "has_actual", "has_project", "kind"),
    [
        ("项目支出绩效自评表", True, True, FormType.PROJECT_SELF_EVALUATION), ("项目支出绩效目标表", False, True, FormType.PROJECT_TARGET),
        ("项目绩效目标申报表", False, True, FormType.PROJECT_TARGET), ("部门整体支出绩效目标表", False, False, FormType.DEPARTMENT_TARGET),
        ("部门整体支出绩效自评表", True, False, FormType.DEPARTMENT_SELF_EVALUATION), ("绩效运行监控表", True, True, FormType.PERFORMANCE_MONITORING),
        ("项目支出绩效目标完成情况表", True, True, FormType.PROJECT_SELF_EVALUATION), ("整体绩效目标申报表", False, False, FormType.DEPARTMENT_TARGET),
        ("", True, True, FormType.PROJECT_SELF_EVALUATION), ("", False, True, FormType.PROJECT_TARGET), ("绩效表", True, False, FormType.DEPARTMENT_SELF_EVALUATION),
        ("转移支付区域（整体）绩效目标自评表", True, True, FormType.PROJECT_SELF_EVALUATION), ("区域绩效目标表", False, False, FormType.PROJECT_TARGET),
        ("部门整体支出绩效自评表", True, True, FormType.DEPARTMENT_SELF_EVALUATION), ("空气自动监测站运维绩效目标表", False, True, FormType.PROJECT_TARGET),
        ("环境影响评价费绩效目标申报表", False, True, FormType.PROJECT_TARGET), ("绩效管理系统运维绩效运行监控表", True, True, FormType.PERFORMANCE_MONITORING),
        ("2023年绩效跟踪监控情况表", True, True, FormType.PERFORMANCE_MONITORING), ("项目支出自评情况（绩效表）", False, True, FormType.PROJECT_SELF_EVALUATION),
    ],
)  # fmt: skip
def test_kinds_of_forms(title: str, has_actual: bool, has_project: bool, kind: FormType) -> None:
    assert form_type(title, has_actual=has_actual, has_project=has_project) is kind


@given(st.text(max_size=60))
def test_any_line_can_be_asked(text: str) -> None:
    is_title(text)
    assert (year := year_in(text)) is None or 1900 <= year < 2100

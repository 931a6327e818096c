"""The vocabulary contradicts itself nowhere and knows the words of forms of many provinces."""

from __future__ import annotations

import re
import tomllib
from collections import defaultdict
from pathlib import Path
from typing import Any

import pytest

import extractors
from extractors.text import label_key
from extractors.vocabulary import vocabulary

FAMILIES = ("head", "section", "budget", "indicator")
DATA: dict[str, Any] = tomllib.loads((Path(extractors.__file__).parent / "vocabulary.toml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("family", FAMILIES)
def test_no_label_stands_for_two_fields(family: str) -> None:
    fields = defaultdict(set)
    for field, entry in DATA[family].items():
        for label in entry.get("labels", []):
            fields[label_key(label)].add(field)
    assert {label: names for label, names in fields.items() if len(names) > 1} == {}


def test_no_label_stands_beside_its_value_and_for_a_section_too() -> None:
    named = {
        kind: {label_key(label) for entry in DATA[kind].values() for label in entry.get("labels", [])}
        for kind in ("head", "section")
    }
    assert named["head"] & named["section"] == set()


@pytest.mark.parametrize("family", FAMILIES)
def test_no_label_is_a_total_or_a_group_of_indicators(family: str) -> None:
    inside = {label_key(x) for name in ("totals", "levels1", "levels2") for x in DATA["words"][name]}
    fields = {label_key(label): field for field, entry in DATA[family].items() for label in entry.get("labels", [])}
    assert all(fields[label].endswith("score") for label in fields.keys() & inside)  # told by their place


@pytest.mark.parametrize("family", FAMILIES)
def test_every_label_names_its_field(family: str) -> None:
    names = getattr(vocabulary(), family)
    for field, entry in DATA[family].items():
        for label in entry.get("labels", []):
            assert names.field(label) == field, label
            assert names.field(f"{label}：") == field, label


@pytest.mark.parametrize("family", FAMILIES)
def test_every_entry_has_words_and_every_pattern_compiles(family: str) -> None:
    for field, entry in DATA[family].items():
        assert entry.get("labels") or entry.get("patterns"), field
        assert set(entry) <= {"labels", "patterns"}, field
        for pattern in entry.get("patterns", []):
            assert not re.compile(pattern).fullmatch(""), pattern


TARGET = ("年度指标值（A）", "年度指标值", "指标值", "目标值", "年初目标值(A)", "年初设定指标值", "年初设定值", "绩效目标值", "当年预期实现值", "年度目标值",
          "预期指标值", "计划指标值", "年初绩效目标值", "全年目标值")  # fmt: skip
ACTUAL = ("实际完成值（B）", "实际完成值", "全年实际值(B)", "全年实际值", "全年完成值", "完成值", "年终完成值", "实际完成情况", "完成情况", "全年实际完成值",
          "实际完成指标值", "年度实际完成值", "实际值")  # fmt: skip
WEIGHT = ("分值", "权重", "指标权重", "参考分值", "指标分值", "权重（%）", "分值（100分）", "标准分值")
SCORE = ("得分", "自评得分", "自评分", "自评得分（分）", "实际得分", "单位自评得分", "得分情况")
REASON = ("未完成原因分析", "偏差原因分析及改进措施", "未完成原因及拟采取的改进措施", "偏差大或目标未完成原因分析", "说明", "备注", "未完成原因分析及改进措施",
          "偏差原因分析", "未达标原因分析", "原因分析", "未完成绩效目标原因分析")  # fmt: skip
EXPLANATION = ("指标解释", "计算公式", "绩效标准", "评分标准", "指标说明", "指标解释及计算公式", "指标内涵", "三级指标解释", "评价指标说明")


@pytest.mark.parametrize(
    ("label", "field"),
    [
        *((x, "target") for x in TARGET), *((x, "actual") for x in ACTUAL), *((x, "weight") for x in WEIGHT), *((x, "score") for x in SCORE),
        *((x, "deviation_reason") for x in REASON), *((x, "explanation") for x in EXPLANATION),
        *((x, "level1") for x in ("一级指标", "一级 指标", "一级指标（分值）")), *((x, "level2") for x in ("二级指标", "二级目标")),
        *((x, "level3") for x in ("三级指标", "指标名称", "三级指标名称", "指标内容", "绩效指标")),
        *((x, "comparator") for x in ("指标性质", "计算符号", "符号", "运算符号")), *((x, "unit") for x in ("计量单位", "度量单位", "单位")),
        *((x, "other") for x in ("完成可能性", "完成目标可能性", "全年预计完成情况", "全年预计完成值")),
    ],
)  # fmt: skip
def test_headers_of_the_indicators(label: str, field: str) -> None:
    assert vocabulary().indicator.field(label) == field


@pytest.mark.parametrize(
    ("label", "field"),
    [
        ("年初预算数", "initial"), ("全年预算数（A）", "full_year"), ("全年执行数（B）", "executed"), ("执行率（B/A）", "execution_rate"), ("分值", "weight"), ("得分", "score"),
        ("调整后预算数", "full_year"), ("预算执行率", "execution_rate"), ("实际拨付", "executed"), ("实际支出", "executed"), ("1-6月执行数", "executed"),
        ("资金来源", "source"), ("执行率得分", "score"),
    ],
)  # fmt: skip
def test_headers_of_the_funds(label: str, field: str) -> None:
    assert vocabulary().budget.field(label) == field


@pytest.mark.parametrize(
    ("label", "field"),
    [
        *((x, "prepared_by") for x in ("编制单位", "填报单位", "填报单位（盖章）", "单位名称", "部门名称", "公开单位", "公示单位", "单位（盖章）：", "部门（单位）名称", "填报部门")),
        ("项目名称", "project_name"), ("主管部门", "competent_department"), ("主管部门及代码", "competent_department"), ("市级主管部门", "competent_department"),
        ("中央主管部门", "central_department"), ("省级主管部门", "provincial_department"), ("实施单位", "implementing_unit"), ("项目实施单位", "implementing_unit"),
        ("项目负责人", "project_lead"), ("联系电话", "phone"), ("项目类别", "project_category"), ("项目类型", "project_type"), ("项目属性", "project_attribute"),
        ("项目期限", "period"), ("起止时间", "period"), ("资金性质", "fund_nature"), ("年度总体目标", "annual_goal"), ("预期目标", "annual_goal"),
        ("实际完成情况", "actual_completion"), ("年度总体目标完成情况综述", "actual_completion"), ("部门职责", "responsibilities"), ("自评结论", "conclusion"),
        ("长期目标", "long_term_goal"), ("填报日期", "other"), ("财政审核评分", "other"),
    ],
)  # fmt: skip
def test_labels_of_the_head(label: str, field: str) -> None:
    assert vocabulary().head.field(label) == field


@pytest.mark.parametrize(
    "text",
    ["≥95%", "修缮渡口数量", "12345", "", "按期完成河道清淤工程并通过验收，群众出行条件得到明显改善，安全隐患全部消除"],
)
def test_values_are_no_labels(text: str) -> None:
    assert not vocabulary().known(text)

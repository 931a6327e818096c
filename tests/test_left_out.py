"""Tables that look like reports and are read as none are said: alone in a file as its error, beside a form in its `unread`."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from extractors import extract
from extractors.errors import NoForm

PROJECTS = [
    ["2023年度项目支出绩效自评汇总表"],
    ["序号", "项目名称", "项目实施单位", "年初预算数", "全年执行数", "自评得分"],
    [1, "乡村医生补助", "岚川县卫生健康局", 320, 320, 99],
    [2, "疫苗冷链建设", "岚川县疾控中心", 88.5, 61.2, 86.5],
]
LATER_PART = [
    ["产出指标", "数量指标", "建设冷库", "3座", "3座", 20, 20],
    ["", "质量指标", "验收合格率", "≥98%", "100%", 20, 20],
    ["效益指标", "社会效益指标", "疫苗损耗率", "≤1%", "0.6%", 20, 20],
    ["总分", "", "", "", "", 100, 98],
]
FORM = [
    ["2023年度项目支出绩效自评表"],
    ["项目名称", "疫苗冷链建设"],
    ["一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分"],
    *LATER_PART,
]
ALONE = {"a list of projects": (PROJECTS, "汇总表"), "a later part": (LATER_PART, "表头")}


def book(path: Path, *sheets: list[list[object]]) -> Path:
    made = openpyxl.Workbook()
    made.remove(made.worksheets[0])
    for rows in sheets:
        sheet = made.create_sheet()
        for row in rows:
            sheet.append([cell or None for cell in row])
    made.save(path)
    return path


@pytest.mark.parametrize(("rows", "said"), ALONE.values(), ids=ALONE)
def test_alone(rows: list[list[object]], said: str, tmp_path: Path) -> None:
    with pytest.raises(NoForm) as refused:
        extract(book(tmp_path / "alone.xlsx", rows))
    assert said in refused.value.zh
    assert "Page 1" in refused.value.en


def test_beside_a_form(tmp_path: Path) -> None:
    (report,) = extract(book(tmp_path / "both.xlsx", PROJECTS, FORM))
    assert [(page.page, "汇总表" in page.message_zh) for page in report.unread] == [(1, True)]
    assert "unread[0]" in report.review


def test_a_form_that_is_read_has_nothing_left_out(tmp_path: Path) -> None:
    (report,) = extract(book(tmp_path / "form.xlsx", FORM))
    assert (len(report.indicators), report.unread) == (3, ())


def test_a_form_that_may_go_on_there_is_in_review_by_its_values(tmp_path: Path) -> None:
    """The rows behind it stand under another year's title, without a header: whose they are nobody can tell."""
    (report,) = extract(book(tmp_path / "both.xlsx", FORM[:-1], [["2024年度项目支出绩效自评表"], *LATER_PART]))
    assert len(report.indicators) == 3
    assert {"total_score", "total_weight", "indicators[2].level3", "unread[0]"} <= set(report.review)


def test_a_head_alone(tmp_path: Path) -> None:
    with pytest.raises(NoForm) as refused:
        extract(
            book(
                tmp_path / "head.xlsx",
                [["2025年项目支出绩效目标表"], ["项目名称", "冷库建设"], ["主管部门", "岚川县卫健局"]],
            )
        )
    assert "表头" in refused.value.zh
    assert "only the head" in refused.value.en


LISTED = [
    ["2025年部门整体支出绩效目标表"],
    ["部门名称", "岚川县卫健局"],
    ["本年要点", "1.建冷库3座"],
    ["", "2.培训医生60名"],
    ["一级指标", "二级指标", "三级指标", "年度指标值"],
    ["产出指标", "数量指标", "建设冷库", "3座"],
    ["效益指标", "社会效益指标", "疫苗损耗率", "≤1%"],
]


def test_a_list_below_a_label_that_nobody_knows(tmp_path: Path) -> None:
    (report,) = extract(book(tmp_path / "listed.xlsx", LISTED))
    assert ["本年要点" in page.message_zh for page in report.unread] == [True]
    assert "unread[0]" in report.review


def test_rows_below_a_header_that_nobody_knows(tmp_path: Path) -> None:
    rows = [["甲", "乙", "丙", "丁", "戊"], ["冷库", "建成", "3座", "3座", "无"], ["疫苗", "损耗", "≤1%", "0.6%", "无"]]
    with pytest.raises(NoForm) as refused:
        extract(book(tmp_path / "unknown.xlsx", [["2023年度项目支出绩效自评表"], ["项目名称", "疫苗冷链建设"], *rows]))
    assert "表头" in refused.value.zh


def test_amounts_of_tasks_are_kept_and_said_where_the_form_has_no_other_funds(tmp_path: Path) -> None:
    tasks: list[list[object]] = [
        ["2021年度部门整体支出绩效自评表"],
        ["年度主要任务", "任务名称", "主要内容", "", "预算数（万元）", "执行数（万元）"],
        ["", "国土绿化", "营造林8.2万亩", "", 1860, 1842.3],
        ["", "资源保护", "管护公益林216万亩", "", 2240, 2240],
        ["", "机构运转", "人员和公用经费", "", 62, 62],
        ["", "金额合计", "", "", 4162, 4144.3],
        ["一级指标", "二级指标", "三级指标", "年度指标值", "全年实际值", "得分"],
        ["产出指标", "数量指标", "营造林面积", "≥8.2万亩", "8.25万亩", 60],
    ]
    path = book(tmp_path / "tasks.xlsx", tasks)
    made = openpyxl.load_workbook(path)
    made.worksheets[0].merge_cells("A2:A6")
    made.save(path)
    (report,) = extract(path)
    assert report.plans == ("营造林8.2万亩", "管护公益林216万亩", "人员和公用经费")
    amounts = {o.label: o.value for o in report.other if o.label.endswith(("预算数(万元)", "执行数(万元)"))}
    assert list(amounts.values()) == ["1860", "1842.3", "2240", "2240", "62", "62", "4162", "4144.3"]
    assert amounts["资源保护 执行数(万元)"] == "2240"
    assert (report.budget, [page.message_zh for page in report.unread if "年度主要任务" in page.message_zh]) == ((), [report.unread[0].message_zh])

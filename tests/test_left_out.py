"""Tables that look like reports and are read as none are said: alone in a file as its error, beside a form in its `unread`."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from extractors import extract
from extractors.errors import NoForm
from extractors.vocabulary import Own

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
    assert "表 1 " in refused.value.zh  # a workbook has sheets, and no pages
    assert "Sheet 1" in refused.value.en


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


ODD = [
    ["2023年度项目支出绩效自评表"],
    ["项目名称", "疫苗冷链建设"],
    ["类", "别", "要做什么", "该到多少", "到了多少", "拿了几分"],
    ["建设", "甲", "冷库", "≥3座", "3座", 50],
    ["采购", "乙", "合格率", "≥95%", "90%", 30],
]


def test_a_form_below_a_header_that_nobody_knows_is_kept_to_be_taught(tmp_path: Path) -> None:
    """Two rows prove nothing; but the form is not lost: its labels are listed, and once they are taught it is read."""
    path = book(tmp_path / "unknown.xlsx", ODD)
    (report,) = extract(path)
    assert (report.project_name, report.indicators) == ("疫苗冷链建设", ())
    assert [(x.text, x.stands) for x in report.labels] == [(x, "indicator") for x in sorted(map(str, ODD[2]))]
    assert {("要做什么", "冷库"), ("冷库 该到多少", "≥3座"), ("合格率 拿了几分", "30")} <= {(o.label, o.value) for o in report.other}
    [said] = report.unread
    assert "要做什么、该到多少" in said.message_zh
    assert "不认识的栏目" in said.message_zh
    own = zip(ODD[2], ("level1", "level2", "level3", "target", "actual", "score"), strict=True)
    (taught,) = extract(path, own=tuple(Own("indicator", field, str(label)) for label, field in own))
    assert [(i.level3, i.target, i.actual, i.score) for i in taught.indicators] == [("冷库", "≥3座", "3座", 50), ("合格率", "≥95%", "90%", 30)]
    assert taught.unread == ()


def test_rows_below_an_unknown_header_of_no_form_name_it(tmp_path: Path) -> None:
    with pytest.raises(NoForm) as refused:
        extract(book(tmp_path / "unknown.xlsx", ODD[2:]))
    assert "类、别、要做什么" in refused.value.zh


def test_a_whole_form_as_one_text_is_said(tmp_path: Path) -> None:
    within = "项目名称 疫苗冷链建设 一级指标 二级指标 三级指标 年度指标值 实际完成值 分值 得分 产出指标 数量指标 建设冷库 3座 3座 20 20 质量指标 验收合格率 98%"
    (report,) = extract(book(tmp_path / "text.xlsx", [*FORM, [within]]))
    assert ["含有整张表的栏目名" in x.message_zh for x in report.unread] == [True]
    remark = "注：三级指标、年度指标值、实际完成值、分值和得分都要填写；一级指标和二级指标按规定填写。得分保留一位小数，实际完成值要有依据。项目名称以批复为准。"
    (report,) = extract(book(tmp_path / "remark.xlsx", [*FORM, [remark]]))
    assert report.unread == ()


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

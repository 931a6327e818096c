"""Two projects in one file are two forms, or all that is said of them is in review: never one project silently made of two."""

from __future__ import annotations

from pathlib import Path

import pytest

from extractors import extract
from extractors.records import Report
from samples import docx
from tests.forms import Form
from tests.forms.drawing import set_out, workbook

HEADER = "一级指标 | 二级指标 | 三级指标 | 指标值 | 备注"
TITLE = "# 2024年项目绩效目标表"


def block(head: str, first: str, second: str) -> str:
    return f"{head}\n{HEADER}\n产出指标 | 数量指标 | {first} | ≥5处 |\n效益指标 | 社会效益指标 | {second} | 提升 |"


def two(above: str, first: str, between: str, second: str) -> str:
    return "\n".join(x for x in (above, block(first, "修桥数", "出行"), between, block(second, "修渠数", "灌溉")) if x)


GOAL = "年度绩效目标 | 修桥五处。 | < | < | <", "年度绩效目标 | 修渠五处。 | < | < | <"
APART = {
    "numbered titles": two("# 1、修桥绩效目标表", f"项目名称 | 甲工程 | < | 实施单位 | 甲局\n{GOAL[0]}", "# 2、修渠绩效目标表", f"项目名称 | 乙工程 | < | 实施单位 | 乙局\n{GOAL[1]}"),
    "titles in brackets": two("# （一）修桥绩效目标表", f"项目名称 | 甲工程 | < | 实施单位 | 甲局\n{GOAL[0]}", "# （二）修渠绩效目标表", f"项目名称 | 乙工程 | < | 实施单位 | 乙局\n{GOAL[1]}"),
    "the name behind the number": two(TITLE, f"项目编码 | 001 | < | 项目名称 | 甲工程\n{GOAL[0]}", "", f"项目编码 | 002 | < | 项目名称 | 乙工程\n{GOAL[1]}"),
    "the unit above the name": two(TITLE, f"主管部门 | 甲局 | < | 填报科室 | 甲科\n项目名称 | 甲工程 | < | < | <\n{GOAL[0]}", "", f"主管部门 | 乙局 | < | 填报科室 | 乙科\n项目名称 | 乙工程 | < | < | <\n{GOAL[1]}"),
    "a title of no kind": two(TITLE, f"项目名称 | 甲工程 | < | < | <\n{GOAL[0]}", "水渠工程资金使用成效表", f"主管部门 | 乙局 | < | 项目名称 | 乙工程\n{GOAL[1]}"),
    "sheets": two(TITLE, f"主管部门 | 甲局 | < | 项目名称 | 甲工程\n{GOAL[0]}", "---", f"主管部门 | 甲局 | < | 项目名称 | 乙工程\n{GOAL[1]}"),
}  # fmt: skip
MERGED = {
    "labels nobody knows": two(TITLE, f"承担事务 | 甲工程 | < | 经办部门 | 甲科\n{GOAL[0]}", "", f"承担事务 | 乙工程 | < | 经办部门 | 乙科\n{GOAL[1]}"),
    "a name left blank": two(TITLE, f"主管部门 | 甲局 | < | 项目名称 | 甲工程\n{GOAL[0]}", "", f"主管部门 | 甲局 | < | 项目名称 | \n{GOAL[1]}"),
    "a name alone": two(TITLE, f"项目名称 | 甲工程 | < | < | <\n{GOAL[0]}", "", "乙工程"),
}
ONE = {
    "goals of two spans": two(TITLE, "项目名称 | 甲工程 | < | < | <\n中期目标 | 修桥十五处。 | < | < | <", "", "年度目标 | 修桥五处。 | < | < | <"),
    "a heading over further rows": two(TITLE, f"项目名称 | 甲工程 | < | < | <\n{GOAL[0]}", "", "二、效益类指标"),
}


def read(drawn: str, folder: Path, kind: str) -> list[Report]:
    form = Form("several", drawn, ({"form_type": "project_target"},))
    if kind == "xlsx":
        return extract(workbook(form, folder / "form.xlsx"))
    docx.write_docx(folder / "form.docx", set_out(form))
    return extract(folder / "form.docx")


KINDS = pytest.mark.parametrize("kind", ["xlsx", "docx"])


@KINDS
@pytest.mark.parametrize("drawn", APART.values(), ids=APART)
def test_two_forms(drawn: str, kind: str, tmp_path: Path) -> None:
    reports = read(drawn, tmp_path, kind)
    assert [(r.project_name, r.annual_goal, [i.level3 for i in r.indicators]) for r in reports] == [
        ("甲工程", "修桥五处。", ["修桥数", "出行"]),
        ("乙工程", "修渠五处。", ["修渠数", "灌溉"]),
    ]


@KINDS
@pytest.mark.parametrize("drawn", MERGED.values(), ids=MERGED)
def test_what_may_be_two_is_in_review_whole(drawn: str, kind: str, tmp_path: Path) -> None:
    (report,) = read(drawn, tmp_path, kind)
    said = {path for path in report.evidence if not path.startswith(("other[", "labels[", "title", "fiscal_year"))}
    assert said <= set(report.review)


@KINDS
@pytest.mark.parametrize("drawn", ONE.values(), ids=ONE)
def test_one_form_of_several_parts(drawn: str, kind: str, tmp_path: Path) -> None:
    (report,) = read(drawn, tmp_path, kind)
    assert len(report.indicators) == 4
    assert not {path for path in report.review if path.endswith(("level3", "target"))}

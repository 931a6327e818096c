"""Labels misread from a picture: put right where one label is meant, left alone otherwise; values are never touched."""

from __future__ import annotations

import pytest

from extractors.grid import Cell, Grid, Line
from extractors.interpret.mending import distance, mended, nearest
from extractors.records import Evidence
from extractors.vocabulary import vocabulary


def row(*cells: str, confidence: float = 0.6, source: str = "ocr") -> Grid:
    place = Evidence(page=1, bbox=(0, 0, 1, 1), confidence=confidence, source=source)
    made = [Cell(0, 1, i, i + 1, t, (place.model_copy(update={"text": t}),), (t,)) for i, t in enumerate(cells)]
    return Grid([float(i) for i in range(len(cells) + 1)], 1, made, [1])


def texts(grid: Grid) -> list[str]:
    (found,) = mended([grid], vocabulary())
    assert isinstance(found, Grid)
    return [c.text for c in found.cells]


@pytest.mark.parametrize(
    ("read", "is_"),
    [
        (("主管咅门", "某局"), ["主管部门", "某局"]),
        (("一级指标", "二级指标", "E级指标"), ["一级指标", "二级指标", "三级指标"]),  # no label twice in a row
        (("E级指标",), ["E级指标"]),  # it could be any of three
        (("项目资金(方元)",), ["项目资金(万元)"]),
        (("项目资资金（万元）",), ["项目资金（万元）"]),
        (("资金来源", "年扔填算数", "全年预算数", "执行率"), ["资金来源", "年初预算数", "全年预算数", "执行率"]),
        (("年扔填算数",), ["年扔填算数"]),  # two characters wrong, and nothing beside it says that it is a label
        (("项目", "名称", "文化惠民"), ["项目名称", "文化惠民"]),
        (("产出指标（50分", "全年预算数（A0"), ["产出指标（50分）", "全年预算数"]),
        (("效益指标（22分.)", "效益指标（22分）"), ["效益指标（22分）", "效益指标（22分）"]),
        (("·85%", ".143-某区民政局", ".37口"), ["85%", "143-某区民政局", ".37口"]),
        (("项名称", "某项目"), ["项目名称", "某项目"]),
        (("—农业农村局",), ["农业农村局"]),
        (("≥2次—",), ["≥2次—"]),
        ((".≥97%", ".2.4小时", ".5", "-12", "-3.5"), ["≥97%", "2.4小时", ".5", "-12", "-3.5"]),
        (("朔桥区教育局.", "建成阅.读角数量", ",顾南乔"), ["朔桥区教育局", "建成阅读角数量", "顾南乔"]),
        (("阿里木·热合曼", "财政拨款-", "质量好，效率高、"), ["阿里木·热合曼", "财政拨款", "质量好，效率高、"]),
        (("部门名称：某某区城市管理局金额单位：万元",), ["部门名称：某某区城市管理局 金额单位：万元"]),
        (("填报单位：某局 金额单位：元", "项目名称：某某"), ["填报单位：某局 金额单位：元", "项目名称：某某"]),
        (("招标流程较长，合同签订滞后.剩余转入下年.",), ["招标流程较长，合同签订滞后，剩余转入下年."]),
        (("权重\ufffd", "达成\ufffd"), ["权重", "达成\ufffd"]),  # what is printed behind a value may be a letter
        (("数量指标",), ["数量指标"]),
        (("某村道路硬化",), ["某村道路硬化"]),
    ],
)
def test_labels_are_mended(read: tuple[str, ...], is_: list[str]) -> None:
    assert texts(row(*read)) == is_


def test_what_was_read_is_noted_and_sure_text_is_left() -> None:
    (found,) = mended([row("主管咅门")], vocabulary())
    assert isinstance(found, Grid)
    assert "主管咅门" in (found.cells[0].places[0].note or "")
    assert texts(row("主管咅门", confidence=0.99)) == ["主管咅门"]
    assert texts(row("主管咅门", source="text")) == ["主管咅门"]


def test_distance_and_nearest() -> None:
    assert [distance("分值", x) for x in ("分值", "分数", "得分值", "")] == [0, 1, 1, 2]
    assert nearest("实际完咸值", {"实际完成值", "全年完成值"}) == "实际完成值"
    assert nearest("数是指标", {"数量指标", "质量指标"}) == "数量指标"


@pytest.mark.parametrize(
    ("read", "is_"),
    [
        (("单：", "盖章）：某市水务局", "金额：万元"), ["单位（盖章）：某市水务局", "金额：万元"]),
        (("填报单位（盖章）：某市水务局",), ["填报单位（盖章）：某市水务局"]),
        (("负责人：", "盖章："), ["负责人：", "盖章："]),
        (("联系方式0手机),5550123",), ["联系方式：5550123"]),
        (("联系电话,010-88886666",), ["联系电话：010-88886666"]),
        (("2024年联系电话 88886666",), ["2024年联系电话 88886666"]),
        (("批准文号,20240012345",), ["批准文号,20240012345"]),
    ],
)
def test_labels_in_lines_of_text_are_mended(read: tuple[str, ...], is_: list[str]) -> None:
    at = Evidence(page=1, bbox=(0, 0, 9, 9), text="", source="ocr", confidence=0.6)
    (found,) = mended([Line(tuple((text, (at,)) for text in read), 1, 9)], vocabulary())
    assert isinstance(found, Line)
    assert [text for text, _ in found.pieces] == is_
    assert all(("识别为" in (places[0].note or "")) == (text not in read) for text, places in found.pieces)


def test_a_sentence_that_no_page_break_cuts_ends_with_a_stop() -> None:
    text = "招标流程较长，合同签订滞后，剩余工作转入下年度完成，"
    place = Evidence(page=1, bbox=(0, 0, 1, 1), confidence=0.6, source="ocr")
    cells = [Cell(r, r + 1, 0, 1, text, (place,), (text,)) for r in range(2)]
    (found,) = mended([Grid([0.0, 1.0], 2, cells, [1])], vocabulary())
    assert isinstance(found, Grid)
    assert [c.text[-1] for c in found.cells] == ["。", "，"]


def test_a_level_and_a_name_without_the_line_between_them_are_two_cells() -> None:
    place = Evidence(page=1, bbox=(0, 0, 1, 1), confidence=0.99, source="ocr")
    rows = [((0, 1, "质量指标"), (1, 3, "合格率")), ((0, 3, "时效指标故障响应时间"),), ((0, 3, "时效指标"),)]
    cells = [Cell(r, r + 1, a, b, text, (place,), (text,)) for r, row in enumerate(rows) for a, b, text in row]
    (found,) = mended([Grid([0.0, 1.0, 2.0, 3.0], 3, cells, [1])], vocabulary())
    assert isinstance(found, Grid)
    assert [(c.left, c.right, c.text) for c in found.starting(1)] == [(0, 1, "时效指标"), (1, 3, "故障响应时间")]
    assert all("时效指标故障响应时间" in (c.places[0].note or "") for c in found.starting(1))
    assert [c.text for c in found.starting(2)] == ["时效指标"]

"""What the page draws, as values: text stays text, tables say each thing once, nothing needs a browser to be checked."""

from __future__ import annotations

import re
from decimal import Decimal
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.reply import Answer, Citation, Row
from assistant.ui.answers import conversation
from assistant.ui.charts import chart
from assistant.ui.incoming import Incoming, Upload, outcomes
from assistant.ui.markup import Html, element, together
from assistant.ui.report_list import LISTED_AT_ONCE, report_list
from assistant.ui.tables import row_columns
from assistant.ui.texts import FLAGS, STATUSES, TEXTS, say, viewer_texts
from assistant.ui.turn import ROWS_AT_ONCE, Turn
from assistant.wording import amount, shown, thousands
from extractors.records import Flag, Status
from index.ingest import Event


class Read(HTMLParser):
    """Tags and text of a piece of HTML."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[str] = []
        self.values: list[str] = []
        self.text = ""
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.values += [value or "" for _, value in attrs]

    def handle_data(self, data: str) -> None:
        self.text += data


words = st.text(st.characters(exclude_categories=["Cs", "Cc"]))


@given(words, words)
def test_whatever_was_not_made_here_is_text(text: str, attribute: str) -> None:
    read = Read(element("p", text, title=attribute))
    assert (read.tags, read.text, read.values) == (["p"], text, [attribute])


@given(st.lists(words))
def test_markup_made_here_stays(parts: list[str]) -> None:
    made = [element("b", part) for part in parts]
    assert together(*made) == "".join(made)
    assert isinstance(together(*made), Html)


def row(**changes: object) -> Row:
    fields: dict[str, object] = {"document_id": 3, "document": "甲.pdf", "page": 2, "bbox": (1, 2, 3, 4), "prepared_by": "松河市水利局", "project_name": "河堤加固工程"}
    return Row.model_validate(fields | changes)


def answer(**changes: object) -> Answer:
    return Answer.model_validate({"question": "问", "status": "answered", "answer": "答"} | changes)


@given(words, words, words)
def test_no_answer_brings_markup_of_its_own(said: str, cell: str, warning: str) -> None:
    plain = Turn("t", "问", answer(answer="x", rows=[row(cells={"甲": "x"})], warnings=["x"]))
    told = Turn("t", said, answer(answer=said.replace("\n", " "), rows=[row(cells={"甲": cell or "x"})], warnings=[warning]))
    assert Read(conversation([told], "zh")).tags == Read(conversation([plain], "zh")).tags


def test_a_table_says_each_thing_once_and_leaves_out_what_is_empty() -> None:
    rows = [row(project_name=None, cells={"单位": "松河市水利局", "得分": "96分", "空": ""}, cells_en={"Unit": "松河市水利局", "score": "96 points"})]
    assert [c.head for c in row_columns(rows, "zh")] == ["单位", "得分", "出处"]
    assert [c.head for c in row_columns(rows, "en")] == ["Unit", "Score", "Source"]


def test_a_table_without_columns_of_its_own_shows_label_and_value() -> None:
    bare = row(prepared_by=None, project_name=None, label="松河市", value=12.5)
    assert [(c.head, c.cells[0]) for c in row_columns([bare], "zh")] == [("名称", "松河市"), ("数值", "12.5"), ("出处", "甲.pdf")]
    assert row_columns([row(prepared_by=None, project_name=None, value=4556500.25)], "zh")[1].cells == ("4556500.25",)


@pytest.mark.parametrize(
    ("cells", "numbers"),
    [(("96分", "8.5分"), True), (("1,234.50万元", ""), True), (("68.5%",), True), (("≥5公里",), False), (("", ""), False), (("甲",), False)],
)
def test_columns_of_numbers_stand_to_the_right(cells: tuple[str, ...], numbers: bool) -> None:
    rows = [row(cells={"列": text, "名": str(n)}) for n, text in enumerate(cells)]
    found = [c for c in row_columns(rows, "zh") if c.head == "列"]
    assert (found[0].of_numbers if found else False) is numbers


@given(st.lists(st.decimals(-100, 10**9, places=3), min_size=2, max_size=5))
def test_a_chart_says_its_numbers_as_the_table_does(values: list[Decimal]) -> None:
    rows = [row(label=f"甲{n}", value=float(v), cells={"名称": f"甲{n}", "平均得分": amount(v, "points", "yuan", False)}) for n, v in enumerate(values)]
    drawn = chart(answer(rows=rows, query={"group_by": ["unit"]}), "t", lambda key, of: {})
    assert re.findall(r'class="bar-said">([^<]*)<', drawn) == ([thousands(r.cells["平均得分"]) for r in rows] if any(values) else [])


def test_a_status_is_a_word_with_a_colour_and_money_is_grouped() -> None:
    rows = [row(cells={"完成情况": shown("status", "missed", "yuan", False), "预算": "3684500.5元", "编号": "20240001"})]
    drawn = conversation([Turn("t", "问", answer(rows=rows))], "zh")
    assert '<span class="status missed">未达标</span>' in drawn
    assert ">3,684,500.5元<" in drawn
    assert ">20240001<" in drawn


def test_many_rows_come_a_hundred_at_a_time() -> None:
    turn = Turn("t", "问", answer(rows=[row(level3=f"指标{n}") for n in range(250)]))
    assert Read(conversation([turn], "zh")).tags.count("tr") == ROWS_AT_ONCE + 1
    assert "再显示 100 行（共 250 行）" in conversation([turn], "zh")
    turn.rows_shown += ROWS_AT_ONCE * 2
    assert Read(conversation([turn], "zh")).tags.count("tr") == 251
    assert "再显示" not in conversation([turn], "zh")


def test_a_number_shows_the_records_it_rests_on() -> None:
    cited = [Citation(document_id=3, document="甲.pdf", page=n + 1, bbox=(1, 2, 3, 4), text=f"{n}") for n in range(2)]
    drawn = conversation([Turn("t", "问", answer(value=2.0, citations=cited))], "zh")
    assert "依据的 2 条记录" in drawn
    assert drawn.count("data-places") == 2


def test_an_answer_keeps_its_language_whatever_the_page_speaks() -> None:
    turn = Turn("t", "Which?", answer(language="en", status="unclear", suggestions=["How many?"]))
    assert "You can ask:" in conversation([turn], "zh")
    assert 'data-ask="How many?"' in conversation([turn], "zh")


def test_a_question_in_the_air_and_one_that_failed() -> None:
    assert say("asking", "en") in conversation([Turn("t", "问")], "en")
    assert "坏了" in conversation([Turn("t", "问", problem="坏了")], "zh")


def test_the_place_of_the_workspace_is_not_told(tmp_path: Path) -> None:
    coming = Incoming(tmp_path / "甲.pdf", Event(tmp_path, "failed", message_zh=f"详情见 {tmp_path}/jixiao.log。", message_en=""))
    drawn = outcomes([Upload([coming], over=True)], tmp_path, "zh")
    assert str(tmp_path) not in drawn
    assert "jixiao.log" in drawn


def listed(n: int, **changes: object) -> dict[str, object]:
    return {
        "id": n, "state": "counted", "unit": "松河市水利局", "project_name": f"工程{n}", "fiscal_year": 2024, "form_type": "project_target",
        "total_score": None, "document": "甲.pdf", "chosen": False, "doubtful": 0, "verified_by": None, "verified_at": None,
    } | changes  # fmt: skip


def test_the_list_marks_what_does_not_count_and_is_bounded() -> None:
    drawn = report_list([listed(1), listed(2, state="superseded"), listed(3, state="withdrawn", doubtful=4)], "", "zh")
    for word in ("计入", "已被替代", "已撤回", "4 处待核对"):
        assert word in drawn
    many = report_list([listed(n) for n in range(LISTED_AT_ONCE + 5)], "", "en")
    assert many.count("data-open") == LISTED_AT_ONCE
    assert "5 more are not listed" in many
    assert report_list([listed(n) for n in range(30)], "工程7 2024", "zh").count("data-open") == 1


def test_every_text_stands_in_both_languages_with_the_same_gaps() -> None:
    for key, (zh, en) in {**TEXTS, **STATUSES, **FLAGS}.items():
        assert zh, key
        assert en, key
        assert sorted(re.findall(r"\{\w+\}", zh)) == sorted(re.findall(r"\{\w+\}", en)), key
        assert not re.search("[\u4e00-\u9fff]", en), key
    assert set(FLAGS) == {flag.value for flag in Flag}
    assert set(STATUSES) == {status.value for status in Status}
    assert viewer_texts()["zh"].keys() == viewer_texts()["en"].keys()


def test_reports_to_check_are_found_by_the_filter_and_counted() -> None:
    reports = [listed(1), listed(2, doubtful=17), listed(3, doubtful=1)]
    assert 'class="count">3</span>' in report_list(reports, "", "zh")
    drawn = report_list(reports, "待核对", "zh")
    assert 'class="count">2 / 3</span>' in drawn
    assert re.findall(r'id="report-(\d)"', drawn) == ["2", "3"]
    assert re.findall(r'id="report-(\d)"', report_list(reports, "17 check", "en")) == ["2"]


def test_of_groups_one_place_of_several_is_named_as_such_and_checks_stand_beside_words() -> None:
    years = row_columns([row(project_name=None, prepared_by=None, cells={"年度": "2024", "合计": "3元"}, doubtful=["target"])], "zh", of_several=True)
    assert [(c.head, bool(c.checks)) for c in years] == [("年度", False), ("合计", False), ("出处（其中一处）", True)]
    units = row_columns([row(project_name=None, cells={"合计": "3元"}, doubtful=["target"])], "zh")
    assert [(c.head, bool(c.checks)) for c in units] == [("单位", True), ("合计", False), ("出处", False)]

"""An answer as a file that is opened again: what it says, and that all its sources are in it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from xml.etree import ElementTree
from zipfile import ZipFile

import openpyxl
import pytest
from invented import report, save
from sqlalchemy import select

from assistant.answer import Assistant
from assistant.doubts import SHOWN
from assistant.handout import as_text, filename, handout
from assistant.handout_files import content, write
from assistant.reply import Answer, Row
from extractors.errors import InputError
from extractors.grid import Grid
from extractors.records import Indicator, Status
from extractors.sources.docx import SOURCE
from index.decisions import Decider, confirm
from index.schema import ReportRow
from index.store import Store, open_store

AT = datetime(2026, 11, 21, 8, 30, tzinfo=UTC)
QUESTION = "松河市水利局得分最低的2个项目"
NASTY = '<w:p>&"=1+1\x07]]>'


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_store(tmp_path / "home") as opened:
        save(opened, "甲.pdf", report(total_score=71.5))
        save(opened, "乙.xlsx", report(project_name="渡槽改造", total_score=88, review=("total_score",)))
        save(opened, "丙.pdf", report(project_name=NASTY, total_score=93, indicators=[Indicator(level3="=1+1", target="=100%", actual="=HYPERLINK(1)", status=Status.MISSED)]))
        yield opened


@pytest.fixture
def answer(store: Store) -> Answer:
    with store.reading() as session:
        first = session.scalars(select(ReportRow.id).order_by(ReportRow.id)).first()
    assert first is not None
    for path in ("total_score", "budget[0].full_year", "budget[0].executed"):
        confirm(store, first, path, Decider("刘审核"))
    return Assistant(store).ask(QUESTION)


def sheets(answer: Answer, link: str = "") -> dict[str, list[tuple[object, ...]]]:
    book = openpyxl.load_workbook(BytesIO(content(answer, ".xlsx", AT, link)))
    return {sheet.title: list(sheet.iter_rows(values_only=True)) for sheet in book}


def paragraphs(answer: Answer, link: str = "") -> str:
    with ZipFile(BytesIO(content(answer, ".docx", AT, link))) as archive:
        assert archive.testzip() is None
        for name in archive.namelist():
            ElementTree.fromstring(archive.read(name))
        root = ElementTree.fromstring(archive.read("word/document.xml"))
    space = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
    return "\n".join("".join(t.text or "" for t in p.iter(f"{space}t")) for p in root.iter(f"{space}p"))


def test_a_workbook_holds_the_answer_and_every_source(answer: Answer) -> None:
    made = sheets(answer, "http://here/?answer=1")
    front = {str(row[0]): str(row[1]) for row in made["绩效问答 答案"]}
    assert front["问题"] == QUESTION
    assert front["回答"].startswith("松河市水利局项目中，自评得分最低的 2 个：")
    assert front["查询"] == answer.query_text
    assert front["日期"] == AT.astimezone().strftime("%Y-%m-%d %H:%M")
    assert front["链接"] == "http://here/?answer=1"
    assert front["人工核对"] == "2 行中有 1 行全部经人核对（刘审核）"
    assert "注意" in front
    heads, *rows = made["答案"]
    values = [dict(zip(heads, row, strict=True)) for row in rows]
    assert [(v["项目"], v["自评得分"], v["文件"], v["核对"]) for v in values] == [("河堤加固工程", 71.5, "甲.pdf", "刘审核 已核对"), ("渡槽改造", 88, "乙.xlsx", "待核对：自评得分")]
    assert len(made["出处"]) == 1 + len(answer.citations)
    assert all(re.search(r"第 \d+ 页|表 \d+", str(row[5])) for row in made["出处"][1:])
    assert front["待核对"] == "1 处，列在“尚未经人核对的值”中"


IN_DOUBT = (  # path, how it was read, why it is in doubt
    ("indicators[1].actual", {"source": "ocr", "confidence": 0.8}, "识别把握 80%"),
    ("indicators[0].actual", {"source": "ocr", "confidence": 0.99}, "只凭识别，没有其他数值可以印证"),
    ("budget[0].executed", {"note": "表中没有找到金额单位，按元读取，请核对。"}, "表中没有找到金额单位，按元读取，请核对。"),
    ("project_name", {"source": "llm", "note": "…"}, "栏目名称不在词表中，由语言模型指认"),
    ("total_score", {}, "这里没有读到内容"),
    ("budget[0].full_year", {}, "与表内其他内容不符，或可能不全"),
)


@pytest.fixture
def doubted(tmp_path: Path) -> Iterator[Answer]:
    """An answer about a report whose values are in doubt for one reason each."""
    made = report()
    evidence = {path: tuple(e.model_copy(update=read) for e in made.evidence[path]) for path, read, _ in IN_DOUBT if path in made.evidence}
    with open_store(tmp_path / "doubted") as opened:
        save(opened, "甲.pdf", report(review=[path for path, _, _ in IN_DOUBT], evidence={**made.evidence, **evidence}, columns=("actual",)))
        yield Assistant(opened).ask("河堤加固工程有哪些指标没有完成？预算执行率是多少？自评得分是多少？")


def test_each_value_that_nobody_has_checked_is_named_with_its_place_and_why(doubted: Answer) -> None:
    heads, *rows = sheets(doubted)["尚未经人核对的值"]
    assert heads == ("项目", "名称", "读作", "存疑原因", "与答案的关系", "文件", "位置")
    told = {(row[1], row[2], row[3]) for row in rows}
    assert told == {
        ("完工时间 · 实际完成值", "11月", "识别把握 80%"),
        ("加固河堤长度 · 实际完成值", "5.2公里", "只凭识别，没有其他数值可以印证"),
        ("年度资金总额 · 执行数", "150万元", "表中没有找到金额单位，按元读取，请核对。"),
        ("项目", "河堤加固工程", "栏目名称不在词表中，由语言模型指认"),
        ("自评得分", "（空白）", "这里没有读到内容"),
        ("年度资金总额 · 全年预算", "200万元", "与表内其他内容不符，或可能不全"),
    }
    assert len(rows) == len(IN_DOUBT)
    assert {row[5] for row in rows} == {"甲.pdf"}
    assert {row[1]: row[6] for row in rows}["完工时间 · 实际完成值"] == "第 1 页，框 300,780–360,800"
    assert [row[4] for row in rows] == sorted((row[4] for row in rows), key=["答案依据", "同行列出", "可能影响结果"].index)
    text = paragraphs(doubted).split("\n")
    assert {str(cell) for row in rows for cell in row} <= set(text)
    assert text.index("尚未经人核对的值") < text.index("出处")


def test_what_is_copied_names_them_too(doubted: Answer) -> None:
    copied = as_text(doubted, 20).split("\n")
    assert "尚未经人核对的值" in copied
    assert any(line.split("\t")[1:4] == ["完工时间 · 实际完成值", "11月", "识别把握 80%"] for line in copied)


def test_of_very_many_the_rest_is_counted_and_named_in_its_row(store: Store) -> None:
    indicators = [Indicator(level3=f"指标{n}", target="≥5个", actual="4个", status=Status.MISSED) for n in range(SHOWN + 3)]
    save(store, "丁.pdf", report(project_name="大项目", indicators=indicators, review=[f"indicators[{n}].actual" for n in range(SHOWN + 3)], columns=("actual",)))
    made = sheets(Assistant(store).ask("大项目有哪些指标没有完成？"))
    assert len(made["尚未经人核对的值"]) == 1 + SHOWN + 1
    assert made["尚未经人核对的值"][-1][0] == "另有 3 处未逐一列出，各行“核对”一栏有名称。"
    assert [row[-1] for row in made["答案"][1:]] == ["待核对：实际完成值"] * (SHOWN + 3)


def test_amounts_in_a_workbook_are_numbers_that_look_as_they_are_told(answer: Answer) -> None:
    book = openpyxl.load_workbook(BytesIO(content(answer, ".xlsx", AT)))
    heads = [cell.value for cell in book["答案"][1]]
    cell = book["答案"].cell(2, heads.index("预算") + 1)
    assert (cell.value, cell.number_format) == (2_000_000, '#,##0"元"')
    rate = book["答案"].cell(2, heads.index("预算执行率") + 1)
    assert (rate.value, rate.number_format) == (75, '0"%"')


def test_what_was_quoted_stays_as_it_was_read(store: Store) -> None:
    with_percent = [Indicator(level3="合格率", target="≥95%", actual="90%", status=Status.MISSED)]
    save(store, "丁.pdf", report(project_name="水闸修缮", indicators=with_percent, review=["indicators[0].actual"], columns=("actual",)))
    made = sheets(Assistant(store).ask("水闸修缮有哪些指标没有完成？"))
    assert made["尚未经人核对的值"][1][2] == "90%"


def test_long_texts_are_seen_whole(store: Store) -> None:
    answer = Assistant(store).ask("松河市水利局各项目的年度目标").model_copy(update={"answer": "一行\n" * 4 + "长" * 260})
    front = openpyxl.load_workbook(BytesIO(content(answer, ".xlsx", AT))).worksheets[0]
    assert front["A2"].value == "回答"
    assert front["B2"].alignment.wrap_text
    assert front.row_dimensions[2].height == 15 * (4 + 6)
    assert all(sheet.page_setup.fitToHeight == 0 for sheet in front.parent)


def test_columns_of_a_document_stay_within_the_page_and_years_on_one_line(doubted: Answer) -> None:
    with ZipFile(BytesIO(content(doubted, ".docx", AT))) as archive:
        root = ElementTree.fromstring(archive.read("word/document.xml"))
    space = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
    for grid in root.iter(f"{space}tblGrid"):
        widths = [int(column.get(f"{space}w", "0")) for column in grid]
        assert sum(widths) <= 14_000
        assert min(widths) >= 700


def test_a_document_says_the_same(answer: Answer) -> None:
    text = paragraphs(answer, "http://here/?answer=1")
    for said in (QUESTION, answer.query_text, *answer.warnings, "甲.pdf", "乙.xlsx", "刘审核 已核对", "待核对：自评得分", "预算2,000,000元", "http://here/?answer=1"):
        assert said in text, said


def test_our_own_reader_of_documents_reads_the_tables(answer: Answer, tmp_path: Path) -> None:
    write(answer, tmp_path / "x.docx", AT)
    [blocks] = SOURCE.read(tmp_path / "x.docx")
    grids = [b for b in blocks if isinstance(b, Grid)]
    assert len(grids) == 3
    assert {"河堤加固工程", "渡槽改造", "2,000,000元", "甲.pdf"} <= {cell.text for cell in grids[0].cells}


def test_text_stays_text(store: Store) -> None:
    answer = Assistant(store).ask("松河市水利局得分最高的项目有哪些指标没有完成？")
    book = openpyxl.load_workbook(BytesIO(content(answer, ".xlsx", AT)))
    assert "f" not in {cell.data_type for sheet in book for row in sheet for cell in row}
    assert "=HYPERLINK(1)" in paragraphs(answer)


def test_an_english_answer_is_handed_on_in_english(store: Store) -> None:
    answer = Assistant(store).ask("Which projects scored below 90?")
    text = paragraphs(answer)
    assert {"Question: Which projects scored below 90?", "Sources"} <= set(text.split("\n"))
    assert not re.search(r"[\u4e00-\u9fff]", "".join(h for t in handout(answer, AT).tables for h in (t.heading, *t.heads)))


def test_a_refusal_is_handed_on_too(store: Store) -> None:
    text = paragraphs(Assistant(store).ask("今天天气怎么样？"))
    assert "今天天气怎么样？" in text


def test_a_file_that_cannot_be_written_is_said(answer: Answer, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="没有"):
        write(answer, tmp_path / "没有" / "x.xlsx", AT)
    with pytest.raises(InputError, match="docx"):
        write(answer, tmp_path / "x.pdf", AT)


def test_its_name_says_what_was_asked_and_leaves_the_folder_alone() -> None:
    answer = Answer(question="../../etc/passwd 得分?", status="answered", answer="", rows=[Row(document="x")])
    assert re.fullmatch(r"etcpasswd得分-\d{8}-\d{4}", filename(answer, AT))


def test_where_only_a_part_was_checked_the_part_is_named(store: Store) -> None:
    with store.reading() as session:
        first = session.scalars(select(ReportRow.id).order_by(ReportRow.id)).first()
    assert first is not None
    confirm(store, first, "total_score", Decider("刘审核"))
    made = sheets(Assistant(store).ask(QUESTION))
    assert made["答案"][1][-1] == "刘审核 已核对自评得分"
    assert ("人工核对", "没有一行全部经人核对") in made["绩效问答 答案"]


def test_each_of_several_numbers_cites_what_it_is_computed_from(store: Store) -> None:
    told = Assistant(store).ask("松河市水利局有几个项目，执行数合计是多少？")
    assert told.value == 3
    assert "450万元" in told.answer
    assert [c.text for c in told.citations] == ["150"] * 3  # not the rows as a whole, as of a count alone


def test_two_questions_in_one_have_a_table_each(store: Store) -> None:
    both = Assistant(store).ask("哪个项目得分最低，有哪些指标没完成？")
    made = sheets(both)
    assert "自评得分" in made["答案 1"][0]
    assert "目标值" in made["答案 2"][0]
    assert "自评得分" not in made["答案 2"][0]
    assert [len(made["答案 1"]), len(made["出处"]) - 1] == [2, len(both.citations)]
    said = as_text(both, 10).split("\n")
    assert sum(line.startswith("单位\t") for line in said) == 2

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
from assistant.handout import filename, handout
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
    assert [(v["项目"], v["自评得分"], v["文件"], v["核对"]) for v in values] == [("河堤加固工程", 71.5, "甲.pdf", "刘审核 已核对"), ("渡槽改造", 88, "乙.xlsx", "1 处待核对")]
    assert len(made["出处"]) == 1 + len(answer.citations)
    assert all(re.search(r"第 \d+ 页|表 \d+", str(row[5])) for row in made["出处"][1:])
    assert made["尚未经人核对的值"][1][:3] == ("渡槽改造", "自评得分", "88")


def test_amounts_in_a_workbook_are_numbers_that_look_as_they_are_told(answer: Answer) -> None:
    book = openpyxl.load_workbook(BytesIO(content(answer, ".xlsx", AT)))
    heads = [cell.value for cell in book["答案"][1]]
    cell = book["答案"].cell(2, heads.index("预算") + 1)
    assert (cell.value, cell.number_format) == (2_000_000, '#,##0"元"')
    rate = book["答案"].cell(2, heads.index("预算执行率") + 1)
    assert (rate.value, rate.number_format) == (75, '0"%"')


def test_a_document_says_the_same(answer: Answer) -> None:
    text = paragraphs(answer, "http://here/?answer=1")
    for said in (QUESTION, answer.query_text, *answer.warnings, "甲.pdf", "乙.xlsx", "刘审核 已核对", "1 处待核对", "预算2,000,000元", "http://here/?answer=1"):
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

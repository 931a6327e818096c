"""A report as a whole, marked as checked against its original: in the store, on the command line, in answers, in the browser."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest
from in_browser import Site, ask, new_context, serving
from invented import report, save
from playwright.sync_api import Browser, Page, expect
from scan_in_doubt import keep
from test_cli import jixiao
from test_desk import ROWS
from test_nothing_lost import written

from assistant.answer import Assistant
from extractors.errors import InputError
from index.decisions import Decider, Overtaken, confirm, correct, last_change, take_back, verify
from index.export import export
from index.ingest import ingest
from index.listing import listing
from index.paths import WHOLE
from index.rereading import reread
from index.schema import ReportRow
from index.store import Store, open_store
from index.teaching import say

WANG, LI = Decider("王敏"), Decider("李强")
REVIEW = ["indicators[1].actual", "annual_goal"]


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_store(tmp_path / "home") as opened:
        save(opened, "甲.pdf", report())
        yield opened


def listed(store: Store) -> list[tuple[int, str, str | None]]:
    with store.reading() as session:
        return sorted((r["id"], r["state"], r["verified_by"]) for r in listing(session))


def trail(store: Store, report_id: int = 1) -> list[tuple[str, str, str]]:
    with store.reading() as session:
        return [(d.path, d.kind, d.who) for d in session.get_one(ReportRow, report_id).decisions]


# the store


def test_a_mark_is_appended_and_taken_back_and_changes_no_value(store: Store) -> None:
    with store.reading() as session:
        before, change = session.get_one(ReportRow, 1).payload, last_change(session)
    verify(store, 1, WANG)
    assert listed(store) == [(1, "counted", "王敏")]
    verify(store, 1, LI)
    take_back(store, 1, WHOLE, LI)
    assert listed(store) == [(1, "counted", "王敏")]  # whose mark stands again
    take_back(store, 1, WHOLE, WANG)
    assert listed(store) == [(1, "counted", None)]
    assert trail(store) == [("", "verified", "王敏"), ("", "verified", "李强"), ("", "withdrawn", "李强"), ("", "withdrawn", "王敏")]
    with store.reading() as session:
        assert (session.get_one(ReportRow, 1).payload, last_change(session)) == (before, change)
    with pytest.raises(InputError, match="没有标为已核对"):
        take_back(store, 1, WHOLE, WANG)


def test_of_two_copies_the_one_that_is_checked_counts(store: Store) -> None:
    save(store, "乙.xlsx", report())
    assert listed(store) == [(1, "superseded", None), (2, "counted", None)]
    verify(store, 1, WANG)
    assert listed(store) == [(1, "counted", "王敏"), (2, "superseded", None)]
    save(store, "丙.docx", report())  # and stays so when a newer one comes
    assert [state for _, state, _ in listed(store)] == ["counted", "superseded", "superseded"]
    store.choose(2)
    assert [state for _, state, _ in listed(store)] == ["superseded", "counted", "superseded"]
    take_back(store, 1, WHOLE, WANG)
    assert [state for _, state, _ in listed(store)] == ["superseded", "counted", "superseded"]


def test_what_is_in_doubt_is_decided_on_first(tmp_path: Path) -> None:
    with open_store(tmp_path) as store:
        save(store, "甲.pdf", report(review=REVIEW, columns=("actual",)))
        with pytest.raises(InputError, match="还有 2 处待核对"):
            verify(store, 1, WANG)
        confirm(store, 1, REVIEW[0], WANG)
        correct(store, 1, REVIEW[1], "加固河堤5公里。", WANG)
        verify(store, 1, WANG)
        assert listed(store) == [(1, "counted", "王敏")]
        take_back(store, 1, REVIEW[0], LI)  # in doubt again
        assert listed(store) == [(1, "counted", None)]
        assert trail(store)[-1] == ("", "lapsed", "王敏")


def test_a_mark_made_without_having_seen_the_last_decision_is_not_kept(store: Store) -> None:
    correct(store, 1, "annual_goal", "加固河堤6公里。", LI)
    with pytest.raises(Overtaken, match="李强"):
        verify(store, 1, Decider("王敏", seen=0))
    verify(store, 1, Decider("王敏", seen=1))
    for nobody in ("", "  ", "王" * 65):
        with pytest.raises(InputError, match="姓名"):
            verify(store, 1, Decider(nobody))


def test_a_report_that_reads_otherwise_when_read_anew_is_checked_no_more(tmp_path: Path) -> None:
    with open_store(tmp_path / "home") as store:
        assert [e.outcome for e in ingest(store, [written(tmp_path, "xlsx")], workers=1)][-1] == "stored"
        with store.reading() as session:
            paths = list(session.get_one(ReportRow, 1).review)
        for path in paths:
            confirm(store, 1, path, WANG)
        verify(store, 1, WANG)
        assert [e.outcome for e in reread(store, [1], ())][-1] == "stored"
        assert listed(store) == [(1, "counted", "王敏")]  # it says the same
        own = say(store.home, "科室复评", "indicator", "deviation_reason", "周某")
        assert [e.outcome for e in reread(store, [1], own)][-1] == "stored"
        assert listed(store) == [(1, "counted", None)]
        assert trail(store)[-1] == ("", "lapsed", "王敏")


# answers, files, the command line


def test_an_answer_says_who_checked_its_report(store: Store) -> None:
    save(store, "乙.pdf", report(project_name="渠道清淤"))
    verify(store, 1, WANG)
    assistant = Assistant(store)
    for question in ("河堤加固工程的预算执行率是多少？", "河堤加固工程的年度目标是什么？", "河堤加固工程有哪些指标？", "哪些地方提到汛期？"):
        rows = assistant.ask(question).rows
        assert rows, question
        assert all((r.verified_by, r.verified_part, r.doubtful) == (["王敏"] if r.project_name == "河堤加固工程" else [], [], []) for r in rows), question
    take_back(store, 1, WHOLE, WANG)
    assert not any(r.verified_by for r in assistant.ask("河堤加固工程有哪些指标？").rows)


def test_an_export_says_it_in_every_row(store: Store, tmp_path: Path) -> None:
    verify(store, 1, WANG)
    with store.reading() as session:
        export(session, tmp_path / "a.xlsx")
    book = openpyxl.load_workbook(tmp_path / "a.xlsx")
    for sheet in book:
        heads = [cell.value for cell in sheet[1]]
        said = [row[heads.index("人工核对")] for row in sheet.iter_rows(min_row=2, values_only=True)]
        assert said == ["王敏核对整份报告"] * len(said)
        assert said or sheet.title != "指标"


def test_the_command_line_marks_and_takes_back(store: Store) -> None:
    save(store, "乙.pdf", report(project_name="渠道清淤", review=REVIEW))
    run = jixiao("verify", "1", "2", "--who", "王敏", home=store.home)
    assert run.returncode == 1
    assert run.stderr.splitlines() == ["失败 2：还有 2 处待核对，请先逐处确认或改正，再标为已核对。"]
    assert [r["verified_by"] for r in json.loads(jixiao("list", "--json", home=store.home).stdout)] == [None, "王敏"]
    assert "王敏" in jixiao("list", home=store.home).stdout
    assert jixiao("verify", "1", home=store.home).returncode == 2  # by whom
    assert jixiao("unverify", "1", "--who", "王敏", home=store.home).returncode == 0
    assert listed(store)[0] == (1, "counted", None)
    assert "not marked" in jixiao("unverify", "1", "--who", "王敏", home=store.home, language="en_US.UTF-8").stderr


# the browser


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Site]:
    home = tmp_path / "home"
    with open_store(home) as store:
        keep(store, tmp_path / "旧.pdf", ROWS, REVIEW[:1])
        keep(store, tmp_path / "新.pdf", [*ROWS[:-1], (*ROWS[-1][:-1], "40")], ())
        keep(store, tmp_path / "别的.pdf", [*ROWS[:-1], (*ROWS[-1][:-1], "35")], REVIEW, project_name="渠道清淤")
    with serving(home) as running:
        yield running


def open_report(page: Page, file: str) -> None:
    page.get_by_role("tab").nth(1).click()
    page.locator("#list tr", has_text=file).click()
    expect(page.locator("#report h2")).to_be_visible()


def test_a_report_is_marked_as_checked_and_counts(site: Site, page: Page) -> None:
    open_report(page, "旧.pdf")
    state, whole = page.locator("#report .state-line"), page.locator("#report .whole")
    expect(state).to_contain_text("同一报告有 2 份，计入的是最新的一份，不是这份")
    expect(whole).to_contain_text("先核对下面 1 处")
    expect(whole.get_by_role("button")).to_have_count(0)
    page.locator("#report [data-who]").first.fill("王敏")
    page.locator("#report .cards .card").get_by_role("button", name="确认").click()
    expect(whole).to_contain_text("同一报告改由这份计入")
    whole.get_by_role("button", name="标为已核对").click()
    expect(state).to_contain_text("同一报告有 2 份，这份已核对，计入回答与检查")
    expect(whole.locator(".whole-said")).to_contain_text("王敏")
    page.get_by_role("button", name="全部报告").click()
    expect(page.locator("#list tr", has_text="旧.pdf").locator(".col-state")).to_have_text("计入已核对")
    page.get_by_role("tab").nth(0).click()
    turn = ask(page, "芦湾渡口修缮有哪些指标？")
    expect(turn.locator("td .doubt.checked").first).to_have_text("王敏 已核对")
    open_report(page, "旧.pdf")
    whole.get_by_role("button", name="撤回核对").click()
    expect(state).to_contain_text("计入的是最新的一份")
    expect(whole.locator(".history li")).to_have_count(2)
    page.get_by_role("tab").nth(0).click()
    expect(turn.locator("td .doubt.checked")).to_have_count(0)  # the answer follows


def test_nobody_marks_a_report_without_a_name_nor_what_another_has_changed(site: Site, page: Page) -> None:
    open_report(page, "新.pdf")
    mark = page.locator("#report .whole").get_by_role("button", name="标为已核对")
    mark.click()
    expect(page.locator("#report .whole [data-who]")).to_be_focused()
    with open_store(site.home) as store:
        assert trail(store, 2) == []
        correct(store, 2, "annual_goal", "加固河堤6公里。", LI)
    page.locator("#report .whole [data-who]").fill("王敏")
    mark.click()
    expect(page.locator("#report .whole .wrong")).to_contain_text("李强又核对过这份报告")
    expect(page.locator("#report")).to_contain_text("加固河堤6公里。")
    mark.click()
    expect(page.locator("#report .whole-said")).to_contain_text("王敏")


def test_the_list_is_narrowed_to_what_is_checked(site: Site, page: Page) -> None:
    with open_store(site.home) as store:
        verify(store, 2, WANG)
    page.get_by_role("tab").nth(1).click()
    rows = page.locator("#list tbody tr")
    for kind, files in (("未核对", ["别的.pdf", "旧.pdf"]), ("已核对", ["新.pdf"]), ("有待核对", ["别的.pdf", "旧.pdf"]), ("全部", ["别的.pdf", "新.pdf", "旧.pdf"])):
        page.locator("#shows").get_by_text(kind, exact=True).click()
        expect(rows).to_have_count(len(files))
        assert rows.locator(".col-document").all_inner_texts() == files
    page.locator("#language").get_by_text("English").click()
    page.locator("#shows").get_by_text("Checked", exact=True).click()
    expect(rows).to_have_count(1)
    expect(rows.locator(".col-state")).to_have_text("countschecked")


@pytest.mark.parametrize("width", [800, 1280])
def test_the_mark_stands_within_its_pane(site: Site, browser: Browser, width: int) -> None:
    context = new_context(browser, width)
    page = site.visit(context)
    page.get_by_role("tab").nth(1).click()
    assert page.evaluate("() => document.documentElement.scrollWidth <= innerWidth")
    open_report(page, "新.pdf")
    line = page.locator("#report .whole-line")
    assert line.evaluate("(e) => e.scrollWidth <= e.clientWidth + 1 && e.getBoundingClientRect().right <= document.querySelector('#report').getBoundingClientRect().right")
    context.close()

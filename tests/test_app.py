"""The page in a real browser over a real server: what a person does, in both languages, and what must never happen."""

from __future__ import annotations

import re
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest
from evaluated import evaluations
from in_browser import ROOT, Site, ask, new_context, select, serving
from playwright.sync_api import Browser, Page, expect

from samples.files import write

BUNDLED = ROOT / "samples" / "reports"
YEAR = 2031  # of the reports that these tests make


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Two good files of our own (PDF, XLSX), a bundled one, and two bad ones among them."""
    folder = tmp_path_factory.mktemp("files")
    random = Random(7)
    pdf = evaluations(random, YEAR, "missing_reason")
    sheet = evaluations(random, YEAR + 1, "total_mismatch")[:1]
    (folder / "坏的.pdf").write_bytes(b"not a PDF at all")
    (folder / "说明.txt").write_text("…", encoding="utf-8")
    return [
        folder / "坏的.pdf",
        write(folder, "自评（第1版）", "reportlab", pdf),
        folder / "说明.txt",
        write(folder, "自评", "xlsx", sheet),
        sorted(BUNDLED.glob("*.pdf"))[0],
    ]


def test_an_empty_workspace_says_what_to_do(browser: Browser, tmp_path: Path) -> None:
    with serving(tmp_path) as empty:
        page = empty.visit(new_context(browser))
        expect(page.locator("#talk")).to_contain_text("还没有报告")
        page.get_by_role("button", name="去上传报告").click()
        expect(page.locator("#drop")).to_be_visible()
        expect(page.locator("#list")).to_contain_text("上传后会列在这里")


@pytest.fixture(scope="module")
def started(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    with serving(tmp_path_factory.mktemp("workspace")) as running:
        yield running


@pytest.fixture(scope="module")
def uploaded(started: Site, browser: Browser, files: list[Path]) -> list[str]:
    """The line that each file got."""
    page = started.visit(new_context(browser))
    page.get_by_role("tab", name="报告").click()
    page.locator("#drop input[type=file]").set_input_files(files)
    expect(page.locator("#outcomes")).to_contain_text("已完成", timeout=120_000)
    return page.locator("#outcomes li").all_inner_texts()


@pytest.fixture(scope="module")
def site(started: Site, uploaded: list[str]) -> Site:
    assert uploaded
    return started


def test_every_file_gets_one_line_and_a_bad_one_stops_no_other(site: Site, uploaded: list[str]) -> None:
    lines = [" ".join(line.split()) for line in uploaded]
    assert len(lines) == 5
    assert "坏的.pdf 失败" in lines[0]
    assert "自评（第1版）.pdf 已入库，2 份报告" in lines[1]
    assert "说明.txt 失败" in lines[2]
    assert "自评.xlsx 已入库，1 份报告" in lines[3]
    assert "已入库" in lines[4]
    assert not [line for line in lines if str(site.home) in line]
    assert not list((site.home / "uploads").rglob("*.pdf"))


def test_the_same_file_again_is_skipped(page: Page, files: list[Path]) -> None:
    page.get_by_role("tab", name="报告").click()
    page.locator("#drop input[type=file]").set_input_files(files[1])
    expect(page.locator("#outcomes")).to_contain_text("未重复入库")


# asking


def names_of_ours(page: Page) -> str:
    """The project of one of our own reports, as the list shows it."""
    page.get_by_role("tab").nth(1).click()
    name = page.locator("#list tr", has_text="自评（第1版）.pdf").first.locator(".col-project").inner_text()
    page.get_by_role("tab").nth(0).click()
    return name


def test_a_question_in_chinese_opens_the_page_of_its_row(page: Page) -> None:
    turn = ask(page, f"{names_of_ours(page)}的年度目标是什么？")
    expect(turn.locator(".said").first).not_to_be_empty()
    expect(turn.locator(".query")).to_contain_text("查询")
    expect(turn.locator("th").first).to_have_text("项目")
    row = turn.locator("tr[data-places]", has_text="自评（第1版）.pdf").first
    select(page, row, "ask")
    expect(page.locator("[data-viewer=ask] .viewer-file")).to_have_text("自评（第1版）.pdf")


def test_a_question_in_english_is_answered_in_english(page: Page) -> None:
    turn = ask(page, f"What is the execution rate of {names_of_ours(page)}?")
    expect(turn.locator(".query")).to_contain_text("Query")
    assert re.search(r"\d", turn.locator(".said").first.inner_text())
    expect(turn.locator("tr[data-places]").first).to_have_attribute("aria-selected", "true")


def test_a_row_of_a_spreadsheet_shows_its_cell(page: Page) -> None:
    page.get_by_role("tab", name="报告").click()
    page.locator("#list tr", has_text="自评.xlsx").first.click()
    page.locator("#report .indicators td[data-places]").first.click()
    marked = page.locator("[data-viewer=report] td.marked").first
    expect(marked).to_be_in_viewport()
    expect(page.locator("[data-viewer=report] .viewer-where")).to_have_text("第 1 / 1 张表")


def test_a_suggested_question_is_answered_at_a_click(page: Page) -> None:
    chip = page.locator("#talk .chip").first
    question = chip.inner_text()
    chip.click()
    expect(page.locator(".turn .question")).to_have_text(question)
    expect(page.locator(".turn")).to_have_attribute("data-done", "")
    expect(page.locator(".turn .badge")).to_have_count(0)


def test_what_is_not_understood_says_what_can_be_asked(page: Page) -> None:
    turn = ask(page, "今天中午吃什么好呢？")
    expect(turn.locator(".badge")).to_be_visible()
    expect(turn.locator(".chip").first).to_be_visible()
    expect(page.locator("[data-viewer=ask] .viewer-empty")).to_be_visible()


def test_an_empty_question_asks_nothing(page: Page) -> None:
    page.locator("#question textarea, #question input").fill("   ")
    page.keyboard.press("Enter")
    page.locator("#send").click()
    turn = ask(page, "共有多少个项目？")
    expect(page.locator(".turn")).to_have_count(1)
    expect(turn).to_be_visible()


def test_a_question_is_text_whatever_it_holds(page: Page) -> None:
    nasty = '<img src=x onerror="window.hit=1"><script>window.hit=1</script> $x^2$ **b** # `c` {{value}} ${window.hit=1}'
    turn = ask(page, nasty)
    expect(turn.locator(".question")).to_have_text(nasty)
    assert page.evaluate("() => window.hit") is None
    assert turn.locator("img, script").count() == 0


def test_a_new_question_stands_at_the_top_however_long_the_row_was_that_was_selected(page: Page) -> None:
    name = names_of_ours(page)
    ask(page, f"{name}的年度目标是什么？")
    for question in (f"{name}的执行率是多少？", "哪些指标没有完成？"):
        turn = ask(page, question)
        expect(turn.locator("[aria-selected]").first).to_be_attached()
        below: float = turn.evaluate("(t) => t.getBoundingClientRect().top - document.querySelector('#talk').getBoundingClientRect().top")
        assert 0 <= below < 60


def test_a_question_that_is_too_long_is_refused_and_never_cut_to_another(page: Page) -> None:
    turn = ask(page, "有多少个项目" * 1700)
    expect(turn.locator(".badge")).to_be_visible()
    expect(turn.locator(".said")).to_contain_text("超过 500 个字")


def test_rows_are_reached_by_keyboard(page: Page) -> None:
    turn = ask(page, "2031年有哪些指标？")
    rows = turn.locator("tr[data-places]")
    rows.first.focus()
    page.keyboard.press("ArrowDown")
    expect(rows.nth(1)).to_have_attribute("aria-selected", "true")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Enter")
    expect(rows.first).to_have_attribute("aria-selected", "true")


def test_a_conversation_is_seen_by_its_own_browser_only(site: Site, browser: Browser, page: Page) -> None:
    ask(page, "共有多少个项目？")
    other = new_context(browser)
    theirs = site.visit(other)
    expect(theirs.locator(".turn")).to_have_count(0)
    ask(theirs, "共有多少份报告？")
    expect(page.locator(".turn")).to_have_count(1)
    expect(page.locator(".turn")).not_to_contain_text("多少份报告")
    other.close()


def test_a_new_conversation_forgets(page: Page) -> None:
    ask(page, "共有多少个项目？")
    page.locator("#anew").click()
    expect(page.locator(".welcome")).to_be_visible()
    expect(page.locator(".turn")).to_have_count(0)


# reports


def open_ours(page: Page, name: str = "自评（第1版）.pdf") -> None:
    page.get_by_role("tab").nth(1).click()
    page.locator("#list tr", has_text=name).first.click()
    expect(page.locator("#report h2")).to_be_visible()


def test_the_list_names_all_reports_and_narrows_down(page: Page) -> None:
    page.get_by_role("tab", name="报告").click()
    rows = page.locator("#list tbody tr")
    expect(rows.nth(3)).to_be_visible()
    page.locator("#filter textarea, #filter input").fill("自评.xlsx")
    expect(rows).to_have_count(1)
    expect(rows.first.locator(".col-score")).to_have_text(re.compile(r"\d"))
    page.locator("#filter textarea, #filter input").fill("没有这样的报告")
    expect(page.locator("#list")).to_contain_text("没有符合筛选条件的报告")


def test_a_value_of_a_report_lights_its_box(page: Page) -> None:
    open_ours(page)
    for place in ("#report .indicators td.col-actual", "#report .funds td.num", "#report dd"):
        select(page, page.locator(f"{place}[data-places]").first)
    expect(page.locator("#report .status").first).to_be_attached()


def test_findings_are_listed_and_light_what_they_rest_on(page: Page) -> None:
    open_ours(page)
    select(page, page.locator("#report .findings li[data-places]").first)


def test_pages_are_turned(page: Page) -> None:
    open_ours(page)
    viewer = page.locator("[data-viewer=report]")
    expect(viewer.locator(".viewer-where")).to_have_text("第 1 / 2 页")
    viewer.get_by_label("下一页").click()
    expect(viewer.locator(".viewer-where")).to_have_text("第 2 / 2 页")
    expect(viewer.get_by_label("下一页")).to_be_disabled()
    viewer.get_by_label("放大").click()
    expect(viewer.get_by_label("缩小")).to_be_enabled()


def test_a_report_is_withdrawn_and_restored(page: Page) -> None:
    open_ours(page, "自评.xlsx")
    page.get_by_role("button", name="撤回").click()
    expect(page.locator("#report .state")).to_have_text("已撤回")
    page.get_by_role("button", name="全部报告").click()
    row = page.locator("#list tr", has_text="自评.xlsx").first
    expect(row.locator(".state")).to_have_text("已撤回")
    row.click()
    page.get_by_role("button", name="恢复").click()
    expect(page.locator("#report .state")).to_have_text("计入")


# language, layout, limits


def test_the_whole_page_follows_the_language(page: Page) -> None:
    page.locator("#language").get_by_text("English").click()
    expect(page.locator("h1")).to_have_text("Performance Reports")
    expect(page.get_by_role("tab", name="Reports")).to_be_visible()
    expect(page.locator("#question textarea, #question input")).to_have_attribute("placeholder", re.compile("Ask"))
    expect(page.locator("[data-viewer=ask]")).to_contain_text("Select a row")
    open_ours(page)
    chrome = [page.locator(place).all_inner_texts() for place in ("#report h3", "#report th", "#report dt:not(.printed)", "#report .action", ".viewer-bar button")]
    assert not re.search("[\u4e00-\u9fff]", "".join(text for texts in chrome for text in texts if "/" not in text)), chrome
    page.reload()
    expect(page.locator("h1")).to_have_text("Performance Reports")


@pytest.mark.parametrize("size", [(1280, 800), (1440, 900), (1024, 768)], ids=str)
def test_nothing_is_wider_than_the_page(site: Site, browser: Browser, size: tuple[int, int]) -> None:
    context = new_context(browser, *size)
    page = site.visit(context)
    ask(page, "2031年有哪些指标？")
    fits = "() => document.documentElement.scrollWidth <= innerWidth && document.querySelector('#question').getBoundingClientRect().bottom <= innerHeight"
    assert page.evaluate(fits)
    open_ours(page)
    assert page.evaluate("() => document.documentElement.scrollWidth <= innerWidth")
    context.close()


def test_a_browser_without_chinese_fonts_is_given_one(site: Site, page: Page) -> None:
    """The page's own font holds Chinese; it is fetched only where no other of the page's fonts is there."""
    loaded = "async () => { const found = await document.fonts.load('16px \"Jixiao Hei\"', '绩'); return found.map((f) => f.status); }"
    assert page.evaluate(loaded) == ["loaded"]


def test_nothing_leaves_the_machine_and_nothing_goes_wrong(site: Site, page: Page) -> None:
    select(page, ask(page, f"{names_of_ours(page)}的年度目标是什么？").locator("tr[data-places]").first, "ask")
    open_ours(page)
    assert [url for url in site.requests if url.startswith(f"{site.address}/pages/")]
    assert not site.elsewhere()
    assert not site.complaints


def test_an_address_in_use_is_one_line(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        command = [sys.executable, str(ROOT / "app.py"), "serve", "--home", str(tmp_path), "--port", port]
        run = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)
    assert run.returncode == 1
    assert len(run.stderr.strip().splitlines()) == 1
    assert port in run.stderr

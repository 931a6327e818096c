"""The tab of questions in a real browser over a real server: charts, conditions, files, links, judgements, buttons that work."""

from __future__ import annotations

import re
from pathlib import Path
from random import Random

import openpyxl
import pytest
from evaluated import CITY, TOWN, bring, evaluations
from in_browser import Site, ask, new_context, select, serving
from playwright.sync_api import Browser, BrowserContext, Page, expect

from index.asked import everything
from index.decisions import Decider, confirm, correct
from index.schema import ReportRow
from index.store import open_store
from samples.files import write

YEARS = (2030, 2031, 2032)


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Six projects of three years in a city and a county."""
    folder, random = tmp_path_factory.mktemp("files"), Random(11)
    files = [write(folder, f"自评{year}", "reportlab", evaluations(random, year)) for year in YEARS]
    return bring(tmp_path_factory.mktemp("workspace"), files)


def next_turn(page: Page, before: int) -> None:
    expect(page.locator(".turn")).to_have_count(before + 1)
    expect(page.locator(".turn").nth(before)).to_have_attribute("data-done", "")


def worst(page: Page, where: str = "") -> None:
    ask(page, f"{where}自评得分最低的3个项目")


# charts


def test_a_ranking_is_drawn_from_its_rows_and_each_bar_opens_its_source(page: Page) -> None:
    turn = ask(page, "自评得分最低的3个项目")
    assert turn.locator(".bars li").count() == 3
    table = [cell.strip() for cell in turn.locator(".rows").first.locator("tbody tr td:nth-child(2)").all_inner_texts()]
    assert turn.locator(".bar-said").all_inner_texts() == table
    expect(turn.locator("tr[data-places]").first).to_have_attribute("aria-selected", "true")
    select(page, turn.locator(".bars li").nth(1), "ask")


def test_a_trend_is_a_line_with_its_years_and_values(page: Page) -> None:
    turn = ask(page, "各年度平均得分")
    expect(turn.locator("svg .axis")).to_have_text([f"{year}年" for year in YEARS])
    said = turn.locator(".rows").first.locator("tbody tr td:nth-child(2)").all_inner_texts()
    assert turn.locator("svg .said-value").all_text_contents() == said
    turn.locator("svg g[data-places]").nth(2).click()
    expect(turn.locator("svg g[data-places]").nth(2)).to_have_attribute("aria-selected", "true")
    expect(page.locator("[data-viewer=ask] .viewer-file")).to_have_text("自评2032.pdf")


def test_what_is_no_comparison_has_no_chart(page: Page) -> None:
    for question in ("共有多少个项目？", f"{CITY}有哪些指标？", "2019年的得分"):
        turn = ask(page, question)
        assert turn.locator(".chart").count() == 0


# the query, changed by hand


def test_a_condition_is_taken_away(page: Page) -> None:
    worst(page, f"{CITY}2030年")
    page.locator(".turn").first.get_by_role("button", name=re.compile("去掉这个条件.*2030年")).click()
    next_turn(page, 1)
    turn = page.locator(".turn").nth(1)
    expect(turn.locator(".question")).to_have_text("改查询去掉“2030年”")
    expect(turn.locator(".query").first).to_contain_text(f"列出{CITY}项目")
    expect(turn.locator(".bars li")).to_have_count(3)


def test_a_year_a_number_a_name_and_an_order_are_changed(page: Page) -> None:
    worst(page, f"{CITY}2030年")
    changes = (("2030年", "select", "2031", "2031年"), ("地区", "input", TOWN, TOWN), ("取前", "input", "1", "取前 1 个"), ("按自评得分", "select", "desc", "从高到低"))
    for n, (chip, field, value, said) in enumerate(changes):
        box = page.locator(".turn").nth(n).locator(".cond", has_text=chip)
        box.locator("summary").click()
        control = box.locator(f"form {field}")
        control.select_option(value) if field == "select" else control.fill(value)
        box.get_by_role("button", name="重新查询", exact=True).click()
        next_turn(page, n + 1)
        expect(page.locator(".turn").nth(n + 1).locator(".conditions")).to_contain_text(said)
    expect(page.locator(".turn").nth(4).locator(".query").first).to_contain_text(f"列出{TOWN}2031年项目，按自评得分从高到低，取前 1 个")


def test_a_change_that_cannot_be_is_explained(page: Page) -> None:
    worst(page, CITY)
    box = page.locator(".cond", has_text="地区")
    box.locator("summary").click()
    box.locator("input").fill("蓬莱市")
    page.keyboard.press("Enter")
    next_turn(page, 1)
    expect(page.locator(".turn").nth(1)).to_contain_text("工作区的报告里没有“蓬莱市”")


def test_only_one_editor_is_open_and_escape_closes_it(page: Page) -> None:
    worst(page, f"{CITY}2030年")
    for chip in ("2030年", "地区"):
        page.locator(".cond", has_text=chip).locator("summary").click()
        expect(page.locator(".cond details[open]")).to_have_count(1)
    expect(page.locator(".cond form:visible")).to_be_in_viewport(ratio=1)
    page.keyboard.press("Escape")
    expect(page.locator(".cond details[open]")).to_have_count(0)


def test_the_scope_of_follow_ups_is_shown_and_can_be_dropped(page: Page) -> None:
    worst(page, f"{CITY}2030年")
    standing = page.locator("#standing")
    expect(standing.locator(".cond-text")).to_have_text([CITY, "2030年"])
    standing.get_by_role("button", name=re.compile(CITY)).click()
    expect(standing.locator(".cond-text")).to_have_text(["2030年"])
    turn = ask(page, "那2031年呢？")
    expect(turn.locator(".query").first).not_to_contain_text(CITY)
    page.locator("#anew").click()
    expect(standing).to_be_hidden()


# taken away


def test_an_answer_is_copied_with_its_query_and_sources(site: Site, browser: Browser) -> None:
    context = new_context(browser)
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    page = site.visit(context)
    turn = ask(page, "自评得分最低的3个项目")
    turn.get_by_role("button", name="复制").click()
    expect(turn.get_by_role("button", name="已复制")).to_be_visible()
    lines = page.evaluate("() => navigator.clipboard.readText()").split("\n")
    assert lines[0] == turn.locator(".said").first.inner_text()
    assert lines[1].split("\t")[:3] == ["单位", "项目", "年度"]
    assert sum(".pdf\t第 " in line for line in lines) == 3
    assert any(line.startswith("查询：列出") for line in lines)
    expect(turn.get_by_role("button", name="复制", exact=True)).to_be_visible()
    context.close()


@pytest.mark.parametrize(("name", "suffix"), [("导出 Excel", ".xlsx"), ("导出 Word", ".docx")])
def test_an_answer_is_taken_away_as_a_file(page: Page, tmp_path: Path, name: str, suffix: str) -> None:
    turn = ask(page, "自评得分最低的3个项目")
    with page.expect_download() as download:
        turn.get_by_text(name).click()
    assert re.fullmatch(rf"自评得分最低的3个项目-\d{{8}}-\d{{4}}{suffix}", download.value.suggested_filename)
    download.value.save_as(tmp_path / f"x{suffix}")
    if suffix == ".xlsx":
        assert openpyxl.load_workbook(tmp_path / "x.xlsx")["答案"].max_row == 4
    else:
        assert (tmp_path / "x.docx").read_bytes()[:2] == b"PK"


def test_an_answer_that_nobody_has_is_not_found(page: Page) -> None:
    for key in ("0" * 32, "..%2F..%2Fjixiao.db", "x"):
        assert page.request.get(f"{page.url}answers/{key}.docx").status == 404


# links


def test_a_link_works_after_a_restart_and_tells_what_changed(home: Path, browser: Browser) -> None:
    with serving(home) as running:
        context = new_context(browser)
        page = running.visit(context)
        turn = ask(page, "自评得分最低的3个项目")
        turn.get_by_role("button", name="固定链接").click()
        link = page.locator(".link-field").input_value()
        said = page.locator(".rows").first.inner_text()
        context.close()
    query = link.partition("?")[2]
    with serving(home) as running:
        context = new_context(browser)
        page = opened(context, f"{running.address}/?{query}")
        expect(page.locator(".kept")).to_contain_text("结果相同")
        assert page.locator(".rows").first.inner_text() == said
        row = page.locator("tr[data-places]").nth(1)
        row.click()
        expect(page.locator("[data-viewer=ask]")).to_have_attribute("data-shown", row.get_attribute("id") or "?")
        with page.expect_download() as download:
            page.get_by_text("导出 Excel").click()
        download.value.save_as(home / "x.xlsx")
        assert "链接" in [row[0] for row in openpyxl.load_workbook(home / "x.xlsx").worksheets[0].iter_rows(values_only=True)]
        with open_store(home) as store:
            with store.reading() as session:
                first = session.query(ReportRow).order_by(ReportRow.total_score.desc()).first()
                assert first is not None
            correct(store, first.id, "total_score", "1.5", Decider("刘审核"))
        page.reload()
        expect(page.locator(".kept.changed")).to_contain_text("此后数据有变化")
        assert page.locator(".rows").first.inner_text() == said
        page.get_by_role("button", name="看现在的答案").click()
        next_turn(page, 1)
        expect(page.locator(".turn").nth(1).locator(".rows").first).to_contain_text("1.5分")
        page.locator("#anew").click()
        expect(page.locator(".welcome")).to_be_visible()
        assert "answer=" not in page.url
        context.close()


def opened(context: BrowserContext, address: str) -> Page:
    page = context.new_page()
    page.goto(address)
    expect(page.locator(".turn")).to_have_attribute("data-done", "", timeout=30_000)
    return page


def test_a_link_to_nothing_says_so(site: Site, browser: Browser) -> None:
    context = new_context(browser)
    page = opened(context, f"{site.address}/?answer={'0' * 32}")
    expect(page.locator(".turn")).to_contain_text("没有这个链接的答案")
    context.close()


# judged, checked


def test_an_answer_is_judged_with_a_comment(site: Site, page: Page) -> None:
    question = "全部项目的平均自评得分是多少？"
    turn = ask(page, question)
    turn.get_by_role("button", name="答得不对").click()
    expect(turn.get_by_role("button", name="答得不对")).to_have_attribute("aria-pressed", "true")
    turn.locator(".comment textarea").fill("<b>少算了一个</b>")
    turn.get_by_role("button", name="提交").click()
    expect(turn).to_contain_text("已记录")
    with open_store(site.home) as store:
        entry = next(a for a in everything(store) if a.question == question)
    assert (entry.good, entry.comment, entry.kind) == (False, "<b>少算了一个</b>", "number")


def test_a_row_that_a_person_has_checked_bears_the_name(site: Site, page: Page) -> None:
    with open_store(site.home) as store:
        with store.reading() as session:
            row = session.query(ReportRow).filter(ReportRow.region_path.contains(TOWN), ReportRow.fiscal_year == 2032).one()
        for path in ("total_score", "budget[0].full_year", "budget[0].executed", "budget[0].execution_rate"):
            confirm(store, row.id, path, Decider("周核"))
    turn = ask(page, f"{TOWN}2032年自评得分是多少？")
    expect(turn.locator(".doubt.checked").first).to_have_text("周核 已核对")
    with open_store(site.home) as store, store.reading() as session:
        other = session.query(ReportRow).filter(ReportRow.region_path.contains(CITY), ReportRow.fiscal_year == 2032).one()
    with open_store(site.home) as store:
        confirm(store, other.id, "total_score", Decider("周核"))
    turn = ask(page, f"{CITY}2032年自评得分最低的1个项目")
    expect(turn.locator(".doubt.checked").first).to_have_text("周核 已核对自评得分")


# what did not work offers what does


@pytest.mark.parametrize(("question", "badge", "says"), [
    ("2019年的平均得分是多少？", "报告中没有", "2019年"),
    ("今天中午吃什么好呢？", "没有理解这个问题", ""),
    ("蓬莱市得分最低的项目", "", "蓬莱市"),
])  # fmt: skip
def test_what_cannot_be_answered_says_why_and_its_buttons_work(page: Page, question: str, badge: str, says: str) -> None:
    turn = ask(page, question)
    expect(turn.locator(".badge")).to_contain_text(badge)
    expect(turn.locator(".answer")).to_contain_text(says)
    chips = turn.locator(".chip").all_inner_texts()
    assert chips
    for n, chip in enumerate(chips, start=1):
        page.locator(".turn").first.locator(".chip", has_text=chip).first.click()
        next_turn(page, n)
        expect(page.locator(".turn").nth(n).locator(".badge")).to_have_count(0)


# language, layout


def test_all_of_it_speaks_english_too(page: Page) -> None:
    page.locator("#language").get_by_text("English").click()
    expect(page.locator("h1")).to_have_text("Performance Reports")
    turn = ask(page, f"Which projects in {CITY} scored below 100 in 2030?")
    turn.get_by_role("button", name="Permalink").click()
    turn.get_by_role("button", name="Wrong").click()
    expect(turn.locator(".comment")).to_be_visible()
    words = [turn.locator(place).all_inner_texts() for place in (".acts", ".comment button", ".conditions", "#standing")]
    said = " ".join(text for texts in words for text in texts).replace(CITY, "")
    assert not re.search(r"[\u4e00-\u9fff]", said), said


@pytest.mark.parametrize("width", [1280, 800])
def test_nothing_is_wider_than_its_pane(site: Site, browser: Browser, width: int) -> None:
    context = new_context(browser, width)
    page = site.visit(context)
    turn = ask(page, f"{CITY}自评得分最低的3个项目")
    turn.get_by_role("button", name="固定链接").click()
    turn.get_by_role("button", name="答得对").click()
    for part in (".chart", ".conditions", ".acts", ".link-made", ".comment"):
        inside: bool = turn.locator(part).first.evaluate("(e) => { const t = document.querySelector('#talk').getBoundingClientRect(), r = e.getBoundingClientRect(); return r.left >= t.left && r.right <= t.right && e.scrollWidth <= e.clientWidth + 1; }")
        assert inside, part
    assert page.evaluate("() => document.documentElement.scrollWidth <= innerWidth")
    context.close()


def test_what_was_asked_by_stands_before_what_is_shown_beside(page: Page) -> None:
    """On a narrow page it is what is seen."""
    turn = ask(page, f"{CITY}预算执行率低于95%的项目有哪些？")
    expect(turn.locator("th").nth(1)).to_have_text("预算执行率")


def test_the_page_asks_for_nothing_from_elsewhere(site: Site, page: Page) -> None:
    worst(page, CITY)
    page.locator("#language").get_by_text("English").click()
    expect(page.locator("h1")).to_have_text("Performance Reports")
    assert [url for url in site.requests if url.startswith(f"{site.address}/pages/")]
    assert not site.elsewhere()

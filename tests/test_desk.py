"""Values of a scan held against the paper, in a real browser over a real server: seen, confirmed, corrected, taken back."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from drawn import HEAD, draw_form
from in_browser import Site, ask, new_context, serving
from PIL import Image
from playwright.sync_api import Browser, Locator, Page, expect
from scan_in_doubt import keep, scanned

from assistant.ui.checking import to_check
from assistant.ui.records import load
from index.decisions import Decider, correct
from index.ingest import ingest
from index.schema import ReportRow
from index.store import open_store

ROWS = (
    *HEAD,
    ("数量指标", "修缮渡口数量", "3处", "4处", "50", "50"),
    ("质量指标", "验收合格率", "≥95%", "90%", "40", "30"),
)
REVIEW = ("annual_goal", "indicators[0].target", "indicators[1].score", "project_name")


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Site]:
    home = tmp_path / "home"
    with open_store(home) as store:
        keep(store, tmp_path / "扫描件.pdf", ROWS, REVIEW)
    with serving(home) as running:
        yield running


def row(site: Site) -> ReportRow:
    with open_store(site.home) as store, store.reading() as session:
        found = session.get_one(ReportRow, 1)
        _ = (found.decisions, found.indicators)
        return found


def open_scan(page: Page) -> Locator:
    """The cards of the report's doubtful values."""
    page.get_by_role("tab").nth(1).click()
    page.locator("#list tbody tr").first.click()
    expect(page.locator("#report h2")).to_be_visible()
    return page.locator("#report .cards .card")


def test_a_scan_that_is_read_for_real_says_where_it_is_in_doubt(tmp_path: Path) -> None:
    with open_store(tmp_path / "home") as store:
        scan = scanned(draw_form(tmp_path / "form.pdf", rows=ROWS), tmp_path / "a.pdf")
        assert list(ingest(store, [scan], workers=1))[-1].outcome == "stored"
        with store.reading() as session:
            found = session.get_one(ReportRow, 1)
            assert found.doubts == len(found.review)
            assert {e.source for e in found.evidence} == {"ocr"}
            assert load(session, 1) is not None


def as_person(page: Page, name: str = "王敏") -> None:
    page.locator("#report [data-who]").fill(name)


def card(page: Page, path: str) -> Locator:
    return page.locator(f'#report .cards [data-card="{path}"]')


def test_doubtful_values_stand_beside_their_crops(site: Site, page: Page) -> None:
    cards = open_scan(page)
    expect(cards).to_have_count(4)
    expect(page.locator(".desk h3")).to_contain_text("还有 4 处")
    expect(card(page, "annual_goal")).to_contain_text("这里没有读到内容")
    one = card(page, "indicators[0].target")
    expect(one).to_contain_text("修缮渡口数量 · 目标值")
    expect(one).to_contain_text("3处")
    expect(one.locator(".reason")).to_have_text("识别把握 80%")
    crop = one.locator("img.crop")
    crop.scroll_into_view_if_needed()
    page.wait_for_function("(i) => i.complete && i.naturalWidth > 20", arg=crop.element_handle())
    drawn = Image.open(BytesIO(page.request.get(f"{page.url}{crop.get_attribute('src')}").body())).convert("L")
    assert drawn.getextrema()[0] < 100  # something stands there


def test_enter_confirms_and_goes_on_to_the_next(site: Site, page: Page) -> None:
    cards = open_scan(page)
    expect(cards).to_have_count(4)
    as_person(page)
    second = cards.nth(1).get_attribute("data-card") or ""
    cards.first.focus()
    page.keyboard.press("Enter")
    expect(cards).to_have_count(3)
    expect(page.locator(":focus")).to_have_attribute("data-card", second)
    page.keyboard.press("Enter")
    expect(cards).to_have_count(2)
    assert [(d.kind, d.who) for d in row(site).decisions] == [("confirmed", "王敏")] * 2
    page.reload()
    open_scan(page)
    expect(page.locator("#report [data-who]")).to_have_value("王敏")


def test_nobody_decides_without_a_name(site: Site, page: Page) -> None:
    cards = open_scan(page)
    cards.first.get_by_role("button", name="确认").click()
    expect(page.locator("#report [data-who]")).to_be_focused()
    assert row(site).decisions == []


def test_a_value_is_corrected_and_everything_follows(site: Site, page: Page) -> None:
    open_scan(page)
    as_person(page)
    one = card(page, "indicators[0].target")
    one.focus()
    page.keyboard.press("e")
    field = one.locator("[data-new]")
    expect(field).to_be_focused()
    expect(field).to_have_value("3处")
    field.fill("≥5处")
    one.locator("[data-why]").fill("漏了大于等于号")
    page.keyboard.press("Enter")
    expect(one).to_have_count(0)
    cell = page.locator('#report .indicators [data-path="indicators[0].target"]')
    expect(cell).to_contain_text("≥5处")
    expect(cell).to_contain_text("已改正")
    expect(page.locator("#report .indicators tbody tr").first.locator(".status")).to_have_text("未达标")
    assert row(site).indicators[0].status == "missed"
    turn_to_answer = ask_in_tab(page, "哪些指标没有完成？")
    expect(turn_to_answer).to_contain_text("修缮渡口数量")
    expect(turn_to_answer.locator(".doubts")).not_to_contain_text("目标值")


def ask_in_tab(page: Page, question: str) -> Locator:
    page.get_by_role("tab").nth(0).click()
    return ask(page, question)


def test_a_bad_value_comes_back_with_what_is_wrong(site: Site, page: Page) -> None:
    open_scan(page)
    as_person(page)
    page.locator('#report .indicators [data-path="indicators[0].score"]').click()
    panel = page.locator("#value .card")
    panel.get_by_role("button", name="改正").click()
    panel.locator("[data-new]").fill("五十")
    page.keyboard.press("Enter")
    expect(panel.locator(".wrong")).to_contain_text("“五十”读不出数值")
    expect(panel.locator("[data-new]")).to_have_value("五十")
    assert row(site).decisions == []
    panel.locator("[data-new]").fill("45")
    page.keyboard.press("Enter")
    expect(panel.locator(".read")).to_have_text("45")
    expect(panel.locator(".history")).to_contain_text("王敏 改正")
    expect(panel.locator(".history")).to_contain_text("50 → 45")


def test_a_decision_is_taken_back_and_its_history_stays(site: Site, page: Page) -> None:
    open_scan(page)
    as_person(page)
    page.locator('#report .indicators [data-path="indicators[1].actual"]').click()
    panel = page.locator("#value .card")
    panel.get_by_role("button", name="改正").click()
    panel.locator("[data-new]").fill("96%")
    panel.get_by_role("button", name="保存").click()
    expect(panel.locator(".read")).to_have_text("96%")
    panel.get_by_role("button", name="撤回决定").click()
    expect(panel.locator(".read")).to_have_text("90%")
    expect(panel.locator(".history li")).to_have_count(2)
    page.locator("#value .close").click()
    expect(panel).to_have_count(0)


def test_a_page_drawn_before_anothers_decision_is_told(site: Site, page: Page) -> None:
    open_scan(page)
    as_person(page)
    with open_store(site.home) as store:
        correct(store, 1, "indicators[0].target", "≥3处", Decider("李强"))
    card(page, "indicators[0].target").get_by_role("button", name="确认").click()
    expect(page.locator("#value .wrong")).to_contain_text("李强已改正这个值，现为“≥3处”")
    expect(page.locator("#value .history")).to_contain_text("3处 → ≥3处")
    expect(card(page, "indicators[0].target")).to_have_count(0)
    assert [d.who for d in row(site).decisions] == ["李强"]


def test_an_answer_shows_the_paper_and_leads_to_the_value(site: Site, page: Page) -> None:
    turn = ask(page, "芦湾渡口修缮有哪些指标？")
    expect(turn.locator(".caution").first).to_contain_text("尚未经人核对")
    doubt = turn.locator(".doubts li", has_text="修缮渡口数量 · 目标值")
    expect(doubt.locator("img.crop")).to_be_visible()
    expect(doubt).to_contain_text("3处")
    expect(turn.locator("td .doubt").first).to_contain_text("待核对")
    doubt.get_by_role("button", name="去核对").click()
    expect(card(page, "indicators[0].target")).to_be_focused()
    as_person(page)
    card(page, "indicators[0].target").focus()
    page.keyboard.press("Enter")
    expect(card(page, "indicators[0].target")).to_have_count(0)
    page.get_by_role("tab").nth(0).click()
    expect(doubt).to_have_count(0)


def test_an_answer_leads_to_the_value_in_a_report_that_is_open_already(site: Site, page: Page) -> None:
    open_scan(page)
    doubt = ask_in_tab(page, "芦湾渡口修缮有哪些指标？").locator(".doubts li", has_text="修缮渡口数量 · 目标值")
    for _ in range(2):
        doubt.get_by_role("button", name="去核对").click()
        expect(card(page, "indicators[0].target")).to_be_focused()
        page.get_by_role("tab").nth(0).click()


def test_the_original_is_captioned_with_what_a_value_is_now(site: Site, page: Page) -> None:
    open_scan(page)
    as_person(page)
    page.locator('#report .indicators [data-path="indicators[1].actual"]').click()
    title = page.locator('[data-viewer="report"] .viewer-title')
    expect(title).to_contain_text("90%")
    panel = page.locator("#value .card")
    panel.get_by_role("button", name="改正").click()
    panel.locator("[data-new]").fill("96%")
    panel.get_by_role("button", name="保存").click()
    expect(title).to_contain_text("96%")
    panel.get_by_role("button", name="撤回决定").click()
    expect(title).to_contain_text("90%")


def test_the_whole_of_a_text_is_seen_before_it_is_confirmed(site: Site, page: Page) -> None:
    said = "为渡口修缮。" * 60
    with open_store(site.home) as store:
        correct(store, 1, "project_name", said, Decider("李强"))
    open_scan(page)
    page.locator('#report dd[data-path="project_name"]').click()
    read = page.locator("#value .read")
    expect(read).to_have_text(said)
    assert read.evaluate("(e) => e.scrollHeight <= e.clientHeight + 1")


def test_a_page_on_its_side_is_shown_upright(page: Page, site: Site, tmp_path: Path) -> None:
    """Its boxes stay where they are on the paper; page, crops and the order of what is to be checked are turned."""
    with open_store(site.home) as store:
        keep(store, tmp_path / "横放.pdf", ROWS, REVIEW, lying=True, fiscal_year=2019)
    page.reload()
    page.get_by_role("tab").nth(1).click()
    page.locator("#list tbody tr", has_text="横放").click()
    one = card(page, "indicators[0].target")
    crop = one.locator("img.crop")
    crop.scroll_into_view_if_needed()
    page.wait_for_function("(i) => i.complete && i.naturalWidth > 20", arg=crop.element_handle())
    assert crop.evaluate("(i) => i.naturalWidth > i.naturalHeight")
    names = [c.get_attribute("data-card") for c in page.locator("#report .cards .card").all()]
    assert [n for n in names if n in REVIEW[1:]] == ["project_name", "indicators[0].target", "indicators[1].score"]
    one.click()
    shown = page.locator('[data-viewer="report"] img.viewer-page')
    expect(shown).to_have_attribute("src", re.compile("turn=90"))
    page.wait_for_function("() => document.querySelector('[data-viewer=\"report\"] img').naturalWidth")
    assert shown.evaluate("(i) => i.naturalWidth < i.naturalHeight")
    page.locator('[data-viewer="report"] .viewer-turned').click()
    expect(shown).to_have_attribute("src", re.compile("turn=180"))
    page.locator('#report .indicators [data-path="indicators[1].actual"]').click()
    expect(shown).to_have_attribute("src", re.compile("turn=180"))  # as the reader turned it


@pytest.mark.parametrize("width", [800, 1280])
def test_which_value_it_is_stays_seen_however_long_its_indicator_is_called(site: Site, browser: Browser, width: int) -> None:
    with open_store(site.home) as store:
        correct(store, 1, "indicators[0].level3", "修缮渡口并完善附属设施、开展安全检查和群众宣传活动数量", Decider("李强"))
    context = new_context(browser, width, 800)
    page = site.visit(context)
    open_scan(page)
    name = card(page, "indicators[0].target").locator(".card-name")
    expect(name).to_contain_text("活动数量 · 目标值")
    [outer, inner] = [node.bounding_box() for node in (name, name.locator("span").last)]
    assert outer
    assert inner
    assert inner["x"] + inner["width"] <= outer["x"] + outer["width"] + 1
    context.close()


def test_a_page_that_was_not_read_is_called_so(site: Site) -> None:
    with open_store(site.home) as store, store.reading() as session:
        shown = load(session, 1)
    assert shown is not None
    told = {"page": 2, "message_zh": "第 2 页太模糊。", "message_en": "Page 2 is too blurred."}
    values = replace(shown.values, payload={**shown.values.payload, "unread": [told]}, review=("unread[0]",))
    chinese, english = to_check(values, None, "zh"), to_check(values, None, "en")
    for said in ("第 2 页没有读出", "第 2 页太模糊。", "已看过"):
        assert said in chinese
    for said in ("Page 2, not read", "Page 2 is too blurred.", "Seen"):
        assert said in english
    assert "没有读到内容" not in chinese


def test_a_stranger_s_words_stay_text(site: Site, page: Page) -> None:
    open_scan(page)
    as_person(page, "<b>王</b>")
    one = card(page, "indicators[0].target")
    one.focus()
    page.keyboard.press("e")
    one.locator("[data-new]").fill("<img src=x onerror=window.hit=1>")
    page.keyboard.press("Enter")
    cell = page.locator('#report .indicators [data-path="indicators[0].target"]')
    expect(cell).to_contain_text("<img src=x")
    assert page.evaluate("() => window.hit") is None


@pytest.mark.parametrize("width", [800, 1024, 1280])
def test_nothing_is_wider_than_the_page(site: Site, browser: Browser, width: int) -> None:
    context = new_context(browser, width, 800)
    page = site.visit(context)
    cards = open_scan(page)
    cards.first.focus()
    page.keyboard.press("e")
    inside = """() => [...document.querySelectorAll('.card button, .card input, .card textarea, .viewer-bar button, .who')]
        .filter((e) => e.offsetParent && e.getBoundingClientRect().right > innerWidth).length"""
    assert page.evaluate(inside) == 0
    context.close()

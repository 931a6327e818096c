"""What nobody has checked, in the tab of questions of a real browser: shown upright, named in its row, led to where it is
checked; and links to answers that stay what they are whatever is done beside them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import BytesIO

import pytest
from drawn import HEAD
from in_browser import Site, ask, new_context, serving
from PIL import Image
from playwright.sync_api import Browser, Page, expect
from scan_in_doubt import keep

from index.store import open_store

ROWS = (
    *HEAD,
    ("数量指标", "修缮渡口数量", "≥5处", "4处", "40", "30"),
    ("质量指标", "验收合格率", "≥95%", "96%", "40", "40"),
    ("时效指标", "完工及时率", "≥95%", "99%", "20", "20"),
)
REVIEW = ("indicators[0].actual", "indicators[1].actual")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """One report, scanned lying on its left side; of two indicators the actual value is in doubt."""
    folder = tmp_path_factory.mktemp("files")
    with open_store(folder / "home") as store:
        keep(store, folder / "横放.pdf", ROWS, REVIEW, lying=True)
    with serving(folder / "home") as running:
        yield running


@pytest.mark.parametrize("width", [800, 1280])
def test_crops_and_pages_are_shown_upright(site: Site, browser: Browser, width: int) -> None:
    context = new_context(browser, width)
    page = site.visit(context)
    turn = ask(page, "哪些指标没有完成？")
    crop = turn.locator(".doubts li", has_text="修缮渡口数量 · 实际完成值").locator("img.crop")
    expect(crop).to_have_attribute("src", re.compile("turn=90"))
    shown = Image.open(BytesIO(page.request.get(f"{page.url}{crop.get_attribute('src')}").body()))
    assert shown.width > shown.height
    expect(page.locator("[data-viewer=ask] img.viewer-page")).to_have_attribute("src", re.compile("turn=90"))
    bar = page.locator("[data-viewer=ask] .viewer-bar button:visible")
    assert len({round(box["y"]) for button in bar.all() if (box := button.bounding_box())}) == 1
    context.close()


def test_a_row_names_what_is_open_and_leads_there(page: Page) -> None:
    turn = ask(page, "哪些指标没有完成？")
    expect(turn.locator(".caution")).to_contain_text("修缮渡口数量 · 实际完成值“4处”")
    turn.get_by_role("button", name="实际完成值待核对").click()
    card = page.locator('#report .cards [data-card="indicators[0].actual"]')
    expect(card).to_be_focused()
    expect(page.locator("[data-viewer=report] .viewer-title")).to_contain_text("修缮渡口数量 · 实际完成值")


def test_what_may_be_missing_is_folded_away(page: Page) -> None:
    turn = ask(page, "哪些指标没有完成？")
    further = turn.locator(".doubts li", has_text="验收合格率 · 实际完成值")
    expect(further).to_be_hidden()
    turn.locator(".doubts summary").click()
    expect(further).to_be_visible()


def test_a_link_stays_the_answer_s_own_whatever_is_done_after(page: Page) -> None:
    turn = ask(page, "共有多少个项目？")
    turn.get_by_role("button", name="固定链接").click()
    field = turn.locator(".link-field")
    expect(field).to_have_value(re.compile(r"\?answer=[0-9a-f]{32}$"))
    address = field.input_value()
    turn.get_by_role("button", name="答得不对").click()
    expect(turn.locator(".comment")).to_be_visible()
    expect(field).to_have_value(address)
    ask(page, "共有多少个指标？")
    expect(field).to_have_value(address)

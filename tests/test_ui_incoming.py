"""Files on their way in, in a real browser: the page of a long one is shown, reading can be stopped, and a page that could
not be read is named."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from drawn import draw_form
from playwright.sync_api import Page, expect
from test_app import Site, browser, empty_site, new_context
from test_bad_input import with_a_broken_page
from test_long_files import long_scan

from assistant.ui.incoming import Incoming, Upload, outcomes
from extractors.errors import UnreadablePage
from index.ingest import Event
from index.store import open_store

__all__ = ["browser", "empty_site", "long_scan"]  # fixtures


@pytest.fixture
def page(empty_site: Site, browser: object) -> Iterator[Page]:
    context = new_context(browser)  # type: ignore[arg-type]
    shown = empty_site.visit(context)
    shown.get_by_role("tab", name="报告").click()
    yield shown
    context.close()


def test_a_long_file_tells_its_page_and_can_be_stopped(page: Page, empty_site: Site, long_scan: Path, tmp_path: Path) -> None:
    other = draw_form(tmp_path / "短.pdf")
    page.locator("#drop input[type=file]").set_input_files([other, long_scan])
    line = page.locator("#outcomes li", has_text="长.pdf")
    expect(line).to_contain_text("/ 40 页", timeout=60_000)
    expect(page.locator("#outcomes li", has_text="短.pdf")).to_contain_text("已入库，1 份报告", timeout=60_000)
    page.get_by_role("button", name="停止读取").click()
    expect(line).to_contain_text("已取消，没有入库", timeout=30_000)
    expect(page.locator("#outcomes")).to_contain_text("已完成：入库 1 个，已有 0 个，失败 0 个，取消 1 个")
    expect(page.get_by_role("button", name="停止读取")).to_have_count(0)
    with open_store(empty_site.home) as store:
        assert not list(store.home.glob("reading-*"))
    assert not list((empty_site.home / "uploads").rglob("*.pdf"))


def test_a_page_that_could_not_be_read_is_named(page: Page, tmp_path: Path) -> None:
    path = with_a_broken_page(draw_form(tmp_path / "form.pdf", size=(600, 842)), tmp_path / "坏一页.pdf")
    page.locator("#drop input[type=file]").set_input_files([path])
    expect(page.locator("#outcomes li.partly")).to_contain_text("第 2 页已损坏，没有读取", timeout=60_000)


def test_lines_say_what_became_of_each_file(tmp_path: Path) -> None:
    unread = (UnreadablePage(3, "第 3 页太模糊。", "Page 3 is too blurred."),)
    files = [
        Incoming(tmp_path / "a.pdf", at=(3, 12)),
        Incoming(tmp_path / "b.pdf", Event(tmp_path / "b.pdf", "stored", reports=2, unread=unread)),
        Incoming(tmp_path / "c.pdf", Event(tmp_path / "c.pdf", "cancelled")),
    ]
    chinese, english = outcomes(Upload(files), tmp_path, "zh"), outcomes(Upload(files), tmp_path, "en")
    for said in ("正在读取第 3 / 12 页", "已入库，2 份报告。第 3 页太模糊。", "已取消，没有入库", 'value="2.167"'):
        assert said in chinese
    for said in ("reading page 3 of 12", "stored, 2 report(s). Page 3 is too blurred.", "cancelled; not stored", "Stop"):
        assert said in english

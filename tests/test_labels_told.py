"""A reviewer says in the browser what an unknown label means: the report is read anew, later files know it, it can be taken back."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from in_browser import Site, serving
from playwright.sync_api import Locator, Page, expect

from index.ingest import ingest
from index.schema import ReportRow
from index.store import open_store
from tests.test_nothing_lost import written


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Site]:
    home = tmp_path / "home"
    with open_store(home) as store:
        assert list(ingest(store, [written(tmp_path, "reportlab")], workers=1))[-1].outcome == "stored"
    with serving(home) as running:
        yield running


def label(page: Page, text: str) -> Locator:
    return page.locator("#report .label").filter(has=page.locator("b.read", has_text=text))


def reasons(site: Site) -> list[str | None]:
    with open_store(site.home) as store, store.reading() as session:
        return [i.deviation_reason for i in session.get_one(ReportRow, 1).indicators]


def test_a_label_is_told_once_and_taken_back(site: Site, page: Page) -> None:
    page.get_by_role("tab").nth(1).click()
    page.locator("#list tbody tr").first.click()
    unknown = label(page, "科室复评")
    expect(unknown).to_contain_text("指标表的一列")
    expect(unknown).to_contain_text("甲档、乙档")

    unknown.get_by_role("button", name="保存").click()  # nothing chosen: nothing is sent, the field says what is wanted
    expect(unknown.locator("select")).to_be_focused()
    unknown.locator("select").select_option(label="偏差原因及改进措施")
    unknown.get_by_role("button", name="保存").click()
    expect(page.locator(".label-desk [data-who]")).to_be_focused()
    page.locator(".label-desk [data-who]").fill("周某")
    unknown.get_by_role("button", name="保存").click()
    expect(page.locator(".label-desk .told")).to_contain_text("重读了 1 个文件", timeout=60_000)
    expect(label(page, "科室复评")).to_contain_text("周某")
    expect(page.locator("#report table.indicators")).to_contain_text("甲档")
    assert reasons(site) == ["甲档", "乙档"]
    assert 'who = "周某"' in (site.home / "vocabulary.toml").read_text(encoding="utf-8")

    label(page, "科室复评").get_by_role("button", name="撤回说明").click()
    expect(label(page, "科室复评").locator("select")).to_be_visible(timeout=60_000)
    expect(page.locator(".label-desk .told")).to_contain_text("重读了 1 个文件", timeout=60_000)
    assert reasons(site) == [None, None]


def test_a_file_changed_by_hand_is_offered_and_a_broken_one_told(site: Site, page: Page) -> None:
    file = site.home / "vocabulary.toml"
    file.write_text('[indicator.explanation]\nlabels = ["科室复评"]\n', encoding="utf-8")
    page.get_by_role("tab").nth(1).click()
    page.locator("#list tbody tr").first.click()
    expect(label(page, "科室复评")).to_contain_text("写在词表文件里")
    page.get_by_role("button", name="重读").click()
    expect(page.locator(".label-desk .told")).to_contain_text("重读了 1 个文件", timeout=60_000)
    expect(page.get_by_role("button", name="重读")).to_have_count(0)
    expect(page.locator("#report table.indicators")).to_contain_text("甲档")

    file.write_text("[indicator.points]\n", encoding="utf-8")
    page.get_by_role("button", name="全部报告").click()
    page.locator("#list tbody tr").first.click()
    expect(page.locator(".label-desk .wrong")).to_contain_text("vocabulary.toml 第 1 行")

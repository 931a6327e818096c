"""Files on their way in, in a real browser: the page of a long one is shown, reading can be stopped, and a page that could
not be read is named."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from pathlib import Path
from zipfile import ZipFile

import pytest
from broken import with_a_broken_page
from drawn import draw_form, grain
from in_browser import Site, new_context, serving
from playwright.sync_api import Browser, Page, expect
from sqlalchemy import select
from waiting import PATIENCE, soon

from assistant.ui.incoming import Incoming, Upload, outcomes
from extractors.errors import UnreadablePage
from index.ingest import Event
from index.schema import Document
from index.store import open_store


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    with serving(tmp_path_factory.mktemp("workspace")) as running:
        yield running


def give(page: Page, *files: Path) -> None:
    page.get_by_role("tab", name="报告").click()
    page.locator("#drop input[type=file]").set_input_files(files)


def test_a_long_file_tells_its_page_and_can_be_stopped(page: Page, site: Site, long_scan: Path, tmp_path: Path) -> None:
    other = draw_form(tmp_path / "短.pdf")
    give(page, other, long_scan)
    line = page.locator("#outcomes li", has_text="长.pdf")
    expect(line).to_contain_text("/ 40 页", timeout=60_000)
    expect(page.locator("#outcomes li", has_text="短.pdf")).to_contain_text("已入库，1 份报告", timeout=60_000)
    page.get_by_role("button", name="停止读取").click()
    expect(line).to_contain_text("已取消，没有入库", timeout=30_000)
    expect(page.locator("#outcomes")).to_contain_text("已完成：入库 1 个，取消 1 个")
    expect(page.get_by_role("button", name="停止读取")).to_have_count(0)
    with open_store(site.home) as store:
        assert not list(store.home.glob("reading-*"))
    assert not list((site.home / "uploads").rglob("*.pdf"))
    assert not list(site.home.glob("waiting-*/*"))


def test_a_page_that_could_not_be_read_is_named(page: Page, tmp_path: Path) -> None:
    path = with_a_broken_page(draw_form(tmp_path / "form.pdf", size=(600, 842)), tmp_path / "坏一页.pdf")
    give(page, path)
    expect(page.locator("#outcomes li.partly")).to_contain_text("第 2 页已损坏，没有读取", timeout=60_000)


def test_lines_say_what_became_of_each_file(tmp_path: Path) -> None:
    unread = (UnreadablePage(3, "第 3 页太模糊。", "Page 3 is too blurred."),)
    files = [
        Incoming(tmp_path / "a.pdf", at=(3, 12)),
        Incoming(tmp_path / "b.pdf", Event(tmp_path / "b.pdf", "stored", reports=2, doubtful=5, unread=unread)),
        Incoming(tmp_path / "c.pdf", Event(tmp_path / "c.pdf", "cancelled")),
    ]
    chinese, english = outcomes([Upload(files)], tmp_path, "zh"), outcomes([Upload(files)], tmp_path, "en")
    for said in ("正在读取第 3 / 12 页", "已入库，2 份报告，5 处待核对。第 3 页太模糊。", "已取消，没有入库", 'value="2.167"'):
        assert said in chinese
    for said in ("reading page 3 of 12", "stored, 2 report(s), 5 value(s) to check. Page 3 is too blurred.", "cancelled; not stored", "Stop"):
        assert said in english


def test_what_is_in_an_archive_is_called_by_it_and_what_is_left_out_has_not_failed(page: Page, tmp_path: Path) -> None:
    with ZipFile(tmp_path / "第一批.zip", "w") as archive:
        archive.writestr("说明.txt", "…")
        archive.write(draw_form(tmp_path / "包内.pdf", size=(596, 842)), "材料/包内.pdf")
        archive.writestr("坏的.xlsx", b"")
    give(page, tmp_path / "第一批.zip")
    expect(page.locator("#outcomes")).to_contain_text("已完成：入库 1 个，失败 1 个，略过 1 个", timeout=60_000)
    lines = sorted(" ".join(line.split()) for line in page.locator("#outcomes li").all_inner_texts())
    assert [line.partition("：")[0] for line in lines] == ["– 第一批.zip › 说明.txt 略过", "✓ 第一批.zip › 包内.pdf 已入库，1 份报告", "✕ 第一批.zip › 坏的.xlsx 失败"]


def send(site: Site, browser: Browser, *files: Path) -> Page:
    page = site.visit(new_context(browser))
    give(page, *files)
    expect(page.locator("#outcomes li", has_text=files[0].name)).to_contain_text("正在读取第", timeout=60_000)
    return page


def stored(home: Path) -> list[str]:
    with open_store(home) as store, store.reading() as session:
        return list(session.scalars(select(Document.name)))


def dealt_with(home: Path) -> bool:
    return not list(home.glob("waiting-*/*"))


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGTERM])
def test_what_a_server_had_not_read_when_it_ended_is_taken_in_by_the_next(
    how: signal.Signals, browser: Browser, tmp_path: Path
) -> None:
    home = tmp_path / "home"
    with serving(home, JIXIAO_WORKERS="1") as site:  # one file at a time
        send(site, browser, grain(tmp_path / "粒.pdf", pages=5), draw_form(tmp_path / "表.pdf"))
        site.process.send_signal(how)
        site.process.wait(PATIENCE)
    assert stored(home) == []
    with serving(home, JIXIAO_WORKERS="1"):
        soon(lambda: stored(home) == ["表.pdf"])
        soon(lambda: dealt_with(home))
        assert "粒.pdf, sent to an earlier server" in (home / "jixiao.log").read_text("utf-8")


def test_closing_the_page_stops_no_reading(browser: Browser, site: Site, tmp_path: Path) -> None:
    send(site, browser, grain(tmp_path / "粒.pdf", pages=5), draw_form(tmp_path / "关页.pdf", size=(598, 842))).context.close()
    soon(lambda: dealt_with(site.home))
    assert "关页.pdf" in stored(site.home)


def test_two_persons_upload_at_the_same_time(browser: Browser, site: Site, long_scan: Path, tmp_path: Path) -> None:
    one = send(site, browser, long_scan)
    other = site.visit(new_context(browser))
    give(other, draw_form(tmp_path / "另.pdf", size=(597, 842)))
    expect(other.locator("#outcomes li", has_text="另.pdf")).to_contain_text("已入库，1 份报告", timeout=60_000)
    expect(one.locator("#outcomes li")).to_contain_text("正在读取第")
    one.get_by_role("button", name="停止读取").click()
    expect(one.locator("#outcomes li")).to_contain_text("已取消，没有入库", timeout=30_000)

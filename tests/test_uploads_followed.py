"""What was sent is followed to its end: after the page was loaded anew, by the next server, while more is sent; and a
server that ends does so calmly, whoever still looks at its page."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from drawn import draw_form, grain
from in_browser import ROOT, Site, new_context, serving
from playwright.sync_api import Browser, Locator, Page, expect
from waiting import PATIENCE, soon

from assistant.ui.incoming import WAITING, Incoming, Intake, Upload, outcomes
from index.ingest import Event
from index.store import open_store


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    with serving(tmp_path_factory.mktemp("workspace"), JIXIAO_WORKERS="1") as running:
        yield running


@pytest.fixture(scope="module")
def long_one(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return grain(tmp_path_factory.mktemp("files") / "粒.pdf", pages=10)


def give(page: Page, file: Path) -> Locator:
    """The file's line."""
    page.get_by_role("tab", name="报告").click()
    page.locator("#drop input[type=file]").set_input_files(file)
    line = page.locator("#outcomes li", has_text=file.name)
    expect(line).to_be_visible()
    return line


def again(site: Site, page: Page) -> Locator:
    """The lines after the page was loaded anew. What Gradio complains of as it is left is no fault."""
    complained = len(site.complaints)
    page.reload()
    page.get_by_role("tab", name="报告").click()
    expect(page.locator("#list")).to_be_visible()
    del site.complaints[complained:]
    return page.locator("#outcomes li")


def test_a_page_loaded_anew_goes_on_telling(page: Page, site: Site, long_one: Path, tmp_path: Path) -> None:
    expect(give(page, long_one)).to_contain_text("正在读取第")
    expect(again(site, page)).to_contain_text("正在读取第")
    expect(give(page, draw_form(tmp_path / "又一份.pdf"))).to_contain_text("已入库，1 份报告", timeout=60_000)
    expect(page.locator("#outcomes li")).to_have_count(2)
    page.get_by_role("button", name="停止读取").click()
    expect(page.locator("#outcomes .outcome-head")).to_contain_text("已完成：入库 1 个，取消 1 个", timeout=30_000)
    expect(again(site, page)).to_have_count(2)
    page.get_by_role("button", name="收起").click()
    expect(page.locator("#outcomes li")).to_have_count(0)
    expect(again(site, page)).to_have_count(0)


def test_nobody_else_is_told(page: Page, site: Site, browser: Browser, long_one: Path) -> None:
    give(page, long_one)
    other = new_context(browser)
    theirs = site.visit(other)
    theirs.get_by_role("tab", name="报告").click()
    expect(theirs.locator("#list")).to_be_visible()
    expect(theirs.locator("#outcomes li")).to_have_count(0)
    other.close()
    page.get_by_role("button", name="停止读取").click()
    expect(page.locator("#outcomes")).to_contain_text("已完成", timeout=30_000)


def test_what_an_earlier_server_left_is_told_to_who_sent_it(tmp_path: Path) -> None:
    with open_store(tmp_path / "home") as store:
        left = store.home / f"{WAITING}1"
        (left / "0").mkdir(parents=True)
        (left / "sender").write_text("abc", encoding="utf-8")
        draw_form(left / "0" / "表.pdf")
        with Intake(store).open() as intake:
            soon(lambda: bool(intake.of("abc")))
            for _ in intake.told("abc"):
                pass
            [upload] = intake.of("abc")
            assert [(f.name, f.event and f.event.outcome) for f in upload.files] == [("表.pdf", "stored")]
            assert intake.of("other") == []
            soon(lambda: not left.exists())


@contextmanager
def by_itself(home: Path, log: Path) -> Iterator[tuple[Site, Path]]:
    """A server as a person starts it in a terminal, and all that it says."""
    command = [sys.executable, str(ROOT / "app.py"), "serve", "--home", str(home), "--port", "0"]
    with log.open("w", encoding="utf-8") as out:
        started = subprocess.Popen(command, stdout=out, stderr=subprocess.STDOUT, cwd=ROOT, env={**os.environ, "PYTHONUNBUFFERED": "1"})
    try:
        soon(lambda: started.poll() is not None or "http://" in log.read_text("utf-8"))
        yield Site(re.findall(r"http://[\d.:]+", log.read_text("utf-8"))[0], home, started), log
    finally:
        started.kill()
        started.wait()


@pytest.mark.parametrize("reading", [False, True])
def test_a_server_ends_calmly_though_a_page_is_open(browser: Browser, long_one: Path, tmp_path: Path, reading: bool) -> None:
    context = new_context(browser)
    with by_itself(tmp_path / "home", tmp_path / "log") as (site, log):
        page = site.visit(context)
        if reading:
            expect(give(page, long_one)).to_contain_text("正在读取第")
        site.process.send_signal(signal.SIGINT)
        assert site.process.wait(PATIENCE) == 0
        first, *more = log.read_text("utf-8").splitlines()[1:]
        assert "http://" in first
        assert more == ["已停止。 Stopped."]
    context.close()


def test_only_what_there_was_is_counted(tmp_path: Path) -> None:
    def told(*became: str) -> str:
        files = [Incoming(tmp_path / f"{n}.pdf", Event(tmp_path / f"{n}.pdf", outcome)) for n, outcome in enumerate(became)]  # type: ignore[arg-type]
        return outcomes([Upload(files, over=True)], tmp_path, "zh")

    assert "已完成：入库 2 个<" in told("stored", "stored")
    assert "已完成：入库 1 个，失败 1 个<" in told("stored", "failed")
    assert "已完成：已有 1 个，取消 1 个<" in told("cancelled", "skipped")

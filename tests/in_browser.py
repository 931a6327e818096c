"""The page in a real browser over a real server: what all tests of it start, open and do. `browser`, `site` and `page` stand in
conftest; a module says by its own fixture `home`, or by a `site` of its own, what its server holds."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path

from others_programs import lacking
from PIL import Image
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect, sync_playwright

from samples import pdf_chromium

ROOT = Path(__file__).parent.parent
AMBER = (217, 119, 6)


@dataclass
class Site:
    """A running server and all that a browser asked of it."""

    address: str
    home: Path
    process: subprocess.Popen[str]
    requests: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def visit(self, context: BrowserContext) -> Page:
        page = context.new_page()
        page.on("request", lambda request: self.requests.append(request.url))
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("console", lambda said: self.complaints.append(said.text) if said.type == "error" else None)
        page.goto(self.address)
        expect(page.locator("#talk .welcome")).to_be_visible(timeout=30_000)
        return page

    def elsewhere(self) -> list[str]:
        """What was asked of others than this server."""
        return [url for url in self.requests if not url.startswith((self.address, "data:", "blob:"))]


@contextmanager
def chromium() -> Iterator[Browser]:
    command = pdf_chromium.browser()
    if command is None:
        lacking("Chromium")
    expect.set_options(timeout=20_000)
    options = ["--no-sandbox", "--disable-background-networking", "--disable-component-update", "--no-first-run"]
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=command, args=options)
        yield launched
        launched.close()


@contextmanager
def serving(home: Path, **environment: str) -> Iterator[Site]:
    command = [sys.executable, str(ROOT / "app.py"), "serve", "--home", str(home), "--port", "0"]
    told = {**os.environ, "PYTHONUNBUFFERED": "1", **environment}
    server = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, encoding="utf-8", env=told, cwd=ROOT)
    try:
        yield Site(_started(server), home, server)
    finally:
        server.terminate()
        server.wait()


def _started(server: subprocess.Popen[str]) -> str:
    """Where the server says that it is."""
    assert server.stdout is not None
    said = ""
    for line in server.stdout:
        said += line
        if found := re.search(r"http://127\.0\.0\.1:\d+", line):
            threading.Thread(target=server.stdout.read, daemon=True).start()
            return found[0]
    raise AssertionError(said)


def new_context(browser: Browser, width: int = 1280, height: int = 800) -> BrowserContext:
    context = browser.new_context(viewport={"width": width, "height": height})
    context.set_default_timeout(20_000)
    return context


def ask(page: Page, question: str) -> Locator:
    """The new turn, answered."""
    before = page.locator(".turn").count()
    page.locator("#question textarea, #question input").fill(question)
    page.keyboard.press("Enter")
    turn = page.locator(".turn").nth(before)
    expect(turn).to_have_attribute("data-done", "")
    return turn


def select(page: Page, value: Locator, viewer: str = "report") -> None:
    """Select it, and hold what it opens to the promise: its box is drawn where it stands, and scrolled into view."""
    value.click()
    expect(value).to_have_attribute("aria-selected", "true")
    expect(page.locator(f"[data-viewer={viewer}]")).to_have_attribute("data-shown", value.get_attribute("id") or "?")
    image = page.locator(f"[data-viewer={viewer}] img.viewer-page")
    source = image.get_attribute("src") or ""
    asked = re.search(r"boxes=([\d.]+),([\d.]+),([\d.]+),([\d.]+)", source)
    assert asked, source
    x0, top, x1, bottom = (float(n) * 2 for n in asked.groups())  # asked for at scale 2
    drawn = Image.open(BytesIO(page.request.get(f"{page.url}{source}").body())).convert("RGB")
    for x, y in ((x0 - 2, (top + bottom) / 2), (x1 + 2, (top + bottom) / 2), ((x0 + x1) / 2, top - 2), ((x0 + x1) / 2, bottom + 2)):
        near = drawn.crop((int(x) - 3, int(y) - 3, int(x) + 4, int(y) + 4)).getcolors() or []
        assert AMBER in [color for _, color in near], (x, y)
    seen: list[float] = image.evaluate("(i) => { const s = i.parentElement; return [s.scrollTop, s.clientHeight, i.clientHeight / i.naturalHeight]; }")
    middle = (top + bottom) / 2 * seen[2]
    assert seen[0] <= middle <= seen[0] + seen[1]

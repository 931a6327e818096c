"""What tests of several files stand on: a folder of reports, a long file, an invented workspace to ask about, a browser with the page in it, a language
model that says what a test wrote down."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, settings

if TYPE_CHECKING:
    from in_browser import Site
    from playwright.sync_api import Browser, Page
    from scripted_model import Script

    from assistant.answer import Assistant

# How long an example takes says how busy the machine is, not whether a law holds.
settings.register_profile("untimed", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("untimed")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where a person keeps reports."""
    made = tmp_path / "报告"
    made.mkdir()
    return made


@pytest.fixture(scope="session")
def long_scan(tmp_path_factory: pytest.TempPathFactory) -> Path:
    from drawn import grain

    return grain(tmp_path_factory.mktemp("long") / "长.pdf", pages=40)


@pytest.fixture(scope="module")
def asked(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    """Over the invented workspace of `asking`."""
    from asking import open_workspace

    from assistant.answer import Assistant

    return Assistant(open_workspace(tmp_path_factory.mktemp("asked"))[0])


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    from in_browser import chromium

    with chromium() as launched:
        yield launched


@pytest.fixture(scope="module")
def site(home: Path) -> Iterator[Site]:
    """A server over the module's own `home`."""
    from in_browser import serving

    with serving(home) as running:
        yield running


@pytest.fixture
def page(site: Site, browser: Browser) -> Iterator[Page]:
    """The page of the module's own `site`, in a browser that has never seen it. Nothing may go wrong in it, or leave the machine."""
    from in_browser import new_context

    context = new_context(browser)
    yield site.visit(context)
    context.close()
    assert not site.complaints
    assert not site.elsewhere()


@pytest.fixture
def server() -> Iterator[Script]:
    from scripted_model import scripted

    with scripted() as script:
        yield script

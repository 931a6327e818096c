"""Addresses of originals at a real server: pages, sheets and crops have one each, bounded in size, and nothing else has."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from random import Random

import httpx
import pytest
from evaluated import bring, evaluations
from in_browser import Site
from PIL import Image
from sqlalchemy import select

from index.schema import Document
from index.store import open_store
from samples.files import write


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A PDF of one page and a workbook."""
    folder = tmp_path_factory.mktemp("files")
    files = [write(folder, "自评", producer, [form]) for producer, form in zip(("reportlab", "xlsx"), evaluations(Random(7), 2031), strict=True)]
    return bring(tmp_path_factory.mktemp("workspace"), files)


@pytest.fixture(scope="module")
def numbers(home: Path) -> dict[str, int]:
    """The document of each kind."""
    with open_store(home) as store, store.reading() as session:
        return {document.kind: document.id for document in session.scalars(select(Document))}


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("pages/{pdf}/1.png", 200),
        ("pages/{pdf}/1.png?scale=99&boxes=1,2,3,4", 200),
        ("pages/{pdf}/1.json", 200),
        ("sheets/{xlsx}/1.html?cells=C3;B2:D4", 200),
        ("fonts/cjk.ttf", 200),
        ("pages/99999/1.png", 404),
        ("pages/{pdf}/99.png", 404),
        ("pages/{pdf}/0.png", 404),
        ("pages/{pdf}/99.json", 404),
        ("pages/x/1.png", 404),
        ("pages/-1/1.png", 404),
        ("pages/99999999999999999999/1.png", 404),
        ("pages/%2e%2e/1.png", 404),
        ("pages/{pdf}/1.png?boxes=1,2,3", 400),
        ("pages/{pdf}/1.png?boxes=a,b,c,d", 400),
        ("pages/{pdf}/1.png?scale=nan", 400),
        ("pages/{pdf}/1.png?boxes=" + ";".join(["1,2,3,4"] * 500), 400),
        ("sheets/{pdf}/1.html", 404),
        ("sheets/{xlsx}/1.html?cells=C", 404),
        ("sheets/{xlsx}/99.html", 404),
        ("pages/{xlsx}/1.png", 404),
    ],
)
def test_originals_have_an_address_and_nothing_else_has(site: Site, numbers: dict[str, int], path: str, status: int) -> None:
    address = f"{site.address}/{path.format(**numbers)}"
    answer = httpx.get(address)
    assert answer.status_code == status
    assert str(site.home).encode() not in answer.content
    if status == 200 and "etag" in answer.headers:
        again = httpx.get(address, headers={"If-None-Match": answer.headers["etag"]})
        assert (again.status_code, again.content) in [(304, b""), (200, answer.content)]


def test_an_image_is_asked_for_once_and_has_bounded_size(site: Site, numbers: dict[str, int]) -> None:
    address = f"{site.address}/pages/{numbers['pdf']}/1.png?scale=1000"
    first = httpx.get(address)
    assert max(Image.open(BytesIO(first.content)).size) <= 4 * 1200
    assert httpx.get(address, headers={"If-None-Match": first.headers["etag"]}).status_code == 304


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("pages/{pdf}/1/crop.png?box=100,100,300,130", 200),
        ("pages/{pdf}/1/crop.png?box=-5,-5,30,30", 200),
        ("pages/{pdf}/1/crop.png?box=9000,9000,9100,9100", 404),
        ("pages/{pdf}/2/crop.png?box=1,1,9,9", 404),
        ("pages/9/1/crop.png?box=1,1,9,9", 404),
        ("pages/{pdf}/1/crop.png", 400),
        ("pages/{pdf}/1/crop.png?box=1,2,3", 400),
        ("pages/{pdf}/1/crop.png?box=1,2,3,4;1,2,3,4", 400),
        ("pages/{pdf}/1/crop.png?box=nan,2,3,4", 400),
        ("pages/{pdf}/1/crop.png?box=100,100,300,130&turn=270", 200),
        ("pages/{pdf}/1/crop.png?box=100,100,300,130&turn=45", 400),
        ("pages/{pdf}/1.png?turn=x", 400),
    ],
)
def test_a_crop_has_an_address_and_bounds(site: Site, numbers: dict[str, int], path: str, status: int) -> None:
    found = httpx.get(f"{site.address}/{path.format(**numbers)}")
    assert found.status_code == status
    if status == 200:
        assert max(Image.open(BytesIO(found.content)).size) <= 700


def test_the_page_tells_no_path_of_the_machine(site: Site) -> None:
    assert str(site.home) not in httpx.get(f"{site.address}/config").text
    assert httpx.get(f"{site.address}/docs").status_code == 404

"""A page of text onto which a table was pasted as a picture: both are read, each in its place; what cannot be read is told."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pypdfium2
import pytest
from drawn import ROWS, TITLE, draw_form
from PIL import Image
from reportlab.lib.utils import ImageReader

from extractors import extract
from extractors.page import Page
from extractors.sources import Course, pasted

OTHER = (("项目名称", "柳溪泵站改造", "", "", "", ""), *ROWS[1:3], ("数量指标", "改造泵站数量", "≥6座", "6座", "50", "50"), ROWS[4])
LOW = (50.0, 90.0, 495.0, 330.0)  # left, bottom, width and height of the picture, in points from the bottom


@pytest.fixture(scope="module")
def table(tmp_path_factory: pytest.TempPathFactory) -> Image.Image:
    """A form as a picture, without the paper below it."""
    with pypdfium2.PdfDocument(draw_form(tmp_path_factory.mktemp("table") / "a.pdf", rows=(*OTHER, *OTHER[3:] * 3))) as document:
        shown: Image.Image = document[0].render(scale=200 / 72).to_pil().convert("RGB")
    return shown.crop((0, int(shown.height * 0.06), shown.width, int(shown.height * 0.5)))


def page_with(path: Path, picture: Any, place: tuple[float, float, float, float] = LOW) -> Path:
    """The form of `drawn`, and a picture on the same page."""
    return draw_form(path, before=lambda canvas: canvas.drawImage(picture, *place))


def placed(table: Image.Image, path: Path) -> Path:
    height = LOW[2] * table.height / table.width
    return page_with(path, ImageReader(table), (LOW[0], LOW[1], LOW[2], height))


def test_both_tables_are_read_each_with_its_own_boxes(table: Image.Image, tmp_path: Path) -> None:
    course = Course()
    first, second = extract(placed(table, tmp_path / "a.pdf"), course)
    assert (first.title, first.project_name, len(first.indicators)) == (TITLE, "芦湾渡口修缮", 2)
    assert (second.project_name, second.indicators[0].target, len(second.indicators)) == ("柳溪泵站改造", "≥6座", 8)
    assert {e.source for places in first.evidence.values() for e in places} == {"text"}
    assert {e.source for places in second.evidence.values() for e in places} == {"ocr"}
    height = LOW[2] * table.height / table.width
    for places in second.evidence.values():
        for x0, top, x1, bottom in (e.bbox for e in places if e.bbox):
            assert LOW[0] - 2 <= x0 < x1 <= LOW[0] + LOW[2] + 2
            assert 842 - LOW[1] - height - 2 <= top < bottom <= 842 - LOW[1] + 2
    assert (course.unread, first.unread, second.unread) == ([], (), ())


def test_a_pasted_picture_that_is_cut_off_is_told_and_the_text_is_read(table: Image.Image, tmp_path: Path) -> None:
    out = io.BytesIO()
    table.save(out, "JPEG", quality=90)
    (tmp_path / "t.jpg").write_bytes(out.getvalue()[: len(out.getvalue()) * 2 // 3])
    path = page_with(tmp_path / "a.pdf", str(tmp_path / "t.jpg"))
    course = Course()
    (report,) = extract(path, course)
    assert report.project_name == "芦湾渡口修缮"
    assert [(u.page, u.message_zh.startswith("第 1 页上贴的图片")) for u in report.unread] == [(1, True)]
    assert report.review == ("unread[0]",)
    assert len(course.unread) == 1


def words(table: Image.Image) -> Image.Image:
    """Print without a line."""
    pixels = np.asarray(table.convert("L")).copy()
    ruled = (pixels < 128).mean(axis=1) > 0.5
    pixels[ruled] = 255
    pixels[:, (pixels < 128).mean(axis=0) > 0.4] = 255
    return Image.fromarray(pixels).convert("RGB")


def test_print_that_is_no_table_is_told(table: Image.Image, tmp_path: Path) -> None:
    (report,) = extract(placed(words(table), tmp_path / "a.pdf"))
    assert report.project_name == "芦湾渡口修缮"
    assert [u.page for u in report.unread] == [1]


def test_a_picture_within_a_table_of_text_is_told(table: Image.Image, tmp_path: Path) -> None:
    def framed(canvas: Any) -> None:
        canvas.drawImage(ImageReader(table), *LOW)
        canvas.rect(40, 60, 515, 700)

    (report,) = extract(draw_form(tmp_path / "a.pdf", before=framed))
    assert [u.page for u in report.unread] == [1]


def plain(_: Image.Image) -> Image.Image:
    return Image.linear_gradient("L").resize((600, 400)).convert("RGB")


@pytest.mark.parametrize(
    ("make", "place"),
    [
        (lambda table: table, (400.0, 80.0, 110.0, 70.0)),  # no larger than a seal
        (plain, LOW),  # nothing is printed on it
        (lambda table: table, (0.0, 0.0, 595.0, 842.0)),  # the paper under the letters
    ],
    ids=["small", "plain", "paper"],
)
def test_other_pictures_cost_nothing_and_are_not_told(
    make: Callable[[Image.Image], Image.Image],
    place: tuple[float, float, float, float],
    table: Image.Image,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def never(*_: object) -> Page:
        raise AssertionError("it was read")

    monkeypatch.setattr(pasted, "drawn_part", never)
    (report,) = extract(page_with(tmp_path / "a.pdf", ImageReader(make(table)), place))
    assert (report.project_name, report.unread) == ("芦湾渡口修缮", ())

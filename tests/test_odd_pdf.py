"""PDF files that are odd and yet shown by every viewer: turned, cropped, huge, locked against changes, drawn over. They are
read as they are shown, each value where it is seen."""

from __future__ import annotations

import io
import random
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from drawn import ROWS, draw_form, marked_box, picture, says_the_form
from reportlab.lib.pdfencrypt import StandardEncryption

from extractors import extract
from index.pages import page_size, render_page


def test_a_pdf_that_only_forbids_changes_is_read(tmp_path: Path) -> None:
    lock = StandardEncryption("", "owner", canPrint=0, canModify=0, canCopy=0)
    (report,) = extract(draw_form(tmp_path / "a.pdf", encrypt=lock))
    assert says_the_form(report)


def test_junk_behind_the_end_does_no_harm(tmp_path: Path) -> None:
    path = draw_form(tmp_path / "a.pdf")
    path.write_bytes(path.read_bytes() + b"\r\n\0\0" * 100)
    assert says_the_form(extract(path)[0])


def test_scanned_pages_beside_a_form_do_not_hide_it(tmp_path: Path) -> None:
    path = draw_form(tmp_path / "a.pdf", before=picture)
    (report,) = extract(path)
    assert says_the_form(report)
    assert report.pages == (2,)


def red_box(path: Path) -> tuple[float, ...]:
    """Where the red cell is on the page's image, in points."""
    import numpy as np
    from PIL import Image

    scale = 3
    pixels = np.asarray(Image.open(io.BytesIO(render_page(path, 1, scale))).convert("RGB")).astype(int)
    down, across = np.nonzero((pixels[..., 0] > 200) & (pixels[..., 1] < 90))
    return across.min() / scale, down.min() / scale, (across.max() + 1) / scale, (down.max() + 1) / scale


FRAMES: dict[str, tuple[tuple[float, ...] | None, tuple[float, ...] | None]] = {
    "plain": (None, None),
    "media-box-off-zero": ((-40, -25, 30, 20), None),
    "cropped": (None, (20, 10, -30, -15)),
    "both": ((-40, -25, 30, 20), (20, 10, -30, -15)),
    "crop-beyond-the-page": (None, (-100, -100, 100, 100)),
}


@pytest.mark.parametrize("frame", FRAMES)
@pytest.mark.parametrize("rotation", [0, 90, 180, 270])
@pytest.mark.parametrize("size", [(595, 842), (842, 595)], ids=["tall", "wide"])
def test_boxes_are_those_of_the_page_as_shown(
    rotation: int, size: tuple[float, float], frame: str, tmp_path: Path
) -> None:
    path = tmp_path / "shown.pdf"
    with pypdfium2.PdfDocument(draw_form(tmp_path / "a.pdf", rotation, size)) as document:
        base = document[0].get_mediabox()
        for change, put in zip(FRAMES[frame], (document[0].set_mediabox, document[0].set_cropbox), strict=True):
            if change:
                put(*(a + b for a, b in zip(base, change, strict=True)))
        document.save(path)
    (report,) = extract(path)
    assert says_the_form(report)
    (place,) = report.evidence["project_name"]
    assert place.bbox == pytest.approx(red_box(path), abs=1.2)
    width, height = page_size(path, 1)
    for places in report.evidence.values():
        for at in places:
            assert at.bbox is not None
            assert 0 <= at.bbox[0] < at.bbox[2] <= width
            assert 0 <= at.bbox[1] < at.bbox[3] <= height


def test_an_upright_page_is_where_it_was_drawn(tmp_path: Path) -> None:
    (report,) = extract(draw_form(tmp_path / "a.pdf"))
    assert report.evidence["project_name"][0].bbox == pytest.approx(marked_box(), abs=0.1)


def test_what_a_crop_hides_is_not_read(tmp_path: Path) -> None:
    hidden = draw_form(tmp_path / "a.pdf", after=lambda canvas: canvas.drawString(-300, 400, "Z"))
    assert says_the_form(extract(hidden)[0])


@pytest.mark.parametrize("size", [(14_400, 14_400), (200_000, 200_000)])
def test_a_huge_page_is_read(size: tuple[float, float], tmp_path: Path) -> None:
    (report,) = extract(draw_form(tmp_path / "a.pdf", size=size))
    assert says_the_form(report)


def strokes(canvas: Any, count: int, length: float) -> None:
    seed = random.Random(9)
    for _ in range(count):
        x, y = seed.uniform(0, 595), seed.uniform(0, 500 - length)
        canvas.line(x, y, *seed.choice([(x + length, y), (x, y + length)]))


@pytest.mark.parametrize(("count", "length"), [(6_000, 2), (6_000, 30), (4_000, 300)])
def test_a_drawing_under_the_form_costs_bounded_time_and_hides_nothing(
    count: int, length: float, tmp_path: Path
) -> None:
    (report,) = extract(draw_form(tmp_path / "a.pdf", after=lambda canvas: strokes(canvas, count, length)))
    assert report.project_name == ROWS[0][1]


def test_unknown_labels_are_kept_beside_their_values(tmp_path: Path) -> None:
    rows = (*ROWS[:2], ("奇特栏目", "别处没有的内容", "", "", "", ""), *ROWS[2:])
    (report,) = extract(draw_form(tmp_path / "a.pdf", rows=rows))
    assert says_the_form(report)
    assert [(x.label, x.value) for x in report.other] == [("奇特栏目", "别处没有的内容")]
    assert report.evidence["other[0]"]


def test_numbers_printed_as_crosses_are_put_into_review(tmp_path: Path) -> None:
    """So a spreadsheet prints a number in too narrow a column; a single cross is a name's."""
    changed = {"4处": "####", "95%": "####", "≥3处": "####", "修缮渡口数量": "修缮8#渡口"}
    rows = [tuple(changed.get(text, text) for text in row) for row in ROWS]
    (report,) = extract(draw_form(tmp_path / "a.pdf", rows=rows))
    first = report.indicators[0]
    assert (first.level3, first.target, first.actual, first.status) == ("修缮8#渡口", "####", "####", "unverifiable")
    assert set(report.review) == {"indicators[0].target", "indicators[0].actual"}

"""Scans: pages that are pictures, read like the digital ones, and nothing taken for sure that is not."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import cv2
import numpy as np
import pypdfium2
import pytest
from PIL import Image

from extractors import extract
from extractors.errors import InputError
from extractors.records import Report
from extractors.scan import lines, shapes
from extractors.scan.pieces import pieces
from extractors.scan.straighten import straightened
from extractors.sources.picture import as_pdf, paper_size
from index.pages import page_size, render_page
from tests.drawn import draw_form
from tests.scanned import ruled

Pixels = np.ndarray[Any, Any]


@pytest.fixture(scope="module")
def digital(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return draw_form(tmp_path_factory.mktemp("scan") / "form.pdf")


def picture_of(pdf: Path, dpi: float) -> Pixels:
    return np.ascontiguousarray(pypdfium2.PdfDocument(pdf)[0].render(scale=dpi / 72).to_numpy()[:, :, :3])


def saved(pixels: Pixels, path: Path, dpi: float) -> Path:
    Image.fromarray(pixels[:, :, ::-1]).save(path, resolution=dpi)
    return path


def leaning(pixels: Pixels, degrees: float) -> Pixels:
    height, width = pixels.shape[:2]
    turn = cv2.getRotationMatrix2D((width / 2, height / 2), degrees, 1)
    return np.asarray(cv2.warpAffine(pixels, turn, (width, height), borderValue=(255, 255, 255)))


def sure_and_wrong(scan: Report, truth: Report) -> list[str]:
    wrong = [n for n in ("project_name", "annual_goal") if getattr(scan, n) != getattr(truth, n)]
    for i, (a, b) in enumerate(zip(scan.indicators, truth.indicators, strict=True)):
        wrong += [f"indicators[{i}].{n}" for n in ("level3", "weight", "score") if getattr(a, n) != getattr(b, n)]
    return [path for path in wrong if path not in scan.review]


@pytest.mark.parametrize("degrees", [0.0, 0.7])
def test_a_scan_says_what_the_digital_form_says(digital: Path, tmp_path: Path, degrees: float) -> None:
    (truth,) = extract(digital)
    (scan,) = extract(saved(leaning(picture_of(digital, 200), degrees), tmp_path / "a.pdf", 200))
    assert len(scan.indicators) == len(truth.indicators)
    assert not sure_and_wrong(scan, truth)
    assert {p.source for places in scan.evidence.values() for p in places} == {"ocr"}


def test_boxes_of_a_page_on_its_side_are_on_the_page_as_shown(digital: Path, tmp_path: Path) -> None:
    (truth,) = extract(digital)
    upright = picture_of(digital, 200)
    path = tmp_path / "a.png"
    Image.fromarray(np.ascontiguousarray(np.rot90(upright)[:, :, ::-1])).save(path)
    (scan,) = extract(path)
    width, height = page_size(path, 1)
    box, was = scan.evidence["project_name"][0].bbox, truth.evidence["project_name"][0].bbox
    assert box
    assert was
    shown = pypdfium2.PdfDocument(digital)[0].get_size()
    middle = ((was[1] + was[3]) / 2 / shown[1] * width, (1 - (was[0] + was[2]) / 2 / shown[0]) * height)
    assert box[0] <= middle[0] <= box[2]
    assert box[1] <= middle[1] <= box[3]
    assert render_page(path, 1).startswith(b"\x89PNG")


def test_pictures_without_a_form_give_none(tmp_path: Path) -> None:
    noise = np.random.default_rng(5).integers(0, 255, (900, 700, 3), np.uint8)
    for name, pixels in (("noise.png", noise), ("blank.png", np.full_like(noise, 250))):
        Image.fromarray(pixels).save(tmp_path / name)
        with pytest.raises(InputError):
            extract(tmp_path / name)
    (tmp_path / "cut.jpg").write_bytes(b"\xff\xd8\xff\xe0" + b"\0" * 50)
    with pytest.raises(InputError):
        extract(tmp_path / "cut.jpg")


def test_rules_are_found_from_pixels_and_letters_are_none() -> None:
    page = np.full((600, 800), 255, np.uint8)
    for y in (100, 160, 220):
        cv2.line(page, (50, y), (750, y), 0, 2)
    for x in (50, 400, 750):
        cv2.line(page, (x, 100), (x, 220), 0, 2)
    upright = straightened(page, lines.ink(page, 200 / 72))
    across, down, _ = ruled(upright.image, 200 / 72)
    assert [round(r.at * 200 / 72) for r in across] == pytest.approx([100, 160, 220], abs=2)
    assert sorted({round(r.at * 200 / 72) for r in down}) == pytest.approx([50, 400, 750], abs=2)


SCALE = 200 / 72


def broken(upper: tuple[int, int], lower: tuple[int, int], aside: int) -> Image:
    """Three rows in a frame, and a line between columns; in the last row it is two parts, a little aside."""
    page, foot = np.full((700, 800), 255, np.uint8), lower[1]
    for y in (100, 200, 300, foot):
        cv2.line(page, (50, y), (750, y), 0, 2)
    for x in (50, 750):
        cv2.line(page, (x, 100), (x, foot), 0, 2)
    cv2.line(page, (400, 100), (400, 300), 0, 2)
    for start, end in (upper, lower):
        cv2.line(page, (400 + aside, start), (400 + aside, end), 0, 2)
    return page


@pytest.mark.parametrize(
    ("upper", "lower", "aside"),
    [
        ((300, 320), (332, 400), 1),
        ((300, 328), (344, 400), 1),
        ((300, 330), (348, 450), 0),
        ((300, 355), (367, 450), 0),
    ],
)
def test_a_line_that_breaks_in_one_row_stands_there_whole_and_leaves_no_stroke(
    upper: tuple[int, int], lower: tuple[int, int], aside: int
) -> None:
    page = broken(upper, lower, aside)
    across, down, mask = ruled(page, SCALE)
    last = [r for r in down if abs(r.at * SCALE - 400) < 4 and r.end * SCALE > lower[1] - 5]
    assert min(r.start * SCALE for r in last) < 305
    assert pieces(lines.ink(page, SCALE), mask, across, down, SCALE) == []


def test_a_slash_leans_and_a_one_does_not() -> None:
    slash, one = np.full((2, 40, 30), 255, np.uint8)
    cv2.line(slash, (22, 5), (8, 35), 0, 2)
    cv2.line(one, (15, 5), (15, 35), 0, 2)
    assert shapes.leans(slash)
    assert not shapes.leans(one)


@pytest.mark.parametrize(
    ("size", "said", "is_"),
    [((2480, 3508), (595.0, 842.0), (595.0, 842.0)), ((2480, 3508), (2480.0, 3508.0), (595.0, 841.6))],
)
def test_the_paper_is_of_a_credible_size(
    size: tuple[int, int], said: tuple[float, float], is_: tuple[float, float]
) -> None:
    assert paper_size(*size, said) == pytest.approx(is_, abs=0.5)


def test_a_page_behind_the_last_is_none(tmp_path: Path) -> None:
    Image.new("RGB", (40, 40)).save(tmp_path / "a.png")
    assert as_pdf(tmp_path / "a.png", 1).startswith(b"%PDF")
    assert as_pdf(tmp_path / "a.png", 2) == b""

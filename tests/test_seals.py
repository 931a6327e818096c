"""Seals on pages: a coloured one is taken out and what is printed under it stays; a black one is found by its ring."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from extractors.scan import lines
from extractors.scan.paper import round_seals, without_seals
from extractors.scan.straighten import Image
from tests.scanned import ruled

SCALE = 200 / 72
CENTRE, RADIUS = (400, 400), int(57 * SCALE)


def paper() -> Image:
    return np.full((1200, 1000, 3), 250, np.uint8)


def sealed(page: Image, colour: tuple[int, int, int]) -> Image:
    """A ring with a star's worth of ink in its middle; print under it shows through."""
    ink = np.full_like(page, 255)
    cv2.circle(ink, CENTRE, RADIUS, colour, 7)
    cv2.circle(ink, CENTRE, 30, colour, -1)
    return np.minimum(page, ink)


@pytest.mark.parametrize("colour", [(60, 50, 220), (220, 60, 60)], ids=["red", "blue"])
def test_a_coloured_seal_goes_and_print_stays(colour: tuple[int, int, int]) -> None:
    page = paper()
    cv2.putText(page, "12345", (CENTRE[0] - RADIUS - 60, CENTRE[1]), cv2.FONT_HERSHEY_SIMPLEX, 1.2, (20, 20, 20), 3)
    grey, where = without_seals(sealed(page, colour))
    plain, none = without_seals(page)
    assert not none.any()
    assert where[CENTRE[1], CENTRE[0] + RADIUS] == 255
    assert grey[CENTRE[1] + RADIUS, CENTRE[0]] > 200  # the ring is paper
    print_ = plain < 60
    assert (grey[print_] < 120).mean() > 0.9


def test_a_black_ring_is_found_and_a_table_is_none() -> None:
    page = table()
    dark = lines.ink(page, SCALE)
    assert not round_seals(page, cv2.subtract(dark, ruled(page, SCALE)[2]), SCALE).any()
    cv2.circle(page, CENTRE, RADIUS, 0, 6)
    dark = lines.ink(page, SCALE)
    found = round_seals(page, cv2.subtract(dark, ruled(page, SCALE)[2]), SCALE)
    assert found[CENTRE[1], CENTRE[0]] == 255
    assert not found[1000:].any()


def table(rows: int = 6, high: int = 60) -> Image:
    page = np.full((1200, 1000), 250, np.uint8)
    for i in range(rows + 1):
        cv2.line(page, (100, 100 + i * high), (900, 100 + i * high), 0, 2)
    for x in (100, 500, 900):
        cv2.line(page, (x, 100), (x, 100 + rows * high), 0, 2)
    return page


def stretches(page: Image, x: int) -> float:
    """The share of the column's line that is found."""
    down = ruled(page, SCALE)[1]
    return sum(r.end - r.start for r in down if abs(r.at - x / SCALE) < 2) / (360 / SCALE)


def test_a_line_blotted_or_broken_in_one_row_is_found_by_the_others() -> None:
    assert stretches(table(), 500) > 0.97
    blotted, broken = table(), table()
    cv2.circle(blotted, (500, 250), 12, 0, -1)
    broken[225:245, 495:506] = 250
    assert stretches(blotted, 500) > 0.97
    assert stretches(broken, 500) > 0.97


def test_a_merged_cell_stays_whole() -> None:
    merged = table()
    merged[223:278, 495:506] = 250
    assert stretches(merged, 500) < 0.9


def test_the_edge_of_the_paper_is_no_line() -> None:
    page = table()
    page[900:] = 60
    across = ruled(page, SCALE)[0]
    assert max(r.at for r in across) < 470 / SCALE


def parted(rows: int, height: int) -> Image:
    """Rows of one height with a line between two columns in all of them but the last."""
    page = np.full((100 + rows * height + 100, 1000), 245, np.uint8)
    for i in range(rows + 1):
        cv2.line(page, (100, 100 + i * height), (900, 100 + i * height), 40, 2)
    for x in (100, 900):
        cv2.line(page, (x, 100), (x, 100 + rows * height), 40, 2)
    cv2.line(page, (500, 100), (500, 100 + (rows - 1) * height), 40, 2)
    return page


def in_last_row(page: Image, rows: int, height: int) -> bool:
    y = (100 + (rows - 0.5) * height) / SCALE
    return any(r.start <= y <= r.end and abs(r.at - 500 / SCALE) < 2 for r in ruled(page, SCALE)[1])


def test_a_line_that_a_blot_has_left_faint_is_seen_in_the_open_and_a_figure_alone_is_no_line() -> None:
    rows, height = 6, int(11 * SCALE)
    top, bottom = 100 + (rows - 1) * height, 100 + rows * height
    faint, figure = parted(rows, height), parted(rows, height)
    cv2.line(faint, (500, top), (500, top + height // 2), 60, 2)
    cv2.line(faint, (500, top + height // 2), (500, bottom), 210, 2)
    cv2.line(figure, (500, top + height // 4), (500, bottom - height // 4), 40, 3)
    assert in_last_row(faint, rows, height)
    assert not in_last_row(figure, rows, height)


def test_the_stem_of_a_letter_in_a_tight_row_is_no_line_though_it_stands_where_other_rows_have_one() -> None:
    rows, height = 6, int(11 * SCALE)
    top, bottom = 100 + (rows - 1) * height, 100 + rows * height
    page = parted(rows, height)
    cv2.line(page, (500, top), (500, bottom), 40, 3)
    for y in (top + height // 3, top + 2 * height // 3):
        cv2.line(page, (485, y), (515, y), 40, 3)
    assert not in_last_row(page, rows, height)

"""Seals on pages: a coloured one is taken out and what is printed under it stays; a black one is found by its ring."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from extractors.scan import lines
from extractors.scan.paper import round_seals, without_seals
from extractors.scan.straighten import Image

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
    assert not round_seals(page, cv2.subtract(dark, lines.rules(dark, page, SCALE)[2]), SCALE).any()
    cv2.circle(page, CENTRE, RADIUS, 0, 6)
    dark = lines.ink(page, SCALE)
    found = round_seals(page, cv2.subtract(dark, lines.rules(dark, page, SCALE)[2]), SCALE)
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
    down = lines.rules(lines.ink(page, SCALE), page, SCALE)[1]
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
    across = lines.rules(lines.ink(page, SCALE), page, SCALE)[0]
    assert max(r.at for r in across) < 470 / SCALE

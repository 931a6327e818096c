"""How a page lies, told from the places of its values; and the order in which what stands on it is to be checked."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from assistant.ui.lying import turns

WIDTH, HEIGHT = 595.0, 842.0
ROWS = {
    f"indicators[{n}].{name}": [1, x, 300.0 + 20 * n, x + 60, 318.0 + 20 * n]
    for n in range(3)
    for name, x in (("level1", 40.0), ("level3", 150.0), ("target", 260.0), ("actual", 330.0), ("score", 480.0))
}


def lain(place: list[float], turn: int) -> list[float]:
    """A place of the upright page on one that has to be turned by so much."""
    page, x0, top, x1, bottom = place
    return {
        0: [page, x0, top, x1, bottom],
        90: [page, top, WIDTH - x1, bottom, WIDTH - x0],
        180: [page, WIDTH - x1, HEIGHT - bottom, WIDTH - x0, HEIGHT - top],
        270: [page, HEIGHT - bottom, x0, HEIGHT - top, x1],
    }[turn]


@given(st.sampled_from([0, 90, 180, 270]), st.floats(-6, 6), st.integers(1, 9))
def test_a_page_is_turned_back(turn: int, skew: float, page: int) -> None:
    places = {path: [lain([page, *(n + skew for n in box)], turn)] for path, [_, *box] in ROWS.items()}
    assert turns(places) == ({page: turn} if turn else {})


def test_each_page_by_itself() -> None:
    places = {path: [place] for path, place in ROWS.items()}
    places |= {path.replace("indicators", "budget").replace("level3", "source").replace("target", "initial"): [lain([2, *place[1:]], 270)] for path, place in ROWS.items()}
    assert turns(places) == {2: 270}


def test_a_single_row_says_little() -> None:
    assert turns({path: [lain(place, 90)] for path, place in ROWS.items() if path in ("indicators[0].level3", "indicators[0].target")}) == {}


def test_a_sheet_does_not_lie() -> None:
    assert turns({path: [[1, "C12"]] for path in ROWS} | {"title": [[1]]}) == {}

"""What stands on the paper beside what was read: pieces of page images. Pure; the images come from the routes (images.py)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from assistant.ui.markup import NOTHING, Html, element, together
from assistant.ui.texts import Language, say
from index.pages import CROP_MARGIN

_SIZE = 1.5  # pixels of the screen a point
_PIECES = 3  # of a value that runs on over pages
UPRIGHT: Mapping[int, int] = {}


def crops(document_id: int | None, spots: Iterable[list[Any]], language: Language, turns: Mapping[int, int] = UPRIGHT) -> Html:
    """Each of these places (see `places.spot`) as a picture, upright by the turn of its page (see lying.py); a cell of a
    sheet by its address."""
    if document_id is None:
        return NOTHING
    made = [_crop(document_id, place, language, turns.get(place[0], 0)) for place in spots if len(place) > 1]
    return element("span", *made[:_PIECES], class_="crops") if made else NOTHING


def _crop(document_id: int, place: list[Any], language: Language, turn: int) -> Html:
    page, *rest = place
    if len(rest) == 1:
        return element("span", say("sheet_n", language, n=page, cell=rest[0]), class_="crop-cell")
    x0, top, x1, bottom = rest
    width, height = (round((b - a + 2 * CROP_MARGIN) * _SIZE) for a, b in ((x0, x1), (top, bottom)))
    if turn % 180:
        width, height = height, width
    address = f"pages/{document_id}/{page}/crop.png?box={x0},{top},{x1},{bottom}" + (f"&turn={turn}" if turn else "")
    alt = say("crop_of", language, n=page)
    return together(Html(element("img", class_="crop", src=address, width=width, height=height, loading="lazy", alt=alt).removesuffix("</img>")))

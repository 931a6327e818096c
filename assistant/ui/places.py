"""What makes something on the page selectable: attributes that say which document to open, where, and what to call it.

page.js reads them; see there for what a selection does. Pure.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import PurePath
from typing import Any

from extractors.sources import READERS

Box = Sequence[float]


def is_sheet(document: str) -> bool:
    return PurePath(document).suffix.lower() not in (".pdf", *READERS["picture"])


def spot(page: int | None, box: Box | None, cell: str | None) -> list[Any]:
    """One place: [page], [page, x0, top, x1, bottom] or [sheet, "C12"]."""
    if cell:
        return [page or 1, cell]
    return [page or 1, *(round(n, 2) for n in box)] if box else [page or 1]


def selectable(
    key: str, document_id: int | None, document: str, spots: Iterable[list[Any]], caption: str, turns: Mapping[int, int] | None = None
) -> dict[str, object]:
    """The attributes of a row or a value. `key` tells it from all others on the page, also after it was drawn again;
    `turns` are those of pages that do not lie upright (see lying.py)."""
    places = list(spots)
    if document_id is None or not places:
        return {}
    return {
        "id": key,
        "tabindex": 0,
        "data_places": json.dumps(places, separators=(",", ":")),
        "data_document": document_id,
        "data_name": document,
        "data_sheet": is_sheet(document),
        "data_caption": caption,
        "data_turns": json.dumps(turns) if turns else None,
    }

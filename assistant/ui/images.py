"""The originals as a browser sees them: pages of a PDF or a picture as images with boxes drawn, sheets of a spreadsheet as tables.

Addresses name a document by its number only; no path of the machine goes in or out, and what is not there is a 404. All
is bounded: scale, boxes, size of an image (index.pages), bytes kept in memory. The one place to ask who may see what.
"""

from __future__ import annotations

import hashlib
import math
import re
import threading
from collections import OrderedDict
from collections.abc import Callable
from typing import Any

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import FileResponse, JSONResponse, Response

from assistant.ui.places import is_sheet
from extractors.errors import InputError
from index import cjk_font, pages, sheets
from index.pages import Box
from index.schema import Document
from index.store import Store

SCALES = (0.5, 4.0)
MAX_BOXES = 200
MAX_CELLS = 500
KEPT_BYTES = 64_000_000
DEFAULT_SCALE = 2.0
_CELL = re.compile(r"[A-Z]{1,3}[1-9][0-9]{0,6}(:[A-Z]{1,3}[1-9][0-9]{0,6})?")


class Kept:
    """What was drawn lately, up to `limit` bytes; the least recently used goes first."""

    def __init__(self, limit: int = KEPT_BYTES) -> None:
        self._limit, self._size = limit, 0
        self._items: OrderedDict[str, bytes] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, key: str, make: Callable[[], bytes]) -> bytes:
        with self._lock:
            if key in self._items:
                self._items.move_to_end(key)
                return self._items[key]
        made = make()
        with self._lock:
            if key not in self._items:
                self._items[key] = made
                self._size += len(made)
            while self._size > self._limit:
                self._size -= len(self._items.popitem(last=False)[1])
        return made


def parse_boxes(text: str) -> list[Box]:
    """"x0,top,x1,bottom;..." as boxes; a ValueError for anything else."""
    boxes: list[Box] = []
    for part in filter(None, text.split(";")):
        numbers = [float(number) for number in part.split(",")]
        if len(numbers) != 4 or not all(math.isfinite(n) and abs(n) < 1e5 for n in numbers):
            raise ValueError(part)
        x0, top, x1, bottom = numbers
        boxes.append((min(x0, x1), min(top, bottom), max(x0, x1), max(top, bottom)))
    if len(boxes) > MAX_BOXES:
        raise ValueError(f"more than {MAX_BOXES} boxes")
    return boxes


def has_pages(document: Document) -> bool:
    """Whether its pages can be drawn: a PDF, or a file of pictures; the others are sheets."""
    return not is_sheet(document.name)


def routes(store: Store) -> APIRouter:
    """The routes over one store."""
    router = APIRouter()
    kept = Kept()
    missing = HTTPException(404, "not found")

    def document(number: str) -> Document:
        with store.reading() as session:
            found = session.get(Document, int(number)) if number.isascii() and number.isdigit() and len(number) < 10 else None
        if found is None:
            raise missing
        return found

    def paged(number: str) -> Document:
        found = document(number)
        if not has_pages(found):
            raise missing
        return found

    def page_number(text: str) -> int:
        if not (text.isascii() and text.isdigit() and len(text) < 7):
            raise missing
        return int(text)

    def turn_number(text: str) -> int:
        if text not in map(str, pages.TURNS):
            raise HTTPException(400, "turn is 0, 90, 180 or 270")
        return int(text)

    def answer(request: Request, found: Document, make: Callable[[], bytes], kind: str) -> Response:
        """The browser may keep it, and asks each time whether it still holds: numbers start anew in a new workspace."""
        key = hashlib.sha256(f"{found.sha256}{request.url.path}?{request.url.query}".encode()).hexdigest()
        headers = {"ETag": f'"{key[:32]}"', "Cache-Control": "private, no-cache", "X-Content-Type-Options": "nosniff"}
        if request.headers.get("if-none-match") == headers["ETag"]:
            return Response(status_code=304, headers=headers)
        try:
            content = kept.get(key, make)
        except InputError as error:
            raise missing from error
        return Response(content, media_type=kind, headers=headers)

    @router.get("/pages/{number}/{page}.png")
    def page_image(request: Request, number: str, page: str, boxes: str = "", scale: str = "", turn: str = "0") -> Response:
        found, shown, turned = paged(number), page_number(page), turn_number(turn)
        try:
            drawn, size = parse_boxes(boxes), float(scale or DEFAULT_SCALE)
            if not math.isfinite(size):
                raise ValueError(scale)
        except ValueError as error:
            raise HTTPException(400, "boxes are x0,top,x1,bottom;... and scale is a number") from error
        size = min(max(size, SCALES[0]), SCALES[1])
        return answer(request, found, lambda: pages.render_page(store.original(found.id), shown, size, drawn, turned), "image/png")

    @router.get("/pages/{number}/{page}/crop.png")
    def page_crop(request: Request, number: str, page: str, box: str = "", turn: str = "0") -> Response:
        """What stands in one box of a page, a little around it."""
        found, shown, turned = paged(number), page_number(page), turn_number(turn)
        try:
            [wanted] = parse_boxes(box)
        except ValueError as error:
            raise HTTPException(400, "box is x0,top,x1,bottom") from error
        return answer(request, found, lambda: pages.render_crop(store.original(found.id), shown, wanted, turned), "image/png")

    @router.get("/pages/{number}/{page}.json")
    def page_facts(number: str, page: str) -> JSONResponse:
        """Size in points and number of pages, for the viewer to scroll and turn."""
        found, shown = document(number), page_number(page)
        facts: dict[str, Any] = {"pages": found.pages, "kind": found.kind}
        if has_pages(found):
            try:
                facts["width"], facts["height"] = pages.page_size(store.original(found.id), shown)
            except InputError as error:
                raise missing from error
        return JSONResponse(facts, headers={"Cache-Control": "private, no-cache"})

    @router.get("/sheets/{number}/{sheet}.html")
    def sheet_table(request: Request, number: str, sheet: str, cells: str = "") -> Response:
        found, shown = document(number), page_number(sheet)
        wanted = [cell for cell in cells.split(";") if cell][:MAX_CELLS]
        if has_pages(found) or not all(map(_CELL.fullmatch, wanted)):
            raise missing

        def table() -> bytes:
            return sheets.render_sheet(store.original(found.id), shown, wanted).encode()

        return answer(request, found, table, "text/html; charset=utf-8")

    @router.get("/fonts/cjk.ttf")
    def font() -> FileResponse:
        """For browsers on machines without a Chinese font."""
        return FileResponse(cjk_font.FONT_FILE, media_type="font/ttf", headers={"Cache-Control": "public, max-age=604800"})

    return router

"""Answers as files to take away: those shown lately, and those behind a link. Addresses name an answer by its random key."""

from __future__ import annotations

from datetime import UTC, datetime
from urllib.parse import quote

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import Response

from assistant.handout import filename
from assistant.handout_files import SUFFIXES, content
from assistant.kept import AtHand, kept
from assistant.reply import Answer
from index.store import Store

_TYPES = {
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}
_GONE = "这个答案已不在内存中，请重新提问后再导出。 This answer is no longer at hand; ask again, then export."


def routes(store: Store, at_hand: AtHand) -> APIRouter:
    router = APIRouter()

    def file(request: Request, key: str, suffix: str) -> Response:
        answer, at, link = _found(store, at_hand, key, str(request.base_url))
        name = filename(answer, at) + suffix
        headers = {"Content-Disposition": f"attachment; filename=\"answer{suffix}\"; filename*=UTF-8''{quote(name)}", "Cache-Control": "private, no-store"}
        return Response(content(answer, suffix, at, link), media_type=_TYPES[suffix], headers=headers)

    for suffix in SUFFIXES:

        def of_kind(request: Request, key: str, suffix: str = suffix) -> Response:
            return file(request, key, suffix)

        router.add_api_route(f"/answers/{{key}}{suffix}", of_kind, methods=["GET"])
    return router


def _found(store: Store, at_hand: AtHand, key: str, base: str) -> tuple[Answer, datetime, str]:
    """The answer, when it was given, and the link to it where somebody made one."""
    behind_link = kept(store, key)
    shown = at_hand.get(key) or (behind_link.answer if behind_link else None)
    if shown is None:
        raise HTTPException(404, _GONE)
    at = behind_link.at if behind_link else datetime.now(UTC)
    return shown, at, f"{base}?answer={key}" if behind_link else ""

"""The web server: the routes of the originals and the page over them, on one address. Nothing here leaves the machine."""

from __future__ import annotations

import asyncio
import os
import shutil
import socket
import sys
from contextlib import suppress
from typing import TYPE_CHECKING

from extractors.errors import InputError

if TYPE_CHECKING:
    from fastapi import FastAPI
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

    from assistant.ui.incoming import Intake
    from index.store import Store

_UPLOADS = "uploads"
_HARD_LIMIT_MB = 400  # above incoming.MAX_MB, so that it is our message that a person reads
_PATIENCE = 3  # seconds that open pages are given when the server ends
_QUIET = {
    "GRADIO_ANALYTICS_ENABLED": "False",
    "GRADIO_RUN_HISTORY": "False",
    "HF_HUB_OFFLINE": "1",
    "HF_HUB_DISABLE_TELEMETRY": "1",
}

# Gradio evaluates its templates in the browser; all else comes from here or not at all.
_POLICY = (
    "default-src 'self'; script-src 'self' 'unsafe-inline' 'unsafe-eval'; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data: blob:; font-src 'self' data:; worker-src 'self' blob:; frame-ancestors 'self'; form-action 'self'"
)


class OwnThingsOnly:
    """Tells the browser to load nothing from elsewhere, whatever a page may hold."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def send_with_policy(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = (b"content-security-policy", _POLICY.encode()), (b"referrer-policy", b"same-origin")
                message["headers"] = [*message["headers"], *headers]
            await send(message)

        await self._app(scope, receive, send_with_policy)


class LettingGo:
    """Lets open pages go when the server ends: what a page only listens to is over then, as if the page had been closed."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app
        self._ending = asyncio.Event()

    def end(self) -> None:
        self._ending.set()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        heard, answering = False, False  # all that the browser has to say; the answer has begun and is not over

        async def receive_until_end() -> Message:
            nonlocal heard
            message = await (self._or_end(receive) if heard else receive())
            heard = heard or not message.get("more_body", False)
            return message

        async def sending(message: Message) -> None:
            nonlocal answering
            answering = message["type"] == "http.response.start" or bool(message.get("more_body", False))
            await send(message)

        await self._app(scope, receive_until_end, sending)
        if answering and self._ending.is_set():
            await send({"type": "http.response.body", "body": b""})

    async def _or_end(self, receive: Receive) -> Message:
        more, ending = asyncio.ensure_future(receive()), asyncio.ensure_future(self._ending.wait())
        try:
            await asyncio.wait((more, ending), return_when=asyncio.FIRST_COMPLETED)
            return more.result() if more.done() else {"type": "http.disconnect"}
        finally:
            more.cancel()
            ending.cancel()


def serve(store: Store, host: str, port: int) -> None:
    """Serve the page until interrupted."""
    import uvicorn

    from assistant.ui.incoming import Intake

    class Server(uvicorn.Server):
        async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
            pages.end()
            intake.close()  # whoever waits to hear what became of a file
            await super().shutdown(sockets)

    with _listening(host, port) as listener, Intake(store).open() as intake:
        print("正在启动… Starting…", file=sys.stderr, flush=True)
        pages = LettingGo(make_app(store, intake))
        print(f"绩效问答 → http://{host}:{listener.getsockname()[1]}  (Ctrl+C)", flush=True)
        config = uvicorn.Config(pages, log_level="warning", access_log=False, timeout_graceful_shutdown=_PATIENCE)
        with suppress(KeyboardInterrupt):  # which uvicorn raises again once all is ended
            Server(config).run(sockets=[listener])
    print("已停止。 Stopped.", file=sys.stderr)


def make_app(store: Store, intake: Intake) -> FastAPI:
    uploads = store.home / _UPLOADS
    shutil.rmtree(uploads, ignore_errors=True)  # half of what was being sent to an earlier server
    os.environ.update(_QUIET, GRADIO_TEMP_DIR=str(uploads))

    import gradio as gr
    from fastapi import FastAPI

    from assistant.kept import AtHand
    from assistant.ui import handing, images, page, theme

    app = FastAPI(title="jixiao", docs_url=None, redoc_url=None, openapi_url=None)
    app.add_middleware(OwnThingsOnly)
    at_hand = AtHand()
    app.include_router(images.routes(store))
    app.include_router(handing.routes(store, at_hand))
    blocks = page.build(store, intake, at_hand)
    made: FastAPI = gr.mount_gradio_app(
        app, blocks, path="/", theme=theme.theme(), css=theme.css(), head=theme.head(), footer_links=[],
        run_history=False, max_file_size=f"{_HARD_LIMIT_MB}mb", show_error=False, ssr_mode=False,
        enable_monitoring=False, pwa=False,
    )  # fmt: skip
    return made


def _listening(host: str, port: int) -> socket.socket:
    """The address taken before anything is loaded, so that one that is in use is told at once, and whoever comes early waits."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
        listener.listen()
    except OSError as error:
        listener.close()
        raise InputError(
            f"无法监听 {host}:{port}（{error.strerror}）。请用 --port 另选端口。",
            f"Cannot listen on {host}:{port} ({error.strerror}). Choose another port with --port.",
        ) from error
    return listener

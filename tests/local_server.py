"""A server on this machine for as long as a block lasts: what the stand-ins for other people's servers have in common.

Knows neither a protocol nor what is to be said; those that do are `scripted_model` and `embedding_server`.
"""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


class LocalHandler(BaseHTTPRequestHandler):
    """Takes requests in JSON and answers in JSON, whole or badly. Whoever asked may have given up meanwhile."""

    def asked(self) -> dict[str, Any]:
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        request: dict[str, Any] = json.loads(body) if body else {}
        return request

    def send(self, status: int, content: dict[str, Any]) -> None:
        body = json.dumps(content, ensure_ascii=False).encode() + b"\n"
        with suppress(OSError):
            self._begin(status, len(body))
            self.wfile.write(body)

    def drip(self, times: int, pause: float) -> None:
        """A byte now and then of an answer that never ends."""
        with suppress(OSError):
            self._begin(200, 10_000)
            for _ in range(times):
                self.wfile.write(b" ")
                self.wfile.flush()
                time.sleep(pause)

    def hang_up(self, begun: bytes) -> None:
        """The connection is cut in the middle of the answer."""
        with suppress(OSError):
            self._begin(200, 10_000)
            self.wfile.write(begun)

    def _begin(self, status: int, length: int) -> None:
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(length))
        self.end_headers()

    def log_message(self, *_: Any) -> None:
        pass


@contextmanager
def listening(handler: type[LocalHandler], **known: Any) -> Iterator[str]:
    """The server's address; its handlers find what is `known` among their attributes."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), type("Handler", (handler,), known))
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}/v1"
    finally:
        server.shutdown()
        server.server_close()

"""A server on this machine that speaks the OpenAI embeddings protocol, and Ollama's, well or badly, as a test says."""

from __future__ import annotations

import json
import math
import threading
import time
import zlib
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Literal

from pydantic import SecretStr

from index.embedding import EmbeddingOptions

KEY = "sk-not-to-be-seen-0815"
# What a model knows and n-grams do not: words that mean the same.
MEANINGS = ({"食堂", "就餐", "饭堂", "canteen"}, {"河堤", "堤防", "防洪", "levee"}, {"停工", "歇工", "没法施工", "stopped"})

How = Literal["well", "slow", "silent", "drip", "too few", "not numbers", "prose", "hang up", "refuse the key", "no such model", "fail"]


@dataclass
class Server:
    url: str = ""
    how: How = "well"
    dimension: int = 16
    seed: int = 0  # another seed is another model by the same name
    requests: list[dict[str, Any]] = field(default_factory=list)
    keys: list[str] = field(default_factory=list)

    def options(self, **changed: Any) -> EmbeddingOptions:
        told: dict[str, Any] = {"name": "openai:invented", "base_url": self.url, "key": SecretStr(KEY), "timeout": 10.0}
        return EmbeddingOptions(**(told | changed))

    @property
    def texts(self) -> list[str]:
        return [text for request in self.requests for text in _texts(request)]

    def vector(self, text: str) -> list[float]:
        """By what it means; the rest of its wording weighs little."""
        made = [math.sin(zlib.crc32(f"{text} {n} {self.seed}".encode()) % 1000) / 20 for n in range(self.dimension)]
        for n, words in enumerate(MEANINGS):
            made[(n + self.seed) % self.dimension] += sum(word in text for word in words)
        return made


def _texts(request: dict[str, Any]) -> list[str]:
    given = request.get("input", [])
    return [given] if isinstance(given, str) else given


class _Handler(BaseHTTPRequestHandler):
    server_says: Server

    def do_POST(self) -> None:
        says = self.server_says
        request = json.loads(self.rfile.read(int(self.headers.get("Content-Length") or 0)) or b"{}")
        says.requests.append(request)
        says.keys.append(self.headers.get("Authorization") or "")
        how = says.how
        if how == "slow":
            time.sleep(0.3)
        match how:
            case "silent":
                time.sleep(3)
            case "drip":
                self._drip()
            case "hang up":
                self._head(200, 5000)
                self.wfile.write(b'{"data": [')
            case "refuse the key":
                self._send(401, {"error": {"message": f"wrong key {KEY}"}})
            case "no such model":
                self._send(404, {"error": {"message": "none"}})
            case "fail":
                self._send(503, {"error": {"message": _texts(request)[0]}})
            case "prose":
                self._send(200, {"answer": "I am no embedding."})
            case _:
                self._send(200, self._answer(request, how))

    def _answer(self, request: dict[str, Any], how: str) -> dict[str, Any]:
        vectors: list[Any] = [self.server_says.vector(text) for text in _texts(request)]
        if how == "too few":
            vectors = vectors[1:]
        if how == "not numbers":
            vectors = [[None] * self.server_says.dimension for _ in vectors]
        if self.path == "/api/embed":
            return {"model": "invented", "embeddings": vectors}
        data = [{"object": "embedding", "index": n, "embedding": v} for n, v in enumerate(vectors)]
        return {"object": "list", "model": "invented", "data": data, "usage": {"prompt_tokens": 1, "total_tokens": 1}}

    def _drip(self) -> None:
        self._head(200, 5000)
        with suppress(OSError):
            for _ in range(60):
                self.wfile.write(b" ")
                self.wfile.flush()
                time.sleep(0.05)

    def _head(self, status: int, length: int) -> None:
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(length))
        self.end_headers()

    def _send(self, status: int, content: dict[str, Any]) -> None:
        body = json.dumps(content, ensure_ascii=False).encode()
        with suppress(OSError):  # whoever asked may have given up
            self._head(status, len(body))
            self.wfile.write(body)

    def log_message(self, *_: Any) -> None:
        pass


@contextmanager
def serving(how: How = "well", **said: Any) -> Iterator[Server]:
    """A server for the block."""
    says = Server(how=how, **said)
    server = ThreadingHTTPServer(("127.0.0.1", 0), type("Handler", (_Handler,), {"server_says": says}))
    server.daemon_threads = True
    says.url = f"http://127.0.0.1:{server.server_address[1]}/v1"
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
    try:
        yield says
    finally:
        server.shutdown()
        server.server_close()

"""A server on this machine that speaks the OpenAI embeddings protocol, and Ollama's, well or badly, as a test says."""

from __future__ import annotations

import math
import time
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, Literal

from local_server import LocalHandler, listening
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


class _Handler(LocalHandler):
    server_says: Server

    def do_POST(self) -> None:
        says = self.server_says
        request = self.asked()
        says.requests.append(request)
        says.keys.append(self.headers.get("Authorization") or "")
        match says.how:
            case "silent":
                time.sleep(3)
            case "drip":
                self.drip(times=60, pause=0.05)
            case "hang up":
                self.hang_up(b'{"data": [')
            case "refuse the key":
                self.send(401, {"error": {"message": f"wrong key {KEY}"}})
            case "no such model":
                self.send(404, {"error": {"message": "none"}})
            case "fail":
                self.send(503, {"error": {"message": _texts(request)[0]}})
            case "prose":
                self.send(200, {"answer": "I am no embedding."})
            case _:
                self._embed(request, says.how)

    def _embed(self, request: dict[str, Any], how: How) -> None:
        if how == "slow":
            time.sleep(0.3)
        vectors: list[Any] = [self.server_says.vector(text) for text in _texts(request)]
        if how == "too few":
            vectors = vectors[1:]
        if how == "not numbers":
            vectors = [[None] * self.server_says.dimension for _ in vectors]
        if self.path == "/api/embed":
            self.send(200, {"model": "invented", "embeddings": vectors})
            return
        data = [{"object": "embedding", "index": n, "embedding": v} for n, v in enumerate(vectors)]
        self.send(200, {"object": "list", "model": "invented", "data": data, "usage": {"prompt_tokens": 1, "total_tokens": 1}})


@contextmanager
def serving(how: How = "well", **said: Any) -> Iterator[Server]:
    """A server for the block."""
    says = Server(how=how, **said)
    with listening(_Handler, server_says=says) as says.url:
        yield says

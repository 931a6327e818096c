"""A server on this machine that speaks the OpenAI chat protocol, and Ollama's, and says what a test wrote down, in order.

Answers stand in a queue: a dict (filled in as the structured output asked for), a text as it is, or what goes wrong
(`Status`, `Silence`, `Drip`, `Hangup`). Every request is kept, so that a test can see what was sent and what never was.
"""

from __future__ import annotations

import json
import threading
import time
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from pydantic import SecretStr

from extractors.language_model import LanguageModel, ModelOptions

KEY = "sk-not-to-be-seen-4711"


@dataclass(frozen=True)
class Status:
    """An error of the server; its text quotes the key, as real ones do."""

    code: int


@dataclass(frozen=True)
class Silence:
    """Takes the request and says nothing, for no longer than a test may take."""

    seconds: float = 5.0


@dataclass(frozen=True)
class Drip:
    """A byte now and then: the client's own time-out never comes."""

    times: int = 50
    pause: float = 0.1


@dataclass(frozen=True)
class Hangup:
    """The connection is cut in the middle of the answer."""


@dataclass(frozen=True)
class Refusal:
    """The protocol's own way of declining."""


Said = dict[str, Any] | str | Status | Silence | Drip | Hangup | Refusal
Answering = Callable[[dict[str, Any]], Said]  # by what was asked


@dataclass
class Script:
    """What the server will say, and what it was asked."""

    url: str = ""
    answers: deque[Said | Answering] = field(default_factory=deque)
    always: Said | Answering | None = None  # once the queue is empty
    requests: list[dict[str, Any]] = field(default_factory=list)
    keys: list[str] = field(default_factory=list)
    paths: list[str] = field(default_factory=list)

    def say(self, *answers: Said | Answering) -> None:
        self.answers.extend(answers)

    def options(self, **changed: Any) -> ModelOptions:
        told: dict[str, Any] = {"name": "openai:scripted", "base_url": self.url, "key": SecretStr(KEY), "timeout": 20.0, "retries": 0}
        return ModelOptions(**(told | changed))

    def model(self, **changed: Any) -> LanguageModel:
        return LanguageModel(self.options(**changed))

    def told(self) -> str:
        """All that was ever sent."""
        return json.dumps(self.requests, ensure_ascii=False)


def _completion(request: dict[str, Any], said: dict[str, Any] | str) -> dict[str, Any]:
    message: dict[str, Any] = {"role": "assistant", "content": said if isinstance(said, str) else json.dumps(said, ensure_ascii=False)}
    finish = "stop"
    if request.get("tools") and isinstance(said, dict):
        name = request["tools"][0]["function"]["name"]
        call = {"id": "call-1", "type": "function", "function": {"name": name, "arguments": message["content"]}}
        message, finish = {"role": "assistant", "content": None, "tool_calls": [call]}, "tool_calls"
    return {
        "id": "scripted", "object": "chat.completion", "created": 0, "model": request.get("model", ""),
        "choices": [{"index": 0, "message": message, "finish_reason": finish}],
        "usage": {"prompt_tokens": 1, "completion_tokens": 1, "total_tokens": 2},
    }  # fmt: skip


def _of_ollama(request: dict[str, Any], said: dict[str, Any] | str) -> dict[str, Any]:
    message: dict[str, Any] = {"role": "assistant", "content": said if isinstance(said, str) else json.dumps(said, ensure_ascii=False)}
    if request.get("tools") and isinstance(said, dict):
        message = {"role": "assistant", "content": "", "tool_calls": [{"function": {"name": request["tools"][0]["function"]["name"], "arguments": said}}]}
    return {"model": request["model"], "created_at": "2024-01-01T00:00:00Z", "message": message, "done": True, "done_reason": "stop"}


class _Handler(BaseHTTPRequestHandler):
    script: Script

    def do_POST(self) -> None:
        script = self.script
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        script.paths.append(self.path)
        script.keys.append(self.headers.get("Authorization") or "")
        request = json.loads(body) if body else {}
        script.requests.append(request)
        said = script.answers.popleft() if script.answers else script.always
        self._say(request, said(request) if callable(said) else said)

    do_GET = do_POST

    def _say(self, request: dict[str, Any], said: Said | None) -> None:
        match said:
            case Status(code):
                self._send(code, {"error": {"message": f"wrong key {KEY}", "type": "scripted", "code": None}})
            case Silence(seconds):
                time.sleep(seconds)  # and then the connection ends
            case Drip(times, pause):
                self._drip(times, pause)
            case Hangup():
                self._head(200, 10_000)
                self.wfile.write(b'{"id": "scripted", "choices": [{"mess')
            case Refusal():
                answer = _completion(request, "")
                answer["choices"][0]["message"] = {"role": "assistant", "content": None, "refusal": "I cannot help with that."}
                self._send(200, answer)
            case None:
                self._send(500, {"error": {"message": "nothing is scripted"}})
            case _ if self.path == "/api/chat":
                self._send(200, _of_ollama(request, said))
            case _:
                self._send(200, _completion(request, said))

    def _drip(self, times: int, pause: float) -> None:
        self._head(200, 10_000)
        for _ in range(times):
            try:
                self.wfile.write(b" ")
                self.wfile.flush()
            except OSError:
                return
            time.sleep(pause)

    def _head(self, status: int, length: int) -> None:
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(length))
        self.end_headers()

    def _send(self, status: int, content: dict[str, Any]) -> None:
        body = json.dumps(content, ensure_ascii=False).encode() + b"\n"
        with suppress(OSError):  # whoever asked may have given up
            self._head(status, len(body))
            self.wfile.write(body)

    def log_message(self, *_: Any) -> None:
        pass


@contextmanager
def scripted(*answers: Said | Answering, always: Said | Answering | None = None) -> Iterator[Script]:
    """A server for the block."""
    script = Script(answers=deque(answers), always=always)
    handler = type("Handler", (_Handler,), {"script": script})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.daemon_threads = True
    script.url = f"http://127.0.0.1:{server.server_address[1]}/v1"
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
    try:
        yield script
    finally:
        server.shutdown()
        server.server_close()

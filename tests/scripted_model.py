"""A server on this machine that speaks the OpenAI chat protocol, and Ollama's, and says what a test wrote down, in order.

Answers stand in a queue: a dict (filled in as the structured output asked for), a text as it is, or what goes wrong
(`Status`, `Silence`, `Drip`, `Hangup`, `Breakdown`). Every request is kept, so that a test can see what was sent and what never was.
"""

from __future__ import annotations

import json
import time
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from local_server import LocalHandler, listening
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
class Breakdown:
    """An error where the rest of the answer should be, as Ollama tells that its memory ran out: HTTP has said 200 by then."""


@dataclass(frozen=True)
class Refusal:
    """The protocol's own way of declining."""


Said = dict[str, Any] | str | Status | Silence | Drip | Hangup | Breakdown | Refusal
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


class _Handler(LocalHandler):
    script: Script

    def do_POST(self) -> None:
        script = self.script
        request = self.asked()
        script.paths.append(self.path)
        script.keys.append(self.headers.get("Authorization") or "")
        script.requests.append(request)
        said = script.answers.popleft() if script.answers else script.always
        self._say(request, said(request) if callable(said) else said)

    do_GET = do_POST

    def _say(self, request: dict[str, Any], said: Said | None) -> None:
        match said:
            case Status(code):
                self.send(code, {"error": {"message": f"wrong key {KEY}", "type": "scripted", "code": None}})
            case Silence(seconds):
                time.sleep(seconds)  # and then the connection ends
            case Drip(times, pause):
                self.drip(times, pause)
            case Hangup():
                self.hang_up(b'{"id": "scripted", "choices": [{"mess')
            case Breakdown():
                self.send(200, {"error": f"out of memory, {KEY}"})
            case Refusal():
                answer = _completion(request, "")
                answer["choices"][0]["message"] = {"role": "assistant", "content": None, "refusal": "I cannot help with that."}
                self.send(200, answer)
            case None:
                self.send(500, {"error": {"message": "nothing is scripted"}})
            case _ if self.path == "/api/chat":
                self.send(200, _of_ollama(request, said))
            case _:
                self.send(200, _completion(request, said))


@contextmanager
def scripted(*answers: Said | Answering, always: Said | Answering | None = None) -> Iterator[Script]:
    """A server for the block."""
    script = Script(answers=deque(answers), always=always)
    with listening(_Handler, script=script) as script.url:
        yield script

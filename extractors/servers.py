"""How a server that somebody else runs is reached and waited for: no longer than agreed, left alone where it keeps failing.

Knows nothing of what is asked of it, and shows neither the key nor what a server or a library says of a failure.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from concurrent.futures import Future
from typing import Any, TypeVar

T = TypeVar("T")

Why = tuple[str, str]  # in Chinese and in English

OPENS_AFTER = 3  # failures in a row after which the server is left alone
RESTS = 60.0  # seconds for which it is


class Breaker:
    """Whether a server may be asked, by how it fared. May be used from several threads."""

    def __init__(self, trial: float, clock: Callable[[], float] = time.monotonic) -> None:
        self._trial = trial  # seconds that one request may take which tries whether it is well again
        self._clock = clock
        self._lock = threading.Lock()
        self._failures = 0
        self._rests_until = 0.0

    def lets_pass(self) -> bool:
        with self._lock:
            now = self._clock()
            if self._failures < OPENS_AFTER:
                return True
            if now >= self._rests_until:
                self._rests_until = now + self._trial
                return True
            return False

    def failed(self) -> None:
        with self._lock:
            self._failures += 1
            if self._failures >= OPENS_AFTER:
                self._rests_until = self._clock() + RESTS

    def worked(self) -> None:
        with self._lock:
            self._failures = 0


def within(seconds: float, call: Callable[[], T]) -> T:
    """The call's result, or TimeoutError. A client's own time runs from byte to byte only: one that is served drop by
    drop would wait for ever, so it is left behind."""
    future: Future[Any] = Future()

    def run() -> None:
        try:
            future.set_result(call())
        except BaseException as error:  # handed to whoever waits
            future.set_exception(error)

    threading.Thread(target=run, daemon=True, name="asking a server").start()
    result: T = future.result(max(seconds, 0.0))
    return result


def client_arguments(provider: str, base_url: str, key: str, timeout: float) -> dict[str, Any]:
    """How a provider's LangChain client takes address, key and time."""
    where: dict[str, Any] = {"base_url": base_url} if base_url else {}
    if provider == "ollama":
        headers = {"Authorization": f"Bearer {key}"} if key else {}
        return {**where, "client_kwargs": {"timeout": timeout, "headers": headers}}
    if provider == "openai":
        # A key of the environment is not for this server; most servers of one's own want none.
        return {**where, "api_key": key or "none", "timeout": timeout, "max_retries": 0}
    return where | ({"api_key": key} if key else {})


def why_no_answer(error: Exception, status: object, timeout: float, setting: str) -> Why:
    """What went wrong, by its kind only. `setting` names the model; address and key stand in others that begin alike."""
    kind = type(error).__name__
    match status:
        case 401 | 403:
            return f"服务器不接受密钥，请检查设置 {setting}_key", f'the server does not accept the key; check the setting "{setting}_key"'
        case 404:
            return (
                f"服务器上没有这个模型或地址，请检查设置 {setting} 和 {setting}_base_url",
                f'no such model or address; check "{setting}" and "{setting}_base_url"',
            )
        case int() if status < 100:  # none of HTTP's: Ollama's client calls it -1
            return "服务器答到一半报错，原因见它的日志", "the server reports an error in the middle of its answer; its log says why"
        case int():
            return f"服务器报错（{status}）", f"the server reports an error ({status})"
    if isinstance(error, TimeoutError) or "timeout" in kind.lower():
        return f"{timeout:g} 秒内没有应答", f"no answer within {timeout:g} s"
    if isinstance(error, OSError) or "connect" in kind.lower():
        return f"无法连接，请检查设置 {setting}_base_url", f'it cannot be reached; check the setting "{setting}_base_url"'
    return (
        f"应答无法读取（{kind}），请检查 {setting}_base_url 是不是模型服务的地址",
        f'its answer cannot be read ({kind}); check that "{setting}_base_url" is the address of a model\'s server',
    )

"""How a server that somebody else runs is waited for: no longer than agreed, and left alone where it keeps failing.

Knows nothing of what is asked of it.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from concurrent.futures import Future
from typing import Any, TypeVar

T = TypeVar("T")

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

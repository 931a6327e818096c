"""Waiting for what other processes do: until it holds, with a bound that only a fault reaches."""

from __future__ import annotations

import os
import time
from collections.abc import Callable

PATIENCE = 300.0  # seconds; far beyond what a busy machine needs


def soon(holds: Callable[[], bool]) -> None:
    until = time.monotonic() + PATIENCE
    while not holds() and time.monotonic() < until:
        time.sleep(0.05)
    assert holds()


def group_alive(group: int) -> bool:
    """Whether any process of the group still runs."""
    try:
        os.killpg(group, 0)
    except ProcessLookupError:
        return False
    return True

"""One process changes a workspace's files at a time; a second one waits, and says so when it waited in vain."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from extractors.errors import InputError

LOCK_FILE = "writer.lock"


@contextmanager
def one_writer(home: Path, wait: float = 60.0) -> Iterator[None]:
    """Hold the workspace's lock. It is the operating system's: a killed process leaves none behind."""
    from filelock import FileLock, Timeout

    try:
        lock = FileLock(home / LOCK_FILE).acquire(timeout=wait)
    except Timeout as error:
        raise InputError(
            "另一个 jixiao 进程正在写入这个工作区，请等它完成后再试。",
            "Another jixiao process is writing to this workspace; try again when it is done.",
        ) from error
    with lock:
        yield

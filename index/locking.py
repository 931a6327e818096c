"""Who may change what of a workspace: one process at a time stores records, one writes vectors; and each process's own
folder there, which others leave alone for as long as it lives.

The locks are the operating system's: a killed process leaves none behind. They are a process's, not a thread's: what goes
on page by page may do so in one thread after another. Nothing is read or stored here.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from secrets import token_hex

from extractors.errors import InputError

RECORDS, VECTORS = "writer.lock", "vectors.lock"
_OF_FOLDER = ".lock"  # behind a folder's name


@contextmanager
def one_writer(home: Path, wait: float = 60.0, of: str = RECORDS) -> Iterator[None]:
    """Hold the workspace's lock on its records or vectors; a second process waits, and says so when it waited in vain."""
    from filelock import FileLock, Timeout

    try:
        lock = FileLock(home / of, thread_local=False).acquire(timeout=wait)
    except Timeout as error:
        raise InputError(
            "另一个 jixiao 进程正在写入这个工作区，请等它完成后再试。",
            "Another jixiao process is writing to this workspace; try again when it is done.",
        ) from error
    with lock:
        yield


@contextmanager
def own_folder(home: Path, prefix: str) -> Iterator[Path]:
    """A new folder that is this process's own for as long as the context lasts. It is left where it is at the end."""
    from filelock import FileLock

    folder = home / f"{prefix}{token_hex(6)}"
    with FileLock(_lock_of(folder), thread_local=False):  # before the folder is there, so that nobody ever sees it unheld
        folder.mkdir()
        yield folder
    if not folder.exists():
        with suppress(OSError):
            _lock_of(folder).unlink(missing_ok=True)


def abandoned(home: Path, prefix: str) -> Iterator[Path]:
    """The folders of processes that are gone, each held while it is looked at."""
    from filelock import FileLock, Timeout

    for folder in sorted(home.glob(f"{prefix}*")):
        if not folder.is_dir():
            continue
        with suppress(Timeout), FileLock(_lock_of(folder), timeout=0, thread_local=False):
            yield folder
        if not folder.exists():
            with suppress(OSError):
                _lock_of(folder).unlink(missing_ok=True)


def _lock_of(folder: Path) -> Path:
    return folder.with_name(folder.name + _OF_FOLDER)

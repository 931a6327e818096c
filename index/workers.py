"""Many files read at once, in processes that may die: every file gets its result, and the page it is at on the way.

`concurrent.futures` is the interface, so that a pool on this machine and a Dask cluster are the same code. Nothing is
stored here.
"""

from __future__ import annotations

import multiprocessing
import os
import shutil
import tempfile
from collections import deque
from collections.abc import Iterator
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, Executor, Future, ProcessPoolExecutor, wait
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from secrets import token_hex
from threading import Event as Signal
from typing import NamedTuple, Protocol

from extractors.errors import Cancelled, InputError
from index.reading import Limits, Reading, end_with
from index.trail import Trail, cancelled

LONGEST_SOCKET = 92  # bytes of a socket's path that every system takes
NAMED = "/pymp-01234567/listener-01234567"  # how Python's server of forks names its socket in the folder for temporary files
LOOK = 0.2  # seconds between two looks at how far the files are


@dataclass(frozen=True)
class Waiting:
    path: Path
    sha256: str = ""  # of a file that is to be stored
    alone: bool = False  # its process died while others ran too; read again by itself, to tell whose fault it was


class At(NamedTuple):
    """The page that is being read."""

    page: int
    of: int


class Reader(Protocol):
    def __call__(self, path: Path, *, limits: Limits, trail: Trail) -> Reading: ...


class Limited(Protocol):
    def __call__(self, path: Path, *, trail: Trail) -> Reading: ...


Result = tuple[Waiting, Reading | BaseException | At]


@dataclass
class Running:
    file: Waiting
    trail: Trail
    told: tuple[int, int] | None = None


def read_all(
    reader: Limited,
    waiting: deque[Waiting],
    *,
    limits: Limits,
    workers: int,
    scheduler: str,
    trails: Path,
    stop: Signal,
) -> Iterator[Result]:
    """Read every file, at most `workers` at a time. When a worker dies, its pool is lost: the files in it are read once
    more, each alone, and the one that kills a pool of its own is the one that fails."""
    while waiting:
        alone = waiting[0].alone
        batch = deque([waiting.popleft()]) if alone else waiting
        round_ = _Round(reader, batch, limits, 1 if alone else min(workers, len(batch)), trails, stop)
        try:
            with _executor(round_.workers, scheduler) as executor:
                yield from round_.results(executor)
        except Cancelled as error:
            yield from ((file, error) for file in (*round_.files(), *waiting))
            return
        waiting.extendleft(round_.suspects)


class _Round:
    """The files that one pool reads, for as long as it lives."""

    def __init__(
        self, reader: Limited, batch: deque[Waiting], limits: Limits, workers: int, trails: Path, stop: Signal
    ) -> None:
        self.reader, self.batch, self.limits = reader, batch, limits
        self.workers, self.trails, self.stop = workers, trails, stop
        self.running: dict[Future[Reading], Running] = {}
        self.suspects: list[Waiting] = []
        self.lost = False

    def files(self) -> list[Waiting]:
        """Those that have no result."""
        return [*(r.file for r in self.running.values()), *self.suspects, *self.batch]

    def results(self, executor: Executor) -> Iterator[Result]:
        while self.running or (self.batch and not self.lost):
            if self.stop.is_set():
                self._abandon()
                raise cancelled()
            self._submit(executor)
            done = wait(self.running, timeout=LOOK, return_when=FIRST_COMPLETED).done
            for running in self.running.values():
                if (page := running.trail.page) and page != running.told:
                    running.told = page
                    yield running.file, At(*page)
            for future in done:
                yield from self._result(future)

    def _submit(self, executor: Executor) -> None:
        while self.batch and not self.lost and len(self.running) < self.workers:
            file = self.batch[0]
            trail = Trail(self.trails / token_hex(8))
            trail.folder.mkdir()
            try:
                future = executor.submit(self.reader, file.path, trail=trail)
            except BrokenExecutor:
                shutil.rmtree(trail.folder)
                self.lost = True
            else:
                self.running[future] = Running(self.batch.popleft(), trail)

    def _result(self, future: Future[Reading]) -> Iterator[Result]:
        running = self.running.pop(future)
        error = future.exception()
        if error is None:
            yield running.file, future.result()
            return
        self.lost = self.lost or isinstance(error, BrokenExecutor)
        if verdict := _verdict(error, running, self.limits):
            yield running.file, verdict
        else:
            self.suspects.append(replace(running.file, alone=True))

    def _abandon(self) -> None:
        """Workers that cannot be ended from here see that their trail is gone, and stop at the next page."""
        for future, running in self.running.items():
            future.cancel()
            shutil.rmtree(running.trail.folder, ignore_errors=True)


def _verdict(error: BaseException, running: Running, limits: Limits) -> BaseException | None:
    """What a failed reading says of its file; None where another file may have killed the pool, or have filled the
    memory before."""
    if not isinstance(error, BrokenExecutor | MemoryError):
        return error
    page, _ = running.trail.page or (0, 0)
    at, at_en = (f"读到第 {page} 页时", f" at page {page}") if page else ("读取时", "")
    match "memory" if isinstance(error, MemoryError) else running.trail.cause:
        case "timeout":
            seconds, name = (limits.page_seconds, "page_timeout") if page else (limits.file_seconds, "file_timeout")
            return InputError(
                f"{at}超过 {seconds:g} 秒，已放弃。请拆分文件，或调大设置 {name}。",
                f"Reading took more than {seconds:g} seconds{at_en} and was given up. Split the file or raise the setting "
                f"{name}.",
            )
        case "memory" if running.file.alone:
            return InputError(
                f"{at}占用内存超过 {limits.megabytes} MB，已放弃。请降低扫描分辨率或拆分文件，或调大设置 worker_memory。",
                f"Reading took more than {limits.megabytes} MB of memory{at_en} and was given up. Scan at a lower resolution, "
                "split the file or raise the setting worker_memory.",
            )
        case _ if running.file.alone:
            return InputError(
                "读取该文件的进程意外终止，文件可能已损坏。", "The process that read this file died; the file may be broken."
            )
        case _:
            return None


@contextmanager
def _executor(workers: int, scheduler: str) -> Iterator[Executor]:
    if scheduler:
        try:
            from distributed import Client
        except ImportError as error:
            raise InputError(
                "使用 --scheduler 需要先安装 Dask：pip install distributed。",
                "--scheduler needs Dask: pip install distributed.",
            ) from error
        yield Client(scheduler).get_executor()
        return
    context = multiprocessing.get_context(_start_method())
    lifeline, held = context.Pipe(duplex=False)
    executor = ProcessPoolExecutor(workers, mp_context=context, initializer=end_with, initargs=(lifeline,))
    try:
        yield executor
    except BaseException:
        held.close()  # whoever left did not wait for the files that are being read
        raise
    finally:
        executor.shutdown(cancel_futures=True)
        held.close()
        lifeline.close()


def _start_method() -> str:
    """Never a plain fork: the web app has threads, and a fork of a process with threads can hang. Where the path of the
    fork server's socket would be too long, each worker is started anew, which takes a second or two longer."""
    fits = len(os.fsencode(tempfile.gettempdir() + NAMED)) <= LONGEST_SOCKET
    return "forkserver" if fits and "forkserver" in multiprocessing.get_all_start_methods() else "spawn"

"""One file read in a process of its own, so that a file that crashes, never ends or takes all memory costs that process only.

Runs in the worker: reads, judges, returns values. It knows no store and writes nothing but its trail.
"""

from __future__ import annotations

import faulthandler
import os
import signal
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import cache
from multiprocessing.connection import Connection
from pathlib import Path
from typing import TYPE_CHECKING

from extractors.errors import UnreadablePage
from extractors.records import Finding, Report
from extractors.sources import OnPage
from extractors.vocabulary import Own
from index.trail import Trail

if TYPE_CHECKING:
    from extractors.language_model import LanguageModel, ModelOptions

LOOK = 0.05  # seconds between two looks at the memory; a picture decodes at some 200 MB in that time
BURST = 2  # times the limit that a single grasp may reach before the system refuses it


@dataclass(frozen=True)
class Limits:
    """What reading one file may take."""

    file_seconds: float  # for all that is not a page: opening, joining, judging; an office file whole
    page_seconds: float
    megabytes: int


@dataclass(frozen=True)
class Reading:
    pages: int
    reports: tuple[Report, ...]
    findings: tuple[tuple[Finding, ...], ...]
    unread: tuple[UnreadablePage, ...] = ()


def end_with(lifeline: Connection) -> None:
    """A worker ends at once when the other end of its lifeline is closed: by its parent, or with it. Ctrl-C is its
    parent's business."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)

    def wait() -> None:
        lifeline.poll(None)
        os._exit(1)

    threading.Thread(target=wait, daemon=True).start()


def read(
    path: Path, limits: Limits, trail: Trail, own: tuple[Own, ...] = (), model: ModelOptions | None = None
) -> Reading:
    """The file's reports and what the rules find in them, within limits: past one of them the process ends itself. `own`
    are the labels that the workspace adds, `model` the one that reads forms which no label places."""
    from extractors import extract
    from extractors.checks import check
    from extractors.sources import Course

    with guarded(limits, trail) as on_page, _put_aside(trail.folder):
        course = Course(on_page)
        reports = tuple(extract(path, course, own, _language_model(model) if model else None))
        pages = course.pages or max((page for report in reports for page in report.pages), default=0)
        return Reading(pages, reports, tuple(tuple(check(r)) for r in reports), tuple(course.unread))


@contextmanager
def _put_aside(folder: Path) -> Iterator[None]:
    """Temporary files, copies of reports among them, lie beside the trail: that goes also where this process is killed."""
    before, tempfile.tempdir = tempfile.tempdir, str(folder)
    try:
        yield
    finally:
        tempfile.tempdir = before


@cache
def _language_model(options: ModelOptions) -> LanguageModel:
    """One for all files that this process reads: it remembers how the server fares."""
    from extractors.language_model import LanguageModel

    return LanguageModel(options)


@contextmanager
def guarded(limits: Limits, trail: Trail) -> Iterator[OnPage]:
    """Limits on time and memory for the block, which calls what it is given as it begins each page."""
    done = threading.Event()
    with trail.end("timeout").open("w") as told:

        def allow(seconds: float) -> None:
            # A thread of C code: it works even where a library call holds the interpreter.
            faulthandler.dump_traceback_later(seconds, exit=True, file=told)

        def begin(page: int, of: int) -> None:
            trail.begin(page, of)
            # Joining and judging follow the last page.
            allow(limits.page_seconds if page < of else limits.page_seconds + limits.file_seconds)

        watch = threading.Thread(target=_watch_memory, args=(limits.megabytes * 2**20, trail, done), daemon=True)
        allow(limits.file_seconds)
        watch.start()
        try:
            with _refused_beyond(BURST * limits.megabytes * 2**20):
                yield begin
        finally:
            faulthandler.cancel_dump_traceback_later()
            done.set()
            watch.join()


def _watch_memory(most: int, trail: Trail, done: threading.Event) -> None:
    while not done.wait(LOOK):
        if (held := held_memory()) > most:
            with suppress(OSError):  # nobody may be waiting any more
                trail.end("memory").write_text(str(held), encoding="ascii")
            os._exit(1)


@contextmanager
def _refused_beyond(most: int) -> Iterator[None]:
    """A single grasp for far too much fails where it is made; the watch would see it too late."""
    if sys.platform == "win32":
        yield
        return
    import resource

    soft, hard = resource.getrlimit(resource.RLIMIT_DATA)
    lowest = min(limit for limit in (most, soft, hard) if limit != resource.RLIM_INFINITY)
    resource.setrlimit(resource.RLIMIT_DATA, (lowest, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_DATA, (soft, hard))


def held_memory() -> int:
    """Bytes of this process in memory: now on Linux, at its peak on macOS; 0 on Windows, which has no such limit here."""
    if sys.platform == "linux":
        return int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")
    if sys.platform == "darwin":
        import resource

        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return 0

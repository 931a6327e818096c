"""Files read for `jixiao extract`: in worker processes within the limits of an ingest, nothing stored. Says what goes wrong."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Event as Signal
from typing import TYPE_CHECKING

from assistant import terminal
from assistant.terminal import either, failed, language, problem
from extractors.archive import File, unpacked
from extractors.own_labels import own_labels
from index.reading import Limits, Reading, read
from index.settings import load
from index.workers import At, Result, Waiting, read_all

if TYPE_CHECKING:
    from extractors.errors import UnreadablePage
    from extractors.records import Report


def read_files(files: Sequence[Path], home: Path) -> tuple[list[Report], int]:
    """The reports in the order of the files, and how many files failed; what is to be said of them follows in that order.
    Raises KeyboardInterrupt when Ctrl-C has ended the reading."""
    results: dict[Path, Reading | BaseException] = {}
    with unpacked(files) as found:
        wanted = {file.path: file.shown for file in found if file.known and not file.refusal}
        with terminal.progress() as show, terminal.stopped_by_ctrl_c() as stop, _reading(wanted, home, stop) as told:
            for waiting, came in told:
                shown = wanted[waiting.path]
                if isinstance(came, At):
                    show.page(shown, came.page, came.of)
                    continue
                results[waiting.path] = came
                show.done(shown)
                show.files(len(results), len(wanted))
        if stop.is_set():
            raise KeyboardInterrupt
        reports: list[Report] = []
        failures = 0
        for file in found:
            result = results.get(file.path)
            reports += result.reports if isinstance(result, Reading) else ()
            failures += not _told(file, result)
    return reports, failures


def _told(file: File, result: Reading | BaseException | None) -> bool:
    """Say what is to be said of a file; whether it has not failed."""
    if isinstance(result, Reading):
        tell_unread(file.shown, result.unread)
    elif not file.known:
        problem(either(f"略过 {file.shown}：不支持的文件类型", f"left out {file.shown}: unknown kind of file"))
    elif error := file.refusal or result:
        failed(str(file.shown), terminal.explained(error, str(file.shown)))
        return False
    return True


@contextmanager
def _reading(wanted: Iterable[Path], home: Path, stop: Signal) -> Iterator[Iterator[Result]]:
    settings = load(home)
    limits = Limits(settings.file_seconds, settings.page_timeout, settings.worker_memory)
    with TemporaryDirectory(prefix="jixiao-", ignore_cleanup_errors=True) as trails:
        yield read_all(
            partial(read, limits=limits, own=own_labels(home), model=settings.reading_model),
            deque(map(Waiting, wanted)),
            limits=limits,
            workers=settings.worker_count,
            scheduler="",
            trails=Path(trails),
            stop=stop,
        )


def tell_unread(path: Path, pages: Iterable[UnreadablePage]) -> None:
    for page in pages:
        problem(f"{path}{either('：', ': ')}{page.say(language())}")

"""Files and folders into the store: read in worker processes, kept one by one, each with what became of it.

A file is stored whole or not at all, and what goes wrong with one never stops the others. Only this process writes to
the store, and only while it stores is it the only one that does: others may bring files in at the same time. Workers only
read, and leave a trail of the page they are at.
"""

from __future__ import annotations

import logging
import os
import shutil
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import partial
from itertools import chain
from pathlib import Path
from threading import Event as Signal
from typing import Literal

from sqlalchemy.exc import SQLAlchemyError

from extractors import SUFFIXES
from extractors.archive import SUFFIX, File, unpacked
from extractors.errors import Cancelled, JixiaoError, UnreadablePage
from extractors.own_labels import own_labels
from index import originals
from index.locking import abandoned, one_writer, own_folder
from index.reading import Limits, Reading, read
from index.settings import LOG_FILE
from index.store import Store
from index.vectors import keep_up
from index.workers import At, Reader, Result, Waiting, read_all

log = logging.getLogger("jixiao")
FOLDER = "reading-"  # in the workspace: of the files of archives, and of the workers' trails
PATIENCE = 600.0  # seconds that a file that has been read waits to be stored
Outcome = Literal["reading", "stored", "skipped", "failed", "ignored", "cancelled"]


@dataclass(frozen=True)
class Event:
    """What became of one file, or (reading) the page it is at, and how far the whole is. A member of an archive has the
    archive's path before its own."""

    path: Path
    outcome: Outcome
    page: int = 0
    pages: int = 0
    reports: int = 0
    superseded: int = 0  # of these reports, how many another one already stands for
    doubtful: int = 0  # values of these reports that somebody should look at
    unread: tuple[UnreadablePage, ...] = ()  # pages that could not be read; the others were
    message_zh: str = ""
    message_en: str = ""
    done: int = 0
    total: int = 0

    def say(self, language: str = "zh") -> str:
        return self.message_en if language == "en" else self.message_zh


def ingest(
    store: Store,
    paths: Iterable[Path],
    *,
    workers: int = 0,
    scheduler: str = "",
    reader: Reader | None = None,
    stop: Signal | None = None,
) -> Iterator[Event]:
    """Bring files in; yields an event for each page that is begun of a file and one for each file that is done. Vectors
    follow when all are. Once `stop` is set, what is not stored yet is cancelled."""
    settings = store.settings
    limits = Limits(settings.file_seconds, settings.page_timeout, settings.worker_memory)
    reader = reader or partial(read, own=own_labels(store.home), model=settings.reading_model)
    given, events = _walk(paths)
    done = 0
    with _opened(store.home, given) as (found, folder):
        events += [event for file in found if (event := _left_out(file))]
        shown = {file.path: file.shown for file in found if not _left_out(file)}
        total = len(shown) + len(events)
        reading = partial(
            read_all,
            partial(reader, limits=limits),
            limits=limits,
            workers=workers or settings.worker_count,
            scheduler=scheduler,
            trails=folder,
            stop=stop or Signal(),
        )
        try:
            for event in chain(events, _bring_in(store, list(shown), reading)):
                done += event.outcome != "reading"
                yield replace(event, path=shown.get(event.path, event.path), done=done, total=total)
        finally:
            keep_up(store)


@contextmanager
def _opened(home: Path, paths: Sequence[Path]) -> Iterator[tuple[list[File], Path]]:
    """The files, and a folder for what is needed while they are read: the files of archives are unpacked into it, in the
    workspace, where workers elsewhere can read them too."""
    for left in abandoned(home, FOLDER):
        shutil.rmtree(left, ignore_errors=True)
    with own_folder(home, FOLDER) as folder:
        try:
            with unpacked(paths, folder) as found:
                yield found, folder
        finally:
            shutil.rmtree(folder, ignore_errors=True)


def _left_out(file: File) -> Event | None:
    if file.refusal:
        return _failed(file.shown, file.refusal.zh, file.refusal.en)
    return None if file.known else _unknown(file.shown)


def _walk(paths: Iterable[Path]) -> tuple[list[Path], list[Event]]:
    """The files to read, and what can be said of the others at once."""
    readable = (*SUFFIXES, SUFFIX)
    files: list[Path] = []
    events: list[Event] = []
    for path in paths:
        if path.is_dir():
            for file in _files_in(path):
                if file.suffix.lower() in readable and not file.name.startswith(("~$", ".")):
                    files.append(file)
                else:
                    events.append(_unknown(file))
        elif not path.exists():
            events.append(_failed(path, "文件不存在。请检查路径。", "No such file. Check the path."))
        elif path.suffix.lower() not in readable:
            events.append(
                _failed(
                    path,
                    f"不支持的文件类型。可用：{'、'.join(readable)}。",
                    f"Unknown kind of file. These work: {', '.join(readable)}.",
                )
            )
        else:
            files.append(path)
    return files, events


def _files_in(folder: Path) -> Iterator[Path]:
    for base, folders, names in os.walk(folder):
        folders.sort()
        yield from (Path(base, name) for name in sorted(names))


def _unknown(path: Path) -> Event:
    return Event(path, "ignored", message_zh="不支持的文件类型", message_en="unknown kind of file")


def _failed(path: Path, zh: str, en: str) -> Event:
    return Event(path, "failed", message_zh=zh, message_en=en)


def _bring_in(
    store: Store, files: Sequence[Path], read_all: Callable[[deque[Waiting]], Iterator[Result]]
) -> Iterator[Event]:
    twins: dict[str, list[Path]] = {}
    waiting: deque[Waiting] = deque()
    for path in files:
        try:
            sha256 = originals.sha256_of(path)
        except OSError as error:
            yield _failed(
                path,
                f"无法读取文件：{error.strerror}。请检查权限。",
                f"Cannot read the file: {error.strerror}. Check its permissions.",
            )
            continue
        if store.has(sha256):
            yield _skipped(path)
        elif sha256 in twins:
            twins[sha256].append(path)
        else:
            twins[sha256] = []
            waiting.append(Waiting(path, sha256))
    for file, result in read_all(waiting):
        if isinstance(result, At):
            yield Event(file.path, "reading", page=result.page, pages=result.of)
            continue
        event = _keep(store, file, result) if isinstance(result, Reading) else explain(store.home, file.path, result)
        yield event
        for twin in twins[file.sha256]:  # the same bytes have the same fate
            yield _skipped(twin) if event.outcome in ("stored", "skipped") else replace(event, path=twin)


def _skipped(path: Path) -> Event:
    return Event(
        path, "skipped", message_zh="内容相同的文件已在库中", message_en="a file of the same bytes is already there"
    )


def _keep(store: Store, file: Waiting, reading: Reading) -> Event:
    try:
        with one_writer(store.home, wait=PATIENCE):
            if store.has(file.sha256):  # by another process, while this one read it too
                return _skipped(file.path)
            kept = originals.keep(store.home, file.path, file.sha256)
            kind = file.path.suffix.lower().lstrip(".")
            name = os.fsencode(file.path.name).decode("utf-8", "replace")  # a name need not be text
            original = originals.Original(file.sha256, name, kind, reading.pages, kept.stat().st_size)
            saved = store.save(original, reading.reports, reading.findings)
    except (OSError, SQLAlchemyError, JixiaoError) as error:
        return explain(store.home, file.path, error)
    return Event(
        file.path,
        "stored",
        reports=len(saved.report_ids),
        superseded=len(saved.superseded),
        doubtful=sum(len(report.review) for report in reading.reports),
        unread=reading.unread,
    )


def explain(home: Path, path: Path, error: BaseException) -> Event:
    if isinstance(error, JixiaoError):
        event = _failed(path, error.zh, error.en)
        return replace(event, outcome="cancelled") if isinstance(error, Cancelled) else event
    log.error("%s could not be taken in", path, exc_info=error)
    kind = type(error).__name__
    return _failed(
        path,
        f"程序出错（{kind}）。详情见 {home / LOG_FILE}，请反馈。",
        f"The program failed ({kind}). The details are in {home / LOG_FILE}; please report it.",
    )

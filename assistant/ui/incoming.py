"""Files that a browser sent, taken into the store one by one: what became of each, and the page it is at, as it happens.

They wait in the workspace and are read in the background, whether or not anybody looks on; what a server that ended, or was
killed, had not dealt with is taken in by the next one. Reading and keeping is index.ingest's; here its events become lines.
"""

from __future__ import annotations

import logging
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from threading import Event as Signal
from threading import Semaphore, Thread

from assistant.ui.markup import NOTHING, Html, element
from assistant.ui.texts import Language, say
from extractors.errors import JixiaoError
from index.ingest import Event, ingest
from index.locking import abandoned, own_folder
from index.store import Store

log = logging.getLogger("jixiao")
MAX_MB = 100
WAITING = "waiting-"  # of the folders in the workspace that hold what was sent and has not been dealt with
AT_ONCE = 2  # uploads that are read at the same time, each by as many processes as are set
LOOK = 0.5  # seconds between two looks at whether to stop


@dataclass
class Incoming:
    """One file on its way; `event` when it has been dealt with, `at` the page and how many there are until then."""

    path: Path
    event: Event | None = None
    at: tuple[int, int] | None = None

    @property
    def name(self) -> str:
        return self.path.name


@dataclass
class Upload:
    """The files that came together; once `stop` is set, those that are not stored yet are left."""

    files: list[Incoming]
    stop: Signal = field(default_factory=Signal)
    news: Signal = field(default_factory=Signal)
    over: bool = False

    def told(self) -> Iterator[None]:
        """Yields whenever something became of a file, until all are dealt with."""
        while not self.over:
            self.news.wait()
            self.news.clear()
            yield


class Intake:
    """Takes in what browsers send, until it is closed."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._turns = Semaphore(AT_ONCE)
        self._under_way: list[Upload] = []
        self._closed = False

    @contextmanager
    def open(self) -> Iterator[Intake]:
        """While it is open, what an earlier server left is taken in as well; what is not dealt with at the end stays for
        the next one."""
        Thread(target=self._take_up, daemon=True, name="left behind").start()
        try:
            yield self
        finally:
            self._closed = True
            for upload in list(self._under_way):
                upload.stop.set()

    def receive(self, sent: Sequence[Path]) -> Upload:
        """These files are now ours: out of the way of whoever cleans up after the browser, and read in their turn."""
        upload = Upload([Incoming(path) for path in sent])
        ready = Signal()
        Thread(target=self._deal_with, args=(upload, ready), daemon=True, name="upload").start()
        ready.wait()
        return upload

    def _deal_with(self, upload: Upload, ready: Signal) -> None:
        try:
            with own_folder(self._store.home, WAITING) as folder:
                for n, file in enumerate(upload.files):
                    (folder / str(n)).mkdir()
                    file.path = Path(shutil.move(file.path, folder / str(n) / file.name))
                ready.set()
                self._in_turn(upload)
                if not self._closed:
                    shutil.rmtree(folder, ignore_errors=True)
        except OSError:  # the disk is full, as it may be: the person is told, and still has the files
            log.exception("files could not be received")
            _give_up(upload.files, say("fault", "zh"), say("fault", "en"))
        finally:
            ready.set()
            upload.over = True
            upload.news.set()

    def _in_turn(self, upload: Upload) -> None:
        self._under_way.append(upload)
        while not (mine := self._turns.acquire(timeout=LOOK)) and not upload.stop.is_set():
            pass
        try:
            for _ in take_in(self._store, upload):
                upload.news.set()
        finally:
            self._under_way.remove(upload)
            if mine:
                self._turns.release()

    def _take_up(self) -> None:
        for folder in abandoned(self._store.home, WAITING):
            upload = Upload([Incoming(path) for path in sorted(folder.glob("*/*"))])
            self._in_turn(upload)
            if self._closed:
                return
            for file in upload.files:
                if file.event and file.event.outcome == "failed":
                    log.warning("%s, sent to an earlier server: %s", file.name, file.event.say("en"))
            shutil.rmtree(folder, ignore_errors=True)


def take_in(store: Store, upload: Upload) -> Iterator[None]:
    """Brings the files in; yields whenever something became of one. What was in an archive stands in its place."""
    files = upload.files
    try:
        small = [file for file in files if _fits(file)]
        yield
        by_path = {file.path: file for file in small}
        for event in ingest(store, [file.path for file in small], stop=upload.stop):
            if event.path not in by_path:
                by_path[event.path] = Incoming(event.path)
                files.append(by_path[event.path])
                archive = next((by_path[p] for p in event.path.parents if p in by_path), None)
                if archive in files:
                    files.remove(archive)
            if event.outcome == "reading":
                by_path[event.path].at = event.page, event.pages
            else:
                by_path[event.path].event = event
            yield
    except JixiaoError as error:
        _give_up(files, error.zh, error.en)
        yield
    except Exception:  # the outermost boundary: the page stays usable, the details are in the log
        log.exception("files could not be taken in")
        _give_up(files, say("fault", "zh"), say("fault", "en"))
        yield


def _fits(file: Incoming) -> bool:
    if file.path.stat().st_size <= MAX_MB * 1_000_000:
        return True
    file.event = _failed(file, say("too_large", "zh", mb=MAX_MB), say("too_large", "en", mb=MAX_MB))
    return False


def _give_up(files: Sequence[Incoming], zh: str, en: str) -> None:
    for file in files:
        file.event = file.event or _failed(file, zh, en)


def _failed(file: Incoming, zh: str, en: str) -> Event:
    return Event(file.path, "failed", message_zh=zh, message_en=en)


# drawing


def outcomes(upload: Upload | None, home: Path, language: Language, finished: bool = True) -> Html:
    """One line a file, and how far the whole is; `finished` when nothing is left to do after the last file either."""
    if upload is None or not upload.files:
        return NOTHING
    files = upload.files
    done = [file.event.outcome for file in files if file.event]
    if finished and len(done) == len(files):
        heading = [say("read", language, **{name: done.count(name) for name in ("stored", "skipped", "failed")})]
        if cancelled := done.count("cancelled"):
            heading.append(say("read_cancelled", language, n=cancelled))
        head = ["".join(heading)]
    else:
        pages = sum((file.at[0] - 1) / file.at[1] for file in files if file.at and not file.event)
        head = [
            say("reading", language, done=len(done), total=len(files)),
            element("progress", value=f"{len(done) + pages:.3f}", max=len(files)),
            element("button", say("stop", language), type="button", class_="stop", data_stop="1", disabled=upload.stop.is_set()),
        ]
    lines = (_line(file, home, language) for file in files)
    return element("div", element("p", *head, class_="outcome-head", role="status"), element("ul", *lines), class_="outcomes")


SIGNS = {"stored": "✓", "partly": "!", "skipped": "=", "failed": "✕", "cancelled": "–"}


def _line(file: Incoming, home: Path, language: Language) -> Html:
    state: str = file.event.outcome if file.event else "waiting"
    if file.event and file.event.unread:
        state = "partly"
    sign = element("span", SIGNS.get(state, ""), class_="spinner" if state == "waiting" else "sign")
    said = _said(file.event, home, language) if file.event else _under_way(file, language)
    return element("li", sign, element("b", file.name, title=file.name), element("span", said), class_=state)


def _under_way(file: Incoming, language: Language) -> str:
    if file.at is None:
        return say("waiting", language)
    return say("reading_page", language, page=file.at[0], pages=file.at[1])


def _said(event: Event, home: Path, language: Language) -> str:
    if event.outcome == "stored":
        key = "stored_superseded" if event.superseded else "stored"
        stored = say(key, language, n=event.reports, m=event.superseded)
        if event.doubtful:
            stored += say("stored_to_check", language, n=event.doubtful)
        stop = "。" if language == "zh" else ". "
        return stop.join([stored, "".join(page.say(language) for page in event.unread)]) if event.unread else stored
    if event.outcome in ("skipped", "cancelled"):
        return say(event.outcome, language)
    text = f"{say('failed', language)}{'：' if language == 'zh' else ': '}{event.say(language)}"
    return text.replace(f"{home}/", "")  # where the workspace lies is nobody's business in a browser

"""Files that a browser sent, taken into the store one by one: what became of each, and the page it is at, as it happens.

They wait in the workspace and are read in the background, whether or not anybody looks on; what a server that ended, or was
killed, had not dealt with is taken in by the next one. Reading and keeping is index.ingest's; here its events become lines.
"""

from __future__ import annotations

import logging
import shutil
from collections import Counter, OrderedDict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from threading import Condition, Semaphore, Thread
from threading import Event as Signal

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
SENDERS = 200  # browsers of whose files it is still known what became of them
_SENDER = "sender"  # in such a folder: the browser that sent its files


@dataclass
class Incoming:
    """One file on its way; `event` when it has been dealt with, `at` the page and how many there are until then."""

    path: Path
    event: Event | None = None
    at: tuple[int, int] | None = None
    archive: str = ""  # it came in

    @property
    def name(self) -> str:
        return self.path.name

    @property
    def called(self) -> str:
        """As the person knows it who sent it: by the archive as well."""
        return f"{self.archive} › {self.name}" if self.archive else self.name


@dataclass
class Upload:
    """The files that came together; once `stop` is set, those that are not stored yet are left."""

    files: list[Incoming]
    stop: Signal = field(default_factory=Signal)
    over: bool = False
    changes: int = 0


class Intake:
    """Takes in what browsers send, until it is closed. What a browser sent stays its own, by the name it gives itself, until it
    wants to see no more of it: a page that was closed or loaded anew finds it again."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._turns = Semaphore(AT_ONCE)
        self._sent: OrderedDict[str, list[Upload]] = OrderedDict()
        self._news = Condition()
        self._closed = False

    @contextmanager
    def open(self) -> Iterator[Intake]:
        """While it is open, what an earlier server left is taken in as well; what is not dealt with at the end stays for
        the next one."""
        Thread(target=self._take_up, daemon=True, name="left behind").start()
        try:
            yield self
        finally:
            self.close()

    def close(self) -> None:
        with self._news:
            self._closed = True
            for uploads in self._sent.values():
                for upload in uploads:
                    upload.stop.set()
            self._news.notify_all()

    def receive(self, sent: Sequence[Path], sender: str) -> None:
        """These files are now ours: out of the way of whoever cleans up after the browser, and read in their turn."""
        upload = Upload([Incoming(path) for path in sent])
        self._note(sender, upload)
        ready = Signal()
        Thread(target=self._deal_with, args=(sender, upload, ready), daemon=True, name="upload").start()
        ready.wait()

    def of(self, sender: str) -> list[Upload]:
        with self._news:
            return list(self._sent.get(sender, ()))

    def told(self, sender: str) -> Iterator[list[Upload]]:
        """What this browser sent, whenever something became of a file of it, until all are dealt with."""
        seen = self._state(sender)
        while not self._closed and not all(over for _, over in seen):
            seen = self._changed(sender, seen)
            yield self.of(sender)

    def _changed(self, sender: str, seen: list[tuple[int, bool]]) -> list[tuple[int, bool]]:
        with self._news:
            self._news.wait_for(lambda: self._closed or self._state(sender) != seen)
            return self._state(sender)

    def stop(self, sender: str) -> None:
        for upload in self.of(sender):
            upload.stop.set()

    def forget(self, sender: str) -> None:
        """What became of files is known to the person who sent them; those under way are told of still."""
        with self._news:
            self._sent[sender] = [upload for upload in self._sent.get(sender, ()) if not upload.over]

    def _state(self, sender: str) -> list[tuple[int, bool]]:
        return [(upload.changes, upload.over) for upload in self._sent.get(sender, ())]

    def _note(self, sender: str, upload: Upload) -> None:
        """Beside what is under way; what was dealt with before is known by now."""
        self.forget(sender)
        with self._news:
            self._sent[sender].append(upload)
            self._sent.move_to_end(sender)
            for other in [s for s, uploads in self._sent.items() if all(u.over for u in uploads)][: max(len(self._sent) - SENDERS, 0)]:
                del self._sent[other]

    def _tell(self, upload: Upload, over: bool = False) -> None:
        with self._news:
            upload.changes += 1
            upload.over = upload.over or over
            self._news.notify_all()

    def _deal_with(self, sender: str, upload: Upload, ready: Signal) -> None:
        try:
            with own_folder(self._store.home, WAITING) as folder:
                (folder / _SENDER).write_text(sender, encoding="utf-8")
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
            self._tell(upload, over=True)

    def _in_turn(self, upload: Upload) -> None:
        while not (mine := self._turns.acquire(timeout=LOOK)) and not upload.stop.is_set():
            pass
        try:
            for _ in take_in(self._store, upload):
                self._tell(upload)
        finally:
            if mine:
                self._turns.release()

    def _take_up(self) -> None:
        """All at once are known to whoever sent them, and read one after the other."""
        left = {folder: self._left(folder) for folder in abandoned(self._store.home, WAITING)}
        for folder in abandoned(self._store.home, WAITING):
            upload = left.pop(folder, None) or self._left(folder)
            try:
                self._in_turn(upload)
            finally:
                self._tell(upload, over=True)
            if self._closed:
                return
            for file in upload.files:
                if file.event and file.event.outcome == "failed":
                    log.warning("%s, sent to an earlier server: %s", file.name, file.event.say("en"))
            shutil.rmtree(folder, ignore_errors=True)
        for upload in left.values():  # another server was faster
            self._tell(upload, over=True)

    def _left(self, folder: Path) -> Upload:
        upload = Upload([Incoming(path) for path in sorted(folder.glob("*/*"))])
        sender = folder / _SENDER
        self._note(sender.read_text("utf-8") if sender.is_file() else "", upload)
        return upload


def take_in(store: Store, upload: Upload) -> Iterator[None]:
    """Brings the files in; yields whenever something became of one. What was in an archive stands in its place."""
    files = upload.files
    try:
        small = [file for file in files if _fits(file)]
        yield
        by_path = {file.path: file for file in small}
        for event in ingest(store, [file.path for file in small], stop=upload.stop):
            if event.path not in by_path:
                archive = next((by_path[p] for p in event.path.parents if p in by_path), None)
                by_path[event.path] = Incoming(event.path, archive=archive.name if archive else "")
                files.append(by_path[event.path])
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


def outcomes(uploads: Sequence[Upload], home: Path, language: Language) -> Html:
    """One line a file, and how far the whole is."""
    files = [file for upload in uploads for file in list(upload.files)]
    if not files:
        return NOTHING
    head = _finished(files, language) if all(upload.over for upload in uploads) else _under_way(uploads, files, language)
    lines = (_line(file, home, language) for file in files)
    return element("div", element("p", *head, class_="outcome-head", role="status"), element("ul", *lines), class_="outcomes")


def _finished(files: Sequence[Incoming], language: Language) -> list[str]:
    """已完成：入库 3 个，失败 1 个: only what there was."""
    done = Counter(file.event.outcome for file in files if file.event)
    counts = (say(f"read_{name}", language, n=done[name]) for name in ("stored", "skipped", "failed", "ignored", "cancelled") if done[name])
    said = say("read", language, counts=("，" if language == "zh" else ", ").join(counts))
    shut = element("button", say("outcomes_shut", language), type="button", class_="shut", data_shut=True)
    return [element("span", said, class_="outcome-said"), shut]


def _under_way(uploads: Sequence[Upload], files: Sequence[Incoming], language: Language) -> list[str]:
    done = sum(file.event is not None for file in files)
    pages = sum((file.at[0] - 1) / file.at[1] for file in files if file.at and not file.event)
    stopping = all(upload.stop.is_set() or upload.over for upload in uploads)
    return [
        say("reading", language, done=done, total=len(files)),
        element("progress", value=f"{done + pages:.3f}", max=len(files)),
        element("button", say("stopping" if stopping else "stop", language), type="button", class_="stop", data_stop="1", disabled=stopping),
    ]


SIGNS = {"stored": "✓", "partly": "!", "skipped": "=", "failed": "✕", "ignored": "–", "cancelled": "–"}


def _line(file: Incoming, home: Path, language: Language) -> Html:
    state: str = file.event.outcome if file.event else "waiting"
    if file.event and file.event.unread:
        state = "partly"
    sign = element("span", SIGNS.get(state, ""), class_="spinner" if state == "waiting" else "sign")
    said = _said(file.event, home, language) if file.event else _at(file, language)
    return element("li", sign, element("b", file.called, title=file.called), element("span", said), class_=state)


def _at(file: Incoming, language: Language) -> str:
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
    text = f"{say(event.outcome, language)}{'：' if language == 'zh' else ': '}{event.say(language)}"
    return text.replace(f"{home}/", "")  # where the workspace lies is nobody's business in a browser

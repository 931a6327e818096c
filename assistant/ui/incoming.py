"""Files that a browser sent, taken into the store one by one: what became of each, and the page it is at, as it happens.

Reading and keeping is index.ingest's; here its events become lines. The sent copies are removed at the end.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from threading import Event as Signal

from assistant.ui.markup import NOTHING, Html, element
from assistant.ui.texts import Language, say
from extractors.errors import JixiaoError
from index.ingest import Event, ingest
from index.store import Store

log = logging.getLogger("jixiao")
MAX_MB = 100


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


def take_in(store: Store, upload: Upload) -> Iterator[None]:
    """Brings the files in; yields whenever something became of one. What was in an archive stands in its
    place."""
    files, sent = upload.files, list(upload.files)
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
    finally:
        for file in sent:
            file.path.unlink(missing_ok=True)
            with suppress(OSError):  # its folder may hold another one
                file.path.parent.rmdir()


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
        stop = "。" if language == "zh" else ". "
        return stop.join([stored, "".join(page.say(language) for page in event.unread)]) if event.unread else stored
    if event.outcome in ("skipped", "cancelled"):
        return say(event.outcome, language)
    text = f"{say('failed', language)}{'：' if language == 'zh' else ': '}{event.say(language)}"
    return text.replace(f"{home}/", "")  # where the workspace lies is nobody's business in a browser

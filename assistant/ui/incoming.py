"""Files that a browser sent, taken into the store one by one: what became of each, as it happens.

Reading and keeping is index.ingest's; here its events become lines. The sent copies are removed at the end.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from assistant.ui.markup import NOTHING, Html, element
from assistant.ui.texts import Language, say
from extractors.errors import JixiaoError
from index.ingest import Event, ingest
from index.store import Store

log = logging.getLogger("jixiao")
MAX_MB = 100


@dataclass
class Incoming:
    """One file on its way; `event` when it has been dealt with."""

    path: Path
    event: Event | None = None

    @property
    def name(self) -> str:
        return self.path.name


def take_in(store: Store, files: list[Incoming]) -> Iterator[None]:
    """Brings the files in; yields whenever something became of one. What was in an archive stands in its
    place."""
    sent = list(files)
    try:
        small = [file for file in files if _fits(file)]
        yield
        by_path = {file.path: file for file in small}
        for event in ingest(store, [file.path for file in small]):
            if event.path in by_path:
                by_path[event.path].event = event
            else:
                files.append(Incoming(event.path, event))
                archive = next((by_path[p] for p in event.path.parents if p in by_path), None)
                if archive in files:
                    files.remove(archive)
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


def outcomes(files: Sequence[Incoming], home: Path, language: Language, finished: bool = True) -> Html:
    """One line a file, and how far the whole is; `finished` when nothing is left to do after the last file either."""
    if not files:
        return NOTHING
    done = [file.event.outcome for file in files if file.event]
    under_way = not finished or len(done) < len(files)
    if under_way:
        heading = say("reading", language, done=len(done), total=len(files))
    else:
        heading = say("read", language, **{name: done.count(name) for name in ("stored", "skipped", "failed")})
    bar = element("progress", value=len(done), max=len(files)) if under_way else NOTHING
    lines = (_line(file, home, language) for file in files)
    return element("div", element("p", heading, bar, class_="outcome-head", role="status"), element("ul", *lines), class_="outcomes")


def _line(file: Incoming, home: Path, language: Language) -> Html:
    state = file.event.outcome if file.event else "waiting"
    sign = element("span", {"stored": "✓", "skipped": "=", "failed": "✕", "waiting": ""}.get(state, ""), class_="spinner" if state == "waiting" else "sign")
    return element("li", sign, element("b", file.name, title=file.name), element("span", _said(file.event, home, language)), class_=state)


def _said(event: Event | None, home: Path, language: Language) -> str:
    if event is None:
        return say("waiting", language)
    if event.outcome == "stored":
        key = "stored_superseded" if event.superseded else "stored"
        return say(key, language, n=event.reports, m=event.superseded)
    if event.outcome == "skipped":
        return say("skipped", language)
    text = f"{say('failed', language)}{'：' if language == 'zh' else ': '}{event.say(language)}"
    return text.replace(f"{home}/", "")  # where the workspace lies is nobody's business in a browser

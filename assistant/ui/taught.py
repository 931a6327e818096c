"""What the browser says of a label, taken to the workspace's vocabulary, and the reports that it is printed on read anew."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from assistant.ui.labels import CHOICES, Knowing
from assistant.ui.texts import Language
from assistant.ui.texts import say as words
from extractors.errors import InputError, JixiaoError
from extractors.own_labels import own_labels
from extractors.records import Report, Stands
from extractors.vocabulary import Own, vocabulary
from index.rereading import affected, outdated, reread
from index.store import Store
from index.teaching import say

log = logging.getLogger("jixiao")
NAMES = ("label", "stands", "means", "who", "seen")


@dataclass(frozen=True)
class Told:
    """What a person is told of it: how it goes on, or what was wrong."""

    done: str = ""
    wrong: str = ""


NOTHING_TOLD = Told()


def known(store: Store, report: Report, told: Told, language: Language) -> Knowing:
    """What the workspace knows of labels now. A broken file is told, and nothing is known until it is put right."""
    try:
        own = own_labels(store.home)
    except JixiaoError as error:
        return Knowing(told=told.done, wrong=_without_home(store, error.say(language)))
    return Knowing(own, outdated(report.labels, vocabulary(own)), told.done, told.wrong)


def keep(store: Store, said: Mapping[str, str], language: Language) -> Iterator[Told]:
    """Keep what was said (nothing: only read anew), then read anew what it touches; yields how far that is."""
    try:
        own = _kept(store, said) if said["label"] else own_labels(store.home)
        yield from _read_anew(store, own, language)
    except JixiaoError as error:
        yield Told(wrong=_without_home(store, error.say(language)))
    except Exception:  # the outermost boundary: the page stays usable, the details are in the log
        log.exception("reports could not be read anew")
        yield Told(wrong=words("fault", language))


def _kept(store: Store, said: Mapping[str, str]) -> tuple[Own, ...]:
    stands = next((s for s in CHOICES if s == said["stands"]), None)
    if stands is None or (said["means"] and said["means"] not in CHOICES[stands]):
        raise InputError(f"不能这样说明：{said['means']}。", f"This cannot be said: {said['means']}.")
    place: Stands = stands
    return say(store.home, said["label"], place, said["means"] or None, said["who"], said["seen"] or None)


def _read_anew(store: Store, own: tuple[Own, ...], language: Language) -> Iterator[Told]:
    documents = affected(store, own)
    yield Told(words("rereading", language, done=0, total=len(documents)))
    read, failed = 0, []
    for event in reread(store, documents, own) if documents else ():
        if event.outcome == "stored":
            read += 1
        elif event.outcome != "reading":
            failed.append(words("reread_failed", language, name=event.path.name, message=event.say(language)))
        yield Told(words("rereading", language, done=event.done, total=len(documents)))
    yield Told(words("reread", language, n=read), _without_home(store, " ".join(failed)))


def _without_home(store: Store, message: str) -> str:
    """Where the workspace lies is nobody's business in a browser."""
    return message.replace(f"{store.home}/", "")

"""Vectors of the passages, in a Chroma folder of the workspace. Derived from the store: what differs is made anew.

Ids are those of the passages, embeddings are always passed in, and only one process may write (`follow` sees to it).
One collection never holds vectors of two embeddings: it knows whose they are, and what a fixed text looked like to it.
Nothing is stored here that the store does not know.
"""

from __future__ import annotations

import hashlib
import json
import logging
import os
import threading
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from extractors.errors import InputError
from index.decisions import last_change
from index.embedding import PROBE, Embedder, embedder
from index.locking import VECTORS, one_writer
from index.schema import PassageRow
from index.store import Store

FOLDER = "vectors"
COLLECTION = "passages"
BATCH = 5000  # passages compared at once; Chroma takes 5,461 at most
STEP = 500  # vectors kept at once: what a failing server leaves undone is no more than this
_SAME = 0.999  # cosine of one text's vectors, made twice by one model
_PATIENCE = 3600.0  # seconds to wait for another process that writes vectors
log = logging.getLogger("jixiao")


class _Folder:
    """The Chroma folder as this process holds it open: one client for all threads, opened anew where another process has
    written, since Chroma does not notice."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._lock = threading.RLock()
        self._client: Any = None
        self._stamp: list[tuple[str, int, int]] = []

    @contextmanager
    def client(self) -> Iterator[Any]:
        with self._lock:
            if self._client is not None and self._stamp != self._now():
                self._client.close()
                self._client = None
            if self._client is None:
                os.environ.setdefault("ANONYMIZED_TELEMETRY", "False")
                import chromadb

                self._client = chromadb.PersistentClient(
                    str(self._path), settings=chromadb.Settings(anonymized_telemetry=False)
                )
            try:
                yield self._client
            finally:
                self._stamp = self._now()

    def _now(self) -> list[tuple[str, int, int]]:
        there = [(file.name, file.stat()) for file in sorted(self._path.glob("chroma.sqlite3*"))]
        return [(name, told.st_mtime_ns, told.st_size) for name, told in there]


_FOLDERS: dict[Path, _Folder] = {}
_OPENING = threading.Lock()


def _folder(path: Path) -> _Folder:
    with _OPENING:
        return _FOLDERS.setdefault(path, _Folder(path))


class Vectors:
    def __init__(self, home: Path, embedder: Embedder) -> None:
        self.folder = home / FOLDER
        self.embedder = embedder

    @contextmanager
    def _collection(self) -> Iterator[Any]:
        with _folder(self.folder).client() as client:
            yield client.get_or_create_collection(
                COLLECTION,
                embedding_function=None,
                configuration={"hnsw": {"space": "cosine"}},
                metadata={"embeddings": self.embedder.identity},
            )

    @property
    def exist(self) -> bool:
        """Whether there are any, told without loading Chroma."""
        return self.folder.is_dir()

    @property
    def told(self) -> dict[str, Any]:
        """What the collection knows of itself: `embeddings`, `changes`, `probe`."""
        with self._collection() as collection:
            return dict(collection.metadata or {})

    @property
    def of_this_embedding(self) -> bool:
        return self.is_mine(self.told)

    def is_mine(self, told: dict[str, Any]) -> bool:
        return bool(told.get("embeddings") == self.embedder.identity)

    def count(self) -> int:
        with self._collection() as collection:
            return int(collection.count())

    @property
    def changes(self) -> int:
        """The last change by a person that they know of, see `last_change`."""
        return int(self.told.get("changes", 0))

    @property
    def dimension(self) -> int:
        """Numbers in each vector; 0 where there are none."""
        return len(json.loads(self.told.get("probe") or "[]"))

    def follow(self, change: int) -> None:
        self._tell(changes=change)

    def _tell(self, **more: Any) -> None:
        with self._collection() as collection:
            collection.modify(metadata={**(collection.metadata or {}), **more})

    def of_this_model(self) -> bool:
        """Whether the model still sees a fixed text as it did: a server may serve another one by the same name."""
        now = self.embedder.documents([PROBE])[0]
        before = self.told.get("probe")
        if before is None:
            self._tell(probe=json.dumps([round(x, 6) for x in now]))
            return True
        return _alike(now, json.loads(before))

    def texts(self) -> dict[int, str]:
        """Passage -> the digest of the text that its vector was made of; "" where that is not known."""
        with self._collection() as collection:
            found = collection.get(include=["metadatas"])
        return {int(i): str((m or {}).get("text", "")) for i, m in zip(found["ids"], found["metadatas"], strict=True)}

    def add(self, passages: Sequence[tuple[int, str]]) -> None:
        for start in range(0, len(passages), STEP):
            batch = passages[start : start + STEP]
            embeddings = self.embedder.documents([text for _, text in batch])
            with self._collection() as collection:
                collection.upsert(
                    ids=[str(passage) for passage, _ in batch],
                    embeddings=embeddings,
                    metadatas=[{"text": _digest(text)} for _, text in batch],
                )

    def remove(self, passages: Iterable[int]) -> None:
        ids = [str(p) for p in passages]
        for start in range(0, len(ids), BATCH):
            with self._collection() as collection:
                collection.delete(ids=ids[start : start + BATCH])

    def nearest(self, vector: Sequence[float], limit: int) -> list[int]:
        """Ids of the passages nearest in meaning, nearest first."""
        with self._collection() as collection:
            found = collection.query(query_embeddings=[list(vector)], n_results=limit, include=[])
        return [int(i) for i in found["ids"][0]]

    def ranked(self, vector: Sequence[float], passages: Sequence[int], limit: int) -> list[int]:
        """The nearest among these passages. Exact, for filters that leave few: Chroma's own filter is far slower."""
        import numpy as np

        with self._collection() as collection:
            found = collection.get(ids=[str(p) for p in passages], include=["embeddings"])
        if not found["ids"]:
            return []
        matrix = np.asarray(found["embeddings"])
        lengths = np.linalg.norm(matrix, axis=1)
        closeness = matrix @ np.asarray(vector) / np.where(lengths > 0, lengths, 1)
        return [int(found["ids"][n]) for n in np.argsort(-closeness, kind="stable")[:limit]]

    def clear(self) -> None:
        with _folder(self.folder).client() as client:
            if any(c.name == COLLECTION for c in client.list_collections()):
                client.delete_collection(COLLECTION)


def vectors_of(store: Store) -> Vectors:
    return Vectors(store.home, embedder(store.settings.embedding))


def in_step(session: Session, vectors: Vectors) -> bool:
    told = vectors.told
    if not vectors.is_mine(told) or int(told.get("changes", 0)) != last_change(session):
        return False
    return vectors.count() == (session.scalar(select(func.count(PassageRow.id))) or 0)


def out_of_step(session: Session, vectors: Vectors) -> tuple[str, str]:
    """Why the vectors cannot be searched, in Chinese and English; empty where they can."""
    if not vectors.exist:
        return "尚未建立向量索引。请运行 jixiao reindex。", "There are no vectors yet. Run jixiao reindex."
    if in_step(session, vectors):
        return "", ""
    if not vectors.of_this_embedding:
        return (
            "向量由另一种嵌入模型生成（设置 embeddings 已改变）。请运行 jixiao reindex。",
            "The vectors were made by another embedding (the setting embeddings has changed). Run jixiao reindex.",
        )
    return (
        "向量索引与记录不一致。请运行 jixiao reindex。",
        "The vectors are out of step with the records. Run jixiao reindex.",
    )


def catch_up(store: Store, vectors: Vectors) -> int:
    """Bring the vectors in step with the passages; how many were made. Costs two counts where they are in step. Vectors of
    another embedding are all made anew."""
    if not vectors.of_this_embedding:
        return rebuild(store, vectors)
    with store.reading() as session:
        if in_step(session, vectors):
            return 0
        if not vectors.of_this_model():
            log.warning(
                "the embedding %s is no longer the model it was; all vectors are made anew",
                vectors.embedder.options.name,
            )
            return rebuild(store, vectors)
        return _follow_passages(session, vectors)


def _follow_passages(session: Session, vectors: Vectors) -> int:
    there, change = vectors.texts(), last_change(session)
    columns = select(PassageRow.id, PassageRow.text).order_by(PassageRow.id).execution_options(yield_per=BATCH)
    kept: set[int] = set()
    made = 0
    for rows in session.execute(columns).partitions(BATCH):
        kept.update(row.id for row in rows)
        stale = [(row.id, row.text) for row in rows if there.get(row.id) != _digest(row.text)]
        vectors.add(stale)
        made += len(stale)
    vectors.remove(there.keys() - kept)
    vectors.follow(change)
    return made


def follow(store: Store, *, anew: bool = False) -> int:
    """The vectors in step with the store, or all of them made anew; after another process that is at it, one at a time."""
    with one_writer(store.home, wait=_PATIENCE, of=VECTORS):
        return (rebuild if anew else catch_up)(store, vectors_of(store))


def keep_up(store: Store) -> None:
    """The same where something else was asked for, which an embedding that fails must not undo: it is said when somebody
    searches, and by the doctor."""
    try:
        follow(store)
    except InputError as failure:
        log.warning("the vectors could not be brought in step: %s", failure.say("en"))


class Following:
    """Brings the vectors in step in the background, so that nobody waits for them; once more where something changed
    meanwhile."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._wanted = threading.Event()
        self._running = threading.Lock()

    def soon(self) -> None:
        self._wanted.set()
        threading.Thread(target=self._follow, daemon=True, name="vectors").start()

    def _follow(self) -> None:
        with self._running:
            if not self._wanted.is_set():
                return
            self._wanted.clear()
            try:
                keep_up(self._store)
            except Exception:  # the outermost boundary of a thread; searching says that they are out of step
                log.exception("the vectors could not be brought in step")


def rebuild(store: Store, vectors: Vectors) -> int:
    """Make all vectors anew from the records; how many there are now. Those there are stay where the embedding fails."""
    vectors.embedder.documents([PROBE])
    vectors.clear()
    return catch_up(store, vectors)


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def _alike(one: Sequence[float], other: Sequence[float]) -> bool:
    import numpy as np

    if len(one) != len(other):
        return False
    a, b = np.asarray(one), np.asarray(other)
    return bool(a @ b >= _SAME * np.linalg.norm(a) * np.linalg.norm(b))

"""Vectors of the passages, in a Chroma folder of the workspace. Derived from the store: what differs is made anew.

Ids are those of the passages, embeddings are always passed in, and only one process may write (`follow` sees to it).
Nothing is stored here that the store does not know.
"""

from __future__ import annotations

import hashlib
import logging
import os
import threading
from collections.abc import Iterable, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from index.decisions import last_change
from index.locking import VECTORS, one_writer
from index.schema import PassageRow
from index.store import Store

if TYPE_CHECKING:
    from langchain_core.embeddings import Embeddings

FOLDER = "vectors"
COLLECTION = "passages"
BATCH = 5000  # Chroma takes 5,461 at most
_PATIENCE = 3600.0  # seconds to wait for another process that writes vectors
log = logging.getLogger("jixiao")


class Vectors:
    def __init__(self, home: Path, embeddings: str) -> None:
        self.folder = home / FOLDER
        self.embeddings = embeddings

    @cached_property
    def _client(self) -> Any:
        os.environ.setdefault("ANONYMIZED_TELEMETRY", "False")
        import chromadb

        return chromadb.PersistentClient(str(self.folder), settings=chromadb.Settings(anonymized_telemetry=False))

    @cached_property
    def _collection(self) -> Any:
        return self._client.get_or_create_collection(
            COLLECTION,
            embedding_function=None,
            configuration={"hnsw": {"space": "cosine"}},
            metadata={"embeddings": self.embeddings},
        )

    @cached_property
    def _embed(self) -> Embeddings:
        from index.embedding import embedding

        return embedding(self.embeddings)

    @property
    def exist(self) -> bool:
        """Whether there are any, told without loading Chroma."""
        return self.folder.is_dir()

    @property
    def of_this_embedding(self) -> bool:
        return bool((self._collection.metadata or {}).get("embeddings") == self.embeddings)

    def count(self) -> int:
        return int(self._collection.count())

    @property
    def changes(self) -> int:
        """The last change by a person that they know of, see `last_change`."""
        return int((self._collection.metadata or {}).get("changes", 0))

    def follow(self, change: int) -> None:
        self._collection.modify(metadata={"embeddings": self.embeddings, "changes": change})

    def texts(self) -> dict[int, str]:
        """Passage -> the digest of the text that its vector was made of; "" where that is not known."""
        found = self._collection.get(include=["metadatas"])
        return {int(i): str((m or {}).get("text", "")) for i, m in zip(found["ids"], found["metadatas"], strict=True)}

    def add(self, passages: Sequence[tuple[int, str]]) -> None:
        for start in range(0, len(passages), BATCH):
            batch = passages[start : start + BATCH]
            self._collection.upsert(
                ids=[str(passage) for passage, _ in batch],
                embeddings=self._embed.embed_documents([text for _, text in batch]),
                metadatas=[{"text": _digest(text)} for _, text in batch],
            )

    def remove(self, passages: Iterable[int]) -> None:
        ids = [str(p) for p in passages]
        for start in range(0, len(ids), BATCH):
            self._collection.delete(ids=ids[start : start + BATCH])

    def nearest(self, text: str, limit: int) -> list[int]:
        """Ids of the passages nearest in meaning, nearest first."""
        found = self._collection.query(query_embeddings=[self._embed.embed_query(text)], n_results=limit, include=[])
        return [int(i) for i in found["ids"][0]]

    def ranked(self, text: str, passages: Sequence[int], limit: int) -> list[int]:
        """The nearest among these passages. Exact, for filters that leave few: Chroma's own filter is far slower."""
        import numpy as np

        found = self._collection.get(ids=[str(p) for p in passages], include=["embeddings"])
        if not found["ids"]:
            return []
        matrix = np.asarray(found["embeddings"])
        lengths = np.linalg.norm(matrix, axis=1)
        closeness = matrix @ np.asarray(self._embed.embed_query(text)) / np.where(lengths > 0, lengths, 1)
        return [int(found["ids"][n]) for n in np.argsort(-closeness, kind="stable")[:limit]]

    def clear(self) -> None:
        if any(c.name == COLLECTION for c in self._client.list_collections()):
            self._client.delete_collection(COLLECTION)
        self.__dict__.pop("_collection", None)


def vectors_of(store: Store) -> Vectors:
    return Vectors(store.home, store.settings.embeddings)


def in_step(session: Session, vectors: Vectors) -> bool:
    passages = session.scalar(select(func.count(PassageRow.id))) or 0
    return vectors.of_this_embedding and vectors.count() == passages and vectors.changes == last_change(session)


def catch_up(store: Store, vectors: Vectors) -> int:
    """Bring the vectors in step with the passages; how many were made. Costs two counts where they are in step."""
    if not vectors.of_this_embedding:
        return rebuild(store, vectors)
    with store.reading() as session:
        if in_step(session, vectors):
            return 0
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
                follow(self._store)
            except Exception:  # the outermost boundary of a thread; searching says that they are out of step
                log.exception("the vectors could not be brought in step")


def rebuild(store: Store, vectors: Vectors) -> int:
    """Make all vectors anew from the records; how many there are now."""
    vectors.clear()
    return catch_up(store, vectors)


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:16]

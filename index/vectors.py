"""Vectors of the passages, in a Chroma folder of the workspace. Derived from the store: what differs is made anew.

Ids are those of the passages, embeddings are always passed in, and only one process may write (see `locking`). Nothing
is stored here that the store does not know.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from index.schema import PassageRow
from index.store import Store

if TYPE_CHECKING:
    from langchain_core.embeddings import Embeddings

FOLDER = "vectors"
COLLECTION = "passages"
BATCH = 5000  # Chroma takes 5,461 at most


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

    def ids(self) -> set[int]:
        return {int(i) for i in self._collection.get(include=[])["ids"]}

    def add(self, passages: Sequence[tuple[int, str]]) -> None:
        for start in range(0, len(passages), BATCH):
            batch = passages[start : start + BATCH]
            self._collection.upsert(
                ids=[str(passage) for passage, _ in batch],
                embeddings=self._embed.embed_documents([text for _, text in batch]),
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


def catch_up(store: Store, vectors: Vectors) -> int:
    """Bring the vectors in step with the passages; how many were added. Costs one count where they are in step."""
    if not vectors.of_this_embedding:
        return rebuild(store, vectors)
    with store.reading() as session:
        kept = set(session.scalars(select(PassageRow.id)))
        if len(kept) == vectors.count():
            return 0
        there = vectors.ids()
        vectors.remove(there - kept)
        missing = sorted(kept - there)
        for start in range(0, len(missing), BATCH):
            wanted = missing[start], missing[min(start + BATCH, len(missing)) - 1]
            rows = session.execute(select(PassageRow.id, PassageRow.text).where(PassageRow.id.between(*wanted)))
            vectors.add([(row.id, row.text) for row in rows if row.id not in there])
    return len(missing)


def rebuild(store: Store, vectors: Vectors) -> int:
    """Make all vectors anew from the records; how many there are now."""
    vectors.clear()
    return catch_up(store, vectors)

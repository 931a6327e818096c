"""The embedding that is always there: hashed n-grams of characters. No model, no download, the same on every machine.

Its vectors are close where texts share wording, spelt loosely or in another order; it knows no synonyms. A change here
changes every vector: count `VERSION` up, so that indexes are made anew.
"""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING

import numpy as np
from langchain_core.embeddings import Embeddings

from index.text_search import fold

if TYPE_CHECKING:
    from numpy.typing import NDArray

VERSION = 2
DIMENSIONS = 1024  # with fewer, n-grams that share one blur short texts
# Longer n-grams say more: a shared bigram is worth more than a shared character.
_WEIGHTS = {1: 0.5, 2: 1.0, 3: 1.0}


class HashedNgrams(Embeddings):
    """Characters, bigrams and trigrams hashed into a fixed number of dimensions, counts damped, length 1."""

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        return [self._vector(text).tolist() for text in texts]

    def embed_query(self, text: str) -> list[float]:
        vector: list[float] = self._vector(text).tolist()
        return vector

    def _vector(self, text: str) -> NDArray[np.float32]:
        folded = fold(text)
        counts: dict[tuple[int, str], int] = {}
        for size in _WEIGHTS:
            for start in range(len(folded) - size + 1):
                gram = (size, folded[start : start + size])
                counts[gram] = counts.get(gram, 0) + 1
        vector = np.zeros(DIMENSIONS, dtype=np.float32)
        for (size, chars), count in counts.items():
            digest = zlib.crc32(chars.encode("utf-8", "surrogatepass"))
            # The sign makes two n-grams that share a dimension cancel out rather than add up.
            sign = 1.0 if digest & 1 else -1.0
            vector[(digest >> 1) % DIMENSIONS] += sign * _WEIGHTS[size] * (1.0 + np.log(count))
        length = float(np.linalg.norm(vector))
        return vector / length if length else vector

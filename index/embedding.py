"""Text to vectors. The default needs no model and no download: hashed character n-grams, the same on every machine.

Its vectors are close where texts share characters and words, which is what loosely typed names need; it knows no
synonyms. Another embedding can be chosen by setting; vectors of two embeddings are never mixed (see `vectors`).
"""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING

import numpy as np
from langchain_core.embeddings import Embeddings

from extractors.errors import InputError
from index.text_search import fold

if TYPE_CHECKING:
    from numpy.typing import NDArray

BUILTIN = "builtin"
DIMENSIONS = 512
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


def embedding(name: str) -> Embeddings:
    """The embedding that a setting names: "builtin", or "provider:model" as LangChain knows it."""
    if name == BUILTIN:
        return HashedNgrams()
    from langchain.embeddings import init_embeddings

    try:
        return init_embeddings(name)
    except (ValueError, ImportError) as error:
        raise InputError(
            f"无法使用嵌入模型“{name}”：{error}。请修改设置 embeddings。",
            f'Cannot use the embedding "{name}": {error}. Change the setting "embeddings".',
        ) from error

"""Text to vectors: the only door to whatever embedding is set, be it the built-in one, a folder or somebody's server.

What comes back is checked: as many vectors as texts, all of one length, numbers only. A server is waited for no longer than
the setting says and left alone where it keeps failing. Its key and what was sent to it are never logged or shown.
"""

from __future__ import annotations

import logging
import math
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pydantic import SecretStr

from extractors.errors import InputError
from extractors.servers import Breaker, client_arguments, why_no_answer, within
from index import ngrams
from index.model_folder import PREFIX, fingerprint, from_folder

if TYPE_CHECKING:
    from langchain_core.embeddings import Embeddings

BUILTIN = "builtin"
BATCH = 10  # texts a request: the fewest that a common server takes at most
LONGEST = 500  # characters of a text that a server is sent: most models take 512 tokens, and some servers refuse more
PROBE = "绩效目标 annual goal 2024"  # its vector tells one model from another that goes by the same name
log = logging.getLogger("jixiao")


@dataclass(frozen=True)
class EmbeddingOptions:
    """Which embedding, where, and how it is asked; what `docs/settings.md` says of each."""

    name: str = BUILTIN
    base_url: str = ""
    key: SecretStr = field(default_factory=lambda: SecretStr(""))
    timeout: float = 10.0  # seconds for one request

    @property
    def is_local(self) -> bool:
        return self.name == BUILTIN or self.name.startswith(PREFIX)

    @property
    def folder(self) -> Path:
        return Path(self.name.removeprefix(PREFIX)).expanduser()


class EmbeddingFailed(InputError):
    """No vectors came that can be used."""


class Embedder:
    """One embedding, with what is known of how it fares. May be used from several threads."""

    def __init__(self, options: EmbeddingOptions, clock: Callable[[], float] = time.monotonic) -> None:
        self.options = options
        self._breaker = Breaker(options.timeout, clock)
        self._made: Embeddings | None = None

    @cached_property
    def identity(self) -> str:
        """Equal where vectors can stand in one index."""
        name = self.options.name
        if name == BUILTIN:
            return f"{BUILTIN} {ngrams.VERSION}"
        if self.options.is_local:
            return f"{PREFIX}{fingerprint(self.options.folder)}"
        return f"{name} {self.options.base_url}".strip()

    @property
    def by_wording(self) -> bool:
        """Whether it is close only where wording is shared: then words that mean the same must be said to it."""
        return self.options.name == BUILTIN

    def documents(self, texts: Sequence[str]) -> list[list[float]]:
        if self.options.is_local:
            return self._checked(self._embeddings().embed_documents(list(texts)), len(texts))
        batches = [[text[:LONGEST] for text in texts[start : start + BATCH]] for start in range(0, len(texts), BATCH)]
        return [vector for batch in batches for vector in self._asked(partial(self._of_documents, batch), len(batch))]

    def query(self, text: str) -> list[float]:
        if self.options.is_local:
            return self._checked([self._embeddings().embed_query(text)], 1)[0]
        return self._asked(lambda: [self._embeddings().embed_query(text[:LONGEST])], 1)[0]

    def _of_documents(self, texts: list[str]) -> list[list[float]]:
        return self._embeddings().embed_documents(texts)

    def _asked(self, ask: Callable[[], list[list[float]]], count: int) -> list[list[float]]:
        """Of a server, once: a question has the full text to fall back on, and making an index goes on where it stopped."""
        if not self._breaker.lets_pass():
            raise EmbeddingFailed(
                "嵌入服务接连没有应答，稍后会自动再试。",
                "The embedding server failed repeatedly; it will be tried again in a while.",
            )
        try:
            vectors = self._checked(self._within(ask), count)
        except EmbeddingFailed as failure:
            self._breaker.failed()
            log.warning("the embedding %s failed: %s", self.options.name, failure.say("en"))
            raise
        self._breaker.worked()
        return vectors

    def _within(self, ask: Callable[[], list[list[float]]]) -> list[list[float]]:
        self._embeddings()  # loading a provider's library is not the server's time
        try:
            return within(self.options.timeout, ask)
        except Exception as error:  # a provider's library raises what it likes, and may quote the key or the papers
            raise _explained(error, self.options.timeout) from None

    def _checked(self, vectors: Any, count: int) -> list[list[float]]:
        try:
            made = [[float(x) for x in vector] for vector in vectors]
        except (TypeError, ValueError):
            made = []
        lengths = {len(vector) for vector in made}
        if (
            len(made) != count
            or len(lengths) != 1
            or not lengths.pop()
            or not all(math.isfinite(x) for vector in made for x in vector)
        ):
            raise EmbeddingFailed(
                "嵌入模型返回的向量不完整。", "The embedding did not return a whole vector for each text."
            )
        return made

    def _embeddings(self) -> Embeddings:
        """Made when first needed: libraries take a second to load."""
        if self._made is None:
            self._made = _made(self.options)
        return self._made


@lru_cache(maxsize=4)
def embedder(options: EmbeddingOptions) -> Embedder:
    """One for the whole process: a model is loaded once, and a server that fails is left alone by all."""
    return Embedder(options)


def _made(options: EmbeddingOptions) -> Embeddings:
    if options.name == BUILTIN:
        return ngrams.HashedNgrams()
    if options.is_local:
        return from_folder(options.folder)
    from langchain.embeddings import init_embeddings

    provider = options.name.partition(":")[0]
    try:
        made = init_embeddings(options.name, **_arguments(provider, options))
    except ImportError:
        raise EmbeddingFailed(
            f"无法使用嵌入模型“{options.name}”：没有安装它的 LangChain 组件。请安装 langchain-{provider}，或修改设置 embeddings。",
            f'Cannot use the embedding "{options.name}": its LangChain package is not installed. Install langchain-{provider}, or change the setting "embeddings".',
        ) from None
    except Exception as error:  # a provider's own checks of name, address and key; the text may quote the key
        raise EmbeddingFailed(
            f"无法使用嵌入模型“{options.name}”（{type(error).__name__}）。请检查设置 embeddings。",
            f'Cannot use the embedding "{options.name}" ({type(error).__name__}). Check the setting "embeddings".',
        ) from None
    if not hasattr(made, "embed_query"):
        raise EmbeddingFailed(f"“{options.name}”不是嵌入模型。", f'"{options.name}" is no embedding.')
    return made


def _arguments(provider: str, options: EmbeddingOptions) -> dict[str, Any]:
    made = client_arguments(provider, options.base_url, options.key.get_secret_value(), options.timeout)
    if provider == "openai":
        # Texts as they are: cut into OpenAI's own tokens only OpenAI's models understand them, and its table is downloaded.
        made |= {"check_embedding_ctx_length": False, "model_kwargs": {"encoding_format": "float"}}
    return made


def _explained(error: Exception, timeout: float) -> EmbeddingFailed:
    if isinstance(error, EmbeddingFailed):
        return error
    zh, en = why_no_answer(error, getattr(error, "status_code", None), timeout, "embeddings")
    return EmbeddingFailed(f"嵌入服务没有应答：{zh}。", f"The embedding server did not answer: {en}.")

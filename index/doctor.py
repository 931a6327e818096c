"""Says what is wrong with a workspace, and what to do. Looks only; changes nothing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import func, select, text
from sqlalchemy.orm import Session

from extractors.errors import InputError
from extractors.own_labels import BadVocabulary, own_labels
from index import originals, text_search
from index.decisions import last_change
from index.embedding import PROBE, Embedder
from index.schema import Document, PassageRow
from index.store import Store
from index.vectors import Vectors, vectors_of


@dataclass(frozen=True)
class Problem:
    zh: str
    en: str


def examine(store: Store) -> list[Problem]:
    with store.reading() as session:
        documents = list(session.scalars(select(Document).order_by(Document.id)))
        passages = session.scalar(select(func.count(PassageRow.id))) or 0
        problems = [*_of_database(session), *_of_text_index(session, passages)]
        change = last_change(session)
    problems += [*_of_vocabulary(store), *_of_language_model(store), *_of_embedding(store)]
    return [*problems, *_of_originals(store, documents), *_of_vectors(vectors_of(store), passages, change)]


def _of_database(session: Session) -> Iterator[Problem]:
    if session.get_bind().dialect.name != "sqlite":
        return
    for (said,) in session.execute(text("PRAGMA quick_check")):
        if said != "ok":
            yield Problem(
                f"数据库损坏：{said}。请从备份恢复。", f"The database is damaged: {said}. Restore it from a backup."
            )


def _of_vocabulary(store: Store) -> Iterator[Problem]:
    try:
        own_labels(store.home)
    except BadVocabulary as error:
        yield Problem(error.zh, error.en)


def _of_language_model(store: Store) -> Iterator[Problem]:
    """Asks the one that is set for nothing in particular: whether it answers, and in the form asked for."""
    options = store.settings.language_model
    if options is None:
        return
    from extractors.language_model import LanguageModel, ModelFailed

    try:
        LanguageModel(options).try_out()
    except ModelFailed as failure:
        yield Problem(failure.zh, failure.en)


def _of_embedding(store: Store) -> Iterator[Problem]:
    """Has the one that is set make a vector."""
    try:
        Embedder(store.settings.embedding).query(PROBE)
    except InputError as failure:
        yield Problem(failure.zh, failure.en)


def _of_text_index(session: Session, passages: int) -> Iterator[Problem]:
    indexed = text_search.count(session)
    if indexed != passages:
        yield Problem(
            f"全文索引有 {indexed} 段，记录有 {passages} 段。请运行 jixiao reindex。",
            f"The text index holds {indexed} passages, the records {passages}. Run jixiao reindex.",
        )


def _of_originals(store: Store, documents: list[Document]) -> Iterator[Problem]:
    known = {originals.path_of(store.home, d.sha256, d.name): d for d in documents}
    for path, document in known.items():
        if not path.exists():
            yield Problem(
                f"原件缺失：{document.name}。请重新放回 {path.name}。",
                f"The original is missing: {document.name}. Put {path.name} back.",
            )
        elif originals.sha256_of(path) != document.sha256:
            yield Problem(
                f"原件被改动：{document.name}（{path.name}）。请从备份恢复。",
                f"The original was changed: {document.name} ({path.name}). Restore it from a backup.",
            )
    folder = store.home / originals.FOLDER
    for path in sorted(folder.iterdir()) if folder.is_dir() else ():
        if path not in known:
            yield Problem(
                f"多余的文件：{path}，没有记录（中断留下的）。可以删除。",
                f"A file without records: {path}, left by an interruption. It can be removed.",
            )


def _of_vectors(vectors: Vectors, passages: int, change: int) -> Iterator[Problem]:
    if not vectors.exist:
        if passages:
            yield Problem("尚无向量索引。请运行 jixiao reindex。", "There are no vectors. Run jixiao reindex.")
    elif not vectors.of_this_embedding:
        yield Problem(
            "向量由另一种嵌入模型生成。请运行 jixiao reindex。",
            "The vectors were made by another embedding. Run jixiao reindex.",
        )
    elif (there := vectors.count()) != passages:
        yield Problem(
            f"向量有 {there} 条，记录有 {passages} 段。请运行 jixiao reindex。",
            f"There are {there} vectors and {passages} passages. Run jixiao reindex.",
        )
    elif vectors.changes != change:
        yield Problem(
            "向量未包含最近的改正。请运行 jixiao reindex。",
            "The vectors do not know the latest corrections. Run jixiao reindex.",
        )

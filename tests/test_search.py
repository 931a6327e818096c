"""Finding text: exactly by its characters, loosely by what it shares; vectors in step with the records."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from invented import report, save
from sqlalchemy import create_engine, select
from sqlalchemy.orm import Session

from index import text_search
from index.doctor import examine
from index.embedding import Embedder, EmbeddingOptions
from index.ngrams import HashedNgrams
from index.schema import Base, PassageRow, ReportRow
from index.search import fuse, search
from index.store import Store, open_store
from index.vectors import Vectors, catch_up, rebuild, vectors_of


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_store(tmp_path) as opened:
        save(opened, "a.pdf", report())
        save(
            opened,
            "b.pdf",
            report(project_name="小学食堂改造", annual_goal="改造食堂3处，让学生吃得放心。", indicators=[]),
        )
        yield opened


def texts(store: Store, term: str) -> list[str]:
    with store.reading() as session:
        ids = text_search.containing(session, term)
        return [session.get_one(PassageRow, i).text for i in ids]


@pytest.mark.parametrize("term", ["堤", "食堂", "汛期停工", "5公里", "５公里", "，"])
def test_terms_of_any_length_are_found(store: Store, term: str) -> None:
    found = texts(store, term)
    assert found
    assert all(text_search.fold(term) in text_search.fold(text) for text in found)


@pytest.mark.parametrize("term", ["堤河", "食学", "食堂堂", "", " ", '"', "公里 OR 食堂"])
def test_what_is_not_there_is_not_found(store: Store, term: str) -> None:
    assert texts(store, term) == []


@pytest.fixture(scope="module")
def empty() -> Iterator[Session]:
    engine = create_engine("sqlite://")
    Base.metadata.create_all(engine)
    with engine.connect() as connection:
        text_search.create(connection)
        with Session(connection) as session:
            yield session
    engine.dispose()


@given(
    text=st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1, max_size=12),
    data=st.data(),
)
def test_every_part_of_a_text_finds_it(empty: Session, text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    term = text[start : start + data.draw(st.integers(1, 4))]
    row = ReportRow(
        position=0, document_id=1, form_type="", identity="", payload={}, passages=[PassageRow(path="", text=text)]
    )
    with empty.begin_nested() as nested:
        empty.add(row)
        empty.flush()
        text_search.add(empty, row.passages)
        found = text_search.containing(empty, term)
        passage = row.passages[0].id
        nested.rollback()
    assert found == ([passage] if text_search.fold(term) else [])


def test_a_loose_question_finds_what_shares_most(store: Store) -> None:
    vectors = vectors_of(store)
    catch_up(store, vectors)
    found = search(store, "学生食堂的改造目标", vectors=vectors)
    assert not found.warning_zh
    assert found.hits[0].text.startswith("改造食堂3处")


def test_only_counted_reports_are_searched_and_filters_hold(store: Store) -> None:
    vectors = vectors_of(store)
    catch_up(store, vectors)
    assert {h.report_id for h in search(store, "河堤", vectors=vectors, within=ReportRow.id == 2).hits} <= {2}
    store.withdraw(1)
    assert all(h.report_id == 2 for h in search(store, "加固河堤", vectors=vectors).hits)


def test_missing_or_stale_vectors_are_said_and_text_still_found(store: Store) -> None:
    vectors = vectors_of(store)
    missing = search(store, "河堤", vectors=vectors)
    assert "reindex" in missing.warning_zh
    assert missing.hits
    catch_up(store, vectors)
    save(store, "c.pdf", report(fiscal_year=2023))
    stale = search(store, "河堤", vectors=vectors)
    assert "reindex" in stale.warning_en
    assert stale.hits


def test_vectors_follow_the_records(store: Store) -> None:
    vectors = vectors_of(store)
    count = catch_up(store, vectors)
    assert count == vectors.count() > 0
    assert catch_up(store, vectors) == 0
    vectors.remove([1, 2])
    assert [p.en for p in examine(store) if "vectors" in p.en]
    assert catch_up(store, vectors) == 2
    vectors.add([(10_000, "多余")])
    catch_up(store, vectors)
    assert vectors.texts().keys() == set(_passage_ids(store))
    assert rebuild(store, vectors) == count


def _passage_ids(store: Store) -> list[int]:
    with store.reading() as session:
        return list(session.scalars(select(PassageRow.id)))


def test_vectors_of_two_embeddings_are_not_mixed(store: Store) -> None:
    catch_up(store, vectors_of(store))
    other = Vectors(store.home, Embedder(EmbeddingOptions("openai:other")))
    assert not other.of_this_embedding
    assert "reindex" in search(store, "河堤", vectors=other).warning_zh


def test_a_filter_that_leaves_many_is_ranked_by_the_index(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    vectors = vectors_of(store)
    catch_up(store, vectors)
    few = search(store, "食堂改造", vectors=vectors).hits
    monkeypatch.setattr("index.search.FEW", 0)
    assert search(store, "食堂改造", vectors=vectors).hits[0] == few[0]


def test_the_text_index_can_be_rebuilt(store: Store) -> None:
    with store.writing() as session:
        text_search.rebuild(session)
    assert texts(store, "汛期停工") == ["汛期停工"]


@given(st.text(max_size=30))
def test_an_embedding_is_the_same_every_time_and_of_length_one(text: str) -> None:
    first, second = HashedNgrams().embed_documents([text, text])
    assert first == second == HashedNgrams().embed_query(text)
    assert sum(x * x for x in first) == pytest.approx(1.0 if any(first) else 0.0, abs=1e-5)


def test_what_both_rankings_hold_high_comes_first() -> None:
    assert [item for item, _ in fuse([[1, 2, 3], [2, 4]])] == [2, 1, 4, 3]

"""The records in PostgreSQL instead of SQLite: the same is kept, found, decided and answered; and what is told where there is none."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from secrets import token_hex

import pytest
from invented import report, save
from others_programs import lacking
from sqlalchemy import create_engine, make_url, text

from assistant.answer import Assistant
from extractors.errors import InputError
from index import text_search
from index.decisions import Decider, correct
from index.doctor import examine
from index.schema import PassageRow
from index.search import search
from index.settings import Settings
from index.store import Store, open_store
from index.vectors import catch_up, vectors_of

NAMED = "JIXIAO_TEST_POSTGRESQL"  # SQLAlchemy's URL of a database from which others may be made
LONG = "水" * 600


@pytest.fixture
def server() -> Iterator[str]:
    """A database of its own."""
    if NAMED not in os.environ:
        lacking(f"PostgreSQL ({NAMED} names none)")
    name = f"jixiao_{token_hex(6)}"
    engine = create_engine(os.environ[NAMED], isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name}"))
    yield make_url(os.environ[NAMED]).set(database=name).render_as_string(hide_password=False)
    with engine.connect() as connection:
        connection.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))
    engine.dispose()


@pytest.fixture
def store(server: str, tmp_path: Path) -> Iterator[Store]:
    with open_store(settings=Settings(home=tmp_path, database_url=server)) as opened:
        save(opened, "a.pdf", report())
        save(opened, "b.pdf", report(project_name="小学食堂改造", annual_goal="改造 食堂３处，让学生吃得放心。"))
        yield opened


def passages(store: Store, term: str) -> list[str]:
    with store.reading() as session:
        return [session.get_one(PassageRow, i).text for i in text_search.containing(session, term)]


def test_what_is_kept_is_found_asked_and_decided(store: Store) -> None:
    assert Assistant(store).ask("哪些指标没有完成？").rows
    assert Assistant(store).ask("2024年项目有多少个？").value == 2
    correct(store, 1, "project_name", "河堤除险工程", Decider("张三"))
    assert Assistant(store).ask("河堤除险工程的全年预算数是多少？").value == 2_000_000
    store.withdraw(1)
    assert Assistant(store).ask("2024年项目有多少个？").value == 1
    store.restore(1)
    assert Assistant(store).ask("2024年项目有多少个？").value == 2
    catch_up(store, vectors_of(store))
    assert all(p.zh.startswith("原件缺失") for p in examine(store))  # `save` keeps no bytes


def test_a_text_is_found_by_its_characters_and_by_what_it_shares(store: Store) -> None:
    (goal,) = passages(store, "改造食堂3处")
    assert passages(store, "食学") == []
    catch_up(store, vectors_of(store))
    assert search(store, "学生食堂的改造目标", vectors=vectors_of(store)).hits[0].text == goal
    correct(store, 2, "annual_goal", "修缮校舍两处。", Decider("张三"))
    assert passages(store, "改造食堂") == []
    assert passages(store, "校舍") == ["修缮校舍两处。"]
    with store.writing() as session:
        text_search.rebuild(session)
    assert passages(store, "校舍") == ["修缮校舍两处。"]


def test_a_text_of_any_length_is_kept(store: Store) -> None:
    save(store, "c.pdf", report(prepared_by=f"{LONG}局", project_name=LONG))
    assert passages(store, "加固河堤")


# what is told where there is none


@pytest.mark.parametrize(
    ("url", "says"),
    [
        ("postgresql+no_such_driver://user@127.0.0.1/jixiao", "驱动"),
        ("mysql://user@127.0.0.1/jixiao", "PostgreSQL"),
        ("127.0.0.1/jixiao", "有误"),
        ("postgresql://user@127.0.0.1:port/jixiao", "有误"),
    ],
)
def test_an_address_that_cannot_be_meant_is_told(url: str, says: str, tmp_path: Path) -> None:
    with pytest.raises(InputError, match=says):
        open_store(settings=Settings(home=tmp_path, database_url=url))


def test_a_database_that_is_not_there_is_told_without_its_password(server: str, tmp_path: Path) -> None:
    gone = make_url(server).set(database="jixiao_nowhere", password="not-to-be-seen")
    with pytest.raises(InputError, match="无法连接数据库") as told:
        open_store(settings=Settings(home=tmp_path, database_url=gone.render_as_string(hide_password=False)))
    assert "not-to-be-seen" not in f"{told.value.zh}{told.value.en}"

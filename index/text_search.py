"""Full-text search that finds terms of one and two Chinese characters. Derived from the passages, never the truth.

SQLite's own tokenizers lose such terms silently, so each text is indexed as a stream of its characters and bigrams
("水利局" -> 水 水利 利 利局 局), each written as code points that no tokenizer can split or fold. A term is found as the
phrase of its own stream: exactly the texts that contain it. This is the one module with SQL of SQLite's own; on
PostgreSQL the streams lie in a plain table and are looked through with LIKE, what shares most bigrams first.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence

from sqlalchemy import ColumnElement, case, column, literal, or_, select, table, text
from sqlalchemy.engine import Connection
from sqlalchemy.orm import Session

from index.schema import PassageRow, ReportRow

TABLE = "passages_text"
_INDEX = table(TABLE, column("rowid"), column("rank"), column(TABLE), column("grams"))
MOST_GRAMS = 128  # of a question with other words for it: more only add noise


def fold(value: str) -> str:
    """What is compared: width and case unified, white space dropped; one character at a time, so that every part of a
    text folds to a part of the folded text."""
    return "".join(x for c in value for x in unicodedata.normalize("NFKC", c).casefold() if not x.isspace())


def _token(gram: str) -> str:
    return "x".join(f"{ord(c):x}" for c in gram)


def stream(value: str) -> list[str]:
    """The tokens of a text: every character, followed by the bigram it begins."""
    folded = fold(value)
    tokens: list[str] = []
    for n, char in enumerate(folded):
        tokens.append(_token(char))
        if n + 1 < len(folded):
            tokens.append(_token(folded[n : n + 2]))
    return tokens


def _is_sqlite(session: Session) -> bool:
    return session.get_bind().dialect.name == "sqlite"


def create(connection: Connection) -> None:
    if connection.dialect.name == "sqlite":
        made = f"CREATE VIRTUAL TABLE IF NOT EXISTS {TABLE} USING fts5(grams, content='', tokenize='ascii')"
    else:
        made = f"CREATE TABLE IF NOT EXISTS {TABLE} (rowid INTEGER PRIMARY KEY, grams TEXT NOT NULL)"
    connection.execute(text(made))


def add(session: Session, passages: Iterable[PassageRow]) -> None:
    """Index passages, in the transaction that stores them."""
    if rows := _rows(passages):
        session.execute(text(f"INSERT INTO {TABLE}(rowid, grams) VALUES (:id, :grams)"), rows)


def remove(session: Session, passages: Iterable[PassageRow]) -> None:
    """Take passages out of the index, while their text is still the one that was indexed: SQLite's keeps no text of its own."""
    if not (rows := _rows(passages)):
        return
    if _is_sqlite(session):
        session.execute(text(f"INSERT INTO {TABLE}({TABLE}, rowid, grams) VALUES ('delete', :id, :grams)"), rows)
    else:
        session.execute(text(f"DELETE FROM {TABLE} WHERE rowid = :id"), [{"id": row["id"]} for row in rows])


def _rows(passages: Iterable[PassageRow]) -> list[dict[str, object]]:
    return [{"id": p.id, "grams": " ".join(stream(p.text))} for p in passages]


def rebuild(session: Session) -> None:
    emptied = f"INSERT INTO {TABLE}({TABLE}) VALUES ('delete-all')" if _is_sqlite(session) else f"DELETE FROM {TABLE}"
    session.execute(text(emptied))
    add(session, session.scalars(select(PassageRow).execution_options(yield_per=1000)))


def count(session: Session) -> int:
    """How many passages are indexed."""
    held = f"{TABLE}_docsize" if _is_sqlite(session) else TABLE
    return int(session.execute(text(f"SELECT count(*) FROM {held}")).scalar_one())


def containing(session: Session, term: str, *, within: ColumnElement[bool] | None = None, limit: int = 50) -> list[int]:
    """Ids of the passages that contain `term`, best first."""
    tokens = stream(term)
    if not tokens:
        return []
    return _find(session, [" ".join(tokens)], within, limit)


def resembling(
    session: Session, question: str, *, within: ColumnElement[bool] | None = None, limit: int = 50
) -> list[int]:
    """Ids of the passages that share most and rarest bigrams with `question`, best first."""
    words = [fold(word) for word in question.split()]
    grams = list(dict.fromkeys(word[n : n + 2] for word in words for n in range(max(1, len(word) - 1))))[:MOST_GRAMS]
    grams = [g for g in grams if any(c.isalnum() for c in g)]
    if not grams:
        return []
    return _find(session, [_token(g) for g in grams], within, limit)


def _find(session: Session, phrases: Sequence[str], within: ColumnElement[bool] | None, limit: int) -> list[int]:
    """Those that hold any of the phrases of tokens. `within` filters on ReportRow and PassageRow; it is applied by the
    database before anything is ranked away."""
    wanted = select(PassageRow.id).join(ReportRow, ReportRow.id == PassageRow.report_id).limit(limit)
    wanted = wanted.join(_INDEX, _INDEX.c.rowid == PassageRow.id)
    if within is not None:
        wanted = wanted.where(within)
    if _is_sqlite(session):
        match = " OR ".join(f'"{phrase}"' for phrase in phrases)
        wanted = wanted.where(_INDEX.c[TABLE].op("MATCH")(match)).order_by(_INDEX.c.rank, PassageRow.id)
    else:
        hits = [literal(" ").concat(_INDEX.c.grams).concat(" ").contains(f" {phrase} ") for phrase in phrases]
        shared = sum((case((hit, 1), else_=0) for hit in hits[1:]), case((hits[0], 1), else_=0))
        wanted = wanted.where(or_(*hits)).order_by(shared.desc(), PassageRow.id)
    return list(session.scalars(wanted))

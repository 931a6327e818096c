"""Full-text search that finds terms of one and two Chinese characters. Derived from the passages, never the truth.

SQLite's own tokenizers lose such terms silently, so each text is indexed as a stream of its characters and bigrams
("水利局" -> 水 水利 利 利局 局), each written as code points that no tokenizer can split or fold. A term is found as the
phrase of its own stream: exactly the texts that contain it. This is the one module with SQL of SQLite's own; on
another database the same functions look with LIKE.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence

from sqlalchemy import ColumnElement, column, func, or_, select, table, text
from sqlalchemy.engine import Connection
from sqlalchemy.orm import Session

from index.schema import PassageRow, ReportRow

TABLE = "passages_text"
_INDEX = table(TABLE, column("rowid"), column("rank"), column(TABLE))
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


def create(connection: Connection) -> None:
    if connection.dialect.name == "sqlite":
        connection.execute(
            text(f"CREATE VIRTUAL TABLE IF NOT EXISTS {TABLE} USING fts5(grams, content='', tokenize='ascii')")
        )


def add(session: Session, passages: Iterable[PassageRow]) -> None:
    """Index passages, in the transaction that stores them."""
    rows = [{"id": p.id, "grams": " ".join(stream(p.text))} for p in passages]
    if rows and session.get_bind().dialect.name == "sqlite":
        session.execute(text(f"INSERT INTO {TABLE}(rowid, grams) VALUES (:id, :grams)"), rows)


def remove(session: Session, passages: Iterable[PassageRow]) -> None:
    """Take passages out of the index, while their text is still the one that was indexed: it keeps no text of its own."""
    rows = [{"id": p.id, "grams": " ".join(stream(p.text))} for p in passages]
    if rows and session.get_bind().dialect.name == "sqlite":
        session.execute(text(f"INSERT INTO {TABLE}({TABLE}, rowid, grams) VALUES ('delete', :id, :grams)"), rows)


def rebuild(session: Session) -> None:
    if session.get_bind().dialect.name == "sqlite":
        session.execute(text(f"INSERT INTO {TABLE}({TABLE}) VALUES ('delete-all')"))
        add(session, session.scalars(select(PassageRow).execution_options(yield_per=1000)))


def count(session: Session) -> int | None:
    """How many passages are indexed; None where the database needs no index of its own."""
    if session.get_bind().dialect.name != "sqlite":
        return None
    return int(session.execute(text(f"SELECT count(*) FROM {TABLE}_docsize")).scalar_one())


def containing(session: Session, term: str, *, within: ColumnElement[bool] | None = None, limit: int = 50) -> list[int]:
    """Ids of the passages that contain `term`, best first."""
    tokens = stream(term)
    if not tokens:
        return []
    return _find(session, f'"{" ".join(tokens)}"', [fold(term)], within, limit)


def resembling(
    session: Session, question: str, *, within: ColumnElement[bool] | None = None, limit: int = 50
) -> list[int]:
    """Ids of the passages that share most and rarest bigrams with `question`, best first."""
    words = [fold(word) for word in question.split()]
    grams = list(dict.fromkeys(word[n : n + 2] for word in words for n in range(max(1, len(word) - 1))))[:MOST_GRAMS]
    grams = [g for g in grams if any(c.isalnum() for c in g)]
    if not grams:
        return []
    return _find(session, " OR ".join(_token(g) for g in grams), grams, within, limit)


def _find(
    session: Session, match: str, terms: Sequence[str], within: ColumnElement[bool] | None, limit: int
) -> list[int]:
    """`within` filters on ReportRow and PassageRow; it is applied by the database before anything is ranked away."""
    wanted = select(PassageRow.id).join(ReportRow, ReportRow.id == PassageRow.report_id).limit(limit)
    if within is not None:
        wanted = wanted.where(within)
    if session.get_bind().dialect.name == "sqlite":
        wanted = wanted.join(_INDEX, _INDEX.c.rowid == PassageRow.id)
        wanted = wanted.where(_INDEX.c[TABLE].op("MATCH")(match)).order_by(_INDEX.c.rank, PassageRow.id)
        return list(session.scalars(wanted))
    hits = [func.lower(PassageRow.text).contains(term, autoescape=True) for term in terms]
    return list(session.scalars(wanted.where(or_(*hits)).order_by(PassageRow.id)))

"""The store: what was read of every file, kept so that SQL can answer. The truth; all else in `index` is derived.

One transaction per file, all or nothing. An original's bytes are in the workspace before its records are: a crash
leaves at most bytes without records (`doctor` names them), never records without bytes. Reports are never changed or
deleted here; withdrawing one, or another taking its place, is a state.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import Engine, create_engine, event, make_url, select
from sqlalchemy.engine import Connection
from sqlalchemy.exc import ArgumentError, NoSuchModuleError, OperationalError
from sqlalchemy.orm import Session

from extractors.errors import InputError
from extractors.records import Finding, Report
from index import migrate, text_search
from index.counting import SUPERSEDED, recount
from index.deriving import department_of, report_row
from index.locking import one_writer
from index.median import Median
from index.originals import Original, path_of
from index.schema import Document, ReportRow
from index.settings import Settings, load

DATABASES = ("sqlite", "postgresql")


@dataclass(frozen=True)
class Saved:
    """What became of a file: its document, its reports, and those of them that another report already stands for."""

    document_id: int
    report_ids: tuple[int, ...]
    superseded: tuple[int, ...] = ()
    passages: int = 0


class Store:
    """One open workspace. `reading` and `writing` give a session; the methods are the changes that exist."""

    def __init__(self, settings: Settings, engine: Engine) -> None:
        self.settings = settings
        self.home = settings.home
        self.engine = engine
        self._writer = engine.execution_options(writes=True)

    @contextmanager
    def reading(self) -> Iterator[Session]:
        with Session(self.engine, expire_on_commit=False) as session:
            yield session

    @contextmanager
    def writing(self) -> Iterator[Session]:
        """One transaction: kept whole at the end of the block, or not at all."""
        with Session(self._writer, expire_on_commit=False) as session, session.begin():
            yield session

    def save(self, original: Original, reports: Sequence[Report], findings: Sequence[Sequence[Finding]]) -> Saved:
        """Keep a file's reports, each with its findings. Its bytes must be in the workspace already (`originals.keep`)."""
        department = department_of(reports)
        with self.writing() as session:
            document = Document(
                sha256=original.sha256,
                name=original.name,
                kind=original.kind,
                pages=original.pages,
                size=original.size,
                added_at=datetime.now(UTC),
            )
            rows = [
                report_row(report.model_copy(update={"document": original.name}), n, department, found)
                for n, (report, found) in enumerate(zip(reports, findings, strict=True))
            ]
            document.reports = rows
            session.add(document)
            session.flush()
            passages = [p for row in rows for p in row.passages]
            text_search.add(session, passages)
            recount(session, [row.identity for row in rows])
            superseded = tuple(row.id for row in rows if row.state == SUPERSEDED)
            return Saved(document.id, tuple(row.id for row in rows), superseded, len(passages))

    def has(self, sha256: str) -> bool:
        with self.reading() as session:
            return session.scalar(select(Document.id).where(Document.sha256 == sha256)) is not None

    def original(self, document_id: int) -> Path:
        """The file as it was given."""
        with self.reading() as session:
            document = session.get(Document, document_id)
            if document is None:
                raise InputError(f"没有编号为 {document_id} 的文件。", f"There is no file number {document_id}.")
            return path_of(self.home, document.sha256, document.name)

    def withdraw(self, report_id: int) -> None:
        """It no longer counts, whatever else there is."""
        with self._changing(report_id) as report:
            report.withdrawn_at = report.withdrawn_at or datetime.now(UTC)

    def restore(self, report_id: int) -> None:
        with self._changing(report_id) as report:
            report.withdrawn_at = None

    def choose(self, report_id: int) -> None:
        """A person says that this one counts, before all others of the same unit, project, year and form type."""
        with self._changing(report_id) as report:
            if report.withdrawn_at is not None:
                raise InputError(
                    f"报告 {report_id} 已撤回，请先恢复再选用。",
                    f"Report {report_id} is withdrawn; restore it before choosing it.",
                )
            report.chosen_at = datetime.now(UTC)

    @contextmanager
    def _changing(self, report_id: int) -> Iterator[ReportRow]:
        with self.writing() as session:
            report = session.get(ReportRow, report_id)
            if report is None:
                raise InputError(f"没有编号为 {report_id} 的报告。", f"There is no report number {report_id}.")
            yield report
            session.flush()
            recount(session, [report.identity])

    def close(self) -> None:
        self.engine.dispose()

    def __enter__(self) -> Store:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def open_store(home: Path | None = None, settings: Settings | None = None) -> Store:
    """Open the workspace, made or brought up to date where needed."""
    settings = settings or load(home)
    try:
        settings.home.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise InputError(
            f"无法建立工作区 {settings.home}：{error.strerror}。请用 --home 另选目录。",
            f"Cannot make the workspace {settings.home}: {error.strerror}. Choose another folder with --home.",
        ) from error
    engine = _engine(settings.url)
    if not _is_current(engine):
        with one_writer(settings.home):
            migrate.upgrade(engine)
    return Store(settings, engine)


def _is_current(engine: Engine) -> bool:
    try:
        return migrate.is_current(engine)
    except OperationalError as error:
        if engine.dialect.name == "sqlite":
            raise
        raise InputError(
            f"无法连接数据库 {engine.url}。请确认服务器在运行、库已建立、账号有权限，并检查设置 database_url。",
            f"Cannot connect to the database {engine.url}. See that its server runs, the database is there and the user may "
            'use it; check the setting "database_url".',
        ) from error


def _engine(url: str) -> Engine:
    try:
        if make_url(url).get_backend_name() not in DATABASES:
            raise ArgumentError
        engine = create_engine(url)
    except (ImportError, NoSuchModuleError) as error:
        raise InputError(
            '设置 database_url 要用的数据库驱动没有安装。请先安装，如 pip install "psycopg[binary]"。',
            'The driver that the setting "database_url" names is not installed; install it, such as with '
            'pip install "psycopg[binary]".',
        ) from error
    except (ArgumentError, ValueError) as error:
        raise InputError(
            "设置 database_url 有误：应为 SQLite 或 PostgreSQL 的地址，如 postgresql+psycopg://user@host/jixiao。",
            'The setting "database_url" is wrong: it is the address of SQLite or PostgreSQL, such as '
            "postgresql+psycopg://user@host/jixiao.",
        ) from error
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _prepare_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
    return engine


def _prepare_sqlite(connection: object, _record: object) -> None:
    connection.isolation_level = None  # type: ignore[attr-defined]  # SQLAlchemy begins transactions, not the driver
    connection.create_aggregate("median", 1, Median)  # type: ignore[attr-defined]
    for pragma in ("journal_mode = WAL", "foreign_keys = ON", "busy_timeout = 30000", "synchronous = NORMAL"):
        connection.execute(f"PRAGMA {pragma}")  # type: ignore[attr-defined]


def _begin_sqlite(connection: Connection) -> None:
    """A writer takes the lock at once; one that reads first and writes later could fail in between."""
    writes = connection.get_execution_options().get("writes")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

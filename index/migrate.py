"""Brings a database's tables to what the code expects; costs one small query where they are there already."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Engine, inspect, text
from sqlalchemy.engine import Connection

from extractors.errors import InputError
from index.migrations import HEAD

SCRIPTS = Path(__file__).parent / "migrations"


def version(connection: Connection) -> str | None:
    """The step the database is at; None where it is new."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    found: str | None = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    return found


def is_current(engine: Engine) -> bool:
    with engine.connect() as connection:
        return version(connection) == HEAD


def upgrade(engine: Engine) -> None:
    """All missing steps in one transaction: a step that fails leaves the database as it was."""
    from alembic import command
    from alembic.config import Config
    from alembic.script import ScriptDirectory

    config = Config()
    config.set_main_option("script_location", str(SCRIPTS))
    config.set_main_option("path_separator", "os")
    with engine.begin() as connection:
        found = version(connection)
        if found is not None and found not in {
            s.revision for s in ScriptDirectory.from_config(config).walk_revisions()
        }:
            raise InputError(
                f"工作区由更新的版本建立（{found}），本程序不认识。请升级 jixiao。",
                f"The workspace was made by a newer version ({found}) that this program does not know. Upgrade jixiao.",
            )
        config.attributes["connection"] = connection
        command.upgrade(config, "head")

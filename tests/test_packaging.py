"""What a fresh machine gets: every dependency pinned, from no place in particular, every file in the package."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

ROOT = Path(__file__).parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
PINNED = (ROOT / "constraints.txt").read_text(encoding="utf-8")


def folded(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name.partition("[")[0]).lower()


def test_every_dependency_is_pinned() -> None:
    pinned = {folded(line.split("==")[0]) for line in PINNED.splitlines()}
    project = PROJECT["project"]
    optional = [d for group in project["optional-dependencies"].values() for d in group]
    assert {folded(d) for d in (*project["dependencies"], *optional)} <= pinned


def test_constraints_hold_names_and_versions_only() -> None:
    assert [line for line in PINNED.splitlines() if not re.fullmatch(r"[\w.-]+==[\w.]+", line)] == []


def test_every_folder_of_code_is_a_package() -> None:
    rooms = [ROOT / name for name in ("assistant", "extractors", "index")]
    folders = {path.parent for room in rooms for path in room.rglob("*.py")}
    assert [str(folder) for folder in folders if not (folder / "__init__.py").exists()] == []


def test_nothing_imports_the_top() -> None:
    rooms = [ROOT / name for name in ("assistant", "extractors", "index", "samples")]
    importing = re.compile(r"^\s*(?:import app\b|from app\b)", re.MULTILINE)
    assert [p for room in rooms for p in room.rglob("*.py") if importing.search(p.read_text(encoding="utf-8"))] == []

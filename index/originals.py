"""The bytes of every file as it was given, kept under their hash. Written once, never changed."""

from __future__ import annotations

import hashlib
import os
import tempfile
from dataclasses import dataclass
from pathlib import Path

from extractors.errors import UnreadableFile

FOLDER = "originals"
_CHUNK = 1 << 20


@dataclass(frozen=True)
class Original:
    """A file's description, as the store keeps it."""

    sha256: str
    name: str
    kind: str  # its suffix without the dot: pdf, xlsx
    pages: int
    size: int


def sha256_of(path: Path) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            digest.update(chunk)
    return digest.hexdigest()


def path_of(home: Path, sha256: str, name: str) -> Path:
    return home / FOLDER / f"{sha256}{Path(name).suffix.lower()}"


def keep(home: Path, source: Path, sha256: str) -> Path:
    """Copy a file's bytes into the workspace, durably, before anything is recorded of them."""
    target = path_of(home, sha256, source.name)
    if target.exists():
        return target
    target.parent.mkdir(parents=True, exist_ok=True)
    digest = hashlib.sha256()
    with (
        source.open("rb") as file,
        tempfile.NamedTemporaryFile(dir=target.parent, suffix=".part", delete=False) as copy,
    ):
        while chunk := file.read(_CHUNK):
            digest.update(chunk)
            copy.write(chunk)
        copy.flush()
        os.fsync(copy.fileno())
    if digest.hexdigest() != sha256:
        Path(copy.name).unlink()
        raise UnreadableFile(
            f"{source.name}：文件在读取时被改动，请稍后重试。",
            f"{source.name}: the file was changed while it was read; try again later.",
        )
    Path(copy.name).replace(target)
    return target

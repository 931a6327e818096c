"""One reader per kind of file: bytes -> blocks (grids and the lines around them).

A kind is one module here with a `SOURCE`, and a line in `READERS` that says under which names such files come.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from extractors.errors import UnreadablePage

if TYPE_CHECKING:
    from extractors.grid import Block

OnPage = Callable[[int, int], None]  # a page (1-based) that is begun, and how many there are

READERS: dict[str, tuple[str, ...]] = {
    "pdf": (".pdf",),
    "xlsx": (".xlsx", ".xlsm"),
    "xls": (".xls", ".et"),
    "docx": (".docx", ".docm"),
    "doc": (".doc", ".wps"),
    "word_xml": (),  # the last three come under the names of XLS and DOC
    "excel_xml": (),
    "html": (),
    "picture": (".png", ".jpg", ".jpeg", ".tif", ".tiff"),
}
HEAD = 1024  # bytes at the start of a file that tell its kind


def _untold(page: int, of: int) -> None:
    """Nobody asked."""


@dataclass
class Course:
    """How the reading of a file goes: who is told of each page that is begun, how many there are, and those that could
    not be read."""

    on_page: OnPage = _untold
    pages: int = 0
    unread: list[UnreadablePage] = field(default_factory=list)

    def begin(self, page: int, of: int) -> None:
        self.pages = of
        self.on_page(page, of)


class Source(Protocol):
    """Reads one kind of file. `paged`: its tables may go on over page breaks and are stitched together."""

    paged: bool

    def holds(self, path: Path, head: bytes) -> bool:
        """Whether the file is of this kind by its content, whatever it is called."""

    def read(self, path: Path, course: Course | None = None) -> Iterator[list[Block]]:
        """The blocks of each page, sheet or document. Raises UnreadableFile where the file cannot be used; a page that
        alone cannot be read has no blocks and is told to `course`. Sheets and documents are read in one go."""


def source_of(path: Path) -> Source | None:
    """The reader for what the file is; where its content is of no known kind, the one for what it is called."""
    with path.open("rb") as file:
        head = file.read(HEAD)
    sources = {name: _source(name) for name in READERS}
    return next(
        (s for s in sources.values() if s.holds(path, head)),
        next((sources[name] for name, suffixes in READERS.items() if path.suffix.lower() in suffixes), None),
    )


def _source(name: str) -> Source:
    source: Source = import_module(f"extractors.sources.{name}").SOURCE
    return source

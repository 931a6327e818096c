"""What a worker leaves behind while it reads a file: the page it is at, and why it ended itself. One folder per file.

Plain files, so that it works between processes of one machine and of a cluster alike, wherever both see the workspace.
The worker writes, the one who waits looks; a folder that is gone tells the worker that nobody waits any more.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from extractors.errors import Cancelled

Cause = Literal["timeout", "memory"]


@dataclass(frozen=True)
class Trail:
    folder: Path

    def begin(self, page: int, of: int) -> None:
        """The worker begins a page. Raises Cancelled where nobody waits for the file any more."""
        try:
            (self.folder / "next").write_text(f"{page} {of}", encoding="ascii")
            (self.folder / "next").replace(self.folder / "page")
        except FileNotFoundError as error:
            raise cancelled() from error

    def end(self, cause: Cause) -> Path:
        """Where the worker writes down, last of all, why it ends itself."""
        return self.folder / cause

    @property
    def page(self) -> tuple[int, int] | None:
        """The page that is being read, and how many there are; None before the first and for files without pages."""
        with suppress(OSError, ValueError):
            page, of = (self.folder / "page").read_text(encoding="ascii").split()
            return int(page), int(of)
        return None

    @property
    def cause(self) -> Cause | None:
        """Why the worker ended itself; None where it did not, or something else ended it."""
        causes: tuple[Cause, ...] = ("timeout", "memory")
        for cause in causes:
            with suppress(OSError):
                if self.end(cause).stat().st_size:
                    return cause
        return None


def cancelled() -> Cancelled:
    return Cancelled("已取消，没有入库。", "Cancelled; nothing of it was stored.")

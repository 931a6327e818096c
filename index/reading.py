"""One file read in a process of its own, so that a file that crashes or never ends costs that process only.

Runs in the worker: reads, judges, returns values. It writes nothing and knows no store.
"""

from __future__ import annotations

import faulthandler
import multiprocessing
import os
import threading
from dataclasses import dataclass
from pathlib import Path

from extractors.records import Finding, Report


@dataclass(frozen=True)
class Reading:
    pages: int
    reports: tuple[Report, ...]
    findings: tuple[tuple[Finding, ...], ...]


def end_with_parent() -> None:
    """A worker whose parent was killed would wait for work for ever."""

    def wait_for_parent() -> None:
        if parent := multiprocessing.parent_process():
            parent.join()
            os._exit(1)

    threading.Thread(target=wait_for_parent, daemon=True).start()


def read(path: Path, timeout: float) -> Reading:
    """The file's reports and what the rules find in them; the process ends itself after `timeout` seconds."""
    from extractors import extract
    from extractors.checks import check

    # A thread of C code: it works even where a library call holds the interpreter.
    with Path(os.devnull).open("w") as nowhere:
        faulthandler.dump_traceback_later(timeout, exit=True, file=nowhere)
        try:
            reports = tuple(extract(path))
            return Reading(_page_count(path, reports), reports, tuple(tuple(check(r)) for r in reports))
        finally:
            faulthandler.cancel_dump_traceback_later()


def _page_count(path: Path, reports: tuple[Report, ...]) -> int:
    """All pages of a PDF, those without a form too; of other files the last sheet that holds one."""
    if path.suffix.lower() == ".pdf":
        import pypdfium2

        with pypdfium2.PdfDocument(path) as document:
            return len(document)
    return max((page for report in reports for page in report.pages), default=0)

"""How the command line speaks: results to standard output, problems one line each to standard error, never a traceback.

Wording and output only; what is done is said in `cli`.
"""

from __future__ import annotations

import logging
import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Event
from types import TracebackType
from typing import Any


def language() -> str:
    """English where the terminal's locale says so, else Chinese."""
    locale = next((v for name in ("LC_ALL", "LC_MESSAGES", "LANG") if (v := os.environ.get(name))), "")
    return "en" if locale.startswith("en") else "zh"


def either(zh: str, en: str) -> str:
    return en if language() == "en" else zh


def prepare() -> None:
    """UTF-8 whatever the terminal's locale, and one line for what nobody expected."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    sys.excepthook = _explain_last


def problem(text: str) -> None:
    print(" ".join(text.split()), file=sys.stderr)


def failed(what: str, why: str) -> None:
    problem(either(f"失败 {what}：{why}", f"failed {what}: {why}"))


def print_json(value: Any) -> None:
    import json

    print(json.dumps(value, ensure_ascii=False, indent=1))


def print_table(headings: list[str], rows: list[list[str]], *, aside: bool = False) -> None:
    """`aside`: with the problems, not the results."""
    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(*headings, box=box.SIMPLE_HEAD)
    for row in rows:
        table.add_row(*(Text(cell, overflow="fold") for cell in row))
    console = Console(stderr=aside)
    # Into a file or a pipe: as wide as it needs to be.
    width = console.width if console.is_terminal else 10_000
    Console(width=width, no_color=True, stderr=aside).print(table, crop=False)


class Progress:
    """How far it is, where a person watches: a bar of files, and one of pages for each long file that is being read."""

    def __init__(self, bar: Any) -> None:
        self._bar = bar
        self._all = bar.add_task("", total=None)
        self._open: dict[Path, Any] = {}

    def files(self, done: int, total: int) -> None:
        self._bar.update(self._all, completed=done, total=total)

    def page(self, path: Path, page: int, of: int) -> None:
        from rich.markup import escape

        words = f"{escape(path.name)} {either(f'第 {page} / {of} 页', f'page {page} of {of}')}"
        task = self._open.get(path)
        if task is None:
            task = self._open[path] = self._bar.add_task("", total=of)
        self._bar.update(task, completed=page - 1, total=of, description=words)

    def done(self, path: Path) -> None:
        if (task := self._open.pop(path, None)) is not None:
            self._bar.remove_task(task)


@contextmanager
def progress() -> Iterator[Progress]:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeElapsedColumn
    from rich.progress import Progress as Bar

    console = Console(stderr=True)
    columns = (BarColumn(), MofNCompleteColumn(), TimeElapsedColumn(), TextColumn("{task.description}"))
    with Bar(*columns, console=console, transient=True, disable=not console.is_terminal) as bar:
        yield Progress(bar)


@contextmanager
def stopped_by_ctrl_c() -> Iterator[Event]:
    """Set at the first Ctrl-C, so that what is under way can be left in order; a second one ends the program."""
    stop, before = Event(), signal.getsignal(signal.SIGINT)

    def heard(*_: object) -> None:
        stop.set()
        signal.signal(signal.SIGINT, before)
        problem(either("正在取消…", "cancelling…"))

    signal.signal(signal.SIGINT, heard)
    try:
        yield stop
    finally:
        signal.signal(signal.SIGINT, before)


def log_to(home: Path) -> Path:
    """Details of what went wrong go to a file in the workspace."""
    from index.settings import LOG_FILE

    file = home / LOG_FILE
    logger = logging.getLogger("jixiao")
    if _log_file() is None:
        handler = logging.FileHandler(file, encoding="utf-8", delay=True)
        handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
        logger.addHandler(handler)
        logger.propagate = False
    return file


def _log_file() -> Path | None:
    """The file that is logged to, once a command has said in which workspace it works."""
    return next((Path(h.baseFilename) for h in logging.getLogger("jixiao").handlers if isinstance(h, logging.FileHandler)), None)


def unexpected(error: BaseException, what: str) -> str:
    """Keep the details of a fault of ours; the line that says so."""
    from index.settings import home_of

    file = _log_file() or log_to(home_of())
    file.parent.mkdir(parents=True, exist_ok=True)
    logging.getLogger("jixiao").error(what, exc_info=error)
    kind = type(error).__name__
    return either(
        f"程序出错（{kind}）。详情见 {file}，请反馈。",
        f"The program failed ({kind}). The details are in {file}; please report it.",
    )


def _explain_last(kind: type[BaseException], error: BaseException, _trace: TracebackType | None) -> None:
    if not isinstance(error, KeyboardInterrupt):
        problem(explained(error, " ".join(sys.argv[1:])))


def explained(error: BaseException, what: str) -> str:
    """In one line what went wrong: what a person can do, or a fault of ours with the place of its details."""
    from extractors.errors import JixiaoError

    return error.say(language()) if isinstance(error, JixiaoError) else unexpected(error, what)

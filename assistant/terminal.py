"""How the command line speaks: results to standard output, problems one line each to standard error, never a traceback.

Wording and output only; what is done is said in `cli`.
"""

from __future__ import annotations

import logging
import os
import sys
from pathlib import Path
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


def print_table(headings: list[str], rows: list[list[str]]) -> None:
    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(*headings, box=box.SIMPLE_HEAD)
    for row in rows:
        table.add_row(*(Text(cell, overflow="fold") for cell in row))
    console = Console()
    # Into a file or a pipe: as wide as it needs to be.
    width = console.width if console.is_terminal else 10_000
    Console(width=width, no_color=True).print(table, crop=False)


def log_to(home: Path) -> Path:
    """Details of what went wrong go to a file in the workspace."""
    from index.settings import LOG_FILE

    file = home / LOG_FILE
    logger = logging.getLogger("jixiao")
    if not logger.handlers:
        handler = logging.FileHandler(file, encoding="utf-8", delay=True)
        handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
        logger.addHandler(handler)
        logger.propagate = False
    return file


def unexpected(error: BaseException, what: str, home: Path) -> str:
    """Keep the details of a fault of ours; the line that says so."""
    home.mkdir(parents=True, exist_ok=True)
    file = log_to(home)
    logging.getLogger("jixiao").error(what, exc_info=error)
    kind = type(error).__name__
    return either(
        f"程序出错（{kind}）。详情见 {file}，请反馈。",
        f"The program failed ({kind}). The details are in {file}; please report it.",
    )


def _explain_last(kind: type[BaseException], error: BaseException, _trace: TracebackType | None) -> None:
    from extractors.errors import JixiaoError
    from index.settings import home_of

    if isinstance(error, JixiaoError):
        problem(error.say(language()))
    elif not isinstance(error, KeyboardInterrupt):
        problem(unexpected(error, " ".join(sys.argv[1:]), home_of()))

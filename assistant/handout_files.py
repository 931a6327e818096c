"""An answer as a file to hand on, in the kind of file that is asked for; what stands in it is `handout`'s."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from assistant.handout import handout
from assistant.reply import Answer
from extractors.errors import InputError

SUFFIXES = (".xlsx", ".docx")


def write(answer: Answer, file: Path, at: datetime, link: str = "") -> None:
    """Into a file of the kind that its suffix names."""
    try:
        file.write_bytes(content(answer, file.suffix.lower(), at, link))
    except OSError as error:
        raise InputError(
            f"无法写入 {file}：{error.strerror}。请换个位置或先关闭该文件。",
            f"Cannot write {file}: {error.strerror}. Choose another place or close the file first.",
        ) from error


def content(answer: Answer, suffix: str, at: datetime, link: str = "") -> bytes:
    if suffix == ".xlsx":
        from assistant.handout_xlsx import written as as_xlsx

        return as_xlsx(handout(answer, at, link))
    if suffix == ".docx":
        from assistant.handout_docx import written as as_docx

        return as_docx(handout(answer, at, link))
    raise InputError(f"答案只能导出为 {'、'.join(SUFFIXES)}。", f"Answers are exported as {', '.join(SUFFIXES)}.")

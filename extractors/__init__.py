"""file -> typed records. No storage, no chat, no network.

`extract` is the one entry: it chooses the reader by the file's kind and runs grid, stitching and interpretation.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from extractors.errors import NoForm, UnreadableFile

if TYPE_CHECKING:
    from extractors.records import Report

SUFFIXES = (".pdf", ".xlsx")


def extract(path: Path) -> list[Report]:
    """The reports of a file, in printed order. Raises UnreadableFile, or NoForm where it holds no report."""
    from extractors.interpret import interpret
    from extractors.stitch import stitch
    from extractors.vocabulary import vocabulary

    if not path.is_file():
        raise UnreadableFile(f"找不到文件：{path.name}。", f"File not found: {path.name}.")
    _check(path)
    if path.suffix.lower() == ".pdf":
        from extractors.sources import pdf

        blocks = stitch(pdf.read(path), vocabulary().known)
    elif path.suffix.lower() == ".xlsx":
        from extractors.sources import xlsx

        blocks = [block for sheet in xlsx.read(path) for block in sheet]
    else:
        raise UnreadableFile(
            f"还不能读取 {path.suffix} 文件，请上传 PDF 或 XLSX。",
            f"Cannot read {path.suffix} files; upload PDF or XLSX.",
        )
    reports = interpret(blocks, path.name)
    if not reports:
        raise NoForm(
            "没有找到绩效表：请确认文件里有项目绩效目标表或自评表（带指标的表格）；扫描的页目前还不能识别。",
            "No performance report found: the file should hold a target or self-evaluation table with indicators; scanned "
            "pages cannot be read yet.",
        )
    return reports


def _check(path: Path) -> None:
    """Whether the file can be opened at all and holds anything."""
    try:
        with path.open("rb") as file:
            if file.read(1):
                return
    except OSError as error:
        raise UnreadableFile(
            f"无法读取文件：{error.strerror}。请检查权限。",
            f"Cannot read the file: {error.strerror}. Check its permissions.",
        ) from error
    raise UnreadableFile("文件是空的，请重新导出后再上传。", "The file is empty; export it again.")

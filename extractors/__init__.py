"""file -> typed records. No storage, no chat, no network.

`extract` is the one entry: it chooses the reader by the file's kind and runs grid, stitching and interpretation. A page
that cannot be read costs its own content only, and is told: to the caller, and in the reports next to it.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from extractors.errors import NoForm, UnreadableFile, UnreadablePage
from extractors.sources import READERS, Course, source_of

if TYPE_CHECKING:
    from extractors.language_model import LanguageModel
    from extractors.records import Report
    from extractors.sources import Source
    from extractors.vocabulary import Own

SUFFIXES = tuple(suffix for suffixes in READERS.values() for suffix in suffixes)


def extract(
    path: Path, course: Course | None = None, own: tuple[Own, ...] = (), model: LanguageModel | None = None
) -> list[Report]:
    """The reports of a file, in printed order. Raises UnreadableFile, or NoForm where it holds no report.

    `course` is told of each page that is begun, and holds those that could not be read afterwards; `own` are the labels
    that a workspace adds to the vocabulary, and `model` reads forms that no label places.
    """
    from extractors import sideways
    from extractors.interpret import interpret
    from extractors.stitch import stitch
    from extractors.unread import beside
    from extractors.vocabulary import vocabulary

    if not path.is_file():
        raise UnreadableFile(f"找不到文件：{path.name}。", f"File not found: {path.name}.")
    _check(path)
    course = course or Course()
    source = _source(path)
    pages = source.read(path, course)
    words = vocabulary(own)
    blocks = stitch(pages, words) if source.paged else [block for page in pages for block in page]
    if source.paged:
        course.unread += sideways.apart(blocks, words)
    left_out: list[UnreadablePage] = []
    reports = interpret(blocks, path.name, words, model, left_out)
    if not reports:
        raise _nothing(course, left_out)
    course.unread += left_out
    return beside(reports, course.unread)


def _nothing(course: Course, left_out: list[UnreadablePage]) -> UnreadableFile | NoForm:
    """Why there is no report: a page that could not be read, or what a table looks like, says more than that none was
    found."""
    if course.unread:
        first, more = course.unread[0], len(course.unread) - 1
        return UnreadableFile(
            first.zh + (f"另有 {more} 页也没有读出。" if more else ""),
            first.en + (f" {more} more page{'s' * (more > 1)} could not be read either." if more else ""),
        )
    if left_out:
        return NoForm(left_out[0].zh, left_out[0].en)
    return NoForm(
        "没有找到绩效表：请确认文件里有项目绩效目标表或自评表（带指标的表格）；扫描件或照片请确认清晰、完整。",
        "No performance report found: the file should hold a target or self-evaluation table with indicators; a scan or "
        "photo of one must be sharp and whole.",
    )


def _source(path: Path) -> Source:
    """The reader for what the file is. A page and a sheet are shown in different ways: there the name must be right."""
    source = source_of(path)
    if source is None:
        raise UnreadableFile(
            f"还不能读取 {path.suffix or path.name} 文件。可用：{'、'.join(SUFFIXES)}。",
            f"Cannot read {path.suffix or path.name} files. These work: {', '.join(SUFFIXES)}.",
        )
    own = READERS[type(source).__module__.rpartition(".")[2]]
    if source.paged and path.suffix.lower() not in own:
        kind, kind_en = ("PDF", "a PDF") if ".pdf" in own else ("图片", "a picture")
        raise UnreadableFile(
            f"这个文件其实是 {kind}，请把扩展名改为 {' 或 '.join(own)} 后再上传。",
            f"This file is {kind_en} in fact; rename it to {' or '.join(own)} and upload it.",
        )
    if not source.paged and path.suffix.lower() == ".pdf":
        raise UnreadableFile(
            "这个文件名为 PDF，其实不是 PDF，是 Office 文件或网页。请改回原来的扩展名（如 .xlsx、.docx）后再上传。",
            "This file is called PDF but is an office file or a web page; give it its own suffix (such as .xlsx or .docx) and upload it.",
        )
    return source


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

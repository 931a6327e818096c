"""ZIP archives -> the files in them, each with its own bytes and name. Bounded in number and size; nothing is read here.

A member that cannot be taken out is told apart from the others and stops none of them. Paths inside an archive are names
only: every member is written to a folder of its own.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory
from zipfile import ZipFile, ZipInfo

from extractors import SUFFIXES
from extractors.errors import UnreadableFile
from extractors.sources import source_of
from extractors.sources.damage import DAMAGE

SUFFIX = ".zip"
PREFIX = "unpacked-"  # of the folder that an archive's files are in while they are read
MOST_FILES = 2_000
MOST_BYTES = 2**30  # unpacked, of all members
MOST_RATIO = 200  # unpacked to packed: office files inside are packed already
SMALL = 2**20  # bytes below which the ratio says nothing
ENCRYPTED, UTF8 = 0x1, 0x800
LONGEST = 80  # characters of a file's name on disk


@dataclass(frozen=True)
class File:
    """A file to be read. `shown` is what it is called: for a member, the archive's path and its own."""

    path: Path
    shown: Path
    refusal: UnreadableFile | None = None
    known: bool = True  # whether files of its kind can be read


@contextmanager
def unpacked(paths: Iterable[Path], within: Path | None = None) -> Iterator[list[File]]:
    """The files themselves, and in place of each archive its members, for as long as the context lasts."""
    with TemporaryDirectory(dir=within, prefix=PREFIX, ignore_cleanup_errors=True) as folder:
        yield [file for n, path in enumerate(paths) for file in _files(path, Path(folder, str(n)))]


def _files(path: Path, folder: Path) -> Iterator[File]:
    if path.suffix.lower() != SUFFIX or not path.is_file():
        yield File(path, path)
        return
    try:
        if path.stat().st_size and source_of(path) is not None:
            raise _no_archive()
        with ZipFile(path) as archive:
            yield from _members(archive, path, folder)
    except UnreadableFile as refusal:
        yield File(path, path, refusal)
    except DAMAGE:
        yield File(path, path, _no_archive())


def _members(archive: ZipFile, path: Path, folder: Path) -> Iterator[File]:
    entries = [(i, name) for i in archive.infolist() if not i.is_dir() and not _is_litter(name := _name(i))]
    if not entries:
        raise UnreadableFile("这个 ZIP 是空的。", "This ZIP is empty.")
    if len(entries) > MOST_FILES or sum(i.file_size for i, _ in entries) > MOST_BYTES:
        raise UnreadableFile(
            f"这个 ZIP 里的文件太多或太大（最多 {MOST_FILES} 个、共 {MOST_BYTES >> 20} MB），没有读取。请分成几个。",
            f"This ZIP holds too many or too large files (at most {MOST_FILES}, {MOST_BYTES >> 20} MB in all). Split it.",
        )
    for number, (entry, name) in enumerate(entries):
        shown = path / name
        known = shown.suffix.lower() in (*SUFFIXES, SUFFIX)
        refusal = _refusal(entry, shown.suffix.lower()) if known else None
        target = folder / str(number) / _short(shown)
        if known and refusal is None:
            refusal = _taken_out(archive, entry, target)
        yield File(target, shown, refusal, known)


def _name(entry: ZipInfo) -> PurePosixPath:
    """A member's path. Names without the mark of UTF-8 are UTF-8 all the same, or GBK, as Chinese programs write them."""
    text = entry.orig_filename
    if not entry.flag_bits & UTF8:
        raw = text.encode("cp437")
        for encoding in ("utf-8", "gb18030"):
            try:
                text = raw.decode(encoding)
                break
            except UnicodeDecodeError:
                continue
    steps = [s for s in text.partition("\0")[0].replace("\\", "/").split("/") if s not in ("", ".", "..")]
    return PurePosixPath(*steps)


def _is_litter(name: PurePosixPath) -> bool:
    return "__MACOSX" in name.parts or name.name.startswith((".", "~$")) or not name.name


def _short(name: Path) -> str:
    return name.stem[:LONGEST].rstrip(" .") + name.suffix if len(name.name) > LONGEST else name.name


def _refusal(entry: ZipInfo, suffix: str) -> UnreadableFile | None:
    """Why a member is not taken out."""
    if suffix == SUFFIX:
        return UnreadableFile(
            "ZIP 里面的 ZIP 不会再解开，请解开后上传。",
            "A ZIP inside a ZIP is not unpacked; unpack it and upload its files.",
        )
    if entry.flag_bits & ENCRYPTED:
        return UnreadableFile(
            "ZIP 里的这个文件有密码，请解开后上传。",
            "This file in the ZIP has a password; unpack it and upload the file.",
        )
    if entry.file_size > SMALL and entry.file_size > MOST_RATIO * max(entry.compress_size, 1):
        return UnreadableFile(
            "这个文件解压后大得不像一份报表，没有读取。",
            "This file unpacks to far more than a report holds; it was not read.",
        )
    return None


def _taken_out(archive: ZipFile, entry: ZipInfo, target: Path) -> UnreadableFile | None:
    target.parent.mkdir(parents=True)
    try:
        with archive.open(entry) as source, target.open("wb") as copy:
            shutil.copyfileobj(source, copy)
    except DAMAGE:
        return UnreadableFile("ZIP 里的这个文件已损坏。", "This file in the ZIP is damaged.")
    return None


def _no_archive() -> UnreadableFile:
    return UnreadableFile(
        "这个文件打不开：不是 ZIP，或已损坏。请重新打包后再上传。",
        "This file cannot be opened: it is no ZIP, or it is damaged. Pack it again.",
    )

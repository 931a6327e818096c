"""The two containers that office files come in, ZIP and the older OLE: what is inside, within bounds, safely parsed.

Bytes and XML only; what a part means is the reader's.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NoReturn
from xml.etree.ElementTree import Element, TreeBuilder, XMLParser
from zipfile import ZipFile

from extractors.errors import UnreadableFile
from extractors.sources.damage import DAMAGE

ZIP, OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
MOST_UNPACKED = 200 * 2**20  # bytes; a report unpacks to well under one MiB
MOST_TREE = 32 * 2**20  # bytes of one part that is held as a tree
_NEVER_READ = re.compile(r"/(?:media|embeddings)/")  # pictures and objects: however large, they cost nothing
MOST_OLE = 100 * 2**20


def zip_names(path: Path, head: bytes) -> frozenset[str]:
    """The names inside a ZIP container; empty where the file is none."""
    if not head.startswith(ZIP):
        return frozenset()
    try:
        with ZipFile(path) as archive:
            return frozenset(archive.namelist())
    except DAMAGE:
        return frozenset()


def ole_names(path: Path, head: bytes) -> frozenset[str]:
    """The names at the top of an OLE container; empty where the file is none."""
    opened = _ole(path, head)
    return frozenset(opened.dirlist[i].name for i in opened.dirlist[0].children) if opened else frozenset()


def ole_stream(path: Path, head: bytes, name: str) -> bytes:
    """What lies in an OLE container under a name; nothing where there is none, or the file is damaged."""
    opened = _ole(path, head)
    try:
        return (opened.get_named_stream(name) or b"") if opened else b""
    except DAMAGE:
        return b""


def _ole(path: Path, head: bytes) -> Any:
    """The container opened; None where the file is none that can be."""
    if not head.startswith(OLE) or path.stat().st_size > MOST_OLE:
        return None
    from xlrd.compdoc import CompDoc, CompDocError

    try:
        with Path(os.devnull).open("w") as nowhere:
            return CompDoc(path.read_bytes(), logfile=nowhere, ignore_workbook_corruption=True)
    except (CompDocError, *DAMAGE):
        return None


def refuse_locked(path: Path) -> None:
    """An office file with a password is an OLE container around the encrypted one."""
    with path.open("rb") as file:
        head = file.read(len(OLE))
    if "EncryptedPackage" in ole_names(path, head):
        raise locked()


def locked() -> UnreadableFile:
    return UnreadableFile(
        "这个文件有密码，请先去掉密码再上传。", "This file is protected by a password; remove it and upload again."
    )


class Package:
    """The parts of an OOXML file. Macros, links and embedded objects in it are never opened."""

    def __init__(self, archive: ZipFile) -> None:
        self.archive = archive
        self.names = {name.lower(): name for name in archive.namelist()}

    def has(self, part: str) -> bool:
        return part.lower() in self.names

    def tree(self, part: str) -> Element:
        """A part as XML, its tags and attributes without their namespaces."""
        name = self.names[part.lower()]
        if self.archive.getinfo(name).file_size > MOST_TREE:
            raise too_large()
        return parsed(self.archive.read(name))

    def related(self, part: str) -> dict[str, tuple[str, str]]:
        """What a part refers to inside the file: id -> (kind, part). References to elsewhere are left out."""
        folder, _, name = part.rpartition("/")
        rels = f"{folder}/_rels/{name}.rels".lstrip("/")
        if not self.has(rels):
            return {}
        return {
            x.get("Id", ""): (x.get("Type", "").rpartition("/")[2], _resolved(folder, x.get("Target", "")))
            for x in self.tree(rels)
            if x.get("TargetMode") != "External"
        }

    def main(self) -> str:
        """The part that the file is about."""
        return next((target for kind, target in self.related("").values() if kind == "officeDocument"), "")


def _resolved(folder: str, target: str) -> str:
    """A reference as a name inside the file: absolute, or from the folder of the part that makes it."""
    if target.startswith("/"):
        return target.lstrip("/")
    parts = folder.split("/") if folder else []
    for step in target.split("/"):
        if step == "..":
            del parts[-1:]
        elif step != ".":
            parts.append(step)
    return "/".join(parts)


@contextmanager
def package(path: Path) -> Iterator[Package]:
    """The file opened; whatever is wrong with its bytes is said as one message."""
    refuse_locked(path)
    try:
        with ZipFile(path) as archive:
            if sum(i.file_size for i in archive.infolist() if not _NEVER_READ.search(i.filename)) > MOST_UNPACKED:
                raise too_large()
            yield Package(archive)
    except DAMAGE as error:
        raise damaged() from error


class _NoDoctype(TreeBuilder):
    """Office files declare no types of documents; entities are where XML bites."""

    def doctype(self, name: str, pubid: str | None, system: str | None) -> NoReturn:
        raise ValueError("a document type in an office file")


def parsed(content: bytes) -> Element:
    parser = XMLParser(target=_NoDoctype())
    parser.feed(content)
    root: Element = parser.close()
    for element in root.iter():
        element.tag = bare(element.tag)
        if any("}" in key for key in element.attrib):
            element.attrib = {bare(key): value for key, value in element.attrib.items()}
    return root


def bare(name: str) -> str:
    return name.rpartition("}")[2]


def too_large() -> UnreadableFile:
    return UnreadableFile(
        "这个文件的内容过大，不像一份报表，没有读取。请只上传报表。",
        "This file holds far more than a report does; it was not read. Upload the report only.",
    )


def damaged() -> UnreadableFile:
    return UnreadableFile(
        "这个文件打不开：内容与扩展名不符，或已损坏。请用 Office 或 WPS 另存后再上传。",
        "This file cannot be opened: it is not what its name says, or it is damaged. Save it again with Office or WPS.",
    )

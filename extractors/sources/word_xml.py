"""Word documents in one XML file (Word 2003 XML, and the later "flat" packages) -> blocks, as DOCX is read.

Web systems fill templates of this kind and call the result DOC. Nothing that it refers to is fetched.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from extractors.grid import Block
from extractors.sources import Course
from extractors.sources.container import MOST_TREE, damaged, parsed, too_large
from extractors.sources.damage import DAMAGE
from extractors.sources.docx import body_blocks

_OLDER = {"vmerge": "vMerge", "hmerge": "hMerge"}  # as Word 2003 spells what has another name since


class WordXml:
    paged = False

    def holds(self, path: Path, head: bytes) -> bool:
        return b"<?xml" in head[:64] and (b"Word.Document" in head or b"w:wordDocument" in head)

    def read(self, path: Path, course: Course | None = None) -> Iterator[list[Block]]:
        if path.stat().st_size > MOST_TREE:
            raise too_large()
        try:
            root = parsed(path.read_bytes())
            for element in root.iter():
                element.tag = _OLDER.get(element.tag, element.tag)
            body = next(root.iter("body"), None)
            yield [] if body is None else body_blocks(body)
        except DAMAGE as error:
            raise damaged() from error


SOURCE = WordXml()

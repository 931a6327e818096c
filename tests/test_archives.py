"""Archives: their files come out with their names and nowhere else, as far as they can be read; what cannot be unpacked is told."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from pathlib import Path
from zipfile import ZipFile

import pytest
from office import archive, invented

from extractors import extract
from extractors.archive import unpacked
from extractors.errors import UnreadableFile
from samples.docx import write_docx


def test_the_files_of_an_archive_with_their_names(tmp_path: Path) -> None:
    path = archive(
        tmp_path / "a.zip",
        {"一局/自评表.docx": b"1", "../../逃.xlsx": b"2", "说明.txt": b"3", "__MACOSX/._a.docx": b"4"},
    )
    with unpacked([path, tmp_path / "b.pdf"]) as found:
        assert [(f.shown.relative_to(tmp_path).as_posix(), f.known, f.refusal) for f in found] == [
            ("a.zip/一局/自评表.docx", True, None),
            ("a.zip/逃.xlsx", True, None),
            ("a.zip/说明.txt", False, None),
            ("b.pdf", True, None),
        ]
        assert [f.path.read_bytes() for f in found[:2]] == [b"1", b"2"]
        assert [f.path.name for f in found[:2]] == ["自评表.docx", "逃.xlsx"]
    assert not found[0].path.exists()


def test_a_pdf_that_is_packed_as_it_is_makes_no_pdf_of_its_archive(tmp_path: Path) -> None:
    with ZipFile(tmp_path / "a.zip", "w") as made:  # stored: its first bytes stand in the archive's head
        made.writestr("b.pdf", b"%PDF-1.7 ...")
    with unpacked([tmp_path / "a.zip"]) as found:
        assert [(f.shown.name, f.refusal) for f in found] == [("b.pdf", None)]


@pytest.mark.parametrize("encoding", ["utf-8", "gbk"])
def test_chinese_names_without_the_mark_of_their_encoding(encoding: str, tmp_path: Path) -> None:
    path = archive(tmp_path / "a.zip", {"#" * len("绩效表.xls".encode(encoding)): b"1"})
    raw = path.read_bytes()
    path.write_bytes(raw.replace(b"#" * len("绩效表.xls".encode(encoding)), "绩效表.xls".encode(encoding)))
    with unpacked([path]) as found:
        assert [f.path.name for f in found] == ["绩效表.xls"]


def encrypted(path: Path) -> Path:
    raw = bytearray(archive(path, {"a.xls": b"1"}).read_bytes())
    raw[6] |= 1
    raw[raw.index(b"PK\x01\x02") + 8] |= 1
    path.write_bytes(raw)
    return path


ARCHIVES = [
    (lambda p: archive(p, {"内.zip": b"1"}), "ZIP 里面的 ZIP"),
    (encrypted, "密码"),
    (lambda p: archive(p, {"a.xlsx": bytes(2**22)}), "大得不像"),
    (lambda p: archive(p, {f"{n}.xlsx": b"" for n in range(2001)}), "太多"),
    (lambda p: archive(p, {}), "空"),
    (lambda p: p.write_bytes(b"text"), "不是 ZIP"),
    (
        lambda p: p.write_bytes(
            archive(p, {"a.xls": os.urandom(999)}).read_bytes().replace(b"PK\x01\x02", b"PK\x01\x03")
        ),
        "损坏",
    ),
]


@pytest.mark.parametrize(("make", "says"), ARCHIVES)
def test_what_cannot_be_unpacked_is_told(make: Callable[[Path], object], says: str, tmp_path: Path) -> None:
    make(tmp_path / "a.zip")
    with unpacked([tmp_path / "a.zip"]) as found:
        (file,) = found
        assert file.refusal
        assert says in file.refusal.zh
        assert not re.search("[一-鿿]", file.refusal.en)


def test_an_archive_of_good_and_bad_files_is_read_as_far_as_it_can_be(tmp_path: Path) -> None:
    forms = invented(5)
    write_docx(tmp_path / "a.docx", forms)
    whole = (tmp_path / "a.docx").read_bytes()
    inner = archive(tmp_path / "inner.zip", {"a.docx": whole}).read_bytes()
    members = {
        "甲/好.docx": whole,
        "甲/半.docx": whole[:900],
        "乙/内.zip": inner,
        "乙/好.docx": whole,
        "乙/空.xlsx": b"",
    }
    with unpacked([archive(tmp_path / "a.zip", members)]) as found:
        told = {}
        for file in found:
            try:
                told[file.shown.name] = len(extract(file.path)) if file.refusal is None else file.refusal.zh
            except UnreadableFile as error:
                told[file.shown.name] = error.zh
    assert told.pop("好.docx") == len(forms)
    assert set(told) == {"半.docx", "内.zip", "空.xlsx"}
    assert all(isinstance(message, str) for message in told.values())

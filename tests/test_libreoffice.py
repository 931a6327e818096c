"""Files that LibreOffice itself has saved, and its conversion of DOC: the same records, whatever it is doing besides."""

from __future__ import annotations

import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from office import invented, libreoffice, said, saved_as

from extractors import extract
from samples.docx import write_docx
from samples.xlsx import write_xlsx


@pytest.fixture(autouse=True)
def _needs_it() -> None:
    libreoffice()


@pytest.mark.parametrize("seed", range(2))
@pytest.mark.parametrize("kind", ["doc", "docx", "rtf", "odt", "html", "xlsx", "xls"])
def test_what_it_saves_says_the_same(kind: str, seed: int, tmp_path: Path) -> None:
    forms = invented(seed)
    write_xlsx(tmp_path / "a.xlsx", forms)
    write_docx(tmp_path / "a.docx", forms)
    expected = [said(r) for r in extract(tmp_path / "a.xlsx")]
    (tmp_path / "out").mkdir()
    made = saved_as(kind, tmp_path / ("a.xlsx" if kind.startswith("xls") else "a.docx"), tmp_path / "out")
    if kind in ("rtf", "odt", "html"):  # under the name that such files come by
        made = made.rename(made.with_suffix(".doc"))
    assert [said(r) for r in extract(made)] == expected


def test_several_at_once_from_a_folder_with_blanks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    forms = invented(1)
    write_docx(tmp_path / "a.docx", forms)
    folder = tmp_path / "自评 材料（终稿）"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    made = saved_as("doc", tmp_path / "a.docx", folder).rename(folder / "自评 表.doc")
    with ThreadPoolExecutor(2) as pool:
        found = list(pool.map(extract, [made, made]))
    assert [[said(r) for r in reports] for reports in found] == [[said(r) for r in extract(tmp_path / "a.docx")]] * 2
    assert sorted(p.name for p in folder.iterdir()) == ["profile", "自评 表.doc"]  # it leaves nothing behind

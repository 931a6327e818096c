"""Files that are broken, locked, hostile or something else: each is told in one line of both languages, costs bounded
time and is never half read."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest
from broken import BROKEN_PDF, BROKEN_XLSX, refused
from drawn import ROWS, draw_form, workbook
from hypothesis import given, settings
from hypothesis import strategies as st
from test_cli import jixiao

from extractors import extract
from extractors.errors import InputError, NoForm, UnreadableFile
from extractors.records import Report
from index.doctor import examine
from index.ingest import ingest
from index.settings import Settings
from index.store import open_store

CASES = [
    pytest.param(suffix, make, id=f"{suffix[1:]}-{name}")
    for suffix, table in ((".pdf", BROKEN_PDF), (".xlsx", BROKEN_XLSX))
    for name, make in table.items()
]


@pytest.mark.parametrize(("suffix", "make"), CASES)
def test_what_cannot_be_read_is_told_in_one_line(
    suffix: str, make: Callable[[Path], object], tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / f"坏{suffix}"
    make(path)
    capfd.readouterr()
    refused(path)
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize(
    ("name", "kind", "says"),
    [
        ("empty", UnreadableFile, "空"),
        ("html", UnreadableFile, "不是 PDF"),
        ("no-pages", UnreadableFile, "一页也没有"),
        ("locked", UnreadableFile, "密码"),
        ("a-scan", InputError, "扫描"),
        ("a-scan-with-the-mark-of-an-app", InputError, "扫描"),
        ("a-drawing-of-a-gigabyte", UnreadableFile, "第 1 页"),
    ],
)
def test_the_line_says_what_is_wrong_with_a_pdf(name: str, kind: type[InputError], says: str, tmp_path: Path) -> None:
    BROKEN_PDF[name](tmp_path / "a.pdf")
    error = refused(tmp_path / "a.pdf")
    assert isinstance(error, kind)
    assert says in error.zh


@pytest.mark.parametrize(
    ("name", "kind", "says"),
    [
        ("empty", UnreadableFile, "空"),
        ("old-or-locked", UnreadableFile, "打不开"),
        ("csv", UnreadableFile, "打不开"),
        ("cut-off", UnreadableFile, "损坏"),
        ("no-form", NoForm, "没有找到绩效表"),
        ("other-tables", NoForm, "没有找到绩效表"),
        ("a-bomb", UnreadableFile, "过大"),
    ],
)
def test_the_line_says_what_is_wrong_with_a_workbook(
    name: str, kind: type[InputError], says: str, tmp_path: Path
) -> None:
    BROKEN_XLSX[name](tmp_path / "a.xlsx")
    error = refused(tmp_path / "a.xlsx")
    assert isinstance(error, kind)
    assert says in error.zh


def test_other_kinds_folders_and_missing_files(tmp_path: Path) -> None:
    (tmp_path / "a.docx").write_bytes(b"PK")
    (tmp_path / "b.pdf").mkdir()
    for path in (tmp_path / "a.docx", tmp_path / "b.pdf", tmp_path / "c.pdf", tmp_path / "d"):
        refused(path)


@pytest.fixture(scope="module")
def drawn(tmp_path_factory: pytest.TempPathFactory) -> tuple[bytes, Report]:
    path = draw_form(tmp_path_factory.mktemp("drawn") / "a.pdf")
    (report,) = extract(path)
    return path.read_bytes(), report


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> tuple[bytes, Report]:
    path = workbook(tmp_path_factory.mktemp("written") / "a.xlsx")
    (report,) = extract(path)
    return path.read_bytes(), report


def whole_or_refused(path: Path, content: bytes, whole: Report) -> None:
    """A file that lost something is refused; it is never read as if it had never held it."""
    path.write_bytes(content)
    try:
        (report,) = extract(path)
    except InputError:
        return
    assert report == whole


@settings(max_examples=60, deadline=None)
@given(share=st.floats(0, 1))
def test_a_pdf_that_was_cut_off_is_never_half_read(
    share: float, drawn: tuple[bytes, Report], tmp_path_factory: pytest.TempPathFactory
) -> None:
    content, whole = drawn
    whole_or_refused(tmp_path_factory.getbasetemp() / "a.pdf", content[: int(share * len(content))], whole)


@settings(max_examples=40, deadline=None)
@given(share=st.floats(0, 1))
def test_a_workbook_that_was_cut_off_is_never_half_read(
    share: float, written: tuple[bytes, Report], tmp_path_factory: pytest.TempPathFactory
) -> None:
    content, whole = written
    whole_or_refused(tmp_path_factory.getbasetemp() / "a.xlsx", content[: int(share * len(content))], whole)


@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_changed_bytes_are_told_or_read_but_never_a_fault(
    data: st.DataObject, drawn: tuple[bytes, Report], tmp_path_factory: pytest.TempPathFactory
) -> None:
    content = bytearray(drawn[0])
    for at in data.draw(st.lists(st.integers(0, len(content) - 1), min_size=1, max_size=20)):
        content[at] = data.draw(st.integers(0, 255))
    path = tmp_path_factory.getbasetemp() / "a.pdf"
    path.write_bytes(content)
    with suppress(InputError):
        extract(path)


# among good ones


QUICK = {
    "pdf": ("empty", "html", "random-bytes", "no-pages", "pages-in-a-ring", "locked", "a-scan", "blank"),
    "xlsx": ("old-or-locked", "csv", "half-xml", "other-tables"),
}


@pytest.fixture(scope="module")
def batch(tmp_path_factory: pytest.TempPathFactory) -> tuple[list[Path], Path]:
    """A folder of bad files around a good one."""
    folder = tmp_path_factory.mktemp("batch")
    bad = []
    for suffix, table in (("pdf", BROKEN_PDF), ("xlsx", BROKEN_XLSX)):
        for name in QUICK[suffix]:
            bad.append(folder / f"{name}.{suffix}")
            table[name](bad[-1])
    return bad, draw_form(folder / "m.pdf")


@pytest.mark.parametrize("language", ["zh_CN.UTF-8", "en_US.UTF-8"])
def test_the_command_names_each_bad_file_on_one_line_and_reads_the_rest(
    batch: tuple[list[Path], Path], language: str, tmp_path: Path
) -> None:
    bad, good = batch
    run = jixiao("extract", bad[0], good, *bad[1:], home=tmp_path, language=language)
    assert run.returncode == 1
    told = run.stderr.strip().splitlines()
    assert len(told) == len(bad)
    assert all(str(path) in line for path, line in zip(bad, told, strict=True))
    assert ROWS[0][1] in run.stdout


def test_a_batch_with_bad_files_stores_the_good_one_whole_and_nothing_else(
    batch: tuple[list[Path], Path], tmp_path: Path
) -> None:
    bad, good = batch
    with open_store(settings=Settings(home=tmp_path)) as store:
        events = {e.path: e for e in ingest(store, [good.parent], workers=2)}
        assert {path for path, e in events.items() if e.outcome == "failed"} == set(bad)
        assert events[good].outcome == "stored"
        assert all(e.message_zh and e.message_en for e in events.values() if e.outcome == "failed")
        assert not any("反馈" in e.message_zh for e in events.values())
        assert [store.original(1).read_bytes()] == [good.read_bytes()]
        assert examine(store) == []

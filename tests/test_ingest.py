"""Files coming in: each with what became of it, none in the way of another, nothing half there."""

from __future__ import annotations

import multiprocessing
import os
import sys
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from threading import Event as Signal
from types import ModuleType
from zipfile import ZipFile

import pytest
from bringing import counts, take
from broken import with_a_broken_page
from drawn import draw_form
from invented import read_made, report, write
from sqlalchemy import select

from extractors.errors import InputError
from index.doctor import examine
from index.ingest import ingest
from index.schema import Document, ReportRow
from index.settings import Settings
from index.store import Store, open_store


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    limits = {"file_timeout": 10, "page_timeout": 8, "worker_memory": 400}
    with open_store(settings=Settings(home=tmp_path / "home", **limits)) as opened:
        yield opened


def test_a_folder_is_walked_and_what_is_there_is_skipped(store: Store, folder: Path) -> None:
    first = write(folder, "一.pdf", report(), report(fiscal_year=2023))
    (folder / "下层").mkdir()
    (folder / "下层" / "副本.pdf").write_bytes(first.read_bytes())
    write(folder, "二.xlsx", report(project_name="渠道清淤"))
    (folder / "说明.txt").write_text("…")
    events = take(store, folder)
    assert {name: e.outcome for name, e in events.items()} == {
        "一.pdf": "stored",
        "副本.pdf": "skipped",
        "二.xlsx": "stored",
        "说明.txt": "ignored",
    }
    assert events["一.pdf"].reports == 2
    assert counts(store) == (2, 3)
    assert store.original(1).read_bytes() in {p.read_bytes() for p in folder.glob("*.*")}
    assert {e.outcome for e in take(store, folder).values()} == {"skipped", "ignored"}
    assert counts(store) == (2, 3)
    assert examine(store) == []


def test_what_goes_wrong_with_one_file_stops_no_other(store: Store, folder: Path) -> None:
    write(folder, "死.pdf", does="die")
    write(folder, "错.pdf", does="fault")
    write(folder, "久.pdf", does="hang")
    good = [write(folder, f"好{n}.pdf", report(project_name=f"项目{n}")) for n in range(4)]
    events = take(store, folder, folder / "没有.pdf")
    assert {name for name, e in events.items() if e.outcome == "failed"} == {"死.pdf", "错.pdf", "久.pdf", "没有.pdf"}
    assert counts(store) == (len(good), len(good))


@pytest.mark.parametrize(
    ("does", "says"),
    [
        ("die", "died"),
        ("fault", "ZeroDivisionError"),
        ("nonsense", "report it"),
        ("hang", "more than 10 seconds"),
        ("hang on page 2", "more than 8 seconds at page 2"),
        ("grow", "more than 400 MB of memory at page 1"),
        ("grasp", "more than 400 MB of memory at page 1"),
    ],
)
def test_a_failed_file_says_why_and_leaves_nothing(store: Store, folder: Path, does: str, says: str) -> None:
    event = take(store, write(folder, "坏.pdf", does=does))["坏.pdf"]
    assert event.outcome == "failed"
    assert says in event.message_en
    assert "\n" not in event.message_zh + event.message_en
    assert counts(store) == (0, 0)
    assert examine(store) == []


def test_a_file_that_takes_all_memory_costs_its_worker_only(store: Store, folder: Path) -> None:
    write(folder, "大.pdf", does="grow")
    for n in range(3):
        write(folder, f"好{n}.pdf", report(project_name=f"项目{n}"), does="slow")
    events = take(store, folder)
    assert {name for name, e in events.items() if e.outcome == "failed"} == {"大.pdf"}
    assert counts(store) == (3, 3)


def test_each_page_is_told_as_it_begins(store: Store, folder: Path) -> None:
    write(folder, "长.pdf", report(), does="pages")
    events = list(ingest(store, [folder], reader=read_made))
    assert [(e.page, e.pages) for e in events if e.outcome == "reading"] == [(n, 6) for n in range(1, 7)]
    assert {e.done for e in events if e.outcome == "reading"} == {0}
    assert events[-1].outcome == "stored"


@pytest.mark.parametrize("scheduler", ["", "tcp://127.0.0.1:8786"])
def test_what_is_cancelled_leaves_nothing_and_ends_its_workers(
    store: Store, folder: Path, scheduler: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    cluster = in_place_of_a_cluster(monkeypatch)
    write(folder, "a.pdf", report(project_name="甲"))
    for name in ("b.pdf", "c.pdf", "d.pdf"):
        write(folder, name, report(project_name=name), does="many pages")
    stop, events, before = Signal(), [], children()
    for event in ingest(store, [folder], workers=2, reader=read_made, stop=stop, scheduler=scheduler):
        events.append(event)
        if event.outcome == "reading" and any(e.outcome == "stored" for e in events):
            stop.set()
    outcomes = {e.path.name: e.outcome for e in events if e.outcome != "reading"}
    assert outcomes == {"a.pdf": "stored", "b.pdf": "cancelled", "c.pdf": "cancelled", "d.pdf": "cancelled"}
    assert all("取消" in e.message_zh for e in events if e.outcome == "cancelled")
    assert counts(store) == (1, 1)
    for executor in cluster:
        executor.shutdown()  # waits for what is being read: it ends at its next page
    assert children() <= before
    assert examine(store) == []
    assert not list(store.home.glob("reading-*"))


def test_whoever_stops_listening_leaves_no_worker_behind(store: Store, folder: Path) -> None:
    write(folder, "a.pdf", does="hang")
    write(folder, "b.pdf", report())
    before = children()
    going = ingest(store, [folder], workers=2, reader=read_made)
    assert next(going).outcome == "stored"
    going.close()
    assert children() <= before


def children() -> set[int]:
    """Processes that read files, but for those that start them."""
    return {p.pid or 0 for p in multiprocessing.active_children()}


def test_pages_that_could_not_be_read_are_told_and_kept(store: Store, folder: Path) -> None:
    path = with_a_broken_page(draw_form(folder / "form.pdf"), folder / "坏一页.pdf")
    (folder / "form.pdf").unlink()
    (event,) = [e for e in ingest(store, [path]) if e.outcome != "reading"]
    assert event.outcome == "stored"
    assert [(p.page, p.zh[:7]) for p in event.unread] == [(2, "第 2 页已损")]
    with store.reading() as session:
        (row,) = session.scalars(select(ReportRow)).all()
        assert [(p["page"], p["message_zh"][:7]) for p in row.payload["unread"]] == [(2, "第 2 页已损")]
        assert [f.rule for f in row.findings if f.rule == "unread_page"] == ["unread_page"]
        assert session.get_one(Document, row.document_id).pages == 3


def test_copies_of_a_failed_file_have_failed_too(store: Store, folder: Path) -> None:
    first = write(folder, "坏.pdf", does="fault")
    copy = folder / "坏的副本.pdf"
    copy.write_bytes(first.read_bytes())
    assert {name: e.outcome for name, e in take(store, folder).items()} == {"坏.pdf": "failed", "坏的副本.pdf": "failed"}
    assert counts(store) == (0, 0)


def test_unknown_and_missing_files_that_are_named_have_failed(store: Store, folder: Path) -> None:
    (folder / "说明.txt").write_text("…")
    events = take(store, folder / "说明.txt", folder / "没有.pdf")
    assert [e.outcome for e in events.values()] == ["failed", "failed"]


def test_a_file_name_need_not_be_text(store: Store, folder: Path) -> None:
    made = write(folder, "a.pdf", report()).rename(os.fsdecode(os.fsencode(folder) + b"/\xb1\xa8.pdf"))
    assert take(store, made)[made.name].outcome == "stored"


def test_a_cluster_reads_through_the_same_interface(
    store: Store, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    in_place_of_a_cluster(monkeypatch)
    write(folder, "a.pdf", report(), does="pages")
    write(folder, "b.pdf", does="fault")
    events = list(ingest(store, [folder], scheduler="tcp://127.0.0.1:8786", reader=read_made))
    assert sorted(e.outcome for e in events if e.outcome != "reading") == ["failed", "stored"]
    assert [(e.page, e.pages) for e in events if e.outcome == "reading"] == [(n, 6) for n in range(1, 7)]


def in_place_of_a_cluster(monkeypatch: pytest.MonkeyPatch) -> list[ProcessPoolExecutor]:
    """Dask's interface with processes behind it that nobody ends from here."""
    made: list[ProcessPoolExecutor] = []

    class Client:
        def __init__(self, address: str) -> None:
            assert address == "tcp://127.0.0.1:8786"

        def get_executor(self) -> ProcessPoolExecutor:
            made.append(ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("forkserver")))
            return made[-1]

    distributed = ModuleType("distributed")
    distributed.Client = Client  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "distributed", distributed)
    return made


def test_a_second_copy_in_one_batch_that_is_another_version_is_told(store: Store, folder: Path) -> None:
    write(folder, "a.pdf", report())
    take(store, folder)
    write(folder, "b.pdf", report(total_score=95), report(total_score=96))
    assert take(store, folder)["b.pdf"].superseded == 1


def test_a_scheduler_without_dask_is_an_error_that_says_what_to_do(store: Store, folder: Path) -> None:
    write(folder, "a.pdf", report())
    with pytest.raises(InputError, match="pip install distributed"):
        list(ingest(store, [folder], scheduler="tcp://127.0.0.1:1", reader=read_made))


def test_a_file_waits_for_whoever_stores_and_says_so_when_in_vain(
    store: Store, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from index import ingest as module
    from index.locking import one_writer

    write(folder, "a.pdf", report())
    monkeypatch.setattr(module, "PATIENCE", 0.1)
    with one_writer(store.home):
        event = take(store, folder)["a.pdf"]
    assert (event.outcome, event.message_zh[:2]) == ("failed", "另一")
    assert take(store, folder)["a.pdf"].outcome == "stored"


def test_the_files_of_an_archive_are_documents_of_their_own(store: Store, folder: Path) -> None:
    good, bad = write(folder, "好.pdf", report()), write(folder, "错.pdf", does="fault")
    archive = folder / "包.zip"
    with ZipFile(archive, "w") as made:
        for name, source in (("一局/好.pdf", good), ("错.pdf", bad), ("再包.zip", good), ("说明.txt", good)):
            made.write(source, name)
    events = {e.path.relative_to(folder).as_posix(): e for e in ingest(store, [archive], workers=2, reader=read_made)}
    assert {name: e.outcome for name, e in events.items()} == {
        "包.zip/一局/好.pdf": "stored",
        "包.zip/错.pdf": "failed",
        "包.zip/再包.zip": "failed",
        "包.zip/说明.txt": "ignored",
    }
    with store.reading() as session:
        assert session.scalars(select(Document.name)).all() == ["好.pdf"]
    assert store.original(1).read_bytes() == good.read_bytes()
    assert not list(store.home.glob("unpacked-*"))

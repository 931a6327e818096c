"""Files coming in: each with what became of it, none in the way of another, nothing half there."""

from __future__ import annotations

import multiprocessing
import os
import signal
import subprocess
import sys
import textwrap
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from threading import Event as Signal
from types import ModuleType
from zipfile import ZipFile

import pytest
from invented import read_made, report, write
from sqlalchemy import func, select

from extractors.errors import InputError
from index.doctor import examine
from index.ingest import Event, ingest
from index.schema import Document, ReportRow
from index.settings import Settings
from index.store import Store, open_store


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    limits = {"file_timeout": 10, "page_timeout": 8, "worker_memory": 400}
    with open_store(settings=Settings(home=tmp_path / "home", **limits)) as opened:
        yield opened


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "报告"
    made.mkdir()
    return made


def take(store: Store, *paths: Path, workers: int = 2) -> dict[str, Event]:
    events = [e for e in ingest(store, paths, workers=workers, reader=read_made) if e.outcome != "reading"]
    assert [e.done for e in events] == list(range(1, len(events) + 1))
    assert {e.total for e in events} <= {len(events)}
    return {e.path.name: e for e in events}


def counts(store: Store) -> tuple[int, int]:
    with store.reading() as session:
        return session.scalar(select(func.count(Document.id))) or 0, session.scalar(
            select(func.count(ReportRow.id))
        ) or 0


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
        write(folder, name, report(project_name=name), does="pages")
    stop, events, before = Signal(), [], children()
    for event in ingest(store, [folder], workers=2, reader=read_made, stop=stop, scheduler=scheduler):
        events.append(event)
        if event.page == 2:
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
    from drawn import draw_form
    from test_bad_input import with_a_broken_page

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


KILLED = """
    import sys
    from pathlib import Path
    sys.path.insert(0, {tests!r})
    from invented import read_made
    from index.ingest import ingest
    from index.store import open_store

    if __name__ == "__main__":
        with open_store(Path({home!r})) as store:
            for event in ingest(store, [Path({folder!r})], workers=2, reader=read_made):
                if event.outcome != "reading":
                    print(event.path, flush=True)
"""


def test_a_killed_run_leaves_no_half_report_and_the_next_completes(tmp_path: Path, folder: Path) -> None:
    for n in range(12):
        write(folder, f"{n}.pdf", report(project_name=f"甲{n}"), report(project_name=f"乙{n}"), does="slow")
    home = tmp_path / "home"
    script = tmp_path / "run.py"
    tests = str(Path(__file__).parent)
    script.write_text(textwrap.dedent(KILLED.format(tests=tests, home=str(home), folder=str(folder))), encoding="utf-8")
    run = subprocess.Popen([sys.executable, str(script)], stdout=subprocess.PIPE, text=True, cwd=Path(tests).parent)
    assert run.stdout is not None
    for _ in range(3):
        assert run.stdout.readline()
    os.kill(run.pid, signal.SIGKILL)
    run.wait()
    run.stdout.close()
    with open_store(home) as store:
        documents, reports = counts(store)
        assert 3 <= documents < 12
        assert reports == 2 * documents
        assert [p for p in examine(store) if "missing" in p.en] == []
        outcomes = [e.outcome for e in take(store, folder).values()]
        assert outcomes.count("skipped") == documents
        assert counts(store) == (12, 24)
        assert [p for p in examine(store) if "vectors" in p.en or "index" in p.en] == []


def test_workers_end_with_their_parent(tmp_path: Path, folder: Path) -> None:
    write(folder, "a.pdf", does="hang")
    write(folder, "b.pdf", report())
    home, tests = tmp_path / "home", str(Path(__file__).parent)
    script = tmp_path / "run.py"
    script.write_text(textwrap.dedent(KILLED.format(tests=tests, home=str(home), folder=str(folder))), encoding="utf-8")
    run = subprocess.Popen(
        [sys.executable, str(script)], stdout=subprocess.PIPE, text=True, cwd=Path(tests).parent, start_new_session=True
    )
    assert run.stdout is not None
    assert run.stdout.readline()
    os.kill(run.pid, signal.SIGKILL)
    run.wait()
    run.stdout.close()
    for _ in range(100):
        if not _group_alive(run.pid):
            break
        time.sleep(0.1)
    assert not _group_alive(run.pid)


def _group_alive(group: int) -> bool:
    try:
        os.killpg(group, 0)
    except ProcessLookupError:
        return False
    return True


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


TOGETHER = """
    import sys
    from pathlib import Path
    sys.path.insert(0, {tests!r})
    from invented import read_made
    from index.ingest import ingest
    from index.store import open_store

    if __name__ == "__main__":
        print("ready", flush=True)
        sys.stdin.readline()
        with open_store(Path({home!r})) as store:
            for event in ingest(store, [Path(p) for p in sys.argv[1:]], workers=1, reader=read_made):
                if event.outcome != "reading":
                    print(event.path.name, event.outcome, flush=True)
"""


class Bringing:
    """A process that brings files in, as soon as it is told to go."""

    def __init__(self, script: Path, home: Path, *files: Path) -> None:
        tests = str(Path(__file__).parent)
        script.write_text(textwrap.dedent(TOGETHER.format(tests=tests, home=str(home))), encoding="utf-8")
        command = [sys.executable, str(script), *map(str, files)]
        pipe = subprocess.PIPE
        self.run = subprocess.Popen(command, stdin=pipe, stdout=pipe, text=True, cwd=Path(tests).parent)
        assert self.line() == "ready"

    def line(self) -> str:
        assert self.run.stdout is not None
        return self.run.stdout.readline().strip()

    def go(self) -> None:
        assert self.run.stdin is not None
        self.run.stdin.write("\n")
        self.run.stdin.flush()

    def kill(self) -> None:
        os.kill(self.run.pid, signal.SIGKILL)
        self.end()

    def end(self) -> list[str]:
        said = self.run.communicate()[0].split("\n")
        return sorted(line for line in said if line)


def test_two_processes_bring_in_at_the_same_time(tmp_path: Path, folder: Path) -> None:
    """Neither waits for what the other reads; a file that both were given is stored once."""
    long = write(folder, "长.pdf", report(project_name="长"), does="pages")
    own = [write(folder, f"{n}.pdf", report(project_name=f"甲{n}")) for n in range(3)]
    both = write(folder, "两边.pdf", report(project_name="两边"), does="slow")
    home = tmp_path / "home"
    open_store(home).close()
    one, other = Bringing(tmp_path / "a.py", home, long, both), Bringing(tmp_path / "b.py", home, both, *own)
    one.go()
    other.go()
    first = other.line()
    assert first.endswith(("stored", "skipped"))
    assert one.run.poll() is None  # it still reads
    said = [*one.end(), first, *other.end()]
    assert sorted(said) == sorted(
        ["0.pdf stored", "1.pdf stored", "2.pdf stored", "长.pdf stored", "两边.pdf skipped", "两边.pdf stored"]
    )
    with open_store(home) as store:
        assert counts(store) == (5, 5)
        assert examine(store) == []
    assert not [p for p in home.glob("reading-*") if p.is_dir()]


def test_a_process_killed_amid_others_costs_them_nothing(tmp_path: Path, folder: Path) -> None:
    slow = [write(folder, f"慢{n}.pdf", report(project_name=f"慢{n}"), does="slow") for n in range(8)]
    long = write(folder, "长.pdf", report(project_name="长"), does="pages")
    home = tmp_path / "home"
    open_store(home).close()
    killed, other = Bringing(tmp_path / "a.py", home, *slow), Bringing(tmp_path / "b.py", home, long)
    killed.go()
    other.go()
    assert killed.line() == "慢0.pdf stored"
    killed.kill()
    again = Bringing(tmp_path / "c.py", home, *slow)
    again.go()
    said = again.end()
    assert said[0] == "慢0.pdf skipped"
    assert {line.split()[1] for line in said[2:]} == {"stored"}
    assert other.end() == ["长.pdf stored"]
    with open_store(home) as store:
        assert counts(store) == (9, 9)
        assert examine(store) == []
    assert not [p for p in home.glob("reading-*") if p.is_dir()]

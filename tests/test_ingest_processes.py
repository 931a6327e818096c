"""Files brought in by processes that are killed, or of which several work at the same time: nothing half there, nothing twice."""

from __future__ import annotations

from pathlib import Path

from bringing import Bringing, counts, take
from invented import open_gate, report, write
from waiting import group_alive, soon

from index.doctor import examine
from index.store import open_store


def test_a_killed_run_leaves_no_half_report_and_the_next_completes(tmp_path: Path, folder: Path) -> None:
    for n in range(12):
        does = "slow" if n < 4 else "wait at the gate"
        write(folder, f"{n:02}.pdf", report(project_name=f"甲{n}"), report(project_name=f"乙{n}"), does=does)
    home = tmp_path / "home"
    killed = Bringing(tmp_path / "run.py", home, folder, workers=2)
    killed.go()
    for _ in range(3):
        assert killed.line()
    killed.kill()
    open_gate(folder)
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
    killed = Bringing(tmp_path / "run.py", tmp_path / "home", folder, workers=2)
    killed.go()
    assert killed.line() == "b.pdf stored"
    killed.kill()
    soon(lambda: not group_alive(killed.run.pid))


def test_two_processes_bring_in_at_the_same_time(tmp_path: Path, folder: Path) -> None:
    """Neither waits for what the other reads; a file that both were given is stored once."""
    long = write(folder, "长.pdf", report(project_name="长"), does="wait at the gate")
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
    open_gate(folder)
    said = [*one.end(), first, *other.end()]
    assert sorted(said) == sorted(
        ["0.pdf stored", "1.pdf stored", "2.pdf stored", "长.pdf stored", "两边.pdf skipped", "两边.pdf stored"]
    )
    with open_store(home) as store:
        assert counts(store) == (5, 5)
        assert examine(store) == []
    assert not [p for p in home.glob("reading-*") if p.is_dir()]


def test_a_process_killed_amid_others_costs_them_nothing(tmp_path: Path, folder: Path) -> None:
    first = write(folder, "慢0.pdf", report(project_name="慢0"), does="slow")
    slow = [first, *(write(folder, f"慢{n}.pdf", report(project_name=f"慢{n}"), does="wait at the gate") for n in range(1, 8))]
    long = write(folder, "长.pdf", report(project_name="长"), does="wait at the gate")
    home = tmp_path / "home"
    open_store(home).close()
    killed, other = Bringing(tmp_path / "a.py", home, *slow), Bringing(tmp_path / "b.py", home, long)
    killed.go()
    other.go()
    assert killed.line() == "慢0.pdf stored"
    killed.kill()
    open_gate(folder)
    again = Bringing(tmp_path / "c.py", home, *slow)
    again.go()
    assert again.end() == ["慢0.pdf skipped", *(f"慢{n}.pdf stored" for n in range(1, 8))]
    assert other.end() == ["长.pdf stored"]
    with open_store(home) as store:
        assert counts(store) == (9, 9)
        assert examine(store) == []
    assert not [p for p in home.glob("reading-*") if p.is_dir()]

"""Files brought into a store, in this process or in one of their own, read by `invented.read_made`."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import textwrap
from pathlib import Path

from invented import read_made
from sqlalchemy import func, select

from index.ingest import Event, ingest
from index.schema import Document, ReportRow
from index.store import Store

HERE = Path(__file__).parent
SCRIPT = """
    import sys
    from pathlib import Path
    sys.path.insert(0, {here!r})
    from invented import read_made
    from index.ingest import ingest
    from index.store import open_store

    if __name__ == "__main__":
        print("ready", flush=True)
        sys.stdin.readline()
        with open_store(Path({home!r})) as store:
            for event in ingest(store, [Path(p) for p in sys.argv[1:]], workers={workers}, reader=read_made):
                if event.outcome != "reading":
                    print(event.path.name, event.outcome, flush=True)
"""


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


class Bringing:
    """A process, and a group, of its own that brings files in as soon as it is told to go."""

    def __init__(self, script: Path, home: Path, *files: Path, workers: int = 1) -> None:
        script.write_text(textwrap.dedent(SCRIPT.format(here=str(HERE), home=str(home), workers=workers)), encoding="utf-8")
        command = [sys.executable, str(script), *map(str, files)]
        pipe = subprocess.PIPE
        self.run = subprocess.Popen(command, stdin=pipe, stdout=pipe, text=True, cwd=HERE.parent, start_new_session=True)
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

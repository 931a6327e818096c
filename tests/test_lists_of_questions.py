"""A list of questions where one brings our program down: it fails by itself, that is told, and the rest is answered."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path

import pytest
from invented import report, save
from test_cli import jixiao, lines

from index.store import open_store

HARMED = "报告检查出了哪些问题？"
ASKED = [{"id": "1", "q": "共有多少个项目？"}, {"id": "2", "q": HARMED}, {"id": "3", "q": "河堤加固工程的预算是多少？"}]


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A workspace of which a part is gone, so that one kind of question cannot be run."""
    with open_store(tmp_path / "home") as store:
        save(store, "a.pdf", report())
    with sqlite3.connect(tmp_path / "home" / "jixiao.db") as db:
        db.execute("DROP TABLE findings")
    db.close()
    return tmp_path / "home"


def test_a_batch_answers_the_others(home: Path, tmp_path: Path) -> None:
    (tmp_path / "asked.json").write_text(json.dumps(ASKED), encoding="utf-8")
    run = jixiao("--home", home, "ask", "--batch", tmp_path / "asked.json", home=tmp_path / "elsewhere")
    answers = json.loads(run.stdout)
    assert [(a["id"], a["status"]) for a in answers] == [("1", "answered"), ("2", "unclear"), ("3", "answered")]
    assert run.returncode == 1
    told = lines(run.stderr)
    assert len(told) == 1
    assert HARMED in told[0]
    assert answers[1]["answer"] in told[0]
    _details_are_kept(home, told[0], tmp_path / "elsewhere")


def test_a_test_set_goes_on(home: Path, tmp_path: Path) -> None:
    cases = [{**asked, "kind": "k", "expect": {"status": "answered"}} for asked in ASKED]
    (tmp_path / "set.json").write_text(json.dumps(cases), encoding="utf-8")
    run = jixiao("eval", tmp_path / "set.json", "--json", "--home", home, home=tmp_path / "elsewhere")
    assert [(c["verdict"], c["came_out"]["status"]) for c in json.loads(run.stdout)["cases"]] == [("right", "answered"), ("wrong", "failed"), ("right", "answered")]
    assert run.returncode == 1
    plainly = jixiao("eval", tmp_path / "set.json", "--home", home, home=tmp_path / "elsewhere")
    assert HARMED in plainly.stderr
    _details_are_kept(home, plainly.stderr, tmp_path / "elsewhere")


def test_one_question_names_the_log_of_its_workspace(home: Path, tmp_path: Path) -> None:
    run = jixiao("ask", HARMED, "--home", home, home=tmp_path / "elsewhere")
    assert (run.returncode, len(lines(run.stderr))) == (1, 1)
    _details_are_kept(home, run.stderr, tmp_path / "elsewhere")


def _details_are_kept(home: Path, said: str, elsewhere: Path) -> None:
    """In the workspace that was worked in, and nowhere else."""
    log = home / "jixiao.log"
    assert str(log) in said
    assert "Traceback" in log.read_text(encoding="utf-8")
    assert not elsewhere.exists()

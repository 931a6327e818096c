"""The command line as a whole process: exit status, what goes to which stream, no traceback ever."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from invented import report, save

from index.listing import listing
from index.store import open_store

ROOT = Path(__file__).parent.parent
REPORTS = ROOT / "samples" / "reports"
HEAVY = ("pydantic", "sqlalchemy", "pdfplumber", "openpyxl", "chromadb", "gradio", "langchain_core", "numpy", "rich")


def jixiao(
    *args: object, home: Path, language: str = "zh_CN.UTF-8", **environment: str
) -> subprocess.CompletedProcess[str]:
    env = {**os.environ, "JIXIAO_HOME": str(home), "LC_ALL": language, **environment}
    run = subprocess.run(
        [sys.executable, str(ROOT / "app.py"), *map(str, args)],
        capture_output=True,
        text=True,
        encoding="utf-8",
        env=env,
        check=False,
    )
    assert "Traceback" not in run.stderr + run.stdout
    return run


def lines(text: str) -> list[str]:
    return text.strip().splitlines()


def test_help_names_every_command_and_loads_nothing_heavy(tmp_path: Path) -> None:
    run = jixiao("--help", home=tmp_path)
    assert run.returncode == 0
    for command in [
        "extract",
        "ingest",
        "ask",
        "check",
        "export",
        "list",
        "withdraw",
        "restore",
        "choose",
        "verify",
        "unverify",
        "serve",
        "reindex",
        "doctor",
    ]:
        assert f"  {command} " in run.stdout
    code = f"import app, sys; print([m for m in {HEAVY!r} if m in sys.modules])"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, check=True)
    assert loaded.stdout.strip() == "[]"


def test_a_far_folder_for_temporary_files_keeps_none_from_being_read(tmp_path: Path) -> None:
    """Sockets have short paths; those of workers stand there."""
    far = tmp_path / "临时文件" / ("很远的地方" * 8)
    far.mkdir(parents=True)
    run = jixiao("ingest", next(REPORTS.glob("*.xlsx")), home=tmp_path / "home", TMPDIR=str(far))
    assert run.returncode == 0, run.stderr


@pytest.mark.parametrize(
    "args",
    [["nonsense"], ["extract"], ["ingest", "--workers", "x", "."], ["ask"], ["ask", "什么", "--batch", "x.json"], ["export", "x.docx"], ["withdraw", "x"]],
    ids=" ".join,
)  # fmt: skip
def test_wrong_usage_is_exit_2(tmp_path: Path, args: list[str]) -> None:
    assert jixiao(*args, home=tmp_path).returncode == 2


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("workspace")
    run = jixiao("ingest", REPORTS, home=home)
    assert run.returncode == 0, run.stderr
    assert run.stdout == ""
    return home


def listed(home: Path) -> list[dict[str, Any]]:
    with open_store(home) as store, store.reading() as session:
        return listing(session)


def test_all_reports_are_listed(workspace: Path) -> None:
    assert json.loads(jixiao("list", "--json", home=workspace).stdout) == listed(workspace)
    assert str(listed(workspace)[0]["document"]) in jixiao("list", home=workspace).stdout


def test_extract_reads_within_the_limits_of_an_ingest(tmp_path: Path) -> None:
    """A file that takes too much costs itself only."""
    good, scan = sorted(REPORTS.glob("*.pdf"))[0], tmp_path / "扫描.pdf"
    with pypdfium2.PdfDocument(good) as document:
        document[0].render(scale=200 / 72).to_pil().convert("RGB").save(scan, "PDF", resolution=200)
    run = jixiao("extract", "--json", scan, good, home=tmp_path / "home", JIXIAO_WORKER_MEMORY="300")
    assert run.returncode == 1
    assert {form["document"] for form in json.loads(run.stdout)["forms"]} == {good.name}
    assert len(lines(run.stderr)) == 1
    assert "扫描.pdf：读到第 1 页时占用内存超过 300 MB" in run.stderr
    assert not (tmp_path / "home").exists()


def test_extract_prints_every_form_and_names_what_failed(tmp_path: Path) -> None:
    good = sorted(REPORTS.glob("*.pdf"))[0]
    (tmp_path / "空.pdf").touch()
    (tmp_path / "假.pdf").write_text("not a PDF")
    (tmp_path / "截断.pdf").write_bytes(good.read_bytes()[:900])
    (tmp_path / "说明.txt").write_text("…")
    bad = [
        tmp_path / "空.pdf",
        tmp_path / "假.pdf",
        tmp_path / "截断.pdf",
        tmp_path / "说明.txt",
        tmp_path / "没有.pdf",
        tmp_path,
    ]
    run = jixiao("extract", "--json", *bad[:3], good, *bad[3:], home=tmp_path / "home")
    assert run.returncode == 1
    assert {form["document"] for form in json.loads(run.stdout)["forms"]} == {good.name}
    assert len(lines(run.stderr)) == len(bad)
    for path, line in zip(bad, lines(run.stderr), strict=True):
        assert str(path) in line
    assert not (tmp_path / "home").exists()


def test_extract_prints_a_table_for_people(tmp_path: Path) -> None:
    run = jixiao("extract", next(REPORTS.glob("*.xlsx")), home=tmp_path)
    assert run.returncode == 0
    assert "三级指标" in run.stdout


def test_ingesting_again_skips_all(workspace: Path) -> None:
    before = listed(workspace)
    run = jixiao("ingest", REPORTS, home=workspace)
    assert run.returncode == 0
    assert "跳过 9" in run.stderr
    assert listed(workspace) == before


def test_messages_are_english_where_the_locale_is(tmp_path: Path) -> None:
    assert "No such file" in jixiao("ingest", tmp_path / "x.pdf", home=tmp_path, language="en_US.UTF-8").stderr
    assert "文件不存在" in jixiao("ingest", tmp_path / "x.pdf", home=tmp_path, language="C").stderr


def test_a_bad_file_fails_alone(workspace: Path, tmp_path: Path) -> None:
    (tmp_path / "坏.pdf").write_bytes(b"%PDF-1.7 broken")
    (tmp_path / "说明.txt").write_text("…")
    run = jixiao("ingest", tmp_path, home=workspace)
    assert run.returncode == 1
    assert [line for line in lines(run.stderr) if "坏.pdf" in line and "失败" in line]
    assert [line for line in lines(run.stderr) if "说明.txt" in line and "略过" in line]
    assert jixiao("doctor", home=workspace).returncode == 0


def test_findings_have_the_shape_of_the_contract(workspace: Path) -> None:
    run = jixiao("check", "--json", home=workspace)
    assert run.returncode == 0
    for finding in json.loads(run.stdout):
        assert {"rule", "severity", "document", "project_name", "prepared_by", "message", "citations"} <= set(finding)
        assert finding["severity"] in {"error", "warning", "note"}
    assert jixiao("check", home=workspace).returncode == 0


def test_a_report_is_withdrawn_and_restored(workspace: Path) -> None:
    first = listed(workspace)[0]["id"]
    assert jixiao("withdraw", first, home=workspace).returncode == 0
    assert listed(workspace)[0]["state"] == "withdrawn"
    assert jixiao("restore", first, home=workspace).returncode == 0
    assert listed(workspace)[0]["state"] == "counted"
    run = jixiao("withdraw", 9999, home=workspace)
    assert run.returncode == 1
    assert "9999" in run.stderr


@pytest.mark.parametrize("name", ["x.xlsx", "x.csv", "x.json"])
def test_records_are_exported(workspace: Path, tmp_path: Path, name: str) -> None:
    assert jixiao("export", tmp_path / name, home=workspace).returncode == 0
    assert (tmp_path / name).stat().st_size > 1000


def test_reindex_and_doctor(workspace: Path) -> None:
    assert jixiao("reindex", home=workspace).returncode == 0
    run = jixiao("--home", workspace, "doctor", home=Path("/nowhere"))
    assert run.returncode == 0
    assert str(workspace) in run.stdout
    stray = workspace / "originals" / "stray.part"
    stray.touch()
    assert jixiao("doctor", "--home", workspace, home=Path("/nowhere")).returncode == 1
    stray.unlink()


def test_questions_are_answered_one_by_one_or_as_a_list(workspace: Path, tmp_path: Path) -> None:
    one = jixiao("ask", "哪些指标没有完成？", "--json", home=workspace)
    assert one.returncode == 0
    assert {"status", "answer", "value", "rows", "citations", "query", "query_text", "warnings"} <= set(
        json.loads(one.stdout)
    )
    assert jixiao("ask", "Which indicators were missed?", home=workspace).stdout
    file = tmp_path / "q.json"
    file.write_text(
        json.dumps(
            [{"id": "a", "q": "一共有多少个项目？", "session": "s"}, {"id": 2, "q": "那2023年呢？", "session": "s"}]
        )
    )
    listed = jixiao("ask", "--json", "--batch", file, home=workspace)
    assert listed.returncode == 0
    assert [answer["id"] for answer in json.loads(listed.stdout)] == ["a", "2"]


@pytest.mark.parametrize("content", ["", "{}", '[{"id": 1}]', '["x"]', "[1]"])
def test_a_list_of_questions_that_is_none(workspace: Path, tmp_path: Path, content: str) -> None:
    file = tmp_path / "q.json"
    file.write_text(content)
    run = jixiao("ask", "--batch", file, home=workspace)
    assert (run.returncode, len(lines(run.stderr))) == (1, 1)


def test_an_answer_names_what_nobody_has_checked(tmp_path: Path) -> None:
    with open_store(tmp_path) as store:
        save(store, "甲.pdf", report(review=["indicators[1].actual"], columns=("actual",)))
    run = jixiao("ask", "哪些指标没有完成？", home=tmp_path)
    [named] = [line for line in lines(run.stderr) if "完工时间 · 实际完成值" in line and "尚未" not in line]
    for said in ("河堤加固工程", "11月", "与表内其他内容不符，或可能不全", "答案依据", "甲.pdf", "第 1 页，框 300,780–360,800"):
        assert said in named
    assert "存疑原因" not in run.stdout


def test_a_wrong_setting_and_a_workspace_that_cannot_be(tmp_path: Path) -> None:
    assert "prot" in jixiao("list", home=_with_settings(tmp_path / "a", "prot = 1")).stderr
    (tmp_path / "file").touch()
    run = jixiao("list", home=tmp_path / "file")
    assert (run.returncode, len(lines(run.stderr))) == (1, 1)


def _with_settings(home: Path, content: str) -> Path:
    home.mkdir()
    (home / "settings.toml").write_text(content)
    return home


def test_what_nobody_expected_is_one_line_and_a_log(tmp_path: Path) -> None:
    (tmp_path / "jixiao.db").write_bytes(b"no database at all" * 100)
    run = jixiao("list", home=tmp_path)
    assert (run.returncode, len(lines(run.stderr))) == (1, 1)
    assert str(tmp_path / "jixiao.log") in run.stderr
    assert "Traceback" in (tmp_path / "jixiao.log").read_text(encoding="utf-8")


def test_one_question_is_logged_and_a_list_is_not(tmp_path: Path) -> None:
    asked = tmp_path / "asked.json"
    asked.write_text('[{"id": "1", "q": "共有多少份报告？"}]', encoding="utf-8")
    jixiao("ask", "共有多少个项目？", home=tmp_path / "home")
    jixiao("ask", "--batch", asked, home=tmp_path / "home")
    jixiao("ask", "共有多少个单位？", home=tmp_path / "home", JIXIAO_QUESTION_LOG="false")
    jixiao("questions", "export", tmp_path / "log.json", home=tmp_path / "home")
    assert [case["q"] for case in json.loads((tmp_path / "log.json").read_text("utf-8"))] == ["共有多少个项目？"]

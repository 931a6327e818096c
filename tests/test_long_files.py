"""Long files on the command line: how far it is, told where a person watches; Ctrl-C leaves nothing half done."""

from __future__ import annotations

import os
import pty
import signal
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import pytest
from drawn import draw_form
from PIL import Image
from test_cli import ROOT
from waiting import PATIENCE, group_alive, soon

from index.doctor import examine
from index.store import open_store


@pytest.mark.parametrize(("command", "says"), [("ingest", "已取消：1 个文件没有入库"), ("extract", "已取消，没有输出")])
def test_ctrl_c_ends_the_workers_and_leaves_nothing(command: str, says: str, long_scan: Path, tmp_path: Path) -> None:
    home, told = tmp_path / "home", tmp_path / "told"
    with TemporaryDirectory() as scratch:  # a short path: sockets of workers stand in it
        with told.open("w") as errors, (tmp_path / "out").open("w") as out:
            env = {**os.environ, "JIXIAO_HOME": str(home), "LC_ALL": "zh_CN.UTF-8", "TMPDIR": scratch}
            run = subprocess.Popen(
                [sys.executable, str(ROOT / "app.py"), command, str(long_scan)],
                stdout=out,
                stderr=errors,
                env=env,
                start_new_session=True,
            )
            soon(lambda: run.poll() is not None or any(list(Path(at).glob("*/*/page")) for at in (home, scratch)))
            os.killpg(run.pid, signal.SIGINT)  # as a terminal does: to all of the group
            assert run.wait(PATIENCE) == 1
        soon(lambda: not group_alive(run.pid))
        assert not list(Path(scratch).glob("jixiao-*"))
    said = told.read_text(encoding="utf-8")
    assert says in said
    assert "Traceback" not in said
    assert (tmp_path / "out").read_text() == ""
    with open_store(home) as store:
        assert examine(store) == []
        assert not store.has("")
        assert not list(home.glob("reading-*"))


@pytest.mark.parametrize("command", ["ingest", "extract"])
@pytest.mark.parametrize(("language", "says"), [("zh_CN.UTF-8", "第 2 / 3 页"), ("en_US.UTF-8", "page 2 of 3")])
def test_a_terminal_shows_the_page(command: str, language: str, says: str, tmp_path: Path) -> None:
    from reportlab.pdfgen.canvas import Canvas

    def pages_before(canvas: Canvas) -> None:
        for _ in range(2):
            canvas.drawImage(str(picture), 0, 0, 595, 842)
            canvas.showPage()

    picture = tmp_path / "grain.png"
    Image.fromarray(np.random.default_rng(2).integers(120, 255, (1000, 700), np.uint8)).save(picture)
    form = draw_form(tmp_path / "form.pdf", before=pages_before)
    shown, seen = pty.openpty()
    env = {**os.environ, "JIXIAO_HOME": str(tmp_path / "home"), "LC_ALL": language, "TERM": "xterm", "COLUMNS": "120"}
    run = subprocess.Popen(
        [sys.executable, str(ROOT / "app.py"), command, str(form)], stdout=subprocess.DEVNULL, stderr=seen, env=env
    )
    os.close(seen)
    text = b""
    while True:
        try:
            part = os.read(shown, 65536)
        except OSError:  # the other side is closed
            break
        if not part:
            break
        text += part
    os.close(shown)
    assert run.wait() == 0
    assert says in text.decode("utf-8", "replace")

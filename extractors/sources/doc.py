"""DOC -> blocks, by LibreOffice where it is installed: it makes a DOCX of the file, and that is read.

LibreOffice runs apart from the user's own, with an empty profile (so that no macro is trusted), and for a limited time.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from extractors.errors import UnreadableFile
from extractors.grid import Block
from extractors.sources import Course, docx
from extractors.sources.container import ole_names, refuse_locked

PROGRAMS = (
    "soffice",
    "libreoffice",
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    r"C:\Program Files\LibreOffice\program\soffice.exe",
)
SECONDS = 60.0


class Doc:
    paged = False

    def holds(self, path: Path, head: bytes) -> bool:
        return "WordDocument" in ole_names(path, head)

    def read(self, path: Path, course: Course | None = None) -> Iterator[list[Block]]:
        refuse_locked(path)
        program = next((found for name in PROGRAMS if (found := shutil.which(name))), None)
        if program is None:
            raise UnreadableFile(
                "读取 DOC 需要本机装有 LibreOffice。请安装，或用 Word / WPS 另存为 DOCX 后再上传。",
                "Reading DOC needs LibreOffice on this machine. Install it, or save the file as DOCX with Word or WPS.",
            )
        with TemporaryDirectory(prefix="jixiao-", ignore_cleanup_errors=True) as folder:
            yield from docx.SOURCE.read(_converted(path, program, Path(folder)))


SOURCE = Doc()


def _converted(path: Path, program: str, folder: Path) -> Path:
    source = folder / "source.doc"
    shutil.copyfile(path, source)
    profile = (folder / "profile").as_uri()
    command = [program, "--headless", "--norestore", f"-env:UserInstallation={profile}", "--convert-to", "docx"]
    with subprocess.Popen(
        [*command, "--outdir", str(folder), str(source)],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    ) as process:
        try:
            process.wait(SECONDS)
        except subprocess.TimeoutExpired as error:
            _end(process)
            raise UnreadableFile(
                f"LibreOffice 在 {SECONDS:g} 秒内没有转换完这个 DOC。请用 Word 或 WPS 另存为 DOCX 后再上传。",
                f"LibreOffice did not convert this DOC in {SECONDS:g} seconds. Save it as DOCX with Word or WPS.",
            ) from error
    made = folder / "source.docx"
    if not made.is_file():
        raise UnreadableFile(
            "LibreOffice 没能转换这个 DOC：文件有密码或已损坏，或没有安装 LibreOffice Writer。请用 Word 或 WPS 另存为 DOCX 后再上传。",
            "LibreOffice could not convert this DOC: it is locked or damaged, or LibreOffice Writer is missing. Save it as "
            "DOCX with Word or WPS.",
        )
    return made


def _end(process: subprocess.Popen[bytes]) -> None:
    """The program with what it has started."""
    if hasattr(os, "killpg"):
        os.killpg(process.pid, signal.SIGKILL)
    else:
        process.kill()

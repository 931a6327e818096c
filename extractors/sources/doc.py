"""DOC and WPS -> blocks, by LibreOffice where it is installed: it makes a DOCX of the file, and that is read.

LibreOffice runs apart from the user's own, with an empty profile (so that no macro is trusted), and for a limited time. All
that it writes lies in a folder that goes with it.
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
from extractors.sources.container import OLE, locked, ole_names, ole_stream, refuse_locked

PROGRAMS = (
    "soffice",
    "libreoffice",
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    r"C:\Program Files\LibreOffice\program\soffice.exe",
)
SECONDS = 60.0
FLAGS, ENCRYPTED = 10, 0x0100  # of the first block of a document: where its flags stand, and the one for a password


class Doc:
    paged = False

    def holds(self, path: Path, head: bytes) -> bool:
        return "WordDocument" in ole_names(path, head)

    def read(self, path: Path, course: Course | None = None) -> Iterator[list[Block]]:
        refuse_locked(path)
        if int.from_bytes(_beginning(path)[FLAGS : FLAGS + 2], "little") & ENCRYPTED:
            raise locked()
        program = next((found for name in PROGRAMS if (found := shutil.which(name))), None)
        if program is None:
            raise UnreadableFile(
                "读取 DOC、WPS 文件需要本机装有 LibreOffice。请安装，或用 Word / WPS 另存为 DOCX 后再上传。",
                "Reading DOC and WPS files needs LibreOffice on this machine. Install it, or save the file as DOCX with Word or WPS.",
            )
        with TemporaryDirectory(prefix="jixiao-", ignore_cleanup_errors=True) as folder:
            yield from docx.SOURCE.read(_converted(path, program, Path(folder)))


SOURCE = Doc()


def _beginning(path: Path) -> bytes:
    with path.open("rb") as file:
        head = file.read(len(OLE))
    return ole_stream(path, head, "WordDocument")


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
        env={**os.environ, "TMPDIR": str(folder)},
        start_new_session=True,
    ) as process:
        try:
            process.wait(SECONDS)
        except subprocess.TimeoutExpired as error:
            _end(process)
            raise UnreadableFile(
                f"LibreOffice 在 {SECONDS:g} 秒内没有转换完这个文件。请用 Word 或 WPS 另存为 DOCX 后再上传。",
                f"LibreOffice did not convert this file in {SECONDS:g} seconds. Save it as DOCX with Word or WPS.",
            ) from error
    made = folder / "source.docx"
    if not made.is_file():
        raise UnreadableFile(
            "LibreOffice 没能转换这个文件：它已损坏或不是 Word 文档，或没有安装 LibreOffice Writer。请用 Word 或 WPS 另存为 DOCX 后再上传。",
            "LibreOffice could not convert this file: it is damaged or no Word document, or LibreOffice Writer is missing. "
            "Save it as DOCX with Word or WPS.",
        )
    return made


def _end(process: subprocess.Popen[bytes]) -> None:
    """The program with what it has started."""
    if hasattr(os, "killpg"):
        os.killpg(process.pid, signal.SIGKILL)
    else:
        process.kill()

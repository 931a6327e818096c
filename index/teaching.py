"""What persons say of labels that nobody knows: written at the end of the workspace's vocabulary.toml, with who and when.

Only ever appended; the last word on a label holds, and one without a meaning takes it back. What a person wrote into the file
by hand stays as it is, and nothing is written that would make the file unusable. Reading reports anew is `rereading`'s.
"""

from __future__ import annotations

import json
import os
from datetime import datetime
from pathlib import Path
from typing import Literal

from extractors.errors import InputError
from extractors.own_labels import own_labels, understood
from extractors.records import Stands
from extractors.text import fold, label_key
from extractors.vocabulary import FILE, Own
from index.locking import one_writer

LOCK = "vocabulary.lock"
LONGEST_NAME = 64
_PATIENCE = 10.0  # seconds; nobody holds the file for longer than a moment
_BEGINNING = """\
# 本工作区补充的栏目名（写法见 docs/vocabulary.md）。Labels that this workspace adds (see docs/vocabulary.md).
"""


def say(home: Path, label: str, stands: Stands, means: str | None, who: str, seen: str | None = None) -> tuple[Own, ...]:
    """A person says what a label means, or (None) takes back what was said; `seen` is the meaning that the person was shown.
    What the workspace knows from then on."""
    name = fold(who).strip()
    if not name or len(name) > LONGEST_NAME:
        raise InputError(
            f"请先填写核对人姓名（最多 {LONGEST_NAME} 字）。", f"Say who you are first ({LONGEST_NAME} characters at most)."
        )
    with one_writer(home, wait=_PATIENCE, of=LOCK):
        before = said(own_labels(home), label, stands)
        if (before.field if before else None) != seen:
            by = before.who if before and before.who else "vocabulary.toml"
            raise InputError(
                f"您打开页面之后，“{label}”的含义已由 {by} 改动，您的说明没有保存；请看过后再说明。",
                f'Since your page was drawn, the meaning of "{label}" was changed ({by}). Yours was not kept; look again.',
            )
        file = home / FILE
        text = file.read_text(encoding="utf-8-sig") if file.exists() else _BEGINNING
        text = f"{text.rstrip()}\n\n{_entry(label, stands, means, name)}"
        own = understood(text, str(file))
        if means is None and said(own, label, stands):
            raise InputError(
                f"“{label}”写在 {file} 里，请直接在文件中删去。", f'"{label}" is written in {file}; take it out there.'
            )
        _write(file, text)
    return own


def said(own: tuple[Own, ...], label: str, stands: Stands) -> Own | None:
    """What the workspace says of a label."""
    key = label_key(label)
    return next((x for x in own if x.stands == stands and not x.pattern and label_key(x.text) == key), None)


def _entry(label: str, stands: Literal["head", "budget", "indicator"], means: str | None, who: str) -> str:
    values = {"label": fold(label).strip(), "stands": stands, "means": means or "", "who": who}
    lines = [f"{name} = {json.dumps(value, ensure_ascii=False)}" for name, value in values.items()]
    at = datetime.now().astimezone().isoformat(timespec="seconds")
    return "\n".join(["[[said]]", *lines, f"at = {at}"]) + "\n"


def _write(file: Path, text: str) -> None:
    """Whole or not at all."""
    beside = file.with_name(file.name + ".new")
    with beside.open("w", encoding="utf-8") as out:
        out.write(text)
        out.flush()
        os.fsync(out.fileno())
    beside.replace(file)

"""How well and how fast scans are read, and how much memory that takes.

    python -m benchmarks.scans [accuracy] [time] [memory]       default: all three
        --set FOLDER    files of `python -m samples.scan` rather than a set invented now (--seed, --count, --levels)
        --values FILE   also every field as CSV: level, path, what was printed and read, confidence, in review or not

accuracy: a field is right, flagged (in review) or silently wrong; and how often values of a confidence are right.
time: whole files through `extract` against RapidOCR's own full-page call with its defaults, on the same pages in the same
process, in turns; both sides with onnxruntime's default threads, the process held to two cores.
memory: the peak of a process that reads one scan of --pages pages and nothing else.
"""

from __future__ import annotations

import argparse
import csv
import json
import os
import re
import statistics
import subprocess
import sys
import tempfile
import time
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, fields
from decimal import Decimal
from difflib import SequenceMatcher
from itertools import pairwise
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import pypdfium2

from extractors import extract
from extractors.errors import InputError
from samples.scan.files import ScanFile, write_scan, write_set
from samples.scan.levels import LEVELS

CORES = 2
ROUNDS = 2
TIMED = ("office", "poor", "phone")
BINS = (0.0, 0.5, 0.8, 0.9, 0.95, 0.97, 0.98, 0.99, 0.995, 1.0)
LONG, ALIKE = 40, 0.98  # a longer text counts as right from this likeness on
SCALARS = (
    "form_type", "fiscal_year", "prepared_by", "project_name", "project_lead", "phone", "competent_department",
    "competent_department_code", "implementing_unit", "project_category", "project_attribute", "period", "fund_nature",
    "annual_goal", "actual_completion", "responsibilities", "organization", "management_rules", "conclusion",
    "total_weight", "total_score",
)  # fmt: skip
ROWS = {
    "detail_goals": (),
    "plans": (),
    "budget": ("source", "initial", "full_year", "executed", "weight", "execution_rate", "score"),
    "indicators": ("level1", "level2", "level3", "target", "actual", "weight", "score", "deviation_reason", "explanation"),
}


@dataclass(frozen=True)
class Field:
    """One printed or read value. `confidence` is the least of its places; None where it has none."""

    level: str
    document: str
    path: str
    printed: str
    read: str
    right: bool
    flagged: bool
    confidence: float | None

    @property
    def silent(self) -> bool:
        return not self.right and not self.flagged


# --- accuracy ---------------------------------------------------------------------------------------------------------


def folded(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, int | float | Decimal):
        return f"{float(value):.4f}".rstrip("0").rstrip(".")
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", str(value))).rstrip(":")


def likeness(a: str, b: str) -> float:
    return SequenceMatcher(None, a, b, autojunk=False).ratio() if a or b else 1.0


def same(printed: str, read: str) -> bool:
    return printed == read or (len(printed) > LONG and likeness(printed, read) >= ALIKE)


def pairs(printed: Sequence[str], read: Sequence[str]) -> list[tuple[int | None, int | None]]:
    """Two lists laid side by side in order, so that what is alike stands together."""
    alike = [[likeness(a, b) for b in read] for a in printed]
    best = [[0.0] * (len(read) + 1) for _ in range(len(printed) + 1)]
    for i in reversed(range(len(printed))):
        for j in reversed(range(len(read))):
            both = alike[i][j] if alike[i][j] >= 0.3 else -1.0
            best[i][j] = max(best[i + 1][j], best[i][j + 1], best[i + 1][j + 1] + both)
    out: list[tuple[int | None, int | None]] = []
    i = j = 0
    while i < len(printed) and j < len(read):
        if alike[i][j] >= 0.3 and best[i][j] == best[i + 1][j + 1] + alike[i][j]:
            out.append((i, j))
            i, j = i + 1, j + 1
        elif best[i + 1][j] >= best[i][j + 1]:
            out.append((i, None))
            i += 1
        else:
            out.append((None, j))
            j += 1
    return out + [(n, None) for n in range(i, len(printed))] + [(None, n) for n in range(j, len(read))]


def compared(gold: dict[str, Any], got: dict[str, Any]) -> Iterator[tuple[str, Any, Any]]:
    """(path, printed, read) of every field that is printed or read; paths are those of what was read, where it was."""
    yield from ((name, gold.get(name), got.get(name)) for name in SCALARS)
    for group, names in ROWS.items():
        a, b = gold.get(group) or [], got.get(group) or []
        for i, j in pairs([_key(group, x) for x in a], [_key(group, x) for x in b]):
            path = f"{group}[{i if j is None else j}]"
            left, right = None if i is None else a[i], None if j is None else b[j]
            if not names:
                yield path, left, right
            for name in names:
                yield f"{path}.{name}", (left or {}).get(name), (right or {}).get(name)


def _key(group: str, row: Any) -> str:
    return folded(row.get("source") if group == "budget" else f"{row.get('level3')}{row.get('target')}") if isinstance(row, dict) else folded(row)


def scored(level: str, file: ScanFile) -> tuple[list[Field], str]:
    """Every field of a file, and why it was refused if it was: then nothing is right, nothing silent."""
    gold = json.loads(file.gold.read_text(encoding="utf-8"))["forms"]
    try:
        got, refused = [report.model_dump(mode="json") for report in extract(file.scan)], ""
    except InputError as error:
        got, refused = [], str(error)
    found = []
    for i, j in pairs([_form_key(x) for x in gold], [_form_key(x) for x in got]):
        read: dict[str, Any] = {} if j is None else got[j]
        for path, a, b in compared({} if i is None else gold[i], read):
            printed, seen = folded(a), folded(b)
            if printed or seen:
                sure = [p["confidence"] for p in (read.get("evidence") or {}).get(path) or []]
                flagged = bool(refused) or path in (read.get("review") or ())
                found.append(Field(level, file.scan.name, path, printed, seen, same(printed, seen), flagged, min(sure, default=None)))
    return found, refused


def _form_key(form: dict[str, Any]) -> str:
    return folded(f"{form['project_name']}{form['prepared_by']}{form['form_type']}")


def accuracy(files: Sequence[tuple[str, ScanFile]], values: Path | None) -> None:
    by_level: dict[str, list[Field]] = defaultdict(list)
    for level, file in files:
        found, refused = scored(level, file)
        by_level[level] += found
        if refused:
            print(f"refused: {file.scan.name}: {refused}")
    everything = [x for found in by_level.values() for x in found]
    print(f"{'level':8} {'fields':>6} {'right':>8} {'silent':>8} {'flagged':>8} {'indicators found':>17}")
    for level, found in [*by_level.items(), ("all", everything)]:
        print(
            f"{level:8} {len(found):6} {share(found, lambda x: x.right)} {share(found, lambda x: x.silent)} {share(found, lambda x: x.flagged)}"
            f" {_indicators(found):>17}"
        )
    calibration(everything)
    for x in [x for x in everything if x.silent][:40]:
        print(f"silent: {x.document} {x.path}: printed {x.printed[:40]!r}, read {x.read[:40]!r}, {x.confidence}")
    if values:
        _write(values, everything)


def share(found: Sequence[Field], holds: Callable[[Field], bool]) -> str:
    return f"{100 * sum(map(holds, found)) / max(len(found), 1):7.2f}%"


def _indicators(found: Sequence[Field]) -> str:
    """Of the indicators printed, how many were read at all."""
    printed = {(x.document, x.path, x.printed): bool(x.read) for x in found if x.path.endswith(".level3") and x.printed}
    return f"{sum(printed.values())}/{len(printed)}"


def calibration(found: Sequence[Field]) -> None:
    """What a confidence is worth: how many values that bear it are right."""
    print(f"\n{'confidence':14} {'values':>6} {'right':>8} {'flagged':>8} {'silent':>8}")
    placed = [x for x in found if x.read]
    groups: list[tuple[str, list[Field]]] = [("no place", [x for x in placed if x.confidence is None])]
    for low, high in pairwise(BINS):
        groups.append((f"{low:5.3f}..{high:5.3f}", [x for x in placed if x.confidence is not None and low <= x.confidence < high]))
    groups.append((f"{BINS[-1]:5.3f}", [x for x in placed if x.confidence is not None and x.confidence >= BINS[-1]]))
    for name, part in groups:
        if part:
            print(f"{name:14} {len(part):6} {share(part, lambda x: x.right)} {share(part, lambda x: x.flagged)} {share(part, lambda x: x.silent)}")


def _write(path: Path, found: Sequence[Field]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        names = [x.name for x in fields(Field)]
        writer.writerow(names)
        writer.writerows([getattr(x, name) for name in names] for x in found)


# --- time -------------------------------------------------------------------------------------------------------------


def pictures(path: Path) -> list[np.ndarray[Any, Any]]:
    """The pages of a scan as the dots they hold."""
    out = []
    with closing(pypdfium2.PdfDocument(path)) as document:
        for page in document:
            image = next(iter(page.get_objects(filter=[pypdfium2.raw.FPDF_PAGEOBJ_IMAGE])))
            out.append(page.render(scale=image.get_px_size()[0] / page.get_width()).to_numpy()[:, :, :3])
    return out


def seconds(call: Callable[[], object]) -> float:
    start = time.perf_counter()
    call()
    return time.perf_counter() - start


def timed(files: Sequence[tuple[str, ScanFile]]) -> None:
    from rapidocr import RapidOCR

    chosen = [(level, file) for level, file in files if level in TIMED and file.scan.suffix == ".pdf"]
    if not chosen:
        print(f"time: no scans of {', '.join(TIMED)} in the set")
        return
    engine = RapidOCR(params={"Global.log_level": "error"})
    first = pictures(chosen[0][1].scan)
    _read(chosen[0][1].scan)  # both warm
    engine(first[0])
    ratios, ours, theirs, pages = [], 0.0, 0.0, 0
    for level, file in chosen:
        images = pictures(file.scan)
        turns = [(seconds(lambda: _read(file.scan)), seconds(lambda: [engine(x) for x in images])) for _ in range(ROUNDS)]  # noqa: B023
        a, b = (statistics.median(t[side] for t in turns) for side in (0, 1))
        ratios.append(statistics.median(x / y for x, y in turns))
        ours, theirs, pages = ours + a, theirs + b, pages + len(images)
        print(f"{ratios[-1]:5.2f} times  {a / len(images):5.2f} s a page, RapidOCR {b / len(images):5.2f} s  {level}, {file.scan.name}")
    print(
        f"time: {statistics.median(ratios):.2f} times RapidOCR's full-page call (median of {len(ratios)} files, {pages} pages), "
        f"{ours / theirs:.2f} in sum, at most {max(ratios):.2f}; {60 * pages / ours:.1f} pages a minute, RapidOCR {60 * pages / theirs:.1f}"
    )


def _read(path: Path) -> None:
    """A refusal takes its time as well."""
    try:
        extract(path)
    except InputError as error:
        print(f"refused: {path.name}: {error}")


def held_to_cores() -> str:
    """The process on two cores, where the system lets it; in words."""
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[:CORES])
        cores = len(os.sched_getaffinity(0))
    else:
        cores = os.cpu_count() or 1
    cv2.setNumThreads(cores)
    return f"{cores} cores, OpenCV {cv2.getNumThreads()} threads, onnxruntime as RapidOCR sets it by default (all cores), for both sides"


# --- memory -----------------------------------------------------------------------------------------------------------

PEAK = """
import sys
from itertools import pairwise
from pathlib import Path
from extractors import extract
reports = extract(Path(sys.argv[1]))
status = Path("/proc/self/status").read_text()
print(len(reports), int(status.split("VmHWM:")[1].split()[0]) / 1024)
"""


def memory(folder: Path, pages: int, level: str) -> None:
    long = folder / "long.pdf"
    with closing(pypdfium2.PdfDocument.new()) as joined:
        while len(joined) < pages:
            for file in write_set(folder / "parts", len(joined) + 1, 4, [LEVELS["coarse"]]):
                with closing(pypdfium2.PdfDocument(file.twin)) as part:
                    joined.import_pages(part, list(range(min(len(part), pages - len(joined)))))
        joined.save(long)
    target = folder / f"long.scan-{level}.pdf"
    write_scan(long, target, LEVELS[level], seed=1)
    run = subprocess.run([sys.executable, "-c", PEAK, str(target)], capture_output=True, text=True, check=False)
    if run.returncode:
        print(f"memory: the scan of {pages} pages was not read: {run.stderr.strip().splitlines()[-1]}")
        return
    reports, peak = run.stdout.split()
    print(f"memory: {float(peak):.0f} MB at the peak for a scan of {pages} pages, {level} ({reports} reports)")


# --- ------------------------------------------------------------------------------------------------------------------


def of_folder(folder: Path) -> list[tuple[str, ScanFile]]:
    """The scans of a folder with their levels, by the names that `python -m samples.scan` gives."""
    found = []
    for transform in sorted(folder.glob("*.scan-*.transform.json")):
        stem = transform.name.removesuffix(".transform.json")
        twin = folder / json.loads(transform.read_text(encoding="utf-8"))["twin"]
        scan = next(x for suffix in (".pdf", ".tif", ".png", ".jpg") if (x := folder / f"{stem}{suffix}").exists())
        found.append((stem.rpartition(".scan-")[2], ScanFile(twin, scan, transform)))
    return found


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.scans", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", nargs="*", choices=["accuracy", "time", "memory", []], help="default: all three")
    parser.add_argument("--set", type=Path)
    parser.add_argument("--seed", type=int, default=41)
    parser.add_argument("--count", type=int, default=20)
    parser.add_argument("--levels", default=",".join(LEVELS))
    parser.add_argument("--pages", type=int, default=20)
    parser.add_argument("--long-level", default="office", help="of the scan whose memory is measured")
    parser.add_argument("--values", type=Path)
    options = parser.parse_args()
    what = options.what or ["accuracy", "time", "memory"]
    print(held_to_cores())
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        if options.set is None and what != ["memory"]:
            levels = [LEVELS[x] for x in options.levels.split(",")]
            list(write_set(folder / "set", options.seed, options.count, levels))
        files = of_folder(options.set or folder / "set")
        if "accuracy" in what:
            accuracy(files, options.values)
        if "time" in what:
            timed(files)
        if "memory" in what:
            memory(folder, options.pages, options.long_level)


if __name__ == "__main__":
    main()

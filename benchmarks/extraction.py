"""What extraction costs beside pdfplumber's own tables: time as a ratio measured in one run, memory on a long file.

    python -m benchmarks.extraction [FILE.pdf ...]      default: the bundled sample reports

Both sides open the file anew; they take turns, so that a machine whose speed drifts slows both alike.
"""

from __future__ import annotations

import logging
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import pdfplumber

from extractors import extract

BUNDLED = Path(__file__).parents[1] / "samples" / "reports"
ROUNDS = 5
LONG = 100  # pages


def pdfplumber_tables(path: Path) -> None:
    with pdfplumber.open(path) as pdf:
        for page in pdf.pages:
            for table in page.find_tables():
                table.extract()


def seconds(call: Callable[[Path], object], path: Path) -> float:
    start = time.perf_counter()
    call(path)
    return time.perf_counter() - start


def ratio(path: Path) -> tuple[float, float, float]:
    """(ours, theirs, ratio): medians of turns taken one after the other."""
    pairs = [(seconds(extract, path), seconds(pdfplumber_tables, path)) for _ in range(ROUNDS)]
    return (
        statistics.median(a for a, _ in pairs),
        statistics.median(b for _, b in pairs),
        statistics.median(a / b for a, b in pairs),
    )


def long_file(folder: Path) -> Path:
    """A report file of about a hundred pages: the bundled ones, again and again."""
    import pypdfium2

    out = pypdfium2.PdfDocument.new()
    while len(out) < LONG:
        for path in sorted(BUNDLED.glob("*.pdf")):
            with pypdfium2.PdfDocument(path) as source:
                out.import_pages(source)
    target = folder / "long.pdf"
    out.save(target)
    return target


PEAK = """
import resource, sys
from pathlib import Path
from extractors import extract
reports = extract(Path(sys.argv[1]))
print(len(reports), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
"""


def main(paths: list[Path]) -> None:
    logging.getLogger("pdfminer").setLevel(logging.ERROR)
    ratios = []
    for path in paths:
        ours, theirs, share = ratio(path)
        ratios.append(share)
        print(f"{share:5.2f} times  {ours * 1000:7.0f} ms, pdfplumber {theirs * 1000:7.0f} ms  {path.name}")
    print(f"extraction: {statistics.median(ratios):.2f} times find_tables() + extract() (median), at most {max(ratios):.2f}")
    with tempfile.TemporaryDirectory() as folder:
        long = long_file(Path(folder))
        run = subprocess.run([sys.executable, "-c", PEAK, str(long)], capture_output=True, text=True, check=True)
        reports, peak = run.stdout.split()
        print(f"memory: {float(peak):.0f} MB at the peak for a file of {LONG} pages and more ({reports} reports)")


if __name__ == "__main__":
    main([Path(p) for p in sys.argv[1:]] or sorted(BUNDLED.glob("*.pdf")))

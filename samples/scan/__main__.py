"""`python -m samples.scan OUTDIR --seed N --count M` writes invented reports (NAME.pdf), their gold (NAME.gold.json) and their
scans (NAME.scan-LEVEL.pdf, NAME.scan-LEVEL.transform.json), the levels in turn."""

from __future__ import annotations

import argparse
from collections.abc import Iterable
from pathlib import Path

from samples.pdf_reportlab import FONT_FILE
from samples.scan.files import ScanFile, scan_of, write_set
from samples.scan.levels import LEVELS


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m samples.scan", description=__doc__)
    parser.add_argument("outdir", type=Path, nargs="?", help="where a set is written")
    parser.add_argument("--of", type=Path, nargs="+", metavar="PDF", help="scan these PDFs instead, beside them")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--count", type=int, default=24)
    parser.add_argument("--levels", default=",".join(LEVELS), help="of %(default)s")
    parser.add_argument("--fonts", type=Path, nargs="+", default=[FONT_FILE], help="TrueType files to print with, in turn")
    parser.add_argument("--suffixes", default=".pdf", help="of .pdf,.tif,.png,.jpg: one round of levels each")
    options = parser.parse_args()
    unknown = set(options.levels.split(",")) - set(LEVELS)
    if (options.outdir is None) == (options.of is None) or unknown:
        parser.error(f"no such level: {', '.join(unknown)}" if unknown else "either OUTDIR or --of")
    levels = [LEVELS[name] for name in options.levels.split(",")]
    if options.of:
        files: Iterable[ScanFile] = (scan_of(twin, level, options.seed) for twin in options.of for level in levels)
    else:
        files = write_set(options.outdir, options.seed, options.count, levels, options.suffixes.split(","), options.fonts)
    for file in files:
        print(file.scan)


if __name__ == "__main__":
    main()

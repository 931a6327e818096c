"""`python -m samples OUTDIR --seed N --count M` writes invented reports with their gold beside them;
`python -m samples --bundle` writes the bundled ones anew (needs Chromium)."""

from __future__ import annotations

import argparse
from pathlib import Path

from samples.bundle import write_bundle
from samples.files import BROWSER_PRODUCERS, OFFICE_PRODUCERS, PRODUCERS, generate
from samples.pdf_chromium import browser


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m samples", description=__doc__)
    target = parser.add_mutually_exclusive_group(required=True)
    target.add_argument("outdir", type=Path, nargs="?")
    target.add_argument("--bundle", action="store_true")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--count", type=int, default=20)
    options = parser.parse_args()
    producers = [*PRODUCERS, *OFFICE_PRODUCERS, *(BROWSER_PRODUCERS if browser() else ())]
    paths = write_bundle() if options.bundle else generate(options.outdir, options.seed, options.count, producers)
    for path in paths:
        print(path)


if __name__ == "__main__":
    main()

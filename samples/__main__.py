"""`python -m samples OUTDIR --seed N --count M`: writes invented reports with their gold beside them."""

from __future__ import annotations

import argparse
from pathlib import Path

from samples.files import BROWSER_PRODUCERS, PRODUCERS, generate
from samples.pdf_chromium import browser


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m samples", description=__doc__)
    parser.add_argument("outdir", type=Path)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--count", type=int, default=20)
    options = parser.parse_args()
    producers = [*PRODUCERS, *(BROWSER_PRODUCERS if browser() else ())]
    for path in generate(options.outdir, options.seed, options.count, producers):
        print(path)


if __name__ == "__main__":
    main()

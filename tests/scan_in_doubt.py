"""A scan in the store that says what its digital form says, some of it in doubt: what is doubtful when a scan is really read may
change, and is other tests'."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pypdfium2
from drawn import draw_form

from extractors import extract
from extractors.records import Evidence
from index import originals
from index.store import Store


def scanned(pdf: Path, to: Path, *, lying: bool = False) -> Path:
    """The same page as a picture of 200 dpi in a PDF; lying, on its left side."""
    picture = pypdfium2.PdfDocument(pdf)[0].render(scale=200 / 72, rev_byteorder=True).to_pil().convert("RGB")
    (picture.rotate(90, expand=True) if lying else picture).save(to, resolution=200)
    return to


def keep(store: Store, file: Path, rows: Sequence[Sequence[str]], review: Sequence[str], *, lying: bool = False, **changes: object) -> None:
    """The form of these rows, scanned into `file`, with these paths in doubt; `changes` are to its other values."""
    digital = draw_form(file.with_suffix(".digital.pdf"), rows=rows)
    [read] = extract(digital)
    width = pypdfium2.PdfDocument(digital)[0].get_size()[0]
    evidence = {path: tuple(_weak(e, width if lying else None) for e in places) for path, places in read.evidence.items()}
    scanned(digital, file, lying=lying)
    sha256 = originals.sha256_of(file)
    originals.keep(store.home, file, sha256)
    original = originals.Original(sha256, file.name, "pdf", 1, file.stat().st_size)
    store.save(original, [read.model_copy(update={**changes, "review": tuple(review), "evidence": evidence})], [[]])


def _weak(e: Evidence, width: float | None) -> Evidence:
    """As recognised without much confidence; its place turned with a page of this width."""
    assert e.bbox
    x0, top, x1, bottom = e.bbox
    box = e.bbox if width is None else (top, width - x1, bottom, width - x0)
    return e.model_copy(update={"bbox": box, "source": "ocr", "confidence": 0.8})

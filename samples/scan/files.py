"""Scanned pages -> files, with the matrices beside them; and whole sets: invented reports, their scans, their gold."""

from __future__ import annotations

import json
import re
import time
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from random import Random
from typing import Any

import numpy as np
import pypdfium2
from PIL import Image

from samples.files import invented_form, write_gold
from samples.paper import Setting
from samples.pdf_reportlab import FONT_FILE, write_pdf
from samples.provinces import ALL
from samples.scan.layer import lay
from samples.scan.levels import Level
from samples.scan.page import Scan, scanned
from samples.table import Form
from samples.variety import varied

SETTINGS = {
    "plain": Setting(),
    "small": Setting(size=7.5),
    "run-on": Setting(page_per_form=False),
    "cut": Setting(size=10.5, cut_rows=True, page_per_form=False, squeeze=0.7),
    "large": Setting(size=10),
}

_MADE = time.gmtime(1_709_251_200)  # fixed, so that the same seed gives the same bytes
_STILL = np.eye(3)


@dataclass(frozen=True)
class ScanFile:
    twin: Path
    scan: Path
    transform: Path

    @property
    def gold(self) -> Path:
        return self.twin.with_name(f"{self.twin.stem}.gold.json")


def write_scan(twin: Path, target: Path, level: Level, seed: int, unit: str = "") -> Path:
    """The digital PDF as a scan, by the target's suffix: .pdf, .tif of all pages, .png or .jpg of the first.

    Beside it, `NAME.transform.json` says by one matrix a page where the twin's points are; returns that file.
    """
    with closing(pypdfium2.PdfDocument(twin)) as document:
        pages = _pages(document, level, seed, unit, digital=target.suffix == ".pdf")
        if target.suffix == ".pdf":
            _write_pdf(target, document, pages, level, seed)
        else:
            _write_pictures(target, [page for page in pages if page is not None], level)
    matrices = [(_STILL if page is None else page.matrix).tolist() for page in pages]
    transform = target.with_suffix(".transform.json")
    transform.write_text(json.dumps({"twin": twin.name, "pages": matrices}, ensure_ascii=False) + "\n", encoding="utf-8")
    return transform


def _pages(document: Any, level: Level, seed: int, unit: str, *, digital: bool) -> list[Scan | None]:
    """Each page scanned, or None for one that stays digital."""
    stays = _staying(len(document), level.digital if digital else 0.0, Random(seed))
    return [
        None if stay else scanned(document[n], n + 1, level, np.random.default_rng([seed, n]), unit)
        for n, stay in enumerate(stays)
    ]


def _staying(pages: int, chance: float, random: Random) -> list[bool]:
    """Which pages stay digital: of a mixed file never all, and never none where it has two."""
    stays = [random.random() < chance for _ in range(pages)]
    if chance and (all(stays) or (pages > 1 and not any(stays))):
        n = random.randrange(pages)
        stays[n] = not stays[n]
    return stays


def _picture(scan: Scan) -> Image.Image:
    if scan.pixels.ndim == 2:
        return Image.fromarray(scan.pixels).convert("1")
    return Image.fromarray(np.ascontiguousarray(scan.pixels[:, :, ::-1]))


def _write_pdf(target: Path, document: Any, pages: Sequence[Scan | None], level: Level, seed: int) -> None:
    images = [page for page in pages if page is not None]
    first, *rest = [_picture(page) for page in images]
    packing = {} if level.ink == "black" else {"quality": images[0].quality}
    first.save(target, "PDF", save_all=True, append_images=rest, dpi=level.dpi, title="", creationDate=_MADE, modDate=_MADE, **packing)
    if len(images) < len(pages) or level.layers != ("none",):
        _weave(target, document, pages, level, seed)


def _weave(target: Path, document: Any, pages: Sequence[Scan | None], level: Level, seed: int) -> None:
    """The digital pages put back between the scanned ones, and the text that lies on these."""
    stream, rng = BytesIO(), np.random.default_rng(seed)
    with closing(pypdfium2.PdfDocument(target.read_bytes())) as images, closing(pypdfium2.PdfDocument.new()) as woven:
        scans = iter(range(len(images)))
        for number, page in enumerate(pages):
            woven.import_pages(*((document, [number]) if page is None else (images, [next(scans)])))
            if page is not None:
                lay(woven, number, level.layers[rng.integers(len(level.layers))], document[number], page.matrix, rng)
        woven.save(stream)
    target.write_bytes(_undated(stream.getvalue()))


def _undated(pdf: bytes) -> bytes:
    """Without the time and the random number that PDFium writes into every file; no byte moves."""
    pdf = re.sub(rb"(?<=/CreationDate\(D:)\d{14}", time.strftime("%Y%m%d%H%M%S", _MADE).encode(), pdf)
    return re.sub(rb"(?<=/ID\[<)[0-9A-F]{32}><[0-9A-F]{32}", b"0" * 32 + b"><" + b"0" * 32, pdf)


def _write_pictures(target: Path, pages: Sequence[Scan], level: Level) -> None:
    images = [_picture(page) for page in pages]
    if target.suffix == ".tif":
        packed = "group4" if level.ink == "black" else "tiff_lzw"
        images[0].save(target, save_all=True, append_images=images[1:], compression=packed, dpi=level.dpi)
    else:
        images[0].save(target, dpi=level.dpi, quality=pages[0].quality)


def write_set(
    folder: Path, seed: int, count: int, levels: Sequence[Level], suffixes: Sequence[str] = (".pdf",), fonts: Sequence[Path] = (FONT_FILE,)
) -> Iterator[ScanFile]:
    """`count` invented reports of one or two forms, each with its twin and gold; layouts, settings, fonts and levels in
    turn, the suffixes by rounds of levels."""
    folder.mkdir(parents=True, exist_ok=True)
    random, turn = Random(seed), seed
    for number in range(count):
        level, round_ = levels[number % len(levels)], number // len(levels)
        layouts = [ALL[(turn + k) % len(ALL)] for k in range(1 + (number + round_) % 2)]
        turn += len(layouts)
        setting = list(SETTINGS)[(number + round_) % len(SETTINGS)]
        forms = [invented_form(random, varied(layout, random)) for layout in layouts]
        twin = folder / f"{seed}-{number:03}-{setting}-{'+'.join(x.name for x in layouts)}.pdf"
        write_pdf(twin, forms, SETTINGS[setting], font_file=fonts[number % len(fonts)])
        write_gold(twin, forms, folder)
        yield scan_of(twin, level, seed + number, unit_of(forms), suffixes[round_ % len(suffixes)])


def scan_of(twin: Path, level: Level, seed: int, unit: str = "", suffix: str = ".pdf") -> ScanFile:
    """The twin's scan beside it, named after its level. A picture of one page cannot hold several: they become a PDF."""
    if suffix in (".png", ".jpg"):
        with closing(pypdfium2.PdfDocument(twin)) as document:
            suffix = suffix if len(document) == 1 else ".pdf"
    target = twin.with_name(f"{twin.stem}.scan-{level.name}{suffix}")
    return ScanFile(twin, target, write_scan(twin, target, level, seed, unit))


def unit_of(forms: Sequence[Form]) -> str:
    """Whose seal the forms bear."""
    gold = forms[0].gold
    return gold.prepared_by or gold.implementing_unit or gold.competent_department or ""

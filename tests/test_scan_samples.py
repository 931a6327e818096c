"""The scans that are invented: each point where its matrix says, the same seed the same bytes, the files as promised.

Of a scan that is read, no value may be wrong outside review; it need not be read exactly.
"""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pypdfium2
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from benchmarks.scans import scored
from extractors import extract
from samples.bundle import GOLD, SCANNED, SCANS, write_scan_of
from samples.scan import marks, wear
from samples.scan.files import ScanFile, write_scan, write_set
from samples.scan.levels import FAX, LAYERED, LEVELS, MIXED, NONE, OFFICE, PHONE, Level
from samples.scan.page import scanned
from samples.scan.place import placement, taken

SIZE = (300.0, 220.0)
DISCS = [(30.0, 30.0), (270.0, 35.0), (28.0, 190.0), (272.0, 188.0), (150.0, 110.0)]
UNIT = "霁川市交通局"


@pytest.fixture(scope="module")
def twin(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two small pages with discs at known places."""
    from reportlab.pdfgen.canvas import Canvas

    path = tmp_path_factory.mktemp("twin") / "twin.pdf"
    canvas = Canvas(str(path), pagesize=SIZE, invariant=True)
    for page in range(2):
        for x, y in DISCS:
            canvas.circle(x, SIZE[1] - y, 3, fill=1, stroke=0)
        canvas.drawString(100, 60, f"page {page}")
        canvas.showPage()
    canvas.save()
    return path


def unmarked(level: Level) -> Level:
    """The level without what could hide a disc or lie beside it."""
    return replace(
        level, seals=(0, 0), dots=NONE, signature=0, page_number=0, watermark=0, holes=0, border=0, fold=0, through=NONE, around=(255,)
    )


def middle_of_ink(picture: npt.NDArray[np.uint8], x: float, y: float, dpi: tuple[int, int]) -> tuple[float, float]:
    """The middle of what is dark within 8 points of a place, in points."""
    across, down = dpi[0] / 72, dpi[1] / 72
    left, top = max(int((x - 8) * across), 0), max(int((y - 8) * down), 0)
    dark = 255.0 - picture[top : int((y + 8) * down), left : int((x + 8) * across)]
    dark[dark < 128] = 0
    rows, columns = np.mgrid[: dark.shape[0], : dark.shape[1]]
    return float((left + (columns * dark).sum() / dark.sum() + 0.5) / across), float((top + (rows * dark).sum() / dark.sum() + 0.5) / down)


@pytest.mark.parametrize("level", LEVELS.values(), ids=LEVELS.keys())
def test_a_mark_is_where_the_matrix_says(level: Level, twin: Path) -> None:
    scan = scanned(pypdfium2.PdfDocument(twin)[0], 1, unmarked(level), np.random.default_rng(3))
    grey = scan.pixels if scan.pixels.ndim == 2 else scan.pixels.min(axis=2)
    for x, y in taken(scan.matrix, DISCS):
        assert middle_of_ink(grey, x, y, level.dpi) == pytest.approx((x, y), abs=0.25)


@given(
    st.floats(-3, 3), st.integers(0, 3), st.lists(st.lists(st.floats(0, 0.06), min_size=2, max_size=2), min_size=4, max_size=4)
)
def test_the_scan_holds_the_whole_page(skew: float, turns: int, corners: list[list[float]]) -> None:
    matrix, (width, height) = placement(SIZE, skew, corners, turns)
    edge = taken(matrix, [(0, 0), (SIZE[0], 0), SIZE, (0, SIZE[1])])
    assert edge.min(axis=0) == pytest.approx([0, 0], abs=0.01)
    assert edge.max(axis=0) == pytest.approx([width, height], abs=0.01)
    assert taken(np.linalg.inv(matrix), taken(matrix, DISCS)) == pytest.approx(np.array(DISCS), abs=0.01)


def test_a_quarter_turns_clockwise() -> None:
    matrix, size = placement(SIZE, 0.0, np.zeros((4, 2)), 1)
    assert size == pytest.approx((SIZE[1], SIZE[0]))
    assert taken(matrix, [(0, 0)])[0] == pytest.approx([SIZE[1], 0], abs=0.01)


@pytest.mark.parametrize(
    ("level", "suffix"), [(OFFICE, ".pdf"), (MIXED, ".pdf"), (LAYERED, ".pdf"), (FAX, ".pdf"), (FAX, ".tif"), (PHONE, ".png"), (PHONE, ".jpg")]
)
def test_the_same_seed_gives_the_same_bytes(level: Level, suffix: str, twin: Path, tmp_path: Path) -> None:
    written = []
    for name, seed in (("a", 5), ("b", 5), ("c", 6)):
        target = tmp_path / f"{name}{suffix}"
        transform = write_scan(twin, target, level, seed)
        written.append((target.read_bytes(), transform.read_text(encoding="utf-8")))
    assert written[0] == written[1]
    assert written[0] != written[2]


def pictures(path: Path) -> list[list[Any]]:
    document = pypdfium2.PdfDocument(path)
    return [list(page.get_objects(filter=[pypdfium2.raw.FPDF_PAGEOBJ_IMAGE])) for page in document]


def test_a_scan_has_no_text_and_one_picture_a_page(twin: Path, tmp_path: Path) -> None:
    write_scan(twin, tmp_path / "a.pdf", PHONE, 1)
    assert [page.get_textpage().count_chars() for page in pypdfium2.PdfDocument(tmp_path / "a.pdf")] == [0, 0]
    assert [[image.get_filters() for image in page] for page in pictures(tmp_path / "a.pdf")] == [[["DCTDecode"]]] * 2


@pytest.mark.parametrize("seed", range(4))
def test_a_mixed_file_holds_both(seed: int, twin: Path, tmp_path: Path) -> None:
    transform = json.loads(write_scan(twin, tmp_path / "a.pdf", MIXED, seed).read_text(encoding="utf-8"))
    digital = [not page for page in pictures(tmp_path / "a.pdf")]
    assert sorted(digital) == [False, True]
    assert [np.array_equal(matrix, np.eye(3)) for matrix in transform["pages"]] == digital


def test_text_under_a_picture_is_not_seen_and_stands_where_print_is(twin: Path, tmp_path: Path) -> None:
    write_scan(twin, tmp_path / "a.pdf", replace(LAYERED, layers=("none",)), 1)
    transform = write_scan(twin, tmp_path / "b.pdf", replace(LAYERED, layers=("latin",)), 1)
    plain, layered = (pypdfium2.PdfDocument(tmp_path / name)[0] for name in ("a.pdf", "b.pdf"))
    assert np.array_equal(plain.render().to_numpy(), layered.render().to_numpy())
    matrix = np.array(json.loads(transform.read_text(encoding="utf-8"))["pages"][0])
    text = layered.get_textpage()
    assert text.count_rects()
    left, bottom, _, _ = text.get_rect(0)
    assert (left, layered.get_height() - bottom) == pytest.approx(tuple(taken(matrix, [(100, SIZE[1] - 60)])[0]), abs=4)


def test_a_fax_is_black_and_white_and_coarse_downwards(twin: Path, tmp_path: Path) -> None:
    write_scan(twin, tmp_path / "a.pdf", FAX, 1)
    (image,), _ = pictures(tmp_path / "a.pdf")
    assert image.get_filters() == ["CCITTFaxDecode"]
    width, height = image.get_px_size()
    assert width / height == pytest.approx(2 * SIZE[0] / SIZE[1], rel=0.05)
    write_scan(twin, tmp_path / "a.tif", FAX, 1)
    with Image.open(tmp_path / "a.tif") as picture:
        assert (picture.mode, picture.n_frames) == ("1", 2)
        assert picture.info["dpi"] == (200, 100)


def test_print_shows_through_a_seal() -> None:
    rng = np.random.default_rng(2)
    paper = marks.Paper(np.full((800, 800, 3), 255, np.uint8), (288.0, 288.0), 200 / 72)
    paper.pixels[390:410] = 40  # a line of print
    mask, _ = marks.seal(rng, UNIT, paper.scale)
    marks.press(paper, mask, 144, 144, marks.RED, 0.9)
    blue, _, red = (paper.pixels[:, :, n].astype(int) for n in range(3))
    assert (red - blue > 60).sum() > 2000
    assert red[390:410].max() <= 40
    assert np.median(red[:390]) == 255


def test_the_first_seal_stands_over_the_units_name(tmp_path: Path) -> None:
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont
    from reportlab.pdfgen.canvas import Canvas

    pdfmetrics.registerFont(TTFont("seal", str(marks.FONT_FILE)))
    canvas = Canvas(str(tmp_path / "a.pdf"), pagesize=(595, 842))
    canvas.setFont("seal", 10)
    canvas.drawString(300, 442, UNIT)
    canvas.save()
    level = replace(unmarked(OFFICE), seals=(1, 1), skew=NONE, seal_strength=(0.9, 0.9))
    scan = scanned(pypdfium2.PdfDocument(tmp_path / "a.pdf")[0], 1, level, np.random.default_rng(0), UNIT)
    inked = np.argwhere(scan.pixels.max(axis=2).astype(int) - scan.pixels.min(axis=2) > 60)
    y, x = (inked.min(axis=0) + inked.max(axis=0)) / 2 * 72 / 200
    assert (x, y) == pytest.approx((330, 400), abs=75)


def test_ruled_lines_break_and_words_do_not() -> None:
    page = np.full((400, 600, 3), 255, np.uint8)
    page[200:203, 50:550] = 0
    page[100:110, 300:310] = 0  # no line
    broken = wear.broken(page, np.random.default_rng(1), 3.0, 200 / 72)
    assert 0 < (broken[201, 50:550, 0] > 0).sum() < 250
    assert (broken[100:110, 300:310] == 0).all()


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> list[ScanFile]:
    levels = [LEVELS["coarse"], LEVELS["fax"], LEVELS["mixed"]]
    return list(write_set(tmp_path_factory.mktemp("set"), 3, 6, levels, (".pdf", ".png")))


def test_a_set_names_its_files_alike(written: list[ScanFile]) -> None:
    for file in written:
        level = next(name for name in LEVELS if f".scan-{name}." in file.scan.name)
        assert file.scan.stem == f"{file.twin.stem}.scan-{level}"
        assert file.transform.name == f"{file.scan.stem}.transform.json"
        assert json.loads(file.transform.read_text(encoding="utf-8"))["twin"] == file.twin.name
        assert len(json.loads(file.gold.read_text(encoding="utf-8"))["forms"]) == len(extract(file.twin))
    assert {file.scan.suffix for file in written} == {".pdf", ".png"}


def test_a_scan_has_the_twins_pages_and_no_picture_loses_one(written: list[ScanFile]) -> None:
    for file in written:
        pages = len(pypdfium2.PdfDocument(file.twin))
        assert len(json.loads(file.transform.read_text(encoding="utf-8"))["pages"]) == pages
        assert pages == (len(pypdfium2.PdfDocument(file.scan)) if file.scan.suffix == ".pdf" else 1)


@pytest.mark.parametrize("name", [name for name, *_ in SCANNED])
def test_bundled_scans_are_read_with_every_doubt_in_review(name: str) -> None:
    found, refused = scored("bundled", ScanFile(GOLD / f"{name}.pdf", SCANS / f"{name}.pdf", GOLD / f"{name}.transform.json"))
    assert not refused
    assert [x for x in found if x.silent] == []
    assert sum(x.right for x in found) >= 0.9 * len(found)
    assert [x for x in found if x.path.endswith("level3") and not x.read] == []


@pytest.mark.parametrize("plan", SCANNED, ids=[name for name, *_ in SCANNED])
def test_bundled_scans_are_small_and_what_the_generator_writes(plan: Any, tmp_path: Path) -> None:
    path = write_scan_of(tmp_path, tmp_path, *plan)
    assert path.stat().st_size < 400_000
    assert (tmp_path / f"{path.stem}.gold.json").read_bytes() == (GOLD / f"{path.stem}.gold.json").read_bytes()
    shown, bundled = (pypdfium2.PdfDocument(x)[0].render(scale=0.5).to_numpy().astype(int) for x in (path, SCANS / path.name))
    assert np.abs(shown - bundled).mean() < 1  # another build of the libraries may round otherwise

"""Which pages are read by what is written on them, and which by what is seen: cases as they come, from real writers of PDF."""

from __future__ import annotations

import random
import re
from base64 import b64encode
from collections.abc import Callable, Iterable, Sequence
from io import BytesIO
from pathlib import Path
from typing import Any

import numpy as np
import pypdfium2
import pytest
from drawn import ROWS, draw_form, picture
from fpdf import FPDF
from fpdf.enums import TextMode
from in_browser import chromium
from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from extractors.page import Page
from extractors.sources import pdf, trust
from extractors.sources.layers import layers
from samples.pdf_reportlab import FONT_FILE

A4 = (595, 842)
REPORTS = sorted((Path(__file__).parent.parent / "samples" / "reports").glob("*.pdf"))
OLD = "预算绩效年度目标资金项目完成情况说明旧识别层与图像不符"  # what an old reading says of the form


def form_picture(folder: Path, dpi: int = 150, rows: Sequence[Sequence[str]] = ROWS) -> Image.Image:
    with pypdfium2.PdfDocument(draw_form(folder / "source.pdf", rows=rows)) as document:
        shown: Image.Image = document[0].render(scale=dpi / 72).to_pil().convert("RGB")
    return shown


def canvas_of(path: Path) -> Canvas:
    pdfmetrics.registerFont(TTFont("Form", str(FONT_FILE)))
    return Canvas(str(path), pagesize=A4)


def old_layer(canvas: Canvas, mode: int) -> None:
    """An old reading of the whole form, a little off its lines."""
    text = canvas.beginText(60, 700)
    text.setFont("Form", 9)
    text.setTextRenderMode(mode)
    for _ in range(5):
        text.textLine(OLD)
    canvas.drawText(text)


def scan(path: Path, before: int | None = None, after: int | None = None, strips: int = 1) -> Path:
    """The form as a scan; a text layer behind or over it, written in a mode of its own."""
    shown, canvas = form_picture(path.parent), canvas_of(path)
    if before is not None:
        old_layer(canvas, before)
    high = shown.height / strips
    for n in range(strips):
        strip = shown.crop((0, round(n * high), shown.width, round((n + 1) * high)))
        canvas.drawImage(ImageReader(strip), 0, A4[1] * (1 - (n + 1) / strips), A4[0], A4[1] / strips)
    if after is not None:
        old_layer(canvas, after)
    canvas.save()
    return path


def scan_by_fpdf2(path: Path) -> Path:
    made = FPDF(unit="pt", format=A4)
    made.add_page()
    made.image(form_picture(path.parent), 0, 0, *A4)
    made.add_font("Form", fname=str(FONT_FILE))
    made.set_font("Form", size=9)
    made.text_mode = TextMode.INVISIBLE
    for n in range(5):
        made.text(60, 150 + 20 * n, OLD)
    made.output(str(path))
    return path


def on_background(path: Path, back: Image.Image) -> Path:
    return draw_form(path, before=lambda c: c.drawImage(ImageReader(back), 0, 0, *A4))


def pale_words() -> Image.Image:
    from PIL import ImageDraw, ImageFont

    back = Image.new("RGB", (1240, 1754), "white")
    draw = ImageDraw.Draw(back)
    for y in range(0, 1754, 90):
        draw.text((40, y), "内部资料注意保存" * 4, fill=(232, 232, 236), font=ImageFont.truetype(str(FONT_FILE), 34))
    return back


def texture() -> Image.Image:
    grain = np.random.default_rng(3).integers(150, 255, (175, 124, 3), np.uint8)
    return Image.fromarray(grain).resize((1240, 1754))


def letterhead(path: Path) -> Path:
    """A letter without a table, on paper with a coloured head as a picture."""
    back = Image.new("RGB", (1240, 1754), "white")
    back.paste((190, 30, 40), (0, 0, 1240, 160))
    canvas = canvas_of(path)
    canvas.drawImage(ImageReader(back), 0, 0, *A4)
    old_layer(canvas, 0)
    canvas.save()
    return path


def pasted(path: Path) -> Path:
    """Typed words above a table that was pasted as a picture."""
    canvas = canvas_of(path)
    old_layer(canvas, 0)
    shown = form_picture(path.parent, rows=(*ROWS, *ROWS[3:] * 4))
    canvas.drawImage(ImageReader(shown.crop((0, 0, shown.width, shown.height // 2))), 60, 150, 480, 340)
    canvas.save()
    return path


def renamed(path: Path, name: Callable[[int], int] | None) -> Path:
    """The form with an embedded font whose letters are named otherwise, or not at all; it looks as before."""
    made = FPDF(unit="pt", format=A4)
    made.set_compression(False)
    made.add_page()
    made.add_font("Form", fname=str(FONT_FILE))
    made.set_font("Form", size=10)
    for n in range(12):
        made.text(50, 80 + 24 * n, "项目支出绩效自评表项目名称芦湾渡口修缮主管部门霁川市交通局")
        made.line(40, 60 + 24 * n, 550, 60 + 24 * n)
    content = bytes(made.output())
    if name is None:
        content = content.replace(b"/ToUnicode", b"/ToNothing")
    else:

        def other(found: re.Match[bytes]) -> bytes:
            return b"<%s> <%04X>" % (found[1], name(int(found[2], 16)))

        head, _, tail = content.partition(b"begincmap")
        table, _, rest = tail.partition(b"endcmap")
        content = (
            head + b"begincmap" + re.sub(rb"<([0-9A-Fa-f]{4})>\s*<([0-9A-Fa-f]{4})>", other, table) + b"endcmap" + rest
        )
    path.write_bytes(content)
    return path


def outlines(path: Path) -> Path:
    """Letters drawn as shapes, as a printer driver does it; only the page's number is written."""
    canvas, chance = canvas_of(path), random.Random(4)
    for n in range(400):
        x, y = 60 + n % 40 * 11, 700 - n // 40 * 24
        shape = canvas.beginPath()
        shape.moveTo(x, y)
        for _ in range(6):
            shape.curveTo(*(v + chance.uniform(0, 9) for v in (x, y, x, y, x, y)))
        canvas.drawPath(shape, stroke=0, fill=1)
    canvas.setFont("Form", 9)
    canvas.drawString(290, 30, "第1页")
    canvas.save()
    return path


def words_only(path: Path, text: str) -> Path:
    canvas = canvas_of(path)
    canvas.setFont("Form", 9)
    for n in range(20):
        canvas.drawString(50, 780 - 20 * n, text)
    canvas.save()
    return path


def in_chromium(path: Path) -> Path:
    """A page of the web printed: letters over a coloured picture that covers the page."""
    png = BytesIO()
    Image.linear_gradient("L").convert("RGB").point(lambda v: 200 + v // 6).save(png, "PNG")
    rows = "".join(f"<tr><td>项目名称</td><td>芦湾渡口修缮{n}</td><td>≥{n}处</td></tr>" for n in range(20))
    page = (
        "<style>@page{margin:0}body{margin:0;height:250mm;-webkit-print-color-adjust:exact;background:url(data:image/png;base64,"
        f"{b64encode(png.getvalue()).decode()}) 0 0/100% 100%}}td{{border:1px solid #000}}</style><table>{rows}</table>"
    )
    with chromium() as browser:
        tab = browser.new_page()
        tab.set_content(page)
        tab.pdf(path=str(path), print_background=True)
    return path


def mixed(path: Path) -> Path:
    """A digital page, a scan of it, an empty scan with an app's mark, a digital page."""
    with pypdfium2.PdfDocument.new() as out:
        for part in (
            draw_form(path.parent / "d.pdf"),
            scan(path.parent / "s.pdf", after=3),
            _marked(path),
            draw_form(path.parent / "e.pdf"),
        ):
            with pypdfium2.PdfDocument(part) as one:
                out.import_pages(one)
        out.save(str(path))
    return path


def _marked(path: Path) -> Path:
    canvas = canvas_of(path.parent / "m.pdf")
    picture(canvas, words="Scanned by an app 1/2")
    canvas.save()
    return path.parent / "m.pdf"


TEXT, PICTURE = "text", "picture"
CASES: dict[str, tuple[Callable[[Path], object], list[str]]] = {
    "digital": (draw_form, [TEXT]),
    "digital-over-a-watermark": (lambda p: on_background(p, pale_words()), [TEXT]),
    "digital-over-a-texture": (lambda p: on_background(p, texture()), [TEXT]),
    "digital-on-letterhead": (letterhead, [TEXT]),
    "digital-by-chromium-over-a-gradient": (in_chromium, [TEXT]),
    "english": (lambda p: words_only(p, "The annual targets of this project were reached in full, 95.5%."), [TEXT]),
    "figures": (lambda p: words_only(p, "1,250.00 95.5% 12/31 / / — 3-5 (1) 100 2024-12-31"), [TEXT]),
    "traditional-characters": (lambda p: words_only(p, "部門整體支出績效目標申報表與資金執行情況說明"), [TEXT]),
    "scan": (scan, [PICTURE]),
    "scan-with-an-invisible-layer-over-it": (lambda p: scan(p, after=3), [PICTURE]),
    "scan-with-an-invisible-layer-under-it": (lambda p: scan(p, before=3), [PICTURE]),
    "scan-over-a-plain-layer": (lambda p: scan(p, before=0), [PICTURE]),
    "scan-under-a-plain-layer": (lambda p: scan(p, after=0), [PICTURE]),
    "scan-in-strips-with-a-layer": (lambda p: scan(p, after=3, strips=20), [PICTURE]),
    "scan-by-fpdf2-with-an-invisible-layer": (scan_by_fpdf2, [PICTURE]),
    "scan-with-a-mark-of-an-app": (_marked, [PICTURE]),
    "a-table-pasted-as-a-picture": (pasted, [PICTURE]),
    "letters-without-names": (lambda p: renamed(p, None), [PICTURE]),
    "letters-of-the-private-area": (lambda p: renamed(p, lambda c: 0xE000 + c % 0x1000), [PICTURE]),
    "letters-named-as-control-characters": (lambda p: renamed(p, lambda c: 1 + c % 8), [PICTURE]),
    "letters-that-nobody-knows": (lambda p: renamed(p, lambda _: 0xFFFD), [PICTURE]),
    "letters-off-by-a-few": (lambda p: renamed(p, lambda c: c + 7), [PICTURE]),
    "letters-as-signs": (lambda p: renamed(p, lambda c: 0x21 + c % 15), [PICTURE]),
    "letters-of-another-script": (lambda p: renamed(p, lambda c: 0x410 + c % 64), [PICTURE]),
    "letters-named-rightly": (lambda p: renamed(p, lambda c: c), [TEXT]),
    "outlines": (outlines, [PICTURE]),
    "hidden-words-on-an-empty-page": (lambda p: hidden_words(p), [PICTURE]),
    "mixed": (mixed, [TEXT, PICTURE, PICTURE, TEXT]),
}


def hidden_words(path: Path) -> Path:
    canvas = canvas_of(path)
    old_layer(canvas, 3)
    canvas.save()
    return path


def read_by(path: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """How each page was read."""
    seen: list[int] = []

    def looked_at(_: Path, number: int) -> Page:
        seen.append(number)
        return Page(number, *A4)

    monkeypatch.setattr(pdf, "drawn", looked_at)
    count = len(list(pdf.read(path)))
    return [PICTURE if n in seen else TEXT for n in range(1, count + 1)]


@pytest.mark.parametrize("name", CASES)
def test_each_page_is_read_the_way_that_can_be_trusted(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make, expected = CASES[name]
    path = tmp_path / "case.pdf"
    made = make(path)
    assert read_by(made if isinstance(made, Path) else path, monkeypatch) == expected


@pytest.mark.parametrize("path", REPORTS, ids=lambda p: p.stem)
def test_digital_reports_are_read_as_they_are_written(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert set(read_by(path, monkeypatch)) == {TEXT}


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("项目支出绩效自评表（2024年度）填报单位：某市水利局", False),
        ("≥95%≤3处＝100％12,000.00元/人/—□☑①、；", False),
        ("ÏîÄ¿Ãû³ÆºÓµÌ¼Ó¹Ì¹¤³ÌÄê¶ÈÄ¿±ê", True),  # GBK as Latin-1
        ("椤圭洰鏀鍑虹哗鏁堣嚜璇勮〃濉鎶ュ崟浣嶆按鍒╁眬椤圭洰鍚嶇О娌冲牑鍔犲浐宸ョ▼骞村害鐩鏍", True),  # UTF-8 as GBK
        ("锟斤拷锟斤拷锟斤拷锟斤拷锟斤拷锟斤拷锟斤拷", True),  # what is left of UTF-8 after two conversions
        ("!\"#$%&'()*+!\"#$%&'()*+!\"#$%&'()*+", True),
        ("ӒӔҘҚӒӔҘҚӒӔҘҚӒӔҘҚӒӔҘҚ", True),
        ("永恒" * 120, True),  # a page of common characters without one of the words
        ("项", False),
        ("", False),
    ],
)
def test_garbled_text_is_told_by_what_such_a_form_never_prints(text: str, wrong: bool) -> None:
    assert trust.garbled([c for c in text if not c.isspace()]) is wrong


@pytest.mark.parametrize(
    ("text", "is_"),
    [("(cid:12)", True), ("\ue123", True), ("\ufffd", True), ("\x07", True), ("项", False), ("≥", False), ("☑", False)],
)
def test_letters_that_the_file_does_not_name(text: str, is_: bool) -> None:
    assert trust.unknown(text) is is_


def test_two_tick_boxes_of_a_symbol_font_are_no_reason_but_more_are() -> None:
    assert not trust.unmapped(["项"] * 20 + ["\ufffd"] * 2)
    assert trust.unmapped(["项"] * 20 + ["\ufffd"] * 3)
    assert not trust.unmapped(["项"] * 500 + ["\ufffd"] * 10)


@pytest.mark.parametrize(
    ("boxes", "is_"),
    [
        ([(0.0, 0.0, 595.0, 842.0)], True),
        ([(0.0, 842 * n / 40, 595.0, 842 * (n + 1) / 40) for n in range(40)], True),
        ([(10.0, 10.0, 100.0, 100.0)] * 50, False),  # one logo drawn often
        ([(-500.0, -500.0, 50.0, 50.0)], False),
        ([], False),
    ],
)
def test_what_pictures_cover(boxes: Iterable[tuple[float, float, float, float]], is_: bool) -> None:
    assert trust.covered(boxes, *A4) is is_


def test_letters_in_a_font_that_is_not_at_hand_are_not_called_hidden(tmp_path: Path) -> None:
    path = on_background(tmp_path / "a.pdf", pale_words())
    assert layers(path, 1, [(50.0, 60.0, 500.0, 250.0)]).hidden == 0


def test_a_letter_without_a_name_in_a_cell_is_put_up_for_review(tmp_path: Path) -> None:
    from extractors import extract

    def boxed(canvas: Any) -> None:
        canvas.setFont("Form", 9)
        canvas.drawString(215, 842 - 120 - 3 * 24 - 16 - 24 + 24, "\ue001")

    pdfmetrics.registerFont(TTFont("Form", str(FONT_FILE)))
    (report,) = extract(draw_form(tmp_path / "a.pdf", after=boxed))
    doubtful = [p for p in report.review if p.startswith("indicators[0]")]
    assert doubtful
    assert any("\ufffd" in e.text for p in doubtful for e in report.evidence[p])

"""Page images and sheet tables: readable without the machine's fonts, marked where told, bounded, refusing politely."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO
from pathlib import Path

import openpyxl
import pypdfium2
import pytest
from PIL import Image, ImageChops
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen import canvas

from extractors.errors import InputError, UnreadableFile
from index import cjk_font, pages
from index.pages import page_size, render_page
from index.sheets import MARK_ID, render_sheet

TEXT = "项目绩效自评表目标值"


def image(png: bytes) -> Image.Image:
    return Image.open(BytesIO(png)).convert("RGB")


def raw_pdf(path: Path, font: list[bytes], shown: bytes) -> Path:
    """A one-page PDF with the given font objects (numbered from 5), showing the hex string at 20 pt."""
    content = b"BT /F1 20 Tf 50 700 Td <" + shown + b"> Tj ET"
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
        b"<</Length %d>>stream\n%b\nendstream" % (len(content), content),
        *font,
    ]
    out, offsets = b"%PDF-1.4\n", []
    for number, item in enumerate(objects, 1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%b\nendobj\n" % (number, item)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    size, start = len(objects) + 1, len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n%btrailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (size, table, size, start)
    path.write_bytes(out)
    return path


def descriptor(face: bytes) -> bytes:
    return (
        b"<</Type/FontDescriptor/FontName/%b/Flags 32/FontBBox[-8 -145 1000 859]/ItalicAngle 0/Ascent 859"
        b"/Descent -141/StemV 80/CapHeight 683>>" % face
    )


def drawn(path: Path, font: str) -> Path:
    page = canvas.Canvas(str(path))
    page.setFont(font, 20)
    page.drawString(50, 700, TEXT)
    page.save()
    return path


def embedded(path: Path) -> Path:
    pdfmetrics.registerFont(TTFont("Bundled", str(cjk_font.FONT_FILE)))
    return drawn(path, "Bundled")


def cid_song(path: Path) -> Path:
    """Adobe-GB1 by UniGB-UCS2-H, as report systems write STSong-Light."""
    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    return drawn(path, "STSong-Light")


def gbk_simsun(path: Path) -> Path:
    """A TrueType SimSun in GBK, as old Windows printer drivers write it."""
    font = [
        b"<</Type/Font/Subtype/Type0/BaseFont/SimSun/Encoding/GBK-EUC-H/DescendantFonts[6 0 R]>>",
        b"<</Type/Font/Subtype/CIDFontType2/BaseFont/SimSun/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 2>>"
        b"/DW 1000/FontDescriptor 7 0 R>>",
        descriptor(b"SimSun"),
    ]
    return raw_pdf(path, font, TEXT.encode("gbk").hex().encode())


def identity_simsun(path: Path) -> Path:
    """A TrueType SimSun by glyph numbers of a font that is not there: only ToUnicode says what they are."""
    glyphs = {character: 1000 + number for number, character in enumerate(dict.fromkeys(TEXT))}
    rows = b"\n".join(b"<%04X> <%04X>" % (glyph, ord(character)) for character, glyph in glyphs.items())
    unicode_map = (
        b"/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /X def 1 begincodespacerange "
        b"<0000> <FFFF> endcodespacerange %d beginbfchar\n%b\nendbfchar endcmap end end" % (len(glyphs), rows)
    )
    font = [
        b"<</Type/Font/Subtype/Type0/BaseFont/SimSun/Encoding/Identity-H/DescendantFonts[6 0 R]/ToUnicode 8 0 R>>",
        b"<</Type/Font/Subtype/CIDFontType2/BaseFont/SimSun/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)"
        b"/Supplement 0>>/DW 1000/FontDescriptor 7 0 R/CIDToGIDMap/Identity>>",
        descriptor(b"SimSun"),
        b"<</Length %d>>stream\n%b\nendstream" % (len(unicode_map), unicode_map),
    ]
    return raw_pdf(path, font, b"".join(b"%04X" % glyphs[character] for character in TEXT))


@pytest.mark.parametrize("absent", [cid_song, gbk_simsun, identity_simsun])
def test_fonts_that_are_not_in_the_file_are_drawn_with_the_bundled_one(tmp_path: Path, absent: Callable[[Path], Path]) -> None:
    """Each is drawn as if the bundled font were embedded, whatever fonts the machine has."""
    expected = image(render_page(embedded(tmp_path / "embedded.pdf"), 1)).convert("L")
    shown = image(render_page(absent(tmp_path / "absent.pdf"), 1)).convert("L").resize(expected.size)
    line = (90, 250, 520, 300)
    ink = 255 * sum(1 for level in expected.crop(line).tobytes() if level < 128)
    difference = sum(ImageChops.difference(expected.crop(line), shown.crop(line)).tobytes())
    assert ink > 0
    assert difference < 0.35 * ink


@pytest.mark.parametrize(
    ("face", "charset", "chinese"),
    [
        (b"SimSun", 0, True),
        (b"STSong-Light", 134, True),
        (b"FangSong_GB2312", 0, True),
        ("宋体".encode("gbk"), 0, True),
        (b"MicrosoftYaHei", 0, True),
        (b"Unknown", 134, True),
        (b"Helvetica", 0, False),
        (b"Times-Roman", 0, False),
        (b"ABCDEF+Calibri", 0, False),
    ],
)
def test_which_fonts_are_chinese(face: bytes, charset: int, chinese: bool) -> None:
    assert cjk_font.is_chinese(face, charset) is chinese


def test_the_tables_of_the_bundled_font() -> None:
    data = cjk_font.FONT_FILE.read_bytes()
    assert cjk_font.font_table(data, 0) == data
    assert len(cjk_font.font_table(data, int.from_bytes(b"head", "big"))) == 54
    assert cjk_font.font_table(data, int.from_bytes(b"none", "big")) == b""


def blank(path: Path, size: tuple[float, float] = (200, 300)) -> Path:
    """One page with its top left corner blackened."""
    page = canvas.Canvas(str(path), pagesize=size)
    page.rect(0, size[1] - 20, 20, 20, stroke=0, fill=1)
    page.save()
    return path


def turned(path: Path, rotation: int) -> Path:
    document = pypdfium2.PdfDocument(blank(path))
    document[0].set_rotation(rotation)
    turned = path.with_name(f"turned-{rotation}.pdf")
    document.save(turned)
    document.close()
    return turned


@pytest.mark.parametrize(
    ("rotation", "size", "corner"),
    [(0, (200, 300), (5, 5)), (90, (300, 200), (295, 5)), (180, (200, 300), (195, 295)), (270, (300, 200), (5, 195))],
)
def test_a_turned_page_is_shown_turned(tmp_path: Path, rotation: int, size: tuple[int, int], corner: tuple[int, int]) -> None:
    pdf = turned(tmp_path / "page.pdf", rotation)
    assert page_size(pdf, 1) == size
    shown = image(render_page(pdf, 1, scale=1))
    assert shown.size == size
    assert shown.getpixel(corner) == (0, 0, 0)


def test_a_box_is_marked_where_it_is_and_only_there(tmp_path: Path) -> None:
    pdf = blank(tmp_path / "page.pdf")
    plain, marked = (image(render_page(pdf, 1, 2, boxes)) for boxes in ((), [(100, 100, 150, 120)]))
    changed = ImageChops.difference(plain, marked).getbbox()
    assert changed is not None
    assert all(abs(a - b) <= 6 for a, b in zip(changed, (200, 200, 300, 240), strict=True))
    assert marked.getpixel((250, 220)) not in [(255, 255, 255), marked.getpixel((197, 220))]


def test_a_box_beyond_the_page_or_without_area_is_no_error(tmp_path: Path) -> None:
    pdf = blank(tmp_path / "page.pdf")
    assert image(render_page(pdf, 1, 1, [(190, 290, 400, 500), (50, 50, 50, 50)])).size == (200, 300)


def test_a_huge_page_or_scale_stays_within_bounds(tmp_path: Path) -> None:
    width, height = image(render_page(blank(tmp_path / "page.pdf", (5000, 5000)), 1, scale=50)).size
    assert width * height <= pages.MAX_PIXELS * 1.01


def test_many_threads_may_ask_at_once(tmp_path: Path) -> None:
    pdf = embedded(tmp_path / "page.pdf")
    with ThreadPoolExecutor(8) as pool:
        images = set(pool.map(lambda _: render_page(pdf, 1, 0.5), range(24)))
    assert len(images) == 1


@pytest.mark.parametrize("page", [0, 2, -1])
def test_a_page_that_is_not_there(tmp_path: Path, page: int) -> None:
    with pytest.raises(InputError, match=f"没有第 {page} 页"):
        render_page(blank(tmp_path / "page.pdf"), page)


def test_a_file_that_is_not_there_or_no_pdf(tmp_path: Path) -> None:
    broken = tmp_path / "broken.pdf"
    broken.write_bytes(b"no pdf")
    for path in (broken, tmp_path / "gone.pdf"):
        with pytest.raises(UnreadableFile, match="重新上传"):
            render_page(path, 1)


@pytest.fixture
def workbook(tmp_path: Path) -> Path:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet["A1"], sheet["A2"], sheet["B2"], sheet["C2"] = "标题 <b>&", "得分", 12.5, 0.956
    sheet["B2"].number_format, sheet["C2"].number_format, sheet["C3"].number_format = "#,##0.00", "0.0%", "0%"
    sheet["C3"] = 1
    sheet.merge_cells("A1:C1")
    sheet.merge_cells("A2:A3")
    path = tmp_path / "book.xlsx"
    book.save(path)
    return path


def test_a_sheet_is_shown_as_its_cells_stand(workbook: Path) -> None:
    assert render_sheet(workbook, 1) == (
        '<table class="sheet"><tr><td colspan="3">标题 &lt;b&gt;&amp;</td></tr>'
        '<tr><td rowspan="2">得分</td><td>12.50</td><td>95.6%</td></tr><tr><td></td><td>100%</td></tr></table>'
    )


@pytest.mark.parametrize(("address", "marked"), [("B2", "12.50"), ("A2", "得分"), ("A1", "标题 &lt;b&gt;&amp;")])
def test_the_cell_asked_for_is_marked_also_in_a_merged_one(workbook: Path, address: str, marked: str) -> None:
    html = render_sheet(workbook, 1, [address])
    assert f' class="marked" id="{MARK_ID}">{marked}</td>' in html
    assert html.count("marked-cell") == 1


def test_sheets_that_are_not_there(workbook: Path, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="没有第 2 张表"):
        render_sheet(workbook, 2)
    (tmp_path / "broken.xlsx").write_bytes(b"no workbook")
    with pytest.raises(UnreadableFile):
        render_sheet(tmp_path / "broken.xlsx", 1)

"""Word files: what is seen is read, nothing that they refer to is fetched; old ones by way of LibreOffice."""

from __future__ import annotations

import os
import socket
import stat
import zipfile
from pathlib import Path

import pytest
from office import cell, invented, rows, said, table, word

from extractors import extract
from extractors.errors import UnreadableFile
from extractors.sources import doc, docx
from index.reading import Limits, read
from index.trail import Trail
from samples.docx import paragraph, write_docx

RUNS = [
    (
        "<w:r><w:t>甲</w:t></w:r><w:del><w:r><w:delText>删</w:delText></w:r></w:del><w:ins><w:r><w:t>增</w:t></w:r></w:ins>",
        "甲增",
    ),
    ("<w:r><w:rPr><w:vanish/></w:rPr><w:t>藏</w:t></w:r><w:r><w:t>见</w:t></w:r>", "见"),
    ('<w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:t>见</w:t></w:r>', "见"),
    ("<w:r><w:t>上</w:t><w:br/><w:t>下</w:t></w:r>", "上下"),
    (
        '<w:r><w:sym w:font="Wingdings" w:char="F0FE"/><w:t>是</w:t><w:sym w:font="Wingdings" w:char="F0A8"/><w:t>否</w:t></w:r>',
        "☑是□否",
    ),
    ('<w:r><w:rPr><w:rFonts w:ascii="Wingdings 2"/></w:rPr><w:t>R</w:t></w:r><w:r><w:t>是</w:t></w:r>', "☑是"),
    ('<w:r><w:sym w:font="Symbol" w:char="F0B3"/><w:t>95%</w:t></w:r>', "≥95%"),
    (
        "<w:sdt><w:sdtPr/><w:sdtContent><w:r><w:t>☒</w:t></w:r></w:sdtContent></w:sdt><w:r><w:t>新增</w:t></w:r>",
        "☒新增",
    ),
    (
        '<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:checkBox><w:checked/></w:checkBox></w:ffData></w:fldChar>'
        "<w:instrText>FORMCHECKBOX</w:instrText></w:r><w:r><w:t>是</w:t></w:r>",
        "☑是",
    ),
    ("<w:hyperlink><w:r><w:t>链接</w:t></w:r></w:hyperlink>", "链接"),
    ("<w:ruby><w:rt><w:r><w:t>pin</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>拼</w:t></w:r></w:rubyBase></w:ruby>", "拼"),
]


@pytest.mark.parametrize(("runs", "seen"), RUNS)
def test_text_in_word_is_read_as_it_is_seen(runs: str, seen: str, tmp_path: Path) -> None:
    assert table(word(tmp_path / "a.docx", rows(cell(f"<w:p>{runs}</w:p>") + cell(paragraph("乙"))))) == [[seen, "乙"]]


def test_merged_cells_and_tables_in_cells(tmp_path: Path) -> None:
    inner = rows(cell(paragraph("内1")) + cell(paragraph("内2")), cell(paragraph("内3")) + cell(paragraph("内4")))
    body = rows(
        cell(paragraph("宽"), '<w:gridSpan w:val="2"/>') + cell(paragraph("高"), '<w:vMerge w:val="restart"/>'),
        cell(paragraph("一")) + cell(paragraph("二") + inner + paragraph("")) + cell("<w:p/>", "<w:vMerge/>"),
    )
    blocks = next(docx.SOURCE.read(word(tmp_path / "a.docx", body)))
    outer, nested = (b for b in blocks if hasattr(b, "rows"))
    assert [(c.text, c.top, c.bottom, c.left, c.right) for c in outer.cells] == [
        ("宽", 0, 1, 0, 2), ("高", 0, 2, 2, 3), ("一", 1, 2, 0, 1), ("二", 1, 2, 1, 2),
    ]  # fmt: skip
    assert [p.cell for c in outer.cells for p in c.places] == ["A1", "C1", "A2", "B2"]
    assert [[c.text for c in nested.starting(r)] for r in range(2)] == [["内1", "内2"], ["内3", "内4"]]
    assert {p.page for c in nested.cells for p in c.places} == {2}


def test_a_table_that_only_frames_others_gives_way_to_them(tmp_path: Path) -> None:
    framed = rows(cell(paragraph("标题") + rows(cell(paragraph("甲")) + cell(paragraph("乙")))))
    line, grid = next(docx.SOURCE.read(word(tmp_path / "a.docx", framed)))
    assert line.text == "标题"
    assert [c.text for c in grid.cells] == ["甲", "乙"]


def test_lines_are_cut_at_wide_gaps_and_text_boxes_are_read_once(tmp_path: Path) -> None:
    box = (
        "<w:p><w:r><w:AlternateContent><w:Choice><w:drawing><w:txbxContent>" + paragraph("框")
        + "</w:txbxContent></w:drawing></w:Choice><w:Fallback><w:pict><w:txbxContent>" + paragraph("框")
        + "</w:txbxContent></w:pict></w:Fallback></w:AlternateContent></w:r></w:p>"
    )  # fmt: skip
    body = (
        paragraph("填报单位：甲局　　　　单位：万元") + paragraph("自　　评　　表") + box + rows(cell(paragraph("甲")))
    )
    lines = [b for b in next(docx.SOURCE.read(word(tmp_path / "a.docx", body))) if not hasattr(b, "rows")]
    assert [[text for text, _ in line.pieces] for line in lines] == [
        ["填报单位：甲局", "单位：万元"],
        ["自评表"],
        ["框"],
    ]


def test_pictures_in_a_word_file_cost_nothing(tmp_path: Path) -> None:
    forms = invented(3)
    write_docx(tmp_path / "a.docx", forms)
    expected = [said(r) for r in extract(tmp_path / "a.docx")]
    with (
        zipfile.ZipFile(tmp_path / "a.docx", "a", zipfile.ZIP_DEFLATED) as package,
        package.open("word/media/1.bmp", "w") as picture,
    ):
        for _ in range(250):
            picture.write(bytes(2**20))
    assert [said(r) for r in extract(tmp_path / "a.docx")] == expected


def test_what_a_word_file_refers_to_elsewhere_is_left_alone(tmp_path: Path) -> None:
    forms = invented(3)
    write_docx(tmp_path / "a.docx", forms)
    expected = [said(r) for r in extract(tmp_path / "a.docx")]
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    listener = socket.create_server(("127.0.0.1", 0))
    target = f"http://127.0.0.1:{listener.getsockname()[1]}/a"
    links = "".join(
        f'<Relationship Id="r{n}" Type="{kind}/{what}" Target="{target}" TargetMode="External"/>'
        for n, what in enumerate(("image", "attachedTemplate", "oleObject"))
    )
    with zipfile.ZipFile(tmp_path / "a.docx", "a") as package:
        package.writestr("word/_rels/document.xml.rels", f"<Relationships>{links}</Relationships>")
    with listener:
        listener.settimeout(0.2)
        assert [said(r) for r in extract(tmp_path / "a.docx")] == expected
        with pytest.raises(TimeoutError):
            listener.accept()


# DOC


def test_doc_needs_libreoffice(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doc, "PROGRAMS", ("no-such-program",))
    path = tmp_path / "a.doc"
    path.write_bytes(b"text")
    with pytest.raises(UnreadableFile, match="LibreOffice"):
        extract(path)


@pytest.mark.skipif(os.name == "nt", reason="the program is a shell script")
def test_what_is_converted_lies_beside_the_trail(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """There it is cleared away even if nobody is left to do so."""
    made, told, program, path = tmp_path / "made.docx", tmp_path / "told", tmp_path / "office", tmp_path / "a.doc"
    write_docx(made, invented(1))
    find = 'while [ $# -gt 0 ]; do [ "$1" = --outdir ] && d=$2; shift; done\n'
    program.write_text(f"#!/bin/sh\n{find}echo \"$d\" \"$TMPDIR\" >'{told}'\ncp '{made}' \"$d/source.docx\"\n")
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    path.write_bytes(b"text")
    monkeypatch.setattr(doc, "PROGRAMS", (str(program),))
    trail = Trail(tmp_path / "trail")
    trail.folder.mkdir()
    assert read(path, Limits(60, 60, 2000), trail).reports
    outdir, aside = told.read_text().split()
    assert outdir == aside
    assert Path(outdir).parent == trail.folder
    assert not Path(outdir).exists()


@pytest.mark.skipif(os.name == "nt", reason="the program is a shell script")
@pytest.mark.parametrize(
    ("script", "says"), [("cp '{made}' \"$d/source.docx\"", ""), ("exit 1", "没能转换"), ("sleep 60", "秒内没有")]
)
def test_doc_is_read_by_way_of_docx(script: str, says: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made, program, path = tmp_path / "made.docx", tmp_path / "office", tmp_path / "a.doc"
    write_docx(made, invented(1))
    find = 'while [ $# -gt 0 ]; do [ "$1" = --outdir ] && d=$2; shift; done\n'
    program.write_text(f"#!/bin/sh\n{find}{script.format(made=made)}\n")
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    path.write_bytes(b"text")
    monkeypatch.setattr(doc, "PROGRAMS", (str(program),))
    monkeypatch.setattr(doc, "SECONDS", 1.0 if "sleep" in script else 60.0)
    if says:
        with pytest.raises(UnreadableFile, match=says):
            extract(path)
    else:
        assert [said(r) for r in extract(path)] == [said(r) for r in extract(made)]

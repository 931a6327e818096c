"""Texts of a recognised file that are printed twice: one read weakly is what the other says surely, a letter apart or
without its full stop; and so the units of a target and of what was reached.

A form prints its unit, its projects and the same reasons again and again. Never a figure or numeral is exchanged, nor
what tells like things apart; what was read and what was taken is noted in the evidence. Nothing that a text layer says
is touched.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace

from extractors.grid import Block, Cell, Grid, Line
from extractors.notes import note
from extractors.records import Evidence

SURE = 0.96  # confidence of the weakest character from which on a text counts as read
SHORTEST = 6  # characters; shorter texts are too like one another
STOP = "。"  # small enough to be lost
LONG = 18  # characters from which on two may differ
# Figures, numerals, and what else tells like things apart: 一期 and 二期, 市教育局 and 县教育局.
_APART = re.compile(
    r"[0-9０-９〇一二三四五六七八九十百千万亿两.%‰≥≤=<>＞＜＝上下前后内外左右东西南北甲乙丙丁省市县区乡镇村州盟旗新旧高低大小增减升降男女]"
)
_MEASURES = frozenset("率数值额量分")  # tell columns apart, where one is printed for another: 执行数 and 执行率
_QUANTITY = re.compile(r"[≥≤=><＞＜＝]{0,2}\d[\d.,]*([^\d\W_]{1,2})$")

Said = Mapping[int, set[str]]  # by length


def as_elsewhere(blocks: Iterable[Block]) -> list[Block]:
    """The blocks of one file, weakly read texts put right by the same text where it was read surely."""
    whole = list(blocks)
    said, units = _said(whole), _units(whole)
    return [_with_units(_mended(block, said), units) for block in whole] if said or units else whole


def _said(blocks: Iterable[Block]) -> Said:
    out: dict[int, set[str]] = defaultdict(set)
    for block in blocks:
        for text, places in _texts(block):
            if _surely(places):
                for part in (text, *re.split(r"[:：]", text)[1:]):
                    if len(part) >= SHORTEST:
                        out[len(part)].add(part)
    return out


def _units(blocks: Iterable[Block]) -> set[str]:
    """What stands behind a figure surely."""
    return {
        found[1]
        for block in blocks
        for text, places in _texts(block)
        if _surely(places) and (found := _QUANTITY.match(text))
    }


def _texts(block: Block) -> Iterable[tuple[str, tuple[Evidence, ...]]]:
    return ((c.text, c.places) for c in block.cells) if isinstance(block, Grid) else block.pieces


def _recognised(places: tuple[Evidence, ...]) -> bool:
    return bool(places) and all(p.source == "ocr" for p in places)


def _surely(places: tuple[Evidence, ...]) -> bool:
    return _recognised(places) and min(p.confidence for p in places) >= SURE


def _mended(block: Block, said: Said) -> Block:
    if isinstance(block, Grid):
        return replace(block, cells=[_cell(c, said) for c in block.cells])
    return Line(tuple(_as_said(text, places, said) for text, places in block.pieces), block.page, block.height)


def _cell(cell: Cell, said: Said) -> Cell:
    text, places = _as_said(cell.text, cell.places, said)
    return cell if text == cell.text else replace(cell, text=text, places=places, lines=(text,))


def _as_said(text: str, places: tuple[Evidence, ...], said: Said) -> tuple[str, tuple[Evidence, ...]]:
    if len(text) < SHORTEST or not _recognised(places) or min(p.confidence for p in places) >= SURE:
        return text, places
    most = 2 if len(text) >= LONG else 1
    if text in said.get(len(text), ()):
        return text, places
    like = [x for x in said.get(len(text), ()) if 0 < _differing(text, x) <= most and not _tell_apart(text, x)]
    like += [x for x in said.get(len(text) + 1, ()) if x == text + STOP]
    if len(like) != 1:
        return text, places
    noted = note("same_text", read=text, taken=like[0])
    return like[0], tuple(p.model_copy(update={"note": noted}) for p in places)


def _with_units(block: Block, units: set[str]) -> Block:
    """Quantities whose unit stands nowhere else, with the one that another quantity of their row has."""
    if not isinstance(block, Grid):
        return block
    rows = {row: {m[1] for c in block.starting(row) if (m := _QUANTITY.match(c.text))} for row in range(block.rows)}
    return replace(block, cells=[_with_unit(c, rows[c.top], units) for c in block.cells])


def _with_unit(cell: Cell, beside: set[str], units: set[str]) -> Cell:
    found = _QUANTITY.match(cell.text)
    if not found or found[1] in units or not _recognised(cell.places) or _surely(cell.places):
        return cell
    if len(known := beside & units) != 1:
        return cell
    text = cell.text[: found.start(1)] + known.pop()
    noted = note("same_unit", read=cell.text, taken=text)
    return replace(
        cell, text=text, places=tuple(p.model_copy(update={"note": noted}) for p in cell.places), lines=(text,)
    )


def _differing(a: str, b: str) -> int:
    return sum(x != y for x, y in zip(a, b, strict=True))


def _tell_apart(a: str, b: str) -> bool:
    """Whether what two texts differ in tells two things apart."""
    differing = [(x, y) for x, y in zip(a, b, strict=True) if x != y]
    return any({x, y} <= _MEASURES or _APART.fullmatch(x) or _APART.fullmatch(y) for x, y in differing)

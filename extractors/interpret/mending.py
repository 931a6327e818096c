"""Labels misread from a picture, put right where print leaves no doubt which label it is.

Only labels, never values: a text that is one character away from exactly one printed label is that label. What was read
and what was taken is noted in the evidence. Nothing that a text layer says is touched.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace

from extractors.grid import Block, Cell, Grid, Line
from extractors.notes import note
from extractors.records import Evidence
from extractors.text import label_key
from extractors.vocabulary import Vocabulary

NOT_READ = "\ufffd"  # of a text: what is printed there and nobody can read, a letter or dirt
CERTAIN = 0.97  # confidence from which on a text is taken as read
_OPEN = re.compile(r"[(（][^()（）]{0,4}$")  # brackets behind a label, the second one lost: 全年预算数（A0
# Dirt read as a mark: where no text begins, ends, or is parted in the middle of a name.
_DIRT = (
    (re.compile(r"^[\s—。.·,，、;；:：'\"`_|\ufffd]+(?=[\w≥≤=><《（(【\[☑√□][\w.≥≤])(?!\d+\D{0,3}$)"), ""),
    (re.compile(r"^[·,，、;；:：'`_|\ufffd]+(?=\d)"), ""),
    (re.compile(r"^-+(?=[\u4e00-\u9fff≥≤])"), ""),
    (re.compile(r"(?<=\w{3})[\s—·\ufffd]+$"), ""),
    (re.compile(r"(?<=[\d%])[\s—·.。\ufffd]+$"), ""),
    (re.compile(r"^([≥≤=><]?\d[\w.,%‰/]{0,10})[.。·]+$"), r"\1"),
)
_DIRT_IN_NAMES = (
    (re.compile(r"(?<=[\u4e00-\u9fff%）)》】])[-,，、;；'\"`_|.]+$"), ""),
    (re.compile(r"(?<=[\u4e00-\u9fff])[.'`]+(?=[\u4e00-\u9fff])"), ""),
)
_POINTS = re.compile(
    r"([(（]\d+(?:\.\d+)?分)(?:[.·,'，、]?|[.·,'，、][)）])$"
)  # the second bracket of a level's points lost or dirty
LEVEL = "指标"  # how the levels end that a name may follow without a gap
_SEAL_ASKED = re.compile(r"盖章[)）]?\s*[:：]\s*(\S.{3,})$")
REST = 4  # characters that a seal may leave of the label before 盖章
_NUMBER_BEHIND = re.compile(r"([\u4e00-\u9fff]{4,}?)[^:：]{0,6}?[^:：\d\-](\d[\d\-]{5,}\d)$")
_BRACKETS = re.compile(r"[(（][^()（）]+[)）]$")
_COLONS = re.compile(r"([:：])")
NAME = 14  # characters of a text without commas and stops, up to which it is a name and no sentence
_SENTENCE = re.compile(r"[，。；]|[、,;].")
SHORTEST = 4  # characters; shorter labels are too like one another
_DOT = re.compile(r"(?<=[\u4e00-\u9fff])\.(?=[\u4e00-\u9fff])")
_UNIT = re.compile(
    r"(?<=[(（:：])[方力刀历][元无]|[方力刀历]元(?=[)）]$)"
)  # no other word for an amount's unit looks so
LONGEST = 10  # characters; longer labels do not stand behind a value in one line
LABELS = 3  # known labels in a row from which on it is one of labels
LONG = 7  # characters from which on two may be wrong

Piece = tuple[str, tuple[Evidence, ...]]  # of a line of text, with where it stands


def mended(blocks: Iterable[Block], words: Vocabulary) -> Iterator[Block]:
    for block in blocks:
        if isinstance(block, Grid):
            taken = {r: {label_key(c.text) for c in block.starting(r)} for r in range(block.rows)}
            block = replace(
                block, cells=[x for c in _whole_labels(block, words) for x in _parted_levels(c, block, words)]
            )
            cells = [_cell(c, words, taken[c.top]) for c in block.cells]
            # Of the last row the text may go on on the next page.
            yield replace(block, cells=[_ended(c) if c.bottom < block.rows else c for c in cells])
        else:
            pieces = [_inline(*piece, words) for piece in _under_seal(block.pieces)]
            yield Line(tuple(_piece(text, places, words, set()) for text, places in pieces), block.page, block.height)


def _under_seal(pieces: Iterable[Piece]) -> list[Piece]:
    """单：盖章）：某局 is 单位（盖章）：某局: the seal lies on the label that asks for it, and this label needs no more."""
    out = list[Piece]()
    for text, places in pieces:
        if (found := _SEAL_ASKED.match(text)) and _is_read(places):
            if out and len(out[-1][0]) <= REST:
                out.pop()
            text, places = _noted(text, f"单位（盖章）：{found[1]}", places, "under_seal")
        out.append((text, places))
    return out


def _inline(text: str, places: tuple[Evidence, ...], words: Vocabulary) -> Piece:
    """A label that asks for a number, and a number: whatever was read between them is the colon and a bracket before it."""
    found = _NUMBER_BEHIND.match(text)
    if found and _is_read(places) and words.head.field(found[1]) == "phone":
        return _noted(text, f"{found[1]}：{found[2]}", places, "behind_label")
    return text, places


def _is_read(places: tuple[Evidence, ...]) -> bool:
    return all(p.source == "ocr" for p in places)


def _noted(text: str, taken: str, places: tuple[Evidence, ...], why: str) -> Piece:
    noted = note(why, read=text, taken=taken)
    return taken, tuple(p.model_copy(update={"note": noted}) for p in places)


def _whole_labels(grid: Grid, words: Vocabulary) -> list[Cell]:
    """Halves of a label that stand side by side in columns found by alignment, as one cell."""
    out: list[Cell] = []
    for row in range(grid.rows):
        for cell in grid.starting(row):
            last = out[-1] if out and out[-1].top == row and out[-1].right == cell.left else None
            if (
                last
                and (last.bottom, last.text and cell.text) == (cell.bottom, cell.text)
                and label_key(last.text + cell.text) in words.printed
                and all(p.source == "ocr" for p in (*last.places, *cell.places))
            ):
                text, places = last.text + cell.text, (*last.places, *cell.places)
                out[-1] = replace(last, right=cell.right, text=text, places=places, lines=(text,))
            else:
                out.append(cell)
    return out


def _parted_levels(cell: Cell, grid: Grid, words: Vocabulary) -> list[Cell]:
    """A level and the indicator behind it as two cells, where the line between them was not seen: 时效指标故障响应时间."""
    label = max((x for x in words.levels2 if x.endswith(LEVEL) and cell.text.startswith(x)), key=len, default=None)
    name = cell.text[len(label) :] if label else ""
    edges = Counter(c.left for c in grid.cells if cell.left < c.left < cell.right)
    if not label or len(name) < 2 or not edges or not _is_read(cell.places) or words.known(cell.text):
        return [cell]
    edge = edges.most_common(1)[0][0]
    noted = note("parted", read=cell.text, first=label, second=name)
    places = tuple(p.model_copy(update={"note": noted}) for p in cell.places)
    first, second = (replace(cell, text=x, places=places, lines=(x,)) for x in (label, name))
    return [replace(first, right=edge), replace(second, left=edge)]


def _cell(cell: Cell, words: Vocabulary, taken: set[str]) -> Cell:
    text, places = _piece(cell.text, cell.places, words, taken)
    return cell if text == cell.text else replace(cell, text=text, places=places, lines=(text,))


def _piece(text: str, places: tuple[Evidence, ...], words: Vocabulary, taken: set[str]) -> Piece:
    """The text, or the label that it must be; a row does not print the same label twice."""
    if not text or not _is_read(places):
        return text, places
    text = _parted(text, words)
    if (clean := bare(text)) != text:
        text, places = _noted(text, clean, places, "stain")
    if min(p.confidence for p in places) >= CERTAIN:
        return text, places
    text = _punctuated(text)
    label = _POINTS.sub(r"\1）", _UNIT.sub("万元", text))
    if (whole := _OPEN.sub("", label)) != label and (words.known(whole) or label_key(whole) in words.printed):
        label = whole
    if NOT_READ in label and words.known(whole := label.replace(NOT_READ, "")):
        label = whole
    key = label_key(label)
    if len(key) >= SHORTEST - 1 and key not in words.printed and not words.known(label):
        beside = sum(words.known(t) for t in taken)
        # A shorter one may have lost a letter, but is too like others for another letter to tell.
        labels = (x for x in words.printed - taken if len(key) >= SHORTEST or len(x) == SHORTEST)
        found = nearest(key, labels, sure=beside >= LABELS)
        unit = _BRACKETS.search(label)  # of an amount
        label = found + (unit[0] if unit else "") if found else label
    if label == text:
        return text, places
    return _noted(text, label, places, "label")


def _parted(text: str, words: Vocabulary) -> str:
    """A label behind a value parted from it again, where the gap between them was read as none: 某局金额单位：万元."""
    first, *rest = _COLONS.split(text)
    for i in range(1, len(rest) - 1, 2):
        value = rest[i]
        tails = (value[-n:] for n in range(min(len(value) - 2, LONGEST), 2, -1) if value[-n] != " ")
        label = next((tail for tail in tails if words.head.field(tail)), None)
        if label and value[-len(label) - 1] != " ":
            rest[i] = f"{value[: -len(label)]} {label}"
    return first + "".join(rest)


def _punctuated(text: str) -> str:
    """A dot at the end of a line within a sentence is a comma; behind its last word some print one for a stop."""
    return _DOT.sub("，", text) if len(text) > NAME and "，" in text else text


def _ended(cell: Cell) -> Cell:
    """The last sign of a cell's sentence is a stop, where it was read weakly as a comma."""
    if not cell.text.endswith("，") or len(cell.text) <= NAME or not _is_read(cell.places):
        return cell
    if min(p.confidence for p in cell.places) >= CERTAIN:
        return cell
    text = cell.text[:-1] + "。"
    return replace(cell, text=text, lines=(text,))


def bare(text: str) -> str:
    """A text without dirt that was read as marks; nothing else of it is touched."""
    out = text
    name = len(text) <= NAME and not _SENTENCE.search(text.rstrip("-,，、;；'\"`_|."))
    for dirt, instead in (*_DIRT, *(_DIRT_IN_NAMES if name else ())):
        out = dirt.sub(instead, out)
    return out or text


def nearest(key: str, labels: Iterable[str], *, sure: bool = False) -> str | None:
    """The one label that is a misreading away (two of them where the text is `sure` to be a label, or long); None where
    there is none or more than one."""
    most = 2 if len(key) >= LONG or (sure and len(key) > SHORTEST) else 1
    found = sorted((d, x) for x in labels if abs(len(x) - len(key)) <= most and (d := distance(key, x)) <= most)
    if not found or (len(found) > 1 and found[1][0] == found[0][0]):
        return None
    return found[0][1]


def distance(a: str, b: str) -> int:
    """How many characters must be exchanged, added or left out to make one text the other (Levenshtein)."""
    row = list(range(len(b) + 1))
    for i, x in enumerate(a, 1):
        before, row[0] = row[0], i
        for j, y in enumerate(b, 1):
            before, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, before + (x != y))
    return row[-1]

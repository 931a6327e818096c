"""One page image -> Page: seal out, upright, lines, pieces, words. A page that lies on its side or head is turned first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import cv2
import numpy as np

from extractors.page import Box, Page, Rule, Word
from extractors.scan import figures, lines, ocr, shapes
from extractors.scan.context import in_context
from extractors.scan.paper import bare, fine, quiet, round_seals, without_seals
from extractors.scan.pieces import pieces
from extractors.scan.settling import DOUBTFUL, settled
from extractors.scan.spelling import Reading
from extractors.scan.straighten import Image, Upright, shown, straightened

MARGIN = 1.2  # points of paper left above and below a piece
ASIDE = 2.0  # points beside it, and
FREE = (4.0, 7.0)  # points left and right where nothing else stands: faint strokes and a full stop belong to it
UNREADABLE = 0.35  # mean confidence below which a piece in a table was not read
LEGIBLE = 0.7  # mean confidence below which a piece outside tables is no print
NOT_READ = "\ufffd"  # stands where something is printed that nobody can read
SEALED = 0.1  # share of a piece that a seal covers from which on it is doubtful
UNDER_SEAL = 35  # of 255 levels of grey that print under a seal is darker than its surroundings
DARKEST = 95  # percentile of a piece's darkness that stands for its ink
PRINT = 0.5  # of the usual darkness that the ink of print has at the least
LIKE_SLASH = frozenset("17lI丿/")  # what a slash standing alone is read as
STOP = "。"
LIKE_STOP = frozenset("oO0°。·.•")  # what a full stop on a line of its own is read as
FLAT = 0.5  # of that height: too low for letters; what is read as some is dirt, or the rest of a seal
LOW_MARK = 0.62  # of a piece's usual height that such a stop has at the most
SURE_SHAPE = 0.97  # confidence of a mark told by its shape
SHORT = 2  # characters of a text that may be a misread figure or mark
TASTE = 10  # pieces that tell whether a page lies the right way up
LINES = 0.8  # share of the pieces' width that lines of print take on a page that lies along its lines
RIGHT_WAY = 0.75  # their confidence where it does


@dataclass(frozen=True)
class Look:
    """A page as far as it is known before it is read."""

    upright: Upright
    scale: float
    turns: int
    across: list[Rule]
    down: list[Rule]
    boxes: list[Box]
    crops: list[Image]
    sealed: list[bool]  # whether a seal covers the piece
    usual: float  # pixels that a piece is usually high
    readings: dict[int, Reading] = field(default_factory=dict)  # of the crops that were read already

    def read(self, chosen: Sequence[int] | None = None) -> list[Reading]:
        """What the chosen crops say (all, where none are named), each read once."""
        wanted = range(len(self.crops)) if chosen is None else chosen
        missing = [i for i in wanted if i not in self.readings]
        self.readings.update(zip(missing, ocr.recognise([self.crops[i] for i in missing]), strict=True))
        return [self.readings[i] for i in wanted]


def read_image(image: Image, number: int, dpi: float) -> Page:
    """The page of an image (BGR). Boxes of the result are in points of the upright page; `shown` leads back."""
    look = _right_way_up(image, dpi)
    read = in_context(look.read())
    again = _figures(look.crops, read)
    words = [
        _word(letters, second, box, crop, look, sealed=sealed)
        for letters, second, box, crop, sealed in zip(read, again, look.boxes, look.crops, look.sealed, strict=True)
        if (_among(box, look.across, look.scale) or (letters.mean >= LEGIBLE and len(letters.text.strip()) > 1))
        and not (box[3] - box[1] < FLAT * look.usual and any(c.isalnum() and c != "一" for c in letters.text))
    ]
    words = [w for w in words if w.text != STOP or _closes_a_line(w, words)]
    height, width = look.upright.image.shape
    page = Page(number, width / look.scale, height / look.scale, words, look.across, look.down)
    size = (image.shape[1] * 72 / dpi, image.shape[0] * 72 / dpi)
    # Nothing else of the look is kept: its pictures are larger than all that is read of a page.
    back, scale, turns = look.upright.back, look.scale, look.turns
    page.shown = lambda box: _turned_back(shown(back, box, scale), turns, *size)
    return page


def _closes_a_line(stop: Word, words: list[Word]) -> bool:
    """Whether a full stop alone stands under the line that it ends; elsewhere it is a speck of dirt."""
    return any(
        w.text != STOP and w.x0 - 4 <= stop.x0 <= w.x1 and 0 <= stop.top - w.bottom <= w.bottom - w.top for w in words
    )


def _figures(crops: list[Image], read: list[Reading]) -> list[Reading]:
    """The second reading of what may hold figures; of the rest, nothing."""
    chosen = [i for i, r in enumerate(read) if len(r.text) <= SHORT or any(not c.isalpha() for c in r.text)]
    out = [Reading("", ())] * len(crops)
    for i, reading in zip(chosen, figures.recognise([crops[i] for i in chosen]), strict=True):
        out[i] = reading
    return out


def _right_way_up(image: Image, dpi: float) -> Look:
    """The page looked at as it lies; on its side, where its pieces are no lines, turned by a quarter, the better way;
    on its head where that reads better. The recogniser reads letters that lie on their side, so it cannot tell sides."""

    def turned(turns: int) -> Look:
        return _look(np.ascontiguousarray(np.rot90(image, turns)), dpi, turns)

    first = _look(image, dpi, 0)
    if not first.boxes:
        return first
    if _lines_share(first) < LINES and _lines_share(aside := turned(1)) > _lines_share(first):
        return aside if _legibility(aside) >= RIGHT_WAY else max(aside, turned(3), key=_legibility)
    return first if _legibility(first) >= RIGHT_WAY else max(first, turned(2), key=_legibility)


def _lines_share(look: Look) -> float:
    """The share of the pieces' width that lines of print take, at least twice as wide as high."""
    widths = [(b[2] - b[0], b[3] - b[1]) for b in look.boxes]
    return sum(w for w, h in widths if w >= 2 * h) / max(sum(w for w, _ in widths), 1.0)


def _legibility(look: Look) -> float:
    """How well a few pieces read, long ones of common height."""
    heights = [b[3] - b[1] for b in look.boxes]
    plain = [
        i
        for i, (c, height) in enumerate(zip(look.crops, heights, strict=True))
        if 0.7 * look.usual <= height <= 1.6 * look.usual and c.shape[1] >= 2 * c.shape[0]
    ]
    first = min(len(plain) // 3, max(len(plain) - TASTE, 0))
    chosen = sorted(plain, key=lambda i: look.crops[i].shape[1])[first:][:TASTE]
    read = look.read(chosen)
    return sum(r.mean for r in read) / len(read) if len(read) >= 3 else 0.0


def _turned_back(box: Box, turns: int, width: float, height: float) -> Box:
    """A box of the page turned by quarters (against the clock), on the page as it was."""
    x0, top, x1, bottom = box
    match turns:
        case 1:
            return width - bottom, x0, width - top, x1
        case 2:
            return width - x1, height - bottom, width - x0, height - top
        case 3:
            return top, height - x1, bottom, height - x0
        case _:
            return box


def _look(image: Image, dpi: float, turns: int) -> Look:
    grey, coloured = without_seals(image)
    grey, dpi = fine(quiet(grey), dpi)
    scale = dpi / 72
    upright = straightened(grey, lines.ink(grey, scale))
    dark, faint = (
        np.asarray(cv2.bitwise_and(lines.ink(upright.image, scale, darker), upright.paper), np.uint8)
        for darker in (lines.DARKER, lines.FAINT)
    )
    across, down, mask = lines.rules(dark, faint, upright.image, scale)
    seal = _seal(coloured, upright, grey.shape, scale)
    # What is left of a seal is fainter than print.
    faint[(seal > 0) & (lines.ink(upright.image, scale, UNDER_SEAL) == 0)] = 0
    paper = bare(upright.image)
    boxes = _printed(pieces(faint, mask, across, down, scale), cv2.subtract(paper, upright.image), seal)
    clean = upright.image.copy()
    clean[mask > 0] = paper[mask > 0]
    usual = _usual([b[3] - b[1] for b in boxes], boxes)
    boxes = [b for b in boxes if b[3] - b[1] >= LOW_MARK * usual or _among(b, across, scale)]
    crops = [_crop(clean, box, _free(box, boxes, mask, scale), scale, usual) for box in boxes]
    if not seal.any():
        seal = round_seals(upright.image, cv2.subtract(dark, mask), scale)
    sealed = [bool(seal[int(b[1]) : int(b[3]), int(b[0]) : int(b[2])].mean() > SEALED * 255) for b in boxes]
    return Look(upright, scale, turns, across, down, boxes, crops, sealed, usual)


def _usual(values: list[float], boxes: list[Box]) -> float:
    """The median of the pieces' values, wide pieces counting for more: specks are many and narrow."""
    if not values:
        return 0.0
    order = np.argsort(values)
    widths = np.cumsum([boxes[i][2] - boxes[i][0] for i in order])
    return values[int(order[int(np.searchsorted(widths, widths[-1] / 2))])]


def _printed(boxes: list[Box], darkness: Image, seal: Image) -> list[Box]:
    """The pieces without smears of dirt: print is about as dark everywhere on a page, under a seal less so."""

    def within(image: Image, box: Box) -> Image:
        return image[int(box[1]) : int(box[3]), int(box[0]) : int(box[2])]

    depth = [float(np.percentile(within(darkness, b), DARKEST)) for b in boxes]
    usual = _usual(depth, boxes)
    out = []
    for box, d in zip(boxes, depth, strict=True):
        if within(seal, box).mean() > SEALED * 255:
            out += [box] if d >= PRINT / 2 * usual else []
        elif d >= PRINT * usual:
            out.append(_without_smears(box, within(darkness, box) >= PRINT * usual))
    return out


def _without_smears(box: Box, print_: Image) -> Box:
    """The piece from its first to its last column of print: smears of dirt beside it are paler."""
    columns = np.flatnonzero(print_.any(axis=0))
    x0 = int(box[0])
    return (float(x0 + columns[0]), box[1], float(x0 + columns[-1] + 1), box[3])


def _seal(coloured: Image, upright: Upright, size: tuple[int, ...], scale: float) -> Image:
    """Where a seal is on the upright page, a little around it as well."""
    enlarged = np.asarray(cv2.resize(coloured, (size[1], size[0]), interpolation=cv2.INTER_NEAREST), np.uint8)
    around = int(1.5 * scale) * 2 + 1
    return np.asarray(cv2.dilate(upright.straight(enlarged), np.ones((around, around), np.uint8)), np.uint8)


def _among(box: Box, across: list[Rule], scale: float) -> bool:
    """Whether a piece stands between level lines, as in a table."""
    x, y = (box[0] + box[2]) / 2 / scale, (box[1] + box[3]) / 2 / scale
    rows = [r.at for r in across if r.start <= x <= r.end]
    return bool(rows) and min(rows) <= y <= max(rows)


def _word(letters: Reading, again: Reading, box: Box, crop: Image, look: Look, *, sealed: bool) -> Word:
    """What a piece says by its two readings; marks standing alone by their shape and size."""
    x0, top, x1, bottom = (v / look.scale for v in box)
    text, sure, note = settled(letters, again)
    if text in LIKE_SLASH and shapes.leans(crop):
        text, sure, note = "/", SURE_SHAPE, None
    elif text in LIKE_STOP and box[3] - box[1] < LOW_MARK * look.usual:
        text, sure, note = STOP, SURE_SHAPE, None
    elif not text or (letters.mean < UNREADABLE and sure < UNREADABLE):
        text, sure, note = NOT_READ, 0.0, None
    return Word(text, x0, top, x1, bottom, round(min(sure, DOUBTFUL) if sealed else sure, 3), "ocr", note)


def _free(box: Box, boxes: list[Box], mask: Image, scale: float) -> tuple[int, int]:
    """How far a piece may be widened to the left and right: half-way to the next one, not over a ruled line."""
    beside = [b for b in boxes if b is not box and min(b[3], box[3]) > max(b[1], box[1])]
    gaps = [box[0] - b[2] for b in beside], [b[0] - box[2] for b in beside]
    left, right = (
        int(max(min([free * scale, *(max(g / 2, ASIDE * scale) for g in side if g > 0)]), 1))
        for free, side in zip(FREE if box[2] - box[0] > 3 * (box[3] - box[1]) else FREE[:1] * 2, gaps, strict=True)
    )
    x0, y0, x1, y1 = (int(v) for v in box)
    ruled = np.flatnonzero(mask[y0:y1, max(x0 - left, 0) : x0].any(axis=0))
    if len(ruled):
        left = min(left, x0) - int(ruled[-1]) - 1
    ruled = np.flatnonzero(mask[y0:y1, x1 : x1 + right].any(axis=0))
    if len(ruled):
        right = int(ruled[0])
    return max(left, 1), max(right, 1)


def _crop(page: Image, box: Box, aside: tuple[int, int], scale: float, usual: float) -> Image:
    """A piece with a little paper around it; a mark alone keeps the height of its line, so that it is seen in its size."""
    x0, y0, x1, y1 = (int(v) for v in box)
    down = int(max(MARGIN * scale, MARGIN * scale + (usual - (y1 - y0)) / 2))
    return page[max(y0 - down, 0) : y1 + down, max(x0 - aside[0], 0) : x1 + aside[1]]

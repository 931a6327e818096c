"""Whether a picture coded as faxes are (CCITT, JBIG2) holds all the rows that it claims. Decoders draw what is there and leave
the rest blank without a word, so the rows of a form would be missing without a trace.

Judges bytes; opens no file. Where it cannot tell, the picture counts as whole.
"""

from __future__ import annotations

from contextlib import suppress
from typing import Any

from extractors.sources.damage import DAMAGE

NEARLY_ALL = 0.98  # share of a picture's rows that must be there
BLOCK_END = "000000000001" * 2  # of group 4
ROW_END = "000000000001"  # of group 3, which has it or not
TAIL = 16  # bytes in which a block's end is looked for
SHORTEST = 11  # bytes of a segment's head
NOT_SAID = 0xFFFFFFFF  # a segment's length that shows when it ends


def ccitt_whole(data: bytes, bitmap: Any) -> bool:
    """`bitmap`: the rows as PDFium draws them. Told by the mark at the end; where there is none, and the picture ends in blank
    rows, by how many rows the bytes make."""
    import numpy as np

    if BLOCK_END in _bits(data[-TAIL:]):
        return True
    rows = np.asarray(bitmap).reshape(len(bitmap), -1)
    inked = np.flatnonzero(rows.min(axis=1) != rows.max(axis=1))
    last = int(inked[-1]) if len(inked) else 0
    if last >= NEARLY_ALL * len(rows):
        return True
    made = _rows_made(data, rows.shape[1])
    if made < last:  # another kind of coding than group 4
        made = _bits(data).count(ROW_END)
    return not last <= made < NEARLY_ALL * len(rows)


def _bits(data: bytes) -> str:
    return f"{int.from_bytes(data, 'big'):0{8 * len(data)}b}" if data else ""


def _rows_made(data: bytes, width: int) -> int:
    from pdfminer.ccitt import CCITTFaxDecoder, CCITTG4Parser

    decoder = CCITTFaxDecoder(width, bytealign=False)
    with suppress(CCITTG4Parser.CCITTException, *DAMAGE):
        decoder.feedbytes(data)
    return len(decoder.close()) // ((width + 7) // 8)


def jbig2_whole(data: bytes) -> bool:
    """Whether each segment is as long as its head says."""
    at = 0
    while at + SHORTEST <= len(data):
        number, flags, counted = int.from_bytes(data[at : at + 4], "big"), data[at + 4], data[at + 5] >> 5
        at += 6
        if counted == 7:  # many others are referred to
            counted = int.from_bytes(data[at - 1 : at + 3], "big") & 0x1FFFFFFF
            at += 3 + (counted + 8) // 8
        at += counted * (1 if number <= 256 else 2 if number <= 65536 else 4) + (4 if flags & 0x40 else 1)
        length = int.from_bytes(data[at : at + 4], "big")
        at += 4
        if length == NOT_SAID:
            return True
        at += length
    return at <= len(data)

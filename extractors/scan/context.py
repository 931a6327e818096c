"""Weakly read characters in the light of what the same page says surely: 旭织 where 组织 stands elsewhere is 组织.

Chinese characters only, never figures, numerals or signs; only what the recogniser itself held possible; and what is
taken stays as doubtful as it was.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise

from extractors.scan.ocr import SURE, Reading
from extractors.vocabulary import vocabulary

LIKELY = 0.8  # probability from which on a character that makes known pairs with both its neighbours is sure
NUMERALS = frozenset("〇一二三四五六七八九十百千万亿两")


def in_context(readings: Sequence[Reading]) -> list[Reading]:
    """The readings of one page, each weak character that makes no known pair exchanged for one that does."""
    known = _pairs(_sure_stretches(readings)) | _pairs(vocabulary().printed)
    return [_in_context(reading, known) if any(reading.others) else reading for reading in readings]


def _sure_stretches(readings: Iterable[Reading]) -> Iterable[str]:
    for reading in readings:
        yield "".join(c if p >= SURE else "\n" for c, p in zip(reading.text, reading.each, strict=True))


def _pairs(texts: Iterable[str]) -> set[str]:
    return {a + b for text in texts for a, b in pairwise(text) if _is_chinese(a) and _is_chinese(b)}


def _is_chinese(character: str) -> bool:
    return "\u4e00" <= character[:1] <= "\u9fff" and character not in NUMERALS


def _in_context(reading: Reading, known: set[str]) -> Reading:
    text, each = reading.text, list(reading.each)
    for i, others in enumerate(reading.others):
        before, after = text[i - 1] if i else "", text[i + 1] if i + 1 < len(text) else ""

        def fits(c: str, before: str = before, after: str = after) -> int:
            return (before + c in known) + (c + after in known)

        if not others or not _is_chinese(text[i]):
            continue
        if not fits(text[i]):
            best = max((c for c in others if _is_chinese(c)), key=fits, default=text[i])
            text = text[:i] + (best if fits(best) else text[i]) + text[i + 1 :]
        elif each[i] >= LIKELY and fits(text[i]) == _is_chinese(before) + _is_chinese(after):
            each[i] = max(each[i], SURE)
    first = reading.text if text != reading.text else None
    return reading._replace(text=text, each=tuple(each), first=first)

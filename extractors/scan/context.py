"""Weakly read characters in the light of the words around them: 旭织 where 组织 stands surely elsewhere on the page is
组织, and 巩园 is 巩固, since 巩固 is a word.

Chinese characters and what stands behind a figure as its unit only, never figures, numerals or signs; only what the
recogniser itself held possible; and what is taken stays as doubtful as it was.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from extractors.scan.ocr import SURE, UNSURE
from extractors.scan.spelling import Reading
from extractors.scan.words import Candidates, likeliest
from extractors.vocabulary import vocabulary

LIKELY = 0.8  # probability from which on a character that makes known pairs with both its neighbours is sure
LEGIBLE = 0.5  # share of a line's characters that may be weak where words are looked for in it
SENTENCE = 10  # characters from which on a text is no name, which may hold dots
DOTS = "。、"  # signs that look like a dot
NUMERALS = frozenset("〇一二三四五六七八九十百千万亿两")
_CHINESE = re.compile(f"[^\\W\\d_a-zA-Z{''.join(NUMERALS)}]{{2,}}")


def in_context(readings: Sequence[Reading]) -> list[Reading]:
    """The readings of one page, each weak character that makes no known pair or word exchanged for one that does."""
    known = _pairs(_sure_stretches(readings)) | _pairs(vocabulary().printed)
    return [_as_label(r) or _with_stops(_as_words(_as_pairs(r, known), known)) for r in readings]


def _as_label(reading: Reading) -> Reading | None:
    """The known label that a weak reading may be."""
    if reading.label is None:
        return None
    each = (reading.sure, *(reading.mean,) * (len(reading.label) - 1))
    return Reading(reading.label, each, first=reading.text)


def _sure_stretches(readings: Iterable[Reading]) -> Iterable[str]:
    for reading in readings:
        yield "".join(c if p >= SURE else "\n" for c, p in zip(reading.text, reading.each, strict=True))


def _pairs(texts: Iterable[str]) -> set[str]:
    return {
        _pair(a, b) for text in texts for a, b in pairwise(text) if _is_chinese(b) and (_is_chinese(a) or a.isdigit())
    }


def _pair(a: str, b: str) -> str:
    """Two neighbours; one figure is as good as another before a unit."""
    return ("0" if a.isdigit() else a) + b


def _is_chinese(character: str) -> bool:
    return "\u4e00" <= character[:1] <= "\u9fff" and character not in NUMERALS


def _as_pairs(reading: Reading, known: set[str]) -> Reading:
    text, each = reading.text, list(reading.each)
    for i, others in enumerate(reading.others):
        before, after = text[i - 1] if i else "", text[i + 1] if i + 1 < len(text) else ""

        def fits(c: str, before: str = before, after: str = after) -> int:
            return (_pair(before, c) in known) + (c + after in known)

        is_unit = before.isdigit() and text[i].isalpha() and text[i] not in NUMERALS
        if not others or not (_is_chinese(text[i]) or is_unit):
            continue
        if not fits(text[i]):
            best = max((c for c in others if _is_chinese(c)), key=fits, default=text[i])
            text = text[:i] + (best if fits(best) else text[i]) + text[i + 1 :]
        elif each[i] >= LIKELY and fits(text[i]) == _is_chinese(before) + _is_chinese(after):
            each[i] = max(each[i], SURE)
    return _taken(reading, text)._replace(each=tuple(each))


def _as_words(reading: Reading, known: set[str]) -> Reading:
    """Weak characters exchanged where that makes a word of several characters; those of known pairs stay."""
    text = reading.text
    if not 0 < sum(map(bool, reading.others)) <= LEGIBLE * len(text):
        return reading
    for stretch in _CHINESE.finditer(text):
        fixed = [_is_fixed(text, i, known) for i in range(*stretch.span())]
        candidates = [
            _candidates(reading, text, i, fixed=f) for i, f in zip(range(*stretch.span()), fixed, strict=True)
        ]
        if any(len(c) > 1 for c in candidates):
            text = text[: stretch.start()] + _worded(stretch.group(), likeliest(candidates)) + text[stretch.end() :]
    return _taken(reading, text)


def _is_fixed(text: str, i: int, known: set[str]) -> bool:
    return text[i - 1 : i + 1] in known or text[i : i + 2] in known


def _candidates(reading: Reading, text: str, i: int, *, fixed: bool) -> Candidates:
    """What a character may be, the first as it was read."""
    others = reading.others[i] if reading.others else {}
    if fixed or not others or text[i] != reading.text[i]:
        return [(text[i], 0.0)]
    return [(text[i], math.log(reading.each[i])), *((c, math.log(p)) for c, p in others.items() if _is_chinese(c))]


def _worded(stretch: str, words: Iterable[str]) -> str:
    """The stretch with its words; a character that makes none stays as it was read."""
    return "".join(_letters(stretch, words))


def _letters(stretch: str, words: Iterable[str]) -> Iterator[str]:
    at = 0
    for word in words:
        yield word if len(word) > 1 else stretch[at]
        at += len(word)


def _taken(reading: Reading, text: str) -> Reading:
    first = reading.first or (reading.text if text != reading.text else None)
    return reading._replace(text=text, first=first)


def _with_stops(reading: Reading) -> Reading:
    """Dots in the middle of a sentence as the stops and marks that they may be, if they may be any; as doubtful as before."""
    if len(reading.text) < SENTENCE or not any(reading.others):
        return reading
    text = "".join(
        max((x for x in others if x in DOTS), key=others.__getitem__, default=c) if c in UNSURE else c
        for c, others in zip(reading.text, reading.others, strict=True)
    )
    return reading._replace(text=text)

"""Two readings of one piece -> what it says, how sure that is, and what was taken in place of what was read.

Runs of figures are held against one another; where both recognisers say the same, that is safe. Letters are the large
recogniser's alone. No figure is made up: what is taken was read by one of the two.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from extractors.scan.ocr import Reading

DOUBTFUL = 0.8  # confidence, at the most, of what the two readings differ in
CLEARLY = 0.3  # how much surer the reading must be that is taken instead of the first
SURE_MARK = 0.9  # confidence from which on a dash or a slash standing alone is one
LONGEST_MARK = 2  # characters that the large recogniser makes of a mark standing alone
_RUN = re.compile(r"[0-9.,%‰≥≤=><~]*[0-9%‰≥≤=><][0-9.,%‰≥≤=><~]*")
_PLAIN = str.maketrans("０１２３４５６７８９．，％＝＞＜～≧≦", "0123456789.,%=><~≥≤")
_LIKE = str.maketrans("oOQDàáäSs$lI|ZzBg", "00000005551112289")
_FIGURES = re.compile(r"[≥≤=><]?[.,·]?[\doOQDSs$lI|ZzBg]+(?:[.,·][\doOSslI]+)?[.,·]?%?")


class Settled(NamedTuple):
    text: str
    sure: float
    note: str | None = None


class Run(NamedTuple):
    start: int
    end: int
    text: str
    sure: float


def settled(letters: Reading, figures: Reading) -> Settled:
    """What a piece says by the large recogniser's reading and that of the figures."""
    text = letters.text.translate(_PLAIN) if _FIGURES.search(letters.text) else letters.text
    if figures.text in {"-", "/"} and figures.sure >= SURE_MARK and len(text) <= LONGEST_MARK:
        return Settled("—" if figures.text == "-" else "/", figures.sure)
    if _FIGURES.fullmatch(text) and (not text.isalpha() or text.translate(_LIKE) == figures.text):
        text = text.translate(_LIKE)
    ours, theirs = _runs(text, letters.each), _runs(figures.text, figures.each)
    if not theirs or (not ours and len(text) > LONGEST_MARK):
        return Settled(text, letters.sure)
    if len(ours) != len(theirs):
        return _apart(text, letters, figures, theirs)
    return _paired(text, letters, ours, theirs)


def _runs(text: str, each: tuple[float, ...]) -> list[Run]:
    """Stretches of figures, without the full stop or comma of the sentence behind them."""
    out = []
    for m in _RUN.finditer(text):
        plain = m[0].strip(".,~")
        if plain:
            start = m.start() + m[0].index(plain)
            out.append(Run(start, start + len(plain), plain, min(each[start : start + len(plain)], default=0.0)))
    return out


def _apart(text: str, letters: Reading, figures: Reading, theirs: list[Run]) -> Settled:
    """Other figures altogether: taken only where the piece is nothing but figures to a sure second reading."""
    whole = len(theirs) == 1 and theirs[0].text == figures.text
    if whole and figures.sure - letters.sure > CLEARLY:
        return Settled(figures.text, min(figures.sure, DOUBTFUL), _note(letters.text, figures.text))
    return Settled(text, min(letters.sure, DOUBTFUL))


def _paired(text: str, letters: Reading, ours: list[Run], theirs: list[Run]) -> Settled:
    """Run by run: agreed, or the clearly surer one, or in doubt."""
    figures = {i for run in ours for i in range(run.start, run.end)}
    sure = [p for i, p in enumerate(letters.each) if i not in figures]
    out, last = "", 0
    for a, b in zip(ours, theirs, strict=True):
        out += text[last : a.start]
        if a.text == b.text:
            out += a.text
            sure.append(1 - (1 - a.sure) * (1 - b.sure))
        elif b.sure - a.sure > CLEARLY:
            out += b.text
            sure.append(min(b.sure, DOUBTFUL))
        else:
            out += a.text
            sure.append(min(a.sure, DOUBTFUL))
        last = a.end
    out += text[last:]
    return Settled(out, min(sure, default=0.0), None if out == text else _note(letters.text, out))


def _note(read: str, taken: str) -> str:
    return f"识别为“{read}”，按数字复读取“{taken}”。"

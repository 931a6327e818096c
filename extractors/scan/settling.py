"""Two readings of one piece -> what it says, how sure that is, and what was taken in place of what was read.

Runs of figures are held against one another; where both recognisers say the same, that is safe. Letters are the large
recogniser's alone. No figure is made up: what is taken was read by one of the two.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from extractors.notes import note
from extractors.scan.figures import OTHER, SIGNS
from extractors.scan.spelling import Reading

DOUBTFUL = 0.8  # confidence, at the most, of what the two readings differ in
CLEARLY = 0.1  # how much surer the second reading must be to be taken without doubt
SURE_MARK = 0.9  # confidence from which on a dash or a slash standing alone is one
LONGEST_MARK = 2  # characters that the large recogniser makes of a mark standing alone
SURE_FIGURES = 0.97  # confidence from which on figures within a long text need no second reading
SENTENCE = 10  # characters from which on a text is no name
STRANGE = frozenset("*、，。；：！？《》〈〉“”‘’【】·…×")  # marks that the second recogniser has no class for
SURER = 0.05  # how much surer of such a mark the first one must be
CLEAR_RUN = 0.65  # confidence from which on the second reading has seen figures where the first has not
LONGEST_PAIRED = 16  # characters up to which two readings of one length are held together one by one
_RUN = re.compile(r"[0-9.,%‰≥≤=><~]*[0-9%‰≥≤=><][0-9.,%‰≥≤=><~]*")
_PLAIN = str.maketrans("０１２３４５６７８９．，％＝＞＜～≧≦", "0123456789.,%=><~≥≤")
_ALIKE = str.maketrans("（）—－–", "()---")
_DOT = re.compile(r"(?<=[\u4e00-\u9fff])\.(?=[\u4e00-\u9fff])")
_MIDDLE_DOT = re.compile(r"(?<=[\u4e00-\u9fff])·(?=[\u4e00-\u9fff])")
_SEPARATED = re.compile(r"(?<=[\u4e00-\u9fff])[,;:](?=[\u4e00-\u9fff\d]|$)")
_BETWEEN = str.maketrans(",;:", "，；：")
_DASHES = "-—－–"
_MARKS = {"-": "—", "/": "/"}


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
    found = _punctuated(_agreed(letters, _known_signs(letters, figures)))
    if found.note or letters.first is None:
        return found
    return found._replace(note=note("context", read=letters.first, taken=found.text))


def _known_signs(letters: Reading, figures: Reading) -> Reading:
    """The second reading without the signs that it makes of marks it does not know, where the first is surer of these."""
    if len(letters.text) != len(figures.text):
        return figures
    text = "".join(
        OTHER if ours in STRANGE and (ours == "*" or p - q > SURER) else theirs
        for ours, p, theirs, q in zip(letters.text, letters.each, figures.text, figures.each, strict=True)
    )
    return figures._replace(text=text)


def _agreed(letters: Reading, figures: Reading) -> Settled:
    text = letters.text.translate(_PLAIN) if any(c in SIGNS for c in figures.text) else letters.text
    if figures.text in {"-", "/"} and figures.sure >= SURE_MARK and len(text) <= LONGEST_MARK:
        return Settled(text if text and text in _DASHES and figures.text == "-" else _MARKS[figures.text], figures.sure)
    ours, theirs = _runs(text, letters.each), _runs(figures.text, figures.each)
    if len(ours) != len(theirs):
        theirs = [run for run in theirs if run.sure >= CLEAR_RUN]
    if not theirs or (not ours and len(text) > LONGEST_MARK):
        return Settled(text, letters.sure)
    if len(text) == len(figures.text) <= LONGEST_PAIRED:
        return _one_by_one(text, letters, figures)
    if len(ours) != len(theirs):
        return _apart(text, letters, figures, ours, theirs)
    return _run_by_run(text, letters, ours, theirs)


def _punctuated(found: Settled) -> Settled:
    """Commas as Chinese print sets them. Small ones are read as dots: within a sentence none stands between characters."""
    text = _SEPARATED.sub(lambda m: m[0].translate(_BETWEEN), found.text)
    plain = _DOT.sub("，", _MIDDLE_DOT.sub("、", text)) if len(text) >= SENTENCE else text
    return found._replace(text=plain, sure=found.sure if plain == text else min(found.sure, DOUBTFUL))


def _runs(text: str, each: tuple[float, ...]) -> list[Run]:
    """Stretches of figures, without the full stop or comma of the sentence behind them."""
    out = []
    for m in _RUN.finditer(text):
        plain = m[0].strip(".,~")
        if plain:
            start = m.start() + m[0].index(plain)
            out.append(Run(start, start + len(plain), plain, min(each[start : start + len(plain)], default=0.0)))
    return out


def _one_by_one(text: str, letters: Reading, figures: Reading) -> Settled:
    """Readings of one length, character by character."""
    out, sure = "", []
    seen = figures.text
    for i, (ours, p, q) in enumerate(zip(text, letters.each, figures.each, strict=True)):
        theirs = seen[i] if _stands_among_figures(seen[i], text, i) else OTHER
        plain = ours.translate(_ALIKE)
        if plain == theirs:
            sure.append(1 - (1 - p) * (1 - q))
        elif theirs == OTHER:
            sure.append(min(p, DOUBTFUL) if plain in SIGNS else p)
        else:
            sure.append(_surer(p, q))
        out += theirs if plain != theirs != OTHER and q > p else ours
    return Settled(out, min(sure), None if out == text or min(sure) > DOUBTFUL else note("figures", read=letters.text, taken=out))


def _stands_among_figures(sign: str, text: str, i: int) -> bool:
    """Whether a figure or sign of the second reading stands where one may: a point between figures, a figure beside
    another. Within words it is a letter that the second recogniser has no class for."""
    before, after = text[i - 1 : i], text[i + 1 : i + 2]
    if sign in ".,":
        return before.isdigit() and after.isdigit()
    return text[i] in SIGNS or len(text) <= LONGEST_MARK or any(c in SIGNS for c in (before, after) if c)


def _surer(p: float, q: float) -> float:
    """How sure what is taken of two readings that differ is; the second one is seldom wrong where it is the surer."""
    return q if q - p > CLEARLY else min(max(p, q), DOUBTFUL)


def _apart(text: str, letters: Reading, figures: Reading, ours: list[Run], theirs: list[Run]) -> Settled:
    """Other figures altogether: taken only where the piece is nothing but figures to a surer second reading."""
    whole = len(theirs) == 1 and theirs[0].text == figures.text
    if whole and figures.sure > letters.sure:
        sure = min(figures.sure, DOUBTFUL)
        return Settled(figures.text, sure, note("figures", read=letters.text, taken=figures.text))
    sure_of_figures = bool(ours) and min(r.sure for r in ours) >= SURE_FIGURES and len(text) > LONGEST_PAIRED
    return Settled(text, letters.sure if sure_of_figures else min(letters.sure, DOUBTFUL))


def _run_by_run(text: str, letters: Reading, ours: list[Run], theirs: list[Run]) -> Settled:
    """Run by run: agreed, or the surer one."""
    figures = {i for run in ours for i in range(run.start, run.end)}
    sure = [p for i, p in enumerate(letters.each) if i not in figures]
    out, last = "", 0
    for a, b in zip(ours, theirs, strict=True):
        out += text[last : a.start] + (b.text if b.sure > a.sure else a.text)
        sure.append(1 - (1 - a.sure) * (1 - b.sure) if a.text == b.text else _surer(a.sure, b.sure))
        last = a.end
    out += text[last:]
    return Settled(out, min(sure), None if out == text or min(sure) > DOUBTFUL else note("figures", read=letters.text, taken=out))

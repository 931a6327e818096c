"""Pictures of text lines -> characters, by RapidOCR's recogniser alone: where text stands is known already.

The models lie in the installed package; nothing is fetched. One engine per process.
"""

from __future__ import annotations

import logging
import math
import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Any

import cv2
import numpy as np
import numpy.typing as npt

from extractors.scan.labels import nearest_label
from extractors.scan.spelling import Reading, Step, Steps, reading, spelt, with_lost_signs, without_blanks
from extractors.scan.straighten import Image

BATCH = 8
HEIGHT = 48  # pixels of a line that the recogniser was trained on
WIDEST_BATCH = 8000  # pixels of lines that are read together, of which each takes 10 kB and more of memory
WIDEST = 4800  # pixels; a longer line is squeezed
SURE = 0.96  # probability from which on nothing else is looked for
UNSURE = "·"  # small round signs look so, however sure the recogniser is
OTHERS = 8  # characters that a weak one may be instead
LEAST_LIKELY = 0.0005  # probability of such a one
_FOREIGN = re.compile(
    r"[^\u0020-\u005f\u0061-\u007a~\u2010-\u26ff\u2700-\u27bf\u3000-\u303f\u4e00-\u9fff\uff00-\uffef%‰°±×÷·]"
)


@cache
def _engine() -> Any:
    from rapidocr import RapidOCR

    logging.getLogger("RapidOCR").setLevel(logging.ERROR)
    engine: Any = RapidOCR(params={"Global.log_level": "error"})
    return engine._load_rec_model()


def recognise(crops: Sequence[Image]) -> list[Reading]:
    """What each picture (grey) says, in order. Pictures of like width are read together."""
    out = [Reading("", ())] * len(crops)
    order = sorted(range(len(crops)), key=lambda i: _width(crops[i]))
    for chosen in _batches(order, crops):
        for i, read in zip(chosen, _batch([crops[i] for i in chosen]), strict=True):
            out[i] = read
    return out


def _batches(order: Sequence[int], crops: Sequence[Image]) -> Iterator[list[int]]:
    """The crops in their order of width, a few together: the model holds every class for every few pixels of each."""
    chosen: list[int] = []
    for i in order:
        if chosen and (len(chosen) == BATCH or (len(chosen) + 1) * _width(crops[i]) > WIDEST_BATCH):
            yield chosen
            chosen = []
        chosen.append(i)
    if chosen:
        yield chosen


def _width(crop: Image) -> int:
    return int(min(max(math.ceil(HEIGHT * crop.shape[1] / crop.shape[0]), 1), WIDEST))


def _batch(crops: list[Image]) -> list[Reading]:
    """One call of the model: lines one height, the shorter ones followed by the grey that it was trained with."""
    widths = [_width(c) for c in crops]
    lines = np.zeros((len(crops), 3, HEIGHT, max(*widths, HEIGHT)), np.float32)
    for line, crop, width in zip(lines, crops, widths, strict=True):
        line[:, :, :width] = cv2.resize(crop, (width, HEIGHT)).astype(np.float32)[None] / 127.5 - 1
    engine = _engine()
    found = engine.session(lines)
    return [_decoded(p, engine.postprocess_op.character) for p in found]


@cache
def _foreign(characters: tuple[str, ...]) -> npt.NDArray[np.bool_]:
    """The classes that no Chinese form prints: letters with accents, kana, pictograms."""
    return np.array([len(c) == 1 and bool(_FOREIGN.match(c)) for c in characters])


def _decoded(probabilities: Steps, characters: list[str]) -> Reading:
    """The best path of what Chinese forms print."""
    foreign = _foreign(tuple(characters))
    best, score = probabilities.argmax(axis=1), probabilities.max(axis=1)
    strange = np.flatnonzero(foreign[best])
    if len(strange):
        rows = np.where(foreign, 0.0, probabilities[strange])
        best[strange], score[strange] = rows.argmax(axis=1), rows.max(axis=1)
    path = with_lost_signs(spelt(best, score), probabilities, characters)
    read = reading(path, characters)
    return read._replace(
        others=_others(path, probabilities, foreign, characters),
        label=nearest_label(read.text, probabilities, characters) if read.sure < SURE else None,
    )


def _others(
    path: list[Step], probabilities: Steps, foreign: npt.NDArray[np.bool_], characters: list[str]
) -> tuple[Mapping[str, float], ...]:
    """What each character of the best path may be instead, where it is weak."""
    out: list[Mapping[str, float]] = []
    for step in path:
        if step.sure >= SURE and characters[step.label] not in UNSURE:
            out.append({})
            continue
        row = np.where(foreign, 0.0, probabilities[step.at])
        row[[0, step.label]] = 0.0
        likely = np.argsort(row)[::-1][:OTHERS]
        out.append({characters[c]: float(row[c]) for c in likely if row[c] >= LEAST_LIKELY})
    return without_blanks(tuple(out), "".join(characters[s.label] for s in path))

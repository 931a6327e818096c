"""Pictures of text lines -> characters, by RapidOCR's recogniser alone: where text stands is known already.

The models lie in the installed package; nothing is fetched. One engine per process.
"""

from __future__ import annotations

import logging
import math
from collections.abc import Sequence
from functools import cache
from typing import Any, NamedTuple

import cv2
import numpy as np
import numpy.typing as npt

from extractors.scan.straighten import Image

BATCH = 8
HEIGHT = 48  # pixels of a line that the recogniser was trained on
WIDEST = 4800  # pixels; a longer line is squeezed


class Reading(NamedTuple):
    """`sure` is the weakest character's probability, `mean` that of all."""

    text: str
    sure: float
    mean: float


@cache
def _engine() -> Any:
    from rapidocr import RapidOCR

    logging.getLogger("RapidOCR").setLevel(logging.ERROR)
    engine: Any = RapidOCR(params={"Global.log_level": "error"})
    return engine._load_rec_model()


def recognise(crops: Sequence[Image]) -> list[Reading]:
    """What each picture (grey) says, in order. Pictures of like width are read together."""
    out = [Reading("", 0.0, 0.0)] * len(crops)
    order = sorted(range(len(crops)), key=lambda i: _width(crops[i]))
    for start in range(0, len(order), BATCH):
        chosen = order[start : start + BATCH]
        for i, reading in zip(chosen, _batch([crops[i] for i in chosen]), strict=True):
            out[i] = reading
    return out


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


def _decoded(probabilities: npt.NDArray[np.float32], characters: list[str]) -> Reading:
    """The best path: a class that goes on over several steps is one character, class 0 is none."""
    best, score = probabilities.argmax(axis=1), probabilities.max(axis=1)
    text, sure = "", []
    last = 0
    for c, p in zip(best.tolist(), score.tolist(), strict=True):
        if c and c != last:
            text += characters[c]
            sure.append(p)
        elif c:
            sure[-1] = max(sure[-1], p)
        last = c
    return Reading(text, min(sure, default=0.0), sum(sure) / len(sure) if sure else 0.0)

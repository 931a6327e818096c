"""Pictures of text lines -> characters, by RapidOCR's recogniser alone: where text stands is known already.

The models lie in the installed package; nothing is fetched. One engine per process.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from functools import cache
from typing import Any

from extractors.scan.straighten import Image

BATCH = 8


@cache
def _engine() -> Any:
    from rapidocr import RapidOCR

    logging.getLogger("RapidOCR").setLevel(logging.ERROR)
    engine = RapidOCR(params={"Global.log_level": "error", "Rec.rec_batch_num": BATCH})
    return engine._load_rec_model()


def recognise(crops: Sequence[Image]) -> list[tuple[str, float]]:
    """Text and confidence (0..1) of each picture (BGR), in order."""
    if not crops:
        return []
    from rapidocr.ch_ppocr_rec.typings import TextRecInput

    found = _engine()(TextRecInput(img=list(crops)))
    return [(text, float(score)) for text, score in zip(found.txts or [], found.scores, strict=True)]

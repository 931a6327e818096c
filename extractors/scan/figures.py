"""A second reading of figures, by a small recogniser of our own: figures and their signs only, all else is `OTHER`.

The large recogniser has seen every script and takes small print such as 5 for s, % for 1 and ≥ for >. This one knows two
dozen signs and was made on generated print worn as scans are (training/figures.py). It never replaces a reading by
itself: what the two agree on is safe, what they differ in is settled in `extractors.scan.settling` or doubted.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import numpy.typing as npt

from extractors.scan.spelling import Reading, reading, spelt
from extractors.scan.straighten import Image

SIGNS = "0123456789.,%‰-/≥≤=><~+()"
OTHER = "#"  # stands for each character that is no figure
HEIGHT = 32  # pixels of a line
BATCH = 16
STEP = 4  # pixels of width per step of the result
WIDEST = 1600  # pixels; longer lines hold text, not figures
_MODEL = Path(__file__).with_name("figures.onnx")


def recognise(crops: Sequence[Image]) -> list[Reading]:
    """The figures of each picture (grey), in order; pictures of like width are read together."""
    lines = [_line(crop) for crop in crops]
    out = [Reading("", ())] * len(crops)
    order = sorted(range(len(lines)), key=lambda i: lines[i].shape[1])
    for start in range(0, len(order), BATCH):
        chosen = order[start : start + BATCH]
        for i, read in zip(chosen, _batch([lines[i] for i in chosen]), strict=True):
            out[i] = read
    return out


def _line(crop: Image) -> npt.NDArray[np.float32]:
    """How dark each pixel is beside the paper, one height, about 1 where there is ink."""
    width = min(max(round(crop.shape[1] * HEIGHT / crop.shape[0]), 12), WIDEST)
    depth = float(np.percentile(crop, 70)) - crop.astype(np.float32)
    depth = np.clip(depth / max(float(np.percentile(depth, 98)), 24.0), -0.5, 1.5)
    how = cv2.INTER_AREA if crop.shape[0] > HEIGHT else cv2.INTER_LINEAR
    return np.asarray(cv2.resize(depth, (width, HEIGHT), interpolation=how), np.float32)


def _batch(lines: list[npt.NDArray[np.float32]]) -> list[Reading]:
    width = -(-(max(x.shape[1] for x in lines) + 3) // STEP) * STEP
    batch = np.zeros((len(lines), 1, HEIGHT, width), np.float32)
    for row, line in zip(batch, lines, strict=True):
        row[0, :, : line.shape[1]] = line
    (found,) = _session().run(None, {"lines": batch})
    return [reading(spelt(p.argmax(axis=1), p.max(axis=1)), " " + SIGNS + OTHER) for p in found]


@cache
def _session() -> Any:
    from onnxruntime import InferenceSession, SessionOptions

    options = SessionOptions()
    options.log_severity_level = 3
    return InferenceSession(_MODEL, options, providers=["CPUExecutionProvider"])

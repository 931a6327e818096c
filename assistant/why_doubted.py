"""Why a value is in doubt, in words: by how it was read and from under which label. Pure; it is shown beside the paper and goes
into the files that are handed on. What is in doubt at all is the review's to say.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from extractors.notes import in_english

_SURE = 0.97
_WHY = {
    "blank": ("这里没有读到内容", "nothing was read here"),
    "weak": ("识别把握 {n}%", "recognised with {n} % confidence"),
    "pointed": ("栏目名称不在词表中，由语言模型指认", "no known label; pointed at by the language model"),
    "guessed": ("栏目“{label}”不在词表中，暂按此读取", "under “{label}”, a label that is not known; a guess"),
    "alone": ("只凭识别，没有其他数值可以印证", "recognised only; nothing else on the form bears it out"),
    "odd": ("与表内其他内容不符，或可能不全", "does not fit the rest of the form, or may be incomplete"),
}
_STANDS = {"indicators": "indicator", "budget": "budget"}


@dataclass(frozen=True)
class Sign:
    """How a value was read: how sure the recogniser was, and what was taken in place of what stands there."""

    source: str = "text"
    confidence: float = 1.0
    note: str = ""


def of_all(signs: Sequence[Sign]) -> Sign:
    """Of a value in several places: its weakest reading, and what was noted of any of them."""
    if not signs:
        return Sign()
    return Sign(signs[-1].source, min(s.confidence for s in signs), next((s.note for s in signs if s.note), ""))


def why(payload: Mapping[str, Any], path: str, read: str, sign: Sign, en: bool) -> str:
    if not read:
        return _WHY["blank"][en]
    if sign.source == "llm":
        return _WHY["pointed"][en]
    if sign.note:
        return in_english(sign.note) if en else sign.note
    if label := _guessed(payload, path):
        return _WHY["guessed"][en].format(label=label)
    if sign.source == "ocr":
        return _WHY["weak"][en].format(n=int(sign.confidence * 100)) if sign.confidence < _SURE else _WHY["alone"][en]
    return _WHY["odd"][en]


def _guessed(payload: Mapping[str, Any], path: str) -> str:
    """The unknown label that the value was taken from by a guess, if any."""
    row, _, field = path.rpartition(".")
    stands = _STANDS.get(row.partition("[")[0], "head")
    found = (x for x in payload.get("labels", ()) if (x["stands"], x.get("taken_for")) == (stands, field) and not x.get("taught"))
    return next((str(x["text"]) for x in found), "")

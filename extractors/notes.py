"""What is noted of a value: what was taken in place of what stands there, and why. Every wording, in Chinese and in English.

A note is kept as its Chinese sentence; the English one is made from it where it is shown, so that records kept long ago have
it as well. Nothing that reads a page writes a note in any other way.
"""

from __future__ import annotations

import re
from functools import cache

NOTES: dict[str, tuple[str, str]] = {
    "context": ("识别为“{read}”，按本页其他文字取“{taken}”。", "Recognised as “{read}”; by other text on the page taken as “{taken}”."),
    "figures": ("识别为“{read}”，按数字复读取“{taken}”。", "Recognised as “{read}”; by a second reading of the figures taken as “{taken}”."),
    "label": ("识别为“{read}”，按常用栏目名称取“{taken}”。", "Recognised as “{read}”; by the usual labels taken as “{taken}”."),
    "behind_label": ("识别为“{read}”，按栏目名称取“{taken}”。", "Recognised as “{read}”; by its label taken as “{taken}”."),
    "under_seal": ("识别为“{read}”，印章遮住栏目名称，取“{taken}”。", "Recognised as “{read}”; a seal covers the label, taken as “{taken}”."),
    "stain": ("识别为“{read}”，去掉污点取“{taken}”。", "Recognised as “{read}”; without stains taken as “{taken}”."),
    "same_text": ("识别为“{read}”，按别处印的相同文字取“{taken}”。", "Recognised as “{read}”; by the same text printed elsewhere taken as “{taken}”."),
    "same_unit": ("识别为“{read}”，按同行另一数值的单位取“{taken}”。", "Recognised as “{read}”; by the unit of another quantity in its row taken as “{taken}”."),
    "parted": (
        "识别为“{read}”，其间的表线没有认出，分为“{first}”和“{second}”。",
        "Recognised as “{read}”; the line in between was not seen, parted into “{first}” and “{second}”.",
    ),
    "meant_wan": (
        "印作元，但全部资金不足以支付表中的单项金额，按万元读取，请核对。",
        "Printed as yuan, but all the funds would not pay for a single amount of the form; read as 10,000 yuan. Please check.",
    ),
    "small": ("金额小得少见，请核对单位。", "An unusually small amount; please check its unit."),
    "no_unit": ("表中没有找到金额单位，按元读取，请核对。", "No unit of money was found on the form; read as yuan. Please check."),
    "pointed": (
        "栏目名称不在词表中，由语言模型指认，请对照原件核对。",
        "Its label is not known; pointed at by the language model. Please check against the original.",
    ),
}  # fmt: skip
# As earlier versions put it; what they kept is still there.
FORMER: tuple[tuple[str, str], ...] = (
    ("识别为“{read}”，印章遮住栏目名称，按取“{taken}”。", NOTES["under_seal"][1]),
    ("识别为“{read}”，去掉边上的污点取“{taken}”。", NOTES["stain"][1]),
    ("识别为“{read}”，按字形取“{taken}”。", "Recognised as “{read}”; by the shape of the characters taken as “{taken}”."),
)


def note(kind: str, **values: str) -> str:
    """The note as it is kept."""
    return NOTES[kind][0].format(**values)


def in_english(kept: str) -> str:
    """A note, or several of one value behind one another. What no version ever wrote stays as it is."""
    said: list[str] = []
    rest = kept
    while rest:
        # Of those that fit the shortest: another would take what the next note quotes for its own.
        fitting = [(found, english) for template, english in _templates() if (found := template.match(rest))]
        if not fitting:
            return " ".join([*said, rest])
        found, english = min(fitting, key=lambda pair: pair[0].end())
        said.append(english.format(**found.groupdict()))
        rest = rest[found.end() :].lstrip()
    return " ".join(said)


@cache
def _templates() -> tuple[tuple[re.Pattern[str], str], ...]:
    pairs = (*NOTES.values(), *FORMER)
    return tuple((re.compile(re.sub(r"\\{(\w+)\\}", r"(?P<\1>.*?)", re.escape(chinese)), re.DOTALL), english) for chinese, english in pairs)

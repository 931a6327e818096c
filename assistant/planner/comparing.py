"""Which of two things a comparison takes from which: 甲比乙多多少, 与去年相比增加多少. Fills a frame's `minuend`; pure."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.planner.frame import Frame
from assistant.planner.spans import Span

_THAN = re.compile(r"比|较(?!好|差|高|低|多|少|为)|than|over|compared (?:with|to)|against|versus")
_LESS = re.compile(r"(?:少|低|降|减|跌|缩|fewer|less|lower|decreas|declin|drop|fall|fell|reduc)")
_MORE = re.compile(r"(?:多|高|增|涨|升|提|变化|变动|more|higher|increas|grow|grew|rise|rose|chang)")
_APART = re.compile(r"(?:相?差|差距|差额|差异|差值|相距|gap|differ)")


def comparison(frame: Frame, text: str, spans: Sequence[Span]) -> None:
    """Where the question says which way the difference is taken."""
    if not (frame.difference or frame.growth):
        return
    if frame.growth and len(frame.years) == 1:
        frame.years = [frame.years[0] - 1, frame.years[0]]  # 同比: against the year before
        frame.years_apart = True
    if len(frame.years) == 2 and (frame.growth or not _APART.search(text)):
        frame.minuend = str(_of_years(frame, text))
        return
    named = [s for s in spans if s.is_name and s.kind in ("region", "unit", "project")]
    if len(named) == 2 and _THAN.search(text[named[0].end : named[1].start]) and not _APART.search(text[named[1].end :]):
        first, second = (s.what.tiers[0][0] for s in named)
        frame.minuend = second if _fewer(text) else first


def _fewer(text: str) -> bool:
    return bool(_LESS.search(text)) and not _MORE.search(text)


def _of_years(frame: Frame, text: str) -> int:
    """The later less the earlier, unless a decrease is asked for."""
    return min(frame.years) if _fewer(text) else max(frame.years)

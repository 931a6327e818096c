"""Levels that a question judges one by one: 产出指标都完成、效益指标没完成的项目, met all output but missed benefit indicators.
Taken together they would let each status hold of each level. Fills a frame's `clauses`; pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby, pairwise

from assistant.planner.frame import Frame
from assistant.planner.span import Span

_STATUSES = ("met", "missed")


def clauses(frame: Frame, text: str, spans: Sequence[Span]) -> None:
    """`clauses` where levels and statuses take turns, and more than one status is spoken of; or where levels are met."""
    whole = [s for one, s in pairwise(spans) if one.kind == "level" and (s.kind, s.meaning) == ("scope", "nothing_missed")]  # 产出指标全部完成
    statuses = {*frame.statuses, *(["met"] if whole and frame.statuses else [])}
    if not frame.levels or frame.share or frame.rank or frame.aggregate not in (None, "count") or "met" not in statuses or not statuses <= set(_STATUSES):
        return
    of_projects = any(s.kind == "subject" and s.meaning == "projects" for s in spans)
    if statuses == {"met"}:
        pairs = [(list(dict.fromkeys(frame.levels)), ["met"])]
    else:
        said = [replace(s, kind="status", meaning="met") if s in whole else s for s in spans]
        said = [s for s in said if (s.kind == "level" and s.meaning not in frame.excluded_levels) or (s.kind == "status" and s.meaning in _STATUSES)]
        runs = [(kind, [s.meaning for s in run]) for kind, run in groupby(said, key=lambda s: s.kind)]
        if len(runs) < 4 or len(runs) % 2:
            return
        pairs = [(runs[n][1], runs[n + 1][1]) if runs[n][0] == "level" else (runs[n + 1][1], runs[n][1]) for n in range(0, len(runs), 2)]
        if not of_projects or any(len(judged) > 1 for _, judged in pairs):
            frame.leftover.append(text[said[-1].start : said[-1].end])  # of indicators each pair would be a list of its own
            return
    if not of_projects or frame.asks_value:
        return
    frame.subject = "projects"
    frame.clauses = [(tuple(levels), judged[0]) for levels, judged in pairs]
    frame.levels, frame.statuses = [], []
    frame.nothing_missed &= not whole

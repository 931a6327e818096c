"""Of which records a share is taken, where the question says so by conditions: 未达标指标里没写原因的占几成, what share of missed
indicators. Splits a frame in two; pure. Without it the conditions of the whole would narrow the part only."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.planner.frame import Frame
from assistant.planner.reading import read
from assistant.planner.spans import Span

_AMONG = re.compile(r"(?:的)?(?:里面|里头|当中|之中|里|中(?!央|心|期)|内(?!容))")
_OF_ALL = re.compile(r"占(?:了)?(?:全部|所有|全体|总)?(?:的)?$")
_ITS_SHARE = re.compile(r"的?(?:多少|比|百分|几成|份额)")
_NOUN = re.compile(r"(?:indicators?|targets?|goals?)$")
_AMONG_ENGLISH = re.compile(r"(?:out of|of|among) (?P<those>[^,?]+?), ?(?:what|how|which)(?![a-z])")
_COMES_FROM = re.compile(r"(?:is|are|was|were|comes?|came|belongs?|belonged) (?:from|in|to)(?![a-z])")


def split_whole(frame: Frame, text: str, spans: Sequence[Span]) -> None:
    """`frame.whole` takes the conditions that say of what; the frame keeps those of the part."""
    if not frame.share:
        return
    said = _spans_of_whole(frame, text, spans)
    whole = read(text, said, [], frame.language)
    if not _conditions(whole):
        return
    rest = read(text, [s for s in spans if s not in said], [], frame.language)
    placed = rest.regions or rest.units
    if not (_conditions(rest) or rest.levels or (placed and (frame.language == "zh" or _COMES_FROM.search(text)))):
        return
    whole.subject = frame.subject = frame.subject or whole.subject or "indicators"
    frame.whole = whole
    frame.statuses, frame.bounds, frame.blanks, frame.grades, frame.levels = rest.statuses, rest.bounds, rest.blanks, rest.grades, rest.levels
    frame.reason_words, frame.nothing_missed, frame.concepts = rest.reason_words, rest.nothing_missed, rest.concepts


def _conditions(frame: Frame) -> bool:
    return bool(frame.statuses or frame.bounds or frame.blanks or frame.grades or frame.reason_words or frame.nothing_missed)


def _spans_of_whole(frame: Frame, text: str, spans: Sequence[Span]) -> list[Span]:
    """Those of the phrase that names the whole: before 里 or 中; between 占 and its noun; in English behind "share of"."""
    nouns = [s for s in spans if s.kind == "subject" and s.meaning in ("indicators", "projects")]
    if frame.language == "en":
        if among := _AMONG_ENGLISH.match(text):
            return [s for s in spans if s.end <= among.end("those")]
        shared = next((s for s in spans if s.kind == "aggregate" and s.meaning in ("share", "missed_share")), None)
        behind = [s for s in spans if s in nouns or (s.kind == "status" and _NOUN.search(text[s.start : s.end]))]
        noun = next((s for s in behind if shared and s.start >= shared.start), None)
        return [s for s in spans if shared and noun and shared.start <= s.start and s.end <= noun.end]
    bare = next((s for s in spans if s.kind == "status" and _OF_ALL.search(text[: s.start]) and _ITS_SHARE.match(text, s.end)), None)
    if bare:
        return [bare]  # 没写原因的占未达标的多少
    for noun in nouns:
        if _AMONG.match(text, noun.end):
            return [s for s in spans if s.end <= noun.end]
        before = [s for s in spans if s.end <= noun.start]
        at = next((s.start for s in reversed(before) if _OF_ALL.search(text[: s.start])), None)
        if at is not None:
            return [s for s in spans if at <= s.start and s.end <= noun.end]
    return []

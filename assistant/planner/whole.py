"""Of which records a share is taken, where the question says so by conditions: 未达标指标里没写原因的占几成, what share of missed
indicators. Splits a frame in two; pure. Without it the conditions of the whole would narrow the part only."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.planner.frame import Frame
from assistant.planner.reading import read
from assistant.planner.span import Span

_AMONG = re.compile(r"(?:的)?(?:里面|里头|当中|之中|里|中(?!央|心|期)|内(?!容))")
_WITHIN = re.compile(r"(?<![现存所实])在|(?<=[于])")  # 时效指标在未完成的指标中占多少
_OF_ALL = re.compile(r"占(?:了)?(?:全部|所有|全体|总)?(?:的)?$")
_ITS_SHARE = re.compile(r"的?(?:多少|比|百分|几成|份额)")
_NOUN = re.compile(r"(?:indicators?|targets?|goals?)$")
_AMONG_ENGLISH = re.compile(r"(?:out of|of|among) (?P<those>[^,?]+?), ?(?:what|how|which)(?![a-z])")
_OF_THOSE = re.compile(r" ?(?:that|which|who|of (?:them|those|these|which|the former)) ?(?![a-z])")
_COMES_FROM = re.compile(r"(?:is|are|was|were|comes?|came|belongs?|belonged) (?:from|in|to)(?![a-z])")


def split_whole(frame: Frame, text: str, spans: Sequence[Span]) -> None:
    """`frame.whole` takes the conditions that say of what; the frame keeps those of the part."""
    if not frame.share:
        _rate_of_two_places(frame, text, spans)
        return
    _places_of_whole(frame, text, spans)
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


_PLACES = {"region": "region_path", "unit": "unit", "project": "project_name"}
_PART_OF = re.compile(r"占(?!用|据)(?:了|到)?(?:全部|所有|总)?|(?<![a-z])(?:share|part|portion|proportion|percentage|percent|fraction) of (?:the )?(?:total )?")
_BEHIND_IT = re.compile(r"(?:的)?[^,?]{0,16}?(?:里面|里头|当中|之中|里|中(?!央|心|期))")
_ITS_OWN = re.compile(r"占(?:了|到)?(?:全|本|该)(市|县|区|州|旗|局|单位|部门)")
_OFFICE = ("局", "单位", "部门")


def _places_of_whole(frame: Frame, text: str, spans: Sequence[Span]) -> None:
    """甲市民政局的预算占甲市的多少; 甲市预算里,民政局占多少; 占全市的多少: what the place that is named there holds is the whole."""
    if set(frame.concepts) == {"budget", "full_year"}:
        frame.concepts = ["full_year"]  # 项目资金占全年预算: of one amount, not two
    if own := _ITS_OWN.search(text):
        frame.within = ["unit" if own[1] in _OFFICE else own[1]]
        return
    named = _named_places(text, spans)
    if len(named) < 2:
        return
    shares = list(_PART_OF.finditer(text))
    behind = [run for run in named if any(m.end() == run[0].start for m in shares)]
    among = [run for run in named if _BEHIND_IT.match(text, run[-1].end) and any(run[-1].end < o.start for o in spans if o.kind in ("aggregate", "level", *_PLACES))]
    wide = [run for run in named if run[-1].kind == "region"]
    outer = behind or among[-1:] or wide
    frame.within = [_PLACES[s.kind] for run in outer[:1] for s in run]


def _named_places(text: str, spans: Sequence[Span]) -> list[list[Span]]:
    """Places that are named one within the other stand together: 甲市民政局, 甲局某项目."""
    runs: list[list[Span]] = []
    for s in (s for s in spans if s.kind in _PLACES):
        if runs and text[runs[-1][-1].end : s.start] in ("", "的", " ") and s.kind != runs[-1][-1].kind:
            runs[-1].append(s)
        else:
            runs.append([s])
    return runs


def _rate_of_two_places(frame: Frame, text: str, spans: Sequence[Span]) -> None:
    """民政局的执行数占全市预算的多少: a rate of execution is of one and the same place."""
    if "execution_rate" in frame.concepts and (shared := re.search(r"占(?!用|据)", text)):
        _places_of_whole(frame, text, spans)
        frame.leftover += [shared[0]] if frame.within else []


def _conditions(frame: Frame) -> bool:
    return bool(frame.statuses or frame.bounds or frame.blanks or frame.grades or frame.reason_words or frame.nothing_missed)


def _spans_of_whole(frame: Frame, text: str, spans: Sequence[Span]) -> list[Span]:
    """Those of the phrase that names the whole: before 里 or 中; between 占 and its noun; in English behind "share of"."""
    nouns = [s for s in spans if s.kind == "subject" and s.meaning in ("indicators", "projects")]
    if frame.language == "en":
        if among := _AMONG_ENGLISH.match(text):
            return [s for s in spans if s.end <= among.end("those")]
        shared = next((s for s in spans if s.kind == "aggregate" and s.meaning in ("share", "missed_share")), None)
        if shared and _OF_THOSE.match(text, shared.end - 3 if text[: shared.end].endswith(" of") else shared.end):
            return []  # output indicators: percentage that missed their target
        behind = [s for s in spans if s in nouns or (s.kind == "status" and _NOUN.search(text[s.start : s.end]))]
        noun = next((s for s in behind if shared and s.start >= shared.start), None)
        return [s for s in spans if shared and noun and shared.start <= s.start and s.end <= noun.end]
    bare = next((s for s in spans if s.kind == "status" and _OF_ALL.search(text[: s.start]) and _ITS_SHARE.match(text, s.end)), None)
    if bare:
        return [bare]  # 没写原因的占未达标的多少
    for noun in nouns:
        if _AMONG.match(text, noun.end):
            within = [m.end() for m in _WITHIN.finditer(text, 0, noun.start) if any(s.kind in ("level", "status", "missing", "why", "comparison") and s.end <= m.start() for s in spans)]
            return [s for s in spans if s.start >= max(within, default=0) and s.end <= noun.end]
        before = [s for s in spans if s.end <= noun.start]
        at = next((s.start for s in reversed(before) if _OF_ALL.search(text[: s.start])), None)
        if at is not None:
            return [s for s in spans if at <= s.start and s.end <= noun.end]
    return []

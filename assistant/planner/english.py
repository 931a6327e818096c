"""What English writers do to a question: contractions, turns of phrase, and an English gloss before the Chinese term in brackets.
Words and spans only."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from assistant.everyday import cause
from assistant.planner.span import Span
from assistant.planner.turns import put_plainly

_APOSTROPHE = re.compile(r"(?<=[a-z])[’‘](?=[a-z])")
_YEAR_BEFORE = re.compile(r"(?P<in>(?:in|for|of) )(?P<year>20\d\d)(?P<than>[^?]{0,60}?(?:than|with|to|against)(?: (?:it was|they were|it had been))?) (?:(?:in|for) )?(?:(?:a|one) year (?:earlier|before|ago|previously)|the (?:year before|previous year|preceding year|prior year|year prior))(?![a-z])")
_LATIN = re.compile(r"[a-z]{2,} [a-z]{2,}")


def in_full(text: str) -> str:
    """didn't is did not, so that a denial is one word however it is written."""
    return put_plainly(put_plainly(_APOSTROPHE.sub("'", text), "written.en"), "points.en")


def plainly(text: str) -> str:
    """Turns of phrase said plainly; what a construction holds (names, years, units of money) stays."""
    if not _LATIN.search(text):
        return text
    text = put_plainly(put_plainly(put_plainly(text, "talk.en"), "lookups.en"), "money.en")
    return _YEAR_BEFORE.sub(lambda m: f"{m['in']}{m['year']}{m['than']} in {int(m['year']) - 1}", text)


_GIVEN = r"(?:given|cited|stated|named|listed|quoted|offered|put forward|mentioned|blamed|noted|recorded|written down|advanced|reported)"
_CAUSES = [
    re.compile(
        r"(?<![a-z])(?:(?:that )?(?:is |are |was |were |be |being )?(?:explained by|blamed on|justified by|excused by|down to)|blam(?:e|es|ing)(?! for)|put down to|ascribed to|attributed to|as a (?:result|consequence) of|(?:resulting|resulted|stemming|arising) from|thanks to|on account of|because of|due to|owing to|caused by)"
        r" ?(?P<why>[^,?]{2,80}?)(?=$|,|[?]| ?(?:in|for|during) ?(?:fy ?)?20\d\d|(?<=[\u4e00-\u9fff)]) ?(?:in|at|by|among|within) ?[\u4e00-\u9fff])"
    ),
    re.compile(rf"(?<![a-z])(?:(?P<given>(?:as )?(?:the |a )?(?:main )?(?:reasons?|explanations?|excuses?|causes?) (?:is |was |are |were )?(?:{_GIVEN} )?(?:is |was |being )?))(?P<why>[^,?a-z]{{2,40}})(?=$|,|[?]| ?(?:in|for) ?(?:fy ?)?20\d\d)"),
    re.compile(rf"(?P<why>\([^()a-z]{{2,40}}\)|[^,?a-z()\d]{{2,30}}?) ?(?:is |was |were |are |been |being |be )?(?:{_GIVEN}) as (?:the |a |an |its |their |one )*(?:main |only )?(?:reasons?|causes?|explanations?|excuses?)(?: (?:for|of|behind) (?:the|their|its|this) (?:deviation|miss(?:es)?|shortfall|gap|failure)s?)?(?![a-z])"),
]
_CHINESE = re.compile(r"[\u4e00-\u9fff]")


def causes(text: str) -> Iterator[tuple[int, int, str]]:
    """blamed on the rainy season (雨季), 招标流程较长 given as the reason: where it stands, and what the reports would say. Without a
    Chinese word nothing could be found in them but what is known in English."""
    for pattern in _CAUSES:
        for m in pattern.finditer(text):
            term = _BRACKETED.search(m["why"])
            if not _CHINESE.search(m["why"]):
                if says := cause(m["why"]):
                    yield m.start(), m.end(), says
            else:
                yield m.start(), m.end(), (term["term"] if term else re.sub(r"^[a-z ]+", "", m["why"])).strip(" ()")


_BRACKETED = re.compile(r"\((?P<term>[^()a-z]*[\u4e00-\u9fff][^()a-z]*)\)")
_GLOSS = re.compile(r"[a-z]+(?:(?:[-'/ ]+|, and )[a-z]+)*[-'/ ]*$")  # a separator is a must: without one the search takes forever
_NO_GLOSS = re.compile(
    r"(?:^|(?<=[^a-z]))(?:the|an?|its|their|this|that|these|those|which|what|whose|who|how|where|in|on|of|for|from|by|with|at|to|under|and|or|is|are|was|were|do|does|did|has|have|had|"
    r"show|list|give|find|tell|me|not|no|non|without|except|excluding|only|than|over|above|below)(?=[^a-z])"
)
_DENIED = re.compile(r"(?:^|[^a-z])(?:not|no|non|never|without|except|excluding|un[a-z]+|in[a-z]+ed)(?![a-z])")
_SAYS_NOTHING_ELSE = ("refuse", "ask", "follow", "cause", "idle")  # within a gloss such words are a part of the term
_UNDERSTOOD = ("indicator", "project", "unit", "region", "level", "source", "field", "category", "attribute", "nature", "label", "why", "status", "scope", "dimension")


def without_glosses(text: str, spans: Sequence[Span]) -> list[Span]:
    """the treated sewage volume (年处理污水量): where the term in brackets is understood, the words before it that are not are a
    translation of it, and idle."""
    kept = list(spans)
    for m in _BRACKETED.finditer(text):
        within = [s for s in spans if (m.start("term") <= s.start and s.end <= m.end("term")) or (s.kind == "why" and s.start <= m.start("term") < s.end)]
        of_a_cause = any(s.kind == "why" for s in within)
        begun = max((s.start for s in within if s.kind == "why"), default=0)
        place = _gloss(text, spans, m.start(), of_a_cause, begun) if any(s.kind in _UNDERSTOOD for s in within) else None
        if place and sum(s.end - s.start for s in within) >= len(m["term"].strip()):
            kept = [s for s in kept if not (place[0] <= s.start and s.end <= place[1] and (of_a_cause or s.kind in _SAYS_NOTHING_ELSE))]
            kept += _between(kept, *place)
    return sorted(kept, key=lambda s: s.start)


def _between(spans: Sequence[Span], start: int, end: int) -> list[Span]:
    """Idle stretches where nothing else stands."""
    inside = sorted((s for s in spans if s.start < end and s.end > start), key=lambda s: s.start)
    edges = [(start, start), *((s.start, s.end) for s in inside), (end, end)]
    return [Span("idle", "gloss", a, b) for (_, a), (b, _) in pairwise(edges) if a < b]


_NO_CAUSE = re.compile(r"(?<![a-z])(?:is|are|was|were|gave|gives|cited|cites|named|names|states?|stated|because|to|that)(?![a-z])")


def _gloss(text: str, spans: Sequence[Span], end: int, of_a_cause: bool, begun: int) -> tuple[int, int] | None:
    """The words right before the bracket, from behind the last that joins; none where nothing in them is unknown, or one denies. A cause
    may be told in a whole phrase: the late arrival of funds from above (上级资金下达较晚)."""
    said = _GLOSS.search(text[:end])
    if said is None:
        return None
    joins = list((_NO_CAUSE if of_a_cause else _NO_GLOSS).finditer(said[0]))
    start = max(begun if begun < end else 0, said.start() + (joins[-1].end() if joins else 0))
    known = [s for s in spans if s.start < end and s.end > start and s.kind not in _SAYS_NOTHING_ELSE]
    unknown = any(text[at].isalpha() and not any(s.start <= at < s.end for s in known) for at in range(start, end))
    return (start, end) if unknown and not _DENIED.search(text[start:end]) else None

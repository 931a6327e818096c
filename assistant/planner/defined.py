"""What a question defines itself, in brackets or behind 也就是 or "that is": 没花完（执行数少于预算数）. Where the definition is that of
what stands before it, it says nothing more and is covered; any other stays to be read. Pure; words and spans only."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.planner.span import Span

_EXECUTED = {"executed", "budget", "full_year"}  # of the initial budget would be another rate
_ADJUSTED = {"initial", "budget", "full_year"}
_OF = {  # what is computed, from what
    "execution_rate": _EXECUTED, "unspent": _EXECUTED, "partly": _EXECUTED, "all": _EXECUTED, "adjusted": _ADJUSTED, "adjusted_rate": _ADJUSTED, "cut": _ADJUSTED,
    "deduction": {"score", "weight"}, "points_rate": {"score", "weight"}, "gap": {"target", "actual"}, "missed": {"target", "actual"},
}  # fmt: skip
_DEFINITION = re.compile(r"\((?:即|也就是说?|就是说?|指的?是|ie|that is|meaning)?,?(?P<what>[^()]{4,60})\)|,(?:即|也即|亦即|也就是说?|就是说?|指的?是|ie,?|that is(?: to say)?,?|meaning)(?P<more>[^,?()]{4,60})(?:的)?(?=[,?]|$)")
_HOW = re.compile(r"[\s,的总之和与跟同及是为得出后再用以按÷/×*+\-<>=≤≥≠]|少|小|大|多|高|低|不|没有?|未|于|过|比|减去?|除|乘|一致|相等|等|一样|相同|达到?|到|超过?|(?<![a-z])(?:the|an?|is|are|was|were|than|less|more|greater|smaller|lower|higher|larger|fewer|below|above|under|over|minus|divided|by|of|to|as|share|percentage|percent|differs?|from|not|equal|unequal|in|its|their)(?![a-z])")
_THIS_YEAR = re.compile(r"当年|全年|本年|年度")
_ALONG = {("aggregate", "sum"), ("aggregate", "compare"), ("aggregate", "share"), ("aggregate", "difference"), ("status", "missed"), ("change", "up"), ("change", "down")}


def without_definitions(text: str, spans: Sequence[Span]) -> list[Span]:
    """The spans with each definition of something said before it made one idle stretch."""
    kept = list(spans)
    for m in _DEFINITION.finditer(text):
        name = "what" if m["what"] else "more"
        before = {s.meaning for s in kept if s.end <= m.start()}
        inside = [s for s in kept if s.start < m.end(name) and m.start(name) < s.end]
        if any(_defines(text, m.span(name), inside, of) for said, of in _OF.items() if said in before):
            kept = [s for s in kept if s.end <= m.start() or m.end() <= s.start]
            kept.append(Span("idle", "definition", *m.span()))
    return sorted(kept, key=lambda s: s.start)


def _defines(text: str, place: tuple[int, int], inside: Sequence[Span], of: set[str]) -> bool:
    """Two or more of what it is computed from, and nothing else but how."""
    told = [s for s in inside if s.kind not in ("idle", "ask")]
    fields = [s for s in told if s.kind == "field"]
    rest = [s for s in told if s.kind != "field" and (s.kind, s.meaning) not in _ALONG and not _THIS_YEAR.fullmatch(text, s.start, s.end)]
    covered = {at for s in told for at in range(s.start, s.end)}
    uncovered = "".join(text[at] if at not in covered else "," for at in range(*place))
    return len({s.meaning for s in fields}) > 1 and {s.meaning for s in fields} <= of and not rest and not _HOW.sub("", uncovered)

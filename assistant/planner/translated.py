"""Words of an English question that no reading covers and that say, word by word, a part of a Chinese name: they choose among the
names meant (forest fire prevention: 森林防火), or together tell an indicator (start on time: 项目开工时间). A word that says nothing
of any name stays uncovered. Pure; words and spans only."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from assistant.catalogue import Catalogue, Names, fold
from assistant.everyday import Everyday, single_words
from assistant.linking import Link
from assistant.planner.span import Span

_WORD = re.compile(r"[a-z]+(?:[-'][a-z]+)*")
_BESIDE = re.compile(r"[ -]?(?:of |the |for )*")
_OTHERWISE = ("source", "year", "why", "status", "subject", "dimension")
_SAID_TO_US = {("idle", "asking"), ("idle", "courtesy"), ("idle", "framing"), ("comparison", "gt"), ("comparison", "lt"), ("comparison", "ge"), ("comparison", "le")}  # I would like to see: no satisfaction
_LIGHT = re.compile(r"ma[dk]es?|making|do(?:ne|ing|es)?|g[eo]t(?:s|ting|ten)?|put(?:s|ting)?|sets?|up|out|off|r[ua]n|running|went|goes?|going|gone|g[ia]ven?|giving|t(?:ake[sn]?|ook|aking)|kept|keep|c[ao]me|coming|brought|bring|provided?|providing|allowed|supposed|meant|happen(?:ed)?|enough|well|about|there|every")  # of an indicator they say nothing
_TIED = 2  # names told alike, at the most, that a question may mean all of
Place = tuple[int, int]


def translated(text: str, spans: Sequence[Span], catalogue: Catalogue) -> list[Span]:
    """The spans with names narrowed, an indicator added, and the words that did it covered."""
    spans = [_as_asked(text, s) for s in spans]
    unknown = _uncovered(text, spans)
    if not unknown:
        return spans
    said = [w for w in single_words(text) if not _within(w, (s for s in spans if (s.is_name and s.what.read_as is None) or s.kind in _OTHERWISE or ((s.kind, s.meaning) in _SAID_TO_US and " " in text[s.start : s.end])))]
    kept, covered = _narrowed(text, spans, unknown, said)
    rest = [w for w in unknown if w not in covered and not _LIGHT.fullmatch(text, *w)]
    if rest and not any(s.kind in ("indicator", "source") for s in kept) and (link := _told(text, rest, said, catalogue.indicators)):
        first, *others = rest
        kept = [*kept, Span("indicator", "", *first, replace(link, start=first[0], end=first[1]))]
        covered += [*others, *(w for w in unknown if w not in covered and w not in rest)]
    idle = [Span("idle", "gloss", *place) for place in covered]
    return sorted([*kept, *idle], key=lambda s: s.start)


_ASKED_FOR = [  # before the name, and what the names of such indicators end in, or do not
    (re.compile(r"(?:how|as) many (?:more |fewer |of the |of their |[a-z]+ing )?$"), re.compile(r"(?:率|度|标准|成本|时间|补助|效益|水平|收入)(?:\([^()]*\))?$"), False),
    (re.compile(r"(?:share|percentage|proportion|percent) of (?:the |its |their )?$"), re.compile(r"(?:率|度|比例|占比)(?:\([^()]*\))?$"), True),
]


def _as_asked(text: str, s: Span) -> Span:
    """how many performances: of the names told those that count something, what share of equipment: rates."""
    if s.kind != "indicator" or s.what.read_as is None:
        return s
    for before, ending, wanted in _ASKED_FOR:
        if before.search(text[: s.start]):
            kept = [fold(n) for tier in s.what.tiers for n in tier if bool(ending.search(fold(n))) == wanted]
            return replace(s, what=_only(s.what, kept)) if kept else s
    return s


def _uncovered(text: str, spans: Sequence[Span]) -> list[Place]:
    return [m.span() for m in _WORD.finditer(text) if not any(s.start < m.end() and m.start() < s.end for s in spans)]


def _within(word: Everyday, spans: Iterable[Span]) -> bool:
    return any(s.start < word.end and word.start < s.end for s in spans)


def _of(place: Place, said: Sequence[Everyday]) -> list[str]:
    """What the word at a place may be called in Chinese."""
    return [formal for w in said if w.start <= place[0] and place[1] <= w.end for formal in w.formal]


def _narrowed(text: str, spans: Sequence[Span], unknown: Sequence[Place], said: Sequence[Everyday]) -> tuple[list[Span], list[Place]]:
    """Names of which an unknown word says more, with those words."""
    kept: list[Span] = []
    covered: list[Place] = []
    for s in spans:
        if s.kind in ("project", "indicator"):
            names, words = _said_more_of(s, text, [p for p in unknown if p not in covered], said)
            covered += words
            s = replace(s, what=_only(s.what, names)) if words else s
        kept.append(s)
    return kept, covered


def _said_more_of(s: Span, text: str, unknown: Sequence[Place], said: Sequence[Everyday]) -> tuple[list[str], list[Place]]:
    """Which of its names the unknown words leave, and those words. Of a project's name they must stand beside what was said of it:
    how many students the student aid project reached is no question on the project."""
    names = [fold(n) for tier in s.what.tiers for n in tier]
    words: list[Place] = []
    start, end = s.start, s.end
    for place in [*(p for p in unknown if p[0] >= s.end), *reversed([p for p in unknown if p[0] < s.end])]:  # from the name outwards
        beside = bool(_BESIDE.fullmatch(text, place[1], start) or _BESIDE.fullmatch(text, end, place[0]))
        here = [n for n in names if any(f in n for f in _of(place, said))]
        if here and (beside or s.kind == "indicator"):
            names, words = here, [*words, place]
            start, end = (min(start, place[0]), max(end, place[1])) if beside else (start, end)
    return names, words


def _only(link: Link, folded: Sequence[str]) -> Link:
    tiers = tuple(kept for tier in link.tiers if (kept := tuple(n for n in tier if fold(n) in folded)))
    return replace(link, tiers=tiers)


_COUNTS = re.compile(r"(?:[数量次场期人户天册台套座栋处个吨亩家件份条]|面积|里程|长度|公里|[千平方立]米)(?:\([^()]*\))?$")


def _told(text: str, unknown: Sequence[Place], said: Sequence[Everyday], names: Names) -> Link | None:
    """The name that holds all the unknown words, the most of the others said, and least besides; None where none or several do."""
    counted = re.search(r"how many (?:[a-z-]+ ){0,3}$", text[: unknown[0][0]]) is not None
    told: dict[str, tuple[int, int]] = {}  # the most characters said come first, then the fewest not said
    for name, folded in zip(names.names, names.folded, strict=True):
        if (not counted or _COUNTS.search(folded)) and all(any(f in folded for f in _of(place, said)) for place in unknown):
            held = _characters(folded, said)
            told[name] = (-held, len(folded) - held)
    least = min(told.values(), default=None)
    best = [n for n, worth in told.items() if worth == least]
    if not 0 < len(best) <= _TIED or not all(_surely(fold(n), -told[n][0], said) for n in best):
        return None
    by = dict.fromkeys(w.word for w in said if any(w.start <= start < w.end for start, _ in unknown))
    return Link("indicator", 0, 0, (tuple(best),), False, 0.0, (" … ".join(by), "、".join(best)))


_MEASURES = re.compile(r"how (?:many|much).*|what .*|number of|rates?|shares?.*")


def _surely(name: str, held: int, said: Sequence[Everyday]) -> bool:
    """Two words that say half of it, or one that says all but how it is counted: to add says too little of 新增绿量."""
    words = {w.word for w in said if not _MEASURES.fullmatch(w.word) and any(f in name for f in w.formal)}
    return 2 * held >= len(name) if len(words) > 1 else held >= len(name) - 1


def _characters(name: str, said: Sequence[Everyday]) -> int:
    """How many characters of a name the words say."""
    held = [False] * len(name)
    for formal in {f for w in said for f in w.formal}:
        for m in re.finditer(re.escape(formal), name):
            held[m.start() : m.end()] = [True] * len(formal)
    return sum(held)

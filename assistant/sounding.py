"""Words that were not understood, spelt otherwise: by characters that sound alike (完成 typed as 玩成), or by a slip in a Latin
word. Proposes other spellings out of the words of the lexicon and the store's names; whether one makes sense is judged by
planning it. Pure; `sounds.txt` says how characters are read. What is understood is never spelt otherwise, nor is an ordinary word of
two characters (`ordinary.txt`): 打成 is no slip for 达成.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache, lru_cache
from importlib.resources import files

from assistant.catalogue import Catalogue
from assistant.lexicon import words

_FUZZY = (("zh", "z"), ("ch", "c"), ("sh", "s"), ("ing", "in"), ("eng", "en"), ("ang", "an"))  # as many speakers do not tell them apart
_HAN = re.compile(r"[一-鿿]+")
_CLOSE = 0.86  # of a Latin word's letters
PROPOSED = 6
LONGEST_SLIP = 4  # characters that were not understood; more are other words, not slips

Vocabulary = dict[tuple[str, str], Counter[str]]


@cache
def _readings() -> dict[str, tuple[str, ...]]:
    """Character -> its syllables (陆 is lu, and liu), sounds that many take for the same folded."""
    found: dict[str, tuple[str, ...]] = {}
    for line in (files("assistant") / "sounds.txt").read_text("utf-8").splitlines():
        if line.startswith("#"):
            continue
        syllable, characters = line.split(" ", 1)
        for sound, instead in _FUZZY:
            syllable = syllable.replace(sound, instead)
        for c in characters:
            found[c] = tuple(dict.fromkeys((*found.get(c, ()), syllable)))
    return found


@cache
def _ordinary() -> frozenset[str]:
    lines = (line.split(" ", 1) for line in (files("assistant") / "ordinary.txt").read_text("utf-8").splitlines() if not line.startswith("#"))
    return frozenset(first + other for first, others in lines for other in others)


def _keys(pair: str) -> list[tuple[str, str]]:
    known = _readings()
    return [(one, other) for one in known.get(pair[0], ()) for other in known.get(pair[1], ())]


def _near(pair: str, other: str) -> bool:
    """By a rarer reading one character alone may be another: 平路, 平陆, but not 台车, 依据."""
    return pair[0] == other[0] or pair[1] == other[1] or _keys(pair)[0] == _keys(other)[0]


@cache
def _plain_words() -> tuple[frozenset[str], frozenset[str]]:
    """The lexicon's words that are no patterns: Chinese and Latin ones."""
    said = [s for word in words() for p in word.patterns for s in re.split(r"[^一-鿿a-z]+", re.sub(r"\\[a-z]|\(\?[:!=<]*", " ", p.pattern))]
    return frozenset(s for s in said if _HAN.fullmatch(s) and len(s) > 1), frozenset(s for s in said if re.fullmatch(r"[a-z]{4,}", s))


def _pairs(names: Iterable[str]) -> Iterator[str]:
    for name in names:
        for run in _HAN.findall(name):
            yield from (run[i : i + 2] for i in range(len(run) - 1))


@lru_cache(maxsize=2)
def vocabulary(catalogue: Catalogue) -> Vocabulary:
    """Pairs of characters that stand in known words and names, by their sound."""
    found: Vocabulary = defaultdict(Counter)
    for names in (catalogue.projects, catalogue.units, catalogue.indicators, catalogue.regions):
        for pair, where in names.parts.items():
            for key in _keys(pair) if len(pair) == 2 and _HAN.fullmatch(pair) else ():
                found[key][pair] += len(where)
    for pair in _pairs(_plain_words()[0]):
        for key in _keys(pair):
            found[key][pair] += 3
    return found


@dataclass(frozen=True)
class Spelling:
    """A text with the stretch `was` spelt `instead`, at `at`."""

    text: str
    at: int
    was: str
    instead: str


def respelled(text: str, pieces: Iterable[str], known: Vocabulary) -> Iterator[Spelling]:
    """The text with one stretch spelt otherwise, likeliest first."""
    found: dict[Spelling, int] = {}
    for piece in pieces:
        if (at := text.find(piece)) < 0:
            continue
        for word in re.findall(r"[a-z]{5,}", piece):
            for close in get_close_matches(word, _plain_words()[1], n=2, cutoff=_CLOSE):
                if close.startswith(word[:-1]) or word.startswith(close[:-1]):
                    continue  # another form of it, and perhaps another meaning
                found[Spelling(text.replace(word, close, 1), text.find(word), word, close)] = 1
        if len(piece) > LONGEST_SLIP:
            continue
        for i in range(max(0, at - 1), min(len(text) - 1, at + len(piece))):
            pair = text[i : i + 2]
            alike = [known.get(key, Counter()) for key in ([] if pair in _ordinary() else _keys(pair))]
            for other, times in (entry for sound in alike for entry in sound.items()):
                if other != pair and _near(pair, other) and all(at <= i + n < at + len(piece) for n in (0, 1) if pair[n] != other[n]):
                    found[Spelling(text[:i] + other + text[i + 2 :], i, pair, other)] = times
    yield from sorted(found, key=lambda f: -found[f])[:PROPOSED]


_LEAST_REARRANGED, _LEFT_OUT = 4, 2


def rearranged(text: str, pieces: Iterable[str], catalogue: Catalogue) -> Iterator[Spelling]:
    """污水处理量, where an indicator is called 年处理污水量: the same characters in another order, two of the name's own left out at most."""
    for piece in pieces:
        at = text.find(piece)
        for name in (catalogue.indicators.folded[n] for n in catalogue.indicators.resembling(text)) if at >= 0 else ():
            own = Counter(name)
            for length in range(len(name), max(_LEAST_REARRANGED, len(name) - _LEFT_OUT) - 1, -1):
                for start in range(max(0, at + len(piece) - length), min(at, len(text) - length) + 1):
                    said = text[start : start + length]
                    if said not in name and not Counter(said) - own and _HAN.fullmatch(said):
                        yield Spelling(text[:start] + name + text[start + length :], start, said, name)

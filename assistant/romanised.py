"""Places that a question names in Latin letters: Qinglan County, Anhe City. A place's name is spelt out by how its characters are read
(`sounds.txt`); nothing else of the store is looked for so. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from importlib.resources import files

_RANKS = {"市": "city|municipality|shi", "县": "county|xian", "区": "district|qu", "州": "prefecture|zhou", "旗": "banner|qi", "盟": "league|meng", "省": "province|sheng"}
_ANY_RANK = "|".join(_RANKS.values())
_LETTERS = 4  # fewer are a word like any other, unless its rank is said: Anhe City


@cache
def _syllables() -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for line in (files("assistant") / "sounds.txt").read_text("utf-8").splitlines():
        if not line.startswith("#"):
            syllable, characters = line.split(" ", 1)
            for c in characters:
                found[c] = (*found.get(c, ()), syllable)
    return found


@lru_cache(maxsize=4096)
def _spelt(name: str) -> tuple[re.Pattern[str], str] | None:
    """青岚县: qinglan, qing lan, with or without the word for its rank; none where a character's sound is not known."""
    bare, rank = (name[:-1], name[-1]) if name[-1:] in _RANKS and len(name) > 2 else (name, "")
    sounds = [_syllables().get(c, ()) for c in bare]
    if not all(sounds):
        return None
    spelt = "[ '-]?".join(f"(?:{'|'.join(s)})" for s in sounds)
    alone = "?" if sum(min(map(len, s)) for s in sounds) >= _LETTERS else ""
    return re.compile(rf"(?<![a-z]){spelt}(?:[ -]?(?P<rank>{_ANY_RANK})){alone}(?![a-z])"), rank


def places(text: str, names: Sequence[str]) -> Iterator[tuple[int, int, tuple[str, ...]]]:
    """Where a place is named, and the places that it may be: those of the rank that is said, where there are any."""
    if re.search("[a-z]{3}", text) is None:
        return
    found: dict[tuple[int, int], list[tuple[str, bool]]] = {}
    for name in names:
        if (spelt := _spelt(name)) is None:
            continue
        for m in spelt[0].finditer(text):
            of_rank = m["rank"] is not None and m["rank"] in _RANKS.get(spelt[1], "").split("|")
            found.setdefault((m.start(), m.end()), []).append((name, of_rank))
    for (start, end), meant in found.items():
        yield start, end, tuple(n for n, of_rank in meant if of_rank) or tuple(n for n, _ in meant)

"""The texts of cells that no line bounds: which lines under one another are one text. Geometry only.

Where rows stand farther apart than the lines of one text, the distance tells. Where they do not, as in tables of Word,
one thing does: a text goes on below only where its next letter would not have fitted its column.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations, groupby, pairwise
from typing import NamedTuple

from extractors.columns import overlap, runs_of
from extractors.fragments import Fragment, Line
from extractors.page import Box, Rule, Word, union

NEAREST, FARTHEST = 0.7, 2.2  # of the letters' height: from one line to the next of one text
EQUAL = 0.12  # of the letters' height, by which distances of lines are one distance
UNEVEN = 1.35  # times the least distance: letters of other fonts stand farther apart
IN_A_ROW = 0.3  # of the letters' height, by which a text may miss its row's
MIXED = 0.5  # what it costs that words go on with a figure by itself
PERHAPS = 0.3  # what it costs to stand at the height of a text that may go on; of none at all costs 1
ODD = 0.01  # what each line costs that a text goes on, so that texts are short
CLEARLY = 0.1  # of the letters' height, by which rows stand farther apart where distances tell
SHORT = 0.4  # what it costs to go on below a line that is not full
LONGEST = 12  # lines of one text
CLOSER = 0.1  # of the letters' height, by which letters may be set closer
BELOW = 1.2  # of the letters' height: from one letter to the next down the side
UPRIGHT = 3  # letters under one another that are one label
LIKE = 1.3  # how much larger letters of one text may be
FIGURES = 2  # above one another in one column, from which on it is no accident
STRAY, SHARE = 4, 0.15  # lines that are not full above others, and their share of all, that paragraphs may leave
KINDS = 3  # of near distances, from which on letters of several fonts make them
FEW_ALIKE = 0.25  # share of distances that are the least one, where letters of several fonts make them differ
SIDE = 2.6  # of the letters' height: as wide a label down the side is at the most
Pair = tuple[Fragment, Fragment]

_FIGURE = re.compile(r"[≥≤＝=<>＜＞≧≦]?[\d,.，]*\d[\d,.，]*[%％]?")
_NUMBER = re.compile(r"[≥≤＝=<>＜＞≧≦]?(\d+|\d{1,3}(,\d{3})+)(\.\d*)?[%％]?")
_BEGUN = re.compile(r"[≥≤＝=<>＜＞≧≦]?(\d+|\d{1,3}(,\d{0,3})+)(\.\d*)?[%％]?")
_COMPARATOR = re.compile("[≥≤＝=<>＜＞≧≦]")
_LETTER = re.compile("[\u4e00-\u9fff（）︵︶]")
_BINDING = re.compile(r"[\d,.]+[%％]?|[A-Za-z]+|.[，。、；：！？）)”》]*")


@dataclass(frozen=True, eq=False)
class Text:
    """What one cell says. `unsure`: whether its lines belong together cannot be told from where they stand."""

    lines: tuple[Fragment, ...]
    unsure: bool = False

    @cached_property
    def box(self) -> Box:
        return union([f.box for f in self.lines])

    @cached_property
    def words(self) -> list[Word]:
        return [w for f in self.lines for w in f.words]

    @cached_property
    def middle(self) -> float:
        return (self.lines[0].middle + self.lines[-1].middle) / 2

    @cached_property
    def size(self) -> float:
        return self.lines[0].size

    @cached_property
    def upright(self) -> bool:
        """Set a letter or two a line, down the side of its rows."""
        x0, _, x1, _ = self.box
        return len(self.lines) > 2 and x1 - x0 <= SIDE * self.size

    @cached_property
    def text(self) -> str:
        return "".join(f.text for f in self.lines)

    @cached_property
    def figure(self) -> bool:
        return _FIGURE.fullmatch(self.text) is not None

    @cached_property
    def doubtful(self) -> bool:
        """Not surely one text, or digits that are no number."""
        return self.unsure or (self.figure and _NUMBER.fullmatch(self.text) is None)


class Sure(NamedTuple):
    """Heights at which texts on one line stand: those that surely are, and those that may go on below."""

    surely: list[float]
    perhaps: list[float]


def texts_of(lines: Sequence[Line], ruled: Sequence[Rule]) -> tuple[list[Text], str]:
    """The texts of cells, none of them across a ruled line, and where they stand in rows that are taller."""
    above, (room, alike) = _above(lines, ruled), _room(lines)
    if not above:
        texts = [Text((f,)) for line in lines for f in line]
        return texts, "middle"
    distance = _distance_within(above, room)
    if distance is not None:
        near = ((a, b) for a, b in above if b.middle - a.middle <= _reach(a, b, distance) + EQUAL * b.size)
        below = {id(a): b for a, b in near if _says_one(a.text, b.text)}
        texts = [Text(tuple(chain)) for chain in _chains(lines, below)]
        return texts, _stand_at(texts)
    least = min(b.middle - a.middle for a, b in _of_lines(above))
    above = [(a, b) for a, b in above if b.middle - a.middle <= UNEVEN * least and _says_one(a.text, b.text)]
    full = {id(a): b for a, b in above if _is_full(a, b, room[id(a)])}
    begun = _chains(lines, {a: b for a, b in full.items() if alike[a] > 1})
    alone = {id(chain[0]) for chain in _chains(lines, full) if len(chain) == 1}
    single = [chain[0] for chain in begun if len(chain) == 1]
    heights = [f.middle for line in lines for f in line]
    beside = [f for f in single if sum(abs(f.middle - y) <= EQUAL * f.size for y in heights) > 1]
    sure = Sure([f.middle for f in beside if id(f) in alone], [f.middle for f in beside])
    chains = _chains(lines, {id(a): b for a, b in above})
    outer = {id(line[0]) for line in lines if _is_letter(line[0])}
    cost = {at: _dealt(chains, outer, full.keys(), sure, at)[0] for at in ("middle", "top", "bottom")}
    at = min(cost, key=lambda name: cost[name])
    sure = sure._replace(surely=[*sure.surely, *_begun(begun, at)])
    return _dealt(chains, outer, full.keys(), sure, at)[1], at


def _begun(chains: Sequence[list[Fragment]], at: str) -> Iterator[float]:
    """Heights at which texts of several lines stand: where they begin or end, or where the middles of two are."""
    texts = [Text(tuple(chain)) for chain in chains if len(chain) > 1 or at != "middle"]
    for text in texts:
        height = height_of(text, at)
        if (at != "middle" and len(text.lines) > 1) or any(
            t is not text and abs(height_of(t, at) - height) <= EQUAL * text.size for t in texts
        ):
            yield height


def _chains(lines: Sequence[Line], below: Mapping[int, Fragment]) -> list[list[Fragment]]:
    """Lines that may go on below one another."""
    continued = {id(f) for f in below.values()}
    out = []
    for first in (f for line in lines for f in line if id(f) not in continued):
        chain = [first]
        while id(chain[-1]) in below:
            chain.append(below[id(chain[-1])])
        out.append(chain)
    return out


def _dealt(
    chains: Sequence[list[Fragment]], outer: Container[int], full: Container[int], sure: Sure, at: str
) -> tuple[float, list[Text]]:
    """Lines near below one another, dealt to texts such that each stands in a row: at the height of a text that is on one
    line for sure. First what that costs."""
    cost, texts = 0.0, list[Text]()
    for chain in chains:
        for part in _letters_apart(chain, outer):
            if len(part) >= UPRIGHT and all(id(f) in outer for f in part):
                texts.append(Text(tuple(part)))
            else:
                more, found = _deal(part, full, sure, at)
                cost, texts = cost + more, texts + found
    return cost, texts


def _letters_apart(chain: list[Fragment], outer: Container[int]) -> list[list[Fragment]]:
    """A chain cut where single letters at the left of all begin or end: down the side of its rows they are one label."""
    out: list[list[Fragment]] = [[]]
    for letters, found in groupby(chain, key=lambda f: id(f) in outer):
        part = list(found)
        if letters and len(part) >= UPRIGHT:
            out += [part, []]
        else:
            out[-1] += part
    return [part for part in out if part]


def _is_letter(fragment: Fragment) -> bool:
    return _LETTER.fullmatch(fragment.text) is not None


def _deal(chain: Sequence[Fragment], full: Container[int], sure: Sure, at: str) -> tuple[float, list[Text]]:
    """The chain as texts, as many as possible of them in a row, as few as possible going on below a line that is not full."""
    best: list[tuple[float, list[Text]]] = [(0.0, [])]
    for end in range(1, len(chain) + 1):
        options = []
        for start in range(max(0, end - LONGEST), end):
            part = Text(tuple(chain[start:end]))
            height = height_of(part, at)
            surely, perhaps = (any(abs(height - y) <= IN_A_ROW * part.size for y in heights) for heights in sure)
            stands = surely or perhaps
            short = sum(id(f) not in full for f in part.lines[:-1])
            unsure = (short > 0 and not stands) or (_of_figures(part.lines) and not (stands and at == "middle"))
            cost, texts = best[start]
            odd = part.figure and _NUMBER.fullmatch(part.text) is None
            mixed = sum(
                _FIGURE.fullmatch(b.text) is not None and not _FIGURE.fullmatch(a.text) for a, b in pairwise(part.lines)
            )
            price = (
                odd
                + MIXED * mixed
                + (0.0 if surely else PERHAPS if perhaps else 1.0)
                + min(_open(part.text), 1)
                + SHORT * short
                + ODD * (len(part.lines) - 1)
            )
            options.append((cost + price, [*texts, Text(part.lines, unsure)]))
        best.append(min(options, key=lambda o: o[0]))
    return best[-1]


def _above(lines: Sequence[Line], ruled: Sequence[Rule]) -> list[Pair]:
    """Each text with the only one that stands above it as near as a line of the same."""
    out: list[Pair] = []
    for n, line in enumerate(lines):
        for lower in line:
            near = [
                upper
                for other in lines[max(0, n - 8) : n]
                for upper in other
                if _may_go_on(upper, lower) and not any(_ruled_between(upper, lower, rule) for rule in ruled)
            ]
            last = max((f.middle for f in near), default=0.0)
            nearest = [f for f in near if f.middle > last - EQUAL * lower.size]
            if len(nearest) == 1:
                out.append((nearest[0], lower))
    uppers = [id(upper) for upper, _ in out]
    return [pair for pair in out if uppers.count(id(pair[0])) == 1]


def _ruled_between(upper: Fragment, lower: Fragment, rule: Rule) -> bool:
    x = (lower.x0 + lower.x1) / 2
    return upper.middle < rule.at < lower.middle and rule.start <= x <= rule.end


def _may_go_on(upper: Fragment, lower: Fragment) -> bool:
    down, size = lower.middle - upper.middle, max(upper.size, lower.size)
    apart = not NEAREST * size <= down <= FARTHEST * size
    return not apart and size <= LIKE * min(upper.size, lower.size) and upper.x0 < lower.x1 and lower.x0 < upper.x1


def _distance_within(above: Sequence[Pair], room: Mapping[int, float]) -> float | None:
    """From line to line of one text; None where rows stand no farther apart: then texts, too, stand as near above one
    another although the lower one would have fitted behind the upper one."""
    above = _of_lines(above)
    steps = sorted(lower.middle - upper.middle for upper, lower in above)
    most = steps[len(steps) // 20] + EQUAL * above[0][1].size
    near = [(a, b) for a, b in above if b.middle - a.middle <= most]
    rest = [step for step in steps if step > most]
    within = [b.middle - a.middle for a, b in near]
    short = [(a, b) for a, b in near if not _is_full(a, b, room[id(a)])]
    figures = sum(_FIGURE.fullmatch(a.text) is not None and _FIGURE.fullmatch(b.text) is not None for a, b in short)
    unclear = rest and rest[0] - max(within) < max(CLEARLY * above[0][1].size, 2 * (max(within) - min(within)))
    kinds = {round(step / (EQUAL / 2 * above[0][1].size)) for step in steps if step < UNEVEN * steps[0]}
    uneven = rest and len(kinds) > KINDS and len(near) < FEW_ALIKE * len(steps)
    if not rest or unclear or uneven or figures >= FIGURES or len(short) > max(STRAY, SHARE * len(near)):
        return None
    return sum(b.middle - a.middle for a, b in near) / len(near)


def _of_lines(above: Sequence[Pair]) -> Sequence[Pair]:
    """Without single letters under one another: those of a label down the side may stand nearer than lines do."""
    return [pair for pair in above if not all(map(_is_letter, pair))] or above


def _reach(upper: Fragment, lower: Fragment, distance: float) -> float:
    return max(distance, BELOW * lower.size) if _is_letter(upper) and _is_letter(lower) else distance


def _room(lines: Sequence[Line]) -> tuple[dict[int, float], dict[int, int]]:
    """How wide each text's column is: as the widest text in it, in the stretch of lines with these columns. And how many
    texts are about as wide: a single one tells little."""
    room = {id(f): f.x1 - f.x0 for line in lines for f in line}
    alike = dict.fromkeys(room, 1)
    for run, columns in runs_of({n: [(f.x0, f.x1) for f in line] for n, line in enumerate(lines)}):
        for column in columns:
            inside = [f for n in run for f in lines[n] if overlap((f.x0, f.x1), column)]
            widest = max((f.x1 - f.x0 for f in inside), default=0.0)
            for f in inside:
                room[id(f)], alike[id(f)] = widest, sum(g.x1 - g.x0 > widest - f.size for g in inside)
    return room, alike


def _is_full(upper: Fragment, lower: Fragment, room: float) -> bool:
    """Whether the next letter, or the word that is not parted, would not have fitted. Figures are parted where one by
    itself is too wide."""
    if _open(upper.text) or _opens(lower.text):
        return True
    bound = _BINDING.match(lower.text)
    letters = len(bound[0]) if bound and not upper.text[-1:].isdigit() else 1
    own = [w.x1 - w.x0 for w in lower.words][:letters]
    return upper.x1 - upper.x0 + sum(own) > room + CLOSER * upper.size


def _open(text: str) -> int:
    """How many brackets it leaves open, or closes that it did not open."""
    return abs(sum(c in "(（" for c in text) - sum(c in ")）" for c in text))


def _opens(text: str) -> bool:
    return text[:1] in ("(", "（")


def _says_one(upper: str, lower: str) -> bool:
    """Whether it can be one text: figures make one number, and a comparator begins a value."""
    if _COMPARATOR.match(lower):
        return False
    return not (_FIGURE.fullmatch(upper) and _FIGURE.fullmatch(lower)) or _BEGUN.fullmatch(upper + lower) is not None


def _of_figures(chain: Sequence[Fragment]) -> bool:
    """Whether a figure stands on a figure: are the digits below the end of the amount above, or a number of their own?"""
    return any(_FIGURE.fullmatch(a.text) and _FIGURE.fullmatch(b.text) for a, b in pairwise(chain))


def ends_a_text(fragment: Fragment, above: Sequence[Line]) -> bool:
    """Whether a text stands near below another one of some lines and within its width, as the last line of a cell does."""
    return any(
        _may_go_on(f, fragment) and f.x0 - f.size <= fragment.x0 and fragment.x1 <= f.x1 + f.size
        for line in above
        for f in line
    )


def _stand_at(texts: Sequence[Text]) -> str:
    """Where texts stand in rows that are taller: `top`, `middle` or `bottom`, by how those on one line stand to others."""
    hits = {"middle": 0, "top": 0, "bottom": 0}
    for a, b in combinations(texts, 2):
        tall, short = (a, b) if len(a.lines) > len(b.lines) else (b, a)
        if len(tall.lines) == len(short.lines) or tall.upright or overlap((a.box[0], a.box[2]), (b.box[0], b.box[2])):
            continue
        for name in hits:
            hits[name] += abs(height_of(tall, name) - height_of(short, name)) <= EQUAL * short.size
    return max(hits, key=lambda name: hits[name])


def height_of(text: Text, at: str) -> float:
    return {"top": text.lines[0].middle, "middle": text.middle, "bottom": text.lines[-1].middle}[at]

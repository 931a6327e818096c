"""Ruled lines of a page: snapped onto one another, joined where broken, grouped by the table they belong to. Geometry only."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator

from extractors.page import Rule

SNAP = 2.0  # points within which two rules are one line
JOIN = 3.0  # the widest gap that a broken line may have
TOUCH = 2.5  # how far a rule may miss the one it meets
SHORTEST = 6.0  # a rule below this length is a speck or a letter's part
ASIDE = 0.2  # of a table's width: how wide a side label's cell is at the most
MOST_RULES = 3000  # in one direction on one page; beyond, it is a drawing, of which the longest lines are looked at


def joined(rules: Iterable[Rule]) -> list[Rule]:
    """Rules that lie on one line and touch become one; specks go."""
    out: list[Rule] = []
    for line in _snapped(rules):
        current: Rule | None = None
        for rule in sorted(line, key=lambda r: r.start):
            if current and rule.start <= current.end + JOIN:
                current = Rule(current.at, current.start, max(current.end, rule.end))
            else:
                out += [current] if current else []
                current = Rule(line[0].at, rule.start, rule.end)
        out += [current] if current else []
    return [r for r in out if r.end - r.start >= SHORTEST]


def _snapped(rules: Iterable[Rule]) -> list[list[Rule]]:
    """Rules by the line they lie on, each moved onto that line."""
    groups: list[list[Rule]] = []
    for rule in sorted(rules):
        if groups and rule.at - groups[-1][0].at <= SNAP:
            groups[-1].append(rule)
        else:
            groups.append([rule])
    return [[Rule(sum(r.at for r in g) / len(g), r.start, r.end) for r in g] for g in groups]


def longest(rules: list[Rule]) -> list[Rule]:
    return rules if len(rules) <= MOST_RULES else sorted(rules, key=lambda r: r.start - r.end)[:MOST_RULES]


def grouped(horizontal: list[Rule], vertical: list[Rule]) -> list[tuple[list[Rule], list[Rule]]]:
    """Rules by table: those that meet belong together; stacked rows without any vertical belong together too."""
    n = len(horizontal)
    parent = list(range(n + len(vertical)))

    def root(i: int) -> int:
        while parent[i] != i:
            parent[i] = parent[parent[i]]
            i = parent[i]
        return i

    met: set[int] = set()
    for i, j in _meetings(horizontal, vertical):
        met.add(i)
        parent[root(i)] = root(n + j)
    lonely = sorted((i for i in range(n) if i not in met), key=lambda i: horizontal[i].at)
    for k, a in enumerate(lonely):
        b = next((b for b in lonely[k + 1 :] if _shared(horizontal[a], horizontal[b]) > 0), None)
        if b is not None and _shared(horizontal[a], horizontal[b]) > 0.5:
            parent[root(a)] = root(b)
    groups: dict[int, tuple[list[Rule], list[Rule]]] = {}
    for i, h in enumerate(horizontal):
        groups.setdefault(root(i), ([], []))[0].append(h)
    for j, v in enumerate(vertical):
        groups.setdefault(root(n + j), ([], []))[1].append(v)
    tables = [(_without_stubs(h) if not v else h, v) for h, v in groups.values() if len(h) >= 2]
    _beside([v for h, lines in groups.values() if not h for v in lines], tables)
    return [g for g in tables if len(g[0]) >= 2]


def _shared(a: Rule, b: Rule) -> float:
    """How much of the shorter rule's length two rules share; none where they stand side by side."""
    return (min(a.end, b.end) - max(a.start, b.start)) / min(a.end - a.start, b.end - b.start)


def _beside(lonely: list[Rule], tables: list[tuple[list[Rule], list[Rule]]]) -> None:
    """Give a vertical that meets no line to the table beside which it stands along all its height: a side label's cell
    that goes on from the page before to the next is closed by none."""
    upright = [vertical for _, vertical in tables if len(vertical) > 1]
    for vertical in upright:
        left, right = min(v.at for v in vertical), max(v.at for v in vertical)
        top, bottom = min(v.start for v in vertical), max(v.end for v in vertical)
        for rule in sorted(lonely, key=lambda v: -v.at if v.at < left else v.at):
            near = min(abs(rule.at - v.at) for v in vertical) <= ASIDE * (right - left)
            along = abs(rule.start - top) <= 2 * JOIN and abs(rule.end - bottom) <= 2 * JOIN
            if near and along and not left < rule.at < right:
                vertical.append(rule)


def _without_stubs(horizontal: list[Rule]) -> list[Rule]:
    """The rules of a table without verticals from its first to its last wide one: a short one outside is none of it."""
    widest = max((h.end - h.start for h in horizontal), default=0.0)
    wide = [h.at for h in horizontal if h.end - h.start > widest / 2]
    return [h for h in horizontal if wide[0] <= h.at <= wide[-1]]


def _meetings(horizontal: list[Rule], vertical: list[Rule]) -> Iterator[tuple[int, int]]:
    """Indices of the horizontal and vertical rules that touch or cross."""
    order = sorted(range(len(vertical)), key=lambda j: vertical[j].at)
    at = [vertical[j].at for j in order]
    for i, h in enumerate(horizontal):
        for j in order[bisect_left(at, h.start - TOUCH) : bisect_right(at, h.end + TOUCH)]:
            if vertical[j].start - TOUCH <= h.at <= vertical[j].end + TOUCH:
                yield i, j

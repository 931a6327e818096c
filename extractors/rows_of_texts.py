"""Rows of a table that no line rules: texts that stand at one height, and the rows that a label beside them spans.

Geometry only. The heights at which most texts stand are rows; a text that stands between or over several of them belongs
to a merged cell, whose middle is the middle of its rows.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Container, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from math import inf

from extractors.columns import Piece, overlap, runs_of
from extractors.texts_of_cells import Text, height_of

SAME = 0.35  # of the letters' height, by which texts of one row differ
OVER = 0.15  # of the letters' height, by which the texts of two rows may overlap
LEAST = 3  # rows with columns of labels before them
TALL = 0.2  # of a tall label's height, by which it may: its rows are as high as it needs
SKIPPED = 0.3  # what it costs that a row has no label
MISSES = 0.45  # of the letters' height, by which a label may miss the middle of its rows


@dataclass(slots=True, eq=False)
class Row:
    height: float
    texts: list[Text] = field(default_factory=list)

    @property
    def top(self) -> float:
        return min(t.box[1] for t in self.texts)

    @property
    def bottom(self) -> float:
        return max(t.box[3] for t in self.texts)


@dataclass(frozen=True, slots=True)
class Spanning:
    """A text and the rows that its cell takes: [top, bottom)."""

    text: Text
    top: int
    bottom: int
    unsure: bool = False


def rows_of(texts: Sequence[Text], at: str) -> tuple[list[Row], list[Spanning]]:
    """The rows from top to bottom, each with its texts, and the texts that span several of them."""
    rows = _rows([t for t in texts if not t.upright], at)
    if not rows:
        return [], []
    for text in (t for t in texts if t.upright):
        beside = [row for row in rows if text.box[1] < row.height < text.box[3]]
        if len(beside) == 1 and abs(height_of(text, at) - beside[0].height) <= SAME * text.size:
            beside[0].texts.append(text)
    kept = {id(t) for row in rows for t in row.texts}
    aside = [t for t in texts if id(t) not in kept]
    if at != "middle":
        spanning = [_beside(text, rows, [t for t in aside if t.box[1] > text.box[1]]) for text in aside]
        return rows, [*spanning, *(s for run, column, main in _leading(rows, []) for s in _downwards(rows, run, column, main))]
    spanning = []
    for column in _columns(aside):
        spanning += _spanned(_piece(column), column, rows, range(len(rows)), at)
    leading = _leading(rows, spanning)
    once = _written_once(rows, leading)
    outer = {n for n, row in enumerate(rows) if leading and any(overlap(_reach(t), leading[0][1]) for t in row.texts)}
    for run, piece, main in leading:
        spanning += _downwards(rows, run, piece, main, outer) if once else _spanned(piece, [], rows, run, at)
    return rows, spanning


def _written_once(rows: Sequence[Row], leading: Sequence[tuple[range, Piece, Piece]]) -> bool:
    """Whether labels stand at the top of their rows though texts stand in the middle of theirs: with each label of the first column a
    label of the second begins, which labels in the middle of several rows do by chance only."""
    if len(leading) < 2 or len({run for run, _, _ in leading}) > 1:
        return False
    run = leading[0][0]
    outer, inner = ([n for n in run if any(overlap(_reach(t), column) for t in rows[n].texts)] for _, column, _ in leading[:2])
    outer = [n for n in outer if inner and n <= inner[-1]]  # without the row of sums
    return len(outer) >= LEAST and outer[0] == run.start and set(outer) < set(inner) and len(inner) < inner[-1] + 1 - run.start


def _beside(text: Text, rows: Sequence[Row], others: Sequence[Text]) -> Spanning:
    """The rows beside which a text stands, and those below it as far as nothing stands under it."""
    _, top, _, bottom = text.box
    beside = [n for n, row in enumerate(rows) if top < row.height < bottom]
    if not beside:
        near = min(range(len(rows)), key=lambda n: abs(rows[n].height - text.middle))
        return Spanning(text, near, near + 1, unsure=True)
    end = beside[-1] + 1
    while end < len(rows) and not any(
        overlap(_reach(t), _reach(text)) for t in (*rows[end].texts, *_level(others, rows[end]))
    ):
        end += 1
    return Spanning(text, beside[0], end)


def _level(texts: Sequence[Text], row: Row) -> list[Text]:
    return [t for t in texts if t.box[1] < row.bottom and t.box[3] > row.top]


def _downwards(rows: list[Row], run: range, column: Piece, main: Piece, outer: Container[int] = ()) -> list[Spanning]:
    """Labels at the top of their rows, in a column before the first that is filled in each row: each down to the next, or to a row where
    a label of an `outer` column begins."""
    out: list[Spanning] = []
    label, top = None, 0
    for n in [*run, run.stop]:
        mine = [t for t in rows[n].texts if overlap(_reach(t), column)] if n < run.stop else []
        ends = n == run.stop or n in outer or mine or not any(overlap(_reach(t), main) for t in rows[n].texts)
        if label is not None and ends:
            if n - top > 1 and len(rows[top].texts) > 1:
                rows[top].texts.remove(label)
                out.append(Spanning(label, top, n))
            label = None
        if len(mine) == 1:
            label, top = mine[0], n
    return out


def _reach(text: Text) -> Piece:
    return text.box[0], text.box[2]


def _filled(column: Piece, run: Sequence[int], rows: Sequence[Row]) -> int:
    return sum(any(overlap(_reach(t), column) for t in rows[n].texts) for n in run)


def _is_main(column: Piece, run: Sequence[int], rows: Sequence[Row], most: int) -> bool:
    """Whether no column is filled in more rows, or it holds figures."""
    figures = (t.figure for n in run for t in rows[n].texts if overlap(_reach(t), column))
    return _filled(column, run, rows) == most or any(figures)


def _piece(column: Sequence[Text]) -> Piece:
    return min(t.box[0] for t in column), max(t.box[2] for t in column)


def _leading(rows: Sequence[Row], spanning: Sequence[Spanning]) -> list[tuple[range, Piece, Piece]]:
    """Columns of labels before the first one that is filled in each row, in which rows are blank; and that first one."""
    pieces = {n: [_reach(t) for t in row.texts] for n, row in enumerate(rows)}
    out: list[tuple[range, Piece, Piece]] = []
    for run, columns in runs_of(pieces):
        if len(run) < LEAST:
            continue
        most = max(_filled(column, run, rows) for column in columns)
        main = next(n for n, column in enumerate(columns) if _is_main(column, run, rows, most))
        for column in columns[:main]:
            done = any(overlap(_reach(s.text), column) and s.top in run for s in spanning)
            if _filled(column, run, rows) > 1 and not done:
                out.append((range(run[0], run[-1] + 1), column, columns[main]))
    return out


def _rows(texts: Sequence[Text], at: str) -> list[Row]:
    """Heights at which texts stand, the fullest first, as far as none lies within another's texts."""
    found: list[Row] = []
    for text in sorted(texts, key=lambda t: height_of(t, at)):
        height = height_of(text, at)
        if found and height - found[-1].height <= SAME * text.size:
            found[-1].texts.append(text)
        else:
            found.append(Row(height, [text]))
    rows: list[Row] = []
    right = max(t.box[2] for t in texts) if texts else 1.0
    for row in sorted(found, key=lambda r: -sum(1 + t.box[2] / right for t in r.texts)):
        if all(_apart(row, other) or _parted(row, other) for other in rows):
            rows.append(row)
    rows.sort(key=lambda r: r.height)
    return _without_between(rows)


def _apart(row: Row, other: Row) -> bool:
    size = row.texts[0].size
    over = min(row.bottom, other.bottom) - max(row.top, other.top)
    return over <= OVER * size


def _parted(row: Row, other: Row) -> bool:
    """Whether two rows are apart once the few texts are put aside that reach over the other's height."""
    for tall, crossed in ((row, other), (other, row)):
        over = [t for t in tall.texts if t.box[1] < crossed.height < t.box[3]]
        if over and 2 * len(over) < len(tall.texts) and len(crossed.texts) > 1:
            rest = Row(tall.height, [t for t in tall.texts if t not in over])
            if _apart(rest, crossed):
                tall.texts = rest.texts
                return True
    return False


def _without_between(rows: list[Row]) -> list[Row]:
    """Without heights at which only labels stand that span the rows above and below: these are blank there, and leave no
    room for a row between them."""
    fullest = max(len(r.texts) for r in rows)
    gaps = sorted(b.top - a.bottom for a, b in pairwise(r for r in rows if 2 * len(r.texts) > fullest))
    if not gaps:
        return rows
    usual = max(gaps[len(gaps) // 2], 0.0)
    inner = zip(rows, rows[1:], rows[2:], strict=False)
    between = [
        row
        for a, row, b in inner
        if len(row.texts) < min(len(a.texts), len(b.texts))
        and b.top - a.bottom < row.texts[0].size + usual
        and _blank_beside(row, a, b)
    ]
    return [row for row in rows if row not in between]


def _blank_beside(row: Row, above: Row, below: Row) -> bool:
    return not any(overlap(_reach(t), _reach(o)) for t in row.texts for o in (*above.texts, *below.texts))


def _columns(texts: Sequence[Text]) -> list[list[Text]]:
    """Texts that stand under one another."""
    out: list[list[Text]] = []
    for text in sorted(texts, key=lambda t: t.box[0]):
        home = next((c for c in out if any(overlap(_reach(t), _reach(text)) for t in c)), None)
        if home is None:
            out.append([text])
        else:
            home.append(text)
    return out


def _spanned(piece: Piece, column: list[Text], rows: list[Row], within: range, at: str) -> list[Spanning]:
    """Which rows each label of a column spans, those among them that stand on a row's own height; the rows give up theirs.

    A row is free where nothing of it stands over the column; labels take the free rows between them such that each stands
    in the middle of its own, as far as that is possible.
    """
    mine = [[t for t in row.texts if overlap(_reach(t), piece)] for row in rows]
    labels = [
        (t, n) for n, texts in enumerate(mine) for t in texts if n in within and len(texts) == 1 and _within(t, piece)
    ]
    blocked = [
        n not in within or (bool(texts) and not (len(texts) == 1 and _within(texts[0], piece)))
        for n, texts in enumerate(mine)
    ]
    everything: list[tuple[Text, int | None]] = sorted(
        [*labels, *((t, None) for t in column)], key=lambda x: x[0].middle
    )
    edges = [rows[0].top, *((a.bottom + b.top) / 2 for a, b in pairwise(rows)), rows[-1].bottom]
    grows = not any(t.figure and t.box[2] <= piece[0] for n in within for t in rows[n].texts)
    fixed = {id(t) for t, n in labels if t.figure or not grows or len(rows[n].texts) == 1}
    groups = _groups(everything, edges, blocked, fixed)
    out: list[Spanning] = []
    for (text, home), group in zip(everything, groups, strict=True):
        if group is None:
            if home is None:
                near = min(max(bisect_right(edges, height_of(text, at)) - 1, 0), len(rows) - 1)
                out.append(Spanning(text, near, near + 1, unsure=True))
            continue
        top, bottom = group
        if home is not None and ((top, bottom) == (home, home + 1) or len(rows[home].texts) == 1):
            continue
        if home is not None:
            rows[home].texts.remove(text)
        out.append(Spanning(text, top, bottom))
    return out


def _within(text: Text, piece: Piece) -> bool:
    """Whether a text stands in the column, and does not lie across it and others."""
    x0, _, x1, _ = text.box
    return x0 >= piece[0] - 2 * text.size and x1 <= piece[1] + 2 * text.size


def _groups(
    labels: Sequence[tuple[Text, int | None]], edges: Sequence[float], blocked: Sequence[bool], fixed: Container[int]
) -> list[tuple[int, int] | None]:
    """For each label the rows around whose middle it stands; None for one that stands around none. Of all ways the one
    that leaves the fewest rows without a label."""
    count = len(edges) - 1
    # best[i][r]: the least cost of dealing the labels from i on to the rows from r on
    best = [[inf] * (count + 1) for _ in range(len(labels) + 1)]
    way: dict[tuple[int, int], tuple[str, int]] = {}
    for r in range(count + 1):
        best[-1][r] = SKIPPED * (count - r)
    for i in range(len(labels) - 1, -1, -1):
        label, home = labels[i]
        slack = max(MISSES * label.size, TALL * (label.box[3] - label.box[1]))
        for r in range(count, -1, -1):
            options: list[tuple[float, tuple[str, int]]] = [(best[i + 1][r] + 3.0, ("none", r))]
            if r < count:
                options.append((best[i][r + 1] + SKIPPED, ("skip", r + 1)))
                for end in range(r + 1, count + 1):
                    if blocked[end - 1]:
                        break
                    own = (r, end - 1) == (home, home)
                    miss = 0.0 if own else abs(label.middle - (edges[r] + edges[end]) / 2) / slack
                    kept = home is None or own or (id(label) not in fixed and r <= home < end)
                    if kept and miss <= 1:
                        options.append((best[i + 1][end] + MISSES * miss, ("take", end)))
            best[i][r], way[i, r] = min(options)
    out: list[tuple[int, int] | None] = []
    i = r = 0
    while i < len(labels):
        kind, following = way[i, r]
        if kind == "take":
            out.append((r, following))
            i += 1
        elif kind == "none":
            out.append(None)
            i += 1
        r = following
    return out

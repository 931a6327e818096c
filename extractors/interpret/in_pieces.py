"""Labels down the side of a table that are set in pieces, one a row, with lines between them: 年度 | 总体 | 目标 beside three rows,
产出 | 指标 beside two. Put together as the merged cell that they stand for; nothing else of a grid is touched.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import pairwise

from extractors.grid import Block, Cell, Grid
from extractors.text import label_key, squeeze
from extractors.vocabulary import Vocabulary

LONGEST = 4  # letters of a piece
MOST = 6  # pieces: 绩 效 指 标 letter by letter
WHOLE = 4  # letters of a label, at the least


def put_together(blocks: Iterable[Block], words: Vocabulary) -> Iterator[Block]:
    for block in blocks:
        yield _together(block, words) if isinstance(block, Grid) else block


def _together(grid: Grid, words: Vocabulary) -> Grid:
    cells = sorted((c for c in grid.cells if _is_piece(c)), key=lambda c: (c.left, c.top))
    made: list[Cell] = []
    gone: set[int] = set()
    i = 0
    while i < len(cells):
        run = next((n for n in range(MOST, 1, -1) if _is_label(cells[i : i + n], n, words)), 1)
        if run > 1:
            made.append(_one(cells[i : i + run]))
            gone |= {id(c) for c in cells[i : i + run]}
        i += run
    return replace(grid, cells=[*(c for c in grid.cells if id(c) not in gone), *made]) if made else grid


def _is_piece(cell: Cell) -> bool:
    return 0 < len(squeeze(cell.text)) <= LONGEST


def _is_label(pieces: list[Cell], n: int, words: Vocabulary) -> bool:
    """Whether pieces on top of one another make one label, of which one at least is none by itself."""
    if len(pieces) < n or any((a.left, a.right, a.bottom) != (b.left, b.right, b.top) for a, b in pairwise(pieces)):
        return False
    text = "".join(c.text for c in pieces)
    field = words.section.field(text) or words.head.field(text)
    named = label_key(text) in words.levels1 | words.levels2 or (
        pieces[0].left == 0 and field not in (None, "other", "basics")
    )
    parts = not any(len(squeeze(c.text)) >= WHOLE and words.known(c.text) for c in pieces)
    return named and parts and len(label_key(text)) >= WHOLE and not all(_stands_alone(c.text, words) for c in pieces)


def _stands_alone(text: str, words: Vocabulary) -> bool:
    key = label_key(text)
    return (
        key != "指标"
        and (key in words.levels1 | words.levels2 or words.known(text))
        and words.head.field(text) != "other"
    )


def _one(pieces: list[Cell]) -> Cell:
    first = pieces[0]
    return replace(
        first,
        bottom=pieces[-1].bottom,
        text="".join(c.text for c in pieces),
        places=tuple(p for c in pieces for p in c.places),
        lines=tuple(line for c in pieces for line in c.lines),
    )

"""Where the value of a label stands: beside it, below it, or behind a blank. Nothing is kept here."""

from __future__ import annotations

from decimal import Decimal

from extractors.grid import Cell, Grid
from extractors.interpret.amounts import MONEY_LABEL, is_part, names_source
from extractors.interpret.forms import Row, following
from extractors.text import label_key, squeeze
from extractors.values import money, number
from extractors.vocabulary import Vocabulary


def beside(row: Row, cell: Cell, words: Vocabulary, *, always: bool = False) -> Cell | None:
    """The value to the right: the next filled cell, unless that is a label itself. `always`: what stands there is the value
    though it reads like a label, as long as it does not stand behind a blank or in front of a value of its own."""
    after = [c for c in following(row, cell) if c.text]
    if not after or is_inline(after[0].text, words) or _amount_follows(cell, after):
        return None
    if not words.heads(after[0].text):
        return after[0]
    return after[0] if always and not _next_label(row, cell, after, words) else None


def _next_label(row: Row, cell: Cell, after: list[Cell], words: Vocabulary) -> bool:
    """Whether a text that reads like a label is the row's next label: 主管部门 |   | 实施单位 | 某局."""
    if row.loose or words.head.field(after[0].text) is None:
        return False
    behind_blank = after[0].left > cell.right and (len(after) > 1 or not names_source(after[0].text))  # 资金性质 |   | 财政拨款
    own = len(after) > 1 and after[1].left == after[0].right and not words.known(after[1].text)
    return behind_blank or (own and len(after) == 2)


def _amount_follows(cell: Cell, after: list[Cell]) -> bool:
    """Whether the text behind a blank is a label of money with its own amount: 地方资金 |   | 地方资金 | 250."""
    text = after[0].text
    if after[0].left == cell.right or len(after) < 2 or number(text) is not None:
        return False
    return bool(MONEY_LABEL.search(label_key(text)) or is_part(text)) and money(after[1].text, Decimal(1)) is not None


def is_inline(text: str, words: Vocabulary) -> bool:
    """A label with its own value behind a colon: 金额单位：万元."""
    label, colon, rest = text.replace(":", "：").partition("：")
    named = words.head.field(label) is not None or (names_source(label) and money(rest, Decimal(1)) is not None)
    return bool(colon) and len(label) <= 16 and named


def below(grid: Grid, cell: Cell, words: Vocabulary) -> Cell | None:
    """The value under a label that heads a column: 预期目标 over its text."""
    if cell.bottom >= grid.rows or cell.bottom - cell.top > 1:
        return None
    under = [c for c in grid.starting(cell.bottom) if grid.overlap(cell, c) > 0 and c.text]
    if len(under) > 1 and words.heads(under[0].text):
        return None  # the label heads a part of the form: rows of labels and values follow
    best = max(under, key=lambda c: grid.overlap(cell, c), default=None)
    return best if best is not None and not words.heads(best.text) else None


def with_side(row: Row, cell: Cell, words: Vocabulary) -> str | None:
    """The field that a label names together with the side label it stands beside: 项目 over several rows, 名称."""
    if row.loose or len(squeeze(cell.text)) > 6:
        return None
    side = [c for c in row.grid.crossing(row.index) if c.right == cell.left and c.bottom - c.top > 1 and c.text]
    return words.head.field(side[-1].text + cell.text) if side and len(squeeze(side[-1].text)) <= 4 else None


def has_blank_beside(row: Row, cell: Cell) -> bool:
    after = following(row, cell)
    return row.loose or (bool(after) and not after[0].text)


def end_of_period(row: Row, begin: Cell) -> list[Cell]:
    """Cells in which a period goes on: 20210101 | 到 | 20211231."""
    after = [c for c in following(row, begin) if c.text]
    return after[:2] if len(after) > 1 and squeeze(after[0].text) in ("至", "到", "-", "—", "~") else []

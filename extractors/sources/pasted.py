"""Tables pasted as pictures onto a page of text: read as scans are, each in its place between the blocks of the text.

What is pasted and cannot be read is told; nothing of it is guessed. Whether the text itself can be trusted was judged before.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from extractors.errors import UnreadablePage
from extractors.grid import Block
from extractors.page import Box, Page, Rule, union
from extractors.sources import Course, trust
from extractors.sources.layers import hold_print, refuse_broken
from extractors.sources.picture import drawn_part
from extractors.tables import blocks

LEAST = 0.05  # share of a page that a table takes; seals, logos and codes take less
TOUCHING = 2.0  # points between the strips that a picture was cut into


def blocks_of(pdf: Path, page: Page, pictures: Sequence[Box], course: Course) -> list[Block]:
    """The blocks of the page and of the tables pasted on it, from top to bottom."""
    beside = [box for box in _joined(pictures, page) if _apart(page, box)]
    beside = [box for box, printed in zip(beside, hold_print(pdf, page.number, beside), strict=True) if printed]
    found: list[Block] = []
    rest = page
    for box in sorted(beside, key=lambda b: b[1]):
        part = _read(pdf, page, box, course)
        if part is not None:
            above, rest = _parted(rest, (box[1] + box[3]) / 2)
            found += [*blocks(above), *blocks(part)]
    return [*found, *blocks(rest)]


def _joined(pictures: Sequence[Box], page: Page) -> list[Box]:
    """The pictures as far as they are on the page, those that touch as one."""
    out: list[Box] = []
    for x0, top, x1, bottom in sorted(pictures, key=lambda b: b[1]):
        box = (max(x0, 0.0), max(top, 0.0), min(x1, page.width), min(bottom, page.height))
        if box[0] >= box[2] or box[1] >= box[3]:
            continue
        near = [b for b in out if _touch(b, box)]
        out = [*(b for b in out if b not in near), union([box, *near])]
    return out


def _touch(a: Box, b: Box) -> bool:
    return all(a[n] - TOUCHING <= b[n + 2] and b[n] - TOUCHING <= a[n + 2] for n in (0, 1))


def _apart(page: Page, box: Box) -> bool:
    """Large enough for a table, and not the paper under the page's own letters."""
    x0, top, x1, bottom = box
    if (x1 - x0) * (bottom - top) < LEAST * page.width * page.height:
        return False
    over = sum(x0 <= (w.x0 + w.x1) / 2 <= x1 and top <= (w.top + w.bottom) / 2 <= bottom for w in page.words)
    return over <= trust.FEW


def _read(pdf: Path, page: Page, box: Box, course: Course) -> Page | None:
    """What is pasted there; None where it is no table, or none that can be read or placed, which is told."""
    middle = (box[1] + box[3]) / 2
    try:
        if any(rule.start < middle < rule.end for rule in page.vertical):  # within a table of the page's own
            raise _not_read(page.number)
        refuse_broken(pdf, page.number)
        part = drawn_part(pdf, page.number, box)
        if not trust.ruled(part):
            raise _not_read(page.number)
    except UnreadablePage:
        if page.number not in [p.page for p in course.unread]:
            course.unread.append(_not_read(page.number))
        return None
    return part


def _parted(page: Page, at: float) -> tuple[Page, Page]:
    """What stands above that height, and what stands below."""

    def part(upper: bool) -> Page:
        def here(y: float) -> bool:
            return (y < at) is upper

        def reach(rule: Rule) -> bool:
            return here((rule.start + rule.end) / 2)

        words = [w for w in page.words if here((w.top + w.bottom) / 2)]
        level = [r for r in page.horizontal if here(r.at)]
        upright = [r for r in page.vertical if reach(r)]
        fills = [b for b in page.fills if here((b[1] + b[3]) / 2)]
        return Page(page.number, page.width, page.height, words, level, upright, page.shown, fills)

    return part(True), part(False)


def _not_read(number: int) -> UnreadablePage:
    return UnreadablePage(
        number,
        f"第 {number} 页上贴的图片里有文字，没有读出。请对照原件，或上传清晰的扫描件。",
        f"A picture pasted on page {number} holds print that was not read; look at the original, or upload a clear scan.",
    )

"""Conditions of which one side or the other holds, where a side is more than one condition: (预算超过500万且得分低于90)或者(执行率低于
40%且年份是2023). Splits a frame into its sides; pure. Single conditions joined by 或 are for `conditions`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from assistant.planner.frame import Bound, Frame
from assistant.planner.reading import read
from assistant.planner.span import Span

_BRACKETED = re.compile(r"\(([^()]*)\)")
_HELD = ("comparison", "status", "missing", "against", "attained", "spent", "than", "why", "graded", "rule")
_OWN = ("year", "region")  # names that a side may have for itself
_TAKEN = ("bounds", "statuses", "blanks", "against", "grades", "reason_words", "nothing_missed", "concepts", "years", "regions", "levels", "years_apart")
_FIRST = ("“且”先于“或”：每一边的条件都要满足，两边满足一边即可。", "“And” binds before “or”: a side's conditions all hold, and one side is enough.")


def split_either(frame: Frame, text: str, spans: Sequence[Span]) -> None:
    """`frame.sides` take the conditions of each side; the frame keeps those that hold for both."""
    joints = [s for s in spans if s.kind == "or"]
    if not (frame.either and joints) or frame.numbers or frame.rank or frame.share:
        return
    within = next((m for m in _BRACKETED.finditer(text) if m.start() < joints[0].start and joints[-1].end < m.end()), None)
    start, end = (within.start(), within.end()) if within else (0, _end(text, spans))
    inside = [s for s in spans if start <= s.start and s.end <= end]
    sides = _sides(inside, joints)
    if not all(any(s.kind in _HELD for s in side) for side in sides):
        return  # 三条或三条以上
    outside = any(s.kind in _HELD and s not in inside for s in spans)
    if not (any(_is_joint(text, side) for side in sides) or _each_names(sides) or (within and outside)):
        return
    shared = [] if within or text.startswith("(") or _each_names(sides) else _leading(sides[0])
    common = [s for s in spans if s not in inside or s in shared]
    frame.sides = [_side(frame, text, [s for s in side if s not in shared]) for side in sides]
    rest = read(text, common, [], frame.language)
    frame.over = rest.over
    for name in _TAKEN:
        setattr(frame, name, getattr(rest, name))
    frame.either = False
    unclear = [text[s.start : s.end] for side, read_as in zip(sides, frame.sides, strict=True) for s in side if not _conditions(read_as) or (s.is_name and s.kind not in _OWN and s not in shared)]
    frame.leftover += unclear[:1]
    if not _BRACKETED.search(text) and not _each_names(sides):
        frame.told.append(_FIRST)


def _end(text: str, spans: Sequence[Span]) -> int:
    """Behind the last condition: the noun that follows is both sides'."""
    return max(text.rfind(")") + 1, *(s.end for s in spans if s.kind in (*_HELD, "or")))


def _sides(spans: Sequence[Span], joints: Sequence[Span]) -> list[list[Span]]:
    sides: list[list[Span]] = [[]]
    for s in spans:
        if s in joints:
            sides.append([])
        else:
            sides[-1].append(s)
    return sides


def _is_joint(text: str, side: Sequence[Span]) -> bool:
    """More than one condition, or one of a year that is bracketed with it."""
    held = [s for s in side if s.kind in _HELD]
    years = any(s.kind == "year" and s.start > held[0].start for s in side) if held else False
    return len(held) > 1 or years


def _each_names(sides: Sequence[Sequence[Span]]) -> bool:
    """甲市得分低于90的或者乙县执行率低于50%的: a name of its own in each."""
    later = any(s.kind in _OWN for side in sides[1:] for s in side) and not any(s.kind in _OWN for s in sides[0])
    return later or any(all(any(s.kind == kind for s in side) and any(s.kind in _HELD for s in side) for side in sides) for kind in _OWN)


def _leading(side: Sequence[Span]) -> list[Span]:
    """甲区2023年…: names before the first condition are said of all that follows."""
    found = []
    for s in side:
        if not (s.is_name or s.kind in ("year", "idle", "group", "scope")):
            break
        found.append(s)
    return found


def _side(frame: Frame, text: str, spans: Sequence[Span]) -> Frame:
    side = read(text, spans, [], frame.language)
    side.subject, side.either = frame.subject, False
    side.bounds += [Bound(c, "gt", Decimal(0)) for c in side.concepts if c in ("deduction", "unspent")]  # 且扣分
    return side


def _conditions(frame: Frame) -> bool:
    return bool(frame.statuses or frame.bounds or frame.blanks or frame.grades or frame.reason_words or frame.nothing_missed or frame.against)

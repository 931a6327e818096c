"""Columns of an indicator table whose labels nobody knows: what they hold, from position and content alone. A whole header
that nobody knows (`filled_in`), or single columns of one that is known otherwise (`told_by_neighbours`: only on strong signs).

A guess never overrules a label that is known, and all that it leads to goes into review.
"""

from __future__ import annotations

import re
from decimal import Decimal

from extractors.text import is_blank, label_key, squeeze
from extractors.values import number, parse, split_comparator
from extractors.vocabulary import Vocabulary

LEAST_ROWS = 2
LEAST_MEASURED = 3  # rows of a table that names no level
NAME = 16  # letters of a level, at the most
MOST = 0.6  # the share of a column's texts that must agree
FULL = Decimal(100)
FUNDS = Decimal(20)  # points that may be those of the funds


def filled_in(fields: list[str], columns: list[list[str]], words: Vocabulary) -> list[str]:
    """The fields with those of unknown columns ("?") filled in where the content tells; "" where it does not."""
    out = list(fields)
    texts = [[t for t in column if not is_blank(t)] for column in columns]
    _levels(out, texts, words)
    _values(out, texts, words)
    _points(out, texts)
    return ["" if f == "?" else f for f in out]


def measured(fields: list[str], columns: list[list[str]], sums: list[str]) -> bool:
    """Whether the columns told hold what indicators are made of, though nothing names a level: each name once, and what was
    reached in the measure of its target, or points that add up to a hundred."""
    texts = [[t for t in column if not is_blank(t)] for column in columns]
    names, targets = texts[fields.index("level3")], texts[fields.index("target")]
    if len(names) < LEAST_MEASURED or len(set(names)) < len(names) or len(targets) < MOST * len(names):
        return False
    if "weight" in fields:
        i = fields.index("weight")
        points = sum(_numbers(texts[i]))
        if _plain(texts[i]) and (points == FULL or (number(sums[i]) == points and points >= FULL - FUNDS)):
            return True
    if "actual" not in fields or len(actuals := texts[fields.index("actual")]) != len(targets):
        return False
    alike = sum(_same_measure(a, b) for a, b in zip(targets, actuals, strict=True))
    return alike >= MOST * len(targets)


def _same_measure(target: str, actual: str) -> bool:
    wanted, reached = parse(target), parse(actual)
    return wanted.kind == reached.kind and wanted.kind != "word" and bool(wanted.unit) and wanted.unit == reached.unit


_MEASURED = re.compile(r"[≥≤=><＝]*\d")
_SIGN = re.compile(r"[≥≤=<>≧≦＝＞＜]|>=|<=|[大小]于(?:等于)?|等于|不[低高少多]于|不超过")


def told_by_neighbours(fields: list[str], columns: list[list[str]], sums: list[str], words: Vocabulary) -> list[str]:
    """The fields with those of unknown columns ("?") told by the known ones: signs and units beside a target, comparators or
    values where there is none, points that add up to the row of sums. What is less than sure stays ""."""
    out = list(fields)
    texts = [[t for t in column if not is_blank(t)] for column in columns]
    for i in _unknown(out):
        if (name := _beside(out, texts, i, words) or _adding_up(out, texts, sums, i)) and name not in out:
            out[i] = name
    return ["" if f == "?" else f for f in out]


def _beside(fields: list[str], texts: list[list[str]], i: int, words: Vocabulary) -> str | None:
    """A column as the target, or a part of it."""
    if _share(texts[i], lambda t: _SIGN.fullmatch(squeeze(t)) is not None) == 1:
        return "comparator"
    if level := _before_names(fields, texts, i, words):
        return level
    if not {"level3", "level2"} & set(fields) and i < _first_value(fields) and len(texts[i]) >= LEAST_ROWS:
        return "level3" if len(set(texts[i])) == len(texts[i]) and not _share(texts[i], _is_value) else None
    if "target" not in fields:
        compares = _share(texts[i], _compares) >= 0.3
        before = "actual" in fields and i < fields.index("actual") and "unit" not in fields
        values = _share(texts[i], _is_value) >= MOST and not _plain(texts[i])
        return "target" if values and (compares or before) else None
    target = texts[fields.index("target")]
    if _plain(target) and _share(texts[i], lambda t: squeeze(t) in words.units) >= MOST:
        return "unit"
    reached = i > fields.index("target") and "score" in fields and not _plain(texts[i])
    return "actual" if reached and _share(texts[i], _is_value) >= MOST and not _share(texts[i], _compares) else None


def _before_names(fields: list[str], texts: list[list[str]], i: int, words: Vocabulary) -> str | None:
    """Words in front of the indicators' names: a level, the first where several names share a cell of it."""
    names = fields.index("level3") if "level3" in fields else 0
    if i >= names or _share(texts[i], _is_name) < 1:
        return None
    if "level1" in fields[:i]:
        return "level2" if "level2" not in fields else None
    shared = len(texts[i]) < len(texts[names]) or _share(texts[i], lambda t: _is_level(t, words.levels1 | words.levels2)) >= MOST
    return "level1" if shared and "level1" not in fields and "level2" not in fields[:i] else None


def _is_name(text: str) -> bool:
    return len(text) <= NAME and not any(c.isdigit() for c in re.sub(r"[(（].*[)）]", "", text))


def holds(texts: list[str], words: Vocabulary) -> str:
    """Which part of a target stands in a column of several below one label: its signs, its units, or the value."""
    filled = [t for t in texts if not is_blank(t)]
    if _share(filled, lambda t: _SIGN.fullmatch(squeeze(t)) is not None or label_key(t) in words.not_comparators) == 1:
        return "comparator"
    return "unit" if _share(filled, lambda t: squeeze(t) in words.units) >= MOST else "target"


def _first_value(fields: list[str]) -> int:
    return min((i for i, f in enumerate(fields) if f in ("comparator", "target", "actual", "weight")), default=0)


def _adding_up(fields: list[str], texts: list[list[str]], sums: list[str], i: int) -> str | None:
    """Plain numbers that the row of sums adds up, the points of the funds apart: up to 100 they are points, and scores where
    a known column of points has the larger sum."""
    total = number(sums[i]) if _plain(texts[i]) else None
    if total is None or not 0 <= total - sum(_numbers(texts[i])) <= FUNDS or total > FULL:
        return None
    if "weight" not in fields:
        return "weight" if total == FULL or total == sum(_numbers(texts[i])) else None
    most = number(sums[fields.index("weight")])
    return "score" if most is not None and total <= most else None


def levels_named(fields: list[str], columns: list[list[str]], words: Vocabulary) -> list[str]:
    """The fields with those of columns without one told by what they hold, where all of it names levels: 指标类型 over
    数量指标, 质量指标."""
    out = list(fields)
    for name, known in (("level1", words.levels1), ("level2", words.levels2)):
        texts = [[t for t in column if not is_blank(t)] for column in columns]
        names = [i for i, f in enumerate(out) if f == "level3"][:-1]  # 指标 over 产出指标, where 三级指标 stands behind
        free = [i for i, f in enumerate(out) if f in ("", "other", "explanation") or i in names]
        named = (i for i in free if _share(texts[i], lambda t, known=known: _is_level(t, known)) == 1)
        if name not in out and (first := next(named, None)) is not None:
            out[first] = name
    return out


def standard_as_target(fields: list[str], texts: list[list[str]]) -> list[str]:
    """绩效标准 over values, where no column is the target and what was reached stands behind."""
    if "target" in fields or "actual" not in fields or fields.count("explanation") != 1:
        return fields
    i = fields.index("explanation")
    filled = [t for t in texts[i] if not is_blank(t)]
    measured = _share(filled, lambda t: _is_value(t) and bool(_MEASURED.match(squeeze(t)))) >= MOST
    return ["target" if n == i else f for n, f in enumerate(fields)] if measured else fields


def second_of_names(fields: list[str]) -> list[str]:
    """Of two columns of names the one in front is the second level, where no other is: 指标项 | 指标."""
    names = [i for i, f in enumerate(fields) if f == "level3"]
    if len(names) < 2 or "level2" in fields:
        return fields
    return ["level2" if i == names[-2] else f for i, f in enumerate(fields)]


def _unknown(fields: list[str]) -> list[int]:
    return [i for i, f in enumerate(fields) if f == "?"]


def _share(texts: list[str], holds: object) -> float:
    assert callable(holds)
    return sum(map(holds, texts)) / len(texts) if len(texts) >= LEAST_ROWS else 0.0


def _levels(fields: list[str], texts: list[list[str]], words: Vocabulary) -> None:
    """产出, 效益 are first levels; 数量, 质量 second ones; texts that all differ, left of the values, are indicators."""
    for name, known in (("level1", words.levels1), ("level2", words.levels2)):
        if name not in fields:
            for i in _unknown(fields):
                if _share(texts[i], lambda t, known=known: _is_level(t, known)) >= MOST:
                    fields[i] = name
                    break
    if "level3" not in fields:
        for i in _unknown(fields):
            if _share(texts[i], lambda t: not _is_value(t)) >= MOST and len(set(texts[i])) == len(texts[i]):
                fields[i] = "level3"
                break


def _is_level(text: str, known: frozenset[str]) -> bool:
    key = label_key(text).removesuffix("类")
    return key in known or f"{key}指标" in known or f"{key}度指标" in known


def _values(fields: list[str], texts: list[list[str]], words: Vocabulary) -> None:
    """Of columns of numbers with units, which may stand in a column behind them, the one that has comparators is the target,
    else the first."""
    of_units = [i for i, column in enumerate(texts) if _share(column, lambda t: squeeze(t) in words.units) >= MOST]
    unknown = [i for i in _unknown(fields) if _share(texts[i], _is_value) >= MOST]
    columns = [i for i in unknown if not _plain(texts[i]) or i + 1 in of_units]
    columns.sort(key=lambda i: (_share(texts[i], _compares) < 0.3, i))
    for name, unit in (("target", "unit"), ("actual", "actual_unit")):
        if name not in fields and columns:
            i = columns.pop(0)
            fields[i] = name
            if i + 1 in of_units and fields[i + 1] in ("?", "", "other", "unit"):
                fields[i + 1] = unit


def _points(fields: list[str], texts: list[list[str]]) -> None:
    """Plain numbers up to 100 are points; those that never exceed the points of the same rows were earned."""
    columns = [i for i in _unknown(fields) if _plain(texts[i]) and all(n <= FULL for n in _numbers(texts[i]))]
    columns.sort(key=lambda i: (-sum(_numbers(texts[i])), i))
    for name in ("weight", "score"):
        if name not in fields and columns:
            fields[columns.pop(0)] = name


def _numbers(texts: list[str]) -> list[Decimal]:
    return [n for t in texts if (n := number(t)) is not None]


def _plain(texts: list[str]) -> bool:
    return len(texts) >= LEAST_ROWS and all(number(t) is not None and "%" not in squeeze(t) for t in texts)


def _is_value(text: str) -> bool:
    return parse(text).kind != "word"


def _compares(text: str) -> bool:
    return split_comparator(squeeze(text))[0] is not None

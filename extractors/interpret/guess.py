"""Columns of an indicator table whose labels nobody knows: what they hold, from position and content alone. A whole header
that nobody knows (`filled_in`), or single columns of one that is known otherwise (`told_by_neighbours`: only on strong signs).

A guess never overrules a label that is known, and all that it leads to goes into review.
"""

from __future__ import annotations

import re
from collections.abc import Collection
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


def filled_in(fields: list[str], columns: list[list[str]], words: Vocabulary, aside: Collection[int] = ()) -> list[str]:
    """The fields with those of unknown columns ("?") filled in where the content tells; "" where it does not. `aside`:
    columns that are never what was reached or earned."""
    out = list(fields)
    texts = [[t for t in column if not is_blank(t)] for column in columns]
    _levels(out, texts, words)
    _values(out, texts, words, aside)
    _points(out, texts, aside)
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


def told_by_neighbours(
    fields: list[str], columns: list[list[str]], sums: list[str], words: Vocabulary, aside: Collection[int] = ()
) -> list[str]:
    """The fields with those of unknown columns ("?") told by the known ones: signs and units beside a target, comparators or
    values where there is none, points that add up to the row of sums or to a hundred. What one column is may tell what another
    is, so all are asked until nothing more is told; what is less than sure stays "". `aside`: columns whose label speaks of
    another year or a standard, which are never what was reached or earned."""
    out = list(fields)
    texts = [[t for t in column if not is_blank(t)] for column in columns]
    told = True
    while told:
        told = False
        for i in _unknown(out):
            name = _beside(out, texts, i, words) or _adding_up(out, texts, sums, i) or _earned(out, texts, i, aside)
            if name and name not in out and not (i in aside and name in ("actual", "score")):
                out[i], told = name, True
    return ["" if f == "?" else f for f in out]


def _beside(fields: list[str], texts: list[list[str]], i: int, words: Vocabulary) -> str | None:
    """A column as the target, or a part of it."""
    if _share(texts[i], lambda t: _SIGN.fullmatch(squeeze(t)) is not None) == 1:
        return "comparator"
    if level := _before_names(fields, texts, i, words) or _names(fields, texts, i, words):
        return level
    if "target" not in fields:
        compares = _share(texts[i], _compares) >= 0.3
        before = "actual" in fields and i < fields.index("actual") and "unit" not in fields
        values = _share(texts[i], _is_value) >= MOST and not _plain(texts[i])
        return "target" if values and (compares or before) else None
    target = texts[fields.index("target")]
    if _plain(target) and _share(texts[i], lambda t: squeeze(t) in words.units) >= MOST:
        return "unit"
    if i < fields.index("target") or _plain(texts[i]) or _share(texts[i], _is_value) < MOST or _share(texts[i], _compares):
        return None
    return "actual" if {"score", "deviation_reason"} & set(fields) or _as_targets(target, texts[i]) else None


def _names(fields: list[str], texts: list[list[str]], i: int, words: Vocabulary) -> str | None:
    """In front of the values: a second level by its words, else the indicators, where each has a name of its own."""
    if "level3" in fields or i >= _first_value(fields, texts) or len(texts[i]) < LEAST_ROWS or _share(texts[i], _is_value):
        return None
    if "level2" not in fields and _names_level(texts[i], words.levels2) >= MOST:
        return "level2"
    if "level2" in fields and (i < fields.index("level2") or not _is_second(texts[fields.index("level2")], texts[i], words)):
        return None
    return "level3" if len(set(texts[i])) == len(texts[i]) else None


def _is_second(level: list[str], names: list[str], words: Vocabulary) -> bool:
    """Whether a column labelled as the second level is one, and not that of the names: by its words, or for several of them."""
    several = len(set(level)) < len(names)
    return several or _names_level(level, words.levels2) >= MOST


def names_behind(fields: list[str], labels: list[str | None], columns: list[list[str]], words: Vocabulary) -> list[str]:
    """二级指标 was taken for the names as no label says 三级: where names stand behind it below a label that nobody knows ("?"),
    it is the second level after all."""
    texts = [[t for t in column if not is_blank(t)] for column in columns]
    if "level3" not in fields or labels[i := fields.index("level3")] != "level2" or "level2" in fields:
        return fields
    second = ["level2" if n == i else f for n, f in enumerate(fields)]
    return second if any(_names(second, texts, j, words) == "level3" for j in _unknown(second)) else fields


def _as_targets(targets: list[str], values: list[str]) -> bool:
    """Whether each value is measured as the target of its row is, in enough rows to be none by chance."""
    if len(values) < LEAST_MEASURED or len(values) != len(targets):
        return False
    return sum(_same_measure(a, b) for a, b in zip(targets, values, strict=True)) >= MOST * len(values)


def _earned(fields: list[str], texts: list[list[str]], i: int, aside: Collection[int]) -> str | None:
    """Points that nothing adds up: the one column of plain numbers that make a hundred, and the one that never exceeds the
    points of its row and mostly reaches them."""
    plain = [n for n in _unknown(fields) if _plain(texts[n]) and len(texts[n]) >= LEAST_MEASURED and n not in aside]
    if i not in plain:
        return None
    if "weight" not in fields:
        whole = [n for n in plain if sum(_numbers(texts[n])) == FULL]
        if "score" in fields:
            scores = _numbers(texts[fields.index("score")])
            plain = [n for n in plain if _a_form(_numbers(texts[n])) and _within(_numbers(texts[n]), scores)]
            return "weight" if plain == [i] else None
        if whole:
            return "weight" if whole == [i] else None
        return _most_points(texts, plain, i)
    weights = _numbers(texts[fields.index("weight")])
    earned = [n for n in plain if _within(weights, _numbers(texts[n]))]
    return "score" if earned == [i] else None


def _most_points(texts: list[list[str]], plain: list[int], i: int) -> str | None:
    """Of two columns of plain numbers the one whose points the other earns, which are those of a form but for its funds; one
    by itself where they are a round sum."""
    if len(plain) == 1:
        return "weight" if _a_form(points := _numbers(texts[i])) and sum(points) % 10 == 0 else None
    if len(plain) != 2:
        return None
    [other] = [n for n in plain if n != i]
    points = _numbers(texts[i])
    return "weight" if _a_form(points) and _within(points, _numbers(texts[other])) else None


def _a_form(points: list[Decimal]) -> bool:
    """Whether they are the points of a whole form, but for those of its funds."""
    return FULL - FUNDS <= sum(points) <= FULL


def _within(points: list[Decimal], earned: list[Decimal]) -> bool:
    if len(points) != len(earned) or not points:
        return False
    pairs = list(zip(points, earned, strict=True))
    return all(0 <= e <= p for p, e in pairs) and sum(e == p for p, e in pairs) > len(pairs) / 2


def _before_names(fields: list[str], texts: list[list[str]], i: int, words: Vocabulary) -> str | None:
    """Words in front of the indicators' names: a level, the first where several names share a cell of it."""
    names = fields.index("level3") if "level3" in fields else 0
    if i >= names or _share(texts[i], _is_name) < 1:
        return None
    if "level1" in fields[:i]:
        return "level2" if "level2" not in fields else None
    first = [t for t in texts[i] if _is_level(t, words.levels1) and not _is_level(t, words.levels2)]  # 效益, 满意度
    if "level2" not in fields and not first and _names_level(texts[i], words.levels2) >= MOST:
        return "level2"
    shared = len(texts[i]) < len(texts[names]) or _names_level(texts[i], words.levels1 | words.levels2) >= MOST
    return "level1" if shared and "level1" not in fields and "level2" not in fields[:i] else None


def _names_level(texts: list[str], known: frozenset[str]) -> float:
    return _share(texts, lambda t: _is_level(t, known))


def _is_name(text: str) -> bool:
    return len(text) <= NAME and not any(c.isdigit() for c in re.sub(r"[(（].*[)）]", "", text))


def holds(texts: list[str], words: Vocabulary) -> str:
    """Which part of a target stands in a column of several below one label: its signs, its units, or the value."""
    filled = [t for t in texts if not is_blank(t)]
    if _share(filled, lambda t: _SIGN.fullmatch(squeeze(t)) is not None or label_key(t) in words.not_comparators) == 1:
        return "comparator"
    return "unit" if _share(filled, lambda t: squeeze(t) in words.units) >= MOST else "target"


def _first_value(fields: list[str], texts: list[list[str]]) -> int:
    """The first column of values, known or not; a row's plain number in front of the names is none."""
    values = (
        i
        for i, f in enumerate(fields)
        if f in ("comparator", "target", "actual", "weight")
        or (f == "?" and not _plain(texts[i]) and _share(texts[i], _is_value) >= MOST)
    )
    return min(values, default=0)


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


def _values(fields: list[str], texts: list[list[str]], words: Vocabulary, aside: Collection[int]) -> None:
    """Of columns of numbers with units, which may stand in a column behind them, the one that has comparators is the target,
    else the first."""
    of_units = [i for i, column in enumerate(texts) if _share(column, lambda t: squeeze(t) in words.units) >= MOST]
    unknown = [i for i in _unknown(fields) if _share(texts[i], _is_value) >= MOST]
    columns = [i for i in unknown if not _plain(texts[i]) or i + 1 in of_units]
    columns.sort(key=lambda i: (_share(texts[i], _compares) < 0.3, i))
    for name, unit in (("target", "unit"), ("actual", "actual_unit")):
        columns = [i for i in columns if name == "target" or i not in aside]
        if name not in fields and columns:
            i = columns.pop(0)
            fields[i] = name
            if i + 1 in of_units and fields[i + 1] in ("?", "", "other", "unit"):
                fields[i + 1] = unit


def _points(fields: list[str], texts: list[list[str]], aside: Collection[int]) -> None:
    """Plain numbers up to 100 are points; those that never exceed the points of the same rows were earned."""
    columns = [i for i in _unknown(fields) if _plain(texts[i]) and all(n <= FULL for n in _numbers(texts[i]))]
    columns.sort(key=lambda i: (-sum(_numbers(texts[i])), i))
    for name in ("weight", "score"):
        columns = [i for i in columns if name == "weight" or i not in aside]
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

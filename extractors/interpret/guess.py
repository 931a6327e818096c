"""Columns of an indicator table whose labels nobody knows: what they hold, from position and content alone.

A guess never overrules a label that is known, and all that it leads to goes into review.
"""

from __future__ import annotations

from decimal import Decimal

from extractors.text import is_blank, label_key, squeeze
from extractors.values import number, parse, split_comparator
from extractors.vocabulary import Vocabulary

LEAST_ROWS = 2
MOST = 0.6  # the share of a column's texts that must agree
FULL = Decimal(100)


def filled_in(fields: list[str], columns: list[list[str]], words: Vocabulary) -> list[str]:
    """The fields with those of unknown columns ("?") filled in where the content tells; "" where it does not."""
    out = list(fields)
    texts = [[t for t in column if not is_blank(t)] for column in columns]
    _levels(out, texts, words)
    _values(out, texts)
    _points(out, texts)
    return ["" if f == "?" else f for f in out]


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
    key = label_key(text)
    return key in known or f"{key}指标" in known


def _values(fields: list[str], texts: list[list[str]]) -> None:
    """Of columns of numbers with units, the one that has comparators is the target, else the first."""
    columns = [i for i in _unknown(fields) if _share(texts[i], _is_value) >= MOST and not _plain(texts[i])]
    columns.sort(key=lambda i: (_share(texts[i], _compares) < 0.3, i))
    for name in ("target", "actual"):
        if name not in fields and columns:
            fields[columns.pop(0)] = name


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

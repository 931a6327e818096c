"""One column for two values of an indicator, parted by a slash below a label that names both: 3个/2个 below 目标值/完成值,
18/20 below 得分/分值. Always in review.
"""

from __future__ import annotations

import re
from decimal import Decimal

from extractors.grid import Cell
from extractors.interpret.draft import Record
from extractors.interpret.under import Header
from extractors.text import is_blank, label_key
from extractors.values import number
from extractors.vocabulary import Vocabulary

VALUES = ("target", "actual", "weight", "score")
_AND = re.compile(r"[/／、及和与]")
_SLASH = re.compile("[/／]")
_NAMED = re.compile(r"([^:：≥≤=＝><]{2,}?)(?:[:：]|(?=[≥≤=＝><]))(.+)", re.DOTALL)


def both(head: Header, words: Vocabulary) -> dict[int, tuple[str, str]]:
    """Column -> the two fields that its label names, of which no other column tells."""
    found: dict[int, tuple[str, str]] = {}
    for i, leaf in enumerate(head.columns):
        parts = _AND.split(label_key(leaf.label))
        fields = [words.indicator.field(part) for part in parts]
        others = {f for n, f in enumerate(head.fields) if n != i}
        if len(set(fields)) == len(fields) == 2 and set(fields) <= set(VALUES) - others:
            found[i] = str(fields[0]), str(fields[1])
    return found


def names_with_targets(head: Header, words: Vocabulary) -> int | None:
    """The column whose label names an indicator and its target, where no other column holds the names: 指标及目标值."""
    if set(head.fields) & {"level2", "level3"}:
        return None
    for i, leaf in enumerate(head.columns):
        parts = [words.indicator.field(part) for part in _AND.split(label_key(leaf.label))]
        if parts == ["level3", "target"]:
            return i
    return None


def part_name(record: Record) -> None:
    """改造户厕：≥2100座 as name and target, in review."""
    text, places = record.values.get("level3"), record.places.get("level3")
    if not text or not places:
        return
    found = _NAMED.fullmatch(text)
    if found is None:
        record.doubtful |= {"level3", "target"}
        return
    record.put("level3", found[1].strip(), places)
    record.put("target", found[2].strip(), places)
    record.doubtful |= {"level3", "target"}


def read(record: Record, names: tuple[str, str], cell: Cell) -> None:
    """Both values, in review; what is not two values is put up for a person."""
    parts = [part.strip() for part in _SLASH.split(cell.text)]
    values = [_value(name, part) for name, part in zip(names, parts, strict=False)]
    if len(parts) != len(names) or None in values:
        for name in names:
            record.doubt(name, cell.places) if name not in record.values else record.doubtful.add(name)
        return
    for name, value in zip(names, values, strict=True):
        if not is_blank(str(value)):
            record.put(name, value, cell.places)
            record.doubtful.add(name)


def _value(name: str, text: str) -> str | Decimal | None:
    return text if name in ("target", "actual") else number(text)

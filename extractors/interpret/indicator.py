"""One row of an indicator table -> one indicator, each value with its place; what has no field is kept beside it."""

from __future__ import annotations

import re
from decimal import Decimal
from itertools import groupby

from extractors.grid import Cell
from extractors.interpret import two_in_one
from extractors.interpret.closing import bare_level
from extractors.interpret.draft import Draft, Places, Record
from extractors.interpret.forms import Row
from extractors.interpret.indicator_columns import LEVELS
from extractors.interpret.under import Header, fresh, slipped, under
from extractors.text import is_blank, label_key, squeeze
from extractors.values import number, parse
from extractors.vocabulary import Vocabulary

# A picture may lose the second bracket.
_POINTS = re.compile(r"[(（【\[]\s*(\d+(?:\.\d+)?)\s*分?\s*[)）】\]]?\s*$")
_POINTS_TOLD = re.compile(r"[(（](\d+(?:\.\d+)?)分[)）]$")
_LEVEL_POINTS = re.compile(r"\s*[(（【\[]\s*(?:共|计)?\s*(\d+(?:\.\d+)?)\s*分\s*[)）】\]]\s*$")  # of all indicators of a second level
_UNREAD_POINTS = re.compile(r"[(（【\[][^()（）【】\[\]]{1,5}分[)）】\]]?\s*$")  # of a picture: 产出指标（5/分）
_PLACEHOLDER = re.compile(r"指标\d*[:：]?|[.…·]+|\d+[、.]?")
_LEAST_WORDS = 2  # letters of a target in words
_MEASURED = ("target", "weight", "score")
_TEXTS = ("actual", "deviation_reason", "explanation")


def read_row(draft: Draft, head: Header, row: Row, words: Vocabulary) -> None:
    slip = slipped(head, row, words)
    record = Record()
    for name in LEVELS:
        _level(record, name, head, row, slip)
    if head.joint:
        two_in_one.part_name(record)
    else:
        _target(record, head, row, slip, words)
    _two_in_one(record, head, row, slip, words)
    for name in _TEXTS:
        for cell in fresh(head, row, name, slip):
            if name not in record.values and not is_blank(cell.text):
                record.put(name, cell.text, cell.places)
    _reached(record, head, row, slip)
    for name in ("weight", "score"):
        for cell in fresh(head, row, name, slip):
            _number(record, name, cell)
    if not head.at("weight"):
        _points_behind(record)
    for i in head.at("level1_weight"):
        points = under(head, row, i, slip)
        if points and "level1_weight" not in record.values:
            _number(record, "level1_weight", points)
    record.doubtful |= head.guessed & record.values.keys() | _shared_with_above(head, row, slip) - record.values.keys()
    if not _says_something(record, words):
        return
    _aside(draft, record, head, row, slip)
    draft.indicators.append(record)


def _aside(draft: Draft, record: Record, head: Header, row: Row, slip: int) -> None:
    """What stands in columns without a field, or beside the one that was taken for a field: kept with its label."""
    taken = {id(place) for places in record.places.values() for place in places}
    for i, name in enumerate(head.fields):
        label = label_key(head.columns[i].label)
        if (name in LEVELS and name != "level3") or i in head.projects:
            continue
        below = under(head, row, i, slip)
        if below is None or below.top != row.index or not label or taken & {id(p) for p in below.places}:
            continue
        if name in ("comparator", "unit", "target") and squeeze(below.text) in squeeze(record.values.get("target")):
            continue
        taken |= {id(p) for p in below.places}
        if not name and not is_blank(below.text):
            record.doubtful |= _may_be(head, i, below.text)
        draft.add_other(f"{record.values.get('level3', '')} {label}".strip(), below.text, below.places)


def _may_be(head: Header, column: int, text: str) -> set[str]:
    """The fields without a column that a text below a label nobody knows may belong to."""
    if number(text) is not None:
        fields = {"weight", "score", "target", "actual"}
    elif column < min(head.at("level3"), default=0):
        fields = {"level1", "level2"}
    elif parse(text).kind != "word":
        fields = {"target", "actual"}
    else:
        fields = {"target", "actual", "deviation_reason", "explanation"}
    return fields - set(head.fields)


def _says_something(record: Record, words: Vocabulary) -> bool:
    """A row is an indicator where it has a name, or a target or actual of its own."""
    values = record.values
    if name := values.get("level3"):
        told = values.keys() & {"target", "actual", "weight", "score", "explanation"}
        return bool(told) or not _PLACEHOLDER.fullmatch(squeeze(name))
    return any(values.get(k) for k in ("target", "actual")) and any(values.get(k) for k in ("level1", "level2"))


def _level(record: Record, name: str, head: Header, row: Row, slip: int) -> None:
    columns = head.at(name)
    cells = [c for i in columns if (c := under(head, row, i, slip)) and c.text and not is_blank(c.text)]
    if name == "level3":
        cells = [c for c in cells if c.top == row.index] or cells[:0]
    over = {"level1": head.group, "level2": head.second}.get(name)
    if not cells and over:
        cells = [over]
    if not cells:
        return
    cell = cells[-1]
    given = [n for n, p in record.places.items() if n in LEVELS and p is cell.places]
    if given and not (name == "level3" and given == ["level2"]):
        return  # 满意度指标 over two columns; over those of the second and the third it is the indicator's name too
    text = bare_level(cell.text) if cell is over else cell.text
    if name == "level1":
        points = _POINTS.search(squeeze(text))
        if points:
            record.put("level1_weight", Decimal(points[1]), cell.places)
            text = _POINTS.sub("", text).rstrip()
        elif _recognised(cell.places) and (whole := _UNREAD_POINTS.sub("", text)) != text:
            record.doubt("level1_weight", cell.places)
            text = whole
    # No name ends with a stop; in a picture it is dirt.
    record.put(name, text.rstrip("。") if _recognised(cell.places) else text, cell.places)


def _shared_with_above(head: Header, row: Row, slip: int) -> set[str]:
    """Fields whose cell began in a row above: one value printed for several indicators."""
    cells = {name: under(head, row, head.at(name)[0], slip) for name in (*_MEASURED, *_TEXTS) if head.at(name)}
    return {name for name, c in cells.items() if c is not None and c.top < row.index and not is_blank(c.text)}


def _points_behind(record: Record) -> None:
    """新建泵站（20分）: the points behind an indicator's name, where no column holds them."""
    points = _POINTS_TOLD.search(squeeze(record.values.get("level3")))
    if points and "weight" not in record.values:
        record.put("weight", Decimal(points[1]), record.places["level3"])


def points_of_levels(draft: Draft) -> None:
    """数量指标（25分）, where no column holds the points: they are no part of the name. Those of a second level are its indicator's
    where it has one only, in review; of several nobody can tell whose they are, so they are kept aside."""
    if "weight" in draft.columns:
        return
    groups = [list(g) for _, g in groupby(draft.indicators, key=lambda r: [r.values.get(n) for n in ("level1", "level2")])]
    for n, below in enumerate(groups):
        behind = groups[n + 1] if n + 1 < len(groups) else []
        name, places = below[0].values.get("level2", ""), below[0].places.get("level2", ())
        points = _LEVEL_POINTS.search(name)
        if points is None:
            continue
        for record in below:
            record.put("level2", _LEVEL_POINTS.sub("", name), record.places["level2"])
        if len(below) > 1 or any("level2" not in r.values for r in behind) or "weight" in below[0].values:
            draft.add_other(f"{below[0].values['level2']} 分值", points[1], places)
        else:
            below[0].put("weight", Decimal(points[1]), places)
            below[0].doubtful.add("weight")


def _recognised(places: Places) -> bool:
    return all(p.source == "ocr" for p in places)


def _target(record: Record, head: Header, row: Row, slip: int, words: Vocabulary) -> None:
    """The target as one text: comparator, value and unit joined where they stand in columns of their own."""
    signs = [
        c
        for c in fresh(head, row, "comparator", slip)
        if label_key(c.text) not in words.not_comparators and not is_blank(c.text)
    ]
    value = next((c for c in fresh(head, row, "target", slip) if not is_blank(c.text)), None)
    if value is None:
        _in_words(record, head, row, slip, words)
        return
    units = [
        c
        for c in fresh(head, row, "unit", slip)
        if not is_blank(c.text) and c.text != "无" and not value.text.endswith(c.text)
    ]
    parts = [*signs, value, *units]
    record.put("target", "".join(c.text for c in parts), tuple(p for c in parts for p in c.places))


def _in_words(record: Record, head: Header, row: Row, slip: int, words: Vocabulary) -> None:
    """A target without a number, told in words where the others have their unit: 值 | 单位（文字描述）."""
    said = next((c for c in fresh(head, row, "unit", slip) if not is_blank(c.text)), None)
    if said is None or squeeze(said.text) in words.units or len(squeeze(said.text)) < _LEAST_WORDS:
        return
    record.put("target", said.text, said.places)
    if not any("文字" in head.columns[i].cell.text for i in head.at("unit")):
        record.doubtful.add("target")


def _two_in_one(record: Record, head: Header, row: Row, slip: int, words: Vocabulary) -> None:
    for i, names in two_in_one.both(head, words).items():
        cell = under(head, row, i, slip)
        if cell is not None and cell.top == row.index and not is_blank(cell.text):
            two_in_one.read(record, names, cell)


def _reached(record: Record, head: Header, row: Row, slip: int) -> None:
    """The unit of the actual, from a column of its own."""
    unit = next((c for c in fresh(head, row, "actual_unit", slip) if not is_blank(c.text)), None)
    actual = record.values.get("actual")
    if unit is not None and actual and parse(actual).kind == "number" and not actual.endswith(unit.text):
        record.put("actual", actual + unit.text, record.places["actual"] + unit.places)


def _number(record: Record, name: str, cell: Cell) -> None:
    value = number(cell.text)
    if value is not None:
        if name not in record.values:
            record.put(name, value, cell.places)
    elif not is_blank(cell.text):
        record.doubt(name, cell.places)

"""Which values of a recognised page a person should look at: what was read weakly, put right, or what other signs contradict.

Nothing is changed here. A value counts as safe only when the recogniser was sure of every character, or when figures add up.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from decimal import Decimal

from extractors.records import BudgetLine, Evidence, Indicator, Report
from extractors.text import label_key, squeeze
from extractors.values import parse
from extractors.vocabulary import vocabulary

SAFE = 0.96  # confidence of the weakest character from which on a text is taken as read
SAFE_IF_IT_ADDS_UP = 0.4  # the same of a figure in a column whose sum is printed and right
SAFE_IF_REPEATED = 0.5  # the same of a text that is a known label, or that another place says too and surely
SAFE_IF_LONG = 0.6  # the same of a text of LONG characters and more: one of them hardly changes what it says
LONG = 40
HARDLY_READ = 0.4  # confidence of some value below which a label may have been lost as well
AGREED = 0.99  # confidence that only two readings together reach
REPEATED = 4  # characters from which on the same text at another place is no accident
BADLY_READ = 0.4  # share of a form's values that are doubtful from which on all of them are
FEW_BARE = 0.34  # share of a form's targets up to which one without a comparator is out of the ordinary
TEXTS = ("project_name", "prepared_by", "competent_department", "implementing_unit", "annual_goal", "actual_completion")
EXPECTED = ("project_name", "project_lead", "prepared_by", "competent_department")
_INDEXED = re.compile(r"(\w+)\[(\d+)\]")
_ODD = re.compile(r"^\.|[—\ufffd·#$&@|]|(?<=[\u4e00-\u9fff])[.,:;](?=[\u4e00-\u9fff]|$)|[A-Za-z\u00c0-\u024f]")
_SENTENCE = re.compile(r"[\u4e00-\u9fff].*[，、。；]|.{14}")


def doubtful(report: Report) -> set[str]:
    """The paths in question; none where nothing was recognised from a picture."""
    seen = {
        path: places
        for path, places in report.evidence.items()
        if any(p.source == "ocr" for p in places) and not path.startswith("labels[")
    }
    if not seen:
        return set()
    sums, said = _sums(report), _said(seen)
    out = {path for path, places in seen.items() if _mended(report, path, places) or _weak(path, places, sums, said)}
    if len(out) > BADLY_READ * len(seen):
        return set(seen) | _every(report) | _absent(report)
    out |= _absent(report) | _odd(report, seen)
    if min(p.confidence for places in seen.values() for p in places) < HARDLY_READ:
        out |= {name for name in EXPECTED if getattr(report, name) is None}
    for name, right in sums.items():
        if right is False:
            out |= {f"total_{name}", *(f"indicators[{i}].{name}" for i in range(len(report.indicators)))} & set(seen)
    percent = _percent_printed(report.indicators)
    for i, indicator in enumerate(report.indicators):
        out |= {f"indicators[{i}].{name}" for name in _contradicted(indicator, percent=percent)}
    return out | _without_comparator(report, seen)


def _said(seen: Mapping[str, tuple[Evidence, ...]]) -> str:
    """All that was read surely, for what is said twice."""
    return "\n".join({squeeze(p.text) for places in seen.values() for p in places if p.confidence >= SAFE})


def _every(report: Report) -> set[str]:
    """All values of a page that was read badly, those among them that were not found."""
    out = {name for name in Report.model_fields if name in TEXTS or name.startswith("total_")}
    out |= {f"budget[{i}].{name}" for i in range(len(report.budget)) for name in BudgetLine.model_fields}
    return out | {
        f"indicators[{i}].{name}"
        for i in range(len(report.indicators))
        for name in ("level1", "level2", "level3", *report.columns)
    }


def _mended(report: Report, path: str, places: tuple[Evidence, ...]) -> bool:
    """Whether something else was taken than was read; a label, which there are few of, is certain all the same."""
    if not any(p.note for p in places):
        return False
    owner, _, name = path.rpartition(".")
    row = _INDEXED.fullmatch(owner)
    value = getattr(getattr(report, row[1])[int(row[2])] if row else report, name, None)
    return not (isinstance(value, str) and not value[:1].isdigit() and label_key(value) in vocabulary().printed)


def _weak(path: str, places: tuple[Evidence, ...], sums: Mapping[str, bool | None], said: str) -> bool:
    name = path.rpartition(".")[2]
    adds_up = path.startswith("indicators") and sums.get(name) is True
    return any(p.confidence < _least(p, said, adds_up=adds_up) for p in places if p.source == "ocr")


def _is_label(text: str) -> bool:
    words = vocabulary()
    return label_key(text) in words.printed or words.known(text)


def _least(place: Evidence, said: str, *, adds_up: bool) -> float:
    """The confidence that is enough: less where another sign says the same."""
    text = squeeze(place.text)
    if adds_up:
        return SAFE_IF_IT_ADDS_UP
    if len(text) >= REPEATED and (text in said or _is_label(text)):
        return SAFE_IF_REPEATED
    return SAFE_IF_LONG if len(text) >= LONG else SAFE


def _sums(report: Report) -> dict[str, bool | None]:
    """Whether the points and the scores add up to what is printed; None where that cannot be told."""
    out: dict[str, bool | None] = {}
    for name in ("weight", "score"):
        total: Decimal | None = getattr(report, f"total_{name}")
        points = [getattr(x, name) for x in report.indicators]
        funds = sum((getattr(line, name) or Decimal(0) for line in report.budget), Decimal(0))
        if total is None or None in points or not points:
            out[name] = None
        else:
            missing = total - sum(points, Decimal(0))
            # The points of the funds are part of the total, and not always printed.
            out[name] = True if missing in (0, funds) else (None if not funds and 0 < missing <= 20 else False)
    return out


def _absent(report: Report) -> set[str]:
    """What nearly every form holds and none was found of, and gaps in columns that are otherwise filled."""
    out = {name for name in ("project_name", "prepared_by", "fiscal_year") if getattr(report, name) is None}
    if not report.form_type.of_department and report.annual_goal is None:
        out.add("annual_goal")
    if report.form_type.judged and report.actual_completion is None and report.annual_goal is not None:
        out.add("actual_completion")
    for name in ("weight", "score"):
        if name in report.columns and getattr(report, f"total_{name}") is None:
            out.add(f"total_{name}")
    for name in ("level1", "level2", "level3", "target", "actual", "weight", "score"):
        filled = [getattr(x, name) is not None for x in report.indicators]
        if name in report.columns or any(filled):
            out |= {f"indicators[{i}].{name}" for i, full in enumerate(filled) if not full}
    return out


def _odd(report: Report, seen: Mapping[str, tuple[Evidence, ...]]) -> set[str]:
    """Texts with characters that print seldom holds, and sentences without an end where others have one."""
    texts: dict[str, str | None] = {
        f"indicators[{i}].{name}": getattr(x, name)
        for i, x in enumerate(report.indicators)
        for name in ("level1", "level2", "level3", "target", "actual", "deviation_reason", "explanation")
    }
    texts |= {name: value for name in seen if "." not in name and isinstance(value := getattr(report, name, None), str)}
    out = {p for p, text in texts.items() if text and p in seen and len(text) < LONG and _ODD.search(text)}
    reasons = [t for path, t in texts.items() if t and path.endswith("deviation_reason")]
    ended = sum(t.endswith("。") for t in reasons)
    out |= {
        path
        for path, text in texts.items()
        if text and path.endswith("deviation_reason") and _SENTENCE.search(text) and not text.endswith("。") and ended
    }
    return out & set(seen)


def _percent_printed(indicators: Iterable[Indicator]) -> bool:
    """Whether the form prints the percent sign of its actual values too."""
    of_percent = [parse(x.actual) for x in indicators if parse(x.target).unit == "%"]
    return sum(a.unit == "%" for a in of_percent) > len(of_percent) / 2


def _contradicted(indicator: Indicator, *, percent: bool) -> set[str]:
    """A target or an actual that is not what its neighbour makes expect: another unit, no percent, a figure that is none."""
    target, actual = parse(indicator.target), parse(indicator.actual)
    out = set()
    if target.kind == "number" and (target.comparator in (">", "<") or target.number is None):
        out.add("target")
    if target.kind == "word" and any(c.isdigit() for c in target.text):
        out.add("target")
    wants_unit = bool(actual.unit) or (percent and target.unit == "%")
    if target.kind == "number" and actual.kind == "number" and target.unit != actual.unit and wants_unit:
        out |= {"target", "actual"}
    if target.kind == "number" and actual.kind != "number" and any(c.isdigit() for c in actual.text):
        out.add("actual")
    return out


def _agreed(places: tuple[Evidence, ...]) -> bool:
    """Whether a target in one piece was read alike twice; of one over several columns the comparator's may be missing."""
    return len(places) == 1 and places[0].confidence >= AGREED


def _without_comparator(report: Report, seen: Mapping[str, tuple[Evidence, ...]]) -> set[str]:
    """Targets without a comparator where most others of the form have one: it may have been lost."""
    targets = {f"indicators[{i}].target": parse(x.target) for i, x in enumerate(report.indicators)}
    numbers = {path: t.comparator for path, t in targets.items() if t.kind == "number"}
    bare = {path for path, comparator in numbers.items() if comparator is None and not _agreed(seen.get(path, ()))}
    return bare & set(seen) if len(bare) <= FEW_BARE * len(numbers) else set()

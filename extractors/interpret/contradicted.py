"""What a form as a whole contradicts: columns that hold what their field cannot, sums that rows must be lacking of, names that
are labels. Looked at last, over one form; all of it goes into review, nothing is changed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from decimal import Decimal

from extractors.interpret.draft import Draft, Record
from extractors.text import squeeze
from extractors.values import number, parse
from extractors.vocabulary import Vocabulary

LEAST_ROWS = 3
FULL, MOST_FOR_FUNDS = Decimal(100), Decimal(20)
MOST_POINTS = Decimal(130)  # of a form: some add 20 or 30 to the hundred
RATE = Decimal(2)  # points by which a printed rate and its amounts may differ
NAMES = ("project_name", "prepared_by", "competent_department", "implementing_unit", "project_lead", "annual_goal", "actual_completion")
LONGEST = {"project_name": 80, "prepared_by": 40, "competent_department": 40, "implementing_unit": 60, "project_lead": 30}
_DIGIT = re.compile(r"\d")
_WORDS = re.compile(r"[\u4e00-\u9fffA-Za-z]")


def tell(draft: Draft) -> None:
    rows = draft.indicators
    if len(rows) >= LEAST_ROWS:
        for name in _contents(rows) | _points(draft, rows) | _empty(draft, rows):
            for record in rows:
                record.doubtful.add(name)
        draft.review |= _rows_lacking(draft, rows)
    for record in rows:
        record.doubtful |= {name for name in ("level1", "level2") if _of_two(record.values.get(name), draft.words)}
    for line in draft.budget:
        if (source := line.values.get("source")) and not _WORDS.search(source):
            line.doubtful |= line.values.keys() - {"of_which"}  # no source of funds is called 00: the cells may be others
    _rates(draft.budget)
    draft.review |= _names(draft, draft.words)


def _of_two(level: str | None, words: Vocabulary) -> bool:
    """产出指标效益指标: the line between two levels was not printed, or not seen."""
    text, names = squeeze(level), words.levels1 | words.levels2
    return text not in names and any(text[:n] in names and text[n:] in names for n in range(2, len(text) - 1))


def _texts(rows: Sequence[Record], name: str) -> list[str]:
    return [squeeze(text) for r in rows if (text := r.values.get(name))]


def _most(texts: Sequence[str], of: Sequence[Record], holds: Callable[[str], bool]) -> bool:
    return sum(map(holds, texts)) > len(of) / 2


def _contents(rows: Sequence[Record]) -> set[str]:
    """Fields whose column holds mostly what they cannot be: figures as names or reasons, points as targets, a target's signs
    beside what was reached only."""
    found = {name for name in ("level1", "level2", "level3", "deviation_reason") if _most(_texts(rows, name), rows, _is_figure)}
    if _most(_texts(rows, "actual"), rows, _compares) and not any(map(_compares, _texts(rows, "target"))):
        found |= {"target", "actual"}
    targets = [n for text in _texts(rows, "target") if (n := number(text)) is not None and "%" not in text]
    if len(targets) == len(rows) and sum(targets) == FULL:
        found.add("target")
    return found


def _is_figure(text: str) -> bool:
    return parse(text).kind in ("number", "range", "date") and not _WORDS.search(text.rstrip("%"))


def _compares(text: str) -> bool:
    return parse(text).comparator is not None


def _points(draft: Draft, rows: Sequence[Record]) -> set[str]:
    """Points beyond what a form has, or scores that are mostly above their points."""
    weights = [r.values["weight"] for r in rows if "weight" in r.values]
    total = sum(weights, Decimal(0))
    found = {"weight"} if total > MOST_POINTS and total != draft.values.get("total_weight") else set()
    above = [r for r in rows if "score" in r.values and "weight" in r.values and r.values["score"] > r.values["weight"]]
    return found | ({"weight", "score"} if len(above) > len(rows) / 2 else set())


def _empty(draft: Draft, rows: Sequence[Record]) -> set[str]:
    """Columns without a single value, where scores tell that there must be some."""
    scored = any("score" in r.values for r in rows)
    return {
        name
        for name in ("target", "actual")
        if name in draft.columns and not any(name in r.values for r in rows) and (scored or name == "target")
    }


def _rows_lacking(draft: Draft, rows: Sequence[Record]) -> set[str]:
    """Totals that the rows fall short of by more than the funds' points: some row was not read, or its points."""
    found = set()
    for name in ("weight", "score"):
        total = draft.values.get(f"total_{name}")
        own = [r.values[name] for r in (*rows, *draft.budget) if name in r.values]
        if total is not None and own and total - sum(own) > MOST_FOR_FUNDS:
            found.add(f"total_{name}")
    return found


def _rates(lines: Sequence[Record]) -> None:
    """Amounts whose printed rates all tell otherwise: their columns may be others. A share (0.95) is no percentage."""
    told = [r for r in lines if "execution_rate" in r.values and "executed" in r.values and _whole(r)]
    for record in (r for r in told if abs(_computed(r) - r.values["execution_rate"]) > RATE):
        record.doubtful.add("execution_rate")
    if told and all(_differs(r) for r in told):
        for record in told:
            record.doubtful |= {"initial", "full_year", "executed", "execution_rate"} & record.values.keys()


def _whole(line: Record) -> Decimal | None:
    return line.values.get("full_year") or line.values.get("initial")


def _computed(line: Record) -> Decimal:
    whole, executed = _whole(line), line.values["executed"]
    assert whole
    return Decimal(executed) / whole * 100


def _differs(line: Record) -> bool:
    computed, rate = _computed(line), line.values["execution_rate"]
    return bool(min(abs(computed - rate), abs(computed - rate * 100)) > RATE)


def _names(draft: Draft, words: Vocabulary) -> set[str]:
    """Values of the head that are labels themselves, or no such thing: a name without a letter, a phone without a digit."""
    found = set()
    for name in NAMES:
        text = squeeze(draft.values.get(name) or "")
        odd = words.known(text) or not _WORDS.search(text) or len(text) > LONGEST.get(name, len(text))
        found |= {name} if text and odd else set()
    for name in ("phone", "period"):
        text = draft.values.get(name) or ""
        found |= {name} if text and not _DIGIT.search(text) and (name == "phone" or words.known(text)) else set()
    return found

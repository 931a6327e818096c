"""Whether two forms were read as one: below a table of indicators, labels of the head stand again with other values, or a line
that may name a project stands over the header once more.

Nothing is parted here (`forms.py` does where it is sure); all that such a form says goes into review, for any value of it may
be another project's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from extractors.interpret.draft import Draft
from extractors.interpret.forms import Row, is_header
from extractors.text import is_blank, label_key, squeeze
from extractors.vocabulary import Vocabulary

_OF_HEAD = {"project_name", "prepared_by", "competent_department", "implementing_unit", "project_lead", "period",
            "annual_goal", "competent_department_code", "project_category"}  # fmt: skip
_OF_PART = re.compile("指标|目标|绩效|效益|产出|满意|成本|年度|部分|单位|资金|预算|[续页注表:：。；]")
_LEAST, _MOST = 3, 30  # letters of a project's name over its table
_CODES = {"项目编码", "项目代码", "项目编号"}


def tell(draft: Draft, rows: Sequence[Row], words: Vocabulary) -> None:
    first = next((n for n, row in enumerate(rows) if not row.loose and is_header(row, words)), len(rows))
    above = {label: value for row in rows[:first] for label, value in _pairs(row, words)}
    again = ((label, value) for row in rows[first:] for label, value in _pairs(row, words))
    told = any(label in above and value not in above[label] and above[label] not in value for label, value in again)
    if told or _named_over_header(rows, first, words):
        draft.review |= {name for name, value in draft.values.items() if value not in (None, "")}
        draft.review |= {f"{name}[{n}]" for name, entries in draft.lists.items() for n in range(len(entries))}
        for record in (*draft.budget, *draft.indicators):
            record.doubtful |= record.values.keys() - {"of_which"}


def _named_over_header(rows: Sequence[Row], first: int, words: Vocabulary) -> bool:
    """Whether a line right over a further header may be a project's name: 乙工程, no part's (二、效益指标), printed nowhere above."""
    above = {squeeze(c.text) for row in rows[:first] for c in row.filled}
    for n in range(first + 2, len(rows)):
        line = rows[n - 1].filled
        if rows[n].loose or len(line) != 1 or not is_header(rows[n], words):
            continue
        text = squeeze(line[0].text)
        part = _OF_PART.search(text) or squeeze(text) in above or words.known(text) or label_key(text) in words.levels1
        if not part and _LEAST <= len(label_key(text)) <= _MOST:
            return True
    return False


def _pairs(row: Row, words: Vocabulary) -> Iterator[tuple[str, str]]:
    """Labels of the head with the values right beside them."""
    if row.loose or is_header(row, words):
        return
    for cell, beside in zip(row.cells, row.cells[1:], strict=False):
        key = label_key(cell.text)
        if (words.head.field(key) in _OF_HEAD or key in _CODES) and not is_blank(beside.text) and not words.known(beside.text):
            yield key, squeeze(beside.text)

"""One question of a conversation and what came back, as the page shows it. Values only."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from assistant.edits import Chip
from assistant.reply import Answer

ROWS_AT_ONCE = 100


@dataclass
class Turn:
    """`problem` where no answer came."""

    key: str
    question: str
    answer: Answer | None = None
    problem: str = ""
    rows_shown: int = ROWS_AT_ONCE
    turned: Mapping[int, Mapping[int, int]] = field(default_factory=dict)  # of the documents shown the pages that do not lie upright
    known: int = 0  # the last decision of a person that the answer knows of
    chips: Sequence[Chip] = ()  # the conditions of its query
    by_hand: bool = False  # not a question but a query that was changed
    linked: bool = False
    good: bool | None = None
    judged: bool = False  # with a comment or without, for good
    kept_at: datetime | None = None  # of an answer that came by its link
    kept_state: str = "same"  # whether the data say the same by now: same, changed, or apart where it was not compared
    now_says: str = ""

"""What of an answer is held against another one: its status, its value, its rows by name. And of which kind it is. Pure.

No place, no wording: these may change while the answer stays the same.
"""

from __future__ import annotations

from typing import Any

from assistant.reply import Answer

MOST_ROWS = 500
_DIGITS = 4


def outcome(answer: Answer) -> dict[str, Any]:
    rows = [[r.prepared_by, r.project_name, r.level3 or r.label, r.value if r.value is None else round(r.value, _DIGITS)] for r in answer.rows[:MOST_ROWS]]
    value = None if answer.value is None else round(answer.value, _DIGITS)
    return {"status": answer.status, "value": value, "count": len(answer.rows), "rows": rows}


def same(one: dict[str, Any], other: dict[str, Any], *, ordered: bool) -> bool:
    """Whether two outcomes agree; the order of rows matters only where one was asked for."""
    return _plain(one, ordered) == _plain(other, ordered)


def _plain(made: dict[str, Any], ordered: bool) -> tuple[Any, ...]:
    rows = [tuple(r) for r in made.get("rows", [])]
    return made.get("status"), made.get("value"), made.get("count", len(rows)), tuple(rows if ordered else sorted(rows, key=repr))


def kind(answer: Answer) -> str:
    """look-up, list, ranking, number, groups, text, or the status where nothing was answered."""
    query = answer.query
    if answer.status != "answered" or not query:
        return answer.status
    if query.get("subject") == "passages":
        return "text"
    if query.get("group_by"):
        return "groups"
    if query.get("measure"):
        return "number"
    if query.get("order"):
        return "ranking"
    return "look-up" if query.get("show") else "list"

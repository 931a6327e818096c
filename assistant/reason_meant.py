"""A cause in the question's own words that no report gives so (雨季太长耽误了施工), and the reasons that do say it in others
(因雨季较长影响施工进度). Changes only which reasons a query holds to; where it is not clear which are meant, nothing."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from assistant import execute
from assistant.planner.scope import Said
from assistant.query import Condition, Measure, Query

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

MOST = 3  # reasons of a question's cause; more are no one cause
_ENOUGH = 0.6  # of the cause's characters that a reason must say
_SHORTEST = 4  # characters of a cause, of which less may stand in any reason
_FILLING = re.compile(r"耽误|耽搁|影响|拖累|拖延|拖慢|导致|造成|致使|原因|缘故|因为|由于|[没未不无到了的因为由于和与及受被太较很过比偏有是在上而才又都也把给\s,，。、；;.]")


def meant(session: Session, query: Query) -> tuple[Query, Said] | None:
    """The query held to the reasons that say the cause, and how it was read; None where its words stand in some reason, or no
    reason says nearly the same."""
    told = _printed(session, query)
    if told is None:
        return None
    unsaid, reasons = told
    changed: Any = query.model_dump(mode="json")
    read: dict[str, None] = {}
    for said in unsaid:
        alike = _alike(said, reasons)
        if not 0 < len(alike) <= MOST:
            return None
        changed = _held_to(changed, said, alike)
        read |= dict.fromkeys(alike)
    said, meant_so = "”“".join(unsaid), "”“".join(read)
    return Query.model_validate(changed), Said(f"没有报告的偏差原因写作“{said}”；按意思相近的“{meant_so}”理解。", f"No reason is worded “{said}”; it was read as “{meant_so}”.")


def _printed(session: Session, query: Query) -> tuple[list[str], list[str]] | None:
    """The causes that no reason says in their words, and all reasons that there are."""
    causes = dict.fromkeys(_causes(query.model_dump(mode="json")))
    if not causes:
        return None
    every = execute.run(session, Query(subject="indicators", where=Condition(field="deviation_reason", op="present"), measure=Measure(fn="count"), group_by=("deviation_reason",)))
    reasons = [str(group.key[0]) for group in every.groups or ()]
    unsaid = [c for c in causes if not any(c in r for r in reasons)]
    return (unsaid, reasons) if unsaid else None


def _causes(told: Any) -> list[str]:
    if isinstance(told, dict):
        own = [str(told["value"])] if told.get("field") == "deviation_reason" and told.get("op") == "contains" else []
        return [*own, *(c for part in told.values() for c in _causes(part))]
    return [c for part in told for c in _causes(part)] if isinstance(told, list) else []


def _alike(said: str, reasons: Sequence[str]) -> list[str]:
    """The reasons that say most of it, side by side as it does."""
    cause = _FILLING.sub("", said)
    if len(cause) < _SHORTEST:
        return []
    worth = {r: _share_of(cause, _FILLING.sub("", r)) for r in reasons}
    best = max(worth.values(), default=0.0)
    return [r for r in reasons if worth[r] == best] if best >= _ENOUGH else []


def _share_of(cause: str, reason: str) -> float:
    there = [False] * len(cause)
    for at in range(len(cause) - 1):
        if cause[at : at + 2] in reason:
            there[at] = there[at + 1] = True
    return sum(there) / len(cause)


def _held_to(told: Any, said: str, alike: Sequence[str]) -> Any:
    if isinstance(told, dict):
        if told.get("field") == "deviation_reason" and told.get("op") == "contains" and told.get("value") == said:
            return {**told, "op": "in", "value": list(alike)}
        return {key: _held_to(part, said, alike) for key, part in told.items()}
    return [_held_to(part, said, alike) for part in told] if isinstance(told, list) else told

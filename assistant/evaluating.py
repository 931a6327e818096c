"""A set of questions, put to the assistant again, and held against what is expected of them: shares right, by kind.

A question of the log counts as right or wrong where the person who asked said so: what was judged good must be answered so
again, what was judged wrong must no longer be. What nobody judged is only told where it changed. Other sets name what they
expect themselves.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from assistant.outcome import outcome, same
from assistant.query import Query
from assistant.terminal import explained
from extractors.errors import InputError
from index.asked import Asked

if TYPE_CHECKING:
    from assistant.answer import Assistant

Verdict = Literal["right", "wrong", "same", "changed"]
SHAPE = '[{"id": "1", "q": "…", "kind": "…", "session": "…", "expect": {"status": "answered", "value": 3}}]'


@dataclass(frozen=True)
class Case:
    """`expect` is what must come out, `rejected` what must not, `before` what came out when nobody judged it."""

    id: str
    q: str
    kind: str
    session: str | None = None
    query: Query | None = None  # one that was changed by hand; there is no question then
    expect: dict[str, Any] | None = None
    rejected: dict[str, Any] | None = None
    before: dict[str, Any] | None = None


@dataclass(frozen=True)
class Judged:
    case: Case
    verdict: Verdict
    came_out: dict[str, Any]
    answer: str


def test_set(log: Iterable[Asked]) -> list[dict[str, Any]]:
    """The log as a test set, as data."""
    return [_of_log(a) for a in log]


def _of_log(a: Asked) -> dict[str, Any]:
    part = "before" if a.good is None else "expect" if a.good else "rejected"
    made: dict[str, Any] = {"id": a.key, "q": a.question, "session": a.talk, "kind": a.kind, "at": a.at.isoformat(timespec="seconds"), part: a.outcome}
    by_hand = {} if a.question else {"query": a.query}
    return {**made, **by_hand, **({"comment": a.comment} if a.comment else {})}


def read(file: Path) -> list[Case]:
    try:
        listed = json.loads(file.read_text(encoding="utf-8"))
        if not isinstance(listed, list):
            raise TypeError(SHAPE)
        return [_case(n, item) for n, item in enumerate(listed, start=1)]
    except OSError as error:
        raise InputError(f"无法读取 {file}：{error.strerror}。", f"Cannot read {file}: {error.strerror}.") from error
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise InputError(f"{file} 不是测试集，应为 {SHAPE}。", f"{file} is no test set like {SHAPE}.") from error


def _case(n: int, item: dict[str, Any]) -> Case:
    parts = {name: dict(item[name]) if item.get(name) else None for name in ("expect", "rejected", "before")}
    if not any(parts.values()):
        raise KeyError("expect")
    session, query = item.get("session"), item.get("query")
    changed = None if query is None else Query.model_validate(query)
    return Case(str(item.get("id", n)), str(item["q"]), str(item.get("kind", "")), None if session is None else str(session), changed, **parts)


def run(assistant: Assistant, cases: Sequence[Case]) -> Iterator[Judged]:
    """Each asked in its conversation, in order. One that fails is wrong whatever was expected, and the rest goes on."""
    for case in cases:
        try:
            answer = assistant.ask(case.q, case.session) if case.query is None else assistant.rerun(case.query, case.session)
            came_out = outcome(answer)
        except Exception as error:  # the outermost boundary of one question
            yield Judged(case, "wrong", {"status": "failed"}, explained(error, case.q))
            continue
        yield Judged(case, _verdict(case, came_out), came_out, answer.answer)


def _verdict(case: Case, came_out: dict[str, Any]) -> Verdict:
    if case.expect is not None:
        return "right" if _as_expected(case.expect, came_out, case.kind) else "wrong"
    if case.rejected is not None:
        return "wrong" if same(case.rejected, came_out, ordered=True) else "changed"
    return "same" if case.before is not None and same(case.before, came_out, ordered=case.kind == "ranking") else "changed"


def _as_expected(expect: dict[str, Any], came_out: dict[str, Any], kind: str) -> bool:
    """Only what is named must hold."""
    named = {name: came_out[name] if name in expect else None for name in ("status", "value", "count", "rows")}
    wanted = {name: expect.get(name) for name in named}
    if wanted["rows"] is None:
        return named == wanted
    rest = all(named[n] == wanted[n] for n in ("status", "value", "count"))
    return rest and same({"rows": wanted["rows"]}, {"rows": named["rows"]}, ordered=kind == "ranking")


@dataclass
class Share:
    right: int = 0
    wrong: int = 0
    same: int = 0
    changed: int = 0

    @property
    def judged(self) -> int:
        return self.right + self.wrong

    @property
    def percent(self) -> str:
        return f"{100 * self.right / self.judged:.1f}%" if self.judged else "-"

    def add(self, verdict: Verdict) -> None:
        setattr(self, verdict, getattr(self, verdict) + 1)


def by_kind(judged: Iterable[Judged]) -> dict[str, Share]:
    """Kind -> how many came out how; in the order in which the kinds appear."""
    found: dict[str, Share] = {}
    for j in judged:
        found.setdefault(j.case.kind, Share()).add(j.verdict)
    return found


def in_all(shares: dict[str, Share]) -> Share:
    return Share(*(sum(getattr(s, name) for s in shares.values()) for name in ("right", "wrong", "same", "changed")))

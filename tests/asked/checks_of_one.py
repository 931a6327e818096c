"""Whether one project's form adds up: what the check found is told with its numbers, or that it found nothing; and questions that go on
with the year or the condition before them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from .worked_out import found_by
from .world import World, misses

Ask = tuple[str, str, Any]

SUMS = (
    "{p}的总分与各项得分之和一致吗", "{p}总分对不对", "{p}的得分加起来等于总分吗", "{p}的总分跟各项得分加起来是否相符",
    "Do the scores of {p} add up to its total?", "Does the total score of {p} really match the sum of its scores?",
)  # fmt: skip
RATES = ("{p}的执行率算得对不对", "{p}的执行率和算出来的一致吗", "{p}表上填的执行率准不准", "Does the printed execution rate of {p} match the computed one?")


def checks_of_one(w: World) -> Iterator[Ask]:
    """Of a project without faults; with faults: test_checks_of_one."""
    for wordings, rule in ((SUMS, "total_mismatch"), (RATES, "execution_rate_mismatch")):
        faulty = found_by(w, rule) or []
        unit, project = next((w.unit(r), r.project_name) for r in w.reports if r.indicators and r.total_score and (w.unit(r), r.project_name) not in faulty)
        for question in wordings:
            yield question.format(p=f"{unit}{project}"), "says", ["No “" if question.startswith("Do") else "没有发现“"]


def checks_of_one_sessions(w: World) -> Iterator[list[Ask]]:
    a, b, _ = w.regions
    mid = w.years[1]
    missed = {place: sum(misses(r) for r in w.some(w.of(place, mid))) for place in (a, b)}
    head = (f"{a}{mid}年有多少条指标没完成？", "value", missed[a])
    yield [head, (f"{b}同一年没完成的有几条？", "value", missed[b])]
    yield [head, (f"那{b}有多少条？", "value", missed[b])]
    yield [(f"How many indicators were missed in {a} in {mid}?", "value", missed[a]), (f"How many did {b} miss that year?", "value", missed[b])]

"""Every number that groups can have, held against itself, against all and in every order, runs: none of it is a program's fault."""

from __future__ import annotations

from itertools import product
from pathlib import Path

import pytest
from invented import report, save

from assistant.execute import run
from assistant.query import Condition, Held, Measure, Order, Query, Subject
from index.store import Store, open_store

_OF: dict[Subject, tuple[str, str]] = {"projects": ("budget", "executed"), "indicators": ("score", "weight"), "departments": ("budget", "executed"), "funds": ("line_budget", "line_executed")}
_MET = Condition(field="status", op="eq", value="met")
_HIGH = Condition(field="total_score", op="ge", value=90)
_GROUPS = (("unit",), ("region",), ("fiscal_year",), ("fiscal_year", "unit"), ("project_lead",), ("project_category",))


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    made = open_store(Path(tmp_path_factory.mktemp("home")))
    for n, (unit, year) in enumerate(product(("松河市水利局", "澄屿县教育局"), (2023, 2024))):
        save(made, f"{n}.pdf", report(prepared_by=unit, fiscal_year=year))
    return made


def _measures(subject: Subject) -> list[Measure]:
    one, other = _OF[subject]
    of = _MET if subject == "indicators" else _HIGH
    plain = [Measure(fn=fn, field=one) for fn in ("distinct", "sum", "average", "median", "min", "max", "range")]
    return [Measure(fn="count"), *plain, Measure(fn="share", of=of), Measure(fn="ratio", field=other, per=one), Measure(fn="percent", field=other, per=one), Measure(fn="portion", field=one, of=of)]


@pytest.mark.parametrize("subject", list(_OF))
@pytest.mark.parametrize("group_by", _GROUPS)
def test_runs(store: Store, subject: Subject, group_by: tuple[str, ...]) -> None:
    for measure in _measures(subject):
        plain = Query(subject=subject, measure=measure, group_by=group_by)
        ranked = {"order": (Order(field="value", descending=True),), "limit": 1}
        changed: list[dict[str, object]] = [
            {}, {"than_all": "lt"}, {"having": Condition(field="value", op="ge", value=0)}, {"held": (Held(measure=Measure(fn="count"), op="ge", value=1),)}, {"besides": (Measure(fn="count"),)},
            ranked, {**ranked, "than_all": "ge"}, {**ranked, "within": group_by[:1]} if len(group_by) > 1 else {},
        ]  # fmt: skip
        for update in changed:
            with store.reading() as session:
                found = run(session, plain.model_copy(update=update))
                assert found.groups is not None
                list(found.records)

"""Groups held to a bound: what it leaves of them is found again, cited and shown, however many there are; and is exact."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest
from invented import report, save
from sqlalchemy import event

from assistant.answer import Assistant
from assistant.execute import run
from assistant.query import Condition, Held, Measure, Query
from index.store import Store, open_store

UNITS = 120
DEEP = 100  # of SQLite's 1000, as there are fewer units here than a province has
AVERAGE = Measure(fn="average", field="total_score")


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    with open_store(Path(tmp_path_factory.mktemp("many"))) as opened:
        reports = [report(prepared_by=f"松河市第{n}局", total_score=Decimal(80 + n % 3)) for n in range(UNITS)]
        reports.append(report(prepared_by="", project_name="无名项目", total_score=Decimal(80)))
        for n, one in enumerate(reports):
            save(opened, f"{n}.pdf", one)
        opened.engine.dispose()
        event.listen(opened.engine, "connect", lambda connection, _: connection.setlimit(sqlite3.SQLITE_LIMIT_EXPR_DEPTH, DEEP))
        yield opened


def test_each_group_that_a_bound_left_is_shown_and_cited(store: Store) -> None:
    answer = Assistant(store).ask("平均得分低于99的单位有哪些？")
    assert len(answer.rows) == len(answer.citations) == UNITS + 1
    assert all(row.page == 1 and row.document for row in answer.rows)
    assert {c.document for c in answer.citations} == {row.document for row in answer.rows}


@pytest.mark.parametrize(
    ("bound", "left"),
    [
        ({"having": Condition(field="value", op="lt", value=81)}, UNITS // 3 + 1),
        ({"held": (Held(measure=Measure(fn="count"), op="gt", value=1),)}, 0),
        ({"held": (Held(measure=AVERAGE, op="ge", value=82),)}, UNITS // 3),
        ({"than_all": "gt"}, UNITS // 3 * 2),
        ({"having": Condition(field="value", op="lt", value=81), "limit": 3}, 3),
    ],
)
def test_the_records_are_those_of_the_groups_that_were_left(store: Store, bound: dict[str, object], left: int) -> None:
    query = Query(subject="projects", measure=AVERAGE, group_by=("unit",)).model_copy(update=bound)
    with store.reading() as session:
        result = run(session, query)
        groups = {group.key[0] for group in result.groups or ()}
        assert len(groups) == len(result.records) == left
        assert {record.unit for record in result.records} == groups
        assert [record.unit for record in result.firsts] == [group.key[0] for group in result.groups or ()]


def test_a_mean_that_is_the_bound_is_not_below_it(tmp_path: Path) -> None:
    """Added up as binary fractions these five are 94.99999999999999 on average."""
    with open_store(tmp_path) as opened:
        for n, points in enumerate(("97.8", "97.85", "90.02", "97.12", "92.21")):
            save(opened, f"{n}.pdf", report(project_name=f"工程{n}号", total_score=Decimal(points)))
        asking = Assistant(opened)
        assert asking.ask("平均得分低于95的单位有哪些？").rows == []
        assert [row.value for row in asking.ask("平均得分不低于95的单位有哪些？").rows] == [95]
        assert asking.ask("平均得分是多少？").value == 95

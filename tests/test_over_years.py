"""What is one project over the years is kept with each report: whatever is done to reports, it is what a report's own values say, and
what is asked over the years is what a comparison of all of them gives."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule
from invented import report, save
from sqlalchemy import create_engine, inspect, select, text
from sqlalchemy.orm import Session

from assistant.execute import PROJECT_FORMS, run
from assistant.query import AllOf, Condition, Not, OtherYears, Query
from extractors.errors import InputError
from extractors.records import FormType, Indicator, Report
from index import migrate, rereading
from index.decisions import Decider, correct, take_back
from index.deriving import first_named, report_row, same_project
from index.reading import Reading
from index.schema import Document, ReportRow
from index.store import Store, open_store
from index.stored import report_of

WANG = Decider("王敏")
SAME_PROJECTS = text("SELECT id, same_project FROM reports ORDER BY id")
UNITS = ["松河市水利局", "松河市 水利局", "澄屿县教育局", ""]
PROJECTS = ["河堤加固工程", "2023年度河堤加固工程", "松河市河堤加固工程", "2024年河堤加固工程（二期）", "河堤加固工程(二期)"]
LEVEL3 = ["加固河堤长度", "加固 河堤长度", "完工时间"]


@pytest.mark.parametrize(
    ("project", "year", "region", "expected"),
    [
        ("河堤加固工程", 2024, "松河市", "河堤加固工程"),
        ("2024年度河堤加固工程", 2024, "松河市", "河堤加固工程"),
        ("松河市2024年河堤加固工程", 2024, "松河市", "河堤加固工程"),
        ("2023年河堤加固工程", 2024, "松河市", "2023年河堤加固工程"),  # another year's is part of the name
        ("河堤加固工程(二期)", 2024, "", "河堤加固工程(二期)"),
        ("2024年河堤加固工程", None, "", "2024年河堤加固工程"),
    ],
)
def test_a_project_is_the_same_but_for_its_own_year_and_place(project: str, year: int | None, region: str, expected: str) -> None:
    assert same_project("某局", project, year, region) == f"某局\x1f{expected}"


made = st.builds(
    lambda unit, project, year, form, score, level3: report(
        prepared_by=unit, project_name=project, fiscal_year=year, form_type=form, total_score=score, indicators=[Indicator(level3=name) for name in level3]
    ),
    st.sampled_from(UNITS), st.sampled_from(PROJECTS), st.sampled_from([2022, 2023, 2024, None]),
    st.sampled_from([FormType.PROJECT_SELF_EVALUATION, FormType.PROJECT_TARGET]), st.sampled_from([Decimal(80), Decimal(95), None]),
    st.lists(st.sampled_from(LEVEL3), min_size=1, max_size=2),
)  # fmt: skip
typed = st.one_of(
    st.tuples(st.just("project_name"), st.sampled_from(PROJECTS)), st.tuples(st.just("prepared_by"), st.sampled_from(UNITS)),
    st.tuples(st.just("fiscal_year"), st.sampled_from(["2022", "2023", "2024"])), st.tuples(st.just("indicators[0].level3"), st.sampled_from(LEVEL3)),
)  # fmt: skip
which = st.integers(0, 9)


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    with open_store(tmp_path_factory.mktemp("empty")) as store:
        return store.home


def the_law(session: Session) -> None:
    rows = list(session.scalars(select(ReportRow).order_by(ReportRow.id)))
    for row in rows:
        department = first_named(r.prepared_by for r in row.document.reports)
        assert row.same_project == report_row(report_of(session, row), row.position, department, ()).same_project


def telling(session: Session) -> list[ReportRow]:
    """The project reports that count, each project once."""
    counted = [r for r in session.scalars(select(ReportRow).where(ReportRow.state == "counted")) if r.form_type in PROJECT_FORMS]

    def better(row: ReportRow) -> list[ReportRow]:
        ahead = PROJECT_FORMS[: PROJECT_FORMS.index(row.form_type)]
        return [o for o in counted if o.form_type in ahead and (o.unit_key, o.project_key, o.fiscal_year) == (row.unit_key, row.project_key, row.fiscal_year)]

    return [row for row in counted if not better(row)]


def indicators(row: ReportRow) -> set[str]:
    return {(i.level3 or "").replace(" ", "") for i in row.indicators}


LOW = Condition(field="total_score", op="lt", value=90)


def over_years(session: Session) -> None:
    rows = telling(session)
    of = {year: [r for r in rows if r.fiscal_year == year] for year in (2023, 2024)}
    low = {r.same_project for r in of[2023] if r.total_score is not None and r.total_score < 90}
    assert found(session, OtherYears(of="projects", years=(2023,), where=LOW)) == {r.id for r in of[2024] if r.same_project in low}
    there = {r.same_project for r in of[2023]}
    assert found(session, Not(part=OtherYears(of="projects", years=(2023,)))) == {r.id for r in of[2024] if r.same_project not in there}
    both = run(session, asked("indicators", OtherYears(of="indicators", years=(2023,))))
    named = {(r.same_project, name) for r in of[2023] for name in indicators(r)}
    held = [(r.id, name) for r in of[2024] for name in ((i.level3 or "").replace(" ", "") for i in r.indicators) if (r.same_project, name) in named]
    assert sorted((r.report_id, (r.level3 or "").replace(" ", "")) for r in both.records) == sorted(held)
    names = {(next(r for r in rows if r.id == report_id).same_project, name) for report_id, name in held}
    elsewhen = {r.id for r in of[2023] if any((r.same_project, name) in names for name in indicators(r))}
    assert {r.report_id for r in both.elsewhen} == elsewhen


def asked(subject: Any, other: Any) -> Query:
    return Query(subject=subject, where=AllOf(parts=(Condition(field="fiscal_year", op="eq", value=2024), other)))


def found(session: Session, other: Any) -> set[int]:
    return {r.report_id for r in run(session, asked("projects", other)).records}


class Workspace(RuleBasedStateMachine):
    """Reports come, are corrected, withdrawn, restored, chosen and read anew, in any order."""

    empty: Path

    @initialize()
    def opened(self) -> None:
        self.home = Path(tempfile.mkdtemp())
        shutil.copytree(self.empty, self.home, dirs_exist_ok=True)
        self.store, self.files = open_store(self.home), 0

    def teardown(self) -> None:
        self.store.close()
        shutil.rmtree(self.home)

    @rule(reports=st.lists(made, min_size=1, max_size=3))
    def kept(self, reports: list[Report]) -> None:
        self.files += 1
        save(self.store, f"{self.files}.pdf", *reports)

    @rule(n=which, value=typed)
    def corrected(self, n: int, value: tuple[str, str]) -> None:
        for number in self.one_of(ReportRow, n):
            correct(self.store, number, *value, WANG)

    @rule(n=which, value=typed)
    def taken_back(self, n: int, value: tuple[str, str]) -> None:
        for number in self.one_of(ReportRow, n):
            with suppress(InputError):
                take_back(self.store, number, value[0], WANG)

    @rule(n=which, how=st.sampled_from(["withdraw", "restore", "choose"]))
    def state_set(self, n: int, how: str) -> None:
        for number in self.one_of(ReportRow, n):
            with suppress(InputError):
                getattr(self.store, how)(number)

    @rule(n=which, reports=st.lists(made, min_size=3, max_size=3))
    def read_anew(self, n: int, reports: list[Report]) -> None:
        for number in self.one_of(Document, n):
            reread(self.store, number, reports)

    def one_of(self, table: Any, n: int) -> Iterator[int]:
        with self.store.reading() as session:
            ids = list(session.scalars(select(table.id).order_by(table.id)))
        yield from ids[n % len(ids) :][:1] if ids else ()

    @invariant()
    def holds(self) -> None:
        if hasattr(self, "store"):
            with self.store.reading() as session:
                the_law(session)
                over_years(session)


def reread(store: Store, document_id: int, reports: Sequence[Report]) -> None:
    """As `rereading` exchanges what a worker read."""
    with store.reading() as session:
        number = len(session.get_one(Document, document_id).reports)
    found = tuple(reports[:number])
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(rereading, "read_all", lambda _, waiting, **__: ((file, Reading(1, found, ((),) * number)) for file in waiting))
        assert [e.outcome for e in rereading.reread(store, [document_id], ())][-1] in ("stored", "failed")


def test_whatever_is_done_to_reports_the_law_holds(empty: Path) -> None:
    Workspace.empty = empty
    Workspace.TestCase.settings = settings(max_examples=25, stateful_step_count=15)
    case = Workspace.TestCase()
    case.runTest()


def test_the_law_holds_where_many_write_at_once(tmp_path: Path) -> None:
    with open_store(tmp_path) as store:
        for n, year in enumerate((2022, 2023, 2024)):
            save(store, f"{n}.pdf", report(fiscal_year=year))

        def written(n: int) -> None:
            if n % 2:
                save(store, f"more {n}.pdf", report(fiscal_year=2022 + n % 3, project_name=PROJECTS[n % 5]))
            else:
                correct(store, 1 + n % 3, "project_name", PROJECTS[n % 5], Decider(f"核对人{n}"))

        with ThreadPoolExecutor(4) as pool:
            list(pool.map(written, range(16)))
        with store.reading() as session:
            the_law(session)
            over_years(session)


def test_a_workspace_of_before_is_brought_up_to_it(tmp_path: Path) -> None:
    from alembic import command
    from alembic.config import Config

    with open_store(tmp_path / "now") as now:
        save(now, "a.pdf", *(report(project_name=name, fiscal_year=year) for name in PROJECTS for year in (2023, 2024, None)))
        with now.engine.connect() as connection:
            expected = connection.execute(SAME_PROJECTS).all()
            kept = {table: [dict(row) for row in connection.execute(text(f"SELECT * FROM {table}")).mappings()] for table in ("documents", "reports")}
    config = Config()
    config.set_main_option("script_location", str(migrate.SCRIPTS))
    config.set_main_option("path_separator", "os")
    engine = create_engine(f"sqlite:///{tmp_path / 'before.db'}")
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "0004")
        for table, rows in kept.items():
            there = [c["name"] for c in inspect(connection).get_columns(table)]
            assert "same_project" not in there
            connection.execute(text(f"INSERT INTO {table} ({', '.join(there)}) VALUES ({', '.join(f':{name}' for name in there)})"), rows)
    migrate.upgrade(engine)
    with engine.connect() as connection:
        assert connection.execute(SAME_PROJECTS).all() == expected
    engine.dispose()

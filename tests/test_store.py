"""The store: what is kept, what is derived, which reports count."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest
from invented import report, save
from sqlalchemy import create_engine, func, select

from extractors.errors import InputError
from extractors.records import BudgetLine, Evidence, FormType
from index import migrate
from index.decisions import Decider, verify
from index.deriving import key, passages, unit_of
from index.findings import findings
from index.listing import listing
from index.migrations import HEAD
from index.schema import Base, Document, ReportRow
from index.store import Store, open_store


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_store(tmp_path / "home") as opened:
        yield opened


def states(store: Store) -> dict[int, str]:
    with store.reading() as session:
        return {row.id: row.state for row in session.execute(select(ReportRow.id, ReportRow.state))}


def row(store: Store, report_id: int = 1) -> ReportRow:
    with store.reading() as session:
        found = session.get_one(ReportRow, report_id)
        _ = (found.indicators, found.budget_lines, found.others, found.evidence)
        return found


def test_a_report_is_kept_with_its_places(store: Store) -> None:
    save(store, "a.pdf", report())
    kept = row(store)
    assert (kept.unit, kept.region, kept.region_path) == ("松河市水利局", "松河市", "/松河市/")
    assert (kept.executed, kept.execution_rate, kept.budget_path) == (Decimal(1500000), Decimal(75), "budget[0]")
    assert (kept.place_page, kept.place_x0) == (1, 100)
    first, second = kept.indicators
    assert (first.place_x0, first.place_top, first.place_x1, first.place_bottom) == (100, 200, 360, 220)
    assert (second.place_page, second.place_top, second.place_bottom) == (1, 780, 800)
    assert [b.is_total for b in kept.budget_lines] == [True, False]
    assert len(kept.evidence) == 9
    assert "evidence" not in kept.payload
    assert kept.payload["document"] == "a.pdf"


def test_a_cell_stands_for_a_box_in_spreadsheets(store: Store) -> None:
    evidence = {"project_name": [Evidence(page=2, cell="C4")], "indicators[0].level3": [Evidence(page=2, cell="D12")]}
    save(store, "a.xlsx", report(evidence=evidence))
    kept = row(store)
    assert (kept.place_page, kept.place_cell, kept.place_x0) == (2, "C4", None)
    assert kept.indicators[0].place_cell == "D12"
    assert kept.indicators[1].place_page is None


def test_no_budget_is_no_rate(store: Store) -> None:
    save(store, "a.pdf", report(budget=[BudgetLine(source="资金总额", full_year=0, executed=0)]))
    assert row(store).execution_rate is None


def test_doubt_about_one_value_makes_its_indicator_doubtful(store: Store) -> None:
    save(store, "a.pdf", report(review=["indicators[1].actual", "project_name"]))
    assert [i.doubtful for i in row(store).indicators] == [False, True]


@pytest.mark.parametrize(
    ("own", "department", "implementing", "competent", "expected"),
    [
        ("甲局", "乙局", "丙站", "丁局", "甲局"),
        ("", "乙局", "丙站", "丁局", "乙局"),
        (" ", "", "丙站", "丁局", "丙站"),
        (None, "", None, "丁局", "丁局"),
        (None, "", None, None, ""),
    ],
)
def test_whose_report_it_is(
    own: str | None, department: str, implementing: str | None, competent: str | None, expected: str
) -> None:
    made = report(prepared_by=own, implementing_unit=implementing, competent_department=competent)
    assert unit_of(made, department) == expected


def test_a_blank_unit_belongs_to_its_files_department(store: Store) -> None:
    department = report(form_type=FormType.DEPARTMENT_TARGET, project_name=None)
    save(store, "a.pdf", department, report(prepared_by="", form_type=FormType.PROJECT_TARGET))
    assert row(store, 2).unit == "松河市水利局"


@pytest.mark.parametrize(
    ("one", "other"), [("甲（一期）", "甲(一期)"), ("甲 乙", "甲乙"), ("甲〔2024〕", "甲（2024）"), ("Ａ1", "A1")]
)
def test_names_are_compared_folded(one: str, other: str) -> None:
    assert key(one) == key(other)


def test_every_text_can_be_searched() -> None:
    paths = [path for path, _ in passages(report())]
    assert paths == [
        "annual_goal",
        "plans[0]",
        "plans[1]",
        "indicators[0].level3",
        "indicators[1].level3",
        "indicators[1].deviation_reason",
        "other[0]",
    ]


def test_the_same_report_three_times_counts_once(store: Store) -> None:
    pdf, xlsx = report(), report(project_name="河堤 加固工程")
    corrected = report(budget=[BudgetLine(source="年度资金总额", full_year=2000000, executed=1600000)])
    for name, version in (("a.pdf", pdf), ("a.xlsx", xlsx), ("更正.pdf", corrected)):
        save(store, name, version)
    with store.reading() as session:
        counted = select(func.count(), func.sum(ReportRow.executed)).where(ReportRow.state == "counted")
        assert session.execute(counted).one() == (1, Decimal(1600000))
        assert len(findings(session)) == 1
        assert [r["state"] for r in listing(session)] == ["counted", "superseded", "superseded"]


def test_a_persons_word_goes_before_the_newest(store: Store) -> None:
    for name in ("a.pdf", "b.pdf", "c.pdf"):
        save(store, name, report())
    assert states(store) == {1: "superseded", 2: "superseded", 3: "counted"}
    verify(store, 2, Decider("王五"))
    assert states(store)[2] == "counted"
    store.choose(1)
    assert states(store) == {1: "counted", 2: "superseded", 3: "superseded"}
    store.choose(3)
    assert states(store)[3] == "counted"


def test_a_withdrawn_report_gives_way_and_comes_back(store: Store) -> None:
    save(store, "a.pdf", report())
    save(store, "b.pdf", report())
    store.withdraw(2)
    assert states(store) == {1: "counted", 2: "withdrawn"}
    store.withdraw(1)
    assert states(store) == {1: "withdrawn", 2: "withdrawn"}
    store.restore(2)
    assert states(store) == {1: "withdrawn", 2: "counted"}
    with pytest.raises(InputError):
        store.choose(1)
    with pytest.raises(InputError):
        store.withdraw(99)


OTHER_GOAL = report().indicators[:1]
BOTH_COUNT = [
    ("another year", {"fiscal_year": 2023}, {}),
    ("another unit", {"prepared_by": "松河市教育局"}, {}),
    ("another project", {"project_name": "渠道清淤"}, {}),
    ("another form", {"form_type": FormType.PROJECT_TARGET}, {}),
    ("no year, other goals", {"fiscal_year": None, "indicators": OTHER_GOAL}, {"fiscal_year": None}),
    ("no project, other goals", {"project_name": None, "indicators": OTHER_GOAL}, {"project_name": ""}),
    ("no unit, other money", {"prepared_by": None, "budget": []}, {"prepared_by": ""}),
]
ONE_COUNTS = [
    ("the same", {}, {}),
    ("no year, the same goals", {"fiscal_year": None}, {"fiscal_year": None, "total_score": 90}),
    ("no names, the same throughout", {"project_name": None}, {"project_name": ""}),
    ("a department's form", {"form_type": FormType.DEPARTMENT_TARGET, "project_name": None}, {"form_type": FormType.DEPARTMENT_TARGET}),
]  # fmt: skip


@pytest.mark.parametrize(
    ("one", "other", "counted"),
    [(a, b, 2) for _, a, b in BOTH_COUNT] + [(a, b, 1) for _, a, b in ONE_COUNTS],
    ids=[name for name, *_ in BOTH_COUNT + ONE_COUNTS],
)
@pytest.mark.parametrize("together", [True, False], ids=["in one file", "in two files"])
def test_which_are_the_same_report(
    store: Store, one: dict[str, object], other: dict[str, object], counted: int, together: bool
) -> None:
    first, second = report(**one), report(**other)
    if together:
        save(store, "a.pdf", first, second)
    else:
        save(store, "a.pdf", first)
        save(store, "b.pdf", second)
    assert list(states(store).values()).count("counted") == counted


def test_a_finding_names_its_report_and_its_place(store: Store) -> None:
    save(store, "a.pdf", report())
    with store.reading() as session:
        [found] = findings(session)
    assert (found["rule"], found["severity"], found["project_name"]) == ("missing_reason", "error", "河堤加固工程")
    [citation] = found["citations"]
    assert (citation["page"], citation["bbox"], citation["text"]) == (1, [300, 780, 360, 800], "11月")


def test_what_cannot_be_stored_whole_is_not_stored(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError("in the midst of it")

    monkeypatch.setattr("index.store.recount", fail)
    with pytest.raises(RuntimeError):
        save(store, "a.pdf", report())
    with store.reading() as session:
        assert session.scalar(select(func.count(Document.id))) == 0
        assert session.scalar(select(func.count(ReportRow.id))) == 0


def test_the_migrations_make_the_tables_that_the_code_expects(store: Store) -> None:
    from alembic.autogenerate import compare_metadata
    from alembic.config import Config
    from alembic.runtime.migration import MigrationContext
    from alembic.script import ScriptDirectory

    ours = set(Base.metadata.tables)
    with store.engine.connect() as connection:
        context = MigrationContext.configure(
            connection, opts={"include_name": lambda name, kind, _: kind != "table" or name in ours}
        )
        assert compare_metadata(context, Base.metadata) == []
    config = Config()
    config.set_main_option("script_location", str(migrate.SCRIPTS))
    assert ScriptDirectory.from_config(config).get_current_head() == HEAD


def test_opening_again_changes_nothing_and_needs_no_alembic(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    save(store, "a.pdf", report())
    monkeypatch.setattr(migrate, "upgrade", lambda _: pytest.fail("is current"))
    with open_store(store.home) as again:
        assert again.has(_sha(again))


def _sha(store: Store) -> str:
    with store.reading() as session:
        return session.scalars(select(Document.sha256)).one()


def test_a_newer_workspace_is_refused(tmp_path: Path) -> None:
    engine = create_engine(f"sqlite:///{tmp_path / 'jixiao.db'}")
    with engine.begin() as connection:
        connection.exec_driver_sql("CREATE TABLE alembic_version (version_num VARCHAR(32))")
        connection.exec_driver_sql("INSERT INTO alembic_version VALUES ('9999')")
    engine.dispose()
    with pytest.raises(InputError, match="9999"):
        open_store(tmp_path)

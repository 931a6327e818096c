"""What persons decide on values: what follows from it, that nothing is lost, and what is refused."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from invented import read_made, report, save, write
from sqlalchemy import create_engine, select, text

from extractors.errors import InputError
from extractors.records import Evidence, Indicator, Report
from index import migrate, text_search
from index.decisions import Decider, Overtaken, confirm, correct, standing, take_back
from index.doctor import examine
from index.export import export, form
from index.findings import findings
from index.ingest import ingest
from index.paths import as_typed, is_value, understood, value_at
from index.schema import Base, DecisionRow, ReportRow
from index.search import search
from index.store import Store, open_store
from index.stored import as_read, report_of
from index.vectors import catch_up, vectors_of

WANG, LI = Decider("王敏"), Decider("李强", "印章盖住了")
REVIEW = ["indicators[1].actual", "budget[0].executed", "project_name"]


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_store(tmp_path / "home") as opened:
        save(opened, "a.pdf", report(review=REVIEW, columns=("target", "actual")))
        yield opened


def kept(store: Store, report_id: int = 1) -> ReportRow:
    with store.reading() as session:
        found = session.get_one(ReportRow, report_id)
        _ = (found.indicators, found.budget_lines, found.decisions, found.passages, found.others)
        return found


# what follows


def test_a_confirmed_value_leaves_review_and_nothing_else_changes(store: Store) -> None:
    before = kept(store)
    confirm(store, 1, "indicators[1].actual", WANG)
    after = kept(store)
    assert after.review == ["budget[0].executed", "project_name"]
    assert after.doubts == 2
    assert [i.doubtful for i in after.indicators] == [False, False]
    assert {**after.payload, "review": REVIEW} == before.payload
    assert [(d.kind, d.before, d.after, d.who) for d in after.decisions] == [("confirmed", "11月", "11月", "王敏")]


def test_a_corrected_value_takes_effect_wherever_it_counts(store: Store) -> None:
    correct(store, 1, "budget[0].executed", "180万元", LI)
    row = kept(store)
    assert (row.executed, row.execution_rate) == (Decimal(1_800_000), Decimal(90))
    assert row.budget_lines[0].executed == Decimal(1_800_000)
    assert row.payload["budget"][0]["executed"] == 1_800_000
    assert "budget[0].executed" not in row.review
    with store.reading() as session:
        assert "execution_rate_mismatch" in {f["rule"] for f in findings(session)}  # the printed 75 %


def test_a_corrected_indicator_is_judged_anew_and_no_other_is(store: Store) -> None:
    correct(store, 1, "indicators[1].actual", "8月", WANG)
    assert [i.status for i in kept(store).indicators] == ["met", "met"]
    take_back(store, 1, "indicators[1].actual", WANG)
    assert [i.status for i in kept(store).indicators] == ["met", "missed"]


def test_full_text_and_vectors_follow_a_corrected_text(store: Store) -> None:
    vectors = vectors_of(store)
    catch_up(store, vectors)
    correct(store, 1, "annual_goal", "修缮水闸三座。", WANG)
    correct(store, 1, "indicators[1].deviation_reason", "", WANG)
    with store.reading() as session:
        found = {term: text_search.containing(session, term) for term in ("水闸", "汛期安全", "汛期停工")}
    assert [bool(hits) for hits in found.values()] == [True, False, False]
    assert search(store, "水闸", vectors=vectors).warning_zh
    assert [p.en for p in examine(store) if "vectors" in p.en]
    assert catch_up(store, vectors) == 1
    best = search(store, "修缮水闸", vectors=vectors)
    assert (best.warning_zh, best.hits[0].text) == ("", "修缮水闸三座。")
    assert catch_up(store, vectors) == 0


def test_which_report_counts_follows_a_corrected_name(store: Store) -> None:
    save(store, "b.pdf", report(project_name="河堤加回工程"))
    assert [kept(store, n).state for n in (1, 2)] == ["counted", "counted"]
    correct(store, 2, "project_name", "河堤加固工程", WANG)
    assert [kept(store, n).state for n in (1, 2)] == ["superseded", "counted"]
    correct(store, 2, "fiscal_year", "2023", WANG)
    assert [kept(store, n).state for n in (1, 2)] == ["counted", "counted"]
    correct(store, 2, "fiscal_year", "2024", WANG)
    correct(store, 2, "prepared_by", "澄屿市水利局", WANG)
    assert (kept(store, 2).region, kept(store, 2).state, kept(store, 1).state) == ("澄屿市", "counted", "counted")


def test_forms_without_a_unit_follow_their_files_department(store: Store) -> None:
    save(store, "b.pdf", report(prepared_by="松河市水刹局"), report(prepared_by=None, project_name="渠道清淤"))
    assert kept(store, 3).unit == "松河市水刹局"
    correct(store, 2, "prepared_by", "松河市水利局", WANG)
    assert kept(store, 3).unit == "松河市水利局"
    assert [kept(store, n).state for n in (1, 2, 3)] == ["superseded", "counted", "counted"]


# nothing is lost


def test_what_was_read_is_never_changed(store: Store) -> None:
    with store.reading() as session:
        read = report_of(session, session.get_one(ReportRow, 1))
    for path, typed in (("project_name", "甲"), ("indicators[0].target", "≥6公里"), ("budget[1].full_year", "1元")):
        correct(store, 1, path, typed, WANG)
    with store.reading() as session:
        row = session.get_one(ReportRow, 1)
        assert as_read(session, row) == read
        assert report_of(session, row).evidence == read.evidence
    for path in ("project_name", "indicators[0].target", "budget[1].full_year"):
        take_back(store, 1, path, WANG)
    with store.reading() as session:
        assert report_of(session, session.get_one(ReportRow, 1)) == read


def test_the_last_decision_stands_and_taking_it_back_gives_the_one_before(store: Store) -> None:
    path = "indicators[1].actual"
    correct(store, 1, path, "8月", WANG)
    correct(store, 1, path, "7月", LI)
    assert value_at(kept(store).payload, path) == "7月"
    take_back(store, 1, path, WANG)
    assert value_at(kept(store).payload, path) == "8月"
    assert path not in kept(store).review
    take_back(store, 1, path, WANG)
    assert value_at(kept(store).payload, path) == "11月"
    assert path in kept(store).review
    with pytest.raises(InputError):
        take_back(store, 1, path, WANG)
    assert [(d.kind, d.before, d.after) for d in kept(store).decisions] == [
        ("corrected", "11月", "8月"), ("corrected", "8月", "7月"), ("withdrawn", "7月", "8月"), ("withdrawn", "8月", "11月"),
    ]  # fmt: skip


def test_a_correction_to_what_stands_there_is_a_confirmation(store: Store) -> None:
    correct(store, 1, "budget[0].executed", "1500000元", WANG)
    assert [d.kind for d in kept(store).decisions] == ["confirmed"]


def test_neither_a_second_ingest_nor_a_reindex_undoes_a_decision(tmp_path: Path) -> None:
    file = write(tmp_path, "a.xlsx", report(review=REVIEW))
    with open_store(tmp_path / "home") as store:
        assert list(ingest(store, [file], workers=1, reader=read_made))[-1].outcome == "stored"
        correct(store, 1, "project_name", "河堤加固二期", WANG)
        assert list(ingest(store, [file], workers=1, reader=read_made))[-1].outcome == "skipped"
        with store.writing() as session:
            text_search.rebuild(session)
        assert kept(store).project_name == "河堤加固二期"
        assert not examine(store)


def test_decisions_of_many_at_once_are_all_kept(store: Store) -> None:
    paths = ["project_name", "project_lead", "indicators[0].actual", "indicators[1].actual", "budget[0].executed"]
    texts = ["甲", "乙", "6公里", "8月", "3万元"]
    with ThreadPoolExecutor(5) as pool:
        list(pool.map(lambda pair: correct(store, 1, *pair, WANG), zip(paths, texts, strict=True)))
    payload = kept(store).payload
    assert [value_at(payload, path) for path in paths] == ["甲", "乙", "6公里", "8月", 30_000]
    assert len(kept(store).decisions) == 5


def test_two_on_the_same_value_at_once_one_is_told(store: Store) -> None:
    def attempt(typed: str) -> str:
        try:
            correct(store, 1, "project_name", typed, Decider(typed, seen=0))
        except Overtaken as error:
            return error.zh
        return ""

    with ThreadPoolExecutor(2) as pool:
        said = sorted(pool.map(attempt, ["甲", "乙"]))
    assert said[0] == ""
    assert "您的决定没有保存" in said[1]
    assert len(kept(store).decisions) == 1


def test_a_page_drawn_before_anothers_decision_overwrites_nothing(store: Store) -> None:
    correct(store, 1, "project_name", "河堤加固二期", LI)
    for late in (confirm, take_back):
        with pytest.raises(Overtaken, match="李强已改正这个值，现为“河堤加固二期”"):
            late(store, 1, "project_name", Decider("王敏", seen=0))
    [last] = kept(store).decisions
    confirm(store, 1, "project_name", Decider("王敏", seen=last.id))
    assert kept(store).project_name == "河堤加固二期"


def test_what_cannot_be_derived_is_not_decided(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError("in the midst of it")

    monkeypatch.setattr("index.decisions.recount", fail)
    with pytest.raises(RuntimeError):
        correct(store, 1, "project_name", "甲", WANG)
    assert kept(store).decisions == []
    assert kept(store).project_name == "河堤加固工程"


# what a person types


@pytest.mark.parametrize(
    ("path", "typed", "meant"),
    [
        ("budget[0].executed", "150.5万元", 1_505_000),
        ("budget[0].executed", "1,505,000 元", 1_505_000),
        ("budget[0].executed", "150.5 wan", 1_505_000),
        ("budget[0].executed", "1505000 yuan", 1_505_000),
        ("budget[0].executed", "0", 0),
        ("budget[0].executed", "", None),
        ("indicators[0].weight", "9.5", 9.5),
        ("indicators[0].weight", "9.5分", 9.5),
        ("budget[0].execution_rate", "98.5%", 98.5),
        ("budget[0].execution_rate", "98.5", 98.5),
        ("fiscal_year", "2024年度", 2024),
        ("indicators[0].target", " ≥ 5 公里 ", "≥ 5 公里"),
        ("indicators[0].actual", "", None),
        ("budget[0].of_which", "是", True),
        ("plans[1]", "四季度完工", "四季度完工"),
        ("other[0]", "2025年2月4日", "2025年2月4日"),
    ],
)
def test_what_is_typed_is_understood(path: str, typed: str, meant: object) -> None:
    assert understood(path, typed) == meant


@pytest.mark.parametrize(
    ("path", "typed", "said"),
    [
        ("budget[0].executed", "150.5", "请写明单位"),
        ("budget[0].executed", "一百万", "不是金额"),
        ("indicators[0].score", "九分", "读不出数值"),
        ("indicators[0].score", "90%", "读不出数值"),
        ("indicators[0].score", "-1", "读不出数值"),
        ("total_score", "1万", "读不出数值"),
        ("fiscal_year", "24", "不是年度"),
        ("fiscal_year", "", "不能为空"),
        ("budget[0].source", " ", "不能为空"),
        ("budget[0].of_which", "也许", "是"),
        ("annual_goal", "长" * 9000, "过长"),
        ("indicators[0].status", "met", "没有名为"),
        ("review", "x", "没有名为"),
        ("other[0].label", "x", "没有名为"),
        ("evidence[0]", "x", "没有名为"),
        ("indicators[7].actual", "x", "没有"),
    ],
)
def test_a_bad_value_says_what_is_wrong_and_nothing_is_kept(store: Store, path: str, typed: str, said: str) -> None:
    with pytest.raises(InputError, match=said):
        correct(store, 1, path, typed, WANG)
    assert kept(store).decisions == []
    assert kept(store).as_read is None


@pytest.mark.parametrize("who", ["", "  ", "长" * 65])
def test_nobody_decides_without_a_name(store: Store, who: str) -> None:
    with pytest.raises(InputError, match="姓名"):
        confirm(store, 1, "project_name", Decider(who))
    with pytest.raises(InputError):
        confirm(store, 99, "project_name", WANG)


@given(
    st.sampled_from(["budget[0].executed", "indicators[0].score", "budget[0].execution_rate"]),
    st.decimals(0, 999, places=2, allow_nan=False),
)
def test_a_number_as_it_is_shown_for_typing_is_understood_again(path: str, value: Decimal) -> None:
    assert understood(path, as_typed(path, float(value))) == float(value)


def test_every_value_that_can_be_in_review_has_a_kind() -> None:
    paths = [name for name in Report.model_fields if isinstance(getattr(report(), name), str | int)]
    assert [p for p in paths if not is_value(p)] == ["document", "form_type"]


# what is in review and stands nowhere


def test_a_value_that_was_not_found_can_be_confirmed_or_filled_in(store: Store) -> None:
    save(store, "b.pdf", report(project_name="乙", review=["project_lead", "total_score", "unknown[3]"]))
    confirm(store, 2, "project_lead", WANG)
    correct(store, 2, "total_score", "92.5", WANG)
    confirm(store, 2, "unknown[3]", WANG)
    row = kept(store, 2)
    assert (row.review, row.project_lead, row.total_score) == ([], None, Decimal("92.5"))


# export


def test_an_export_carries_corrections_and_says_who_decided(store: Store, tmp_path: Path) -> None:
    correct(store, 1, "indicators[1].actual", "8月", LI)
    confirm(store, 1, "project_name", WANG)
    with store.reading() as session:
        export(session, tmp_path / "x.xlsx")
        printed = form(session, session.get_one(ReportRow, 1))
    book = openpyxl.load_workbook(tmp_path / "x.xlsx")

    def last(sheet: str) -> dict[Any, Any]:
        rows = list(book[sheet].iter_rows(values_only=True))
        return dict(zip(rows[0], rows[-1], strict=True))

    assert (last("指标")["实际完成值"], last("指标")["人工核对"]) == ("8月", "李强改正“实际完成值”")
    assert last("报告")["人工核对"] == "王敏确认“项目名称”"
    first = list(book["资金"].iter_rows(values_only=True))[:2]
    assert dict(zip(*first, strict=True))["待核对"] == "全年执行数（元）"
    assert [(d["path"], d["kind"], d["before"], d["after"], d["who"], d["why"]) for d in printed["decisions"]] == [
        ("indicators[1].actual", "corrected", "11月", "8月", "李强", "印章盖住了"),
        ("project_name", "confirmed", "河堤加固工程", "河堤加固工程", "王敏", None),
    ]


# an older workspace


def test_a_workspace_of_the_first_version_is_brought_up_to_date(tmp_path: Path) -> None:
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(migrate.SCRIPTS))
    config.set_main_option("path_separator", "os")
    home = tmp_path / "home"
    home.mkdir()
    engine = create_engine(f"sqlite:///{home / 'jixiao.db'}")
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "0001")
        connection.execute(text("INSERT INTO documents VALUES (1, 'x', 'a.pdf', 'pdf', 1, 1, '2026-01-01')"))
        old = {c.name for c in Base.metadata.tables["reports"].c} - {"as_read", "review", "doubts", "same_project"}
        values = dict.fromkeys(old, None) | {
            "id": 1, "document_id": 1, "position": 0, "state": "counted", "form_type": "project_target", "unit": "", "unit_key": "",
            "region": "", "region_path": "", "project_key": "", "identity": "",
            "payload": '{"form_type": "project_target", "project_name": "甲", "review": ["project_name"]}',
        }  # fmt: skip
        names = list(values)
        connection.execute(text(f"INSERT INTO reports ({', '.join(names)}) VALUES ({', '.join(f':{n}' for n in names)})"), values)
    engine.dispose()
    with open_store(home) as store:
        assert (kept(store).review, kept(store).doubts) == (["project_name"], 1)
        correct(store, 1, "project_name", "乙", WANG)
        assert (kept(store).project_name, kept(store).doubts) == ("乙", 0)


def test_standing_knows_order_by_number_not_by_place() -> None:
    made = [DecisionRow(id=n, path="a", kind=k, takes_back=t) for n, k, t in ((3, "withdrawn", 2), (1, "confirmed", None), (2, "corrected", None))]
    assert standing(made)["a"].id == 1
    assert standing([]) == {}


def test_an_evidence_note_comes_back_with_the_report(store: Store) -> None:
    noted = [Evidence(page=1, bbox=(1, 2, 3, 4), text="2次", source="ocr", note="读作“2次”，同列均为≥，取“≥次”")]
    save(store, "c.pdf", report(project_name="丙", evidence={"indicators[0].target": noted}, indicators=[Indicator(target="≥2次")]))
    with store.reading() as session:
        found = session.scalars(select(ReportRow).where(ReportRow.project_name == "丙")).one()
        assert report_of(session, found).evidence["indicators[0].target"][0].note == noted[0].note

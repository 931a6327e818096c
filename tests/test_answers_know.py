"""Answers know which of their values nobody has checked: they say so, and they follow what a person decides at once."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from invented import report, save
from sqlalchemy import select

from assistant.answer import Assistant
from extractors.checks import check
from extractors.errors import UnreadablePage
from extractors.records import BudgetLine, Indicator, Report, Status
from extractors.unread import beside
from index.decisions import Decider, confirm, correct, take_back
from index.findings import findings
from index.originals import Original
from index.schema import ReportRow
from index.store import Store, open_store

WANG = Decider("王敏")
REVIEW = ["indicators[1].actual", "budget[0].executed", "project_lead", "annual_goal"]


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_store(tmp_path / "home") as opened:
        save(opened, "a.pdf", report(review=REVIEW, project_lead="闻人澈", columns=("target", "actual")))
        save(opened, "b.pdf", report(project_name="渠道清淤", prepared_by="松河市农业局"))
        yield opened


def unchecked(store: Store, question: str) -> list[str]:
    """The paths that the warnings of an answer speak of; each of them named."""
    answer = Assistant(store).ask(question)
    assert answer.status == "answered", answer
    warned = [w for w in answer.warnings if "核对" in w or "checked" in w]
    assert bool(warned) is bool(answer.doubts)
    return [d.path for d in answer.doubts]


@pytest.mark.parametrize(
    ("question", "paths"),
    [
        ("河堤加固工程的项目负责人是谁？", ["project_lead"]),
        ("河堤加固工程的预算执行率是多少？", ["budget[0].executed"]),
        ("哪些指标没有完成？", ["indicators[1].actual"]),
        ("哪些项目有指标没有完成？", ["indicators[1].actual", "budget[0].executed"]),
        ("共有多少个指标没有完成？", ["indicators[1].actual"]),
        ("执行数合计是多少？", ["budget[0].executed"]),
        ("河堤加固工程的年度目标是什么？", ["annual_goal"]),
        ("渠道清淤的年度目标是什么？", []),
        ("河堤加固工程的年度是哪一年？", []),
        ("共有多少个项目？", []),
    ],
)
def test_an_answer_names_the_doubtful_values_it_rests_on_and_no_others(store: Store, question: str, paths: list[str]) -> None:
    assert sorted(unchecked(store, question)) == sorted(paths)


def test_a_warning_names_value_and_reading(store: Store) -> None:
    said = Assistant(store).ask("哪些指标没有完成？")
    assert said.warnings == ["以下内容尚未经人核对：《河堤加固工程》完工时间 · 实际完成值“11月”。"]
    [doubt] = said.doubts
    assert (doubt.document, doubt.page, doubt.bbox, doubt.read) == ("a.pdf", 1, (300, 780, 360, 800), "11月")
    assert doubt.why == "与表内其他内容不符，或可能不全"
    english = Assistant(store).ask("Which indicators missed their targets?")
    assert english.warnings == ["Values not yet checked by a person: 河堤加固工程, 完工时间 · actual: “11月”."]


def test_what_a_doubtful_value_kept_out_is_said_too(store: Store) -> None:
    """Read as met, it may be missed: a list of those missed is not sure to be whole."""
    met = Indicator(level3="验收合格率", target="≥95%", actual="98%", status=Status.MET)
    save(store, "c.pdf", report(project_name="水闸修缮", indicators=[met], review=["indicators[0].actual"], columns=("actual",)))
    confirm(store, 1, "indicators[1].actual", WANG)
    answer = Assistant(store).ask("哪些指标没有完成？")
    assert answer.warnings == ["另有 1 处用来筛选或计算的值尚未经人核对，可能影响这个结果。"]
    assert [(d.project_name, d.path, d.read) for d in answer.doubts] == [("水闸修缮", "indicators[0].actual", "98%")]


def test_the_warning_goes_as_soon_as_a_person_confirms(store: Store) -> None:
    assistant = Assistant(store)
    assert assistant.ask("河堤加固工程的项目负责人是谁？").rows[0].doubtful == ["project_lead", "budget[0].executed"]
    confirm(store, 1, "budget[0].executed", WANG)
    confirm(store, 1, "project_lead", WANG)
    answer = assistant.ask("河堤加固工程的项目负责人是谁？")
    assert (answer.warnings, answer.doubts, answer.rows[0].doubtful, answer.rows[0].verified_by) == ([], [], [], ["王敏"])
    take_back(store, 1, "project_lead", WANG)
    assert assistant.ask("河堤加固工程的项目负责人是谁？").doubts


def test_an_answer_follows_a_correction_at_once(store: Store) -> None:
    assistant = Assistant(store)
    assert assistant.ask("河堤加固工程的预算执行率是多少？").value == 75
    correct(store, 1, "budget[0].executed", "180万元", WANG)
    answer = assistant.ask("河堤加固工程的预算执行率是多少？")
    assert (answer.value, answer.doubts) == (90, [])
    assert "180万元" in {c.text for c in answer.citations}
    correct(store, 1, "indicators[1].actual", "8月", WANG)
    assert not [r for r in assistant.ask("哪些指标没有完成？").rows if r.project_name == "河堤加固工程"]


def test_a_corrected_name_is_the_name_to_ask_by(store: Store) -> None:
    assistant = Assistant(store)
    assert assistant.ask("白桦坝加高工程的年度目标是什么？").status != "answered"
    correct(store, 1, "project_name", "白桦坝加高工程", WANG)
    answer = assistant.ask("白桦坝加高工程的年度目标是什么？")
    assert (answer.status, answer.rows[0].project_name) == ("answered", "白桦坝加高工程")


def test_a_text_that_was_found_is_quoted_with_its_doubt(store: Store) -> None:
    answer = Assistant(store).ask("哪些报告提到保障汛期安全？")
    assert answer.status == "answered"
    assert [d.path for d in answer.doubts] == ["annual_goal"]


def test_many_doubts_are_counted_and_some_are_named(store: Store) -> None:
    many = [Indicator(level3=f"指标{n}", target="≥5个", actual="4个", status=Status.MISSED) for n in range(60)]
    review = [f"indicators[{n}].actual" for n in range(60)]
    save(store, "d.pdf", report(project_name="大项目", indicators=many, review=review, columns=("actual",)))
    answer = Assistant(store).ask("大项目有哪些指标没有完成？")
    [warning] = answer.warnings
    assert warning == "其中 60 处尚未经人核对：《大项目》的实际完成值。"
    assert (len(answer.doubts), answer.more_doubts) == (60, 0)


def test_what_was_asked_for_comes_before_what_stands_beside_it(store: Store) -> None:
    answer = Assistant(store).ask("哪些项目有指标没有完成？")
    assert [(d.path, d.bears) for d in answer.doubts] == [("indicators[1].actual", "asked"), ("budget[0].executed", "shown")]
    assert [(d.path, d.bears) for d in Assistant(store).ask("哪些指标没有完成？").doubts] == [("indicators[1].actual", "asked")]


def test_a_group_says_what_is_open_in_it_and_who_checked_it_whole(store: Store) -> None:
    save(store, "c.pdf", report(project_name="水闸修缮", review=["budget[0].executed"]))
    assistant = Assistant(store)

    def groups() -> dict[str | None, tuple[int | None, list[str], list[str]]]:
        return {r.label: (r.report_id, r.doubtful, r.verified_by) for r in assistant.ask("各单位的执行数合计是多少？").rows}

    assert groups() == {"松河市水利局": (1, ["budget[0].executed", "budget[0].executed"], []), "松河市农业局": (2, [], [])}
    confirm(store, 1, "budget[0].executed", WANG)
    assert groups()["松河市水利局"] == (3, ["budget[0].executed"], [])
    confirm(store, 3, "budget[0].executed", Decider("刘审核"))
    assert groups()["松河市水利局"][1:] == ([], ["王敏", "刘审核"])


# what was not read, and what may have been put out of scope


def lost(page: int, **changes: object) -> Report:
    """A report beside a page that could not be read."""
    [noted] = beside([report(pages=[page - 1], **changes)], [UnreadablePage(page, f"第 {page} 页已损坏。", f"Page {page} is damaged.")])
    return noted


def warned(store: Store, question: str) -> list[str]:
    return Assistant(store).ask(question).warnings


def test_pages_that_were_not_read_are_named_where_their_report_is_asked_about(store: Store) -> None:
    save(store, "u.pdf", lost(3, project_name="水闸修缮", prepared_by="松河市农业局"))
    said = "有没读出的页，结果可能不全：《水闸修缮》第 3 页（u.pdf）。"
    for question in ("水闸修缮的预算执行率是多少？", "松河市农业局有几个项目？", "水闸修缮有哪些指标没有完成？", "哪些项目得分低于60分？"):
        assert warned(store, question)[-1] == said, question
    assert warned(store, "渠道清淤的预算执行率是多少？") == []
    english = "Not all pages could be read, so something may be missing: 水闸修缮, page 3 (u.pdf)."
    assert warned(store, "Which indicators of 水闸修缮 missed their targets?")[-1] == english
    assert warned(store, "水闸修缮的文字里有没有提到保障汛期安全？")[-1] == said


def test_unread_pages_are_grouped_by_file_and_go_when_a_person_has_looked(store: Store) -> None:
    for n in range(6):
        save(store, f"u{n}.pdf", lost(2, project_name=f"水闸{n}"), lost(5, project_name=f"泵站{n}"))
    [*_, said] = warned(store, "共有多少个项目？")
    assert said.endswith("；另有 3 个文件。")
    assert "《水闸0》《泵站0》第 2、5 页（u0.pdf）；" in said
    with store.reading() as session:
        asked = {r.id: r.project_name for r in session.scalars(select(ReportRow))}
    for number, name in asked.items():
        if (name or "").startswith(("水闸", "泵站")):
            confirm(store, number, "unread[0]", WANG)
    assert not [w for w in warned(store, "共有多少个项目？") if "没读出" in w]


@pytest.mark.parametrize(
    ("changes", "question", "says"),
    [
        ({"fiscal_year": 2028, "review": ["fiscal_year"]}, "2024年有多少个项目？", "年度未读到或尚未核对，可能也在所问范围内，没有计入：《水闸修缮》（年度“2028”）"),
        ({"fiscal_year": None}, "2024年有多少个项目？", "《水闸修缮》（年度未读到）"),
        ({"prepared_by": "松诃市水利局", "review": ["prepared_by"]}, "松河市水利局有多少个项目？", "《水闸修缮》（单位“松诃市水利局”）"),
        ({"prepared_by": "松\ufffd局", "review": ["prepared_by"]}, "松河市水利局2024年的预算合计是多少？", "《水闸修缮》（单位“松\ufffd局”）"),
        ({"prepared_by": None, "review": ["prepared_by"]}, "松河市水利局有哪些指标没有完成？", "《水闸修缮》（单位未读到）"),
        ({"prepared_by": "松诃市林业局", "review": ["prepared_by"]}, "松河市有多少个项目？", "《水闸修缮》（单位“松诃市林业局”）"),
        ({"project_name": "渠道清於", "review": ["project_name"]}, "渠道清淤的预算是多少？", "《渠道清於》（项目“渠道清於”）"),
        ({"form_type": "project_target", "review": ["title"]}, "自评表有多少份？", "《水闸修缮》（表的种类）"),
        ({"fiscal_year": 2028, "review": ["fiscal_year"]}, "How many projects are there in 2024?", "their year was not read or is not yet checked: 水闸修缮 (year “2028”)"),
    ],
)
def test_a_report_that_a_misread_field_keeps_out_is_named(store: Store, changes: dict[str, object], question: str, says: str) -> None:
    save(store, "m.pdf", report(**{"project_name": "水闸修缮", **changes}))
    assert any(says in w for w in warned(store, question)), warned(store, question)


@pytest.mark.parametrize(
    ("changes", "question"),
    [
        ({"fiscal_year": 2028}, "2024年有多少个项目？"),  # sure, so it is another year's
        ({"fiscal_year": 2028, "review": ["fiscal_year"]}, "共有多少个项目？"),  # no year was asked for
        ({"fiscal_year": 2028, "prepared_by": "白桦县教育局", "review": ["fiscal_year"]}, "松河市水利局2024年有多少个项目？"),
        ({"prepared_by": "白桦县教育局", "review": ["prepared_by"]}, "松河市水利局有多少个项目？"),  # no misreading makes that of it
        ({"project_name": "水闸修缮", "review": ["project_name"]}, "渠道清淤的预算是多少？"),
    ],
)
def test_a_report_that_cannot_belong_to_the_question_is_not_named(store: Store, changes: dict[str, object], question: str) -> None:
    save(store, "m.pdf", report(**{"project_name": "水闸修缮", **changes}))
    assert not [w for w in warned(store, question) if "没有计入" in w]


def test_what_is_not_found_may_be_what_was_misread(store: Store) -> None:
    save(store, "m.pdf", report(project_name="白桦坝加窝工程", review=["project_name"], fiscal_year=2026))
    answer = Assistant(store).ask("白桦坝加高工程的项目负责人是谁？")
    assert answer.status != "answered" or answer.doubts
    assert "白桦坝加窝工程" in "".join(answer.warnings) + answer.answer
    answer = Assistant(store).ask("2029年有多少个项目？")
    assert (answer.status, answer.warnings) == ("no_data", [])


def test_many_reports_of_unsure_year_are_one_line_and_settled_by_a_correction(store: Store) -> None:
    for n in range(20):
        save(store, f"m{n}.pdf", report(project_name=f"水闸{n}", fiscal_year=2028, review=["fiscal_year"]))
    answer = Assistant(store).ask("2024年有多少个项目？")
    [said] = [w for w in answer.warnings if "没有计入" in w]
    assert said.startswith("另有 20 份报告的年度")
    assert said.count("《") == 3
    assert {d.path for d in answer.doubts} == {"fiscal_year"}
    correct(store, 3, "fiscal_year", "2024", WANG)
    confirm(store, 4, "fiscal_year", WANG)
    after = Assistant(store).ask("2024年有多少个项目？")
    assert after.value == (answer.value or 0) + 1
    assert any(w.startswith("另有 18 份报告的年度") for w in after.warnings)


def test_a_rate_that_is_below_its_bound_by_less_than_is_shown_is_told(store: Store) -> None:
    save(store, "近.pdf", report(project_name="水闸修缮", budget=[BudgetLine(source="年度资金总额", full_year=1221700, executed=1099500)]))
    answer = Assistant(store).ask("哪些项目预算执行率低于90%？")
    assert [w for w in answer.warnings if "四舍五入" in w] == ["《水闸修缮》的预算执行率按金额计算为 89.9975%，四舍五入后是 90%。"]
    assert not [w for w in Assistant(store).ask("哪些项目预算执行率低于95%？").warnings if "四舍五入" in w]


# findings


def test_a_finding_says_when_it_rests_on_values_that_nobody_has_checked(store: Store) -> None:
    def told() -> dict[str, tuple[str, str, list[str]]]:
        with store.reading() as session:
            return {f["project_name"]: (f["message"], f["message_en"], f["doubtful"]) for f in findings(session)}

    assert told() == {
        "河堤加固工程": (
            "没有原因（所依据的值有 1 处尚未经人核对。）",
            "no reason (1 of the values behind this is not yet checked by a person.)",
            ["indicators[1].actual"],
        ),
        "渠道清淤": ("没有原因", "no reason", []),
    }
    question = "河堤加固工程有什么问题？"
    assert "没有原因（所依据的值有 1 处尚未经人核对。）" in Assistant(store).ask(question).answer
    assert "1 of the values behind this" in Assistant(store).ask("What findings does 河堤加固工程 have?").answer


def test_a_page_that_was_not_read_is_no_unchecked_value(store: Store) -> None:
    read = lost(3, project_name="水闸修缮")
    store.save(Original("u" * 64, "u.pdf", "pdf", 3, 100), [read], [check(read)])
    with store.reading() as session:
        [found] = [f for f in findings(session) if f["rule"] == "unread_page"]
    assert (found["message"], found["doubtful"]) == ("第 3 页已损坏。这份报告可能不完整，请对照原件。", [])

"""What a workspace adds to the vocabulary: its file, what persons say of labels, and reports read anew with it. Real files, a
real store, real worker processes."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import select

from extractors import extract
from extractors.errors import InputError
from extractors.own_labels import BadVocabulary, own_labels, understood
from extractors.records import Report
from extractors.vocabulary import Own
from index.decisions import Decider, confirm, correct, decided
from index.ingest import ingest
from index.rereading import affected, documents_of, reread
from index.schema import ReportRow
from index.store import Store, open_store
from index.teaching import say
from tests.forms import Form
from tests.forms.drawing import workbook
from tests.test_nothing_lost import written

FAULTS = [
    ('[indicator.score]\nlabels = ["复评"', 2, "TOML"),
    ('\n[points]\nlabels = ["复评"]', 2, "points"),
    ('[indicator.points]\nlabels = ["复评"]', 1, "points"),
    ('[indicator.project_name]\nlabels = ["复评"]', 1, "head"),
    ('[indicator.score]\nlabels = [\n  "复评",\n  "三级指标",\n]', 4, "三级指标"),
    ('[head.period]\nlabels = ["项目名称"]', 2, "项目名称"),
    ('[head.other]\nlabels = ["合计"]', 2, "合计"),
    ('[indicator.score]\npatterns = ["(复评"]', 2, "正则"),
    ('[indicator.score]\npatterns = [".*指标.*"]', 2, "更窄"),
    ('[indicator.score]\nlabels = ["复评"]\n[indicator.weight]\nlabels = [\n"复评"]', 5, "第 2 行"),
    ('[indicator.score]\nlabels = "复评"', 1, "列表"),
    ('[indicator.score]\nlabel = ["复评"]', 1, "labels"),
    ('# 说明\n[[said]]\nlabel = "复评"\nstands = "table"\nmeans = "score"', 3, "stands"),
    ('[[said]]\nlabel = "复评"\nstands = "indicator"\nmeans = "points"', 2, "points"),
]


@pytest.mark.parametrize(("text", "line", "names"), FAULTS)
def test_a_fault_in_the_file_is_named_with_its_line(text: str, line: int, names: str, tmp_path: Path) -> None:
    (tmp_path / "vocabulary.toml").write_text(text, encoding="utf-8")
    with pytest.raises(BadVocabulary) as raised:
        own_labels(tmp_path)
    assert f"第 {line} 行" in raised.value.zh, raised.value.zh
    assert f"line {line}" in raised.value.en
    assert names in raised.value.zh


def test_a_file_that_is_no_text_is_named(tmp_path: Path) -> None:
    (tmp_path / "vocabulary.toml").write_bytes("# 表\n".encode() + "备注".encode("gbk"))
    with pytest.raises(BadVocabulary, match="第 2 行"):
        own_labels(tmp_path)


def test_the_workspace_goes_before_the_package_where_it_contradicts_no_position() -> None:
    assert understood('[indicator.explanation]\nlabels = ["说明"]') == (Own("indicator", "explanation", "说明"),)
    assert understood('[words]\ntotals = ["总评"]') == (Own("words", "totals", "总评"),)


def test_the_last_word_on_a_label_holds_and_can_be_taken_back(tmp_path: Path) -> None:
    (tmp_path / "vocabulary.toml").write_text('# 我们县的写法\n[head.period]\nlabels = ["入库批次"]\n', encoding="utf-8")
    say(tmp_path, "科室“复评”", "indicator", "score", "周某")
    own = say(tmp_path, "科室“复评”", "indicator", "explanation", "吴某", seen="score")
    assert [(x.text, x.field, x.who) for x in own] == [("入库批次", "period", ""), ("科室“复评”", "explanation", "吴某")]
    assert say(tmp_path, "科室“复评”", "indicator", None, "吴某", seen="explanation") == own[:1]
    text = (tmp_path / "vocabulary.toml").read_text(encoding="utf-8")
    assert text.startswith("# 我们县的写法")
    assert text.count("[[said]]") == 3


def test_what_cannot_be_said(tmp_path: Path) -> None:
    say(tmp_path, "复评", "indicator", "score", "周某")
    for label, means, who, seen, message in (
        ("复评", "weight", "", "score", "姓名"),
        ("复评", "weight", "吴某", None, "周某"),  # who said something meanwhile
        ("三级指标", "score", "吴某", None, "识别表格"),
        ("抽查", "phone", "吴某", None, "phone"),
    ):
        with pytest.raises(InputError, match=message):
            say(tmp_path, label, "indicator", means, who, seen)
    assert len(own_labels(tmp_path)) == 1


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_store(tmp_path / "home") as opened:
        assert [e.outcome for e in ingest(opened, [written(tmp_path, "xlsx")], workers=1)][-1] == "stored"
        yield opened


def the_report(store: Store) -> tuple[ReportRow, Report]:
    with store.reading() as session:
        row = session.scalars(select(ReportRow)).one()
        return row, Report.model_validate(row.payload)


def outcomes(store: Store, own: tuple[Own, ...]) -> list[str]:
    return [e.outcome for e in reread(store, affected(store, own), own) if e.outcome != "reading"]


def test_reports_are_read_anew_and_what_persons_decided_goes_with_its_value(store: Store) -> None:
    row, report = the_report(store)
    at = {o.label: f"other[{n}]" for n, o in enumerate(report.other)}
    kept, becomes = at["绩效科抽查结论"], at["修缮渡口数量 科室复评"]
    correct(store, row.id, kept, "基本属实（已核）", Decider("周某"))
    correct(store, row.id, becomes, "丙档", Decider("周某"))
    correct(store, row.id, "indicators[1].score", "39", Decider("吴某", "原件为 39"))
    confirm(store, row.id, "indicators[0].actual", Decider("吴某"))
    correct(store, row.id, "phone", "0990-1234567", Decider("吴某"))

    own = say(store.home, "科室复评", "indicator", "deviation_reason", "周某")
    assert outcomes(store, own) == ["stored"]
    after, report = the_report(store)
    assert after.id == row.id
    assert [i.deviation_reason for i in report.indicators] == ["丙档", "乙档"]
    assert [float(i.score or 0) for i in report.indicators] == [50, 39]
    assert report.phone == "0990-1234567"
    [(n, other)] = [(n, o) for n, o in enumerate(report.other) if o.label == "绩效科抽查结论"]
    assert other.value == "基本属实（已核）"
    with store.reading() as session:
        stands = decided(session, [row.id])
    assert {path: d.decision.who for (_, path), d in stands.items()} == {
        f"other[{n}]": "周某", "indicators[0].deviation_reason": "周某", "indicators[1].score": "吴某", "indicators[0].actual": "吴某", "phone": "吴某",
    }  # fmt: skip
    assert stands[row.id, "indicators[0].deviation_reason"].read == "甲档"
    assert affected(store, own) == []

    back = say(store.home, "科室复评", "indicator", None, "周某", seen="deviation_reason")
    assert outcomes(store, back) == ["stored"]
    _, report = the_report(store)
    assert {o.label: o.value for o in report.other}["修缮渡口数量 科室复评"] == "丙档"


def test_a_decision_that_would_lose_its_place_keeps_the_report_as_it_was(store: Store) -> None:
    row, report = the_report(store)
    path = next(f"other[{n}]" for n, o in enumerate(report.other) if o.label == "修缮渡口数量 科室复评")
    correct(store, row.id, path, "丙档", Decider("周某"))
    own = say(store.home, "科室复评", "indicator", "weight", "周某")  # 丙档 is no number
    [event] = [e for e in reread(store, affected(store, own), own) if e.outcome != "reading"]
    assert event.outcome == "failed"
    assert "1 处人工核对" in event.message_zh
    assert the_report(store)[1] == report.model_copy(update={"other": the_report(store)[1].other})
    assert affected(store, own)  # still offered


def test_later_files_know_the_label_in_their_worker_processes(store: Store, tmp_path: Path) -> None:
    say(store.home, "科室复评", "indicator", "explanation", "周某")
    (tmp_path / "later").mkdir()
    assert [e.outcome for e in ingest(store, [written(tmp_path / "later", "docx")], workers=1)][-1] == "stored"
    with store.reading() as session:
        newest = session.scalars(select(ReportRow).order_by(ReportRow.id.desc())).first()
    assert newest is not None
    assert [i["explanation"] for i in newest.payload["indicators"]] == ["甲档", "乙档"]


def test_reports_are_read_anew_by_number(store: Store) -> None:
    row, _ = the_report(store)
    assert documents_of(store, [row.id]) == [row.document_id]
    with pytest.raises(InputError, match="编号为 7"):
        documents_of(store, [row.id, 7])
    assert [e.outcome for e in reread(store, [row.document_id], ()) if e.outcome != "reading"] == ["stored"]
    assert the_report(store)[1] == Report.model_validate(row.payload)


def test_a_broken_file_stops_reading_with_its_message(store: Store, tmp_path: Path) -> None:
    (store.home / "vocabulary.toml").write_text("[indicator.points]\n", encoding="utf-8")
    with pytest.raises(BadVocabulary, match="第 1 行"):
        list(ingest(store, [tmp_path / "form.xlsx"]))


LIST = """
# 2025年部门整体支出绩效目标表
部门名称 | 芦湾渡口管理所 | < | <
攻坚清单 | 1 | 修缮渡口3处 | <
^ | 2 | 更换渡船2艘 | <
一级指标 | 二级指标 | 三级指标 | 指标值
产出指标 | 数量指标 | 修缮渡口 | ≥3处
^ | ^ | 更换渡船 | 2艘
"""


@pytest.mark.parametrize("drawn", [LIST, LIST.replace("^ | 2", " | 2")], ids=["merged", "blank below"])
@pytest.mark.parametrize("means", ["plans", "detail_goals"])
def test_a_list_below_a_label_that_was_told_becomes_records(means: str, drawn: str, tmp_path: Path) -> None:
    file = workbook(Form("listed", drawn, ({},)), tmp_path / "form.xlsx")
    with open_store(tmp_path / "home") as store:
        assert [e.outcome for e in ingest(store, [file], workers=1)][-1] == "stored"
        row, report = the_report(store)
        assert [(x.text, x.stands) for x in report.labels] == [("攻坚清单", "head")]
        assert "攻坚清单" in report.unread[0].message_zh
        assert "unread[0]" in report.review

        own = say(store.home, "攻坚清单", "head", means, "周某")
        assert outcomes(store, own) == ["stored"]
        after, report = the_report(store)
        assert after.id == row.id
        assert getattr(report, means) == ("修缮渡口3处", "更换渡船2艘")
        places = extract(file, own=own)[0].evidence
        assert [p.cell for n in (0, 1) for p in places[f"{means}[{n}]"]] == ["C3", "C4"]
        assert (report.unread, report.other) == ((), ())

        back = say(store.home, "攻坚清单", "head", None, "周某", seen=means)
        assert outcomes(store, back) == ["stored"]
        assert getattr(the_report(store)[1], means) == ()

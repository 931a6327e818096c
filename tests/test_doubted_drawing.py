"""What nobody has checked of an answer, as it is drawn: calm, bounded, and each of it led to. No browser needed."""

from __future__ import annotations

import re
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.reply import Answer, Bears, Doubt, Row
from assistant.ui.doubted import FOLDED, LED_TO, SHOWN, cautions, checked, doubts
from assistant.ui.turn import Turn


def doubt(n: int, bears: Bears = "asked", report: int = 1) -> Doubt:
    place = {"report_id": report, "document_id": 7, "document": "甲.pdf", "page": 2, "bbox": (10, 20, 90, 40)}
    return Doubt.model_validate({**place, "path": f"indicators[{n}].actual", "project_name": f"项目{report}", "of": f"指标{n}", "name": "实际完成值", "read": "5", "bears": bears})


def drawn(made: Sequence[Doubt], **of_turn: object) -> str:
    answer = Answer(question="问", status="answered", answer="答", doubts=list(made))
    turn = Turn("t", "问", answer)
    vars(turn).update(of_turn)
    return doubts(turn, answer)


def named(html: str) -> list[str]:
    return re.findall(r"title=\"[^\"]*(指标\d+)", html)


def test_what_was_asked_for_is_seen_first_and_what_may_be_missing_only_when_wanted() -> None:
    html = drawn([doubt(1, "beyond"), doubt(2, "shown"), doubt(3), doubt(4, "shown")])
    seen, _, folded = html.partition("<details>")
    assert (named(seen), named(folded)) == (["指标3", "指标2", "指标4"], ["指标1"])
    seen, _, folded = drawn([doubt(1, "beyond")]).partition("<details>")
    assert (named(seen), named(folded)) == ([], ["指标1"])
    assert "可能影响结果的 1 处" in folded


@given(st.lists(st.tuples(st.integers(1, 5), st.sampled_from(["asked", "shown", "beyond"])), max_size=40))
def test_never_more_than_a_handful_and_every_report_is_led_to(made: list[tuple[int, Bears]]) -> None:
    html = drawn([doubt(n, bears, report) for n, (report, bears) in enumerate(made)])
    assert html.count("<img") == len(named(html)) <= SHOWN + FOLDED
    assert set(re.findall(r'data-check="(\d)"', html)) == {str(report) for report, _ in made}


def test_a_page_leads_to_some_of_very_many() -> None:
    html = drawn([doubt(n, report=n) for n in range(200)])
    assert len(set(re.findall(r'data-check="(\d+)"', html))) == LED_TO


def test_the_paper_is_shown_upright() -> None:
    assert "&amp;turn=270" in drawn([doubt(1)], turned={7: {2: 270}})
    assert "turn=" not in drawn([doubt(1)], turned={7: {1: 270}, 8: {2: 90}})


@pytest.mark.parametrize(
    ("paths", "zh", "en"),
    [
        (["indicators[3].deviation_reason"], "偏差原因待核对", "Reason to check"),
        (["budget[0].executed", "total_score"], "执行数、自评得分待核对", "Amount executed, self-evaluation score to check"),
        (["target", "indicators[1].actual", "indicators[1].score"], "目标值、实际完成值等 3 处待核对", "Target, actual and others, 3 to check"),
        (["budget[0].executed", "budget[0].executed"], "执行数待核对", "Amount executed to check"),
        (["prepared_by"], "单位待核对", "Unit to check"),
        (["unread[0]"], "没有读出的页待核对", "Page not read to check"),
    ],
)
def test_a_row_names_what_is_open_and_leads_there(paths: list[str], zh: str, en: str) -> None:
    row = Row(document="甲.pdf", report_id=4, doubtful=paths)
    for language, said in (("zh", zh), ("en", en)):
        html = checked(row, language)
        assert f">{said}</button>" in html
        assert 'data-check="4"' in html
        assert f'data-path="{paths[0]}"' in html


def test_all_cautions_stand_in_one_place() -> None:
    html = cautions(Answer(question="问", status="answered", answer="答", warnings=["一。", "二。"]))
    assert (html.count("注意"), html.count("<p>"), html.count("caution")) == (1, 2, 1)

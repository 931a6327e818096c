"""Questions on what a unit's or region's projects are like together, which forms and levels projects have, and what two forms
of one project state otherwise: over a store small enough to be counted by hand."""

from __future__ import annotations

from pathlib import Path

import pytest
from invented import report, save

from assistant.answer import Assistant
from assistant.reply import Answer
from extractors.records import FormType, Indicator, Status
from index.store import open_store


def _of(level1: str, name: str, target: str, status: Status = Status.MET) -> Indicator:
    return Indicator(level1=level1, level2=None, level3=name, target=target, actual=target, status=status)


def _targets(**changes: object) -> object:
    named = {"form_type": FormType.PROJECT_TARGET, "title": "项目支出绩效目标表", "total_score": None, **changes}
    return report(**named)


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    """水利局: two projects above 90, both forms for one of them. 教育局: one above, two below. 林业局: a target form alone."""
    store = open_store(Path(tmp_path_factory.mktemp("whose")))
    both = [_of("产出指标", "河堤长度", "≥5公里"), _of("满意度指标", "居民满意度", "≥95%"), _of("产出指标", "绿化面积", "≥2亩")]
    planned = [_of("产出指标", "河堤长度", "≥8公里", Status.NOT_APPLICABLE), _of("满意度指标", "居民满意度", "≥95%", Status.NOT_APPLICABLE)]
    missed = [_of("产出指标", "校舍", "3栋", Status.MISSED), _of("满意度指标", "师生满意度", "≥90%")]
    plain = [_of("产出指标", "培训人数", "≥20人")]
    save(store, "a.pdf", report(indicators=both, total_score=96))
    save(store, "b.pdf", _targets(indicators=planned))
    save(store, "c.pdf", report(project_name="水库清淤", indicators=plain, total_score=91))
    for name, score, of in (("食堂改造", 93, missed), ("操场翻新", 85, missed), ("教师培训", 88, plain)):
        save(store, f"{name}.pdf", report(prepared_by="松河市教育局", project_name=name, indicators=of, total_score=score))
    save(store, "d.pdf", _targets(prepared_by="松河市林业局", project_name="防火瞭望", indicators=planned))
    return Assistant(store)


def _labels(answer: Answer) -> list[str]:
    assert answer.status == "answered", answer.answer
    return sorted(r.label or "" for r in answer.rows)


WATER, SCHOOL = "松河市水利局", "松河市教育局"


@pytest.mark.parametrize(
    ("question", "units"),
    [
        ("哪些单位的所有项目都在90分以上", [WATER]),
        ("项目得分全部不低于90分的单位", [WATER]),
        ("没有一个项目低于90分的单位有哪些", [WATER]),
        ("Which units had all of their projects score 90 or above?", [WATER]),
        ("哪些单位的项目全部低于95分", [SCHOOL]),
        ("所有项目都没有未完成指标的单位有哪些", [WATER]),
        ("有两个以上项目低于90分的单位", [SCHOOL]),
        ("哪些单位有不止一个项目存在未完成指标", [SCHOOL]),
        ("Which units have at least two projects with missed indicators?", [SCHOOL]),
        ("Which units have more than one project with a score below 90?", [SCHOOL]),
    ],
)
def test_of_units_by_all_their_projects(assistant: Assistant, question: str, units: list[str]) -> None:
    assert _labels(assistant.ask(question)) == units


def test_none_of_them_is_said_of_units(assistant: Assistant) -> None:
    answer = assistant.ask("哪些单位的所有项目都在99分以上")
    assert answer.status == "answered"
    assert not answer.rows
    assert "没有自评得分最小值不低于99分的单位" in answer.answer


@pytest.mark.parametrize(
    ("question", "projects"),
    [
        ("哪些项目有目标表却没有自评表", ["防火瞭望"]),
        ("没有提交自评表的项目", ["防火瞭望"]),
        ("只有目标表的项目", ["防火瞭望"]),
        ("Which projects have a target form but no self-evaluation?", ["防火瞭望"]),
        ("既有目标表又有自评表的项目有哪些", ["河堤加固工程"]),
        ("目标表和自评表都有的项目", ["河堤加固工程"]),
        ("哪些项目没有目标表", ["操场翻新", "教师培训", "水库清淤", "食堂改造"]),
        ("没有设置满意度指标的项目", ["教师培训", "水库清淤"]),
        ("哪些项目缺少满意度指标", ["教师培训", "水库清淤"]),
        ("Which projects have no satisfaction indicators?", ["教师培训", "水库清淤"]),
        ("projects without any satisfaction indicators", ["教师培训", "水库清淤"]),
    ],
)
def test_projects_by_what_they_have_and_lack(assistant: Assistant, question: str, projects: list[str]) -> None:
    assert _labels(assistant.ask(question)) == projects


@pytest.mark.parametrize("question", ["目标表和自评表的目标值不一致的指标有哪些", "自评表里的目标和目标表不一样的指标", "自评时改了目标的指标有哪些"])
def test_targets_that_two_forms_state_otherwise(assistant: Assistant, question: str) -> None:
    answer = assistant.ask(question)
    assert [r.level3 for r in answer.rows] == ["河堤长度"]
    assert "目标值与目标表不同" in answer.answer


@pytest.mark.parametrize(("question", "units"), [
    ("云泽市医疗设备购置项目（二期）的自评得分", []), ("云泽市卫生健康局医疗设备购置项目（二期）得了多少分", []), ("Who leads 云泽市医疗设备购置项目（二期）?", []),
    ("平陆县医疗设备购置项目（二期）的自评得分", ["平陆县卫生健康局"]), ("平陆县医疗设备购置二期的自评得分", ["平陆县卫生健康局"]), ("云泽市医疗设备购置项目的自评得分", ["云泽市卫生健康局"]),
])  # fmt: skip
def test_a_phase_is_never_anothers(tmp_path: Path, question: str, units: list[str]) -> None:
    with open_store(tmp_path) as store:
        save(store, "a.pdf", report(prepared_by="云泽市卫生健康局", project_name="云泽市医疗设备购置项目", total_score=91))
        save(store, "b.pdf", report(prepared_by="平陆县卫生健康局", project_name="医疗设备购置项目（二期）", total_score=84))
        answer = Assistant(store).ask(question)
    assert [r.prepared_by for r in answer.rows] == units
    assert answer.status == ("answered" if units else "no_data")

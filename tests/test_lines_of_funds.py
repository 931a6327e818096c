"""What is asked of one source of funds is answered from its own line, never from the report's total, and no yuan twice."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from invented import report, save

from assistant.answer import Assistant
from extractors.records import BudgetLine, Evidence, FormType
from index.store import open_store

# Amounts in units of 10,000 yuan: (source, full year, executed, printed rate, of which)
HOUSES = (("年度资金总额", 8600, 8200, 95.35, False), ("中央财政资金", 6000, 5800, 96.67, True), ("地方资金", 2600, 2400, 92.31, True))
ROAD = (("资金总额", 1000, 700, 70, False), ("中央财政资金", 400, 300, 80, True), ("其他资金", 600, 400, None, True))
NESTED = (("资金总额", 900, 800, None, False), ("财政拨款小计", 700, 650, None, False), ("省级财政拨款", 300, 280, None, True),
          ("市级财政拨款", 400, 370, None, True), ("自筹资金", 200, 150, None, False))  # fmt: skip
PRINTED_ONLY = (("年度资金总额", 100, 90, 90, False), ("单位资金", None, None, 88, False))


def _lines(rows: tuple[tuple[str, int | None, int | None, float | None, bool], ...]) -> list[BudgetLine]:
    def yuan(amount: int | None) -> int | None:
        return None if amount is None else amount * 10_000

    return [BudgetLine(source=s, full_year=yuan(f), executed=yuan(e), execution_rate=rate, of_which=part) for s, f, e, rate, part in rows]


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    with open_store(tmp_path_factory.mktemp("lines")) as store:
        for n, (name, lines) in enumerate((("农村危房改造", HOUSES), ("乡道拓宽", ROAD), ("河道清淤", NESTED), ("老年食堂", PRINTED_ONLY))):
            places = {
                f"budget[{at}].{field}": [Evidence(page=1, bbox=(100 * col, 100 + 20 * at, 100 * col + 90, 115 + 20 * at), text=f"{lines[at][col]}")]
                for at in range(len(lines))
                for col, field in ((1, "full_year"), (2, "executed"), (3, "execution_rate"))
                if lines[at][col] is not None
            }
            save(store, f"{n}.pdf", report(document=f"{n}.pdf", project_name=name, budget=_lines(lines), evidence=places))
        yield Assistant(store)


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("农村危房改造中央财政资金的执行率是多少", 5800 / 6000 * 100),
        ("农村危房改造中央财政资金还剩多少", 200 * 10_000),
        ("农村危房改造的执行率是多少", 8200 / 8600 * 100),
        ("中央资金还剩多少没花", (200 + 100) * 10_000),
        ("中央财政资金执行率", (5800 + 300) / (6000 + 400) * 100),
        ("中央财政资金的平均执行率", (5800 / 6000 + 300 / 400) * 50),
        ("What is the execution rate of 中央财政资金?", (5800 + 300) / (6000 + 400) * 100),
        ("2024年项目的中央财政资金执行数是多少", (5800 + 300) * 10_000),
        ("老年食堂单位资金的执行率是多少", 88),  # as printed, where no amounts are
        # which projects, not which line
        ("有中央财政资金的项目的执行率", (8200 + 700) / (8600 + 1000) * 100),
        ("What is the execution rate of projects with 中央财政资金?", (8200 + 700) / (8600 + 1000) * 100),
        ("中央财政资金执行率低于90%的项目有几个", 1),
        # a sum and its parts are one amount
        ("财政拨款还剩多少", 50 * 10_000),
        ("河道清淤的财政拨款占预算的比例", 700 / 900 * 100),
    ],
)  # fmt: skip
def test_a_number_of_a_source_is_its_lines_own(assistant: Assistant, question: str, value: float) -> None:
    answer = assistant.ask(question)
    assert answer.status == "answered", answer.answer
    assert answer.value == pytest.approx(value, abs=0.001), answer.answer


@pytest.mark.parametrize(
    ("question", "groups"),
    [
        ("各资金来源的执行率", {"中央财政资金": 95.3125, "地方资金": 92.3077, "其他资金": 66.6667, "自筹资金": 75.0, "省级财政拨款": 93.3333, "市级财政拨款": 92.5}),
        ("各资金来源还剩多少万元", {"中央财政资金": 300, "地方资金": 200, "其他资金": 200, "自筹资金": 50, "省级财政拨款": 20, "市级财政拨款": 30}),
        ("各项目中央财政资金的执行率", {"农村危房改造": 96.6667, "乡道拓宽": 75.0}),
    ],
)  # fmt: skip
def test_groups_are_of_their_own_lines_without_sums(assistant: Assistant, question: str, groups: dict[str, float]) -> None:
    assert {r.label: round(r.value or 0, 4) for r in assistant.ask(question).rows} == groups


@pytest.mark.parametrize(
    ("question", "projects"),
    [
        ("中央财政资金执行率最低的项目", ["乡道拓宽"]),
        ("哪些项目的中央财政资金执行率低于90%", ["乡道拓宽"]),
        ("哪些项目的其他资金有剩余", ["乡道拓宽"]),
        ("有中央财政资金的项目中执行率最高的", ["农村危房改造"]),
    ],
)
def test_projects_are_picked_by_that_line(assistant: Assistant, question: str, projects: list[str]) -> None:
    assert [r.project_name for r in assistant.ask(question).rows] == projects


def test_the_cells_cited_are_the_lines_and_a_printed_rate_that_differs_is_said(assistant: Assistant) -> None:
    own = assistant.ask("农村危房改造中央财政资金的执行率是多少")
    assert [c.text for c in own.citations] == ["5800", "6000", "96.67"]
    assert {c.bbox[1] for c in own.citations if c.bbox} == {120.0}
    assert "表中填列 80%" in assistant.ask("乡道拓宽中央财政资金的执行率是多少").answer


def test_a_line_is_not_held_against_an_average_in_silence(assistant: Assistant) -> None:
    assert assistant.ask("中央财政资金执行率高于平均的项目").status != "answered"


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("乡道拓宽中央财政资金执行率比其他资金高多少", "8.33个百分点"),
        ("执行率最高和最低相差多少", "25.35个百分点"),
        ("gap between the highest and the lowest execution rate", "25.35 percentage points"),
    ],
)
def test_rates_lie_percentage_points_apart(assistant: Assistant, question: str, said: str) -> None:
    assert said in assistant.ask(question).answer


@pytest.fixture(scope="module")
def of_both_kinds(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    """A project, and its department's targets and result, whose funds hold the project's."""
    with open_store(tmp_path_factory.mktemp("both")) as store:
        of_project = (("资金总额", 400, 300, None, False), ("财政拨款", 300, 240, None, True), ("其他资金", 100, 60, None, True))
        of_department = (("资金总额", 2000, 1500, None, False), ("财政拨款", 1900, 1400, None, True), ("其他资金", 100, 100, None, True), ("基本支出", 1600, 1200, None, False), ("项目支出", 400, 300, None, False))  # fmt: skip
        save(store, "p.pdf", report(document="p.pdf", total_score=88, budget=_lines(of_project)))
        for form in (FormType.DEPARTMENT_SELF_EVALUATION, FormType.DEPARTMENT_TARGET):
            save(store, f"{form}.pdf", report(document=f"{form}.pdf", form_type=form, project_name=None, budget=_lines(of_department)))
        yield Assistant(store)


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("财政拨款的预算一共多少万元", 300),
        ("财政拨款执行率", 80),
        ("财政拨款占预算的比例", 75),
        ("部门整体的财政拨款一共多少万元", 1900),  # of its targets and its result once
        ("基本支出占预算的比例", 80),
        ("基本支出执行率", 75),
    ],
)
def test_a_departments_funds_are_not_added_to_its_projects(of_both_kinds: Assistant, question: str, value: float) -> None:
    answer = of_both_kinds.ask(question)
    assert answer.value == value, answer.answer


def test_no_number_of_the_whole_report_stands_under_a_lines_name(of_both_kinds: Assistant) -> None:
    answer = of_both_kinds.ask("河堤加固工程财政拨款的自评得分是多少")
    assert answer.status == "unclear"
    assert "88" not in answer.answer

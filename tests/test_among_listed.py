"""Follow-ups of what was listed or counted: those of a place, the lower of two, each of them; beside the same question in full, over
the same records. What points at nothing that was told is not answered with something else."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from asked.kinds import fill
from asked.world import generated, misses, rate, score

from assistant.answer import Assistant
from index.store import open_store

W = generated()
A, B = W.regions[:2]
YEAR = W.years[-1]


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    with open_store(tmp_path_factory.mktemp("among")) as store:
        fill(store, W)
        yield Assistant(store)


SAME = [  # before, one question after the other; then; the same in full
    (["没写原因的未完成指标有多少条"], f"{A}的是哪几条", f"{A}没写原因的未完成指标有哪些"),
    (["没写原因的未完成指标有多少条"], f"{YEAR}年占几条", f"{YEAR}年没写原因的未完成指标有几条"),
    (["得分90以下的项目有多少个"], f"{YEAR}年占几个", f"{YEAR}年得分90以下的项目有几个"),
    (["得分90以下的项目有多少个", f"{A}的有几个"], "分别是哪个单位", f"{A}得分90以下的项目按单位各有几个"),
    ([f"{A}{YEAR}年的预算合计多少"], "哪个项目剩得最多", f"{A}{YEAR}年哪个项目未执行资金最多"),
    ([f"{A}每年有几个项目"], f"{YEAR}年的都列出来", f"{A}{YEAR}年的项目有哪些"),
    ([f"{A}{YEAR}年有哪些项目"], "总分不对的是哪个", f"{A}{YEAR}年总分与各项得分之和不符的项目有哪些"),
    ([f"{A}{W.years[0]}年平均得分多少", f"那{W.years[1]}年呢"], "差多少分", f"{A}{W.years[0]}年和{W.years[1]}年平均得分差多少分"),
    ([f"{A}{YEAR}年的项目有哪些"], "查出什么问题", f"{A}{YEAR}年查出的问题有哪些"),
    ([f"{A}有几个单位"], "各有几个项目", f"{A}各单位有几个项目"),
    ([f"{YEAR}年的项目平均执行率"], "低于这个数的有哪些", f"{YEAR}年执行率低于{YEAR}年平均执行率的项目有哪些"),
    ([f"{A}{YEAR}年平均得分是多少"], "高于平均的有哪些", f"{A}{YEAR}年得分高于{A}{YEAR}年平均分的项目有哪些"),
    (["全部项目平均执行率多少"], "低于平均的有几个", "执行率低于全部项目平均执行率的项目有几个"),
    ([f"{A}{YEAR}年得分低于95分的项目执行数合计多少"], "分别是哪几个", f"{A}{YEAR}年得分低于95分的项目有哪些"),
    (["得分低于95分的项目有哪些"], "它们的预算合计", "得分低于95分的项目预算合计多少"),
    (["which projects scored below 95"], "what is their total budget", "what is the total budget of projects that scored below 95"),
    (["产出指标扣分超过2分的项目有哪些"], f"{YEAR}年的呢", f"{YEAR}年产出指标扣分超过2分的项目有哪些"),
    (["how many missed indicators have no reason"], f"which are those in {A}", f"list the missed indicators without a reason in {A}"),
    (["how many projects scored below 90"], f"how many of those are from {YEAR}", f"how many projects scored below 90 in {YEAR}"),
    ([f"how many projects does {A} have each year"], f"list those of {YEAR}", f"list the projects of {A} in {YEAR}"),
    ([f"what was the average score in {A} in {W.years[0]}", f"and in {W.years[1]}?"], "by how much did it drop", f"how far apart are the average scores of {A} in {W.years[0]} and {W.years[1]}"),
]  # fmt: skip


@pytest.mark.parametrize(("before", "then", "in_full"), SAME)
def test_it_is_the_same_question(assistant: Assistant, before: list[str], then: str, in_full: str) -> None:
    session = f"{before} {then}"
    for question in before:
        assert assistant.ask(question, session).status == "answered"
    told, alone = assistant.ask(then, session), assistant.ask(in_full)
    assert alone.status in ("answered", "no_data")
    assert (told.status, told.value, [(r.report_id, r.level3, r.label, r.value) for r in told.rows]) == (alone.status, alone.value, [(r.report_id, r.level3, r.label, r.value) for r in alone.rows])


FIRST = max(dict.fromkeys(map(W.unit, W.judged)), key=lambda u: sum(misses(r) for r in W.judged if W.unit(r) == u))


@pytest.mark.parametrize(("then", "in_full"), [("有几条", f"{FIRST}有几条指标没完成"), ("都是什么原因", f"{FIRST}没完成的指标都是什么原因")])
def test_of_the_unit_that_came_first(assistant: Assistant, then: str, in_full: str) -> None:
    first = assistant.ask("哪个单位没完成的指标最多", f"first {then}")
    told, alone = assistant.ask(then, f"first {then}"), assistant.ask(in_full)
    if len(first.rows) > 1:  # several did alike: none of them is meant
        return
    assert (told.status, told.value, [(r.report_id, r.level3) for r in told.rows]) == ("answered", alone.value, [(r.report_id, r.level3) for r in alone.rows])


def test_more_or_less_than_in_another_year(assistant: Assistant) -> None:
    first, mid = (sum(misses(r) for r in W.judged if r.fiscal_year == year) for year in W.years[:2])
    assert assistant.ask(f"{W.years[1]}年未达标指标有多少条", "than").value == mid
    assert assistant.ask(f"比{W.years[0]}年多了还是少了", "than").value == mid - first


def test_the_lowest_of_shares_told_one_by_one_is_no_indicator(assistant: Assistant) -> None:
    assert assistant.ask("质量指标完成率是多少", "shares").status == "answered"
    assert assistant.ask("数量指标呢", "shares").status == "answered"
    assert assistant.ask("哪个最低", "shares").status == "unclear"


TWO = next((u, own) for u in dict.fromkeys(map(W.unit, W.judged)) if len(own := [r for r in W.judged if W.unit(r) == u and score(r)]) == 2 and score(own[0]) != score(own[1]))


@pytest.mark.parametrize(
    ("before", "then", "wanted"),
    [("得分各是多少", "低的那个负责人是谁", min(TWO[1], key=score)), ("得分各是多少", "高的那个负责人是谁", max(TWO[1], key=score)), ("哪个分高", "低的呢", min(TWO[1], key=score))],
)
def test_the_lower_of_two(assistant: Assistant, before: str, then: str, wanted: object) -> None:
    session = f"two {then}"
    assert assistant.ask(f"{TWO[0]}有哪些项目", session).status == "answered"
    assert assistant.ask(before, session).status == "answered"
    assert [(r.prepared_by, r.project_name) for r in assistant.ask(then, session).rows][-1] == (TWO[0], wanted.project_name)  # type: ignore[attr-defined]


def test_the_lower_of_two_in_english(assistant: Assistant) -> None:
    assert assistant.ask(f"which projects does {TWO[0]} have", "lower").status == "answered"
    told = assistant.ask("who leads the lower one", "lower")
    low = min(TWO[1], key=score)
    assert low.project_name in told.answer
    assert (low.project_lead or "") in told.answer


def test_each_has_its_own_count(assistant: Assistant) -> None:
    assert assistant.ask(f"{TWO[0]}有哪些项目", "each").status == "answered"
    told = assistant.ask("它们各有几条指标没完成", "each")
    assert {r.label: r.value for r in told.rows} == {r.project_name: misses(r) for r in TWO[1] if misses(r)}


@pytest.mark.parametrize(
    ("every", "most", "then", "in_full"),
    [
        ("各地区未完成指标各有多少条", "最多的是哪个地区", "这个地区里哪个单位最多", "{}未完成指标最多的是哪个单位"),
        ("how many missed indicators does each region have", "which region has the most", "which unit there has the most", "which unit in {} has the most missed indicators"),
    ],
)
def test_by_the_same_number_within_the_place_that_was_told(assistant: Assistant, every: str, most: str, then: str, in_full: str) -> None:
    assert assistant.ask(every, then).status == "answered"
    places = [r.label or "" for r in assistant.ask(most, then).rows]  # those that come first alike are all meant
    told, alone = assistant.ask(then, then), assistant.ask(in_full.format(("和" if "地区" in most else " and ").join(places)))
    assert [(r.label, r.value) for r in told.rows] == [(r.label, r.value) for r in alone.rows] != []


ONE_THERE = next((n for n in (95, 90, 85, 99) if len([r for r in W.some(W.of(A)) if score(r) < n]) == 1), None) or next(
    n for n in range(70, 101) if len([r for r in W.some(W.of(B)) if score(r) < n]) == 1
)


def test_the_one_of_a_place_among_those_listed(assistant: Assistant) -> None:
    place = next(p for p in W.regions if len([r for r in W.some(W.of(p)) if score(r) < ONE_THERE]) == 1)
    (one,) = [r for r in W.some(W.of(place)) if score(r) < ONE_THERE]
    assert assistant.ask(f"得分低于{ONE_THERE}分的项目有哪些", "place").status == "answered"
    told = assistant.ask(f"{place}那个的预算执行率是多少", "place")
    assert told.value == pytest.approx(float(rate(one)), abs=0.01)
    assert [r.project_name for r in told.rows] == [one.project_name]


@pytest.mark.parametrize("then", [f"{A}那个得几分", f"{A}那三条的原因呢"])
def test_what_was_not_told_is_not_pointed_at(assistant: Assistant, then: str) -> None:
    """More than one there, or none: an average of the whole place is no answer."""
    assert assistant.ask(f"{A}{YEAR}年的平均得分是多少", then).status == "answered"
    assert assistant.ask(then, then).status == "unclear"

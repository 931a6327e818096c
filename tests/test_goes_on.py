"""What a follow-up takes over that says only a part of a question, and what it may not: beside the same question in full."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from asked.kinds import fill
from asked.world import budget, generated

from assistant.answer import Assistant
from assistant.linking import links
from assistant.planner.normalise import normalise
from index.store import open_store

W = generated()
R = W.regions[0]


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    with open_store(tmp_path_factory.mktemp("goes_on")) as store:
        fill(store, W)
        yield Assistant(store)


FOLLOWED = [  # before; then; the same in full
    ("2023年哪些指标没有完成", "一共涉及几个单位", "2023年没有完成的指标涉及几个单位"),
    (f"{R}2022年有几个单位交了自评表", "项目数也是这个数吗", f"{R}2022年有几个项目"),
    (f"{R}哪些项目的预算调增了", "反过来，调减的是哪些", f"{R}预算调减的有哪些"),
    (f"{R}有哪些完成了却被扣分的指标", "每条扣了多少", f"{R}有哪些完成了却被扣分的指标"), (f"{R}有哪些没完成的指标", "每条扣了多少", f"{R}没完成又被扣分的指标有哪些"),
    ("2023年哪些指标没有完成", "平均分最低的地区有哪些项目", "平均分最低的地区有哪些项目"),
]


@pytest.mark.parametrize(("before", "then", "in_full"), FOLLOWED)
def test_it_is_the_same_question(assistant: Assistant, before: str, then: str, in_full: str) -> None:
    assert assistant.ask(before, then).status == "answered"
    told, alone = assistant.ask(then, then), assistant.ask(in_full)
    assert alone.status == "answered"
    assert (told.value, [(r.report_id, r.label) for r in told.rows]) == (alone.value, [(r.report_id, r.label) for r in alone.rows])


A_FEW = next((place, year, n) for place in W.regions for year in W.years if 1 < (n := W.n(W.of(place, year))) < 6 and W.n(W.of(place)) > n)
FIRST = min(W.some(W.of(*A_FEW[:2])), key=lambda r: r.project_name or "")


@pytest.mark.parametrize("before", ["{}报过哪些自评项目", "{}一共报过几个自评项目"])
def test_those_of_one_year_among_what_was_listed_or_counted(assistant: Assistant, before: str) -> None:
    place, year, n = A_FEW
    assert assistant.ask(before.format(place), before).status == "answered"
    then = assistant.ask(f"{year}年那{'零一两三四五'[n]}个全年预算一共多少元", before)
    assert then.value == W.sum(budget, W.of(place, year))
    named = assistant.ask(f"其中{FIRST.project_name}那个，预算执行得了几分，满分是几分？", before)
    assert {(r.prepared_by, r.fiscal_year) for r in named.rows} == {(W.unit(FIRST), year)}


def test_how_far_the_one_indicator_is_from_its_target(assistant: Assistant) -> None:
    r, i = next((r, m[0]) for r in W.single if len(m := [i for i in r.indicators if i.status == "missed"]) == 1 and "%" in (m[0].target or "") and "%" in (m[0].actual or ""))
    assert assistant.ask(f"{r.project_name}未达标的那一项指标是什么", "far").status == "answered"
    assert "相差" in assistant.ask("与目标相差几个百分点？", "far").query_text
    both = assistant.ask(f"{r.project_name}未达标的那一项指标是什么，与目标相差几个百分点？")
    assert both.status == "answered"
    assert i.level3 in both.answer
    assert "相差" in both.query_text


def test_of_those_that_were_never_understood_nothing_is_told(assistant: Assistant) -> None:
    assert assistant.ask("哪些项目招投标流标了", "never").status == "unclear"
    assert assistant.ask(f"其中{FIRST.project_name}那个得了几分", "never").status == "unclear"


@pytest.mark.parametrize("then", ["分地区数一数", "居首的那个地区呢"])
def test_of_what_was_not_understood_nothing_goes_on(assistant: Assistant, then: str) -> None:
    assert assistant.ask("哪些项目招投标流标了", then).status == "unclear"
    assert assistant.ask(then, then).status == "unclear"


def test_another_year_in_a_name_is_no_slip(assistant: Assistant) -> None:
    with assistant._store.reading() as reading:
        catalogue = assistant.catalogue(reading)
    named = [n for n in catalogue.projects.names if n[:4].isdigit()]
    assert named
    for name in named:
        text = normalise("2019" + name[4:])
        assert [link for link in links(text, catalogue, [False] * len(text)) if link.kind == "project" and link.start == 0 and link.end > len("2019年")] == []

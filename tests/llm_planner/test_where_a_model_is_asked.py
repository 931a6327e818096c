"""Where a language model is asked and where never; what of its proposals is run, also as a conversation goes on."""

from __future__ import annotations

from typing import Any

import pytest
from asking import Workspace, money, rate
from proposing import IN_2023, IN_Q, MODEL, ODD, SLOWEST, assistant, check, part, proposal, taken
from scripted_model import Script, Status
from test_planner import Q, W, at, ranking

from assistant.answer import Assistant
from assistant.fields import FIELDS
from index.store import Store


@pytest.mark.parametrize("question", ["2023年哪些指标没有完成？", f"{Q}2024年平均得分", "2031年有哪些指标？", "", "青禾市2024年预算总额是多少万元"])
def test_what_the_rules_know_is_never_sent(asked: Assistant, server: Script, question: str) -> None:
    assert asked.ask(question).planned_by == "rules"
    assert server.requests == []


def test_without_a_setting_nothing_is_sent(plain: Assistant, server: Script) -> None:
    assert plain.ask(f"2023年最{ODD}的项目是哪个").status == "unclear"
    assert server.requests == []


@pytest.mark.parametrize("method", ["json_schema", "function_calling", "json_mode"])
def test_what_the_rules_do_not_know_it_may(filled: tuple[Store, Workspace], server: Script, method: str) -> None:
    asked = assistant(filled[0], server, llm_method=method)
    server.say(proposal(**SLOWEST))
    answer = asked.ask(f"2023年最{ODD}的项目是哪个？")
    want = ranking(rate, 1, keep=lambda r: r.fiscal_year == 2023)
    assert (answer.status, answer.planned_by, answer.worded_by) == ("answered", MODEL, "rules")
    assert [(r.prepared_by, r.project_name) for r in answer.rows] == want
    assert all(c.bbox for c in answer.citations)
    assert any(ODD in w and FIELDS["execution_rate"].zh in w for w in answer.warnings), answer.warnings
    assert answer.model_dump(mode="json")["planned_by"] == MODEL
    assert MODEL.split(":")[1] in answer.how
    assert asked.anew(answer).how == answer.how


RIGHT = [
    (f"{Q}有哪些{ODD}的项目", {"where": [IN_Q, part(check("execution_rate", "lt", "100"))], "taken": taken(ODD, "execution_rate")},
     lambda: {(W.unit(r), r.project_name) for r in W.judged if at(Q)(r) and rate(r) < 100}),
    (f"得分不到80分的{ODD}项目有哪些", {"where": [part(check("total_score", "lt", "80"))], "taken": taken(ODD, "total_score")},
     lambda: {(W.unit(r), r.project_name) for r in W.judged if r.total_score < 80}),
    (f"{Q}除财政局外{ODD}的项目", {"where": [IN_Q, part(check("unit", "in", f"{Q}财政局"), negated=True), part(check("status", "in", "missed"), of="its_indicators")], "taken": taken(ODD, "status")}, None),
    (f"2023年有两条以上指标{ODD}的项目", {"where": [IN_2023, part(check("status", "eq", "missed"), of="its_indicators", at_least=2)], "taken": taken(ODD, "status")}, None),
    (f"执行率超过六成且预算不低于300万元的{ODD}项目", {"where": [part(check("execution_rate", "gt", "60"), check("budget", "ge", "3000000"))], "taken": taken(ODD, "budget")},
     lambda: {(W.unit(r), r.project_name) for r in W.judged if rate(r) > 60 and money(r) >= 3_000_000}),
    (f"which projects of 2023 were {ODD} doing gribbly?", {"where": [IN_2023, part(check("total_score", "missing"), negated=True)], "taken": [*taken(ODD, "total_score"), *taken("doing gribbly", "total_score")]}, None),
]  # fmt: skip


@pytest.mark.parametrize(("question", "said", "gold"), RIGHT, ids=[r[0] for r in RIGHT])
def test_right_proposals_are_run(asked: Assistant, server: Script, question: str, said: dict[str, Any], gold: Any) -> None:
    server.say(proposal(**said))
    server.always = lambda request: pytest.fail(f"not accepted: {request['messages'][-1]}")  # type: ignore[assignment]
    answer = asked.ask(question)
    assert (answer.status, answer.planned_by) == ("answered", MODEL), (answer.answer, server.requests[-1]["messages"][-1])
    if gold is not None:
        assert {(r.prepared_by, r.project_name) for r in answer.rows} == gold()


def test_a_number_of_many_records(asked: Assistant, server: Script) -> None:
    server.say(proposal(where=[IN_Q, IN_2023], number={"fn": "sum", "field": "budget", "of": []}, money="wan", taken=taken(ODD, "budget")))
    answer = asked.ask(f"{Q}2023年{ODD}多少万")
    assert answer.planned_by == MODEL
    assert answer.value == float(sum(money(r) for r in W.judged if at(Q, 2023)(r)) / 10_000)


@pytest.mark.parametrize("question", ["哪个项目提到了巾帼市集", "它的得分是多少"])
def test_texts_that_say_it_and_it_of_nothing_are_not_sent(asked: Assistant, server: Script, plain: Assistant, question: str) -> None:
    server.always = proposal(where=[part(check("project_name", "eq", W.judged[0].project_name))], taken=taken(question[:2], "project_name"))
    answer = asked.ask(question)
    assert (answer.planned_by, answer.answer) == ("rules", plain.ask(question).answer)
    assert server.requests == []


# conversation


def test_a_question_that_goes_on_is_told_what_was_asked(asked: Assistant, server: Script) -> None:
    server.say(proposal(**SLOWEST))
    asked.ask(f"2023年最{ODD}的项目是哪个", "talk")
    server.say(proposal(**(SLOWEST | {"where": [part(check("fiscal_year", "eq", "2024"))], "taken": []})))
    answer = asked.ask("那2024年呢", "talk")
    assert answer.planned_by == MODEL
    assert [(r.prepared_by, r.project_name) for r in answer.rows] == ranking(rate, 1, keep=lambda r: r.fiscal_year == 2024)
    assert "previous" in server.requests[-1]["messages"][-1]["content"]


def test_the_rules_do_not_go_on_from_what_they_did_not_understand(asked: Assistant, server: Script) -> None:
    server.say(proposal(**SLOWEST), Status(500))
    asked.ask(f"2023年最{ODD}的项目是哪个", "alone")
    assert asked.ask(f"那{Q}的得分呢", "alone").status == "unclear"  # by themselves they would answer for all years


def test_it_is_what_the_answer_spoke_of(asked: Assistant, server: Script) -> None:
    server.say(proposal(**SLOWEST))
    first = asked.ask(f"2023年最{ODD}的项目是哪个", "it")
    second = asked.ask("它的负责人是谁", "it")
    assert (second.status, second.planned_by) == ("answered", "rules")
    assert second.rows[0].project_name == first.rows[0].project_name

"""However a language model lies: whatever it proposes can be run, every number comes from the query, words only connect."""

from __future__ import annotations

import json
import random
import re
from typing import Any

import pytest
from asking import Workspace
from proposing import MODEL, ODD, assistant, check, figures, part, proposal
from scripted_model import Script
from test_planner import REGIONS, SINGLE, Q, W

from assistant.answer import Assistant
from assistant.fields import FIELDS
from assistant.planner.proposal import Objection, Proposal, query_of
from assistant.prose import connects_only
from assistant.query import Query
from assistant.reply import Answer
from index.store import Store

# whatever it proposes can be run


def any_proposal(d: random.Random) -> Proposal:
    """Any fields, operators and values that stand in the form, sensible or not."""
    fields = [*FIELDS, "nonsense"]

    def tests(n: int) -> list[dict[str, Any]]:
        ops = ["eq", "ne", "lt", "le", "gt", "ge", "between", "in", "contains", "missing", "present"]
        values = ["80", "3", "2023", "met", "missed", Q, "青禾市教育局", "%", "'", "500万元", "优", "project_target"]
        return [check(d.choice(fields), op := d.choice(ops), *d.choices(values, k={"between": 2, "missing": 0, "present": 0}.get(op, 1))) for _ in range(n)]

    def parts() -> list[dict[str, Any]]:
        return [
            part(*tests(d.choice([1, 1, 2])), of=d.choice(["itself", "itself", "its_indicators", "its_findings", "its_funds"]), joined=d.choice(["all", "any"]), negated=d.random() < 0.3, at_least=d.choice([1, 2]))
            for _ in range(d.choice([0, 0, 1]))
        ]  # fmt: skip

    fn = d.choice(["count", "distinct", "sum", "average", "min", "max", "share", "ratio"])
    number = d.choice([None, {"fn": fn, "field": d.choice(fields), "of": parts()}])
    return Proposal.model_validate(proposal(
        subject=d.choice(["indicators", "projects", "departments", "funds", "findings", "printed"]), where=parts(), show=d.choices(fields, k=d.choice([0, 0, 1])),
        number=number, group_by=d.choices(fields, k=d.choice([0, 0, 1, 2])) if number else [], having=d.choice([None, {"op": "gt", "value": "1"}]),
        order_by=d.choice(["", "value", d.choice(fields)]), descending=d.random() < 0.5, first=d.choice([0, 3]), skip=d.choice([0, 1]), difference=d.random() < 0.1, money=d.choice(["yuan", "wan", "yi"]),
    ))  # fmt: skip


def test_every_query_that_a_proposal_makes_can_be_run(plain: Assistant) -> None:
    ran = 0
    for seed in range(8000):
        try:
            query = query_of(any_proposal(random.Random(seed)))
        except Objection:
            continue
        ran += 1
        for language in ("zh", "en"):
            assert plain.run(query, "", language).status in ("answered", "no_data")  # type: ignore[arg-type]
    assert ran > 200


# every number comes from the query


class Liar:
    """Answers whatever it is asked with something plausible and wrong, in any form."""

    def __init__(self, seed: int) -> None:
        self.dice = random.Random(seed)

    def __call__(self, request: dict[str, Any]) -> Any:
        d = self.dice
        if "pieces" in request["messages"][-1]["content"]:
            return {"text": d.choice(["共有 9731 个项目，其中{1}，{2}。", "{1}{2}{3}", "{2}，{1}", "{1}，不是{2}。", "青禾市虚构局最好：{1}，{2}", "{1}，其中{2}。", "{1}，{1}", "根据报告，{1}，{2}，{3}，{4}，{5}"])}
        asked = json.loads(request["messages"][1]["content"])["question"] if len(request["messages"]) > 1 else ""
        # It says what the question says, so that its lies get through, and then more.
        honest = [check("fiscal_year", "eq", y) for y in re.findall(r"20\d\d", asked)] + [check("region", "eq", g) for g in REGIONS if g in asked]
        honest += [check("total_score", "lt", n) for n in re.findall(r"低于(\d+)分", asked)]
        fields = d.sample(list(FIELDS), 6)
        units = [W.unit(r) for r in W.reports]
        tests = [
            check("total_score", d.choice(["lt", "gt", "ge"]), str(d.randint(1, 99))), check("fiscal_year", "eq", str(d.choice([2022, 2023, 2024, 2031]))),
            check("unit", "in", d.choice([*units, "虚构局"])), check(fields[0], d.choice(["eq", "contains", "missing", "present"]), *d.choice([[], ["9731"], ["虚构"]])),
            check("status", "in", d.choice(["met", "missed"])),
        ]  # fmt: skip
        return proposal(
            subject=d.choice(["projects", "indicators", "funds", "findings"]), where=[part(t) for t in honest] + [part(t, negated=d.random() < 0.2, of=d.choice(["itself", "its_indicators"])) for t in d.sample(tests, d.choice([0, 0, 0, 1, 3]))],
            show=d.choice([[], [], fields[:2]]), number=d.choice([None, None, {"fn": "count", "field": "", "of": []}, {"fn": d.choice(["sum", "average", "max"]), "field": d.choice(["budget", fields[2]]), "of": []}]),
            group_by=d.choice([[], [], ["unit"]]), order_by=d.choice(["", "", "total_score", fields[3]]), first=d.choice([0, 0, 1, 7]),
            taken=[{"words": w, "field": d.choice(["fiscal_year", "region_path", "total_score", "unit", fields[0]])} for w in (ODD, "wobbling", "单位") if w in asked],
        )  # fmt: skip


def grounds(again: Answer) -> set[str]:
    """Every figure of what the query finds, of the query itself, and how many rows there are."""
    held = [r.model_dump_json() for r in (*again.rows, *again.citations)] + [str(again.query), again.query_text, again.answer, str(again.value)]
    return {f for text in held for f in figures(text)} | {str(n) for n in range(len(again.rows) + 1)}


LIED_TO = [case[0] for cases in SINGLE.values() for case in cases()] + [f"2023年{ODD}的项目有哪些", f"{Q}最{ODD}的单位", f"{ODD}了多少钱", f"2024年{ODD}的指标没完成多少", f"which projects are {ODD} wobbling in 2023", f"{Q}2022年得分低于90分的{ODD}项目"] * 16


def test_every_number_comes_from_the_query_however_the_model_lies(filled: tuple[Store, Workspace], server: Script, plain: Assistant) -> None:
    asked = assistant(filled[0], server, llm_words=True)
    server.always = Liar(20262)  # type: ignore[assignment]
    by_model = worded = 0
    for question in LIED_TO:
        answer, sober = asked.ask(question), plain.ask(question)
        by_model, worded = by_model + (answer.planned_by == MODEL), worded + (answer.worded_by == MODEL)
        if answer.planned_by == "rules":
            assert (answer.status, answer.query, answer.value) == (sober.status, sober.query, sober.value), question
        if answer.status != "answered" or answer.query.get("subject") == "passages":
            assert answer.answer == sober.answer or (answer.planned_by == MODEL and not figures(answer.answer)), answer.answer
            continue
        again = plain.run(Query.model_validate(answer.query), question)
        assert again.value == answer.value
        assert [r.model_dump() for r in again.rows] == [r.model_dump() for r in answer.rows]
        assert figures(answer.answer) <= grounds(again), (question, answer.answer)
        assert "虚构" not in answer.answer
        assert "9731" not in answer.answer
    print(f"{len(LIED_TO)} questions, {len(server.requests)} lies, {by_model} plans taken, {worded} wordings taken")
    assert len(server.requests) > 100
    assert by_model > 0
    assert worded > 0  # those that only connect


# words only connect


@pytest.mark.parametrize(
    ("text", "holds"),
    [
        ("根据报告，{1}，其中{2}。", True), ("{1}；{2}", True), ("{1}{2}", True),
        ("{1}", False), ("{2}，{1}", False), ("{1}，{2}，{2}", False), ("{1}，{2}，{3}", False), ("{1}，共 5 个，{2}", False), ("{1}，共五个，{2}", False),
        ("{1}，并没有{2}", False), ("青禾市教育局{1}，{2}", False), ("{1}，表现优秀，{2}", False), ("{1}<b>{2}</b>", False), ("{1} {{2}}", False),
        ("根据报告，" * 200 + "{1}，{2}", False), ("", False), ("{1}，５，{2}", False),
    ],
)  # fmt: skip
def test_wording_only_connects(text: str, holds: bool) -> None:
    assert connects_only(text, 2, "zh") is holds


def test_english_wording_only_connects() -> None:
    assert connects_only("According to the reports, {1}, with {2}.", 2, "en")
    assert not connects_only("According to the mayor, {1}, with {2}.", 2, "en")
    assert not connects_only("{1}, not {2}.", 2, "en")


def test_an_answer_is_worded_around_its_values(filled: tuple[Store, Workspace], server: Script, plain: Assistant) -> None:
    asked = assistant(filled[0], server, llm_words=True)
    question = f"{Q}2023年各单位的平均得分"
    sober = plain.ask(question)
    server.always = lambda request: {"text": "根据报告，" + "，".join(f"{{{n}}}" for n in range(1, 1 + len(re.findall(r'"\d+":', request["messages"][-1]["content"])))) + "。"}  # type: ignore[assignment]
    answer = asked.ask(question)
    assert answer.worded_by == MODEL
    assert answer.answer.startswith("根据报告，")
    assert figures(answer.answer) == figures(sober.answer)
    assert (answer.value, answer.query) == (sober.value, sober.query)

"""A word that changes what is asked is never passed over: put into questions that are answered rightly, it changes the query,
or is named as not understood. Ordinary words around a question change nothing, and it is still answered.

`python tests/test_nothing_passed_over.py` prints the share lost by class, with the questions.
"""

from __future__ import annotations

import tempfile
import tomllib
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from itertools import product
from pathlib import Path

import pytest
from asked.kinds import ANYWHERE, SINGLE, fill
from asked.world import World, generated

from assistant.answer import Assistant
from assistant.catalogue import Catalogue
from assistant.lexicon import LANGUAGES, words
from assistant.parts import apart
from assistant.planner.compose import Plan
from assistant.planner.normalise import language_of, normalise
from assistant.planner.rules import plan
from assistant.planner.spans import cut
from assistant.talk import Talk
from index.store import open_store

W = generated()
ASKED = 200  # questions into which words are put
EACH = 2  # words of each class for each of them

# Class -> before which kinds of words it is put, and what is put there.
Words = dict[str, tuple[tuple[str, ...], tuple[str, ...]]]
ZH: Words = {
    "unknown kinds": (("subject",), ("重点", "涉农", "省级", "试点", "民生", "新建", "临时", "跨年度", "政府购买服务", "在乡镇的", "公开招标的", "已验收的", "暂缓的")),
    "unknown people": (("subject",), ("由李建国牵头的", "张三负责的", "王芳主管的", "李强承担的", "老周管的")),
    "idle characters": (("subject",), ("在建", "在办", "管理类", "工作类", "数据类", "一般", "最近的", "个别", "原来的", "单独", "最后的", "存档", "急用", "同类", "更新", "不定", "较大", "下级", "代管", "完工", "成套", "分包", "异常", "用心")),
    "parts of a year": (("year",), ("第三季度", "上半年", "6月底", "3月份", "前三季度")),
    "denials": (("status", "field", "subject", "region", "unit"), ("不", "没有", "非", "并非", "未", "无")),
    "degrees": (("field", "subject"), ("更高的", "最新", "比较低的", "较高", "更多", "最少的", "偏低的", "不高的", "特别低的", "稍低的", "多数", "半数", "至少", "至多", "更好的")),
    "manner": (("status",), ("首次", "连续两次", "多次", "提前", "勉强", "大幅", "略微", "反复", "从未", "险些", "几乎", "单独")),
    "second conditions": (("subject",), ("得分超过87分的", "执行率低于73%的", "预算大于321万元的", "扣分多于1.7分的", "有3条以上未达标指标的", "预算在100万到200万之间的")),
    "numbers": (("subject",), ("17个", "前17个", "第17个", "17%的", "一半的", "三分之一的")),
    "second names": (("region", "unit"), ("南京市和", "江宁区与", "镇江市教育局、")),
    "second years": (("year",), ("2021年和", "2019年、", "2020年与")),
}  # fmt: skip
EN: Words = {
    "unknown kinds": (("subject",), ("flagship ", "rural ", "provisional ", "quarterly ", "pilot ", "urgent ", "audited ", "outsourced ")),
    "unknown people": (("subject",), ("John's ", "Maria-led ", "Mr Li's ")),
    "idle characters": (("subject",), ("recent ", "final ", "single ", "combined ", "other ", "same ", "current ", "main ")),
    "parts of a year": (("year",), ("the first half of ", "March ", "Q3 ", "early ", "late ")),
    "denials": (("status", "field", "subject", "region", "unit"), ("not ", "without ", "no ", "never ", "neither ")),
    "degrees": (("field", "subject"), ("higher ", "latest ", "fewer ", "more ", "less ", "high ", "larger ", "many ")),
    "manner": (("status",), ("repeatedly ", "narrowly ", "almost ", "just ", "barely ", "twice ", "seldom ", "mostly ")),
    "numbers": (("subject",), ("17 ", "the first 17 ", "half of the ", "17% of ")),
    "second names": (("region", "unit"), ("Nanjing and ", "南京市 and ", "London or ")),
    "second years": (("year",), ("2021 and ", "2019 or ")),
}  # fmt: skip
LOST = 4  # percent of a class that may be lost: put where nobody would say it, a word can read as another (有 + 没有)


@cache
def catalogue() -> Catalogue:
    with tempfile.TemporaryDirectory() as home, open_store(Path(home)) as store:
        fill(store, W)
        with store.reading() as reading:
            return Assistant(store).catalogue(reading)


def _plan(question: str) -> Plan:
    return plan(question, catalogue(), Talk())


def _named(planned: Plan) -> bool:
    """Not answered, or answered in part with the rest named."""
    return planned.query is None or bool(planned.frame.leftover or planned.frame.aside)


def _answered(world: World) -> Iterator[tuple[str, Plan]]:
    """Questions of one part that are understood whole, from all batches alike."""
    asked = [q for kinds in (SINGLE, ANYWHERE) for cases in kinds.values() for q, kind, gold in cases(world) if gold is not None and kind not in ("none", "short", "partly")]
    found = 0
    for question in asked[:: max(1, len(asked) // (2 * ASKED))]:
        planned = _plan(question)
        if found < ASKED and not _named(planned) and planned.query is not None and planned.query.subject != "passages" and apart(question, catalogue()) == [question]:
            found += 1
            yield question, planned


def _with_words(question: str) -> Iterator[tuple[str, str]]:
    """(class, the question with a word of that class put into it)."""
    text, english = normalise(question), language_of(question) == "en"
    spans = cut(text, catalogue())
    for name, (kinds, qualifiers) in (EN if english else ZH).items():
        places = [s.start for s in spans if s.kind in kinds and s.meaning not in ("people", "departments", "findings", "documents")]
        places = [at for at in places if not english or at == 0 or text[at - 1] in " ,("]
        pairs = list(product(places, qualifiers))
        for n in range(min(EACH, len(pairs))):
            at, word = pairs[(len(text) * 7 + n * 31) % len(pairs)]
            yield name, text[:at] + word + text[at:]


def lost_by_class() -> dict[str, tuple[int, list[str]]]:
    """Class -> how many questions had a word of it, and those that are answered as if it were not there."""
    tried: dict[str, int] = defaultdict(int)
    lost: dict[str, list[str]] = defaultdict(list)
    for question, before in _answered(W):
        for name, other in _with_words(question):
            tried[name] += 1
            planned = _plan(other)
            if not _named(planned) and planned.query == before.query and planned.assumed == before.assumed and apart(other, catalogue()) == [other]:
                lost[name].append(other)
    return {name: (n, lost[name]) for name, n in tried.items()}


def test_a_word_that_changes_the_question_is_heard_or_named() -> None:
    found = lost_by_class()
    assert sum(n for n, _ in found.values()) > 2000
    assert {name: lost for name, (n, lost) in found.items() if 100 * len(lost) > LOST * n} == {}


def ordinary(w: World) -> list[str]:
    a, b, c = w.regions[1], w.regions[0], w.regions[2]
    one = w.single[0]
    name, unit, lead = one.project_name, w.unit(one), one.project_lead
    return [
        f"您好，能否帮我们单位查一查{a}2023年一共有多少条指标未完成？", f"麻烦看一看{b}去年的项目里得分最低的到底是哪一个", f"我们科室想了解一下{c}2022年预算执行的整体情况，执行率是多少",
        f"按照年度来统计，{a}每年未完成的指标分别有多少条", f"劳烦列一下{unit}目前填报的全部项目", f"请把{b}2024年得分在九十分以下的项目给我列出来看看", f"{name}这个项目的负责人叫什么名字",
        f"请问一下{name}当时设定的年度目标到底是什么", f"{c}2023年实施的项目当中，预算最多的前三个是哪些", f"{a}2024年度各个单位的平均得分情况怎么样", f"就想问问{b}2022年执行率不到九成的项目有几个",
        f"{name}最终得了多少分啊", f"那个，{a}2023年满意度指标的完成情况如何", f"统计一下{c}2024年各项目的预算金额以及实际支出金额", f"根据自评结果，{b}2023年有哪些指标没有达到预期目标",
        f"领导让我汇总{a}2022年没完成的指标，麻烦逐条列出来", f"{lead}负责的项目总共有几个，分别是哪些", f"2024年度{c}申报的项目数量是多少", f"关于{name}，资金来源具体有哪些", f"从数据上看，{b}2022年到2024年执行率有什么变化",
        f"{a}的项目2023年总共安排了多少预算资金呢", "把2024年扣分最多的五个项目找出来给我看看", "目前系统里一共收录了多少个项目", f"{c}哪个单位2023年花的钱最多", f"截至目前{b}未完成的指标主要有哪些",
        f"Hi, could you please tell me how many indicators were missed in {a} in 2023?", f"I would like to see the list of projects in {b} for 2024 with their scores",
        f"Can you check which project had the lowest execution rate in {c} in 2022?", f"What is the total budget allocated to {a} in 2024, please?", f"I need the average score of the projects in {b} during 2023",
        "Just show me the top three projects by budget in 2024", f"Who is the person responsible for {name}?", f"Could you give me an overview of the missed indicators in {c} for 2023",
        f"How did the execution rate of {a} develop over the years?", "For the year 2022, what was the number of projects in each region?", f"Please provide the details of the unspent funds of {b} in 2024",
        f"What were the reasons given for the indicators that were not met in {a} in 2024?", f"As of 2024, how much money has {unit} actually spent in total?", "In terms of score, which region did best in 2023?",
        f"Let me know the completion rate of the quality indicators in {b}",
    ]  # fmt: skip


@pytest.mark.parametrize("question", ordinary(W))
def test_ordinary_words_around_a_question_pass(question: str) -> None:
    assert _plan(question).frame.leftover == []


def test_the_list_of_idle_words_is_in_order() -> None:
    classes = [(name, what) for language in LANGUAGES for name, what in tomllib.loads((files("assistant") / f"idle.{language}.toml").read_text("utf-8")).items()]
    listed = [w for _, what in classes for w in what["words"]]
    assert [w for w in set(listed) if listed.count(w) > 1] == []
    assert {"不", "没", "没有", "未", "无", "非", "not", "no", "never", "without"}.isdisjoint(listed)
    kinds = {word.kind for word in words()} | {"start", "end", "year", "amount", "comparison", "rank", "region", "unit", "project", "indicator", "lead", "category", "document", "label"}
    assert {k for _, what in classes for key in ("behind", "before", "along", "not_before") for k in what.get(key, ())} <= kinds


if __name__ == "__main__":
    for name, (n, lost) in lost_by_class().items():
        print(f"{name}: {len(lost)} of {n} lost", *lost, sep="\n   ")

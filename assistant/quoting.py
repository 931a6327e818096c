"""Questions whose answer is a text: found by what it says, and quoted as it stands with its box; never paraphrased."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from assistant.catalogue import Catalogue
from assistant.execute import predicate
from assistant.planner.compose import Plan
from assistant.planner.normalise import normalise
from assistant.planner.texts import asks_when, fields, says_when
from assistant.query_words import query_text
from assistant.reply import Answer, Citation, Row

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from index.search import Found, Hit
    from index.store import Store
    from index.vectors import Vectors

QUOTED = 3  # passages of one report; of several reports one each
REPORTS = 20
_CLEARLY = 0.75  # of a topic must stand in a passage that is to be quoted as an answer
_SAYS_ENOUGH = 4  # characters of unknown words that are looked for alone, where the question's other words only say where
_IN_PART = 0.5  # and so much of the words of the question that nothing else explains
# Asked for a reason or a goal, nothing else is an answer; who is in charge may stand elsewhere than among the duties.
_ONLY = {"deviation_reason": ("deviation_reason",), "annual_goal": ("annual_goal", "detail_goals")}
_NAMED = {
    "annual_goal": ("年度目标", "annual goal"), "actual_completion": ("实际完成情况", "actual completion"), "responsibilities": ("部门职责", "responsibilities"),
    "organization": ("组织实施机构", "organising body"), "management_rules": ("管理制度", "management rules"), "conclusion": ("自评结论", "conclusion"),
    "plans": ("工作计划", "plan"), "detail_goals": ("分项目标", "detailed goal"), "level3": ("指标", "indicator"), "deviation_reason": ("偏差原因", "reason"),
    "other": ("其他栏目", "other"),
}  # fmt: skip


def fitting_passages(store: Store, topic: str, question: str, *, vectors: Vectors | None, within: Any = None, unknown: str = "") -> tuple[Found, list[Hit]]:
    """What the search found, and of it what clearly speaks of the topic, best first: a passage that is only somewhat alike
    is no answer, nor one that says nothing of what nobody knew in the question (设备是什么品牌)."""
    from index.search import search
    from index.synonyms import pieces, says_so, share, spelt_out

    parts = pieces(topic)
    found = search(store, topic, also=spelt_out(parts), vectors=vectors, within=within, limit=50)
    wanted = fields(normalise(question))
    told = {h.passage_id: share(parts, h.text) for h in found.hits}
    asked_of = pieces(unknown)
    clear = sorted((h for h in found.hits if told[h.passage_id] >= _CLEARLY and (not asked_of or share(asked_of, h.text) >= _IN_PART)), key=lambda h: (_field(h.path) not in wanted, not says_so(topic, h.text), -round(told[h.passage_id], 1)))
    if asks_when(question):
        clear = [h for h in clear if says_when(h.text)]
    if "deviation_reason" in wanted:
        clear = _their_reasons(store, clear)
    only = {field for name in wanted for field in _ONLY.get(name, ())}
    return found, [h for h in clear if not only or _field(h.path) in only]


def _each_report_once(hits: Sequence[Hit]) -> tuple[list[Hit], int]:
    """Of several reports the best passage each, so that none is passed over; and how many reports are left out."""
    best: dict[int, Hit] = {}
    for hit in hits:
        best.setdefault(hit.report_id, hit)
    if len(best) == 1:
        return list(hits[:QUOTED]), 0
    return list(best.values())[:REPORTS], max(0, len(best) - REPORTS)


def _their_reasons(store: Store, hits: Sequence[Hit]) -> list[Hit]:
    """为什么…: of an indicator that speaks of the topic the reason that stands beside it."""
    from sqlalchemy import select, tuple_

    from index.schema import PassageRow

    beside = {(h.report_id, h.path.replace(".level3", ".deviation_reason")): h for h in hits}
    with store.reading() as session:
        rows = session.scalars(select(PassageRow).where(tuple_(PassageRow.report_id, PassageRow.path).in_(beside)))
        there = {(r.report_id, r.path): replace(beside[r.report_id, r.path], passage_id=r.id, path=r.path, text=r.text) for r in rows}
    return [there[place] for place in beside if place in there]


def answer(store: Store, session: Session, question: str, planned: Plan, catalogue: Catalogue) -> tuple[Answer, tuple[int, ...], tuple[str, ...]]:
    from assistant.doubts import caution
    from assistant.suggesting import suggestions
    from index.synonyms import says_so
    from index.vectors import vectors_of

    query, frame = planned.query, planned.frame
    assert query is not None
    assert query.text is not None
    en = frame.language == "en"
    vectors = vectors_of(store)
    found, fitting = fitting_passages(store, query.text, question, vectors=vectors, within=predicate(query.where), unknown=" ".join(w for w in frame.leftover if len(w) > 1))
    if not fitting and frame.leftover and query.text != (bare := " ".join(frame.leftover)) and len(bare) >= _SAYS_ENOUGH:
        found, fitting = fitting_passages(store, bare, question, vectors=vectors, within=predicate(query.where))
    warnings = [*(a.say(frame.language) for a in planned.assumed), *filter(None, [found.warning_en if en else found.warning_zh])]
    clearly = bool(fitting)
    if not fitting and not vectors.embedder.by_wording and not found.warning_zh:
        fitting = list(found.hits)  # by meaning: to be looked at, not an answer
    if not fitting:
        left = "”、“".join(frame.leftover) or query.text
        text = f"Not understood, and not found in the reports' texts: “{left}”." if en else f"没有看懂“{left}”，报告的文字里也没有找到。"
        if not frame.leftover:
            text = f"The reports' texts do not speak of “{left}”." if en else f"报告的文字里没有提到“{left}”。"
        made = Answer(question=question, language=frame.language, status="unclear" if frame.leftover else "no_data", answer=text, warnings=warnings, suggestions=suggestions(catalogue, frame.language))
        return made, (), ()
    fitting, left_out = _each_report_once(fitting) if clearly else (fitting[:QUOTED], 0)
    if left_out:
        warnings.append(f"Only the {REPORTS} best of at least {REPORTS + left_out} reports are quoted." if en else f"至少有 {REPORTS + left_out} 份报告提到，只引用了最相关的 {REPORTS} 份。")
    rows, lines, cited, told = _quotes(session, fitting, en)
    if clearly and (near := sum(not says_so(query.text, h.text) for h in fitting)):
        lines.insert(0, _near(near, len(fitting), query.text, en))
    if not clearly:
        lines.insert(0, f"The reports' texts do not speak of “{query.text}” in so many words. Nearest in meaning, for you to judge:" if en else f"报告的文字里没有“{query.text}”的原话。意思最接近的如下，是否相关请自行判断：")
    made = Answer(
        question=question, language=frame.language, status="answered" if clearly else "no_data", answer="\n".join(lines), rows=rows,
        citations=cited,
        query=query.model_dump(mode="json", exclude_none=True), query_text=query_text(query, len({h.report_id for h in fitting}), en),
        warnings=warnings,
    )  # fmt: skip
    caution(made, session, told, en)
    return made, tuple(dict.fromkeys(h.report_id for h in fitting)), ()


_MOST_OF_IT = 0.65  # of what was asked must stand in a passage that is quoted as the nearest
_A_WORD = 3  # characters in a row from which on they are no accident
_LOOKED_THROUGH = 60
_COUNTS = re.compile(r"多少|几(?!乎)")
_WHO = re.compile(r"谁|哪家|哪个(?:单位|公司|部门|人)")
_NO_PART_OF_IT = re.compile(r"(?:大概|大约|一共|总共|分别|各|共)?(?:有|是|要|在|写|说)?(?:多少|几|哪)(?:[些个几两三]|[家次册本名人位场项条款篇期月份])*|怎么[写说]的?|什么时候|什么|[的了是有要到在里由把被和与及]|那[边份张]|这[边份张]|自评|提到|现|办|定|安排")
_A_FIGURE = re.compile(r"\d|[一二三四五六七八九十](?=[个家次册本名人位场项条款篇期月份十百千万])")


def nearest_said(session: Session, question: str, planned: Plan) -> tuple[Answer, tuple[int, ...], tuple[str, ...]] | None:
    """直播带货成交了多少: not understood word by word, and yet most of it stands in one passage, which is quoted for the asker to judge;
    one that holds a figure or a time where that is asked. None where there is none such."""
    from assistant.doubts import caution
    from index.search import Hit

    query = planned.nearest
    assert query is not None
    assert query.text is not None
    en = planned.frame.language == "en"
    if en or _WHO.search(question):
        return None
    asked = re.findall(r"[\u4e00-\u9fff]{2,}", _NO_PART_OF_IT.sub(" ", query.text))
    found = []
    for row in _passages(session, query.text, predicate(query.where)) if sum(map(len, asked)) >= _SAYS_ENOUGH else ():
        held, longest = _in_common(asked, row.text)
        figure = not _COUNTS.search(question) or _A_FIGURE.search(row.text)
        if held >= _MOST_OF_IT and longest >= _A_WORD and figure and (not asks_when(question) or says_when(row.text)):
            found.append((held, Hit(passage_id=row.id, report_id=row.report_id, path=row.path, text=row.text, score=held)))
    found = found or _of_its_own_texts(session, question, planned)
    if not found:
        return None
    best = max(held for held, _ in found)
    hits = [hit for held, hit in sorted(found, key=lambda f: -f[0]) if held >= best - 0.1][:QUOTED]
    rows, lines, cited, told = _quotes(session, hits, en)
    lines.insert(0, f"没有完全看懂（“{'”、“'.join(planned.frame.leftover)}”）。报告里写到所问内容的原文如下，请以原文为准：")
    made = Answer(
        question=question, language=planned.frame.language, status="answered", answer="\n".join(lines), rows=rows, citations=cited,
        query=query.model_dump(mode="json", exclude_none=True), query_text=query_text(query, len({h.report_id for h in hits}), en), warnings=[a.say(planned.frame.language) for a in planned.assumed],
    )  # fmt: skip
    caution(made, session, told, en)
    return made, tuple(dict.fromkeys(h.report_id for h in hits)), ()


_MEASURES = ("人名位", "次场", "本册", "台部", "天日", "期", "件", "元", "份篇", "个家处", "户", "公里")
_SO_MUCH = re.compile(r"(?:多少|几)个?(?P<of>公里|[人名位次场本册台部天日期件元份篇个家处户])")
_DONE = re.compile(r"实际|完成了|做到|做了|花了|用了|达到了")  # what no form of targets can say


def _of_its_own_texts(session: Session, question: str, planned: Plan) -> list[tuple[float, Hit]]:
    """第一期培训安排在几月, 享受自雇费的有几位: of one project's texts those that say so many of that measure, or a time, and speak of what
    else is asked; the project's own name says nothing of it."""
    from sqlalchemy import select

    from index.schema import PassageRow
    from index.search import Hit

    query, asks = planned.nearest, _SO_MUCH.search(question)
    if query is None or not planned.scope.one_project or _DONE.search(question) or not (asks or asks_when(question)):
        return []
    measure = next((m for m in _MEASURES if asks and (asks["of"] in m or asks["of"] == m)), "")
    so_many = re.compile(rf"(?:\d|[一二两三四五六七八九十])(?:{measure if len(measure) == 2 and measure == '公里' else f'[{measure}]'})") if measure else None
    text = normalise(question)
    for link in (*planned.frame.projects, *planned.frame.units):
        text = text[: link.start] + "，" * (link.end - link.start) + text[link.end :]
    words = re.findall(r"[\u4e00-\u9fff]{2,}", _NO_PART_OF_IT.sub(" ", _SO_MUCH.sub(" ", text)))
    found: list[tuple[float, Hit]] = []
    others: list[tuple[float, Hit]] = []
    for row in session.scalars(select(PassageRow).where(PassageRow.report_id.in_([r.report_id for r in planned.scope.reports]))):
        if (so_many.search(row.text) is None) if so_many else not says_when(row.text):
            continue
        held, longest = _in_common(words, row.text) if words else (0.0, 0)
        hit = Hit(passage_id=row.id, report_id=row.report_id, path=row.path, text=row.text, score=held)
        (found if held >= _IN_PART and longest > 1 else others).append((held, hit))
    return found or (others if so_many and not words and len(others) == 1 else [])  # 现场会开几天: the only one that counts days


def _passages(session: Session, topic: str, within: Any) -> list[Any]:
    """Those that share most with the topic."""
    from sqlalchemy import select

    from index.schema import PassageRow
    from index.text_search import resembling

    ids = resembling(session, topic, within=within, limit=_LOOKED_THROUGH)
    return list(session.scalars(select(PassageRow).where(PassageRow.id.in_(ids))))


def _in_common(asked: Sequence[str], text: str) -> tuple[float, int]:
    """Which part of the words stands in the text, two characters or more in a row, and how long the longest such stretch is."""
    from index.text_search import fold

    there, held, longest = fold(text), 0, 0
    for word in map(fold, asked):
        at = 0
        while at < len(word):
            run = next((n for n in range(len(word) - at, 1, -1) if word[at : at + n] in there), 0)
            held, longest, at = held + run, max(longest, run), at + max(run, 1)
    return held / sum(map(len, asked)), longest


_VALUES = {"target": ("目标", "target", "目标值"), "actual": ("实际", "actual", "实际完成值")}
_OF_INDICATOR = re.compile(r"indicators\[(\d+)\]\.(?P<what>level3|deviation_reason)")


def _stated(session: Session, hits: Sequence[Hit]) -> dict[tuple[int, int], dict[str, str]]:
    """By report and position of each indicator that is quoted: its name, and what it is to reach and reached, as printed."""
    from sqlalchemy import select, tuple_

    from index.schema import IndicatorRow as I

    wanted = {(h.report_id, int(m[1])) for h in hits if (m := _OF_INDICATOR.fullmatch(h.path))}
    rows = session.execute(select(I.report_id, I.position, I.level3, I.target, I.actual).where(tuple_(I.report_id, I.position).in_(wanted)))
    return {(r[0], r[1]): {name: value for name, value in zip(("level3", *_VALUES), r[2:], strict=True) if value} for r in rows}


def _beside(hit: Hit, stated: dict[tuple[int, int], dict[str, str]]) -> tuple[str, dict[str, str]]:
    """The indicator that a quoted text is of; and where it is its name, the values that are told with it, by their paths."""
    m = _OF_INDICATOR.fullmatch(hit.path)
    values = stated.get((hit.report_id, int(m[1])), {}) if m else {}
    told = {hit.path.replace(".level3", f".{name}"): values[name] for name in _VALUES if m and m["what"] == "level3" and name in values}
    return values.get("level3", ""), told


def _near(near: int, of: int, topic: str, en: bool) -> str:
    """Passages that were found by words that mean much the same are told apart from those that say it."""
    if near == of:
        return f"No report says “{topic}” in these words; those quoted say something near to it." if en else f"没有报告写有“{topic}”的原话，引用的是意思相近的说法，是否相符请核对。"
    return f"{of - near} of the texts quoted say “{topic}” and come first; the other {near} say something near to it." if en else f"引用的文字中有 {of - near} 处写有“{topic}”，排在前面；另外 {near} 处只是意思相近的说法，是否相符请核对。"


def _field(path: str) -> str:
    return re.sub(r"\[\d+\]$", "", path.rsplit(".", 1)[-1])


def _quotes(session: Session, hits: Sequence[Hit], en: bool) -> tuple[list[Row], list[str], list[Citation], list[tuple[int, str]]]:
    """Rows, lines and citations, first those of the rows, and which values they state; an indicator's name is quoted with its target
    and actual value."""
    from sqlalchemy import select

    from assistant.citations import spots
    from assistant.doubts import checks
    from index.schema import Document, ReportRow

    columns = (ReportRow.id, ReportRow.document_id, Document.name, ReportRow.unit, ReportRow.project_name, ReportRow.fiscal_year)
    reports = {r[0]: r for r in session.execute(select(*columns).join(Document).where(ReportRow.id.in_({h.report_id for h in hits})))}
    stated = _stated(session, hits)
    wanted: dict[int, set[str]] = {}
    for h in hits:
        wanted.setdefault(h.report_id, set()).update((h.path, *_beside(h, stated)[1]))
    places = spots(session, wanted)
    known = checks(session, reports)
    rows, lines, told = [], [], []
    cited: list[Citation] = []
    beside: list[Citation] = []
    for h in hits:
        report = reports[h.report_id]
        of, values = _beside(h, stated)
        name = _NAMED.get(_field(h.path), ("", ""))[en]
        named = {_VALUES[_field(path)][2 - en]: text for path, text in values.items()}
        said = "".join(f"{', ' if en else '，'}{_VALUES[_field(path)][en]} {text}" for path, text in values.items())
        which = "" if not of or h.path.endswith(".level3") else f"{of}, " if en else f"{of}的"
        lines.append(f"{report[4] or report[3]}, {which}{name}: “{h.text}”{said}" if en else f"{report[4] or report[3]}（{which}{name}）：“{h.text}”{said}")
        whose: dict[str, Any] = {"report_id": report[0], "document_id": report[1], "document": report[2], "prepared_by": report[3], "project_name": report[4], "level3": of or None}
        for path, text in ((h.path, h.text), *values.items()):
            spot = next(iter(places.get((h.report_id, path), [])), None)
            where = {"page": spot.page, "bbox": spot.box, "cell": spot.cell} if spot else {}
            (cited if path == h.path else beside).append(Citation(**whose, **where, text=text))
            told.append((h.report_id, path))
        cells = {name: h.text, **named}
        rows.append(Row(
            **whose, page=cited[-1].page, bbox=cited[-1].bbox, cell=cited[-1].cell, fiscal_year=report[5], label=h.text,
            cells={} if en else cells, cells_en=cells if en else {}, **known.of(*((h.report_id, path) for path in (h.path, *values))),
        ))  # fmt: skip
    return rows, lines, [*cited, *beside], told

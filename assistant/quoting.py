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
    rows, lines = _quotes(session, fitting, en)
    if clearly and (near := sum(not says_so(query.text, h.text) for h in fitting)):
        lines.insert(0, _near(near, len(fitting), query.text, en))
    if not clearly:
        lines.insert(0, f"The reports' texts do not speak of “{query.text}” in so many words. Nearest in meaning, for you to judge:" if en else f"报告的文字里没有“{query.text}”的原话。意思最接近的如下，是否相关请自行判断：")
    made = Answer(
        question=question, language=frame.language, status="answered" if clearly else "no_data", answer="\n".join(lines), rows=rows,
        citations=[Citation(**r.model_dump(include={"document", "page", "bbox", "cell", "prepared_by", "project_name", "level3"}), report_id=r.report_id, document_id=r.document_id, text=r.label or "") for r in rows],
        query=query.model_dump(mode="json", exclude_none=True), query_text=query_text(query, len({h.report_id for h in fitting}), en),
        warnings=warnings,
    )  # fmt: skip
    caution(made, session, [(h.report_id, h.path) for h in fitting], en)
    return made, tuple(dict.fromkeys(h.report_id for h in fitting)), ()


def _near(near: int, of: int, topic: str, en: bool) -> str:
    """Passages that were found by words that mean much the same are told apart from those that say it."""
    if near == of:
        return f"No report says “{topic}” in these words; those quoted say something near to it." if en else f"没有报告写有“{topic}”的原话，引用的是意思相近的说法，是否相符请核对。"
    return f"{of - near} of the texts quoted say “{topic}” and come first; the other {near} say something near to it." if en else f"引用的文字中有 {of - near} 处写有“{topic}”，排在前面；另外 {near} 处只是意思相近的说法，是否相符请核对。"


def _field(path: str) -> str:
    return re.sub(r"\[\d+\]$", "", path.rsplit(".", 1)[-1])


def _quotes(session: Session, hits: Sequence[Hit], en: bool) -> tuple[list[Row], list[str]]:
    from sqlalchemy import select

    from assistant.citations import spots
    from assistant.doubts import checks
    from index.schema import Document, ReportRow

    columns = (ReportRow.id, ReportRow.document_id, Document.name, ReportRow.unit, ReportRow.project_name, ReportRow.fiscal_year)
    reports = {r[0]: r for r in session.execute(select(*columns).join(Document).where(ReportRow.id.in_({h.report_id for h in hits})))}
    wanted: dict[int, set[str]] = {}
    for h in hits:
        wanted.setdefault(h.report_id, set()).add(h.path)
    places = spots(session, wanted)
    known = checks(session, reports)
    rows, lines = [], []
    for h in hits:
        report = reports[h.report_id]
        name = _NAMED.get(_field(h.path), ("", ""))[en]
        spot = next(iter(places.get((h.report_id, h.path), [])), None)
        lines.append(f"{report[4] or report[3]}{', ' if en else '，'}{name}: “{h.text}”" if en else f"{report[4] or report[3]}（{name}）：“{h.text}”")
        rows.append(Row(
            report_id=report[0], document_id=report[1], document=report[2], page=spot.page if spot else None, bbox=spot.box if spot else None,
            cell=spot.cell if spot else None, prepared_by=report[3], project_name=report[4], fiscal_year=report[5], label=h.text,
            cells={name: h.text} if not en else {}, cells_en={name: h.text} if en else {}, **known.of((h.report_id, h.path)),
        ))  # fmt: skip
    return rows, lines

"""Two questions in one: each is answered by itself, one after the other, and the answers are put together. Words nothing but
the line breaks between them.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from assistant.reply import BEARING, Answer, Doubt, Row


def together(question: str, answers: Sequence[Answer]) -> Answer:
    """One answer that says them all; a value where only one of them is a number, and the others are lists. Where the first of two tells one record and the other
    goes on about it, the rows and the number are the other's."""
    answers = _without_repeats(answers)
    answered = [a for a in answers if a.status == "answered"]
    first = (answered or list(answers))[0]
    valued = [a.value for a in answered if a.value is not None]
    update = {
        "question": question, "answer": "\n".join(a.answer for a in answers), "value": valued[0] if len(valued) == 1 else None,
        "rows": [r for a in answered for r in a.rows], "citations": [c for a in answered for c in a.citations],
        "query_text": " / ".join(a.query_text for a in answered), "warnings": list(dict.fromkeys(w for a in answers for w in a.warnings)),
        "doubts": _each_once(d for a in answers for d in a.doubts), "more_doubts": sum(a.more_doubts for a in answers), "planned": tuple(answers), "suggestions": [] if answered else first.suggestions,
    }  # fmt: skip
    if len(answers) == 2 and _goes_on(*answers):
        one, other = answers
        update |= {"rows": list(other.rows or one.rows), "value": one.value if other.value is None else other.value}
    return first.model_copy(update=update)


def _goes_on(one: Answer, other: Answer) -> bool:
    """得分最低的是哪个项目，它有哪些指标没完成: about the one record that the first tells."""
    if len(one.rows) != 1 or not one.status == other.status == "answered":
        return False
    return all((r.prepared_by, r.project_name) == (one.rows[0].prepared_by, one.rows[0].project_name) for r in other.rows)


def _without_repeats(answers: Sequence[Answer]) -> Sequence[Answer]:
    """有没有一分没得的指标？是哪条？: the same rows are told once, and the same words; of an order that is told further, the further."""
    kept: list[Answer] = []
    for answer in answers:
        rows = {_whose(r) for r in answer.rows}
        if not any(answer.answer == k.answer or (rows and _asked_for(k) == _asked_for(answer) and rows == {_whose(r) for r in k.rows}) for k in kept):
            kept = [k for k in kept if not (_in_the_same_order(k, answer) and {_whose(r) for r in k.rows} < rows) and not _listed_only(k, answer)]
            kept.append(answer)
    return kept


def _listed_only(one: Answer, other: Answer) -> bool:
    """哪些指标超额完成了，超了多少: the second tells the same ones, with what was asked of them."""
    def those(answer: Answer) -> set[tuple[object, ...]]:
        return {(r.document, r.page, r.project_name, r.level3) for r in answer.rows if r.level3}

    return bool(those(one)) and not _asked_for(one) and bool(_asked_for(other)) and those(one) == those(other) and len(one.rows) == len(other.rows)


def _asked_for(answer: Answer) -> tuple[str, ...]:
    """The fields looked up: what was planned and what was reached stand in the same row."""
    query = getattr(answer.planned, "query", None)
    return query.show if query is not None else ()


def _in_the_same_order(one: Answer, other: Answer) -> bool:
    """Who spent least? The bottom three, please."""
    first, second = (getattr(a.planned, "query", None) for a in (one, other))
    return first is not None and second is not None and bool(first.order) and (first.order, first.where) == (second.order, second.where)


def _whose(row: Row) -> tuple[object, ...]:
    return row.document, row.page, row.project_name, row.level3, row.label, row.value


def _each_once(doubts: Iterable[Doubt]) -> list[Doubt]:
    """A value that several of the questions rest on, by what it bears on most closely."""
    found: dict[tuple[int | None, str], Doubt] = {}
    for doubt in sorted(doubts, key=lambda d: BEARING.index(d.bears)):
        found.setdefault((doubt.report_id, doubt.path), doubt)
    return list(found.values())

"""Whether an answer is right, by kind; "" where it is."""

from __future__ import annotations

import re
from collections import Counter
from typing import Any

from asking import _norm, judge

from assistant.reply import Answer


def wrong(kind: str, gold: Any, answer: Answer) -> str:
    if kind == "says":
        return _lacks(gold, answer) if answer.status == "answered" else f"{answer.status}: {answer.answer[:160]}"
    if kind == "partly":  # the part that was not understood is named, whatever the rest says
        return _lacks(gold, answer)
    if kind == "short":
        return f"{answer.status}: {answer.answer[:100]}" if answer.status == "answered" else f"{len(answer.answer)} characters" if len(answer.answer) > 400 else ""
    if kind == "rows":
        got = sorted(((r.prepared_by, r.project_name, round(float(r.value), 2)) for r in answer.rows if r.value is not None), key=str)
        want = [(a, b, round(c, 2)) for a, b, c in gold]
        return "" if got == want else f"{answer.status} want {want[:3]} got {got[:3]}: {answer.answer[:100]}"
    if kind == "all":  # every one of these stands in the rows
        cells = Counter(_norm(v) for r in answer.rows for v in r.cells.values())
        lacking = Counter(map(_norm, gold)) - cells
        return f"{answer.status} lacks {list(lacking)[:4]}: {answer.answer[:100]}" if lacking else ""
    if kind == "beside":  # all numbers of each group
        cells = {r.label: sorted(round(float(n), 2) for c in list(r.cells.values())[1:] for n in re.findall(r"^[\d.]+", c)) for r in answer.rows}
        want = {k: sorted(round(v, 2) for v in vs if v == v) for k, vs in gold.items()}
        fits = cells.keys() == want.keys() and all(len(cells[k]) == len(want[k]) and all(abs(x - y) <= 0.011 for x, y in zip(cells[k], want[k], strict=True)) for k in want)
        return "" if fits else f"{answer.status} want {want} got {cells}: {answer.answer[:100]}"
    if kind == "ordered":
        found = [(r.label, round(float(r.value), 2)) for r in answer.rows if r.value is not None]
        return "" if found == gold else f"{answer.status} want {gold[:3]} got {found[:3]}: {answer.answer[:100]}"
    return judge(kind, gold, answer)


def _lacks(gold: list[str], answer: Answer) -> str:
    text = _norm(answer.answer + "".join(answer.warnings)).replace(",", "")
    lacking = [s for s in gold if _norm(s).replace(",", "") not in text]
    return f"{answer.status}, lacks {lacking}: {answer.answer[:160]}" if lacking else ""

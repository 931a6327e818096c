"""An answer as it is handed on: what was asked, what was said, by which rows, from which cells, checked by whom, at what time.

Here is what stands in it and in which order; `handout_xlsx` and `handout_docx` write it down. Values only; every place of
the answer is in it, nothing is left out silently.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from assistant.naming import called
from assistant.reply import BEARING, Answer, Citation, Doubt, Place, Row
from assistant.wording import thousands

MOST_PLACES = 20_000
_NOT_CHECKED = ("尚未经人核对的值", "Not yet checked by a person")
_BEARS = {"asked": ("答案依据", "the answer rests on it"), "shown": ("同行列出", "shown in a row beside it"), "beyond": ("可能影响结果", "could change the result")}


@dataclass(frozen=True)
class Table:
    heading: str
    heads: tuple[str, ...]
    rows: Sequence[tuple[str | float | None, ...]]
    note: str = ""
    computed: bool = False  # its amounts are numbers to go on with, not quotations


@dataclass(frozen=True)
class Handout:
    """`facts` are name and text of what surrounds the answer; the tables are the rows and the places they rest on."""

    title: str
    question: str
    said: str
    facts: tuple[tuple[str, str], ...]
    tables: tuple[Table, ...]
    en: bool


def asked(answer: Answer) -> str:
    """The question; of a query that was changed by hand what it looks for."""
    return answer.question or re.split(r"；依据|; over", answer.query_text)[0]


def handout(answer: Answer, at: datetime, link: str = "") -> Handout:
    en = answer.language == "en"
    tables = [t for t in (*_answers(answer, en), doubts(answer), _sources(answer, en)) if t.rows]
    title = "Answer from performance reports" if en else "绩效问答 · 答案"
    return Handout(title, asked(answer), thousands(answer.answer), _facts(answer, at, link), tuple(tables), en)


def _facts(answer: Answer, at: datetime, link: str = "") -> tuple[tuple[str, str], ...]:
    en = answer.language == "en"
    facts = (
        ("Query in words" if en else "查询", answer.query_text),
        *((("Note" if en else "注意"), w) for w in answer.warnings),
        ("To check" if en else "待核对", _where_listed(answer, en)),
        ("How" if en else "方式", answer.how),
        ("Checked by persons" if en else "人工核对", _checked_in_all(answer, en)),
        ("Date" if en else "日期", at.astimezone().strftime("%Y-%m-%d %H:%M")),
        ("Link" if en else "链接", link),
    )
    return tuple((name, text) for name, text in facts if text)


def breadth(value: str | float | None) -> int:
    """Characters, a Chinese one counted twice."""
    return sum(1 if c.isascii() else 2 for c in str(value)) if value is not None else 0


def place_of(place: Place, en: bool) -> str:
    """第 2 页, 框 (56, 310)–(420, 332); or a sheet's cell."""
    page = place.page or 1
    if place.cell:
        return f"sheet {page}, cell {place.cell}" if en else f"表 {page}，单元格 {place.cell}"
    if not place.bbox:
        return f"page {page}" if en else f"第 {page} 页"
    x0, top, x1, bottom = (round(n) for n in place.bbox)
    return f"page {page}, box {x0},{top}–{x1},{bottom}" if en else f"第 {page} 页，框 {x0},{top}–{x1},{bottom}"


def checked(row: Row | Citation, en: bool) -> str:
    """Which of its values nobody has checked yet, by name; else who did."""
    if row.doubtful:
        named = Counter(called(path, en) for path in row.doubtful)
        if en:
            return "to check: " + ", ".join(f"{name} ({n})" if n > 1 else name for name, n in named.items())
        return "待核对：" + "、".join(f"{name} {n} 处" if n > 1 else name for name, n in named.items())
    who = (", " if en else "、").join(row.verified_by)
    part = (", " if en else "、").join(row.verified_part)
    return (f"{part} checked by {who}".strip() if en else f"{who} 已核对{part}") if who else ""


def _checked_in_all(answer: Answer, en: bool) -> str:
    """How many of the rows a person has checked."""
    if not answer.rows:
        return ""
    by = [r for r in answer.rows if r.verified_by and not r.doubtful and not r.verified_part]
    who = (", " if en else "、").join(dict.fromkeys(w for r in by for w in r.verified_by))
    if not by:
        return "no row was checked whole by a person" if en else "没有一行全部经人核对"
    return f"{len(by)} of {len(answer.rows)} row(s), by {who}" if en else f"{len(answer.rows)} 行中有 {len(by)} 行全部经人核对（{who}）"


def told_apart(answer: Answer) -> tuple[Answer, ...]:
    """The answers of several questions in one; else the answer itself."""
    return answer.planned if isinstance(answer.planned, tuple) else (answer,)


def _answers(answer: Answer, en: bool) -> list[Table]:
    """The rows; of several questions each one's by themselves, as their columns differ."""
    made = [t for part in told_apart(answer) if (t := _rows(part, en)).rows]
    return [replace(t, heading=f"{t.heading} {n}") for n, t in enumerate(made, start=1)] if len(made) > 1 else made


def _rows(answer: Answer, en: bool) -> Table:
    rows = list(answer.rows)
    cells = [r.cells_en if en and r.cells_en else r.cells for r in rows]
    own = list(dict.fromkeys(h for c in cells for h in c))
    named = [
        (head, values) for head, values in (
            ("Unit" if en else "单位", [r.prepared_by for r in rows]), ("Project" if en else "项目", [r.project_name for r in rows]),
            ("Year" if en else "年度", [r.fiscal_year for r in rows]), ("Indicator" if en else "指标", [r.level3 for r in rows]),
        ) if any(values)
    ]  # fmt: skip
    own = [h for h in own if [c.get(h) for c in cells] not in [list(v) for _, v in named]]
    if not own and not named:
        named = [("Name" if en else "名称", [r.label for r in rows]), ("Value" if en else "数值", [r.value for r in rows])]  # type: ignore[list-item]
    heads = (*(h for h, _ in named), *own, *_where_heads(en), "Checked" if en else "核对")
    made = [(*(v[n] for _, v in named), *(thousands(cells[n].get(h, "")) for h in own), r.document, place_of(r, en), checked(r, en)) for n, r in enumerate(rows)]
    return Table("Answer" if en else "答案", heads, made, computed=True)


def _where_heads(en: bool) -> tuple[str, str]:
    return ("File", "Place") if en else ("文件", "位置")


def _sources(answer: Answer, en: bool) -> Table:
    places = answer.citations[:MOST_PLACES]
    heads = ("Unit", "Project", "Indicator", "As printed", "File", "Place", "Checked") if en else ("单位", "项目", "指标", "原文", "文件", "位置", "核对")
    cut = len(answer.citations) - len(places)
    note = (f"{cut} more places are not listed." if en else f"另有 {cut} 处未列出。") if cut > 0 else ""
    return Table("Sources" if en else "出处", heads, [_source(c, en) for c in places], note)


def _source(c: Citation, en: bool) -> tuple[str | None, ...]:
    return c.prepared_by, c.project_name, c.level3, c.text, c.document, place_of(c, en), checked(c, en)


def doubts(answer: Answer) -> Table:
    """The values that nobody has checked yet: those first that were asked for."""
    en = answer.language == "en"
    heads = ("Project", "Value", "Read as", "Why in doubt", "Bearing", "File", "Place") if en else ("项目", "名称", "读作", "存疑原因", "与答案的关系", "文件", "位置")
    rows = [_doubt(d, en) for d in sorted(answer.doubts, key=lambda d: BEARING.index(d.bears))]
    more = answer.more_doubts
    note = (f"{more} more are not listed one by one; the column “Checked” names them." if en else f"另有 {more} 处未逐一列出，各行“核对”一栏有名称。") if more else ""
    return Table(_NOT_CHECKED[en], heads, rows, note)


def _doubt(d: Doubt, en: bool) -> tuple[str | None, ...]:
    name = " · ".join(part for part in (d.of, d.name) if part)
    return d.project_name or d.prepared_by, name, d.read or ("(blank)" if en else "（空白）"), d.why, _BEARS[d.bears][en], d.document, place_of(d, en)


def _where_listed(answer: Answer, en: bool) -> str:
    n = len(answer.doubts) + answer.more_doubts
    if not n:
        return ""
    return f"{n} value(s), listed under “{_NOT_CHECKED[en]}”" if en else f"{n} 处，列在“{_NOT_CHECKED[en]}”中"


def as_text(answer: Answer, rows: int) -> str:
    """For the clipboard: the sentence, its rows with tabs, else its sources; the query in words, warnings, what nobody has checked yet."""
    en = answer.language == "en"
    open_ = doubts(answer)
    lines = [line for part in told_apart(answer) for line in _in_lines(part, rows, en)]
    lines += [f"{name}{': ' if en else '：'}{text}" for name, text in _facts(answer, datetime.now().astimezone())]
    lines += [open_.heading, *_with_tabs(open_, rows, en)] if open_.rows else []
    return "\n".join(lines)


def _in_lines(answer: Answer, rows: int, en: bool) -> Iterator[str]:
    said, table = thousands(answer.answer), _rows(answer, en) if answer.rows else _sources(answer, en)
    yield said.split("\n")[0] if answer.rows else said
    if table.rows:
        yield from _with_tabs(table, rows, en)


def _with_tabs(table: Table, most: int, en: bool) -> Iterator[str]:
    yield "\t".join(table.heads)
    for row in table.rows[:most]:
        yield "\t".join(_flat(c) for c in row)
    if (rest := len(table.rows) - most) > 0:
        yield f"… {rest} more" if en else f"……另有 {rest} 行"


def _flat(cell: str | float | None) -> str:
    return "" if cell is None else " ".join(str(cell).split())


def filename(answer: Answer, at: datetime) -> str:
    """A name that says what was asked."""
    plain = "".join(c for c in asked(answer) if c.isalnum())[:24]
    return f"{plain or 'jixiao'}-{at.astimezone():%Y%m%d-%H%M}"



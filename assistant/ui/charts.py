"""Rows of an answer as a drawing: bars for a comparison or a ranking, a line over the years for a trend.

The data are the answer's own rows, the words beside each mark those of its table, and each mark opens the row's place. Pure;
no library, no colour that means something by itself.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from assistant.reply import Answer, Row
from assistant.ui.markup import NOTHING, Html, element
from assistant.ui.texts import Language, say
from assistant.wording import plain, thousands

BARS = 12  # that are drawn; more is a table's business
_WIDTH, _HEIGHT = 640, 190
_LEFT, _RIGHT, _TOP, _BOTTOM = 56, 56, 30, 28
_LONGEST = 40  # characters of a name beside a bar
Selectable = Callable[[str, Row], dict[str, object]]


@dataclass(frozen=True)
class Mark:
    """One row as it is drawn: its name, its value, and the value in the words of the table."""

    name: str
    value: float
    said: str
    row: Row


def chart(answer: Answer, key: str, place: Selectable) -> Html:
    """The drawing of an answer, where one shows something: two rows and more that have one kind of number each."""
    query, rows = answer.query, answer.rows
    if answer.status != "answered" or not len(rows) > 1 or not _compares(answer):
        return NOTHING
    years = query.get("group_by") == ["fiscal_year"]
    marks = _marks(list(rows[: len(rows) if years else BARS]), answer.language, years)
    if len(marks) < 2 or all(m.value == 0 for m in marks):
        return NOTHING
    if years and len(marks) > 2:
        return _line(sorted(marks, key=lambda m: m.name), key, place, answer.language)
    return _bars(marks, len(rows), key, place, answer.language)


def _compares(answer: Answer) -> bool:
    """Groups, a ranking, or one number of several that were named."""
    query = answer.query
    if query.get("group_by") or query.get("order"):
        return True
    return bool(query.get("show")) and len(query["show"]) == 1 and all(r.value is not None for r in answer.rows[:BARS])


def _marks(rows: Sequence[Row], language: Language, years: bool) -> list[Mark]:
    names = [_name(r, years) for r in rows]
    if len(set(names)) < len(names):  # the same project of several units or years
        names = _told_apart(rows, names)
    return [Mark(n, r.value, _said(r, language), r) for n, r in zip(names, rows, strict=True) if r.value is not None]


def _name(row: Row, years: bool) -> str:
    return (row.label or "") if years or not row.level3 else row.level3


def _told_apart(rows: Sequence[Row], names: Sequence[str]) -> list[str]:
    """Each name with what differs from row to row: its project, else its unit; its year."""
    owners = [(r.project_name if r.level3 else r.prepared_by) or "" for r in rows]
    years = [str(r.fiscal_year or "") for r in rows]
    further = [column for column in (owners, years) if len(set(column)) > 1]
    return [" · ".join([name, *(column[n] for column in further if column[n])]) for n, name in enumerate(names)]


def _said(row: Row, language: Language) -> str:
    """The value as the table says it: of its cells the one that holds this number."""
    cells = (row.cells_en if language == "en" and row.cells_en else row.cells).values()
    number = plain(row.value or 0)
    return thousands(next((c for c in cells if c.startswith(number) and not c[len(number) : len(number) + 1].isdigit() and c != row.label), number))


def _bars(marks: Sequence[Mark], rows: int, key: str, place: Selectable, language: Language) -> Html:
    least, most = min(0.0, *(m.value for m in marks)), max(0.0, *(m.value for m in marks))
    reach = (most - least) or 1.0
    lines = [
        element(
            "li",
            element("span", m.name[:_LONGEST], class_="bar-name", title=m.name),
            element("span", element("span", class_="bar below-zero" if m.value < 0 else "bar", style=_extent(m.value, least, reach)), class_="bar-track"),
            element("span", m.said, class_="bar-said"),
            **place(f"{key}-mark{n}", m.row),
        )
        for n, m in enumerate(marks)
    ]
    cut = element("p", say("chart_cut", language, n=BARS, total=rows), class_="rows-note") if rows > BARS else NOTHING
    widths = f"--name:{_breadth(m.name for m in marks)}em;--said:{_breadth(m.said for m in marks)}em"  # alike in all rows: bars are compared
    return element("figure", element("ol", *lines, class_="bars", style=widths), cut, class_="chart", aria_label=say("chart", language))


def _breadth(texts: Iterable[str]) -> float:
    return round(max(sum(0.6 if c.isascii() else 1 for c in text[:_LONGEST]) for text in texts) + 0.3, 1)


def _extent(value: float, least: float, reach: float) -> str:
    start = (min(value, 0.0) - least) / reach * 100
    return f"left:{start:.2f}%;width:{max(abs(value) / reach * 100, 0.4):.2f}%"


def _line(marks: Sequence[Mark], key: str, place: Selectable, language: Language) -> Html:
    """A polyline with a point, a value and a year for each row; the axis begins at zero where values are near it."""
    low, high = min(m.value for m in marks), max(m.value for m in marks)
    floor = min(0.0, low) if low < 0 or high == low or low < (high - low) * 2 else low - (high - low) * 0.5
    reach = (high - floor) or 1.0
    step = (_WIDTH - _LEFT - _RIGHT) / (len(marks) - 1)
    reach_x = min(step / 2, _LEFT - 8)  # a year can be chosen anywhere above its name
    spots = [(_LEFT + n * step, _TOP + (1 - (m.value - floor) / reach) * (_HEIGHT - _TOP - _BOTTOM)) for n, m in enumerate(marks)]
    path = " ".join(f"{x:.1f},{y:.1f}" for x, y in spots)
    points = [
        element(
            "g",
            element("rect", x=f"{x - reach_x:.1f}", y="2", width=f"{2 * reach_x:.1f}", height=str(_HEIGHT - 2), rx="6", class_="reach"),
            element("circle", cx=f"{x:.1f}", cy=f"{y:.1f}", r="4", class_="point"),
            element("text", m.said, x=f"{x:.1f}", y=f"{y - 11:.1f}", text_anchor="middle", class_="said-value"),
            element("text", _year(m.name, language), x=f"{x:.1f}", y=str(_HEIGHT - 6), text_anchor="middle", class_="axis"),
            **place(f"{key}-mark{n}", m.row),
        )
        for n, (m, (x, y)) in enumerate(zip(marks, spots, strict=True))
    ]
    ground = element("line", x1=str(_LEFT - 24), x2=str(_WIDTH - _RIGHT + 24), y1=str(_HEIGHT - _BOTTOM + 4), y2=str(_HEIGHT - _BOTTOM + 4), class_="ground")
    drawing = element("svg", ground, element("polyline", points=path), *points, viewBox=f"0 0 {_WIDTH} {_HEIGHT}", role="group")
    note = element("p", say("chart_floor", language), class_="rows-note") if floor > 0 else NOTHING
    return element("figure", drawing, note, class_="chart trend", aria_label=say("chart", language))


def _year(name: str, language: Language) -> str:
    return f"{name}年" if language == "zh" and name.isdigit() else name

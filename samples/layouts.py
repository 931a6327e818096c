"""How invented provinces lay out their forms, as data; and the one way from a layout and a report to a printed form.

A layout says which fields stand where and under which labels. What it does not print is dropped from the gold.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import groupby
from typing import Literal

from extractors.records import BudgetLine, FormType, Indicator, Report
from samples.content import Invented
from samples.table import Cell, Form

Pair = tuple[str, str]
"""A printed label and the field behind it."""


@dataclass(frozen=True)
class Money:
    unit: Literal["元", "万元"] = "万元"
    decimals: int = 2
    thousands: bool = False

    def printed(self, amount: Decimal | None) -> str:
        if amount is None:
            return ""
        value = amount / 10000 if self.unit == "万元" else amount
        return f"{value:{',' if self.thousands else ''}.{self.decimals}f}"


@dataclass(frozen=True)
class Funds:
    """The funds table: its side label, its columns, and the printed label of each source."""

    label: str
    columns: tuple[Pair, ...]
    sources: Mapping[str, str] = field(default_factory=dict)
    corner: str = ""


@dataclass(frozen=True)
class Column:
    header: str
    field: str
    width: float = 1.0


@dataclass(frozen=True)
class Layout:
    name: str
    form_type: FormType
    title: str
    columns: tuple[Column, ...]
    subtitle: str = "（{year}年度）"
    above: tuple[str, ...] = ()
    head: tuple[tuple[Pair, ...], ...] = ()
    funds: Funds | None = None
    money: Money = Money()
    goal_label: str = "年度总体目标"
    goals: tuple[Pair, ...] = ()
    texts: tuple[Pair, ...] = ()
    lists: tuple[tuple[str, str, str], ...] = ()  # side label, label of each item, field
    side: str | None = "绩效指标"
    level1_points: bool = False
    empty_levels: tuple[Pair, ...] = ()  # level 1 and 2 of rows that the author left blank
    levels: Mapping[str, Pair] = field(default_factory=dict)  # level 2 -> its other names, where they differ
    comparators: Mapping[str, str] = field(default_factory=dict)
    total: str | None = None
    tail: tuple[Pair, ...] = ()
    below: tuple[str, ...] = ()
    repeat_header: bool = False
    rules: Literal["all", "rows"] = "all"
    landscape: bool = False


def print_form(invented: Invented, layout: Layout) -> Form:
    """The report as this layout prints it, with what a careful person would read off it."""
    report = _renamed(invented.report, layout)
    width = len(layout.columns) + (layout.side is not None)
    rows = [
        *(_head_row(pairs, report, layout, width) for pairs in layout.head),
        *_funds_rows(report, layout, width),
        *_text_rows(layout.texts, report, layout, width),
        *_goal_rows(report, layout, width),
        *(row for parts in layout.lists for row in _list_rows(parts, report, width)),
    ]
    header_row = len(rows)
    rows += _indicator_rows(report, layout)
    rows += _total_rows(report, layout, width)
    rows += _text_rows(layout.tail, report, layout, width)
    title, above, below = ((_filled(text, report, layout)) for text in (layout.title, "\n".join(layout.above), "\n".join(layout.below)))
    subtitle = _filled(layout.subtitle, report, layout)
    return Form(
        title=title,
        above=tuple(filter(None, (subtitle, *above.split("\n")))),
        rows=tuple(tuple(row) for row in rows),
        widths=(*((0.3,) if layout.side else ()), *(column.width for column in layout.columns)),
        below=tuple(filter(None, below.split("\n"))),
        header_row=header_row,
        repeat_header=layout.repeat_header,
        rules=layout.rules,
        landscape=layout.landscape,
        gold=_gold(report, layout, title),
        faults=invented.faults,
    )


def _renamed(report: Report, layout: Layout) -> Report:
    """The report in the layout's own words: its levels, its comparators in words, its names of the sources of money."""
    indicators = tuple(
        x.model_copy(
            update={
                **dict(zip(("level1", "level2"), layout.levels.get(x.level2 or "", (x.level1, x.level2)), strict=True)),
                "target": _reworded(x.target or "", layout.comparators),
            }
        )
        for x in report.indicators
    )
    filled = {x.level2 for x in indicators}
    indicators += tuple(Indicator(level1=level1, level2=level2) for level1, level2 in layout.empty_levels if level2 not in filled)
    totals = {level: sum(x.weight or Decimal(0) for x in indicators if x.level1 == level) for level in {x.level1 for x in indicators}}
    indicators = tuple(x.model_copy(update={"level1_weight": totals[x.level1] if layout.level1_points else None}) for x in indicators)
    # An order by level 1 keeps a renamed level in one piece.
    order = list(dict.fromkeys(x.level1 for x in indicators))
    return report.model_copy(update={"indicators": tuple(sorted(indicators, key=lambda x: order.index(x.level1)))})


def _reworded(target: str, comparators: Mapping[str, str]) -> str:
    return comparators.get(target[:1], target[:1]) + target[1:]


def split_target(target: str) -> tuple[str, str, str]:
    """Comparator, value and unit, as forms with three columns print them; a word stands as 定性."""
    sign, rest = re.match(r"([≥≤=＝]|大于等于|小于等于|等于)?(.*)", target).groups()  # type: ignore[union-attr]
    number = re.fullmatch(r"(\d+(?:\.\d+)?)(\D*)", rest)
    if not target:
        return ("", "", "")
    if not number:
        return ("定性", rest, "")
    return (sign or "＝", number[1], number[2])


def _plain(number: Decimal | None) -> str:
    if number is None:
        return ""
    return f"{number.normalize():f}"


def _ticked(value: str, options: tuple[str, ...]) -> str:
    return "　".join(f"{option}{'☑' if option == value else '□'}" for option in options)


# Printed values that are more than one field's own text: how they read, and the fields they carry.
_COMPOSED: dict[str, tuple[Callable[[Report, Layout], str], tuple[str, ...]]] = {
    "department_with_code": (
        lambda r, _: f"{r.competent_department_code}-{r.competent_department}",
        ("competent_department", "competent_department_code"),
    ),
    "code_in_brackets": (
        lambda r, _: f"[{r.competent_department_code}]{r.competent_department}",
        ("competent_department", "competent_department_code"),
    ),
    "attribute_ticks": (lambda r, _: _ticked(r.project_attribute or "", ("新增项目", "延续项目")), ("project_attribute",)),
    "amount": (lambda r, layout: layout.money.printed(r.budget[0].initial), ("budget",)),
    "amount_with_unit": (lambda r, layout: layout.money.printed(r.budget[0].initial) + layout.money.unit, ("budget",)),
    "filled_on": (lambda r, _: f"{(r.fiscal_year or 0) + 1}年2月18日", ()),
    "blank": (lambda _r, _l: "", ()),
}


def _value(name: str, report: Report, layout: Layout) -> str:
    if name in _COMPOSED:
        return _COMPOSED[name][0](report, layout)
    value = getattr(report, name)
    return _plain(value) if isinstance(value, Decimal) else str(value if value is not None else "")


def _filled(text: str, report: Report, layout: Layout) -> str:
    """A line of text with its {fields} filled; {year}, {unit} and {money} for short."""
    short = {"year": str(report.fiscal_year), "unit": report.prepared_by or "", "money": layout.money.unit}
    return re.sub(r"\{(\w+)\}", lambda m: short.get(m[1]) or _value(m[1], report, layout), text)


def _spread(row: list[Cell], width: int) -> list[Cell]:
    """The cells stretched over the table's width: the first label over the narrow side column, then the values."""
    shares = [1] * len(row)
    for extra in range(width - len(row)):
        shares[len(row) - 1 - 2 * ((extra - 1) % ((len(row) + 1) // 2)) if extra else 0] += 1
    return [Cell(cell.text, share, cell.down, cell.align) for cell, share in zip(row, shares, strict=True)]


def _head_row(pairs: tuple[Pair, ...], report: Report, layout: Layout, width: int) -> list[Cell]:
    return _spread([Cell(text) for label, name in pairs for text in (label, _value(name, report, layout))], width)


def _funds_rows(report: Report, layout: Layout, width: int) -> list[list[Cell]]:
    if layout.funds is None:
        return []
    funds = layout.funds
    lines = [x for x in report.budget if x.source in funds.sources]
    side = Cell(_filled(funds.label, report, layout), down=len(lines) + 1)
    rows = [[Cell(funds.corner), *(Cell(_filled(header, report, layout)) for header, _ in funds.columns)]]
    rows += [[Cell(funds.sources[x.source]), *(Cell(_money_cell(x, name, layout)) for _, name in funds.columns)] for x in lines]
    stretched = [_spread(row, width - 1) for row in rows]
    return [[side, *stretched[0]], *stretched[1:]]


def _money_cell(line: BudgetLine, name: str, layout: Layout) -> str:
    value = getattr(line, name)
    if name in ("initial", "full_year", "executed"):
        return layout.money.printed(value)
    return f"{_plain(value)}%" if name == "execution_rate" and value is not None else _plain(value)


def _text_rows(pairs: tuple[Pair, ...], report: Report, layout: Layout, width: int) -> list[list[Cell]]:
    label_width = 2 if width > 6 else 1
    return [
        [Cell(label, label_width), Cell(_value(name, report, layout), width - label_width, align="left")] for label, name in pairs
    ]


def _goal_rows(report: Report, layout: Layout, width: int) -> list[list[Cell]]:
    """Goal beside completion under their headers, or one goal behind its label."""
    if len(layout.goals) < 2:
        return _text_rows(layout.goals, report, layout, width)
    half = (width - 1) // 2
    (left, first), (right, second) = layout.goals
    return [
        [Cell(layout.goal_label, down=2), Cell(left, half), Cell(right, width - 1 - half)],
        [
            Cell(_value(first, report, layout), half, align="left"),
            Cell(_value(second, report, layout), width - 1 - half, align="left"),
        ],
    ]


def _list_rows(parts: tuple[str, str, str], report: Report, width: int) -> list[list[Cell]]:
    side, label, name = parts
    items = getattr(report, name)
    rows = [[Cell(label.format(n=n)), Cell(item, width - 2, align="left")] for n, item in enumerate(items, 1)]
    return [[Cell(side, down=len(items)), *rows[0]], *rows[1:]]


def _indicator_rows(report: Report, layout: Layout) -> list[list[Cell]]:
    header = [Cell(_filled(column.header, report, layout)) for column in layout.columns]
    rows: list[list[Cell]] = [header]
    for number, x in enumerate(report.indicators, 1):
        rows.append([cell for column in layout.columns if (cell := _indicator_cell(column.field, number, x, report, layout))])
    if layout.side:
        rows[0].insert(0, Cell(layout.side, down=len(rows)))
    return rows


def _indicator_cell(name: str, number: int, x: Indicator, report: Report, layout: Layout) -> Cell | None:
    """The cell of one column; of a level, one merged cell where it begins and none below."""
    if name in ("level1", "level2"):
        position = number - 1
        runs = list(_runs(report.indicators, name))
        down = next((length for start, length in runs if start == position), None)
        return None if down is None else Cell(_level_text(name, x, layout), down=down)
    parts = dict(zip(("sign", "number", "unit"), split_target(x.target or ""), strict=True))
    extra = {
        "position": str(number),
        "forecast": "" if not x.level3 else "预计完成" if number % 4 else "预计略有差距",
        "likelihood": "" if not x.level3 else "确定能" if number % 4 else "有可能",
        **parts,
    }
    if name in extra:
        return Cell(extra[name])
    value = getattr(x, name)
    long = name in ("level3", "explanation", "deviation_reason")
    return Cell(_plain(value) if isinstance(value, Decimal) else value or "", align="left" if long else "center")


def _runs(indicators: tuple[Indicator, ...], name: str) -> Iterator[tuple[int, int]]:
    """Start and length of each run of rows with the same level."""
    start = 0
    for _, run in groupby(indicators, key=lambda x: (x.level1, getattr(x, name))):
        length = len(list(run))
        yield start, length
        start += length


def _level_text(name: str, x: Indicator, layout: Layout) -> str:
    if name == "level1" and layout.level1_points:
        return f"{x.level1}（{_plain(x.level1_weight)}分）"
    return str(getattr(x, name))


def _total_rows(report: Report, layout: Layout, width: int) -> list[list[Cell]]:
    """The total under its columns: the label as far as the first of them, blanks between and behind."""
    if layout.total is None:
        return []
    names = ([""] if layout.side else []) + [column.field for column in layout.columns]
    values = {"weight": _plain(report.total_weight), "score": _plain(report.total_score)}
    first = next(position for position, name in enumerate(names) if name in values)
    return [[Cell(layout.total, first), *(Cell(values.get(name, "")) for name in names[first:])]]


def _printed_fields(layout: Layout) -> set[str]:
    names = {name for row in layout.head for _, name in row}
    names |= {name for _, name in (*layout.goals, *layout.texts, *layout.tail)} | {name for _, _, name in layout.lists}
    names |= set(re.findall(r"\{(\w+)\}", " ".join((layout.title, layout.subtitle, *layout.above, *layout.below))))
    names = {part for name in names for part in _COMPOSED.get(name, (None, (name,)))[1]}
    aliases = {"year": "fiscal_year", "unit": "prepared_by"}
    names = {aliases.get(name, name) for name in names}
    columns = {column.field for column in layout.columns}
    if layout.total:
        names |= {f"total_{name}" for name in ("weight", "score") if name in columns}
    return names | {"form_type", "indicators"} | ({"budget"} if layout.funds else set())


def _gold(report: Report, layout: Layout, title: str) -> Report:
    printed = _printed_fields(layout)
    blank = {name: field.get_default(call_default_factory=True) for name, field in Report.model_fields.items() if name not in printed and not field.is_required()}
    return report.model_copy(
        update={**blank, "title": title, "budget": _gold_budget(report, layout, printed), "indicators": _gold_indicators(report, layout)}
    )


def _gold_budget(report: Report, layout: Layout, printed: set[str]) -> tuple[BudgetLine, ...]:
    if layout.funds is None:
        return report.budget[:1] if "budget" in printed else ()
    columns = {name for _, name in layout.funds.columns}
    lines = (x for x in report.budget if x.source in layout.funds.sources)
    return tuple(
        BudgetLine(source=_source(layout.funds.sources[x.source]), **{name: getattr(x, name) for name in columns}) for x in lines
    )


def _source(label: str) -> str:
    return re.sub(r"^其中[：:]", "", label).strip("：: 　—-")


def _gold_indicators(report: Report, layout: Layout) -> tuple[Indicator, ...]:
    columns = {column.field for column in layout.columns} | {"status"}
    if layout.level1_points:
        columns.add("level1_weight")
    split = {"sign", "number"} <= columns
    result = []
    for x in (x for x in report.indicators if x.level3):
        kept = {name: getattr(x, name) for name in columns & set(Indicator.model_fields)}
        if split:
            sign, number, unit = split_target(x.target or "")
            kept["target"] = ("" if sign == "定性" else sign) + number + unit
        result.append(Indicator(**kept))
    return tuple(result)

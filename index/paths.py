"""One value of a report by its path ("indicators[4].target", "fiscal_year", "plans[2]"): what kind it is, what it holds,
what a person's text for it means, and the report with another value there.

Pure; works on a report as it is dumped to JSON, knows no database and nobody who decides.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Any, Literal

from extractors.errors import InputError
from extractors.records import BudgetLine, Indicator, Report, plain_number
from extractors.status import judge
from extractors.text import fold, squeeze
from extractors.values import money, number

Kind = Literal["text", "money", "points", "rate", "year", "yes_no"]
Value = str | int | float | bool | None

WHOLE = ""  # the path of a report as a whole, which is no value
LONGEST = 8000  # characters of a text
MOST_POINTS = Decimal(1000)
_YEARS = range(1980, 2101)
_PATH = re.compile(r"([a-z_0-9]+)(?:\[(\d{1,5})\](?:\.([a-z_0-9]+))?)?")
_KINDS: dict[str, Kind] = {
    **dict.fromkeys(("initial", "full_year", "executed"), "money"),
    **dict.fromkeys(("weight", "score", "level1_weight", "total_weight", "total_score"), "points"),
    "execution_rate": "rate",
    "fiscal_year": "year",
    "of_which": "yes_no",
}
_LISTS: dict[str, tuple[str, ...]] = {
    "budget": tuple(BudgetLine.model_fields),
    "indicators": tuple(n for n in Indicator.model_fields if n not in ("status", "flags")),
}
_ITEMS = ("plans", "detail_goals", "other")  # lists whose items are one value each
_NO_VALUE = ("document", "form_type", "labels", "columns", "pages", "unread", "review", "evidence", *_LISTS, *_ITEMS)
_PLAIN = tuple(name for name in Report.model_fields if name not in _NO_VALUE)
_YUAN = re.compile(r"\s*(?:(wan)(?:\s*yuan)?|yuan)$", re.IGNORECASE)
_NEVER_BLANK = re.compile(r"budget\[\d+\]\.source|(?:plans|detail_goals|other)\[\d+\]")


def _split(path: str) -> tuple[str, int | None, str | None]:
    """Field, place in its list, field of the item. An InputError where no value of a report is called so."""
    found = _PATH.fullmatch(path)
    if found:
        name, at, inner = found[1], None if found[2] is None else int(found[2]), found[3]
        of_list = name in _LISTS and at is not None and inner in _LISTS[name]
        of_item = name in _ITEMS and at is not None and inner is None
        if of_list or of_item or (name in _PLAIN and at is None):
            return name, at, inner
    raise InputError(f"报告里没有名为“{path}”的值。", f'A report has no value called "{path}".')


def kind_of(path: str) -> Kind:
    name, _, inner = _split(path)
    return _KINDS.get(inner or name, "text")


def is_value(path: str) -> bool:
    try:
        _split(path)
    except InputError:
        return False
    return True


def value_at(payload: Mapping[str, Any], path: str) -> Value:
    """What stands there; an InputError where the report has no such place."""
    name, at, inner = _split(path)
    found: Any = payload.get(name)
    if at is not None:
        if at >= len(found or ()):
            raise InputError(f"这份报告没有“{path}”这个值。", f'This report has no value "{path}".')
        found = found[at]
        if name == "other":
            found = found["value"]
        elif inner is not None:
            found = found.get(inner)
    value: Value = found
    return value


def _put(payload: dict[str, Any], path: str, value: Value) -> None:
    name, at, inner = _split(path)
    if at is None:
        payload[name] = value
    elif name == "other":
        payload[name][at]["value"] = value
    elif inner is None:
        payload[name][at] = value
    else:
        payload[name][at][inner] = value


def laid_over(report: Report, decided: Mapping[str, Value]) -> Report:
    """The report as read, with what persons decided: their values in place of those read, indicators that these touch
    judged anew, and nothing of what was decided in `review` any more."""
    payload = report.model_dump(mode="json", exclude={"evidence"})
    corrected = [path for path, value in decided.items() if is_value(path) and value_at(payload, path) != value]
    for path in corrected:
        _put(payload, path, decided[path])
    payload["review"] = [path for path in report.review if path not in decided]
    made = Report.model_validate({**payload, "evidence": report.evidence})
    touched = {at for name, at, _ in map(_split, corrected) if name == "indicators"}
    if "fiscal_year" in corrected:  # it completes dates that are printed without a year
        touched = set(range(len(made.indicators)))
    indicators = (_judged(made, i) if n in touched else i for n, i in enumerate(made.indicators))
    return made.model_copy(update={"indicators": tuple(indicators)})


def _judged(report: Report, indicator: Indicator) -> Indicator:
    status, flags = judge(report.form_type, indicator, report.fiscal_year, "actual" in report.columns)
    return indicator.model_copy(update={"status": status, "flags": flags})


# what a person typed


def understood(path: str, typed: str) -> Value:
    """The value that a typed text means at this path; an InputError that says what is wrong with it."""
    kind, text = kind_of(path), fold(typed).strip()
    if not text:
        if kind in ("yes_no", "year") or _NEVER_BLANK.fullmatch(path):
            raise InputError("这一项不能为空。", "This value cannot be blank.")
        return None
    if kind == "money":
        return _amount(text)
    if kind == "points":
        return _number(text, "分", MOST_POINTS, "分值或得分应为 0 至 1000 的数字，例如 9.5", "Points are a number from 0 to 1000, such as 9.5")
    if kind == "rate":
        return _number(text, "%", Decimal(10_000), "执行率应为百分数，例如 98.5%", "A rate is a percentage, such as 98.5%")
    if kind == "year":
        return _year(text)
    if kind == "yes_no":
        return _yes_no(text)
    if len(text) > LONGEST:
        raise InputError(f"文字过长（{len(text)} 字），最多 {LONGEST} 字。", f"The text is too long ({len(text)}); {LONGEST} characters at most.")
    return text


def _amount(text: str) -> Value:
    """Yuan. The text must name its unit: nobody should have to guess whether 150 is 元 or 万元."""
    named = _YUAN.sub(lambda unit: "万元" if unit[1] else "元", text)
    amount = money(named, Decimal(1))
    if amount is None:
        raise InputError(f"“{text}”不是金额。请写成 150.5万元 或 1505000元。", f'"{text}" is no amount of money. Write 1505000 yuan or 150.5 wan.')
    if amount != money(named, Decimal(10_000)):
        raise InputError(f"请写明单位：{text}万元 还是 {text}元？", f"Name the unit: {text} yuan, or {text} wan (10,000 yuan)?")
    return plain_number(amount)


def _number(text: str, unit: str, most: Decimal, zh: str, en: str) -> Value:
    found = number(text.removesuffix(unit).removesuffix("％" if unit == "%" else unit))
    bare = not re.search(r"[亿万元分%％]", text.removesuffix(unit).removesuffix("％" if unit == "%" else unit))
    if found is None or not bare or not 0 <= found <= most:
        raise InputError(f"“{text}”读不出数值：{zh}。", f'"{text}" cannot be taken: {en}.')
    return plain_number(found)


def _year(text: str) -> Value:
    found = re.fullmatch(r"(\d{4})(?:年度?)?", squeeze(text))
    if not found or int(found[1]) not in _YEARS:
        raise InputError(f"“{text}”不是年度。请写成 2024。", f'"{text}" is no year. Write 2024.')
    return int(found[1])


def _yes_no(text: str) -> Value:
    said = {"是": True, "yes": True, "否": False, "no": False}.get(text.lower())
    if said is None:
        raise InputError("请填“是”或“否”。", "Write yes or no.")
    return said


def as_typed(path: str, value: Value) -> str:
    """A value as a person would type it: `understood` gives it back."""
    kind = kind_of(path)
    if value is None:
        return ""
    if isinstance(value, bool):
        return "是" if value else "否"
    if kind == "money":
        return f"{_plain(Decimal(str(value)) / 10_000)}万元"
    if kind == "rate":
        return f"{_plain(Decimal(str(value)))}%"
    return value if isinstance(value, str) else _plain(Decimal(str(value)))


def _plain(value: Decimal) -> str:
    return f"{value.normalize():f}"

"""What a target or an actual says: comparator, number and unit, a date, or words. And money and plain numbers.

Parsing only; `extractors.status` holds values against each other. Source of the rules: docs/domain.md, "Values".
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Literal

from extractors.text import is_blank, squeeze

Comparator = Literal["≥", "≤", "=", ">", "<"]
Kind = Literal["blank", "number", "range", "date", "year", "compound", "word"]


@dataclass(frozen=True, slots=True)
class Value:
    """A parsed cell. Numbers are in the base unit (元, not 万元; 1000, not 千); `unit` is the base unit's name
    and `scale` what one printed unit is of it."""

    kind: Kind
    text: str
    comparator: Comparator | None = None
    number: Decimal | None = None
    high: Decimal | None = None
    unit: str = ""
    scale: Decimal = Decimal(1)
    parts: tuple[Value, ...] = ()
    date: tuple[int | None, int, int | None] | None = None  # year, month, day


_COMPARATORS: tuple[tuple[str, Comparator], ...] = (
    (r">=|=>|≥|≧|⩾|≮|大于或?等于|大于|不少于|不低于|不小于|不得少于|不得低于|至少|达到|达", "≥"),
    (r"<=|=<|≤|≦|⩽|≯|小于或?等于|小于|不高于|不超过|不多于|不大于|不得超过|不得高于|控制在|至多|最多", "≤"),
    (r"=|等于", "="),
    (r">|高于|超过|多于", ">"),
    (r"<|低于|少于", "<"),
)
_STRICT_WORDS = {"大于": ">", "小于": "<"}
_COMPARATOR = re.compile("|".join(f"(?P<c{i}>{p})" for i, (p, _) in enumerate(_COMPARATORS)))
_NUMBER = r"[-+]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?"
_IN_WORDS = re.compile(r"^(?:人民币)?[零壹贰叁肆伍陆柒捌玖拾佰仟万亿]+[元圆]整?\(([^()]+)\)$")  # 人民币壹佰万元整（¥1,000,000）
_SCALE = {"亿": Decimal(10**8), "千万": Decimal(10**7), "百万": Decimal(10**6), "万": Decimal(10**4)}
_UNIT = r"[^\d,，、;；。:：<>=≥≤]*"
_NUMBER_UNIT = re.compile(rf"({_NUMBER})(亿|千万|百万|万)?({_UNIT})")
_RANGE = re.compile(rf"^({_NUMBER})({_UNIT}?)(?:-|~|—|–|至|到)({_NUMBER})({_UNIT})$")
_MONTH, _DAY = r"(?:1[0-2]|0?[1-9])", r"(?:3[01]|[12]\d|0?[1-9])"
_DATE = re.compile(
    rf"(?P<y>(?:19|20)\d{{2}})[./-](?P<m>{_MONTH})(?:[./-](?P<d>{_DAY})(?!\d)|(?=$|[-~—–至到前底止完之初末,、;]))"
    rf"|(?:(?P<y2>(?:19|20)\d{{2}})年度?)?(?P<m2>{_MONTH})月份?(?:(?P<d2>{_DAY})(?:日|号)?)?"
    rf"|(?<![\d.])(?P<m3>{_MONTH})\.(?P<d3>{_DAY})(?=(?:日|号)?(?:之|以)?前)"  # 12.31前
)
_BARE_MONTH = re.compile(r"(?:19|20)\d{2}\.(?:0[1-9]|1[0-2])")
_YEAR = re.compile(r"^(?:19|20)\d{2}年?度?(?:内|底前?|末|年末|年底前?)?(?:完成)?$")
_UNITS = {"人次": "人", "人员": "人", "名": "人", "位": "人", "百分比": "%", "百分点": "%", "个百分点": "%", "户次": "户", "元整": "元",
          "公顷": "公顷", "千米": "公里", "km": "公里", "m": "米", "㎡": "平方米", "m2": "平方米", "m³": "立方米", "立方": "立方米"}  # fmt: skip
_INCLUDED = re.compile(r"\(含[^()]*\)")  # ≥95%（含）
_POWER = re.compile(r"(?<=[\d万亿])k?m[23](?!\d)")  # 300m2 holds one number, not two
_POWERS = {"m2": "平方米", "m3": "立方米", "km2": "平方公里", "km3": "立方公里"}
_SUFFIX = re.compile(r"(以上|及以上|以下|及以下|以内|之内|内)$")
_TAIL = re.compile(r"(左右|以上|及以上|以下|及以下|以内|之内|内|完成|覆盖|全覆盖|[()（）。.;；])+$")
_CURRENCY = re.compile(r"^([-+]?)¥")
_POINT_FIRST = re.compile(r"^([≥≤=<>]*[-+]?)\.(?=\d)")  # .5, as a format without a digit before the point shows it
_NEGATIVE = re.compile(rf"\({_NUMBER}%?\)|[△▲]{_NUMBER}{_UNIT}")  # an accountant's (5.00) and △5; or just marked so
_UNSHOWN = re.compile(
    r"#{2,}|#(?:REF!|DIV/0!|N/A|VALUE!|NAME\?|NUM!|NULL!)|=.*(?:#REF!|[A-Z]\(|(?<![\w.])\$?[A-Z]{1,3}\$?\d+(?![\w.])).*"
)
_DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"两": 2, "〇": 0}
_HANZI = re.compile(r"^([≥≤=<>]?)([零一二两三四五六七八九十百]+)(个|次|篇|期|年|天|场|人|条|项|份|家|户|月|套|件|部)$")


def parse(text: str | None) -> Value:
    """Read a target or an actual as printed; anything that is not a number, date or blank is a word."""
    raw = squeeze(text).replace("﹥", ">").replace("﹤", "<").replace("﹦", "=")
    if is_blank(raw) or raw == "无":
        return Value("blank", raw)
    if _NEGATIVE.fullmatch(raw):
        return Value("word", raw)
    plain = _POWER.sub(lambda m: _POWERS[m[0]], _hanzi_number(_INCLUDED.sub("", raw)))
    plain = _POINT_FIRST.sub(r"\g<1>0.", _CURRENCY.sub(r"\1", plain))
    return _date(plain) or _compound(plain) or _single(plain) or Value("word", raw)


def unshown(text: str | None) -> bool:
    """What a spreadsheet puts in place of a value: #### in too narrow a column, an error, a formula never computed."""
    return bool(_UNSHOWN.fullmatch(squeeze(text)))


def _hanzi_number(text: str) -> str:
    """≥三年 as ≥3年; only where the whole cell is such a number."""
    m = _HANZI.match(text)
    return f"{m[1]}{hanzi_to_int(m[2])}{m[3]}" if m else text


def hanzi_to_int(text: str) -> int:
    """一百二十三 -> 123 (below one thousand); a row of digits 二〇二四 -> 2024."""
    if not any(c in "十百" for c in text):
        return int("".join(str(_DIGITS[c]) for c in text))
    total, digit = 0, 0
    for c in text:
        if c in "十百":
            total += max(digit, 1) * (10 if c == "十" else 100)
            digit = 0
        else:
            digit = _DIGITS[c]
    return total + digit


def _date(text: str) -> Value | None:
    """12月底前, 2024年12月31日前, 2023.12; a span of months (2023.07-2024.01) is its end."""
    if _YEAR.match(text):
        return Value("year", text)
    if re.fullmatch(rf"[<>=≥≤]*{_NUMBER}", text) and not _BARE_MONTH.fullmatch(text):
        return None
    found = list(_DATE.finditer(text.lstrip("<>=≥≤")))
    if not found:
        return None
    rest = text
    for m in found:
        rest = rest.replace(m[0], "", 1)
    if re.search(r"\d", rest.replace("%", "")) or "个月" in text:
        return None
    last = found[-1]
    year, month, day = last["y"] or last["y2"], last["m"] or last["m2"] or last["m3"], last["d"] or last["d2"] or last["d3"]
    return Value("date", text, date=(int(year) if year else None, int(month), int(day) if day else None))


def _compound(text: str) -> Value | None:
    """《手册》30000本、《图集》400册: several numbers, each with its own label."""
    pieces = [p for p in re.split(r"[、,，;；](?!\d{3}(?!\d))", text) if p]
    if len(pieces) < 2:
        return None
    parts = tuple(_single(p) or Value("word", p) for p in pieces)
    return Value("compound", text, parts=parts) if all(p.kind == "number" for p in parts) else None


def _single(text: str) -> Value | None:
    comparator, body = split_comparator(text)
    ranged = _RANGE.match(body)
    if ranged and comparator is None:
        low, high = Decimal(ranged[1].replace(",", "")), Decimal(ranged[3].replace(",", ""))
        if low <= high:
            unit, scale = _unit("", ranged[4] or ranged[2])
            return Value("range", text, number=low * scale, high=high * scale, unit=unit, scale=scale)
    numbers = list(_NUMBER_UNIT.finditer(body))
    if len(numbers) != 1:
        numbers = [m for m in numbers if not re.match(r"[年月日]", m[3])] if comparator is None else numbers[:1]
        if len(numbers) != 1:
            return None
    m = numbers[0]
    lead = body[: m.start()]
    if len(lead) > 12 or len(m[3]) > 12:
        return None
    after = _SUFFIX.search(m[3])
    if comparator is None and after:
        comparator = "≥" if "上" in after[1] else "≤"
    if comparator is None and lead:
        comparator = next((split_comparator(x[0])[0] for x in _COMPARATOR.finditer(lead) if x.end() == len(lead)), None)
    unit, scale = _unit(m[2] or "", m[3])
    return Value(
        "number", text, comparator=comparator, number=Decimal(m[1].replace(",", "")) * scale, unit=unit, scale=scale
    )


def split_comparator(text: str) -> tuple[Comparator | None, str]:
    """The comparator in front of a text, and the rest: "≥2.5天" -> ("≥", "2.5天")."""
    m = _COMPARATOR.match(text)
    if not m:
        return None, text
    if m[0] in _STRICT_WORDS:
        return (">" if _STRICT_WORDS[m[0]] == ">" else "<"), text[m.end() :]
    index = next(i for i in range(len(_COMPARATORS)) if m[f"c{i}"])
    rest = text[m.end() :]
    return _COMPARATORS[index][1], rest.lstrip("=,，:：")


def _unit(scale: str, unit: str) -> tuple[str, Decimal]:
    """The base unit and what one printed unit is of it."""
    bare = _TAIL.sub("", unit)
    factor = _SCALE.get(scale, Decimal(1))
    if not scale:
        for word, size in _SCALE.items():
            if bare.startswith(word):
                factor, bare = size, bare[len(word) :]
                break
    bare = _TAIL.sub("", bare)
    if bare in ("‰", "千分比"):
        return "%", factor / 10
    return _UNITS.get(bare, bare), factor


def number(text: str | None) -> Decimal | None:
    """A cell that holds a plain number, with separators or a unit behind it (10分, 250万, 98.6%); else None."""
    raw = _CURRENCY.sub(r"\1", squeeze(text))
    m = re.fullmatch(rf"({_NUMBER})(亿|万)?(元|分|%|％)?", raw)
    if not m:
        return None
    try:
        return Decimal(m[1].replace(",", "")) * _SCALE.get(m[2] or "", Decimal(1))
    except InvalidOperation:
        return None


def money(text: str | None, unit: Decimal) -> Decimal | None:
    """An amount in yuan. `unit` is what one printed unit is worth unless the cell names its own (250万, 10000万元)."""
    raw = _CURRENCY.sub(r"\1", _IN_WORDS.sub(r"\1", squeeze(text)))
    m = re.fullmatch(rf"({_NUMBER})(?:(亿|万)?(元)?)?", raw)
    if not m:
        return None
    amount = Decimal(m[1].replace(",", ""))
    own = m[2] or m[3]
    return amount * (_SCALE.get(m[2] or "", Decimal(1)) if own else unit)


def money_unit(text: str) -> Decimal | None:
    """What a label or title line says of the money's unit: 项目资金（万元）, 单位：万元; None where it says nothing."""
    raw = squeeze(text)
    m = re.search(r"[(（:：]?(?:金额)?(?:单位)?[:：]?(亿|万)?元[)）]?", raw)
    return _SCALE.get(m[1] or "", Decimal(1)) if m else None

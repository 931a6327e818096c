"""A cell's number as the person sees it: 95% for 0.95 under 0%, 12.50 under 0.00, 2024年3月1日 under a date format.

Pure functions on numbers and format codes, as Chinese editions of the office programs show them.
"""

from __future__ import annotations

import operator
import re
from collections.abc import Callable
from datetime import datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal
from itertools import takewhile

BUILT_IN = {
    0: "General", 1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 5: "#,##0", 6: "#,##0", 7: "#,##0.00", 8: "#,##0.00", 9: "0%",
    10: "0.00%", 11: "0.00E+00", 12: "General", 13: "General", 14: "yyyy/m/d", 15: "d-mmm-yy", 16: "d-mmm", 17: "mmm-yy",
    18: "h:mm", 19: "h:mm:ss", 20: "h:mm", 21: "h:mm:ss", 22: "yyyy/m/d h:mm", 27: 'yyyy"年"m"月"', 28: 'm"月"d"日"',
    29: 'm"月"d"日"', 30: "m-d-yy", 31: 'yyyy"年"m"月"d"日"', 32: 'h"时"mm"分"', 33: 'h"时"mm"分"ss"秒"', 36: 'yyyy"年"m"月"',
    37: "#,##0", 38: "#,##0", 39: "#,##0.00", 40: "#,##0.00", 41: '#,##0;-#,##0;"-"', 42: '#,##0;-#,##0;"-"',
    43: '#,##0.00;-#,##0.00;"-"', 44: '#,##0.00;-#,##0.00;"-"', 45: "mm:ss", 46: "h:mm:ss", 47: "mm:ss", 48: "0.0E+0", 49: "@",
    50: 'yyyy"年"m"月"', 51: 'm"月"d"日"', 52: 'yyyy"年"m"月"', 53: 'm"月"d"日"', 54: 'm"月"d"日"', 57: 'yyyy"年"m"月"',
    58: 'm"月"d"日"',
}  # fmt: skip
"""The formats that a file names by number only."""

_LITERAL = re.compile(r'"([^"]*)"|[\\!](.)|_.|\*.|\[([^\]]*)\]')
_WHOLE = re.compile(r"general|g/通用格式|@", re.I)  # the value as it is, among other text
_TOKEN = re.compile(r'"[^"]*"|[\\!].|_.|\*.|\[[^\]]*\]|.', re.S)
_PLACES = frozenset("0#?")
_CONDITION = re.compile(r"\[(<=|>=|<>|<|>|=)\s*(-?[0-9.]+)\]")
_HOLDS = {"<": operator.lt, "<=": operator.le, ">": operator.gt, ">=": operator.ge, "=": operator.eq, "<>": operator.ne}
_ELAPSED = re.compile(r"\[(h+|m+|s+)\]", re.I)
_DATE_PART = re.compile(
    r'"[^"]*"|[\\!].|_.|\*.|\[[^\]]*\]|yyyy|yy|e|m{1,5}|d{1,4}|a{3,4}|h{1,2}|s{1,2}|am/pm|a/p|.', re.I
)
_SECONDS = {"h": 3600, "m": 60, "s": 1}
_WEEKDAYS = "一二三四五六日"


def shown(value: Decimal, code: str, *, from_1904: bool = False) -> str:
    """A number under a format code; dates count in days."""
    sections = _sections(code)
    if _is_date(sections[0]):
        return _date(value, sections[0], from_1904)
    section = _section_for(value, sections)
    if section is None:
        return _general(value)
    if len(sections) > 1 and section is sections[1] and not _CONDITION.search(code):
        value = abs(value)
    return _number(value, section)


def shown_or_raw(show: Callable[[], str], raw: str) -> tuple[str, bool]:
    """What a cell shows, and whether that is sure: of one that holds what is no number (nan, 1E+400) or points nowhere, what the
    file stores. One such cell must not cost the others."""
    try:
        return show(), True
    except (ArithmeticError, LookupError, ValueError):
        return raw, False


def shown_text(text: str, code: str) -> str:
    """A text under a format code: 12人 for 12 under @"人", nothing under ;;;."""
    sections = _sections(code)
    if len(sections) > 3 or "@" in _LITERAL.sub("", sections[-1]):
        return _with_value(sections[3] if len(sections) > 3 else sections[-1], text)
    return text


def _sections(code: str) -> list[str]:
    """The parts for positive, negative, zero and text, or for what meets a condition of their own."""
    return re.split(r';(?=(?:[^"]*"[^"]*")*[^"]*$)', code or "General")


def _section_for(value: Decimal, sections: list[str]) -> str | None:
    """None where a number meets none of the conditions."""
    numbers = sections[:3]
    conditions = [_CONDITION.search(x) for x in numbers]
    if not any(conditions):
        return numbers[1 if value < 0 and len(numbers) > 1 else 2 if value == 0 and len(numbers) > 2 else 0]
    met = (
        section
        for section, condition in zip(numbers, conditions, strict=True)
        if condition is None or _HOLDS[condition[1]](value, Decimal(condition[2]))
    )
    return next(met, None)


def _number(value: Decimal, section: str) -> str:
    plain = _LITERAL.sub("", section)
    if _WHOLE.search(plain):
        return _with_value(section, _general(value))
    if not re.search("[0#?]", plain):
        return _general(value) if plain.strip() else _literal(section)
    if "/" in plain or "e+" in plain.lower():
        return _general(value)
    return _filled(value, _TOKEN.findall(section))


def _with_value(section: str, text: str) -> str:
    """What a section says around the value as it is: 万元 in General"万元"."""
    hidden = _LITERAL.sub(lambda m: "\0" * len(m[0]), section)
    at = _WHOLE.search(hidden)
    return _literal(section[: at.start()]) + text + _literal(section[at.end() :]) if at else _literal(section)


def _filled(value: Decimal, tokens: list[str]) -> str:
    """The digits in their places. Other text may stand between them: 0!.0000 shows 12345 as 1.2345."""
    places = [i for i, t in enumerate(tokens) if t in _PLACES]
    point = next((i for i, t in enumerate(tokens) if t == "."), len(tokens))
    whole, parts = [i for i in places if i < point], [i for i in places if i > point]
    scaled = value * 100 ** tokens.count("%") / 1000 ** _thousands(tokens, whole, parts)
    rounded = scaled.quantize(Decimal(1).scaleb(-len(parts)), ROUND_HALF_UP)
    digits, _, tail = f"{abs(rounded):f}".partition(".")
    grouped = bool(whole) and "," in tokens[whole[0] : whole[-1]]
    said = dict(zip(whole, _whole_digits(digits.lstrip("0"), [tokens[i] for i in whole], grouped), strict=True))
    kept = max((k + 1 for k, i in enumerate(parts) if tokens[i] == "0" or tail[k] != "0"), default=0)
    said |= {i: tail[k] if k < kept else "" for k, i in enumerate(parts)}
    if kept and not any(said[i] for i in whole):
        said[point] = f"{digits}."
    else:
        said[point] = "." if kept else ""
    first, last = min(*places, point), max(*places, min(point, len(tokens) - 1)) + 1
    inside = "".join(said.get(i, "" if tokens[i] == "," else _literal(tokens[i])) for i in range(first, last))
    after = "".join(tokens[last:]).lstrip(",")
    return ("-" if rounded.is_signed() else "") + _literal("".join(tokens[:first])) + inside + _literal(after)


def _thousands(tokens: list[str], whole: list[int], parts: list[int]) -> int:
    """How often a number is divided by a thousand: the commas right behind its places."""
    return sum(len(list(takewhile(",".__eq__, tokens[places[-1] + 1 :]))) for places in (whole, parts) if places)


def _whole_digits(digits: str, places: list[str], grouped: bool) -> list[str]:
    """What each place before the point shows; the first takes all that is left."""
    if not places:
        return []
    digits = digits.rjust(len(places))
    cut = len(digits) - len(places) + 1
    shares = [digits[:cut].strip(), *(x.strip() for x in digits[cut:])]
    shares = [share or ("0" if place == "0" else "") for share, place in zip(shares, places, strict=True)]
    behind = 0
    for i in reversed(range(len(shares))):
        text = ""
        for digit in reversed(shares[i]):
            text = digit + ("," if grouped and behind and behind % 3 == 0 else "") + text
            behind += 1
        shares[i] = text
    return shares


def _literal(part: str) -> str:
    """The text of a part of a section; room left for a sign is none, a currency in brackets is its sign."""

    def said(m: re.Match[str]) -> str:
        if m[3] and m[3].startswith("$"):
            return str(m[3][1:].partition("-")[0])
        return m[1] or m[2] or ""

    return _LITERAL.sub(said, part).strip()


def _general(value: Decimal) -> str:
    """As a cell without a format shows it: up to eleven digits, no trailing zeros."""
    if value == value.to_integral_value():
        return str(int(value))
    return f"{Decimal(f'{float(value):.11g}'):f}"


def _is_date(section: str) -> bool:
    plain = _LITERAL.sub("", section).lower()
    return (
        "general" not in plain
        and not re.search(r"[0#?@]", plain)
        and bool(re.search(r"[ymdhs]", plain) or _ELAPSED.search(section))
    )


def _date(value: Decimal, section: str, from_1904: bool) -> str:
    # Day 60 is a 29 February 1900 that never was.
    start = datetime(1904, 1, 1) if from_1904 else datetime(1899, 12, 30 if value >= 60 else 31)
    try:
        moment = start + timedelta(seconds=round(float(value) * 86400))
    except OverflowError:
        return _general(value)
    out, clock = "", False
    parts = [m[0] for m in _DATE_PART.finditer(section)]
    for i, part in enumerate(parts):
        kind = part[0].lower()
        if kind == "m" and (clock or _next_is_seconds(parts[i + 1 :])):
            out += f"{moment.minute:02d}" if len(part) == 2 else str(moment.minute)
        elif kind in "ymdhsae" and part.isascii() and part.isalpha():
            clock = kind == "h" or (clock and kind == "s")
            out += _date_part(moment, part.lower())
        elif length := _ELAPSED.fullmatch(part):
            whole = int(round(value * 86400) // _SECONDS[length[1][0].lower()])
            out, clock = out + str(whole).zfill(len(length[1])), True
        elif part.lower() in ("am/pm", "a/p"):
            out += "上午" if moment.hour < 12 else "下午"
        else:
            out += _literal(part) or (" " if part == " " else "")
    return out.strip()


def _next_is_seconds(parts: list[str]) -> bool:
    following = next((p for p in parts if p[0].lower() in "ymdhs" and p.isalpha()), "")
    return following.lower().startswith("s")


def _date_part(moment: datetime, part: str) -> str:
    if part.startswith("a"):
        return ("星期" if len(part) == 4 else "") + _WEEKDAYS[moment.weekday()]
    if part in ("dddd", "ddd"):
        return moment.strftime("%A" if part == "dddd" else "%a")
    if part in ("mmm", "mmmm", "mmmmm"):
        return moment.strftime({"mmm": "%b", "mmmm": "%B"}.get(part, "%b"))[: 1 if part == "mmmmm" else None]
    number = {
        "y": moment.year,
        "e": moment.year,
        "m": moment.month,
        "d": moment.day,
        "h": moment.hour,
        "s": moment.second,
    }[part[0]]
    if part == "yy":
        return f"{number % 100:02d}"
    return f"{number:02d}" if len(part) == 2 else str(number)

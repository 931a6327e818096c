"""A cell's number as the person sees it: 95% for 0.95 under 0%, 12.50 under 0.00, 2024年3月1日 under a date format.

Pure functions on numbers and format codes, as Chinese editions of the office programs show them.
"""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal

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
_DATE_PART = re.compile(
    r'"[^"]*"|[\\!].|_.|\*.|\[[^\]]*\]|yyyy|yy|e|m{1,5}|d{1,4}|a{3,4}|h{1,2}|s{1,2}|am/pm|a/p|.', re.I
)
_WEEKDAYS = "一二三四五六日"


def shown(value: Decimal, code: str, *, from_1904: bool = False) -> str:
    """A number under a format code; dates count in days."""
    sections = _sections(code)
    if _is_date(sections[0]):
        return _date(value, sections[0], from_1904)
    at = 1 if value < 0 and len(sections) > 1 else 2 if value == 0 and len(sections) > 2 else 0
    section = sections[at]
    if section.strip().lower() in ("general", "@", "g/通用格式"):
        return _general(value)
    return _number(abs(value) if at == 1 else value, section)


def _sections(code: str) -> list[str]:
    """The parts for positive, negative and zero; those under a condition of their own are left out."""
    parts = re.split(r';(?=(?:[^"]*"[^"]*")*[^"]*$)', code or "General")
    plain = [p for p in parts if not re.search(r"\[[<>=]", p)]
    return plain or parts


def _number(value: Decimal, section: str) -> str:
    plain = _LITERAL.sub("", section)
    holders = re.search(r"[0#?.][0#?.,]*", plain)
    if not holders:
        return _literal(section) if not plain.strip() else _general(value)
    if "/" in plain or "e+" in plain.lower():
        return _general(value)
    body = holders[0].rstrip(",")
    scaled = value * (100 if "%" in plain else 1) / (1000 ** (len(holders[0]) - len(body)))
    decimals = body.partition(".")[2]
    places, fixed = len(decimals), decimals.count("0")
    rounded = scaled.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    text = f"{rounded:,f}" if "," in body else f"{rounded:f}"
    if places > fixed:
        whole, _, tail = text.partition(".")
        tail = tail[:fixed] + tail[fixed:].rstrip("0")
        text = f"{whole}.{tail}" if tail else whole
    first = body.partition(".")[0].count("0")
    if not first and rounded == 0 and text.startswith("0"):
        text = text[1:]
    sign, digits = ("-", text[1:]) if text.startswith("-") else ("", text)
    whole, dot, tail = digits.partition(".")
    text = sign + whole.zfill(first) + dot + tail
    before, after = _around(section)
    return before + text + after


def _around(section: str) -> tuple[str, str]:
    """What a section prints before and after the digits: ≥ in "≥"0, 个 in 0"个", % in 0%."""
    hidden = _LITERAL.sub(lambda m: "\0" * len(m[0]), section)
    digits = list(re.finditer(r"[0#?.,]+", hidden))
    start, end = digits[0].start(), digits[-1].end()
    return _literal(section[:start]), _literal(section[end:])


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
    return "general" not in plain and not re.search(r"[0#?@]", plain) and bool(re.search(r"[ymdhs]", plain))


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

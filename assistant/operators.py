"""Every operator that a condition may use: one entry each, with its SQL and its wording in both languages. Nothing of fields."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from assistant.computed import Column

BLANKS = ("", "/", "-", "—", "－", "无")


@dataclass(frozen=True)
class Operator:
    """`zh` and `en` say field and value as one phrase."""

    name: str
    zh: str
    en: str
    sql: Callable[[Column, Any], Column] = field(repr=False)


def _missing(column: Column, _: Any) -> Column:
    from sqlalchemy import String, cast, func, or_

    return or_(column.is_(None), func.trim(cast(column, String)).in_(BLANKS))


def _contains(column: Column, value: Any) -> Column:
    """Any of several words will do; each stands for itself, not as a pattern."""
    from sqlalchemy import or_

    words = value if isinstance(value, tuple) else (value,)
    return or_(*(column.contains(str(w), autoescape=True) for w in words))


def _lies_in(column: Column, value: Any) -> Column:
    """A region's path names every region it lies in: /市/区/."""
    return _contains(column, tuple(f"/{v}/" for v in (value if isinstance(value, tuple) else (value,))))


_BETWEEN_NAMES = "、,，;；/ "


def _person(column: Column, value: Any) -> Column:
    """One of the people whom the text names, not one whose name begins alike."""
    from sqlalchemy import func, or_

    apart = column
    for mark in _BETWEEN_NAMES[1:]:
        apart = func.replace(apart, mark, _BETWEEN_NAMES[0])
    listed = _BETWEEN_NAMES[0] + func.coalesce(apart, "") + _BETWEEN_NAMES[0]
    names = value if isinstance(value, tuple) else (value,)
    return or_(*(listed.contains(f"{_BETWEEN_NAMES[0]}{n}{_BETWEEN_NAMES[0]}", autoescape=True) for n in names))


def _one_of(column: Column, value: Any) -> Column:
    return column.in_(value if isinstance(value, tuple) else (value,))


OPERATORS: dict[str, Operator] = {
    o.name: o
    for o in (
        Operator("eq", "{field}为{value}", "{field} is {value}", lambda c, v: c == v),
        Operator("ne", "{field}不是{value}", "{field} is not {value}", lambda c, v: c != v),
        Operator("lt", "{field}低于{value}", "{field} is below {value}", lambda c, v: c < v),
        Operator("le", "{field}不超过{value}", "{field} is at most {value}", lambda c, v: c <= v),
        Operator("gt", "{field}高于{value}", "{field} is above {value}", lambda c, v: c > v),
        Operator("ge", "{field}不低于{value}", "{field} is at least {value}", lambda c, v: c >= v),
        Operator("between", "{field}在{value}之间", "{field} is between {value}", lambda c, v: c.between(v[0], v[1])),
        Operator("in", "{field}为{value}", "{field} is {value}", _one_of),
        Operator("lies_in", "{field}为{value}", "{field} {value}", _lies_in),
        Operator("contains", "{field}含“{value}”", "{field} contains “{value}”", _contains),
        Operator("person", "{field}为{value}", "{field} is {value}", _person),
        Operator("missing", "{field}没有填写", "{field} is blank", _missing),
        Operator("present", "填写了{field}", "{field} is filled in", lambda c, v: ~_missing(c, v)),
    )
}

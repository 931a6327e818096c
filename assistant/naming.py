"""What a value of a report is called, by its path: whose it is, and which of its values. Pure; the words are those of `fields`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from assistant.wording import field_name

_PATH = re.compile(r"([a-z_0-9]+)(?:\[(\d+)\](?:\.([a-z_0-9]+))?)?")
_OF_LINE = {"weight": "funds_weight", "score": "funds_score", "execution_rate": "printed_rate"}
_MORE = {
    "level1_weight": ("一级指标分值", "weight of level 1"), "of_which": ("是否其中项", "is part of the line above"),
    "other": ("其他栏目", "other label"), "unread": ("没有读出的页", "page not read"),
}  # fmt: skip
_LISTS = ("plans", "detail_goals")


def names(payload: Mapping[str, Any], path: str, en: bool) -> tuple[str, str]:
    """("加固河堤长度", "实际完成值"): the indicator or the line of funds, "" for the report itself; and the value's name."""
    found = _PATH.fullmatch(path)
    if not found:
        return "", path
    name, at, inner = found[1], int(found[2] or 0), found[3]
    items = payload.get(name)
    item = items[at] if found[2] and isinstance(items, list) and at < len(items) else None
    if name == "indicators" and inner and isinstance(item, dict):
        numbered = f"indicator {at + 1}" if en else f"第 {at + 1} 个指标"
        return item.get("level3") or item.get("level2") or numbered, called(path, en)
    if name == "budget" and inner and isinstance(item, dict):
        return ("" if inner == "source" else item.get("source") or ""), called(path, en)
    if name == "other" and isinstance(item, dict):
        return "", str(item["label"])
    if name == "unread" and isinstance(item, dict):
        return "", f"page {item['page']}, not read" if en else f"第 {item['page']} 页没有读出"
    if name in _LISTS and found[2]:
        return "", f"{called(path, en)} {at + 1}"
    return "", called(path, en)


def called(path: str, en: bool) -> str:
    """What kind of value stands there, whichever report's it is: "indicators[3].actual" is an 实际完成值."""
    found = _PATH.fullmatch(path)
    if not found:
        return path
    name, inner = found[1], found[3]
    if name == "budget" and inner:
        return _named(_OF_LINE.get(inner, inner), en)
    return _named(inner or {"prepared_by": "unit"}.get(name, name), en)


def _named(name: str, en: bool) -> str:
    from assistant.fields import FIELDS

    if name in _MORE:
        return _MORE[name][en]
    return field_name(name, en) if name in FIELDS else name

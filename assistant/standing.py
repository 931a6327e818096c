"""The scope that a conversation stands in: what the next question takes over where it does not say it. Pure."""

from __future__ import annotations

import copy
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.linking import Link
from assistant.planner.frame import Frame

_PLAIN = ("regions", "leads", "documents", "categories", "sources", "levels")
_LINKED = ("units", "projects", "indicators")
_FORMS = {"project_target": ("项目目标表", "project targets"), "self": ("自评表", "self-evaluations"), "target": ("目标表", "targets"),
          "monitoring": ("监控表", "monitoring forms"), "department": ("部门整体", "departments")}  # fmt: skip
_LEFT_OUT = ("excluded_regions", "excluded_units", "excluded_projects", "excluded_years", "excluded_levels")
_SHOWN = 2


@dataclass(frozen=True)
class Standing:
    """One part of the scope in words; `slot` is what it is called in a frame."""

    slot: str
    text: str


def standing(frame: Frame | None, language: str) -> list[Standing]:
    if frame is None:
        return []
    en = language == "en"
    found: list[tuple[str, Sequence[str]]] = [(slot, getattr(frame, slot)) for slot in _PLAIN[:1]]
    found += [(slot, _names(getattr(frame, slot))) for slot in _LINKED]
    found += [(slot, getattr(frame, slot)) for slot in _PLAIN[1:]]
    found.append(("years", [str(y) if en else f"{y}年" for y in frame.years]))
    found += [(slot, _left_out(getattr(frame, slot), en)) for slot in _LEFT_OUT if getattr(frame, slot)]
    found.append(("forms", [_FORMS[f][en] for f in frame.forms if f in _FORMS]))
    if frame.reports:
        n = len(frame.reports)
        found.append(("reports", [f"the {n} report(s) of the last answer" if en else f"上一答案中的 {n} 份报告"]))
    return [Standing(slot, _told(names, en)) for slot, names in found if names]


def _left_out(named: Sequence[object], en: bool) -> list[str]:
    """除教育局外."""
    names = [n for x in named for n in (_names([x]) if isinstance(x, Link) else [str(x)])]
    return [f"without {n}" if en else f"除{n}外" for n in names]


def _names(links: Sequence[Link]) -> list[str]:
    """All that are meant: where a short name is that of several, these are asked about together."""
    return list(dict.fromkeys(name for link in links if link.tiers for name in link.tiers[0]))


def _told(names: Sequence[str], en: bool) -> str:
    rest = len(names) - _SHOWN
    more = (f" and {rest} more" if en else f"等 {len(names)} 个") if rest > 0 else ""
    return (", " if en else "、").join(names[:_SHOWN]) + more


def dropped(frame: Frame | None, slot: str) -> Frame | None:
    """The frame without that part of its scope."""
    if frame is None or slot not in (*_PLAIN, *_LINKED, "years", "forms", "reports", *_LEFT_OUT):
        return frame
    made = copy.deepcopy(frame)
    setattr(made, slot, [])
    return made

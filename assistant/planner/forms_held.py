"""Which forms a project has and which it lacks (有目标表却没有自评表), and targets that its two forms state otherwise. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from assistant.planner.frame import Frame
from assistant.planner.scope import FORMS
from assistant.planner.span import Span
from assistant.query import Condition, Filter, Not, OtherForm

_OTHER = {"self": "target", "target": "self"}


def forms_held(frame: Frame, spans: Sequence[Span]) -> None:
    """A form that is had or lacked says which projects are meant, not where to look."""
    said = [s.meaning for s in spans if s.kind == "forms"]
    frame.forms_held += said
    if "differs" in said:
        frame.subject = "indicators"
    elif said and frame.subject is None:
        frame.subject = "projects"


def lacking_levels(frame: Frame, spans: Sequence[Span]) -> None:
    """没有设满意度指标的项目: the level right behind is what they lack, not what is asked about."""
    for at, s in enumerate(spans):
        behind = spans[at + 1] if at + 1 < len(spans) else None
        if (s.kind, s.meaning) in (("lacks", "level"), ("missing", "blank")) and behind is not None and behind.kind == "level":
            frame.lacking_levels.append(behind.meaning)
            frame.levels = [n for n in frame.levels if n != behind.meaning]
            frame.subject = "projects" if frame.subject in (None, "indicators") else frame.subject


def lacking_sources(frame: Frame, spans: Sequence[Span]) -> None:
    """没有其他资金的项目: likewise the source of funds behind it."""
    for one, other in pairwise(spans):
        if (one.kind, one.meaning) in (("lacks", "source"), ("missing", "blank")) and other.kind == "source":
            frame.lacking_sources.append(other.meaning)
            frame.sources = [n for n in frame.sources if n != other.meaning]
            frame.subject = frame.subject or "projects"


def conditions(frame: Frame) -> list[Filter]:
    """What a frame's `forms_held` asks of each report, in the order said."""
    return [part for said in frame.forms_held for part in _condition(said)]


def _condition(said: str) -> list[Filter]:
    held, _, form = said.partition(" ")
    if held == "differs":
        return [_of(FORMS["self"]), OtherForm(forms=FORMS["target"], differs="target")]
    if held == "both":
        return [OtherForm(forms=FORMS["target"]), OtherForm(forms=FORMS["self"])]
    if held == "only":
        return [OtherForm(forms=FORMS[form]), Not(part=OtherForm(forms=FORMS[_OTHER[form]]))]
    has = OtherForm(forms=FORMS[form])
    return [Not(part=has)] if held == "no" else [has]


def _of(forms: tuple[str, ...]) -> Condition:
    return Condition(field="form_type", op="in", value=forms)

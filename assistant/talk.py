"""What is kept of a conversation: the last questions as they were understood, and what their answers spoke of. Small, and forgotten
when many others have spoken since. What a follow-up makes of it is for `conversation`.
"""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass

from assistant.planner.frame import Frame
from assistant.query import Query
from assistant.shown import Shown, still_there

SESSIONS_KEPT = 256
FEW = 12


@dataclass(frozen=True)
class Before:
    """A question that was answered, and its query, whoever planned it."""

    question: str
    query: Query


@dataclass
class Talk:
    """`base` is the last question that stood by itself, `last` the last one as it was understood, `focus` the reports its
    answer spoke of, `recent` what was spoken of one after the other, `shown` the last list."""

    base: Frame | None = None
    last: Frame | None = None
    previous: Frame | None = None  # the one before the last
    focus: tuple[int, ...] = ()
    recent: tuple[Shown, ...] = ()
    shown: tuple[Shown, ...] = ()
    outer: tuple[Shown, ...] = ()  # the list before, of one of which that tells more
    groups: tuple[Shown, ...] = ()  # the last groups that were told with their numbers, while one of them is spoken of
    grouped: Frame | None = None  # the question that told them
    alone: Shown | None = None  # the one thing that the last answer told
    units: tuple[str, ...] = ()
    document: str | None = None
    before: Before | None = None
    by_model: bool = False  # that query was a language model's: there is no frame that says all of it
    unclear: bool = False  # the last question was not understood; of it no more than its scope is kept


class Sessions:
    """Talks by name, the least recent dropped."""

    def __init__(self) -> None:
        self._talks: OrderedDict[str, Talk] = OrderedDict()

    def of(self, name: str | None) -> Talk:
        if name is None:
            return Talk()
        talk = self._talks.pop(name, None) or Talk()
        self._talks[name] = talk
        while len(self._talks) > SESSIONS_KEPT:
            self._talks.popitem(last=False)
        return talk

    def forget(self, name: str) -> None:
        self._talks.pop(name, None)


def remember(talk: Talk, frame: Frame, focus: tuple[int, ...], units: tuple[str, ...], those: tuple[Shown, ...] = ()) -> None:
    """`those` are the things that the answer told, in their order."""
    talk.previous, talk.last, talk.unclear = talk.last, frame, False
    if len(those) > 1 and all(x.number is not None for x in those):
        talk.groups, talk.grouped = those, frame
    elif not still_there(talk.groups, frame, focus):
        talk.groups, talk.grouped = (), None
    if not frame.reports:
        talk.base = frame
    thing = _one_thing(frame, focus, units)
    if thing and thing not in talk.recent[-1:]:
        talk.recent = (*talk.recent[-(FEW - 1) :], thing)
    if focus and len(focus) <= FEW:
        talk.focus, talk.units = focus, units
    elif not focus and frame.projects:
        talk.focus, talk.units = (), ()  # nothing of it was found, yet it is what is spoken of
    talk.alone = those[0] if len(those) == 1 else None
    if len(frame.reports) > 1 and len(those) < 2 and not any(still_there(x, frame, frame.reports) for x in (talk.shown, talk.outer)):
        those = tuple(Shown(r) for r in frame.reports)  # 这俩谁高: two, of which one is told
    one_of_groups = bool(talk.shown and talk.shown[0].group) and still_there(talk.shown, frame, focus) and not (frame.subject or frame.asks_list or frame.group)
    if one_of_groups:
        return  # 前者的负责人: told of one of them, which still are what is spoken of
    if len(those) > 1 or not still_there(talk.shown, frame, focus or frame.reports):
        of = len({x.report_id for x in those})
        talk.outer = next((x for x in (talk.shown, talk.outer) if still_there(x, frame, focus) and of < len({y.report_id for y in x})), ())
        talk.shown = those if len(those) > 1 else ()


def _one_thing(frame: Frame, focus: tuple[int, ...], units: tuple[str, ...]) -> Shown | None:
    """The unit, project or region that the question was about."""
    if frame.units and not (frame.projects or frame.reports):
        return Shown(group=units[0]) if len(units) == 1 else None
    if len(frame.regions) == 1 and not (frame.units or frame.projects or frame.reports or frame.rank):
        return Shown(group=frame.regions[0])
    return Shown(focus[0]) if len(focus) == 1 else None


def remember_planned(talk: Talk, focus: tuple[int, ...], units: tuple[str, ...], those: tuple[Shown, ...] = ()) -> None:
    """After a question that only a language model understood, nothing is taken over from frames; "it" still is what the
    answer spoke of."""
    talk.base = talk.last = Frame()
    talk.focus, talk.units = (focus, units) if len(focus) <= FEW else ((), ())
    talk.shown, talk.outer, talk.alone, talk.unclear = those if len(those) > 1 else (), (), None, False
    talk.groups, talk.grouped = (), None

"""What is kept of a question that was not understood: the places, units, projects and years that were. The next one that leaves them
out goes on with these and says so; where it points at what was never understood, it asks for the name. Pure.
"""

from __future__ import annotations

import re
from dataclasses import replace

from assistant.planner.frame import Frame
from assistant.said_in_part import only_groups
from assistant.spoken_of import THAT_INDICATOR
from assistant.standing import standing
from assistant.taking_over import PLACES, SCOPE, scope_said, taken_over
from assistant.talk import Talk

_OF_ONE = re.compile(r"(?<![a-z])(?:it|its|it's|they|their|them|he|she|his|her|(?:this|that|the same) (?:one|project|unit|indicator|bureau))(?![a-z])|(?<!其)[它他她]|其(?![中他它余实])|(?:这|那|该)(?:个|家|条|项)?(?:项目|单位|部门|指标|局)|(?:这|那)(?:个|家|条|项|笔)")
_SINGLE = {"units", "projects", "reports", "leads", "documents"}


def keep_scope(talk: Talk, frame: Frame) -> None:
    """After a question that was not understood."""
    kept = Frame(language=frame.language)
    for name in SCOPE:
        setattr(kept, name, list(getattr(frame, name)))
    kept.near_regions = list(frame.near_regions)
    named = {name for name in scope_said(kept) if name not in ("levels", "sources", "forms", "indicators")}
    before = talk.last
    if before is not None and named <= {"years"} and (frame.pronoun or frame.these):
        kept = taken_over(kept, before, SCOPE)  # 2023年那两个…, of the unit that was spoken of
        named |= scope_said(kept) & PLACES
    if frame.reports and set(frame.reports) <= {*talk.focus, *(x.report_id for x in (*talk.shown, *talk.outer))}:
        return
    if before is not None and all(getattr(kept, name) == getattr(before, name) for name in named) and (named or not _stands_alone(frame)):
        return  # it went on about the same; so does the next one
    talk.base = talk.last = kept if named else None
    talk.focus, talk.units, talk.shown, talk.outer, talk.alone, talk.unclear = (), (), (), (), None, True


def _stands_alone(frame: Frame) -> bool:
    """Asks a question of its own about all reports; no mere aside."""
    return frame.has_question and (frame.everything or not _leaves_open(frame))


def _leaves_open(frame: Frame) -> bool:
    """哪些指标没完成, 剩了多少: says nothing of whose."""
    alone = frame.everything or frame.group or frame.asked_dimension or frame.rules or frame.printed or scope_said(frame) - {"levels", "sources", "forms", "years"}
    return not alone and (frame.also or frame.pronoun or frame.these or not frame.named_subject or frame.subject == "indicators")


def _of_what(own: Frame) -> bool:
    """居首的那个地区: first by what, the question before said."""
    return own.rank is not None and own.rank.concept is None and not (own.concepts or own.statuses or own.subject or own.aggregate or own.rules)


def taken_up(own: Frame, followed: Frame, text: str, talk: Talk) -> Frame:
    """The question after it, with what was kept, and a word about that."""
    last = talk.last or Frame()
    if followed.leftover or own.drop:
        return followed
    placed = scope_said(own) & PLACES
    if own.these and placed == {"projects"}:  # 其中某项目: of those that were never understood
        if not (last.units or last.regions):
            return replace(followed, of_unclear=True)
        followed = replace(followed, units=list(last.units), regions=list(last.regions), years=followed.years or list(last.years))
    of_an_indicator = THAT_INDICATOR.search(text) and not (last.indicators or own.indicators)
    if not placed and (of_an_indicator or (_OF_ONE.search(text) and not scope_said(last) & _SINGLE) or ((_leaves_open(own) or only_groups(own) or _of_what(own)) and not scope_said(last))):
        return replace(followed, of_unclear=True)
    if _leaves_open(own) and not scope_said(followed) & set(scope_said(last)):
        followed = taken_over(followed, last, SCOPE)
    carried = [name for name in SCOPE if getattr(followed, name) and getattr(followed, name) == getattr(last, name) and not getattr(own, name)]
    if carried:
        only = Frame(language=own.language)
        for name in carried:
            setattr(only, name, getattr(last, name))
        zh, en = ("、".join(s.text for s in standing(only, "zh")), ", ".join(s.text for s in standing(only, "en")))
        followed = replace(followed, told=[*followed.told, (f"上一问没有看懂，只沿用其中的{zh}。", f"The question before was not understood; only its {en} is taken over.")])
    return followed

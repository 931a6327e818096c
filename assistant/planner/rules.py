"""The planner that needs no language model: question -> spans -> frame -> (conversation) -> query, or why there is none."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Literal

from assistant.catalogue import Catalogue
from assistant.conversation import follow
from assistant.correcting import corrected
from assistant.person_meant import person_named
from assistant.planner import texts
from assistant.planner.by_the_way import without_asides
from assistant.planner.compose import OF_A_PLACE, Plan, compose, refuse, said_in_texts
from assistant.planner.either import split_either
from assistant.planner.frame import Frame
from assistant.planner.leftovers import DENIALS, leftovers
from assistant.planner.named import rest_of_its_name
from assistant.planner.normalise import language_of, normalise
from assistant.planner.reading import read
from assistant.planner.said_twice import said_once
from assistant.planner.scope import Said
from assistant.planner.span import Span
from assistant.planner.spans import cut
from assistant.planner.taking_away import as_said
from assistant.planner.unheard import unheard
from assistant.planner.whole import split_whole
from assistant.pointing import at_no_one_there, at_nothing, of_that_place, of_that_year, of_the_groups, pointed
from assistant.talk import Talk

LONGEST = 500
_EMPTY = Said("工作区里还没有报告，请先导入。", "There are no reports in the workspace yet; import some first.")


def _as_before(language: Literal["zh", "en"], text: str, catalogue: Catalogue, talk: Talk) -> Literal["zh", "en"]:
    """And 2024?; 甲区?: what has words of neither language, or one of English and none of Chinese, goes on in that of the conversation."""
    if talk.last is None or talk.last.language == language or language == "en":
        return language
    own = [text[s.start : s.end] for s in cut(text, catalogue) if not (s.is_name or s.kind in ("year", "amount", "money"))]
    rest = re.sub("|".join(map(re.escape, [text[s.start : s.end] for s in cut(text, catalogue) if s.is_name or s.kind == "money"])) or "$^", "", text)
    return "en" if not re.search("[一-鿿]", "".join(own) + re.sub(r"\d年", "", rest)) else language


def _set_aside(frame: Frame, joined: list[str]) -> None:
    """负责人和施工单位: the part that is understood can be answered, and the other is named; else nothing is."""
    unknown = [p for p in joined if OF_A_PLACE.search(p)]
    if len(unknown) < len(joined) and (frame.compare or frame.difference or frame.times):
        frame.leftover += joined  # 甲市和南京哪个高: one of the two is unknown
    elif unknown and not (frame.regions or frame.units):
        frame.leftover += joined  # places, and none of them known
    elif joined and not frame.leftover and (frame.concepts or len(frame.regions) + len(frame.units) > 0):
        frame.aside += joined
    else:
        frame.leftover += joined


def plan(question: str, catalogue: Catalogue, talk: Talk) -> Plan:
    text = normalise(said_once(question))
    language = language_of(question)
    empty = Frame(language=language)
    if not text:
        return refuse(empty, "unclear", "没有收到问题。", "There is no question.")
    if len(text) > LONGEST:
        return refuse(empty, "unclear", f"问题超过 {LONGEST} 个字，请缩短后再问。", f"The question is longer than {LONGEST} characters; please shorten it.")
    language = _as_before(language, text, catalogue, talk)
    empty.language = language
    text = corrected(text) if talk.last is not None else text
    text = person_named(text, talk, catalogue)
    found = _pointed_at(text, catalogue, talk)
    if found is None and (words := at_no_one_there(text, talk, cut(text, catalogue)) or at_nothing(text, talk)):
        return refuse(empty, "unclear", f"没有看懂“{words}”指哪些项目或指标，请写出名称。", f"It is not clear what “{words}” points at; please give the names.")
    text, talk = found or (text, talk)
    text = _of_the_one_told(text, talk)
    planned = _planned(text, language, catalogue, talk)
    if not planned.frame.leftover or planned.frame.refused:
        return planned
    return _without_asides(planned, text, catalogue, talk) or _respelled(planned, text, catalogue, talk)


def _pointed_at(text: str, catalogue: Catalogue, talk: Talk) -> tuple[str, Talk] | None:
    """The question with what it points at in its place: by year, by place, as the first of groups, by number."""
    if talk.last is None:
        return None
    reports = {r.report_id: r for r in catalogue.reports}
    by_place = of_that_place(text, talk, cut(text, catalogue), reports)
    return of_that_year(text, talk, {r.report_id: r.year for r in catalogue.reports}) or by_place or of_the_groups(text, talk) or pointed(text, talk)


def framed(question: str, catalogue: Catalogue, language: Literal["zh", "en"] | None = None) -> Frame:
    """How it reads by itself, outside any conversation."""
    text = normalise(question)
    return _framed(text, language or language_of(question), as_said(cut(text, catalogue), alone=True))


def _framed(text: str, language: Literal["zh", "en"], spans: Sequence[Span]) -> Frame:
    left, joined = leftovers(text, spans)
    frame = read(text, spans, left, language)
    rest_of_its_name(frame)
    split_whole(frame, text, spans)
    split_either(frame, text, spans)
    _set_aside(frame, joined)
    return frame


def _of_indicators(frame: Frame) -> bool:
    """写了原因的指标, 原因提到…的指标: a condition on indicators, understood whole; no text is asked for."""
    return not frame.leftover and frame.subject == "indicators" and bool(frame.blanks or frame.reason_words)


def _said_in_texts(mention: texts.Mention, language: Literal["zh", "en"], catalogue: Catalogue, talk: Talk) -> Plan | None:
    """What stands beside the topic says where to look; words of the topic are no names."""
    beside = follow(framed(mention.rest, catalogue, language), mention.rest, talk, catalogue)
    if texts.leaves_out(mention.rest, beside):
        return None  # 培训项目以外还有谁写了…: of what is left out no text is an answer
    return said_in_texts(mention.topic, beside, catalogue)


def _planned(text: str, language: Literal["zh", "en"], catalogue: Catalogue, talk: Talk) -> Plan:
    spans = as_said(cut(text, catalogue), alone=talk.last is None)
    frame = _framed(text, language, spans)
    if not catalogue.reports:
        return Plan(None, status="no_data", because=_EMPTY, frame=frame)
    asked = None if _of_indicators(frame) else texts.mention(text) or (texts.mention(text, loosely=True) if frame.leftover else None)
    if asked and (planned := _said_in_texts(asked, language, catalogue, talk)):
        return planned
    if talk.last is None and language == "en" and frame.named_subject and (frame.statuses or frame.bounds or frame.rank or frame.rules or frame.reason_words or frame.blanks):
        frame.pronoun = frame.these = False  # all projects in which it can be said that …: nothing was said before
    frame = follow(frame, text, talk, catalogue)
    if frame.of_unclear:
        return refuse(frame, "unclear", "上一问没有看懂，不清楚这一问说的是哪个项目、单位或地区；请写出名称，要问全部请写“所有项目”。", "The question before was not understood, so it is not clear which project, unit or region this one is about; please name it, or say “all projects”.")
    if (frame.pronoun or frame.these) and not frame.has_scope:
        return refuse(frame, "unclear", "没有看懂“它 / 这个”指哪个项目或单位，请写出名称。", "It is not clear what “it” or “this” refers to; please name the project or unit.")
    planned = compose(frame, catalogue, text)
    if frame.elsewhere is not None and planned.query is not None:
        planned = replace(planned, otherwise=compose(frame.elsewhere, catalogue, text).query)
    if planned.query is not None and (lost := unheard(planned.query, frame, text, spans, catalogue)):
        frame.leftover += lost
        return compose(frame, catalogue, text)
    return planned


_ACTUALLY = re.compile(r"^(?:那么?)?(?:实际|最后|结果){1,2}上?(?:花|用|做|干|完成|达|办|控制|发)(?:到|了|成|出|在)*(?:多少|几)(?:元|人|个|场|次|了)*$")  # 实际花到多少了, after what 人均成本 was to be


_BY_HOW_MUCH = re.compile(r"^(?:那么?)?(?P<of>[^,?]{0,12}?)(?:各|分别)?超(?:了|出|过)*(?:目标|标准|上限)?(?:多少|几)(?P<unit>分|[^,?分]{0,4})$")
_THERE = re.compile(r"(?<=unit |ject |reau |ment )there(?= (?:has|had|have|is|was|did|scored|spent|missed|lost))")
_THAT_NUMBER = re.compile(r"(?P<way>低于|高于|超过|不到|大于|小于)(?:这个|该|这一|那个)(?:数|平均数|平均值|数字|水平|均值)的")
_OF_EACH = {"unit": "单位", "region": "地区"}
_EACH_OF_THEM = re.compile(r"^(?:那么?)?(?:它们|他们|这些)?各(?:自)?有(?=几|多少)")
_THAN_IN = re.compile(r"^(?:那么?)?(?:跟|和|与|同|较)(?P<year>20\d\d年)(?:的)?(?:相)?比(?:较)?(?:呢|怎么样|如何|怎样)?$")
_FULL_MARKS = re.compile(r"^(?:那么?)?(?:得|拿)?满分的(?:项目)?(?=(?:有|是|共)?(?:哪|几|多少|这)|呢$|$)")
_SO_MANY = re.compile(r"^(?:那么?)?(?P<what>目标|实际|完成)值?(?:是|要|了|到|的|为)*(?:几|多少)[^,?]{1,3}$")  # 目标是几期


def _of_the_one_told(text: str, talk: Talk) -> str:
    """What is said in short of the one indicator that was told, or of indicators above their weights: 超了多少, 目标是几期, 实际花到多少."""
    last = talk.last
    if last is None:
        return text
    one = (talk.alone is not None and talk.alone.level3) or (last.reports and len(last.indicators) == 1)
    if (m := _BY_HOW_MUCH.match(text)) and (one or last.rules or last.statuses):
        if m["unit"] == "分" and "score_above_weight" in last.rules:
            return "是哪几条"  # their list tells score and weight
        if one and m["unit"] != "分":
            return f"{m['of']}实际完成值和目标值相差多少"
    if one and (m := _SO_MANY.match(text)):
        return f"{'实际完成值' if m['what'] != '目标' else '目标值'}是多少"
    if last.aggregate == "average":
        text = _THAT_NUMBER.sub(r"\g<way>平均的", text)
    if last.aggregate in ("count", "distinct") and last.asked_dimension in _OF_EACH and not last.group:
        where = "".join([*(f"{year}年" for year in last.years[:1] if len(last.years) == 1), "、".join(last.regions)])
        text = _EACH_OF_THEM.sub(f"{where}各{_OF_EACH[last.asked_dimension]}有", text)  # 各有几个项目, after 有几个单位
    text = _THAN_IN.sub(r"比\g<year>多多少", text)
    if talk.shown or (talk.alone is not None and talk.alone.group):
        text = _THERE.sub("in it", text)
    text = _FULL_MARKS.sub("其中得满分的项目", text)
    return _ACTUALLY.sub("实际完成值是多少", text) if one else text


def _without_asides(planned: Plan, text: str, catalogue: Catalogue, talk: Talk) -> Plan | None:
    """The rest of the question, where all that was not understood is said to the one who answers."""
    rest, aside = without_asides(text, cut(text, catalogue))
    again = _planned(rest, planned.frame.language, catalogue, talk) if aside else planned
    if not aside or again.query is None or again.frame.leftover or again.frame.aside:
        return None
    passed = Said(f"“{'”“'.join(aside)}”没有当作条件。", f"“{'”, “'.join(aside)}” was not taken as a condition.")
    return replace(again, assumed=(passed, *again.assumed))


_A_NAME = 4  # characters that a name must have in common with what was typed
_WORTH_IT = ("field", "status", "subject", "level", "dimension", "superlative", "spent")


def _respelled(planned: Plan, text: str, catalogue: Catalogue, talk: Talk, slips: int = 2) -> Plan:
    """With a word spelt otherwise, where the question is understood so; the answer says how it was read. Only a name or a
    word that carries meaning is worth it: anything sounds like some particle."""
    from assistant.sounding import rearranged, respelled, vocabulary

    pieces = _with_idle_before(text, planned.frame.leftover, cut(text, catalogue))
    for other in (*rearranged(text, planned.frame.leftover, catalogue), *respelled(text, pieces, vocabulary(catalogue))):
        span = next((s for s in cut(other.text, catalogue) if s.start <= other.at and other.at + len(other.instead) <= s.end), None)
        if span is None or (len(other.was) < 2 and not span.is_name) or _denied(other.was) - _denied(other.instead) or _turned(other.was, other.instead) or not (span.kind in _WORTH_IT or (span.is_name and span.end - span.start >= _A_NAME - (span.kind in ("unit", "region") and span.what.exact))):
            continue
        again = _planned(other.text, planned.frame.language, catalogue, talk)
        if slips > 1 and 0 < len(again.frame.leftover) < len(planned.frame.leftover):
            again = _respelled(again, other.text, catalogue, talk, slips - 1)
        if again.query is not None and not again.frame.leftover and not again.frame.aside:
            read_as = Said(f"“{other.was}”按“{other.instead}”理解。", f"“{other.was}” was read as “{other.instead}”.")
            return replace(again, assumed=(read_as, *again.assumed))
    return planned


_OTHERWISE = re.compile(r"(?:un|non-?|in|im|dis|mis|under|over|out|re)")


def _turned(one: str, other: str) -> bool:
    """reported and unreported are no two spellings of one word."""
    short, long = sorted((one, other), key=len)
    return long.endswith(short) and bool(_OTHERWISE.fullmatch(long.removesuffix(short)))


def _with_idle_before(text: str, pieces: Sequence[str], spans: Sequence[Span]) -> list[str]:
    """才政局: with the one character before it that alone says nothing."""
    idle = {s.end: text[s.start] for s in spans if s.kind == "idle" and s.end - s.start == 1 and text[s.start] > "\u2e80"}
    return [idle.get(text.find(piece), "") + piece for piece in pieces]


def _denied(word: str) -> set[str]:
    """对不上: what was not understood is not understood the better where its "not" is spelt otherwise."""
    return {c for c in word if c in DENIALS}

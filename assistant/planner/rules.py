"""The planner that needs no language model: question -> spans -> frame -> (conversation) -> query, or why there is none."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Literal

from assistant.catalogue import Catalogue
from assistant.conversation import follow
from assistant.correcting import corrected
from assistant.person_meant import person_named
from assistant.planner import texts
from assistant.planner.compose import OF_A_PLACE, Plan, compose, refuse, said_in_texts
from assistant.planner.either import split_either
from assistant.planner.frame import Frame
from assistant.planner.leftovers import DENIALS, leftovers
from assistant.planner.named import rest_of_its_name
from assistant.planner.normalise import language_of, normalise
from assistant.planner.passed_over import A_KIND
from assistant.planner.reading import read
from assistant.planner.said_twice import said_once
from assistant.planner.scope import Said
from assistant.planner.span import Span
from assistant.planner.spans import cut
from assistant.planner.taking_away import as_said
from assistant.planner.unheard import unheard
from assistant.planner.whole import split_whole
from assistant.pointing import of_that_year, pointed
from assistant.several import sentences
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
    text, talk = of_that_year(text, talk, {r.report_id: r.year for r in catalogue.reports}) or pointed(text, talk) or (text, talk)
    planned = _planned(text, language, catalogue, talk)
    return _respelled(planned, text, catalogue, talk) if planned.frame.leftover and not planned.frame.refused else planned


def _frame(text: str, language: Literal["zh", "en"], catalogue: Catalogue) -> Frame:
    return _framed(text, language, as_said(cut(text, catalogue), alone=True))


def framed(question: str, catalogue: Catalogue) -> Frame:
    """How it reads by itself, outside any conversation."""
    return _frame(normalise(question), language_of(question), catalogue)


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
    beside = follow(_frame(mention.rest, language, catalogue), mention.rest, talk, catalogue)
    return said_in_texts(mention.topic, beside, catalogue)


def _planned(text: str, language: Literal["zh", "en"], catalogue: Catalogue, talk: Talk) -> Plan:
    spans = as_said(cut(text, catalogue), alone=talk.last is None)
    frame = _framed(text, language, spans)
    if not catalogue.reports:
        return Plan(None, status="no_data", because=_EMPTY, frame=frame)
    asked = None if _of_indicators(frame) else texts.mention(text) or (texts.mention(text, loosely=True) if frame.leftover else None)
    if asked and (planned := _said_in_texts(asked, language, catalogue, talk)):
        return planned
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


_A_NAME = 4  # characters that a name must have in common with what was typed
_WORTH_IT = ("field", "status", "subject", "level", "dimension", "superlative", "spent")


def _respelled(planned: Plan, text: str, catalogue: Catalogue, talk: Talk, slips: int = 2) -> Plan:
    """With a word spelt otherwise, where the question is understood so; the answer says how it was read. Only a name or a
    word that carries meaning is worth it: anything sounds like some particle."""
    from assistant.sounding import respelled, vocabulary

    for other in respelled(text, _with_idle_before(text, planned.frame.leftover, cut(text, catalogue)), vocabulary(catalogue)):
        span = next((s for s in cut(other.text, catalogue) if s.start <= other.at and other.at + len(other.instead) <= s.end), None)
        if span is None or _denied(other.was) - _denied(other.instead) or _turned(other.was, other.instead) or not (span.kind in _WORTH_IT or (span.is_name and span.end - span.start >= _A_NAME - (span.kind in ("unit", "region") and span.what.exact))):
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


def apart(question: str, catalogue: Catalogue) -> list[str]:
    """The questions that stand one behind another in it, where each makes sense by itself."""
    question = said_once(question)
    parts = sentences(question)
    if len(parts) > 1 and all(_HOW_TO_PUT_IT.fullmatch(p) for p in parts[1:]):
        return [question]  # Any report above 100 points? List the projects.
    if len(parts) == 1:
        text = normalise(question)
        spans = cut(text, catalogue)
        return _of_each_bound(text, spans, language_of(question)) or _number_and_share(question, catalogue) or _two_ends(text, spans) or _of_both(text, spans, catalogue) or _each_its_own(question, catalogue) or [question]
    frames = [_frame(normalise(p), language_of(question), catalogue) for p in parts]
    if any(f.also and _ONLY.match(p) and not (f.has_question or f.leftover) for p, f in zip(parts[1:], frames[1:], strict=True)):
        return [question]  # …有哪些?只看2023年: a condition of the question before it
    if all(f.also and f.concepts and not (f.has_scope or f.leftover) for f in frames[1:]):
        return ["，".join(p.rstrip("?？。!！") for p in parts)]  # 谁负责的？联系电话呢？
    asking = [p for n, (p, f) in enumerate(zip(parts, frames, strict=True)) if (f.has_question or (f.sources and f.asks_value) or (n and f.also and f.has_scope)) and not f.leftover]
    idle = [f for p, f in zip(parts, frames, strict=True) if p not in asking and not (f.has_question or f.has_scope or f.leftover)]
    return asking if len(asking) > 1 and len(asking) + len(idle) == len(parts) else [question]


_HOW_TO_PUT_IT = re.compile(
    r"(?i)\W*(?:please )?(?:(?:list|name|show|give|state|tell|send|quote|print|i need|i want)(?: me| us)?(?: (?:them|all|both|each|the|these|those|every|relevant|of|names?|full|complete|projects?|indicators?|units?|regions?|places?|list))+"
    r"|(?:please )?(?:split|break|group|sort|list|arrange|order|tabulate|divide|show|give|present|rank|separate|itemi[sz]e)(?: me)?(?: (?:it|them|this|that|these|those|the (?:results?|figures?|numbers?|list|answers?|total)))?(?: down| up| out)? (?:by|per|for each|for every|according to|into) (?:each |every )?(?:region|unit|year|project|bureau|department|place|county|city|district|level|type|category|grade|status|source)s?"
    r"|(?:please )?(?:give|state|tell|show|express|report|put)(?: me)? (?:the |your )?(?:sums?|totals?|amounts?|figures?|values?|numbers?|results?|answers?|it|them)(?: (?:for|of|per) (?:each|both|all)(?: of them| one)?)?(?: separately)?(?:,? in (?:万元|元|亿元|yuan|percent|ten thousand yuan|million yuan|%))?"
    r"|(?:all |the )?(?:figures?|amounts?|sums?|values?) in (?:万元|元|亿元|yuan|percent|ten thousand yuan|million yuan|%)|(?:in )?(?:the )?same units?(?: as (?:before|above))?(?:,? please)?|(?:i|we) (?:need|want|would like) (?:the|a) (?:full |complete )?list"
    r"|(?:the )?(?:indicators?|projects?|units?|targets?|regions?|names?|list|(?:full )?details)(?: only| alone)?(?:,? please)?"
    r"|(?:in|as) (?:an? )?(?:percent(?:age)?s?|per cent|yuan|points|%)|(?:start(?:ing)?|begin(?:ning)?) with (?:the )?[a-z]+(?: ones?)?|(?:the )?[a-z]+(?: ones?)? first|which(?: ones?| indicators?| projects?| units?)?(?: (?:are|were) (?:they|those|these|it))?|in order|please|thanks?(?: you)?)\W*"
)
_ONLY = re.compile(r"\W*(?:请|就|我)?(?:只|仅|限|单)(?:看|要|算|查|列|统计|限|限于|说|问)?|\W*(?i:only|just|limit(?:ed)? to)(?![a-z])")
_AND = re.compile(r"[和与及、]|以及|and|,")


_EACH_SO_MANY = re.compile(r"(?:各|分别)(?:自)?(?:有|是|占)?(?:了)?(?:多少|几)|各有|how many .* (?:each|in each)|(?:each|respectively)$")


def _of_each_bound(text: str, spans: Sequence[Span], language: str) -> list[str]:
    """90分以上、80到90分、80分以下的各有几个: a number of each, which no one record fits all of."""
    bounds = [s for s in spans if s.kind == "comparison"]
    if len(bounds) < 2 or not _EACH_SO_MANY.search(text):
        return []
    joined = all(_BESIDE.fullmatch(text[a.end : b.start].strip("的")) for a, b in pairwise(bounds))
    start, end = bounds[0].start, bounds[-1].end
    asks = re.sub(r"(?:各|分别)(?:自)?(?=有|是|多少|几)|分别|各", "", text[end:]) if language == "zh" else text[end:]
    return [text[:start] + text[b.start : b.end] + asks for b in bounds] if joined else []


_SO_MANY_AND = re.compile(r"(?P<asks>(?:一共|总共|共|共计)?(?:有)?(?:多少|几)(?:个|条|项|家|份))(?:项目|指标)?(?:[,，;；、]|以及|和|并)?(?:各|分别|又)?(?P<share>占(?:比|全部|总数|所有|整体|的比例)?[^,，。?？]{0,8}(?:多少|几成|百分之几|多大))[?？]?$")


def _number_and_share(question: str, catalogue: Catalogue) -> list[str]:
    """…的项目有多少个，占比多少: how many, and of all the same in percent."""
    m = _SO_MANY_AND.search(question)
    if m is None:
        return []
    parts = [question[: m.end("asks")], question[: m.start()] + "占比多少"]
    frames = [_frame(normalise(p), language_of(question), catalogue) for p in parts]
    return parts if frames[1].share and not any(f.leftover for f in frames) else []


def _two_ends(text: str, spans: Sequence[Span]) -> list[str]:
    """得分前三和后三的项目: the same asked of either end."""
    ranks = [s for s in spans if s.kind == "rank"]
    if len(ranks) != 2 or ranks[0].meaning == ranks[1].meaning or not _AND.fullmatch(text[ranks[0].end : ranks[1].start].strip()):
        return []
    one, other = ranks
    said = len(text[one.start : one.end]) - len(text[one.start : one.end].removeprefix("得分"))
    return [text[: one.end] + text[other.end :], text[: one.start + said] + text[other.start :]]


_BESIDE = re.compile(r"[和与及、,]|以及|,? ?and (?:the )?|, (?:the )?")


def _of_both(text: str, spans: Sequence[Span], catalogue: Catalogue) -> list[str]:
    """得分和满意度: a report's number and what its indicators of a level reached stand in no one table."""
    runs: list[list[Span]] = []
    for s in spans:
        if s.kind not in ("field", "level"):
            continue
        if runs and _BESIDE.fullmatch(text[runs[-1][-1].end : s.start]):
            runs[-1].append(s)
        else:
            runs.append([s])
    mixed = [run for run in runs if {s.kind for s in run} == {"field", "level"} and not any(s.kind == "level" and A_KIND.search(text[s.start : s.end]) for s in run)]
    if len(mixed) != 1:
        return []
    start, end, language = mixed[0][0].start, mixed[0][-1].end, language_of(text)
    joint = " and " if language == "en" else "、"
    parts = [text[:start] + joint.join(text[s.start : s.end] for s in mixed[0] if s.kind == kind) + text[end:] for kind in ("field", "level")]
    frames = [_frame(p, language, catalogue) for p in parts]
    return parts if not any(f.leftover for f in frames) and frames[1].valued else []


_MOST_JOINTS = 8  # of a longer list no half is a question by itself, and each costs its reading
_OR_ELSE = re.compile(r"以及|[和与及跟,，、;；]|(?<![A-Za-z])and(?![A-Za-z])")


def _each_its_own(question: str, catalogue: Catalogue) -> list[str]:
    """甲项目的负责人和乙项目的得分: of either another thing, of which one answer would tell one only."""
    language, names = language_of(question), _names_in(question, catalogue)
    joints = [m for m in _OR_ELSE.finditer(question) if not any(n.start() <= m.start() and m.end() <= n.end() for n in names)]
    for at in joints if len(joints) <= _MOST_JOINTS else ():
        parts = [question[: at.start()].strip(), question[at.end() :].strip()]
        one, other = (_frame(normalise(p), language, catalogue) for p in parts)
        named = all(len(f.projects) + len(f.units) == 1 and f.concepts and not (f.leftover or f.aside or f.pronoun) for f in (one, other))
        if named and set(one.concepts) != set(other.concepts) and not (other.compare or other.difference or other.rank or one.rank or other.times):
            return parts
    return []


def _names_in(question: str, catalogue: Catalogue) -> list[re.Match[str]]:
    """文化广电和旅游局: its 和 joins no two questions."""
    text = normalise(question)
    said = {text[s.start : s.end] for s in cut(text, catalogue) if s.is_name}
    return [m for name in said for m in re.finditer(re.escape(name), question)]

"""A question that is several: cut where sentences end or where two things are asked of two, each then a question by itself. What only
sets the scene for the last sentence, or belongs to the one before, is joined to it. Answers nothing.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from assistant.catalogue import Catalogue
from assistant.in_turn import of_the_same, placed, says_both
from assistant.planner.frame import Frame
from assistant.planner.normalise import language_of, normalise
from assistant.planner.passed_over import A_KIND
from assistant.planner.rules import framed, plan
from assistant.planner.said_twice import said_once
from assistant.planner.span import Span
from assistant.planner.spans import cut
from assistant.talk import Talk

MOST = 4
_ENDS = re.compile(r"(?<=[?？!！。\n])|(?<=[；;])(?!\d)")


def parts_of(question: str, catalogue: Catalogue, talk: Talk) -> list[str]:
    """The questions that stand one behind another in it; one alone where it is one."""
    whole = with_scene_set(question, catalogue)
    first, *others = apart(whole, catalogue)
    if not others:
        return [first]
    if len(others) == 1 and (one := as_one(first, others[0], catalogue)) and (query := plan(one, catalogue, talk).query) and says_both(query, framed(first, catalogue), framed(others[0], catalogue)):
        return [one]
    return [first, *(of_the_same(first, p, catalogue) if _stands_alone(framed(p, catalogue)) else p for p in others)]


def sentences(question: str) -> list[str]:
    """The question cut where sentences end; one alone where there are too many to be questions."""
    parts = [p.strip() for p in _ENDS.split(question) if re.search(r"\w", p)]
    return parts if 1 < len(parts) <= MOST else [question]


def apart(question: str, catalogue: Catalogue) -> list[str]:
    """The questions that stand one behind another in it, where each makes sense by itself."""
    question = _made_one(said_once(question))
    parts = sentences(question)
    if len(parts) > 1 and all(_HOW_TO_PUT_IT.fullmatch(p) for p in parts[1:]):
        return [question]  # Any report above 100 points? List the projects.
    if len(parts) == 1:
        text = normalise(question)
        spans = cut(text, catalogue)
        return _of_each_bound(text, spans, language_of(question)) or _number_and_share(question, catalogue) or _two_ends(text, spans) or _of_both(text, spans, catalogue) or _each_its_own(question, catalogue) or [question]
    frames = [framed(p, catalogue, language_of(question)) for p in parts]
    if any(f.also and _ONLY.match(p) and not (f.has_question or f.leftover) for p, f in zip(parts[1:], frames[1:], strict=True)):
        return [question]  # …有哪些?只看2023年: a condition of the question before it
    if len(parts) == 2 and _narrows(*frames):
        return [parts[1]]
    if all(f.also and f.concepts and not (f.has_scope or f.leftover) for f in frames[1:]):
        return ["，".join(p.rstrip("?？。!！") for p in parts)]  # 谁负责的？联系电话呢？
    asking = [p for n, (p, f) in enumerate(zip(parts, frames, strict=True)) if (f.has_question or (f.sources and f.asks_value) or (n and f.also and f.has_scope)) and not f.leftover]
    idle = [f for p, f in zip(parts, frames, strict=True) if p not in asking and not (f.has_question or f.has_scope or f.leftover)]
    return asking if len(asking) > 1 and len(asking) + len(idle) == len(parts) else [question]


def _narrows(first: Frame, other: Frame) -> bool:
    """各类原因出现了几次？请按原因统计2024年的未完成指标: the same number of the same groups, of which the second sentence says whose."""
    same = bool(first.group) and set(first.group) == set(other.group) and other.aggregate in (None, first.aggregate) and not first.rank and not other.rank
    own = first.has_scope or first.statuses or first.bounds or first.blanks or first.concepts or first.leftover
    return same and not own and not other.leftover and bool(other.has_scope or other.statuses or other.bounds)


_INNER_MARK = re.compile(r"[?？](?=.*\w)")


def _made_one(question: str) -> str:
    """The question put plainly, where that joins its sentences: Who missed the most? I mean which unit; 哪些单位交了不止一份？各交了几份."""
    marks = len(_INNER_MARK.findall(question))
    plain = normalise(question) if marks else question
    return plain if marks > len(_INNER_MARK.findall(plain)) else question


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
    frames = [framed(p, catalogue, language_of(question)) for p in parts]
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
    frames = [framed(p, catalogue, language) for p in parts]
    return parts if not any(f.leftover for f in frames) and frames[1].valued else []


_MOST_JOINTS = 8  # of a longer list no half is a question by itself, and each costs its reading
_OR_ELSE = re.compile(r"以及|[和与及跟,，、;；]|(?<![A-Za-z])and(?![A-Za-z])")


def _each_its_own(question: str, catalogue: Catalogue) -> list[str]:
    """甲项目的负责人和乙项目的得分: of either another thing, of which one answer would tell one only."""
    language, names = language_of(question), _names_in(question, catalogue)
    joints = [m for m in _OR_ELSE.finditer(question) if not any(n.start() <= m.start() and m.end() <= n.end() for n in names)]
    for at in joints if len(joints) <= _MOST_JOINTS else ():
        parts = [question[: at.start()].strip(), question[at.end() :].strip()]
        one, other = (framed(p, catalogue, language) for p in parts)
        named = all(len(f.projects) + len(f.units) == 1 and f.concepts and not (f.leftover or f.aside or f.pronoun) for f in (one, other))
        if named and set(one.concepts) != set(other.concepts) and not (other.compare or other.difference or other.rank or one.rank or other.times):
            return parts
    return []


def _names_in(question: str, catalogue: Catalogue) -> list[re.Match[str]]:
    """文化广电和旅游局: its 和 joins no two questions."""
    text = normalise(question)
    said = {text[s.start : s.end] for s in cut(text, catalogue) if s.is_name}
    return [m for name in said for m in re.finditer(re.escape(name), question)]


def as_one(first: str, other: str, catalogue: Catalogue) -> str | None:
    """哪个地区平均分最高？平均多少分？: two sentences as clauses of one, where the second asks for a number of what the first finds."""
    one, number = framed(first, catalogue), framed(other, catalogue)
    asks = (number.aggregate or number.asks_value) and not (number.has_scope or number.rank or number.asks_list or number.leftover or number.bounds or number.statuses)
    return f"{first.rstrip('?？。!！ ')}，{other}" if one.rank and one.asked_dimension and asks else None


def _stands_alone(frame: Frame) -> bool:
    """2022年谁花得最慢？执行率最低的三个项目; 各年的执行数合计: a whole question of things that it names, but for where and when."""
    numbers = bool(frame.concepts and frame.aggregate and frame.group) and not frame.everything
    return (frame.named_subject or numbers) and frame.has_question and not (frame.has_scope or frame.also or frame.pronoun or frame.these)


_TELLS = re.compile(r"[?？]\s*$|哪|谁|什么|啥|多少|(?<!好)几|怎|如何|吗|有没有|是否|是不是|请|列|查|报一|给我|说说|看看|统计|比较|对比|排|(?i:(?<![a-z])(?:which|what|whose?|whom|how|why|where|when|list|show|give|tell|find|name|count|compare|rank|sort|state|report(?= the)|please|only|just|exclude|restrict|limit|consider|leave|ignore|except|excluding)(?![a-z]))")


_STOPS = re.compile(r"(?<=[a-z\d)\u4e00-\u9fff]\.)(?<!Mr\.)(?<!Ms\.)(?<!Mrs\.)(?<!Dr\.)(?<!No\.)(?<!Nos\.)(?<!vs\.)(?<!\.g\.)(?<!i\.e\.)\s+(?=[A-Z\u4e00-\u9fff])")


def with_scene_set(question: str, catalogue: Catalogue) -> str:
    """The question alone, with the names and years of the sentences before it that ask nothing: 某项目涉及多家单位。其中哪些没完成？
    A condition in such a sentence is a part of what is asked; then all is left as it is."""
    *before, last = [p for part in sentences(question) for p in _STOPS.split(part)]
    if not before or any(_TELLS.search(s) for s in before) or not framed(last, catalogue).has_question:
        return question
    scene = [framed(s, catalogue) for s in before]
    if any(f.statuses or f.blanks or f.nothing_missed or f.rank or f.share or any(b.concept != "count" for b in f.bounds) for f in scene):
        return question
    if not any(placed(f) or f.indicators or f.leads for f in scene):
        return question
    return of_the_same(" ".join(before), last, catalogue)

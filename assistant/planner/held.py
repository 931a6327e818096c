"""Numbers and blanks of a question: which concept each is held against. Fills bounds and blanks of a
frame; every field word that is used up so is asked for no more (`used`)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from assistant.numbers import Amount, Comparison
from assistant.planner.changed_by import OTHER_WAY, changed_by
from assistant.planner.frame import COUNTS, NUMERIC, POINTS, PRINTED, RATES, UNIT_OF, Bound, Frame
from assistant.planner.span import Span

REST = "rest"  # of a rate: said by what is left of it
_DEFAULTS = {"points": "score", "percent": "execution_rate", "money": "budget"}
_LIKELY_POINTS = 40  # a bare number so high is a score, not a count of anything
_GOES_ON = re.compile(r"(?:的)?(?:,|、)?(?:而?且|并且?|但是?|同时|又|也|还|和|与|and|but)?(?:在|要)?")


def bounds(frame: Frame, text: str, spans: Sequence[Span], used: set[int]) -> None:
    before: Span | None = None
    for at, s in enumerate(spans):
        if s.kind in ("comparison", "amount") and (code := _code(text, spans, at)):
            frame.exact.append(code)
        elif s.kind == "attained":
            frame.bounds.append(Bound("attained", s.what.op, s.what.percent))
            frame.bounds_otherwise += [(s.what.percent, s.what.other)] if s.what.other else []
            frame.statuses += [s.what.status] if s.what.status else []
        elif s.kind == "comparison":
            _compared(frame, text, spans, at, used, before)
            before = s
        elif s.kind == "than":
            i = nearest(spans, at, None, used)
            frame.against.append((spans[i].meaning if i is not None else "score", s.meaning))
            used.update(k for k, x in enumerate(spans) if x.kind == "field" and frame.against[-1][0] == x.meaning)
        elif s.kind == "against":
            i = nearest(spans, at, None, used)
            if i is not None:
                used.add(i)
            frame.against.append((spans[i].meaning if i is not None else "score", s.meaning))
            for j in [*_alike_before(text, spans, i, s), *_alike_behind(text, spans, at, i)]:
                used.add(j)
                frame.against.append((spans[j].meaning, s.meaning))
        elif s.kind == "amount" and (s.meaning in ("money", "points", "percent") or (s.meaning == "" and _is_printed(text, spans, at))):
            _equal(frame, text, spans, at, used)
        elif s.kind == "amount" and not s.meaning and (i := _said_of(text, spans, at)) is not None and i not in used:
            used.add(i)  # 得分100的项目
            frame.bounds.append(Bound(spans[i].meaning, "eq", s.what.value, of=_holder(spans, at)))


_BOTH = re.compile(r"[和与及、,]|以及|跟|,? ?and (?:the |their )?")


def _alike_before(text: str, spans: Sequence[Span], at: int | None, held: Span) -> list[int]:
    """执行率和得分都低于平均: the fields beside the one that the words are said of."""
    found: list[int] = []
    while at is not None and at >= 0 and re.match(r"(?:都|均|皆|全|双双| are both| both)?", text[spans[at].end : held.start]):
        before = max((j for j in range(at) if spans[j].kind == "field" and spans[j].meaning in NUMERIC), default=None)
        if before is None or not _BOTH.fullmatch(text[spans[before].end : spans[at].start]):
            break
        found.append(before)
        at = before
    return found


def _alike_behind(text: str, spans: Sequence[Span], at: int, taken: int | None) -> list[int]:
    """Below average on both score and execution rate."""
    fields = [j for j in range(at + 1, len(spans)) if spans[j].kind == "field" and spans[j].meaning in NUMERIC]
    if not fields or not re.fullmatch(r" ?(?:on|in|for|by) (?:both )?(?:the |their )?", text[spans[at].end : spans[fields[0]].start]):
        return []
    joined = [fields[0], *(b for a, b in pairwise(fields) if _BOTH.fullmatch(text[spans[a].end : spans[b].start]))]
    return [j for j in joined if j != taken]


def _said_of(text: str, spans: Sequence[Span], at: int) -> int | None:
    """The points or rate that a bare number stands right behind."""
    i = at - 1 if at and spans[at - 1].kind != "idle" else at - 2
    near = i >= 0 and (spans[at].start - spans[i].end <= 1 or text[spans[i].end : spans[at].start] in (" of ", " at ")) and spans[i].kind == "field" and spans[i].meaning in POINTS | RATES
    return i if near else None


def _compared(frame: Frame, text: str, spans: Sequence[Span], at: int, used: set[int], before: Span | None) -> None:
    s, found = spans[at], spans[at].what
    printed = _printed_value(spans, at)
    if printed is not None:
        used.add(printed)
        _as_printed(frame, spans[printed].meaning, Bound(PRINTED[spans[printed].meaning], found.op, found.value, found.upper), found.unit)
        return
    of_a_rate = at > 0 and spans[at - 1].kind == "field" and spans[at - 1].meaning in ("execution_rate", "score_rate")  # 执行率不到八成、指标又有没完成的
    if found.unit == "percent" and not of_a_rate and (judged := _part_of_indicators(text, spans, at)):
        if any(x.kind == "level" for x in spans):
            frame.leftover.append(text[s.start : s.end])  # of one level's indicators no report has a rate
        frame.subject = "projects"
        value, op = (found.value, found.op) if judged == "met" else (100 - found.value, OTHER_WAY.get(found.op, found.op))
        frame.bounds.append(Bound("completion_rate", op, value, of="share"))
        return
    if found.of_weight:
        _part_of_weight(frame, spans, at, used)
        return
    if changed_by(frame, text, spans, at):
        return
    if found.unit == "percent" and at and (spans[at - 1].kind, spans[at - 1].meaning) == ("aggregate", "unspent_share"):
        low, high = (100 - found.upper, 100 - found.value) if found.upper is not None else (100 - found.value, None)
        frame.bounds.append(Bound("execution_rate", OTHER_WAY.get(found.op, found.op), low, high, of=REST))
        return
    i = None if _counts_noun(text, s) else nearest(spans, at, found.unit, used)
    if i is None and found.unit == "percent" and (u := next((k for k, x in enumerate(spans) if x.kind == "field" and x.meaning == "unspent" and k not in used), None)) is not None:
        used.add(u)  # 一半的钱没花出去
        frame.bounds.append(Bound("execution_rate", OTHER_WAY.get(found.op, found.op), 100 - found.value))
        return
    concept = spans[i].meaning if i is not None else None
    said = concept is not None
    if concept is None and before is not None and frame.bounds and found.unit in (None, before.what.unit) and _GOES_ON.fullmatch(text[before.end : s.start]):
        concept, said = frame.bounds[-1].concept, True  # 90分以上、95分以下
    if concept is None and found.unit == "percent" and at and _last_word(spans, at) in _DONE:
        _share_of_target(frame, text, s)
        return
    nouns = {x.meaning for x in spans if x.kind == "subject"}
    if concept is None and found.unit == "percent" and nouns == {"indicators"} and not _names_percent(spans):
        frame.leftover.append(text[s.start : s.end])  # 超了50%的指标: no rate of a report
        return
    if concept is None:
        concept = "executed" if found.unit == "money" and _SPENT.search(text[s.start : s.end]) else _unsaid(found, spans)
    if i is not None and not _asks_again(text, spans[i]):
        used.add(i)
    frame.bounds.append(Bound(concept, found.op, found.value, found.upper, _holder(spans, at), guessed=not said and found.unit is None))
    for j in _alike_before(text, spans, i, s) if found.unit is None else ():
        used.add(j)
        frame.bounds.append(Bound(spans[j].meaning, found.op, found.value, found.upper, _holder(spans, at)))  # 得分和执行率都超过90


_SPENT = re.compile("花|用|支|执行|付")  # 没花到100万元
_COUNTED_NOUN = re.compile(r" (?:(?:missed|unmet|failed|unachieved|incomplete|met|different|separate|single|of|its|their|the|performance|output|cost|quality|quantity|timeliness|satisfaction|benefit|partially|partly) ){0,4}(?:indicators?|projects?|targets?|kpis?|units?|goals?)(?![a-z])")


def _counts_noun(text: str, s: Span) -> bool:
    """used 100% of the money and failed at least four indicators: so many of the noun behind it, whatever stands before."""
    return s.what.unit is None and bool(_COUNTED_NOUN.match(text, s.end))


_INDICATORS = re.compile("指标|indicator|target")
_ITS_SHARE = re.compile(r"的?(?:指标)?(?:数量?|条数)?(?:所)?(?:占比|占(?:全部|总数|所有|总)?(?:指标)?(?:总数|数)?(?:的)?(?:比例|比重)?|比例|比重)(?:为|是|在)?|的?指标(?:数量?|条数|数目|个数)?(?:就|都|已经?)?")


def _part_of_indicators(text: str, spans: Sequence[Span], at: int) -> str | None:
    """一半以上指标没完成的项目, 没完成指标占比超过20%的项目: which part of a project's own indicators."""
    if not any(s.kind == "subject" and s.meaning == "projects" for s in spans):
        return None
    behind = [s for s in spans[at + 1 : at + 7] if s.kind not in ("idle", "scope", "level")][:2]
    theirs = [_INDICATORS.search(text[s.start : s.end]) for s in behind[:1] if s.kind in ("subject", "follow")]  # their indicators
    if any(theirs) and len(behind) > 1 and behind[1].kind == "status" and behind[1].meaning in ("met", "missed"):
        return behind[1].meaning
    noun = next((s for s in reversed(spans[:at]) if s.kind not in ("idle", "scope")), None)
    if noun and behind and (noun.kind, noun.meaning, behind[0].kind) == ("subject", "indicators", "status") and behind[0].meaning in ("met", "missed"):
        return behind[0].meaning  # 指标大半没完成的项目
    before = next((s for s in reversed(spans[:at]) if s.kind == "status"), None)
    if at and (spans[at - 1].kind, spans[at - 1].meaning) == ("aggregate", "missed_share"):
        return "missed"
    shared = before is not None and _ITS_SHARE.fullmatch(text[before.end : spans[at].start])
    return before.meaning if before is not None and shared and before.meaning in ("met", "missed") else None


def _part_of_weight(frame: Frame, spans: Sequence[Span], at: int, used: set[int]) -> None:
    """得分不到分值八成的指标."""
    found = spans[at].what
    i = nearest(spans, at, "points", used)
    if i is not None:
        used.add(i)
    frame.bounds.append(Bound("score_rate", found.op, found.value, found.upper, _holder(spans, at)))


def _share_of_target(frame: Frame, text: str, said: Span) -> None:
    """超额完成30%以上, 完成目标80%的: how much of the target was reached is not computed over many; no text says it either."""
    frame.leftover.append(text[said.start : said.end])
    frame.refused = True


_DONE = ("over_achieved", "over_cost", "met", "missed", "partial")


def _last_word(spans: Sequence[Span], at: int) -> str:
    """The meaning of the status right before a number."""
    before = next((s for s in reversed(spans[:at]) if s.kind != "idle"), None)
    return before.meaning if before is not None and before.kind == "status" else ""


def _counts_what_is_before(found: Comparison, spans: Sequence[Span]) -> bool:
    """未完成指标超过50: so many of them; despite missed indicators, which projects came out above 90: a score."""
    judged = any(s.kind == "status" and s.meaning != "full_score" for s in spans)
    behind = any(s.kind == "subject" and s.meaning == "projects" and s.end <= found.start for s in spans)
    before = next((s for s in reversed(spans) if s.end <= found.start and s.kind not in ("idle", "and", "follow", "year", "region")), None)
    return judged and not (behind and before is not None and (before.kind, before.meaning) == ("subject", "projects"))


def _unsaid(found: Comparison, spans: Sequence[Span]) -> str:
    """What a number is most likely held against where no word says it."""
    if found.unit is None and any(x.kind == "aggregate" and x.meaning == "average" for x in spans):
        return "score"
    if found.unit is None and found.value >= _LIKELY_POINTS and not _counts_what_is_before(found, spans):
        return "score"
    if found.unit in (None, "items"):
        return "count"
    if found.unit == "percent" and _names_percent(spans):
        return "actual_number"  # 师生满意度低于92%
    return _DEFAULTS.get(found.unit or "", "score")


def _equal(frame: Frame, text: str, spans: Sequence[Span], at: int, used: set[int]) -> None:
    s = spans[at]
    amount: Amount = s.what
    if (printed := _printed_value(spans, at)) is not None:
        used.add(printed)
        _as_printed(frame, spans[printed].meaning, Bound(PRINTED[spans[printed].meaning], "eq", amount.value), amount.unit)
        return
    i = nearest(spans, at, amount.unit, used)
    if i is None and s.meaning == "percent" and (_last_word(spans, at) in _DONE or _holder(spans, at) == "indicators"):
        _share_of_target(frame, text, s)  # an indicator has no execution rate
        return
    of_what_is_named = s.meaning == "percent" and _names_percent(spans)  # 某满意度为啥才54%: what it reached
    concept = spans[i].meaning if i is not None else "actual_number" if of_what_is_named else _DEFAULTS[s.meaning]
    if i is not None:
        used.add(i)
    if not (concept == "score" and "满分" in text[s.start : s.end + 2]):
        frame.bounds.append(Bound(concept, "eq", amount.value, of=_holder(spans, at)))


def _as_printed(frame: Frame, concept: str, bound: Bound, unit: str | None) -> None:
    """目标定在100%的: not 100人次, which begins with the same number."""
    frame.bounds.append(bound)
    if unit == "percent" and (concept == "target" or not (frame.indicators or frame.levels or frame.valued)):
        frame.exact.append(("target", "%"))  # of what was reached the unit often is printed with the target alone


def _printed_value(spans: Sequence[Span], at: int) -> int | None:
    """目标值为100%的指标: the number is held against what an indicator prints."""
    near = [i for i in range(max(0, at - 2), at) if spans[i].kind == "field"]
    if near and spans[near[-1]].meaning in PRINTED and near[-1] and spans[near[-1] - 1].kind in ("indicator", "level"):
        return near[-1]  # projects that set a 失业率 ceiling above 4%, 满意度目标低于95%的项目
    if any(x.kind == "level" for x in spans) and not any(x.kind == "subject" and x.meaning != "indicators" for x in spans):
        return near[-1] if near and spans[near[-1]].meaning in PRINTED else None  # 目标值低于90%的满意度指标
    nouns = [(i, x.meaning) for i, x in enumerate(spans) if x.kind == "subject" and x.meaning != "documents"]
    behind = [noun for i, noun in nouns if i > at] or [noun for i, noun in nouns if i < at][-1:]  # 指标中目标值为100%的
    return near[-1] if near and spans[near[-1]].meaning in PRINTED and behind[:1] == ["indicators"] else None


def _holder(spans: Sequence[Span], at: int) -> str:
    """得分低于90分的项目: the noun right behind a bound is what it bounds."""
    for s in spans[at + 1 : at + 4]:
        if s.kind == "subject":
            return s.meaning if s.meaning in ("projects", "indicators") else ""
        if s.kind != "idle":
            return ""
    return ""


_IS_EN = re.compile(r"(?<![a-z])(?:of|at|is|was|being|equals?|equal to) $")


def _is_printed(text: str, spans: Sequence[Span], at: int) -> bool:
    """实际完成值为0的指标: "is" may stand within the word before the number."""
    said = spans[at - 1] if at and spans[at - 1].kind != "idle" else spans[at - 2] if at > 1 else None  # an actual value of 0
    return said is not None and said.kind == "field" and said.meaning in PRINTED and bool(text[spans[at].start - 1] in "为是" or _IS_EN.search(text[: spans[at].start])) and _printed_value(spans, at) is not None


_CODED = ("phone", "competent_department_code")


def _code(text: str, spans: Sequence[Span], at: int) -> tuple[str, str] | None:
    """电话5550016, 代码是132: digits that are a text, beside the word for it."""
    digits = re.search(r"\d{3,}", text[spans[at].start : spans[at].end])
    near = [x for x in spans[max(0, at - 5) : at + 6] if x.kind == "field" and x.meaning in _CODED]
    return (near[0].meaning, digits[0]) if digits and near and spans[at].what.unit is None else None


def _names_percent(spans: Sequence[Span]) -> bool:
    """A rate is spoken of that is an indicator's own."""
    return any(s.kind == "indicator" or (s.kind == "level" and s.meaning == "满意") for s in spans)


def _asks_again(text: str, span: Span) -> bool:
    """自评得分多少: asked for, although a number is held against it elsewhere."""
    return bool(re.search(r"多少|几|how much|what", text[span.start : span.end]))


def _fits(concept: str, unit: str | None) -> bool:
    return unit is None or UNIT_OF.get(concept) == unit


def nearest(spans: Sequence[Span], at: int, unit: str | None, used: set[int]) -> int | None:
    """The concept that a number or a superlative belongs to: the nearest before it, else the nearest behind."""
    before = [i for i in range(at - 1, -1, -1) if spans[i].kind == "field" and i not in used]
    after = [i for i in range(at + 1, min(len(spans), at + 4)) if spans[i].kind == "field" and i not in used]
    for i in before:
        if spans[i].meaning in NUMERIC and _fits(spans[i].meaning, unit):
            if any(spans[k].kind in ("comparison", "superlative") for k in range(i + 1, at)):
                break
            return i
    return next((i for i in after if spans[i].meaning in NUMERIC and _fits(spans[i].meaning, unit)), None)


def _of_a_kind(spans: Sequence[Span], at: int) -> bool:
    """没有成本指标, no cost indicators, without other funds: none of a kind, no blank."""
    return spans[at].meaning == "blank" and at + 1 < len(spans) and spans[at + 1].kind in ("level", "source")


_UNEXPLAINED = re.compile(r"说明|解释|交代|分析|说法|理由|缘由|由头|说辞|下文|explain")


def _behind_idle(spans: Sequence[Span], at: int) -> list[int]:
    """编制单位那一栏是空着的: what is spoken of right before, but for idle words."""
    before = next((k for k in range(at - 1, -1, -1) if spans[k].kind != "idle"), None)
    return [] if before is None else [before]


def blanks(frame: Frame, text: str, spans: Sequence[Span], used: set[int]) -> None:
    for at, s in enumerate(spans):
        if s.kind != "missing" or _of_a_kind(spans, at):
            continue
        near = [*range(at + 1, min(len(spans), at + 4)), *range(at - 1, max(-1, at - 4), -1)]
        if at and spans[at - 1].end == s.start and spans[at - 1].kind == "field" and not (at + 1 < len(spans) and spans[at + 1].start == s.end):
            near.insert(0, at - 1)  # 目标填了、完成值没填
        i = next((i for i in near if spans[i].kind == "field" and spans[i].meaning not in COUNTS and i not in used), None)
        if i is None and _UNEXPLAINED.search(text[s.start : s.end]):
            frame.blanks.append(("reason", s.meaning == "blank"))  # 未作说明: of what was missed
        elif i is None and any(spans[k].kind == "dimension" and spans[k].meaning == "unit" for k in [*near, *_behind_idle(spans, at)]):
            frame.blanks.append(("prepared_by", s.meaning == "blank"))
        elif i is None and s.meaning == "blank":
            frame.leftover.append("没有填写" if frame.language == "zh" else "blank")
        if i is not None:
            used.add(i)
            frame.blanks.append((spans[i].meaning, s.meaning == "blank"))
            for k in near:
                if spans[k].kind == "field" and k not in used and abs(k - i) <= 2 and {spans[k].meaning, spans[i].meaning} <= {"reason", "explanation"}:
                    used.add(k)

"""What a question asks of one project over several years: in each of them (两年都没完成), in the one and not in the other
(2023年有、2024年没有), another thing in each (2023年达标、2024年没达标). Fills a frame's `over`; pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.planner.frame import Bound, Frame
from assistant.planner.span import Span

_PLAIN = ("missed", "entirely_missed", "partial", "met", "unverifiable", "not_reported", "over_achieved")  # said of an indicator by itself
_ALIKE = re.compile(
    r"(?:都|(?<!平)均|皆|一直|始终|同样|老是|总是)(?=(?:低于|高于|超|不|少于|多于|小于|大于|没|未|在(?!哪|什)|是(?!哪|什|谁|多少|几)|得(?!了?(?:多少|几))|完成(?!了?(?:多少|几))|达|拿|扣|花|亏|评|有(?!哪|什|几|多少|谁)|存在|出现|掉|过|够|执行率|自评|得分|分数|预算|满))"
    r"|也(?:是)?(?:没|未|低于|高于|不)|(?<![a-z])(?:both|each of|every year|(?<!for )each year|as well as|again|either year|in all (?:the |these |those )?(?:two |three |four |five |\d )?years)(?![a-z])"
)
_EVEN = re.compile(r"连[^,?都也]{1,12}[都也](?=没|未|不)")  # 连一半都没花到: even so little, not in each year
_ALL_YEARS = re.compile(r"年年|(?:一直|始终|老是|总是)(?=没|未|不|低于|都没|都未)|历年(?:来)?(?=都|均|皆|一直)|每一?年(?=都|均|皆)|(?<![a-z])(?<!for )(?:every|each) year(?![a-z])")


def over_years(frame: Frame, text: str, spans: Sequence[Span]) -> list[str]:
    """What of it is taken up by nothing: only projects and their indicators are looked at over the years; numbers of groups are
    `groups`'."""
    _gone(frame, text, spans)
    if not (frame.over or frame.subject not in ("projects", "indicators", None) or frame.asked_dimension or set(frame.group) - {"fiscal_year"}):
        _alike_said(frame, text, spans)
    if frame.over:
        frame.group = [g for g in frame.group if g != "fiscal_year"]
        return []
    known = ("had", "so many") if frame.years or not _ALIKE.search(text) else ("had",)
    return [text[s.start : s.end] for s in spans if s.kind == "years" and s.meaning not in known]


def _alike_said(frame: Frame, text: str, spans: Sequence[Span]) -> None:
    """连续两年…, 2023年和2024年都…, 两年都…, 每年都…"""
    if any(s.kind == "dimension" and s.meaning in ("unit", "region", "project_lead") for s in spans):
        return
    said = [s for s in spans if s.kind == "years"]
    running = next((s for s in said if s.meaning == "running"), None)
    so_many = next((s for s in said if s.meaning == "so many"), None)
    if running is not None and len(frame.years) == running.what:
        frame.over.each = True
    elif running is not None and len(frame.years) == 1:
        frame.years, frame.over.each = [frame.years[0] - n for n in reversed(range(running.what))], True
    elif running is not None:
        frame.over.running = running.what
    elif _differs(frame, text, spans):
        return
    elif len(frame.years) > 1 and _a_number_of_each(frame, text):
        frame.group = list(dict.fromkeys([*frame.group, "fiscal_year"]))
    elif len(frame.years) > 1 and _ALIKE.search(_EVEN.sub("", text)):
        frame.over.each = True
    elif so_many is not None and not frame.years and _ALIKE.search(text):
        frame.over.each, frame.over.running = True, so_many.what
    elif not frame.years and _ALL_YEARS.search(text) and (frame.statuses or frame.bounds or frame.against or re.search(r"都有(?!哪|什|几|多少)", text)):
        frame.over.each = True


_OF_EACH_YEAR = re.compile(r"(?<![a-z])(?:in|for) each (?:of|year)|(?<![a-z])(?:in|for) (?:every year|both years)")


def _a_number_of_each(frame: Frame, text: str) -> bool:
    """The average score in each year from 2022 to 2024: a number for each, nothing that has to be so in all of them."""
    held = frame.statuses or frame.bounds or frame.against or frame.blanks or frame.asks_list or frame.subject == "indicators"
    return not held and bool(frame.concepts or frame.aggregate) and _OF_EACH_YEAR.search(text) is not None


def _gone(frame: Frame, text: str, spans: Sequence[Span]) -> None:
    """2023年有、2024年没有的; 今年新增的; dropped in 2024."""
    said = [s for s in spans if s.kind == "years" and s.meaning in ("lacks", "lacks next", "new", "dropped")]
    if not said:
        return
    years = [s for s in spans if s.kind == "year" and len(s.what.years) == 1]
    for s in said:
        if text[s.start : s.end].endswith("项目的") and (of := next((x for x in spans if x.start >= s.end and x.kind == "dimension"), None)):
            frame.asked_dimension = of.meaning  # 2024年没有项目的单位
        if s.meaning == "lacks":
            frame.over.gone += [y.what.years[0] for y in [*(y for y in years if y.end <= s.start)][-1:]]
        elif s.meaning == "lacks next":
            frame.over.gone += [y.what.years[0] for y in [*(y for y in years if y.start >= s.end)][:1]]
    way = {s.meaning for s in said} & {"new", "dropped"}
    if frame.over.gone and frame.language == "en" and len(frame.years) == 2 and _not_so(frame, text):
        return
    if frame.over.gone:
        frame.years = [y for y in frame.years if y not in frame.over.gone] or ([] if frame.asked_dimension else [min(frame.over.gone) - 1])
    elif len(years) == 2 and len(frame.years) == 2:
        first, last = sorted(frame.years)
        frame.years, frame.over.gone = ([last], [first]) if "new" in way else ([first], [last])
    elif len(frame.years) == 1 and "dropped" in way and not _had_in(text, years[0]):
        frame.years, frame.over.gone = [frame.years[0] - 1], [frame.years[0]]
    elif len(frame.years) == 1:
        frame.over.gone = [frame.years[0] - 1 if "new" in way else frame.years[0] + 1]
    frame.over.each |= bool(frame.over.gone) and len(frame.years) > 1  # 2022年和2024年有，2023年没有
    frame.over.new, frame.over.dropped = "new" in way, "dropped" in way


_CONTRARY = {"met": "missed", "missed": "met"}
_NEGATED = {"lt": "ge", "le": "gt", "gt": "le", "ge": "lt"}


def _not_so(frame: Frame, text: str) -> bool:
    """Met in 2023 but not in 2024: not met there, rather than not there."""
    if len(frame.statuses) + len(frame.bounds) != 1 or not re.search(r"but not (?:in )?(?:fy ?)?20", text):
        return False
    (gone,) = frame.over.gone[:1]
    was: str | Bound = frame.statuses[0] if frame.statuses else frame.bounds[0]
    if (isinstance(was, str) and was not in _CONTRARY) or (isinstance(was, Bound) and was.op not in _NEGATED):
        return False
    if isinstance(was, str):
        frame.statuses = [_CONTRARY[was]]
    else:
        frame.bounds = [replace(was, op=_NEGATED[was.op])]
    frame.over.earlier = (next(y for y in frame.years if y != gone), was)
    frame.years, frame.over.gone = [gone], []
    return True


def _had_in(text: str, year: Span) -> bool:
    """2023年的项目哪些没有延续: of that year, not in that year."""
    return bool(re.match(r"的?(?:哪些|哪几个)?(?:项目|指标)| ?(?:projects|indicators)", text[year.end :]) or re.search(r"(?<![a-z])(?:of|from) $", text[: year.start]))


def _differs(frame: Frame, text: str, spans: Sequence[Span]) -> bool:
    """2023年达标、2024年没达标; 去年90分以上、今年不到90分: what was so in the earlier year is a condition on it alone."""
    years = [s for s in spans if s.kind == "year" and len(s.what.years) == 1]
    if len(years) != 2 or len(set(frame.years)) != 2:
        return False
    held = [s for s in spans if s.kind in ("status", "comparison")]
    between = [s for s in held if years[0].end <= s.start < years[1].start]
    of = [between, [s for s in held if s.start >= years[1].end]] if frame.language == "zh" else [[s for s in held if s.end <= years[0].start], between]
    if [len(found) for found in of] != [1, 1] or held != [of[0][0], of[1][0]]:
        return False
    conditions = [_condition(frame, spans, s) for s in held]
    if None in conditions:
        return False
    if conditions[0] == conditions[1]:
        frame.statuses, frame.bounds = list(dict.fromkeys(frame.statuses)), list(dict.fromkeys(frame.bounds))
        frame.over.each = True
        return True
    pairs = sorted(zip((y.what.years[0] for y in years), conditions, strict=True), key=lambda p: p[0])
    (earlier, was), (later, now) = pairs
    assert was is not None
    frame.years, frame.over.earlier = [later], (earlier, was)
    frame.statuses, frame.bounds = ([now] if isinstance(now, str) else []), ([now] if isinstance(now, Bound) else [])
    return True


def _condition(frame: Frame, spans: Sequence[Span], said: Span) -> str | Bound | None:
    if said.kind == "status":
        return said.meaning if said.meaning in _PLAIN else None
    compared = [s for s in spans if s.kind == "comparison"]
    return frame.bounds[compared.index(said)] if len(frame.bounds) == len(compared) else None
